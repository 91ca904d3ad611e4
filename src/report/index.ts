export * from './build-summary.js';
export * from './build-plan.js';
export * from './findings.js';
export * from './change-groups.js';
export * from './release-notes.js';
