/**
 * LZX's translation of x86 calls. The operand of each E8 instruction is stored as an absolute address, as if the chunk
 * were loaded at 0 of a file of 12,000,000 bytes. In a WIM it applies to every chunk, from its first byte, whatever it
 * holds; an E8 within the last 10 bytes stays as it is, and the four bytes behind an E8 begin none.
 */

const FILE_SIZE: i32 = 12_000_000;
const TAIL: i32 = 10;

/** Turns the operands back from absolute to relative, in place. */
export function undoCallTranslation(content: usize, length: i32): void {
  const opcode = i8x16.splat(<i8>0xe8);
  const stop = length - TAIL;
  let resume = 0;
  for (let position = 0; position < stop; position += 16) {
    let hits: i32 = i8x16.bitmask(i8x16.eq(v128.load(content + position), opcode));
    for (; hits != 0; hits &= hits - 1) {
      const at = position + ctz(hits);
      if (at < resume || at >= stop) continue;
      resume = at + 5;
      const operand = content + at + 1;
      const absolute = load<i32>(operand);
      if (absolute >= 0) {
        if (absolute < FILE_SIZE) store<i32>(operand, absolute - at);
      } else if (absolute >= -at) {
        store<i32>(operand, absolute + FILE_SIZE);
      }
    }
  }
}

/** Turns the operands from relative to absolute, in place: operands that lead into the file, modulo its size. */
export function translateCalls(content: usize, length: i32): void {
  const opcode = i8x16.splat(<i8>0xe8);
  const stop = length - TAIL;
  let position = 0;
  while (position < stop) {
    const hits: i32 = i8x16.bitmask(i8x16.eq(v128.load(content + position), opcode));
    if (hits == 0) {
      position += 16;
      continue;
    }
    position += ctz(hits);
    if (position >= stop) return;
    const operand = content + position + 1;
    const relative = load<i32>(operand);
    if (relative >= -position && relative < FILE_SIZE) {
      const fits = relative < FILE_SIZE - position;
      store<i32>(operand, fits ? relative + position : relative - FILE_SIZE);
    }
    position += 5;
  }
}
