// A worked example that is run, whatever the server and the reader do meanwhile.
import { beforeEach, expect, jest, test } from '@jest/globals';
import type { OwnCode } from '../computing/own-topics';
import { useRunning } from '../dojo/running';

/** What the reader has written, as the server or the browser answers. */
let answer: Promise<OwnCode>;
/** What runs in each worker that was asked for anything. */
const lanes: { code: OwnCode; isEnded: boolean }[] = [];

jest.mock('../dojo/own', () => ({ ownCodeWith: () => answer }));
jest.mock('../dojo/example', () => ({ showingValues: (code: string) => code }));
jest.mock('../computing/lane', () => ({
  Lane: class {
    isEnded = false;
    constructor(readonly code: OwnCode) {
      lanes.push(this);
    }
    compute = (): Promise<unknown> => Promise.resolve({ values: [], ran: Object.keys(this.code.files) });
    end = (): void => void (this.isEnded = true);
  },
}));

const TOPIC = '01-mean-squared-error';
const gone = (): Promise<OwnCode> => Promise.reject(new TypeError('Failed to fetch'));
beforeEach(() => {
  lanes.length = 0;
  answer = Promise.resolve({ topics: [TOPIC], files: { 'exercises/01.ts': '' } });
});

test('it runs on the code that was asked for', async () => {
  const { run, result, topicsOfReader } = useRunning(TOPIC);
  expect(await topicsOfReader()).toEqual([TOPIC]);
  await run('1 + 1;', 'course');
  expect(result.value).toMatchObject({ ran: ['exercises/example.ts'] });
  await run('1 + 1;', 'reader');
  expect(result.value).toMatchObject({ ran: ['exercises/01.ts', 'exercises/example.ts'] });
  expect(lanes.map(({ isEnded }) => isEnded)).toEqual([true, false]);
});

test('where nobody says what the reader has written, the solutions can be run, and the next run is another one', async () => {
  const { run, isBusy, result, trouble, topicsOfReader } = useRunning(TOPIC);
  answer = gone();
  expect(await topicsOfReader()).toEqual([]);
  answer = gone();
  await run('1 + 1;', 'reader');
  expect(trouble.value).toEqual(new TypeError('Failed to fetch'));
  expect(isBusy.value).toBe(false);
  await run('1 + 1;', 'course');
  expect(trouble.value).toBeUndefined();
  expect(result.value).toMatchObject({ ran: ['exercises/example.ts'] });
});

test('one that is closed before it could begin leaves no worker', async () => {
  const { run, close } = useRunning(TOPIC);
  const ran = run('1 + 1;', 'reader');
  close();
  await ran;
  expect(lanes).toEqual([]);
});
