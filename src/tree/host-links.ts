/**
 * Symbolic links of the host and their Windows form.
 *
 * Linux: `/` and `\` change places, an absolute target stands on drive C (`/etc` is `\??\C:\etc`), which is how wimlib
 * writes it; the way back drops the drive. Windows: a target is taken as it is. Node does not tell a junction from a
 * symbolic link, so an absolute target that is a directory counts as a junction, which Windows itself uses throughout.
 */

import type { LinkTarget } from './reparse.js';

const DRIVE_PATH = /^[A-Za-z]:/;

export function linkFromPosix(target: string): LinkTarget {
  const windows = swapSeparators(target);
  if (!target.startsWith('/'))
    return { kind: 'symlink', substitute: windows, print: windows, relative: true };
  return { kind: 'symlink', substitute: `\\??\\C:${windows}`, print: `C:${windows}`, relative: false };
}

/** The target for a symbolic link of a POSIX host. */
export function posixTarget(link: LinkTarget): string {
  if (link.kind === 'lx-symlink') return link.substitute;
  return swapSeparators(withoutDrive(withoutNamespace(link.substitute)));
}

export function linkFromWindows(target: string, isFolder: boolean): LinkTarget {
  const print = withoutNamespace(target);
  const relative = !DRIVE_PATH.test(print) && !print.startsWith('\\\\');
  if (relative) return { kind: 'symlink', substitute: print, print, relative };
  const unc = print.startsWith('\\\\');
  const substitute = unc ? `\\??\\UNC${print.slice(1)}` : `\\??\\${print}`;
  return { kind: isFolder && !unc ? 'junction' : 'symlink', substitute, print, relative };
}

/** The target for a symbolic link or junction of a Windows host. */
export function windowsTarget(link: LinkTarget): string {
  if (link.kind === 'lx-symlink') return link.substitute.replaceAll('/', '\\');
  return withoutNamespace(link.substitute);
}

/** `\??\C:\x` is `C:\x`, `\??\UNC\server` is `\\server`, and a volume without a letter `\\?\Volume{…}`. */
function withoutNamespace(target: string): string {
  const rest = /^\\(?:\?\?|\\\?)\\(.*)$/s.exec(target)?.[1];
  if (rest === undefined) return target;
  if (/^Volume\{/i.test(rest)) return `\\\\?\\${rest}`;
  return /^UNC\\/i.test(rest) ? `\\${rest.slice(3)}` : rest;
}

function withoutDrive(target: string): string {
  return DRIVE_PATH.test(target) ? target.slice(2) : target;
}

function swapSeparators(target: string): string {
  return target.replaceAll(/[\\/]/g, (separator) => (separator === '/' ? '\\' : '/'));
}
