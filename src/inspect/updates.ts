/** The updates of an image as its manifest names them. */

import { FactoryError } from '../errors.js';
import type { Reporter } from '../progress.js';
import type { HiveOptions } from '../registry/index.js';
import type { FileTree } from '../tree/index.js';
import { readInstalledPackages, type InstalledPackages } from './packages.js';

/**
 * As `readInstalledPackages`, for whom an answer is good to have: contents that cannot be read (an ESD), or a hive that is not
 * whole, are told, and there is none.
 */
export async function readPackagesOrWarn(
  tree: FileTree,
  reporter: Reporter,
  options: HiveOptions = {},
): Promise<InstalledPackages | null> {
  try {
    return await readInstalledPackages(tree, options);
  } catch (error) {
    if (!(error instanceof FactoryError)) throw error;
    reporter.warn(`${tree.label}: which updates are installed cannot be read: ${error.message}`);
    return null;
  }
}
