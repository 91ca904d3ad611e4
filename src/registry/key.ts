/**
 * Keys.
 *
 * ```
 * nk:  0 2 "nk"              20 4 count of subkeys         40 4 cell of the list of values, of each u32
 *      2 2 flags             28 4 cell of their list       44 4 cell of the security descriptor
 *      4 8 last written      36 4 count of values          72 2 bytes of the name
 *     16 4 cell of the parent                              76   name
 * sk:  0 2 "sk"  4 4 next  8 4 previous  12 4 references  16 4 bytes of the descriptor  20 descriptor
 * ```
 */

import { readBytes, readU16, readU32, readU64, seek } from '../bytes/index.js';
import { foldCase } from '../tree/index.js';
import { cellAt, damaged, hex, recordAt, type Bins } from './bins.js';
import { readSubkeyList } from './subkeys.js';
import { dwordOf, multiStringOf, qwordOf, readName, readValue, stringOf, type Value } from './value.js';

export interface Key {
  readonly name: string;
  /** FILETIME. */
  readonly lastWritten: bigint;
  /** In the order of their names. @throws damaged */
  subkeys(): Key[];
  /** The key at a path of names with `\` between them, without regard to case. @throws damaged */
  key(path: string): Key | null;
  /** @throws damaged */
  values(): Value[];
  /** @param name '' for the default value; without regard to case @throws damaged */
  value(name: string): Value | null;
  /** The text of a value; null where it is missing or no string. */
  string(name: string): string | null;
  /** null where the value is missing or no REG_DWORD. */
  dword(name: string): number | null;
  /** null where the value is missing or no REG_QWORD. */
  qword(name: string): bigint | null;
  /** null where the value is missing or no list of strings. */
  multiString(name: string): string[] | null;
  /** A self-relative security descriptor. @throws damaged */
  security(): Uint8Array;
}

const NAME_IS_LATIN1 = 0x20;
/** The count of values is then a handle that only a running Windows knows. */
const PREDEFINED_HANDLE = 0x40;

/** A key of a hive, read when it is asked. */
export class HiveKey implements Key {
  readonly name: string;
  readonly lastWritten: bigint;
  readonly #bins: Bins;
  readonly #root: number;
  readonly #offset: number;
  readonly #subkeys: { readonly count: number; readonly list: number };
  readonly #values: { readonly count: number; readonly list: number };
  readonly #security: number;

  /**
   * @param offset the cell of the key
   * @param parent the cell of the key that lists it; null for the root
   */
  constructor(bins: Bins, root: number, offset: number, parent: number | null) {
    const cursor = recordAt(bins, offset, 'key', 'nk');
    const flags = readU16(cursor);
    this.lastWritten = readU64(cursor);
    seek(cursor, 16);
    const up = readU32(cursor);
    // A key that only its parent can list, and a root that none can, leave no way round in a circle.
    if (parent !== null && (up !== parent || offset === root)) {
      throw damaged(cursor.what, `the parent ${hex(up)}`, `${hex(parent)}, the key that lists it`);
    }
    const subkeyCount = readU32(cursor);
    seek(cursor, 28);
    this.#subkeys = { count: subkeyCount, list: readU32(cursor) };
    seek(cursor, 36);
    const valueCount = (flags & PREDEFINED_HANDLE) === 0 ? readU32(cursor) : 0;
    seek(cursor, 40);
    this.#values = { count: valueCount, list: readU32(cursor) };
    this.#security = readU32(cursor);
    seek(cursor, 72);
    const nameLength = readU16(cursor);
    seek(cursor, 76);
    this.name = readName(cursor, nameLength, (flags & NAME_IS_LATIN1) !== 0);
    this.#bins = bins;
    this.#root = root;
    this.#offset = offset;
  }

  subkeys(): Key[] {
    return this.#subkeyCells().map((offset) => this.#subkey(offset));
  }

  key(path: string): Key | null {
    const names = path.split('\\').filter((name) => name !== '');
    return names.reduce<HiveKey | null>((key, name) => (key === null ? null : key.#find(name)), this);
  }

  values(): Value[] {
    return this.#valueCells().map((offset) => readValue(this.#bins, offset));
  }

  value(name: string): Value | null {
    const folded = foldCase(name);
    for (const offset of this.#valueCells()) {
      const value = readValue(this.#bins, offset);
      if (foldCase(value.name) === folded) return value;
    }
    return null;
  }

  string(name: string): string | null {
    return this.#as(name, stringOf);
  }

  dword(name: string): number | null {
    return this.#as(name, dwordOf);
  }

  qword(name: string): bigint | null {
    return this.#as(name, qwordOf);
  }

  multiString(name: string): string[] | null {
    return this.#as(name, multiStringOf);
  }

  security(): Uint8Array {
    const cursor = recordAt(this.#bins, this.#security, 'security descriptor', 'sk');
    seek(cursor, 16);
    return readBytes(cursor, readU32(cursor));
  }

  #as<T>(name: string, read: (value: Value) => T | null): T | null {
    const value = this.value(name);
    return value === null ? null : read(value);
  }

  #find(name: string): HiveKey | null {
    const folded = foldCase(name);
    for (const offset of this.#subkeyCells()) {
      const key = this.#subkey(offset);
      if (foldCase(key.name) === folded) return key;
    }
    return null;
  }

  #subkey(offset: number): HiveKey {
    return new HiveKey(this.#bins, this.#root, offset, this.#offset);
  }

  #subkeyCells(): number[] {
    const { count, list } = this.#subkeys;
    return count === 0 ? [] : readSubkeyList(this.#bins, list, count);
  }

  #valueCells(): number[] {
    const { count, list } = this.#values;
    if (count === 0) return [];
    const cursor = cellAt(this.#bins, list, 'list of values');
    if (count * 4 > cursor.bytes.length) {
      throw damaged(cursor.what, `${count} values`, `${Math.floor(cursor.bytes.length / 4)} at most`);
    }
    return Array.from({ length: count }, () => readU32(cursor));
  }
}
