/**
 * What the scan of the file table keeps: a row a file and a row a name, in columns, since a volume has half a million
 * files. A file takes about 60 bytes, a name about 20 and two for each of its UTF-16 units.
 */

export const FILE_FLAG = {
  DIRECTORY: 1,
  /** Its record must be read again to describe it: named streams, reparse data, an attribute list and the like. */
  COMPLEX: 2,
  /** Its record contradicts itself. */
  DAMAGED: 4,
  /** All of its unnamed stream lies in one piece from its position on, as it is: no record is needed to read it. */
  CONTIGUOUS: 8,
} as const;

/** The name spaces of $FILE_NAME; a DOS name belongs to the WIN32 name of the same file in the same directory. */
export const NAME_SPACE = { POSIX: 0, WIN32: 1, DOS: 2, WIN32_AND_DOS: 3 } as const;

type Column = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array | BigUint64Array;

function larger<T extends Column>(column: T, capacity: number): T {
  const grown = new (column.constructor as new (length: number) => T)(capacity);
  grown.set(column as never);
  return grown;
}

export class FileRows {
  count = 0;
  /** The row of each record of the table; -1 where it has none. */
  readonly rowOf: Int32Array;
  record = new Uint32Array(1024);
  sequence = new Uint16Array(1024);
  flags = new Uint8Array(1024);
  attributes = new Uint32Array(1024);
  security = new Uint32Array(1024);
  created = new BigUint64Array(1024);
  accessed = new BigUint64Array(1024);
  modified = new BigUint64Array(1024);
  /** The unnamed stream: its bytes, and where it begins on the volume. */
  size = new Float64Array(1024);
  position = new Float64Array(1024);

  /** @param records how many the table has */
  constructor(records: number) {
    this.rowOf = new Int32Array(records).fill(-1);
  }

  add(record: number, sequence: number, flags: number): number {
    if (this.count === this.record.length) this.#grow(Math.ceil(this.count * 1.5));
    const row = this.count++;
    this.rowOf[record] = row;
    this.record[row] = record;
    this.sequence[row] = sequence;
    this.flags[row] = flags;
    return row;
  }

  set(row: number, flag: number): void {
    this.flags[row] = (this.flags[row] as number) | flag;
  }

  has(row: number, flag: number): boolean {
    return ((this.flags[row] as number) & flag) !== 0;
  }

  #grow(capacity: number): void {
    this.record = larger(this.record, capacity);
    this.sequence = larger(this.sequence, capacity);
    this.flags = larger(this.flags, capacity);
    this.attributes = larger(this.attributes, capacity);
    this.security = larger(this.security, capacity);
    this.created = larger(this.created, capacity);
    this.accessed = larger(this.accessed, capacity);
    this.modified = larger(this.modified, capacity);
    this.size = larger(this.size, capacity);
    this.position = larger(this.position, capacity);
  }
}

export interface NewName {
  /** The base record of the file. */
  readonly owner: number;
  /** The sequence number that an extension record expects of it; -1 where the name lies in the base record. */
  readonly ownerSequence: number;
  readonly parent: number;
  readonly parentSequence: number;
  readonly space: number;
}

export class NameRows {
  count = 0;
  owner = new Uint32Array(1024);
  ownerSequence = new Int32Array(1024);
  parent = new Uint32Array(1024);
  parentSequence = new Uint16Array(1024);
  space = new Uint8Array(1024);
  length = new Uint8Array(1024);
  start = new Uint32Array(1024);
  #units = new Uint16Array(16 << 10);
  #used = 0;

  /** @param bytes holds the UTF-16LE units of the name from `at` */
  add(name: NewName, bytes: Uint8Array, at: number, length: number): void {
    if (this.count === this.owner.length) this.#grow(Math.ceil(this.count * 1.5));
    if (this.#used + length > this.#units.length) this.#units = larger(this.#units, this.#units.length * 2);
    const row = this.count++;
    this.owner[row] = name.owner;
    this.ownerSequence[row] = name.ownerSequence;
    this.parent[row] = name.parent;
    this.parentSequence[row] = name.parentSequence;
    this.space[row] = name.space;
    this.length[row] = length;
    this.start[row] = this.#used;
    for (let index = 0; index < length; index++, at += 2) {
      this.#units[this.#used++] = (bytes[at] as number) | ((bytes[at + 1] as number) << 8);
    }
  }

  text(row: number): string {
    const start = this.#units.byteOffset + (this.start[row] as number) * 2;
    return Buffer.from(this.#units.buffer, start, (this.length[row] as number) * 2).toString('utf16le');
  }

  /** Whether a path can hold the name: it is not empty, `.` or `..`, and has no separator or NUL. */
  isUsable(row: number): boolean {
    const start = this.start[row] as number;
    const end = start + (this.length[row] as number);
    let dots = 0;
    for (let index = start; index < end; index++) {
      const unit = this.#units[index] as number;
      if (unit === 0 || unit === 0x2f || unit === 0x5c) return false;
      if (unit === 0x2e) dots++;
    }
    return dots < end - start || dots > 2;
  }

  #grow(capacity: number): void {
    this.owner = larger(this.owner, capacity);
    this.ownerSequence = larger(this.ownerSequence, capacity);
    this.parent = larger(this.parent, capacity);
    this.parentSequence = larger(this.parentSequence, capacity);
    this.space = larger(this.space, capacity);
    this.length = larger(this.length, capacity);
    this.start = larger(this.start, capacity);
  }
}
