/** A disk while it is attached to the host, and its volumes as folders. Everything is journalled before it is made. */

import { mkdir, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { fromSystemError } from '../../errors.js';
import type { Resource } from '../types.js';
import { passingName, whileBusy, type Host } from './host.js';
import type { Undo } from './undo.js';

/** Attaches a disk. @returns its number on the host */
export async function attachDisk(host: Host, disk: string, undo: Undo): Promise<number> {
  const resource: Resource = { kind: 'disk-mount', path: disk };
  const { signal } = host.reporter;
  await host.ledger.intend(resource);
  undo(async () => {
    await detachDisk(host, disk);
    await host.ledger.gone(resource);
  });
  const { number } = await host.scripts.call<{ number: number }>(
    'mount-disk',
    { path: disk },
    { subject: disk, signal },
  );
  return number;
}

/** For a program that takes nothing else. @returns `W:` */
export async function assignLetter(
  host: Host,
  { disk, number }: { readonly disk: string; readonly number: number },
  partition: number,
): Promise<string> {
  const { letter } = await host.scripts.call<{ letter: string }>(
    'assign-letter',
    { number, partition },
    { subject: disk, signal: host.reporter.signal },
  );
  return `${letter}:`;
}

/** No error where it is not attached. */
export async function detachDisk(host: Host, disk: string): Promise<void> {
  await whileBusy(() => host.scripts.call('dismount-disk', { path: disk }, { subject: disk }));
}

/** An empty folder through which a volume shall be reached; it goes with what is undone. */
export async function accessFolder(host: Host, folder: string, name: string, undo: Undo): Promise<string> {
  const place = path.join(folder, passingName(name));
  const resource: Resource = { kind: 'access-path', path: place };
  await host.ledger.intend(resource);
  undo(async () => {
    await removeAccessFolder(host, place);
    await host.ledger.gone(resource);
  });
  try {
    await mkdir(place, { recursive: true });
  } catch (error) {
    throw fromSystemError(error, place);
  }
  return place;
}

/** Never goes through the folder into the volume: what is not empty stays. */
export async function removeAccessFolder(host: Host, place: string): Promise<void> {
  await whileBusy(() => host.scripts.call('close-volume', { folder: place }, { subject: place }));
  try {
    await rmdir(place);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw fromSystemError(error, place);
  }
}
