// What a student's commands, the launcher and the library say: all of it can be said in Korean.
import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { WORDS, wordsFor } from '../../tools/launch/words.cjs';
import { localeOf } from '../../tools/shared/locale';
import { Reporting } from '../../tools/grade/reports/words';
import { errorLines, languageAsked, sayIn, speak } from '../../tools/shared/spoken';
import { COURSE, ROOT } from './support/course';
import { sentencesIn } from './support/sentences';

const say = sayIn('ko');
const HANGUL = /[가-힣]/;

/** What a part of a longer sentence is, what only contributors meet, and a choice that no call makes. */
const LEFT_OUT = [
  /^npm (start|run \w+) --$/,
  /^It must be a whole number 7/,
  /^the exercise is not the one packed/,
  /1 index, but 1 was given/,
  ...[/is called as it is: take it from/, /^does not hold for7/, /is not a function$/, /^export const/], // engine/suite
  /^7+(: work on a copy| was changed from 7 to 7)$/, // two halves of one sentence
  ...[/within 7 on the clock/, /more than 7 on (a processor|the clock)/], // "7 seconds"
  /^the judge has no instances$/,
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
  [['check', 'docs', 'hint', 'learn', 'list', 'reset'].map((name) => `tools/${name}.ts`), say],
  [['arguments', 'progress', 'stubs', 'whole-files'].map((name) => `tools/shared/${name}.ts`), say],
  [['lib/ndarray.ts', 'lib/random.ts'], ofCode],
  [['limits'].map((name) => `tools/shared/${name}.ts`), ofCode],
  [['law', 'odd-answers', 'scripted-random', 'under-test'].map((name) => `engine/suite/${name}.ts`), ofCode],
  [
    [
      ...['intake/intake', 'intake/listing', 'intake/text', 'intake/zip', 'verdict', 'translate'],
      ...['guest-channel', 'guest/main', 'judge'],
    ].map((name) => `tools/grade/${name}.ts`),
    inReports,
  ],
];

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
  ])('says in Korean what is wrong: %s', (english, said) => expect(errorLines(english, say)).toMatch(said));
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
