// What an optimizer remembers, as a checkpoint keeps it: its fields, with all arrays of numbers in one .npz file.
import { isRecord } from '#engine/suite/copies';
import { NDArray } from '#lib/ndarray';
import { readNpz, writeNpz } from '#lib/npz';
import { UserError } from './user-error';
import { shapesOf } from './shapes';

/** The fields of an object. */
export interface KeptState {
  /** Numbers, texts, lists and records of them; an NDArray is `{ array: its name in the file }`. */
  fields: Record<string, unknown>;
  /** An .npz file in base64. */
  arrays: string;
}

/**
 * @param whose what errors call the object
 * @returns undefined for an object without fields other than functions
 * @throws UserError for a field that cannot be kept
 */
export function keptState(object: object, whose: string): KeptState | undefined {
  const arrays: Record<string, NDArray> = {};
  const keep = (value: unknown, path: string): unknown => {
    if (value instanceof NDArray) {
      arrays[path] = value;
      return { array: path };
    }
    if (Array.isArray(value)) return value.map((element, i) => keep(element, `${path}.${i}`));
    if (isRecord(value)) return { record: keepAll(value, `${path}.`) };
    if (value === null || ['boolean', 'string', 'undefined'].includes(typeof value)) return value;
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    throw new UserError(
      `${path} of ${whose} is ${describe(value)}, which no checkpoint can keep: use numbers, arrays, and records of them`,
    );
  };
  const keepAll = (record: object, prefix: string): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(record)
        .filter(([, value]) => typeof value !== 'function')
        .map(([name, value]) => [name, keep(value, `${prefix}${name}`)]),
    );
  const fields = keepAll(object, '');
  if (Object.keys(fields).length === 0) return undefined;
  return { fields, arrays: Buffer.from(writeNpz(arrays)).toString('base64') };
}

/**
 * The fields again, for an object that was made anew.
 *
 * @param params what records of arrays must be like, where they are not empty
 * @throws UserError if they are not
 */
export function stateFrom({ fields, arrays }: KeptState, params: Record<string, NDArray>): object {
  const file = Buffer.from(arrays, 'base64');
  const found = readNpz(file, "the optimizer's arrays in the checkpoint");
  const take = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(take);
    if (!isRecord(value)) return value;
    if ('record' in value) return checked(takeAll(value.record as object));
    return found[value.array as string] ?? damaged(`there is no array ${String(value.array)}`);
  };
  const takeAll = (record: object): Record<string, unknown> =>
    Object.fromEntries(Object.entries(record).map(([name, value]) => [name, take(value)]));
  const checked = (record: Record<string, unknown>): Record<string, unknown> => {
    const values = Object.values(record);
    if (!values.some((value) => value instanceof NDArray)) return record;
    const shapes = shapesOf(record as Record<string, NDArray>);
    return shapes === shapesOf(params) ? record : damaged(`the optimizer remembers ${shapes}`);
  };
  return takeAll(fields);
}

/**
 * Puts the fields back into an object that was made anew.
 *
 * @throws UserError if they are not those of a state: no file may replace what the object does
 */
export function restoreState<State extends object>(
  object: State,
  kept: KeptState,
  params: Record<string, NDArray>,
): void {
  const fields = stateFrom(kept, params);
  const own = object as Record<string, unknown>;
  const method = Object.keys(fields).find((name) => name === '__proto__' || typeof own[name] === 'function');
  if (method !== undefined) damaged(`the optimizer remembers ${method}, which is no number of its own`);
  Object.assign(object, fields);
}

/** Whether what a file says is a state. */
export function isKeptState(value: unknown): value is KeptState {
  return isRecord(value) && isRecord(value.fields) && typeof value.arrays === 'string';
}

function damaged(what: string): never {
  throw new UserError(`the checkpoint is damaged: ${what}: start a new run`);
}

function describe(value: unknown): string {
  if (typeof value === 'number') return String(value);
  return typeof value === 'object'
    ? `an object of the class ${value!.constructor.name}`
    : `a ${typeof value}`;
}
