/** What `manifest` and `diff` take: a manifest, a RELEASE, or any SOURCE. */

import { existsSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { filetimeFromDate, fromHex } from '../bytes/index.js';
import { givenTime } from '../factory/index.js';
import { readPackagesOrWarn, readWindowsInfo } from '../inspect/index.js';
import {
  manifestOfArchive,
  manifestOfTrees,
  readManifest,
  type ImageInput,
  type Manifest,
} from '../manifest/index.js';
import { fetchManifestOf, isGitHub, MANIFEST_NAME, openRelease, SUMS_NAME } from '../release/index.js';
import { openSource, parseSource } from '../source/index.js';
import { createExclusions, type FileTree } from '../tree/index.js';
import { openWim, type WimArchive } from '../wim/index.js';
import type { Invocation } from './command.js';

/** What a manifest is made of, or checked against: a whole archive, or one tree. */
export interface Subject {
  readonly source: WimArchive | readonly ImageInput[];
  readonly name: string;
  /** The archive that the tree is an image of. */
  readonly archive: WimArchive | null;
  close(): Promise<void>;
}

/** A WIM without `#` is meant with all its images; of a disk or directory, what a capture leaves out is left out. */
export async function openSubject(text: string, invocation: Invocation): Promise<Subject> {
  const parsed = await parseSource(text);
  if (parsed.kind === 'wim' && parsed.part === null) {
    const archive = await openWim(parsed.path);
    return {
      source: archive,
      name: archive.images[0]?.name ?? baseName(parsed.path),
      archive: null,
      close: () => archive.close(),
    };
  }
  const { reporter } = invocation;
  const allowDirty = invocation.flag('allow-dirty');
  const source = await openSource(text, { reporter, allowDirty });
  try {
    const { tree, image } = source;
    const name = image?.name ?? baseName(parsed.path);
    const windows = image?.windows ?? (await readWindowsInfo(tree, { allowDirty }));
    const exclude = createExclusions();
    const input = {
      tree,
      name,
      windows,
      updates: await updatesOf(tree, invocation),
      ...(image === null ? { exclude } : { description: image.description }),
    };
    return { source: [input], name, archive: source.archive, close: () => source.close() };
  } catch (error) {
    await source.close();
    throw error;
  }
}

/** The manifest of a subject; the subject must stay open as long as it is read. */
export async function manifestOf({ source, name }: Subject, invocation: Invocation): Promise<Manifest> {
  const { reporter } = invocation;
  const created = filetimeFromDate(givenTime(null, process.env) ?? new Date());
  const options = { name, created, reporter };
  if (!('openImage' in source)) return manifestOfTrees(source, options);
  const updates: (readonly string[])[] = [];
  for (const { index } of source.images) {
    updates.push(await updatesOf(await source.openImage(index), invocation));
  }
  return manifestOfArchive(source, { ...options, updates });
}

async function updatesOf(tree: FileTree, invocation: Invocation): Promise<readonly string[]> {
  const allowDirty = invocation.flag('allow-dirty');
  return (await readPackagesOrWarn(tree, invocation.reporter, { allowDirty }))?.kbs ?? [];
}

export interface OpenManifest {
  readonly manifest: Manifest;
  close(): Promise<void>;
}

/** A manifest that is there is read, one of a release is fetched, else one is made. */
export async function openManifest(text: string, invocation: Invocation): Promise<OpenManifest> {
  const file = manifestFile(text);
  if (file !== null) return { manifest: await readManifest(file), close: () => Promise.resolve() };
  if (isRelease(text)) return releaseManifest(text, invocation);
  const subject = await openSubject(text, invocation);
  const manifest = await manifestOf(subject, invocation);
  const { archive } = subject;
  return {
    manifest: archive === null ? manifest : withStored(manifest, archive),
    close: () => subject.close(),
  };
}

/** What each content of an image takes in its archive. */
function withStored(manifest: Manifest, archive: WimArchive): Manifest {
  return {
    ...manifest,
    async *blobs() {
      for await (const blob of manifest.blobs()) {
        const stored = archive.findBlob(fromHex(blob.sha1))?.storedSize;
        yield stored === undefined ? blob : { ...blob, stored };
      }
    },
  };
}

function manifestFile(text: string): string | null {
  if (!existsSync(text)) return null;
  if (!statSync(text).isDirectory()) return text.toLowerCase().endsWith('.json') ? text : null;
  const inside = path.join(text, MANIFEST_NAME);
  return existsSync(inside) && existsSync(path.join(text, SUMS_NAME)) ? inside : null;
}

/** Whether it is a RELEASE that is no folder by itself: a path that exists as written wins. */
function isRelease(text: string): boolean {
  if (/^https?:\/\//i.test(text) || isGitHub(text)) return true;
  const at = text.lastIndexOf('@');
  if (at < 1 || existsSync(text)) return false;
  return statSync(text.slice(0, at), { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** Its parts are not downloaded. */
async function releaseManifest(text: string, { reporter }: Invocation): Promise<OpenManifest> {
  const folder = await mkdtemp(path.join(tmpdir(), 'image-factory-diff-'));
  const close = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const source = await openRelease(text, { env: process.env }, reporter);
    return { manifest: await fetchManifestOf(source, folder, reporter), close };
  } catch (error) {
    await close();
    throw error;
  }
}

function baseName(file: string): string {
  return path.parse(path.resolve(file)).name;
}
