// npm run fingerprint:lib: writes down how lib/ is handed out, after it was edited on purpose, so that `npm run check` can tell a
// student's edits.
import { join } from 'node:path';
import { Command } from 'commander';
import { runCommand } from './shared/cli';
import { libraryFingerprints } from './shared/library';
import { ENGINE_ROOT } from '../engine/course/link';
import { writeAtomically } from './shared/atomic-write';

void runCommand(
  new Command('npm run fingerprint:lib')
    .description(
      'Writes lib/fingerprints.json, by which `npm run check` sees that a student has edited lib/. For authors, after an edit of lib/.',
    )
    .action(() => {
      const fingerprints = libraryFingerprints();
      writeAtomically(
        join(ENGINE_ROOT, 'lib/fingerprints.json'),
        `${JSON.stringify(fingerprints, null, 2)}\n`,
      );
      console.log(`lib/fingerprints.json: ${Object.keys(fingerprints).length} files`);
    }),
);
