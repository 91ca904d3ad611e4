/** What is saved between releases: the contents of one that the release before it has too. */

import { formatBytes } from '../bytes/index.js';
import type { Diff, Download, ManifestFacts } from '../manifest/index.js';

export interface SharedContents {
  /** Of the release before. */
  readonly tag: string;
  /** Bytes of all contents of the newer one, each once. */
  readonly unique: number;
  /** Of these, what both have. */
  readonly shared: number;
  /** Contents that the newer one alone has. */
  readonly fresh: Download;
}

/** @param facts of the newer one @param diff from the older one */
export function sharedContents(tag: string, { savings }: ManifestFacts, diff: Diff): SharedContents {
  const { bytes, stored } = diff.newContents;
  const { unique } = savings;
  return { tag, unique, shared: unique - bytes, fresh: { bytes, stored } };
}

/** What the release has that it was built against; null where there was none. */
export function sharedWithBase({ inputs, savings }: ManifestFacts): SharedContents | null {
  const { unique, stored, betweenReleases } = savings;
  if (inputs?.base === undefined || betweenReleases === undefined) return null;
  const { shared } = betweenReleases;
  const fresh = {
    bytes: unique - shared,
    stored: stored === undefined ? null : stored - betweenReleases.stored,
  };
  return { tag: inputs.base, unique, shared, fresh };
}

/** `5.2 GiB of 5.6 GiB (93 %) as in win11-2026.10` */
export function shareText({ tag, unique, shared }: SharedContents): string {
  const share = unique === 0 ? '' : ` (${((100 * shared) / unique).toFixed(0)} %)`;
  return `${formatBytes(shared)} of ${formatBytes(unique)}${share} as in ${tag}`;
}

/** The same, and what is new: `…, 410 MiB new, 190 MiB compressed` */
export function sharedText(contents: SharedContents): string {
  const { bytes, stored } = contents.fresh;
  const compressed = stored === null ? '' : `, ${formatBytes(stored)} compressed`;
  return `${shareText(contents)}, ${formatBytes(bytes)} new${compressed}`;
}
