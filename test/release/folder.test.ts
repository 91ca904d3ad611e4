import { expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { FactoryError } from '../../src/errors.js';
import { silentReporter } from '../../src/progress.js';
import {
  checkReplaceable,
  folderStore,
  readRelease,
  repairFolder,
  writeRelease,
  type NewRelease,
  type ReleaseFile,
  type StoredRelease,
} from '../../src/release/index.js';
import { temporaryFolder } from '../support/folder.js';

const folder = temporaryFolder();
const reporter = silentReporter();

function made(name: string, content: string): ReleaseFile {
  mkdirSync(folder('work'), { recursive: true });
  const file = folder('work', `${name}-${createHash('sha1').update(content).digest('hex').slice(0, 8)}`);
  writeFileSync(file, content);
  return {
    name,
    path: file,
    size: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
  };
}

async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.catch((reason: unknown) => reason);
  if (!(error instanceof FactoryError)) throw new Error('nothing was refused', { cause: error });
  return `${error.code}: ${error.message.replaceAll(folder(), '')}`;
}

/** The number of a process that has ended. */
function endedProcess(): number {
  return spawnSync(process.execPath, ['--version']).pid;
}

test('a release folder holds its files under their names, and a list that sha256sum checks', async () => {
  const out = folder('one');
  await writeRelease(out, [made('manifest.json', '{}\n'), made('install.wim', 'wim')], reporter);
  expect(readdirSync(out)).toEqual(['SHA256SUMS', 'install.wim', 'manifest.json']);
  expect(readFileSync(`${out}/SHA256SUMS`, 'utf8')).toBe(
    `${createHash('sha256').update('wim').digest('hex')}  install.wim\n` +
      `${createHash('sha256').update('{}\n').digest('hex')}  manifest.json\n`,
  );
  const files = await readRelease(out, reporter, true);
  expect(files.map(({ name, size }) => [name, size])).toEqual([
    ['install.wim', 3],
    ['manifest.json', 3],
  ]);
});

test('a new release replaces the older one as a whole, and leaves nothing beside it', async () => {
  const out = folder('parent/two');
  await writeRelease(out, [made('install.wim', 'old'), made('report.html', 'old')], reporter);
  await writeRelease(out, [made('install.wim', 'new')], reporter);
  expect(readdirSync(out)).toEqual(['SHA256SUMS', 'install.wim']);
  expect(readFileSync(`${out}/install.wim`, 'utf8')).toBe('new');
  expect(readdirSync(folder('parent'))).toEqual(['two']);
});

test('when a new release fails, the older one is as it was', async () => {
  const out = folder('three/release');
  await writeRelease(out, [made('install.wim', 'old')], reporter);
  const missing = { ...made('manifest.json', '{}'), path: folder('none') };
  expect(await refusal(writeRelease(out, [made('install.wim', 'new'), missing], reporter))).toMatch(
    /^not-found: /,
  );
  const grown = { ...made('manifest.json', '{}'), size: 1 };
  expect(await refusal(writeRelease(out, [grown], reporter))).toMatch(
    /^damaged: .*: 2 bytes, expected 1 bytes\. Build or fetch it again\.$/,
  );
  expect(readFileSync(`${out}/install.wim`, 'utf8')).toBe('old');
  expect(readdirSync(folder('three'))).toEqual(['release']);
});

test('files that are no part of a release are never replaced', async () => {
  const out = folder('four');
  mkdirSync(out);
  for (const name of ['thesis.doc', 'SHA256SUMS', 'ubuntu.iso']) writeFileSync(folder('four', name), 'x');
  expect(await refusal(writeRelease(out, [made('install.wim', 'new')], reporter))).toBe(
    'exists: /four: holds "thesis.doc", "ubuntu.iso", which are no part of a release, expected an empty folder, a release, or nothing: the folder is replaced as a whole. Name another folder, or move them away.',
  );
  expect(readdirSync(out)).toEqual(['SHA256SUMS', 'thesis.doc', 'ubuntu.iso']);
  writeFileSync(folder('a-file'), 'x');
  expect(await refusal(checkReplaceable(folder('a-file')))).toBe(
    'exists: /a-file: a file, expected a folder, or nothing. Name another folder.',
  );
});

test('the root of a file system is no place for a release', async () => {
  const { root } = path.parse(folder());
  expect(await refusal(writeRelease(root, [made('install.wim', 'x')], reporter))).toBe(
    `usage: ${root}: the root of a file system, which cannot be replaced, expected a folder in it. ` +
      'Name another folder.',
  );
});

test('killed between the two renames, the next build puts the older release back', async () => {
  const out = folder('five/release');
  await writeRelease(out, [made('install.wim', 'old')], reporter);
  const old = folder(`five/.release.${endedProcess()}-0123abcd.old`);
  renameSync(out, old);
  expect(await repairFolder(out)).toBe(true);
  expect(readFileSync(`${out}/install.wim`, 'utf8')).toBe('old');
  expect(readdirSync(folder('five'))).toEqual(['release']);
});

test('killed after the second rename, the next build removes the older release', async () => {
  const out = folder('six/release');
  await writeRelease(out, [made('install.wim', 'old')], reporter);
  renameSync(out, folder(`six/.release.${endedProcess()}-0123abcd.old`));
  mkdirSync(out);
  writeFileSync(`${out}/install.wim`, 'new');
  expect(await repairFolder(out)).toBe(false);
  expect(readFileSync(`${out}/install.wim`, 'utf8')).toBe('new');
  expect(readdirSync(folder('six'))).toEqual(['release']);
});

test('what another process retired, and what is called alike, is left alone', async () => {
  mkdirSync(folder('seven'));
  for (const name of [`.release.${process.ppid}-0123abcd.old`, '.release.backup.old', '.release.1-zz.old']) {
    mkdirSync(folder('seven', name));
  }
  expect(await repairFolder(folder('seven/release'))).toBe(false);
  expect(readdirSync(folder('seven'))).toHaveLength(3);
});

test('a link to a folder stays a link', async () => {
  mkdirSync(folder('eight-real'));
  symlinkSync(folder('eight-real'), folder('eight'));
  await writeRelease(folder('eight'), [made('install.wim', 'new')], reporter);
  expect(readFileSync(folder('eight-real/install.wim'), 'utf8')).toBe('new');
  expect(existsSync(folder('eight/SHA256SUMS'))).toBe(true);
});

test.each([
  ['a name outside the release', `${'0'.repeat(64)}  ../install.wim\n`],
  ['a digest that is too short', `${'0'.repeat(63)}  install.wim\n`],
  ['itself', `${'0'.repeat(64)}  SHA256SUMS\n`],
])('a list with %s is damaged', async (name, text) => {
  const out = folder(name);
  mkdirSync(out);
  writeFileSync(`${out}/SHA256SUMS`, text);
  expect(await refusal(readRelease(out, reporter))).toMatch(
    /^damaged: .*SHA256SUMS:1: ".*, expected a SHA-256, two spaces and the name of a file of the release$/,
  );
});

test('a file that is not what the list says is damaged', async () => {
  const out = folder('nine');
  await writeRelease(out, [made('install.wim', 'good')], reporter);
  writeFileSync(`${out}/install.wim`, 'evil');
  await expect(readRelease(out, reporter)).resolves.toHaveLength(1);
  expect(await refusal(readRelease(out, reporter, true))).toMatch(
    /^damaged: \/nine\/install\.wim: the SHA-256 [0-9a-f]{64}, expected/,
  );
});

function released(tag: string, ...files: readonly ReleaseFile[]): NewRelease {
  return { tag, image: 'win11', title: 'win11 1', files, notes: '', commit: null };
}

test('of two that publish the same at once, one does; of two releases under a tag, one is in the way', async () => {
  const store = folderStore(folder('at-once'));
  const options = { verify: false, reporter };
  const same = released('win11-1', made('install.wim', 'one'), made('manifest.json', '{}'));
  const twice = await Promise.all([store.put(same, options), store.put(same, options)]);
  expect(twice.filter(({ changed }) => changed)).toHaveLength(1);
  const [one, two] = ['one', 'two'].map((text) =>
    store.put(released('win11-2', made('install.wim', text), made('manifest.json', '{}')), options),
  );
  const ended = await Promise.allSettled([one, two]);
  expect(ended.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(ended.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'exists' } });
  expect(readdirSync(folder('at-once')).toSorted()).toEqual(['win11-1', 'win11-2']);
});

test('a folder store keeps a release a tag, and a tag never changes', async () => {
  const store = folderStore(folder('store'));
  const options = { verify: false, reporter };
  expect(await store.list(reporter)).toEqual([]);
  const one = released('win11-1', made('install.wim', 'one'), made('manifest.json', '{}'));
  const location = folder('store/win11-1');
  const names = ['install.wim', 'manifest.json'];
  expect(await store.put(one, options)).toEqual({
    location,
    changed: true,
    uploaded: [...names, 'SHA256SUMS'],
    kept: [],
  });
  const changes = { ...one, files: [...one.files, made('changes.md', 'against another release')] };
  expect(await store.put(changes, options)).toMatchObject({ location, changed: false, uploaded: [] });
  const two = [made('install.wim', 'two'), made('manifest.json', '{}')];
  expect(await refusal(store.put(released('win11-1', ...two), options))).toBe(
    'exists: /store@win11-1: another release under this tag, expected a tag that is free: a release never changes. Raise the version of the definition, or give it another tag; build on a tag, not on a release that is out already.',
  );
  await store.put(released('win11-2', ...two), options);
  const listed = await store.list(reporter);
  expect(listed.map(({ tag, image }) => [tag, image])).toEqual([
    ['win11-1', null],
    ['win11-2', null],
  ]);
  const [first] = listed as [StoredRelease];
  await store.save(first, 'install.wim', folder('saved.wim'), reporter);
  expect(readFileSync(folder('saved.wim'), 'utf8')).toBe('one');
  expect(await refusal(store.save(first, 'report.html', folder('saved'), reporter))).toBe(
    'not-found: /store/win11-1: no report.html in its SHA256SUMS',
  );
  writeFileSync(folder('store/win11-1/install.wim'), 'eno');
  expect(await refusal(store.save(first, 'install.wim', folder('evil.wim'), reporter))).toMatch(
    /^damaged: \/store\/win11-1\/install\.wim: the SHA-256 /,
  );
  expect(existsSync(folder('evil.wim'))).toBe(false);
  await store.remove(first, reporter);
  expect(readdirSync(folder('store'))).toEqual(['win11-2']);
  expect(await refusal(store.put(released('../out', ...two), options))).toMatch(
    /^usage: tag "\.\.\/out": a tag that cannot name a folder/,
  );
});
