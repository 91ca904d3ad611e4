/** Languages and capabilities, then updates until none applies, on a disk that all variants share. */

import { stepStation } from '../machine/step-station.js';
import type { Station } from '../station.js';

export const update: Station<'update'> = stepStation('update');
