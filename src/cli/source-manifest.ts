/** What `manifest` and `diff` take: a manifest, a release folder that holds one, or any SOURCE. */

import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { filetimeFromDate } from '../bytes/index.js';
import { givenTime } from '../factory/index.js';
import { readWindowsInfo } from '../inspect/index.js';
import {
  manifestOfArchive,
  manifestOfTrees,
  readManifest,
  type ImageInput,
  type Manifest,
} from '../manifest/index.js';
import { MANIFEST_NAME, SUMS_NAME } from '../release/index.js';
import { openSource, parseSource } from '../source/index.js';
import { createExclusions } from '../tree/index.js';
import { openWim, type WimArchive } from '../wim/index.js';
import type { Invocation } from './command.js';

/** What a manifest is made of, or checked against: a whole archive, or one tree. */
export interface Subject {
  readonly source: WimArchive | readonly ImageInput[];
  readonly name: string;
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
      ...(image === null ? { exclude } : { description: image.description }),
    };
    return { source: [input], name, close: () => source.close() };
  } catch (error) {
    await source.close();
    throw error;
  }
}

/** The manifest of a subject; the subject must stay open as long as it is read. */
export async function manifestOf({ source, name }: Subject, { reporter }: Invocation): Promise<Manifest> {
  const created = filetimeFromDate(givenTime(null, process.env) ?? new Date());
  const options = { name, created, reporter };
  return 'openImage' in source ? manifestOfArchive(source, options) : manifestOfTrees(source, options);
}

/** A manifest that is there is read, else one is made. */
export async function openManifest(
  text: string,
  invocation: Invocation,
): Promise<{ manifest: Manifest; close(): Promise<void> }> {
  const file = manifestFile(text);
  if (file !== null) return { manifest: await readManifest(file), close: () => Promise.resolve() };
  const subject = await openSubject(text, invocation);
  return { manifest: await manifestOf(subject, invocation), close: () => subject.close() };
}

function manifestFile(text: string): string | null {
  if (!existsSync(text)) return null;
  if (!statSync(text).isDirectory()) return text.toLowerCase().endsWith('.json') ? text : null;
  const inside = path.join(text, MANIFEST_NAME);
  return existsSync(inside) && existsSync(path.join(text, SUMS_NAME)) ? inside : null;
}

function baseName(file: string): string {
  return path.parse(path.resolve(file)).name;
}
