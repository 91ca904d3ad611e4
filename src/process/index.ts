export * from './error.js';
export * from './identity.js';
export * from './kill.js';
export * from './lock.js';
export * from './long.js';
export * from './short.js';
export * from './system-tool.js';
