// The exercises as the course ships them, read from stubs.json: a packed copy that no edit of exercises/ reaches, also where the
// course came as a zip, without git. `npm run verify` compares both, and `npm run verify -- --pack` writes it.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as v from 'valibot';
import { ROOT, type TopicName } from './topics';
import { writeWhole } from './whole-files';

const PACK = resolve(ROOT, 'tools/shared/stubs.json');

const PackSchema = v.record(
  v.string(),
  v.object({
    lines: v.array(v.string()),
    /** The fingerprints of what the course shipped before, so that an untouched old exercise is known as such. */
    earlier: v.array(v.string()),
  }),
);

type Pack = v.InferOutput<typeof PackSchema>;

/** Read once: a command that runs for hours keeps the course as it was when it began. */
let pack: Pack | undefined;

function packed(): Pack {
  return (pack ??= readPack());
}

/** @throws Error if the packed copy is missing or damaged, with the remedy */
function readPack(): Pack {
  try {
    return v.parse(PackSchema, JSON.parse(readFileSync(PACK, 'utf8')));
  } catch (error) {
    throw new Error(
      `tools/shared/stubs.json, the packed copy of the exercises, can't be read (${(error as Error).message}): get this file from the course again`,
      { cause: error },
    );
  }
}

/** The exercise as the course ships it; undefined for a topic that is new and not packed yet. */
export function stubOf(topic: TopicName): string | undefined {
  return Object.hasOwn(packed(), topic) ? packed()[topic].lines.join('\n') : undefined;
}

/** Whether a text is the exercise as it is shipped, or as it was before an update. Line ends and a byte order mark don't matter. */
export function isStub(topic: TopicName, text: string): boolean {
  const stub = stubOf(topic);
  if (stub === undefined) return false;
  return normalized(text) === normalized(stub) || packed()[topic].earlier.includes(fingerprintOfText(text));
}

/** Why the packed copy of a topic is not its exercise; undefined when it is. */
export function packDifference(topic: TopicName, exercise: string): string | undefined {
  if (stubOf(topic) === normalized(exercise)) return undefined;
  return 'the exercise is not the one packed in tools/shared/stubs.json: `npm run verify -- --pack` packs it';
}

/** Packs exercises anew. What was packed before stays known by its fingerprint. */
export function packStubs(exercises: Map<TopicName, string>): void {
  const before = existsSync(PACK) ? readPack() : {};
  const after: Pack = { ...before };
  for (const [topic, text] of exercises) {
    const old = before[topic] as Pack[string] | undefined;
    const lines = normalized(text).split('\n');
    const changed = old !== undefined && old.lines.join('\n') !== lines.join('\n');
    const earlier = changed
      ? [...old.earlier, fingerprintOfText(old.lines.join('\n'))]
      : (old?.earlier ?? []);
    after[topic] = { lines, earlier };
  }
  const sorted = Object.fromEntries(Object.entries(after).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeWhole(PACK, `${JSON.stringify(sorted, null, 2)}\n`);
  pack = undefined;
}

/** What changes with each change of a text, but not with its line ends. */
function fingerprintOfText(text: string): string {
  return createHash('sha256').update(normalized(text)).digest('hex').slice(0, 16);
}

function normalized(text: string): string {
  return text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
}
