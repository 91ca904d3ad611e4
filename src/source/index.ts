export * from './open.js';
export * from './parse.js';
