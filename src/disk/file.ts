/** The host's file that a disk lies in: exact reads at a position, checked against the file's size. */

import { open, stat, type FileHandle } from 'node:fs/promises';
import type { Stats } from 'node:fs';
import { FactoryError, fromSystemError } from '../errors.js';
import { damaged } from './damage.js';
import type { ByteSource } from './device.js';

/** Node refuses to read 2 GiB or more at once. */
const LARGEST_READ = 2 ** 30;

export interface DiskFile extends ByteSource {
  close(): Promise<void>;
}

/**
 * @param expected what the file shall be, for the error
 * @throws usage for what is no file, not-found, permission
 */
export async function openFile(
  path: string,
  expected = 'the file of a disk image: VHDX, VHD or raw',
): Promise<DiskFile> {
  try {
    // Before it is opened: opening a pipe waits for somebody to write into it.
    const stats = await stat(path);
    if (!stats.isFile()) throw noFile(path, stats, expected);
    return fileOver(await open(path, 'r'), path, stats.size);
  } catch (error) {
    throw fromSystemError(error, path);
  }
}

function fileOver(handle: FileHandle, label: string, size: number): DiskFile {
  return {
    label,
    size,
    async read(offset, target) {
      checkRange(label, size, offset, target.length);
      try {
        for (let done = 0; done < target.length;) {
          const length = Math.min(target.length - done, LARGEST_READ);
          const { bytesRead } = await handle.read(target, done, length, offset + done);
          if (bytesRead === 0) throw beyondTheEnd(label, offset, target.length, offset + done);
          done += bytesRead;
        }
      } catch (error) {
        throw fromSystemError(error, label);
      }
    },
    close: () => handle.close(),
  };
}

/** @throws damaged when the range does not lie within `size` bytes */
export function checkRange(label: string, size: number, offset: number, length: number): void {
  if (!Number.isSafeInteger(offset) || offset < 0 || length > size - offset) {
    throw beyondTheEnd(label, offset, length, size);
  }
}

function beyondTheEnd(label: string, offset: number, length: number, end: number): FactoryError {
  return damaged(label, `${length} bytes wanted at byte ${offset}, beyond the end at byte ${end}`);
}

function noFile(path: string, stats: Stats, expected: string): FactoryError {
  const kind = stats.isDirectory()
    ? 'a directory'
    : stats.isBlockDevice()
      ? 'a device of this host'
      : 'a pipe, socket or character device';
  return new FactoryError('usage', {
    subject: path,
    found: kind,
    expected,
    ...(stats.isBlockDevice() ? { next: `copy it first: qemu-img convert -O vhdx ${path} disk.vhdx` } : {}),
  });
}
