// The engine knows no course: no topic, class, parameter or language of this one is named in its code, and in that of the commands that any
// course has. Comments may take their examples from it, and words are kept by language.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import ts from 'typescript';
import { COURSE, ROOT } from '../tools/support/course';

const FOLDERS = ['engine', 'tools/shared', 'tools/learn', 'tools/verify', 'tools/grade', 'tools/new'];
const COMMANDS = [
  'learn',
  'check',
  'list',
  'hint',
  'reset',
  'new',
  'verify',
  'quick',
  'grade',
  'merge',
  'gradescope',
];

/** What is this course's own: the trainer's commands import it. */
const OF_THIS_COURSE = ['tools/shared/this-course.ts'];

const files = [
  ...FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(ts|cjs)$/.test(file))
      .map((file) => `${folder}/${file.replaceAll('\\', '/')}`),
  ),
  ...COMMANDS.map((command) => `tools/${command}.ts`),
].filter((file) => !OF_THIS_COURSE.includes(file));

const topics = COURSE.topicNames();
const names = new Set([
  ...topics,
  ...topics.flatMap((topic) => COURSE.exportsOf(topic)),
  ...COURSE.settings.classes.flatMap(({ fields }) => fields),
  ...['W1', 'b1', 'W2', 'b2'], // the parameters of its networks
]);
const languages = COURSE.languages;

/** What a token says of this course; undefined where it says nothing. */
function factIn(node: ts.Node): string | undefined {
  if (!(ts.isIdentifier(node) || ts.isStringLiteralLike(node) || isTemplatePart(node))) return undefined;
  const { text } = node;
  if (text.includes(COURSE.name)) return COURSE.name;
  if (ts.isIdentifier(node) && /korean|english/i.test(text)) return text;
  if (languages.includes(text) && !isKeyOfWords(node)) return `the language ${text}`;
  return text.split(/[^\w-]+/).find((word) => names.has(word));
}

function isTemplatePart(node: ts.Node): node is ts.TemplateLiteralLikeNode {
  return ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node);
}

/** `{ en: …, ko: … }`, or the constant that such words are kept in. */
function isKeyOfWords(node: ts.Node): boolean {
  const { parent } = node;
  return (
    ts.isIdentifier(node) &&
    ((ts.isPropertyAssignment(parent) && parent.name === node) ||
      ts.isShorthandPropertyAssignment(parent) ||
      ts.isVariableDeclaration(parent) ||
      ts.isTypeQueryNode(parent))
  );
}

/** The facts in a file, with their lines. */
function factsIn(name: string, text: string): string[] {
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const fact = factIn(node);
    const { line } = source.getLineAndCharacterOfPosition(node.getStart());
    if (fact !== undefined) found.push(`${name}:${line + 1}: ${fact}`);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

test('names nothing of this course', () => {
  // Where there are no words, the engine falls back on its own language: one place says so.
  const others = files.filter((file) => file !== 'engine/words/words.ts');
  expect(others.length).toBeGreaterThan(100);
  expect(others.flatMap((file) => factsIn(file, readFileSync(join(ROOT, file), 'utf8')))).toEqual([]);
});

test.each([
  "load('10-two-layer-net')",
  'import "#topics/08-activations"',
  'const made = new TwoLayerNet();',
  "Object.hasOwn(value, 'params')",
  "language === 'ko'",
  'text.ko',
  'const { W1 } = net;',
  '`the network’s W1 ${x}`',
  'koreanSentence(law)',
  "title('Gradient Dojo')",
])('%s is a fact', (code) => {
  expect(factsIn('a.ts', code)).toHaveLength(1);
});

test.each([
  "const words = { en: 'no', ko: '아니요' };",
  'const ko: typeof en = {};',
  '// TwoLayerNet',
  'softmaxOf(y)',
])('%s is none', (code) => {
  expect(factsIn('a.ts', code)).toEqual([]);
});
