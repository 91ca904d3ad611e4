/** A volume of an attached disk: its bytes in a file of their own, reached through folders by ntfs-3g. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { runPeer } from '../support/peers.js';

export type FileSystemName = 'NTFS' | 'FAT32' | '';

export class Volume {
  readonly guid: string;
  /** The volume's bytes. */
  readonly image: string;
  readonly #readOnly: boolean;
  fileSystem: FileSystemName;
  label: string;
  /** Where files for a FAT32 volume are written; they are brought into it when it is unmounted. */
  #written: string | null = null;
  #mount: { readonly folder: string; readonly ended: Promise<unknown> } | null = null;

  constructor(guid: string, image: string, readOnly: boolean, fileSystem: FileSystemName, label: string) {
    this.guid = guid;
    this.image = image;
    this.#readOnly = readOnly;
    this.fileSystem = fileSystem;
    this.label = label;
  }

  /** `\\?\Volume{…}\` */
  get path(): string {
    return `\\\\?\\Volume{${this.guid}}\\`;
  }

  /** Where its files are seen; null: nowhere. Only NTFS is: what lies on FAT32 is reached by mtools. */
  get folder(): string | null {
    return this.#mount?.folder ?? null;
  }

  /** @param start bytes from the start of the disk, for the boot sector */
  async format(fileSystem: FileSystemName, label: string, start: number): Promise<void> {
    const sector = String(start / 512);
    if (fileSystem === 'FAT32') {
      await runPeer('mkfs.vfat', [
        '-F',
        '32',
        '-h',
        sector,
        ...(label === '' ? [] : ['-n', label]),
        this.image,
      ]);
    } else {
      const measures = ['-s', '512', '-p', sector, '-H', '255', '-S', '63'];
      await runPeer('mkntfs', ['-F', '-Q', '-q', '-L', label, ...measures, this.image]);
    }
    this.fileSystem = fileSystem;
    this.label = label;
  }

  async mount(folder: string): Promise<void> {
    if (this.fileSystem === 'FAT32') this.#written = folder;
    if (this.fileSystem !== 'NTFS') return;
    const outside = statSync(folder).dev;
    const options = `no_detach,streams_interface=windows${this.#readOnly ? ',ro' : ''}`;
    const driver = spawn('ntfs-3g', ['-o', options, this.image, folder], { stdio: 'ignore' });
    const ended = once(driver, 'exit');
    while (statSync(folder).dev === outside) {
      if (driver.exitCode !== null) throw new Error(`ntfs-3g did not mount ${this.image}`);
      await setTimeout(10);
    }
    this.#mount = { folder, ended };
  }

  /** @throws when somebody has a file of it open */
  async unmount(): Promise<void> {
    if (this.#written !== null) await this.#bringIn(this.#written, '::');
    this.#written = null;
    if (this.#mount === null) return;
    const { folder, ended } = this.#mount;
    await runPeer('umount', [folder]);
    this.#mount = null;
    // The driver writes its last bytes after the mount is gone.
    await ended;
  }

  /** Whether its files are seen, or written, there. */
  isAt(folder: string): boolean {
    return this.folder === folder || this.#written === folder;
  }

  async #bringIn(folder: string, place: string): Promise<void> {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const from = path.join(folder, entry.name);
      const to = `${place}/${entry.name}`;
      if (entry.isDirectory()) {
        // A folder that bcdboot made is there already.
        await runPeer('mmd', ['-i', this.image, '-D', 's', to]).catch(() => '');
        await this.#bringIn(from, to);
      } else {
        await runPeer('mcopy', ['-i', this.image, '-D', 'o', from, to]);
      }
      rmSync(from, { recursive: true });
    }
  }

  /** Lets `work` have the volume's image for itself; afterwards it is where it was. */
  async offline<T>(work: (image: string) => Promise<T>): Promise<T> {
    const folder = this.folder;
    await this.unmount();
    try {
      return await work(this.image);
    } finally {
      if (folder !== null) await this.mount(folder);
    }
  }
}
