export { openHive, type Hive, type HiveOptions } from './hive.js';
export type { Key } from './key.js';
export { VALUE_TYPE, type Value } from './value.js';
