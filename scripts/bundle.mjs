/**
 * Bundles the faces with ncc into `dist/`, which is committed: the actions and the command run from a clone.
 * With `--check` it bundles elsewhere and fails where the committed `dist/` is not what the source gives.
 */

import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** What is bundled, by its folder in `dist/`: the command, and the actions. */
const BUNDLES = ['cli', 'action'];
/** The functions of the actions' bundle: each is started by a file of its name, which an `action.yml` names. */
const ACTIONS = ['build', 'fetch', 'publish', 'setup'];
const check = process.argv.includes('--check');
const made = mkdtempSync(path.join(tmpdir(), 'image-factory-dist-'));

try {
  for (const name of BUNDLES) bundle(name);
  for (const name of ACTIONS) {
    const starter = `import { ${name} } from './index.js';\n\nawait ${name}();\n`;
    writeFileSync(path.join(made, 'action', `${name}.js`), starter);
  }
  if (check) {
    const differences = compare(made, 'dist');
    for (const difference of differences) console.error(difference);
    if (differences.length > 0) {
      console.error('dist/ is not what the source gives: run "npm run bundle" and commit it.');
      process.exitCode = 1;
    }
  } else {
    rmSync('dist', { recursive: true, force: true });
    cpSync(made, 'dist', { recursive: true });
    for (const file of filesOf('dist')) console.log(`${String(statSync(file).size).padStart(9)}  ${file}`);
  }
} finally {
  rmSync(made, { recursive: true, force: true });
}

/** @param {string} name */
function bundle(name) {
  const ncc = path.join('node_modules', '@vercel', 'ncc', 'dist', 'ncc', 'cli.js');
  const entry = path.join('build', 'src', name, 'index.js');
  const out = path.join(made, name);
  execFileSync(process.execPath, [ncc, 'build', entry, '-a', '-q', '-o', out, '--license', 'licenses.txt'], {
    stdio: 'inherit',
  });
}

/** @param {string} expected @param {string} found */
function compare(expected, found) {
  const names = new Set([
    ...filesOf(expected).map((file) => path.relative(expected, file)),
    ...filesOf(found).map((file) => path.relative(found, file)),
  ]);
  return [...names].flatMap((name) => {
    const [a, b] = [path.join(expected, name), path.join(found, name)].map(read);
    if (a === null) return [`${name}: the source does not give it`];
    if (b === null) return [`${name}: is missing`];
    return a?.equals(b ?? Buffer.alloc(0)) ? [] : [`${name}: differs`];
  });
}

/** @param {string} file */
function read(file) {
  try {
    return readFileSync(file);
  } catch {
    return null;
  }
}

/** @param {string} folder @returns {string[]} */
function filesOf(folder) {
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  } catch {
    return [];
  }
}
