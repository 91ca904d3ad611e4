/** What wimlib says of every entry of an image: `wimlib-imagex dir --detailed`, parsed. */

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { decodeWtf8 } from './wtf8.js';

const run = promisify(execFile);

export interface WimlibEntry {
  readonly attributes: number;
  /** As it prints them, to the second: "Mon Nov 23 13:45:00 2026 UTC". */
  readonly created: string;
  readonly accessed: string;
  readonly modified: string;
  readonly linkCount: number;
  /** 0 for a file with one name, else what all its names share. */
  readonly linkGroup: number;
  /** In hexadecimal; '' where there is none. */
  readonly security: string;
  readonly objectId: string;
  readonly shortName: string;
  /** 0 where it is no reparse point. */
  readonly reparseTag: number;
  /** By name, '' for the unnamed one: SHA-1 in hexadecimal, all zeros for an empty stream. */
  readonly streams: ReadonlyMap<string, { readonly sha1: string; readonly size: number }>;
  /** The SHA-1 of the reparse data; '' where there is none. */
  readonly reparseSha1: string;
}

/** By path, with `\` for `/`, as we write it. A `\` in a name stays as it is: do not use one. */
export async function wimlibDir(wim: string, image: number | string = 1): Promise<Map<string, WimlibEntry>> {
  const { stdout } = await run('wimlib-imagex', ['dir', wim, String(image), '--detailed'], {
    encoding: 'buffer',
    maxBuffer: 1 << 30,
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  });
  const text = decodeWtf8(stdout);
  const entries = new Map<string, WimlibEntry>();
  for (const block of text.split(/^-{20,}$/m)) {
    const path = field(block, 'Full Path');
    if (path !== '') entries.set(path.slice(1, -1).replaceAll('/', '\\'), parseEntry(block));
  }
  return entries;
}

/** A FILETIME as wimlib prints it. */
export function wimlibTime(filetime: bigint): string {
  const date = new Date(Number(filetime / 10_000_000n - 11_644_473_600n) * 1000);
  const [day, dayOfMonth, month, year, time] = date.toUTCString().replace(',', '').split(' ');
  return `${day} ${month} ${dayOfMonth} ${time} ${year} UTC`;
}

function parseEntry(block: string): WimlibEntry {
  const streams = new Map<string, { sha1: string; size: number }>();
  let reparseSha1 = '';
  for (const part of block.split(/^\t(?=Unnamed|Named|Reparse|Data|Raw)/m).slice(1)) {
    const sha1 = field(part, 'Hash').slice(2);
    if (part.startsWith('Reparse')) {
      reparseSha1 = sha1;
    } else {
      const name = /^Named data stream "(.*)"/.exec(part)?.[1] ?? '';
      streams.set(name, { sha1, size: Number.parseInt(field(part, 'Uncompressed size'), 10) });
    }
  }
  return {
    attributes: Number(field(block, 'Attributes')),
    created: field(block, 'Creation Time'),
    accessed: field(block, 'Last Access Time'),
    modified: field(block, 'Last Write Time'),
    linkCount: Number(field(block, 'Link Count')),
    linkGroup: Number(field(block, 'Link Group ID')),
    security: field(block, 'Security Descriptor'),
    objectId: field(block, 'Object ID').slice(2),
    shortName: field(block, 'Short Name').slice(1, -1),
    reparseTag: Number(field(block, 'Reparse Tag') || 0),
    streams,
    reparseSha1,
  };
}

function field(block: string, name: string): string {
  return new RegExp(`^${name}\\s+= (.*)$`, 'm').exec(block)?.[1]?.trim() ?? '';
}
