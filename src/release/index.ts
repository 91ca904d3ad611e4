export { folderStore } from './folder/folder-store.js';
export * from './folder/release-folder.js';
export { checkReplaceable, repairFolder } from './folder/replace.js';
export * from './hash.js';
export * from './names.js';
export * from './store.js';
