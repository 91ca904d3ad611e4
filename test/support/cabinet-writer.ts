/** Cabinets without compression: one folder, its files in blocks of 32 KiB. 7-Zip reads the same in the tests. */

export interface CabinetShape {
  /** Bytes of the reserved area behind the header, as a signature's place has it. */
  readonly reserved?: number;
}

const BLOCK = 32_768;
const DATE = ((2024 - 1980) << 9) | (9 << 5) | 10;

export function buildCabinet(
  files: Readonly<Record<string, string | Uint8Array>>,
  { reserved = 0 }: CabinetShape = {},
): Buffer {
  const contents = Object.entries(files).map(([name, content]) => [name, Buffer.from(content)] as const);
  const data = Buffer.concat(contents.map(([, content]) => content));
  const blocks: Buffer[] = [];
  for (let at = 0; at < data.length; at += BLOCK) blocks.push(block(data.subarray(at, at + BLOCK)));
  const reserve = reserved === 0 ? Buffer.alloc(0) : Buffer.alloc(4 + reserved);
  if (reserved > 0) reserve.writeUInt16LE(reserved, 0);
  const header = Buffer.alloc(36);
  const folder = Buffer.alloc(8);
  let offset = 0;
  const entries = contents.map(([name, content]) => {
    const entry = Buffer.alloc(16);
    entry.writeUInt32LE(content.length, 0);
    entry.writeUInt32LE(offset, 4);
    entry.writeUInt16LE(DATE, 10);
    entry.writeUInt16LE(Buffer.byteLength(name) === name.length ? 0x20 : 0xa0, 14);
    offset += content.length;
    return Buffer.concat([entry, Buffer.from(`${name}\0`)]);
  });
  const listAt = header.length + reserve.length + folder.length;
  const dataAt = listAt + entries.reduce((sum, { length }) => sum + length, 0);
  const size = dataAt + blocks.reduce((sum, { length }) => sum + length, 0);
  header.write('MSCF', 'latin1');
  header.writeUInt32LE(size, 8);
  header.writeUInt32LE(listAt, 16);
  header.writeUInt8(3, 24);
  header.writeUInt8(1, 25);
  header.writeUInt16LE(1, 26);
  header.writeUInt16LE(entries.length, 28);
  header.writeUInt16LE(reserved > 0 ? 4 : 0, 30);
  folder.writeUInt32LE(dataAt, 0);
  folder.writeUInt16LE(blocks.length, 4);
  return Buffer.concat([header, reserve, folder, ...entries, ...blocks]);
}

function block(data: Buffer): Buffer {
  const header = Buffer.alloc(8);
  header.writeUInt16LE(data.length, 4);
  header.writeUInt16LE(data.length, 6);
  return Buffer.concat([header, data]);
}
