/** A virtual disk that is attached to the host: its partitions and volumes, and what is written back when it goes. */

import { randomUUID } from 'node:crypto';
import { mkdir, open, rm } from 'node:fs/promises';
import path from 'node:path';
import {
  addPartition,
  changeType,
  deletePartition,
  entriesOf,
  initialize,
  isGpt,
  type TableEntry,
} from './partition-table.js';
import {
  clip,
  copyRanges,
  dataRanges,
  differences,
  join,
  makeRaw,
  readPiece,
  type Range,
} from './raw-disk.js';
import { flatten, writeBack } from './virtual-disk.js';
import { Volume, type FileSystemName } from './volume.js';

const MIB = 1 << 20;

export interface Partition extends TableEntry {
  readonly accessPaths: string[];
  /** Without colon. */
  letter: string | null;
  volume: Volume | null;
}

export class AttachedDisk {
  readonly number: number;
  readonly file: string;
  readonly readOnly: boolean;
  readonly #folder: string;
  readonly #raw: string;
  #size = 0;
  #style: 'RAW' | 'GPT' = 'RAW';
  #partitions: Partition[] = [];
  #tableChanged = false;

  private constructor(number: number, file: string, readOnly: boolean, folder: string) {
    this.number = number;
    this.file = file;
    this.readOnly = readOnly;
    this.#folder = folder;
    this.#raw = path.join(folder, 'disk.raw');
  }

  /** @param scratch the folder for the disk's bytes while it is attached */
  static async attach(
    number: number,
    file: string,
    readOnly: boolean,
    scratch: string,
  ): Promise<AttachedDisk> {
    const disk = new AttachedDisk(
      number,
      file,
      readOnly,
      path.join(scratch, `disk-${number}-${randomUUID()}`),
    );
    await mkdir(disk.#folder);
    await flatten(file, disk.#raw);
    const handle = await open(disk.#raw);
    disk.#size = (await handle.stat()).size;
    await handle.close();
    if (await isGpt(disk.#raw)) {
      disk.#style = 'GPT';
      await disk.#reread();
    }
    return disk;
  }

  get size(): number {
    return this.#size;
  }

  get style(): 'RAW' | 'GPT' {
    return this.#style;
  }

  get partitions(): readonly Partition[] {
    return this.#partitions;
  }

  async initialize(): Promise<void> {
    await initialize(this.#raw);
    this.#style = 'GPT';
    this.#tableChanged = true;
    await this.#reread();
  }

  /** @returns null where there is no room */
  async add(size: number | null, type: string): Promise<Partition | null> {
    const number = await addPartition(this.#raw, size, type);
    if (number === null) return null;
    this.#tableChanged = true;
    await this.#reread();
    return this.#partitions.find((partition) => partition.number === number) ?? null;
  }

  async changeType(number: number, type: string): Promise<void> {
    await changeType(this.#raw, number, type);
    this.#tableChanged = true;
    await this.#reread();
  }

  async remove(number: number): Promise<void> {
    await deletePartition(this.#raw, number);
    this.#tableChanged = true;
    await this.#reread();
  }

  /** The partition's volume with its bytes at hand. */
  async volumeOf(partition: Partition): Promise<Volume> {
    if (partition.volume !== null) return partition.volume;
    const image = path.join(this.#folder, `${partition.guid}.raw`);
    await makeRaw(image, partition.size);
    const within = clip(await dataRanges(this.#raw), { at: partition.at, length: partition.size });
    await copyRanges(this.#raw, within, image, -partition.at);
    partition.volume = new Volume(randomUUID(), image, this.readOnly, await fileSystemOf(image), '');
    return partition.volume;
  }

  /** @throws when a volume is busy; then nothing was detached */
  async release(): Promise<void> {
    for (const { volume } of this.#partitions) await volume?.unmount();
  }

  /** Writes what was changed into the file. To be called after `release`. */
  async store(): Promise<void> {
    if (this.readOnly) return;
    const changed: Range[] = this.#tableChanged
      ? [
          { at: 0, length: MIB },
          { at: this.#size - MIB, length: MIB },
        ]
      : [];
    const before = await dataRanges(this.#raw);
    for (const { at, size, volume } of this.#partitions) {
      if (volume === null) continue;
      const here = clip(before, { at, length: size }).map((range) => ({ ...range, at: range.at - at }));
      const either = join([...here, ...(await dataRanges(volume.image))]);
      const differing = await differences(volume.image, this.#raw, either, at);
      await copyRanges(volume.image, differing, this.#raw, at);
      changed.push(...differing.map((range) => ({ ...range, at: range.at + at })));
    }
    await writeBack(this.file, this.#raw, join(changed));
  }

  async discard(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #reread(): Promise<void> {
    const old = this.#partitions;
    this.#partitions = (await entriesOf(this.#raw)).map((entry) => {
      const known = old.find(({ guid }) => guid === entry.guid);
      return {
        ...entry,
        accessPaths: known?.accessPaths ?? [],
        letter: known?.letter ?? null,
        volume: known?.volume ?? null,
      };
    });
  }
}

async function fileSystemOf(image: string): Promise<FileSystemName> {
  const file = await open(image, 'r');
  try {
    const boot = await readPiece(file, 0, 512);
    if (boot.toString('latin1', 3, 7) === 'NTFS') return 'NTFS';
    return boot.toString('latin1', 82, 87) === 'FAT32' ? 'FAT32' : '';
  } finally {
    await file.close();
  }
}
