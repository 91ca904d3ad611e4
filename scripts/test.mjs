/**
 * Runs jest on what tsc compiled, with PowerShell's engine built before any test waits for it. JEST_JSON=FILE writes
 * jest's results there as well; words are passed on to jest.
 */

import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

if (/^10\./m.test(String(spawnSync('dotnet', ['--list-sdks']).stdout)) && process.platform !== 'win32') {
  const { engine } = await import(
    pathToFileURL(path.resolve('build', 'test', 'powershell', 'engine.js')).href
  );
  await engine();
}

const jest = path.join('node_modules', 'jest', 'bin', 'jest.js');
const json = process.env['JEST_JSON'];
const words = [...(json === undefined ? [] : ['--json', `--outputFile=${json}`]), ...process.argv.slice(2)];
const { status } = spawnSync(
  process.execPath,
  ['--experimental-vm-modules', '--no-warnings', jest, ...words],
  { stdio: ['ignore', 'inherit', 'inherit'] },
);
process.exitCode = status ?? 1;
