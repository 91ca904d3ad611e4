/** What of a definition with mistakes can be read all the same, so that how its keys go together is told with them. */

import type { Path } from './document.js';
import { keyOf, type Mistake } from './problems.js';

/** Whether it is known of all of these keys whether they are given, and what they say: `machine.hypervisor`. */
export type IsKnown = (...keys: readonly string[]) => boolean;

export interface Readable {
  /**
   * What of it is there has the shape of the schema. null stands for the value of a key that has not; an item of a list
   * leaves a hole, which `flatMap()` passes over, so that the others stay in their places.
   */
  readonly rest: unknown;
  readonly isKnown: IsKnown;
}

/** @param mistakes what the schema says of `value` */
export function readable(value: unknown, mistakes: readonly Mistake[]): Readable {
  const rest = structuredClone(value);
  const unknown = new Set<string>();
  for (const { path, mayBe } of mistakes) {
    if (mayBe === undefined) {
      spoil(rest, path);
      unknown.add(keyOf(path));
    } else {
      for (const other of mayBe) if (holderOf(value, other) === null) unknown.add(keyOf(other));
    }
  }
  const isUnknown = (key: string) =>
    key.split('.').some((_, index, names) => unknown.has(names.slice(0, index + 1).join('.')));
  return { rest, isKnown: (...keys) => !keys.some(isUnknown) };
}

function spoil(value: unknown, path: Path): void {
  const holder = holderOf(value, path);
  if (Array.isArray(holder)) Reflect.deleteProperty(holder, String(path.at(-1)));
  else if (holder !== null) holder[String(path.at(-1))] = null;
}

/** @returns null where there is no such place */
function holderOf(value: unknown, path: Path): Record<string, unknown> | unknown[] | null {
  let [holder, below] = [null as Record<string, unknown> | null, value];
  for (const name of path) {
    if (typeof below !== 'object' || below === null || !Object.hasOwn(below, name)) return null;
    holder = below as Record<string, unknown>;
    below = holder[String(name)];
  }
  return holder;
}
