// The training of this visit. It belongs to the page and not to the picture: whoever leaves lesson 12 and comes back finds it going on.
import { withBase } from 'vitepress';
import { computed, ref, shallowRef } from 'vue';
import { authors, codeIsKnown, saidByServer } from '../../computing/code';
import { wasNotFetched } from '../../computing/own-worker';
import { runsOwnCode, startWorker } from '../../computing/start-worker';
import { Trouble, type PlainTrouble } from '../../computing/trouble';
import type { EpochReport, News, Order, PlainParams, TrainingSettings } from './messages';

export const EPOCHS = 10;

/** Between two pieces of news there are at most an epoch's evaluation and 60 ms of steps. */
const SILENCE_LIMIT = 30_000; // milliseconds

export const state = ref<'ready' | 'fetching' | 'training' | 'paused' | 'done'>('ready');
export const losses = shallowRef<number[]>([]);
export const epochs = shallowRef<EpochReport[]>([]);
export const failure = shallowRef<Trouble>();

/** Whose code trains, or has trained. */
export const trainers = shallowRef<typeof authors.value>();

/** The parameters of the network that was trained last. */
export const trained = shallowRef<PlainParams>();

/** Another name for other parameters. */
export const trainedName = computed(() => `here ${version.value}`);
const version = ref(0);

let worker: Worker | undefined;
let silence: ReturnType<typeof setTimeout> | undefined;

export async function start(settings: TrainingSettings): Promise<void> {
  end();
  [losses.value, epochs.value, failure.value] = [[], [], undefined];
  state.value = 'fetching';
  await codeIsKnown();
  trainers.value = authors.value;
  worker = startWorker('training');
  worker.onmessage = ({ data }: MessageEvent<News>) => void hear(data);
  worker.onerror = (event) =>
    void failWith({ kind: wasNotFetched(event) ? 'connection' : 'code', message: event.message });
  order({ type: 'start', settings, digits: digitsFolder() });
  if (runsOwnCode()) listen(); // a loop outside the functions of a file ends before it begins
}

export function pause(): void {
  order({ type: 'pause' });
  clearTimeout(silence);
  state.value = 'paused';
}

export function goOn(): void {
  order({ type: 'continue' });
  listen();
  state.value = 'training';
}

/** Where the images and the network are, with a slash at its end. */
export function digitsFolder(): string {
  return new URL(withBase('/digits/'), location.href).href;
}

function order(order: Order): void {
  worker?.postMessage(order);
}

function end(): void {
  clearTimeout(silence);
  worker?.terminate();
  worker = undefined;
}

function fail(trouble: Trouble): void {
  end();
  failure.value = trouble;
  state.value = 'ready';
}

/** A file that did not come may be one that the development server could not read. */
async function failWith({ kind, message }: PlainTrouble): Promise<void> {
  end(); // at once: what it says of the code can wait
  const said = kind === 'connection' ? await saidByServer() : undefined;
  fail(said === undefined ? new Trouble(kind, message) : new Trouble('code', said));
}

/** Code that never ends is silent. */
function listen(): void {
  clearTimeout(silence);
  silence = setTimeout(() => fail(new Trouble('endless', String(SILENCE_LIMIT / 1000))), SILENCE_LIMIT);
}

async function hear(news: News): Promise<void> {
  if (news.type === 'failed') return failWith(news.trouble);
  if (news.type === 'begun') return clearTimeout(silence); // the images may take long
  if (state.value !== 'paused') listen();
  if (news.type === 'loaded') state.value = 'training';
  if (news.type === 'losses') losses.value = [...losses.value, ...news.losses];
  if (news.type === 'params') {
    trained.value = news.params;
    version.value++;
  }
  if (news.type === 'epoch') {
    epochs.value = [...epochs.value, news.report];
    if (news.report.epoch === EPOCHS) {
      state.value = 'done';
      end();
    }
  }
}
