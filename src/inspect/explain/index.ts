export * from './explain.js';
export { findLogs, logKind, type FoundLogs, type Log, type Unread } from './logs.js';
export { saveLogs } from './save.js';
export { SYMPTOMS } from './symptoms/index.js';
export type { LogKind, Symptom } from './types.js';
