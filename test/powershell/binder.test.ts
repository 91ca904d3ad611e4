import { writeFileSync } from 'node:fs';
import { afterEach, expect } from '@jest/globals';
import { temporaryFolder } from '../support/folder.js';
import { runPeer } from '../support/peers.js';
import {
  POWERSHELL_WORDS,
  Refusal,
  runEngine,
  runPowerShell,
  startDouble,
  testWithInstalledShell,
  testWithPowerShell,
  type Double,
  type DoubleHandlers,
} from './index.js';

const folder = temporaryFolder();
let double: Double | undefined;
afterEach(async () => {
  await double?.close();
  double = undefined;
});

/** Runs the lines as a script with a double of these handlers. */
async function run(lines: readonly string[], handlers: DoubleHandlers = {}) {
  double = await startDouble(handlers);
  const script = folder('script.ps1');
  writeFileSync(script, lines.join('\r\n'));
  const result = await runPowerShell(script, [], { double });
  return { ...result, lines: result.stdout.split('\n').slice(0, -1), double };
}

const refuse = (): never => {
  throw new Refusal('The file exists.', {
    id: 'OperationFailed',
    category: 'ResourceExists',
    hresult: 0x80070050,
  });
};

/** What the binder refuses, and by which error. */
const REFUSED = [
  ['New-VM -Name a -Generation 3', 'ParameterArgumentValidationError,New-VM'],
  ['New-VM -Name a -NoVHD -VHDPath b.vhdx', 'AmbiguousParameterSet,New-VM'],
  ['New-VM -Nome a', 'NamedParameterNotFound,New-VM'],
  ['New-VM a 1GB 2 b', 'PositionalParameterNotFound,New-VM'],
  ['New-VHD -Path a.vhdx -Dynamic', 'MissingMandatoryParameter,New-VHD'],
  ['Set-VMFirmware -VM "a name" -EnableSecureBoot Off', 'MismatchedPSTypeName,Set-VMFirmware'],
  ['Mount-VHD', 'MissingMandatoryParameter,Mount-VHD'],
  ['New-VHD -Path a.vhdx -SizeBytes much', 'ParameterArgumentTransformationError,New-VHD'],
  ['Set-VM -Name a -ProcessorCount many', 'ParameterArgumentTransformationError,Set-VM'],
  ['Set-VMComPort a 1 b -DebuggerMode Maybe', 'ParameterArgumentValidationError,Set-VMComPort'],
] as const;
const REFUSING = REFUSED.map(([call]) => `try { ${call} } catch { $_.FullyQualifiedErrorId }`);
const REFUSALS = REFUSED.map(([, error]) => error);

testWithPowerShell('what a cmdlet of Windows would not take, the binder refuses', async () => {
  const { lines, double } = await run(REFUSING);
  expect(lines).toEqual(REFUSALS);
  expect(double.calls.filter(({ kind }) => kind === 'cmdlet')).toEqual([]);
});

testWithInstalledShell('the binder of an installed PowerShell refuses the same', async (shell) => {
  const { stdout } = await runEngine(['--module', 'Hyper-V']);
  writeFileSync(folder('Hyper-V.psm1'), stdout);
  writeFileSync(
    folder('refused.ps1'),
    ["Import-Module (Join-Path $PSScriptRoot 'Hyper-V.psm1') -Force -DisableNameChecking", ...REFUSING].join(
      '\r\n',
    ),
  );
  const output = await runPeer(shell, [...POWERSHELL_WORDS, '-File', folder('refused.ps1')]);
  expect(output.trim().split(/\r?\n/)).toEqual(REFUSALS);
});

testWithPowerShell('a bound call reaches the double with its set, its values and its module', async () => {
  const { double, stdout, stderr, status } = await run(
    [
      "$vhd = Hyper-V\\New-VHD -Path 'a b.vhdx' -SizeBytes 64GB -Dynamic -LogicalSectorSizeBytes 512",
      '$vhd.Path; $vhd.Size -eq 64GB; $vhd.Nested.List[1]',
    ],
    {
      cmdlet: (_, reply) => {
        reply.out({
          Path: 'a b.vhdx',
          Size: 64 * 2 ** 30,
          Nested: { List: [1, 'two'] },
        });
      },
    },
  );
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: 'a b.vhdx\nTrue\ntwo\n', stderr: '' });
  expect(double.calls).toEqual([
    { kind: 'module', name: 'Hyper-V' },
    {
      kind: 'cmdlet',
      name: 'New-VHD',
      module: 'Hyper-V',
      set: 'DynamicWithoutSource',
      parameters: {
        Path: ['a b.vhdx'],
        SizeBytes: 64 * 2 ** 30,
        Dynamic: true,
        LogicalSectorSizeBytes: 512,
      },
    },
  ]);
});

testWithPowerShell('objects that come down the pipeline are bound by their type, one call each', async () => {
  const { double, stderr } = await run(['Get-VM | Stop-VM -TurnOff -Force'], {
    cmdlet: ({ name }, reply) => {
      if (name === 'Get-VM') reply.out(['a', 'b'].map((Name) => ({ $type: 'VirtualMachine', Name })));
    },
  });
  expect(stderr).toBe('');
  expect(double.calls.slice(2)).toMatchObject(
    ['a', 'b'].map((Name) => ({
      name: 'Stop-VM',
      set: 'VMObject',
      parameters: { VM: [{ $type: 'VirtualMachine', Name }], TurnOff: true, Force: true },
    })),
  );
});

testWithPowerShell(
  "the double's refusal is an error of the cmdlet, which goes on unless told to stop",
  async () => {
    const { stdout, stderr, status } = await run(
      [
        'Mount-VHD -Path a.vhdx',
        "'still here'",
        'try { Mount-VHD -Path a.vhdx -ErrorAction Stop }',
        "catch { '{0} {1} {2:X8} {3}' -f $_.FullyQualifiedErrorId, $_.CategoryInfo.Category, $_.Exception.HResult, $_.Exception.Message }",
        "$ErrorActionPreference = 'Stop'",
        'Mount-VHD -Path a.vhdx',
        "'not here'",
      ],
      { cmdlet: refuse },
    );
    expect(stdout).toBe('still here\nOperationFailed,Mount-VHD ResourceExists 80070050 The file exists.\n');
    expect(stderr).toMatch(/The file exists\.[^]*The file exists\./);
    expect(status).toBe(1);
  },
);
