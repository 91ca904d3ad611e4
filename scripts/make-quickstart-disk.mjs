/**
 * Makes examples/quickstart/reference.vhdx: a disk as a reference machine leaves it, small enough for a repository.
 *
 *     npm run build && sudo node scripts/make-quickstart-disk.mjs
 *
 * Runs on Linux as root, with ntfs-3g, wimtools, gdisk, dosfstools, attr and qemu-utils installed; the same versions of
 * these make the same bytes.
 */

import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildVhdx } from '../build/test/support/vhdx-builder.js';
import { run } from './quickstart/tools.mjs';
import { makeVolume } from './quickstart/volume.mjs';
import { windowsItems } from './quickstart/windows.mjs';

const OUTPUT = 'examples/quickstart/reference.vhdx';
const MIB = 1024 * 1024;
const SECTOR = 512;
/** A VHDX has 4 MiB before its first block: this makes 7 MiB. */
const DISK_SIZE = 3 * MIB;
/** First and last sector, type, unique GUID and name. The last 33 sectors are the copy of the partition table. */
const PARTITIONS = [
  {
    first: 64,
    last: 575,
    type: 'ef00',
    guid: '1b1e55ed-0000-4000-8000-000000000001',
    name: 'EFI system partition',
  },
  {
    first: 576,
    last: 639,
    type: '0c01',
    guid: '1b1e55ed-0000-4000-8000-000000000002',
    name: 'Microsoft reserved',
  },
  { first: 640, last: 6110, type: '0700', guid: '1b1e55ed-0000-4000-8000-000000000003', name: 'Windows' },
];
const DISK_GUID = '1b1e55ed-0000-4000-8000-000000000000';

const folder = mkdtempSync(path.join(tmpdir(), 'quickstart-'));
try {
  const disk = makeDisk();
  const blocks = new Map();
  for (let block = 0; block * MIB < disk.length; block++) {
    const data = disk.subarray(block * MIB, (block + 1) * MIB);
    if (data.some((byte) => byte !== 0)) blocks.set(block, { state: 6, data });
  }
  writeFileSync(OUTPUT, buildVhdx({ size: disk.length, blocks }));
  run('qemu-img', ['check', '-q', OUTPUT]);
  console.log(`${OUTPUT}: ${statSync(OUTPUT).size} bytes`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function makeDisk() {
  const file = path.join(folder, 'disk.raw');
  writeFileSync(file, new Uint8Array(DISK_SIZE));
  const partitions = PARTITIONS.flatMap(({ first, last, type, guid, name }, index) => {
    const number = index + 1;
    const place = ['-n', `${number}:${first}:${last}`];
    return [...place, '-t', `${number}:${type}`, '-u', `${number}:${guid}`, '-c', `${number}:${name}`];
  });
  run('sgdisk', ['-a', '1', '-U', DISK_GUID, ...partitions, file]);
  const disk = readFileSync(file);
  const [esp, , windows] = PARTITIONS.map(({ first, last }) => ({
    first,
    size: (last - first + 1) * SECTOR,
  }));
  disk.set(makeSystemPartition(esp?.size ?? 0), (esp?.first ?? 0) * SECTOR);
  const volume = makeVolume(windowsItems(), windows?.size ?? 0, windows?.first ?? 0, folder);
  disk.set(volume, (windows?.first ?? 0) * SECTOR);
  return disk;
}

/** What boots the machine: never captured, so it is empty. */
function makeSystemPartition(/** @type {number} */ size) {
  const file = path.join(folder, 'esp.raw');
  writeFileSync(file, new Uint8Array(size));
  run('mkfs.fat', ['-F', '12', '-n', 'SYSTEM', '--invariant', file]);
  return readFileSync(file);
}
