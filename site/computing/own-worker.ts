// Workers of the page's own.

/** Starts workers from an address of the page's own (blob:), so that the page's content policy is theirs as well. */
export function workersFrom(file: string): (name: string) => Worker {
  let address: string | undefined;
  return (name) => {
    const code = `import ${JSON.stringify(new URL(file, location.href).href)};`;
    address ??= URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
    return new Worker(address, { type: 'module', name });
  };
}
