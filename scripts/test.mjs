/** Runs jest on what tsc compiled. JEST_JSON=FILE writes its results there as well; words are passed on to jest. */

import { spawnSync } from 'node:child_process';
import path from 'node:path';

const jest = path.join('node_modules', 'jest', 'bin', 'jest.js');
const json = process.env['JEST_JSON'];
const words = [...(json === undefined ? [] : ['--json', `--outputFile=${json}`]), ...process.argv.slice(2)];
const { status } = spawnSync(
  process.execPath,
  ['--experimental-vm-modules', '--no-warnings', jest, ...words],
  { stdio: ['ignore', 'inherit', 'inherit'] },
);
process.exitCode = status ?? 1;
