/** Differencing disks: libvhdi reads the same chains; what a child may not lead us to, and what is no parent of it. */

import { beforeEach, describe, expect, test } from '@jest/globals';
import { linkSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openDisk } from '../../src/disk/index.js';
import {
  contentOf,
  differenceAt,
  errorOf,
  firstDifference,
  noise,
  randomBits,
} from '../support/disk-images.js';
import { temporaryFolder } from '../support/folder.js';
import { testWith } from '../support/peers.js';
import { withVhdiMount } from '../support/vhdi.js';
import {
  BAT_AT,
  buildVhdx,
  itemAt,
  logEntry,
  MIB,
  putLogEntry,
  type Block,
} from '../support/vhdx-builder.js';

const file = temporaryFolder();
const SIZE = 6 * MIB;
const BASE_GUID = '11111111-2222-3333-4444-555555555555';
const MIDDLE_GUID = '66666666-7777-8888-9999-aaaaaaaaaaaa';
const LEAF_GUID = 'bbbbbbbb-cccc-dddd-eeee-ffffffffffff';

/** What a child shows: its own sectors where its blocks say so, else the parent's. */
function expectedContent(
  parent: Uint8Array,
  blocks: ReadonlyMap<number, Block>,
  size: number,
  sectorSize = 512,
): Buffer {
  const content = Buffer.alloc(size);
  content.set(parent.subarray(0, size));
  for (const [block, { state, data, bitmap }] of blocks) {
    if (state < 6) {
      if (state > 0) content.fill(0, block * MIB, (block + 1) * MIB);
      continue;
    }
    for (let sector = 0; sector < MIB / sectorSize; sector++) {
      const isHere = state === 6 || ((bitmap?.[sector >>> 3] as number) >>> (sector & 7)) & 1;
      const at = sector * sectorSize;
      if (isHere) content.set((data as Uint8Array).subarray(at, at + sectorSize), block * MIB + at);
    }
  }
  return content;
}

const BASE_BLOCKS = new Map<number, Block>(
  [0, 1, 3, 5].map((block) => [block, { state: 6, data: noise(block, MIB) }]),
);
const MIDDLE_BLOCKS = new Map<number, Block>([
  [1, { state: 7, data: noise(11, MIB), bitmap: randomBits(1, 2048) }],
  [2, { state: 7, data: noise(12, MIB), bitmap: randomBits(2, 2048) }],
  [3, { state: 2 }],
]);
const LEAF_BLOCKS = new Map<number, Block>([
  [0, { state: 6, data: noise(20, MIB) }],
  [1, { state: 7, data: noise(21, MIB), bitmap: randomBits(3, 2048) }],
  [4, { state: 3 }],
]);
const BASE = expectedContent(new Uint8Array(SIZE), BASE_BLOCKS, SIZE);
const MIDDLE = expectedContent(BASE, MIDDLE_BLOCKS, SIZE);
const LEAF = expectedContent(MIDDLE, LEAF_BLOCKS, SIZE);

interface ChildOptions {
  readonly guid?: string;
  readonly size?: number;
  readonly blocks?: ReadonlyMap<number, Block>;
  readonly sectorSize?: number;
}

function child(
  linkage: string,
  parentPath: string,
  more: ChildOptions & { pairs?: Record<string, string> } = {},
): Buffer {
  const { guid = LEAF_GUID, size = SIZE, blocks = LEAF_BLOCKS, sectorSize = 512, pairs } = more;
  return buildVhdx({
    size,
    blocks,
    sectorSize,
    dataWriteGuid: guid,
    parent: { parent_linkage: `{${linkage}}`, ...(pairs ?? { relative_path: parentPath }) },
  });
}

function baseImage(): Buffer {
  return buildVhdx({ size: SIZE, blocks: BASE_BLOCKS, dataWriteGuid: BASE_GUID });
}

let round = 0;
/** A folder of its own for each test. */
let at: (...names: string[]) => string;
beforeEach(() => {
  const folder = file(String(++round));
  mkdirSync(folder);
  at = (...names) => path.join(folder, ...names);
});

describe('a chain of VHDX files', () => {
  testWith(['vhdimount'], 'of two disks reads as libvhdi reads it', async () => {
    // libvhdi shows the parent's bytes for a block that the child declares zero (MS-VHDX 2.5.1.1 says zeros).
    const blocks = new Map([...MIDDLE_BLOCKS].filter(([, { state }]) => state >= 6));
    const pairs = { relative_path: '.\\base.vhdx', absolute_win32_path: '\\\\?\\C:\\disks\\base.vhdx' };
    writeFileSync(at('base.vhdx'), baseImage());
    writeFileSync(at('child.avhdx'), child(BASE_GUID, '', { blocks, pairs }));
    await withVhdiMount(at('child.avhdx'), async (mounted) => {
      const disk = await openDisk(at('child.avhdx'));
      expect(await firstDifference(disk, mounted, 1)).toBe(-1);
      await disk.close();
    });
  });

  test('of two disks gives zeros where the child says so', async () => {
    writeFileSync(at('base.vhdx'), baseImage());
    writeFileSync(at('child.avhdx'), child(BASE_GUID, '.\\base.vhdx', { blocks: MIDDLE_BLOCKS }));
    expect(differenceAt(await contentOf(at('child.avhdx')), MIDDLE)).toBe(-1);
  });

  test('of three disks gives each sector from the youngest that has it', async () => {
    mkdirSync(at('checkpoints'));
    writeFileSync(at('checkpoints', 'base.vhdx'), baseImage());
    writeFileSync(
      at('checkpoints', 'middle.avhdx'),
      child(BASE_GUID, 'base.vhdx', { guid: MIDDLE_GUID, blocks: MIDDLE_BLOCKS }),
    );
    writeFileSync(at('leaf.avhdx'), child(MIDDLE_GUID, 'checkpoints\\middle.avhdx'));
    const disk = await openDisk(at('leaf.avhdx'));
    writeFileSync(at('expected.raw'), LEAF);
    expect(await firstDifference(disk, at('expected.raw'), 2)).toBe(-1);
    await disk.close();
  });

  test('with 4096-byte sectors has one bit for each of those', async () => {
    const blocks = new Map<number, Block>([
      [1, { state: 7, data: noise(3, MIB), bitmap: randomBits(4, 256) }],
    ]);
    writeFileSync(
      at('base.vhdx'),
      buildVhdx({ size: SIZE, blocks: BASE_BLOCKS, sectorSize: 4096, dataWriteGuid: BASE_GUID }),
    );
    writeFileSync(at('child.vhdx'), child(BASE_GUID, 'base.vhdx', { blocks, sectorSize: 4096 }));
    const expected = expectedContent(BASE, blocks, SIZE, 4096);
    expect(differenceAt(await contentOf(at('child.vhdx')), expected)).toBe(-1);
  });

  test('whose child was enlarged has zeros behind the end of the parent', async () => {
    writeFileSync(at('base.vhdx'), baseImage());
    writeFileSync(
      at('child.vhdx'),
      child(BASE_GUID, 'base.vhdx', { size: SIZE + 3 * MIB, blocks: MIDDLE_BLOCKS }),
    );
    const expected = expectedContent(BASE, MIDDLE_BLOCKS, SIZE + 3 * MIB);
    expect(differenceAt(await contentOf(at('child.vhdx')), expected)).toBe(-1);
  });

  test('whose parent has a log to replay', async () => {
    const log = '01234567-89ab-cdef-0123-456789abcdef';
    const bare = buildVhdx({ size: SIZE, dataWriteGuid: BASE_GUID, logGuid: log });
    const data = Buffer.alloc(4096);
    data.writeBigUInt64LE(6n | (4n << 20n), 16);
    putLogEntry(bare, 0, logEntry({ guid: log, sequence: 1, tail: 0, writes: [{ at: BAT_AT, data }] }));
    const block = noise(5, MIB);
    writeFileSync(at('base.vhdx'), Buffer.concat([bare, block]));
    writeFileSync(at('child.vhdx'), child(BASE_GUID, 'base.vhdx', { blocks: new Map() }));
    expect(differenceAt((await contentOf(at('child.vhdx'))).subarray(2 * MIB, 3 * MIB), block)).toBe(-1);
  });

  test('that was being merged knows its parent by the second linkage, too', async () => {
    writeFileSync(at('base.vhdx'), baseImage());
    writeFileSync(
      at('child.vhdx'),
      child(LEAF_GUID, '', {
        pairs: { parent_linkage2: `{${BASE_GUID.toUpperCase()}}`, relative_path: 'base.vhdx' },
      }),
    );
    await expect(contentOf(at('child.vhdx'))).resolves.toHaveLength(SIZE);
  });
});

describe('the parent is found', () => {
  test('beside the child where the paths are those of another machine', async () => {
    writeFileSync(at('base.vhdx'), baseImage());
    const pairs = {
      volume_path: '\\\\?\\Volume{26a21bda-a627-11d7-9931-806e6f6e6963}\\vms\\base.vhdx',
      absolute_win32_path: '\\\\?\\d:\\vms\\base.vhdx',
    };
    writeFileSync(at('child.vhdx'), child(BASE_GUID, '', { pairs, blocks: MIDDLE_BLOCKS }));
    expect(differenceAt(await contentOf(at('child.vhdx')), MIDDLE)).toBe(-1);
  });

  test('in a folder that the caller opened up', async () => {
    mkdirSync(at('base'));
    mkdirSync(at('build'));
    writeFileSync(at('base', 'base.vhdx'), baseImage());
    writeFileSync(
      at('build', 'child.vhdx'),
      child(BASE_GUID, '..\\base\\base.vhdx', { blocks: MIDDLE_BLOCKS }),
    );
    const content = await contentOf(at('build', 'child.vhdx'), { parentFolders: [at('base')] });
    expect(differenceAt(content, MIDDLE)).toBe(-1);
    const error = await errorOf(at('build', 'child.vhdx'));
    expect(error.code).toBe('unsupported');
    expect(error.message).toBe(
      `${at('build', 'child.vhdx')}: a differencing disk whose parent ..\\base\\base.vhdx is not at hand ` +
        `(${at('base', 'base.vhdx')} lies outside of ${at('build')}; ${at('build', 'base.vhdx')} does not exist). ` +
        'Put the unchanged parent into the folder of this disk, or merge the two where they were made (Merge-VHD).',
    );
  });

  test('through a link that the user put beside the child', async () => {
    mkdirSync(at('base'));
    mkdirSync(at('build'));
    writeFileSync(at('base', 'base.vhdx'), baseImage());
    writeFileSync(
      at('build', 'child.vhdx'),
      child(BASE_GUID, '..\\base\\base.vhdx', { blocks: MIDDLE_BLOCKS }),
    );
    linkSync(at('base', 'base.vhdx'), at('build', 'base.vhdx'));
    expect(differenceAt(await contentOf(at('build', 'child.vhdx')), MIDDLE)).toBe(-1);
  });
});

describe('is refused', () => {
  test('a child without its parent', async () => {
    writeFileSync(at('child.vhdx'), child(BASE_GUID, '.\\base.vhdx'));
    const error = await errorOf(at('child.vhdx'));
    expect(error.code).toBe('not-found');
    expect(error.message).toMatch(
      `whose parent .\\base.vhdx is not at hand (${at('base.vhdx')} does not exist)`,
    );
  });

  test('a parent that was changed after the child was made', async () => {
    writeFileSync(
      at('base.vhdx'),
      buildVhdx({ size: SIZE, blocks: BASE_BLOCKS, dataWriteGuid: MIDDLE_GUID }),
    );
    writeFileSync(at('child.vhdx'), child(BASE_GUID, 'base.vhdx'));
    const error = await errorOf(at('child.vhdx'));
    expect(error.code).toBe('damaged');
    expect(error.message).toMatch(`${at('base.vhdx')} is another disk, or was changed since`);
  });

  test('a raw image in the place of the parent', async () => {
    const raw = Buffer.alloc(MIB);
    raw.writeUInt16LE(0xaa55, 510);
    writeFileSync(at('base.vhdx'), raw);
    writeFileSync(at('child.vhdx'), child(BASE_GUID, 'base.vhdx'));
    expect((await errorOf(at('child.vhdx'))).message).toMatch('is another disk, or was changed since');
  });

  test('a disk that is its own parent', async () => {
    writeFileSync(at('child.vhdx'), child(LEAF_GUID, 'child.vhdx'));
    const error = await errorOf(at('child.vhdx'));
    expect(error.message).toMatch(
      `a chain of parents that leads back to ${realpathSync.native(at('child.vhdx'))}`,
    );
    expect(error.code).toBe('damaged');
  });

  test('two disks that are each other’s parents', async () => {
    writeFileSync(at('a.vhdx'), child(MIDDLE_GUID, 'b.vhdx', { guid: LEAF_GUID }));
    writeFileSync(at('b.vhdx'), child(LEAF_GUID, 'a.vhdx', { guid: MIDDLE_GUID }));
    expect((await errorOf(at('a.vhdx'))).message).toMatch(
      `${at('b.vhdx')}: a chain of parents that leads back to ${realpathSync.native(at('a.vhdx'))}`,
    );
  });

  const escapes = [
    '..\\..\\..\\..\\..\\..\\..\\etc\\passwd',
    '..\\secret.vhdx',
    '\\\\attacker\\share\\base.vhdx',
    '\\\\?\\UNC\\attacker\\share\\base.vhdx',
    '\\\\.\\PhysicalDrive0',
    '/etc/passwd',
    '..',
    'base.vhdx:stream',
    'sub\\',
  ];
  for (const stored of escapes) {
    test(`a parent at ${stored}`, async () => {
      mkdirSync(at('vm'));
      writeFileSync(at('secret.vhdx'), baseImage());
      writeFileSync(at('vm', 'child.vhdx'), child(BASE_GUID, stored));
      const error = await errorOf(at('vm', 'child.vhdx'));
      expect(['unsupported', 'not-found']).toContain(error.code);
      expect(error.message).toContain(`a differencing disk whose parent ${stored} is not at hand`);
    });
  }

  test('a parent with other sectors', async () => {
    writeFileSync(at('base.vhdx'), buildVhdx({ size: SIZE, sectorSize: 4096, dataWriteGuid: BASE_GUID }));
    writeFileSync(at('child.vhdx'), child(BASE_GUID, 'base.vhdx'));
    expect((await errorOf(at('child.vhdx'))).message).toMatch(
      'a parent with sectors of 4096 bytes, expected 512 as this disk has',
    );
  });

  const twins: [string, (bytes: Buffer) => void, RegExp][] = [
    [
      'a partly present block without a sector bitmap',
      (bytes) => bytes.writeBigUInt64LE(0n, BAT_AT + 4096 * 8),
      /VHDX block 1: a block that is there in part, and no sector bitmap/,
    ],
    [
      'a sector bitmap behind the end of the file',
      (bytes) => bytes.writeBigUInt64LE((900n << 20n) | 6n, BAT_AT + 4096 * 8),
      /VHDX sector bitmap 0: bytes 943718400 to 944766976 of a file that ends at byte/,
    ],
    [
      'a sector bitmap on a block',
      (bytes) => bytes.copy(bytes, BAT_AT + 4096 * 8, BAT_AT, BAT_AT + 8),
      /VHDX sector bitmap 0: a place at byte 4194304 where something else lies/,
    ],
    [
      'a parent locator of another type',
      (bytes) => bytes.fill(0x11, itemAt('parentLocator').data, itemAt('parentLocator').data + 16),
      /parent locator: a parent of the type 11111111-1111-1111-1111-111111111111, expected a VHDX/,
    ],
    [
      'a parent locator whose pairs leave it',
      (bytes) => bytes.writeUInt32LE(60_000, itemAt('parentLocator').data + 24),
      /parent locator: 0 bytes wanted at byte 60000, beyond the end/,
    ],
    [
      'a parent locator without pairs',
      (bytes) => bytes.writeUInt16LE(0, itemAt('parentLocator').data + 18),
      /parent locator: no parent_linkage/,
    ],
    [
      'a parent locator without a path',
      (bytes) => bytes.writeUInt16LE(1, itemAt('parentLocator').data + 18),
      /parent locator: no path, expected one of relative_path, volume_path, absolute_win32_path/,
    ],
  ];
  for (const [name, change, says] of twins) {
    test(name, async () => {
      writeFileSync(at('base.vhdx'), baseImage());
      const bytes = child(BASE_GUID, 'base.vhdx');
      change(bytes);
      writeFileSync(at('child.vhdx'), bytes);
      expect((await errorOf(at('child.vhdx'))).message).toMatch(says);
    });
  }
});

test('closing a chain closes every file of it', async () => {
  writeFileSync(at('base.vhdx'), baseImage());
  writeFileSync(at('child.vhdx'), child(BASE_GUID, 'base.vhdx'));
  const disk = await openDisk(at('child.vhdx'));
  await disk.close();
  await expect(disk.read(5 * MIB, new Uint8Array(512))).rejects.toMatchObject({ name: 'FactoryError' });
});
