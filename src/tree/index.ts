export * from './paths.js';
export * from './tree.js';
