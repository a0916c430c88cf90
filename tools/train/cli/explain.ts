// What a person is told when a run ends early.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Place, placesIn } from '../../shared/places';
import { COURSE } from '../../shared/this-course';

/** What a student's own code threw, at the line where it happened, without the lines of libraries. */
export function explainOwnError(error: unknown): string {
  const message = error instanceof Error ? error.message : `${String(error)} was thrown`;
  const frame = placeOf(error instanceof Error ? (error.stack ?? '') : '');
  if (frame === undefined) return message;

  const { file, line, column } = frame;
  const source = readFileSync(resolve(COURSE.root, file), 'utf8').split(/\r?\n/)[line - 1] ?? '';
  const indent = source.length - source.trimStart().length;
  const pointer = `${' '.repeat(Math.max(0, column - 1 - indent))}^`;
  return [message, '', `  ${file}:${line}:${column}`, `    ${source.trim()}`, `    ${pointer}`].join('\n');
}

/** The innermost line in a topic of the student, or else in a helper file beside it. */
function placeOf(stack: string): Place | undefined {
  const places = placesIn(stack, COURSE.root);
  return places.find(({ file }) => /^exercises\/\d\d-/.test(file)) ?? places[0];
}
