/**
 * The release that was fetched last, kept by the cache of GitHub Actions as a seed for the next run. It is a favour: what
 * goes wrong with it is told and fails no step. A step loads this file when it needs it: its libraries are large.
 */

import { rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isFeatureAvailable, restoreCache, saveCache } from '@actions/cache';
import { notice } from '@actions/core';
import { formatBytes } from '../bytes/index.js';
import type { Reporter } from '../progress.js';
import { readRelease, SUMS_NAME, writeRelease, type FetchOptions } from '../release/index.js';
import { CACHE_LIMIT, messageOf } from './cache-limit.js';

type SeedsOf = NonNullable<FetchOptions['seedsOf']>;

export class ReleaseCache {
  /** Always the same path: the cache finds only what was kept under the path that it is asked for. */
  readonly #folder = path.join(process.env['RUNNER_TEMP'] ?? tmpdir(), 'image-factory-cache');
  readonly #reporter: Reporter;
  /** Null: nothing is to be saved. */
  #key: string | null = null;

  readonly #limit: number;

  private constructor(reporter: Reporter, limit: number) {
    this.#reporter = reporter;
    this.#limit = limit;
  }

  /** @param to the release folder that is made. @param limit bytes. @returns null, told, where the cache is of no use */
  static async open(to: string, reporter: Reporter, limit = CACHE_LIMIT): Promise<ReleaseCache | null> {
    if (!isFeatureAvailable()) {
      notice('cache: this runner has no cache service: everything that the seeds lack is downloaded');
      return null;
    }
    if ((await stat(path.join(to, SUMS_NAME)).catch(() => null)) !== null) {
      reporter.info(`cache: not asked, as ${to} holds a release: it is the seed`);
      return null;
    }
    const cache = new ReleaseCache(reporter, limit);
    await cache.remove();
    return cache;
  }

  /** The very release, or the newest one of its image that is kept. */
  readonly seedsOf: SeedsOf = async ({ name, sha256 }) => {
    const key = `image-factory/${name}/${sha256}`;
    this.#key = key;
    try {
      const found = await restoreCache([this.#folder], key, [`image-factory/${name}/`]);
      if (found === key) this.#key = null;
      if (found === undefined) {
        this.#reporter.info(`cache: no release of ${name} is kept`);
        return [];
      }
      await readRelease(this.#folder, this.#reporter, true);
      this.#reporter.info(`cache: ${found} is a seed`);
      return [this.#folder];
    } catch (error) {
      notice(`cache: what it holds cannot be used: ${messageOf(error)}`);
      return [];
    }
  };

  /** Keeps the release that was fetched, where it is not what was kept and is not too large. */
  async save(to: string): Promise<void> {
    if (this.#key === null) return;
    try {
      const files = await readRelease(to, this.#reporter);
      const bytes = files.reduce((sum, { size }) => sum + size, 0);
      if (bytes > this.#limit) {
        notice(
          `cache: ${to} has ${formatBytes(bytes)}, and the cache takes ${formatBytes(this.#limit)}: it is not kept. On a runner that keeps its disk, "to" is the seed.`,
        );
        return;
      }
      await writeRelease(this.#folder, files, this.#reporter);
      const kept = await saveCache([this.#folder], this.#key);
      if (kept !== -1) this.#reporter.info(`cache: kept as ${this.#key}`);
    } catch (error) {
      notice(`cache: ${to} could not be kept: ${messageOf(error)}`);
    }
  }

  async remove(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }
}
