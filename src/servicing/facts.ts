/**
 * What a file of updates is, by what it holds where its name does not say.
 *
 * - A cumulative update brings the servicing stack along: beside its package lies `SSU-26100.3764-x64.cab`. Since 24H2 its
 *   metadata says which build it makes, and on which one it was made.
 * - A .cab lists its own package, `Package_for_RollupFix~31bf3856ad364e35~amd64~~20348.5622.1.16.mum`, and the components:
 *   one with those of Windows RE is a Safe OS update.
 * - A .cab without `update.mum` is no package: with Setup's own files it is the Setup dynamic update.
 */

import path from 'node:path';
import { readContents } from './contents.js';
import { kbOf, readFileName, stackVersion } from './file-name.js';
import type { StackVersion, UpdateFile, UpdateKind } from './types.js';

const ROLLUP = /^Package_for_RollupFix~[^~]*~[^~]*~~(\d+)\.(\d+)/i;
const SETUP_FILE = /(?:^|\\)(?:setup|setuphost|setupprep|setupcore|setupplatform)\.(?:exe|dll)$/i;
const SAFE_OS = /^Package_for_SafeOSDU~|_microsoft-windows-(?:winre-tools|winpe_tools|sysreset)_/i;
const DOT_NET = /^Package_for_DotNetRollup/i;
const STACK_PACKAGE = /^Package_for_ServicingStack/i;

/** @returns why the file is not installed, where it is no package of updates @throws damaged, not-found, permission */
export async function readUpdateFile(file: string, name: string): Promise<UpdateFile | string> {
  const base = path.basename(file);
  const named = readFileName(base);
  const { container, names, builds } = await readContents(file);
  const inside = insideOf(names ?? [], base);
  const kind =
    named.kind ??
    (builds === null ? inside.kind : 'cumulative update') ??
    (isPackage(base, names) ? 'update' : null);
  if (kind === null) return 'it holds no update.mum, so it is no package of updates';
  return {
    ...named,
    file,
    name,
    kind,
    kb: named.kb ?? inside.kb,
    stack: named.stack ?? inside.stack,
    builds,
    container,
  };
}

interface Inside {
  readonly kind: UpdateKind | null;
  readonly kb: string | null;
  readonly stack: StackVersion | null;
}

function insideOf(names: readonly string[], base: string): Inside {
  const has = (pattern: RegExp): boolean => names.some((name) => pattern.test(name));
  const kb = names.map(kbOf).find((found) => found !== null) ?? null;
  const stack = names.map(stackVersion).find((found) => found !== null) ?? null;
  const [, branch, revision] = names.map((name) => ROLLUP.exec(name)).find((found) => found !== null) ?? [];
  if (branch !== undefined) {
    return {
      kind: 'cumulative update',
      kb,
      stack: stack ?? { branch: Number(branch), revision: Number(revision) },
    };
  }
  if (has(/hotpatch/i)) return { kind: 'hotpatch', kb, stack };
  if (stack !== null) return { kind: 'cumulative update', kb, stack };
  if (has(SAFE_OS)) return { kind: 'Safe OS dynamic update', kb, stack };
  if (has(DOT_NET)) return { kind: '.NET update', kb, stack };
  if (has(STACK_PACKAGE)) return { kind: 'servicing stack update', kb, stack };
  const isSetup = /\.cab$/i.test(base) && !has(/^update\.mum$/i) && has(SETUP_FILE);
  return { kind: isSetup ? 'Setup dynamic update' : null, kb, stack };
}

/** An .msu holds a package in a .cab of its own. */
function isPackage(base: string, names: readonly string[] | null): boolean {
  return names === null || /\.msu$/i.test(base) || names.some((name) => /^update\.mum$/i.test(name));
}
