export const id = 5269;
export const ids = [5269];
export const modules = {

/***/ 11929:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  openDiskVolume: () => (/* binding */ openDiskVolume),
  Z: () => (/* binding */ openSourceDisk)
});

// EXTERNAL MODULE: ./build/src/bytes/index.js + 9 modules
var bytes = __webpack_require__(72381);
// EXTERNAL MODULE: ./build/src/disk/index.js + 24 modules
var src_disk = __webpack_require__(6988);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
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
// EXTERNAL MODULE: ./build/src/tree/index.js + 19 modules
var src_tree = __webpack_require__(45909);
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
// EXTERNAL MODULE: ./build/src/codec/index.js + 10 modules
var codec = __webpack_require__(92468);
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
    carries = src_tree/* CARRIES_ALL */.EN;
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





/** What is neither archive nor medium is taken for a disk, of which its user may never have thought. */
async function openSourceDisk(path, options) {
    try {
        return await (0,src_disk/* openDisk */.UJ)(path, options);
    }
    catch (error) {
        if (!(error instanceof errors/* FactoryError */.Xx) || error.details.expected !== src_disk/* DISK_IMAGE */.aR)
            throw error;
        const expected = `a WIM, an ISO, or ${src_disk/* DISK_IMAGE */.aR}`;
        throw new errors/* FactoryError */.Xx(error.code, { ...error.details, expected });
    }
}
/** @throws not-found with the list of partitions, encrypted, dirty, damaged, unsupported */
async function openDiskVolume({ path, part }, options) {
    const { reporter, parentFolders = [] } = options;
    const disk = await openSourceDisk(path, { reporter, parentFolders });
    try {
        const partitions = await (0,src_disk/* listPartitions */.AU)(disk, reporter);
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

/***/ }),

/***/ 35269:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  kd: () => (/* reexport */ KIND_NAMES),
  Ny: () => (/* reexport */ chooseImage),
  uH: () => (/* reexport */ imagesOfMedia),
  xD: () => (/* reexport */ installArchives),
  yM: () => (/* reexport */ openArchiveOf),
  oD: () => (/* reexport */ openSource),
  ZC: () => (/* reexport */ disk/* openSourceDisk */.Z),
  PJ: () => (/* reexport */ parseSource)
});

// EXTERNAL MODULE: ./build/src/source/disk.js + 22 modules
var disk = __webpack_require__(11929);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/progress.js
var progress = __webpack_require__(31838);
// EXTERNAL MODULE: ./build/src/tree/index.js + 19 modules
var src_tree = __webpack_require__(45909);
// EXTERNAL MODULE: ./build/src/wim/index.js + 43 modules
var wim = __webpack_require__(57647);
;// CONCATENATED MODULE: ./build/src/source/iso.js
/** The files of an ISO. What reads them is loaded when there is one. */
async function openIso(file, reporter) {
    const { openIso: open } = await __webpack_require__.e(/* import() */ 1974).then(__webpack_require__.bind(__webpack_require__, 91974));
    return await open(file, reporter);
}
//# sourceMappingURL=iso.js.map
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
;// CONCATENATED MODULE: ./build/src/source/parse.js
/** What a user may name as a source, taken apart: a place on the host, and a part of it. */



/** A kind in a sentence. */
const KIND_NAMES = {
    directory: 'a directory',
    disk: 'a disk',
    wim: 'a WIM archive',
    iso: 'an ISO',
};
/** `MSWIM\0\0\0`; `WLPWM\0\0\0` is the pipable kind, which the archive's reader refuses by name. */
const WIM_SIGNATURES = ['MSWIM\0\0\0', 'WLPWM\0\0\0'];
/** In the 17th sector of a medium: ISO 9660, also beside UDF, or UDF alone. */
const ISO_SIGNATURES = ['CD001', 'BEA01'];
const ISO_SIGNATURE_AT = 0x8001;
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
        throw (0,errors/* notThere */._)(file);
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
        return stats.isFile() ? await kindOfFile(file) : 'disk';
    }
    catch (error) {
        const { code } = error;
        if (code === 'ENOENT' || code === 'ENOTDIR')
            return null;
        throw (0,errors/* fromSystemError */.Kh)(error, file);
    }
}
async function kindOfFile(file) {
    const handle = await (0,promises_.open)(external_node_path_.resolve(file), 'r');
    const textAt = async (position, length) => {
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, position);
        return buffer.toString('latin1', 0, bytesRead);
    };
    try {
        if (WIM_SIGNATURES.includes(await textAt(0, 8)))
            return 'wim';
        return ISO_SIGNATURES.includes(await textAt(ISO_SIGNATURE_AT, 5)) ? 'iso' : 'disk';
    }
    finally {
        await handle.close();
    }
}
//# sourceMappingURL=parse.js.map
;// CONCATENATED MODULE: ./build/src/source/media.js
/** What can be installed from an ISO, a WIM, an ESD or a split set, and which of it a definition means. */







/** Where Windows Setup looks for what it installs, in its order. */
const INSTALL_ARCHIVES = ['install.wim', 'install.esd', 'install.swm'];
/** Media of two architectures have one set of sources for each. */
const ARCHITECTURE_FOLDERS = ['x64', 'x86', 'arm64'];
/**
 * What can be installed from an ISO, a WIM, an ESD or the first part of a split set. Nothing is mounted or extracted:
 * the archive in an ISO is read where it lies.
 *
 * @throws not-found where the ISO holds no archive to install from; usage for a disk or a directory
 */
async function imagesOfMedia(file, reporter = (0,progress/* silentReporter */.P)()) {
    const name = await parseSource(file);
    const archive = await openArchiveOf(name, reporter);
    try {
        const wim = name.kind === 'iso' ? archive.path.slice(name.path.length + 1) : name.path;
        return { path: name.path, wim, images: archive.images };
    }
    finally {
        await archive.close();
    }
}
/**
 * The image that a definition means.
 *
 * @throws not-found, with a list of what there is
 */
function chooseImage({ path: subject, images }, { edition = null, index = null }) {
    const wanted = edition?.toLowerCase();
    const suitable = images.filter((image) => (index === null || image.index === index) &&
        (wanted === undefined ||
            [image.flags, image.windows?.editionId].some((name) => name?.toLowerCase() === wanted)));
    const [first, ...others] = suitable;
    if (first !== undefined && others.length === 0)
        return first;
    const list = images.map((image) => listed(image)).join(', ');
    const count = suitable.length === 0 ? 'no image' : `${suitable.length} images`;
    const asked = [
        ...(index === null ? [] : [` with the number ${index}`]),
        ...(edition === null ? [] : [` of the edition "${edition}"`]),
    ];
    throw new errors/* FactoryError */.Xx('not-found', {
        subject,
        found: `${count}${asked.join('')}`,
        expected: list === '' ? 'an archive with images' : `one of ${list}`,
        ...(list === '' ? {} : { next: `name one: ${subject}#${first?.index ?? 1}` }),
    });
}
function listed({ index, name, flags, windows }) {
    const edition = flags === '' ? windows?.editionId : flags;
    return `${index} "${name}"${edition === undefined ? '' : ` (${edition})`}`;
}
/** The archive that a SOURCE is, or that an ISO installs from. Closing it closes the ISO. */
async function openArchiveOf({ kind, path: file }, reporter) {
    if (kind === 'wim')
        return (0,wim/* openWim */.SS)(file);
    if (kind === 'iso')
        return openInstallArchive(file, reporter);
    throw new errors/* FactoryError */.Xx('usage', {
        subject: file,
        found: KIND_NAMES[kind],
        expected: 'an ISO of Windows, a WIM, an ESD or the first part of a split set',
    });
}
async function openInstallArchive(iso, reporter) {
    const medium = await openIso(iso, reporter);
    try {
        const inside = await findInstallArchive(medium);
        return await (0,wim/* openWim */.SS)(`${iso}\\${inside}`, openInside(medium, inside));
    }
    catch (error) {
        await medium.close();
        throw error;
    }
}
/** The parts of a split set lie in one folder; the medium is closed with the last of them. */
function openInside(medium, inside) {
    const folder = external_node_path_.win32.dirname(inside);
    let open = 0;
    return async (part) => {
        const file = await medium.openFile(external_node_path_.win32.join(folder, external_node_path_.win32.basename(part)));
        open++;
        return {
            ...file,
            label: part,
            hostFile: medium.label,
            async close() {
                if (--open === 0)
                    await medium.close();
            },
        };
    };
}
async function findInstallArchive(medium) {
    const [only, ...others] = await installArchives(medium);
    if (only !== undefined && others.length === 0)
        return only;
    const names = INSTALL_ARCHIVES.map((name) => `sources\\${name}`);
    throw new errors/* FactoryError */.Xx('not-found', {
        subject: medium.label,
        found: only === undefined
            ? `no ${names.join(', ')}`
            : `an archive for each architecture: ${[only, ...others].join(', ')}`,
        expected: 'the install medium of one Windows',
        next: only === undefined
            ? 'list what it holds with "image-factory ls"'
            : 'take one of them out with "image-factory extract", and name it as the source',
    });
}
/** The paths of what a medium installs: one archive, or one for each architecture. */
async function installArchives(medium) {
    const [first] = await archivesIn(medium, 'sources');
    if (first !== undefined)
        return [first];
    const found = [];
    for (const folder of ARCHITECTURE_FOLDERS) {
        found.push(...(await archivesIn(medium, `${folder}\\sources`)).slice(0, 1));
    }
    return found;
}
/** In the order in which Setup looks for them. */
async function archivesIn(medium, folder) {
    const found = [];
    for (const name of INSTALL_ARCHIVES) {
        const located = await (0,src_tree/* findOrNull */.w0)(medium, `${folder}\\${name}`);
        if (located !== null && !(0,src_tree/* isDirectory */.wd)(located.entry))
            found.push(located.path.slice(1));
    }
    return found;
}
//# sourceMappingURL=media.js.map
;// CONCATENATED MODULE: ./build/src/source/open.js
/** SOURCE → FileTree: a directory, a disk, a medium and an image of an archive are the same to every command. */




/**
 * @param text a SOURCE of the command line
 * @throws not-found, usage, and what opening a disk, a volume or an archive throws
 */
async function openSource(text, options) {
    const name = await parseSource(text);
    const { edition = null, installs = false } = options;
    const isImage = name.part !== null || edition !== null || installs;
    if (name.kind === 'wim' || (name.kind === 'iso' && isImage))
        return openArchive(name, options);
    if (name.kind === 'disk') {
        const { openDiskVolume } = await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 11929));
        return { ...name, archive: null, image: null, ...(await openDiskVolume(name, options)) };
    }
    const open = name.kind === 'iso' ? openIso : src_tree/* openDirectory */.AJ;
    const tree = await open(name.path, options.reporter);
    return { ...name, tree, archive: null, image: null, partition: null, close: () => tree.close() };
}
async function openArchive(name, options) {
    const archive = await openArchiveOf(name, options.reporter);
    try {
        const { part } = name;
        const media = { path: name.path, images: archive.images };
        const image = part === null ? chooseImage(media, { edition: options.edition ?? null }) : archive.selectImage(part);
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
//# sourceMappingURL=open.js.map
;// CONCATENATED MODULE: ./build/src/source/index.js




//# sourceMappingURL=index.js.map

/***/ })

};
