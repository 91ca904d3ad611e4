/** An image of Windows applied to a new disk, ready to boot on a generation 2 machine: the base of builds. */

import { chmod, mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { FactoryError, fromSystemError } from '../../errors.js';
import { renameOver } from '../../output.js';
import type { ApplyRequest, Resource } from '../types.js';
import { writeBootFiles } from './boot-files.js';
import { dismApply } from './dism.js';
import { passingName, whileBusy, type Host } from './host.js';
import { accessFolder, assignLetter, attachDisk } from './mounted.js';
import { withUndo, type Undo } from './undo.js';

/** Nobody writes to a base: its children would be worth nothing. On Windows this sets the read-only attribute. */
const READ_ONLY = 0o444;

export async function apply(host: Host, request: ApplyRequest): Promise<void> {
  const made = path.join(path.dirname(request.disk), `${passingName('.base')}.partial.vhdx`);
  const resource: Resource = { kind: 'file', path: made };
  // One at a time: two would detach the same ISO under each other.
  const lock = await host.lock('apply', 'applies an image');
  try {
    await makeFolders(request);
    await host.ledger.intend(resource);
    await withUndo(host.reporter, (undo) => applyTo(host, request, made, undo));
    await chmod(made, READ_ONLY);
    await renameOver(made, request.disk);
  } catch (error) {
    await rm(made, { force: true });
    throw fromSystemError(error, request.disk);
  } finally {
    await host.ledger.gone(resource);
    await lock.release();
  }
}

async function makeFolders({ disk, folder }: ApplyRequest): Promise<void> {
  await mkdir(path.dirname(disk), { recursive: true });
  await mkdir(folder, { recursive: true });
}

async function applyTo(host: Host, request: ApplyRequest, disk: string, undo: Undo): Promise<void> {
  const { folder, index, size, source } = request;
  const { signal } = host.reporter;
  const image = /\.iso$/i.test(source) ? await imageInIso(host, source, undo) : source;
  await host.scripts.call('new-disk', { path: disk, size }, { subject: disk, signal });
  const esp = await accessFolder(host, folder, 'esp', undo);
  const os = await accessFolder(host, folder, 'os', undo);
  const { number, parts } = await withMountLock(host, async () => {
    const number = await attachDisk(host, disk, undo);
    const parts = await host.scripts.call<{ esp: number; os: number; volume: string }>(
      'partition-disk',
      { number, esp, os },
      { subject: disk, signal },
    );
    return { number, parts };
  });
  await dismApply(host, { image, index, target: os, folder }, () =>
    assignLetter(host, { disk, number }, parts.os),
  );
  await writeBootFiles(host, {
    disk,
    number,
    esp: { partition: parts.esp, folder: esp, volume: parts.volume },
    os: { partition: parts.os, folder: os },
  });
}

async function withMountLock<T>(host: Host, work: () => Promise<T>): Promise<T> {
  const lock = await host.lock('mount', 'attaches a disk to this host');
  try {
    return await work();
  } finally {
    await lock.release();
  }
}

/** The ISO stays attached where somebody else had attached it. @returns the image of Windows in it */
async function imageInIso(host: Host, iso: string, undo: Undo): Promise<string> {
  const { signal } = host.reporter;
  const { attached } = await host.scripts.call<{ attached: boolean }>(
    'test-iso',
    { path: iso },
    { subject: iso, signal },
  );
  if (!attached) {
    const resource: Resource = { kind: 'iso-mount', path: iso };
    await host.ledger.intend(resource);
    undo(async () => {
      await detachIso(host, iso);
      await host.ledger.gone(resource);
    });
  }
  const { image } = await host.scripts.call<{ image: string | null }>(
    'mount-iso',
    { path: iso },
    { subject: iso, signal },
  );
  if (image !== null) return image;
  throw new FactoryError('not-found', {
    subject: iso,
    found: 'no image of Windows',
    expected: String.raw`install.wim, install.esd or install.swm in \sources`,
    next: 'name an ISO of Windows, or the WIM itself with "source.wim"',
  });
}

export async function detachIso(host: Host, iso: string): Promise<void> {
  await whileBusy(() => host.scripts.call('dismount-iso', { path: iso }, { subject: iso }));
}
