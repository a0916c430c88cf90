// Formulas become MathML, which every current browser sets by itself and every screen reader can read: no fonts, no styles.
import { katex } from '@mdit/plugin-katex';
import type { MarkdownRenderer } from 'vitepress';

export function formulas(md: MarkdownRenderer): void {
  const plugin = katex as unknown as (md: unknown, options: object) => void; // its types are of another version of markdown-it
  plugin(md, {
    output: 'mathml',
    transformer: (html: string) =>
      html
        .replace(/<annotation[^]*?<\/annotation>|<\/?semantics>| xmlns="[^"]*"/g, '') // a page does not need them
        .replace(/^<span class="katex">([^]*)<\/span>/, '$1')
        .replace(/(<math[^>]*>)<mrow>([^]*)<\/mrow>(<\/math>)/, '$1$2$3') // a formula is a row anyhow
        .replace('<math', '<math v-pre'), // Vue would read double braces as its own
  });
}
