/** What a user may do wrong: one clear message, the documented exit status, and nothing half-made. */

import { execFileSync, spawn, spawnSync, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, copyFileSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { openWim } from '../../src/wim/index.js';
import { CLI, runCli } from '../support/cli.js';
import { temporaryFolder } from '../support/folder.js';
import { noise } from '../support/ntfs-samples.js';

const DISK = 'examples/quickstart/reference.vhdx';
const at = temporaryFolder();
const WIM = at('whole.wim');
/** Every command runs here; a command that fails leaves it as it was. */
const HERE = at('here');

function cut(name: string, length: number): string {
  writeFileSync(at(name), readFileSync(WIM).subarray(0, length));
  return at(name);
}

function patched(name: string, source: string, places: readonly number[]): string {
  const bytes = readFileSync(source);
  for (const place of places) (bytes[place] as number) ^= 0xff;
  writeFileSync(at(name), bytes);
  return at(name);
}

function definition(name: string, text: string): string {
  writeFileSync(at(name), text);
  return at(name);
}

function snapshot(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted();
}

beforeAll(async () => {
  mkdirSync(at('source', 'folder'), { recursive: true });
  writeFileSync(at('source', 'folder', 'noise'), noise(300_000));
  writeFileSync(at('source', 'text'), 'text '.repeat(10_000));
  writeFileSync(at('notes.txt'), 'this is no disk\n'.repeat(500));
  writeFileSync(at('empty'), '');
  mkdirSync(HERE);
  const { status } = await runCli(['capture', at('source'), WIM, '--name', 'One', '--compress', 'xpress']);
  expect(status).toBe(0);
  copyFileSync(WIM, path.join(HERE, 'there.wim'));
});

type Row = readonly [what: string, words: () => readonly string[], status: number, message: RegExp];

const rows: readonly Row[] = [
  ['a WIM cut in its header', () => ['ls', cut('header.wim', 100)], 3, /header\.wim: header: /],
  ['a WIM cut behind its header', () => ['apply', cut('bare.wim', 208), 'out'], 3, /bare\.wim: /],
  [
    'a WIM cut in the middle',
    () => ['info', cut('half.wim', 150_000)],
    3,
    /half\.wim: .*truncated or damaged/,
  ],
  [
    'a WIM without its last bytes',
    () => ['verify', cut('short.wim', statSync(WIM).size - 40)],
    3,
    /short\.wim: /,
  ],
  ['a text file as disk', () => ['capture', at('notes.txt'), 'out.wim'], 3, /notes\.txt: neither a disk/],
  [
    'a text file as source of any kind',
    () => ['info', at('notes.txt')],
    3,
    /notes\.txt: .*, expected a WIM, an ISO, or a VHDX, VHD or raw disk image/,
  ],
  ['an empty file as archive', () => ['verify', at('empty')], 3, /empty: an empty file, expected a \.wim/],
  [
    'a short text as archive',
    () => ['split', definition('short', 'ab'), '--to', 'out'],
    3,
    /short: no WIM: /,
  ],
  ['a text file to merge', () => ['merge', at('notes.txt'), '--to', 'out.wim'], 2, /notes\.txt: no WIM, /],
  [
    'an image where an archive is cut',
    () => ['split', `${WIM}#1`, '--to', 'out'],
    2,
    /an image of an archive, expected the archive, .*\. Name .*whole\.wim\.$/m,
  ],
  [
    'a file as release folder',
    () => ['publish', at('notes.txt'), '--to', 'store', '--tag', 'a'],
    2,
    /notes\.txt: a file, expected a release folder/,
  ],
  [
    'a release folder that is not there',
    () => ['publish', 'nowhere', '--to', 'store', '--tag', 'a'],
    2,
    /^error: nowhere: does not exist\. Check the path\.$/m,
  ],
  [
    'a folder as definition',
    () => ['build', '.'],
    2,
    /^error: \.: a folder, expected a definition: image\.yml\. /,
  ],
  [
    'an archive as definition',
    () => ['build', at('notes.txt')],
    2,
    /notes\.txt:1:1: .*\. Write one with "image-factory init"/,
  ],
  [
    'a folder below a file',
    () => ['apply', WIM, 'there.wim'],
    2,
    /there\.wim: a file is there already, expected a folder/,
  ],
  [
    'parts below a file',
    () => ['split', WIM, '--to', 'there.wim'],
    2,
    /there\.wim: a file is there already, /,
  ],
  [
    'a name that no file system takes',
    () => ['capture', at('source'), `${'n'.repeat(300)}.wim`],
    4,
    /n\.wim.*: the name is too long for this file system\. Choose a shorter one/,
  ],
  [
    'a definition with a name that is too long',
    () => ['init', '--name', 'n'.repeat(101)],
    2,
    /--name: "n+", expected up to 100 letters/,
  ],
  [
    'a target that is left out',
    () => ['extract', WIM, 'text'],
    2,
    /--to is missing, expected --to DIR\. Usage: image-factory extract SOURCE PATH\.\.\. --to DIR;/,
  ],
  ['a shell that is left out', () => ['completion'], 2, /SHELL is missing, expected bash, zsh, powershell/],
  ['an empty file as disk', () => ['capture', at('empty'), 'out.wim'], 3, /empty: /],
  ['a text file as archive', () => ['verify', at('notes.txt')], 3, /notes\.txt: no WIM/],
  [
    'a VHDX with two damaged headers',
    () => ['capture', patched('headers.vhdx', DISK, [65_536 + 100, 131_072 + 100]), 'out.wim'],
    3,
    /headers\.vhdx: VHDX header: .*CRC-32C.*expected one header of two that is whole/,
  ],
  [
    'a VHDX with two damaged region tables',
    () => ['info', patched('regions.vhdx', DISK, [196_608 + 20, 262_144 + 20])],
    3,
    /regions\.vhdx: /,
  ],
  ['a missing source', () => ['capture', 'nowhere', 'out.wim'], 2, /^error: nowhere: does not exist/],
  [
    'a missing image name',
    () => ['apply', `${WIM}#Two`, 'out'],
    2,
    /no image "Two", expected one of 1 "One"/,
  ],
  ['a missing image number', () => ['ls', `${WIM}#2`], 2, /no image "2"/],
  [
    'a missing partition',
    () => ['capture', `${path.resolve(DISK)}#9`, 'out.wim'],
    2,
    /no partition 9, expected one of 1 \(/,
  ],
  ['a missing path', () => ['cat', WIM, 'nothing'], 2, /whole\.wim#1: nothing: no such file/],
  [
    'a definition with a typo',
    () => [
      'build',
      definition('typo.yml', 'name: x\nsource: { directory: ./source }\ncapture: { levle: fast }\n'),
    ],
    2,
    /typo\.yml:3:12: capture\.levle: unknown key "levle", expected one of: compression, level, exclude\. Did you mean "level"\?/,
  ],
  [
    'a definition whose source is missing',
    () => [
      'build',
      definition('nowhere.yml', 'name: x\nsource: { directory: ./nowhere }\n'),
      '--work',
      at('work'),
    ],
    2,
    /nowhere\.yml:2:\d+: source\.directory: .*nowhere does not exist/,
  ],
  [
    'a definition that asks for what is not there yet',
    () => ['build', definition('later.yml', 'name: x\nsource: { disk: a.vhdx }\ngates: { boot: true }\n')],
    2,
    /later\.yml:3:\d+: gates\.boot: true is known, but this version does not do it yet/,
  ],
  [
    'a doctor for a definition that is not there',
    () => ['doctor', 'nowhere.yml'],
    2,
    /nowhere\.yml: does not exist/,
  ],
  [
    'a machine that starts from a directory',
    () => [
      'build',
      definition(
        'directory.yml',
        'name: x\nsource: { directory: . }\nmachine: { hypervisor: qemu, disk: 10 GiB }\n',
      ),
    ],
    2,
    /directory\.yml:2:11: source\.directory: a directory, from which no machine starts/,
  ],
  [
    'a secret that stands twice',
    () => [
      'build',
      definition(
        'twice.yml',
        'name: x\nsource: { iso: a.iso }\nmachine: { hypervisor: qemu }\ncustomize: [{ run: a.ps1, secrets: [A, a] }]\n',
      ),
    ],
    2,
    /twice\.yml:4:40: customize\[0\]\.secrets\[1\]: "a" stands in this list already/,
  ],
  [
    'a step without a machine',
    () => [
      'build',
      definition('step.yml', 'name: x\nsource: { disk: a.vhdx }\ncustomize: [{ run: a.ps1 }]\n'),
    ],
    2,
    /step\.yml:3:1: customize: it runs in the reference machine, and there is none/,
  ],
  [
    'an archive that is there',
    () => ['capture', at('source'), 'there.wim'],
    2,
    /^error: there\.wim: exists already\. .*--append/,
  ],
  [
    'a directory as archive',
    () => ['capture', at('source'), '.'],
    2,
    /^error: \.: a directory, expected the path of an archive/,
  ],
  ['an archive below a file', () => ['capture', at('source'), 'there.wim/x.wim'], 2, /there\.wim: /],
  [
    'an archive in its own source',
    () => ['capture', at('source'), at('source', 'x.wim')],
    2,
    /x\.wim: a place inside /,
  ],
  [
    'an unknown option',
    () => ['capture', at('source'), 'out.wim', '--nmae', 'x'],
    2,
    /no option "--nmae"\. Did you mean "--name"\?/,
  ],
  ['an unknown command', () => ['captrue'], 2, /no command "captrue"\. Did you mean "capture"\?/],
  ['an option without a command', () => ['--quiet'], 2, /an option where the command belongs/],
  ['an empty argument', () => ['ls', ''], 2, /SOURCE is empty/],
  [
    'an image where an archive is wanted',
    () => ['verify', `${WIM}#1`],
    2,
    /an image of an archive, expected the archive/,
  ],
  [
    'a manifest into a directory',
    () => ['manifest', WIM, '--to', HERE],
    2,
    /is a directory where a file is needed/,
  ],
  [
    'a target inside the directory that is applied',
    () => ['apply', HERE, at('here', 'inside')],
    2,
    /inside: a place inside .*, which is read, expected a place outside of it/,
  ],
  ['a target that holds something', () => ['apply', WIM, '.'], 2, /expected an empty directory/],
];

/** On Windows they are paths like others. */
const foreign: readonly Row[] = [
  [
    'as source',
    () => ['info', 'D:\\images\\a.wim'],
    2,
    /^error: D:\\images\\a\.wim: does not exist: it is a path of Windows, expected a path of this host/,
  ],
  [
    'of a server, as definition',
    () => ['build', '\\\\server\\a.yml'],
    2,
    /a\.yml: does not exist: it is a path of Windows/,
  ],
  [
    'as target',
    () => ['capture', at('source'), 'D:\\out.wim'],
    2,
    /^error: D:\\out\.wim: a path of Windows, /,
  ],
  [
    'as the target of an option',
    () => ['build', 'a.yml', '--out', 'D:/release'],
    2,
    /D:\/release: a path of Windows, /,
  ],
];

describe('a command fails with one message, its exit status, and nothing left, for', () => {
  const isForeign = process.platform !== 'win32';
  test.each([
    ...rows,
    ...(isForeign ? foreign : []).map(([what, ...row]) => [`a path of Windows ${what}`, ...row] as const),
  ])('%s', async (_, words, status, message) => {
    const before = snapshot(HERE);
    const result = await runCli(words(), { cwd: HERE });
    const errors = result.stderr.split('\n').filter((line) => line !== '');
    expect(result.status).toBe(status);
    expect(errors.filter((line) => line.startsWith('error: '))).toHaveLength(1);
    expect(result.stderr).toMatch(message);
    expect(result.stderr).not.toMatch(/\n {4}at |IMAGE_FACTORY_DEBUG/);
    expect(snapshot(HERE)).toEqual(before);
  });

  test('a content whose bytes were changed: apply names it, and verify says no', async () => {
    const archive = await openWim(WIM);
    const [blob] = [...archive.blobs].filter(({ size }) => size === 300_000);
    await archive.close();
    const wim = patched('content.wim', WIM, [(blob?.offset ?? 0) + 1000]);
    const applied = await runCli(['apply', wim, 'out'], { cwd: HERE });
    expect([applied.status, applied.stderr]).toEqual([3, expect.stringMatching(/^error: .*noise.*\n$/)]);
    expect(readdirSync(HERE)).toEqual(['there.wim']);
    const verified = await runCli(['verify', wim]);
    expect(verified.status).toBe(1);
    expect(verified.stdout).toMatch(new RegExp(`blob ${Buffer.from(blob?.sha1 ?? []).toString('hex')}: `));
  });
});

test('a seed that is not there ends a fetch before anything is made', async () => {
  const built = await runCli(
    [
      'build',
      definition('seed.yml', 'name: x\nsource: { directory: ./source }\n'),
      '--out',
      at('seed-release'),
    ],
    { env: { XDG_CACHE_HOME: at('seed-cache'), LOCALAPPDATA: at('seed-cache') } },
  );
  expect(built.status).toBe(0);
  const words = ['fetch', at('seed-release'), '--to', 'fetched', '--seed', 'nowhere'];
  const { status, stderr } = await runCli(words, { cwd: HERE });
  expect([status, stderr]).toEqual([2, 'error: nowhere: does not exist. Check the path.\n']);
  expect(readdirSync(HERE)).toEqual(['there.wim']);
});

const withStream = (words: readonly string[], stream: 'stdout' | 'stderr') => {
  const full = openSync('/dev/full', 'w');
  try {
    const stdio = stream === 'stdout' ? ['ignore', full, 'pipe'] : ['ignore', 'pipe', full];
    const options = { cwd: HERE, stdio: stdio as StdioOptions, encoding: 'utf8' } as const;
    return spawnSync(process.execPath, [path.resolve(CLI), ...words], options);
  } finally {
    closeSync(full);
  }
};

(existsSync('/dev/full') ? describe : describe.skip)('a stream that takes nothing', () => {
  test('as standard output ends the command with 4 and one message', () => {
    const { status, stderr } = withStream(['ls', '-r', WIM], 'stdout');
    expect([status, stderr]).toEqual([
      4,
      expect.stringMatching(/^error: standard output: no space is left on the device\. Free space .*\n$/),
    ]);
  });

  test('as standard error stops no work', () => {
    expect(withStream(['capture', at('source'), at('unheard.wim')], 'stderr').status).toBe(0);
    expect(statSync(at('unheard.wim')).size).toBeGreaterThan(300_000);
  });
});

const canMount = process.platform === 'linux' && process.getuid?.() === 0;

describe('a full disk', () => {
  (canMount ? test : test.skip)(
    'ends capture, apply, manifest and build with 4, and nothing is left [needs root to mount]',
    async () => {
      const small = at('small');
      mkdirSync(small);
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=100k', 'tmpfs', small]);
      const file = definition('full.yml', 'name: x\nsource: { directory: ./source }\n');
      try {
        for (const words of [
          ['capture', at('source'), 'out.wim'],
          ['apply', WIM, 'out'],
          ['extract', WIM, 'folder', '--to', 'out'],
          ['build', file, '--out', path.join(small, 'release'), '--work', at('full-work')],
        ]) {
          const { status, stderr } = await runCli([...words, '--quiet'], { cwd: small });
          expect([words[0], status]).toEqual([words[0], 4]);
          expect(stderr).toMatch(
            /^error: .*no space is left on the device\. Free space or choose another place.*\n$/,
          );
          expect([words[0], readdirSync(small)]).toEqual([words[0], []]);
        }
      } finally {
        execFileSync('umount', [small]);
      }
    },
  );
});

/** Runs a command until it is under way, and sends it a signal. */
async function interrupt(
  words: readonly string[],
  cwd: string,
  signal: NodeJS.Signals,
  isUnderWay: () => boolean,
) {
  const child = spawn(process.execPath, [path.resolve(CLI), ...words], {
    cwd,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (piece: Buffer) => (stderr += piece.toString()));
  const ended = once(child, 'close');
  while (!isUnderWay() && child.exitCode === null) await sleep(5);
  child.kill(signal);
  const [status] = (await ended) as [number | null];
  return { status, stderr };
}

describe('an interruption', () => {
  const SIGNALS = [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const;
  const large = at('large');

  beforeAll(() => {
    mkdirSync(large);
    for (let index = 0; index < 40; index++)
      writeFileSync(path.join(large, `${index}`), noise(3 << 20, index));
  });

  test.each(SIGNALS)('by %s ends a capture with %i, and nothing is left', async (signal, status) => {
    const cwd = at(`capture-${signal}`);
    mkdirSync(cwd);
    const words = ['capture', large, 'out.wim', '--level', 'best', '--quiet'];
    const partial = () => readdirSync(cwd).some((name) => name.endsWith('.partial'));
    const result = await interrupt(words, cwd, signal, partial);
    expect(result).toEqual({ status, stderr: `error: image-factory: interrupted by ${signal}\n` });
    expect(readdirSync(cwd)).toEqual([]);
  });

  test.each(SIGNALS)(
    'by %s ends a build with %i: no release, and only the journal in the work directory',
    async (signal, status) => {
      const cwd = at(`build-${signal}`);
      mkdirSync(cwd);
      const file = definition(
        `build-${signal}.yml`,
        'name: x\nsource: { directory: ./large }\ncapture: { level: best }\n',
      );
      const words = ['build', file, '--work', at(`work-${signal}`), '--quiet'];
      const partial = () =>
        snapshot(at()).some((name) => name.startsWith(`work-${signal}`) && name.endsWith('.partial'));
      const result = await interrupt(words, cwd, signal, partial);
      expect(result).toEqual({ status, stderr: `error: image-factory: interrupted by ${signal}\n` });
      expect(readdirSync(cwd)).toEqual([]);
      const left = snapshot(at(`work-${signal}`)).map((name) => path.basename(name));
      expect(left.slice(1)).toEqual(['journal.jsonl']);
    },
  );
});
