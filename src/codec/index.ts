export * from './types.js';
export { encoderName } from './encoder.js';
export { decompressNow } from './now.js';
export { CodecPool, type PoolOptions } from './pool.js';
