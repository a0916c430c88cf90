// The test environment: checks go from coarse to fine. When a gate fails, the rest of its describe block is skipped, so that a
// student sees the first useful failure and not what follows from it.
import type { Circus } from '@jest/types';
import { TestEnvironment } from 'jest-environment-node';

/** Marks the body of a test that all later tests beside it depend on. */
export const GATE = Symbol.for('gradient-dojo.gate');

export default class GatedEnvironment extends TestEnvironment {
  private readonly closed = new WeakSet<Circus.DescribeBlock>();

  handleTestEvent(event: Circus.Event): void {
    if (event.name === 'test_start' && this.isBehindClosedGate(event.test)) event.test.mode = 'skip';
    if (event.name === 'test_done' && isGate(event.test) && event.test.errors.length > 0) {
      this.closed.add(event.test.parent);
    }
  }

  private isBehindClosedGate(test: Circus.TestEntry): boolean {
    for (let block: Circus.DescribeBlock | undefined = test.parent; block; block = block.parent) {
      if (this.closed.has(block)) return true;
    }
    return false;
  }
}

function isGate(test: Circus.TestEntry): boolean {
  return Object.hasOwn(test.fn, GATE);
}
