export { answerFile, setupAnswerFile, type Architecture, type SetupRequest } from './answer-file.js';
export {
  destroyPayload,
  planPayload,
  writePayload,
  type GuestPackage,
  type GuestStep,
  type Payload,
  type PayloadRequest,
} from './payload.js';
export { encodeReport, ReportReader } from './protocol.js';
export { runGuest, type GuestOutcome, type GuestRun } from './run.js';
export { readSecrets, Secrets } from './secrets.js';
export { setupKey } from './setup-keys.js';
export * from './types.js';
export { type OnlineUpdates } from './updates.js';
export { checkUnattend, readUnattend, type Unattend, type UnattendFindings } from './unattend.js';
