// Starts the worker in which topics run: for the figures, and for a training.
import workerUrl from './worker?worker&url';

let address: string | undefined;

/** From an address of the page's own (blob:), so that the page's content policy is the worker's as well. */
export function startWorker(name: string): Worker {
  const code = `import ${JSON.stringify(new URL(workerUrl, location.href).href)};`;
  address ??= URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
  return new Worker(address, { type: 'module', name });
}
