// Runs the suite of a topic with the student's process in the topic's place.
import { createRequire } from 'node:module';
import type { Course, TopicName } from '#engine/course/course';
import { loadInPlace } from '#engine/runner/in-place';
import { type RunOptions, type RunTest, runTests } from '#engine/runner/runner';
import { CHANNEL } from '#engine/suite/channel';
import { startRun } from '#engine/suite/printed';
import type { GuestChannel } from './guest-channel';

const load = createRequire(__filename);
const STAND_IN = load.resolve('./remote.ts');

/**
 * The tests of the topic's suite, in its order.
 *
 * @throws what the stand-in throws when the student's file cannot be loaded; the channel knows why
 */
export async function judgedTests(
  course: Course,
  topic: TopicName,
  channel: GuestChannel,
  { seed, brief }: Pick<RunOptions, 'seed' | 'brief'>,
): Promise<RunTest[]> {
  const [suite, solutionFile] = [course.suite(topic), course.solution(topic)];
  const global = globalThis as unknown as Record<symbol, GuestChannel | undefined>;
  const traceLimit = Error.stackTraceLimit;
  global[CHANNEL] = channel;
  Error.stackTraceLimit = 0; // the student's stack comes from afar; the judge's own is of no use, and slow
  startRun();
  try {
    Reflect.deleteProperty(load.cache, STAND_IN);
    const solution = load(solutionFile) as object;
    const student = load(STAND_IN) as object;
    const modules = { student, solution, catalogue: catalogueOf(course, topic) };
    return await runTests(() => loadInPlace(load, suite, solutionFile, student), {
      seed,
      brief,
      modules,
      onTestStart: () => channel.newTest(),
      // A process that ended also makes a function throw: a test that wants an error must not be content with that.
      afterHolding: () => {
        if (channel.termination) throw channel.termination;
      },
    });
  } finally {
    channel.stop();
    Error.stackTraceLimit = traceLimit;
    global[CHANNEL] = undefined;
  }
}

/** None where it can't be loaded: then nothing is named. */
function catalogueOf(course: Course, topic: TopicName): object | undefined {
  try {
    return load(course.mistakes(topic)) as object;
  } catch {
    return undefined;
  }
}
