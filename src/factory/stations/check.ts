/** Before anything is made: are the source and the base there, may the release go where it shall, and can this host do it? */

import { checkReplaceable } from '../../release/index.js';
import { checkMachine } from '../machine/check.js';
import type { Station } from '../station.js';
import { orUnpublished } from '../unpublished.js';

export const check: Station<'check'> = {
  name: 'check',
  async run(build) {
    await build.source.name();
    await checkReplaceable(build.out);
    await build.store?.check(build.reporter).catch((error: unknown) => {
      throw orUnpublished(error);
    });
    await build.base?.find();
    if (build.host !== null) await checkMachine(build, build.host);
    return { result: null };
  },
};
