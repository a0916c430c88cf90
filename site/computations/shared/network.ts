// A trained network as it comes into a computation: its numbers, which are made a network once and not for each stroke of a pen.
import type { TwoLayerNet } from '#topics/10-two-layer-net';
import type { ActivationName } from '#topics/17-layered-network';
import type { PlainArray, PlainParams } from '../../pictures/training/messages';
import { layeredNetOf, netOf } from '../../pictures/training/params';

let made: { name: string; net: TwoLayerNet } | undefined;

export interface GivenNetwork {
  /** Another name for other numbers. */
  name: string;
  params: Record<string, PlainArray>;
  /** Of a layered network; a two-layer network has none to choose. */
  activation?: ActivationName;
}

export function netFrom({ name, params, activation }: GivenNetwork): TwoLayerNet {
  if (made?.name !== name) {
    // Whoever asks wants predictions, and both networks make them.
    const net =
      activation === undefined
        ? netOf(params as PlainParams)
        : (layeredNetOf(params, activation) as unknown as TwoLayerNet);
    made = { name, net };
  }
  return made.net;
}
