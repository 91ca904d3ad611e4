/** The plan of the house in docs/architecture.md, which scripts/check-floors.mjs reads and compares with the source. */

import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { temporaryFolder } from '../support/folder.js';

const folder = temporaryFolder();
const CHECK = path.resolve('scripts', 'check-floors.mjs');

function check(cwd: string): readonly string[] {
  const { stderr, status } = spawnSync(process.execPath, [CHECK], { cwd, encoding: 'utf8' });
  const problems = stderr.split('\n').filter((line) => line !== '');
  expect(status).toBe(problems.length === 0 ? 0 : 1);
  return problems.map((problem) => problem.replaceAll('\\', '/'));
}

test('the plan is the house', () => {
  expect(check('.')).toEqual([]);
});

test('what is not on the plan, what is not in the house, and who looks up or comes through a wall', () => {
  const files = {
    'docs/architecture.md': [
      '## The house',
      '',
      '```',
      ' faces      src/roof/      on top',
      ' ───────',
      ' ground     src/cellar/    below',
      '            src/well/      src/roof/ drinks of it',
      '            src/stone.ts   a file',
      '```',
      '',
    ].join('\n'),
    'src/roof/index.ts': "import { a } from '../cellar/index.js';\nimport { b } from '../cellar/wine.js';\n",
    'src/cellar/index.ts': "import { stone } from '../stone.js';\nexport { a } from './wine.js';\n",
    'src/cellar/wine.ts': "const up = await import('../roof/index.js');\n",
    'src/shed/index.ts': '',
    'src/stone.ts': "export { a } from './cellar/index.js';\n",
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(folder(name)), { recursive: true });
    writeFileSync(folder(name), text);
  }
  expect(check(folder()).toSorted()).toEqual([
    'docs/architecture.md: src/well is on the plan, and is not there',
    'src/cellar/wine.ts: imports ../roof/index.js, and "roof" stands above "cellar"',
    'src/roof/index.ts: imports ../cellar/wine.js, not through the door cellar/index.js',
    'src/shed: is not on the plan of docs/architecture.md',
    'src/stone.ts: imports ./cellar/index.js, and "cellar" stands above "stone.ts"',
  ]);
});

test('tests stand in the rooms that they test', () => {
  const rooms = readdirSync('src', { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [entry.name] : [],
  );
  const page = readFileSync(path.join('docs', 'architecture.md'), 'utf8');
  const others = readdirSync('test').filter((name) => !rooms.includes(name));
  for (const name of others)
    expect({ name, isTold: page.includes(`\`test/${name}/`) }).toEqual({ name, isTold: true });
});
