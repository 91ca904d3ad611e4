/** In which state the installation on a disk is that somebody else made: only from two of them a build can go on. */

import { FactoryError } from '../errors.js';
import type { HiveOptions } from '../registry/index.js';
import { findOrNull, type FileTree } from '../tree/index.js';
import { openWindowsHive } from './windows-hives.js';
import { requireWindows } from './windows-info.js';

export interface InstallState {
  /** `other`: it starts to a desktop, or is in the middle of Setup. */
  readonly state: 'audit' | 'generalized' | 'other';
  /** As State.ini, else the SOFTWARE hive, has it; '' for none. */
  readonly imageState: string;
  /** `SYSTEM\Setup\Status\AuditBoot`: it starts in audit mode. */
  readonly auditBoot: boolean;
  /** `SYSTEM\Setup\SetupType`: 0, or which phase of Setup the next start goes on with. */
  readonly setupType: number;
  /** Answer files that an earlier pass left on the disk, by path: Setup takes them for the next one. */
  readonly answerFiles: readonly string[];
}

/** Where Setup looks for an answer file on the disk itself. */
const ANSWER_FILES = [
  'Panther\\Unattend\\Unattend.xml',
  'Panther\\Unattend\\Autounattend.xml',
  'Panther\\unattend.xml',
  'System32\\Sysprep\\unattend.xml',
];

/** @throws not-found where the tree holds no Windows; damaged, dirty */
export async function readInstallState(tree: FileTree, options: HiveOptions = {}): Promise<InstallState> {
  const { root, windows } = await requireWindows(tree, 'a disk that Windows is installed on', options);
  const system = await openWindowsHive(tree, root.path, 'SYSTEM', options);
  const setup = system?.key('Setup') ?? null;
  const auditBoot = (setup?.key('Status')?.dword('AuditBoot') ?? 0) !== 0;
  const setupType = setup?.dword('SetupType') ?? 0;
  const answerFiles: string[] = [];
  for (const file of [
    ...ANSWER_FILES.map((name) => `${root.path}\\${name}`),
    '\\unattend.xml',
    '\\autounattend.xml',
  ]) {
    const located = await findOrNull(tree, file);
    if (located !== null) answerFiles.push(located.path);
  }
  const { imageState } = windows;
  return { state: stateOf(imageState, auditBoot), imageState, auditBoot, setupType, answerFiles };
}

function stateOf(imageState: string, auditBoot: boolean): InstallState['state'] {
  if (imageState.startsWith('IMAGE_STATE_GENERALIZE_RESEAL_TO_')) return 'generalized';
  if (imageState === 'IMAGE_STATE_SPECIALIZE_RESEAL_TO_AUDIT') return 'audit';
  // In audit mode itself some builds keep the state of the pass that led there.
  return auditBoot && imageState !== 'IMAGE_STATE_COMPLETE' ? 'audit' : 'other';
}

/** The error of an installation that a build cannot start from; null where it can. @param subject the disk */
export function installStateRefusal(subject: string, { state, imageState, setupType }: InstallState) {
  if (state !== 'other') return null;
  const named = imageState === '' ? 'names no state' : `is in the state ${imageState}`;
  const inSetup = setupType === 0 ? '' : `, and in the middle of Setup (SetupType ${setupType})`;
  return new FactoryError('refused', {
    subject,
    found: `the installation ${named}${inSetup}`,
    expected: 'one in audit mode or generalized',
    next:
      'start it and run "%WINDIR%\\System32\\Sysprep\\sysprep.exe /audit /shutdown" for audit mode, ' +
      'or "sysprep.exe /generalize /oobe /shutdown", and use the disk when the machine is off',
  });
}
