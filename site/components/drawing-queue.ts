// Charts are drawn in turn, and between frames: drawn all at once, or just before a frame, they would make a key or a finger wait for them.
const BUDGET = 8; // milliseconds, after which the rest has to wait for the next frame

const waiting = new Map<object, () => void>();
let isDue = false;

/** Draws a chart after the next frame, or one of those that follow; what it was to draw before is dropped. */
export function drawSoon(chart: object, draw: () => void): void {
  waiting.delete(chart); // to the end of the row, so that every chart has its turn
  waiting.set(chart, draw);
  if (!isDue) afterFrame();
}

export function drawNoMore(chart: object): void {
  waiting.delete(chart);
}

const { port1, port2 } = typeof document === 'undefined' ? {} : new MessageChannel(); // pages are also made by Node, which a port would keep
if (port1 !== undefined) port1.onmessage = drawSome;

/** What a key has changed is seen first: a frame is made before a message comes, and a key that is pressed meanwhile goes before it. */
function afterFrame(): void {
  isDue = true;
  requestAnimationFrame(() => port2!.postMessage(undefined));
}

function drawSome(): void {
  isDue = false;
  const start = performance.now();
  for (const [chart, draw] of waiting) {
    waiting.delete(chart);
    draw();
    if (performance.now() - start > BUDGET) break;
  }
  if (waiting.size > 0) afterFrame();
}

/** No frame comes before a page is printed. */
function drawAll(): void {
  for (const [chart, draw] of waiting) {
    waiting.delete(chart);
    draw();
  }
}
if (typeof document !== 'undefined') addEventListener('beforeprint', drawAll);
