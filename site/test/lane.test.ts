// Who is told what when a worker of the figures ends.
import { beforeEach, expect, jest, test } from '@jest/globals';
import { Lane, Outdated } from '../computing/lane';
import type { ComputationAnswer, ComputationJob } from '../computing/messages';

/** A worker that says what a test has it say. */
class FakeWorker {
  readonly jobs: ComputationJob[] = [];
  isEnded = false;
  onmessage: ((event: { data: ComputationAnswer }) => void) | null = null;
  postMessage = (job: ComputationJob): void => void this.jobs.push(job);
  terminate = (): void => void (this.isEnded = true);
  say = (data: ComputationAnswer): void => this.onmessage!({ data });
}

const workers: FakeWorker[] = [];
/** What ends the time of those that are watched, by its seconds. */
const times: { limit: number; isStopped: boolean; over: () => void }[] = [];

jest.mock('../computing/code', () => ({ saidByServer: () => Promise.resolve(undefined) }));
jest.mock('../computing/start-worker', () => ({
  runsOwnCode: () => true,
  startWorker: () => workers[workers.push(new FakeWorker()) - 1],
}));
jest.mock('../computing/patience', () => ({
  afterProcessorTime: (limit: number, over: () => void) => {
    const time = { limit, isStopped: false, over };
    times.push(time);
    return () => (time.isStopped = true);
  },
}));

beforeEach(() => {
  workers.length = 0;
  times.length = 0;
});

const failureOf = (computed: Promise<unknown>): Promise<unknown> =>
  computed.then(
    () => undefined,
    (error: unknown) => error,
  );
const runningOut = () => times.filter(({ isStopped }) => !isStopped);

test('only the computation that never ends is called endless, those behind it begin anew', async () => {
  const lane = new Lane();
  const failures = ['endless', 'next', 'last'].map((name) => failureOf(lane.compute(name, {}, 5_000)));
  workers[0].say({ type: 'started', id: workers[0].jobs[0].id });
  runningOut()[0].over();
  const [endless, ...others] = await Promise.all(failures);
  expect(endless).toMatchObject({ kind: 'endless', message: '5' });
  for (const other of others) expect(other).toBeInstanceOf(Outdated);

  expect(workers[0].isEnded).toBe(true);
  const again = lane.compute('next', {}, 5_000);
  const [job] = workers[1].jobs;
  workers[1].say({ type: 'started', id: job.id });
  workers[1].say({ type: 'done', id: job.id, result: 7 });
  expect(await again).toBe(7);
});

test('a file that never ends while it is loaded is noticed, also behind another computation', async () => {
  const lane = new Lane();
  const first = lane.compute('first', {}, 5_000);
  const failure = failureOf(lane.compute('second', {}, 5_000));
  expect(runningOut().map(({ limit }) => limit)).toEqual([20_000]);
  const [{ id }] = workers[0].jobs;
  workers[0].say({ type: 'started', id });
  expect(runningOut().map(({ limit }) => limit)).toEqual([5_000]);
  workers[0].say({ type: 'done', id, result: 7 });
  expect(await first).toBe(7);
  expect(runningOut().map(({ limit }) => limit)).toEqual([20_000]);
  runningOut()[0].over();
  expect(await failure).toMatchObject({ kind: 'endless', message: '20' });
});
