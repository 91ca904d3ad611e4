/** The port over what runs a reference machine: Hyper-V, or QEMU. What runs inside the machine is the room `guest`. */

import type { Reporter } from '../progress.js';

/** Who made a resource: the marker in a machine's notes, and what a sweep goes by. */
export interface Owner {
  readonly tool: 'image-factory';
  /** The name of the build's folder in the work directory. */
  readonly build: string;
  /** Random, new for each run of the line. */
  readonly run: string;
  /** The host's name. */
  readonly host: string;
  readonly pid: number;
  /** ISO 8601. */
  readonly started: string;
  /** The build's folder, absolute. */
  readonly folder: string;
}

/** Something on the host that outlives this process, journalled before it is made. */
export type Resource =
  | { readonly kind: 'machine'; readonly hypervisor: HypervisorKind; readonly name: string }
  /** A disk that is attached to the host, by its file. */
  | { readonly kind: 'disk-mount'; readonly path: string }
  /** An ISO that is attached to the host, by its file. */
  | { readonly kind: 'iso-mount'; readonly path: string }
  /** A folder through which a volume is reached. */
  | { readonly kind: 'access-path'; readonly path: string }
  | { readonly kind: 'process'; readonly pid: number; readonly command: string; readonly started: string }
  | { readonly kind: 'file'; readonly path: string };

/** Told before a thing is made, and when it is gone. Returns when that is on the disk. */
export interface Ledger {
  intend(resource: Resource): Promise<void>;
  gone(resource: Resource): Promise<void>;
}

/** One thing that `doctor` looked at. */
export interface Finding {
  /** What was looked at: "elevation", "the switch Build". */
  readonly subject: string;
  readonly state: 'ok' | 'warning' | 'error';
  readonly found: string;
  readonly expected?: string;
  /** The command or the step that mends it; there for each warning and error. */
  readonly next?: string;
}

export type HypervisorKind = 'hyperv' | 'qemu';

export interface MachineRequest {
  /** Unique on the host: `imgf-…`. */
  readonly name: string;
  /** The machine's own folder, absolute; made by `create`, removed by `remove`. */
  readonly folder: string;
  /** The system disk, absolute: one that `child` or `blank` made; the machine writes to it. */
  readonly disk: string;
  /** ISO files, absolute, in the order in which they are attached; the first one is booted from when `bootMedium`. */
  readonly media: readonly string[];
  readonly bootMedium: boolean;
  readonly cpus: number;
  /** Bytes. */
  readonly memory: number;
  /** The name of a switch; null: the machine has no network card. */
  readonly network: string | null;
  readonly owner: Owner;
}

export type MachineState = 'running' | 'off' | 'gone';

export interface Machine {
  readonly name: string;
  readonly disk: string;
  start(): Promise<void>;
  /**
   * What the guest writes to its first serial port, in pieces as they come, across resets and reboots of the guest; bytes
   * may be lost or doubled. Ends when the machine is off or `signal` aborts, and never throws for a lost connection.
   */
  console(signal: AbortSignal): AsyncIterable<Uint8Array>;
  state(): Promise<MachineState>;
  /** A PNG of the screen; null where the machine shows none. */
  screenshot(): Promise<Uint8Array | null>;
  /** Takes all media out of the running machine. */
  detachMedia(): Promise<void>;
  /** Pulls the network cable of the running machine; no error where it has none. */
  disconnectNetwork(): Promise<void>;
  /** What the hypervisor itself has to say of this run: events, firmware messages, its error output. Newest last. */
  events(): Promise<readonly string[]>;
  /** Pulls the plug; no error where it is off. */
  turnOff(): Promise<void>;
  /** The machine and its folder; never its system disk. No error where it is gone. */
  remove(): Promise<void>;
}

/** The image that becomes a base disk. */
export interface ApplyRequest {
  /** A WIM, ESD or the first part of a split set; or an ISO that holds one at `sources`. Absolute. */
  readonly source: string;
  /** The image, counted from 1. */
  readonly index: number;
  /** Where the disk goes, absolute; appears complete or not at all. */
  readonly disk: string;
  /** Bytes. */
  readonly size: number;
  /** A folder for access paths, logs and scratch, absolute. */
  readonly folder: string;
}

export interface CheckRequest {
  readonly cpus: number;
  readonly memory: number;
  /** Bytes that the work directory needs. */
  readonly space: number;
  readonly network: string | null;
  readonly workDirectory: string;
  /** The build number of the image that is to be applied, "26100.1"; null where it is not known yet. */
  readonly imageVersion: string | null;
}

/** What a sweep removed, or could not. */
export interface Removal {
  readonly resource: Resource;
  /** null: removed (or, in a dry run, would be). */
  readonly failure: string | null;
}

export interface Hypervisor {
  readonly kind: HypervisorKind;
  /** Of the disks that it makes, with the dot. */
  readonly diskSuffix: '.vhdx' | '.qcow2';
  /** `doctor`: everything that this host lacks, each with its fix. Never throws for what it finds. */
  check(request: CheckRequest): Promise<readonly Finding[]>;
  /** What the host's own tool reads of an image of a WIM, counted from 1; null where the host has none. */
  readonly imageInfo: ((wim: string, index: number) => Promise<string>) | null;
  /** An image applied to a new disk with boot files, ready to boot; null where only Setup can make one. */
  readonly apply: ((request: ApplyRequest) => Promise<void>) | null;
  /** An empty disk for Setup to install on. */
  blank(disk: string, size: number): Promise<void>;
  /** A disk that holds only what differs from `parent`, which is never written to. */
  child(parent: string, disk: string): Promise<void>;
  /** Writes files into the Windows volume of a disk that `child` made, by paths from its root (`\Windows\Panther\unattend.xml`); null where it cannot. */
  readonly inject:
    ((disk: string, files: ReadonlyMap<string, Uint8Array>, folder: string) => Promise<void>) | null;
  create(request: MachineRequest): Promise<Machine>;
  /** A file that the room `disk` reads, with the content of `disk`: the disk itself, or a copy in `folder`. */
  readable(disk: string, folder: string): Promise<string>;
  /**
   * Removes resources that a dead run journalled, and machines whose marker names this build's folder and this host.
   * A machine without the marker is never touched, whatever its name.
   *
   * @param kept names of machines that stay, for a person wants to look at them
   */
  sweep(
    resources: readonly Resource[],
    owner: Pick<Owner, 'build' | 'folder' | 'host'>,
    dryRun: boolean,
    kept: readonly string[],
  ): Promise<readonly Removal[]>;
}

export interface HypervisorOptions {
  readonly reporter: Reporter;
  readonly ledger: Ledger;
  /** Holds the lock of the host that serializes mounting; absolute. */
  readonly workDirectory: string;
}
