/** What the disks say of themselves: which Windows each holds, and whether that is ready to be deployed. */

import { FactoryError } from '../../errors.js';
import {
  readInstalledPackages,
  readPackagesOrWarn,
  readUpdateServer,
  requireRefusal,
} from '../../inspect/index.js';
import type { OpenSource } from '../../source/index.js';
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
    const identities = await Promise.all(build.images().map(({ subject }) => subject.identity()));
    return { identities, require: build.definition.updates.require };
  },
  async run(build) {
    const images = build.images();
    const windows: (WindowsInfo | null)[] = [];
    const kbs: (readonly string[])[] = [];
    const failures: VariantFailure[] = [];
    for (const image of images) {
      try {
        const proven = await proveImage(image, build);
        windows.push(proven.windows);
        kbs.push(proven.kbs);
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
    return { result: { windows, kbs } };
  },
};

interface Proven {
  readonly windows: WindowsInfo | null;
  /** Of the updates that are installed. */
  readonly kbs: readonly string[];
}

async function proveImage(image: BuildImage, build: Build): Promise<Proven> {
  const source = await image.subject.open();
  const windows = await windowsOf(source);
  if (windows === null) build.reporter.info('The source holds no Windows installation');
  else {
    tell(windows, image, build);
    await warnOfUpdateServer(source, build);
  }
  const { require } = build.definition.updates;
  // What is required has to be read; else the manifest is the better for it.
  const installed =
    require.kb.length > 0
      ? await readInstalledPackages(source.tree)
      : await readPackagesOrWarn(source.tree, build.reporter);
  const lacking = requireRefusal(source.tree.label, require, windows, installed);
  if (build.host !== null) await proveMachine(build, build.host, image, source, lacking);
  else if (lacking !== null) throw lacking;
  return { windows, kbs: installed?.kbs ?? [] };
}

/** That of the build is gone by now; another one a step or the source has put there. */
async function warnOfUpdateServer({ tree }: OpenSource, { reporter }: Build): Promise<void> {
  // A hive that cannot be read is told where more depends on it.
  const server = await readUpdateServer(tree).catch(() => null);
  if (server === null) return;
  reporter.warn(
    `${tree.label}: it carries the policy of the update server ${server}, which every machine deployed from it will ask`,
  );
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
