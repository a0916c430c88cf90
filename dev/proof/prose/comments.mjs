// The words of terms.yml in the code: textlint reads Markdown, and this reads comments, and the sentences that the code says.
import { readFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { fromYAMLFilePath } from 'prh';
import ts from 'typescript';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const FOLDERS = ['engine', 'lib', 'tools', 'site', 'exercises', 'solutions', 'test', 'bench', 'proof', 'dev'];

const terms = fromYAMLFilePath(fileURLToPath(new URL('terms.yml', import.meta.url)));

/** Three words in a row are a sentence, and not an id or a key. */
const SENTENCE = /[A-Za-z’']+ [a-z’']+ [a-z’']+/;

/** The comments and sentences of a file, each with the place where it begins. In Vue's files, only those of the script. */
function commentsOf(path, text) {
  if (path.endsWith('.vue')) return scriptsOf(text).flatMap(([start, script]) => found(script, start));
  return found(text, 0);
}

function scriptsOf(text) {
  return [...text.matchAll(/(<script[^>]*>)([^]*?)<\/script>/g)].map((match) => [
    match.index + match[1].length,
    match[2],
  ]);
}

/** A comment is between two tokens, so each is in front of a node of the tree or behind one. */
function found(text, start) {
  const file = ts.createSourceFile('file.ts', text, ts.ScriptTarget.Latest, true);
  const ranges = new Map();
  const visit = (node) => {
    const around = [
      ...(ts.getLeadingCommentRanges(text, node.pos) ?? []),
      ...(ts.getTrailingCommentRanges(text, node.end) ?? []),
    ];
    for (const { pos, end } of around) ranges.set(pos, end);
    const isText =
      ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node);
    if (isText && SENTENCE.test(node.text)) ranges.set(node.getStart(file), node.end);
    for (const child of node.getChildren(file)) visit(child);
  };
  visit(file);
  return [...ranges].map(([pos, end]) => [start + pos, text.slice(pos, end)]);
}

const paths = execFileSync('git', ['ls-files', ...FOLDERS], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((path) => /\.(?:ts|mts|cts|mjs|cjs|vue)$/.test(path) && !path.includes('/fixtures/'));

let count = 0;
for (const path of paths) {
  const text = readFileSync(join(root, path), 'utf8');
  for (const [position, comment] of commentsOf(path, text)) {
    for (const diff of terms.makeChangeSet(path, comment).diffs) {
      const line = text.slice(0, position + diff.index).split('\n').length;
      const why = diff.rule?.raw?.prh ?? '';
      console.error(
        `${path}:${line}: ${diff.matches[0]} → ${diff.newText ?? diff.expected} ${why && `(${why})`}`,
      );
      count++;
    }
  }
}
console.error(`${count} in the comments of ${paths.length} files`);
if (paths.length === 0 || count > 0) process.exitCode = 1;
