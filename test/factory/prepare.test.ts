/** What a definition and its user say of where the release goes, before anything is made. */

import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { prepare, type BuildOptions } from '../../src/factory/prepare.js';
import { makeSite } from '../support/factory.js';
import { temporaryFolder } from '../support/folder.js';

const folder = temporaryFolder();
const ENV = { GITHUB_REPOSITORY: 'contoso/images' };
const site = () => makeSite(folder('site'), '', 1);

test('a release that another job will publish is made for the store it goes to', async () => {
  const { definition, options } = site();
  const base: BuildOptions = { ...options, env: ENV, base: 'previous', store: null };
  const later = await prepare(definition, { ...base, laterStore: 'github' });
  expect(later).toMatchObject({ store: null, split: 1900 * 2 ** 20 });
  expect(later.base?.store?.label).toBe('github:contoso/images');
  await expect(prepare(definition, base)).rejects.toThrow(
    'no store that a release before this one could be in',
  );
  await expect(prepare(definition, { ...options, store: null })).resolves.toMatchObject({ split: null });
});

test('what must be attested is published by nothing that cannot sign', async () => {
  const { definition, options } = site();
  const said = 'a release that must be attested';
  const store = folder('store');
  writeFileSync(
    definition,
    `${readFileSync(definition, 'utf8')}release: { attest: always, store: ${store} }\n`,
  );
  await expect(prepare(definition, options)).rejects.toThrow(said);
  await expect(prepare(definition, { ...options, attest: 'never' })).resolves.toMatchObject({ split: null });
  await expect(prepare(definition, { ...options, store: null })).resolves.toMatchObject({ store: null });
  await expect(prepare(definition, { ...options, store: null, attest: 'always' })).resolves.toBeDefined();
  await expect(prepare(definition, { ...options, attest: 'always' })).rejects.toThrow(said);
});
