/** What reader and writer of UDF share: the sizes and identifiers of ECMA-167 (parts 3 and 4) and of OSTA UDF. */

/** Bytes of a sector of an optical medium, which is its logical block too. */
export const SECTOR = 2048;

/** The volume recognition sequence begins at byte 32,768; a descriptor a sector. */
export const RECOGNITION_SECTOR = 16;

/** The sector of the first anchor; another is in the last sector or 256 before it. */
export const ANCHOR_SECTOR = 256;

/** Tag identifiers: ECMA-167 3/7.2.1 and 4/7.2.1. */
export const TAG = {
  PRIMARY_VOLUME: 1,
  ANCHOR: 2,
  VOLUME_POINTER: 3,
  IMPLEMENTATION_USE: 4,
  PARTITION: 5,
  LOGICAL_VOLUME: 6,
  UNALLOCATED_SPACE: 7,
  TERMINATING: 8,
  INTEGRITY: 9,
  FILE_SET: 256,
  FILE_IDENTIFIER: 257,
  ALLOCATION_EXTENT: 258,
  FILE_ENTRY: 261,
  EXTENDED_FILE_ENTRY: 266,
} as const;

/** Types of an ICB: ECMA-167 4/14.6.6, OSTA UDF 2.2.13. */
export const FILE_TYPE = { DIRECTORY: 4, FILE: 5, REAL_TIME: 249, METADATA: 250 } as const;

/** File characteristics of a file identifier: ECMA-167 4/14.4.3. */
export const CHARACTERISTIC = { HIDDEN: 1, DIRECTORY: 2, DELETED: 4, PARENT: 8 } as const;

export const FILE_ENTRY_SIZE = 176;
export const FILE_IDENTIFIER_SIZE = 38;

/** Flags of an ICB, the kind of its allocation descriptors: ECMA-167 4/14.6.8. */
export const ALLOCATION = { SHORT: 0, LONG: 1, EXTENDED: 2, EMBEDDED: 3 } as const;

/** What an extent is, in the two highest bits of its length: ECMA-167 4/14.14.1.1. */
export const EXTENT = { RECORDED: 0, ALLOCATED: 1, NONE: 2, CONTINUED: 3 } as const;

/** Bytes of the longest extent that ends with a whole block. */
export const MAX_EXTENT = 2 ** 30 - SECTOR;
