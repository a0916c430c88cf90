// What is said, as data: a text with gaps, and what fills them. Each language has its own words for the text, and its own order of the gaps.

/** `row {r} of {name}`, with r = 3 and name = "x". */
export interface Phrase {
  text: string;
  gaps: Record<string, Wording>;
}

/** A phrase; or a text that each language leaves as it is, such as a number, a name, or an error that the student's code threw. */
export type Wording = string | Phrase;

/** What fills a gap, under its name. */
type Gap = Record<string, Wording | number>;

/** phrase`row ${{ r: 3 }} of ${{ name: 'x' }}` */
export function phrase(texts: TemplateStringsArray, ...gaps: Gap[]): Phrase {
  const names = gaps.map((gap) => Object.keys(gap)[0]);
  const text = texts.reduce((before, after, i) => `${before}{${names[i - 1]}}${after}`);
  const filled = Object.assign({}, ...gaps) as Gap;
  return {
    text,
    gaps: Object.fromEntries(
      Object.entries(filled).map(([name, value]) => [
        name,
        typeof value === 'number' ? String(value) : value,
      ]),
    ),
  };
}

/** `{name} afterwards`, of "W1" and "afterwards"; only the name, of nothing. */
export function about(name: string, what: Wording = ''): Wording {
  if (what === '') return name;
  const { text, gaps } = typeof what === 'string' ? { text: what, gaps: {} } : what;
  return { text: `{name} ${text}`, gaps: { name, ...gaps } };
}

/** The wording as it was written, in the first language. */
export function asWritten(wording: Wording): string {
  return typeof wording === 'string' ? wording : fill(wording.text, wording.gaps, asWritten);
}

/** A text whose gaps are filled. What is no name of a gap stays. */
export function fill(
  text: string,
  gaps: Record<string, Wording>,
  inWords: (wording: Wording) => string,
): string {
  return text.replace(/\{(\w+)\}/g, (all, name: string) =>
    Object.hasOwn(gaps, name) ? inWords(gaps[name]) : all,
  );
}

/** The wording with all of its texts changed, such as cut to a length. */
export function mapTexts(wording: Wording, change: (text: string) => string): Wording {
  if (typeof wording === 'string') return change(wording);
  const gaps = Object.entries(wording.gaps).map(([name, gap]) => [name, mapTexts(gap, change)]);
  return { text: wording.text, gaps: Object.fromEntries(gaps) as Phrase['gaps'] };
}
