/** VHD: the old footer, the copy of the footer, and each structure wrong in one place. */

import { describe, expect, test } from '@jest/globals';
import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { contentOf, convert, differenceAt, errorOf, noise, writeSparseRaw } from '../support/disk-images.js';
import { temporaryFolder } from '../support/folder.js';
import { testWith } from '../support/peers.js';
import { keepingReporter } from '../support/reporter.js';
import {
  buildVhd,
  sealVhd,
  VHD_BLOCK,
  VHD_BLOCKS_AT,
  VHD_HEADER_AT,
  VHD_TABLE_AT,
  vhdFooter,
} from '../support/vhd-builder.js';

const file = temporaryFolder();
const IMAGE = file('disk.vhd');
const SIZE = 5 * 1024 * 1024;
const DATA = noise(1, VHD_BLOCK);
const MORE = noise(2, VHD_BLOCK);

/** Blocks 0 and 2 are there, in the other order; the disk ends within its third block. */
function image(change: (bytes: Buffer) => void = () => {}): string {
  const bytes = buildVhd({
    size: SIZE,
    blocks: new Map([
      [2, MORE],
      [0, DATA],
    ]),
  });
  change(bytes);
  writeFileSync(IMAGE, bytes);
  return IMAGE;
}

/** The footer and its copy with the same change. */
function eachFooter(bytes: Buffer, change: (at: number) => void): void {
  for (const at of [0, bytes.length - 512]) {
    change(at);
    sealVhd(bytes, at, 512, 64);
  }
}

function header(bytes: Buffer, change: () => void): void {
  change();
  sealVhd(bytes, VHD_HEADER_AT, 1024, 36);
}

describe('a VHD', () => {
  testWith(['qemu-img'], 'that we built is read by qemu-img as by us', async () => {
    const path = image();
    const theirs = readFileSync(await convert(path, file('qemu.raw'), 'raw'));
    const ours = await contentOf(path);
    expect(ours.length).toBe(SIZE);
    expect(differenceAt(ours.subarray(0, theirs.length), theirs.subarray(0, SIZE))).toBe(-1);
    expect(differenceAt(ours.subarray(0, VHD_BLOCK), DATA)).toBe(-1);
  });

  test('has the size that its footer says now, not the product of its geometry', async () => {
    const path = image((bytes) => eachFooter(bytes, (at) => bytes.writeUInt32BE(0x00010101, at + 56)));
    expect(await contentOf(path)).toHaveLength(SIZE);
  });

  test('with a footer of 511 bytes is read', async () => {
    const raw = file('old.raw');
    await writeSparseRaw(raw, SIZE, 4, 3);
    const footer = vhdFooter({ size: SIZE, type: 2 }).subarray(0, 511);
    sealVhd(footer, 0, 511, 64);
    writeFileSync(IMAGE, Buffer.concat([readFileSync(raw), footer]));
    expect(differenceAt(await contentOf(IMAGE), readFileSync(raw))).toBe(-1);
  });

  test('whose footer is damaged is read by its copy, with a warning', async () => {
    const reporter = keepingReporter();
    const path = image((bytes) => bytes.writeUInt8(1, bytes.length - 10));
    const content = await contentOf(path, { reporter });
    expect(differenceAt(content.subarray(0, VHD_BLOCK), DATA)).toBe(-1);
    expect(reporter.warnings).toEqual([expect.stringMatching(/footer at the end is damaged \(checksum 0x/)]);
  });

  test('whose footer was cut off is read by its copy, with a warning', async () => {
    const reporter = keepingReporter();
    const path = image();
    truncateSync(path, VHD_BLOCKS_AT + 2 * (VHD_BLOCK + 512));
    const content = await contentOf(path, { reporter });
    expect(differenceAt(content.subarray(0, VHD_BLOCK), DATA)).toBe(-1);
    expect(reporter.warnings).toEqual([
      expect.stringMatching(/no signature "conectix" at the end of the file/),
    ]);
  });
});

interface Twin {
  readonly name: string;
  readonly change: (bytes: Buffer) => void;
  readonly code?: 'damaged' | 'unsupported';
  readonly says: RegExp;
}

const TWINS: readonly Twin[] = [
  {
    name: 'footer and copy with wrong checksums',
    change: (bytes) => [0, bytes.length - 512].forEach((at) => bytes.writeUInt8(1, at + 500)),
    says: /VHD footer at the start: checksum 0x[0-9a-f]+, expected 0x[0-9a-f]+ as it says/,
  },
  {
    name: 'type 6',
    change: (bytes) => eachFooter(bytes, (at) => bytes.writeUInt32BE(6, at + 60)),
    code: 'unsupported',
    says: /VHD footer: type 6, expected 2 \(fixed\), 3 \(dynamic\) or 4 \(differencing\)/,
  },
  {
    name: 'a disk of 100 bytes',
    change: (bytes) => eachFooter(bytes, (at) => bytes.writeBigUInt64BE(100n, at + 48)),
    says: /a disk of 100 bytes, expected whole sectors of 512 bytes/,
  },
  {
    name: 'a fixed disk larger than its file',
    change: (bytes) =>
      eachFooter(bytes, (at) => {
        bytes.writeUInt32BE(2, at + 60);
        bytes.writeBigUInt64BE(1n << 40n, at + 48);
      }),
    says: /a disk of 1099511627776 bytes in a file with room for 4197376/,
  },
  {
    name: 'the dynamic header behind the end of the file',
    change: (bytes) => eachFooter(bytes, (at) => bytes.writeBigUInt64BE(1n << 62n, at + 16)),
    says: /VHD dynamic header: 1024 bytes at byte 4611686018427388000 of a file that ends at byte 4197888/,
  },
  {
    name: 'the dynamic header without its signature',
    change: (bytes) => header(bytes, () => bytes.writeUInt8(0, VHD_HEADER_AT)),
    says: /dynamic header: no signature "cxsparse"/,
  },
  {
    name: 'the dynamic header with a wrong checksum',
    change: (bytes) => bytes.writeUInt8(9, VHD_HEADER_AT + 900),
    says: /dynamic header: checksum 0x/,
  },
  {
    name: 'blocks of three sectors',
    change: (bytes) => header(bytes, () => bytes.writeUInt32BE(1536, VHD_HEADER_AT + 32)),
    says: /blocks of 1536 bytes, expected a power of two/,
  },
  {
    name: 'fewer blocks than the disk needs',
    change: (bytes) => header(bytes, () => bytes.writeUInt32BE(2, VHD_HEADER_AT + 28)),
    says: /2 blocks of 2097152 bytes, expected 3 for 5242880 bytes/,
  },
  {
    name: 'more blocks than fit into memory',
    change: (bytes) => {
      eachFooter(bytes, (at) => bytes.writeBigUInt64BE(1n << 40n, at + 48));
      header(bytes, () => {
        bytes.writeUInt32BE(0xffffffff, VHD_HEADER_AT + 28);
        bytes.writeUInt32BE(512, VHD_HEADER_AT + 32);
      });
    },
    code: 'unsupported',
    says: /2147483648 blocks of 512 bytes/,
  },
  {
    name: 'the block table behind the end of the file',
    change: (bytes) => header(bytes, () => bytes.writeBigUInt64BE(1n << 32n, VHD_HEADER_AT + 16)),
    says: /VHD block table: 12 bytes at byte 4294967296 of a file that ends at byte 4197888/,
  },
  {
    name: 'a block behind the end of the data',
    change: (bytes) => bytes.writeUInt32BE(0x00ffffff, VHD_TABLE_AT + 4),
    says: /VHD block 1: bytes 8589934080 to 8592031744 of a file whose data ends at byte 4197376/,
  },
  {
    name: 'a block on the block table',
    change: (bytes) => bytes.writeUInt32BE(VHD_TABLE_AT / 512, VHD_TABLE_AT),
    says: /VHD block 0: a place at byte 1536 where a header or the block table lies/,
  },
  {
    name: 'two blocks on top of each other',
    change: (bytes) => bytes.writeUInt32BE(VHD_BLOCKS_AT / 512 + 1, VHD_TABLE_AT + 4),
    says: /two blocks on top of each other at byte 2560/,
  },
];

describe('is refused', () => {
  for (const { name, change, code = 'damaged', says } of TWINS) {
    test(name, async () => {
      const error = await errorOf(image(change));
      expect(error.message).toMatch(says);
      expect(error.code).toBe(code);
    });
  }

  test('a fixed VHD that lost its footer, because nothing says any more what it is', async () => {
    writeFileSync(IMAGE, Buffer.alloc(4096));
    expect((await errorOf(IMAGE)).code).toBe('unsupported');
  });
});
