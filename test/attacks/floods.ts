// Attacks that use up memory, disk or output.
import { answer, type Attack, RIGHT } from './attack';

const MEMORY = /out of memory|allocation failed|killed|did not end/i;

export const floods: Attack[] = [
  {
    id: 'typed-arrays',
    does: 'fills memory outside of the heap',
    files: answer('const all: unknown[] = []; for (;;) all.push(new Float64Array(1e6).fill(1));'),
    must: { state: 'judged', points: 'none', say: MEMORY },
  },
  {
    id: 'objects',
    does: 'fills the heap',
    files: answer('const all: unknown[] = []; for (;;) all.push({ a: [1, 2, 3] });'),
    must: { state: 'judged', points: 'none', say: MEMORY },
  },
  {
    id: 'shared-memory',
    does: 'fills memory that threads share',
    files: answer(`
      const all: unknown[] = [];
      for (;;) all.push(new Int32Array(new SharedArrayBuffer(1e8)).fill(1));`),
    must: { state: 'judged', points: 'none', say: MEMORY },
  },
  {
    id: 'memory-at-import',
    does: 'fills memory while the file is loaded',
    files: answer(
      'return 0;',
      'const all: unknown[] = []; for (;;) all.push(new Float64Array(1e6).fill(1));',
    ),
    must: { state: 'unreadable', points: 'none', say: MEMORY },
  },
  {
    id: 'long-string',
    does: 'returns a string of half a gigabyte',
    files: answer("return 'a'.repeat(5e8);"),
    must: { state: 'judged', points: 'none', say: /a string of 500000000 characters/ },
  },
  {
    id: 'long-array',
    does: 'returns an array of four thousand million holes',
    files: answer('return new Array(4e9);'),
    must: { state: 'judged', points: 'none', say: /an array of 4000000000 elements/ },
  },
  {
    id: 'long-message',
    does: 'throws an error with a message of a hundred megabytes',
    files: answer("throw new Error('a'.repeat(1e8));"),
    must: { state: 'judged', points: 'none', say: /too long|aaaa|out of memory/ },
  },
  {
    id: 'console',
    does: 'is right, and prints a thousand lines each time',
    files: answer(`for (let i = 0; i < 1000; i++) console.log('x'.repeat(100)); return ${RIGHT};`),
    must: { state: 'judged', points: 'all' },
  },
  {
    id: 'standard-error',
    does: 'writes to the standard error forever',
    files: answer("for (;;) process.stderr.write('x'.repeat(1e6));"),
    must: { state: 'judged', points: 'none', say: /did not end|out of memory|killed/ },
  },
  {
    id: 'disk',
    does: 'fills the disk with files',
    files: answer(
      'for (let i = 0; ; i++) fs.writeFileSync(`/tmp/${i}`, Buffer.alloc(1e6));',
      "import fs from 'node:fs';",
    ),
    must: { state: 'judged', points: 'none', say: /EPERM|EROFS|EACCES|restricted/ },
  },
];
