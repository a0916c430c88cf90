// What a suite is written with: `import { describeFunction, example, expect, fc, gate, law } from '#engine/suite'`.
export { differs, expect } from './suite/expect';
export { fc } from './suite/fc';
export {
  ANY_INPUT,
  describeBlock,
  describeFunction,
  example,
  expectCopied,
  expectKept,
  expectUntouched,
  gate,
  law,
  type LawOptions,
} from './suite/law';
export { fail } from './suite/problem';
export { underTest, withOriginals } from './suite/under-test';
export { about, phrase, type Wording } from './words/phrase';
