/** The port through which the line gets at machines. */

import type { Hypervisor, HypervisorKind, HypervisorOptions } from '../machine/index.js';

export { createHypervisor as openHypervisor } from '../machine/index.js';

export type OpenHypervisor = (kind: HypervisorKind, options: HypervisorOptions) => Promise<Hypervisor>;
