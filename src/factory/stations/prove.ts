/** What the disk says of itself: which Windows it holds, and whether that is ready to be deployed. */

import type { WindowsInfo } from '../../wim/index.js';
import { windowsOf } from '../capture.js';
import { proveMachine } from '../machine/prove.js';
import type { Build, Station } from '../station.js';

const GENERALIZED = 'IMAGE_STATE_GENERALIZE_RESEAL_TO_OOBE';

export const prove: Station<'prove'> = {
  name: 'prove',
  // Done again, sysprep may do what it did not.
  spoils: ['generalize'],
  async inputs(build) {
    return { identity: await build.subject().identity() };
  },
  async run(build) {
    const source = await build.subject().open();
    const windows = await windowsOf(source);
    if (windows === null) build.reporter.info('The source holds no Windows installation');
    else tell(windows, build);
    if (build.host !== null) await proveMachine(build, build.host, source);
    return { result: { windows } };
  },
};

/** Without a machine nothing was generalized here: it is the user's to know whether the source shall be. */
function tell({ displayName, version, imageState }: WindowsInfo, { source, host, reporter }: Build): void {
  reporter.info(`Windows: ${displayName}, build ${version.build}.${version.spBuild}`);
  if (imageState === GENERALIZED || host !== null) return;
  const found = imageState === '' ? 'names no state' : `is in the state ${imageState}`;
  reporter.warn(
    `${source.text}: the installation ${found}; deployed to several machines it must be ${GENERALIZED}`,
  );
}
