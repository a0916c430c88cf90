// Whether what a checkpoint file says is a checkpoint. Its hash tells that it is whole, and not who wrote it.
import type { History } from '#topics/12-training';
import { isKeptState, type KeptState } from './kept-state';
import { areSettings, type Settings } from './settings';

/** The data: where it was (MNIST by default), and what it was. */
export interface DataSource {
  folder?: string;
  fingerprint: string;
  /** What the classes are called. */
  labels?: string[];
}

/** What a checkpoint says; the parameters are an .npz file in base64. */
export interface Checkpoint {
  settings: Settings;
  source: DataSource;
  /** How long the run has taken so far. */
  seconds: number;
  /** All iterations are done and the report is written. */
  finished: boolean;
  history: History;
  random: object;
  params: string;
  /** What the optimizer remembers; left out where it remembers nothing. */
  optimizer?: KeptState;
}

type Fields<Type> = Partial<Record<keyof Type, unknown>>;

/** Every field is there, of its kind and in its range. */
export function isCheckpoint(value: unknown): value is Checkpoint {
  if (!isRecord<Checkpoint>(value)) return false;
  const { settings, source, seconds, finished, history, random, params, optimizer } = value;
  return (
    isSettings(settings) &&
    isRecord<Checkpoint['source']>(source) &&
    isText(source.fingerprint) &&
    (source.folder === undefined || isText(source.folder)) &&
    (source.labels === undefined || (Array.isArray(source.labels) && source.labels.every(isText))) &&
    isNumber(seconds, 0) &&
    typeof finished === 'boolean' &&
    isHistory(history, settings.iterations) &&
    isRecord(random) &&
    isText(params) &&
    (optimizer === undefined || isKeptState(optimizer))
  );
}

function isSettings(value: unknown): value is Settings {
  return isRecord<Settings>(value) && areSettings(value);
}

function isHistory(value: unknown, iterations: number): value is History {
  if (!isRecord<History>(value)) return false;
  const { losses, epochs } = value;
  if (!Array.isArray(losses) || !Array.isArray(epochs) || losses.length > iterations) return false;
  return losses.every((loss) => isNumber(loss)) && epochs.every(isEpoch);
}

function isEpoch(value: unknown): boolean {
  if (!isRecord<History['epochs'][number]>(value)) return false;
  const { iteration, trainAccuracy, testAccuracy } = value;
  return isWhole(iteration, 0) && [trainAccuracy, testAccuracy].every((share) => isNumber(share, 0, 1));
}

function isRecord<Type>(value: unknown): value is Fields<Type> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isNumber(value: unknown, min = -Infinity, max = Infinity): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= min && value <= max;
}

function isWhole(value: unknown, min: number, max = Number.MAX_SAFE_INTEGER): value is number {
  return isNumber(value, min, max) && Number.isInteger(value);
}
