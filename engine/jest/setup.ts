// Runs before each suite.
import { expect } from '@jest/globals';
import { matchers, sameArrays } from '../suite/matchers';

expect.extend(matchers);
expect.addEqualityTesters([sameArrays]);
