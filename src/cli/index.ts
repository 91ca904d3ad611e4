#!/usr/bin/env node
import { main, tellOfOutput } from './main.js';

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : tellOfOutput(error));
});
// Messages that nobody can read stop no work.
process.stderr.on('error', () => undefined);
process.exitCode = await main(process.argv.slice(2));
