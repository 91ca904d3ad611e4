/** What servicing installed: read from a volume in the layout of real ones, with hivex as the judge of the hive. */

import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import {
  readInstalledPackages,
  readWindowsInfo,
  requireRefusal,
  type InstalledPackage,
} from '../../src/inspect/index.js';
import { openSource } from '../../src/source/index.js';
import { silentReporter } from '../../src/progress.js';
import { temporaryFolder } from '../support/folder.js';
import { dword, sz } from '../support/hive-writer.js';
import { dumpByHivex } from '../support/hivex.js';
import { directory, file, memoryTree, type Node, type Nodes } from '../support/memory-tree.js';
import { makeNtfs, NTFS_PEERS, withNtfs } from '../support/ntfs-volume.js';
import { testWith } from '../support/peers.js';
import {
  manifestOf,
  packageName,
  SERVICED,
  servicingKeys,
  type PlayedPackage,
} from '../support/servicing.js';
import { softwareHive } from '../support/windows-hives.js';

const at = temporaryFolder();

const BUILD = { CurrentBuildNumber: sz('26200'), UBR: dword(7171) };

/** What lies in `\Windows\servicing\Packages`. */
function manifests(packages: readonly PlayedPackage[]): Nodes {
  const nodes: Record<string, Node> = {};
  for (const one of packages) {
    if (one.kb !== undefined) nodes[`${one.name}.mum`] = file(manifestOf(one));
  }
  return nodes;
}

const volume = (packages: readonly PlayedPackage[], more: Nodes = manifests(packages)) =>
  memoryTree({
    Windows: directory({
      System32: directory({
        config: directory({ SOFTWARE: file(softwareHive(BUILD, servicingKeys(packages))) }),
      }),
      servicing: directory({ Packages: directory(more) }),
    }),
  });

const stateOf = (packages: readonly InstalledPackage[], version: string) =>
  packages.find((one) => one.version === version);

/** Of the numbers that hivex reads, by the table that Microsoft published. */
const TABLE: Readonly<Record<number, string>> = {
  0: 'removed',
  5: 'pending',
  32: 'removed',
  64: 'staged',
  80: 'superseded',
  96: 'pending',
  101: 'pending',
  112: 'installed',
  128: 'installed',
  '-112': 'removed',
};

describe('readInstalledPackages()', () => {
  test('tells installed, staged, superseded and pending apart, and takes the KB from the manifest', async () => {
    const installed = await readInstalledPackages(volume(SERVICED));
    expect(installed?.kbs).toEqual(['KB5054156', 'KB5067035', 'KB5068861']);
    const packages = installed?.packages ?? [];
    expect(packages).toHaveLength(SERVICED.length);
    expect(stateOf(packages, '26100.7171.1.9')).toEqual({
      name: 'Package_for_RollupFix~31bf3856ad364e35~amd64~~26100.7171.1.9',
      version: '26100.7171.1.9',
      kb: 'KB5068861',
      state: 'installed',
    });
    expect(stateOf(packages, '26100.1742.1.10')).toMatchObject({ kb: 'KB5043080', state: 'staged' });
    expect(stateOf(packages, '26100.6899.1.7')).toMatchObject({ kb: 'KB5066835', state: 'superseded' });
    expect(stateOf(packages, '10.0.9321.3')).toMatchObject({ kb: 'KB5066131', state: 'pending' });
    expect(stateOf(packages, '10.0.26100.1')).toMatchObject({ kb: null, state: 'removed' });
  });

  testWith(
    [...NTFS_PEERS, 'hivexsh'],
    'as hivex reads the hive, on an NTFS volume with 500 packages',
    async () => {
      const many = Array.from({ length: 487 }, (_, index) => ({
        name: packageName(`Microsoft-Windows-Feature-${index}-Package`, `10.0.26100.${index}`),
        state: index % 3 === 0 ? 0x50 : 0x70,
      }));
      const packages = [...SERVICED, ...many];
      writeFileSync(at('SOFTWARE'), softwareHive(BUILD, servicingKeys(packages)));
      await makeNtfs(at('volume.img'), { size: 24 << 20 });
      await withNtfs(at('volume.img'), (mounted) => {
        mounted.directory('Windows/System32/config');
        mounted.file('Windows/System32/config/SOFTWARE', readFileSync(at('SOFTWARE')));
        mounted.directory('Windows/servicing/Packages');
        for (const one of packages) {
          mounted.file(`Windows/servicing/Packages/${one.name}.mum`, 'kb' in one ? manifestOf(one) : '');
        }
      });
      const source = await openSource(at('volume.img'), { reporter: silentReporter() });
      try {
        const installed = await readInstalledPackages(source.tree);
        const dump = await dumpByHivex(at('SOFTWARE'));
        const states = Object.fromEntries(
          Object.entries(dump).flatMap(([path, values]) => {
            const [, name] = /\\Packages\\([^\\]+)$/.exec(path) ?? [];
            const state = values
              .find((value) => value.startsWith('CurrentState '))
              ?.split(' ')
              .at(-1);
            return name === undefined ? [] : [[name, TABLE[Number(state)]]];
          }),
        );
        expect(Object.keys(states)).toHaveLength(500);
        expect(
          Object.fromEntries((installed?.packages ?? []).map(({ name, state }) => [name, state])),
        ).toEqual(states);
        expect(installed?.kbs).toEqual(['KB5054156', 'KB5067035', 'KB5068861']);
      } finally {
        await source.close();
      }
    },
  );

  test('reads no manifest but those of updates without a KB in their name, and of those the beginning', async () => {
    const untouched = file({
      size: 1000,
      read() {
        throw new Error('read');
      },
    });
    const rollup = SERVICED.find(({ kb }) => kb === 'KB5068861') as PlayedPackage;
    const long = file({
      size: 8 << 20,
      async *read() {
        yield Buffer.from(manifestOf(rollup).padEnd(1 << 20));
        await Promise.reject(new Error('read on'));
      },
    });
    const others = SERVICED.filter(({ kb }) => kb === undefined);
    const nodes = Object.fromEntries(others.map(({ name }) => [`${name}.mum`, untouched]));
    const tree = volume([rollup, ...others], { ...nodes, [`${rollup.name}.mum`]: long });
    expect((await readInstalledPackages(tree))?.kbs).toEqual(['KB5054156', 'KB5068861']);
  });

  test('a manifest without an identifier names its support page; one that is gone, nothing', async () => {
    const [first, second, third] = [1, 2, 3].map((number) => ({
      name: packageName('Package_for_RollupFix', `14393.${number}.1.9`),
      state: 0x70,
    })) as [PlayedPackage, PlayedPackage, PlayedPackage];
    const tree = volume([first, second, third], {
      [`${first.name.toUpperCase()}.MUM`]: file(
        "<assembly supportInformation='http://support.microsoft.com/?kbid=5049993'><package releaseType='Update'/>",
      ),
      [`${second.name}.mum`]: file('<assembly><package identifier="nothing"/></assembly>'),
    });
    const installed = await readInstalledPackages(tree);
    expect(installed?.packages.map(({ kb }) => kb)).toEqual(['KB5049993', null, null]);
    expect(installed?.kbs).toEqual(['KB5049993']);
  });

  test('is null where there is no Windows, or servicing never ran', async () => {
    expect(await readInstalledPackages(memoryTree({}))).toBeNull();
    const bare = directory({ config: directory({ SOFTWARE: file(softwareHive(BUILD)) }) });
    expect(await readInstalledPackages(memoryTree({ Windows: directory({ System32: bare }) }))).toBeNull();
  });
});

async function refusal(build: string | null, kb: readonly string[]) {
  const tree = volume(SERVICED);
  const refused = requireRefusal(
    'disk.vhdx#3',
    { build, kb },
    await readWindowsInfo(tree),
    await readInstalledPackages(tree),
  );
  return refused?.message ?? null;
}

describe('requireRefusal()', () => {
  test.each([
    [null, []],
    ['26200.7171', []],
    ['26200', []],
    ['26200.6584', ['KB5068861', 'kb5054156']],
    ['26100.99999', []],
    [null, ['KB5067035']],
  ] as const)('lets pass build %s and %j', async (build, kb) => {
    expect(await refusal(build, kb)).toBeNull();
  });

  test('names the build, and each KB with the state that it is in', async () => {
    expect(
      await refusal('26200.7623', [
        'KB5043080',
        'KB5068861',
        'KB5066131',
        'KB5066835',
        'KB5099999',
        'KB5012170',
      ]),
    ).toBe(
      'disk.vhdx#3: its build is 26200.7171, KB5043080 is staged, not installed, KB5066131 is pending a reboot, ' +
        'KB5066835 is superseded by a later update, KB5099999 is not there, KB5012170 is removed, ' +
        'expected build 26200.7623 or later and KB5043080 and KB5066131 and KB5066835 and KB5099999 and KB5012170. ' +
        'Let Windows finish the update: start it once more before it is captured.',
    );
  });

  test.each([
    ['26300.1', [], 'its build is 26200.7171, expected build 26300.1 or later. Install what is missing'],
    [null, ['KB5066835'], 'KB5066835 is superseded by a later update, expected KB5066835. Require the build'],
    [null, ['KB5099999'], 'KB5099999 is not there, expected KB5099999. Install what is missing'],
  ] as const)('advises what to do: build %s and %j', async (build, kb, said) => {
    expect(await refusal(build, kb)).toContain(said);
  });

  test('a volume without Windows has nothing of it', () => {
    const refused = requireRefusal('disk.vhdx', { build: '26200.1', kb: ['KB5068861'] }, null, null);
    expect(refused?.code).toBe('refused');
    expect(refused?.message).toContain('it holds no Windows, KB5068861 is not there');
  });
});
