import { expect, test } from '@jest/globals';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { FactoryError } from '../../src/errors.js';
import { silentReporter } from '../../src/progress.js';
import { openSource, type OpenSource } from '../../src/source/index.js';
import { findOrNull } from '../../src/tree/index.js';
import { temporaryFolder } from '../support/folder.js';
import { makeNtfs, NTFS_PEERS, withNtfs } from '../support/ntfs-volume.js';
import { convertDisk, DISK_PEERS, makeDisk, type PartitionShape } from '../support/partitioned-disk.js';
import { testWith } from '../support/peers.js';
import { keepingReporter } from '../support/reporter.js';

const folder = temporaryFolder();
const PEERS = [...NTFS_PEERS, ...DISK_PEERS];
const MIB = 1 << 20;

/** A volume that is made once. */
async function volume(name: 'windows' | 'data'): Promise<string> {
  const image = folder(`${name}.ntfs`);
  if (existsSync(image)) return image;
  await makeNtfs(image, { size: 8 * MIB });
  await withNtfs(image, (mounted) => {
    if (name === 'windows') mounted.directory('Windows/System32/config');
    mounted.file(`${name}.txt`, name);
  });
  return image;
}

/** A copy of a volume whose dirty flag is set, as after a power cut: `$Volume`, record 3 of the file table. */
async function dirtyVolume(): Promise<string> {
  const image = folder('dirty.ntfs');
  const bytes = readFileSync(await volume('windows'));
  const record = Number(bytes.readBigUInt64LE(0x30)) * 4096 + 3 * 1024;
  // $VOLUME_INFORMATION: eight bytes, the version, then the flags.
  for (let at = record + bytes.readUInt16LE(record + 0x14); bytes.readUInt32LE(at) !== 0xffffffff;) {
    if (bytes.readUInt32LE(at) === 0x70) {
      bytes.writeUInt8(1, at + bytes.readUInt16LE(at + 0x14) + 10);
      writeFileSync(image, bytes);
      return image;
    }
    at += bytes.readUInt32LE(at + 4);
  }
  throw new Error('no $VOLUME_INFORMATION');
}

const basic = (image: string, name = 'Basic data partition'): PartitionShape => ({
  type: '0700',
  name,
  image,
});

/** Which file of `volume` is on the volume that is found, and how it is called. */
async function found(text: string, allowDirty = false): Promise<string> {
  const reporter = keepingReporter();
  const opened = await openSource(text, { reporter, allowDirty }).catch((error: unknown) => error);
  if (opened instanceof FactoryError) return `${opened.code}: ${opened.message.replaceAll(folder(), '')}`;
  const source = opened as OpenSource;
  const { tree, partition } = source;
  try {
    const names: string[] = [];
    for (const name of ['windows.txt', 'data.txt']) {
      if ((await findOrNull(tree, name)) !== null) names.push(name);
    }
    const warnings = reporter.warnings.map((warning) => `; ${warning.replaceAll(folder(), '')}`).join('');
    return `${tree.label.replaceAll(folder(), '')}: ${names.join(', ')}, partition ${partition?.number}${warnings}`;
  } finally {
    await source.close();
  }
}

testWith(PEERS, 'a disk means its Windows volume, and "#N" another one, in every container', async () => {
  const raw = folder('disk.raw');
  const [data, windows] = [await volume('data'), await volume('windows')];
  await makeDisk(raw, [basic(data, 'Recovery'), basic(windows), basic(data, 'Data')]);
  for (const [file, format] of [
    ['disk.vhdx', 'vhdx'],
    ['disk.vhd', 'vpc'],
  ] as const) {
    await convertDisk(raw, folder(file), format);
    expect(await found(folder(file))).toBe(`/${file}#2: windows.txt, partition 2`);
    expect(await found(folder(`${file}#3`))).toBe(`/${file}#3: data.txt, partition 3`);
  }
  expect(await found(raw)).toBe('/disk.raw#2: windows.txt, partition 2');
  expect(await found(`${raw}#4`)).toBe(
    'not-found: /disk.raw: no partition 4, expected one of 1 (Basic data "Recovery", 8.0 MiB, ntfs), 2 (Basic data "Basic data partition", 8.0 MiB, ntfs), 3 (Basic data "Data", 8.0 MiB, ntfs)',
  );
});

testWith(PEERS, 'a bare volume is a disk of its own, without partitions to name', async () => {
  const bare = await volume('data');
  expect(await found(bare)).toBe('/data.ntfs: data.txt, partition 0');
  expect(await found(`${bare}#1`)).toBe(
    'not-found: /data.ntfs: no partition 1, expected no number, for the disk is a volume without partitions',
  );
});

testWith(
  PEERS,
  'a disk without Windows means its only NTFS volume, and is asked about where there are several',
  async () => {
    const data = await volume('data');
    await makeDisk(folder('single.raw'), [basic(data)]);
    expect(await found(folder('single.raw'))).toBe('/single.raw#1: data.txt, partition 1');
    await makeDisk(folder('several.raw'), [basic(data, 'One'), basic(data, 'Two')]);
    expect(await found(folder('several.raw'))).toBe(
      'not-found: /several.raw: 2 NTFS volumes, and Windows on none, expected one of 1 (Basic data "One", 8.0 MiB, ntfs), 2 (Basic data "Two", 8.0 MiB, ntfs). Name the partition: /several.raw#1.',
    );
  },
);

testWith(PEERS, 'two installations on one disk are not chosen between', async () => {
  const windows = await volume('windows');
  await makeDisk(folder('twice.raw'), [basic(windows, 'Old'), basic(windows, 'New')]);
  expect(await found(folder('twice.raw'))).toMatch(
    /^not-found: \/twice\.raw: 2 partitions with Windows, expected one of 1 \(.*\), 2 \(.*\)\. Name the partition/,
  );
});

testWith(PEERS, 'next to a BitLocker volume no other volume is taken by accident', async () => {
  const locked = folder('locked.img');
  const bytes = readFileSync(await volume('windows'));
  bytes.write('-FVE-FS-', 3, 'latin1');
  writeFileSync(locked, bytes);
  await makeDisk(folder('locked.raw'), [basic(locked), basic(await volume('data'), 'Recovery')]);
  expect(await found(folder('locked.raw'))).toBe(
    'encrypted: /locked.raw#1: a volume that is encrypted with BitLocker, expected an NTFS volume that can be read. Decrypt it on the reference machine with "manage-bde -off", and wait until it is done.',
  );
  expect(await found(folder('locked.raw#2'))).toBe('/locked.raw#2: data.txt, partition 2');
});

testWith(PEERS, 'a dirty Windows volume is refused by name, and read when that is asked for', async () => {
  await makeDisk(folder('dirty.raw'), [basic(await dirtyVolume()), basic(await volume('data'), 'Data')]);
  expect(await found(folder('dirty.raw'))).toMatch(/^dirty: \/dirty\.raw#1: /);
  expect(await found(folder('dirty.raw'), true)).toMatch(
    /^\/dirty\.raw#1: windows\.txt, partition 1; \/dirty\.raw#1: the volume is /,
  );
});

test('the reference disk of the quickstart means its third partition', async () => {
  const source = await openSource('examples/quickstart/reference.vhdx', { reporter: silentReporter() });
  try {
    expect([source.kind, source.partition?.number, source.tree.kind]).toEqual(['disk', 3, 'ntfs']);
  } finally {
    await source.close();
  }
});
