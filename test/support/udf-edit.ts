/** Changes a UDF image that we wrote and makes its tags right again, so that only what is meant is wrong. */

export const UDF_SECTOR = 2048;
/** Where `writeUdfImage` puts things. */
export const UDF_AT = {
  main: 32,
  reserve: 48,
  anchor: 256,
  partition: 257,
} as const;
/** Sectors from the start of each copy of the volume descriptors. */
export const UDF_DESCRIPTOR = { primary: 0, partition: 2, logical: 3 } as const;

/** @param at where a descriptor begins, in bytes */
export function sealUdf(image: Buffer, at: number): void {
  const length = image.readUInt16LE(at + 10);
  let crc = 0;
  for (const byte of image.subarray(at + 16, at + 16 + length)) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = (crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1) & 0xffff;
  }
  image.writeUInt16LE(crc, at + 8);
  image[at + 4] = 0;
  const sum = image.subarray(at, at + 16).reduce((total, byte) => total + byte, 0);
  image[at + 4] = sum & 0xff;
}

/** Changes the descriptor in a sector. @param change gets the sector */
export function editSector(image: Buffer, sector: number, change: (descriptor: Buffer) => void): void {
  const at = sector * UDF_SECTOR;
  change(image.subarray(at, at + UDF_SECTOR));
  sealUdf(image, at);
}

/** The same in a block of the partition. */
export function editBlock(image: Buffer, block: number, change: (descriptor: Buffer) => void): void {
  editSector(image, UDF_AT.partition + block, change);
}

/** The same in both copies of a volume descriptor. */
export function editBoth(image: Buffer, descriptor: number, change: (descriptor: Buffer) => void): void {
  for (const copy of [UDF_AT.main, UDF_AT.reserve]) editSector(image, copy + descriptor, change);
}

/** Changes the entry of a name in a folder's list. @param block of the list @param index 0 is the parent */
export function editName(image: Buffer, block: number, index: number, change: (entry: Buffer) => void): void {
  let at = (UDF_AT.partition + block) * UDF_SECTOR;
  for (let skipped = 0; skipped < index; skipped++) at += nameSize(image, at);
  change(image.subarray(at, at + nameSize(image, at)));
  sealUdf(image, at);
}

function nameSize(image: Buffer, at: number): number {
  return Math.ceil((38 + (image[at + 19] as number) + image.readUInt16LE(at + 36)) / 4) * 4;
}
