/** A folder of updates, sorted into the order in which servicing wants them. */

import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { FactoryError, fromSystemError } from '../errors.js';
import type { GuestPackage } from '../guest/index.js';
import { compareNames } from '../tree/index.js';
import { byAge, byKb, chooseTargets, NOT_INCLUDED } from './cumulative.js';
import { readUpdateFile } from './facts.js';
import { selectionOf } from './selection.js';
import type { FolderPlan, FolderRequest, LeftOut, UpdateFile, UpdateKind } from './types.js';
import { branchOfUpdate, parseBuild, whyOtherWindows } from './windows.js';

/** Source: https://learn.microsoft.com/windows/deployment/update/media-dynamic-update */
const ORDER: readonly UpdateKind[] = [
  'servicing stack update',
  'language pack',
  'feature on demand',
  'cumulative update',
  '.NET update',
  'update',
];

/** What is for something else than the Windows that runs. */
const NOT_FOR_WINDOWS: Readonly<Partial<Record<UpdateKind, string>>> = {
  'Safe OS dynamic update': 'a Safe OS dynamic update is for Windows RE, not for the Windows that runs',
  'Setup dynamic update': 'a Setup dynamic update is for install media, not for the Windows that runs',
  hotpatch: 'a hotpatch is for machines that are enrolled in it; the cumulative update holds the same',
};

/** A feature of a language needs `Basic`, and speech recognition needs `TextToSpeech`. */
const LANGUAGE_FEATURES = ['Basic', 'Fonts', 'OCR', 'Handwriting', 'TextToSpeech', 'Speech'];

/**
 * Every .msu and .cab below the folder, told apart by name and contents. Nothing is hashed here: that is `checkUpdates`.
 *
 * @param folder absolute
 * @throws not-found also for a checkpoint that an update builds on; damaged for a file that is no package; permission
 */
export async function planUpdateFolder(folder: string, request: FolderRequest): Promise<FolderPlan> {
  const { updates, left } = await readFolder(folder);
  const build = parseBuild(request.build);
  const selection = selectionOf(request);
  const kept: UpdateFile[] = [];
  for (const update of updates) {
    const why = whyLeft(update, request, kept);
    if (why === null) kept.push(update);
    else left.push({ file: update.name, why });
  }
  const stacks = newestStacks(
    kept.filter(({ kind }) => kind === 'servicing stack update'),
    left,
  );
  const cumulative = chooseTargets(
    kept.filter(({ kind }) => kind === 'cumulative update'),
    build,
    (update) => selection.isIncluded(update),
  );
  left.push(...cumulative.left);
  const needs = new Map(cumulative.targets.map(({ update, checkpoints }) => [update, checkpoints]));
  const installed = kept
    .filter((update) => update.kind !== 'servicing stack update' || stacks.includes(update))
    .filter((update) => update.kind !== 'cumulative update' || needs.has(update))
    .toSorted(byOrder);
  return {
    packages: installed.map((update) => packageOf(update, needs.get(update) ?? [])),
    left: left.toSorted((a, b) => compareNames(a.file, b.file)),
    features: installed
      .filter(({ kind, language }) => kind === 'feature on demand' && language === null)
      .map(({ file }) => file),
    languagePacks: installed.flatMap(({ language, file }) => (language === null ? [] : [{ language, file }])),
  };
}

async function readFolder(folder: string): Promise<{ updates: UpdateFile[]; left: LeftOut[] }> {
  const updates: UpdateFile[] = [];
  const left: LeftOut[] = [];
  for (const name of await filesBelow(folder)) {
    const file = path.join(folder, ...name.split('/'));
    if (!/\.(?:msu|cab)$/i.test(name)) {
      left.push({ file: name, why: 'neither .msu nor .cab' });
      continue;
    }
    const update = await readUpdateFile(file, name);
    if (typeof update === 'string') left.push({ file: name, why: update });
    else updates.push(update);
  }
  return { updates, left };
}

/** From the folder, with `/` between names, in the order of names. */
async function filesBelow(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
      .map((name) => name.split(path.sep).join('/'))
      .toSorted(compareNames);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'ENOTDIR') throw fromSystemError(error, folder);
    throw new FactoryError('not-found', {
      subject: folder,
      found: code === 'ENOENT' ? 'no such folder' : 'a file',
      expected: 'a folder with .msu and .cab files',
      cause: error,
    });
  }
}

/** @param kept those before it */
function whyLeft(update: UpdateFile, request: FolderRequest, kept: readonly UpdateFile[]): string | null {
  const { kind, architecture } = update;
  const selection = selectionOf(request);
  const excluded = selection.excludedBy(update);
  if (excluded !== null) return `the definition excludes ${excluded}`;
  const elsewhere = NOT_FOR_WINDOWS[kind];
  if (elsewhere !== undefined) return elsewhere;
  if (architecture !== null && architecture !== request.architecture) {
    return `it is for ${architecture}, and the image is ${request.architecture}`;
  }
  const other = whyOtherWindows(update, parseBuild(request.build));
  if (other !== null) return other;
  const twin = kept.find((before) => isSame(before, update));
  if (twin !== undefined) return `the same as ${twin.name}`;
  // What a cumulative update builds on comes along with it.
  return kind === 'cumulative update' || selection.isIncluded(update) ? null : NOT_INCLUDED;
}

/** The same file in two folders. */
function isSame(a: UpdateFile, b: UpdateFile): boolean {
  if (a.sha1 !== null || b.sha1 !== null) return a.sha1 === b.sha1;
  return path.basename(a.file).toLowerCase() === path.basename(b.file).toLowerCase();
}

function newestStacks(stacks: readonly UpdateFile[], left: LeftOut[]): UpdateFile[] {
  const newest = new Map<number | null, UpdateFile>();
  for (const update of stacks.toSorted(byAge)) {
    const branch = branchOfUpdate(update);
    const older = newest.get(branch);
    if (older !== undefined)
      left.push({ file: older.name, why: `${update.kb ?? update.name} supersedes it` });
    newest.set(branch, update);
  }
  return [...newest.values()];
}

function byOrder(a: UpdateFile, b: UpdateFile): number {
  return (
    ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) ||
    featureRank(a) - featureRank(b) ||
    (a.kind === 'cumulative update' ? byAge(a, b) : byKb(a, b))
  );
}

function featureRank({ kind, name }: UpdateFile): number {
  if (kind !== 'feature on demand') return 0;
  const rank = LANGUAGE_FEATURES.findIndex((feature) => name.includes(`LanguageFeatures-${feature}-`));
  return rank === -1 ? LANGUAGE_FEATURES.length : rank;
}

function packageOf(update: UpdateFile, checkpoints: readonly UpdateFile[]): GuestPackage {
  const { file, kb, kind, language, name } = update;
  const what = [kind, ...(language === null ? [] : [language])].join(' ');
  const base = name.split('/').at(-1) ?? name;
  return {
    file,
    needs: checkpoints.map((checkpoint) => checkpoint.file),
    kb,
    title: `${kb ?? base}, ${what}`,
  };
}
