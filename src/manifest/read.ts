/**
 * Reading a manifest as a stream: the facts at once, the long arrays an element at a time, so that memory does not grow
 * with the number of files. It reads what we write, line by line; a manifest that another program laid out anew is
 * refused.
 */

import { FactoryError } from '../errors.js';
import { compareFiles } from './order.js';
import { readLines, type Line, type Place } from './lines.js';
import type { Manifest, ManifestBlob, ManifestFacts, ManifestFile } from './types.js';
import { SCHEMA_VERSION } from './types.js';
import { loadValidators, type Validator } from './validate.js';

const BLOBS = '  "blobs": [';
const FILES = '  "files": [';
const MAX_FACTS = 64 << 20;

/** @throws not-found, permission; damaged, with line and key; unsupported for a newer schema */
export async function readManifest(file: string): Promise<Manifest> {
  const validators = await loadValidators();
  const { facts, blobs } = await readFacts(file, validators.facts);
  let files: Place | null = null;
  return {
    label: file,
    facts,
    async *blobs() {
      for await (const { value } of readElements(file, blobs, validators.blob)) yield value as ManifestBlob;
    },
    async *files() {
      files ??= await findFiles(file, blobs);
      let previous: ManifestFile | null = null;
      for await (const { value, line } of readElements(file, files, validators.file)) {
        const element = value as ManifestFile;
        refuseDisorder(previous, element, `${file}:${line}`);
        previous = element;
        yield element;
      }
    },
  };
}

async function readFacts(file: string, validate: Validator): Promise<{ facts: ManifestFacts; blobs: Place }> {
  const text: string[] = [];
  let size = 0;
  for await (const line of readLines(file, { number: 1, offset: 0 })) {
    if (line.text === BLOBS) {
      const json = `${text.join('\n').replace(/,$/, '')}\n}`;
      const value = parse(json, file) as { schemaVersion?: unknown } | null;
      refuseNewer(value?.schemaVersion, file);
      validate(value, file);
      return { facts: value as unknown as ManifestFacts, blobs: after(line) };
    }
    if (text.length === 0 && line.text !== '{') throw notOurs(file, line.number, line.text);
    text.push(line.text);
    size += line.text.length;
    if (size > MAX_FACTS) throw notOurs(file, line.number, `more than ${MAX_FACTS} characters of facts`);
  }
  throw notOurs(file, text.length, 'no line of "blobs"');
}

/** Passes over the blobs without looking at them. */
async function findFiles(file: string, blobs: Place): Promise<Place> {
  let last = blobs.number;
  for await (const line of readLines(file, blobs)) {
    if (line.text === FILES) return after(line);
    last = line.number;
  }
  throw notOurs(file, last, 'no line of "files"');
}

/** The elements from `from` to the line that closes the array, which must come. */
async function* readElements(
  file: string,
  from: Place,
  validate: Validator,
): AsyncGenerator<{ value: unknown; line: number }> {
  let more = true;
  let last = from.number;
  for await (const { text, number } of readLines(file, from)) {
    last = number;
    if (text === '  ],' || text === '  ]') return;
    const subject = `${file}:${number}`;
    if (!more) throw new FactoryError('damaged', { subject, found: 'an element after one without a comma' });
    more = text.endsWith(',');
    const value = parse(more ? text.slice(0, -1) : text, subject);
    validate(value, subject);
    yield { value, line: number };
  }
  throw new FactoryError('damaged', {
    subject: `${file}:${last}`,
    found: 'the end of the file',
    expected: 'the end of the list',
    next: 'the manifest is truncated: fetch or make it again',
  });
}

/** Whoever reads two of them side by side relies on the order. */
function refuseDisorder(before: ManifestFile | null, file: ManifestFile, subject: string): void {
  if (before === null || compareFiles(before, file) < 0) return;
  throw new FactoryError('damaged', {
    subject,
    found: `${file.path} of image ${file.image} after ${before.path} of image ${before.image}`,
    expected: 'files in order, each once',
  });
}

function parse(json: string, subject: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new FactoryError('damaged', {
      subject,
      found: (error as Error).message,
      expected: 'JSON',
      cause: error,
    });
  }
}

function refuseNewer(version: unknown, file: string): void {
  if (typeof version !== 'number' || version <= SCHEMA_VERSION) return;
  throw new FactoryError('unsupported', {
    subject: file,
    found: `a manifest of schema version ${version}`,
    expected: `${SCHEMA_VERSION} at most`,
    next: 'update image-factory',
  });
}

function after(line: Line): Place {
  return { number: line.number + 1, offset: line.next };
}

function notOurs(file: string, number: number, found: string): FactoryError {
  return new FactoryError('damaged', {
    subject: `${file}:${number}`,
    found: found.slice(0, 100),
    expected:
      'a manifest as image-factory writes it: facts, then "blobs" and "files" with one element a line',
    next: 'use the file as it was published, not one that another program laid out anew',
  });
}
