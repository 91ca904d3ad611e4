/**
 * The whole line with `hypervisor: hyperv`, from an install.wim to a release folder: the command line as a process, its
 * scripts in PowerShell's own engine, the double's disks real VHDX files, the machine real under qemu. Then what goes
 * wrong in a machine: each time the cause is named, and nothing is left running or attached.
 */

import { afterAll, afterEach, describe, expect } from '@jest/globals';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openSource } from '../../src/source/index.js';
import { silentReporter } from '../../src/progress.js';
import { findOrNull } from '../../src/tree/index.js';
import { DOUBLE_PEERS, playedWindows, type Misbehaviour } from '../double/index.js';
import { buildCabinet } from '../support/cabinet-writer.js';
import { temporaryFolder } from '../support/folder.js';
import { hyperVLine, leftInWork, type HyperVLine, type LineShape } from '../support/hyperv-line.js';
import { LINUX_GUEST_PEERS } from '../support/linux-guest/index.js';
import { runPeer, testWith, type Peer } from '../support/peers.js';

const at = temporaryFolder();
const PEERS: readonly Peer[] = [
  ...DOUBLE_PEERS,
  ...LINUX_GUEST_PEERS,
  'dotnet',
  'wimlib-imagex',
  'qemu-system-x86_64',
  'ovmf',
];

let line: HyperVLine | null = null;
let count = 0;
afterEach(async () => {
  await line?.host.close();
  line = null;
});

function lineTest(
  name: string,
  shape: Omit<LineShape, 'host'>,
  body: (line: HyperVLine) => Promise<void>,
): void {
  testWith(PEERS, name, async () => {
    line = await hyperVLine(at(`line-${++count}`), { ...shape, host: { guest: 'linux' } });
    await body(line);
  });
}

/** @param kept the stations whose disks are results that `--resume` goes on from */
function expectCleanHost({ host, work }: HyperVLine, kept: readonly string[] = []): void {
  expect(host.leftovers).toEqual([]);
  expect(host.violations).toEqual([]);
  expect(host.failures).toEqual([]);
  expect(leftInWork(work)).toEqual(kept);
}

const APPS = `#guest: mkdir -p /c/Tools
#guest: echo "made by $1 with $TOKEN_NAME" >/c/Tools/made.txt
#guest: say "Installing the tools"
#guest: [ -e /c/Tools/second.txt ] || { touch /c/Tools/second.txt; exit_code 3010; }
`;

lineTest(
  'a build goes from install.wim to a release, through two machines that restart and lose bytes',
  {
    more: 'customize:\n  - run: ./scripts/apps.ps1\n    args: [me]\n    env: { TOKEN_NAME: a name }\nverify: [ ./scripts/check.ps1 ]\n',
    scripts: {
      'apps.ps1': APPS,
      'check.ps1': '#guest: drop_bytes 2\n#guest: double_bytes 1\n#guest: test -e /c/Tools/made.txt\n',
    },
  },
  async (line) => {
    const first = await line.build();
    expect([first.status, first.status === 0 ? '' : first.stderr]).toEqual([0, '']);
    expectCleanHost(line);

    const wim = path.join(line.release, 'install.wim');
    await runPeer('wimlib-imagex', ['verify', wim]);
    const source = await openSource(`${wim}#1`, { reporter: silentReporter() });
    expect(await findOrNull(source.tree, '\\Tools\\made.txt')).not.toBeNull();
    // What the factory itself put into the machine is in no image.
    for (const name of ['\\Windows\\Panther\\unattend.xml', '\\ProgramData\\ImageFactory']) {
      expect([name, await findOrNull(source.tree, name)]).toEqual([name, null]);
    }
    await source.close();
    const out = await runPeer('wimlib-imagex', [
      'extract',
      wim,
      '1',
      '/Tools/made.txt',
      '/Windows/Setup/State/State.ini',
      '--to-stdout',
    ]);
    expect(out).toContain('made by me with a name');
    expect(out).toContain('ImageState=IMAGE_STATE_GENERALIZE_RESEAL_TO_OOBE');
    expect(line.host.events.filter(({ Id }) => Id === 18_508)).toHaveLength(2);
    expect(line.host.events.filter(({ Id }) => Id === 18_514)).toHaveLength(1);
  },
);

const PLAYED_PEERS: readonly Peer[] = [...DOUBLE_PEERS, 'dotnet', 'wimlib-imagex', '7z'];

/** The definition of the folder with an update of a folder, a clean-up and two variants. */
function writeVariants(folder: string, name: string): void {
  mkdirSync(path.join(folder, 'updates'));
  const update = path.join(folder, 'updates', 'windows11.0-kb5012170-x64.cab');
  writeFileSync(update, buildCabinet({ 'update.mum': '' }));
  const more = `updates: { from: folder, folder: ./updates }
cleanup: true
variants:
  - { name: Plain }
  - { name: 'Dev: A/B', customize: [{ run: ./scripts/dev.ps1 }] }
`;
  const text = readFileSync(path.join(folder, 'image.yml'), 'utf8').replace('name: w\n', 'name: v\n');
  writeFileSync(path.join(folder, name), `${text}${more}`);
}

/** The stations whose machines were started, in order. */
function startsOf({ host }: HyperVLine): string[] {
  return host.events
    .filter(({ Id }) => Id === 18_500)
    .map(({ Message }) => /imgf-\w+-\w+-(\w+)/.exec(Message)?.[1] ?? Message);
}

describe('what goes wrong in the machine', () => {
  // One host and one base for all: each build fails in its own way.
  let line: HyperVLine | null = null;
  let misbehaviour: Misbehaviour | null = null;
  afterAll(async () => {
    await line?.host.close();
  });

  const failureTest = (
    name: string,
    told: Misbehaviour,
    cause: RegExp,
    lastEvent: number,
    kept: readonly string[] = [],
    definition?: string,
  ): void => {
    testWith(PLAYED_PEERS, name, async () => {
      const isFirst = line === null;
      line ??= await hyperVLine(at('failures'), {
        more: 'customize:\n  - run: ./scripts/step.ps1\n',
        scripts: { 'step.ps1': 'exit 0\n', 'dev.ps1': 'exit 0\n' },
        deadlines: '{ customize: 5m, generalize: 5m, silence: 20s }',
        host: { guest: playedWindows(() => misbehaviour) },
      });
      misbehaviour = told;
      if (definition !== undefined) writeVariants(line.folder, definition);
      // What went well before it went wrong need not be done again for the next one.
      const more = isFirst || definition !== undefined ? [] : ['--resume'];
      const { status, stderr } = await line.build(more, undefined, definition);
      expect([status, stderr]).toEqual([1, expect.stringMatching(cause)]);
      expect(readdirSync(line.folder)).not.toContain('release');
      expect(line.host.events.at(-1)).toMatchObject({ Id: lastEvent });
      expectCleanHost(line, kept);
    });
  };

  failureTest(
    'a guest that hangs is turned off after its silence, with a screenshot',
    { station: 'customize', fault: { kind: 'hangs' } },
    /customize .*has said nothing for 20 s.*step\.ps1: The step begins.*screen is in \S+\.png/s,
    18_502,
  );

  failureTest(
    'a guest that crashes is told with what the host has in its log',
    { station: 'customize', fault: { kind: 'crashes' } },
    /customize .*before its work was done.*14070: the process that runs the machine ended unexpectedly/s,
    14_070,
  );

  failureTest(
    'a guest that powers off early is told with the last that it said',
    { station: 'customize', fault: { kind: 'powers off' } },
    /customize .*powered off before its work was done.*The step begins.*the guest shut itself down/s,
    18_508,
  );

  failureTest(
    'a sysprep that fails is named, and its log is at hand',
    {
      station: 'generalize',
      fault: { kind: 'fails', exit: 1, says: 'SYSPRP Package X was installed for a user' },
    },
    /generalize .*Package X was installed for a user.*setuperr\.log/s,
    18_508,
    ['customize'],
  );

  failureTest(
    'a guest that says it is done is not believed: the disk decides',
    { station: 'generalize', fault: { kind: 'lies' } },
    /IMAGE_STATE_SPECIALIZE_RESEAL_TO_AUDIT/,
    18_508,
    ['customize'],
  );

  failureTest(
    'of two variants one fails: it is named with its exit code and its last line, the other is finished',
    { station: 'customize', title: 'dev.ps1', fault: { kind: 'fails', exit: 17, says: 'no such licence' } },
    /1 of 2 variants: failed, .*\n {2}Dev: A\/B: .*customize:Dev: A\/B \(machine imgf-\w+-\w+-customize2\), step 1, dev\.ps1: failed, exit code 17: no such licence.*logs\/customize2: .*agent\.log/s,
    18_508,
    // The first one is of the build before.
    ['customize', 'customize', 'customize1', 'generalize1'],
    'variants.yml',
  );

  testWith(
    PLAYED_PEERS,
    '--resume makes only the variant that failed, and releases both, each content once',
    async () => {
      if (line === null) throw new Error('nothing was built before');
      misbehaviour = null;
      const before = startsOf(line).length;
      const { status, stderr, stdout } = await line.build(['--resume'], undefined, 'variants.yml');
      expect([status, status === 0 ? '' : stderr]).toEqual([0, '']);
      expect(startsOf(line).slice(before)).toEqual(['customize2', 'generalize2']);
      expectCleanHost(line, ['customize']);
      expect(stdout).toMatch(/ images +2 \(Plain, Dev: A\/B\)\n/);
      expect(stdout).toMatch(/ saved .* of it between the images\n/);
      const wim = path.join(line.release, 'install.wim');
      await runPeer('wimlib-imagex', ['verify', wim]);
      const info = await runPeer('wimlib-imagex', ['info', wim]);
      expect([...info.matchAll(/^Name: +(.*)$/gm)].map(([, name]) => name)).toEqual(['Plain', 'Dev: A/B']);
      const done = (image: string) =>
        runPeer('wimlib-imagex', ['extract', wim, image, '/Done.txt', '--to-stdout']);
      const common = 'packages updates: KB5012170\r\nrun step.ps1\r\npackages updates: KB5012170\r\n';
      const end = 'cleanup clean-up of the component store\r\n';
      expect(await done('1')).toBe(`${common}${end}`);
      expect(await done('2')).toBe(`${common}run dev.ps1\r\npackages updates: KB5012170\r\n${end}`);
      const { inputs, savings } = JSON.parse(
        readFileSync(path.join(line.release, 'manifest.json'), 'utf8'),
      ) as { inputs: { updates: unknown[] }; savings: { betweenImages: number } };
      expect(inputs.updates).toHaveLength(3);
      expect(inputs.updates[2]).toMatchObject({ kb: 'KB5012170', result: '0x00000000', variant: 'Dev: A/B' });
      expect(savings.betweenImages).toBeGreaterThan(0);
    },
  );
});
