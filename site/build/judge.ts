// What the judge in the browser is made of: the course's own files, and jest's `expect` without what it needs of Node. A file that is asked
// for with `?anew` comes as a function that makes its module, so that each run has its own; the topics that it imports are given to it.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { transform, type Plugin as EsbuildPlugin } from 'esbuild';
import type { Plugin } from 'vite';
import { ENGINE_ROOT } from '../../engine/course/link';

const ANEW = /\?anew$/;
const TOPIC = /^(?:#topics\/|(?:\.\.?\/)+(?:solutions\/)?)(\d\d-[\w-]+)$/;

/** Of Node and of jest. */
const PLATFORM = resolve(ENGINE_ROOT, 'engine/suite/platform.ts');
const PLATFORM_HERE = resolve(ENGINE_ROOT, 'site/dojo/judge/platform.ts');
const OF_JEST = resolve(ENGINE_ROOT, 'site/dojo/judge/of-jest.ts');
/** Its file for `import` takes what it exports for its default. */
const EXPECT = createRequire(resolve(ENGINE_ROOT, 'package.json')).resolve('expect');
const REPLACED = /^(?:chalk|jest-util|jest-message-util|jest-mock)$/;

export function judge(): Plugin {
  let isBuilding = false;
  return {
    name: 'dojo-judge',
    enforce: 'pre',

    config(_, { command }) {
      isBuilding = command === 'build';
      // A file of CommonJS means nothing to a browser: the server prepares these before a worker asks for them.
      return {
        optimizeDeps: { include: ['expect', 'fast-check'], esbuildOptions: { plugins: [withoutJest] } },
      };
    },

    async resolveId(id, importer) {
      if (id === 'expect' && isBuilding) return EXPECT;
      if (REPLACED.test(id)) return OF_JEST;
      if (id.endsWith('/platform')) {
        const found = await this.resolve(id, importer, { skipSelf: true });
        return found?.id === PLATFORM ? PLATFORM_HERE : found;
      }
      const [, name] = /^#engine\/(.+)$/.exec(id) ?? [];
      if (name !== undefined) return resolve(ENGINE_ROOT, 'engine', `${name}.ts`);
    },

    async load(id) {
      if (!ANEW.test(id)) return;
      return moduleAnew(readFileSync(id.replace(ANEW, ''), 'utf8'));
    },
  };
}

/** The source of a module that exports `make`, and the topics that it needs for it. */
export async function moduleAnew(source: string): Promise<string> {
  const { code } = await transform(source, { loader: 'ts', format: 'cjs', target: 'es2022' });
  const requests = [
    ...new Set([...code.matchAll(/\brequire\("([^"\n]+)"\)/g)].map(([, request]) => request)),
  ];
  const topics = requests.flatMap((request) => TOPIC.exec(request)?.[1] ?? []);
  const others = requests.filter((request) => !TOPIC.test(request));
  return [
    ...others.map((request, i) => `import * as module${i} from ${JSON.stringify(request)};`),
    `const modules = { ${others.map((request, i) => `${JSON.stringify(request)}: module${i}`).join(', ')} };`,
    `export const topics = ${JSON.stringify(topics)};`,
    'export function make(topic) {',
    '  const module = { exports: {} };',
    '  const require = (request) => modules[request] ?? topic(request);',
    code,
    '  return module.exports;',
    '}',
  ].join('\n');
}

/** The same for what Vite's server prepares. */
const withoutJest: EsbuildPlugin = {
  name: 'dojo-judge',
  setup(build) {
    build.onResolve({ filter: REPLACED }, () => ({ path: OF_JEST }));
  },
};
