// A trained network as it comes into a computation: its numbers, which are made a network once and not for each stroke of a pen.
import type { TwoLayerNet } from '#topics/10-two-layer-net';
import type { PlainParams } from '../../pictures/training/messages';
import { netOf } from '../../pictures/training/params';

let made: { name: string; net: TwoLayerNet } | undefined;

export interface GivenNetwork {
  /** Another name for other numbers. */
  name: string;
  params: PlainParams;
}

export function netFrom({ name, params }: GivenNetwork): TwoLayerNet {
  if (made?.name !== name) made = { name, net: netOf(params) };
  return made.net;
}
