// The test environment: checks go from coarse to fine. When a gate fails, the rest of its describe block is skipped, so that a
// student sees the first useful failure and not what follows from it.
// Plain JavaScript, like the resolver: jest loads both itself, outside the tests.
const { TestEnvironment } = require('jest-environment-node');

/** Marks the body of a test that all later tests beside it depend on (see law.ts). */
const GATE = Symbol.for('gradient-dojo.gate');

/** Marks the body of a worked example. */
const EXAMPLE = Symbol.for('gradient-dojo.example');

/** Where printed.ts keeps the first lines of a run. */
const PRINTED = Symbol.for('gradient-dojo.printed');

module.exports = class GatedEnvironment extends TestEnvironment {
  /** The describe blocks whose gate has failed. */
  closed = new WeakSet();

  /** The worked examples: block and sentence of each. */
  examples = [];

  /** Hands on what jest's result does not say: which tests are examples, and what the student's code printed. */
  async teardown() {
    process.emit('gradient-dojo.examples', this.examples);
    const printed = this.global[PRINTED];
    if (printed?.lines?.length > 0)
      process.emit('gradient-dojo.printed', JSON.parse(JSON.stringify(printed)));
    await super.teardown();
  }

  handleTestEvent({ name, test }) {
    if (name === 'test_start' && test.fn[EXAMPLE])
      this.examples.push([blocksAround(test).join(' '), test.name]);
    if (name === 'test_start' && this.isBehindClosedGate(test.parent)) test.mode = 'skip';
    if (name === 'test_done' && test.fn[GATE] && test.errors.length > 0) this.closed.add(test.parent);
  }

  isBehindClosedGate(block) {
    return block !== undefined && (this.closed.has(block) || this.isBehindClosedGate(block.parent));
  }
};

/** The names of the describe blocks around a test, from outside in; the outermost block is jest's own. */
function blocksAround({ parent }) {
  return parent?.parent === undefined ? [] : [...blocksAround(parent), parent.name];
}
