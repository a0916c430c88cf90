// What jest does to a TypeScript file before it runs it. The course's own files become JavaScript one by one: `tsc` has looked at all of
// their types, once (`test/dev/types.test.ts`). A student's file is type-checked, because its type errors are part of the verdict.
// Plain JavaScript, because jest loads it itself. TypeScript takes a while to load, so that happens when a file is not in jest's cache.
const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const { join, relative, sep } = require('node:path');
const { withBareSource } = require('./source-map.cjs');
const { StudentTypes, stateOf, translate } = require('./student-types.cjs');

/** What decides about the JavaScript of a file, besides the file. */
const VERSION = [
  ...['transform.cjs', 'source-map.cjs', 'student-types.cjs', 'student-globals.cjs'].map((file) =>
    readFileSync(join(module.path, file), 'utf8'),
  ),
  ...['ts-jest', 'typescript'].map((name) => require(`${name}/package.json`).version),
].join('\n');

/** Told of the process before and after the types of a student's file are checked, so that it is known what did not end. */
const TYPES = 'gradient-dojo.types';

/** As in tsconfig.json. Each import stands for itself. */
const WITHOUT_TYPES = {
  tsconfig: { target: 'ES2022', module: 'CommonJS', esModuleInterop: true, isolatedModules: true },
  diagnostics: { ignoreCodes: [] }, // what cannot even be read is still said
};

module.exports = {
  /** `tsconfig`: with which configuration students' files are checked. */
  createTransformer({ tsconfig }) {
    let ofCourse; // loaded when it is needed
    let types;
    const nameOf = (file, { config }) => relative(config.rootDir, file); // wherever the course lies
    const isStudents = (file, options) => nameOf(file, options).startsWith(`exercises${sep}`);
    return {
      process(source, file, options) {
        if (!isStudents(file, options)) {
          ofCourse ??= require('ts-jest').default.createTransformer(WITHOUT_TYPES);
          const result = ofCourse.process(source, file, options);
          return { ...result, code: withBareSource(result.code, file) };
        }
        process.emit(TYPES, true);
        try {
          types ??= new StudentTypes(options.config.rootDir, tsconfig);
          const report = types.reportOn(file);
          if (report !== '') throw new TypeErrors(report);
          return { code: translate(source, file) };
        } finally {
          process.emit(TYPES, false);
        }
      },
      getCacheKey: (source, file, options) =>
        createHash('sha256')
          .update(VERSION)
          .update(
            JSON.stringify([options.instrument ? file : nameOf(file, options), options.instrument, tsconfig]),
          )
          .update(isStudents(file, options) ? stateOf(source, options.config.rootDir, tsconfig) : source)
          .digest('hex'),
    };
  },
};

/** The compiler's report on a student's file; the stack of whoever asked for it says nothing. */
class TypeErrors extends Error {
  name = 'TypeErrors';

  constructor(report) {
    super(report.trim());
    this.stack = '';
  }
}
