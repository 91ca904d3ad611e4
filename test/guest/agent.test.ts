import { afterEach, expect } from '@jest/globals';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Step } from '../../src/definition/index.js';
import { planPayload, type AgentReport, type PayloadRequest } from '../../src/guest/index.js';
import { testWithPowerShell } from '../powershell/index.js';
import { AgentWindows } from '../support/agent-windows.js';
import { temporaryFolder } from '../support/folder.js';

const folder = temporaryFolder();
const running: AgentWindows[] = [];
let count = 0;

afterEach(async () => {
  for (const windows of running.splice(0)) await windows.stop();
});

/** Writes a script for the medium. */
function script(name: string, ...lines: readonly string[]): string {
  const file = folder(String(count), 'scripts', name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, lines.join('\r\n'));
  return file;
}

function run(file: string, given: Partial<Extract<Step, { kind: 'run' }>> = {}): Step {
  return { kind: 'run', script: file, args: [], env: {}, secrets: [], timeout: null, ...given };
}

/** A Windows with the agent installed and the medium in its drive. */
async function windowsWith(given: Partial<PayloadRequest> = {}): Promise<AgentWindows> {
  const windows = new AgentWindows(folder(String(count++)));
  running.push(windows);
  await insert(windows, given);
  await windows.start();
  expect(await windows.install()).toEqual({ status: 0, stdout: '', stderr: '' });
  return windows;
}

async function insert(windows: AgentWindows, given: Partial<PayloadRequest>): Promise<void> {
  windows.insert(
    await planPayload({
      id: 'plan-1',
      station: 'customize',
      end: 'shutdown',
      steps: [],
      verify: [],
      architecture: 'amd64',
      setup: null,
      env: {},
      ...given,
    }),
  );
}

const lastOf = ({ reports }: AgentWindows): AgentReport => {
  const last = reports.at(-1);
  if (last === undefined) throw new Error('the agent said nothing');
  return last;
};

/** A package as Get-AppxPackage gives it. */
const appx = (name: string, given = {}) => ({
  Name: name,
  PublisherId: '8wekyb3d8bbwe',
  PackageFullName: `${name}_1.0_x64__8wekyb3d8bbwe`,
  IsFramework: false,
  IsResourcePackage: false,
  NonRemovable: false,
  ...given,
});

testWithPowerShell('it installs itself as a task of the interactive session, and starts it', async () => {
  const windows = await windowsWith();
  expect(windows.tasks.get('ImageFactoryAgent')).toMatchObject({
    Action: [
      {
        Execute: 'powershell.exe',
        Argument:
          '-NoProfile -NonInteractive -ExecutionPolicy Bypass -WindowStyle Hidden -File ' +
          '"C:\\ProgramData\\ImageFactory\\agent.ps1"',
      },
    ],
    Trigger: [{ AtLogOn: true, User: 'WIN-1\\Administrator' }],
    Principal: { UserId: 'WIN-1\\Administrator', LogonType: 'Interactive', RunLevel: 'Highest' },
    Settings: { MultipleInstances: 'IgnoreNew', ExecutionTimeLimit: { seconds: 0 } },
  });
  const started = windows.calls.filter(
    (call) => call.kind === 'cmdlet' && call.name === 'Start-ScheduledTask',
  );
  expect(started).toHaveLength(1);
  await windows.install();
  expect(
    windows.calls.filter((call) => call.kind === 'cmdlet' && call.name === 'Start-ScheduledTask'),
  ).toHaveLength(1);
});

testWithPowerShell('without a step it says that it is done, and powers off', async () => {
  const windows = await windowsWith({ station: 'provision' });
  expect(await windows.boot()).toBe('/s');
  expect(lastOf(windows)).toEqual({
    v: 1,
    plan: 'plan-1',
    boot: 1,
    seq: 3,
    station: 'provision',
    state: 'done',
    step: null,
    steps: 0,
    title: '',
    percent: null,
    message: '',
    results: [],
  });
  expect(windows.commands).toEqual([['shutdown.exe', '/s', '/t', '0', '/f']]);
});

testWithPowerShell(
  'each kind of step is run as Windows runs it, in order, and its last line is told',
  async () => {
    const windows = await windowsWith({
      steps: [
        run(
          script(
            'apps.ps1',
            'param([string] $Mode, [string] $Text)',
            'Write-Output "$Mode|$Text|$env:IMGF_KIND"',
          ),
          {
            args: ['-Mode', 'full', '-Text', 'two words "quoted" \\'],
            env: { IMGF_KIND: 'a b' },
          },
        ),
        run(script('setup.cmd'), { args: ['/all', 'one'] }),
        run(script('tool.msi'), { args: ['KEY=a b'] }),
        { kind: 'files', from: path.dirname(script('tree/a.txt', 'a')), to: 'C:\\Tools' },
        { kind: 'files', from: script('b.txt', 'b'), to: 'C:\\Tools\\sub\\c.txt' },
      ],
      verify: [script('check.ps1', "[Console]::Error.WriteLine('looks fine')", 'exit 0')],
    });
    windows.onCommand = ({ name }) => (name === 'cmd.exe' || name === 'msiexec.exe' ? 0 : undefined);
    expect(await windows.boot()).toBe('/s');
    expect(lastOf(windows)).toMatchObject({
      state: 'done',
      steps: 6,
      results: [0, 1, 2, 3, 4, 5].map((step) => ({ step, exit: 0 })),
    });
    expect(windows.log).toContain('full|two words "quoted" \\|a b');
    expect(windows.log).toContain('looks fine');
    expect(windows.reports.map(({ message }) => message)).toContain('full|two words "quoted" \\|a b');
    expect(windows.commands.slice(0, 2)).toEqual([
      ['cmd.exe', '/d', '/s', '/c', 'D:\\steps\\002\\setup.cmd /all one'],
      ['msiexec.exe', '/i', 'D:\\steps\\003\\tool.msi', '/qn', '/norestart', 'KEY=a b'],
    ]);
    expect(windows.read('Tools/a.txt')).toBe('a');
    expect(windows.read('Tools/sub/c.txt')).toBe('b');
  },
);

testWithPowerShell('3010 and 1641 reboot, and the work goes on with the next step', async () => {
  const windows = await windowsWith({
    steps: [
      run(script('one.ps1', "Write-Output 'this is one'", 'exit 3010')),
      run(script('two.ps1', "Write-Output 'this is two'", 'exit 1641')),
      run(script('three.ps1', "Write-Output 'this is three'")),
    ],
  });
  expect(await windows.run()).toBe(3);
  expect(lastOf(windows)).toMatchObject({
    boot: 3,
    state: 'done',
    results: [
      { step: 0, exit: 3010 },
      { step: 1, exit: 1641 },
      { step: 2, exit: 0 },
    ],
  });
  for (const word of ['one', 'two', 'three']) expect(windows.log.split(`this is ${word}`)).toHaveLength(2);
  expect(windows.reports.filter(({ state }) => state === 'rebooting').map(({ boot }) => boot)).toEqual([
    1, 1, 1, 2, 2, 2,
  ]);

  windows.power = null;
  expect(await windows.boot()).toBeNull();
  expect(windows.log.trimEnd()).toMatch(/the plan plan-1 is over: nothing to do$/);

  await insert(windows, { id: 'plan-2', station: 'generalize' });
  expect(await windows.boot()).toBe('/s');
  expect(lastOf(windows)).toMatchObject({ plan: 'plan-2', boot: 1, state: 'done', results: [] });
});

testWithPowerShell('a step that fails ends the run with its exit code and its last line', async () => {
  const windows = await windowsWith({
    steps: [
      run(script('bad.ps1', "Write-Output 'no such disk'", 'exit 7')),
      run(script('next.ps1', "Write-Output 'never'")),
    ],
  });
  expect(await windows.boot()).toBe('/s');
  expect(lastOf(windows)).toMatchObject({
    state: 'failed',
    step: 0,
    title: 'bad.ps1',
    message: 'no such disk',
    results: [{ step: 0, exit: 7 }],
  });
  expect(windows.log).not.toContain('never');
});

testWithPowerShell('a check that asks for a reboot has failed', async () => {
  const windows = await windowsWith({ verify: [script('check.ps1', 'exit 3010')] });
  expect(await windows.boot()).toBe('/s');
  expect(lastOf(windows)).toMatchObject({ state: 'failed', results: [{ step: 0, exit: 3010 }] });
});

testWithPowerShell(
  'a step that hangs is killed at its limit with all its children; until then the heart beats',
  async () => {
    const windows = await windowsWith({
      steps: [
        run(
          script(
            'hang.ps1',
            "Write-Output 'about to hang'",
            '& powershell.exe -NoProfile -Command "Start-Sleep -Seconds 600"',
          ),
          { timeout: 8000 },
        ),
      ],
    });
    windows.changePlan({ heartbeatSeconds: 1 });
    expect(await windows.boot()).toBe('/s');
    expect(lastOf(windows)).toMatchObject({
      state: 'failed',
      message: 'killed at its time limit of 8 s; its last line: about to hang',
      results: [{ step: 0, exit: null }],
    });
    const beats = windows.reports.filter(({ message }) => message === 'about to hang');
    expect(beats.length).toBeGreaterThan(1);
    expect(new Set(beats.map(({ seq }) => seq)).size).toBe(1);
    expect(windows.commands.filter(([name]) => name === 'taskkill.exe')).toHaveLength(1);
  },
);

testWithPowerShell('100 MB of output: its beginning and its end are kept', async () => {
  const windows = await windowsWith({
    steps: [
      run(
        script(
          'loud.ps1',
          "[Console]::Out.WriteLine('the first line')",
          "$line = 'x' * 1023",
          'foreach ($count in 1..102400) { [Console]::Out.WriteLine($line) }',
          "[Console]::Out.WriteLine('the last line')",
        ),
      ),
    ],
  });
  expect(await windows.boot()).toBe('/s');
  expect(lastOf(windows)).toMatchObject({ state: 'done', results: [{ step: 0, exit: 0 }] });
  expect(windows.reports.map(({ message }) => message)).toContain('the last line');
  const { log } = windows;
  expect(log.length).toBeLessThan(4.5 * 2 ** 20);
  expect(log).toContain('the first line\n');
  expect(log).toMatch(/x\n\r\n\[\d+ characters of output left out here\]\r\nx/);
  expect(log).toContain('the last line\n');
});

testWithPowerShell('a secret reaches its script, and neither the log, the port nor the state', async () => {
  const secret = 'hunter2-\u00e4\nsecond line of it';
  const windows = await windowsWith({
    steps: [
      run(
        script(
          'login.ps1',
          'if ($env:IMGF_TOKEN.Length -ne 27) { exit 9 }',
          'Write-Output ("token: " + $env:IMGF_TOKEN)',
          'Write-Output ($env:IMGF_TOKEN -split "`n")[1]',
          'exit 3010',
        ),
        { secrets: ['IMGF_TOKEN'] },
      ),
      run(script('hunter2.ps1', "Write-Output 'second line of it'", 'exit 1')),
    ],
    env: { IMGF_TOKEN: secret },
  });
  expect(await windows.run()).toBe(2);
  expect(lastOf(windows)).toMatchObject({
    state: 'failed',
    message: '***',
    results: [{ exit: 3010 }, { exit: 1 }],
  });
  const kept = ['agent.log', 'state.json', 'state.previous.json'].map((name) =>
    windows.read(`ProgramData/ImageFactory/${name}`),
  );
  for (const text of [windows.serial, ...kept]) {
    for (const line of secret.split('\n')) expect(text).not.toContain(line);
  }
  expect(windows.log).toContain('token: ***\n***\n');
});

testWithPowerShell('a state that the power failure tore is taken from the copy before it', async () => {
  const windows = await windowsWith({
    steps: [
      run(script('one.ps1', "Write-Output 'this is one'", 'exit 3010')),
      run(script('two.ps1', "Write-Output 'this is two'")),
    ],
  });
  expect(await windows.boot()).toBe('/r');
  const state = windows.c('ProgramData/ImageFactory/state.json');
  writeFileSync(state, new Uint8Array(400));
  expect(await windows.boot()).toBe('/s');
  expect(lastOf(windows)).toMatchObject({ boot: 2, state: 'done', results: [{ exit: 3010 }, { exit: 0 }] });
  expect(windows.log.split('this is one')).toHaveLength(2);
});

testWithPowerShell('with both copies torn nothing is run twice: the run fails', async () => {
  const windows = await windowsWith({ steps: [run(script('one.ps1', 'exit 3010'))] });
  expect(await windows.boot()).toBe('/r');
  for (const name of ['state.json', 'state.previous.json']) {
    writeFileSync(windows.c(`ProgramData/ImageFactory/${name}`), '{"plan": "plan-1", "bo');
  }
  expect(await windows.boot()).toBe('/s');
  expect(lastOf(windows)).toMatchObject({ plan: 'plan-1', state: 'failed' });
  expect(lastOf(windows).message).toMatch(/^C:\\ProgramData\\ImageFactory\\state.json: is damaged/);
});

testWithPowerShell('a machine that went down while a step ran: the step is not run again', async () => {
  const windows = await windowsWith({ steps: [run(script('one.ps1', "Write-Output 'this is one'"))] });
  windows.onReport = ({ title }) => {
    if (title === 'one.ps1') windows.pullThePlug();
  };
  await windows.boot().catch(() => undefined);
  windows.onReport = () => undefined;
  expect(await windows.boot()).toBe('/s');
  expect(lastOf(windows)).toMatchObject({
    boot: 2,
    state: 'failed',
    step: 0,
    title: 'one.ps1',
    message: 'the machine went down while the step ran; a step asks for a reboot with exit code 3010',
  });
});

testWithPowerShell('it refuses to work as SYSTEM', async () => {
  const windows = await windowsWith({ end: 'generalize', station: 'generalize' });
  windows.account = { name: 'NT AUTHORITY\\SYSTEM', sid: 'S-1-5-18', system: true };
  expect(await windows.boot()).toBe('/s');
  expect(lastOf(windows)).toMatchObject({
    state: 'failed',
    message: 'the agent runs as NT AUTHORITY\\SYSTEM (S-1-5-18), expected the built-in Administrator',
  });
  expect(windows.commands.map(([name]) => name)).toEqual(['shutdown.exe']);
});

testWithPowerShell('a newer agent on the medium takes the place of the one that is installed', async () => {
  const windows = await windowsWith();
  writeFileSync(
    windows.c('ProgramData/ImageFactory/agent.ps1'),
    windows.read('ProgramData/ImageFactory/agent.ps1') + '\r\n# older',
  );
  expect(await windows.boot()).toBe('/s');
  expect(windows.read('ProgramData/ImageFactory/agent.ps1')).not.toContain('# older');
  expect(lastOf(windows)).toMatchObject({ state: 'done' });
});

testWithPowerShell('an agent that cannot be installed says so', async () => {
  const windows = await windowsWith();
  windows.tasks.clear();
  windows.refuses = 'Register-ScheduledTask';
  await windows.install();
  expect(lastOf(windows)).toMatchObject({
    plan: 'plan-1',
    state: 'failed',
    message: 'the agent could not be installed: Access is denied.',
  });
  expect(windows.power).toBe('/s');
});

testWithPowerShell('without a medium it does nothing', async () => {
  const windows = await windowsWith();
  windows.medium = false;
  expect(await windows.boot()).toBeNull();
  expect(windows.reports).toEqual([]);
});

testWithPowerShell(
  'generalize: pending reboots first, then the clean-up, the medium out, the agent gone, sysprep last',
  async () => {
    const windows = await windowsWith({ end: 'generalize', station: 'generalize' });
    const winlogon = 'SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Winlogon';
    const power = 'SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Power';
    const pending = 'SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing\\RebootPending';
    windows.valuesOf(pending);
    windows.setValue(winlogon, 'DefaultPassword', 'x');
    windows.setValue(power, 'HiberbootEnabled', 1);
    windows.setValue('SYSTEM\\Setup', 'UnattendFile', 'C:\\x.xml');
    windows.processes = ['sysprep'];
    windows.packages = [
      appx('Microsoft.Notepad'),
      appx('Microsoft.Winget.Source'),
      appx('Microsoft.VCLibs', { IsFramework: true }),
      appx('Microsoft.Shell', { NonRemovable: true }),
    ];
    windows.provisioned = [{ DisplayName: 'Microsoft.Notepad', PublisherId: '8wekyb3d8bbwe' }];
    windows.write('Windows/Panther/unattend.xml', '<unattend/>');
    windows.write('Windows/Panther/setupact.log', 'Setup began');
    windows.write('Windows/System32/Sysprep/Panther/setuperr.log', 'an older error');
    windows.write('Windows/Temp/left.tmp', 'x');

    expect(await windows.boot()).toBe('/r');
    expect(lastOf(windows).message).toBe(
      'pending: HKLM:\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing\\RebootPending',
    );
    windows.removeKey(pending);

    const atReady: unknown[] = [];
    windows.onReport = ({ state }) => {
      if (state !== 'ready') return;
      atReady.push(windows.tasks.has('ImageFactoryAgent'));
      windows.medium = false;
    };
    const atSysprep: unknown[] = [];
    windows.onCommand = ({ name, args }) => {
      if (name === 'sysprep.exe') atSysprep.push(args, windows.tasks.size, windows.agentFiles());
    };
    expect(await windows.boot()).toBeNull();
    expect(atReady[0]).toBe(true);
    expect(atSysprep).toEqual([
      ['/generalize', '/oobe', '/shutdown', '/quiet'],
      0,
      ['agent.log', 'logs/Panther/setupact.log', 'logs/Sysprep/setuperr.log'],
    ]);
    expect(lastOf(windows)).toMatchObject({ boot: 2, state: 'done', title: 'sysprep' });
    expect(windows.removedPackages).toEqual(['Microsoft.Winget.Source_1.0_x64__8wekyb3d8bbwe']);
    expect(Object.fromEntries(windows.valuesOf(winlogon))).toEqual({ AutoAdminLogon: '0' });
    expect(windows.valuesOf(power).get('HiberbootEnabled')).toBe(0);
    expect(windows.valuesOf('SYSTEM\\Setup').has('UnattendFile')).toBe(false);
    expect(windows.processes).toEqual([]);
    for (const gone of ['Windows/Panther/unattend.xml', 'Windows/Temp/left.tmp']) {
      expect(windows.exists(gone)).toBe(false);
    }
    expect(windows.valuesOf('SOFTWARE\\Policies\\Microsoft\\WindowsStore').size).toBe(0);
  },
);

testWithPowerShell('what stays pending after three reboots fails the run by its name', async () => {
  const windows = await windowsWith({ end: 'generalize', station: 'generalize' });
  windows.valuesOf(
    'SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WindowsUpdate\\Auto Update\\RebootRequired',
  );
  expect(await windows.run()).toBe(4);
  expect(lastOf(windows)).toMatchObject({ boot: 4, state: 'failed' });
  expect(lastOf(windows).message).toMatch(/^after 3 reboots still pending: .*Auto Update\\RebootRequired$/);
});

testWithPowerShell('sysprep fails: its exit code and the end of setuperr.log', async () => {
  const windows = await windowsWith({ end: 'generalize', station: 'generalize' });
  windows.sysprepExit = 31;
  windows.onReport = ({ state }) => {
    if (state === 'ready') windows.medium = false;
  };
  windows.write(
    'Windows/System32/Sysprep/Panther/setuperr.log',
    'one\r\nSYSPRP Package X was installed for a user, but not provisioned for all users.\r\n\r\n',
  );
  expect(await windows.boot()).toBe('/s');
  expect(lastOf(windows)).toMatchObject({
    state: 'failed',
    title: 'sysprep',
    message:
      'sysprep ended with exit code 31; setuperr.log ends with: SYSPRP Package X was installed for a user, but not ' +
      'provisioned for all users.',
  });
});
