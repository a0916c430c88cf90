// Charts are drawn in turn, some in each frame: drawn all at once, they would make a key or a finger wait for all of them.
const BUDGET = 8; // milliseconds of a frame, after which the rest has to wait

const waiting = new Map<object, () => void>();
let frame: number | undefined;

/** Draws a chart in one of the next frames; what it was to draw before is dropped. */
export function drawSoon(chart: object, draw: () => void): void {
  waiting.delete(chart); // to the end of the row, so that every chart has its turn
  waiting.set(chart, draw);
  frame ??= requestAnimationFrame(drawSome);
}

export function drawNoMore(chart: object): void {
  waiting.delete(chart);
}

function drawSome(): void {
  const start = performance.now();
  for (const [chart, draw] of waiting) {
    waiting.delete(chart);
    draw();
    if (performance.now() - start > BUDGET) break;
  }
  frame = waiting.size > 0 ? requestAnimationFrame(drawSome) : undefined;
}
