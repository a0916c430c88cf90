// What the reader has written, kept in this browser (IndexedDB): files, copies of what was replaced, finished topics, hints seen. Each file
// has a revision, so that two tabs don't overwrite each other without a word.
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';

/** A file of the reader's: "exercises/02-cross-entropy-error.ts". */
export interface WrittenFile {
  path: string;
  text: string;
  /** Another number after each save. */
  revision: number;
  /** The exercise as the course shipped it when this was begun. */
  stub: string;
}

/** What a file was before it was reset, imported over or replaced by another tab's. */
export interface Copy {
  id?: number;
  path: string;
  text: string;
  time: number;
}

interface Work extends DBSchema {
  files: { key: string; value: WrittenFile };
  copies: { key: number; value: Copy; indexes: { path: string } };
  /** The text with which all laws of a topic held. */
  finished: { key: string; value: string };
  /** How many hints of a function have been shown. */
  hints: { key: string; value: number };
}

/** Several courses may be on one host. */
const NAME = `gradient-dojo:${import.meta.env.BASE_URL}`;

/** So many copies of a file are kept; the oldest go first. */
const COPIES_KEPT = 20;

let opened: Promise<IDBPDatabase<Work>> | undefined;

/** @throws DOMException where the browser keeps nothing, as in some private windows */
function open(): Promise<IDBPDatabase<Work>> {
  opened ??= openDB<Work>(NAME, 1, {
    upgrade(db) {
      db.createObjectStore('files', { keyPath: 'path' });
      const copies = db.createObjectStore('copies', { keyPath: 'id', autoIncrement: true });
      copies.createIndex('path', 'path');
      db.createObjectStore('finished');
      db.createObjectStore('hints');
    },
    // A newer page wants another form of it: this one is to be loaded again, and keeps nothing until then.
    blocking: (_old, _new, event) => (event.target as IDBDatabase).close(),
    terminated: () => (opened = undefined),
  }).catch((error: unknown) => {
    opened = undefined;
    throw error;
  });
  return opened;
}

let channel: BroadcastChannel | undefined;

/** Told to the other tabs after each save. Made when it is first needed: pages are made by Node as well, which an open channel would keep. */
function otherTabs(): BroadcastChannel | undefined {
  return (channel ??= typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(NAME));
}

/** Calls `heard` whenever another tab has saved a file; returns how to stop that. */
export function onSavedElsewhere(heard: (path: string) => void): () => void {
  const listen = ({ data }: MessageEvent<unknown>): void => void (typeof data === 'string' && heard(data));
  otherTabs()?.addEventListener('message', listen);
  return () => otherTabs()?.removeEventListener('message', listen);
}

export async function read(path: string): Promise<WrittenFile | undefined> {
  return (await open()).get('files', path);
}

/** All files, in the order of their paths. */
export async function readAll(): Promise<WrittenFile[]> {
  return (await open()).getAll('files');
}

/**
 * Saves a file.
 *
 * @param seen the revision that it is a change of; 0 for a new one
 * @returns the new revision; undefined where another tab has saved it meanwhile, and nothing is changed
 */
export async function save(file: Omit<WrittenFile, 'revision'>, seen: number): Promise<number | undefined> {
  const db = await open();
  const transaction = db.transaction('files', 'readwrite');
  const there = await transaction.store.get(file.path);
  if ((there?.revision ?? 0) !== seen && there?.text !== file.text) {
    await transaction.done;
    return undefined;
  }
  const revision = (there?.revision ?? 0) + 1;
  await transaction.store.put({ ...file, revision });
  await transaction.done;
  otherTabs()?.postMessage(file.path);
  return revision;
}

/** Replaces a file with another text, and keeps what was there. */
export async function replace(path: string, text: string, stub: string): Promise<WrittenFile> {
  const db = await open();
  const transaction = db.transaction(['files', 'copies'], 'readwrite');
  const files = transaction.objectStore('files');
  const there = await files.get(path);
  if (there !== undefined && there.text !== text && there.text !== there.stub) {
    await keep(transaction.objectStore('copies'), path, there.text);
  }
  const file = { path, text, stub, revision: (there?.revision ?? 0) + 1 };
  await files.put(file);
  await transaction.done;
  otherTabs()?.postMessage(path);
  return file;
}

/** Keeps a text as a copy of a file. */
export async function keepCopy(path: string, text: string): Promise<void> {
  const transaction = (await open()).transaction('copies', 'readwrite');
  await keep(transaction.store, path, text);
  await transaction.done;
}

interface Copies {
  add(copy: Copy): Promise<unknown>;
  delete(id: number): Promise<void>;
  index(name: 'path'): { getAllKeys(path: string): Promise<number[]> };
}

async function keep(copies: Copies, path: string, text: string): Promise<void> {
  await copies.add({ path, text, time: Date.now() });
  const all = await copies.index('path').getAllKeys(path);
  for (const id of all.slice(0, Math.max(0, all.length - COPIES_KEPT))) await copies.delete(id);
}

/** The kept copies of a file, the newest first. */
export async function copiesOf(path: string): Promise<Copy[]> {
  return (await (await open()).getAllFromIndex('copies', 'path', path)).reverse();
}

/** All laws of a topic hold for this text; undefined where they no longer do. */
export async function mark(topic: string, text: string | undefined): Promise<void> {
  const db = await open();
  if (text === undefined) await db.delete('finished', topic);
  else await db.put('finished', text, topic);
}

/** The text with which all laws of each finished topic held. */
export async function finished(): Promise<Record<string, string>> {
  const db = await open();
  const transaction = db.transaction('finished');
  const [topics, texts] = await Promise.all([transaction.store.getAllKeys(), transaction.store.getAll()]);
  return Object.fromEntries(topics.map((topic, i) => [topic, texts[i]]));
}

/** @returns how many hints of a function have been shown, with this one */
export async function nextHint(key: string, count: number): Promise<number> {
  const db = await open();
  const transaction = db.transaction('hints', 'readwrite');
  const seen = (await transaction.store.get(key)) ?? 0;
  const next = seen >= count ? 1 : seen + 1;
  await transaction.store.put(next, key);
  await transaction.done;
  return next;
}
