/** `actions/download-artifact` from this run, by the library that it uses itself. */

import path from 'node:path';
import { DefaultArtifactClient } from '@actions/artifact';
import { getInput, setOutput } from '@actions/core';
import { onlyPlayed } from './played.js';

onlyPlayed({}, ['name', 'path', 'pattern', 'merge-multiple', 'repository', 'run-id']);
const [name, pattern] = [getInput('name'), getInput('pattern')];
if (/[?[\]!{}+@]|\*\*/.test(pattern)) throw new Error(`the pattern "${pattern}" is not played`);
const client = new DefaultArtifactClient();
const found = name === '' ? await matching() : [(await client.getArtifact(name)).artifact];
const to = path.resolve(getInput('path') || (process.env['GITHUB_WORKSPACE'] ?? '.'));
// A single one gets no folder of its own.
const isFlat = name !== '' || getInput('merge-multiple') === 'true' || found.length === 1;
for (const artifact of found) {
  const { digestMismatch } = await client.downloadArtifact(artifact.id, {
    path: isFlat ? to : path.join(to, artifact.name),
    ...(artifact.digest === undefined ? {} : { expectedHash: artifact.digest }),
  });
  if (digestMismatch === true) throw new Error(`Artifact '${artifact.name}' digest validation failed.`);
}
setOutput('download-path', to);

async function matching() {
  const { artifacts } = await client.listArtifacts({ latest: true });
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.\\^$()|]/g, '\\$&'));
  const regular = new RegExp(`^${parts.join('[^/]*')}$`);
  return artifacts.filter((artifact) => pattern === '' || regular.test(artifact.name));
}
