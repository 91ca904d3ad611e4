import { spawnSync } from 'node:child_process';
import { test } from '@jest/globals';
import { testWith } from '../support/peers.js';

/** A test that runs PowerShell's engine with a double, whose line is a Unix socket. */
export function testWithPowerShell(name: string, body: () => Promise<void>): void {
  if (process.platform === 'win32') test.skip(`${name} [skipped: the double plays Windows elsewhere]`, body);
  else testWith(['dotnet'], name, body);
}

/** A test that runs on each PowerShell that is installed. No Debian package has one, so CI may lack it. */
export function testWithInstalledShell(name: string, body: (shell: string) => Promise<void>): void {
  const probe = process.platform === 'win32' ? 'where' : 'which';
  const shells = ['powershell.exe', 'pwsh'].filter(
    (shell) => spawnSync(probe, [shell], { stdio: 'ignore' }).status === 0,
  );
  for (const shell of shells) testWith(['dotnet'], `${name}: ${shell}`, () => body(shell));
  if (shells.length === 0)
    test.skip(`${name} [skipped: neither powershell.exe nor pwsh is on the PATH]`, () => {});
}
