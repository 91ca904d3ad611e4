/** What a job's token may do. */

import type { Level, Permissions } from './model.js';

/** What a token has where no file says more: GitHub's restricted default. */
export const DEFAULT: Permissions = new Map([
  ['contents', 'read'],
  ['packages', 'read'],
]);

const ORDER: readonly Level[] = ['none', 'read', 'write'];

export function levelOf(permissions: Permissions, name: string): Level {
  return permissions.get(name) ?? 'none';
}

/** @throws as GitHub does, where a called workflow wants more than the job that calls it may */
export function shrink(given: Permissions, wanted: Permissions | null, where: string): Permissions {
  if (wanted === null) return given;
  for (const [name, level] of wanted) {
    if (ORDER.indexOf(level) > ORDER.indexOf(levelOf(given, name))) {
      throw new Error(
        `${where}: is requesting '${name}: ${level}', but is only allowed '${name}: ${levelOf(given, name)}'`,
      );
    }
  }
  return wanted;
}
