/** verify finds what was damaged, names it, and agrees with wimlib that there is something. */

import { beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { silentReporter } from '../../src/progress.js';
import { HEADER_FLAG, RESOURCE_FLAG, openWim, verifyWim, type WimBlob } from '../../src/wim/index.js';
import { REPARSE_TAG } from '../../src/tree/index.js';
import { everythingTree, linkTarget } from '../support/everything-tree.js';
import { temporaryFolder } from '../support/folder.js';
import { directory, memoryTree } from '../support/memory-tree.js';
import { runPeer, testWith } from '../support/peers.js';
import { capture, codecPools } from '../support/wim.js';

const at = temporaryFolder();
const pool = codecPools();

interface Checked {
  readonly problems: readonly { subject: string; found: string }[];
}

async function verify(path: string): Promise<Checked> {
  const archive = await openWim(path);
  try {
    return { problems: await verifyWim(archive, { pool: pool(2), reporter: silentReporter() }) };
  } finally {
    await archive.close();
  }
}

async function blobsOf(path: string): Promise<WimBlob[]> {
  const archive = await openWim(path);
  const blobs = [...archive.blobs];
  await archive.close();
  return blobs;
}

const nameOf = ({ sha1 }: WimBlob) => `blob ${Buffer.from(sha1).toString('hex')}`;

describe.each(['none', 'xpress', 'lzx'] as const)('in an archive with compression %s', (compression) => {
  const whole = at(`${compression}.wim`);
  beforeAll(async () => {
    await capture(whole, [everythingTree()], { compression, pool: pool(2), integrity: false });
  });

  test('every blob whose bytes were changed is named, and no other', async () => {
    const bytes = readFileSync(whole);
    const blobs = await blobsOf(whole);
    const damaged = blobs.filter((_, index) => index % 3 === 0);
    for (const { offset, storedSize } of damaged) bytes[offset + storedSize - 1]! ^= 0x55;
    writeFileSync(at('damaged.wim'), bytes);
    const { problems } = await verify(at('damaged.wim'));
    expect(problems.map(({ subject }) => subject).toSorted()).toEqual(damaged.map(nameOf).toSorted());
  });

  test('a long content whose middle was changed is named once', async () => {
    const bytes = readFileSync(whole);
    const big = (await blobsOf(whole)).find(({ size }) => size === 3_000_001)!;
    bytes.fill(0xff, big.offset + (big.storedSize >> 1), big.offset + (big.storedSize >> 1) + 100);
    writeFileSync(at('middle.wim'), bytes);
    const { problems } = await verify(at('middle.wim'));
    expect(problems.map(({ subject }) => subject)).toEqual([nameOf(big)]);
  });
});

describe('the integrity table', () => {
  const wim = at('table.wim');
  beforeAll(async () => {
    const written = await capture(wim, [everythingTree()], { compression: 'none', pool: pool(2) });
    expect(written.integrity).toBe(true);
  });

  testWith(['wimlib-imagex'], 'is checked by wimlib as we wrote it', async () => {
    const output = await runPeer('wimlib-imagex', ['verify', wim]);
    expect(output).toContain('Verifying integrity of');
    expect(output).toContain('was successfully verified');
  });

  testWith(['wimlib-imagex'], 'as wimlib wrote it is checked by us', async () => {
    await runPeer('wimlib-imagex', ['export', wim, '1', at('theirs.wim'), '--check']);
    expect(await verify(at('theirs.wim'))).toEqual({ problems: [] });
  });

  test('covers the blob table: a changed count of references is found', async () => {
    const archive = await openWim(wim);
    const bytes = readFileSync(wim);
    bytes[archive.header.blobTable.offset + 76]! ^= 1;
    await archive.close();
    writeFileSync(at('count.wim'), bytes);
    expect((await verify(at('count.wim'))).problems).toEqual([
      {
        subject: 'integrity table',
        found: 'the 10485760 bytes from 208 on are not what they were when the archive was written',
      },
    ]);
  });

  test.each([
    ['has another count of entries', 4, 5, 'entries in 32 of 32 bytes'],
    ['covers nothing', 8, 0, 'entries of 0 bytes each'],
    ['has another size', 0, 31, 'entries in 31 of 32 bytes'],
  ])('that %s is a problem', async (_, where, value, message) => {
    const archive = await openWim(wim);
    const bytes = readFileSync(wim);
    bytes.writeUInt32LE(value, archive.header.integrity.offset + where);
    await archive.close();
    writeFileSync(at('table-damaged.wim'), bytes);
    const { problems } = await verify(at('table-damaged.wim'));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({
      subject: 'integrity table',
      found: expect.stringContaining(message),
    });
  });

  test('is left out where that is asked for', async () => {
    const written = await capture(at('without.wim'), [everythingTree()], {
      compression: 'xpress',
      pool: pool(1),
      integrity: false,
    });
    expect(written.integrity).toBe(false);
    expect(await verify(at('without.wim'))).toEqual({ problems: [] });
  });
});

test('a content that does not shrink is stored as it is, and says so', async () => {
  const wim = at('noise.wim');
  const { blobs } = await capture(wim, [everythingTree()], { compression: 'lzx', pool: pool(2) });
  const stored = blobs.filter(({ flags }) => (flags & RESOURCE_FLAG.COMPRESSED) === 0);
  expect(stored.map(({ size }) => size)).toEqual(expect.arrayContaining([100_000, 2_500_000]));
  for (const { size, storedSize } of stored) expect(storedSize).toBe(size);
  for (const { flags, size, storedSize } of blobs) {
    expect((flags & RESOURCE_FLAG.COMPRESSED) !== 0).toBe(storedSize < size);
  }
});

describe('the header', () => {
  const wim = at('boot.wim');

  testWith(['wimlib-imagex'], 'says which image boots, and where its metadata is', async () => {
    const trees = [everythingTree(), everythingTree()];
    const written = await capture(wim, trees, { compression: 'xpress', pool: pool(2), bootIndex: 2 });
    expect(written.bootIndex).toBe(2);
    const archive = await openWim(wim);
    const { offset, storedSize } = archive.metadata[1]!;
    await archive.close();
    const header = await runPeer('wimlib-imagex', ['info', wim, '--header']);
    expect(field(header, 'Boot Index')).toBe('2');
    expect(field(header, 'Boot Metadata Offset')).toBe(String(offset));
    expect(field(header, 'Boot Metadata Size')).toBe(String(storedSize));
    expect(field(header, 'Flags')).toBe('0x20002');
    expect(await verify(wim)).toEqual({ problems: [] });
  });

  test('that says so wrongly is a problem', async () => {
    const bytes = readFileSync(wim);
    bytes.writeUInt32LE(3, 0x78);
    writeFileSync(at('boot-3.wim'), bytes);
    expect((await verify(at('boot-3.wim'))).problems).toEqual([
      { subject: 'header', found: 'image 3 of 2 is to boot' },
    ]);
    bytes.writeUInt32LE(1, 0x78);
    writeFileSync(at('boot-1.wim'), bytes);
    expect((await verify(at('boot-1.wim'))).problems).toEqual([
      {
        subject: 'header',
        found: 'image 1 of 2 is to boot, but the metadata to boot with is that of another',
      },
    ]);
  });

  testWith(
    ['wimlib-imagex'],
    'has RP_FIX where a target was made relative to the root of the image',
    async () => {
      const fixed = { attributes: 0, reparse: linkTarget(REPARSE_TAG.MOUNT_POINT, '\\??\\C:\\Users', false) };
      const tree = memoryTree({ Users: directory(), fixed: directory({}, fixed) });
      const written = await capture(at('fixed.wim'), [tree], { compression: 'none', pool: pool(1) });
      expect(written.flags).toBe(HEADER_FLAG.RP_FIX);
      const header = await runPeer('wimlib-imagex', ['info', at('fixed.wim'), '--header']);
      expect(header).toContain('WIM_HDR_FLAG_RP_FIX is set');
      await expect(
        capture(at('fixed.wim'), [tree], { compression: 'none', pool: pool(1), bootIndex: 2 }),
      ).rejects.toMatchObject({
        code: 'usage',
        message: expect.stringContaining('image 2 to boot from, expected 1 to 1'),
      });
    },
  );
});

/** A value of `wimlib-imagex info --header`. */
function field(header: string, name: string): string | undefined {
  return new RegExp(`^${name}\\s+= (\\S+)$`, 'm').exec(header)?.[1];
}
