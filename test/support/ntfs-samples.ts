/** What the tests put on a volume: every feature of NTFS that a Windows installation uses, with exact contents. */

import { createHash } from 'node:crypto';
import { shape } from './shapes.js';
import type { MountedNtfs } from './ntfs-volume.js';

const MIB = 1 << 20;

/** Bytes that do not compress, the same in every run. */
export function noise(size: number, seed = 0): Buffer {
  return createHash('shake128', { outputLength: Math.max(size, 1) })
    .update(`${seed}`)
    .digest()
    .subarray(0, size);
}

/** A self-relative descriptor: owner and group Administrators, and the DACL `(A;;FA;;;WD)` or `(A;;access;;;BU)`. */
export function descriptor(access = 0x001f01ff): Buffer {
  const sid = Buffer.from('01020000000000052000000020020000', 'hex');
  const users = Buffer.from('01020000000000052000000021020000', 'hex');
  const acl = Buffer.alloc(8 + 8);
  acl.writeUInt8(2, 0);
  acl.writeUInt16LE(8 + 8 + users.length, 2);
  acl.writeUInt16LE(1, 4);
  acl.writeUInt16LE(8 + users.length, 10);
  acl.writeUInt32LE(access, 12);
  const head = Buffer.alloc(20);
  head.writeUInt8(1, 0);
  head.writeUInt16LE(0x8404, 2);
  head.writeUInt32LE(20, 4);
  head.writeUInt32LE(36, 8);
  head.writeUInt32LE(52, 16);
  return Buffer.concat([head, sid, sid, acl, users]);
}

/** The reparse data of a junction. */
export function junctionData(target: string): Buffer {
  const substitute = Buffer.from(`\\??\\${target}`, 'utf16le');
  const print = Buffer.from(target, 'utf16le');
  const head = Buffer.alloc(8);
  head.writeUInt16LE(substitute.length, 2);
  head.writeUInt16LE(substitute.length + 2, 4);
  head.writeUInt16LE(print.length, 6);
  return Buffer.concat([head, substitute, Buffer.alloc(2), print, Buffer.alloc(2)]);
}

/** The reparse data of a symbolic link. */
export function symlinkData(target: string, isRelative: boolean): Buffer {
  const name = Buffer.from(target, 'utf16le');
  const head = Buffer.alloc(12);
  head.writeUInt16LE(name.length, 2);
  head.writeUInt16LE(name.length, 4);
  head.writeUInt16LE(name.length, 6);
  head.writeUInt32LE(isRelative ? 1 : 0, 8);
  return Buffer.concat([head, name, name]);
}

/** Files of sizes around every border: resident or not, cluster, piece. */
export function fillSizes(volume: MountedNtfs, clusterSize = 4096): void {
  volume.directory('sizes');
  const borders = [clusterSize, 2 * clusterSize, 65_536, MIB, 3 * MIB + 5];
  const around = borders.flatMap((size) => [size - 1, size, size + 1]);
  const resident = Array.from({ length: 25 }, (_, index) => 520 + index * 16);
  for (const size of new Set([0, 1, 7, 8, 9, ...resident, ...around])) {
    volume.file(`sizes/${size}.bin`, noise(size, size + 1));
  }
}

export function fillStreams(volume: MountedNtfs): void {
  volume.directory('streams/directory');
  volume.stream('streams/directory', 'of a directory', 'a stream of a directory');
  volume.file('streams/download.exe', shape('letters', 70_000));
  volume.stream('streams/download.exe', 'Zone.Identifier', '[ZoneTransfer]\r\nZoneId=3\r\n');
  volume.stream('streams/download.exe', 'empty', '');
  volume.stream('streams/download.exe', 'large', noise(2 * MIB + 17, 3));
  volume.file('streams/only named');
  volume.stream('streams/only named', 'x', 'content');
  // Sixty streams need an attribute list.
  volume.file('streams/sixty', 'unnamed');
  for (let index = 0; index < 60; index++) {
    volume.stream('streams/sixty', `stream ${index}`, shape('letters', 50 + index * 40, index));
  }
}

export async function fillNames(volume: MountedNtfs): Promise<void> {
  volume.directory('names/a long directory name');
  await volume.shortName('names/a long directory name', 'ALONGD~1');
  volume.file('names/a long directory name/a long file name.txt', 'short too');
  await volume.shortName('names/a long directory name/a long file name.txt', 'ALONGF~1.TXT');
  volume.file('names/Case', 'upper');
  volume.file('names/case', 'lower');
  volume.file('names/\u{1f3ed} fäctory 工場', 'beyond the first plane');
  volume.file('names/\ud800 alone', 'high surrogate');
  volume.file('names/alone \udc00', 'low surrogate');
  volume.file(`names/${'n'.repeat(255)}`, 'the longest name');
  volume.file('names/dot and space. ', 'not for Win32');
  volume.file('names/first', 'one content, three names');
  await volume.shortName('names/first', 'FIR~1');
  volume.hardLink('names/first', 'names/second');
  volume.hardLink('names/first', 'names/a long directory name/the third name');
  const deep = `deep/${Array.from({ length: 60 }, (_, index) => `level ${index} of sixty`).join('/')}`;
  volume.directory(deep);
  volume.file(`${deep}/bottom`, 'beyond 260 characters');
}

/** @param wide whether to name one file so often that its names need an attribute list */
export function fillManyLinks(volume: MountedNtfs, wide = 40): void {
  volume.directory('links');
  volume.file('links/original', shape('letters', 9000));
  for (let index = 0; index < wide; index++) {
    volume.hardLink('links/original', `links/one of very many names of the same file, number ${index}`);
  }
}

export async function fillMetadata(volume: MountedNtfs): Promise<void> {
  volume.directory('metadata');
  const bits = {
    none: 0,
    hidden: 0x2,
    system: 0x26,
    readonly: 0x21,
    temporary: 0x100,
    offline: 0x1020,
    plain: 0x2000,
  };
  for (const [name, value] of Object.entries(bits)) {
    volume.file(`metadata/${name}`, name);
    volume.times(
      `metadata/${name}`,
      new Date('2024-02-29T12:34:56.789Z'),
      new Date('2001-01-01T00:00:00.001Z'),
    );
    await volume.attributes(`metadata/${name}`, value);
  }
  for (let index = 0; index < 12; index++) {
    volume.file(`metadata/secured ${index}`, 'secured');
    await volume.security(`metadata/secured ${index}`, descriptor(0x00120000 + (index % 4)));
  }
  volume.file('metadata/object', 'has an id');
  await volume.objectId('metadata/object', Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex'));
  volume.file('metadata/extended', 'has extended attributes');
  await volume.extendedAttributes('metadata/extended', [
    ['$KERNEL.PURGE.ESBCACHE', Buffer.from('0123456789abcdef', 'hex')],
    ['OTHER', Buffer.from('another value')],
  ]);
}

export async function fillReparsePoints(volume: MountedNtfs): Promise<void> {
  volume.directory('reparse/junction');
  await volume.reparse('reparse/junction', 0xa0000003, junctionData('C:\\Users'));
  volume.directory('reparse/directory link');
  await volume.reparse('reparse/directory link', 0xa000000c, symlinkData('..\\names', true));
  volume.file('reparse/file link');
  await volume.reparse('reparse/file link', 0xa000000c, symlinkData('C:\\Windows\\notepad.exe', false));
  volume.file('reparse/app.exe');
  await volume.reparse('reparse/app.exe', 0x8000001b, Buffer.from('\u0003An app\0', 'utf16le'));
  volume.file('reparse/hydrated', shape('letters', 10_000, 4));
  await volume.reparse('reparse/hydrated', 0x9000101a, noise(100, 4));
  volume.file('reparse/vendor', 'has content too');
  await volume.reparse('reparse/vendor', 0x00000042, noise(16 + 30, 5));
}

export function fillSparse(volume: MountedNtfs): void {
  volume.directory('sparse');
  const part = noise(5000, 6);
  volume.sparseFile('sparse/hole first', 3 * MIB, [[2 * MIB + 100, part]]);
  volume.sparseFile('sparse/hole last', 3 * MIB + 77, [[0, part]]);
  volume.sparseFile('sparse/islands', 9 * MIB, [
    [100, part],
    [4 * MIB, part],
    [8 * MIB + 65_535, part],
  ]);
  volume.sparseFile('sparse/nothing', 5 * MIB + 1, []);
}

/** Needs clusters of at most 4096 bytes. */
export async function fillCompressed(volume: MountedNtfs): Promise<void> {
  volume.directory('compressed');
  await volume.attributes('compressed', 0x810);
  for (const kind of ['noise', 'zeros', 'letters', 'period', 'sparse', 'repeats'] as const) {
    const content = shape(kind, MIB + 12_345, 7);
    for (const size of [100, 4096, 65_536, 65_537, 200_000, content.length]) {
      volume.file(`compressed/${kind} ${size}`, content.subarray(0, size));
    }
  }
  const mixed = [
    shape('letters', 100_000),
    noise(150_000),
    shape('zeros', 200_000),
    shape('repeats', 99_999),
  ];
  volume.file('compressed/mixed', Buffer.concat(mixed));
  volume.sparseFile('compressed/sparse too', 3 * MIB, [[MIB + 5, shape('letters', 70_000)]]);
}

/** All of the above but for what wimlib reads differently from Windows (see `fillWof`). */
export async function fillEverything(volume: MountedNtfs, clusterSize = 4096): Promise<void> {
  fillSizes(volume, clusterSize);
  fillStreams(volume);
  await fillNames(volume);
  fillManyLinks(volume);
  await fillMetadata(volume);
  await fillReparsePoints(volume);
  fillSparse(volume);
  if (clusterSize <= 4096) await fillCompressed(volume);
}
