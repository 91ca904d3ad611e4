import { expect, jest } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { testWithPowerShell } from '../powershell/index.js';
import { agentSite, insertMedium, lastReport, runStep } from '../support/agent-site.js';

jest.setTimeout(300_000);
const { script, windowsWith } = agentSite();

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
  expect(lastReport(windows)).toEqual({
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
        runStep(
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
        runStep(script('setup.cmd'), { args: ['/all', 'one'] }),
        runStep(script('tool.msi'), { args: ['KEY=a b'] }),
        { kind: 'files', from: path.dirname(script('tree/a.txt', 'a')), to: 'C:\\Tools' },
        { kind: 'files', from: script('b.txt', 'b'), to: 'C:\\Tools\\sub\\c.txt' },
      ],
      verify: [script('check.ps1', "[Console]::Error.WriteLine('looks fine')", 'exit 0')],
    });
    windows.onCommand = ({ name }) => (name === 'cmd.exe' || name === 'msiexec.exe' ? 0 : undefined);
    expect(await windows.boot()).toBe('/s');
    expect(lastReport(windows)).toMatchObject({
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
    const ownLog = windows.read('ProgramData/ImageFactory/steps/customize-01.log');
    expect(ownLog).toContain('step 1 of 6, apps.ps1');
    expect(ownLog).toContain('full|two words "quoted" \\|a b');
    expect(ownLog).toMatch(/step 1: exit code 0 after [\d.]+ s\r\n$/);
    expect(ownLog).not.toContain('looks fine');
    expect(windows.read('Tools/a.txt')).toBe('a');
    expect(windows.read('Tools/sub/c.txt')).toBe('b');
  },
);

testWithPowerShell('a reboot that somebody has scheduled for later is called off, and done now', async () => {
  const windows = await windowsWith({ steps: [runStep(script('one.ps1', 'exit 3010'))] });
  let scheduled = true;
  windows.onCommand = ({ name, args }) => {
    if (name !== 'shutdown.exe') return undefined;
    if (args[0] === '/a') scheduled = false;
    return args[0] === '/r' && scheduled ? 1190 : undefined;
  };
  expect(await windows.boot()).toBe('/r');
  expect(windows.commands.map((words) => words.slice(0, 2))).toEqual([
    ['shutdown.exe', '/r'],
    ['shutdown.exe', '/a'],
    ['shutdown.exe', '/r'],
  ]);
});

testWithPowerShell('3010 and 1641 reboot, and the work goes on with the next step', async () => {
  const windows = await windowsWith({
    steps: [
      runStep(script('one.ps1', "Write-Output 'this is one'", 'exit 3010')),
      runStep(script('two.ps1', "Write-Output 'this is two'", 'exit 1641')),
      runStep(script('three.ps1', "Write-Output 'this is three'")),
    ],
  });
  expect(await windows.run()).toBe(3);
  expect(lastReport(windows)).toMatchObject({
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

  await insertMedium(windows, { id: 'plan-2', station: 'generalize' });
  expect(await windows.boot()).toBe('/s');
  expect(lastReport(windows)).toMatchObject({ plan: 'plan-2', boot: 1, state: 'done', results: [] });
});

testWithPowerShell(
  'a script that reboots twice is run again each time, and knows which run it is',
  async () => {
    const windows = await windowsWith({
      steps: [
        runStep(
          script(
            'twice.ps1',
            'Write-Output ("this is run " + $env:IMAGE_FACTORY_RUN)',
            'if ($env:IMAGE_FACTORY_RUN -eq "3") { exit 3010 }',
            'exit 1003',
          ),
        ),
        runStep(script('next.ps1', 'exit ([int] $env:IMAGE_FACTORY_RUN - 1)')),
      ],
    });
    expect(await windows.run()).toBe(4);
    expect(lastReport(windows)).toMatchObject({
      boot: 4,
      state: 'done',
      results: [
        { step: 0, exit: 3010 },
        { step: 1, exit: 0 },
      ],
    });
    for (const run of [1, 2, 3]) expect(windows.log.split(`this is run ${run}`)).toHaveLength(2);
    expect(windows.log).toContain('reboot: asked for by exit code 1003, to be run again');

    await insertMedium(windows, {
      id: 'plan-2',
      steps: [runStep(script('forever.ps1', "Write-Output 'not yet'", 'exit 1003'))],
    });
    expect(await windows.boot()).toBe('/r');
    windows.changeState({ memory: { runs: 9, seconds: 60 } });
    expect(await windows.boot()).toBe('/s');
    expect(lastReport(windows)).toMatchObject({
      state: 'failed',
      message: 'asked for a reboot, to be run again, for the 10th time; its last line: not yet',
      results: [{ step: 0, exit: 1003 }],
    });

    await insertMedium(windows, { id: 'plan-3', verify: [script('check.ps1', 'exit 1003')] });
    expect(await windows.boot()).toBe('/s');
    expect(lastReport(windows)).toMatchObject({ state: 'failed', results: [{ exit: 1003 }] });
  },
);

testWithPowerShell('a step that fails ends the run with its exit code and its last line', async () => {
  const windows = await windowsWith({
    steps: [
      runStep(script('bad.ps1', "Write-Output 'no such disk'", 'exit 7')),
      runStep(script('next.ps1', "Write-Output 'never'")),
    ],
  });
  expect(await windows.boot()).toBe('/s');
  expect(lastReport(windows)).toMatchObject({
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
  expect(lastReport(windows)).toMatchObject({ state: 'failed', results: [{ step: 0, exit: 3010 }] });
});

testWithPowerShell(
  'a step that hangs is killed at its limit with all its children; until then the heart beats',
  async () => {
    const windows = await windowsWith({
      steps: [
        runStep(
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
    expect(lastReport(windows)).toMatchObject({
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

testWithPowerShell('100 MB of output: its beginning and its end are kept, and no more is held', async () => {
  const windows = await windowsWith({
    steps: [
      runStep(
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
  const peaks: number[] = [];
  windows.onReport = () => peaks.push(windows.peakMemory());
  expect(await windows.boot()).toBe('/s');
  expect(lastReport(windows)).toMatchObject({ state: 'done', results: [{ step: 0, exit: 0 }] });
  expect(Math.max(...peaks) - Math.min(...peaks)).toBeLessThan(100 * 2 ** 20);
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
      runStep(
        script(
          'login.ps1',
          'if ($env:IMGF_TOKEN.Length -ne 27) { exit 9 }',
          'Write-Output ("token: " + $env:IMGF_TOKEN)',
          'Write-Output ($env:IMGF_TOKEN -split "`n")[1]',
          'exit 3010',
        ),
        { secrets: ['IMGF_TOKEN'] },
      ),
      runStep(script('hunter2.ps1', "Write-Output 'second line of it'", 'exit 1')),
    ],
    env: { IMGF_TOKEN: secret },
  });
  expect(await windows.run()).toBe(2);
  expect(lastReport(windows)).toMatchObject({
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
      runStep(script('one.ps1', "Write-Output 'this is one'", 'exit 3010')),
      runStep(script('two.ps1', "Write-Output 'this is two'")),
    ],
  });
  expect(await windows.boot()).toBe('/r');
  const state = windows.c('ProgramData/ImageFactory/state.json');
  writeFileSync(state, new Uint8Array(400));
  expect(await windows.boot()).toBe('/s');
  expect(lastReport(windows)).toMatchObject({
    boot: 2,
    state: 'done',
    results: [{ exit: 3010 }, { exit: 0 }],
  });
  expect(windows.log.split('this is one')).toHaveLength(2);
});

testWithPowerShell('with both copies torn nothing is run twice: the run fails', async () => {
  const windows = await windowsWith({ steps: [runStep(script('one.ps1', 'exit 3010'))] });
  expect(await windows.boot()).toBe('/r');
  for (const name of ['state.json', 'state.previous.json']) {
    writeFileSync(windows.c(`ProgramData/ImageFactory/${name}`), '{"plan": "plan-1", "bo');
  }
  expect(await windows.boot()).toBe('/s');
  expect(lastReport(windows)).toMatchObject({ plan: 'plan-1', state: 'failed' });
  expect(lastReport(windows).message).toMatch(/^C:\\ProgramData\\ImageFactory\\state.json: is damaged/);
});

testWithPowerShell('a machine that went down while a step ran: the step is not run again', async () => {
  const windows = await windowsWith({ steps: [runStep(script('one.ps1', "Write-Output 'this is one'"))] });
  windows.onReport = ({ title }) => {
    if (title === 'one.ps1') windows.pullThePlug();
  };
  await windows.boot().catch(() => undefined);
  windows.onReport = () => undefined;
  expect(await windows.boot()).toBe('/s');
  expect(lastReport(windows)).toMatchObject({
    boot: 2,
    state: 'failed',
    step: 0,
    title: 'one.ps1',
    message:
      'the machine went down while the step ran: neither it nor a script before it may reboot by itself; a script asks ' +
      'for it, with exit code 3010, or with 1003 to be run again',
  });
});

testWithPowerShell('it refuses to work as SYSTEM', async () => {
  const windows = await windowsWith({ end: 'generalize', station: 'generalize' });
  windows.account = { name: 'NT AUTHORITY\\SYSTEM', sid: 'S-1-5-18', system: true };
  expect(await windows.boot()).toBe('/s');
  expect(lastReport(windows)).toMatchObject({
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
  expect(lastReport(windows)).toMatchObject({ state: 'done' });
});

testWithPowerShell('an agent that cannot be installed says so', async () => {
  const windows = await windowsWith();
  windows.tasks.clear();
  windows.refuses = 'Register-ScheduledTask';
  await windows.install();
  expect(lastReport(windows)).toMatchObject({
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
