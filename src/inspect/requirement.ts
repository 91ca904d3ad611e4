/** Whether an installation is as new as a definition requires: `updates.require`. */

import { FactoryError } from '../errors.js';
import { compareBuilds, parseBuild } from '../servicing/index.js';
import type { WindowsInfo } from '../wim/index.js';
import type { InstalledPackages, PackageState } from './packages.js';

export interface Requirement {
  /** "26200.7171": at least. */
  readonly build: string | null;
  readonly kb: readonly string[];
}

/** What counts first where a KB has several packages. */
const WORDS: readonly (readonly [state: PackageState, word: string])[] = [
  ['pending', 'is pending a reboot'],
  ['staged', 'is staged, not installed'],
  ['superseded', 'is superseded by a later update'],
  ['removed', 'is removed'],
];

/**
 * @param subject the volume
 * @param windows null where it holds no Windows
 * @param installed null where servicing knows no packages there
 * @returns the error of an installation that lacks something; null where it has all
 */
export function requireRefusal(
  subject: string,
  require: Requirement,
  windows: WindowsInfo | null,
  installed: InstalledPackages | null,
): FactoryError | null {
  const wanted = require.kb.map((kb) => kb.toUpperCase());
  if (require.build === null && wanted.length === 0) return null;
  const missing = wanted.filter((kb) => installed?.kbs.includes(kb) !== true);
  const states = missing.map((kb) => stateOf(kb, installed));
  const build = windows === null ? null : `${windows.version.build}.${windows.version.spBuild}`;
  const isOlder = require.build !== null && !isAtLeast(build, require.build);
  if (!isOlder && missing.length === 0) return null;
  const found = [
    ...(isOlder ? [build === null ? 'it holds no Windows' : `its build is ${build}`] : []),
    ...missing.map((kb, at) => `${kb} ${states[at]?.word}`),
  ];
  const expected = [...(isOlder ? [`build ${require.build} or later`] : []), ...missing];
  return new FactoryError('refused', {
    subject,
    found: found.join(', '),
    expected: expected.join(' and '),
    next: adviceFor(states.map(({ state }) => state)),
  });
}

function isAtLeast(build: string | null, required: string): boolean {
  const [has, wants] = [parseBuild(build), parseBuild(required)];
  return has !== null && wants !== null && compareBuilds(has, wants) >= 0;
}

function stateOf(
  kb: string,
  installed: InstalledPackages | null,
): { state: PackageState | null; word: string } {
  const packages = (installed?.packages ?? []).filter((one) => one.kb === kb);
  for (const [state, word] of WORDS) {
    if (packages.some((one) => one.state === state)) return { state, word };
  }
  return { state: null, word: 'is not there' };
}

function adviceFor(states: readonly (PackageState | null)[]): string {
  if (states.includes('pending') || states.includes('staged')) {
    return 'let Windows finish the update: start it once more before it is captured';
  }
  if (states.length > 0 && states.every((state) => state === 'superseded')) {
    return 'require the build that it made, or the later update';
  }
  return 'install what is missing, or change updates.require';
}
