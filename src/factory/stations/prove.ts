/** What the disks say of themselves: which Windows each holds, and whether that is ready to be deployed. */

import { FactoryError } from '../../errors.js';
import type { WindowsInfo } from '../../wim/index.js';
import { windowsOf } from '../capture.js';
import { proveMachine } from '../machine/prove.js';
import type { Build, BuildImage, Station } from '../station.js';
import { VariantsFailed, type VariantFailure } from '../variants.js';

const GENERALIZED = 'IMAGE_STATE_GENERALIZE_RESEAL_TO_OOBE';

export const prove: Station<'prove'> = {
  name: 'prove',
  // Done again, sysprep may do what it did not.
  spoils: (refusal) =>
    refusal instanceof VariantsFailed
      ? refusal.failures.map(({ variant }) => `generalize:${variant}` as const)
      : ['generalize'],
  async inputs(build) {
    return { identities: await Promise.all(build.images().map(({ subject }) => subject.identity())) };
  },
  async run(build) {
    const images = build.images();
    const windows: (WindowsInfo | null)[] = [];
    const failures: VariantFailure[] = [];
    for (const image of images) {
      try {
        windows.push(await proveImage(image, build));
      } catch (error) {
        const { variant } = image;
        if (!(error instanceof FactoryError) || error.code !== 'refused' || variant === null) throw error;
        failures.push({ variant, error });
      } finally {
        // Of several, no two copies lie side by side; capture reads the only one again.
        if (images.length > 1) await image.subject.close();
      }
    }
    if (failures.length > 0) throw new VariantsFailed(failures, images.length);
    return { result: { windows } };
  },
};

async function proveImage(image: BuildImage, build: Build): Promise<WindowsInfo | null> {
  const source = await image.subject.open();
  const windows = await windowsOf(source);
  if (windows === null) build.reporter.info('The source holds no Windows installation');
  else tell(windows, image, build);
  if (build.host !== null) await proveMachine(build, build.host, image, source);
  return windows;
}

/** Without a machine nothing was generalized here: it is the user's to know whether the source shall be. */
function tell(
  { displayName, version, imageState }: WindowsInfo,
  { variant }: BuildImage,
  { source, host, reporter }: Build,
): void {
  const whose = variant === null ? '' : ` of the variant "${variant}"`;
  reporter.info(`Windows${whose}: ${displayName}, build ${version.build}.${version.spBuild}`);
  if (imageState === GENERALIZED || host !== null) return;
  const found = imageState === '' ? 'names no state' : `is in the state ${imageState}`;
  reporter.warn(
    `${source.text}: the installation ${found}; deployed to several machines it must be ${GENERALIZED}`,
  );
}
