// npm run build:kernel: compiles the sources to WebAssembly, and writes it to ../kernel.wasm.ts. With --check it writes nothing, and
// says whether that file is what a fresh build gives. The compiler is installed by `npm run install:kernel`.
// Plain JavaScript, because the compiler's types describe its own language as if it were everywhere.
import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const sources = ['lib/kernel/assembly/dot.ts', 'lib/kernel/assembly/pairwise.ts'];
const target = 'lib/kernel/kernel.wasm.ts';

const text = moduleOf(await compile());
if (readFileSync(root + target, 'utf8').replaceAll('\r\n', '\n') === text) {
  console.log(`${target} is up to date.`);
} else if (process.argv.includes('--check')) {
  console.error(`${target} is not what ${sources.join(' and ')} compile to: run \`npm run build:kernel\`.`);
  process.exitCode = 1;
} else {
  writeFileSync(root + target, text);
  console.log(`${target} is written.`);
}

async function compile() {
  let compiled;
  const options = ['-O3', '--noAssert', '--enable', 'simd', '--runtime', 'stub', '--outFile', 'kernel.wasm'];
  const { error, stderr } = await asc.main([...sources, '--baseDir', root, ...options], {
    writeFile: (_name, contents) => (compiled = contents),
  });
  if (error) throw new Error(`${sources.join(' and ')} do not compile:\n${stderr}`);
  return compiled;
}

/** The bytes as text in a module, so that they are there at once and everywhere: in Node, in jest, in a page, in a worker. */
function moduleOf(bytes) {
  const lines = Buffer.from(bytes)
    .toString('base64')
    .match(/.{1,100}/g);
  return [
    `// Made of ${sources.join(' and ')} by \`npm run build:kernel\`: not to be edited by hand.`,
    `// ${fingerprint()}: the SHA-256 of these files, one after the other, by which a test sees that all belong together.`,
    `export const wasm = [`,
    ...lines.map((line) => `  '${line}',`),
    `].join('');`,
    ``,
  ].join('\n');
}

function fingerprint() {
  const hash = createHash('sha256');
  for (const source of sources) hash.update(readFileSync(root + source, 'utf8').replaceAll('\r\n', '\n'));
  return hash.digest('hex');
}
