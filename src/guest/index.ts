export { encodeReport, ReportReader } from './protocol.js';
export { runGuest, type GuestOutcome, type GuestRun } from './run.js';
export { readSecrets, Secrets } from './secrets.js';
export * from './types.js';
