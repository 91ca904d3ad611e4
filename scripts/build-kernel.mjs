/** Compiles the AssemblyScript kernels to WebAssembly and writes the module as base64 into a generated source file. */

import { writeFileSync } from 'node:fs';
import { main } from 'assemblyscript/asc';

const entry = 'src/codec/kernel/index.ts';
const target = 'src/codec/kernel.generated.ts';

/** @type {Uint8Array | null} */
let wasm = null;
const { error } = await main(
  [
    entry,
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
if (error !== null || wasm === null) throw error ?? new Error(`${entry}: nothing was compiled`);
const base64 = Buffer.from(wasm).toString('base64');
writeFileSync(target, `export const KERNEL_BASE64 =\n  '${base64}';\n`);
