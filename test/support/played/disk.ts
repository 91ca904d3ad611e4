/**
 * The disks of the played hypervisor: a JSON file with what differs from its parent. To be read by our own readers it is
 * laid out as an NTFS volume, by mkntfs and ntfs-3g.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeNtfs, withNtfs } from '../ntfs-volume.js';
import { sz, dword, multiSz } from '../hive-writer.js';
import { peFile, softwareHive, systemHive } from '../windows-hives.js';

interface PlayedDisk {
  readonly parent: string | null;
  /** By path from the root, with `\`; base64. */
  readonly files: Record<string, string>;
}

export function writeDisk(
  disk: string,
  parent: string | null,
  files: Readonly<Record<string, Uint8Array>>,
): void {
  const encoded = Object.entries(files).map(([name, bytes]) => [name, Buffer.from(bytes).toString('base64')]);
  const content: PlayedDisk = { parent, files: Object.fromEntries(encoded) as Record<string, string> };
  writeFileSync(disk, JSON.stringify(content), { flag: 'wx' });
}

export function putFile(disk: string, name: string, content: string | Uint8Array): void {
  const { parent, files } = JSON.parse(readFileSync(disk, 'utf8')) as PlayedDisk;
  files[name] = Buffer.from(content).toString('base64');
  writeFileSync(disk, JSON.stringify({ parent, files }));
}

/** Of the disk and its parents. */
export function filesOf(disk: string): Map<string, Buffer> {
  const { parent, files } = JSON.parse(readFileSync(disk, 'utf8')) as PlayedDisk;
  const all = parent === null ? new Map<string, Buffer>() : filesOf(parent);
  for (const [name, text] of Object.entries(files)) all.set(name, Buffer.from(text, 'base64'));
  return all;
}

/** The same content as a raw volume. */
export async function layOut(disk: string, raw: string): Promise<void> {
  await makeNtfs(raw, { size: 16 << 20 });
  await withNtfs(raw, (volume) => {
    for (const [name, bytes] of filesOf(disk)) {
      const place = name.slice(1).replaceAll('\\', '/');
      volume.directory(path.posix.dirname(place));
      volume.file(place, bytes);
    }
  });
}

export const stateIni = (state: string) => `[State]\r\nImageState=${state}\r\n`;

/** What a Windows is known by. */
export function windowsFiles(state: string): Record<string, Uint8Array> {
  const control = {
    keys: {
      ProductOptions: { values: { ProductType: sz('WinNT'), ProductSuite: multiSz(['Terminal Server']) } },
      Nls: { keys: { Language: { values: { InstallLanguage: sz('0409'), Default: sz('0409') } } } },
      MUI: { keys: { UILanguages: { keys: { 'en-US': { values: { LCID: dword(0x409) } } } } } },
    },
  };
  return {
    '\\Windows\\System32\\config\\SOFTWARE': softwareHive({
      ProductName: sz('Windows 10 Enterprise'),
      EditionID: sz('Enterprise'),
      InstallationType: sz('Client'),
      CurrentBuildNumber: sz('26200'),
      UBR: dword(7171),
    }),
    '\\Windows\\System32\\config\\SYSTEM': systemHive(
      { ControlSet001: { keys: { Control: control } } },
      { Current: 1, Default: 1 },
    ),
    '\\Windows\\System32\\kernel32.dll': peFile(0x8664),
    '\\Windows\\Setup\\State\\State.ini': Buffer.from(stateIni(state)),
  };
}
