/**
 * Reading a manifest as a stream: the facts at once, the long arrays an element at a time, so that memory does not grow
 * with the number of files. It reads what we write, line by line; a manifest that another program laid out anew is
 * refused.
 */

import { FactoryError } from '../errors.js';
import { prefixOf } from './downloads.js';
import { FileCursor } from './file-cursor.js';
import { endOfLine, findAfterLine, readLines, readManyLines, type Line, type Place } from './lines.js';
import type {
  BlobLine,
  ElementLine,
  FileLine,
  Manifest,
  ManifestBlob,
  ManifestFacts,
  ManifestFile,
  ManifestLines,
} from './types.js';
import { SCHEMA_VERSION } from './types.js';
import { loadValidators, type Validator } from './validate.js';

const BLOBS = '  "blobs": [';
const FILES = '  "files": [';
const MAX_FACTS = 64 << 20;
const COMMA = 0x2c;
const QUOTE = 0x22;
const SHA1_KEY = '{"sha1":"';
const SHA1_AT = SHA1_KEY.length;
const SHA1_END = SHA1_AT + 40;

/** @throws not-found, permission; damaged, with line and key; unsupported for a newer schema */
export async function readManifest(file: string): Promise<Manifest> {
  const validators = await loadValidators();
  const { facts, blobs } = await readFacts(file, validators.facts);
  let files: Place | null = null;
  const lines: ManifestLines = {
    blobs: (isWanted) =>
      readElements(file, blobs, (text, start, end, line) => {
        // Where it is written as we write it, the rest is not needed to say so.
        if (isWritten(text, start) && !isWanted(prefixOf(text, start + SHA1_AT))) return null;
        const element = new BlobElement(text.slice(start, end), file, line, validators.blob);
        return isWanted(prefixOf(element.sha1, 0)) ? element : null;
      }),
    async *files() {
      files ??= await findFiles(file, blobs);
      yield* readElements(
        file,
        files,
        (text, start, end, line) => new FileElement(text.slice(start, end), file, line, validators.file),
      );
    },
  };
  return {
    label: file,
    facts,
    lines,
    async *blobs() {
      for await (const batch of lines.blobs(() => true)) for (const blob of batch) yield blob.read();
    },
    async *files() {
      const cursor = new FileCursor(lines.files());
      for (;;) {
        if (cursor.isDrained) await cursor.fill();
        if (cursor.isAtEnd) return;
        yield cursor.file;
        cursor.next();
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
  const place = await findAfterLine(file, blobs, FILES);
  if (place === null) throw notOurs(file, blobs.number, 'no line of "files"');
  return place;
}

/**
 * The elements from `from` to the line that closes the list, which must come.
 *
 * @param make gets a text, where in it the element stands, and its line; null for one that is left out
 */
async function* readElements<Element>(
  file: string,
  from: Place,
  make: (text: string, start: number, end: number, line: number) => Element | null,
): AsyncGenerator<readonly Element[]> {
  let more = true;
  let line = from.number;
  for await (const { text } of readManyLines(file, from)) {
    const elements: Element[] = [];
    for (let start = 0; start < text.length; line++) {
      const end = endOfLine(text, start);
      if (text.startsWith('  ]', start)) {
        yield elements;
        return;
      }
      if (!more) {
        yield elements;
        throw new FactoryError('damaged', {
          subject: `${file}:${line}`,
          found: 'an element after one without a comma',
        });
      }
      more = text.charCodeAt(end - 1) === COMMA;
      const element = make(text, start, more ? end - 1 : end, line);
      if (element !== null) elements.push(element);
      start = end + 1;
    }
    yield elements;
  }
  throw new FactoryError('damaged', {
    subject: `${file}:${line - 1}`,
    found: 'the end of the file',
    expected: 'the end of the list',
    next: 'the manifest is truncated: fetch or make it again',
  });
}

/** @param Value what the schema says that it is */
class Element<Value> implements ElementLine<Value> {
  /** Without the comma. */
  readonly text: string;
  private readonly file: string;
  private readonly line: number;
  private readonly validate: Validator;

  constructor(text: string, file: string, line: number, validate: Validator) {
    this.text = text;
    this.file = file;
    this.line = line;
    this.validate = validate;
  }

  get subject(): string {
    return `${this.file}:${this.line}`;
  }

  read(): Value {
    const subject = this.subject;
    const value = parse(this.text, subject);
    this.validate(value, subject);
    return value as Value;
  }
}

class FileElement extends Element<ManifestFile> implements FileLine {}

class BlobElement extends Element<ManifestBlob> implements BlobLine {
  /** Without reading the rest where it is written as we write it. */
  get sha1(): string {
    return isWritten(this.text, 0) ? this.text.slice(SHA1_AT, SHA1_END) : this.read().sha1;
  }
}

/** Whether a blob that begins at `start` is laid out as we write it. */
function isWritten(text: string, start: number): boolean {
  return text.startsWith(SHA1_KEY, start) && text.charCodeAt(start + SHA1_END) === QUOTE;
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
