/** One volume with all that NTFS can hold: captured by us from a VHDX, and by wimlib from the volume's own bytes. */

import { createHash } from 'node:crypto';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { describe, expect } from '@jest/globals';
import { walk, type Entry } from '../../src/tree/index.js';
import { openWim } from '../../src/wim/index.js';
import { runCli } from '../support/cli.js';
import { digestOf } from '../support/factory.js';
import { temporaryFolder } from '../support/folder.js';
import { markDirty } from '../support/ntfs-edit.js';
import { fillEverything, noise } from '../support/ntfs-samples.js';
import { numberLinkGroups } from '../support/ntfs-view.js';
import { makeNtfs, NTFS_PEERS, withNtfs, type MountedNtfs } from '../support/ntfs-volume.js';
import { convertDisk, DISK_PEERS, makeDisk } from '../support/partitioned-disk.js';
import { runPeer, testWith, type Peer } from '../support/peers.js';
import { shape } from '../support/shapes.js';
import { wimlibDir, type WimlibEntry } from '../support/wimlib-dir.js';
import { wofFile } from '../support/wof.js';

const PEERS: readonly Peer[] = [...NTFS_PEERS, ...DISK_PEERS, 'wimlib-imagex'];
const MANY = 20_000;
const FRAGMENTS = 5000;
const ALGORITHMS = [0, 1, 2, 3] as const;
const WOF_CONTENT = shape('letters', 300_000, 9);

const at = temporaryFolder();
const volume = at('volume.img');
const disk = at('disk.vhdx');
const ours = at('ours.wim');
const theirs = at('theirs.wim');

async function fill(mounted: MountedNtfs): Promise<void> {
  await fillEverything(mounted);
  mounted.directory('wof');
  for (const algorithm of ALGORITHMS) await wofFile(mounted, `wof/${algorithm}`, WOF_CONTENT, algorithm);
  mounted.directory('many');
  for (let index = 0; index < MANY; index++) mounted.file(`many/file ${index}`, `${index}`);
  mounted.fragmentedFile('fragmented', noise(FRAGMENTS * 4096 - 1));
}

async function makeFixture(): Promise<void> {
  await makeNtfs(volume, { size: 160 << 20, label: 'Everything' });
  await withNtfs(volume, fill);
  await makeDisk(at('disk.raw'), [{ type: '0700', name: 'Windows', image: volume }]);
  await convertDisk(at('disk.raw'), disk, 'vhdx');
  await runPeer('wimlib-imagex', ['capture', volume, theirs, 'one', '--compress=none']);
  const { status, stderr } = await runCli(['capture', disk, ours, '--name', 'one', '--level', 'fast']);
  expect([status, stderr]).toEqual([0, expect.not.stringContaining('warning')]);
}

let fixture: Promise<void> | null = null;

function testOnVolume(name: string, body: () => Promise<void>): void {
  testWith(PEERS, name, async () => {
    fixture ??= makeFixture();
    await fixture;
    await body();
  });
}

const listings = new Map<string, Promise<Map<string, WimlibEntry>>>();

function entriesOf(wim: string): Promise<Map<string, WimlibEntry>> {
  const listing = listings.get(wim) ?? wimlibDir(wim).then((entries) => numberLinkGroups(entries));
  listings.set(wim, listing);
  return listing;
}

/** What `dir --detailed` does not print: the 100 ns of the times, and the reparse data. */
async function fineprint(wim: string): Promise<Map<string, unknown>> {
  const archive = await openWim(wim);
  try {
    const tree = await archive.openImage(1);
    const lines = new Map<string, unknown>();
    for await (const { path, entry } of walk(tree)) lines.set(path, finePrintOf(entry));
    return lines;
  } finally {
    await archive.close();
  }
}

function finePrintOf({ created, accessed, modified, reparse }: Entry): unknown {
  return [created, accessed, modified, reparse && [reparse.tag, toText(reparse.data)]];
}

function toText(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}

describe('a volume with all that NTFS can hold', () => {
  testOnVolume('gives the tree that wimlib gives, and an archive that wimlib verifies', async () => {
    const fragments = await runPeer('ntfsinfo', ['-F', 'fragmented', '-v', volume]);
    expect(fragments.match(/^\t{3}0x/gm)?.length).toBeGreaterThanOrEqual(FRAGMENTS);
    await runPeer('wimlib-imagex', ['verify', ours]);
    const found = await entriesOf(ours);
    const expected = await entriesOf(theirs);
    expect(found.size).toBeGreaterThan(MANY + 200);
    expect([...found.keys()]).toEqual([...expected.keys()]);
    for (const [path, entry] of expected) {
      if (!path.startsWith('\\wof\\')) expect([path, found.get(path)]).toEqual([path, entry]);
    }
  });

  testOnVolume('gives the times and reparse points that wimlib gives, to the last digit', async () => {
    const [found, expected] = [await fineprint(ours), await fineprint(theirs)];
    for (const [path, lines] of expected) {
      if (!path.startsWith('\\wof\\')) expect([path, found.get(path)]).toEqual([path, lines]);
    }
  });

  testOnVolume(
    'has files that the overlay filter compressed with their content, where wimlib has streams that only the filter understands',
    async () => {
      const [found, expected] = [await entriesOf(ours), await entriesOf(theirs)];
      const content = {
        sha1: createHash('sha1').update(WOF_CONTENT).digest('hex'),
        size: WOF_CONTENT.length,
      };
      for (const algorithm of ALGORITHMS) {
        const path = `\\wof\\${algorithm}`;
        const raw = expected.get(path) as WimlibEntry;
        expect([raw.attributes, raw.reparseTag, [...raw.streams.keys()]]).toEqual([
          0x620,
          0x80000017,
          ['WofCompressedData'],
        ]);
        expect(found.get(path)).toEqual({
          ...raw,
          attributes: 0x20,
          reparseTag: 0,
          reparseSha1: '',
          streams: new Map([['', content]]),
        });
      }
    },
  );

  testOnVolume('is the same after wimlib applied our archive to another volume', async () => {
    const applied = at('applied.img');
    const again = at('again.wim');
    await makeNtfs(applied, { size: 160 << 20 });
    await runPeer('wimlib-imagex', ['apply', ours, '1', applied]);
    await runPeer('wimlib-imagex', ['capture', applied, again, 'one', '--compress=none']);
    const [found, expected] = [await entriesOf(again), await entriesOf(ours)];
    for (const [path, entry] of expected) {
      // A volume sets the root's times when it is written to.
      if (path !== '\\') expect([path, found.get(path)]).toEqual([path, entry]);
    }
  });

  testOnVolume('becomes the same release with 1 and with 4 threads', async () => {
    const definition = at('image.yml');
    writeFileSync(
      definition,
      'name: everything\nversion: "1"\nsource: { disk: ./disk.vhdx }\ncapture: { level: fast }\n',
    );
    for (const threads of ['1', '4']) {
      const out = ['--out', at(threads), '--work', at('work'), '--threads', threads];
      const env = { SOURCE_DATE_EPOCH: '1767225600' };
      const { status, stderr } = await runCli(['build', definition, ...out], { env });
      expect([status, stderr]).toEqual([0, expect.not.stringContaining('error')]);
    }
    expect(digestOf(at('4'))).toEqual(digestOf(at('1')));
    expect(Object.keys(digestOf(at('1')) ?? {})).toEqual(['SHA256SUMS', 'install.wim', 'manifest.json']);
  });
});

testWith(
  PEERS,
  'a dirty volume, which wimlib captures without a word, is refused with what to do, and read when told to',
  async () => {
    const image = at('dirty.img');
    const folder = at('dirty');
    await makeNtfs(image, { size: 32 << 20 });
    await withNtfs(image, (mounted) => mounted.file('file', 'content'));
    markDirty(image);
    await runPeer('wimlib-imagex', ['capture', image, at('dirty-theirs.wim'), 'one']);
    await makeDisk(at('dirty.raw'), [{ type: '0700', name: 'Windows', image }]);
    await convertDisk(at('dirty.raw'), at('dirty.vhdx'), 'vhdx');

    const words = ['capture', at('dirty.vhdx'), at('dirty', 'out.wim')];
    const { status, stdout, stderr } = await runCli(words);
    expect([status, stdout]).toEqual([3, '']);
    expect(stderr).toMatch(
      /^error: .*dirty\.vhdx#1: a volume that is marked dirty, expected .*--allow-dirty.*\n$/,
    );
    expect(existsSync(folder) ? readdirSync(folder) : []).toEqual([]);
    const forced = await runCli([...words, '--allow-dirty']);
    expect([forced.status, forced.stderr]).toEqual([0, expect.stringMatching(/^warning: .*read as it is/)]);
  },
);
