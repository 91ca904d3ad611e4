/** The port over every place that keeps releases. */

import type { Reporter } from '../progress.js';
import type { ReleaseFile } from './folder/release-folder.js';

export interface StoredRelease {
  readonly tag: string;
  readonly published: Date;
  /** The name of its image; null where it does not say so: others made it, and nothing of it is touched. */
  readonly image: string | null;
  /** Where it lies: a path or an address. */
  readonly location: string;
}

/** A release that is to be kept. */
export interface NewRelease {
  readonly tag: string;
  /** The name of its image. */
  readonly image: string;
  /** What people call it: "win11-enterprise 2026.11". */
  readonly title: string;
  /** Without SHA256SUMS, which follows from them. */
  readonly files: readonly ReleaseFile[];
  /** What changed, as Markdown. */
  readonly notes: string;
  /** The commit that it was built from, where that is known. */
  readonly commit: string | null;
}

export interface PutOptions {
  /** Read back what the store keeps where it does not say its SHA-256. */
  readonly verify: boolean;
  readonly reporter: Reporter;
}

export interface Put {
  readonly location: string;
  /** False: the store holds the same release under this tag already. */
  readonly changed: boolean;
  /** Files that were written now. */
  readonly uploaded: readonly string[];
  /** Files that were there: of this release, or of a run that failed. */
  readonly kept: readonly string[];
}

export interface Store {
  /** As the user named it. */
  readonly label: string;
  /** Bytes of the largest file that it takes; null where it sets no limit. */
  readonly fileLimit: number | null;
  /** Most files of a release; null where it sets no limit. */
  readonly countLimit: number | null;
  /** Whether a release can be put here at all, as far as that is seen without doing it. @throws what is missing */
  check(reporter: Reporter): Promise<void>;
  /** What is published, oldest first. */
  list(reporter: Reporter): Promise<readonly StoredRelease[]>;
  /**
   * Keeps a release, complete or not at all. A release never changes: the same again is no work, and after a failure only
   * what is missing.
   *
   * @throws exists where another release has this tag
   */
  put(release: NewRelease, options: PutOptions): Promise<Put>;
  /** Copies one file of a release to `target`, checked by its SHA-256. @throws not-found, damaged */
  save(release: StoredRelease, name: string, target: string, reporter: Reporter): Promise<void>;
  /** Removes a release that `list` gave. */
  remove(release: StoredRelease, reporter: Reporter): Promise<void>;
}
