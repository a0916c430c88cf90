// Formulas become MathML, which every current browser sets by itself and every screen reader can read: no fonts, no styles.
import { katex } from '@mdit/plugin-katex';
import type { MarkdownRenderer } from 'vitepress';

// TeX puts a thin space around the name of a function; MathML has to say so, or "log S" and "t log y" become single words.
const THIN = '<mspace width="0.1667em"></mspace>';
const NAME_AND_ARGUMENT = /<mo>\u2061<\/mo>(?!<mo stretchy="false">\(|<mrow><mo fence|<\/)/g;
const FACTOR_AND_NAME = /<\/(?!mo>)\w+>(?=<mi>\w+<\/mi><mo>\u2061)/g;

export function formulas(md: MarkdownRenderer): void {
  const plugin = katex as unknown as (md: unknown, options: object) => void; // its types are of another version of markdown-it
  plugin(md, {
    output: 'mathml',
    transformer: (html: string) =>
      html
        .replace(/<annotation[^]*?<\/annotation>|<\/?semantics>| xmlns="[^"]*"/g, '') // a page does not need them
        .replace(/^<span class="katex">([^]*)<\/span>/, '$1')
        .replace(/(<math[^>]*>)<mrow>([^]*)<\/mrow>(<\/math>)/, '$1$2$3') // a formula is a row anyhow
        .replace(NAME_AND_ARGUMENT, `$&${THIN}`)
        .replace(FACTOR_AND_NAME, `$&${THIN}`)
        .replace("<p class='katex-block'", `$& tabindex="0"`) // on a phone it scrolls, also by the keyboard; VitePress does so for tables
        .replace('<math', '<math v-pre'), // Vue would read double braces as its own
  });
}
