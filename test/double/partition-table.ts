/** The GPT of an attached disk, by sfdisk. */

import { open, stat } from 'node:fs/promises';
import { runPeer } from '../support/peers.js';
import { readPiece, SECTOR } from './raw-disk.js';

const MIB = 1 << 20;
/** The sector behind the header and its 128 entries. */
const FIRST_USABLE = 34;
const QUIETLY = ['--quiet', '--no-reread', '--no-tell-kernel', '--wipe=never'];

export const GPT_TYPES = {
  msr: '{e3c9e316-0b5c-4db8-817d-f92df00215ae}',
  efi: '{c12a7328-f81f-11d2-ba4b-00a0c93ec93b}',
  basic: '{ebd0a0a2-b9e5-4433-87c0-68b6b72699c7}',
} as const;

export interface TableEntry {
  readonly number: number;
  /** Bytes. */
  readonly at: number;
  readonly size: number;
  /** In braces, lower case, as the module Storage writes them. */
  readonly type: string;
  readonly guid: string;
}

export async function isGpt(raw: string): Promise<boolean> {
  const disk = await open(raw, 'r');
  try {
    return (await readPiece(disk, 512, 8)).toString('latin1') === 'EFI PART';
  } finally {
    await disk.close();
  }
}

/** A GPT with the reserved partition that Windows makes with it: it ends at 16 MB. Source: Initialize-Disk. */
export async function initialize(raw: string): Promise<void> {
  const sectors = (16 << 20) / SECTOR - FIRST_USABLE;
  const type = bare(GPT_TYPES.msr);
  await edit(
    raw,
    [],
    `label: gpt\nfirst-lba: ${FIRST_USABLE}\nstart=${FIRST_USABLE}, size=${sectors}, type=${type}\n`,
  );
}

export async function entriesOf(raw: string): Promise<TableEntry[]> {
  const { partitiontable: table } = JSON.parse(await runPeer('sfdisk', ['--json', raw])) as {
    partitiontable: {
      partitions?: { node: string; start: number; size: number; type: string; uuid: string }[];
    };
  };
  return (table.partitions ?? []).map(({ node, start, size, type, uuid }) => ({
    number: Number(/(\d+)$/.exec(node)?.[1]),
    at: start * 512,
    size: size * 512,
    type: `{${type.toLowerCase()}}`,
    guid: `{${uuid.toLowerCase()}}`,
  }));
}

/**
 * A partition behind the others, on a whole megabyte.
 *
 * @param size null: all that is free there
 * @returns its number; null where there is no room
 */
export async function addPartition(raw: string, size: number | null, type: string): Promise<number | null> {
  const entries = await entriesOf(raw);
  const numbers = new Set(entries.map(({ number }) => number));
  let number = 1;
  while (numbers.has(number)) number++;
  const end = Math.max(0, ...entries.map((entry) => entry.at + entry.size));
  const start = Math.max(1, Math.ceil(end / MIB)) * MIB;
  const room = Math.floor(((await stat(raw)).size - MIB - start) / MIB) * MIB;
  const length = size ?? room;
  if (length <= 0 || length > room) return null;
  const words = `start=${start / SECTOR}, size=${length / SECTOR}, type=${bare(type)}\n`;
  await edit(raw, ['--append', '--partno', String(number)], words);
  return number;
}

export async function changeType(raw: string, number: number, type: string): Promise<void> {
  await runPeer('sfdisk', [...QUIETLY, '--part-type', raw, String(number), bare(type)]);
}

export async function deletePartition(raw: string, number: number): Promise<void> {
  await runPeer('sfdisk', [...QUIETLY, '--delete', raw, String(number)]);
}

async function edit(raw: string, options: readonly string[], script: string): Promise<void> {
  const words = ['sfdisk', ...QUIETLY, ...options, raw];
  await runPeer('sh', ['-c', 'printf %s "$0" | "$@"', script, ...words]);
}

function bare(guid: string): string {
  return guid.replaceAll(/[{}]/g, '');
}
