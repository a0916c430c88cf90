// The images and the network as `npm run docs` hands them out. What nobody catches would end the server; here it fails the test.
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { createServer, get, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Connect, ViteDevServer } from 'vite';
import { digits } from '../build/digits';

type Fs = typeof import('node:fs');
jest.mock('node:fs', () => {
  const fs = jest.requireActual<Fs>('node:fs');
  return { ...fs, createReadStream: jest.fn(fs.createReadStream) };
});

const LABELS = 't10k-labels-idx1-ubyte.gz';
let server: Server;

beforeAll(async () => {
  let handle: Connect.NextHandleFunction;
  const middlewares = { use: (added: Connect.NextHandleFunction) => (handle = added) };
  const { configureServer } = digits() as { configureServer(server: ViteDevServer): void };
  configureServer({ middlewares } as unknown as ViteDevServer);
  server = createServer((request, response) => handle(request, response, () => response.end()));
  await once(server.listen(0, '127.0.0.1'), 'listening');
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const addressOf = (name: string): string =>
  `http://127.0.0.1:${(server.address() as AddressInfo).port}/digits/${name}`;

/** All of a file, as a page fetches it. */
const fetched = async (name: string): Promise<Buffer> =>
  Buffer.from(await (await fetch(addressOf(name))).arrayBuffer());

test('whoever leaves while the images come ends no more than that', async () => {
  const served = once(server, 'request') as Promise<[IncomingMessage, ServerResponse]>;
  const [come] = (await once(get(addressOf('train-images-idx3-ubyte.gz')), 'response')) as [IncomingMessage];
  const [, answer] = await served;
  const ended = once(answer, 'close');
  come.destroy();
  await ended;
  expect(answer.writableFinished).toBe(false);
  expect(gunzipSync(await fetched(LABELS)).length).toBe(8 + 10_000);
});

test.each(['weights.npz', LABELS])(
  'of %s, if it cannot be read, a page knows that it did not come',
  async (name) => {
    jest
      .mocked(createReadStream)
      .mockImplementationOnce(() => jest.requireActual<Fs>('node:fs').createReadStream('/not/there'));
    await expect(fetched(name)).rejects.toThrow();
    expect((await fetched(name)).length).toBeGreaterThan(4_000);
  },
);
