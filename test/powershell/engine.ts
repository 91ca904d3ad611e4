/**
 * PowerShell's own engine (the NuGet package System.Management.Automation) behind powershell.exe's command line. It is
 * built once for each state of its sources, whoever asks first, and stays in the folder for temporary files.
 */

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const SOURCES = path.resolve('test', 'powershell', 'host');
const TABLES = ['cmdlets.json', 'contract.json'].map((name) => path.resolve('test', 'powershell', name));
const EXECUTABLE = process.platform === 'win32' ? 'powershell-host.exe' : 'powershell-host';

let built: Promise<string> | undefined;

/** @returns the executable; it is built when nobody has done so before */
export function engine(): Promise<string> {
  built ??= findOrBuild();
  return built;
}

async function findOrBuild(): Promise<string> {
  const folder = path.join(tmpdir(), `image-factory-powershell-${fingerprint()}`);
  const executable = path.join(folder, EXECUTABLE);
  const lock = `${folder}.lock`;
  while (!existsSync(executable)) {
    if (takeLock(lock)) {
      try {
        if (!existsSync(executable)) await build(folder);
      } finally {
        rmSync(lock, { force: true });
      }
    } else {
      await sleep(200);
    }
  }
  return executable;
}

function fingerprint(): string {
  const hash = createHash('sha256');
  for (const file of [...sources(), ...TABLES]) hash.update(path.basename(file)).update(readFileSync(file));
  return hash.digest('hex').slice(0, 16);
}

function sources(): string[] {
  return readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(cs|csproj|json)$/.test(name) && !/^(bin|obj)[\\/]/.test(name))
    .toSorted()
    .map((name) => path.join(SOURCES, name));
}

/** @returns whether this process holds it now; that of a dead process is taken away */
function takeLock(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    const holder = existsSync(lock) ? Number(readFileSync(lock, 'utf8')) : 0;
    if (holder > 0 && !isAlive(holder)) rmSync(lock, { force: true });
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function build(folder: string): Promise<void> {
  const scratch = `${folder}.${String(process.pid)}`;
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch, { recursive: true });
  try {
    for (const file of sources()) cpSync(file, path.join(scratch, path.relative(SOURCES, file)));
    for (const file of TABLES) cpSync(file, path.join(scratch, path.basename(file)));
    const out = path.join(scratch, 'out');
    const words = [
      'build',
      '--nologo',
      '-v',
      'quiet',
      '-c',
      'Release',
      '-o',
      out,
      '-p:RestoreLockedMode=true',
    ];
    await run('dotnet', words, { cwd: scratch, maxBuffer: 1 << 24 }).catch((problem: unknown) => {
      const { stdout } = problem as { stdout?: string };
      throw new Error(`dotnet cannot build test/powershell/host:\n${stdout ?? String(problem)}`, {
        cause: problem,
      });
    });
    renameSync(out, folder);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
