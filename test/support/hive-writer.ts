/** Builds registry hives from plain objects, as Windows lays them out. hivex reads the same in the tests. */

import { foldCase } from '../../src/tree/index.js';

export interface HiveKeySpec {
  readonly keys?: Readonly<Record<string, HiveKeySpec>>;
  /** '' names the default value. */
  readonly values?: Readonly<Record<string, HiveValueSpec>>;
  /** FILETIME; that of the hive where it is left out. */
  readonly lastWritten?: bigint;
}

export interface HiveValueSpec {
  readonly type: number;
  readonly data: Uint8Array;
}

export interface HiveWriterOptions {
  /** The minor version: 3 has no segments for large data. */
  readonly minor?: 3 | 5 | 6;
  readonly leaf?: 'li' | 'lf' | 'lh';
  readonly lastWritten?: bigint;
  readonly fileName?: string;
  readonly rootName?: string;
}

export const sz = (text: string): HiveValueSpec => ({ type: 1, data: utf16(`${text}\0`) });
export const expandSz = (text: string): HiveValueSpec => ({ type: 2, data: utf16(`${text}\0`) });
export const binary = (data: Uint8Array): HiveValueSpec => ({ type: 3, data });
export const multiSz = (texts: readonly string[]): HiveValueSpec => ({
  type: 7,
  data: utf16(texts.map((text) => `${text}\0`).join('') + '\0'),
});

export function dword(value: number): HiveValueSpec {
  const data = Buffer.alloc(4);
  data.writeUInt32LE(value >>> 0);
  return { type: 4, data };
}

export function qword(value: bigint): HiveValueSpec {
  const data = Buffer.alloc(8);
  data.writeBigUInt64LE(value);
  return { type: 11, data };
}

export const utf16 = (text: string): Uint8Array => Buffer.from(text, 'utf16le');

const BASE = 4096;
const NONE = 0xffffffff;
const SEGMENT = 16344;
/** As many elements as Windows puts into one list. */
const LEAF_ELEMENTS = 1012;
/** O:BAG:BAD:(A;CI;KA;;;BA)(A;CI;KA;;;SY) */
export const SECURITY_DESCRIPTOR = Buffer.from(
  '0100048048000000580000000000000014000000' +
    '0200340002000000' +
    '000218003f000f0001020000000000052000000020020000' +
    '000214003f000f00010100000000000512000000' +
    '01020000000000052000000020020000' +
    '01020000000000052000000020020000',
  'hex',
);

/** @returns the bytes of a clean hive */
export function buildHive(root: HiveKeySpec, options: HiveWriterOptions = {}): Buffer {
  const writer = new HiveWriter(options);
  return writer.build(root);
}

/** Sets the checksum of a base block that was changed. */
export function sealBaseBlock(bytes: Buffer): void {
  let checksum = 0;
  for (let at = 0; at < 508; at += 4) checksum ^= bytes.readInt32LE(at);
  bytes.writeUInt32LE(checksum === 0 ? 1 : checksum === -1 ? 0xfffffffe : checksum >>> 0, 508);
}

class HiveWriter {
  #bytes = Buffer.alloc(BASE);
  #binEnd = 0;
  #next = 0;
  #security = 0;
  #keys = 0;
  readonly #options: HiveWriterOptions;
  readonly #lastWritten: bigint;

  constructor(options: HiveWriterOptions) {
    this.#options = options;
    this.#lastWritten = options.lastWritten ?? 133_800_000_000_000_000n;
  }

  build(root: HiveKeySpec): Buffer {
    this.#security = this.#cell(20 + SECURITY_DESCRIPTOR.length);
    const rootCell = this.#key(this.#options.rootName ?? 'ROOT', root, 0, 0x2c);
    this.#closeBin();
    this.#writeSecurity();
    this.#writeBaseBlock(rootCell);
    return this.#bytes;
  }

  /** @returns the offset of a cell in use with room for `size` bytes */
  #cell(size: number): number {
    const needed = Math.ceil((size + 4) / 8) * 8;
    if (needed > this.#binEnd - this.#next) this.#openBin(needed);
    const at = this.#next;
    this.#next += needed;
    this.#bytes.writeInt32LE(-needed, BASE + at);
    return at;
  }

  #openBin(needed: number): void {
    this.#closeBin();
    const start = this.#binEnd;
    const size = Math.ceil((needed + 32) / 4096) * 4096;
    const end = BASE + start + size;
    if (end > this.#bytes.length) {
      const larger = Buffer.alloc(Math.max(end, this.#bytes.length * 2));
      this.#bytes.copy(larger);
      this.#bytes = larger;
    }
    this.#bytes.write('hbin', BASE + start, 'latin1');
    this.#bytes.writeUInt32LE(start, BASE + start + 4);
    this.#bytes.writeUInt32LE(size, BASE + start + 8);
    if (start === 0) this.#bytes.writeBigUInt64LE(this.#lastWritten, BASE + 20);
    this.#next = start + 32;
    this.#binEnd = start + size;
  }

  /** What is left of the bin is a free cell. */
  #closeBin(): void {
    if (this.#next < this.#binEnd) this.#bytes.writeInt32LE(this.#binEnd - this.#next, BASE + this.#next);
  }

  /** Content of a cell begins four bytes behind it. */
  #put(cell: number, content: Uint8Array): void {
    this.#bytes.set(content, BASE + cell + 4);
  }

  #raw(content: Uint8Array): number {
    const cell = this.#cell(content.length);
    this.#put(cell, content);
    return cell;
  }

  #key(name: string, spec: HiveKeySpec, parent: number, flags: number): number {
    this.#keys++;
    const stored = storedName(name);
    const cell = this.#cell(76 + stored.bytes.length);
    const children = Object.entries(spec.keys ?? {}).toSorted(([a], [b]) =>
      foldCase(a) < foldCase(b) ? -1 : 1,
    );
    const values = Object.entries(spec.values ?? {});
    const subkeys = children.map(([child, childSpec]) => ({
      name: child,
      cell: this.#key(child, childSpec, cell, 0),
    }));
    const record = Buffer.alloc(76 + stored.bytes.length);
    record.write('nk', 'latin1');
    record.writeUInt16LE((flags & ~0x20) | (stored.isLatin1 ? 0x20 : 0), 2);
    record.writeBigUInt64LE(spec.lastWritten ?? this.#lastWritten, 4);
    record.writeUInt32LE(parent, 16);
    record.writeUInt32LE(children.length, 20);
    record.writeUInt32LE(this.#subkeyList(subkeys), 28);
    record.writeUInt32LE(NONE, 32);
    record.writeUInt32LE(values.length, 36);
    record.writeUInt32LE(this.#valueList(values), 40);
    record.writeUInt32LE(this.#security, 44);
    record.writeUInt32LE(NONE, 48);
    record.writeUInt32LE(longest(children.map(([child]) => child.length * 2)), 52);
    record.writeUInt32LE(longest(values.map(([value]) => value.length * 2)), 60);
    record.writeUInt32LE(longest(values.map(([, { data }]) => data.length)), 64);
    record.writeUInt16LE(stored.bytes.length, 72);
    record.set(stored.bytes, 76);
    this.#put(cell, record);
    return cell;
  }

  #subkeyList(subkeys: readonly { name: string; cell: number }[]): number {
    if (subkeys.length === 0) return NONE;
    const leaves: number[] = [];
    for (let at = 0; at < subkeys.length; at += LEAF_ELEMENTS) {
      leaves.push(this.#leaf(subkeys.slice(at, at + LEAF_ELEMENTS)));
    }
    if (leaves.length === 1) return leaves[0] as number;
    return this.#raw(Buffer.concat([listHeader('ri', leaves.length), offsetList(leaves)]));
  }

  #leaf(subkeys: readonly { name: string; cell: number }[]): number {
    const kind = this.#options.leaf ?? 'lh';
    const elements = subkeys.map(({ name, cell }) => {
      const hint = kind === 'li' ? Buffer.alloc(0) : kind === 'lf' ? nameHint(name) : nameHash(name);
      return Buffer.concat([offsetList([cell]), hint]);
    });
    return this.#raw(Buffer.concat([listHeader(kind, subkeys.length), ...elements]));
  }

  #valueList(values: readonly [string, HiveValueSpec][]): number {
    if (values.length === 0) return NONE;
    return this.#raw(offsetList(values.map(([name, spec]) => this.#value(name, spec))));
  }

  #value(name: string, { type, data }: HiveValueSpec): number {
    const stored = storedName(name);
    const record = Buffer.alloc(20 + stored.bytes.length);
    record.write('vk', 'latin1');
    record.writeUInt16LE(stored.bytes.length, 2);
    const inPlace = data.length <= 4;
    record.writeUInt32LE(inPlace ? data.length + 0x80000000 : data.length, 4);
    if (inPlace) record.set(data, 8);
    else record.writeUInt32LE(this.#data(data), 8);
    record.writeUInt32LE(type, 12);
    record.writeUInt16LE(stored.isLatin1 && name !== '' ? 1 : 0, 16);
    record.set(stored.bytes, 20);
    return this.#raw(record);
  }

  #data(data: Uint8Array): number {
    if (data.length <= SEGMENT || this.#options.minor === 3) return this.#raw(data);
    const segments: number[] = [];
    for (let at = 0; at < data.length; at += SEGMENT) {
      // A segment's cell has four bytes that are not used.
      const cell = this.#cell(Math.min(SEGMENT, data.length - at) + 4);
      this.#put(cell, data.subarray(at, at + SEGMENT));
      segments.push(cell);
    }
    const list = this.#raw(offsetList(segments));
    return this.#raw(Buffer.concat([listHeader('db', segments.length), offsetList([list])]));
  }

  #writeSecurity(): void {
    const record = Buffer.alloc(20);
    record.write('sk', 'latin1');
    record.writeUInt32LE(this.#security, 4);
    record.writeUInt32LE(this.#security, 8);
    record.writeUInt32LE(this.#keys, 12);
    record.writeUInt32LE(SECURITY_DESCRIPTOR.length, 16);
    this.#put(this.#security, Buffer.concat([record, SECURITY_DESCRIPTOR]));
  }

  #writeBaseBlock(rootCell: number): void {
    this.#bytes = this.#bytes.subarray(0, BASE + this.#binEnd);
    const base = this.#bytes;
    base.write('regf', 0, 'latin1');
    base.writeUInt32LE(1, 4);
    base.writeUInt32LE(1, 8);
    base.writeBigUInt64LE(this.#lastWritten, 12);
    base.writeUInt32LE(1, 20);
    base.writeUInt32LE(this.#options.minor ?? 5, 24);
    base.writeUInt32LE(0, 28);
    base.writeUInt32LE(1, 32);
    base.writeUInt32LE(rootCell, 36);
    base.writeUInt32LE(this.#binEnd, 40);
    base.writeUInt32LE(1, 44);
    base.write((this.#options.fileName ?? '').slice(-31), 48, 'utf16le');
    sealBaseBlock(base);
  }
}

function storedName(name: string): { bytes: Uint8Array; isLatin1: boolean } {
  const wide = Buffer.from(name, 'utf16le');
  const isLatin1 = wide.every((byte, index) => index % 2 === 0 || byte === 0);
  return { bytes: isLatin1 ? Buffer.from(name, 'latin1') : wide, isLatin1 };
}

function listHeader(signature: string, count: number): Buffer {
  const header = Buffer.alloc(4);
  header.write(signature, 'latin1');
  header.writeUInt16LE(count, 2);
  return header;
}

function offsetList(offsets: readonly number[]): Buffer {
  const list = Buffer.alloc(offsets.length * 4);
  for (const [index, offset] of offsets.entries()) list.writeUInt32LE(offset, index * 4);
  return list;
}

function nameHint(name: string): Buffer {
  const hint = Buffer.alloc(4);
  if (storedName(name).isLatin1) hint.write(name.slice(0, 4), 'latin1');
  return hint;
}

function nameHash(name: string): Buffer {
  let hash = 0;
  const upper = foldCase(name);
  for (let index = 0; index < upper.length; index++)
    hash = (Math.imul(hash, 37) + upper.charCodeAt(index)) >>> 0;
  return offsetList([hash]);
}

function longest(lengths: readonly number[]): number {
  return lengths.reduce((most, length) => Math.max(most, length), 0);
}
