// npm run fingerprint:lib: writes down how lib/ is handed out, after it was edited on purpose, so that `npm run check` can tell a student's edits.
import { join } from 'node:path';
import { libraryFingerprints } from './shared/library';
import { ROOT } from './shared/topics';
import { writeWhole } from './shared/whole-files';

writeWhole(join(ROOT, 'lib/fingerprints.json'), `${JSON.stringify(libraryFingerprints(), null, 2)}\n`);
