import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { loadDefinition } from '../../src/definition/index.js';
import { starterSteps } from '../../src/cli/starter/next-steps.js';
import { kitOf, originHost, originOf } from '../../src/cli/starter/repository.js';
import { runCli } from '../support/cli.js';
import { temporaryFolder } from '../support/folder.js';

const folder = temporaryFolder();
let place = '';
let runs = 0;

beforeEach(() => {
  place = folder(`place-${++runs}`);
  mkdirSync(place);
});

function init(...words: readonly string[]) {
  return runCli(['init', ...words], { cwd: place });
}

/** A repository as "git init" and "git remote add" leave it. */
function makeRepository(url: string | null): void {
  mkdirSync(path.join(place, '.git'));
  const remote =
    url === null ? '' : `[remote "origin"]\n\turl = ${url}\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n`;
  writeFileSync(path.join(place, '.git', 'config'), `[core]\n\tbare = false\n${remote}`);
}

interface Workflow {
  readonly on: { readonly push: { readonly tags: readonly string[] } };
  readonly jobs: {
    readonly build: {
      readonly 'runs-on': unknown;
      readonly steps: readonly { readonly uses: string; readonly with?: Readonly<Record<string, string>> }[];
    };
  };
}

function workflowOf(name: string): Workflow {
  return parse(readFileSync(path.join(place, '.github', 'workflows', `${name}.yml`), 'utf8')) as Workflow;
}

test('an empty repository: a definition that loads, a workflow that builds it, and what to do next', async () => {
  makeRepository('git@github.com:contoso/images.git');
  const { status, stdout, stderr } = await init();
  expect(status).toBe(0);
  expect(stdout.split('\n')).toContain(path.join('images', 'win11-enterprise.yml'));
  const definition = await loadDefinition(path.join(place, 'images', 'win11-enterprise.yml'));
  expect(definition).toMatchObject({
    name: 'win11-enterprise',
    source: { kind: 'iso', edition: 'Enterprise' },
    machine: { hypervisor: 'hyperv' },
    release: { store: 'github', keep: 6 },
  });
  const { on, jobs } = workflowOf('win11-enterprise');
  expect(on.push.tags).toEqual(['win11-enterprise-*']);
  expect(jobs.build['runs-on']).toEqual(definition.runsOn);
  const [, factory] = jobs.build.steps;
  expect(factory?.with).toEqual({ definition: 'images/win11-enterprise.yml' });
  expect(stderr).toContain('1. Put the path of your install medium into images/win11-enterprise.yml');
  expect(stderr).toContain('image-factory doctor images/win11-enterprise.yml');
  expect(stderr).not.toContain('git init');
});

test('the schema line leads to the schema, the pattern of an editor', async () => {
  makeRepository(null);
  await init('--name', 'kiosk');
  const text = readFileSync(path.join(place, 'images', 'kiosk.yml'), 'utf8');
  const [, schema = ''] = /^# yaml-language-server: \$schema=(.+)\n/.exec(text) ?? [];
  const kit = await kitOf();
  if (kit === null) expect(existsSync(path.join(place, 'images', schema))).toBe(true);
  else
    expect(schema).toBe(
      `https://raw.githubusercontent.com/${kit.repository}/${kit.ref}/schema/image.schema.json`,
    );
});

test('a WIM that lies here: edition, name and SHA-256 are found out', async () => {
  makeRepository('https://github.com/contoso/images');
  const source = path.join(place, 'source');
  mkdirSync(source);
  writeFileSync(path.join(source, 'a.txt'), 'a');
  const captured = await runCli(['capture', 'source', 'Kiosk Image.wim'], { cwd: place });
  expect(captured.status).toBe(0);
  const { status, stdout } = await init('--json');
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ name: 'kiosk-image', hypervisor: 'hyperv' });
  const definition = await loadDefinition(path.join(place, 'images', 'kiosk-image.yml'));
  expect(definition.source.path).toBe(path.join(place, 'Kiosk Image.wim'));
  expect(definition.source.sha256).toMatch(/^[0-9a-f]{64}$/);
});

test('a folder is built without a machine, on a runner of GitHub, at once', async () => {
  makeRepository('https://github.com/contoso/images.git');
  mkdirSync(path.join(place, 'content'));
  writeFileSync(path.join(place, 'content', 'a.txt'), 'a');
  expect((await init('--source', 'content', '--name', 'tools')).status).toBe(0);
  expect(workflowOf('tools').jobs.build['runs-on']).toBe('ubuntu-latest');
  const built = await runCli(['build', 'images/tools.yml', '--dry-run'], {
    cwd: place,
    env: { GITHUB_REPOSITORY: 'contoso/images' },
  });
  expect(built.stderr).toBe('');
  expect(built.status).toBe(0);
});

test("a path of the runner's is taken as it is", async () => {
  makeRepository(null);
  await init(
    '--source',
    String.raw`D:\iso\O'Neil's 2025.iso`,
    '--edition',
    'Professional',
    '--hypervisor',
    'qemu',
  );
  const [name = ''] = readdirSync(path.join(place, 'images')).filter((file) => file.endsWith('.yml'));
  const definition = await loadDefinition(path.join(place, 'images', name));
  expect(definition).toMatchObject({
    source: { kind: 'iso', edition: 'Professional' },
    machine: { hypervisor: 'qemu' },
  });
  expect(definition.source.path).toContain("O'Neil's 2025.iso");
});

test('nothing of the user is overwritten, and nothing is written where something is in the way', async () => {
  makeRepository(null);
  mkdirSync(path.join(place, 'images'));
  writeFileSync(path.join(place, 'images', 'kiosk.yml'), 'mine');
  const { status, stderr } = await init('--name', 'kiosk');
  expect(status).toBe(2);
  expect(stderr).toContain('is there already');
  expect(readFileSync(path.join(place, 'images', 'kiosk.yml'), 'utf8')).toBe('mine');
  expect(existsSync(path.join(place, '.github'))).toBe(false);
});

test.each([
  [['--name', 'a b'], '"a b", expected up to 100 letters'],
  [
    ['--source', 'nothing.txt'],
    'nothing.txt: neither a folder that is here nor a file of a kind that is known',
  ],
  [['--hypervisor', 'vmware'], 'vmware'],
])('mistakes: %j', async (words, message) => {
  const { status, stderr } = await init(...words);
  expect(status).toBe(2);
  expect(stderr).toContain(message);
});

test('outside of a repository it says so', async () => {
  const { status, stderr } = await init();
  expect(status).toBe(0);
  expect(stderr).toContain('This folder is in no Git repository');
});

test.each([
  ['git@github.com:contoso/images.git', 'contoso/images'],
  ['https://github.com/contoso/images', 'contoso/images'],
  ['ssh://git@github.example.com/contoso/win.images.git', 'contoso/win.images'],
  ['ssh://git@github.contoso.local:2222/infra/images', 'infra/images'],
  ['https://gitlab.com/contoso/images', null],
])('the remote %s', async (url, name) => {
  makeRepository(url);
  expect(await originOf(place)).toBe(name);
});

test.each([
  ['git@github.com:contoso/images.git', 'github.com'],
  ['ssh://git@github.contoso.local:2222/infra/images', 'github.contoso.local'],
  ['https://me@git.contoso.local/infra/images.git', 'git.contoso.local'],
  ['../images.git', null],
  [String.raw`D:\git\images`, null],
])('the host of the remote %s', async (url, host) => {
  makeRepository(url);
  expect(await originHost(place)).toBe(host);
});

const steps = (isVendored: boolean, host: string) =>
  starterSteps(
    {
      name: 'a',
      source: {
        kind: 'iso',
        text: 'a.iso',
        sha256: null,
        edition: null,
        editions: [],
        name: 'a',
        isExample: false,
        isHere: true,
      },
      hypervisor: 'hyperv',
      schema: '',
      kit: { repository: 'contoso/image-factory', ref: 'v1' },
      isVendored,
    },
    'images/a.yml',
    true,
    { origin: 'infra/images', host },
  ).filter((step) => step.includes('--vendor'));

test('a server of its own: what is known of it, and what it needs', async () => {
  makeRepository('git@git.contoso.local:infra/images.git');
  const unknown = await init('--source', 'D:\\disks\\kiosk.vhdx');
  expect(unknown.stderr).toContain('is at git.contoso.local, which may be a GitHub Enterprise Server');
  expect(unknown.stderr).toContain(
    "D:\\disks\\kiosk.vhdx is not on this host: let it be a path of the runner's",
  );
  expect(steps(false, 'github.contoso.local')).toEqual([
    expect.stringContaining('connected it to github.com'),
  ]);
  expect([...steps(true, 'github.contoso.local'), ...steps(false, 'github.com')]).toEqual([]);
});

test('the program pins itself: a clone by its commit, a copy of a runner by its reference', async () => {
  makeRepository('https://github.com/contoso/image-factory.git');
  const commit = 'a'.repeat(40);
  const git = path.join(place, '.git');
  const file = path.join(place, 'dist', 'cli', 'index.js');
  writeFileSync(path.join(git, 'HEAD'), 'ref: refs/heads/main\n');
  expect(await kitOf(file)).toBeNull();
  writeFileSync(path.join(git, 'packed-refs'), `# pack-refs\n${commit} refs/heads/main\n`);
  expect(await kitOf(file)).toEqual({ repository: 'contoso/image-factory', ref: commit });
  mkdirSync(path.join(git, 'refs', 'heads'), { recursive: true });
  writeFileSync(path.join(git, 'refs', 'heads', 'main'), `${'b'.repeat(40)}\n`);
  expect(await kitOf(file)).toEqual({ repository: 'contoso/image-factory', ref: 'b'.repeat(40) });
  writeFileSync(path.join(git, 'HEAD'), `${commit}\n`);
  expect(await kitOf(file)).toEqual({ repository: 'contoso/image-factory', ref: commit });
  const copy = String.raw`C:\runner\_work\_actions\contoso\image-factory\v1\dist\cli\index.js`;
  expect(await kitOf(copy)).toEqual({ repository: 'contoso/image-factory', ref: 'v1' });
});
