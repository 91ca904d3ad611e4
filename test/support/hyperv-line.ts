/** A definition with `hypervisor: hyperv`, its install.wim, and a Windows host that plays Hyper-V for it. */

import type { ChildProcess } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeBin, writeProgram } from '../powershell/index.js';
import { WindowsHost, type HostOptions } from '../double/index.js';
import { runCli, type CliResult } from './cli.js';
import { windowsFiles } from './linux-guest/index.js';
import { runPeer } from './peers.js';

export interface HyperVLine {
  readonly folder: string;
  readonly host: WindowsHost;
  readonly work: string;
  readonly release: string;
  /** `image-factory` as a process of its own, started in the folder. */
  readonly run: (words: readonly string[], started?: (child: ChildProcess) => void) => Promise<CliResult>;
  /** `image-factory build` of the definition, or of another one in its folder. */
  readonly build: (
    more?: readonly string[],
    started?: (child: ChildProcess) => void,
    definition?: string,
  ) => Promise<CliResult>;
}

export interface LineShape {
  /** Lines of the definition behind `machine`. */
  readonly more?: string;
  /** `deadlines: { … }` */
  readonly deadlines?: string;
  /** The switch of the machine; left out: none. */
  readonly network?: string;
  /** By their names in the definition's folder. */
  readonly scripts?: Readonly<Record<string, string>>;
  readonly host: Pick<HostOptions, 'guest'> & Partial<HostOptions>;
}

/** @param folder an empty one; it becomes the working directory of the factory */
export async function hyperVLine(folder: string, shape: LineShape): Promise<HyperVLine> {
  mkdirSync(path.join(folder, 'scripts'), { recursive: true });
  for (const [name, text] of Object.entries(shape.scripts ?? {})) {
    writeFileSync(path.join(folder, 'scripts', name), text.replaceAll('\n', '\r\n'));
  }
  await makeInstallWim(folder);
  const definition = path.join(folder, 'image.yml');
  const deadlines = shape.deadlines ?? '{ customize: 5m, generalize: 5m, silence: 3m }';
  const network = shape.network === undefined ? '' : `, network: ${shape.network}`;
  writeFileSync(
    definition,
    `name: w\nversion: "2026.11"\ncreated: 2026-11-23\nsource: { wim: ./install.wim, edition: Enterprise }
machine: { hypervisor: hyperv, cpus: 2, memory: 1 GiB, disk: 1 GiB, deadlines: ${deadlines}${network} }
capture: { level: fast }\n${shape.more ?? ''}`,
  );
  const bin = await makeBin(path.join(folder, 'bin'));
  const host = await WindowsHost.start({ cwd: folder, ...shape.host });
  const [work, release] = [path.join(folder, 'work'), path.join(folder, 'release')];
  const env = host.environment(bin);
  const run: HyperVLine['run'] = (words, started) =>
    runCli(words, { cwd: folder, env, ...(started === undefined ? {} : { started }) });
  const build: HyperVLine['build'] = (more = [], started, other = definition) =>
    run(['build', other, '--work', work, '--out', release, ...more], started);
  return { folder, host, work, release, run, build };
}

/** An install.wim as Microsoft's: a Windows that was generalized, with the bcdboot.exe of its own. */
async function makeInstallWim(folder: string): Promise<void> {
  const tree = path.join(folder, 'windows');
  for (const [name, content] of Object.entries(windowsFiles('IMAGE_STATE_GENERALIZE_RESEAL_TO_OOBE'))) {
    mkdirSync(path.join(tree, path.dirname(name)), { recursive: true });
    writeFileSync(path.join(tree, name), content);
  }
  writeProgram(path.join(tree, 'Windows', 'System32', 'bcdboot.exe'));
  await runPeer('wimlib-imagex', [
    'capture',
    tree,
    path.join(folder, 'install.wim'),
    'Windows Enterprise',
    '--compress=none',
  ]);
  rmSync(tree, { recursive: true });
}

/**
 * What lies in the folders of builds for which only a machine has a use: media, folders into volumes, and the disks of
 * stations by the station, which stay where `--resume` goes on from them.
 */
export function leftInWork(work: string): string[] {
  const isTransient = /\.(vhdx|iso)$|^(esp|os|volume|machine)-/;
  return readdirSync(work, { recursive: true, encoding: 'utf8' })
    .filter((name) => !name.startsWith('bases/'))
    .map((name) => path.basename(name))
    .filter((name) => isTransient.test(name))
    .map((name) => name.replace(/-[0-9a-f]{8}\.vhdx$/, ''))
    .toSorted();
}
