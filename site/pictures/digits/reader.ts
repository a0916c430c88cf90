// Reads what is drawn on a pad: fetches a trained network, and computes what it reads whenever the drawing changes.
import { computed, onMounted, shallowRef, type Ref } from 'vue';
import type networkFile from '../../computations/network-file';
import type { NetworkFile } from '../../computations/network-file';
import type reading from '../../computations/reading';
import type { GivenNetwork } from '../../computations/shared/network';
import { useComputation, type Computation } from '../../computing/computation';
import { fetchBytes } from '../../computing/fetch';
import { troubleOf, type Trouble } from '../../computing/trouble';
import { digitsFolder, trained, trainedName } from '../training/session';
import { toPixels, type Stroke } from './pixels';
import type { words } from './words';

/** What a network that is on the way, or a pad that is empty, leaves out. */
export interface Read {
  pixels: Float32Array | number[];
  chances: number[];
  says: string;
}

interface PadControls {
  strokes: Ref<Stroke[]>;
  turn: Ref<number>;
  width: Ref<number>;
  /** The network of the reader's last `npm run train`, or the one that was trained on this page. */
  network: Ref<'file' | 'here'>;
}

export function useReader(say: (typeof words)['en'], { strokes, turn, width, network }: PadControls) {
  const file = shallowRef<NetworkFile>();
  const notFetched = shallowRef<Trouble>();

  async function load(): Promise<void> {
    try {
      file.value = await fetchNetwork();
      notFetched.value = undefined;
    } catch (error) {
      notFetched.value = troubleOf(error);
    }
  }
  onMounted(load);
  const opened = useComputation<typeof networkFile>('network-file', () => file.value);

  const net = computed<GivenNetwork | undefined>(() => {
    if (network.value === 'here') return trained.value && { name: trainedName.value, params: trained.value };
    const given = opened.outcome.value?.result;
    return given && { name: 'file', ...given };
  });

  const pixels = computed(() =>
    strokes.value.length > 0
      ? toPixels(strokes.value, { width: width.value, turn: turn.value })
      : new Float32Array(),
  );

  const read = useComputation<typeof reading>('reading', () =>
    net.value && pixels.value.length > 0 ? { pixels: pixels.value, network: net.value } : undefined,
  );

  function whyNot(): string {
    if (net.value === undefined && network.value === 'here') return say.noneHere;
    return pixels.value.length === 0 ? say.empty : say.loading;
  }

  const computation: Computation<undefined, Read> = {
    outcome: computed(() => {
      const last = read.outcome.value;
      const result =
        last === undefined
          ? { pixels: pixels.value, chances: [], says: whyNot() }
          : {
              pixels: last.settings!.pixels,
              chances: last.result.chances,
              says: say.says(last.result.digit, last.result.chance),
            };
      return { settings: undefined, result };
    }),
    trouble: computed(
      () => (network.value === 'file' && (notFetched.value ?? opened.trouble.value)) || read.trouble.value,
    ),
    isBusy: read.isBusy,
    again: () => (notFetched.value === undefined ? read.again() : void load()),
  };

  return { net, computation };
}

async function fetchNetwork(): Promise<NetworkFile> {
  const [weights, kind] = await Promise.all(
    ['weights.npz', 'network.json'].map((name) => fetchBytes(`${digitsFolder()}${name}`)),
  );
  const { activation } = JSON.parse(new TextDecoder().decode(kind)) as Pick<NetworkFile, 'activation'>;
  return { weights, activation };
}
