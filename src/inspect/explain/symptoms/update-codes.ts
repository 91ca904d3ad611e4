/** What the codes of the update agent mean. */

import type { Symptom } from '../types.js';

export const UPDATE_CODES: readonly Symptom[] = [];
