/** `actions/upload-artifact` of one folder or file, by the library that it uses itself. */

import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { DefaultArtifactClient } from '@actions/artifact';
import { getInput, setFailed, setOutput, warning } from '@actions/core';
import { onlyPlayed } from './played.js';

const READ = ['name', 'path', 'if-no-files-found', 'retention-days', 'compression-level'];
onlyPlayed({}, READ);
const given = getInput('path').trim();
if (/[*?[\]!\n]/.test(given)) throw new Error(`the path "${given}" is not played`);
const place = path.resolve(given);
const files = filesOf(place);
if (files.length === 0) {
  const message = `No files were found with the provided path: ${given}. No artifacts will be uploaded.`;
  const behaviour = getInput('if-no-files-found');
  if (behaviour === 'error') setFailed(message);
  else if (behaviour === 'warn') warning(message);
  else if (behaviour !== 'ignore') throw new Error(`Unrecognized if-no-files-found: ${behaviour}`);
} else {
  const root = files[0] === place ? path.dirname(place) : place;
  const { id, digest } = await new DefaultArtifactClient().uploadArtifact(getInput('name'), files, root, {
    compressionLevel: Number(getInput('compression-level')),
  });
  setOutput('artifact-id', id);
  setOutput('artifact-digest', digest);
  setOutput('artifact-url', `${process.env['GITHUB_SERVER_URL']}/artifacts/${id}`);
}

/** Without hidden ones, as long as nobody asks for them. */
function filesOf(at: string): string[] {
  const found = statSync(at, { throwIfNoEntry: false });
  if (found === undefined) return [];
  if (found.isFile()) return [at];
  return readdirSync(at)
    .filter((name) => !name.startsWith('.'))
    .flatMap((name) => filesOf(path.join(at, name)));
}
