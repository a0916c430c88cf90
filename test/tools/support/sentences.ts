// The sentences in a source file: what it throws, what it prints, what its options say.
import ts from 'typescript';

/** Three words in a row are a sentence. */
const SENTENCE = /[A-Za-z’']+ [a-z’']+ [a-z’']+/;

/** What fills a gap of a sentence, where it may be anything. */
const ANYTHING = '7';

/** Strings and templates that read as sentences; where a gap has one of several texts, a sentence with each. */
export function sentencesIn(source: string): string[] {
  const file = ts.createSourceFile('file.ts', source, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const look = (node: ts.Node): void => {
    const texts = textsOf(node)
      .flatMap(betweenTags)
      .filter((text) => SENTENCE.test(text));
    if (texts.length > 0) return void found.push(...texts.map((text) => text.trim()));
    ts.forEachChild(node, look);
  };
  look(file);
  return found;
}

/** A page is more than one text. */
function betweenTags(text: string): string[] {
  if (!/<\/\w+>/.test(text)) return [text];
  return text
    .replace(/<(code|pre)\b[^]*?<\/\1>/g, '<>')
    .split(/<[^>]*>/)
    .map((part) => part.replace(/\s+/g, ' '));
}

/** The texts that an expression may stand for; none where it is no text. */
function textsOf(node: ts.Node): string[] {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return [node.text];
  if (ts.isParenthesizedExpression(node)) return textsOf(node.expression);
  if (ts.isConditionalExpression(node)) {
    const branches = [node.whenTrue, node.whenFalse].map(textsOf);
    return branches.every((texts) => texts.length > 0) ? branches.flat() : [];
  }
  if (ts.isTemplateExpression(node)) {
    return node.templateSpans.reduce(
      (before, { expression, literal }) => joined(joined(before, gapOf(expression)), [literal.text]),
      [node.head.text],
    );
  }
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.PlusToken) return [];
  return joined(textsOf(node.left), textsOf(node.right));
}

function gapOf(expression: ts.Expression): string[] {
  const texts = textsOf(expression);
  return texts.length > 0 ? texts : [ANYTHING];
}

function joined(before: string[], after: string[]): string[] {
  return before.flatMap((one) => after.map((other) => one + other));
}
