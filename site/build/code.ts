// Colours of code as short classes, on the words that have a colour: a style on every word would double the size of the pages.
// The colours are in style.css.
import type { ShikiTransformer } from 'shiki';

const COLOURED = /--shiki-token-(keyword|string|constant|function|comment)/;

export const classesInsteadOfStyles: ShikiTransformer = {
  name: 'classes-instead-of-styles',
  pre(node) {
    delete node.properties.style;
  },
  span(node) {
    const [, token] = COLOURED.exec(String(node.properties.style)) ?? [];
    node.properties = token === undefined ? {} : { class: `t-${token}` };
  },
  code(node) {
    const words = node.children.flatMap((line) => ('children' in line ? line.children : [line]));
    node.children = words.flatMap((word) =>
      'properties' in word && word.properties.class === undefined ? word.children : [word],
    );
  },
};
