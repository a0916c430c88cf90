// Random numbers, prefetched ahead. A source of random numbers is called so often that each call across the pipe would cost more than all
// the rest: the judge sends the next numbers along, is told how many of them were used, and then draws them itself.
import { resumedRandom, type SeededRandom } from '#lib/random';
import { isList, refuse, checkedWholeNumber } from './wire';

/** Goes with a message of the judge: the next numbers of each source, instead of what is left of earlier ones. */
export type Prefetched = [source: number, numbers: number[]][];

/** Goes with a message of the guest: how many numbers it has used of each source since its last one. */
export type UsedCounts = [source: number, count: number][];

const AHEAD = 32;

const NEVER_HAD = 'random numbers that it never had';

/** A source that says where it stands, and may say itself what comes next. */
interface Foreseeable extends SeededRandom {
  ahead?(count: number): number[];
}

interface Source {
  random: Foreseeable;
  /** How many numbers the guest has of it, and where it stands, as far as the guest knows. */
  left: number;
  state: string;
}

/** The judge's side. */
export class RandomPrefetch {
  private readonly sources = new Map<number, Source>();

  /** A function goes to the guest under this number. */
  offer(number: number, value: object): void {
    if (!('state' in value) || this.sources.has(number)) return;
    this.sources.set(number, { random: value as Foreseeable, left: 0, state: '' });
  }

  prefetched(): Prefetched {
    const prefetched: Prefetched = [];
    for (const [number, source] of this.sources) {
      if (source.left > AHEAD / 2 && source.state === stateOf(source.random)) continue;
      const numbers = nextOf(source.random);
      prefetched.push([number, numbers]);
      source.left = numbers.length;
      source.state = stateOf(source.random);
    }
    return prefetched;
  }

  settle(used: unknown): void {
    for (const entry of isList(used) ? used : refuse('no count of random numbers')) {
      const [number, count] = isList(entry) ? entry : refuse('no count of random numbers');
      const source = this.sources.get(number as number) ?? refuse(NEVER_HAD);
      source.left -= checkedWholeNumber(count, NEVER_HAD, 0, source.left);
      for (let i = 0; i < (count as number); i++) source.random();
      source.state = stateOf(source.random);
    }
  }

  endCall(): void {
    this.sources.clear();
  }
}

/** The guest's side. */
export class PrefetchedRandom {
  private readonly sources = new Map<number, { numbers: number[]; next: number; told: number }>();

  /** The next number of a source, if it is there. */
  next(number: number): number | undefined {
    const source = this.sources.get(number);
    return source?.numbers[source.next++];
  }

  take(prefetched: Prefetched): void {
    for (const [number, numbers] of prefetched) this.sources.set(number, { numbers, next: 0, told: 0 });
  }

  used(): UsedCounts {
    const used: UsedCounts = [];
    for (const [number, source] of this.sources) {
      const next = Math.min(source.next, source.numbers.length);
      if (next > source.told) used.push([number, next - source.told]);
      source.told = next;
    }
    return used;
  }

  endCall(): void {
    this.sources.clear();
  }
}

/** The numbers that come next. */
function nextOf(random: Foreseeable): number[] {
  if (random.ahead !== undefined) return random.ahead(AHEAD);
  const copy = resumedRandom(random.state());
  return Array.from({ length: AHEAD }, () => copy());
}

/** Where a source stands. Its counters tell one draw from another. */
function stateOf(random: SeededRandom): string {
  const { i, j, calls } = random.state() as { i?: number; j?: number; calls?: number };
  return `${i} ${j} ${calls}`;
}
