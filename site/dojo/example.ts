// Makes a worked example show its values: each expression that is a line of its own, and each variable that the lesson shows with `// →`. Lines stay
// where they are.
import { typescriptLanguage } from '@codemirror/lang-javascript';
import { SHOW } from '../computing/show-name';

type Node = ReturnType<typeof typescriptLanguage.parser.parse>['topNode'];

/** An arrow behind a statement says that its value is shown, and which it is. */
const SHOWN = /^[^\n]*?\/\/ →[ ]*([^\n]*)/;

export function showingValues(code: string): string {
  const tree = typescriptLanguage.parser.parse(code);
  const { topNode } = tree;
  let isReadable = true;
  tree.iterate({ enter: ({ type }) => void (isReadable &&= !type.isError) });
  if (!isReadable) return code; // what is wrong is said of it as it is

  const inserts: [place: number, text: string][] = [];
  for (let node = topNode.firstChild; node !== null; node = node.nextSibling) {
    const expression = node.name === 'ExpressionStatement' ? node.firstChild : null;
    if (expression !== null && !isAssignment(expression)) {
      const [start, end] = showing(code, node, code.slice(expression.from, expression.to));
      inserts.push([expression.from, start], [expression.to, end]);
    } else if (node.name === 'VariableDeclaration' && SHOWN.test(code.slice(node.to))) {
      const name = node.getChild('VariableDefinition');
      if (name === null) continue;
      const text = code.slice(name.from, name.to);
      inserts.push([node.to, `;${showing(code, node, text).join(text)};`]);
    }
  }
  return inserts.reduceRight((text, [at, insert]) => text.slice(0, at) + insert + text.slice(at), code);
}

/** What stands before and behind an expression whose value is shown. */
function showing(code: string, { from, to }: Node, text: string): [string, string] {
  const line = code.slice(0, from).split('\n').length;
  const lesson = SHOWN.exec(code.slice(to))?.[1].trim() ?? '';
  return [`${SHOW}(${line}, ${JSON.stringify(oneLine(text))}, ${JSON.stringify(lesson)}, () => (`, '))'];
}

function isAssignment({ name }: Node): boolean {
  return /^(?:AssignmentExpression|PostfixExpression)$/.test(name);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
