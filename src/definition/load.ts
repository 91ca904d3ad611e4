/** `image.yml` → Definition. */

import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { ValidateFunction } from 'ajv';
import { FactoryError, fromSystemError } from '../errors.js';
import { byPosition, parseYaml, type Path, type YamlDocument } from './document.js';
import { fileMistakes } from './file-mistakes.js';
import { fillIn } from './fill-in.js';
import { contradictions } from './contradictions.js';
import { PENDING } from './pending.js';
import { DefinitionError, describe, keyOf, mistakesOf, type Mistake, type Problem } from './problems.js';
import { readable } from './readable.js';
import { DEFINITION_SCHEMA } from './schema.js';
import type { Definition } from './types.js';

/** A definition is written by hand; ten thousand lines are a mistake. */
const MAX_BYTES = 256 * 1024;

export interface LoadOptions {
  /** Whether what its steps name has to be there: where it is built, not where it is only read. */
  readonly files?: boolean;
}

/**
 * @param file as the user wrote it; messages repeat it
 * @throws DefinitionError with every mistake that the file holds
 */
export async function loadDefinition(file: string, { files = false }: LoadOptions = {}): Promise<Definition> {
  const bytes = await readBounded(file);
  const text = decode(file, bytes);
  const document = parseYaml(text);
  const problems = document.problems.map(({ line, column, found }) => ({
    file,
    line,
    column,
    key: '',
    details: { subject: `${file}:${line}:${column}`, found },
  }));
  if (document.value !== undefined) {
    const mistakes = await findMistakes(document.value, files ? path.dirname(path.resolve(file)) : null);
    problems.push(...mistakes.map((mistake) => locate(file, document, mistake)));
  }
  if (problems.length > 0) throw new DefinitionError(file, problems.toSorted(byPosition));
  // Git checks the same file out with CRLF on Windows, and the same definition shall make the same manifest.
  const sha256 = createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex');
  return fillIn(document.value, { file: path.resolve(file), sha256 });
}

async function readBounded(file: string): Promise<Buffer> {
  try {
    const facts = await stat(file);
    const next = 'name the definition, or write one with "image-factory init"';
    if (facts.isDirectory()) {
      const [found, expected] = ['a folder', 'a definition: image.yml'];
      throw new FactoryError('definition', { subject: file, found, expected, next });
    }
    if (facts.size > MAX_BYTES) {
      const [found, expected] = [`${facts.size} bytes`, `a definition of at most ${MAX_BYTES} bytes`];
      throw new FactoryError('definition', { subject: file, found, expected, next });
    }
    return await readFile(file);
  } catch (error) {
    throw fromSystemError(error, file);
  }
}

function decode(file: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
    throw new FactoryError('definition', {
      subject: file,
      found: utf16 ? 'text in UTF-16' : 'bytes that are not UTF-8',
      expected: 'text in UTF-8',
      next: 'save it as UTF-8',
      cause,
    });
  }
}

/** What the schema says, how the keys that can be read go together, and the files that they name: all at once. */
async function findMistakes(value: unknown, folder: string | null): Promise<Mistake[]> {
  const validate = await schemaCheck();
  const mistakes = validate(value) ? [] : mistakesOf(validate.errors ?? [], value);
  const { rest, isKnown } = readable(value, mistakes);
  if (typeof rest === 'object' && rest !== null && !Array.isArray(rest)) {
    const told = new Set(mistakes.map(({ path: names }) => keyOf(names)));
    const strange = new Set(mistakes.flatMap(({ path: names, mayBe }) => (mayBe ? [keyOf(names)] : [])));
    mistakes.push(
      ...contradictions(rest as Raw, isKnown).filter(({ path: names }) => !strange.has(keyOf(names))),
    );
    const files = folder === null ? [] : await fileMistakes(rest as Raw, folder);
    mistakes.push(...files.filter(({ path: names }) => !told.has(keyOf(names))));
  }
  return [...mistakes, ...pendingKeys(value, mistakes)];
}

type Raw = Readonly<Record<string, unknown>>;

let compiled: Promise<ValidateFunction> | null = null;

/** Loaded when it is needed: it takes a third of the program's start. */
function schemaCheck(): Promise<ValidateFunction> {
  compiled ??= import('../json-schema.js').then(({ compileSchema }) =>
    compileSchema(DEFINITION_SCHEMA, true),
  );
  return compiled;
}

function pendingKeys(root: unknown, mistakes: readonly Mistake[]): Mistake[] {
  const wrong = new Set(mistakes.map(({ path }) => keyOf(path)));
  return PENDING.flatMap(([pattern, asks, instead]) =>
    [pattern, `variants[].${pattern}`]
      .flatMap((place) => placesOf(root, place))
      .flatMap(({ path, value }) => {
        if (wrong.has(keyOf(path)) || !asks(value)) return [];
        const what = instead === undefined ? 'the key' : describe(value);
        return [
          {
            path,
            atKey: true,
            found: `${what} is known, but this version does not do it yet`,
            ...(instead === undefined ? { next: 'leave it out' } : { expected: instead }),
          },
        ];
      }),
  );
}

/** Where a path of the table stands in a definition: once, or for each item of a list. */
function placesOf(root: unknown, pattern: string): { path: Path; value: unknown }[] {
  let places: { path: Path; value: unknown }[] = [{ path: [], value: root }];
  for (const name of pattern.split('.')) {
    const key = name.replace('[]', '');
    places = places.flatMap(({ path, value }) => {
      const below = valueOf(value, key);
      if (below === undefined) return [];
      if (key === name) return [{ path: [...path, key], value: below }];
      const items: readonly unknown[] = Array.isArray(below) ? below : [];
      return items.map((item, index) => ({ path: [...path, key, index], value: item }));
    });
  }
  return places;
}

function valueOf(holder: unknown, key: string): unknown {
  if (typeof holder !== 'object' || holder === null || !Object.hasOwn(holder, key)) return undefined;
  return (holder as Record<string, unknown>)[key];
}

function locate(file: string, document: YamlDocument, mistake: Mistake): Problem {
  const { path: names, atKey, mayBe: _, lacks: __, ...rest } = mistake;
  const { line, column } = atKey ? document.positionOfKey(names) : document.positionOf(names);
  const key = keyOf(names);
  const subject = [`${file}:${line}:${column}`, ...(key === '' ? [] : [key])].join(': ');
  return { file, line, column, key, details: { subject, ...rest } };
}
