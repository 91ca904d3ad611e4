/** The command line on Windows, as far as wine goes: Node for Windows, drives, backslashes, spaces, long paths, pipes. */

import { afterAll, describe, expect } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { writeUdfImage } from '../../src/media/index.js';
import { temporaryFolder } from '../support/folder.js';
import { runPeer, testWith, type Peer } from '../support/peers.js';
import { shape } from '../support/shapes.js';
import { Wine, windowsPath, windowsUrl } from '../support/wine.js';

const at = temporaryFolder();
const PEERS: readonly Peer[] = ['wine64', 'node.exe'];
const LONG = Array.from({ length: 5 }, (_, index) => `${index} ${'long folder '.repeat(5)}end`);

const wine = new Wine(at());
afterAll(() => wine.stop());

/** Made once, when the first test asks for it. */
let started: Promise<void> | null = null;
function windows(): Promise<void> {
  started ??= start();
  return started;
}

async function start(): Promise<void> {
  await wine.start();
  const source = path.join(wine.driveC, 'work dir', 'source');
  const files: Readonly<Record<string, Uint8Array>> = {
    [path.join('Program Files', 'App', 'read me.txt')]: Buffer.from('hello'),
    [path.join('Größe', '日本語.txt')]: Buffer.from('Unicode'),
    [path.join(...LONG, 'deep.txt')]: Buffer.from('deep'),
    'copy.bin': shape('letters', 300_000, 1),
    'again.bin': shape('letters', 300_000, 1),
  };
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(source, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}

const inDriveC = (...names: string[]) => path.join(wine.driveC, ...names);

async function cli(...words: string[]): Promise<string> {
  await windows();
  const { status, stdout, stderr } = await wine.cli(words);
  expect([status, stderr.split('\n').filter((line) => line.startsWith('error: '))]).toEqual([0, []]);
  return stdout;
}

describe('on Windows', () => {
  testWith(PEERS, 'Node is that of Windows 10', async () => {
    await windows();
    const { stdout } = await wine.node(['-p', 'process.platform + " " + require("os").release()']);
    expect(stdout).toMatch(/^win32 10\.0\./);
  });

  testWith(
    [...PEERS, 'wimlib-imagex'],
    'capture takes spaces, Unicode names and paths beyond 260 characters, as wimlib finds them',
    async () => {
      const told = await cli(
        'capture',
        String.raw`C:\work dir\source`,
        String.raw`C:\work dir\out.wim`,
        '--name',
        'Wine',
        '--json',
      );
      expect(JSON.parse(told)).toMatchObject({ images: [{ index: 1, name: 'Wine', files: 5 }] });
      await runPeer('wimlib-imagex', ['verify', inDriveC('work dir', 'out.wim')]);
      await runPeer('wimlib-imagex', ['apply', inDriveC('work dir', 'out.wim'), '1', at('by wimlib')]);
      expect(differences(inDriveC('work dir', 'source'), at('by wimlib'))).toBe('');
    },
  );

  testWith(
    PEERS,
    'ls takes backslashes, slashes and any case, from a drive or from where one is',
    async () => {
      const line = '\\Program Files\\App\\read me.txt\n';
      expect(await cli('ls', String.raw`C:\work dir\out.wim#1`, String.raw`\Program Files\App`)).toBe(line);
      expect(await cli('ls', 'c:/WORK DIR/Out.wim#wine', 'program files/APP')).toBe(line);
      expect(await cli('ls', String.raw`prefix\drive_c\work dir\out.wim#1`, 'Größe')).toBe(
        '\\Größe\\日本語.txt\n',
      );
    },
  );

  testWith(PEERS, 'apply writes an image onto another drive, byte for byte', async () => {
    await windows();
    const driveD = wine.drive('d');
    await cli('apply', String.raw`C:\work dir\out.wim#1`, String.raw`D:\applied here`);
    expect(differences(inDriveC('work dir', 'source'), path.join(driveD, 'applied here'))).toBe('');
  });

  testWith(PEERS, 'verify tells a whole archive from a damaged one', async () => {
    expect(await cli('verify', String.raw`C:\work dir\out.wim`)).toMatch(
      /^C:\\work dir\\out\.wim: whole \(1 image/,
    );
    const bytes = readFileSync(inDriveC('work dir', 'out.wim'));
    const middle = Math.floor(bytes.length / 3);
    bytes[middle] = (bytes[middle] as number) ^ 0xff;
    writeFileSync(inDriveC('work dir', 'damaged.wim'), bytes);
    const { status, stdout } = await wine.cli(['verify', String.raw`C:\work dir\damaged.wim`]);
    expect(status).toBe(1);
    expect(stdout).toMatch(/damaged\.wim/);
  });

  testWith(PEERS, 'build makes a release of a definition with CRLF and backslashes', async () => {
    await windows();
    const definition = ['name: wine', 'version: "1"', 'source:', String.raw`  directory: .\source`, ''];
    writeFileSync(inDriveC('work dir', 'image.yml'), definition.join('\r\n'));
    await cli(
      'build',
      String.raw`C:\work dir\image.yml`,
      '--out',
      String.raw`C:\the release`,
      '--work',
      String.raw`C:\w`,
    );
    const release = inDriveC('the release');
    expect(readdirSync(release).toSorted()).toEqual(['SHA256SUMS', 'install.wim', 'manifest.json']);
    const sums = execFileSync('sha256sum', ['--check', 'SHA256SUMS'], { cwd: release, encoding: 'utf8' });
    expect(sums.trim().split('\n')).toEqual(['install.wim: OK', 'manifest.json: OK']);
    const manifest = JSON.parse(readFileSync(path.join(release, 'manifest.json'), 'utf8')) as {
      files: { path: string }[];
    };
    expect(manifest.files.map(({ path: name }) => name)).toContain(`\\${LONG.join('\\')}\\deep.txt`);
  });

  testWith(
    PEERS,
    'a medium is read where it lies, and written with the bytes that it has elsewhere',
    async () => {
      await windows();
      const request = {
        label: 'IMGF_PAYLOAD',
        files: [
          { path: 'sources\\install.wim', source: { kind: 'file', file: inDriveC('work dir', 'out.wim') } },
          { path: 'Größe\\日本語.txt', source: { kind: 'bytes', bytes: Buffer.from('Unicode') } },
        ],
        created: new Date('2026-11-23T12:34:56.789Z'),
      } as const;
      await writeUdfImage(at('here.iso'), request);
      const script = `
      import { writeUdfImage } from ${JSON.stringify(windowsUrl(path.join('build', 'src', 'media', 'index.js')))};
      await writeUdfImage(String.raw\`C:\\there.iso\`, {
        label: 'IMGF_PAYLOAD',
        files: [
          { path: 'sources/install.wim', source: { kind: 'file', file: String.raw\`C:\\work dir\\out.wim\` } },
          { path: 'Größe/日本語.txt', source: { kind: 'bytes', bytes: Buffer.from('Unicode') } },
        ],
        created: new Date('2026-11-23T12:34:56.789Z'),
      });`;
      writeFileSync(at('write.mjs'), script);
      expect(await wine.node([windowsPath(at('write.mjs'))])).toMatchObject({ status: 0, stderr: '' });
      expect(readFileSync(inDriveC('there.iso')).equals(readFileSync(at('here.iso')))).toBe(true);
      expect(await cli('ls', String.raw`C:\there.iso#Wine`, String.raw`\Program Files`)).toBe(
        '\\Program Files\\App\n',
      );
    },
  );

  testWith(PEERS, 'the serial port of a machine is read over a named pipe, across its resets', async () => {
    await windows();
    writeFileSync(at('machine.mjs'), MACHINE);
    const console = windowsUrl(path.join('build', 'src', 'machine', 'hyperv', 'console.js'));
    writeFileSync(at('listener.mjs'), LISTENER.replace('CONSOLE', console));
    const pipe = String.raw`\\.\pipe\imgf-test-${process.pid}`;
    const [listener, machine] = await Promise.all([
      wine.node([windowsPath(at('listener.mjs')), pipe]),
      wine.node([windowsPath(at('machine.mjs')), pipe]),
    ]);
    expect(machine).toMatchObject({ status: 0, stderr: '' });
    expect(listener).toMatchObject({ status: 0, stdout: 'boot 1\nboot 2\nboot 3\n', stderr: '' });
  });
});

/** As Hyper-V does: the pipe's server ends with each reset, and another one takes its name. */
const MACHINE = `
import { createServer } from 'node:net';
for (const boot of [1, 2, 3]) {
  await new Promise((resolve) => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.end('boot ' + boot + '\\n', () => server.close(resolve));
    });
    server.listen(process.argv[2]);
  });
}
`;

const LISTENER = `
import { listenTo } from 'CONSOLE';
let text = '';
const isOff = () => Promise.resolve(text.includes('boot 3'));
for await (const piece of listenTo(process.argv[2], isOff, AbortSignal.timeout(60_000))) text += String(piece);
process.stdout.write(text);
`;

/** What diff finds between two folders: '' for nothing. */
function differences(one: string, other: string): string {
  return execFileSync('diff', ['-r', one, other], { encoding: 'utf8' });
}
