/** tsc has compiled `test/` to `build/test/`; jest runs that as it is, so that workers and wasm load as they do for users. */
export default {
  roots: ['<rootDir>/build/test'],
  testEnvironment: 'node',
  transform: {},
  testTimeout: 900_000,
  maxWorkers: '100%',
  testSequencer: '<rootDir>/scripts/longest-first.mjs',
  coverageProvider: 'v8',
};
