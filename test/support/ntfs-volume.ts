/** NTFS volumes for tests, made by mkntfs and filled through a mount of ntfs-3g. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Peer } from './peers.js';
import { runPeer } from './run-peer.js';
import { encodeWtf8 } from './wtf8.js';

const MIB = 1 << 20;

/** What the functions here need. */
export const NTFS_PEERS: readonly Peer[] = ['mkntfs', 'ntfs-3g', 'setfattr'];

export interface VolumeShape {
  /** Bytes of the image; 64 MiB by default. */
  readonly size?: number;
  readonly clusterSize?: number;
  readonly sectorSize?: number;
  readonly label?: string;
}

/** Makes `image`, a file with an empty volume. */
export async function makeNtfs(image: string, shape: VolumeShape = {}): Promise<void> {
  const { size = 64 << 20, clusterSize = 4096, sectorSize = 512, label = 'Test' } = shape;
  writeFileSync(image, '');
  truncateSync(image, size);
  const measures = ['-c', String(clusterSize), '-s', String(sectorSize)];
  await runPeer('mkntfs', ['-F', '-Q', '-q', '-L', label, ...measures, image]);
}

/** Mounts the volume in `image`, lets `fill` work on it, and unmounts it. */
export async function withNtfs(
  image: string,
  fill: (volume: MountedNtfs) => void | Promise<void>,
): Promise<void> {
  const root = mkdtempSync(path.join(tmpdir(), 'image-factory-mount-'));
  const outside = statSync(root).dev;
  const driver = spawn('ntfs-3g', ['-o', 'no_detach,streams_interface=windows,compression', image, root], {
    stdio: 'ignore',
  });
  // The driver writes its last bytes after the mount is gone.
  const ended = once(driver, 'exit');
  try {
    while (statSync(root).dev === outside) {
      if (driver.exitCode !== null) throw new Error(`ntfs-3g did not mount ${image}`);
      await setTimeout(10);
    }
    try {
      await fill(new MountedNtfs(root));
    } finally {
      await runPeer('umount', [root]);
    }
  } finally {
    await ended;
    rmSync(root, { recursive: true });
  }
}

/** A mounted volume. Names are relative to its root, separated by `/`; unpaired surrogates are allowed. */
export class MountedNtfs {
  readonly root: string;

  constructor(root: string) {
    this.root = root;
  }

  /** The path for functions of node:fs. */
  at(name: string): Buffer {
    return Buffer.concat([Buffer.from(`${this.root}/`), encodeWtf8(name)]);
  }

  directory(name: string): void {
    mkdirSync(this.at(name), { recursive: true });
  }

  file(name: string, content: string | Uint8Array = ''): void {
    writeFileSync(this.at(name), content);
  }

  /** A file with `parts` at their offsets and holes between, `size` bytes long. */
  sparseFile(
    name: string,
    size: number,
    parts: readonly (readonly [offset: number, content: Uint8Array])[],
  ): void {
    const file = openSync(this.at(name), 'w');
    for (const [offset, content] of parts) writeSync(file, content, 0, content.length, offset);
    closeSync(file);
    truncateSync(this.at(name), size);
  }

  /**
   * A file of which no cluster lies beside the one before it. The odd clusters come first; ntfs-3g leaves the gaps
   * between them for the even ones, so something else takes the gaps, and all that is free, before those are written.
   */
  fragmentedFile(name: string, content: Uint8Array, clusterSize = 4096): void {
    const file = openSync(this.at(name), 'w');
    const write = (first: number): void => {
      for (let offset = first; offset < content.length; offset += 2 * clusterSize) {
        writeSync(file, content, offset, Math.min(clusterSize, content.length - offset), offset);
      }
    };
    this.file('reserve', Buffer.alloc(content.length / 2 + MIB, 1));
    write(clusterSize);
    this.#fillUp('rest', clusterSize);
    this.remove('reserve');
    write(0);
    closeSync(file);
    this.remove('rest');
  }

  /**
   * Leaves no cluster free but `count` that lie apart, for what is written next to be in that many fragments.
   *
   * @param clusterSize must be larger than what fits into a record
   */
  scatter(count: number, clusterSize = 4096): void {
    const filler = Buffer.alloc(clusterSize, 1);
    this.directory('filler');
    for (let index = 0; index < count * 2; index++) this.file(`filler/${index}`, filler);
    this.#fillUp('filler/rest', clusterSize);
    for (let index = 0; index < count * 2; index += 2) this.remove(`filler/${index}`);
  }

  stream(name: string, stream: string, content: string | Uint8Array): void {
    writeFileSync(this.at(`${name}:${stream}`), content);
  }

  /** The number of the file's base record. */
  record(name: string): number {
    return statSync(this.at(name)).ino;
  }

  remove(name: string): void {
    rmSync(this.at(name));
  }

  hardLink(name: string, other: string): void {
    linkSync(this.at(name), this.at(other));
  }

  times(name: string, accessed: Date, modified: Date): void {
    utimesSync(this.at(name), accessed, modified);
  }

  /** @param bits FILE_ATTRIBUTE bits; COMPRESSED on a directory makes new files in it compressed */
  async attributes(name: string, bits: number): Promise<void> {
    await this.#set(name, 'ntfs_attrib_be', `0x${bits.toString(16).padStart(8, '0')}`);
  }

  async shortName(name: string, shortName: string): Promise<void> {
    await this.#set(name, 'ntfs_dos_name', shortName);
  }

  async objectId(name: string, id: Uint8Array): Promise<void> {
    await this.#set(name, 'ntfs_object_id', hex(id));
  }

  /** @param descriptor self-relative */
  async security(name: string, descriptor: Uint8Array): Promise<void> {
    await this.#set(name, 'ntfs_acl', hex(descriptor));
  }

  /** @param data what follows the header of eight bytes */
  async reparse(name: string, tag: number, data: Uint8Array): Promise<void> {
    const header = Buffer.alloc(8);
    header.writeUInt32LE(tag, 0);
    // A tag that is not Microsoft's has a GUID before the data that the length counts.
    header.writeUInt16LE(tag >= 0x80000000 ? data.length : data.length - 16, 4);
    await this.#set(name, 'ntfs_reparse_data', hex(Buffer.concat([header, data])));
  }

  async extendedAttributes(
    name: string,
    attributes: readonly (readonly [string, Uint8Array])[],
  ): Promise<void> {
    const entries = attributes.map(([key, value]) => {
      const entry = Buffer.alloc(Math.ceil((8 + key.length + 1 + value.length) / 4) * 4);
      entry.writeUInt32LE(entry.length, 0);
      entry.writeUInt8(key.length, 5);
      entry.writeUInt16LE(value.length, 6);
      entry.write(key, 8, 'latin1');
      entry.set(value, 8 + key.length + 1);
      return entry;
    });
    await this.#set(name, 'ntfs_ea', hex(Buffer.concat(entries)));
  }

  /** A file of all that is free. */
  #fillUp(name: string, clusterSize: number): void {
    const file = openSync(this.at(name), 'w');
    for (let size = MIB; size >= clusterSize; size /= 2) {
      const bytes = Buffer.alloc(size, 2);
      try {
        while (writeSync(file, bytes) === size);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      }
    }
    closeSync(file);
  }

  async #set(name: string, attribute: string, value: string): Promise<void> {
    await runPeer('setfattr', ['-h', '-n', `system.${attribute}`, '-v', value, `${this.root}/${name}`]);
  }
}

function hex(bytes: Uint8Array): string {
  return `0x${Buffer.from(bytes).toString('hex')}`;
}
