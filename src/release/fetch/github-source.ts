/** A release of a GitHub repository. */

import { FactoryError } from '../../errors.js';
import type { Reporter } from '../../progress.js';
import type { GitHubApi } from '../github/api.js';
import { answerOf, headersFor } from './http-source.js';
import type { ReleaseSource } from './source.js';

export async function githubSource(api: GitHubApi, tag: string, reporter: Reporter): Promise<ReleaseSource> {
  const label = `${api.subject}@${tag}`;
  const release = await api.releaseOf(tag, reporter);
  if (release === null || release.draft) {
    throw new FactoryError('not-found', {
      subject: label,
      found: 'no release under this tag, or no repository that may be read',
      expected: 'a published release',
      next:
        api.token === null
          ? 'check both names; where the repository is private, set GITHUB_TOKEN'
          : 'check both names, and that the token is for that repository',
    });
  }
  const assets = new Map((await api.assets(release, reporter)).map((asset) => [asset.name, asset]));
  return {
    label,
    tag,
    folder: null,
    remedy: 'run it again; if it stays so, publish the release anew under another tag',
    sha256Of: (name) => /^sha256:([0-9a-f]{64})$/.exec(assets.get(name)?.digest ?? '')?.[1] ?? null,
    async read(name, range, of) {
      const asset = assets.get(name);
      if (asset?.state !== 'uploaded') {
        throw new FactoryError('not-found', {
          subject: label,
          found: `no ${name}`,
          expected: 'a release that this program made',
        });
      }
      const response = await api.openAsset(asset, headersFor(range), of);
      return answerOf(response, `${label}: ${name}`, range, name);
    },
  };
}
