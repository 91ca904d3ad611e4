/** Before anything is made: is the source there, and may the release go where it shall? */

import { checkReplaceable } from '../../release/index.js';
import type { Station } from '../station.js';

export const check: Station<'check'> = {
  name: 'check',
  async run({ source, out }) {
    await source.name();
    await checkReplaceable(out);
    return { result: null };
  },
};
