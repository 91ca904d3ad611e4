/** The mistakes of a definition, all at once, each where it stands and with what was expected. */

import type { ErrorObject } from 'ajv';
import { FactoryError, sentence, type ErrorDetails } from '../errors.js';
import { nearest } from '../nearest.js';
import type { Path } from './document.js';
import { DEFINITION_SCHEMA, type Schema } from './schema.js';

/** A mistake before it is known where in the file it stands. */
export interface Mistake {
  readonly path: Path;
  /** Whether the last name of `path` is what is wrong, not its value. */
  readonly atKey: boolean;
  readonly found: string;
  readonly expected?: string;
  readonly next?: string;
  /** The keys that may be meant by one that is not known, and the one that is missing. */
  readonly mayBe?: readonly Path[];
  /** The keys of which one is missing. */
  readonly lacks?: readonly Path[];
}

export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** As a path of keys: `capture.compression`, `customize[2].run`; '' for the file itself. */
  readonly key: string;
  readonly details: ErrorDetails;
}

const MAX_PROBLEMS = 25;

/** A definition with one or more mistakes; the message holds a line for each. */
export class DefinitionError extends FactoryError {
  readonly problems: readonly Problem[];

  constructor(file: string, problems: readonly Problem[]) {
    const [first] = problems;
    super(
      'definition',
      problems.length === 1 && first !== undefined ? first.details : summary(file, problems),
    );
    this.problems = problems;
  }
}

function summary(file: string, problems: readonly Problem[]): ErrorDetails {
  const rows = problems.slice(0, MAX_PROBLEMS).map(({ details }) => `  ${sentence(details)}`);
  if (problems.length > MAX_PROBLEMS) rows.push(`  and ${problems.length - MAX_PROBLEMS} more`);
  return { subject: file, found: `${problems.length} mistakes\n${rows.join('\n')}` };
}

/** `customize[2].run` */
export function keyOf(path: Path): string {
  return path
    .map((name, index) => (typeof name === 'number' ? `[${name}]` : index === 0 ? name : `.${name}`))
    .join('');
}

/** A value as it is named in a message. */
export function describe(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (typeof value === 'string') return `"${value.length > 60 ? `${value.slice(0, 57)}…` : value}"`;
  if (typeof value === 'number') return `the number ${value}`;
  if (typeof value === 'boolean') return String(value);
  return Array.isArray(value) ? 'a list' : 'a mapping';
}

/** Errors of the schema check in the user's words. */
export function mistakesOf(errors: readonly ErrorObject[], root: unknown): Mistake[] {
  const choices = errors.filter(({ keyword }) => keyword === 'oneOf');
  const mistakes = errors
    .filter(
      (error) =>
        !choices.some((choice) => choice !== error && error.schemaPath.startsWith(`${choice.schemaPath}/`)),
    )
    .map((error) => mistakeOf(error, root));
  // What is only misspelt is not missing as well.
  const meant = new Set(mistakes.flatMap(({ mayBe = [] }) => (mayBe.length === 1 ? mayBe.map(keyOf) : [])));
  return mistakes.filter(({ lacks = [] }) => !lacks.some((path) => meant.has(keyOf(path))));
}

function mistakeOf(error: ErrorObject, root: unknown): Mistake {
  const path = pathOf(error.instancePath, root);
  const schema = (error.parentSchema ?? {}) as Schema & { title?: string };
  const params = error.params as Readonly<Record<string, unknown>>;
  const value = { path, atKey: false, found: describe(error.data) };
  const title = schema.title ?? 'another value';
  switch (error.keyword) {
    case 'additionalProperties':
      return unknownKey(path, String(params['additionalProperty']), schema);
    case 'required':
      return {
        path,
        atKey: true,
        found: `the key "${String(params['missingProperty'])}" is missing`,
        mayBe: [[...path, String(params['missingProperty'])]],
      };
    case 'enum': {
      const words = (schema['enum'] as readonly unknown[]).map(String);
      return { ...value, expected: anyOf(words), ...meant(error.data, words) };
    }
    case 'oneOf':
      return choiceMistake(path, error.data as object, schema['oneOf'] as readonly { required: string[] }[]);
    case 'dependencies':
      return {
        path: [...path, String(params['property'])],
        atKey: true,
        found: `the key needs "${String(params['missingProperty'])}" beside it`,
      };
    default:
      return { ...value, expected: title, ...quotesHint(error), ...(path.length === 0 ? FIRST : {}) };
  }
}

const FIRST = { next: 'write one with "image-factory init"' };

function unknownKey(path: Path, key: string, schema: Schema): Mistake {
  const known = Object.keys(schema['properties'] as object);
  const guess = nearest(key, known);
  const elsewhere = guess === null ? keysCalled(key) : [];
  const places = elsewhere.map((place) => `"${place.join('.')}"`);
  const meant = elsewhere.length > 0 ? elsewhere.map((place) => [...place, key]) : null;
  return {
    path: [...path, key],
    atKey: true,
    found: `unknown key "${key}"`,
    expected: anyOf(known),
    ...(guess === null ? {} : { next: `did you mean "${guess}"?` }),
    ...(places.length === 0
      ? {}
      : { next: `it belongs under ${places.join(' or ')}; check the indentation` }),
    mayBe: meant ?? (guess === null ? known : [guess]).map((name) => [...path, name]),
  };
}

function choiceMistake(path: Path, value: object, branches: readonly { required: string[] }[]): Mistake {
  const choices = branches.flatMap(({ required }) => required);
  const there = choices.filter((key) => Object.hasOwn(value, key));
  const found = there.length === 0 ? 'none of them' : there.map((key) => `"${key}"`).join(' and ');
  const lacks = there.length === 0 ? choices.map((key) => [...path, key]) : [];
  return { path, atKey: true, found, expected: `exactly one of: ${choices.join(', ')}`, lacks };
}

function anyOf(words: readonly string[]): string {
  return words.length === 1 ? (words[0] as string) : `one of: ${words.join(', ')}`;
}

function meant(value: unknown, words: readonly string[]): { next?: string } {
  const guess = typeof value === 'string' ? nearest(value, words) : null;
  return guess === null ? {} : { next: `did you mean "${guess}"?` };
}

/** YAML reads `version: 2026.10` as the number 2026.1. */
function quotesHint({ keyword, data, params }: ErrorObject): { next?: string } {
  const wantsText = keyword === 'type' && [params['type']].flat().includes('string');
  const isPlain = typeof data === 'number' || typeof data === 'boolean';
  return wantsText && isPlain ? { next: 'put it in quotes' } : {};
}

/** The mappings of the schema that have a key of that name, without those of lists. */
function keysCalled(name: string): string[][] {
  const found: string[][] = [];
  const visit = (schema: Schema, path: readonly string[]): void => {
    for (const [key, below] of Object.entries((schema['properties'] ?? {}) as Record<string, Schema>)) {
      if (key === name && path.length > 0) found.push([...path]);
      visit(below, [...path, key]);
    }
  };
  visit(DEFINITION_SCHEMA, []);
  return found;
}

/** A JSON pointer as a path; a name is a list's number where the value there is a list. */
function pathOf(pointer: string, root: unknown): Path {
  let value = root;
  return pointer
    .split('/')
    .slice(1)
    .map((part) => {
      const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
      const isItem = Array.isArray(value);
      value = (value as Record<string, unknown> | null)?.[name];
      return isItem ? Number(name) : name;
    });
}
