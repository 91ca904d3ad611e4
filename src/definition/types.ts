/** A definition as the rest of the program gets it: checked, every default filled in, paths absolute. */

import type { Format, Level } from '../codec/index.js';

export type Hypervisor = 'hyperv' | 'qemu' | 'none';

export type SourceKind = 'iso' | 'disk' | 'wim' | 'directory';

export interface SourceSpec {
  readonly kind: SourceKind;
  /** Absolute; with `#N` where the user named a partition or an image. */
  readonly path: string;
  /** 64 lower-case hexadecimal digits. */
  readonly sha256: string | null;
  /** EDITIONID or FLAGS of the image. */
  readonly edition: string | null;
  /** The image, counted from 1. */
  readonly index: number | null;
}

export interface Deadlines {
  /** Milliseconds, like the others. Of Windows Setup. */
  readonly provision: number;
  readonly update: number;
  readonly customize: number;
  readonly generalize: number;
  /** How long the machine may say nothing. */
  readonly silence: number;
}

export interface MachineSpec {
  readonly hypervisor: Hypervisor;
  readonly cpus: number;
  /** Bytes. */
  readonly memory: number;
  /** Bytes. */
  readonly disk: number;
  /** `none`, or the name of a switch. */
  readonly network: string;
  readonly deadlines: Deadlines;
}

export interface Changes {
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

export interface UpdatesSpec {
  readonly from: 'folder' | 'windows-update' | 'wsus' | 'none';
  readonly folder: string | null;
  readonly server: string | null;
  readonly targetGroup: string | null;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly rounds: number;
  /** Milliseconds for each update. */
  readonly timeout: number;
  readonly require: { readonly build: string | null; readonly kb: readonly string[] };
}

export interface Script {
  readonly script: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Names of environment variables of the host whose values the script gets and no log shows. */
  readonly secrets: readonly string[];
  /** Milliseconds; null: the deadline of the station. */
  readonly timeout: number | null;
}

export type Step =
  | { readonly kind: 'appx'; readonly appx: Changes }
  | { readonly kind: 'capabilities'; readonly change: Changes }
  | { readonly kind: 'features'; readonly enable: readonly string[]; readonly disable: readonly string[] }
  | { readonly kind: 'drivers'; readonly folder: string }
  | { readonly kind: 'files'; readonly from: string; readonly to: string }
  | ({ readonly kind: 'run' } & Script);

export interface VariantSpec {
  readonly name: string;
  readonly description: string;
  readonly customize: readonly Step[];
  readonly verify: readonly string[];
}

export interface CaptureSpec {
  readonly compression: 'none' | Format;
  readonly level: Level;
  /** Patterns on top of the default exclusions. */
  readonly exclude: readonly string[];
}

export interface ReleaseSpec {
  /** `github`, `github:owner/repo`, an absolute folder, or null: the release stays in its folder. */
  readonly store: string | null;
  /** Bytes of the largest part; null: one file. */
  readonly split: number | null;
  /** `previous`, a RELEASE with an absolute folder, or null. */
  readonly base: string | null;
  /** How many releases of this image the store keeps; null: all. */
  readonly keep: number | null;
  readonly attest: 'auto' | 'always' | 'never';
}

export interface Definition {
  /** Absolute. */
  readonly file: string;
  /** What relative paths start from. */
  readonly folder: string;
  /** Of the file's text without a byte order mark and with LF between its lines, as Git keeps it: 64 hexadecimal digits. */
  readonly sha256: string;
  readonly name: string;
  readonly version: string | null;
  /** The time that the images carry; null: the time of the build. */
  readonly created: Date | null;
  readonly runsOn: readonly string[];
  readonly source: SourceSpec;
  readonly machine: MachineSpec;
  readonly languages: readonly string[];
  readonly capabilities: Changes;
  readonly updates: UpdatesSpec;
  readonly customize: readonly Step[];
  readonly verify: readonly string[];
  readonly cleanup: boolean;
  readonly unattend: string | null;
  readonly variants: readonly VariantSpec[];
  readonly capture: CaptureSpec;
  readonly gates: { readonly lint: 'error' | 'warning' | 'off'; readonly boot: boolean };
  readonly release: ReleaseSpec;
}
