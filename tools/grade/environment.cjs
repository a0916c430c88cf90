// The test environment of a judged suite: it opens the line to the accused, and closes it when the suite is done. All suites of a process
// share one global object, so that what does not change between them can be kept (see transform.cjs).
// Plain JavaScript, because jest loads it itself.
const { basename } = require('node:path');
const GatedEnvironment = require('../../engine/jest/environment.cjs');

/** Where the judge has put what opens a line for the topic of a suite. */
const OPEN_LINE = Symbol.for('gradient-dojo.openLine');

/** Where the stand-in for the topic finds the line (see remote.ts). */
const LINE = Symbol.for('gradient-dojo.line');

/** What is kept from suite to suite (see transform.cjs). */
const KEPT = Symbol.for('gradient-dojo.kept');

/** Marks the body of a law (see engine/suite/law.ts). */
const LAW = Symbol.for('gradient-dojo.law');

/** The environment of the first suite, whose global object all later ones use, and what was in it. */
let home;

module.exports = class JudgedEnvironment extends GatedEnvironment {
  constructor(config, context) {
    super(config, context);
    home ??= {
      environment: this,
      context: this.context,
      global: this.global,
      names: new Set(Reflect.ownKeys(this.global)),
    };
    this.context = home.context;
    this.global = home.global;
    for (const name of Reflect.ownKeys(this.global)) {
      if (!home.names.has(name) && name !== KEPT) Reflect.deleteProperty(this.global, name);
    }
    this.line = globalThis[OPEN_LINE](basename(context.testPath, '.test.ts'));
    this.global[LINE] = this.line;
    this.global.Error.stackTraceLimit = 0; // the student's stack comes from afar; the judge's own is of no use, and slow
  }

  handleTestEvent(event) {
    if (event.name === 'test_start') this.line.newTest();
    if (event.name === 'test_fn_success') this.failIfEnded(event.test);
    super.handleTestEvent(event);
    if (event.name === 'test_done') this.line.kinds.push(event.test.fn[LAW] ? 'law' : 'example');
  }

  /** A process that ended also makes a function throw: a test that wants an error must not be content with that. */
  failIfEnded(test) {
    const { ending } = this.line;
    if (ending) test.errors.push(ending);
  }

  async teardown() {
    this.line.stop();
  }
};
