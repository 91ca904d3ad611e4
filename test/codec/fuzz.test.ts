import { expect, test } from '@jest/globals';
import { kernelModule } from '../../src/codec/kernel-module.js';
import { mixedShapes, programLike, seededRandom } from '../support/shapes.js';

type Compress = (level: number, source: number, length: number, target: number, capacity: number) => number;
type Decompress = (source: number, length: number, target: number, size: number, chunkSize: number) => number;

const CHUNK = 32768;
/** What a decoder may write behind the chunk: the rest of a vector. */
const SPILL = 16;
const CANARY = 0xa5;
const SLACK = 0x10000;

/** One instance, its raw exports: the areas around the output are watched. */
function openKernel(format: 'xpress' | 'lzx') {
  const { exports } = new WebAssembly.Instance(kernelModule(), {});
  const memory = new Uint8Array((exports['memory'] as WebAssembly.Memory).buffer);
  const number = (name: string): number => (exports[name] as WebAssembly.Global).value;
  const output = number('OUTPUT');
  return {
    memory,
    input: number('INPUT'),
    output,
    outputEnd: output + number('MAX_CHUNK') + SLACK,
    compress: exports[`${format}Compress`] as Compress,
    decompress: exports[`${format}Decompress`] as Decompress,
  };
}

/** Damages a copy: bits turned, bytes replaced, a part moved, the end cut. */
function mutate(bytes: Uint8Array, random: (limit: number) => number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  const places = random(4) === 0 ? 300 : copy.length;
  for (let n = 1 + random(random(3) === 0 ? 20 : 3); n > 0; n--) {
    const at = random(Math.min(places, copy.length));
    const kind = random(4);
    if (kind === 0) copy[at]! ^= 1 << random(8);
    else if (kind === 1) copy[at] = random(256);
    else if (kind === 2) copy.fill(random(2) * 255, at, at + random(40));
    else copy.copyWithin(at, random(copy.length), random(copy.length));
  }
  return random(5) === 0 ? copy.subarray(0, 1 + random(copy.length)) : copy;
}

test.each(['xpress', 'lzx'] as const)(
  '20,000 damaged %s chunks end in content or a status, and write nothing outside',
  (format) => {
    const { memory, input, output, outputEnd, compress, decompress } = openKernel(format);
    const random = seededRandom(20);
    const statuses = new Map<number, number>();
    const chunks = Array.from({ length: 60 }, (_, i) => {
      const content =
        i % 2 === 0 ? mixedShapes(1 + random(CHUNK), i) : programLike(2000 + random(CHUNK - 2000), i);
      memory.set(content, input);
      const stored = compress(i % 3, input, content.length, output, content.length - 1);
      return { size: content.length, bytes: memory.slice(output, output + stored) };
    }).filter(({ bytes }) => bytes.length > 0);

    memory.fill(CANARY, 0, input);
    for (let i = 0; i < 20_000; i++) {
      const { size, bytes } = chunks[i % chunks.length]!;
      const damaged = mutate(bytes, random);
      memory.fill(CANARY, output + size, output + size + 4096);
      memory.set(damaged, input);
      const status = decompress(input, damaged.length, output, size, CHUNK);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      const outside = memory.subarray(output + size + SPILL, output + size + 4096);
      if (outside.some((byte) => byte !== CANARY)) throw new Error(`sample ${i} wrote behind its chunk`);
    }
    expect(memory.subarray(0, input).every((byte) => byte === CANARY)).toBe(true);
    expect(outputEnd).toBeGreaterThan(output + CHUNK + 4096);
    const lowest = format === 'xpress' ? -4 : -8;
    expect([...statuses.keys()].filter((status) => status > 0 || status < lowest)).toEqual([]);
    // The samples get as far as matches, not only to the code lengths.
    for (const status of [-1, -2, -3, -4, 0]) expect(statuses.get(status)).toBeGreaterThan(100);
  },
);

test.each(['xpress', 'lzx'] as const)('noise as %s chunks ends in a status', (format) => {
  const { memory, input, output, decompress } = openKernel(format);
  const random = seededRandom(3);
  let refused = 0;
  for (let i = 0; i < 2000; i++) {
    const length = 1 + random(2000);
    for (let at = 0; at < length; at++) memory[input + at] = random(256);
    if (decompress(input, length, output, CHUNK, CHUNK) < 0) refused++;
  }
  expect(refused).toBe(2000);
});
