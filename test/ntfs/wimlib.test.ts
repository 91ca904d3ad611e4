import { describe, expect } from '@jest/globals';
import { temporaryFolder } from '../support/folder.js';
import { fillEverything, fillMetadata } from '../support/ntfs-samples.js';
import { numberLinkGroups, openImage, viewOf } from '../support/ntfs-view.js';
import { makeNtfs, NTFS_PEERS, withNtfs } from '../support/ntfs-volume.js';
import { runPeer, testWith } from '../support/peers.js';
import { wimlibDir } from '../support/wimlib-dir.js';

const at = temporaryFolder();

describe('a volume that wimlib and we read', () => {
  const shapes = [
    { clusterSize: 512 },
    { clusterSize: 1024 },
    { clusterSize: 4096 },
    { clusterSize: 4096, sectorSize: 4096 },
    { clusterSize: 16_384 },
    { clusterSize: 65_536 },
    { clusterSize: 262_144 },
    { clusterSize: 2 << 20, size: 448 << 20 },
  ];
  for (const shape of shapes) {
    const { clusterSize, sectorSize = 512 } = shape;
    testWith(
      [...NTFS_PEERS, 'wimlib-imagex'],
      `openNtfs() gives the tree that wimlib captures, with clusters of ${clusterSize} and sectors of ${sectorSize} bytes`,
      async () => {
        const image = at(`${clusterSize}-${sectorSize}.img`);
        const wim = `${image}.wim`;
        await makeNtfs(image, { size: 128 << 20, ...shape, label: 'Fäctory' });
        // What fills a volume of huge clusters takes long to write.
        const isHuge = clusterSize > 1 << 20;
        await withNtfs(image, (volume) =>
          isHuge ? fillMetadata(volume) : fillEverything(volume, clusterSize),
        );
        await runPeer('wimlib-imagex', ['capture', image, wim, 'one', '--compress=none']);
        const tree = await openImage(image);
        try {
          expect(tree.warnings).toEqual([]);
          expect(tree.volumeLabel).toBe('Fäctory');
          expect(tree.version).toBe('3.1');
          const ours = await viewOf(tree);
          const theirs = numberLinkGroups(await wimlibDir(wim));
          expect([...ours.keys()]).toEqual([...theirs.keys()]);
          for (const [path, entry] of theirs) expect([path, ours.get(path)]).toEqual([path, entry]);
        } finally {
          await tree.close();
        }
      },
    );
  }

  testWith(
    [...NTFS_PEERS, 'wimlib-imagex'],
    'openNtfs() gives the tree of a WIM that wimlib applied to a volume',
    async () => {
      const source = at('source.img');
      const wim = at('source.wim');
      const image = at('applied.img');
      await makeNtfs(source, { size: 128 << 20 });
      await withNtfs(source, fillEverything);
      await runPeer('wimlib-imagex', ['capture', source, wim, 'one', '--compress=none']);
      await makeNtfs(image, { size: 128 << 20 });
      await runPeer('wimlib-imagex', ['apply', wim, '1', image]);
      const tree = await openImage(image);
      try {
        expect(tree.warnings).toEqual([]);
        const ours = await viewOf(tree);
        for (const [path, entry] of numberLinkGroups(await wimlibDir(wim))) {
          expect([path, ours.get(path)]).toEqual([path, entry]);
        }
      } finally {
        await tree.close();
      }
    },
  );
});
