/** ISO files that are attached to the host as optical drives; a drive's letter is a folder here. */

import { existsSync, readdirSync, rmSync, statfsSync, statSync } from 'node:fs';
import path from 'node:path';
import { runPeer } from '../support/peers.js';
import { NOTHING, type Call, type Cmdlet } from './call.js';
import type { FilesInUse } from './files-in-use.js';
import { storageRefusal } from './refusal.js';

interface AttachedImage {
  readonly file: string;
  readonly number: number;
  /** The drive's, without colon. */
  readonly letter: string;
}

export class DiskImages {
  readonly #files: FilesInUse;
  readonly #attached = new Map<string, AttachedImage>();

  readonly #drives: ReadonlyMap<string, string>;

  /** @param drives by its letter the folder that stands for a drive */
  constructor(files: FilesInUse, drives: ReadonlyMap<string, string>) {
    this.#files = files;
    this.#drives = drives;
  }

  readonly cmdlets: Readonly<Record<string, Cmdlet>> = {
    'Mount-DiskImage': (call) => this.#mount(call),
    'Dismount-DiskImage': (call) => this.#dismount(call),
    'Get-DiskImage': (call) => this.#pathsOf(call).map((file) => this.#object(file)),
    'Get-Volume': (call) => this.#volumes(call),
  };

  get attached(): readonly string[] {
    return [...this.#attached.keys()];
  }

  async close(): Promise<void> {
    for (const image of this.#attached.values()) await this.#detach(image);
  }

  async #mount(call: Call): Promise<readonly unknown[]> {
    const files = this.#pathsOf(call);
    for (const file of files) {
      if (this.#attached.has(file)) continue;
      await this.#files.take([{ file, access: 'read' }], holder(file));
      const taken = [...this.#attached.values()].map(({ letter }) => letter);
      const number = [...this.#drives.keys()].findIndex((letter) => !taken.includes(letter));
      const [letter, folder] = [...this.#drives][number] ?? [];
      if (letter === undefined || folder === undefined)
        throw new Error('the double has no drive left for an ISO');
      await runPeer('7z', ['x', '-y', '-bd', `-o${folder}`, file]);
      this.#attached.set(file, { file, number, letter });
    }
    return call.flag('PassThru') ? files.map((file) => this.#object(file)) : NOTHING;
  }

  async #dismount(call: Call): Promise<readonly unknown[]> {
    for (const file of this.#pathsOf(call)) {
      const image = this.#attached.get(file);
      if (image !== undefined) await this.#detach(image);
    }
    return NOTHING;
  }

  async #detach({ file, letter }: AttachedImage): Promise<void> {
    const folder = this.#drives.get(letter) as string;
    for (const name of readdirSync(folder)) rmSync(path.join(folder, name), { recursive: true });
    this.#attached.delete(file);
    await this.#files.release(holder(file));
  }

  #volumes(call: Call): readonly unknown[] {
    const place = call.text('FilePath');
    if (place !== null) return [hostVolume(place)];
    const wanted = call.objects('DiskImage').map((object) => path.resolve(String(object['ImagePath'])));
    return wanted.flatMap((file) => {
      const image = this.#attached.get(file);
      if (image === undefined) return [];
      const volume = {
        FileSystem: 'UDF',
        DriveType: 'CD-ROM',
        DriveLetter: image.letter,
        Size: statSync(file).size,
      };
      return [{ $type: 'MSFT_Volume', Path: `${volumeName(image.number)}\\`, ...volume }];
    });
  }

  #pathsOf(call: Call): string[] {
    const given = call.objects('InputObject').map((object) => String(object['ImagePath']));
    return [...call.texts('ImagePath'), ...given].map((file) => {
      if (!existsSync(file)) throw storageRefusal(call.name, 2, 'The system cannot find the file specified.');
      return path.resolve(file);
    });
  }

  #object(file: string): unknown {
    const image = this.#attached.get(file);
    return {
      $type: 'MSFT_DiskImage',
      ImagePath: file,
      Attached: image !== undefined,
      DevicePath: image === undefined ? '' : `\\\\.\\CDROM${image.number}`,
      Size: statSync(file).size,
      StorageType: 1,
    };
  }
}

function holder(file: string): string {
  return `the attached image ${file}`;
}

function volumeName(number: number): string {
  return `\\\\?\\Volume{b1a7c3d2-0000-4000-8000-0000000001${String(number).padStart(2, '0')}}`;
}

/** The volume on which the host keeps its files. */
function hostVolume(place: string): unknown {
  const { bavail, bsize } = statfsSync(path.parse(path.resolve(place)).root);
  return {
    $type: 'MSFT_Volume',
    DriveLetter: 'C',
    DriveType: 'Fixed',
    FileSystem: 'NTFS',
    DedupMode: 'Disabled',
    SizeRemaining: bavail * bsize,
  };
}
