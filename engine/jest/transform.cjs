// What jest does to a TypeScript file before it runs it. The course's own files become JavaScript one by one: `tsc` has looked at all of
// their types, once (`npm test` begins with it). A student's file is type-checked here, because its type errors are part of the verdict.
// Plain JavaScript, because jest loads it itself. TypeScript takes a while to load, so that happens when a file is not in jest's cache.
const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const { relative, sep } = require('node:path');
const { withBareSource } = require('./source-map.cjs');

/** What decides about the JavaScript of a file, besides the file. */
const VERSION = createHash('sha256')
  .update(readFileSync(module.filename))
  .update(readFileSync(require.resolve('./source-map.cjs')))
  .update(require('ts-jest/package.json').version)
  .update(require('typescript/package.json').version)
  .digest();

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
    const checking = new TsJest({ tsconfig }, 'checking');
    const translating = new TsJest(WITHOUT_TYPES, 'translating');
    const isStudents = (file, { config }) => relative(config.rootDir, file).startsWith(`exercises${sep}`);
    return {
      process(source, file, options) {
        if (!isStudents(file, options)) return translating.process(source, file, options);
        process.emit(TYPES, true);
        try {
          return checking.process(source, file, options);
        } finally {
          process.emit(TYPES, false);
        }
      },
      getCacheKey: (source, file, options) =>
        isStudents(file, options)
          ? checking.getCacheKey(source, file, options)
          : createHash('sha256')
              .update(VERSION)
              .update(JSON.stringify([file, options.instrument]))
              .update(source)
              .digest('hex'),
    };
  },
};

/** ts-jest, loaded when it is needed. Of two transformers that are told the same configuration of jest, the second would be the first. */
class TsJest {
  configs = new WeakMap();

  constructor(settings, name) {
    this.settings = settings;
    this.name = name;
  }

  get transformer() {
    return (this.loaded ??= require('ts-jest').default.createTransformer(this.settings));
  }

  process(source, file, options) {
    const result = this.transformer.process(source, file, this.withOwnConfig(options));
    return { ...result, code: withBareSource(result.code, file) };
  }

  getCacheKey(source, file, options) {
    const key = this.transformer.getCacheKey(source, file, this.withOwnConfig(options));
    return createHash('sha256').update(VERSION).update(key).digest('hex');
  }

  withOwnConfig({ config, ...options }) {
    if (!this.configs.has(config)) this.configs.set(config, { ...config, id: `${config.id}-${this.name}` });
    return { ...options, config: this.configs.get(config) };
  }
}
