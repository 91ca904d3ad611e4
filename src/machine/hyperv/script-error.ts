/** What a cmdlet of Windows says no with, as an error of ours: by its code where there is one, for its text is in the language of the host. */

import { FactoryError, type ErrorCode } from '../../errors.js';
import { commandFailed } from '../../process/index.js';

/** As `run.ps1` writes it. */
export interface ScriptFailure {
  readonly message: string;
  /** FullyQualifiedErrorId. */
  readonly id: string;
  readonly category: string;
  /** `0x80070005`. */
  readonly hresult: string;
  /** The cmdlet. */
  readonly command: string;
}

type Kind = readonly [ErrorCode, next?: string];

const DENIED: Kind = [
  'permission',
  'run as a local administrator; "image-factory doctor" names the account and the way to change it',
];
const IN_USE: Kind = [
  'busy',
  'see which program or machine uses it, and run it again; "image-factory sweep" removes what dead builds left',
];
const MEMORY: Kind = [
  'memory',
  'turn other machines off, or give this one less with "machine.memory" in the definition',
];
const FULL: Kind = ['no-space', 'free space or choose another work directory with --work, then run it again'];
const THERE: Kind = ['exists', 'run "image-factory sweep", or remove it'];
const ABSENT: Kind = ['not-found'];
const CHAIN: Kind = ['damaged', 'remove the disks of this build from the work directory and build again'];
const MODULE: Kind = ['tool', 'install Hyper-V with its PowerShell module: "image-factory doctor" says how'];

/** Source: [MS-ERREF] 2.1 and 2.2; 0xC03A…: "VHD Constants" of the Win32 documentation. */
const BY_CODE: Readonly<Record<string, Kind>> = {
  '0x80070002': ABSENT,
  '0x80070003': ABSENT,
  '0x80070005': DENIED,
  '0x80070008': MEMORY,
  '0x8007000E': MEMORY,
  '0x80070020': IN_USE,
  '0x80070021': IN_USE,
  '0x80070027': FULL,
  '0x80070050': THERE,
  '0x80070070': FULL,
  '0x800700AA': IN_USE,
  '0x800700B7': THERE,
  '0x800702E4': DENIED,
  '0x800705AA': MEMORY,
  '0x800705AF': MEMORY,
  '0x80070570': [
    'damaged',
    'check the source with "image-factory verify", and the host\'s disk with "chkdsk /scan"',
  ],
  '0xC03A0004': CHAIN,
  '0xC03A0005': CHAIN,
  '0xC03A000D': CHAIN,
  '0xC03A000E': CHAIN,
  '0xC03A001A': [
    'host',
    'turn NTFS compression and encryption off for the work directory ("compact /U /S" and "cipher /D /S" there), or choose another one with --work',
  ],
};

const BY_CATEGORY: Readonly<Record<string, Kind>> = {
  PermissionDenied: DENIED,
  SecurityError: DENIED,
  ResourceBusy: IN_USE,
  ResourceExists: THERE,
  ObjectNotFound: ABSENT,
};

export function scriptFailed(verb: string, subject: string, failure: ScriptFailure): FactoryError {
  const command = failure.command === '' ? `${verb}.ps1` : failure.command;
  const said = failure.message.replaceAll(/\s+/g, ' ').trim().replace(/[.]$/, '');
  return errorOf(subject, `${command} failed: ${said}`, kindOf(failure), failure);
}

/** What a program of Windows says no with: its exit code is a code of the system. */
export function programFailed(
  subject: string,
  command: string,
  exit: number | null,
  output: string,
): FactoryError {
  const { found } = commandFailed(command, exit, output).details;
  const code = exit === null ? '' : hresultOf(exit);
  return errorOf(subject, `${command} ${found}`, BY_CODE[code] ?? ['host'], null);
}

function errorOf(subject: string, found: string, [code, next]: Kind, cause: unknown): FactoryError {
  return new FactoryError(code, { subject, found, ...(next === undefined ? {} : { next }), cause });
}

/** A code of Win32 as the code of COM that stands for it. */
function hresultOf(code: number): string {
  const whole = code > 0 && code <= 0xffff ? 0x80070000 + code : code;
  return `0x${(whole >>> 0).toString(16).toUpperCase().padStart(8, '0')}`;
}

function kindOf({ id, category, message, hresult }: ScriptFailure): Kind {
  if (id.startsWith('CommandNotFoundException') || id.startsWith('CouldNotAutoLoadModule')) return MODULE;
  // Hyper-V's exceptions carry the code of .NET; the system's is in their text, in every language.
  const codes = [...(message.match(/0x[0-9a-f]{8}/gi) ?? []), hresult];
  for (const code of codes) {
    const kind = BY_CODE[`0x${code.slice(2).toUpperCase()}`];
    if (kind !== undefined) return kind;
  }
  return BY_CATEGORY[category] ?? ['host'];
}
