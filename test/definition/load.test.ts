import { expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DefinitionError, loadDefinition, PENDING, resolveFrom } from '../../src/definition/index.js';
import { FactoryError } from '../../src/errors.js';
import { temporaryFolder } from '../support/folder.js';

const folder = temporaryFolder();

function write(text: string | Uint8Array): string {
  const file = folder('image.yml');
  writeFileSync(file, text);
  return file;
}

/** The lines of the message without the folder and without what was expected. */
async function mistakes(text: string): Promise<string[]> {
  const error = await loadDefinition(write(text)).catch((reason: unknown) => reason);
  if (!(error instanceof DefinitionError)) throw error;
  expect(error.exitStatus).toBe(2);
  const lines = error.message.replaceAll(folder('image.yml'), 'image.yml').split('\n');
  return error.problems.length === 1 ? lines : lines.slice(1).map((line) => line.trim());
}

const BASE = 'name: win11\nsource: { disk: ./reference.vhdx }\n';

test('a definition of two keys gets every default', async () => {
  const definition = await loadDefinition(write(BASE));
  expect(definition).toEqual({
    file: folder('image.yml'),
    folder: folder(),
    sha256: 'da4d940b89b5e2d4bde344e5a3bf7b6a8cb2c9ae7abb4f1c2d66746ba060d0e2',
    name: 'win11',
    version: null,
    created: null,
    runsOn: [],
    source: { kind: 'disk', path: folder('reference.vhdx'), sha256: null, edition: null, index: null },
    machine: {
      hypervisor: 'none',
      cpus: 4,
      memory: 8 * 2 ** 30,
      disk: 80 * 2 ** 30,
      network: 'none',
      deadlines: {
        provision: 10_800_000,
        update: 14_400_000,
        customize: 7_200_000,
        generalize: 2_700_000,
        silence: 1_200_000,
      },
    },
    languages: [],
    capabilities: { add: [], remove: [] },
    updates: {
      from: 'none',
      folder: null,
      server: null,
      targetGroup: null,
      include: [],
      exclude: [],
      rounds: 8,
      timeout: 7_200_000,
      require: { build: null, kb: [] },
    },
    customize: [],
    verify: [],
    cleanup: false,
    unattend: null,
    variants: [],
    capture: { compression: 'lzx', level: 'normal', exclude: [] },
    gates: { lint: 'off', boot: false },
    release: { store: null, split: null, base: null, keep: null, attest: 'auto' },
  });
});

test('a definition that Git checks out with CRLF, or that has a byte order mark, is the same one', async () => {
  const definition = await loadDefinition(write(BASE));
  expect(definition.sha256).toBe(createHash('sha256').update(BASE).digest('hex'));
  expect(await loadDefinition(write(BASE.replaceAll('\n', '\r\n')))).toEqual(definition);
  expect(await loadDefinition(write(`\uFEFF${BASE.replaceAll('\n', '\r\n')}`))).toEqual(definition);
});

test('what this version does is read from the file', async () => {
  const definition = await loadDefinition(
    write(`name: server
version: "2026.10"
created: 2026-11-23T09:00:00+01:00
source: { wim: '.\\base\\install.wim#Server Core', sha256: ${'AB'.repeat(32)} }
capture: { compression: xpress, level: best, exclude: ['\\Temp\\*'] }
release: { store: ./store, split: 1900 MiB, base: ./store@server-2026.09 }
`),
  );
  expect(definition.version).toBe('2026.10');
  expect(definition.created?.toISOString()).toBe('2026-11-23T08:00:00.000Z');
  expect(definition.source.path).toBe(folder('base', 'install.wim#Server Core'));
  expect(definition.source.sha256).toBe('ab'.repeat(32));
  expect(definition.capture).toEqual({ compression: 'xpress', level: 'best', exclude: ['\\Temp\\*'] });
  expect(definition.release.store).toBe(folder('store'));
  expect(definition.release.split).toBe(1900 * 2 ** 20);
  expect(definition.release.base).toBe(folder('store@server-2026.09'));
});

test('an unknown key names its place, the keys there are and the one that was meant', async () => {
  expect(await mistakes(`${BASE}capture:\n  level: fast\n  compresion: lzx\n`)).toEqual([
    'image.yml:5:3: capture.compresion: unknown key "compresion", expected one of: compression, level, exclude. Did you mean "compression"?',
  ]);
});

test('every mistake is told at once, in the order of the lines', async () => {
  const text = `name: win 11
version: 2026.10
sauce: x
source:
  disk: a.vhdx
  wim: b.wim
level: fast
machine:
  memory: 8 GB
capture:
  compression: lxz
  level: 3
  exclude: '*.tmp'
release:
`;
  expect(await mistakes(text)).toEqual([
    'image.yml:1:7: name: "win 11", expected letters, digits, ".", "_" and "-", beginning with a letter or digit',
    'image.yml:2:10: version: the number 2026.1, expected letters, digits, ".", "_" and "-", beginning with a letter or digit. Put it in quotes.',
    'image.yml:3:1: sauce: unknown key "sauce", expected one of: name, version, created, runs-on, source, machine, languages, capabilities, updates, customize, verify, cleanup, unattend, variants, capture, gates, release. Did you mean "source"?',
    'image.yml:4:1: source: "disk" and "wim", expected exactly one of: iso, disk, wim, directory',
    'image.yml:7:1: level: unknown key "level", expected one of: name, version, created, runs-on, source, machine, languages, capabilities, updates, customize, verify, cleanup, unattend, variants, capture, gates, release. It belongs under "capture"; check the indentation.',
    'image.yml:9:3: machine.memory: the key describes the reference machine, and there is none. Set machine.hypervisor to hyperv or qemu, or leave it out.',
    'image.yml:9:11: machine.memory: "8 GB", expected a size such as "8 GiB"',
    'image.yml:11:16: capture.compression: "lxz", expected one of: none, xpress, lzx. Did you mean "lzx"?',
    'image.yml:12:10: capture.level: the number 3, expected one of: fast, normal, best',
    'image.yml:13:12: capture.exclude: "*.tmp", expected a list',
    'image.yml:14:9: release: nothing, expected a mapping',
  ]);
});

test('missing keys are told where they belong', async () => {
  expect(await mistakes('version: "1"\n')).toEqual([
    'image.yml:1:1: the key "name" is missing',
    'image.yml:1:1: the key "source" is missing',
  ]);
  expect(await mistakes('name: a\nsource: {}\n')).toEqual([
    'image.yml:2:1: source: none of them, expected exactly one of: iso, disk, wim, directory',
  ]);
  expect(await mistakes('')).toEqual([
    'image.yml:1:1: nothing, expected a definition of Windows Image Factory. Write one with "image-factory init".',
  ]);
});

test('steps and lists are counted in the place of a mistake', async () => {
  expect(
    await mistakes(
      `${BASE}customize:\n  - run: a.ps1\n    timeout: soon\n  - drivers: x\n    args: [1]\n  - { appx: {}, features: {} }\n`,
    ),
  ).toEqual([
    'image.yml:3:1: customize: it runs in the reference machine, and there is none. Set machine.hypervisor to hyperv or qemu, or leave it out.',
    'image.yml:5:14: customize[0].timeout: "soon", expected a duration such as "45m" or "1h 30m"',
    'image.yml:7:5: customize[1].args: the key needs "run" beside it',
    'image.yml:7:12: customize[1].args[0]: the number 1, expected text. Put it in quotes.',
    'image.yml:8:5: customize[2]: "appx" and "features", expected exactly one of: appx, capabilities, features, drivers, files, run',
  ]);
});

test('files that steps name are looked for where the definition is built, and only there', async () => {
  mkdirSync(folder('drivers', 'nic'), { recursive: true });
  mkdirSync(folder('empty'));
  mkdirSync(folder('app'));
  for (const name of ['drivers/nic/a.INF', 'app.msix', 'app.exe', 'ok.ps1']) writeFileSync(folder(name), '');
  const text = `${BASE}machine: { hypervisor: qemu }
customize:
  - drivers: drivers
  - drivers: ./empty
  - drivers: ok.ps1
  - appx: { add: [app.msix, app, app.exe, gone.msix] }
  - files: { from: ./gone, to: 'C:\\Tools' }
  - run: ok.ps1
  - run: gone.ps1
verify: [ok.ps1, gone.cmd]
`;
  const file = write(text);
  expect((await loadDefinition(file)).customize[3]).toEqual({
    kind: 'appx',
    appx: { add: ['app.msix', 'app', 'app.exe', 'gone.msix'].map((name) => folder(name)), remove: [] },
  });
  const error = await loadDefinition(file, { files: true }).catch((reason: unknown) => reason);
  if (!(error instanceof DefinitionError)) throw error;
  expect(
    error.problems.map(({ line, column, key, details }) =>
      [line, column, key, details.found, details.expected].join('|').replaceAll(folder() + path.sep, ''),
    ),
  ).toEqual([
    '2|17|source.disk|reference.vhdx does not exist|',
    '6|14|customize[1].drivers|empty holds no .inf file|a folder with drivers',
    '7|14|customize[2].drivers|ok.ps1 is a file|a folder',
    '8|34|customize[3].appx.add[2]|a file of the kind ".exe"|.appx, .appxbundle, .msix, .msixbundle, or a folder',
    '8|43|customize[3].appx.add[3]|gone.msix does not exist|',
    '9|20|customize[4].files.from|gone does not exist|',
    '11|10|customize[6].run|gone.ps1 does not exist|',
    '12|18|verify[1]|gone.cmd does not exist|',
  ]);
});

test('keys that contradict each other are named', async () => {
  expect(
    await mistakes(`name: a\ncreated: 2026-02-30\nsource: { wim: x.wim, edition: Pro, index: 2 }\n`),
  ).toEqual([
    'image.yml:2:10: created: "2026-02-30", expected a date of the calendar after 1970',
    'image.yml:3:37: source.index: the image is chosen by edition already. Keep one of them.',
  ]);
  expect(await mistakes(`name: a\nsource: { directory: x, index: 1, sha256: ${'a0'.repeat(32)} }\n`)).toEqual(
    [
      'image.yml:2:25: source.index: the key chooses an image of iso or wim, and there is none',
      'image.yml:2:35: source.sha256: a directory has no SHA-256. Leave it out.',
    ],
  );
});

test('a pattern that could never match is refused where it stands', async () => {
  expect(
    await mistakes(`${BASE}capture:\n  exclude:\n    - '*.tmp'\n    - Windows\\Temp\n    - '\\'\n`),
  ).toEqual([
    'image.yml:6:7: capture.exclude[1]: "Windows\\\\Temp": a path that does not begin at the root, expected a path such as "\\Windows\\Temp" or a name such as "*.tmp"',
    'image.yml:7:7: capture.exclude[2]: "\\\\": the root, expected a path such as "\\Windows\\Temp" or a name such as "*.tmp"',
  ]);
});

test('what is wrong with the YAML itself is told with its line', async () => {
  expect(await mistakes(`${BASE}name: again\n`)).toEqual([
    'image.yml:3:1: the key "name" stands in line 1 already',
  ]);
  expect(await mistakes('name: a\n\tsource: b\n')).toEqual([
    'image.yml:2:1: Tabs are not allowed as indentation',
  ]);
  expect(await mistakes('name: *nobody\n')).toEqual([
    'image.yml:1:7: no anchor "&nobody" stands before this',
  ]);
});

test('a base is taken as it is written, or from the folder of the definition', async () => {
  for (const base of ['github@latest', 'github:contoso/images@v1', 'https://host.test/win11/']) {
    expect((await loadDefinition(write(`${BASE}release: { base: '${base}' }\n`))).release.base).toBe(base);
  }
  expect(await mistakes(`${BASE}release:\n  base: previous\n`)).toEqual([
    'image.yml:4:9: release.base: "previous", and no store that a release before this one could be in, expected a release by its name, or the key release.store',
  ]);
});

test('anchors stand for what they name, and a mistake is told where the anchor stands', async () => {
  const text = 'name: a\nsource: &here { directory: ., index: 0 }\ncapture: *here\n';
  expect((await mistakes(text)).map((line) => line.split(': ').slice(0, 3).join(': '))).toEqual([
    'image.yml:2:17: capture.directory: unknown key "directory", expected one of',
    'image.yml:2:31: capture.index: unknown key "index", expected one of',
    'image.yml:2:31: source.index: the key chooses an image of iso or wim, and there is none',
    'image.yml:2:38: source.index: the number 0, expected a whole number from 1 to 65535',
  ]);
});

test('hostile YAML ends in an error, in time', async () => {
  const bomb = ['a: &a [x,x,x,x,x,x,x,x,x]'];
  for (const [from, to] of ['ab', 'bc', 'cd', 'de', 'ef'].map((pair) => pair.split(''))) {
    bomb.push(`${to}: &${to} [${Array.from({ length: 9 }, () => `*${from}`).join(',')}]`);
  }
  expect(await mistakes(bomb.join('\n'))).toEqual([
    'image.yml:1:1: Excessive alias count indicates a resource exhaustion attack',
  ]);

  const manyKeys = Array.from({ length: 25_000 }, (_, index) => `k${index}: 1`).join('\n');
  expect((await mistakes(manyKeys)).at(-1)).toBe('and 24977 more');
  expect(await mistakes('__proto__: { name: a }\nconstructor: 1\n')).toHaveLength(4);
});

test.each([
  [
    'not UTF-8',
    Uint8Array.of(0x6e, 0xff, 0x0a),
    'bytes that are not UTF-8, expected text in UTF-8. Save it as UTF-8.',
  ],
  [
    'UTF-16',
    Buffer.from('\ufeffname: a', 'utf16le'),
    'text in UTF-16, expected text in UTF-8. Save it as UTF-8.',
  ],
  [
    'too large',
    'x'.repeat(262_145),
    '262145 bytes, expected a definition of at most 262144 bytes. Name the definition, or write one with "image-factory init".',
  ],
])('a file that is %s is refused', async (_, content, message) => {
  const file = write(content);
  await expect(loadDefinition(file)).rejects.toThrow(`${file}: ${message}`);
});

test('a definition that is not there is told as such', async () => {
  const file = folder('none.yml');
  const error = await loadDefinition(file).catch((reason: unknown) => reason);
  expect((error as FactoryError).message).toBe(`${file}: does not exist. Check the path.`);
});

const ASKING: Readonly<Record<string, string>> = {
  'gates.lint': 'gates: { lint: error }',
  'gates.boot': 'gates: { boot: true }',
};

test('each key that this version does not do has an example here', () => {
  expect(PENDING.map(([key]) => key)).toEqual(Object.keys(ASKING));
});

test.each(Object.entries(ASKING))('%s is refused by name', async (key, text) => {
  const lines = await mistakes(`name: a\nsource: { disk: a.vhdx }\n${text}\n`);
  const at = key.replace('[]', '\\[0\\]');
  const told = new RegExp(`^image\\.yml:[34]:\\d+: ${at}: .* is known, but this version does not do it yet`);
  expect(lines.filter((line) => told.test(line))).toHaveLength(1);
});

test('a definition with a machine is read whole', async () => {
  const definition = await loadDefinition(
    write(`name: win11
runs-on: [self-hosted, windows]
source: { iso: 'D:\\iso\\win11.iso', edition: Enterprise }
machine:
  hypervisor: hyperv
  cpus: 2
  memory: 4 GiB
  disk: 64 GiB
  network: Build
  deadlines: { customize: 1h 30m, generalize: 30m, silence: 5m }
customize:
  - run: ./apps.ps1
    args: [/quiet]
    env: { MODE: full }
    secrets: [LICENSE_KEY]
    timeout: 20m
  - files: { from: ./tools, to: 'C:\\Tools' }
verify: [ ./check.cmd ]
`),
  );
  expect(definition.machine).toEqual({
    hypervisor: 'hyperv',
    cpus: 2,
    memory: 4 * 2 ** 30,
    disk: 64 * 2 ** 30,
    network: 'Build',
    deadlines: {
      provision: 10_800_000,
      update: 14_400_000,
      customize: 5_400_000,
      generalize: 1_800_000,
      silence: 300_000,
    },
  });
  expect(definition.source).toMatchObject({ kind: 'iso', edition: 'Enterprise' });
  expect(definition.customize).toEqual([
    {
      kind: 'run',
      script: folder('apps.ps1'),
      args: ['/quiet'],
      env: { MODE: 'full' },
      secrets: ['LICENSE_KEY'],
      timeout: 1_200_000,
    },
    { kind: 'files', from: folder('tools'), to: 'C:\\Tools' },
  ]);
  expect(definition.verify).toEqual([folder('check.cmd')]);
});

test('what needs a machine is refused where there is none', async () => {
  const text = `${BASE}machine: { cpus: 2, network: Build, deadlines: { silence: 5m } }
customize: [ { run: a.ps1 } ]
verify: [ b.ps1 ]
`;
  const next = 'Set machine.hypervisor to hyperv or qemu, or leave it out.';
  const key = 'the key describes the reference machine, and there is none';
  expect(await mistakes(text)).toEqual([
    `image.yml:3:12: machine.cpus: ${key}. ${next}`,
    `image.yml:3:21: machine.network: ${key}. ${next}`,
    `image.yml:3:37: machine.deadlines: ${key}. ${next}`,
    `image.yml:4:1: customize: it runs in the reference machine, and there is none. ${next}`,
    `image.yml:5:1: verify: it runs in the reference machine, and there is none. ${next}`,
  ]);
});

test.each([
  [
    '{ directory: . }',
    '{ hypervisor: hyperv }',
    'source.directory: a directory, from which no machine starts. Name an iso, wim or disk, or set machine.hypervisor to none.',
  ],
  [
    '{ wim: a.wim }',
    '{ hypervisor: qemu }',
    'source.wim: a WIM with hypervisor: qemu, where only Windows Setup can make a disk that starts, expected iso or disk. Name the install medium that the WIM is from, or build it with hypervisor: hyperv.',
  ],
  [
    '{ disk: a.vhdx }',
    '{ hypervisor: hyperv, disk: 40 GiB }',
    'machine.disk: source.disk has its size already. Leave it out.',
  ],
])('no machine starts from source %s with machine %s', async (source, machine, message) => {
  const [line, ...others] = await mistakes(`name: a\nsource: ${source}\nmachine: ${machine}\n`);
  expect(others).toEqual([]);
  expect(line?.replace(/^image\.yml:\d+:\d+: /, '')).toBe(message);
});

test('steps that no machine could run are refused where they stand', async () => {
  const text = `${BASE}machine: { hypervisor: hyperv }
customize:
  - run: ./install.sh
  - files: { from: ./tools, to: Tools }
  - files: { from: ./tools, to: 'C:Tools' }
  - run: ./apps.ps1
    env: { TOKEN: x }
    secrets: [KEY, key, Token, 'a b']
verify: [ ./check ]
`;
  const script = 'expected a file of .ps1, .cmd, .bat, .exe, .msi';
  const place = 'expected an absolute path in the guest, such as C:\\Tools';
  expect(await mistakes(text)).toEqual([
    `image.yml:5:10: customize[0].run: "./install.sh", ${script}`,
    `image.yml:6:33: customize[1].files.to: "Tools", ${place}`,
    `image.yml:7:33: customize[2].files.to: "C:Tools", ${place}`,
    'image.yml:10:20: customize[3].secrets[1]: "key" stands in this list already. Leave it out.',
    'image.yml:10:25: customize[3].secrets[2]: "Token" is set by env too. Keep one of them.',
    'image.yml:10:32: customize[3].secrets[3]: "a b", expected the name of an environment variable',
    `image.yml:11:11: verify[0]: "./check", ${script}`,
  ]);
});

const online = (place: string) =>
  `image.yml:${place}: it comes over the network, and the machine has none. Name a switch as machine.network, or take updates.from: folder.`;

test('what updates, languages and capabilities need is told where it is missing', async () => {
  const text = (updates: string, network = 'none') =>
    `${BASE}machine: { hypervisor: hyperv, network: ${network} }
languages: [de-DE]
capabilities: { add: [OpenSSH.Server] }
cleanup: true
updates: ${updates}
variants: [{ name: Dev, customize: [{ capabilities: { add: [X] } }] }]
`;
  const leave = 'Leave it out, or correct updates.from.';
  expect(await mistakes(text('{ from: folder, rounds: 3, server: x, target-group: T }'))).toEqual([
    'image.yml:7:18: updates.from: folder, and no folder, expected updates.folder with it',
    `image.yml:7:26: updates.rounds: the key says nothing with from: folder, expected from: windows-update, wsus. ${leave}`,
    `image.yml:7:37: updates.server: the key says nothing with from: folder, expected from: wsus. ${leave}`,
    'image.yml:7:45: updates.server: "x", expected an address such as "http://wsus:8530"',
    `image.yml:7:48: updates.target-group: the key says nothing with from: folder, expected from: wsus. ${leave}`,
  ]);
  const noUpdates = await mistakes(
    text('{ folder: ./updates, exclude: [KB5034441], require: { build: "26200" } }'),
  );
  expect(noUpdates).toEqual([
    online('4:1: languages'),
    online('5:17: capabilities.add'),
    `image.yml:7:12: updates.folder: the key says nothing with from: none, expected from: folder. ${leave}`,
    `image.yml:7:31: updates.exclude: the key says nothing with from: none, expected from: folder, windows-update, wsus. ${leave}`,
    online('8:55: variants[0].customize[0].capabilities.add'),
  ]);
  const whole = write(text('{ from: folder, folder: ./updates }'));
  await expect(loadDefinition(whole)).resolves.toMatchObject({ cleanup: true });
  const next = 'Set machine.hypervisor to hyperv or qemu, or leave it out.';
  const bare = `${BASE}languages: [de-DE]\ncapabilities: { remove: [X] }\ncleanup: true\nupdates: { from: folder, folder: . }\n`;
  const places = ['3:1: languages', '4:1: capabilities', '5:1: cleanup', '6:12: updates.from'];
  expect(await mistakes(bare)).toEqual(
    places.map((place) => `image.yml:${place}: it runs in the reference machine, and there is none. ${next}`),
  );
});

test('variants are images, whose names differ whatever their case', async () => {
  const text = `${BASE}machine: { hypervisor: hyperv }
variants:
  - { name: Office, description: "a\\x07b", customize: [{ run: a.sh }], verify: [b] }
  - { name: office }
  - { name: " Dev" }
  - { name: "a\\nb", customize: [{ appx: { remove: [X] } }] }
`;
  const script = 'expected a file of .ps1, .cmd, .bat, .exe, .msi';
  const blank = 'expected text without control characters, and without a blank at its ends';
  expect(await mistakes(text)).toEqual([
    'image.yml:5:34: variants[0].description: "a\\u0007b", expected text without control characters',
    `image.yml:5:63: variants[0].customize[0].run: "a.sh", ${script}`,
    `image.yml:5:81: variants[0].verify[0]: "b", ${script}`,
    'image.yml:6:13: variants[1].name: "office", which another variant is called, whatever the case. Choose another name.',
    `image.yml:7:13: variants[2].name: " Dev", ${blank}`,
    `image.yml:8:13: variants[3].name: "a\\nb", ${blank}`,
  ]);
  expect(await mistakes(`${BASE}variants: [{ name: Office }]\n`)).toEqual([
    'image.yml:3:1: variants: it runs in the reference machine, and there is none. Set machine.hypervisor to hyperv or qemu, or leave it out.',
  ]);
});

test('what asks for nothing is taken', async () => {
  const text = `${BASE}languages: []
customize: []
cleanup: false
updates: { from: none }
machine: { hypervisor: none, network: none }
gates: { lint: off, boot: false }
release: { attest: never }
`;
  await expect(loadDefinition(write(text))).resolves.toMatchObject({ name: 'win11' });
});

test('paths are resolved as the host writes them', () => {
  expect(resolveFrom('/repo/images', '.\\updates', path.posix)).toBe('/repo/images/updates');
  expect(resolveFrom('/repo/images', '../a/b.vhdx', path.posix)).toBe('/repo/a/b.vhdx');
  expect(resolveFrom('/repo/images', '/iso/x.iso', path.posix)).toBe('/iso/x.iso');
  expect(resolveFrom('/repo/images', 'D:\\iso\\x.iso', path.posix)).toBe('D:\\iso\\x.iso');
  expect(resolveFrom('C:\\repo\\images', './updates', path.win32)).toBe('C:\\repo\\images\\updates');
  expect(resolveFrom('C:\\repo\\images', 'D:/iso/x.iso', path.win32)).toBe('D:\\iso\\x.iso');
  expect(resolveFrom('C:\\repo', '\\\\server\\share\\x.vhdx', path.win32)).toBe('\\\\server\\share\\x.vhdx');
});

test('values of the wrong shape do not hide files that are not there, nor a part of a disk that is', async () => {
  writeFileSync(folder('there.vhdx'), '');
  const file = write(`name: two words
source: { disk: there.vhdx#3 }
machine: { hypervisor: hyperv, memmory: 8 GiB }
customize:
  - run: gone.ps1
  - run: 5
verify: [gone.cmd]
`);
  const keysOf = async (options: { files: boolean }) => {
    const error = await loadDefinition(file, options).catch((reason: unknown) => reason);
    if (!(error instanceof DefinitionError)) throw error;
    return error.problems.map(({ line, column, key }) => `${line}:${column} ${key}`);
  };
  const shape = ['1:7 name', '3:32 machine.memmory', '6:10 customize[1].run'];
  expect(await keysOf({ files: false })).toEqual(shape);
  const there = [...shape.slice(0, 2), '5:10 customize[0].run', ...shape.slice(2), '7:10 verify[0]'];
  expect(await keysOf({ files: true })).toEqual(there);
});

test('how keys go together is told beside values of the wrong shape, and keys that stand twice', async () => {
  const text = `name: two words
source: { directory: ., edition: Pro }
created: 2026-02-30
machine: { hypervisor: qemu, memory: 8 GB }
updates: { from: wsus, rounds: many }
customize:
  - run: 5
  - { files: { from: x, to: Tools } }
  - run: notes.txt
variants:
  - { name: One, customize: { run: a.ps1 } }
  - { name: one }
  - { description: no name }
capture: { exclude: [5, Windows\\Temp] }
release: { base: previous, keep: all }
created: 2026-02-31
`;
  const lines = await mistakes(text);
  expect(lines.map((line) => line.split(': ').slice(0, 2).join(': '))).toEqual([
    'image.yml:1:7: name',
    'image.yml:2:11: source.directory',
    'image.yml:2:25: source.edition',
    'image.yml:4:38: machine.memory',
    'image.yml:5:12: updates.from',
    'image.yml:5:18: updates.from',
    'image.yml:5:32: updates.rounds',
    'image.yml:7:10: customize[0].run',
    'image.yml:8:29: customize[1].files.to',
    'image.yml:9:10: customize[2].run',
    'image.yml:11:29: variants[0].customize',
    'image.yml:12:13: variants[1].name',
    'image.yml:13:5: variants[2]',
    'image.yml:14:22: capture.exclude[0]',
    'image.yml:14:25: capture.exclude[1]',
    'image.yml:15:18: release.base',
    'image.yml:15:34: release.keep',
    'image.yml:16:1: the key "created" stands in line 3 already',
    'image.yml:16:10: created',
  ]);
});

const NEEDS_MACHINE = 'verify: [a.ps1]\nlanguages: [de-DE]\n';

test.each([
  [
    'a hypervisor that is misspelt',
    `machine: { hypervisor: hypervv }\n${NEEDS_MACHINE}`,
    'machine.hypervisor',
  ],
  ['its key that is', `machine: { hypervizor: hyperv, cpus: 2 }\n${NEEDS_MACHINE}`, 'machine.hypervizor'],
  ['the key above that is', `machin: { hypervisor: hyperv }\n${NEEDS_MACHINE}`, 'machin'],
  ['a key that is another word', `machine: { on: hyperv, cpus: 2 }\n${NEEDS_MACHINE}`, 'machine.on'],
  ['a key in the wrong place', `machine: { cpus: 2 }\nhypervisor: hyperv\n${NEEDS_MACHINE}`, 'hypervisor'],
  ['a machine that is no mapping', `machine: hyperv\n${NEEDS_MACHINE}`, 'machine'],
  ['a place of updates', 'updates: { from: foldr, folder: x, rounds: 2 }\n', 'updates.from'],
  [
    'a folder of updates',
    'machine: { hypervisor: qemu }\nupdates: { from: folder, foldr: x }\n',
    'updates.foldr',
  ],
  ['a switch', `machine: { hypervisor: qemu, network: 5 }\nlanguages: [de-DE]\n`, 'machine.network'],
  ['a store', 'release: { base: previous, stor: x }\n', 'release.stor'],
])('what may be meant otherwise is not told as wrong: %s', async (_, text, key) => {
  const source = 'name: a\nsource: { iso: x.iso, edition: Pro }\n';
  const lines = await mistakes(`${source}${text}`);
  expect(lines).toEqual([expect.stringContaining(` ${key}: `)]);
});

const keysOf = async (text: string) => (await mistakes(text)).map((line) => line.split(': ')[1]);

test('a source or a step that is misspelt is one mistake: neither missing nor no image', async () => {
  expect(await keysOf('name: a\nsource: { isso: x.iso, edition: Pro }\n')).toEqual(['source.isso']);
  expect(await keysOf('name: a\nsource: { image: x.iso }\n')).toEqual(['source', 'source.image']);
  const steps = 'machine: { hypervisor: hyperv }\ncustomize: [{ driver: x }, {}]\n';
  expect(await keysOf(`${BASE}${steps}`)).toEqual(['customize[0].driver', 'customize[1]']);
});
