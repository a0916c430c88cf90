// What a figure has computed, and computes anew whenever a control moves or the code changes.
import { onBeforeUnmount, ref, shallowRef, watch, type Ref } from 'vue';
import { codeIsKnown, version } from './code';
import { Lane, Outdated } from './lane';
import { Trouble, troubleOf } from './trouble';

/** As in the terminal, where a test has five seconds. */
const LIMIT = 5_000;

export interface Outcome<Settings, Result> {
  settings: Settings;
  result: Result;
}

export interface Computation<Settings, Result> {
  /** The last result, and what it was computed from; undefined before the first one, and while there is a trouble. */
  outcome: Readonly<Ref<Outcome<Settings, Result> | undefined>>;
  trouble: Readonly<Ref<Trouble | undefined>>;
  isBusy: Readonly<Ref<boolean>>;
  /** Tries the same again. */
  again: () => void;
}

/** A worker that begins anew when the code changes. */
export function newLane(): Lane {
  const lane = new Lane();
  watch(version, () => lane.end());
  return lane;
}

const figures = newLane();

/** Starts the worker of the figures before the first of them is there to ask for it. Where the reader has code of their own, another one follows. */
export function prepareFigures(): void {
  figures.warm();
  void codeIsKnown();
}

interface Options {
  /** Beside the other computations and not in turn with them. */
  lane?: Lane;
  /** In milliseconds. */
  limit?: number;
}

/**
 * Runs a file of computations/ in the worker. While it runs, moves of the controls are gathered, and only the last one is computed.
 *
 * @param name of the file, without its ending
 * @param settings what it is given, read from the controls; undefined for "not now"
 */
export function useComputation<Compute extends (settings: never) => unknown>(
  name: string,
  settings: () => Parameters<Compute>[0] | undefined,
  { lane = figures, limit = LIMIT }: Options = {},
): Computation<Parameters<Compute>[0], ReturnType<Compute>> {
  const outcome = shallowRef<Outcome<Parameters<Compute>[0], ReturnType<Compute>>>();
  const trouble = shallowRef<Trouble>();
  const isBusy = ref(false);
  let isOutdated = false;
  let isOver = false;

  async function run(): Promise<void> {
    isOutdated = true;
    if (isBusy.value) return;
    isBusy.value = true;
    await codeIsKnown();
    while (isOutdated && !isOver) {
      isOutdated = false;
      const given = settings();
      if (given === undefined) [outcome.value, trouble.value] = [undefined, undefined];
      else await compute(given);
      if (isOutdated) await new Promise(requestAnimationFrame); // what came of it is seen first
    }
    isBusy.value = false;
  }

  async function compute(given: Parameters<Compute>[0]): Promise<void> {
    try {
      const result = (await lane.compute(name, given, limit)) as ReturnType<Compute>;
      outcome.value = { settings: given, result };
      trouble.value = undefined;
    } catch (error) {
      if (error instanceof Outdated) isOutdated = true;
      else [outcome.value, trouble.value] = [undefined, troubleOf(error)];
    }
  }

  watch([settings, version], run, { immediate: true });
  onBeforeUnmount(() => (isOver = true));
  return { outcome, trouble, isBusy, again: () => void run() };
}
