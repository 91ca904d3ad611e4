/** Whether a release folder was published to GitHub as `demo-1`, whole and with no byte sent in vain. */

import { readdirSync, readFileSync } from 'node:fs';
import { expect } from '@jest/globals';
import { bytesOf, type Repository, type Seen } from './github/index.js';

/** What the repository has to hold in the end, whatever happened on the way. @param release the release folder */
export function expectPublished({ releases }: Pick<Repository, 'releases'>, release: string): void {
  expect(releases.map(({ tag, draft }) => ({ tag, draft }))).toEqual([{ tag: 'demo-1', draft: false }]);
  const [{ assets }] = releases as [Repository['releases'][0]];
  expect(assets.map(({ name }) => name).toSorted()).toEqual(
    [...readdirSync(release), 'changes.md'].toSorted(),
  );
  const sums = bytesOf(assets.find(({ name }) => name === 'SHA256SUMS')?.content ?? null).toString();
  for (const { name, state, content, digest } of assets) {
    expect(state).toBe('uploaded');
    if (name === 'SHA256SUMS') continue;
    expect(sums).toContain(`${digest?.slice('sha256:'.length)}  ${name}\n`);
    if (name !== 'changes.md') expect(bytesOf(content).equals(readFileSync(`${release}/${name}`))).toBe(true);
  }
}

/** Names of files that were taken more than once. */
export function uploadedTwice(requests: readonly Seen[]): string[] {
  const names = requests
    .filter(({ stored }) => stored)
    .map(({ path }) => new URL(path, 'http://host').searchParams.get('name') ?? '');
  return names.filter((name, at) => names.indexOf(name) !== at);
}
