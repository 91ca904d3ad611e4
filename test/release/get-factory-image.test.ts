import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, expect } from '@jest/globals';
import { makeBin, runPowerShell, startDouble, testWithPowerShell, type Double } from '../powershell/index.js';
import { temporaryFolder } from '../support/folder.js';
import { BAD_GATEWAY, secondaryLimit, startGitHub, type GitHub, type Seen } from '../support/github/index.js';

const SCRIPT = path.resolve('scripts', 'Get-FactoryImage.ps1');
const REPOSITORY = 'contoso/images';
const TOKEN = 'ghp_0123456789';
const folder = temporaryFolder();
const SET = {
  'install.swm': randomBytes(700_000),
  'install2.swm': randomBytes(400_000),
  'install10.swm': randomBytes(1000),
};
const WIM = { 'install.wim': randomBytes(50_000) };
type Files = Readonly<Record<string, Buffer>>;

let bin = '';
let github: GitHub;
let double: Double;
let free = 0;
let dismExit = 0;
let run = 0;
let destination = '';
let drives: Record<string, string> = {};

beforeAll(async () => {
  bin = await makeBin(folder('bin'));
});

beforeEach(async () => {
  drives = { C: folder(`c-${++run}`), W: folder(`w-${run}`) };
  for (const place of Object.values(drives)) mkdirSync(place);
  destination = path.join(drives['C'] ?? '', 'images');
  [free, dismExit] = [2 ** 40, 0];
  double = await startDouble({
    drives: (_, reply) => {
      reply.out({
        Name: 'C:\\',
        VolumeLabel: '',
        DriveType: 'Fixed',
        IsReady: true,
        AvailableFreeSpace: free,
      });
    },
    command: (_, reply) => {
      reply.stdout('The operation completed successfully.\n');
      return dismExit;
    },
  });
});

afterEach(async () => {
  await github?.stop();
  expect(double.failures).toEqual([]);
  await double.close();
});

/** The files of a release, with their list. */
function released(parts: Files): Record<string, Buffer> {
  const files: Record<string, Buffer> = { 'manifest.json': Buffer.from('{}\n'), ...parts };
  const sums = Object.entries(files).map(([name, bytes]) => `${sha256(bytes)}  ${name}\n`);
  return { ...files, SHA256SUMS: Buffer.from(sums.join('')) };
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function partialOf(name: string, bytes: Buffer): string {
  return `${name}.${sha256(bytes).slice(0, 8)}.partial`;
}

function marker(image: string): string {
  return `## Changes\n\n<!-- image-factory:release ${JSON.stringify({ image, content: '0' })} -->`;
}

function november(day: number): Date {
  return new Date(Date.UTC(2026, 10, day));
}

async function start(options: Parameters<typeof startGitHub>[0] = {}, parts: Files = SET): Promise<void> {
  github = await startGitHub(options);
  github.addToken(TOKEN, { [REPOSITORY]: 'read' });
  const repository = github.addRepository(REPOSITORY, { private: true });
  const [files, older] = [released(parts), released({ 'install.wim': randomBytes(10) })];
  repository.addRelease({ tag: 'other-3', body: marker('other'), files: older, published: november(3) });
  repository.addRelease({ tag: 'demo-2', body: marker('demo'), files, published: november(2) });
  repository.addRelease({ tag: 'demo-1', body: marker('demo'), files: older, published: november(1) });
  repository.addRelease({ tag: 'v9', body: 'made by hand', files: older, published: november(9) });
}

async function get(...words: readonly string[]) {
  const options = { double, drives, env: { PATH: `${bin}:${process.env['PATH'] ?? ''}`, NO_PROXY: '*' } };
  return runPowerShell(SCRIPT, ['-RetryDelay', '0', ...words], options);
}

async function getRelease(...words: readonly string[]) {
  const place = ['-Repository', REPOSITORY, '-ApiUrl', github.apiUrl, '-Destination', 'C:\\images'];
  return get(...place, '-Token', TOKEN, ...words);
}

function expectParts(parts: Files): void {
  expect(readdirSync(destination).toSorted()).toEqual([...Object.keys(parts), 'SHA256SUMS'].toSorted());
  for (const [name, bytes] of Object.entries(parts)) {
    expect(sha256(readFileSync(path.join(destination, name)))).toBe(sha256(bytes));
  }
}

const storage = ({ kind }: Seen): boolean => kind === 'storage';
const partOf = (size: number) => (seen: Seen) => storage(seen) && seen.path.includes(`/${idOf(size)}?`);
const ranges = (): unknown[] => github.requests.filter(storage).map(({ headers }) => headers['range']);
const sizes = (parts: Files): number => Object.values(parts).reduce((sum, { length }) => sum + length, 0);

testWithPowerShell(
  'the newest release of an image of a private repository is fetched and applied, and handed over',
  async () => {
    await start({ apiPath: '/api/v3', pageLimit: 2 });
    const script = folder('hand-over.ps1');
    writeFileSync(
      script,
      [
        'param([string] $Script, [string] $Url)',
        `$given = & $Script -Repository ${REPOSITORY} -ApiUrl $Url -Image demo -Destination 'C:\\images\\' -Apply W:\\ -Index 2 -RetryDelay 0 -PassThru`,
        '"$LASTEXITCODE|" + (ConvertTo-Json -InputObject $given -Compress)',
      ].join('\r\n'),
    );
    const env = { PATH: `${bin}:${process.env['PATH'] ?? ''}`, NO_PROXY: '*', GITHUB_TOKEN: TOKEN };
    const { stdout, stderr } = await runPowerShell(script, [SCRIPT, github.apiUrl], { double, drives, env });
    expect(stderr).toBe('');
    const [code, json = ''] = (stdout.trimEnd().split('\n').at(-1) ?? '').split('|');
    expect(code).toBe('0');
    expect(JSON.parse(json)).toEqual({
      Release: `github:${REPOSITORY}@demo-2`,
      Tag: 'demo-2',
      Image: 'demo',
      Folder: 'C:\\images',
      ImageFile: 'C:\\images\\install.swm',
      SwmPattern: 'C:\\images\\install*.swm',
      Parts: ['C:\\images\\install.swm', 'C:\\images\\install2.swm', 'C:\\images\\install10.swm'],
      BytesDownloaded: sizes(SET),
      BytesKept: 0,
    });
    expectParts(SET);
    expect(double.calls.filter(({ kind }) => kind === 'command')).toMatchObject([
      {
        name: 'dism.exe',
        args: [
          '/English',
          '/Apply-Image',
          '/ImageFile:C:\\images\\install.swm',
          '/Index:2',
          '/ApplyDir:W:\\',
          '/SWMFile:C:\\images\\install*.swm',
        ],
      },
    ]);
    expect(
      github.requests
        .filter(({ kind }) => kind !== 'storage')
        .every(({ headers }) => headers['authorization'] === `Bearer ${TOKEN}`),
    ).toBe(true);
    expect(github.requests.filter(storage).some(({ headers }) => 'authorization' in headers)).toBe(false);
  },
);

testWithPowerShell(
  'what breaks off goes on, wrong bytes are asked for again, expired addresses are renewed, limits waited for',
  async () => {
    await start();
    github.fault(partOf(700_000), { kind: 'reset', after: 600_000 });
    github.fault(partOf(700_000), { kind: 'expired' });
    github.fault(partOf(400_000), { kind: 'flip', at: 70_000 });
    github.fault(partOf(1000), BAD_GATEWAY);
    github.fault(({ kind, path: of }) => kind === 'api' && of.includes('/tags/'), secondaryLimit(0));
    const { status, stdout, stderr } = await getRelease('-Tag', 'demo-2');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expectParts(SET);
    const [range, again] = ranges().filter((one) => one !== undefined);
    expect(range).toMatch(/^bytes=[1-9]\d*-$/);
    expect(again).toBe(range);
    expect(stdout).toMatch(
      /secondary rate limit[^]*install\.swm: install\.swm broke off[^]*signed address has expired[^]*install2\.swm: the bytes that came are not/,
    );
    expect(stdout).not.toContain(TOKEN);
  },
);

testWithPowerShell(
  'a run that fails keeps what it has and the older release, and the next one goes on',
  async () => {
    await start();
    mkdirSync(destination, { recursive: true });
    const older = { 'install.swm': 'old', 'install2.swm': 'old', 'install3.swm': 'old', 'notes.txt': 'mine' };
    for (const [name, text] of Object.entries(older)) writeFileSync(path.join(destination, name), text);
    writeFileSync(path.join(destination, 'install.swm.00000000.partial'), 'of another release');
    github.fault(partOf(700_000), { kind: 'reset', after: 600_000 });
    github.fault(partOf(700_000), BAD_GATEWAY, 8);
    const failed = await getRelease('-Tag', 'demo-2');
    expect(failed.status).toBe(5);
    expect(failed.stderr).toMatch(
      /install\.swm: .*the server answers 502 \(attempt 8\)\. Run it again later/,
    );
    const partial = partialOf('install.swm', SET['install.swm']);
    expect(readdirSync(destination).toSorted()).toEqual([...Object.keys(older), partial].toSorted());
    for (const [name, text] of Object.entries(older)) {
      expect(readFileSync(path.join(destination, name), 'utf8')).toBe(text);
    }
    github.clearFaults();
    github.requests.length = 0;
    const there = statSync(path.join(destination, partial)).size;
    expect((await getRelease('-Tag', 'demo-2')).status).toBe(0);
    expect(ranges()).toEqual([undefined, `bytes=${there}-`, undefined, undefined]);
    rmSync(path.join(destination, 'notes.txt'));
    expectParts(SET);
    github.requests.length = 0;
    expect((await getRelease('-Tag', 'demo-2')).status).toBe(0);
    expect(ranges()).toEqual([undefined]);
  },
);

testWithPowerShell('a server that knows no ranges sends the whole again', async () => {
  await start({ ranges: false }, WIM);
  mkdirSync(destination);
  const partial = path.join(destination, partialOf('install.wim', WIM['install.wim']));
  writeFileSync(partial, WIM['install.wim'].subarray(0, 20_000));
  const { status, stdout } = await getRelease('-Tag', 'demo-2');
  expect(status).toBe(0);
  expectParts(WIM);
  expect(ranges().at(-1)).toBe('bytes=20000-');
  expect(stdout).toContain('1 file(s) of github:contoso/images@demo-2');
});

testWithPowerShell('wrong bytes never get the name of the file', async () => {
  await start({}, WIM);
  github.fault(
    (seen) => storage(seen) && seen.path.includes(`/${idOf(50_000)}?`),
    { kind: 'flip', at: 9 },
    9,
  );
  const { status, stderr } = await getRelease('-Tag', 'demo-2', '-Apply', 'W:\\');
  expect(status).toBe(3);
  expect(stderr).toContain('bytes with another SHA-256, 3 times');
  expect(readdirSync(destination).filter((name) => !name.endsWith('.partial'))).toEqual([]);
  expect(double.calls.filter(({ kind }) => kind === 'command')).toEqual([]);
});

testWithPowerShell('what cannot be is told with what to do', async () => {
  await start({}, WIM);
  await refused(2, 'several images: demo, other. Name one with -Image', []);
  await refused(2, 'no release of the image "win". It has demo, other', ['-Image', 'win']);
  await refused(2, 'a release of "demo", expected "win"', ['-Image', 'win', '-Tag', 'demo-2']);
  await refused(2, 'and that the token may read that repository', ['-Tag', 'none']);
  github.removeToken(TOKEN);
  await refused(4, '401 Bad credentials. Give a token that is good', ['-Tag', 'demo-2']);
  github.addToken(TOKEN, { [REPOSITORY]: 'read' });
  github.fault(1, { kind: 'answer', status: 403, body: { message: 'Resource not accessible' } });
  await refused(4, '403 Resource not accessible. Give -Token one that may read', ['-Tag', 'demo-2']);
  free = 1000;
  await refused(4, 'are free, expected', ['-Tag', 'demo-2']);
  const { SHA256SUMS: sums, ...files } = released(WIM);
  const twice = Buffer.concat([sums ?? Buffer.alloc(0), Buffer.from(`${'0'.repeat(64)}  install.wim\n`)]);
  github.repositories.get(REPOSITORY)?.addRelease({ tag: 'twice', files: { ...files, SHA256SUMS: twice } });
  await refused(3, 'SHA256SUMS lists install.wim twice', ['-Tag', 'twice']);
});

testWithPowerShell('a release folder is checked where it lies, and applied from there', async () => {
  const files = released(WIM);
  mkdirSync(path.join(drives['C'] ?? '', 'share', 'win 11'), { recursive: true });
  const file = (name: string) => path.join(drives['C'] ?? '', 'share', 'win 11', name);
  for (const [name, bytes] of Object.entries(files)) writeFileSync(file(name), bytes);
  const words = ['-Uri', 'C:\\share\\win 11', '-Apply', 'W:\\'];
  expect((await get(...words)).status).toBe(0);
  expect(double.calls.at(-1)).toMatchObject({
    args: [
      '/English',
      '/Apply-Image',
      '/ImageFile:C:\\share\\win 11\\install.wim',
      '/Index:1',
      '/ApplyDir:W:\\',
    ],
  });
  dismExit = 112;
  expect(await get(...words)).toMatchObject({ status: 4, stderr: expect.stringContaining('W:\\ is full') });
  dismExit = 2;
  expect(await get(...words)).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('ended with 2 (0x00000002)'),
  });
  writeFileSync(file('install.wim'), 'other');
  expect(await get(...words)).toMatchObject({ status: 3, stderr: expect.stringContaining('Copy it anew') });
});

testWithPowerShell('a web server: redirects, ranges, and a partial file that is whole already', async () => {
  const files = released(WIM);
  const seen: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    const name = path.basename(request.url ?? '');
    const bytes = files[name];
    if (request.url?.startsWith('/old/')) response.writeHead(302, { location: `/new/${name}` }).end();
    else if (bytes === undefined) response.writeHead(404).end();
    else if (request.headers.range !== undefined) {
      seen.push(request.headers.range);
      response.writeHead(416, { 'content-range': `bytes */${bytes.length}` }).end();
    } else response.end(bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    mkdirSync(destination);
    writeFileSync(path.join(destination, partialOf('install.wim', WIM['install.wim'])), WIM['install.wim']);
    expect(await get('-Uri', `${url}/old`, '-Destination', 'C:\\images')).toMatchObject({
      status: 0,
      stderr: '',
    });
    expect(seen).toEqual(['bytes=50000-']);
    expectParts(WIM);
    delete files['SHA256SUMS'];
    const gone = await get('-Uri', `${url}/new`, '-Destination', 'C:\\other');
    expect(gone).toMatchObject({ status: 2, stderr: expect.stringContaining('which holds SHA256SUMS') });
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

async function refused(code: number, text: string, words: readonly string[]): Promise<void> {
  const { status, stderr } = await getRelease(...words);
  expect({ status, stderr }).toEqual({ status: code, stderr: expect.stringContaining(text) });
  expect(existsSync(path.join(destination, 'install.wim'))).toBe(false);
}

function idOf(size: number): number {
  const releases = github.repositories.get(REPOSITORY)?.releases ?? [];
  return releases.flatMap(({ assets }) => assets).find((asset) => asset.size === size)?.id ?? 0;
}
