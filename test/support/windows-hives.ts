/** The hives and files by which an installation is known, made of what a test says. */

import { buildHive, dword, type HiveKeySpec, type HiveValueSpec } from './hive-writer.js';

/**
 * @param values of `Microsoft\Windows NT\CurrentVersion`
 * @param keys of `Microsoft\Windows\CurrentVersion`
 */
export function softwareHive(
  values: Readonly<Record<string, HiveValueSpec>>,
  keys: Readonly<Record<string, HiveKeySpec>> = {},
  policies: Readonly<Record<string, HiveKeySpec>> = {},
): Buffer {
  const versions = {
    'Windows NT': { keys: { CurrentVersion: { values } } },
    Windows: { keys: { CurrentVersion: { keys } } },
  };
  const policy = { keys: { Microsoft: { keys: { Windows: { keys: policies } } } } };
  return buildHive({ keys: { Microsoft: { keys: versions }, Policies: policy } });
}

/** @param select the numbers in `Select` */
export function systemHive(
  keys: Readonly<Record<string, HiveKeySpec>>,
  select: Readonly<Record<string, number>>,
): Buffer {
  const values = Object.fromEntries(Object.entries(select).map(([name, number]) => [name, dword(number)]));
  return buildHive({ keys: { ...keys, Select: { values } } });
}

/** The smallest file that is a PE image for `machine`: headers and one section of 512 bytes. */
export function peFile(machine: number): Buffer {
  const image = Buffer.alloc(1024);
  image.write('MZ', 'latin1');
  image.writeUInt32LE(0x80, 0x3c);
  image.write('PE', 0x80, 'latin1');
  image.writeUInt16LE(machine, 0x84);
  image.writeUInt16LE(1, 0x86);
  image.writeUInt16LE(0xf0, 0x94);
  image.writeUInt16LE(0x2022, 0x96);
  image.writeUInt16LE(0x20b, 0x98);
  image.writeBigUInt64LE(0x1_8000_0000n, 0xb0);
  image.writeUInt32LE(0x1000, 0xb8);
  image.writeUInt32LE(0x200, 0xbc);
  image.writeUInt16LE(10, 0xc0);
  image.writeUInt16LE(10, 0xc8);
  image.writeUInt32LE(0x2000, 0xd0);
  image.writeUInt32LE(0x200, 0xd4);
  image.writeUInt16LE(3, 0xdc);
  image.writeUInt32LE(16, 0x104);
  image.write('.rdata', 0x188, 'latin1');
  image.writeUInt32LE(0x200, 0x190);
  image.writeUInt32LE(0x1000, 0x194);
  image.writeUInt32LE(0x200, 0x198);
  image.writeUInt32LE(0x200, 0x19c);
  image.writeUInt32LE(0x40000040, 0x1ac);
  return image;
}
