/** What changed between two trees, every content of which that is not known by its SHA-1 is read and hashed. */

import {
  diffManifests,
  manifestOfTrees,
  type Diff,
  type DiffOptions,
  type MadeManifest,
} from '../../src/manifest/index.js';
import type { Reporter } from '../../src/progress.js';
import type { FileTree } from '../../src/tree/index.js';

export async function diffTrees(
  from: FileTree,
  to: FileTree,
  options: DiffOptions & { readonly reporter: Reporter },
): Promise<Diff> {
  const a = await manifestOfTree(from, options.reporter);
  return diffManifests(a, await manifestOfTree(to, options.reporter), options);
}

/** One that serves for comparing only: it has no name and no time of its own. */
function manifestOfTree(tree: FileTree, reporter: Reporter): Promise<MadeManifest> {
  return manifestOfTrees([{ tree, name: tree.label }], { name: tree.label, created: 0n, reporter });
}
