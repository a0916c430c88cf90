// Hostile inputs for what reads files and arguments: valid ones, damaged in every way that came to mind, and what must hold for all
// of them. A short run of each is among the tests; `npm run fuzz` runs for as long as you like.
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { CommanderError } from 'commander';
import { fc } from '#engine/suite/fc';
import { zipSync } from 'fflate';
import { FileError } from '#lib/file-error';
import { IMAGE_SIZE, loadMnist, readIdx } from '#lib/mnist';
import { array, NDArray } from '#lib/ndarray';
import { readNpz, writeNpz } from '#lib/npz';
import { seededRandom } from '#lib/random';
import * as trainer from '../../../tools/train/mnist-trainer';
import { defaults, newRun } from '../../../tools/train/mnist-trainer';
import { type SubmittedFiles, readSubmission } from '../../../tools/grade/intake';
import { COURSE, topicNames } from './course';
import {
  encode,
  readCheckpoint,
  restored,
  stateOf,
  type Checkpoint,
} from '../../../tools/train/run/checkpoint';
import { parseOptions } from '../../../tools/train/run/options';
import { UserError } from '../../../tools/train/run/user-error';
import { FILES } from '../../../tools/train/run/run-folder';

/** One kind of input, and what must hold for it: `property` throws where it does not. */
export interface Attack {
  name: string;
  property: fc.IPropertyWithHooks<[unknown]>;
}

// ── damage ───────────────────────────────────────────────────────────────────────────────────────────────────────

type Damage = (bytes: Buffer) => Buffer;

/** Numbers at which readers of sizes and offsets stumble. */
const AWKWARD = [0, 1, 0x7f, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff];

/** A place in a file: anywhere, or near its beginning or its end, where headers and directories lie. */
const places = fc.oneof(
  fc
    .double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
    .map((share) => (size: number) => share * size),
  fc.nat(80).map((offset) => () => offset),
  fc.nat(120).map((offset) => (size: number) => size - 1 - offset),
);
const placeIn = (bytes: Buffer, place: (size: number) => number): number =>
  Math.max(0, Math.min(bytes.length - 1, Math.floor(place(bytes.length))));

const damages: fc.Arbitrary<Damage> = fc.oneof(
  fc.tuple(places, fc.nat(7)).map(([place, bit]): Damage => {
    return (bytes) => withBytes(bytes, placeIn(bytes, place), [bytes[placeIn(bytes, place)] ^ (1 << bit)]);
  }),
  fc.tuple(places, fc.constantFrom(...AWKWARD), fc.boolean()).map(([place, value, little]): Damage => {
    const field = Buffer.alloc(4);
    if (little) field.writeUInt32LE(value);
    else field.writeUInt32BE(value);
    return (bytes) => withBytes(bytes, placeIn(bytes, place), [...field]);
  }),
  fc.tuple(places, fc.uint8Array({ minLength: 1, maxLength: 12 })).map(([place, junk]): Damage => {
    return (bytes) => withBytes(bytes, placeIn(bytes, place), [...junk]);
  }),
  places.map(
    (place): Damage =>
      (bytes) =>
        bytes.subarray(0, placeIn(bytes, place)),
  ), // cut off
  fc.tuple(places, fc.nat(40)).map(([place, count]): Damage => {
    return (bytes) => {
      const start = placeIn(bytes, place);
      return Buffer.concat([bytes.subarray(0, start), bytes.subarray(start + count)]); // a piece is missing
    };
  }),
  fc.tuple(places, fc.nat(200)).map(([place, count]): Damage => {
    return (bytes) => {
      const start = placeIn(bytes, place);
      return Buffer.concat([bytes.subarray(0, start + count), bytes.subarray(start)]); // a piece is there twice
    };
  }),
);

function withBytes(bytes: Buffer, start: number, change: number[]): Buffer {
  const changed = Buffer.from(bytes);
  changed.set(change.slice(0, Math.max(0, bytes.length - start)), start);
  return changed;
}

/** One of the files, damaged up to four times, or anything at all. */
function damaged(files: readonly Uint8Array[]): fc.Arbitrary<Buffer> {
  const hurt = fc
    .tuple(fc.constantFrom(...files), fc.array(damages, { maxLength: 4 }))
    .map(([file, list]) => list.reduce<Buffer>((bytes, damage) => damage(bytes), Buffer.from(file)));
  return fc.oneof(
    { weight: 20, arbitrary: hurt },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)) },
  );
}

// ── what must hold ───────────────────────────────────────────────────────────────────────────────────────────────

/** Longer than this is called a hang. Whole suites take less. */
const PATIENCE = 5_000; // milliseconds of processor time

/** Calls it: what it returns is `checked`, and what it throws is one sentence of the expected kind. Neither takes long. */
function endsWell<Result>(
  call: () => Result,
  checked: (result: Result) => void,
  kinds: readonly (new (...args: never[]) => Error)[],
): void {
  const before = process.cpuUsage();
  try {
    checked(call());
  } catch (error) {
    if (!kinds.some((Kind) => error instanceof Kind)) throw error;
    const { message } = error as Error;
    if (/\p{Cc}/u.test(message))
      throw new Error(`not one line: ${JSON.stringify(message)}`, { cause: error });
    if (message.length > 2_000)
      throw new Error(`a message of ${message.length} characters`, { cause: error });
  }
  const { user, system } = process.cpuUsage(before);
  if ((user + system) / 1000 > PATIENCE) throw new Error(`took ${(user + system) / 1e6} s`);
}

function check(condition: boolean, sentence: string): void {
  if (!condition) throw new Error(sentence);
}

function attack<Input>(name: string, inputs: fc.Arbitrary<Input>, holds: (input: Input) => void): Attack {
  return { name, property: fc.property(inputs, holds) as fc.IPropertyWithHooks<[unknown]> };
}

// ── the digits ───────────────────────────────────────────────────────────────────────────────────────────────────

const random = seededRandom('hostile');
const bytesOf = (count: number, below: number): number[] =>
  Array.from({ length: count }, () => Math.floor(random() * below));

function idx(shape: number[], elements: number[]): Buffer {
  return Buffer.from([
    0,
    0,
    8,
    shape.length,
    ...shape.flatMap((size) => [0, 0, size >> 8, size & 255]),
    ...elements,
  ]);
}

const IMAGES = idx([2, IMAGE_SIZE, IMAGE_SIZE], bytesOf(2 * IMAGE_SIZE ** 2, 256));
const LABELS = idx([2], [3, 7]);

/** Less than 300 KiB that unpack to more than the reader allows. */
const GZIP_BOMB = gzipSync(Buffer.alloc(260 * 2 ** 20), { level: 1 });

const PARTS = ['train-images-idx3', 'train-labels-idx1', 't10k-images-idx3', 't10k-labels-idx1'];

const dataFiles = fc.oneof(
  {
    weight: 40,
    arbitrary: fc.record({
      packed: fc.constant(true),
      bytes: damaged([IMAGES, LABELS].map((file) => gzipSync(file))),
    }),
  },
  { weight: 40, arbitrary: fc.record({ packed: fc.constant(false), bytes: damaged([IMAGES, LABELS]) }) },
  {
    weight: 40,
    arbitrary: damaged([IMAGES, LABELS]).map((bytes) => ({ packed: true, bytes: gzipSync(bytes) })),
  },
  { weight: 1, arbitrary: fc.record({ packed: fc.constant(true), bytes: damaged([GZIP_BOMB]) }) },
);

/** A folder in which one of the four files is hostile. */
function loadHostile(
  folder: string,
  part: string,
  bytes: Buffer,
  packed: boolean,
): ReturnType<typeof loadMnist> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const name of PARTS) {
    writeFileSync(join(folder, `${name}-ubyte`), name.includes('images') ? IMAGES : LABELS);
  }
  rmSync(join(folder, `${part}-ubyte`));
  writeFileSync(join(folder, `${part}-ubyte${packed ? '.gz' : ''}`), bytes);
  return loadMnist({ folder });
}

// ── archives ─────────────────────────────────────────────────────────────────────────────────────────────────────

const ARRAYS = { W: array(bytesOf(6, 256)).reshape(2, 3), b: array([0.5, -1], 'float32'), empty: array([]) };
const ARCHIVES = [
  writeNpz(ARRAYS),
  zipSync({ 'a.npy': npy("{'descr': '<i4', 'fortran_order': False, 'shape': (2,), }", 8) }, { level: 0 }),
  zipSync({ 'big.npy': new Uint8Array(4 * 2 ** 20) }), // 4 MiB in 4 KiB
  ...['savez.npz', 'savez-compressed.npz'].map((name) =>
    readFileSync(join(__dirname, '../../lib/numpy', name)),
  ),
];

/** A .npy file with any header, and so many bytes of numbers. */
function npy(header: string, size: number): Uint8Array {
  const text = `${header}\n`;
  const length = Buffer.from([text.length & 255, text.length >> 8]);
  return Buffer.concat([
    Buffer.from('\x93NUMPY\x01\x00', 'latin1'),
    length,
    Buffer.from(text, 'latin1'),
    Buffer.alloc(size),
  ]);
}

const headers = fc
  .record({
    descr: fc.constantFrom('<f8', '<f4', '<i4', '>f8', '|O', '<U9', ''),
    order: fc.constantFrom('True', 'False', 'None'),
    shape: fc.constantFrom(
      '',
      '3,',
      '0,',
      '2, 2',
      '0, 4294967296',
      '99999999999999999999, 0',
      '1e9',
      '1, 1, 1',
      ',,',
      '65536, 65536',
    ),
    size: fc.constantFrom(0, 8, 24, 32, 64),
  })
  .map(({ descr, order, shape, size }) =>
    zipSync({
      'a.npy': npy(`{'descr': '${descr}', 'fortran_order': ${order}, 'shape': (${shape}), }`, size),
    }),
  );

/** Names, types and shapes as long as a file may have them. */
const longWinded = fc.integer({ min: 100, max: 60_000 }).chain((length) =>
  fc.constantFrom(
    zipSync({ [`${'n'.repeat(length)}.npy`]: npy('', 0) }),
    zipSync({ ['n'.repeat(length)]: npy('', 0) }),
    zipSync({
      'a.npy': npy(`{'descr': '${'f'.repeat(length)}', 'fortran_order': False, 'shape': (1,), }`, 8),
    }),
    zipSync({
      'a.npy': npy(`{'descr': '<f8', 'fortran_order': False, 'shape': (${'1,'.repeat(length / 2)}), }`, 8),
    }),
    zipSync({
      'a.npy': npy(`{'descr': '<f8', 'fortran_order': False, 'shape': (${'9'.repeat(length)},), }`, 8),
    }),
  ),
);

const archives = fc.oneof(
  { weight: 1, arbitrary: longWinded },
  { weight: 4, arbitrary: damaged(ARCHIVES) },
  { weight: 1, arbitrary: headers },
);

function checkArrays(arrays: Record<string, NDArray>): void {
  for (const [name, read] of Object.entries(arrays)) {
    check(read instanceof NDArray, `${name} is no array`);
    check(read.size === read.shape.reduce((product, length) => product * length, 1), `${name} lacks numbers`);
  }
}

// ── checkpoints ──────────────────────────────────────────────────────────────────────────────────────────────────

const DATA = (() => {
  const folder = mkdtempSync(join(tmpdir(), 'gradient-dojo-hostile-'));
  try {
    return loadHostile(join(folder, 'data'), PARTS[0], IMAGES, false);
  } finally {
    rmSync(folder, { recursive: true });
  }
})();

const SETTINGS = { ...defaults, hiddenSize: 2, iterations: 4, dtype: 'float64', mine: false } as const;
const CHECKPOINT: Checkpoint = {
  settings: SETTINGS,
  source: { fingerprint: 'f' },
  seconds: 1,
  finished: false,
  ...stateOf(newRun(SETTINGS, DATA)),
};

/** Values in places where others are expected. */
const foreignValues = fc.oneof(
  fc.constantFrom<unknown>(null, true, 0, -1, 0.5, 1e308, '', 'UEsDBA==', [], {}, [null], [[]], {
    losses: 1,
  }),
  fc.jsonValue({ maxDepth: 2 }),
);

/** A checkpoint with a right hash whose contents are not what a trainer writes: one field is another value, or is gone. */
const forgeries = fc
  .record({
    path: fc.constantFrom(...pathsIn(CHECKPOINT)),
    foreign: fc.option(foreignValues, { nil: undefined }),
  })
  .map(({ path, foreign }) => encode(replaced(CHECKPOINT, path, foreign) as Checkpoint));

const checkpoints = fc.oneof(
  damaged([Buffer.from(encode(CHECKPOINT))]).map((bytes) => bytes as Buffer | string),
  damaged([Buffer.from(JSON.stringify(CHECKPOINT))]).map((bytes) => signed(bytes.toString('latin1'))),
  forgeries,
);

/** Text with the right hash around it, whether it is JSON or not. */
function signed(content: string): string {
  const sha256 = createHash('sha256').update(content).digest('hex');
  return `{"format":"gradient-dojo checkpoint 1","sha256":"${sha256}","checkpoint":${content}}\n`;
}

function pathsIn(value: unknown): string[][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value)
    .slice(0, 12)
    .flatMap(([key, field]) => [[key], ...pathsIn(field).map((path) => [key, ...path])]);
}

function replaced(value: unknown, [key, ...rest]: string[], foreign: unknown): unknown {
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string, unknown>;
  copy[key] = rest.length === 0 ? foreign : replaced(copy[key], rest, foreign);
  return copy;
}

/** Reads a checkpoint as `--resume` does, up to the first step. */
function resume(folder: string, contents: Buffer | string): Checkpoint {
  writeFileSync(join(folder, FILES.checkpoint), contents);
  const saved = readCheckpoint(folder);
  const run = restored(newRun(saved.settings, DATA), saved);
  run.net.loss(DATA.train.x, DATA.train.t);
  run.random();
  return saved;
}

// ── what students hand in ────────────────────────────────────────────────────────────────────────────────────────

const [TOPIC] = topicNames();
const ANSWER = Buffer.from('// 평균\nexport const meanSquaredError = () => 0;\n');
const TEXTS = [
  ANSWER,
  Buffer.from(`\ufeff${ANSWER.toString()}`, 'utf16le'),
  Buffer.from([0xc6, 0xf2, 0xb1, 0xd5]), // 평균 in EUC-KR
];
const SUBMISSIONS = [
  zipSync({ [`${TOPIC}.ts`]: ANSWER, 'notes.txt': ANSWER }),
  zipSync({ [`homework/exercises/${TOPIC}.ts`]: ANSWER, [`homework/${TOPIC}.ts`]: ANSWER }, { level: 0 }),
  zipSync({ [`${TOPIC}.ts`]: new Uint8Array(2 ** 24) }), // 16 MiB in 16 KiB
  zipSync({ [`../${TOPIC}.ts`]: ANSWER, [`/${TOPIC}.ts`]: ANSWER, 'a\r\n\x1b[2J': ANSWER }),
  Buffer.from(
    Buffer.from(zipSync({ name_here: ANSWER }))
      .toString('latin1')
      .replaceAll('name_here', '__proto__'),
    'latin1',
  ),
];

const submissions = fc.oneof(
  fc.record({ kind: fc.constant('zip' as const), bytes: damaged(SUBMISSIONS) }),
  fc.record({ kind: fc.constant('folder' as const), bytes: damaged(TEXTS) }),
);

/** Takes in a hostile zip, or a folder with a hostile file. */
function handIn(folder: string, kind: 'zip' | 'folder', bytes: Buffer): SubmittedFiles {
  const path = join(folder, kind === 'zip' ? 'handed-in.zip' : 'handed-in');
  if (kind === 'folder') mkdirSync(path, { recursive: true });
  writeFileSync(kind === 'zip' ? path : join(path, `${TOPIC}.ts`), bytes);
  return readSubmission({ name: 'handed-in', path, kind, student: {} }, COURSE, topicNames());
}

function checkHandedIn({ files, problems, notes }: SubmittedFiles): void {
  for (const text of Object.values(files)) {
    check(text.length <= 2 ** 18 && !text.includes('\0'), 'a text that is none, or too long');
  }
  for (const line of [...Object.values(problems), ...notes]) {
    check(line.length <= 3_000 && !/\p{Cc}/u.test(line), `not one short line: ${JSON.stringify(line)}`);
  }
  const both = Object.keys(files).filter((topic) => topic in problems);
  check(both.length === 0, `${both.join()} can be judged and cannot`);
}

// ── arguments ────────────────────────────────────────────────────────────────────────────────────────────────────

const OPTIONS = [
  'iterations',
  'batch-size',
  'learning-rate',
  'seed',
  'hidden-size',
  'weight-init-std',
  'dtype',
  'mine',
  'data',
  'limit',
]
  .concat('out', 'overwrite', 'resume', 'checkpoint-every')
  .map((name) => `--${name}`);

const words = fc.oneof(
  fc.constantFrom(...OPTIONS, '--', '-', '--help', '-h', '--no-mine', '--__proto__', '--constructor'),
  fc.tuple(fc.constantFrom(...OPTIONS), fc.string()).map(([option, value]) => `${option}=${value}`),
  fc.constantFrom(
    '0',
    '-0',
    '1',
    '10',
    '1e3',
    '0x10',
    '1_000',
    '９',
    '٣',
    ' 5 ',
    '1e999',
    'NaN',
    'Infinity',
    '-1',
    '.5',
    '5.',
  ),
  fc.constantFrom('float32', 'float64', 'FLOAT64', '', '..', 'a/b', 'con', '\0', '\u202e', '\x1b[2J'),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.integer({ min: 100, max: 1_000 }).map((length) => 'x'.repeat(length)),
);

/** The options; what is wrong with them is thrown as it would be shown. */
function parse(args: string[]): ReturnType<typeof parseOptions>['options'] {
  let written = '';
  const collect = new Writable({
    write: (text, _encoding, done) => {
      written += String(text);
      done();
    },
  });
  try {
    return parseOptions(args, trainer, { stdout: collect, stderr: collect }).options;
  } catch (error) {
    if (!(error instanceof CommanderError) || error.exitCode === 0) throw error;
    throw new UserError(written.replace(/\n$/, ''));
  }
}

// ── all of them ──────────────────────────────────────────────────────────────────────────────────────────────────

/** The attacks; `folder` is an empty one of their own. */
export function attacksIn(folder: string): Attack[] {
  const fileErrors = [FileError, UserError];
  return [
    attack('readIdx', damaged([IMAGES, LABELS]), (bytes) =>
      endsWell(
        () => readIdx(bytes, 'a file'),
        ({ shape, data }) =>
          check(
            data.length === shape.reduce((product, size) => product * size, 1),
            'sizes and elements differ',
          ),
        fileErrors,
      ),
    ),
    attack(
      'loadMnist',
      fc.record({ part: fc.constantFrom(...PARTS), file: dataFiles }),
      ({ part, file: { bytes, packed } }) =>
        endsWell(
          () => loadHostile(join(folder, 'data'), part, bytes, packed),
          ({ train, test }) => {
            for (const { x, t, labels } of [train, test]) {
              check(
                x.data.every((pixel) => pixel >= 0 && pixel <= 1),
                'a pixel is out of range',
              );
              check(String(x.shape) === `${labels.length},784`, 'images and labels differ');
              check(String(t.argmax(1)) === String(labels), 'one-hot and labels differ');
            }
          },
          fileErrors,
        ),
    ),
    attack('readNpz', archives, (bytes) => endsWell(() => readNpz(bytes, 'a file'), checkArrays, fileErrors)),
    attack('readCheckpoint', checkpoints, (contents) =>
      endsWell(
        () => resume(folder, contents),
        () => undefined,
        fileErrors,
      ),
    ),
    attack('what is handed in', submissions, ({ kind, bytes }) =>
      endsWell(() => handIn(folder, kind, bytes), checkHandedIn, []),
    ),
    attack('the arguments of train', fc.array(words, { maxLength: 8 }), (args) =>
      endsWell(
        () => parse(args),
        ({ iterations, learningRate, hiddenSize, dtype }) => {
          check(Number.isSafeInteger(iterations) && iterations >= 1, `--iterations ${iterations}`);
          check(learningRate > 0 && Number.isFinite(learningRate), `--learning-rate ${learningRate}`);
          check(hiddenSize >= 1 && hiddenSize <= 10_000, `--hidden-size ${hiddenSize}`);
          check(dtype === 'float64' || dtype === 'float32', `--dtype ${dtype}`);
        },
        [UserError, CommanderError],
      ),
    ),
    attack('the name of a topic', words, (name) =>
      endsWell(
        () => COURSE.findTopic(name),
        (topic) => check(topicNames().includes(topic), topic),
        [RangeError],
      ),
    ),
  ];
}
