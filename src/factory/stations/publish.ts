/** The release: its folder, complete or not at all, and the store that the definition names. */

import path from 'node:path';
import { readManifest } from '../../manifest/index.js';
import { MANIFEST_NAME, writeRelease, type ReleaseFile } from '../../release/index.js';
import { publishFiles, writeNotes } from '../publish.js';
import type { Station } from '../station.js';

export const publish: Station<'publish'> = {
  name: 'publish',
  async run(build) {
    const { definition, out, reporter, store, tag, work } = build;
    const { manifest: manifestFile, parts } = build.resultOf('inspect');
    const files: ReleaseFile[] = [
      ...parts.map((part) => ({ name: path.basename(part.path), ...part })),
      { name: MANIFEST_NAME, ...manifestFile },
    ];
    if (store === null) {
      await writeRelease(out, files, reporter);
      return { result: { releaseDirectory: out, location: null, changed: true, shared: null } };
    }
    const manifest = await readManifest(manifestFile.path);
    const notes = await writeNotes(manifest, store, tag, work.folder, reporter);
    files.push(notes.file);
    await writeRelease(out, files, reporter);
    const released = files.map((file) => ({ ...file, path: path.join(out, file.name) }));
    const options = { tag, keep: definition.release.keep, verify: false, reporter };
    const { location, changed } = await publishFiles(released, manifest, notes.text, store, options);
    await build.base?.keep(out, store);
    return { result: { releaseDirectory: out, location, changed, shared: notes.shared } };
  },
};
