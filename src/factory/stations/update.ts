/** Updates: a definition that asks for one is refused, so there is nothing to do. */

import type { Station } from '../station.js';

export const update: Station<'update'> = { name: 'update', run: () => Promise.resolve(null) };
