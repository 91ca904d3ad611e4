/** The virtual disks and the module Storage: files, disks that are attached to the host, partitions and volumes. */

import { constants, existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { AttachedDisk, type Partition } from './attached-disk.js';
import { NOTHING, type Call, type Cmdlet } from './call.js';
import type { FilesInUse } from './files-in-use.js';
import { GPT_TYPES } from './partition-table.js';
import { hyperVRefusal, Refusal, storageRefusal, textOf, type Code } from './refusal.js';
import { chainOf, parentPath, readFacts } from './vhdx-file.js';
import { DYNAMIC_BLOCK, makeDifferencing, makeDynamic } from './virtual-disk.js';
import type { Volume } from './volume.js';

/** For volumes; those before are of the system and of optical drives. */
const LETTERS = ['M', 'N', 'O', 'P', 'Q', 'R', 'S', 'T'] as const;

export class Storage {
  readonly #files: FilesInUse;
  readonly #scratch: string;
  readonly #disks = new Map<number, AttachedDisk>();

  constructor(files: FilesInUse, scratch: string) {
    this.#files = files;
    this.#scratch = scratch;
  }

  readonly cmdlets: Readonly<Record<string, Cmdlet>> = {
    'New-VHD': (call) => this.#newVhd(call),
    'Get-VHD': (call) => this.#getVhd(call),
    'Mount-VHD': (call) => this.#mountVhd(call),
    'Dismount-VHD': (call) => this.#dismountVhd(call),
    'Get-Disk': (call) => this.#disksOf(call).map((disk) => this.#diskObject(disk)),
    'Initialize-Disk': (call) => this.#initialize(call),
    'New-Partition': (call) => this.#newPartition(call),
    'Get-Partition': (call) => this.#getPartitions(call),
    'Set-Partition': (call) => this.#setPartition(call),
    'Remove-Partition': (call) => this.#removePartition(call),
    'Format-Volume': (call) => this.#format(call),
    'Add-PartitionAccessPath': (call) => this.#addAccessPath(call),
    'Remove-PartitionAccessPath': (call) => this.#removeAccessPath(call),
  };

  /** The files of the disks that are attached to the host. */
  get attached(): readonly string[] {
    return [...this.#disks.values()].map(({ file }) => file);
  }

  /** The folders through which a volume is reached. */
  get accessPaths(): readonly string[] {
    return [...this.#disks.values()].flatMap(({ partitions }) =>
      partitions.flatMap((partition) => partition.accessPaths),
    );
  }

  /** The volume that is seen at a place of the host, and the path from its root. */
  async volumeAt(place: string): Promise<{ volume: Volume; within: string } | null> {
    for (const { partitions } of this.#disks.values()) {
      for (const { volume, letter, accessPaths } of partitions) {
        if (volume === null) continue;
        const names = [
          volume.path.slice(0, -1),
          `\\??\\Volume{${volume.guid}}`,
          ...(letter === null ? [] : [`${letter}:`]),
        ];
        const name = names.find((one) => place.toLowerCase().startsWith(one.toLowerCase()));
        if (name !== undefined)
          return { volume, within: slashes(place.slice(name.length)).replace(/^\/+/, '') };
        for (const folder of accessPaths) {
          const relative = path.relative(folder, path.resolve(slashes(place)));
          if (relative.split('/')[0] !== '..') return { volume, within: relative };
        }
      }
    }
    return null;
  }

  /** Lets go of everything, whatever becomes of it. */
  async close(): Promise<void> {
    for (const [number, disk] of this.#disks) {
      await disk.release().catch(() => null);
      await disk.discard();
      this.#disks.delete(number);
    }
  }

  async #newVhd(call: Call): Promise<unknown[]> {
    const made: unknown[] = [];
    const parent = call.text('ParentPath');
    for (const file of call.texts('Path')) {
      if (existsSync(file)) throw vhdRefusal(call, 'create', file, '0x80070050', 'ResourceExists');
      if (!existsSync(path.dirname(file)))
        throw vhdRefusal(call, 'create', file, '0x80070003', 'ObjectNotFound');
      if (parent === null) {
        await makeDynamic(
          file,
          Number(call.number('SizeBytes')),
          call.number('BlockSizeBytes') ?? DYNAMIC_BLOCK,
        );
      } else {
        if (!existsSync(parent)) throw vhdRefusal(call, 'create', file, '0x80070002', 'ObjectNotFound');
        await chainOf(parent).catch(asVhdRefusal(call, 'create', file));
        await makeDifferencing(file, parent, call.number('SizeBytes'));
      }
      made.push(await this.#vhdObject(file));
    }
    return made;
  }

  async #getVhd(call: Call): Promise<unknown[]> {
    const numbers = call.numbers('DiskNumber').map((number) => this.#diskOf(call, number).file);
    const found: unknown[] = [];
    for (const file of [...call.texts('Path'), ...numbers]) {
      found.push(await this.#vhdObject(file).catch(asVhdRefusal(call, 'get information for', file)));
    }
    return found;
  }

  async #mountVhd(call: Call): Promise<readonly unknown[]> {
    const mounted: unknown[] = [];
    const readOnly = call.flag('ReadOnly');
    for (const file of call.texts('Path')) {
      const number = this.#freeNumber();
      try {
        await this.#attach(number, file, readOnly);
      } catch (error) {
        asVhdRefusal(call, 'mount', file)(error);
      }
      mounted.push(await this.#vhdObject(file));
    }
    return call.flag('Passthru') ? mounted : NOTHING;
  }

  async #attach(number: number, file: string, readOnly: boolean): Promise<void> {
    const chain = await chainOf(file);
    if (!readOnly && isReadOnly(file)) throw plain('0x80070005', 'PermissionDenied');
    const [own, ...parents] = chain.map((facts) => facts.path);
    const wanted = [
      { file: own as string, access: readOnly ? ('read' as const) : ('write' as const) },
      ...parents.map((parent) => ({ file: parent, access: 'read' as const })),
    ];
    if (this.attached.some((other) => path.resolve(other) === path.resolve(file))) {
      throw plain('0x80070020', 'ResourceBusy');
    }
    await this.#files.take(wanted, `disk ${number}`);
    try {
      this.#disks.set(number, await AttachedDisk.attach(number, path.resolve(file), readOnly, this.#scratch));
    } catch (error) {
      await this.#files.release(`disk ${number}`);
      throw error;
    }
  }

  async #dismountVhd(call: Call): Promise<readonly unknown[]> {
    const byPath = call.texts('Path').map((file) => {
      const disk = [...this.#disks.values()].find((one) => one.file === path.resolve(file));
      if (disk === undefined) throw vhdRefusal(call, 'dismount', file, '0x80070002', 'ObjectNotFound');
      return disk;
    });
    for (const disk of [...byPath, ...call.numbers('DiskNumber').map((one) => this.#diskOf(call, one))]) {
      await disk.release().catch(() => {
        throw vhdRefusal(call, 'dismount', disk.file, '0x800700AA', 'ResourceBusy');
      });
      if (!disk.readOnly) await this.#files.whileMutable(disk.file, () => disk.store());
      this.#disks.delete(disk.number);
      await this.#files.release(`disk ${disk.number}`);
      await disk.discard();
    }
    return NOTHING;
  }

  async #initialize(call: Call): Promise<readonly unknown[]> {
    for (const disk of this.#disksOf(call)) {
      writable(call, disk);
      if (disk.style !== 'RAW') {
        throw storageRefusal(call.name, 41_001, 'The disk has already been initialized.');
      }
      await disk.initialize();
    }
    return call.flag('PassThru') ? this.#disksOf(call).map((disk) => this.#diskObject(disk)) : NOTHING;
  }

  async #newPartition(call: Call): Promise<readonly unknown[]> {
    const [disk] = this.#disksOf(call);
    if (disk === undefined) return NOTHING;
    writable(call, disk);
    if (disk.style === 'RAW') throw storageRefusal(call.name, 41_000, 'The disk has not been initialized.');
    const size = call.flag('UseMaximumSize') ? null : call.number('Size');
    const partition = await disk.add(size, call.text('GptType')?.toLowerCase() ?? GPT_TYPES.basic);
    if (partition === null) throw storageRefusal(call.name, 40_000, 'Not enough available capacity');
    return [partitionObject(disk, partition)];
  }

  #getPartitions(call: Call): readonly unknown[] {
    return this.#partitionsOf(call).map(({ disk, partition }) => partitionObject(disk, partition));
  }

  async #setPartition(call: Call): Promise<readonly unknown[]> {
    const type = call.text('GptType');
    for (const { disk, partition } of this.#partitionsOf(call)) {
      writable(call, disk);
      if (type !== null) await disk.changeType(partition.number, type.toLowerCase());
    }
    return NOTHING;
  }

  async #removePartition(call: Call): Promise<readonly unknown[]> {
    for (const { disk, partition } of this.#partitionsOf(call)) {
      writable(call, disk);
      await partition.volume?.unmount();
      await disk.remove(partition.number);
    }
    return NOTHING;
  }

  async #format(call: Call): Promise<readonly unknown[]> {
    const formatted: unknown[] = [];
    for (const { disk, partition } of this.#partitionsOf(call)) {
      writable(call, disk);
      if (partition.type === GPT_TYPES.efi || partition.type === GPT_TYPES.msr) {
        throw storageRefusal(call.name, 5, 'Invalid Parameter');
      }
      const volume = await disk.volumeOf(partition);
      const mountedAt = volume.folder;
      await volume.unmount();
      const fileSystem = call.text('FileSystem')?.toUpperCase() === 'FAT32' ? 'FAT32' : 'NTFS';
      await volume.format(fileSystem, call.text('NewFileSystemLabel') ?? '', partition.at);
      const folder = mountedAt ?? partition.accessPaths[0];
      if (folder !== undefined) await volume.mount(folder);
      formatted.push(volumeObject(volume, partition.size));
    }
    return formatted;
  }

  async #addAccessPath(call: Call): Promise<readonly unknown[]> {
    if (call.flag('AssignDriveLetter')) return this.#assignLetters(call);
    const folder = path.resolve(slashes(call.text('AccessPath') ?? ''));
    if (this.accessPaths.includes(folder)) {
      throw storageRefusal(call.name, 42_002, 'The requested access path is already in use.');
    }
    if (!existsSync(folder) || !statSync(folder).isDirectory() || readdirSync(folder).length > 0) {
      throw storageRefusal(call.name, 42_007, 'The access path is not valid.');
    }
    for (const { disk, partition } of this.#partitionsOf(call)) {
      const volume = await disk.volumeOf(partition);
      if (volume.folder === null) await volume.mount(folder);
      partition.accessPaths.push(folder);
    }
    return NOTHING;
  }

  async #assignLetters(call: Call): Promise<readonly unknown[]> {
    for (const { disk, partition } of this.#partitionsOf(call)) {
      const taken = [...this.#disks.values()].flatMap(({ partitions }) =>
        partitions.map(({ letter }) => letter),
      );
      await disk.volumeOf(partition);
      partition.letter ??= LETTERS.find((letter) => !taken.includes(letter)) ?? null;
    }
    return NOTHING;
  }

  async #removeAccessPath(call: Call): Promise<readonly unknown[]> {
    const folder = path.resolve(slashes(call.text('AccessPath') ?? ''));
    for (const { partition } of this.#partitionsOf(call)) {
      const index = partition.accessPaths.indexOf(folder);
      if (index < 0) throw storageRefusal(call.name, 42_007, 'The access path is not valid.');
      if (partition.volume?.isAt(folder) === true) {
        await partition.volume.unmount().catch(() => {
          throw storageRefusal(call.name, 40_001, 'Access Denied');
        });
      }
      partition.accessPaths.splice(index, 1);
    }
    return NOTHING;
  }

  #freeNumber(): number {
    let number = 1;
    while (this.#disks.has(number)) number++;
    return number;
  }

  #diskOf(call: Call, number: number): AttachedDisk {
    const disk = this.#disks.get(number);
    if (disk === undefined)
      throw notFound(call, `No MSFT_Disk objects found with property 'Number' equal to '${number}'.`);
    return disk;
  }

  #disksOf(call: Call): AttachedDisk[] {
    const given = call.objects('InputObject').map((object) => Number(object['Number']));
    const numbers = [...call.numbers('Number'), ...call.numbers('DiskNumber'), ...given];
    if (numbers.length === 0) return [...this.#disks.values()];
    return numbers.map((number) => this.#diskOf(call, number));
  }

  #partitionsOf(call: Call): { disk: AttachedDisk; partition: Partition }[] {
    const given = [...call.objects('InputObject'), ...call.objects('Partition')];
    const places = given.map(
      (object) => [Number(object['DiskNumber']), Number(object['PartitionNumber'])] as const,
    );
    if (places.length === 0) {
      const disks = call.objects('Disk').map((object) => Number(object['Number']));
      for (const disk of [...call.numbers('DiskNumber'), ...disks]) {
        const numbers = call.numbers('PartitionNumber');
        const all = this.#diskOf(call, disk).partitions.map(({ number }) => number);
        places.push(...(numbers.length > 0 ? numbers : all).map((number) => [disk, number] as const));
      }
    }
    return places.map(([number, partitionNumber]) => {
      const disk = this.#diskOf(call, number);
      const partition = disk.partitions.find((one) => one.number === partitionNumber);
      if (partition === undefined) {
        const text = `No MSFT_Partition objects found with property 'PartitionNumber' equal to '${partitionNumber}'.`;
        throw notFound(call, text);
      }
      return { disk, partition };
    });
  }

  #diskObject(disk: AttachedDisk): unknown {
    return {
      $type: 'MSFT_Disk',
      Number: disk.number,
      Path: `\\\\?\\scsi#disk&ven_msft&prod_virtual_disk#${disk.number}`,
      Location: disk.file,
      FriendlyName: 'Msft Virtual Disk',
      BusType: 'File Backed Virtual',
      PartitionStyle: disk.style,
      Size: disk.size,
      LogicalSectorSize: 512,
      IsReadOnly: disk.readOnly,
      IsOffline: false,
      OperationalStatus: 'Online',
      NumberOfPartitions: disk.partitions.length,
    };
  }

  async #vhdObject(file: string): Promise<unknown> {
    const facts = await readFacts(file);
    const attached = [...this.#disks.values()].find((disk) => disk.file === path.resolve(file));
    return {
      $type: 'VirtualHardDisk',
      Path: path.resolve(file),
      VhdFormat: 'VHDX',
      VhdType: facts.locator === null ? 'Dynamic' : 'Differencing',
      FileSize: statSync(file).size,
      Size: facts.size,
      LogicalSectorSize: facts.sectorSize,
      PhysicalSectorSize: 4096,
      BlockSize: facts.blockSize,
      ParentPath: facts.locator === null ? '' : parentPath(facts),
      DiskIdentifier: facts.diskId.toUpperCase(),
      Attached: attached !== undefined || this.#files.holderOf(file, 'write') !== null,
      DiskNumber: attached?.number ?? null,
    };
  }
}

function partitionObject(
  disk: AttachedDisk,
  { number, at, size, type, guid, accessPaths, letter, volume }: Partition,
): unknown {
  return {
    $type: 'MSFT_Partition',
    DiskNumber: disk.number,
    PartitionNumber: number,
    Offset: at,
    Size: size,
    GptType: type,
    Guid: guid,
    Type: type === GPT_TYPES.efi ? 'System' : type === GPT_TYPES.msr ? 'Reserved' : 'Basic',
    DriveLetter: letter,
    AccessPaths: [...accessPaths.map((folder) => `${folder}/`), ...(volume === null ? [] : [volume.path])],
    IsReadOnly: disk.readOnly,
    IsHidden: false,
  };
}

function volumeObject(volume: Volume, size: number): unknown {
  return {
    $type: 'MSFT_Volume',
    Path: volume.path,
    UniqueId: volume.path,
    FileSystem: volume.fileSystem,
    FileSystemLabel: volume.label,
    DriveLetter: null,
    DriveType: 'Fixed',
    HealthStatus: 'Healthy',
    Size: size,
  };
}

function writable(call: Call, disk: AttachedDisk): void {
  if (disk.readOnly) throw storageRefusal(call.name, 41_002, 'The disk is read only.');
}

/** For a folder that a script wrote with the separators of Windows. */
export function slashes(place: string): string {
  return place.replaceAll('\\', '/');
}

function isReadOnly(file: string): boolean {
  return (statSync(file).mode & constants.S_IWUSR) === 0;
}

function plain(code: Code, category: string): Refusal {
  return new Refusal({ message: textOf(code), id: 'OperationFailed', category, hresult: code });
}

function vhdRefusal(call: Call, verb: string, file: string, code: Code, category: string): Refusal {
  const message = `Failed to ${verb} the virtual hard disk.\nThe system failed to ${verb} '${file}': ${textOf(code)}`;
  return hyperVRefusal(call.name, 'OperationFailed', category, code, message);
}

/** What went wrong with a file or its chain, as the cmdlet tells it. */
function asVhdRefusal(call: Call, verb: string, file: string): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof Refusal)) throw error;
    throw vhdRefusal(call, verb, file, error.hresult as Code, error.category);
  };
}

function notFound(call: Call, message: string): Refusal {
  return new Refusal({
    message,
    id: `CmdletizationQuery_NotFound,${call.name}`,
    category: 'ObjectNotFound',
    hresult: '0x80131500',
  });
}
