/**
 * Files that the Windows Overlay Filter keeps compressed ("CompactOS"). The unnamed stream is sparse and empty; the
 * stream `WofCompressedData` holds the content in chunks as a WIM resource does: where each chunk but the first begins,
 * from the end of this table (32 bits each, 64 above 4 GiB of content), then the chunks. The reparse data:
 *
 * | offset | size | field                                                        |
 * | ------ | ---- | ------------------------------------------------------------ |
 * | 0x00   | 4    | version: 1                                                   |
 * | 0x04   | 4    | provider: 1 a WIM elsewhere (WIMBoot), 2 this file           |
 * | 0x08   | 4    | version of the provider: 1                                   |
 * | 0x0c   | 4    | algorithm: 0 XPRESS 4K, 1 LZX 32K, 2 XPRESS 8K, 3 XPRESS 16K |
 *
 * Source: wofapi.h and ntifs.h of the Windows SDK (WOF_EXTERNAL_INFO, FILE_PROVIDER_EXTERNAL_INFO_V1).
 */

import { decompressNow, type Format } from '../codec/index.js';
import { FactoryError } from '../errors.js';
import type { Attribute } from './attribute.js';
import { readInitialized, type VolumeContext } from './clusters.js';
import { readAhead } from './content.js';
import { damaged, recordSubject } from './damage.js';

export const WOF_STREAM = 'WofCompressedData';

const PROVIDER = { WIM: 1, FILE: 2 } as const;

const ALGORITHMS: readonly (readonly [format: Format, chunkSize: number])[] = [
  ['xpress', 4096],
  ['lzx', 32768],
  ['xpress', 8192],
  ['xpress', 16384],
];

/** Above this size of the content the chunk table has 64-bit entries. */
const SMALL_TABLE_LIMIT = 0xffffffff;

/** Whether reparse data of the WOF tag says that the content lies in this file itself. */
export function isFileProvider(data: Uint8Array): boolean {
  return data.length >= 8 && viewOf(data).getUint32(4, true) === PROVIDER.FILE;
}

/** What to say of reparse data of the WOF tag whose content lies elsewhere. */
export function foreignProvider(data: Uint8Array): string {
  const provider = data.length >= 8 ? viewOf(data).getUint32(4, true) : 0;
  return provider === PROVIDER.WIM
    ? 'content that lies in a WIM file elsewhere (WIMBoot)'
    : `content of the unknown overlay provider ${provider}`;
}

/**
 * @param data the reparse data
 * @param stream WofCompressedData
 * @param size bytes of the content
 * @throws unsupported for an algorithm that is not known; damaged
 */
export async function* readWof(
  volume: VolumeContext,
  data: Uint8Array,
  stream: Attribute,
  size: number,
): AsyncGenerator<Uint8Array> {
  const subject = `${recordSubject(volume.label, stream.record)}: ${WOF_STREAM}`;
  const algorithm = data.length >= 16 ? viewOf(data).getUint32(12, true) : -1;
  const known = ALGORITHMS[algorithm];
  if (known === undefined) {
    throw new FactoryError('unsupported', {
      subject,
      found: `compression algorithm ${algorithm}`,
      expected: '0 to 3',
    });
  }
  const [format, chunkSize] = known;
  const chunks = new ChunkReader(volume, stream, size, chunkSize, subject);
  yield* readAhead(size, async (offset, target) => {
    const first = offset / chunkSize;
    const run = await chunks.read(first, Math.ceil((offset + target.length) / chunkSize));
    target.set(decompressNow(format, chunkSize, run, target.length, subject));
  });
}

class ChunkReader {
  readonly #volume: VolumeContext;
  readonly #stream: Attribute;
  readonly #size: number;
  readonly #chunkSize: number;
  readonly #subject: string;
  readonly #count: number;
  readonly #entrySize: number;

  constructor(volume: VolumeContext, stream: Attribute, size: number, chunkSize: number, subject: string) {
    this.#volume = volume;
    this.#stream = stream;
    this.#size = size;
    this.#chunkSize = chunkSize;
    this.#subject = subject;
    this.#count = Math.ceil(size / chunkSize);
    this.#entrySize = size > SMALL_TABLE_LIMIT ? 8 : 4;
  }

  /** The stored chunks from `first` to before `end`. @throws damaged */
  async read(first: number, end: number): Promise<{ data: Uint8Array; sizes: Uint32Array }> {
    const starts = await this.#starts(first, end);
    const sizes = new Uint32Array(end - first);
    for (let index = 0; index < sizes.length; index++) {
      const length = (starts[index + 1] as number) - (starts[index] as number);
      const most = Math.min(this.#chunkSize, this.#size - (first + index) * this.#chunkSize);
      if (length <= 0 || length > most) {
        throw damaged(this.#subject, `chunk ${first + index} of ${length} bytes`, `1 to ${most}`);
      }
      sizes[index] = length;
    }
    const data = new Uint8Array((starts[sizes.length] as number) - (starts[0] as number));
    await this.#fill(starts[0] as number, data);
    return { data, sizes };
  }

  /** Where chunks begin in the stream, and where the last of them ends. */
  async #starts(first: number, end: number): Promise<number[]> {
    const tableSize = (this.#count - 1) * this.#entrySize;
    const from = Math.max(first, 1);
    const to = Math.min(end, this.#count - 1);
    const table = new Uint8Array(Math.max(0, to - from + 1) * this.#entrySize);
    await this.#fill((from - 1) * this.#entrySize, table);
    const view = viewOf(table);
    const starts: number[] = first === 0 ? [tableSize] : [];
    for (let at = 0; at < table.length; at += this.#entrySize) {
      const start = this.#entrySize === 4 ? view.getUint32(at, true) : Number(view.getBigUint64(at, true));
      starts.push(tableSize + start);
    }
    if (end === this.#count) starts.push(this.#streamSize);
    return starts;
  }

  get #streamSize(): number {
    const { body } = this.#stream;
    return body.resident ? body.value.length : body.size;
  }

  async #fill(offset: number, target: Uint8Array): Promise<void> {
    const { body } = this.#stream;
    if (offset + target.length > this.#streamSize) {
      throw damaged(this.#subject, `${this.#streamSize} bytes`, `${offset + target.length} at least`);
    }
    if (body.resident) target.set(body.value.subarray(offset, offset + target.length));
    else await readInitialized(this.#volume, body, offset, target, this.#subject);
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
