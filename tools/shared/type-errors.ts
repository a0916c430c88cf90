// What the compiler says of a student's file, as one line each: where, what, and the sentence that helps.
import { resolve } from 'node:path';
import type { Language, Text } from '#engine/suite/variants';
import { inCourse } from './places';

export interface TypeError {
  /** "exercises/01-mean-squared-error.ts:16:12". */
  place: string;
  message: string;
  help?: string;
}

/** What helps with the errors that beginners meet most, by the compiler's number. */
const HELP: Record<string, Text> = {
  2304: {
    en: 'This name is not known here: check its spelling, or import it at the top of the file.',
    ko: '여기서는 알 수 없는 이름입니다. 철자를 확인하거나 파일 맨 위에서 import 하세요.',
  },
  2339: {
    en: 'An NDArray has no such method. lib/ndarray.ts lists them all: add, sub, mul, div, dot, exp, log, sum, max, map …',
    ko: 'NDArray에는 그런 메서드가 없습니다. lib/ndarray.ts에 전부 있습니다: add, sub, mul, div, dot, exp, log, sum, max, map …',
  },
  2322: {
    en: 'The value is of another type than the one promised. `sum()` gives a number, `sum(axis)` an NDArray.',
    ko: '약속한 타입과 다른 값입니다. `sum()`은 숫자를, `sum(axis)`는 NDArray를 돌려줍니다.',
  },
  2345: {
    en: 'The argument is of another type than the function takes: compare with the signature above it.',
    ko: '함수가 받는 타입과 다른 인수입니다. 함수 서명과 비교해 보세요.',
  },
  2355: {
    en: 'The function must return a value: is a `return` missing?',
    ko: '함수는 값을 돌려주어야 합니다. `return`이 빠지지 않았나요?',
  },
  2362: {
    en: '+ − * / work on numbers. For arrays, write a.add(b), a.sub(b), a.mul(b), a.div(b).',
    ko: '+ − * / 는 숫자에만 쓸 수 있습니다. 배열에는 a.add(b), a.sub(b), a.mul(b), a.div(b)를 쓰세요.',
  },
  1127: {
    en: 'This character cannot be part of the code. An input method for Korean, Chinese or Japanese writes full-width signs such as ； （ ） ， that only look like ; ( ) , : switch it to English and type the sign again.',
    ko: '코드에 쓸 수 없는 문자입니다. 한글 입력기는 ； （ ） ， 같은 전각 기호를 쓰기도 하는데, ; ( ) , 와 모양만 비슷합니다. 영문 입력으로 바꾸어 다시 입력하세요.',
  },
  1005: {
    en: 'The compiler expected something else here: look for a missing bracket, comma or semicolon.',
    ko: '문법에 맞지 않습니다. 괄호나 쉼표, 세미콜론이 빠지지 않았는지 확인하세요.',
  },
};

/** Numbers that mean the same as one of the above. */
const SAME_AS: Record<string, string> = {
  2552: '2304',
  2551: '2339',
  2363: '2362',
  2365: '2362',
  2740: '2322',
  2741: '2322',
  2366: '2355',
  1109: '1005',
  1128: '1005',
  1002: '1005',
  1003: '1005',
};

/** The type errors in the report of a crashed suite, in order; empty when it crashed for another reason. */
export function typeErrorsOf(crash: string, language: Language): TypeError[] {
  const errors = [...crash.matchAll(/^\s*(\S.*?\.ts):(\d+):(\d+) - error TS(\d+): (.*)$/gm)];
  return errors.flatMap(([, path, line, column, code, message]) => {
    // The compiler says it from the folder in which it was started.
    const file = inCourse(resolve(path));
    if (file === undefined || !/^(exercises|solutions|lib|test|tools)\//.test(file)) return [];
    return [{ place: `${file}:${line}:${column}`, message, help: HELP[SAME_AS[code] ?? code]?.[language] }];
  });
}
