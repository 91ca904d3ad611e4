export { looksLikeNtfs } from './boot.js';
export { openNtfs, type NtfsTree, type OpenNtfsOptions } from './volume.js';
