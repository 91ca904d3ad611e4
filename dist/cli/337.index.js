export const id = 337;
export const ids = [337];
export const modules = {

/***/ 6337:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  dL: () => (/* reexport */ findSecrets),
  Fj: () => (/* reexport */ findSecretsInFiles),
  ds: () => (/* reexport */ generalizeRefusal),
  bs: () => (/* reexport */ installStateRefusal),
  uz: () => (/* reexport */ readGeneralizeEvidence),
  PH: () => (/* reexport */ readInstallState),
  Sh: () => (/* reexport */ readWindowsInfo),
  mV: () => (/* reexport */ secretsRefusal),
  yX: () => (/* reexport */ unknownErrors)
});

// UNUSED EXPORTS: GENERALIZED, SHORTEST_SECRET

// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(7406);
// EXTERNAL MODULE: ./build/src/tree/index.js + 18 modules
var src_tree = __webpack_require__(1219);
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
        throw new errors/* FactoryError */.Xx('unsupported', {
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
function classify(text, begun) {
    const [, stamp = begun] = STAMP.exec(text) ?? [];
    if (stamp < begun)
        return { text, kind: 'earlier', why: '' };
    const why = HARMLESS.find(([pattern]) => pattern.test(text))?.[1];
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
    throw new errors/* FactoryError */.Xx('unsupported', {
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
// EXTERNAL MODULE: ./build/src/bytes/index.js + 7 modules
var bytes = __webpack_require__(2290);
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
    return (0,bytes/* cursorOver */.Ro)(bins.bytes.subarray(offset + 4, offset + size), `${bins.what}: ${kind} at ${hex(offset)}`);
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
    return new errors/* FactoryError */.Xx('damaged', {
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
    (0,bytes/* skip */.iv)(cursor, 2);
    const count = (0,bytes/* readU16 */.Vv)(cursor);
    if (count * size > (0,bytes/* remaining */.Tk)(cursor)) {
        throw damaged(cursor.what, `${count} elements`, `${Math.floor((0,bytes/* remaining */.Tk)(cursor) / size)} at most`);
    }
    const elements = [];
    for (let index = 0; index < count; index++) {
        elements.push((0,bytes/* readU32 */.PF)(cursor));
        (0,bytes/* skip */.iv)(cursor, size - 4);
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
    const nameLength = (0,bytes/* readU16 */.Vv)(cursor);
    const sizeField = (0,bytes/* readU32 */.PF)(cursor);
    const dataAt = cursor.position;
    const dataCell = (0,bytes/* readU32 */.PF)(cursor);
    const type = (0,bytes/* readU32 */.PF)(cursor);
    const flags = (0,bytes/* readU16 */.Vv)(cursor);
    (0,bytes/* seek */.jF)(cursor, 20);
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
        return (0,bytes/* readUtf16 */.rd)(cursor, byteLength);
    return Buffer.from((0,bytes/* readBytes */.io)(cursor, byteLength)).toString('latin1');
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
    const count = (0,bytes/* readU16 */.Vv)(cursor);
    if (count !== Math.ceil(size / SEGMENT_SIZE)) {
        throw damaged(cursor.what, `${count} segments for ${size} bytes`, `${Math.ceil(size / SEGMENT_SIZE)}`);
    }
    const list = cellAt(bins, (0,bytes/* readU32 */.PF)(cursor), 'list of segments');
    const data = new Uint8Array(size);
    for (let done = 0; done < size; done += SEGMENT_SIZE) {
        const segment = cellAt(bins, (0,bytes/* readU32 */.PF)(list), 'segment');
        data.set((0,bytes/* readBytes */.io)(segment, Math.min(SEGMENT_SIZE, size - done)), done);
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
        const flags = (0,bytes/* readU16 */.Vv)(cursor);
        this.lastWritten = (0,bytes/* readU64 */.IM)(cursor);
        (0,bytes/* seek */.jF)(cursor, 16);
        const up = (0,bytes/* readU32 */.PF)(cursor);
        // A key that only its parent can list, and a root that none can, leave no way round in a circle.
        if (parent !== null && (up !== parent || offset === root)) {
            throw damaged(cursor.what, `the parent ${hex(up)}`, `${hex(parent)}, the key that lists it`);
        }
        const subkeyCount = (0,bytes/* readU32 */.PF)(cursor);
        (0,bytes/* seek */.jF)(cursor, 28);
        this.#subkeys = { count: subkeyCount, list: (0,bytes/* readU32 */.PF)(cursor) };
        (0,bytes/* seek */.jF)(cursor, 36);
        const valueCount = (flags & PREDEFINED_HANDLE) === 0 ? (0,bytes/* readU32 */.PF)(cursor) : 0;
        (0,bytes/* seek */.jF)(cursor, 40);
        this.#values = { count: valueCount, list: (0,bytes/* readU32 */.PF)(cursor) };
        this.#security = (0,bytes/* readU32 */.PF)(cursor);
        (0,bytes/* seek */.jF)(cursor, 72);
        const nameLength = (0,bytes/* readU16 */.Vv)(cursor);
        (0,bytes/* seek */.jF)(cursor, 76);
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
        (0,bytes/* seek */.jF)(cursor, 16);
        return (0,bytes/* readBytes */.io)(cursor, (0,bytes/* readU32 */.PF)(cursor));
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
        return Array.from({ length: count }, () => (0,bytes/* readU32 */.PF)(cursor));
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
        throw new errors/* FactoryError */.Xx('damaged', {
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
        return new errors/* FactoryError */.Xx('damaged', {
            subject: what,
            found: `${found}, and ${reason}`,
            expected: 'a registry hive',
            next: 'take the hive from a backup, or capture the machine again after a clean shutdown',
        });
    }
    return new errors/* FactoryError */.Xx('dirty', {
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
;// CONCATENATED MODULE: ./build/src/inspect/windows-hives.js
/** The hives of an installation that is not running: `\Windows\System32\config`. */



/** A hive must be at hand as a whole; that of the largest installations is a fifth of this. */
const HIVE_LIMIT = 1 << 30;
/** The folder that holds Windows, by the name that it has: `\Windows`; null where there is none. */
async function findSystemRoot(tree) {
    const folders = (await (0,src_tree/* sortedChildren */.T8)(tree, tree.root)).filter(src_tree/* isFolder */.lQ);
    const usual = folders.filter(({ name }) => (0,src_tree/* foldCase */.SP)(name) === 'WINDOWS');
    const others = folders.filter((folder) => !usual.includes(folder));
    for (const entry of [...usual, ...others]) {
        const path = `\\${entry.name}`;
        const software = await (0,src_tree/* findOrNull */.w0)(tree, 'System32\\config\\SOFTWARE', { path, entry });
        if (software !== null)
            return { path, name: entry.name };
    }
    return null;
}
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
// EXTERNAL MODULE: ./build/src/wim/index.js + 40 modules
var wim = __webpack_require__(3767);
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
    const systemRoot = await findSystemRoot(tree);
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
const SYSPREP = 'System32\\Sysprep';
const LOG_LIMIT = 64 << 20;
const QUOTED = 5;
/** @throws not-found where the tree holds no Windows; damaged, dirty */
async function readGeneralizeEvidence(tree, options = {}) {
    const root = await findSystemRoot(tree);
    const windows = await readWindowsInfo(tree, options);
    if (root === null || windows === null) {
        throw new errors/* FactoryError */.Xx('not-found', {
            subject: tree.label,
            found: 'no Windows',
            expected: 'an installation that sysprep generalized',
        });
    }
    const textOf = async (name) => {
        const bytes = await readFileOrNull(tree, `${root.path}\\${SYSPREP}\\Panther\\${name}`, LOG_LIMIT);
        return bytes === null ? '' : decodeText(bytes);
    };
    const { imageState, version } = windows;
    const log = readSysprepLog(await textOf('setuperr.log'), await textOf('setupact.log'));
    const succeeded = (await (0,src_tree/* findOrNull */.w0)(tree, `${root.path}\\${SYSPREP}\\Sysprep_succeeded.tag`)) !== null;
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
    return new errors/* FactoryError */.Xx('refused', {
        subject,
        found: `it is not generalized: ${evidence.failures.join('; ')}`,
        expected: `State.ini with ${GENERALIZED}, Sysprep_succeeded.tag, and no fatal error in setuperr.log`,
        next: adviceFor(evidence),
    });
}
const ADVICE = [
    [
        /not provisioned for all users|0x80073cf2|0x3cf2/i,
        'remove the package for the user that has it (Remove-AppxPackage), or provision it for all, in a customize step',
    ],
    [
        /SLReArm|0xc004d307/i,
        'the rearm count is used up: begin with a fresh install medium, or set SkipRearm in the generalize pass',
    ],
    [/BitLocker|0x80310039/i, 'decrypt the volume in a customize step: manage-bde -off C:'],
    [/dwRet = 31\b/i, 'an earlier generalize failed on this installation: begin with a fresh one'],
];
function adviceFor({ log }) {
    const fatal = log.filter(({ kind }) => kind === 'fatal');
    const known = ADVICE.find(([cause]) => fatal.some(({ text }) => cause.test(text)));
    return (known?.[1] ??
        'read \\Windows\\System32\\Sysprep\\Panther\\setupact.log on that disk from its last error upwards');
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
    const root = await findSystemRoot(tree);
    const windows = await readWindowsInfo(tree, options);
    if (root === null || windows === null) {
        throw new errors/* FactoryError */.Xx('not-found', {
            subject: tree.label,
            found: 'no Windows',
            expected: 'a disk that Windows is installed on',
        });
    }
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
    return new errors/* FactoryError */.Xx('refused', {
        subject,
        found: `the installation ${named}${inSetup}`,
        expected: 'one in audit mode or generalized',
        next: 'start it and run "%WINDIR%\\System32\\Sysprep\\sysprep.exe /audit /shutdown" for audit mode, ' +
            'or "sysprep.exe /generalize /oobe /shutdown", and use the disk when the machine is off',
    });
}
//# sourceMappingURL=install-state.js.map
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
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
    return new errors/* FactoryError */.Xx('refused', {
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
            throw (0,errors/* fromSystemError */.Kh)(error, file);
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
;// CONCATENATED MODULE: ./build/src/inspect/index.js




//# sourceMappingURL=index.js.map

/***/ })

};
