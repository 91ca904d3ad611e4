import { whenCalled } from './when-called.js';

export * from './capture.js';
export type { FolderCache } from './folder-cache.js';
export type { OpenHypervisor } from './hypervisors.js';
export { givenTime } from './created.js';
export type { MatrixOptions, PlannedMatrix } from './matrix.js';
export type { MergedRelease, MergeOptions } from './merge-releases.js';
export type { BuildOptions } from './prepare.js';
export type { Notes, Published, PublishOptions } from './publish.js';
export type { SelfTestOptions, SelfTestRequest } from './self-test/index.js';
export type { Swept, SweepOptions } from './sweep.js';
export { isWithin, workDirectory } from './work.js';
export { workTreeOf } from './work-tree.js';

export const build = whenCalled(async () => (await import('./build.js')).build);
export const doctor = whenCalled(async () => (await import('./doctor.js')).doctor);
export const mergeReleases = whenCalled(async () => (await import('./merge-releases.js')).mergeReleases);
export const planBuild = whenCalled(async () => (await import('./plan.js')).planBuild);
export const planMatrix = whenCalled(async () => (await import('./matrix.js')).planMatrix);
export const publishFolder = whenCalled(async () => (await import('./publish.js')).publishFolder);
export const selfTest = whenCalled(async () => (await import('./self-test/index.js')).selfTest);
export const sweep = whenCalled(async () => (await import('./sweep.js')).sweep);
