/** Why packages, features and the component store fail: CBS and DISM. */

import type { Symptom } from '../types.js';

export const SERVICING: readonly Symptom[] = [];
