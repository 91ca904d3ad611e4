/** One thread's kernels: runs cut into chunks, each through the kernel's memory, and back together. */

import { FactoryError } from '../errors.js';
import { OldChunks } from './old-chunks.js';
import type { Format, Level, MadeRun, StoredRun } from './types.js';

type Compressor = (level: number, source: number, length: number, target: number, capacity: number) => number;
type Decompressor = (
  source: number,
  length: number,
  target: number,
  targetLength: number,
  chunkSize: number,
) => number;

/** What a decompressor's status says is wrong; the numbers are the kernel's own exports. */
const DAMAGE: Readonly<Record<string, string>> = {
  TRUNCATED: 'the compressed data ends before the chunk is complete',
  BAD_CODE: 'a set of Huffman code lengths that is no prefix code',
  BAD_OFFSET: 'a match that begins before the chunk',
  BAD_LENGTH: 'a match that reaches beyond the end of the chunk or block',
  BAD_BLOCK_TYPE: 'a block of a type other than verbatim, aligned and uncompressed',
  BAD_BLOCK_SIZE: 'a block that is empty or larger than what is left of the chunk',
  BAD_RECENT_OFFSET: 'a recent match offset of 0',
  BAD_CODE_LENGTHS: 'a run of code lengths that is longer than the alphabet',
};

const LEVELS: Readonly<Record<Level, number>> = { fast: 0, normal: 1, best: 2 };

/** Smallest and largest chunk of each format, in bytes. */
const DECODED_CHUNKS = { xpress: [0x1000, 0x10000], lzx: [0x8000, 0x200000] } as const;
const ENCODED_CHUNKS = { xpress: [0x1000, 0x10000], lzx: [0x8000, 0x8000] } as const;

export class ChunkCodec {
  readonly #memory: Uint8Array;
  readonly #input: number;
  readonly #output: number;
  readonly #damage: ReadonlyMap<number, string>;
  readonly #compressors: Readonly<Record<Format, Compressor>>;
  readonly #decompressors: Readonly<Record<Format, Decompressor>>;

  constructor(module: WebAssembly.Module) {
    const { exports } = new WebAssembly.Instance(module, {});
    const number = (name: string): number => (exports[name] as WebAssembly.Global).value;
    this.#memory = new Uint8Array((exports['memory'] as WebAssembly.Memory).buffer);
    this.#input = number('INPUT');
    this.#output = number('OUTPUT');
    this.#damage = new Map(Object.entries(DAMAGE).map(([name, sentence]) => [number(name), sentence]));
    this.#compressors = {
      xpress: exports['xpressCompress'] as Compressor,
      lzx: exports['lzxCompress'] as Compressor,
    };
    this.#decompressors = {
      xpress: exports['xpressDecompress'] as Decompressor,
      lzx: exports['lzxDecompress'] as Decompressor,
    };
  }

  /**
   * Compresses in place.
   *
   * @param before what the content was: chunks that are still the same are taken from it
   * @returns a run whose data is the front of `content`
   */
  compress(
    format: Format,
    level: Level,
    chunkSize: number,
    content: Uint8Array,
    before: StoredRun | null = null,
  ): MadeRun {
    const sizes = new Uint32Array(Math.ceil(content.length / chunkSize));
    const old =
      before === null
        ? null
        : new OldChunks(before, chunkSize, (chunk, length) => this.#decode(format, chunk, length, chunkSize));
    let stored = 0;
    let copied = 0;
    for (let index = 0; index < sizes.length; index++) {
      const chunk = content.subarray(index * chunkSize, (index + 1) * chunkSize);
      const same = old?.take(chunk) ?? null;
      const made = same ?? this.#encode(format, level, chunk);
      content.set(made, stored);
      sizes[index] = made.length;
      stored += made.length;
      if (same !== null) copied += same.length;
    }
    return { data: content.subarray(0, stored), sizes, copied };
  }

  /**
   * Decompresses chunk by chunk.
   *
   * @param sink takes each chunk's content in order; the bytes are valid during the call only
   * @throws damaged, with the chunk's number
   */
  decompress(format: Format, chunkSize: number, run: StoredRun, sink: (content: Uint8Array) => void): void {
    checkSizes(chunkSize, run);
    let position = 0;
    for (let index = 0; index < run.sizes.length; index++) {
      const stored = run.data.subarray(position, position + run.sizes[index]!);
      position += stored.length;
      const length = Math.min(chunkSize, run.size - index * chunkSize);
      if (stored.length === length) {
        sink(stored);
        continue;
      }
      const content = this.#decode(format, stored, length, chunkSize);
      if (typeof content === 'number') throw this.#damaged(format, run.what, index, content);
      sink(content);
    }
  }

  /** @returns the compressed chunk, good until the next call; the chunk itself where it does not shrink */
  #encode(format: Format, level: Level, chunk: Uint8Array): Uint8Array {
    const { length } = chunk;
    this.#memory.set(chunk, this.#input);
    const size = this.#compressors[format](LEVELS[level], this.#input, length, this.#output, length - 1);
    return size === 0 ? chunk : this.#memory.subarray(this.#output, this.#output + size);
  }

  /** @returns the content, good until the next call, or the kernel's status where it is damaged */
  #decode(format: Format, stored: Uint8Array, length: number, chunkSize: number): Uint8Array | number {
    this.#memory.set(stored, this.#input);
    const status = this.#decompressors[format](this.#input, stored.length, this.#output, length, chunkSize);
    return status === 0 ? this.#memory.subarray(this.#output, this.#output + length) : status;
  }

  #damaged(format: Format, what: string, index: number, status: number): FactoryError {
    return new FactoryError('damaged', {
      subject: `${what}, chunk ${index}`,
      found: this.#damage.get(status) ?? `status ${status}`,
      expected: format === 'xpress' ? 'XPRESS Huffman data' : 'LZX data',
      next: 'the file is damaged: fetch or make it again',
    });
  }
}

/** @throws unsupported where this program does not write chunks of that size */
export function checkEncodedChunkSize(format: Format, chunkSize: number): void {
  checkChunkSize(format, chunkSize, ENCODED_CHUNKS[format], `compressing with ${format}`);
}

/** @throws unsupported where this program does not read chunks of that size */
export function checkDecodedChunkSize(format: Format, chunkSize: number, what: string): void {
  checkChunkSize(format, chunkSize, DECODED_CHUNKS[format], what);
}

function checkChunkSize(
  format: Format,
  chunkSize: number,
  [smallest, largest]: readonly [number, number],
  subject: string,
): void {
  const isPowerOfTwo = Number.isInteger(Math.log2(chunkSize));
  if (isPowerOfTwo && chunkSize >= smallest && chunkSize <= largest) return;
  throw new FactoryError('unsupported', {
    subject,
    found: `${format} chunks of ${chunkSize} bytes`,
    expected: smallest === largest ? `${smallest}` : `a power of two from ${smallest} to ${largest}`,
  });
}

/** The stored sizes against the run's data and size. @throws damaged */
function checkSizes(chunkSize: number, { data, sizes, size, what }: StoredRun): void {
  const chunks = Math.ceil(size / chunkSize);
  if (!Number.isSafeInteger(size) || size < 0 || sizes.length !== chunks) {
    throw new FactoryError('damaged', {
      subject: what,
      found: `${sizes.length} chunks of ${chunkSize} bytes for ${size} bytes`,
      expected: `${chunks} chunks`,
    });
  }
  let stored = 0;
  for (let index = 0; index < chunks; index++) {
    const length = Math.min(chunkSize, size - index * chunkSize);
    const found = sizes[index]!;
    if (found === 0 || found > length) {
      throw new FactoryError('damaged', {
        subject: `${what}, chunk ${index}`,
        found: `${found} stored bytes`,
        expected: `1 to ${length}`,
      });
    }
    stored += found;
  }
  if (stored !== data.length) {
    throw new FactoryError('damaged', {
      subject: what,
      found: `${data.length} stored bytes`,
      expected: `${stored}, the sum of its chunks`,
    });
  }
}
