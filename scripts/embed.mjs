/**
 * Writes the PowerShell scripts as strings into generated source files, so that ncc bundles them: those that the host
 * runs, and the agent of the guest. At run time they are written to the build's own folder.
 *
 * Windows PowerShell 5.1 takes a script without a byte order mark for one in the code page of the host: here each is ASCII.
 */

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const FOLDERS = [
  { from: 'src/machine/hyperv/scripts', to: 'src/machine/hyperv/scripts.generated.ts', name: 'HOST_SCRIPTS' },
  { from: 'src/guest/agent', to: 'src/guest/agent.generated.ts', name: 'AGENT_SCRIPTS' },
];

for (const { from, to, name } of FOLDERS) {
  const files = readdirSync(from).filter((file) => file.endsWith('.ps1'));
  if (files.length === 0) throw new Error(`${from}: holds no .ps1, expected the scripts to embed`);
  const entries = files
    .toSorted()
    .map((file) => `  ${JSON.stringify(file)}:\n    ${textOf(path.join(from, file))},\n`);
  writeFileSync(
    to,
    `/** Made by scripts/embed.mjs from ${from}. */\nexport const ${name} = {\n${entries.join('')}} as const;\n`,
  );
}

/** @param {string} file @returns {string} its text as a literal, the same whatever line ends the checkout has */
function textOf(file) {
  const text = readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
  for (const [index, line] of text.split('\n').entries()) {
    const found = /[^\t\x20-\x7e]/.exec(line);
    if (found !== null) {
      throw new Error(`${file}:${index + 1}: holds ${JSON.stringify(found[0])}, expected ASCII only`);
    }
  }
  return JSON.stringify(text);
}
