/** What attest-image.yml decides before it signs: its script as it stands, for each kind of repository. */

import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { temporaryFolder } from '../support/folder.js';

const onLinux = process.platform === 'win32' ? test.skip : test;
const folder = temporaryFolder();
const [{ run: script, env }] = (
  parse(readFileSync('.github/workflows/attest-image.yml', 'utf8')) as {
    readonly jobs: {
      readonly attest: {
        readonly steps: readonly [{ readonly run: string; readonly env: Readonly<Record<string, string>> }];
      };
    };
  }
).jobs.attest.steps;

const SIGN = { attest: 'true', try: 'false' };
const TRY = { attest: 'true', try: 'true' };
const PRIVATE = { VISIBILITY: 'private' };

onLinux.each<[string, Record<string, string>, Record<string, string>, string]>([
  ['a public repository', { VISIBILITY: 'public' }, SIGN, ''],
  ['a private one of an enterprise', { ...PRIVATE, ENTERPRISE: 'contoso' }, TRY, ''],
  ['an event that does not say it', {}, TRY, ''],
  [
    'a private one',
    PRIVATE,
    { attest: 'false' },
    'attestations of a repository that is private need GitHub Enterprise Cloud',
  ],
  [
    'GitHub Enterprise Server',
    { SERVER: 'https://github.contoso.example' },
    { attest: 'false' },
    'GitHub Enterprise Server has no attestations',
  ],
  ['data residency', { SERVER: 'https://contoso.ghe.com', ...PRIVATE, ENTERPRISE: 'contoso' }, TRY, ''],
  [
    'a definition that wants none',
    { ATTEST: 'never', VISIBILITY: 'public' },
    { attest: 'false' },
    'attest is never',
  ],
  [
    'a caller that wants none',
    { ATTEST: 'false', VISIBILITY: 'public' },
    { attest: 'false' },
    'attest is false',
  ],
  ['a definition that wants it in any case', { ...PRIVATE, ATTEST: 'always' }, SIGN, ''],
  ['a caller that wants it in any case', { ...PRIVATE, ATTEST: 'true' }, SIGN, ''],
])('%s', (name, given, decided, notice) => {
  const output = folder(name.replaceAll(' ', '-'));
  writeFileSync(output, '');
  const unset = Object.fromEntries(Object.keys(env).map((variable) => [variable, '']));
  const host = { ATTEST: 'auto', SERVER: 'https://github.com' };
  const told = decide({ ...unset, ...host, ...given, GITHUB_OUTPUT: output });
  const lines = readFileSync(output, 'utf8').trimEnd().split('\n');
  expect(Object.fromEntries(lines.map((line) => line.split('=')))).toMatchObject(decided);
  expect(told.trim()).toBe(notice === '' ? '' : `::notice::Not attested: ${notice}`);
});

onLinux('another word is refused', () => {
  const refused = expect.objectContaining({
    status: 2,
    stdout: expect.stringContaining('::error::') as unknown,
  });
  expect(() => decide({ ATTEST: 'yes' })).toThrow(refused);
});

function decide(given: Readonly<Record<string, string>>): string {
  return execFileSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
    env: { ...process.env, ...given },
    encoding: 'utf8',
    stdio: 'pipe',
  });
}
