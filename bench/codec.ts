/**
 * How fast the kernels are on one thread: for each format and level MB/s each way (of processor time, so that a busy
 * machine matters less) and the size. By hand: `npm run -s build && node build/bench/codec.js FILE_OR_FOLDER...`;
 * without arguments it takes the node binary that runs it.
 */

import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { ChunkCodec } from '../src/codec/chunks.js';
import { kernelModule } from '../src/codec/kernel-module.js';
import type { CompressedRun, Format, Level } from '../src/codec/types.js';

const FORMATS: readonly Format[] = ['xpress', 'lzx'];
const LEVELS: readonly Level[] = ['fast', 'normal', 'best'];
const CHUNK_SIZE = 32768;
const MOST_BYTES = 100_000_000;

const named = process.argv.length > 2 ? process.argv.slice(2) : [process.execPath];
const contents = load(named);
const total = contents.reduce((sum, content) => sum + content.length, 0);
console.log(`${contents.length} files, ${(total / 1e6).toFixed(1)} MB, chunks of ${CHUNK_SIZE}`);
console.log('format level   size     compress  decompress');

const codec = new ChunkCodec(kernelModule());
for (const format of FORMATS) {
  for (const level of LEVELS) {
    const copies = contents.map((content) => content.slice());
    const { value: runs, rate: compress } = timed(() =>
      copies.map((copy) => codec.compress(format, level, CHUNK_SIZE, copy)),
    );
    check(format, runs);
    const { rate: decompress } = timed(() => {
      decode(format, runs, () => undefined);
    });
    const stored = runs.reduce((sum, { data }) => sum + data.length, 0);
    const size = `${((stored / total) * 100).toFixed(2)} %`;
    console.log(
      `${format.padEnd(6)} ${level.padEnd(6)} ${size.padStart(8)} ${rateOf(compress)} ${rateOf(decompress)}`,
    );
  }
}

/** The files, up to MOST_BYTES of them. */
function load(places: readonly string[]): Uint8Array[] {
  const files = places.flatMap((place) =>
    statSync(place).isDirectory()
      ? readdirSync(place, { recursive: true, encoding: 'utf8' }).map((name) => path.join(place, name))
      : [place],
  );
  const loaded: Uint8Array[] = [];
  let bytes = 0;
  for (const file of files) {
    if (bytes >= MOST_BYTES || !statSync(file).isFile()) continue;
    loaded.push(Uint8Array.from(readFileSync(file).subarray(0, MOST_BYTES - bytes)));
    bytes += loaded.at(-1)!.length;
  }
  return loaded;
}

/** @returns MB/s of processor time */
function timed<T>(work: () => T): { value: T; rate: number } {
  const before = process.cpuUsage();
  const value = work();
  const { user, system } = process.cpuUsage(before);
  return { value, rate: total / (user + system) };
}

function decode(
  format: Format,
  runs: readonly CompressedRun[],
  sink: (content: Uint8Array, file: number) => void,
): void {
  for (const [i, run] of runs.entries()) {
    const stored = { ...run, size: contents[i]!.length, what: `file ${i}` };
    codec.decompress(format, CHUNK_SIZE, stored, (content) => {
      sink(content, i);
    });
  }
}

/** A figure for wrong bytes is worth nothing. */
function check(format: Format, runs: readonly CompressedRun[]): void {
  const positions = contents.map(() => 0);
  decode(format, runs, (content, i) => {
    const start = positions[i]!;
    positions[i] = start + content.length;
    if (Buffer.compare(content, contents[i]!.subarray(start, positions[i])) !== 0) {
      throw new Error(`file ${i} does not come back from ${format} at byte ${start}`);
    }
  });
}

function rateOf(rate: number): string {
  return `${rate.toFixed(1)} MB/s`.padStart(11);
}
