#!/usr/bin/env node
import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 42613:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("assert");

/***/ }),

/***/ 20181:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("buffer");

/***/ }),

/***/ 35317:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("child_process");

/***/ }),

/***/ 76982:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");

/***/ }),

/***/ 72250:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("dns");

/***/ }),

/***/ 24434:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("events");

/***/ }),

/***/ 79896:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");

/***/ }),

/***/ 91943:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs/promises");

/***/ }),

/***/ 58611:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("http");

/***/ }),

/***/ 65692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("https");

/***/ }),

/***/ 69278:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("net");

/***/ }),

/***/ 4573:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:buffer");

/***/ }),

/***/ 31421:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");

/***/ }),

/***/ 77598:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");

/***/ }),

/***/ 53053:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:diagnostics_channel");

/***/ }),

/***/ 78474:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:events");

/***/ }),

/***/ 73024:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

/***/ }),

/***/ 51455:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");

/***/ }),

/***/ 37067:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");

/***/ }),

/***/ 44708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:https");

/***/ }),

/***/ 77030:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");

/***/ }),

/***/ 48161:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");

/***/ }),

/***/ 76760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 57075:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");

/***/ }),

/***/ 46193:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:string_decoder");

/***/ }),

/***/ 58500:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");

/***/ }),

/***/ 41692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:tls");

/***/ }),

/***/ 73136:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:url");

/***/ }),

/***/ 57975:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");

/***/ }),

/***/ 78877:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:v8");

/***/ }),

/***/ 30714:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:vm");

/***/ }),

/***/ 75919:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:worker_threads");

/***/ }),

/***/ 38522:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");

/***/ }),

/***/ 70857:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");

/***/ }),

/***/ 16928:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");

/***/ }),

/***/ 932:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("process");

/***/ }),

/***/ 2203:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("stream");

/***/ }),

/***/ 13193:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("string_decoder");

/***/ }),

/***/ 53557:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("timers");

/***/ }),

/***/ 16460:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("timers/promises");

/***/ }),

/***/ 64756:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tls");

/***/ }),

/***/ 52018:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tty");

/***/ }),

/***/ 87016:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("url");

/***/ }),

/***/ 39023:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("util");

/***/ }),

/***/ 43106:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("zlib");

/***/ }),

/***/ 72381:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  U7: () => (/* reexport */ ByteWriter),
  pq: () => (/* reexport */ countOf),
  dc: () => (/* reexport */ crc32c),
  Ro: () => (/* reexport */ cursorOver),
  ad: () => (/* reexport */ dateFromFiletime),
  ex: () => (/* reexport */ equalBytes),
  k2: () => (/* reexport */ filetimeFromDate),
  Nb: () => (/* reexport */ filetimeFromUnixNanoseconds),
  z3: () => (/* reexport */ formatBytes),
  B4: () => (/* reexport */ formatCount),
  a3: () => (/* reexport */ formatDuration),
  jb: () => (/* reexport */ formatFiletime),
  R1: () => (/* reexport */ formatGuid),
  aD: () => (/* reexport */ fromHex),
  F5: () => (/* reexport */ giveBack),
  be: () => (/* reexport */ isZero),
  g$: () => (/* reexport */ printable),
  io: () => (/* reexport */ readBytes),
  ik: () => (/* reexport */ readSize),
  Vv: () => (/* reexport */ readU16),
  PF: () => (/* reexport */ readU32),
  cN: () => (/* reexport */ readU32Be),
  IM: () => (/* reexport */ readU64),
  th: () => (/* reexport */ readU64Be),
  eo: () => (/* reexport */ readU8),
  rd: () => (/* reexport */ readUtf16),
  Tk: () => (/* reexport */ remaining),
  jF: () => (/* reexport */ seek),
  iv: () => (/* reexport */ skip),
  Ut: () => (/* reexport */ takeBuffer),
  nj: () => (/* reexport */ toHex),
  Rc: () => (/* reexport */ unixNanosecondsFromFiletime)
});

// UNUSED EXPORTS: parseGuid

// EXTERNAL MODULE: ./build/src/errors.js
var errors = __nccwpck_require__(27406);
;// CONCATENATED MODULE: ./build/src/bytes/cursor.js
/**
 * A bounded reader over bytes, little endian as every Windows format is, and its big-endian twins for VHD.
 * Each read checks its range first: what lies outside is a `damaged` error that names the structure.
 */

/** A cursor at the start of `bytes`. */
function cursorOver(bytes, what) {
    return { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), what, position: 0 };
}
/** How many bytes lie between the cursor and the end. */
function remaining(cursor) {
    return cursor.bytes.length - cursor.position;
}
/** @throws damaged when `position` lies outside the bytes */
function seek(cursor, position) {
    if (!Number.isSafeInteger(position) || position < 0 || position > cursor.bytes.length) {
        throw outOfBounds(cursor, position, 0);
    }
    cursor.position = position;
}
/** Moves over `length` bytes and returns where they began. */
function skip(cursor, length) {
    const start = cursor.position;
    if (!Number.isSafeInteger(length) || length < 0 || length > cursor.bytes.length - start) {
        throw outOfBounds(cursor, start, length);
    }
    cursor.position = start + length;
    return start;
}
function readU8(cursor) {
    return cursor.view.getUint8(skip(cursor, 1));
}
function readU16(cursor) {
    return cursor.view.getUint16(skip(cursor, 2), true);
}
function readU32(cursor) {
    return cursor.view.getUint32(skip(cursor, 4), true);
}
function readU64(cursor) {
    return cursor.view.getBigUint64(skip(cursor, 8), true);
}
/** A 64-bit size or offset. @throws damaged above 2^53 - 1 */
function readSize(cursor) {
    const value = readU64(cursor);
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) {
        throw new errors/* FactoryError */.Xx('damaged', {
            subject: cursor.what,
            found: `0x${value.toString(16)} as a size or offset at byte ${cursor.position - 8}`,
            expected: 'less than 2^53',
        });
    }
    return Number(value);
}
function readU32Be(cursor) {
    return cursor.view.getUint32(skip(cursor, 4), false);
}
function readU64Be(cursor) {
    return cursor.view.getBigUint64(skip(cursor, 8), false);
}
/** The next `length` bytes, not copied. */
function readBytes(cursor, length) {
    const start = skip(cursor, length);
    return cursor.bytes.subarray(start, start + length);
}
/** UTF-16LE of `byteLength` bytes; unpaired surrogates stay as they are. @throws damaged on an odd length */
function readUtf16(cursor, byteLength) {
    if (byteLength % 2 !== 0) {
        throw new errors/* FactoryError */.Xx('damaged', {
            subject: cursor.what,
            found: `a UTF-16 string of ${byteLength} bytes at byte ${cursor.position}`,
            expected: 'an even number',
        });
    }
    const start = skip(cursor, byteLength);
    return Buffer.from(cursor.bytes.buffer, cursor.bytes.byteOffset + start, byteLength).toString('utf16le');
}
function outOfBounds(cursor, position, length) {
    return new errors/* FactoryError */.Xx('damaged', {
        subject: cursor.what,
        found: `${length} bytes wanted at byte ${position}, beyond the end`,
        expected: `${cursor.bytes.length} bytes at most`,
        next: 'the file is truncated or damaged: fetch or make it again',
    });
}
//# sourceMappingURL=cursor.js.map
;// CONCATENATED MODULE: ./build/src/bytes/crc32c.js
/** CRC-32C (Castagnoli, polynomial 0x1EDC6F41 reflected), as VHDX uses it. */
const TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
    let value = index;
    for (let bit = 0; bit < 8; bit++)
        value = value & 1 ? (value >>> 1) ^ 0x82f63b78 : value >>> 1;
    return value >>> 0;
});
/** @param seed the CRC of what came before, for data in pieces */
function crc32c(bytes, seed = 0) {
    let crc = ~seed;
    for (let index = 0; index < bytes.length; index++) {
        crc = TABLE[(crc ^ bytes[index]) & 0xff] ^ (crc >>> 8);
    }
    return ~crc >>> 0;
}
//# sourceMappingURL=crc32c.js.map
;// CONCATENATED MODULE: ./build/src/bytes/filetime.js
/** FILETIME: 100 ns since 1601-01-01 UTC, kept as a bigint so that nothing is rounded. */
const UNIX_EPOCH = 116444736000000000n;
function filetimeFromUnixNanoseconds(nanoseconds) {
    const ticks = nanoseconds / 100n - (nanoseconds < 0n && nanoseconds % 100n !== 0n ? 1n : 0n);
    return ticks + UNIX_EPOCH;
}
function filetimeFromDate(date) {
    return BigInt(date.getTime()) * 10000n + UNIX_EPOCH;
}
/** Rounded down to a millisecond. */
function dateFromFiletime(filetime) {
    return new Date(Number((filetime - UNIX_EPOCH) / 10000n));
}
function unixNanosecondsFromFiletime(filetime) {
    return (filetime - UNIX_EPOCH) * 100n;
}
/** ISO 8601 with all seven digits of a 100 ns tick: `2026-11-23T13:27:00.1234567Z`. */
function formatFiletime(filetime) {
    const ticks = ((filetime % 10000000n) + 10000000n) % 10000000n;
    const whole = dateFromFiletime(filetime - ticks).toISOString();
    return `${whole.slice(0, -5)}.${ticks.toString().padStart(7, '0')}Z`;
}
//# sourceMappingURL=filetime.js.map
;// CONCATENATED MODULE: ./build/src/bytes/guid.js
/** GUIDs: 16 bytes, of which Windows stores the first three groups little endian. */
/** @param bytes 16 bytes @returns the lower-case text form without braces */
function formatGuid(bytes) {
    const order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];
    const hex = order.map((index) => (bytes[index] ?? 0).toString(16).padStart(2, '0')).join('');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
/** @param text the text form, with or without braces @returns 16 bytes */
function parseGuid(text) {
    const hex = text.replaceAll(/[{}-]/g, '');
    if (!/^[0-9a-fA-F]{32}$/.test(hex))
        throw new RangeError(`Expected a GUID, got "${text}"`);
    const order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];
    return Uint8Array.from(order, (index) => Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16));
}
//# sourceMappingURL=guid.js.map
;// CONCATENATED MODULE: ./build/src/bytes/hex.js
function toHex(bytes) {
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
}
function fromHex(hex) {
    return new Uint8Array(Buffer.from(hex, 'hex'));
}
function equalBytes(a, b) {
    return a.length === b.length && Buffer.compare(a, b) === 0;
}
function isZero(bytes) {
    return bytes.every((byte) => byte === 0);
}
//# sourceMappingURL=hex.js.map
;// CONCATENATED MODULE: ./build/src/bytes/printable.js
/** Names of others as one line of text: what would steer a terminal, break a line or turn the order of letters is a "\uFFFD". */
const STEERING = /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu;
function printable(text) {
    return text.replace(STEERING, '\uFFFD');
}
//# sourceMappingURL=printable.js.map
;// CONCATENATED MODULE: ./build/src/bytes/spare.js
/**
 * Buffers of a megabyte that are used again. A new one for each piece of a content is memory that the system must give and
 * clear, and has V8 collect garbage all the time. Whoever owns a piece may give it back when nobody looks at it any more;
 * who does not loses nothing.
 */
const SIZE = 1 << 20;
/** A shorter piece has a buffer of its own. */
const LEAST = 1 << 17;
/** Buffers that wait at most. */
const WAITING = 16;
const waiting = [];
const lent = new WeakSet();
/** @returns bytes that say nothing yet; a part of a larger buffer where they have 128 KiB to 1 MiB */
function takeBuffer(length) {
    if (length < LEAST || length > SIZE)
        return Buffer.allocUnsafeSlow(length);
    const buffer = waiting.pop() ?? Buffer.allocUnsafeSlow(SIZE).buffer;
    lent.add(buffer);
    return Buffer.from(buffer, 0, length);
}
/** @param piece bytes of `takeBuffer`, or any others, which are left alone */
function giveBack({ buffer }) {
    if (lent.delete(buffer) && buffer.byteLength === SIZE && waiting.length < WAITING) {
        waiting.push(buffer);
    }
}
//# sourceMappingURL=spare.js.map
;// CONCATENATED MODULE: ./build/src/bytes/units.js
/** Sizes and durations as people read them. */
const UNITS = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];
/** "812 bytes", "4.0 MiB": three digits at most, powers of 1024. */
function formatBytes(bytes) {
    let value = bytes;
    let unit = 0;
    while (Math.abs(value) >= 1000 && unit < UNITS.length - 1) {
        value /= 1024;
        unit++;
    }
    if (unit === 0)
        return bytes === 1 ? '1 byte' : `${bytes} bytes`;
    return `${value.toFixed(Math.abs(value) < 99.95 ? 1 : 0)} ${UNITS[unit]}`;
}
/** "0.4 s", "12 s", "3 min 05 s", "2 h 14 min". */
function formatDuration(milliseconds) {
    const seconds = milliseconds / 1000;
    if (seconds < 9.95)
        return `${seconds.toFixed(1)} s`;
    const whole = Math.round(seconds);
    if (whole < 60)
        return `${whole} s`;
    const minutes = Math.floor(whole / 60);
    if (minutes < 60)
        return `${minutes} min ${String(whole % 60).padStart(2, '0')} s`;
    return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}
/** "1,234,567" */
function formatCount(count) {
    // `toLocaleString` loads what Intl knows of the language: longer than many a command takes to start.
    return String(count).replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
}
/** "1 file", "2,000 files". @param plural where it is not the noun with an "s" */
function countOf(count, noun, plural = `${noun}s`) {
    return `${formatCount(count)} ${count === 1 ? noun : plural}`;
}
//# sourceMappingURL=units.js.map
;// CONCATENATED MODULE: ./build/src/bytes/writer.js
/** A little-endian writer that grows. */
class ByteWriter {
    #bytes;
    #length = 0;
    constructor(capacity = 1024) {
        this.#bytes = Buffer.alloc(Math.max(capacity, 16));
    }
    /** How many bytes were written. */
    get length() {
        return this.#length;
    }
    u8(value) {
        const at = this.#grow(1);
        this.#bytes[at] = value;
        return this;
    }
    u16(value) {
        const at = this.#grow(2);
        this.#bytes.writeUInt16LE(value, at);
        return this;
    }
    u32(value) {
        const at = this.#grow(4);
        this.#bytes.writeUInt32LE(value >>> 0, at);
        return this;
    }
    u64(value) {
        const at = this.#grow(8);
        this.#bytes.writeBigUInt64LE(BigInt(value), at);
        return this;
    }
    raw(bytes) {
        const at = this.#grow(bytes.length);
        this.#bytes.set(bytes, at);
        return this;
    }
    zeros(count) {
        this.#grow(count);
        return this;
    }
    /** UTF-16LE without a terminator; unpaired surrogates stay as they are. */
    utf16(text) {
        const at = this.#grow(text.length * 2);
        this.#bytes.write(text, at, 'utf16le');
        return this;
    }
    /** Zeros up to the next multiple of `alignment`. */
    align(alignment) {
        return this.zeros((alignment - (this.#length % alignment)) % alignment);
    }
    /** Overwrites eight bytes written before. */
    patchU64(position, value) {
        this.#bytes.writeBigUInt64LE(BigInt(value), position);
    }
    patchU32(position, value) {
        this.#bytes.writeUInt32LE(value >>> 0, position);
    }
    /** What was written, not copied: it stays valid until the next write. */
    finish() {
        return this.#bytes.subarray(0, this.#length);
    }
    #grow(count) {
        const at = this.#length;
        const needed = at + count;
        if (needed > this.#bytes.length) {
            const larger = Buffer.alloc(Math.max(needed, this.#bytes.length * 2));
            this.#bytes.copy(larger, 0, 0, at);
            this.#bytes = larger;
        }
        this.#length = needed;
        return at;
    }
}
//# sourceMappingURL=writer.js.map
;// CONCATENATED MODULE: ./build/src/bytes/index.js









//# sourceMappingURL=index.js.map

/***/ }),

/***/ 1387:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ COMMANDS)
/* harmony export */ });
/* harmony import */ var _completion_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9336);
/** Every command of the interface, in the order of the help. */

const SOURCE_HELP = 'SOURCE is a directory; a disk (.vhdx, .vhd, .raw, .img or a bare volume), with #N for a partition other than ' +
    'the Windows one; an image of an archive: x.wim#1, x.wim#Name, x.swm#1; or an ISO, with #N or #Name for an image ' +
    'that it installs.';
const RELEASE_HELP = 'RELEASE is github:OWNER/REPO@TAG, FOLDER@TAG, a release folder or https://HOST/PATH/; the tag "latest" is the ' +
    'newest release of the image.';
const ALLOW_DIRTY = {
    description: 'read a volume that was not cleanly shut down, or is hibernated',
};
const THREADS = {
    value: 'N',
    description: 'how many threads (de)compress; default: one a processor. The output does not depend on it',
};
const COMPRESS = { value: 'TYPE', choices: ['none', 'xpress', 'lzx'] };
const LEVEL = { value: 'LEVEL', choices: ['fast', 'normal', 'best'] };
/** Of commands that take images of archives as they are. */
const RECOMPRESSION = {
    compress: { ...COMPRESS, description: "none, xpress or lzx; default: the first image's archive's" },
    level: { ...LEVEL, description: 'of what is compressed anew: fast, normal (default) or best' },
    threads: THREADS,
};
const TAKEN_AS_IS = 'Metadata and XML stay as they are. Contents are copied compressed where compression and chunk size are the ' +
    'same, else compressed anew. A WIM without # is meant with all its images.';
const COMMANDS = [
    {
        name: 'build',
        summary: 'build the image of a definition: a release folder with WIM, manifest and checksums',
        positionals: [{ name: 'DEFINITION' }],
        options: {
            out: { value: 'DIR', description: 'the release folder; default: ./release' },
            work: {
                value: 'DIR',
                description: 'where journal and unfinished work lie; default: a folder of the user',
            },
            threads: THREADS,
            base: {
                value: 'RELEASE',
                description: 'copy unchanged contents from this release, compressed as they are; previous: the newest in the store',
            },
            'no-publish': { description: 'leave the release in its folder, whatever release.store is' },
            'dry-run': { description: 'print what would be done; make nothing' },
            resume: { description: 'go on where a build that died stopped' },
            'keep-machine': {
                description: 'keep a failed machine and its disks to look at, until "sweep --kept" removes them',
            },
        },
        json: true,
        examples: [
            'image-factory build examples/quickstart/image.yml',
            'image-factory build image.yml --out D:\\release --resume',
        ],
        load: () => Promise.all(/* import() */[__nccwpck_require__.e(8351), __nccwpck_require__.e(5909), __nccwpck_require__.e(7647), __nccwpck_require__.e(2468), __nccwpck_require__.e(4251), __nccwpck_require__.e(8876), __nccwpck_require__.e(3263)]).then(__nccwpck_require__.bind(__nccwpck_require__, 13263)),
    },
    {
        name: 'capture',
        summary: 'capture a directory, a disk or an image into a WIM',
        positionals: [{ name: 'SOURCE' }, { name: 'OUT.wim' }],
        options: {
            name: { value: 'N', description: "the image's name; default: the source's" },
            description: { value: 'TEXT', description: "the image's description" },
            compress: { ...COMPRESS, description: 'none, xpress or lzx (default)' },
            level: { ...LEVEL, description: 'fast, normal (default) or best' },
            threads: THREADS,
            append: { description: 'add the image to OUT.wim; contents that it holds are not stored again' },
            base: {
                value: 'WIM',
                multiple: true,
                description: 'copy contents that this WIM holds, compressed as they are',
            },
            exclude: { value: 'PATTERN', multiple: true, description: 'leave this out too: \\Temp\\*, *.tmp' },
            config: { value: 'WimScript.ini', description: "use this exclusion list instead of DISM's default" },
            'allow-dirty': ALLOW_DIRTY,
        },
        json: true,
        details: [
            SOURCE_HELP,
            'What a --base holds is not compressed again, and the result is a whole WIM all the same. A base is taken at its ' +
                'word; "verify" proves it, or the result.',
        ],
        examples: [
            'image-factory capture reference.vhdx install.wim --name "Windows 11"',
            'image-factory capture C:\\Tools tools.wim --compress xpress',
            'image-factory capture reference.vhdx install.wim --base last-month/install.wim',
        ],
        load: () => Promise.all(/* import() */[__nccwpck_require__.e(2468), __nccwpck_require__.e(7621)]).then(__nccwpck_require__.bind(__nccwpck_require__, 67621)),
    },
    {
        name: 'apply',
        summary: 'write the files of a source into a directory',
        positionals: [{ name: 'SOURCE' }, { name: 'DIR' }],
        options: { 'allow-dirty': ALLOW_DIRTY },
        json: true,
        details: [
            SOURCE_HELP,
            'A directory cannot carry all that an image holds; what is left out is told. Apply a system with dism.exe.',
        ],
        examples: ['image-factory apply install.wim#1 ./files'],
        load: () => Promise.all(/* import() */[__nccwpck_require__.e(8351), __nccwpck_require__.e(5269), __nccwpck_require__.e(5909), __nccwpck_require__.e(7647), __nccwpck_require__.e(2468), __nccwpck_require__.e(5323)]).then(__nccwpck_require__.bind(__nccwpck_require__, 25323)),
    },
    {
        name: 'extract',
        summary: 'write some files or folders of a source into a directory',
        positionals: [{ name: 'SOURCE' }, { name: 'PATH', many: true }],
        options: { to: { value: 'DIR', required: true, description: 'where to' }, 'allow-dirty': ALLOW_DIRTY },
        json: true,
        details: [SOURCE_HELP, 'PATH may hold * and ?.'],
        examples: ['image-factory extract install.wim#1 Windows/Panther --to ./logs'],
        load: () => Promise.all(/* import() */[__nccwpck_require__.e(8351), __nccwpck_require__.e(5269), __nccwpck_require__.e(5909), __nccwpck_require__.e(7647), __nccwpck_require__.e(2468), __nccwpck_require__.e(9114)]).then(__nccwpck_require__.bind(__nccwpck_require__, 79114)),
    },
    {
        name: 'info',
        summary: 'what a WIM, a disk or a directory is and holds',
        positionals: [{ name: 'SOURCE' }],
        options: { xml: { description: "print a WIM's XML as it is" }, 'allow-dirty': ALLOW_DIRTY },
        json: true,
        details: [SOURCE_HELP],
        examples: ['image-factory info install.wim', 'image-factory info reference.vhdx --json'],
        load: () => Promise.all(/* import() */[__nccwpck_require__.e(8351), __nccwpck_require__.e(5269), __nccwpck_require__.e(5909), __nccwpck_require__.e(7647), __nccwpck_require__.e(2468), __nccwpck_require__.e(4251), __nccwpck_require__.e(1974), __nccwpck_require__.e(7643)]).then(__nccwpck_require__.bind(__nccwpck_require__, 87643)),
    },
    {
        name: 'ls',
        summary: 'list the files of a source',
        positionals: [{ name: 'SOURCE' }, { name: 'PATH', optional: true }],
        options: {
            recursive: { short: 'r', description: 'all below PATH' },
            long: { short: 'l', description: 'attributes, size, time, links and what else an entry has' },
            'allow-dirty': ALLOW_DIRTY,
        },
        json: true,
        details: [SOURCE_HELP],
        examples: ['image-factory ls install.wim#1 Windows', 'image-factory ls -rl reference.vhdx'],
        load: () => Promise.all(/* import() */[__nccwpck_require__.e(8351), __nccwpck_require__.e(5269), __nccwpck_require__.e(5909), __nccwpck_require__.e(7647), __nccwpck_require__.e(2468), __nccwpck_require__.e(9454)]).then(__nccwpck_require__.bind(__nccwpck_require__, 59454)),
    },
    {
        name: 'cat',
        summary: 'write the content of a file to standard output',
        positionals: [{ name: 'SOURCE' }, { name: 'PATH' }],
        options: { 'allow-dirty': ALLOW_DIRTY },
        json: false,
        details: [SOURCE_HELP, 'PATH:STREAM names a named stream.'],
        examples: ['image-factory cat reference.vhdx Windows/Setup/State/State.ini'],
        load: () => Promise.all(/* import() */[__nccwpck_require__.e(8351), __nccwpck_require__.e(5269), __nccwpck_require__.e(5909), __nccwpck_require__.e(7647), __nccwpck_require__.e(2468), __nccwpck_require__.e(411)]).then(__nccwpck_require__.bind(__nccwpck_require__, 10411)),
    },
    {
        name: 'verify',
        summary: 'check every structure and every byte of a WIM or a split set',
        positionals: [{ name: 'WIM' }],
        options: { threads: THREADS },
        json: true,
        details: ['Exit status 1: damage was found, and each piece of it is named.'],
        examples: ['image-factory verify release/install.wim'],
        load: () => Promise.all(/* import() */[__nccwpck_require__.e(8351), __nccwpck_require__.e(5269), __nccwpck_require__.e(5909), __nccwpck_require__.e(7647), __nccwpck_require__.e(2468), __nccwpck_require__.e(4566)]).then(__nccwpck_require__.bind(__nccwpck_require__, 84566)),
    },
    {
        name: 'split',
        summary: 'cut a WIM into parts of a size, as DISM and Windows Setup take them',
        positionals: [{ name: 'WIM' }],
        options: {
            to: { value: 'DIR', required: true, description: 'where to' },
            size: { value: 'SIZE', description: 'the largest part; default: 1900MiB' },
        },
        json: true,
        details: [
            'The parts of install.wim are install.swm, install2.swm and so on. Compressed contents are copied as they are. ' +
                'A content is never cut: one that is larger makes a part that is larger, and is told by name.',
            'Every command reads a set by its first part: install.swm#1.',
        ],
        examples: [
            'image-factory split install.wim --to parts --size 1900MiB',
            'dism /Apply-Image /ImageFile:install.swm /SWMFile:install*.swm /Index:1 /ApplyDir:W:\\',
        ],
        load: () => Promise.all(/* import() */[__nccwpck_require__.e(8351), __nccwpck_require__.e(8815), __nccwpck_require__.e(5269), __nccwpck_require__.e(5909), __nccwpck_require__.e(7647), __nccwpck_require__.e(2468), __nccwpck_require__.e(822), __nccwpck_require__.e(7415), __nccwpck_require__.e(6419)]).then(__nccwpck_require__.bind(__nccwpck_require__, 51767)),
    },
    {
        name: 'join',
        summary: 'make one WIM of the parts of a split set',
        positionals: [{ name: 'FIRST.swm' }, { name: 'PART', optional: true, many: true }, { name: 'OUT.wim' }],
        options: {},
        json: true,
        details: [
            'The other parts are found beside the first one: install.swm, install2.swm and so on. Parts that have other ' +
                'names, or are elsewhere, are all named, in any order.',
        ],
        examples: ['image-factory join parts/install.swm install.wim'],
        load: () => Promise.all(/* import() */[__nccwpck_require__.e(8351), __nccwpck_require__.e(5269), __nccwpck_require__.e(5909), __nccwpck_require__.e(7647), __nccwpck_require__.e(2468), __nccwpck_require__.e(943)]).then(__nccwpck_require__.bind(__nccwpck_require__, 20943)),
    },
    {
        name: 'merge',
        summary: 'images of several WIMs into one, or releases into one, each content once',
        positionals: [{ name: 'WIM#IMAGE', many: true }],
        options: {
            to: { value: 'OUT.wim', required: true, description: 'where to; of releases: DIR' },
            name: { value: 'NAME', description: 'of releases: what the one that is made is called' },
            tag: {
                value: 'T',
                description: 'of releases: the tag of the one that is made, which says its version',
            },
            size: { value: 'SIZE', description: 'of releases: the largest part; default: one file' },
            ...RECOMPRESSION,
        },
        json: true,
        details: [
            TAKEN_AS_IS,
            'The names of the images must differ, as DISM demands; export one under another --name where they do not.',
            'Release folders become one release folder: every byte of them is checked, and its manifest says what each was made of.',
        ],
        examples: [
            'image-factory merge enterprise.wim#1 education.wim#1 --to install.wim',
            'image-factory merge enterprise/ education/ --to release --name win11 --tag win11-2026.11',
        ],
        load: () => Promise.all(/* import() */[__nccwpck_require__.e(8351), __nccwpck_require__.e(8815), __nccwpck_require__.e(5269), __nccwpck_require__.e(5909), __nccwpck_require__.e(7647), __nccwpck_require__.e(2468), __nccwpck_require__.e(822), __nccwpck_require__.e(7415), __nccwpck_require__.e(167)]).then(__nccwpck_require__.bind(__nccwpck_require__, 97979)),
    },
    {
        name: 'export',
        summary: 'one image into a WIM of its own',
        positionals: [{ name: 'WIM#IMAGE' }, { name: 'OUT.wim' }],
        options: {
            append: { description: 'add the image to OUT.wim; contents that it holds are not stored again' },
            name: { value: 'N', description: "the image's name there; default: as it is" },
            ...RECOMPRESSION,
        },
        json: true,
        details: [TAKEN_AS_IS],
        examples: [
            'image-factory export install.wim#Enterprise enterprise.wim',
            'image-factory export install.wim small.wim --compress lzx --level best',
        ],
        load: () => Promise.all(/* import() */[__nccwpck_require__.e(8351), __nccwpck_require__.e(5269), __nccwpck_require__.e(5909), __nccwpck_require__.e(7647), __nccwpck_require__.e(2468), __nccwpck_require__.e(7577)]).then(__nccwpck_require__.bind(__nccwpck_require__, 87577)),
    },
    {
        name: 'manifest',
        summary: 'write the single-instance manifest of a source, or check one',
        positionals: [{ name: 'SOURCE' }],
        options: {
            to: { value: 'FILE', description: 'write it there; default: standard output' },
            check: {
                value: 'FILE',
                description: 'compare the source with this manifest: every byte is read and hashed',
            },
            'allow-dirty': ALLOW_DIRTY,
        },
        json: true,
        details: [
            SOURCE_HELP,
            'A WIM without # gives the manifest of all its images. Of a disk or directory, what a capture leaves out is left out.',
            'Exit status 1: --check found a difference.',
        ],
        examples: [
            'image-factory manifest install.wim --to manifest.json',
            'image-factory manifest install.wim --check manifest.json',
        ],
        load: () => Promise.all(/* import() */[__nccwpck_require__.e(8351), __nccwpck_require__.e(5269), __nccwpck_require__.e(5909), __nccwpck_require__.e(7647), __nccwpck_require__.e(2468), __nccwpck_require__.e(4251), __nccwpck_require__.e(822), __nccwpck_require__.e(6334)]).then(__nccwpck_require__.bind(__nccwpck_require__, 56334)),
    },
    {
        name: 'diff',
        summary: 'what changed between two sources, manifests or releases: added, removed, changed, bytes',
        positionals: [{ name: 'A' }, { name: 'B' }],
        options: {
            'exit-code': { description: 'exit with 1 when there are changes' },
            html: {
                value: 'FILE',
                description: 'write one page for a browser, with a map of what grew and shrank',
            },
            markdown: { description: 'print Markdown, for a job summary or a pull request' },
            all: { description: 'list every thing and every file, not the largest and first alone' },
            'allow-dirty': ALLOW_DIRTY,
        },
        json: true,
        details: [
            'A and B are a SOURCE, a manifest.json or a RELEASE. Of the last two the manifest alone is read: nothing of the ' +
                'image is downloaded.',
            SOURCE_HELP,
            RELEASE_HELP,
            'Files are grouped as what they belong to: updates, drivers, apps, assemblies of the component store. "new" and ' +
                '"gone" count each content once; "stored" is what a consumer of A downloads.',
        ],
        examples: [
            'image-factory diff 2026.10/manifest.json release/install.wim#1',
            'image-factory diff old.vhdx new.vhdx --json',
            'image-factory diff github:contoso/images@win11-2026.10 release --markdown',
        ],
        load: () => Promise.all(/* import() */[__nccwpck_require__.e(8351), __nccwpck_require__.e(5269), __nccwpck_require__.e(5909), __nccwpck_require__.e(7647), __nccwpck_require__.e(2468), __nccwpck_require__.e(4251), __nccwpck_require__.e(822), __nccwpck_require__.e(8876), __nccwpck_require__.e(6396)]).then(__nccwpck_require__.bind(__nccwpck_require__, 16396)),
    },
    {
        name: 'publish',
        summary: 'put a release folder into a store: GitHub or a folder',
        positionals: [{ name: 'RELEASE_DIR' }],
        options: {
            to: { value: 'STORE', required: true, description: 'github, github:OWNER/REPO or a folder' },
            tag: { value: 'T', required: true, description: 'the tag of the release' },
            keep: { value: 'N', description: 'remove older releases of the same image but the newest N' },
            'verify-upload': { description: 'read back what the store does not say the SHA-256 of' },
        },
        json: true,
        details: [
            'Drafts first, uploads what is missing, checks sizes and SHA-256, and publishes last: run it again after any ' +
                'failure, and it finishes the job. A release never changes: the same again is no work, another one is refused.',
            'GITHUB_TOKEN is the token, with the right to write releases; GITHUB_REPOSITORY the repository of "github"; ' +
                'GITHUB_API_URL, HTTPS_PROXY and NO_PROXY are honoured.',
        ],
        examples: [
            'image-factory publish release --to github:contoso/images --tag win11-2026.11',
            'image-factory publish release --to \\\\server\\images --tag win11-2026.11 --keep 6',
        ],
        load: () => Promise.all(/* import() */[__nccwpck_require__.e(8351), __nccwpck_require__.e(5269), __nccwpck_require__.e(5909), __nccwpck_require__.e(7647), __nccwpck_require__.e(2468), __nccwpck_require__.e(822), __nccwpck_require__.e(2254)]).then(__nccwpck_require__.bind(__nccwpck_require__, 30984)),
    },
    {
        name: 'fetch',
        summary: 'download what is missing of a release, each byte checked',
        positionals: [{ name: 'RELEASE' }],
        options: {
            to: { value: 'DIR', required: true, description: 'the release folder to make' },
            seed: {
                value: 'SEED',
                multiple: true,
                description: 'take what this WIM, split set, release folder, folder of releases, disk, ISO or Windows folder has already',
            },
            as: {
                value: 'FORM',
                choices: ['split', 'wim'],
                description: 'split or wim: cut it into parts, or join them; default: as it was published',
            },
            image: {
                value: 'NAME',
                description: 'the image that "latest" is of, where a store keeps several; any other release must be of it too',
            },
            'require-attestation': {
                description: 'refuse a release without an attestation',
            },
            signer: {
                value: 'ID',
                description: 'who must have signed the attestation: OWNER/REPO, HOST/OWNER/REPO or the URL of a workflow; default: the repository of a GitHub release',
            },
            'trusted-root': {
                value: 'FILE',
                description: 'check the attestation with this root, as "gh attestation trusted-root" writes it, or beginning with this root.json of GitHub\'s TUF repository; default: the root of who signed, GitHub or Sigstore',
            },
        },
        json: true,
        details: [
            RELEASE_HELP,
            'Run it again after any failure: what was fetched and is right stays. DIR appears when it is complete; a release ' +
                'that it holds already is a seed too, and is replaced.',
            'GITHUB_TOKEN is the token, with the right to read; GITHUB_API_URL, HTTPS_PROXY and NO_PROXY are honoured.',
        ],
        examples: [
            'image-factory fetch github:contoso/images@latest --to win11 --seed last-month/install.wim',
            'image-factory fetch https://images.contoso.com/win11/ --to win11 --as wim',
        ],
        load: () => Promise.all(/* import() */[__nccwpck_require__.e(8351), __nccwpck_require__.e(5269), __nccwpck_require__.e(5909), __nccwpck_require__.e(7647), __nccwpck_require__.e(2468), __nccwpck_require__.e(822), __nccwpck_require__.e(8595)]).then(__nccwpck_require__.bind(__nccwpck_require__, 85479)),
    },
    {
        name: 'selftest',
        summary: 'prove this host: build a small image twice, leave a report and nothing else',
        positionals: [{ name: 'MEDIUM' }],
        options: {
            edition: { value: 'EDITIONID', description: 'which image of the medium; default: the only one' },
            hypervisor: {
                value: 'KIND',
                choices: ['hyperv', 'qemu'],
                description: 'hyperv (default on Windows) or qemu (elsewhere)',
            },
            work: { value: 'DIR', description: 'where it works; needs 100 GiB. Default: a folder of the user' },
            report: { value: 'DIR', description: 'the folder of the report; default: ./selftest' },
            threads: THREADS,
        },
        json: true,
        details: [
            'MEDIUM is an install ISO, or the install.wim of one. The base is made, then reused by the second build; the ' +
                "host's own DISM reads the image; machines, disks and files that are left are an error. All that it made is " +
                'removed, also after a failure: the report holds journals, logs and screenshots, no image and no disk.',
            'Exit status 1: a step failed. 4: doctor says what this host lacks.',
        ],
        examples: ['image-factory selftest D:\\iso\\Win11_25H2.iso --edition Enterprise --report report'],
        load: () => Promise.all(/* import() */[__nccwpck_require__.e(8351), __nccwpck_require__.e(5909), __nccwpck_require__.e(7647), __nccwpck_require__.e(2468), __nccwpck_require__.e(4251), __nccwpck_require__.e(8876), __nccwpck_require__.e(7565)]).then(__nccwpck_require__.bind(__nccwpck_require__, 57565)),
    },
    {
        name: 'sweep',
        summary: 'remove what builds that died left in the work directory',
        positionals: [],
        options: {
            work: { value: 'DIR', description: 'the work directory; default: that of build' },
            'dry-run': { description: 'only say what would be removed' },
            kept: { description: 'also the machines that --keep-machine kept, and the logs of failed builds' },
        },
        json: true,
        details: [
            'On this host it removes exactly what the journals of its builds name, and machines with their marker: machines, ' +
                'mounted disks, processes. Builds that are running are left alone. What --resume could go on with is removed too.',
            'Exit status 1: something could not be removed; it is named, and tried again by the next sweep.',
        ],
        examples: ['image-factory sweep --dry-run', 'image-factory sweep --kept'],
        load: () => Promise.all(/* import() */[__nccwpck_require__.e(8351), __nccwpck_require__.e(5909), __nccwpck_require__.e(7647), __nccwpck_require__.e(2468), __nccwpck_require__.e(5607)]).then(__nccwpck_require__.bind(__nccwpck_require__, 85607)),
    },
    {
        name: 'doctor',
        summary: 'check this host for what a build needs, each finding with what mends it',
        positionals: [{ name: 'DEFINITION', optional: true }],
        options: { work: { value: 'DIR', description: 'the work directory; default: that of build' } },
        json: true,
        details: [
            'Without DEFINITION: for Hyper-V on Windows, for QEMU elsewhere, with the defaults of a definition. What earlier builds ' +
                'left behind is listed.',
            'Exit status 4: something is missing that a build cannot do without.',
        ],
        examples: ['image-factory doctor', 'image-factory doctor images/win11.yml --json'],
        load: () => Promise.all(/* import() */[__nccwpck_require__.e(8351), __nccwpck_require__.e(5909), __nccwpck_require__.e(7647), __nccwpck_require__.e(2468), __nccwpck_require__.e(4251), __nccwpck_require__.e(8876), __nccwpck_require__.e(5864)]).then(__nccwpck_require__.bind(__nccwpck_require__, 75864)),
    },
    {
        name: 'schema',
        summary: 'print the JSON schema of the definition, for editors',
        positionals: [],
        options: {},
        json: true,
        examples: ['image-factory schema > image.schema.json'],
        load: () => Promise.all(/* import() */[__nccwpck_require__.e(8815), __nccwpck_require__.e(5909), __nccwpck_require__.e(7415), __nccwpck_require__.e(7056)]).then(__nccwpck_require__.bind(__nccwpck_require__, 97056)),
    },
    {
        name: 'explain',
        summary: 'say why a build failed, from the logs on its disk',
        positionals: [{ name: 'SOURCE' }],
        options: { to: { value: 'DIR', description: 'copy the logs and event logs there' } },
        json: true,
        details: [
            SOURCE_HELP,
            'It reads the logs of Setup, sysprep, CBS, DISM, Windows Update, drivers and the agent, and event logs, on a volume as ' +
                'a machine left it that was turned off; in a folder that is no installation, every file that has the name of such a log: what a ' +
                'failed build copied, or one log. The first cause in time comes first, with what it means and what to do.',
            'Exit status 0: a cause is named, or no log holds an error. 1: there are errors, and none is known.',
        ],
        examples: [
            'image-factory explain customize.vhdx',
            'image-factory explain D:\\work\\win11-3f1c\\logs\\generalize --json',
            'image-factory explain reference.vhdx --to logs',
        ],
        load: () => Promise.all(/* import() */[__nccwpck_require__.e(8351), __nccwpck_require__.e(5269), __nccwpck_require__.e(5909), __nccwpck_require__.e(7647), __nccwpck_require__.e(2468), __nccwpck_require__.e(4251), __nccwpck_require__.e(8876), __nccwpck_require__.e(6404)]).then(__nccwpck_require__.bind(__nccwpck_require__, 26404)),
    },
    {
        name: 'init',
        summary: 'write a first definition and the workflow that builds it into a repository',
        positionals: [],
        options: {
            source: {
                value: 'PATH',
                description: 'the install medium, WIM, disk or folder; default: the only one that lies here, else an example',
            },
            edition: {
                value: 'EDITION',
                description: 'EDITIONID of the image; default: Enterprise, else the first of the medium',
            },
            name: { value: 'NAME', description: 'the name of the image; default: after Windows and edition' },
            hypervisor: {
                value: 'KIND',
                choices: ['hyperv', 'qemu', 'none'],
                description: 'what runs the machine on the runner: hyperv (default), qemu or none',
            },
            vendor: { description: 'copy image-factory into the repository, or bring the copy up to date' },
        },
        json: true,
        details: [
            'Writes images/NAME.yml and .github/workflows/NAME.yml, with image-factory pinned to the commit that runs here, and says ' +
                'what to do next. Nothing that is there is overwritten.',
            'GitHub lets a workflow use the self-hosted runners of its own owner alone: so the workflow is yours, with image-factory as a ' +
                'step in it.',
            'With --vendor the repository gets its own copy of the actions, of the programs that they start and of the reusable ' +
                'workflows, with a record of what it is a copy of. Again with --vendor, from a newer image-factory, the copy is brought up ' +
                'to date: what somebody changed in it is told and stays.',
        ],
        examples: [
            'image-factory init --source D:\\iso\\Win11_25H2.iso',
            'image-factory init --source .\\reference.vhdx --hypervisor none --name kiosk',
            'image-factory init --vendor',
        ],
        load: () => Promise.all(/* import() */[__nccwpck_require__.e(8351), __nccwpck_require__.e(8815), __nccwpck_require__.e(5269), __nccwpck_require__.e(5909), __nccwpck_require__.e(7647), __nccwpck_require__.e(2468), __nccwpck_require__.e(822), __nccwpck_require__.e(7415), __nccwpck_require__.e(9868)]).then(__nccwpck_require__.bind(__nccwpck_require__, 71334)),
    },
    {
        name: 'plan',
        summary: 'say which images a workflow builds, and where',
        positionals: [{ name: 'DEFINITION', optional: true, many: true }],
        options: {
            changed: { description: 'leave out what is as in the newest release of that image' },
            tag: {
                value: 'T',
                description: 'the tag that was pushed: of several images that whose name it begins with is built',
            },
            merge: { value: 'NAME', description: 'the name of one release with the images of all' },
            store: { value: 'STORE', description: 'where the releases are, instead of what the definitions say' },
            outputs: {
                value: 'FILE',
                description: 'append "images", "releases" and "planned" to it, as GITHUB_OUTPUT of a job takes them',
            },
        },
        json: true,
        details: [
            'DEFINITION may hold * and ?. Default: images/*.yml, images/*.yaml and image.yml.',
            'With --json it prints the matrix of a job: { "include": [{ "name", "definition", "runs-on", "version", "tag", ' +
                '"hypervisor", "store" }] }. Where runs-on is not in a definition: self-hosted and windows for Hyper-V, self-hosted and linux ' +
                'for QEMU, ubuntu-latest without a machine.',
            'An image is as it was while its definition, the files that it names, its source and the version of this program are. ' +
                'Windows Update and WSUS may always have something new.',
            'Each image is a release of its own, tagged <name>-<version> where no tag is given. With --merge they are one, and all ' +
                'are built where one is.',
        ],
        examples: ['image-factory plan', 'image-factory plan "images/*.yml" --changed --json'],
        load: () => Promise.all(/* import() */[__nccwpck_require__.e(8351), __nccwpck_require__.e(5909), __nccwpck_require__.e(7647), __nccwpck_require__.e(2468), __nccwpck_require__.e(4251), __nccwpck_require__.e(8876), __nccwpck_require__.e(4735)]).then(__nccwpck_require__.bind(__nccwpck_require__, 34735)),
    },
    {
        name: 'completion',
        summary: 'print the script by which a shell completes the words of this program',
        positionals: [{ name: 'SHELL', choices: _completion_js__WEBPACK_IMPORTED_MODULE_0__/* .SHELLS */ .O }],
        options: {},
        json: false,
        details: [
            'SHELL is bash, zsh or powershell. In ~/.bashrc, or in the $PROFILE of PowerShell, the line lasts.',
            'For zsh the folder has to be there, and in fpath before compinit runs: fpath=(~/.zfunc $fpath).',
        ],
        examples: [
            'source <(image-factory completion bash)',
            'image-factory completion zsh > ~/.zfunc/_image-factory',
            'image-factory completion powershell | Out-String | Invoke-Expression',
        ],
        load: () => __nccwpck_require__.e(/* import() */ 7489).then(__nccwpck_require__.bind(__nccwpck_require__, 7489)),
    },
];
//# sourceMappingURL=catalog.js.map

/***/ }),

/***/ 24953:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ usageOf)
/* harmony export */ });
/** What a command is: its words, for parsing and for help, and how to load what it does. */
/** One line a command, as in INTERFACES: `capture SOURCE OUT.wim`. */
function usageOf({ name, positionals, options }) {
    const words = positionals.map((positional) => {
        const word = positional.many === true ? `${positional.name}...` : positional.name;
        return positional.optional === true ? `[${word}]` : word;
    });
    const required = Object.entries(options).flatMap(([option, { required: isRequired, value = '' }]) => isRequired === true ? [`--${option} ${value}`] : []);
    return [name, ...words, ...required].join(' ');
}
//# sourceMappingURL=command.js.map

/***/ }),

/***/ 9336:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ SHELLS),
/* harmony export */   k: () => (/* binding */ completionScript)
/* harmony export */ });
/** What a shell needs to complete the words of this program: scripts made of the catalog, which ask nobody at run time. */
const SHELLS = ['bash', 'zsh', 'powershell'];
/** @param globals options that every command takes */
function completionScript(shell, commands, globals) {
    const words = commands.map((command) => wordsOf(command, globals));
    return SCRIPTS[shell](words);
}
function wordsOf(command, globals) {
    const { name, summary, positionals } = command;
    const json = command.json ? [['json', { description: 'print JSON' }]] : [];
    const all = [...Object.entries(command.options), ...json, ...Object.entries(globals)];
    return {
        name,
        summary,
        options: all.map(([option, { description }]) => ({ word: `--${option}`, description })),
        choices: all.flatMap(([option, { choices }]) => choices === undefined ? [] : [{ option: `--${option}`, values: choices }]),
        values: positionals.flatMap(({ choices = [] }) => choices),
    };
}
/** The command and the option before, as the scripts look them up. */
function choiceCases(commands) {
    return commands.flatMap(({ name, choices }) => choices.map(({ option, values }) => [`${name} ${option}`, values]));
}
const SCRIPTS = {
    bash: (commands) => lines('# Completion of image-factory for bash: image-factory completion bash > /etc/bash_completion.d/image-factory', '_image_factory() {', '  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]} words=', '  COMPREPLY=()', '  if [ "$COMP_CWORD" -eq 1 ]; then', `    words='${commands.map(({ name }) => name).join(' ')}'`, '  else', '    case "$command $before" in', ...choiceCases(commands).map(([key, values]) => `      '${key}') words='${values.join(' ')}' ;;`), '    esac', '  fi', '  if [ -z "$words" ]; then', '    case "$command $word" in', ...commands.map(({ name, options }) => `      '${name} '-*) words='${options.map(({ word }) => word).join(' ')}' ;;`), ...commands
        .filter(({ values }) => values.length > 0)
        .map(({ name, values }) => `      '${name} '*) words='${values.join(' ')}' ;;`), '    esac', '  fi', `  local IFS=$' \\t\\n'`, '  [ -z "$words" ] || COMPREPLY=($(compgen -W "$words" -- "$word"))', '}', '# Where nothing of it fits, files are completed.', 'complete -o default -o bashdefault -F _image_factory image-factory'),
    zsh: (commands) => lines('#compdef image-factory', '# Completion of image-factory for zsh: image-factory completion zsh > a folder of fpath, as _image-factory', '_image_factory() {', '  local word=${words[CURRENT]} before=${words[CURRENT-1]} command=${words[2]}', '  local -a found', '  if (( CURRENT == 2 )); then', '    found=(', ...commands.map(({ name, summary }) => `      ${zshEntry(name, summary)}`), '    )', '    _describe command found', '    return', '  fi', '  case "$command $before" in', ...choiceCases(commands).map(([key, values]) => `    '${key}') compadd ${values.join(' ')}; return ;;`), '  esac', '  case "$command $word" in', ...commands.flatMap(({ name, options }) => [
        `    '${name} '-*)`,
        '      found=(',
        ...options.map(({ word, description }) => `        ${zshEntry(word, description)}`),
        '      )',
        '      _describe -o option found',
        '      return ;;',
    ]), ...commands
        .filter(({ values }) => values.length > 0)
        .map(({ name, values }) => `    '${name} '*) compadd ${values.join(' ')}; return ;;`), '  esac', '  _files', '}', 'if [ "$funcstack[1]" = _image-factory ]; then _image_factory; else compdef _image_factory image-factory; fi'),
    powershell: (commands) => lines('# Completion of image-factory for PowerShell: image-factory completion powershell | Out-String | Invoke-Expression', "Register-ArgumentCompleter -Native -CommandName 'image-factory' -ScriptBlock {", '    param($wordToComplete, $commandAst, $cursorPosition)', '    $commands = [ordered] @{', ...commands.map(({ name, summary }) => `        ${quoted(name)} = ${quoted(summary)}`), '    }', '    $options = @{', ...commands.flatMap(({ name, options }) => [
        `        ${quoted(name)} = [ordered] @{`,
        ...options.map(({ word, description }) => `            ${quoted(word)} = ${quoted(description)}`),
        '        }',
    ]), '    }', '    $choices = @{', ...choiceCases(commands).map(([key, values]) => `        ${quoted(key)} = ${list(values)}`), ...commands
        .filter(({ values }) => values.length > 0)
        .map(({ name, values }) => `        ${quoted(`${name} ${name}`)} = ${list(values)}`), '    }', '    $words = @(foreach ($element in $commandAst.CommandElements) { $element.ToString() })', "    if ($wordToComplete -ne '') { $words = @($words | Select-Object -First ($words.Count - 1)) }", '    $found = $commands', '    if ($words.Count -ge 2) {', '        $found = [ordered] @{}', "        $key = $words[1] + ' ' + $words[$words.Count - 1]", '        if ($choices.ContainsKey($key)) {', '            foreach ($value in $choices[$key]) { $found[$value] = $value }', "        } elseif ($wordToComplete.StartsWith('-') -and $options.ContainsKey($words[1])) {", '            $found = $options[$words[1]]', '        }', '    }', '    foreach ($word in $found.Keys) {', '        if (-not $word.StartsWith($wordToComplete)) { continue }', "        New-Object -TypeName System.Management.Automation.CompletionResult -ArgumentList @($word, $word, 'ParameterValue', $found[$word])", '    }', '}'),
};
function lines(...all) {
    return `${all.join('\n')}\n`;
}
/** "name:what it is", of which zsh takes the first colon for the end of the name. */
function zshEntry(word, description) {
    return `'${word}:${description.replaceAll("'", "'\\''")}'`;
}
function quoted(text) {
    return `'${text.replaceAll("'", "''")}'`;
}
function list(values) {
    return `@(${values.map(quoted).join(', ')})`;
}
//# sourceMappingURL=completion.js.map

/***/ }),

/***/ 22225:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   PA: () => (/* binding */ GLOBAL_OPTIONS),
/* harmony export */   am: () => (/* binding */ generalHelp),
/* harmony export */   bD: () => (/* binding */ commandHelp)
/* harmony export */ });
/* harmony import */ var _catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1387);
/* harmony import */ var _command_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(24953);
/** The text of `--help`. */


const GLOBAL_OPTIONS = {
    quiet: { short: 'q', description: 'no progress and no messages but errors' },
    'no-color': { description: 'no colours (as does NO_COLOR in the environment)' },
    help: { short: 'h', description: 'this text' },
};
/** Lines of this length are read easily; a narrower terminal gets shorter ones. */
const COLUMNS = 110;
/** @param columns of the terminal */
function generalHelp(version, columns = COLUMNS) {
    return [
        ...wrapped(`image-factory ${version}: Windows images from a definition, captured, proven and released`, columns),
        '',
        'Usage: image-factory COMMAND [ARGUMENT ...] [--OPTION ...]',
        '',
        ...table(_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .COMMANDS */ .L.map((command) => [(0,_command_js__WEBPACK_IMPORTED_MODULE_1__/* .usageOf */ .F)(command), command.summary]), columns),
        '',
        'Options of every command:',
        ...optionLines(GLOBAL_OPTIONS, columns),
        '',
        ...wrapped('image-factory COMMAND --help tells more of one command.', columns),
        ...wrapped(EXIT_STATUSES, columns),
        '',
    ].join('\n');
}
const EXIT_STATUSES = 'Exit status: 0 done; 1 the answer is no; 2 the command or definition is wrong; 3 an input is damaged or not supported; ' +
    '4 this host lacks something; 5 a store or the network failed; 130, 143 interrupted.';
/** @param columns of the terminal */
function commandHelp(command, columns = COLUMNS) {
    const options = {
        ...command.options,
        ...(command.json ? { json: { description: 'print the result as JSON on standard output' } } : {}),
        ...GLOBAL_OPTIONS,
    };
    return [
        `Usage: image-factory ${(0,_command_js__WEBPACK_IMPORTED_MODULE_1__/* .usageOf */ .F)(command)} [--OPTION ...]`,
        '',
        ...wrapped(`${command.summary.charAt(0).toUpperCase()}${command.summary.slice(1)}.`, columns),
        ...(command.details === undefined
            ? []
            : ['', ...command.details.flatMap((text) => wrapped(text, columns))]),
        '',
        'Options:',
        ...optionLines(options, columns),
        ...(command.examples.length === 0
            ? []
            : ['', 'Examples:', ...command.examples.map((example) => `  ${example}`)]),
        '',
    ].join('\n');
}
function optionLines(options, columns) {
    return table(Object.entries(options).map(([name, option]) => {
        const short = option.short === undefined ? '' : `-${option.short}, `;
        const value = option.value === undefined ? '' : ` ${option.value}`;
        const many = option.multiple === true ? ' ...' : '';
        return [`${short}--${name}${value}${many}`, option.description];
    }), columns);
}
/** What stands beside its name needs so much room; else it comes below. */
const MIN_WIDTH = 30;
function table(rows, columns) {
    const most = Math.min(columns, COLUMNS);
    const width = Math.max(...rows.map(([left = '']) => left.length));
    const room = most - width - 4;
    return rows.flatMap(([left = '', right = '']) => {
        if (room < MIN_WIDTH)
            return [`  ${left}`, ...wrapped(right, most - 6).map((line) => `      ${line}`)];
        const [first = '', ...more] = wrapped(right, room);
        return [`  ${left.padEnd(width)}  ${first}`, ...more.map((line) => `${' '.repeat(width + 4)}${line}`)];
    });
}
function wrapped(text, columns) {
    const width = Math.min(columns, COLUMNS);
    const lines = [''];
    for (const word of text.split(' ')) {
        const line = lines.at(-1) ?? '';
        if (line !== '' && line.length + word.length >= width)
            lines.push(word);
        else
            lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
    }
    return lines;
}
//# sourceMappingURL=help.js.map

/***/ }),

/***/ 26708:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _main_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(57241);

process.stdout.on('error', (error) => {
    process.exit(error.code === 'EPIPE' ? 0 : (0,_main_js__WEBPACK_IMPORTED_MODULE_0__/* .tellOfOutput */ .c)(error));
});
// Messages that nobody can read stop no work.
process.stderr.on('error', () => undefined);
process.exitCode = await (0,_main_js__WEBPACK_IMPORTED_MODULE_0__/* .main */ .i)(process.argv.slice(2));
//# sourceMappingURL=index.js.map
__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 57241:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  i: () => (/* binding */ main),
  c: () => (/* binding */ tellOfOutput)
});

// EXTERNAL MODULE: ./build/src/errors.js
var errors = __nccwpck_require__(27406);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __nccwpck_require__(57975);
;// CONCATENATED MODULE: ./build/src/cli/color.js
/** Colours, where the stream is a terminal and nobody asked for none (`--no-color`, NO_COLOR). */

function painter(wanted) {
    return wanted ? (style, text) => (0,external_node_util_.styleText)(style, text) : (_style, text) => text;
}
function wantsColor(stream, refused, env) {
    return stream.isTTY === true && !refused && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb';
}
//# sourceMappingURL=color.js.map
// EXTERNAL MODULE: ./build/src/cli/help.js
var help = __nccwpck_require__(22225);
// EXTERNAL MODULE: ./build/src/nearest.js
var nearest = __nccwpck_require__(67707);
// EXTERNAL MODULE: ./build/src/cli/catalog.js
var catalog = __nccwpck_require__(1387);
// EXTERNAL MODULE: ./build/src/cli/command.js
var cli_command = __nccwpck_require__(24953);
;// CONCATENATED MODULE: ./build/src/cli/parse.js
/** Words of the command line into an invocation; what is wrong is named, with the nearest right word. */





const GLOBAL_OPTIONS = {
    help: { type: 'boolean', short: 'h' },
    quiet: { type: 'boolean', short: 'q' },
    'no-color': { type: 'boolean' },
};
/** @throws usage */
function findCommand(word) {
    const command = catalog/* COMMANDS */.L.find(({ name }) => name === word);
    if (command === undefined && word.startsWith('-')) {
        throw new errors/* FactoryError */.Xx('usage', {
            subject: `image-factory ${word}`,
            found: 'an option where the command belongs',
            next: 'put the command first: image-factory COMMAND [ARGUMENT ...] [--OPTION ...]',
        });
    }
    if (command === undefined) {
        throw new errors/* FactoryError */.Xx('usage', {
            subject: `image-factory ${word}`,
            found: `there is no command "${word}"`,
            next: `${suggest(word, catalog/* COMMANDS */.L.map(({ name }) => name))}run "image-factory --help" for the list`,
        });
    }
    return command;
}
/** @throws usage */
function parseWords(command, words) {
    const options = { ...GLOBAL_OPTIONS };
    if (command.json)
        options['json'] = { type: 'boolean' };
    for (const [name, { value, short, multiple }] of Object.entries(command.options)) {
        options[name] = {
            type: value === undefined ? 'boolean' : 'string',
            ...(short === undefined ? {} : { short }),
            ...(multiple === true ? { multiple } : {}),
        };
    }
    const { positionals, values, tokens } = (0,external_node_util_.parseArgs)({
        args: [...words],
        options,
        allowPositionals: true,
        strict: false,
        tokens: true,
    });
    for (const token of tokens) {
        if (token.kind === 'option')
            checkOption(command, options, token.name, token.rawName, token.value);
    }
    if (values['help'] !== true) {
        checkPositionals(command, positionals);
        checkRequired(command, values);
    }
    return { positionals, values };
}
function checkOption(command, options, name, rawName, value) {
    const known = options[name];
    if (known === undefined) {
        const advice = suggest(rawName, Object.keys(options).map((option) => `--${option}`));
        throw wrong(command, `there is no option "${rawName}"`, advice);
    }
    const { choices, value: placeholder } = command.options[name] ?? { description: '' };
    if (known.type === 'string' && (value === undefined || value === '')) {
        throw wrong(command, `${rawName} has no value`, '', `${rawName} ${placeholder}`);
    }
    if (known.type === 'boolean' && value !== undefined) {
        throw wrong(command, `${rawName} has the value "${value}"`, '', 'none: it is a switch');
    }
    if (choices !== undefined && value !== undefined && !choices.includes(value)) {
        throw wrong(command, `${rawName} is "${value}"`, suggest(value, choices), choices.join(', '));
    }
}
function checkPositionals(command, given) {
    const required = command.positionals.filter(({ optional }) => optional !== true);
    const most = command.positionals.some(({ many }) => many === true) ? Infinity : command.positionals.length;
    const missing = required[given.length];
    if (missing !== undefined) {
        throw wrong(command, `${missing.name} is missing`, '', missing.choices?.join(', '));
    }
    const empty = given.indexOf('');
    if (empty !== -1) {
        const { name } = command.positionals[Math.min(empty, command.positionals.length - 1)] ?? { name: '' };
        throw wrong(command, `${name} is empty`);
    }
    if (given.length > most)
        throw wrong(command, `"${given[most]}" is one argument too many`);
}
function checkRequired(command, values) {
    for (const [name, { required, value = '' }] of Object.entries(command.options)) {
        if (required !== true || values[name] !== undefined)
            continue;
        throw wrong(command, `--${name} is missing`, '', `--${name} ${value}`);
    }
}
/** What stands in help for a place that is written to. */
const WRITTEN = ['DIR', 'FILE', 'OUT.wim', 'STORE'];
/** @throws usage where a path of Windows would become one name on this host, and be made here */
function refuseForeignTargets(command, { positionals, values }) {
    const places = [
        ...Object.entries(command.options).map(([name, { value }]) => [value, values[name]]),
        // The last word of "join FIRST.swm [PART...] OUT.wim" is the last argument, however many there are.
        [command.positionals.at(-1)?.name, positionals.at(-1)],
    ];
    for (const [placeholder = '', text] of places) {
        if (!WRITTEN.includes(placeholder) || typeof text !== 'string' || !(0,errors/* isForeignPath */.wj)(text))
            continue;
        throw new errors/* FactoryError */.Xx('usage', {
            subject: text,
            found: 'a path of Windows, of which this host would make one name',
            expected: 'a path of this host',
            next: 'name it as this host does, or run it on Windows',
        });
    }
}
function wrong(command, found, advice = '', expected) {
    return new errors/* FactoryError */.Xx('usage', {
        subject: `image-factory ${command.name}`,
        found,
        ...(expected === undefined ? {} : { expected }),
        next: `${advice}usage: image-factory ${(0,cli_command/* usageOf */.F)(command)}; run "image-factory ${command.name} --help" for more`,
    });
}
function suggest(word, known) {
    const meant = (0,nearest/* nearest */.p)(word, known);
    return meant === null ? '' : `did you mean "${meant}"? If not, `;
}
//# sourceMappingURL=parse.js.map
// EXTERNAL MODULE: ./build/src/bytes/index.js + 9 modules
var bytes = __nccwpck_require__(72381);
;// CONCATENATED MODULE: ./build/src/cli/terminal.js
/** The Reporter on a terminal: a bar that redraws, or a line every few seconds, or nothing. Always on standard error. */

const BAR_WIDTH = 24;
const REDRAW_MS = 100;
const LINE_MS = 5000;
function terminalReporter({ signal, quiet, stream, env, paint }) {
    const annotate = env['GITHUB_ACTIONS'] === 'true';
    const live = !quiet && stream.isTTY && env['TERM'] !== 'dumb' && !annotate;
    let drawn = false;
    const erase = () => {
        if (drawn)
            stream.write('\r\u001B[2K');
        drawn = false;
    };
    const say = (line) => {
        erase();
        stream.write(`${line}\n`);
    };
    return {
        signal,
        task(title, total, unit) {
            if (quiet)
                return { advance() { }, end() { } };
            const started = Date.now();
            let done = 0;
            let shown = started;
            return {
                advance(amount) {
                    done += amount;
                    const now = Date.now();
                    if (now - shown < (live ? REDRAW_MS : LINE_MS))
                        return;
                    shown = now;
                    if (live) {
                        stream.write(`\r\u001B[2K${bar(title, done, total, unit, now - started, stream.columns)}`);
                        drawn = true;
                    }
                    else {
                        say(`${title}: ${amountOf(done, total, unit)}`);
                    }
                },
                end() {
                    erase();
                },
            };
        },
        section(title) {
            if (annotate)
                say(`::group::${title}`);
            return {
                end() {
                    if (annotate)
                        say('::endgroup::');
                },
            };
        },
        info(message) {
            if (!quiet)
                say(plain(message));
        },
        warn(message) {
            if (annotate)
                say(`::warning::${escapeData(message)}`);
            else if (!quiet)
                say(`${paint('yellow', 'warning:')} ${plain(message)}`);
        },
        secret(value) {
            if (annotate)
                say(`::add-mask::${escapeData(value)}`);
        },
    };
}
/** A message with names of others in it. */
function plain(message) {
    return message.replace(/[^\n\t]+/g, bytes/* printable */.g$);
}
/** Text in a workflow command of the runner. */
function escapeData(text) {
    return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
function bar(title, done, total, unit, elapsed, columns) {
    const amount = amountOf(done, total, unit);
    const share = total === null || total === 0 ? null : Math.min(done / total, 1);
    const filled = share === null ? 0 : Math.round(share * BAR_WIDTH);
    const drawing = share === null ? '' : ` [${'#'.repeat(filled)}${'.'.repeat(BAR_WIDTH - filled)}]`;
    const left = share !== null && share > 0.02 && elapsed > 2000
        ? `, ${(0,bytes/* formatDuration */.a3)((elapsed / share) * (1 - share))} left`
        : '';
    return `${title}${drawing} ${amount}${left}`.slice(0, (columns ?? 80) - 1);
}
function amountOf(done, total, unit) {
    if (unit === 'percent')
        return `${Math.floor(done)} %`;
    const format = unit === 'bytes' ? bytes/* formatBytes */.z3 : bytes/* formatCount */.B4;
    const suffix = unit === 'bytes' ? '' : ` ${unit}`;
    if (total === null || total === 0)
        return `${format(done)}${suffix}`;
    return `${Math.floor((Math.min(done, total) / total) * 100)} % (${format(done)} of ${format(total)}${suffix})`;
}
//# sourceMappingURL=terminal.js.map
// EXTERNAL MODULE: ./build/src/version.js
var version = __nccwpck_require__(28009);
;// CONCATENATED MODULE: ./build/src/cli/main.js
/** The command line: finds the command, runs it, and turns what comes of it into output and an exit status. */






/** @param words what follows `image-factory` @returns the exit status */
async function main(words) {
    try {
        const [word, ...rest] = words;
        if (word === undefined) {
            process.stderr.write((0,help/* generalHelp */.am)(version/* VERSION */.x, process.stderr.columns));
            return 2;
        }
        if (word === '--help' || word === '-h' || word === 'help') {
            process.stdout.write(rest[0] === undefined || word !== 'help'
                ? (0,help/* generalHelp */.am)(version/* VERSION */.x, process.stdout.columns)
                : (0,help/* commandHelp */.bD)(findCommand(rest[0]), process.stdout.columns));
            return 0;
        }
        if (word === '--version') {
            process.stdout.write(`${version/* VERSION */.x}\n`);
            return 0;
        }
        const command = findCommand(word);
        const parsed = parseWords(command, rest);
        if (parsed.values['help'] === true) {
            process.stdout.write((0,help/* commandHelp */.bD)(command, process.stdout.columns));
            return 0;
        }
        refuseForeignTargets(command, parsed);
        const module = await command.load();
        return await withSignals((signal) => module.run(invocationOf(parsed, signal)));
    }
    catch (error) {
        return tell(error, words);
    }
}
function invocationOf({ positionals, values }, signal) {
    const quiet = values['quiet'] === true;
    const noColor = values['no-color'] === true;
    return {
        positionals,
        json: values['json'] === true,
        quiet,
        reporter: terminalReporter({
            signal,
            quiet,
            stream: process.stderr,
            env: process.env,
            paint: painter(wantsColor(process.stderr, noColor, process.env)),
        }),
        paint: painter(wantsColor(process.stdout, noColor, process.env)),
        text(option) {
            const value = values[option];
            return typeof value === 'string' ? value : null;
        },
        list(option) {
            const value = values[option];
            return Array.isArray(value) ? value : [];
        },
        flag: (option) => values[option] === true,
        write,
    };
}
async function write(data) {
    if (process.stdout.write(data))
        return;
    await new Promise((resolve) => process.stdout.once('drain', resolve));
}
/** Runs `body` with a signal that Ctrl-C, SIGTERM and Windows' Ctrl-Break abort; the second one ends the process. */
async function withSignals(body) {
    const controller = new AbortController();
    const handlers = ['SIGINT', 'SIGTERM', 'SIGBREAK', 'SIGHUP'].map((name) => {
        const code = name === 'SIGINT' || name === 'SIGBREAK' ? 'interrupted' : 'terminated';
        const handler = () => {
            const error = new errors/* FactoryError */.Xx(code, { subject: 'image-factory', found: `interrupted by ${name}` });
            if (controller.signal.aborted)
                process.exit(error.exitStatus);
            controller.abort(error);
        };
        process.on(name, handler);
        return () => process.off(name, handler);
    });
    try {
        return await body(controller.signal);
    }
    catch (error) {
        throw controller.signal.aborted ? controller.signal.reason : error;
    }
    finally {
        for (const remove of handlers)
            remove();
    }
}
/** @param error of standard output: a full disk behind it, say @returns the exit status */
function tellOfOutput(error) {
    const { message, exitStatus } = (0,errors/* fromSystemError */.Kh)(error, 'standard output');
    process.stderr.write(`error: ${message}\n`);
    return exitStatus;
}
/** Says what went wrong; with `--json` on standard output too. @returns the exit status */
function tell(error, words) {
    if (error.code === 'EPIPE')
        return 0;
    const paint = painter(wantsColor(process.stderr, words.includes('--no-color'), process.env));
    const { path: place = 'image-factory' } = error;
    const known = (0,errors/* fromSystemError */.Kh)(error, place);
    if (words.includes('--json'))
        process.stdout.write(`${JSON.stringify({ error: known.toJSON() }, null, 2)}\n`);
    if (process.env['GITHUB_ACTIONS'] === 'true')
        process.stderr.write(`::error::${escapeData(known.message)}\n`);
    else
        process.stderr.write(`${paint('red', 'error:')} ${known.message}\n`);
    if ((process.env['IMAGE_FACTORY_DEBUG'] ?? '') !== '' && error instanceof Error) {
        process.stderr.write(`${error.stack}\n`);
    }
    else if (!(error instanceof errors/* FactoryError */.Xx) && known.code === 'host' && place === 'image-factory') {
        process.stderr.write('Set IMAGE_FACTORY_DEBUG=1 to see where it happened, and report it if it is ours.\n');
    }
    return known.exitStatus;
}
//# sourceMappingURL=main.js.map

/***/ }),

/***/ 27406:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Kh: () => (/* binding */ fromSystemError),
/* harmony export */   Xx: () => (/* binding */ FactoryError),
/* harmony export */   _: () => (/* binding */ notThere),
/* harmony export */   em: () => (/* binding */ sentence),
/* harmony export */   wj: () => (/* binding */ isForeignPath)
/* harmony export */ });
/* unused harmony export EXIT_STATUS */
/**
 * The errors that a user sees. Each names the thing, what was found, what was expected and what to do next,
 * and carries one of a closed set of codes; the code decides the exit status.
 */
/** Every code, with the exit status of a command that ends with it. */
const EXIT_STATUS = {
    /** The work was done and the answer is no. */
    refused: 1,
    /** The command line is wrong. */
    usage: 2,
    /** The definition is wrong. */
    definition: 2,
    /** A path, an image, a partition or an entry that was named does not exist. */
    'not-found': 2,
    /** Something that would be overwritten exists. */
    exists: 2,
    /** An input contradicts itself or its checksums. */
    damaged: 3,
    /** An input is encrypted. */
    encrypted: 3,
    /** A volume was not cleanly unmounted, or is hibernated. */
    dirty: 3,
    /** An input is whole, but of a kind that this version does not handle. */
    unsupported: 3,
    /** This host lacks a tool. */
    tool: 4,
    /** This host denies a right. */
    permission: 4,
    /** This host has no room left. */
    'no-space': 4,
    /** This host has too little memory. */
    memory: 4,
    /** The operating system reported another failure. */
    host: 4,
    /** Another process holds what this one needs. */
    busy: 4,
    /** A store or the network failed after every retry. */
    store: 5,
    /** SIGINT or Ctrl-C. */
    interrupted: 130,
    /** SIGTERM. */
    terminated: 143,
};
class FactoryError extends Error {
    name = 'FactoryError';
    code;
    details;
    constructor(code, details) {
        super(sentence(details), details.cause === undefined ? {} : { cause: details.cause });
        this.code = code;
        this.details = details;
    }
    get exitStatus() {
        return EXIT_STATUS[this.code];
    }
    /** The error as `--json` prints it. */
    toJSON() {
        const { subject, found, expected, next } = this.details;
        return {
            code: this.code,
            message: this.message,
            subject,
            found,
            ...(expected === undefined ? {} : { expected }),
            ...(next === undefined ? {} : { next }),
        };
    }
}
/** The details as one line: what `message` is. */
function sentence({ subject, found, expected, next }) {
    const wanted = expected === undefined ? '' : `, expected ${expected}`;
    const stop = next === undefined || /[.?!]$/.test(next) ? '' : '.';
    const advice = next === undefined ? '' : `. ${next.charAt(0).toUpperCase()}${next.slice(1)}${stop}`;
    return `${subject}: ${found}${wanted}${advice}`;
}
const SYSTEM_ERRORS = {
    ENOTDIR: ['not-found', 'it, or a part of the path, is a file where a folder is needed', 'Check the path'],
    EISDIR: ['usage', 'is a directory where a file is needed', 'Name a file'],
    EEXIST: ['exists', 'exists already'],
    ENOTEMPTY: ['exists', 'is not empty'],
    EACCES: ['permission', 'access is denied', 'Run as an account that may read and write it'],
    EPERM: ['permission', 'the operation is not permitted', 'Run as an account that may do it'],
    EROFS: ['permission', 'the file system is read-only', 'Choose another place'],
    ENOSPC: [
        'no-space',
        'no space is left on the device',
        'Free space or choose another place, then run it again',
    ],
    EDQUOT: ['no-space', 'the disk quota is used up', 'Free space or choose another place, then run it again'],
    EFBIG: ['no-space', 'the file system does not take a file of this size', 'Choose another place'],
    ENOMEM: ['memory', 'this host has too little memory'],
    EMFILE: ['host', 'too many files are open'],
    EBUSY: ['busy', 'another process uses it', 'Close what uses it, then run it again'],
    ENAMETOOLONG: ['host', 'the name is too long for this file system', 'Choose a shorter one'],
};
/** Whether `text` is a path of Windows on a host that is none: there it names nothing, or a file of that whole name. */
function isForeignPath(text) {
    return process.platform !== 'win32' && /^([A-Za-z]:[\\/]|\\\\)/.test(text);
}
/** @param file as the user wrote it */
function notThere(file) {
    const found = 'does not exist';
    if (!isForeignPath(file))
        return new FactoryError('not-found', { subject: file, found, next: 'check the path' });
    return new FactoryError('not-found', {
        subject: file,
        found: `${found}: it is a path of Windows`,
        expected: 'a path of this host',
        next: 'name it as this host does, or run it on Windows',
    });
}
/**
 * The error of a file system call, in the user's words.
 *
 * @param subject the path or the thing that the call was about
 * @returns `error` itself where it is a FactoryError already
 */
function fromSystemError(error, subject) {
    if (error instanceof FactoryError)
        return error;
    const { code: errno, syscall } = (error ?? {});
    if (errno === 'ENOENT')
        return notThere(subject);
    if (errno === 'EEXIST' && syscall === 'mkdir') {
        const [found, next] = ['a file is there already', 'choose another name'];
        return new FactoryError('exists', {
            subject,
            found,
            expected: 'a folder, or nothing',
            next,
            cause: error,
        });
    }
    const known = typeof errno === 'string' ? SYSTEM_ERRORS[errno] : undefined;
    if (known === undefined) {
        const found = error instanceof Error ? error.message : String(error);
        return new FactoryError('host', { subject, found, cause: error });
    }
    const [code, found, next] = known;
    return new FactoryError(code, { subject, found, ...(next === undefined ? {} : { next }), cause: error });
}
//# sourceMappingURL=errors.js.map

/***/ }),

/***/ 67707:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ nearest)
/* harmony export */ });
/** Which of several words someone meant who mistyped one. */
/**
 * @param limit how many letters may be wrong; by default a third
 * @returns the nearest of `words` where it is near enough to be meant, else null
 */
function nearest(typed, words, limit = Math.ceil(typed.length / 3)) {
    let best = null;
    let least = limit + 1;
    for (const word of words) {
        if (Math.abs(word.length - typed.length) > limit)
            continue;
        const distance = editDistance(typed.toLowerCase(), word.toLowerCase());
        if (distance < least) {
            best = word;
            least = distance;
        }
    }
    return best;
}
/** How many letters must be inserted, removed, replaced or swapped with their neighbour. */
function editDistance(a, b) {
    const rows = [Array.from({ length: b.length + 1 }, (_, column) => column)];
    const at = (row, column) => rows[row]?.[column] ?? Infinity;
    for (let row = 1; row <= a.length; row++) {
        rows.push([row]);
        for (let column = 1; column <= b.length; column++) {
            const same = a[row - 1] === b[column - 1];
            const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
            rows[row][column] = Math.min(at(row - 1, column) + 1, at(row, column - 1) + 1, at(row - 1, column - 1) + (same ? 0 : 1), swapped ? at(row - 2, column - 2) + 1 : Infinity);
        }
    }
    return at(a.length, b.length);
}
//# sourceMappingURL=nearest.js.map

/***/ }),

/***/ 28009:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   x: () => (/* binding */ VERSION)
/* harmony export */ });
/** The version of this program, as package.json has it; a test keeps them the same. */
const VERSION = '0.1.0';
//# sourceMappingURL=version.js.map

/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId].call(module.exports, module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/******/ // expose the modules object (__webpack_modules__)
/******/ __nccwpck_require__.m = __webpack_modules__;
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/async module */
/******/ (() => {
/******/ 	var webpackQueues = typeof Symbol === "function" ? Symbol("webpack queues") : "__webpack_queues__";
/******/ 	var webpackExports = typeof Symbol === "function" ? Symbol("webpack exports") : "__webpack_exports__";
/******/ 	var webpackError = typeof Symbol === "function" ? Symbol("webpack error") : "__webpack_error__";
/******/ 	var resolveQueue = (queue) => {
/******/ 		if(queue && queue.d < 1) {
/******/ 			queue.d = 1;
/******/ 			queue.forEach((fn) => (fn.r--));
/******/ 			queue.forEach((fn) => (fn.r-- ? fn.r++ : fn()));
/******/ 		}
/******/ 	}
/******/ 	var wrapDeps = (deps) => (deps.map((dep) => {
/******/ 		if(dep !== null && typeof dep === "object") {
/******/ 			if(dep[webpackQueues]) return dep;
/******/ 			if(dep.then) {
/******/ 				var queue = [];
/******/ 				queue.d = 0;
/******/ 				dep.then((r) => {
/******/ 					obj[webpackExports] = r;
/******/ 					resolveQueue(queue);
/******/ 				}, (e) => {
/******/ 					obj[webpackError] = e;
/******/ 					resolveQueue(queue);
/******/ 				});
/******/ 				var obj = {};
/******/ 				obj[webpackQueues] = (fn) => (fn(queue));
/******/ 				return obj;
/******/ 			}
/******/ 		}
/******/ 		var ret = {};
/******/ 		ret[webpackQueues] = x => {};
/******/ 		ret[webpackExports] = dep;
/******/ 		return ret;
/******/ 	}));
/******/ 	__nccwpck_require__.a = (module, body, hasAwait) => {
/******/ 		var queue;
/******/ 		hasAwait && ((queue = []).d = -1);
/******/ 		var depQueues = new Set();
/******/ 		var exports = module.exports;
/******/ 		var currentDeps;
/******/ 		var outerResolve;
/******/ 		var reject;
/******/ 		var promise = new Promise((resolve, rej) => {
/******/ 			reject = rej;
/******/ 			outerResolve = resolve;
/******/ 		});
/******/ 		promise[webpackExports] = exports;
/******/ 		promise[webpackQueues] = (fn) => (queue && fn(queue), depQueues.forEach(fn), promise["catch"](x => {}));
/******/ 		module.exports = promise;
/******/ 		body((deps) => {
/******/ 			currentDeps = wrapDeps(deps);
/******/ 			var fn;
/******/ 			var getResult = () => (currentDeps.map((d) => {
/******/ 				if(d[webpackError]) throw d[webpackError];
/******/ 				return d[webpackExports];
/******/ 			}))
/******/ 			var promise = new Promise((resolve) => {
/******/ 				fn = () => (resolve(getResult));
/******/ 				fn.r = 0;
/******/ 				var fnQueue = (q) => (q !== queue && !depQueues.has(q) && (depQueues.add(q), q && !q.d && (fn.r++, q.push(fn))));
/******/ 				currentDeps.map((dep) => (dep[webpackQueues](fnQueue)));
/******/ 			});
/******/ 			return fn.r ? promise : getResult();
/******/ 		}, (err) => ((err ? reject(promise[webpackError] = err) : outerResolve(exports)), resolveQueue(queue)));
/******/ 		queue && queue.d < 0 && (queue.d = 0);
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/ensure chunk */
/******/ (() => {
/******/ 	__nccwpck_require__.f = {};
/******/ 	// This file contains only the entry chunk.
/******/ 	// The chunk loading function for additional chunks
/******/ 	__nccwpck_require__.e = (chunkId) => {
/******/ 		return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 			__nccwpck_require__.f[key](chunkId, promises);
/******/ 			return promises;
/******/ 		}, []));
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/get javascript chunk filename */
/******/ (() => {
/******/ 	// This function allow to reference async chunks
/******/ 	__nccwpck_require__.u = (chunkId) => {
/******/ 		// return url for filenames based on template
/******/ 		return "" + chunkId + ".index.js";
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/import chunk loading */
/******/ (() => {
/******/ 	// no baseURI
/******/ 	
/******/ 	// object to store loaded and loading chunks
/******/ 	// undefined = chunk not loaded, null = chunk preloaded/prefetched
/******/ 	// [resolve, Promise] = chunk loading, 0 = chunk loaded
/******/ 	var installedChunks = {
/******/ 		8792: 0
/******/ 	};
/******/ 	
/******/ 	var installChunk = (data) => {
/******/ 		var {ids, modules, runtime} = data;
/******/ 		// add "modules" to the modules object,
/******/ 		// then flag all "ids" as loaded and fire callback
/******/ 		var moduleId, chunkId, i = 0;
/******/ 		for(moduleId in modules) {
/******/ 			if(__nccwpck_require__.o(modules, moduleId)) {
/******/ 				__nccwpck_require__.m[moduleId] = modules[moduleId];
/******/ 			}
/******/ 		}
/******/ 		if(runtime) runtime(__nccwpck_require__);
/******/ 		for(;i < ids.length; i++) {
/******/ 			chunkId = ids[i];
/******/ 			if(__nccwpck_require__.o(installedChunks, chunkId) && installedChunks[chunkId]) {
/******/ 				installedChunks[chunkId][0]();
/******/ 			}
/******/ 			installedChunks[ids[i]] = 0;
/******/ 		}
/******/ 	
/******/ 	}
/******/ 	
/******/ 	__nccwpck_require__.f.j = (chunkId, promises) => {
/******/ 			// import() chunk loading for javascript
/******/ 			var installedChunkData = __nccwpck_require__.o(installedChunks, chunkId) ? installedChunks[chunkId] : undefined;
/******/ 			if(installedChunkData !== 0) { // 0 means "already installed".
/******/ 	
/******/ 				// a Promise means "currently loading".
/******/ 				if(installedChunkData) {
/******/ 					promises.push(installedChunkData[1]);
/******/ 				} else {
/******/ 					if(true) { // all chunks have JS
/******/ 						// setup Promise in chunk cache
/******/ 						var promise = import("./" + __nccwpck_require__.u(chunkId)).then(installChunk, (e) => {
/******/ 							if(installedChunks[chunkId] !== 0) installedChunks[chunkId] = undefined;
/******/ 							throw e;
/******/ 						});
/******/ 						var promise = Promise.race([promise, new Promise((resolve) => (installedChunkData = installedChunks[chunkId] = [resolve]))])
/******/ 						promises.push(installedChunkData[1] = promise);
/******/ 					}
/******/ 				}
/******/ 			}
/******/ 	};
/******/ 	
/******/ 	// no prefetching
/******/ 	
/******/ 	// no preloaded
/******/ 	
/******/ 	// no external install chunk
/******/ 	
/******/ 	// no on chunks loaded
/******/ })();
/******/ 
/************************************************************************/
/******/ 
/******/ // startup
/******/ // Load entry module and return exports
/******/ // This entry module used 'module' so it can't be inlined
/******/ var __webpack_exports__ = __nccwpck_require__(26708);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
