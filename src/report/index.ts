export * from './build-summary.js';
export * from './build-plan.js';
export * from './findings.js';
