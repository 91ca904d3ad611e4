/**
 * Writes dynamic VHD files byte by byte, for files that are wrong in one place and for parents. Layout: copy of the
 * footer, dynamic header at 512, block table at 1536, blocks of 2 MiB behind it, footer.
 */

export const VHD_BLOCK = 2 * 1024 * 1024;
export const VHD_HEADER_AT = 512;
export const VHD_TABLE_AT = 1536;
export const VHD_BLOCKS_AT = 2048;

export interface VhdShape {
  /** Bytes of the disk; up to 128 blocks. */
  readonly size: number;
  /** In the order in which they lie in the file. */
  readonly blocks?: ReadonlyMap<number, Uint8Array>;
}

export function buildVhd({ size, blocks = new Map() }: VhdShape): Buffer {
  const footer = vhdFooter({ size, type: 3 });
  const header = Buffer.alloc(1024);
  header.write('cxsparse', 0, 'latin1');
  header.writeBigUInt64BE(0xffffffffffffffffn, 8);
  header.writeBigUInt64BE(BigInt(VHD_TABLE_AT), 16);
  header.writeUInt32BE(0x00010000, 24);
  header.writeUInt32BE(Math.ceil(size / VHD_BLOCK), 28);
  header.writeUInt32BE(VHD_BLOCK, 32);
  sealVhd(header, 0, 1024, 36);
  const table = Buffer.alloc(512, 0xff);
  const pieces: Uint8Array[] = [];
  let sector = VHD_BLOCKS_AT / 512;
  for (const [block, data] of blocks) {
    table.writeUInt32BE(sector, block * 4);
    pieces.push(Buffer.alloc(512, 0xff), data);
    sector += 1 + VHD_BLOCK / 512;
  }
  return Buffer.concat([footer, header, table, ...pieces, footer]);
}

/** @param shape type 2 is fixed, 3 dynamic, 4 differencing */
export function vhdFooter({ size, type }: { readonly size: number; readonly type: number }): Buffer {
  const footer = Buffer.alloc(512);
  footer.write('conectix', 0, 'latin1');
  footer.writeUInt32BE(2, 8);
  footer.writeUInt32BE(0x00010000, 12);
  footer.writeBigUInt64BE(type === 2 ? 0xffffffffffffffffn : BigInt(VHD_HEADER_AT), 16);
  footer.write('win ', 28, 'latin1');
  footer.writeUInt32BE(0x000a0000, 32);
  footer.write('Wi2k', 36, 'latin1');
  footer.writeBigUInt64BE(BigInt(size), 40);
  footer.writeBigUInt64BE(BigInt(size), 48);
  footer.writeUInt32BE(type, 60);
  footer.fill(0x5a, 68, 84);
  sealVhd(footer, 0, 512, 64);
  return footer;
}

/** Writes the checksum of a structure at `at + field`. */
export function sealVhd(bytes: Buffer, at: number, length: number, field: number): void {
  bytes.fill(0, at + field, at + field + 4);
  const sum = bytes.subarray(at, at + length).reduce((total, byte) => total + byte, 0);
  bytes.writeUInt32BE(~sum >>> 0, at + field);
}
