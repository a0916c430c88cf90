// Starts the worker in which topics run: for the figures, and for a training.
import { ownCode } from './code';
import type { OwnCodeMessage } from './messages';
import { workersFrom } from './own-worker';
import workerUrl from './worker?worker&url';

const start = workersFrom(workerUrl);

/** @param code what of the reader's runs in it; by default, what the figures run */
export function startWorker(name: string, code = ownCode.value): Worker {
  const worker = start(name);
  if (Object.keys(code.files).length > 0) worker.postMessage({ code } satisfies OwnCodeMessage);
  return worker;
}

/** Whether a file of the reader's is loaded, which may never end. */
export const runsOwnCode = (): boolean => import.meta.env.DEV || ownCode.value.topics.length > 0;
