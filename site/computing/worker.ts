// Runs the computations of the figures, and with them the topics' code, beside the page: what never ends here freezes nothing there.
import { byName } from '../dojo/by-name';
import type { News, Order } from '../pictures/training/messages';
import type { ComputationAnswer, ComputationJob, OwnCodeMessage } from './messages';
import { tellPage } from './outside';
import { troubleOf } from './trouble';

interface ComputationModule {
  default(settings: unknown): unknown;
  /** Fetches what the computation needs. Its time is the network's, and doesn't count. */
  prepare?(settings: unknown): Promise<void>;
}

const computations: Partial<Record<string, () => Promise<ComputationModule>>> = {
  ...byName(import.meta.glob<ComputationModule>('#course/site/computations/*.ts')),
  scratch: () => import('./scratch') as Promise<ComputationModule>,
};

/** A course without one has no figure that asks for it. */
const trainers = byName(
  import.meta.glob<{ follow(order: Order): void }>('#course/site/pictures/training/worker.ts'),
);

let isReady: Promise<void> = Promise.resolve();

self.onmessage = ({ data }: MessageEvent<OwnCodeMessage | ComputationJob | Order>) => {
  if ('code' in data) isReady = takeOwnCode(data.code);
  else void ('id' in data ? work(data) : train(data));
};

/** Comes before everything else, if at all. */
async function takeOwnCode(code: OwnCodeMessage['code']): Promise<void> {
  const { useOwnFiles } = await import('./own-files');
  useOwnFiles(code);
}

async function work({ id, name, settings }: ComputationJob): Promise<void> {
  try {
    await isReady;
    const computation = await computations[name]!();
    await computation.prepare?.(settings);
    answer({ type: 'started', id });
    answer({ type: 'done', id, result: computation.default(settings) });
  } catch (error) {
    const { kind, message } = troubleOf(error);
    answer({ type: 'failed', id, trouble: { kind, message } });
  }
}

/** The trainer is fetched with its first order; what it has to tell, it tells the page itself. */
async function train(order: Order): Promise<void> {
  try {
    await isReady;
    const { follow } = await trainers.worker!();
    if (order.type === 'start') tellPage({ type: 'begun' } satisfies News);
    follow(order);
  } catch (error) {
    const { kind, message } = troubleOf(error);
    tellPage({ type: 'failed', trouble: { kind, message } } satisfies News);
  }
}

function answer(answer: ComputationAnswer): void {
  tellPage(answer);
}
