export * from './udf/write.js';
