/** A fetched release in the other form: joined to one WIM, or cut into parts. Its manifest then says where contents lie now. */

import path from 'node:path';
import { filetimeFromDate } from '../../bytes/index.js';
import { manifestOfArchive, readManifest, writeManifest, type ManifestPart } from '../../manifest/index.js';
import type { Reporter } from '../../progress.js';
import { joinWim, openWim, splitWim } from '../../wim/index.js';
import { MANIFEST_NAME, SET_NAME, WIM_NAME } from '../names.js';
import { GITHUB_SPLIT } from '../open-store.js';

export type Form = 'split' | 'wim';

/**
 * @param size bytes of the largest part
 * @returns the parts that make the release now; those that were fetched stay beside them, for a run that must go on
 */
export async function reshape(
  folder: string,
  parts: readonly ManifestPart[],
  form: Form | null,
  reporter: Reporter,
  size = GITHUB_SPLIT,
): Promise<readonly ManifestPart[]> {
  const isSplit = parts.length > 1;
  if (form === null || isSplit === (form === 'split')) return parts;
  if (form === 'split' && (parts[0]?.size ?? 0) <= size) return parts;
  const source = path.join(folder, isSplit ? SET_NAME : WIM_NAME);
  const target = path.join(folder, isSplit ? WIM_NAME : SET_NAME);
  const archive = await openWim(source);
  try {
    if (isSplit) await joinWim(archive, target, { reporter });
    else await splitWim(archive, target, { size, reporter });
  } finally {
    await archive.close();
  }
  return describeAgain(folder, target, reporter);
}

async function describeAgain(
  folder: string,
  first: string,
  reporter: Reporter,
): Promise<readonly ManifestPart[]> {
  const file = path.join(folder, MANIFEST_NAME);
  const { facts } = await readManifest(file);
  const { name, version, created, inputs, archive: of, images } = facts;
  const archive = await openWim(first);
  try {
    const manifest = await manifestOfArchive(archive, {
      name,
      created: filetimeFromDate(new Date(created)),
      updates: images.map(({ updates = [] }) => updates),
      ...(version === undefined ? {} : { version }),
      ...(inputs === undefined ? {} : { inputs }),
      ...(of?.level === undefined ? {} : { level: of.level }),
      ...(of?.encoder === undefined ? {} : { encoder: of.encoder }),
      reporter,
    });
    await writeManifest(file, manifest);
    return manifest.facts.archive?.parts ?? [];
  } finally {
    await archive.close();
  }
}
