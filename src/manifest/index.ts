export { checkManifest, type CheckOptions, type CheckResult, type ManifestProblem } from './check.js';
export * from './diff.js';
export type { ContentCount, Download } from './downloads.js';
export {
  manifestOfArchive,
  manifestOfTrees,
  type ArchiveOptions,
  type MadeManifest,
  type ManifestOptions,
} from './make.js';
export { readManifest } from './read.js';
export type { ImageInput, WrongContent } from './scan.js';
export { MANIFEST_SCHEMA, manifestSchemaText } from './schema.js';
export * from './types.js';
export { printManifest, writeManifest, type ManifestSize } from './write.js';
