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

/** A work tree of Git at what `ref` is now. */
export function gitSource(name: string, folder: string, ref: string): Source {
  const git = (...words: readonly string[]) =>
    execFileSync('git', ['-C', folder, ...words], { encoding: 'utf8' });
  const sha = git('rev-parse', `${ref}^{commit}`).trim();
  return { name, ref, sha, git: folder, folder, read: (file) => git('show', `${sha}:${file}`) };
}

/** Files as they lie in a folder, some of them in another version. @param changed text by path */
export function folderSource(name: string, folder: string, changed: ReadonlyMap<string, string>): Source {
  return {
    name,
    ref: 'refs/heads/main',
    sha: '1'.repeat(40),
    git: null,
    folder,
    read: (file) => changed.get(file) ?? readFileSync(path.join(folder, file), 'utf8'),
  };
}
