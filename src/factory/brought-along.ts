/**
 * What a definition brings along: the files of its repository that it names, as one SHA-256. Two builds with the same one
 * began from the same repository, as far as this image goes. What lies outside of it (a share) does not count, nor does a
 * source that is one file, for that has a SHA-256 of its own.
 */

import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Definition, Step } from '../definition/index.js';
import type { Reporter } from '../progress.js';
import { readPieces } from '../read-pieces.js';
import { workTreeOf } from './work-tree.js';
import { isWithin } from './work.js';

/** As Git looks for it: text has no zero byte here. */
const LOOKED_AT = 8000;

/** @returns 64 hexadecimal digits; null where it names no file of the repository */
export async function filesSha256(definition: Definition, reporter: Reporter): Promise<string | null> {
  const root = await repositoryOf(definition.folder);
  const files = new Set<string>();
  for (const place of placesOf(definition)) {
    if (isWithin(place, root)) for (const file of await filesIn(place)) files.add(file);
  }
  if (files.size === 0) return null;
  const hash = createHash('sha256');
  const named = [...files].map((file) => [path.relative(root, file).replaceAll('\\', '/'), file] as const);
  for (const [name, file] of named.toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`${name}\0${await contentSha256(file, reporter)}\n`);
  }
  return hash.digest('hex');
}

function placesOf({ source, updates, unattend, customize, verify, variants }: Definition): string[] {
  const steps = [...customize, ...variants.flatMap((variant) => variant.customize)];
  const checks = [...verify, ...variants.flatMap((variant) => variant.verify)];
  const directory = source.kind === 'directory' ? source.path : null;
  const others = [directory, updates.folder, unattend].filter((place) => place !== null);
  return [...others, ...checks, ...steps.flatMap(placesOfStep)];
}

function placesOfStep(step: Step): readonly string[] {
  if (step.kind === 'run') return [step.script];
  if (step.kind === 'files') return [step.from];
  if (step.kind === 'drivers') return [step.folder];
  return step.kind === 'appx' ? step.appx.add : [];
}

/** What counts as the definition's repository: its work tree, else the folder itself. */
export async function repositoryOf(folder: string): Promise<string> {
  return (await workTreeOf(folder)) ?? folder;
}

/** What is not there says nothing: it is the build's to refuse it. */
async function filesIn(place: string): Promise<string[]> {
  const found = await stat(place).catch(() => null);
  if (found?.isFile() === true) return [place];
  if (found?.isDirectory() !== true) return [];
  const entries = await readdir(place, { withFileTypes: true });
  const files: string[] = [];
  for (const { name } of entries) files.push(...(await filesIn(path.join(place, name))));
  return files;
}

/** Of text with LF between its lines: Git checks the same file out with CRLF on Windows. */
async function contentSha256(file: string, reporter: Reporter): Promise<string> {
  const hash = createHash('sha256');
  let isText: boolean | null = null;
  let held = '';
  for await (const piece of readPieces(file, `Hashing ${file}`, reporter)) {
    isText ??= !piece.subarray(0, LOOKED_AT).includes(0);
    if (!isText) {
      hash.update(piece);
      continue;
    }
    const text = held + Buffer.from(piece).toString('latin1');
    held = text.endsWith('\r') ? '\r' : '';
    hash.update(text.slice(0, text.length - held.length).replaceAll('\r\n', '\n'), 'latin1');
  }
  return hash.update(held, 'latin1').digest('hex');
}
