/** What differs between two files of manifests. */

import { DEFAULT_ATTRIBUTES } from './schema.js';
import type { Change, DiffOptions, MetadataKind } from './diff.js';
import type { Lack, ManifestFile } from './types.js';

export interface Rules extends DiffOptions {
  readonly notCompared: readonly Lack[];
}

/** A change with the file that was, and the one that is. */
export interface ChangedFile {
  readonly change: Change;
  readonly before: ManifestFile | null;
  readonly now: ManifestFile | null;
}

/** @returns null where they do not differ */
export function compareFile(a: ManifestFile, b: ManifestFile, image: string, rules: Rules): Change | null {
  const base = { image, path: b.path, directory: isDirectory(b), size: sizeOf(b) };
  if (contentOf(a, rules) !== contentOf(b, rules)) return { kind: 'changed', ...base, oldSize: sizeOf(a) };
  const metadata = differingMetadata(a, b, rules);
  return metadata.length === 0 ? null : { kind: 'metadata', ...base, metadata };
}

/** All that a reader of the file gets: its kind, its streams, where it points. */
export function contentOf(file: ManifestFile, { notCompared }: Rules): string {
  const streams = notCompared.includes('namedStreams') ? [] : (file.streams ?? []);
  if (streams.length === 0 && file.reparse === undefined) return `${isDirectory(file)} ${file.sha1}`;
  const { tag, target, sha1 } = file.reparse ?? {};
  return JSON.stringify([isDirectory(file), file.sha1, streams, tag, target ?? sha1]);
}

export function differingMetadata(
  a: ManifestFile,
  b: ManifestFile,
  { times = false, notCompared }: Rules,
): MetadataKind[] {
  const can = (lack: Lack): boolean => !notCompared.includes(lack);
  const differs = {
    attributes:
      can('attributes') && (a.attributes ?? DEFAULT_ATTRIBUTES) !== (b.attributes ?? DEFAULT_ATTRIBUTES),
    security: can('security') && a.security !== b.security,
    shortName: can('shortNames') && a.shortName !== b.shortName,
    created: times && can('creationTimes') && (a.created ?? a.modified) !== (b.created ?? b.modified),
    modified: times && a.modified !== b.modified,
  };
  return (Object.keys(differs) as MetadataKind[]).filter((kind) => differs[kind]);
}

export function isDirectory({ attributes = DEFAULT_ATTRIBUTES }: ManifestFile): boolean {
  return attributes.includes('D');
}

export function sizeOf({ size = 0, streams = [] }: ManifestFile): number {
  return streams.reduce((sum, stream) => sum + stream.size, size);
}
