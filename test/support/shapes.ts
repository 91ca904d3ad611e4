/** Seeded contents for codecs: the same bytes in every run and on every machine. */

/** @returns a function that gives integers of 0..limit-1 */
export function seededRandom(seed: number): (limit: number) => number {
  let state = seed >>> 0;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

type Fill = (bytes: Uint8Array, from: number, to: number, random: (limit: number) => number) => void;

const eachByte =
  (next: (random: (limit: number) => number, i: number) => number): Fill =>
  (bytes, from, to, random) => {
    for (let i = from; i < to; i++) bytes[i] = next(random, i);
  };

/** Each shape by its name. */
export const SHAPES = {
  noise: eachByte((random) => random(256)),
  zeros: eachByte(() => 0),
  letters: eachByte((random) => 97 + random(4)),
  period: eachByte((_random, i) => (i * 7) & 15),
  /** Mostly zeros, now and then a byte. */
  sparse: eachByte((random) => (random(60) === 0 ? random(256) : 0)),
  /** Calls everywhere, near and far, some of them cut by the end. */
  calls: eachByte((random) => [0xe8, 0xff, 0, random(256)][random(4)] ?? 0),
  repeats: (bytes, from, to, random) => {
    for (let i = from; i < to;) {
      const offset = 1 + random(Math.min(i, random(2) === 0 ? 64 : 40_000));
      const end = Math.min(to, i + 1 + random(random(3) === 0 ? 600 : 12));
      if (i === 0) bytes[i++] = random(256);
      for (; i < end; i++) bytes[i] = bytes[i - offset] ?? 0;
      if (i < to) bytes[i++] = random(256);
    }
  },
} satisfies Record<string, Fill>;

/** Content of one shape. */
export function shape(name: keyof typeof SHAPES, length: number, seed = 1): Uint8Array {
  const bytes = new Uint8Array(length);
  SHAPES[name](bytes, 0, length, seededRandom(seed));
  return bytes;
}

/** Content whose shape changes at random places. */
export function mixedShapes(length: number, seed: number): Uint8Array {
  const random = seededRandom(seed);
  const fills = Object.values(SHAPES);
  const bytes = new Uint8Array(length);
  for (let from = 0; from < length;) {
    const to = Math.min(length, from + 1 + random(random(3) === 0 ? 20_000 : 300));
    fills[random(fills.length)]?.(bytes, from, to, random);
    from = to;
  }
  return bytes;
}

/** Letters as frequent as Fibonacci numbers, shuffled: their Huffman code is as deep as one gets. */
export function fibonacciLetters(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let [count, next] = [1, 1];
  for (let i = 0, letter = 0; i < length; letter++) {
    bytes.fill(letter * 11, i, i + count);
    i += count;
    [count, next] = [next, count + next];
  }
  const random = seededRandom(5);
  for (let i = length - 1; i > 0; i--) {
    const j = random(i + 1);
    [bytes[i], bytes[j]] = [bytes[j] ?? 0, bytes[i] ?? 0];
  }
  return bytes;
}

/**
 * Something like a program: functions of instructions that follow habits and call each other, tables of pointers,
 * texts and gaps of zeros, in sections.
 */
export function programLike(length: number, seed: number): Uint8Array {
  const random = seededRandom(seed);
  const skewed = (limit: number): number => Math.floor((random(1 << 16) / (1 << 16)) ** 3 * limit);
  const instructions = Array.from({ length: 400 }, () =>
    Uint8Array.from({ length: 1 + random(5) }, () => skewed(200) + random(56)),
  );
  const words = Array.from({ length: 500 }, () =>
    Buffer.from(Array.from({ length: 3 + random(9) }, () => 97 + skewed(26))),
  );
  const functions = Array.from({ length: 60 }, () => random(length));
  const bytes = Buffer.alloc(length + 256);
  for (let at = 0; at < length;) {
    const end = Math.min(length, at + 4000 + random(40_000));
    const kind = random(5);
    while (at < end) {
      if (kind <= 2) {
        if (random(9) === 0) {
          bytes[at] = 0xe8;
          bytes.writeInt32LE((functions[skewed(60)] ?? 0) - at, at + 1);
          at += 5;
        } else {
          const instruction = instructions[skewed(400)] ?? new Uint8Array(1);
          bytes.set(instruction, at);
          at += instruction.length;
          if (random(4) === 0) bytes[at++] = random(256);
        }
      } else if (kind === 3) {
        at += bytes.write(`${String(words[skewed(500)])}\0`, at, 'latin1');
      } else {
        at = bytes.writeUInt32LE(0x400000 + (functions[skewed(60)] ?? 0), at) + (random(3) === 0 ? 4 : 0);
      }
    }
  }
  return Uint8Array.from(bytes.subarray(0, length));
}
