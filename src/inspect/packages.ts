/**
 * The packages of an installation as servicing keeps them: the SOFTWARE hive says in which state each is, and its manifest
 * in `\Windows\servicing\Packages` which update it belongs to.
 *
 * ```
 * Microsoft\Windows\CurrentVersion\Component Based Servicing\Packages
 *   Package_for_KB5054156~31bf3856ad364e35~amd64~~26100.5074.1.1   CurrentState 0x70, InstallName …mum
 *   Package_for_RollupFix~31bf3856ad364e35~amd64~~26100.7171.1.9   no KB: that is in its manifest
 * ```
 *
 * The states are those of
 * https://learn.microsoft.com/archive/blogs/tip_of_the_day/tip-of-the-day-cbs-servicing-states-chart-refresher
 */

import type { HiveOptions, Key } from '../registry/index.js';
import { findOrNull, findSystemRoot, foldCase, type FileTree, type Located } from '../tree/index.js';
import { decodeText, readStart } from './read-small-file.js';
import { openWindowsHive } from './windows-hives.js';

export type PackageState = 'installed' | 'staged' | 'superseded' | 'pending' | 'removed';

export interface InstalledPackage {
  /** Its identity: `Package_for_RollupFix~31bf3856ad364e35~amd64~~26100.7171.1.9`. */
  readonly name: string;
  /** "26100.7171.1.9" */
  readonly version: string;
  /** "KB5068861"; null for a package that is no update, or whose manifest does not say. */
  readonly kb: string | null;
  readonly state: PackageState;
}

export interface InstalledPackages {
  /** In the order of their names. */
  readonly packages: readonly InstalledPackage[];
  /** Of the updates that are installed, in the order of their numbers, each once. */
  readonly kbs: readonly string[];
}

const PACKAGES = 'Microsoft\\Windows\\CurrentVersion\\Component Based Servicing\\Packages';

/** A partly installed package waits for what it lacks; a resolved one is known by its manifest alone. */
const STATES: ReadonlyMap<number, PackageState> = new Map([
  [0x00, 'removed'],
  [0x05, 'pending'],
  [0x10, 'removed'],
  [0x20, 'removed'],
  [0x30, 'staged'],
  [0x40, 'staged'],
  [0x50, 'superseded'],
  [0x60, 'pending'],
  [0x65, 'pending'],
  [0x70, 'installed'],
  // It cannot be removed any more.
  [0x80, 'installed'],
]);

const UPDATE = /^Package_for_/i;
const KB_IN_NAME = /^Package_for_(KB\d+)/i;
/** The manifest of a cumulative update is larger; what it belongs to stands at its beginning. */
const MANIFEST_START = 1 << 16;

/**
 * @returns null where the tree holds no Windows, or its hive knows no packages
 * @throws damaged, or dirty, naming the hive
 */
export async function readInstalledPackages(
  tree: FileTree,
  options: HiveOptions = {},
): Promise<InstalledPackages | null> {
  const root = await findSystemRoot(tree);
  if (root === null) return null;
  const software = await openWindowsHive(tree, root.path, 'SOFTWARE', options);
  const keys = software?.key(PACKAGES)?.subkeys() ?? null;
  if (keys === null) return null;
  const manifests = await findManifests(tree, root.path, keys);
  const packages: InstalledPackage[] = [];
  for (const key of keys) {
    const { name } = key;
    packages.push({
      name,
      version: name.split('~').at(-1) ?? '',
      kb: KB_IN_NAME.exec(name)?.[1]?.toUpperCase() ?? (await kbOfManifest(tree, manifests.get(name))),
      state: STATES.get(key.dword('CurrentState') ?? 0) ?? 'removed',
    });
  }
  return { packages, kbs: installedKbs(packages) };
}

/** The manifests that have to be read, by the name of the package: of an installation's thousands, a dozen. */
async function findManifests(
  tree: FileTree,
  root: string,
  keys: readonly Key[],
): Promise<Map<string, Located>> {
  const wanted = new Map<string, string>();
  for (const key of keys) {
    if (!UPDATE.test(key.name) || KB_IN_NAME.test(key.name)) continue;
    wanted.set(foldCase(key.string('InstallName') ?? `${key.name}.mum`), key.name);
  }
  const found = new Map<string, Located>();
  const folder = await findOrNull(tree, `${root}\\servicing\\Packages`);
  if (folder === null || wanted.size === 0) return found;
  const isWanted = (name: string): boolean => wanted.has(foldCase(name));
  const entries = await (tree.childrenNamed?.(folder.entry, isWanted) ?? tree.children(folder.entry));
  for (const entry of entries) {
    const package_ = wanted.get(foldCase(entry.name));
    if (package_ !== undefined) found.set(package_, { path: `${folder.path}\\${entry.name}`, entry });
  }
  return found;
}

/**
 * ```
 * <assembly … description="Fix for KB5068861" supportInformation="https://support.microsoft.com/help/5068861" …>
 *   <assemblyIdentity name="Package_for_RollupFix" version="26100.7171.1.9" … />
 *   <package identifier="KB5068861" releaseType="Security Update" restart="possible">
 * ```
 */
async function kbOfManifest(tree: FileTree, located: Located | undefined): Promise<string | null> {
  if (located === undefined) return null;
  const text = decodeText(await readStart(tree, located, MANIFEST_START));
  const identifier = /<package\b[^>]*?\bidentifier\s*=\s*["'](KB\d+)["']/i.exec(text)?.[1];
  const support = /\bsupportInformation\s*=\s*["'][^"']*?(\d{6,8})\/?["']/i.exec(text)?.[1];
  return identifier?.toUpperCase() ?? (support === undefined ? null : `KB${support}`);
}

function installedKbs(packages: readonly InstalledPackage[]): string[] {
  const kbs = packages.flatMap(({ kb, state }) => (kb === null || state !== 'installed' ? [] : [kb]));
  return [...new Set(kbs)].toSorted((a, b) => Number(a.slice(2)) - Number(b.slice(2)));
}
