// Runs before each suite.
import { expect } from '@jest/globals';
import { matchers } from './matchers';

expect.extend(matchers);
