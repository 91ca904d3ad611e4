export * from './apply.js';
export * from './apply-losses.js';
export * from './directory.js';
export * from './glob.js';
export * from './names.js';
export * from './paths.js';
export * from './reparse.js';
export * from './tree.js';
