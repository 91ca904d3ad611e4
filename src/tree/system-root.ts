/** Where Windows is in a tree. */

import { findOrNull, foldCase, sortedChildren } from './paths.js';
import { isFolder, type FileTree } from './tree.js';

/** The folder that holds Windows, by the name that it has: `\Windows`; null where there is none. */
export async function findSystemRoot(tree: FileTree): Promise<{ path: string; name: string } | null> {
  const folders = (await sortedChildren(tree, tree.root)).filter(isFolder);
  const usual = folders.filter(({ name }) => foldCase(name) === 'WINDOWS');
  const others = folders.filter((folder) => !usual.includes(folder));
  for (const entry of [...usual, ...others]) {
    const path = `\\${entry.name}`;
    const software = await findOrNull(tree, 'System32\\config\\SOFTWARE', { path, entry });
    if (software !== null) return { path, name: entry.name };
  }
  return null;
}
