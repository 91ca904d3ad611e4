/** Paths of a definition start from its folder, and are written as the author's system writes them. */

import path from 'node:path';

/**
 * @param text a Windows path on Windows, on POSIX either form: `.\updates` and `./updates` are the same there
 * @param system the rules of the host, or for a test of another
 * @returns an absolute path; a path with a drive or a server stays as it is where the host has no such thing
 */
export function resolveFrom(folder: string, text: string, system: path.PlatformPath = path): string {
  if (system.sep === '\\') return system.resolve(folder, text);
  if (/^[A-Za-z]:[\\/]|^\\\\/.test(text)) return text;
  return system.resolve(folder, text.startsWith('/') ? text : text.replaceAll('\\', '/'));
}
