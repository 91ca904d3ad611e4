/** The disk that a machine left, as what is captured. */

import { rm } from 'node:fs/promises';
import path from 'node:path';
import { FactoryError } from '../../errors.js';
import type { Reporter } from '../../progress.js';
import { openSource, type OpenSource } from '../../source/index.js';
import { isSameDisk } from '../disk-facts.js';
import type { MadeDisk } from '../journal.js';
import type { Subject } from '../subject.js';
import type { Work } from '../work.js';
import type { MachineHost } from './host.js';

export class DiskSubject implements Subject {
  readonly text: string;
  readonly #disk: MadeDisk;
  readonly #host: Pick<MachineHost, 'hypervisor'>;
  readonly #reading: DiskReading;
  #open: Promise<OpenSource> | null = null;

  constructor(disk: MadeDisk, host: Pick<MachineHost, 'hypervisor'>, reading: DiskReading) {
    this.text = disk.path;
    this.#disk = disk;
    this.#host = host;
    this.#reading = reading;
  }

  identity(): Promise<string> {
    const { path: file, size, modified } = this.#disk;
    return Promise.resolve(`${path.basename(file)} ${size} ${modified}`);
  }

  open(): Promise<OpenSource> {
    this.#open ??= openMachineDisk(this.#disk.path, this.#host, this.#reading);
    return this.#open;
  }

  async checkUnchanged(): Promise<void> {
    if (await isSameDisk(this.#disk)) return;
    throw new FactoryError('busy', {
      subject: this.text,
      found: 'it changed while it was captured',
      expected: 'a disk that nothing writes to',
      next: 'leave the machines of the factory alone while it works, then run it again',
    });
  }

  async close(): Promise<void> {
    const open = await this.#open?.catch(() => null);
    this.#open = null;
    await open?.close();
  }
}

export interface DiskReading {
  /** The folder for a copy that the room `disk` can read, and the work directory of the parents. */
  readonly work: Work;
  /** A partition's number; null: the one that holds Windows. */
  readonly part: string | null;
  readonly reporter: Reporter;
  /** Read it as a machine left it that was turned off. */
  readonly allowDirty?: boolean;
  /** Where parents may lie besides the work directory. */
  readonly parentFolders: readonly string[];
}

/** The volume of a disk that belongs to a machine. Closing it removes the copy that was made to read it. */
export async function openMachineDisk(
  disk: string,
  { hypervisor }: Pick<MachineHost, 'hypervisor'>,
  { work, part, reporter, allowDirty = false, parentFolders }: DiskReading,
): Promise<OpenSource> {
  const file = await hypervisor.readable(disk, work.folder);
  const source = await openSource(part === null ? file : `${file}#${part}`, {
    reporter,
    allowDirty,
    parentFolders: [path.dirname(work.folder), ...parentFolders],
  });
  return {
    ...source,
    async close() {
      await source.close();
      if (file !== disk) await rm(file, { force: true });
    },
  };
}
