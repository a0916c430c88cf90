// What a student's commands, the launcher and the library say: all of it can be said in Korean.
import { afterAll, describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Command } from 'commander';
import { localeOf } from '../../../tools/launch/language.cjs';
import { WORDS, wordsFor } from '../../../tools/launch/words.cjs';
import { Reporting } from '../../../tools/grade/reports/words';
import { GRADER_PHRASES } from '../../../tools/grade/spoken';
import { errorLines, languageAsked, sayIn, speak } from '../../../tools/shared/spoken';
import { say, sayError, sayPage, speakIn } from '../../../tools/train/run/words';
import { COURSE, ROOT } from '../support/course';
import { sentencesIn } from '../support/sentences';

const sayIt = sayIn('ko');
const HANGUL = /[가-힣]/;

/** What a part of a longer sentence is, what only contributors meet, and a choice that no call makes. */
const LEFT_OUT = [
  /^npm (start|run [\w:]+) --$/,
  /^It must be a whole number 7/,
  /^the exercise is not the one packed/,
  /1 index, but 1 was given/,
  ...[/is called as it is: take it from/, /^does not hold for7/, /is not a function$/, /^export const/], // engine/suite
  /^7+(: work on a copy| was changed from 7 to 7)$/, // two halves of one sentence
  ...[/within 7 on the clock/, /more than 7 on (a processor|the clock)/], // "7 seconds"
  /^the judge has no instances$/,
  ...[/^my \(\$prctl/, /^version of the course$/, /^the results differ in 7:/], // tools/grade: Perl, and what follows below
  ...[/^npm run train( --.*)?$/, /^import numpy/, /^for l in range/, /^It must be a number 7\.$/], // tools/train: commands, code and parts of what follows below
  ...[/^7 7; Ctrl-C/, /^its process ended early \(7\)7$/, /^another training run7/],
  ...[/^(one|7) required topics? (is|are)$/, /^your trainer cannot start yet: 7 unfinished$/],
  ...[/others\.7$/, /^7; everything else was the same\.7$/, /in numbers7$/, /most confident/],
];

const korean = COURSE.translation('01-mean-squared-error', 'ko');
const ofCode = korean.message;
const inReports = (text: string): string => {
  const finding = { inputs: [], problem: { kind: 'threw', message: text } as const, seed: 1 };
  const reporting = new Reporting(COURSE, 'ko');
  const test = { block: 'f', sentence: '', status: 'failed', finding } as const;
  return reporting.said(reporting.problemOf('01-mean-squared-error', test));
};

/** Each file, with what says it in Korean. */
const SAYING: [files: string[], inKorean: (text: string) => string][] = [
  [['check', 'docs', 'hint', 'learn', 'list', 'reset'].map((name) => `tools/${name}.ts`), sayIt],
  [['cli', 'progress', 'stubs', 'atomic-write', 'readable'].map((name) => `tools/shared/${name}.ts`), sayIt],
  [['lib/ndarray.ts', 'lib/random.ts'], ofCode],
  [['limits'].map((name) => `tools/shared/${name}.ts`), ofCode],
  [['law', 'odd-answers', 'scripted-random', 'under-test'].map((name) => `engine/suite/${name}.ts`), ofCode],
  [
    [
      ...[
        'intake/helpers',
        'intake/intake',
        'intake/listing',
        'intake/text',
        'intake/zip',
        'score/verdict',
        'sandbox/translate',
      ],
      ...['judge/guest-channel', 'sandbox/guest', 'judge/judge'],
    ].map((name) => `tools/grade/${name}.ts`),
    inReports,
  ],
];

/** What the grader says to the teacher. */
SAYING.push([
  [
    ...['grade', 'merge', 'gradescope'].map((name) => `tools/${name}.ts`),
    ...['assignment', 'class', 'sandbox/confinement', 'console', 'intake/roster', 'reports/csv'].map(
      (name) => `tools/grade/${name}.ts`,
    ),
  ],
  sayIn('ko', GRADER_PHRASES),
]);

/** What the trainer says: on the terminal line by line, in its reports between the tags. */
const ofTrainer = (text: string): string => {
  speakIn('ko');
  return say(text);
};
const TRAINER = readdirSync(join(ROOT, 'tools/train'), { encoding: 'utf8', recursive: true }).filter(
  (name) => /\.ts$/.test(name) && basename(name) !== 'style.ts',
);
SAYING.push([TRAINER.map((name) => `tools/train/${name}`), ofTrainer]);
afterAll(() => speakIn('en'));

describe.each(SAYING.flatMap(([files, inKorean]) => files.map((file) => [file, inKorean] as const)))(
  'what %s says',
  (file, inKorean) => {
    const said = sentencesIn(readFileSync(join(ROOT, file), 'utf8')).filter(
      (text) => !LEFT_OUT.some((pattern) => pattern.test(text)),
    );

    test('can be said in Korean, all of it', () => {
      expect(said.filter((text) => !HANGUL.test(inKorean(text)))).toEqual([]);
    });
  },
);

describe('what happens in the grader', () => {
  test.each([
    'did not end within 5 seconds on the clock: does it wait for something that never comes?',
    'the calls of this topic took more than 60 seconds on a processor in all',
    'the calls of this topic took more than 60 seconds on the clock in all',
    'x was changed from 1 to 2: work on a copy',
    'x[0] was changed from 1 to 2: work on a copy',
    'an object of the class Net may be a TwoLayerNet or a LayeredNet: give its class one of these names',
  ])('is said in Korean: %s', (text) => {
    expect(inReports(text).replace(/`.*?`/g, '')).toMatch(HANGUL);
    expect(inReports(text)).not.toMatch(/ (the|of|and|more|seconds) /);
  });
});

describe('what the grader puts together of parts', () => {
  test.each([
    'the results differ in seed: a has 1, and b has 2. Give all graders the same.',
    'the results differ in version of the course: a has 1, and b has 2. Give all graders the same.',
    'the results differ in topics: a has 01, and b has 02. Give all graders the same.',
    'the results differ in confinement: a has none, and b has confined. Give all graders the same.',
    'Graded: 01, 02 (grading/assignment.json).',
    'not in canvas.csv: ann, ben and 3 more (its login is not known: give a --roster)',
    'not read, because it was typed into Moodle’s page: the text of Ann Lee, Ben Kim',
    'nothing is written yet, so it is 0 points: ann, ben and 3 more',
    'no exercise was found in ann, so it gets 0 points: all exercises in it are of topics that are not graded: 02, 03',
    'no exercise was found in ann, so it gets 0 points: ann.7z is an archive that is not read: ask for a .zip',
    'grading/assignment.json: "topic" means nothing here: there are "topics" and "lang"',
    'there is no sandbox here for the students’ code (bwrap is not installed). On Linux: apt-get install bubblewrap. Elsewhere: use the container image (docs/grading.md). If you trust every student: --unsafe.',
  ])('is said in Korean: %s', (text) => {
    const said = sayIn('ko', GRADER_PHRASES)(text);
    expect(said).toMatch(HANGUL);
    expect(said).not.toMatch(/ (the|is|in|and|more|has) /);
  });
});

describe('what the trainer puts together of parts', () => {
  test.each([
    'saving to runs/a; Ctrl-C saves and stops',
    'resuming after 1,200 iterations, saving to runs/a; Ctrl-C saves and stops',
    'resuming, saving to runs/a; Ctrl-C saves and stops',
    '60,000 training and 10,000 test images (MNIST), your own code, seed 1',
    "1,000 training and 500 test images of 26 classes (letters), the course's code, seed 1",
    'its process ended early (by SIGKILL): x',
    'another training run (process 7 on here) is using this folder: wait for it or stop it; if it is no longer running, delete a',
    'your trainer cannot start yet: one required topic is unfinished',
    'your trainer cannot start yet: 3 required topics are unfinished',
    "error: option '--learning-rate <x>' argument '0' is invalid. It must be a number above 0.",
    "error: option '--weight-init-std <x>' argument '-1' is invalid. It must be a number of 0 or more.",
    'batch size, learning rate; everything else was the same. All runs have the same seed. To see how much of a difference is luck, compare seeds as well.',
    'this run was trained with your own code: add --mine',
    "this run was trained with the course's code: leave out --mine",
    'runs/a: the disk is full: make room, then continue with --resume',
    'the loss became NaN at iteration 7. The usual causes: a learning rate that is too large (it is 10; try 1), the log of 0 in the cross-entropy error, or an exp that overflows in softmax. The last checkpoint, after 1,000 iterations, is intact.',
    '3 s left',
    '1 h 5 min left',
  ])('is said in Korean: %s', (text) => {
    speakIn('ko');
    expect(errorLines(text, say)).not.toMatch(/[a-z]{3,} [a-z]{2,} /);
    expect(errorLines(text, say)).toMatch(HANGUL);
  });

  test('is said as it is written in English', () => {
    speakIn('en');
    expect([say('3 s left'), sayError('3 s left'), sayPage('<p>loss</p>')]).toEqual([
      '3 s left',
      'error: 3 s left',
      '<p>loss</p>',
    ]);
  });
});

describe('a page of the trainer in Korean', () => {
  const inKorean = (page: string): string => {
    speakIn('ko');
    return sayPage(page);
  };

  test('has its texts in Korean, and its styles, code and addresses as they were', () => {
    const page = `<html lang="en"><style>p { color: red }</style><h2 class="loss">How it
      learned</h2><p><code>loss</code> <b>3</b> taken for <b>5</b>: once</p><pre>loss</pre><img alt="test image 1: 3, read as 5">`;
    expect(inKorean(page)).toBe(
      `<html lang="ko"><style>p { color: red }</style><h2 class="loss">학습 과정</h2><p><code>loss</code> <b>3</b> → <b>5</b>: 1번</p><pre>loss</pre><img alt="시험 이미지 1번: 3을 5로 읽음">`,
    );
  });

  test('keeps what is escaped escaped', () => {
    expect(inKorean('<p>&#60;b&#62; · training report</p>')).toBe('<p>&#60;b&#62; · 학습 보고서</p>');
    expect(inKorean('<p>the course&#39;s code</p>')).toBe('<p>강의의 코드</p>');
  });
});

describe('a command', () => {
  const help = (language: string): string => {
    const command = new Command('npm run list --').description('Lists all topics and your progress in each.');
    speak(command.option('--seed <number>', 'repeat the run with this seed', '7'), sayIn(language));
    return command.helpInformation();
  };

  test('says its help text in Korean, with titles and defaults', () => {
    expect(help('ko').replace(/--[\w<> ]+|-h|npm run list -- \[options\]/g, '')).not.toMatch(/[a-z]{3}/);
    expect(help('en')).toContain('Usage: npm run list');
    expect(help('en')).toContain('repeat the run with this seed (default: "7")');
  });

  test.each([
    ["error: unknown option '--sed'\n(Did you mean --seed?)\n", /^오류: '--sed'.*\n\(--seed를/],
    ["error: missing required argument 'topic'", /^오류: .*'topic'이 빠/],
    ['error: too many arguments. Expected 1 argument but got 2.', /^오류: .*1개.*2개/],
    [
      "error: command-argument value 'x' is invalid for argument 'action'. Allowed choices are serve, build.",
      /^오류: .*'action'.*'x'가 .*serve, build\./,
    ],
    [
      "error: option '--seed <number>' argument 'x' is invalid. It must be a whole number of 1 or more.",
      /'x'가 .*1 이상의 정수/,
    ],
    ['error: x is not a function', /^error: x is not a function$/],
  ])('says in Korean what is wrong: %s', (english, said) => expect(errorLines(english, sayIt)).toMatch(said));
});

describe('the language of what is said before a course is open', () => {
  const environments = [
    {},
    { LANG: 'ko_KR.UTF-8' },
    { LC_ALL: 'C', LANGUAGE: 'ko' },
    { LC_ALL: '', LANG: 'ko_KR.UTF-8', LANGUAGE: 'en:ko' },
    { LANG: 'kok_IN' },
  ];

  test('is the one that was asked for, or that of the computer, for the launcher as well', () => {
    for (const environment of environments) {
      const isKorean = /^ko\b/.test(localeOf(environment).replace('_', '-'));
      expect([environment, wordsFor([], environment) === WORDS.ko]).toEqual([environment, isKorean]);
      for (const args of [
        ['--lang', 'ko'],
        ['02', '--lang=ko'],
      ]) {
        expect(wordsFor(args, environment)).toBe(WORDS.ko);
        expect(languageAsked(args)).toBe('ko');
      }
      expect(wordsFor(['--lang', 'en'], environment)).toBe(WORDS.en);
    }
    expect(languageAsked(['--lang', 'en'])).toBe('en');
  });

  test('has as many sentences in the launcher as the other, each with the same values', () => {
    const { en, ko } = WORDS;
    expect(Object.keys(ko)).toEqual(Object.keys(en));
    for (const [name, said] of Object.entries(ko)) {
      const text = typeof said === 'function' ? said('«value»') : said;
      expect(text).toMatch(HANGUL);
      expect([name, text.includes('«value»')]).toEqual([name, typeof said === 'function']);
    }
  });
});
