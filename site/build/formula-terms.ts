// Marks the terms of a displayed formula and, in the text that explains it, the same terms: each has a number and a color. Lessons stay
// plain Markdown: a term is whatever part of the formula stands by itself in the text behind it.
import type { MarkdownRenderer } from 'vitepress';

type Tokens = ReturnType<MarkdownRenderer['parse']>;
type Token = Tokens[number];

/** As many as there are colors that everybody can tell apart. */
const MOST_TERMS = 4;

/** Numbers that nobody takes for an exponent or an index. */
const NUMBERS = '①②③④';

/** What ends the text that explains a formula. Lists and paragraphs belong to it. */
const ENDS_EXPLANATION = ['heading_open', 'fence', 'math_block', 'html_block', 'table_open'];

/** Where a term begins and ends in the parts of its formula, and whether it is there for the first time. */
interface Place {
  start: number;
  end: number;
  term: number;
  isFirst: boolean;
}

/** What becomes of a formula when it is rendered. */
interface Marks {
  /** Of a displayed formula. */
  places?: Place[];
  /** Of a formula in the text. */
  term?: { number: number; isFirst: boolean };
}

export function formulaTerms(md: MarkdownRenderer): void {
  md.core.ruler.push('formula-terms', ({ tokens, env }) => {
    const partsIn = (token: Token): string[] => partsOf(contentOf(rendered(md, token, env)));
    tokens.forEach((token, i) => {
      if (token.type === 'math_block') markTerms(token, explanationOf(tokens, i), partsIn);
    });
  });
  for (const type of ['math_block', 'math_inline']) {
    const render = md.renderer.rules[type]!;
    md.renderer.rules[type] = (tokens, i, ...rest) =>
      withMarks(render(tokens, i, ...rest), (tokens[i].meta ?? {}) as Marks);
  }
}

/** The formulas in the text behind a displayed one. */
function explanationOf(tokens: Tokens, display: number): Token[] {
  const behind = tokens.slice(display + 1);
  const end = behind.findIndex(({ type }) => ENDS_EXPLANATION.includes(type));
  return (end < 0 ? behind : behind.slice(0, end))
    .flatMap(({ children }) => children ?? [])
    .filter(({ type }) => type === 'math_inline');
}

/** Those that the formula holds, the longest first, so that the k of yₖ is not taken for a term of its own there. */
function markTerms(display: Token, explanation: Token[], partsIn: (token: Token) => string[]): void {
  const parts = partsIn(display).map(plain);
  const taken = parts.map(() => false);
  const candidates = explanation
    .map((token) => ({ token, parts: partsIn(token).map(plain) }))
    .filter(({ parts: own }) => own.includes('<mi>') && own.length < parts.length / 2);
  const different = [...new Map(candidates.map(({ parts: own }) => [own.join(''), own])).values()];

  const found = different
    .sort((a, b) => b.length - a.length)
    .map((own) => {
      const starts = parts.flatMap((_, start) => {
        const isHere = own.every((part, i) => parts[start + i] === part && !taken[start + i]);
        if (isHere) taken.fill(true, start, start + own.length);
        return isHere ? [start] : [];
      });
      return { key: own.join(''), starts, length: own.length };
    })
    .filter(({ starts }) => starts.length > 0)
    .sort((a, b) => a.starts[0] - b.starts[0])
    .slice(0, MOST_TERMS);
  if (found.length < 2) return; // there is nothing to tell apart

  const places = found.flatMap(({ starts, length }, term) =>
    starts.map((start, i): Place => ({ start, end: start + length, term: term + 1, isFirst: i === 0 })),
  );
  display.meta = { places } satisfies Marks;
  const explained = new Set<number>();
  for (const { token, parts: own } of candidates) {
    const number = 1 + found.findIndex(({ key }) => key === own.join(''));
    if (number === 0) continue;
    token.meta = { term: { number, isFirst: !explained.has(number) } } satisfies Marks;
    explained.add(number);
  }
}

function rendered(md: MarkdownRenderer, token: Token, env: unknown): string {
  return md.renderer.rules[token.type]!([token], 0, md.options, env, md.renderer);
}

/** What is between <math …> and </math>. */
function contentOf(html: string): string {
  return /<math[^>]*>([^]*)<\/math>/.exec(html)?.[1] ?? '';
}

/** Tags, and what is between them. */
function partsOf(mathml: string): string[] {
  return mathml.match(/<[^>]+>|[^<]+/g) ?? [];
}

/** A part as it is compared: ∑ has its index below in a displayed formula, and beside itself in the text. */
function plain(part: string): string {
  return part
    .replace(/^<(\/?)munder(over)?\b/, (_, end, over) => `<${end}msub${over ? 'sup' : ''}`)
    .replace(/^(<\w+) [^>]*/, '$1');
}

/** With data attributes, which Vue leaves in the text of a page; an element of MathML with a class would be made by code. */
function withMarks(html: string, { places, term }: Marks): string {
  if (term !== undefined) {
    const { number, isFirst } = term;
    const mark = isFirst ? `<sup data-term="${number}" aria-hidden="true">${NUMBERS[number - 1]}</sup>` : '';
    return html.replace('<math', `<math data-term="${number}"`).replace(/$/, mark);
  }
  if (places === undefined) return html;
  const parts = partsOf(contentOf(html));
  for (const { start, end, term: number, isFirst } of places) {
    const mark = `<mtext data-mark aria-hidden="true">${NUMBERS[number - 1]}</mtext>`;
    parts[start] = `${isFirst ? '<munder>' : ''}<mrow data-term="${number}">${parts[start]}`;
    parts[end - 1] += `</mrow>${isFirst ? `${mark}</munder>` : ''}`;
  }
  return html.replace(/(<math[^>]*>)[^]*(<\/math>)/, (_, open, close) => `${open}${parts.join('')}${close}`);
}
