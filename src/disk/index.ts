export * from './device.js';
export * from './raw.js';
