/**
 * Writes files as strings into generated source files, so that ncc bundles them: the PowerShell scripts that the host runs
 * and the agent of the guest, which are written to the build's own folder at run time, and what a page of a diff is made of.
 *
 * Windows PowerShell 5.1 takes a script without a byte order mark for one in the code page of the host: here each is ASCII.
 */

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const FOLDERS = [
  {
    from: 'src/machine/hyperv/scripts',
    to: 'src/machine/hyperv/scripts.generated.ts',
    name: 'HOST_SCRIPTS',
    endings: ['.ps1'],
  },
  { from: 'src/guest/agent', to: 'src/guest/agent.generated.ts', name: 'AGENT_SCRIPTS', endings: ['.ps1'] },
  {
    from: 'src/report/page',
    to: 'src/report/page.generated.ts',
    name: 'PAGE_FILES',
    endings: ['.css', '.js'],
  },
];

for (const { from, to, name, endings } of FOLDERS) {
  const files = readdirSync(from).filter((file) => endings.includes(path.extname(file)));
  if (files.length === 0) throw new Error(`${from}: holds no ${endings.join(', ')}, expected what to embed`);
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
