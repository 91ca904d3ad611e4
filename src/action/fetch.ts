/** The consumer's action, `fetch/action.yml`: the same as `image-factory fetch`, told to the job. The runner starts this file. */

import path from 'node:path';
import { info, setOutput, setSecret, summary as jobSummary } from '@actions/core';
import { countOf } from '../bytes/index.js';
import {
  attestationOptions,
  describeBytes,
  fetchRelease,
  openRelease,
  type Fetched,
  type FetchOptions,
  type ReleaseSource,
} from '../release/index.js';
import { readFetchInputs } from './fetch-inputs.js';
import { actionReporter } from './reporter.js';
import { runStep } from './step.js';

await runStep(async (signal) => {
  const inputs = await readFetchInputs();
  const { release, to, image, token } = inputs;
  if (token !== null) setSecret(token);
  const reporter = actionReporter(signal);
  const source = await openRelease(release, { env: process.env, token, image }, reporter);
  const options: FetchOptions = {
    image,
    seeds: inputs.seeds,
    form: inputs.form,
    attestation: attestationOptions(source.label, inputs.attestation, process.env, token),
    reporter,
  };
  const fetched = inputs.cache
    ? await fetchCached(source, to, options)
    : await fetchRelease(source, to, options);
  const { name, version, build, files, bytesDownloaded, bytesReused } = fetched;
  const wim = path.resolve(fetched.wim);
  const outputs = {
    path: wim,
    tag: source.tag ?? '',
    build: build ?? '',
    'bytes-downloaded': bytesDownloaded,
    'bytes-reused': bytesReused,
  };
  for (const [output, value] of Object.entries(outputs)) setOutput(output, value);
  const bytes = describeBytes(fetched);
  info(`${wim}: ${countOf(files.length, 'file')}, ${bytes}`);
  const title = [name, version].filter((word) => word !== null).join(' ');
  await jobSummary.addRaw(`### Fetched ${title}\n\n${source.label}: ${bytes}\n`).write();
});

/** With what the last run kept as a seed; what comes out is kept for the next one. */
async function fetchCached(source: ReleaseSource, to: string, options: FetchOptions): Promise<Fetched> {
  const { ReleaseCache } = await import('./release-cache.js');
  const cache = await ReleaseCache.open(to, options.reporter);
  if (cache === null) return fetchRelease(source, to, options);
  try {
    const fetched = await fetchRelease(source, to, { ...options, seedsOf: cache.seedsOf });
    await cache.save(to);
    return fetched;
  } finally {
    await cache.remove();
  }
}
