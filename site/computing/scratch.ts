// Runs an example of a lesson as the reader has changed it: a file of the reader's, whose statements show their values (dojo/example.ts).
import { printedInRun, startRun, type Printed } from '../../engine/suite/printed';
import { exactly, isShownAs, rounded } from './digits';
import { ownFiles } from './own-files';
import { SHOW } from './show-name';
import { shown } from './shown';

export interface ScratchSettings {
  /** Of the file, among the reader's: "exercises/example.ts". */
  path: string;
}

/** The value of a statement, or what it threw. */
export interface ShownValue {
  line: number;
  expression: string;
  value: string;
  /** With all digits, where the value is shown with fewer. */
  exact?: string;
  isError: boolean;
}

export interface ScratchResult {
  values: ShownValue[];
  printed?: Printed;
  /** Why the rest of it could not run. */
  problem?: { message: string; line?: number };
}

const VALUES_KEPT = 200;

let notLoaded: unknown;

export async function prepare({ path }: ScratchSettings): Promise<void> {
  try {
    await ownFiles().load(path);
  } catch (error) {
    notLoaded = error;
  }
}

export default function scratch({ path }: ScratchSettings): ScratchResult {
  const values: ShownValue[] = [];
  const show = (line: number, expression: string, lesson: string, compute: () => unknown): void => {
    if (values.length >= VALUES_KEPT) return;
    try {
      const value = compute();
      if (value !== undefined)
        values.push({ line, expression, ...valueInWords(value, lesson), isError: false });
    } catch (error) {
      values.push({ line, expression, value: messageOf(error), isError: true });
    }
  };
  Object.defineProperty(globalThis, SHOW, { value: show });
  startRun();
  try {
    if (notLoaded !== undefined) throw notLoaded;
    ownFiles().exportsOf(path);
    return { values, printed: printedInRun() };
  } catch (error) {
    return { values, printed: printedInRun(), problem: problemOf(error, path) };
  }
}

/** As in the lesson, where it shows this very value; and else with as many digits as are worth reading. */
function valueInWords(value: unknown, lesson: string): Pick<ShownValue, 'value' | 'exact'> {
  const exact = shown(value, exactly);
  const short = isShownAs(lesson, exact) ? lesson : shown(value, rounded);
  return short === exact ? { value: exact } : { value: short, exact };
}

function problemOf(error: unknown, path: string): ScratchResult['problem'] {
  const message = messageOf(error);
  // "Error transforming exercises/…: Unexpected token (15:41)"
  const [, said, unread] =
    /^Error transforming \S+: (.*?) \((\d+):\d+\)$/s.exec(error instanceof Error ? error.message : '') ?? [];
  if (said !== undefined) return { message: `SyntaxError: ${said}`, line: Number(unread) };
  const place = error instanceof Error ? ownFiles().placeIn(error.stack ?? '') : undefined;
  const [file, line] = place?.split(':') ?? [];
  return file === path
    ? { message, line: Number(line) }
    : { message: [message, place].filter(Boolean).join('\n') };
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.name === 'Error' || error.name === 'NotImplementedError' ? error.message : String(error);
}
