// Runs before each suite.
import { expect } from '@jest/globals';
import { matchers, sameArrays } from '../suite/matchers';
import '../suite/printed'; // from here on, what a student's file prints is kept

expect.extend(matchers);
expect.addEqualityTesters([sameArrays]);
