/**
 * The kernels' memory: one linear memory, areas at fixed places, nothing is ever allocated.
 *
 * | from      | bytes           | area                                                                       |
 * | --------- | --------------- | -------------------------------------------------------------------------- |
 * | 0         | 64 KiB          | never used, so that a wrong pointer of 0 meets nothing                     |
 * | INPUT     | 2 MiB + 64 KiB  | one chunk as the caller gives it; the slack behind it may be overwritten   |
 * | OUTPUT    | 2 MiB + 64 KiB  | one chunk as the caller takes it; the slack takes what word copies spill   |
 * | WORK      | to WORK_END     | tables of whichever kernel runs; undefined when it begins, so it clears what it needs |
 * | WORK_END  |                 | the compiler's static data (`--memoryBase` in scripts/build-kernel.mjs)     |
 *
 * Every kernel works on one chunk, keeps nothing for the next one (the same chunk gives the same bytes in every
 * thread), and may write to all of INPUT's area: the caller holds its own copy.
 */

export const INPUT: usize = 0x10000;
export const OUTPUT: usize = 0x220000;
export const WORK: usize = 0x430000;
export const WORK_END: usize = 0xc00000;

/** The largest chunk, in bytes. */
export const MAX_CHUNK: i32 = 0x200000;
