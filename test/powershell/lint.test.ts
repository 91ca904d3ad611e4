import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect } from '@jest/globals';
import { DOMParser } from '@xmldom/xmldom';
import { parse } from 'yaml';
import { answerFile, PAYLOAD_LABEL } from '../../src/guest/index.js';
import { temporaryFolder } from '../support/folder.js';
import { runPeer } from '../support/peers.js';
import { lint, POWERSHELL_WORDS, scripts, testWithInstalledShell, testWithPowerShell } from './index.js';

const folder = temporaryFolder();

testWithPowerShell(
  'every script of ours is Windows PowerShell 5.1 and uses nothing that is not listed',
  async () => {
    const files = scripts();
    expect(files.length).toBeGreaterThan(20);
    const findings = await lint(files);
    expect(findings.map(({ file, line, message }) => `${file}:${String(line)}: ${message}`)).toEqual([]);
  },
);

testWithPowerShell('and so is the command of the answer file that starts the agent', async () => {
  const answer = new DOMParser().parseFromString(answerFile('amd64'), 'text/xml');
  const command = answer.getElementsByTagName('Path').item(0)?.textContent ?? '';
  const text = /-Command "(.*)"$/.exec(command)?.[1] ?? '';
  expect(text).toContain(PAYLOAD_LABEL);
  writeFileSync(folder('bootstrap.ps1'), text);
  expect(await lint([folder('bootstrap.ps1')])).toEqual([]);
});

testWithPowerShell('steps of workflows that run in Windows PowerShell are 5.1 without an alias', async () => {
  const texts = readdirSync('workflows')
    .filter((name) => name.endsWith('.yml'))
    .flatMap((name) => windowsPowerShellSteps(path.join('workflows', name)));
  expect(texts.length).toBeGreaterThan(0);
  const files = texts.map((text, at) => {
    const file = folder(`step-${String(at)}.ps1`);
    writeFileSync(file, text);
    return file;
  });
  // A workflow's machine has more programs and modules than the factory's scripts may count on.
  const findings = (await lint(files)).filter(({ rule }) => !['command', 'type', 'member'].includes(rule));
  expect(findings).toEqual([]);
});

testWithInstalledShell('an installed PowerShell takes the syntax of every script', async (shell) => {
  const check = folder('syntax.ps1');
  writeFileSync(
    check,
    [
      'foreach ($file in $args) {',
      '$errors = $null',
      '$null = [Management.Automation.Language.Parser]::ParseFile($file, [ref] $null, [ref] $errors)',
      'foreach ($problem in $errors) { "${file}: $($problem.Message)" }',
      '}',
    ].join('\r\n'),
  );
  const files = scripts().map((file) => path.resolve(file));
  expect(await runPeer(shell, [...POWERSHELL_WORDS, '-File', check, ...files])).toBe('');
});

const newer = (what: string) => `newer: ${what} is newer than Windows PowerShell 5.1`;

describe('what is refused, by its line', () => {
  const refused: readonly (readonly [line: string, finding: string])[] = [
    ['$a = $b ?? 1', newer('the operator ??')],
    ['$a ??= 1', newer('the operator ??=')],
    ['${a}?.Length', newer('the operator ?.')],
    ['${a}?[0]', newer('the operator ?[]')],
    ['$a = $true ? 1 : 2', newer('the ternary operator')],
    ['Write-Output 1 && Write-Output 2', newer('the chain operator &&')],
    ['Write-Output 1 || Write-Output 2', newer('the chain operator ||')],
    ['Write-Output 1 &', newer('the background operator &')],
    ['1..2 | ForEach-Object -Parallel { 1 }', newer('ForEach-Object -Parallel')],
    ['function Get-It { end { 1 } clean { 2 } }', newer('the clean block')],
    ['$IsWindows', newer('the variable $IsWindows')],
    ["'a'..'c'", newer('a range of characters')],
    ['0b101', newer('the number 0b101')],
    ['12ul', newer('the number 12ul')],
    ['"`e[0m"', newer('the escape sequence `e or `u{}')],
    ['if (1) {', "syntax: Missing closing '}' in statement block or type definition."],
    ['Get-VMs', 'command: the command Get-VMs is not known: it is in no list of the contract'],
    [
      'Invoke-WebRequest',
      'command: the command Invoke-WebRequest is not known: it is in no list of the contract',
    ],
    ['& format.com', 'command: the command format.com is not known: it is in no list of the contract'],
    ['Storage\\New-VM', 'command: Storage\\New-VM: the cmdlet New-VM is in the module Hyper-V'],
    ['gci', 'alias: gci is an alias'],
    ['1 | % { $_ }', 'alias: % is an alias'],
    [
      'function Fetch-It { 1 }',
      'verb: the function Fetch-It begins with no verb that PowerShell approves of',
    ],
    ['function fetch { 1 }', 'verb: the function fetch begins with no verb that PowerShell approves of'],
    ['New-VM -Nome a', 'parameter: New-VM has no parameter -Nome'],
    ['New-VM -Nam a', 'parameter: New-VM -Nam: written out, it is -Name'],
    ['ConvertFrom-Json -AsHashtable', 'parameter: ConvertFrom-Json has no parameter -AsHashtable'],
    [
      'Set-VM -CheckpointType Off',
      'value: Set-VM -CheckpointType takes Disabled, Production, ProductionOnly, Standard, not Off',
    ],
    [
      'New-Object -ComObject Shell.Application',
      'com: the COM object Shell.Application is in no list of the contract',
    ],
    ['New-Object System.Net.WebClient', 'type: the type System.Net.WebClient is in no list of the contract'],
    ['[Net.Dns] $a', 'type: the type [Net.Dns] is in no list of the contract'],
    ['[IO.File]::ReadLines($a)', 'member: [IO.File]::ReadLines is in no list of the contract'],
    [
      '# ä',
      "encoding: a character beyond ASCII: without a byte order mark Windows PowerShell reads it in the machine's code page",
    ],
  ];
  testWithPowerShell('a script of one fault each', async () => {
    const files = refused.map(([line], at) => {
      const file = folder(`${String(at)}.ps1`);
      writeFileSync(file, `param($a, $b)\r\n${line}\r\n`);
      return file;
    });
    const findings = await lint(files);
    const found = files.map((file, at) => [
      refused[at]?.[0],
      ...findings
        .filter((finding) => finding.file === file)
        .map(({ line, rule, message }) => `${String(line)} ${rule}: ${message}`),
    ]);
    expect(found).toEqual(refused.map(([line, finding]) => [line, `2 ${finding}`]));
  });

  testWithPowerShell(
    'a byte order mark says that a script is UTF-8, and functions of the folder are known',
    async () => {
      const [one, other] = [folder('a', 'one.ps1'), folder('a', 'other.ps1')];
      mkdirSync(folder('a'));
      writeFileSync(one, '\uFEFF# ä\r\nfunction Get-It { 1 }\r\n');
      writeFileSync(other, 'Get-It | Sort-Object -Descending\r\n');
      expect(await lint([one, other])).toEqual([]);
    },
  );
});

interface Workflow {
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly defaults?: { readonly run?: { readonly shell?: string } };
        readonly steps?: readonly { readonly run?: string; readonly shell?: string }[];
      }
    >
  >;
}

function windowsPowerShellSteps(file: string): string[] {
  const { jobs } = parse(readFileSync(file, 'utf8')) as Workflow;
  return Object.values(jobs).flatMap(({ defaults, steps = [] }) =>
    steps.flatMap(({ run, shell = defaults?.run?.shell }) =>
      run !== undefined && shell === 'powershell' ? [run.replaceAll(/\$\{\{.*?\}\}/g, '0')] : [],
    ),
  );
}
