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
import type { Build } from '../station.js';
import { diskBefore } from './chain.js';
import { explainFailure } from './failure.js';
import type { MachineHost } from './host.js';
import { planCustomize } from './steps.js';

/** What the agent leaves for the host to read, and no image wants: from the volume's root. */
export const AGENT_LEFTOVERS: readonly string[] = [AGENT_FOLDER.replace(/^[A-Z]:/, '')];

/**
 * @param source the disk that the machine left
 * @throws refused where the disk does not say that sysprep did its work, or where a secret is left on it
 */
export async function proveMachine(build: Build, host: MachineHost, source: OpenSource): Promise<void> {
  const { definition, env, reporter, work } = build;
  const { disk, start } = diskBefore(build, 'prove');
  const { secrets } = await planCustomize(definition, '', start.architecture, env);
  const refuse = async (refusal: FactoryError | null): Promise<void> => {
    if (refusal === null) return;
    throw await explainFailure(build, host, { station: 'prove', disk: disk.path, secrets }, refusal);
  };
  const evidence = await readGeneralizeEvidence(source.tree);
  await refuse(generalizeRefusal(source.tree.label, evidence));
  const unknown = unknownErrors(evidence);
  if (unknown !== '') reporter.warn(`${source.tree.label}: setuperr.log says: ${unknown}`);
  // The agent's log is not captured, and yet must not hold any.
  const exclude = createExclusions({ patterns: definition.capture.exclude });
  const onDisk = await findSecrets(source.tree, secrets.values, { reporter, exclude });
  await refuse(secretsRefusal(source.tree.label, onDisk));
  const inJournal = await findSecretsInFiles([work.journal], secrets.values, reporter);
  await refuse(secretsRefusal(work.journal, inJournal));
}
