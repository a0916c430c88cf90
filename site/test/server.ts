// The built site as any static host serves it: a file by its path, a page also without its ending, and 404.html for the rest.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, resolve, sep } from 'node:path';

const TYPES: Record<string, string> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
};

export interface SiteServer {
  /** "http://127.0.0.1:40123": to browsers as good as a host with a certificate, so that the service worker runs. */
  address: string;
  /** Ends it; from then on nothing answers, as without a network. */
  close(): Promise<void>;
}

/** Serves a folder on this machine, on a port that is free. */
export async function serve(folder: string): Promise<SiteServer> {
  const fileOf = (pathname: string): string | undefined => {
    const path = join(folder, decodeURIComponent(pathname));
    const candidates = [path, `${path}.html`, join(path, 'index.html')];
    return candidates.find(
      (file) => resolve(file).startsWith(folder + sep) && existsSync(file) && statSync(file).isFile(),
    );
  };
  const server = createServer(({ url = '/' }, response) => {
    const file = fileOf(new URL(url, 'http://here').pathname);
    const found = file ?? join(folder, '404.html');
    if (file === undefined) response.statusCode = 404;
    response.setHeader('content-type', TYPES[extname(found)] ?? 'application/octet-stream');
    response.end(readFileSync(found));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
