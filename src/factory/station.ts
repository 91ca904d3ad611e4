/** What a station of the line is, and what the stations hand on to one another. */

import type { CodecPool } from '../codec/index.js';
import type { Definition } from '../definition/index.js';
import type { Reporter } from '../progress.js';
import type { Store } from '../release/index.js';
import type { WindowsInfo, WrittenImage } from '../wim/index.js';
import type { Json, MadeFile } from './journal.js';
import type { SourceKeeper } from './source-keeper.js';
import type { Work } from './work.js';

/** What each station made, as the journal holds it. */
export interface Results {
  readonly check: null;
  readonly provision: {
    /** Absolute path of the source, with its part. */
    readonly source: string;
    /** Of the file; null for a directory. */
    readonly sha256: string | null;
  };
  readonly update: null;
  readonly customize: null;
  readonly generalize: null;
  readonly prove: {
    /** null where the source holds no Windows. */
    readonly windows: WindowsInfo | null;
  };
  readonly capture: {
    readonly wim: MadeFile;
    readonly images: readonly WrittenImage[];
    readonly uniqueBytes: number;
    readonly storedBytes: number;
    readonly savedBytes: number;
  };
  readonly inspect: {
    readonly manifest: MadeFile;
    /** What is released of the archive: `install.wim`, or the parts of a split set. */
    readonly parts: readonly MadeFile[];
  };
  readonly publish: {
    readonly releaseDirectory: string;
    readonly location: string | null;
    readonly changed: boolean;
  };
}

export type StationName = keyof Results;

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
  readonly work: Work;
  readonly pool: CodecPool;
  readonly reporter: Reporter;
  readonly source: SourceKeeper;
  /** What a station before made. @throws where it has not run, which is a mistake of the line */
  resultOf<Name extends StationName>(name: Name): Results[Name];
}

export interface Made<Result> {
  readonly result: Result;
  /** Files that a later run may take over. */
  readonly files?: readonly MadeFile[];
}

export interface Station<Name extends StationName = StationName> {
  readonly name: Name;
  /**
   * All that decides the result. As long as it stays the same, `--resume` takes over what was made; a station without it
   * always runs.
   */
  inputs?(build: Build): Promise<Json> | Json;
  /** The files that it is about to make, absolute. */
  makes?(build: Build): readonly string[];
  /** @returns null where the definition gives it nothing to do */
  run(build: Build): Promise<Made<Results[Name]> | null>;
}
