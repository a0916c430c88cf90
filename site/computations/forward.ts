// Topic 10: the way forward through a small network, and its numerical gradient.
import { forward, lossCurve, type SmallNetLook, type SmallNetSettings } from './shared/small-net';

export default function wayForward(settings: SmallNetSettings): SmallNetLook {
  const { x, t, shown } = forward(settings);
  return { ...shown, curve: lossCurve(x, t) };
}
