/**
 * The journal of a build: one JSON object a line, appended and on the disk before the next thing happens. A station
 * writes what it is about to make before it makes it, and what it has made afterwards; resume, clean-up after a crash and
 * the table of times read this one file.
 *
 * | `event`    | says                                                        |
 * | ---------- | ----------------------------------------------------------- |
 * | `build`    | a run begins: definition, tool, the time that images carry  |
 * | `begin`    | a station begins: what decides its result, the files it makes |
 * | `end`      | it has ended: its files with their SHA-256, its result      |
 * | `fail`     | the run ended early: why                                    |
 * | `complete` | the release is out: nothing to resume                       |
 *
 * A process that is killed can leave half a last line; it says nothing and is cut off.
 */

import { open, readFile, truncate, type FileHandle } from 'node:fs/promises';
import { fromSystemError } from '../errors.js';
import type { StationState } from '../report/index.js';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export interface MadeFile {
  /** Absolute. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly sha256: string;
}

export interface BuildRecord {
  readonly event: 'build';
  readonly time: string;
  readonly definition: string;
  /** The version of this program. */
  readonly tool: string;
  readonly pid: number;
  /** Where the release is going to be. */
  readonly out: string;
  /** ISO 8601: the time that the images carry. */
  readonly created: string;
}

export interface BeginRecord {
  readonly event: 'begin';
  readonly time: string;
  readonly station: string;
  /** SHA-256 of all that decides the result; '' for a station that is always run. */
  readonly inputs: string;
  /** Absolute paths of the files that it is about to make. */
  readonly makes: readonly string[];
}

export interface EndRecord {
  readonly event: 'end';
  readonly time: string;
  readonly station: string;
  readonly inputs: string;
  readonly state: StationState;
  readonly milliseconds: number;
  readonly files: readonly MadeFile[];
  readonly result: Json;
}

export interface FailRecord {
  readonly event: 'fail';
  readonly time: string;
  readonly station: string;
  readonly code: string;
  readonly message: string;
}

export interface CompleteRecord {
  readonly event: 'complete';
  readonly time: string;
}

export type JournalRecord = BuildRecord | BeginRecord | EndRecord | FailRecord | CompleteRecord;

/** What a journal says of the past. */
export interface Past {
  /** Of the run that is to be resumed; null where there is none. */
  readonly build: BuildRecord | null;
  /** By station: what it has made, and no later run began again. */
  readonly ended: ReadonlyMap<string, EndRecord>;
  readonly complete: boolean;
}

export class Journal {
  readonly file: string;
  readonly #handle: FileHandle;

  private constructor(file: string, handle: FileHandle) {
    this.file = file;
    this.#handle = handle;
  }

  /** @param keep whether the records that are there stay; what is not believed never does */
  static async open(file: string, keep: boolean): Promise<Journal> {
    try {
      const { text } = believe(keep ? await readText(file) : '');
      // Through a handle that appends, Windows lets nobody cut a file.
      await (await open(file, 'a')).close();
      await truncate(file, Buffer.byteLength(text));
      return new Journal(file, await open(file, 'a'));
    } catch (error) {
      throw fromSystemError(error, file);
    }
  }

  /** Returns when the record is on the disk. */
  async write(record: JournalRecord): Promise<void> {
    try {
      await this.#handle.appendFile(`${JSON.stringify(record)}\n`);
      await this.#handle.datasync();
    } catch (error) {
      throw fromSystemError(error, this.file);
    }
  }

  close(): Promise<void> {
    return this.#handle.close();
  }
}

/** Reads what a journal says; one that is not there says nothing. */
export async function readPast(file: string): Promise<Past> {
  let build: BuildRecord | null = null;
  let complete = false;
  const ended = new Map<string, EndRecord>();
  for (const record of believe(await readText(file)).records) {
    if (record.event === 'build') {
      build ??= record;
    } else if (record.event === 'begin') {
      ended.delete(record.station);
    } else if (record.event === 'end') {
      ended.set(record.station, record);
    } else if (record.event === 'complete') {
      complete = true;
    }
  }
  return { build, ended, complete };
}

interface Believed {
  readonly records: readonly JournalRecord[];
  /** The lines that they stand in. */
  readonly text: string;
}

/** Up to half a line, or the first line that is no record: what follows damage is not believed. */
function believe(text: string): Believed {
  const records: JournalRecord[] = [];
  let end = 0;
  for (let next = text.indexOf('\n'); next !== -1; next = text.indexOf('\n', end)) {
    const record = parseRecord(text.slice(end, next));
    if (record === null) break;
    records.push(record);
    end = next + 1;
  }
  return { records, text: text.slice(0, end) };
}

function parseRecord(line: string): JournalRecord | null {
  try {
    const record = JSON.parse(line) as JournalRecord | null;
    return typeof record?.event === 'string' ? record : null;
  } catch {
    return null;
  }
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw fromSystemError(error, file);
  }
}
