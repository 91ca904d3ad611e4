/**
 * The directory tree, from what each name says of its directory. Every directory gets one place; what hangs in the air
 * or in a circle is left out and told. Nothing here recurses, so depth and hostile loops cost nothing.
 */

import { FILE_FLAG, NAME_SPACE } from './columns.js';
import type { Warnings } from './damage.js';
import type { FileTable } from './scan.js';

export const ROOT_RECORD = 5;
/** Records below this one are the volume's own files. */
const FIRST_USER_RECORD = 24;

const NOWHERE = -1;

export class Hierarchy {
  readonly #table: FileTable;
  /** For each row of a file, where its names begin in `#order`. */
  readonly #first: Uint32Array;
  /** Rows of names, by the directory that they are in. */
  readonly #order: Uint32Array;
  /** For each row of a name, whether it has its place in the tree. */
  readonly #placed: Uint8Array;
  /** For each row of a file, one of its placed names. */
  readonly #nameOf: Int32Array;
  /** For each row of a file, how many placed names it has, without short names. */
  readonly #links: Uint16Array;
  readonly root: number;

  constructor(table: FileTable, root: number, warnings: Warnings) {
    const { files, names } = table;
    this.#table = table;
    this.root = root;
    this.#first = new Uint32Array(files.count + 1);
    this.#order = new Uint32Array(names.count);
    this.#placed = new Uint8Array(names.count);
    this.#nameOf = new Int32Array(files.count).fill(NOWHERE);
    this.#links = new Uint16Array(files.count);
    this.#sortByDirectory();
    const reached = new Uint8Array(files.count);
    this.#spread(root, reached, true);
    for (let record = 0; record < FIRST_USER_RECORD; record++) {
      const row = files.rowOf[record] ?? NOWHERE;
      if (row !== NOWHERE) this.#spread(row, reached, false);
    }
    this.#tellOrphans(reached, warnings);
  }

  /** The rows of the names in a directory, short names among them. */
  *namesIn(directory: number): Generator<number> {
    const end = this.#first[directory + 1] as number;
    for (let at = this.#first[directory] as number; at < end; at++) {
      const name = this.#order[at] as number;
      if (this.#placed[name] === 1) yield name;
    }
  }

  linksOf(file: number): number {
    return this.#links[file] as number;
  }

  /** The row of the file that a name belongs to. */
  ownerOf(name: number): number {
    const { files, names } = this.#table;
    return files.rowOf[names.owner[name] as number] ?? NOWHERE;
  }

  /** `\` for the root. */
  pathOf(name: number): string {
    const { files, names } = this.#table;
    const parts: string[] = [];
    for (let at = name; at !== NOWHERE;) {
      parts.push(names.text(at));
      const directory = files.rowOf[names.parent[at] as number] ?? NOWHERE;
      at = directory === this.root || directory === NOWHERE ? NOWHERE : (this.#nameOf[directory] as number);
    }
    return `\\${parts.toReversed().join('\\')}`;
  }

  #sortByDirectory(): void {
    const { names } = this.#table;
    const first = this.#first;
    const directories = new Int32Array(names.count);
    for (let name = 0; name < names.count; name++) {
      const directory = this.#directoryOf(name);
      directories[name] = directory;
      if (directory !== NOWHERE) first[directory + 1] = (first[directory + 1] as number) + 1;
    }
    for (let row = 1; row < first.length; row++)
      first[row] = (first[row] as number) + (first[row - 1] as number);
    const next = first.slice();
    for (let name = 0; name < names.count; name++) {
      const directory = directories[name] as number;
      if (directory === NOWHERE) continue;
      const at = next[directory] as number;
      this.#order[at] = name;
      next[directory] = at + 1;
    }
  }

  /** The row of the directory that a name says it is in, where both its ends are what the name expects. */
  #directoryOf(name: number): number {
    const { files, names } = this.#table;
    const owner = this.ownerOf(name);
    const expected = names.ownerSequence[name] as number;
    if (owner === NOWHERE || (expected !== -1 && files.sequence[owner] !== expected)) return NOWHERE;
    const directory = files.rowOf[names.parent[name] as number] ?? NOWHERE;
    if (directory === NOWHERE || directory === owner) return NOWHERE;
    if (files.sequence[directory] !== names.parentSequence[name]) return NOWHERE;
    return files.has(directory, FILE_FLAG.DIRECTORY) ? directory : NOWHERE;
  }

  /** Marks all that lies below `start`, and with `place` gives it its place in the tree. */
  #spread(start: number, reached: Uint8Array, place: boolean): void {
    const { files, names } = this.#table;
    const pending = [start];
    reached[start] = 1;
    for (let directory = pending.pop(); directory !== undefined; directory = pending.pop()) {
      const end = this.#first[directory + 1] as number;
      for (let at = this.#first[directory] as number; at < end; at++) {
        const name = this.#order[at] as number;
        const owner = this.ownerOf(name);
        if ((files.record[owner] as number) < FIRST_USER_RECORD || !names.isUsable(name)) continue;
        const isShort = names.space[name] === NAME_SPACE.DOS;
        const isFolder = files.has(owner, FILE_FLAG.DIRECTORY);
        if (isFolder && !isShort) {
          if (reached[owner] === 1) continue;
          pending.push(owner);
        }
        if (!isShort) reached[owner] = 1;
        if (!place) continue;
        this.#placed[name] = 1;
        if (isShort) continue;
        this.#nameOf[owner] = name;
        this.#links[owner] = Math.min((this.#links[owner] as number) + 1, 0xffff);
      }
    }
  }

  #tellOrphans(reached: Uint8Array, warnings: Warnings): void {
    const { files, names } = this.#table;
    const told = new Uint8Array(files.count);
    for (let name = 0; name < names.count; name++) {
      const owner = this.ownerOf(name);
      const isTold = this.#placed[name] === 1 || names.space[name] === NAME_SPACE.DOS;
      if (isTold || owner === NOWHERE || (files.record[owner] as number) < FIRST_USER_RECORD) continue;
      told[owner] = 1;
      const file = `MFT record ${files.record[owner]}, ${JSON.stringify(names.text(name))},`;
      if (!names.isUsable(name)) {
        warnings.warn('names that no path can hold', `${file} is left out: no path can hold this name`);
      } else if (reached[owner] !== 1 || this.#links[owner] !== 0) {
        // What was reached without a place lies below the volume's own directories.
        const found = `${file} is left out: it has no place in the directory tree`;
        warnings.warn('files without a directory', `${found}; chkdsk would find it`);
      }
    }
    for (let row = 0; row < files.count; row++) {
      if (reached[row] === 1 || told[row] === 1 || (files.record[row] as number) < FIRST_USER_RECORD)
        continue;
      const found = `MFT record ${files.record[row]} has no name and is left out`;
      warnings.warn('files without a name', `${found}; chkdsk would find it`);
    }
  }
}
