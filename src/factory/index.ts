export { build } from './build.js';
export * from './capture.js';
export type { OpenHypervisor } from './hypervisors.js';
export { doctor } from './doctor.js';
export { givenTime } from './created.js';
export { planBuild } from './plan.js';
export type { BuildOptions } from './prepare.js';
export { sweep, type Swept, type SweepOptions } from './sweep.js';
export { isWithin, workDirectory } from './work.js';
