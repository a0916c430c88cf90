// How long code of the reader's may take. On a busy machine, five seconds of the clock are little processor time, and a right answer must
// not be called endless. No browser says how much of it a worker has had; but another worker that is always busy gets as much, and counts it.
import paceUrl from './pace-worker?worker&url';

/** Nearly everything has ended within this share of the limit, by the clock. */
const BY_THE_CLOCK = 0.5;

/**
 * Calls `over` when a worker that has been busy from now on has had its time.
 *
 * @param limit in milliseconds of processor time
 * @returns what ends the waiting
 */
export function afterProcessorTime(limit: number, over: () => void): () => void {
  const rest = limit * (1 - BY_THE_CLOCK);
  let pace: Worker | undefined;
  let timer = setTimeout(() => {
    pace = new Worker(paceUrl, { type: 'module', name: 'pace' });
    pace.onmessage = end;
    pace.onerror = (event) => {
      event.preventDefault();
      timer = setTimeout(end, rest); // it could not be fetched: by the clock, then
    };
    pace.postMessage(rest);
  }, limit * BY_THE_CLOCK);

  function stop(): void {
    clearTimeout(timer);
    pace?.terminate();
  }
  function end(): void {
    stop();
    over();
  }
  return stop;
}
