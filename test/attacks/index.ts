// All attacks, by family.
import type { Attack } from './attack';
import { bombs } from './bombs';
import { ending } from './ending';
import { coinciding } from './coinciding';
import { endless } from './endless';
import { files } from './files';
import { floods } from './floods';
import { forging } from './forging';
import { knowing } from './knowing';
import { lying } from './lying';
import { messages } from './messages';
import { reaching } from './reaching';
import { reports } from './reports';

export const families: Record<string, Attack[]> = {
  ending,
  endless,
  floods,
  bombs,
  reaching,
  forging,
  lying,
  messages,
  knowing: [...knowing, ...coinciding],
  files,
  reports,
};
