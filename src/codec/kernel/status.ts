/** What a decompressor returns: DONE, or what is wrong with the chunk. `src/codec/chunks.ts` has the sentences. */

export const DONE: i32 = 0;
export const TRUNCATED: i32 = -1;
export const BAD_CODE: i32 = -2;
export const BAD_OFFSET: i32 = -3;
export const BAD_LENGTH: i32 = -4;
export const BAD_BLOCK_TYPE: i32 = -5;
export const BAD_BLOCK_SIZE: i32 = -6;
export const BAD_RECENT_OFFSET: i32 = -7;
export const BAD_CODE_LENGTHS: i32 = -8;
