/**
 * PowerShell's own engine (the NuGet package System.Management.Automation) behind powershell.exe's command line. It is
 * built once for each state of its sources, whoever asks first, and stays in the folder for temporary files.
 */

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const SOURCES = path.resolve('test', 'powershell', 'host');
const TABLES = ['cmdlets.json', 'contract.json'].map((name) => path.resolve('test', 'powershell', name));
const WORKSHOP = path.join(tmpdir(), 'image-factory-powershell');
const LOCK = `${WORKSHOP}.lock`;
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
  while (!existsSync(executable)) {
    if (takeLock()) {
      try {
        if (!existsSync(executable)) await build(folder);
      } finally {
        rmSync(LOCK, { force: true });
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
function takeLock(): boolean {
  try {
    writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    const holder = existsSync(LOCK) ? Number(readFileSync(LOCK, 'utf8')) : 0;
    if (holder > 0 && !isAlive(holder)) rmSync(LOCK, { force: true });
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

/** The engine is compiled ahead of time, which takes most of a build: that stays in the workshop for the next one. */
async function build(folder: string): Promise<void> {
  const out = path.join(WORKSHOP, 'out');
  for (const name of existsSync(WORKSHOP) ? readdirSync(WORKSHOP) : []) {
    if (name !== 'obj') rmSync(path.join(WORKSHOP, name), { recursive: true });
  }
  for (const file of sources()) cpSync(file, path.join(WORKSHOP, path.relative(SOURCES, file)));
  for (const file of TABLES) cpSync(file, path.join(WORKSHOP, path.basename(file)));
  const words = ['publish', '--nologo', '-v', 'quiet', '-c', 'Release', '--use-current-runtime', '-o', out];
  await run('dotnet', [...words, '-p:RestoreLockedMode=true'], { cwd: WORKSHOP, maxBuffer: 1 << 24 }).catch(
    (problem: unknown) => {
      const { stdout } = problem as { stdout?: string };
      throw new Error(`dotnet cannot build test/powershell/host:\n${stdout ?? String(problem)}`, {
        cause: problem,
      });
    },
  );
  renameSync(out, folder);
}
