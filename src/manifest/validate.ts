/** Whether a part of a manifest is what the schema says, and if not, which key. */

import type { ErrorObject, ValidateFunction } from 'ajv';
import { FactoryError } from '../errors.js';
import { PART_SCHEMAS } from './schema.js';

export type Part = keyof typeof PART_SCHEMAS;
/** @param subject file and line @throws damaged naming the key */
export type Validator = (value: unknown, subject: string) => void;

let compiled: Promise<Record<Part, Validator>> | null = null;

/** The validators; loading and compiling them takes a moment, so it is done when a manifest is read. */
export function loadValidators(): Promise<Record<Part, Validator>> {
  compiled ??= import('../json-schema.js').then(({ compileSchema }) => ({
    facts: validatorOf(compileSchema(PART_SCHEMAS.facts, false)),
    blob: validatorOf(compileSchema(PART_SCHEMAS.blob, false)),
    file: validatorOf(compileSchema(PART_SCHEMAS.file, false)),
  }));
  return compiled;
}

function validatorOf(isValid: ValidateFunction): Validator {
  return (value, subject) => {
    if (isValid(value)) return;
    const [error] = isValid.errors ?? [];
    throw new FactoryError('damaged', { subject, ...explain(error) });
  };
}

function explain(error: ErrorObject | undefined): { found: string; expected?: string } {
  if (error === undefined) return { found: 'something else than the schema says' };
  const key = error.instancePath.slice(1).replaceAll('/', '.');
  const params = error.params as Record<string, unknown>;
  if (error.keyword === 'required') {
    const name = `"${[key, params['missingProperty']].filter((part) => part !== '').join('.')}"`;
    return { found: `no ${name}`, expected: `the key ${name}` };
  }
  if (error.keyword === 'additionalProperties') {
    return {
      found: `the unknown key "${String(params['additionalProperty'])}"${key === '' ? '' : ` in "${key}"`}`,
    };
  }
  const title = (error.parentSchema as { title?: string } | undefined)?.title;
  const found = `${show(error.data)}${key === '' ? '' : ` as "${key}"`}`;
  return { found, ...(title === undefined ? {} : { expected: title }) };
}

/** Never a whole structure, which may be deeper than the stack. */
function show(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  return JSON.stringify(value).slice(0, 100);
}
