import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import path from 'node:path';

/**
 * The file that a name on PATH stands for. The toolkit looks for itself, and prints to standard output of each folder
 * that it cannot look into.
 *
 * @param command a path is given back as it is
 * @returns null where there is none
 */
export async function findProgram(command: string): Promise<string | null> {
  if (/[\\/]/.test(command)) return command;
  const isWindows = process.platform === 'win32';
  const suffixes = isWindows ? ['', ...(process.env['PATHEXT'] ?? '.COM;.EXE').split(';')] : [''];
  for (const folder of (process.env['PATH'] ?? '').split(path.delimiter).filter((name) => name !== '')) {
    for (const suffix of suffixes) {
      const file = path.join(folder, `${command}${suffix}`);
      if (await isProgram(file)) return file;
    }
  }
  return null;
}

async function isProgram(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}
