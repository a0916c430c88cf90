// The text of an exercise while it is written, and where it is kept: saved with each change, and taken over from other tabs.
import { onDisk } from 'virtual:topics';
import { ref } from 'vue';
import * as work from './work';

/** A file in an editor. */
export interface Edited {
  path: string;
  /** The exercise as the course ships it. */
  stub(): string;
  text(): string;
  /** Puts another text in its place, which is no change of the reader's. */
  set(text: string): void;
}

export function useKept({ path, stub, text, set }: Edited) {
  let revision = 0;
  let isSaving = false;
  /** What was written while another text was saved, or asked about. When its turn comes, the lesson may have been left, and the editor be gone. */
  let waiting: string | undefined;
  /** Why it can't be kept. */
  const notKept = ref<string>();
  /** Another tab has saved another text. */
  const isConflict = ref(false);
  const isStubNewer = ref(false);

  /** Whether something is written here that is kept nowhere yet. */
  const isUnsaved = (): boolean => isSaving || isConflict.value || notKept.value !== undefined;

  /** Saves what is in the editor; while it saves, later changes wait, and are saved together. */
  async function save(): Promise<void> {
    if (onDisk) return;
    waiting = text();
    await saveWaiting();
  }

  async function saveWaiting(): Promise<void> {
    if (isSaving || isConflict.value) return;
    isSaving = true;
    while (waiting !== undefined && !isConflict.value) {
      const next: string = waiting;
      waiting = undefined;
      await saveOnce(next);
    }
    isSaving = false;
  }

  async function saveOnce(text: string): Promise<void> {
    try {
      const saved = await work.save({ path, text, stub: stub() }, revision);
      if (saved === undefined) isConflict.value = true;
      else revision = saved;
      notKept.value = undefined;
    } catch (error) {
      notKept.value = reasonOf(error);
    }
  }

  /** Takes what another tab has saved, unless something is written here that is not saved yet. */
  async function takeFromOtherTab(): Promise<void> {
    if (onDisk || isUnsaved()) return;
    const before = revision;
    const there = await work.read(path).catch(() => undefined);
    if (isUnsaved() || revision !== before) return; // it was written meanwhile
    if (there === undefined || there.revision === revision) return;
    revision = there.revision;
    set(there.text);
  }

  /**
   * Ends a conflict; the version that is not taken is kept as a copy.
   *
   * @returns whether it could be kept
   */
  async function solveConflict(keepMine: boolean): Promise<boolean> {
    const mine = text();
    waiting = undefined;
    try {
      if (keepMine) revision = (await work.replace(path, mine, stub())).revision;
      else {
        await work.keepCopy(path, mine);
        const there = await work.read(path);
        revision = there?.revision ?? 0;
        set(there?.text ?? stub());
      }
    } catch (error) {
      notKept.value = reasonOf(error);
      return false;
    }
    isConflict.value = false;
    if (keepMine) await saveWaiting(); // what was written meanwhile
    return true;
  }

  /** What was written before; the exercise as it is shipped, where nothing was. */
  async function textAtFirst(): Promise<string> {
    try {
      const there = await work.read(path);
      if (there === undefined) return stub();
      revision = there.revision;
      if (there.text === there.stub && there.stub !== stub()) return stub(); // never begun: the new exercise is as good
      isStubNewer.value = there.stub !== stub();
      return there.text;
    } catch (error) {
      notKept.value = reasonOf(error);
      return stub();
    }
  }

  /** Puts a text in the editor and keeps the one before it. Where nothing can be kept, undo brings it back. */
  async function putInPlace(next: string): Promise<void> {
    const before = text();
    try {
      if (before !== stub()) await work.keepCopy(path, before);
      revision = (await work.save({ path, text: next, stub: stub() }, revision)) ?? revision;
    } catch (error) {
      notKept.value = reasonOf(error);
    }
    set(next);
    isStubNewer.value = false;
  }

  /** Takes what an import has put in its place. What was written here and could not be saved is kept as a copy. */
  async function takeImported(): Promise<void> {
    if (isUnsaved() && text() !== stub()) await work.keepCopy(path, text());
    const there = await work.read(path);
    if (there === undefined) return;
    revision = there.revision;
    [isConflict.value, notKept.value] = [false, undefined];
    set(there.text);
  }

  return {
    notKept,
    isConflict,
    isStubNewer,
    save,
    takeFromOtherTab,
    solveConflict,
    textAtFirst,
    putInPlace,
    takeImported,
  };
}

export const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message || error.name : String(error);
