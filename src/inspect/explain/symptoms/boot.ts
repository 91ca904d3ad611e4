/** Why a machine does not boot, or its hypervisor ends it. */

import type { Symptom } from '../types.js';

export const BOOT: readonly Symptom[] = [];
