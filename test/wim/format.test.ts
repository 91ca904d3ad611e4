/** The tables of the format, byte by byte, with the boundaries that no small archive reaches. */

import { describe, expect, test } from '@jest/globals';
import { ByteWriter, cursorOver } from '../../src/bytes/index.js';
import {
  buildChunkTable,
  chunkBegins,
  chunkCount,
  chunkSizes,
  chunkTableSize,
  entryWidth,
} from '../../src/wim/chunk-table.js';
import { readBlobTable, writeBlobTable } from '../../src/wim/blob-table.js';
import { RESOURCE_FLAG } from '../../src/wim/format.js';
import { readHeader, writeHeader } from '../../src/wim/header.js';
import { readResourceHeader, writeResourceHeader } from '../../src/wim/resource-header.js';
import type { WimBlob } from '../../src/wim/index.js';
import { DEFAULT_DESCRIPTOR, readSecurityData, writeSecurityData } from '../../src/wim/security-data.js';

const CHUNK = 32_768;
const GIB_4 = 2 ** 32;

describe('the chunk table', () => {
  test('has entries of four bytes below 4 GiB and of eight from there on', () => {
    expect(entryWidth(GIB_4 - 1)).toBe(4);
    expect(entryWidth(GIB_4)).toBe(8);
    expect(chunkTableSize(GIB_4 - 1, CHUNK)).toBe(131_071 * 4);
    expect(chunkTableSize(GIB_4, CHUNK)).toBe(131_071 * 8);
    expect(chunkTableSize(GIB_4 + 1, CHUNK)).toBe(131_072 * 8);
  });

  test('is empty for a content of one chunk', () => {
    expect(chunkTableSize(0, CHUNK)).toBe(0);
    expect(chunkTableSize(CHUNK, CHUNK)).toBe(0);
    expect(chunkTableSize(CHUNK + 1, CHUNK)).toBe(4);
    expect(buildChunkTable([10], CHUNK, CHUNK)).toHaveLength(0);
  });

  test('says where each chunk after the first begins, counted from its own end', () => {
    const table = buildChunkTable([100, 200, 300], 3 * CHUNK, CHUNK);
    expect([...table]).toEqual([100, 0, 0, 0, 44, 1, 0, 0]);
    expect(chunkBegins(table, 0, 600, 4)).toEqual([0, 100, 300, 600]);
  });

  test.each([GIB_4 - CHUNK, GIB_4, GIB_4 + 5, 3 * GIB_4 + 1])(
    'of %d bytes reads back as it was written',
    (size) => {
      const sizes = Array.from({ length: chunkCount(size, CHUNK) }, (_, chunk) =>
        Math.min(CHUNK, size - chunk * CHUNK),
      );
      const table = buildChunkTable(sizes, size, CHUNK);
      const begins = chunkBegins(table, 0, size, entryWidth(size));
      expect(begins.at(-2)).toBe((sizes.length - 1) * CHUNK);
      expect([...chunkSizes(begins, size, CHUNK, 'test')]).toEqual(sizes);
    },
  );

  test.each([
    [
      'no bytes',
      [0, 100, 100, 300],
      'a chunk of 0 stored bytes for 32768 bytes of content, expected 1 to 32768',
    ],
    ['fewer than none', [0, 100, 50, 300], 'a chunk of -50 stored bytes'],
    ['more than its content', [0, 32_769, 32_770, 32_771], 'a chunk of 32769 stored bytes'],
    ['more than the last chunk has', [0, 1, 2, 13], 'a chunk of 11 stored bytes for 10 bytes of content'],
  ])('with a chunk of %s is damaged', (_, begins, message) => {
    expect(() => chunkSizes(begins, 2 * CHUNK + 10, CHUNK, 'x.wim')).toThrow(`x.wim: ${message}`);
  });
});

describe('a resource header', () => {
  test('packs a stored size of seven bytes and the flags into eight', () => {
    const resource = {
      storedSize: 0x1f_ffff_ffff_ffff,
      flags: RESOURCE_FLAG.COMPRESSED,
      offset: 208,
      size: GIB_4,
    };
    const writer = new ByteWriter();
    writeResourceHeader(writer, resource);
    const bytes = writer.finish();
    expect([...bytes.subarray(0, 8)]).toEqual([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x1f, 4]);
    expect(readResourceHeader(cursorOver(bytes, 'x'))).toEqual(resource);
    bytes[6] = 0x20;
    expect(() => readResourceHeader(cursorOver(bytes, 'x'))).toThrow('less than 2^53');
  });
});

describe('the header', () => {
  test('has the integrity table at 0x7c and 60 zeros at the end', () => {
    const nothing = { storedSize: 0, flags: 0, offset: 0, size: 0 };
    const header = {
      version: 0x10d00,
      flags: 0x40002,
      chunkSize: CHUNK,
      guid: Uint8Array.from({ length: 16 }, (_, index) => index),
      part: 1,
      parts: 1,
      imageCount: 2,
      blobTable: { storedSize: 50, flags: 2, offset: 208, size: 50 },
      xml: { storedSize: 60, flags: 2, offset: 258, size: 60 },
      bootMetadata: nothing,
      bootIndex: 0,
      integrity: { storedSize: 32, flags: 0, offset: 318, size: 32 },
    };
    const bytes = Buffer.from(writeHeader(header));
    expect(bytes).toHaveLength(208);
    expect(bytes.readUInt32LE(0x7c)).toBe(32);
    expect(bytes.subarray(0x94).every((byte) => byte === 0)).toBe(true);
    expect(readHeader(bytes, 'x.wim')).toEqual(header);
  });
});

describe('the blob table', () => {
  const limits = { part: 1, fileSize: 10_000, what: 'x.wim' };
  test('reads back as it was written, metadata apart and in its order', () => {
    const metadata = [blob(9, { flags: 2 }), blob(8, { flags: 2 })];
    const blobs = [blob(1), blob(2, { flags: 4, size: 500 })];
    const table = readBlobTable(writeBlobTable([...metadata, ...blobs]), limits);
    expect([...table.blobs.values()]).toEqual(blobs);
    expect(table.metadata).toEqual(metadata);
  });

  test('reads over what Microsoft and others left in theirs', () => {
    const bytes = writeBlobTable([
      blob(0),
      blob(1, { part: 2 }),
      blob(2, { size: 0, storedSize: 0 }),
      blob(3, { flags: 2, refs: 0 }),
      blob(4),
      blob(4, { offset: 999 }),
    ]);
    const table = readBlobTable(Buffer.concat([bytes, Buffer.alloc(13)]), limits);
    expect([...table.blobs.values()]).toEqual([blob(4)]);
    expect(table.metadata).toEqual([]);
  });

  test('lists contents of a solid resource by their place in it', () => {
    const solid = RESOURCE_FLAG.SOLID | RESOURCE_FLAG.COMPRESSED;
    const bytes = writeBlobTable([
      blob(1, { flags: solid, size: GIB_4, storedSize: 5000 }),
      blob(2, { flags: solid, size: 0, storedSize: 70_000, offset: 12 }),
    ]);
    expect([...readBlobTable(bytes, limits).blobs.values()]).toEqual([
      blob(2, { flags: solid, size: 70_000, storedSize: 0, offset: 12 }),
    ]);
  });

  test.each([
    ['beyond the end', { offset: 9_901 }, '100 bytes at 9901 of a file of 10000 bytes'],
    [
      'of a size that is not its stored size',
      { size: 99 },
      '100 stored bytes for an uncompressed content of 99 bytes',
    ],
  ])('with a content %s is damaged', (_, more, message) => {
    const bytes = writeBlobTable([blob(1), blob(2, more)]);
    expect(() => readBlobTable(bytes, limits)).toThrow(`x.wim: blob table, entry at byte 50: ${message}`);
  });
});

describe('security data', () => {
  test('is padded to eight bytes and reads back', () => {
    const descriptors = [new Uint8Array([1, 2, 3]), DEFAULT_DESCRIPTOR];
    const bytes = writeSecurityData(descriptors);
    expect(bytes.length % 8).toBe(0);
    expect(readSecurityData(Buffer.concat([bytes, Buffer.alloc(8)]), 'x')).toEqual({
      descriptors,
      end: bytes.length,
    });
  });

  test('of no bytes is read as eight', () => {
    expect(readSecurityData(new Uint8Array(16), 'x')).toEqual({ descriptors: [], end: 8 });
  });

  test('with more descriptors than fit is damaged', () => {
    const bytes = new Uint8Array(16);
    bytes[0] = 16;
    bytes[4] = 2;
    expect(() => readSecurityData(bytes, 'x')).toThrow('x: security data: 2 descriptors in 16 bytes');
    bytes[0] = 17;
    expect(() => readSecurityData(bytes, 'x')).toThrow('x: security data of 17 bytes, expected 16 at most');
  });
});

function blob(seed: number, more = {}): WimBlob {
  const sha1 = new Uint8Array(20).fill(seed);
  return { storedSize: 100, flags: 0, offset: 208, size: 100, part: 1, refs: 1, sha1, ...more };
}
