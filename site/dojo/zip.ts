// The reader's files as a zip, out of the page and into it. What goes out has a folder exercises/, as the course has: it can be unpacked
// over a copy of the course, and handed in as it is.
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { pathOf, stubOf, taskTopics } from './course';
import * as work from './work';

/** As the grader has it (tools/grade/intake/intake.ts). */
const LARGEST_FILE = 2 ** 18;

/** Hands a file to the reader. */
function handOver(name: string, content: BlobPart, type: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

export function downloadText(name: string, text: string): void {
  handOver(name, text, 'text/plain');
}

/** Downloads files as one zip, by their paths. */
export async function exportAll(files: Record<string, string>): Promise<void> {
  const zip = zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)])));
  handOver('gradient-dojo.zip', zip as BlobPart, 'application/zip');
}

/**
 * Takes in a zip, or one file. What it replaces is kept as copies.
 *
 * @returns the names of the files that were taken
 * @throws Error if it is no zip that can be read
 */
export async function importFiles(file: File): Promise<string[]> {
  const found = file.name.endsWith('.ts')
    ? topicFiles({ [file.name]: await file.text() })
    : exercisesIn(new Uint8Array(await file.arrayBuffer()));
  for (const [path, text] of Object.entries(found)) {
    const topic = /^exercises\/(.+)\.ts$/.exec(path)![1];
    await work.replace(path, text, taskTopics.includes(topic) ? await stubOf(topic) : '');
  }
  return Object.keys(found).map((path) => path.replace('exercises/', ''));
}

/** The files of the exercises/ that is nearest to the top, with helpers beside them; where there is none, files that are named as a topic. */
export function exercisesIn(zip: Uint8Array): Record<string, string> {
  const unpacked = unzipSync(zip, {
    filter: ({ name, originalSize }) => name.endsWith('.ts') && originalSize <= LARGEST_FILE,
  });
  const texts = Object.fromEntries(Object.entries(unpacked).map(([path, bytes]) => [path, strFromU8(bytes)]));
  const folders = Object.keys(texts).flatMap(
    (path) => /^(?:.*\/)?exercises\/(?=[^/]+$)/.exec(path)?.[0] ?? [],
  );
  const [nearest] = folders.sort((a, b) => a.split('/').length - b.split('/').length);
  if (nearest === undefined) return topicFiles(texts);
  const inside = Object.entries(texts).filter(
    ([path]) => path.startsWith(nearest) && !path.slice(nearest.length).includes('/'),
  );
  return Object.fromEntries(inside.map(([path, text]) => [`exercises/${path.slice(nearest.length)}`, text]));
}

function topicFiles(texts: Record<string, string>): Record<string, string> {
  const found = Object.entries(texts).flatMap(([path, text]): [string, string][] => {
    // A browser that has downloaded it twice calls it "01-mean-squared-error (1).ts".
    const name = path.replace(/.*\//, '').replace(/(?: ?\(\d+\))?\.ts$/, '');
    return taskTopics.includes(name) ? [[pathOf(name), text]] : [];
  });
  return Object.fromEntries(found);
}
