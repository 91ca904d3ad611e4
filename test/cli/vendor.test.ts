/** "init --vendor": the copy of the kit in a repository, and what an update leaves alone. */

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { VENDOR_FOLDER } from '../../src/cli/starter/kit-files.js';
import { kitOf } from '../../src/cli/starter/repository.js';
import { RECORD, vendor } from '../../src/cli/starter/vendor.js';
import { runCli } from '../support/cli.js';
import { temporaryFolder } from '../support/folder.js';
import { makeJob, readValues, start } from '../support/job.js';

const folder = temporaryFolder();
let place = '';
let runs = 0;

beforeEach(() => {
  place = folder(`place-${++runs}`);
  mkdirSync(path.join(place, '.git'), { recursive: true });
});

const at = (...names: readonly string[]) => path.join(place, ...names);
const read = (name: string) => readFileSync(at(name), 'utf8');
const copied = (name: string) => `${VENDOR_FOLDER}/${name}`;

function write(root: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  }
}

function filesBelow(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .toSorted();
}

/** What steps name with `uses:`, wherever they stand. */
function usesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(usesIn);
  return 'uses' in value && typeof value.uses === 'string' ? [value.uses, ...inner] : inner;
}

describe('the copy of this very kit', () => {
  test('holds all that its actions and workflows name, Git takes it, and it builds', async () => {
    rmSync(at('.git'), { recursive: true });
    execFileSync('git', ['init', '-q', place]);
    write(place, { '.gitignore': 'dist/\n*.json\nLICENSE\n' });
    const { status, stdout, stderr } = await runCli(['init', '--vendor'], { cwd: place });
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: expect.not.stringContaining('warning') as unknown,
    });
    expect(stdout.split('\n')).toEqual(
      expect.arrayContaining([
        path.join(VENDOR_FOLDER, 'action.yml'),
        path.join(VENDOR_FOLDER, 'dist/action/'),
      ]),
    );
    expect(stderr).toContain('image-factory init --vendor');

    const found = filesBelow(at('.github'));
    const yaml = found.filter((name) => name.endsWith('.yml'));
    const actions = yaml.filter((name) => name.endsWith('/action.yml'));
    expect(actions.length).toBeGreaterThanOrEqual(3);
    for (const name of yaml) {
      const text = read(`.github/${name}`);
      for (const uses of usesIn(parse(text))) {
        const own = /^(?:\$|\.)\/(.*)$/.exec(uses)?.[1];
        if (own === undefined) continue;
        const isThere = existsSync(at(own, 'action.yml')) || (own.endsWith('.yml') && existsSync(at(own)));
        expect({ name, uses, isThere }).toEqual({ name, uses, isThere: true });
      }
      for (const [named] of text.matchAll(/\b(?:dist|scripts)\/[\w./-]*\w/g))
        expect({ name, named, isThere: existsSync(at(copied(named))) }).toEqual({
          name,
          named,
          isThere: true,
        });
    }
    for (const name of actions) {
      const { runs } = parse(read(`.github/${name}`)) as { runs: Readonly<Record<string, string>> };
      const mains = [runs['main'], runs['post']].filter((main) => main !== undefined);
      for (const main of mains)
        expect([name, main, existsSync(at('.github', path.dirname(name), main))]).toEqual([name, main, true]);
    }

    execFileSync('git', ['-C', place, 'add', '.github']);
    const staged = execFileSync('git', ['-C', place, 'ls-files', '.github']).toString().trim().split('\n');
    expect(staged.map((name) => name.replace('.github/', '')).toSorted()).toEqual(found);

    const action = { declared: at(copied('action.yml')), main: at(copied('dist/action/build.js')) };
    const job = makeJob(action, folder('job'), { definition: path.resolve('examples/quickstart/image.yml') });
    const { status: built, log } = await start(job).ended;
    expect([built, log]).toEqual([0, expect.not.stringContaining('::error::')]);
    expect(readValues(path.join(folder('job'), 'output'))).toMatchObject({ build: '26200.7171' });
  });

  test('is what the editor and "init" of another image use from then on', async () => {
    await runCli(['init', '--vendor', '--name', 'first'], { cwd: place });
    expect((await runCli(['init', '--name', 'second'], { cwd: place })).status).toBe(0);
    const [, schema = ''] = /\$schema=(\S+)/.exec(read('images/second.yml')) ?? [];
    expect(existsSync(at('images', schema))).toBe(true);
    expect(usesIn(parse(read('.github/workflows/second.yml')))).toEqual(
      usesIn(parse(read('.github/workflows/first.yml'))),
    );
    expect(await kitOf(at(copied('dist/cli/index.js')))).toBeNull();
  });
});

const KIT = {
  'action.yml': 'runs:\n  using: node24\n  main: dist/action/index.js\n',
  'fetch/action.yml': 'runs:\n  using: node24\n  main: ../dist/fetch/index.js\n',
  'fetch/start.sh': 'beside it\n',
  'dist/action/index.js': 'one\n',
  'dist/action/7.index.js': 'a chunk\n',
  'dist/fetch/index.js': 'fetch\n',
  'dist/unused/index.js': 'nobody starts this\n',
  'scripts/Get-Thing.ps1': 'thing\r\n',
  'scripts/internal.mjs': 'no\n',
  LICENSE: 'MIT\n',
  'schema/image.schema.json': '{}\n',
  '.github/workflows/ci.yml': 'on: push\njobs: {}\n',
  '.github/workflows/build-image.yml':
    'on:\n  workflow_call:\njobs:\n  attest:\n    uses: $/.github/workflows/attest-image.yml\n' +
    '  build:\n    steps:\n      - uses: $/ # the action\n      - uses: "$/fetch"\n      - uses: other/action@v1\n',
  '.github/workflows/attest-image.yml':
    'on: { workflow_call: }\njobs:\n  a:\n    steps:\n      - run: scripts/Get-Thing.ps1\n',
};

describe('an update', () => {
  let kit = '';
  beforeEach(() => {
    kit = folder(`kit-${runs}`);
    write(kit, KIT);
  });
  const update = () => vendor(kit, place, { repository: 'contoso/image-factory', ref: 'f'.repeat(40) });

  test('a copy holds what is named and nothing else, with its own folder behind "$/"', async () => {
    await update();
    expect(filesBelow(place)).toEqual(
      [
        'action.yml',
        'fetch/action.yml',
        'fetch/start.sh',
        'dist/action/index.js',
        'dist/action/7.index.js',
        'dist/fetch/index.js',
        'scripts/Get-Thing.ps1',
        'LICENSE',
        'schema/image.schema.json',
        '.gitattributes',
        '.gitignore',
        'vendored.json',
      ]
        .map(copied)
        .concat('.github/workflows/attest-image.yml', '.github/workflows/build-image.yml')
        .toSorted(),
    );
    expect(usesIn(parse(read('.github/workflows/build-image.yml')))).toEqual([
      '$/.github/workflows/attest-image.yml',
      `$/${VENDOR_FOLDER}`,
      `$/${VENDOR_FOLDER}/fetch`,
      'other/action@v1',
    ]);
    expect(JSON.parse(read(RECORD))).toMatchObject({
      repository: 'contoso/image-factory',
      ref: 'f'.repeat(40),
    });
  });

  test('what is new is written, what is gone is removed, what somebody changed here stays and is told', async () => {
    await update();
    write(place, { [copied('fetch/action.yml')]: 'mine\n', [copied('scripts/Get-Thing.ps1')]: 'mine too\n' });
    write(kit, {
      'dist/action/index.js': 'two\n',
      'dist/action/8.index.js': 'new\n',
      'fetch/action.yml': 'runs: {}\n',
    });
    for (const gone of ['dist/action/7.index.js', 'scripts/Get-Thing.ps1']) rmSync(path.join(kit, gone));
    const { written, removed, kept } = await update();
    expect(written.toSorted()).toEqual([copied('dist/action/8.index.js'), copied('dist/action/index.js')]);
    expect(removed.toSorted()).toEqual([copied('dist/action/7.index.js'), copied('dist/fetch/index.js')]);
    expect(kept.toSorted()).toEqual([copied('fetch/action.yml'), copied('scripts/Get-Thing.ps1')]);
    expect(read(copied('fetch/action.yml'))).toBe('mine\n');
    expect(read(copied('dist/action/index.js'))).toBe('two\n');
    expect(existsSync(at(copied('dist/action/7.index.js')))).toBe(false);

    rmSync(at(copied('fetch/action.yml')));
    expect(await update()).toMatchObject({ written: [copied('fetch/action.yml')], removed: [] });
    expect(read(copied('fetch/action.yml'))).toBe('runs: {}\n');
  });

  test('nothing to do is nothing written; the line ends that Git makes on Windows are no change', async () => {
    await update();
    for (const name of filesBelow(place)) writeFileSync(at(name), read(name).replaceAll(/\r?\n/g, '\r\n'));
    expect(await update()).toMatchObject({ written: [], removed: [], kept: [] });
  });

  test('what one that was killed had written is no obstacle', async () => {
    await update();
    rmSync(at(RECORD));
    expect(await update()).toMatchObject({ before: null, written: [], kept: [] });
  });

  test("a file of the user's is in the way: nothing is written", async () => {
    write(place, { '.github/workflows/build-image.yml': 'on: push\n' });
    await expect(update()).rejects.toMatchObject({
      code: 'exists',
      message: expect.stringContaining('.github/workflows/build-image.yml') as unknown,
    });
    expect(filesBelow(place)).toEqual(['.github/workflows/build-image.yml']);
  });

  test.each(['{}', '{', '{"files":{"../../home/x":"0"}}', '{"files":{".github/workflows/../../x":"0"}}'])(
    'a record that is none: %s',
    async (text) => {
      write(place, { [RECORD]: text });
      await expect(update()).rejects.toMatchObject({ code: 'damaged' });
    },
  );

  test('a copy is not copied', async () => {
    await update();
    await expect(vendor(at(VENDOR_FOLDER), folder('elsewhere'), null)).rejects.toMatchObject({
      code: 'usage',
    });
  });
});
