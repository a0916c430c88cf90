// Starts the worker in which topics run: for the figures, and for a training.
import { workersFrom } from './own-worker';
import workerUrl from './worker?worker&url';

export const startWorker = workersFrom(workerUrl);
