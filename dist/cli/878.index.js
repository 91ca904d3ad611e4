export const id = 878;
export const ids = [878];
export const modules = {

/***/ 6988:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  AU: () => (/* reexport */ listPartitions),
  UJ: () => (/* reexport */ openDisk),
  HD: () => (/* reexport */ openPartition),
  m6: () => (/* reexport */ readAt)
});

// UNUSED EXPORTS: openRaw, rawDisk

;// CONCATENATED MODULE: ./build/src/disk/device.js
/** A run of bytes in sectors: a whole disk, or one volume of it. */
/** The next `length` bytes from `offset` in a buffer of their own. */
async function readAt(source, offset, length) {
    const target = new Uint8Array(length);
    await source.read(offset, target);
    return target;
}
//# sourceMappingURL=device.js.map
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(7406);
// EXTERNAL MODULE: ./build/src/progress.js
var progress = __webpack_require__(1838);
;// CONCATENATED MODULE: ./build/src/disk/damage.js
/** The error of a structure that contradicts itself, its checksum or the size of its file. */

const AGAIN = 'fetch or make the image again';
/**
 * @param subject the structure: "disk.vhdx: region table"
 * @param next what to do, where that is not to make the image again
 */
function damaged(subject, found, expected, next = AGAIN) {
    return new errors/* FactoryError */.Xx('damaged', {
        subject,
        found,
        ...(expected === undefined ? {} : { expected }),
        next,
    });
}
/** What was found and expected, of an error that says damage. @throws every other error again */
function damageOf(error) {
    if (!(error instanceof errors/* FactoryError */.Xx) || error.code !== 'damaged')
        throw error;
    const { found, expected } = error.details;
    return expected === undefined ? found : `${found}, expected ${expected}`;
}
//# sourceMappingURL=damage.js.map
;// CONCATENATED MODULE: ./build/src/disk/file.js
/** The host's file that a disk lies in: exact reads at a position, checked against the file's size. */



/** Node refuses to read 2 GiB or more at once. */
const LARGEST_READ = 2 ** 30;
/** @throws usage for what is no file, not-found, permission */
async function file_openFile(path) {
    try {
        // Before it is opened: opening a pipe waits for somebody to write into it.
        const stats = await (0,promises_.stat)(path);
        if (!stats.isFile())
            throw noFile(path, stats);
        return fileOver(await (0,promises_.open)(path, 'r'), path, stats.size);
    }
    catch (error) {
        throw (0,errors/* fromSystemError */.Kh)(error, path);
    }
}
function fileOver(handle, label, size) {
    return {
        label,
        size,
        async read(offset, target) {
            checkRange(label, size, offset, target.length);
            try {
                for (let done = 0; done < target.length;) {
                    const length = Math.min(target.length - done, LARGEST_READ);
                    const { bytesRead } = await handle.read(target, done, length, offset + done);
                    if (bytesRead === 0)
                        throw beyondTheEnd(label, offset, target.length, offset + done);
                    done += bytesRead;
                }
            }
            catch (error) {
                throw (0,errors/* fromSystemError */.Kh)(error, label);
            }
        },
        close: () => handle.close(),
    };
}
/** @throws damaged when the range does not lie within `size` bytes */
function checkRange(label, size, offset, length) {
    if (!Number.isSafeInteger(offset) || offset < 0 || length > size - offset) {
        throw beyondTheEnd(label, offset, length, size);
    }
}
function beyondTheEnd(label, offset, length, end) {
    return damaged(label, `${length} bytes wanted at byte ${offset}, beyond the end at byte ${end}`);
}
function noFile(path, stats) {
    const kind = stats.isDirectory()
        ? 'a directory'
        : stats.isBlockDevice()
            ? 'a device of this host'
            : 'a pipe, socket or character device';
    return new errors/* FactoryError */.Xx('usage', {
        subject: path,
        found: kind,
        expected: 'the file of a disk image: VHDX, VHD or raw',
        ...(stats.isBlockDevice() ? { next: `copy it first: qemu-img convert -O vhdx ${path} disk.vhdx` } : {}),
    });
}
//# sourceMappingURL=file.js.map
;// CONCATENATED MODULE: ./build/src/disk/parent.js
/**
 * The parent of a differencing disk: a child names it by its identity and by the paths where it was. The identity
 * decides; the paths are hints from a file that nobody has to trust, so they are followed only into folders that the
 * caller opened up, and never to another machine.
 */




/** Says that a file is whole, but another disk than the child was made on. */
class AnotherDisk extends Error {
}
const LONGEST_CHAIN = 64;
/**
 * Opens the parent of `child`.
 *
 * @param open throws `AnotherDisk` where a file's identity is none of the reference's
 * @throws not-found, or unsupported where the only paths lead out of the folders, or damaged for a circle and for a
 *   parent that was changed since
 */
async function openParent(child, reference, chain, open) {
    const tried = [];
    for (const candidate of candidates(child, reference.paths)) {
        if (!chain.folders.some((folder) => isWithin(folder, candidate))) {
            tried.push({
                code: 'unsupported',
                reason: `${candidate} lies outside of ${chain.folders.join(' and ')}`,
            });
        }
        else if (!(await isFile(candidate))) {
            tried.push({ code: 'not-found', reason: `${candidate} does not exist` });
        }
        else {
            try {
                return await open(candidate, await extended(chain, child, candidate));
            }
            catch (error) {
                if (!(error instanceof AnotherDisk))
                    throw error;
                tried.push({ code: 'damaged', reason: `${candidate} is another disk, or was changed since` });
            }
        }
    }
    throw missing(child, reference, tried);
}
function missing(child, { paths }, tried) {
    const worst = ['damaged', 'unsupported'].find((code) => tried.some((one) => one.code === code));
    return new errors/* FactoryError */.Xx(worst ?? 'not-found', {
        subject: child,
        found: `a differencing disk whose parent ${paths[0]} is not at hand (${tried.map((one) => one.reason).join('; ')})`,
        next: 'put the unchanged parent into the folder of this disk, or merge the two where they were made (Merge-VHD)',
    });
}
/** The stored paths as this host writes them, then a file of the parent's name beside the child. */
function candidates(child, paths) {
    const folder = external_node_path_.dirname(external_node_path_.resolve(child));
    const hostPaths = paths.flatMap((stored) => hostPath(folder, stored) ?? []);
    const beside = paths.flatMap((stored) => hostPath(folder, external_node_path_.win32.basename(stored)) ?? []);
    return [...new Set([...hostPaths, ...beside])];
}
/** @returns null for what this host does not have, for another machine's share and for what is no path */
function hostPath(folder, stored) {
    const local = stored.replace(/^\\\\\?\\(?=[A-Za-z]:\\)/, '');
    if (/^[A-Za-z]:\\/.test(local) || /^\\\\\?\\Volume\{[0-9A-Fa-f-]+\}\\/.test(local)) {
        return process.platform === 'win32' ? external_node_path_.win32.normalize(local) : null;
    }
    const parts = local.split(/[\\/]/);
    const isRelative = parts[0] !== '' && parts.at(-1) !== '' && !/[:\0]/.test(local);
    return isRelative ? external_node_path_.resolve(folder, ...parts) : null;
}
/** By its letters: a link in the folder was put there by the user, not by the disk. */
function isWithin(folder, file) {
    const relative = external_node_path_.relative(folder, file);
    return relative !== '' && relative.split(external_node_path_.sep)[0] !== '..' && !external_node_path_.isAbsolute(relative);
}
async function isFile(file) {
    return (0,promises_.stat)(file).then((stats) => stats.isFile(), () => false);
}
/** @throws damaged when the file is part of the chain already */
async function extended(chain, child, file) {
    const real = await (0,promises_.realpath)(file);
    if (chain.files.includes(real))
        throw damaged(child, `a chain of parents that leads back to ${real}`);
    if (chain.files.length === LONGEST_CHAIN)
        throw damaged(child, `more than ${LONGEST_CHAIN} disks in a chain`);
    return { ...chain, files: [...chain.files, real] };
}
//# sourceMappingURL=parent.js.map
;// CONCATENATED MODULE: ./build/src/disk/raw.js
/** A raw disk image: byte N of the disk is byte N of the file. */

/** @param sectorSize bytes of a logical sector, which a raw image does not say itself */
async function openRaw(path, sectorSize = 512) {
    return rawDisk(await openFile(path), sectorSize);
}
function rawDisk(file, sectorSize) {
    const { label, size } = file;
    return {
        label,
        size,
        sectorSize,
        read: (offset, target) => file.read(offset, target),
        close: () => file.close(),
    };
}
//# sourceMappingURL=raw.js.map
// EXTERNAL MODULE: ./build/src/bytes/index.js + 7 modules
var src_bytes = __webpack_require__(2290);
;// CONCATENATED MODULE: ./build/src/disk/file-system.js
/**
 * What a volume's first sector says about its file system.
 *
 *     offset  size
 *          3     8  OEM name: "NTFS    ", "EXFAT   ", "-FVE-FS-" (BitLocker), "ReFS\0\0\0\0"
 *       0x36     8  "FAT12   ", "FAT16   "          (FAT12, FAT16)
 *       0x52     8  "FAT32   "                      (FAT32)
 *      0x1a8    16  BitLocker To Go's GUID, in a sector that else looks like FAT32
 *
 * Sources: MS-FSCC, Microsoft's FAT32 and exFAT specifications, libyal's documentation of BDE and ReFS.
 */


const OEM_NAMES = {
    'NTFS    ': 'ntfs',
    'EXFAT   ': 'exfat',
    '-FVE-FS-': 'bitlocker',
    'ReFS\0\0\0\0': 'refs',
};
const BITLOCKER_TO_GO = '4967d63b-2e29-4ad8-8399-f6a339e3d001';
/** @param sector the volume's first 512 bytes */
function fileSystemOf(sector) {
    const byName = OEM_NAMES[ascii(sector, 3, 8)];
    if (byName !== undefined)
        return byName;
    if (ascii(sector, 0x52, 8) === 'FAT32   ') {
        return (0,src_bytes/* formatGuid */.R1)(sector.subarray(0x1a8, 0x1b8)) === BITLOCKER_TO_GO ? 'bitlocker' : 'fat';
    }
    return ascii(sector, 0x36, 3) === 'FAT' ? 'fat' : 'unknown';
}
/** The file system of the volume that begins at `offset`. */
async function fileSystemAt(source, offset) {
    return source.size - offset < 512 ? 'unknown' : fileSystemOf(await readAt(source, offset, 512));
}
function ascii(bytes, offset, length) {
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1', offset, offset + length);
}
//# sourceMappingURL=file-system.js.map
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
;// CONCATENATED MODULE: ./build/src/disk/gpt.js
/**
 * The GUID partition table. All numbers are little endian; the primary header lies in sector 1, its copy in the last.
 *
 *     header   offset  size                          entry   offset  size
 *                   0     8  "EFI PART"                           0    16  type GUID, zero where unused
 *                   8     4  revision 0x00010000                 16    16  the partition's own GUID
 *                  12     4  header size, 92 or more             32     8  first sector
 *                  16     4  CRC-32 with this field zero         40     8  last sector, inclusive
 *                  24     8  this header's sector                48     8  attributes
 *                  32     8  the other header's sector           56    72  name, UTF-16LE
 *                  72     8  first sector of the entries
 *                  80     4  number of entries
 *                  84     4  size of an entry, 128 times a power of two
 *                  88     4  CRC-32 of the entries
 *
 * Source: UEFI specification 2.10, section 5.3.
 */





/** Windows writes 128 entries of 128 bytes; this leaves room for the largest table that any tool makes. */
const LARGEST_TABLE = 4 * 1024 * 1024;
const TYPE_NAMES = {
    'c12a7328-f81f-11d2-ba4b-00a0c93ec93b': 'EFI system',
    'e3c9e316-0b5c-4db8-817d-f92df00215ae': 'Microsoft reserved',
    'ebd0a0a2-b9e5-4433-87c0-68b6b72699c7': 'Basic data',
    'de94bba4-06d1-4d40-a16a-bfd50179d6ac': 'Windows recovery',
    '5808c8aa-7e8f-42e0-85d2-e1e90434cfb3': 'Windows dynamic disk metadata',
    'af9b60a0-1431-4f62-bc68-3311714a69ad': 'Windows dynamic disk data',
    'e75caf8f-f680-4cee-afa3-b001e56efc2d': 'Storage Spaces',
    '0fc63daf-8483-4772-8e79-3d69d8477de4': 'Linux file system',
    '21686148-6449-6e6f-744e-656564454649': 'BIOS boot',
};
function hasGptSignature(sector) {
    return ascii(sector, 0, 8) === 'EFI PART';
}
/**
 * The entries in use, in the order of the table.
 *
 * @throws damaged when neither the table nor its copy at the end of the disk is whole
 */
async function readGpt(disk, reporter) {
    return parseEntries(disk, await readTable(disk, 1).catch((error) => readBackup(disk, error, reporter)));
}
/** @param error what is wrong with the primary table */
async function readBackup(disk, error, reporter) {
    const primary = damageOf(error);
    try {
        const table = await readTable(disk, Math.floor(disk.size / disk.sectorSize) - 1);
        reporter.warn(`${disk.label}: the partition table is damaged (${primary}); its copy at the end of the disk is used`);
        return table;
    }
    catch (second) {
        throw damaged(`${disk.label}: GPT`, `${primary}; and in the copy at the end of the disk ${damageOf(second)}`, undefined, 'repair the table (gdisk, diskpart) or make the image again');
    }
}
async function readTable(disk, sector) {
    const subject = `${disk.label}: GPT header in sector ${sector}`;
    const bytes = await readAt(disk, sector * disk.sectorSize, disk.sectorSize);
    if (!hasGptSignature(bytes))
        throw damaged(subject, 'no signature "EFI PART"');
    const cursor = (0,src_bytes/* cursorOver */.Ro)(bytes, subject);
    cursor.position = 8;
    const revision = (0,src_bytes/* readU32 */.PF)(cursor);
    const headerSize = (0,src_bytes/* readU32 */.PF)(cursor);
    if (revision >>> 16 !== 1)
        throw damaged(subject, `revision 0x${revision.toString(16)}`, '0x10000');
    if (headerSize < 92 || headerSize > bytes.length) {
        throw damaged(subject, `a header of ${headerSize} bytes`, `92 to ${bytes.length}`);
    }
    checkCrc(subject, bytes.slice(0, headerSize), (0,src_bytes/* readU32 */.PF)(cursor));
    cursor.position = 24;
    const self = (0,src_bytes/* readSize */.ik)(cursor);
    if (self !== sector)
        throw damaged(subject, `a header that belongs into sector ${self}`);
    cursor.position = 72;
    const start = (0,src_bytes/* readSize */.ik)(cursor);
    const count = (0,src_bytes/* readU32 */.PF)(cursor);
    const entrySize = (0,src_bytes/* readU32 */.PF)(cursor);
    return {
        bytes: await readEntries(disk, subject, { start, count, entrySize, crc: (0,src_bytes/* readU32 */.PF)(cursor) }),
        entrySize,
    };
}
/** Checks the header's CRC; zeroes the field in `header`, which is a copy. */
function checkCrc(subject, header, expected) {
    header.fill(0, 16, 20);
    const found = (0,external_node_zlib_.crc32)(header);
    if (found !== expected) {
        throw damaged(subject, `CRC-32 0x${found.toString(16)}`, `0x${expected.toString(16)} as it says`);
    }
}
async function readEntries(disk, subject, array) {
    const { start, count, entrySize } = array;
    const length = count * entrySize;
    if (entrySize < 128 || entrySize % 128 !== 0) {
        throw damaged(subject, `entries of ${entrySize} bytes`, '128 times a power of two');
    }
    if (length > LARGEST_TABLE) {
        throw damaged(subject, `${count} entries of ${entrySize} bytes`, `${LARGEST_TABLE} bytes at most`);
    }
    if (start * disk.sectorSize > disk.size - length) {
        throw damaged(subject, `entries in sector ${start}`, `a place within the disk of ${disk.size} bytes`);
    }
    const table = await readAt(disk, start * disk.sectorSize, length);
    const found = (0,external_node_zlib_.crc32)(table);
    if (found !== array.crc) {
        throw damaged(subject, `CRC-32 0x${found.toString(16)} of the entries`, `0x${array.crc.toString(16)} as it says`);
    }
    return table;
}
function parseEntries(disk, { bytes: table, entrySize }) {
    const entries = [];
    for (let number = 1; number * entrySize <= table.length; number++) {
        const bytes = table.subarray((number - 1) * entrySize, number * entrySize);
        if (!(0,src_bytes/* isZero */.be)(bytes.subarray(0, 16)))
            entries.push(parseEntry(disk, bytes, number));
    }
    return entries;
}
function parseEntry(disk, bytes, number) {
    const subject = `${disk.label}: GPT entry ${number}`;
    const cursor = (0,src_bytes/* cursorOver */.Ro)(bytes, subject);
    const code = (0,src_bytes/* formatGuid */.R1)((0,src_bytes/* readBytes */.io)(cursor, 16));
    const id = (0,src_bytes/* formatGuid */.R1)((0,src_bytes/* readBytes */.io)(cursor, 16));
    const first = (0,src_bytes/* readSize */.ik)(cursor);
    const last = (0,src_bytes/* readSize */.ik)(cursor);
    const sectors = Math.floor(disk.size / disk.sectorSize);
    if (first > last || last >= sectors) {
        throw damaged(subject, `sectors ${first} to ${last}`, `a range within the disk's ${sectors} sectors`, 'the image is truncated or its table is damaged: fetch or make it again');
    }
    cursor.position = 56;
    const name = (0,src_bytes/* readUtf16 */.rd)(cursor, 72);
    const end = name.indexOf('\0');
    return {
        number,
        type: { code, name: TYPE_NAMES[code] ?? code },
        id,
        name: end < 0 ? name : name.slice(0, end),
        offset: first * disk.sectorSize,
        size: (last - first + 1) * disk.sectorSize,
    };
}
//# sourceMappingURL=gpt.js.map
;// CONCATENATED MODULE: ./build/src/disk/mbr.js
/**
 * The master boot record and its chain of extended boot records. Numbers are little endian, sectors are logical ones.
 *
 *     record  offset  size                     entry  offset  size
 *                446    64  four entries                   0     1  0x80 active, else 0
 *                510     2  55 aa                          4     1  type, 0 where unused
 *                                                          8     4  first sector
 *                                                         12     4  number of sectors
 *
 * A record in an extended partition has two entries: a logical partition, counted from this record, and the next
 * record, counted from the start of the extended partition. Windows and Linux number logical partitions from 5.
 *
 * Source: UEFI specification 2.10, section 5.2; Microsoft's "Master Boot Record" (Windows Server 2003 Resource Kit).
 */



const PROTECTIVE = 0xee;
const EXTENDED = new Set([0x05, 0x0f, 0x85]);
const FIRST_LOGICAL = 5;
const MOST_LOGICAL = 256;
const mbr_TYPE_NAMES = {
    0x01: 'FAT12',
    0x04: 'FAT16',
    0x06: 'FAT16',
    0x07: 'Basic data',
    0x0b: 'FAT32',
    0x0c: 'FAT32',
    0x0e: 'FAT16',
    0x27: 'Windows recovery',
    0x42: 'Windows dynamic disk data',
    0x82: 'Linux swap',
    0x83: 'Linux file system',
    0xef: 'EFI system',
};
function mbrTypeName(type) {
    return mbr_TYPE_NAMES[type] ?? mbrTypeCode(type);
}
function mbrTypeCode(type) {
    return `0x${type.toString(16).padStart(2, '0')}`;
}
function hasMbrSignature(sector) {
    return sector[510] === 0x55 && sector[511] === 0xaa;
}
/** Whether the record only says that the disk has a GPT. */
function isProtective(sector) {
    return hasMbrSignature(sector) && [0, 1, 2, 3].some((slot) => sector[446 + slot * 16 + 4] === PROTECTIVE);
}
/**
 * The partitions that can hold a volume, primary ones first; extended partitions are followed, not listed.
 *
 * @param record the disk's first sector
 * @throws damaged when an entry leaves the disk, overlaps another or leads in a circle
 */
async function readMbr(disk, record) {
    const subject = `${disk.label}: MBR`;
    const primary = entriesOf(disk, subject, record, 4, 0).map((entry) => ({
        ...entry,
        number: entry.slot + 1,
    }));
    for (const { number, offset, size } of primary) {
        checkWithin(`${subject} entry ${number}`, { offset, size }, { offset: 0, size: disk.size });
    }
    const logical = [];
    for (const extended of primary.filter(({ type }) => EXTENDED.has(type))) {
        logical.push(...(await readChain(disk, extended, FIRST_LOGICAL + logical.length)));
    }
    checkOverlaps(disk, primary);
    checkOverlaps(disk, logical);
    return [...primary.filter(({ type }) => !EXTENDED.has(type)), ...logical];
}
async function readChain(disk, extended, first) {
    const logical = [];
    const seen = new Set();
    for (let at = extended.offset; at !== undefined;) {
        const subject = `${disk.label}: extended boot record at byte ${at}`;
        if (seen.has(at))
            throw damaged(subject, 'a chain of records that leads back to itself');
        if (seen.size === MOST_LOGICAL)
            throw damaged(subject, `more than ${MOST_LOGICAL} records in the chain`);
        seen.add(at);
        const record = await readAt(disk, at, disk.sectorSize);
        if (!hasMbrSignature(record))
            throw damaged(subject, 'no signature 55 aa');
        let next;
        for (const entry of entriesOf(disk, subject, record, 2, at)) {
            if (EXTENDED.has(entry.type)) {
                next = extended.offset + (entry.offset - at);
                checkWithin(subject, { offset: next, size: disk.sectorSize }, extended);
            }
            else {
                checkWithin(subject, entry, extended);
                logical.push({
                    number: first + logical.length,
                    type: entry.type,
                    offset: entry.offset,
                    size: entry.size,
                });
            }
        }
        at = next;
    }
    return logical;
}
/** The entries in use among the first `count`, with offsets counted from byte `base` of the disk. */
function entriesOf(disk, what, record, count, base) {
    const entries = [];
    const cursor = (0,src_bytes/* cursorOver */.Ro)(record, what);
    for (let slot = 0; slot < count; slot++) {
        cursor.position = 446 + slot * 16 + 4;
        const type = (0,src_bytes/* readU8 */.eo)(cursor);
        cursor.position += 3;
        const offset = base + (0,src_bytes/* readU32 */.PF)(cursor) * disk.sectorSize;
        const size = (0,src_bytes/* readU32 */.PF)(cursor) * disk.sectorSize;
        if (type !== 0 && size > 0)
            entries.push({ slot, type, offset, size });
    }
    return entries;
}
function checkWithin(subject, range, outer) {
    const end = range.offset + range.size;
    if (range.offset >= outer.offset && end <= outer.offset + outer.size)
        return;
    throw damaged(subject, `bytes ${range.offset} to ${end}`, `a range within bytes ${outer.offset} to ${outer.offset + outer.size}`, 'the image is truncated or its table is damaged: fetch or make it again');
}
/** @throws damaged when two of `partitions` share bytes */
function checkOverlaps(disk, partitions) {
    const sorted = partitions.toSorted((a, b) => a.offset - b.offset);
    sorted.reduce((before, partition) => {
        if (before.offset + before.size > partition.offset) {
            throw damaged(`${disk.label}: partition table`, `partitions ${before.number} and ${partition.number}, which overlap`);
        }
        return partition;
    }, { number: 0, offset: 0, size: 0 });
}
//# sourceMappingURL=mbr.js.map
;// CONCATENATED MODULE: ./build/src/disk/recognize.js
/** What kind of disk image a file is, by its content: the name's extension is not asked. */





const CONVERT = 'convert it first: qemu-img convert -O vhdx FILE disk.vhdx';
const NAME_IMAGE = 'name one of its images: FILE#1';
const UNPACK = 'unpack it first';
const MEDIUM = 'give a disk that Windows is installed on, or the install.wim of this medium';
/** Kinds of files that people give instead of a disk. They are asked before a partition table, which an ISO has too. */
const FOREIGN = [
    { offset: 0, text: 'QFI\xfb', name: 'a QCOW2 disk', next: CONVERT },
    { offset: 0, text: 'QED\0', name: 'a QED disk', next: CONVERT },
    { offset: 0, text: 'KDMV', name: 'a VMDK disk', next: CONVERT },
    { offset: 0, text: 'COWD', name: 'a VMDK disk', next: CONVERT },
    { offset: 0, text: '# Disk DescriptorFile', name: 'the descriptor of a VMDK disk', next: CONVERT },
    { offset: 0x40, text: '\x7f\x10\xda\xbe', name: 'a VDI disk', next: CONVERT },
    { offset: 0, text: 'WithoutFreeSpace', name: 'a Parallels disk', next: CONVERT },
    { offset: 0, text: 'WithouFreSpacExt', name: 'a Parallels disk', next: CONVERT },
    { offset: 0, text: 'MSWIM\0\0\0', name: 'a WIM archive', next: NAME_IMAGE },
    {
        offset: 0,
        text: 'WLPWM\0\0\0',
        name: 'a pipable WIM archive',
        next: 'export it first: wimlib-imagex export',
    },
    { offset: 0x8001, text: 'CD001', name: 'an ISO image', next: MEDIUM },
    { offset: 0x8001, text: 'BEA01', name: 'a UDF image', next: MEDIUM },
];
/** Short signatures that boot code could begin with: they count only where nothing of a disk was found. */
const PACKED = [
    { offset: 0, text: 'PK\x03\x04', name: 'a ZIP archive', next: UNPACK },
    { offset: 0, text: '\x1f\x8b', name: 'a gzip file', next: UNPACK },
    { offset: 0, text: '\xfd7zXZ\0', name: 'an xz file', next: UNPACK },
    { offset: 0, text: '\x28\xb5\x2f\xfd', name: 'a Zstandard file', next: UNPACK },
    { offset: 0, text: '7z\xbc\xaf\x27\x1c', name: 'a 7-Zip archive', next: UNPACK },
    { offset: 0, text: 'MSCF\0\0\0\0', name: 'a cabinet', next: UNPACK },
];
/** How much of the file's start is looked at: all of FOREIGN lies in it. */
const HEAD = 0x9000;
/** @throws unsupported for what is no disk image, or one of another kind, with what to do next */
async function recognize(file) {
    if (file.size === 0)
        throw refused(file, 'an empty file', 'fetch or make it again');
    const head = await readAt(file, 0, Math.min(file.size, HEAD));
    if (ascii(head, 0, 8) === 'vhdxfile')
        return { kind: 'vhdx' };
    if (ascii(head, 0, 8) === 'conectix' || (await endsWithVhdFooter(file)))
        return { kind: 'vhd' };
    refuseAny(file, head, FOREIGN);
    const sectorSize = await rawSectorSize(file, head);
    if (sectorSize !== null)
        return { kind: 'raw', sectorSize };
    refuseAny(file, head, PACKED);
    throw refused(file, 'neither a disk header nor a partition table nor a file system', 'check the path');
}
/** The footer is the last 512 bytes; Virtual PC before 2004 wrote 511. */
async function endsWithVhdFooter(file) {
    if (file.size < 512)
        return false;
    const tail = await readAt(file, file.size - 512, 512);
    return ascii(tail, 0, 8) === 'conectix' || ascii(tail, 1, 8) === 'conectix';
}
/**
 * A raw image does not say how long its sectors are, but its GPT does by where its header lies. Where the start was
 * wiped, the copy in the last sector tells it too.
 *
 * @returns null where nothing of a disk is found
 */
async function rawSectorSize(file, head) {
    for (const sectorSize of [512, 4096]) {
        if (hasGptSignature(head.subarray(sectorSize)))
            return sectorSize;
    }
    for (const sectorSize of [512, 4096]) {
        if (file.size >= sectorSize && hasGptSignature(await readAt(file, file.size - sectorSize, 8)))
            return sectorSize;
    }
    const isVolume = head.length >= 512 && fileSystemOf(head) !== 'unknown';
    return isVolume || hasMbrSignature(head) ? 512 : null;
}
function refuseAny(file, head, signatures) {
    const found = signatures.find(({ offset, text }) => ascii(head, offset, text.length) === text);
    if (found !== undefined)
        throw refused(file, found.name, found.next.replace('FILE', file.label));
}
function refused(file, found, next) {
    return new errors/* FactoryError */.Xx('unsupported', {
        subject: file.label,
        found,
        expected: 'a VHDX, VHD or raw disk image',
        next,
    });
}
//# sourceMappingURL=recognize.js.map
;// CONCATENATED MODULE: ./build/src/disk/layout.js
/** A disk whose bytes are scattered over a file: which run lies where, and how to read across runs. */



/** Fills `target` from `position`: one read for each run that is contiguous in the file, none for zeros. */
async function readLayout(layout, file, parent, position, target) {
    for (let done = 0; done < target.length;) {
        const extent = await longestExtent(layout, position + done, target.length - done);
        const part = target.subarray(done, done + extent.length);
        if (extent.place === 'file')
            await file.read(extent.offset, part);
        else if (extent.place === 'parent' && parent !== null)
            await readOrZeros(parent, position + done, part);
        else
            part.fill(0);
        done += extent.length;
    }
}
/** Joins extents that continue one another. */
async function longestExtent(layout, position, length) {
    const first = await layout.extentAt(position, length);
    let end = first.length;
    while (end < length) {
        const next = await layout.extentAt(position + end, length - end);
        if (next.place !== first.place)
            break;
        if (next.place === 'file' && first.place === 'file' && next.offset !== first.offset + end)
            break;
        end += next.length;
    }
    return { ...first, length: end };
}
/** A disk that grew after its child was made ends before the child does: what lies beyond is zeros. */
async function readOrZeros(parent, position, target) {
    const there = Math.max(0, Math.min(target.length, parent.size - position));
    if (there > 0)
        await parent.read(position, target.subarray(0, there));
    target.fill(0, there);
}
/** @throws damaged when the parent has sectors of another size */
async function layoutDevice(disk) {
    const { file, source, layout, size, sectorSize, parent } = disk;
    const { label } = file;
    if (parent !== null && parent.sectorSize !== sectorSize) {
        await parent.close();
        throw damaged(label, `a parent with sectors of ${parent.sectorSize} bytes`, `${sectorSize} as this disk has`);
    }
    return {
        label,
        size,
        sectorSize,
        async read(offset, target) {
            checkRange(label, size, offset, target.length);
            await readLayout(layout, source, parent, offset, target);
        },
        async close() {
            await file.close();
            await parent?.close();
        },
    };
}
/**
 * The run from `within` a block whose sectors are partly here and partly in the parent.
 *
 * @param isHere whether a sector of the block is in this file
 * @param offset where the block's first sector lies in the file
 */
function partialExtent(isHere, sectorSize, offset, within, length) {
    const first = Math.floor(within / sectorSize);
    const end = Math.ceil((within + length) / sectorSize);
    const here = isHere(first);
    let last = first + 1;
    while (last < end && isHere(last) === here)
        last++;
    const run = Math.min(length, last * sectorSize - within);
    return here ? { place: 'file', offset: offset + within, length: run } : { place: 'parent', length: run };
}
const MOST_BITMAPS = 64;
/** The sector bitmaps that were read last, by their block. */
class BitmapCache {
    #source;
    #place;
    #bitmaps = new Map();
    constructor(source, place) {
        this.#source = source;
        this.#place = place;
    }
    async of(block) {
        const known = this.#bitmaps.get(block);
        if (known !== undefined)
            return known;
        const { offset, length } = await this.#place(block);
        const bitmap = await readAt(this.#source, offset, length);
        const oldest = this.#bitmaps.keys().next();
        if (this.#bitmaps.size >= MOST_BITMAPS && oldest.done !== true)
            this.#bitmaps.delete(oldest.value);
        this.#bitmaps.set(block, bitmap);
        return bitmap;
    }
}
//# sourceMappingURL=layout.js.map
;// CONCATENATED MODULE: ./build/src/disk/vhd-footer.js
/**
 * The footer of a VHD, in its last 512 bytes, and for all but fixed disks in its first ones too. Big endian.
 *
 *       0   8  "conectix"
 *      16   8  offset of the dynamic header, all ones for a fixed disk
 *      40   8  original size of the disk
 *      48   8  current size of the disk
 *      56   4  cylinders, heads, sectors of a track: their product is rounded down, so nobody may take it for the size
 *      60   4  type: 2 fixed, 3 dynamic, 4 differencing
 *      64   4  checksum: the complement of the sum of all bytes but its own
 *      68  16  unique ID
 *
 * Virtual PC before 2004 left the last byte out. Source: Microsoft's "Virtual Hard Disk Image Format Specification".
 */





const TYPES = { 2: 'fixed', 3: 'dynamic', 4: 'differencing' };
const FOOTER = 512;
const CHECKSUM_AT = 64;
/** @throws damaged when neither the footer nor its copy at the start is whole */
async function readFooter(file, reporter) {
    try {
        return await readFooterAtEnd(file);
    }
    catch (error) {
        const damage = damageOf(error);
        const copy = file.size < FOOTER ? new Uint8Array(FOOTER) : await readAt(file, 0, FOOTER);
        if (ascii(copy, 0, 8) !== 'conectix')
            throw error;
        const footer = parseFooter(`${file.label}: VHD footer at the start`, copy, file.size);
        reporter.warn(`${file.label}: the footer at the end is damaged (${damage}); its copy at the start is used`);
        return footer;
    }
}
async function readFooterAtEnd(file) {
    const subject = `${file.label}: VHD footer`;
    for (const length of [FOOTER, FOOTER - 1]) {
        const offset = file.size - length;
        const bytes = offset < 0 ? new Uint8Array(length) : await readAt(file, offset, length);
        if (ascii(bytes, 0, 8) === 'conectix')
            return parseFooter(subject, bytes, offset);
    }
    throw damaged(subject, 'no signature "conectix" at the end of the file', undefined, 'fetch or copy it again');
}
/** @param bytes 511 or 512 */
function parseFooter(subject, bytes, end) {
    checkVhdChecksum(subject, bytes, CHECKSUM_AT);
    const cursor = (0,src_bytes/* cursorOver */.Ro)(bytes, subject);
    cursor.position = 16;
    const headerOffset = Number((0,src_bytes/* readU64Be */.th)(cursor));
    cursor.position = 48;
    const size = Number((0,src_bytes/* readU64Be */.th)(cursor));
    cursor.position = 60;
    const typeCode = (0,src_bytes/* readU32Be */.cN)(cursor);
    cursor.position = 68;
    const id = (0,src_bytes/* toHex */.nj)((0,src_bytes/* readBytes */.io)(cursor, 16));
    const type = TYPES[typeCode];
    if (type === undefined) {
        throw new errors/* FactoryError */.Xx('unsupported', {
            subject,
            found: `type ${typeCode}`,
            expected: '2 (fixed), 3 (dynamic) or 4 (differencing)',
            next: 'convert it where it was made: Convert-VHD',
        });
    }
    if (size === 0 || size % 512 !== 0 || !Number.isSafeInteger(size)) {
        throw damaged(subject, `a disk of ${size} bytes`, 'whole sectors of 512 bytes');
    }
    return { type, size, headerOffset, id, end };
}
/** @param at where the checksum lies in `bytes` @throws damaged when it is another one */
function checkVhdChecksum(subject, bytes, at) {
    const expected = new DataView(bytes.buffer, bytes.byteOffset).getUint32(at, false);
    const sum = bytes.reduce((total, byte, index) => (index >= at && index < at + 4 ? total : total + byte), 0);
    const found = ~sum >>> 0;
    if (found !== expected) {
        throw damaged(subject, `checksum 0x${found.toString(16)}`, `0x${expected.toString(16)} as it says`);
    }
}
//# sourceMappingURL=vhd-footer.js.map
;// CONCATENATED MODULE: ./build/src/disk/vhd-blocks.js
/**
 * The dynamic header of a VHD and the table that it points to. Big endian.
 *
 *       0   8  "cxsparse"                    table: for each block its first sector in the file, all ones: absent
 *      16   8  offset of the table           block: a bit for each sector, padded to 512 bytes, then the sectors
 *      28   4  entries of the table
 *      32   4  bytes of a block without its bits
 *      36   4  checksum, as in the footer
 *      40  16  parent's unique ID
 *
 * Source: Microsoft's "Virtual Hard Disk Image Format Specification".
 */






const ABSENT = 0xffffffff;
const HEADER = 1024;
const SECTOR = 512;
const LARGEST_BLOCK = 256 * 1024 * 1024;
/** 16 Mi blocks: more than the 2 TiB of a VHD have with the smallest blocks that any tool makes. */
const vhd_blocks_LARGEST_TABLE = 64 * 1024 * 1024;
/** @throws damaged when header, table or a block contradicts another or the size of the file */
async function readBlocks(file, footer) {
    const subject = `${file.label}: VHD dynamic header`;
    const header = await readWithin(file, subject, footer.headerOffset, HEADER);
    if (ascii(header, 0, 8) !== 'cxsparse')
        throw damaged(subject, 'no signature "cxsparse"');
    checkVhdChecksum(subject, header, 36);
    const cursor = (0,src_bytes/* cursorOver */.Ro)(header, subject);
    cursor.position = 16;
    const tableOffset = Number((0,src_bytes/* readU64Be */.th)(cursor));
    cursor.position = 28;
    const entries = (0,src_bytes/* readU32Be */.cN)(cursor);
    const blockSize = (0,src_bytes/* readU32Be */.cN)(cursor);
    if (blockSize < SECTOR || blockSize > LARGEST_BLOCK || (blockSize & (blockSize - 1)) !== 0) {
        throw damaged(subject, `blocks of ${blockSize} bytes`, 'a power of two from 512 bytes to 256 MiB');
    }
    const needed = Math.ceil(footer.size / blockSize);
    if (needed > entries) {
        throw damaged(subject, `${entries} blocks of ${blockSize} bytes`, `${needed} for ${footer.size} bytes`);
    }
    if (needed * 4 > vhd_blocks_LARGEST_TABLE) {
        throw new errors/* FactoryError */.Xx('unsupported', { subject, found: `${needed} blocks of ${blockSize} bytes` });
    }
    const raw = await readWithin(file, `${file.label}: VHD block table`, tableOffset, needed * 4);
    Buffer.from(raw.buffer).swap32();
    const table = new Uint32Array(raw.buffer);
    const bitmapSize = Math.ceil(blockSize / SECTOR / 8 / SECTOR) * SECTOR;
    const blocks = { blockSize, bitmapSize, table, header };
    checkPlaces(file, footer, blocks, [
        { offset: 0, length: SECTOR },
        { offset: footer.headerOffset, length: HEADER },
        { offset: tableOffset, length: needed * 4 },
    ]);
    return blocks;
}
async function readWithin(file, subject, offset, length) {
    if (!Number.isSafeInteger(offset) || offset + length > file.size) {
        throw damaged(subject, `${length} bytes at byte ${offset} of a file that ends at byte ${file.size}`);
    }
    return readAt(file, offset, length);
}
/** No block may end behind the file's data, nor lie on another one or on `taken`. */
function checkPlaces(file, footer, blocks, taken) {
    const { blockSize, bitmapSize, table } = blocks;
    table.forEach((sector, block) => {
        if (sector === ABSENT)
            return;
        const subject = `${file.label}: VHD block ${block}`;
        const offset = sector * SECTOR;
        const end = offset + bitmapSize + Math.min(blockSize, footer.size - block * blockSize);
        if (end > footer.end) {
            throw damaged(subject, `bytes ${offset} to ${end} of a file whose data ends at byte ${footer.end}`, undefined, 'the file is truncated: fetch or copy it again');
        }
        if (taken.some((region) => offset < region.offset + region.length && region.offset < end)) {
            throw damaged(subject, `a place at byte ${offset} where a header or the block table lies`);
        }
    });
    const sorted = table.filter((sector) => sector !== ABSENT).toSorted();
    const stride = (bitmapSize + blockSize) / SECTOR;
    const double = sorted.findIndex((sector, index) => index > 0 && sector - sorted[index - 1] < stride);
    if (double > 0) {
        throw damaged(`${file.label}: VHD block table`, `two blocks on top of each other at byte ${sorted[double] * SECTOR}`);
    }
}
//# sourceMappingURL=vhd-blocks.js.map
;// CONCATENATED MODULE: ./build/src/disk/vhd-parent.js
/**
 * What a differencing VHD says of its parent, in its dynamic header. Big endian, but the locators' paths are not.
 *
 *       40   16  parent's unique ID
 *       64  512  parent's name, UTF-16BE
 *      576   24  for each of eight locators: platform code (4), sectors (4), length (4), 0 (4), offset in the file (8)
 *
 * The platform code "W2ru" is a Windows path relative to the child, "W2ku" an absolute one, both UTF-16LE.
 * Source: Microsoft's "Virtual Hard Disk Image Format Specification".
 */




const LOCATORS_AT = 576;
const LOCATOR = 24;
const LONGEST_PATH = 65_536;
/** @param header the whole dynamic header @returns the parent's unique ID as its identity */
async function readVhdParent(file, header) {
    const subject = `${file.label}: VHD dynamic header`;
    const cursor = (0,src_bytes/* cursorOver */.Ro)(header, subject);
    cursor.position = 40;
    const identity = (0,src_bytes/* toHex */.nj)((0,src_bytes/* readBytes */.io)(cursor, 16));
    cursor.position = 64;
    const name = untilNul(Buffer.from((0,src_bytes/* readBytes */.io)(cursor, 512)).swap16());
    const relative = await readLocator(file, header, 'W2ru');
    const absolute = await readLocator(file, header, 'W2ku');
    const paths = [relative, absolute, name].filter((path) => path !== '');
    if (paths.length === 0)
        throw damaged(subject, 'a differencing disk that names no parent');
    return { identities: [identity], paths };
}
/** The path with this platform code, empty where there is none. */
async function readLocator(file, header, code) {
    for (let at = LOCATORS_AT; at < LOCATORS_AT + 8 * LOCATOR; at += LOCATOR) {
        if (ascii(header, at, 4) !== code)
            continue;
        const subject = `${file.label}: VHD parent locator ${code}`;
        const cursor = (0,src_bytes/* cursorOver */.Ro)(header, subject);
        cursor.position = at + 8;
        const length = (0,src_bytes/* readU32Be */.cN)(cursor);
        cursor.position = at + 16;
        const offset = Number((0,src_bytes/* readU64Be */.th)(cursor));
        if (length > LONGEST_PATH || offset + length > file.size) {
            throw damaged(subject, `${length} bytes at byte ${offset} of a file that ends at byte ${file.size}`);
        }
        return untilNul(Buffer.from(await readAt(file, offset, length)));
    }
    return '';
}
function untilNul(utf16) {
    const text = utf16.toString('utf16le');
    const end = text.indexOf('\0');
    return end < 0 ? text : text.slice(0, end);
}
//# sourceMappingURL=vhd-parent.js.map
;// CONCATENATED MODULE: ./build/src/disk/vhd.js
/**
 * A VHD. Fixed: the disk's bytes, then the footer. Dynamic and differencing: a copy of the footer, the dynamic header,
 * the block table, blocks in any order, the footer. Its sectors have 512 bytes.
 *
 * The size of the disk is the footer's current size. The product of its cylinders, heads and sectors is smaller.
 */





const vhd_SECTOR = 512;
/** @throws damaged, unsupported, and what the family throws */
async function openVhd(file, family) {
    const footer = await readFooter(file, family.reporter);
    family.checkIdentity(footer.id);
    const common = { file, source: file, size: footer.size, sectorSize: vhd_SECTOR };
    if (footer.type === 'fixed')
        return layoutDevice({ ...common, layout: fixedLayout(file, footer), parent: null });
    const blocks = await readBlocks(file, footer);
    if (footer.type === 'dynamic')
        return layoutDevice({ ...common, layout: dynamicLayout(blocks), parent: null });
    const parent = await family.openParent(await readVhdParent(file, blocks.header));
    return layoutDevice({ ...common, layout: differencingLayout(file, blocks), parent });
}
function fixedLayout(file, footer) {
    if (footer.size > footer.end) {
        throw damaged(`${file.label}: VHD footer`, `a disk of ${footer.size} bytes in a file with room for ${footer.end}`, undefined, 'the file is truncated: fetch or copy it again');
    }
    return { extentAt: (offset, length) => ({ place: 'file', offset, length }) };
}
/** The bits in front of a block are not asked: where they are 0 the sector was never written, and is zeros. */
function dynamicLayout(blocks) {
    return {
        extentAt(position, length) {
            const { within, run, offset } = placeOf(blocks, position, length);
            return offset === null
                ? { place: 'zero', length: run }
                : { place: 'file', offset: offset + within, length: run };
        },
    };
}
/** Here the bits say which sectors are in this file; the others are the parent's. */
function differencingLayout(file, blocks) {
    const { bitmapSize, table } = blocks;
    const bitmaps = new BitmapCache(file, async (block) => ({
        offset: table[block] * vhd_SECTOR,
        length: bitmapSize,
    }));
    return {
        async extentAt(position, length) {
            const { block, within, run, offset } = placeOf(blocks, position, length);
            if (offset === null)
                return { place: 'parent', length: run };
            const bits = await bitmaps.of(block);
            return partialExtent((bit) => isHighBit(bits, bit), vhd_SECTOR, offset, within, run);
        },
    };
}
/** Where a position lies: in which block, how far in it, and where the block's sectors begin, null where it is absent. */
function placeOf({ blockSize, bitmapSize, table }, position, length) {
    const block = Math.floor(position / blockSize);
    const within = position - block * blockSize;
    const sector = table[block] ?? ABSENT;
    const offset = sector === ABSENT ? null : sector * vhd_SECTOR + bitmapSize;
    return { block, within, run: Math.min(length, blockSize - within), offset };
}
/** The first sector's bit is the highest one. */
function isHighBit(bits, bit) {
    return ((bits[bit >>> 3] >>> (7 - (bit & 7))) & 1) === 1;
}
//# sourceMappingURL=vhd.js.map
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
;// CONCATENATED MODULE: ./build/src/disk/vhdx-header.js
/**
 * The first megabyte of a VHDX: who it is, where its log lies, and where its regions lie. Little endian.
 *
 *     64 KiB, 128 KiB   header           192 KiB, 256 KiB   region table
 *       0   4  "head"                      0   4  "regi"
 *       4   4  CRC-32C of 4 KiB            4   4  CRC-32C of 64 KiB
 *       8   8  sequence number             8   4  number of entries, 2047 at most
 *      16  16  FileWriteGuid              16  32  for each: GUID, offset (8), length (4), required (4)
 *      32  16  DataWriteGuid
 *      48  16  LogGuid, zero: no log
 *      64   2  version of the log, 0
 *      66   2  version of the format, 1
 *      68   4  length of the log
 *      72   8  offset of the log
 *
 * CRCs are computed with their own field zero. Source: MS-VHDX 2.2.
 */






const MIB = 1024 * 1024;
const NO_GUID = '00000000-0000-0000-0000-000000000000';
const KIB = 1024;
const HEADERS = [64 * KIB, 128 * KIB];
const REGION_TABLES = [192 * KIB, 256 * KIB];
const MOST_ENTRIES = 2047;
/**
 * The header in use: the one with the higher sequence number, or the only one that is whole.
 *
 * @throws damaged when neither is whole; unsupported for another version of the format
 */
async function readHeader(file, reporter) {
    const subject = `${file.label}: VHDX header`;
    const { whole, damages } = await wholeOnes(file, HEADERS, parseHeader);
    const [first, second] = whole;
    if (first === undefined)
        throw damaged(subject, damages.join('; '), 'one header of two that is whole');
    if (second === undefined) {
        reporter.warn(`${subject}: one of two is damaged (${damages.join('; ')}); the other is used`);
    }
    else if (first.sequence === second.sequence && !(0,external_node_util_.isDeepStrictEqual)(first, second)) {
        throw damaged(subject, `two headers with the sequence number ${first.sequence}`);
    }
    const header = second !== undefined && second.sequence > first.sequence ? second : first;
    const { version, logVersion, logGuid, log } = header;
    if (version !== 1)
        throw unsupported(subject, `version ${version} of the format`, 'version 1');
    if (logGuid !== NO_GUID && logVersion !== 0) {
        throw unsupported(subject, `version ${logVersion} of the log`, 'version 0');
    }
    if (logGuid !== NO_GUID || log.length > 0)
        checkRegion(file, `${file.label}: VHDX log`, log);
    return header;
}
async function parseHeader(file, offset) {
    const cursor = await checkedStructure(file, 'head', { offset, length: 4 * KIB });
    const sequence = (0,src_bytes/* readU64 */.IM)(cursor);
    cursor.position = 32;
    const dataWriteGuid = (0,src_bytes/* formatGuid */.R1)((0,src_bytes/* readBytes */.io)(cursor, 16));
    const logGuid = (0,src_bytes/* formatGuid */.R1)((0,src_bytes/* readBytes */.io)(cursor, 16));
    const logVersion = (0,src_bytes/* readU16 */.Vv)(cursor);
    const version = (0,src_bytes/* readU16 */.Vv)(cursor);
    const length = (0,src_bytes/* readU32 */.PF)(cursor);
    const log = { offset: Number((0,src_bytes/* readU64 */.IM)(cursor)), length };
    return { sequence, dataWriteGuid, logGuid, logVersion, version, log };
}
const BAT = '2dc27766-f623-4200-9d64-115e9bfd4a08';
const METADATA = '8b7ca206-4790-4b9a-b8fe-575f050f886e';
/** The regions by the first table, or by its copy where that one is damaged. */
async function readRegions(source, reporter) {
    const subject = `${source.label}: VHDX region table`;
    const { whole, damages } = await wholeOnes(source, REGION_TABLES, (file, offset) => checkedStructure(file, 'regi', { offset, length: 64 * KIB }));
    const table = whole[0];
    if (table === undefined)
        throw damaged(subject, damages.join('; '), 'one table of two that is whole');
    if (whole.length === 1) {
        reporter.warn(`${subject}: one of two is damaged (${damages.join('; ')}); the other is used`);
    }
    return parseRegions(source, subject, table);
}
function parseRegions(source, subject, cursor) {
    const count = (0,src_bytes/* readU32 */.PF)(cursor);
    if (count > MOST_ENTRIES)
        throw damaged(subject, `${count} entries`, `${MOST_ENTRIES} at most`);
    cursor.position = 16;
    const regions = new Map();
    for (let index = 0; index < count; index++) {
        const guid = (0,src_bytes/* formatGuid */.R1)((0,src_bytes/* readBytes */.io)(cursor, 16));
        const region = { offset: (0,src_bytes/* readSize */.ik)(cursor), length: (0,src_bytes/* readU32 */.PF)(cursor) };
        const isRequired = ((0,src_bytes/* readU32 */.PF)(cursor) & 1) !== 0;
        if (regions.has(guid))
            throw damaged(subject, `the region ${guid} twice`);
        if (guid !== BAT && guid !== METADATA && isRequired) {
            throw unsupported(subject, `the required region ${guid}`, 'only the regions of MS-VHDX');
        }
        checkRegion(source, `${subject}: region ${guid}`, region);
        regions.set(guid, region);
    }
    const [bat, metadata] = [regions.get(BAT), regions.get(METADATA)];
    if (bat === undefined)
        throw damaged(subject, 'no region of the block allocation table');
    if (metadata === undefined)
        throw damaged(subject, 'no region of the metadata');
    return { bat, metadata };
}
/** Of a structure that lies in the file twice, those that are whole, and what is wrong with the others. */
async function wholeOnes(source, offsets, parse) {
    const whole = [];
    const damages = [];
    for (const offset of offsets) {
        try {
            whole.push(await parse(source, offset));
        }
        catch (error) {
            damages.push(`at byte ${offset} ${damageOf(error)}`);
        }
    }
    return { whole, damages };
}
/** A cursor behind signature and CRC-32C of a structure that carries both. */
async function checkedStructure(source, signature, { offset, length }) {
    const subject = `${source.label}: "${signature}" at byte ${offset}`;
    if (offset + length > source.size) {
        throw damaged(subject, `the end of the file at byte ${source.size}`, `${offset + length} bytes at least`);
    }
    const bytes = await readAt(source, offset, length);
    const cursor = (0,src_bytes/* cursorOver */.Ro)(bytes, subject);
    if (ascii(bytes, 0, 4) !== signature)
        throw damaged(subject, `no signature "${signature}"`);
    cursor.position = 4;
    const expected = (0,src_bytes/* readU32 */.PF)(cursor);
    bytes.fill(0, 4, 8);
    const found = (0,src_bytes/* crc32c */.dc)(bytes);
    if (found !== expected) {
        throw damaged(subject, `CRC-32C 0x${found.toString(16)}`, `0x${expected.toString(16)} as it says`);
    }
    return cursor;
}
/** @throws damaged when the region is not of whole megabytes within the file and behind the headers */
function checkRegion(source, subject, { offset, length }) {
    if (offset % MIB !== 0 || length % MIB !== 0 || offset < MIB || length === 0) {
        throw damaged(subject, `${length} bytes at byte ${offset}`, 'whole megabytes behind the first one');
    }
    if (offset + length > source.size) {
        throw damaged(subject, `${length} bytes at byte ${offset}, and the end of the file at byte ${source.size}`, undefined, 'the file is truncated: fetch or copy it again');
    }
}
function unsupported(subject, found, expected) {
    return new errors/* FactoryError */.Xx('unsupported', {
        subject,
        found,
        expected,
        next: 'convert it where it was made: Convert-VHD',
    });
}
//# sourceMappingURL=vhdx-header.js.map
;// CONCATENATED MODULE: ./build/src/disk/vhdx-bat.js
/**
 * The block allocation table of a VHDX: one entry of 64 bits for each block.
 *
 *     bits 0-2    state
 *     bits 20-63  place in the file, in MiB
 *
 * Behind the entries of each chunk, 2^23 sectors of the disk, follows the one of the chunk's sector bitmap. It is there
 * in disks of every kind but means something only in a differencing one.
 *
 * Source: MS-VHDX 2.5.
 */



/** By the three bits; an undefined and an unmapped block may read as anything, here as zeros. */
const PAYLOAD_STATES = [
    'not present',
    'zero',
    'zero',
    'zero',
    null,
    null,
    'present',
    'partly present',
];
const BITMAP_PRESENT = 6;
const BITMAP_SECTORS = 2 ** 23;
const PAGE_ENTRIES = 65_536;
/** 32 MiB of table: all of it for a disk of 4 TiB even with the smallest blocks. */
const MOST_PAGES = 64;
class Bat {
    #source;
    #region;
    #disk;
    #chunkRatio;
    #entries;
    #space;
    /** Least recently read first. */
    #pages = new Map();
    #checked = new Set();
    constructor(source, region, disk, space) {
        this.#source = source;
        this.#region = region;
        this.#disk = disk;
        this.#space = space;
        this.#chunkRatio = (BITMAP_SECTORS * disk.sectorSize) / disk.blockSize;
        const blocks = Math.ceil(disk.size / disk.blockSize);
        const chunks = Math.ceil(blocks / this.#chunkRatio);
        this.#entries =
            disk.parent === null
                ? blocks + Math.floor((blocks - 1) / this.#chunkRatio)
                : chunks * (this.#chunkRatio + 1);
    }
    /**
     * Opens the table and checks as much of it as is kept in memory; the rest of a giant one when it is read.
     *
     * @param space what lies in the file besides blocks
     * @throws damaged when an entry has no meaning or leads to a place that is not free or not there
     */
    static async open(source, region, disk, space) {
        const bat = new Bat(source, region, disk, space);
        const needed = bat.#entries * 8;
        if (needed > region.length) {
            throw damaged(`${source.label}: VHDX block allocation table`, `${region.length} bytes`, `${needed} bytes for a disk of ${disk.size} bytes in blocks of ${disk.blockSize}`);
        }
        const pages = Math.ceil(bat.#entries / PAGE_ENTRIES);
        for (let page = 0; page < Math.min(pages, MOST_PAGES); page++)
            await bat.#page(page);
        return bat;
    }
    /** @param block counted from the start of the disk */
    async payload(block) {
        const view = await this.#view(block + Math.floor(block / this.#chunkRatio));
        return { state: this.#stateOf(block, view), offset: offsetOf(view) };
    }
    /**
     * Where the bits lie that say which of a block's sectors are in this file.
     *
     * @throws damaged when the chunk has no sector bitmap
     */
    async bitmap(block) {
        const chunk = Math.floor(block / this.#chunkRatio);
        const view = await this.#view(chunk * (this.#chunkRatio + 1) + this.#chunkRatio);
        if ((view.getUint8(0) & 7) !== BITMAP_PRESENT) {
            throw damaged(`${this.#source.label}: VHDX block ${block}`, 'a block that is there in part, and no sector bitmap that says in which');
        }
        const length = MIB / this.#chunkRatio;
        return { offset: offsetOf(view) + (block % this.#chunkRatio) * length, length };
    }
    /** The eight bytes of an entry. */
    async #view(index) {
        const number = Math.floor(index / PAGE_ENTRIES);
        const page = this.#pages.get(number) ?? (await this.#page(number));
        return new DataView(page.buffer, page.byteOffset + (index % PAGE_ENTRIES) * 8, 8);
    }
    async #page(number) {
        const first = number * PAGE_ENTRIES;
        const count = Math.min(PAGE_ENTRIES, this.#entries - first);
        const bytes = await readAt(this.#source, this.#region.offset + first * 8, count * 8);
        const page = new DataView(bytes.buffer);
        if (!this.#checked.has(number))
            this.#check(page, first, count);
        this.#checked.add(number);
        const oldest = this.#pages.keys().next();
        if (this.#pages.size >= MOST_PAGES && oldest.done !== true)
            this.#pages.delete(oldest.value);
        this.#pages.set(number, page);
        return page;
    }
    #check(page, first, count) {
        for (let entry = 0; entry < count; entry++) {
            if (page.getUint32(entry * 8, true) === 0)
                continue;
            const index = first + entry;
            const chunk = Math.floor(index / (this.#chunkRatio + 1));
            const view = new DataView(page.buffer, page.byteOffset + entry * 8, 8);
            if (index % (this.#chunkRatio + 1) === this.#chunkRatio)
                this.#checkBitmap(chunk, view);
            else
                this.#checkPayload(index - chunk, view);
        }
    }
    /** Only a differencing disk has sector bitmaps; elsewhere qemu-img before 8.1 leaves anything in their entries. */
    #checkBitmap(chunk, view) {
        if (this.#disk.parent === null || (view.getUint8(0) & 7) !== BITMAP_PRESENT)
            return;
        this.#space.claim(`VHDX sector bitmap ${chunk}`, { offset: offsetOf(view), length: MIB });
    }
    #checkPayload(block, view) {
        const state = this.#stateOf(block, view);
        if (state === 'zero' || state === 'not present')
            return;
        const { blockSize, size } = this.#disk;
        const used = Math.min(blockSize, size - block * blockSize);
        this.#space.claim(`VHDX block ${block}`, { offset: offsetOf(view), length: blockSize }, used);
    }
    #stateOf(block, view) {
        const bits = view.getUint8(0) & 7;
        const state = PAYLOAD_STATES[bits] ?? null;
        if (state === null || (state === 'partly present' && this.#disk.parent === null)) {
            throw damaged(`${this.#source.label}: VHDX block ${block}`, `the state ${bits}`, this.#disk.parent === null ? '0, 1, 2, 3 or 6' : '0, 1, 2, 3, 6 or 7');
        }
        return state;
    }
}
/** The upper 44 bits; the product is exact because a file's offset is. */
function offsetOf(entry) {
    return ((entry.getUint32(0, true) >>> 20) + entry.getUint32(4, true) * 4096) * MIB;
}
/** Which megabytes of the file are taken: nothing in a VHDX may lie on something else. */
class SpaceMap {
    #source;
    #taken;
    constructor(source) {
        this.#source = source;
        this.#taken = new Uint8Array(Math.ceil(source.size / MIB / 8));
        this.claim('VHDX header', { offset: 0, length: MIB });
    }
    /**
     * @param what for the message
     * @param used how many of its bytes must be in the file; the last block of a disk may end with the disk
     * @throws damaged when the region is not within the file, or on top of another
     */
    claim(what, { offset, length }, used = length) {
        const subject = `${this.#source.label}: ${what}`;
        if (offset + used > this.#source.size) {
            throw damaged(subject, `bytes ${offset} to ${offset + used} of a file that ends at byte ${this.#source.size}`, undefined, 'the file is truncated: fetch or copy it again');
        }
        const end = Math.min(offset + length, this.#source.size);
        for (let at = offset / MIB; at < end / MIB; at++) {
            const [byte, bit] = [at >>> 3, 1 << (at & 7)];
            if ((this.#taken[byte] & bit) !== 0) {
                throw damaged(subject, `a place at byte ${offset} where something else lies`);
            }
            this.#taken[byte] |= bit;
        }
    }
}
//# sourceMappingURL=vhdx-bat.js.map
;// CONCATENATED MODULE: ./build/src/disk/vhdx-log.js
/**
 * The log of a VHDX: updates of its tables that may not have reached their place when the host lost power. A ring of
 * 4 KiB sectors; an entry is one or more sectors of descriptors, then one sector for each data descriptor.
 *
 *     entry                          zero descriptor          data descriptor        data sector
 *       0   4  "loge"                  0   4  "zero"            0   4  "desc"           0     4  "data"
 *       4   4  CRC-32C of the entry    8   8  length            4   4  trailing bytes   4     4  sequence, high half
 *       8   4  length                 16   8  place             8   8  leading bytes    8  4084  data
 *      12   4  tail                   24   8  sequence         16   8  place         4092     4  sequence, low half
 *      16   8  sequence number                                 24   8  sequence
 *      24   4  number of descriptors
 *      32  16  LogGuid
 *      48   8  FlushedFileOffset
 *      56   8  LastFileOffset
 *      64      descriptors of 32 bytes
 *
 * Data sectors lend their first eight and last four bytes to the signature and sequence number; the descriptor keeps
 * them. An entry may be longer than its sectors where the writer's host has larger ones. Source: MS-VHDX 2.3.
 */





const vhdx_log_SECTOR = 4096;
const DESCRIPTOR = 32;
const ENTRY_HEADER = 64;
const DESCRIPTORS_A_SECTOR = vhdx_log_SECTOR / DESCRIPTOR;
/** Windows makes logs of 1 MiB. The log is held in memory, so a giant one is refused before it is read. */
const LARGEST_LOG = 64 * 1024 * 1024;
/** No disk is larger than 64 TiB, so no file of one is larger than this. */
const LARGEST_FILE = 128 * 1024 ** 4;
/**
 * What the log would change in the file.
 *
 * @throws damaged when the log holds no complete sequence, or the file is shorter than the log knew it to be
 */
async function replayLog(file, header) {
    const subject = `${file.label}: VHDX log`;
    const log = await readLog(file, subject, header.log);
    const reader = new LogReader(log, header.logGuid);
    const sequence = activeSequence(reader);
    const head = sequence.at(-1);
    if (head === undefined) {
        throw damaged(subject, 'no complete sequence of entries, though the disk was not closed cleanly', undefined, 'open and close the disk once where it was used (Mount-VHD, Dismount-VHD), or make the image again');
    }
    if (file.size < head.flushedFileOffset) {
        throw damaged(subject, `the end of the file at byte ${file.size}`, `${head.flushedFileOffset} bytes at least as the log says`, 'the file is truncated: fetch or copy it again');
    }
    const patches = sequence.flatMap((entry) => reader.patchesOf(entry) ?? []);
    const ends = patches.map(({ offset, length }) => offset + length);
    const fileSize = ends.reduce((a, b) => Math.max(a, b), Math.max(file.size, head.lastFileOffset));
    return { patches, fileSize };
}
async function readLog(file, subject, region) {
    if (region.length > LARGEST_LOG) {
        throw new errors/* FactoryError */.Xx('unsupported', {
            subject,
            found: `${region.length} bytes that must be replayed`,
            expected: `${LARGEST_LOG} bytes at most`,
            next: 'open and close the disk once where it was used (Mount-VHD, Dismount-VHD)',
        });
    }
    return readAt(file, region.offset, region.length);
}
/**
 * The newest complete sequence from its tail to its head, by the steps of MS-VHDX 2.3.3; empty where there is none. A
 * sequence that lacks its tail lacks it from each of its later entries on, too: these are not tried again.
 */
function activeSequence(reader) {
    let active = [];
    const hopeless = new Set();
    for (let start = 0; start < reader.length;) {
        const sequence = hopeless.has(start) ? [] : sequenceFrom(reader, start);
        const head = sequence.at(-1);
        const tail = sequence.findIndex((entry) => entry.offset === head?.tail);
        if (head === undefined || tail < 0) {
            for (const { offset } of sequence)
                hopeless.add(offset);
            start += vhdx_log_SECTOR;
            continue;
        }
        if (head.sequence > (active.at(-1)?.sequence ?? 0n))
            active = sequence.slice(tail);
        const end = head.offset + head.length;
        if (head.offset < start || end >= reader.length)
            break;
        start = end;
    }
    return active;
}
/** The entries from `start`, each with the number that follows. */
function sequenceFrom(reader, start) {
    const entries = [];
    for (let at = start, used = 0;;) {
        const entry = reader.entryAt(at);
        const last = entries.at(-1);
        if (entry === null || (last !== undefined && entry.sequence !== last.sequence + 1n))
            return entries;
        used += entry.length;
        if (used > reader.length)
            return entries;
        entries.push(entry);
        at = (at + entry.length) % reader.length;
    }
}
/** Reads and checks entries; a doubtful one is null. What was checked once is remembered. */
class LogReader {
    length;
    #log;
    #guid;
    #known = new Map();
    /** Bytes that may still be hashed: entries that claim each other's sectors cannot make this slow. */
    #budget;
    constructor(log, guid) {
        this.length = log.length;
        this.#log = log;
        this.#guid = guid;
        this.#budget = log.length * 8;
    }
    entryAt(offset) {
        let entry = this.#known.get(offset);
        if (entry === undefined) {
            entry = ascii(this.#log, offset, 4) === 'loge' ? this.#parse(offset) : null;
            this.#known.set(offset, entry);
        }
        return entry;
    }
    #parse(offset) {
        const cursor = (0,src_bytes/* cursorOver */.Ro)(this.#log.subarray(offset, offset + ENTRY_HEADER), 'log entry');
        cursor.position = 4;
        const crc = (0,src_bytes/* readU32 */.PF)(cursor);
        const length = (0,src_bytes/* readU32 */.PF)(cursor);
        const tail = (0,src_bytes/* readU32 */.PF)(cursor);
        const sequence = (0,src_bytes/* readU64 */.IM)(cursor);
        const descriptors = (0,src_bytes/* readU32 */.PF)(cursor);
        cursor.position = 32;
        const guid = (0,src_bytes/* formatGuid */.R1)((0,src_bytes/* readBytes */.io)(cursor, 16));
        const flushedFileOffset = readSizeOrNull(cursor);
        const lastFileOffset = readSizeOrNull(cursor);
        if (flushedFileOffset === null || lastFileOffset === null || guid !== this.#guid)
            return null;
        if (length === 0 || length % vhdx_log_SECTOR !== 0 || length > this.length)
            return null;
        if (tail % vhdx_log_SECTOR !== 0 || tail >= this.length || sequence === 0n)
            return null;
        if (!this.#hasCrc(offset, length, crc))
            return null;
        const entry = { offset, length, tail, sequence, flushedFileOffset, lastFileOffset, descriptors };
        return this.patchesOf(entry) === null ? null : entry;
    }
    #hasCrc(offset, length, expected) {
        this.#budget -= length;
        if (this.#budget < 0)
            return false;
        const atEnd = Math.min(length, this.length - offset);
        let crc = (0,src_bytes/* crc32c */.dc)(this.#log.subarray(offset, offset + 4));
        crc = (0,src_bytes/* crc32c */.dc)(new Uint8Array(4), crc);
        crc = (0,src_bytes/* crc32c */.dc)(this.#log.subarray(offset + 8, offset + atEnd), crc);
        return (0,src_bytes/* crc32c */.dc)(this.#log.subarray(0, length - atEnd), crc) === expected;
    }
    /** What an entry writes, null where its descriptors and data sectors do not belong together. */
    patchesOf({ offset, length, descriptors: count, sequence }) {
        const descriptorSectors = Math.ceil((count + ENTRY_HEADER / DESCRIPTOR) / DESCRIPTORS_A_SECTOR);
        const sectors = length / vhdx_log_SECTOR;
        if (descriptorSectors > sectors)
            return null;
        const patches = [];
        let dataSector = descriptorSectors;
        for (let index = 0; index < count; index++) {
            const at = (offset + ENTRY_HEADER + index * DESCRIPTOR) % this.length;
            const descriptor = this.#log.subarray(at, at + DESCRIPTOR);
            const patch = ascii(descriptor, 0, 4) === 'zero'
                ? zeroPatch(descriptor, sequence)
                : dataSector < sectors
                    ? dataPatch(descriptor, this.#sector(offset + dataSector++ * vhdx_log_SECTOR), sequence)
                    : null;
            if (patch === null)
                return null;
            patches.push(patch);
        }
        return patches;
    }
    #sector(offset) {
        const at = offset % this.length;
        return this.#log.subarray(at, at + vhdx_log_SECTOR);
    }
}
function zeroPatch(descriptor, sequence) {
    const cursor = (0,src_bytes/* cursorOver */.Ro)(descriptor, 'zero descriptor');
    cursor.position = 8;
    const length = readSizeOrNull(cursor);
    const offset = readSizeOrNull(cursor);
    if (length === null || offset === null || (0,src_bytes/* readU64 */.IM)(cursor) !== sequence)
        return null;
    return length % vhdx_log_SECTOR === 0 && offset % vhdx_log_SECTOR === 0 ? { offset, length, data: null } : null;
}
/** @param sector is copied only when all is well */
function dataPatch(descriptor, sector, sequence) {
    if (ascii(descriptor, 0, 4) !== 'desc' || ascii(sector, 0, 4) !== 'data')
        return null;
    const cursor = (0,src_bytes/* cursorOver */.Ro)(descriptor, 'data descriptor');
    cursor.position = 4;
    const trailing = (0,src_bytes/* readBytes */.io)(cursor, 4);
    const leading = (0,src_bytes/* readBytes */.io)(cursor, 8);
    const offset = readSizeOrNull(cursor);
    const view = new DataView(sector.buffer, sector.byteOffset, vhdx_log_SECTOR);
    const stamped = (BigInt(view.getUint32(4, true)) << 32n) | BigInt(view.getUint32(vhdx_log_SECTOR - 4, true));
    if (offset === null || offset % vhdx_log_SECTOR !== 0 || (0,src_bytes/* readU64 */.IM)(cursor) !== sequence || stamped !== sequence)
        return null;
    const data = sector.slice();
    data.set(leading, 0);
    data.set(trailing, vhdx_log_SECTOR - 4);
    return { offset, length: vhdx_log_SECTOR, data };
}
/** A place in the file, null beyond what any file of a disk can have. */
function readSizeOrNull(cursor) {
    const value = (0,src_bytes/* readU64 */.IM)(cursor);
    return value <= BigInt(LARGEST_FILE) ? Number(value) : null;
}
//# sourceMappingURL=vhdx-log.js.map
;// CONCATENATED MODULE: ./build/src/disk/vhdx-parent.js
/**
 * The parent locator of a differencing VHDX: which disk it builds on, and where that one was. Little endian.
 *
 *       0  16  type, b04aefb7-d19e-4a81-b789-25b8e9445913 for a VHDX
 *      18   2  number of pairs
 *      20  12  for each: offset of key (4) and value (4) in the item, length of key (2) and value (2), UTF-16LE
 *
 * Source: MS-VHDX 2.6.2.6.
 */



const VHDX_LOCATOR = 'b04aefb7-d19e-4a81-b789-25b8e9445913';
const LINKAGES = ['parent_linkage', 'parent_linkage2'];
const PATHS = ['relative_path', 'volume_path', 'absolute_win32_path'];
const KNOWN = new Set([...LINKAGES, ...PATHS]);
const LONGEST_KEY = 2 * Math.max(...Array.from(KNOWN, (key) => key.length));
/** @param item the whole metadata item @returns the parent's DataWriteGuid as its identity, lower case without braces */
function parseParentLocator(item) {
    const type = (0,src_bytes/* formatGuid */.R1)((0,src_bytes/* readBytes */.io)(item, 16));
    if (type !== VHDX_LOCATOR)
        throw unsupported(item.what, `a parent of the type ${type}`, 'a VHDX');
    item.position = 18;
    const pairs = readPairs(item, (0,src_bytes/* readU16 */.Vv)(item));
    if (!pairs.has('parent_linkage'))
        throw damaged(item.what, 'no parent_linkage');
    const linkage = LINKAGES.flatMap((key) => pairs.get(key) ?? []);
    const paths = PATHS.flatMap((key) => pairs.get(key) ?? []);
    if (paths.length === 0)
        throw damaged(item.what, 'no path', `one of ${PATHS.join(', ')}`);
    return { identities: linkage.map((guid) => guid.replaceAll(/[{}]/g, '').toLowerCase()), paths };
}
/** The pairs whose keys are known; the others may be anything. */
function readPairs(item, count) {
    const pairs = new Map();
    for (let index = 0; index < count; index++) {
        const keyOffset = (0,src_bytes/* readU32 */.PF)(item);
        const valueOffset = (0,src_bytes/* readU32 */.PF)(item);
        const keyLength = (0,src_bytes/* readU16 */.Vv)(item);
        const valueLength = (0,src_bytes/* readU16 */.Vv)(item);
        const key = keyLength > LONGEST_KEY ? '' : textAt(item, keyOffset, keyLength);
        if (!KNOWN.has(key))
            continue;
        if (pairs.has(key))
            throw damaged(item.what, `the key "${key}" twice`);
        pairs.set(key, textAt(item, valueOffset, valueLength));
    }
    return pairs;
}
function textAt(item, offset, length) {
    const cursor = (0,src_bytes/* cursorOver */.Ro)(item.bytes, item.what);
    (0,src_bytes/* seek */.jF)(cursor, offset);
    return (0,src_bytes/* readUtf16 */.rd)(cursor, length);
}
//# sourceMappingURL=vhdx-parent.js.map
;// CONCATENATED MODULE: ./build/src/disk/vhdx-metadata.js
/**
 * The metadata region of a VHDX: a table of 64 KiB, then the items that it points to. Little endian.
 *
 *     table                                entry
 *       0   8  "metadata"                    0  16  item's GUID
 *      10   2  number of entries, ≤ 2047    16   4  offset from the start of the region, 64 KiB at least
 *      32      entries of 32 bytes          20   4  length
 *                                           24   4  flags: 1 user's, 2 of the virtual disk, 4 required
 *
 * Source: MS-VHDX 2.6.
 */






const FILE_PARAMETERS = 'caa16737-fa36-4d43-b3b6-33f0aa44e76b';
const DISK_SIZE = '2fa54224-cd1b-4876-b211-5dbed83bf4b8';
const DISK_ID = 'beca12ab-b2e6-4523-93ef-c309e000c746';
const SECTOR_SIZE = '8141bf1d-a96f-4709-ba47-f233a8faab5f';
const PHYSICAL_SECTOR_SIZE = 'cda348c7-445d-4471-9cc9-e9885251c556';
const PARENT_LOCATOR = 'a8d35f2d-b30b-454d-abf7-d3d84834ab0c';
const vhdx_metadata_KNOWN = new Set([
    FILE_PARAMETERS,
    DISK_SIZE,
    DISK_ID,
    SECTOR_SIZE,
    PHYSICAL_SECTOR_SIZE,
    PARENT_LOCATOR,
]);
const TABLE = 64 * 1024;
const vhdx_metadata_MOST_ENTRIES = 2047;
const LARGEST_DISK = 64 * 1024 ** 4;
const HAS_PARENT = 2;
/** @throws damaged, or unsupported for a required item that is not known */
async function readMetadata(source, region) {
    const subject = `${source.label}: VHDX metadata`;
    const items = await vhdx_metadata_readTable(source, subject, region);
    const item = async (guid, name) => {
        const place = items.get(guid);
        if (place === undefined)
            throw damaged(subject, `no ${name}`);
        return (0,src_bytes/* cursorOver */.Ro)(await readAt(source, place.offset, place.length), `${subject}: ${name}`);
    };
    const parameters = await item(FILE_PARAMETERS, 'file parameters');
    const blockSize = (0,src_bytes/* readU32 */.PF)(parameters);
    const hasParent = ((0,src_bytes/* readU32 */.PF)(parameters) & HAS_PARENT) !== 0;
    const size = (0,src_bytes/* readSize */.ik)(await item(DISK_SIZE, 'virtual disk size'));
    const sectorSize = (0,src_bytes/* readU32 */.PF)(await item(SECTOR_SIZE, 'logical sector size'));
    checkSizes(subject, blockSize, size, sectorSize);
    const parent = hasParent ? parseParentLocator(await item(PARENT_LOCATOR, 'parent locator')) : null;
    return { blockSize, size, sectorSize, parent };
}
function checkSizes(subject, blockSize, size, sectorSize) {
    if (blockSize < MIB || blockSize > 256 * MIB || (blockSize & (blockSize - 1)) !== 0) {
        throw damaged(subject, `blocks of ${blockSize} bytes`, 'a power of two from 1 MiB to 256 MiB');
    }
    if (sectorSize !== 512 && sectorSize !== 4096) {
        throw damaged(subject, `logical sectors of ${sectorSize} bytes`, '512 or 4096');
    }
    if (size === 0 || size % sectorSize !== 0 || size > LARGEST_DISK) {
        throw damaged(subject, `a disk of ${size} bytes`, `whole sectors of ${sectorSize} bytes, at most 64 TiB`);
    }
}
/** Where the items lie in the file, by their GUID; the user's own are left out. */
async function vhdx_metadata_readTable(source, subject, region) {
    const cursor = (0,src_bytes/* cursorOver */.Ro)(await readAt(source, region.offset, TABLE), subject);
    if (ascii(cursor.bytes, 0, 8) !== 'metadata')
        throw damaged(subject, 'no signature "metadata"');
    cursor.position = 10;
    const count = (0,src_bytes/* readU16 */.Vv)(cursor);
    if (count > vhdx_metadata_MOST_ENTRIES)
        throw damaged(subject, `${count} entries`, `${vhdx_metadata_MOST_ENTRIES} at most`);
    cursor.position = 32;
    const items = new Map();
    for (let index = 0; index < count; index++) {
        const guid = (0,src_bytes/* formatGuid */.R1)((0,src_bytes/* readBytes */.io)(cursor, 16));
        const offset = (0,src_bytes/* readU32 */.PF)(cursor);
        const length = (0,src_bytes/* readU32 */.PF)(cursor);
        const flags = Number((0,src_bytes/* readU64 */.IM)(cursor) & 7n);
        const isUsers = (flags & 1) !== 0;
        if ((flags & 4) !== 0 && (isUsers || !vhdx_metadata_KNOWN.has(guid))) {
            throw unsupported(subject, `the required item ${guid}`, 'only the items of MS-VHDX');
        }
        if (isUsers || !vhdx_metadata_KNOWN.has(guid))
            continue;
        if (items.has(guid))
            throw damaged(subject, `the item ${guid} twice`);
        if (length > MIB || offset < TABLE || offset + length > region.length) {
            throw damaged(subject, `the item ${guid} of ${length} bytes at byte ${offset} of the region`, `a place behind the table, within ${region.length} bytes`);
        }
        items.set(guid, { offset: region.offset + offset, length });
    }
    return items;
}
//# sourceMappingURL=vhdx-metadata.js.map
;// CONCATENATED MODULE: ./build/src/disk/vhdx-overlay.js
/** A file with writes laid over it that never reach the file: a replayed log. */

/**
 * `file` as it would be after all `patches` were written in order.
 *
 * @param size bytes of the result; beyond the end of `file` it is zeros
 */
function overlay(file, patches, size) {
    const pieces = visiblePieces(patches);
    return {
        label: file.label,
        size,
        async read(offset, target) {
            checkRange(file.label, size, offset, target.length);
            const stored = Math.max(0, Math.min(target.length, file.size - offset));
            if (stored > 0)
                await file.read(offset, target.subarray(0, stored));
            target.fill(0, stored);
            applyPieces(pieces, offset, target);
        },
    };
}
function applyPieces(pieces, offset, target) {
    const end = offset + target.length;
    for (let index = firstEndingAfter(pieces, offset); index < pieces.length; index++) {
        const { start, end: pieceEnd, patch } = pieces[index];
        if (start >= end)
            return;
        const from = Math.max(start, offset);
        const to = Math.min(pieceEnd, end);
        if (patch.data === null)
            target.fill(0, from - offset, to - offset);
        else
            target.set(patch.data.subarray(from - patch.offset, to - patch.offset), from - offset);
    }
}
function firstEndingAfter(pieces, offset) {
    let low = 0;
    for (let high = pieces.length; low < high;) {
        const middle = (low + high) >>> 1;
        if (pieces[middle].end > offset)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}
/**
 * Later patches win. The bounds of all patches cut the file into cells; from the last patch to the first, each takes
 * the cells that are still free, and `next` jumps over those that are taken.
 */
function visiblePieces(patches) {
    const bounds = Float64Array.from(patches.flatMap(({ offset, length }) => [offset, offset + length])).toSorted();
    const next = Int32Array.from(bounds, (_, index) => index);
    const cellOf = new Map(Array.from(bounds, (bound, index) => [bound, index]));
    const free = (cell) => {
        let found = cell;
        while (next[found] !== found) {
            next[found] = next[next[found]];
            found = next[found];
        }
        return found;
    };
    const pieces = [];
    for (const patch of patches.toReversed()) {
        const last = cellOf.get(patch.offset + patch.length);
        for (let cell = free(cellOf.get(patch.offset)); cell < last; cell = free(cell)) {
            const [start, end] = [bounds[cell], bounds[cell + 1]];
            if (start < end)
                pieces.push({ start, end, patch });
            next[cell] = cell + 1;
        }
    }
    return pieces.toSorted((a, b) => a.start - b.start);
}
//# sourceMappingURL=vhdx-overlay.js.map
;// CONCATENATED MODULE: ./build/src/disk/vhdx.js
/**
 * A VHDX: the disk's blocks in any order, found through a table, with a log that keeps the tables whole.
 *
 *     0        "vhdxfile"
 *     64 KiB   two headers, two region tables
 *     1 MiB    log, block allocation table, metadata and blocks of 1 to 256 MiB, each on a whole megabyte, in any order
 *
 * Source: MS-VHDX 2.1.
 */







/** @throws damaged, unsupported, and what the family throws */
async function openVhdx(file, family) {
    const header = await readHeader(file, family.reporter);
    family.checkIdentity(header.dataWriteGuid);
    const source = await afterReplay(file, header, family.reporter);
    const regions = await readRegions(source, family.reporter);
    const space = new SpaceMap(source);
    if (header.log.length > 0)
        space.claim('VHDX log', header.log);
    space.claim('VHDX metadata', regions.metadata);
    space.claim('VHDX block allocation table', regions.bat);
    const disk = await readMetadata(source, regions.metadata);
    const layout = new VhdxLayout(source, disk, await Bat.open(source, regions.bat, disk, space));
    const parent = disk.parent === null ? null : await family.openParent(disk.parent);
    return layoutDevice({ file, source, layout, size: disk.size, sectorSize: disk.sectorSize, parent });
}
/** The file as it is once its log is written into place; the file itself is not touched. */
async function afterReplay(file, header, reporter) {
    if (file.size > LARGEST_FILE) {
        throw new errors/* FactoryError */.Xx('unsupported', {
            subject: file.label,
            found: `a file of ${file.size} bytes`,
            expected: `${LARGEST_FILE} at most: a disk has 64 TiB at most`,
        });
    }
    if (header.logGuid === NO_GUID)
        return file;
    const { patches, fileSize } = await replayLog(file, header);
    reporter.info(`${file.label}: the disk was not closed cleanly; its log was replayed in memory`);
    return overlay(file, patches, fileSize);
}
class VhdxLayout {
    #disk;
    #bat;
    #bitmaps;
    constructor(source, disk, bat) {
        this.#disk = disk;
        this.#bat = bat;
        this.#bitmaps = new BitmapCache(source, (block) => bat.bitmap(block));
    }
    async extentAt(position, length) {
        const { blockSize, sectorSize, parent } = this.#disk;
        const block = Math.floor(position / blockSize);
        const within = position - block * blockSize;
        const run = Math.min(length, blockSize - within);
        const { state, offset } = await this.#bat.payload(block);
        switch (state) {
            case 'present':
                return { place: 'file', offset: offset + within, length: run };
            case 'partly present': {
                const bits = await this.#bitmaps.of(block);
                return partialExtent((bit) => isLowBit(bits, bit), sectorSize, offset, within, run);
            }
            case 'not present':
                return { place: parent === null ? 'zero' : 'parent', length: run };
            case 'zero':
            default:
                return { place: 'zero', length: run };
        }
    }
}
/** The first sector's bit is the lowest one. */
function isLowBit(bits, bit) {
    return ((bits[bit >>> 3] >>> (bit & 7)) & 1) === 1;
}
//# sourceMappingURL=vhdx.js.map
;// CONCATENATED MODULE: ./build/src/disk/open.js
/** The door to every kind of disk image. */










/**
 * A VHDX, VHD or raw disk image as one run of bytes, a differencing one together with its parents. The files are only
 * read, never written; closing the device closes them.
 *
 * @throws unsupported for what is no disk image, or one of a kind that is not read, with what to do next
 * @throws damaged when the image contradicts itself or its checksums, or its parent was changed since
 * @throws usage for a directory; not-found, also for a parent; permission
 */
async function openDisk(file, options = {}) {
    const { reporter = (0,progress/* silentReporter */.P)(), parentFolders = [] } = options;
    const folders = [external_node_path_.dirname(file), ...parentFolders].map((folder) => external_node_path_.resolve(folder));
    const real = await (0,promises_.realpath)(file).catch((error) => {
        throw (0,errors/* fromSystemError */.Kh)(error, file);
    });
    return openOne(file, { reporter, folders, files: [real] }, null);
}
/** @param identities what the file must be, as its child knows it; null where it has none */
async function openOne(name, chain, identities) {
    const file = await file_openFile(name);
    try {
        return await diskIn(file, chain, identities);
    }
    catch (error) {
        await file.close();
        throw error;
    }
}
async function diskIn(file, chain, identities) {
    const family = {
        reporter: chain.reporter,
        checkIdentity(identity) {
            if (identities !== null && !identities.includes(identity))
                throw new AnotherDisk();
        },
        openParent: (reference) => openParent(file.label, reference, chain, (parent, longer) => openOne(parent, longer, reference.identities)),
    };
    const format = await recognize(file);
    if (format.kind === 'vhdx')
        return openVhdx(file, family);
    if (format.kind === 'vhd')
        return openVhd(file, family);
    family.checkIdentity('');
    return rawDisk(file, format.sectorSize);
}
//# sourceMappingURL=open.js.map
;// CONCATENATED MODULE: ./build/src/disk/partition.js
/** One partition of a disk, and the device that holds just its bytes. */

/**
 * The partition as a device of its own, called `disk.vhdx#3` (a bare volume keeps the disk's name). Closing it does
 * nothing: several partitions share one disk, and whoever opened the disk closes it.
 */
function openPartition(disk, partition) {
    const { offset, size, number } = partition;
    const label = number === 0 ? disk.label : `${disk.label}#${number}`;
    checkRange(label, disk.size, offset, size);
    return {
        label,
        size,
        sectorSize: disk.sectorSize,
        async read(position, target) {
            checkRange(label, size, position, target.length);
            await disk.read(offset + position, target);
        },
        async close() { },
    };
}
//# sourceMappingURL=partition.js.map
;// CONCATENATED MODULE: ./build/src/disk/partition-table.js
/** Which partitions a disk has: by its GPT, by its MBR, or none because the disk is itself a volume. */






/**
 * The partitions in the order of their table. A disk that is itself a volume gives one partition with the number 0
 * that covers it all.
 *
 * @param reporter is warned when a damaged table is replaced by its copy
 * @throws damaged when the table contradicts itself or the disk's size
 * @throws unsupported when the disk has neither a partition table nor a known file system
 */
async function listPartitions(disk, reporter = (0,progress/* silentReporter */.P)()) {
    const record = await readAt(disk, 0, disk.sectorSize);
    const fileSystem = fileSystemOf(record);
    if (fileSystem !== 'unknown')
        return [bareVolume(disk, fileSystem)];
    if (isProtective(record))
        return gptPartitions(disk, reporter);
    if (hasMbrSignature(record))
        return mbrPartitions(disk, record);
    if (await hasGptHeader(disk)) {
        reporter.warn(`${disk.label}: the protective MBR of the partition table is missing`);
        return gptPartitions(disk, reporter);
    }
    throw new errors/* FactoryError */.Xx('unsupported', {
        subject: disk.label,
        found: 'neither a partition table nor a file system',
        expected: 'a GPT, an MBR or a volume that begins with the first sector',
        next: 'check that this is the disk that Windows was installed on',
    });
}
function bareVolume(disk, fileSystem) {
    return {
        number: 0,
        scheme: 'none',
        type: { code: '', name: 'volume without a partition table' },
        name: '',
        id: '',
        offset: 0,
        size: disk.size,
        fileSystem,
    };
}
/** In sector 1, or in the last one where the start of the disk was wiped. */
async function hasGptHeader(disk) {
    const sectors = Math.floor(disk.size / disk.sectorSize);
    for (const sector of [1, sectors - 1]) {
        if (sector > 0 && sector < sectors) {
            if (hasGptSignature(await readAt(disk, sector * disk.sectorSize, disk.sectorSize)))
                return true;
        }
    }
    return false;
}
async function gptPartitions(disk, reporter) {
    const entries = await readGpt(disk, reporter);
    checkOverlaps(disk, entries);
    const partitions = [];
    for (const entry of entries) {
        partitions.push({ ...entry, scheme: 'gpt', fileSystem: await fileSystemAt(disk, entry.offset) });
    }
    return partitions;
}
async function mbrPartitions(disk, record) {
    const partitions = [];
    for (const { number, type, offset, size } of await readMbr(disk, record)) {
        partitions.push({
            number,
            scheme: 'mbr',
            type: { code: mbrTypeCode(type), name: mbrTypeName(type) },
            name: '',
            id: '',
            offset,
            size,
            fileSystem: await fileSystemAt(disk, offset),
        });
    }
    return partitions;
}
//# sourceMappingURL=partition-table.js.map
;// CONCATENATED MODULE: ./build/src/disk/index.js





//# sourceMappingURL=index.js.map

/***/ }),

/***/ 1838:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ silentReporter)
/* harmony export */ });
/** The port through which every long operation says how far it is, and learns that it shall stop. */
/** A reporter that says nothing. */
function silentReporter(signal = new AbortController().signal) {
    const task = { advance() { }, end() { } };
    return { signal, task: () => task, section: () => ({ end() { } }), info() { }, warn() { } };
}
//# sourceMappingURL=progress.js.map

/***/ }),

/***/ 3878:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  o: () => (/* reexport */ openSource),
  P: () => (/* reexport */ parseSource)
});

// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(7406);
// EXTERNAL MODULE: ./build/src/tree/index.js + 18 modules
var src_tree = __webpack_require__(1219);
// EXTERNAL MODULE: ./build/src/wim/index.js + 39 modules
var wim = __webpack_require__(9574);
// EXTERNAL MODULE: ./build/src/bytes/index.js + 7 modules
var bytes = __webpack_require__(2290);
// EXTERNAL MODULE: ./build/src/disk/index.js + 24 modules
var src_disk = __webpack_require__(6988);
;// CONCATENATED MODULE: ./build/src/ntfs/boot.js
/**
 * The boot sector of an NTFS volume: 512 bytes at the start, and once more in the volume's last sector.
 *
 * | offset | size | field                                                                              |
 * | ------ | ---- | ---------------------------------------------------------------------------------- |
 * | 0x03   | 8    | OEM id: `NTFS    `; `-FVE-FS-` is BitLocker                                        |
 * | 0x0b   | 2    | bytes per sector                                                                   |
 * | 0x0d   | 1    | sectors per cluster: 1 to 128, or above 0x80 the negative power of two (0xf5: 2^11) |
 * | 0x28   | 8    | sectors of the volume, without the copy of the boot sector                         |
 * | 0x30   | 8    | first cluster of $MFT                                                              |
 * | 0x38   | 8    | first cluster of $MFTMirr                                                          |
 * | 0x40   | 1    | clusters per MFT record, or the negative power of two in bytes (0xf6: 2^10)        |
 * | 0x44   | 1    | clusters per index block, encoded alike                                            |
 * | 0x48   | 8    | volume serial number                                                               |
 * | 0x1fe  | 2    | 0x55 0xaa                                                                          |
 *
 * Source: the NTFS documentation of the Linux-NTFS project ("$Boot"); clusters above 64 KiB: Windows 10 1709.
 */



const BOOT_SECTOR_SIZE = 512;
const OEM_ID_AT = 3;
const MAX_CLUSTER_SIZE = 2 << 20;
const MIN_RECORD_SIZE = 512;
const MAX_RECORD_SIZE = 4096;
/** Other volumes that are found where NTFS is expected. */
const OTHERS = [
    [OEM_ID_AT, 'EXFAT   ', 'an exFAT volume'],
    [OEM_ID_AT, 'ReFS\0\0\0\0', 'a ReFS volume'],
    [0x52, 'FAT32   ', 'a FAT32 volume'],
    [0x36, 'FAT', 'a FAT volume'],
];
function hasId(sector, at, id) {
    return Buffer.from(sector.buffer, sector.byteOffset + at, id.length).toString('latin1') === id;
}
/** Whether the device begins with the boot sector of an NTFS volume; it may still be a damaged one. */
async function looksLikeNtfs(device) {
    if (device.size < BOOT_SECTOR_SIZE)
        return false;
    const sector = await readAt(device, 0, BOOT_SECTOR_SIZE);
    return hasId(sector, OEM_ID_AT, 'NTFS    ') && sector[0x1fe] === 0x55 && sector[0x1ff] === 0xaa;
}
/** @throws encrypted for BitLocker; unsupported for another file system; damaged where the fields contradict each other */
async function readGeometry(device) {
    if (device.size < BOOT_SECTOR_SIZE)
        throw notNtfs(device, `${device.size} bytes`);
    const sector = await (0,src_disk/* readAt */.m6)(device, 0, BOOT_SECTOR_SIZE);
    if (!hasId(sector, OEM_ID_AT, 'NTFS    '))
        throw refuseOther(device, sector);
    const cursor = (0,bytes/* cursorOver */.Ro)(sector, `${device.label}: boot sector`);
    const check = (holds, field, found, expected) => {
        if (!holds)
            throw badBootSector(device, `${field} ${found}`, expected);
    };
    (0,bytes/* seek */.jF)(cursor, 0x0b);
    const sectorSize = (0,bytes/* readU16 */.Vv)(cursor);
    check(isPowerOfTwo(sectorSize, 256, 4096), 'bytes per sector', sectorSize, 'a power of two up to 4096');
    const perCluster = (0,bytes/* readU8 */.eo)(cursor);
    const clusterSize = sectorSize * (perCluster <= 0x80 ? perCluster : 2 ** (256 - perCluster));
    check(isPowerOfTwo(clusterSize, sectorSize, MAX_CLUSTER_SIZE), 'sectors per cluster', perCluster, 'up to 2 MiB');
    (0,bytes/* seek */.jF)(cursor, 0x28);
    const sectors = (0,bytes/* readSize */.ik)(cursor);
    const clusters = Math.floor((sectors * sectorSize) / clusterSize);
    check(clusters > 0 && sectors * sectorSize <= device.size, 'sectors', sectors, `${device.size} bytes at most`);
    const mftCluster = (0,bytes/* readSize */.ik)(cursor);
    check(mftCluster > 0 && mftCluster < clusters, '$MFT at cluster', mftCluster, `below ${clusters}`);
    const mirrorCluster = (0,bytes/* readSize */.ik)(cursor);
    check(mirrorCluster < clusters, '$MFTMirr at cluster', mirrorCluster, `below ${clusters}`);
    const recordSize = encodedSize(sector[0x40], clusterSize);
    check(isPowerOfTwo(recordSize, MIN_RECORD_SIZE, MAX_RECORD_SIZE), 'MFT record size', recordSize, '1024 or 4096');
    const indexBlockSize = encodedSize(sector[0x44], clusterSize);
    check(isPowerOfTwo(indexBlockSize, 512, MAX_CLUSTER_SIZE), 'index block size', indexBlockSize, 'a power of two');
    (0,bytes/* seek */.jF)(cursor, 0x48);
    const serial = (0,bytes/* readU64 */.IM)(cursor);
    return { sectorSize, clusterSize, clusters, recordSize, indexBlockSize, mftCluster, mirrorCluster, serial };
}
/** Clusters, or from 0x80 the negative power of two in bytes. */
function encodedSize(value, clusterSize) {
    return value < 0x80 ? value * clusterSize : 2 ** (256 - value);
}
function isPowerOfTwo(value, least, most) {
    return value >= least && value <= most && Number.isInteger(Math.log2(value));
}
function refuseOther(device, sector) {
    if (hasId(sector, OEM_ID_AT, '-FVE-FS-')) {
        return new errors/* FactoryError */.Xx('encrypted', {
            subject: device.label,
            found: 'a BitLocker volume',
            expected: 'an NTFS volume that is not encrypted',
            next: 'decrypt it first: "manage-bde -off C:" and wait until it is done',
        });
    }
    const other = OTHERS.find(([at, id]) => hasId(sector, at, id));
    return notNtfs(device, other === undefined ? 'no file system that is known' : other[2]);
}
function notNtfs(device, found) {
    return new errors/* FactoryError */.Xx('unsupported', {
        subject: device.label,
        found,
        expected: 'an NTFS volume',
        next: 'name the partition with Windows: SOURCE#N',
    });
}
function badBootSector(device, found, expected) {
    return new errors/* FactoryError */.Xx('damaged', {
        subject: `${device.label}: boot sector`,
        found,
        expected,
        next: 'the volume is truncated or damaged: run chkdsk on it, or make it again',
    });
}
//# sourceMappingURL=boot.js.map
;// CONCATENATED MODULE: ./build/src/ntfs/damage.js
/** What is wrong with a volume: as an error where the work cannot go on, as a warning where one file is concerned. */

/** How many warnings of one kind are given; a damaged volume could give millions. */
const WARNINGS_OF_A_KIND = 10;
const REPAIR = 'run "chkdsk /f" on the volume, then try again';
function damaged(subject, found, expected) {
    return new errors/* FactoryError */.Xx('damaged', {
        subject,
        found,
        ...(expected === undefined ? {} : { expected }),
        next: REPAIR,
    });
}
/** `C:\file: MFT record 77: attribute $DATA` and the like. */
function recordSubject(label, record) {
    return `${label}: MFT record ${record}`;
}
/** What an error deep in the volume says, about the file that the user knows. */
function aboutFile(error, label, path) {
    if (!(error instanceof errors/* FactoryError */.Xx))
        return error;
    const { subject, found, ...others } = error.details;
    const place = subject.startsWith(`${label}: `) ? `${subject.slice(label.length + 2)}: ` : '';
    return new errors/* FactoryError */.Xx(error.code, {
        ...others,
        subject: `${label}: ${path}`,
        found: `${place}${found}`,
        cause: error,
    });
}
/** Warnings of which each is given once, and each kind a few times before it is summed up. */
class Warnings {
    #reporter;
    #label;
    #given = new Map();
    constructor(reporter, label) {
        this.#reporter = reporter;
        this.#label = label;
    }
    /** @param kind the plural that the last warning of the kind uses: "damaged files" */
    warn(kind, message) {
        const given = this.#given.get(kind) ?? new Set();
        if (given.has(message) || given.size > WARNINGS_OF_A_KIND)
            return;
        this.#given.set(kind, given);
        given.add(message);
        const isLast = given.size > WARNINGS_OF_A_KIND;
        this.#reporter.warn(`${this.#label}: ${isLast ? `there are more ${kind}; they are not listed` : message}`);
    }
}
//# sourceMappingURL=damage.js.map
;// CONCATENATED MODULE: ./build/src/ntfs/runs.js
/**
 * Where the clusters of a non-resident attribute lie: its mapping pairs. Each pair is a byte (low four bits: bytes of
 * the length, high four: bytes of the offset), the length in clusters, and the offset from the pair before as a signed
 * number. No offset means a hole; a zero byte ends the list.
 *
 * Source: the NTFS documentation of the Linux-NTFS project ("Data Runs").
 */

/** The longest number that stays exact; volumes and files reach 2^47 clusters at most. */
const MAX_NUMBER_BYTES = 6;
const HOLE = -1;
/** Runs in order of their virtual cluster number (VCN), without gaps. */
class Runs {
    /** The first VCN of each run. */
    #starts = [];
    /** The first cluster on the volume, or HOLE. */
    #clusters = [];
    #end = 0;
    /** The VCN after the last run. */
    get end() {
        return this.#end;
    }
    /** How many pieces of the volume and holes there are. */
    get count() {
        return this.#starts.length;
    }
    /** Adds a run at the end; what continues the last run becomes part of it. */
    append(cluster, length) {
        const last = this.#starts.length - 1;
        const lastCluster = this.#clusters[last];
        const follows = lastCluster !== undefined &&
            (lastCluster === HOLE
                ? cluster === HOLE
                : cluster === lastCluster + this.#end - this.#starts[last]);
        if (!follows) {
            this.#starts.push(this.#end);
            this.#clusters.push(cluster);
        }
        this.#end += length;
    }
    /** The run that holds `vcn`. @returns -1 beyond the end */
    indexOf(vcn) {
        if (vcn < 0 || vcn >= this.#end)
            return -1;
        let low = 0;
        let high = this.#starts.length - 1;
        while (low < high) {
            const middle = (low + high + 1) >>> 1;
            if (this.#starts[middle] <= vcn)
                low = middle;
            else
                high = middle - 1;
        }
        return low;
    }
    startOf(index) {
        return this.#starts[index] ?? this.#end;
    }
    endOf(index) {
        return this.#starts[index + 1] ?? this.#end;
    }
    /** The first cluster of a run on the volume, or HOLE. */
    clusterOf(index) {
        return this.#clusters[index] ?? HOLE;
    }
    /** The first cluster that is no hole; 0 where all is. */
    get firstCluster() {
        return this.#clusters.find((cluster) => cluster !== HOLE) ?? 0;
    }
}
/**
 * Adds what `pairs` say to `runs`.
 *
 * @param clusters how many the volume has
 * @param subject for errors
 * @throws damaged
 */
function decodeRuns(pairs, runs, clusters, subject) {
    let cluster = 0;
    for (let at = 0;;) {
        const head = pairs[at];
        if (head === undefined)
            throw damaged(subject, 'mapping pairs without an end');
        if (head === 0)
            return;
        const lengthBytes = head & 0xf;
        const offsetBytes = head >> 4;
        const next = at + 1 + lengthBytes + offsetBytes;
        if (lengthBytes === 0 || lengthBytes > MAX_NUMBER_BYTES || offsetBytes > MAX_NUMBER_BYTES) {
            throw damaged(subject, `a mapping pair that begins with 0x${head.toString(16)}`);
        }
        if (next > pairs.length)
            throw damaged(subject, 'mapping pairs that reach beyond the attribute');
        const length = signed(pairs, at + 1, lengthBytes);
        if (length <= 0)
            throw damaged(subject, `a run of ${length} clusters`);
        if (offsetBytes === 0) {
            runs.append(HOLE, length);
        }
        else {
            cluster += signed(pairs, at + 1 + lengthBytes, offsetBytes);
            // NTFS before 3.0 wrote a hole as cluster -1.
            if (cluster < HOLE || cluster + length > clusters) {
                throw damaged(subject, `${length} clusters at cluster ${cluster}`, `less than ${clusters}`);
            }
            runs.append(cluster, length);
        }
        if (!Number.isSafeInteger(runs.end))
            throw damaged(subject, `${runs.end} clusters`, 'less than 2^53');
        at = next;
    }
}
/** The first run of mapping pairs, and whether it is the only one; null where it is a hole or makes no sense. */
function firstRun(pairs) {
    const head = pairs[0] ?? 0;
    const lengthBytes = head & 0xf;
    const offsetBytes = head >> 4;
    const end = 1 + lengthBytes + offsetBytes;
    if (offsetBytes === 0 || offsetBytes > MAX_NUMBER_BYTES || end >= pairs.length)
        return null;
    if (lengthBytes === 0 || lengthBytes > MAX_NUMBER_BYTES)
        return null;
    const length = signed(pairs, 1, lengthBytes);
    const cluster = signed(pairs, 1 + lengthBytes, offsetBytes);
    return length <= 0 || cluster < 0 ? null : { cluster, length, isOnly: pairs[end] === 0 };
}
function signed(bytes, at, count) {
    let value = 0;
    for (let index = count - 1; index >= 0; index--)
        value = value * 256 + bytes[at + index];
    return bytes[at + count - 1] >= 0x80 ? value - 2 ** (8 * count) : value;
}
//# sourceMappingURL=runs.js.map
;// CONCATENATED MODULE: ./build/src/ntfs/clusters.js
/** Reading the content of a non-resident attribute from the clusters of the volume. */


/**
 * Fills `target` with what the clusters hold from byte `offset`, each piece of the volume in one read. Holes become
 * zeros; the initialized size is not looked at.
 *
 * @param subject for errors
 * @throws damaged beyond the last run
 */
async function readClusters({ device, geometry }, { runs }, offset, target, subject) {
    const { clusterSize } = geometry;
    if (offset + target.length > runs.end * clusterSize) {
        throw damaged(subject, `${runs.end} clusters`, `content up to byte ${offset + target.length}`);
    }
    let index = target.length === 0 ? -1 : runs.indexOf(Math.floor(offset / clusterSize));
    for (let done = 0; done < target.length; index++) {
        const start = runs.startOf(index) * clusterSize;
        const at = offset + done;
        const length = Math.min(target.length - done, runs.endOf(index) * clusterSize - at);
        const piece = target.subarray(done, done + length);
        const cluster = runs.clusterOf(index);
        if (cluster === HOLE)
            piece.fill(0);
        else
            await device.read(cluster * clusterSize + at - start, piece);
        done += length;
    }
}
/** As `readClusters`, with zeros behind the initialized size. */
async function readInitialized(volume, body, offset, target, subject) {
    const written = Math.min(target.length, Math.max(0, body.initialized - offset));
    await readClusters(volume, body, offset, target.subarray(0, written), subject);
    target.fill(0, written);
}
//# sourceMappingURL=clusters.js.map
;// CONCATENATED MODULE: ./build/src/ntfs/clean.js
/**
 * Whether the volume holds all that was written to it. It does not when it is marked dirty, when $LogFile has changes
 * that are not in the files yet, or when a hibernated Windows keeps changes in its memory image.
 *
 * | $VOLUME_INFORMATION | size | field                     | restart page of $LogFile | size | field                        |
 * | ------------------- | ---- | ------------------------- | ------------------------ | ---- | ---------------------------- |
 * | 0x08                | 1, 1 | major and minor version   | 0x00                     | 4    | `RSTR`; `CHKD` after chkdsk  |
 * | 0x0a                | 2    | flags: 1 dirty            | 0x10                     | 4    | bytes of a restart page      |
 * |                     |      |                           | 0x18                     | 2    | offset of the restart area   |
 *
 * Restart area: 0x00 the log sequence number, 0x0c the first client in use (0xffff: none), 0x0e flags (2: shut down
 * cleanly). There are two restart pages and the one with the higher number counts; versions 1.1 and 2.0 of the log agree
 * in this. A log of 0xff bytes is new, or was emptied by a driver that mounted a clean volume.
 *
 * `hiberfil.sys` begins with `HIBR` (`hibr` before Windows 8) while Windows is hibernated, fast startup included, with
 * `RSTR` while it is being resumed, and with `WAKE` or zeros once that is done.
 *
 * Sources: the NTFS documentation of the Linux-NTFS project ("$LogFile", "$Volume"); J. Sylve et al., "Modern Windows
 * hibernation file analysis", 2016.
 */


/** Dirty, and "chkdsk is at work". */
const DIRTY_FLAGS = 0x0001 | 0x4000;
const NO_CLIENT = 0xffff;
const SHUT_DOWN_CLEANLY = 0x0002;
const MIN_PAGE_SIZE = 0x200;
const MAX_PAGE_SIZE = 64 << 10;
const RESTART_AREA_SIZE = 0x10;
const HIBERNATED = new Set(['HIBR', 'RSTR']);
function dirtyFlagOf(volumeFlags) {
    return (volumeFlags & DIRTY_FLAGS) === 0 ? null : 'marked dirty';
}
/** @param head the first bytes of hiberfil.sys */
function hibernationOf(head) {
    const magic = Buffer.from(head.subarray(0, 4)).toString('latin1').toUpperCase();
    return HIBERNATED.has(magic)
        ? 'hibernated (hiberfil.sys holds a Windows session, or fast startup does)'
        : null;
}
/** @param stream the content of $LogFile @returns what is wrong, or null @throws damaged */
async function logStateOf(volume, { body, record }) {
    if (body.resident)
        return 'without a log';
    const subject = `${volume.label}: MFT record ${record}: $LogFile`;
    const head = new Uint8Array(Math.min(2 * MAX_PAGE_SIZE, body.size));
    await readInitialized(volume, body, 0, head, subject);
    const first = restartAreaAt(head, 0);
    // Where the first page is torn its size is unknown; pages are 4 KiB but for very old volumes.
    const second = restartAreaAt(head, first?.pageSize ?? 4096);
    const newest = first !== null && (second === null || first.sequence >= second.sequence) ? first : second;
    if (newest === null) {
        return head.every((byte) => byte === 0xff) ? null : 'with a log that cannot be read';
    }
    return newest.isClean ? null : 'not cleanly shut down (its log holds changes that the files lack)';
}
function restartAreaAt(log, at) {
    if (at + MIN_PAGE_SIZE > log.length)
        return null;
    const view = new DataView(log.buffer, log.byteOffset + at, log.length - at);
    const magic = Buffer.from(log.buffer, log.byteOffset + at, 4).toString('latin1');
    if (magic !== 'RSTR' && magic !== 'CHKD')
        return null;
    const pageSize = view.getUint32(0x10, true);
    const area = view.getUint16(0x18, true);
    if (pageSize < MIN_PAGE_SIZE || pageSize > MAX_PAGE_SIZE || area + RESTART_AREA_SIZE > MIN_PAGE_SIZE - 2)
        return null;
    const client = view.getUint16(area + 0x0c, true);
    const flags = view.getUint16(area + 0x0e, true);
    return {
        pageSize,
        sequence: magic === 'CHKD' ? view.getBigUint64(0x08, true) : view.getBigUint64(area, true),
        isClean: client === NO_CLIENT || (flags & SHUT_DOWN_CLEANLY) !== 0,
    };
}
/** @param state what was found, in words */
function dirtyError(label, state) {
    return new errors/* FactoryError */.Xx('dirty', {
        subject: label,
        found: `a volume that is ${state}`,
        expected: 'a volume that Windows shut down completely',
        next: 'start Windows from it and run "shutdown /s /f /t 0" ("powercfg /h off" first, where it hibernates), ' +
            'or run "chkdsk /f" on it; --allow-dirty reads it as it is, and what is in the log or in memory is missing then',
    });
}
//# sourceMappingURL=clean.js.map
;// CONCATENATED MODULE: ./build/src/ntfs/record.js
/**
 * A record of the $MFT: one file, or an extension of a file whose attributes do not fit into one record.
 *
 * | offset | size | field                                                                                    |
 * | ------ | ---- | ---------------------------------------------------------------------------------------- |
 * | 0x00   | 4    | `FILE`; `BAAD` where a driver found it torn                                              |
 * | 0x04   | 2, 2 | offset and count of the update sequence: a number, then what it replaced at the end of each 512 bytes |
 * | 0x10   | 2    | sequence number: how often the record was used anew                                      |
 * | 0x14   | 2    | offset of the first attribute                                                            |
 * | 0x16   | 2    | flags: 1 in use, 2 directory                                                             |
 * | 0x18   | 4    | bytes in use                                                                             |
 * | 0x20   | 8    | reference to the base record; 0 in a base record                                         |
 *
 * A reference is 48 bits of record number and 16 bits of sequence number. Each attribute begins with
 *
 * | offset | size | field                                                                                    |
 * | ------ | ---- | ---------------------------------------------------------------------------------------- |
 * | 0x00   | 4    | type; 0xffffffff ends the list                                                           |
 * | 0x04   | 4    | length of the attribute, a multiple of 8                                                 |
 * | 0x08   | 1    | 1: non-resident                                                                          |
 * | 0x09   | 1, 2 | UTF-16 units and offset of the name                                                      |
 * | 0x0c   | 2    | flags: 0x0001 compressed, 0x4000 encrypted, 0x8000 sparse                                |
 * | 0x0e   | 2    | id, unique in its record                                                                 |
 *
 * Source: the NTFS documentation of the Linux-NTFS project ("FILE Record", "Attributes", "Fixup").
 */

const ATTRIBUTE = {
    STANDARD_INFORMATION: 0x10,
    ATTRIBUTE_LIST: 0x20,
    FILE_NAME: 0x30,
    OBJECT_ID: 0x40,
    SECURITY_DESCRIPTOR: 0x50,
    VOLUME_NAME: 0x60,
    VOLUME_INFORMATION: 0x70,
    DATA: 0x80,
    BITMAP: 0xb0,
    REPARSE_POINT: 0xc0,
    EA: 0xe0,
};
const END = 0xffffffff;
const FILE_MAGIC = 0x454c4946;
/** The stride of the update sequence, whatever the sector size is. */
const FIXUP_STRIDE = 512;
const HEADER_SIZE = 0x2a;
const ATTRIBUTE_HEADER_SIZE = 0x18;
const IN_USE = 1;
const DIRECTORY = 2;
function recordWindow(label, bytes, size, number) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return { label, bytes, view, size, start: 0, number };
}
function hasMagic({ view, start }) {
    return view.getUint32(start, true) === FILE_MAGIC;
}
/**
 * Puts back what the update sequence replaced.
 *
 * @returns null, or what is wrong with the record; what can be put back was
 */
function applyFixups({ bytes, view, start, size }) {
    const at = view.getUint16(start + 4, true);
    const count = view.getUint16(start + 6, true);
    const strides = size / FIXUP_STRIDE;
    if (count !== strides + 1 || at < HEADER_SIZE - 2 || at + count * 2 > FIXUP_STRIDE - 2) {
        return `an update sequence of ${count} numbers at byte ${at}`;
    }
    const low = bytes[start + at];
    const high = bytes[start + at + 1];
    let torn = null;
    for (let stride = 1; stride <= strides; stride++) {
        const end = start + stride * FIXUP_STRIDE;
        if (bytes[end - 2] !== low || bytes[end - 1] !== high) {
            torn = `sector ${stride - 1} of the record was not written with the others`;
            continue;
        }
        bytes[end - 2] = bytes[start + at + stride * 2];
        bytes[end - 1] = bytes[start + at + stride * 2 + 1];
    }
    return torn;
}
function isInUse({ view, start }) {
    return (view.getUint16(start + 0x16, true) & IN_USE) !== 0;
}
function isDirectoryRecord({ view, start }) {
    return (view.getUint16(start + 0x16, true) & DIRECTORY) !== 0;
}
function sequenceOf({ view, start }) {
    return view.getUint16(start + 0x10, true);
}
/** The record number of a reference of eight bytes. */
function referenceNumber(view, at) {
    return view.getUint32(at, true) + view.getUint16(at + 4, true) * 2 ** 32;
}
function referenceSequence(view, at) {
    return view.getUint16(at + 6, true);
}
/** Where the reference to the base record lies; -1 in a base record. */
function baseReferenceAt({ view, start }) {
    const at = start + 0x20;
    return view.getUint32(at, true) === 0 && view.getUint32(at + 4, true) === 0 ? -1 : at;
}
/** @returns where the first attribute lies in `bytes`, or -1 @throws damaged */
function firstAttribute(window) {
    return checkAttribute(window, window.start + window.view.getUint16(window.start + 0x14, true));
}
/** @param at where an attribute lies @returns where the next one lies, or -1 @throws damaged */
function nextAttribute(window, at) {
    return checkAttribute(window, at + window.view.getUint32(at + 4, true));
}
function checkAttribute(window, at) {
    const { view, start, size } = window;
    const used = view.getUint32(start + 0x18, true);
    if (used > size)
        throw badRecord(window, `${used} bytes in use`, `${size} at most`);
    const end = start + used;
    if (at < start + HEADER_SIZE || at + 4 > end) {
        throw badRecord(window, `an attribute at byte ${at - start}`, `a list that ends before byte ${used}`);
    }
    const type = view.getUint32(at, true);
    if (type === END)
        return -1;
    const left = end - at;
    const length = left < ATTRIBUTE_HEADER_SIZE ? 0 : view.getUint32(at + 4, true);
    if (length < ATTRIBUTE_HEADER_SIZE || length > left || length % 8 !== 0) {
        throw badRecord(window, `${attributeName(type)} of ${length} bytes with ${left} left in the record`);
    }
    return at;
}
function badRecord(window, found, expected) {
    return damaged(recordSubject(window.label, window.number), found, expected);
}
const NAMES = new Map(Object.entries(ATTRIBUTE).map(([name, type]) => [type, `$${name}`]));
/** `$DATA`, as Windows calls it. */
function attributeName(type) {
    return NAMES.get(type) ?? `attribute 0x${type.toString(16)}`;
}
/** Where the value of the resident attribute at `at` lies. @throws damaged when it is non-resident or too short */
function residentValue(window, at, least) {
    const { view } = window;
    const length = view.getUint32(at + 4, true);
    const size = view.getUint32(at + 0x10, true);
    const offset = view.getUint16(at + 0x14, true);
    if (view.getUint8(at + 8) !== 0 || size < least || offset + size > length) {
        const type = attributeName(view.getUint32(at, true));
        throw badRecord(window, `${type} with a value of ${size} bytes at ${offset}`, `${least} bytes at least`);
    }
    return { at: at + offset, size };
}
//# sourceMappingURL=record.js.map
;// CONCATENATED MODULE: ./build/src/ntfs/attribute.js
/**
 * Attributes as the rest of the reader sees them. What follows the common part of the header:
 *
 * | resident | size | field           | non-resident | size | field                                    |
 * | -------- | ---- | --------------- | ------------ | ---- | ---------------------------------------- |
 * | 0x10     | 4    | size of value   | 0x10, 0x18   | 8, 8 | first and last VCN of this part          |
 * | 0x14     | 2    | offset of value | 0x20         | 2    | offset of the mapping pairs              |
 * |          |      |                 | 0x22         | 1    | log2 of the clusters of a compression unit |
 * |          |      |                 | 0x28, 0x30   | 8, 8 | bytes allocated, bytes of content        |
 * |          |      |                 | 0x38         | 8    | bytes initialized; zeros follow          |
 *
 * Sizes are there in the part with VCN 0 only. Source: the NTFS documentation of the Linux-NTFS project.
 */



const ATTRIBUTE_FLAG = { COMPRESSED: 0x0001, ENCRYPTED: 0x4000, SPARSE: 0x8000 };
/** The type of compression; anything but LZNT1 (1) was never used. */
const COMPRESSION_MASK = 0x00ff;
/** The attribute at `at`. @param clusters how many the volume has @throws damaged */
function parseAttribute(window, at, clusters) {
    const { view, number } = window;
    const length = view.getUint32(at + 4, true);
    const name = parseName(window, at, length);
    const resident = view.getUint8(at + 8) === 0;
    return {
        type: view.getUint32(at, true),
        name,
        flags: view.getUint16(at + 0x0c, true),
        id: view.getUint16(at + 0x0e, true),
        record: number,
        body: resident ? parseResident(window, at) : parseNonResident(window, at, length, clusters),
    };
}
function parseName(window, at, length) {
    const { view, bytes } = window;
    const units = view.getUint8(at + 9);
    if (units === 0)
        return '';
    const offset = view.getUint16(at + 10, true);
    if (offset + units * 2 > length) {
        throw badRecord(window, `${attributeName(view.getUint32(at, true))} with a name beyond its end`);
    }
    return Buffer.from(bytes.buffer, bytes.byteOffset + at + offset, units * 2).toString('utf16le');
}
function parseResident(window, at) {
    const value = residentValue(window, at, 0);
    return { resident: true, value: window.bytes.subarray(value.at, value.at + value.size) };
}
function parseNonResident(window, at, length, clusters) {
    const { view, bytes } = window;
    const subject = `${recordSubject(window.label, window.number)}: ${attributeName(view.getUint32(at, true))}`;
    if (length < 0x40)
        throw damaged(subject, `a non-resident attribute of ${length} bytes`);
    const number = (offset) => {
        const value = Number(view.getBigInt64(at + offset, true));
        if (value < -1 || !Number.isSafeInteger(value))
            throw damaged(subject, `${value} at byte ${offset}`);
        return value;
    };
    const firstVcn = number(0x10);
    const lastVcn = number(0x18);
    const pairs = view.getUint16(at + 0x20, true);
    if (pairs < 0x40 || pairs >= length)
        throw damaged(subject, `mapping pairs at byte ${pairs}`);
    const runs = new Runs();
    decodeRuns(bytes.subarray(at + pairs, at + length), runs, clusters, subject);
    if (firstVcn < 0 || runs.end !== lastVcn + 1 - firstVcn) {
        throw damaged(subject, `runs of ${runs.end} clusters for VCN ${firstVcn} to ${lastVcn}`);
    }
    const size = number(0x30);
    const initialized = number(0x38);
    if (firstVcn === 0 && (size < 0 || initialized < 0))
        throw damaged(subject, `a content of ${size} bytes`);
    return { resident: false, firstVcn, runs, size, initialized, unit: parseUnit(window, at, subject) };
}
function parseUnit({ view }, at, subject) {
    const flags = view.getUint16(at + 0x0c, true);
    const compression = flags & COMPRESSION_MASK;
    const unit = view.getUint8(at + 0x22);
    if (compression === 0)
        return 1;
    if (compression !== ATTRIBUTE_FLAG.COMPRESSED)
        throw damaged(subject, `compression of type ${compression}`, '1');
    // A part other than the first may leave the unit out.
    if (unit > 8)
        throw damaged(subject, `compression units of 2^${unit} clusters`, '2^4');
    return 2 ** unit;
}
/**
 * One attribute from its parts.
 *
 * @param parts of one type and name, in any order
 * @throws damaged when they do not follow each other
 */
function joinParts(parts, label) {
    const [only] = parts;
    if (only !== undefined && parts.length === 1 && (only.body.resident || only.body.firstVcn === 0))
        return only;
    const sorted = parts.toSorted((a, b) => firstVcnOf(a) - firstVcnOf(b));
    const first = sorted[0];
    const subject = `${recordSubject(label, first.record)}: ${attributeName(first.type)}`;
    const runs = new Runs();
    for (const { body } of sorted) {
        if (body.resident)
            throw damaged(subject, 'several attributes of one name');
        if (body.firstVcn !== runs.end)
            throw damaged(subject, `a part from VCN ${body.firstVcn}`, `${runs.end}`);
        for (let index = 0; index < body.runs.count; index++) {
            runs.append(body.runs.clusterOf(index), body.runs.endOf(index) - body.runs.startOf(index));
        }
    }
    return { ...first, body: { ...first.body, runs } };
}
function firstVcnOf({ body }) {
    return body.resident ? 0 : body.firstVcn;
}
//# sourceMappingURL=attribute.js.map
;// CONCATENATED MODULE: ./build/src/ntfs/lznt1.js
/**
 * LZNT1, the compression of NTFS: chunks of 4096 bytes. A chunk begins with 16 bits: 12 bits of its stored size less one,
 * 3 bits of signature (3), and whether it is compressed; a header of 0 ends the content. In a compressed chunk a byte of
 * flags precedes each eight items: a literal, or 16 bits of distance and length whose border moves with the position.
 *
 * Source: [MS-XCA] 2.5.
 */

const CHUNK_SIZE = 4096;
/**
 * Fills `target`; what the content leaves out is zeros, as after every chunk that ends early.
 *
 * @param subject for errors
 * @throws damaged
 */
function decompressLznt1(source, target, subject) {
    let at = 0;
    let out = 0;
    while (out < target.length && at + 2 <= source.length) {
        const header = source[at] | (source[at + 1] << 8);
        if (header === 0)
            break;
        const end = at + (header & 0xfff) + 3;
        if (end > source.length)
            throw damaged(subject, `an LZNT1 chunk of ${end - at} bytes`, `${source.length - at}`);
        const chunk = target.subarray(out, out + CHUNK_SIZE);
        const filled = (header & 0x8000) === 0
            ? copyChunk(source.subarray(at + 2, end), chunk, subject)
            : decompressChunk(source, at + 2, end, chunk, subject);
        chunk.fill(0, filled);
        at = end;
        out += chunk.length;
    }
    target.fill(0, out);
}
function copyChunk(stored, chunk, subject) {
    if (stored.length > chunk.length)
        throw damaged(subject, `a stored LZNT1 chunk of ${stored.length} bytes`);
    chunk.set(stored);
    return stored.length;
}
function decompressChunk(source, start, end, chunk, subject) {
    let at = start;
    let out = 0;
    // How many of a match's 16 bits are length; it shrinks as distances grow.
    let lengthBits = 12;
    let border = 16;
    while (at < end) {
        let flags = source[at++];
        for (let item = 0; item < 8 && at < end; item++, flags >>= 1) {
            if ((flags & 1) === 0) {
                if (out === chunk.length)
                    throw damaged(subject, 'an LZNT1 chunk of more than 4096 bytes');
                chunk[out++] = source[at++];
                continue;
            }
            if (at + 2 > end)
                throw damaged(subject, 'an LZNT1 match beyond the end of its chunk');
            const match = source[at] | (source[at + 1] << 8);
            at += 2;
            for (; out > border; border *= 2)
                lengthBits--;
            const distance = (match >> lengthBits) + 1;
            const length = (match & ((1 << lengthBits) - 1)) + 3;
            if (distance > out || out + length > chunk.length) {
                throw damaged(subject, `an LZNT1 match of ${length} bytes at distance ${distance} after ${out} bytes`);
            }
            for (const stop = out + length; out < stop; out++)
                chunk[out] = chunk[out - distance];
        }
    }
    return out;
}
//# sourceMappingURL=lznt1.js.map
;// CONCATENATED MODULE: ./build/src/ntfs/content.js
/** The content of a stream in pieces: resident, plain, sparse or compressed with LZNT1. */






/** The most that is read at once. */
const PIECE_SIZE = 1 << 20;
/** @throws encrypted, damaged */
async function* readContent(volume, attribute) {
    const { body, record, flags } = attribute;
    if ((flags & ATTRIBUTE_FLAG.ENCRYPTED) !== 0) {
        throw new errors/* FactoryError */.Xx('encrypted', {
            subject: recordSubject(volume.label, record),
            found: 'content that is encrypted with EFS',
            expected: 'content that this program can read',
            next: 'decrypt the file on Windows first: "cipher /d FILE"',
        });
    }
    if (body.resident) {
        if (body.value.length > 0)
            yield body.value.slice();
        return;
    }
    const subject = `${recordSubject(volume.label, record)}: $DATA`;
    if (body.size > body.runs.end * volume.geometry.clusterSize) {
        throw damaged(subject, `${body.size} bytes in ${body.runs.end} clusters`);
    }
    const read = body.unit === 1
        ? (offset, target) => readInitialized(volume, body, offset, target, subject)
        : unitReader(volume, body, subject);
    yield* readAhead(body.size, read);
}
/** Where the content begins on the volume, in bytes. @param resident where the record lies */
function positionOf({ geometry }, { body }, resident) {
    return body.resident ? resident : body.runs.firstCluster * geometry.clusterSize;
}
/** Pieces in order, the next one on its way while the caller works on this one. */
async function* readAhead(size, read) {
    const start = async (offset) => {
        const piece = new Uint8Array(Math.min(PIECE_SIZE, size - offset));
        await read(offset, piece);
        return piece;
    };
    let next = null;
    for (let offset = 0; offset < size; offset += PIECE_SIZE) {
        const piece = await (next ?? start(offset));
        const following = offset + PIECE_SIZE;
        next = following < size ? start(following) : null;
        // It is awaited in the next round; the caller may stop before.
        next?.catch(() => { });
        yield piece;
    }
}
/**
 * Reads compressed content. Each compression unit is stored as it is when all its clusters are there, is zeros when none
 * is, and is compressed when some clusters at its end are a hole.
 */
function unitReader(volume, body, subject) {
    const { clusterSize } = volume.geometry;
    const unitSize = body.unit * clusterSize;
    if (PIECE_SIZE % unitSize !== 0)
        throw damaged(subject, `compression units of ${unitSize} bytes`, '64 KiB');
    const stored = new Uint8Array(unitSize);
    return async (offset, target) => {
        for (let done = 0; done < target.length; done += unitSize) {
            const at = offset + done;
            const piece = target.subarray(done, Math.min(done + unitSize, target.length));
            const present = clustersPresent(body.runs, at / clusterSize, body.unit, subject);
            if (present === body.unit) {
                await readClusters(volume, body, at, piece, subject);
            }
            else if (present > 0) {
                const packed = stored.subarray(0, present * clusterSize);
                await readClusters(volume, body, at, packed, subject);
                if (piece.length === unitSize) {
                    decompressLznt1(packed, piece, subject);
                }
                else {
                    const whole = new Uint8Array(unitSize);
                    decompressLznt1(packed, whole, subject);
                    piece.set(whole.subarray(0, piece.length));
                }
            }
            piece.fill(0, Math.min(piece.length, Math.max(0, body.initialized - at)));
        }
    };
}
/** How many clusters of a unit are there before its hole. @throws damaged when some follow the hole */
function clustersPresent(runs, vcn, unit, subject) {
    const end = Math.min(vcn + unit, runs.end);
    let present = 0;
    let holeAt = -1;
    for (let index = runs.indexOf(vcn); index !== -1 && index < runs.count && runs.startOf(index) < end; index++) {
        const length = Math.min(end, runs.endOf(index)) - Math.max(vcn, runs.startOf(index));
        if (runs.clusterOf(index) === HOLE) {
            holeAt = runs.startOf(index);
        }
        else if (holeAt === -1) {
            present += length;
        }
        else {
            throw damaged(subject, `clusters after the hole of the compression unit at VCN ${vcn}`);
        }
    }
    return present;
}
//# sourceMappingURL=content.js.map
;// CONCATENATED MODULE: ./build/src/ntfs/list.js
/**
 * $ATTRIBUTE_LIST: where the attributes of a file lie when one record cannot hold them all. Each entry:
 *
 * | offset | size | field                                    |
 * | ------ | ---- | ---------------------------------------- |
 * | 0x00   | 4    | type                                     |
 * | 0x04   | 2    | length of the entry, a multiple of 8     |
 * | 0x06   | 1, 1 | UTF-16 units and offset of the name      |
 * | 0x08   | 8    | first VCN of the part                    |
 * | 0x10   | 8    | reference to the record that holds it    |
 * | 0x18   | 2    | id of the attribute in that record       |
 *
 * Source: the NTFS documentation of the Linux-NTFS project ("$ATTRIBUTE_LIST"). Windows limits a list to 256 KiB.
 */



const MAX_LIST_SIZE = 256 << 10;
const ENTRY_HEADER_SIZE = 0x1a;
/** @throws damaged */
async function parseAttributeList(volume, list) {
    const subject = `${recordSubject(volume.label, list.record)}: $ATTRIBUTE_LIST`;
    const bytes = await list_valueOf(volume, list, MAX_LIST_SIZE);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const entries = [];
    for (let at = 0; at + ENTRY_HEADER_SIZE <= bytes.length;) {
        const type = view.getUint32(at, true);
        if (type === 0 || type === 0xffffffff)
            break;
        const length = view.getUint16(at + 4, true);
        const nameEnd = view.getUint8(at + 7) + view.getUint8(at + 6) * 2;
        if (length < ENTRY_HEADER_SIZE || at + length > bytes.length || nameEnd > length) {
            throw damaged(subject, `an entry of ${length} bytes at byte ${at}`, `${bytes.length - at} at most`);
        }
        const nameAt = bytes.byteOffset + at + view.getUint8(at + 7);
        entries.push({
            type,
            name: Buffer.from(bytes.buffer, nameAt, view.getUint8(at + 6) * 2).toString('utf16le'),
            firstVcn: Number(view.getBigUint64(at + 8, true)),
            record: referenceNumber(view, at + 0x10),
            sequence: referenceSequence(view, at + 0x10),
            id: view.getUint16(at + 0x18, true),
        });
        at += length;
    }
    return entries;
}
/** The whole value of an attribute that is not compressed, in bytes of its own. @throws damaged above `most` bytes */
async function list_valueOf(volume, attribute, most) {
    const { body, record, type } = attribute;
    const subject = `${recordSubject(volume.label, record)}: ${attributeName(type)}`;
    const size = body.resident ? body.value.length : body.size;
    if (size > most)
        throw damaged(subject, `a value of ${size} bytes`, `${most} at most`);
    if (body.resident)
        return body.value.slice();
    const value = new Uint8Array(size);
    await readInitialized(volume, body, 0, value, subject);
    return value;
}
//# sourceMappingURL=list.js.map
// EXTERNAL MODULE: ./build/src/codec/index.js + 9 modules
var codec = __webpack_require__(7438);
;// CONCATENATED MODULE: ./build/src/ntfs/wof.js
/**
 * Files that the Windows Overlay Filter keeps compressed ("CompactOS"). The unnamed stream is sparse and empty; the
 * stream `WofCompressedData` holds the content in chunks as a WIM resource does: where each chunk but the first begins,
 * from the end of this table (32 bits each, 64 above 4 GiB of content), then the chunks. The reparse data:
 *
 * | offset | size | field                                                        |
 * | ------ | ---- | ------------------------------------------------------------ |
 * | 0x00   | 4    | version: 1                                                   |
 * | 0x04   | 4    | provider: 1 a WIM elsewhere (WIMBoot), 2 this file           |
 * | 0x08   | 4    | version of the provider: 1                                   |
 * | 0x0c   | 4    | algorithm: 0 XPRESS 4K, 1 LZX 32K, 2 XPRESS 8K, 3 XPRESS 16K |
 *
 * Source: wofapi.h and ntifs.h of the Windows SDK (WOF_EXTERNAL_INFO, FILE_PROVIDER_EXTERNAL_INFO_V1).
 */





const WOF_STREAM = 'WofCompressedData';
const PROVIDER = { WIM: 1, FILE: 2 };
const ALGORITHMS = [
    ['xpress', 4096],
    ['lzx', 32768],
    ['xpress', 8192],
    ['xpress', 16384],
];
/** Above this size of the content the chunk table has 64-bit entries. */
const SMALL_TABLE_LIMIT = 0xffffffff;
/** Whether reparse data of the WOF tag says that the content lies in this file itself. */
function isFileProvider(data) {
    return data.length >= 8 && viewOf(data).getUint32(4, true) === PROVIDER.FILE;
}
/** What to say of reparse data of the WOF tag whose content lies elsewhere. */
function foreignProvider(data) {
    const provider = data.length >= 8 ? viewOf(data).getUint32(4, true) : 0;
    return provider === PROVIDER.WIM
        ? 'content that lies in a WIM file elsewhere (WIMBoot)'
        : `content of the unknown overlay provider ${provider}`;
}
/**
 * @param data the reparse data
 * @param stream WofCompressedData
 * @param size bytes of the content
 * @throws unsupported for an algorithm that is not known; damaged
 */
async function* readWof(volume, data, stream, size) {
    const subject = `${recordSubject(volume.label, stream.record)}: ${WOF_STREAM}`;
    const algorithm = data.length >= 16 ? viewOf(data).getUint32(12, true) : -1;
    const known = ALGORITHMS[algorithm];
    if (known === undefined) {
        throw new errors/* FactoryError */.Xx('unsupported', {
            subject,
            found: `compression algorithm ${algorithm}`,
            expected: '0 to 3',
        });
    }
    const [format, chunkSize] = known;
    const chunks = new ChunkReader(volume, stream, size, chunkSize, subject);
    yield* readAhead(size, async (offset, target) => {
        const first = offset / chunkSize;
        const run = await chunks.read(first, Math.ceil((offset + target.length) / chunkSize));
        target.set((0,codec/* decompressNow */.CF)(format, chunkSize, run, target.length, subject));
    });
}
class ChunkReader {
    #volume;
    #stream;
    #size;
    #chunkSize;
    #subject;
    #count;
    #entrySize;
    constructor(volume, stream, size, chunkSize, subject) {
        this.#volume = volume;
        this.#stream = stream;
        this.#size = size;
        this.#chunkSize = chunkSize;
        this.#subject = subject;
        this.#count = Math.ceil(size / chunkSize);
        this.#entrySize = size > SMALL_TABLE_LIMIT ? 8 : 4;
    }
    /** The stored chunks from `first` to before `end`. @throws damaged */
    async read(first, end) {
        const starts = await this.#starts(first, end);
        const sizes = new Uint32Array(end - first);
        for (let index = 0; index < sizes.length; index++) {
            const length = starts[index + 1] - starts[index];
            const most = Math.min(this.#chunkSize, this.#size - (first + index) * this.#chunkSize);
            if (length <= 0 || length > most) {
                throw damaged(this.#subject, `chunk ${first + index} of ${length} bytes`, `1 to ${most}`);
            }
            sizes[index] = length;
        }
        const data = new Uint8Array(starts[sizes.length] - starts[0]);
        await this.#fill(starts[0], data);
        return { data, sizes };
    }
    /** Where chunks begin in the stream, and where the last of them ends. */
    async #starts(first, end) {
        const tableSize = (this.#count - 1) * this.#entrySize;
        const from = Math.max(first, 1);
        const to = Math.min(end, this.#count - 1);
        const table = new Uint8Array(Math.max(0, to - from + 1) * this.#entrySize);
        await this.#fill((from - 1) * this.#entrySize, table);
        const view = viewOf(table);
        const starts = first === 0 ? [tableSize] : [];
        for (let at = 0; at < table.length; at += this.#entrySize) {
            const start = this.#entrySize === 4 ? view.getUint32(at, true) : Number(view.getBigUint64(at, true));
            starts.push(tableSize + start);
        }
        if (end === this.#count)
            starts.push(this.#streamSize);
        return starts;
    }
    get #streamSize() {
        const { body } = this.#stream;
        return body.resident ? body.value.length : body.size;
    }
    async #fill(offset, target) {
        const { body } = this.#stream;
        if (offset + target.length > this.#streamSize) {
            throw damaged(this.#subject, `${this.#streamSize} bytes`, `${offset + target.length} at least`);
        }
        if (body.resident)
            target.set(body.value.subarray(offset, offset + target.length));
        else
            await readInitialized(this.#volume, body, offset, target, this.#subject);
    }
}
function viewOf(bytes) {
    return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
//# sourceMappingURL=wof.js.map
;// CONCATENATED MODULE: ./build/src/ntfs/facts.js
/** What a file is, apart from its names: from the columns of the scan, or from its record where that is not enough. */






const MAX_DESCRIPTOR_SIZE = 1 << 20;
const MAX_EA_SIZE = 64 << 10;
const MIN_OBJECT_ID_SIZE = 16;
const MAX_OBJECT_ID_SIZE = 64;
const MAX_REPARSE_SIZE = 16 << 10;
const REPARSE_HEADER_SIZE = 8;
const EA_HEADER_SIZE = 8;
/** Attributes that Windows reports; the rest of the 32 bits is the file system's own, or never on disk. */
const REPORTED_ATTRIBUTES = 0x00ffffff & ~0x8;
/** The attributes as Windows reports them: NTFS keeps the directory elsewhere and nothing in place of NORMAL. */
function reportedAttributes(stored, isDirectory, isReparsePoint) {
    let attributes = stored & REPORTED_ATTRIBUTES;
    attributes &= ~(src_tree/* FILE_ATTRIBUTE */.UD.NORMAL | src_tree/* FILE_ATTRIBUTE */.UD.DIRECTORY | src_tree/* FILE_ATTRIBUTE */.UD.REPARSE_POINT);
    if (isDirectory)
        attributes |= src_tree/* FILE_ATTRIBUTE */.UD.DIRECTORY;
    if (isReparsePoint)
        attributes |= src_tree/* FILE_ATTRIBUTE */.UD.REPARSE_POINT;
    return attributes === 0 ? src_tree/* FILE_ATTRIBUTE */.UD.NORMAL : attributes;
}
function streamInfo(name, size, position) {
    return { name, size, sha1: null, position };
}
function findStream(attributes, name) {
    return attributes.find((attribute) => attribute.type === ATTRIBUTE.DATA && attribute.name === name) ?? null;
}
/** The value of a whole attribute that a file has once. @throws damaged */
async function valueOrNull(volume, attributes, type, most) {
    const attribute = attributes.find((candidate) => candidate.type === type);
    return attribute === undefined ? null : list_valueOf(volume, attribute, most);
}
/**
 * @param stored the attributes of $STANDARD_INFORMATION
 * @param position where the base record lies on the volume
 * @throws damaged
 */
async function describe(volume, attributes, stored, isDirectory, position) {
    const stamp = await readReparsePoint(volume, attributes);
    const isOverlay = stamp !== null && isWofFile(stamp);
    const reparse = isOverlay ? null : stamp;
    const visible = reportedAttributes(stored, isDirectory, reparse !== null);
    return {
        attributes: isOverlay ? withoutSparse(visible) : visible,
        security: await valueOrNull(volume, attributes, ATTRIBUTE.SECURITY_DESCRIPTOR, MAX_DESCRIPTOR_SIZE),
        reparse,
        objectId: await readObjectId(volume, attributes),
        extendedAttributes: await readExtendedAttributes(volume, attributes),
        streams: describeStreams(volume, attributes, isDirectory, isOverlay, position),
    };
}
function withoutSparse(attributes) {
    const others = attributes & ~src_tree/* FILE_ATTRIBUTE */.UD.SPARSE_FILE;
    return others === 0 ? src_tree/* FILE_ATTRIBUTE */.UD.NORMAL : others;
}
/** Whether the reparse point only says that the content is compressed, which readers of the file never see. */
function isWofFile({ tag, data }) {
    return tag === src_tree/* REPARSE_TAG */.im.WOF && isFileProvider(data);
}
function describeStreams(volume, attributes, isDirectory, isOverlay, position) {
    const unnamed = [];
    const named = [];
    const packed = isOverlay ? findStream(attributes, WOF_STREAM) : null;
    for (const attribute of attributes) {
        if (attribute.type !== ATTRIBUTE.DATA || attribute === packed)
            continue;
        const { body, name } = attribute;
        const size = body.resident ? body.value.length : body.size;
        const source = name === '' && packed !== null ? packed : attribute;
        (name === '' ? unnamed : named).push(streamInfo(name, size, positionOf(volume, source, position)));
    }
    if (isDirectory)
        return named;
    if (unnamed.length === 0)
        unnamed.push(streamInfo('', 0, 0));
    return [...unnamed, ...named];
}
/** @throws damaged */
async function readReparsePoint(volume, attributes) {
    const attribute = attributes.find(({ type }) => type === ATTRIBUTE.REPARSE_POINT);
    if (attribute === undefined)
        return null;
    const value = await list_valueOf(volume, attribute, MAX_REPARSE_SIZE);
    if (value.length < REPARSE_HEADER_SIZE) {
        const subject = `${recordSubject(volume.label, attribute.record)}: $REPARSE_POINT`;
        throw damaged(subject, `${value.length} bytes`, `${REPARSE_HEADER_SIZE} at least`);
    }
    const view = new DataView(value.buffer, value.byteOffset, value.byteLength);
    // Offline no drive letter is known, so no target was made relative to the image.
    return { tag: view.getUint32(0, true), data: value.subarray(REPARSE_HEADER_SIZE), notFixed: true };
}
async function readObjectId(volume, attributes) {
    const value = await valueOrNull(volume, attributes, ATTRIBUTE.OBJECT_ID, MAX_OBJECT_ID_SIZE);
    return value === null || value.length < MIN_OBJECT_ID_SIZE ? null : value;
}
/**
 * $EA, a list in which each entry is {offset of the next 4, flags 1, bytes of name 1, bytes of value 2, name, NUL, value}.
 * Source: FILE_FULL_EA_INFORMATION of the Windows SDK, which NTFS keeps as it is.
 */
async function readExtendedAttributes(volume, attributes) {
    const attribute = attributes.find(({ type }) => type === ATTRIBUTE.EA);
    if (attribute === undefined)
        return [];
    const subject = `${recordSubject(volume.label, attribute.record)}: $EA`;
    const value = await list_valueOf(volume, attribute, MAX_EA_SIZE);
    const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    const found = [];
    for (let at = 0; at + EA_HEADER_SIZE <= bytes.length;) {
        const next = bytes.readUInt32LE(at);
        const nameLength = bytes.readUInt8(at + 5);
        const valueAt = at + EA_HEADER_SIZE + nameLength + 1;
        const end = valueAt + bytes.readUInt16LE(at + 6);
        if (end > bytes.length || (next !== 0 && next < end - at)) {
            throw damaged(subject, `an entry that ends at byte ${end}`, `${bytes.length} at most`);
        }
        found.push({
            name: bytes.toString('latin1', at + EA_HEADER_SIZE, at + EA_HEADER_SIZE + nameLength),
            flags: bytes.readUInt8(at + 4),
            value: value.subarray(valueAt, end),
        });
        if (next === 0)
            break;
        at += next;
    }
    return found;
}
//# sourceMappingURL=facts.js.map
;// CONCATENATED MODULE: ./build/src/ntfs/mft.js
/**
 * The master file table: records of `recordSize` bytes, each a file or a part of one. The table is a file itself, which
 * its own record 0 describes; $MFTMirr holds a copy of the first records.
 */






/** Windows numbers 2^32 files at most; a table of that size would be 4 TiB. */
const MAX_RECORDS = 2 ** 26;
const SCAN_SIZE = 4 << 20;
const CACHE_BLOCK_SIZE = 64 << 10;
const CACHE_BLOCKS = 128;
class MasterFileTable {
    volume;
    /** How many records there are. */
    count;
    #body;
    /** The block of the record that was read last and was not in `#blocks`. */
    #lastMiss = -1;
    /** Blocks of the table, the newest at the end. */
    #blocks = new Map();
    constructor(volume, body) {
        const { recordSize, clusterSize } = volume.geometry;
        const subject = recordSubject(volume.label, 0);
        if (body.size > body.runs.end * clusterSize) {
            throw damaged(subject, `$MFT of ${body.size} bytes in ${body.runs.end} clusters`);
        }
        this.volume = volume;
        this.count = Math.floor(Math.min(body.size, body.initialized) / recordSize);
        this.#body = body;
        if (this.count > MAX_RECORDS)
            throw damaged(subject, `${this.count} records`, `${MAX_RECORDS} at most`);
    }
    /** Finds all parts of the table. @throws damaged */
    static async open(volume) {
        const first = await readRecordZero(volume);
        const parts = attributesOf(first, volume.geometry.clusters);
        const data = parts.find(({ type, name }) => type === ATTRIBUTE.DATA && name === '');
        const subject = recordSubject(volume.label, 0);
        if (data === undefined || data.body.resident)
            throw damaged(subject, 'no non-resident $DATA');
        if (data.body.firstVcn !== 0)
            throw damaged(subject, `$DATA from VCN ${data.body.firstVcn}`, '0');
        if (data.body.unit !== 1)
            throw damaged(subject, 'a compressed $MFT');
        const list = parts.find(({ type }) => type === ATTRIBUTE.ATTRIBUTE_LIST);
        if (list === undefined)
            return new MasterFileTable(volume, data.body);
        return MasterFileTable.#extend(volume, data.body, list);
    }
    /** Each part of $DATA lies in a record that the parts before it lead to. */
    static async #extend(volume, body, list) {
        const subject = recordSubject(volume.label, 0);
        const entries = (await parseAttributeList(volume, list)).filter(({ type, name, firstVcn }) => type === ATTRIBUTE.DATA && name === '' && firstVcn > 0);
        for (const entry of entries.toSorted((a, b) => a.firstVcn - b.firstVcn)) {
            const known = { ...body, size: body.runs.end * volume.geometry.clusterSize };
            const soFar = new MasterFileTable(volume, { ...known, initialized: known.size });
            const record = await soFar.read(entry.record);
            const part = attributesOf(record, volume.geometry.clusters).find(({ type, id, name }) => type === ATTRIBUTE.DATA && id === entry.id && name === '');
            if (part === undefined || part.body.resident || part.body.firstVcn !== body.runs.end) {
                throw damaged(subject, `no part of $DATA from VCN ${body.runs.end} in record ${entry.record}`);
            }
            const { runs } = part.body;
            for (let index = 0; index < runs.count; index++) {
                body.runs.append(runs.clusterOf(index), runs.endOf(index) - runs.startOf(index));
            }
        }
        return new MasterFileTable(volume, body);
    }
    /** Where a record lies on the volume, in bytes. */
    positionOf(record) {
        const { recordSize, clusterSize } = this.volume.geometry;
        const offset = record * recordSize;
        const index = this.#body.runs.indexOf(Math.floor(offset / clusterSize));
        return (this.#body.runs.clusterOf(index) - this.#body.runs.startOf(index)) * clusterSize + offset;
    }
    /** A record in a buffer of its own, with its fixups applied. @throws damaged when it is torn or not in use */
    async read(record) {
        const { label, geometry } = this.volume;
        const { recordSize } = geometry;
        if (record >= this.count) {
            throw damaged(recordSubject(label, record), 'beyond the end of the table', `below ${this.count}`);
        }
        const window = recordWindow(label, await this.#readOne(record * recordSize), recordSize, record);
        checkRecord(window);
        return window;
    }
    /** The bytes of one record: from a block where its neighbours were read too, else alone. */
    async #readOne(offset) {
        const { recordSize } = this.volume.geometry;
        const index = Math.floor(offset / CACHE_BLOCK_SIZE);
        const known = this.#blocks.get(index);
        const isNear = index === this.#lastMiss || index === this.#lastMiss + 1;
        if (known === undefined)
            this.#lastMiss = index;
        // Records live for a moment, in their thousands: Node's pool spares an allocation for each.
        const pooled = Buffer.allocUnsafe(recordSize);
        const bytes = new Uint8Array(pooled.buffer, pooled.byteOffset, recordSize);
        if (known === undefined && !isNear) {
            await readClusters(this.volume, this.#body, offset, bytes, recordSubject(this.volume.label, 0));
        }
        else {
            const block = await (known ?? this.#block(index));
            const start = offset % CACHE_BLOCK_SIZE;
            bytes.set(block.subarray(start, start + recordSize));
        }
        return bytes;
    }
    #block(index) {
        const block = this.#readBlock(index * CACHE_BLOCK_SIZE, CACHE_BLOCK_SIZE);
        this.#blocks.set(index, block);
        for (const oldest of this.#blocks.keys()) {
            if (this.#blocks.size <= CACHE_BLOCKS)
                break;
            this.#blocks.delete(oldest);
        }
        // A failure is the reader's to report; a later one tries again.
        block.catch(() => this.#blocks.delete(index));
        return block;
    }
    async #readBlock(offset, size) {
        const length = Math.min(size, this.count * this.volume.geometry.recordSize - offset);
        const block = new Uint8Array(length);
        await readClusters(this.volume, this.#body, offset, block, recordSubject(this.volume.label, 0));
        return block;
    }
    /** The whole table in order, many records at a time; the next ones are read while these are looked at. */
    async *scan() {
        const { recordSize } = this.volume.geometry;
        const total = this.count * recordSize;
        let next = null;
        for (let offset = 0; offset < total; offset += SCAN_SIZE) {
            const bytes = await (next ?? this.#readBlock(offset, SCAN_SIZE));
            const following = offset + SCAN_SIZE;
            next = following < total ? this.#readBlock(following, SCAN_SIZE) : null;
            // It is awaited in the next round; the caller may stop before.
            next?.catch(() => { });
            yield { first: offset / recordSize, bytes };
        }
    }
}
function checkRecord(window) {
    const subject = recordSubject(window.label, window.number);
    if (!hasMagic(window))
        throw damaged(subject, 'no MFT record', 'FILE');
    const torn = applyFixups(window);
    if (torn !== null)
        throw damaged(subject, torn);
    if (!isInUse(window))
        throw damaged(subject, 'a record that is not in use');
}
async function readRecordZero(volume) {
    const { device, geometry, label } = volume;
    const { recordSize, clusterSize, mftCluster, mirrorCluster } = geometry;
    const read = async (cluster) => {
        const bytes = await (0,src_disk/* readAt */.m6)(device, cluster * clusterSize, recordSize);
        const window = recordWindow(label, bytes, recordSize, 0);
        checkRecord(window);
        return window;
    };
    try {
        return await read(mftCluster);
    }
    catch (error) {
        // The copy is there for this; where it is no better the first failure is the one to tell.
        return read(mirrorCluster).catch(() => {
            throw error;
        });
    }
}
/** All attributes that a record holds itself. @throws damaged */
function attributesOf(window, clusters) {
    const attributes = [];
    for (let at = firstAttribute(window); at !== -1; at = nextAttribute(window, at)) {
        attributes.push(parseAttribute(window, at, clusters));
    }
    return attributes;
}
/** Whether `window` is an extension of `base`. */
function extendsRecord(window, base) {
    const at = baseReferenceAt(window);
    return (at !== -1 &&
        referenceNumber(window.view, at) === base.number &&
        window.view.getUint16(at + 6, true) === sequenceOf(base));
}
//# sourceMappingURL=mft.js.map
;// CONCATENATED MODULE: ./build/src/ntfs/file.js
/** All attributes of one file, from its base record and from the extensions that its attribute list names. */





/** @param record the base record @throws damaged */
async function loadAttributes(mft, record) {
    const { label, geometry } = mft.volume;
    const base = await mft.read(record);
    if (baseReferenceAt(base) !== -1)
        throw damaged(recordSubject(label, record), 'an extension of another file');
    const own = attributesOf(base, geometry.clusters);
    const list = own.find(({ type }) => type === ATTRIBUTE.ATTRIBUTE_LIST);
    if (list === undefined)
        return own;
    const records = new Map([[record, own]]);
    const parts = new Map();
    for (const entry of await parseAttributeList(mft.volume, list)) {
        if (entry.type === ATTRIBUTE.ATTRIBUTE_LIST)
            continue;
        let there = records.get(entry.record);
        if (there === undefined) {
            there = attributesOf(await readExtension(mft, base, entry.record, entry.sequence), geometry.clusters);
            records.set(entry.record, there);
        }
        const part = there.find(({ type, id, name }) => type === entry.type && id === entry.id && name === entry.name);
        if (part === undefined) {
            const found = `$ATTRIBUTE_LIST names ${attributeName(entry.type)} ${entry.id} in record ${entry.record}`;
            throw damaged(recordSubject(label, record), found, 'an attribute that is there');
        }
        // A file may have several $FILE_NAME, and only one of anything else of the same name.
        const key = entry.type === ATTRIBUTE.FILE_NAME ? `${parts.size}` : `${entry.type}:${entry.name}`;
        const known = parts.get(key);
        if (known === undefined)
            parts.set(key, [part]);
        else if (!known.includes(part))
            known.push(part);
    }
    return Array.from(parts.values(), (known) => joinParts(known, label));
}
async function readExtension(mft, base, record, sequence) {
    const window = await mft.read(record);
    if (sequenceOf(window) !== sequence || !extendsRecord(window, base)) {
        throw damaged(recordSubject(mft.volume.label, base.number), `$ATTRIBUTE_LIST names record ${record}, which belongs to another file`);
    }
    return window;
}
//# sourceMappingURL=file.js.map
;// CONCATENATED MODULE: ./build/src/ntfs/columns.js
/**
 * What the scan of the file table keeps: a row a file and a row a name, in columns, since a volume has half a million
 * files. A file takes about 60 bytes, a name about 20 and two for each of its UTF-16 units.
 */
const FILE_FLAG = {
    DIRECTORY: 1,
    /** Its record must be read again to describe it: named streams, reparse data, an attribute list and the like. */
    COMPLEX: 2,
    /** Its record contradicts itself. */
    DAMAGED: 4,
    /** All of its unnamed stream lies in one piece from its position on, as it is: no record is needed to read it. */
    CONTIGUOUS: 8,
};
/** The name spaces of $FILE_NAME; a DOS name belongs to the WIN32 name of the same file in the same directory. */
const NAME_SPACE = { POSIX: 0, WIN32: 1, DOS: 2, WIN32_AND_DOS: 3 };
function larger(column, capacity) {
    const grown = new column.constructor(capacity);
    grown.set(column);
    return grown;
}
class FileRows {
    count = 0;
    /** The row of each record of the table; -1 where it has none. */
    rowOf;
    record = new Uint32Array(1024);
    sequence = new Uint16Array(1024);
    flags = new Uint8Array(1024);
    attributes = new Uint32Array(1024);
    security = new Uint32Array(1024);
    created = new BigUint64Array(1024);
    accessed = new BigUint64Array(1024);
    modified = new BigUint64Array(1024);
    /** The unnamed stream: its bytes, and where it begins on the volume. */
    size = new Float64Array(1024);
    position = new Float64Array(1024);
    /** @param records how many the table has */
    constructor(records) {
        this.rowOf = new Int32Array(records).fill(-1);
    }
    add(record, sequence, flags) {
        if (this.count === this.record.length)
            this.#grow(Math.ceil(this.count * 1.5));
        const row = this.count++;
        this.rowOf[record] = row;
        this.record[row] = record;
        this.sequence[row] = sequence;
        this.flags[row] = flags;
        return row;
    }
    set(row, flag) {
        this.flags[row] = this.flags[row] | flag;
    }
    has(row, flag) {
        return (this.flags[row] & flag) !== 0;
    }
    #grow(capacity) {
        this.record = larger(this.record, capacity);
        this.sequence = larger(this.sequence, capacity);
        this.flags = larger(this.flags, capacity);
        this.attributes = larger(this.attributes, capacity);
        this.security = larger(this.security, capacity);
        this.created = larger(this.created, capacity);
        this.accessed = larger(this.accessed, capacity);
        this.modified = larger(this.modified, capacity);
        this.size = larger(this.size, capacity);
        this.position = larger(this.position, capacity);
    }
}
class NameRows {
    count = 0;
    owner = new Uint32Array(1024);
    ownerSequence = new Int32Array(1024);
    parent = new Uint32Array(1024);
    parentSequence = new Uint16Array(1024);
    space = new Uint8Array(1024);
    length = new Uint8Array(1024);
    start = new Uint32Array(1024);
    #units = new Uint16Array(16 << 10);
    #used = 0;
    /** @param bytes holds the UTF-16LE units of the name from `at` */
    add(name, bytes, at, length) {
        if (this.count === this.owner.length)
            this.#grow(Math.ceil(this.count * 1.5));
        if (this.#used + length > this.#units.length)
            this.#units = larger(this.#units, this.#units.length * 2);
        const row = this.count++;
        this.owner[row] = name.owner;
        this.ownerSequence[row] = name.ownerSequence;
        this.parent[row] = name.parent;
        this.parentSequence[row] = name.parentSequence;
        this.space[row] = name.space;
        this.length[row] = length;
        this.start[row] = this.#used;
        for (let index = 0; index < length; index++, at += 2) {
            this.#units[this.#used++] = bytes[at] | (bytes[at + 1] << 8);
        }
    }
    text(row) {
        const start = this.#units.byteOffset + this.start[row] * 2;
        return Buffer.from(this.#units.buffer, start, this.length[row] * 2).toString('utf16le');
    }
    /** Whether a path can hold the name: it is not empty, `.` or `..`, and has no separator or NUL. */
    isUsable(row) {
        const start = this.start[row];
        const end = start + this.length[row];
        let dots = 0;
        for (let index = start; index < end; index++) {
            const unit = this.#units[index];
            if (unit === 0 || unit === 0x2f || unit === 0x5c)
                return false;
            if (unit === 0x2e)
                dots++;
        }
        return dots < end - start || dots > 2;
    }
    #grow(capacity) {
        this.owner = larger(this.owner, capacity);
        this.ownerSequence = larger(this.ownerSequence, capacity);
        this.parent = larger(this.parent, capacity);
        this.parentSequence = larger(this.parentSequence, capacity);
        this.space = larger(this.space, capacity);
        this.length = larger(this.length, capacity);
        this.start = larger(this.start, capacity);
    }
}
//# sourceMappingURL=columns.js.map
;// CONCATENATED MODULE: ./build/src/ntfs/hierarchy.js
/**
 * The directory tree, from what each name says of its directory. Every directory gets one place; what hangs in the air
 * or in a circle is left out and told. Nothing here recurses, so depth and hostile loops cost nothing.
 */

const ROOT_RECORD = 5;
/** Records below this one are the volume's own files. */
const FIRST_USER_RECORD = 24;
const NOWHERE = -1;
class Hierarchy {
    #table;
    /** For each row of a file, where its names begin in `#order`. */
    #first;
    /** Rows of names, by the directory that they are in. */
    #order;
    /** For each row of a name, whether it has its place in the tree. */
    #placed;
    /** For each row of a file, one of its placed names. */
    #nameOf;
    /** For each row of a file, how many placed names it has, without short names. */
    #links;
    root;
    constructor(table, root, warnings) {
        const { files, names } = table;
        this.#table = table;
        this.root = root;
        this.#first = new Uint32Array(files.count + 1);
        this.#order = new Uint32Array(names.count);
        this.#placed = new Uint8Array(names.count);
        this.#nameOf = new Int32Array(files.count).fill(NOWHERE);
        this.#links = new Uint16Array(files.count);
        this.#sortByDirectory();
        const reached = new Uint8Array(files.count);
        this.#spread(root, reached, true);
        for (let record = 0; record < FIRST_USER_RECORD; record++) {
            const row = files.rowOf[record] ?? NOWHERE;
            if (row !== NOWHERE)
                this.#spread(row, reached, false);
        }
        this.#tellOrphans(reached, warnings);
    }
    /** The rows of the names in a directory, short names among them. */
    *namesIn(directory) {
        const end = this.#first[directory + 1];
        for (let at = this.#first[directory]; at < end; at++) {
            const name = this.#order[at];
            if (this.#placed[name] === 1)
                yield name;
        }
    }
    linksOf(file) {
        return this.#links[file];
    }
    /** The row of the file that a name belongs to. */
    ownerOf(name) {
        const { files, names } = this.#table;
        return files.rowOf[names.owner[name]] ?? NOWHERE;
    }
    /** `\` for the root. */
    pathOf(name) {
        const { files, names } = this.#table;
        const parts = [];
        for (let at = name; at !== NOWHERE;) {
            parts.push(names.text(at));
            const directory = files.rowOf[names.parent[at]] ?? NOWHERE;
            at = directory === this.root || directory === NOWHERE ? NOWHERE : this.#nameOf[directory];
        }
        return `\\${parts.toReversed().join('\\')}`;
    }
    #sortByDirectory() {
        const { names } = this.#table;
        const first = this.#first;
        const directories = new Int32Array(names.count);
        for (let name = 0; name < names.count; name++) {
            const directory = this.#directoryOf(name);
            directories[name] = directory;
            if (directory !== NOWHERE)
                first[directory + 1] = first[directory + 1] + 1;
        }
        for (let row = 1; row < first.length; row++)
            first[row] = first[row] + first[row - 1];
        const next = first.slice();
        for (let name = 0; name < names.count; name++) {
            const directory = directories[name];
            if (directory === NOWHERE)
                continue;
            const at = next[directory];
            this.#order[at] = name;
            next[directory] = at + 1;
        }
    }
    /** The row of the directory that a name says it is in, where both its ends are what the name expects. */
    #directoryOf(name) {
        const { files, names } = this.#table;
        const owner = this.ownerOf(name);
        const expected = names.ownerSequence[name];
        if (owner === NOWHERE || (expected !== -1 && files.sequence[owner] !== expected))
            return NOWHERE;
        const directory = files.rowOf[names.parent[name]] ?? NOWHERE;
        if (directory === NOWHERE || directory === owner)
            return NOWHERE;
        if (files.sequence[directory] !== names.parentSequence[name])
            return NOWHERE;
        return files.has(directory, FILE_FLAG.DIRECTORY) ? directory : NOWHERE;
    }
    /** Marks all that lies below `start`, and with `place` gives it its place in the tree. */
    #spread(start, reached, place) {
        const { files, names } = this.#table;
        const pending = [start];
        reached[start] = 1;
        for (let directory = pending.pop(); directory !== undefined; directory = pending.pop()) {
            const end = this.#first[directory + 1];
            for (let at = this.#first[directory]; at < end; at++) {
                const name = this.#order[at];
                const owner = this.ownerOf(name);
                if (files.record[owner] < FIRST_USER_RECORD || !names.isUsable(name))
                    continue;
                const isShort = names.space[name] === NAME_SPACE.DOS;
                const isFolder = files.has(owner, FILE_FLAG.DIRECTORY);
                if (isFolder && !isShort) {
                    if (reached[owner] === 1)
                        continue;
                    pending.push(owner);
                }
                if (!isShort)
                    reached[owner] = 1;
                if (!place)
                    continue;
                this.#placed[name] = 1;
                if (isShort)
                    continue;
                this.#nameOf[owner] = name;
                this.#links[owner] = Math.min(this.#links[owner] + 1, 0xffff);
            }
        }
    }
    #tellOrphans(reached, warnings) {
        const { files, names } = this.#table;
        const told = new Uint8Array(files.count);
        for (let name = 0; name < names.count; name++) {
            const owner = this.ownerOf(name);
            const isTold = this.#placed[name] === 1 || names.space[name] === NAME_SPACE.DOS;
            if (isTold || owner === NOWHERE || files.record[owner] < FIRST_USER_RECORD)
                continue;
            told[owner] = 1;
            const file = `MFT record ${files.record[owner]}, ${JSON.stringify(names.text(name))},`;
            if (!names.isUsable(name)) {
                warnings.warn('names that no path can hold', `${file} is left out: no path can hold this name`);
            }
            else if (reached[owner] !== 1 || this.#links[owner] !== 0) {
                // What was reached without a place lies below the volume's own directories.
                const found = `${file} is left out: it has no place in the directory tree`;
                warnings.warn('files without a directory', `${found}; chkdsk would find it`);
            }
        }
        for (let row = 0; row < files.count; row++) {
            if (reached[row] === 1 || told[row] === 1 || files.record[row] < FIRST_USER_RECORD)
                continue;
            const found = `MFT record ${files.record[row]} has no name and is left out`;
            warnings.warn('files without a name', `${found}; chkdsk would find it`);
        }
    }
}
//# sourceMappingURL=hierarchy.js.map
;// CONCATENATED MODULE: ./build/src/ntfs/scan.js
/**
 * One pass over the file table: what each file is, what it is called and in which directory.
 *
 * | $STANDARD_INFORMATION | size | field                    | $FILE_NAME | size | field                              |
 * | --------------------- | ---- | ------------------------ | ---------- | ---- | ---------------------------------- |
 * | 0x00                  | 8    | created                  | 0x00       | 8    | reference to the directory         |
 * | 0x08                  | 8    | modified                 | 0x08       | 32   | times, kept only when it is renamed |
 * | 0x10                  | 8    | record changed           | 0x40       | 1    | UTF-16 units of the name           |
 * | 0x18                  | 8    | accessed                 | 0x41       | 1    | name space                         |
 * | 0x20                  | 4    | attributes               | 0x42       |      | name                               |
 * | 0x34                  | 4    | security id (3.0 and up) |            |      |                                    |
 *
 * Source: the NTFS documentation of the Linux-NTFS project.
 */





/** $STANDARD_INFORMATION of NTFS 1.2, which knew no security id. */
const OLD_INFORMATION_SIZE = 0x30;
const SECURITY_ID_END = 0x38;
const FILE_NAME_HEADER_SIZE = 0x42;
async function scanFileTable(mft, reporter, warnings) {
    const { label, geometry } = mft.volume;
    const table = { files: new FileRows(mft.count), names: new NameRows() };
    const task = reporter.task(`Reading the file table of ${label}`, mft.count * geometry.recordSize, 'bytes');
    try {
        for await (const { first, bytes } of mft.scan()) {
            reporter.signal.throwIfAborted();
            const window = recordWindow(label, bytes, geometry.recordSize, first);
            for (; window.start < bytes.length; window.start += geometry.recordSize, window.number++) {
                scanRecord(mft, table, window, warnings);
            }
            task.advance(bytes.length);
        }
    }
    finally {
        task.end();
    }
    return table;
}
function scanRecord(mft, table, window, warnings) {
    if (!hasMagic(window)) {
        // A record that never was in use has no magic; a torn one that a driver met is marked.
        if (isMarkedBad(window))
            warnings.warn('lost records', `MFT record ${window.number} is marked as damaged; its file is missing`);
        return;
    }
    const torn = applyFixups(window);
    if (!isInUse(window))
        return;
    const base = baseReferenceAt(window);
    try {
        if (base === -1)
            scanBase(mft, table, window);
        else
            scanExtension(table, window, base);
        if (torn !== null)
            throw badRecord(window, torn);
    }
    catch (error) {
        if (!(error instanceof errors/* FactoryError */.Xx))
            throw error;
        const owner = base === -1 ? window.number : referenceNumber(window.view, base);
        const row = table.files.rowOf[owner] ?? -1;
        if (row !== -1)
            table.files.set(row, FILE_FLAG.DAMAGED);
        warnings.warn('damaged files', `MFT record ${window.number}: ${error.details.found}`);
    }
}
function isMarkedBad({ view, start }) {
    return view.getUint32(start, true) === 0x44414142;
}
function scanBase(mft, { files, names }, window) {
    const flags = isDirectoryRecord(window) ? FILE_FLAG.DIRECTORY : 0;
    const row = files.add(window.number, sequenceOf(window), flags);
    let isComplex = false;
    let isInformed = false;
    let isContiguous = false;
    // The content of a file with a reparse point, or with parts in other records, may not be what lies here.
    let isElsewhere = false;
    for (let at = firstAttribute(window); at !== -1; at = nextAttribute(window, at)) {
        switch (window.view.getUint32(at, true)) {
            case ATTRIBUTE.STANDARD_INFORMATION:
                scanInformation(files, row, window, at);
                isInformed = true;
                break;
            case ATTRIBUTE.FILE_NAME:
                scanName(names, window, at, window.number, -1);
                break;
            case ATTRIBUTE.DATA:
                if (window.view.getUint8(at + 9) !== 0)
                    isComplex = true;
                else
                    isContiguous = scanData(mft, files, row, window, at);
                break;
            case ATTRIBUTE.ATTRIBUTE_LIST:
            case ATTRIBUTE.REPARSE_POINT:
                isComplex = true;
                isElsewhere = true;
                break;
            case ATTRIBUTE.OBJECT_ID:
            case ATTRIBUTE.SECURITY_DESCRIPTOR:
            case ATTRIBUTE.EA:
                isComplex = true;
                break;
            default:
        }
    }
    if (isComplex)
        files.set(row, FILE_FLAG.COMPLEX);
    if (isContiguous && !isElsewhere)
        files.set(row, FILE_FLAG.CONTIGUOUS);
    if (!isInformed)
        throw badRecord(window, 'no $STANDARD_INFORMATION');
}
/** Of an extension only names count here: the rest is found through the attribute list when it is needed. */
function scanExtension({ names }, window, base) {
    const owner = referenceNumber(window.view, base);
    const sequence = referenceSequence(window.view, base);
    for (let at = firstAttribute(window); at !== -1; at = nextAttribute(window, at)) {
        if (window.view.getUint32(at, true) === ATTRIBUTE.FILE_NAME)
            scanName(names, window, at, owner, sequence);
    }
}
function scanInformation(files, row, window, attribute) {
    const { at, size } = residentValue(window, attribute, OLD_INFORMATION_SIZE);
    const { view } = window;
    files.created[row] = view.getBigUint64(at, true);
    files.modified[row] = view.getBigUint64(at + 0x08, true);
    files.accessed[row] = view.getBigUint64(at + 0x18, true);
    files.attributes[row] = view.getUint32(at + 0x20, true);
    files.security[row] = size >= SECURITY_ID_END ? view.getUint32(at + 0x34, true) : 0;
}
function scanName(names, window, attribute, owner, ownerSequence) {
    const { at, size } = residentValue(window, attribute, FILE_NAME_HEADER_SIZE);
    const { view, bytes } = window;
    const length = view.getUint8(at + 0x40);
    const space = view.getUint8(at + 0x41);
    if (FILE_NAME_HEADER_SIZE + length * 2 > size || space > 3) {
        throw badRecord(window, `$FILE_NAME of ${length} units in name space ${space} and ${size} bytes`);
    }
    const parent = referenceNumber(view, at);
    const parentSequence = referenceSequence(view, at);
    names.add({ owner, ownerSequence, parent, parentSequence, space }, bytes, at + FILE_NAME_HEADER_SIZE, length);
}
/**
 * The unnamed stream. A part that does not begin with VCN 0 belongs to a file with an attribute list.
 *
 * @returns whether it is CONTIGUOUS
 */
function scanData(mft, files, row, window, at) {
    const { view, bytes, number } = window;
    if (view.getUint8(at + 8) === 0) {
        files.size[row] = residentValue(window, at, 0).size;
        files.position[row] = mft.positionOf(number);
        return false;
    }
    const length = view.getUint32(at + 4, true);
    const size = length < 0x40 ? -1 : Number(view.getBigInt64(at + 0x30, true));
    if (size < 0 || !Number.isSafeInteger(size))
        throw badRecord(window, `$DATA of ${size} bytes`);
    const { clusterSize, clusters } = mft.volume.geometry;
    const flags = view.getUint16(at + 0x0c, true);
    files.size[row] = size;
    // The first run of a sparse file may be a hole: its record is looked at again for a place to sort by.
    if ((flags & ATTRIBUTE_FLAG.SPARSE) !== 0)
        files.set(row, FILE_FLAG.COMPLEX);
    const run = firstRun(bytes.subarray(at + view.getUint16(at + 0x20, true), at + length));
    if (run === null)
        return false;
    files.position[row] = run.cluster * clusterSize;
    const isWhole = run.isOnly && run.length * clusterSize >= size && run.cluster + run.length <= clusters;
    return isWhole && flags === 0 && Number(view.getBigInt64(at + 0x38, true)) >= size;
}
//# sourceMappingURL=scan.js.map
;// CONCATENATED MODULE: ./build/src/ntfs/security.js
/**
 * The security descriptors of a volume: the stream $SDS of $Secure holds each once. Entries lie in blocks of 256 KiB,
 * each of which is followed by a copy of itself; none crosses the end of its block.
 *
 * | offset | size | field                                     |
 * | ------ | ---- | ----------------------------------------- |
 * | 0x00   | 4    | hash of the descriptor                    |
 * | 0x04   | 4    | security id                               |
 * | 0x08   | 8    | offset of this entry in the stream        |
 * | 0x10   | 4    | size of the entry, this header included   |
 * | 0x14   |      | self-relative descriptor; padded to 16    |
 *
 * Source: the NTFS documentation of the Linux-NTFS project ("$Secure").
 */


const BLOCK_SIZE = 256 << 10;
const security_HEADER_SIZE = 0x14;
const ALIGNMENT = 16;
const MAX_STREAM_SIZE = 1 << 30;
/** @param stream $SDS @returns the descriptors by their security id @throws damaged */
async function readSecurityDescriptors(volume, stream, warnings) {
    const subject = `${recordSubject(volume.label, stream.record)}: $SDS`;
    const { body } = stream;
    const descriptors = new Map();
    const size = body.resident ? body.value.length : body.size;
    if (size > MAX_STREAM_SIZE)
        throw damaged(subject, `${size} bytes`, `${MAX_STREAM_SIZE} at most`);
    for (let start = 0; start < size; start += 2 * BLOCK_SIZE) {
        for (const copy of [0, BLOCK_SIZE]) {
            const at = start + copy;
            if (at >= size)
                break;
            const block = new Uint8Array(Math.min(BLOCK_SIZE, size - at));
            if (body.resident)
                block.set(body.value.subarray(at, at + block.length));
            else
                await readInitialized(volume, body, at, block, subject);
            // The copy has what its block has, and what damage took from it.
            if (takeBlock(block, start, descriptors))
                break;
            warnings.warn('damaged security descriptors', `$Secure has a damaged entry near byte ${at}; its copy is used`);
        }
    }
    return descriptors;
}
/** @param start where the block, or the block that this one copies, begins @returns whether every entry was whole */
function takeBlock(block, start, descriptors) {
    const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
    for (let at = 0; at + security_HEADER_SIZE <= block.length;) {
        const length = view.getUint32(at + 0x10, true);
        if (length === 0)
            return isEmptyFrom(view, at);
        const isHere = view.getBigUint64(at + 0x08, true) === BigInt(start + at);
        if (!isHere || length < security_HEADER_SIZE || at + length > block.length)
            return false;
        const id = view.getUint32(at + 0x04, true);
        if (!descriptors.has(id)) {
            const descriptor = block.slice(at + security_HEADER_SIZE, at + length);
            if (hashOf(descriptor) !== view.getUint32(at, true))
                return false;
            descriptors.set(id, descriptor);
        }
        at += Math.ceil(length / ALIGNMENT) * ALIGNMENT;
    }
    return true;
}
/** An entry without a size ends the block, unless it is one whose header was damaged. */
function isEmptyFrom(view, at) {
    return view.getUint32(at, true) === 0 && view.getUint32(at + 4, true) === 0;
}
/** The sum of the descriptor's 32-bit words, rotated left by three bits before each. */
function hashOf(descriptor) {
    const view = new DataView(descriptor.buffer, descriptor.byteOffset, descriptor.byteLength);
    let hash = 0;
    for (let at = 0; at + 4 <= descriptor.length; at += 4) {
        hash = (view.getUint32(at, true) + ((hash << 3) | (hash >>> 29))) >>> 0;
    }
    return hash;
}
//# sourceMappingURL=security.js.map
;// CONCATENATED MODULE: ./build/src/ntfs/neighbours.js
/** Small reads that follow each other on the disk, as those of a capture do: one read brings many of them. */
const WINDOW_SIZE = 256 << 10;
/** What is larger is read by itself. */
const SMALL = 64 << 10;
class NeighbourReader {
    #device;
    #start = 0;
    #window = Promise.resolve(new Uint8Array(0));
    /** The end of the last small read that was made alone, or of the window. */
    #end = -1;
    constructor(device) {
        this.#device = device;
    }
    async read(offset, target) {
        const end = offset + target.length;
        if (target.length > SMALL)
            return this.#device.read(offset, target);
        if (offset < this.#start || end > this.#start + WINDOW_SIZE || end > this.#end) {
            const isNear = Math.abs(offset - this.#end) <= SMALL;
            this.#end = end;
            if (!isNear)
                return this.#device.read(offset, target);
            this.#open(offset);
        }
        const start = this.#start;
        const window = await this.#window;
        if (end - start <= window.length)
            target.set(window.subarray(offset - start, end - start));
        else
            await this.#device.read(offset, target);
    }
    #open(offset) {
        const bytes = new Uint8Array(Math.min(WINDOW_SIZE, this.#device.size - offset));
        this.#start = offset;
        this.#end = offset + bytes.length;
        // Where the disk is damaged nearby, each file is read by itself and only its own damage counts.
        this.#window = this.#device.read(offset, bytes).then(() => bytes, () => new Uint8Array(0));
    }
}
//# sourceMappingURL=neighbours.js.map
;// CONCATENATED MODULE: ./build/src/ntfs/volume-tree.js
/** The tree of a volume: entries made when a directory is asked for, contents read from their records. */









/** The row of the root's name, which has none. */
const NAMELESS = -1;
/** Tags of files whose content a cloud provider brings when it is asked for; the fourth digit tells providers apart. */
const CLOUD_TAG = 0x9000001a;
const CLOUD_TAG_MASK = 0xffff0fff;
class VolumeTree {
    carries = {
        attributes: true,
        security: true,
        shortNames: true,
        creationTimes: true,
        reparseData: true,
        namedStreams: true,
        hardLinks: true,
        objectIds: true,
        extendedAttributes: true,
    };
    #mft;
    #table;
    #hierarchy;
    #descriptors;
    #warnings;
    /** Facts of files with several names, which share them. */
    #shared = new Map();
    /** Descriptors that lie in the records of their files, by their bytes. */
    #own = new Map();
    #signal;
    #neighbours;
    constructor(mft, table, hierarchy, descriptors, warnings, signal) {
        this.#mft = mft;
        this.#table = table;
        this.#hierarchy = hierarchy;
        this.#descriptors = descriptors;
        this.#warnings = warnings;
        this.#signal = signal;
        this.#neighbours = new NeighbourReader(mft.volume.device);
    }
    get label() {
        return this.#mft.volume.label;
    }
    /** The root. @throws damaged */
    async openRoot() {
        const file = this.#hierarchy.root;
        return this.#entry(file, NAMELESS, '', '', await this.#describe(file));
    }
    async children(directory) {
        if (!(0,src_tree/* isDirectory */.wd)(directory) || directory.reparse !== null)
            return [];
        const { file, nameRow } = directory;
        if (this.#table.files.has(file, FILE_FLAG.DAMAGED)) {
            // It could be a junction, or have streams: nobody shall take what is left for the whole.
            const record = this.#table.files.record[file];
            throw damaged(`${this.label}: ${this.#pathOf(nameRow)}`, `a directory whose MFT record ${record} is damaged`);
        }
        const shortNames = new Map();
        const rows = [];
        for (const row of this.#hierarchy.namesIn(file)) {
            if (this.#table.names.space[row] !== NAME_SPACE.DOS)
                rows.push(row);
            else
                shortNames.set(this.#hierarchy.ownerOf(row), this.#table.names.text(row));
        }
        // A short name belongs to the Win32 name, so files with a POSIX name beside it are looked at last.
        rows.sort((a, b) => this.#order(a) - this.#order(b));
        const entries = [];
        const seen = new Set();
        for (const row of rows) {
            const name = this.#table.names.text(row);
            if (seen.has(name)) {
                const path = this.#hierarchy.pathOf(row);
                this.#warnings.warn('names that exist twice', `${path} exists twice; one of the two is left out`);
                continue;
            }
            seen.add(name);
            const owner = this.#hierarchy.ownerOf(row);
            const shortName = shortNames.get(owner) ?? '';
            shortNames.delete(owner);
            entries.push(this.#entry(owner, row, name, shortName, await this.#facts(owner, row)));
        }
        return entries;
    }
    /** Win32 names first, and within them in the order of the records, which lie beside each other on the disk. */
    #order(row) {
        const { names } = this.#table;
        const isPosix = names.space[row] === NAME_SPACE.POSIX;
        return names.owner[row] + (isPosix ? 2 ** 40 : 0);
    }
    #entry(file, nameRow, name, shortName, facts) {
        const { files } = this.#table;
        // Field by field: spreading `facts` takes three times as long, and there are half a million entries.
        return {
            name,
            shortName,
            attributes: facts.attributes,
            created: files.created[file],
            accessed: files.accessed[file],
            modified: files.modified[file],
            security: facts.security,
            reparse: facts.reparse,
            objectId: facts.objectId,
            extendedAttributes: facts.extendedAttributes,
            streams: facts.streams,
            linkGroup: this.#hierarchy.linksOf(file) > 1 ? files.record[file] : 0,
            file,
            nameRow,
        };
    }
    async #facts(file, nameRow) {
        const known = this.#shared.get(file);
        if (known !== undefined)
            return known;
        const facts = await this.#describe(file).catch((error) => {
            if (!(error instanceof errors/* FactoryError */.Xx) || error.code !== 'damaged')
                throw error;
            const path = this.#hierarchy.pathOf(nameRow);
            this.#warnings.warn('damaged files', `${path}: ${error.details.subject}: ${error.details.found}`);
            this.#table.files.set(file, FILE_FLAG.DAMAGED);
            return this.#plainFacts(file);
        });
        if (this.#hierarchy.linksOf(file) > 1)
            this.#shared.set(file, facts);
        return facts;
    }
    async #describe(file) {
        const { files } = this.#table;
        if (!files.has(file, FILE_FLAG.COMPLEX) || files.has(file, FILE_FLAG.DAMAGED))
            return this.#plainFacts(file);
        const record = files.record[file];
        const attributes = await loadAttributes(this.#mft, record);
        const facts = await describe(this.#mft.volume, attributes, files.attributes[file], files.has(file, FILE_FLAG.DIRECTORY), this.#mft.positionOf(record));
        return { ...facts, security: this.#descriptor(file) ?? this.#same(facts.security) };
    }
    #plainFacts(file) {
        const { files } = this.#table;
        const isFolder = files.has(file, FILE_FLAG.DIRECTORY);
        // Nothing reads an empty stream, and a damaged file must fail when it is read.
        const least = files.has(file, FILE_FLAG.DAMAGED) ? 1 : 0;
        const size = Math.max(files.size[file], least);
        return {
            attributes: reportedAttributes(files.attributes[file], isFolder, false),
            security: this.#descriptor(file),
            reparse: null,
            objectId: null,
            extendedAttributes: [],
            streams: isFolder ? [] : [streamInfo('', size, files.position[file])],
        };
    }
    /** One object for equal descriptors, which files of NTFS 1.2 and of ntfs-3g have each their own copy of. */
    #same(descriptor) {
        if (descriptor === null)
            return null;
        const key = Buffer.from(descriptor.buffer, descriptor.byteOffset, descriptor.length).toString('latin1');
        const known = this.#own.get(key);
        if (known === undefined)
            this.#own.set(key, descriptor);
        return known ?? descriptor;
    }
    #pathOf(nameRow) {
        return nameRow === NAMELESS ? '\\' : this.#hierarchy.pathOf(nameRow);
    }
    #descriptor(file) {
        const id = this.#table.files.security[file];
        if (id === 0)
            return null;
        const descriptor = this.#descriptors.get(id);
        if (descriptor !== undefined)
            return descriptor;
        const record = this.#table.files.record[file];
        this.#warnings.warn('files without their security descriptor', `MFT record ${record}: $Secure has no descriptor ${id}; the file has none now`);
        return null;
    }
    async *read(entry, stream) {
        const { nameRow } = entry;
        try {
            for await (const piece of this.#content(entry, stream)) {
                this.#signal.throwIfAborted();
                yield piece;
            }
        }
        catch (error) {
            const path = this.#pathOf(nameRow);
            throw aboutFile(error, this.label, stream.name === '' ? path : `${path}:${stream.name}`);
        }
    }
    async *#content(entry, stream) {
        const { volume } = this.#mft;
        const { files } = this.#table;
        if (stream.name === '' &&
            files.has(entry.file, FILE_FLAG.CONTIGUOUS) &&
            !files.has(entry.file, FILE_FLAG.DAMAGED)) {
            const position = files.position[entry.file];
            yield* readAhead(stream.size, (offset, target) => this.#neighbours.read(position + offset, target));
            return;
        }
        const record = this.#table.files.record[entry.file];
        const attributes = await loadAttributes(this.#mft, record);
        const attribute = findStream(attributes, stream.name);
        if (attribute === null) {
            if (this.#table.files.has(entry.file, FILE_FLAG.DAMAGED)) {
                throw damaged(recordSubject(volume.label, record), 'no $DATA that can be read');
            }
            return;
        }
        const stamp = stream.name === '' ? await readReparsePoint(volume, attributes) : null;
        if (stamp !== null && isWofFile(stamp)) {
            const packed = findStream(attributes, WOF_STREAM);
            if (packed === null)
                throw damaged(recordSubject(volume.label, record), `no stream ${WOF_STREAM}`);
            yield* readWof(volume, stamp.data, packed, stream.size);
            return;
        }
        if (stamp !== null && stream.size > 0)
            refuseForeign(recordSubject(volume.label, record), stamp, entry.attributes);
        yield* readContent(volume, attribute);
    }
}
/** Content that is not in the file, whatever its unnamed stream holds. @throws unsupported */
function refuseForeign(subject, { tag, data }, attributes) {
    const refusal = (found, next) => new errors/* FactoryError */.Xx('unsupported', { subject, found, expected: 'content on this volume', next });
    if (tag === src_tree/* REPARSE_TAG */.im.WOF) {
        throw refusal(foreignProvider(data), 'make the file a plain one first: "compact /u /exe FILE"');
    }
    if (tag === src_tree/* REPARSE_TAG */.im.DEDUP) {
        throw refusal('content that Data Deduplication keeps in its chunk store', 'undo it first: "Start-DedupJob -Type Unoptimization"');
    }
    const isAway = (attributes & (src_tree/* FILE_ATTRIBUTE */.UD.RECALL_ON_DATA_ACCESS | src_tree/* FILE_ATTRIBUTE */.UD.OFFLINE)) !== 0;
    if ((tag & CLOUD_TAG_MASK) >>> 0 === CLOUD_TAG && isAway) {
        throw refusal('a placeholder whose content is in the cloud', 'download the file first, or exclude it');
    }
}
//# sourceMappingURL=volume-tree.js.map
;// CONCATENATED MODULE: ./build/src/ntfs/volume.js
/** Opening a volume: its measures, its file table, its state, and the tree over them. */













const LOG_RECORD = 2;
const VOLUME_RECORD = 3;
const SECURE_RECORD = 9;
/**
 * Reads the whole file table of a volume; contents are read when asked for. Closing the tree closes the device, which
 * stays the caller's when this throws.
 *
 * @throws dirty, encrypted, unsupported, damaged
 */
async function openNtfs(device, options) {
    const { reporter } = options;
    reporter.signal.throwIfAborted();
    const geometry = await readGeometry(device);
    const volume = { device, geometry, label: device.label };
    const mft = await MasterFileTable.open(volume);
    const { volumeLabel, version, flags } = await readVolumeFile(mft);
    const warnings = new Warnings(reporter, volume.label);
    const log = findStream(await loadAttributes(mft, LOG_RECORD), '');
    const states = [dirtyFlagOf(flags), log === null ? 'without a log' : await logStateOf(volume, log)];
    const table = await scanFileTable(mft, reporter, warnings);
    const root = table.files.rowOf[ROOT_RECORD] ?? -1;
    if (root === -1)
        throw damaged(recordSubject(volume.label, ROOT_RECORD), 'no root directory');
    const hierarchy = new Hierarchy(table, root, warnings);
    const descriptors = await readSecure(mft, version, warnings);
    const tree = new VolumeTree(mft, table, hierarchy, descriptors, warnings, reporter.signal);
    const opened = {
        kind: 'ntfs',
        label: tree.label,
        carries: tree.carries,
        root: await tree.openRoot(),
        children: tree.children.bind(tree),
        read: tree.read.bind(tree),
        close: () => device.close(),
    };
    states.push(await hibernation(opened));
    const found = states.filter((state) => state !== null);
    const dirty = found.length === 0 ? null : found.join(' and ');
    if (dirty !== null) {
        if (options.allowDirty !== true)
            throw dirtyError(volume.label, dirty);
        reporter.warn(`${volume.label}: the volume is ${dirty}; it is read as it is`);
    }
    return { ...opened, volumeLabel, version, dirty, serial: geometry.serial };
}
async function readVolumeFile(mft) {
    const subject = recordSubject(mft.volume.label, VOLUME_RECORD);
    const attributes = await loadAttributes(mft, VOLUME_RECORD);
    const information = attributes.find(({ type }) => type === ATTRIBUTE.VOLUME_INFORMATION);
    if (information === undefined || !information.body.resident || information.body.value.length < 12) {
        throw damaged(subject, 'no $VOLUME_INFORMATION');
    }
    const { value } = information.body;
    const name = attributes.find(({ type }) => type === ATTRIBUTE.VOLUME_NAME);
    const label = name === undefined ? new Uint8Array(0) : await list_valueOf(mft.volume, name, 256);
    return {
        volumeLabel: Buffer.from(label).toString('utf16le'),
        version: `${value[8]}.${value[9]}`,
        flags: value[10] | (value[11] << 8),
    };
}
/** The descriptors of $Secure; NTFS 1.2 has none and keeps them in the records. */
async function readSecure(mft, version, warnings) {
    if (version.startsWith('1.'))
        return new Map();
    const stream = findStream(await loadAttributes(mft, SECURE_RECORD), '$SDS');
    if (stream === null)
        throw damaged(recordSubject(mft.volume.label, SECURE_RECORD), 'no stream $SDS');
    return readSecurityDescriptors(mft.volume, stream, warnings);
}
async function hibernation(tree) {
    const located = await (0,src_tree/* findOrNull */.w0)(tree, '\\hiberfil.sys');
    const stream = located === null ? null : (0,src_tree/* unnamedStream */.pL)(located.entry);
    if (located === null || stream === null || stream.size === 0)
        return null;
    for await (const piece of tree.read(located.entry, stream))
        return hibernationOf(piece);
    return null;
}
//# sourceMappingURL=volume.js.map
;// CONCATENATED MODULE: ./build/src/ntfs/index.js


//# sourceMappingURL=index.js.map
;// CONCATENATED MODULE: ./build/src/source/disk.js
/** Which partition of a disk is meant, and its volume as a tree. */





/** @throws not-found with the list of partitions, encrypted, dirty, damaged, unsupported */
async function openDiskVolume({ path, part }, options) {
    const disk = await (0,src_disk/* openDisk */.UJ)(path, { reporter: options.reporter });
    try {
        const partitions = await (0,src_disk/* listPartitions */.AU)(disk, options.reporter);
        const { tree, partition } = await (part === null
            ? findVolume(disk, partitions, options)
            : openNumbered(disk, partitions, part, options));
        const close = async () => {
            await tree.close();
            await disk.close();
        };
        return { tree, partition, close };
    }
    catch (error) {
        await disk.close();
        throw error;
    }
}
function openVolume(disk, partition, options) {
    return openNtfs((0,src_disk/* openPartition */.HD)(disk, partition), options);
}
async function openNumbered(disk, partitions, part, options) {
    const partition = partitions.find(({ number }) => number > 0 && String(number) === part);
    if (partition !== undefined)
        return { partition, tree: await openVolume(disk, partition, options) };
    const isVolume = partitions[0]?.scheme === 'none';
    throw new errors/* FactoryError */.Xx('not-found', {
        subject: disk.label,
        found: `no partition ${part}`,
        expected: isVolume ? 'no number, for the disk is a volume without partitions' : list(partitions),
    });
}
/** The volume that holds Windows, else the only NTFS volume there is. */
async function findVolume(disk, partitions, options) {
    const volumes = partitions.filter(({ fileSystem }) => fileSystem === 'ntfs');
    const locked = partitions.filter(({ fileSystem }) => fileSystem === 'bitlocker');
    const [only, ...others] = volumes;
    if (only !== undefined && others.length === 0 && locked.length === 0) {
        return { partition: only, tree: await openVolume(disk, only, options) };
    }
    const windows = await withWindows(disk, volumes, options);
    const [found, ...more] = windows;
    if (found !== undefined && more.length === 0)
        return found;
    await Promise.all(windows.map(({ tree }) => tree.close()));
    if (found !== undefined)
        throw ambiguous(disk, `${windows.length} partitions with Windows`, partitions);
    const [encrypted] = locked;
    if (encrypted !== undefined) {
        throw new errors/* FactoryError */.Xx('encrypted', {
            subject: `${disk.label}#${encrypted.number}`,
            found: 'a volume that is encrypted with BitLocker',
            expected: 'an NTFS volume that can be read',
            next: 'decrypt it on the reference machine with "manage-bde -off", and wait until it is done',
        });
    }
    const count = volumes.length === 0 ? 'no NTFS volume' : `${volumes.length} NTFS volumes, and Windows on none`;
    throw ambiguous(disk, count, partitions);
}
/** The volumes with an installation, open. One that cannot be opened is told, unless it is all that there is. */
async function withWindows(disk, volumes, options) {
    const found = [];
    const failed = [];
    for (const partition of volumes) {
        const tree = await openVolume(disk, partition, options).catch((error) => {
            failed.push(error);
            return null;
        });
        if (tree === null)
            continue;
        if (await holdsWindows(tree))
            found.push({ partition, tree });
        else
            await tree.close();
    }
    if (failed.length > 0 && found.length === 0)
        throw failed[0];
    for (const error of failed) {
        options.reporter.warn(`not looked at for Windows: ${error instanceof Error ? error.message : String(error)}`);
    }
    return found;
}
async function holdsWindows(tree) {
    const config = await (0,src_tree/* findOrNull */.w0)(tree, '\\Windows\\System32\\config');
    return config !== null && (0,src_tree/* isFolder */.lQ)(config.entry);
}
function ambiguous(disk, found, partitions) {
    const first = partitions.find(({ fileSystem }) => fileSystem === 'ntfs');
    return new errors/* FactoryError */.Xx('not-found', {
        subject: disk.label,
        found,
        expected: partitions.length === 0 ? 'a disk with partitions' : list(partitions),
        ...(first === undefined ? {} : { next: `name the partition: ${disk.label}#${first.number}` }),
    });
}
function list(partitions) {
    const rows = partitions.map(({ number, type, name, size, fileSystem }) => {
        const title = name === '' || name === type.name ? type.name : `${type.name} "${name}"`;
        return `${number} (${title}, ${(0,bytes/* formatBytes */.z3)(size)}, ${fileSystem})`;
    });
    return `one of ${rows.join(', ')}`;
}
//# sourceMappingURL=disk.js.map
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./build/src/source/parse.js
/** What a user may name as a source, taken apart: a place on the host, and a part of it. */



/** `MSWIM\0\0\0`; `WLPWM\0\0\0` is the pipable kind, which the archive's reader refuses by name. */
const WIM_SIGNATURES = ['MSWIM\0\0\0', 'WLPWM\0\0\0'];
/**
 * `#` is read from the last one; a path that exists as written wins. What a file is, its content says, not its name.
 *
 * @throws not-found, permission
 */
async function parseSource(text) {
    const whole = await kindOf(text);
    if (whole !== null)
        return { text, path: text, part: null, kind: whole };
    const at = text.lastIndexOf('#');
    const part = text.slice(at + 1);
    const isPart = at > 0 && !/[\\/]/.test(part);
    const file = isPart ? text.slice(0, at) : text;
    const kind = isPart ? await kindOf(file) : null;
    if (kind === null) {
        throw new errors/* FactoryError */.Xx('not-found', { subject: file, found: 'does not exist', next: 'check the path' });
    }
    if (kind === 'directory') {
        throw new errors/* FactoryError */.Xx('not-found', {
            subject: text,
            found: `"#${part}" after a directory, which has neither partitions nor images`,
            next: `name the directory alone: ${file}`,
        });
    }
    if (part === '') {
        const expected = 'the number of a partition, or the number or name of an image';
        throw new errors/* FactoryError */.Xx('usage', { subject: text, found: 'nothing after the "#"', expected });
    }
    return { text, path: file, part, kind };
}
/** @returns null where there is nothing of that name */
async function kindOf(file) {
    try {
        const stats = await (0,promises_.stat)(file);
        if (stats.isDirectory())
            return 'directory';
        return stats.isFile() && (await beginsAsWim(file)) ? 'wim' : 'disk';
    }
    catch (error) {
        const { code } = error;
        if (code === 'ENOENT' || code === 'ENOTDIR')
            return null;
        throw (0,errors/* fromSystemError */.Kh)(error, file);
    }
}
async function beginsAsWim(file) {
    const handle = await (0,promises_.open)(external_node_path_.resolve(file), 'r');
    try {
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(8), 0, 8, 0);
        return WIM_SIGNATURES.includes(buffer.toString('latin1', 0, bytesRead));
    }
    finally {
        await handle.close();
    }
}
//# sourceMappingURL=parse.js.map
;// CONCATENATED MODULE: ./build/src/source/open.js
/** SOURCE → FileTree: a directory, a disk and an image of an archive are the same to every command. */





/**
 * @param text a SOURCE of the command line
 * @throws not-found, usage, and what opening a disk, a volume or an archive throws
 */
async function openSource(text, options) {
    const name = await parseSource(text);
    if (name.kind === 'wim')
        return openArchive(name, options);
    if (name.kind === 'disk')
        return { ...name, archive: null, image: null, ...(await openDiskVolume(name, options)) };
    const tree = await (0,src_tree/* openDirectory */.AJ)(name.path, options.reporter);
    return { ...name, tree, archive: null, image: null, partition: null, close: () => tree.close() };
}
async function openArchive(name, options) {
    const archive = await (0,wim/* openWim */.SS)(name.path);
    try {
        const image = chooseImage(archive, name.part, options.edition ?? null);
        const tree = await archive.openImage(image.index);
        for (const { subject, found } of tree.problems) {
            options.reporter.warn(`${tree.label}: ${subject}: ${found}; it is left out`);
        }
        return { ...name, tree, archive, image, partition: null, close: () => archive.close() };
    }
    catch (error) {
        await archive.close();
        throw error;
    }
}
function chooseImage(archive, part, edition) {
    if (part !== null)
        return archive.selectImage(part);
    const { images, path } = archive;
    const wanted = edition?.toLowerCase();
    const suitable = wanted === undefined
        ? images
        : images.filter(({ flags, windows }) => [flags, windows?.editionId].some((name) => name?.toLowerCase() === wanted));
    const [first, ...others] = suitable;
    if (first !== undefined && others.length === 0)
        return first;
    const list = images.map((image) => listed(image)).join(', ');
    const count = suitable.length === 0 ? 'no image' : `${suitable.length} images`;
    throw new errors/* FactoryError */.Xx('not-found', {
        subject: path,
        found: edition === null ? count : `${count} of the edition "${edition}"`,
        expected: list === '' ? 'an archive with images' : `one of ${list}`,
        ...(list === '' ? {} : { next: `name one: ${path}#${first?.index ?? 1}` }),
    });
}
function listed({ index, name, flags, windows }) {
    const edition = flags === '' ? windows?.editionId : flags;
    return `${index} "${name}"${edition === undefined ? '' : ` (${edition})`}`;
}
//# sourceMappingURL=open.js.map
;// CONCATENATED MODULE: ./build/src/source/index.js


//# sourceMappingURL=index.js.map

/***/ })

};
