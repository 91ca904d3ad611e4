export { holdsDrivers } from './file-mistakes.js';
export * from './load.js';
export * from './paths.js';
export { PENDING } from './pending.js';
export { DefinitionError, type Problem } from './problems.js';
export { DEFINITION_SCHEMA, definitionSchemaText } from './schema.js';
export { APPX_KINDS } from './step-mistakes.js';
export * from './types.js';
export * from './units.js';
