/** The kernels' exports: the areas of the memory, the codes, and one function a codec and direction. */

export { INPUT, OUTPUT, MAX_CHUNK } from './layout';
export {
  TRUNCATED,
  BAD_CODE,
  BAD_OFFSET,
  BAD_LENGTH,
  BAD_BLOCK_TYPE,
  BAD_BLOCK_SIZE,
  BAD_RECENT_OFFSET,
  BAD_CODE_LENGTHS,
} from './status';
export { lzxCompress } from './lzx-encode';
export { lzxDecompress } from './lzx-decode';
export { xpressCompress } from './xpress-encode';
export { xpressDecompress } from './xpress-decode';
