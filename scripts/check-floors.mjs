/**
 * The plan of the house, checked: a file imports only from rooms that stand below its own, and from another room only
 * through its door (`index.ts`). The plan is that of docs/architecture.md, from the roof to the ground: each `src/ROOM/`
 * and `src/FILE.ts` at the beginning of a line.
 */

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const PLAN = 'docs/architecture.md';
const root = 'src';
const house = /^## The house$.*?^```$(.*?)^```$/ms.exec(readFileSync(PLAN, 'utf8'))?.[1] ?? '';
const ROOMS = [...house.matchAll(/^(?: \S[^/]*?)? +src\/([\w-]+(?:\/|\.ts)) /gm)].map(([, room = '']) =>
  room.replace('/', ''),
);

const problems = [];
const there = readdirSync(root).filter((name) => !name.startsWith('.'));
for (const name of there)
  if (!ROOMS.includes(name)) problems.push(`${path.join(root, name)}: is not on the plan of ${PLAN}`);
for (const name of ROOMS)
  if (!there.includes(name)) problems.push(`${PLAN}: ${root}/${name} is on the plan, and is not there`);
for (const name of new Set(ROOMS))
  if (ROOMS.indexOf(name) !== ROOMS.lastIndexOf(name)) problems.push(`${PLAN}: ${name} is on the plan twice`);
for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
  const file = path.join(root, name);
  if (!file.endsWith('.ts') || file.includes(path.join('codec', 'kernel'))) continue;
  const room = roomOf(file);
  if (!ROOMS.includes(room)) continue;
  for (const specifier of importsOf(readFileSync(file, 'utf8'))) {
    const target = path.join(path.dirname(file), specifier).replace(/\.js$/, '.ts');
    const other = roomOf(target);
    if (other === room) continue;
    if (ROOMS.indexOf(other) < ROOMS.indexOf(room)) {
      problems.push(`${file}: imports ${specifier}, and "${other}" stands above "${room}"`);
    } else if (!other.endsWith('.ts') && path.basename(target) !== 'index.ts') {
      problems.push(`${file}: imports ${specifier}, not through the door ${other}/index.js`);
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
