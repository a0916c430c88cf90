// The two files of a topic are twins: less imports, private helpers and bodies, exercise and solution must be the same text.
import { readFileSync } from 'node:fs';
import ts from 'typescript';
import type { Course, TopicName } from '#engine/course/course';

/** What is said where the twins differ: the first line that does; undefined when they are in step. */
export function twinDifference(course: Course, topic: TopicName): string | undefined {
  const [exercise, solution] = [course.exercise(topic), course.solution(topic)].map(outlineOf);
  const line = solution.findIndex((text, i) => text !== exercise[i]);
  const at = line >= 0 ? line : solution.length;
  if (at === solution.length && exercise.length === solution.length) return undefined;
  return `exercise and solution differ: "${exercise[at] ?? 'the end'}" against "${solution[at] ?? 'the end'}"`;
}

/** The lines that the twins share: names, types, doc comments, in order. */
function outlineOf(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true);
  const cuts: { from: number; to: number; by: string }[] = [];
  const cut = (node: ts.Node, by = ''): void => {
    cuts.push({ from: by === '' ? node.getFullStart() : node.getStart(), to: node.getEnd(), by });
  };

  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) cuts.push({ from: node.getStart(), to: node.getEnd(), by: '' });
    else if (isPrivate(node)) cut(node);
    else if (ts.isBlock(node)) cut(node, '{…}');
    else ts.forEachChild(node, visit);
  };
  source.statements.forEach(visit);

  let text = source.text;
  for (const { from, to, by } of cuts.reverse()) text = text.slice(0, from) + by + text.slice(to);
  return text.split('\n').filter((line) => line.trim() !== '');
}

/** A helper that the student need not write: a statement without `export`, a private member. */
function isPrivate(node: ts.Node): boolean {
  const modifiers = ts.canHaveModifiers(node) ? (ts.getModifiers(node) ?? []) : [];
  const has = (kind: ts.SyntaxKind): boolean => modifiers.some((modifier) => modifier.kind === kind);
  if (ts.isClassElement(node)) return has(ts.SyntaxKind.PrivateKeyword);
  return ts.isSourceFile(node.parent) && !has(ts.SyntaxKind.ExportKeyword);
}
