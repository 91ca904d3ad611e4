/** What a workflow is to build, for people. */

import type { Definition } from '../definition/index.js';

/** A job of the matrix: each key is one that a workflow reads. */
export interface PlannedImage {
  readonly name: string;
  /** The definition's path from the current folder, with `/`. */
  readonly definition: string;
  readonly 'runs-on': readonly string[];
  readonly version: string;
  readonly tag: string;
  readonly hypervisor: Definition['machine']['hypervisor'];
  /** STORE that it goes to; null: nothing says it. */
  readonly store: string | null;
}

/** What is published: an image, or several that are merged. Each key is one that a workflow reads. */
export interface PlannedRelease {
  readonly name: string;
  readonly tag: string;
  /** STORE; null: nothing says it. */
  readonly store: string | null;
  /** How many releases of it stay; null: all. */
  readonly keep: number | null;
  readonly attest: Definition['release']['attest'];
}

export interface PlannedJob {
  readonly image: PlannedImage;
  /** Why it is built, or why not. */
  readonly reason: string;
  readonly isBuilt: boolean;
}

/** Two lines a definition: what and where, then why. */
export function renderMatrix(jobs: readonly PlannedJob[]): string {
  const width = Math.max(...jobs.map(({ image }) => image.name.length), 0);
  return jobs
    .map(({ image: { name, definition, 'runs-on': labels, tag }, reason, isBuilt }) => {
      const what = isBuilt ? `${tag}, on ${labels.join(', ')}` : 'left out';
      return `${name.padEnd(width)}  ${what}\n${' '.repeat(width)}  ${definition}: ${reason}\n`;
    })
    .join('');
}
