/** The definition that a self-test builds: a little of everything, and nothing from the network. */

import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { FactoryError } from '../../errors.js';
import type { HypervisorKind } from '../../machine/index.js';

/** What is built: its name in the definition, and so in the work directory. */
export const SELF_TEST = 'selftest';

export interface SelfTestSource {
  /** An install ISO; a WIM, an ESD or the first part of a split set. */
  readonly medium: string;
  /** EDITIONID; null: the medium has one image. */
  readonly edition: string | null;
  readonly hypervisor: HypervisorKind;
}

const KINDS: Readonly<Record<string, 'iso' | 'wim'>> = {
  '.iso': 'iso',
  '.wim': 'wim',
  '.esd': 'wim',
  '.swm': 'wim',
};

/** A step that changes the registry, and restarts the machine once. */
export const STEP = String.raw`Write-Output "PowerShell $($PSVersionTable.PSVersion)"
Set-ItemProperty -Path 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion' -Name ImageFactorySelfTest -Value 1
if (-not (Test-Path -LiteralPath C:\selftest-restarted)) {
    New-Item -ItemType File -Path C:\selftest-restarted | Out-Null
    exit 3010
}
`;

/** What must hold before the machine is generalized. */
export const VERIFY = String.raw`if (-not (Test-Path -LiteralPath C:\Tools\marker.txt)) { throw 'the files did not arrive' }
if (-not (Test-Path -LiteralPath C:\selftest-restarted)) { throw 'the step did not run' }
`;

/** @throws usage where Windows is installed from no such file */
export function mediumKind(medium: string): 'iso' | 'wim' {
  const kind = KINDS[path.extname(medium).toLowerCase()];
  if (kind !== undefined) return kind;
  throw new FactoryError('usage', {
    subject: medium,
    found: 'no medium that Windows is installed from',
    expected: Object.keys(KINDS).join(', '),
    next: 'name an install ISO, or the install.wim of one',
  });
}

/**
 * @param folder a new one
 * @returns the path of the definition
 */
export async function writeSelfTest(folder: string, source: SelfTestSource): Promise<string> {
  const definition = {
    name: SELF_TEST,
    version: '1',
    source: {
      [mediumKind(source.medium)]: path.resolve(source.medium),
      ...(source.edition === null ? {} : { edition: source.edition }),
    },
    machine: {
      hypervisor: source.hypervisor,
      cpus: 2,
      memory: '4 GiB',
      disk: '64 GiB',
      network: 'none',
    },
    customize: [{ files: { from: './files', to: 'C:\\Tools' } }, { run: './step.ps1' }],
    verify: ['./verify.ps1'],
    capture: { level: 'fast' },
  };
  const file = path.join(folder, 'image.yml');
  await mkdir(path.join(folder, 'files'), { recursive: true });
  // JSON is YAML, and quotes the backslashes of a path.
  await writeFile(file, `${JSON.stringify(definition, null, 2)}\n`);
  for (const [name, text] of [
    ['files/marker.txt', 'the factory was here\n'],
    ['step.ps1', STEP],
    ['verify.ps1', VERIFY],
  ] as const)
    await writeFile(path.join(folder, name), text.replaceAll('\n', '\r\n'));
  return file;
}
