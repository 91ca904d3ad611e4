export * from './directory.js';
export * from './names.js';
export * from './paths.js';
export * from './reparse.js';
export * from './tree.js';
