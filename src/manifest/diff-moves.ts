/** Files that are elsewhere now. */

import { foldCase } from '../tree/index.js';
import {
  contentOf,
  differingMetadata,
  isDirectory,
  sizeOf,
  type ChangedFile,
  type Rules,
} from './diff-files.js';
import type { ManifestFile } from './types.js';

/** A file that went and one that came with the same content are one that was moved. */
export function* describeMoves(
  removed: readonly ManifestFile[],
  added: readonly ManifestFile[],
  image: string,
  rules: Rules,
): Generator<ChangedFile> {
  const sources = findSources(removed, added, rules);
  for (const file of added) {
    const base = { image, path: file.path, directory: isDirectory(file), size: sizeOf(file) };
    const source = sources.get(file);
    if (source === undefined) {
      yield { before: null, now: file, change: { kind: 'added', ...base } };
      continue;
    }
    const metadata = differingMetadata(source, file, rules);
    const more = metadata.length === 0 ? {} : { metadata };
    yield { before: source, now: file, change: { kind: 'moved', ...base, from: source.path, ...more } };
  }
  const moved = new Set(sources.values());
  for (const file of removed) {
    if (moved.has(file)) continue;
    const base = { image, path: file.path, directory: isDirectory(file), size: sizeOf(file) };
    yield { before: file, now: null, change: { kind: 'removed', ...base } };
  }
}

/** Where each moved file was. Files of the same name are paired first, as when a directory was renamed. */
function findSources(
  removed: readonly ManifestFile[],
  added: readonly ManifestFile[],
  rules: Rules,
): Map<ManifestFile, ManifestFile> {
  const sources = new Map<ManifestFile, ManifestFile>();
  const taken = new Set<ManifestFile>();
  const keys = [
    (file: ManifestFile) => `${contentOf(file, rules)}${nameOf(file)}`,
    (file: ManifestFile) => contentOf(file, rules),
  ];
  for (const keyOf of keys) {
    const gone = new Map<string, ManifestFile[]>();
    // From the end, so that the first of several is taken first.
    for (const file of withContent(removed).toReversed()) {
      if (taken.has(file)) continue;
      const key = keyOf(file);
      const files = gone.get(key);
      if (files === undefined) gone.set(key, [file]);
      else files.push(file);
    }
    for (const file of withContent(added)) {
      const source = sources.has(file) ? undefined : gone.get(keyOf(file))?.pop();
      if (source === undefined) continue;
      sources.set(file, source);
      taken.add(source);
    }
  }
  return sources;
}

function withContent(files: readonly ManifestFile[]): ManifestFile[] {
  return files.filter(({ sha1 }) => sha1 !== undefined);
}

function nameOf({ path }: ManifestFile): string {
  return foldCase(path.slice(path.lastIndexOf('\\') + 1));
}
