export * from './build-plan.js';
export * from './build-summary.js';
export * from './change-groups.js';
export * from './findings.js';
export * from './release-notes.js';
export { renderExplanation } from './explanation.js';
export { troubleshootingPage } from './troubleshooting.js';
