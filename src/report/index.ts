export * from './build-plan.js';
export * from './build-summary.js';
export { groupChanges, titleOfThing, type ChangeGroup, type GroupedThing } from './change-groups.js';
export { renderDiffMarkdown } from './diff-markdown.js';
export { renderDiffText, type DiffTextOptions } from './diff-text.js';
export { renderExplanation } from './explanation.js';
export * from './findings.js';
export * from './release-notes.js';
export { troubleshootingPage } from './troubleshooting.js';
