/** The volume becomes `install.wim`. */

import path from 'node:path';
import { filetimeFromDate } from '../../bytes/index.js';
import { hashFile, WIM_NAME } from '../../release/index.js';
import { captureImage } from '../capture.js';
import { AGENT_LEFTOVERS } from '../machine/prove.js';
import type { Build, Station } from '../station.js';

function wimOf({ work }: Build): string {
  return path.join(work.folder, WIM_NAME);
}

export const capture: Station<'capture'> = {
  name: 'capture',
  async inputs(build) {
    const { definition, created } = build;
    return {
      identity: await build.subject().identity(),
      sha256: build.resultOf('provision').sha256,
      edition: definition.source.edition,
      name: definition.name,
      created: created.toISOString(),
      ...definition.capture,
    };
  },
  makes: (build) => [wimOf(build)],
  async run(build) {
    const { definition, created, host, pool, reporter } = build;
    const subject = build.subject();
    const { compression, level, exclude } = definition.capture;
    const file = wimOf(build);
    const { archive } = await captureImage(await subject.open(), file, {
      name: definition.name,
      compression,
      level,
      exclude: host === null ? exclude : [...exclude, ...AGENT_LEFTOVERS],
      created: filetimeFromDate(created),
      windows: build.resultOf('prove').windows,
      pool,
      reporter,
    });
    await subject.checkUnchanged();
    await build.closeSubject();
    const wim = { path: file, ...(await hashFile(file, reporter)) };
    const { images, uniqueBytes, storedBytes, savedBytes } = archive;
    return { result: { wim, images, uniqueBytes, storedBytes, savedBytes }, files: [wim] };
  },
};
