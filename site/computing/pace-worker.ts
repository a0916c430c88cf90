// Is busy, and counts how long: what lies between two looks at the clock was its own time, unless another program had its turn meanwhile.

/** Browsers round the clock to a millisecond; a turn of another program takes several. */
const LONGEST_LOOK = 2; // milliseconds

self.onmessage = ({ data: limit }: MessageEvent<number>) => {
  let [spent, before] = [0, performance.now()];
  while (spent < limit) {
    const now = performance.now();
    spent += Math.min(now - before, LONGEST_LOOK);
    before = now;
  }
  self.postMessage('over');
};
