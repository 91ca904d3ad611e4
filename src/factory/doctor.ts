/** What a host has and lacks for a build, found out without making anything. */

import path from 'node:path';
import { loadDefinition, type Definition } from '../definition/index.js';
import { fromSystemError } from '../errors.js';
import { readUnattend } from '../guest/index.js';
import type { CheckRequest, Finding, HypervisorKind } from '../machine/index.js';
import type { Reporter } from '../progress.js';
import { openStore, type Environment } from '../release/index.js';
import { openHypervisor } from './hypervisors.js';
import { NO_LEDGER } from './ledger.js';
import { checkRequest } from './machine/check.js';
import { knownArchitecture } from './machine/image.js';
import { planAllSteps } from './machine/steps.js';
import { targetOf } from './machine/updates.js';
import type { BuildOptions } from './prepare.js';
import { SourceKeeper } from './source-keeper.js';
import { sweep, type Swept } from './sweep.js';
import { orUnpublished } from './unpublished.js';
import { workDirectory } from './work.js';

const GIB = 2 ** 30;
/** A Windows of today three times over: base, children, archive. */
const USUAL_SPACE = 60 * GIB;

/**
 * @param file a definition; null: what this platform could do
 * @throws definition, usage
 */
export async function doctor(
  file: string | null,
  options: BuildOptions,
  reporter: Reporter,
): Promise<readonly Finding[]> {
  const env = options.env ?? process.env;
  const work = workDirectory(options.work ?? null, env);
  const definition = file === null ? null : await loadDefinition(file);
  const findings: Finding[] = [];
  if (definition !== null) findings.push(...(await inputFindings(definition, env, reporter)));
  const kind = kindOf(definition);
  if (kind === null) {
    findings.push({ subject: 'hypervisor', state: 'ok', found: 'none: the source is captured as it is' });
  } else {
    const request = await requestOf(definition, work, reporter);
    findings.push(...(await hostFindings(kind, request, options, reporter)));
  }
  if (definition !== null) findings.push(...(await storeFindings(definition, options, env, reporter)));
  return [...withoutRepeats(findings), ...(await leftovers(work, options))];
}

/** A source that is not there is the trouble of all who read it, and is told once. */
function withoutRepeats(findings: readonly Finding[]): Finding[] {
  return findings.filter(
    ({ state, found }, index) =>
      state !== 'error' ||
      findings.findIndex((other) => other.state === state && other.found === found) === index,
  );
}

function kindOf(definition: Definition | null): HypervisorKind | null {
  if (definition === null) return process.platform === 'win32' ? 'hyperv' : 'qemu';
  const { hypervisor } = definition.machine;
  return hypervisor === 'none' ? null : hypervisor;
}

async function requestOf(
  definition: Definition | null,
  workDirectory: string,
  reporter: Reporter,
): Promise<CheckRequest> {
  const usual: CheckRequest = {
    cpus: 4,
    memory: 8 * GIB,
    space: USUAL_SPACE,
    network: null,
    workDirectory,
    imageVersion: null,
  };
  if (definition === null) return usual;
  const source = new SourceKeeper(definition.source, reporter);
  try {
    return await checkRequest(definition, source, workDirectory);
  } catch {
    // That the source is not right is a finding of its own.
    const { cpus, memory, network } = definition.machine;
    return { ...usual, cpus, memory, network: network === 'none' ? null : network };
  } finally {
    await source.close();
  }
}

async function hostFindings(
  kind: HypervisorKind,
  request: CheckRequest,
  { hypervisors = openHypervisor }: BuildOptions,
  reporter: Reporter,
): Promise<readonly Finding[]> {
  const { workDirectory } = request;
  try {
    const hypervisor = await hypervisors(kind, { reporter, ledger: NO_LEDGER, workDirectory });
    return await hypervisor.check(request);
  } catch (error) {
    return [findingOf(`hypervisor: ${kind}`, error)];
  }
}

/** Source, scripts and secrets of the definition. */
async function inputFindings(
  definition: Definition,
  env: Readonly<Record<string, string | undefined>>,
  reporter: Reporter,
): Promise<readonly Finding[]> {
  const source = new SourceKeeper(definition.source, reporter);
  const findings = [await look('source', source.text, () => source.name())];
  if (definition.machine.hypervisor === 'none') return findings;
  if (definition.source.kind !== 'disk') {
    findings.push(await look('image', 'is in the source', () => checkRequest(definition, source, '')));
  }
  findings.push(
    await look('steps', `${stepCount(definition)}, and their files`, async () =>
      planAllSteps(definition, await targetOf(definition, source), env),
    ),
    ...(await answerFindings(definition, source)),
  );
  return findings;
}

/** Whether the release may go where it shall: a warning where not, since a host may build and another one publish. */
async function storeFindings(
  { release: { store } }: Definition,
  { token = null }: BuildOptions,
  env: Environment,
  reporter: Reporter,
): Promise<readonly Finding[]> {
  if (store === null) return [];
  const finding = await look('store', store, async () => {
    try {
      await openStore(store, { env, token }).check(reporter);
    } catch (error) {
      throw orUnpublished(error);
    }
  });
  return [finding.state === 'error' ? { ...finding, state: 'warning' } : finding];
}

/** Of the deployed machine's answer file. */
async function answerFindings(
  { unattend, source: { kind } }: Definition,
  source: SourceKeeper,
): Promise<Finding[]> {
  if (unattend === null) return [];
  const architecture = await knownArchitecture(source, kind).catch(() => null);
  const warnings: string[] = [];
  const finding = await look('unattend', path.basename(unattend), async () => {
    warnings.push(...(await readUnattend(unattend, architecture)).warnings);
  });
  const next = `correct ${path.basename(unattend)} where it is not meant so`;
  return [
    finding,
    ...warnings.map((found): Finding => ({ subject: 'unattend', state: 'warning', found, next })),
  ];
}

function stepCount({ customize, verify, variants }: Definition): number {
  return [{ customize, verify }, ...variants].reduce(
    (sum, one) => sum + one.customize.length + one.verify.length,
    0,
  );
}

/** @param found what is told where `work` finds nothing wrong */
async function look(subject: string, found: string, work: () => Promise<unknown>): Promise<Finding> {
  try {
    await work();
    return { subject, state: 'ok', found };
  } catch (error) {
    return findingOf(subject, error);
  }
}

function findingOf(subject: string, error: unknown): Finding {
  const { subject: thing, found, expected, next } = fromSystemError(error, subject).details;
  return {
    subject,
    state: 'error',
    found: thing === subject ? found : `${thing}: ${found}`,
    ...(expected === undefined ? {} : { expected }),
    next: next ?? 'correct the definition',
  };
}

async function leftovers(work: string, { hypervisors }: BuildOptions): Promise<readonly Finding[]> {
  const swept = await sweep(work, { dryRun: true, ...(hypervisors === undefined ? {} : { hypervisors }) });
  if (swept.length > 0) return swept.map(leftoverOf);
  return [{ subject: 'leftovers', state: 'ok', found: `no build left anything in ${work}` }];
}

function leftoverOf({ folder, resources, files, failures, kept }: Swept): Finding {
  const what = [
    ...resources,
    ...files.map((file) => path.basename(file)),
    ...failures.map((failure) => failure.what),
    ...kept.map((machine) => `the kept machine ${machine}`),
  ];
  return {
    subject: `leftovers in ${path.basename(folder)}`,
    state: 'warning',
    found: what.join(', '),
    next: `image-factory sweep${kept.length > 0 ? ' --kept' : ''}, or build it again with --resume`,
  };
}
