/** Whether an installation was generalized: what its disk says, whatever the guest said. */

import { FactoryError } from '../errors.js';
import type { HiveOptions } from '../registry/index.js';
import { findOrNull, type FileTree } from '../tree/index.js';
import { decodeText, readFileOrNull } from './read-small-file.js';
import { readSysprepLog, type LogLine } from './sysprep-log.js';
import { requireWindows } from './windows-info.js';

export const GENERALIZED = 'IMAGE_STATE_GENERALIZE_RESEAL_TO_OOBE';

export interface GeneralizeEvidence {
  /** What State.ini says, else the SOFTWARE hive; '' where neither does. */
  readonly imageState: string;
  /** Whether `Sysprep_succeeded.tag` is there: sysprep removes it when it begins and writes it when it ends well. */
  readonly succeeded: boolean;
  /** "26100.7171"; '' where the hives do not say. */
  readonly build: string;
  /** The lines of setuperr.log. */
  readonly log: readonly LogLine[];
  /** Why it is not generalized, each a sentence without its full stop; none where it is. */
  readonly failures: readonly string[];
}

const SYSPREP = 'System32\\Sysprep';
const LOG_LIMIT = 64 << 20;
const QUOTED = 5;

/** @throws not-found where the tree holds no Windows; damaged, dirty */
export async function readGeneralizeEvidence(
  tree: FileTree,
  options: HiveOptions = {},
): Promise<GeneralizeEvidence> {
  const { root, windows } = await requireWindows(tree, 'an installation that sysprep generalized', options);
  const textOf = async (name: string) => {
    const bytes = await readFileOrNull(tree, `${root.path}\\${SYSPREP}\\Panther\\${name}`, LOG_LIMIT);
    return bytes === null ? '' : decodeText(bytes);
  };
  const { imageState, version } = windows;
  const log = readSysprepLog(await textOf('setuperr.log'), await textOf('setupact.log'));
  const succeeded = (await findOrNull(tree, `${root.path}\\${SYSPREP}\\Sysprep_succeeded.tag`)) !== null;
  const build = version.build === 0 ? '' : `${version.build}.${version.spBuild}`;
  const facts = { imageState, succeeded, build, log };
  return { ...facts, failures: failuresOf(facts) };
}

function failuresOf({ imageState, succeeded, build, log }: Omit<GeneralizeEvidence, 'failures'>): string[] {
  const fatal = log.filter(({ kind }) => kind === 'fatal');
  return [
    ...(imageState === GENERALIZED
      ? []
      : [imageState === '' ? 'State.ini names no state' : `State.ini says ${imageState}`]),
    ...(succeeded ? [] : ['there is no Sysprep_succeeded.tag']),
    ...(build === '' ? ['the hives name no build'] : []),
    ...(fatal.length === 0 ? [] : [`setuperr.log says: ${quote(fatal)}`]),
  ];
}

/** Lines of setuperr.log that neither end a run nor are known from good ones, for a warning; '' for none. */
export function unknownErrors({ log }: GeneralizeEvidence): string {
  return quote(log.filter(({ kind }) => kind === 'unknown'));
}

function quote(lines: readonly LogLine[]): string {
  const shown = lines.slice(0, QUOTED).map(({ text }) => `"${text}"`);
  return lines.length > QUOTED ? `${shown.join(', ')} and ${lines.length - QUOTED} more` : shown.join(', ');
}

/** The error of an installation that is not generalized; null where it is. @param subject the disk */
export function generalizeRefusal(subject: string, evidence: GeneralizeEvidence): FactoryError | null {
  if (evidence.failures.length === 0) return null;
  return new FactoryError('refused', {
    subject,
    found: `it is not generalized: ${evidence.failures.join('; ')}`,
    expected: `State.ini with ${GENERALIZED}, Sysprep_succeeded.tag, and no fatal error in setuperr.log`,
    next: 'read \\Windows\\System32\\Sysprep\\Panther\\setupact.log on that disk from its last error upwards',
  });
}
