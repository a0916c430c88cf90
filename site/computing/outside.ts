// What reaches out of a worker, kept before it is taken away from the reader's code (dojo/judge/confine.ts). What the site itself fetches,
// waits for or sends goes through here.
export const { fetch, setTimeout, Blob, Response, DecompressionStream } = globalThis;

/** From a worker to its page. */
export const tellPage = (message: unknown): void => post(message);

// On the page and in Node it is another function, and not called.
const post = (globalThis.postMessage as ((message: unknown) => void) | undefined)?.bind(globalThis) as (
  message: unknown,
) => void;
