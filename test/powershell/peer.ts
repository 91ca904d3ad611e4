import { test } from '@jest/globals';
import { testWith } from '../support/peers.js';

/** A test that runs PowerShell's engine with a double, whose line is a Unix socket. */
export function testWithPowerShell(name: string, body: () => Promise<void>, timeout?: number): void {
  if (process.platform === 'win32') test.skip(`${name} [skipped: the double plays Windows elsewhere]`, body);
  else testWith(['dotnet'], name, body, timeout);
}
