// The text in the editor and the one that the browser keeps, while both change.
import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import { useKept } from '../dojo/kept';
import type { WrittenFile } from '../dojo/work';

const PATH = 'exercises/01-mean-squared-error.ts';
const STUB = '// the exercise\n';

/** What the browser keeps. Another tab writes to it as well. */
let file: WrittenFile | undefined;
let copies: string[];
let isFull: boolean;
/** Whoever asks for the file waits for this. */
let slowly: Promise<void>;

jest.mock('virtual:topics', () => ({ onDisk: false }), { virtual: true });
jest.mock('../dojo/work', () => ({
  read: async () => {
    await slowly;
    return file;
  },
  save: async ({ text }: WrittenFile, seen: number) => {
    await slowly;
    if (isFull) throw new Error('no room');
    if ((file?.revision ?? 0) !== seen && file?.text !== text) return undefined;
    return write(text);
  },
  replace: async (_path: string, text: string) => {
    await slowly;
    write(text);
    return file;
  },
  keepCopy: (_path: string, text: string) => {
    copies.push(text);
    return Promise.resolve();
  },
}));

function write(text: string): number {
  file = { path: PATH, text, stub: STUB, revision: (file?.revision ?? 0) + 1 };
  return file.revision;
}

/** An editor, which is gone once the lesson is left. */
class Tab {
  private editor?: string = STUB;
  readonly kept = useKept({
    path: PATH,
    stub: () => STUB,
    text: () => this.text,
    set: (text) => (this.editor = text),
  });
  get text(): string {
    if (this.editor === undefined) throw new Error('the editor is gone');
    return this.editor;
  }
  type(text: string): Promise<void> {
    this.editor = text;
    return this.kept.save();
  }
  leave(): void {
    this.editor = undefined;
  }
}

/** From now on, whoever asks for the file waits until that is called. */
function slow(): () => void {
  let go!: () => void;
  slowly = new Promise((done) => (go = done));
  return go;
}

let tab: Tab;
beforeEach(() => {
  [file, copies, isFull, slowly] = [undefined, [], false, Promise.resolve()];
  tab = new Tab();
});

describe('what another tab has saved', () => {
  test('is taken where nothing is written', async () => {
    await tab.type('// mine\n');
    write('// of the other tab\n');
    await tab.kept.takeFromOtherTab();
    expect(tab.text).toBe('// of the other tab\n');
    await tab.type('// mine again\n');
    expect(file?.text).toBe('// mine again\n');
  });

  test('does not replace what is written while it is read', async () => {
    await tab.type('// mine\n');
    write('// of the other tab\n');
    const go = slow();
    const taken = tab.kept.takeFromOtherTab();
    const saved = tab.type('// newer\n');
    go();
    await Promise.all([taken, saved]);
    expect(tab.text).toBe('// newer\n');
    expect(tab.kept.isConflict.value).toBe(true); // and the reader is asked
    expect(file?.text).toBe('// of the other tab\n');
  });

  test('does not replace what could not be saved', async () => {
    await tab.type('// mine\n');
    isFull = true;
    await tab.type('// kept nowhere\n');
    expect(tab.kept.notKept.value).toBe('no room');
    isFull = false;
    write('// of the other tab\n');
    await tab.kept.takeFromOtherTab();
    expect(tab.text).toBe('// kept nowhere\n');
    await tab.type('// kept nowhere yet\n');
    expect(tab.kept.isConflict.value).toBe(true);
  });
});

test('what is written while it saves is saved as well, though the lesson be left', async () => {
  const go = slow();
  const first = tab.type('// first\n');
  const second = tab.type('// second\n');
  tab.leave();
  go();
  await Promise.all([first, second]);
  expect(file?.text).toBe('// second\n');
});

describe('of two versions', () => {
  beforeEach(async () => {
    write('// of the other tab\n');
    await tab.type('// mine\n');
    expect(tab.kept.isConflict.value).toBe(true);
  });

  test('mine is kept with what is written meanwhile', async () => {
    const go = slow();
    const solved = tab.kept.solveConflict(true);
    await tab.type('// mine, and more\n');
    go();
    expect(await solved).toBe(true);
    expect(file?.text).toBe('// mine, and more\n');
  });

  test('the other one is taken, and mine is a copy', async () => {
    expect(await tab.kept.solveConflict(false)).toBe(true);
    expect(tab.text).toBe('// of the other tab\n');
    expect(copies).toEqual(['// mine\n']);
  });

  test('none is taken where the browser does not say what it keeps', async () => {
    slowly = Promise.reject(new Error('the storage is broken'));
    expect(await tab.kept.solveConflict(true)).toBe(false);
    expect(tab.kept.notKept.value).toBe('the storage is broken');
    expect(tab.kept.isConflict.value).toBe(true);
    expect(tab.text).toBe('// mine\n');
  });

  test('an import takes the place of both, and mine is a copy', async () => {
    write('// imported\n');
    await tab.kept.takeImported();
    expect(tab.text).toBe('// imported\n');
    expect(copies).toEqual(['// mine\n']);
    await tab.type('// goes on\n');
    expect(file?.text).toBe('// goes on\n');
  });
});
