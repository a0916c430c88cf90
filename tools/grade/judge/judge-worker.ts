// The process that judges: one submission after another, started and watched by pool.ts.
import { openCourse, type TopicName } from '#engine/course/course';
import {
  type Files,
  type JudgedTopic,
  type Helpers,
  type How,
  SubmissionJudge,
  type GradingOptions,
} from './judge';

/** What it is told. The rules come first. */
export type ToWorker =
  | { kind: 'rules'; course: string; rules: GradingOptions; folder: string }
  | { kind: 'judge'; files: Files; helpers?: Helpers; how?: How };

/** What it says. */
export type FromWorker =
  | { kind: 'topic'; topic: TopicName } // its suite begins
  | { kind: 'findings'; findings: JudgedTopic[]; memory: number }
  | { kind: 'failure'; stack: string }; // of the grader, not of the submission

/** Milliseconds. */
const TIME_TO_CLEAR_UP = 10_000;

let judge: SubmissionJudge | undefined;

process.on('message', (message: ToWorker) => {
  void answer(message);
});
// The grader is gone, and its caretaker ends this process with all that it has started: to exit at once would hide that from it.
process.on('disconnect', () => setTimeout(() => process.exit(), TIME_TO_CLEAR_UP));

async function answer(message: ToWorker): Promise<void> {
  try {
    if (message.kind === 'rules')
      judge = new SubmissionJudge(openCourse(message.course), message.rules, message.folder, (topic) =>
        send({ kind: 'topic', topic }),
      );
    else
      send({
        kind: 'findings',
        findings: await judge!.judge(message.files, message.helpers, message.how),
        memory: process.memoryUsage().rss,
      });
  } catch (error) {
    send({ kind: 'failure', stack: (error as Error).stack ?? String(error) });
  }
}

function send(message: FromWorker): void {
  process.send!(message);
}
