// Colors of code as classes of one letter, on the words that have a color: a style on every word would double the size of the pages.
// The colors are in style.css.
import type { ShikiTransformer } from 'shiki';

const COLORED = /--shiki-token-(keyword|string|constant|function|comment)/;
const CLASSES: Record<string, string> = {
  keyword: 'k',
  string: 's',
  constant: 'n',
  function: 'f',
  comment: 'c',
};

export const classesInsteadOfStyles: ShikiTransformer = {
  name: 'classes-instead-of-styles',
  pre(node) {
    delete node.properties.style;
  },
  span(node) {
    const [, token] = COLORED.exec(String(node.properties.style)) ?? [];
    node.properties = token === undefined ? {} : { class: CLASSES[token] };
  },
  code(node) {
    const words = node.children.flatMap((line) => ('children' in line ? line.children : [line]));
    node.children = words.flatMap((word) =>
      'properties' in word && word.properties.class === undefined ? word.children : [word],
    );
  },
};
