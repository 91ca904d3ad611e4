/** What the disk says of itself: which Windows it holds, and whether that is ready to be deployed. */

import type { WindowsInfo } from '../../wim/index.js';
import { windowsOf } from '../capture.js';
import type { Build, Station } from '../station.js';

const GENERALIZED = 'IMAGE_STATE_GENERALIZE_RESEAL_TO_OOBE';

export const prove: Station<'prove'> = {
  name: 'prove',
  async inputs({ source }) {
    return { identity: await source.identity() };
  },
  async run(build) {
    const windows = await windowsOf(await build.source.open());
    if (windows === null) build.reporter.info('The source holds no Windows installation');
    else tell(windows, build);
    return { result: { windows } };
  },
};

/** Nothing was generalized here, so it is the user's to know whether the source shall be. */
function tell({ displayName, version, imageState }: WindowsInfo, { source, reporter }: Build): void {
  reporter.info(`Windows: ${displayName}, build ${version.build}.${version.spBuild}`);
  if (imageState === GENERALIZED) return;
  const found = imageState === '' ? 'names no state' : `is in the state ${imageState}`;
  reporter.warn(
    `${source.text}: the installation ${found}; deployed to several machines it must be ${GENERALIZED}`,
  );
}
