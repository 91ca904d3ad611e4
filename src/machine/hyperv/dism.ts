/** `dism.exe`: minutes of work, told in per cent. */

import path from 'node:path';
import { runLong, startOf, systemTool } from '../../process/index.js';
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

/** Applies an image onto a volume. */
export async function dismApply(host: Host, { image, index, target, folder }: DismApply): Promise<void> {
  const { reporter } = host;
  const log = path.join(folder, 'dism-apply.log');
  const isSplit = /\.swm$/i.test(image);
  const task = reporter.task(`Applying image ${index} of ${path.win32.basename(image)}`, 100, 'percent');
  const percent = new Percent(task);
  let process: Resource | null = null;
  try {
    const { exit, tail } = await runLong(
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
          process = { kind: 'process', pid, command: 'dism.exe', started: await startOf(pid) };
          await host.ledger.intend(process);
        },
      },
    );
    if (exit !== 0) throw programFailed(image, 'dism.exe', exit, `${tail}\nits log is ${log}`);
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
