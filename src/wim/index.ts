export { openWim, WimArchive } from './archive.js';
export { HEADER_FLAG, RESOURCE_FLAG } from './format.js';
export { WimImageTree } from './image-tree.js';
export * from './types.js';
export { verifyWim, type VerifyOptions } from './verify.js';
export * from './windows-info.js';
export { writeWim } from './write.js';
