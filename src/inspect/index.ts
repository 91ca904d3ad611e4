export * from './explain/index.js';
export * from './generalize-evidence.js';
export * from './install-state.js';
export * from './packages.js';
export * from './requirement.js';
export * from './secrets.js';
export type { SecretForm } from './needles.js';
export type { LineKind, LogLine } from './sysprep-log.js';
export { readWindowsInfo } from './windows-info.js';
