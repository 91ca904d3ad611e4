/** Why Setup and its answer files fail. */

import type { Symptom } from '../types.js';

export const SETUP: readonly Symptom[] = [];
