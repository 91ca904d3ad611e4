/** What the disk says of itself: which Windows it holds, and whether that is ready to be deployed. */

import { FactoryError } from '../../errors.js';
import type { WindowsInfo } from '../../wim/index.js';
import { windowsOf } from '../capture.js';
import type { Build, Station } from '../station.js';

const GENERALIZED = 'IMAGE_STATE_GENERALIZE_RESEAL_TO_OOBE';

export const prove: Station<'prove'> = {
  name: 'prove',
  async inputs(build) {
    return { identity: await build.subject().identity() };
  },
  async run(build) {
    const source = await build.subject().open();
    const windows = await windowsOf(source);
    if (windows === null) build.reporter.info('The source holds no Windows installation');
    else tell(windows, build);
    if (build.host !== null) checkState(windows?.imageState ?? '', build);
    return { result: { windows } };
  },
};

/** Success is what the disk says, not what the guest said. */
function checkState(imageState: string, build: Build): void {
  if (imageState === GENERALIZED) return;
  throw new FactoryError('refused', {
    subject: build.subject().text,
    found: imageState === '' ? 'State.ini names no state' : `State.ini says ${imageState}`,
    expected: GENERALIZED,
    next: 'look at what sysprep wrote: \\Windows\\System32\\Sysprep\\Panther\\setuperr.log on that disk',
  });
}

/** Without a machine nothing was generalized here: it is the user's to know whether the source shall be. */
function tell({ displayName, version, imageState }: WindowsInfo, { source, host, reporter }: Build): void {
  reporter.info(`Windows: ${displayName}, build ${version.build}.${version.spBuild}`);
  if (imageState === GENERALIZED || host !== null) return;
  const found = imageState === '' ? 'names no state' : `is in the state ${imageState}`;
  reporter.warn(
    `${source.text}: the installation ${found}; deployed to several machines it must be ${GENERALIZED}`,
  );
}
