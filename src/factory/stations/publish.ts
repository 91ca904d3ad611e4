/** The release: its folder, complete or not at all, and the store that the definition names. */

import path from 'node:path';
import { MANIFEST_NAME, writeRelease } from '../../release/index.js';
import type { Station } from '../station.js';

export const publish: Station<'publish'> = {
  name: 'publish',
  async run(build) {
    const { out, reporter, store, tag } = build;
    const { manifest, parts } = build.resultOf('inspect');
    await writeRelease(
      out,
      [
        ...parts.map((part) => ({ name: path.basename(part.path), ...part })),
        { name: MANIFEST_NAME, ...manifest },
      ],
      reporter,
    );
    const put = store === null ? { location: null, changed: true } : await store.put(tag, out, reporter);
    return { result: { releaseDirectory: out, ...put } };
  },
};
