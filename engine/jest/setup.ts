// Runs before each suite.
import { expect } from '@jest/globals';
import { useHost } from '../suite/host';
import { matchers, sameArrays } from '../suite/matchers';
import '../suite/printed'; // from here on, what a student's file prints is kept
import { jestHost } from './host';

expect.extend(matchers);
expect.addEqualityTesters([sameArrays]);
useHost(jestHost);
