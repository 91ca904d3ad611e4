/** What the disk itself does: space, damage, encryption. */

import type { Symptom } from '../types.js';

export const DISK: readonly Symptom[] = [];
