import { writeFileSync } from 'node:fs';
import { afterEach, expect } from '@jest/globals';
import { temporaryFolder } from '../support/folder.js';
import {
  Refusal,
  runPowerShell,
  startDouble,
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

const refused = (call: string) => `try { ${call} } catch { $_.FullyQualifiedErrorId }`;

testWithPowerShell('what a cmdlet of Windows would not take, the binder refuses', async () => {
  const { lines, double } = await run([
    refused('New-VM -Name a -Generation 3'),
    refused('New-VM -Name a -NoVHD -VHDPath b.vhdx'),
    refused('New-VM -Nome a'),
    refused('New-VHD -Path a.vhdx -Dynamic'),
    refused('Set-VMFirmware -VM "a name" -EnableSecureBoot Off'),
    refused('Mount-VHD'),
    refused('New-VHD -Path a.vhdx -SizeBytes much'),
  ]);
  expect(lines).toEqual([
    'ParameterArgumentValidationError,New-VM',
    'AmbiguousParameterSet,New-VM',
    'NamedParameterNotFound,New-VM',
    'MissingMandatoryParameter,New-VHD',
    'MismatchedPSTypeName,Set-VMFirmware',
    'MissingMandatoryParameter,Mount-VHD',
    'ParameterArgumentTransformationError,New-VHD',
  ]);
  expect(double.calls.filter(({ kind }) => kind === 'cmdlet')).toEqual([]);
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
          $type: 'VirtualHardDisk',
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
