// The network that was trained last in this visit, for the pages that want to use it.
import { shallowRef } from 'vue';
import type { PlainParams } from './messages';

export const trained = shallowRef<PlainParams>();
