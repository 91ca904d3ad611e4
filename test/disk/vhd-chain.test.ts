/** Differencing VHD files: libvhdi reads the same chains. */

import { beforeEach, describe, expect, test } from '@jest/globals';
import { mkdirSync, writeFileSync } from 'node:fs';
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
import { seededRandom } from '../support/shapes.js';
import { buildVhd, VHD_BLOCK } from '../support/vhd-builder.js';
import { withVhdiMount } from '../support/vhdi.js';

const file = temporaryFolder();
let round = 0;
/** A folder of its own for each test. */
let at: (...names: string[]) => string;
beforeEach(() => {
  const folder = file(String(++round));
  mkdirSync(folder);
  at = (...names) => path.join(folder, ...names);
});

describe('a chain of VHD files', () => {
  const blocks = new Map([
    [0, noise(31, VHD_BLOCK)],
    [1, noise(32, VHD_BLOCK)],
  ]);
  const size = 3 * VHD_BLOCK;
  const base = { size, blocks, id: 'aa'.repeat(16) };
  const own = noise(33, VHD_BLOCK);
  const bits = randomBits(6, VHD_BLOCK / 512);

  function expected(bitmap: Uint8Array): Buffer {
    const content = Buffer.alloc(size);
    for (const [block, data] of blocks) content.set(data, block * VHD_BLOCK);
    for (let sector = 0; sector < VHD_BLOCK / 512; sector++) {
      const isHere = ((bitmap[sector >>> 3] as number) >>> (7 - (sector & 7))) & 1;
      if (isHere === 1) content.set(own.subarray(sector * 512, sector * 512 + 512), VHD_BLOCK + sector * 512);
    }
    return content;
  }

  function differencing(
    parentId: string,
    names: { name?: string; relative?: string },
    bitmap = bits,
  ): Buffer {
    return buildVhd({
      size,
      blocks: new Map([[1, own]]),
      bitmaps: new Map([[1, bitmap]]),
      id: 'bb'.repeat(16),
      parent: { id: parentId, ...names },
    });
  }

  testWith(['vhdimount'], 'reads as libvhdi reads it', async () => {
    // libvhdi takes a sector for the child's where one before it in the same byte is, so here all eight are alike.
    const random = seededRandom(8);
    const bytes = Uint8Array.from({ length: 512 }, () => (random(2) === 0 ? 0 : 0xff));
    writeFileSync(at('base.vhd'), buildVhd(base));
    writeFileSync(
      at('child.avhd'),
      differencing(base.id, { name: 'base.vhd', relative: '.\\base.vhd' }, bytes),
    );
    await withVhdiMount(at('child.avhd'), async (mounted) => {
      const disk = await openDisk(at('child.avhd'));
      expect(await firstDifference(disk, mounted, 3)).toBe(-1);
      await disk.close();
    });
  });

  test('asks each sector its own bit, the highest of a byte first', async () => {
    writeFileSync(at('base.vhd'), buildVhd(base));
    writeFileSync(at('child.avhd'), differencing(base.id, { relative: '.\\base.vhd' }));
    expect(differenceAt(await contentOf(at('child.avhd')), expected(bits))).toBe(-1);
  });

  test('finds the parent by its name alone', async () => {
    writeFileSync(at('base.vhd'), buildVhd(base));
    writeFileSync(at('child.vhd'), differencing(base.id, { name: 'C:\\vms\\base.vhd' }));
    expect(differenceAt(await contentOf(at('child.vhd')), expected(bits))).toBe(-1);
  });

  test('is refused with another parent, without one, and with one that is not named', async () => {
    writeFileSync(at('child.vhd'), differencing('cc'.repeat(16), { relative: 'base.vhd' }));
    expect((await errorOf(at('child.vhd'))).code).toBe('not-found');
    writeFileSync(at('base.vhd'), buildVhd(base));
    expect((await errorOf(at('child.vhd'))).message).toMatch('is another disk, or was changed since');
    writeFileSync(at('child.vhd'), differencing(base.id, {}));
    expect((await errorOf(at('child.vhd'))).message).toMatch('a differencing disk that names no parent');
  });
});
