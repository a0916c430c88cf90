// What a person sees, as plain text: colored text is between <red> and </>.
import pc from 'picocolors';

/** Colors as in a terminal, whatever the tests run in. */
export const colors = pc.createColors(true);

const TAGS: Record<string, string> = {
  1: '<bold>',
  2: '<dim>',
  31: '<red>',
  32: '<green>',
  33: '<yellow>',
  36: '<cyan>',
  22: '</>',
  39: '</>',
};

/** The lines with words for the colors. */
export function seen(lines: string[]): string[] {
  // eslint-disable-next-line no-control-regex -- the codes are what is looked for
  return lines.map((line) => line.replace(/\x1b\[(\d+)m/g, (_, code: string) => TAGS[code]));
}
