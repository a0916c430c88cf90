// A reporter for Stryker that writes down what npm run mutants reads. Stryker's own writes what each failed test said, too, and together
// that can be longer than a string may be.
import { writeFileSync } from 'node:fs';

class MutantsReporter {
  static inject = ['options'];

  constructor(options) {
    this.fileName = options.jsonReporter.fileName;
  }

  onMutationTestReportReady({ files }) {
    const brief = Object.entries(files).map(([file, { source, mutants }]) => [
      file,
      {
        source,
        mutants: mutants.map(({ status, statusReason, replacement, location }) => ({
          status,
          reason: statusReason?.slice(0, 200),
          replacement,
          location,
        })),
      },
    ]);
    writeFileSync(this.fileName, JSON.stringify({ files: Object.fromEntries(brief) }));
  }
}

export const strykerPlugins = [{ kind: 'Reporter', name: 'mutants', injectableClass: MutantsReporter }];
