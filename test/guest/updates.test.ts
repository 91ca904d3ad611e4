import { expect, jest } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import type { OnlineUpdates } from '../../src/guest/index.js';
import { updatesStep } from '../../src/guest/updates.js';
import { runPowerShell, testWithPowerShell } from '../powershell/index.js';
import { agentSite, insertMedium, lastReport } from '../support/agent-site.js';
import { UPDATE_POLICY, type AgentWindows } from '../support/agent-windows.js';
import { temporaryFolder } from '../support/folder.js';
import type { PlayedUpdate } from '../support/update-agent.js';

jest.setTimeout(300_000);
const { windowsWith } = agentSite();
const folder = temporaryFolder();

const SPEC: OnlineUpdates = {
  from: 'windows-update',
  folder: null,
  server: null,
  targetGroup: null,
  include: [],
  exclude: [],
  rounds: 8,
  timeout: 7_200_000,
  require: { build: null, kb: [] },
};

const STACK: PlayedUpdate = { kb: 'KB5000001', title: 'Servicing stack (KB5000001)' };
const ROLLUP: PlayedUpdate = { kb: 'KB5000002', title: 'Kumulatives Update für Windows 11 (KB5000002)' };
const NET: PlayedUpdate = { kb: 'KB5000003', title: '.NET Framework (KB5000003)' };

/** A step before, with more titles than a report takes. */
const MANY = {
  step: 0,
  exit: 0,
  seconds: 1,
  updates: Array.from({ length: 90 }, (_, index) => ({
    round: 1,
    kb: `KB${6_000_000 + index}`,
    title: 'ü'.repeat(200),
    outcome: 'installed',
    code: '0x00000000',
    seconds: 1,
  })),
};

/** Without the waits between tries. */
function ask(windows: AgentWindows, given: Partial<OnlineUpdates> = {}): void {
  windows.changePlan({
    steps: [{ ...updatesStep({ ...SPEC, ...given }), idleSeconds: 0, retrySeconds: [0, 0] }],
  });
}

async function windowsThatAsks(
  updates: readonly PlayedUpdate[],
  given: Partial<OnlineUpdates> = {},
): Promise<AgentWindows> {
  const windows = await windowsWith({ station: 'update' });
  windows.updateAgent.updates = updates;
  ask(windows, given);
  return windows;
}

testWithPowerShell(
  'WSUS, three rounds: one update after the other, terms accepted, a reboot after each round, no policy left',
  async () => {
    const wsus = { WUServer: 'http://wsus:8530', WUStatusServer: 'http://wsus:8530' };
    const windows = await windowsThatAsks(
      [
        STACK,
        NET,
        { ...ROLLUP, needs: ['KB5000001'], eula: true },
        { kb: 'KB5000004', title: 'Defender (KB5000004)', needs: ['KB5000002'] },
        { kb: 'KB5000005', title: 'Asks (KB5000005)', asksUser: true },
        { kb: 'KB5000006', title: '2026-11 Preview [x64] (KB5000006)' },
        { kb: 'KB5000007', title: 'Named (KB5000007)' },
        { kb: 'KB5000008', title: 'Optional (KB5000008)', optional: true },
      ],
      {
        from: 'wsus',
        server: 'http://wsus:8530',
        targetGroup: 'Images',
        exclude: ['*preview [x*', 'kb5000007'],
      },
    );
    windows.setValue(UPDATE_POLICY, 'WUServer', 'http://old:8530');
    windows.setValue(UPDATE_POLICY, 'SetDisableUXWUAccess', 1);
    const searches: unknown[] = [];
    windows.updateAgent.onSearch = (criteria, server) => {
      searches.push([
        criteria,
        server,
        windows.valuesIn(UPDATE_POLICY),
        windows.valuesIn(`${UPDATE_POLICY}\\AU`),
      ]);
    };
    expect(await windows.run()).toBe(4);
    expect(windows.updateAgent.boots).toEqual([
      'search, download KB5000001, install KB5000001, download KB5000003, install KB5000003',
      'search, accept KB5000002, download KB5000002, install KB5000002',
      'search, download KB5000004, install KB5000004',
      'search',
    ]);
    expect(searches).toHaveLength(4);
    expect(searches).toContainEqual([
      'IsInstalled=0 and IsHidden=0 and BrowseOnly=0',
      'http://wsus:8530',
      {
        ...wsus,
        SetDisableUXWUAccess: 1,
        DoNotConnectToWindowsUpdateInternetLocations: 1,
        TargetGroupEnabled: 1,
        TargetGroup: 'Images',
      },
      { NoAutoUpdate: 1, UseWUServer: 1 },
    ]);
    expect(new Set(searches.map((search) => JSON.stringify(search))).size).toBe(1);
    expect([...windows.updateAgent.clientIds]).toEqual(['Windows Image Factory']);
    expect(lastReport(windows)).toMatchObject({
      boot: 4,
      state: 'done',
      percent: null,
      results: [
        {
          step: 0,
          exit: 0,
          updates: [
            { round: 1, kb: 'KB5000001', title: STACK.title, outcome: 'installed', code: '0x00000000' },
            { round: 1, kb: 'KB5000003', outcome: 'installed' },
            { round: 2, kb: 'KB5000002', title: ROLLUP.title, outcome: 'installed' },
            { round: 3, kb: 'KB5000004', outcome: 'installed' },
          ],
        },
      ],
    });
    expect(windows.valuesIn(UPDATE_POLICY)).toEqual({ WUServer: 'http://old:8530', SetDisableUXWUAccess: 1 });
    expect([...windows.keys.keys()].filter((key) => key.endsWith('windowsupdate\\au'))).toEqual([]);
    expect(windows.services).toEqual(['Restart wuauserv', 'Restart wuauserv']);
    expect(windows.agentFiles()).not.toContain('update-policies.json');
    for (const why of ['it may ask the user something: Asks', 'updates.exclude names it: Named']) {
      expect(windows.log).toContain(`left out, because ${why}`);
    }
  },
);

/** learn.microsoft.com/windows/win32/wua_sdk/wua-success-and-error-codes-, .../wua-networking-error-codes- */
const CODES = {
  done: ['0x00000000'],
  retry: [
    '0x8024402C',
    '0x8024401C',
    '0x80244022',
    '0x80244023',
    '0x8024001B',
    '0x80245006',
    '0x80072EE2',
    '0x80072EE7',
    '0x80072EFD',
    '0x80072EFE',
  ],
  reboot: ['0x80240016', '0x00240005'],
  none: ['0x80240024'],
  fatal: ['0x80240044', '0x80240041', '0x8024004A', '0x8024A008', '0x8024002E'],
  // Of one update: the others go on. 0x80240022 says no more than that none was installed.
  other: ['0x80240022', '0x80070643', '0x800F0922', '0x80FFFFFF'],
};

testWithPowerShell('each code leads where Microsoft says, as the agent writes it and in words', async () => {
  const part = readFileSync('src/guest/agent/61-update-codes.ps1', 'utf8');
  const lines = Object.values(CODES)
    .flat()
    // As Format-Code gives them.
    .map(
      (code) =>
        `Write-Output ((Get-UpdateCodeKind '${code.toLowerCase()}') + ' ' + (Get-UpdateCodeText '${code}'))`,
    );
  const file = folder('codes.ps1');
  writeFileSync(file, [part, ...lines].join('\r\n'));
  const { stdout, stderr } = await runPowerShell(file);
  const said = stdout.trimEnd().split(/\r?\n/);
  expect([stderr, said.map((line) => line.split(' ').slice(0, 2))]).toEqual([
    '',
    Object.entries(CODES).flatMap(([kind, codes]) => codes.map((code) => [kind, code])),
  ]);
  const untold = said.filter((line) => !line.endsWith(')'));
  expect(untold).toEqual(['done 0x00000000', 'other 0x80FFFFFF']);
});

testWithPowerShell(
  'what is retried, what waits for a reboot, and the guilty one of 0x80240022, which is named after its second failure',
  async () => {
    const windows = await windowsThatAsks([
      { ...STACK, installs: [0x800f0922, 0x800f0922] },
      { ...NET, installs: [0x80240016] },
      { ...ROLLUP },
    ]);
    windows.updateAgent.searchFails = [0x8024402c, 0x80244022];
    expect(await windows.run()).toBe(3);
    expect(windows.updateAgent.boots.map((boot) => boot.replaceAll(/download \w+, /g, ''))).toEqual([
      'search, search, search, install KB5000001, install KB5000003',
      'search, install KB5000001, install KB5000003, install KB5000002',
      'search',
    ]);
    expect(windows.log).toMatch(/0x8024402c \(the name of the update server.*; again in 0 s/);
    const rebooting = windows.reports.filter(({ state }) => state === 'rebooting');
    expect(rebooting[0]?.message).toBe(
      'KB5000003: 0x80240016 (another installation is at work, or waits for a reboot)',
    );
    expect(lastReport(windows)).toMatchObject({
      boot: 3,
      state: 'failed',
      message: 'KB5000001 failed 2 times with 0x800f0922 (servicing failed and took it back)',
      results: [
        {
          exit: 1,
          updates: [
            { round: 1, kb: 'KB5000001', outcome: 'failed', code: '0x800f0922' },
            { round: 2, kb: 'KB5000001', outcome: 'failed', code: '0x800f0922' },
            { round: 2, kb: 'KB5000003', outcome: 'installed', code: '0x00000000' },
            { round: 2, kb: 'KB5000002', outcome: 'installed', code: '0x00000000' },
          ],
        },
      ],
    });
  },
);

testWithPowerShell(
  'an update that comes back after every success is named, and the rest is done',
  async () => {
    const windows = await windowsThatAsks([
      { ...STACK, comesBack: true },
      { ...NET, needs: ['KB5000002'] },
      ROLLUP,
    ]);
    expect(await windows.run()).toBe(3);
    expect(windows.updateAgent.did.filter((what) => what === 'install KB5000001')).toHaveLength(2);
    expect([...windows.updateAgent.installed]).toEqual(['KB5000002', 'KB5000003']);
    expect(lastReport(windows)).toMatchObject({
      state: 'failed',
      message: 'KB5000001 is offered again after 2 installations with success: name it in updates.exclude',
      results: [{ exit: 1 }],
    });
  },
);

testWithPowerShell(
  'a search that fails for good says why, and leaves no policy; one that finds no update is the end',
  async () => {
    const windows = await windowsThatAsks([STACK]);
    windows.updateAgent.searchFails = [0x8024402c, 0x8024402c, 0x8024402c];
    expect(await windows.boot()).toBe('/s');
    expect(windows.updateAgent.did).toEqual(['search', 'search', 'search']);
    expect(lastReport(windows)).toMatchObject({
      state: 'failed',
      message:
        'the search: 0x8024402c (the name of the update server or proxy was not found: give the machine a network ' +
        '(machine.network) that reaches the update server, with DNS)',
      results: [{ exit: 1, updates: [] }],
    });
    expect([...windows.keys.keys()].filter((key) => key.includes('windows\\windowsupdate'))).toEqual([]);

    await insertMedium(windows, { id: 'plan-2', station: 'update' });
    ask(windows);
    windows.updateAgent.searchFails = [0x8024004a];
    expect(await windows.boot()).toBe('/s');
    expect(windows.updateAgent.did.filter((what) => what === 'search')).toHaveLength(4);
    expect(lastReport(windows).message).toBe(
      'the search: 0x8024004a (updates are not available while Windows Setup is in progress)',
    );

    await insertMedium(windows, { id: 'plan-3', station: 'update' });
    ask(windows, { include: ['*.NET*', 'KB5000009'] });
    windows.updateAgent.searchFails = [0x80240024];
    expect(await windows.boot()).toBe('/s');
    expect(lastReport(windows)).toMatchObject({ state: 'done', results: [{ exit: 0, updates: [] }] });
  },
);

testWithPowerShell(
  'a reboot that is pending comes first, and one that comes to nothing ends it',
  async () => {
    const windows = await windowsThatAsks([STACK]);
    const { updateAgent } = windows;
    const pending = () => {
      updateAgent.needsReboot = true;
    };
    updateAgent.onSearch = pending;
    expect(await windows.boot()).toBe('/r');
    const waits = 'KB5000001: 0x80240016 (another installation is at work, or waits for a reboot)';
    expect(lastReport(windows)).toMatchObject({ state: 'rebooting', message: waits });
    windows.changeState({
      memory: { round: 0, seconds: 1, reboots: 3, busy: false, tried: [], results: [] },
    });
    expect(await windows.boot()).toBe('/s');
    expect(lastReport(windows)).toMatchObject({ state: 'failed', message: `after 3 reboots still ${waits}` });

    await insertMedium(windows, { id: 'plan-2', station: 'update' });
    ask(windows, { exclude: ['KB5000001'] });
    expect(await windows.boot()).toBe('/r');
    expect(lastReport(windows).message).toBe('updates wait for a reboot');
    updateAgent.onSearch = () => undefined;
    expect(await windows.boot()).toBe('/s');
    expect(lastReport(windows)).toMatchObject({ state: 'done', results: [{ exit: 0, updates: [] }] });
    expect(updateAgent.did.filter((what) => what.startsWith('install'))).toEqual([]);
  },
);

testWithPowerShell(
  'an update that hangs is killed at its limit and named; until then the heart beats',
  async () => {
    const windows = await windowsThatAsks([{ ...ROLLUP, installs: ['hangs'] }], { timeout: 15_000 });
    windows.changePlan({ heartbeatSeconds: 1 });
    expect(await windows.boot()).toBe('/s');
    expect(lastReport(windows)).toMatchObject({
      state: 'failed',
      message: 'KB5000002 was not done after its time limit of 15 s: raise updates.timeout, or exclude it',
      results: [{ exit: null, updates: [{ round: 1, kb: 'KB5000002', outcome: 'timed out', seconds: 15 }] }],
    });
    const beats = windows.reports.filter(({ message }) => message.startsWith('round 1: 1 of 1, Kumulatives'));
    expect(beats.length).toBeGreaterThan(1);
    expect(windows.valuesIn(`${UPDATE_POLICY}\\AU`)).toEqual({});
  },
);

testWithPowerShell(
  'a machine that goes down during an update searches again; where the rounds are used up, what is left is named',
  async () => {
    const windows = await windowsThatAsks(
      [STACK, { ...ROLLUP, needs: ['KB5000001'], optional: true }, { ...NET, needs: ['KB5000002'] }],
      { include: ['KB5000001', 'kb5000002', '.net*'], rounds: 1 },
    );
    windows.updateAgent.onInstall = () => {
      windows.pullThePlug();
    };
    await windows.boot().catch(() => undefined);
    windows.updateAgent.onInstall = () => undefined;
    windows.changeState({ results: [MANY] });
    expect(await windows.run()).toBe(2);
    const lengths = windows.serial.split('\n').map((line) => line.length);
    expect(Math.max(...lengths)).toBeLessThan(32_768);
    expect(windows.log).toContain('the machine went down during a round of updates: searching again');
    expect(windows.updateAgent.boots).toEqual([
      'search, download KB5000001, install KB5000001',
      'search, download KB5000002, install KB5000002',
      'search',
    ]);
    expect(lastReport(windows)).toMatchObject({
      boot: 3,
      state: 'failed',
      message: 'still offered after the last round: KB5000003; raise updates.rounds from 1',
      results: [
        { ...MANY, updates: MANY.updates.map((update) => ({ ...update, title: 'ü'.repeat(20) })) },
        { exit: 1, updates: [{ round: 1, kb: 'KB5000002', outcome: 'installed' }] },
      ],
    });
  },
);
