/** The hives of an installation that is not running: `\Windows\System32\config`. */

import { openHive, type Hive, type HiveOptions, type Key } from '../registry/index.js';
import type { FileTree } from '../tree/index.js';
import { readFileOrNull } from './read-small-file.js';

/** A hive must be at hand as a whole; that of the largest installations is a fifth of this. */
const HIVE_LIMIT = 1 << 30;

/**
 * @param systemRoot as `findSystemRoot` gives it
 * @param name "SOFTWARE"
 * @returns null where there is no such hive
 * @throws damaged, or dirty when neither it nor the logs beside it are whole
 */
export async function openWindowsHive(
  tree: FileTree,
  systemRoot: string,
  name: string,
  options: HiveOptions = {},
): Promise<Hive | null> {
  const path = `${systemRoot}\\System32\\config\\${name}`;
  const bytes = await readFileOrNull(tree, path, HIVE_LIMIT);
  if (bytes === null) return null;
  const logs: Uint8Array[] = [];
  for (const ending of ['.LOG1', '.LOG2', '.LOG']) {
    const log = await readFileOrNull(tree, path + ending, HIVE_LIMIT);
    if (log !== null) logs.push(log);
  }
  return openHive(bytes, `${tree.label}: ${path}`, logs, options);
}

/** The control set that the next start takes, `SYSTEM\ControlSet00N`: the one that Select names as its default. */
export function controlSet(system: Hive | null): Key | null {
  const select = system?.key('Select') ?? null;
  for (const name of ['Default', 'Current', 'LastKnownGood']) {
    const number = select?.dword(name) ?? 0;
    const key = system?.key(`ControlSet${String(number).padStart(3, '0')}`) ?? null;
    if (key !== null) return key;
  }
  return system?.key('ControlSet001') ?? null;
}
