// What the compiler says of a student's file: where, what, and the sentence that helps.
import { describe, expect, test } from '@jest/globals';
import ts from 'typescript';
import { withParticles } from '../../../engine/words/particles';
import compilerKo from '../../../tools/shared/compiler.ko.json';
import { messageIn } from '../../../tools/shared/type-advice';
import { typeErrorsOf as typeErrorsIn, type TypeError } from '../../../tools/shared/type-errors';
import { ROOT } from '../support/course';

const typeErrorsOf = (crash: string, language: string): TypeError[] => typeErrorsIn(crash, language, ROOT);

const place = 'exercises/01-mean-squared-error.ts:16:12';

/** What jest says of a file that the compiler rejects with errors of these numbers. */
function report(...codes: number[]): string {
  const errors = codes.map(
    (code) => `    ${place} - error TS${code}: Something is wrong.\n\n    16   return 1;`,
  );
  return ['', '  ● Test suite failed to run', '', ...errors].join('\n');
}

const helpOf = (code: number, language: 'en' | 'ko') => typeErrorsOf(report(code), language)[0].help;

describe('a type error', () => {
  test('is found with its place and its message, one after the other', () => {
    const [first, second, ...more] = typeErrorsOf(report(2304, 9999), 'en');
    expect(first).toMatchObject({ place, message: 'Something is wrong.' });
    expect(second).toEqual({ place, message: 'Something is wrong.', help: undefined });
    expect(more).toEqual([]);
  });

  test('is not found where a file crashes for another reason', () => {
    expect(typeErrorsOf(`Error: no\n    at f (${place})`, 'en')).toEqual([]);
  });

  test('is told from a line of code that quotes one', () => {
    expect(typeErrorsOf(`const text = '${place} - error TS2304: no';`, 'en')).toEqual([]);
  });
});

describe('what only looks like a sign of the code is what the compiler calls an invalid character', () => {
  const invalid = (sign: string): boolean => {
    const { diagnostics = [] } = ts.transpileModule(`const a = 1 ${sign} 2`, { reportDiagnostics: true });
    return diagnostics.some(({ code }) => code === 1127);
  };

  test.each(['；', '（', '）', '，', '＋', '＝'])('%s of an input method', (sign) => {
    expect(invalid(sign)).toBe(true);
  });

  test.each(['×', '−', '·', '÷', '²', '“', '’', '–', '≤', '…'])('%s of a formula or a text', (sign) => {
    expect(invalid(sign)).toBe(true);
  });

  test('what helps speaks of both', () => {
    for (const language of ['en', 'ko'] as const)
      for (const sign of ['；', '（', '×', '−']) expect(helpOf(1127, language)).toContain(sign);
  });
});

describe('what helps', () => {
  const helped = [1005, 1127, 2304, 2322, 2339, 2345, 2355, 2362];

  test.each(helped)('with error %p is a sentence in both languages', (code) => {
    expect(helpOf(code, 'en')).toMatch(/^[A-Z+].* .*[.?…]$/);
    expect(helpOf(code, 'ko')).toMatch(/[가-힣].*[.?…]$/);
  });

  test('with another error is another sentence', () => {
    for (const language of ['en', 'ko'] as const) {
      expect(new Set(helped.map((code) => helpOf(code, language))).size).toBe(helped.length);
    }
  });

  test.each([
    ['a misspelt name, for which the compiler knows a better one', 2552, 2304],
    ['a misspelt method, for which the compiler knows a better one', 2551, 2339],
    ['an array at the right of a sign', 2363, 2362],
    ['two operands that no sign works on', 2365, 2362],
    ['a value that lacks properties', 2740, 2322],
    ['a value that lacks one property', 2741, 2322],
    ['an end without a return', 2366, 2355],
    ['an expression that is missing', 1109, 1005],
    ['a bracket too many', 1128, 1005],
    ['a text without its end', 1002, 1005],
    ['a name that is missing', 1003, 1005],
  ])('with %s is what helps with its relative', (_, code, relative) => {
    expect(helpOf(code, 'en')).toBe(helpOf(relative, 'en'));
  });
});

describe('in Korean, a message', () => {
  const gapsOf = (text: string): string[] => [...new Set(text.match(/\{\d\}/g))].sort();
  const { Diagnostics } = ts as unknown as { Diagnostics: Record<string, { message: string }> };
  const ofCompiler = new Set(Object.values(Diagnostics).map(({ message }) => message));

  test.each(Object.entries(compilerKo))('%s is the compiler’s, with the same gaps', (message, korean) => {
    expect(ofCompiler).toContain(message);
    expect(gapsOf(korean)).toEqual(gapsOf(message));
  });

  test.each(Object.entries(compilerKo))('%s is found, and no other in its place', (message, korean) => {
    const filled = (text: string): string => text.replace(/\{(\d)\}/g, (_, gap) => `gap${gap}`);
    expect(messageIn(filled(message), 'ko')).toBe(withParticles(filled(korean)));
  });

  test('keeps its types, and chooses the particles that fit them', () => {
    expect(messageIn("Type 'NDArray' is not assignable to type 'number'.", 'ko')).toMatch(
      /'NDArray'를 .*'number'/,
    );
  });

  test('that nobody has translated is quoted', () => {
    expect(messageIn('Something is wrong.', 'ko')).toMatch(/^[가-힣 ]+: Something is wrong\.$/);
    expect(messageIn('Something is wrong.', 'en')).toBe('Something is wrong.');
  });
});
