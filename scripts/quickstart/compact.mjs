/**
 * Files as CompactOS stores them. A resource of a WIM and the stream WofCompressedData have the same form, so wimlib
 * compresses them.
 */

import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { run } from './tools.mjs';

const COMPRESSED = 0x04;
const BLOB_SIZE = 50;

/**
 * @param {readonly Uint8Array[]} contents @param {string} folder for temporary files
 * @returns {(content: Uint8Array) => Uint8Array} its compressed form
 */
export function compactor(contents, folder) {
  const source = path.join(folder, 'contents');
  mkdirSync(source);
  for (const content of contents) writeFileSync(path.join(source, sha1(content)), content);
  const archive = path.join(folder, 'contents.wim');
  run('wimlib-imagex', ['capture', source, archive, '--compress=LZX:100', '--threads=1']);
  const resources = resourcesOf(readFileSync(archive));
  rmSync(source, { recursive: true });
  return (content) => {
    const resource = resources.get(sha1(content));
    if (resource === undefined) throw new Error(`${content.length} bytes do not compress`);
    return resource;
  };
}

/** A WOF reparse point, as `system.ntfs_reparse_data` takes it: provider 2 (file), algorithm 1 (LZX, 32 KiB). */
export function wofReparsePoint() {
  const bytes = Buffer.alloc(24);
  [0x80000017, 16, 1, 2, 1, 1].forEach((word, index) => bytes.writeUInt32LE(word, index * 4));
  return bytes;
}

/** The compressed resources of an archive by SHA-1. */
function resourcesOf(/** @type {NodeJS.NonSharedBuffer} */ archive) {
  const table = resourceAt(archive, 0x30);
  /** @type {Map<string, Uint8Array>} */
  const resources = new Map();
  for (let at = table.offset; at < table.offset + table.size; at += BLOB_SIZE) {
    const { offset, size, flags } = resourceAt(archive, at);
    const hash = archive.subarray(at + 30, at + BLOB_SIZE).toString('hex');
    if ((flags & COMPRESSED) !== 0) resources.set(hash, archive.subarray(offset, offset + size));
  }
  return resources;
}

function resourceAt(/** @type {NodeJS.NonSharedBuffer} */ archive, /** @type {number} */ at) {
  return {
    size: archive.readUIntLE(at, 6),
    flags: archive.readUInt8(at + 7),
    offset: Number(archive.readBigUInt64LE(at + 8)),
  };
}

function sha1(/** @type {Uint8Array} */ content) {
  return createHash('sha1').update(content).digest('hex');
}
