/**
 * The plan of the house, checked: a file imports only from rooms that stand below its own, and from another room only
 * through its door (`index.ts`). The list is the plan of CONTRIBUTING.md, from the roof to the ground.
 */

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOMS = [
  'cli',
  'action',
  'factory',
  'report',
  'release',
  'inspect',
  'servicing',
  'guest',
  'machine',
  'definition',
  'source',
  'manifest',
  'wim',
  'media',
  'registry',
  'ntfs',
  'tree',
  'disk',
  'codec',
  'process',
  'bytes',
  'output.ts',
  'read-pieces.ts',
  'collect.ts',
  'nearest.ts',
  'json-schema.ts',
  'progress.ts',
  'version.ts',
  'errors.ts',
];

const root = 'src';
const problems = [];
for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
  const file = path.join(root, name);
  if (!file.endsWith('.ts') || file.includes(path.join('codec', 'kernel'))) continue;
  const room = roomOf(file);
  if (!ROOMS.includes(room)) problems.push(`${file}: "${room}" is not on the plan`);
  for (const specifier of importsOf(readFileSync(file, 'utf8'))) {
    const target = path.join(path.dirname(file), specifier).replace(/\.js$/, '.ts');
    const there = roomOf(target);
    if (there === room) continue;
    if (ROOMS.indexOf(there) < ROOMS.indexOf(room)) {
      problems.push(`${file}: imports ${specifier}, and "${there}" stands above "${room}"`);
    } else if (!there.endsWith('.ts') && path.basename(target) !== 'index.ts') {
      problems.push(`${file}: imports ${specifier}, not through the door ${there}/index.js`);
    }
  }
}
for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;

/** @param {string} file */
function roomOf(file) {
  return path.relative(root, file).split(path.sep)[0] ?? '';
}

/** @param {string} source @returns {string[]} the relative specifiers */
function importsOf(source) {
  const matches = source.matchAll(/(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+)'/g);
  return [...matches].map((match) => match[1] ?? '');
}
