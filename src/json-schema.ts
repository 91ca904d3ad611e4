/**
 * JSON schemas, compiled. Import it with `await import(…)`: loading ajv takes longer than the rest of the start.
 *
 * It is a file of its own because ncc finds ajv's named exports only in a static import.
 */

import { Ajv, type ValidateFunction } from 'ajv';

/**
 * @param schema of draft 7, or of a later one in words that draft 7 has too
 * @param allErrors go on after the first mistake
 */
export function compileSchema(schema: object, allErrors: boolean): ValidateFunction {
  return new Ajv({ allErrors, verbose: true, strict: false }).compile(schema);
}
