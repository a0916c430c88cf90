// Starts the worker in which topics run: for the figures, and for a training.
import { ownCode } from './code';
import type { OwnCodeMessage } from './messages';
import { workersFrom } from './own-worker';
import workerUrl from './worker?worker&url';

const start = workersFrom(workerUrl);

export function startWorker(name: string): Worker {
  const worker = start(name);
  const code = ownCode.value;
  if (code.topics.length > 0) worker.postMessage({ code } satisfies OwnCodeMessage);
  return worker;
}

/** Whether a file of the reader's is loaded, which may never end. */
export const runsOwnCode = (): boolean => import.meta.env.DEV || ownCode.value.topics.length > 0;
