/** Every known symptom: the one place where the subjects come together. */

import type { Symptom } from '../types.js';
import { BOOT } from './boot.js';
import { DISK } from './disk.js';
import { DRIVERS } from './drivers.js';
import { SERVICING } from './servicing.js';
import { SETUP } from './setup.js';
import { STEPS } from './steps.js';
import { SYSPREP } from './sysprep.js';
import { UPDATE_CODES } from './update-codes.js';

/** In the order in which a line is tried: disk and machine first, for they explain the rest. */
export const SYMPTOMS: readonly Symptom[] = [
  ...BOOT,
  ...DISK,
  ...SYSPREP,
  ...SERVICING,
  ...DRIVERS,
  ...UPDATE_CODES,
  ...SETUP,
  ...STEPS,
];
