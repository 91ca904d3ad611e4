export { build } from './build.js';
export * from './capture.js';
export { givenTime } from './created.js';
export { planBuild } from './plan.js';
export type { BuildOptions } from './prepare.js';
export { isWithin, sweep, workDirectory, type Swept } from './work.js';
