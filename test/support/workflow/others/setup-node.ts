/** `actions/setup-node` on a runner that has the version already: that of this process. */

import { getInput, setOutput } from '@actions/core';
import { onlyPlayed } from './played.js';

onlyPlayed({ 'package-manager-cache': ['true', 'false'] }, ['node-version', 'token']);
if (!/^\d+(\.\d+)*$/.test(getInput('node-version'))) throw new Error('node-version: expected a version');
setOutput('node-version', process.version);
setOutput('cache-hit', 'false');
