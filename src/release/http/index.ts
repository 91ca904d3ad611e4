export * from './client.js';
export type { Environment } from './proxy.js';
export * from './retry.js';
