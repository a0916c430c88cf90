// What a person types: numbers, topics and a language, and what is reported when they are not.
import { readdirSync, writeFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { Command, InvalidArgumentError } from 'commander';
import {
  courseOf,
  keptByNpm,
  languageOption,
  pathArgument,
  pathArguments,
  runCommand,
  seedArgument,
  styleOf,
  topicList,
  topicsNamed,
  wholeNumber,
} from '../../../tools/shared/cli';
import { COURSE, numberOf, ROOT, topicNames } from '../support/course';
import { temporaryFolder } from '../support/folders';

describe('a whole number', () => {
  test.each([
    ['1', 1],
    ['64', 64],
    [' 7 ', 7],
  ])('%p is read', (text, value) => expect(wholeNumber(1, 64)(text)).toBe(value));

  test.each(['0', '65', '1.5', '', '  ', 'two', 'NaN'])('%p is not, if it is to lie from 1 to 64', (text) => {
    const sentence = 'It must be a whole number from 1 to 64.';
    expect(() => wholeNumber(1, 64)(text)).toThrow(new InvalidArgumentError(sentence));
  });

  test('without a range is any from 0 on that can be told from its neighbors', () => {
    expect(wholeNumber()('0')).toBe(0);
    expect(wholeNumber()('9007199254740991')).toBe(Number.MAX_SAFE_INTEGER);
    for (const text of ['-1', '9007199254740992', '', '  ']) {
      expect(() => wholeNumber()(text)).toThrow('It must be a whole number of 0 or more.');
    }
    expect(() => wholeNumber(1)('0')).toThrow('It must be a whole number of 1 or more.');
  });
});

describe('a course', () => {
  const empty = temporaryFolder();

  test('without topics is none, for every command that asks for one', () => {
    writeFileSync(
      join(empty, 'course.json'),
      JSON.stringify({ name: 'A course to be', languages: COURSE.settings.languages }),
    );
    expect(() => courseOf({ course: empty })).toThrow(/^there are no topics here/);
    expect(readdirSync(empty)).toEqual(['course.json']);
  });
});

describe('a path', () => {
  const { INIT_CWD, npm_package_json } = process.env;
  afterEach(() => void Object.assign(process.env, { INIT_CWD, npm_package_json }));

  /** npm was called in a folder, for the course in another. */
  const calledIn = (folder: string, course = process.cwd()): void =>
    void Object.assign(process.env, { INIT_CWD: folder, npm_package_json: join(course, 'package.json') });

  test('is meant from the folder in which npm was called', () => {
    calledIn(resolve('exercises'));
    expect(pathArgument('../class')).toBe('class');
    for (const nothing of ['', ' ']) expect(() => pathArgument(nothing)).toThrow('It must be a path');
    expect(pathArgument('.')).toBe('exercises');
    expect(pathArgument('..')).toBe('.');
    expect(pathArguments('b', ['a'])).toEqual(['a', join('exercises', 'b')]);
    expect(pathArgument(resolve('class'))).toBe(resolve('class'));
    calledIn(resolve('../elsewhere'));
    expect(pathArgument('class')).toBe(join('..', 'elsewhere', 'class'));
  });

  test('is meant from the folder in which the command runs where npm did not start it there', () => {
    calledIn(resolve('exercises'), resolve('../another-course'));
    expect(pathArgument('../class')).toBe('../class');
    delete process.env.INIT_CWD;
    expect(pathArgument('../class')).toBe('../class');
  });
});

describe('a topic', () => {
  const entropy = '02-cross-entropy-error';
  const LAST = numberOf(topicNames().at(-1)!);

  test('has the next number, in order, from 01 on', () => {
    expect(topicNames().length).toBeGreaterThanOrEqual(14);
    expect(topicNames().map(numberOf)).toEqual(topicNames().map((_, i) => String(i + 1).padStart(2, '0')));
    expect(topicNames()[1]).toBe(entropy);
  });

  test.each([
    '2',
    '02',
    entropy,
    `exercises/${entropy}.ts`,
    `exercises\\${entropy}.ts`,
    `/a/b/${entropy}.test.ts`,
  ])('is found by %p', (words) => expect(COURSE.findTopic(words)).toBe(entropy));

  test.each([
    ['99', '99'],
    ['0', '0'],
    ['cross', 'cross'],
    ['', ''],
    ['\u001b[2J', '�[2J'],
  ])('is not found by %p, and the terminal is not steered', (words, shown) => {
    expect(() => COURSE.findTopic(words)).toThrow(
      new RangeError(`there is no topic "${shown}": give a number from 01 to ${LAST}`),
    );
  });

  test.each(['1-3', '01–03', '1~3', '1, 2 3', '1,2-3,2'])('is one of those that %j means', (words) => {
    const first = COURSE.topicNames().slice(0, 3);
    expect(topicsNamed(COURSE, [words])).toEqual(first);
    expect(topicList(COURSE, words)).toEqual(first);
  });

  test('is meant once, however often it is typed', () => {
    expect(topicsNamed(COURSE, ['2'])).toEqual([entropy]);
    expect(topicsNamed(COURSE, ['1', '2', '01'])).toEqual(['01-mean-squared-error', entropy]);
    expect(topicsNamed(COURSE, ['2,1', '1-2', `a, b/${entropy}.ts`])).toEqual([
      '01-mean-squared-error',
      entropy,
    ]);
    expect(() => topicsNamed(COURSE, ['99'])).toThrow(
      new RangeError(`there is no topic "99": give a number from 01 to ${LAST}`),
    );
  });

  test.each(['-2147483648', '-799704246', '0', '2147483647'])('may be run with the seed %s', (seed) => {
    expect(seedArgument(seed)).toBe(Number(seed));
  });

  test.each(['-2147483649', '2147483648', '1.5', ''])('may not be run with the seed %j', (seed) => {
    expect(() => seedArgument(seed)).toThrow('from -2147483648 to 2147483647');
  });

  test('exports functions and classes', () => {
    expect(COURSE.exportsOf(entropy)).toEqual(['crossEntropyError', 'crossEntropyErrorOfLabels']);
    expect(COURSE.exportsOf('10-two-layer-net')).toEqual(['TwoLayerNet']);
  });

  test('is in five rooms, and its lesson in two languages', () => {
    const places = [
      COURSE.exercise(entropy),
      COURSE.solution(entropy),
      COURSE.suite(entropy),
      COURSE.mistakes(entropy),
      COURSE.alternatives(entropy),
      COURSE.lessonFile(entropy, 'en'),
      COURSE.lessonFile(entropy, 'ko'),
    ];
    expect(places.map((path) => relative(ROOT, path).replaceAll(sep, '/'))).toEqual([
      `exercises/${entropy}.ts`,
      `solutions/${entropy}.ts`,
      `test/${entropy}.test.ts`,
      `test/mistakes/${entropy}.ts`,
      `test/alternatives/${entropy}.ts`,
      `docs/en/${entropy}.md`,
      `docs/ko/${entropy}.md`,
    ]);
  });
});

describe('the language', () => {
  const command = () =>
    new Command()
      .exitOverride()
      .configureOutput({ writeErr: () => {} })
      .addOption(languageOption());

  test('is one of the course', () => {
    expect(command().parse(['--lang', 'ko'], { from: 'user' }).opts()).toEqual({ lang: 'ko' });
    expect(() => styleOf(COURSE, { lang: 'de' })).toThrow('--lang takes en, ko');
  });

  test('is explained to who asks for help', () => {
    expect(command().helpInformation()).toMatch(
      /--lang <language> +a language of the course; by default, the computer/,
    );
  });

  test('is that which was asked for, in lines as wide as the terminal, or 80 columns where there is none', () => {
    const { columns } = process.stdout;
    try {
      process.stdout.columns = 33;
      expect(styleOf(COURSE, { lang: 'ko' })).toMatchObject({ language: 'ko', width: 33 });
      Object.assign(process.stdout, { columns: undefined });
      expect(styleOf(COURSE, { lang: 'en' })).toMatchObject({ language: 'en', width: 80 });
      process.stdout.columns = 0; // as some terminals say while they open
      expect(styleOf(COURSE, { lang: 'en' })).toMatchObject({ language: 'en', width: 80 });
    } finally {
      process.stdout.columns = columns;
    }
  });
});

describe('a command', () => {
  const { argv, exitCode } = process;
  afterEach(() => {
    process.argv = argv;
    process.exitCode = exitCode;
    jest.restoreAllMocks();
  });

  test('of whose options npm has kept one says how to write it, and does nothing', async () => {
    process.argv = ['node', 'command', '5'];
    process.env.npm_config_seed = 'true';
    const said = jest.spyOn(console, 'error').mockImplementation(() => {});
    const action = jest.fn<() => void>();
    try {
      await runCommand(
        new Command('npm run check --').argument('[n]').option('--seed <number>').action(action),
      );
    } finally {
      delete process.env.npm_config_seed;
    }
    expect(action).not.toHaveBeenCalled();
    expect(said.mock.calls[0][0]).toContain('npm run check -- --seed');
    expect(process.exitCode).toBe(1);
  });

  test('called with `--lang ko`, which npm takes for its own -l -a -n -g, says how to write it', () => {
    const command = new Command().addOption(languageOption());
    const taken = {
      npm_config_long: 'true',
      npm_config_all: 'true',
      npm_config_yes: '',
      npm_config_global: 'true',
    };
    expect(keptByNpm(command, ['ko'])).toBeUndefined();
    const env = jest.replaceProperty(process, 'env', { ...process.env, ...taken });
    expect(keptByNpm(command, ['ko'])).toBe('--lang');
    expect(keptByNpm(command, ['--lang=ko'])).toBeUndefined();
    env.replaceValue({ ...process.env, npm_config_global: undefined }); // someone's own settings of npm are no trace
    expect(keptByNpm(command, ['ko'])).toBeUndefined();
  });

  test('that fails says why in one line, and ends with status 1', async () => {
    process.argv = ['node', 'command'];
    const said = jest.spyOn(console, 'error').mockImplementation(() => {});
    await runCommand(
      new Command().action(() => {
        throw new Error('the disk is full');
      }),
    );
    expect(said.mock.calls).toEqual([['error: the disk is full']]);
    expect(process.exitCode).toBe(1);
  });

  test.each([
    ['to which nobody listens any more', 'EPIPE', 141, []],
    ['that a full disk does not take', 'ENOSPC', 1, ['error: the output cannot be written: no space left']],
  ])('ends when it has something to say %s', async (_, code, status, sentences) => {
    const before = new Set(process.stdout.listeners('error'));
    await runCommand(new Command().exitOverride().action(() => {}));
    const said = jest.spyOn(console, 'error').mockImplementation(() => {});
    const exit = jest.spyOn(process, 'exit').mockImplementation(() => {
      throw new Error('ended');
    });
    const error = Object.assign(new Error('no space left'), { code });
    const added = process.stdout.listeners('error').filter((listener) => !before.has(listener));
    for (const listener of added) expect(() => listener(error)).toThrow('ended');
    expect(added).toHaveLength(1);
    expect(exit).toHaveBeenCalledWith(status);
    expect(said.mock.calls.flat()).toEqual(sentences);
  });
});
