/**
 * Boot files and the boot configuration of a Windows that was applied: by `bcdboot.exe` and `bcdedit.exe`.
 *
 * The image's own bcdboot comes first: the one of a host that is older does not know the image's files, and one of a host
 * whose firmware has the certificates of 2023 copies files that are signed with those.
 */

import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { FactoryError } from '../../errors.js';
import { lastLines, runCommand, systemTool } from '../../process/index.js';
import type { Host } from './host.js';
import { assignLetter } from './mounted.js';

export interface AppliedDisk {
  readonly disk: string;
  /** The disk's number on the host. */
  readonly number: number;
  readonly esp: { readonly partition: number; readonly folder: string; readonly volume: string };
  readonly os: { readonly partition: number; readonly folder: string };
}

export async function writeBootFiles(host: Host, applied: AppliedDisk): Promise<void> {
  const own = path.join(applied.os.folder, 'Windows', 'System32', 'bcdboot.exe');
  const tools = [own, systemTool('bcdboot.exe')];
  const system = ntPath(applied.esp.volume);
  const failures: string[] = [];
  const windows = path.join(applied.os.folder, 'Windows');
  // That of Windows 11 25H2 and late Server 2025 does not make it (cloudbase/windows-imaging-tools #428, pbatard/rufus #2940).
  await mkdir(path.join(applied.esp.folder, 'EFI', 'Microsoft', 'Boot'), { recursive: true });
  if (!(await firstThatWorks(tools, windows, system, failures))) {
    // The documentation knows letters only; volumes and folders work where nobody promised it.
    host.reporter.info(`bcdboot.exe did not take a volume, trying letters: ${failures.join('; ')}`);
    const letter = await assignLetter(host, applied, applied.esp.partition);
    const root = await assignLetter(host, applied, applied.os.partition);
    if (!(await firstThatWorks(tools, `${root}\\Windows`, letter, failures))) {
      throw new FactoryError('host', {
        subject: applied.disk,
        found: `no bcdboot.exe wrote boot files: ${failures.join('; ')}`,
        next: 'see that the image is a whole Windows, and that the host is no older than the image',
      });
    }
  }
  await locateDevices(applied);
}

async function firstThatWorks(
  tools: readonly string[],
  windows: string,
  system: string,
  failures: string[],
): Promise<boolean> {
  for (const tool of tools) {
    const failure = await bcdboot(tool, [windows, '/s', system, '/f', 'UEFI', '/v']);
    if (failure === null) return true;
    failures.push(`${tool} ${failure}`);
  }
  return false;
}

/** @returns what it says no with; null where it worked */
async function bcdboot(tool: string, args: readonly string[]): Promise<string | null> {
  try {
    const { exit, stdout, stderr } = await runCommand(tool, args);
    return exit === 0 ? null : `ended with exit code ${exit}: ${lastLines(`${stdout}\n${stderr}`)}`;
  } catch (error) {
    // An image of another architecture has one that does not run here.
    return error instanceof FactoryError ? error.details.found : String(error);
  }
}

/** The entries look for their partition instead of naming a disk by its signature, which no child of this disk has. */
async function locateDevices({ disk, esp }: AppliedDisk): Promise<void> {
  const store = path.join(esp.folder, 'EFI', 'Microsoft', 'Boot', 'BCD');
  const settings = [
    ['{bootmgr}', 'device'],
    ['{default}', 'device'],
    ['{default}', 'osdevice'],
  ];
  for (const [entry = '', name = ''] of settings) {
    const words = ['/store', store, '/set', entry, name, 'locate'];
    const { exit, stdout, stderr } = await runCommand(systemTool('bcdedit.exe'), words);
    if (exit === 0) continue;
    throw new FactoryError('host', {
      subject: disk,
      found: `bcdedit.exe /set ${entry} ${name} locate ended with exit code ${exit}: ${lastLines(`${stdout}\n${stderr}`)}`,
    });
  }
}

/** `\\?\Volume{…}\` as the object manager knows it, which is what bcdboot takes. */
export function ntPath(volume: string): string {
  return volume.replace(/^\\\\\?\\/, String.raw`\??` + '\\').replace(/\\$/, '');
}
