/** The port over every place that keeps releases. */

import type { Reporter } from '../progress.js';
import type { ReleaseFile } from './folder/release-folder.js';

export interface StoredRelease {
  readonly tag: string;
  readonly published: Date;
}

export interface Put {
  /** Where it lies: a path or an address. */
  readonly location: string;
  /** False: the store holds the same release under this tag already. */
  readonly changed: boolean;
}

export interface Store {
  /** As the user named it. */
  readonly label: string;
  /** Bytes of the largest file that it takes; null where it sets no limit. */
  readonly fileLimit: number | null;
  /** Oldest first. */
  list(): Promise<readonly StoredRelease[]>;
  /**
   * Keeps the release in `folder` under `tag`. A release never changes: the same again is no work.
   *
   * @throws exists where another release has this tag
   */
  put(tag: string, folder: string, reporter: Reporter): Promise<Put>;
  /** @throws not-found */
  get(tag: string): Promise<readonly ReleaseFile[]>;
}
