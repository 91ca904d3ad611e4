/** `dism.exe`: minutes of work, told in per cent. */

import path from 'node:path';
import { runCommand, runLong, startOfChild, systemTool } from '../../process/index.js';
import type { Task } from '../../progress.js';
import type { Resource } from '../types.js';
import type { Host } from './host.js';
import { programFailed } from './script-error.js';

export interface DismApply {
  /** The first part of a split set, or the only one. */
  readonly image: string;
  readonly index: number;
  /** The root of an empty volume. */
  readonly target: string;
  /** For its log and what it unpacks on the way. */
  readonly folder: string;
}

const DEADLINE_MS = 3 * 60 * 60_000;

/**
 * What an apply ends with that does not like the folder through which it reaches the volume: ERROR_PATH_NOT_FOUND,
 * ERROR_NOT_SUPPORTED, ERROR_INVALID_PARAMETER and ERROR_DIRECTORY, short and as HRESULT.
 */
const PLACE_REFUSED = [3, 50, 87, 267].flatMap((code) => [code, 0x80070000 + code]);

/**
 * Applies an image onto a volume.
 *
 * @param byLetter gives the volume a letter, where a folder will not do. @returns `W:`
 */
export async function dismApply(
  host: Host,
  request: DismApply,
  byLetter: () => Promise<string>,
): Promise<void> {
  const log = path.join(request.folder, 'dism-apply.log');
  let ended = await runDism(host, request, log);
  if (ended.exit !== null && PLACE_REFUSED.includes(ended.exit >>> 0)) {
    host.reporter.info(`dism.exe did not apply through a folder (exit code ${ended.exit}), trying a letter`);
    ended = await runDism(host, { ...request, target: `${await byLetter()}\\` }, log);
  }
  if (ended.exit === 0) return;
  throw programFailed(request.image, 'dism.exe', ended.exit, `${ended.tail}\nits log is ${log}`);
}

/** What dism reads of an image of an archive, in its own words. @throws what it fails with */
export async function dismImageInfo(wim: string, index: number): Promise<string> {
  const args = ['/English', '/Get-ImageInfo', `/ImageFile:${wim}`, `/Index:${index}`];
  const { exit, stdout } = await runCommand(systemTool('dism.exe'), args);
  if (exit === 0) return stdout;
  throw programFailed(wim, 'dism.exe', exit, stdout);
}

async function runDism(
  host: Host,
  { image, index, target, folder }: DismApply,
  log: string,
): Promise<{ readonly exit: number | null; readonly tail: string }> {
  const { reporter } = host;
  const isSplit = /\.swm$/i.test(image);
  const task = reporter.task(`Applying image ${index} of ${path.win32.basename(image)}`, 100, 'percent');
  const percent = new Percent(task);
  let process: Resource | null = null;
  try {
    return await runLong(
      systemTool('dism.exe'),
      [
        '/English',
        '/Apply-Image',
        `/ImageFile:${image}`,
        ...(isSplit ? [`/SWMFile:${image.replace(/\.swm$/i, '*.swm')}`] : []),
        `/Index:${index}`,
        `/ApplyDir:${target}`,
        `/ScratchDir:${folder}`,
        `/LogPath:${log}`,
      ],
      {
        title: `dism.exe /Apply-Image of ${image}`,
        deadlineMs: DEADLINE_MS,
        signal: reporter.signal,
        onOutput: (text) => percent.read(text),
        onStart: async (pid) => {
          process = { kind: 'process', pid, command: 'dism.exe', started: await startOfChild(pid) };
          await host.ledger.intend(process);
        },
      },
    );
  } finally {
    task.end();
    if (process !== null) await host.ledger.gone(process);
  }
}

/** The bar that dism draws over and over: `[=====      10.0%      ]`. */
export class Percent {
  readonly #task: Pick<Task, 'advance'>;
  #text = '';
  #shown = 0;

  constructor(task: Pick<Task, 'advance'>) {
    this.#task = task;
  }

  /** @param text a piece of output, which may end within a number */
  read(text: string): void {
    const all = this.#text + text;
    const last = [...all.matchAll(/(\d{1,3})(?:\.\d+)?%/g)].at(-1);
    this.#text = all.slice(-16);
    if (last === undefined) return;
    const percent = Math.min(Number(last[1]), 100);
    if (percent <= this.#shown) return;
    this.#task.advance(percent - this.#shown);
    this.#shown = percent;
  }
}
