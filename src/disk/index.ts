export * from './device.js';
export { openFile } from './file.js';
export type { FileSystem } from './file-system.js';
export * from './open.js';
export * from './partition.js';
export * from './partition-table.js';
export * from './raw.js';
export { DISK_IMAGE } from './recognize.js';
