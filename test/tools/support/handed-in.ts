// Files as students hand them in: a known wrong or right answer of the course, as one file.
import { readFileSync } from 'node:fs';
import { buildSync } from 'esbuild';
import { pathOf, ROOT, type TopicName } from '../../../tools/shared/topics';

/** The solution with a known answer in the place of one export. */
export function knownAnswer(topic: TopicName, kind: 'mistakes' | 'alternatives', id: string): string {
  const exports = readFileSync(pathOf.solution(topic), 'utf8').matchAll(/^export (?:function|class) (\w+)/gm);
  const names = [...exports].map(([, name]) => name);
  const contents = `
    import * as solution from './solutions/${topic}';
    import { ${kind} } from './test/${kind}/${topic}';
    const answer: any = { ...solution, ...${kind}.find((known: any) => known.id === '${id}')!.answer };
    export const { ${names.join(', ')} } = answer;`;
  const { outputFiles } = buildSync({
    stdin: { contents, resolveDir: ROOT, loader: 'ts' },
    bundle: true,
    format: 'esm',
    external: ['#lib/*', '#topics/*'],
    write: false,
  });
  return outputFiles[0].text;
}
