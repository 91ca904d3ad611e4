import { describe, expect } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { temporaryFolder } from '../support/folder.js';
import { editRecord, patchFile, valueIn } from '../support/ntfs-edit.js';
import { logPosition, restartPage, writeLog, type LogState } from '../support/ntfs-log.js';
import { openImage } from '../support/ntfs-view.js';
import { makeNtfs, NTFS_PEERS, withNtfs } from '../support/ntfs-volume.js';
import { testWith } from '../support/peers.js';

const at = temporaryFolder();

/** What ntfs-3g says of mounting the volume for writing: 0 clean, 14 hibernated, 15 not cleanly unmounted. */
function probe(image: string): number | null {
  return spawnSync('ntfs-3g.probe', ['--readwrite', image], { stdio: 'ignore' }).status;
}

async function cleanVolume(name: string): Promise<string> {
  const image = at(name);
  await makeNtfs(image, { size: 32 << 20 });
  await withNtfs(image, (volume) => volume.file('file', 'content'));
  return image;
}

async function stateOf(image: string): Promise<string | null> {
  const tree = await openImage(image, true);
  await tree.close();
  return tree.dirty;
}

const IN_USE: LogState = { isInUse: true, isClean: false };
const SHUT_DOWN: LogState = { isInUse: false, isClean: true };
const LOG = 'not cleanly shut down (its log holds changes that the files lack)';

describe('a volume that was not shut down', () => {
  testWith(
    [...NTFS_PEERS],
    'openNtfs() refuses it with the ways out, and reads it when told to',
    async () => {
      const image = await cleanVolume('dirty.img');
      editRecord(image, 3, (record) => record.writeUInt16LE(1, valueIn(record, 0x70) + 0x0a));
      await expect(openImage(image)).rejects.toMatchObject({
        code: 'dirty',
        details: {
          subject: image,
          found: 'a volume that is marked dirty',
          expected: 'a volume that Windows shut down completely',
          next: expect.stringMatching(/shutdown \/s \/f \/t 0.*powercfg \/h off.*chkdsk \/f.*--allow-dirty/),
        },
      });
      const tree = await openImage(image, true);
      expect(tree.dirty).toBe('marked dirty');
      expect(tree.warnings).toEqual([`${image}: the volume is marked dirty; it is read as it is`]);
      expect((await tree.children(tree.root)).map(({ name }) => name)).toEqual(['file']);
      await tree.close();
    },
  );

  const logs: readonly (readonly [
    name: string,
    first: LogState,
    second: LogState,
    state: string | null,
    probe: number,
  ])[] = [
    ['in use', IN_USE, IN_USE, LOG, 15],
    ['in use, then marked clean', { ...IN_USE, isClean: true }, { ...IN_USE, isClean: true }, null, 0],
    ['shut down', SHUT_DOWN, SHUT_DOWN, null, 0],
    ['first page newer and clean', { ...SHUT_DOWN, sequence: 0x200000 }, IN_USE, null, 0],
    ['second page newer and in use', SHUT_DOWN, { ...IN_USE, sequence: 0x200000 }, LOG, 15],
  ];
  testWith([...NTFS_PEERS], 'openNtfs() sees in the log what ntfs-3g sees', async () => {
    const empty = await cleanVolume('empty-log.img');
    expect([await stateOf(empty), probe(empty)]).toEqual([null, 0]);
    for (const [name, first, second, state, status] of logs) {
      const image = at('log.img');
      copyFileSync(empty, image);
      writeLog(image, first, second);
      expect([name, await stateOf(image), probe(image)]).toEqual([name, state, status]);
    }
  });

  testWith(
    [...NTFS_PEERS],
    'openNtfs() reads the log of Windows 8 and later, and one whose first page is torn',
    async () => {
      const empty = await cleanVolume('newer-log.img');
      const image = at('log-2.img');
      copyFileSync(empty, image);
      writeLog(image, { ...IN_USE, version: [2, 0] });
      expect(await stateOf(image)).toBe(LOG);
      writeLog(image, { ...SHUT_DOWN, version: [2, 0] });
      expect(await stateOf(image)).toBeNull();
      patchFile(image, logPosition(image), Buffer.alloc(4096));
      patchFile(image, logPosition(image) + 4096, restartPage(IN_USE));
      expect(await stateOf(image)).toBe(LOG);
      patchFile(image, logPosition(image) + 4096, Buffer.alloc(4096));
      expect(await stateOf(image)).toBe('with a log that cannot be read');
    },
  );

  testWith(
    [...NTFS_PEERS],
    'openNtfs() refuses a hibernated volume, and takes one that was resumed',
    async () => {
      const hibernated = 'hibernated (hiberfil.sys holds a Windows session, or fast startup does)';
      const states = {
        hibr: hibernated,
        HIBR: hibernated,
        RSTR: hibernated,
        wake: null,
        WAKE: null,
        '\0\0\0\0': null,
      };
      const empty = await cleanVolume('not-hibernated.img');
      const image = at('hibernated.img');
      for (const [magic, state] of Object.entries(states)) {
        copyFileSync(empty, image);
        await withNtfs(image, (volume) => volume.file('hiberfil.sys', Buffer.from(magic.padEnd(8192, '\0'))));
        if (magic.toLowerCase() === 'hibr') expect([magic, probe(image)]).toEqual([magic, 14]);
        expect([magic, await stateOf(image)]).toEqual([magic, state]);
      }
      copyFileSync(empty, image);
      await withNtfs(image, (volume) => volume.file('HIBERFIL.SYS', 'HIBR'.padEnd(4096)));
      editRecord(image, 3, (record) => record.writeUInt16LE(1, valueIn(record, 0x70) + 0x0a));
      expect(await stateOf(image)).toBe(`marked dirty and ${hibernated}`);
    },
  );
});
