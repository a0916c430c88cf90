// vitest on the course's own suites, for the comparison: it is handed what the suites import from jest.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const here = (file) => fileURLToPath(new URL(file, import.meta.url));

export default defineConfig({
  root: process.env.COURSE,
  resolve: { alias: { '@jest/globals': here('jest-globals.mjs') } },
  test: {
    include: ['test/[0-9]*.test.ts'],
    setupFiles: ['engine/jest/setup.ts'],
    maxWorkers: 1,
    server: { deps: { inline: [/jest-globals/] } },
  },
});
