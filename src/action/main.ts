/** What the action does: the same line as `image-factory build`, told to the job. */

import {
  error as annotate,
  getState,
  info,
  saveState,
  setOutput,
  setSecret,
  summary as jobSummary,
  warning,
} from '@actions/core';
import { fromSystemError } from '../errors.js';
import { build, planBuild, sweep, workDirectory, type BuildOptions } from '../factory/index.js';
import { renderPlan, renderSummaryMarkdown, type BuildSummary } from '../report/index.js';
import { readInputs, type ActionInputs } from './inputs.js';
import { actionReporter } from './reporter.js';
import { runStep } from './step.js';

export async function main(): Promise<void> {
  await runStep(async (signal) => {
    const inputs = readInputs(process.env);
    if (inputs.token !== null) setSecret(inputs.token);
    await run(inputs, signal);
  });
}

/** After the job, also when it was cancelled or killed: what the step left unfinished is removed. */
export async function post(): Promise<void> {
  try {
    const work = getState('work-directory');
    if (work === '') return;
    for (const { folder, resources, files, failures, kept } of await sweep(work)) {
      for (const resource of resources) info(`${folder}: removed ${resource}`);
      if (files.length > 0) info(`${folder}: removed what the build left (${files.length} files)`);
      for (const { what, why } of failures) {
        warning(
          `${what}: could not be removed: ${why}. The next build tries again, or "image-factory sweep".`,
        );
      }
      for (const machine of kept) {
        warning(`The machine ${machine} is kept; "image-factory sweep --kept --work ${work}" removes it`);
      }
    }
  } catch (error) {
    annotate(fromSystemError(error, 'clean-up').message);
  }
}

async function run(inputs: ActionInputs, signal: AbortSignal): Promise<void> {
  const reporter = actionReporter(signal);
  const work = workDirectory(inputs.workDirectory, process.env);
  saveState('work-directory', work);
  for (const value of Object.values(inputs.secrets)) if (value !== '') setSecret(value);
  const options: BuildOptions = {
    work,
    env: { ...process.env, ...inputs.secrets },
    keepMachine: inputs.keepMachine,
    ...(inputs.tag === null ? {} : { tag: inputs.tag }),
    ...(inputs.store === undefined ? {} : { store: inputs.store }),
    ...(inputs.laterStore === null ? {} : { laterStore: inputs.laterStore }),
    ...(inputs.attest === null ? {} : { attest: inputs.attest }),
    ...(inputs.token === null ? {} : { token: inputs.token }),
    ...(inputs.base === null ? {} : { base: inputs.base }),
  };
  if (inputs.dryRun) {
    const plan = renderPlan(await planBuild(inputs.definition, options, reporter));
    info(plan);
    await jobSummary.addCodeBlock(plan).write();
    return;
  }
  const artifacts = inputs.artifact === null ? null : await import('./artifacts.js');
  if (inputs.artifact !== null) await artifacts?.beginArtifact(inputs.artifact, process.env);
  const caches = inputs.cache ? await import('./folder-cache.js') : null;
  const cache = caches?.openFolderCache(reporter) ?? null;
  const built = await build(inputs.definition, { ...options, cache }, reporter);
  tellOutputs(built);
  if (inputs.artifact !== null) {
    await artifacts?.uploadRelease(inputs.artifact, built.releaseDirectory, inputs.artifactDays);
  }
  setOutput('artifact', inputs.artifact ?? '');
  await jobSummary.addRaw(`${renderSummaryMarkdown(built)}\n`).write();
}

function tellOutputs(built: BuildSummary): void {
  const outputs = {
    'release-directory': built.releaseDirectory,
    wim: built.wim,
    manifest: built.manifest,
    name: built.name,
    version: built.version,
    tag: built.tag,
    build: built.build,
    images: built.images.length,
    bytes: built.bytes,
    'bytes-saved': built.savedBytes,
    changed: built.changed,
    'release-url': built.location ?? '',
  };
  for (const [name, value] of Object.entries(outputs)) setOutput(name, value);
}
