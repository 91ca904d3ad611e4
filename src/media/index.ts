export { openIso, type MediumTree } from './open.js';
export type { MediumFormat } from './volume.js';
export * from './udf/write.js';
