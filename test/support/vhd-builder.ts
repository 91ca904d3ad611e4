/**
 * Writes dynamic and differencing VHD files byte by byte, for files that are wrong in one place and for chains. Layout:
 * copy of the footer, dynamic header at 512, block table at 1536, blocks of 2 MiB behind it, a sector for the parent's
 * path, footer.
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
  /** For a block a bit for each sector, the first in the highest bit. By default all are set. */
  readonly bitmaps?: ReadonlyMap<number, Uint8Array>;
  /** 32 hexadecimal digits. */
  readonly id?: string;
  /** Makes it a differencing disk. */
  readonly parent?: { readonly id: string; readonly name?: string; readonly relative?: string };
}

export function buildVhd({ size, blocks = new Map(), bitmaps, id, parent }: VhdShape): Buffer {
  const footer = vhdFooter({ size, type: parent === undefined ? 3 : 4, ...(id === undefined ? {} : { id }) });
  const table = Buffer.alloc(512, 0xff);
  const pieces: Uint8Array[] = [];
  let sector = VHD_BLOCKS_AT / 512;
  for (const [block, data] of blocks) {
    table.writeUInt32BE(sector, block * 4);
    pieces.push(bitmaps?.get(block) ?? Buffer.alloc(512, 0xff), data);
    sector += 1 + VHD_BLOCK / 512;
  }
  const relative = Buffer.alloc(512);
  const pathLength = relative.write(parent?.relative ?? '', 'utf16le');
  const header = Buffer.alloc(1024);
  header.write('cxsparse', 0, 'latin1');
  header.writeBigUInt64BE(0xffffffffffffffffn, 8);
  header.writeBigUInt64BE(BigInt(VHD_TABLE_AT), 16);
  header.writeUInt32BE(0x00010000, 24);
  header.writeUInt32BE(Math.ceil(size / VHD_BLOCK), 28);
  header.writeUInt32BE(VHD_BLOCK, 32);
  if (parent !== undefined) {
    header.set(Buffer.from(parent.id, 'hex'), 40);
    header.set(Buffer.from(parent.name ?? '', 'utf16le').swap16(), 64);
  }
  if (pathLength > 0) {
    header.write('W2ru', 576, 'latin1');
    header.writeUInt32BE(512, 580);
    header.writeUInt32BE(pathLength, 584);
    header.writeBigUInt64BE(BigInt(sector * 512), 592);
    pieces.push(relative);
  }
  sealVhd(header, 0, 1024, 36);
  return Buffer.concat([footer, header, table, ...pieces, footer]);
}

interface FooterShape {
  readonly size: number;
  readonly type: number;
  readonly id?: string;
}

/** @param shape type 2 is fixed, 3 dynamic, 4 differencing */
export function vhdFooter({ size, type, id = '5a'.repeat(16) }: FooterShape): Buffer {
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
  footer.set(Buffer.from(id, 'hex'), 68);
  sealVhd(footer, 0, 512, 64);
  return footer;
}

/** Writes the checksum of a structure at `at + field`. */
export function sealVhd(bytes: Buffer, at: number, length: number, field: number): void {
  bytes.fill(0, at + field, at + field + 4);
  const sum = bytes.subarray(at, at + length).reduce((total, byte) => total + byte, 0);
  bytes.writeUInt32BE(~sum >>> 0, at + field);
}
