/** Success is what the disk says, not what the guest said. */

import type { FactoryError } from '../../errors.js';
import { AGENT_FOLDER } from '../../guest/index.js';
import {
  findSecrets,
  findSecretsInFiles,
  generalizeRefusal,
  readGeneralizeEvidence,
  secretsRefusal,
  unknownErrors,
} from '../../inspect/index.js';
import type { OpenSource } from '../../source/index.js';
import { createExclusions } from '../../tree/index.js';
import type { Build, BuildImage } from '../station.js';
import { diskLeft } from './chain.js';
import { explainFailure } from './failure.js';
import type { MachineHost } from './host.js';
import { secretsOf } from './steps.js';

/** What the agent leaves for the host to read, and no image wants: from the volume's root. */
export const AGENT_LEFTOVERS: readonly string[] = [AGENT_FOLDER.replace(/^[A-Z]:/, '')];

/**
 * @param image of a machine
 * @param source its disk
 * @param lacking the refusal of an installation without what the definition requires
 * @throws refused where the disk does not say that sysprep did its work, or where a secret is left on it
 */
export async function proveMachine(
  build: Build,
  host: MachineHost,
  { variant }: BuildImage,
  source: OpenSource,
  lacking: FactoryError | null,
): Promise<void> {
  const { definition, env, reporter, work } = build;
  const { disk } = diskLeft(build, variant);
  const secrets = secretsOf(definition, env);
  const station = variant === null ? 'prove' : (`prove:${variant}` as const);
  const refuse = async (refusal: FactoryError | null): Promise<void> => {
    if (refusal === null) return;
    throw await explainFailure(build, host, { station, disk: disk.path, secrets }, refusal);
  };
  const evidence = await readGeneralizeEvidence(source.tree);
  await refuse(generalizeRefusal(source.tree.label, evidence));
  await refuse(lacking);
  const unknown = unknownErrors(evidence);
  if (unknown !== '') reporter.warn(`${source.tree.label}: setuperr.log says: ${unknown}`);
  // The agent's log is not captured, and yet must not hold any.
  const exclude = createExclusions({ patterns: definition.capture.exclude });
  const onDisk = await findSecrets(source.tree, secrets.values, { reporter, exclude });
  await refuse(secretsRefusal(source.tree.label, onDisk));
  const inJournal = await findSecretsInFiles([work.journal], secrets.values, reporter);
  await refuse(secretsRefusal(work.journal, inJournal));
}
