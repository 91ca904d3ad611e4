export const id = 4251;
export const ids = [4251];
export const modules = {

/***/ 44251:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  WE: () => (/* reexport */ explain),
  Jm: () => (/* reexport */ findLogs),
  dL: () => (/* reexport */ findSecrets),
  Fj: () => (/* reexport */ findSecretsInFiles),
  ds: () => (/* reexport */ generalizeRefusal),
  bs: () => (/* reexport */ installStateRefusal),
  f8: () => (/* reexport */ logKind),
  xB: () => (/* reexport */ readFileOrNull),
  uz: () => (/* reexport */ readGeneralizeEvidence),
  PH: () => (/* reexport */ readInstallState),
  AJ: () => (/* reexport */ readInstalledPackages),
  nz: () => (/* reexport */ readPackagesOrWarn),
  Rh: () => (/* reexport */ readUpdateServer),
  readWindowsInfo: () => (/* reexport */ readWindowsInfo),
  U7: () => (/* reexport */ requireRefusal),
  Pu: () => (/* reexport */ saveLogs),
  mV: () => (/* reexport */ secretsRefusal),
  yX: () => (/* reexport */ unknownErrors)
});

// UNUSED EXPORTS: GENERALIZED, SYMPTOMS

// EXTERNAL MODULE: ./build/src/errors.js
var src_errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/tree/index.js + 19 modules
var src_tree = __webpack_require__(45909);
;// CONCATENATED MODULE: ./build/src/registry/base-block.js
/**
 * The base block: the first 4,096 bytes of a hive, of which a log holds the first sector.
 *
 * ```
 *   0  4  "regf"                            36  4  root cell, from the first hive bin
 *   4  4  primary sequence number           40  4  bytes of hive bins
 *   8  4  secondary sequence number         44  4  clustering factor: bytes of a sector / 512
 *  12  8  last written, FILETIME            48 64  file name
 *  20  4  major version: 1                 508  4  checksum: XOR of the 127 words before it
 *  24  4  minor version: 3 to 6
 *  28  4  file type: 0 hive, 1 or 2 log of the old format, 6 of the new
 *  32  4  file format: 1
 * ```
 *
 * A write raises the primary number, writes, and raises the secondary one: where they differ, it was interrupted.
 * Source: M. Suhanov, "Windows registry file format specification".
 */

/** Bytes of a base block; the hive bins follow. */
const BASE_BLOCK_SIZE = 4096;
/** The part of a base block that has meaning on a disk, and that every log begins with. */
const SECTOR_SIZE = 512;
const FILE_TYPE = { hive: 0, log: 1, logOfWindows2000: 2, logOfEntries: 6 };
const CHECKSUM_AT = 508;
/** The base block, or in words what is wrong with it: too short, no signature, or a wrong checksum. */
function parseBaseBlock(bytes) {
    if (bytes.length < SECTOR_SIZE)
        return `${bytes.length} bytes, too short for a base block`;
    const view = new DataView(bytes.buffer, bytes.byteOffset, SECTOR_SIZE);
    if (view.getUint32(0, true) !== 0x66676572)
        return 'no "regf" signature';
    const stored = view.getUint32(CHECKSUM_AT, true);
    const computed = checksumOf(view);
    if (stored !== computed) {
        return `the base block's checksum 0x${stored.toString(16)} instead of 0x${computed.toString(16)}`;
    }
    return {
        primarySequence: view.getUint32(4, true),
        secondarySequence: view.getUint32(8, true),
        lastWritten: view.getBigUint64(12, true),
        major: view.getUint32(20, true),
        minor: view.getUint32(24, true),
        fileType: view.getUint32(28, true),
        fileFormat: view.getUint32(32, true),
        rootCell: view.getUint32(36, true),
        binsSize: view.getUint32(40, true),
        clustering: view.getUint32(44, true),
    };
}
/** @throws unsupported for a version or a kind that this reader does not know */
function checkVersion(base, what) {
    const { major, minor, fileType, fileFormat } = base;
    if (major === 1 && minor >= 3 && minor <= 6 && fileType === FILE_TYPE.hive && fileFormat === 1)
        return;
    throw new src_errors/* FactoryError */.Xx('unsupported', {
        subject: what,
        found: `a registry hive of version ${major}.${minor}, file type ${fileType}, format ${fileFormat}`,
        expected: 'version 1.3 to 1.6, file type 0, format 1',
    });
}
/** Makes the base block in `bytes` that of a clean hive. */
function settleBaseBlock(bytes, sequence, binsSize) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, SECTOR_SIZE);
    view.setUint32(4, sequence, true);
    view.setUint32(8, sequence, true);
    view.setUint32(28, FILE_TYPE.hive, true);
    view.setUint32(40, binsSize, true);
    view.setUint32(CHECKSUM_AT, checksumOf(view), true);
}
/** All zeros and all ones stand for "no checksum", so Windows stores the value beside them. */
function checksumOf(view) {
    let checksum = 0;
    for (let at = 0; at < CHECKSUM_AT; at += 4)
        checksum ^= view.getInt32(at, true);
    if (checksum === 0)
        return 1;
    return checksum === -1 ? 0xfffffffe : checksum >>> 0;
}
//# sourceMappingURL=base-block.js.map
// EXTERNAL MODULE: ./build/src/bytes/index.js + 9 modules
var src_bytes = __webpack_require__(72381);
;// CONCATENATED MODULE: ./build/src/registry/bins.js
/**
 * Hive bins and the cells in them.
 *
 * ```
 * hive bin, 32 bytes, a multiple of 4,096 with its cells      cell, a multiple of 8 bytes
 *    0  4  "hbin"                                                0  4  i32: bytes, negative while in use
 *    4  4  its offset from the first hive bin                    4     content
 *    8  4  bytes of it
 *   20  8  last written, in the first one
 * ```
 */



const BIN_HEADER_SIZE = 32;
const BIN_UNIT = 4096;
const SIGNATURE = 0x6e696268;
/**
 * @param hive base block and bins
 * @throws damaged when a bin is not where the one before it ends
 */
function openBins(hive, binsSize, what) {
    const bytes = hive.subarray(BASE_BLOCK_SIZE, BASE_BLOCK_SIZE + binsSize);
    if (bytes.length !== binsSize || binsSize === 0 || binsSize % BIN_UNIT !== 0) {
        throw damaged(what, `${bytes.length} bytes of hive bins`, `${binsSize}, a multiple of 4096, as its base block says`);
    }
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const bounds = new Uint32Array((binsSize / BIN_UNIT) * 2);
    for (let start = 0; start < binsSize;) {
        const size = view.getUint32(start + 8, true);
        const isBin = view.getUint32(start, true) === SIGNATURE && view.getUint32(start + 4, true) === start;
        if (!isBin || size === 0 || size % BIN_UNIT !== 0 || size > binsSize - start) {
            throw damaged(what, `no hive bin at ${hex(start)}`, 'bins without gaps');
        }
        for (let at = start; at < start + size; at += BIN_UNIT)
            bounds.set([start, start + size], (at / BIN_UNIT) * 2);
        start += size;
    }
    return { what, bytes, view, bounds };
}
/**
 * The content of the cell at `offset`.
 *
 * @param kind what is expected there, for errors: "key"
 * @throws damaged when no cell in use lies there within one bin
 */
function cellAt(bins, offset, kind) {
    const page = Math.floor(offset / BIN_UNIT) * 2;
    const start = bins.bounds[page];
    const end = bins.bounds[page + 1];
    if (start === undefined || end === undefined || offset % 8 !== 0 || offset < start + BIN_HEADER_SIZE) {
        throw damaged(bins.what, `a ${kind} at ${hex(offset)}`, 'a cell in a hive bin');
    }
    const size = -bins.view.getInt32(offset, true);
    if (size < 8 || size % 8 !== 0 || size > end - offset) {
        throw damaged(bins.what, `a ${kind} at ${hex(offset)} in a cell of ${size} bytes`, 'a cell that is in use and ends in its bin');
    }
    return (0,src_bytes/* cursorOver */.Ro)(bins.bytes.subarray(offset + 4, offset + size), `${bins.what}: ${kind} at ${hex(offset)}`);
}
/** A cell whose content begins with a signature of two letters. @returns the cursor behind it */
function recordAt(bins, offset, kind, signature) {
    const cursor = cellAt(bins, offset, kind);
    const found = signatureOf(cursor);
    if (found !== signature)
        throw damaged(cursor.what, `the signature "${found}"`, `"${signature}"`);
    cursor.position = 2;
    return cursor;
}
/** The first two bytes as letters; every cell has at least four. */
function signatureOf(cursor) {
    return Buffer.from(cursor.bytes.subarray(0, 2)).toString('latin1');
}
function damaged(subject, found, expected) {
    return new src_errors/* FactoryError */.Xx('damaged', {
        subject,
        found,
        expected,
        next: 'the registry hive is damaged: take it from a backup, or capture the machine again',
    });
}
function hex(offset) {
    return `0x${offset.toString(16)}`;
}
//# sourceMappingURL=bins.js.map
;// CONCATENATED MODULE: ./build/src/registry/subkeys.js
/**
 * Lists of subkeys, sorted by name in upper case.
 *
 * ```
 * li:  0 2 "li"  2 2 count   4  of each: u32 key
 * lf:  0 2 "lf"  2 2 count   4  of each: u32 key, u32 first letters of its name
 * lh:  0 2 "lh"  2 2 count   4  of each: u32 key, u32 hash of its name
 * ri:  0 2 "ri"  2 2 count   4  of each: u32 list; never another ri
 * ```
 */


/** Bytes of an element. */
const LEAVES = { li: 4, lf: 8, lh: 8 };
/**
 * The cells of the keys in a list.
 *
 * @param count as the key that the list belongs to says
 * @throws damaged when the list holds another number of keys, or one twice
 */
function readSubkeyList(bins, offset, count) {
    const offsets = new Set();
    const root = cellAt(bins, offset, 'list of subkeys');
    let elements = 0;
    for (const leaf of signatureOf(root) === 'ri' ? readElements(bins, offset, 4) : [offset]) {
        const found = signatureOf(cellAt(bins, leaf, 'list of subkeys'));
        const size = LEAVES[found];
        if (size === undefined)
            throw damaged(root.what, `a list with the signature "${found}"`, 'li, lf or lh');
        const keys = readElements(bins, leaf, size);
        elements += keys.length;
        // Checked for every leaf, so that an index of one leaf, many times, ends soon.
        if (elements > count)
            break;
        for (const key of keys)
            offsets.add(key);
    }
    if (elements !== count || offsets.size !== count) {
        throw damaged(root.what, `a list of ${offsets.size} different keys`, `${count}, as its key says`);
    }
    return [...offsets];
}
function readElements(bins, offset, size) {
    const cursor = cellAt(bins, offset, 'list of subkeys');
    (0,src_bytes/* skip */.iv)(cursor, 2);
    const count = (0,src_bytes/* readU16 */.Vv)(cursor);
    if (count * size > (0,src_bytes/* remaining */.Tk)(cursor)) {
        throw damaged(cursor.what, `${count} elements`, `${Math.floor((0,src_bytes/* remaining */.Tk)(cursor) / size)} at most`);
    }
    const elements = [];
    for (let index = 0; index < count; index++) {
        elements.push((0,src_bytes/* readU32 */.PF)(cursor));
        (0,src_bytes/* skip */.iv)(cursor, size - 4);
    }
    return elements;
}
//# sourceMappingURL=subkeys.js.map
;// CONCATENATED MODULE: ./build/src/registry/value.js
/**
 * Values of a key.
 *
 * ```
 * vk:  0 2 "vk"  2 2 bytes of the name  4 4 bytes of data  8 4 cell of the data  12 4 type  16 2 flags  20 name
 *      data of up to four bytes lies in place of its cell, and the top bit of its size is set;
 *      data above 16,344 bytes lies in segments (from version 1.4 on)
 * db:  0 2 "db"  2 2 count of segments  4 4 cell with a list of u32 cells
 * ```
 */


const VALUE_TYPE = {
    NONE: 0,
    SZ: 1,
    EXPAND_SZ: 2,
    BINARY: 3,
    DWORD: 4,
    DWORD_BIG_ENDIAN: 5,
    LINK: 6,
    MULTI_SZ: 7,
    RESOURCE_LIST: 8,
    FULL_RESOURCE_DESCRIPTOR: 9,
    RESOURCE_REQUIREMENTS_LIST: 10,
    QWORD: 11,
};
const IN_PLACE = 0x80000000;
const NAME_IS_LATIN1 = 0x1;
const SEGMENT_SIZE = 16344;
/** @throws damaged */
function readValue(bins, offset) {
    const cursor = recordAt(bins, offset, 'value', 'vk');
    const nameLength = (0,src_bytes/* readU16 */.Vv)(cursor);
    const sizeField = (0,src_bytes/* readU32 */.PF)(cursor);
    const dataAt = cursor.position;
    const dataCell = (0,src_bytes/* readU32 */.PF)(cursor);
    const type = (0,src_bytes/* readU32 */.PF)(cursor);
    const flags = (0,src_bytes/* readU16 */.Vv)(cursor);
    (0,src_bytes/* seek */.jF)(cursor, 20);
    const name = readName(cursor, nameLength, (flags & NAME_IS_LATIN1) !== 0);
    const size = sizeField % IN_PLACE;
    if (sizeField < IN_PLACE)
        return { name, type, data: size === 0 ? NOTHING : readData(bins, dataCell, size) };
    if (size > 4)
        throw damaged(cursor.what, `${size} bytes of data in place`, 'four at most');
    return { name, type, data: cursor.bytes.subarray(dataAt, dataAt + size) };
}
const NOTHING = new Uint8Array(0);
/** A name in Latin-1 or UTF-16. */
function readName(cursor, byteLength, isLatin1) {
    if (!isLatin1)
        return (0,src_bytes/* readUtf16 */.rd)(cursor, byteLength);
    return Buffer.from((0,src_bytes/* readBytes */.io)(cursor, byteLength)).toString('latin1');
}
function readData(bins, offset, size) {
    const cell = cellAt(bins, offset, 'data');
    // A cell that holds all of it is no list of segments: hivex and Windows NT 4 store large data so.
    if (size <= cell.bytes.length)
        return cell.bytes.subarray(0, size);
    if (size > bins.bytes.length)
        throw damaged(cell.what, `${size} bytes of data`, 'less than the hive has');
    return readSegments(bins, offset, size);
}
function readSegments(bins, offset, size) {
    const cursor = recordAt(bins, offset, 'large data', 'db');
    const count = (0,src_bytes/* readU16 */.Vv)(cursor);
    if (count !== Math.ceil(size / SEGMENT_SIZE)) {
        throw damaged(cursor.what, `${count} segments for ${size} bytes`, `${Math.ceil(size / SEGMENT_SIZE)}`);
    }
    const list = cellAt(bins, (0,src_bytes/* readU32 */.PF)(cursor), 'list of segments');
    const data = new Uint8Array(size);
    for (let done = 0; done < size; done += SEGMENT_SIZE) {
        const segment = cellAt(bins, (0,src_bytes/* readU32 */.PF)(list), 'segment');
        data.set((0,src_bytes/* readBytes */.io)(segment, Math.min(SEGMENT_SIZE, size - done)), done);
    }
    return data;
}
/** REG_SZ, REG_EXPAND_SZ (not expanded) and REG_LINK, up to the first NUL; null for another type. */
function stringOf({ type, data }) {
    if (type !== VALUE_TYPE.SZ && type !== VALUE_TYPE.EXPAND_SZ && type !== VALUE_TYPE.LINK)
        return null;
    return utf16(data).split('\0', 1)[0] ?? '';
}
/** REG_MULTI_SZ up to the empty string that ends it, or a string as a list of one; null for another type. */
function multiStringOf(value) {
    if (value.type !== VALUE_TYPE.MULTI_SZ) {
        const single = stringOf(value);
        return single === null ? null : single === '' ? [] : [single];
    }
    const strings = utf16(value.data).split('\0');
    const end = strings.indexOf('');
    return end === -1 ? strings : strings.slice(0, end);
}
/** REG_DWORD in either byte order; null for another type. */
function dwordOf({ type, data }) {
    if (data.length < 4)
        return null;
    const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
    if (type === VALUE_TYPE.DWORD)
        return view.getUint32(0, true);
    return type === VALUE_TYPE.DWORD_BIG_ENDIAN ? view.getUint32(0, false) : null;
}
/** REG_QWORD; null for another type. */
function qwordOf({ type, data }) {
    if (type !== VALUE_TYPE.QWORD || data.length < 8)
        return null;
    return new DataView(data.buffer, data.byteOffset, data.byteLength).getBigUint64(0, true);
}
function utf16(data) {
    const even = data.length - (data.length % 2);
    return Buffer.from(data.buffer, data.byteOffset, even).toString('utf16le');
}
//# sourceMappingURL=value.js.map
;// CONCATENATED MODULE: ./build/src/registry/key.js
/**
 * Keys.
 *
 * ```
 * nk:  0 2 "nk"              20 4 count of subkeys         40 4 cell of the list of values, of each u32
 *      2 2 flags             28 4 cell of their list       44 4 cell of the security descriptor
 *      4 8 last written      36 4 count of values          72 2 bytes of the name
 *     16 4 cell of the parent                              76   name
 * sk:  0 2 "sk"  4 4 next  8 4 previous  12 4 references  16 4 bytes of the descriptor  20 descriptor
 * ```
 */
var _a;





const key_NAME_IS_LATIN1 = 0x20;
/** The count of values is then a handle that only a running Windows knows. */
const PREDEFINED_HANDLE = 0x40;
/** A key of a hive, read when it is asked. */
class HiveKey {
    name;
    lastWritten;
    #bins;
    #root;
    #offset;
    #subkeys;
    #values;
    #security;
    /**
     * @param offset the cell of the key
     * @param parent the cell of the key that lists it; null for the root
     */
    constructor(bins, root, offset, parent) {
        const cursor = recordAt(bins, offset, 'key', 'nk');
        const flags = (0,src_bytes/* readU16 */.Vv)(cursor);
        this.lastWritten = (0,src_bytes/* readU64 */.IM)(cursor);
        (0,src_bytes/* seek */.jF)(cursor, 16);
        const up = (0,src_bytes/* readU32 */.PF)(cursor);
        // A key that only its parent can list, and a root that none can, leave no way round in a circle.
        if (parent !== null && (up !== parent || offset === root)) {
            throw damaged(cursor.what, `the parent ${hex(up)}`, `${hex(parent)}, the key that lists it`);
        }
        const subkeyCount = (0,src_bytes/* readU32 */.PF)(cursor);
        (0,src_bytes/* seek */.jF)(cursor, 28);
        this.#subkeys = { count: subkeyCount, list: (0,src_bytes/* readU32 */.PF)(cursor) };
        (0,src_bytes/* seek */.jF)(cursor, 36);
        const valueCount = (flags & PREDEFINED_HANDLE) === 0 ? (0,src_bytes/* readU32 */.PF)(cursor) : 0;
        (0,src_bytes/* seek */.jF)(cursor, 40);
        this.#values = { count: valueCount, list: (0,src_bytes/* readU32 */.PF)(cursor) };
        this.#security = (0,src_bytes/* readU32 */.PF)(cursor);
        (0,src_bytes/* seek */.jF)(cursor, 72);
        const nameLength = (0,src_bytes/* readU16 */.Vv)(cursor);
        (0,src_bytes/* seek */.jF)(cursor, 76);
        this.name = readName(cursor, nameLength, (flags & key_NAME_IS_LATIN1) !== 0);
        this.#bins = bins;
        this.#root = root;
        this.#offset = offset;
    }
    subkeys() {
        return this.#subkeyCells().map((offset) => this.#subkey(offset));
    }
    key(path) {
        const names = path.split('\\').filter((name) => name !== '');
        return names.reduce((key, name) => (key === null ? null : key.#find(name)), this);
    }
    values() {
        return this.#valueCells().map((offset) => readValue(this.#bins, offset));
    }
    value(name) {
        const folded = (0,src_tree/* foldCase */.SP)(name);
        for (const offset of this.#valueCells()) {
            const value = readValue(this.#bins, offset);
            if ((0,src_tree/* foldCase */.SP)(value.name) === folded)
                return value;
        }
        return null;
    }
    string(name) {
        return this.#as(name, stringOf);
    }
    dword(name) {
        return this.#as(name, dwordOf);
    }
    qword(name) {
        return this.#as(name, qwordOf);
    }
    multiString(name) {
        return this.#as(name, multiStringOf);
    }
    security() {
        const cursor = recordAt(this.#bins, this.#security, 'security descriptor', 'sk');
        (0,src_bytes/* seek */.jF)(cursor, 16);
        return (0,src_bytes/* readBytes */.io)(cursor, (0,src_bytes/* readU32 */.PF)(cursor));
    }
    #as(name, read) {
        const value = this.value(name);
        return value === null ? null : read(value);
    }
    #find(name) {
        const folded = (0,src_tree/* foldCase */.SP)(name);
        for (const offset of this.#subkeyCells()) {
            const key = this.#subkey(offset);
            if ((0,src_tree/* foldCase */.SP)(key.name) === folded)
                return key;
        }
        return null;
    }
    #subkey(offset) {
        return new _a(this.#bins, this.#root, offset, this.#offset);
    }
    #subkeyCells() {
        const { count, list } = this.#subkeys;
        return count === 0 ? [] : readSubkeyList(this.#bins, list, count);
    }
    #valueCells() {
        const { count, list } = this.#values;
        if (count === 0)
            return [];
        const cursor = cellAt(this.#bins, list, 'list of values');
        if (count * 4 > cursor.bytes.length) {
            throw damaged(cursor.what, `${count} values`, `${Math.floor(cursor.bytes.length / 4)} at most`);
        }
        return Array.from({ length: count }, () => (0,src_bytes/* readU32 */.PF)(cursor));
    }
}
_a = HiveKey;
//# sourceMappingURL=key.js.map
;// CONCATENATED MODULE: ./build/src/registry/log-dirt.js
/**
 * A log of the old format (up to Windows 8): a base block of one sector, a bitmap of dirty pages, the pages.
 *
 * ```
 *   0  sector   base block
 *   1. sector   "DIRT", then a bit for every 512 bytes of hive bins, lowest bit first
 *   next sector after the bitmap: 512 bytes for every bit that is set
 * ```
 */
const PAGE_SIZE = 512;
const log_dirt_SIGNATURE = 0x54524944;
/**
 * @param sector bytes of a sector, at which the bitmap begins and to which it is padded
 * @param binsSize of the log's base block
 * @returns null where the log is not whole
 */
function readDirtyPages(log, sector, binsSize) {
    if (log.length < sector + 4 || binsSize % 4096 !== 0)
        return null;
    const view = new DataView(log.buffer, log.byteOffset, log.byteLength);
    if (view.getUint32(sector, true) !== log_dirt_SIGNATURE)
        return null;
    const start = sector + 4;
    const bitmap = log.subarray(start, start + binsSize / PAGE_SIZE / 8);
    if (bitmap.length !== binsSize / PAGE_SIZE / 8)
        return null;
    let content = Math.ceil((start + bitmap.length) / sector) * sector;
    const pages = [];
    for (const [index, byte] of bitmap.entries()) {
        for (let bit = 0; byte >>> bit !== 0; bit++) {
            if (((byte >>> bit) & 1) === 0)
                continue;
            const bytes = log.subarray(content, content + PAGE_SIZE);
            if (bytes.length !== PAGE_SIZE)
                return null;
            pages.push({ offset: (index * 8 + bit) * PAGE_SIZE, bytes });
            content += PAGE_SIZE;
        }
    }
    return pages;
}
//# sourceMappingURL=log-dirt.js.map
;// CONCATENATED MODULE: ./build/src/registry/marvin32.js
/** Marvin32, the 64-bit checksum with a seed that guards the entries of a registry log (Windows 8.1 and later). */
/** The seed of registry logs, as two words, low first. */
const SEED_LOW = 0x7a4e55c5;
const SEED_HIGH = 0x82ef4d88;
/**
 * @param seedLow low word of the seed
 * @param seedHigh high word of the seed
 * @returns the low word in the low half
 */
function marvin32(bytes, seedLow = SEED_LOW, seedHigh = SEED_HIGH) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const whole = bytes.length - (bytes.length % 4);
    let low = seedLow | 0;
    let high = seedHigh | 0;
    // The bytes are followed by 0x80 and zeros up to a word, and by a word of zeros.
    for (let at = 0; at <= whole + 4; at += 4) {
        const word = at < whole ? view.getInt32(at, true) : at === whole ? lastWord(bytes, whole) : 0;
        low = (low + word) | 0;
        high ^= low;
        low = (((low << 20) | (low >>> 12)) + high) | 0;
        high = ((high << 9) | (high >>> 23)) ^ low;
        low = (((low << 27) | (low >>> 5)) + high) | 0;
        high = (high << 19) | (high >>> 13);
    }
    return (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
}
function lastWord(bytes, start) {
    let word = 0x80;
    for (let index = bytes.length - 1; index >= start; index--)
        word = (word << 8) | bytes[index];
    return word;
}
//# sourceMappingURL=marvin32.js.map
;// CONCATENATED MODULE: ./build/src/registry/log-entries.js
/**
 * A log of the new format (Windows 8.1 and later): a base block of one sector, then entries.
 *
 * ```
 *   0  4  "HvLE"                            20  4  count of pages
 *   4  4  bytes of this entry               24  8  hash 1: Marvin32 of what follows byte 40
 *   8  4  flags                             32  8  hash 2: Marvin32 of the first 32 bytes
 *  12  4  sequence number                   40  8  of each page: u32 offset from the first hive bin, u32 bytes
 *  16  4  bytes of hive bins                       then the pages, one after the other
 * ```
 *
 * An entry begins at a multiple of 512 bytes. What follows the last one of a run are remnants of older runs.
 */

const HEADER_SIZE = 40;
const ALIGNMENT = 512;
const log_entries_SIGNATURE = 0x454c7648;
/** The run of whole entries with rising sequence numbers at the start of a log. */
function readLogEntries(log, start) {
    const view = new DataView(log.buffer, log.byteOffset, log.byteLength);
    const entries = [];
    for (let at = start; at + HEADER_SIZE <= log.length;) {
        const size = view.getUint32(at + 4, true);
        if (size < HEADER_SIZE || size % ALIGNMENT !== 0 || size > log.length - at)
            break;
        const entry = readEntry(log.subarray(at, at + size));
        const last = entries.at(-1);
        if (entry === null || (last !== undefined && entry.sequence !== last.sequence + 1))
            break;
        entries.push(entry);
        at += size;
    }
    return entries;
}
function readEntry(bytes) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (view.getUint32(0, true) !== log_entries_SIGNATURE)
        return null;
    if (view.getBigUint64(32, true) !== marvin32(bytes.subarray(0, 32)))
        return null;
    if (view.getBigUint64(24, true) !== marvin32(bytes.subarray(HEADER_SIZE)))
        return null;
    const binsSize = view.getUint32(16, true);
    const pages = binsSize % 4096 === 0 ? readPages(bytes, view.getUint32(20, true), binsSize) : null;
    return pages === null ? null : { sequence: view.getUint32(12, true), binsSize, pages };
}
function readPages(bytes, count, binsSize) {
    if (count > (bytes.length - HEADER_SIZE) / 8)
        return null;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const pages = [];
    let content = HEADER_SIZE + count * 8;
    for (let index = 0; index < count; index++) {
        const offset = view.getUint32(HEADER_SIZE + index * 8, true);
        const size = view.getUint32(HEADER_SIZE + index * 8 + 4, true);
        if (size > bytes.length - content || offset + size > binsSize)
            return null;
        pages.push({ offset, bytes: bytes.subarray(content, content + size) });
        content += size;
    }
    return pages;
}
//# sourceMappingURL=log-entries.js.map
;// CONCATENATED MODULE: ./build/src/registry/replay.js
/**
 * A hive whose last write did not finish, made whole in memory from its logs (`SYSTEM.LOG1`, `SYSTEM.LOG2`), by the
 * rules by which Windows does it when it loads the hive.
 */




/**
 * @param found the hive's base block, or what is wrong with it
 * @returns a hive of its own that is clean; null when no log continues where the hive stops
 * @throws damaged when a log claims more than it can hold
 */
function replay(bytes, found, logs, what) {
    const parsed = logs.flatMap((log) => {
        const base = parseBaseBlock(log);
        return typeof base === 'string' ? [] : [{ bytes: log, base }];
    });
    const redo = redoOfEntries(bytes, found, parsed) ?? redoOfDirtyPages(bytes, found, parsed);
    return redo === null ? null : applied(bytes, logs, redo, what);
}
/** New format: the entries that continue the hive's sequence number, over both logs. */
function redoOfEntries(bytes, found, logs) {
    const runs = logs
        .filter(({ base }) => base.fileType === FILE_TYPE.logOfEntries)
        .map((log) => ({ log, entries: readLogEntries(log.bytes, sectorOf(log, 'HvLE')) }))
        .filter(({ entries }) => entries.length > 0)
        .toSorted((a, b) => firstOf(a.entries) - firstOf(b.entries));
    const entries = [];
    let baseBlock = bytes;
    if (typeof found === 'string') {
        // The hive does not say where it stopped: the newest run, and the one before it where they join.
        for (const run of runs) {
            if (entries.length === 0 || firstOf(run.entries) !== lastOf(entries) + 1) {
                entries.length = 0;
                baseBlock = run.log.bytes;
            }
            entries.push(...run.entries);
        }
    }
    else {
        let next = found.secondarySequence;
        for (const run of runs) {
            const wanted = run.entries.filter(({ sequence }) => sequence >= next);
            if (wanted[0]?.sequence !== next)
                continue;
            entries.push(...wanted);
            next = lastOf(wanted) + 1;
        }
    }
    return entries.length === 0 ? null : { baseBlock, steps: entries, sequence: lastOf(entries) };
}
/** Old format: the one log that was begun when the hive was last written. */
function redoOfDirtyPages(bytes, found, logs) {
    const lastWritten = typeof found === 'string' ? timeOfFirstBin(bytes) : found.lastWritten;
    for (const log of logs) {
        const { fileType, primarySequence, secondarySequence, binsSize } = log.base;
        if (fileType !== FILE_TYPE.log && fileType !== FILE_TYPE.logOfWindows2000)
            continue;
        if (primarySequence !== secondarySequence || log.base.lastWritten !== lastWritten)
            continue;
        const pages = readDirtyPages(log.bytes, sectorOf(log, 'DIRT'), binsSize);
        if (pages === null)
            continue;
        return { baseBlock: log.bytes, steps: [{ binsSize, pages }], sequence: primarySequence };
    }
    return null;
}
function applied(bytes, logs, redo, what) {
    const size = Math.max(...redo.steps.map(({ binsSize }) => binsSize));
    // New bins are dirty as a whole, so a hive never grows by more than its logs hold.
    const most = logs.reduce((sum, log) => sum + log.length, bytes.length);
    if (size > most) {
        throw new src_errors/* FactoryError */.Xx('damaged', {
            subject: what,
            found: `a log that makes it ${size} bytes long`,
            expected: `${most} bytes at most`,
        });
    }
    const hive = new Uint8Array(BASE_BLOCK_SIZE + size);
    hive.set(bytes.subarray(0, hive.length));
    hive.set(redo.baseBlock.subarray(0, SECTOR_SIZE));
    for (const { pages } of redo.steps) {
        for (const page of pages)
            hive.set(page.bytes, BASE_BLOCK_SIZE + page.offset);
    }
    const binsSize = redo.steps.at(-1)?.binsSize ?? 0;
    settleBaseBlock(hive, redo.sequence, binsSize);
    return hive.subarray(0, BASE_BLOCK_SIZE + binsSize);
}
/** The error for a hive that `replay` could not make whole: damaged where its base block is, else dirty. */
function notReplayed(found, logs, what) {
    const reason = logs === 0 ? 'there is no log beside it' : 'no log beside it continues where it stops';
    if (typeof found === 'string') {
        return new src_errors/* FactoryError */.Xx('damaged', {
            subject: what,
            found: `${found}, and ${reason}`,
            expected: 'a registry hive',
            next: 'take the hive from a backup, or capture the machine again after a clean shutdown',
        });
    }
    return new src_errors/* FactoryError */.Xx('dirty', {
        subject: what,
        found: `a registry hive whose last write did not finish (sequence numbers ${found.primarySequence} and ${found.secondarySequence}), and ${reason}`,
        next: 'start the machine and shut it down cleanly, or put the .LOG1 and .LOG2 files that belong to the hive beside it',
    });
}
/** The copy of the last written time that the first hive bin has. */
function timeOfFirstBin(bytes) {
    if (bytes.length < BASE_BLOCK_SIZE + 32)
        return null;
    return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getBigUint64(BASE_BLOCK_SIZE + 20, true);
}
/** Where a log's second sector begins: on a disk with sectors of 4,096 bytes not at byte 512. */
function sectorOf({ bytes, base }, signature) {
    const sector = base.clustering * SECTOR_SIZE;
    const isAt = (at) => Buffer.from(bytes.subarray(at, at + 4)).toString('latin1') === signature;
    return base.clustering === 8 && isAt(sector) && !isAt(SECTOR_SIZE) ? sector : SECTOR_SIZE;
}
function firstOf(entries) {
    return entries[0]?.sequence ?? 0;
}
function lastOf(entries) {
    return entries.at(-1)?.sequence ?? 0;
}
//# sourceMappingURL=replay.js.map
;// CONCATENATED MODULE: ./build/src/registry/hive.js
/** An offline registry hive: base block, hive bins, and where its last write did not finish, what its logs add. */




/**
 * @param bytes the hive; it is not changed, and must not change while the hive is read
 * @param what the hive, for messages
 * @param logs the files beside it whose names end in .LOG1 and .LOG2, or .LOG, in this order; empty ones may be there
 * @throws damaged, unsupported, or dirty: its last write did not finish, and no log makes it whole
 */
function openHive(bytes, what, logs = [], options = {}) {
    const found = parseBaseBlock(bytes);
    const isClean = typeof found !== 'string' && found.primarySequence === found.secondarySequence;
    const whole = isClean ? bytes : (replay(bytes, found, logs, what) ?? bytes);
    const base = whole === bytes ? found : parseBaseBlock(whole);
    if (typeof base === 'string' || (whole === bytes && !isClean && options.allowDirty !== true)) {
        throw notReplayed(found, logs.length, what);
    }
    checkVersion(base, what);
    const bins = openBins(whole, base.binsSize, what);
    const root = new HiveKey(bins, base.rootCell, base.rootCell, null);
    return { label: what, replayed: whole !== bytes, root, key: (path) => root.key(path) };
}
//# sourceMappingURL=hive.js.map
;// CONCATENATED MODULE: ./build/src/registry/index.js


//# sourceMappingURL=index.js.map
;// CONCATENATED MODULE: ./build/src/inspect/read-small-file.js
/** Files that are read whole, because they are small or must be at hand as one. */


/**
 * @param limit bytes: a larger file is not what it should be
 * @returns null where there is no such file
 * @throws unsupported when it is larger than `limit`, and what reading it throws
 */
async function readFileOrNull(tree, path, limit) {
    const located = await (0,src_tree/* findOrNull */.w0)(tree, path);
    const size = located === null ? null : (0,src_tree/* unnamedStream */.pL)(located.entry)?.size;
    if (located === null || size === undefined || size === null)
        return null;
    if (size > limit) {
        throw new src_errors/* FactoryError */.Xx('unsupported', {
            subject: `${tree.label}: ${located.path}`,
            found: `${size} bytes`,
            expected: `${limit} at most`,
        });
    }
    return readStart(tree, located, size);
}
/** The first `length` bytes of a file, or as many as it has. */
async function readStart(tree, { entry }, length) {
    const stream = (0,src_tree/* unnamedStream */.pL)(entry);
    const bytes = new Uint8Array(Math.min(length, stream?.size ?? 0));
    let filled = 0;
    if (stream === null || bytes.length === 0)
        return bytes;
    for await (const piece of tree.read(entry, stream)) {
        bytes.set(piece.subarray(0, bytes.length - filled), filled);
        filled += Math.min(piece.length, bytes.length - filled);
        if (filled === bytes.length)
            break;
    }
    return bytes.subarray(0, filled);
}
/** Text in UTF-8 or UTF-16 by its byte order mark, else in UTF-8. */
function decodeText(bytes) {
    const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
    return new TextDecoder(encoding).decode(bytes);
}
//# sourceMappingURL=read-small-file.js.map
;// CONCATENATED MODULE: ./build/src/inspect/windows-hives.js
/** The hives of an installation that is not running: `\Windows\System32\config`. */


/** A hive must be at hand as a whole; that of the largest installations is a fifth of this. */
const HIVE_LIMIT = 1 << 30;
/**
 * @param systemRoot as `findSystemRoot` gives it
 * @param name "SOFTWARE"
 * @returns null where there is no such hive
 * @throws damaged, or dirty when neither it nor the logs beside it are whole
 */
async function openWindowsHive(tree, systemRoot, name, options = {}) {
    const path = `${systemRoot}\\System32\\config\\${name}`;
    const bytes = await readFileOrNull(tree, path, HIVE_LIMIT);
    if (bytes === null)
        return null;
    const logs = [];
    for (const ending of ['.LOG1', '.LOG2', '.LOG']) {
        const log = await readFileOrNull(tree, path + ending, HIVE_LIMIT);
        if (log !== null)
            logs.push(log);
    }
    return openHive(bytes, `${tree.label}: ${path}`, logs, options);
}
/** The control set that the next start takes, `SYSTEM\ControlSet00N`: the one that Select names as its default. */
function controlSet(system) {
    const select = system?.key('Select') ?? null;
    for (const name of ['Default', 'Current', 'LastKnownGood']) {
        const number = select?.dword(name) ?? 0;
        const key = system?.key(`ControlSet${String(number).padStart(3, '0')}`) ?? null;
        if (key !== null)
            return key;
    }
    return system?.key('ControlSet001') ?? null;
}
//# sourceMappingURL=windows-hives.js.map
;// CONCATENATED MODULE: ./build/src/inspect/explain/findings.js
/** What is found in the logs, counted by symptom: the first line of each, and what its lines are about. */
/** Of each symptom so many lines are compared, and so many subjects kept. */
const COMPARED = 1000;
const SUBJECTS = 20;
class Findings {
    #now = new Map();
    #earlier = new Map();
    /** @param subject '' for none */
    add(symptom, kind, place, subject, isEarlier) {
        const table = isEarlier ? this.#earlier : this.#now;
        const known = table.get(symptom.id);
        const counted = known ?? {
            symptom,
            kind,
            first: place,
            texts: new Set(),
            count: 0,
            subjects: new Set(),
        };
        table.set(symptom.id, counted);
        const said = `${place.time} ${place.text}`;
        if (counted.texts.has(said))
            return;
        if (counted.texts.size < COMPARED)
            counted.texts.add(said);
        counted.count++;
        if (isBefore(place, counted.first))
            counted.first = place;
        if (subject !== '' && counted.subjects.size < SUBJECTS)
            counted.subjects.add(subject);
    }
    /** A new run of `kind` begins: what its logs said until here belongs to an earlier one. */
    age(kind) {
        for (const [id, counted] of this.#now) {
            if (counted.kind !== kind)
                continue;
            this.#now.delete(id);
            if (!this.#earlier.has(id))
                this.#earlier.set(id, counted);
        }
    }
    /** Causes of this run, then what only follows from others, then what is earlier; each the first in time first. */
    inOrder() {
        const now = [...this.#now.values()].map((counted) => findingOf(counted, false));
        const earlier = [...this.#earlier]
            .filter(([id]) => !this.#now.has(id))
            .map(([, counted]) => findingOf(counted, true));
        const [causes, consequences] = [false, true].map((wanted) => now.filter(({ symptom }) => (symptom.consequence === true) === wanted).toSorted(compare));
        return [...(causes ?? []), ...(consequences ?? []), ...earlier.toSorted(compare)];
    }
}
function findingOf({ symptom, kind, first, count, subjects }, isEarlier) {
    return { symptom, kind, isEarlier, first, count, subjects: [...subjects] };
}
function isBefore(a, b) {
    return a.time !== null && (b.time === null || a.time < b.time);
}
/** What has no time comes after what has one, in the order in which it was found. */
function compare(a, b) {
    const [timeA, timeB] = [a.first.time ?? Infinity, b.first.time ?? Infinity];
    return timeA === timeB ? 0 : timeA - timeB;
}
//# sourceMappingURL=findings.js.map
;// CONCATENATED MODULE: ./build/src/inspect/explain/dump.js
/**
 * The head of a memory dump: why Windows stopped.
 *
 *     0x000 "PAGEDU64"   0x038 u32 the bug check   0x040 4 × u64 its parameters   0xfa8 FILETIME
 *
 * Source: DUMP_HEADER64 of the Windows Driver Kit's wdbgexts.h
 */



const HEAD = 0x1000;
/** @returns the event that Windows logs of it after the next start; null where it is no such dump */
async function readDump(tree, path) {
    const located = await (0,src_tree/* findOrNull */.w0)(tree, path);
    if (located === null)
        return null;
    const head = Buffer.from(await readStart(tree, located, HEAD));
    if (head.length < HEAD || head.toString('latin1', 0, 8) !== 'PAGEDU64')
        return null;
    const code = dump_hex(BigInt(head.readUInt32LE(0x38)), 8);
    const parameters = [0x40, 0x48, 0x50, 0x58].map((at) => dump_hex(head.readBigUInt64LE(at), 16));
    const time = (0,src_bytes/* dateFromFiletime */.ad)(head.readBigUInt64LE(0xfa8)).getTime();
    return {
        number: 1,
        text: `Critical: The computer has rebooted from a bugcheck.  The bugcheck was: ${code} (${parameters.join(', ')}). A dump was saved in: ${path}.`,
        ...(Number.isNaN(time) ? {} : { time }),
    };
}
function dump_hex(value, digits) {
    return `0x${value.toString(16).padStart(digits, '0')}`;
}
//# sourceMappingURL=dump.js.map
;// CONCATENATED MODULE: ./build/src/inspect/explain/event-log/values.js
/** The values of events as text. */

const ARRAY = 0x80;
/** @param type as the log has it */
function textOfValue(type, bytes) {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    const { length } = buffer;
    switch (type) {
        case 0x00:
            return '';
        case 0x01:
            return buffer.toString('utf16le').replace(/\0+$/, '');
        case 0x02:
            return buffer.toString('latin1').replace(/\0+$/, '');
        case 0x03:
        case 0x05:
        case 0x07:
            return length > 6 ? hexOf(buffer) : String(buffer.readIntLE(0, length));
        case 0x04:
        case 0x06:
        case 0x08:
            return length > 6 ? hexOf(buffer) : String(buffer.readUIntLE(0, length));
        case 0x09:
            return length === 8 ? String(buffer.readBigInt64LE()) : hexOf(buffer);
        case 0x0a:
            return length === 8 ? String((0,src_bytes/* readU64 */.IM)((0,src_bytes/* cursorOver */.Ro)(bytes, 'a value'))) : hexOf(buffer);
        case 0x0d:
            return String(buffer.some((byte) => byte !== 0));
        case 0x0f:
            return length === 16 ? `{${(0,src_bytes/* formatGuid */.R1)(bytes)}}` : hexOf(buffer);
        case 0x10:
        case 0x14:
        case 0x15:
            return hexOf(buffer);
        case 0x11:
            return length === 8 ? (0,src_bytes/* formatFiletime */.jb)((0,src_bytes/* readU64 */.IM)((0,src_bytes/* cursorOver */.Ro)(bytes, 'a value'))) : hexOf(buffer);
        case ARRAY | 0x01:
            return buffer
                .toString('utf16le')
                .split('\0')
                .filter((part) => part !== '')
                .join(', ');
        default:
            return (0,src_bytes/* toHex */.nj)(bytes);
    }
}
/** "0x800f0922" */
function hexOf(buffer) {
    return `0x${(0,src_bytes/* toHex */.nj)(Uint8Array.from(buffer).toReversed())}`;
}
//# sourceMappingURL=values.js.map
;// CONCATENATED MODULE: ./build/src/inspect/explain/event-log/binary-xml.js
/**
 * Binary XML of an event log, decoded into elements. Offsets count from the start of the chunk that holds it.
 *
 * | token      | followed by                                                                              |
 * | ---------- | ---------------------------------------------------------------------------------------- |
 * | 0x00       | nothing: the end                                                                         |
 * | 0x01, 0x41 | start of an element: u16, u32 size, name; 0x41: u32 size of the attributes, attributes   |
 * | 0x02, 0x03 | nothing: the start is over; 0x03: and so is the element                                  |
 * | 0x04       | nothing: end of the element                                                              |
 * | 0x05, 0x45 | text: u8 type, u16 count, UTF-16                                                         |
 * | 0x06, 0x46 | attribute: name, then what its value is made of                                          |
 * | 0x07, 0x47 | CDATA: u16 count, UTF-16                                                                 |
 * | 0x08, 0x48 | character: u16                                                                           |
 * | 0x09, 0x49 | entity: name                                                                             |
 * | 0x0a, 0x0b | processing instruction: name; u16 count, UTF-16                                          |
 * | 0x0c       | instance of a template: u8, u32 id, u32 offset of the template, its values               |
 * | 0x0d, 0x0e | one of these values: u16 index, u8 type                                                  |
 * | 0x0f       | start of a fragment: 3 bytes                                                             |
 *
 * A name is the u32 offset of where it stands, which is right there where it is new: u32 next, u16 hash, u16 count, UTF-16,
 * u16 0. So is a template: u32 next, 16 bytes GUID, u32 size, a fragment.
 *
 * Source: https://github.com/libyal/libevtx/blob/main/documentation/Windows%20XML%20Event%20Log%20(EVTX).asciidoc
 */



const DEPTH = 32;
const TOKENS = 20_000;
const BINARY_XML = 0x21;
const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
/** @param start where the fragment begins in the chunk @throws damaged */
function readElement(chunk, start, what) {
    const reader = new Reader((0,src_bytes/* cursorOver */.Ro)(chunk, what));
    const root = binary_xml_element('');
    (0,src_bytes/* seek */.jF)(reader.cursor, start);
    reader.content(root, [], 0);
    const [first] = root.children;
    if (first === undefined)
        throw reader.damaged('no element');
    return first;
}
function binary_xml_element(name) {
    return { name, attributes: new Map(), children: [], text: '' };
}
class Reader {
    cursor;
    #left = TOKENS;
    constructor(cursor) {
        this.cursor = cursor;
    }
    /** What an element, or a fragment, holds, up to its end. */
    content(into, values, depth) {
        if (depth > DEPTH)
            throw this.damaged('elements within elements without an end');
        for (;;) {
            const token = this.#token();
            const kind = token & 0x0f;
            if (token === 0x00 || token === 0x04)
                return;
            if (kind === 0x0f)
                (0,src_bytes/* skip */.iv)(this.cursor, 3);
            else if (kind === 0x01)
                into.children.push(this.#element(token, values, depth));
            else if (kind === 0x0c)
                this.#template(into, depth);
            else
                into.text += this.#piece(token, values, into, depth);
            // An instance of a template is all that its fragment holds.
            if (kind === 0x0c)
                return;
        }
    }
    damaged(found) {
        const { what, position } = this.cursor;
        return new src_errors/* FactoryError */.Xx('damaged', { subject: what, found: `${found} at byte ${position} of the chunk` });
    }
    #token() {
        if (--this.#left < 0)
            throw this.damaged('more than an event can hold');
        return (0,src_bytes/* readU8 */.eo)(this.cursor);
    }
    #element(token, values, depth) {
        (0,src_bytes/* skip */.iv)(this.cursor, 6);
        const made = binary_xml_element(this.#name());
        if ((token & 0x40) !== 0)
            (0,src_bytes/* skip */.iv)(this.cursor, 4);
        let name = null;
        for (;;) {
            const next = this.#token();
            if (next === 0x03)
                return made;
            if (next === 0x02)
                break;
            if ((next & 0x0f) === 0x06) {
                name = this.#name();
                made.attributes.set(name, '');
                continue;
            }
            if (name === null)
                throw this.damaged(`the token 0x${next.toString(16)} among attributes`);
            made.attributes.set(name, (made.attributes.get(name) ?? '') + this.#piece(next, values, null, depth));
        }
        this.content(made, values, depth + 1);
        return made;
    }
    /** @param into what takes elements that a value holds */
    #piece(token, values, into, depth) {
        switch (token & 0x0f) {
            case 0x05:
                (0,src_bytes/* skip */.iv)(this.cursor, 1);
                return (0,src_bytes/* readUtf16 */.rd)(this.cursor, (0,src_bytes/* readU16 */.Vv)(this.cursor) * 2);
            case 0x07:
                return (0,src_bytes/* readUtf16 */.rd)(this.cursor, (0,src_bytes/* readU16 */.Vv)(this.cursor) * 2);
            case 0x08:
                return String.fromCharCode((0,src_bytes/* readU16 */.Vv)(this.cursor));
            case 0x09:
                return ENTITIES[this.#name()] ?? '';
            case 0x0a:
                this.#name();
                return '';
            case 0x0b:
                (0,src_bytes/* skip */.iv)(this.cursor, (0,src_bytes/* readU16 */.Vv)(this.cursor) * 2);
                return '';
            case 0x0d:
            case 0x0e:
                return this.#value(values, into, depth);
            default:
                throw this.damaged(`the token 0x${token.toString(16)}`);
        }
    }
    #value(values, into, depth) {
        const value = values[(0,src_bytes/* readU16 */.Vv)(this.cursor)];
        (0,src_bytes/* skip */.iv)(this.cursor, 1);
        if (value === undefined || value.size === 0)
            return '';
        const back = this.cursor.position;
        (0,src_bytes/* seek */.jF)(this.cursor, value.start);
        let text = '';
        if (value.type !== BINARY_XML)
            text = textOfValue(value.type, (0,src_bytes/* readBytes */.io)(this.cursor, value.size));
        else if (into !== null)
            this.content(into, [], depth + 1);
        (0,src_bytes/* seek */.jF)(this.cursor, back);
        return text;
    }
    #template(into, depth) {
        (0,src_bytes/* skip */.iv)(this.cursor, 5);
        const at = (0,src_bytes/* readU32 */.PF)(this.cursor);
        if (at === this.cursor.position) {
            (0,src_bytes/* skip */.iv)(this.cursor, 20);
            (0,src_bytes/* skip */.iv)(this.cursor, (0,src_bytes/* readU32 */.PF)(this.cursor));
        }
        const values = [];
        const count = (0,src_bytes/* readU32 */.PF)(this.cursor);
        let start = this.cursor.position + count * 4;
        for (let index = 0; index < count; index++) {
            const size = (0,src_bytes/* readU16 */.Vv)(this.cursor);
            const type = (0,src_bytes/* readU8 */.eo)(this.cursor);
            (0,src_bytes/* skip */.iv)(this.cursor, 1);
            values.push({ type, start, size });
            start += size;
        }
        (0,src_bytes/* seek */.jF)(this.cursor, at + 24);
        this.content(into, values, depth + 1);
        (0,src_bytes/* seek */.jF)(this.cursor, start);
    }
    #name() {
        const at = (0,src_bytes/* readU32 */.PF)(this.cursor);
        const isHere = at === this.cursor.position;
        const back = this.cursor.position;
        (0,src_bytes/* seek */.jF)(this.cursor, at + 6);
        const name = (0,src_bytes/* readUtf16 */.rd)(this.cursor, (0,src_bytes/* readU16 */.Vv)(this.cursor) * 2);
        if (isHere)
            (0,src_bytes/* skip */.iv)(this.cursor, 2);
        else
            (0,src_bytes/* seek */.jF)(this.cursor, back);
        return name;
    }
}
//# sourceMappingURL=binary-xml.js.map
;// CONCATENATED MODULE: ./build/src/inspect/explain/event-log/read.js
/**
 * An event log (`.evtx`), event by event, as lines: "Error Microsoft-Windows-Servicing 3: KB5043080, …".
 *
 *     file   4096 bytes, "ElfFile\0"; then chunks of 64 KiB
 *     chunk  512 bytes, "ElfChnk\0"; then records, one after the other
 *     record "**\0\0"; 0x04 u32 size; 0x08 u64 number; 0x10 FILETIME; 0x18 binary XML
 *
 * What the headers say of the length is not believed: a log that was open when the machine was turned off has more.
 * Source: https://github.com/libyal/libevtx/blob/main/documentation/Windows%20XML%20Event%20Log%20(EVTX).asciidoc
 */


const FILE_HEADER = 4096;
const CHUNK = 65_536;
const RECORDS = 512;
const RECORD_HEADER = 24;
const LEVELS = ['Information', 'Critical', 'Error', 'Warning', 'Information', 'Verbose'];
/** What Windows shows of an event whose values say little: `%1` is the first of them. */
const MESSAGES = {
    'Microsoft-Windows-WER-SystemErrorReporting 1001': 'The computer has rebooted from a bugcheck.  The bugcheck was: %1. A dump was saved in: %2. Report Id: %3.',
};
/** @returns the events as lines with their own numbers, a chunk at a time; a chunk or an event that is damaged is left out */
async function* readEvents(content, what) {
    for await (const chunk of chunksOf(content)) {
        if (chunk.toString('latin1', 0, 8) === 'ElfChnk\0')
            yield eventsOf(chunk, what);
    }
}
async function* chunksOf(content) {
    let rest = Buffer.alloc(0);
    let skipped = 0;
    for await (const piece of content) {
        const header = Math.min(FILE_HEADER - skipped, piece.length);
        skipped += header;
        rest = Buffer.concat([rest, piece.subarray(header)]);
        for (; rest.length >= CHUNK; rest = rest.subarray(CHUNK))
            yield rest.subarray(0, CHUNK);
    }
}
function eventsOf(chunk, what) {
    const events = [];
    for (let at = RECORDS; at + RECORD_HEADER < CHUNK && chunk.readUInt32LE(at) === 0x2a2a;) {
        const size = chunk.readUInt32LE(at + 4);
        if (size < RECORD_HEADER || at + size > CHUNK)
            break;
        try {
            const number = Number(chunk.readBigUInt64LE(at + 8));
            const time = (0,src_bytes/* dateFromFiletime */.ad)(chunk.readBigUInt64LE(at + 16)).getTime();
            if (!Number.isNaN(time)) {
                events.push({ number, time, text: lineOf(readElement(chunk, at + RECORD_HEADER, what)) });
            }
        }
        catch {
            // Half written, or overwritten: the others count.
        }
        at += size;
    }
    return events;
}
function lineOf(event) {
    const system = childOf(event, 'System');
    const provider = childOf(system, 'Provider')?.attributes.get('Name') ?? '';
    const id = childOf(system, 'EventID')?.text ?? '';
    const level = LEVELS[Number(childOf(system, 'Level')?.text ?? 0)] ?? 'Information';
    const values = event.children.filter((part) => part !== system).flatMap(valuesOf);
    const template = MESSAGES[`${provider} ${id}`];
    const message = template?.replaceAll(/%(\d)/g, (_whole, index) => values[Number(index) - 1] ?? '') ?? values.join(', ');
    return `${level} ${provider} ${id}: ${message}`.replaceAll(/\s*[\r\n]+\s*/g, ' ').trimEnd();
}
function childOf(element, name) {
    return element?.children.find((child) => child.name === name);
}
function valuesOf({ text, children }) {
    return [...(text.trim() === '' ? [] : [text.trim()]), ...children.flatMap(valuesOf)];
}
//# sourceMappingURL=read.js.map
;// CONCATENATED MODULE: ./build/src/inspect/explain/lines.js
/**
 * The lines of a log, however it was written: UTF-8, UTF-16 with and without a byte order mark, lines that end with CRLF,
 * LF or a CR that a progress bar left. A log of any size goes through in pieces.
 */
/**
 * UTF-16 code units. Of a longer line each such piece is a line with the same number: what a pattern costs may grow with
 * the square of it.
 */
const LONGEST = 8 << 10;
/** @returns the lines in batches, none of them empty */
async function* readLines(content) {
    let number = 1;
    let rest = '';
    for await (const text of decoded(content)) {
        // A power loss leaves zeros where the last lines should be.
        const parts = (rest + text.replaceAll('\0', '')).split('\n');
        rest = parts.pop() ?? '';
        const batch = parts.flatMap((part, index) => linesOf(part, number + index));
        number += parts.length;
        while (rest.length > LONGEST) {
            batch.push({ number, text: rest.slice(0, LONGEST) });
            rest = rest.slice(LONGEST);
        }
        yield batch;
    }
    yield linesOf(rest, number);
}
function linesOf(text, number) {
    if (text.length <= LONGEST && !text.includes('\r', text.endsWith('\r') ? text.length : 0))
        return lineOf(text);
    return text.split('\r').flatMap((part) => {
        const pieces = [];
        for (let at = 0; at < part.length; at += LONGEST)
            pieces.push(...lineOf(part.slice(at, at + LONGEST)));
        return pieces;
    });
    function lineOf(line) {
        const trimmed = line.trimEnd();
        return trimmed === '' ? [] : [{ number, text: trimmed }];
    }
}
async function* decoded(content) {
    let decoder = null;
    let head = new Uint8Array(0);
    for await (const piece of content) {
        if (decoder !== null) {
            yield decoder.decode(piece, { stream: true });
            continue;
        }
        head = head.length === 0 ? piece.slice() : Buffer.concat([head, piece]);
        if (head.length < 4)
            continue;
        decoder = new TextDecoder(encodingOf(head));
        yield decoder.decode(head, { stream: true });
    }
    yield decoder === null ? new TextDecoder(encodingOf(head)).decode(head) : decoder.decode();
}
/** By the mark, else by where the zeros of Latin letters stand. */
function encodingOf([a = 1, b = 1, c = 1, d = 1]) {
    if ((a === 0xff && b === 0xfe) || (b === 0 && d === 0 && a !== 0 && c !== 0))
        return 'utf-16le';
    if ((a === 0xfe && b === 0xff) || (a === 0 && c === 0 && b !== 0 && d !== 0))
        return 'utf-16be';
    return 'utf-8';
}
//# sourceMappingURL=lines.js.map
;// CONCATENATED MODULE: ./build/src/inspect/explain/logs.js
/** Where an installation keeps its logs, and which log a file is, by its path. */


/** By the end of a path, the first one that matches. In the order in which logs are read and worth reading. */
const KINDS = [
    ['agent', /\\agent\.log$/i],
    ['agent', /\\ImageFactory\\logs\\[^\\]+\.log$/i],
    ['step', /\\ImageFactory\\steps\\[^\\]+\.log$/i],
    ['machine', /\\(?:hypervisor|console)[^\\]*\.(?:log|txt)$/i],
    ['sysprep', /\\sysprep(?:\\(?:panther\\)?|[-_.])setupact[^\\]*\.log$/i],
    ['sysprep', /\\sysprep(?:\\(?:panther\\)?|[-_.])setuperr[^\\]*\.log$/i],
    ['setup', /\\[^\\]*setupact[^\\]*\.log$/i],
    ['setup', /\\[^\\]*setuperr[^\\]*\.log$/i],
    ['setup', /\\(?:unattend|oobe|bluebox)[^\\]*\.log$/i],
    ['cbs', /\\(?:CBS\.log|CbsPersist_\d+\.(?:log|cab))$/i],
    ['dism', /\\dism[^\\]*\.log$/i],
    ['updates', /\\(?:ReportingEvents|WindowsUpdate[^\\]*)\.log$/i],
    ['drivers', /\\setupapi\.[^\\]+\.log$/i],
    ['state', /\\State\.ini$/i],
    [
        'events',
        /\\(?:System|Application|Setup|Microsoft-Windows-(?:WindowsUpdateClient|AppXDeploymentServer)%4Operational)\.evtx$/i,
    ],
    ['event-log', /\.evtx$/i],
    ['dump', /\.dmp$/i],
];
/** Below the folder of Windows; `*` with all folders below. */
const SYSTEM_PLACES = [
    'Panther\\*',
    'System32\\Sysprep\\Panther\\*',
    'Logs\\*',
    'SoftwareDistribution',
    '',
    'INF',
    'Setup\\State',
    'System32\\winevt\\Logs',
    'Minidump',
];
const VOLUME_PLACES = [
    '\\ProgramData\\ImageFactory\\*',
    '\\$WINDOWS.~BT\\Sources\\Panther\\*',
    '\\$WINDOWS.~BT\\Sources\\Rollback\\*',
];
/** Of a folder and what is below it. */
const MOST_ENTRIES = 50_000;
/** What Windows makes of an event log that nothing was written to. */
const EMPTY_EVENT_LOG = 69_632;
/** @returns null for a file that is none of the logs */
function logKind(path) {
    return KINDS.find(([, pattern]) => pattern.test(path))?.[0] ?? null;
}
/** The logs of an installation; of a tree that is none, every file that has the name of a log. */
async function findLogs(tree) {
    const root = (await (0,src_tree/* findSystemRoot */.Vv)(tree).catch(() => null))?.path ?? '\\Windows';
    const logs = [];
    const unread = [];
    const add = async (place, found) => {
        await found.then((more) => logs.push(...more), (error) => unread.push({ file: place, why: (0,src_errors/* fromSystemError */.Kh)(error, place).message }));
    };
    for (const place of [...VOLUME_PLACES, ...SYSTEM_PLACES.map((name) => `${root}\\${name}`)]) {
        await add(place, logsAt(tree, place));
    }
    if (logs.length === 0)
        await add('\\', collect(tree, { path: '\\', entry: tree.root }));
    return { logs: logs.toSorted((a, b) => rankOf(a) - rankOf(b)), unread };
}
async function logsAt(tree, place) {
    const isDeep = place.endsWith('\\*');
    const folder = await (0,src_tree/* findOrNull */.w0)(tree, isDeep ? place.slice(0, -2) : place);
    if (folder === null || !(0,src_tree/* isFolder */.lQ)(folder.entry))
        return [];
    if (isDeep)
        return collect(tree, folder);
    // Folders of thousands of other files.
    const isWanted = (name) => logKind(`${folder.path}\\${name}`) !== null;
    const children = await (tree.childrenNamed?.(folder.entry, isWanted) ?? tree.children(folder.entry));
    return children.flatMap((entry) => logOf({ path: (0,src_tree/* joinPath */.uJ)(folder.path, entry.name), entry }));
}
async function collect(tree, start) {
    const logs = [];
    let seen = 0;
    for await (const located of (0,src_tree/* walk */.GG)(tree, start, () => seen < MOST_ENTRIES)) {
        seen++;
        logs.push(...logOf(located));
    }
    return logs;
}
function logOf({ path, entry }) {
    const kind = logKind(path);
    const size = (0,src_tree/* isFolder */.lQ)(entry) ? 0 : ((0,src_tree/* unnamedStream */.pL)(entry)?.size ?? 0);
    if (kind === null || size === 0)
        return [];
    if (kind === 'event-log' && size <= EMPTY_EVENT_LOG)
        return [];
    return [{ path, entry, kind, size }];
}
/** What the agent saved of sysprep's logs is of an earlier run; what it saved of others, they hold too. */
function rankOf({ path, kind }) {
    const rank = KINDS.findIndex(([, pattern]) => pattern.test(path));
    if (!(0,src_tree/* foldCase */.SP)(path).includes('\\IMAGEFACTORY\\LOGS\\'))
        return rank;
    return kind === 'sysprep' ? rank - 0.5 : rank + 0.5;
}
//# sourceMappingURL=logs.js.map
// EXTERNAL MODULE: ./build/src/servicing/index.js + 12 modules
var servicing = __webpack_require__(21246);
;// CONCATENATED MODULE: ./build/src/inspect/explain/packed.js
/** Logs of servicing that Windows packed when they had grown to 50 MB: `CbsPersist_*.cab`, a cabinet with one file. */




/** A text packs to a tenth or less. */
const LARGEST = 64 << 20;
function isPacked(path) {
    return /\.cab$/i.test(path);
}
/** @returns what a log says, out of its cabinet where it is in one @throws damaged or unsupported for a cabinet, and what reading throws */
async function* readLog(tree, { path, entry }) {
    if (!isPacked(path)) {
        const stream = (0,src_tree/* unnamedStream */.pL)(entry);
        if (stream !== null)
            yield* tree.read(entry, stream);
        return;
    }
    const bytes = await readFileOrNull(tree, path, LARGEST);
    if (bytes === null)
        return;
    const cabinet = await (0,servicing/* openCabinet */.tZ)(sourceOf(path, bytes));
    for (const file of cabinet.files)
        yield await cabinet.read(file);
}
function sourceOf(label, bytes) {
    return {
        label,
        size: bytes.length,
        read(offset, target) {
            const end = offset + target.length;
            if (end > bytes.length) {
                throw new src_errors/* FactoryError */.Xx('damaged', {
                    subject: label,
                    found: `${bytes.length} bytes`,
                    expected: `${end} at least`,
                });
            }
            target.set(bytes.subarray(offset, end));
            return Promise.resolve();
        },
    };
}
//# sourceMappingURL=packed.js.map
;// CONCATENATED MODULE: ./build/src/inspect/sysprep-log.js
/**
 * `\Windows\System32\Sysprep\Panther\setuperr.log`. A good run leaves lines there too, so a line is looked up: those that
 * end a run, those that good runs are known to leave, and those that nobody here has seen yet.
 *
 *     2026-03-20 15:23:14, Error      [0x0f0070] SYSPRP RunDlls:An error occurred while …
 */
/** What sysprep writes when it gives up. */
const FATAL = [
    /halting sysprep execution/i,
    /WinMain:\s*Hit failure/i,
    /LaunchDll:\s*(?:Failure occurred|Could not)/i,
    /Run(?:External)?Dlls:/i,
    /SysprepSession::(?:Execute|ExecuteInternal|Validate)\b/i,
    /RunPlatformActions:\s*Failed/i,
    /was installed for a user, but not provisioned for all users/i,
    /failed to remove (?:staged|apps|the package)/i,
    /SLReArm/i,
    /WinMain:\s*(?:Unable|Failed|The sysprep dialog box returned FALSE)/i,
];
/** Lines that runs left which ended with the tag and the state of a generalized image. */
const HARMLESS = [
    [
        /MRTGeneralize:.*ERROR: Failed (?:ConnectServer|DeleteInstance|ExecQuery)/i,
        'the removal tool finds no security center (MicrosoftDocs/azure-docs #43893, templates that were deployed since)',
    ],
    [
        /Failed to re-enable Compat-Gentel custom trigger/i,
        'the telemetry task is not there (MicrosoftDocs/azure-docs #43893, templates that were deployed since)',
    ],
    [
        /setupdigetclassdevs failed with error 0/i,
        'no device of that class, error 0 (MicrosoftDocs/azure-docs #43893, GoogleCloudPlatform/compute-image-windows #156)',
    ],
    [
        /BCD: (?:BiUpdateEfiEntry|BiExportBcdObjects|BiExportStoreAlterationsToEfi|BiExportEfiBootManager)\b.*c000000d/i,
        'the firmware of a virtual machine takes no boot entries; the store on the disk is written (runs under OVMF)',
    ],
    [
        /SPPNP: Failed to queue enumerated driver packages\. Err = 0x57/i,
        'devices of the platform cannot be uninstalled (runs under OVMF, without drivers of others)',
    ],
    [
        /Unable to uninstall device ROOT\\.*Err = 0xE0000231/i,
        'devices of the platform cannot be uninstalled (runs under OVMF, without drivers of others)',
    ],
    [
        /\[windeploy\.exe\] CFirstUXWnd::OpenExisting failed with error 80070490/i,
        'no window of the first start is open yet (cralborn/cyberforce, a machine that came through OOBE)',
    ],
    [/File operations pending/i, 'a warning: the files are replaced at the next start'],
];
const STAMP = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d), (\w+)/;
/**
 * @param errors setuperr.log
 * @param actions setupact.log, which says when the last run began: what is older belongs to an earlier one; '' for none
 */
function readSysprepLog(errors, actions) {
    const begun = lastRunOf(actions);
    const lines = errors.split(/\r\n|\r|\n/).map((line) => line.trim());
    return lines.filter((line) => line !== '').map((text) => classify(text, begun));
}
/** Whether a line tells of an error that runs leave which end well. */
function isHarmless(text) {
    return whyHarmless(text) !== undefined;
}
function whyHarmless(text) {
    return HARMLESS.find(([pattern]) => pattern.test(text))?.[1];
}
function classify(text, begun) {
    const [, stamp = begun] = STAMP.exec(text) ?? [];
    if (stamp < begun)
        return { text, kind: 'earlier', why: '' };
    const why = whyHarmless(text);
    if (why !== undefined)
        return { text, kind: 'harmless', why };
    const isFatal = FATAL.some((pattern) => pattern.test(text));
    return { text, kind: isFatal ? 'fatal' : 'unknown', why: '' };
}
/** "2026-03-20 15:23:14", which sorts as text; '' where the log does not say. */
function lastRunOf(actions) {
    const starts = actions
        .split(/\r\n|\r|\n/)
        .filter((line) => line.includes('Beginning of a new sysprep run'));
    return STAMP.exec(starts.at(-1) ?? '')?.[1] ?? '';
}
//# sourceMappingURL=sysprep-log.js.map
;// CONCATENATED MODULE: ./build/src/inspect/explain/times.js
/**
 * When a line was written. Most logs of Windows tell the local time of the machine:
 *
 *     2026-11-23 20:01:02, Error                 CBS    …                          CBS, DISM, Setup, sysprep
 *     {9C4F…}	2026-11-23 20:01:02:123+0100	1	…                                ReportingEvents.log
 *     2026/11/23 20:01:02.1234567 1234  5678  …                                    WindowsUpdate.log
 *     >>>  Section start 2026/11/23 20:01:02.123                                   setupapi.dev.log
 *     2026-11-23T19:01:02Z …                                                       the agent, in UTC
 */
const times_STAMP = /^\uFEFF?(?:\{[0-9A-F-]{36}\}\t|[<>]{3}  Section (?:start|end) )?(\d{4})[-/](\d\d)[-/](\d\d)[ T](\d\d):(\d\d):(\d\d)(?:[.:,](\d{1,3})\d*)?(Z)?/i;
/**
 * @param bias minutes that UTC is ahead of the machine's local time
 * @returns milliseconds of the machine's local time, counted as if it were UTC; null where the line has no time
 */
function timeOf(text, bias) {
    const match = times_STAMP.exec(text);
    if (match === null)
        return null;
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
    const time = Date.UTC(year, month - 1, day, hour, minute, second, Number((match[7] ?? '').padEnd(3, '0')));
    return match[8] === undefined ? time : time - bias * 60_000;
}
/** "2026-11-23 20:01:02" */
function formatTime(time) {
    return new Date(time).toISOString().slice(0, 19).replace('T', ' ');
}
//# sourceMappingURL=times.js.map
;// CONCATENATED MODULE: ./build/src/inspect/explain/types.js
/** The table of known symptoms: what one entry is. */
/** Lines. */
const NEAR = 20;
//# sourceMappingURL=types.js.map
;// CONCATENATED MODULE: ./build/src/inspect/explain/scan.js
/** One log, line by line: its known symptoms go to the findings, its last errors are kept. */



/** How a line of a log looks that tells of an error. Other kinds hold nothing else than what is worth reading. */
const ERROR_LINE = {
    sysprep: /^[\d-]+ [\d:]+, (?:Fatal)?Error\b/,
    setup: /^[\d-]+ [\d:]+, (?:Fatal)?Error\b/,
    cbs: /^[\d-]+ [\d:]+, (?:Fatal)?Error\b/,
    dism: /^[\d-]+ [\d:]+, (?:Fatal)?Error\b/,
    updates: /\tFailure\t|\*FAILED\*|FATAL:/,
    agent: /^\S+Z (?:failed: |step \d+: exit code (?!(?:0|1003|1641|3010) ))/,
    drivers: /^!!! /,
    // Good machines log errors all day long: only what bears on disks, crashes and servicing counts.
    events: /^(?:Critical|Error (?:disk|Ntfs|Microsoft-Windows-(?:Ntfs|Servicing|WindowsUpdateClient|AppXDeployment-Server|WHEA-Logger)|stor\w+|vol\w+|MsiInstaller) )/i,
};
/** A later line of the same log begins a run anew. */
const RUN_BEGINS = {
    sysprep: /Beginning of a new sysprep run/,
    agent: /^\S+Z plan \S+, .+, boot 1$/,
};
/**
 * Setup and sysprep share their code, and a folder of copies does not say whose a setupact.log is. What the hypervisor says
 * are events, too.
 */
const ALIKE = {
    sysprep: ['sysprep', 'setup'],
    setup: ['sysprep', 'setup'],
    machine: ['machine', 'events'],
};
const LAST_ERRORS = 3;
/** Of a line so much is shown. */
const SHOWN = 600;
class LogScan {
    #options;
    #symptoms;
    #isError;
    #begins;
    #before = [];
    #errors = [];
    #waiting = [];
    /** The last line that begins as one with a time does; its time is read when it is needed. */
    #stamped = '';
    /** That of a line whose time is known otherwise. */
    #known;
    #since;
    constructor(options) {
        this.#options = options;
        const kinds = ALIKE[options.kind] ?? [options.kind];
        this.#symptoms = options.symptoms.filter(({ logs }) => kinds.some((kind) => logs.includes(kind)));
        this.#isError = ERROR_LINE[options.kind];
        this.#begins = RUN_BEGINS[options.kind];
        this.#since = options.since;
    }
    take({ number, text, time }) {
        this.#known = time;
        if (/^[\d{<>\uFEFF]/.test(text))
            this.#stamped = text;
        if (this.#begins?.test(text) === true)
            this.#begin();
        this.#tryWaiting(text);
        const isKnown = this.#tryKnown(number, text);
        if (!isKnown && this.#isError?.test(text) === true && !isHarmless(text)) {
            this.#keep(this.#placeOf(number, text));
        }
        this.#before.push(text);
        if (this.#before.length > NEAR)
            this.#before.shift();
    }
    /** The last ones, the oldest first. */
    get errors() {
        return this.#errors;
    }
    /** When the last run began that this log names; null for none. */
    get since() {
        return this.#since;
    }
    #keep(place) {
        if (this.#isEarlier(place))
            return;
        this.#errors.push(place);
        if (this.#errors.length > LAST_ERRORS)
            this.#errors.shift();
    }
    #isEarlier({ time }) {
        return time !== null && this.#since !== null && time < this.#since;
    }
    #begin() {
        this.#options.findings.age(this.#options.kind);
        this.#errors.length = 0;
        this.#since = this.#time();
    }
    /** @returns whether it proves something by itself */
    #tryKnown(number, text) {
        for (const symptom of this.#symptoms) {
            const match = symptom.line.exec(text);
            if (match === null)
                continue;
            const place = this.#placeOf(number, text);
            const subject = match.groups?.['subject'] ?? '';
            const { near } = symptom;
            if (near === undefined || this.#before.some((line) => near.test(line))) {
                this.#add(symptom, place, subject);
                return true;
            }
            this.#waiting.push({ symptom, near, place, subject, left: NEAR });
        }
        return false;
    }
    #tryWaiting(text) {
        if (this.#waiting.length === 0)
            return;
        for (const waiting of this.#waiting) {
            waiting.left--;
            if (!waiting.near.test(text))
                continue;
            this.#add(waiting.symptom, waiting.place, waiting.subject);
            waiting.left = 0;
        }
        this.#waiting = this.#waiting.filter(({ left }) => left > 0);
    }
    #add(symptom, place, subject) {
        const { kind, findings } = this.#options;
        findings.add(symptom, kind, place, subject, this.#isEarlier(place));
    }
    #placeOf(line, text) {
        return { file: this.#options.file, line, text: text.slice(0, SHOWN), time: this.#time() };
    }
    #time() {
        if (this.#known !== undefined)
            return this.#known - this.#options.bias * 60_000;
        return timeOf(this.#stamped, this.#options.bias);
    }
}
//# sourceMappingURL=scan.js.map
;// CONCATENATED MODULE: ./build/src/inspect/explain/symptoms/boot.js
/** Why a machine does not boot, or its hypervisor does not start it. */
const UPDATES_OF_CLIENTS = 'https://learn.microsoft.com/troubleshoot/windows-client/installing-updates-features-roles/';
const BOOT = [
    {
        id: 'firmware-crashed',
        logs: ['machine'],
        line: /!!!! (?:X64|AArch64|IA32) Exception Type/i,
        means: 'The firmware of the machine crashed while it started an operating system: OVMF and the boot loader do not fit, ' +
            'or the file of its code is not the one that its variables belong to',
        fix: 'Take OVMF_CODE and OVMF_VARS from the same package and of the same size (2M or 4M), for the architecture of the ' +
            'source. Update QEMU and OVMF together',
        source: 'https://github.com/dockur/windows/issues/226',
        sample: [' !!!! X64 Exception Type - 0E(#PF - Page-Fault)  CPU Apic ID - 00000000 !!!!'],
    },
    {
        id: 'firmware-refuses-boot-loader',
        logs: ['machine'],
        line: /BdsDxe: failed to (?:load|start) Boot[\da-f]{4} .*: Access Denied/i,
        means: 'The firmware refused the boot loader by Secure Boot: it is signed by a certificate that the variables of this ' +
            'firmware do not have, or it was revoked',
        fix: 'Take OVMF without Secure Boot (OVMF_CODE, not OVMF_CODE.secboot) and variables without enrolled keys, as the driver ' +
            'does by itself',
        source: 'https://github.com/bootc-dev/bootc/issues/2039',
        sample: [
            'BdsDxe: failed to load Boot0002 "UEFI Misc Device" from PciRoot(0x0)/Pci(0x2,0x3)/Pci(0x0,0x0): Access Denied -- rejected probably by Secure Boot',
        ],
    },
    {
        id: 'firmware-finds-nothing-to-boot',
        logs: ['machine'],
        // 18605 is what Hyper-V's own log says of it.
        line: /BdsDxe: No bootable option or device was found|\b18605: /i,
        means: 'The firmware found nothing to boot: on install media nobody answered "Press any key to boot from CD or DVD" in ' +
            'time, or the disk has no boot loader for this architecture',
        fix: 'Compare the architecture of the source with that of the machine. On install media build again, a loaded host ' +
            'misses the key. For a disk look whether \\EFI\\Boot and \\EFI\\Microsoft\\Boot are on its system partition',
        source: 'https://github.com/systemd/mkosi/issues/2436',
        sample: [
            'BdsDxe: failed to load Boot0001 "UEFI QEMU QEMU HARDDISK " from PciRoot(0x0)/Pci(0x4,0x0)/Scsi(0x0,0x0): Not Found',
            'BdsDxe: No bootable option or device was found.',
        ],
    },
    {
        id: 'kvm-not-permitted',
        logs: ['machine'],
        line: /Could not access KVM kernel module: (?<subject>.+)/i,
        means: 'QEMU may not use KVM ({subject})',
        fix: 'Give the user of the runner access to /dev/kvm (its group is kvm; on GitHub a udev rule, see docs/qemu.md), and ' +
            'turn virtualization on in the firmware of the host',
        source: 'https://github.com/sickcodes/Docker-OSX/issues/55',
        sample: [
            'Could not access KVM kernel module: Permission denied',
            'qemu-system-x86_64: failed to initialize kvm: Permission denied',
        ],
    },
    {
        id: 'qemu-no-memory',
        logs: ['machine'],
        line: /cannot set up guest memory '[^']*': /i,
        means: 'The host has not as much free memory as the machine is to get',
        fix: 'Lower machine.memory in the definition, end other machines on the host, or take a larger runner',
        source: 'https://github.com/redox-os/redox/issues/991',
        sample: ["qemu-system-x86_64: cannot set up guest memory 'pc.ram': Cannot allocate memory"],
    },
    {
        id: 'hyperv-no-memory',
        logs: ['machine'],
        line: /Not enough memory in the system to start the virtual machine (?<subject>\S+?)(?: with ram size .*)?\.?(?: \(Virtual machine ID .*)?$/i,
        means: 'The host has not as much free memory as the machine {subject} is to get',
        fix: 'Lower machine.memory in the definition, or end other machines on the host',
        source: 'https://github.com/kubernetes/minikube/issues/18049',
        sample: [
            'Not enough memory in the system to start the virtual machine minikube.',
            'Could not initialize memory: Not enough memory resources are available to complete this operation. (0x8007000E).',
        ],
    },
    {
        id: 'hyperv-triple-fault',
        logs: ['machine'],
        line: /was reset because an unrecoverable error occurred on a virtual processor that caused a triple fault|\b185[3-6]\d: the guest crashed: a triple fault/i,
        means: 'The machine crashed before Windows could say why: its boot loader or its kernel does not run on these processors, ' +
            'or what it read from the disk is damaged',
        fix: 'Compare the architecture of the source with that of the host, and check the source by its sha256. Build with another ' +
            'number of cpus to tell the two apart',
        source: 'https://github.com/MicrosoftDocs/microsoft-365-docs/issues/1949',
        sample: [
            "'HYD-DC1' was reset because an unrecoverable error occurred on a virtual processor that caused a triple fault. If the problem persists, contact Product Support. (Virtual machine ID 46DFBF46-47F5-4E84-99D1-63ED1CB75B52)",
        ],
    },
    {
        id: 'hyperv-disk-not-permitted',
        logs: ['machine'],
        line: /Account does not have (?:sufficient )?(?:permission|privilege) to open attachment '(?<subject>[^']+)/i,
        means: 'Hyper-V may not open {subject}: the account of the machine has no right on the file or its folder',
        fix: 'Put the work directory on a local NTFS volume of which nobody took rights away by hand, and not on a share or in a ' +
            "user's profile; image-factory doctor looks at it",
        source: 'https://github.com/docker/for-win/issues/8035',
        sample: [
            String.raw `'DockerDesktopVM':  Account does not have permission to open attachment 'C:\ProgramData\DockerDesktop\vm-data\DockerDesktop.vhdx'. Error: 'General access denied error' (0x80070005). (Virtual machine ID 18ABF26A-D55F-47A3-82E8-017333E8F62D)`,
        ],
    },
    {
        id: 'hyperv-not-running',
        logs: ['machine'],
        line: /because one of the Hyper-V components is not running/i,
        means: 'The hypervisor of the host is not there: virtualization is off in its firmware, the boot configuration does not ' +
            'start it, or the host is itself a machine without nested virtualization',
        fix: 'Turn virtualization on in the firmware, set hypervisorlaunchtype to auto with bcdedit, restart the host, and ask ' +
            'image-factory doctor',
        source: 'https://github.com/docker/for-win/issues/574',
        sample: [
            "Failed to start the virtual machine 'MobyLinuxVM' because one of the Hyper-V components is not running.",
        ],
    },
    {
        id: 'hyperv-not-nested',
        logs: ['machine'],
        line: /The virtual machine could not be started because this platform does not support nested virtualization/i,
        means: 'The host is itself a virtual machine, and its processors or its hypervisor do not let it run others',
        fix: 'Expose the virtualization extensions to the runner, take a runner on bare metal, or take hypervisor: qemu',
        source: 'https://github.com/Varying-Vagrant-Vagrants/VVV/issues/2534',
        sample: [
            'The virtual machine could not be started because this platform does not support nested virtualization.',
        ],
    },
    {
        id: 'hyperv-switch-missing',
        logs: ['machine'],
        line: /Hyper-V was unable to find a virtual switch with name ["'](?<subject>[^"']+)["']/i,
        means: 'The host has no virtual switch {subject}',
        fix: 'Write a switch that the host has into machine.network (Get-VMSwitch lists them), or create this one',
        source: 'https://github.com/MicrosoftDocs/Virtualization-Documentation/issues/959',
        sample: ["hyper-v was unable to find a virtual switch with name 'External VM Switch'"],
    },
    {
        id: 'qemu-disk-in-use',
        logs: ['machine'],
        line: /: Failed to get (?:shared )?"[a-z ]+" lock/i,
        means: 'Another program has the disk of the machine open: mostly a QEMU that an earlier run left behind',
        fix: 'Run image-factory sweep, and see that no other build works in this folder',
        source: 'https://github.com/GKernelCI/GBuildbot/issues/48',
        sample: [
            'qemu-system-x86_64: -hda /tmp/gentoo.qcow2: Failed to get "write" lock',
            'Is another process using the image?',
        ],
    },
    {
        id: 'kvm-internal-error',
        logs: ['machine'],
        line: /KVM internal error\. Suberror: (?<subject>\d+)/i,
        means: 'KVM could not go on with the machine (suberror {subject}): its processor does something that KVM cannot emulate ' +
            'here, often because the host is itself a virtual machine',
        fix: 'Update the kernel of the host and OVMF, give the machine more memory, or take a runner on bare metal',
        source: 'https://github.com/tianocore/edk2/issues/23',
        sample: ['KVM internal error. Suberror: 1', 'emulation failure'],
    },
    {
        id: 'windows-bugcheck',
        logs: ['events', 'agent'],
        line: /(?:The computer has rebooted from a bugcheck\.\s+The bugcheck was:|the guest crashed: bug check) (?<subject>0x[\da-f]+)/i,
        means: 'Windows crashed with a blue screen, {subject}, and started again',
        fix: 'Look which driver or security product customize installed just before, and leave it out; 0x0000007b is a missing ' +
            'driver for the disk. The dump lies in \\Windows\\MEMORY.DMP of the machine',
        source: 'https://github.com/Ylianst/MeshCentral/issues/229',
        sample: [
            String.raw `The computer has rebooted from a bugcheck.  The bugcheck was: 0x0000003b (0x00000000c0000005, 0xffffc3e098a10438, 0xffffdb8170c89e20, 0x0000000000000000). A dump was saved in: C:\Windows\MEMORY.DMP. Report Id: 50ebb193-b398-4862-bf14-7cc606d38b93.`,
        ],
    },
    {
        id: 'windows-out-of-memory',
        logs: ['events'],
        line: /diagnosed a low virtual memory condition\. The following programs consumed the most virtual memory: (?<subject>\S+)/i,
        means: 'Windows ran out of memory; {subject} had taken the most',
        fix: 'Raise machine.memory, and leave the size of the page file to Windows until generalize',
        source: `${UPDATES_OF_CLIENTS}error-0x8007000e-0x800705aa-insufficient-virtual-memory`,
        sample: [
            'Windows successfully diagnosed a low virtual memory condition. The following programs consumed the most virtual memory: java.exe (1152) consumed 33821605888 bytes, java.exe (6316) consumed 5259997184 bytes, and java.exe (12536) consumed 1569894400 bytes.',
        ],
    },
    {
        id: 'hyperv-disk-in-use',
        logs: ['machine'],
        line: /attachment '(?<subject>[^']+)'(?: failed to open because of error:|\. Error:) 'The (?:process cannot access the file because it is being used|requested resource is in use)/i,
        means: 'Another program has {subject} open: the disk is attached to the host, or another machine runs on it',
        fix: 'Detach it (Dismount-VHD), run image-factory sweep, and exclude the work directory from the virus scanner',
        source: 'https://github.com/docker-archive-public/docker.machine/issues/2662',
        sample: [
            String.raw `'DockerDesktopVM': Attachment 'C:\ProgramData\DockerDesktop\vm-data\DockerDesktop.vhdx' failed to open because of error: 'The process cannot access the file because it is being used by another process.' (0x80070020). (Virtual machine ID 5EDD5C71-7118-4B42-91E2-54EBFE83D605)`,
        ],
    },
    {
        id: 'qemu-host-disk-full',
        logs: ['machine'],
        line: /block I\/O error in device '[^']*': No space left on device/i,
        means: 'The volume of the work directory is full, so QEMU stopped the machine',
        fix: 'Free space, take a larger runner, or put the work directory on another volume; then build again',
        source: 'https://github.com/Qubinode/qubinode-installer/issues/26',
        sample: ["block I/O error in device 'drive-virtio-disk0': No space left on device (28)"],
    },
    {
        id: 'qemu-file-not-opened',
        logs: ['machine'],
        line: /qemu-system-\w+: .*Could not open '(?<subject>[^']+)': (?:No such file or directory|Permission denied)/i,
        means: 'QEMU cannot open {subject}: it is not there, or its user may not read it',
        fix: 'Install the package of the firmware (ovmf, qemu-efi-aarch64), and let the user of the runner read that file',
        source: 'https://github.com/foxlet/macOS-Simple-KVM/issues/269',
        sample: [
            "qemu-system-x86_64: -drive if=pflash,format=raw,readonly,file=./backup/OVMF_CODE.fd: Could not open './backup/OVMF_CODE.fd': No such file or directory",
        ],
    },
    {
        id: 'qemu-firmware-size',
        logs: ['machine'],
        line: /device requires \d+ bytes, block backend provides \d+ bytes|system firmware block device pflash\d has invalid size/i,
        means: 'The file of the firmware has not the size that this machine wants',
        fix: 'Take the files that the distribution made for QEMU: OVMF_CODE_4M.fd with OVMF_VARS_4M.fd, AAVMF_CODE.fd with ' +
            'AAVMF_VARS.fd for arm64 (64 MiB each)',
        source: 'https://github.com/hashicorp/packer-plugin-qemu/pull/43',
        sample: ['qemu-system-aarch64: device requires 67108864 bytes, block backend provides 2097152 bytes'],
    },
    {
        id: 'boot-files-not-copied',
        logs: ['setup', 'agent', 'machine'],
        line: /BFSVC Error: BfspCopyFile\(.+\) failed! \(Attempt (\d+) of \1\) Last Error = (?<subject>0x[\da-f]+)/i,
        means: 'Boot files could not be copied to the system partition ({subject}). With 0x3 its folder is not there: bcdboot.exe ' +
            'of Windows 11 25H2 and of late builds of Server 2025 does not make it',
        fix: 'Make \\EFI\\Microsoft\\Boot on the system partition before bcdboot.exe, and see that the partition has 100 MB free',
        source: 'https://github.com/cloudbase/windows-imaging-tools/pull/428',
        sample: [
            String.raw `BFSVC Error: BfspCopyFile(H:\windows\boot\EFI\bootmgfw.efi, \?\GLOBALROOT\Device\HarddiskVolume7\EFI\Microsoft\Boot\bootmgfw.efi) failed! (Attempt 60 of 60) Last Error = 0x3`,
            'BFSVC Warning: Failed to copy Boot Manager to Microsoft bootmgfw.efi location. Last error = 0x3',
        ],
    },
];
//# sourceMappingURL=boot.js.map
;// CONCATENATED MODULE: ./build/src/inspect/explain/symptoms/disk.js
/** What the disk itself does: space, damage, limits of its file system. */
const UPDATES_AND_FEATURES = 'https://learn.microsoft.com/troubleshoot/windows-server/installing-updates-features-roles/';
const DISK = [
    {
        id: 'disk-full',
        logs: ['sysprep', 'setup', 'cbs', 'dism', 'updates', 'agent', 'drivers'],
        line: /\b0x80070070\b|\bERROR_DISK_FULL\b|There is not enough space on the disk/i,
        means: 'The disk of the machine, or the one that its file lies on, is full',
        fix: 'Enlarge machine.disk, free space on the volume of the work directory, and remove what the steps of customize leave ' +
            'in their temporary folders',
        source: `${UPDATES_AND_FEATURES}troubleshoot-windows-update-error-0x80070070`,
        sample: [
            String.raw `to local path = C:\Windows\SoftwareDistribution\Download\f8c37f82eee991ffa34047ca3710154c\db08130ebf8845056f4677e8ef6d85ec048bf7b4 with error 0x80070070`,
        ],
    },
    {
        id: 'transaction-log-full',
        logs: ['cbs', 'events', 'agent'],
        line: /\b0x800719e4\b|\bERROR_LOG_FULL\b/i,
        means: 'The log of the transactional registry or file system is full or damaged, so the update was rolled back at the ' +
            'restart',
        fix: 'Build from a fresh source: such a log is damaged when a machine is turned off while it serviced. If it comes back, ' +
            'exclude the update and report its KB',
        source: `${UPDATES_AND_FEATURES}error-0x800719e4-windows-update-fails`,
        sample: ['Failed uninstalling driver updates [HRESULT = 0x800719e4 - ERROR_LOG_FULL]'],
    },
    {
        id: 'mount-folder-without-hard-links',
        logs: ['dism', 'agent'],
        line: /RestoreHardlinks failed\].*HRESULT=0x80070032/i,
        means: 'The folder in which the image was mounted or applied is on a file system without hard links',
        fix: 'Put the work directory on a local NTFS volume, not on a share, FAT, exFAT or a Dev Drive',
        source: 'https://github.com/slorelee/wimbuilder2/issues/58',
        sample: [
            String.raw `2021-09-14 02:37:42, Error                 DISM   DISM WIM Provider: PID=6268 [RestoreFileMetadata:(196) -> RestoreFileMetadata: RestoreHardlinks failed] d:\test\PE\mountdir\Windows\System32\kdnet_uart16550.dll (HRESULT=0x80070032) - CWimManager::WimProviderMsgLogCallback`,
        ],
    },
];
//# sourceMappingURL=disk.js.map
;// CONCATENATED MODULE: ./build/src/inspect/explain/symptoms/drivers.js
/** Why drivers are not taken into the driver store. */
const DRIVERS = [
    {
        id: 'driver-not-signed',
        logs: ['drivers', 'agent'],
        line: /Driver package catalog file does not contain a signature|Driver package failed signature validation\. Error = 0xE0000247/i,
        means: 'A driver package has no signature, or its catalog does not cover its files: somebody changed the .inf',
        fix: 'Take the package as its vendor published it, with the .cat beside the .inf. Windows does not load an unsigned ' +
            'driver where code integrity is on',
        source: 'https://github.com/pbatard/libwdi/issues/226',
        sample: [
            'libwdi:debug [syslog] !!!  sig:                     Driver package catalog file does not contain a signature, and Code Integrity is enforced.',
        ],
    },
    {
        id: 'driver-publisher-not-trusted',
        logs: ['drivers', 'agent'],
        line: /Driver package failed signature verification\. Error = 0xE000024[23]|Error 0xe000024[23]: The publisher of an Authenticode/i,
        means: 'The driver is signed by a publisher that this machine does not trust yet, and in a build nobody is there to ' +
            'click "Install"',
        fix: 'Import the certificate of the publisher into Cert:\\LocalMachine\\TrustedPublisher in a step before the drivers, ' +
            'or take a package that Microsoft signed (WHQL)',
        source: 'https://github.com/nmap/npcap/issues/536',
        sample: [
            '!!!  sto:           Driver package failed signature verification. Error = 0xE0000242',
            '!!!  sto:           Failed to import driver package into Driver Store. Error = 0xE0000242',
        ],
    },
    {
        id: 'driver-import-failed',
        logs: ['drivers'],
        line: /Failed to (?:import|stage) driver package (?:in)?to Driver Store\.? ?Error = (?<subject>0x[\da-f]+)/i,
        consequence: true,
        means: 'A driver package was refused by the driver store ({subject})',
        fix: 'Read the section of setupapi.dev.log upwards to its first line with "!!!": the file that it names is the cause',
        source: 'https://github.com/pbatard/libwdi/issues/322',
        sample: [
            'libwdi:debug [syslog] !!!  sto:           Failed to import driver package into Driver Store. Error = 0xE0000243',
        ],
    },
    {
        id: 'driver-folder-empty',
        logs: ['dism', 'agent'],
        line: /No driver packages were found on the specified path/i,
        means: 'The folder of drivers has no .inf file: the packages are still in an .exe or a .zip',
        fix: 'Unpack the drivers into that folder; a package is its .inf with its .cat and its files',
        source: 'https://github.com/cloudbase/windows-imaging-tools/issues/241',
        sample: ['Error: 2', 'No driver packages were found on the specified path.'],
    },
    {
        id: 'driver-files-missing',
        logs: ['dism'],
        line: /Failed to import driver package '(?<subject>[^']+)'.*\(hr:0x80070002\)/i,
        means: '{subject} names files that are not beside it',
        fix: 'Take the whole package as its vendor published it; one that was exported from another Windows may lack files',
        source: 'https://github.com/ChrisTitusTech/winutil/issues/5027',
        sample: [
            String.raw `2026-08-22 15:04:19, Error                 DISM   DISM Driver Manager: PID=12404 TID=23604 Failed to import driver package 'C:\junk\trash\WinUtil_DriverExport_20260822_150006_2b535ec5\ntprint.inf_x86_828c30be6a2db3e0\ntprint.inf'. - CDmiDriverStore::Import(hr:0x80070002)`,
        ],
    },
];
//# sourceMappingURL=drivers.js.map
;// CONCATENATED MODULE: ./build/src/inspect/explain/symptoms/servicing.js
/** Why packages, features and the component store fail: CBS and DISM. */
const servicing_UPDATES_AND_FEATURES = 'https://learn.microsoft.com/troubleshoot/windows-server/installing-updates-features-roles/';
const SERVICING = [
    {
        id: 'servicing-stack-too-old',
        logs: ['cbs', 'dism', 'agent'],
        line: /Package "(?<subject>[^"]+)" requires Servicing Stack v\S+ but current Servicing Stack is/i,
        means: '{subject} needs a newer servicing stack than the installation has',
        fix: 'Put the servicing stack update of this Windows into the folder of updates; for Windows 11 and Server 2022 or later ' +
            'it is part of the cumulative update, so add that of an earlier month first',
        source: `${servicing_UPDATES_AND_FEATURES}troubleshoot-windows-update-error-0x800f0823`,
        sample: [
            '2023-09-04 15:01:53, Error                 CBS    Package "Package_for_KB5012170~31bf3856ad364e35~amd64~~14393.5285.1.4" requires Servicing Stack v10.0.14393.5285 but current Servicing Stack is v10.0.14393.4349. [HRESULT = 0x800f0823 - CBS_E_NEW_SERVICING_STACK_REQUIRED]',
        ],
    },
    {
        id: 'servicing-stack-too-old-for-file',
        logs: ['dism', 'agent'],
        line: /Package (?<subject>\S+) may have failed due to pending updates to servicing components in the image/i,
        means: '{subject} needs a newer servicing stack than the image has',
        fix: 'Put the servicing stack update, or the cumulative update of an earlier month, into the folder of updates; each is ' +
            'installed before those that need it',
        source: 'https://github.com/halsey51013/UpdateWindowsRE-CVE-2022-41099/issues/1',
        sample: [
            String.raw `Error: 0x800f0823  Package C:\Windows\Temp\WinREFix.msu may have failed due to pending updates to servicing components in the image. Try the command again.`,
        ],
    },
    {
        id: 'servicing-pending-transaction',
        logs: ['cbs', 'dism', 'agent'],
        line: /\bError\b.*\b0x80070bc9\b/i,
        means: 'Earlier changes wait for a restart, and nothing else can be serviced before it',
        fix: 'Let the step that installed them end with exit 3010. If a restart does not clear it, the source has a transaction ' +
            'that cannot end: build from install media',
        source: `${servicing_UPDATES_AND_FEATURES}troubleshoot-windows-update-error-0x80070bc9`,
        sample: [
            '2025-04-02 07:15:55, Info  CSI    00000006 Pending transaction content must be resolved, cannot begin another transaction yet',
            '2025-04-02 07:15:55, Info  CBS    Failed to get inventory. [HRESULT = 0x80070bc9 - ERROR_FAIL_REBOOT_REQUIRED]',
            '2025-04-02 07:15:55, Error CBS    Failed to get store state [HRESULT = 0x80070bc9 - ERROR_FAIL_REBOOT_REQUIRED]',
        ],
    },
    {
        id: 'servicing-pending-operations',
        logs: ['dism', 'agent'],
        line: /The operation could not be completed due to pending operations|\(hr:0x800f0806\)/i,
        means: 'The component store cannot be cleaned up while changes wait for a restart',
        fix: 'Let the last step before the clean-up end with exit 3010, so that the machine restarts. In an image that is serviced ' +
            'offline they wait for its first start: clean up inside the machine',
        source: 'https://github.com/rgl/windows-vagrant/issues/27',
        sample: [
            '    qemu.windows-2022-amd64: Error: 0x800f0806',
            '    qemu.windows-2022-amd64:',
            '    qemu.windows-2022-amd64: The operation could not be completed due to pending operations.',
        ],
    },
    {
        id: 'servicing-manifest-missing',
        logs: ['cbs'],
        line: /(?:Store corruption, manifest missing for package: |Failed to resolve package '(?=.*0x800f0831))(?<subject>Package_[^\s']+)/i,
        means: 'The component store lacks the manifest of {subject}, an earlier update that the new one builds upon',
        fix: 'Take a source whose component store is whole: media of Microsoft, not one from which packages were cut. Else put ' +
            'the update of that name into the folder of updates, before the others',
        source: 'https://github.com/microsoft/WSL/issues/1580',
        sample: [
            "Error                 CBS    Failed to resolve package 'Package_3222_for_KB3201845~31bf3856ad364e35~amd64~~10.0.1.2' [HRESULT = 0x800f0831 - CBS_E_STORE_CORRUPTION]",
        ],
    },
    {
        id: 'servicing-task-cannot-be-registered',
        logs: ['cbs'],
        line: /InstallTaskOnline: RegisterTask failed (?<subject>0x[\da-f]+)/i,
        means: 'An update could not register a scheduled task ({subject}): the task of that name is half there, in the registry ' +
            'and not as a file, and the whole update is rolled back',
        fix: 'Do not delete scheduled tasks of Windows as files in a customize step: disable them. The component that is named ' +
            'some lines before this one has the task',
        source: `${servicing_UPDATES_AND_FEATURES}error-0x800f0922-installing-windows-updates`,
        sample: [
            "Error\tCSI    00000c68 (F) Logged @: [l:49 ml:50]'InstallTaskOnline: RegisterTask failed 0x80070002'",
        ],
    },
    {
        id: 'servicing-http-service-disabled',
        logs: ['cbs'],
        line: /Failed execution of queue item Installer: HTTP Installer .*HRESULT_FROM_WIN32\(1058\)/i,
        means: 'An update needs the HTTP service, and that is disabled in the image (error 1058)',
        fix: 'Leave the service HTTP at its start type 3 (manual) in customize; disable what uses it instead',
        source: `${servicing_UPDATES_AND_FEATURES}failed-changed-absent-state-status-0x800f0922-error`,
        sample: [
            '<DateTime>, Error      [0x01803e] CSI    00000e64 (F) Failed execution of queue item Installer: HTTP Installer ({<Installer ID>}) with HRESULT HRESULT_FROM_WIN32(1058).  Failure will not be ignored: A rollback will be initiated after all the operations in the installer queue are completed; installer is reliable[gle=0x80004005]',
        ],
    },
    {
        id: 'servicing-installers-failed',
        logs: ['cbs', 'dism', 'updates', 'agent', 'events'],
        line: /\b0x800f0922\b|CBS_E_INSTALLERS_FAILED/i,
        consequence: true,
        means: 'An installer within an update failed at the restart, so Windows rolled the update back',
        fix: 'Search CBS.log upwards for "Failed execution of queue item": its component is the guilty one. Often it is a ' +
            'service, a task or a file of Windows that a customize step removed, or a system partition without space',
        source: `${servicing_UPDATES_AND_FEATURES}error-0x800f0922-installing-windows-updates`,
        sample: [
            'Error CBS    Startup: Failed to process advanced operation queue, startupPhase: 0.  A rollback transaction will be created. [HRESULT = 0x800f0922 - CBS_E_INSTALLERS_FAILED]',
        ],
    },
    {
        id: 'servicing-hang',
        logs: ['cbs'],
        line: /Startup: A possible hang was detected on the last boot/i,
        means: 'The servicing stack made no progress for 15 minutes while Windows started, took it for a hang and rolled the ' +
            'update back: the machine is too slow, or it was turned off while it worked',
        fix: 'Give the machine more cpus and memory, put its disk on faster storage, and raise deadlines.update and ' +
            'deadlines.silence',
        source: `${servicing_UPDATES_AND_FEATURES}troubleshoot-windows-update-error-0x800f0920`,
        sample: [
            '2023-09-17 22:48:16, Error                 CBS    Startup: A possible hang was detected on the last boot. [HRESULT = 0x800f0920 - CBS_E_HANG_DETECTED]',
        ],
    },
    {
        id: 'servicing-driver-queue',
        logs: ['cbs'],
        line: /Doqi: Failed loading driver operations queue\.|Failed reading Identity for driver operation/i,
        means: 'The queue of driver changes of an earlier update is damaged, and every further update fails on it',
        fix: 'Build from a fresh source. If the base of this build made it, install drivers after the updates (customize), not ' +
            'in the run that updates',
        source: `${servicing_UPDATES_AND_FEATURES}troubleshoot-windows-update-error-0x80070490`,
        sample: [
            'Error CBS Doqi: Failed loading driver operations queue. [HRESULT = 0x80070490 - ERROR_NOT_FOUND]',
            'Info CBS Failed loading driver operation queue [HRESULT = 0x80070490 - ERROR_NOT_FOUND]',
        ],
    },
    {
        id: 'servicing-driver-update',
        logs: ['cbs'],
        line: /INSTALL index: \d+, phase: \d+, result [1-9]\d*, inf: (?<subject>\S+)/i,
        near: /Doqe: Failed installing driver updates/i,
        means: 'An update could not install its driver {subject}, so Windows rolled the whole update back',
        fix: 'Do not delete drivers and services of Windows in a customize step: an update of such a driver expects its service ' +
            'in the registry',
        source: `${servicing_UPDATES_AND_FEATURES}troubleshoot-windows-update-error-0x80070002`,
        sample: [
            'Info CBS INSTALL index: 55, phase: 2, result 2, inf: flpydisk.inf',
            'Info CBS Doqe: Failed installing driver updates [HRESULT = 0x80070002 - ERROR_FILE_NOT_FOUND]',
        ],
    },
    {
        id: 'servicing-drivers-failed',
        logs: ['cbs'],
        line: /Doqe: Failed (?:un)?installing driver updates|Shtd: Failed while processing non-critical driver operations ?queue/i,
        consequence: true,
        means: 'The drivers of an update could not be changed, so Windows rolled the whole update back',
        fix: 'Look for "inf:" with a result other than 0 in the lines before, and in setupapi.dev.log of the same time',
        source: `${servicing_UPDATES_AND_FEATURES}troubleshoot-windows-update-error-0x80070490`,
        sample: [
            'Error CBS Shtd: Failed while processing non-critical driver operationsqueue. [HRESULT = 0x80070490 – ERROR_NOT_FOUND]',
            'Info CBS Shtd: Rolling back KTM, because drivers failed.',
        ],
    },
    {
        id: 'servicing-components-hive',
        logs: ['cbs', 'dism'],
        line: /Failed to load the COMPONENTS hive from/i,
        means: 'Windows could not load the registry hive of the component store: RegistrySizeLimit is set, memory is short, or ' +
            'the hive is damaged',
        fix: 'Remove RegistrySizeLimit (HKLM\\SYSTEM\\CurrentControlSet\\Control) in a customize step, and give the machine ' +
            'more memory',
        source: `${servicing_UPDATES_AND_FEATURES}error-0x800705aa-windows-update-fails`,
        sample: [
            String.raw `Info CBS Failed to load the COMPONENTS hive from 'C:\Windows\System32\config\COMPONENTS' into registry key 'HKLM\COMPONENTS'. [HRESULT = 0x800705aa - ERROR_NO_SYSTEM_RESOURCES]`,
        ],
    },
    {
        id: 'servicing-store-repair-without-source',
        logs: ['cbs'],
        line: /failed to perform store corruption detect and repair operation\. \[HRESULT = 0x800f081f/i,
        means: 'The component store is damaged, and DISM found nowhere the files to repair it with',
        fix: 'Take untouched media of Microsoft as the source. To repair by hand, name the same build: dism /online /cleanup-image ' +
            '/restorehealth /source:wim:D:\\sources\\install.wim:1 /limitaccess',
        source: 'https://github.com/alborz25/Logs/blob/master/CBS.log',
        sample: [
            '2020-02-04 17:51:02, Error                 CBS    Session: 30792633_2800134818 failed to perform store corruption detect and repair operation. [HRESULT = 0x800f081f - CBS_E_SOURCE_MISSING]',
        ],
    },
    {
        id: 'servicing-store-corrupt',
        logs: ['cbs', 'dism', 'updates', 'agent', 'events'],
        line: /\b0x80073712\b|ERROR_SXS_COMPONENT_STORE_CORRUPT|The component store has been corrupted/i,
        means: 'The component store lacks what the update builds upon: something was cut out of the source, or a checkpoint update ' +
            'does not fit the build that is there',
        fix: 'Take media of Microsoft as the source. In a folder of updates leave out checkpoints that are older than the build ' +
            'of the source',
        source: 'https://github.com/abbodi1406/BatUtil/issues/67',
        sample: ['An error occurred - Package_for_RollupFix Error: 0x80073712', 'Error: 14098'],
    },
    {
        id: 'package-not-applicable',
        logs: ['cbs', 'dism', 'agent'],
        line: /The specified package is not applicable to this image|the package is not applicable\.\W* \(CBS HRESULT=0x800f081e\)|Add-WindowsPackage failed\. Error code = 0x800f081e/i,
        consequence: true,
        means: 'A package is for another build, edition, language or architecture of Windows, or the image already has something ' +
            'newer',
        fix: 'Take the package out of the folder of updates, or fetch it for the build and the architecture of the source. For ' +
            'language packs and features on demand the media must be of the same build',
        source: 'https://github.com/jmclaren7/windows-setup-helper/issues/1',
        sample: ['Error: 0x800f081e', 'The specified package is not applicable to this image.'],
    },
    {
        id: 'package-not-valid',
        logs: ['cbs', 'dism', 'agent'],
        // The words first: of a pattern that begins with any sign, each start in a line would cost the rest of the line.
        line: /: The specified package is not valid Windows package(?<=(?<subject>\S+): The specified package is not valid Windows package)/i,
        means: '{subject} is no package that this image knows: its name has another version or language, or it is not there',
        fix: 'Ask for packages by the names that `dism /get-packages` gives for this very build, never by a version',
        source: 'https://github.com/ntdevlabs/tiny11builder/issues/478',
        sample: [
            'Processing 1 of 1 - Microsoft-Windows-InternetExplorer-Optional-Package: The specified package is not valid Windows package.',
            ' Error: 0x800f0805',
        ],
    },
    {
        id: 'image-not-serviceable',
        logs: ['dism', 'agent'],
        line: /The specified image is no longer serviceable and may be corrupted/i,
        means: 'An earlier servicing of this image ended halfway, and DISM will not touch it any more',
        fix: 'Build from the untouched source, and service it only once; do not resume from the disk on which it failed',
        source: 'https://github.com/abbodi1406/BatUtil/issues/21',
        sample: [
            'Package_for_RollupFix: The specified image is no longer serviceable and may be corrupted.',
            'Discard the modified image and start again.',
            ' Error: 0x8007007f',
        ],
    },
    {
        id: 'dism-older-than-image',
        logs: ['dism', 'agent'],
        line: /Failed to create offline session from servicing stack at .*\(hr:0x80004001\)/i,
        means: 'The DISM of the host is older than the image and cannot load its servicing stack',
        fix: 'Run the build on a host at least as new as the image, or do in customize, inside the machine, what was asked of ' +
            'the host',
        source: 'https://github.com/jeffkl/ManagedDism/issues/151',
        sample: [
            String.raw `2021-12-15 13:28:56, Error                 DISM   DISM Package Manager: PID=12276 TID=17068 Failed to create offline session from servicing stack at SomePath\Windows\WinSxS\amd64_microsoft-windows-servicingstack_31bf3856ad364e35_10.0.19041.1220_none_7e21bc567c7ed16b. - CDISMPackageManager::CreateCbsSession(hr:0x80004001)`,
        ],
    },
    {
        id: 'feature-source-missing',
        logs: ['dism', 'agent'],
        line: /The source files could not be (?:found|downloaded)|Error(?: code =)?:? 0x800f(?:081f|0906|0907)\b|HRESULT ?= ?0x800f(?:081f|0906|0907)\b/i,
        means: 'The payload of a feature, or of a repair, is not in the image, and the machine could not fetch it from Windows Update ' +
            'either',
        fix: 'Enable it while the machine has a network, or put its package of the same build (for .NET 3.5: ' +
            'sources\\sxs of the install media) into the folder of updates',
        source: 'https://github.com/brianlala/AutoSPInstaller/issues/25',
        sample: ['Error: 0x800f081f', 'The source files could not be found.'],
    },
    {
        id: 'capability-not-on-wsus',
        logs: ['dism', 'agent'],
        line: /(?:Error code = |Error: )0x800f0954\b/i,
        means: 'The machine asks WSUS for a feature on demand, and WSUS has none',
        fix: 'Set RepairContentServerSource to 2 in a customize step, so that features come from Windows Update, or put the ' +
            'packages of the features on demand into the folder of updates',
        source: 'https://github.com/MicrosoftDocs/windowsserverdocs/issues/2928',
        sample: ['Add-WindowsCapability failed. Error code = 0x800f0954'],
    },
    {
        id: 'capability-download-failed',
        logs: ['dism', 'agent'],
        line: /(?:Error code = |Error: )0x800f0950\b/i,
        means: 'A feature on demand could not be installed: the update service has none for this build, language or edition, or ' +
            'it is only half in the source that was given',
        fix: 'Build from a released Windows rather than a preview, and update it before capabilities are added. Without a ' +
            'network give the whole disc of features on demand of this build',
        source: 'https://github.com/PowerShell/PowerShell/issues/26303',
        sample: ['    <ToString>Add-WindowsCapability failed. Error code = 0x800f0950</ToString>'],
    },
    {
        id: 'image-not-unmounted',
        logs: ['dism', 'agent'],
        line: /(?:\bhr:|Error: ?|\[)0xc1420117\b/i,
        means: 'An image could not be unmounted: a program on the host still has a file in it open, mostly a virus scanner or an ' +
            'open folder',
        fix: 'Exclude the work directory from the virus scanner, close what looks into it, and run image-factory sweep, which ' +
            'discards what is still mounted',
        source: 'https://github.com/bravomail/tinier11/issues/13',
        sample: [
            String.raw `2025-05-13 10:35:49, Error                 DISM   DISM Imaging Provider: PID=7316 TID=12832 onecore\base\ntsetup\opktools\dism\providers\imagingprovider\dll\genericimagingmanager.cpp:1101 - CGenericImagingManager::InternalCmdUnmount(hr:0xc1420117)`,
        ],
    },
    {
        id: 'image-already-mounted',
        logs: ['dism', 'agent'],
        line: /\b0xc1420127\b|specified image in the specified wim is already mounted for read/i,
        means: 'The same image is mounted elsewhere, by a run that was ended before it could unmount it',
        fix: 'Run image-factory sweep, or dism /cleanup-mountpoints, and build again; restart the host if it stays',
        source: 'https://github.com/pbatard/rufus/issues/2050',
        sample: [
            String.raw `Could not mount 'G:\sources\boot.wim [2]' on 'C:\Users\rafae\AppData\Local\Temp\RufF69F.tmp': [0xC1420127] The specified image in the specified wim is already mounted for read and write access.`,
        ],
    },
    {
        id: 'wimmount-driver-missing',
        logs: ['setup', 'dism', 'agent'],
        line: /Failed to get WimMount ImagePath|Failed to mount WIM file .*0xC1420121/i,
        means: 'Images cannot be mounted: the driver WIMMOUNT is not registered',
        fix: 'Repair the driver on the machine that mounts (rundll32 wimmount.inf, or install the deployment tools anew); in an ' +
            'image leave wimmount.sys and its service alone',
        source: `${servicing_UPDATES_AND_FEATURES}troubleshoot-windows-update-error-0x80070002`,
        sample: [
            'Warning SP Failed to get WimMount ImagePath, 0x80070002',
            String.raw `Error SP CMountWIM::DoExecute: Failed to mount WIM file C:\$WINDOWS.~BT\Sources\SafeOS\winre.wim. Error 0xC1420121[gle=0xc1420121]`,
        ],
    },
    {
        id: 'image-not-mounted-from-removable-media',
        logs: ['setup', 'dism', 'agent'],
        line: /Failed to mount WIM file (?<subject>.+?)\. Error 0xC1420134/i,
        means: 'An image cannot be mounted on removable media: {subject}',
        fix: 'Put the work directory, or the source, on a fixed NTFS volume',
        source: 'https://github.com/probonopd/Windows-11-on-Raspberry-Pi-5/issues/1',
        sample: [
            String.raw `2025-06-11 14:50:57, Error                 SP         CMountWIM::DoExecute: Failed to mount WIM file D:\$WINDOWS.~BT\Sources\SafeOS\winre.wim. Error 0xC1420134[gle=0xc1420134]`,
        ],
    },
    {
        id: 'image-mount-not-permitted',
        logs: ['dism', 'agent'],
        line: /You do not have permissions to mount and modify this image/i,
        means: 'The image may not be written: its file is read-only (an ISO is), the program is not elevated, or controlled folder ' +
            'access of Defender forbids it',
        fix: 'Copy the image off its medium, run elevated, and allow the work directory in controlled folder access',
        source: 'https://github.com/mikecel79/DISMGUI/issues/7',
        sample: ['Error: 0xc1510111', 'You do not have permissions to mount and modify this image.'],
    },
    {
        id: 'image-mount-folder-not-empty',
        logs: ['dism', 'agent'],
        line: /The user attempted to mount to a directory that is not empty/i,
        means: 'The folder for a mounted image has something in it, mostly an image that an earlier run left mounted',
        fix: 'Run image-factory sweep, which discards what is still mounted, and build again',
        source: 'https://github.com/ntdevlabs/tiny11builder/issues/235',
        sample: [
            'Error: 0xc1420114',
            'The user attempted to mount to a directory that is not empty. This is not supported.',
        ],
    },
    {
        id: 'msu-answer-file',
        logs: ['dism', 'agent'],
        line: /An error occurred applying the Unattend\.xml file from the \.msu package/i,
        consequence: true,
        means: 'An update in an .msu could not be installed; this line only says that it was wrapped in one',
        fix: 'Look in dism.log and CBS.log for the error before it. With checkpoints, put every .msu of the update into the ' +
            'folder of updates, not only the newest one',
        source: 'https://github.com/rbalsleyMSFT/FFU/issues/382',
        sample: [
            '1/20/2026 9:34:42 AM Adding KB to VHDX failed with error An error occurred applying the Unattend.xml file from the .msu package.',
        ],
    },
    {
        id: 'capability-of-another-build',
        logs: ['cbs', 'setup'],
        line: /Package doesn't match FOD for the current OS, package: (?<subject>[^\s,]+)/i,
        means: '{subject} is a feature on demand of another build than the installation',
        fix: 'Fetch the disc of features on demand and languages for this very build, and put its packages into the folder',
        source: 'https://learn.microsoft.com/troubleshoot/windows-client/setup-upgrade-and-drivers/error-0x800f0818-during-upgrade-to-windows-11',
        sample: [
            "YYYY-MM-DD HH:MM:SS, Info CBS Package doesn't match FOD for the current OS, package: Microsoft-Windows-LanguageFeatures-Basic-hu-hu-Package~31bf3856ad364e35~amd64~~10.0.19041.1, expected:Microsoft-Windows-LanguageFeatures-Basic-hu-hu-Package~31bf3856ad364e35~amd64~~10.0.22621.1 [HRESULT = 0x800f0818 - CBS_E_IDENTITY_MISMATCH]",
            'YYYY-MM-DD HH:MM:SS, Info CBS Failed to check capability logic [HRESULT = 0x800f0818 - CBS_E_IDENTITY_MISMATCH]',
        ],
    },
    {
        id: 'servicing-shut-down',
        logs: ['cbs'],
        line: /Startup: A system shutdown was initiated while waiting for startup to complete/i,
        consequence: true,
        means: 'The machine was shut down or restarted while Windows was still finishing updates at its start',
        fix: 'Look for a script or a service that restarts the machine, and for a hang some lines before. A slow machine needs ' +
            'longer deadlines (deadlines.update, deadlines.silence)',
        source: `${servicing_UPDATES_AND_FEATURES}troubleshoot-error-shutdown-in-process`,
        sample: [
            'Info CBS Startup: restart attempt failed, allowing the user to logon.',
            'Info CBS Startup: A system shutdown was initiated while waiting for startup to complete',
        ],
    },
    {
        id: 'servicing-out-of-memory',
        logs: ['cbs', 'dism', 'updates', 'agent'],
        line: /Not enough memory resources (?:are )?available to complete this operation|Insufficient system resources exist to complete the requested service|DpxException hr=0x(?:800705aa|8007000e)/i,
        means: 'An update or a feature ran out of memory while it was unpacked',
        fix: 'Raise machine.memory, and leave the size of the page file to Windows',
        source: 'https://learn.microsoft.com/troubleshoot/windows-client/installing-updates-features-roles/error-0x8007000e-0x800705aa-insufficient-virtual-memory',
        sample: [
            'Error - Installer encountered an error 0x8007000e. Not enough memory resources available to complete this operation.',
        ],
    },
    {
        id: 'image-with-compressed-files',
        logs: ['dism'],
        line: /RestoreReparsePoint:\(\d+\) -> ioctl: setting reparse point tag failed/i,
        means: 'The image has files that Windows compressed (Compact OS), and the DISM that applies it is too old for them',
        fix: 'Apply the image with the DISM of a host at least as new as the image',
        source: 'https://learn.microsoft.com/troubleshoot/windows-client/setup-upgrade-and-drivers/dism-error-87-apply-windows-10-image',
        sample: [
            'Error DISM DISM WIM Provider: PID=1804 [RestoreReparsePoint:(1332) -> ioctl: setting reparse point tag failed]',
        ],
    },
];
//# sourceMappingURL=servicing.js.map
;// CONCATENATED MODULE: ./build/src/inspect/explain/symptoms/setup.js
/** Why Setup and its answer files fail. */
const ANSWER_FILE = 'Correct the answer file (unattend), and validate it against the catalog of this very build';
const SETUP = [
    {
        id: 'answer-file-unknown-setting',
        logs: ['setup', 'machine'],
        line: /answer file.* for pass \[(?<subject>\w+)\]\. A component or setting specified in the answer file does not exist/i,
        means: 'The answer file names a component or a setting that this Windows does not have in the pass {subject}',
        fix: `${ANSWER_FILE}. Settings come and go between versions of Windows, and editions have different components`,
        source: 'https://github.com/ChrisTitusTech/winutil/issues/1299',
        sample: [
            String.raw `Windows could not parse or process unattend answer file [C:\Windows\Panther\unattend.xml] for pass [specialize]. A component or setting specified in the answer file does not exist.`,
        ],
    },
    {
        id: 'answer-file-setting-twice',
        logs: ['setup', 'machine'],
        line: /answer file.* for pass \[(?<subject>\w+)\]\. A component or non-list setting is specified more than once/i,
        means: 'The answer file has a component or a setting twice in the pass {subject}',
        fix: 'Merge them: each component stands once in a pass. Two answer files that were joined give such a file',
        source: 'https://github.com/boxcutter/windows-batch/issues/50',
        sample: [
            'Windows could not parse or process the unattend answer file for pass [specialize]. A component or non-list setting is specified more than once in the answer file.',
        ],
    },
    {
        id: 'answer-file-component-failed',
        logs: ['setup', 'machine'],
        line: /answer file.* for pass \[\w+\]\. The settings specified in the answer file cannot be applied\. The error was detected while processing settings for component \[(?<subject>[^\]]+)\]/i,
        means: 'Windows could not apply what the answer file says for {subject}: a value is wrong for this edition, or a command failed',
        fix: 'Look at the settings of {subject}: for Shell-Setup the product key, the computer name (15 characters) and ' +
            'CopyProfile, for Deployment the commands, whose exit must be 0. \\Windows\\Panther\\UnattendGC says which one',
        source: 'https://github.com/AutomatedLab/AutomatedLab/issues/550',
        sample: [
            'Windows could not parse or process the unattend answer file for pass [specialize]. The settings specified in the answer file cannot be applied. The error was detected while processing settings for component [Microsoft-Windows-Shell-Setup].',
        ],
    },
    {
        id: 'answer-file-invalid',
        logs: ['setup', 'machine'],
        line: /The answer file is invalid\. The error was detected at line (?<subject>\d+)/i,
        means: 'The answer file is no well-formed XML: the error is at its line {subject}',
        fix: 'Correct that line; an element that is not closed, and "&" or "<" in a command, are the usual ones',
        source: 'https://github.com/rcmaehl/LocalUser.App/issues/8',
        sample: [
            String.raw `Windows could not parse or process unattended answer file [C:\Windows\Panther\unattend.xml]. The answer file is invalid. The error was detected at line 37 column 1 of the answer file. It looks like the <settings pass="windowsPE"> tag is missing a closing tag.`,
        ],
    },
    {
        id: 'answer-file-not-loaded',
        logs: ['setup', 'machine'],
        line: /internal error\s+while loading or searching for an unattend(?:ed)? answer file/i,
        means: 'Setup found an answer file and could not load it: it is no XML (a web page saved as one), has another encoding than ' +
            'it says, or a path in it is longer than 259 characters',
        fix: `${ANSWER_FILE}. Save it as UTF-8, and put long commands into a script that the answer file starts`,
        source: 'https://github.com/ntdevlabs/tiny11builder/issues/154',
        sample: [
            'Windows Setup encountered an internal error  while loading or searching for an unattend answer file.',
        ],
    },
    {
        id: 'product-key-not-read',
        logs: ['setup', 'machine'],
        line: /Windows cannot read the <ProductKey> setting from the unattend answer file/i,
        means: 'The product key of the answer file does not belong to any image of the medium',
        fix: 'Leave the key out, or give the one of source.edition. Evaluation media and LTSC take other keys than the retail and ' +
            'volume ones',
        source: 'https://github.com/QubesOS/qvm-create-windows-qube/issues/93',
        sample: ['Windows cannot read the <ProductKey> setting from the unattend answer file.'],
    },
    {
        id: 'product-key-not-validated',
        logs: ['setup', 'machine'],
        line: /Setup has failed to validate the product key/i,
        means: 'Setup could not tell the edition of the image from its key: the WIM lost its metadata when it was exported, or the ' +
            'key is for another edition',
        fix: 'Take media of Microsoft, or a WIM whose images have their FLAGS and EDITIONID (image-factory info shows them); set ' +
            'source.edition, and the key for it',
        source: 'https://github.com/ntdevlabs/tiny11builder/issues/583',
        sample: ['Setup has failed to validate the product key'],
    },
    {
        id: 'product-key-at-specialize',
        logs: ['setup'],
        line: /ProductKey installation failed \((?<subject>0x[\da-f]+)\)/i,
        means: 'The product key of the answer file was refused in the pass specialize ({subject}): it is empty or for another edition',
        fix: 'Remove an empty <ProductKey/> from the answer file, or give the public client key of the edition',
        source: 'https://github.com/microsoft/SurfaceDeploymentAccelerator/issues/2',
        sample: ['ProductKey installation failed (0x80070057)'],
    },
    {
        id: 'licence-terms-missing',
        logs: ['setup', 'machine'],
        line: /cannot find the Microsoft Software License Terms/i,
        means: 'Setup found no licence text for the edition and channel that it was told: the key or ei.cfg does not fit the ' +
            'medium, or memory ran out while it looked',
        fix: 'Take the key out or give that of source.edition, use unmodified media, and give the machine at least 4 GiB of fixed ' +
            'memory (machine.memory)',
        source: 'https://github.com/ntdevlabs/tiny11builder/issues/471',
        sample: ['Windows cannot find the Microsoft Software License Terms'],
    },
    {
        id: 'setup-disk-not-seen',
        logs: ['setup'],
        line: /Failed to query disk \[(?<subject>\d+)\] status\. Error code is \[0x80042405\]/i,
        means: 'Setup does not see disk {subject}, on which the answer file wants to install: Windows PE has no driver for its controller',
        fix: 'Let the machine have a controller that Windows knows (the default of the definition), or give the driver of the ' +
            'controller to Windows PE',
        source: 'https://github.com/taliesins/packer-baseboxes/issues/9',
        sample: ['Failed to query disk [0] status. Error code is [0x80042405][gle=0x000036b7]'],
    },
    {
        id: 'setup-disk-configuration',
        logs: ['setup', 'machine'],
        line: /Windows could not (?:create a partition on disk \d+\. The error occurred while applying|apply) the unattend answer file's <DiskConfiguration> setting/i,
        means: 'Setup could not partition the disk as the answer file says: the disk is not seen, too small, or the layout is for ' +
            'another firmware than the machine has',
        fix: 'Partition as GPT with EFI, MSR and Windows for this machine, and give machine.disk at least 64 GiB',
        source: 'https://github.com/ms-iot/windows-iotent-deploy/issues/19',
        sample: [
            `Windows could not create a partition on disk 0. The error occurred while applying the unattend answer file's <DiskConfiguration> setting. Error code: 0x80042565.`,
        ],
    },
    {
        id: 'setup-media-mismatch',
        logs: ['setup'],
        line: /Callback_WinPE_SetSourceMediaInfo:Could not determine the source media path/i,
        means: 'Setup cannot see its own medium: the drive is not there, or the files of the medium and those in its boot.wim are ' +
            'of different versions',
        fix: 'Take the ISO of Microsoft as it is. In a serviced one copy setup.exe and its files from boot.wim #2 to \\sources',
        source: 'https://github.com/MicrosoftDocs/windows-itpro-docs/issues/10937',
        sample: [
            'Warning    [0x0605b1] IBS    Callback_WinPE_SetSourceMediaInfo:Could not determine the source media path. GLE is [0x0]',
        ],
    },
    {
        id: 'setup-recovery-image-missing',
        logs: ['setup'],
        line: /CExtractFilesFromWIM::DoExecute: Cannot extract file .*winre\.wim from (?<subject>.+?)\. Error 0x/i,
        means: 'The image in {subject} has no winre.wim, which Setup wants to put beside it',
        fix: 'Take an image of Microsoft: WinRE was cut out of this one',
        source: 'https://github.com/ntdevlabs/tiny11builder/issues/121',
        sample: [
            String.raw `Error                 SP         CExtractFilesFromWIM::DoExecute: Cannot extract file \Windows\System32\Recovery\winre.wim from C:\tiny11 2311 x64\Sources\Install.esd. Error 0x80070003[gle=0x00000003]`,
        ],
    },
    {
        id: 'setup-image-damaged',
        logs: ['setup', 'machine'],
        line: /\b0x8007000D - 0x4002C\b/i,
        means: 'Setup could not apply the image: install.wim or install.esd is damaged or not complete',
        fix: 'Fetch the ISO anew and compare it with the sha256 of Microsoft (source.sha256)',
        source: 'https://github.com/ntdevlabs/tiny11builder/issues/489',
        sample: ['Windows installation encountered an unexpected error. Error code: 0x8007000D - 0x4002C'],
    },
    {
        id: 'setup-copy-profile',
        logs: ['setup'],
        line: /\[Shell Unattend\] (?:_FindLatestProfile|CopyProfile) failed \((?<subject>0x[\da-f]+)\)/i,
        means: 'CopyProfile found no profile to copy ({subject}): the profile of a deleted user is still in the registry',
        fix: 'Take CopyProfile out of the answer file, or delete users with their profiles (Win32_UserProfile), not by their ' +
            'folders alone',
        source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/sysprep-troubleshoot.html',
        sample: [
            'Error [Shell Unattend] _FindLatestProfile failed (0x80070003) [gle=0x00000003]',
            'Error [Shell Unattend] CopyProfile failed (0x80070003) [gle=0x00000003]',
        ],
    },
    {
        id: 'setup-network-settings-refused',
        logs: ['setup'],
        line: /\[NETIOUGC\.EXE\] TCPIP: Consumer \d+ REJECTED the value named '(?<subject>[^']+)'/i,
        means: 'The answer file has a network setting ({subject}) that Windows refuses',
        fix: 'Take the TCPIP component out of the answer file: network settings belong to the deployed machine',
        source: 'https://github.com/AutomatedLab/AutomatedLab/issues/1488',
        sample: [
            "2023-02-20 14:47:01, Error                        [NETIOUGC.EXE] TCPIP: Consumer 2 REJECTED the value named 'DhcpEnabled' (under 'Ipv6Settings') with status 0x78.",
        ],
    },
    {
        id: 'setup-offline-servicing-package',
        logs: ['setup'],
        line: /Pkgmgr: Failed unattend install: (?<subject>[^\s,]+)/i,
        means: 'The package {subject}, which the answer file names for offlineServicing, could not be installed',
        fix: 'Take it out of the answer file and put it into the folder of updates (updates.from: folder)',
        source: 'https://learn.microsoft.com/archive/blogs/smsandmom/windows-vista-deployment-through-bdd-2007-fails-after-adding-hotfix-941649',
        sample: [
            '2007-10-11 20:54:31, Error CBS Pkgmgr: Failed unattend install: Package_for_KB941649~31bf3856ad364e35~x86~~6.0.1.1, hr: 0x80073713',
        ],
    },
    {
        id: 'answer-file-password',
        logs: ['setup'],
        line: /\[Shell Unattend\] Failed to decode password \((?<subject>0x[\da-f]+)\)/i,
        means: 'Windows could not decode a password of the answer file ({subject}), so the user of it was not made',
        fix: 'Write it with PlainText true, or as Base64 of the UTF-16 text of the password with the name of its element appended ' +
            '("Password", "AdministratorPassword")',
        source: 'http://www.jc-tech.info/2016/10/31/unattended-windows-setup-may-fail-due-to-wrongly-encoded-password/',
        sample: ['[Shell Unattend] Failed to decode password (0x8007000d)'],
    },
    {
        id: 'answer-file-action-failed',
        logs: ['setup'],
        line: /Execution of unattend GCs failed; hr = /i,
        consequence: true,
        means: 'An action of the answer file failed in the last passes: an account, a command or the display',
        fix: 'Read setupact.log of \\Windows\\Panther\\UnattendGC upwards from there for lines of [Shell Unattend]',
        source: 'http://www.jc-tech.info/2016/10/31/unattended-windows-setup-may-fail-due-to-wrongly-encoded-password/',
        sample: [
            '[oobeldr.exe] [Action Queue] : Unattend action failed with exit code 4',
            '[oobeldr.exe] Execution of unattend GCs failed; hr = 0x0; pResults->hrResult = 0x8030000b',
        ],
    },
    {
        id: 'audit-administrator-not-enabled',
        logs: ['setup'],
        line: /\[audit\.exe\] (?:EnableLocalUserAccount: )?Unable to enable local account \[(?<subject>[^\]]+)\]/i,
        means: 'Audit mode could not enable {subject}: its password is against the password policy of the installation, or empty ' +
            'where the policy wants one',
        fix: 'Take a source whose password policy is that of Windows itself; set stricter policies in the last step of customize ' +
            'or after deployment',
        source: 'https://knowledge.broadcom.com/external/article/157212/windows-could-not-complete-the-installat.html',
        sample: [
            'Error [audit.exe] EnableLocalUserAccount: Unable to enable local account [Administrator]; status = 0x8c5',
            'Error [audit.exe] Unable to enable local account [Administrator]; hr = 0x800708C5',
        ],
    },
    {
        id: 'setup-command-failed',
        logs: ['setup'],
        line: /\[windeploy\.exe\] Command \[(?<subject>[^\]]+)\] failed with exit code/i,
        consequence: true,
        means: 'Windows ended its first start, because {subject} failed',
        fix: 'Read setupact.log of \\Windows\\Panther\\UnattendGC upwards from there: the reason stands before it',
        source: 'https://knowledge.broadcom.com/external/article/157212/windows-could-not-complete-the-installat.html',
        sample: [
            String.raw `Error [windeploy.exe] Command [%windir%\system32\oobe\audit.exe /system] failed with exit code [0x800708c5]`,
        ],
    },
    {
        id: 'setup-restarted-unexpectedly',
        logs: ['setup', 'machine'],
        line: /The computer restarted unexpectedly or encountered an unexpected error\. Windows installation cannot proceed/i,
        consequence: true,
        means: 'An earlier failure of Setup left the installation half done, and it cannot go on',
        fix: 'Build anew; the first failure before this one is in setuperr.log of \\Windows\\Panther and its UnattendGC',
        source: 'https://github.com/AutomatedLab/AutomatedLab/issues/550',
        sample: [
            'The computer restarted unexpectedly or encountered an unexpected error. Windows installation cannot proceed. To install Windows, click "OK" to restart the computer, and then restart the installation.',
        ],
    },
    {
        id: 'setup-hardware-requirements',
        logs: ['setup', 'machine'],
        line: /This PC (?:doesn't meet the minimum system requirements|can't run Windows 11)/i,
        means: 'Setup of Windows 11 refuses the machine, which has no TPM and no Secure Boot. The answer file of the build turns ' +
            'these demands off, so Setup did not read it, or it lacks memory, processors or disk',
        fix: 'Take the ISO of Microsoft, without an answer file of its own in its root. Give machine.memory at least 4 GiB, ' +
            'machine.cpus 2 and machine.disk 64 GiB',
        source: 'https://github.com/hashicorp/packer-plugin-hyperv/issues/42',
        sample: ["This PC doesn't meet the minimum system requirements..."],
    },
    {
        id: 'setup-install-image-missing',
        logs: ['setup', 'machine'],
        line: /Windows could not collect information for\s+\[OSImage\]/i,
        means: 'Setup finds no install.wim or install.esd on its medium, or the one that is there cannot be read',
        fix: 'Take an ISO whose \\sources has one, and compare it with the sha256 of Microsoft (source.sha256)',
        source: 'https://github.com/ntdevlabs/tiny11builder/issues/220',
        sample: [
            'Windows could not collect information for  [OSImage] because the specified image file [install.wim] does not exist.',
        ],
    },
    {
        id: 'setup-no-image-fits',
        logs: ['setup', 'machine'],
        line: /Windows could not display the images available for installation/i,
        means: 'No image of the medium fits what the answer file asks for: another edition, or a product key of another one',
        fix: 'Compare source.edition with what `image-factory info` lists, and take keys of other editions out',
        source: 'https://github.com/cschneegans/unattend-generator/issues/410',
        sample: ['Windows could not display the images available for installation.'],
    },
    {
        id: 'setup-not-for-this-hardware',
        logs: ['setup', 'machine'],
        line: /Windows cannot be configured to run on this computer's hardware/i,
        consequence: true,
        means: 'A provider of sysprep failed at the first start of the image, in the pass specialize',
        fix: 'Read setuperr.log of \\Windows\\Panther for the provider. A driver that customize installed is the usual one',
        source: 'https://github.com/cschneegans/unattend-generator/issues/453',
        sample: ["Windows cannot be configured to run on this computer's hardware."],
    },
    {
        id: 'setup-system-volume',
        logs: ['setup'],
        line: /Callback_PrepareSystemVolume: ?Unable to prepare and resolve system volume/i,
        means: 'Setup could not make the disk bootable: another disk or stick holds the boot files already, or the partitions do ' +
            'not fit the firmware',
        fix: 'Give the machine only its own disk and the install medium, and partition GPT for UEFI',
        source: 'https://social.msdn.microsoft.com/Forums/en-US/ca7b46dc-d321-47f0-9034-1b4f16d8611f/wes7-sp1-rtm-install-windows-via-sd-boot-with-multiple-partitions-fails?forum=quebectools',
        sample: [
            '2011-03-17 15:39:49, Error      [0x0604c9] IBS    PrepareSystemVolume:Failed to prepare boot disk and system volume',
            '2011-03-17 15:39:49, Error      [0x060221] IBS    Callback_PrepareSystemVolume: Unable to prepare and resolve system volume',
        ],
    },
    {
        id: 'setup-offline-servicing',
        logs: ['setup'],
        line: /InstantiateCBSUnattendPass: Package manager returned with failing exit code (?<subject>\d+)/i,
        consequence: true,
        means: 'A package that the answer file names for offlineServicing could not be installed (error {subject})',
        fix: 'Take packages out of the answer file and put them into the folder of updates (updates.from: folder)',
        source: 'https://learn.microsoft.com/archive/blogs/smsandmom/windows-vista-deployment-through-bdd-2007-fails-after-adding-hotfix-941649',
        sample: [
            '2007-10-11 20:54:32, Error [0x0604a7] IBS InstantiateCBSUnattendPass: Package manager returned with failing exit code 14099',
            '2007-10-11 20:54:32, Error [0x060431] IBS Callback_UnattendInitiatePass: An error occurred while initiating unattend passes; hr = 0x80004005',
        ],
    },
    {
        id: 'setup-operations-order',
        logs: ['setup'],
        line: /ExecuteOperations: Operations cannot be sorted\. This is a fatal failure/i,
        means: 'The answer file leaves Setup with nothing that it could do in order: its disk configuration is empty or not whole',
        fix: 'Write the whole DiskConfiguration with ImageInstall, or leave both out. Setup of 24H2 and later is stricter than ' +
            'earlier ones',
        source: 'https://github.com/pbatard/rufus/issues/2960',
        sample: ['ExecuteOperations: Operations cannot be sorted. This is a fatal failure.[gle=0x00000002]'],
    },
];
//# sourceMappingURL=setup.js.map
;// CONCATENATED MODULE: ./build/src/inspect/explain/symptoms/steps.js
/** Why a step of a build fails: what its script writes. */
const STEPS = [
    {
        id: 'step-name-not-resolved',
        logs: ['agent'],
        line: /The remote name could not be resolved: '(?<subject>[^']+)'/i,
        consequence: true,
        means: 'A script wanted {subject} from the network and could not resolve its name',
        fix: 'Give machine.network a switch with DHCP and DNS. The network is disconnected after the last round of updates, and ' +
            'generalize has none: download before that, or bring the file along in the folder of the step',
        source: 'https://github.com/clong/DetectionLab/issues/435',
        sample: [
            "    wef: powershell.exe : Invoke-WebRequest : The remote name could not be resolved: 'download.microsoft.com'",
        ],
    },
    {
        id: 'step-tls',
        logs: ['agent'],
        line: /The request was aborted: Could not create SSL\/TLS secure channel/i,
        means: 'A script could not agree on TLS with a server: Windows PowerShell 5.1 offers only old versions of it by itself on an ' +
            'older Windows, or a policy took all ciphers away',
        fix: 'Set [Net.ServicePointManager]::SecurityProtocol to Tls12 at the start of the script, and restrict ciphers after the ' +
            'last download',
        source: 'https://github.com/PowerShell/PowerShell/issues/6233',
        sample: ['Invoke-WebRequest : The request was aborted: Could not create SSL/TLS secure channel.'],
    },
    {
        id: 'step-execution-policy',
        logs: ['agent'],
        line: /File (?<subject>.+?) cannot be loaded because running scripts is(?: disabled on this system)?/i,
        means: 'The execution policy forbids {subject}, which a step called by itself',
        fix: 'Call it with powershell.exe -ExecutionPolicy Bypass -File, or make it a step of its own',
        source: 'https://github.com/winsw/winsw/issues/931',
        sample: [
            String.raw `File C:\AppData\myservice.ps1 cannot be loaded because running scripts is disabled on this system. For more`,
        ],
    },
    {
        id: 'step-another-installer-runs',
        logs: ['agent'],
        line: /\bexit code(?: was)?:? '?1618\b|Another program is being installed\. Please wait until that installation is complete/i,
        means: 'Windows Installer was busy with another package (1618): an earlier step, or the Store, still installs',
        fix: 'Let each step wait for its installers to end (Start-Process -Wait waits for their children, too), or try again after a minute',
        source: 'https://github.com/microsoft/winget-cli/issues/433',
        sample: ['Installer failed with exit code: 1618'],
    },
    {
        id: 'step-appx-framework-missing',
        logs: ['agent'],
        line: /Windows cannot install package (?<subject>\S+) because this package depends on a framework/i,
        means: '{subject} needs a framework package that is not installed; without a network nobody fetches it',
        fix: 'Put the frameworks, of the same architecture, into the folder Dependencies beside the package (appx: add)',
        source: 'https://github.com/files-community/Files/issues/6405',
        sample: [
            'Windows cannot install package Files_2.0.13.0_x64__1y0xx7n9077q4 because this package depends on a framework that',
            'could not be found. Provide the framework "Microsoft.UI.Xaml.2.6" published by "CN=Microsoft Corporation, O=Microsoft',
        ],
    },
    {
        id: 'step-appx-part-of-windows',
        logs: ['agent'],
        line: /error 0x80070032: AppX Deployment Remove operation on package (?<subject>\S+)/i,
        means: '{subject} is a part of Windows and cannot be removed for a user',
        fix: 'Take it out of the list (appx: remove); its feature is turned off by a policy instead',
        source: 'https://github.com/W4RH4WK/Debloat-Windows-10/issues/14',
        sample: [
            'error 0x80070032: AppX Deployment Remove operation on package Microsoft.BioEnrollment_10.0.10240.16384_neutral__cw5n1h2txyewy from:',
            String.raw `C:\Windows\SystemApps\Microsoft.BioEnrollment_cw5n1h2txyewy failed. This app is part of Windows and cannot be uninstalled on a per-user basis. An administrator can attempt to remove the app from the computer using Turn Windows Features on or off. However, it may not be possible to uninstall the app.`,
        ],
    },
    {
        id: 'step-appx-as-system',
        logs: ['agent'],
        line: /because the Local System account is not allowed to perform this/i,
        means: 'A script added a Store package as SYSTEM, which has no packages of its own',
        fix: 'Provision it for all users instead (appx: add), or add it as the Administrator, under whom steps run if they do not ' +
            'start a service or a task',
        source: 'https://github.com/asheroto/winget-install/issues/80',
        sample: [
            'Add-AppxPackage : Deployment failed with HRESULT: 0x80073CF9, Install failed. Please contact your software vendor.',
            '(Exception from HRESULT: 0x80073CF9)',
            'Deployment Add operation rejected on package Microsoft.UI.Xaml.2.8_8.2310.30001.0_x64__8wekyb3d8bbwe from:',
            'Microsoft.UI.Xaml.2.8.x64.appx install request because the Local System account is not allowed to perform this',
            'operation.',
        ],
    },
    {
        id: 'step-appx-sideloading',
        logs: ['agent'],
        line: /HRESULT: 0x80073CFF\b/i,
        means: 'Windows takes a Store package only from the Store here: sideloading is off, or the package needs a licence',
        fix: 'Provision it with its licence file (appx: add), or set AllowAllTrustedApps in a step before',
        source: 'https://github.com/snickler/WSA-Patched/issues/9',
        sample: [
            'Add-AppxPackage : Deployment failed with HRESULT: 0x80073CFF, To install this application you need either a Windows',
            'developer license or a sideloading-enabled system.',
        ],
    },
    {
        id: 'step-appx-refused-by-policy',
        logs: ['agent', 'dism'],
        line: /Add-AppxProvisionedPackage failed\. Error code = 0xc1570108|C1570108\s+Msg:\[Policy check failed\]/i,
        means: 'A package cannot be provisioned for all users: it is only the identity of a program that lies elsewhere, or a policy ' +
            'forbids it',
        fix: 'Let its installer register it for each user at sign-in, after deployment, and not in the image',
        source: 'https://github.com/microsoft/msix-packaging/issues/714',
        sample: [
            'WixQuietExec64:  Add-AppxProvisionedPackage : Add-AppxProvisionedPackage failed. Error code = 0xc1570108',
        ],
    },
    {
        id: 'step-appx-module-in-pwsh',
        logs: ['agent'],
        line: /Operation is not supported on this platform\. \(0x80131539\)/i,
        means: 'PowerShell 7 could not load the module Appx, which belongs to Windows PowerShell',
        fix: 'Run that part with powershell.exe, or import it with Import-Module Appx -UseWindowsPowerShell',
        source: 'https://github.com/rgl/windows-vagrant/blob/5a32df4b73c29bea39132b596c48a8303bc317d4/example/windows-sysprep-prepare.ps1',
        sample: ['#           Operation is not supported on this platform. (0x80131539)'],
    },
    {
        id: 'step-stopped-by-antivirus',
        logs: ['agent'],
        line: /This script contains malicious content and has been blocked by your antivirus software|because the file contains a virus or potentially unwanted software/i,
        means: 'Defender took a script or a file of a step for malware and blocked it',
        fix: 'Look what it found (Get-MpThreatDetection) before you exclude anything. If it is a false alarm, exclude the path in a ' +
            'step before and remove the exclusion after it',
        source: 'https://github.com/ChrisTitusTech/winutil/issues/612',
        sample: ['This script contains malicious content and has been blocked by your antivirus software.'],
    },
    {
        id: 'step-checksum',
        logs: ['agent'],
        line: /Checksum for '(?<subject>[^']+)' did not meet '[\da-f]+' for checksum type/i,
        means: '{subject} is not the file that its Chocolatey package was made for: the vendor replaced it under the same address',
        fix: 'Take a newer version of the package, or install from a file of your own with its sha256',
        source: 'https://github.com/StefanScherer/choco-packer/issues/38',
        sample: [
            "Error - hashes do not match. Actual value was '02E35D7EC6DBD009C117F9731C42B8BA67FD6D53EC05F57849445F316AE8F817'.",
            String.raw `ERROR: Checksum for 'C:\Users\appveyor\AppData\Local\Temp\1\chocolatey\packer\1.3.3\packer_1.3.3_windows_amd64.zip' did not meet '493a88d0f0d3492d1ac3046edc22119490c211630510060fb611a2898f6d15d0' for checksum type 'sha256'. Consider passing the actual checksums through with --checksum --checksum64 once you validate the checksums are appropriate. A less secure option is to pass --ignore-checksums if necessary.`,
        ],
    },
    {
        id: 'step-msi-failed',
        logs: ['agent'],
        line: /\bexit code(?: was|:)? ?'?1603\b/i,
        means: 'An .msi ended with a fatal error (1603), which says no more than that',
        fix: 'Run it with /l*v to a file and look for "Return value 3" there. A pending restart, a newer version that is installed ' +
            'and a missing prerequisite are the usual reasons',
        source: 'https://github.com/tinyhumansai/openhuman/issues/913',
        sample: ['x  MSI install failed with exit code 1603.'],
    },
    {
        id: 'step-msi-not-opened',
        logs: ['agent'],
        line: /\bexit code(?: was|:)? ?'?16(?:19|20)\b/i,
        means: 'Windows Installer could not open the package: the path is wrong, or the file is not complete',
        fix: 'Write the whole path of the .msi, and compare a downloaded one with its sha256',
        source: 'https://github.com/microsoft/winget-cli/issues/2419',
        sample: ['Installer failed with exit code: 1619'],
    },
    {
        id: 'step-command-not-found',
        logs: ['agent'],
        line: /The term '(?<subject>[^']+)' is not recognized as (?:the|a) name of a cmdlet/i,
        consequence: true,
        means: 'There is no command {subject}: it is not part of this Windows, or it was installed in the same step, whose PATH is ' +
            'older',
        fix: 'Call it by its whole path, or in a step of its own after the one that installs it. Windows Server before 2025 has no ' +
            'winget',
        source: 'https://github.com/asheroto/winget-install/issues/4',
        sample: [
            "winget : The term 'winget' is not recognized as the name of a cmdlet, function, script file, or operable program.",
        ],
    },
    {
        id: 'step-package-provider',
        logs: ['agent'],
        line: /Unable to download the list of available providers\. Check your internet connection/i,
        means: 'PowerShellGet could not fetch its NuGet provider: the machine has no network, or Windows PowerShell does not offer ' +
            'TLS 1.2 by itself',
        fix: 'Set [Net.ServicePointManager]::SecurityProtocol to Tls12 before Install-PackageProvider, or bring the module along as ' +
            'a folder of the step',
        source: 'https://github.com/Azure/azure-quickstart-templates/pull/7472',
        sample: [
            "WARNING: Unable to download from URI 'https://go.microsoft.com/fwlink/?LinkID=627338&clcid=0x409' to ''.",
            'WARNING: Unable to download the list of available providers. Check your internet connection.',
        ],
    },
];
//# sourceMappingURL=steps.js.map
;// CONCATENATED MODULE: ./build/src/inspect/explain/symptoms/appx.js
/** Store packages that sysprep stumbles over: those whose way to the right state differs, then all others. */
const APPX = [
    {
        id: 'appx-language-pack-of-a-user',
        logs: ['sysprep'],
        line: /Package (?<subject>Microsoft\.LanguageExperiencePack\S+) was installed for a user, but not provisioned/i,
        means: '{subject} came from the Store for one user: a display language that was added in the settings, or by the Store ' +
            'for the region',
        fix: 'Add display languages by `languages` of the definition, not in the settings of a user, and remove the package for ' +
            'the user in a customize step (appx: remove)',
        source: 'https://github.com/MicrosoftDocs/azure-docs/issues/63613',
        sample: [
            'Error SYSPRP Package Microsoft.LanguageExperiencePackhu-da_17134.2.4.0_neutral__8wekyb3d8bbwe was installed for a user, but not provisioned for all users. This package will not function properly in the sysprep image',
        ],
    },
    {
        id: 'appx-onedrive-of-a-user',
        logs: ['sysprep'],
        line: /Package (?<subject>Microsoft\.OneDriveSync_\S+) was installed for a user, but not provisioned/i,
        means: '{subject} is what OneDrive installs for the user who builds the image when it starts at the first sign-in',
        fix: 'Remove Microsoft.OneDriveSync* in a customize step (appx: remove), or install OneDrive for all users ' +
            '(OneDriveSetup.exe /allusers) before anybody signs in',
        source: 'https://github.com/vmware/ansible-vsphere-gos-validation/issues/207',
        sample: [
            '2021-10-18 05:13:03, Error                 SYSPRP Package Microsoft.OneDriveSync_21180.905.7.0_neutral__8wekyb3d8bbwe was installed for a user, but not provisioned for all users. This package will not function properly in the sysprep image.',
            '2021-10-18 05:13:03, Error                 SYSPRP Failed to remove apps for the current user: 0x80073cf2.',
        ],
    },
    {
        id: 'appx-edge-of-a-user',
        logs: ['sysprep'],
        line: /Package (?<subject>Microsoft\.(?:MicrosoftEdge\.|Edge\.GameAssist_)\S+) was installed for a user, but not provisioned/i,
        means: '{subject} is a newer Edge than the one in the image: Edge, or the Store, updated itself for the user who builds it',
        fix: 'Remove Microsoft.MicrosoftEdge* and Microsoft.Edge.* in a customize step (appx: remove), and build without a network ' +
            'or stop the updater of Edge before',
        source: 'https://github.com/rgl/windows-vagrant/blob/5a32df4b73c29bea39132b596c48a8303bc317d4/example/windows-sysprep-prepare.ps1',
        sample: [
            '#       2024-12-14 14:08:40, Error                 SYSPRP Package Microsoft.MicrosoftEdge.Stable_131.0.2903.99_neutral__8wekyb3d8bbwe was installed for a user, but not provisioned for all users. This package will not function properly in the sysprep image.',
        ],
    },
    {
        id: 'appx-winget-source-of-a-user',
        logs: ['sysprep'],
        line: /Package (?<subject>Microsoft\.Winget\.Source_\S+) was installed for a user, but not provisioned/i,
        means: '{subject} is the list of packages that winget installs for the user who runs it',
        fix: 'Remove Microsoft.Winget.Source* in the last customize step (appx: remove), after every step that runs winget',
        source: 'https://github.com/microsoft/winget-cli/issues/5599',
        sample: [
            'Package Microsoft.Winget.Source_2025.718.1153.54_neutral__8wekyb3d8bbwe was installed for a user, but not provisioned for all users. This package will not function properly in the sysprep image.',
        ],
    },
    {
        id: 'appx-wsl-of-a-user',
        logs: ['sysprep'],
        line: /Package (?<subject>MicrosoftCorporationII\.WindowsSubsystemForLinux_\S+) was installed for a user, but not provisioned/i,
        means: '{subject} came from the Store for one user, or the Store updated the one that was provisioned',
        fix: 'Install WSL from its .msi in a customize step, not by `wsl --install` from the Store, and keep the Store from ' +
            'updating it before generalize',
        source: 'https://github.com/actions/runner-images/issues/14499',
        sample: [
            'SYSPRP Package MicrosoftCorporationII.WindowsSubsystemForLinux_2.7.11.0_x64__8wekyb3d8bbwe was installed for a user, but not provisioned for all users.',
            'SYSPRP Failed to remove apps for the current user: 0x80073cf2.',
        ],
    },
    {
        id: 'appx-left-by-an-upgrade',
        logs: ['sysprep'],
        line: /Package (?<subject>Windows\.MiracastView_\S+) was installed for a user, but not provisioned/i,
        means: 'The source was upgraded from an older Windows, which left {subject} behind; it can neither be used nor removed',
        fix: 'Take install media, or a disk that was installed afresh with this version: an upgraded installation is no source',
        source: 'https://learn.microsoft.com/troubleshoot/windows-client/setup-upgrade-and-drivers/miracastview-cause-sysprep-error-upgrade-windows-10-1709',
        sample: [
            'Date/Time, Error SYSPRP Package Windows.MiracastView_6.3.0.0_neutral_neutral_cw5n1h2txyewy was installed for a user, but not provisioned for all users. This package will not function properly in the sysprep image.',
            'Date/Time, Error SYSPRP Failed to remove apps for the current user: 0x80073cf2.',
        ],
    },
    {
        id: 'appx-not-provisioned',
        logs: ['sysprep'],
        line: /Package (?<subject>\S+) was installed for a user, but not provisioned for all users/i,
        means: '{subject} is installed for the user who builds the image, and not provisioned for all users. Sysprep refuses to ' +
            'generalize with such a package. The Store also does this by itself where the machine has a network',
        fix: 'Remove the package for that user in a customize step (appx: remove), or provision it for all (appx: add), and ' +
            'build without a network',
        source: 'https://github.com/notepad-plus-plus/nppShell/issues/29',
        sample: [
            'SYSPRP Package NotepadPlusPlus_1.0.0.0_neutral__7njy0v32s6xk6 was installed for a user, but not provisioned for all users.',
        ],
    },
];
//# sourceMappingURL=appx.js.map
;// CONCATENATED MODULE: ./build/src/inspect/explain/symptoms/sysprep.js
/** Why sysprep gives up. */

const SYSPREP = [
    ...APPX,
    {
        id: 'sysprep-reserved-storage',
        logs: ['sysprep'],
        line: /Audit mode can(?:not|'t) be turned on if (?:reserved storage is in use|there is an active scenario)/i,
        means: 'An update is under way in reserved storage: Windows began to install one, or waits for the restart that ends it, ' +
            'and sysprep refuses to run over it',
        fix: 'Let updates run until none applies, and restart after the last one. Pause Windows Update in the machine until ' +
            'generalize, and leave generalize without a network',
        source: 'https://learn.microsoft.com/troubleshoot/mem/configmgr/os-deployment/windows-11-image-capture-fail',
        sample: [
            '02-07-2022 14:24:15.000 SYSPRP Sysprep_Clean_Validate_Opk: Audit mode cannot be turned on if reserved storage is in use. An update or servicing operation may be using reserved storage.; hr = 0x800F0975',
            String.raw `02-07-2022 14:24:15.000 SYSPRP ActionPlatform::LaunchModule: Failure occurred while executing 'Sysprep_Clean_Validate_Opk' from C:\Windows\System32\spopk.dll; dwRet = 0x975`,
        ],
    },
    {
        id: 'sysprep-restart-pending',
        logs: ['sysprep'],
        line: /Sysprep_Clean_Validate_[0O]pk: ?There are one or more Windows updates that require a (?:reboot|restart)/i,
        means: 'Updates or features wait for a restart, and sysprep does not run before it',
        fix: 'Let the step that installed them end with exit 3010, or restart after it. What a step installs with -NoRestart or ' +
            '/norestart and exit 0, nobody restarts for',
        source: 'https://github.com/bgaj203/gitlab-runners/blob/008535ca8307dd1494315b5061f085ad13ef7217/ec2-image-builder/README.md',
        sample: [
            'Sysprep_Clean_Validate_0pk:There are one or more Windows updates that require a reboot. To run Sysprep, reboot the computer and restart the application.[gle=0x000036b7]',
        ],
    },
    {
        id: 'sysprep-pending-servicing-unknown',
        logs: ['sysprep'],
        line: /spopk\.dll:: ?Failed to query pending CBS operations/i,
        means: 'Sysprep asked the servicing stack for pending work and got no answer: an update or a cleanup of the component ' +
            'store was still running',
        fix: 'Build again. If it comes back, end customize with a step that waits for TrustedInstaller and TiWorker to end, or ' +
            'restart once more before generalize',
        source: 'https://github.com/GoogleCloudPlatform/compute-image-windows/issues/156',
        sample: [
            '2018-09-15 18:08:32, Error      [0x0f00b0] SYSPRP spopk.dll:: Failed to query pending CBS operations; hr = 0x80080005',
            String.raw `2018-09-15 18:08:32, Error      [0x0f0082] SYSPRP ActionPlatform::LaunchModule: Failure occurred while executing 'Sysprep_Clean_Validate_Opk' from C:\Windows\System32\spopk.dll; dwRet = 0x5`,
        ],
    },
    {
        id: 'sysprep-bitlocker',
        logs: ['sysprep'],
        line: /BitLocker-Sysprep: BitLocker is on for the OS volume/i,
        means: 'The system volume is encrypted: Windows 11 24H2 turns device encryption on by itself when Setup ends, even where ' +
            'protection is still off',
        fix: 'Decrypt in a customize step and wait until the volume is fully decrypted. Install media are safe, for the agent ' +
            'forbids device encryption; a source.disk must have been installed with PreventDeviceEncryption',
        source: 'https://github.com/antifob/incus-windows/issues/30',
        sample: [
            '2026-08-17 11:22:44, Error SYSPRP BitLocker-Sysprep: BitLocker is on for the OS volume. Turn BitLocker off to run Sysprep. (0x80310039)',
            String.raw `2026-08-17 11:22:44, Error SYSPRP SysprepSession::Validate: Error in validating actions from C:\Windows\System32\Sysprep\ActionFiles\Generalize.xml; dwRet = 0x80310039`,
        ],
    },
    {
        id: 'sysprep-rearm-used-up',
        logs: ['sysprep'],
        line: /SLReArmWindows'?.*(?:-1073425657|0xc004d307)|\b0xc004d307\b/i,
        means: 'The licence of this installation was re-armed as often as it may be: the source was generalized too often before',
        fix: 'Start from install media or from a disk that was never generalized. SkipRearm in the generalize pass only helps ' +
            'for a throwaway build',
        source: 'https://learn.microsoft.com/troubleshoot/windows-client/setup-upgrade-and-drivers/error-occurs-when-running-sysprep-generalize',
        sample: [
            String.raw `Error [0x0f0082] SYSPRP LaunchDll: Failure occurred while executing 'C:\Windows\System32\slc.dll, SLReArmWindows', returned error code -1073425657`,
            'Error [0x0f00a8] SYSPRP WinMain: Hit failure while processing sysprep generalize providers; hr = 0xc004d307',
        ],
    },
    {
        id: 'sysprep-state-of-an-earlier-failure',
        logs: ['sysprep'],
        line: /Not running DLLs; either the machine is in an invalid state or we couldn.?t update the recorded state/i,
        means: 'An earlier run of sysprep on this installation failed halfway. It cannot be rolled back, and sysprep will not run ' +
            'on it again',
        fix: 'Build anew from the source: do not resume from the disk on which sysprep failed. The reason is in the logs of that ' +
            'earlier run',
        source: 'https://learn.microsoft.com/troubleshoot/windows-client/setup-upgrade-and-drivers/fatal-error-occurred-sysprep-machine',
        sample: [
            String.raw `<Date> <Time>, Error [0x0f0073] SYSPRP RunExternalDlls:Not running DLLs; either the machine is in an invalid state or we couldn't update the recorded state, dwRet = 31`,
        ],
    },
    {
        id: 'sysprep-dsc-cleanup',
        logs: ['sysprep'],
        line: /Failure occurred while executing 'DscCore\.dll,SysPrep_Cleanup', returned error code 0x2\b/i,
        means: 'The provider of Desired State Configuration could not clean up after itself. A machine that DSC configured cannot ' +
            'be generalized; it is also seen where its folder or its files are gone',
        fix: 'Apply DSC on the deployed machine, not in customize. Look which step touched ' +
            'C:\\Windows\\System32\\Configuration, and leave that folder alone',
        source: 'https://github.com/MicrosoftDocs/azure-docs/issues/80346',
        sample: [
            "2021-08-30 11:24:24, Error      [0x0f0082] SYSPRP LaunchDll:Failure occurred while executing 'DscCore.dll,SysPrep_Cleanup', returned error code 0x2",
        ],
    },
    {
        id: 'sysprep-boot-store',
        logs: ['sysprep'],
        line: /Failure occurred while executing .*spbcd\.dll,? ?'?Sysprep_Generalize_Bcd/i,
        means: 'Sysprep could not read or write the boot configuration on the system partition',
        fix: 'Leave the system partition as Setup made it: without a drive letter, mounted by nothing, and with its BCD. A ' +
            'source.disk needs its own EFI system partition',
        source: 'https://ftpdocs.broadcom.com/cadocs/0/CA%20AppLogic%203%208-ENU/Bookshelf_Files/HTML/AppLogicDoc/2329147.html',
        sample: [
            String.raw `2013-07-18 22:38:30, Error [0x0f0082] SYSPRP LaunchDll:Failure occurred while executing 'C:\Windows\System32\spbcd.dll,Sysprep_Generalize_Bcd', returned error code 2[gle=0x00000012]`,
        ],
    },
    {
        id: 'sysprep-defender-for-endpoint',
        logs: ['sysprep'],
        line: /DeleteValue: Error from RegDeleteValueW for value senseGuid\b.*dwRet = 0x5\b/i,
        means: 'Sysprep may not delete the identity of Defender for Endpoint (senseGuid): the sensor is onboarded on the reference ' +
            'machine, and its tamper protection guards the value',
        fix: 'Do not onboard the reference machine: leave the onboarding script to the deployed machine, or offboard in a ' +
            'customize step before generalize',
        source: 'https://github.com/actions/runner-images/issues/9659',
        sample: [
            String.raw `2024-03-07 22:26:20, Error                 SYSPRP ActionPlatform::DeleteValue: Error from RegDeleteValueW for value senseGuid under key HKEY_LOCAL_MACHINE\Software\Microsoft\Windows Advanced Threat Protection; dwRet = 0x5`,
            '2024-03-07 22:26:20, Error                 SYSPRP SysprepSession::ExecuteAction: Failed during deleteValue operation; dwRet = 0x5',
        ],
    },
    {
        id: 'sysprep-specialize-ntfs',
        logs: ['sysprep', 'setup'],
        line: /Failure occurred while executing 'Sysprep_Specialize_NTFS_Online'/i,
        means: 'At its first start the image could not make its volume ready: the file system of the target is not as it expects',
        fix: 'Apply the image to a freshly formatted NTFS volume, with a system partition of its own, and not over an older ' +
            'installation',
        source: 'https://github.com/cschneegans/unattend-generator/issues/453',
        sample: [
            String.raw `Error SYSPRP ActionPlatform::LaunchModule: Failure occurred while executing 'Sysprep_Specialize_NTFS_Online' from C:\Windows\System32\spntfs.dll; dwRet = 0x130[gle=0x0000012a]`,
        ],
    },
    {
        id: 'sysprep-provider-failed',
        logs: ['sysprep', 'setup'],
        line: /Launch(?:Module|Dll): ?Failure occurred while executing '(?<subject>[^']+)'/i,
        consequence: true,
        means: 'A provider of sysprep failed: {subject}',
        fix: 'Look at the lines just before it. The name of the file tells the part: AppxSysprep Store packages, spopk pending ' +
            'updates, BdeSysprep BitLocker, sppnp drivers, spbcd boot files, slc the licence; another one belongs to a product ' +
            'that customize installed',
        source: 'https://github.com/vmware/ansible-vsphere-gos-validation/pull/596',
        sample: [
            String.raw `2024-06-20 22:22:28, Error                 SYSPRP ActionPlatform::LaunchModule: Failure occurred while executing 'SysprepGeneralizeValidate' from C:\Windows\System32\AppxSysprep.dll; dwRet = 0x3cf2`,
        ],
    },
    {
        id: 'sysprep-halted',
        logs: ['sysprep'],
        line: /(?:RunDlls|RunExternalDlls):.*halting sysprep execution/i,
        consequence: true,
        means: 'Sysprep stopped because one of its providers failed',
        fix: 'Read setupact.log of Sysprep\\Panther upwards from this line: the provider that failed stands just before it',
        source: 'https://github.com/actions/runner-images/issues/9659',
        sample: [
            '2024-03-07 22:26:20, Error      [0x0f0070] SYSPRP RunDlls:An error occurred while running registry sysprep DLLs, halting sysprep execution. dwRet = 0x5',
            '2024-03-07 22:26:20, Error      [0x0f00a8] SYSPRP WinMain:Hit failure while processing sysprep generalize internal providers; hr = 0x80070005',
        ],
    },
    {
        id: 'image-state-undeployable',
        logs: ['state', 'agent'],
        line: /\bIMAGE_STATE_UNDEPLOYABLE\b/i,
        consequence: true,
        means: 'Sysprep, or Setup, began its work on this installation and did not end it',
        fix: 'Look for its reason in Sysprep\\Panther and Panther, and build anew from the source: this state cannot be rolled ' +
            'back. A deadline that was too short leaves it, too (deadlines.generalize)',
        source: 'https://github.com/MicrosoftDocs/azure-docs/issues/12156',
        sample: ['    azure-arm: IMAGE_STATE_UNDEPLOYABLE'],
    },
];
//# sourceMappingURL=sysprep.js.map
;// CONCATENATED MODULE: ./build/src/inspect/explain/symptoms/update-codes.js
/** What the codes of the update agent mean. */
const LOGS = ['updates', 'agent', 'events'];
const update_codes_UPDATES_AND_FEATURES = 'https://learn.microsoft.com/troubleshoot/windows-server/installing-updates-features-roles/';
const update_codes_UPDATES_OF_CLIENTS = 'https://learn.microsoft.com/troubleshoot/windows-client/installing-updates-features-roles/';
/** Logs write codes as "0x8024402C", "hr=8024402c", "[8024402C]"; a part of an identifier is none. */
function codeOf({ name, codes, ...entry }) {
    const line = new RegExp(String.raw `(?<![\da-f{-])(?:0x)?(?:${codes.join('|')})(?![\da-f-])`, 'i');
    return { id: `update-${name}`, logs: LOGS, line, ...entry };
}
const CODES = [
    {
        name: 'name-not-resolved',
        codes: ['8024402c'],
        consequence: true,
        means: 'The machine could not resolve the name of the update server or of its proxy',
        fix: 'Give machine.network a switch with DHCP and DNS, and compare updates.server with what the network of the build ' +
            'can resolve. A proxy is set by netsh winhttp in a step before',
        source: `${update_codes_UPDATES_OF_CLIENTS}error-0x8024402c-installing-update-feature-on-demand`,
        sample: [
            '2010-01-05 18:52:06:747 808 aac Misc WARNING: WinHttp: SendRequestToServerForFileInformation failed with 0x8024402c',
        ],
    },
    {
        name: 'server-timeout',
        codes: ['8024401c', '80072ee2'],
        consequence: true,
        means: 'The update server did not answer in time: it is overloaded, or a firewall drops the connection',
        fix: 'Reach the server from the switch of the machine. On WSUS raise the memory limit of WsusPool and decline superseded ' +
            'updates: a first search of a fresh Windows is its heaviest one',
        source: 'https://github.com/cloudbase/windows-imaging-tools/issues/53',
        sample: ['2016-09-08\t10:48:43:109\t 848\t604\tMisc\tWARNING: Send failed with hr = 80072ee2.'],
    },
    {
        name: 'server-unavailable',
        codes: ['80244022', '80244023', '8024401f', '80244021'],
        consequence: true,
        means: 'The update server answered with an error of its own (HTTP 500, 502, 503 or 504): on WSUS mostly an application ' +
            'pool that ended for want of memory',
        fix: 'Start WsusPool on the server, raise its memory limit, and build again; Windows Update itself: try again later',
        source: 'https://github.com/rgl/packer-plugin-windows-update/issues/122',
        sample: ["Search for Windows updates failed with 'Exception from HRESULT: 0x8024401F'. Retrying..."],
    },
    {
        name: 'server-not-found',
        codes: ['80244019'],
        means: 'The update server has no such page (HTTP 404): the address or its port is wrong, or WSUS lacks that content',
        fix: 'Write updates.server with scheme and port (http://wsus:8530, https://wsus:8531), and let WSUS finish its ' +
            'downloads',
        source: 'https://github.com/ansible/ansible/issues/25499',
        sample: [
            '2017-06-08 11:29:34Z Fatal exception: Exception from HRESULT: 0x80244019 at at DoWindowsUpdate, <No file>: line 72',
        ],
    },
    {
        name: 'no-external-connection',
        codes: ['8024402f'],
        means: 'The update agent could not fetch a file over its connection: the proxy or a filter refuses the download servers',
        fix: 'Allow *.windowsupdate.com, *.update.microsoft.com and *.delivery.mp.microsoft.com without inspection, or take ' +
            'updates from a folder (updates.from: folder)',
        source: 'https://github.com/dsccommunity/xWindowsUpdate/issues/51',
        sample: [
            '"Message":  "PowerShell DSC resource MSFT_xWindowsUpdateAgent  failed to execute Test-TargetResource functionality with error message: Exception from HRESULT: 0x8024402F ",',
        ],
    },
    {
        name: 'connection-broken',
        codes: ['80072efe', '80072efd'],
        consequence: true,
        means: 'The connection to the update server was refused or broken off: a firewall, or no cipher in common because a policy ' +
            'restricts TLS',
        fix: 'Open 80 and 443 to the update servers from the switch of the machine, and do not restrict cipher suites before the ' +
            'updates are done',
        source: `${update_codes_UPDATES_OF_CLIENTS}troubleshoot-windows-update-error-0x80072efe-with-cipher-suite-configuration`,
        sample: ['YYYY/MM/DD HH:MM:SS.6852866 22576 27056 Misc            FAILED [80072EFE] Send request'],
    },
    {
        name: 'certificate',
        codes: ['80072f8f'],
        means: 'TLS with the update server failed: the clock of the machine is wrong, or it does not trust the certificate',
        fix: 'Look at the clock of the host, for the machine takes it over. For WSUS by https import its root certificate in a ' +
            'step before the updates',
        source: `${update_codes_UPDATES_AND_FEATURES}troubleshoot-windows-update-error-0x80072f8f`,
        sample: [
            '03E4 1668 Misc WinHttp: SendRequestToServerForFileInformation failed with 0x80072f8f; retrying with default proxy.',
        ],
    },
    {
        name: 'soap-fault',
        codes: ['80244007'],
        means: 'WSUS refused the request itself: it has more updates than a client may name, or it does not know this client',
        fix: 'Decline superseded updates on WSUS and raise maxInstalledPrerequisites; do not build from a source that was a ' +
            'client of it before, for it carries that identity',
        source: `${update_codes_UPDATES_AND_FEATURES}troubleshoot-windows-update-error-0x80244007`,
        sample: ['*FAILED* [80244007] SyncUpdates_WithRecovery failed'],
    },
    {
        name: 'disabled-by-policy',
        codes: ['8024002e'],
        means: 'A policy forbids Windows Update (DisableWindowsUpdateAccess), or its service is disabled',
        fix: 'Set such policies in the last steps of customize, after the updates, or on the deployed machine. A source.disk may ' +
            'bring them along',
        source: `${update_codes_UPDATES_AND_FEATURES}troubleshoot-windows-update-error-code-0x8024002e`,
        sample: [
            'Azure VM Guest Patching Failure Software Synchronization Windows Update Client failed to detect with error 0x8024002e.',
        ],
    },
    {
        name: 'another-installation-runs',
        codes: ['80240016'],
        consequence: true,
        means: 'Another installation was under way, or one waits for a restart, when the updates were to be installed',
        fix: 'Restart before the updates. In customize end what installs in the background (Store, Office, agents) before the ' +
            'step is over',
        source: 'https://github.com/rgl/packer-plugin-windows-update/issues/76',
        sample: ['    azure-arm: ERROR: Exception from HRESULT: 0x80240016'],
    },
    {
        name: 'service-stopped',
        codes: ['8024001e'],
        means: 'The update service was stopped, or the machine restarted, in the middle of the work',
        fix: 'Look which step or scheduled task stops wuauserv or restarts the machine. A script that does shall end with exit ' +
            '3010 instead',
        source: `${update_codes_UPDATES_OF_CLIENTS}troubleshoot-windows-update-error-0x8024001e`,
        sample: [
            'Error Installation Failure: Windows failed to install the following update with error 0x8024001E: 2023-11 Cumulative Update for Windows',
        ],
    },
    {
        name: 'installer-failed',
        codes: ['80070643'],
        means: 'An installer within an update failed: .NET, Office, or one for the recovery environment, whose partition is too ' +
            'small for it',
        fix: 'Exclude the update by its KB (updates.exclude). For the recovery environment make its partition 750 MiB or larger, ' +
            'or leave WinRE out of the reference machine',
        source: 'https://github.com/DCourtel/Wsus_Package_Publisher/issues/4',
        sample: [
            '2019/06/05 11:07:50.0950566 21136   9740  Agent           LogHistory called.   idUpdate={E0F87EBF-B414-4AC7-A225-8FE802CF8618}.1, resultMapped=80070643,   resultUnMapped=FFFE |',
        ],
    },
    {
        name: 'all-failed',
        codes: ['80240022'],
        consequence: true,
        means: 'Every update of this round failed',
        fix: 'Look for the code of the single update in the lines before it, in ReportingEvents.log and in CBS.log',
        source: 'https://github.com/DCourtel/Wsus_Package_Publisher/issues/4',
        sample: [
            '2019/06/05 11:07:50.1128628 17784 19152   ComApi          Exit code = 0x00000000;   Call error code = 0x80240022 |',
        ],
    },
    {
        name: 'endpoint-unreachable',
        codes: ['80240438', '80240439'],
        consequence: true,
        means: 'The update service could not be reached over the network, or its answer was no valid one',
        fix: 'Give machine.network a switch that leads to the internet, or to WSUS, and let no proxy change what the service ' +
            'answers',
        source: 'https://github.com/rgl/packer-plugin-windows-update/issues/146',
        sample: ["Windows updates failed with 'Exception from HRESULT: 0x80240438'. Retrying..."],
    },
    {
        name: 'service-not-registered',
        codes: ['800706d9'],
        means: 'A service that the update agent talks to is disabled: mostly Windows Firewall (MpsSvc), which it needs even where ' +
            'another firewall does the work',
        fix: 'Leave MpsSvc, RpcEptMapper and RpcSs at their start types; turn the profiles of the firewall off instead',
        source: `${update_codes_UPDATES_OF_CLIENTS}troubleshoot-windows-update-error-0x800706d9`,
        sample: [
            'COMAPI -- RESUMED -- COMAPI: Install [ClientId = AutomaticUpdates]',
            'Agent -- WARNING: Failed to evaluate Installable rule, Owner = UpdateId, hr = 0x800706D9',
        ],
    },
];
const UPDATE_CODES = CODES.map(codeOf);
//# sourceMappingURL=update-codes.js.map
;// CONCATENATED MODULE: ./build/src/inspect/explain/symptoms/index.js
/** Every known symptom: the one place where the subjects come together. */








/** In the order in which a line is tried: disk and machine first, for they explain the rest. */
const SYMPTOMS = [
    ...BOOT,
    ...DISK,
    ...SYSPREP,
    ...SERVICING,
    ...DRIVERS,
    ...UPDATE_CODES,
    ...SETUP,
    ...STEPS,
];
//# sourceMappingURL=index.js.map
;// CONCATENATED MODULE: ./build/src/inspect/explain/explain.js
/** Why an installation failed: its logs are read, and what is known of their lines is told, the first cause first. */












/** How a place is named that is in no file. */
const HYPERVISOR = 'the hypervisor';
const SHOWN_ERRORS = 12;
const explain_NOTHING = { logs: [], unread: [] };
/** @param tree null: only what `machine` says is looked at @throws the reason of `reporter.signal` where that aborts */
async function explain(tree, options) {
    const { reporter, symptoms = SYMPTOMS } = options;
    const { logs, unread: folders } = options.found ?? (tree === null ? explain_NOTHING : await findLogs(tree));
    const bias = tree === null ? 0 : await readBias(tree);
    const findings = new Findings();
    const errors = [];
    const read = [];
    const unread = [...folders];
    const since = new Map();
    const begin = (file, kind) => {
        const ofKind = since.get(kind) ?? null;
        const ofAgent = since.get('agent') ?? null;
        const latest = ofKind === null ? ofAgent : Math.max(ofKind, ofAgent ?? ofKind);
        return new LogScan({ file, kind, symptoms, bias, since: latest, findings });
    };
    const machine = begin(HYPERVISOR, 'machine');
    for (const text of options.machine ?? [])
        machine.take({ number: 0, text });
    for (const log of logs) {
        const { path, kind, size } = log;
        if (tree === null || kind === 'event-log' || kind === 'step')
            continue;
        const scan = begin(path, kind === 'dump' ? 'events' : kind);
        const task = reporter.task(path, size, 'bytes');
        try {
            for await (const lines of explain_linesOf(tree, log, task)) {
                for (const line of lines)
                    scan.take(line);
                reporter.signal.throwIfAborted();
            }
            read.push(path);
        }
        catch (error) {
            reporter.signal.throwIfAborted();
            unread.push({ file: path, why: (0,src_errors/* fromSystemError */.Kh)(error, path).message });
        }
        finally {
            task.end();
        }
        if (kind === 'agent' || kind === 'sysprep')
            since.set(kind, scan.since);
        errors.push(...scan.errors);
    }
    return {
        causes: findings.inOrder().map(causeOf),
        errors: explain_lastOf(errors).map(placeOf),
        logs: read,
        others: logs.flatMap(({ path, kind, size }) => (kind === 'event-log' ? [{ file: path, size }] : [])),
        unread,
    };
}
async function* explain_linesOf(tree, log, task) {
    const { path, kind } = log;
    if (kind === 'dump') {
        const line = await readDump(tree, path);
        if (line !== null)
            yield [line];
        return;
    }
    const content = counted(readLog(tree, log), task);
    yield* kind === 'events' ? readEvents(content, path) : readLines(content);
}
async function* counted(content, task) {
    for await (const piece of content) {
        yield piece;
        task.advance(piece.length);
    }
}
function causeOf({ symptom, first, count, subjects, isEarlier }) {
    const { id, means, fix, source } = symptom;
    const fill = (text) => text.replaceAll('{subject}', subjects.join(', '));
    return {
        id,
        means: fill(means),
        fix: fill(fix),
        ...placeOf(first),
        count,
        subjects,
        isConsequence: symptom.consequence === true,
        isEarlier,
        report: source,
    };
}
function placeOf({ file, line, text, time }) {
    return { file, line, text, time: time === null ? null : formatTime(time) };
}
/** The newest ones, each line once: setuperr.log repeats those of setupact.log. */
function explain_lastOf(errors) {
    const different = new Map(errors.toReversed().map((place) => [place.text, place]));
    return [...different.values()]
        .toReversed()
        .toSorted((a, b) => (a.time ?? -Infinity) - (b.time ?? -Infinity) || 0)
        .slice(-SHOWN_ERRORS);
}
/** The agent tells UTC, Windows the time of the machine's zone: the minutes between them. */
async function readBias(tree) {
    try {
        const root = await (0,src_tree/* findSystemRoot */.Vv)(tree);
        const system = root === null ? null : await openWindowsHive(tree, root.path, 'SYSTEM', { allowDirty: true });
        const zone = controlSet(system)?.key('Control\\TimeZoneInformation') ?? null;
        return (zone?.dword('ActiveTimeBias') ?? zone?.dword('Bias') ?? 0) | 0;
    }
    catch {
        return 0;
    }
}
//# sourceMappingURL=explain.js.map
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/output.js
var output = __webpack_require__(27208);
;// CONCATENATED MODULE: ./build/src/inspect/explain/save.js
/**
 * Copies of logs on the host, below one folder, with the paths that they have in their tree, those in cabinets unpacked. Memory dumps are not copied: they
 * are large, and hold whatever the machine had in memory.
 */





/**
 * @param folder made where it is missing; a log that it holds is replaced
 * @returns which were copied, as paths below `folder` with `/`, and of which not all could be read
 * @throws what writing a file throws
 */
async function saveLogs(tree, logs, folder, options = {}) {
    const saved = [];
    const unread = [];
    for (const log of logs.filter(({ kind }) => kind !== 'dump')) {
        const names = (0,src_tree/* splitPath */.Uf)(isPacked(log.path) ? log.path.replace(/cab$/i, 'log') : log.path);
        const pieces = contentOf(tree, log, options, (error) => {
            unread.push({ file: log.path, why: (0,src_errors/* fromSystemError */.Kh)(error, log.path).message });
        });
        await (0,output/* writeOutput */.zh)(external_node_path_.join(folder, ...names), async (handle) => {
            for await (const piece of pieces)
                await handle.writeFile(piece);
        });
        saved.push(names.join('/'));
    }
    return { saved, unread };
}
/** Gives what can be read, for half a log is better than none. */
async function* readable(content, fails) {
    try {
        yield* content;
    }
    catch (error) {
        fails(error);
    }
}
async function* contentOf(tree, log, { most = Infinity, change }, fails) {
    // What a cabinet holds is at hand at once anyway.
    let skip = isPacked(log.path) ? 0 : Math.max(0, log.size - most);
    const kept = [];
    for await (const piece of readable(readLog(tree, log), fails)) {
        const rest = piece.subarray(Math.min(skip, piece.length));
        skip -= piece.length - rest.length;
        if (change === undefined)
            yield rest;
        else
            kept.push(rest);
    }
    if (change !== undefined)
        yield change(Buffer.concat(kept));
}
//# sourceMappingURL=save.js.map
;// CONCATENATED MODULE: ./build/src/inspect/explain/index.js




//# sourceMappingURL=index.js.map
// EXTERNAL MODULE: ./build/src/wim/index.js + 43 modules
var wim = __webpack_require__(57647);
;// CONCATENATED MODULE: ./build/src/inspect/architecture.js
/**
 * What a Windows runs on, from the PE header of a file of its own.
 *
 * ```
 *   0x00  2  "MZ"                  at the PE header:  0  4  "PE\0\0"
 *   0x3C  4  where the PE header is                   4  2  machine
 * ```
 */



const BY_MACHINE = {
    0x014c: wim/* ARCHITECTURE */._Z.x86,
    0x0200: wim/* ARCHITECTURE */._Z.ia64,
    0x01c0: wim/* ARCHITECTURE */._Z.arm,
    0x01c2: wim/* ARCHITECTURE */._Z.arm,
    0x01c4: wim/* ARCHITECTURE */._Z.arm,
    0x8664: wim/* ARCHITECTURE */._Z.amd64,
    0xaa64: wim/* ARCHITECTURE */._Z.arm64,
};
const BY_NAME = wim/* ARCHITECTURE */._Z;
/** A header further in is that of no file of Windows. */
const HEADER_LIMIT = 65_536;
/**
 * @param system32 the path of System32
 * @param control `SYSTEM\ControlSet00N\Control`, which names it where kernel32.dll is missing or no PE file
 */
async function readArchitecture(tree, system32, control) {
    const kernel32 = await (0,src_tree/* findOrNull */.w0)(tree, `${system32}\\kernel32.dll`);
    const machine = kernel32 === null ? null : machineOf(await readStart(tree, kernel32, HEADER_LIMIT));
    const environment = control?.key('Session Manager\\Environment') ?? null;
    const name = environment?.string('PROCESSOR_ARCHITECTURE')?.toLowerCase() ?? '';
    return (machine === null ? undefined : BY_MACHINE[machine]) ?? BY_NAME[name] ?? wim/* ARCHITECTURE */._Z.x86;
}
/** The machine of a PE file; null where the bytes are no beginning of one. */
function machineOf(bytes) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (bytes.length < 0x40 || view.getUint16(0, true) !== 0x5a4d)
        return null;
    const header = view.getUint32(0x3c, true);
    if (header + 6 > bytes.length || view.getUint32(header, true) !== 0x4550)
        return null;
    return view.getUint16(header + 4, true);
}
//# sourceMappingURL=architecture.js.map
;// CONCATENATED MODULE: ./build/src/inspect/languages.js
/**
 * The languages that Windows itself comes in, by LCID. An installation names its own under `Control\MUI\UILanguages`;
 * this list is for one that does not.
 */
const TAGS = {
    0x0401: 'ar-SA',
    0x0402: 'bg-BG',
    0x0403: 'ca-ES',
    0x0404: 'zh-TW',
    0x0405: 'cs-CZ',
    0x0406: 'da-DK',
    0x0407: 'de-DE',
    0x0408: 'el-GR',
    0x0409: 'en-US',
    0x040b: 'fi-FI',
    0x040c: 'fr-FR',
    0x040d: 'he-IL',
    0x040e: 'hu-HU',
    0x0410: 'it-IT',
    0x0411: 'ja-JP',
    0x0412: 'ko-KR',
    0x0413: 'nl-NL',
    0x0414: 'nb-NO',
    0x0415: 'pl-PL',
    0x0416: 'pt-BR',
    0x0418: 'ro-RO',
    0x0419: 'ru-RU',
    0x041a: 'hr-HR',
    0x041b: 'sk-SK',
    0x041d: 'sv-SE',
    0x041e: 'th-TH',
    0x041f: 'tr-TR',
    0x0421: 'id-ID',
    0x0422: 'uk-UA',
    0x0424: 'sl-SI',
    0x0425: 'et-EE',
    0x0426: 'lv-LV',
    0x0427: 'lt-LT',
    0x042a: 'vi-VN',
    0x042d: 'eu-ES',
    0x0456: 'gl-ES',
    0x0804: 'zh-CN',
    0x0809: 'en-GB',
    0x080a: 'es-MX',
    0x0816: 'pt-PT',
    0x0c04: 'zh-HK',
    0x0c0a: 'es-ES',
    0x0c0c: 'fr-CA',
    0x241a: 'sr-Latn-RS',
};
/** @param control `SYSTEM\ControlSet00N\Control` */
function readLanguages(control) {
    const installed = control?.key('MUI\\UILanguages')?.subkeys() ?? [];
    const nls = control?.key('Nls\\Language') ?? null;
    const lcid = Number.parseInt(nls?.string('InstallLanguage') ?? nls?.string('Default') ?? '', 16);
    const byLcid = installed.find((key) => key.dword('LCID') === lcid)?.name ?? TAGS[lcid];
    const only = installed.length === 1 ? installed[0]?.name : undefined;
    const defaultLanguage = byLcid ?? only ?? '';
    const languages = installed.map(({ name }) => name);
    if (languages.length === 0 && defaultLanguage !== '')
        languages.push(defaultLanguage);
    return { languages, defaultLanguage };
}
//# sourceMappingURL=languages.js.map
;// CONCATENATED MODULE: ./build/src/inspect/windows-info.js
/**
 * What the XML of a WIM says of a Windows installation, read from the installation itself: its hives, kernel32.dll
 * and State.ini. `dism /Get-ImageInfo`, Windows Setup and MDT go by these values: without edition, installation type,
 * product type and suite, languages and version, Setup refuses the image or does not show it.
 */






/** What the version resource of ntdll.dll has said in every Windows since XP. */
const PRODUCT_NAME = 'Microsoft\u00ae Windows\u00ae Operating System';
/** The class of the computer device, whose driver the HAL is. */
const COMPUTER_CLASS = 'Class\\{4D36E966-E325-11CE-BFC1-08002BE10318}\\0000';
const FIRST_BUILD_OF_WINDOWS_11 = 22_000;
const STATE_INI_LIMIT = 1 << 20;
/**
 * @param options whether a hive whose last write did not finish is read as it is, where the logs beside it do not help
 * @returns null where the tree holds no Windows; a value that the installation does not name is '' or 0
 * @throws damaged, or dirty, naming the hive
 */
async function readWindowsInfo(tree, options = {}) {
    const systemRoot = await (0,src_tree/* findSystemRoot */.Vv)(tree);
    if (systemRoot === null)
        return null;
    const software = await openWindowsHive(tree, systemRoot.path, 'SOFTWARE', options);
    const system = await openWindowsHive(tree, systemRoot.path, 'SYSTEM', options);
    const current = software?.key('Microsoft\\Windows NT\\CurrentVersion') ?? null;
    const control = controlSet(system)?.key('Control') ?? null;
    const product = control?.key('ProductOptions') ?? null;
    const productType = product?.string('ProductType') ?? '';
    const installationType = current?.string('InstallationType') ?? '';
    const version = versionOf(current, control);
    const isClient = installationType === '' ? productType === 'WinNT' : installationType === 'Client';
    const setupState = software?.key('Microsoft\\Windows\\CurrentVersion\\Setup\\State') ?? null;
    return {
        architecture: await readArchitecture(tree, `${systemRoot.path}\\System32`, control),
        productName: PRODUCT_NAME,
        editionId: current?.string('EditionID') ?? '',
        installationType,
        productType,
        productSuite: product?.multiString('ProductSuite')?.[0] ?? '',
        hal: control?.key(COMPUTER_CLASS)?.string('MatchingDeviceId') ?? '',
        ...readLanguages(control),
        version,
        systemRoot: systemRoot.name.toUpperCase(),
        displayName: displayNameOf(current?.string('ProductName') ?? '', isClient, version.build),
        displayVersion: current?.string('DisplayVersion') ?? current?.string('ReleaseId') ?? '',
        imageState: (await stateOf(tree, systemRoot.path)) ?? setupState?.string('ImageState') ?? '',
    };
}
/** @throws not-found where the tree holds no Windows; damaged, or dirty, naming the hive */
async function requireWindows(tree, expected, options) {
    const root = await (0,src_tree/* findSystemRoot */.Vv)(tree);
    const windows = await readWindowsInfo(tree, options);
    if (root !== null && windows !== null)
        return { root, windows };
    throw new src_errors/* FactoryError */.Xx('not-found', { subject: tree.label, found: 'no Windows', expected });
}
function versionOf(current, control) {
    // Up to Windows 8.1 "6.3", which later ones still say.
    const [major, minor] = (current?.string('CurrentVersion') ?? '').split('.');
    const build = current?.string('CurrentBuildNumber') ?? current?.string('CurrentBuild') ?? '';
    // "26100.1.amd64fre.ge_release.240331-1435"
    const [, revision] = (current?.string('BuildLabEx') ?? '').split('.');
    // "26100.ge_release.240331-1435"
    const [, branch] = (current?.string('BuildLab') ?? '').split('.');
    return {
        major: current?.dword('CurrentMajorVersionNumber') ?? integer(major),
        minor: current?.dword('CurrentMinorVersionNumber') ?? integer(minor),
        build: integer(build),
        // Windows 7 and 8 have no UBR; CSDBuildNumber, which some tools take, is not the revision.
        spBuild: current?.dword('UBR') ?? integer(revision),
        // 0x0100 is service pack 1.
        spLevel: (control?.key('Windows')?.dword('CSDVersion') ?? 0) >>> 8,
        branch: current?.string('BuildBranch') ?? branch ?? '',
    };
}
/** Windows 11 still calls itself Windows 10 in its hive. */
function displayNameOf(productName, isClient, build) {
    const isWindows11 = isClient && build >= FIRST_BUILD_OF_WINDOWS_11;
    return isWindows11 ? productName.replace(/^(Microsoft )?Windows 10\b/, '$1Windows 11') : productName;
}
/** `[State] ImageState=…`: sysprep writes it, and deployment tools look there for a generalized image. */
async function stateOf(tree, systemRoot) {
    const bytes = await readFileOrNull(tree, `${systemRoot}\\Setup\\State\\State.ini`, STATE_INI_LIMIT);
    const line = bytes === null ? null : /^[ \t]*ImageState[ \t]*=[ \t]*(\S+)/im.exec(decodeText(bytes));
    return line?.[1] ?? null;
}
function integer(text) {
    return /^\d{1,9}$/.test(text ?? '') ? Number(text) : 0;
}
//# sourceMappingURL=windows-info.js.map
;// CONCATENATED MODULE: ./build/src/inspect/generalize-evidence.js
/** Whether an installation was generalized: what its disk says, whatever the guest said. */





const GENERALIZED = 'IMAGE_STATE_GENERALIZE_RESEAL_TO_OOBE';
const generalize_evidence_SYSPREP = 'System32\\Sysprep';
const LOG_LIMIT = 64 << 20;
const QUOTED = 5;
/** @throws not-found where the tree holds no Windows; damaged, dirty */
async function readGeneralizeEvidence(tree, options = {}) {
    const { root, windows } = await requireWindows(tree, 'an installation that sysprep generalized', options);
    const textOf = async (name) => {
        const bytes = await readFileOrNull(tree, `${root.path}\\${generalize_evidence_SYSPREP}\\Panther\\${name}`, LOG_LIMIT);
        return bytes === null ? '' : decodeText(bytes);
    };
    const { imageState, version } = windows;
    const log = readSysprepLog(await textOf('setuperr.log'), await textOf('setupact.log'));
    const succeeded = (await (0,src_tree/* findOrNull */.w0)(tree, `${root.path}\\${generalize_evidence_SYSPREP}\\Sysprep_succeeded.tag`)) !== null;
    const build = version.build === 0 ? '' : `${version.build}.${version.spBuild}`;
    const facts = { imageState, succeeded, build, log };
    return { ...facts, failures: failuresOf(facts) };
}
function failuresOf({ imageState, succeeded, build, log }) {
    const fatal = log.filter(({ kind }) => kind === 'fatal');
    return [
        ...(imageState === GENERALIZED
            ? []
            : [imageState === '' ? 'State.ini names no state' : `State.ini says ${imageState}`]),
        ...(succeeded ? [] : ['there is no Sysprep_succeeded.tag']),
        ...(build === '' ? ['the hives name no build'] : []),
        ...(fatal.length === 0 ? [] : [`setuperr.log says: ${quote(fatal)}`]),
    ];
}
/** Lines of setuperr.log that neither end a run nor are known from good ones, for a warning; '' for none. */
function unknownErrors({ log }) {
    return quote(log.filter(({ kind }) => kind === 'unknown'));
}
function quote(lines) {
    const shown = lines.slice(0, QUOTED).map(({ text }) => `"${text}"`);
    return lines.length > QUOTED ? `${shown.join(', ')} and ${lines.length - QUOTED} more` : shown.join(', ');
}
/** The error of an installation that is not generalized; null where it is. @param subject the disk */
function generalizeRefusal(subject, evidence) {
    if (evidence.failures.length === 0)
        return null;
    return new src_errors/* FactoryError */.Xx('refused', {
        subject,
        found: `it is not generalized: ${evidence.failures.join('; ')}`,
        expected: `State.ini with ${GENERALIZED}, Sysprep_succeeded.tag, and no fatal error in setuperr.log`,
        next: 'read \\Windows\\System32\\Sysprep\\Panther\\setupact.log on that disk from its last error upwards',
    });
}
//# sourceMappingURL=generalize-evidence.js.map
;// CONCATENATED MODULE: ./build/src/inspect/install-state.js
/** In which state the installation on a disk is that somebody else made: only from two of them a build can go on. */




/** Where Setup looks for an answer file on the disk itself. */
const ANSWER_FILES = [
    'Panther\\Unattend\\Unattend.xml',
    'Panther\\Unattend\\Autounattend.xml',
    'Panther\\unattend.xml',
    'System32\\Sysprep\\unattend.xml',
];
/** @throws not-found where the tree holds no Windows; damaged, dirty */
async function readInstallState(tree, options = {}) {
    const { root, windows } = await requireWindows(tree, 'a disk that Windows is installed on', options);
    const system = await openWindowsHive(tree, root.path, 'SYSTEM', options);
    const setup = system?.key('Setup') ?? null;
    const auditBoot = (setup?.key('Status')?.dword('AuditBoot') ?? 0) !== 0;
    const setupType = setup?.dword('SetupType') ?? 0;
    const answerFiles = [];
    for (const file of [
        ...ANSWER_FILES.map((name) => `${root.path}\\${name}`),
        '\\unattend.xml',
        '\\autounattend.xml',
    ]) {
        const located = await (0,src_tree/* findOrNull */.w0)(tree, file);
        if (located !== null)
            answerFiles.push(located.path);
    }
    const { imageState } = windows;
    return { state: install_state_stateOf(imageState, auditBoot), imageState, auditBoot, setupType, answerFiles };
}
function install_state_stateOf(imageState, auditBoot) {
    if (imageState.startsWith('IMAGE_STATE_GENERALIZE_RESEAL_TO_'))
        return 'generalized';
    if (imageState === 'IMAGE_STATE_SPECIALIZE_RESEAL_TO_AUDIT')
        return 'audit';
    // In audit mode itself some builds keep the state of the pass that led there.
    return auditBoot && imageState !== 'IMAGE_STATE_COMPLETE' ? 'audit' : 'other';
}
/** The error of an installation that a build cannot start from; null where it can. @param subject the disk */
function installStateRefusal(subject, { state, imageState, setupType }) {
    if (state !== 'other')
        return null;
    const named = imageState === '' ? 'names no state' : `is in the state ${imageState}`;
    const inSetup = setupType === 0 ? '' : `, and in the middle of Setup (SetupType ${setupType})`;
    return new src_errors/* FactoryError */.Xx('refused', {
        subject,
        found: `the installation ${named}${inSetup}`,
        expected: 'one in audit mode or generalized',
        next: 'start it and run "%WINDIR%\\System32\\Sysprep\\sysprep.exe /audit /shutdown" for audit mode, ' +
            'or "sysprep.exe /generalize /oobe /shutdown", and use the disk when the machine is off',
    });
}
//# sourceMappingURL=install-state.js.map
;// CONCATENATED MODULE: ./build/src/inspect/packages.js
/**
 * The packages of an installation as servicing keeps them: the SOFTWARE hive says in which state each is, and its manifest
 * in `\Windows\servicing\Packages` which update it belongs to.
 *
 * ```
 * Microsoft\Windows\CurrentVersion\Component Based Servicing\Packages
 *   Package_for_KB5054156~31bf3856ad364e35~amd64~~26100.5074.1.1   CurrentState 0x70, InstallName …mum
 *   Package_for_RollupFix~31bf3856ad364e35~amd64~~26100.7171.1.9   no KB: that is in its manifest
 * ```
 *
 * The states are those of
 * https://learn.microsoft.com/archive/blogs/tip_of_the_day/tip-of-the-day-cbs-servicing-states-chart-refresher
 */



const PACKAGES = 'Microsoft\\Windows\\CurrentVersion\\Component Based Servicing\\Packages';
/** A partly installed package waits for what it lacks; a resolved one is known by its manifest alone. */
const STATES = new Map([
    [0x00, 'removed'],
    [0x05, 'pending'],
    [0x10, 'removed'],
    [0x20, 'removed'],
    [0x30, 'staged'],
    [0x40, 'staged'],
    [0x50, 'superseded'],
    [0x60, 'pending'],
    [0x65, 'pending'],
    [0x70, 'installed'],
    // It cannot be removed any more.
    [0x80, 'installed'],
]);
const UPDATE = /^Package_for_/i;
const KB_IN_NAME = /^Package_for_(KB\d+)/i;
/** The manifest of a cumulative update is larger; what it belongs to stands at its beginning. */
const MANIFEST_START = 1 << 16;
/**
 * @returns null where the tree holds no Windows, or its hive knows no packages
 * @throws damaged, or dirty, naming the hive
 */
async function readInstalledPackages(tree, options = {}) {
    const root = await (0,src_tree/* findSystemRoot */.Vv)(tree);
    if (root === null)
        return null;
    const software = await openWindowsHive(tree, root.path, 'SOFTWARE', options);
    const keys = software?.key(PACKAGES)?.subkeys() ?? null;
    if (keys === null)
        return null;
    const manifests = await findManifests(tree, root.path, keys);
    const packages = [];
    for (const key of keys) {
        const { name } = key;
        packages.push({
            name,
            version: name.split('~').at(-1) ?? '',
            kb: KB_IN_NAME.exec(name)?.[1]?.toUpperCase() ?? (await kbOfManifest(tree, manifests.get(name))),
            state: STATES.get(key.dword('CurrentState') ?? 0) ?? 'removed',
        });
    }
    return { packages, kbs: installedKbs(packages) };
}
/** The manifests that have to be read, by the name of the package: of an installation's thousands, a dozen. */
async function findManifests(tree, root, keys) {
    const wanted = new Map();
    for (const key of keys) {
        if (!UPDATE.test(key.name) || KB_IN_NAME.test(key.name))
            continue;
        wanted.set((0,src_tree/* foldCase */.SP)(key.string('InstallName') ?? `${key.name}.mum`), key.name);
    }
    const found = new Map();
    const folder = await (0,src_tree/* findOrNull */.w0)(tree, `${root}\\servicing\\Packages`);
    if (folder === null || wanted.size === 0)
        return found;
    const isWanted = (name) => wanted.has((0,src_tree/* foldCase */.SP)(name));
    const entries = await (tree.childrenNamed?.(folder.entry, isWanted) ?? tree.children(folder.entry));
    for (const entry of entries) {
        const package_ = wanted.get((0,src_tree/* foldCase */.SP)(entry.name));
        if (package_ !== undefined)
            found.set(package_, { path: `${folder.path}\\${entry.name}`, entry });
    }
    return found;
}
/**
 * ```
 * <assembly … description="Fix for KB5068861" supportInformation="https://support.microsoft.com/help/5068861" …>
 *   <assemblyIdentity name="Package_for_RollupFix" version="26100.7171.1.9" … />
 *   <package identifier="KB5068861" releaseType="Security Update" restart="possible">
 * ```
 */
async function kbOfManifest(tree, located) {
    if (located === undefined)
        return null;
    const text = decodeText(await readStart(tree, located, MANIFEST_START));
    const identifier = /<package\b[^>]*?\bidentifier\s*=\s*["'](KB\d+)["']/i.exec(text)?.[1];
    const support = /\bsupportInformation\s*=\s*["'][^"']*?(\d{6,8})\/?["']/i.exec(text)?.[1];
    return identifier?.toUpperCase() ?? (support === undefined ? null : `KB${support}`);
}
function installedKbs(packages) {
    const kbs = packages.flatMap(({ kb, state }) => (kb === null || state !== 'installed' ? [] : [kb]));
    return [...new Set(kbs)].toSorted((a, b) => Number(a.slice(2)) - Number(b.slice(2)));
}
//# sourceMappingURL=packages.js.map
;// CONCATENATED MODULE: ./build/src/inspect/requirement.js
/** Whether an installation is as new as a definition requires: `updates.require`. */


/** What counts first where a KB has several packages. */
const WORDS = [
    ['pending', 'is pending a reboot'],
    ['staged', 'is staged, not installed'],
    ['superseded', 'is superseded by a later update'],
    ['removed', 'is removed'],
];
/**
 * @param subject the volume
 * @param windows null where it holds no Windows
 * @param installed null where servicing knows no packages there
 * @returns the error of an installation that lacks something; null where it has all
 */
function requireRefusal(subject, require, windows, installed) {
    const wanted = require.kb.map((kb) => kb.toUpperCase());
    if (require.build === null && wanted.length === 0)
        return null;
    const missing = wanted.filter((kb) => installed?.kbs.includes(kb) !== true);
    const states = missing.map((kb) => requirement_stateOf(kb, installed));
    const build = windows === null ? null : `${windows.version.build}.${windows.version.spBuild}`;
    const isOlder = require.build !== null && !isAtLeast(build, require.build);
    if (!isOlder && missing.length === 0)
        return null;
    const found = [
        ...(isOlder ? [build === null ? 'it holds no Windows' : `its build is ${build}`] : []),
        ...missing.map((kb, at) => `${kb} ${states[at]?.word}`),
    ];
    const expected = [...(isOlder ? [`build ${require.build} or later`] : []), ...missing];
    return new src_errors/* FactoryError */.Xx('refused', {
        subject,
        found: found.join(', '),
        expected: expected.join(' and '),
        next: adviceFor(states.map(({ state }) => state)),
    });
}
function isAtLeast(build, required) {
    const [has, wants] = [(0,servicing/* parseBuild */.EH)(build), (0,servicing/* parseBuild */.EH)(required)];
    return has !== null && wants !== null && (0,servicing/* compareBuilds */.V4)(has, wants) >= 0;
}
function requirement_stateOf(kb, installed) {
    const packages = (installed?.packages ?? []).filter((one) => one.kb === kb);
    for (const [state, word] of WORDS) {
        if (packages.some((one) => one.state === state))
            return { state, word };
    }
    return { state: null, word: 'is not there' };
}
function adviceFor(states) {
    if (states.includes('pending') || states.includes('staged')) {
        return 'let Windows finish the update: start it once more before it is captured';
    }
    if (states.length > 0 && states.every((state) => state === 'superseded')) {
        return 'require the build that it made, or the later update';
    }
    return 'install what is missing, or change updates.require';
}
//# sourceMappingURL=requirement.js.map
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
;// CONCATENATED MODULE: ./build/src/inspect/needles.js
/** The forms in which a secret may lie in a file, and one scan that looks for all of them at once. */
/**
 * @param value the secret itself
 * @returns each form in ASCII or UTF-8, and once more in UTF-16LE, as event logs and hives hold text
 */
function needlesOf(secret, value) {
    const texts = [
        ['UTF-8', value],
        ['XML', escapeXml(value)],
        ['JSON', JSON.stringify(value).slice(1, -1)],
        ...base64Forms(Buffer.from(value, 'utf8')).map((text) => ['base64', text]),
        ...base64Forms(Buffer.from(value, 'utf16le')).map((text) => ['base64 of UTF-16', text]),
    ];
    const known = new Set();
    const needles = [];
    for (const [form, text] of texts) {
        if (known.has(text))
            continue;
        known.add(text);
        needles.push({ secret, form, bytes: Buffer.from(text, 'utf8') });
        needles.push({ secret, form: form === 'UTF-8' ? 'UTF-16' : form, bytes: Buffer.from(text, 'utf16le') });
    }
    return needles;
}
function escapeXml(text) {
    return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
/** What is the same wherever in a longer text the bytes begin: they may begin at each of three places of a group. */
function base64Forms(bytes) {
    return [0, 1, 2].map((before) => {
        const text = Buffer.concat([Buffer.alloc(before), bytes, Buffer.alloc(2)]).toString('base64');
        return text.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
    });
}
/**
 * Looks for many needles in one pass, as Wu and Manber do: a table tells from the last two bytes of a window how far it
 * may move on, so that most bytes are never looked at, however many needles there are.
 */
class NeedleScanner {
    /** Bytes of the longest needle. */
    longest;
    /** Bytes of the shortest, which is the window. */
    shortest;
    #shifts = new Uint8Array(0x10000);
    #byPair = new Map();
    /** @param needles each of three bytes at least */
    constructor(needles) {
        const lengths = needles.map(({ bytes }) => bytes.length);
        this.longest = Math.max(...lengths, 0);
        this.shortest = Math.min(...lengths, 255);
        const window = this.shortest;
        this.#shifts.fill(window - 1);
        for (const needle of needles) {
            for (let at = 0; at + 1 < window; at++) {
                const pair = pairAt(needle.bytes, at);
                this.#shifts[pair] = Math.min(this.#shifts[pair], window - 2 - at);
            }
            const last = pairAt(needle.bytes, window - 2);
            this.#byPair.set(last, [...(this.#byPair.get(last) ?? []), needle]);
        }
    }
    /** @param found is told of each needle in `bytes`, as often as it is there */
    scan(bytes, found) {
        const shifts = this.#shifts;
        const window = this.shortest;
        const end = bytes.length;
        for (let at = window - 1; at < end;) {
            const pair = bytes[at - 1] | (bytes[at] << 8);
            const shift = shifts[pair];
            if (shift > 0) {
                at += shift;
                continue;
            }
            for (const needle of this.#byPair.get(pair) ?? []) {
                if (isAt(bytes, at + 1 - window, needle.bytes))
                    found(needle);
            }
            at++;
        }
    }
}
function pairAt(bytes, at) {
    return bytes[at] | (bytes[at + 1] << 8);
}
function isAt(bytes, start, needle) {
    if (start + needle.length > bytes.length)
        return false;
    for (let at = 0; at < needle.length; at++)
        if (bytes[start + at] !== needle[at])
            return false;
    return true;
}
//# sourceMappingURL=needles.js.map
;// CONCATENATED MODULE: ./build/src/inspect/secrets.js
/**
 * Whether a secret of the user's is left anywhere: in each stream of each file of a volume, in names, link targets and
 * extended attributes, and in logs on the host. Contents are looked at as they are read, so those that NTFS or WOF
 * compress are found; what an archive inside a file compresses, or Windows encrypts, is not.
 */





/** Characters: of a shorter one the system's own files hold every form. */
const SHORTEST_SECRET = 6;
const PIECE = 1 << 20;
/**
 * @param secrets values by name
 * @throws damaged and the like where a content cannot be read: what was not looked at was not found clean
 */
async function findSecrets(tree, secrets, { reporter, exclude = () => false }) {
    const search = new Search(secrets, reporter);
    if (search.isIdle)
        return search.result();
    const task = reporter.task(`Looking for secrets in ${tree.label}`, null, 'bytes');
    try {
        const isWanted = (located) => !exclude(located.path);
        for await (const located of (0,src_tree/* walk */.GG)(tree, undefined, isWanted)) {
            if (isWanted(located))
                await search.entry(tree, located, task);
        }
    }
    finally {
        task.end();
    }
    return search.result();
}
/** As `findSecrets`, for files of the host: the build's logs. */
async function findSecretsInFiles(files, secrets, reporter) {
    const search = new Search(secrets, reporter);
    if (search.isIdle)
        return search.result();
    const task = reporter.task('Looking for secrets in the logs', null, 'bytes');
    try {
        for (const file of files)
            await search.hostFile(file, task);
    }
    finally {
        task.end();
    }
    return search.result();
}
/** The error of a search that found something; null where it did not. @param subject what was searched */
function secretsRefusal(subject, { hits }) {
    if (hits.length === 0)
        return null;
    const shown = hits.slice(0, 10).map((hit) => `${hit.secret} ${describe(hit)}`);
    const more = hits.length > shown.length ? ` and in ${hits.length - shown.length} more places` : '';
    return new src_errors/* FactoryError */.Xx('refused', {
        subject,
        found: `secrets are left in it: ${shown.join('; ')}${more}`,
        expected: 'none of the values that the definition names under secrets',
        next: 'let the script that gets the secret clean up after itself: its logs, transcripts, answer files and histories; ' +
            'or choose a longer value where it is one that Windows or a program holds anyway',
    });
}
function describe({ path, stream, place, form }) {
    if (place === 'name')
        return `as the name of ${path}`;
    const where = place === 'content' ? '' : `the ${place} of `;
    return `in ${where}${path}${stream === '' ? '' : `:${stream}`} as ${form}`;
}
class Search {
    #scanner;
    #reporter;
    #tooShort = [];
    #hits = [];
    #values = [];
    /** Of files with several names, by their group: what was found in the first. */
    #links = new Map();
    #bytes = 0;
    constructor(secrets, reporter) {
        this.#reporter = reporter;
        const needles = [];
        for (const [secret, value] of secrets) {
            if (value.length < SHORTEST_SECRET) {
                this.#tooShort.push(secret);
                reporter.warn(`the secret ${secret} has fewer than ${SHORTEST_SECRET} characters and is not searched for: choose a longer one`);
                continue;
            }
            this.#values.push([secret, value]);
            needles.push(...needlesOf(secret, value));
        }
        this.#scanner = new NeedleScanner(needles);
    }
    get isIdle() {
        return this.#values.length === 0;
    }
    result() {
        return { hits: this.#hits, bytes: this.#bytes, tooShort: this.#tooShort };
    }
    async entry(tree, { path, entry }, task) {
        const { name, linkGroup, reparse, extendedAttributes } = entry;
        for (const [secret, value] of this.#values) {
            if (name.includes(value)) {
                const hidden = path.replaceAll(value, '***');
                this.#hits.push({ secret, path: hidden, stream: '', place: 'name', form: 'UTF-16' });
            }
        }
        const known = linkGroup === 0 ? undefined : this.#links.get(linkGroup);
        if (known !== undefined) {
            this.#hits.push(...known.map((hit) => ({ ...hit, path: this.#masked(path) })));
            return;
        }
        const before = this.#hits.length;
        if (reparse !== null)
            this.#whole(reparse.data, path, 'reparse data');
        for (const { value } of extendedAttributes)
            this.#whole(value, path, 'extended attributes');
        for (const stream of entry.streams)
            await this.#stream(tree, { path, entry }, stream, task);
        if (linkGroup !== 0)
            this.#links.set(linkGroup, this.#hits.slice(before));
    }
    async hostFile(file, task) {
        try {
            const { size } = await (0,promises_.stat)(file);
            await this.#content(() => (0,external_node_fs_.createReadStream)(file, { highWaterMark: PIECE }), { path: file, size, name: '' }, task);
        }
        catch (error) {
            throw (0,src_errors/* fromSystemError */.Kh)(error, file);
        }
    }
    async #stream(tree, { path, entry }, stream, task) {
        await this.#content(() => tree.read(entry, stream), { path, size: stream.size, name: stream.name }, task);
    }
    async #content(open, { path, size, name }, task) {
        if (size < this.#scanner.shortest)
            return;
        const found = this.#collector(path, name, 'content');
        // What crosses the border of two pieces is found in the end of the one and the start of the other.
        const overlap = this.#scanner.longest - 1;
        let carry = Buffer.alloc(0);
        for await (const piece of open()) {
            this.#reporter.signal.throwIfAborted();
            if (carry.length > 0)
                this.#scanner.scan(Buffer.concat([carry, piece.subarray(0, overlap)]), found);
            this.#scanner.scan(piece, found);
            carry =
                piece.length >= overlap
                    ? Buffer.from(piece.subarray(piece.length - overlap))
                    : Buffer.concat([carry, piece]).subarray(-overlap);
            this.#bytes += piece.length;
            task.advance(piece.length);
        }
    }
    #whole(bytes, path, place) {
        this.#scanner.scan(bytes, this.#collector(path, '', place));
    }
    /** Keeps the first hit of each secret at a place. */
    #collector(path, stream, place) {
        const known = new Set();
        return ({ secret, form }) => {
            if (known.has(secret))
                return;
            known.add(secret);
            this.#hits.push({ secret, path: this.#masked(path), stream: this.#masked(stream), place, form });
        };
    }
    /** A value is never told, not even where a path holds it. */
    #masked(text) {
        return this.#values.reduce((masked, [, value]) => masked.replaceAll(value, '***'), text);
    }
}
//# sourceMappingURL=secrets.js.map
;// CONCATENATED MODULE: ./build/src/inspect/update-policy.js
/** Whether an installation asks a WSUS server by policy: that of the build is removed before the capture. */


const POLICY = 'Policies\\Microsoft\\Windows\\WindowsUpdate';
/** @returns the address; null where there is none @throws damaged, or dirty, naming the hive */
async function readUpdateServer(tree, options = {}) {
    const root = await (0,src_tree/* findSystemRoot */.Vv)(tree);
    if (root === null)
        return null;
    const software = await openWindowsHive(tree, root.path, 'SOFTWARE', options);
    const server = software?.key(POLICY)?.string('WUServer') ?? null;
    return server === '' ? null : server;
}
//# sourceMappingURL=update-policy.js.map
;// CONCATENATED MODULE: ./build/src/inspect/updates.js
/** The updates of an image as its manifest names them. */


/**
 * As `readInstalledPackages`, for whom an answer is good to have: contents that cannot be read (an ESD), or a hive that is not
 * whole, are told, and there is none.
 */
async function readPackagesOrWarn(tree, reporter, options = {}) {
    try {
        return await readInstalledPackages(tree, options);
    }
    catch (error) {
        if (!(error instanceof src_errors/* FactoryError */.Xx))
            throw error;
        reporter.warn(`${tree.label}: which updates are installed cannot be read: ${error.message}`);
        return null;
    }
}
//# sourceMappingURL=updates.js.map
;// CONCATENATED MODULE: ./build/src/inspect/index.js










//# sourceMappingURL=index.js.map

/***/ }),

/***/ 73405:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ readPieces)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);
/** A file from its beginning to its end, in large sequential reads. */


const PIECE = 4 << 20;
/**
 * The bytes of a file in one buffer that is used again for each piece.
 *
 * @throws not-found, permission; what the reporter's signal says
 */
async function* readPieces(file, title, reporter) {
    try {
        const handle = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.open)(file, 'r');
        const task = reporter.task(title, (await handle.stat()).size, 'bytes');
        try {
            const buffer = Buffer.allocUnsafe(PIECE);
            for (;;) {
                reporter.signal.throwIfAborted();
                const { bytesRead } = await handle.read(buffer, 0, PIECE);
                if (bytesRead === 0)
                    return;
                task.advance(bytesRead);
                yield buffer.subarray(0, bytesRead);
            }
        }
        finally {
            task.end();
            await handle.close();
        }
    }
    catch (error) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .fromSystemError */ .Kh)(error, file);
    }
}
//# sourceMappingURL=read-pieces.js.map

/***/ }),

/***/ 21246:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  vC: () => (/* reexport */ checkUpdates),
  V4: () => (/* reexport */ compareBuilds),
  tZ: () => (/* reexport */ openCabinet),
  EH: () => (/* reexport */ parseBuild),
  Hs: () => (/* reexport */ planUpdateFolder)
});

// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
// EXTERNAL MODULE: ./build/src/bytes/index.js + 9 modules
var src_bytes = __webpack_require__(72381);
// EXTERNAL MODULE: ./build/src/disk/index.js + 24 modules
var disk = __webpack_require__(6988);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
;// CONCATENATED MODULE: ./build/src/servicing/lzx.js
/**
 * LZX as cabinets have it. Unlike that of a WIM, whose chunks stand alone, its window, its code lengths and its recent
 * offsets live on from one frame of 32 KiB to the next; each frame begins with a fresh 16-bit word.
 *
 * ```
 * stream  1 bit: whether calls were translated, then 32 bits of the size that they were translated for
 * block   3 bits type (1 verbatim, 2 aligned, 3 uncompressed), 24 bits bytes when decompressed
 * ```
 *
 * For the few kilobytes of metadata that an update brings, not for its payload: it is written to be read, not to be fast.
 * Source: [MS-PATCH], LZX DELTA Compression and Decompression, and [MS-CAB].
 */

const WORD = 16;
const LENGTHS = 249;
const LITERALS = 256;
const PRE_SYMBOLS = 20;
const ALIGNED_SYMBOLS = 8;
const CALL = 0xe8;
const TRANSLATED_FRAMES = 32_768;
/** Of a window of 2^15 bytes to one of 2^21. */
const POSITION_SLOTS = {
    15: 30,
    16: 32,
    17: 34,
    18: 36,
    19: 38,
    20: 42,
    21: 50,
};
const EXTRA_BITS = Array.from({ length: 50 }, (_, slot) => (slot < 4 ? 0 : Math.min(17, (slot >> 1) - 1)));
const BASES = EXTRA_BITS.map((_, slot) => EXTRA_BITS.slice(0, slot).reduce((sum, bits) => sum + 2 ** bits, 0));
/**
 * @param windowBits 15 to 21
 * @param what for errors
 * @throws damaged, unsupported
 */
function decompressLzx(frames, windowBits, what) {
    const slots = POSITION_SLOTS[windowBits];
    if (slots === undefined) {
        throw new errors/* FactoryError */.Xx('unsupported', {
            subject: what,
            found: `an LZX window of 2^${windowBits} bytes`,
            expected: '2^15 to 2^21',
        });
    }
    return new LzxDecoder(frames, slots, what).decode();
}
class LzxDecoder {
    #frames;
    #what;
    #output;
    #mainLengths;
    #lengthLengths = new Uint8Array(LENGTHS);
    #recent = [1, 1, 1];
    #main = new Codes(new Uint8Array(0));
    #length = new Codes(new Uint8Array(0));
    #aligned = new Codes(new Uint8Array(0));
    #type = 0;
    #remaining = 0;
    /** Whether a byte that fills the last word of an uncompressed block of an odd length is still to come. */
    #isPadded = false;
    #position = 0;
    #input = new Uint8Array(0);
    #at = 0;
    #bits = 0;
    #bitCount = 0;
    constructor(frames, slots, what) {
        this.#frames = frames;
        this.#what = what;
        this.#output = new Uint8Array(frames.reduce((sum, { size }) => sum + size, 0));
        this.#mainLengths = new Uint8Array(LITERALS + 8 * slots);
    }
    decode() {
        let translatedSize = null;
        let end = 0;
        for (const { data, size } of this.#frames) {
            this.#input = data;
            this.#at = 0;
            this.#bits = 0;
            this.#bitCount = 0;
            translatedSize ??= this.#read(1) === 1 ? this.#read(16) * 65_536 + this.#read(16) : 0;
            end += size;
            while (this.#position < end)
                this.#decodeBlock(end);
        }
        return translatedSize === null || translatedSize === 0 ? this.#output : this.#untranslate(translatedSize);
    }
    /** As much of the current block as the frame holds. */
    #decodeBlock(end) {
        if (this.#remaining === 0)
            this.#readBlockHeader();
        const stop = Math.min(end, this.#position + this.#remaining);
        const start = this.#position;
        if (this.#type === 3)
            this.#copy(stop);
        else
            while (this.#position < stop)
                this.#decodeSymbol();
        this.#remaining -= this.#position - start;
        if (this.#remaining < 0)
            throw this.#damaged('a match beyond the end of its block');
        if (this.#remaining === 0 && this.#isPadded) {
            this.#at++;
            this.#isPadded = false;
        }
    }
    #readBlockHeader() {
        this.#type = this.#read(3);
        this.#remaining = this.#read(16) * 256 + this.#read(8);
        if (this.#remaining === 0)
            throw this.#damaged('an empty block');
        if (this.#type === 3) {
            // To the next word, and over one where this one is full.
            if (this.#bitCount === 0)
                this.#fill();
            this.#bits = 0;
            this.#bitCount = 0;
            const offsets = new DataView(this.#input.buffer, this.#input.byteOffset, this.#input.byteLength);
            if (this.#at + 12 > this.#input.length)
                throw this.#damaged('the end of its input');
            const next = () => offsets.getUint32((this.#at += 4) - 4, true);
            this.#recent = [next(), next(), next()];
            this.#isPadded = this.#remaining % 2 === 1;
            return;
        }
        if (this.#type !== 1 && this.#type !== 2)
            throw this.#damaged(`a block of type ${this.#type}`);
        if (this.#type === 2) {
            this.#aligned = new Codes(Uint8Array.from({ length: ALIGNED_SYMBOLS }, () => this.#read(3)));
        }
        this.#readLengths(this.#mainLengths, 0, LITERALS);
        this.#readLengths(this.#mainLengths, LITERALS, this.#mainLengths.length);
        this.#main = new Codes(this.#mainLengths);
        this.#readLengths(this.#lengthLengths, 0, LENGTHS);
        this.#length = new Codes(this.#lengthLengths);
    }
    /** Differences to the lengths of the block before, coded themselves. */
    #readLengths(lengths, from, to) {
        const codes = new Codes(Uint8Array.from({ length: PRE_SYMBOLS }, () => this.#read(4)));
        const put = (at, symbol) => {
            if (symbol > 16)
                throw this.#damaged('a code length that is none');
            lengths[at] = (lengths[at] + 17 - symbol) % 17;
        };
        for (let at = from; at < to;) {
            const symbol = this.#decode(codes);
            if (symbol < 17) {
                put(at++, symbol);
                continue;
            }
            const run = symbol === 17 ? 4 + this.#read(4) : symbol === 18 ? 20 + this.#read(5) : 4 + this.#read(1);
            if (at + run > to)
                throw this.#damaged('code lengths beyond their end');
            const same = symbol === 19 ? this.#decode(codes) : null;
            for (const stop = at + run; at < stop; at++) {
                if (same === null)
                    lengths[at] = 0;
                else
                    put(at, same);
            }
        }
    }
    #copy(stop) {
        const count = stop - this.#position;
        if (this.#at + count > this.#input.length)
            throw this.#damaged('the end of its input');
        this.#output.set(this.#input.subarray(this.#at, this.#at + count), this.#position);
        this.#at += count;
        this.#position = stop;
    }
    #decodeSymbol() {
        const symbol = this.#decode(this.#main);
        if (symbol < LITERALS) {
            this.#output[this.#position++] = symbol;
            return;
        }
        const header = (symbol - LITERALS) & 7;
        const length = 2 + header + (header === 7 ? this.#decode(this.#length) : 0);
        const offset = this.#offsetOf((symbol - LITERALS) >> 3);
        if (offset > this.#position || offset === 0)
            throw this.#damaged('a match before its beginning');
        if (this.#position + length > this.#output.length)
            throw this.#damaged('a match beyond its end');
        for (const stop = this.#position + length; this.#position < stop; this.#position++) {
            this.#output[this.#position] = this.#output[this.#position - offset];
        }
    }
    #offsetOf(slot) {
        const [first, second, third] = this.#recent;
        if (slot === 0)
            return first;
        if (slot === 1)
            this.#recent = [second, first, third];
        else if (slot === 2)
            this.#recent = [third, second, first];
        else
            this.#recent = [
                BASES[slot] - 2 + this.#readOffset(EXTRA_BITS[slot]),
                first,
                second,
            ];
        return this.#recent[0];
    }
    #readOffset(bits) {
        if (this.#type !== 2 || bits < 3)
            return this.#read(bits);
        return this.#read(bits - 3) * 8 + this.#decode(this.#aligned);
    }
    #decode(codes) {
        for (let length = 1, code = 0; length <= Codes.LONGEST; length++) {
            code = code * 2 + this.#read(1);
            const symbol = codes.symbol(length, code);
            if (symbol !== null)
                return symbol;
        }
        throw this.#damaged('a code that no symbol has');
    }
    #read(count) {
        while (this.#bitCount < count)
            this.#fill();
        this.#bitCount -= count;
        const value = Math.floor(this.#bits / 2 ** this.#bitCount);
        this.#bits -= value * 2 ** this.#bitCount;
        return value;
    }
    #fill() {
        const [low, high] = [this.#input[this.#at], this.#input[this.#at + 1]];
        if (low === undefined || high === undefined)
            throw this.#damaged('the end of its input');
        this.#at += 2;
        this.#bits = this.#bits * 2 ** WORD + high * 256 + low;
        this.#bitCount += WORD;
    }
    /** Relative targets of calls, which had been made absolute. */
    #untranslate(size) {
        const output = Uint8Array.from(this.#output);
        const view = new DataView(output.buffer);
        let start = 0;
        for (const frame of this.#frames.slice(0, TRANSLATED_FRAMES)) {
            for (let at = start; at < start + frame.size - 10; at++) {
                if (output[at] !== CALL)
                    continue;
                const target = view.getInt32(at + 1, true);
                if (target >= -at && target < size)
                    view.setInt32(at + 1, target >= 0 ? target - at : target + size, true);
                at += 4;
            }
            start += frame.size;
        }
        return output;
    }
    #damaged(found) {
        return new errors/* FactoryError */.Xx('damaged', { subject: this.#what, found: `${found} at byte ${this.#position}` });
    }
}
/** A canonical prefix code: shorter codes first, of the same length by symbol. */
class Codes {
    static LONGEST = 16;
    #symbols;
    /** By length: the first code, and where its symbol stands. */
    #first = [];
    #count = [];
    #index = [];
    constructor(lengths) {
        this.#symbols = [...lengths.keys()]
            .filter((symbol) => lengths[symbol] !== 0)
            .toSorted((a, b) => lengths[a] - lengths[b] || a - b);
        let code = 0;
        let index = 0;
        for (let length = 1; length <= Codes.LONGEST; length++) {
            const count = lengths.reduce((sum, other) => sum + (other === length ? 1 : 0), 0);
            code *= 2;
            this.#first[length] = code;
            this.#count[length] = count;
            this.#index[length] = index;
            code += count;
            index += count;
        }
    }
    symbol(length, code) {
        const place = code - this.#first[length];
        if (place < 0 || place >= this.#count[length])
            return null;
        return this.#symbols[this.#index[length] + place];
    }
}
//# sourceMappingURL=lzx.js.map
;// CONCATENATED MODULE: ./build/src/servicing/cabinet.js
/**
 * Cabinets: what they list, and the content of a small file.
 *
 * ```
 * header  0 4 "MSCF"               25 1 major version, 1      30 2 flags: 1 previous, 2 next, 4 reserved areas
 *         8 4 bytes of the cabinet 26 2 count of folders      36   with flag 4: u16 bytes behind the header,
 *        16 4 where the list is    28 2 count of files             u8 bytes behind each folder, u8 … data block
 * folder  0 4 where its data is  4 2 count of data blocks  6 2 compression: 0 none, 1 MSZIP, 3 LZX with its window
 * file    0 4 bytes  4 4 offset in its folder  8 2 folder  10 2 date  12 2 time  14 2 attributes  16 name, NUL
 * data    0 4 checksum  4 2 bytes  6 2 bytes when decompressed: a folder's files, one after the other
 * ```
 *
 * What follows the cabinet, as a signature does, is not counted. Source: [MS-CAB], Microsoft Cabinet Format.
 */





const HEADER_SIZE = 36;
const FOLDER_SIZE = 8;
const DATA_SIZE = 8;
/** Of one file: 16 bytes, a name of at most 255, and its end. */
const LARGEST_ENTRY = 16 + 256;
const SMALLEST_ENTRY = 16 + 2;
const NAME_IS_UTF8 = 0x80;
const IS_SPLIT = 0x3;
const HAS_RESERVE = 0x4;
/** Bytes of a data block when decompressed. */
const BLOCK = 32_768;
/** Files that are read here are metadata: their folder is no larger. */
const LARGEST_FOLDER = 64 << 20;
/** @throws damaged where it is no cabinet, is shorter than it says, or its list does not hold what it says */
async function openCabinet(source) {
    const header = (0,src_bytes/* cursorOver */.Ro)(await (0,disk/* readAt */.m6)(source, 0, HEADER_SIZE), `${source.label}: cabinet header`);
    (0,src_bytes/* skip */.iv)(header, 8);
    const size = (0,src_bytes/* readU32 */.PF)(header);
    if (size > source.size) {
        throw new errors/* FactoryError */.Xx('damaged', {
            subject: source.label,
            found: `${source.size} bytes`,
            expected: `a cabinet of ${size} bytes`,
            next: 'the download is not whole: fetch the file again',
        });
    }
    (0,src_bytes/* skip */.iv)(header, 4);
    const listAt = (0,src_bytes/* readU32 */.PF)(header);
    (0,src_bytes/* seek */.jF)(header, 25);
    const major = (0,src_bytes/* readU8 */.eo)(header);
    if (major !== 1)
        throw unsupported(source, `a cabinet of version ${major}`, 'version 1');
    const folderCount = (0,src_bytes/* readU16 */.Vv)(header);
    const fileCount = (0,src_bytes/* readU16 */.Vv)(header);
    const flags = (0,src_bytes/* readU16 */.Vv)(header);
    const files = await listFiles(source, { size, listAt, fileCount });
    return {
        files,
        async read(file) {
            if ((flags & IS_SPLIT) !== 0)
                throw unsupported(source, 'one of several cabinets', 'a cabinet by itself');
            const reserve = await readReserve(source, flags);
            const length = folderCount * (FOLDER_SIZE + reserve.folder);
            const bytes = await (0,disk/* readAt */.m6)(source, HEADER_SIZE + reserve.header, Math.min(length, size));
            const folders = (0,src_bytes/* cursorOver */.Ro)(bytes, `${source.label}: folders`);
            (0,src_bytes/* seek */.jF)(folders, file.folder * (FOLDER_SIZE + reserve.folder));
            const folder = { at: (0,src_bytes/* readU32 */.PF)(folders), blocks: (0,src_bytes/* readU16 */.Vv)(folders), compression: (0,src_bytes/* readU16 */.Vv)(folders) };
            const data = await readFolder(source, { ...folder, reserve: reserve.data, end: size });
            const content = (0,src_bytes/* cursorOver */.Ro)(data, `${source.label}: ${file.name}`);
            (0,src_bytes/* seek */.jF)(content, file.offset);
            return (0,src_bytes/* readBytes */.io)(content, file.size);
        },
    };
}
async function listFiles(source, { size, listAt, fileCount }) {
    const length = Math.min(fileCount * LARGEST_ENTRY, size - listAt);
    if (fileCount * SMALLEST_ENTRY > length) {
        throw new errors/* FactoryError */.Xx('damaged', {
            subject: source.label,
            found: `a list of ${fileCount} files at byte ${listAt}`,
            expected: `it within ${size} bytes`,
        });
    }
    const list = (0,src_bytes/* cursorOver */.Ro)(await (0,disk/* readAt */.m6)(source, listAt, length), `${source.label}: list of files`);
    return Array.from({ length: fileCount }, () => {
        const bytes = (0,src_bytes/* readU32 */.PF)(list);
        const offset = (0,src_bytes/* readU32 */.PF)(list);
        const folder = (0,src_bytes/* readU16 */.Vv)(list);
        (0,src_bytes/* skip */.iv)(list, 4);
        const isUtf8 = ((0,src_bytes/* readU16 */.Vv)(list) & NAME_IS_UTF8) !== 0;
        return { name: readName(list, isUtf8), size: bytes, folder, offset };
    });
}
function readName(list, isUtf8) {
    const end = list.bytes.indexOf(0, list.position);
    const name = (0,src_bytes/* readBytes */.io)(list, end === -1 ? (0,src_bytes/* remaining */.Tk)(list) + 1 : end - list.position);
    (0,src_bytes/* skip */.iv)(list, 1);
    return Buffer.from(name).toString(isUtf8 ? 'utf8' : 'latin1');
}
/** Bytes of the reserved areas; that of the header with the fields that say so. */
async function readReserve(source, flags) {
    if ((flags & HAS_RESERVE) === 0)
        return { header: 0, folder: 0, data: 0 };
    const sizes = (0,src_bytes/* cursorOver */.Ro)(await (0,disk/* readAt */.m6)(source, HEADER_SIZE, 4), `${source.label}: reserved areas`);
    return { header: 4 + (0,src_bytes/* readU16 */.Vv)(sizes), folder: (0,src_bytes/* readU8 */.eo)(sizes), data: (0,src_bytes/* readU8 */.eo)(sizes) };
}
async function readFolder(source, { at, blocks, compression, reserve, end }) {
    const what = `${source.label}: data`;
    const most = Math.min(blocks * (DATA_SIZE + reserve + BLOCK * 2), end - at);
    if (most < 0) {
        throw new errors/* FactoryError */.Xx('damaged', {
            subject: source.label,
            found: `data at byte ${at}`,
            expected: `it within ${end} bytes`,
        });
    }
    if (most > LARGEST_FOLDER)
        throw unsupported(source, `${most} bytes of data`, `${LARGEST_FOLDER} at most`);
    const data = (0,src_bytes/* cursorOver */.Ro)(await (0,disk/* readAt */.m6)(source, at, most), what);
    const frames = Array.from({ length: blocks }, () => {
        (0,src_bytes/* skip */.iv)(data, 4);
        const bytes = (0,src_bytes/* readU16 */.Vv)(data);
        const size = (0,src_bytes/* readU16 */.Vv)(data);
        (0,src_bytes/* skip */.iv)(data, reserve);
        if (size > BLOCK) {
            throw new errors/* FactoryError */.Xx('damaged', {
                subject: what,
                found: `a block of ${size} bytes`,
                expected: `${BLOCK} at most`,
            });
        }
        return { data: (0,src_bytes/* readBytes */.io)(data, bytes), size };
    });
    const size = frames.reduce((sum, frame) => sum + frame.size, 0);
    if (size > LARGEST_FOLDER)
        throw unsupported(source, `${size} bytes of data`, `${LARGEST_FOLDER} at most`);
    const kind = compression & 0xf;
    if (kind === 3)
        return decompressLzx(frames, (compression >> 8) & 0x1f, what);
    if (kind !== 0 && kind !== 1)
        throw unsupported(source, `compression ${kind}`, 'none, MSZIP or LZX');
    return Buffer.concat(kind === 0 ? frames.map((frame) => frame.data) : inflate(frames, what));
}
/** Each block: "CK" and a deflated stream, which may refer to the block before. */
function inflate(frames, what) {
    const blocks = [];
    for (const { data, size } of frames) {
        const dictionary = blocks.at(-1);
        try {
            const options = dictionary === undefined ? {} : { dictionary };
            blocks.push((0,external_node_zlib_.inflateRawSync)(data.subarray(2), { ...options, maxOutputLength: Math.max(1, size) }));
        }
        catch (error) {
            throw new errors/* FactoryError */.Xx('damaged', {
                subject: what,
                found: error instanceof Error ? error.message : String(error),
                expected: 'MSZIP',
                cause: error,
            });
        }
    }
    return blocks;
}
function unsupported(source, found, expected) {
    return new errors/* FactoryError */.Xx('unsupported', { subject: source.label, found, expected });
}
//# sourceMappingURL=cabinet.js.map
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/read-pieces.js
var read_pieces = __webpack_require__(73405);
;// CONCATENATED MODULE: ./build/src/servicing/file-name.js
/**
 * What the name of a file of updates says. The names are those of the Microsoft Update Catalog and of Microsoft's media
 * of languages and optional features:
 *
 * ```
 * windows11.0-kb5043080-x64_953449672073f8fb99badb4cc6d5d7849b9c83e8.msu
 * windows11.0-kb5054979-x64-ndp481_8e2f730bc747de0f90aaee95d4862e4f88751c07.msu
 * ssu-19041.3562-x86_5757db67f982216ee2f5973f4b3cfddbcae916b7.msu
 * Microsoft-Windows-Client-Language-Pack_x64_de-de.cab
 * Microsoft-Windows-LanguageFeatures-Basic-de-de-Package~31bf3856ad364e35~amd64~~.cab
 * OpenSSH-Server-Package~31bf3856ad364e35~amd64~~.cab
 * ```
 *
 * Nothing in the name of a cumulative update says that it is one.
 */
const ARCHITECTURES = {
    x64: 'amd64',
    amd64: 'amd64',
    // The 32-bit files of a 64-bit Windows.
    wow64: 'amd64',
    arm64: 'arm64',
    x86: 'x86',
};
const SHA1 = /[_-]([0-9a-f]{40})\.(?:msu|cab)$/i;
const KB = /(?:^|[^a-z0-9])(kb\d{6,8})(?!\d)/i;
const ARCHITECTURE = /[-_~](x64|amd64|wow64|arm64|x86)(?=[-_~.])/i;
const WINDOWS = /^windows(\d+)\.\d+-/i;
const STACK = /(?:^|[^a-z0-9])ssu-(\d+)\.(\d+)-/i;
const DOT_NET = /-ndp\d+/i;
const LANGUAGE_PACK = /language-?pack(?:-package)?[-_~].*?([a-z]{2,3}(?:-[a-z]{4})?-[a-z]{2})(?=[-_~.])/i;
/** A package of Microsoft's by its identity: `NAME~31bf3856ad364e35~amd64~de-de~`. */
const IDENTITY = /^(.+?)~31bf3856ad364e35~/i;
const UPDATE_PACKAGE = /^Package_for_/i;
function readFileName(name) {
    const architecture = ARCHITECTURE.exec(name)?.[1]?.toLowerCase() ?? '';
    const language = LANGUAGE_PACK.exec(name)?.[1]?.toLowerCase() ?? null;
    const windows = WINDOWS.exec(name)?.[1];
    const stack = stackVersion(name);
    return {
        kind: kindOf(name, language, stack),
        kb: kbOf(name),
        architecture: ARCHITECTURES[architecture] ?? null,
        windows: windows === undefined ? null : Number(windows),
        language,
        stack,
        sha1: SHA1.exec(name)?.[1]?.toLowerCase() ?? null,
    };
}
/** "KB5068861" of any text that names one; null for none. */
function kbOf(text) {
    return KB.exec(text)?.[1]?.toUpperCase() ?? null;
}
/** Of `SSU-26100.3764-x64.cab`; null for another name. */
function stackVersion(name) {
    const [, branch, revision] = STACK.exec(name) ?? [];
    return branch === undefined ? null : { branch: Number(branch), revision: Number(revision) };
}
function kindOf(name, language, stack) {
    if (stack !== null)
        return 'servicing stack update';
    if (DOT_NET.test(name))
        return '.NET update';
    if (language !== null)
        return 'language pack';
    const package_ = IDENTITY.exec(name)?.[1] ?? '';
    return package_ === '' || UPDATE_PACKAGE.test(package_) ? null : 'feature on demand';
}
//# sourceMappingURL=file-name.js.map
;// CONCATENATED MODULE: ./build/src/servicing/check.js
/** Whether the files of updates are what they were in the Microsoft Update Catalog, which ends each name with a SHA-1. */





/**
 * Reads every file once, a cumulative update of 5 GB in some ten seconds.
 *
 * @throws damaged for a file whose SHA-1 is not that of its name; not-found, permission; what the reporter's signal says
 */
async function checkUpdates(packages, reporter) {
    const files = new Set(packages.flatMap(({ file, needs }) => [...needs, file]));
    const unnamed = [];
    for (const file of files) {
        const { sha1 } = readFileName(external_node_path_.basename(file));
        if (sha1 === null)
            unnamed.push(file);
        else
            await checkFile(file, sha1, reporter);
    }
    return { checked: files.size - unnamed.length, unnamed };
}
async function checkFile(file, sha1, reporter) {
    const hash = (0,external_node_crypto_.createHash)('sha1');
    for await (const piece of (0,read_pieces/* readPieces */.u)(file, `Checking ${external_node_path_.basename(file)}`, reporter))
        hash.update(piece);
    const found = hash.digest('hex');
    if (found === sha1)
        return;
    throw new errors/* FactoryError */.Xx('damaged', {
        subject: file,
        found: `its SHA-1 is ${found}`,
        expected: `${sha1}, which its name ends with`,
        next: 'the download is damaged or not whole: fetch it again from the Microsoft Update Catalog',
    });
}
//# sourceMappingURL=check.js.map
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./build/src/tree/index.js + 19 modules
var src_tree = __webpack_require__(45909);
;// CONCATENATED MODULE: ./build/src/servicing/checkpoints.js
/**
 * Checkpoint cumulative updates: since Windows 11 24H2 an update may hold only what changed since an earlier one, its
 * checkpoint, which servicing must find beside it. Of several, DISM takes what the image lacks; any other .msu in that
 * folder it would take as a source too.
 */
const CHECKPOINTS_PAGE = 'https://learn.microsoft.com/windows/deployment/update/catalog-checkpoint-cumulative-updates';
/**
 * Those that are known, for an update whose metadata cannot be read. A file in a folder called `checkpoints` is one too, and
 * what another update says that it was made on.
 */
const CHECKPOINTS = [
    {
        kb: 'KB5043080',
        branch: 26_100,
        revision: 1742,
        source: 'https://support.microsoft.com/topic/708755a6-d809-4a8a-8d20-53c4108590e6',
    },
];
const FOLDER = 'checkpoints';
function isCheckpoint({ kb, name }) {
    const folders = name.split('/').slice(0, -1);
    return (CHECKPOINTS.some((checkpoint) => checkpoint.kb === kb) ||
        folders.some((folder) => folder.toLowerCase() === FOLDER));
}
/** The latest checkpoint of a branch that is known; null for none. */
function knownCheckpoint(branch) {
    return CHECKPOINTS.findLast((checkpoint) => checkpoint.branch === branch) ?? null;
}
//# sourceMappingURL=checkpoints.js.map
;// CONCATENATED MODULE: ./build/src/servicing/windows.js
/** Which Windows a file of updates is for, as far as that can be told. */
/** "26200.7171", or "26200" from its first revision on; null for what is no build. */
function parseBuild(text) {
    const [, number, revision] = /^(\d+)(?:\.(\d+))?$/.exec(text ?? '') ?? [];
    return number === undefined ? null : { number: Number(number), revision: Number(revision ?? 0) };
}
/** Negative where `a` is older. */
function compareBuilds(a, b) {
    return a.number - b.number || a.revision - b.revision;
}
/** Builds that are one branch with the first of them, whose updates they take. Others stand alone. */
const BRANCHES = [
    // Windows 10 2004 to 22H2
    [19_041, 19_045],
    // Windows 11 22H2 and 23H2
    [22_621, 22_631],
    // Windows 11 24H2, 25H2 and 26H2, Windows Server 2025
    [26_100, 26_399],
];
const FIRST_BUILD_OF_WINDOWS_11 = 22_000;
function branchOf(build) {
    return BRANCHES.find(([first, last]) => build >= first && build <= last)?.[0] ?? build;
}
/** null where neither its metadata nor its servicing stack says. */
function branchOfUpdate({ builds, stack }) {
    const number = builds?.makes.number ?? stack?.branch ?? null;
    return number === null ? null : branchOf(number);
}
/** Since January 2026 Windows Server 2025 counts its revisions from 32,230 and takes updates of its own. */
const SERVER_REVISION = 30_000;
function isServerRevision(branch, revision) {
    return branch === 26_100 && revision >= SERVER_REVISION;
}
/** Why the file is not for that Windows; null where it is, or where nothing says so. */
function whyOtherWindows(update, build) {
    const { windows } = update;
    const branch = branchOfUpdate(update);
    if (build === null)
        return null;
    const image = `the image is ${build.number}.${build.revision}`;
    if (branch !== null)
        return branch === branchOf(build.number) ? null : `it is for build ${branch}, and ${image}`;
    if (windows === null)
        return null;
    const imageWindows = build.number >= FIRST_BUILD_OF_WINDOWS_11 ? 11 : build.number >= 10_240 ? 10 : 8;
    const isSame = Math.max(windows, 8) === imageWindows;
    return isSame ? null : `it is for Windows ${windows}, and ${image}`;
}
//# sourceMappingURL=windows.js.map
;// CONCATENATED MODULE: ./build/src/servicing/cumulative.js
/**
 * Of the cumulative updates of a branch the newest is installed: each holds all that came before it. Since Windows 11
 * 24H2 its checkpoints lie beside it.
 */



const NOT_INCLUDED = 'it is not among what the definition includes';
/**
 * @param updates cumulative updates, for the image as far as that is known
 * @param isWanted whether the user asked for it; a checkpoint comes along with what builds on it
 * @throws not-found where the image is older than the checkpoint that an update builds on, and that is not there
 */
function chooseTargets(updates, build, isWanted) {
    const targets = [];
    const left = [];
    for (const [branch, members] of branchesOf(updates)) {
        const ordered = members.toSorted(byAge);
        const checkpoints = ordered.filter((update) => isCheckpoint(update) || isBase(update, ordered));
        const chosen = newestOf({ ordered, checkpoints, build, isWanted }, left);
        const used = new Set(chosen);
        for (const update of chosen) {
            const earlier = update.container === 'wim' ? checkpointsOf(update, checkpoints) : [];
            if (branch !== null)
                refuseGap(update, earlier, branch, build);
            targets.push({ update, checkpoints: earlier });
            for (const checkpoint of earlier)
                used.add(checkpoint);
        }
        for (const update of ordered.filter((member) => !used.has(member))) {
            if (checkpoints.includes(update)) {
                left.push({
                    file: update.name,
                    why: 'it is a checkpoint, and nothing that is installed builds on it',
                });
            }
            else if (!isWanted(update)) {
                left.push({ file: update.name, why: NOT_INCLUDED });
            }
        }
    }
    return { targets, left };
}
/** Whether one of the others says that it was made on it. */
function isBase({ builds }, others) {
    return builds !== null && others.some((other) => isSameBuild(other.builds?.on ?? null, builds.makes));
}
function isSameBuild(a, b) {
    return a !== null && b !== null && compareBuilds(a, b) === 0;
}
/** Oldest first: what it says that it was made on, and so on; what does not say so, as far as it is older. */
function checkpointsOf(update, checkpoints) {
    const chain = new Set();
    for (let on = update.builds?.on ?? null; on !== null;) {
        const base = checkpoints.find((other) => isSameBuild(other.builds?.makes ?? null, on));
        if (base === undefined || chain.has(base))
            break;
        chain.add(base);
        on = base.builds?.on ?? null;
    }
    return checkpoints.filter((other) => chain.has(other) || (isCheckpoint(other) && byAge(other, update) < 0));
}
/** Each with the ones that it could take the place of; of an unknown branch, each stands alone. */
function branchesOf(updates) {
    const branches = new Map();
    const unknown = [];
    for (const update of updates) {
        const branch = branchOfUpdate(update);
        if (branch === null)
            unknown.push(update);
        else
            branches.set(branch, [...(branches.get(branch) ?? []), update]);
    }
    return [...branches, ...unknown.map((update) => [null, [update]])];
}
/**
 * Oldest first: by the build that each makes, else by the servicing stack that it brings. KB numbers follow the calendar only
 * roughly: a preview may have a lower one than an earlier fix.
 */
function byAge(a, b) {
    const builds = a.builds !== null && b.builds !== null ? compareBuilds(a.builds.makes, b.builds.makes) : 0;
    return builds || (a.stack?.revision ?? 0) - (b.stack?.revision ?? 0) || byKb(a, b);
}
function byKb(a, b) {
    return kbNumber(a) - kbNumber(b) || (a.name < b.name ? -1 : 1);
}
function kbNumber({ kb }) {
    return kb === null ? 0 : Number(kb.slice(2));
}
/** Client and Windows Server 2025 share a branch, and which of them the image is, its build alone does not always say. */
function newestOf({ ordered, checkpoints, build, isWanted }, left) {
    const wanted = ordered.filter((update) => isWanted(update));
    const own = wanted.filter((update) => !checkpoints.includes(update));
    // A folder with a checkpoint alone means that one.
    const candidates = own.length === 0 ? wanted : own;
    const server = candidates.filter(isForServer);
    const client = candidates.filter((update) => !isForServer(update));
    const isServerImage = build !== null && isServerRevision(branchOf(build.number), build.revision);
    const chosen = [];
    for (const group of [client, server]) {
        const newest = group.at(-1);
        if (newest === undefined)
            continue;
        const why = group === client && isServerImage && !checkpoints.includes(newest)
            ? `it is for Windows 11, and the image, ${build.number}.${build.revision}, is Windows Server 2025`
            : null;
        if (why === null)
            chosen.push(newest);
        for (const update of group) {
            if ((update === newest && why === null) || checkpoints.includes(update))
                continue;
            left.push({ file: update.name, why: why ?? `${newest.kb ?? newest.name} supersedes it` });
        }
    }
    return chosen;
}
function isForServer({ builds, stack }) {
    if (builds !== null)
        return isServerRevision(branchOf(builds.makes.number), builds.makes.revision);
    return stack !== null && isServerRevision(branchOf(stack.branch), stack.revision);
}
/** DISM would say so after an hour, in the machine. */
function refuseGap(update, earlier, branch, build) {
    // An archive that names no revision says nothing of its age.
    if (update.container !== 'wim' || build === null || build.revision === 0)
        return;
    const known = knownCheckpoint(branch);
    const needed = update.builds === null ? knownBase(update, known) : firstOn(update, earlier);
    if (needed === null || build.revision >= needed.revision)
        return;
    // What was made on less was made on the first release, whatever its media call that.
    if (known !== null && needed.revision < known.revision)
        return;
    // One that does not say what it makes may be the one.
    if (earlier.some(({ builds, kb }) => builds === null || (update.builds === null && kb === known?.kb)))
        return;
    const isKnown = known !== null && known.revision === needed.revision;
    const named = `${isKnown ? `the checkpoint ${known.kb}` : 'a checkpoint'} (${needed.number}.${needed.revision})`;
    throw new errors/* FactoryError */.Xx('not-found', {
        subject: update.file,
        found: `it builds on ${named}, which is not in the folder`,
        expected: `it beside the update, for the image is ${build.number}.${build.revision}`,
        next: `fetch ${isKnown ? known.kb : 'the checkpoint that its support page names'} from the Microsoft Update Catalog into the folder: ${isKnown ? known.source : CHECKPOINTS_PAGE}`,
    });
}
/** Which the image must have at least: what the first of the chain was made on. */
function firstOn(update, earlier) {
    let on = update.builds?.on ?? null;
    for (let left = earlier.length; left > 0; left--) {
        const base = earlier.find(({ builds }) => isSameBuild(builds?.makes ?? null, on));
        if (base === undefined)
            break;
        on = base.builds?.on ?? null;
    }
    return on;
}
function knownBase(update, known) {
    return known === null || isCheckpoint(update) ? null : { number: known.branch, revision: known.revision };
}
//# sourceMappingURL=cumulative.js.map
// EXTERNAL MODULE: ./build/src/wim/index.js + 43 modules
var wim = __webpack_require__(57647);
;// CONCATENATED MODULE: ./build/src/servicing/component-database.js
/**
 * What an .msu since Windows 11 24H2 says of itself. Beside its packages lies `onepackage.AggregatedMetadata.cab`; in it, each
 * in a cabinet of its own, are databases of components:
 *
 * ```
 * LCUCompDB_KB5094126.xml.cab   <CompDB Type="BuildUpdate" BuildArch="amd64" OSVersion="10.0.26100.1742"
 *                                 TargetOSVersion="10.0.26100.8655" …>
 *                                 <Feature FeatureID="CumulativeUpdate_KB5094126" Type="CumulativeUpdate" …
 * SSUCompDB_KB5094128.xml.cab   … Type="ServicingStackUpdate"
 * ```
 *
 * The build that it makes, and the one that it was made on: that is its checkpoint's.
 */



const METADATA_NAME = 'onepackage.AggregatedMetadata.cab';
/** @returns null where it describes no cumulative update @throws damaged, unsupported */
async function readComponentDatabase(metadata, what) {
    const cabinet = await openCabinet(sourceOf(metadata, what));
    for (const file of cabinet.files) {
        if (!/(?:^|\\)LCUCompDB_KB\d+[^\\]*\.cab$/i.test(file.name))
            continue;
        const inner = await openCabinet(sourceOf(await cabinet.read(file), `${what}: ${file.name}`));
        const [xml] = inner.files;
        if (xml === undefined)
            continue;
        const builds = buildsOf(textOf(await inner.read(xml)));
        if (builds !== null)
            return builds;
    }
    return null;
}
function buildsOf(xml) {
    const [root = ''] = /<(?:\w+:)?CompDB\b[^>]*>/.exec(xml) ?? [];
    if (attribute(root, 'Type') !== 'BuildUpdate')
        return null;
    const makes = versionOf(attribute(root, 'TargetOSVersion'));
    return makes === null ? null : { makes, on: versionOf(attribute(root, 'OSVersion')) };
}
function attribute(tag, name) {
    return new RegExp(`\\s${name}\\s*=\\s*["']([^"']*)["']`).exec(tag)?.[1] ?? null;
}
/** "10.0.26100.1742" */
function versionOf(text) {
    return text === null ? null : parseBuild(/^\d+\.\d+\.(\d+\.\d+)$/.exec(text)?.[1] ?? '');
}
function textOf(bytes) {
    const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
    return new TextDecoder(encoding).decode(bytes);
}
function sourceOf(bytes, label) {
    return {
        label,
        size: bytes.length,
        read(offset, target) {
            if (offset + target.length > bytes.length) {
                return Promise.reject(new errors/* FactoryError */.Xx('damaged', {
                    subject: label,
                    found: `${target.length} bytes wanted at byte ${offset}, beyond the end at byte ${bytes.length}`,
                }));
            }
            target.set(bytes.subarray(offset, offset + target.length));
            return Promise.resolve();
        },
    };
}
//# sourceMappingURL=component-database.js.map
;// CONCATENATED MODULE: ./build/src/servicing/contents.js
/** The names of the files in a package: of a cabinet, or of a WIM, which an .msu is since Windows 11 24H2. */






const MAGIC_BYTES = 8;
/** Real ones have some 20 KB. */
const LARGEST_METADATA = 16 << 20;
/** @throws damaged where it is neither, or a cabinet that is cut short; not-found, permission */
async function readContents(path) {
    const file = await (0,disk/* openFile */.Tq)(path, 'an .msu or .cab file');
    try {
        const magic = Buffer.from(await (0,disk/* readAt */.m6)(file, 0, Math.min(MAGIC_BYTES, file.size))).toString('latin1');
        if (magic === 'MSWIM\0\0\0')
            return { container: 'wim', ...(await readWim(path)) };
        if (!magic.startsWith('MSCF'))
            throw neither(path, magic);
        const { files } = await openCabinet(file);
        return { container: 'cabinet', names: files.map(({ name }) => name), builds: null };
    }
    finally {
        await file.close();
    }
}
/** Whether the file is whole is told by its SHA-1; DISM may read what we cannot. */
async function readWim(path) {
    let names = null;
    try {
        const archive = await (0,wim/* openWim */.SS)(path);
        try {
            const tree = await archive.openImage(1);
            const entries = await tree.children(tree.root);
            names = entries.map(({ name }) => name);
            const metadata = entries.find(({ name }) => name.toLowerCase() === METADATA_NAME.toLowerCase());
            const builds = metadata === undefined ? null : await readBuilds(tree, metadata);
            return { names, builds };
        }
        finally {
            await archive.close();
        }
    }
    catch (error) {
        if (error instanceof errors/* FactoryError */.Xx)
            return { names, builds: null };
        throw error;
    }
}
async function readBuilds(tree, entry) {
    const stream = (0,src_tree/* unnamedStream */.pL)(entry);
    if (stream === null || stream.size > LARGEST_METADATA)
        return null;
    const pieces = [];
    for await (const piece of tree.read(entry, stream))
        pieces.push(piece);
    return readComponentDatabase(Buffer.concat(pieces), `${tree.label}: ${entry.name}`);
}
function neither(path, magic) {
    const isPage = /^\s*</.test(magic);
    return new errors/* FactoryError */.Xx('damaged', {
        subject: path,
        found: magic === '' ? 'an empty file' : isPage ? 'a web page' : 'neither a cabinet nor a WIM',
        expected: 'an update as the Microsoft Update Catalog has it',
        next: 'fetch the file again, or take it out of the folder',
    });
}
//# sourceMappingURL=contents.js.map
;// CONCATENATED MODULE: ./build/src/servicing/facts.js
/**
 * What a file of updates is, by what it holds where its name does not say.
 *
 * - A cumulative update brings the servicing stack along: beside its package lies `SSU-26100.3764-x64.cab`. Since 24H2 its
 *   metadata says which build it makes, and on which one it was made.
 * - A .cab lists its own package, `Package_for_RollupFix~31bf3856ad364e35~amd64~~20348.5622.1.16.mum`, and the components:
 *   one with those of Windows RE is a Safe OS update.
 * - A .cab without `update.mum` is no package: with Setup's own files it is the Setup dynamic update.
 */



const ROLLUP = /^Package_for_RollupFix~[^~]*~[^~]*~~(\d+)\.(\d+)/i;
const SETUP_FILE = /(?:^|\\)(?:setup|setuphost|setupprep|setupcore|setupplatform)\.(?:exe|dll)$/i;
const SAFE_OS = /^Package_for_SafeOSDU~|_microsoft-windows-(?:winre-tools|winpe_tools|sysreset)_/i;
const facts_DOT_NET = /^Package_for_DotNetRollup/i;
const STACK_PACKAGE = /^Package_for_ServicingStack/i;
/** @returns why the file is not installed, where it is no package of updates @throws damaged, not-found, permission */
async function readUpdateFile(file, name) {
    const base = external_node_path_.basename(file);
    const named = readFileName(base);
    const { container, names, builds } = await readContents(file);
    const inside = insideOf(names ?? [], base);
    const kind = named.kind ??
        (builds === null ? inside.kind : 'cumulative update') ??
        (isPackage(base, names) ? 'update' : null);
    if (kind === null)
        return 'it holds no update.mum, so it is no package of updates';
    return {
        ...named,
        file,
        name,
        kind,
        kb: named.kb ?? inside.kb,
        stack: named.stack ?? inside.stack,
        builds,
        container,
    };
}
function insideOf(names, base) {
    const has = (pattern) => names.some((name) => pattern.test(name));
    const kb = names.map(kbOf).find((found) => found !== null) ?? null;
    const stack = names.map(stackVersion).find((found) => found !== null) ?? null;
    const [, branch, revision] = names.map((name) => ROLLUP.exec(name)).find((found) => found !== null) ?? [];
    if (branch !== undefined) {
        return {
            kind: 'cumulative update',
            kb,
            stack: stack ?? { branch: Number(branch), revision: Number(revision) },
        };
    }
    if (has(/hotpatch/i))
        return { kind: 'hotpatch', kb, stack };
    if (stack !== null)
        return { kind: 'cumulative update', kb, stack };
    if (has(SAFE_OS))
        return { kind: 'Safe OS dynamic update', kb, stack };
    if (has(facts_DOT_NET))
        return { kind: '.NET update', kb, stack };
    if (has(STACK_PACKAGE))
        return { kind: 'servicing stack update', kb, stack };
    const isSetup = /\.cab$/i.test(base) && !has(/^update\.mum$/i) && has(SETUP_FILE);
    return { kind: isSetup ? 'Setup dynamic update' : null, kb, stack };
}
/** An .msu holds a package in a .cab of its own. */
function isPackage(base, names) {
    return names === null || /\.msu$/i.test(base) || names.some((name) => /^update\.mum$/i.test(name));
}
//# sourceMappingURL=facts.js.map
;// CONCATENATED MODULE: ./build/src/servicing/selection.js
/** What the definition takes of a folder, and leaves: KB numbers, or patterns of file names. */

function selectionOf({ include, exclude }) {
    return {
        isIncluded: (update) => include.length === 0 || include.some((word) => isMeant(word, update)),
        excludedBy: (update) => exclude.find((word) => isMeant(word, update)) ?? null,
    };
}
function isMeant(word, { kb, name }) {
    const matches = (0,src_tree/* nameMatcher */.MH)(word);
    const base = name.split('/').at(-1) ?? '';
    return matches(base) || matches(name) || (kb !== null && matches(kb));
}
//# sourceMappingURL=selection.js.map
;// CONCATENATED MODULE: ./build/src/servicing/folder.js
/** A folder of updates, sorted into the order in which servicing wants them. */








/** Source: https://learn.microsoft.com/windows/deployment/update/media-dynamic-update */
const ORDER = [
    'servicing stack update',
    'language pack',
    'feature on demand',
    'cumulative update',
    '.NET update',
    'update',
];
/** What is for something else than the Windows that runs. */
const NOT_FOR_WINDOWS = {
    'Safe OS dynamic update': 'a Safe OS dynamic update is for Windows RE, not for the Windows that runs',
    'Setup dynamic update': 'a Setup dynamic update is for install media, not for the Windows that runs',
    hotpatch: 'a hotpatch is for machines that are enrolled in it; the cumulative update holds the same',
};
/** A feature of a language needs `Basic`, and speech recognition needs `TextToSpeech`. */
const LANGUAGE_FEATURES = ['Basic', 'Fonts', 'OCR', 'Handwriting', 'TextToSpeech', 'Speech'];
/**
 * Every .msu and .cab below the folder, told apart by name and contents. Nothing is hashed here: that is `checkUpdates`.
 *
 * @param folder absolute
 * @throws not-found also for a checkpoint that an update builds on; damaged for a file that is no package; permission
 */
async function planUpdateFolder(folder, request) {
    const { updates, left } = await folder_readFolder(folder);
    const build = parseBuild(request.build);
    const selection = selectionOf(request);
    const kept = [];
    for (const update of updates) {
        const why = whyLeft(update, request, kept);
        if (why === null)
            kept.push(update);
        else
            left.push({ file: update.name, why });
    }
    const stacks = newestStacks(kept.filter(({ kind }) => kind === 'servicing stack update'), left);
    const cumulative = chooseTargets(kept.filter(({ kind }) => kind === 'cumulative update'), build, (update) => selection.isIncluded(update));
    left.push(...cumulative.left);
    const needs = new Map(cumulative.targets.map(({ update, checkpoints }) => [update, checkpoints]));
    const installed = kept
        .filter((update) => update.kind !== 'servicing stack update' || stacks.includes(update))
        .filter((update) => update.kind !== 'cumulative update' || needs.has(update))
        .toSorted(byOrder);
    return {
        packages: installed.map((update) => packageOf(update, needs.get(update) ?? [])),
        left: left.toSorted((a, b) => (0,src_tree/* compareNames */.MP)(a.file, b.file)),
        features: installed
            .filter(({ kind, language }) => kind === 'feature on demand' && language === null)
            .map(({ file }) => file),
        languagePacks: installed.flatMap(({ language, file }) => (language === null ? [] : [{ language, file }])),
    };
}
async function folder_readFolder(folder) {
    const updates = [];
    const left = [];
    for (const name of await filesBelow(folder)) {
        const file = external_node_path_.join(folder, ...name.split('/'));
        if (!/\.(?:msu|cab)$/i.test(name)) {
            left.push({ file: name, why: 'neither .msu nor .cab' });
            continue;
        }
        const update = await readUpdateFile(file, name);
        if (typeof update === 'string')
            left.push({ file: name, why: update });
        else
            updates.push(update);
    }
    return { updates, left };
}
/** From the folder, with `/` between names, in the order of names. */
async function filesBelow(folder) {
    try {
        const entries = await (0,promises_.readdir)(folder, { recursive: true, withFileTypes: true });
        return entries
            .filter((entry) => !entry.isDirectory())
            .map((entry) => external_node_path_.relative(folder, external_node_path_.join(entry.parentPath, entry.name)))
            .map((name) => name.split(external_node_path_.sep).join('/'))
            .toSorted(src_tree/* compareNames */.MP);
    }
    catch (error) {
        const { code } = error;
        if (code !== 'ENOENT' && code !== 'ENOTDIR')
            throw (0,errors/* fromSystemError */.Kh)(error, folder);
        throw new errors/* FactoryError */.Xx('not-found', {
            subject: folder,
            found: code === 'ENOENT' ? 'no such folder' : 'a file',
            expected: 'a folder with .msu and .cab files',
            cause: error,
        });
    }
}
/** @param kept those before it */
function whyLeft(update, request, kept) {
    const { kind, architecture } = update;
    const selection = selectionOf(request);
    const excluded = selection.excludedBy(update);
    if (excluded !== null)
        return `the definition excludes ${excluded}`;
    const elsewhere = NOT_FOR_WINDOWS[kind];
    if (elsewhere !== undefined)
        return elsewhere;
    if (architecture !== null && architecture !== request.architecture) {
        return `it is for ${architecture}, and the image is ${request.architecture}`;
    }
    const other = whyOtherWindows(update, parseBuild(request.build));
    if (other !== null)
        return other;
    const twin = kept.find((before) => isSame(before, update));
    if (twin !== undefined)
        return `the same as ${twin.name}`;
    // What a cumulative update builds on comes along with it.
    return kind === 'cumulative update' || selection.isIncluded(update) ? null : NOT_INCLUDED;
}
/** The same file in two folders. */
function isSame(a, b) {
    if (a.sha1 !== null || b.sha1 !== null)
        return a.sha1 === b.sha1;
    return external_node_path_.basename(a.file).toLowerCase() === external_node_path_.basename(b.file).toLowerCase();
}
function newestStacks(stacks, left) {
    const newest = new Map();
    for (const update of stacks.toSorted(byAge)) {
        const branch = branchOfUpdate(update);
        const older = newest.get(branch);
        if (older !== undefined)
            left.push({ file: older.name, why: `${update.kb ?? update.name} supersedes it` });
        newest.set(branch, update);
    }
    return [...newest.values()];
}
function byOrder(a, b) {
    return (ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) ||
        featureRank(a) - featureRank(b) ||
        (a.kind === 'cumulative update' ? byAge(a, b) : byKb(a, b)));
}
function featureRank({ kind, name }) {
    if (kind !== 'feature on demand')
        return 0;
    const rank = LANGUAGE_FEATURES.findIndex((feature) => name.includes(`LanguageFeatures-${feature}-`));
    return rank === -1 ? LANGUAGE_FEATURES.length : rank;
}
function packageOf(update, checkpoints) {
    const { file, kb, kind, language, name } = update;
    const what = [kind, ...(language === null ? [] : [language])].join(' ');
    const base = name.split('/').at(-1) ?? name;
    return {
        file,
        needs: checkpoints.map((checkpoint) => checkpoint.file),
        kb,
        title: `${kb ?? base}, ${what}`,
    };
}
//# sourceMappingURL=folder.js.map
;// CONCATENATED MODULE: ./build/src/servicing/index.js




//# sourceMappingURL=index.js.map

/***/ })

};
