/** An offline registry hive: base block, hive bins, and where its last write did not finish, what its logs add. */

import { checkVersion, parseBaseBlock } from './base-block.js';
import { openBins } from './bins.js';
import { HiveKey, type Key } from './key.js';
import { notReplayed, replay } from './replay.js';

export interface Hive {
  /** As the user knows it, for messages: `disk.vhdx#3: \Windows\System32\config\SYSTEM`. */
  readonly label: string;
  /** Whether the logs had to be replayed. */
  readonly replayed: boolean;
  readonly root: Key;
  /** The key at a path below the root, names with `\` between them, without regard to case. @throws damaged */
  key(path: string): Key | null;
}

export interface HiveOptions {
  /** A hive whose last write did not finish is read as it is where no log makes it whole. */
  readonly allowDirty?: boolean;
}

/**
 * @param bytes the hive; it is not changed, and must not change while the hive is read
 * @param what the hive, for messages
 * @param logs the files beside it whose names end in .LOG1 and .LOG2, or .LOG, in this order; empty ones may be there
 * @throws damaged, unsupported, or dirty: its last write did not finish, and no log makes it whole
 */
export function openHive(
  bytes: Uint8Array,
  what: string,
  logs: readonly Uint8Array[] = [],
  options: HiveOptions = {},
): Hive {
  const found = parseBaseBlock(bytes);
  const isClean = typeof found !== 'string' && found.primarySequence === found.secondarySequence;
  const whole = isClean ? bytes : (replay(bytes, found, logs, what) ?? bytes);
  const base = whole === bytes ? found : parseBaseBlock(whole);
  if (typeof base === 'string' || (whole === bytes && !isClean && options.allowDirty !== true)) {
    throw notReplayed(found, logs.length, what);
  }
  checkVersion(base, what);
  const bins = openBins(whole, base.binsSize, what);
  const root = new HiveKey(bins, base.rootCell, base.rootCell, null);
  return { label: what, replayed: whole !== bytes, root, key: (path) => root.key(path) };
}
