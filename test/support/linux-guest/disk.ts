/** Disks that the Linux guest boots from: GPT, an ESP with its image, and an NTFS volume with what it takes for Windows. */

import { copyFileSync, mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeNtfs, NTFS_PEERS, withNtfs } from '../ntfs-volume.js';
import { DISK_PEERS } from '../partitioned-disk.js';
import { runPeer, type Peer } from '../peers.js';
import { LINUX_GUEST_PEERS, linuxGuest } from './image.js';
import { windowsFiles } from './windows-files.js';

export const GUEST_DISK_PEERS: readonly Peer[] = [
  ...new Set<Peer>([...LINUX_GUEST_PEERS, ...NTFS_PEERS, ...DISK_PEERS, 'mkfs.vfat', 'mcopy']),
];

const MIB = 1 << 20;
const ESP_SIZE = 64 * MIB;

export interface GuestDisk {
  /** Where the disk goes. */
  readonly file: string;
  /** `raw` by default. */
  readonly format?: 'raw' | 'vhdx' | 'qcow2';
  /** By their paths from the root of the NTFS volume, with `/`; a Windows in audit mode by default. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** Bytes of the NTFS volume; 256 MiB by default. */
  readonly volumeSize?: number;
}

/** Makes a disk like that of an installed Windows: ESP, MSR, NTFS. @returns its path */
export async function guestDisk(disk: GuestDisk): Promise<string> {
  const { file, format = 'raw', volumeSize = 256 * MIB } = disk;
  const files = disk.files ?? windowsFiles('IMAGE_STATE_SPECIALIZE_RESEAL_TO_AUDIT');
  const esp = `${file}.esp`;
  const volume = `${file}.ntfs`;
  const raw = format === 'raw' ? file : `${file}.raw`;
  await makeEsp(esp, await linuxGuest());
  await makeNtfs(volume, { size: volumeSize, label: 'Windows' });
  await withNtfs(volume, ({ root }) => {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(path.join(root, path.dirname(name)), { recursive: true });
      writeFileSync(path.join(root, name), content);
    }
  });
  await joinParts(raw, esp, volume, volumeSize);
  if (format !== 'raw') {
    await runPeer('qemu-img', ['convert', '-f', 'raw', '-O', format, raw, file]);
    rmSync(raw);
  }
  rmSync(esp);
  rmSync(volume);
  return file;
}

/** A FAT volume whose boot loader is `image`. */
export async function makeEsp(file: string, image: string, size = ESP_SIZE): Promise<void> {
  writeFileSync(file, '');
  truncateSync(file, size);
  await runPeer('mkfs.vfat', ['-n', 'SYSTEM', file]);
  await runPeer('mmd', ['-i', file, '::/EFI', '::/EFI/BOOT']);
  await runPeer('mcopy', ['-i', file, image, '::/EFI/BOOT/BOOTX64.EFI']);
}

async function joinParts(disk: string, esp: string, volume: string, volumeSize: number): Promise<void> {
  const msr = 16 * MIB;
  copyFileSync('/dev/null', disk);
  truncateSync(disk, MIB + ESP_SIZE + msr + volumeSize + MIB);
  const sectors = [MIB, ESP_SIZE, msr, volumeSize].map((bytes) => bytes / 512) as [
    number,
    number,
    number,
    number,
  ];
  const [first, espSectors, msrSectors, volumeSectors] = sectors;
  const starts = [first, first + espSectors, first + espSectors + msrSectors];
  const ends = [starts[1], starts[2], (starts[2] as number) + volumeSectors].map(
    (end) => (end as number) - 1,
  );
  const types = ['ef00', '0c01', '0700'];
  const table = types.flatMap((type, index) => [
    `--new=${index + 1}:${starts[index]}:${ends[index]}`,
    `--typecode=${index + 1}:${type}`,
  ]);
  await runPeer('sgdisk', ['--clear', '--set-alignment=1', ...table, disk]);
  for (const [part, start] of [
    [esp, starts[0]],
    [volume, starts[2]],
  ]) {
    const place = ['bs=512', `seek=${start}`, 'conv=notrunc,sparse', 'status=none'];
    await runPeer('dd', [`if=${part}`, `of=${disk}`, ...place]);
  }
}
