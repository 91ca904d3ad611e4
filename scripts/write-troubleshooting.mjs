/** Writes docs/troubleshooting.md from the table of symptoms: `npm run troubleshooting`, after the build. */

import { writeFileSync } from 'node:fs';
import { troubleshootingPage } from '../build/src/report/index.js';

writeFileSync('docs/troubleshooting.md', troubleshootingPage());
