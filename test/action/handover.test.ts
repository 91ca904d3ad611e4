import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { buildSite, digestOf, makeSite, type Site } from '../support/factory.js';
import { temporaryFolder } from '../support/folder.js';
import { startGitHub, type GitHub, type Repository } from '../support/github/index.js';
import { makeJob, readValues, start, type Action } from '../support/job.js';
import { expectPublished, uploadedTwice } from '../support/published.js';
import { startResults, type Results } from '../support/results.js';

const BUILD = { declared: 'action.yml', main: 'build/src/action/build.js' };
const PUBLISH = { declared: 'publish/action.yml', main: 'build/src/action/publish.js' };
const FETCH = { declared: 'fetch/action.yml', main: 'build/src/action/fetch.js' };
const REPOSITORY = 'contoso/images';
const TOKEN = 'ghs_job';
const GHES = { GITHUB_SERVER_URL: 'https://github.contoso.example' };
const inFolder = temporaryFolder();
let site: Site;
let github: GitHub;
let repository: Repository;
let results: Results;
let jobs = 0;

beforeAll(async () => {
  site = makeSite(inFolder('site'), 'release: { split: 60 KiB }\n', 8);
  await buildSite(site);
});

beforeEach(async () => {
  [github, results] = await Promise.all([startGitHub(), startResults()]);
  github.addToken(TOKEN, { [REPOSITORY]: 'write' });
  repository = github.addRepository(REPOSITORY, { private: true });
});

afterEach(async () => {
  await Promise.all([github.stop(), results.stop()]);
});

/** A step of a job of this run, on a runner of its own. */
async function step(
  action: Action,
  inputs: Record<string, string>,
  more: Record<string, string> = {},
  temporary = inFolder(`temp-${jobs + 1}`),
) {
  mkdirSync(temporary, { recursive: true });
  const folder = inFolder(`job-${++jobs}`);
  const env = {
    GITHUB_API_URL: github.apiUrl,
    GITHUB_REPOSITORY: REPOSITORY,
    GITHUB_WORKSPACE: folder,
    RUNNER_TEMP: temporary,
    ...results.env('run-1'),
    ...more,
  };
  const { status, log } = await start(makeJob(action, folder, inputs, env)).ended;
  return { status, log, outputs: readValues(path.join(folder, 'output')), folder, temporary };
}

test('what the runner starts is the bundle of the step', () => {
  const { runs } = parse(readFileSync(PUBLISH.declared, 'utf8')) as { runs: Record<string, string> };
  expect(path.join('publish', runs['main'] ?? '')).toBe(path.join('dist', 'action', 'publish.js'));
});

test('one job builds and uploads, the other publishes; a second run of it uploads nothing', async () => {
  const kept = { artifact: 'win11', 'retention-days': '3' };
  const built = await step(BUILD, { definition: site.definition, ...kept });
  expect([built.status, built.log]).toEqual([0, expect.stringContaining('win11.zip')]);
  const days = (Date.parse(results.artifacts[0]?.expires ?? '') - Date.now()) / (24 * 60 * 60 * 1000);
  expect(Math.ceil(days)).toBe(3);
  expect(built.outputs['artifact']).toBe('win11');
  const inputs = { artifact: 'win11', store: 'github', token: TOKEN };
  const first = await step(PUBLISH, inputs);
  expect([first.status, first.log]).toEqual([0, expect.stringContaining(`::add-mask::${TOKEN}`)]);
  const { outputs: declared } = parse(readFileSync(PUBLISH.declared, 'utf8')) as { outputs: object };
  expect(Object.keys(first.outputs).toSorted()).toEqual(Object.keys(declared).toSorted());
  const url = `${github.serverUrl}/${REPOSITORY}/releases/tag/demo-1`;
  expect(first.outputs).toEqual({ 'release-url': url, changed: 'true', tag: 'demo-1' });
  expect(readdirSync(first.temporary)).toEqual([]);
  expectPublished(repository, built.outputs['release-directory'] ?? '');
  expect(digestOf(built.outputs['release-directory'] ?? '')).toEqual(digestOf(site.out));
  const again = await step(PUBLISH, inputs);
  expect(again.outputs).toEqual({ 'release-url': url, changed: 'false', tag: 'demo-1' });
  expect(uploadedTwice(github.requests)).toEqual([]);
  const taken = await step(BUILD, { definition: site.definition, artifact: 'win11' });
  expect(taken.log).toContain('Give each build of a matrix an artifact of its own');
  expect([taken.status, taken.outputs['name']]).toEqual([1, 'demo']);
});

/** A build of one attempt. @param runs the attempts whose artifacts it sees, after the first */
const attempt = (definition: string, number: string, ...runs: readonly string[]) =>
  step(
    BUILD,
    { definition, artifact: 'win11' },
    { GITHUB_RUN_ATTEMPT: number, ...results.env('run-1', ...runs) },
  );

test('what an earlier attempt built is not published once its build has begun again', async () => {
  const inputs = { artifact: 'win11', store: 'github', token: TOKEN, 'if-no-artifact': 'notice' };
  const publish = (...runs: readonly string[]) => step(PUBLISH, inputs, results.env('run-1', ...runs));
  const none = await publish();
  expect([none.status, none.log]).toEqual([0, expect.stringMatching(/^::notice::Not published: .*"win11"/m)]);
  expect(none.outputs).toEqual({});
  await attempt(site.definition, '1');
  expect((await attempt('nowhere.yml', '2', 'run-1.2')).status).toBe(1);
  const stale = await publish('run-1.2');
  expect([stale.status, stale.log]).toEqual([
    0,
    expect.stringMatching(/^::notice::Not published: .*attempt 2 built it again/m),
  ]);
  expect(repository.releases).toEqual([]);
  expect((await attempt(site.definition, '3', 'run-1.2', 'run-1.3')).status).toBe(0);
  const last = await publish('run-1.2', 'run-1.3');
  expect([last.status, last.outputs['changed']]).toEqual([0, 'true']);
});

test('an artifact that changed on the way, or is not what its SHA256SUMS say, is not published', async () => {
  await step(BUILD, { definition: site.definition, artifact: 'win11' });
  const [blob = '', bytes = Buffer.alloc(0)] = [...results.blobs][0] ?? [];
  const at = bytes.indexOf(readFileSync(path.join(site.out, 'install.swm')).subarray(0, 208));
  const changed = Buffer.from(bytes);
  changed.writeUInt8(changed.readUInt8(at + 1000) ^ 1, at + 1000);
  results.blobs.set(blob, changed);
  const publish = () => step(PUBLISH, { artifact: 'win11', store: 'github', token: TOKEN });
  const onTheWay = await publish();
  expect([onTheWay.status, onTheWay.log]).toEqual([
    1,
    expect.stringContaining('::error::artifact "win11": other bytes than those that were uploaded'),
  ]);
  for (const artifact of results.artifacts) {
    artifact.digest = `sha256:${createHash('sha256').update(changed).digest('hex')}`;
  }
  const before = await publish();
  expect([before.status, before.log]).toEqual([
    1,
    expect.stringMatching(/^::error::.*install\.swm: .*[0-9a-f]{64}, expected /m),
  ]);
  expect(repository.releases).toEqual([]);
});

/** A bundle as far as publishing reads it: who signed is the consumer's to check. */
function bundleOf(subjects: readonly (string | undefined)[]): string {
  const statement = { subject: subjects.map((sha256) => ({ name: 'x', digest: { sha256 } })) };
  const payload = Buffer.from(JSON.stringify(statement)).toString('base64');
  return JSON.stringify({ dsseEnvelope: { payload, payloadType: 'application/vnd.in-toto+json' } });
}

test('an attestation becomes part of the release; one of other files is refused', async () => {
  const { SHA256SUMS: sums, ...files } = digestOf(site.out) ?? {};
  const bundle = inFolder('bundle.json');
  const inputs = { 'release-directory': site.out, store: inFolder('attested'), attestation: bundle };
  const part = files['install2.swm'];
  for (const [text, said] of [
    [bundleOf(Object.values(files).filter((sha256) => sha256 !== part)), 'it says nothing of install2.swm'],
    ['{}', 'no Sigstore bundle'],
  ] as const) {
    writeFileSync(bundle, text);
    const { status, log } = await step(PUBLISH, inputs);
    expect([status, log]).toEqual([1, expect.stringContaining(said)]);
    expect(existsSync(inputs.store)).toBe(false);
  }
  for (const [subjects, tag] of [
    [[sums], 'by-list'],
    [Object.values(files), 'by-file'],
  ] as const) {
    writeFileSync(bundle, bundleOf(subjects));
    const { status, log } = await step(PUBLISH, { ...inputs, tag });
    expect({ status, log }).toMatchObject({ status: 0 });
    const released = path.join(inputs.store, tag);
    expect(readFileSync(path.join(released, 'attestation.sigstore.json'))).toEqual(readFileSync(bundle));
    // Nothing that is not attested: no changes.md.
    expect(Object.keys(digestOf(released) ?? {})).toEqual([
      'SHA256SUMS',
      'attestation.sigstore.json',
      ...Object.keys(files),
    ]);
  }
  const none = await step(PUBLISH, { ...inputs, attestation: 'nowhere.json', tag: 'none' });
  expect([none.status, none.log]).toEqual([1, expect.stringContaining('nowhere.json: does not exist')]);
});

test('publishes a folder into a folder, and only as many releases as are kept', async () => {
  const store = inFolder('store');
  const tagged = { GITHUB_REF_TYPE: 'tag', GITHUB_REF_NAME: 'demo-7' };
  for (const more of [{}, tagged]) {
    const { status } = await step(PUBLISH, { 'release-directory': site.out, store, keep: '1' }, more);
    expect(status).toBe(0);
  }
  expect(readdirSync(store)).toEqual(['demo-7']);
});

test.each<[string, Action, Record<string, string>, Record<string, string>]>([
  ['GitHub Enterprise Server does not take artifacts of this kind', BUILD, { artifact: 'win11' }, GHES],
  ['input "retention-days": "91", expected a number from 1 to 90', BUILD, { 'retention-days': '91' }, {}],
  ['input "artifact": "a/b", expected a name without any of', BUILD, { artifact: 'a/b' }, {}],
  ['Publish to a folder that the runners of both jobs see', PUBLISH, { artifact: 'win11' }, GHES],
  ['artifact "win11": this run of the workflow has none of that name', PUBLISH, { artifact: 'win11' }, {}],
  ['input "release-directory": nothing, nor "artifact", expected one of the two', PUBLISH, {}, {}],
  [
    'input "release-directory": "b", and "artifact"',
    PUBLISH,
    { artifact: 'a', 'release-directory': 'b' },
    {},
  ],
  ['input "keep": "0", expected a number', PUBLISH, { 'release-directory': 'b', keep: '0' }, {}],
  ['nowhere', PUBLISH, { 'release-directory': 'nowhere' }, {}],
])('fails with an annotation: %s', async (message, action, inputs, more) => {
  const definition = action === BUILD ? { definition: site.definition } : {};
  const { status, log, folder } = await step(action, { ...definition, ...inputs }, more);
  expect([status, log]).toEqual([1, expect.stringMatching(/^::error::/m)]);
  expect(log).toContain(message);
  expect(existsSync(path.join(folder, 'work'))).toBe(false);
});

test('with cache, a later job reuses what an earlier one fetched, and one with the very release has it all', async () => {
  const second = makeSite(inFolder('second'), 'release: { split: 60 KiB }\n', 8);
  writeFileSync(path.join(second.folder, 'source', 'file-1.txt'), 'new in month two');
  await buildSite(second);
  const temporary = inFolder('same-path');
  const fetch = (release: string) =>
    step(FETCH, { repository: release, to: 'image', cache: 'true' }, {}, temporary);
  const first = await fetch(site.out);
  expect([first.status, first.outputs['bytes-reused']]).toEqual([0, '0']);
  expect(results.entries.map(({ key }) => key)).toEqual([
    expect.stringMatching(/^image-factory\/demo\/[0-9a-f]{64}$/),
  ]);
  const next = await fetch(second.out);
  expect(next.log).toContain('is a seed');
  expect(Number(next.outputs['bytes-reused'])).toBeGreaterThan(Number(next.outputs['bytes-downloaded']));
  expect(digestOf(path.join(next.folder, 'image'))).toEqual(digestOf(second.out));
  expect(results.entries).toHaveLength(2);
  const same = await fetch(second.out);
  expect(Number(same.outputs['bytes-reused'])).toBeGreaterThan(Number(next.outputs['bytes-reused']));
  expect(results.calls.filter((call) => call === 'CreateCacheEntry')).toHaveLength(2);
  expect(existsSync(path.join(temporary, 'image-factory-cache'))).toBe(false);
});

test('a cache that is not there, fails or holds rubbish fails no step', async () => {
  const temporary = inFolder('bad-cache');
  const fetch = (more: Record<string, string>) =>
    step(FETCH, { repository: site.out, to: 'image', cache: 'true' }, more, temporary);
  const without = await fetch({ ACTIONS_RESULTS_URL: '', ACTIONS_CACHE_URL: '' });
  expect([without.status, without.log]).toEqual([0, expect.stringContaining('::notice::cache: this runner')]);
  await fetch({});
  for (const blob of results.blobs.keys()) results.blobs.set(blob, Buffer.from('no archive'));
  const rubbish = await fetch({});
  expect([rubbish.status, rubbish.outputs['bytes-reused']]).toEqual([0, '0']);
  expect(digestOf(path.join(rubbish.folder, 'image'))).toEqual(digestOf(site.out));
});

test('a release that is larger than the cache takes is not kept, and a notice says so', async () => {
  const folder = inFolder(`job-${++jobs}`);
  const main = inFolder('save.mjs');
  const text = JSON.stringify;
  const module = (name: string) => text(pathToFileURL(path.resolve('build/src', name)).href);
  writeFileSync(
    main,
    `import { ReleaseCache } from ${module('action/release-cache.js')};
    import { silentReporter } from ${module('progress.js')};
    const cache = await ReleaseCache.open('image', silentReporter(), 1000);
    await cache.seedsOf({ name: 'demo', sha256: '0' });
    await cache.save(${text(site.out)});`,
  );
  const env = { RUNNER_TEMP: folder, GITHUB_WORKSPACE: folder, ...results.env('run-1') };
  const { status, log } = await start({ ...makeJob(FETCH, folder, {}, env), main }).ended;
  expect([status, log]).toEqual([
    0,
    expect.stringMatching(/^::notice::cache: .* takes 1\.0 KiB: it is not kept/m),
  ]);
  expect(results.calls).toEqual(['GetCacheEntryDownloadURL']);
});

test('with cache, a build on a runner that lost its disk copies from the release that another runner published', async () => {
  const own = makeSite(inFolder('ephemeral'), 'release: { store: github, base: previous }\n', 8);
  const work = inFolder('ephemeral', 'lost');
  const runBuild = (tag: string) => {
    rmSync(work, { recursive: true, force: true });
    const inputs = { definition: own.definition, publish: 'true', tag, token: TOKEN, cache: 'true' };
    return step(BUILD, { ...inputs, 'work-directory': work }, { GITHUB_TOKEN: '' });
  };
  const first = await runBuild('demo-1');
  expect([first.status, first.log]).toEqual([
    0,
    expect.stringContaining('cache: kept image-factory/release/'),
  ]);
  writeFileSync(path.join(own.folder, 'source', 'file-1.txt'), 'new in month two');
  github.requests.length = 0;
  const next = await runBuild('demo-2');
  expect([next.status, next.log]).toEqual([
    0,
    expect.stringContaining('cache: restored image-factory/release/'),
  ]);
  expect(next.log).toContain('releases/demo/demo-1 holds it already');
  expect(readFileSync(next.outputs['manifest'] ?? '', 'utf8')).toMatch(/"base": ?"demo-1"/);
  expect(results.entries).toHaveLength(2);
});

test('base disks go through the cache as they are, or are made again; what is too large stays in its folder', async () => {
  const work = inFolder('disks');
  const main = inFolder('disks.mjs');
  const text = JSON.stringify;
  const module = (name: string) => text(pathToFileURL(path.resolve('build/src', name)).href);
  writeFileSync(
    main,
    `import { mkdirSync, writeFileSync } from 'node:fs';
    import { BaseUses } from ${module('factory/bases.js')};
    import { openFolderCache } from ${module('action/folder-cache.js')};
    import { silentReporter } from ${module('progress.js')};
    const reporter = silentReporter();
    const uses = new BaseUses(openFolderCache(reporter, Number(process.env.LIMIT)));
    const take = async (name, parent) => {
      const made = ${text(path.join(work, 'made'))};
      const { disk, reused, record } = await uses.take({
        work: ${text(work)}, inputs: { name }, parent, suffix: '.vhdx', user: 'u', reporter,
        make() {
          mkdirSync(${text(work)}, { recursive: true });
          writeFileSync(made, name.repeat(9000));
          return Promise.resolve({ path: made, record: { name } });
        },
      });
      console.log(name + ' ' + (reused ? 'reused ' : 'made ') + record.name);
      return disk;
    };
    await take('updates', await take('base', null));
    await uses.release();`,
  );
  const run = async (limit = 1e9) => {
    rmSync(work, { recursive: true, force: true });
    const folder = inFolder(`job-${++jobs}`);
    const env = {
      LIMIT: String(limit),
      RUNNER_TEMP: folder,
      GITHUB_WORKSPACE: folder,
      ...results.env('run-1'),
    };
    const { status, log } = await start({ ...makeJob(FETCH, folder, {}, env), main }).ended;
    expect(status).toBe(0);
    return { log, lines: log.split('\n').filter((line) => /^(base|updates) /.test(line)) };
  };
  const [made, reused] = ['made', 'reused'].map((how) => [`base ${how} base`, `updates ${how} updates`]);
  const small = await run(1000);
  expect([small.lines, results.entries]).toEqual([made, []]);
  expect(small.log).toMatch(/^::notice::cache: .* takes 1\.0 KiB: only the work directory keeps it/m);
  expect((await run()).lines).toEqual(made);
  expect((await run()).lines).toEqual(reused);
  expect(results.entries).toHaveLength(2);
  for (const blob of results.blobs.keys()) results.blobs.set(blob, Buffer.from('no archive'));
  expect((await run()).lines).toEqual(made);
});
