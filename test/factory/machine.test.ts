import { beforeAll, expect, test } from '@jest/globals';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { FactoryError } from '../../src/errors.js';
import { planBuild } from '../../src/factory/index.js';
import { readFileOrNull } from '../../src/inspect/index.js';
import { silentReporter, type Reporter } from '../../src/progress.js';
import { renderPlan } from '../../src/report/index.js';
import { openSource } from '../../src/source/index.js';
import { walk } from '../../src/tree/index.js';
import { journalOf, leftIn } from '../support/factory.js';
import { temporaryFolder } from '../support/folder.js';
import { NTFS_PEERS } from '../support/ntfs-volume.js';
import { testWith } from '../support/peers.js';
import {
  buildMachine,
  makeMachineSite,
  makePlayedDisk,
  makeSources,
  script,
  type MachineSite,
  type Sources,
} from '../support/played/site.js';

const folder = temporaryFolder();
let sources: Sources;

beforeAll(async () => {
  sources = await makeSources(folder());
});

async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.catch((reason: unknown) => reason);
  if (!(error instanceof FactoryError)) throw new Error('nothing was refused', { cause: error });
  return `${error.code}: ${error.message.replaceAll(folder(), '').replaceAll(/-[0-9a-f]{8}\b/g, '-RUN')}`;
}

async function namesIn(wim: string): Promise<string[]> {
  const source = await openSource(`${wim}#1`, { reporter: silentReporter() });
  const names: string[] = [];
  for await (const { path: name, entry } of walk(source.tree)) if (entry.streams.length > 0) names.push(name);
  await source.close();
  return names.toSorted();
}

const HYPERV = () => `source: { wim: ${sources.wim} }\nmachine: { hypervisor: hyperv, network: Build }\n`;
const STEPS =
  'customize:\n  - run: apps.ps1\n  - files: { from: ./tools, to: "C:\\\\Tools" }\nverify: [check.cmd]\n';

function withSteps(site: MachineSite): MachineSite {
  script(site, 'apps.ps1', 'write \\Apps\\app.txt installed');
  script(site, 'check.cmd', 'exit 0');
  mkdirSync(path.join(site.folder, 'tools', 'deep'), { recursive: true });
  writeFileSync(path.join(site.folder, 'tools', 'one.txt'), 'one');
  writeFileSync(path.join(site.folder, 'tools', 'deep', 'two.txt'), 'two');
  return site;
}

testWith(NTFS_PEERS, 'an applied image is customized, generalized, proven and captured', async () => {
  const site = withSteps(makeMachineSite(folder('hyperv'), HYPERV() + STEPS));
  const summary = await buildMachine(site);
  expect(site.host.history()).toEqual([
    'apply image 1',
    'child customize.vhdx of base.vhdx',
    'inject \\Windows\\Panther\\unattend.xml into customize.vhdx',
    'create customize, network Build, media 1',
    'start customize',
    'remove customize',
    'child generalize.vhdx of customize.vhdx',
    'create generalize, network none, media 1',
    'start generalize',
    'remove generalize',
  ]);
  expect(summary.stations.map(({ name, state }) => `${name}: ${state}`)).toEqual([
    'check: done',
    'provision: done',
    'update: nothing to do',
    'customize: done',
    'generalize: done',
    'prove: done',
    'capture: done',
    'inspect: done',
    'publish: done',
  ]);
  expect(summary.build).toBe('26200.7171');
  const names = await namesIn(summary.wim);
  expect(names).toEqual(
    expect.arrayContaining(['\\Apps\\app.txt', '\\Tools\\deep\\two.txt', '\\Tools\\one.txt']),
  );
  expect(names.filter((name) => name.includes('ImageFactory'))).toEqual([]);
  expect(leftIn(site.work)).toEqual(['journal.jsonl']);
  expect(site.host.machines()).toEqual([]);
  const { inputs } = JSON.parse(readFileSync(summary.manifest, 'utf8')) as { inputs: unknown };
  expect(inputs).toMatchObject({
    source: { kind: 'wim', name: 'install.wim', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown },
    steps: [
      { name: 'apps.ps1', exitCode: 0, seconds: 1 },
      { name: 'tools to C:\\Tools', exitCode: 0, seconds: 1 },
      { name: 'check.cmd', exitCode: 0, seconds: 1 },
    ],
  });
});

testWith(NTFS_PEERS, 'QEMU lets Setup install, from the medium, with an answer file beside it', async () => {
  const site = makeMachineSite(
    folder('qemu'),
    `source: { iso: ${sources.iso} }\nmachine: { hypervisor: qemu }\n`,
  );
  await buildMachine(site);
  const steps = [
    'create provision, network none, media 2',
    'start provision',
    'remove provision',
    'child generalize.qcow2 of base.qcow2',
    'create generalize, network none, media 1',
    'start generalize',
    'remove generalize',
  ];
  expect(site.host.history()).toEqual(['blank provision.qcow2', ...steps]);
  await buildMachine(site);
  expect(site.host.history().slice(8)).toEqual(steps.slice(3));
});

testWith(NTFS_PEERS, 'a base is made once, is read-only, and says when it was used', async () => {
  const site = makeMachineSite(folder('cache'), HYPERV());
  await buildMachine(site);
  const [key = ''] = readdirSync(path.join(site.work, 'bases'));
  const base = path.join(site.work, 'bases', key, 'base.vhdx');
  expect(statSync(base).mode & 0o222).toBe(0);
  const before = readFileSync(base);
  const told: string[] = [];
  await buildMachine(site, {}, { ...silentReporter(), info: (message) => told.push(message) });
  expect(site.host.history().filter((line) => line.startsWith('apply'))).toHaveLength(1);
  expect(told.join('\n')).toContain(`26200.7171: taken from the cache, ${base}`);
  expect(readFileSync(base)).toEqual(before);
  expect(readdirSync(path.join(site.work, 'bases', key, 'uses'))).toEqual([]);
  // Another size is another disk.
  const text = readFileSync(site.definition, 'utf8');
  writeFileSync(site.definition, text.replace('network', 'disk: 40 GiB, network'));
  await buildMachine(site);
  expect(site.host.history().filter((line) => line.startsWith('apply'))).toHaveLength(2);
});

testWith(NTFS_PEERS, 'a base that somebody wrote to is made again', async () => {
  const site = makeMachineSite(folder('touched'), HYPERV());
  await buildMachine(site);
  const [key = ''] = readdirSync(path.join(site.work, 'bases'));
  const base = path.join(site.work, 'bases', key, 'base.vhdx');
  writeFileSync(`${base}.new`, 'not a disk');
  renameSync(`${base}.new`, base);
  await buildMachine(site);
  expect(site.host.history().filter((line) => line.startsWith('apply'))).toHaveLength(2);
});

testWith(NTFS_PEERS, 'a disk in audit mode is never written to: a child of it is', async () => {
  const site = makeMachineSite(
    folder('audit'),
    'source: { disk: mine.vhdx }\nmachine: { hypervisor: hyperv }\n',
  );
  makePlayedDisk(folder('audit/mine.vhdx'), 'IMAGE_STATE_SPECIALIZE_RESEAL_TO_AUDIT');
  const before = readFileSync(folder('audit/mine.vhdx'));
  const summary = await buildMachine(site);
  expect(site.host.history()[0]).toBe('child generalize.vhdx of mine.vhdx');
  expect(readFileSync(folder('audit/mine.vhdx'))).toEqual(before);
  expect(await namesIn(summary.wim)).toContain('\\Windows\\System32\\Sysprep\\Sysprep_succeeded.tag');
  expect(existsSync(path.join(site.work, 'bases'))).toBe(false);
});

testWith(
  NTFS_PEERS,
  'a disk that is in neither audit mode nor generalized is refused with the commands',
  async () => {
    const site = makeMachineSite(
      folder('oobe'),
      'source: { disk: mine.vhdx }\nmachine: { hypervisor: hyperv }\n',
    );
    makePlayedDisk(folder('oobe/mine.vhdx'), 'IMAGE_STATE_COMPLETE');
    expect(await refusal(buildMachine(site))).toBe(
      'refused: /oobe/mine.vhdx: the installation is in the state IMAGE_STATE_COMPLETE, expected one in audit mode or generalized. Start it and run "%WINDIR%\\System32\\Sysprep\\sysprep.exe /audit /shutdown" for audit mode, or "sysprep.exe /generalize /oobe /shutdown", and use the disk when the machine is off.',
    );
    expect(site.host.history()).toEqual([]);
  },
);

testWith(
  NTFS_PEERS,
  'a step that fails is named, with the logs of its machine, of which nothing stays',
  async () => {
    const site = withSteps(makeMachineSite(folder('fails'), HYPERV() + STEPS));
    script(site, 'apps.ps1', 'exit 1603');
    expect(await refusal(buildMachine(site))).toMatch(
      /^refused: customize \(machine imgf-RUN-RUN-customize\), step 1, apps\.ps1: failed, exit code 1603: exit 1603\..*its logs are in \/fails\/work\/demo-[0-9a-f]{12}\/logs\/customize: agent\.log, State\.ini\.$/,
    );
    expect(leftIn(site.work)).toEqual(['journal.jsonl', 'logs']);
    const [name = ''] = readdirSync(site.work).filter((entry) => entry.startsWith('demo-'));
    const log = readFileSync(
      path.join(site.work, name, 'logs', 'customize', 'ProgramData', 'ImageFactory', 'agent.log'),
      'utf8',
    );
    expect(log).toContain('failed exit 1603');
    expect(site.host.machines()).toEqual([]);
    // The next build begins with the logs gone, and reuses the base.
    script(site, 'apps.ps1');
    await buildMachine(site, { resume: true });
    expect(leftIn(site.work)).toEqual(['journal.jsonl']);
    expect(site.host.history().filter((line) => line.startsWith('apply'))).toHaveLength(1);
  },
);

testWith(
  NTFS_PEERS,
  'a failed machine says what its logs name, the first cause first; where nothing is known, the last errors',
  async () => {
    const site = makeMachineSite(folder('explained'), `${HYPERV()}customize: [{ run: a.ps1 }]\n`);
    const cbs = 'write \\Windows\\Logs\\CBS\\CBS.log 2026-11-23 10:00:02, Error                 CBS   ';
    const full = `${cbs} Failed to stage [HRESULT = 0x80070070 - ERROR_DISK_FULL]`;
    const appx =
      'write \\Windows\\System32\\Sysprep\\Panther\\setupact.log 2026-11-23 10:00:01, Error                 SYSPRP Package Vendor.App was installed for a user, but not provisioned for all users.';
    script(site, 'a.ps1', appx, full, 'exit 5');
    const told = await refusal(buildMachine(site));
    expect(told).toMatch(
      /^refused: customize \(machine [^)]+\), step 1, a\.ps1: .*\(\\Windows\\System32\\Sysprep\\Panther\\setupact\.log:1 ".*Vendor\.App.*"\); failed, exit code 5: exit 5; also .*\(\\Windows\\Logs\\CBS\\CBS\.log:1 ".*ERROR_DISK_FULL\]"\)\. Remove the package.*; its logs are in [^ ]*: agent\.log, setupact\.log, CBS\.log, State\.ini\.$/,
    );
    script(site, 'a.ps1', `${cbs} Nobody has seen this`, 'exit 5');
    expect(await refusal(buildMachine(site))).toMatch(
      /, a\.ps1: failed, exit code 5: exit 5; the last errors of its logs: \\Windows\\Logs\\CBS\\CBS\.log:1 "2026-11-23 10:00:02, Error +CBS +Nobody has seen this"\. Mend it and run it again; its logs are in [^ ]*: agent\.log, CBS\.log, State\.ini\.$/,
    );
  },
);

testWith(
  NTFS_PEERS,
  'a machine that hangs, or powers off early, is a failure that names its evidence',
  async () => {
    const limits = 'machine: { hypervisor: hyperv, deadlines: { silence: 1s } }\n';
    const site = makeMachineSite(
      folder('hangs'),
      `source: { wim: ${sources.wim} }\n${limits}customize: [{ run: a.ps1 }]\n`,
    );
    script(site, 'a.ps1', 'hang');
    expect(await refusal(buildMachine(site))).toMatch(
      /it has said nothing for 1\.0 s; .*screenshot-customize\.png/,
    );
    expect(site.host.machines()).toEqual([]);
    // Turned off first, then its disk is read as it is: every kind of log, and the cause before all else.
    expect(site.host.history().slice(-2)).toEqual(['turn off customize', 'remove customize']);
    const logs = [
      ['Windows\\Panther\\setupact.log', '2026-11-23 10:00:00, Info       IBS    Nothing'],
      [
        'Windows\\Logs\\CBS\\CBS.log',
        '2026-11-23 10:00:02, Error      CBS    Failed to stage [HRESULT = 0x80070070 - ERROR_DISK_FULL]',
      ],
      ['Windows\\Logs\\DISM\\dism.log', '2026-11-23 10:00:01, Info       DISM   Nothing'],
      ['Windows\\SoftwareDistribution\\ReportingEvents.log', '{0}\t2026-11-23 10:00:01:000+0000\t1\tNothing'],
      ['Windows\\System32\\winevt\\Logs\\System.evtx', 'ElfFile'],
      ['Windows\\System32\\winevt\\Logs\\Setup.evtx', 'ElfFile'],
    ] as const;
    script(site, 'a.ps1', ...logs.map(([file, text]) => `write \\${file} ${text}`), 'hang');
    expect(await refusal(buildMachine(site))).toMatch(
      /^refused: customize \(machine [^)]+\)[^:]*: [^;]*disk[^;]* \(\\Windows\\Logs\\CBS\\CBS\.log:1 ".*"\); .*it has said nothing for 1\.0 s; /,
    );
    const copied = readdirSync(site.work, { recursive: true, encoding: 'utf8' });
    for (const [file] of logs) {
      expect(copied).toContainEqual(expect.stringMatching(`/logs/customize/${file.replaceAll('\\', '/')}$`));
    }
    script(site, 'a.ps1', 'off');
    expect(await refusal(buildMachine(site))).toMatch(/the machine powered off before its work was done/);
    expect(site.host.machines()).toEqual([]);
  },
);

testWith(
  NTFS_PEERS,
  'what sysprep did not do fails the build, whatever the guest said, and is done again',
  async () => {
    const site = makeMachineSite(folder('sysprep'), `${HYPERV()}customize: [{ run: a.ps1 }]\n`);
    script(site, 'a.ps1', 'write \\played\\sysprep fails');
    const told = await refusal(buildMachine(site));
    expect(told).toMatch(
      /^refused: [^ ]+: .*not provisioned for all users.* \(\\Windows\\System32\\Sysprep\\Panther\\setuperr\.log:1 ".*"\); it is not generalized: State\.ini says IMAGE_STATE_SPECIALIZE_RESEAL_TO_OOBE; there is no Sysprep_succeeded\.tag; setuperr\.log says: .*0x80073cf2/,
    );
    expect(told).toMatch(
      /Remove the package .*its logs are in .*logs\/prove: agent\.log, setuperr\.log, State\.ini\.$/,
    );
    expect(existsSync(site.out)).toBe(false);
    expect(leftIn(site.work).map((name) => name.replace(/-[0-9a-f]{8}/, ''))).toEqual([
      'customize.vhdx',
      'journal.jsonl',
      'logs',
    ]);
    await refusal(buildMachine(site, { resume: true }));
    expect(site.host.history().filter((line) => line.startsWith('start'))).toEqual([
      'start customize',
      'start generalize',
      'start generalize',
    ]);
  },
);

testWith(
  NTFS_PEERS,
  'a secret that a script left on the disk fails the build, and no copy of it is made',
  async () => {
    const site = makeMachineSite(
      folder('leak'),
      `${HYPERV()}customize: [{ run: a.ps1, secrets: [LICENSE_KEY] }]\n`,
    );
    script(site, 'a.ps1', 'leak LICENSE_KEY \\Temp\\setup.log');
    const env = { LICENSE_KEY: 'k3y-0f-the-h0use' };
    const told = await refusal(buildMachine(site, { env }));
    expect(told).toContain('secrets are left in it: LICENSE_KEY in \\Temp\\setup.log as UTF-8');
    expect(told).not.toContain(env.LICENSE_KEY);
    expect(existsSync(site.out)).toBe(false);
    const holders = readdirSync(site.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.vhdx'))
      .map((entry) => path.join(entry.parentPath, entry.name))
      .filter((file) => readFileSync(file).includes(env.LICENSE_KEY));
    expect(holders).toEqual([]);
    script(site, 'a.ps1');
    await expect(buildMachine(site, { env, resume: true })).resolves.toMatchObject({ name: 'demo' });
  },
);

testWith(
  NTFS_PEERS,
  'a secret in the log of the agent is found too, and masked in what is copied',
  async () => {
    const site = makeMachineSite(
      folder('agent-log'),
      `${HYPERV()}customize: [{ run: a.ps1, secrets: [LICENSE_KEY] }]\n`,
    );
    const log = '\\ProgramData\\ImageFactory\\agent.log';
    script(site, 'a.ps1', `leak LICENSE_KEY ${log}`);
    const env = { LICENSE_KEY: 'k3y-0f-the-h0use' };
    expect(await refusal(buildMachine(site, { env }))).toContain(`LICENSE_KEY in ${log} as UTF-8`);
    const [build = ''] = readdirSync(site.work).filter((name) => name.startsWith('demo-'));
    expect(readFileSync(path.join(site.work, build, 'logs', 'prove', ...log.split('\\')), 'utf8')).toContain(
      'key=****************',
    );
  },
);

test('secrets without a value, and scripts that are not there, are told before anything is made', async () => {
  const site = makeMachineSite(
    folder('secrets'),
    `${HYPERV()}customize: [{ run: a.ps1, secrets: [LICENSE_KEY] }]\n`,
  );
  expect(await refusal(buildMachine(site))).toBe(
    'definition: /secrets/image.yml:6:20: customize[0].run: /secrets/a.ps1 does not exist',
  );
  script(site, 'a.ps1');
  expect(await refusal(buildMachine(site))).toBe(
    'usage: the secret LICENSE_KEY: no environment variable has that name, expected its value in the environment of the factory. Set it; in a workflow: env: { LICENSE_KEY: ${{ secrets.LICENSE_KEY }} }.',
  );
  expect(site.host.history()).toEqual([]);
});

const ANSWER = (inside: string) =>
  '<unattend xmlns="urn:schemas-microsoft-com:unattend"><settings pass="oobeSystem">\n' +
  '<component name="Microsoft-Windows-Shell-Setup" processorArchitecture="amd64" publicKeyToken="31bf3856ad364e35" ' +
  `language="neutral" versionScope="nonSxS">${inside}</component></settings></unattend>`;

testWith(NTFS_PEERS, 'the answer file of the deployed machine is in the image', async () => {
  const site = makeMachineSite(folder('unattend'), `${HYPERV()}unattend: deploy.xml\n`);
  const text = ANSWER('<AutoLogon><Password><Value>x</Value></Password></AutoLogon>');
  writeFileSync(path.join(site.folder, 'deploy.xml'), text);
  const warnings: string[] = [];
  const reporter: Reporter = { ...silentReporter(), warn: (message) => warnings.push(message) };
  const { wim } = await buildMachine(site, {}, reporter);
  expect(warnings.map((line) => line.replaceAll(site.folder, ''))).toEqual([
    expect.stringMatching(/^\/deploy.xml:2:\d+: Password: a password in clear/),
  ]);
  const source = await openSource(`${wim}#1`, { reporter: silentReporter() });
  const bytes = await readFileOrNull(source.tree, '\\Windows\\Panther\\unattend.xml', 4096);
  await source.close();
  expect(Buffer.from(bytes ?? []).toString()).toBe(text);
});

test('an answer file that no deployed machine could take is refused before anything is made', async () => {
  const site = makeMachineSite(folder('unattend-bad'), `${HYPERV()}unattend: deploy.xml\n`);
  expect(await refusal(buildMachine(site))).toBe(
    'definition: /unattend-bad/image.yml:6:11: unattend: /unattend-bad/deploy.xml does not exist',
  );
  writeFileSync(path.join(site.folder, 'deploy.xml'), ANSWER('').replace('amd64', 'arm64'));
  expect(await refusal(buildMachine(site))).toBe(
    'definition: /unattend-bad/deploy.xml:2:1: Microsoft-Windows-Shell-Setup: for arm64 only, and the image is amd64: ' +
      'Setup passes over it. Write processorArchitecture="amd64".',
  );
  expect(site.host.history()).toEqual([]);
});

test('what the host lacks is told at once, and stops the build', async () => {
  const site = makeMachineSite(folder('lacks'), HYPERV());
  const next = 'start the runner as a local administrator';
  site.host.set({
    findings: [
      { subject: 'elevation', state: 'error', found: 'NETWORK SERVICE is no administrator', next },
      {
        subject: 'memory',
        state: 'error',
        found: '2.0 GiB are free',
        expected: '8.0 GiB',
        next: 'set machine.memory',
      },
      {
        subject: 'the antivirus',
        state: 'warning',
        found: 'it looks into the work directory',
        next: 'exclude it',
      },
      { subject: 'Hyper-V', state: 'ok', found: 'is there' },
    ],
  });
  const warnings: string[] = [];
  const reporter: Reporter = { ...silentReporter(), warn: (message) => warnings.push(message) };
  expect(await refusal(buildMachine(site, {}, reporter))).toBe(
    'host: this host: lacks 2 things\n  elevation: NETWORK SERVICE is no administrator. Start the runner as a local administrator\n  memory: 2.0 GiB are free, expected 8.0 GiB. Set machine.memory',
  );
  expect(warnings).toEqual(['the antivirus: it looks into the work directory. Exclude it']);
  expect(site.host.history()).toEqual([]);
});

test('a dry run says what the machine would do, and makes nothing', async () => {
  const site = withSteps(makeMachineSite(folder('dry'), HYPERV() + STEPS));
  const plan = renderPlan(await planBuild(site.definition, site.options, silentReporter()));
  const text = plan.replaceAll(folder(), '').replaceAll(/demo-[0-9a-f]{12}/g, 'demo-KEY');
  expect(text.split('\n').slice(8, 14)).toEqual([
    '  check       /dry/image.yml, and whether the release may go to /dry/release',
    '  provision   apply image 1 to a base disk of 80.0 GiB, or take it from the cache',
    '  update      nothing to do',
    '  customize   apps.ps1, tools to C:\\Tools, check.cmd; the network Build, at most 2 h 00 min',
    '  generalize  sysprep, Hyper-V, 4 processors, 8.0 GiB, at most 45 min 00 s',
    '  prove       State.ini, Sysprep_succeeded.tag, setuperr.log and the build number, from the disk',
  ]);
  expect(existsSync(site.work)).toBe(false);
  expect(site.host.history()).toEqual([]);
});

testWith(NTFS_PEERS, 'interrupted, the machine is off and gone, and the build can go on', async () => {
  const site = withSteps(makeMachineSite(folder('interrupted'), HYPERV() + STEPS));
  const controller = new AbortController();
  const reporter = silentReporter(controller.signal);
  site.host.hold('generalize');
  const running = refusal(buildMachine(site, {}, reporter));
  while (!site.host.history().includes('start generalize'))
    await new Promise((resolve) => setTimeout(resolve, 10));
  controller.abort(new FactoryError('interrupted', { subject: 'build', found: 'stopped by the user' }));
  expect(await running).toBe('interrupted: build: stopped by the user');
  expect(site.host.machines()).toEqual([]);
  expect(site.host.history().slice(-2)).toEqual(['turn off generalize', 'remove generalize']);
  expect(leftIn(site.work).map((name) => name.replace(/-[0-9a-f]{8}/, ''))).toEqual([
    'customize.vhdx',
    'journal.jsonl',
  ]);
  expect(journalOf(site.work).at(-1)).toMatchObject({ event: 'fail', code: 'interrupted' });
  site.host.hold('generalize', false);
  const summary = await buildMachine(site, { resume: true });
  expect(summary.stations.filter(({ state }) => state === 'reused').map(({ name }) => name)).toEqual([
    'customize',
  ]);
  expect(await namesIn(summary.wim)).toContain('\\Apps\\app.txt');
});
