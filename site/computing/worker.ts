// Runs the computations of the figures, and with them the topics' code, beside the page: what never ends here freezes nothing there.
import { byName } from '../dojo/by-name';
import type { Answer, Job } from './messages';
import { troubleOf } from './trouble';

interface Computation {
  default(settings: unknown): unknown;
  /** Fetches what the computation needs. Its time is the network's, and doesn't count. */
  prepare?(settings: unknown): Promise<void>;
}

const computations = byName(import.meta.glob<Computation>('#course/site/computations/*.ts'));

self.onmessage = ({ data: job }: MessageEvent<Job>) => void work(job);

async function work({ id, name, settings }: Job): Promise<void> {
  try {
    const computation = await computations[name]!();
    await computation.prepare?.(settings);
    answer({ type: 'started', id });
    answer({ type: 'done', id, result: computation.default(settings) });
  } catch (error) {
    const { kind, message } = troubleOf(error);
    answer({ type: 'failed', id, trouble: { kind, message } });
  }
}

function answer(answer: Answer): void {
  self.postMessage(answer);
}
