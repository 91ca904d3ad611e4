/**
 * What a Windows runs on, from the PE header of a file of its own.
 *
 * ```
 *   0x00  2  "MZ"                  at the PE header:  0  4  "PE\0\0"
 *   0x3C  4  where the PE header is                   4  2  machine
 * ```
 */

import type { Key } from '../registry/index.js';
import { findOrNull, type FileTree } from '../tree/index.js';
import { ARCHITECTURE } from '../wim/index.js';
import { readStart } from './read-small-file.js';

const BY_MACHINE: Readonly<Record<number, number>> = {
  0x014c: ARCHITECTURE.x86,
  0x0200: ARCHITECTURE.ia64,
  0x01c0: ARCHITECTURE.arm,
  0x01c2: ARCHITECTURE.arm,
  0x01c4: ARCHITECTURE.arm,
  0x8664: ARCHITECTURE.amd64,
  0xaa64: ARCHITECTURE.arm64,
};

const BY_NAME: Readonly<Record<string, number>> = ARCHITECTURE;

/** A header further in is that of no file of Windows. */
const HEADER_LIMIT = 65_536;

/**
 * @param system32 the path of System32
 * @param control `SYSTEM\ControlSet00N\Control`, which names it where kernel32.dll is missing or no PE file
 */
export async function readArchitecture(
  tree: FileTree,
  system32: string,
  control: Key | null,
): Promise<number> {
  const kernel32 = await findOrNull(tree, `${system32}\\kernel32.dll`);
  const machine = kernel32 === null ? null : machineOf(await readStart(tree, kernel32, HEADER_LIMIT));
  const environment = control?.key('Session Manager\\Environment') ?? null;
  const name = environment?.string('PROCESSOR_ARCHITECTURE')?.toLowerCase() ?? '';
  return (machine === null ? undefined : BY_MACHINE[machine]) ?? BY_NAME[name] ?? ARCHITECTURE.x86;
}

/** The machine of a PE file; null where the bytes are no beginning of one. */
function machineOf(bytes: Uint8Array): number | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 0x40 || view.getUint16(0, true) !== 0x5a4d) return null;
  const header = view.getUint32(0x3c, true);
  if (header + 6 > bytes.length || view.getUint32(header, true) !== 0x4550) return null;
  return view.getUint16(header + 4, true);
}
