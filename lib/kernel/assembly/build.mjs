// npm run build:kernel: compiles dot.ts to WebAssembly, and writes it to ../kernel.wasm.ts. With --check it writes nothing, and says
// whether that file is what a fresh build gives. The compiler is installed by `npm run install:kernel`.
// Plain JavaScript, because the compiler's types describe its own language as if it were everywhere.
import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const source = 'lib/kernel/assembly/dot.ts';
const target = 'lib/kernel/kernel.wasm.ts';

const text = moduleOf(await compile());
if (readFileSync(root + target, 'utf8').replaceAll('\r\n', '\n') === text) {
  console.log(`${target} is up to date.`);
} else if (process.argv.includes('--check')) {
  console.error(`${target} is not what ${source} compiles to: run \`npm run build:kernel\`.`);
  process.exitCode = 1;
} else {
  writeFileSync(root + target, text);
  console.log(`${target} is written.`);
}

async function compile() {
  let compiled;
  const options = ['-O3', '--noAssert', '--enable', 'simd', '--runtime', 'stub', '--outFile', 'dot.wasm'];
  const { error, stderr } = await asc.main([source, '--baseDir', root, ...options], {
    writeFile: (_name, contents) => (compiled = contents),
  });
  if (error) throw new Error(`${source} does not compile:\n${stderr}`);
  return compiled;
}

/** The bytes as text in a module, so that they are there at once and everywhere: in Node, in jest, in a page, in a worker. */
function moduleOf(bytes) {
  const lines = Buffer.from(bytes)
    .toString('base64')
    .match(/.{1,100}/g);
  return [
    `// Made of ${source} by \`npm run build:kernel\`: not to be edited by hand.`,
    `// ${fingerprint()}: the SHA-256 of that file, by which a test sees that both belong together.`,
    `export const wasm = [`,
    ...lines.map((line) => `  '${line}',`),
    `].join('');`,
    ``,
  ].join('\n');
}

function fingerprint() {
  const lines = readFileSync(root + source, 'utf8').replaceAll('\r\n', '\n');
  return createHash('sha256').update(lines).digest('hex');
}
