// The table that the consistency check ends in: a line for each topic, a column for each kind of check.
import type { TopicName } from '../shared/topics';
import type { Style } from '../shared/verdict';
import type { Check } from './checks';

const COLUMNS: Check['column'][] = [
  'twins',
  'stub',
  'solution',
  'rejected',
  'named',
  'accepted',
  'lesson',
  'hints',
  'korean',
];

/**
 * "passed/all" for each topic and column: green where all passed, red where one failed or none was made.
 *
 * @param partial not all checks were asked for: what was not made is left out
 */
export function tableLines(
  results: Map<TopicName, Check[]>,
  colors: Style['colors'],
  partial = false,
): string[] {
  const made = new Set([...results.values()].flat().map(({ column }) => column));
  const columns = partial ? COLUMNS.filter((column) => made.has(column)) : COLUMNS;
  const widest = Math.max(...[...results.keys()].map((topic) => topic.length));
  const cell = (checks: Check[], column: Check['column']): string => {
    const own = checks.filter((check) => check.column === column);
    const good = own.filter(({ problem }) => problem === undefined).length;
    if (partial && own.length === 0) return ' '.repeat(9);
    const text = `${good}/${own.length}`.padStart(9);
    return good === own.length && own.length > 0 ? colors.green(text) : colors.red(text);
  };
  const line = (name: string, checks: Check[]): string =>
    name.padEnd(widest) + columns.map((column) => cell(checks, column)).join('');
  return [
    ' '.repeat(widest) + columns.map((column) => column.padStart(9)).join(''),
    ...[...results].map(([topic, checks]) => line(topic, checks)),
    ...(results.size > 1 ? [line('all', [...results.values()].flat())] : []),
  ];
}
