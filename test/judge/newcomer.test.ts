/**
 * The path of somebody new, with the words of README and "init" alone: an empty repository, a definition with mistakes,
 * a release on GitHub, consumed by what reads split WIMs, and consumed again a month later.
 */

import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runCli } from '../support/cli.js';
import { temporaryFolder } from '../support/folder.js';
import { bytesOf, startGitHub, type GitHub, type Repository } from '../support/github/index.js';
import { runPeer, testWith } from '../support/peers.js';

const folder = temporaryFolder();
const REPOSITORY = 'contoso/images';
const DEFINITION = path.join('images', 'kiosk.yml');
const place = folder('repository');
const at = (...names: readonly string[]) => path.join(place, ...names);
let github: GitHub;
let repository: Repository;

beforeAll(async () => {
  mkdirSync(at('.git'), { recursive: true });
  writeFileSync(at('.git', 'config'), `[remote "origin"]\n\turl = https://github.com/${REPOSITORY}.git\n`);
  copyFileSync(path.join('examples', 'quickstart', 'reference.vhdx'), at('reference.vhdx'));
  github = await startGitHub();
  github.addToken('ghs_write', { [REPOSITORY]: 'write' });
  repository = github.addRepository(REPOSITORY);
});

afterAll(() => github.stop());

function factory(...words: readonly string[]) {
  const env = {
    GITHUB_API_URL: github.apiUrl,
    GITHUB_REPOSITORY: REPOSITORY,
    GITHUB_TOKEN: 'ghs_write',
    XDG_CACHE_HOME: folder('work'),
    LOCALAPPDATA: folder('work'),
  };
  return runCli(words, { cwd: place, env });
}

async function done(...words: readonly string[]): Promise<string> {
  const { status, stdout, stderr } = await factory(...words);
  expect({ words, status, stderr: status === 0 ? '' : stderr }).toEqual({ words, status: 0, stderr: '' });
  return stdout;
}

/** Parts for consumers of a release that is small: it has to have several. */
function edit(from: string | RegExp, to: string): void {
  const text = readFileSync(at(DEFINITION), 'utf8');
  expect(text).toMatch(from);
  writeFileSync(at(DEFINITION), text.replace(from, to));
}

test('init finds the disk that lies here, and the steps that it tells work as they are told', async () => {
  const { status, stderr } = await factory('init', '--hypervisor', 'none', '--name', 'kiosk');
  expect(status).toBe(0);
  const [how = '', ...steps] = stderr.trimEnd().split('\n');
  const program = /^image-factory stands for: node (.+)$/.exec(how)?.[1] ?? '';
  expect(path.resolve(place, program)).toBe(path.resolve('build', 'src', 'cli', 'index.js'));
  const told = steps.flatMap((step) => /: image-factory (.+)$/.exec(step)?.[1] ?? []);
  expect(told).toEqual(['build images/kiosk.yml --dry-run --no-publish']);
  for (const words of told) expect(await done(...words.split(' '))).toContain('nothing is made');
  expect(repository.releases).toEqual([]);
});

test('three mistakes of three kinds are told at once, each where it stands, with what is meant', async () => {
  const right = readFileSync(at(DEFINITION), 'utf8');
  edit(/disk: .*/, 'disk: ../referense.vhdx');
  edit('hypervisor: none', 'hypervisor: none\n  memmory: 8 GiB');
  edit(/release: .*/, 'release: { store: github, keep: 0 }');
  const { status, stderr } = await factory('build', DEFINITION);
  writeFileSync(at(DEFINITION), right);
  expect(status).toBe(2);
  const [sum, ...mistakes] = stderr.trimEnd().split('\n');
  expect(sum).toBe(`error: ${DEFINITION}: 3 mistakes`);
  expect(mistakes.map((line) => line.trim().slice(DEFINITION.length + 1))).toEqual([
    `4:9: source.disk: ${at('referense.vhdx')} does not exist`,
    expect.stringMatching(
      /^8:3: machine\.memmory: unknown key "memmory", expected one of: .*\. Did you mean "memory"\?$/,
    ),
    '9:33: release.keep: the number 0, expected a whole number from 1 to 1000',
  ]);
});

testWith(
  ['wimlib-imagex'],
  'a release, consumed by its parts, and a month later with the old one as a seed',
  async () => {
    edit(/release: .*/, 'version: "2026.11"\nrelease: { store: github, keep: 6, split: 200 KiB }');
    const built = JSON.parse(await done('build', DEFINITION, '--json')) as Record<string, unknown>;
    expect(built).toMatchObject({ tag: 'kiosk-2026.11', build: '26200.7171' });
    expect(repository.releases.map(({ tag, draft }) => ({ tag, draft }))).toEqual([
      { tag: 'kiosk-2026.11', draft: false },
    ]);
    await done('fetch', `github:${REPOSITORY}@latest`, '--image', 'kiosk', '--to', 'here');
    await expectConsumable('here', 'kiosk-2026.11');

    // The month after: what the image held, and something new.
    await done('apply', 'release/install.swm#1', 'next');
    const news = Buffer.from(Array.from({ length: 90_000 }, (_, index) => (index * index * 31) & 0xff));
    writeFileSync(at('next', 'Windows', 'news.bin'), news);
    rmSync(at('release'), { recursive: true });
    edit(/source:\n {2}disk: .*\n(?: {2}sha256: .*\n)?/, 'source:\n  directory: ../next\n');
    edit('2026.11', '2026.12');
    await done('build', DEFINITION);
    const fetched = JSON.parse(
      await done('fetch', `github:${REPOSITORY}@latest`, '--image', 'kiosk', '--to', 'here', '--json'),
    ) as { tag: string; bytesDownloaded: number; bytesReused: number };
    expect(fetched.tag).toBe('kiosk-2026.12');
    expect(fetched.bytesReused).toBeGreaterThan(fetched.bytesDownloaded);
    await expectConsumable('here', 'kiosk-2026.12');
    const applied = folder('applied', 'Windows', 'news.bin');
    expect(readFileSync(applied).equals(news)).toBe(true);
  },
);

/** What lies there is what was published, and another program takes the image out of it by its first part. */
async function expectConsumable(to: string, tag: string): Promise<void> {
  const release = repository.releases.find((one) => one.tag === tag);
  const parts = readdirSync(at(to)).filter((name) => name.endsWith('.swm'));
  expect(parts.length).toBeGreaterThan(1);
  for (const name of parts) {
    const asset = release?.assets.find((one) => one.name === name);
    expect([name, bytesOf(asset?.content ?? null).equals(readFileSync(at(to, name)))]).toEqual([name, true]);
  }
  const others = `--ref=${at(to, 'install*.swm')}`;
  rmSync(folder('applied'), { recursive: true, force: true });
  expect(await runPeer('wimlib-imagex', ['verify', at(to, 'install.swm'), others])).toContain('verified');
  await runPeer('wimlib-imagex', ['apply', at(to, 'install.swm'), '1', folder('applied'), others]);
  expect(readdirSync(folder('applied', 'Windows'))).toContain('win.ini');
}
