// Draws plots as SVG in Node, without a browser.
import { plot, type PlotOptions } from '@observablehq/plot';
import { parseHTML } from 'linkedom';

/** As it is put into an HTML page, whose text color it takes. */
export function inlineSvg(options: PlotOptions): string {
  const { document } = parseHTML('<html></html>');
  const svg = plot({ ...options, document });
  svg.setAttribute('role', 'img');
  return svg.outerHTML;
}

/** As a file of its own, which is to be seen on light and on dark pages, with a margin around it. */
export function svgFile(svg: string): string {
  const colors =
    'svg{background:#fff;color:#1f2328}@media(prefers-color-scheme:dark){svg{background:#0d1117;color:#e6edf3}}';
  return svg
    .replace(/viewBox="0 0 (\d+) (\d+)" height="\d+" width="\d+"/, (_, width: string, height: string) => {
      const [outerWidth, outerHeight] = [Number(width) + 2 * MARGIN, Number(height) + 2 * MARGIN];
      return `viewBox="-${MARGIN} -${MARGIN} ${outerWidth} ${outerHeight}" width="${outerWidth}" height="${outerHeight}"`;
    })
    .replace(/<svg ([^>]*)>/, `<svg xmlns="http://www.w3.org/2000/svg" $1><style>${colors}</style>`)
    .concat('\n');
}

const MARGIN = 16;
