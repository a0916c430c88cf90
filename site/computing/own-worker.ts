// Workers of the page's own.

/** Said by a worker whose file did not come. */
const NOT_FETCHED = 'the file of the worker was not fetched';

/**
 * Starts workers from an address of the page's own (blob:), so that the page's content policy is theirs as well. Their file is imported by
 * a call: what a worker of such an address imports by a statement, Firefox doesn't take from the service worker without a network. What the
 * page says until the file is there is kept for it.
 */
export function workersFrom(file: string): (name: string) => Worker {
  let address: string | undefined;
  return (name) => {
    const code = `
      const [add, remove, dispatch] = [addEventListener, removeEventListener, dispatchEvent];
      const [Message, early] = [MessageEvent, []];
      const keep = ({ data }) => void (self.onmessage === null && early.push(data));
      add('message', keep);
      try {
        await import(${JSON.stringify(new URL(file, location.href).href)});
      } catch (error) {
        throw /\\bimport/i.test(error?.message) && error instanceof TypeError ? new Error('${NOT_FETCHED}') : error;
      }
      remove('message', keep);
      for (const data of early) dispatch(new Message('message', { data }));`;
    address ??= URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
    return new Worker(address, { type: 'module', name });
  };
}

/** Whether a worker's error is that it was not fetched: without a message where it is itself what did not come. */
export function wasNotFetched({ message }: ErrorEvent): boolean {
  return !message || message.includes(NOT_FETCHED);
}
