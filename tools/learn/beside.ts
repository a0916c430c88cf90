// A finished topic: the student's code beside the solution, function by function. Imports and comments above a function are the same in both,
// and left out.
import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';
import { textIn } from '../shared/messages';
import type { Style } from '../shared/verdict';

/** In a terminal of fewer columns, two columns of code would be mostly broken lines: one comes below the other. */
const WIDE_ENOUGH = 90;

const BETWEEN = ' │ ';

/** The functions, methods and constants of a file, by their names, each in lines. */
type Parts = Map<string, string[]>;

/** Both files, in lines; `beside` is false where columns are of no use, as for a screen reader. */
export function besideLines(
  mine: string,
  solution: string,
  style: Style,
  beside = style.width >= WIDE_ENOUGH,
): string[] {
  const [own, right] = [mine, solution].map(partsOf);
  const names = [...new Set([...right.keys(), ...own.keys()])];
  const text = textIn(style.language);
  const both = (a: string[], b: string[]): string[] =>
    beside ? inColumns(a, b, style) : inTurn(a, b, style);
  return [
    ...(beside ? inColumns([text.yours], [text.theirs], style).map(style.colors.dim) : []),
    ...names.flatMap((name) => {
      const [a, b] = [own.get(name) ?? ['–'], right.get(name) ?? ['–']];
      const isSame = a.join('\n') === b.join('\n');
      return ['', ...(isSame ? sameLines(name, text.sameCode, style) : both(a, b))];
    }),
  ];
}

function sameLines(name: string, words: (name: string) => string, { width, colors }: Style): string[] {
  return foldedLine(words(name), width).map(colors.dim);
}

function inColumns(left: string[], right: string[], { width }: Style): string[] {
  const column = Math.floor((width - BETWEEN.length) / 2);
  const [a, b] = [left, right].map((lines) => lines.flatMap((line) => foldedLine(line, column)));
  return Array.from({ length: Math.max(a.length, b.length) }, (_, i) => {
    const [own, other] = [a[i] ?? '', b[i] ?? ''];
    return `${own}${' '.repeat(column - stringWidth(own))}${BETWEEN}${other}`.trimEnd();
  });
}

function inTurn(left: string[], right: string[], { width, colors, language }: Style): string[] {
  const { yours, theirs } = textIn(language);
  const block = (title: string, lines: string[]): string[] => [
    colors.dim(`${title}:`),
    ...lines.flatMap((line) => foldedLine(line, width)),
  ];
  return [...block(yours, left), ...block(theirs, right)];
}

/** A line of code in as many lines as it takes; what does not fit goes on a little further in. */
export function foldedLine(line: string, width: number): string[] {
  const indentation = /^ */.exec(line)![0].slice(0, width / 2);
  const options = { hard: true, trim: false };
  if (stringWidth(line) <= width) return [line];
  const further = `${indentation}    `;
  return wrapAnsi(line.trimStart(), width - further.length, options)
    .split('\n')
    .map((part, i) => `${i === 0 ? indentation : further}${part.trim()}`);
}

/** Where a function, class or constant begins: at the margin. */
const BEGINNING =
  /^(?:export )?(?:default )?(?:abstract )?(?:async )?(function\*?|class|const|let|var)\s+([\p{L}\p{N}_$]+)/u;

/** What has no part of its own: what is written for the compiler, and comments at the margin. */
const LEFT_OUT = /^(?:import|(?:export )?(?:type|interface|declare)\b|export [{*]|\/\/)/;

/** Code of a body that is not indented further than its method. */
const STATEMENT = /^ *(?:return|if|else|for|while|do|switch|try|throw|const|let|var|this|super)\b/;

/** Judged only by its indentation, as editors make it: a parser of the whole language takes seconds to load. */
function partsOf(source: string): Parts {
  const parts: Parts = new Map();
  let part: string[] | undefined; // the one that is being read
  let inClass: string | undefined;
  let margin: number | undefined; // of the members of that class
  const begin = (name: string): void => {
    part = parts.get(name) ?? [];
    parts.set(name, part);
  };
  for (const line of linesWithoutDocs(readable(source))) {
    const indentation = line.search(/\S/);
    const beginning = BEGINNING.exec(line);
    if (beginning !== null) {
      const [, keyword, name] = beginning;
      inClass = keyword === 'class' ? name : undefined;
      margin = part = undefined;
      if (inClass !== undefined) continue;
      begin(name);
    } else if (LEFT_OUT.test(line) || (inClass !== undefined && indentation === 0)) {
      part = inClass = undefined;
    } else if (inClass !== undefined && indentation > 0) {
      margin ??= indentation;
      const member = /([\p{L}\p{N}_$#]+)\s*[(<:=!?;]/u.exec(line);
      if (indentation === margin && member !== null && !STATEMENT.test(line))
        begin(`${inClass}.${member[1]}`);
    }
    part?.push(line.replace(new RegExp(`^ {0,${margin ?? 0}}`), '').trimEnd());
  }
  return new Map([...parts].map(([name, lines]) => [name, withoutBlankEnds(lines)]));
}

/** The comments above functions and members say what the exercise says. */
function linesWithoutDocs(source: string): string[] {
  return source.replace(/^ *\/\*\*[^]*?\*\/ *\n?/gm, '').split('\n');
}

function withoutBlankEnds(lines: string[]): string[] {
  return lines
    .join('\n')
    .replace(/^\n+|\s+$/g, '')
    .split('\n');
}

/** Whatever the editor has written: no tabs, no carriage returns, and nothing that would steer the terminal. */
function readable(source: string): string {
  return source
    .replace(/^\uFEFF/, '')
    .replaceAll('\r\n', '\n')
    .replaceAll('\t', '  ')
    .replace(/[^\P{Cc}\n]/gu, '�');
}
