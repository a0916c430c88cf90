// The training runs that claims are measured on: each is `npm run train` in a process of its own, as many at a time as there are processors.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Mnist } from '#lib/mnist';
import type { DType, NDArray } from '#lib/ndarray';
import { readNpz } from '#lib/npz';
import type { History } from '#topics/12-training';
import type { Params, TwoLayerNet } from '#topics/10-two-layer-net';
import { defaults, type Config } from '../../tools/train/mnist-trainer';
import { startComparedRun, type RunningProcess } from '../../tools/train/cli/compared-process';
import { FILES } from '../../tools/train/run/run-folder';
import { SETTINGS } from '../../tools/train/run/settings';
import { firstNet } from './own-loops';

export type Wanted = Partial<Config> & { limit?: number; dtype?: DType };

/** What a training left. */
export interface Trained extends History {
  testAccuracy: number;
  /** A network with the trained parameters, if it is one of two layers. */
  net: (data: Mnist) => TwoLayerNet;
}

export class TrainingRuns {
  private readonly folder = mkdtempSync(join(tmpdir(), 'claims-'));
  private readonly known = new Map<string, Promise<Trained>>();
  private readonly running = new Set<RunningProcess>();
  private free = availableParallelism();
  private count = 0;
  private readonly queue: (() => void)[] = [];

  /** @param onEnd is told of each training that has ended, in a sentence */
  constructor(private readonly onEnd: (sentence: string) => void = () => {}) {}

  /** The same training is done once, whoever asks for it. */
  run(wanted: Wanted = {}): Promise<Trained> {
    const args = argsOf(wanted);
    const key = args.join(' ');
    const known = this.known.get(key) ?? this.train(args, wanted);
    this.known.set(key, known);
    return known;
  }

  /** The same with these seeds, in order. */
  seeds(seeds: readonly number[], wanted: Wanted = {}): Promise<Trained[]> {
    return Promise.all(seeds.map((seed) => this.run({ ...wanted, seed })));
  }

  dispose(): void {
    for (const process of this.running) process.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async train(args: string[], wanted: Wanted): Promise<Trained> {
    if (this.free === 0) await new Promise<void>((go) => this.queue.push(go));
    else this.free--;
    try {
      const out = join(this.folder, String(this.count++));
      const process = startComparedRun(
        [...args, '--workers', '1', '--checkpoint-every', '600', '--out', out],
        () => {},
      );
      this.running.add(process);
      const failure = await process.ended;
      this.running.delete(process);
      if (failure !== undefined) throw new Error(`npm run train -- ${args.join(' ')}: ${failure.failure}`);
      const history = JSON.parse(readFileSync(join(out, FILES.history), 'utf8')) as Omit<Trained, 'net'>;
      const weights = readFileSync(join(out, FILES.weights));
      rmSync(out, { recursive: true });
      this.onEnd(
        `  trained: ${['npm run train', ...(args.length > 0 ? ['--', ...args] : [])].join(' ')}: ${history.testAccuracy}`,
      );
      return { ...history, net: (data) => netWith(readNpz(weights, FILES.weights), wanted, data) };
    } finally {
      const next = this.queue.shift();
      if (next === undefined) this.free++;
      else next();
    }
  }
}

function argsOf(wanted: Wanted): string[] {
  return Object.entries(wanted).flatMap(([name, value]) =>
    String(value) === String(defaults[name as keyof Config])
      ? []
      : [SETTINGS[name as keyof typeof SETTINGS], String(value)],
  );
}

function netWith(params: Record<string, NDArray>, wanted: Wanted, data: Mnist): TwoLayerNet {
  const net = firstNet(data, wanted);
  net.params = params as Record<keyof Params, NDArray>;
  return net;
}
