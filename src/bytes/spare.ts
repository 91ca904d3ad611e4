/**
 * Buffers of a megabyte that are used again. A new one for each piece of a content is memory that the system must give and
 * clear, and has V8 collect garbage all the time. Whoever owns a piece may give it back when nobody looks at it any more;
 * who does not loses nothing.
 */

const SIZE = 1 << 20;
/** A shorter piece has a buffer of its own. */
const LEAST = 1 << 17;
/** Buffers that wait at most. */
const WAITING = 16;

const waiting: ArrayBuffer[] = [];
const lent = new WeakSet<ArrayBufferLike>();

/** @returns bytes that say nothing yet; a part of a larger buffer where they have 128 KiB to 1 MiB */
export function takeBuffer(length: number): Buffer {
  if (length < LEAST || length > SIZE) return Buffer.allocUnsafeSlow(length);
  const buffer = waiting.pop() ?? Buffer.allocUnsafeSlow(SIZE).buffer;
  lent.add(buffer);
  return Buffer.from(buffer, 0, length);
}

/** @param piece bytes of `takeBuffer`, or any others, which are left alone */
export function giveBack({ buffer }: Uint8Array): void {
  if (lent.delete(buffer) && buffer.byteLength === SIZE && waiting.length < WAITING) {
    waiting.push(buffer as ArrayBuffer);
  }
}
