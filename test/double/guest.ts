/** What runs in a machine of the host, seen from the host: the real one under qemu, or one that a test plays. */

import type { AttachedDisk } from './attached-disk.js';
import type { ComPort } from './com-port.js';
import type { Screen } from './screen.js';

export interface Hardware {
  readonly name: string;
  readonly cpus: number;
  /** Bytes. */
  readonly memory: number;
  readonly disk: SystemDisk;
  /** One of each drive; null: the drive is empty. */
  readonly media: readonly (string | null)[];
  readonly bootsFromMedium: boolean;
  readonly hasNetwork: boolean;
  readonly port: ComPort | null;
  /** For what lives as long as the run. */
  readonly folder: string;
  /** Something worth an event. */
  onReset(): void;
}

/** The disk of a machine while it runs. */
export interface SystemDisk {
  readonly file: string;
  /** Its bytes with those of its parents. */
  flatten(raw: string): Promise<void>;
  /** As if attached to the host: volumes by ntfs-3g. */
  attach(): Promise<AttachedDisk>;
  /** Writes what was changed into the file. */
  writeBack(raw: string, changed: readonly { at: number; length: number }[]): Promise<void>;
  store(disk: AttachedDisk): Promise<void>;
}

export type GuestEnd =
  | { readonly kind: 'shut down' }
  | { readonly kind: 'turned off' }
  /** The process behind the machine died, or the guest stopped with an error. */
  | { readonly kind: 'crashed'; readonly message: string };

export interface Guest {
  /** When the machine is off and its disk is written. */
  readonly ended: Promise<GuestEnd>;
  turnOff(): Promise<void>;
  /** @param drive counted from 0 */
  eject(drive: number): Promise<void>;
  insert(drive: number, medium: string): Promise<void>;
  screen(): Promise<Screen>;
}

export type StartGuest = (hardware: Hardware) => Promise<Guest>;
