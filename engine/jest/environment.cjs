// The test environment: checks go from coarse to fine. When a gate fails, the rest of its describe block is skipped, so that a
// student sees the first useful failure and not what follows from it.
// Plain JavaScript, like the resolver: jest loads both itself, outside the tests.
const { TestEnvironment } = require('jest-environment-node');

/** Marks the body of a test that all later tests beside it depend on (see law.ts). */
const GATE = Symbol.for('gradient-dojo.gate');

/** Where printed.ts keeps the first lines of a run. */
const PRINTED = Symbol.for('gradient-dojo.printed');

module.exports = class GatedEnvironment extends TestEnvironment {
  /** The describe blocks whose gate has failed. */
  closed = new WeakSet();

  /** Hands on what the student's code printed: this environment ends with its suite. */
  async teardown() {
    const printed = this.global[PRINTED];
    if (printed?.lines?.length > 0)
      process.emit('gradient-dojo.printed', JSON.parse(JSON.stringify(printed)));
    await super.teardown();
  }

  handleTestEvent({ name, test }) {
    if (name === 'test_start' && this.isBehindClosedGate(test.parent)) test.mode = 'skip';
    if (name === 'test_done' && test.fn[GATE] && test.errors.length > 0) this.closed.add(test.parent);
  }

  isBehindClosedGate(block) {
    return block !== undefined && (this.closed.has(block) || this.isBehindClosedGate(block.parent));
  }
};
