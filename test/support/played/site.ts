/** A definition with a machine, a folder that plays the host, and sources to start from. */

import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build, type BuildOptions } from '../../../src/factory/index.js';
import { writeUdfImage } from '../../../src/media/index.js';
import { silentReporter, type Reporter } from '../../../src/progress.js';
import type { BuildSummary } from '../../../src/report/index.js';
import type { Site } from '../factory.js';
import { windowsFiles, writeDisk } from './disk.js';
import { PlayedHost, playedHypervisors } from './hypervisor.js';

export interface MachineSite extends Site {
  readonly host: PlayedHost;
}

/** What the sources are made of: once for all tests of a file, for an archive takes a second. */
export interface Sources {
  /** The WIM of a Windows. */
  readonly wim: string;
  /** A medium with that WIM. */
  readonly iso: string;
}

/** @param folder where they lie */
export async function makeSources(folder: string): Promise<Sources> {
  const windows = { out: path.join(folder, 'windows'), work: path.join(folder, 'windows-work') };
  const options = { ...windows, env: {}, threads: 2 };
  const { wim } = await build('examples/quickstart/image.yml', options, silentReporter());
  const iso = path.join(folder, 'medium.iso');
  const files = [{ path: 'sources\\install.wim', source: { kind: 'file', file: wim } }] as const;
  await writeUdfImage(iso, { label: 'CCCOMA_X64FRE', files, created: new Date(0) });
  return { wim, iso };
}

/** @param definition lines on top of name, version and time */
export function makeMachineSite(folder: string, definition: string, host?: PlayedHost): MachineSite {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'image.yml');
  writeFileSync(file, `name: demo\nversion: "1"\ncreated: 2026-11-23\n${definition}`);
  const played = host ?? new PlayedHost(path.join(folder, 'host'));
  const [out, work] = [path.join(folder, 'release'), path.join(folder, 'work')];
  const options = { out, work, env: {}, threads: 2, hypervisors: playedHypervisors(played) };
  return { folder, definition: file, out, work, options, host: played };
}

export function script(site: { readonly folder: string }, name: string, ...lines: readonly string[]): void {
  writeFileSync(path.join(site.folder, name), lines.map((line) => `#guest: ${line}\r\n`).join(''));
}

/** A disk of the played host, in that state. */
export function makePlayedDisk(file: string, state: string): void {
  writeDisk(file, null, windowsFiles(state));
}

export function buildMachine(
  site: MachineSite,
  more: BuildOptions = {},
  reporter: Reporter = silentReporter(),
): Promise<BuildSummary> {
  return build(site.definition, { ...site.options, ...more }, reporter);
}
