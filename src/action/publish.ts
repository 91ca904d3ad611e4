/** The action that publishes what another job built, `publish/action.yml`: `image-factory publish`, told to the job. The runner starts this file. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { info, notice, setOutput, setSecret, summary as jobSummary } from '@actions/core';
import { countOf } from '../bytes/index.js';
import { FactoryError } from '../errors.js';
import { publishFolder } from '../factory/index.js';
import { readManifest } from '../manifest/index.js';
import type { Reporter } from '../progress.js';
import { MANIFEST_NAME, openStore, readRelease } from '../release/index.js';
import { readPublishInputs, type PublishInputs } from './publish-inputs.js';
import { actionReporter } from './reporter.js';
import { runStep } from './step.js';

await runStep(async (signal) => {
  const inputs = readPublishInputs(process.env);
  if (inputs.token !== null) setSecret(inputs.token);
  const reporter = actionReporter(signal);
  if ('folder' in inputs.release) {
    await publish(inputs.release.folder, inputs, reporter);
    return;
  }
  const folder = await mkdtemp(path.join(process.env['RUNNER_TEMP'] || tmpdir(), 'image-factory-release-'));
  try {
    const { downloadRelease } = await import('./artifacts.js');
    try {
      await downloadRelease(inputs.release.artifact, folder);
    } catch (error) {
      const isMissing = error instanceof FactoryError && error.code === 'not-found';
      if (!isMissing || inputs.ifNoArtifact === 'error') throw error;
      notice(`Not published: ${error.message}`);
      return;
    }
    await readRelease(folder, reporter, true);
    await publish(folder, inputs, reporter);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});

async function publish(folder: string, inputs: PublishInputs, reporter: Reporter): Promise<void> {
  const { token, keep, verify, attestation } = inputs;
  const store = openStore(inputs.store, { env: process.env, token });
  const tag = inputs.tag ?? (await ownTag(folder));
  const { location, changed, uploaded, kept } = await publishFolder(folder, store, {
    tag,
    keep,
    verify,
    ...(attestation === null ? {} : { attestation }),
    reporter,
  });
  for (const [name, value] of Object.entries({ 'release-url': location, changed, tag })) {
    setOutput(name, value);
  }
  const text = changed
    ? `${countOf(uploaded.length, 'file')} uploaded, ${kept.length} there already`
    : 'holds this release already';
  info(`${store.label}@${tag}: ${text}`);
  await jobSummary.addRaw(`### Published ${tag}\n\n${location}: ${text}\n`).write();
}

/** NAME-VERSION, as the build names it. */
async function ownTag(folder: string): Promise<string> {
  const { name, version = null } = (await readManifest(path.join(folder, MANIFEST_NAME))).facts;
  return version === null ? name : `${name}-${version}`;
}
