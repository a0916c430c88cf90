// The exercises as the course ships them, read from test/stubs/: packed copies that no edit of exercises/ reaches, also where the
// course came as a zip, without git. `npm run verify` compares both, and `npm run verify -- --pack` writes them.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { numberOf, type Course, type TopicName } from '#engine/course/course';
import { writeAtomically } from './atomic-write';

const FOLDER = 'test/stubs';

const StubSchema = v.object({
  lines: v.array(v.string()),
  /** The fingerprints of what the course shipped before, so that an untouched old exercise is known as such. */
  earlier: v.array(v.string()),
});

type Stub = v.InferOutput<typeof StubSchema>;

/** Read once for each course: a command that runs for hours keeps it as it was when it began. */
const packs = new WeakMap<Course, Map<TopicName, Stub>>();

function packed(course: Course): Map<TopicName, Stub> {
  const known = packs.get(course);
  if (known !== undefined) return known;
  const folder = join(course.root, FOLDER);
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.json')) : [];
  const pack = new Map(files.map((file) => [file.replace(/\.json$/, ''), readStub(folder, file)]));
  packs.set(course, pack);
  return pack;
}

/** @throws Error if the packed copy is damaged, with the remedy */
function readStub(folder: string, file: string): Stub {
  try {
    return v.parse(StubSchema, JSON.parse(readFileSync(join(folder, file), 'utf8')));
  } catch (error) {
    throw new Error(
      `${FOLDER}/${file}, the packed copy of an exercise, can't be read (${(error as Error).message}): get this file from the course again`,
      { cause: error },
    );
  }
}

/** The exercise as the course ships it; undefined for a topic that is new and not packed yet. */
export function stubOf(course: Course, topic: TopicName): string | undefined {
  return packed(course).get(topic)?.lines.join('\n');
}

/** Whether a text is the exercise as it is shipped, or as it was before an update. Line ends and a byte order mark don't matter. */
export function isStub(course: Course, topic: TopicName, text: string): boolean {
  const stub = packed(course).get(topic);
  if (stub === undefined) return false;
  return normalized(text) === stub.lines.join('\n') || stub.earlier.includes(fingerprintOfText(text));
}

/** Why the packed copy of a topic is not its exercise; undefined when it is. */
export function packDifference(course: Course, topic: TopicName, exercise: string): string | undefined {
  if (stubOf(course, topic) === normalized(exercise)) return undefined;
  return `the exercise is not the one packed in ${FOLDER}/${topic}.json: \`npm run verify -- --pack --topics ${numberOf(topic)}\` packs it`;
}

/** Packs exercises anew. What was packed before stays known by its fingerprint. */
export function packStubs(course: Course, exercises: Map<TopicName, string>): void {
  for (const [topic, text] of exercises) {
    const old = packed(course).get(topic);
    writeAtomically(join(course.root, FOLDER, `${topic}.json`), stubFile(text, old));
  }
  packs.delete(course);
}

/** The packed copy of an exercise, as the text of its file. */
export function stubFile(exercise: string, old?: Stub): string {
  const lines = normalized(exercise).split('\n');
  const before = old?.lines.join('\n');
  const changed = before !== undefined && before !== lines.join('\n');
  const earlier = changed ? [...old!.earlier, fingerprintOfText(before)] : (old?.earlier ?? []);
  return `${JSON.stringify({ lines, earlier } satisfies Stub, null, 2)}\n`;
}

/** What changes with each change of a text, but not with its line ends. */
function fingerprintOfText(text: string): string {
  return createHash('sha256').update(normalized(text)).digest('hex').slice(0, 16);
}

function normalized(text: string): string {
  return text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
}
