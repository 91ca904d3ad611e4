/** `actions/attest` over a list of checksums, signed by who listens at PLAYED_SIGSTORE. */

import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { getInput, setOutput } from '@actions/core';
import { onlyPlayed } from './played.js';

onlyPlayed({ 'show-summary': ['true', 'false'] }, ['subject-checksums', 'github-token']);
const { PLAYED_SIGSTORE, RUNNER_TEMP = '', GITHUB_SERVER_URL, GITHUB_REPOSITORY } = process.env;
if (PLAYED_SIGSTORE === undefined) throw new Error('Failed to persist attestation: Feature not available');
const lines = readFileSync(getInput('subject-checksums'), 'utf8').trimEnd().split('\n');
const subjects = lines.map((line) => {
  const [, digest, name] = /^([0-9a-f]{64}) [ *](.+)$/.exec(line) ?? [];
  if (digest === undefined || name === undefined) throw new Error(`no checksum: ${line}`);
  return [name, digest] as const;
});
const answer = await fetch(PLAYED_SIGSTORE, {
  method: 'POST',
  body: JSON.stringify(Object.fromEntries(subjects)),
});
if (!answer.ok) throw new Error(await answer.text());
const bundle = path.join(RUNNER_TEMP, 'attestation.json');
writeFileSync(bundle, await answer.text());
setOutput('bundle-path', bundle);
setOutput('attestation-id', '1');
setOutput('attestation-url', `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/attestations/1`);
