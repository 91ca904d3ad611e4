export * from './cursor.js';
export * from './crc32c.js';
export * from './filetime.js';
export * from './guid.js';
export * from './hex.js';
export * from './spare.js';
export * from './units.js';
export * from './writer.js';
