// Formulas become MathML, which every current browser sets by itself and every screen reader can read: no fonts, no styles.
import { katex } from '@mdit/plugin-katex';
import type { MarkdownRenderer } from 'vitepress';

export function formulas(md: MarkdownRenderer): void {
  const plugin = katex as unknown as (md: unknown, options: object) => void; // its types are of another version of markdown-it
  plugin(md, {
    output: 'mathml',
    // The source of a formula needs not come along, and Vue would read double braces as its own.
    transformer: (html: string) =>
      html.replace(/<annotation[^]*?<\/annotation>/g, '').replace(/^<[a-z]+/, '$& v-pre'),
  });
}
