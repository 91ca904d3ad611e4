/** Whether this host can do what the definition asks for: every finding is told, and one that is an error stops the build. */

import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Definition } from '../../definition/index.js';
import { FactoryError } from '../../errors.js';
import { readUnattend } from '../../guest/index.js';
import type { CheckRequest, Finding } from '../../machine/index.js';
import { findingLine } from '../../report/index.js';
import type { SourceKeeper } from '../source-keeper.js';
import type { Build } from '../station.js';
import type { MachineHost } from './host.js';
import { imageOf, knownArchitecture } from './image.js';
import { planAllSteps, secretsOf } from './steps.js';
import { checkPackages, planUpdates, targetOf } from './updates.js';

/** Base, children and archive: each may come to be as large as the image, or nearly. */
const SPACE_FACTOR = 3;
/** The disks of a variant hold what differs from the common one. */
const SPACE_OF_VARIANT = 0.5;

/** @throws not-found for a script that is not there, usage for a secret without a value, host for what the host lacks */
export async function checkMachine(build: Build, host: MachineHost): Promise<void> {
  const { definition, source, work, env } = build;
  const target = await targetOf(definition, source);
  await planAllSteps(definition, target, env);
  const { packages } = await planUpdates(definition, target);
  const updateBytes = await checkPackages(packages, build.reporter);
  if (definition.unattend !== null) {
    const architecture = await knownArchitecture(source, definition.source.kind);
    const { warnings } = await readUnattend(definition.unattend, architecture);
    for (const warning of warnings) build.reporter.warn(warning);
  }
  for (const value of secretsOf(definition, env).values.values()) build.reporter.secret(value);
  const request = await checkRequest(definition, source, path.dirname(work.folder));
  const findings = await host.hypervisor.check({ ...request, space: request.space + updateBytes });
  for (const finding of findings) {
    if (finding.state === 'warning') build.reporter.warn(findingLine(finding));
  }
  const errors = findings.filter(({ state }) => state === 'error');
  if (errors.length > 0) throw lacking(errors);
}

/** @throws not-found where the source has no such image */
export async function checkRequest(
  definition: Definition,
  source: SourceKeeper,
  workDirectory: string,
): Promise<CheckRequest> {
  const { cpus, memory, network } = definition.machine;
  const common = { cpus, memory, network: network === 'none' ? null : network, workDirectory };
  const factor = SPACE_FACTOR + SPACE_OF_VARIANT * definition.variants.length;
  if (definition.source.kind === 'disk') {
    const { size } = await stat((await source.name()).path);
    return { ...common, space: size * factor, imageVersion: null };
  }
  const { bytes, version } = await imageOf(source);
  return { ...common, space: bytes * factor, imageVersion: version };
}

function lacking(errors: readonly Finding[]): FactoryError {
  const [first] = errors;
  if (errors.length === 1 && first !== undefined) {
    const { subject, found, expected, next } = first;
    return new FactoryError('host', {
      subject,
      found,
      ...(expected === undefined ? {} : { expected }),
      ...(next === undefined ? {} : { next }),
    });
  }
  const rows = errors.map((finding) => `\n  ${findingLine(finding)}`).join('');
  return new FactoryError('host', { subject: 'this host', found: `lacks ${errors.length} things${rows}` });
}
