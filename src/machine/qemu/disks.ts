/** Disks, made and read by qemu-img. */

import { rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { fromSystemError } from '../../errors.js';
import { partialBeside, renameOver } from '../../output.js';
import { checkRoom } from '../../room-left.js';
import { commandFailed, runCommand, runLong } from '../../process/index.js';
import type { Reporter } from '../../progress.js';
import { formatOfDisk } from './format.js';

export const QEMU_IMG = 'qemu-img';

/** No disk takes a day to be copied, but a file system that hangs does. */
const COPY_DEADLINE_MS = 24 * 3_600_000;

export async function makeBlank(disk: string, size: number): Promise<void> {
  await makeDisk(disk, (partial) => ['-f', 'qcow2', partial, String(size)]);
}

export async function makeChild(parent: string, disk: string): Promise<void> {
  const absolute = path.resolve(parent);
  await makeDisk(disk, (partial) => ['-f', 'qcow2', '-b', absolute, '-F', formatOfDisk(parent), partial]);
}

async function makeDisk(disk: string, words: (partial: string) => readonly string[]): Promise<void> {
  const partial = await partialBeside(disk);
  try {
    await qemuImg(['create', '-q', ...words(partial)], disk);
    await renameOver(partial, disk);
  } catch (error) {
    await rm(partial, { force: true });
    throw fromSystemError(error, disk);
  }
}

/**
 * The content of `disk` as a raw file with holes, beside its parents' content; a disk that is no qcow2 is read as it is.
 * A copy that is there and as old as the disk is taken over.
 */
export async function readableCopy(disk: string, folder: string, reporter: Reporter): Promise<string> {
  if (formatOfDisk(disk) !== 'qcow2') return disk;
  const copy = path.join(folder, `${path.basename(disk, path.extname(disk))}.raw`);
  try {
    const { mtime } = await stat(disk);
    const there = await stat(copy).catch(() => null);
    if (there !== null && there.mtime.getTime() === mtime.getTime()) return copy;
    await rm(copy, { force: true });
    const partial = await partialBeside(copy);
    try {
      await copyOut(disk, partial, reporter);
      await utimes(partial, mtime, mtime);
      await renameOver(partial, copy);
    } finally {
      await rm(partial, { force: true });
    }
    return copy;
  } catch (error) {
    throw fromSystemError(error, disk);
  }
}

async function copyOut(disk: string, target: string, reporter: Reporter): Promise<void> {
  const bytes = await neededBytes(disk);
  const next = 'free space, or choose another work directory with --work';
  await checkRoom(path.dirname(target), bytes, `for a copy of ${disk} that can be read`, next);
  const task = reporter.task(`Flattening ${path.basename(disk)}`, bytes, 'bytes');
  let done = 0;
  try {
    const { exit, tail } = await runLong(
      QEMU_IMG,
      ['convert', '-p', '-f', 'qcow2', '-O', 'raw', disk, target],
      {
        title: `${QEMU_IMG} convert ${disk}`,
        deadlineMs: COPY_DEADLINE_MS,
        signal: reporter.signal,
        onOutput(text) {
          const [percent] = [...text.matchAll(/\(([\d.]+)\/100%\)/g)].slice(-1);
          const now = Math.floor((Number(percent?.[1] ?? '0') / 100) * bytes);
          if (now > done) task.advance(now - done);
          done = Math.max(done, now);
        },
      },
    );
    if (exit !== 0)
      throw commandFailed(`${QEMU_IMG} convert`, exit, tail.replaceAll(/\([\d.]+\/100%\)/g, ''));
  } finally {
    task.end();
  }
}

/** Of the copy, holes not counted. */
async function neededBytes(disk: string): Promise<number> {
  const text = await qemuImg(['measure', '--output=json', '-f', 'qcow2', '-O', 'raw', disk], disk);
  return (JSON.parse(text) as { required: number }).required;
}

async function qemuImg(words: readonly string[], subject: string): Promise<string> {
  const { exit, stdout, stderr } = await runCommand(QEMU_IMG, words);
  if (exit !== 0) throw commandFailed(`${QEMU_IMG} ${words[0]} for ${subject}`, exit, stderr);
  return stdout;
}
