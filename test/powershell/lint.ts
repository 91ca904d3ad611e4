/** The rules for our scripts: Windows PowerShell 5.1, nothing that the contract does not list, no alias. */

import { readdirSync } from 'node:fs';
import path from 'node:path';
import { runEngine } from './run.js';

export interface Finding {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly rule:
    | 'alias'
    | 'com'
    | 'command'
    | 'encoding'
    | 'member'
    | 'newer'
    | 'parameter'
    | 'syntax'
    | 'type'
    | 'value'
    | 'verb';
  readonly message: string;
}

export async function lint(files: readonly string[]): Promise<readonly Finding[]> {
  const { status, stdout, stderr } = await runEngine(['--lint', ...files]);
  if (status !== 0) throw new Error(`the linter ended with ${String(status)}: ${stderr}`);
  return JSON.parse(stdout) as Finding[];
}

/** All scripts that users or machines run. */
export function scripts(): string[] {
  return ['src', 'scripts', 'workflows'].flatMap((folder) => {
    try {
      return readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ps1'))
        .map((name) => path.join(folder, name));
    } catch {
      return [];
    }
  });
}
