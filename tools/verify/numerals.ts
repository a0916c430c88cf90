// The numbers that a text says, as digits or as words, and which of them are measures: a share, a time, how many times as much.
import * as v from 'valibot';

const texts = v.array(v.string());

/** How numbers are said in a language. */
export const VocabularySchema = v.strictObject({
  /** Patterns: a paragraph with one of them speaks of real data. */
  realData: texts,
  /** Patterns of text whose numbers are names, such as those of topics. */
  names: texts,
  /** Patterns: a number before one of them is a measure. */
  units: texts,
  /** Patterns: a number behind one of them is a measure, as in "100 개 중 94". */
  before: texts,
  /** Numbers as words; each is looked for before a unit only. */
  numberWords: v.record(v.string(), v.number()),
});

export type Vocabulary = v.InferOutput<typeof VocabularySchema>;

/** Of a language of which nothing is said: digits are all that is known. */
export const NO_VOCABULARY: Vocabulary = { realData: [], names: [], units: [], before: [], numberWords: {} };

export interface Numeral {
  /** As it is written, with its sign of degrees or percent: "60,000", "0.972", "73°", "twelve". */
  text: string;
  value: number;
  at: number;
  /** Has a fraction or a unit, or is 1,000 and more. */
  isMeasure: boolean;
}

const DIGITS = /(?<![\w.,#])[−-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:e-?\d+)?[%°]?(?![A-Za-z_\d])/g;

export function numbersIn(text: string, { units, before, numberWords }: Vocabulary): Numeral[] {
  const unit = new RegExp(`[\\s-]*(?:${units.join('|') || '(?!)'})`, 'iy');
  const hasUnit = (end: number): boolean => {
    unit.lastIndex = end;
    return unit.test(text);
  };
  const lead = new RegExp(`(?:${before.join('|') || '(?!)'})\\s*$`, 'i');
  const digits = [...text.matchAll(DIGITS)].map(({ 0: numeral, index }): Numeral => {
    const written = numeral.replace(/^[−-]/, ''); // also a dash between two numbers
    const value = Number(written.replace(/[,%°]/g, ''));
    const isMeasure =
      /[.e%°]/.test(written) ||
      value >= 1000 ||
      hasUnit(index + numeral.length) ||
      lead.test(text.slice(0, index));
    return { text: written, value, at: index, isMeasure };
  });
  return [...digits, ...wordsIn(text, numberWords, hasUnit)].sort((a, b) => a.at - b.at);
}

function wordsIn(
  text: string,
  numberWords: Vocabulary['numberWords'],
  hasUnit: (end: number) => boolean,
): Numeral[] {
  const words = Object.keys(numberWords).sort((a, b) => b.length - a.length);
  if (words.length === 0) return [];
  const pattern = words.map((word) => word.replaceAll(' ', '\\s+')).join('|');
  return [...text.matchAll(new RegExp(`(?<![\\p{L}\\d-])(?:${pattern})(?!\\p{L})`, 'giu'))]
    .filter(({ 0: found, index }) => hasUnit(index + found.length))
    .map(({ 0: found, index }) => {
      const text = found.toLowerCase().replace(/\s+/g, ' ');
      return { text, value: numberWords[text], at: index, isMeasure: true };
    });
}
