// The hints of the lesson, folded below the task: the button opens one after another, and each is there only once.

/** A ladder of hints: for which function, and each hint as it is set on the page. */
export interface Ladder {
  name: string;
  hints: string[];
}

/** "meanSquaredError", without the heading's link to itself. */
function nameOf(heading: Element): string {
  const copy = heading.cloneNode(true) as Element;
  copy.querySelector('.header-anchor')?.remove();
  return copy.textContent.replaceAll('\u200b', '').trim();
}

/** The ladder that fits the first block which has one: its own, or that of its class; else the first of the lesson. */
export function ladderOnPage(openBlocks: string[]): Ladder {
  const ladders = new Map(
    [...document.querySelectorAll('.vp-doc h3')].flatMap((heading): [string, Element][] => {
      const list = heading.nextElementSibling;
      if (list?.matches('.hints') !== true) return [];
      return [[nameOf(heading), list]];
    }),
  );
  const wanted = openBlocks
    .flatMap((block) => [block, block.split('.')[0]])
    .find((name) => ladders.has(name));
  const name = wanted ?? [...ladders.keys()][0] ?? '';
  const steps = ladders.get(name)?.querySelectorAll(':scope > details') ?? [];
  const hints = [...steps].map((step) => {
    const copy = step.cloneNode(true) as Element;
    copy.querySelector('summary')?.remove();
    return copy.innerHTML;
  });
  return { name, hints };
}
