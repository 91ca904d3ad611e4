export * from './media.js';
export * from './open.js';
export * from './parse.js';
