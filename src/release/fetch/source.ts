/** The port over every place that a release is fetched from. */

import type { Reporter } from '../../progress.js';
import type { Range } from './ranges.js';

export interface ReleaseSource {
  /** As the user named it. */
  readonly label: string;
  /** Null where the place says none. */
  readonly tag: string | null;
  /** Absolute; where this host reads it as it lies. Null for one that is downloaded. */
  readonly folder: string | null;
  /** What helps where its bytes stay wrong: an imperative sentence. */
  readonly remedy: string;
  /** The SHA-256 of a file where the place says it by itself; null where it does not. */
  sha256Of(name: string): string | null;
  /**
   * One attempt to read a file, or a range of it.
   *
   * @throws TransientError for what may pass; not-found, permission, store
   */
  read(name: string, range: Range | null, reporter: Reporter): Promise<Answer>;
}

export interface Answer {
  /** Where the bytes begin: 0 where a server does not know ranges, whatever was asked for. */
  readonly start: number;
  /** Ended early, it lets go of what it reads from. It throws a TransientError where it breaks off. */
  readonly pieces: AsyncIterable<Uint8Array>;
}
