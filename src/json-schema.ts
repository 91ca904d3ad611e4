/**
 * JSON schemas, compiled. Import it with `await import(…)`: loading ajv takes longer than the rest of the start.
 *
 * It is a file of its own because ncc finds ajv's named exports only in a static import.
 */

import { Ajv, type ValidateFunction } from 'ajv';

/**
 * Whether `schema` is one is not asked here: it takes longer than compiling it, and all are this program's own, which
 * the tests prove.
 *
 * @param schema of draft 7, or of a later one in words that draft 7 has too
 * @param allErrors go on after the first mistake
 */
export function compileSchema(schema: object, allErrors: boolean): ValidateFunction {
  const options = { allErrors, verbose: true, strict: false, meta: false, validateSchema: false };
  return new Ajv(options).compile(schema);
}
