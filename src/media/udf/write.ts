/**
 * Writes a UDF image file, as a machine's DVD drive takes it. UDF 1.02 with one read-only partition is what Microsoft
 * makes its own install media with (`oscdimg -u2 -udfver102`), so Windows, WinPE and Setup read it before anything else is
 * there; Linux and 7-Zip do too. There is no ISO 9660 beside it: that would hold neither the names nor files of 4 GiB.
 *
 *   sector 16    volume recognition: BEA01, NSR02, TEA01
 *   sector 32    volume descriptors; at 48 their copy
 *   sector 64    logical volume integrity
 *   sector 256   anchor
 *   sector 257   the partition (see `plan.ts`)
 *   the last     another anchor
 */

import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { FactoryError, fromSystemError } from '../../errors.js';
import { writeOutput } from '../../output.js';
import { silentReporter, type Reporter, type Task } from '../../progress.js';
import { ANCHOR_SECTOR, RECOGNITION_SECTOR, SECTOR } from './format.js';
import { planMedium, type MediumFile, type Plan, type PlannedFile } from './plan.js';
import { encodeText, fieldCapacity } from './text.js';
import { fileEntry, nameList } from './write-entries.js';
import {
  anchor,
  fileSet,
  integrity,
  recognitionSequence,
  SEQUENCE_SECTORS,
  volumeDescriptors,
  type Volume,
} from './write-volume.js';

export type { MediumFile, MediumSource } from './plan.js';

export interface MediumRequest {
  /** Of the volume: at most 30 characters, or 15 where one is beyond Latin-1. */
  readonly label: string;
  readonly files: readonly MediumFile[];
  /** Of the volume and everything on it: the same request makes the same bytes. */
  readonly created: Date;
  readonly reporter?: Reporter;
  /** Of the image file on hosts that have one: 0o600 where it holds secrets. */
  readonly mode?: number;
}

export interface WrittenMedium {
  /** Bytes of the image file. */
  readonly size: number;
  readonly files: number;
  readonly folders: number;
}

const PARTITION_SECTOR = ANCHOR_SECTOR + 1;
const MAIN_SECTOR = 32;
const PIECE = 1024 * 1024;
const ZEROS = Buffer.alloc(PIECE);

/**
 * @param file where the image goes; it appears complete or not at all
 * @throws usage for a label or a name that UDF or Windows cannot hold; not-found, permission, no-space
 */
export async function writeUdfImage(file: string, request: MediumRequest): Promise<WrittenMedium> {
  const { label, files, created, reporter = silentReporter(), mode } = request;
  checkLabel(label);
  const plan = await planMedium(file, files);
  const volume: Volume = {
    label,
    serial: serialOf(label, created, plan),
    created,
    partitionSector: PARTITION_SECTOR,
    mainSector: MAIN_SECTOR,
    reserveSector: MAIN_SECTOR + SEQUENCE_SECTORS,
    integritySector: MAIN_SECTOR + 2 * SEQUENCE_SECTORS,
  };
  const task = reporter.task(`Writing the medium ${label}`, plan.bytes, 'bytes');
  try {
    return await writeOutput(file, async (handle) => {
      if (mode !== undefined) await handle.chmod(mode);
      const out = new SectorWriter(handle);
      await writeStructures(out, volume, plan);
      for (const planned of plan.files) await writeContent(out, planned, { task, reporter });
      await out.put(anchor(volume, PARTITION_SECTOR + plan.blocks), PARTITION_SECTOR + plan.blocks);
      const size = await out.finish();
      return { size, files: plan.files.length, folders: plan.folders.length };
    });
  } finally {
    task.end();
  }
}

function checkLabel(label: string): void {
  const length = encodeText(label).length;
  if (length > 1 && length <= fieldCapacity(32) && !/[\p{Control}\p{Surrogate}]/u.test(label)) return;
  throw new FactoryError('usage', {
    subject: `the label "${label}"`,
    found: `${label.length} characters`,
    expected: '1 to 30 characters, or 15 where one is beyond Latin-1, none of them a control character',
  });
}

/** Identifies the volume, the same for the same request: what Windows and blkid make its serial number from. */
function serialOf(label: string, created: Date, { folders, files }: Plan): string {
  const hash = createHash('sha256').update(`${label}\0${created.toISOString()}\0`);
  for (const { name, size } of [...folders, ...files]) hash.update(`${name}\0${size}\0`);
  return hash.digest('hex').slice(0, 16);
}

async function writeStructures(out: SectorWriter, volume: Volume, plan: Plan): Promise<void> {
  const { mainSector, reserveSector, integritySector, created } = volume;
  await out.putAll(recognitionSequence(), RECOGNITION_SECTOR);
  for (const sector of [mainSector, reserveSector]) {
    await out.putAll(volumeDescriptors(volume, plan, sector), sector);
  }
  await out.putAll(integrity(volume, plan), integritySector);
  await out.put(anchor(volume, ANCHOR_SECTOR), ANCHOR_SECTOR);
  await out.putAll(fileSet(volume, plan), PARTITION_SECTOR);
  for (const folder of plan.folders) {
    await out.put(fileEntry(folder, created), PARTITION_SECTOR + folder.entryBlock);
    await out.put(nameList(folder), PARTITION_SECTOR + folder.dataBlock);
  }
  for (const file of plan.files) await out.put(fileEntry(file, created), PARTITION_SECTOR + file.entryBlock);
}

interface Progress {
  readonly task: Task;
  readonly reporter: Reporter;
}

async function writeContent(
  out: SectorWriter,
  { source, size, dataBlock }: PlannedFile,
  { task, reporter }: Progress,
): Promise<void> {
  await out.seek(PARTITION_SECTOR + dataBlock);
  if (source.kind === 'bytes') {
    await out.write(source.bytes);
    task.advance(size);
    return;
  }
  let left = size;
  for await (const piece of piecesOf(source.file)) {
    reporter.signal.throwIfAborted();
    left -= piece.length;
    if (left < 0) break;
    await out.write(piece);
    task.advance(piece.length);
  }
  if (left === 0) return;
  throw new FactoryError('busy', {
    subject: source.file,
    found: `it ${left < 0 ? 'grew' : 'shrank'} while it was read`,
    expected: `${size} bytes, as before`,
    next: 'wait for the program that writes it, then run it again',
  });
}

/** What `file` holds, in pieces that are valid until the next is asked for. */
async function* piecesOf(file: string): AsyncGenerator<Uint8Array> {
  try {
    const handle = await open(file, 'r');
    try {
      const buffer = Buffer.allocUnsafe(PIECE);
      for (;;) {
        const { bytesRead } = await handle.read(buffer, 0, buffer.length, null);
        if (bytesRead === 0) return;
        yield buffer.subarray(0, bytesRead);
      }
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw fromSystemError(error, file);
  }
}

/** Gathers what is written in order into large writes; sectors that are passed over become zeros. */
class SectorWriter {
  readonly #handle: FileHandle;
  readonly #buffer = Buffer.alloc(PIECE);
  #used = 0;
  /** Bytes before the buffer. */
  #flushed = 0;

  constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  async putAll(structures: readonly Uint8Array[], sector: number): Promise<void> {
    for (const [index, bytes] of structures.entries()) await this.put(bytes, sector + index);
  }

  async put(bytes: Uint8Array, sector: number): Promise<void> {
    await this.seek(sector);
    await this.write(bytes);
  }

  /** @param sector at or behind what was written */
  async seek(sector: number): Promise<void> {
    let missing = sector * SECTOR - (this.#flushed + this.#used);
    if (missing < 0) throw new Error(`sector ${sector} is written already`);
    for (; missing > 0; missing -= await this.#take(null, missing));
  }

  async write(bytes: Uint8Array): Promise<void> {
    for (let done = 0; done < bytes.length;)
      done += await this.#take(bytes.subarray(done), bytes.length - done);
  }

  /** @returns the size: whole sectors */
  async finish(): Promise<number> {
    const size = this.#flushed + this.#used;
    await this.seek(Math.ceil(size / SECTOR));
    await this.#flush();
    await this.#handle.truncate(this.#flushed);
    return this.#flushed;
  }

  /** Takes up to `length` bytes, zeros where there are none, and says how many. */
  async #take(bytes: Uint8Array | null, length: number): Promise<number> {
    const count = Math.min(length, this.#buffer.length - this.#used);
    if (bytes === null) this.#buffer.fill(0, this.#used, this.#used + count);
    else this.#buffer.set(bytes.subarray(0, count), this.#used);
    this.#used += count;
    if (this.#used === this.#buffer.length) await this.#flush();
    return count;
  }

  /** Zeros are left out, so that a hole of the source is one of the image too. */
  async #flush(): Promise<void> {
    const bytes = this.#buffer.subarray(0, this.#used);
    for (let done = bytes.equals(ZEROS.subarray(0, bytes.length)) ? bytes.length : 0; done < bytes.length;) {
      const left = bytes.length - done;
      const { bytesWritten } = await this.#handle.write(bytes, done, left, this.#flushed + done);
      done += bytesWritten;
    }
    this.#flushed += this.#used;
    this.#used = 0;
  }
}
