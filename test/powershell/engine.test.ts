import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { afterEach, expect } from '@jest/globals';
import { temporaryFolder } from '../support/folder.js';
import {
  makeBin,
  powerShellEnvironment,
  runEngine,
  runPowerShell,
  startDouble,
  testWithPowerShell,
  type Double,
  type DoubleHandlers,
} from './index.js';

const folder = temporaryFolder();
const doubles: Double[] = [];
afterEach(async () => {
  for (const double of doubles.splice(0)) await double.close();
});

async function play(handlers: DoubleHandlers): Promise<Double> {
  const double = await startDouble(handlers);
  doubles.push(double);
  return double;
}

async function run(
  lines: readonly string[],
  args: readonly string[] = [],
  handlers: DoubleHandlers = {},
  options: { drives?: Record<string, string>; env?: Record<string, string> } = {},
) {
  const double = await play(handlers);
  const script = folder('script.ps1');
  writeFileSync(script, lines.join('\r\n'));
  const { status, stdout, stderr } = await runPowerShell(script, args, { double, ...options });
  return { status, stdout: stdout.split('\n').slice(0, -1), stderr, double };
}

const comObject = (type: string, id: number) => ({ $com: { type, id } });
const message = (call: string) => `try { ${call} } catch { $_.Exception.Message }`;

testWithPowerShell('a script ends with the code of its exit, with 0, or with 1 for an error', async () => {
  expect((await run(['exit 7'])).status).toBe(7);
  expect((await run(["Write-Error 'went on'", "'here'"])).status).toBe(0);
  const thrown = await run(["throw 'no more'", "'not here'"]);
  expect(thrown).toMatchObject({ status: 1, stdout: [] });
  expect(thrown.stderr).toMatch(/^no more\n/);
  expect((await runPowerShell(folder('missing.ps1'))).stderr).toContain('does not exist');
});

testWithPowerShell('a child process of a script ends with its whole exit code, as on Windows', async () => {
  const bin = await makeBin(folder('bin'));
  const { stdout } = await run(
    [
      "foreach ($words in @('powershell.exe', '-NoProfile -Command \"exit 3010\"'), @('dism.exe', '/English')) {",
      '$start = New-Object System.Diagnostics.ProcessStartInfo $words',
      '$start.UseShellExecute = $false',
      '$process = [Diagnostics.Process]::Start($start)',
      '$process.WaitForExit(); $process.ExitCode',
      '}',
    ],
    [],
    { command: () => 0x80070002 },
    { env: { PATH: `${bin}:${process.env['PATH'] ?? ''}` } },
  );
  expect(stdout).toEqual(['3010', '-2147024894']);
});

testWithPowerShell('words behind -File are parameters of the script and nothing else', async () => {
  const { stdout } = await run(
    ['param([string] $Name, [int] $Count, [switch] $Big, [string] $Rest)', '"$Name|$Count|$Big|$Rest"'],
    ['-Name', 'a $b "c"', '-Big', '-Count:4', '-Rest', 'C:\\x y\\'],
  );
  expect(stdout).toEqual(['a $b "c"|4|True|C:\\x y\\']);
});

testWithPowerShell('-Command ends with 1 when its last command failed', async () => {
  expect(await runEngine(['-NoProfile', '-Command', "'a'; exit 5"])).toMatchObject({
    status: 5,
    stdout: 'a\n',
  });
  expect((await runEngine(['-NoProfile', '-Command', "Write-Error 'a'"])).status).toBe(1);
  expect((await runEngine(['-NoProfile', '-Sta'])).status).toBe(64);
});

testWithPowerShell('a question that nobody can answer is an error', async () => {
  const { status, stderr, double } = await run(["$ErrorActionPreference = 'Stop'", "Remove-VM -Name 'a'"]);
  expect(status).toBe(1);
  expect(stderr).toContain('NonInteractive mode');
  expect(double.calls.filter(({ kind }) => kind === 'cmdlet')).toEqual([]);
});

testWithPowerShell('UTF-8 passes through files as Windows PowerShell 5.1 reads and writes them', async () => {
  const text = 'Grüße, 世界 😀';
  writeFileSync(folder('in.txt'), text);
  const { stdout } = await run([
    `$folder = '${folder()}/'`,
    "$text = [IO.File]::ReadAllText(($folder + 'in.txt'))",
    "[IO.File]::WriteAllText(($folder + 'plain.txt'), $text)",
    "Set-Content -LiteralPath ($folder + 'utf8.txt') -Value $text -Encoding UTF8",
    "$text | Out-File -FilePath ($folder + 'wide.txt')",
    "(Get-Content -LiteralPath ($folder + 'in.txt') -Encoding UTF8) -eq $text",
    "(Get-Content -LiteralPath ($folder + 'utf8.txt')) -eq $text",
    "(Get-Content -LiteralPath ($folder + 'in.txt')).Substring(0, 4)",
  ]);
  expect(stdout).toEqual(['True', 'True', 'GrÃ¼']);
  expect(readFileSync(folder('plain.txt'), 'utf8')).toBe(text);
  expect(readFileSync(folder('utf8.txt'), 'utf8')).toBe(`\uFEFF${text}\r\n`);
  expect(readFileSync(folder('wide.txt'), 'utf16le')).toBe(`\uFEFF${text}\r\n`);
});

testWithPowerShell(
  'JSON is that of Windows PowerShell 5.1: two levels unless more are asked for',
  async () => {
    const { stdout } = await run([
      '$value = [ordered]@{ a = @(1); b = @{ c = @{ d = @{ e = 1 } } }; f = "<\'>"; g = $null; h = 1.5; i = 4GB }',
      'ConvertTo-Json $value -Compress',
      'ConvertTo-Json $value -Compress -Depth 8',
      '$back = ConvertTo-Json $value -Depth 8 | ConvertFrom-Json',
      "$back.b.c.d.e, $back.f, $back.i, ($null -eq $back.g) -join ' '",
      "@('[1,2]' | ConvertFrom-Json).Count",
      '(\'"2026-11-23T00:00:00Z"\' | ConvertFrom-Json).GetType().Name',
    ]);
    expect(stdout).toEqual([
      String.raw`{"a":[1],"b":{"c":{"d":"System.Collections.Hashtable"}},"f":"\u003c\u0027\u003e","g":null,"h":1.5,"i":4294967296}`,
      String.raw`{"a":[1],"b":{"c":{"d":{"e":1}}},"f":"\u003c\u0027\u003e","g":null,"h":1.5,"i":4294967296}`,
      "1 <'> 4294967296 True",
      '1',
      'String',
    ]);
  },
);

testWithPowerShell("drives of Windows are folders, below which a name's case does not count", async () => {
  mkdirSync(folder('c', 'Windows', 'System32'), { recursive: true });
  writeFileSync(folder('c', 'Windows', 'System32', 'dism.exe'), 'MZ');
  const { stdout, stderr } = await run(
    [
      "Test-Path -LiteralPath 'C:\\windows\\SYSTEM32\\dism.exe', 'C:\\windows\\no', 'Q:\\x'",
      "[IO.File]::WriteAllText('C:\\WINDOWS\\a.txt', 'x')",
      "Get-ChildItem -Path 'C:\\Windows' -File | ForEach-Object { $_.FullName }",
      "Join-Path 'C:\\Windows' 'a.txt' | Get-Item | ForEach-Object { $_.Length }",
      "(Get-Item -LiteralPath 'C:\\Windows\\System32\\dism.exe').VersionInfo.ProductVersion",
      "Remove-Item -LiteralPath 'C:\\Windows' -Recurse",
      "[IO.Directory]::Exists('C:\\Windows')",
    ],
    [],
    {
      fileVersion: (_, reply) => {
        reply.out({ ProductVersion: '10.0.26100.1' });
      },
    },
    { drives: { C: folder('c') } },
  );
  expect(stderr).toBe('');
  expect(stdout).toEqual(['True', 'False', 'False', 'C:\\Windows\\a.txt', '1', '10.0.26100.1', 'False']);
});

testWithPowerShell('a COM object has the members that are documented, and no other', async () => {
  const { stdout, double } = await run(
    [
      '$session = New-Object -ComObject Microsoft.Update.Session',
      "$session.ClientApplicationID = 'factory'",
      "foreach ($update in $session.CreateUpdateSearcher().Search('IsInstalled=0').Updates) { $update.Title }",
      'try { $session.CreateUpdateSearcherr() } catch { $_.Exception.Message }',
      'try { $session.ReadOnly = $true } catch { $_.Exception.Message }',
      'try { New-Object -ComObject Shell.Application } catch { $_.Exception.Message }',
    ],
    [],
    {
      com: ({ member, operation, type, arguments: given }, reply) => {
        if (operation === 'new') reply.out(comObject(type, 1));
        else if (member === 'CreateUpdateSearcher') reply.out(comObject('IUpdateSearcher', 2));
        else if (member === 'Search') reply.out(comObject('ISearchResult', 3));
        else if (member === 'Updates') reply.out(comObject('Microsoft.Update.UpdateColl', 4));
        else if (member === 'Count') reply.out(2);
        else if (member === 'Item') reply.out(comObject('IUpdate', 10 + Number(given?.[0])));
        else if (member === 'Title') reply.out('an update');
      },
    },
  );
  expect(stdout).toEqual([
    'an update',
    'an update',
    expect.stringContaining("has no documented member 'CreateUpdateSearcherr'"),
    expect.stringContaining("'ReadOnly' of [Microsoft.Update.Session] is documented as read"),
    expect.stringContaining('Shell.Application is not in contract.json'),
  ]);
  expect(double.calls).toContainEqual({
    kind: 'com',
    operation: 'set',
    type: 'Microsoft.Update.Session',
    object: 1,
    member: 'ClientApplicationID',
    arguments: ['factory'],
  });
});

testWithPowerShell(
  'a CIM class, its namespace, its methods and their arguments are those of the list',
  async () => {
    const { stdout, double } = await run(
      [
        '(Get-CimInstance -Namespace root\\virtualization\\v2 -ClassName Msvm_ComputerSystem -Filter "ElementName=\'a\'").Name',
        message('Get-CimInstance -ClassName Msvm_ComputerSystem'),
        message('Get-CimInstance -ClassName Win32_Nothing'),
        message('Invoke-CimMethod -ClassName Win32_OperatingSystem -MethodName Explode'),
        message(
          'Invoke-CimMethod -ClassName Win32_OperatingSystem -MethodName Win32Shutdown -Arguments @{ Flag = 1 }',
        ),
      ],
      [],
      {
        cmdlet: (_, reply) => {
          reply.out({ $type: 'Msvm_ComputerSystem', Name: 'an id' });
        },
      },
    );
    expect(stdout).toEqual([
      'an id',
      expect.stringContaining('it is in the namespace root/virtualization/v2'),
      expect.stringContaining('the CIM class Win32_Nothing is in no list'),
      expect.stringContaining('has no method Explode'),
      expect.stringContaining('has no argument Flag'),
    ]);
    expect(double.calls.filter(({ kind }) => kind === 'cmdlet')).toHaveLength(1);
  },
);

testWithPowerShell('the double may give no property that is not documented', async () => {
  const { stderr, double } = await run(['(Get-CimInstance -ClassName Win32_OperatingSystem).Colour'], [], {
    cmdlet: (_, reply) => {
      reply.out({ $type: 'Win32_OperatingSystem', Colour: 'blue' });
    },
  });
  const problem = 'the double gave Win32_OperatingSystem a property Colour, which the contract does not list';
  expect(stderr).toContain(problem);
  expect(double.failures).toEqual([problem]);
});

testWithPowerShell('the registry is kept by the double', async () => {
  const { stdout, double } = await run(
    [
      "$key = 'HKLM:\\SOFTWARE\\Policies\\Test'",
      'Test-Path -LiteralPath $key',
      '(Get-ItemProperty -LiteralPath $key).Number + 1',
      "Set-ItemProperty -LiteralPath $key -Name 'Word' -Value 'x'",
    ],
    [],
    {
      registry: ({ operation }, reply) => {
        if (operation === 'exists') reply.out(true);
        if (operation === 'values') reply.out({ Number: 41 });
      },
    },
  );
  expect(stdout).toEqual(['True', '42']);
  expect(double.calls.at(-1)).toEqual({
    kind: 'registry',
    operation: 'setValue',
    key: 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Test',
    name: 'Word',
    value: 'x',
    type: 'String',
  });
});

testWithPowerShell('the serial port, the account and the drives are asked of the double', async () => {
  const { stdout, double, stderr } = await run(
    [
      "$port = New-Object -TypeName System.IO.Ports.SerialPort -ArgumentList @('COM1', 115200, 'None', 8, 'One')",
      '$port.WriteTimeout = 5000',
      '$port.Open(); $port.Write("line`n"); $port.Close()',
      '$me = [Security.Principal.WindowsIdentity]::GetCurrent()',
      '$principal = New-Object Security.Principal.WindowsPrincipal($me)',
      '"$($me.Name) $($principal.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator))"',
      '[IO.DriveInfo]::GetDrives() | Where-Object { $_.VolumeLabel -eq "B" } | ForEach-Object { $_.Name }',
    ],
    [],
    {
      serial: () => 0,
      identity: (_, reply) => {
        reply.out({ name: 'HOST\\me', sid: 'S-1-5-21-1-500', administrator: true, system: false });
      },
      drives: (_, reply) => {
        for (const [Name, VolumeLabel] of [
          ['C:\\', 'A'],
          ['D:\\', 'B'],
        ] as const) {
          reply.out({ Name, VolumeLabel, DriveType: 'Fixed', IsReady: true, AvailableFreeSpace: 1 });
        }
      },
    },
  );
  expect(stderr).toBe('');
  expect(stdout).toEqual(['HOST\\me True', 'D:\\']);
  expect(double.calls.slice(0, 3)).toEqual([
    { kind: 'serial', operation: 'open', port: 'COM1', bytes: null },
    { kind: 'serial', operation: 'write', port: 'COM1', bytes: Buffer.from('line\n').toString('base64') },
    { kind: 'serial', operation: 'close', port: 'COM1', bytes: null },
  ]);
});

testWithPowerShell(
  'programs are wrappers on the PATH: listed options reach the double, others do not',
  async () => {
    const bin = await makeBin(folder('bin'));
    const env = { PATH: `${bin}:${process.env['PATH'] ?? ''}` };
    const { stdout, stderr, double } = await run(
      [
        '& dism.exe /English /Get-ImageInfo /ImageFile:a.wim',
        '$LASTEXITCODE',
        '& dism.exe /English /Get-Imageinformation',
        '$LASTEXITCODE',
        '& bcdboot.exe C:\\Windows /s S: /f',
        '$LASTEXITCODE',
        '& powershell.exe -NoProfile -Command "exit 9"',
        '$LASTEXITCODE',
      ],
      [],
      {
        command: ({ args }, reply) => {
          reply.stdout(`${args.join(' ')}\n`);
          return 2;
        },
      },
      { env },
    );
    expect(stdout).toEqual(['/English /Get-ImageInfo /ImageFile:a.wim', '2', '87', '87', '9']);
    expect(stderr).toMatch(/option \/Get-Imageinformation is unknown[^]*option \/f wants a value/);
    expect(double.calls).toHaveLength(1);
  },
);

testWithPowerShell('a program that is killed is gone for the double too', async () => {
  const bin = await makeBin(folder('bin'));
  const moments = new EventEmitter();
  const [started, gone] = [once(moments, 'started'), once(moments, 'gone')];
  const double = await play({
    command: (_, { signal }) => {
      signal.addEventListener('abort', () => moments.emit('gone', 'dism.exe'));
      moments.emit('started');
      return gone.then(() => 0);
    },
  });
  const child = spawn(`${bin}/dism.exe`, ['/English'], {
    env: { ...process.env, ...powerShellEnvironment({ double }) },
  });
  try {
    await started;
  } finally {
    child.kill('SIGKILL');
  }
  expect(await gone).toEqual(['dism.exe']);
});
