/** The definition's steps and checks, run in the machine on a disk of their own: what all have in common, and a variant's. */

import { stepStation } from '../machine/step-station.js';
import type { Station } from '../station.js';

export const customize: Station<'customize'> = stepStation('customize');

export function customizeVariant(variant: string): Station<`customize:${string}`> {
  return stepStation(`customize:${variant}` as const);
}
