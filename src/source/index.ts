export { openSourceDisk } from './disk.js';
export * from './media.js';
export * from './open.js';
export * from './parse.js';
