/** What a command that failed says to the user: its exit code, and the end of what it printed. */

import path from 'node:path';
import { FactoryError } from '../errors.js';

const LINES = 6;

/** @param advice what to do next */
export function commandFailed(
  command: string,
  exit: number | null,
  output: string,
  advice?: string,
): FactoryError {
  const said = lastLines(output);
  return new FactoryError('host', {
    subject: nameOf(command),
    found: `${exit === null ? 'was killed' : `ended with exit code ${exitCode(exit)}`}${said === '' ? '' : `: ${said}`}`,
    ...(advice === undefined ? {} : { next: advice }),
  });
}

export function commandMissing(command: string, cause?: unknown): FactoryError {
  return new FactoryError('tool', {
    subject: nameOf(command),
    found: 'is not on this host',
    expected: `a program of this name${command === nameOf(command) ? ' on PATH' : ` at ${command}`}`,
    next: 'install it, or add its folder to PATH',
    cause,
  });
}

/** The last lines that say something, as one. */
export function lastLines(output: string): string {
  const lines = output.split(/[\r\n]+/).map((line) => line.trim());
  return lines
    .filter((line) => line !== '')
    .slice(-LINES)
    .join(' | ');
}

/** Codes of Windows are known by their hexadecimal digits. */
function exitCode(exit: number): string {
  return exit < 0 || exit > 0xffff ? `0x${(exit >>> 0).toString(16).padStart(8, '0')}` : String(exit);
}

function nameOf(command: string): string {
  return path.basename(command.replaceAll('\\', '/'));
}
