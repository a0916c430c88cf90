// The table that the consistency check ends in: a line for each topic, a column for each kind of check.
import type { Course, TopicName } from '#engine/course/course';
import type { Style } from '../shared/verdict';
import { COLUMNS, type Check } from './checks';
import { translationsOf } from './translations';

/**
 * "passed/all" for each topic and column: green where all passed, yellow where something is pending, red where one failed or none was
 * made.
 *
 * @param partial not all checks were asked for: what was not made is left out
 */
export function tableLines(
  course: Course,
  results: Map<TopicName, Check[]>,
  colors: Style['colors'],
  partial = false,
): string[] {
  const made = new Set([...results.values()].flat().map(({ column }) => column));
  const all = [...COLUMNS, ...translationsOf(course)];
  const columns = partial ? all.filter((column) => made.has(column)) : all;
  const widest = Math.max(...[...results.keys()].map((topic) => topic.length));
  const checksOfAll = [...results.values()].flat();
  const most = Math.max(
    ...columns.map((column) => checksOfAll.filter((check) => check.column === column).length),
  );
  const width = Math.max(9, `${most}/${most}`.length + 1); // one space at least between two columns
  const cell = (checks: Check[], column: Check['column']): string => {
    const own = checks.filter((check) => check.column === column);
    const bad = own.filter(({ problem }) => problem !== undefined).length;
    const pending = own.filter((check) => check.pending !== undefined).length;
    const good = own.length - bad - pending;
    if (partial && own.length === 0) return ' '.repeat(width);
    const text = `${good}/${own.length}`.padStart(width);
    if (bad > 0 || own.length === 0) return colors.red(text);
    return pending > 0 ? colors.yellow(text) : colors.green(text);
  };
  const line = (name: string, checks: Check[]): string =>
    name.padEnd(widest) + columns.map((column) => cell(checks, column)).join('');
  return [
    ' '.repeat(widest) + columns.map((column) => column.padStart(width)).join(''),
    ...[...results].map(([topic, checks]) => line(topic, checks)),
    ...(results.size > 1 ? [line('all', checksOfAll)] : []),
  ];
}
