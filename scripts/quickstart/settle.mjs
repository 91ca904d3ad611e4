/** What ntfs-3g takes from the clock and from chance, made constant, so that the same script makes the same bytes. */

const SECTOR = 512;
const RECORD_SIZES = { FILE: 1024, INDX: 4096 };
const SERIAL = 0x5eed_1a6e_fac7_0001n;

const STANDARD_INFORMATION = 0x10;
const FILE_NAME = 0x30;
const INDEX_ROOT = 0x90;
const END = 0xffffffff;
/** Where the times are: in a value, and in the entry of an index of names or of quotas. */
const TIMES = { [STANDARD_INFORMATION]: [0, 8, 16, 24], [FILE_NAME]: [8, 16, 24, 32] };
const TIMES_OF_ENTRY = [0x18, 0x20, 0x28, 0x30, 0x24];

/** @typedef {NodeJS.NonSharedBuffer} Bytes @typedef {(at: number) => void} Settle sets the time at an offset */

/**
 * Sets the serial number, and every time that lies between `from` and `to` to `time`.
 *
 * @param {Bytes} volume @param {bigint} from FILETIME @param {bigint} to FILETIME @param {bigint} time
 * @returns {Uint8Array} the volume
 */
export function settle(volume, from, to, time) {
  for (let at = 0; at < volume.length; at += RECORD_SIZES.FILE) {
    const magic = volume.toString('latin1', at, at + 4);
    if (magic !== 'FILE' && magic !== 'INDX') continue;
    const record = volume.subarray(at, at + RECORD_SIZES[magic]);
    withoutFixups(record, () => {
      const settleTime = (/** @type {number} */ offset) => {
        const value = record.readBigUInt64LE(offset);
        if (value >= from && value <= to) record.writeBigUInt64LE(time, offset);
      };
      if (magic === 'FILE') settleFile(record, settleTime);
      else settleIndex(record, 0x18, settleTime);
      // What was in memory, or what was deleted.
      record.fill(0, magic === 'FILE' ? record.readUInt32LE(24) : 0x18 + record.readUInt32LE(0x1c));
    });
  }
  // The volume has it in its first and its last sector.
  volume.writeBigUInt64LE(SERIAL, 0x48);
  volume.writeBigUInt64LE(SERIAL, volume.length - SECTOR + 0x48);
  return volume;
}

/** The last two bytes of each sector are kept at the start of a record. */
function withoutFixups(/** @type {Bytes} */ record, /** @type {() => void} */ change) {
  const sequence = record.readUInt16LE(4);
  const number = record.readUInt16LE(sequence);
  const ends = Array.from({ length: record.length / SECTOR }, (_, index) => (index + 1) * SECTOR - 2);
  const kept = (/** @type {number} */ index) => sequence + 2 + index * 2;
  for (const [index, end] of ends.entries()) record.copy(record, end, kept(index), kept(index) + 2);
  change();
  for (const [index, end] of ends.entries()) {
    record.copy(record, kept(index), end, end + 2);
    record.writeUInt16LE(number, end);
  }
}

/** The names of a file stand in the order of their values, which begin with times, and end in what was in memory. */
function settleFile(/** @type {Bytes} */ record, /** @type {Settle} */ settleTime) {
  const names = [];
  let firstName = 0;
  for (let at = record.readUInt16LE(20); record.readUInt32LE(at) !== END; at += record.readUInt32LE(at + 4)) {
    const type = record.readUInt32LE(at);
    const value = at + record.readUInt16LE(at + 20);
    if (type === INDEX_ROOT) settleIndex(record, value + 0x10, settleTime);
    if (type !== STANDARD_INFORMATION && type !== FILE_NAME) continue;
    for (const offset of TIMES[type]) settleTime(value + offset);
    if (type !== FILE_NAME) continue;
    const end = at + record.readUInt32LE(at + 4);
    record.fill(0, value + record.readUInt32LE(at + 16), end);
    if (names.length === 0) firstName = at;
    names.push({
      bytes: Buffer.from(record.subarray(at, end)),
      value: Buffer.from(record.subarray(value, end)),
    });
  }
  names.sort((a, b) => a.value.compare(b.value));
  record.set(Buffer.concat(names.map(({ bytes }) => bytes)), firstName);
}

/** @param {Bytes} record @param {number} header where that of the entries is @param {Settle} settleTime */
function settleIndex(record, header, settleTime) {
  const end = header + record.readUInt32LE(header + 4);
  for (let at = header + record.readUInt32LE(header); at < end; at += record.readUInt16LE(at + 8)) {
    const size = record.readUInt16LE(at + 8);
    for (const offset of TIMES_OF_ENTRY) if (offset + 8 <= size) settleTime(at + offset);
  }
}
