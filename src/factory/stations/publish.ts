/** The release: its folder, complete or not at all, and the store that the definition names. */

import { FactoryError } from '../../errors.js';
import { folderStore, MANIFEST_NAME, WIM_NAME, writeRelease } from '../../release/index.js';
import { formatBytes } from '../../bytes/index.js';
import type { MadeFile } from '../journal.js';
import type { Build, Station } from '../station.js';

export const publish: Station<'publish'> = {
  name: 'publish',
  async run(build) {
    const { out, reporter, store, tag } = build;
    const { wim } = build.resultOf('capture');
    const { manifest } = build.resultOf('inspect');
    checkSize(wim, build);
    await writeRelease(
      out,
      [
        { name: WIM_NAME, ...wim },
        { name: MANIFEST_NAME, ...manifest },
      ],
      reporter,
    );
    const put =
      store === null ? { location: null, changed: true } : await folderStore(store).put(tag, out, reporter);
    return { result: { releaseDirectory: out, ...put } };
  },
};

function checkSize({ size, path }: MadeFile, { definition }: Build): void {
  const { split } = definition.release;
  if (split === null || size <= split) return;
  throw new FactoryError('unsupported', {
    subject: path,
    found: formatBytes(size),
    expected: `at most ${formatBytes(split)}, as release.split says: this version does not split archives yet`,
    next: 'leave release.split out, and run it again with --resume',
  });
}
