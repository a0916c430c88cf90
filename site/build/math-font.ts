// The font of the formulas: STIX Two Math, cut down to the characters that lessons use, so that formulas look the same everywhere.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import subsetFont from 'subset-font';
import type { Plugin } from 'vite';
import { ENGINE_ROOT } from '../../engine/course/link';

const FONT = resolve(
  ENGINE_ROOT,
  'site/node_modules/@fontsource/stix-two-math/files/stix-two-math-latin-400-normal.woff2',
);
const VIRTUAL = 'virtual:math-font.css';

export function mathFont(): Plugin {
  let isBuilding = false;
  return {
    name: 'math-font',
    config: (_, { command }) => void (isBuilding = command === 'build'),
    resolveId: (id) => (id === VIRTUAL ? `\0${VIRTUAL}` : undefined),
    async load(id) {
      if (id !== `\0${VIRTUAL}`) return;
      const font = await subsetFont(readFileSync(FONT), characters(), { targetFormat: 'woff2' });
      // A file of its own, in the built site: the text need not wait for it.
      const address = isBuilding
        ? `__VITE_ASSET__${this.emitFile({ type: 'asset', name: 'lesson-math.woff2', source: font })}__`
        : `data:font/woff2;base64,${font.toString('base64')}`;
      const source = `url(${address})`;
      return `@font-face { font-family: 'Lesson Math'; font-display: swap; src: ${source} format('woff2'); }`;
    },
  };
}

/** Digits, Latin and Greek letters, upright and slanted, and the signs of arithmetic and analysis. */
function characters(): string {
  const ranges = [
    [0x20, 0x7e],
    [0x3b1, 0x3c9],
    [0x1d434, 0x1d467],
    [0x1d6fc, 0x1d71b],
  ];
  const codes = ranges.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, i) => from + i));
  return `${String.fromCodePoint(...codes)}ℎ…′←→∂∇∑−∘√∞≈≠≤≥⊤⋅·×⋯⌊⌋`;
}
