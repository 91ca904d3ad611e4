/**
 * Where a resource lies in the file.
 *
 * | at | size | |
 * | -- | ---- | - |
 * |  0 | 7    | stored size |
 * |  7 | 1    | flags, RESOURCE_FLAG |
 * |  8 | 8    | offset in the file |
 * | 16 | 8    | size of the content |
 */

import { readBytes, readSize, type ByteWriter, type Cursor } from '../bytes/index.js';
import { FactoryError } from '../errors.js';

export interface ResourceHeader {
  readonly storedSize: number;
  readonly flags: number;
  readonly offset: number;
  readonly size: number;
}

export const NO_RESOURCE: ResourceHeader = { storedSize: 0, flags: 0, offset: 0, size: 0 };

/** @throws damaged where a size does not fit into 2^53 */
export function readResourceHeader(cursor: Cursor): ResourceHeader {
  const packed = Buffer.from(readBytes(cursor, 8));
  const storedSize = packed.readUIntLE(0, 6) + (packed[6] as number) * 2 ** 48;
  if (!Number.isSafeInteger(storedSize)) {
    throw new FactoryError('damaged', {
      subject: cursor.what,
      found: `a stored size of ${storedSize} bytes at byte ${cursor.position - 8}`,
      expected: 'less than 2^53',
    });
  }
  return { storedSize, flags: packed[7] as number, offset: readSize(cursor), size: readSize(cursor) };
}

export function writeResourceHeader(writer: ByteWriter, resource: ResourceHeader): void {
  writer.u64(BigInt(resource.storedSize) | (BigInt(resource.flags) << 56n));
  writer.u64(resource.offset).u64(resource.size);
}
