export const id = 1974;
export const ids = [1974];
export const modules = {

/***/ 91974:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  openIso: () => (/* reexport */ openIso),
  U: () => (/* reexport */ writeUdfImage)
});

// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/progress.js
var progress = __webpack_require__(31838);
// EXTERNAL MODULE: ./build/src/tree/index.js + 19 modules
var src_tree = __webpack_require__(45909);
;// CONCATENATED MODULE: ./build/src/media/damage.js
/** The error of a medium that contradicts itself, its checksums or the size of its file. */

/** @param subject the structure: "win11.iso: file set descriptor" */
function damaged(subject, found, expected) {
    return new errors/* FactoryError */.Xx('damaged', {
        subject,
        found,
        ...(expected === undefined ? {} : { expected }),
        next: 'fetch or make the medium again, and compare its SHA-256',
    });
}
function unsupported(subject, found, expected) {
    return new errors/* FactoryError */.Xx('unsupported', {
        subject,
        found,
        expected,
        next: 'copy what it holds into a folder, and name that',
    });
}
//# sourceMappingURL=damage.js.map
// EXTERNAL MODULE: ./build/src/bytes/index.js + 9 modules
var src_bytes = __webpack_require__(72381);
;// CONCATENATED MODULE: ./build/src/media/volume.js
/** What a UDF and an ISO 9660 volume have in common: folders and files at places of the medium. */

/** A list of names is held in memory as a whole: 64 MiB have more than half a million. */
const MAX_LIST = 2 ** 26;
/** Extents that lie behind each other as one; what is behind `size` is cut off. @throws damaged where they are too short */
function joinExtents(extents, size, subject) {
    const joined = [];
    let left = size;
    for (const { offset, length: whole } of extents) {
        if (left === 0)
            break;
        const length = Math.min(whole, left);
        left -= length;
        const last = joined.at(-1);
        if (last !== undefined && follows(last, offset)) {
            joined[joined.length - 1] = { offset: last.offset, length: last.length + length };
        }
        else
            joined.push({ offset, length });
    }
    if (left === 0)
        return joined;
    throw damaged(subject, `content of ${size - left} bytes`, `${size}, as its entry says`);
}
function follows(last, offset) {
    return last.offset === null ? offset === null : offset === last.offset + last.length;
}
//# sourceMappingURL=volume.js.map
;// CONCATENATED MODULE: ./build/src/media/iso9660/rock-ridge.js
/**
 * Rock Ridge (RRIP 1.12) over the System Use Sharing Protocol (SUSP 1.12): entries behind a directory record's name, each
 * a signature of two letters, its length, its version and data.
 */

const MAX_CONTINUATIONS = 32;
/** Flags of `NM`: the name is that of the folder itself, or of its parent. */
const SELF_OR_PARENT = 6;
/** File types of a POSIX mode that a tree of Windows has: S_IFDIR and S_IFREG. */
const PLAIN_TYPES = [0o040000, 0o100000];
/** @param systemUse of the root's own record @returns null where there is no Rock Ridge */
function rockRidgeOffset(systemUse) {
    const isSharing = systemUse.length >= 7 &&
        Buffer.from(systemUse.subarray(0, 2)).toString('latin1') === 'SP' &&
        systemUse[4] === 0xbe &&
        systemUse[5] === 0xef;
    return isSharing ? systemUse[6] : null;
}
async function readRockRidge(first, { subject, continued }) {
    const name = [];
    let childBlock = null;
    let isRelocated = false;
    let isLink = false;
    let entries = first;
    for (let areas = 0; entries !== null; areas++) {
        if (areas > MAX_CONTINUATIONS)
            throw damaged(subject, 'Rock Ridge entries that go on without an end');
        let next = null;
        for (const { signature, data } of entriesOf(entries, subject)) {
            if (signature === 'NM' && ((data[0] ?? 0) & SELF_OR_PARENT) === 0)
                name.push(data.subarray(1));
            if (signature === 'CL')
                childBlock = u32(data, 0, subject);
            if (signature === 'RE')
                isRelocated = true;
            if (signature === 'SL')
                isLink = true;
            if (signature === 'PX')
                isLink ||= !PLAIN_TYPES.includes(u32(data, 0, subject) & 0o170000);
            if (signature === 'CE')
                next = await continued(u32(data, 0, subject), u32(data, 8, subject), u32(data, 16, subject));
        }
        entries = next;
    }
    const text = name.length === 0 ? null : Buffer.concat(name).toString('utf8');
    return { name: text, childBlock, isRelocated, isLink };
}
function* entriesOf(bytes, subject) {
    // What is too short for an entry is padding: SUSP 4.
    for (let at = 0; at + 4 <= bytes.length;) {
        const length = bytes[at + 2];
        const signature = Buffer.from(bytes.subarray(at, at + 2)).toString('latin1');
        if (signature === 'ST' || signature === '\0\0')
            return;
        if (length < 4 || at + length > bytes.length) {
            throw damaged(subject, `a Rock Ridge entry "${signature}" of ${length} bytes`, `4 to ${bytes.length - at}`);
        }
        yield { signature, data: bytes.subarray(at + 4, at + length) };
        at += length;
    }
}
/** The little-endian half of a number in both byte orders. */
function u32(data, at, subject) {
    if (at + 4 > data.length)
        throw damaged(subject, `a Rock Ridge entry with ${data.length} bytes of data`, `${at + 8}`);
    return new DataView(data.buffer, data.byteOffset, data.length).getUint32(at, true);
}
//# sourceMappingURL=rock-ridge.js.map
;// CONCATENATED MODULE: ./build/src/media/iso9660/read.js
/**
 * Reads ISO 9660 (ECMA-119) with the names that Windows shows: those of Joliet where they are, else those of Rock Ridge,
 * else its own.
 *
 * A directory record:
 *
 *   0  1  length of the record; 0: the next one begins with the next sector
 *   1  1  sectors of an extended attribute record before the content
 *   2  8  block of the content, little and big endian
 *  10  8  its bytes, the same way
 *  18  7  time
 *  25  1  flags: 1 hidden, 2 folder, 0x80 the content goes on in the next record
 *  26  2  file unit size and gap of an interleaved file
 *  32  1  length of the name, which follows, and after an even one a filler
 */





const SECTOR = 2048;
const DESCRIPTORS_SECTOR = 16;
const MAX_DESCRIPTORS = 64;
const DESCRIPTOR = { PRIMARY: 1, SUPPLEMENTARY: 2, TERMINATOR: 255 };
const FLAG = { HIDDEN: 1, FOLDER: 2, MORE: 0x80 };
/** UCS-2 levels 1 to 3. */
const JOLIET_ESCAPES = ['%/@', '%/C', '%/E'];
/** @throws damaged, unsupported */
async function openIso9660(file, reporter) {
    const { primary, joliet } = await readDescriptors(file);
    const chosen = joliet ?? primary;
    const subject = `${file.label}: volume descriptor`;
    const view = new DataView(chosen.buffer, chosen.byteOffset, chosen.length);
    const blockSize = view.getUint16(128, true);
    if (![512, 1024, 2048].includes(blockSize))
        throw damaged(subject, `blocks of ${blockSize} bytes`, '512, 1024 or 2048');
    const bare = {
        file,
        blockSize,
        format: joliet === null ? 'ISO 9660' : 'Joliet',
        systemUseOffset: null,
    };
    const record = readRecord(bare, chosen.subarray(156, 190), subject);
    const volume = joliet === null ? await withRockRidge(bare, record) : bare;
    return {
        format: volume.format,
        volumeLabel: decodeName(volume, chosen.subarray(40, 72)).trimEnd(),
        root: nodeOf('', record, [record.extent]),
        list: (folder, path) => readFolder(volume, folder, path, reporter),
    };
}
async function readDescriptors(file) {
    const subject = `${file.label}: volume descriptors`;
    let primary = null;
    let joliet = null;
    for (let sector = DESCRIPTORS_SECTOR; sector < DESCRIPTORS_SECTOR + MAX_DESCRIPTORS; sector++) {
        const bytes = await file.structure(sector * SECTOR, SECTOR, subject);
        if (latin1(bytes, 1, 5) !== 'CD001')
            break;
        const [type] = bytes;
        if (type === DESCRIPTOR.TERMINATOR)
            break;
        if (type === DESCRIPTOR.PRIMARY)
            primary ??= bytes;
        if (type === DESCRIPTOR.SUPPLEMENTARY && JOLIET_ESCAPES.includes(latin1(bytes, 88, 3)))
            joliet ??= bytes;
    }
    if (primary === null)
        throw damaged(subject, 'no primary volume descriptor', 'one of ISO 9660');
    return { primary, joliet };
}
/** Rock Ridge says that it is there in the record of the root itself: SUSP 5.3. */
async function withRockRidge(volume, root) {
    const list = await readList(volume, [root.extent], `${volume.file.label}: \\`);
    const self = readRecord(volume, list.subarray(0, list[0]), `${volume.file.label}: \\`);
    const systemUseOffset = rockRidgeOffset(self.systemUse);
    return systemUseOffset === null ? volume : { ...volume, format: 'Rock Ridge', systemUseOffset };
}
async function readFolder(volume, folder, path, reporter) {
    const subject = `${volume.file.label}: ${path}`;
    const nodes = [];
    let begun = [];
    for (const record of records(volume, await readList(volume, folder.extents, subject), subject)) {
        // 0 and 1 are the folder itself and its parent.
        if (record.name.length === 1 && record.name[0] < 2)
            continue;
        begun.push(record.extent);
        if ((record.flags & FLAG.MORE) !== 0)
            continue;
        const extents = begun;
        begun = [];
        const rock = await rockRidgeOf(volume, record, subject);
        const name = rock?.name ?? decodeName(volume, record.name).replace(/;\d+$/, '').replace(/\.$/, '');
        const why = (0,src_tree/* whyUnsafe */.TE)(name);
        if (why !== null)
            throw damaged(subject, why, 'the name of a file or folder');
        if (rock?.isRelocated === true)
            continue;
        if (rock?.isLink === true) {
            reporter.warn(`${subject}: "${name}" is a link or a device and is left out`);
            continue;
        }
        const block = rock?.childBlock ?? null;
        const child = `${volume.file.label}: ${(0,src_tree/* joinPath */.uJ)(path, name)}`;
        nodes.push(block === null
            ? nodeOf(name, record, extents)
            : await relocated(volume, { name, record, block }, child));
    }
    if (begun.length > 0)
        throw damaged(subject, 'a file whose last record is missing');
    return nodes;
}
function rockRidgeOf(volume, { systemUse }, subject) {
    const { systemUseOffset, file, blockSize } = volume;
    if (systemUseOffset === null)
        return null;
    return readRockRidge(systemUse.subarray(systemUseOffset), {
        subject,
        continued: (block, offset, length) => file.structure(block * blockSize + offset, length, subject),
    });
}
/** A folder that lies deeper than ISO 9660 allows is kept elsewhere; its own first record says how long it is. */
async function relocated(volume, { name, record, block }, subject) {
    const first = await volume.file.structure(block * volume.blockSize, 255, subject);
    const self = readRecord(volume, first.subarray(0, first[0]), subject);
    return nodeOf(name, { ...record, flags: record.flags | FLAG.FOLDER }, [self.extent]);
}
function nodeOf(name, { flags, time }, extents) {
    const isFolder = (flags & FLAG.FOLDER) !== 0;
    const size = extents.reduce((sum, { length }) => sum + length, 0);
    return {
        name,
        kind: isFolder ? 'folder' : 'file',
        hidden: (flags & FLAG.HIDDEN) !== 0,
        created: time,
        accessed: time,
        modified: time,
        size: isFolder ? 0 : size,
        extents: joinExtents(extents, size, name),
        place: String(extents[0]?.offset),
    };
}
async function readList(volume, extents, subject) {
    const size = extents.reduce((sum, { length }) => sum + length, 0);
    if (size > MAX_LIST)
        throw unsupported(subject, `a list of names of ${size} bytes`, `${MAX_LIST} at most`);
    if (size === 0)
        throw damaged(subject, 'an empty list of names', 'one that names the folder itself');
    return volume.file.whole(extents, size);
}
function* records(volume, list, subject) {
    for (let at = 0; at < list.length;) {
        const length = list[at];
        if (length === 0) {
            at = (Math.floor(at / SECTOR) + 1) * SECTOR;
            continue;
        }
        yield readRecord(volume, list.subarray(at, at + length), subject);
        at += length;
    }
}
/** @throws damaged, also where the content does not lie within the medium */
function readRecord({ file, blockSize }, bytes, subject) {
    const nameLength = bytes[32] ?? 0;
    const nameEnd = 33 + nameLength;
    if (bytes.length < 34 || bytes[0] !== bytes.length || nameLength === 0 || nameEnd > bytes.length) {
        throw damaged(subject, `a directory record of ${bytes.length} bytes with a name of ${nameLength}`, 'one that holds its name');
    }
    if (bytes[26] !== 0 || bytes[27] !== 0)
        throw unsupported(subject, 'an interleaved file', 'files in one piece');
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const length = view.getUint32(10, true);
    const offset = length === 0 ? 0 : (view.getUint32(2, true) + bytes[1]) * blockSize;
    file.checkRange(offset, length, subject);
    return {
        name: bytes.subarray(33, nameEnd),
        flags: bytes[25],
        extent: { offset, length },
        time: readTime(view),
        systemUse: bytes.subarray(nameEnd + ((nameLength + 1) % 2)),
    };
}
/** Seven bytes at 18: years since 1900, month, day, hour, minute, second, quarters of an hour from UTC. */
function readTime(view) {
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = [0, 1, 2, 3, 4, 5].map((at) => view.getUint8(18 + at));
    if (month < 1 || month > 12 || day < 1 || day > 31)
        return 0n;
    const minutes = minute - view.getInt8(24) * 15;
    return (0,src_bytes/* filetimeFromDate */.k2)(new Date(Date.UTC(1900 + year, month - 1, day, hour, minutes, second)));
}
function decodeName({ format }, name) {
    if (format !== 'Joliet')
        return Buffer.from(name).toString('latin1');
    return Buffer.from(name.subarray(0, name.length - (name.length % 2)))
        .swap16()
        .toString('utf16le');
}
function latin1(bytes, at, length) {
    return Buffer.from(bytes.subarray(at, at + length)).toString('latin1');
}
//# sourceMappingURL=read.js.map
// EXTERNAL MODULE: ./build/src/disk/index.js + 24 modules
var disk = __webpack_require__(6988);
;// CONCATENATED MODULE: ./build/src/media/sectors.js
/** The image file of a medium, read by the piece or by the small structure. */


/** Structures lie close together; a trip to the file for each takes longer than reading what is around it. */
const WINDOW = 64 * 1024;
class MediumFileBytes {
    label;
    size;
    #file;
    #windowAt = 0;
    #window = Promise.resolve(new Uint8Array(0));
    #windowSize = 0;
    /** @throws usage for what is no file; not-found, permission */
    static async open(path) {
        return new MediumFileBytes(await (0,disk/* openFile */.Tq)(path, 'the image file of a medium: ISO'));
    }
    constructor(file) {
        this.#file = file;
        this.label = file.label;
        this.size = file.size;
    }
    read(offset, target) {
        return this.#file.read(offset, target);
    }
    /**
     * A small structure, not to be changed.
     *
     * @param subject what it is, for the error
     * @throws damaged where it does not lie within the file
     */
    async structure(offset, length, subject) {
        this.checkRange(offset, length, subject);
        const isThere = offset >= this.#windowAt && offset + length <= this.#windowAt + this.#windowSize;
        if (!isThere) {
            const bytes = new Uint8Array(Math.max(Math.min(WINDOW, this.size - offset), length));
            this.#windowAt = offset;
            this.#windowSize = bytes.length;
            this.#window = this.#file.read(offset, bytes).then(() => bytes);
        }
        const start = offset - this.#windowAt;
        return (await this.#window).subarray(start, start + length);
    }
    /** The whole of what `extents` hold, in a buffer of its own. */
    async whole(extents, size) {
        const bytes = new Uint8Array(size);
        let at = 0;
        for (const { offset, length } of extents) {
            if (offset !== null)
                await this.read(offset, bytes.subarray(at, at + length));
            at += length;
        }
        return bytes;
    }
    /** @throws damaged */
    checkRange(offset, length, subject) {
        if (offset >= 0 && length <= this.size - offset)
            return;
        throw damaged(subject, `${length} bytes at byte ${offset} of a file that ends at byte ${this.size}`, 'a medium that is whole');
    }
    close() {
        return this.#file.close();
    }
}
//# sourceMappingURL=sectors.js.map
;// CONCATENATED MODULE: ./build/src/media/udf/format.js
/** What reader and writer of UDF share: the sizes and identifiers of ECMA-167 (parts 3 and 4) and of OSTA UDF. */
/** Bytes of a sector of an optical medium, which is its logical block too. */
const format_SECTOR = 2048;
/** The volume recognition sequence begins at byte 32,768; a descriptor a sector. */
const RECOGNITION_SECTOR = 16;
/** The sector of the first anchor; another is in the last sector or 256 before it. */
const ANCHOR_SECTOR = 256;
/** Tag identifiers: ECMA-167 3/7.2.1 and 4/7.2.1. */
const TAG = {
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
};
/** Types of an ICB: ECMA-167 4/14.6.6, OSTA UDF 2.2.13. */
const FILE_TYPE = { DIRECTORY: 4, FILE: 5, REAL_TIME: 249, METADATA: 250 };
/** File characteristics of a file identifier: ECMA-167 4/14.4.3. */
const CHARACTERISTIC = { HIDDEN: 1, DIRECTORY: 2, DELETED: 4, PARENT: 8 };
const FILE_ENTRY_SIZE = 176;
const FILE_IDENTIFIER_SIZE = 38;
/** Flags of an ICB, the kind of its allocation descriptors: ECMA-167 4/14.6.8. */
const ALLOCATION = { SHORT: 0, LONG: 1, EXTENDED: 2, EMBEDDED: 3 };
/** What an extent is, in the two highest bits of its length: ECMA-167 4/14.14.1.1. */
const EXTENT = { RECORDED: 0, ALLOCATED: 1, NONE: 2, CONTINUED: 3 };
/** Bytes of the longest extent that ends with a whole block. */
const MAX_EXTENT = 2 ** 30 - format_SECTOR;
//# sourceMappingURL=format.js.map
;// CONCATENATED MODULE: ./build/src/media/udf/partitions.js
/**
 * The partitions of a logical volume: what turns a block's number into a place of the medium.
 *
 * A map of type 1 is a run of sectors. A metadata partition (OSTA UDF 2.50) is the content of a file in such a run, so
 * that entries and lists of names lie close together. Virtual and sparable partitions are those of media that are
 * written bit by bit, and install media never have them.
 */


/** @param bytes the partition maps of a logical volume descriptor: OSTA UDF 2.2.8 to 2.2.10 @throws damaged, unsupported */
function readPartitionMaps(bytes, count, subject) {
    const maps = [];
    let at = 0;
    while (maps.length < count) {
        const map = bytes.subarray(at, at + (bytes[at + 1] ?? 0));
        if (map.length === 0)
            throw damaged(subject, `${maps.length} partition maps`, `${count}`);
        maps.push(readMap(map, subject));
        at += map.length;
    }
    return maps;
}
function readMap(map, subject) {
    const view = new DataView(map.buffer, map.byteOffset, map.length);
    const [type] = map;
    if (type === 1 && map.length === 6)
        return { kind: 'run', number: view.getUint16(4, true), files: [] };
    if (type !== 2 || map.length !== 64) {
        throw damaged(subject, `a partition map of type ${type} and ${map.length} bytes`, 'type 1 or 2, of 6 or 64 bytes');
    }
    const identifier = Buffer.from(map.subarray(5, 28)).toString('latin1').replace(/\0+$/, '');
    if (identifier !== '*UDF Metadata Partition') {
        throw unsupported(subject, `a partition of the kind "${identifier}"`, 'one of a medium that is written at once');
    }
    const files = [view.getUint32(40, true), view.getUint32(44, true)];
    return { kind: 'metadata', number: view.getUint16(38, true), files };
}
/**
 * Where `length` bytes from `block` on lie; several runs where the partition is in pieces.
 *
 * @throws damaged where they reach beyond the partition
 */
function locate(partition, block, length, subject) {
    let skip = block * format_SECTOR;
    let left = length;
    const extents = [];
    for (const run of partition.runs) {
        if (left === 0)
            break;
        if (skip >= run.length) {
            skip -= run.length;
            continue;
        }
        const piece = Math.min(run.length - skip, left);
        extents.push({ offset: run.offset === null ? null : run.offset + skip, length: piece });
        left -= piece;
        skip = 0;
    }
    if (left === 0)
        return extents;
    const found = `${length} bytes at block ${block}`;
    throw damaged(subject, found, `blocks 0 to ${partition.blocks - 1} of its partition`);
}
//# sourceMappingURL=partitions.js.map
;// CONCATENATED MODULE: ./build/src/media/udf/tag.js
/**
 * The tag that begins each descriptor: ECMA-167 3/7.2.
 *
 *   0  2  identifier
 *   2  2  version: 2 (NSR02) or 3 (NSR03)
 *   4  1  checksum: the sum of the other 15 bytes
 *   6  2  serial number
 *   8  2  CRC of what follows the tag
 *  10  2  how many bytes that CRC is over
 *  12  4  the block that the descriptor lies in
 */


const TAG_SIZE = 16;
/** The CRC-16 of ITU-T V.41 (polynomial 0x1021, from 0): ECMA-167 3/7.2.6. */
function crc16(bytes) {
    let crc = 0;
    for (const byte of bytes)
        crc = ((crc << 8) & 0xffff) ^ TABLE[(crc >>> 8) ^ byte];
    return crc;
}
const TABLE = Uint16Array.from({ length: 256 }, (_, index) => {
    let crc = index << 8;
    for (let bit = 0; bit < 8; bit++)
        crc = crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1;
    return crc;
});
/** The sum of a tag's bytes without the one that holds it. */
function tagChecksum(tag) {
    let sum = 0;
    for (let index = 0; index < TAG_SIZE; index++)
        if (index !== 4)
            sum += tag[index];
    return sum & 0xff;
}
/**
 * Writes the tag of a descriptor over its first 16 bytes.
 *
 * @param descriptor the whole of it, and nothing else
 * @param block where it will lie: a sector of the volume, or a block of the partition for what is inside it
 */
function sealTag(descriptor, identifier, block) {
    descriptor.writeUInt16LE(identifier, 0);
    descriptor.writeUInt16LE(2, 2);
    descriptor.writeUInt16LE(1, 6);
    descriptor.writeUInt16LE(crc16(descriptor.subarray(TAG_SIZE)), 8);
    descriptor.writeUInt16LE(descriptor.length - TAG_SIZE, 10);
    descriptor.writeUInt32LE(block, 12);
    descriptor[4] = tagChecksum(descriptor);
    return descriptor;
}
/**
 * A descriptor whose tag is right, behind the tag.
 *
 * @param bytes it begins here; what follows it may be there too
 * @throws damaged
 */
function checkedDescriptor(bytes, expected) {
    const why = whyWrong(bytes, expected);
    if (why !== null)
        throw damaged(expected.subject, ...why);
    const cursor = (0,src_bytes/* cursorOver */.Ro)(bytes, expected.subject);
    cursor.position = TAG_SIZE;
    return cursor;
}
/** The identifier in a tag, whether or not the tag is right. */
function tagIdentifier(bytes) {
    return bytes[0] | (bytes[1] << 8);
}
function whyWrong(bytes, { identifiers, block }) {
    if (bytes.length < TAG_SIZE)
        return [`${bytes.length} bytes`, `a tag of ${TAG_SIZE}`];
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const identifier = tagIdentifier(bytes);
    if (!identifiers.includes(identifier))
        return [`tag ${identifier}`, identifiers.join(' or ')];
    const checksum = tagChecksum(bytes);
    if (bytes[4] !== checksum)
        return [`tag checksum ${bytes[4]}`, `${checksum}`];
    const version = view.getUint16(2, true);
    if (version !== 2 && version !== 3)
        return [`tag version ${version}`, '2 or 3'];
    const length = view.getUint16(10, true);
    if (length > bytes.length - TAG_SIZE)
        return [`a CRC of ${length} bytes`, `${bytes.length - TAG_SIZE} at most`];
    const crc = crc16(bytes.subarray(TAG_SIZE, TAG_SIZE + length));
    const stored = view.getUint16(8, true);
    if (stored !== crc)
        return [`CRC 0x${hex(stored)}`, `0x${hex(crc)}`];
    const place = view.getUint32(12, true);
    return block === null || place === block ? null : [`tag of block ${place}`, `${block}`];
}
function hex(value) {
    return value.toString(16).padStart(4, '0');
}
//# sourceMappingURL=tag.js.map
;// CONCATENATED MODULE: ./build/src/media/udf/text.js
/**
 * Text in OSTA Compressed Unicode: OSTA UDF 2.1.1. The first byte is 8 or 16: how many bits each character has that
 * follows, the 16 of them big endian. Characters are UTF-16 code units.
 */

/** What a file identifier may have at most: its length is one byte. */
const MAX_IDENTIFIER = 255;
/** @returns as few bytes as hold the text; none for '' */
function encodeText(text) {
    if (text === '')
        return Buffer.alloc(0);
    // oxlint-disable-next-line no-control-regex -- all that a byte can hold
    if (/^[\0-\xff]*$/.test(text))
        return Buffer.concat([Buffer.of(8), Buffer.from(text, 'latin1')]);
    return Buffer.concat([Buffer.of(16), Buffer.from(text, 'utf16le').swap16()]);
}
/** A text in a field of fixed size, whose last byte says how many are used: OSTA UDF 2.1.3. */
function encodeField(text, size) {
    const field = Buffer.alloc(size);
    const length = encodeText(text).copy(field, 0, 0);
    field[size - 1] = length;
    return field;
}
/** How many bytes of text a field of `size` holds. */
function fieldCapacity(size) {
    return size - 1;
}
/** @throws damaged */
function decodeText(bytes, subject) {
    const [kind] = bytes;
    if (kind === undefined)
        return '';
    const text = Buffer.from(bytes.subarray(1));
    // 254 and 255 are 8 and 16 of a name that was deleted: OSTA UDF 2.1.1.
    if (kind === 8 || kind === 254)
        return text.toString('latin1');
    if ((kind === 16 || kind === 255) && text.length % 2 === 0)
        return text.swap16().toString('utf16le');
    throw damaged(subject, `text of kind ${kind} in ${bytes.length} bytes`, '8, or 16 in an odd number of bytes');
}
/** @param field with the length in its last byte @throws damaged */
function decodeField(field, subject) {
    const length = field.at(-1) ?? 0;
    if (length > field.length - 1)
        throw damaged(subject, `text of ${length} bytes`, `${field.length - 1} at most`);
    return decodeText(field.subarray(0, length), subject);
}
//# sourceMappingURL=text.js.map
;// CONCATENATED MODULE: ./build/src/media/udf/read-descriptors.js
/** From the anchor to the logical volume: ECMA-167 part 3. */







/** Descriptors of a sequence, and pointers from one to another, that are looked at. */
const read_descriptors_MAX_DESCRIPTORS = 256;
/** @throws damaged, unsupported */
async function readLogicalVolume(file, reporter) {
    const [main, reserve] = await readAnchor(file);
    try {
        return await readSequence(file, main);
    }
    catch (error) {
        if (!(error instanceof errors/* FactoryError */.Xx) || error.code !== 'damaged')
            throw error;
        const volume = await readSequence(file, reserve).catch(() => {
            throw error;
        });
        reporter.warn(`${error.message}; its copy is read instead`);
        return volume;
    }
}
/** The anchor: at sector 256, else in the last sector, or 256 before that. */
async function readAnchor(file) {
    const last = Math.floor(file.size / format_SECTOR) - 1;
    let first = null;
    for (const sector of [ANCHOR_SECTOR, last, last - ANCHOR_SECTOR]) {
        if (sector < ANCHOR_SECTOR || sector > last)
            continue;
        try {
            const cursor = await descriptorAt(file, sector, [TAG.ANCHOR], 'anchor');
            return [readRun(cursor), readRun(cursor)];
        }
        catch (error) {
            first ??= error;
        }
    }
    throw (first ??
        damaged(`${file.label}: anchor`, `a file of ${file.size} bytes`, 'more than 256 sectors of 2048 bytes'));
}
function readRun(cursor) {
    const sectors = Math.ceil((0,src_bytes/* readU32 */.PF)(cursor) / format_SECTOR);
    return { sector: (0,src_bytes/* readU32 */.PF)(cursor), sectors };
}
async function readSequence(file, start) {
    const subject = `${file.label}: volume descriptors`;
    let logical = null;
    const runs = new Map();
    let { sector, sectors } = start;
    for (let seen = 0; seen < read_descriptors_MAX_DESCRIPTORS && sectors > 0; seen++) {
        const bytes = await file.structure(sector * format_SECTOR, format_SECTOR, subject);
        const identifier = tagIdentifier(bytes);
        if (identifier === 0 || identifier === TAG.TERMINATING)
            break;
        const cursor = checkedDescriptor(bytes, { subject, identifiers: [identifier], block: sector });
        const order = (0,src_bytes/* readU32 */.PF)(cursor);
        if (identifier === TAG.VOLUME_POINTER) {
            ({ sector, sectors } = readRun(cursor));
            continue;
        }
        if (identifier === TAG.LOGICAL_VOLUME && order >= (logical?.order ?? 0))
            logical = { order, cursor };
        if (identifier === TAG.PARTITION) {
            (0,src_bytes/* skip */.iv)(cursor, 2); // flags
            const number = (0,src_bytes/* readU16 */.Vv)(cursor);
            (0,src_bytes/* skip */.iv)(cursor, 32 + 128 + 4); // contents, their use, access
            const run = { sector: (0,src_bytes/* readU32 */.PF)(cursor), sectors: (0,src_bytes/* readU32 */.PF)(cursor), order };
            if (order >= (runs.get(number)?.order ?? 0))
                runs.set(number, run);
        }
        sector++;
        sectors--;
    }
    if (logical === null)
        throw damaged(subject, 'no logical volume descriptor');
    return { ...readLogical(logical.cursor, `${file.label}: logical volume descriptor`), runs };
}
function readLogical(cursor, subject) {
    (0,src_bytes/* skip */.iv)(cursor, 64); // character set
    const label = decodeField((0,src_bytes/* readBytes */.io)(cursor, 128), subject);
    const blockSize = (0,src_bytes/* readU32 */.PF)(cursor);
    if (blockSize !== format_SECTOR)
        throw unsupported(subject, `blocks of ${blockSize} bytes`, `${format_SECTOR}, as on a DVD`);
    (0,src_bytes/* skip */.iv)(cursor, 32 + 4); // domain; the length of the file set's extent
    const fileSet = readAddress(cursor);
    (0,src_bytes/* skip */.iv)(cursor, 6);
    const mapBytes = (0,src_bytes/* readU32 */.PF)(cursor);
    const mapCount = (0,src_bytes/* readU32 */.PF)(cursor);
    (0,src_bytes/* skip */.iv)(cursor, 32 + 128 + 8); // implementation, its use, integrity
    return { label, fileSet, maps: readPartitionMaps((0,src_bytes/* readBytes */.io)(cursor, mapBytes), mapCount, subject) };
}
/** `lb_addr`. */
function readAddress(cursor) {
    const block = (0,src_bytes/* readU32 */.PF)(cursor);
    return { block, partition: (0,src_bytes/* readU16 */.Vv)(cursor) };
}
async function descriptorAt(file, sector, identifiers, name) {
    const subject = `${file.label}: ${name}`;
    const bytes = await file.structure(sector * format_SECTOR, format_SECTOR, subject);
    return checkedDescriptor(bytes, { subject, identifiers, block: sector });
}
//# sourceMappingURL=read-descriptors.js.map
;// CONCATENATED MODULE: ./build/src/media/udf/time.js
/** `timestamp`: ECMA-167 1/7.3. */

/** @param bytes twelve of them @returns 0 for a time that is none */
function readTimestamp(bytes) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const zone = view.getUint16(0, true) & 0xfff;
    // A signed number of 12 bits; -2047 says that the zone is not known.
    const offset = zone >= 0x800 ? zone - 0x1000 : zone;
    const minutes = Math.abs(offset) <= 1440 ? offset : 0;
    const [month = 0, day = 0, hour = 0, minute = 0, second = 0, centi = 0, hundreds = 0, micro = 0] = bytes.subarray(4);
    const year = view.getInt16(2, true);
    if (year < 1601 || month < 1 || month > 12 || day < 1 || day > 31)
        return 0n;
    const date = new Date(Date.UTC(year, month - 1, day, hour, minute - minutes, second));
    return (0,src_bytes/* filetimeFromDate */.k2)(date) + BigInt(centi * 10_000 + hundreds * 100 + micro) * 10n;
}
//# sourceMappingURL=time.js.map
;// CONCATENATED MODULE: ./build/src/media/udf/read-entry.js
/** The entry of a file or folder, with where its content lies: ECMA-167 4/14.6, 4/14.9, 4/14.17 and 4/14.14. */







/** More than a file of 16 TiB has where its extents are as long as they may be. */
const MAX_EXTENTS = 2 ** 16;
/** @throws damaged, unsupported */
async function readEntry(blocks, address, subject) {
    const { bytes, offset } = await readBlock(blocks, address, subject);
    const identifiers = [TAG.FILE_ENTRY, TAG.EXTENDED_FILE_ENTRY];
    const cursor = checkedDescriptor(bytes, { subject, identifiers, block: address.block });
    const isExtended = tagIdentifier(bytes) === TAG.EXTENDED_FILE_ENTRY;
    (0,src_bytes/* skip */.iv)(cursor, 4); // prior direct entries
    const strategy = (0,src_bytes/* readU16 */.Vv)(cursor);
    if (strategy !== 4)
        throw unsupported(subject, `an entry of strategy ${strategy}`, 'strategy 4');
    (0,src_bytes/* skip */.iv)(cursor, 5); // parameter, entries at most, reserved
    const type = (0,src_bytes/* readU8 */.eo)(cursor);
    (0,src_bytes/* skip */.iv)(cursor, 6); // parent
    const allocation = (0,src_bytes/* readU16 */.Vv)(cursor) & 7;
    (0,src_bytes/* skip */.iv)(cursor, 20); // owner, group, permissions, links, records
    const size = (0,src_bytes/* readSize */.ik)(cursor);
    (0,src_bytes/* skip */.iv)(cursor, isExtended ? 16 : 8); // size of all streams; blocks recorded
    const accessed = readTimestamp((0,src_bytes/* readBytes */.io)(cursor, 12));
    const modified = readTimestamp((0,src_bytes/* readBytes */.io)(cursor, 12));
    const created = isExtended ? readTimestamp((0,src_bytes/* readBytes */.io)(cursor, 12)) : modified;
    // Attributes changed, checkpoint, extended attributes (and streams), implementation, unique number.
    (0,src_bytes/* skip */.iv)(cursor, isExtended ? 12 + 4 + 4 + 16 + 16 + 32 + 8 : 12 + 4 + 16 + 32 + 8);
    const attributeLength = (0,src_bytes/* readU32 */.PF)(cursor);
    const length = (0,src_bytes/* readU32 */.PF)(cursor);
    (0,src_bytes/* skip */.iv)(cursor, attributeLength);
    const times = { created, accessed, modified };
    if (allocation === ALLOCATION.EMBEDDED) {
        const extents = joinExtents([{ offset: offset + (0,src_bytes/* skip */.iv)(cursor, length), length }], size, subject);
        return { type, size, ...times, extents };
    }
    const list = await readExtents(blocks, cursor, { allocation, length, partition: address.partition });
    return { type, size, ...times, extents: joinExtents(list, size, subject) };
}
/** The extents that the descriptors at the cursor name, and those that these are continued with. */
async function readExtents(blocks, first, { allocation, length, partition }) {
    const subject = first.what;
    if (allocation !== ALLOCATION.SHORT && allocation !== ALLOCATION.LONG) {
        throw unsupported(subject, `allocation descriptors of kind ${allocation}`, '0 (short), 1 (long) or 3 (embedded)');
    }
    const width = allocation === ALLOCATION.SHORT ? 8 : 16;
    const extents = [];
    let cursor = first;
    let count = Math.floor(length / width);
    let begin = (0,src_bytes/* skip */.iv)(cursor, length);
    for (let at = 0; at < count; at++) {
        cursor.position = begin + at * width;
        const word = (0,src_bytes/* readU32 */.PF)(cursor);
        const bytes = word % 2 ** 30;
        const kind = word >>> 30;
        if (bytes === 0)
            break;
        const block = (0,src_bytes/* readU32 */.PF)(cursor);
        const target = { block, partition: allocation === ALLOCATION.SHORT ? partition : (0,src_bytes/* readU16 */.Vv)(cursor) };
        if (kind !== EXTENT.CONTINUED) {
            extents.push(...placesOf(blocks, target, { kind, bytes }, subject));
            if (extents.length > MAX_EXTENTS)
                throw unsupported(subject, 'a file in more pieces', `${MAX_EXTENTS} at most`);
            continue;
        }
        // What continues nothing would let it go on for ever.
        if (at === 0 && cursor !== first)
            throw damaged(subject, 'a list of extents that only names its continuation');
        cursor = await continuation(blocks, target, subject);
        (0,src_bytes/* skip */.iv)(cursor, 4); // the list before this one
        count = Math.floor((0,src_bytes/* readU32 */.PF)(cursor) / width);
        begin = (0,src_bytes/* skip */.iv)(cursor, count * width);
        at = -1;
    }
    return extents;
}
function placesOf({ partitions, file }, { block, partition: reference }, { kind, bytes }, subject) {
    if (kind !== EXTENT.RECORDED)
        return [{ offset: null, length: bytes }];
    const places = locate(partitionOf(partitions, reference, subject), block, bytes, subject);
    for (const { offset, length } of places)
        if (offset !== null)
            file.checkRange(offset, length, subject);
    return places;
}
async function continuation(blocks, address, subject) {
    const { bytes } = await readBlock(blocks, address, subject);
    const identifiers = [TAG.ALLOCATION_EXTENT];
    return checkedDescriptor(bytes, { subject, identifiers, block: address.block });
}
/** @returns a block, not to be changed, and where it lies on the medium */
async function readBlock({ partitions, file }, { block, partition: reference }, subject) {
    const [place] = locate(partitionOf(partitions, reference, subject), block, format_SECTOR, subject);
    const offset = place?.offset ?? null;
    if (offset === null)
        throw damaged(subject, `block ${block}, which is not recorded`);
    return { bytes: await file.structure(offset, format_SECTOR, subject), offset };
}
function partitionOf(partitions, reference, subject) {
    const partition = partitions[reference];
    if (partition !== undefined)
        return partition;
    throw damaged(subject, `partition ${reference}`, `0 to ${partitions.length - 1}`);
}
//# sourceMappingURL=read-entry.js.map
;// CONCATENATED MODULE: ./build/src/media/udf/read.js
/** Reads UDF 1.02 to 2.60 with blocks of 2,048 bytes: what Microsoft's install media, and ours, are. */










/** @throws damaged, unsupported */
async function openUdf(file, reporter) {
    const volume = await readLogicalVolume(file, reporter);
    const blocks = { file, partitions: await openPartitions(file, volume) };
    const rootAddress = await readFileSet(blocks, volume);
    const root = await readNode(blocks, '', rootAddress, { isFolder: true, hidden: false }, `${file.label}: \\`);
    if (root === null)
        throw damaged(`${file.label}: \\`, 'a root that is no folder');
    return {
        format: 'UDF',
        volumeLabel: volume.label,
        root,
        list: (folder, path) => read_readFolder(blocks, folder, path, reporter),
    };
}
async function openPartitions(file, { maps, runs }) {
    const subject = `${file.label}: partition map`;
    const physical = maps.map(({ number }) => {
        const run = runs.get(number);
        if (run === undefined)
            throw damaged(subject, `partition ${number}, which has no descriptor`);
        const extent = { offset: run.sector * format_SECTOR, length: run.sectors * format_SECTOR };
        return { runs: [extent], blocks: run.sectors };
    });
    const partitions = [];
    for (const [at, { kind, files }] of maps.entries()) {
        const whole = physical[at];
        partitions.push(kind === 'run' ? whole : await openMetadata({ file, partitions: [whole] }, files));
    }
    return partitions;
}
/** A metadata partition is what its file holds, or the file's copy. */
async function openMetadata(blocks, files) {
    let first = null;
    for (const block of files) {
        try {
            const subject = `${blocks.file.label}: metadata file`;
            const { extents, size } = await readEntry(blocks, { block, partition: 0 }, subject);
            return { runs: extents, blocks: Math.floor(size / format_SECTOR) };
        }
        catch (error) {
            if (!(error instanceof errors/* FactoryError */.Xx) || error.code !== 'damaged')
                throw error;
            first ??= error;
        }
    }
    throw first;
}
/** @returns the address of the root's entry: ECMA-167 4/14.1 */
async function readFileSet(blocks, { fileSet }) {
    const subject = `${blocks.file.label}: file set descriptor`;
    const { bytes } = await readBlock(blocks, fileSet, subject);
    const cursor = checkedDescriptor(bytes, { subject, identifiers: [TAG.FILE_SET], block: fileSet.block });
    (0,src_bytes/* skip */.iv)(cursor, 400 - cursor.position + 4); // the length of the root's extent
    return readAddress(cursor);
}
/** The names of a folder and what each is: ECMA-167 4/14.4. */
async function read_readFolder(blocks, folder, path, reporter) {
    const subject = `${blocks.file.label}: ${path}`;
    const { extents } = folder;
    const size = extents.reduce((sum, { length }) => sum + length, 0);
    if (size > MAX_LIST)
        throw unsupported(subject, `a list of names of ${size} bytes`, `${MAX_LIST} at most`);
    const list = await blocks.file.whole(extents, size);
    const nodes = [];
    for (let at = 0; at < list.length;) {
        const identifier = readIdentifier(list.subarray(at), subject);
        at += identifier.size;
        const { name, address, characteristics } = identifier;
        if ((characteristics & (CHARACTERISTIC.DELETED | CHARACTERISTIC.PARENT)) !== 0)
            continue;
        const why = (0,src_tree/* whyUnsafe */.TE)(name);
        if (why !== null)
            throw damaged(subject, why, 'the name of a file or folder');
        const flags = {
            isFolder: (characteristics & CHARACTERISTIC.DIRECTORY) !== 0,
            hidden: (characteristics & CHARACTERISTIC.HIDDEN) !== 0,
        };
        const node = await readNode(blocks, name, address, flags, `${blocks.file.label}: ${(0,src_tree/* joinPath */.uJ)(path, name)}`);
        if (node !== null)
            nodes.push(node);
        else
            reporter.warn(`${subject}: "${name}" is a link or a device and is left out`);
    }
    return nodes;
}
function readIdentifier(bytes, subject) {
    if (bytes.length < FILE_IDENTIFIER_SIZE) {
        throw damaged(subject, `${bytes.length} bytes behind the last name`, `${FILE_IDENTIFIER_SIZE} for another, or none`);
    }
    // The CRC may be over all of it, however long it is: the lengths come first, the check of the tag then.
    const nameLength = bytes[19];
    const useLength = bytes[36] | (bytes[37] << 8);
    const size = Math.ceil((FILE_IDENTIFIER_SIZE + useLength + nameLength) / 4) * 4;
    const whole = bytes.subarray(0, size);
    const cursor = checkedDescriptor(whole, { subject, identifiers: [TAG.FILE_IDENTIFIER], block: null });
    (0,src_bytes/* skip */.iv)(cursor, 2); // version
    const characteristics = (0,src_bytes/* readU8 */.eo)(cursor);
    (0,src_bytes/* skip */.iv)(cursor, 1);
    (0,src_bytes/* skip */.iv)(cursor, 4); // the length of its entry
    const address = readAddress(cursor);
    (0,src_bytes/* skip */.iv)(cursor, 6 + 2 + useLength);
    const name = decodeText((0,src_bytes/* readBytes */.io)(cursor, nameLength), subject);
    return { size, characteristics, address, name };
}
/** @returns null for what is neither a file nor a folder */
async function readNode(blocks, name, address, { isFolder, hidden }, subject) {
    const { type, size, created, accessed, modified, extents } = await readEntry(blocks, address, subject);
    if (isFolder !== (type === FILE_TYPE.DIRECTORY)) {
        throw damaged(subject, `an entry of type ${type} under the name of a ${isFolder ? 'folder' : 'file'}`);
    }
    if (!isFolder && type !== FILE_TYPE.FILE && type !== FILE_TYPE.REAL_TIME)
        return null;
    const place = `${address.partition}:${address.block}`;
    const kind = isFolder ? 'folder' : 'file';
    return { name, kind, hidden, created, accessed, modified, size: isFolder ? 0 : size, extents, place };
}
//# sourceMappingURL=read.js.map
;// CONCATENATED MODULE: ./build/src/media/open.js
/** An image file of a medium as a FileTree, and each file in it as bytes that can be read anywhere. */







const CARRIES = {
    attributes: false,
    security: false,
    shortNames: false,
    creationTimes: false,
    reparseData: false,
    namedStreams: false,
    hardLinks: false,
    objectIds: false,
    extendedAttributes: false,
};
const PIECE = 1024 * 1024;
const open_RECOGNITION_SECTOR = 16;
const open_SECTOR = 2048;
/** Descriptors of the recognition sequence that are looked at: ECMA-167 2/8.3.1. */
const MAX_RECOGNITION = 64;
/**
 * Opens an ISO: UDF where it has that, else ISO 9660 with the names of Joliet or Rock Ridge.
 *
 * @throws unsupported for what is no such image; damaged, not-found, permission; usage for a directory
 */
async function openIso(path, reporter = (0,progress/* silentReporter */.P)()) {
    const file = await MediumFileBytes.open(path);
    try {
        return treeOver(file, await openVolume(file, reporter), reporter);
    }
    catch (error) {
        await file.close();
        throw error;
    }
}
async function openVolume(file, reporter) {
    const standards = await readRecognition(file);
    if (standards.has('NSR02') || standards.has('NSR03'))
        return openUdf(file, reporter);
    if (standards.has('CD001'))
        return openIso9660(file, reporter);
    throw new errors/* FactoryError */.Xx('unsupported', {
        subject: file.label,
        found: 'neither UDF nor ISO 9660',
        expected: 'the image file of a medium: ISO',
        next: 'check the path',
    });
}
/** The standards that the volume recognition sequence names: ECMA-167 2/8.3. */
async function readRecognition(file) {
    const found = new Set();
    for (let at = 0; at < MAX_RECOGNITION; at++) {
        const offset = (open_RECOGNITION_SECTOR + at) * open_SECTOR;
        if (offset + open_SECTOR > file.size)
            break;
        const descriptor = await file.structure(offset, open_SECTOR, `${file.label}: volume recognition`);
        const standard = Buffer.from(descriptor.subarray(1, 6)).toString('latin1');
        if (!/^(?:CD001|BEA01|NSR0[23]|TEA01|BOOT2|CDW02)$/.test(standard))
            break;
        found.add(standard);
    }
    return found;
}
function treeOver(file, volume, reporter) {
    const { root, format, volumeLabel } = volume;
    // A folder in two places would let a tree without an end fit into one sector.
    const pathOf = new Map([[root.place, '\\']]);
    const tree = {
        kind: 'iso',
        label: file.label,
        format,
        volumeLabel,
        size: file.size,
        carries: CARRIES,
        root: entryOf(root, '\\'),
        async children(directory) {
            if (!(0,src_tree/* isDirectory */.wd)(directory))
                return [];
            const { node, path } = directory;
            const nodes = await volume.list(node, path);
            const names = new Set();
            for (const { name, kind, place } of nodes) {
                const child = (0,src_tree/* joinPath */.uJ)(path, name);
                const subject = `${file.label}: ${child}`;
                if (names.has(name))
                    throw damaged(subject, 'the same name twice', 'one of each');
                names.add(name);
                if (kind === 'file')
                    continue;
                const known = pathOf.get(place);
                if (known !== undefined && known !== child) {
                    throw damaged(subject, `the folder ${known} once more`, 'a folder of its own');
                }
                pathOf.set(place, child);
            }
            return nodes.map((child) => entryOf(child, (0,src_tree/* joinPath */.uJ)(path, child.name)));
        },
        read: (entry) => contentOf(bytesOf(file, entry), reporter.signal),
        async openFile(path) {
            const { entry, path: found } = await (0,src_tree/* find */.I6)(tree, path);
            if (!(0,src_tree/* isDirectory */.wd)(entry))
                return bytesOf(file, entry);
            const subject = `${file.label}: ${found}`;
            throw new errors/* FactoryError */.Xx('usage', { subject, found: 'is a directory', expected: 'a file' });
        },
        close: () => file.close(),
    };
    return tree;
}
function entryOf(node, path) {
    const { name, kind, hidden, created, accessed, modified, size, extents } = node;
    const isFolder = kind === 'folder';
    const attributes = (isFolder ? src_tree/* FILE_ATTRIBUTE */.UD.DIRECTORY : src_tree/* FILE_ATTRIBUTE */.UD.READONLY) | (hidden ? src_tree/* FILE_ATTRIBUTE */.UD.HIDDEN : 0);
    const stream = { name: '', size, sha1: null, position: extents[0]?.offset ?? 0 };
    return {
        name,
        shortName: '',
        attributes,
        created,
        accessed,
        modified,
        security: null,
        reparse: null,
        objectId: null,
        extendedAttributes: [],
        streams: isFolder ? [] : [stream],
        linkGroup: 0,
        node,
        path,
    };
}
function bytesOf(file, { node: { extents, size }, path }) {
    const label = `${file.label}${path}`;
    const ends = [];
    for (const { length } of extents)
        ends.push((ends.at(-1) ?? 0) + length);
    return {
        label,
        size,
        async read(offset, target) {
            if (offset < 0 || target.length > size - offset) {
                throw damaged(label, `${target.length} bytes wanted at byte ${offset}, beyond the end at byte ${size}`);
            }
            let at = firstEndBehind(ends, offset);
            for (let done = 0; done < target.length; at++) {
                const extent = extents[at];
                const skip = offset + done - (ends[at] - extent.length);
                const piece = target.subarray(done, done + extent.length - skip);
                if (extent.offset === null)
                    piece.fill(0);
                else
                    await file.read(extent.offset + skip, piece);
                done += piece.length;
            }
        },
    };
}
/** The first of growing numbers that is larger than `value`. */
function firstEndBehind(ends, value) {
    let low = 0;
    let high = ends.length;
    while (low < high) {
        const middle = (low + high) >>> 1;
        if (ends[middle] > value)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}
async function* contentOf(source, signal) {
    for (let offset = 0; offset < source.size; offset += PIECE) {
        signal.throwIfAborted();
        const piece = new Uint8Array(Math.min(PIECE, source.size - offset));
        await source.read(offset, piece);
        yield piece;
    }
}
//# sourceMappingURL=open.js.map
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./build/src/output.js
var output = __webpack_require__(27208);
;// CONCATENATED MODULE: ./build/src/media/udf/plan.js
/**
 * Where everything will lie. A partition holds, from its first block on: the file set descriptor and its terminator; for
 * each folder its entry and its list of names; the entries of the files; the files' content.
 */





/** The blocks before the first folder's entry. */
const FILE_SET_BLOCKS = 2;
/** OSTA UDF 3.2.1.1: 0 is the root's, 1 to 15 are another system's. */
const FIRST_UNIQUE_ID = 16;
const MAX_BLOCKS = 2 ** 32 - 1024;
const MAX_FILE = Math.floor((format_SECTOR - FILE_ENTRY_SIZE) / 8) * MAX_EXTENT;
async function planMedium(label, wanted) {
    const root = newFolder('', null);
    for (const { path, source } of wanted)
        await place(label, root, path, source);
    return layOut(label, root);
}
async function place(label, root, path, source) {
    const subject = `${label}: ${path}`;
    const names = (0,src_tree/* splitPath */.Uf)(path);
    const last = names.pop();
    if (last === undefined)
        throw unfit(subject, 'no name', 'the path of a file or folder');
    let folder = root;
    for (const name of names)
        folder = enter(folder, name, subject);
    if (source.kind === 'folder') {
        enter(folder, last, subject);
        return;
    }
    checkName(last, subject);
    const key = (0,src_tree/* foldCase */.SP)(last);
    if (folder.children.has(key))
        throw unfit(subject, 'the same name twice', 'names that differ in more than case');
    const size = source.kind === 'bytes' ? source.bytes.length : await sizeOf(source.file);
    if (size > MAX_FILE)
        throw tooLarge(subject, `${size} bytes`, `${MAX_FILE} at most in one file`);
    folder.children.set(key, {
        kind: 'file',
        name: last,
        source,
        size,
        uniqueId: 0,
        entryBlock: 0,
        dataBlock: 0,
    });
}
function enter(parent, name, subject) {
    checkName(name, subject);
    const key = (0,src_tree/* foldCase */.SP)(name);
    const there = parent.children.get(key);
    if (there?.kind === 'file')
        throw unfit(subject, `"${there.name}" is a file and a folder`, 'one of both');
    const folder = there ?? newFolder(name, parent);
    parent.children.set(key, folder);
    return folder;
}
function newFolder(name, parent) {
    return {
        kind: 'folder',
        name,
        parent,
        children: new Map(),
        size: 0,
        uniqueId: 0,
        entryBlock: 0,
        dataBlock: 0,
    };
}
async function sizeOf(file) {
    try {
        const stats = await (0,promises_.stat)(file);
        if (stats.isFile())
            return stats.size;
    }
    catch (error) {
        throw (0,errors/* fromSystemError */.Kh)(error, file);
    }
    throw new errors/* FactoryError */.Xx('usage', {
        subject: file,
        found: 'not a file',
        expected: 'a file to put on the medium',
    });
}
/** A medium is read by Windows, which must find each name as it is written. */
function checkName(name, subject) {
    const why = (0,src_tree/* whyUnsafe */.TE)(name) ?? (0,src_tree/* whyNotOnWindows */.Oc)(name);
    if (why !== null)
        throw unfit(subject, why, 'a name that Windows can open');
    if (/\p{Surrogate}/u.test(name))
        throw unfit(subject, 'half of a surrogate pair in the name', 'Unicode');
    const length = encodeText(name).length;
    if (length <= MAX_IDENTIFIER)
        return;
    throw unfit(subject, `a name of ${name.length} UTF-16 code units`, 'at most 254 where all are Latin-1, else 127, as a UDF name has 255 bytes');
}
function layOut(label, root) {
    const folders = [root];
    const files = [];
    for (const folder of folders) {
        for (const child of sortedChildren(folder)) {
            if (child.kind === 'folder')
                folders.push(child);
            else
                files.push(child);
        }
    }
    let uniqueId = FIRST_UNIQUE_ID;
    let block = FILE_SET_BLOCKS;
    for (const folder of folders) {
        folder.size = sizeOfList(folder);
        if (folder !== root)
            folder.uniqueId = uniqueId++;
        folder.entryBlock = block;
        folder.dataBlock = block + 1;
        block += 1 + blocksOf(folder.size);
    }
    for (const file of files) {
        file.uniqueId = uniqueId++;
        file.entryBlock = block++;
    }
    for (const file of files) {
        file.dataBlock = block;
        block += blocksOf(file.size);
    }
    if (block > MAX_BLOCKS)
        throw tooLarge(label, `${block} blocks of ${format_SECTOR} bytes`, `${MAX_BLOCKS} at most`);
    const bytes = files.reduce((sum, { size }) => sum + size, 0);
    return { folders, files, blocks: block, bytes, nextUniqueId: uniqueId };
}
/** In one order whatever the order of the request was, so that the same files make the same bytes. */
function sortedChildren(folder) {
    return [...folder.children.values()].toSorted((a, b) => (0,src_tree/* compareNames */.MP)(a.name, b.name));
}
function sizeOfList({ children }) {
    let size = identifierSize('');
    for (const { name } of children.values())
        size += identifierSize(name);
    return size;
}
/** Bytes of the file identifier descriptor of a name: a multiple of four. */
function identifierSize(name) {
    return Math.ceil((FILE_IDENTIFIER_SIZE + encodeText(name).length) / 4) * 4;
}
function blocksOf(bytes) {
    return Math.ceil(bytes / format_SECTOR);
}
function unfit(subject, found, expected) {
    return new errors/* FactoryError */.Xx('usage', { subject, found, expected, next: 'rename it' });
}
function tooLarge(subject, found, expected) {
    return new errors/* FactoryError */.Xx('unsupported', { subject, found, expected, next: 'put less onto the medium' });
}
//# sourceMappingURL=plan.js.map
;// CONCATENATED MODULE: ./build/src/media/udf/parts.js
/** The small structures that the descriptors of UDF are made of, as they are written. */

/** OSTA UDF 1.02. */
const REVISION = 0x0102;
/** `timestamp`: ECMA-167 1/7.3, in UTC. */
function timestamp(date) {
    const bytes = Buffer.alloc(12);
    const milliseconds = date.getUTCMilliseconds();
    // Type 1, "local time", with 0 minutes from UTC in the other 12 bits.
    bytes.writeUInt16LE(0x1000, 0);
    bytes.writeUInt16LE(date.getUTCFullYear(), 2);
    const rest = [
        date.getUTCMonth() + 1,
        date.getUTCDate(),
        date.getUTCHours(),
        date.getUTCMinutes(),
        date.getUTCSeconds(),
        Math.floor(milliseconds / 10),
        (milliseconds % 10) * 10,
    ];
    bytes.set(rest, 4);
    return bytes;
}
/** `charspec`: CS0, OSTA UDF 2.1.2. */
function characterSet() {
    const bytes = Buffer.alloc(64);
    bytes.write('OSTA Compressed Unicode', 1, 'latin1');
    return bytes;
}
/** `regid`: ECMA-167 1/7.4. @param suffix at most eight bytes */
function entityId(identifier, suffix = []) {
    const bytes = Buffer.alloc(32);
    bytes.write(identifier, 1, 'latin1');
    bytes.set(suffix, 24);
    return bytes;
}
/** Who wrote the structure. The operating system in the suffix is 0: undefined. */
function implementation() {
    return entityId('*image-factory');
}
/** OSTA UDF 2.1.5.3: the revision, then that the medium is protected against writing, by hardware and by software. */
function domain() {
    return entityId('*OSTA UDF Compliant', [REVISION & 0xff, REVISION >>> 8, 3]);
}
/** `extent_ad`: ECMA-167 3/7.1. @param sector of the volume */
function extent(sectors, sector) {
    const bytes = Buffer.alloc(8);
    bytes.writeUInt32LE(sectors * format_SECTOR, 0);
    bytes.writeUInt32LE(sector, 4);
    return bytes;
}
/** `long_ad` of one block of the only partition: ECMA-167 4/14.14.2. @param uniqueId of the file: OSTA UDF 2.3.4.3 */
function oneBlock(block, uniqueId = 0) {
    const bytes = Buffer.alloc(16);
    bytes.writeUInt32LE(format_SECTOR, 0);
    bytes.writeUInt32LE(block, 4);
    bytes.writeUInt32LE(uniqueId, 12);
    return bytes;
}
//# sourceMappingURL=parts.js.map
;// CONCATENATED MODULE: ./build/src/media/udf/write-entries.js
/** The entries of folders and files, and the lists of names: ECMA-167 4/14. */






/** Read and execute for owner, group and others: OSTA UDF 2.3.6.2. */
const READ_ONLY = 0x14a5;
/** The file entry of a folder or file: ECMA-167 4/14.9. */
function fileEntry(planned, created) {
    const { kind, size, entryBlock, dataBlock, uniqueId } = planned;
    const extents = extentsOf(size, dataBlock);
    const body = new src_bytes/* ByteWriter */.U7()
        .u32(0) // prior direct entries
        .u16(4) // strategy: one direct entry
        .u16(0)
        .u16(1) // entries at most
        .u8(0)
        .u8(kind === 'folder' ? FILE_TYPE.DIRECTORY : FILE_TYPE.FILE)
        .zeros(6) // no parent ICB
        .u16(0) // short allocation descriptors
        .u32(0xffffffff) // no owner
        .u32(0xffffffff) // no group
        .u32(READ_ONLY)
        .u16(kind === 'folder' ? 1 + subfolders(planned) : 1)
        .zeros(6) // no records
        .u64(size)
        .u64(blocksOf(size))
        .raw(timestamp(created)) // accessed
        .raw(timestamp(created)) // modified
        .raw(timestamp(created)) // attributes changed
        .u32(1) // checkpoint
        .zeros(16) // no extended attributes
        .raw(implementation())
        .u64(uniqueId)
        .u32(0)
        .u32(extents.length);
    const bytes = Buffer.alloc(FILE_ENTRY_SIZE + extents.length);
    bytes.set(body.finish(), TAG_SIZE);
    bytes.set(extents, FILE_ENTRY_SIZE);
    return sealTag(bytes, TAG.FILE_ENTRY, entryBlock);
}
/** Each subfolder names its parent once. */
function subfolders({ children }) {
    return [...children.values()].filter(({ kind }) => kind === 'folder').length;
}
/** `short_ad`s: ECMA-167 4/14.14.1. All but the last are whole blocks. */
function extentsOf(size, dataBlock) {
    const extents = new src_bytes/* ByteWriter */.U7();
    for (let done = 0; done < size; done += MAX_EXTENT) {
        extents.u32(Math.min(size - done, MAX_EXTENT)).u32(dataBlock + blocksOf(done));
    }
    return extents.finish();
}
/** The list of names of a folder: first the parent, which the root is of itself. */
function nameList(folder) {
    const parent = folder.parent ?? folder;
    const list = [];
    let at = 0;
    const add = (name, characteristics, target) => {
        const bytes = fileIdentifier(name, characteristics, target);
        list.push(sealTag(bytes, TAG.FILE_IDENTIFIER, folder.dataBlock + Math.floor(at / 2048)));
        at += bytes.length;
    };
    add('', CHARACTERISTIC.PARENT | CHARACTERISTIC.DIRECTORY, parent);
    for (const child of sortedChildren(folder)) {
        add(child.name, child.kind === 'folder' ? CHARACTERISTIC.DIRECTORY : 0, child);
    }
    return Buffer.concat(list);
}
/** ECMA-167 4/14.4, without its tag. */
function fileIdentifier(name, characteristics, { entryBlock, uniqueId }) {
    const identifier = encodeText(name);
    const body = new src_bytes/* ByteWriter */.U7()
        .u16(1) // file version number
        .u8(characteristics)
        .u8(identifier.length)
        .raw(oneBlock(entryBlock, uniqueId))
        .u16(0) // no implementation use
        .raw(identifier);
    const bytes = Buffer.alloc(identifierSize(name));
    bytes.set(body.finish(), TAG_SIZE);
    return bytes;
}
//# sourceMappingURL=write-entries.js.map
;// CONCATENATED MODULE: ./build/src/media/udf/write-volume.js
/** The descriptors of the volume: ECMA-167 part 3, and the file set of part 4, as OSTA UDF 1.02 wants them. */






/** Sectors of each copy of the volume descriptors: ECMA-167 3/8.4.2 and OSTA UDF 2.2.3.1 want 16 at least. */
const SEQUENCE_SECTORS = 16;
const INTEGRITY_SECTORS = 2;
/** Bytes of the implementation use of an integrity descriptor: OSTA UDF 2.2.6.4. */
const INTEGRITY_USE = 46;
/** The volume recognition sequence: ECMA-167 2/9. A sector each. */
function recognitionSequence() {
    return ['BEA01', 'NSR02', 'TEA01'].map((identifier) => {
        const bytes = Buffer.alloc(7);
        bytes.write(identifier, 1, 'latin1');
        bytes[6] = 1;
        return bytes;
    });
}
function write_volume_anchor({ mainSector, reserveSector }, sector) {
    const body = new src_bytes/* ByteWriter */.U7()
        .raw(extent(SEQUENCE_SECTORS, mainSector))
        .raw(extent(SEQUENCE_SECTORS, reserveSector));
    return descriptor(TAG.ANCHOR, sector, body, 512);
}
/** One copy of the volume descriptors, a sector each. @param sector where the first one lies */
function volumeDescriptors(volume, plan, sector) {
    return [
        descriptor(TAG.PRIMARY_VOLUME, sector, primaryVolume(volume), 512),
        descriptor(TAG.IMPLEMENTATION_USE, sector + 1, implementationUse(volume), 512),
        descriptor(TAG.PARTITION, sector + 2, partition(volume, plan), 512),
        descriptor(TAG.LOGICAL_VOLUME, sector + 3, logicalVolume(volume), 440 + 6),
        descriptor(TAG.UNALLOCATED_SPACE, sector + 4, new src_bytes/* ByteWriter */.U7().u32(5), 24),
        terminator(sector + 5),
    ];
}
function primaryVolume({ label, serial, created }) {
    return new src_bytes/* ByteWriter */.U7()
        .u32(1) // volume descriptor sequence number
        .u32(0) // primary volume descriptor number
        .raw(encodeField(label, 32))
        .u16(1) // volume sequence number
        .u16(1) // and the largest
        .u16(2) // interchange level: one volume
        .u16(2) // and the largest
        .u32(1) // character sets: CS0
        .u32(1) // and those allowed
        .raw(encodeField(serial, 128)) // volume set identifier
        .raw(characterSet())
        .raw(characterSet())
        .zeros(16) // no abstract, no copyright notice
        .raw(entityId('*image-factory'))
        .raw(timestamp(created))
        .raw(implementation());
}
function implementationUse({ label }) {
    return new src_bytes/* ByteWriter */.U7()
        .u32(2)
        .raw(entityId('*UDF LV Info', [REVISION & 0xff, REVISION >>> 8]))
        .raw(characterSet())
        .raw(encodeField(label, 128))
        .zeros(3 * 36) // owner, organization, contact
        .raw(implementation());
}
function partition({ partitionSector }, { blocks }) {
    return new src_bytes/* ByteWriter */.U7()
        .u32(3)
        .u16(1) // allocated
        .u16(0) // partition number
        .raw(entityId('+NSR02'))
        .zeros(128) // no space bitmap: nothing is free
        .u32(1) // access type: read only
        .u32(partitionSector)
        .u32(blocks)
        .raw(implementation());
}
function logicalVolume({ label, integritySector }) {
    return new src_bytes/* ByteWriter */.U7()
        .u32(4)
        .raw(characterSet())
        .raw(encodeField(label, 128))
        .u32(2048)
        .raw(domain())
        .raw(oneBlock(0)) // the file set descriptor
        .u32(6) // bytes of the partition maps
        .u32(1) // how many
        .raw(implementation())
        .zeros(128)
        .raw(extent(INTEGRITY_SECTORS, integritySector))
        .u8(1) // a partition map of type 1
        .u8(6)
        .u16(1) // volume sequence number
        .u16(0); // partition number
}
function integrity(volume, plan) {
    const { created, integritySector } = volume;
    const body = new src_bytes/* ByteWriter */.U7()
        .raw(timestamp(created))
        .u32(1) // closed
        .zeros(8)
        .u64(plan.nextUniqueId)
        .zeros(24)
        .u32(1) // partitions
        .u32(INTEGRITY_USE)
        .u32(0) // free blocks
        .u32(plan.blocks)
        .raw(implementation())
        .u32(plan.files.length)
        .u32(plan.folders.length)
        .u16(REVISION) // to read
        .u16(REVISION) // to write
        .u16(REVISION); // at most to write
    return [
        descriptor(TAG.INTEGRITY, integritySector, body, 88 + INTEGRITY_USE),
        terminator(integritySector + 1),
    ];
}
/** The first blocks of the partition. */
function fileSet({ label, created }, { folders: [root] }) {
    const body = new src_bytes/* ByteWriter */.U7()
        .raw(timestamp(created))
        .u16(3) // interchange level
        .u16(3)
        .u32(1) // character sets: CS0
        .u32(1)
        .u32(0) // file set number
        .u32(0) // file set descriptor number
        .raw(characterSet())
        .raw(encodeField(label, 128))
        .raw(characterSet())
        .raw(encodeField(label, 32))
        .zeros(64) // no copyright notice, no abstract
        .raw(oneBlock(root?.entryBlock ?? FILE_SET_BLOCKS))
        .raw(domain());
    return [descriptor(TAG.FILE_SET, 0, body, 512), terminator(1)];
}
function terminator(sector) {
    return descriptor(TAG.TERMINATING, sector, new src_bytes/* ByteWriter */.U7(), 512);
}
/** @param size of the whole; what the body leaves is reserved, and zero */
function descriptor(identifier, sector, body, size) {
    const bytes = Buffer.alloc(size);
    bytes.set(body.finish(), TAG_SIZE);
    return sealTag(bytes, identifier, sector);
}
//# sourceMappingURL=write-volume.js.map
;// CONCATENATED MODULE: ./build/src/media/udf/write.js
/**
 * Writes a UDF image file, as a machine's DVD drive takes it. UDF 1.02 with one read-only partition is what Microsoft
 * makes its own install media with (`oscdimg -u2 -udfver102`), so Windows, WinPE and Setup read it before anything else is
 * there; Linux and 7-Zip do too. There is no ISO 9660 beside it: that would hold neither the names nor files of 4 GiB.
 *
 *   sector 16    volume recognition: BEA01, NSR02, TEA01
 *   sector 32    volume descriptors; at 48 their copy
 *   sector 64    logical volume integrity
 *   sector 256   anchor
 *   sector 257   the partition (see `plan.ts`)
 *   the last     another anchor
 */










const PARTITION_SECTOR = ANCHOR_SECTOR + 1;
const MAIN_SECTOR = 32;
const write_PIECE = 1024 * 1024;
const ZEROS = Buffer.alloc(write_PIECE);
/**
 * @param file where the image goes; it appears complete or not at all
 * @throws usage for a label or a name that UDF or Windows cannot hold; not-found, permission, no-space
 */
async function writeUdfImage(file, request) {
    const { label, files, created, reporter = (0,progress/* silentReporter */.P)(), mode } = request;
    checkLabel(label);
    const plan = await planMedium(file, files);
    const volume = {
        label,
        serial: serialOf(label, created, plan),
        created,
        partitionSector: PARTITION_SECTOR,
        mainSector: MAIN_SECTOR,
        reserveSector: MAIN_SECTOR + SEQUENCE_SECTORS,
        integritySector: MAIN_SECTOR + 2 * SEQUENCE_SECTORS,
    };
    const task = reporter.task(`Writing the medium ${label}`, plan.bytes, 'bytes');
    try {
        return await (0,output/* writeOutput */.zh)(file, async (handle) => {
            if (mode !== undefined)
                await handle.chmod(mode);
            const out = new SectorWriter(handle);
            await writeStructures(out, volume, plan);
            for (const planned of plan.files)
                await writeContent(out, planned, { task, reporter });
            await out.put(write_volume_anchor(volume, PARTITION_SECTOR + plan.blocks), PARTITION_SECTOR + plan.blocks);
            const size = await out.finish();
            return { size, files: plan.files.length, folders: plan.folders.length };
        });
    }
    finally {
        task.end();
    }
}
function checkLabel(label) {
    const length = encodeText(label).length;
    if (length > 1 && length <= fieldCapacity(32) && !/[\p{Control}\p{Surrogate}]/u.test(label))
        return;
    throw new errors/* FactoryError */.Xx('usage', {
        subject: `the label "${label}"`,
        found: `${label.length} characters`,
        expected: '1 to 30 characters, or 15 where one is beyond Latin-1, none of them a control character',
    });
}
/** Identifies the volume, the same for the same request: what Windows and blkid make its serial number from. */
function serialOf(label, created, { folders, files }) {
    const hash = (0,external_node_crypto_.createHash)('sha256').update(`${label}\0${created.toISOString()}\0`);
    for (const { name, size } of [...folders, ...files])
        hash.update(`${name}\0${size}\0`);
    return hash.digest('hex').slice(0, 16);
}
async function writeStructures(out, volume, plan) {
    const { mainSector, reserveSector, integritySector, created } = volume;
    await out.putAll(recognitionSequence(), RECOGNITION_SECTOR);
    for (const sector of [mainSector, reserveSector]) {
        await out.putAll(volumeDescriptors(volume, plan, sector), sector);
    }
    await out.putAll(integrity(volume, plan), integritySector);
    await out.put(write_volume_anchor(volume, ANCHOR_SECTOR), ANCHOR_SECTOR);
    await out.putAll(fileSet(volume, plan), PARTITION_SECTOR);
    for (const folder of plan.folders) {
        await out.put(fileEntry(folder, created), PARTITION_SECTOR + folder.entryBlock);
        await out.put(nameList(folder), PARTITION_SECTOR + folder.dataBlock);
    }
    for (const file of plan.files)
        await out.put(fileEntry(file, created), PARTITION_SECTOR + file.entryBlock);
}
async function writeContent(out, { source, size, dataBlock }, { task, reporter }) {
    await out.seek(PARTITION_SECTOR + dataBlock);
    if (source.kind === 'bytes') {
        await out.write(source.bytes);
        task.advance(size);
        return;
    }
    let left = size;
    for await (const piece of piecesOf(source.file)) {
        reporter.signal.throwIfAborted();
        left -= piece.length;
        if (left < 0)
            break;
        await out.write(piece);
        task.advance(piece.length);
    }
    if (left === 0)
        return;
    throw new errors/* FactoryError */.Xx('busy', {
        subject: source.file,
        found: `it ${left < 0 ? 'grew' : 'shrank'} while it was read`,
        expected: `${size} bytes, as before`,
        next: 'wait for the program that writes it, then run it again',
    });
}
/** What `file` holds, in pieces that are valid until the next is asked for. */
async function* piecesOf(file) {
    try {
        const handle = await (0,promises_.open)(file, 'r');
        try {
            const buffer = Buffer.allocUnsafe(write_PIECE);
            for (;;) {
                const { bytesRead } = await handle.read(buffer, 0, buffer.length, null);
                if (bytesRead === 0)
                    return;
                yield buffer.subarray(0, bytesRead);
            }
        }
        finally {
            await handle.close();
        }
    }
    catch (error) {
        throw (0,errors/* fromSystemError */.Kh)(error, file);
    }
}
/** Gathers what is written in order into large writes; sectors that are passed over become zeros. */
class SectorWriter {
    #handle;
    #buffer = Buffer.alloc(write_PIECE);
    #used = 0;
    /** Bytes before the buffer. */
    #flushed = 0;
    constructor(handle) {
        this.#handle = handle;
    }
    async putAll(structures, sector) {
        for (const [index, bytes] of structures.entries())
            await this.put(bytes, sector + index);
    }
    async put(bytes, sector) {
        await this.seek(sector);
        await this.write(bytes);
    }
    /** @param sector at or behind what was written */
    async seek(sector) {
        let missing = sector * format_SECTOR - (this.#flushed + this.#used);
        if (missing < 0)
            throw new Error(`sector ${sector} is written already`);
        for (; missing > 0; missing -= await this.#take(null, missing))
            ;
    }
    async write(bytes) {
        for (let done = 0; done < bytes.length;)
            done += await this.#take(bytes.subarray(done), bytes.length - done);
    }
    /** @returns the size: whole sectors */
    async finish() {
        const size = this.#flushed + this.#used;
        await this.seek(Math.ceil(size / format_SECTOR));
        await this.#flush();
        await this.#handle.truncate(this.#flushed);
        return this.#flushed;
    }
    /** Takes up to `length` bytes, zeros where there are none, and says how many. */
    async #take(bytes, length) {
        const count = Math.min(length, this.#buffer.length - this.#used);
        if (bytes === null)
            this.#buffer.fill(0, this.#used, this.#used + count);
        else
            this.#buffer.set(bytes.subarray(0, count), this.#used);
        this.#used += count;
        if (this.#used === this.#buffer.length)
            await this.#flush();
        return count;
    }
    /** Zeros are left out, so that a hole of the source is one of the image too. */
    async #flush() {
        const bytes = this.#buffer.subarray(0, this.#used);
        for (let done = bytes.equals(ZEROS.subarray(0, bytes.length)) ? bytes.length : 0; done < bytes.length;) {
            const left = bytes.length - done;
            const { bytesWritten } = await this.#handle.write(bytes, done, left, this.#flushed + done);
            done += bytesWritten;
        }
        this.#flushed += this.#used;
        this.#used = 0;
    }
}
//# sourceMappingURL=write.js.map
;// CONCATENATED MODULE: ./build/src/media/index.js


//# sourceMappingURL=index.js.map

/***/ })

};
