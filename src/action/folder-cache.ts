/**
 * Base disks and releases of the work directory in the cache of GitHub Actions. It is a favour: what goes wrong with it is
 * told and fails no step. A step loads this file when it needs it: its libraries are large.
 */

import { isFeatureAvailable, restoreCache, saveCache } from '@actions/cache';
import { notice } from '@actions/core';
import { formatBytes } from '../bytes/index.js';
import type { FolderCache } from '../factory/index.js';
import type { Reporter } from '../progress.js';
import { CACHE_LIMIT, messageOf } from './cache-limit.js';

/** @param limit bytes. @returns null, told, where the runner has no cache */
export function openFolderCache(reporter: Reporter, limit = CACHE_LIMIT): FolderCache | null {
  if (!isFeatureAvailable()) {
    notice('cache: this runner has no cache service: only the work directory keeps base disks and releases');
    return null;
  }
  return {
    async restore(folder, key) {
      try {
        const found = await restoreCache([folder], nameOf(key));
        reporter.info(`cache: ${found === undefined ? 'nothing is kept as' : 'restored'} ${nameOf(key)}`);
      } catch (error) {
        notice(`cache: ${nameOf(key)} could not be restored: ${messageOf(error)}`);
      }
    },
    async save(folder, key, bytes) {
      if (bytes > limit) {
        notice(
          `cache: ${folder} takes about ${formatBytes(bytes)}, and the cache takes ${formatBytes(limit)}: only the work directory keeps it. Build on a runner that keeps its disk.`,
        );
        return;
      }
      try {
        // Packing takes minutes: not for what is there.
        const found = await restoreCache([folder], nameOf(key), [], { lookupOnly: true });
        if (found !== undefined) return;
        if ((await saveCache([folder], nameOf(key))) !== -1) reporter.info(`cache: kept ${nameOf(key)}`);
      } catch (error) {
        notice(`cache: ${folder} could not be kept: ${messageOf(error)}`);
      }
    },
  };
}

function nameOf(key: string): string {
  return `image-factory/${key}`;
}
