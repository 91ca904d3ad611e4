/**
 * A build on the played host in a process of its own, for tests that kill it: `node run.js DEFINITION OPTIONS HOST STATION`,
 * the options of `build` as JSON. It stops for good where STATION begins.
 */

import process from 'node:process';
import { build, type BuildOptions } from '../../../src/factory/index.js';
import { silentReporter } from '../../../src/progress.js';
import { PlayedHost, playedHypervisors } from './hypervisor.js';

const [definition = '', options = '{}', host = '', station = ''] = process.argv.slice(2);
const hypervisors = playedHypervisors(new PlayedHost(host));
await build(
  definition,
  { ...(JSON.parse(options) as BuildOptions), hypervisors },
  {
    ...silentReporter(),
    section(title) {
      process.stdout.write(`== ${title}\n`);
      // Nothing goes on while this waits, neither a write nor a timer.
      if (title === station) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
      return { end() {} };
    },
  },
);
