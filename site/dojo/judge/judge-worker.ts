// Judges the student's code, beside the page: the very suites, mistakes and diagnosis of the terminal, on the engine's own runner. A loop
// that never ends freezes nothing; the page ends this worker, and begins another.
import { testOutcomeOf, type SuiteOutcome } from '../../../engine/runner/outcome';
import { runTests } from '../../../engine/runner/runner';
import { phraseOf, ProblemError } from '../../../engine/suite/problem';
import { nextTurn } from '../../../engine/suite/platform';
import { printedInRun, startRun } from '../../../engine/suite/printed';
import { confine, watchBuiltIns } from './confine';
import type { JudgeJob, JudgeMessage, JudgeRequest } from './messages';
import { fetchTopic, Solutions } from './modules';
import { settings } from './platform';
import { topicOf } from './requests';
import { StudentFiles } from './student';

const send = postMessage.bind(globalThis) as (message: JudgeMessage) => void;

Error.captureStackTrace ??= () => undefined; // of V8; a stack is whole without it
self.onmessage = ({ data }: MessageEvent<JudgeRequest>) => {
  if ('fetch' in data)
    fetchTopic(data.fetch).catch(() => undefined); // it is asked for again, and said then
  else void judge(data);
};
confine();
const haveBuiltInsChanged = watchBuiltIns();

async function judge(job: JudgeJob): Promise<void> {
  try {
    const parts = await fetchTopic(job.topic);
    send({ type: 'begins' });
    send({ type: 'outcome', outcome: await outcomeOf(job, parts) });
  } catch (error) {
    send({ type: 'failed', message: String(error) });
  }
  await nextTurn();
  send({ type: 'idle', worn: haveBuiltInsChanged() });
}

async function outcomeOf(
  { topic, files, seed, diagnosis }: JudgeJob,
  { suite, solution: solutionFile, mistakes }: Awaited<ReturnType<typeof fetchTopic>>,
): Promise<SuiteOutcome> {
  settings.DIAGNOSIS = diagnosis ? 'yes' : 'no';
  startRun();
  const solutions = new Solutions();
  const path = `exercises/${topic}.ts`;
  const student = new StudentFiles(files, [topic], solutions);
  const others = (request: string): object => solutions.get(topicOf(request)!);
  let exports: object;
  try {
    await student.load(path);
    exports = student.exportsOf(path);
  } catch (error) {
    student.close();
    return { topic, seed, tests: [], ...crashOf(error, student), printed: printedInRun() };
  }
  const solution = solutionFile.make(others);
  const own = (module: object) => (request: string) =>
    topicOf(request) === topic ? module : others(request);
  const tests = await runTests(() => suite.make(own(exports)), {
    seed,
    modules: { student: exports, solution, catalogue: mistakes?.make(own(solution)) },
    onTestStart: (block, sentence) => send({ type: 'testStart', block, sentence }),
    onTestEnd: () => send({ type: 'testEnd' }),
  });
  const outcome = {
    topic,
    seed,
    tests: tests.map((test) => testOutcomeOf(test, student.placeIn)),
    printed: printedInRun(),
  };
  student.close();
  return outcome;
}

/** Why no test could run, and the student's line, where it is known. */
function crashOf(error: unknown, student: StudentFiles): Pick<SuiteOutcome, 'crash' | 'crashPlace'> {
  if (error instanceof ProblemError) return { crash: phraseOf(error.problem) };
  if (!(error instanceof Error)) return { crash: String(error) };
  const { name, message, stack = '' } = error;
  // "Error transforming exercises/…: Unexpected token (15:41)"
  const [, path, said, line] = /^Error transforming (\S+): (.*?) \((\d+):\d+\)$/s.exec(message) ?? [];
  if (path !== undefined) return { crash: `SyntaxError: ${said}`, crashPlace: `${path}:${line}` };
  return { crash: name === 'Error' ? message : `${name}: ${message}`, crashPlace: student.placeIn(stack) };
}
