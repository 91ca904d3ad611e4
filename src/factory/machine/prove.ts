/** Success is what the disk says, not what the guest said. */

import { FactoryError } from '../../errors.js';
import { AGENT_FOLDER, PAYLOAD_LABEL, UNATTEND_FILE } from '../../guest/index.js';
import {
  findSecrets,
  findSecretsInFiles,
  generalizeRefusal,
  readFileOrNull,
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
  if (definition.unattend !== null) await refuse(await unattendRefusal(source));
  // The agent's log is not captured, and yet must not hold any.
  const exclude = createExclusions({ patterns: definition.capture.exclude });
  const onDisk = await findSecrets(source.tree, secrets.values, { reporter, exclude });
  await refuse(secretsRefusal(source.tree.label, onDisk));
  const inJournal = await findSecretsInFiles([work.journal], secrets.values, reporter);
  await refuse(secretsRefusal(work.journal, inJournal));
}

/** Setup of a deployed machine looks there. sysprep writes the file anew, so that it is not compared byte by byte. */
async function unattendRefusal({ tree }: OpenSource): Promise<FactoryError | null> {
  const bytes = await readFileOrNull(tree, UNATTEND_FILE, 4 << 20);
  if (bytes !== null && !Buffer.from(bytes).includes(PAYLOAD_LABEL)) return null;
  return new FactoryError('refused', {
    subject: `${tree.label}: ${UNATTEND_FILE}`,
    found: bytes === null ? 'is not there' : "is the factory's own, which brings a machine into audit mode",
    expected: 'the answer file that unattend: names',
    next: 'a disk that was generalized before gets none: start from one in audit mode',
  });
}
