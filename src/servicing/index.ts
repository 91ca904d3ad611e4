export { openCabinet } from './cabinet.js';
export { checkUpdates, type UpdatesCheck } from './check.js';
export { planUpdateFolder } from './folder.js';
export type { FolderPlan, FolderRequest, LeftOut } from './types.js';
export { compareBuilds, parseBuild, type Build } from './windows.js';
