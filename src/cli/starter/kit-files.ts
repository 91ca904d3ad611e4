/** What a repository needs to run image-factory without any other: read from the actions and workflows themselves. */

import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { FactoryError } from '../../errors.js';

/** Where a repository keeps its copy, from its root. */
export const VENDOR_FOLDER = '.github/actions/image-factory';
/** Where GitHub runs workflows from. */
export const WORKFLOWS_FOLDER = '.github/workflows';

const ROOT_ACTION = 'action.yml';
/** For Git: line ends, what a review need not show, and that nothing of it is ignored, though many ignore every `dist/`. */
const GIT_FILES = {
  '.gitattributes': '* text=auto eol=lf\ndist/** -diff linguist-generated\n',
  '.gitignore': '!*\n',
};

interface Workflow {
  readonly on?: Readonly<Record<string, unknown>> | null;
}

/** The folder of this program's actions: a clone, a runner's copy of one, or a copy that a repository keeps. */
export async function kitRoot(file = fileURLToPath(import.meta.url)): Promise<string> {
  for (let place = path.dirname(file); ; place = path.dirname(place)) {
    const isRoot = await Promise.all(
      [ROOT_ACTION, 'dist'].map((name) => exists(path.join(place, name))),
    ).then((found) => found.every(Boolean));
    if (isRoot) return place;
    if (place !== path.dirname(place)) continue;
    throw new FactoryError('not-found', {
      subject: file,
      found: 'image-factory runs from a folder without its actions',
      next: 'run it from a clone of its repository',
    });
  }
}

/**
 * The files of a copy: every action, what those start, and the workflows that others call, with what all of these name.
 *
 * @param root of the kit
 * @returns content by path from the root of the repository that gets the copy, with `/`
 */
export async function kitFiles(root: string): Promise<ReadonlyMap<string, Buffer>> {
  const files = new Map<string, Buffer>();
  const texts: string[] = [];
  for (const name of await namesIn(path.join(root, WORKFLOWS_FOLDER))) {
    const text = await readFile(path.join(root, WORKFLOWS_FOLDER, name), 'utf8');
    if ((parse(text) as Workflow).on?.['workflow_call'] === undefined) continue;
    texts.push(text);
    files.set(`${WORKFLOWS_FOLDER}/${name}`, Buffer.from(movedText(text)));
  }
  for (const name of await actionsIn(root)) {
    const text = await readFile(path.join(root, name), 'utf8');
    texts.push(text);
    const beside = name === ROOT_ACTION ? [] : await filesOf(root, path.posix.dirname(name));
    for (const file of beside) files.set(vendored(file), await readFile(path.join(root, file)));
    files.set(vendored(name), Buffer.from(movedText(text)));
  }
  for (const named of new Set(texts.flatMap((text) => text.match(/\b(?:dist|scripts)\/[\w.-]+/g) ?? []))) {
    for (const name of await filesOf(root, named))
      files.set(vendored(name), await readFile(path.join(root, name)));
  }
  for (const name of ['LICENSE', 'schema/image.schema.json'])
    files.set(vendored(name), await readFile(path.join(root, name)));
  for (const [name, text] of Object.entries(GIT_FILES)) files.set(vendored(name), Buffer.from(text));
  return files;
}

/** Where the copy of a file of the kit lies. */
function vendored(name: string): string {
  return `${VENDOR_FOLDER}/${name}`;
}

/** `$/`, the root of the repository that a workflow is from, becomes the folder of the copy; workflows stay where they run. */
function movedText(text: string): string {
  return text.replaceAll(
    /^(\s*(?:-\s+)?uses:\s*['"]?)\$\/(?!\.github\/)([^\s'"#]*)/gm,
    (_, before: string, rest: string) => `${before}$/${VENDOR_FOLDER}${rest === '' ? '' : `/${rest}`}`,
  );
}

/** In the root and the folders directly below it. */
async function actionsIn(root: string): Promise<string[]> {
  const folders = (await readdir(root, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `${name}/action.yml`);
  const names = [ROOT_ACTION, ...folders.toSorted()];
  const found = await Promise.all(names.map((name) => exists(path.join(root, name))));
  return names.filter((_, index) => found[index]);
}

/** A file, or all below a folder; nothing where there is neither. @returns paths from the root, with `/` */
async function filesOf(root: string, name: string): Promise<string[]> {
  const facts = await stat(path.join(root, name)).catch(() => null);
  if (facts === null) return [];
  if (facts.isFile()) return [name];
  const entries = await readdir(path.join(root, name), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .toSorted();
}

async function namesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => /\.ya?ml$/.test(name)).toSorted();
}

async function exists(file: string): Promise<boolean> {
  return (await stat(file).catch(() => null)) !== null;
}
