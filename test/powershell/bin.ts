/** A folder for the PATH that holds the programs of Windows: PowerShell for real, the others as wrappers that ask the double. */

import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { engine } from './engine.js';

const CONTRACT = path.resolve('test', 'powershell', 'contract.json');
const FORWARD = path.resolve('build', 'test', 'powershell', 'forward.js');

/** Fills `folder` with powershell.exe and each program that the contract lists. @returns the folder */
export async function makeBin(folder: string): Promise<string> {
  mkdirSync(folder, { recursive: true });
  writeExecutable(path.join(folder, 'powershell.exe'), `exec ${quote(await engine())} "$@"`);
  const { programs } = JSON.parse(readFileSync(CONTRACT, 'utf8')) as { programs: Record<string, unknown> };
  for (const name of Object.keys(programs)) writeProgram(path.join(folder, name));
  return folder;
}

/** Writes one program of Windows at `file`, which bears its name: `…/Windows/System32/bcdboot.exe`. */
export function writeProgram(file: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const words = [process.execPath, FORWARD, CONTRACT, path.basename(file)].map(quote).join(' ');
  writeExecutable(file, `exec ${words} "$@"`);
}

function writeExecutable(file: string, line: string): void {
  writeFileSync(file, `#!/bin/sh\n${line}\n`);
  chmodSync(file, 0o755);
}

function quote(word: string): string {
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
