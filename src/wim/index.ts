export * from './windows-info.js';
