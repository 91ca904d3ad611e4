import { expect, jest } from '@jest/globals';
import path from 'node:path';
import type { AgentWindows } from '../support/agent-windows.js';
import { testWithPowerShell } from '../powershell/index.js';
import { agentSite, insertMedium, lastReport, runStep } from '../support/agent-site.js';

jest.setTimeout(300_000);
const { script, windowsWith } = agentSite();

const CAPABILITIES = [
  'Deployment Image Servicing and Management tool',
  'Version: 10.0.26100.1',
  '',
  'Capability listing:',
  '',
  '------------------------------------- | -----------',
  'Capability Identity                   | State      ',
  '------------------------------------- | -----------',
  'Language.Basic~~~de-DE~0.0.1.0        | Not Present',
  'Language.Basic~~~en-US~0.0.1.0        | Installed  ',
  'Language.OCR~~~de-DE~0.0.1.0          | Not Present',
  'OpenSSH.Client~~~~0.0.1.0             | Installed  ',
  'OpenSSH.Server~~~~0.0.1.0             | Not Present',
  'Rsat.Dns.Tools~~~~0.0.1.0             | Not Present',
  'App.StepsRecorder~~~~0.0.1.0          | Installed  ',
  '',
  'The operation completed successfully.',
  '',
].join('\r\n');

type Answer = number | readonly [exit: number, stdout: string];

/** Programs by the beginning of what follows `/Online /English`; the rest succeeds. */
function answer(windows: AgentWindows, answers: Readonly<Record<string, Answer>>): string[] {
  const asked: string[] = [];
  windows.onCommand = ({ name, args }, reply) => {
    if (!['dism.exe', 'pnputil.exe', 'wusa.exe'].includes(name)) return undefined;
    const line = [name, ...args].join(' ').replace('dism.exe /Online /English ', '');
    if (line.startsWith('/Get-Capabilities')) {
      reply.stdout(CAPABILITIES);
      return 0;
    }
    asked.push(line);
    const known = Object.entries(answers).find(([key]) => line.includes(key))?.[1] ?? 0;
    const [exit, stdout] = typeof known === 'number' ? [known, ''] : known;
    reply.stdout(stdout);
    return exit;
  };
  return asked;
}

/** What DISM says when it fails. */
const dismError = (code: string, words: string) =>
  `\r\nError: ${code}\r\n\r\n${words}\r\n\r\nThe DISM log file can be found at C:\\WINDOWS\\Logs\\DISM\\dism.log\r\n`;

/** A package of `updates`, beside it what it needs. */
const update = (name: string, kb: string | null = null) => ({
  file: script(name, 'x'),
  needs: [],
  kb,
  title: name,
});

/** A package of all users. */
const everyones = (name: string, kind: string, given = {}) => ({
  Name: name,
  PackageFullName: `${name}_1.0_${kind}`,
  PackageType: kind,
  NonRemovable: false,
  ...given,
});

const add = (place: string) => `/Add-Package /PackagePath:D:\\steps\\001\\${place} /NoRestart`;

const LP = 'Microsoft-Windows-Client-Language-Pack_x64_de-de.cab';
const BASIC = 'Microsoft-Windows-LanguageFeatures-Basic-de-de-Package~31bf3856ad364e35~amd64~~.cab';

testWithPowerShell(
  'each servicing step calls what Windows has for it, and its reboot comes after it',
  async () => {
    const fods = path.dirname(script(`fods/${LP}`, 'x'));
    script(`fods/${BASIC}`, 'x');
    const windows = await windowsWith({
      steps: [
        { kind: 'languages', languages: ['de-DE'], folder: fods },
        {
          kind: 'capabilities',
          change: {
            add: ['OpenSSH.Server', 'OpenSSH.Client', 'Rsat.Dns.Tools~~~~0.0.1.0'],
            remove: ['App.StepsRecorder', 'Gone.Before'],
          },
          folder: fods,
        },
        { kind: 'features', enable: ['NetFx3'], disable: ['SMB1Protocol'] },
        { kind: 'drivers', folder: path.dirname(script('drivers/nic/a.inf', 'x')) },
        { kind: 'cleanup' },
      ],
    });
    windows.freeSpace = 10 * 2 ** 30;
    let pending = true;
    const asked = answer(windows, { '/PackagePath': 3010, 'pnputil.exe': 259 });
    const { onCommand } = windows;
    windows.onCommand = (call, reply) => {
      if (call.args.includes('/Cleanup-Image')) windows.freeSpace += 700 * 2 ** 20;
      const played = onCommand(call, reply);
      if (!call.args.includes('/FeatureName:NetFx3') || !pending) return played;
      pending = false;
      return -2_146_498_513;
    };
    expect(await windows.run()).toBe(3);
    expect(asked).toEqual([
      `/Add-Package /PackagePath:D:\\steps\\001\\content\\${LP} /NoRestart`,
      '/Add-Capability /CapabilityName:Language.Basic~~~de-DE~0.0.1.0 /Source:D:\\steps\\001\\content /LimitAccess /NoRestart',
      '/Remove-Capability /CapabilityName:App.StepsRecorder~~~~0.0.1.0 /NoRestart',
      '/Add-Capability /CapabilityName:OpenSSH.Server~~~~0.0.1.0 /Source:D:\\steps\\001\\content /LimitAccess /NoRestart',
      '/Add-Capability /CapabilityName:Rsat.Dns.Tools~~~~0.0.1.0 /Source:D:\\steps\\001\\content /LimitAccess /NoRestart',
      '/Disable-Feature /FeatureName:SMB1Protocol /NoRestart',
      '/Enable-Feature /FeatureName:NetFx3 /All /NoRestart',
      '/Disable-Feature /FeatureName:SMB1Protocol /NoRestart',
      '/Enable-Feature /FeatureName:NetFx3 /All /NoRestart',
      'pnputil.exe /add-driver D:\\steps\\004\\content\\*.inf /subdirs',
      '/Cleanup-Image /StartComponentCleanup',
    ]);
    expect(lastReport(windows)).toMatchObject({
      state: 'done',
      results: [{ exit: 3010 }, { exit: 0 }, { exit: 0 }, { exit: 0 }, { exit: 0, freed: 700 * 2 ** 20 }],
    });
    expect(windows.log).toContain('Gone.Before: is not there, nothing to remove');
    expect(windows.log).toContain('OpenSSH.Client~~~~0.0.1.0: is there already');
    expect(
      windows
        .valuesOf('SOFTWARE\\Policies\\Microsoft\\Control Panel\\International')
        .get('BlockCleanupOfUnusedPreinstalledLangPacks'),
    ).toBe(1);
  },
);

testWithPowerShell(
  'without a folder a language comes from Windows Update, and a pending reboot is done',
  async () => {
    const windows = await windowsWith({
      steps: [{ kind: 'languages', languages: ['de-DE', 'fr-FR'], folder: null }],
    });
    windows.valuesOf(
      'SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing\\RebootPending',
    );
    expect(await windows.boot()).toBe('/r');
    expect(windows.languages).toEqual(['de-DE', 'fr-FR']);
    expect(lastReport(windows)).toMatchObject({ state: 'rebooting', results: [{ step: 0, exit: 3010 }] });
  },
);

testWithPowerShell('apps: out for all users and those to come, in for those to come', async () => {
  const app = path.dirname(script('contoso/Contoso.msixbundle', 'x'));
  for (const name of [
    'License1.xml',
    'Dependencies/x64/VCLibs_x64_.appx',
    'Dependencies/arm64/VCLibs_arm64_.appx',
  ]) {
    script(`contoso/${name}`, 'x');
  }
  const windows = await windowsWith({
    steps: [
      {
        kind: 'appx',
        appx: {
          remove: ['*Xbox*', 'Microsoft.BingNews', 'Microsoft.NotThere'],
          add: [app, script('two words.appx', 'x')],
        },
      },
    ],
  });
  windows.provisioned = ['Microsoft.XboxApp', 'Microsoft.BingNews', 'Microsoft.Notepad'].map((name) => ({
    DisplayName: name,
    PackageName: `${name}_1.0_neutral_~_8wekyb3d8bbwe`,
  }));
  windows.everyones = [
    everyones('Microsoft.XboxApp', 'Bundle'),
    everyones('Microsoft.XboxApp', 'Main'),
    everyones('Microsoft.XboxGameCallableUI', 'Main', { NonRemovable: true }),
    everyones('Microsoft.XboxIdentity', 'Main'),
    everyones('Microsoft.Notepad', 'Main'),
  ];
  const asked = answer(windows, { 'two words': -2_147_009_274 });
  expect(await windows.boot()).toBe('/s');
  expect(asked).toEqual([
    '/Remove-ProvisionedAppxPackage /PackageName:Microsoft.XboxApp_1.0_neutral_~_8wekyb3d8bbwe',
    '/Remove-ProvisionedAppxPackage /PackageName:Microsoft.BingNews_1.0_neutral_~_8wekyb3d8bbwe',
    '/Add-ProvisionedAppxPackage /PackagePath:D:\\steps\\001\\001\\Contoso.msixbundle ' +
      '/DependencyPackagePath:D:\\steps\\001\\001\\Dependencies\\1\\VCLibs_x64_.appx ' +
      '/LicensePath:D:\\steps\\001\\001\\License1.xml /Region:all',
    '/Add-ProvisionedAppxPackage /PackagePath:D:\\steps\\001\\002\\two words.appx /SkipLicense /Region:all',
  ]);
  expect(windows.removedPackages).toEqual([
    'Microsoft.XboxApp_1.0_Bundle',
    'Microsoft.XboxIdentity_1.0_Main',
  ]);
  expect(lastReport(windows)).toMatchObject({ state: 'done', results: [{ exit: 0 }] });
  expect(windows.reports.map(({ message }) => message)).toContain(
    'not there, nothing to remove: Microsoft.NotThere',
  );
  expect(windows.log).toContain('two words.appx: 0x80073d06, a newer version is there already');
  expect(windows.log).toContain('Microsoft.XboxGameCallableUI_1.0_Main: is part of Windows and stays');
});

testWithPowerShell(
  'updates of a folder: each result, a reboot where one is asked for, none installed twice',
  async () => {
    const windows = await windowsWith({
      station: 'update',
      steps: [
        {
          kind: 'packages',
          packages: [
            update('ssu-26100.cab', 'KB5001'),
            {
              ...update('windows11.0-kb5068861-x64.msu', 'KB5068861'),
              needs: [script('kb5043080.msu', 'x')],
            },
            update('ndp481.msu', 'KB5002'),
            update('dynamic.cab'),
          ],
        },
        runStep(script('after.ps1', 'exit 0')),
      ],
    });
    windows.setValue('SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion', 'CurrentBuild', '26200');
    let pending = true;
    const asked = answer(windows, { kb5068861: 3010, 'dynamic.cab': -2_146_498_530 });
    const { onCommand } = windows;
    windows.onCommand = (call, reply) => {
      const played = onCommand(call, reply);
      if (!call.args.some((word) => word.endsWith('ndp481.msu')) || !pending) return played;
      pending = false;
      return -2_146_498_513;
    };
    expect(await windows.run()).toBe(3);
    expect(asked).toEqual([
      add('001\\ssu-26100.cab'),
      add('002\\windows11.0-kb5068861-x64.msu'),
      add('003\\ndp481.msu'),
      add('003\\ndp481.msu'),
      add('004\\dynamic.cab'),
    ]);
    const last = lastReport(windows);
    expect(last).toMatchObject({
      boot: 3,
      state: 'done',
      results: [
        {
          step: 0,
          exit: 0,
          updates: [
            { round: 1, kb: 'KB5001', title: 'ssu-26100.cab', outcome: 'installed', code: '0x00000000' },
            { kb: 'KB5068861', outcome: 'installed', code: '0x00000bc2' },
            { kb: 'KB5002', outcome: 'installed', code: '0x00000000' },
            { kb: null, title: 'dynamic.cab', outcome: 'not applicable', code: '0x800f081e' },
          ],
        },
        { step: 1, exit: 0 },
      ],
    });
    expect(windows.reports.map(({ message }) => message)).toContain('KB5068861: wants a reboot');
  },
);

testWithPowerShell(
  'before 24H2 a .msu goes to wusa.exe, whose codes are its own; the last one may want the reboot',
  async () => {
    const windows = await windowsWith({
      station: 'update',
      steps: [
        {
          kind: 'packages',
          packages: [update('a.msu', 'KB1'), update('b.msu', 'KB2'), update('c.cab', 'KB3')],
        },
      ],
    });
    windows.setValue('SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion', 'CurrentBuild', '20348');
    const asked = answer(windows, { 'a.msu': 2_359_302, 'b.msu': -2_145_124_329, 'c.cab': 3010 });
    expect(await windows.run()).toBe(2);
    expect(asked).toEqual([
      'wusa.exe D:\\steps\\001\\001\\a.msu /quiet /norestart',
      'wusa.exe D:\\steps\\001\\002\\b.msu /quiet /norestart',
      '/Add-Package /PackagePath:D:\\steps\\001\\003\\c.cab /NoRestart',
    ]);
    expect(lastReport(windows)).toMatchObject({
      results: [
        {
          exit: 3010,
          updates: [
            { outcome: 'installed', code: '0x00240006' },
            { outcome: 'not applicable', code: '0x80240017' },
            { outcome: 'installed', code: '0x00000bc2' },
          ],
        },
      ],
    });
  },
);

testWithPowerShell('servicing that fails ends the run with the code, in words', async () => {
  const cases: readonly (readonly [
    Parameters<typeof windowsWith>[0] & object,
    Readonly<Record<string, Answer>>,
    object,
  ])[] = [
    [
      { steps: [{ kind: 'packages', packages: [update('a.cab', 'KB1'), update('b.cab', 'KB2')] }] },
      { 'a.cab': -2_146_498_525 },
      {
        message:
          'KB1: 0x800f0823, needs a newer servicing stack: put the servicing stack update, or the checkpoint update, beside it',
        results: [{ exit: -2_146_498_525, updates: [{ kb: 'KB1', outcome: 'failed', code: '0x800f0823' }] }],
      },
    ],
    [
      { steps: [{ kind: 'features', enable: ['NetFx3'], disable: [] }] },
      { NetFx3: [1460, dismError('1460', 'This operation returned because the timeout period expired.')] },
      { message: 'NetFx3: 0x000005b4, This operation returned because the timeout period expired.' },
    ],
    [
      { steps: [{ kind: 'capabilities', change: { add: ['OpenSSH'], remove: [] }, folder: null }] },
      {},
      { message: 'OpenSSH: this Windows knows no capability of that name' },
    ],
    [
      { steps: [{ kind: 'capabilities', change: { add: ['Language.Basic'], remove: [] }, folder: null }] },
      {},
      {
        message:
          'Language.Basic: is the beginning of 2 capabilities, name one of them: Language.Basic~~~de-DE~0.0.1.0, ' +
          'Language.Basic~~~en-US~0.0.1.0',
      },
    ],
    [
      { steps: [{ kind: 'drivers', folder: path.dirname(script('unsigned/a.inf', 'x')) }] },
      {
        'pnputil.exe': [
          -536_870_329,
          'Failed to add driver package: The third-party INF does not contain digital signature information.\r\n',
        ],
      },
      {
        message:
          'drivers: unsigned: 0xe0000247, Failed to add driver package: The third-party INF does not contain digital ' +
          'signature information.',
      },
    ],
    [
      { steps: [{ kind: 'appx', appx: { remove: [], add: [script('a.msix', 'x')] } }] },
      { 'a.msix': -2_147_009_293 },
      {
        message:
          'a.msix: 0x80073cf3, a package that it needs is missing or too old: put it into Dependencies, beside the package',
      },
    ],
    [
      { steps: [{ kind: 'cleanup' }] },
      { '/Cleanup-Image': -2_146_498_554 },
      { boot: 2, message: 'clean-up: 0x800f0806, servicing has something to finish at a reboot first' },
    ],
  ];
  const windows = await windowsWith();
  for (const [index, [given, answers, expected]] of cases.entries()) {
    await insertMedium(windows, { id: `failing-${index}`, ...given });
    answer(windows, answers);
    await windows.run();
    expect(lastReport(windows)).toMatchObject({ state: 'failed', ...expected });
  }
});

testWithPowerShell(
  'what no program was asked for fails as well: no Install-Language, an app that stays',
  async () => {
    const none = await windowsWith({ steps: [{ kind: 'languages', languages: ['de-DE'], folder: null }] });
    none.languages = null;
    await none.run();
    expect(lastReport(none)).toMatchObject({
      state: 'failed',
      message:
        'this Windows has no Install-Language, which downloads a language: give a folder with language packs',
    });

    const offline = await windowsWith({ steps: [{ kind: 'languages', languages: ['de-DE'], folder: null }] });
    offline.refuses = 'Install-Language';
    await offline.run();
    expect(lastReport(offline)).toMatchObject({
      state: 'failed',
      message: 'de-DE: 0x00000001, Access is denied.',
    });

    const denied = await windowsWith({
      steps: [{ kind: 'appx', appx: { remove: ['Microsoft.BingNews'], add: [] } }],
    });
    denied.everyones = [
      { Name: 'Microsoft.BingNews', PackageFullName: 'BingNews_1', PackageType: 'Main', NonRemovable: false },
    ];
    denied.refuses = 'Remove-AppxPackage';
    await denied.run();
    expect(lastReport(denied)).toMatchObject({
      state: 'failed',
      message: 'BingNews_1: 0x80070005, Access is denied.',
      results: [{ exit: -2_147_024_891 }],
    });
  },
);

testWithPowerShell('an update that takes longer than it may is killed, and told as such', async () => {
  const windows = await windowsWith({
    station: 'update',
    steps: [{ kind: 'packages', packages: [update('slow.cab', 'KB9')] }],
  });
  windows.changePlan({
    steps: [
      {
        kind: 'packages',
        title: 'updates',
        packages: [{ path: 'steps\\001\\001\\slow.cab', kb: 'KB9', title: 'slow' }],
        timeoutSeconds: 2,
      },
    ],
  });
  windows.onCommand = ({ name }, reply) => {
    if (name !== 'dism.exe') return undefined;
    reply.stdout('[=====           20.0%                ]\r\n');
    return new Promise<number>(() => undefined) as never;
  };
  expect(await windows.boot()).toBe('/s');
  expect(lastReport(windows)).toMatchObject({
    state: 'failed',
    message: 'KB9: killed at its time limit; its last line: [=====           20.0%                ]',
    results: [{ exit: null, updates: [{ outcome: 'timed out' }] }],
  });
});
