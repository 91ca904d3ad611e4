/** STORE of the command line: `github`, `github:owner/repo` or a folder. */

import path from 'node:path';
import { FactoryError } from '../errors.js';
import { folderStore } from './folder/folder-store.js';
import { GitHubApi } from './github/api.js';
import type { Access } from './github/failures.js';
import { githubStore } from './github/github-store.js';
import { HttpClient, type Environment } from './http/index.js';
import type { Store } from './store.js';

export interface StoreOptions {
  /** GITHUB_TOKEN, GITHUB_REPOSITORY, GITHUB_API_URL and the proxies. */
  readonly env: Environment;
  /** Wins over GITHUB_TOKEN. */
  readonly token?: string | null;
}

/** Parts of this size go everywhere; GitHub's limit is 2 GiB. */
export const GITHUB_SPLIT = 1900 * 2 ** 20;

export function isGitHub(text: string): boolean {
  return /^github(:|$)/.test(text);
}

/** @throws usage where it names no repository */
export function openStore(text: string, options: StoreOptions): Store {
  if (!isGitHub(text)) return folderStore(path.resolve(text));
  const own = options.env['GITHUB_REPOSITORY'] ?? '';
  const api = openGitHub(text, options, 'write');
  return githubStore(api, api.subject.toLowerCase() === `github:${own}`.toLowerCase());
}

/** @throws usage where it names no repository */
export function openGitHub(text: string, { env, token = null }: StoreOptions, access: Access): GitHubApi {
  const own = env['GITHUB_REPOSITORY'] ?? '';
  const repository = text === 'github' ? own : text.slice('github:'.length);
  if (!/^[A-Za-z0-9][A-Za-z0-9-]*\/[A-Za-z0-9._-]+$/.test(repository)) {
    throw new FactoryError('usage', {
      subject: `store "${text}"`,
      found: repository === '' ? 'no repository, and GITHUB_REPOSITORY is not set' : `"${repository}"`,
      expected: 'github:OWNER/REPO',
      next: 'name the repository',
    });
  }
  return new GitHubApi({
    repository,
    url: env['GITHUB_API_URL'] || 'https://api.github.com',
    token: token || env['GITHUB_TOKEN'] || null,
    access,
    http: new HttpClient({ env }),
  });
}
