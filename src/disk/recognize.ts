/** What kind of disk image a file is, by its content: the name's extension is not asked. */

import { FactoryError } from '../errors.js';
import { readAt, type ByteSource } from './device.js';
import { ascii, fileSystemOf } from './file-system.js';
import { hasGptSignature } from './gpt.js';
import { hasMbrSignature } from './mbr.js';

export type DiskFormat =
  | { readonly kind: 'vhdx' }
  | { readonly kind: 'vhd' }
  | { readonly kind: 'raw'; readonly sectorSize: number };

/** What was expected of a file that is none. */
export const DISK_IMAGE = 'a VHDX, VHD or raw disk image';

interface Signature {
  readonly offset: number;
  /** Latin-1. */
  readonly text: string;
  readonly name: string;
  /** What to do next; `FILE` is replaced by the path. */
  readonly next: string;
}

const CONVERT = 'convert it first: qemu-img convert -O vhdx FILE disk.vhdx';
const NAME_IMAGE = 'name one of its images: FILE#1';
const UNPACK = 'unpack it first';
const MEDIUM = 'give a disk that Windows is installed on, or the install.wim of this medium';

/** Kinds of files that people give instead of a disk. They are asked before a partition table, which an ISO has too. */
const FOREIGN: readonly Signature[] = [
  { offset: 0, text: 'QFI\xfb', name: 'a QCOW2 disk', next: CONVERT },
  { offset: 0, text: 'QED\0', name: 'a QED disk', next: CONVERT },
  { offset: 0, text: 'KDMV', name: 'a VMDK disk', next: CONVERT },
  { offset: 0, text: 'COWD', name: 'a VMDK disk', next: CONVERT },
  { offset: 0, text: '# Disk DescriptorFile', name: 'the descriptor of a VMDK disk', next: CONVERT },
  { offset: 0x40, text: '\x7f\x10\xda\xbe', name: 'a VDI disk', next: CONVERT },
  { offset: 0, text: 'WithoutFreeSpace', name: 'a Parallels disk', next: CONVERT },
  { offset: 0, text: 'WithouFreSpacExt', name: 'a Parallels disk', next: CONVERT },
  { offset: 0, text: 'MSWIM\0\0\0', name: 'a WIM archive', next: NAME_IMAGE },
  {
    offset: 0,
    text: 'WLPWM\0\0\0',
    name: 'a pipable WIM archive',
    next: 'export it first: wimlib-imagex export',
  },
  { offset: 0x8001, text: 'CD001', name: 'an ISO image', next: MEDIUM },
  { offset: 0x8001, text: 'BEA01', name: 'a UDF image', next: MEDIUM },
];

/** Short signatures that boot code could begin with: they count only where nothing of a disk was found. */
const PACKED: readonly Signature[] = [
  { offset: 0, text: 'PK\x03\x04', name: 'a ZIP archive', next: UNPACK },
  { offset: 0, text: '\x1f\x8b', name: 'a gzip file', next: UNPACK },
  { offset: 0, text: '\xfd7zXZ\0', name: 'an xz file', next: UNPACK },
  { offset: 0, text: '\x28\xb5\x2f\xfd', name: 'a Zstandard file', next: UNPACK },
  { offset: 0, text: '7z\xbc\xaf\x27\x1c', name: 'a 7-Zip archive', next: UNPACK },
  { offset: 0, text: 'MSCF\0\0\0\0', name: 'a cabinet', next: UNPACK },
];

/** How much of the file's start is looked at: all of FOREIGN lies in it. */
const HEAD = 0x9000;

/** @throws unsupported for what is no disk image, or one of another kind, with what to do next */
export async function recognize(file: ByteSource): Promise<DiskFormat> {
  if (file.size === 0) throw refused(file, 'an empty file', 'fetch or make it again');
  const head = await readAt(file, 0, Math.min(file.size, HEAD));
  if (ascii(head, 0, 8) === 'vhdxfile') return { kind: 'vhdx' };
  if (ascii(head, 0, 8) === 'conectix' || (await endsWithVhdFooter(file))) return { kind: 'vhd' };
  refuseAny(file, head, FOREIGN);
  const sectorSize = await rawSectorSize(file, head);
  if (sectorSize !== null) return { kind: 'raw', sectorSize };
  refuseAny(file, head, PACKED);
  throw refused(file, 'neither a disk header nor a partition table nor a file system', 'check the path');
}

/** The footer is the last 512 bytes; Virtual PC before 2004 wrote 511. */
async function endsWithVhdFooter(file: ByteSource): Promise<boolean> {
  if (file.size < 512) return false;
  const tail = await readAt(file, file.size - 512, 512);
  return ascii(tail, 0, 8) === 'conectix' || ascii(tail, 1, 8) === 'conectix';
}

/**
 * A raw image does not say how long its sectors are, but its GPT does by where its header lies. Where the start was
 * wiped, the copy in the last sector tells it too.
 *
 * @returns null where nothing of a disk is found
 */
async function rawSectorSize(file: ByteSource, head: Uint8Array): Promise<number | null> {
  for (const sectorSize of [512, 4096]) {
    if (hasGptSignature(head.subarray(sectorSize))) return sectorSize;
  }
  for (const sectorSize of [512, 4096]) {
    if (file.size >= sectorSize && hasGptSignature(await readAt(file, file.size - sectorSize, 8)))
      return sectorSize;
  }
  const isVolume = head.length >= 512 && fileSystemOf(head) !== 'unknown';
  return isVolume || hasMbrSignature(head) ? 512 : null;
}

function refuseAny(file: ByteSource, head: Uint8Array, signatures: readonly Signature[]): void {
  const found = signatures.find(({ offset, text }) => ascii(head, offset, text.length) === text);
  if (found !== undefined) throw refused(file, found.name, found.next.replace('FILE', file.label));
}

function refused(file: ByteSource, found: string, next: string): FactoryError {
  return new FactoryError('unsupported', {
    subject: file.label,
    found,
    expected: DISK_IMAGE,
    next,
  });
}
