// The process in which suites run, kept warm between runs. Started and watched by judge.ts, which talks to it in messages.
import { runSuite, type SuiteOutcome, type SuiteRequest } from './suites';

/** A test begins: if it never ends, this is where. */
export interface TestStart {
  kind: 'testStart';
  block: string;
  sentence: string;
}

export type WorkerMessage =
  TestStart | { kind: 'outcome'; outcome: SuiteOutcome } | { kind: 'failure'; stack: string }; // of the course itself, not of the answer

const send = (message: WorkerMessage): boolean => process.send!(message);

process.on('message', (request: SuiteRequest) => {
  runSuite(request, (block, sentence) => send({ kind: 'testStart', block, sentence })).then(
    (outcome) => send({ kind: 'outcome', outcome }),
    (error: Error) => send({ kind: 'failure', stack: error.stack ?? error.message }),
  );
});
process.on('disconnect', () => process.exit());
