/** Where the tools of Windows lie. */

import path from 'node:path';

const OTHER_FOLDERS: Readonly<Record<string, string>> = { 'powershell.exe': 'WindowsPowerShell\\v1.0' };

/**
 * A tool that comes with Windows, with its whole path: a bare name is looked for in the working directory first, which
 * may be anybody's checkout. On another system the name as it is, for PATH to find.
 *
 * @param name with its suffix: `dism.exe`
 */
export function systemTool(name: string, env: NodeJS.ProcessEnv = process.env): string {
  if (process.platform !== 'win32') return name;
  const system = env['SystemRoot'] ?? 'C:\\Windows';
  return path.win32.join(system, 'System32', OTHER_FOLDERS[name] ?? '', name);
}
