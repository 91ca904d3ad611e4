/** The stations of the reference machine: with `hypervisor: none`, the only one there is yet, there is none. */

import type { Station } from '../station.js';

const nothingToDo = () => Promise.resolve(null);

export const update: Station<'update'> = { name: 'update', run: nothingToDo };
export const customize: Station<'customize'> = { name: 'customize', run: nothingToDo };
export const generalize: Station<'generalize'> = { name: 'generalize', run: nothingToDo };
