// What the suites use of @jest/globals, from vitest.
import { vi } from 'vitest';

export { describe, expect, test } from 'vitest';

const seed = Math.floor(Math.random() * 2 ** 31);
export const jest = { ...vi, getSeed: () => seed };
