import { writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { runCli } from '../support/cli.js';
import { temporaryFolder } from '../support/folder.js';
import { runPeer, testWith } from '../support/peers.js';
import { runPowerShell, startDouble, testWithPowerShell } from '../powershell/index.js';

const folder = temporaryFolder();
const scripts = new Map<string, string>();

beforeAll(async () => {
  for (const shell of ['bash', 'zsh', 'powershell']) {
    const { status, stdout } = await runCli(['completion', shell]);
    expect(status).toBe(0);
    const file = folder(shell === 'powershell' ? 'completion.ps1' : shell);
    writeFileSync(file, stdout);
    scripts.set(shell, file);
  }
});

/** What is typed up to the cursor, and what it has to give: all of it, or some. */
const CASES: readonly (readonly [typed: readonly string[], all: readonly string[] | null, some?: string])[] =
  [
    [['ca'], ['capture', 'cat']],
    [
      ['capture', 'source', 'out.wim', '--compress', ''],
      ['none', 'xpress', 'lzx'],
    ],
    [['capture', 'source', 'out.wim', '--compress', 'l'], ['lzx']],
    [['fetch', '--as'], ['--as']],
    [['fetch', '--s'], null, '--seed'],
    [['verify', '--no'], ['--no-color']],
    [['completion', 'p'], ['powershell']],
  ];

function check(found: readonly (readonly string[])[]): void {
  for (const [index, [typed, all, some]] of CASES.entries()) {
    const given = { typed, found: found[index] };
    if (all !== null)
      expect({ ...given, found: found[index]?.toSorted() }).toEqual({ typed, found: all.toSorted() });
    if (some !== undefined) expect(found[index]).toContain(some);
  }
}

describe('completion', () => {
  testWith(
    ['bash'],
    'bash gives commands, options and what may follow an option; else it is left to files',
    async () => {
      const found: string[][] = [];
      for (const [typed] of [...CASES, [['info', 'fil'], []] as const]) {
        const words = ['image-factory', ...typed].map((word) => `'${word}'`).join(' ');
        const script = `source '${scripts.get('bash')}'; COMP_WORDS=(${words}); COMP_CWORD=${typed.length}; _image_factory; printf '%s\\n' "\${COMPREPLY[@]}"`;
        const stdout = await runPeer('bash', ['--norc', '-c', script]);
        found.push(stdout.split('\n').filter((line) => line !== ''));
      }
      check(found);
      expect(found.at(-1)).toEqual([]);
    },
  );

  testWith(['zsh'], 'zsh gives the same, with what each is for', async () => {
    const found: string[][] = [];
    for (const [typed] of CASES) {
      const words = ['image-factory', ...typed].map((word) => `'${word}'`).join(' ');
      // What compadd and _describe would show, matched as zsh does it.
      const script = [
        'compdef() { :; }; compadd() { print -l -- "$@" }; _files() { print FILES }',
        '_describe() { print -l -- "${found[@]%%:*}" }',
        `words=(${words}); CURRENT=${typed.length + 1}`,
        `source '${scripts.get('zsh')}'; _image_factory`,
      ].join('\n');
      const stdout = await runPeer('zsh', ['-f', '-c', script]);
      const begun = typed.at(-1) ?? '';
      found.push(stdout.split('\n').filter((line) => line !== '' && line.startsWith(begun)));
    }
    check(found);
  });

  testWithPowerShell('PowerShell gives the same', async () => {
    const double = await startDouble({});
    const lines = CASES.map(([typed]) => {
      const line = ['image-factory', ...typed].join(' ');
      return `(@([System.Management.Automation.CommandCompletion]::CompleteInput('${line}', ${line.length}, $null).CompletionMatches | ForEach-Object { $_.CompletionText }) -join ' ')`;
    });
    const script = folder('try.ps1');
    // As the README has it: there is no program of that name.
    const start = ['function image-factory { node C:\\image-factory\\dist\\cli\\index.js @args }'];
    start.push(`. ([scriptblock]::Create((Get-Content '${scripts.get('powershell')}' | Out-String)))`);
    writeFileSync(script, [...start, ...lines, ''].join('\r\n'));
    const { stdout, stderr } = await runPowerShell(script, [], { double });
    await double.close();
    expect(stderr).toBe('');
    check(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => line.split(' ')),
    );
  });

  test('a shell that is not known', async () => {
    const { status, stderr } = await runCli(['completion', 'fish']);
    expect(status).toBe(2);
    expect(stderr).toContain('"fish", expected bash, zsh, powershell');
  });
});
