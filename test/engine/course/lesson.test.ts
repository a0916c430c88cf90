// What the commands read in a lesson: title, goal, hints.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { courseWith, ROOT } from '../../tools/support/course';
import { temporaryFolder } from '../../tools/support/folders';

const folder = temporaryFolder();

const course = courseWith({ lessonFile: (topic, language) => join(folder, language, `${topic}.md`) });

function write(language: 'en' | 'ko', topic: string, ...lines: string[]): void {
  mkdirSync(join(folder, language), { recursive: true });
  writeFileSync(join(folder, language, `${topic}.md`), lines.join('\n'));
}

const pathTo = (language: string, topic: string): string =>
  relative(ROOT, join(folder, language, `${topic}.md`)).replaceAll('\\', '/');

describe('a lesson', () => {
  test('has a title, a goal, and a ladder of hints for each function', () => {
    write(
      'en',
      '01-one',
      '<!-- # 00 · Not the title -->',
      '# 01 · The first topic  ',
      '',
      'Not the goal: > **Goal:** none',
      '> **Goal:** to learn',
      '>how   to read a > b.',
      'This is said after it.',
      '',
      '### not a ladder',
      '',
      '1. Not a hint.',
      '',
      'See also ## Hints',
      '## Hints that are none',
      '### f',
      '1. no',
      '',
      '## Hints  ',
      '',
      '### `first`',
      '',
      '1. What comes',
      '   first? Not ### this, and not 2. nor ``` either.',
      '10. Then:',
      '',
      '   ```ts',
      '   const a = 1;',
      '   return a;',
      '   ```',
      '',
      '   and   so on:',
      '   ```',
      '   b();',
      '   ```',
      '',
      '### Second.method',
      '',
      '1. Only this. And ## that.',
      '',
      '## What comes next',
      '',
      '1. Nothing.',
    );
    expect(course.lesson('01-one', 'en')).toEqual({
      path: pathTo('en', '01-one'),
      language: 'en',
      title: 'The first topic',
      goal: 'to learn how to read a > b.',
      hints: new Map([
        [
          'first',
          [
            'What comes first? Not ### this, and not 2. nor ``` either.',
            'Then:\n\n   const a = 1;\n   return a;\nand so on:\n\n   b();',
          ],
        ],
        ['Second.method', ['Only this. And ## that.']],
      ]),
    });
  });

  test('is read in Korean, with its Korean headings', () => {
    write('en', '02-two', '# 02 · The second topic');
    write(
      'ko',
      '02-two',
      '# 02 · 두 번째 주제',
      '> **목표**:배웁니다.',
      '## 힌트 ',
      '### f',
      '1. 무엇인가요?',
    );
    expect(course.lesson('02-two', 'ko')).toEqual({
      path: pathTo('ko', '02-two'),
      language: 'ko',
      title: '두 번째 주제',
      goal: '배웁니다.',
      hints: new Map([['f', ['무엇인가요?']]]),
    });
  });

  test('that is not translated yet is read in English', () => {
    write('en', '03-three', '# 03 · The third topic', '## Hints', '### f', '1. What?');
    expect(course.lesson('03-three', 'ko')).toMatchObject({
      path: pathTo('en', '03-three'),
      title: 'The third topic',
      hints: new Map([['f', ['What?']]]),
    });
  });

  test('that is not there has its name for a title, and nothing else', () => {
    expect(course.lesson('04-four', 'ko')).toEqual({
      path: pathTo('en', '04-four'),
      language: 'en',
      title: '04-four',
      goal: '',
      hints: new Map(),
    });
  });

  test('may be written with the line ends of Windows', () => {
    write(
      'en',
      '05-five',
      '# 05 · The fifth\r',
      '> **Goal:** to\r',
      '> learn\r',
      '',
      '## Hints\r',
      '### f\r',
      '1. a\r',
      '2. b',
    );
    expect(course.lesson('05-five', 'en')).toMatchObject({
      title: 'The fifth',
      goal: 'to learn',
      hints: new Map([['f', ['a', 'b']]]),
    });
  });
});

describe('a hint that is only code', () => {
  test('is its lines, below an empty one', () => {
    write('en', '06-six', '## Hints', '### f', '1. ```ts', '   a();', '   ```');
    expect(course.lesson('06-six', 'en').hints.get('f')).toEqual(['\n   a();']);
  });
});
