/** A repository at one commit, as workflows and `uses:` name it. */

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

export interface Source {
  /** `OWNER/NAME` */
  readonly name: string;
  readonly ref: string;
  readonly sha: string;
  /** A repository of Git that `actions/checkout` clones; null where nothing of it is checked out. */
  readonly git: string | null;
  /** Where its actions run from. */
  readonly folder: string;
  /** @throws where the commit has no such file */
  read(file: string): string;
}

/**
 * A repository of Git at what `ref` is now.
 *
 * @param changed what its files are instead, by path
 * @param tree a work tree of it, for actions that it has itself
 */
export function gitSource(
  name: string,
  folder: string,
  ref: string,
  changed: ReadonlyMap<string, string> = new Map(),
  tree = folder,
): Source {
  const git = (...words: readonly string[]) =>
    execFileSync('git', ['-C', folder, ...words], { encoding: 'utf8' });
  const sha = git('rev-parse', `${ref}^{commit}`).trim();
  const read = (file: string) => changed.get(file) ?? git('show', `${sha}:${file}`);
  return { name, ref, sha, git: folder, folder: tree, read };
}

/** Files as they lie in a folder. @param changed what they are instead, by path */
export function folderSource(
  name: string,
  folder: string,
  changed: ReadonlyMap<string, string> = new Map(),
): Source {
  return {
    name,
    ref: 'refs/heads/main',
    sha: '1'.repeat(40),
    git: null,
    folder,
    read: (file) => changed.get(file) ?? readFileSync(path.join(folder, file), 'utf8'),
  };
}
