/** The names of the machine's stations: as people read them, and as files and machines on the host have them. */

import type { Definition, VariantSpec } from '../../definition/index.js';
import type { MachineStation } from '../station.js';

/** The stations of one image's disk, in their order; null: those of the only one. */
export function chainOf(variant: string | null): readonly MachineStation[] {
  if (variant === null) return ['update', 'customize', 'generalize'];
  return ['update', 'customize', `customize:${variant}`, `generalize:${variant}`];
}

/** The variant that a station works on; null: on what all have in common. */
export function variantIn(station: string): string | null {
  const colon = station.indexOf(':');
  return colon === -1 ? null : station.slice(colon + 1);
}

/** @throws Error where the definition has no such variant, which is a mistake of the line */
export function variantOf({ variants }: Pick<Definition, 'variants'>, name: string): VariantSpec {
  const found = variants.find((variant) => variant.name === name);
  if (found === undefined) throw new Error(`there is no variant "${name}"`);
  return found;
}

/** For files, folders and machines: a variant has its number there, for its name may hold any character. */
export function slugOf({ variants }: Pick<Definition, 'variants'>, station: string): string {
  const variant = variantIn(station);
  if (variant === null) return station;
  const number = variants.findIndex(({ name }) => name === variant) + 1;
  return `${station.slice(0, station.indexOf(':'))}${number}`;
}
