/** Which Windows a file of updates is for, as far as that can be told. */

import type { UpdateFile } from './types.js';

export interface Build {
  readonly number: number;
  readonly revision: number;
}

/** "26200.7171", or "26200" from its first revision on; null for what is no build. */
export function parseBuild(text: string | null): Build | null {
  const [, number, revision] = /^(\d+)(?:\.(\d+))?$/.exec(text ?? '') ?? [];
  return number === undefined ? null : { number: Number(number), revision: Number(revision ?? 0) };
}

/** Negative where `a` is older. */
export function compareBuilds(a: Build, b: Build): number {
  return a.number - b.number || a.revision - b.revision;
}

/** Builds that are one branch with the first of them, whose updates they take. Others stand alone. */
const BRANCHES: readonly (readonly [first: number, last: number])[] = [
  // Windows 10 2004 to 22H2
  [19_041, 19_045],
  // Windows 11 22H2 and 23H2
  [22_621, 22_631],
  // Windows 11 24H2, 25H2 and 26H2, Windows Server 2025
  [26_100, 26_399],
];

const FIRST_BUILD_OF_WINDOWS_11 = 22_000;

export function branchOf(build: number): number {
  return BRANCHES.find(([first, last]) => build >= first && build <= last)?.[0] ?? build;
}

/** null where neither its metadata nor its servicing stack says. */
export function branchOfUpdate({ builds, stack }: UpdateFile): number | null {
  const number = builds?.makes.number ?? stack?.branch ?? null;
  return number === null ? null : branchOf(number);
}

/** Since January 2026 Windows Server 2025 counts its revisions from 32,230 and takes updates of its own. */
const SERVER_REVISION = 30_000;

export function isServerRevision(branch: number, revision: number): boolean {
  return branch === 26_100 && revision >= SERVER_REVISION;
}

/** Why the file is not for that Windows; null where it is, or where nothing says so. */
export function whyOtherWindows(update: UpdateFile, build: Build | null): string | null {
  const { windows } = update;
  const branch = branchOfUpdate(update);
  if (build === null) return null;
  const image = `the image is ${build.number}.${build.revision}`;
  if (branch !== null)
    return branch === branchOf(build.number) ? null : `it is for build ${branch}, and ${image}`;
  if (windows === null) return null;
  const imageWindows = build.number >= FIRST_BUILD_OF_WINDOWS_11 ? 11 : build.number >= 10_240 ? 10 : 8;
  const isSame = Math.max(windows, 8) === imageWindows;
  return isSame ? null : `it is for Windows ${windows}, and ${image}`;
}
