/** What a station of the line is, and what the stations hand on to one another. */

import type { CodecPool } from '../codec/index.js';
import type { Definition } from '../definition/index.js';
import type { FactoryError } from '../errors.js';
import type { Architecture, UpdateResult } from '../guest/index.js';
import type { Reporter } from '../progress.js';
import type { Store } from '../release/index.js';
import type { SharedContents } from '../report/index.js';
import type { WindowsInfo, WrittenImage } from '../wim/index.js';
import type { BaseRelease } from './base-release.js';
import type { MadeDisk, MadeFile } from './journal.js';
import type { MachineHost } from './machine/host.js';
import type { SourceKeeper } from './source-keeper.js';
import type { Subject } from './subject.js';
import type { Work } from './work.js';

/** A step of the definition as it went, for the manifest. */
export interface StepRecord {
  readonly name: string;
  readonly exitCode: number;
  readonly seconds: number;
  /** Of the clean-up: the bytes of the disk that it freed. */
  readonly freed?: number;
}

/** What a run of the machine made. */
export interface RunRecord {
  readonly disk: MadeDisk;
  readonly steps: readonly StepRecord[];
  /** Each update that was asked for, in the order in which it was. */
  readonly updates: readonly UpdateResult[];
}

/** What is told of a run of the machine, wherever its disk lies. */
export type RunFacts = Omit<RunRecord, 'disk'>;

/** The base with languages and updates. */
export interface Patched extends RunRecord {
  /** How it is in the cache; null where it is not, and the disk is this build's own. */
  readonly kept: 'made' | 'reused' | null;
}

/** What each station made, as the journal holds it. */
export interface Results {
  readonly check: null;
  readonly provision: {
    /** Absolute path of the source, with its part. */
    readonly source: string;
    /** Of the file; null for a directory. */
    readonly sha256: string | null;
    /** What a machine starts from; null where there is none. */
    readonly start: {
      readonly disk: MadeDisk;
      /** `base`: a disk of the cache; `source`: the user's, which nothing may write to. */
      readonly kind: 'base' | 'source';
      /** An earlier build had made the base. */
      readonly reused: boolean;
      readonly state: 'fresh' | 'audit' | 'generalized';
      readonly architecture: Architecture;
      /** "26100.1742"; null where it does not say. */
      readonly build: string | null;
      /** The partition that is captured, where the user named one. */
      readonly part: string | null;
    } | null;
  };
  readonly update: Patched;
  /** What all variants have in common. */
  readonly customize: RunRecord;
  /** By the name of a variant. */
  readonly [customize: `customize:${string}`]: RunRecord;
  readonly generalize: RunRecord;
  readonly [generalize: `generalize:${string}`]: RunRecord;
  readonly prove: {
    /** Of each image; null where the source holds no Windows. */
    readonly windows: readonly (WindowsInfo | null)[];
    /** Of each image: the KBs that are installed. */
    readonly kbs: readonly (readonly string[])[];
  };
  readonly capture: {
    readonly wim: MadeFile;
    readonly images: readonly WrittenImage[];
    readonly uniqueBytes: number;
    readonly storedBytes: number;
    readonly savedBytes: number;
    /** What it was made on; null for none. */
    readonly base: {
      /** Of the release. */
      readonly tag: string;
      /** Stored bytes that were copied. */
      readonly copiedBytes: number;
      /** Bytes of the contents that it has too, and what they take in the new archive. */
      readonly shared: { readonly shared: number; readonly stored: number };
      /** Whether all contents are compressed as this program does now, at the level that was asked for. */
      readonly sameEncoder: boolean;
    } | null;
  };
  readonly inspect: {
    readonly manifest: MadeFile;
    /** What is released of the archive: `install.wim`, or the parts of a split set. */
    readonly parts: readonly MadeFile[];
    /** Bytes that several images have, and the archive holds once. */
    readonly betweenImages: number;
    /** Of the contents, what the base has too; null for none. */
    readonly shared: SharedContents | null;
  };
  readonly publish: {
    readonly releaseDirectory: string;
    readonly location: string | null;
    readonly changed: boolean;
    /** Of the contents, what the release before has too; null where there is none, or it cannot be read. */
    readonly shared: SharedContents | null;
  };
}

export type StationName = keyof Results;

/** The stations that run the machine on a disk of their own. */
export type MachineStation =
  'update' | 'customize' | 'generalize' | `customize:${string}` | `generalize:${string}`;

/** The stations that never have nothing to do. */
type AlwaysDone = Exclude<StationName, MachineStation>;

/** One image of the archive. */
export interface BuildImage {
  readonly name: string;
  /** '' for none. */
  readonly description: string;
  /** null where the definition has no variants. */
  readonly variant: string | null;
  /** What is captured: the source, or the disk that the machine left. */
  readonly subject: Subject;
}

export interface Build {
  readonly definition: Definition;
  readonly version: string;
  readonly tag: string;
  readonly created: Date;
  /** The commit that it is built from; null where the host does not say. */
  readonly commit: string | null;
  /** Absolute. */
  readonly out: string;
  /** null where the release goes to none. */
  readonly store: Store | null;
  /** Bytes of the largest part; null: one file. */
  readonly split: number | null;
  /** null where nothing is copied from another release. */
  readonly base: BaseRelease | null;
  readonly work: Work;
  readonly pool: CodecPool;
  readonly reporter: Reporter;
  readonly source: SourceKeeper;
  /** What runs the reference machine; null with `hypervisor: none`. */
  readonly host: MachineHost | null;
  /** The environment, in which the user's secrets are. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** In the definition's order; behind the machine's stations. */
  images(): readonly BuildImage[];
  /** What they are read from: a disk of a machine may have been copied for that. */
  closeImages(): Promise<void>;
  /** What a station before made; null where it had nothing to do. @throws where it has not run, which is a mistake of the line */
  resultOf<Name extends AlwaysDone>(name: Name): Results[Name];
  resultOf<Name extends StationName>(name: Name): Results[Name] | null;
}

export interface Made<Result> {
  readonly result: Result;
  /** Files that a later run may take over. */
  readonly files?: readonly (MadeFile | MadeDisk)[];
}

/** Plain values, which are compared as JSON. */
export type Inputs = Readonly<Record<string, unknown>>;

export interface Station<Name extends StationName = StationName> {
  readonly name: Name;
  /**
   * All that decides the result. As long as it stays the same, `--resume` takes over what was made; a station without it,
   * or with undefined, always runs.
   */
  inputs?(build: Build): Promise<Inputs | undefined> | Inputs | undefined;
  /** The files that it is about to make, absolute. */
  makes?(build: Build): readonly string[];
  /** Whose results are worth nothing where this station refuses them so: `--resume` does not take them over. */
  spoils?(refusal: FactoryError): readonly StationName[];
  /** @returns null where the definition gives it nothing to do */
  run(build: Build): Promise<Made<Results[Name]> | null>;
}
