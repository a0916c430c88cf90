// Files as students hand them in: a known wrong or right answer of the course, as one file.
import { buildSync } from 'esbuild';
import { COURSE, ROOT, type TopicName } from './course';

/** The solution with a known answer instead of one export. */
export function knownAnswer(topic: TopicName, kind: 'mistakes' | 'alternatives', id: string): string {
  const contents = `
    import * as solution from './solutions/${topic}';
    import { ${kind} } from './test/${kind}/${topic}';
    const answer: any = { ...solution, ...${kind}.find((known: any) => known.id === '${id}')!.answer };
    export const { ${COURSE.exportsOf(topic).join(', ')} } = answer;`;
  const { outputFiles } = buildSync({
    stdin: { contents, resolveDir: ROOT, loader: 'ts' },
    bundle: true,
    format: 'esm',
    external: ['#lib/*', '#topics/*'],
    write: false,
  });
  return outputFiles[0].text;
}
