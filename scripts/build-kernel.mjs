/**
 * Compiles the AssemblyScript kernels to WebAssembly and writes the module as base64 into a generated source file, which
 * names what it was made of: as long as that is the same, there is nothing to do.
 */

import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const folder = 'src/codec/kernel';
const target = 'src/codec/kernel.generated.ts';

const made = `// ${hashOf([
  'package-lock.json',
  'scripts/build-kernel.mjs',
  ...readdirSync(folder)
    .toSorted()
    .map((name) => path.join(folder, name)),
])}\n`;
if (!existsSync(target) || !readFileSync(target, 'utf8').startsWith(made)) {
  const base64 = Buffer.from(await compile()).toString('base64');
  writeFileSync(target, `${made}export const KERNEL_BASE64 =\n  '${base64}';\n`);
}

/** @param {readonly string[]} files */
function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(file));
  return hash.digest('hex');
}

/** @returns {Promise<Uint8Array>} the module */
async function compile() {
  const { main } = await import('assemblyscript/asc');
  /** @type {Uint8Array | null} */
  let wasm = null;
  const { error } = await main(
    [
      path.posix.join(folder, 'index.ts'),
      '--outFile',
      'kernel.wasm',
      '-O3',
      '--runtime',
      'stub',
      '--noAssert',
      '--enable',
      'simd',
      '--memoryBase',
      String(0xc00000),
    ],
    {
      stderr: process.stderr,
      writeFile(name, contents) {
        if (name.endsWith('.wasm') && typeof contents !== 'string') wasm = contents;
      },
    },
  );
  if (error !== null || wasm === null) throw error ?? new Error(`${folder}: nothing was compiled`);
  return wasm;
}
