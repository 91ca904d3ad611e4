/**
 * The action that puts `image-factory` on the PATH of the job's later steps, `setup/action.yml`. The runner starts this file.
 * The command runs on the Node that started this step, since a runner of one's own may have no other.
 */

import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { EOL, tmpdir } from 'node:os';
import path from 'node:path';

// Not by import.meta: the bundler would take the command for a part of this file.
const command = path.resolve(process.argv[1] ?? '', '..', '..', 'cli', 'index.js');
const folder = path.join(process.env['RUNNER_TEMP'] || tmpdir(), 'image-factory-bin');
await mkdir(folder, { recursive: true });
await writeFile(path.join(folder, 'image-factory'), shellText(process.execPath, command), { mode: 0o755 });
await writeFile(path.join(folder, 'image-factory.cmd'), `@"${process.execPath}" "${command}" %*\r\n`);
const file = process.env['GITHUB_PATH'] ?? '';
if (file === '') console.log(folder);
else await appendFile(file, `${folder}${EOL}`);

/** For bash, on Windows too: that of Git takes paths with slashes. */
function shellText(...words: readonly string[]): string {
  const quoted = words.map((word) => `'${word.replaceAll('\\', '/').replaceAll("'", String.raw`'\''`)}'`);
  return `#!/bin/sh\nexec ${quoted.join(' ')} "$@"\n`;
}
