/**
 * A build in a process of its own, for tests that kill it: `node run-build.js DEFINITION OPTIONS`, the options of `build`
 * as JSON. Prints the summary as JSON, and an error as its message.
 */

import process from 'node:process';
import { FactoryError } from '../../src/errors.js';
import { build, type BuildOptions } from '../../src/factory/index.js';
import { silentReporter } from '../../src/progress.js';

const [definition = '', options = '{}'] = process.argv.slice(2);
const reporter = silentReporter();
const say = (message: string) => process.stderr.write(`${message}\n`);
try {
  const summary = await build(definition, JSON.parse(options) as BuildOptions, {
    ...reporter,
    section: (title) => {
      say(`== ${title}`);
      return { end() {} };
    },
    info: say,
    warn: (message) => say(`warning: ${message}`),
  });
  process.stdout.write(JSON.stringify(summary));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof FactoryError ? error.exitStatus : 70;
}
