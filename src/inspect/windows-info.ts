/**
 * What the XML of a WIM says of a Windows installation, read from the installation itself: its hives, kernel32.dll
 * and State.ini. `dism /Get-ImageInfo`, Windows Setup and MDT go by these values: without edition, installation type,
 * product type and suite, languages and version, Setup refuses the image or does not show it.
 */

import { FactoryError } from '../errors.js';
import type { HiveOptions, Key } from '../registry/index.js';
import { findSystemRoot, type FileTree } from '../tree/index.js';
import type { WindowsInfo } from '../wim/index.js';
import { readArchitecture } from './architecture.js';
import { readLanguages } from './languages.js';
import { decodeText, readFileOrNull } from './read-small-file.js';
import { controlSet, openWindowsHive } from './windows-hives.js';

/** What the version resource of ntdll.dll has said in every Windows since XP. */
const PRODUCT_NAME = 'Microsoft\u00ae Windows\u00ae Operating System';
/** The class of the computer device, whose driver the HAL is. */
const COMPUTER_CLASS = 'Class\\{4D36E966-E325-11CE-BFC1-08002BE10318}\\0000';
const FIRST_BUILD_OF_WINDOWS_11 = 22_000;
const STATE_INI_LIMIT = 1 << 20;

/**
 * @param options whether a hive whose last write did not finish is read as it is, where the logs beside it do not help
 * @returns null where the tree holds no Windows; a value that the installation does not name is '' or 0
 * @throws damaged, or dirty, naming the hive
 */
export async function readWindowsInfo(
  tree: FileTree,
  options: HiveOptions = {},
): Promise<WindowsInfo | null> {
  const systemRoot = await findSystemRoot(tree);
  if (systemRoot === null) return null;
  const software = await openWindowsHive(tree, systemRoot.path, 'SOFTWARE', options);
  const system = await openWindowsHive(tree, systemRoot.path, 'SYSTEM', options);
  const current = software?.key('Microsoft\\Windows NT\\CurrentVersion') ?? null;
  const control = controlSet(system)?.key('Control') ?? null;
  const product = control?.key('ProductOptions') ?? null;
  const productType = product?.string('ProductType') ?? '';
  const installationType = current?.string('InstallationType') ?? '';
  const version = versionOf(current, control);
  const isClient = installationType === '' ? productType === 'WinNT' : installationType === 'Client';
  const setupState = software?.key('Microsoft\\Windows\\CurrentVersion\\Setup\\State') ?? null;
  return {
    architecture: await readArchitecture(tree, `${systemRoot.path}\\System32`, control),
    productName: PRODUCT_NAME,
    editionId: current?.string('EditionID') ?? '',
    installationType,
    productType,
    productSuite: product?.multiString('ProductSuite')?.[0] ?? '',
    hal: control?.key(COMPUTER_CLASS)?.string('MatchingDeviceId') ?? '',
    ...readLanguages(control),
    version,
    systemRoot: systemRoot.name.toUpperCase(),
    displayName: displayNameOf(current?.string('ProductName') ?? '', isClient, version.build),
    displayVersion: current?.string('DisplayVersion') ?? current?.string('ReleaseId') ?? '',
    imageState: (await stateOf(tree, systemRoot.path)) ?? setupState?.string('ImageState') ?? '',
  };
}

/** @throws not-found where the tree holds no Windows; damaged, or dirty, naming the hive */
export async function requireWindows(
  tree: FileTree,
  expected: string,
  options: HiveOptions,
): Promise<{ readonly root: { readonly path: string }; readonly windows: WindowsInfo }> {
  const root = await findSystemRoot(tree);
  const windows = await readWindowsInfo(tree, options);
  if (root !== null && windows !== null) return { root, windows };
  throw new FactoryError('not-found', { subject: tree.label, found: 'no Windows', expected });
}

function versionOf(current: Key | null, control: Key | null): WindowsInfo['version'] {
  // Up to Windows 8.1 "6.3", which later ones still say.
  const [major, minor] = (current?.string('CurrentVersion') ?? '').split('.');
  const build = current?.string('CurrentBuildNumber') ?? current?.string('CurrentBuild') ?? '';
  // "26100.1.amd64fre.ge_release.240331-1435"
  const [, revision] = (current?.string('BuildLabEx') ?? '').split('.');
  // "26100.ge_release.240331-1435"
  const [, branch] = (current?.string('BuildLab') ?? '').split('.');
  return {
    major: current?.dword('CurrentMajorVersionNumber') ?? integer(major),
    minor: current?.dword('CurrentMinorVersionNumber') ?? integer(minor),
    build: integer(build),
    // Windows 7 and 8 have no UBR; CSDBuildNumber, which some tools take, is not the revision.
    spBuild: current?.dword('UBR') ?? integer(revision),
    // 0x0100 is service pack 1.
    spLevel: (control?.key('Windows')?.dword('CSDVersion') ?? 0) >>> 8,
    branch: current?.string('BuildBranch') ?? branch ?? '',
  };
}

/** Windows 11 still calls itself Windows 10 in its hive. */
function displayNameOf(productName: string, isClient: boolean, build: number): string {
  const isWindows11 = isClient && build >= FIRST_BUILD_OF_WINDOWS_11;
  return isWindows11 ? productName.replace(/^(Microsoft )?Windows 10\b/, '$1Windows 11') : productName;
}

/** `[State] ImageState=…`: sysprep writes it, and deployment tools look there for a generalized image. */
async function stateOf(tree: FileTree, systemRoot: string): Promise<string | null> {
  const bytes = await readFileOrNull(tree, `${systemRoot}\\Setup\\State\\State.ini`, STATE_INI_LIMIT);
  const line = bytes === null ? null : /^[ \t]*ImageState[ \t]*=[ \t]*(\S+)/im.exec(decodeText(bytes));
  return line?.[1] ?? null;
}

function integer(text: string | undefined): number {
  return /^\d{1,9}$/.test(text ?? '') ? Number(text) : 0;
}
