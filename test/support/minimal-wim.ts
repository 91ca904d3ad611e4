/**
 * The smallest WIM around compressed contents, so that wimlib can judge an encoder by itself: one image, whose root
 * holds one file a content, named 0, 1, 2 and so on.
 */

import { createHash } from 'node:crypto';

const HEADER = 208;
const FLAG_LZX = 0x40002;
const FLAG_XPRESS = 0x20002;
const RESOURCE_METADATA = 2;
const RESOURCE_COMPRESSED = 4;

interface Resource {
  readonly offset: number;
  readonly stored: number;
  readonly size: number;
  readonly flags: number;
  readonly sha1: Buffer;
}

/**
 * @param compress one chunk of at most `chunkSize` bytes, or null when it does not shrink
 * @returns the bytes of the WIM
 */
export function minimalWim(
  contents: readonly Uint8Array[],
  format: 'xpress' | 'lzx',
  chunkSize: number,
  compress: (chunk: Uint8Array) => Uint8Array | null,
): Buffer {
  const parts: Uint8Array[] = [Buffer.alloc(HEADER)];
  let offset = HEADER;
  const add = (bytes: Uint8Array, size: number, flags: number, sha1: Buffer): Resource => {
    parts.push(bytes);
    const resource = { offset, stored: bytes.length, size, flags, sha1 };
    offset += bytes.length;
    return resource;
  };

  const blobs = new Map<string, Resource>();
  const hashes = contents.map((content) => createHash('sha1').update(content).digest());
  for (const [i, content] of contents.entries()) {
    const hash = hashes[i] ?? Buffer.alloc(20);
    if (content.length === 0 || blobs.has(hash.toString('hex'))) continue;
    const packed = resourceOf(content, chunkSize, compress);
    const flags = packed === content ? 0 : RESOURCE_COMPRESSED;
    blobs.set(hash.toString('hex'), add(packed, content.length, flags, hash));
  }
  const metadata = metadataOf(contents, hashes);
  const table = [
    add(metadata, metadata.length, RESOURCE_METADATA, createHash('sha1').update(metadata).digest()),
    ...blobs.values(),
  ].map((resource) => {
    const entry = Buffer.alloc(50);
    writeResource(entry, 0, resource);
    entry.writeUInt16LE(1, 24);
    entry.writeUInt32LE(1, 26);
    resource.sha1.copy(entry, 30);
    return entry;
  });
  const blobTable = add(Buffer.concat(table), 50 * table.length, RESOURCE_METADATA, Buffer.alloc(20));
  const text = Buffer.from(
    '\uFEFF<WIM><TOTALBYTES>0</TOTALBYTES><IMAGE INDEX="1"><NAME>test</NAME></IMAGE></WIM>',
    'utf16le',
  );
  const xml = add(text, text.length, RESOURCE_METADATA, Buffer.alloc(20));

  const wim = Buffer.concat(parts);
  wim.write('MSWIM\0\0\0', 0, 'latin1');
  wim.writeUInt32LE(HEADER, 8);
  wim.writeUInt32LE(0x10d00, 12);
  wim.writeUInt32LE(format === 'lzx' ? FLAG_LZX : FLAG_XPRESS, 16);
  wim.writeUInt32LE(chunkSize, 20);
  wim.writeUInt16LE(1, 0x28);
  wim.writeUInt16LE(1, 0x2a);
  wim.writeUInt32LE(1, 0x2c);
  writeResource(wim, 0x30, blobTable);
  writeResource(wim, 0x48, xml);
  return wim;
}

function writeResource(to: Buffer, at: number, resource: Resource): void {
  to.writeUIntLE(resource.stored, at, 6);
  to.writeUInt8(resource.flags, at + 7);
  to.writeBigUInt64LE(BigInt(resource.offset), at + 8);
  to.writeBigUInt64LE(BigInt(resource.size), at + 16);
}

/** The chunk table and the chunks; the content itself where those are no smaller. */
function resourceOf(
  content: Uint8Array,
  chunkSize: number,
  compress: (chunk: Uint8Array) => Uint8Array | null,
): Uint8Array {
  const chunks: Uint8Array[] = [];
  for (let at = 0; at < content.length; at += chunkSize) {
    const chunk = content.subarray(at, at + chunkSize);
    chunks.push(compress(chunk) ?? chunk);
  }
  const offsets = Buffer.alloc(4 * (chunks.length - 1));
  let offset = 0;
  for (const [i, chunk] of chunks.entries()) {
    if (i > 0) offsets.writeUInt32LE(offset, 4 * (i - 1));
    offset += chunk.length;
  }
  return offsets.length + offset < content.length ? Buffer.concat([offsets, ...chunks]) : content;
}

function metadataOf(contents: readonly Uint8Array[], hashes: readonly Buffer[]): Buffer {
  const security = Buffer.alloc(8);
  security.writeUInt32LE(8);
  const root = entryOf('', 0x10, Buffer.alloc(20));
  root.writeBigUInt64LE(BigInt(security.length + root.length + 8), 16);
  const files = contents.map((content, i) =>
    entryOf(String(i), 0x80, content.length === 0 ? Buffer.alloc(20) : (hashes[i] ?? root)),
  );
  return Buffer.concat([security, root, Buffer.alloc(8), ...files, Buffer.alloc(8)]);
}

function entryOf(name: string, attributes: number, sha1: Buffer): Buffer {
  const nameBytes = Buffer.from(name, 'utf16le');
  const length = 102 + nameBytes.length + (name === '' ? 0 : 2);
  const entry = Buffer.alloc((length + 7) & ~7);
  entry.writeBigUInt64LE(BigInt(entry.length), 0);
  entry.writeUInt32LE(attributes, 8);
  entry.writeInt32LE(-1, 12);
  sha1.copy(entry, 0x40);
  entry.writeUInt16LE(nameBytes.length, 0x64);
  nameBytes.copy(entry, 0x66);
  return entry;
}
