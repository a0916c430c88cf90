// What the compiler says of a file, in the reader's language, and what helps: for the errors that beginners meet most, a sentence of the
// course. In the terminal, in reports and in the browser.
import { wordsIn, type Words } from '#engine/words/words';
import { translated } from '../../engine/course/phrases';
import type { Language } from '../../engine/course/settings';
import compilerKo from './compiler.ko.json';

/** An error as the compiler says it. */
export interface SaidError {
  /** The compiler's number. */
  code: string;
  /** Its first line. */
  message: string;
  /** The file and the line: errors of one line are looked at together. */
  line: string;
}

/** What helps with an error, by what the compiler says of it. */
type Advice = Words<string> | ((message: string) => Words<string>);

const WITHOUT_ASYNC: Words<string> = {
  en: 'Take out `async` and `await`: nothing in this course has to be waited for, and a promise is no value yet.',
  ko: '`async`와 `await`를 지우세요. 이 강의에는 기다릴 것이 없고, Promise는 아직 값이 아닙니다.',
};

const NO_METHOD: Words<string> = {
  en: 'An NDArray has no such method. lib/ndarray.ts lists them all: add, sub, mul, div, dot, exp, log, sum, max, map …',
  ko: 'NDArray에는 그런 메서드가 없습니다. lib/ndarray.ts에 전부 있습니다: add, sub, mul, div, dot, exp, log, sum, max, map …',
};

const NO_SIGNS: Words<string> = {
  en: '+ - * / work on numbers. For arrays, write a.add(b), a.sub(b), a.mul(b), a.div(b).',
  ko: '+ - * / 는 숫자에만 쓸 수 있습니다. 배열에는 a.add(b), a.sub(b), a.mul(b), a.div(b)를 쓰세요.',
};

const SYNTAX: Words<string> = {
  en: 'The compiler expected something else here: look for an unfinished line, or a missing bracket, comma or semicolon, here or just above.',
  ko: '문법에 맞지 않습니다. 이 줄이나 바로 위에 쓰다 만 줄이 있거나 괄호, 쉼표, 세미콜론이 빠지지 않았는지 확인하세요.',
};

const RETURN: Words<string> = {
  en: 'The function must return a value: is a `return` missing?',
  ko: '함수는 값을 돌려주어야 합니다. `return`이 빠지지 않았나요?',
};

/** By the compiler's number, for the errors that beginners meet most. */
const HELP: Record<string, Advice> = {
  1005: SYNTAX,
  1064: WITHOUT_ASYNC,
  1127: {
    en: 'This character only looks like one of the code. Full-width signs such as ； （ ） ， come from an input method for Korean, Chinese or Japanese, and signs such as × − · ÷ ² “ ” from a formula or a text that was copied. Type ; ( ) , * - / **2 or " in its place, with English input.',
    ko: '코드의 기호와 모양만 비슷한 문자입니다. ； （ ） ， 같은 전각 기호는 한글 입력기에서, × − · ÷ ² “ ” 같은 기호는 복사한 수식이나 글에서 옵니다. 영문 입력으로 바꾸고 그 자리에 ; ( ) , * - / **2 " 중 맞는 것을 입력하세요.',
  },
  2300: {
    en: 'Two things in this file have the same name: rename one of them, or take it out.',
    ko: '이 파일에서 두 가지가 같은 이름을 씁니다. 하나의 이름을 바꾸거나 지우세요.',
  },
  2304: {
    en: 'This name is not known here: check its spelling, or import it at the top of the file.',
    ko: '여기서는 알 수 없는 이름입니다. 철자를 확인하거나 파일 맨 위에서 import 하세요.',
  },
  2305: {
    en: 'That file exports no such name: check the spelling of what is imported.',
    ko: '그 파일은 그런 이름을 내보내지 않습니다. import 하는 이름의 철자를 확인하세요.',
  },
  2307: {
    en: "There is no such file. The library is '#lib/ndarray' and '#lib/random', a topic '#topics/…', and a file of your own beside the exercises './its-name'.",
    ko: "그런 파일이 없습니다. 라이브러리는 '#lib/ndarray'와 '#lib/random', 주제는 '#topics/…', exercises/에 직접 만든 파일은 './파일-이름'으로 가져옵니다.",
  },
  2322: (message) => adviceOnTypes(message, 'value'),
  2339: adviceOnProperty,
  2345: (message) => adviceOnTypes(message, 'argument'),
  2349: {
    en: 'This is no function, so it cannot be called: take out the parentheses, or put a `*` or a method between the two.',
    ko: '함수가 아니므로 호출할 수 없습니다. 괄호를 지우거나 사이에 `*` 또는 메서드를 넣으세요.',
  },
  2355: RETURN,
  2362: NO_SIGNS,
  2365: adviceOnSigns,
  2454: {
    en: 'The variable has no value yet at this line: give it one where it is declared.',
    ko: '이 줄에서는 변수에 아직 값이 없습니다. 선언할 때 값을 넣으세요.',
  },
  2554: {
    en: 'The call passes more or fewer arguments than the function takes: compare with its signature.',
    ko: '함수가 받는 것보다 인수가 많거나 적습니다. 함수 서명과 비교해 보세요.',
  },
  2564: {
    en: 'The constructor must set this field: `this.… = …`.',
    ko: '생성자에서 이 필드에 값을 넣어야 합니다: `this.… = …`.',
  },
  2588: {
    en: 'A `const` keeps its first value: declare it with `let` to give it another one.',
    ko: '`const`의 값은 바꿀 수 없습니다. 값을 바꾸려면 `let`으로 선언하세요.',
  },
  7006: {
    en: 'Say what type the parameter has, as in `(x: NDArray)` or `(value: number)`.',
    ko: '매개변수의 타입을 적으세요. 예: `(x: NDArray)`, `(value: number)`.',
  },
  2589: {
    en: 'This type unfolds itself again and again: write a simpler one.',
    ko: '타입이 끝없이 펼쳐집니다. 더 간단한 타입을 쓰세요.',
  },
};

/** Numbers that mean the same as one of the above. */
const SAME_AS: Record<string, string> = {
  1002: '1005',
  1003: '1005',
  1109: '1005',
  1128: '1005',
  1308: '1064',
  1375: '1064',
  1378: '1064',
  2363: '2362',
  2366: '2355',
  2367: '2365',
  2393: '2300',
  2451: '2300',
  2551: '2339',
  2552: '2304',
  2555: '2554',
  2724: '2305',
  2740: '2322',
  2741: '2322',
  2739: '2322',
  7031: '7006',
};

/** Below 2000 are the errors of what cannot even be read; these few are not. */
const READABLE = ['1064', '1192', '1259', '1308', '1375', '1378', '1484'];

/** "Type 'A' is not assignable to type 'B'", of a value or of an argument. */
function adviceOnTypes(message: string, what: 'value' | 'argument'): Words<string> {
  const [, given = '', wanted = ''] =
    /(?:ype|ype of) '(.*?)' is (?:not assignable|missing the following properties).*? type '(.*)'/.exec(
      message,
    ) ??
    /missing in type '(.*?)' but required in type '(.*?)'/.exec(message) ??
    [];
  const isArgument = what === 'argument';
  if (/^Promise\b/.test(given)) return WITHOUT_ASYNC;
  if (isFunctionType(wanted) && !isFunctionType(given)) {
    return isArgument
      ? {
          en: 'Pass a function, `() => …`, and not what it gives: it is called again and again, with other values each time.',
          ko: '값이 아니라 함수 `() => …`를 넘기세요. 값을 바꾸어 가며 여러 번 호출됩니다.',
        }
      : {
          en: 'A function is asked for: return `(…) => …`, and not what it gives.',
          ko: '함수를 돌려주어야 합니다. 값이 아니라 `(…) => …`를 돌려주세요.',
        };
  }
  if (isFunctionType(given) && !isFunctionType(wanted)) {
    return {
      en: 'This is a function, and its value is asked for: call it, as in `f(x)`.',
      ko: '함수의 값이 필요한데 함수 자체가 있습니다. `f(x)`처럼 호출하세요.',
    };
  }
  if (/^(void|undefined)$|=> (void|undefined)$/.test(given)) return RETURN;
  if (given === 'number' && wanted === 'NDArray') {
    return {
      en: 'This is a number, and an NDArray is asked for: `sum()` and `max()` give one number, `sum(axis)` and `max(axis)` an NDArray.',
      ko: 'NDArray가 필요한데 숫자입니다. `sum()`과 `max()`는 숫자 하나를, `sum(axis)`와 `max(axis)`는 NDArray를 돌려줍니다.',
    };
  }
  if (given === 'NDArray' && wanted === 'number') {
    return {
      en: 'This is an NDArray, and a number is asked for: `sum()` without an axis gives one, `a.at(i)` a single element.',
      ko: '숫자가 필요한데 NDArray입니다. 축 없이 `sum()`을 쓰면 숫자 하나를, `a.at(i)`는 원소 하나를 돌려줍니다.',
    };
  }
  return isArgument
    ? {
        en: 'The argument is of another type than the function takes: compare with the signature above it.',
        ko: '함수가 받는 타입과 다른 인수입니다. 함수 서명과 비교해 보세요.',
      }
    : {
        en: 'The value is of another type than the one promised: compare with the signature, after the colon.',
        ko: '약속한 타입과 다른 값입니다. 함수 서명의 콜론 뒤에 있는 타입과 비교해 보세요.',
      };
}

function isFunctionType(type: string): boolean {
  return /^(new )?(<.*>)?\(.*\) => /.test(type);
}

/** "Property 'loss' does not exist on type 'SimpleNet'". */
function adviceOnProperty(message: string): Words<string> {
  const type = /on type '(.*?)'/.exec(message)?.[1] ?? 'NDArray';
  if (type === 'NDArray') return NO_METHOD;
  if (type === 'number') {
    return {
      en: 'This is a number, and not an NDArray: `sum()` and `max()` without an axis give one number. For numbers, write + - * / and Math.exp, Math.log.',
      ko: 'NDArray가 아니라 숫자입니다. 축 없는 `sum()`과 `max()`는 숫자 하나를 돌려줍니다. 숫자에는 + - * / 와 Math.exp, Math.log를 쓰세요.',
    };
  }
  if (/^Promise\b/.test(type)) return WITHOUT_ASYNC;
  return {
    en: `${type} has nothing of this name: check the spelling, or write what is missing.`,
    ko: `${type}에는 그런 이름이 없습니다. 철자를 확인하거나 빠진 것을 작성하세요.`,
  };
}

/** "Operator '<' cannot be applied to types 'A' and 'B'", "This comparison appears to be unintentional …". */
function adviceOnSigns(message: string): Words<string> {
  const sign = /Operator '(.*?)'/.exec(message)?.[1] ?? (message.includes('comparison') ? '===' : '+');
  if (/^[-+*/]=?$/.test(sign)) return NO_SIGNS;
  return {
    en: `${sign} works on two values of the same type, such as two numbers: check what is on its left and on its right.`,
    ko: `${sign}의 양쪽에는 두 숫자처럼 같은 타입의 값이 있어야 합니다. 왼쪽과 오른쪽을 확인하세요.`,
  };
}

/** The sentence that helps with an error, if there is one. */
export function adviceOn({ code, message }: SaidError, language: Language): string | undefined {
  const advice = HELP[SAME_AS[code] ?? code] ?? (isSyntax(code) ? SYNTAX : undefined);
  const words = typeof advice === 'function' ? advice(message) : advice;
  return words && wordsIn(words, language);
}

/** The compiler's messages, by language; the gaps are TypeScript's own. Types and names in them stay as they are. */
const MESSAGES: Record<Language, Record<string, string> | undefined> = { ko: compilerKo };

/** A message that nobody has translated, quoted as the compiler's own. */
const QUOTED: Words<(message: string) => string> = {
  en: (message) => message,
  ko: (message) => `컴파일러의 말: ${message}`,
};

/** What the compiler says, in a language. */
export function messageIn(message: string, language: Language): string {
  return translated(MESSAGES[language] ?? {}, message, (gap) => gap) ?? wordsIn(QUOTED, language)(message);
}

/** Those errors that say something: where a line can't be read, the types are guesses, and then only that is told. */
export function worthSaying<Said extends SaidError>(errors: Said[]): Said[] {
  const syntax = errors.filter(({ code }) => isSyntax(code));
  if (syntax.length > 0) return syntax;
  const withSigns = errors.filter(({ code }) => /^236[235]$/.test(code)).map(({ line }) => line);
  // The compiler takes the result of an operator on arrays for a number, which is of another type than the one promised, too.
  return errors.filter(({ code, line }) => code !== '2322' || !withSigns.includes(line));
}

function isSyntax(code: string): boolean {
  return Number(code) < 2000 && !READABLE.includes(code);
}
