// What happened is told by data, never by a pattern over an English sentence: a changed word would change what the program does. What
// others have written is the exception, such as outside software that gives no code: each is named here.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import ts from 'typescript';
import { ROOT } from '../tools/support/course';

const FOLDERS = ['engine', 'tools', 'site/dojo', 'site/components', 'site/computing', 'site/computations'];

/** Whose texts are read, by file. */
const OF_OTHERS: Record<string, string> = {
  'engine/suite/odd-answers.ts': 'the engines of JavaScript: a full stack, a class that was called',
  'engine/suite/sights.ts': 'the engines of JavaScript: what can’t be called',
  'tools/grade/score/baseline.ts': 'TypeScript code: `export class`',
  'tools/grade/intake/roster.ts': 'Canvas: rows of its gradebook that are no students',
  'tools/shared/type-errors.ts': 'TypeScript: the lines of its report',
  'site/computing/trouble.ts': 'browsers: a module that did not come, a name that a module does not export',
  'site/computing/scratch.ts': 'sucrase: where an example is no TypeScript',
  'site/dojo/judge/judge-worker.ts': 'sucrase: where a file is no TypeScript',
  'tools/shared/type-advice.ts': 'TypeScript: the types in a message, whose code says which message it is',
  'tools/shared/verdict.ts': 'jest: the report of a suite that could not run',
  'tools/train/cli/main.ts': 'the engines of JavaScript: memory that could not be had',
};

/** Two words of a sentence. */
const WORDS = /[a-z]{2,} [a-z]{2,}/i;

/** The patterns over sentences in a file, with their lines. */
function patternsIn(text: string): string[] {
  const source = ts.createSourceFile('file.ts', text, ts.ScriptTarget.ES2022, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const { line } = source.getLineAndCharacterOfPosition(node.getStart());
    if (ts.isRegularExpressionLiteral(node) && WORDS.test(node.text)) found.push(`${line + 1}: ${node.text}`);
    if (ts.isCallExpression(node) && isSearch(node.expression)) {
      const [searched] = node.arguments;
      if (searched !== undefined && ts.isStringLiteralLike(searched) && WORDS.test(searched.text))
        found.push(`${line + 1}: ${searched.text}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** `message.includes`, `text.startsWith` and their like. */
function isSearch(called: ts.Node): boolean {
  return (
    ts.isPropertyAccessExpression(called) && /^(includes|startsWith|endsWith|indexOf)$/.test(called.name.text)
  );
}

const files = FOLDERS.flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => `${folder}/${file.replaceAll('\\', '/')}`)
    .filter((file) => /\.(ts|mts|cjs|mjs|vue)$/.test(file) && !file.includes('node_modules')),
);

function codeOf(file: string): string {
  const text = readFileSync(join(ROOT, file), 'utf8');
  return file.endsWith('.vue') ? (/<script[^>]*>([^]*?)<\/script>/.exec(text)?.[1] ?? '') : text;
}

test('no code looks into a sentence to find out what happened', () => {
  expect(files.length).toBeGreaterThan(150);
  const found = files.flatMap((file) => patternsIn(codeOf(file)).map((pattern) => `${file}:${pattern}`));
  expect(found.filter((pattern) => !(pattern.split(':')[0] in OF_OTHERS))).toEqual([]);
});

test.each(Object.keys(OF_OTHERS))('%s still reads what others have written', (file) => {
  expect(patternsIn(codeOf(file))).not.toEqual([]);
});

test.each([
  '/did not end/.test(text)',
  "message.includes('was changed from')",
  'const P = /^received (.*), not this/;',
])('%s is one', (code) => expect(patternsIn(code)).toHaveLength(1));
