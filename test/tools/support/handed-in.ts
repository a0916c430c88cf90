// Files as students hand them in: a known wrong or right answer of the course, as one file.
import { buildSync } from 'esbuild';
import { COURSE, ROOT, topicNames, type TopicName } from './course';

/**
 * The solution with a known answer instead of one export. Earlier topics are imported, as a student imports them: a copy of a class is another class,
 * and no object is an instance of both.
 */
export function knownAnswer(topic: TopicName, kind: 'mistakes' | 'alternatives', id: string): string {
  const contents = `
    import * as solution from './solutions/${topic}';
    import { ${kind} } from './test/${kind}/${topic}';
    const answer: any = { ...solution, ...${kind}.find((known: any) => known.id === '${id}')!.answer };
    export const { ${COURSE.exportsOf(topic).join(', ')} } = answer;`;
  const earlier = topicNames().filter((name) => name < topic);
  const { outputFiles } = buildSync({
    stdin: { contents, resolveDir: ROOT, loader: 'ts' },
    bundle: true,
    format: 'esm',
    external: ['#lib/*', '#topics/*', ...earlier.map((name) => `*/solutions/${name}`)],
    write: false,
  });
  return outputFiles[0].text.replaceAll(/(?<=\bfrom ")[./]*\/solutions\//g, '#topics/');
}
