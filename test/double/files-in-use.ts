/**
 * Files that somebody holds open. Windows deletes, renames and overwrites none of them; Linux would, so they are made
 * immutable where the file system can, and whoever gets past that is found out when they are let go.
 */

import { access } from 'node:fs/promises';
import path from 'node:path';
import { runPeer } from '../support/peers.js';
import { Refusal, textOf } from './refusal.js';

export type Access = 'read' | 'write';

interface Holder {
  readonly access: Access;
  /** For messages: "the machine imgf-1", "disk 3". */
  readonly by: string;
}

export class FilesInUse {
  readonly #holders = new Map<string, Holder[]>();
  readonly #violations: string[] = [];
  /** Told of each file that was deleted or renamed while it was in use. */
  get violations(): readonly string[] {
    return this.#violations;
  }

  /** Who keeps others from `access` to a file; null: nobody. */
  holderOf(file: string, wanted: Access): string | null {
    const holders = this.#holders.get(path.resolve(file)) ?? [];
    return holders.find(({ access: held }) => held === 'write' || wanted === 'write')?.by ?? null;
  }

  /** @throws Refusal for a sharing violation, before any of the files is taken */
  async take(wanted: readonly { file: string; access: Access }[], by: string): Promise<void> {
    for (const { file, access: how } of wanted) {
      if (this.holderOf(file, how) !== null) throw sharingViolation();
    }
    for (const { file, access: how } of wanted) {
      const key = path.resolve(file);
      const holders = this.#holders.get(key) ?? [];
      this.#holders.set(key, [...holders, { access: how, by }]);
      if (holders.length === 0) await setImmutable(key, true);
    }
  }

  /** Lets go of all that `by` holds. */
  async release(by: string): Promise<void> {
    for (const [file, holders] of this.#holders) {
      const left = holders.filter((holder) => holder.by !== by);
      if (left.length === holders.length) continue;
      await access(file).catch(() => this.#violations.push(`${file} was deleted while ${by} used it`));
      if (left.length > 0) {
        this.#holders.set(file, left);
        continue;
      }
      this.#holders.delete(file);
      await setImmutable(file, false);
    }
  }

  /** Lets the holder itself replace its file. */
  async whileMutable(file: string, change: () => Promise<void>): Promise<void> {
    await setImmutable(file, false);
    try {
      await change();
    } finally {
      await setImmutable(file, true);
    }
  }

  async releaseAll(): Promise<void> {
    const names = new Set([...this.#holders.values()].flat().map(({ by }) => by));
    for (const by of names) await this.release(by);
  }
}

export function sharingViolation(): Refusal {
  return new Refusal({
    message: textOf('0x80070020'),
    id: 'ObjectInUse',
    category: 'ResourceBusy',
    hresult: '0x80070020',
  });
}

/** Best effort: tmpfs and a container without the capability have no such attribute. */
async function setImmutable(file: string, on: boolean): Promise<void> {
  await runPeer('chattr', [on ? '+i' : '-i', file]).catch(() => null);
}
