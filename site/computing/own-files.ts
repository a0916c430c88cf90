// Makes the reader's files into modules for the figures. Fetched only where there are any.
import '../../engine/suite/printed'; // makes a channel, which later is not there any more
import { confine } from '../dojo/judge/confine';
import { StudentFiles } from '../dojo/judge/student';
import { byName } from '../dojo/by-name';
import { takeOwn, type OwnCode } from './own-topics';

const solutions = byName(import.meta.glob<object>('#course/solutions/[0-9]*.ts'));

/** The solutions that the reader's files import. They come as everything here does: what they import may be the reader's again. */
const fetched = new Map<string, object>();
const course = {
  has: (topic: string): boolean => topic in solutions,
  fetch: async (topic: string): Promise<void> => void fetched.set(topic, await solutions[topic]!()),
  get: (topic: string): object => fetched.get(topic)!,
};

let own: StudentFiles | undefined;

/** The reader's files, once they have been taken over. */
export const ownFiles = (): StudentFiles => own!;

/** Takes everything that reaches out of the worker away from the reader's code, and lets the topics be the reader's. */
export function useOwnFiles({ topics, files }: OwnCode): void {
  confine();
  const taken = new StudentFiles(files, topics, course);
  takeOwn(topics, async (topic) => {
    const path = `exercises/${topic}.ts`;
    await taken.load(path);
    return taken.exportsOf(path);
  });
  own = taken;
}
