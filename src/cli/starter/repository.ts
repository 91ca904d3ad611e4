/** What a work tree of Git says of itself, read from its files: no Git is needed. */

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { workTreeOf } from '../../factory/index.js';
import { VENDOR_FOLDER } from './kit-files.js';

/** Where this program came from: what a workflow writes behind `uses:`. */
export interface Kit {
  /** "OWNER/REPO" */
  readonly repository: string;
  /** A commit, or a tag. */
  readonly ref: string;
}

/** @returns null where it runs from something else than a clone of a repository on GitHub, or a runner's copy of one */
export async function kitOf(file = fileURLToPath(import.meta.url)): Promise<Kit | null> {
  // A runner keeps actions in _actions/OWNER/REPO/REF.
  const [, owner, repo, ref] =
    /[\\/]_actions[\\/]([^\\/]+)[\\/]([^\\/]+)[\\/]([^\\/]+)[\\/]/.exec(file) ?? [];
  if (owner !== undefined && repo !== undefined && ref !== undefined)
    return { repository: `${owner}/${repo}`, ref };
  // A copy lies in the repository of who keeps it, which is not the one it is from.
  if (file.replaceAll('\\', '/').includes(`/${VENDOR_FOLDER}/`)) return null;
  const tree = await workTreeOf(path.dirname(file));
  const repository = tree === null ? null : await originOf(tree);
  const commit = tree === null ? null : await commitOf(tree);
  return repository === null || commit === null ? null : { repository, ref: commit };
}

/** "OWNER/REPO" of the remote `origin`; null where that is not on a GitHub. */
export async function originOf(tree: string): Promise<string | null> {
  const url = await urlOf(tree);
  const [, owner, repo] = /github[^/:]*(?::\d+)?[:/]([\w-]+)\/([\w.-]+?)(?:\.git)?\/?$/.exec(url) ?? [];
  return owner === undefined || repo === undefined ? null : `${owner}/${repo}`;
}

/** The host of the remote `origin`; null where there is none, or it is a folder. */
export async function originHost(tree: string): Promise<string | null> {
  const url = await urlOf(tree);
  const [, host] = /^(?:[a-z]+:\/\/)?(?:[^@/]+@)?([\w-]+(?:\.[\w-]+)+)[:/]/i.exec(url) ?? [];
  return host ?? null;
}

/** '' where there is no remote `origin`. */
async function urlOf(tree: string): Promise<string> {
  const config = await readText(path.join(tree, '.git', 'config'));
  const section = /\[remote "origin"\]([^[]*)/.exec(config)?.[1] ?? '';
  return /^\s*url\s*=\s*(\S+)/m.exec(section)?.[1] ?? '';
}

async function commitOf(tree: string): Promise<string | null> {
  const head = (await readText(path.join(tree, '.git', 'HEAD'))).trim();
  const ref = /^ref: (.+)$/.exec(head)?.[1];
  if (ref === undefined) return isCommit(head) ? head : null;
  const loose = (await readText(path.join(tree, '.git', ref))).trim();
  if (isCommit(loose)) return loose;
  const packed = await readText(path.join(tree, '.git', 'packed-refs'));
  const line = packed.split('\n').find((text) => text.endsWith(` ${ref}`));
  return line?.slice(0, 40) ?? null;
}

function isCommit(text: string): boolean {
  return /^[0-9a-f]{40}$/.test(text);
}

/** '' where there is none. */
function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => '');
}
