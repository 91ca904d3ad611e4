/** What the host says no with: an error as Windows gives it, with everything that a script can look at. */

import { Refusal as Answer } from '../powershell/index.js';

export interface RefusalFacts {
  readonly message: string;
  /** Of a cmdlet the FullyQualifiedErrorId. */
  readonly id: string;
  readonly category: string;
  /** As Windows prints it: `0x80070020`. */
  readonly hresult: string;
}

export class Refusal extends Answer implements RefusalFacts {
  readonly id: string;
  readonly category: string;
  readonly hresult: string;

  constructor({ message, id, category, hresult }: RefusalFacts) {
    super(message, { id, category, hresult: Number.parseInt(hresult, 16) });
    this.id = id;
    this.category = category;
    this.hresult = hresult;
  }
}

/** Texts of Windows for its codes. Source: MS-ERREF 2.1 and 2.2; for 0xC03A…, "VHD Constants" of the Win32 documentation. */
const TEXTS = {
  '0x80070002': 'The system cannot find the file specified.',
  '0x80070003': 'The system cannot find the path specified.',
  '0x80070005': 'Access is denied.',
  '0x80070020': 'The process cannot access the file because it is being used by another process.',
  '0x80070050': 'The file exists.',
  '0x80070057': 'The parameter is incorrect.',
  '0x800700AA': 'The requested resource is in use.',
  '0x8007000E': 'Not enough memory resources are available to complete this operation.',
  '0xC03A000D':
    'The chain of virtual hard disks is broken. The system cannot locate the parent virtual hard disk for the differencing disk.',
  '0xC03A000E':
    'The chain of virtual hard disks is corrupted. There is a mismatch in the identifiers of the parent virtual hard disk and differencing disk.',
  '0xC03A0004': 'The virtual hard disk format is not recognized.',
} as const;

export type Code = keyof typeof TEXTS;

/** "The file exists. (0x80070050)" */
export function textOf(code: Code): string {
  return `${TEXTS[code].slice(0, -1)} (${code}).`;
}

/** Of the module Hyper-V: its cmdlets name the class behind them. */
export function hyperVRefusal(
  cmdlet: string,
  id: string,
  category: string,
  hresult: string,
  message: string,
): Refusal {
  const [verb = '', noun = ''] = cmdlet.split('-');
  const type = `${verb}${noun.replace(/^VHD$/, 'Vhd')}`;
  return new Refusal({
    message,
    id: `${id},Microsoft.HyperV.PowerShell.Commands.${type}`,
    category,
    hresult,
  });
}

/** Of the module Storage: a return value of the class behind it. */
export function storageRefusal(cmdlet: string, code: number, message: string): Refusal {
  return new Refusal({
    message,
    id: `StorageWMI ${code},${cmdlet}`,
    category: 'NotSpecified',
    hresult: '0x80131500',
  });
}
