/** The NTFS volume of the example, written through ntfs-3g. */

import {
  linkSync,
  mkdirSync,
  openSync,
  closeSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { filetimeFromDate } from '../../build/src/bytes/index.js';
import { compactor, wofReparsePoint } from './compact.mjs';
import { randomOf } from './content.mjs';
import { settle } from './settle.mjs';
import { run } from './tools.mjs';

/** @typedef {import('./windows.mjs').Item} Item */

const CLUSTER_SIZE = 1024;
const COMPRESSED = 0x800;
const INSTALLED = filetimeFromDate(new Date('2026-10-14T09:00:00Z'));

/**
 * @param {readonly Item[]} items @param {number} size bytes @param {number} start its first sector on the disk
 * @param {string} folder for temporary files
 * @returns {Uint8Array}
 */
export function makeVolume(items, size, start, folder) {
  const image = path.join(folder, 'volume.raw');
  const mount = path.join(folder, 'mount');
  // mkntfs knows whole seconds.
  const begun = filetimeFromDate(new Date()) - 10_000_000n;
  writeFileSync(image, new Uint8Array(size));
  const geometry = ['-s', '512', '-p', String(start), '-H', '255', '-S', '63'];
  run('mkntfs', ['-F', '-Q', '-c', String(CLUSTER_SIZE), ...geometry, '-L', 'Windows', image]);
  mkdirSync(mount);
  run('ntfs-3g', ['-o', 'streams_interface=windows,compression', image, mount]);
  try {
    const compact = compactor(
      items.flatMap((item) => (item.compact === true ? [item.content ?? NOTHING] : [])),
      folder,
    );
    for (const item of items) writeItem(item, mount, compact);
    restore(mount, items, attributesOf);
    restore(mount, items, reparsePointOf);
    restore(mount, items.toReversed(), timesOf);
  } finally {
    run('umount', [mount]);
  }
  rmSync(mount, { recursive: true });
  return settle(readFileSync(image), begun, filetimeFromDate(new Date()), INSTALLED);
}

const NOTHING = new Uint8Array(0);

/** @param {Item} item @param {string} mount @param {(content: Uint8Array) => Uint8Array} compact */
function writeItem(item, mount, compact) {
  const target = path.join(mount, item.path);
  if (item.kind === 'file') writeContent(item, target, compact);
  else if (item.kind === 'link') linkSync(path.join(mount, item.target ?? ''), target);
  else mkdirSync(target, { recursive: true });
  // ntfs-3g compresses what is made in a folder that has the attribute.
  if (item.kind === 'folder' && item.compressed === true) {
    run('setfattr', ['-n', 'system.ntfs_attrib', '-v', hex(u32(COMPRESSED)), target]);
  }
}

/** @param {Item} item @param {string} target @param {(content: Uint8Array) => Uint8Array} compact */
function writeContent(item, target, compact) {
  const content = item.content ?? NOTHING;
  closeSync(openSync(target, 'wx'));
  if (item.compact === true) {
    writeFileSync(`${target}:WofCompressedData`, compact(content));
    truncateSync(target, content.length);
  } else {
    writeFileSync(target, content);
  }
  if (item.hole !== undefined) truncateSync(target, item.hole);
  for (const [name, stream] of Object.entries(item.streams ?? {})) writeFileSync(`${target}:${name}`, stream);
}

/**
 * Sets extended attributes, which is how ntfs-3g takes everything that Linux does not know.
 *
 * @param {string} mount @param {readonly Item[]} items @param {(item: Item) => Readonly<Record<string, Uint8Array>>} of
 */
function restore(mount, items, of) {
  const dump = items.map((item) => {
    const lines = Object.entries(of(item)).map(([name, value]) => `system.ntfs_${name}=${hex(value)}\n`);
    return lines.length === 0 ? '' : `# file: ${path.join(mount, item.path)}\n${lines.join('')}\n`;
  });
  run('setfattr', ['--no-dereference', '--restore=-'], dump.join(''));
}

/** @param {Item} item @returns {Record<string, Uint8Array>} */
function attributesOf({ kind, attributes = 0, compressed, security, shortName, objectId }) {
  if (kind === 'link') return {};
  return {
    ...(security === undefined ? {} : { acl: security }),
    attrib: u32(attributes | (compressed === true ? COMPRESSED : 0)),
    ...(objectId === undefined ? {} : { object_id: objectId }),
    ...(shortName === undefined ? {} : { dos_name: Buffer.from(shortName) }),
  };
}

/** @param {Item} item @returns {Record<string, Uint8Array>} */
function reparsePointOf({ kind, target = '', compact }) {
  if (compact === true) return { reparse_data: wofReparsePoint() };
  if (kind === 'junction') return { reparse_data: linkPoint(0xa0000003, target, NOTHING) };
  if (kind === 'symlink') return { reparse_data: linkPoint(0xa000000c, target, u32(0)) };
  return {};
}

/** A junction or an absolute symlink, with its flags. */
function linkPoint(/** @type {number} */ tag, /** @type {string} */ target, /** @type {Uint8Array} */ flags) {
  const substitute = Buffer.from(`\\??\\${target}`, 'utf16le');
  const print = Buffer.from(target, 'utf16le');
  const end = Buffer.alloc(2);
  const lengths = u16(0, substitute.length, substitute.length + 2, print.length);
  const data = Buffer.concat([lengths, flags, substitute, end, print, end]);
  return Buffer.concat([u32(tag), u16(data.length, 0), data]);
}

/** Created, changed and read, each a little later. @param {Item} item */
function timesOf({ kind, path: name }) {
  if (kind === 'link') return {};
  const created = INSTALLED + BigInt(randomOf(name)()) * 10n;
  const times = Buffer.alloc(24);
  [created, created + 12_345_678n, created + 23_456_789n].forEach((time, at) =>
    times.writeBigUInt64LE(time, at * 8),
  );
  return { times };
}

const hex = (/** @type {Uint8Array} */ bytes) => `0x${Buffer.from(bytes).toString('hex')}`;

function u32(/** @type {number} */ value) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
}

function u16(/** @type {number[]} */ ...values) {
  return Buffer.from(Uint16Array.from(values).buffer);
}
