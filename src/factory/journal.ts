/**
 * The journal of a build: one JSON object a line, appended and on the disk before the next thing happens. A station
 * writes what it is about to make before it makes it, and what it has made afterwards; resume, clean-up after a crash and
 * the table of times read this one file.
 *
 * | `event`    | says                                                        |
 * | ---------- | ----------------------------------------------------------- |
 * | `build`    | a run begins: definition, tool, host, the time that images carry |
 * | `begin`    | a station begins: what decides its result, the files it makes |
 * | `resource` | a thing that outlives the process is about to be made: a machine, a mount |
 * | `gone`     | that thing is no more                                       |
 * | `kept`     | a failed machine stays for a person to look at, with these files |
 * | `end`      | a station has ended: its files and how they are known again, its result |
 * | `fail`     | the run ended early: why                                    |
 * | `complete` | the release is out: nothing to resume                       |
 *
 * A process that is killed can leave half a last line; it says nothing and is cut off.
 */

import { open, readFile, truncate, type FileHandle } from 'node:fs/promises';
import type { Hypervisor } from '../definition/index.js';
import { fromSystemError } from '../errors.js';
import type { HypervisorKind, Resource } from '../machine/index.js';
import { writeOutput } from '../output.js';
import type { StationState } from '../report/index.js';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export interface MadeFile {
  /** Absolute. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly sha256: string;
}

/** A disk that a machine has written to: too large to hash, and known again by its time. */
export interface MadeDisk {
  /** Absolute. */
  readonly path: string;
  /** Bytes of the file. */
  readonly size: number;
  /** When it was last written to: nanoseconds since 1970. */
  readonly modified: string;
}

export interface BuildRecord {
  readonly event: 'build';
  readonly time: string;
  readonly definition: string;
  /** The version of this program. */
  readonly tool: string;
  readonly pid: number;
  readonly hypervisor: Hypervisor;
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
  readonly files: readonly (MadeFile | MadeDisk)[];
  readonly result: Json;
}

/** A thing on a host, and who can remove it. */
export interface HostResource {
  readonly hypervisor: HypervisorKind;
  readonly host: string;
  readonly resource: Resource;
}

export interface ResourceRecord extends HostResource {
  readonly event: 'resource' | 'gone';
  readonly time: string;
}

export interface KeptRecord {
  readonly event: 'kept';
  readonly time: string;
  readonly station: string;
  /** The name of the machine. */
  readonly machine: string;
  /** Absolute paths of what it needs: its folder, its disks. */
  readonly files: readonly string[];
}

export interface FailRecord {
  readonly event: 'fail';
  readonly time: string;
  readonly station: string;
  readonly code: string;
  readonly message: string;
  /** Stations whose results are worth nothing; journals of 0.1.0 do not say it. */
  readonly spoils?: readonly string[];
}

export interface CompleteRecord {
  readonly event: 'complete';
  readonly time: string;
}

export type JournalRecord =
  BuildRecord | BeginRecord | ResourceRecord | KeptRecord | EndRecord | FailRecord | CompleteRecord;

/** What a journal says of the past. */
export interface Past {
  /** Of the run that is to be resumed; null where there is none. */
  readonly build: BuildRecord | null;
  /** By station: what it has made, and no later run began again. */
  readonly ended: ReadonlyMap<string, EndRecord>;
  readonly complete: boolean;
  /** Of the newest run: null where there is none. */
  readonly last: BuildRecord | null;
  /** What was to be made and is not known to be gone, in the order in which it was made. */
  readonly resources: readonly HostResource[];
  /** Machines that stay until they are swept on purpose. */
  readonly kept: readonly KeptRecord[];
}

export class Journal {
  readonly file: string;
  readonly #handle: FileHandle;

  private constructor(file: string, handle: FileHandle) {
    this.file = file;
    this.#handle = handle;
  }

  /**
   * @param keep whether the records that are there stay; what is not believed never does
   * @param first records with which a journal begins that keeps none
   */
  static async open(file: string, keep: boolean, first: readonly JournalRecord[] = []): Promise<Journal> {
    try {
      if (keep) {
        const { text } = believe(await readText(file));
        // Through a handle that appends, Windows lets nobody cut a file.
        await (await open(file, 'a')).close();
        await truncate(file, Buffer.byteLength(text));
      } else {
        const lines = first.map((record) => `${JSON.stringify(record)}\n`).join('');
        await writeOutput(file, (handle) => handle.writeFile(lines));
      }
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
  let last: BuildRecord | null = null;
  let complete = false;
  const ended = new Map<string, EndRecord>();
  const resources = new Map<string, HostResource>();
  const kept = new Map<string, KeptRecord>();
  for (const record of believe(await readText(file)).records) {
    if (record.event === 'build') {
      build ??= record;
      last = record;
    } else if (record.event === 'begin') {
      ended.delete(record.station);
    } else if (record.event === 'fail') {
      for (const station of record.spoils ?? []) ended.delete(station);
    } else if (record.event === 'end') {
      ended.set(record.station, record);
    } else if (record.event === 'resource') {
      const { hypervisor, host, resource } = record;
      resources.set(keyOf(resource), { hypervisor, host, resource });
    } else if (record.event === 'gone') {
      resources.delete(keyOf(record.resource));
      if (record.resource.kind === 'machine') kept.delete(record.resource.name);
    } else if (record.event === 'kept') {
      kept.set(record.machine, record);
    } else if (record.event === 'complete') {
      complete = true;
    }
  }
  return { build, ended, complete, last, resources: [...resources.values()], kept: [...kept.values()] };
}

/** What two records must share to be about one thing. */
function keyOf(resource: Resource): string {
  if (resource.kind === 'machine') return `machine ${resource.hypervisor} ${resource.name}`;
  if (resource.kind === 'process') return `process ${resource.pid} ${resource.started}`;
  return `${resource.kind} ${resource.path}`;
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
