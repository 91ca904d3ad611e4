import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { temporaryFolder } from '../support/folder.js';
import { startGitHub } from '../support/github/index.js';
import { makeJob, readValues, start, startPost, type Job } from '../support/job.js';

const BUILD = { declared: 'action.yml', main: 'build/src/action/build.js' };
const DEFINITION = path.resolve('examples/quickstart/image.yml');
const inFolder = temporaryFolder();
const job = (name: string, inputs: Record<string, string>, more: Record<string, string> = {}): Job =>
  makeJob(BUILD, inFolder(name), inputs, more);

describe('the action', () => {
  test('builds the release, groups the stations, writes the summary and sets every output that it declares', async () => {
    const made = job('build', { definition: DEFINITION });
    const { status, log } = await start(made).ended;
    expect(log).toContain('::group::capture');
    expect(status).toBe(0);
    const outputs = readValues(path.join(made.folder, 'output'));
    const { outputs: declared } = parse(readFileSync('action.yml', 'utf8')) as {
      outputs: Record<string, unknown>;
    };
    expect(Object.keys(outputs).toSorted()).toEqual(Object.keys(declared).toSorted());
    expect(outputs).toMatchObject({
      name: 'quickstart',
      version: '2026.11',
      build: '26200.7171',
      images: '1',
    });
    expect(existsSync(outputs['wim'] ?? '')).toBe(true);
    expect(readFileSync(outputs['manifest'] ?? '', 'utf8')).toContain('"schemaVersion": 1');
    expect(readFileSync(path.join(made.folder, 'summary'), 'utf8')).toContain('### quickstart 2026.11');
    expect((await startPost(made).ended).status).toBe(0);
  });

  test('publishes to a folder store when a tag is built', async () => {
    const store = inFolder('store');
    const made = job(
      'tag',
      { definition: DEFINITION, store },
      { GITHUB_REF_TYPE: 'tag', GITHUB_REF_NAME: 'quickstart-7' },
    );
    expect(await start(made).ended).toMatchObject({ status: 0 });
    expect(readdirSync(path.join(store, 'quickstart-7')).toSorted()).toEqual([
      'SHA256SUMS',
      'changes.md',
      'install.wim',
      'manifest.json',
    ]);
    expect(readValues(path.join(made.folder, 'output'))).toMatchObject({
      tag: 'quickstart-7',
      changed: 'true',
      'release-url': path.join(store, 'quickstart-7'),
    });
  });

  test('publishes to GitHub with the token of the job; the same tag again changes nothing', async () => {
    const github = await startGitHub();
    try {
      github.addToken('ghs_job', { 'contoso/images': 'write' });
      const repository = github.addRepository('contoso/images');
      const env = {
        GITHUB_API_URL: github.apiUrl,
        GITHUB_REPOSITORY: 'contoso/images',
        GITHUB_REF_TYPE: 'tag',
        GITHUB_REF_NAME: 'quickstart-8',
        GITHUB_SHA: 'c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00',
      };
      const inputs = { definition: DEFINITION, store: 'github', token: 'ghs_job' };
      const made = job('github', inputs, env);
      expect(await start(made).ended).toMatchObject({ status: 0 });
      expect(repository.releases).toMatchObject([
        { tag: 'quickstart-8', draft: false, target: 'c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00' },
      ]);
      expect(repository.releases[0]?.assets.map(({ name }) => name).toSorted()).toEqual([
        'SHA256SUMS',
        'changes.md',
        'install.wim',
        'manifest.json',
      ]);
      const outputs = readValues(path.join(made.folder, 'output'));
      const url = `${github.serverUrl}/contoso/images/releases/tag/quickstart-8`;
      expect(outputs).toMatchObject({ changed: 'true', 'release-url': url });
      const again = job('github-again', inputs, env);
      expect(await start(again).ended).toMatchObject({ status: 0 });
      expect(readValues(path.join(again.folder, 'output'))).toMatchObject({
        changed: 'false',
        'release-url': url,
      });
    } finally {
      await github.stop();
    }
  });

  test('publishes nothing from a branch', async () => {
    const store = inFolder('no-store');
    const made = job(
      'branch',
      { definition: DEFINITION, store },
      { GITHUB_REF_TYPE: 'branch', GITHUB_REF_NAME: 'main' },
    );
    expect(await start(made).ended).toMatchObject({ status: 0 });
    expect(existsSync(store)).toBe(false);
  });

  test('with dry-run prints the plan and makes nothing', async () => {
    const made = job('plan', { definition: DEFINITION, 'dry-run': 'true' });
    const { status, log } = await start(made).ended;
    expect(log).toContain('nothing is made');
    expect(status).toBe(0);
    expect(existsSync(path.join(made.folder, 'release'))).toBe(false);
  });

  test('masks the values of secrets', async () => {
    const secrets = 'LICENSE_KEY=a=b c\nEMPTY=\n';
    const made = job('secrets', { definition: DEFINITION, 'dry-run': 'true', secrets });
    const { status, log } = await start(made).ended;
    expect([status, log]).toEqual([0, expect.stringMatching(/^::add-mask::a=b c$/m)]);
  });

  test('refuses to publish what must be attested, before it builds; another job may do it', async () => {
    const store = inFolder('attested');
    const refused = job('attest', { definition: DEFINITION, attest: 'true', publish: 'true', store });
    const { status, log } = await start(refused).ended;
    expect([status, log]).toEqual([1, expect.stringContaining('a release that must be attested')]);
    expect(existsSync(path.join(refused.folder, 'release'))).toBe(false);
    const built = job('unpublished', { definition: DEFINITION, attest: 'true', publish: 'false', store });
    expect((await start(built).ended).status).toBe(0);
    expect(existsSync(store)).toBe(false);
  });

  test('masks the token', async () => {
    const made = job('token', { definition: DEFINITION, 'dry-run': 'true', token: 'ghs_secret' });
    expect((await start(made).ended).log).toContain('::add-mask::ghs_secret');
  });

  test.each([
    ['definition', '', 'input "definition": nothing, expected the path of a definition'],
    ['base', 'v1', 'v1: no folder, and no tag after an "@"'],
    ['keep-machine', 'perhaps', 'input "keep-machine": "perhaps", expected true, false'],
    ['attest', 'maybe', 'input "attest": "maybe", expected auto, true, false'],
    ['secrets', 'KEY=a\nb', 'input "secrets": a line 2 that is no NAME=VALUE'],
    ['dry-run', 'yes', 'input "dry-run": "yes", expected true, false'],
    ['definition', 'none.yml', 'does not exist'],
    ['work-directory', '$RUNNER_TEMP', 'under RUNNER_TEMP'],
  ])('fails with an annotation where %s is "%s"', async (name, value, message) => {
    const made = job(`refused-${name}-${value.replace(/\W/g, '')}`, { definition: DEFINITION });
    const wrong = value === '$RUNNER_TEMP' ? path.join(made.env['RUNNER_TEMP'] ?? '', 'work') : value;
    const { status, log } = await start({
      ...made,
      env: { ...made.env, [`INPUT_${name.toUpperCase()}`]: wrong },
    }).ended;
    expect(log).toMatch(/^::error::/m);
    expect(log).toContain(message);
    expect(status).toBe(1);
  });

  test('leaves nothing behind when it is killed: the post step cleans up', async () => {
    const made = job('killed', { definition: DEFINITION });
    const running = start(made);
    while (!running.log().includes('::group::capture'))
      await new Promise((resolve) => setTimeout(resolve, 5));
    running.child.kill('SIGKILL');
    await running.ended;
    expect((await startPost(made).ended).status).toBe(0);
    expect(existsSync(path.join(made.folder, 'release'))).toBe(false);
    const left = readdirSync(path.join(made.folder, 'work'), { recursive: true, encoding: 'utf8' });
    expect(left.filter((name) => /wim|partial/.test(name))).toEqual([]);
  });
});
