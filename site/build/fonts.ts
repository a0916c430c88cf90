// The fonts of the lessons, cut down to the characters that lessons use, so that text and formulas look the same everywhere: Source Sans 3
// and STIX Two Math. Hangul is the system's own; a font for it would be larger than all lessons together.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import subsetFont from 'subset-font';
import type { Plugin } from 'vite';
import { ENGINE_ROOT } from '../../engine/course/link';

const VIRTUAL = 'virtual:fonts.css';

/** What stands for a file's address in a style sheet, until Vite knows it. */
const ADDRESS = /^__VITE_ASSET__/;

interface Font {
  family: string;
  /** The name of the built file. */
  name: string;
  /** In site/node_modules. */
  file: string;
  characters: string;
  /** The weights that are kept, of a font that has all. */
  weights?: { min: number; max: number };
  italic?: boolean;
}

/** Where all numbers in a row are of one font, also with the small ones of powers, those are left to the system. */
const TEXT = `${charactersIn([0x20, 0x7e])}–—‘’“”…·×→←≈−½¼¾°éü`;
const TEXT_FILES = '@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght';

const FONTS: Font[] = [
  {
    family: 'Lesson Text',
    name: 'lesson-text.woff2',
    file: `${TEXT_FILES}-normal.woff2`,
    characters: TEXT,
    weights: { min: 400, max: 700 },
  },
  {
    family: 'Lesson Text',
    name: 'lesson-text-italic.woff2',
    file: `${TEXT_FILES}-italic.woff2`,
    characters: TEXT,
    weights: { min: 400, max: 700 },
    italic: true,
  },
  {
    family: 'Lesson Math',
    name: 'lesson-math.woff2',
    file: '@fontsource/stix-two-math/files/stix-two-math-latin-400-normal.woff2',
    // Digits, Latin and Greek letters, upright and slanted, and the signs of arithmetic and analysis.
    characters: `${charactersIn([0x20, 0x7e], [0x3b1, 0x3c9], [0x1d434, 0x1d467], [0x1d6fc, 0x1d71b])}ℎ…′←→∂∇∑−∘√∞≈≠≤≥⊤⋅·×⋯⌊⌋`,
  },
];

/** What the first lines of a lesson need. */
export const FIRST_FONT = /lesson-text(?:-italic)?\.[\w-]+\.woff2$/;

export function fonts(): Plugin {
  let isBuilding = false;
  return {
    name: 'lesson-fonts',
    config(_, { command }) {
      isBuilding = command === 'build';
      // The address of a font is known when all files are: Vite puts it in, and need not look for a file of this name.
      return isBuilding ? { build: { rollupOptions: { external: [ADDRESS] } } } : undefined;
    },
    resolveId: (id) => (id === VIRTUAL ? `\0${VIRTUAL}` : undefined),
    async load(id) {
      if (id !== `\0${VIRTUAL}`) return;
      const faces = FONTS.map(async (font) => {
        const source = await subset(font);
        // Files of their own, in the built site: the text need not wait for them.
        const address = isBuilding
          ? `__VITE_ASSET__${this.emitFile({ type: 'asset', name: font.name, source })}__`
          : `data:font/woff2;base64,${source.toString('base64')}`;
        return fontFace(font, address);
      });
      return (await Promise.all(faces)).join('\n');
    },
  };
}

function subset({ file, characters, weights }: Font): Promise<Buffer> {
  const variationAxes = weights && { wght: { ...weights, default: weights.min } };
  const whole = readFileSync(resolve(ENGINE_ROOT, 'site/node_modules', file));
  return subsetFont(whole, characters, { targetFormat: 'woff2', variationAxes });
}

/** Text is never set anew while someone reads: a font that comes too late is there for the next page. */
function fontFace({ family, weights, italic = false }: Font, address: string): string {
  const weight = weights
    ? `font-weight: ${weights.min} ${weights.max}; font-display: optional;`
    : 'font-display: swap;';
  const style = italic ? ' font-style: italic;' : '';
  return `@font-face { font-family: '${family}'; ${weight}${style} src: url(${address}) format('woff2'); }`;
}

function charactersIn(...ranges: [from: number, to: number][]): string {
  return ranges
    .flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)))
    .join('');
}
