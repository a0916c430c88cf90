// What the trainer's pages are made of: HTML, and pictures as SVG.
import { describe, expect, jest, test } from '@jest/globals';
import { line } from '@observablehq/plot';
import { html, Html } from '../../../tools/shared/html';
import { inlineSvg, svgFile } from '../../../tools/train/report/svg';

type Bundled = typeof import('../support/esm-for-jest');
jest.mock('@observablehq/plot', () =>
  jest.requireActual<Bundled>('../support/esm-for-jest').bundled('@observablehq/plot'),
);
jest.mock('linkedom', () => jest.requireActual<Bundled>('../support/esm-for-jest').bundled('linkedom'));

describe('HTML', () => {
  test('keeps what is put into it from becoming markup', () => {
    const name = `<script>alert("1")</script> & 'co'`;
    const escaped = '&#60;script&#62;alert(&#34;1&#34;)&#60;/script&#62; &#38; &#39;co&#39;';
    expect(html`<p title="${name}">${name}</p>`.text).toBe(`<p title="${escaped}">${escaped}</p>`);
  });

  test('takes HTML as it is, numbers, and lists of all of these, one after the other', () => {
    const list = [html`<b>bold</b>`, ' & ', 7, [new Html('<i>in a list</i>')]];
    expect(html`<p>${list}</p>`.text).toBe('<p><b>bold</b> &#38; 7<i>in a list</i></p>');
  });

  test('needs nothing put into it', () => expect(html`<hr />`.text).toBe('<hr />'));
});

describe('a picture', () => {
  test('is an SVG element for a page, and says that it is a picture', () => {
    const svg = inlineSvg({
      width: 100,
      height: 50,
      marks: [
        line([
          [0, 0],
          [1, 1],
        ]),
      ],
    });
    expect(svg).toMatch(/^<svg role="img" [^>]*viewBox="0 0 100 50"[^>]*>[^]*<path d="M[^]*<\/svg>$/);
  });

  test('is a file by itself with a margin, and with its own colors on light and on dark', () => {
    const svg =
      '<svg role="img" viewBox="0 0 720 440" height="440" width="720" fill="red"><svg x="1"></svg></svg>';
    expect(svgFile(svg)).toBe(
      '<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="-16 -16 752 472" width="752" height="472" fill="red">' +
        '<style>svg{background:#fff;color:#1f2328}@media(prefers-color-scheme:dark){svg{background:#0d1117;color:#e6edf3}}</style>' +
        '<svg x="1"></svg></svg>\n',
    );
  });
});
