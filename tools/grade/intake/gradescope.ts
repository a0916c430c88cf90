// Gradescope's export of an assignment: a folder for each submission, and one file beside them that says whose they are.
import { existsSync, readdirSync } from 'node:fs';
import {
  defineMappingTag,
  defineScalarTag,
  defineSequenceTag,
  FAILSAFE_SCHEMA,
  load,
  mapTag,
  seqTag,
  strTag,
} from 'js-yaml';
import * as v from 'valibot';
import { inside, readRegular } from './listing';
import type { Student } from './student';
import { textOf } from './text';

export const METADATA = 'submission_metadata.yml';

/** It may hold what an earlier autograder said of each submission, too. */
const LARGEST = 2 ** 28; // bytes

/** All is text: a student's number may begin with zeros. And whatever Ruby calls its objects, they are mappings, lists and texts. */
const SCHEMA = FAILSAFE_SCHEMA.withTags([
  defineMappingTag('', { ...mapTag, matchByTagPrefix: true }),
  defineSequenceTag('', { ...seqTag, matchByTagPrefix: true }),
  defineScalarTag('', { ...strTag, matchByTagPrefix: true }),
]);

const SUBMISSIONS = v.record(
  v.string(),
  v.object({
    ':submitters': v.array(
      v.object({ ':name': v.string(), ':sid': v.optional(v.string()), ':email': v.optional(v.string()) }),
    ),
  }),
);

/** What Gradescope calls the folder of a submission. Whatever else lies there, a file that a student can have written says nothing about it. */
const SUBMISSION = /^submission_\d+$/;

/** Whether a folder is such an export: a student may have put such a file there. */
export function isGradescopeExport(folder: Buffer | string): boolean {
  const root = Buffer.from(folder as Buffer);
  return (
    existsSync(inside(root, Buffer.from(METADATA))) &&
    readdirSync(root, { withFileTypes: true }).some(
      (entry) => entry.isDirectory() && SUBMISSION.test(entry.name),
    )
  );
}

/**
 * Who has handed in each folder of an export; of a group, all its members.
 *
 * @throws Error if it can't be read as what Gradescope writes
 */
export function submittersIn(folder: Buffer): Map<string, Student[]> {
  const found = readRegular(inside(folder, Buffer.from(METADATA)), LARGEST);
  const decoded = textOf(found);
  if (!('text' in decoded)) return refuse('problem' in decoded ? decoded.problem : decoded.failure);
  const submissions = v.safeParse(SUBMISSIONS, parsed(decoded.text));
  if (!submissions.success) return refuse('it does not say who has handed in what');
  const all = Object.entries(submissions.output).filter(
    ([name, { ':submitters': all }]) => SUBMISSION.test(name) && all.length > 0,
  );
  return new Map(all.map(([name, { ':submitters': submitters }]) => [name, submitters.map(studentIn)]));
}

type Submitter = v.InferOutput<typeof SUBMISSIONS>[string][':submitters'][number];

function studentIn({ ':name': name, ':sid': sid = '', ':email': email = '' }: Submitter): Student {
  return { name, login: email || sid || name, sisId: sid || undefined, email: email || undefined };
}

function parsed(text: string): unknown {
  try {
    return load(text, { schema: SCHEMA });
  } catch (error) {
    return refuse((error as Error).message.split('\n', 1)[0]);
  }
}

function refuse(reason: string): never {
  throw new Error(`${METADATA} cannot be read (${reason}): move it away to grade without its names`);
}
