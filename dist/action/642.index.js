export const id = 642;
export const ids = [642];
export const modules = {

/***/ 28056:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $4: () => (/* binding */ requiredText),
/* harmony export */   Cs: () => (/* binding */ artifactName),
/* harmony export */   Hn: () => (/* binding */ isTrue),
/* harmony export */   Mn: () => (/* binding */ lines),
/* harmony export */   Qm: () => (/* binding */ wrong),
/* harmony export */   Yq: () => (/* binding */ choice),
/* harmony export */   ef: () => (/* binding */ textOrNull),
/* harmony export */   vT: () => (/* binding */ builtTag)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(33838);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);
/** One input of a step, as text, as one of a few words, or as lines. */


function textOrNull(name) {
    const value = (0,_actions_core__WEBPACK_IMPORTED_MODULE_0__/* .getInput */ .V4)(name);
    return value === '' ? null : value;
}
/** @param expected what it shall be, @param next what to write. @throws usage where it is empty */
function requiredText(name, expected, next) {
    const value = textOrNull(name);
    if (value === null)
        throw wrong(name, 'nothing', expected, next);
    return value;
}
function lines(name) {
    return (0,_actions_core__WEBPACK_IMPORTED_MODULE_0__/* .getMultilineInput */ .q3)(name);
}
/** @throws usage where it is none of them */
function choice(name, choices, fallback) {
    const value = (0,_actions_core__WEBPACK_IMPORTED_MODULE_0__/* .getInput */ .V4)(name).toLowerCase();
    if (value === '')
        return fallback;
    const found = choices.find((candidate) => candidate === value);
    if (found === undefined)
        throw wrong(name, `"${value}"`, choices.join(', '), `correct the input "${name}"`);
    return found;
}
function isTrue(name) {
    return choice(name, ['true', 'false'], 'false') === 'true';
}
/** Null: none. What no artifact can be named is told before the work, not after it. */
function artifactName() {
    const name = textOrNull('artifact');
    if (name === null || !/["/\\:<>|*?\r\n]/.test(name))
        return name;
    throw wrong('artifact', JSON.stringify(name), 'a name without any of " / \\ : < > | * ?', 'correct it');
}
/** The tag that the workflow runs for; null where it runs for a branch. */
function builtTag(env) {
    return env['GITHUB_REF_TYPE'] === 'tag' ? (env['GITHUB_REF_NAME'] ?? null) : null;
}
function wrong(name, found, expected, next) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .FactoryError */ .Xx('usage', { subject: `input "${name}"`, found, expected, next });
}
//# sourceMappingURL=input.js.map

/***/ }),

/***/ 25359:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ actionReporter)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(33838);
/* harmony import */ var _bytes_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(22290);
/** The Reporter in a job's log: a group a station, a line every few seconds of long work, annotations for warnings. */


const LINE_MS = 10_000;
const FORMATS = {
    bytes: _bytes_index_js__WEBPACK_IMPORTED_MODULE_1__/* .formatBytes */ .z3,
    files: (count) => `${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_1__/* .formatCount */ .B4)(count)} files`,
    percent: (share) => `${Math.floor(share)} %`,
};
function actionReporter(signal) {
    return {
        signal,
        task(title, total, unit) {
            const format = FORMATS[unit];
            let done = 0;
            let shown = Date.now();
            return {
                advance(amount) {
                    done += amount;
                    if (Date.now() - shown < LINE_MS)
                        return;
                    shown = Date.now();
                    const share = total === null || total === 0 || unit === 'percent'
                        ? ''
                        : ` of ${format(total)} (${Math.floor((done / total) * 100)} %)`;
                    (0,_actions_core__WEBPACK_IMPORTED_MODULE_0__/* .info */ .pq)(`${title}: ${format(done)}${share}`);
                },
                end() { },
            };
        },
        section(title) {
            (0,_actions_core__WEBPACK_IMPORTED_MODULE_0__/* .startGroup */ .Oh)(title);
            return { end: _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .endGroup */ .N4 };
        },
        info: _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .info */ .pq,
        warn: (message) => {
            (0,_actions_core__WEBPACK_IMPORTED_MODULE_0__/* .warning */ .$e)(message);
        },
        secret: _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .setSecret */ .Pq,
    };
}
//# sourceMappingURL=reporter.js.map

/***/ }),

/***/ 17780:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ runStep)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(33838);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);
/* harmony import */ var _version_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(28009);
/** A step of a job: what it fails with is annotated, and the runner's signals end it cleanly. */



async function runStep(work) {
    const controller = new AbortController();
    const interrupt = (signal) => {
        controller.abort(new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .FactoryError */ .Xx('interrupted', {
            subject: 'image-factory',
            found: `the job was cancelled (${signal})`,
        }));
    };
    const signals = ['SIGINT', 'SIGTERM', 'SIGBREAK'];
    for (const signal of signals)
        process.on(signal, interrupt);
    try {
        (0,_actions_core__WEBPACK_IMPORTED_MODULE_0__/* .info */ .pq)(`image-factory ${_version_js__WEBPACK_IMPORTED_MODULE_2__/* .VERSION */ .x}, Node ${process.version}, ${process.platform} ${process.arch}`);
        await work(controller.signal);
    }
    catch (error) {
        const cause = controller.signal.aborted ? controller.signal.reason : error;
        (0,_actions_core__WEBPACK_IMPORTED_MODULE_0__/* .setFailed */ .C1)((0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .fromSystemError */ .Kh)(cause, 'image-factory').message);
    }
    finally {
        for (const signal of signals)
            process.off(signal, interrupt);
    }
}
//# sourceMappingURL=step.js.map

/***/ }),

/***/ 22290:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
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
  be: () => (/* reexport */ isZero),
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
  nj: () => (/* reexport */ toHex)
});

// UNUSED EXPORTS: parseGuid, readU16Be, unixNanosecondsFromFiletime

// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
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
function readU16Be(cursor) {
    return cursor.view.getUint16(skip(cursor, 2), false);
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
    return count.toLocaleString('en-US');
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

/***/ 92468:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Zj: () => (/* reexport */ CodecPool),
  CF: () => (/* reexport */ decompressNow),
  gv: () => (/* reexport */ encoderName)
});

;// CONCATENATED MODULE: ./build/src/codec/encoder.js
/** The names of our encoders. A name stands for exact bytes: whoever holds content and name holds the compressed bytes. */
/** The revision of each encoder: goes up whenever a level's output changes for any input. */
const REVISION = { xpress: 1, lzx: 1 };
/** @returns for example "image-factory lzx/1 normal" */
function encoderName(format, level) {
    return `image-factory ${format}/${REVISION[format]} ${level}`;
}
//# sourceMappingURL=encoder.js.map
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
;// CONCATENATED MODULE: ./build/src/codec/old-chunks.js
/** The chunks that a content had before, as they are stored, taken over where the content is still the same. */
/**
 * Where something was put into a content, nothing stands at its place any more: after so many chunks in a row that
 * differ, the rest of the run is compressed without a look.
 */
const MISSES = 8;
class OldChunks {
    #run;
    #chunkSize;
    #decode;
    #index = 0;
    #position = 0;
    #misses = 0;
    /** @param decode the content of a stored chunk that has `length` bytes, or a number where it is damaged */
    constructor(run, chunkSize, decode) {
        this.#run = run;
        this.#chunkSize = chunkSize;
        this.#decode = decode;
    }
    /** @param content of the next chunk @returns how it is stored already; null where it is another one */
    take(content) {
        const { data, sizes, size } = this.#run;
        if (this.#index === sizes.length || this.#misses === MISSES)
            return null;
        const length = Math.min(this.#chunkSize, size - this.#index * this.#chunkSize);
        const end = this.#position + sizes[this.#index];
        const stored = data.subarray(this.#position, end);
        this.#index++;
        this.#position = end;
        if (length === content.length && this.#holds(stored, content)) {
            this.#misses = 0;
            return stored;
        }
        this.#misses++;
        return null;
    }
    #holds(stored, content) {
        const { length } = content;
        const found = stored.length === length ? stored : this.#decode(stored, length);
        return typeof found !== 'number' && Buffer.compare(found, content) === 0;
    }
}
//# sourceMappingURL=old-chunks.js.map
;// CONCATENATED MODULE: ./build/src/codec/chunks.js
/** One thread's kernels: runs cut into chunks, each through the kernel's memory, and back together. */


/** What a decompressor's status says is wrong; the numbers are the kernel's own exports. */
const DAMAGE = {
    TRUNCATED: 'the compressed data ends before the chunk is complete',
    BAD_CODE: 'a set of Huffman code lengths that is no prefix code',
    BAD_OFFSET: 'a match that begins before the chunk',
    BAD_LENGTH: 'a match that reaches beyond the end of the chunk or block',
    BAD_BLOCK_TYPE: 'a block of a type other than verbatim, aligned and uncompressed',
    BAD_BLOCK_SIZE: 'a block that is empty or larger than what is left of the chunk',
    BAD_RECENT_OFFSET: 'a recent match offset of 0',
    BAD_CODE_LENGTHS: 'a run of code lengths that is longer than the alphabet',
};
const LEVELS = { fast: 0, normal: 1, best: 2 };
/** Smallest and largest chunk of each format, in bytes. */
const DECODED_CHUNKS = { xpress: [0x1000, 0x10000], lzx: [0x8000, 0x200000] };
const ENCODED_CHUNKS = { xpress: [0x1000, 0x10000], lzx: [0x8000, 0x8000] };
class ChunkCodec {
    #memory;
    #input;
    #output;
    #damage;
    #compressors;
    #decompressors;
    constructor(module) {
        const { exports } = new WebAssembly.Instance(module, {});
        const number = (name) => exports[name].value;
        this.#memory = new Uint8Array(exports['memory'].buffer);
        this.#input = number('INPUT');
        this.#output = number('OUTPUT');
        this.#damage = new Map(Object.entries(DAMAGE).map(([name, sentence]) => [number(name), sentence]));
        this.#compressors = {
            xpress: exports['xpressCompress'],
            lzx: exports['lzxCompress'],
        };
        this.#decompressors = {
            xpress: exports['xpressDecompress'],
            lzx: exports['lzxDecompress'],
        };
    }
    /**
     * Compresses in place.
     *
     * @param before what the content was: chunks that are still the same are taken from it
     * @returns a run whose data is the front of `content`
     */
    compress(format, level, chunkSize, content, before = null) {
        const sizes = new Uint32Array(Math.ceil(content.length / chunkSize));
        const old = before === null
            ? null
            : new OldChunks(before, chunkSize, (chunk, length) => this.#decode(format, chunk, length, chunkSize));
        let stored = 0;
        let copied = 0;
        for (let index = 0; index < sizes.length; index++) {
            const chunk = content.subarray(index * chunkSize, (index + 1) * chunkSize);
            const same = old?.take(chunk) ?? null;
            const made = same ?? this.#encode(format, level, chunk);
            content.set(made, stored);
            sizes[index] = made.length;
            stored += made.length;
            if (same !== null)
                copied += same.length;
        }
        return { data: content.subarray(0, stored), sizes, copied };
    }
    /**
     * Decompresses chunk by chunk.
     *
     * @param sink takes each chunk's content in order; the bytes are valid during the call only
     * @throws damaged, with the chunk's number
     */
    decompress(format, chunkSize, run, sink) {
        checkSizes(chunkSize, run);
        let position = 0;
        for (let index = 0; index < run.sizes.length; index++) {
            const stored = run.data.subarray(position, position + run.sizes[index]);
            position += stored.length;
            const length = Math.min(chunkSize, run.size - index * chunkSize);
            if (stored.length === length) {
                sink(stored);
                continue;
            }
            const content = this.#decode(format, stored, length, chunkSize);
            if (typeof content === 'number')
                throw this.#damaged(format, run.what, index, content);
            sink(content);
        }
    }
    /** @returns the compressed chunk, good until the next call; the chunk itself where it does not shrink */
    #encode(format, level, chunk) {
        const { length } = chunk;
        this.#memory.set(chunk, this.#input);
        const size = this.#compressors[format](LEVELS[level], this.#input, length, this.#output, length - 1);
        return size === 0 ? chunk : this.#memory.subarray(this.#output, this.#output + size);
    }
    /** @returns the content, good until the next call, or the kernel's status where it is damaged */
    #decode(format, stored, length, chunkSize) {
        this.#memory.set(stored, this.#input);
        const status = this.#decompressors[format](this.#input, stored.length, this.#output, length, chunkSize);
        return status === 0 ? this.#memory.subarray(this.#output, this.#output + length) : status;
    }
    #damaged(format, what, index, status) {
        return new errors/* FactoryError */.Xx('damaged', {
            subject: `${what}, chunk ${index}`,
            found: this.#damage.get(status) ?? `status ${status}`,
            expected: format === 'xpress' ? 'XPRESS Huffman data' : 'LZX data',
            next: 'the file is damaged: fetch or make it again',
        });
    }
}
/** @throws unsupported where this program does not write chunks of that size */
function checkEncodedChunkSize(format, chunkSize) {
    checkChunkSize(format, chunkSize, ENCODED_CHUNKS[format], `compressing with ${format}`);
}
/** @throws unsupported where this program does not read chunks of that size */
function checkDecodedChunkSize(format, chunkSize, what) {
    checkChunkSize(format, chunkSize, DECODED_CHUNKS[format], what);
}
function checkChunkSize(format, chunkSize, [smallest, largest], subject) {
    const isPowerOfTwo = Number.isInteger(Math.log2(chunkSize));
    if (isPowerOfTwo && chunkSize >= smallest && chunkSize <= largest)
        return;
    throw new errors/* FactoryError */.Xx('unsupported', {
        subject,
        found: `${format} chunks of ${chunkSize} bytes`,
        expected: smallest === largest ? `${smallest}` : `a power of two from ${smallest} to ${largest}`,
    });
}
/** The stored sizes against the run's data and size. @throws damaged */
function checkSizes(chunkSize, { data, sizes, size, what }) {
    const chunks = Math.ceil(size / chunkSize);
    if (!Number.isSafeInteger(size) || size < 0 || sizes.length !== chunks) {
        throw new errors/* FactoryError */.Xx('damaged', {
            subject: what,
            found: `${sizes.length} chunks of ${chunkSize} bytes for ${size} bytes`,
            expected: `${chunks} chunks`,
        });
    }
    let stored = 0;
    for (let index = 0; index < chunks; index++) {
        const length = Math.min(chunkSize, size - index * chunkSize);
        const found = sizes[index];
        if (found === 0 || found > length) {
            throw new errors/* FactoryError */.Xx('damaged', {
                subject: `${what}, chunk ${index}`,
                found: `${found} stored bytes`,
                expected: `1 to ${length}`,
            });
        }
        stored += found;
    }
    if (stored !== data.length) {
        throw new errors/* FactoryError */.Xx('damaged', {
            subject: what,
            found: `${data.length} stored bytes`,
            expected: `${stored}, the sum of its chunks`,
        });
    }
}
//# sourceMappingURL=chunks.js.map
;// CONCATENATED MODULE: ./build/src/codec/kernel.generated.js
// af3deb334dd7ca61f5f2080f0187b0120f9d0e01178269f4c214754ab04b1fc4
const KERNEL_BASE64 = 'AGFzbQEAAAABbA9gAn9/AX9gBX9/f39/AX9gAn9/AGADf39/AGADf39/AX9gBH9/f38Bf2AFf39/f38AYAJ/fwF9YAR/f39/AX1gAX8Bf2AGf39/f39/AX9gBn9/f35/fwF/YAABf2AFf39/fn8AYAR/f39/AAMfHgUGBwIIAwMAAwAJCgsMAQIAAAEBAAANAA4EBAQBAgUEAQDCAQZ3Fn8AQYCABAt/AEGAgIgBC38AQYCAgAELfwBBfwt/AEF+C38AQX0LfwBBfAt/AEF7C38AQXoLfwBBeQt/AEF4C38BQQALfgFCAAt/AUEAC38BQQALfwFBAAt/AUEAC34BQgALfwFBAAt/AUEBC38BQQELfwFBAQsH4wEQBUlOUFVUAwAGT1VUUFVUAwEJTUFYX0NIVU5LAwIJVFJVTkNBVEVEAwMIQkFEX0NPREUDBApCQURfT0ZGU0VUAwUKQkFEX0xFTkdUSAMGDkJBRF9CTE9DS19UWVBFAwcOQkFEX0JMT0NLX1NJWkUDCBFCQURfUkVDRU5UX09GRlNFVAMJEEJBRF9DT0RFX0xFTkdUSFMDCgtsenhDb21wcmVzcwATDWx6eERlY29tcHJlc3MAHA54cHJlc3NDb21wcmVzcwAOEHhwcmVzc0RlY29tcHJlc3MAEgZtZW1vcnkCAAqBpQEesAQCB38BewNAIARBkAFJBEAgACAEakIANwMAIARBCGohBAwBCwtBACEEA0AgAiAESgRAIAAgASAEai0AAEECdGoiBSAFKAIAQQFqNgIAIARBAWohBAwBCwsgAEEANgIAQQEhBANAIARBEE0EQCAEQQJ0IgkgAGoiCigCACEFIABByABqIAlqIAc2AgAgBSAHaiEHIAogBiAFQRAgBGt0aiIGNgIAIARBAWohBAwBCwsgAEGQDGohBSAHRQRAIAVBAEECIAN0/AsAQQEPCyAGQYCABEcEQEEADwtBACEEA0AgAiAESgRAIAEgBGotAAAiBgRAIABByABqIAZBAnRqIgYoAgAhByAGIAdBAWo2AgAgAEGQAWogB0EBdGogBDsBAAsgBEEBaiEEDAELCyAAIQYgBSECQQAhAEEBIQcDQCAHQRBMBEAgBkHIAGogB0ECdGoiBCgCACEBIAQgACAIQRAgB2t2azYCACADIAdOBEBBAiADIAdrdCEIA0AgACABSQRAIAZBkAFqIABBAXRqLwEAQQV0IAdyIQkgAiAIaiEEIAhBEE8EQCAJ/RAhCwNAIAIgBEkEQCACIAv9CwQAIAJBEGohAgwBCwsFA0AgAiAESQRAIAIgCTsBACACQQJqIQIMAQsLCyAEIQIgAEEBaiEADAELCwsgASEAIAYgB0ECdGooAgAhCCAHQQFqIQcMAQsLIAVBAiADdGoiACACSwRAIAJBACAAIAJr/AsAC0EBC/sGAQV/IANBACAB/AsAQYCggAZBAEGAEPwLAANAIAEgBkoEQCAAIAZBAnRqKAIAIggEQCAFQQJ0QYCQgAZqIAhBCXQgBnI2AgAgByAIciEHIAhB/wNxQQJ0QYCggAZqIgggCCgCAEEBajYCACAFQQFqIQULIAZBAWohBgwBCwtBACEAQQAhBgNAIABBgBBIBEAgAEGAoIAGaiIIKAIAIQkgCCAGNgIAIAYgCWohBiAAQQRqIQAMAQsLQQAhAANAIAAgBUgEQCAAQQJ0QYCQgAZqKAIAIgZBCXZB/wNxQQJ0QYCggAZqIggoAgAhCSAIIAlBAWo2AgAgCUECdEGAgIAGaiAGNgIAIABBAWohAAwBCwsgB0H/A0sEQEGAoIAGQQBBgBD8CwBBACEAA0AgACAFSARAIABBAnRBgICABmooAgBBEnZBAnRBgKCABmoiBiAGKAIAQQFqNgIAIABBAWohAAwBCwtBACEAQQAhBgNAIABBgBBIBEAgAEGAoIAGaiIHKAIAIQggByAGNgIAIAYgCGohBiAAQQRqIQAMAQsLQQAhAANAIAAgBUgEQCAAQQJ0QYCAgAZqKAIAIgZBEnZB/wNxQQJ0QYCggAZqIgcoAgAhCCAHIAhBAWo2AgAgCEECdEGAkIAGaiAGNgIAIABBAWohAAwBCwtBgICABkGAkIAGIAVBAnT8CgAACyAFQQJIBEAgBUEBRgRAQYCAgAYoAgBB/wNxIgAgA2pBAToAACADIABFakEBOgAACwUgBSACEB1BgICABiEAA0AgAkEASgRAIAJBAnRBgLCABmooAgAhBQNAIAVBAEoEQCADIAAoAgBB/wNxaiACOgAAIABBBGohACAFQQFrIQUMAQsLIAJBAWshAgwBCwsLQYCwgAZBAEGAAfwLAEEAIQADQCAAIAFIBEAgACADai0AAEECdEGAsIAGaiICIAIoAgBBAWo2AgAgAEEBaiEADAELC0GAsIAGQQA2AgBBACECQQEhAANAIABBEEwEQCAAQQJ0QYCwgAZqIgUoAgAhBiAFIAI2AgAgAiAGakEBdCECIABBAWohAAwBCwtBACEAA0AgACABSARAIAAgA2otAAAiAkECdEGAsIAGaiIFKAIAIQYgBSAGQQFqNgIAIAQgAEECdGogBkEFdCACckEAIAIbNgIAIABBAWohAAwBCwsLLQAgACABQQBBwA8QBEMAAC9EkiAAIAFBwA9BsBcQBJIgACABQbAXQdAXEASSC7UHAgJ9B39BACQOQYCAjAIhBANAIAAgBEsEQCMOQdAXbEGA2oAGaiIGQQBB0Bf8CwAgASAFaiEIA0AgBSAISCAAIARLcQRAIAYgBCgCACIHQf8DcSIJQQJ0aiIKIAooAgBBAWo2AgAgCUGAAk8EQCAJQQdxQQdGBEAgBkHAD2ogB0EJdkH/AXFBAnRqIgogCigCAEEBajYCAAsgCUHAAk8EQCAGQbAXaiAHQRF2QQdxQQJ0aiIJIAkoAgBBAWo2AgALCyAHQf8DcUGAAkkEf0EBBSAHQQdxQQJqIAdBCXZB/wFxagsgBWohBSAEQQRqIQQMAQsLIw5BAnQiB0GA0oYGaiAGNgIAIAdBgM6GBmogBDYCACAHQYDPhgZqIAU2AgAjDkEBaiQODAELC0EAIQADQCAAIw5IBEAgAEECdCIBQYDQhgZqIAFBgNKGBmooAgBBgNOGBhACOAIAIABBAEoEQCABQfzQhgZqIAFB/NGGBmooAgAgAUGA0oYGaigCABACOAIACyAAQQFqIQAMAQsLQQAhAEF/IQEDQCAAIw5BAWtIBEAgAiAAQQJ0IgRBgNCGBmoqAgAgBEGE0IYGaioCAJIgBEGA0YYGaioCAJMiA10EQCADIQIgACEBCyAAQQFqIQAMAQsLIAEhAANAIABBAE4EQEEAIQEgAEECdCIEQYDShgZqKAIAIQUgBEGE0oYGaigCACEEA0AgAUHQF0kEQCABIAVqIgYgBv0ABAAgASAEav0ABAD9rgH9CwQAIAFBEGohAQwBCwsgAEECdCIBQYDQhgZqIAFBgNGGBmoqAgA4AgAgAEEBakECdCIEQYDShgZqIARBhNKGBmojDkECayAAa0ECdCIF/AoAACAEQfzNhgZqIARBgM6GBmogBUEEaiIG/AoAACAEQfzOhgZqIARBgM+GBmogBvwKAAAgBEGA0IYGaiAEQYTQhgZqIAX8CgAAIARB/NCGBmogBEGA0YYGaiAF/AoAACMOQQFrJA4gAEEASgRAIAFB/NCGBmogAUH80YYGaigCACABQYDShgZqKAIAEAI4AgALIAAjDkEBa0gEQCAAQQJ0IgBBgNGGBmogAEGA0oYGaigCACAAQYTShgZqKAIAEAI4AgALQQAhAEMAAAAAIQJBfyEBA0AgACMOQQFrSARAIAIgAEECdCIEQYDQhgZqKgIAIARBhNCGBmoqAgCSIARBgNGGBmoqAgCTIgNdBEAgAyECIAAhAQsgAEEBaiEADAELCyABIQAMAQsLC9kEAQV7A0AgAiADSQRAIAQgACACav0ABAAgASACav0ABAD9rgEiB/2uASEEIAUgB/0MAAAAAAAAAAAAAAAAAAAAAP04/bEBIQUgB/36ASII/Qz//38A//9/AP//fwD//38A/U79DAAAgD8AAIA/AACAPwAAgD/9UP0MAACAPwAAgD8AAIA/AACAP/3lASEHIAYgCCAIQRf9rQH9DH8AAAB/AAAAfwAAAH8AAAD9sQH9+gEgByAH/QwAAIA/AACAPwAAgD8AAIA/IAf95QH95gEgB/0MC5aqPQuWqj0Llqo9C5aqPf3mAf0M6UV9vulFfb7pRX2+6UV9vv3kASAH/eYB/QzrqOI+66jiPuuo4j7rqOI+/eQB/eYB/eQB/eQB/eYB/eQBIQYgAkEQaiECDAELCyAE/RsAIAT9GwFqIAT9GwJqIAT9GwNq/RH9+gEiBP0M//9/AP//fwD//38A//9/AP1O/QwAAIA/AACAPwAAgD8AAIA//VD9DAAAgD8AAIA/AACAPwAAgD/95QEhByAEIARBF/2tAf0MfwAAAH8AAAB/AAAAfwAAAP2xAf36ASAHIAf9DAAAgD8AAIA/AACAPwAAgD8gB/3lAf3mASAH/QwLlqo9C5aqPQuWqj0Llqo9/eYB/QzpRX2+6UV9vulFfb7pRX2+/eQBIAf95gH9DOuo4j7rqOI+66jiPuuo4j795AH95gH95AH95AH95gH9HwAgBv0fACAG/R8BkiAG/R8CkiAG/R8DkpMgBf0bACAF/RsBaiAF/RsCaiAF/RsDarJDAACAQJSSC4AFAgN7AX8gAUECdCEGQQAhAQNAIAEgBkkEQCADIAAgAWr9AAQA/a4BIQMgAUEQaiEBDAELC0EBIAP9GwAgA/0bAWogA/0bAmogA/0bA2oiASABQQFMG/0R/foBIgP9DP//fwD//38A//9/AP//fwD9Tv0MAACAPwAAgD8AAIA/AACAP/1Q/QwAAIA/AACAPwAAgD8AAIA//eUBIQQgA0EX/a0B/Qx/AAAAfwAAAH8AAAB/AAAA/bEB/foBIAQgBP0MAACAPwAAgD8AAIA/AACAPyAE/eUB/eYBIAT9DAuWqj0Llqo9C5aqPQuWqj395gH9DOlFfb7pRX2+6UV9vulFfb795AEgBP3mAf0M66jiPuuo4j7rqOI+66jiPv3kAf3mAf3kAf3kASEEQQAhAQNAIAEgBkkEQCAAIAFq/QAEAP36Af0MAAAAPwAAAD8AAAA/AAAAP/3pASIF/Qz//38A//9/AP//fwD//38A/U79DAAAgD8AAIA/AACAPwAAgD/9UP0MAACAPwAAgD8AAIA/AACAP/3lASEDIAEgAmogBCAFQRf9rQH9DH8AAAB/AAAAfwAAAH8AAAD9sQH9+gEgAyAD/QwAAIA/AACAPwAAgD8AAIA/IAP95QH95gEgA/0MC5aqPQuWqj0Llqo9C5aqPf3mAf0M6UV9vulFfb7pRX2+6UV9vv3kASAD/eYB/QzrqOI+66jiPuuo4j7rqOI+/eQB/eYB/eQB/eQB/eUB/QwAAIBBAACAQQAAgEEAAIBB/egB/QwAAAA/AAAAPwAAAD8AAAA//ekB/QwAAIBCAACAQgAAgEIAAIBC/eYB/fgB/QsEACABQRBqIQEMAQsLC6UDAgF+A38gACABIAIQGSEBQcDYgAZBFEEPQZDZgAZBsNmABhABQQAhAANAIABBFEgEQCAAQZDZgAZqMQAAIwxCBIaEJAwjDUEEaiQNIwsiAiMMQsAAIw0iBK19hiIDQjCIPQEAIAJBAmogA0IgiD0BACACQQRqIANCEIg9AQAgAiAEQQR2QQF0aiQLIw1BD3EkDSAAQQFqIQAMAQsLQQAhAANAIAAgAUgEQCAAQQF0QcDUgAZqLwEAIgJBH3EiBEECdEGw2YAGaigCACIFQR9xIQYgBUEFdq0jDCAGrYaEJAwjDSAGaiQNIwsiBSMMQsAAIw0iBq19hiIDQjCIPQEAIAVBAmogA0IgiD0BACAFQQRqIANCEIg9AQAgBSAGQQR2QQF0aiQLIw1BD3EkDSAEQRFPBEAgAkEFdkEfca0jDCACQQp2IgKthoQkDCMNIAJqJA0jCyICIwxCwAAjDSIErX2GIgNCMIg9AQAgAkECaiADQiCIPQEAIAJBBGogA0IQiD0BACACIARBBHZBAXRqJAsjDUEPcSQNCyAAQQFqIQAMAQsLC58DAQR/A0AgA0EUSARAIxJBIEgEQCMPIxBBCGpJBEAjESMPKAIAQRB3rUIgIxKsfYaEJBELIw9BBGokDyMSQSBqJBILIxFCPIinIQIjEUIEhiQRIxJBBGskEiADQcCHjgJqIAI6AAAgA0EBaiEDDAELC0GAwI0CQcCHjgJBFEEGEABFBEBBfg8LQQAhAwNAIAEgA0oEQBANIgJBAEgEf0EBBSMPQQN0IxJrIxBBA3RLCwRAQX9BfiMPQQN0IxJrIxBBA3RLGw8LQQEhBUEAIQQgAkERRgRAIxFCPIinIxFCBIYkESMSQQRrJBJBBGohBQUgAkESRgRAIxFCO4inIxFCBYYkESMSQQVrJBJBFGohBQUgAkETRgRAIxFCP4inIxFCAYYkESMSQQFrJBJBBGohBRANIgJBAEggAkEQSnIEQEF4DwsLIAAgA2otAAAgAmsiAkEASAR/IAJBEWoFIAILIQQLCyAFIAEgA2tKBEBBeA8LA0AgBUEASgRAIAMiAkEBaiEDIAAgAmogBDoAACAFQQFrIQUMAQsLDAELC0EAC6IBAgN/AXsgAUEBRgRAIABBAWstAAD9DyEGA0AgACAG/QsEACACIABBEGoiAEsNAAsPCyAAIAFrIQQgASEDA0AgA0EISQRAQQAhBQNAIAEgBUsEQCAAIAQgBWotAAA6AAAgAEEBaiEAIAVBAWohBQwBCwsgASADaiEDDAELCwNAIAAgAkkEQCAAIAQpAwA3AwAgAEEIaiEAIARBCGohBAwBCwsL/AkCDn8BfkGAwPMFQf8BQYDABPwLAEGAgIwCIQ4DQCABIAVKBEBBGCEJIAEgBUwEf0EABSAAIAVqIgsoAgAiCkGA4ua7A2xBFHZBAXRBgMDzBWoiBi8BACEDIApBsfPd8XlsQRF2QQF0QYCA9AVqIgIvAQAhBCAGIAU7AQAgAiAFOwEAIAVBAXRBgID4BWogBDsBAEH//wMgASAFayICIAJB//8DTxsiCEECTQR/QQAFQf//AyADIANB//8DRyAIQQNPcQR/IAAgA2ooAgAgCnNBCHQFQQELGyEGQQMhA0H//wMgBCAIQQRJGyEHIAsoAgAhAgNAIAdB//8DRyAJQQBKcQRAAkAgACAHaiIEIANqQQNrKAIAIAJGBH8gBCgCACAKRgVBAAsEQEEEIQ0CfwNAIAggDUsEQCAEIA1qKQMAIAsgDWopAwCFIhBCAFIEQCANIBB6QgOIp2oiBCAIIAQgCEkbDAMLIA1BCGohDQwBCwsgCAsiBCADSwRAIAchBiAIIAQiA0YgA0HAAE9yDQIgAyALakEDaygCACECCwsgB0EBdEGAgPgFai8BACEHIAlBAWshCQwCCwsLIAUgBmsgA0EQdHJBACAGQf//A0cbCwsiAgR/IAJBEHZBA0YgAkH//wNxQYDAAEtxBUEBCwRAIA4gACAFai0AADYCACAOQQRqIQ4gBUEBaiEFDAILIAUhAwNAIAJBEHYiBEHAAEkEQCAEQQFrIQZBDCENIAVBAWoiAyABTgR/QQAFIAAgA2oiCygCACIKQYDi5rsDbEEUdkEBdEGAwPMFaiIILwEAIQcgCkGx893xeWxBEXZBAXRBgID0BWoiBC8BACEJIAggAzsBACAEIAM7AQAgA0EBdEGAgPgFaiAJOwEAQf//AyABIANrIgQgBEH//wNPGyIMIAZNBH9BAAUgBkEDSQR/QQMhBkH//wMgCSAMQQRJGyEJQf//AyAHIAdB//8DRyAMQQNPcQR/IAAgB2ooAgAgCnNBCHQFQQELGwVB//8DCyEHIAYgC2pBA2soAgAhBANAIAlB//8DRyANQQBKcQRAAkAgACAJaiIIIAZqQQNrKAIAIARGBH8gCCgCACAKRgVBAAsEQEEEIQ8CfwNAIAwgD0sEQCAIIA9qKQMAIAsgD2opAwCFIhBCAFIEQCAPIBB6QgOIp2oiCCAMIAggDEkbDAMLIA9BCGohDwwBCwsgDAsiCCAGSwRAIAkhByAMIAgiBkYgBkHAAE9yDQIgBiALakEDaygCACEECwsgCUEBdEGAgPgFai8BACEJIA1BAWshDQwCCwsLIAMgB2sgBkEQdHJBACAHQf//A0cbCwsiBAR/IARBEHZBA0YgBEH//wNxQYDAAEtxBUEBCwR/QQAFIARB//8DcWcgAkH//wNxZ2sgBEEQdiACQRB2a0ECdGpBAkoLBEAgDiAAIAVqLQAANgIAIA5BBGohDiADIQUgBCECDAILCwsgDiACQRB2IgRBA2sgAkH//wNxQRB0cjYCACAOQQRqIQ4gBCAFaiEFIANBAWohAwNAIAMgBUgEQCAAIANqKAIAIgRBsfPd8XlsQRF2QQF0QYCA9AVqIQIgBEGA4ua7A2xBFHZBAXRBgMDzBWogAzsBACADQQF0QYCA+AVqIAIvAQA7AQAgAiADOwEAIANBAWohAwwBCwsMAQsLIA5BgICMAmtBAnYLwwEBBX9BgICcAkEAQYAQ/AsAQYCInAJBATYCAANAIAAgAUoEQCABQQJ0QYCAjAJqKAIAIgRB//8DSyIDBH9BACAEQRB2Z2tBBHRB8AVqQQ8gBEH//wNxIgUgBUEPTxtqBSAEC0ECdEGAgJwCaiIFIAUoAgBBAWo2AgAgBEH//wNxQQAgAxsiA0EPSQR/QQAFQQFBAyADQY4CSRsLIAJqIQIgAUEBaiEBDAELC0GAgJwCQYAEQQ9BgJCcAkGAlJwCEAEgAgvrAwIKfwF+IAAgAWoiDSgCACILQYDi5rsDbEEUdkEBdEGAwOsFaiIJLwEAIQogC0Gx893xeWxBEXZBAXRBgIDsBWoiBi8BACEPIAkgATsBACAGIAE7AQBBAiEJIApB//8DRwR/IAAgCmooAgAgC3NBCHQFQQELRQRAIAUgASAKa0GAgAxyNgIAQQMhCSAFQQRqIQULIAFBAnRBgIDwBWoiDkECaiEKIAMgAiACIANLGyELA0AgD0H//wNHIARBAEpxBEAgD0ECdEGAgPAFaiEGIAggByAHIAhLGyIDIAAgD2oiDGotAAAgAyANai0AAEYEQCADQQFqIQMgCQJ/A0AgAiADSwRAIAMgDGopAwAgAyANaikDAIUiEEIAUgRAIAMgEHpCA4inaiIDIAIgAiADSxsMAwsgA0EIaiEDDAELCyACCyIDSQRAIAMhCSADQQNLBEAgBSABIA9rIANBEHRyNgIAIAVBBGohBQsgAyALTwRAIA4gBi8BADsBACAKIAZBAmovAQA7AQAgBQ8LCwsgAyAMai0AACADIA1qLQAASQR/IA4gDzsBACADIQggBkECaiIOLwEABSAKIA87AQAgAyEHIAYiCi8BAAshDyAEQQFrIQQMAQsLIA5B//8DOwEAIApB//8DOwEAIAUL+QYCCH8BfkGBAiACIAEiB2siASABQYECTxshCSAHIAAiCGoiCigCACILQYDi5rsDbEEUdkEBdEGAwPMFaiIALwEAIQIgC0Gx893xeWxBEXZBAXRBgID0BWoiDC8BACEGIAAgBzsBACAMIAc7AQAgB0EBdEGAgPgFaiAGOwEAQYECIAEgAUGBAk8bIgwgBE0Ef0EABSAEQQNJBH9BAyEEQf//AyAGIAxBBEkbIQZB//8DIAIgAkH//wNHIAxBA09xBH8gAiAIaigCACALc0EIdAVBAQsbBUH//wMLIQEgBCAKakEDaygCACEAA0AgBkH//wNHIAVBAEpxBEACQCAGIAhqIg0gBGpBA2soAgAgAEYEfyANKAIAIAtGBUEACwRAQQQhAgJ/A0AgAiAMSQRAIAIgDWopAwAgAiAKaikDAIUiDkIAUgRAIAIgDnpCA4inaiICIAwgAiAMSRsMAwsgAkEIaiECDAELCyAMCyICIARLBEAgBiEBIAwgAiIERiAEQSBPcg0CIAQgCmpBA2soAgAhAAsLIAZBAXRBgID4BWovAQAhBiAFQQFrIQUMAgsLCyAHIAFrIARBEHRyQQAgAUH//wNHGwsiAEECakEAIAAbIgBBACAAQf//A3FBgBBJIABBEHZBA0tyGyIABH8gAEH//wNxIgFBAksEfyABQQJPBEAgAUEfIAFnayIBQQFrdkEBcSABQQF0aiEBC0EAIAFBAXZBAWtBACABQQRPG2sFQQILIABBEHZBBWxqBUEACyECQQAgByAIaiIELwEAIgEgBCADQhCIQv//A4Onay8BAEZBAXQgBCADQv//A4Onay8BACABRnIgBCADQiCIQv//A4Onay8BACABRkECdHIgB0UgCUECSXIbIQUDQCAFBEAgBCADIAVoIgGtQgSGiEL//wODp2shB0ECIQYgAQJ/A0AgBiAJSQRAIAYgB2opAwAgBCAGaikDAIUiDkIAUgRAIAYgDnpCA4inaiIBIAkgASAJSRsMAwsgBkEIaiEGDAELCyAJC0EQdHIiBkH//wNxIgFBAksEfyABQQJPBEAgAUEfIAFnayIBQQFrdkEBcSABQQF0aiEBC0EAIAFBAXZBAWtBACABQQRPG2sFQQILIAZBEHZBBWxqIgEgAkoEQCABIQIgBiEACyAFIAVBAWtxIQUMAQsLIAAL1wEBA38jEkEgSARAIw8jEEEIakkEQCMRIw8oAgBBEHetQiAjEqx9hoQkEQsjD0EEaiQPIxJBIGokEgsjEUI6iKdBAXRBkMyNAmovAQAiAEUEQCMRQjCIpyECQQchAAJ/A0AgAEEQTQRAIAIgAEECdCIBQYDAjQJqKAIASQRAIAFByMCNAmooAgAgAkEQIABrdmpBAXRBkMGNAmovAQBBBXQgAHIMAwsgAEEBaiEADAELC0EACyIARQRAQX8PCwsjESAAQR9xIgGthiQRIxIgAWskEiAAQQV2C/0BAQF/IAEgAmr9DAAAAAAAAAAAAAAAAAAAAAD9CwQAIAAEfyAAQQFGBH8gASACEAkFIAEgAhAQCwUgASACEBELIgUQCiECQQAhAUEAIQADQCAAQYAESARAIAEgAEECdEGAgJwCaigCACAAQYCQnAJqLQAAIABBBHVBD3FBACAAQYACThtqbGohASAAQQFqIQAMAQsLIAFBD2pBBHZBAXRBggJqIAJqIgEgBEoEQEEADwtBACEAA0AgAEGAAkkEQCAAIANqIABBAXQiAkGAkJwCai0AACACQYGQnAJqLQAAQQR0cjoAACAAQQFqIQAMAQsLIANBgAJqIAUQDyABC4UDAgh/AX4gAEECaiEDIABBBGohAgNAIAEgBU4EQCABIAVGBH9BgAIFIAVBAnRBgICMAmooAgALIghBEHYiBgR/QQAgBmdrQQR0QfAFakEPIAhB//8DcSIHIAdBD08bagUgCAtBAnRBgJScAmooAgAiCUEfcSEHIAAgCUEFdq0gCiAHrYaEIgogBCAHaiIEQRBrIgetiD0BACAHIAQgBEEQSyIHGyEEIAMgACAHGyEAIAIgAyAHGyEDAn8gAkECaiACIAcbIgIgBkUNABogCEH//wNxIgdBD08EQCAHQY4CSQR/IAIgB0EPazoAACACQQFqBSACQf8BOgAAIAJBAWogBzsBACACQQNqCyECCyAAIAZBAUEfIAZnayIGdHOtIAogBqyGhCIKIAQgBmoiBEEQayIGrYg9AQAgBiAEIARBEEsiBhshBCADIAAgBhshACACIAMgBhshAyACQQJqIAIgBhsLIQIgBUEBaiEFDAELCyAAIApCECAErX2GPQEAIANBADsBAAvQBQEPfyAAIAEQCSEGQYDA6wVB/wFBgMAE/AsAQYiA0AIhAwNAIAEgAksEQCACQQJ0QYSAwAJqIAM2AgACQEH//wMgASACayIEIARB//8DTxsiBEEESQ0AIAAgAiAEQcAAQSAgAxALIQQgBwRAIAdBAWshBwwBCyADIARGDQAgBCADa0ECdiEFIARBBGsoAgAiCEEQdiIKQcAATwR/IAMgCDYCACAKQQFrIQcgA0EEagUgBUEQSwR/IANBPGogCDYCACADQUBrBSAECwshAwsgAkEBaiECDAELCyABQQJ0QYSAwAJqIAM2AgADQCAJQQJIBEAgBhAKGkEAIQMDQCADQYAESARAIANBgJCcAmoiAi0AAEUEQCACQQ06AAALIANBAWohAwwBCwsgAUECdEGAgKACakEANgIAIAFBAWshBgNAIAZBAE4EQCAAIAZqLQAAIgdBgJCcAmotAAAgBkECdCIDQYCAoAJqIhBBBGooAgBqIQIgA0GEgMACaigCACEIIANBiIDAAmooAgAhC0EDIQMDQCAIIAtJBEBBHyAIKAIAIgRB//8DcSIMZ2siDUEEdEGAkpwCaiEOIARBEHYiBEHAAE8EQCAEIQMLA0AgAyAETQRAIA5BDyADQQNrIgogCkEPTyIPG2otAAAgECADQQJ0aigCACANamohBSAPBEAgBUEIQRggCkGOAkkbaiEFCyACIAVLBEAgA0EDayAMQRB0ciEHIAUhAgsgA0EBaiEDDAELCyAEQQFqIQMgCEEEaiEIDAELCyAQIAI2AgAgBkECdEGEgLACaiAHNgIAIAZBAWshBgwBCwtBgICMAiEDQQAhAgNAIAEgAkoEQCADIAJBAnRBhICwAmooAgAiBDYCACACQQEgBEH//wNxQQNqIARB//8DTRtqIQIgA0EEaiEDDAELCyADQYCAjAJrQQJ2IQYgCUEBaiEJDAELCyAGC6UFAgx/AX5BgMDzBUH/AUGAwAT8CwBBgICMAiEJA0AgASADSgRAQSAhCiAAIANqIgsoAgAiDEGA4ua7A2xBFHZBAXRBgMDzBWoiAi8BACEEIAxBsfPd8XlsQRF2QQF0QYCA9AVqIgUvAQAhBiACIAM7AQAgBSADOwEAIANBAXRBgID4BWogBjsBAEH//wMgASADayICIAJB//8DTxsiCEECTQR/QQAFQf//AyAEIARB//8DRyAIQQNPcQR/IAAgBGooAgAgDHNBCHQFQQELGyEEQQMhBUH//wMgBiAIQQRJGyEGIAsoAgAhAgNAIAZB//8DRyAKQQBKcQRAAkAgACAGaiINIAVqQQNrKAIAIAJGBH8gDSgCACAMRgVBAAsEQEEEIQcCfwNAIAcgCEkEQCAHIA1qKQMAIAcgC2opAwCFIg5CAFIEQCAHIA56QgOIp2oiByAIIAcgCEkbDAMLIAdBCGohBwwBCwsgCAsiByAFSwRAIAYhBCAIIAciBUYgBUHAAE9yDQIgBSALakEDaygCACECCwsgBkEBdEGAgPgFai8BACEGIApBAWshCgwCCwsLIAMgBGsgBUEQdHJBACAEQf//A0cbCyICBH8gAkEQdkEDRiACQf//A3FBgMAAS3EFQQELBEAgCSAAIANqLQAANgIAIANBAWohAgUgCSACQRB2IgRBA2sgAkH//wNxQRB0cjYCACADIARqIQIgA0EBaiEDA0AgAiADSgRAIAAgA2ooAgAiBEGx893xeWxBEXZBAXRBgID0BWohBSAEQYDi5rsDbEEUdkEBdEGAwPMFaiADOwEAIANBAXRBgID4BWogBS8BADsBACAFIAM7AQAgA0EBaiEDDAELCwsgAiEDIAlBBGohCQwBCwsgCUGAgIwCa0ECdguhCAMHfwJ+AnsgAUGEAkgEQEF/DwsgACABaiIG/QwAAAAAAAAAAAAAAAAAAAAA/QsEACAGQRBq/QwAAAAAAAAAAAAAAAAAAAAA/QsEAEEAIQEDQCABQYACSQRAIAFBAXQiBEGAwIwCaiAAIAFq/QAEACIP/QwPDw8PDw8PDw8PDw8PDw8P/U4iDiAPQQT9bSIP/Q0AEAERAhIDEwQUBRUGFgcX/QsEACAEQZDAjAJqIA4gD/0NCBgJGQoaCxsMHA0dDh4PH/0LBAAgAUEQaiEBDAELC0GAgIwCQYDAjAJBgARBCxAARQRAQX4PCyAGQQhqIQggAiADaiEHIAIhASAAQYACaiEEA0AgASAHSQRAAkAgBUEgSARAIAQgCEsEQEF/DwsgDCAEKAIAQRB3rUIgIAWsfYaEIQwgBUEgaiEFIARBBGohBAsgDEI1iKdBAXRBkIyMAmovAQAiAEUEQCAMQjCIpyEDQQwhAAJ/A0AgAEEQTQRAIAMgAEECdCIJQYCAjAJqKAIASQRAIAlByICMAmooAgAgA0EQIABrdmpBAXRBkIGMAmovAQBBBXQgAHIMAwsgAEEBaiEADAELC0EACyIARQRAQX4PCwsgDCAAQR9xIgOthiEMIAUgA2shBSAAQYDAAEkEQCABIABBBXY6AAAgByABQQFqIgFGDQEgDEI1iKdBAXRBkIyMAmovAQAiAEUEQCAMQjCIpyEDQQwhAAJ/A0AgAEEQTQRAIAMgAEECdCIJQYCAjAJqKAIASQRAIAlByICMAmooAgAgA0EQIABrdmpBAXRBkIGMAmovAQBBBXQgAHIMAwsgAEEBaiEADAELC0EACyIARQRAQX4PCwsgDCAAQR9xIgOthiEMIAUgA2shBSAAQYDAAEkEQCABIABBBXY6AAAgAUEBaiEBDAQLCyAFQSBIBEAgBCAISwRAQX8PCyAMIAQoAgBBEHetQiAgBax9hoQhDCAFQSBqIQUgBEEEaiEECyAAQQV2QQ9xIgNBD0YEQCAEIAVBEGtBBHUiA0EBdGshCSAMQn9CwAAgBSADQQR0ayIFrH2GgyEMIAYgCU0EQEF/DwsgCUEBaiEEIAktAAAiA0H/AUYEQCAEQQJqIAZLBEBBfw8LIAQvAQAhAyAEQQJqIQQgA0EPSQRAQXwPCwUgA0EPaiEDCwsgDEIBiEI/IABBCXZBD3EiAK0iDX2Ip0EBIAB0aiEKIAwgDYYhDCAFIABrIQUgCiABIAJrSwRAQX0PCyADQQNqIgkgByABa0sEQEF8DwsgCSABIgBqIQsgACAKayEDIApBEE8EQANAIAAgA/0ABAD9CwQAIANBEGohAyALIABBEGoiAEsNAAsFIAAgCiALEAgLIAEgCWohAQwCCwsLQX9BACAEQQN0IAVrIAZBA3RLGwudBgIIfwF+IAEgAmr9DAAAAAAAAAAAAAAAAAAAAAD9CwAAIAJBCmshBgNAIAYgB0oEQAJAIAEgB2r9AAQA/Qzo6Ojo6Ojo6Ojo6Ojo6Ojo/SP9ZCIIRQRAIAdBEGohBwwDCyAGIAcgCGhqIgdMDQAgASAHakEBaiIIKAIAIglBgLbcBUggCUEAIAdrTnEEQCAIIAcgCWogCUGAttwFayAJQYC23AUgB2tIGzYCAAsgB0EFaiEHDAILCwsCQCAARQRAIAEgAhAXQYAgEAMMAQtBwABBICAAQQJGIgAbIQhBIEEGIAAbIQlBgMDrBUH/AUGAwAT8CwBBgICcAkH/AUGAwAD8CwBBhMCkAiEAQQAhBwNAIAIgB0oEQCAHQQJ0QYDAnAJqIAA2AgACQCACIAdrIgZBgQIgCCAFIAdMGyIKIAYgCkkbIgpBBEkNACABIAdqLwEAIgtBsfPd8XlsQRR2QQF0QYCAnAJqIgwvAQAhBiAMIAc7AQAgBSAHSiABIAcgCiAIIAogCCAKSRsgCSAGQf//A0cgByAGa0GAAklxBH8gASAGai8BACALRgVBAAsEfyAAIAcgBmtBgIAIcjYCACAAQQRqBSAACxALIgZBhMCkA0tyIAAgBkZyDQAgBiIAQQRrKAIAQRB2IgYgCE8EQCAGIAdqIQULCyAHQQFqIQcMAQsLIAJBAnRBgMCcAmogADYCACABIAIQFEGAEBADIAEgCBAVQYAQEAMLIAMkC0IAJAxBACQNQdDOgAZBAEHwA/wLAEHA0oAGQQBB+QH8CwBBgICMAiEAQQAhAUEAIQcDQCAHIw5IBEAgACECIAdBAnQiBUGAzoYGaigCACEAIAVBgNKGBmooAgAgAiAAIAVBgM+GBmooAgAiAiABaxAYIAIhASAHQQFqIQcMAQsLIw0EQCMMQRAjDWsiAK2GJAwjDSAAaiQNIwsiACMMQsAAIw0iAa19hiINQjCIPQEAIABBAmogDUIgiD0BACAAQQRqIA1CEIg9AQAgACABQQR2QQF0aiQLIw1BD3EkDQsjCyADayIAQQAgACAETBsL9AcCCn8CfkKBgISAECEMQYCAjAIhBwNAIAEgBkoEQEGBAiABIAZrIgIgAkGBAk8bIQkgBkECdCICQYTAnAJqKAIAIgMgAkGAwJwCaigCAEYEf0EABSADQQRrKAIAQQJqCyICQQAgAkH//wNxQYAQSSACQRB2QQNLchsiAwR/IANB//8DcSICQQJLBH8gAkECTwRAIAJBHyACZ2siAkEBa3ZBAXEgAkEBdGohAgtBACACQQF2QQFrQQAgAkEETxtrBUECCyADQRB2QQVsagVBAAshAkEAIAAgBmoiCi8BACIEIAogDEIQiEL//wODp2svAQBGQQF0IAogDEL//wODp2svAQAgBEZyIAogDEIgiEL//wODp2svAQAgBEZBAnRyIAZFIAlBAklyGyEIA0AgCARAIAogDCAIaCILrUIEhohC//8Dg6drIQVBAiEEIAsCfwNAIAQgCUkEQCAEIAVqKQMAIAQgCmopAwCFIg1CAFIEQCAEIA16QgOIp2oiBCAJIAQgCUkbDAMLIARBCGohBAwBCwsgCQtBEHRyIgRB//8DcSIFQQJLBH8gBUECTwRAIAVBHyAFZ2siBUEBa3ZBAXEgBUEBdGohBQtBACAFQQF2QQFrQQAgBUEETxtrBUECCyAEQRB2QQVsaiIFIAJKBEAgBCEDIAUhAgsgCCAIQQFrcSEIDAELCyAGQQFqIgIgAUgEfyACQQJ0IgJBhMCcAmooAgAiBCACQYDAnAJqKAIARgR/QQAFIARBBGsoAgBBAmoLBUEACyEEIAMEfyAEBH8gBEH//wNxIgJBAksEfyACQQJPBEAgAkEfIAJnayICQQFrdkEBcSACQQF0aiECC0EAIAJBAXZBAWtBACACQQRPG2sFQQILIARBEHZBBWxqIANB//8DcSICQQJLBH8gAkECTwRAIAJBHyACZ2siAkEBa3ZBAXEgAkEBdGohAgtBACACQQF2QQFrQQAgAkEETxtrBUECCyADQRB2QQVsakEDakoFQQALBUEBCwR/IAcgACAGai0AADYCACAGQQFqBSADQf//A3EiCCECIAhBAk8EQCAIQR8gCGdrIgJBAWt2QQFxIAJBAXRqIQILIAdBByADQRB2IgRBAmsiBSAFQQdPGyIFIAJBA3RBgAJqaiAEQQJrIAVrQQl0ciAIQQEgAkEBdkEBa0EAIAJBBE8bdEEBa3FBEXRyNgIAIAhBAmutIAxCEIZCgID8////P4OEIAxBAiAIIAhBAk8brUIEhiINiEL//wODIAxC//8DIA2GQn+Fg0KAgHyDIAxC//8DgyANhoSEIAhBAksbIQwgBiADQRB2agshBiAHQQRqIQcMAQsLIAcL/AUDCn8CfgF7QoGAhIAQIQxBgICMAiEGA0AgCCMOSARAIAhBAnQiBEGAz4YGaigCACECIARBgNKGBmooAgAiBEHwA0GQyKQDEAUgBEHAD2pB+QFB0NekAxAFIARBsBdqIgdBCEHQ36QDEAVBgHQhBUEAIQQDQCAEQQhIBEAgBEECdCIJQdDfpANqIgooAgBBwAFrIQsgCiALNgIAIAUgByAJaigCACALbGshBSAEQQFqIQQMAQsLIAVBAEwEQEHQ36QDQQBBIPwLAAtBACEEA0AgBEEeSQRAIARBoAhsQfDfpANqIQcgBEEFdEGQ0KQDaiEJIARBAXZBAWtBACAEQQRPG0EGdCEKQQAhBQNAIAVBB0kEQCAHIAVBAmpBAnRqIAkgBUECdGooAgAgCmo2AgAgBUEBaiEFDAELCyAJQRxqKAIAIApq/REhDkEJIQUDQCAFQYECTQRAIAVBAnQiCSAHaiAOIAlBrNekA2r9AAQA/a4B/QsEACAFQQRqIQUMAQsLIARBAWohBAwBCwsgACADIAIgDCABEBYgAiACQQJ0QdDXrgNqKAIAIgRB/wNxa0EDdEHw17YDaikDACENQQIgBEEJdiIEIARBAk8brUIEhiEMIARBAmutIA1CEIZCgID8////P4OEIA0gDIhC//8DgyANQv//AyAMhkJ/hYNCgIB8gyANQv//A4MgDIaEhCAEQQJLGyEMQYCAnAIhByACIQQDQCADIARIBEAgBCAEQQJ0QdDXrgNqKAIAIgVB/wNxIglrIQQgB0EEayIHIAlBAUYEfyAAIARqLQAABSAFQQl2IgsiBUECTwRAIAVBHyAFZ2siBUEBa3ZBAXEgBUEBdGohBQtBByAJQQJrIgogCkEHTxsiCiAFQQN0QYACamogCUECayAKa0EJdHIgC0EBIAVBAXZBAWtBACAFQQRPG3RBAWtxQRF0cgs2AgAMAQsLIAYgB0GAgJwCIAdrIgP8CgAAIAMgBmohBiACIQMgCEEBaiEIDAELCyAGC7kKAwx/B3sBfiABQQJ0QbDXpgNqIgVB/wEgAiABa0EEakECdPwLACAFQQA2AgAgAUEDdEHw17YDaiADNwMAIAEhBgNAIAIgBkoEQCAGQQJ0QbDXpgNqIgsoAgAhDSABIAZIBEAgBiALQaCACGooAgAiBUH/A3FrQQN0QfDXtgNqKQMAIQNBAiAFQQl2IgUgBUECTxutQgSGIRggBkEDdEHw17YDaiAFQQJrrSADQhCGQoCA/P///z+DhCADIBiIQv//A4MgA0L//wMgGIZCf4WDQoCAfIMgA0L//wODIBiGhIQgBUECSxsiAzcDAAtBgQIgAiAGayIFIAVBgQJPGyEMIA0gACAGaiIILQAAQQJ0QZDIpANqKAIAaiIFIAtBBGoiBygCAEkEQCAHIAU2AgAgC0GkgAhqQQE2AgALIAxBAkkEQCAGQQFqIQYMAgtBACEFIAgvAQAhDkEAIQkDQCAJQQNJBEACQCADIAmtQgSGiEL//wODpyIHIAZLBH9BAQUgCCAHay8BACAORwtFBEAgCUGgCGxB8N+kA2ohDyAIIAdrIQpBAiEHIA39ESESAn8DQCAHIAxJBEAgByAKaikDACAHIAhqKQMAhSIYQgBSBEAgByAYekIDiKdqIgcgDCAHIAxJGwwDCyAHQQhqIQcMAQsLIAwLIgf9ESETQQIgByAEIAdLGyIK/RH9DAAAAAABAAAAAgAAAAMAAAD9rgEhESAJQQl0/REhFCAKQQJ0IQoDQCAKIAdBAnRNBEAgEiAKIA9q/QAEAP2uASIVIAogC2oiEP0ABAAiFv06IBEgE/07/U8hFyAQIBUgFiAX/VL9CwQAIAtBoIAIaiAKaiIQIBQgEf1QIBD9AAQAIBf9Uv0LBAAgEf0MBAAAAAQAAAAEAAAABAAAAP2uASERIApBEGohCgwBCwsgBCAHTQRAIAchBQwCCwsgCUEBaiEJDAILCwsgBkECdCIHQYTAnAJqKAIAIQ4gBUUEQEECIQkgB0GAwJwCaigCACEKA0AgCiAOSQRAIAooAgAiCEEQdiIHIAwgByAMSRshByAIQf//A3FBAmoiDyEIIA9BAk8EQCAPQR8gD2drIghBAWt2QQFxIAhBAXRqIQgLIAhBCE8EfyAPQQdxQQJ0QdDfpANqKAIABUEACyANaiEQIAQgB00EQCAIQaAIbEHw36QDaiEIIBD9ESESIAf9ESIT/QwAAAAAAQAAAAIAAAADAAAA/a4BIREgD0EJdP0RIRQgB0ECdCEFA0AgBSAHQQJ0TQRAIBIgBSAIav0ABAD9rgEiFSAFIAtqIgn9AAQAIhb9OiARIBP9O/1PIRcgCSAVIBYgF/1S/QsEACALQaCACGogBWoiCSAUIBH9UCAJ/QAEACAX/VL9CwQAIBH9DAQAAAAEAAAABAAAAAQAAAD9rgEhESAFQRBqIQUMAQsLIAchBQUgByAJTwRAIAhBoAhsQfDfpANqIQggEP0RIRIgB/0RIRMgCf0R/QwAAAAAAQAAAAIAAAADAAAA/a4BIREgD0EJdP0RIRQgCUECdCEJA0AgCSAHQQJ0TQRAIBIgCCAJav0ABAD9rgEiFSAJIAtqIg/9AAQAIhb9OiARIBP9O/1PIRcgDyAVIBYgF/1S/QsEACALQaCACGogCWoiDyAUIBH9UCAP/QAEACAX/VL9CwQAIBH9DAQAAAAEAAAABAAAAAQAAAD9rgEhESAJQRBqIQkMAQsLCwsgB0EBaiEJIApBBGohCgwBCwsLIAZBASAFIAVBAU0baiEGDAELCwutBQIIfwJ+QYDA8wVB/wFBgMAE/AsAQoGAhIAQIQtBgICMAiEHA0AgASAJSgRAIAAgCSABIAtBAkEKEAwiA0UEQCAHIAAgCWotAAA2AgAgB0EEaiEHIAlBAWohCQwCCyAJQQFqIQgDQCADQRB2IgJBIEkgASAISnEEQAJAIAAgCCABIAsgAkEFEAwhAiAIQQFqIQggAgR/IAJB//8DcSIEQQJLBH8gBEECTwRAIARBHyAEZ2siBEEBa3ZBAXEgBEEBdGohBAtBACAEQQF2QQFrQQAgBEEETxtrBUECCyACQRB2QQVsaiADQf//A3EiBEECSwR/IARBAk8EQCAEQR8gBGdrIgRBAWt2QQFxIARBAXRqIQQLQQAgBEEBdkEBa0EAIARBBE8bawVBAgsgA0EQdkEFbGpBA2pMBUEBCw0AIAcgACAJai0AADYCACAHQQRqIQcgCUEBaiEJIAIhAwwCCwsLIANB//8DcSIFIQIgBUECTwRAIAVBHyAFZ2siAkEBa3ZBAXEgAkEBdGohAgsgB0EHIANBEHYiBkECayIEIARBB08bIgQgAkEDdEGAAmpqIAZBAmsgBGtBCXRyIAVBASACQQF2QQFrQQAgAkEETxt0QQFrcUERdHI2AgAgB0EEaiEHIAVBAmutIAtCEIZCgID8////P4OEIAtBAiAFIAVBAk8brUIEhiIKiEL//wODIAtC//8DIAqGQn+Fg0KAgHyDIAtC//8DgyAKhoSEIAVBAksbIQsgCSADQRB2aiEJA0AgCCAJSARAIAAgCGooAgAiA0Gx893xeWxBEXZBAXRBgID0BWohAiADQYDi5rsDbEEUdkEBdEGAwPMFaiAIOwEAIAhBAXRBgID4BWogAi8BADsBACACIAg7AQAgCEEBaiEIDAELCwwBCwsgBwuXCQIEfwJ+IABB8ANBEEGAsYAGQfC0gAYQASAAQcAPakH5AUEQQbDEgAZBsMaABhABIABBsBdqIgVBCEEHQaDOgAZBsM6ABhABQWghBEEAIQADQCAAQQhIBEAgBCAFIABBAnRqKAIAQQMgAEGgzoAGai0AAGtsaiEEIABBAWohAAwBCwsjDEIDhkICQgEgBEEASiIEG4QkDCMNQQNqJA0jCyIAIwxCwAAjDSIFrX2GIghCMIg9AQAgAEECaiAIQiCIPQEAIABBBGogCEIQiD0BACAAIAVBBHZBAXRqJAsjDUEPcSQNIANBgIACRgR/IwxCAYZCAYQkDEEBBSADrSMMQhGGhCQMQRELIw1qJA0jCyIAIwxCwAAjDSIDrX2GIghCMIg9AQAgAEECaiAIQiCIPQEAIABBBGogCEIQiD0BACAAIANBBHZBAXRqJAsjDUEPcSQNIAQEQEEAIQADQCAAQQhIBEAgAEGgzoAGajEAACMMQgOGhCQMIw1BA2okDSMLIgMjDELAACMNIgWtfYYiCEIwiD0BACADQQJqIAhCIIg9AQAgA0EEaiAIQhCIPQEAIAMgBUEEdkEBdGokCyMNQQ9xJA0gAEEBaiEADAELCwtB0M6ABkGAsYAGQYACEAZB0NCABkGAs4AGQfABEAZBwNKABkGwxIAGQfkBEAYgBARAIwshACMMIQgjDSEDA0AgASACSQRAIAEoAgAiBEH/A3EiBUECdEHwtIAGaigCACIGQR9xIQcgBkEFdq0gCCAHrYaEIQggAyAHaiEDIAVBgAJPBEAgBUEHcUEHRgRAIARBCXZB/wFxQQJ0QbDGgAZqKAIAIgZBH3EhByAGQQV2rSAIIAethoQhCCADIAdqIQMLIARBEXYhBCAFQYACa0EDdiIFQQF2QQFrQQAgBUEETxsiBUEDTwR/IARBB3FBAnRBsM6ABmooAgAiBkEfcSEHIAZBBXatIARBA3atIAggBUEDayIErYaEIAethoQhCCADIAQgB2pqBSAErSAIIAWthoQhCCADIAVqCyEDCyAAIAhCwAAgA619hiIJQjCIPQEAIABBAmogCUIgiD0BACAAQQRqIAlCEIg9AQAgACADQQR2QQF0aiEAIANBD3EhAyABQQRqIQEMAQsLBSMLIQAjDCEIIw0hAwNAIAEgAkkEQCABKAIAIgRB/wNxIgVBAnRB8LSABmooAgAiBkEfcSEHIAZBBXatIAggB62GhCEIIAMgB2ohAyAFQYACTwRAIAVBB3FBB0YEQCAEQQl2Qf8BcUECdEGwxoAGaigCACIGQR9xIQcgBkEFdq0gCCAHrYaEIQggAyAHaiEDCyAEQRF2rSAIIAVBgAJrQQN2IgRBAXZBAWtBACAEQQRPGyIErYaEIQggAyAEaiEDCyAAIAhCwAAgA619hiIJQjCIPQEAIABBAmogCUIgiD0BACAAQQRqIAlCEIg9AQAgACADQQR2QQF0aiEAIANBD3EhAyABQQRqIQEMAQsLCyAAJAsgCCQMIAMkDUHQzoAGQYCxgAZB8AP8CgAAQcDSgAZBsMSABkH5AfwKAAAL8QMBB39BwNiABkEAQdAA/AsAA0AgAiADSgRAIAEgA2otAAAhByADQQFqIQUDQCACIAVKBH8gASAFai0AACAHRgVBAAsEQCAFQQFqIQUMAQsLIAcEQANAIAUgA2siBEEETgRAQYzZgAZBjNmABigCAEEBajYCACAGQQF0QcDUgAZqQQVBBCAEQQVOGyIIQQRrQQV0QZMIcjsBACAAIANqLQAAIAdrIgRBEWogBCAEQQBIGyIEQQJ0QcDYgAZqIgkgCSgCAEEBajYCACAGQQFqIgZBAXRBwNSABmogBDsBACAGQQFqIQYgAyAIaiEDDAELCwUDQCAFIANrIgRBFE4EQEGI2YAGQYjZgAYoAgBBAWo2AgAgBkEBdEHA1IAGakEzIAQgBEEzThsiBEEUa0EFdEGSKHI7AQAgBkEBaiEGIAMgBGohAwwBCwsgBSADayIEQQROBEBBhNmABkGE2YAGKAIAQQFqNgIAIAZBAXRBwNSABmogBEEEa0EFdEGRIHI7AQAgBkEBaiEGIAUhAwsLA0AgAyAFSARAIAMiBEEBaiEDIAAgBGotAAAgB2siBEERaiAEIARBAEgbIgRBAnRBwNiABmoiCCAIKAIAQQFqNgIAIAZBAXRBwNSABmogBDsBACAGQQFqIQYMAQsLDAELCyAGC/kHAgt/An4jEEEIaiEJIAEgAmohCiABIQYjDyEIIxEhDiMSIQUjEyECIxQhAyMVIQQDQCAGIApJBEACQCAFQSBIBEAgCCAJSwRAQX8PCyAOIAgoAgBBEHetQiAgBax9hoQhDiAIQQRqIQggBUEgaiEFCyAOQjWIp0EBdEGQjIwCai8BACIBRQRAIA5CMIinIQdBDCEBAn8DQCABQRBNBEAgByABQQJ0IgtBgICMAmooAgBJBEAgC0HIgIwCaigCACAHQRAgAWt2akEBdEGQgYwCai8BAEEFdCABcgwDCyABQQFqIQEMAQsLQQALIgFFBEBBfg8LCyAOIAFBH3EiB62GIQ4gBSAHayEFIAFBgMAASQRAIAYgAUEFdjoAACAKIAZBAWoiBkYNASAOQjWIp0EBdEGQjIwCai8BACIBRQRAIA5CMIinIQdBDCEBAn8DQCABQRBNBEAgByABQQJ0IgtBgICMAmooAgBJBEAgC0HIgIwCaigCACAHQRAgAWt2akEBdEGQgYwCai8BAEEFdCABcgwDCyABQQFqIQEMAQsLQQALIQELIA4gAUEfcSIHrYYhDiAFIAdrIQUgAUGAwABJBEAgBiABQQV2OgAAIAZBAWohBgwECwsgBUEgSARAIAggCUsEQEF/DwsgDiAIKAIAQRB3rUIgIAWsfYaEIQ4gCEEEaiEIIAVBIGohBQsgAUEIdkEgayEMIAFBBXZBB3EiB0EHRgRAIA5CNoinQQF0QZDMjAJqLwEAIgFFBEAgDkIwiKchC0ELIQECfwNAIAFBEE0EQCALIAFBAnQiDUGAwIwCaigCAEkEQCANQcjAjAJqKAIAIAtBECABa3ZqQQF0QZDBjAJqLwEAQQV0IAFyDAMLIAFBAWohAQwBCwtBAAsiAUUEQEF+DwsLIA4gAUEfcSILrYYhDiAHIAFBBXZqIQcgBSALayIBQSBIBH8gCCAJSwRAQX8PCyAOIAgoAgBBEHetQiAgAax9hoQhDiAIQQRqIQggAUEgagUgAQshBQsgDEECSwRAIAxBAnRB4IeOAmooAgAgDkIBiEI/IAxBqImOAmotAAAiBKwiD32Ip2ohASAOIA+GIQ4gBSAEayEFIAMhBCACIQMFIAwEQCAMQQFGBEAgAyEBIAIhAwUgBCEBIAIhBAsFIAIhAQsLIAEiAiAGIABrSwRAQX0PCyAHQQJqIgsgCiAGa0sEQEF8DwsgCyAGIgFqIQwgASACayEHIAJBEE8EQANAIAEgB/0ABAD9CwQAIAdBEGohByAMIAFBEGoiAUsNAAsFIAEgAiAMEAgLIAYgC2ohBgwCCwsLIAgkDyAOJBEgBSQSIAIkEyADJBQgBCQVQQAL0wgCC38CfiMQQQhqIQkgASACaiEKIAEhBiMPIQgjESEOIxIhBSMTIQIjFCEDIxUhBANAIAYgCkkEQAJAIAVBIEgEQCAIIAlLBEBBfw8LIA4gCCgCAEEQd61CICAFrH2GhCEOIAhBBGohCCAFQSBqIQULIA5CNYinQQF0QZCMjAJqLwEAIgFFBEAgDkIwiKchB0EMIQECfwNAIAFBEE0EQCAHIAFBAnQiC0GAgIwCaigCAEkEQCALQciAjAJqKAIAIAdBECABa3ZqQQF0QZCBjAJqLwEAQQV0IAFyDAMLIAFBAWohAQwBCwtBAAsiAUUEQEF+DwsLIA4gAUEfcSIHrYYhDiAFIAdrIQUgAUGAwABJBEAgBiABQQV2OgAAIAogBkEBaiIGRg0BIA5CNYinQQF0QZCMjAJqLwEAIgFFBEAgDkIwiKchB0EMIQECfwNAIAFBEE0EQCAHIAFBAnQiC0GAgIwCaigCAEkEQCALQciAjAJqKAIAIAdBECABa3ZqQQF0QZCBjAJqLwEAQQV0IAFyDAMLIAFBAWohAQwBCwtBAAshAQsgDiABQR9xIgethiEOIAUgB2shBSABQYDAAEkEQCAGIAFBBXY6AAAgBkEBaiEGDAQLCyAFQSBIBEAgCCAJSwRAQX8PCyAOIAgoAgBBEHetQiAgBax9hoQhDiAIQQRqIQggBUEgaiEFCyABQQh2QSBrIQwgAUEFdkEHcSIHQQdGBEAgDkI2iKdBAXRBkMyMAmovAQAiAUUEQCAOQjCIpyELQQshAQJ/A0AgAUEQTQRAIAsgAUECdCINQYDAjAJqKAIASQRAIA1ByMCMAmooAgAgC0EQIAFrdmpBAXRBkMGMAmovAQBBBXQgAXIMAwsgAUEBaiEBDAELC0EACyIBRQRAQX4PCwsgDiABQR9xIguthiEOIAcgAUEFdmohByAFIAtrIgFBIEgEfyAIIAlLBEBBfw8LIA4gCCgCAEEQd61CICABrH2GhCEOIAhBBGohCCABQSBqBSABCyEFCyAMQQJLBEAgDEECdEHgh44CaigCACEBIAxBqImOAmotAAAiBEEDSQR/IAEgDkIBiEI/IASsfYinagUgASAOQgGIQj8gBEEDayIBrCIPfYinQQN0aiAFIAFrIQUgDiAPhiIOQjmIp0EBdEGQjI0Cai8BACIBRQRAQX4PCyABQR9xIQQgAUEFdmoLIQEgDiAErIYhDiAFIARrIQUgAyEEIAIhAwUgDARAIAxBAUYEQCADIQEgAiEDBSAEIQEgAiEECwUgAiEBCwsgASICIAYgAGtLBEBBfQ8LIAdBAmoiCyAKIAZrSwRAQXwPCyALIAYiAWohDCABIAJrIQcgAkEQTwRAA0AgASAH/QAEAP0LBAAgB0EQaiEHIAwgAUEQaiIBSw0ACwUgASACIAwQCAsgBiALaiEGDAILCwsgCCQPIA4kESAFJBIgAiQTIAMkFCAEJBVBAAuLCQEHf0EfIARnayEJIAAkDyAAIAFqJBBCACQRQQAkEkEBJBNBASQUQQEkFSMQ/QwAAAAAAAAAAAAAAAAAAAAA/QsEACMQQRBq/QwAAAAAAAAAAAAAAAAAAAAA/QsEAEGAgI4CQQBBwAf8CwBBACEBQQAhAANAIABBMkggASAESHEEQCAAQQJ0QeCHjgJqIAFBAms2AgAgAEGoiY4CakERIABBAXVBAWsiBkEAIAZBAEobIgYgBkERThsiBjoAACABQQEgBnRqIQEgAEEBaiEADAELCyAAIQEgAiADaiEGIAIhAANAIAAgBkkEQCMSQSBIBEAjDyMQQQhqSQRAIxEjDygCAEEQd61CICMSrH2GhCQRCyMPQQRqJA8jEkEgaiQSCyMRQj2IpyEHIxFCA4YkESMSQQNrJBIjEUI/iKcjEUIBhiQRIxJBAWskEgR/QYCAAgUjEUIwiKchBCMRQhCGJBEjEkEQayQSIxJBIEgEQCMPIxBBCGpJBEAjESMPKAIAQRB3rUIgIxKsfYaEJBELIw9BBGokDyMSQSBqJBILIAlBEE4EfyMRQjiIpyEIIxFCCIYkESMSQQhrJBIgBEEIdCAIcgUgBAsLIgpFIAogBiAAa0tyBEBBf0F6Iw9BA3QjEmsjEEEDdEsbDwsgB0EDRgR/Iw9BA3QjEmtBEGpBBHZBAXQkDwJ/QX8jD0EMaiIEIApqIgcjEEsNABojDygCACQTIw9BBGooAgAkFCMPQQhqKAIAJBVBeSMVRSMURSMTRXJyDQAaIAAgBCAK/AoAACAHIApBAXFqIgQjECIHIAQgB0kbJA9CACQRQQAkEkEACwUgB0ECRiIEIAdBAUZyBH8gAUEDdEGAAmohCAJAIAQEQEEAIQQDQCAEQQhIBEAjEkEgSARAIw8jEEEIakkEQCMRIw8oAgBBEHetQiAjEqx9hoQkEQsjD0EEaiQPIxJBIGokEgsjEUI9iKchCyMRQgOGJBEjEkEDayQSIARBwIeOAmogCzoAACAEQQFqIQQMAQsLQX4hBEGAgI0CQcCHjgJBCEEHEABFDQELQYCAjgJBgAIQByIEDQBBgIKOAiAIQYACaxAHIgQNAEF+IQRBgICMAkGAgI4CIAhBCxAARQ0AQcCFjgJB+QEQByIEDQBBAEF+QYDAjAJBwIWOAkH5AUEKEAAbIQQLIAQEfyAEBSAHQQJGBH8gAiAAIAoQGwUgAiAAIAoQGgsLBUF/QXsjD0EDdCMSayMQQQN0SxsLCyIEBEAgBA8LIAAgCmohAAwBCwsjD0EDdCMSayMQQQN0SwRAQX8PCyADQQprIQFBACEEA0AgASAESgRAIAIgBGr9AAQA/Qzo6Ojo6Ojo6Ojo6Ojo6Ojo/SP9ZCEAA0AgAARAIAUgBCAAaGoiA0ogASADTHJFBEAgA0EFaiEFIAIgA2pBAWoiBigCACIHQQBOBEAgB0GAttwFSARAIAYgByADazYCAAsFIAdBACADa04EQCAGIAdBgLbcBWo2AgALCwsgACAAQQFrcSEADAELCyAEQRBqIQQMAQsLQQALlQUBBn8DQCAAIAJKBEAgAkECdCIEQYCQgAZqIARBgICABmooAgBBCXY2AgAgAkEBaiECDAELC0EAIQIDQCAFIABBAWtIBEBBACEGQQAhBwNAIAdBAkgEQCAAIANMBH9BAQUgAiAFSAR/IAJBAnRBgJCABmooAgAgA0ECdEGAkIAGaigCAEkFQQALCwRAIAYgAkECdEGAkIAGaigCAGohBiACIgRBAWohAiAEQQJ0QYCQgAZqIAU2AgAFIAMiBEEBaiEDIAYgBEECdEGAkIAGaigCAGohBgsgB0EBaiEHDAELCyAFQQJ0QYCQgAZqIAY2AgAgBUEBaiEFDAELCyAAQQJ0QfiPgAZqQQA2AgAgAEEDayECA0AgAkEATgRAIAJBAnRBgJCABmoiAyADKAIAQQJ0QYCQgAZqKAIAQQFqNgIAIAJBAWshAgwBCwtBgLCABkEAQYAB/AsAQQEhBCAAQQJrIQJBACEAA0AgBEEASgRAQQAhAwNAIAJBAE4EfyAAIAJBAnRBgJCABmooAgBGBUEACwRAIANBAWohAyACQQFrIQIMAQsLIAAgASAAIAFJG0ECdEGAsIAGaiIFIAUoAgAgBGogA2s2AgAgA0EBdCEEIABBAWohAAwBCwtBACECQQEhAANAIAAgAUwEQCACIABBAnRBgLCABmooAgAgASAAa3RqIQIgAEEBaiEADAELCyACQQEgAXRrIQIDQCACQQBKBEAgAUEBayEAA0AgAEECdEGAsIAGaigCAEUEQCAAQQFrIQAMAQsLIABBAnRBgLCABmoiACAAKAIAQQFrNgIAIABBBGoiACAAKAIAQQJqNgIAIAFBAnRBgLCABmoiACAAKAIAQQFrNgIAIAJBAWshAgwBCwsL';
//# sourceMappingURL=kernel.generated.js.map
;// CONCATENATED MODULE: ./build/src/codec/kernel-module.js
/** The kernels as a compiled WebAssembly module: compiled once a process, and shared with the worker threads. */

let compiled;
function kernelModule() {
    compiled ??= new WebAssembly.Module(Buffer.from(KERNEL_BASE64, 'base64'));
    return compiled;
}
//# sourceMappingURL=kernel-module.js.map
;// CONCATENATED MODULE: ./build/src/codec/now.js
/** Decompression on the calling thread, for what is small and needed at once: metadata, a file's first bytes. */


let codec;
/**
 * @param size bytes when decompressed
 * @param what for errors: "install.wim: metadata of image 1"
 * @throws damaged; unsupported for a chunk size that the format does not have
 */
function decompressNow(format, chunkSize, run, size, what) {
    checkDecodedChunkSize(format, chunkSize, what);
    codec ??= new ChunkCodec(kernelModule());
    return decompressRun(codec, format, chunkSize, { ...run, size, what });
}
/** A run's whole content in a buffer of its own. */
function decompressRun(codec, format, chunkSize, run) {
    let content;
    let length = 0;
    codec.decompress(format, chunkSize, run, (chunk) => {
        content ??= new Uint8Array(run.size);
        content.set(chunk, length);
        length += chunk.length;
    });
    return content ?? new Uint8Array(0);
}
//# sourceMappingURL=now.js.map
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
;// CONCATENATED MODULE: ./build/src/codec/messages.js
/** What passes between the pool and its worker threads. */
/** Views of one buffer in the place of many small ones, each of which would cost a trip of its own. */
function joinSizes(runs) {
    const all = new Uint32Array(runs.reduce((sum, { sizes }) => sum + sizes.length, 0));
    let end = 0;
    return runs.map((run) => {
        const start = end;
        end += run.sizes.length;
        all.set(run.sizes, start);
        return { ...run, sizes: all.subarray(start, end) };
    });
}
//# sourceMappingURL=messages.js.map
// EXTERNAL MODULE: external "node:worker_threads"
var external_node_worker_threads_ = __webpack_require__(75919);
;// CONCATENATED MODULE: ./build/src/codec/spawn.js
/**
 * Starts a worker thread. Alone in its file, because ncc bundles a worker only where its parser understands the whole
 * file that names it, and that parser does not know private fields: elsewhere it would copy `worker.js` unbundled.
 */

/** @param kernel the compiled module that the worker instantiates */
function spawnWorker(kernel) {
    // Node's own options are not for the worker: `node --input-type=module -e …` would refuse its file.
    return new external_node_worker_threads_.Worker(__webpack_require__.ab + "worker.js", {
        workerData: kernel,
        name: 'codec',
        execArgv: [],
    });
}
//# sourceMappingURL=spawn.js.map
;// CONCATENATED MODULE: ./build/src/codec/workers.js
/** Worker threads that start when there is work, each with a short queue, so that none waits for the main thread. */

/** Tasks at a worker: the one that it works on, and the next. */
const DEPTH = 2;
class Workers {
    #limit;
    #start;
    #threads = new Set();
    #queue = [];
    #nextId = 1;
    #pending = 0;
    #closed = false;
    /** @param start makes a worker thread that answers each Request with a Reply, in order */
    constructor(limit, start) {
        this.#limit = limit;
        this.#start = start;
    }
    /** Tasks that were given and are not settled. */
    get pending() {
        return this.#pending;
    }
    run(work, transfer) {
        if (this.#closed)
            return Promise.reject(closedError());
        this.#pending++;
        const made = new Promise((resolve, reject) => {
            this.#queue.push({ work, transfer, resolve, reject });
        });
        this.#dispatch();
        return made.finally(() => {
            this.#pending--;
        });
    }
    /** Ends every thread; tasks that are not settled are rejected. */
    async close() {
        this.#closed = true;
        for (const task of this.#queue.splice(0))
            task.reject(closedError());
        const threads = [...this.#threads];
        for (const thread of threads)
            this.#drop(thread, closedError());
        await Promise.all(threads.map(({ worker }) => worker.terminate()));
    }
    #dispatch() {
        while (this.#queue.length > 0) {
            const thread = this.#freeThread();
            if (thread === undefined)
                return;
            this.#send(thread, this.#queue.shift());
        }
    }
    /** An idle thread, else a new one, else one with room in its queue. */
    #freeThread() {
        let free;
        for (const thread of this.#threads) {
            if (thread.tasks.size < (free?.tasks.size ?? DEPTH))
                free = thread;
        }
        if (free?.tasks.size !== 0 && this.#threads.size < this.#limit)
            return this.#startThread();
        return free;
    }
    #startThread() {
        const thread = { worker: this.#start(), tasks: new Map() };
        this.#threads.add(thread);
        thread.worker.unref();
        thread.worker.on('message', (reply) => {
            this.#settle(thread, reply);
        });
        thread.worker.on('error', (error) => {
            this.#drop(thread, crashError(error));
        });
        thread.worker.on('exit', (status) => {
            this.#drop(thread, crashError(new Error(`it exited with status ${status}`)));
        });
        return thread;
    }
    /** A thread holds the process only while it has work. */
    #send(thread, task) {
        const id = this.#nextId++;
        thread.worker.postMessage({ id, work: task.work }, task.transfer);
        if (thread.tasks.size === 0)
            thread.worker.ref();
        thread.tasks.set(id, task);
    }
    #settle(thread, reply) {
        const task = thread.tasks.get(reply.id);
        thread.tasks.delete(reply.id);
        if (thread.tasks.size === 0)
            thread.worker.unref();
        this.#dispatch();
        if ('made' in reply)
            task?.resolve(reply.made);
        else
            task?.reject(new errors/* FactoryError */.Xx(reply.failure.code, reply.failure.details));
    }
    #drop(thread, error) {
        if (!this.#threads.delete(thread))
            return;
        for (const task of thread.tasks.values())
            task.reject(error);
        thread.tasks.clear();
        thread.worker.unref();
        this.#dispatch();
    }
}
function closedError() {
    return new errors/* FactoryError */.Xx('interrupted', {
        subject: 'the codec workers',
        found: 'were closed before the work was done',
    });
}
function crashError(error) {
    const { code, message } = (error ?? {});
    const isMemory = code === 'ERR_WORKER_OUT_OF_MEMORY';
    return new errors/* FactoryError */.Xx(isMemory ? 'memory' : 'host', {
        subject: 'a codec worker',
        found: `ended in the middle of its work: ${message ?? 'it threw what is no error'}`,
        next: isMemory ? 'use fewer threads' : 'run it again',
        cause: error,
    });
}
//# sourceMappingURL=workers.js.map
;// CONCATENATED MODULE: ./build/src/codec/pool.js
/** The codecs on every core: jobs go to worker threads, bytes travel by transfer, results keep the order of the runs. */







/**
 * Each job goes to one thread; jobs finish in any order, and their bytes do not depend on the number of threads.
 * Threads start with the first jobs, hold the process only while they work, and are ended by `close`.
 * The pool queues without a bound: keep about `2 * threads` jobs of `jobBytes` pending.
 */
class CodecPool {
    threads;
    /** Bytes of content that make a good job: enough to hide the way to the thread, few enough to share the work. */
    jobBytes = 1 << 20;
    #workers;
    constructor(options = {}) {
        this.threads = options.threads ?? (0,external_node_os_.availableParallelism)();
        if (!Number.isInteger(this.threads) || this.threads < 1) {
            throw new errors/* FactoryError */.Xx('usage', {
                subject: 'threads',
                found: String(this.threads),
                expected: 'a whole number from 1',
            });
        }
        this.#workers = new Workers(this.threads, () => spawnWorker(kernelModule()));
    }
    /** Jobs that are not settled. */
    get pending() {
        return this.#workers.pending;
    }
    /**
     * @returns a run for each run of the job; data may be a part of a larger buffer, so copy what is kept for long
     * @throws unsupported for a chunk size that is not written; host or memory when a thread fails
     */
    async compress({ format, level, chunkSize, runs, before = [] }) {
        checkEncodedChunkSize(format, chunkSize);
        const old = before.filter((run) => run !== null);
        const { views, transfer } = movable([...runs, ...old.map(({ data }) => data)]);
        const movedOld = new Map();
        for (const [at, run] of old.entries())
            movedOld.set(run, { ...run, data: views[runs.length + at] });
        const moved = {
            runs: views.slice(0, runs.length),
            ...(old.length === 0
                ? {}
                : { before: before.map((run) => (run === null ? null : movedOld.get(run))) }),
        };
        const made = await this.#workers.run({ kind: 'compress', format, level, chunkSize, ...moved }, transfer);
        return made;
    }
    /**
     * @returns the content of each run; all are parts of one buffer
     * @throws damaged, naming the run and the chunk; unsupported for a chunk size that is not read
     */
    async decompress(job) {
        return (await this.#decode('decompress', job));
    }
    /** @returns the SHA-1 of each run's content, which is not sent back @throws as `decompress` */
    async hash(job) {
        return (await this.#decode('hash', job));
    }
    /** Ends the threads; jobs that are not settled are rejected. */
    close() {
        return this.#workers.close();
    }
    #decode(kind, { format, chunkSize, runs }) {
        checkDecodedChunkSize(format, chunkSize, runs[0]?.what ?? 'a compressed content');
        const { views, transfer } = movable(runs.map(({ data }) => data));
        const moved = joinSizes(runs.map((run, index) => ({ ...run, data: views[index] })));
        return this.#workers.run({ kind, format, chunkSize, runs: moved }, transfer);
    }
}
/** Shorter runs are copied together: moving a buffer of its own to a thread costs more. */
const MOVED_SIZE = 1 << 15;
/**
 * The runs as views whose buffers can be transferred: those that have a buffer for themselves as they are, the others
 * copied into one new buffer.
 */
function movable(runs) {
    const transfer = new Set();
    const isOwn = runs.map(({ buffer, byteLength }) => {
        const own = byteLength >= MOVED_SIZE &&
            byteLength === buffer.byteLength &&
            !transfer.has(buffer) &&
            isPlain(buffer);
        if (own)
            transfer.add(buffer);
        return own;
    });
    const copied = runs.reduce((sum, run, index) => sum + (isOwn[index] ? 0 : run.length), 0);
    const space = new Uint8Array(copied);
    let end = 0;
    const views = runs.map((run, index) => {
        if (isOwn[index])
            return run;
        space.set(run, end);
        end += run.length;
        return space.subarray(end - run.length, end);
    });
    transfer.add(space.buffer);
    return { views, transfer: [...transfer] };
}
function isPlain(buffer) {
    return Object.prototype.toString.call(buffer) === '[object ArrayBuffer]';
}
//# sourceMappingURL=pool.js.map
;// CONCATENATED MODULE: ./build/src/codec/index.js




//# sourceMappingURL=index.js.map

/***/ }),

/***/ 68995:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ collectGarbage),
/* harmony export */   v: () => (/* binding */ COLLECT_EVERY)
/* harmony export */ });
/* harmony import */ var node_v8__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(78877);
/* harmony import */ var node_vm__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(30714);
/**
 * Collecting garbage when a lot of it is known to lie about.
 *
 * V8 lets the heap grow to about twice of what lives before it looks at the old part of it. With an image of half a
 * million files that is hundreds of megabytes which a build machine could use otherwise; a collection takes a tenth of
 * a second.
 */


/** Bytes of heap below which it is not worth the while. */
const WORTH = 96 << 20;
/** Items of a file each, after which a long loop calls it. */
const COLLECT_EVERY = 20_000;
let collect = null;
/** Call it between phases, and in long loops once in COLLECT_EVERY items. */
function collectGarbage() {
    if ((0,node_v8__WEBPACK_IMPORTED_MODULE_0__.getHeapStatistics)().used_heap_size < WORTH)
        return;
    if (collect === null) {
        (0,node_v8__WEBPACK_IMPORTED_MODULE_0__.setFlagsFromString)('--expose-gc');
        collect = (0,node_vm__WEBPACK_IMPORTED_MODULE_1__.runInNewContext)('gc');
        (0,node_v8__WEBPACK_IMPORTED_MODULE_0__.setFlagsFromString)('--no-expose-gc');
    }
    collect();
}
//# sourceMappingURL=collect.js.map

/***/ }),

/***/ 6988:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  AU: () => (/* reexport */ listPartitions),
  UJ: () => (/* reexport */ openDisk),
  Tq: () => (/* reexport */ file_openFile),
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
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
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
/**
 * @param expected what the file shall be, for the error
 * @throws usage for what is no file, not-found, permission
 */
async function file_openFile(path, expected = 'the file of a disk image: VHDX, VHD or raw') {
    try {
        // Before it is opened: opening a pipe waits for somebody to write into it.
        const stats = await (0,promises_.stat)(path);
        if (!stats.isFile())
            throw noFile(path, stats, expected);
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
function noFile(path, stats, expected) {
    const kind = stats.isDirectory()
        ? 'a directory'
        : stats.isBlockDevice()
            ? 'a device of this host'
            : 'a pipe, socket or character device';
    return new errors/* FactoryError */.Xx('usage', {
        subject: path,
        found: kind,
        expected,
        ...(stats.isBlockDevice() ? { next: `copy it first: qemu-img convert -O vhdx ${path} disk.vhdx` } : {}),
    });
}
//# sourceMappingURL=file.js.map
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/progress.js
var progress = __webpack_require__(31838);
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
var src_bytes = __webpack_require__(22290);
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
var external_node_zlib_ = __webpack_require__(38522);
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
var external_node_util_ = __webpack_require__(57975);
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

/***/ 27406:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Kh: () => (/* binding */ fromSystemError),
/* harmony export */   Xx: () => (/* binding */ FactoryError),
/* harmony export */   em: () => (/* binding */ sentence)
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
    ENOENT: ['not-found', 'does not exist', 'Check the path'],
    ENOTDIR: ['not-found', 'a part of the path is not a directory', 'Check the path'],
    EISDIR: ['usage', 'is a directory where a file is needed'],
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
    ENAMETOOLONG: ['host', 'the name is too long for this file system'],
};
/**
 * The error of a file system call, in the user's words.
 *
 * @param subject the path or the thing that the call was about
 * @returns `error` itself where it is a FactoryError already
 */
function fromSystemError(error, subject) {
    if (error instanceof FactoryError)
        return error;
    const errno = error?.code;
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

/***/ 99458:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  cS: () => (/* reexport */ BLOCK_SIZE),
  ew: () => (/* reexport */ diff_diffManifests),
  PH: () => (/* reexport */ make_manifestOfArchive),
  WI: () => (/* reexport */ readManifest),
  HN: () => (/* reexport */ writeManifest)
});

// UNUSED EXPORTS: MANIFEST_SCHEMA, SCHEMA_VERSION, checkManifest, diffTrees, manifestOfTrees, manifestSchemaText, printManifest

// EXTERNAL MODULE: ./build/src/bytes/index.js + 7 modules
var bytes = __webpack_require__(22290);
// EXTERNAL MODULE: ./build/src/version.js
var src_version = __webpack_require__(28009);
// EXTERNAL MODULE: ./build/src/wim/index.js + 42 modules
var wim = __webpack_require__(60315);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/collect.js
var collect = __webpack_require__(68995);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
;// CONCATENATED MODULE: ./build/src/manifest/types.js
/** The manifest as its readers and writers see it; `schema.ts` says the same to other programs. */
const SCHEMA_VERSION = 1;
/** Bytes of a block of a part: what a fetch checks, and asks for again when it is damaged. */
const BLOCK_SIZE = 16 << 20;
//# sourceMappingURL=types.js.map
;// CONCATENATED MODULE: ./build/src/manifest/archive-facts.js
/**
 * What a manifest says of an archive's bytes: the SHA-256 of each of its files, of each block, and of each content as it
 * is stored, from one pass over the files.
 */








const PIECE = 4 << 20;
/** @throws damaged when two contents share bytes, or reach beyond the end */
async function hashArchive(archive, contents, reporter) {
    const ordered = [...archive.blobs].toSorted((a, b) => a.part - b.part || a.offset - b.offset || compareHashes(a, b));
    const parts = [];
    const blobs = [];
    for (const { part, path: file } of archive.members) {
        const inPart = ordered.filter((blob) => blob.part === part);
        const hasher = new StoredHasher(archive, inPart.filter((blob) => !isSolid(blob)));
        parts.push(await hashFile(file, hasher, reporter));
        for (const blob of inPart)
            blobs.push(manifestBlob(blob, contents, hasher));
    }
    const stored = ordered.reduce((sum, { storedSize }) => sum + storedSize, 0);
    return { parts, blobs, stored };
}
function manifestBlob(blob, contents, hasher) {
    const sha1 = (0,bytes/* toHex */.nj)(blob.sha1);
    const place = { part: blob.part, offset: blob.offset };
    const refs = contents.refsOf(sha1);
    if (isSolid(blob))
        return { sha1, size: blob.size, ...place, refs };
    const storedHash = hasher.hashOf(blob);
    return { sha1, size: blob.size, stored: blob.storedSize, storedHash, ...place, refs };
}
async function hashFile(file, stored, reporter) {
    const whole = (0,external_node_crypto_.createHash)('sha256');
    const blocks = [];
    let block = (0,external_node_crypto_.createHash)('sha256');
    let done = 0;
    const handle = await (0,promises_.open)(file, 'r').catch((error) => {
        throw (0,errors/* fromSystemError */.Kh)(error, file);
    });
    const task = reporter.task(`Hashing ${file}`, (await handle.stat()).size, 'bytes');
    try {
        const buffer = Buffer.allocUnsafe(PIECE);
        for (;;) {
            reporter.signal.throwIfAborted();
            const { bytesRead } = await handle.read(buffer, 0, PIECE, done);
            if (bytesRead === 0)
                break;
            const piece = buffer.subarray(0, bytesRead);
            whole.update(piece);
            stored.update(piece, done);
            for (let at = 0; at < bytesRead;) {
                const length = Math.min(bytesRead - at, BLOCK_SIZE - ((done + at) % BLOCK_SIZE));
                block.update(piece.subarray(at, at + length));
                at += length;
                if ((done + at) % BLOCK_SIZE !== 0)
                    continue;
                blocks.push(block.digest('hex'));
                block = (0,external_node_crypto_.createHash)('sha256');
            }
            done += bytesRead;
            task.advance(bytesRead);
        }
    }
    catch (error) {
        throw reporter.signal.aborted ? error : (0,errors/* fromSystemError */.Kh)(error, file);
    }
    finally {
        task.end();
        await handle.close();
    }
    if (done % BLOCK_SIZE !== 0)
        blocks.push(block.digest('hex'));
    return { name: external_node_path_.basename(file), size: done, sha256: whole.digest('hex'), blocks };
}
/** Hashes the ranges of contents out of a file that passes by in order. */
class StoredHasher {
    #archive;
    #blobs;
    #hashes = new Map();
    #next = 0;
    #current = null;
    /** @param blobs by their offset */
    constructor(archive, blobs) {
        this.#archive = archive;
        this.#blobs = blobs;
        for (const [at, blob] of blobs.entries()) {
            const after = blobs[at + 1];
            if (after === undefined || blob.offset + blob.storedSize <= after.offset)
                continue;
            throw new errors/* FactoryError */.Xx('damaged', {
                subject: archive.describeBlob(after),
                found: `bytes from ${after.offset}, which ${(0,bytes/* toHex */.nj)(blob.sha1)} has too`,
                expected: `bytes from ${blob.offset + blob.storedSize} on`,
            });
        }
    }
    update(piece, position) {
        const end = position + piece.length;
        for (let blob = this.#blobs[this.#next]; blob !== undefined; blob = this.#blobs[this.#next]) {
            const blobEnd = blob.offset + blob.storedSize;
            if (blob.offset >= end)
                return;
            const bytes = piece.subarray(Math.max(blob.offset - position, 0), Math.min(blobEnd, end) - position);
            if (blobEnd > end) {
                this.#current ??= (0,external_node_crypto_.createHash)('sha256');
                this.#current.update(bytes);
                return;
            }
            // A hash object for each of half a million contents is a lot to collect.
            const digest = this.#current?.update(bytes).digest('hex') ?? (0,external_node_crypto_.hash)('sha256', bytes);
            this.#hashes.set(blob, digest);
            this.#current = null;
            this.#next++;
            if (this.#next % collect/* COLLECT_EVERY */.v === 0)
                (0,collect/* collectGarbage */.i)();
        }
    }
    hashOf(blob) {
        const digest = this.#hashes.get(blob);
        if (digest !== undefined)
            return digest;
        throw new errors/* FactoryError */.Xx('damaged', {
            subject: this.#archive.describeBlob(blob),
            found: `${blob.storedSize} bytes at ${blob.offset}, beyond the end of the file`,
        });
    }
}
function isSolid(blob) {
    return (blob.flags & wim/* RESOURCE_FLAG */.KA.SOLID) !== 0;
}
function compareHashes(a, b) {
    return Buffer.compare(a.sha1, b.sha1);
}
//# sourceMappingURL=archive-facts.js.map
// EXTERNAL MODULE: ./build/src/tree/index.js + 18 modules
var src_tree = __webpack_require__(31219);
;// CONCATENATED MODULE: ./build/src/manifest/schema.js
/** The JSON schema of a manifest, draft 2020-12. `title` is the noun phrase of an error: "expected <title>". */


const TEXT = { type: 'string', title: 'text' };
const COUNT = {
    type: 'integer',
    title: 'a whole number',
    minimum: 0,
    maximum: Number.MAX_SAFE_INTEGER,
};
const INDEX = { ...COUNT, title: 'a whole number from 1', minimum: 1 };
const SHA1 = { type: 'string', title: '40 lower-case hexadecimal digits', pattern: '^[0-9a-f]{40}$' };
const SHA256 = {
    type: 'string',
    title: '64 lower-case hexadecimal digits',
    pattern: '^[0-9a-f]{64}$',
};
const PATH = { type: 'string', title: 'a path that begins with "\\"', pattern: '^\\\\' };
const TIME = {
    type: 'string',
    title: 'a time such as 2026-11-23T13:27:00.1234567Z',
    pattern: '^([+-]\\d{2})?\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{7}Z$',
};
function described(schema, description) {
    return { ...schema, description };
}
function list(items) {
    return { type: 'array', title: 'a list', items };
}
function record(properties, required) {
    return { type: 'object', title: 'an object', properties, required, additionalProperties: false };
}
const SAVING = {
    bytes: described(COUNT, 'Bytes of all contents, once for each name.'),
    unique: described(COUNT, 'Bytes of all contents, each once.'),
    saved: described(COUNT, 'The difference.'),
};
/** Of one image that was built. */
const MADE_OF = {
    definition: record({
        file: TEXT,
        sha256: SHA256,
        files: described(SHA256, 'Of the files of its repository that it names: paths and contents.'),
    }, ['sha256']),
    commit: TEXT,
    source: record({
        kind: { enum: ['iso', 'disk', 'wim', 'directory'], title: 'iso, disk, wim or directory' },
        name: TEXT,
        sha256: SHA256,
    }, ['kind', 'name']),
    base: described(TEXT, 'The release that this one was built against.'),
    updates: list(record({
        title: TEXT,
        kb: TEXT,
        round: INDEX,
        outcome: {
            enum: ['installed', 'failed', 'not applicable', 'timed out'],
            title: 'what came of an update',
        },
        result: TEXT,
        variant: described(TEXT, 'The image that it was asked for; left out: all.'),
    }, ['title', 'result'])),
    steps: list(record({
        name: TEXT,
        exitCode: { type: 'integer', title: 'a whole number' },
        seconds: { type: 'number', title: 'a number', minimum: 0 },
        freed: described(COUNT, 'Of the clean-up of the component store: the bytes of the disk that it freed.'),
        variant: described(TEXT, 'The image that it was done for; left out: all.'),
    }, ['name', 'exitCode', 'seconds'])),
};
const INPUTS = record({
    ...MADE_OF,
    merged: described(list(record({ name: TEXT, version: TEXT, inputs: record(MADE_OF, []) }, ['name'])), 'The releases whose images these are, in the order of the images.'),
}, []);
const ARCHIVE = record({
    guid: { type: 'string', title: 'a GUID', pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' },
    compression: { enum: ['none', 'xpress', 'lzx', 'lzms'], title: 'none, xpress, lzx or lzms' },
    level: TEXT,
    encoder: described(TEXT, 'Whose bytes the compressed contents are: equal names, equal bytes.'),
    chunkSize: COUNT,
    parts: list(record({
        name: TEXT,
        size: COUNT,
        sha256: SHA256,
        blocks: described(list(SHA256), `SHA-256 of each block of ${BLOCK_SIZE} bytes, the last one shorter.`),
    }, ['name', 'size', 'sha256', 'blocks'])),
}, ['guid', 'compression', 'chunkSize', 'parts']);
const IMAGE = record({
    index: INDEX,
    name: TEXT,
    description: TEXT,
    edition: TEXT,
    architecture: TEXT,
    build: TEXT,
    languages: list(TEXT),
    updates: list(TEXT),
    lacks: described(list({
        enum: ['attributes', 'security', 'shortNames', 'creationTimes', 'namedStreams'],
        title: 'a kind of metadata',
    }), 'What the source could not say, so that its absence proves nothing.'),
    files: described(COUNT, 'Names, without directories.'),
    directories: described(COUNT, 'With the root.'),
    bytes: described(COUNT, 'Of all contents, once for each name.'),
}, ['index', 'name', 'files', 'directories', 'bytes']);
const SAVINGS = record({
    ...SAVING,
    hardLinks: described(COUNT, 'Of saved: further names of the same files, which NTFS saves too.'),
    betweenImages: described(COUNT, 'Of saved: contents that several images have.'),
    betweenReleases: described(record({
        shared: described(COUNT, 'Of unique: contents that the base has too.'),
        stored: described(COUNT, 'What they take in the archive.'),
    }, ['shared', 'stored']), 'Against the release that inputs.base names; left out: there is none.'),
    stored: described(COUNT, 'What the unique contents take in the archive.'),
    images: list(record({ index: INDEX, ...SAVING }, ['index', 'bytes', 'unique', 'saved'])),
}, ['bytes', 'unique', 'saved', 'hardLinks', 'betweenImages', 'images']);
const BLOB = record({
    sha1: SHA1,
    size: COUNT,
    stored: described(COUNT, 'Bytes in the archive.'),
    storedHash: described(SHA256, 'SHA-256 of the stored bytes.'),
    part: INDEX,
    offset: described(COUNT, 'Where the stored bytes begin in the part.'),
    refs: described(COUNT, 'Names that refer to it, in all images.'),
}, ['sha1', 'size', 'refs']);
/** What a file of Windows has, and a manifest leaves out. */
const DEFAULT_ATTRIBUTES = 'A';
const ANY_LETTER = `[${src_tree/* ATTRIBUTE_LETTERS */.R.map(([letter]) => letter).join('')}]`;
const LETTERS = src_tree/* ATTRIBUTE_LETTERS */.R.map(([letter, , name]) => `${letter} ${name}`).join(', ');
const FILE = record({
    image: INDEX,
    path: PATH,
    attributes: {
        type: 'string',
        title: 'letters of attributes',
        pattern: `^(-|${ANY_LETTER}+|${ANY_LETTER}*\\+0x[0-9a-f]{1,8})$`,
        description: `${LETTERS}; further bits as a number after "+"; - for none. Default: ${DEFAULT_ATTRIBUTES}.`,
    },
    size: described(COUNT, 'Bytes of the unnamed stream. Default: 0.'),
    sha1: described(SHA1, 'Of the unnamed stream. Default: none, for empty files and directories.'),
    created: described(TIME, 'Default: modified.'),
    modified: TIME,
    security: described(SHA1, 'SHA-1 of the self-relative security descriptor. Default: none.'),
    reparse: record({
        tag: described(TEXT, 'As winnt.h has it, without IO_REPARSE_TAG_.'),
        target: described(TEXT, 'Where a link points, as it is stored.'),
        sha1: described(SHA1, 'Of the data without its header, which is a content like any other.'),
    }, ['tag']),
    shortName: TEXT,
    streams: described(list(record({ name: TEXT, size: COUNT, sha1: SHA1 }, ['name', 'size'])), 'Named streams.'),
    links: described(PATH, 'The first name of the same file. Default: this is the first, or the only one.'),
}, ['image', 'path', 'modified']);
/** What stands before the long arrays. */
const FACTS = {
    schemaVersion: { const: SCHEMA_VERSION, title: `${SCHEMA_VERSION}` },
    name: TEXT,
    version: TEXT,
    created: { ...TIME, title: 'a time such as 2026-11-23T13:27:00.0000000Z' },
    tool: TEXT,
    inputs: INPUTS,
    archive: ARCHIVE,
    images: list(IMAGE),
    savings: SAVINGS,
};
const REQUIRED_FACTS = ['schemaVersion', 'name', 'created', 'tool', 'images', 'savings'];
/** In the order in which a manifest has them. */
const FACT_KEYS = Object.keys(FACTS);
/** Of what stands before the long arrays, of an element of `blobs`, and of one of `files`. */
const PART_SCHEMAS = { facts: record(FACTS, REQUIRED_FACTS), blob: BLOB, file: FILE };
const MANIFEST_SCHEMA = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $comment: 'Written by "npm run schema" from src/manifest/schema.ts.',
    ...record({ ...FACTS, blobs: list(BLOB), files: list(FILE) }, [...REQUIRED_FACTS, 'blobs', 'files']),
    title: 'a manifest of Windows Image Factory',
};
/** The schema as `schema/manifest.schema.json` holds it. */
function manifestSchemaText() {
    return `${JSON.stringify(MANIFEST_SCHEMA, null, 2)}\n`;
}
//# sourceMappingURL=schema.js.map
;// CONCATENATED MODULE: ./build/src/manifest/describe.js
/** One name of a tree as an element of `files`. */





function describeFile(what, securityHashes) {
    const { entry } = what;
    const attributes = (0,src_tree/* formatAttributes */.x1)(entry.attributes);
    const unnamed = what.streams.find(({ name }) => name === '');
    const named = what.streams.filter(({ name }) => name !== '').map(describeStream);
    return {
        image: what.image,
        path: what.path,
        ...(attributes === DEFAULT_ATTRIBUTES ? {} : { attributes }),
        ...(unnamed === undefined || unnamed.size === 0 ? {} : { size: unnamed.size, sha1: unnamed.sha1 }),
        ...(entry.created === entry.modified ? {} : { created: (0,bytes/* formatFiletime */.jb)(entry.created) }),
        modified: (0,bytes/* formatFiletime */.jb)(entry.modified),
        ...(entry.security === null ? {} : { security: hashOf(entry.security, securityHashes) }),
        ...(entry.reparse === null ? {} : { reparse: describeReparse(entry.reparse, what.reparseSha1) }),
        ...(entry.shortName === '' ? {} : { shortName: entry.shortName }),
        ...(named.length === 0 ? {} : { streams: named }),
        ...(what.firstName === '' ? {} : { links: what.firstName }),
    };
}
function lacksOf(carries) {
    const kinds = ['attributes', 'security', 'shortNames', 'creationTimes', 'namedStreams'];
    return kinds.filter((kind) => !carries[kind]);
}
function sha1Of(bytes) {
    return (0,external_node_crypto_.createHash)('sha1').update(bytes).digest('hex');
}
function describeStream({ name, size, sha1 }) {
    return { name, size, ...(size === 0 ? {} : { sha1 }) };
}
function hashOf(descriptor, known) {
    const hash = known.get(descriptor) ?? sha1Of(descriptor);
    known.set(descriptor, hash);
    return hash;
}
function describeReparse(reparse, sha1) {
    const target = targetOf(reparse);
    return {
        tag: (0,src_tree/* reparseTagName */.Iy)(reparse.tag),
        ...(target === null ? {} : { target }),
        ...(sha1 === '' ? {} : { sha1 }),
    };
}
/** null for a link whose data contradicts itself too: its SHA-1 says what it is. */
function targetOf(reparse) {
    try {
        return (0,src_tree/* readLinkTarget */.OQ)(reparse, '')?.substitute ?? null;
    }
    catch (error) {
        if (error instanceof errors/* FactoryError */.Xx)
            return null;
        throw error;
    }
}
//# sourceMappingURL=describe.js.map
;// CONCATENATED MODULE: ./build/src/manifest/contents.js
/** The contents of all images, each once, and what keeping them once saves. */
class Contents {
    #bySha1 = new Map();
    #images = [];
    #hardLinks = 0;
    /** What is added from now on belongs to it. @param index from 1 */
    beginImage(index) {
        this.#images.push({ index, bytes: 0, unique: 0 });
    }
    has(sha1) {
        return this.#bySha1.has(sha1);
    }
    /** @param isFurtherName whether another name of the same file counted it before */
    add(sha1, size, isFurtherName) {
        const image = this.#images.at(-1);
        if (image === undefined || size === 0)
            return;
        const content = this.#bySha1.get(sha1) ?? { size, refs: 0, image: 0 };
        this.#bySha1.set(sha1, content);
        content.refs++;
        image.bytes += size;
        if (isFurtherName)
            this.#hardLinks += size;
        if (content.image === image.index)
            return;
        content.image = image.index;
        image.unique += size;
    }
    refsOf(sha1) {
        return this.#bySha1.get(sha1)?.refs ?? 0;
    }
    /** Of the image that was begun last. */
    get imageBytes() {
        return this.#images.at(-1)?.bytes ?? 0;
    }
    savings(stored, betweenReleases) {
        const images = this.#images.map(({ index, bytes, unique }) => ({ index, ...saving(bytes, unique) }));
        const bytes = images.reduce((sum, image) => sum + image.bytes, 0);
        let unique = 0;
        for (const { size } of this.#bySha1.values())
            unique += size;
        return {
            ...saving(bytes, unique),
            hardLinks: this.#hardLinks,
            betweenImages: images.reduce((sum, image) => sum + image.unique, 0) - unique,
            ...(betweenReleases === null ? {} : { betweenReleases }),
            ...(stored === null ? {} : { stored }),
            images,
        };
    }
    /** By SHA-1. */
    blobs() {
        return [...this.#bySha1]
            .map(([sha1, { size, refs }]) => ({ sha1, size, refs }))
            .toSorted((a, b) => (a.sha1 < b.sha1 ? -1 : 1));
    }
}
function saving(bytes, unique) {
    return { bytes, unique, saved: bytes - unique };
}
//# sourceMappingURL=contents.js.map
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
;// CONCATENATED MODULE: ./build/src/manifest/line-spool.js
/** Lines kept until they are wanted, deflated: half a million file entries take some ten megabytes. */

const CHUNK_CHARACTERS = 1 << 20;
class LineSpool {
    #chunks = [];
    #pending = [];
    #length = 0;
    /** @param line without a line feed */
    add(line) {
        this.#pending.push(line);
        this.#length += line.length;
        if (this.#length < CHUNK_CHARACTERS)
            return;
        this.#chunks.push((0,external_node_zlib_.deflateRawSync)(this.#pending.join('\n'), { level: 1 }));
        this.#pending = [];
        this.#length = 0;
    }
    *lines() {
        for (const chunk of this.#chunks)
            yield* (0,external_node_zlib_.inflateRawSync)(chunk).toString('utf8').split('\n');
        yield* this.#pending;
    }
}
//# sourceMappingURL=line-spool.js.map
;// CONCATENATED MODULE: ./build/src/manifest/scan.js
/** One walk over the images: each name described, each content hashed that the source does not know by its SHA-1. */








/**
 * @param hashAll hash what the source knows by its SHA-1 too, and compare
 * @throws what reading the trees throws
 */
async function scan_scanImages(inputs, hashAll, reporter) {
    const scan = { images: [], contents: new Contents(), files: new LineSpool(), wrong: [] };
    const verified = new Set();
    const security = new WeakMap();
    for (const [at, input] of inputs.entries()) {
        scan.contents.beginImage(at + 1);
        const task = reporter.task(`Reading ${input.tree.label}`, null, 'files');
        const hasher = new Hasher(input.tree, hashAll, verified, scan.wrong, reporter);
        try {
            scan.images.push(await scanImage(at + 1, input, hasher, scan, security, task));
        }
        finally {
            task.end();
        }
    }
    return scan;
}
async function scanImage(image, { tree, exclude }, hasher, { contents, files }, security, task) {
    const firstNames = new Map();
    const sums = { files: 0, directories: 0 };
    const isKept = ({ path, entry }) => exclude?.(path, entry) !== true;
    for await (const located of (0,src_tree/* walk */.GG)(tree, undefined, isKept)) {
        if (!isKept(located))
            continue;
        const { path, entry } = located;
        const first = firstNames.get(entry.linkGroup) ?? '';
        if (entry.linkGroup !== 0 && first === '')
            firstNames.set(entry.linkGroup, path);
        const streams = await hasher.hash(path, entry);
        for (const stream of streams)
            contents.add(stream.sha1, stream.size, first !== '');
        const data = entry.reparse?.data ?? new Uint8Array();
        const reparseSha1 = data.length === 0 ? '' : sha1Of(data);
        contents.add(reparseSha1, data.length, first !== '');
        const described = { image, path, entry, streams, reparseSha1, firstName: first };
        files.add(JSON.stringify(describeFile(described, security)));
        if ((0,src_tree/* isDirectory */.wd)(entry))
            sums.directories++;
        else
            sums.files++;
        task.advance(1);
        if ((sums.files + sums.directories) % collect/* COLLECT_EVERY */.v === 0)
            (0,collect/* collectGarbage */.i)();
    }
    (0,collect/* collectGarbage */.i)();
    return { ...sums, bytes: contents.imageBytes };
}
class Hasher {
    #tree;
    #hashAll;
    #verified;
    #wrong;
    #reporter;
    /** Of files with several names. */
    #linked = new Map();
    constructor(tree, hashAll, verified, wrong, reporter) {
        this.#tree = tree;
        this.#hashAll = hashAll;
        this.#verified = verified;
        this.#wrong = wrong;
        this.#reporter = reporter;
    }
    async hash(path, entry) {
        const hashed = [];
        for (const stream of entry.streams) {
            const { name, size } = stream;
            hashed.push({ name, size, sha1: size === 0 ? '' : await this.#hashStream(path, entry, stream) });
        }
        return hashed.toSorted((a, b) => (a.name < b.name ? -1 : 1));
    }
    async #hashStream(path, entry, stream) {
        const said = stream.sha1 === null ? '' : (0,bytes/* toHex */.nj)(stream.sha1);
        if (said !== '' && (!this.#hashAll || this.#verified.has(said)))
            return said;
        const linked = this.#linked.get(stream);
        if (linked !== undefined)
            return linked;
        const subject = `${this.#tree.label}: ${path}${stream.name === '' ? '' : `:${stream.name}`}`;
        const found = await this.#read(entry, stream, subject);
        if (entry.linkGroup !== 0)
            this.#linked.set(stream, found);
        if (said === '')
            return found;
        this.#verified.add(said);
        if (found !== said)
            this.#wrong.push({ subject, said, found });
        return said;
    }
    async #read(entry, stream, subject) {
        const hash = (0,external_node_crypto_.createHash)('sha1');
        let size = 0;
        for await (const piece of this.#tree.read(entry, stream)) {
            this.#reporter.signal.throwIfAborted();
            hash.update(piece);
            size += piece.length;
        }
        if (size !== stream.size) {
            throw new errors/* FactoryError */.Xx('damaged', {
                subject,
                found: `${size} bytes`,
                expected: `${stream.size} bytes`,
            });
        }
        return hash.digest('hex');
    }
}
//# sourceMappingURL=scan.js.map
;// CONCATENATED MODULE: ./build/src/manifest/make.js
/** The manifest of trees, and of an archive with all its images. */







/** @param images in order, from 1 */
async function make_manifestOfTrees(images, options) {
    const scan = await scanImages(images, options.hashAll === true, options.reporter);
    const label = images.map(({ tree }) => tree.label).join(', ');
    return assemble(label, images, scan, scan.contents.blobs(), options, {});
}
/** @throws unsupported, encrypted, damaged as reading the archive does */
async function make_manifestOfArchive(archive, options) {
    const images = [];
    for (const [at, info] of archive.images.entries()) {
        images.push({
            tree: await archive.openImage(info.index),
            name: info.name,
            description: info.description,
            windows: info.windows,
            updates: options.updates?.[at] ?? [],
        });
    }
    const scan = await scan_scanImages(images, options.hashAll === true, options.reporter);
    const { parts, blobs, stored } = await hashArchive(archive, scan.contents, options.reporter);
    return assemble(archive.path, images, scan, blobs, options, {
        stored,
        archive: {
            guid: archive.guid,
            compression: archive.compression,
            ...(options.level === undefined ? {} : { level: options.level }),
            ...(options.encoder === undefined ? {} : { encoder: options.encoder }),
            chunkSize: archive.chunkSize,
            parts,
        },
        ...(options.betweenReleases === undefined ? {} : { betweenReleases: options.betweenReleases }),
    });
}
function assemble(label, images, scan, blobs, { name, version, created, inputs }, { archive, stored, betweenReleases }) {
    return {
        label,
        facts: {
            schemaVersion: SCHEMA_VERSION,
            name,
            ...(version === undefined ? {} : { version }),
            created: (0,bytes/* formatFiletime */.jb)(created),
            tool: `image-factory ${src_version/* VERSION */.x}`,
            ...(inputs === undefined ? {} : { inputs }),
            ...(archive === undefined ? {} : { archive }),
            images: images.map((input, at) => describeImage(input, at, scan)),
            savings: scan.contents.savings(stored ?? null, betweenReleases ?? null),
        },
        wrong: scan.wrong,
        async *blobs() {
            yield* blobs;
        },
        async *files() {
            for (const line of scan.files.lines())
                yield JSON.parse(line);
        },
    };
}
function describeImage(input, at, scan) {
    const { name, description = '', windows = null, updates = [], tree } = input;
    const lacks = lacksOf(tree.carries);
    const { files = 0, directories = 0, bytes = 0 } = scan.images[at] ?? {};
    return {
        index: at + 1,
        name,
        ...(description === '' ? {} : { description }),
        ...(windows === null ? {} : describeWindows(windows)),
        ...(updates.length === 0 ? {} : { updates }),
        ...(lacks.length === 0 ? {} : { lacks }),
        files,
        directories,
        bytes,
    };
}
function describeWindows(windows) {
    const architecture = Object.entries(wim/* ARCHITECTURE */._Z).find(([, number]) => number === windows.architecture);
    return {
        ...(windows.editionId === '' ? {} : { edition: windows.editionId }),
        architecture: architecture?.[0] ?? String(windows.architecture),
        build: `${windows.version.build}.${windows.version.spBuild}`,
        languages: windows.languages,
    };
}
//# sourceMappingURL=make.js.map
;// CONCATENATED MODULE: ./build/src/manifest/order.js
/** The order of `files`: that of a walk, each directory before what it holds. */

const SEPARATOR = 0x5c;
const CAPITAL_A = 0x41;
const SMALL_A = 0x61;
const SMALL_Z = 0x7a;
function order_compareFiles(a, b) {
    return a.image - b.image || comparePaths(a.path, b.path);
}
/** Name by name, so that a directory's content follows it at once whatever its siblings are called. */
function comparePaths(a, b) {
    if (a === b)
        return 0;
    const shorter = Math.min(a.length, b.length);
    let at = 0;
    while (at < shorter && a.charCodeAt(at) === b.charCodeAt(at))
        at++;
    const [signA, signB] = [signAt(a, at), signAt(b, at)];
    if (signA !== null && signB !== null && signA !== signB)
        return signA - signB;
    // The names in which they differ begin after the same separator, which the root ends with.
    const start = at === 0 ? 0 : a.lastIndexOf('\\', at - 1) + 1;
    const nameA = a.slice(start, endOfName(a, at));
    const nameB = b.slice(start, endOfName(b, at));
    return (0,src_tree/* compareNames */.MP)(nameA, nameB) || a.length - b.length;
}
/** What decides where names begin to differ: their end comes first. null where folding takes more than a look. */
function signAt(path, at) {
    if (at === path.length)
        return -1;
    const unit = path.charCodeAt(at);
    if (unit === SEPARATOR)
        return -1;
    if (unit > 0x7f)
        return null;
    return unit >= SMALL_A && unit <= SMALL_Z ? unit - (SMALL_A - CAPITAL_A) : unit;
}
function endOfName(path, from) {
    const end = path.indexOf('\\', from);
    return end < 0 ? path.length : end;
}
//# sourceMappingURL=order.js.map
;// CONCATENATED MODULE: ./build/src/manifest/check.js
/**
 * Whether a manifest says the truth: the manifest of the same source is made anew with every byte read and hashed, and the
 * two are compared key by key. What only the build knew (name, version, creation time, inputs, level and encoder,
 * installed updates, what its base has too) is not compared, nor what only one of the two can say: a disk has no stored bytes and gives an image
 * no name, a directory of the host has no security descriptors.
 */





/** Of the images, what every tree shows; what its maker says; what only an archive says; of the archive itself. */
const TREE_KEYS = (/* unused pure expression or super */ null && (['index', 'files', 'directories', 'bytes']));
const MAKER_KEYS = (/* unused pure expression or super */ null && (['name', 'lacks']));
const XML_KEYS = (/* unused pure expression or super */ null && (['description', 'edition', 'architecture', 'build', 'languages']));
const ARCHIVE_KEYS = (/* unused pure expression or super */ null && (['guid', 'compression', 'chunkSize', 'parts']));
/** Of a content in an archive. */
const STORED_KEYS = (/* unused pure expression or super */ null && (['stored', 'storedHash', 'part', 'offset']));
/** What of a file is not compared where a source cannot say it. */
const KEYS_OF_LACK = {
    attributes: 'attributes',
    security: 'security',
    shortNames: 'shortName',
    creationTimes: 'created',
    namedStreams: 'streams',
};
/**
 * @param source the archive, or the trees in the order of the images
 * @throws what reading either throws: a source that cannot be read at all is an error, not a problem
 */
async function checkManifest(manifest, source, { reporter, limit = 1000 }) {
    const options = {
        name: manifest.facts.name,
        created: filetimeFromDate(new Date(0)),
        reporter,
        hashAll: true,
    };
    const made = isTrees(source)
        ? await manifestOfTrees(source, options)
        : await manifestOfArchive(source, options);
    const problems = [];
    let count = 0;
    for await (const problem of differences(manifest, made)) {
        reporter.signal.throwIfAborted();
        if (count++ < limit)
            problems.push(problem);
    }
    const { images, savings } = made.facts;
    const files = images.reduce((sum, image) => sum + image.files + image.directories, 0);
    return { problems, count, images: images.length, files, bytes: savings.unique };
}
function isTrees(source) {
    return Array.isArray(source);
}
async function* differences(manifest, made) {
    for (const { subject, said, found } of made.wrong)
        yield { subject: `${subject}: sha1`, said, found };
    const archives = [manifest, made].filter(({ facts }) => facts.archive !== undefined).length;
    // An archive and the tree that it was made of: each says less than the other in its own way.
    const lacks = archives === 1 ? lacksOfBoth(manifest.facts, made.facts) : [];
    // Contents and sums are those of all streams.
    const sums = !lacks.includes('namedStreams');
    yield* compareFacts(manifest.facts, made.facts, archives, sums);
    if (sums)
        yield* compareBlobs(manifest, made, archives === 1 ? STORED_KEYS : []);
    const omitted = lacks.map((lack) => KEYS_OF_LACK[lack]);
    for await (const [said, found] of merge(manifest.files(), made.files(), compareFiles)) {
        const { image, path } = said ?? found ?? { image: 0, path: '' };
        yield* compareRecords(`image ${image} ${path}`, said, found, omitted);
    }
}
function* compareFacts(said, found, archives, sums) {
    if (said.archive !== undefined && found.archive !== undefined) {
        yield* compareRecords('archive', pick(said.archive, ARCHIVE_KEYS), pick(found.archive, ARCHIVE_KEYS));
    }
    const imageKeys = [
        ...TREE_KEYS.filter((key) => sums || key !== 'bytes'),
        ...(archives === 1 ? [] : MAKER_KEYS),
        ...(archives === 2 ? XML_KEYS : []),
    ];
    for (let at = 0; at < Math.max(said.images.length, found.images.length); at++) {
        const [a, b] = [said.images[at], found.images[at]];
        yield* compareRecords(`image ${at + 1}`, a === undefined ? null : pick(a, imageKeys), b === undefined ? null : pick(b, imageKeys));
    }
    if (!sums)
        return;
    const omitted = archives === 1 ? ['betweenReleases', 'stored'] : ['betweenReleases'];
    yield* compareRecords('savings', said.savings, found.savings, omitted);
}
async function* compareBlobs(manifest, made, omitted) {
    const unseen = new Map();
    for await (const blob of made.blobs())
        unseen.set(blob.sha1, blob);
    for await (const blob of manifest.blobs()) {
        yield* compareRecords(`blob ${blob.sha1}`, blob, unseen.get(blob.sha1) ?? null, omitted);
        unseen.delete(blob.sha1);
    }
    for (const blob of unseen.values())
        yield* compareRecords(`blob ${blob.sha1}`, null, blob);
}
/** A problem for each key that differs, or one for the whole where one side has none. */
function* compareRecords(subject, said, found, omitted = []) {
    if (said === null || found === null) {
        const [a, b] = [said, found].map((record) => (record === null ? null : 'there'));
        if (a !== b)
            yield { subject, said: a ?? null, found: b ?? null };
        return;
    }
    for (const key of new Set([...Object.keys(said), ...Object.keys(found)])) {
        if (omitted.includes(key))
            continue;
        const [a, b] = [said, found].map((record) => check_text(record[key]));
        if (a !== b)
            yield { subject: `${subject}: ${key}`, said: a ?? null, found: b ?? null };
    }
}
function check_text(value) {
    if (value === undefined)
        return null;
    return typeof value === 'string' ? value : JSON.stringify(value);
}
function pick(record, keys) {
    return Object.fromEntries(Object.entries(record).filter(([key]) => keys.includes(key)));
}
//# sourceMappingURL=check.js.map
;// CONCATENATED MODULE: ./build/src/manifest/diff-files.js
/** What differs between two files of manifests. */

/** @returns null where they do not differ */
function compareFile(a, b, image, rules) {
    const base = { image, path: b.path, directory: isDirectory(b), size: sizeOf(b) };
    if (contentOf(a, rules) !== contentOf(b, rules))
        return { kind: 'changed', ...base, oldSize: sizeOf(a) };
    const metadata = differingMetadata(a, b, rules);
    return metadata.length === 0 ? null : { kind: 'metadata', ...base, metadata };
}
/** All that a reader of the file gets: its kind, its streams, where it points. */
function contentOf(file, { notCompared }) {
    const streams = notCompared.includes('namedStreams') ? [] : (file.streams ?? []);
    const { tag, target, sha1 } = file.reparse ?? {};
    return JSON.stringify([isDirectory(file), file.sha1, streams, tag, target ?? sha1]);
}
function differingMetadata(a, b, { times = false, notCompared }) {
    const can = (lack) => !notCompared.includes(lack);
    const differs = {
        attributes: can('attributes') && (a.attributes ?? DEFAULT_ATTRIBUTES) !== (b.attributes ?? DEFAULT_ATTRIBUTES),
        security: can('security') && a.security !== b.security,
        shortName: can('shortNames') && a.shortName !== b.shortName,
        created: times && can('creationTimes') && (a.created ?? a.modified) !== (b.created ?? b.modified),
        modified: times && a.modified !== b.modified,
    };
    return Object.keys(differs).filter((kind) => differs[kind]);
}
function isDirectory({ attributes = DEFAULT_ATTRIBUTES }) {
    return attributes.includes('D');
}
function sizeOf({ size = 0, streams = [] }) {
    return streams.reduce((sum, stream) => sum + stream.size, size);
}
//# sourceMappingURL=diff-files.js.map
;// CONCATENATED MODULE: ./build/src/manifest/diff-moves.js
/** Files that are elsewhere now. */


/** A file that went and one that came with the same content are one that was moved. */
function* describeMoves(removed, added, image, rules) {
    const sources = findSources(removed, added, rules);
    for (const file of added) {
        const base = { image, path: file.path, directory: isDirectory(file), size: sizeOf(file) };
        const source = sources.get(file);
        if (source === undefined) {
            yield { before: null, now: file, change: { kind: 'added', ...base } };
            continue;
        }
        const metadata = differingMetadata(source, file, rules);
        const more = metadata.length === 0 ? {} : { metadata };
        yield { before: source, now: file, change: { kind: 'moved', ...base, from: source.path, ...more } };
    }
    const moved = new Set(sources.values());
    for (const file of removed) {
        if (moved.has(file))
            continue;
        const base = { image, path: file.path, directory: isDirectory(file), size: sizeOf(file) };
        yield { before: file, now: null, change: { kind: 'removed', ...base } };
    }
}
/** Where each moved file was. Files of the same name are paired first, as when a directory was renamed. */
function findSources(removed, added, rules) {
    const sources = new Map();
    const taken = new Set();
    const keys = [
        (file) => `${contentOf(file, rules)}${nameOf(file)}`,
        (file) => contentOf(file, rules),
    ];
    for (const keyOf of keys) {
        const gone = new Map();
        // From the end, so that the first of several is taken first.
        for (const file of withContent(removed).toReversed()) {
            if (taken.has(file))
                continue;
            const key = keyOf(file);
            const files = gone.get(key);
            if (files === undefined)
                gone.set(key, [file]);
            else
                files.push(file);
        }
        for (const file of withContent(added)) {
            const source = sources.has(file) ? undefined : gone.get(keyOf(file))?.pop();
            if (source === undefined)
                continue;
            sources.set(file, source);
            taken.add(source);
        }
    }
    return sources;
}
function withContent(files) {
    return files.filter(({ sha1 }) => sha1 !== undefined);
}
function nameOf({ path }) {
    return (0,src_tree/* foldCase */.SP)(path.slice(path.lastIndexOf('\\') + 1));
}
//# sourceMappingURL=diff-moves.js.map
;// CONCATENATED MODULE: ./build/src/manifest/downloads.js
/** The contents that only one of two sources has, and which change brings or takes each of them. */
async function findOwnContents(from, to, candidates) {
    const fresh = new Set(candidates.to);
    const gone = new Map();
    const prefixes = new Prefixes([candidates.from, candidates.to]);
    for await (const batch of blobsOf(from)) {
        for (const line of batch) {
            if (!prefixes.has(line.prefix))
                continue;
            const { sha1 } = line;
            fresh.delete(sha1);
            if (candidates.from.has(sha1))
                gone.set(sha1, line.read());
        }
    }
    const came = new Map();
    for await (const batch of blobsOf(to)) {
        for (const line of batch) {
            if (!prefixes.has(line.prefix))
                continue;
            const { sha1 } = line;
            gone.delete(sha1);
            if (fresh.has(sha1))
                came.set(sha1, line.read());
        }
    }
    return { from: ownContents(from, gone), to: ownContents(to, came) };
}
const PREFIX_DIGITS = 5;
/** The first digits of a SHA-1 that begins at `at`, as a number. */
function prefixOf(text, at) {
    let prefix = 0;
    for (let digit = at; digit < at + PREFIX_DIGITS; digit++) {
        const unit = text.charCodeAt(digit);
        // "0" to "9", "a" to "f"
        prefix = prefix * 16 + (unit < 0x3a ? unit - 0x30 : unit - 0x57);
    }
    return prefix & PREFIX_MASK;
}
const PREFIX_MASK = 16 ** PREFIX_DIGITS - 1;
/** Says of nearly every SHA-1 that is in none of the sets, without a look into them, that it is not. */
class Prefixes {
    #known = new Uint8Array(PREFIX_MASK + 1);
    constructor(sets) {
        for (const set of sets)
            for (const sha1 of set)
                this.#known[prefixOf(sha1, 0)] = 1;
    }
    has(prefix) {
        return this.#known[prefix] === 1;
    }
}
function ownContents({ facts }, bySha1) {
    let bytes = 0;
    let stored = facts.archive === undefined ? null : 0;
    for (const blob of bySha1.values()) {
        bytes += blob.size;
        // A solid resource gives no size of its own to a content.
        stored = stored === null || blob.stored === undefined ? null : stored + blob.stored;
    }
    return { bySha1, sums: { contents: bySha1.size, bytes, stored } };
}
async function* blobsOf(manifest) {
    if (manifest.lines !== undefined) {
        yield* manifest.lines.blobs();
        return;
    }
    for await (const blob of manifest.blobs()) {
        const { sha1 } = blob;
        yield [{ sha1, prefix: prefixOf(sha1, 0), subject: manifest.label, read: () => blob }];
    }
}
/** The component store owns the files that other folders only have names of. */
const COMPONENT_STORE = /^\\Windows\\WinSxS\\/i;
/** What each change brings and takes: each content is told once, at its name in the component store, else at its first. */
function tellContents(changes, { from, to }) {
    const gone = shareOut(changes, from, ({ before }) => before);
    const came = shareOut(changes, to, ({ now }) => now);
    return changes.map((changed) => {
        const [download, left] = [came.get(changed), gone.get(changed)];
        if (download === undefined && left === undefined)
            return changed.change;
        return {
            ...changed.change,
            ...(download === undefined ? {} : { download }),
            ...(left === undefined ? {} : { gone: left }),
        };
    });
}
function shareOut(changes, { bySha1, sums }, sideOf) {
    const left = new Map(bySha1);
    const shares = new Map();
    const tell = (changed, file) => {
        let bytes = 0;
        let stored = sums.stored === null ? null : 0;
        for (const sha1 of contentsOf(file)) {
            const blob = left.get(sha1);
            if (blob === undefined)
                continue;
            left.delete(sha1);
            bytes += blob.size;
            if (stored !== null)
                stored += blob.stored ?? 0;
        }
        if (bytes > 0)
            shares.set(changed, { bytes, stored });
    };
    for (const inStore of [true, false]) {
        for (const changed of changes) {
            const file = sideOf(changed);
            if (file !== null && COMPONENT_STORE.test(file.path) === inStore)
                tell(changed, file);
        }
    }
    return shares;
}
/** All that a file of that kind holds, by SHA-1. */
function contentsOf({ sha1, streams = [], reparse }) {
    return [sha1, reparse?.sha1, ...streams.map((stream) => stream.sha1)].filter((hash) => hash !== undefined);
}
//# sourceMappingURL=downloads.js.map
;// CONCATENATED MODULE: ./build/src/manifest/file-cursor.js
/** The files of a manifest one after another; each that is read is checked to come after the one before. */


/** Of files that are in no file. */
const BATCH = 512;
/**
 *     if (cursor.isDrained) await cursor.fill();
 *     if (cursor.isAtEnd) return;
 */
class FileCursor {
    #batches;
    #batch = [];
    #at = 0;
    #isAtEnd = false;
    #file = null;
    #previous = null;
    /** The line before this one, where it was not read. */
    #skipped = null;
    constructor(batches) {
        this.#batches = batches[Symbol.asyncIterator]();
    }
    static of(manifest) {
        return new FileCursor(manifest.lines?.files() ?? linesOf(manifest));
    }
    /** Whether `fill` must come before anything else. */
    get isDrained() {
        return this.#at === this.#batch.length && !this.#isAtEnd;
    }
    get isAtEnd() {
        return this.#isAtEnd;
    }
    /** Resolves when there is a file, or the end. */
    async fill() {
        while (this.isDrained) {
            const next = await this.#batches.next();
            this.#isAtEnd = next.done === true;
            this.#batch = next.done === true ? [] : next.value;
            this.#at = 0;
        }
    }
    /** '' where there is none. */
    get text() {
        return this.#line.text;
    }
    /** @throws damaged */
    get file() {
        return this.#file ?? this.#take(this.#line.read());
    }
    /** A line that is not read is not checked, but the next one that is read must come after it. */
    next() {
        this.#skipped = this.#file === null ? this.#line : null;
        this.#previous = this.#file;
        this.#file = null;
        this.#at++;
    }
    async close() {
        await this.#batches.return?.();
    }
    get #line() {
        return this.#batch[this.#at];
    }
    /** Whoever reads two of them side by side relies on the order. */
    #take(file) {
        const before = this.#previous ?? this.#skipped?.read() ?? null;
        if (before !== null && order_compareFiles(before, file) >= 0) {
            throw new errors/* FactoryError */.Xx('damaged', {
                subject: this.#line.subject,
                found: `${file.path} of image ${file.image} after ${before.path} of image ${before.image}`,
                expected: 'files in order, each once',
            });
        }
        this.#file = file;
        return file;
    }
}
async function* linesOf(manifest) {
    let batch = [];
    for await (const file of manifest.files()) {
        batch.push({ text: '', subject: manifest.label, read: () => file });
        if (batch.length < BATCH)
            continue;
        yield batch;
        batch = [];
    }
    yield batch;
}
//# sourceMappingURL=file-cursor.js.map
;// CONCATENATED MODULE: ./build/src/manifest/lacks.js
/** What of two sources is not compared. */
/** What one of the two cannot say, each kind once. */
function lacks_lacksOfBoth(a, b) {
    return [...new Set([...a.images, ...b.images].flatMap(({ lacks = [] }) => lacks))];
}
//# sourceMappingURL=lacks.js.map
;// CONCATENATED MODULE: ./build/src/manifest/diff.js
/**
 * What changed between two sources: any two of manifest, archive, disk and directory.
 *
 * A changed time alone is no change by default: servicing touches far more files than it changes, and a WIM ships their times in
 * its metadata for nothing. What one of the two sources cannot say is not compared.
 */






async function diff_diffManifests(from, to, options = {}) {
    const pairs = pairImages(from.facts.images, to.facts.images);
    const notCompared = lacks_lacksOfBoth(from.facts, to.facts);
    const candidates = { from: new Set(), to: new Set() };
    const changed = [];
    const unchanged = none();
    for (const pair of pairs) {
        const image = pairs.length > 1 ? ((pair[1] ?? pair[0])?.name ?? '') : '';
        const rules = { ...options, notCompared };
        const found = await diffImage(from, to, pair, image, rules, unchanged, candidates);
        for (const change of found)
            changed.push(change);
    }
    const own = await findOwnContents(from, to, candidates);
    const changes = tellContents(changed, own);
    return {
        from: from.label,
        to: to.label,
        counts: { ...count(changes), unchanged },
        newContents: own.to.sums,
        goneContents: own.from.sums,
        notCompared,
        changes,
    };
}
/** By name; two single images are a pair whatever their names. */
function pairImages(from, to) {
    if (from.length === 1 && to.length === 1)
        return [[from[0] ?? null, to[0] ?? null]];
    const pairs = to.map((image) => [from.find(({ name }) => name === image.name) ?? null, image]);
    const removed = from.filter(({ name }) => !to.some((image) => image.name === name));
    return [...pairs, ...removed.map((image) => [image, null])];
}
async function diffImage(from, to, [imageFrom, imageTo], image, rules, unchanged, candidates) {
    const changes = [];
    const removed = [];
    const added = [];
    const sameIndex = imageFrom?.index === imageTo?.index;
    const a = await cursorOf(from, imageFrom);
    const b = await cursorOf(to, imageTo);
    try {
        for (;;) {
            if (a.isDrained)
                await a.fill();
            if (b.isDrained)
                await b.fill();
            if (sameIndex && hasSameText(a, b) && isOfImage(b.text, imageTo)) {
                unchanged.entries++;
                unchanged.bytes += sizeIn(b.text);
                a.next();
                b.next();
                continue;
            }
            const [hasA, hasB] = [isIn(a, imageFrom), isIn(b, imageTo)];
            if (!hasA && !hasB)
                break;
            const order = !hasA ? 1 : !hasB ? -1 : comparePaths(a.file.path, b.file.path);
            if (order <= 0)
                for (const sha1 of contentsOf(a.file))
                    candidates.from.add(sha1);
            if (order >= 0)
                for (const sha1 of contentsOf(b.file))
                    candidates.to.add(sha1);
            if (order < 0)
                removed.push(a.file);
            else if (order > 0)
                added.push(b.file);
            else {
                const change = compareFile(a.file, b.file, image, rules);
                if (change === null) {
                    unchanged.entries++;
                    unchanged.bytes += sizeOf(b.file);
                }
                else {
                    changes.push({ change, before: a.file, now: b.file });
                }
            }
            if (order <= 0)
                a.next();
            if (order >= 0)
                b.next();
        }
    }
    finally {
        await a.close();
        await b.close();
    }
    changes.push(...describeMoves(removed, added, image, rules));
    return changes.toSorted((one, other) => comparePaths(one.change.path, other.change.path));
}
/** Most lines of two months are the same: of those no more is read than what their sum needs. */
function hasSameText(a, b) {
    return !a.isAtEnd && !b.isAtEnd && a.text !== '' && a.text === b.text;
}
function isOfImage(text, image) {
    return image !== null && text.startsWith(`{"image":${image.index},`);
}
const SIZE_KEY = '"size":';
/** What `sizeOf` gives for the file of a line. Within a string of JSON no quote stands as it is. */
function sizeIn(text) {
    let sum = 0;
    for (let at = text.indexOf(SIZE_KEY); at >= 0; at = text.indexOf(SIZE_KEY, at + 1)) {
        sum += Number.parseInt(text.slice(at + SIZE_KEY.length, at + SIZE_KEY.length + MAX_DIGITS), 10);
    }
    return sum;
}
/** Of a safe integer. */
const MAX_DIGITS = 16;
/** At the first file of the image. */
async function cursorOf(manifest, image) {
    const cursor = FileCursor.of(manifest);
    for (;;) {
        if (cursor.isDrained)
            await cursor.fill();
        if (image === null || cursor.isAtEnd || cursor.file.image >= image.index)
            return cursor;
        cursor.next();
    }
}
function isIn(cursor, image) {
    return image !== null && !cursor.isAtEnd && cursor.file.image === image.index;
}
function count(changes) {
    const counts = { added: none(), removed: none(), changed: none(), moved: none(), metadata: none() };
    for (const { kind, size } of changes) {
        counts[kind].entries++;
        counts[kind].bytes += size;
    }
    return counts;
}
function none() {
    return { entries: 0, bytes: 0 };
}
//# sourceMappingURL=diff.js.map
;// CONCATENATED MODULE: ./build/src/manifest/diff-trees.js
/** What changed between two trees, every content of which that is not known by its SHA-1 is read and hashed. */


async function diffTrees(from, to, options) {
    const a = await manifestOfTree(from, options.reporter);
    return diffManifests(a, await manifestOfTree(to, options.reporter), options);
}
/** One that serves for comparing only: it has no name and no time of its own. */
function manifestOfTree(tree, reporter) {
    return manifestOfTrees([{ tree, name: tree.label }], { name: tree.label, created: 0n, reporter });
}
//# sourceMappingURL=diff-trees.js.map
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
;// CONCATENATED MODULE: ./build/src/manifest/lines.js
/** The lines of a file, read as a stream from any line on. */



const lines_PIECE = 1 << 20;
/** The line of a file with thousands of streams is long; one of this length is none that we wrote. */
const MAX_LINE = 64 << 20;
const LINE_FEED = 0x0a;
/** @param from where a line begins @throws damaged on bytes that are no UTF-8 or a line without an end */
async function* readLines(file, from) {
    for await (const { number, offset, text } of readManyLines(file, from)) {
        let next = offset;
        let start = 0;
        for (let at = number; start < text.length; at++) {
            const end = endOfLine(text, start);
            next += Buffer.byteLength(text.slice(start, end + 1));
            yield { number: at, next, text: text.slice(start, end) };
            start = end + 1;
        }
    }
}
/** Where the line feed of the line that begins at `start` is, or the end of the text. */
function endOfLine(text, start) {
    const end = text.indexOf('\n', start);
    return end < 0 ? text.length : end;
}
/** The same, about a megabyte of lines at once. @throws as `readLines` does */
async function* readManyLines(file, from) {
    const decoder = new external_node_util_.TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    for await (const { number, offset, bytes } of readPieces(file, from)) {
        yield { number, offset, text: decode(decoder, bytes, file, number) };
    }
}
/**
 * The place after a line that says nothing but `text`; null where there is none.
 *
 * @throws as `readLines` does, but for bytes that are no UTF-8
 */
async function findAfterLine(file, from, text) {
    const line = Buffer.from(`${text}\n`);
    const followed = Buffer.from(`\n${text}\n`);
    for await (const { number, offset, bytes } of readPieces(file, from)) {
        const isFirst = bytes.subarray(0, line.length).equals(line);
        const start = isFirst ? 0 : bytes.indexOf(followed) + 1;
        if (start === 0 && !isFirst)
            continue;
        const end = start + line.length;
        return { number: number + countLines(bytes.subarray(0, end)), offset: offset + end };
    }
    return null;
}
/** Whole lines as they are; the bytes are good until the next ones are asked for. */
async function* readPieces(file, from) {
    const handle = await (0,promises_.open)(file, 'r').catch((error) => {
        throw (0,errors/* fromSystemError */.Kh)(error, file);
    });
    let { number, offset } = from;
    let position = offset;
    let [buffer, other] = [Buffer.allocUnsafe(lines_PIECE), Buffer.allocUnsafe(lines_PIECE)];
    const read = async () => {
        [buffer, other] = [other, buffer];
        const { bytesRead } = await handle.read(buffer, 0, lines_PIECE, position);
        position += bytesRead;
        return buffer.subarray(0, bytesRead);
    };
    const take = (bytes) => {
        const taken = { number, offset, bytes };
        number += countLines(bytes);
        offset += bytes.length;
        return taken;
    };
    // One is read while the one before it is worked on.
    let ahead = read();
    let rest = Buffer.alloc(0);
    try {
        for (;;) {
            const piece = await ahead;
            if (piece.length === 0)
                break;
            ahead = read();
            const first = piece.indexOf(LINE_FEED) + 1;
            if (first === 0) {
                rest = Buffer.concat([rest, piece]);
                if (rest.length > MAX_LINE)
                    throw tooLong(file, number);
                continue;
            }
            const last = piece.lastIndexOf(LINE_FEED) + 1;
            yield take(Buffer.concat([rest, piece.subarray(0, first)]));
            if (last > first)
                yield take(piece.subarray(first, last));
            rest = Buffer.from(piece.subarray(last));
        }
        if (rest.length > 0)
            yield take(rest);
    }
    catch (error) {
        throw (0,errors/* fromSystemError */.Kh)(error, file);
    }
    finally {
        await ahead.catch(() => undefined);
        await handle.close();
    }
}
function countLines(bytes) {
    let count = 0;
    for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1))
        count++;
    return count;
}
/** @param number of the first line */
function decode(decoder, bytes, file, number) {
    try {
        return decoder.decode(bytes);
    }
    catch (error) {
        throw new errors/* FactoryError */.Xx('damaged', {
            subject: `${file}:${number + linesBeforeDamage(decoder, bytes)}`,
            found: 'bytes that are no UTF-8',
            cause: error,
        });
    }
}
function linesBeforeDamage(decoder, bytes) {
    let count = 0;
    try {
        for (let start = 0;; count++) {
            const end = bytes.indexOf(LINE_FEED, start);
            decoder.decode(bytes.subarray(start, end < 0 ? bytes.length : end));
            if (end < 0)
                return count;
            start = end + 1;
        }
    }
    catch {
        return count;
    }
}
function tooLong(file, number) {
    return new errors/* FactoryError */.Xx('damaged', {
        subject: `${file}:${number}`,
        found: 'a line of more than 64 MiB',
        expected: 'one element of "blobs" or "files" a line',
    });
}
//# sourceMappingURL=lines.js.map
;// CONCATENATED MODULE: ./build/src/manifest/validate.js
/** Whether a part of a manifest is what the schema says, and if not, which key. */


let compiled = null;
/** The validators; loading and compiling them takes a moment, so it is done when a manifest is read. */
function loadValidators() {
    compiled ??= Promise.all(/* import() */[__webpack_require__.e(463), __webpack_require__.e(787)]).then(__webpack_require__.bind(__webpack_require__, 90787)).then(({ compileSchema }) => ({
        facts: validatorOf(compileSchema(PART_SCHEMAS.facts, false)),
        blob: validatorOf(compileSchema(PART_SCHEMAS.blob, false)),
        file: validatorOf(compileSchema(PART_SCHEMAS.file, false)),
    }));
    return compiled;
}
function validatorOf(isValid) {
    return (value, subject) => {
        if (isValid(value))
            return;
        const [error] = isValid.errors ?? [];
        throw new errors/* FactoryError */.Xx('damaged', { subject, ...explain(error) });
    };
}
function explain(error) {
    if (error === undefined)
        return { found: 'something else than the schema says' };
    const key = error.instancePath.slice(1).replaceAll('/', '.');
    const params = error.params;
    if (error.keyword === 'required') {
        const name = `"${[key, params['missingProperty']].filter((part) => part !== '').join('.')}"`;
        return { found: `no ${name}`, expected: `the key ${name}` };
    }
    if (error.keyword === 'additionalProperties') {
        return {
            found: `the unknown key "${String(params['additionalProperty'])}"${key === '' ? '' : ` in "${key}"`}`,
        };
    }
    const title = error.parentSchema?.title;
    const found = `${show(error.data)}${key === '' ? '' : ` as "${key}"`}`;
    return { found, ...(title === undefined ? {} : { expected: title }) };
}
/** Never a whole structure, which may be deeper than the stack. */
function show(value) {
    if (Array.isArray(value))
        return 'a list';
    if (typeof value === 'object' && value !== null)
        return 'an object';
    return JSON.stringify(value).slice(0, 100);
}
//# sourceMappingURL=validate.js.map
;// CONCATENATED MODULE: ./build/src/manifest/read.js
/**
 * Reading a manifest as a stream: the facts at once, the long arrays an element at a time, so that memory does not grow
 * with the number of files. It reads what we write, line by line; a manifest that another program laid out anew is
 * refused.
 */






const BLOBS = '  "blobs": [';
const FILES = '  "files": [';
const MAX_FACTS = 64 << 20;
const COMMA = 0x2c;
const QUOTE = 0x22;
const SHA1_KEY = '{"sha1":"';
const SHA1_AT = SHA1_KEY.length;
const SHA1_END = SHA1_AT + 40;
/** @throws not-found, permission; damaged, with line and key; unsupported for a newer schema */
async function readManifest(file) {
    const validators = await loadValidators();
    const { facts, blobs } = await readFacts(file, validators.facts);
    let files = null;
    const lines = {
        blobs: () => readElements(file, blobs, (text, line) => new BlobElement(text, file, line, validators.blob)),
        async *files() {
            files ??= await findFiles(file, blobs);
            yield* readElements(file, files, (text, line) => new FileElement(text, file, line, validators.file));
        },
    };
    return {
        label: file,
        facts,
        lines,
        async *blobs() {
            for await (const batch of lines.blobs())
                for (const blob of batch)
                    yield blob.read();
        },
        async *files() {
            const cursor = new FileCursor(lines.files());
            for (;;) {
                if (cursor.isDrained)
                    await cursor.fill();
                if (cursor.isAtEnd)
                    return;
                yield cursor.file;
                cursor.next();
            }
        },
    };
}
async function readFacts(file, validate) {
    const text = [];
    let size = 0;
    for await (const line of readLines(file, { number: 1, offset: 0 })) {
        if (line.text === BLOBS) {
            const json = `${text.join('\n').replace(/,$/, '')}\n}`;
            const value = parse(json, file);
            refuseNewer(value?.schemaVersion, file);
            validate(value, file);
            return { facts: value, blobs: after(line) };
        }
        if (text.length === 0 && line.text !== '{')
            throw notOurs(file, line.number, line.text);
        text.push(line.text);
        size += line.text.length;
        if (size > MAX_FACTS)
            throw notOurs(file, line.number, `more than ${MAX_FACTS} characters of facts`);
    }
    throw notOurs(file, text.length, 'no line of "blobs"');
}
/** Passes over the blobs without looking at them. */
async function findFiles(file, blobs) {
    const place = await findAfterLine(file, blobs, FILES);
    if (place === null)
        throw notOurs(file, blobs.number, 'no line of "files"');
    return place;
}
/** The elements from `from` to the line that closes the list, which must come. */
async function* readElements(file, from, make) {
    let more = true;
    let line = from.number;
    for await (const { text } of readManyLines(file, from)) {
        const elements = [];
        for (let start = 0; start < text.length; line++) {
            const end = endOfLine(text, start);
            if (text.startsWith('  ]', start)) {
                yield elements;
                return;
            }
            if (!more) {
                yield elements;
                throw new errors/* FactoryError */.Xx('damaged', {
                    subject: `${file}:${line}`,
                    found: 'an element after one without a comma',
                });
            }
            more = text.charCodeAt(end - 1) === COMMA;
            elements.push(make(text.slice(start, more ? end - 1 : end), line));
            start = end + 1;
        }
        yield elements;
    }
    throw new errors/* FactoryError */.Xx('damaged', {
        subject: `${file}:${line - 1}`,
        found: 'the end of the file',
        expected: 'the end of the list',
        next: 'the manifest is truncated: fetch or make it again',
    });
}
/** @param Value what the schema says that it is */
class Element {
    /** Without the comma. */
    text;
    file;
    line;
    validate;
    constructor(text, file, line, validate) {
        this.text = text;
        this.file = file;
        this.line = line;
        this.validate = validate;
    }
    get subject() {
        return `${this.file}:${this.line}`;
    }
    read() {
        const subject = this.subject;
        const value = parse(this.text, subject);
        this.validate(value, subject);
        return value;
    }
}
class FileElement extends Element {
}
class BlobElement extends Element {
    /** Without reading the rest where it is written as we write it. */
    get sha1() {
        return this.#isWritten ? this.text.slice(SHA1_AT, SHA1_END) : this.read().sha1;
    }
    get prefix() {
        return this.#isWritten ? prefixOf(this.text, SHA1_AT) : prefixOf(this.read().sha1, 0);
    }
    get #isWritten() {
        return this.text.startsWith(SHA1_KEY) && this.text.charCodeAt(SHA1_END) === QUOTE;
    }
}
function parse(json, subject) {
    try {
        return JSON.parse(json);
    }
    catch (error) {
        throw new errors/* FactoryError */.Xx('damaged', {
            subject,
            found: error.message,
            expected: 'JSON',
            cause: error,
        });
    }
}
function refuseNewer(version, file) {
    if (typeof version !== 'number' || version <= SCHEMA_VERSION)
        return;
    throw new errors/* FactoryError */.Xx('unsupported', {
        subject: file,
        found: `a manifest of schema version ${version}`,
        expected: `${SCHEMA_VERSION} at most`,
        next: 'update image-factory',
    });
}
function after(line) {
    return { number: line.number + 1, offset: line.next };
}
function notOurs(file, number, found) {
    return new errors/* FactoryError */.Xx('damaged', {
        subject: `${file}:${number}`,
        found: found.slice(0, 100),
        expected: 'a manifest as image-factory writes it: facts, then "blobs" and "files" with one element a line',
        next: 'use the file as it was published, not one that another program laid out anew',
    });
}
//# sourceMappingURL=read.js.map
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(78474);
// EXTERNAL MODULE: ./build/src/output.js
var output = __webpack_require__(27208);
;// CONCATENATED MODULE: ./build/src/manifest/write.js
/**
 * A manifest as a JSON document: small facts first, the long arrays last, one element a line, keys always in the same
 * order. So `jq`, `diff`, `grep` and a streaming reader all work at half a million files, and equal manifests are equal
 * bytes.
 *
 *     {
 *       "schemaVersion": 1,
 *       …
 *       "blobs": [
 *     {"sha1":"…",…},
 *     {"sha1":"…",…}
 *       ],
 *       "files": [
 *     {"image":1,"path":"\\",…}
 *       ]
 *     }
 */



const BATCH_CHARACTERS = 1 << 18;
/** @param file appears when it is complete */
function writeManifest(file, manifest) {
    return (0,output/* writeOutput */.zh)(file, (handle) => writeBatches(manifest, (text) => writeAll(handle, text)));
}
/** Writes the document to a stream, which stays open. */
function printManifest(stream, manifest) {
    return writeBatches(manifest, async (text) => {
        if (!stream.write(text))
            await once(stream, 'drain');
    });
}
async function writeBatches(manifest, write) {
    let size = 0;
    let batch = [];
    let length = 0;
    const flush = async () => {
        const bytes = Buffer.from(batch.join(''));
        batch = [];
        length = 0;
        size += bytes.length;
        await write(bytes);
    };
    for await (const text of documentOf(manifest)) {
        batch.push(text);
        length += text.length;
        if (length >= BATCH_CHARACTERS)
            await flush();
    }
    await flush();
    return size;
}
async function* documentOf(manifest) {
    yield '{\n';
    for (const key of FACT_KEYS) {
        const value = manifest.facts[key];
        if (value === undefined)
            continue;
        yield `  ${JSON.stringify(key)}: ${JSON.stringify(value, null, 2).replaceAll('\n', '\n  ')},\n`;
    }
    yield* arrayOf('blobs', manifest.blobs());
    yield ',\n';
    yield* arrayOf('files', manifest.files());
    yield '\n}\n';
}
async function* arrayOf(key, elements) {
    yield `  ${JSON.stringify(key)}: [`;
    let separator = '\n';
    for await (const element of elements) {
        yield separator + JSON.stringify(element);
        separator = ',\n';
    }
    yield '\n  ]';
}
async function writeAll(handle, bytes) {
    for (let done = 0; done < bytes.length;) {
        done += (await handle.write(bytes, done, bytes.length - done)).bytesWritten;
    }
}
//# sourceMappingURL=write.js.map
;// CONCATENATED MODULE: ./build/src/manifest/index.js








//# sourceMappingURL=index.js.map

/***/ }),

/***/ 91974:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  O: () => (/* reexport */ openIso),
  U: () => (/* reexport */ writeUdfImage)
});

// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/progress.js
var progress = __webpack_require__(31838);
// EXTERNAL MODULE: ./build/src/tree/index.js + 18 modules
var src_tree = __webpack_require__(31219);
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
// EXTERNAL MODULE: ./build/src/bytes/index.js + 7 modules
var src_bytes = __webpack_require__(22290);
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
const EXTENDED_FILE_ENTRY_SIZE = 216;
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

/***/ }),

/***/ 27208:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DA: () => (/* binding */ removeLeftovers),
/* harmony export */   HB: () => (/* binding */ renameOver),
/* harmony export */   Kn: () => (/* binding */ writeOutputs),
/* harmony export */   OY: () => (/* binding */ partialBeside),
/* harmony export */   W_: () => (/* binding */ isRunning),
/* harmony export */   zh: () => (/* binding */ writeOutput)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(27406);
/**
 * Output appears under its final name only when it is complete.
 *
 * Until then it lies beside it as `.NAME.PID-XXXXXXXX.partial`. The process that makes it removes it when it fails;
 * what a killed process left is removed by the next one that writes the same name.
 */





/**
 * Writes a file through `write`, and gives it its name when that has returned.
 *
 * @param file the final path; its folder is made where it is missing, an older file is replaced
 * @param write fills the open file; what it throws is passed on and leaves nothing behind
 * @param copyOf a file whose bytes it begins with; where the file system can, they are shared and not copied
 */
async function writeOutput(file, write, copyOf) {
    const partial = await partialBeside(file);
    try {
        if (copyOf !== undefined) {
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.copyFile)(copyOf, partial, node_fs__WEBPACK_IMPORTED_MODULE_1__.constants.COPYFILE_EXCL | node_fs__WEBPACK_IMPORTED_MODULE_1__.constants.COPYFILE_FICLONE);
        }
        const result = await fill(partial, copyOf === undefined ? 'wx+' : 'r+', write);
        await renameOver(partial, file);
        return result;
    }
    catch (error) {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rm)(partial, { force: true });
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .fromSystemError */ .Kh)(error, file);
    }
}
async function fill(partial, flags, write) {
    const handle = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.open)(partial, flags);
    try {
        const result = await write(handle);
        await handle.sync();
        return result;
    }
    finally {
        await handle.close();
    }
}
/**
 * Writes files that belong together; none has its name before all are complete.
 *
 * @param files the final paths, in one folder
 * @param write fills the open file of that index
 */
async function writeOutputs(files, write) {
    const partials = [];
    try {
        for (const [index, file] of files.entries()) {
            const partial = await partialBeside(file);
            partials.push(partial);
            await fill(partial, 'wx+', (handle) => write(handle, index)).catch((error) => {
                throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .fromSystemError */ .Kh)(error, file);
            });
        }
        for (const [index, file] of files.entries())
            await renameOver(partials[index], file);
    }
    catch (error) {
        for (const partial of partials)
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rm)(partial, { force: true });
        throw error;
    }
}
/** Where a not yet complete `file` may be made: in the same folder, after what killed processes left was removed. */
async function partialBeside(file) {
    const folder = node_path__WEBPACK_IMPORTED_MODULE_3__.dirname(node_path__WEBPACK_IMPORTED_MODULE_3__.resolve(file));
    try {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.mkdir)(folder, { recursive: true });
        await removeLeftovers(folder, node_path__WEBPACK_IMPORTED_MODULE_3__.basename(file));
    }
    catch (error) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .fromSystemError */ .Kh)(error, folder);
    }
    const unique = `${process.pid}-${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(4).toString('hex')}`;
    return node_path__WEBPACK_IMPORTED_MODULE_3__.join(folder, `.${node_path__WEBPACK_IMPORTED_MODULE_3__.basename(file)}.${unique}.partial`);
}
/** A rename that replaces; on Windows a virus scanner may hold the file for a moment. */
async function renameOver(from, to) {
    for (let attempt = 1;; attempt++) {
        try {
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rename)(from, to);
            return;
        }
        catch (error) {
            const { code } = error;
            const passing = code === 'EPERM' || code === 'EACCES' || code === 'EBUSY';
            if (process.platform !== 'win32' || !passing)
                throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .fromSystemError */ .Kh)(error, to.toString());
            if (attempt === 20)
                throw inUse(error, to.toString());
            await new Promise((resolve) => setTimeout(resolve, attempt * 50));
        }
    }
}
/** Windows says that it is not permitted where a file of that name, or one in a folder, is open. */
function inUse(cause, subject) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .FactoryError */ .Xx('busy', {
        subject,
        found: 'Windows does not let it be replaced: a program has it open, or this account may not write there',
        next: 'close what uses it, then run it again',
        cause,
    });
}
/** Removes what killed processes left of a file or folder `name`; what Windows still holds is left for the next time. */
async function removeLeftovers(folder, name) {
    for (const entry of await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.readdir)(folder)) {
        if (!entry.startsWith(`.${name}.`) || !entry.endsWith('.partial'))
            continue;
        const pid = /^(\d+)-[0-9a-f]{8}$/.exec(entry.slice(name.length + 2, -'.partial'.length))?.[1];
        if (pid !== undefined && !isRunning(Number(pid))) {
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rm)(node_path__WEBPACK_IMPORTED_MODULE_3__.join(folder, entry), { recursive: true, force: true }).catch(() => undefined);
        }
    }
}
/** Whether a process of this host has that number. */
function isRunning(pid) {
    try {
        process.kill(pid, 0);
        return true;
    }
    catch (error) {
        return error.code === 'EPERM';
    }
}
//# sourceMappingURL=output.js.map

/***/ }),

/***/ 31838:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ silentReporter)
/* harmony export */ });
/** The port through which every long operation says how far it is, and learns that it shall stop. */
/** A reporter that says nothing. */
function silentReporter(signal = new AbortController().signal) {
    const task = { advance() { }, end() { } };
    return { signal, task: () => task, section: () => ({ end() { } }), info() { }, warn() { }, secret() { } };
}
//# sourceMappingURL=progress.js.map

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

/***/ 88536:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  J8: () => (/* reexport */ ATTESTATION_NAME),
  Ah: () => (/* reexport */ CHANGES_NAME),
  jP: () => (/* reexport */ GITHUB_SPLIT),
  ir: () => (/* reexport */ MANIFEST_NAME),
  Zx: () => (/* reexport */ SET_NAME),
  Bm: () => (/* reexport */ SUMS_NAME),
  OB: () => (/* reexport */ WIM_NAME),
  VU: () => (/* reexport */ attestationOptions),
  xQ: () => (/* reexport */ checkCoverage),
  X7: () => (/* reexport */ checkReplaceable),
  nI: () => (/* reexport */ describeBytes),
  uY: () => (/* reexport */ fetchRelease),
  SF: () => (/* reexport */ fetchSumsOf),
  DC: () => (/* reexport */ hashFile),
  Wz: () => (/* reexport */ isGitHub),
  gS: () => (/* reexport */ openRelease),
  Ch: () => (/* reexport */ openStore),
  iJ: () => (/* reexport */ readRelease),
  Qj: () => (/* reexport */ repairFolder),
  d4: () => (/* reexport */ writeRelease)
});

// UNUSED EXPORTS: BODY_LIMIT, FILE_LIMIT, GitHubApi, HttpClient, TransientError, checkAttestation, fetchManifestOf, folderStore, githubSource, githubStore, isReleaseName, noAttestation, openGitHub, piecesOf, readText, retrying

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
;// CONCATENATED MODULE: ./build/src/release/names.js
/** The constant names of a release, by which DISM, Windows Setup and `image-factory fetch` find its parts. */
const WIM_NAME = 'install.wim';
/** The first part of a split set; the others are install2.swm, install3.swm and so on. */
const SET_NAME = 'install.swm';
const MANIFEST_NAME = 'manifest.json';
/** The entry: it lists everything else. */
const SUMS_NAME = 'SHA256SUMS';
/** What changed since the release before: it follows from both, so it is no part of what a release is. */
const CHANGES_NAME = 'changes.md';
/** A Sigstore bundle over the other files. */
const ATTESTATION_NAME = 'attestation.sigstore.json';
const NAMES = [
    WIM_NAME,
    MANIFEST_NAME,
    SUMS_NAME,
    'report.html',
    CHANGES_NAME,
    'sbom.cdx.json',
    ATTESTATION_NAME,
];
/** Whether a file of that name can be part of a release: `install2.swm` is one. */
function isReleaseName(name) {
    return NAMES.includes(name) || /^install([2-9]|[1-9][0-9]+)?\.swm$/.test(name);
}
//# sourceMappingURL=names.js.map
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
;// CONCATENATED MODULE: ./build/src/release/sums.js
/**
 * `SHA256SUMS`, as `sha256sum -c` reads it: 64 hexadecimal digits, two spaces, a name, a line feed; sorted by name.
 */




/** More than this is no list of a release's few files. */
const MAX_BYTES = 1 << 20;
function formatSums(sums) {
    return [...sums]
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, sha256]) => `${sha256}  ${name}\n`)
        .join('');
}
/** @throws not-found where the folder holds no release; damaged where its list is none */
async function readSums(folder) {
    const file = external_node_path_.join(folder, SUMS_NAME);
    try {
        return parseSums(await (0,promises_.readFile)(file, 'utf8'), file);
    }
    catch (error) {
        if (error.code !== 'ENOENT')
            throw (0,errors/* fromSystemError */.Kh)(error, file);
        throw new errors/* FactoryError */.Xx('not-found', {
            subject: folder,
            found: `no ${SUMS_NAME}`,
            expected: 'a release folder, as "image-factory build" makes it',
            next: 'check the path',
        });
    }
}
/** @param subject where it was read, for errors. @throws damaged */
function parseSums(text, subject) {
    const sums = new Map();
    for (const [index, line] of text.slice(0, MAX_BYTES).split(/\r?\n/).entries()) {
        if (line === '')
            continue;
        const [, sha256 = '', name = ''] = /^([0-9a-fA-F]{64}) [ *](.+)$/.exec(line) ?? [];
        if (sha256 === '' || !isReleaseName(name) || name === SUMS_NAME) {
            const expected = 'a SHA-256, two spaces and the name of a file of the release';
            throw new errors/* FactoryError */.Xx('damaged', {
                subject: `${subject}:${index + 1}`,
                found: JSON.stringify(line.slice(0, 120)),
                expected,
            });
        }
        sums.set(name, sha256.toLowerCase());
    }
    return sums;
}
//# sourceMappingURL=sums.js.map
;// CONCATENATED MODULE: ./build/src/release/attestation/signer.js
/** Who must have signed an attestation: `--signer` of fetch. */

/** Tokens of GitHub's runners come from here; those of an enterprise may have its name behind. */
const ISSUER = /^https:\/\/token\.actions\.(githubusercontent\.com|[a-z0-9-]+\.ghe\.com)(\/|$)/;
/** @param text OWNER/REPO, or the URL of a workflow file, with or without `@REF` @throws usage */
function parseSigner(text, subject) {
    if (/^[A-Za-z0-9][A-Za-z0-9-]*\/[A-Za-z0-9._-]+$/.test(text))
        return { kind: 'repository', name: text };
    if (/^https:\/\/[^/]+\/[^/]+\/[^/]+\/.+\.ya?ml(@.+)?$/.test(text))
        return { kind: 'workflow', identity: text };
    throw new errors/* FactoryError */.Xx('usage', {
        subject,
        found: `"${text}"`,
        expected: 'OWNER/REPO, or the URL of a workflow: https://github.com/OWNER/REPO/.github/workflows/NAME.yml, with @REF or without',
    });
}
/** @returns null where it is who it must be */
function signerMistake(rule, { signer, issuer, repository }) {
    const next = 'take the release only if you trust that signer: then name it with --signer';
    if (!ISSUER.test(issuer)) {
        return { found: `it is signed with a token of ${issuer}`, expected: "a token of GitHub's runners", next };
    }
    if (rule.kind === 'workflow') {
        const { identity } = rule;
        const isIt = identity.includes('@') ? signer === identity : signer.startsWith(`${identity}@`);
        return isIt ? null : { found: `it is signed by ${signer}`, expected: identity, next };
    }
    const built = repository ?? signer;
    const path = /^https:\/\/[^/]+\/([^/]+\/[^/@]+)/.exec(built)?.[1] ?? '';
    if (path.toLowerCase() === rule.name.toLowerCase())
        return null;
    return { found: `it was built in ${built}`, expected: `the repository ${rule.name}`, next };
}
/** Whose attestation a release of GitHub must be where nobody else is named. @param label `github:OWNER/REPO@TAG` */
function ownSigner(label) {
    const name = /^github:(.+)@[^@]*$/.exec(label)?.[1];
    return name === undefined ? null : { kind: 'repository', name };
}
//# sourceMappingURL=signer.js.map
;// CONCATENATED MODULE: ./build/src/release/attestation/attestation.js
/**
 * `attestation.sigstore.json` of a release: a Sigstore bundle (v0.3) over an in-toto statement whose subjects are the
 * release's files. Who may have signed is the caller's to say; that somebody did is checked against a trusted root.
 */






/**
 * @param file the bundle @param label the release, for messages
 * @throws refused where it is not of this release, or of somebody else; store where Sigstore's root cannot be had
 */
async function checkAttestation(file, label, sums, { signer, trustedRoot }, reporter) {
    const subject = `${label}: ${ATTESTATION_NAME}`;
    const roots = trustedRoot === null ? null : await readRoots(trustedRoot);
    // The libraries take time to load, and most releases need none of them.
    const { verifyBundle } = await Promise.all(/* import() */[__webpack_require__.e(878), __webpack_require__.e(275), __webpack_require__.e(303), __webpack_require__.e(610)]).then(__webpack_require__.bind(__webpack_require__, 82610));
    const text = await (0,promises_.readFile)(file, 'utf8');
    const { statement, ...attested } = await verifyBundle(text, roots, subject);
    refuseOther(subject, statement.subjects, sums);
    const mistake = signer === null ? null : signerMistake(signer, attested);
    if (mistake !== null)
        throw new errors/* FactoryError */.Xx('refused', { subject, ...mistake });
    reporter.info(`${subject}: signed by ${attested.signer}`);
    return { ...attested, predicateType: statement.predicateType };
}
/**
 * Whether a bundle that was just made is of these files; who signed it is the consumer's to check.
 *
 * @param file the bundle
 * @throws refused where it is not; damaged where it is no bundle
 */
async function checkCoverage(file, sums) {
    const text = await (0,promises_.readFile)(file, 'utf8').catch((error) => {
        throw (0,errors/* fromSystemError */.Kh)(error, file);
    });
    refuseOther(file, claimedSubjects(text, file), sums);
}
/** SHA-256 of what an in-toto statement says it is about. */
function claimedSubjects(text, file) {
    try {
        const { dsseEnvelope } = JSON.parse(text);
        const { subject } = JSON.parse(Buffer.from(dsseEnvelope.payload, 'base64').toString('utf8'));
        return subject.flatMap(({ digest }) => digest.sha256?.toLowerCase() ?? []);
    }
    catch (cause) {
        throw new errors/* FactoryError */.Xx('damaged', {
            subject: file,
            found: 'no Sigstore bundle over an in-toto statement',
            expected: 'a bundle as actions/attest makes it',
            next: 'attest the release again',
            cause,
        });
    }
}
function refuseOther(subject, subjects, sums) {
    const missing = uncovered(subjects, sums);
    if (missing === null)
        return;
    throw new errors/* FactoryError */.Xx('refused', {
        subject,
        found: `it says nothing of ${missing} as it is in this release`,
        expected: `each file that ${SUMS_NAME} lists, with its SHA-256`,
        next: 'attest the release again, and publish it with that attestation',
    });
}
function noAttestation(label) {
    return new errors/* FactoryError */.Xx('refused', {
        subject: label,
        found: `no ${ATTESTATION_NAME}`,
        expected: 'an attested release',
        next: 'fetch one that is attested, or leave out --require-attestation',
    });
}
/** The list itself may be what is attested, or everything in it. @returns the first file that is not; null: none */
function uncovered(subjects, sums) {
    const rest = [...sums].filter(([name]) => name !== ATTESTATION_NAME);
    const list = (0,external_node_crypto_.createHash)('sha256')
        .update(formatSums(new Map(rest)))
        .digest('hex');
    if (subjects.includes(list))
        return null;
    return rest.find(([, sha256]) => !subjects.includes(sha256))?.[0] ?? null;
}
async function readRoots(file) {
    const text = await (0,promises_.readFile)(file, 'utf8').catch((error) => {
        throw (0,errors/* fromSystemError */.Kh)(error, file);
    });
    const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
    return lines.every(isObject) ? lines : [text];
}
function isObject(line) {
    return line.trimStart().startsWith('{') && line.trimEnd().endsWith('}');
}
//# sourceMappingURL=attestation.js.map
;// CONCATENATED MODULE: ./build/src/release/attestation/options.js
/** What a user asks of an attestation, on the command line or as inputs of a step. */


/** @param label of the release. @throws usage where one is required and nobody says whose */
function attestationOptions(label, { required, signer: text, trustedRoot, words }) {
    const signer = text === null ? ownSigner(label) : parseSigner(text, words.signer);
    if (required && signer === null) {
        throw new errors/* FactoryError */.Xx('usage', {
            subject: words.required,
            found: `${label} does not say whose release it is`,
            expected: `${words.signer} with who signs`,
            next: `name the repository in which it is built: OWNER/REPO as ${words.signer}`,
        });
    }
    return { required, signer, trustedRoot };
}
//# sourceMappingURL=options.js.map
;// CONCATENATED MODULE: ./build/src/release/attestation/index.js


//# sourceMappingURL=index.js.map
// EXTERNAL MODULE: ./build/src/bytes/index.js + 7 modules
var bytes = __webpack_require__(22290);
// EXTERNAL MODULE: ./build/src/manifest/index.js + 21 modules
var src_manifest = __webpack_require__(99458);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: ./build/src/read-pieces.js
var read_pieces = __webpack_require__(73405);
;// CONCATENATED MODULE: ./build/src/release/hash.js
/** The SHA-256 of a file. */


/** @throws not-found, permission; what the reporter's signal says */
async function hashFile(file, reporter) {
    const pieces = (0,read_pieces/* readPieces */.u)(file, `Hashing ${file}`, reporter);
    const hash = (0,external_node_crypto_.createHash)('sha256');
    let size = 0;
    for await (const piece of pieces) {
        hash.update(piece);
        size += piece.length;
    }
    return { size, sha256: hash.digest('hex') };
}
//# sourceMappingURL=hash.js.map
// EXTERNAL MODULE: ./build/src/output.js
var output = __webpack_require__(27208);
;// CONCATENATED MODULE: ./build/src/release/folder/replace.js
/**
 * A release folder appears complete or not at all, and replaces an older one as a whole.
 *
 * The new one is made beside it, as `.NAME.PID-XXXXXXXX.partial`. Then the older one is renamed to
 * `.NAME.PID-XXXXXXXX.old`, the new one to NAME, and the older one removed. Killed between the two renames, NAME is
 * missing; `repairFolder` renames the older one back, at the start of the next build.
 */





/**
 * Makes the folder `out` through `fill`, and gives it its name when that has returned.
 *
 * @param fill gets an empty folder on the same file system; what it throws is passed on and leaves nothing behind
 * @throws exists where `out` holds files that are no part of a release: they would vanish with the older one
 */
async function replaceFolder(out, fill) {
    const target = await realPlace(out);
    await repairFolder(target);
    await checkReplaceable(target);
    const partial = await (0,output/* partialBeside */.OY)(target);
    try {
        await (0,promises_.mkdir)(partial);
        await fill(partial);
        await checkReplaceable(target);
        await swap(partial, target);
    }
    catch (error) {
        await (0,promises_.rm)(partial, { recursive: true, force: true });
        throw (0,errors/* fromSystemError */.Kh)(error, out);
    }
}
/** @throws exists where a file, or a folder with anything but a release, is in the way */
async function checkReplaceable(out) {
    if (external_node_path_.dirname(external_node_path_.resolve(out)) === external_node_path_.resolve(out)) {
        throw new errors/* FactoryError */.Xx('usage', {
            subject: out,
            found: 'the root of a file system, which cannot be replaced',
            expected: 'a folder in it',
            next: 'name another folder',
        });
    }
    let names;
    try {
        names = await (0,promises_.readdir)(await realPlace(out));
    }
    catch (error) {
        const { code } = error;
        if (code === 'ENOENT')
            return;
        if (code !== 'ENOTDIR')
            throw (0,errors/* fromSystemError */.Kh)(error, out);
        throw new errors/* FactoryError */.Xx('exists', {
            subject: out,
            found: 'a file',
            expected: 'a folder, or nothing',
            next: 'name another folder',
        });
    }
    const foreign = names.filter((name) => !isReleaseName(name));
    if (foreign.length === 0)
        return;
    const some = foreign.slice(0, 3).map((name) => `"${name}"`);
    const more = foreign.length > some.length ? ` and ${foreign.length - some.length} more` : '';
    throw new errors/* FactoryError */.Xx('exists', {
        subject: out,
        found: `holds ${some.join(', ')}${more}, which are no part of a release`,
        expected: 'an empty folder, a release, or nothing: the folder is replaced as a whole',
        next: 'name another folder, or move them away',
    });
}
/**
 * Undoes or ends a replacement that was killed, and removes what else ended processes left beside `out`.
 *
 * @returns whether the older release was put back
 */
async function repairFolder(out) {
    const target = await realPlace(out);
    if (!(await exists(external_node_path_.dirname(target))))
        return false;
    await (0,output/* removeLeftovers */.DA)(external_node_path_.dirname(target), external_node_path_.basename(target));
    let isThere = await exists(target);
    let putBack = false;
    for (const old of await retired(target)) {
        if (isThere) {
            await removeOld(old);
        }
        else {
            await (0,output/* renameOver */.HB)(old, target);
            isThere = true;
            putBack = true;
        }
    }
    return putBack;
}
async function swap(partial, target) {
    const old = `${partial.slice(0, -'.partial'.length)}.old`;
    const replaces = await exists(target);
    if (replaces)
        await (0,output/* renameOver */.HB)(target, old);
    try {
        await (0,output/* renameOver */.HB)(partial, target);
    }
    catch (error) {
        if (replaces)
            await (0,output/* renameOver */.HB)(old, target);
        throw error;
    }
    if (replaces)
        await removeOld(old);
}
/** The new release is out: an older one that somebody still reads on Windows waits for the next build to remove it. */
async function removeOld(old) {
    await (0,promises_.rm)(old, { recursive: true, force: true, maxRetries: 5 }).catch(() => undefined);
}
/** What replaced folders of ended processes were renamed to. */
async function retired(target) {
    const folder = external_node_path_.dirname(target);
    const prefix = `.${external_node_path_.basename(target)}.`;
    return (await (0,promises_.readdir)(folder))
        .filter((name) => {
        const rest = name.startsWith(prefix) ? name.slice(prefix.length) : '';
        const pid = /^(\d+)-[0-9a-f]{8}\.old$/.exec(rest)?.[1];
        return pid !== undefined && (Number(pid) === process.pid || !(0,output/* isRunning */.W_)(Number(pid)));
    })
        .map((name) => external_node_path_.join(folder, name));
}
async function exists(file) {
    try {
        await (0,promises_.lstat)(file);
        return true;
    }
    catch (error) {
        if (error.code === 'ENOENT')
            return false;
        throw (0,errors/* fromSystemError */.Kh)(error, file);
    }
}
/** A link to a folder is followed: what it names is replaced, not the link. */
async function realPlace(out) {
    try {
        return await (0,promises_.realpath)(out);
    }
    catch (error) {
        if (error.code === 'ENOENT')
            return external_node_path_.resolve(out);
        throw (0,errors/* fromSystemError */.Kh)(error, out);
    }
}
//# sourceMappingURL=replace.js.map
;// CONCATENATED MODULE: ./build/src/release/folder/release-folder.js
/** A release as a folder of plain files under constant names. */








/**
 * Makes the release folder `out` of `files` and their SHA256SUMS, complete or not at all.
 *
 * @throws exists, no-space, permission; damaged where a file is not what its entry says
 */
async function writeRelease(out, files, reporter) {
    await replaceFolder(out, async (folder) => {
        for (const file of files) {
            reporter.signal.throwIfAborted();
            await linkOrCopy(file, external_node_path_.join(folder, file.name), reporter);
        }
        const sums = await (0,promises_.open)(external_node_path_.join(folder, SUMS_NAME), 'wx');
        try {
            await sums.writeFile(formatSums(new Map(files.map(({ name, sha256 }) => [name, sha256]))));
            await sums.sync();
        }
        finally {
            await sums.close();
        }
    });
}
/**
 * What a release folder holds, as its SHA256SUMS says; with `check`, every byte is hashed.
 *
 * @throws not-found, damaged
 */
async function readRelease(folder, reporter, check = false) {
    const files = [];
    for (const [name, sha256] of await readSums(folder)) {
        const file = external_node_path_.join(folder, name);
        const { size } = await (0,promises_.stat)(file).catch((error) => {
            throw (0,errors/* fromSystemError */.Kh)(error, file);
        });
        const found = check ? (await hashFile(file, reporter)).sha256 : sha256;
        if (found !== sha256)
            throw changed(file, `the SHA-256 ${found}`, sha256);
        files.push({ name, path: file, size, sha256 });
    }
    return files;
}
async function linkOrCopy(file, target, reporter) {
    const { size } = await (0,promises_.stat)(file.path);
    if (size !== file.size)
        throw changed(file.path, `${size} bytes`, `${file.size} bytes`);
    try {
        await (0,promises_.link)(file.path, target);
        return;
    }
    catch {
        // Every system says in its own code that there are no links (exFAT on Windows: EISDIR); the copy meets all else.
    }
    await (0,promises_.copyFile)(file.path, target, external_node_fs_.constants.COPYFILE_EXCL | external_node_fs_.constants.COPYFILE_FICLONE);
    const copy = await hashFile(target, reporter);
    if (copy.sha256 !== file.sha256)
        throw changed(target, `the SHA-256 ${copy.sha256}`, file.sha256);
    const handle = await (0,promises_.open)(target, 'r+');
    await handle.sync();
    await handle.close();
}
function changed(subject, found, expected) {
    return new errors/* FactoryError */.Xx('damaged', { subject, found, expected, next: 'build or fetch it again' });
}
//# sourceMappingURL=release-folder.js.map
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(78474);
// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(37067);
// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __webpack_require__(44708);
// EXTERNAL MODULE: ./build/src/version.js
var version = __webpack_require__(28009);
// EXTERNAL MODULE: external "node:tls"
var external_node_tls_ = __webpack_require__(41692);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
;// CONCATENATED MODULE: ./build/src/release/http/retry.js
/** Trying again: what may pass, how long to wait, and what to say when it does not pass. */



/** In milliseconds, like the others. */
const FIRST_WAIT = 1000;
const LONGEST_WAIT = 60_000;
/** An hour's limit is over in an hour. */
const LONGEST_TOLD = 70 * 60_000;
const ATTEMPTS = 8;
/** Waits that the server asked for: they are no failures, but no server asks forever. */
const TOLD_WAITS = 20;
/** What may pass by itself: no answer, an answer of 5xx, a limit. */
class TransientError extends Error {
    /** How long the server says to wait; null where it says nothing. */
    wait;
    /** Whether the server said that it did nothing of what was asked. */
    refused;
    constructor(message, of = {}) {
        super(message, of.cause === undefined ? {} : { cause: of.cause });
        this.wait = of.wait ?? null;
        this.refused = of.refused ?? false;
    }
}
/**
 * Calls `attempt` until it returns, or throws something else than a TransientError.
 *
 * @param what for messages: "Uploading install.wim"
 * @throws store when every attempt failed
 */
async function retrying(what, { reporter, wait = waitByClock }, attempt) {
    let failures = 0;
    let told = 0;
    for (;;) {
        try {
            return await attempt();
        }
        catch (error) {
            if (!(error instanceof TransientError))
                throw error;
            reporter.signal.throwIfAborted();
            if (error.wait === null)
                failures++;
            else
                told++;
            if (failures === ATTEMPTS || told === TOLD_WAITS || (error.wait ?? 0) > LONGEST_TOLD) {
                throw gaveUp(what, error, failures + told);
            }
            const milliseconds = error.wait ?? backOff(failures);
            reporter.info(`${what}: ${error.message}; again in ${(0,bytes/* formatDuration */.a3)(milliseconds)}`);
            await wait(milliseconds, reporter.signal);
        }
    }
}
/** Twice as long each time, and never the same for two that failed together. */
function backOff(failures) {
    const full = Math.min(FIRST_WAIT * 2 ** (failures - 1), LONGEST_WAIT);
    return Math.round(full / 2 + (Math.random() * full) / 2);
}
async function waitByClock(milliseconds, signal) {
    await (0,external_node_timers_promises_.setTimeout)(milliseconds, undefined, { signal }).catch(() => undefined);
    signal.throwIfAborted();
}
function gaveUp(subject, error, attempts) {
    const asks = error.wait === null ? '' : `; it asks to wait ${(0,bytes/* formatDuration */.a3)(error.wait)}`;
    return new errors/* FactoryError */.Xx('store', {
        subject,
        found: `${error.message}${asks} (attempt ${attempts})`,
        expected: 'an answer of success',
        next: 'run it again later: what is done stays done',
        cause: error,
    });
}
//# sourceMappingURL=retry.js.map
;// CONCATENATED MODULE: ./build/src/release/http/proxy.js
/**
 * The proxy that a request goes through, as the runner of GitHub Actions reads its environment: `https_proxy`,
 * `http_proxy` and `no_proxy`, in lower case before upper case. `no_proxy` lists hosts, each with its subdomains and
 * perhaps a port, or `*`; this host itself never needs a proxy.
 */





/** @throws usage where the variable holds no address */
function proxyFor(target, env) {
    if (bypasses(target, variable('no_proxy', env)?.[1] ?? ''))
        return null;
    const [name, value] = variable(target.protocol === 'https:' ? 'https_proxy' : 'http_proxy', env) ?? [];
    if (name === undefined || value === undefined)
        return null;
    const text = value.includes('://') ? value : `http://${value}`;
    const url = URL.canParse(text) ? new URL(text) : null;
    if (url === null || !/^https?:$/.test(url.protocol)) {
        throw new errors/* FactoryError */.Xx('usage', {
            subject: name,
            found: 'no address of a proxy',
            expected: 'http://HOST:PORT',
            next: 'correct the variable, or remove it',
        });
    }
    const [user, password] = [url.username, url.password].map(decodeURIComponent);
    url.username = '';
    url.password = '';
    const authorization = user === '' ? null : `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
    return { url, authorization };
}
function variable(name, env) {
    for (const key of [name, name.toUpperCase()]) {
        const value = env[key];
        if (value !== undefined && value !== '')
            return [key, value];
    }
    return null;
}
function bypasses({ hostname, port, protocol }, list) {
    const host = hostname.toLowerCase();
    if (host === 'localhost' || host === '[::1]' || host.startsWith('127.'))
        return true;
    const hostAndPort = `${host}:${port || (protocol === 'https:' ? '443' : '80')}`;
    return list
        .toLowerCase()
        .split(',')
        .map((word) => word.trim().replace(/^\*?\./, ''))
        .some((word) => word === '*' || (word !== '' && [host, hostAndPort].some((name) => isOf(name, word))));
}
function isOf(name, domain) {
    return name === domain || name.endsWith(`.${domain}`);
}
/** A TLS connection to `target` through the proxy, by CONNECT. @throws TransientError; store where the proxy refuses */
async function tunnelThrough({ url, authorization }, target, signal, stall) {
    const authority = `${target.hostname}:${target.port || '443'}`;
    const socket = await new Promise((resolve, reject) => {
        const fail = (error) => {
            reject(new TransientError(`proxy ${url.host}: ${error.message}`, { cause: error }));
        };
        const send = url.protocol === 'https:' ? external_node_https_.request : external_node_http_.request;
        const call = send(url, {
            method: 'CONNECT',
            path: authority,
            agent: false,
            signal,
            headers: {
                host: authority,
                ...(authorization === null ? {} : { 'proxy-authorization': authorization }),
            },
        });
        call.setTimeout(stall, () => call.destroy(new Error(`nothing moved for ${stall / 1000} s`)));
        call.on('error', fail);
        call.once('connect', ({ statusCode = 0, statusMessage = '' }, connected) => {
            if (statusCode === 200) {
                connected.setTimeout(0);
                resolve(connected);
                return;
            }
            connected.destroy();
            reject(refused(url, `${statusCode} ${statusMessage}`.trim(), authority));
        });
        call.once('response', ({ statusCode = 0, statusMessage = '' }) => {
            call.destroy();
            reject(refused(url, `${statusCode} ${statusMessage}`.trim(), authority));
        });
        call.end();
    });
    return (0,external_node_tls_.connect)({ socket, servername: target.hostname });
}
function refused(proxy, answer, authority) {
    return new errors/* FactoryError */.Xx('store', {
        subject: `proxy ${proxy.host}`,
        found: `${answer} for a connection to ${authority}`,
        expected: '200',
        next: answer.startsWith('407')
            ? 'give user and password in the address: http://USER:PASSWORD@HOST:PORT'
            : 'allow this host there, or name it in NO_PROXY',
    });
}
//# sourceMappingURL=proxy.js.map
;// CONCATENATED MODULE: ./build/src/release/http/client.js
/**
 * One HTTP request over node:http and node:https. The built-in `fetch` holds the whole body of an upload in memory, and
 * cannot send a body twice; here a body is made anew for each attempt and streams with its length known.
 */






/** How long nothing may move before a connection is given up, in milliseconds. */
const STALL = 120_000;
/** No answer that is read as a whole is larger. */
const MAX_TEXT = 128 << 20;
class HttpClient {
    #env;
    #stall;
    #agents = {
        'http:': new external_node_http_.Agent({ keepAlive: true }),
        'https:': new external_node_https_.Agent({ keepAlive: true }),
    };
    constructor({ env, stall = STALL }) {
        this.#env = env;
        this.#stall = stall;
    }
    /** @throws TransientError where no answer came; what the body or the signal throws */
    async send(request) {
        const { signal, body } = request;
        signal.throwIfAborted();
        const call = await this.#open(request);
        const answered = answerOf(call, request.url);
        answered.catch(() => undefined);
        call.setTimeout(this.#stall, () => {
            call.destroy(new Error(`nothing moved for ${this.#stall / 1000} s`));
        });
        try {
            await sendBody(call, body, this.#stall);
            const stream = await answered;
            return { status: stream.statusCode ?? 0, headers: stream.headers, stream };
        }
        catch (error) {
            call.destroy();
            signal.throwIfAborted();
            throw error;
        }
    }
    async #open({ method, url, headers = {}, body, signal }) {
        const target = new URL(url);
        const proxy = proxyFor(target, this.#env);
        const isText = typeof body === 'string';
        const options = {
            method,
            signal,
            headers: {
                'user-agent': `image-factory/${version/* VERSION */.x}`,
                ...(body === undefined
                    ? {}
                    : {
                        'content-type': isText ? 'application/json; charset=utf-8' : body.type,
                        'content-length': String(isText ? Buffer.byteLength(body) : body.size),
                    }),
                ...headers,
            },
        };
        if (target.protocol === 'https:' && proxy !== null) {
            const socket = await tunnelThrough(proxy, target, signal, this.#stall);
            return (0,external_node_https_.request)(target, { ...options, createConnection: () => socket });
        }
        if (proxy !== null)
            return throughHttpProxy(target, proxy.url, options, proxy.authorization);
        // A large body gets a connection of its own: one that was kept may be closed at the other end already.
        const own = typeof body === 'object';
        if (target.protocol === 'https:') {
            return (0,external_node_https_.request)(target, { ...options, agent: own ? false : this.#agents['https:'] });
        }
        return (0,external_node_http_.request)(target, { ...options, agent: own ? false : this.#agents['http:'] });
    }
}
function throughHttpProxy(target, proxy, options, authorization) {
    return (0,external_node_http_.request)(proxy, {
        ...options,
        agent: false,
        path: target.href,
        headers: {
            ...options.headers,
            host: target.host,
            ...(authorization === null ? {} : { 'proxy-authorization': authorization }),
        },
    });
}
async function answerOf(call, url) {
    return new Promise((resolve, reject) => {
        call.once('response', resolve);
        call.on('error', (error) => {
            reject(noAnswer(error, url));
        });
    });
}
function noAnswer(error, url) {
    const { code } = error;
    const reason = code !== undefined && !error.message.includes(code) ? `${error.message} (${code})` : error.message;
    return new TransientError(`${new URL(url).host}: ${reason}`, { cause: error });
}
/** Ends early where the answer comes before all is sent: then the answer says why. */
async function sendBody(call, body, stall) {
    if (body === undefined || typeof body === 'string') {
        call.end(body);
        return;
    }
    let isOver = false;
    const over = new Promise((resolve) => {
        const end = () => {
            isOver = true;
            resolve();
        };
        call.once('response', end);
        call.once('close', end);
    });
    for await (const piece of body.open()) {
        if (isOver)
            return;
        if (!call.write(piece))
            await Promise.race([(0,external_node_events_.once)(call, 'drain').catch(() => undefined), over]);
    }
    if (isOver)
        return;
    call.end();
    // What was sent is looked over at the other end, and nothing moves meanwhile.
    call.setTimeout(stall * 3);
}
/** The whole body as text. @throws TransientError where it breaks off */
async function readText({ stream }, url) {
    const pieces = [];
    let size = 0;
    try {
        for await (const piece of stream) {
            size += piece.length;
            if (size > MAX_TEXT)
                throw new Error(`an answer of more than ${MAX_TEXT} bytes`);
            pieces.push(piece);
        }
    }
    catch (error) {
        throw noAnswer(error, url);
    }
    return Buffer.concat(pieces).toString();
}
/** The body as it comes. Bytes that break off may come whole the next time: @throws TransientError. @param name of what it is */
async function* piecesOf({ stream }, name) {
    const pieces = stream[Symbol.asyncIterator]();
    try {
        for (;;) {
            const next = await pieces.next().catch((cause) => {
                throw new TransientError(`${name} broke off: ${cause.message}`, { cause });
            });
            if (next.done === true)
                return;
            yield next.value;
        }
    }
    finally {
        stream.destroy();
    }
}
//# sourceMappingURL=client.js.map
;// CONCATENATED MODULE: ./build/src/release/http/index.js


//# sourceMappingURL=index.js.map
;// CONCATENATED MODULE: ./build/src/release/fetch/ranges.js
/** Ranges of bytes of a part: what is there, what is missing, and what is asked for at once. */
/** Of what is missing, so much more may be asked for to save requests: with what else is asked, under a hundredth. */
const SPARE = 1 / 200;
/** What of `whole` none of `filled` has. @param filled in their order, none overlapping another */
function gapsIn(whole, filled) {
    const gaps = [];
    let at = whole.start;
    for (const { start, end } of filled) {
        if (start > at)
            gaps.push({ start: at, end: start });
        at = end;
    }
    if (at < whole.end)
        gaps.push({ start: at, end: whole.end });
    return gaps;
}
/** Joins ranges over the smallest holes between them, as long as few bytes are asked for in vain. */
function coalesce(ranges) {
    let spare = ranges.reduce((sum, { start, end }) => sum + end - start, 0) * SPARE;
    const holes = ranges.slice(1).map((range, at) => ({ at, size: range.start - (ranges[at]?.end ?? 0) }));
    const closed = new Set();
    for (const { at, size } of holes.toSorted((a, b) => a.size - b.size)) {
        if (size > spare)
            break;
        spare -= size;
        closed.add(at + 1);
    }
    const joined = [];
    for (const [at, range] of ranges.entries()) {
        const last = closed.has(at) ? joined.pop() : undefined;
        joined.push(last === undefined ? range : { start: last.start, end: range.end });
    }
    return joined;
}
//# sourceMappingURL=ranges.js.map
;// CONCATENATED MODULE: ./build/src/release/fetch/transfer.js
/** What one fetch knows on its way: where from, what it counted, how it tries again. */

function retriesOf({ reporter, wait }) {
    return { reporter, ...(wait === undefined ? {} : { wait }) };
}
/** How often wrong bytes are asked for again. */
const WRONG_ATTEMPTS = 3;
/** Calls `attempt` until it says that the bytes are right. @throws damaged where they never are */
async function untilRight(what, { source, reporter }, attempt) {
    for (let number = 1; number <= WRONG_ATTEMPTS; number++) {
        if (await attempt(number))
            return;
        reporter.info(`${what}: the bytes that came are not those that were published`);
    }
    throw new errors/* FactoryError */.Xx('damaged', {
        subject: `${source.label}: ${what}`,
        found: `bytes with another SHA-256, ${WRONG_ATTEMPTS} times`,
        expected: 'those that were published',
        next: source.remedy,
    });
}
//# sourceMappingURL=transfer.js.map
;// CONCATENATED MODULE: ./build/src/release/fetch/download.js
/** Downloads what is pending of a part: its blocks side by side, each by ranges; from a server without ranges the whole. */




const PARALLEL = 4;
/** A server answers with the whole file, whatever was asked for. */
class NoRanges extends Error {
}
/** @throws damaged, not-found, store */
async function downloadPart(file, transfer) {
    const { reporter, source } = transfer;
    const blocks = file.pending();
    if (blocks.length === 0)
        return;
    const bytes = blocks.flatMap((block) => file.gapsOf(block)).reduce((sum, gap) => sum + sizeOf(gap), 0);
    const task = reporter.task(`Downloading ${file.part.name}`, bytes, 'bytes');
    try {
        await inParallel(blocks, reporter, (block, stoppable) => fetchBlock(file, block, { ...transfer, reporter: stoppable }, task));
    }
    catch (error) {
        if (!(error instanceof NoRanges))
            throw error;
        reporter.info(`${source.label}: its server does not know ranges: ${file.part.name} comes as a whole`);
        await fetchWholePart(file, transfer);
    }
    finally {
        task.end();
    }
}
async function fetchBlock(file, block, transfer, task) {
    const what = `block ${block + 1} of ${file.part.blocks.length} of ${file.part.name}`;
    await untilRight(what, transfer, async (attempt) => {
        const ranges = attempt === 1 ? coalesce(file.gapsOf(block)) : [file.rangeOf(block)];
        for (const range of ranges)
            await fetchRange(file, range, transfer, task);
        return file.verify(block);
    });
}
/** What breaks off goes on where it broke off. */
async function fetchRange(file, range, transfer, task) {
    const { source, counts, reporter } = transfer;
    const { name } = file.part;
    let at = range.start;
    await retrying(`Downloading ${name}`, retriesOf(transfer), async () => {
        if (at === range.end)
            return;
        const asked = at;
        const { start, pieces } = await source.read(name, { start: asked, end: range.end }, reporter);
        for await (const piece of pieces) {
            counts.downloaded += piece.length;
            if (start !== asked)
                throw new NoRanges();
            const wanted = piece.subarray(0, range.end - at);
            await file.write(at, wanted);
            at += wanted.length;
            task.advance(wanted.length);
            // A whole file from its start serves the first range too; the rest of it is not waited for.
            if (wanted.length < piece.length)
                return;
        }
        if (at < range.end)
            throw new TransientError(`${name} broke off at byte ${at}`);
    });
}
async function fetchWholePart(file, transfer) {
    const { source, counts, reporter } = transfer;
    const { name, size } = file.part;
    await untilRight(name, transfer, async () => {
        await retrying(`Downloading ${name}`, retriesOf(transfer), async () => {
            const { pieces } = await source.read(name, null, reporter);
            let at = 0;
            let next = 0;
            for await (const piece of pieces) {
                counts.downloaded += piece.length;
                if (at + piece.length > size)
                    throw new TransientError(`${name} has more than ${size} bytes`);
                await file.write(at, piece);
                at += piece.length;
                // What is right stays, however far the rest gets.
                for (; (next + 1) * src_manifest/* BLOCK_SIZE */.cS <= at; next++)
                    await file.verify(next);
            }
            if (at < size)
                throw new TransientError(`${name} broke off at byte ${at}`);
            if (next < file.part.blocks.length)
                await file.verify(next);
        });
        return file.pending().length === 0;
    });
}
/** The first failure stops the others, and is thrown when all have stopped. */
async function inParallel(jobs, reporter, work) {
    const stop = new AbortController();
    const stoppable = withSignal(reporter, AbortSignal.any([reporter.signal, stop.signal]));
    const queue = jobs.values();
    const failures = [];
    const worker = async () => {
        for (const job of queue) {
            if (failures.length > 0)
                return;
            await work(job, stoppable).catch((error) => {
                failures.push(error);
                stop.abort(error);
            });
        }
    };
    await Promise.all(Array.from({ length: Math.min(PARALLEL, jobs.length) }, worker));
    if (failures.length > 0)
        throw failures[0];
}
function withSignal(reporter, signal) {
    return {
        signal,
        task: (title, total, unit) => reporter.task(title, total, unit),
        section: (title) => reporter.section(title),
        info: (message) => {
            reporter.info(message);
        },
        warn: (message) => {
            reporter.warn(message);
        },
        secret: (value) => {
            reporter.secret(value);
        },
    };
}
function sizeOf({ start, end }) {
    return end - start;
}
//# sourceMappingURL=download.js.map
;// CONCATENATED MODULE: ./build/src/release/fetch/small-files.js
/** The files of a release that are fetched as a whole: SHA256SUMS first, and what it lists beside the parts. */









const MAX_SUMS = 1 << 20;
/** The manifest of a million files has some hundred megabytes. */
const MAX_FILE = 2 ** 31;
/** The list of the release, written into `folder`. @throws not-found, damaged */
async function small_files_fetchSums(folder, transfer) {
    const said = transfer.source.sha256Of(SUMS_NAME);
    await untilRight(SUMS_NAME, transfer, async () => {
        const found = await fetchWhole(external_node_path_.join(folder, SUMS_NAME), MAX_SUMS, transfer);
        return found === (said ?? found);
    });
    const subject = `${transfer.source.label}: ${SUMS_NAME}`;
    const sums = parseSums(await (0,promises_.readFile)(external_node_path_.join(folder, SUMS_NAME), 'utf8'), subject);
    const missing = [MANIFEST_NAME, ...([WIM_NAME, SET_NAME].some((name) => sums.has(name)) ? [] : [WIM_NAME])];
    const first = missing.find((name) => !sums.has(name));
    if (first === undefined)
        return sums;
    throw new errors/* FactoryError */.Xx('damaged', {
        subject,
        found: `no ${first}`,
        expected: 'the list of a release that this program made',
    });
}
/** One file that SHA256SUMS lists; what an earlier run fetched is kept. @throws not-found, damaged, store */
async function fetchListed(file, sha256, transfer) {
    const known = await (0,promises_.stat)(file).catch(() => null);
    if (known !== null && (await hashFile(file, transfer.reporter)).sha256 === sha256) {
        transfer.counts.kept += known.size;
        return;
    }
    await untilRight(external_node_path_.basename(file), transfer, async () => {
        return (await fetchWhole(file, MAX_FILE, transfer)) === sha256;
    });
}
/** @returns the SHA-256 of what came */
async function fetchWhole(file, limit, transfer) {
    const { source, counts, reporter } = transfer;
    const name = external_node_path_.basename(file);
    return retrying(`Fetching ${name}`, retriesOf(transfer), async () => {
        const { pieces } = await source.read(name, null, reporter);
        const handle = await (0,promises_.open)(file, 'w');
        const hash = (0,external_node_crypto_.createHash)('sha256');
        let size = 0;
        try {
            for await (const piece of pieces) {
                size += piece.length;
                counts.downloaded += piece.length;
                if (size > limit)
                    throw new TransientError(`${name} has more than ${limit} bytes`);
                hash.update(piece);
                await handle.writeFile(piece);
            }
            await handle.sync();
        }
        finally {
            await handle.close();
        }
        return hash.digest('hex');
    });
}
//# sourceMappingURL=small-files.js.map
;// CONCATENATED MODULE: ./build/src/release/fetch/fetch-manifest.js
/** The manifest of a release, without its parts. */





/**
 * Downloads what says what a release is: `SHA256SUMS`, and the manifest that it lists.
 *
 * @param folder where both are written; they are the caller's to remove, when the manifest is read no more
 * @throws not-found, damaged, permission, store
 */
async function fetchManifestOf(source, folder, reporter) {
    const transfer = transferOf(source, reporter);
    const manifest = await fetchManifest(folder, await fetchSums(folder, transfer), transfer);
    return { ...manifest, label: source.label };
}
/**
 * Downloads the list of a release alone.
 *
 * @param folder where it is written; it is the caller's to remove
 * @throws not-found, damaged, permission, store
 */
function fetchSumsOf(source, folder, reporter) {
    return small_files_fetchSums(folder, transferOf(source, reporter));
}
function transferOf(source, reporter) {
    return { source, counts: { downloaded: 0, reused: 0, recompressed: 0, kept: 0 }, reporter };
}
/** @param sums those of the release, fetched */
async function fetchManifest(folder, sums, transfer) {
    const file = external_node_path_.join(folder, MANIFEST_NAME);
    await fetchListed(file, sums.get(MANIFEST_NAME) ?? '', transfer);
    try {
        return await (0,src_manifest/* readManifest */.WI)(file);
    }
    catch (error) {
        if (!(error instanceof errors/* FactoryError */.Xx))
            throw error;
        // What it was fetched into goes away with the error.
        const subject = error.details.subject.replace(file, `${transfer.source.label}: ${MANIFEST_NAME}`);
        throw new errors/* FactoryError */.Xx(error.code, { ...error.details, subject });
    }
}
//# sourceMappingURL=fetch-manifest.js.map
;// CONCATENATED MODULE: ./build/src/release/fetch/part-file.js
/**
 * A part on its way: a file of its full size, of which each block of 16 MiB is right or pending. What is right is never
 * written again, whoever brings bytes for it.
 */




const PIECE = 1 << 20;
class PartFile {
    part;
    path;
    #right;
    /** Of each block, what seeds brought. */
    #filled;
    #handle = null;
    constructor(part, path) {
        this.part = part;
        this.path = path;
        this.#right = part.blocks.map(() => false);
        this.#filled = part.blocks.map(() => []);
    }
    /** @returns how many bytes of it an earlier run made right */
    async open(reporter) {
        const isThere = (await (0,promises_.stat)(this.path).catch(() => null)) !== null;
        this.#handle = await (0,promises_.open)(this.path, isThere ? 'r+' : 'wx+');
        await this.#handle.truncate(this.part.size);
        if (!isThere)
            return 0;
        const task = reporter.task(`Checking what is there of ${this.part.name}`, this.part.size, 'bytes');
        let kept = 0;
        try {
            for (const block of this.part.blocks.keys()) {
                reporter.signal.throwIfAborted();
                const { start, end } = this.rangeOf(block);
                if (await this.verify(block))
                    kept += end - start;
                task.advance(end - start);
            }
        }
        finally {
            task.end();
        }
        return kept;
    }
    async close() {
        const handle = this.#handle;
        this.#handle = null;
        if (handle === null)
            return;
        await handle.sync();
        await handle.close();
    }
    rangeOf(block) {
        return { start: block * src_manifest/* BLOCK_SIZE */.cS, end: Math.min((block + 1) * src_manifest/* BLOCK_SIZE */.cS, this.part.size) };
    }
    pending() {
        return [...this.#right.keys()].filter((block) => this.#right[block] !== true);
    }
    /** Whether a range lies wholly in what is right. */
    isRight({ start, end }) {
        for (let block = Math.floor(start / src_manifest/* BLOCK_SIZE */.cS); block * src_manifest/* BLOCK_SIZE */.cS < end; block++) {
            if (this.#right[block] !== true)
                return false;
        }
        return true;
    }
    /** What is missing of a block. */
    gapsOf(block) {
        const filled = (this.#filled[block] ?? []).toSorted((a, b) => a.start - b.start);
        return gapsIn(this.rangeOf(block), filled);
    }
    /** Says that the right bytes of a range were written, each range once. @returns bytes that were pending */
    markFilled(range) {
        let bytes = 0;
        this.#eachPending(range, (block, start, end) => {
            const filled = this.#filled[block];
            const last = filled.at(-1);
            if (last?.end === start)
                filled[filled.length - 1] = { start: last.start, end };
            else
                filled.push({ start, end });
            bytes += end - start;
        });
        return bytes;
    }
    /** Writes what of `bytes` belongs to pending blocks. */
    async write(position, bytes) {
        const pieces = [];
        this.#eachPending({ start: position, end: position + bytes.length }, (_, start, end) => {
            pieces.push([start, bytes.subarray(start - position, end - position)]);
        });
        for (const [start, piece] of pieces) {
            for (let done = 0; done < piece.length;) {
                done += (await this.#open.write(piece, done, piece.length - done, start + done)).bytesWritten;
            }
        }
    }
    /** Reads a block back and compares its SHA-256. */
    async verify(block) {
        const { start, end } = this.rangeOf(block);
        const hash = (0,external_node_crypto_.createHash)('sha256');
        const buffer = Buffer.allocUnsafe(Math.min(PIECE, end - start));
        for (let at = start; at < end;) {
            const { bytesRead } = await this.#open.read(buffer, 0, Math.min(buffer.length, end - at), at);
            if (bytesRead === 0)
                return false;
            hash.update(buffer.subarray(0, bytesRead));
            at += bytesRead;
        }
        this.#right[block] = hash.digest('hex') === this.part.blocks[block];
        return this.#right[block];
    }
    get #open() {
        if (this.#handle === null)
            throw new Error(`${this.path} is not open`);
        return this.#handle;
    }
    #eachPending({ start, end }, visit) {
        for (let block = Math.floor(start / src_manifest/* BLOCK_SIZE */.cS); block * src_manifest/* BLOCK_SIZE */.cS < end; block++) {
            const whole = this.rangeOf(block);
            if (this.#right[block] === true)
                continue;
            visit(block, Math.max(start, whole.start), Math.min(end, whole.end));
        }
    }
}
//# sourceMappingURL=part-file.js.map
// EXTERNAL MODULE: ./build/src/wim/index.js + 42 modules
var wim = __webpack_require__(60315);
// EXTERNAL MODULE: ./build/src/progress.js
var progress = __webpack_require__(31838);
;// CONCATENATED MODULE: ./build/src/release/content.js
/** The files of a release as they go into a store: SHA256SUMS beside the others, each checked while it is read. */





const content_PIECE = 1 << 18;
/** The small ones first, so that a right that is missing shows before hours are spent. */
function contentsOf(files) {
    const sums = Buffer.from(formatSums(new Map(files.map(({ name, sha256 }) => [name, sha256]))));
    const contents = files.map((file) => ({ ...file, open: () => readChecked(file) }));
    const sha256 = (0,external_node_crypto_.createHash)('sha256').update(sums).digest('hex');
    contents.push({
        name: SUMS_NAME,
        size: sums.length,
        sha256,
        async *open() {
            yield sums;
        },
    });
    return contents.toSorted((a, b) => a.size - b.size);
}
async function* readChecked({ path, size, sha256, }) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    let length = 0;
    let held = null;
    const stream = (0,external_node_fs_.createReadStream)(path, { highWaterMark: content_PIECE });
    try {
        for await (const piece of stream) {
            hash.update(piece);
            length += piece.length;
            if (length > size)
                throw content_changed(path, `more than ${size} bytes`, `${size} bytes`);
            if (held !== null)
                yield held;
            held = piece;
        }
    }
    catch (error) {
        throw (0,errors/* fromSystemError */.Kh)(error, path);
    }
    finally {
        stream.destroy();
    }
    if (length !== size)
        throw content_changed(path, `${length} bytes`, `${size} bytes`);
    const found = hash.digest('hex');
    if (found !== sha256)
        throw content_changed(path, `the SHA-256 ${found}`, sha256);
    if (held !== null)
        yield held;
}
function content_changed(subject, found, expected) {
    return new errors/* FactoryError */.Xx('damaged', { subject, found, expected, next: 'build or fetch it again' });
}
//# sourceMappingURL=content.js.map
;// CONCATENATED MODULE: ./build/src/release/folder/folder-store.js
/** A store that is a folder: each release is a folder of it, called as its tag. */













function folderStore(folder) {
    return {
        label: folder,
        fileLimit: null,
        check: () => checkFolder(folder),
        list: () => listReleases(folder),
        put: async (release, { reporter }) => putRelease(folder, checkTag(release.tag), release, reporter),
        save: async ({ location }, name, target, reporter) => save(location, name, target, reporter),
        remove: async ({ location }) => {
            // Under another name it is no release any more, however far the removal gets.
            const doomed = await (0,output/* partialBeside */.OY)(location);
            await (0,output/* renameOver */.HB)(location, doomed);
            await (0,promises_.rm)(doomed, { recursive: true, force: true, maxRetries: 5 });
        },
    };
}
/** What is there of it may be written to. */
async function checkFolder(folder) {
    try {
        await (0,promises_.access)(folder, promises_.constants.W_OK);
    }
    catch (error) {
        const above = external_node_path_.dirname(folder);
        if (error.code !== 'ENOENT' || above === folder) {
            throw (0,errors/* fromSystemError */.Kh)(error, folder);
        }
        await checkFolder(above);
    }
}
/** A tag becomes the name of a folder: nothing that leads out of the store, or that Windows cannot name. */
function checkTag(tag) {
    if (/^[A-Za-z0-9][A-Za-z0-9._+-]{0,199}$/.test(tag) && !tag.endsWith('.'))
        return tag;
    throw new errors/* FactoryError */.Xx('usage', {
        subject: `tag "${tag}"`,
        found: 'a tag that cannot name a folder',
        expected: 'letters, digits, ".", "_", "+" and "-", beginning with a letter or digit',
    });
}
async function listReleases(folder) {
    let names;
    try {
        names = await (0,promises_.readdir)(folder);
    }
    catch (error) {
        if (error.code === 'ENOENT')
            return [];
        throw (0,errors/* fromSystemError */.Kh)(error, folder);
    }
    const releases = [];
    for (const tag of names.filter((name) => !name.startsWith('.'))) {
        const location = external_node_path_.join(folder, tag);
        const entry = await (0,promises_.stat)(external_node_path_.join(location, SUMS_NAME)).catch(() => null);
        if (entry === null)
            continue;
        releases.push({ tag, published: entry.mtime, image: await imageOf(location), location });
    }
    return releases.toSorted((a, b) => a.published.getTime() - b.published.getTime() || (a.tag < b.tag ? -1 : 1));
}
/** What has no manifest of ours is not of ours. */
async function imageOf(location) {
    const manifest = await (0,src_manifest/* readManifest */.WI)(external_node_path_.join(location, MANIFEST_NAME)).catch(() => null);
    return manifest?.facts.name ?? null;
}
async function putRelease(folder, tag, { files }, reporter) {
    const location = external_node_path_.join(folder, tag);
    const names = files.map(({ name }) => name);
    if (await isFolder(location)) {
        if (await holds(location, files, reporter)) {
            return { location, changed: false, uploaded: [], kept: names };
        }
        throw new errors/* FactoryError */.Xx('exists', {
            subject: `${folder}@${tag}`,
            found: 'another release under this tag',
            expected: 'a tag that is free: a release never changes',
            next: 'raise the version of the definition',
        });
    }
    const partial = await (0,output/* partialBeside */.OY)(location);
    try {
        await (0,promises_.mkdir)(partial);
        for (const content of contentsOf(files)) {
            await copyChecked(content, external_node_path_.join(partial, content.name), reporter);
        }
        await (0,output/* renameOver */.HB)(partial, location);
        return { location, changed: true, uploaded: [...names, SUMS_NAME], kept: [] };
    }
    catch (error) {
        await (0,promises_.rm)(partial, { recursive: true, force: true });
        throw (0,errors/* fromSystemError */.Kh)(error, location);
    }
}
/** Whether a release that is there has the same contents; what follows from other releases is not compared. */
async function holds(location, files, reporter) {
    const sums = new Map(await readSums(location));
    const own = files.filter(({ name }) => name !== CHANGES_NAME);
    sums.delete(CHANGES_NAME);
    if (sums.size !== own.length || !own.every(({ name, sha256 }) => sums.get(name) === sha256))
        return false;
    await readRelease(location, reporter, true);
    return true;
}
async function copyChecked(content, target, reporter) {
    const handle = await (0,promises_.open)(target, 'wx+');
    const task = reporter.task(`Publishing ${content.name}`, content.size, 'bytes');
    try {
        for await (const piece of content.open()) {
            reporter.signal.throwIfAborted();
            await handle.writeFile(piece);
            task.advance(piece.length);
        }
        await handle.sync();
    }
    finally {
        task.end();
        await handle.close();
    }
    const { sha256 } = await hashFile(target, reporter);
    if (sha256 === content.sha256)
        return;
    const [found, expected] = [`the SHA-256 ${sha256}`, content.sha256];
    throw new errors/* FactoryError */.Xx('damaged', {
        subject: target,
        found,
        expected,
        next: 'check the disk of the store',
    });
}
async function save(location, name, target, reporter) {
    const file = (await readRelease(location, (0,progress/* silentReporter */.P)())).find((candidate) => candidate.name === name);
    if (file === undefined) {
        throw new errors/* FactoryError */.Xx('not-found', { subject: location, found: `no ${name} in its ${SUMS_NAME}` });
    }
    await (0,output/* writeOutput */.zh)(target, async (handle) => {
        const hash = (0,external_node_crypto_.createHash)('sha256');
        for await (const piece of (0,read_pieces/* readPieces */.u)(file.path, `Reading ${name}`, reporter)) {
            await handle.writeFile(piece);
            hash.update(piece);
        }
        const found = hash.digest('hex');
        if (found === file.sha256)
            return;
        throw new errors/* FactoryError */.Xx('damaged', {
            subject: file.path,
            found: `the SHA-256 ${found}`,
            expected: file.sha256,
        });
    });
}
async function isFolder(place) {
    try {
        return (await (0,promises_.stat)(place)).isDirectory();
    }
    catch (error) {
        if (error.code === 'ENOENT')
            return false;
        throw (0,errors/* fromSystemError */.Kh)(error, place);
    }
}
//# sourceMappingURL=folder-store.js.map
;// CONCATENATED MODULE: ./build/src/release/github/failures.js
/** What an answer of GitHub that is no success means: to be tried again, or told with what to do. */


/** A secondary limit without a time asks for a minute at least. */
const SECONDARY_WAIT = 60_000;
function failureOf(failure) {
    const { status, headers, what } = failure;
    const message = messageOf(failure);
    const limit = limitWait(failure, message);
    if (limit !== null)
        return new TransientError(message, { wait: limit, refused: true });
    if (status >= 500 || status === 408) {
        const after = Number(headers['retry-after'] ?? Number.NaN) * 1000;
        return new TransientError(message, Number.isNaN(after) ? {} : { wait: after });
    }
    const { code, expected, next } = adviceFor(failure, message);
    return new errors/* FactoryError */.Xx(code, { subject: failure.subject, found: `${what}: ${message}`, expected, next });
}
/** Milliseconds to wait where this is a limit; null where it is none. */
function limitWait({ status, headers }, message) {
    if (status !== 403 && status !== 429)
        return null;
    const after = Number(headers['retry-after'] ?? Number.NaN);
    if (!Number.isNaN(after))
        return after * 1000;
    const reset = Number(headers['x-ratelimit-reset'] ?? Number.NaN);
    if (headers['x-ratelimit-remaining'] === '0' && !Number.isNaN(reset)) {
        return Math.max(reset * 1000 - Date.now(), 0) + 1000;
    }
    return status === 429 || /secondary rate limit|abuse detection/i.test(message) ? SECONDARY_WAIT : null;
}
function adviceFor({ status, headers, token, access, text }, message) {
    if (status >= 300 && status < 400) {
        const next = 'it was renamed or moved: use the name that its page on GitHub has now';
        return { code: 'not-found', expected: 'the repository under this name', next };
    }
    if (status === 401) {
        return { code: 'permission', expected: 'a token that is good', next: renewal(token, access) };
    }
    if (status === 403 && headers['x-github-sso'] !== undefined) {
        const next = 'authorize the token for the single sign-on of the organization';
        return { code: 'permission', expected: 'a token that the organization accepts', next };
    }
    if (status === 403) {
        return {
            code: 'permission',
            expected: access === 'read' ? 'the right to read its releases' : 'the right to write releases',
            next: token === null
                ? noToken(access)
                : `give the job "permissions: contents: ${access}", or use a token with that right`,
        };
    }
    if (status === 404) {
        return {
            code: 'not-found',
            expected: access === 'read' ? 'a repository that may be read' : 'a repository that this token may write to',
            next: notFoundAdvice(token, access),
        };
    }
    if (isTaken(text)) {
        const next = 'run it again: it says how that release differs from this one';
        return { code: 'exists', expected: 'a tag that is free', next };
    }
    if (/immutable release/i.test(message)) {
        return {
            code: 'exists',
            expected: 'a tag that no immutable release ever had',
            next: 'raise the version of the definition',
        };
    }
    return {
        code: 'store',
        expected: 'an answer of success',
        next: 'correct what it names, then run it again',
    };
}
function noToken(access) {
    return `set GITHUB_TOKEN, in a workflow to \${{ github.token }}, with "permissions: contents: ${access}"`;
}
/** GitHub says of a private repository that it is not there. */
function notFoundAdvice(token, access) {
    const check = 'check the name github:OWNER/REPO';
    if (token === null)
        return access === 'read' ? `${check}; where it is private, ${noToken(access)}` : noToken(access);
    const own = isJobToken(token) && access === 'read' ? '; that of a job is for its own repository alone' : '';
    return `${check}, and that the token is for that repository${own}`;
}
/** Tokens of installations, as GITHUB_TOKEN is one, begin so. */
function isJobToken(token) {
    return token.startsWith('ghs_');
}
function renewal(token, access) {
    if (token === null)
        return noToken(access);
    if (!isJobToken(token))
        return 'make a new token, and give it as GITHUB_TOKEN';
    const life = 'GITHUB_TOKEN is good until its job ends, and for 24 hours at most (that of an App for one): ';
    return access === 'read'
        ? `${life}use that of the job that runs now, or one that lives longer`
        : `${life}for a longer build publish from a job of its own with "image-factory publish", or give the input "token" one that lives longer`;
}
/** "422 Validation Failed: tag_name already_exists" */
function messageOf({ status, text }) {
    const { message, errors } = parsed(text);
    const details = (errors ?? []).map((error) => {
        if (typeof error === 'string')
            return error;
        const { message: own, field = '', code = '', } = error;
        return own ?? `${field} ${code}`.trim();
    });
    const list = details.length === 0 ? '' : `: ${details.join(', ')}`;
    return `${status} ${message ?? 'without a reason'}${list}`;
}
function parsed(text) {
    try {
        const value = JSON.parse(text);
        return {
            ...(typeof value?.message === 'string' ? { message: value.message } : {}),
            ...(Array.isArray(value?.errors) ? { errors: value.errors } : {}),
        };
    }
    catch {
        const title = /<(?:title|h1)>([^<]{1,200})</i.exec(text)?.[1];
        return title === undefined ? {} : { message: title.replace(/^\d{3} /, '') };
    }
}
/** Whether the name or tag is taken. */
function isTaken(text) {
    return (parsed(text).errors ?? []).some((error) => error.code === 'already_exists');
}
//# sourceMappingURL=failures.js.map
;// CONCATENATED MODULE: ./build/src/release/github/types.js
/** What GitHub's release API says, as far as it is read here. */
/** A file must be smaller than 2 GiB. */
const FILE_LIMIT = 2 ** 31 - 1;
/** Characters of a release's text. */
const BODY_LIMIT = 125_000;
//# sourceMappingURL=types.js.map
;// CONCATENATED MODULE: ./build/src/release/github/marker.js
/**
 * The last line of a release's text, which no page shows: what tells a release of this program from one that people made.
 * `content` is the SHA-256 of the list of its files, without what follows from other releases.
 */




const OPEN = '<!-- image-factory:release ';
const CLOSE = ' -->';
function markerOf({ image, files }) {
    const own = files.filter(({ name }) => name !== CHANGES_NAME);
    const sums = formatSums(new Map(own.map(({ name, sha256 }) => [name, sha256])));
    return { image, content: (0,external_node_crypto_.createHash)('sha256').update(sums).digest('hex') };
}
/** The marker as it stands in a text; '' where there is none. */
function markerText(body) {
    const text = body ?? '';
    const start = text.lastIndexOf(OPEN);
    const end = text.indexOf(CLOSE, start);
    return start === -1 || end === -1 ? '' : text.slice(start, end + CLOSE.length);
}
/** @returns null where the text has none */
function readMarker(body) {
    const text = markerText(body);
    if (text === '')
        return null;
    try {
        const value = JSON.parse(text.slice(OPEN.length, -CLOSE.length));
        if (typeof value?.image !== 'string' || typeof value.content !== 'string')
            return null;
        return { image: value.image, content: value.content };
    }
    catch {
        return null;
    }
}
/** The text of a release: its notes and the marker, no longer than GitHub takes. */
function bodyOf(release) {
    const marker = `${OPEN}${JSON.stringify(markerOf(release)).replaceAll('>', '\\u003e')}${CLOSE}`;
    const room = BODY_LIMIT - marker.length - 2;
    return `${cutLines(release.notes, room)}\n\n${marker}`;
}
function cutLines(text, room) {
    if (text.length <= room)
        return text.trimEnd();
    const more = `\n\n… the rest is in ${CHANGES_NAME}.`;
    const cut = text.slice(0, room - more.length);
    return `${cut.slice(0, Math.max(cut.lastIndexOf('\n'), 0))}${more}`;
}
//# sourceMappingURL=marker.js.map
;// CONCATENATED MODULE: ./build/src/release/github/api.js
/** GitHub's release API of one repository: each call with its retries, each failure told. */





const JSON_TYPE = 'application/vnd.github+json';
class GitHubApi {
    subject;
    token;
    #base;
    #options;
    /** Addresses of the storage, by the id of the file. */
    #signed = new Map();
    constructor(options) {
        this.subject = `github:${options.repository}`;
        this.token = options.token;
        this.#base = `${options.url.replace(/\/+$/, '')}/repos/${options.repository}`;
        this.#options = options;
    }
    /** Whether the repository is there for this token. */
    async checkRepository(reporter) {
        await this.#json('Looking for the repository', 'GET', '', reporter);
    }
    /** All of them, with drafts where the token may write; the newest first. */
    async releases(reporter) {
        return this.#list('Listing the releases', '/releases', slim, reporter);
    }
    /** The newest hundred. */
    async newestReleases(reporter) {
        const found = await this.#json('Listing the newest releases', 'GET', '/releases?per_page=100', reporter);
        return found.map(slim);
    }
    /** The published one under a tag; null where there is none. */
    async releaseOf(tag, reporter) {
        const what = `Looking for the release ${tag}`;
        return retrying(what, this.#retries(reporter), async () => {
            const url = `${this.#base}/releases/tags/${encodeURIComponent(tag)}`;
            const response = await this.#send({ method: 'GET', url }, reporter);
            if (response.status !== 404)
                return slim((await this.#parse(what, response)));
            response.stream.resume();
            return null;
        });
    }
    async assets({ id }, reporter) {
        return this.#list('Listing the files', `/releases/${id}/assets`, slimAsset, reporter);
    }
    /** @param find looks whether it is there, after a call of which no answer says whether it was done */
    async createRelease(values, find, reporter) {
        const what = 'Creating the draft';
        return retrying(what, this.#retries(reporter), async () => {
            try {
                const body = JSON.stringify(values);
                const response = await this.#send({ method: 'POST', url: `${this.#base}/releases`, body }, reporter);
                return (await this.#parse(what, response));
            }
            catch (error) {
                if (!(error instanceof TransientError) || error.refused)
                    throw error;
                const found = await find();
                if (found === undefined)
                    throw error;
                return found;
            }
        });
    }
    async changeRelease(id, values, what, reporter) {
        return (await this.#json(what, 'PATCH', `/releases/${id}`, reporter, values));
    }
    async deleteRelease(id, what, reporter) {
        await this.#delete(what, `/releases/${id}`, reporter);
    }
    async deleteAsset({ id, name }, reporter) {
        await this.#delete(`Removing ${name}`, `/releases/assets/${id}`, reporter);
    }
    /**
     * One file, in one POST, as often as it takes.
     *
     * @param before looks before each attempt but the first what the one before left. @returns whether the file is there
     */
    async upload({ upload_url: template }, file, before, reporter) {
        const what = `Uploading ${file.name}`;
        const url = `${template.replace(/\{.*\}$/, '')}?name=${encodeURIComponent(file.name)}`;
        let attempts = 0;
        await retrying(what, this.#retries(reporter), async () => {
            if (attempts++ > 0 && (await before()))
                return;
            const task = reporter.task(what, file.size, 'bytes');
            try {
                const body = { size: file.size, type: 'application/octet-stream', open: () => told(file, task) };
                const response = await this.#send({ method: 'POST', url, body }, reporter);
                await this.#parse(what, response, (status, text) => {
                    if (status !== 422 || !isTaken(text))
                        return null;
                    return new TransientError('the name is taken by an upload before');
                });
            }
            finally {
                task.end();
            }
        });
    }
    /**
     * The bytes of a file in pieces, from the start of each attempt.
     *
     * @param attempt reads them; what it throws is passed on, but for what may pass
     */
    async download(asset, attempt, reporter) {
        const { name } = asset;
        const what = `Reading ${name}`;
        return retrying(what, this.#retries(reporter), async () => {
            const response = await this.openAsset(asset, {}, reporter);
            if (response.status !== 200)
                throw await this.#failure(what, response);
            return attempt(piecesOf(response, name));
        });
    }
    /**
     * One attempt to open a file: the answer of the storage that the API leads to. Its signed address is used again until
     * it expires.
     *
     * @throws TransientError; what the API's refusal means
     */
    async openAsset({ id, name }, headers, reporter) {
        const known = this.#signed.get(id);
        if (known !== undefined) {
            const response = await this.#fromStorage(known, headers, reporter);
            if (response.status !== 403)
                return response;
            response.stream.resume();
            this.#signed.delete(id);
            reporter.info(`${this.subject}: the signed address of ${name} has expired: asking for another`);
        }
        const url = `${this.#base}/releases/assets/${id}`;
        const request = { method: 'GET', url, headers };
        const response = await this.#send(request, reporter, 'application/octet-stream');
        if (response.status === 200 || response.status === 206)
            return response;
        const { location } = response.headers;
        if (response.status < 300 || response.status >= 400 || location === undefined) {
            throw await this.#failure(`Reading ${name}`, response);
        }
        response.stream.resume();
        const signed = new URL(location, url).href;
        const stored = await this.#fromStorage(signed, headers, reporter);
        if (stored.status === 403) {
            stored.stream.resume();
            throw new TransientError('the signed address has expired');
        }
        this.#signed.set(id, signed);
        return stored;
    }
    /** The storage signs its addresses; it gets no token. */
    async #fromStorage(url, headers, { signal }) {
        return this.#options.http.send({ method: 'GET', url, headers, signal });
    }
    async #list(what, path, keep, reporter) {
        const elements = [];
        const seen = new Set();
        let url = `${this.#base}${path}?per_page=100`;
        while (url !== null && !seen.has(url)) {
            const here = url;
            seen.add(here);
            const page = await retrying(what, this.#retries(reporter), async () => {
                const response = await this.#send({ method: 'GET', url: here }, reporter);
                const found = (await this.#parse(what, response));
                return { elements: found, next: this.#next(response) };
            });
            elements.push(...page.elements.map(keep));
            url = page.next;
        }
        return elements;
    }
    /** The token goes to no other host, whatever a page says. */
    #next({ headers }) {
        const [, next] = /<([^>]+)>; rel="next"/.exec(String(headers['link'] ?? '')) ?? [];
        if (next === undefined)
            return null;
        if (new URL(next).origin === new URL(this.#base).origin)
            return next;
        throw new errors/* FactoryError */.Xx('store', {
            subject: this.subject,
            found: `the next page of a list at ${new URL(next).origin}`,
            expected: new URL(this.#base).origin,
            next: 'check GITHUB_API_URL',
        });
    }
    async #json(what, method, path, reporter, values) {
        return retrying(what, this.#retries(reporter), async () => {
            const body = values === undefined ? {} : { body: JSON.stringify(values) };
            return this.#parse(what, await this.#send({ method, url: `${this.#base}${path}`, ...body }, reporter));
        });
    }
    async #delete(what, path, reporter) {
        await retrying(what, this.#retries(reporter), async () => {
            const response = await this.#send({ method: 'DELETE', url: `${this.#base}${path}` }, reporter);
            // An attempt before, of which no answer came, may have done it.
            if (response.status === 404)
                response.stream.resume();
            else
                await this.#parse(what, response);
        });
    }
    async #send(request, { signal }, accept = JSON_TYPE) {
        const { token } = this;
        const headers = {
            ...request.headers,
            accept,
            'x-github-api-version': '2022-11-28',
            ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        };
        return this.#options.http.send({ ...request, headers, signal });
    }
    /** @param special what an answer means here, or null */
    async #parse(what, response, special = () => null) {
        const text = await readText(response, this.#base);
        const { status, headers } = response;
        if (status < 200 || status >= 300) {
            throw special(status, text) ?? this.#failureOf(what, status, headers, text);
        }
        try {
            return text === '' ? null : JSON.parse(text);
        }
        catch (cause) {
            throw new TransientError(`${status} with a body that is no JSON`, { cause });
        }
    }
    async #failure(what, response) {
        const text = await readText(response, this.#base);
        return this.#failureOf(what, response.status, response.headers, text);
    }
    #failureOf(what, status, headers, text) {
        const { subject, token } = this;
        return failureOf({ what, subject, token, access: this.#options.access, status, headers, text });
    }
    #retries(reporter) {
        const { wait } = this.#options;
        return { reporter, ...(wait === undefined ? {} : { wait }) };
    }
}
/** What is read of a release: a thousand of them say many megabytes of other things. */
function slim({ id, tag_name, body, draft, immutable = false, upload_url, html_url, published_at, assets, }) {
    const kept = { id, tag_name, draft, immutable, upload_url, html_url, published_at };
    return { ...kept, body: markerText(body), assets: assets.map(slimAsset) };
}
function slimAsset({ id, name, state, size, digest = null }) {
    return { id, name, state, size, digest };
}
async function* told(file, task) {
    for await (const piece of file.open()) {
        yield piece;
        task.advance(piece.length);
    }
}
/** The SHA-256 of what comes by. */
async function sha256Of(pieces) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    for await (const piece of pieces)
        hash.update(piece);
    return hash.digest('hex');
}
//# sourceMappingURL=api.js.map
;// CONCATENATED MODULE: ./build/src/release/github/draft.js
/**
 * A release on its way: a draft, found again by its tag and our marker, whose files are made what they shall be. It is
 * published when all of them are there, so that nobody ever sees half a release, and an immutable one is complete.
 */





/** How often what is there is looked at and completed. */
const ROUNDS = 3;
/** The one draft of this release, found or made. @throws exists where people made one for the tag */
async function openDraft(api, release, known, target, { reporter }) {
    const [found, ...others] = draftsOf(api, release, known);
    if (found !== undefined) {
        reporter.info(`${api.subject}: going on with the draft of ${release.tag} that an earlier run left`);
        await removeAll(api, others, reporter);
        return found;
    }
    const { tag, title } = release;
    const values = {
        tag_name: tag,
        name: title,
        body: bodyOf(release),
        draft: true,
        ...(target === null ? {} : { target_commitish: target }),
    };
    const look = async () => draftsOf(api, release, await api.newestReleases(reporter));
    const created = await api.createRelease(values, async () => (await look())[0], reporter);
    // An attempt whose answer was lost may have made one too, and so may another run: the oldest is the one.
    const [draft = created, ...twins] = await look();
    await removeAll(api, twins, reporter);
    return draft;
}
/** Ours, the oldest first. */
function draftsOf(api, { tag, image }, known) {
    const drafts = known.filter(({ draft, tag_name: name }) => draft && name === tag);
    const foreign = drafts.find(({ body }) => readMarker(body)?.image !== image);
    if (foreign !== undefined) {
        const of = readMarker(foreign.body)?.image;
        throw new errors/* FactoryError */.Xx('exists', {
            subject: `${api.subject}@${tag}`,
            found: of === undefined ? 'a draft that people made' : `a draft of the image "${of}"`,
            expected: 'none, or one that an earlier run of this image left',
            next: `remove that draft, or choose another tag: ${foreign.html_url}`,
        });
    }
    return drafts.toSorted((a, b) => a.id - b.id);
}
async function removeAll(api, drafts, reporter) {
    for (const { id, tag_name: tag } of drafts) {
        await api.deleteRelease(id, `Removing a second draft of ${tag}`, reporter);
    }
}
/** Makes the files of a draft what they shall be; what is right already stays. */
async function fillDraft(api, draft, contents, putOptions) {
    const { reporter } = putOptions;
    const state = new DraftFiles(api, draft, contents, putOptions);
    const uploaded = new Set();
    for (let round = 0;; round++) {
        const missing = await state.reconcile();
        if (missing.length === 0)
            break;
        if (round === ROUNDS)
            throw neverRight(api, draft, missing);
        for (const content of missing) {
            await api.upload(draft, content, async () => !(await state.reconcile()).includes(content), reporter);
            uploaded.add(content.name);
        }
    }
    const kept = contents.map(({ name }) => name).filter((name) => !uploaded.has(name));
    if (uploaded.size > 0 && kept.length > 0) {
        reporter.info(`${api.subject}: ${(0,bytes/* countOf */.pq)(kept.length, 'file')} were there already: ${kept.join(', ')}`);
    }
    return { uploaded: [...uploaded], kept };
}
class DraftFiles {
    #api;
    #draft;
    #contents;
    #options;
    /** Ids of files that were read back. */
    #verified = new Set();
    constructor(api, draft, contents, of) {
        this.#api = api;
        this.#draft = draft;
        this.#contents = contents;
        this.#options = of;
    }
    /** Removes what is wrong. @returns what is missing then */
    async reconcile() {
        const { reporter } = this.#options;
        const right = new Set();
        for (const asset of await this.#api.assets(this.#draft, reporter)) {
            const content = this.#contents.find(({ name }) => name === asset.name);
            if (content === undefined ? !isReleaseName(asset.name) : await this.#isRight(asset, content)) {
                right.add(asset.name);
            }
            else {
                await this.#remove(asset, content);
            }
        }
        return this.#contents.filter(({ name }) => !right.has(name));
    }
    async #isRight(asset, content) {
        if (asset.state !== 'uploaded' || asset.size !== content.size)
            return false;
        if (typeof asset.digest === 'string')
            return asset.digest === `sha256:${content.sha256}`;
        if (!this.#options.verify || this.#verified.has(asset.id))
            return true;
        const found = await this.#api.download(asset, sha256Of, this.#options.reporter);
        if (found !== content.sha256)
            return false;
        this.#verified.add(asset.id);
        return true;
    }
    async #remove(asset, content) {
        const { reporter } = this.#options;
        const { name, state, size } = asset;
        if (state !== 'uploaded' && content !== undefined && size !== content.size && size !== 0) {
            throw this.#strange(asset, content);
        }
        const what = state === 'uploaded' ? 'is of another build' : 'is what a broken upload left';
        reporter.info(`${this.#api.subject}: ${name} (${(0,bytes/* formatBytes */.z3)(size)}) ${what}: removed`);
        await this.#api.deleteAsset(asset, reporter);
    }
    /** Neither what we upload nor what that leaves: somebody else may be at it. */
    #strange({ name, size }, content) {
        return new errors/* FactoryError */.Xx('exists', {
            subject: `${this.#api.subject}@${this.#draft.tag_name}: ${name}`,
            found: `an unfinished upload of ${size} bytes`,
            expected: `${content.size} bytes, as ours has`,
            next: 'wait until whoever uploads it is done, or remove it from the draft, then run it again',
        });
    }
}
function neverRight(api, draft, missing) {
    return new errors/* FactoryError */.Xx('store', {
        subject: `${api.subject}@${draft.tag_name}`,
        found: `${missing.map(({ name }) => name).join(', ')} not as uploaded, after ${ROUNDS} attempts`,
        expected: 'the size and the SHA-256 of what was sent',
        next: 'run it again; what is right stays',
    });
}
//# sourceMappingURL=draft.js.map
;// CONCATENATED MODULE: ./build/src/release/github/github-store.js
/** A store that is the releases of a GitHub repository. */











/** @param commitsOf whether commits of builds here are commits of that repository */
function githubStore(api, commitsOf) {
    return {
        label: api.subject,
        fileLimit: FILE_LIMIT,
        async check(reporter) {
            checkToken(api);
            await api.checkRepository(reporter);
        },
        async list(reporter) {
            const releases = (await api.releases(reporter)).filter(({ draft }) => !draft);
            return releases.map(storedRelease).toSorted(byTime);
        },
        async put(release, options) {
            checkToken(api);
            github_store_checkTag(release.tag);
            const target = commitsOf ? release.commit : null;
            return putOnGitHub(api, release, target, options);
        },
        save: async (release, name, target, reporter) => github_store_save(api, release, name, target, reporter),
        async remove({ tag }, reporter) {
            const ours = (await api.releases(reporter)).find((release) => !release.draft && release.tag_name === tag && github_store_imageOf(release) !== null);
            if (ours !== undefined)
                await api.deleteRelease(ours.id, `Removing the release ${tag}`, reporter);
        },
    };
}
async function putOnGitHub(api, release, target, options) {
    const { tag, title } = release;
    const { reporter } = options;
    const known = await api.releases(reporter);
    const published = known.find(({ draft, tag_name: name }) => !draft && name === tag);
    if (published !== undefined)
        return settled(api, published, release, options);
    const draft = await openDraft(api, release, known, target, options);
    const filled = await fillDraft(api, draft, contentsOf(release.files), options);
    const values = { tag_name: tag, name: title, body: bodyOf(release), draft: false };
    const done = await api.changeRelease(draft.id, values, `Publishing ${tag}`, reporter);
    return { location: done.html_url, changed: true, ...filled };
}
/** A release that is out is this one, or it is in the way. */
async function settled(api, published, release, options) {
    const found = await differenceOf(api, published, release, options);
    if (found === null) {
        const kept = release.files.map(({ name }) => name);
        return { location: published.html_url, changed: false, uploaded: [], kept };
    }
    const immutable = published.immutable === true ? ', which is immutable' : '';
    throw new errors/* FactoryError */.Xx('exists', {
        subject: `${api.subject}@${release.tag}`,
        found: `another release under this tag${immutable}: ${found}`,
        expected: 'a tag that is free: a release never changes',
        next: 'raise the version of the definition; build on a tag, not on a release that is out already',
    });
}
/** @returns how it differs, or null. What follows from other releases is not compared. */
async function differenceOf(api, published, release, { verify, reporter }) {
    const assets = await api.assets(published, reporter);
    const says = readMarker(published.body)?.content === markerOf(release).content;
    for (const { name, size, sha256 } of release.files.filter((file) => file.name !== CHANGES_NAME)) {
        const asset = assets.find((candidate) => candidate.name === name);
        if (asset === undefined)
            return `it has no ${name}`;
        if (asset.size !== size)
            return `its ${name} has ${asset.size} bytes, not ${size}`;
        const digest = asset.digest ?? (verify ? `sha256:${await api.download(asset, sha256Of, reporter)}` : null);
        if (digest === null ? !says : digest !== `sha256:${sha256}`)
            return `its ${name} is another`;
    }
    const own = new Set([SUMS_NAME, CHANGES_NAME, ...release.files.map(({ name }) => name)]);
    const more = assets.find(({ name }) => isReleaseName(name) && !own.has(name));
    return more === undefined ? null : `it has ${more.name} too`;
}
async function github_store_save(api, { tag }, name, target, reporter) {
    const release = (await api.releases(reporter)).find(({ draft, tag_name: own }) => !draft && own === tag);
    const asset = release === undefined ? undefined : await assetOf(api, release, name, reporter);
    if (asset === undefined) {
        throw new errors/* FactoryError */.Xx('not-found', {
            subject: `${api.subject}@${tag}`,
            found: `no ${name}`,
            expected: 'a release that this program made',
        });
    }
    await (0,output/* writeOutput */.zh)(target, (handle) => api.download(asset, async (pieces) => {
        await handle.truncate();
        const hash = (0,external_node_crypto_.createHash)('sha256');
        let size = 0;
        for await (const piece of pieces) {
            await handle.write(piece, 0, piece.length, size);
            hash.update(piece);
            size += piece.length;
        }
        const found = `sha256:${hash.digest('hex')}`;
        if (size === asset.size && (asset.digest ?? found) === found)
            return;
        throw new TransientError(`${name} came as ${size} bytes with ${found}, not as it was published`);
    }, reporter));
}
async function assetOf(api, release, name, reporter) {
    return (await api.assets(release, reporter)).find((asset) => asset.name === name);
}
function storedRelease(release) {
    return {
        tag: release.tag_name,
        published: new Date(release.published_at ?? 0),
        image: github_store_imageOf(release),
        location: release.html_url,
    };
}
/** Only what says that we made it, and looks so. */
function github_store_imageOf({ body, assets }) {
    const has = (name) => assets.some((asset) => asset.name === name);
    return has(SUMS_NAME) && has(MANIFEST_NAME) ? (readMarker(body)?.image ?? null) : null;
}
function byTime(a, b) {
    return a.published.getTime() - b.published.getTime() || (a.tag < b.tag ? -1 : 1);
}
function checkToken({ token, subject }) {
    if (token !== null)
        return;
    throw new errors/* FactoryError */.Xx('permission', {
        subject,
        found: 'no token',
        expected: 'one with the right to write releases',
        next: noToken('write'),
    });
}
/** What Git takes as a tag's name and GitHub as a part of an address. */
function github_store_checkTag(tag) {
    const isGood = /^[A-Za-z0-9][A-Za-z0-9._+/-]{0,199}$/.test(tag) && !/\.\.|\/[/.]|\.lock(\/|$)|[./]$/.test(tag);
    if (isGood)
        return;
    throw new errors/* FactoryError */.Xx('usage', {
        subject: `tag "${tag}"`,
        found: 'a tag that Git or a store does not take',
        expected: 'letters, digits, ".", "_", "+", "-" and "/", beginning with a letter or digit',
    });
}
//# sourceMappingURL=github-store.js.map
;// CONCATENATED MODULE: ./build/src/release/open-store.js
/** STORE of the command line: `github`, `github:owner/repo` or a folder. */






/** Parts of this size go everywhere; GitHub's limit is 2 GiB. */
const GITHUB_SPLIT = 1900 * 2 ** 20;
function isGitHub(text) {
    return /^github(:|$)/.test(text);
}
/** @throws usage where it names no repository */
function openStore(text, options) {
    if (!isGitHub(text))
        return folderStore(external_node_path_.resolve(text));
    const own = options.env['GITHUB_REPOSITORY'] ?? '';
    const api = openGitHub(text, options, 'write');
    return githubStore(api, api.subject.toLowerCase() === `github:${own}`.toLowerCase());
}
/** @throws usage where it names no repository */
function openGitHub(text, { env, token = null }, access) {
    const own = env['GITHUB_REPOSITORY'] ?? '';
    const repository = text === 'github' ? own : text.slice('github:'.length);
    if (!/^[A-Za-z0-9][A-Za-z0-9-]*\/[A-Za-z0-9._-]+$/.test(repository)) {
        throw new errors/* FactoryError */.Xx('usage', {
            subject: `store "${text}"`,
            found: repository === '' ? 'no repository, and GITHUB_REPOSITORY is not set' : `"${repository}"`,
            expected: 'github:OWNER/REPO',
            next: 'name the repository',
        });
    }
    return new GitHubApi({
        repository,
        url: env['GITHUB_API_URL'] || 'https://api.github.com',
        token: token || env['GITHUB_TOKEN'] || null,
        access,
        http: new HttpClient({ env }),
    });
}
//# sourceMappingURL=open-store.js.map
;// CONCATENATED MODULE: ./build/src/release/fetch/reshape.js
/** A fetched release in the other form: joined to one WIM, or cut into parts. Its manifest then says where contents lie now. */






/** @returns the parts that make the release now; those that were fetched stay beside them, for a run that must go on */
async function reshape(folder, parts, form, reporter) {
    const isSplit = parts.length > 1;
    if (form === null || isSplit === (form === 'split'))
        return parts;
    if (form === 'split' && (parts[0]?.size ?? 0) <= GITHUB_SPLIT)
        return parts;
    const source = external_node_path_.join(folder, isSplit ? SET_NAME : WIM_NAME);
    const target = external_node_path_.join(folder, isSplit ? WIM_NAME : SET_NAME);
    const archive = await (0,wim/* openWim */.SS)(source);
    try {
        if (isSplit)
            await (0,wim/* joinWim */.Gg)(archive, target, { reporter });
        else
            await (0,wim/* splitWim */.Am)(archive, target, { size: GITHUB_SPLIT, reporter });
    }
    finally {
        await archive.close();
    }
    return describeAgain(folder, target, reporter);
}
async function describeAgain(folder, first, reporter) {
    const file = external_node_path_.join(folder, MANIFEST_NAME);
    const { facts } = await (0,src_manifest/* readManifest */.WI)(file);
    const { name, version, created, inputs, archive: of, images } = facts;
    const archive = await (0,wim/* openWim */.SS)(first);
    try {
        const manifest = await (0,src_manifest/* manifestOfArchive */.PH)(archive, {
            name,
            created: (0,bytes/* filetimeFromDate */.k2)(new Date(created)),
            updates: images.map(({ updates = [] }) => updates),
            ...(version === undefined ? {} : { version }),
            ...(inputs === undefined ? {} : { inputs }),
            ...(of?.level === undefined ? {} : { level: of.level }),
            ...(of?.encoder === undefined ? {} : { encoder: of.encoder }),
            reporter,
        });
        await (0,src_manifest/* writeManifest */.HN)(file, manifest);
        return manifest.facts.archive?.parts ?? [];
    }
    finally {
        await archive.close();
    }
}
//# sourceMappingURL=reshape.js.map
// EXTERNAL MODULE: ./build/src/source/index.js + 26 modules
var src_source = __webpack_require__(30300);
// EXTERNAL MODULE: ./build/src/codec/index.js + 10 modules
var codec = __webpack_require__(92468);
// EXTERNAL MODULE: ./build/src/tree/index.js + 18 modules
var src_tree = __webpack_require__(31219);
;// CONCATENATED MODULE: ./build/src/release/fetch/remake.js
/**
 * What seeds hold in another form: files of a disk, contents of an archive that another encoder wrote. Where the release was
 * compressed by an encoder of this program, the same content gives the same bytes: it is compressed again instead of
 * downloaded. What the release stores as it is needs no encoder.
 */







/** Up to here a content is held in memory. */
const SMALL_SIZE = 1 << 20;
/** Contents of so many bytes are compressed before they are compared. */
const TURN_SIZE = 64 << 20;
const LEVELS = ['fast', 'normal', 'best'];
/** A seed gives less than it said. */
class Unreadable extends Error {
}
class Remake {
    #options;
    #encoder;
    #wanted = new Map();
    /** How many contents of each size are wanted: a file of another size is not read. */
    #sizes = new Map();
    #work = null;
    #turnSize = 0;
    #unlike = 0;
    #unreadable = 0;
    constructor(options) {
        this.#options = options;
        this.#encoder = ownEncoder(options.archive);
    }
    /** Whether what the release compressed can be compressed again as it was. */
    get isOurs() {
        return this.#encoder !== null;
    }
    /** Says that no seed had these bytes as they are stored. */
    want({ sha1, size, stored, storedHash, offset }, part) {
        if (stored === undefined || storedHash === undefined || offset === undefined)
            return;
        if (stored !== size && this.#encoder === null)
            return;
        this.#wanted.set(sha1, { sha1, size, stored, storedHash, offset, part });
        this.#sizes.set(size, (this.#sizes.get(size) ?? 0) + 1);
    }
    async fromArchive(archive) {
        if (this.#wanted.size === 0)
            return;
        for (const blob of archive.blobs) {
            const wanted = this.#wanted.get((0,bytes/* toHex */.nj)(blob.sha1));
            if (wanted?.size !== blob.size)
                continue;
            this.#options.reporter.signal.throwIfAborted();
            await this.#tryReading(() => this.#make(wanted, archive.readBlob(blob)));
        }
        await this.#endTurn();
    }
    async fromTree(tree) {
        if (this.#wanted.size === 0)
            return;
        const { reporter } = this.#options;
        const files = await this.#candidates(tree);
        const total = files.reduce((sum, { stream }) => sum + stream.size, 0);
        const task = reporter.task(`Looking through ${tree.label}`, total, 'bytes');
        try {
            for (const { entry, stream } of files) {
                reporter.signal.throwIfAborted();
                if (this.#sizes.has(stream.size))
                    await this.#tryReading(() => this.#fromFile(tree, entry, stream));
                task.advance(stream.size);
            }
        }
        finally {
            task.end();
        }
        await this.#endTurn();
    }
    /** Says what seeds could not give. */
    tell(label) {
        const { reporter } = this.#options;
        if (this.#unreadable > 0) {
            reporter.warn(`${(0,bytes/* countOf */.pq)(this.#unreadable, 'content')} of seeds could not be read: they are downloaded`);
        }
        if (this.#unlike > 0) {
            reporter.info(`${label}: ${(0,bytes/* countOf */.pq)(this.#unlike, 'content')} of seeds compress to other bytes: they are downloaded`);
        }
    }
    async close() {
        const work = this.#work;
        this.#work = null;
        if (work === null)
            return;
        await work.forms.abandon(new Error('closed'));
        await work.scratch.close();
        await work.pool.close();
        await (0,promises_.rm)(this.#options.scratch, { force: true });
    }
    /** What of a tree has the size of something wanted, in the order in which it lies there. */
    async #candidates(tree) {
        const found = [];
        const task = this.#options.reporter.task(`Reading ${tree.label}`, null, 'files');
        const groups = new Set();
        try {
            for await (const { entry } of (0,src_tree/* walk */.GG)(tree)) {
                task.advance(1);
                if (entry.linkGroup !== 0 && groups.has(entry.linkGroup))
                    continue;
                groups.add(entry.linkGroup);
                for (const stream of entry.streams) {
                    if (stream.size > 0 && this.#sizes.has(stream.size))
                        found.push({ entry, stream });
                }
            }
        }
        finally {
            task.end();
        }
        return found.toSorted((a, b) => a.stream.position - b.stream.position);
    }
    async #fromFile(tree, entry, stream) {
        const hash = (0,external_node_crypto_.createHash)('sha1');
        const held = [];
        for await (const piece of readable(tree.read(entry, stream))) {
            hash.update(piece);
            if (stream.size <= SMALL_SIZE)
                held.push(piece);
        }
        const wanted = this.#wanted.get(hash.digest('hex'));
        if (wanted?.size !== stream.size)
            return;
        await this.#make(wanted, stream.size <= SMALL_SIZE ? held : tree.read(entry, stream));
    }
    async #make(wanted, pieces) {
        const { sha1, size, stored } = wanted;
        this.#wanted.delete(sha1);
        const others = (this.#sizes.get(size) ?? 0) - 1;
        if (others > 0)
            this.#sizes.set(size, others);
        else
            this.#sizes.delete(size);
        const content = exactly(size, readable(pieces));
        if (stored === size) {
            await this.#write(wanted, content);
            return;
        }
        const { forms } = await this.#start();
        if (size <= SMALL_SIZE)
            await forms.addSmall(wanted, await collect(content, size));
        else
            await forms.addLarge(wanted, size, content);
        this.#turnSize += size;
        if (this.#turnSize >= TURN_SIZE)
            await this.#endTurn();
    }
    async #endTurn() {
        this.#turnSize = 0;
        if (this.#work === null)
            return;
        const { counts } = this.#options;
        for await (const form of this.#work.forms.take()) {
            const bytes = form.size === form.tag.stored ? await this.#write(form.tag, form.pieces()) : 0;
            if (bytes === 0)
                this.#unlike++;
            counts.recompressed += bytes;
        }
    }
    /** Writes stored bytes to their place; wrong ones are written over later. @returns how many are right */
    async #write(wanted, pieces) {
        const { offset, stored, storedHash, part } = wanted;
        const hash = (0,external_node_crypto_.createHash)('sha256');
        let at = offset;
        for await (const piece of pieces) {
            hash.update(piece);
            await part.write(at, piece);
            at += piece.length;
        }
        if (hash.digest('hex') !== storedHash)
            return 0;
        const bytes = part.markFilled({ start: offset, end: offset + stored });
        this.#options.counts.reused += bytes;
        return bytes;
    }
    /** A file that cannot be read is no reason to fail: what it holds is downloaded. */
    async #tryReading(work) {
        try {
            await work();
        }
        catch (error) {
            if (!(error instanceof Unreadable))
                throw error;
            this.#unreadable++;
        }
    }
    async #start() {
        if (this.#work !== null)
            return this.#work;
        if (this.#encoder === null)
            throw new Error('nothing is compressed by an encoder of others');
        const { format, level } = this.#encoder;
        const { scratch: file, archive } = this.#options;
        const scratch = await (0,promises_.open)(file, 'w+');
        const pool = new codec/* CodecPool */.Zj();
        const options = { pool, compression: format, level, chunkSize: archive.chunkSize };
        this.#work = { pool, scratch, forms: new wim/* StoredForms */.xc(scratch, options) };
        return this.#work;
    }
}
/** Null where the compressed contents are those of another program, or of another version of this one. */
function ownEncoder({ compression, level, encoder, }) {
    const own = LEVELS.find((candidate) => candidate === level);
    if (own === undefined || (compression !== 'xpress' && compression !== 'lzx'))
        return null;
    return encoder === (0,codec/* encoderName */.gv)(compression, own) ? { format: compression, level: own } : null;
}
async function* readable(pieces) {
    try {
        yield* pieces;
    }
    catch (error) {
        if (!(error instanceof errors/* FactoryError */.Xx))
            throw error;
        throw new Unreadable(error.message, { cause: error });
    }
}
/** A file that changes while it is read has other bytes than those that were hashed. */
async function* exactly(size, pieces) {
    let length = 0;
    for await (const piece of pieces) {
        length += piece.length;
        if (length > size)
            break;
        yield piece;
    }
    if (length !== size)
        throw new Unreadable('another size than before');
}
async function collect(pieces, size) {
    const all = Buffer.allocUnsafeSlow(size);
    let length = 0;
    for await (const piece of pieces) {
        all.set(piece, length);
        length += piece.length;
    }
    return all;
}
//# sourceMappingURL=remake.js.map
;// CONCATENATED MODULE: ./build/src/release/fetch/seeds.js
/**
 * Seeds: what this host has of a release already. Compressed contents of archives are copied where they are the same bytes;
 * what else archives, disks and directories hold is made again, where this program knows how.
 */










/** Of a folder of releases: what is older has little that these have not. */
const NEWEST = 3;
class Seeds {
    #archives = [];
    #trees = [];
    #closers = [];
    #reporter;
    /** Archives that turned out to hold other bytes than they say. */
    #damaged = new Set();
    constructor(reporter) {
        this.#reporter = reporter;
    }
    /**
     * @param texts WIMs, first parts of split sets, release folders, folders of releases, disks, ISOs, directories with a Windows
     * @param own the release that is replaced: it is a seed where it can be read
     * @throws not-found, unsupported, damaged
     */
    static async open(texts, own, reporter) {
        const seeds = new Seeds(reporter);
        try {
            for (const text of texts)
                await seeds.#add(text);
            if (own !== null)
                await seeds.#addOwn(own);
            return seeds;
        }
        catch (error) {
            await seeds.close();
            throw error;
        }
    }
    /**
     * Fills in all that the parts lack and the seeds have.
     *
     * @param parts by their number, from 1
     * @param scratch path of a file that may be made, and is removed
     */
    async fill(manifest, parts, counts, scratch, label) {
        const { archive } = manifest.facts;
        if (archive === undefined || this.#archives.length + this.#trees.length === 0)
            return;
        const remake = new Remake({ archive, scratch, counts, reporter: this.#reporter });
        try {
            await this.#copyAll(manifest, parts, counts, remake);
            for (const seed of this.#archives)
                await remake.fromArchive(seed);
            for (const seed of this.#trees)
                await remake.fromTree(seed);
            remake.tell(label);
            if (this.#trees.length > 0 && !remake.isOurs && archive.compression !== 'none') {
                const by = archive.encoder === undefined ? 'by another program' : `by "${archive.encoder}"`;
                this.#reporter.info(`${label}: it was compressed ${by}, which this version cannot repeat: what files of seeds hold is downloaded, but for what is stored as it is`);
            }
        }
        finally {
            await remake.close();
        }
    }
    async close() {
        for (const close of this.#closers.splice(0))
            await close();
    }
    async #add(text) {
        const { kind } = await (0,src_source/* parseSource */.PJ)(text);
        if (kind === 'directory') {
            const files = await archivesIn(text, this.#reporter);
            for (const file of files)
                await this.#addArchive(file);
            if (files.length > 0)
                return;
            if (!(await seeds_exists(external_node_path_.join(text, 'Windows'))))
                throw noSeed(text);
        }
        if (kind === 'wim') {
            await this.#addArchive(text);
            return;
        }
        const source = await (0,src_source/* openSource */.oD)(text, { reporter: this.#reporter, allowDirty: true, installs: true });
        this.#closers.push(() => source.close());
        if (source.archive === null)
            this.#trees.push(source.tree);
        else
            this.#archives.push(source.archive);
    }
    async #addArchive(file) {
        const archive = await (0,wim/* openWim */.SS)(file);
        this.#archives.push(archive);
        this.#closers.push(() => archive.close());
    }
    /** The release that is replaced is no seed that anybody named: that it is damaged is told. */
    async #addOwn(own) {
        try {
            for (const file of await archivesIn(own, this.#reporter))
                await this.#addArchive(file);
        }
        catch (error) {
            if (!(error instanceof errors/* FactoryError */.Xx))
                throw error;
            this.#reporter.warn(`${own} is replaced, and nothing of it can be used: ${error.message}`);
        }
    }
    async #copyAll(manifest, parts, counts, remake) {
        const task = this.#reporter.task('Copying from seeds', manifest.facts.savings.stored ?? null, 'bytes');
        try {
            for await (const blob of manifest.blobs()) {
                this.#reporter.signal.throwIfAborted();
                const part = parts[(blob.part ?? 0) - 1];
                const copied = part === undefined ? 0 : await this.#copy(blob, part);
                if (copied !== null)
                    counts.reused += copied;
                else if (part !== undefined)
                    remake.want(blob, part);
                task.advance(blob.stored ?? 0);
            }
        }
        finally {
            task.end();
        }
    }
    /** @returns how many bytes were pending; null where no seed has them so */
    async #copy(wanted, part) {
        const { sha1, size, stored, storedHash, offset } = wanted;
        if (stored === undefined || storedHash === undefined || offset === undefined)
            return 0;
        const range = { start: offset, end: offset + stored };
        if (range.end > part.part.size || part.isRight(range))
            return 0;
        const key = (0,bytes/* fromHex */.aD)(sha1);
        for (const archive of this.#archives) {
            const blob = archive.findBlob(key);
            if (blob?.size !== size || blob.storedSize !== stored)
                continue;
            if (await this.#copyFrom(archive, blob, storedHash, part, offset))
                return part.markFilled(range);
        }
        return null;
    }
    /** @returns whether the bytes were those wanted; others are written over later */
    async #copyFrom(archive, blob, storedHash, part, offset) {
        const hash = (0,external_node_crypto_.createHash)('sha256');
        let at = offset;
        try {
            for await (const piece of archive.readStoredBlob(blob)) {
                hash.update(piece);
                await part.write(at, piece);
                at += piece.length;
            }
        }
        catch (error) {
            if (!(error instanceof errors/* FactoryError */.Xx))
                throw error;
            this.#tell(archive, error.message);
            return false;
        }
        // The same content may be compressed by another encoder.
        return hash.digest('hex') === storedHash;
    }
    #tell(archive, found) {
        if (this.#damaged.has(archive))
            return;
        this.#damaged.add(archive);
        this.#reporter.warn(`seed ${archive.path} cannot be read as a whole, what it lacks is downloaded: ${found}`);
    }
}
/** The archives of a release folder, or of the newest of a folder of them; none where it is neither. */
async function archivesIn(folder, reporter) {
    const folders = (await seeds_exists(external_node_path_.join(folder, SUMS_NAME)))
        ? [folder]
        : (await folderStore(folder).list(reporter)).slice(-NEWEST).map(({ location }) => location);
    const archives = [];
    for (const release of folders.toReversed()) {
        for (const name of [WIM_NAME, SET_NAME]) {
            const file = external_node_path_.join(release, name);
            if (await seeds_exists(file))
                archives.push(file);
        }
    }
    return archives;
}
function noSeed(subject) {
    return new errors/* FactoryError */.Xx('not-found', {
        subject,
        found: 'a folder without a release and without a Windows',
        expected: 'a release folder, a folder of them, or the root of an installed Windows',
    });
}
async function seeds_exists(file) {
    return (await (0,promises_.stat)(file).catch(() => null)) !== null;
}
//# sourceMappingURL=seeds.js.map
;// CONCATENATED MODULE: ./build/src/release/fetch/work-folder.js
/**
 * Where a fetch keeps what it has: `.NAME.fetch` beside the folder NAME that it makes. A run that ended early leaves it,
 * and the next one goes on with what is right in it. `owner` holds the process that works in it.
 */




const OWNER = 'owner';
/** @throws busy where another process works in it */
async function openWorkFolder(target) {
    const resolved = external_node_path_.resolve(target);
    const folder = external_node_path_.join(external_node_path_.dirname(resolved), `.${external_node_path_.basename(resolved)}.fetch`);
    const owner = external_node_path_.join(folder, OWNER);
    try {
        await (0,promises_.mkdir)(external_node_path_.dirname(folder), { recursive: true });
        const isOld = !(await made(folder));
        await refuseRunning(owner, target);
        await (0,promises_.writeFile)(owner, String(process.pid));
        return {
            path: folder,
            isOld,
            async keepOnly(names) {
                for (const name of await (0,promises_.readdir)(folder)) {
                    if (name !== OWNER && !names.includes(name))
                        await (0,promises_.rm)(external_node_path_.join(folder, name), { recursive: true });
                }
            },
            leave: () => (0,promises_.rm)(owner, { force: true }),
            remove: () => (0,promises_.rm)(folder, { recursive: true, force: true, maxRetries: 5 }),
        };
    }
    catch (error) {
        throw (0,errors/* fromSystemError */.Kh)(error, folder);
    }
}
async function made(folder) {
    try {
        await (0,promises_.mkdir)(folder);
        return true;
    }
    catch (error) {
        if (error.code === 'EEXIST')
            return false;
        throw error;
    }
}
async function refuseRunning(owner, subject) {
    const pid = Number(await (0,promises_.readFile)(owner, 'utf8').catch(() => ''));
    if (!Number.isInteger(pid) || pid <= 0 || !(0,output/* isRunning */.W_)(pid))
        return;
    throw new errors/* FactoryError */.Xx('busy', {
        subject,
        found: `process ${pid} fetches into it`,
        next: `wait for it; if that process is none of ours, remove ${owner}`,
    });
}
//# sourceMappingURL=work-folder.js.map
;// CONCATENATED MODULE: ./build/src/release/fetch/fetch.js
/** Fetches a release: only what this host lacks is downloaded, and nothing is taken that is not what was published. */

















/** Beside what was fetched: what is compressed again goes through it. */
const SCRATCH = 'scratch';
const ANYBODY = { required: false, signer: null, trustedRoot: null };
/** "120 MiB downloaded, 5 GiB from seeds (1 GiB of it compressed again)" */
function describeBytes({ bytesDownloaded, bytesReused, bytesRecompressed, bytesKept, }) {
    const again = bytesRecompressed === 0 ? '' : ` (${(0,bytes/* formatBytes */.z3)(bytesRecompressed)} of it compressed again)`;
    const before = bytesKept === 0 ? '' : `, ${(0,bytes/* formatBytes */.z3)(bytesKept)} there from before`;
    return `${(0,bytes/* formatBytes */.z3)(bytesDownloaded)} downloaded, ${(0,bytes/* formatBytes */.z3)(bytesReused)} from seeds${again}${before}`;
}
/**
 * Makes the release folder `to`, complete or not at all; what a run that failed has fetched is kept for the next one.
 *
 * @throws not-found, damaged, store; exists where `to` holds anything but a release
 */
async function fetchRelease(source, to, options) {
    const { reporter, wait } = options;
    await repairFolder(to);
    await checkReplaceable(to);
    const work = await openWorkFolder(to);
    const counts = { downloaded: 0, reused: 0, recompressed: 0, kept: 0 };
    const transfer = { source, counts, reporter, ...(wait === undefined ? {} : { wait }) };
    let begun = work.isOld;
    try {
        const sums = await small_files_fetchSums(work.path, transfer);
        await work.keepOnly([SUMS_NAME, ...sums.keys()]);
        const attestation = await attested(work.path, sums, transfer, options);
        const manifest = await fetchManifest(work.path, sums, transfer);
        checkImage(manifest, options.image ?? null, source);
        const published = partsOf(manifest, sums, source);
        const names = published.map(({ name }) => name);
        const others = [...sums.keys()].filter((name) => !names.includes(name) && name !== MANIFEST_NAME);
        for (const name of others) {
            await fetchListed(external_node_path_.join(work.path, name), sums.get(name) ?? '', transfer);
        }
        begun = true;
        const identity = { name: manifest.facts.name, sha256: sums.get(MANIFEST_NAME) ?? '' };
        const seeds = [...(options.seeds ?? []), ...((await options.seedsOf?.(identity)) ?? [])];
        await fetchParts(work.path, manifest, published, to, transfer, seeds);
        const parts = await reshape(work.path, published, options.form ?? null, reporter);
        const files = await releaseFiles(work.path, parts, [MANIFEST_NAME, ...others], reporter);
        await writeRelease(to, files, reporter);
        await work.remove();
        const { name, version = null, images } = manifest.facts;
        return {
            name,
            version,
            build: images[0]?.build ?? null,
            wim: external_node_path_.join(to, parts[0]?.name ?? ''),
            files: files.map((file) => file.name),
            attestation,
            bytesDownloaded: counts.downloaded,
            bytesReused: counts.reused,
            bytesRecompressed: counts.recompressed,
            bytesKept: counts.kept,
        };
    }
    catch (error) {
        await (begun ? work.leave() : work.remove());
        throw (0,errors/* fromSystemError */.Kh)(error, to);
    }
}
/** Before anything large is fetched. @throws refused where it is needed and not there, or does not hold */
async function attested(folder, sums, transfer, { attestation = ANYBODY, reporter }) {
    const { label } = transfer.source;
    const sha256 = sums.get(ATTESTATION_NAME);
    if (sha256 === undefined) {
        if (attestation.required)
            throw noAttestation(label);
        return null;
    }
    const file = external_node_path_.join(folder, ATTESTATION_NAME);
    await fetchListed(file, sha256, transfer);
    try {
        return await checkAttestation(file, label, sums, attestation, reporter);
    }
    catch (error) {
        if (attestation.required || !(error instanceof errors/* FactoryError */.Xx) || error.code !== 'store')
            throw error;
        reporter.warn(`its attestation is not checked: ${error.message}`);
        return null;
    }
}
function checkImage({ facts }, image, { label }) {
    if (image === null || facts.name === image)
        return;
    throw new errors/* FactoryError */.Xx('usage', {
        subject: label,
        found: `a release of the image "${facts.name}"`,
        expected: `one of "${image}"`,
        next: 'correct the name of the image, or the tag',
    });
}
/** @throws damaged where list and manifest do not say the same */
function partsOf({ facts }, sums, { label }) {
    const parts = facts.archive?.parts ?? [];
    const subject = `${label}: ${MANIFEST_NAME}`;
    if (parts.length === 0)
        throw new errors/* FactoryError */.Xx('damaged', { subject, found: 'no archive' });
    const listed = [...sums.keys()].filter((name) => /\.(wim|swm)$/.test(name));
    const unknown = listed.find((name) => !parts.some((part) => part.name === name));
    if (unknown !== undefined) {
        throw new errors/* FactoryError */.Xx('damaged', {
            subject,
            found: `no ${unknown}`,
            expected: `what ${SUMS_NAME} lists`,
        });
    }
    for (const { name, size, sha256, blocks } of parts) {
        if (!isReleaseName(name) || sums.get(name) !== sha256) {
            const expected = `what ${SUMS_NAME} says: ${sums.get(name) ?? 'no such file'}`;
            throw new errors/* FactoryError */.Xx('damaged', { subject, found: `${name} with the SHA-256 ${sha256}`, expected });
        }
        const count = Math.ceil(size / src_manifest/* BLOCK_SIZE */.cS);
        if (blocks.length === count)
            continue;
        const found = `${blocks.length} blocks of ${name}`;
        throw new errors/* FactoryError */.Xx('damaged', { subject, found, expected: `${count} for ${size} bytes` });
    }
    return parts;
}
async function fetchParts(folder, manifest, published, to, transfer, texts) {
    const { reporter, counts } = transfer;
    const parts = published.map((part) => new PartFile(part, external_node_path_.join(folder, part.name)));
    const own = (await (0,promises_.stat)(external_node_path_.join(to, SUMS_NAME)).catch(() => null)) === null ? null : to;
    const seeds = await Seeds.open(texts, own, reporter);
    try {
        for (const part of parts)
            counts.kept += await part.open(reporter);
        await seeds.fill(manifest, parts, counts, external_node_path_.join(folder, SCRATCH), transfer.source.label);
        for (const part of parts) {
            await downloadPart(part, transfer);
            await part.close();
        }
    }
    finally {
        await seeds.close();
        for (const part of parts)
            await part.close();
    }
}
/** Every part is hashed once more as a whole: SHA256SUMS says of files, not of blocks. */
async function releaseFiles(folder, parts, others, reporter) {
    const files = [];
    for (const { name, sha256: expected } of parts) {
        const file = external_node_path_.join(folder, name);
        const { size, sha256 } = await hashFile(file, reporter);
        if (sha256 !== expected) {
            throw new errors/* FactoryError */.Xx('damaged', {
                subject: file,
                found: `the SHA-256 ${sha256}, though each block is right`,
                expected,
                next: 'publish the release again: its manifest contradicts itself',
            });
        }
        files.push({ name, path: file, size, sha256 });
    }
    for (const name of others) {
        const file = external_node_path_.join(folder, name);
        files.push({ name, path: file, ...(await hashFile(file, reporter)) });
    }
    return files;
}
//# sourceMappingURL=fetch.js.map
;// CONCATENATED MODULE: ./build/src/release/fetch/http-source.js
/** A release on a web server: its files below one address. */


const MAX_REDIRECTS = 5;
/** @param address of the folder, with or without the last slash */
function httpSource(address, http) {
    const base = address.endsWith('/') ? address : `${address}/`;
    return {
        label: base,
        tag: null,
        folder: null,
        remedy: 'run it again; if it stays so, copy the release to that server again',
        sha256Of: () => null,
        async read(name, range, { signal }) {
            let url = new URL(name, base);
            for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
                const response = await http.send({
                    method: 'GET',
                    url: url.href,
                    headers: headersFor(range),
                    signal,
                });
                const { location } = response.headers;
                if (response.status < 300 || response.status >= 400 || location === undefined) {
                    return http_source_answerOf(response, url.href, range, name);
                }
                response.stream.resume();
                url = redirected(url, location);
            }
            throw new errors/* FactoryError */.Xx('store', {
                subject: new URL(name, base).href,
                found: `more than ${MAX_REDIRECTS} redirects`,
                next: 'name the address that they lead to',
            });
        },
    };
}
function headersFor(range) {
    // A body that is encoded on the way is not the file, and its ranges are not the file's.
    const headers = { 'accept-encoding': 'identity' };
    return range === null ? headers : { ...headers, range: `bytes=${range.start}-${range.end - 1}` };
}
/** @throws TransientError, not-found, permission, damaged, store */
function http_source_answerOf(response, subject, range, name) {
    const { status, headers } = response;
    if (status === 200)
        return { start: 0, pieces: piecesOf(response, name) };
    const [, start] = /^bytes (\d+)-/.exec(headers['content-range'] ?? '') ?? [];
    if (status === 206 && range !== null && start !== undefined && Number(start) === range.start) {
        return { start: range.start, pieces: piecesOf(response, name) };
    }
    response.stream.destroy();
    throw status === 206
        ? new TransientError(`${name}: "${headers['content-range'] ?? ''}" instead of the range asked for`)
        : http_source_failureOf(response, subject);
}
function http_source_failureOf({ status, headers }, subject) {
    if (status >= 500 || status === 408 || status === 429) {
        const after = Number(headers['retry-after'] ?? Number.NaN) * 1000;
        return new TransientError(`the server answers ${status}`, Number.isNaN(after) ? {} : { wait: after });
    }
    const found = `the server answers ${status}`;
    if (status === 404 || status === 410) {
        const next = 'check the address: it is that of the folder which holds SHA256SUMS';
        return new errors/* FactoryError */.Xx('not-found', { subject, found, expected: 'a file of a release', next });
    }
    if (status === 401 || status === 403) {
        return new errors/* FactoryError */.Xx('permission', { subject, found, next: 'let this host read it there' });
    }
    if (status === 416) {
        const next = 'publish the release again: the file there is shorter than its manifest says';
        return new errors/* FactoryError */.Xx('damaged', { subject, found, expected: 'the range asked for', next });
    }
    return new errors/* FactoryError */.Xx('store', { subject, found, expected: '200 or 206' });
}
function redirected(from, location) {
    const to = new URL(location, from);
    if (to.protocol === from.protocol || to.protocol === 'https:')
        return to;
    throw new errors/* FactoryError */.Xx('store', {
        subject: from.href,
        found: `a redirect to ${to.protocol}//${to.host}`,
        expected: 'https, as the release was asked for',
        next: 'correct it on the server',
    });
}
//# sourceMappingURL=http-source.js.map
;// CONCATENATED MODULE: ./build/src/release/fetch/github-source.js
/** A release of a GitHub repository. */


async function githubSource(api, tag, reporter) {
    const label = `${api.subject}@${tag}`;
    const release = await api.releaseOf(tag, reporter);
    if (release === null || release.draft) {
        throw new errors/* FactoryError */.Xx('not-found', {
            subject: label,
            found: 'no release under this tag, or no repository that may be read',
            expected: 'a published release',
            next: api.token === null
                ? 'check both names; where the repository is private, set GITHUB_TOKEN'
                : 'check both names, and that the token is for that repository',
        });
    }
    const assets = new Map((await api.assets(release, reporter)).map((asset) => [asset.name, asset]));
    return {
        label,
        tag,
        folder: null,
        remedy: 'run it again; if it stays so, publish the release anew under another tag',
        sha256Of: (name) => /^sha256:([0-9a-f]{64})$/.exec(assets.get(name)?.digest ?? '')?.[1] ?? null,
        async read(name, range, of) {
            const asset = assets.get(name);
            if (asset?.state !== 'uploaded') {
                throw new errors/* FactoryError */.Xx('not-found', {
                    subject: label,
                    found: `no ${name}`,
                    expected: 'a release that this program made',
                });
            }
            const response = await api.openAsset(asset, headersFor(range), of);
            return http_source_answerOf(response, `${label}: ${name}`, range, name);
        },
    };
}
//# sourceMappingURL=github-source.js.map
;// CONCATENATED MODULE: ./build/src/release/fetch/folder-source.js
/** A release in a folder: of this host, of a share, of a mounted bucket. */




const folder_source_PIECE = 1 << 18;
function folderSource(folder, tag) {
    return {
        label: folder,
        tag,
        folder,
        remedy: 'copy the release there again, and check that disk',
        sha256Of: () => null,
        read: (name, range, { signal }) => {
            const pieces = readRange(folder, name, range, signal);
            return Promise.resolve({ start: range?.start ?? 0, pieces });
        },
    };
}
async function* readRange(folder, name, range, signal) {
    const file = external_node_path_.join(folder, name);
    try {
        const handle = await (0,promises_.open)(file, 'r');
        try {
            const end = range?.end ?? Number.POSITIVE_INFINITY;
            for (let at = range?.start ?? 0; at < end;) {
                signal.throwIfAborted();
                const buffer = Buffer.allocUnsafe(Math.min(folder_source_PIECE, end - at));
                const { bytesRead } = await handle.read(buffer, 0, buffer.length, at);
                if (bytesRead === 0)
                    return;
                at += bytesRead;
                yield buffer.subarray(0, bytesRead);
            }
        }
        finally {
            await handle.close();
        }
    }
    catch (error) {
        if (error.code === 'ENOENT')
            throw missing(folder, name);
        throw signal.aborted ? error : (0,errors/* fromSystemError */.Kh)(error, file);
    }
}
function missing(subject, name) {
    const isRelease = name !== SUMS_NAME;
    return new errors/* FactoryError */.Xx('not-found', {
        subject,
        found: `no ${name}`,
        expected: isRelease
            ? `what its ${SUMS_NAME} lists`
            : 'a release folder, as "image-factory build" makes it',
        next: isRelease ? 'copy the release there again' : 'check the path',
    });
}
//# sourceMappingURL=folder-source.js.map
;// CONCATENATED MODULE: ./build/src/release/fetch/open-release.js
/** RELEASE of the command line: `github:owner/repo@TAG`, `FOLDER@TAG`, a release folder, `https://host/path/`. */










const LATEST = 'latest';
/** @throws usage, not-found */
async function openRelease(text, options, reporter) {
    if (/^https?:\/\//i.test(text))
        return httpSource(text, new HttpClient({ env: options.env }));
    if (!isGitHub(text) && (await open_release_isFolder(text)))
        return folderSource(external_node_path_.resolve(text), null);
    const { image } = options;
    const at = text.lastIndexOf('@');
    const [place, tag] = [text.slice(0, at), text.slice(at + 1)];
    if (at < 1 || tag === '')
        throw noTag(text);
    if (isGitHub(place)) {
        const api = openGitHub(place, options, 'read');
        const wanted = tag === LATEST ? await newestOf(githubStore(api, false), image, reporter) : tag;
        return githubSource(api, wanted, reporter);
    }
    const folder = external_node_path_.resolve(place);
    if (!(await open_release_isFolder(folder)))
        throw noFolder(text, folder);
    const wanted = tag === LATEST ? await newestOf(folderStore(folder), image, reporter) : tag;
    const location = external_node_path_.join(folder, wanted);
    if (await open_release_isFolder(location))
        return folderSource(location, wanted);
    throw noFolder(text, location);
}
/** The tag of the newest release of an image; of the one that the store keeps where none is named. */
async function newestOf(store, wanted, reporter) {
    const image = wanted ?? null;
    const releases = (await store.list(reporter)).filter((release) => release.image !== null);
    const images = [...new Set(releases.map(({ image: name }) => name ?? ''))].toSorted();
    const newest = releases.findLast((release) => image === null || release.image === image);
    const subject = `${store.label}@${LATEST}`;
    if (newest === undefined) {
        throw new errors/* FactoryError */.Xx('not-found', {
            subject,
            found: images.length === 0 ? 'no release that this program made' : `releases of ${images.join(', ')}`,
            expected: image === null ? 'one' : `one of the image "${image}"`,
            next: images.length === 0 ? 'check where it shall be' : 'correct the name of the image',
        });
    }
    if (image !== null || images.length === 1)
        return newest.tag;
    throw new errors/* FactoryError */.Xx('usage', {
        subject,
        found: `releases of several images: ${images.join(', ')}`,
        expected: 'releases of one image',
        next: wanted === undefined ? 'name the tag' : 'name the image or the tag',
    });
}
async function open_release_isFolder(place) {
    return (await (0,promises_.stat)(place).catch(() => null))?.isDirectory() ?? false;
}
function noFolder(subject, folder) {
    return new errors/* FactoryError */.Xx('not-found', {
        subject,
        found: `no folder ${folder}`,
        expected: 'a release: FOLDER@TAG is the folder TAG in FOLDER',
        next: 'check the path and the tag',
    });
}
function noTag(text) {
    return new errors/* FactoryError */.Xx('usage', {
        subject: text,
        found: 'no folder, and no tag after an "@"',
        expected: 'github:OWNER/REPO@TAG, FOLDER@TAG, a release folder or https://HOST/PATH/',
    });
}
//# sourceMappingURL=open-release.js.map
;// CONCATENATED MODULE: ./build/src/release/index.js
















//# sourceMappingURL=index.js.map

/***/ }),

/***/ 30300:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  kd: () => (/* reexport */ KIND_NAMES),
  Ny: () => (/* reexport */ chooseImage),
  yM: () => (/* reexport */ openArchiveOf),
  oD: () => (/* reexport */ openSource),
  PJ: () => (/* reexport */ parse_parseSource)
});

// UNUSED EXPORTS: imagesOfMedia, installArchives

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/media/index.js + 19 modules
var media = __webpack_require__(91974);
// EXTERNAL MODULE: ./build/src/tree/index.js + 18 modules
var src_tree = __webpack_require__(31219);
// EXTERNAL MODULE: ./build/src/wim/index.js + 42 modules
var wim = __webpack_require__(60315);
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
async function parse_parseSource(text) {
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
async function imagesOfMedia(file, reporter = silentReporter()) {
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
    const medium = await (0,media/* openIso */.O)(iso, reporter);
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
// EXTERNAL MODULE: ./build/src/bytes/index.js + 7 modules
var bytes = __webpack_require__(22290);
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
    const { reporter, parentFolders = [] } = options;
    const disk = await (0,src_disk/* openDisk */.UJ)(path, { reporter, parentFolders });
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
;// CONCATENATED MODULE: ./build/src/source/open.js
/** SOURCE → FileTree: a directory, a disk, a medium and an image of an archive are the same to every command. */





/**
 * @param text a SOURCE of the command line
 * @throws not-found, usage, and what opening a disk, a volume or an archive throws
 */
async function openSource(text, options) {
    const name = await parse_parseSource(text);
    const { edition = null, installs = false } = options;
    const isImage = name.part !== null || edition !== null || installs;
    if (name.kind === 'wim' || (name.kind === 'iso' && isImage))
        return openArchive(name, options);
    if (name.kind === 'disk')
        return { ...name, archive: null, image: null, ...(await openDiskVolume(name, options)) };
    const open = name.kind === 'iso' ? media/* openIso */.O : src_tree/* openDirectory */.AJ;
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

/***/ }),

/***/ 31219:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  R: () => (/* reexport */ ATTRIBUTE_LETTERS),
  _t: () => (/* reexport */ DEFAULT_EXCLUSIONS),
  UD: () => (/* reexport */ FILE_ATTRIBUTE),
  im: () => (/* reexport */ REPARSE_TAG),
  MP: () => (/* reexport */ compareNames),
  wN: () => (/* reexport */ createExclusions),
  I6: () => (/* reexport */ paths_find),
  w0: () => (/* reexport */ findOrNull),
  SP: () => (/* reexport */ paths_foldCase),
  x1: () => (/* reexport */ formatAttributes),
  wd: () => (/* reexport */ tree_isDirectory),
  lQ: () => (/* reexport */ tree_isFolder),
  uJ: () => (/* reexport */ paths_joinPath),
  MH: () => (/* reexport */ nameMatcher),
  AJ: () => (/* reexport */ openDirectory),
  OQ: () => (/* reexport */ reparse_readLinkTarget),
  tX: () => (/* reexport */ readWimScript),
  Iy: () => (/* reexport */ reparse_reparseTagName),
  T8: () => (/* reexport */ paths_sortedChildren),
  Uf: () => (/* reexport */ paths_splitPath),
  pL: () => (/* reexport */ tree_unnamedStream),
  GG: () => (/* reexport */ walk),
  ys: () => (/* reexport */ whyNoPattern),
  Oc: () => (/* reexport */ names_whyNotOnWindows),
  TE: () => (/* reexport */ names_whyUnsafe)
});

// UNUSED EXPORTS: applyTree, countLosses, expandPaths, extractPaths, formatLosses, hasWildcard, linkReparsePoint, parseAttributes, parseWimScript, printable, withoutDrive

;// CONCATENATED MODULE: ./build/src/tree/tree.js
/**
 * FileTree: the one shape of "a volume full of files". A directory, an NTFS volume inside a disk and an image inside
 * a WIM are the same thing to the rest of the program.
 */
const FILE_ATTRIBUTE = {
    READONLY: 0x1,
    HIDDEN: 0x2,
    SYSTEM: 0x4,
    DIRECTORY: 0x10,
    ARCHIVE: 0x20,
    DEVICE: 0x40,
    NORMAL: 0x80,
    TEMPORARY: 0x100,
    SPARSE_FILE: 0x200,
    REPARSE_POINT: 0x400,
    COMPRESSED: 0x800,
    OFFLINE: 0x1000,
    NOT_CONTENT_INDEXED: 0x2000,
    ENCRYPTED: 0x4000,
    INTEGRITY_STREAM: 0x8000,
    VIRTUAL: 0x10000,
    NO_SCRUB_DATA: 0x20000,
    RECALL_ON_OPEN: 0x40000,
    PINNED: 0x80000,
    UNPINNED: 0x100000,
    RECALL_ON_DATA_ACCESS: 0x400000,
};
const REPARSE_TAG = {
    MOUNT_POINT: 0xa0000003,
    SYMLINK: 0xa000000c,
    DEDUP: 0x80000013,
    WOF: 0x80000017,
    LX_SYMLINK: 0xa000001d,
};
function tree_isDirectory(entry) {
    return (entry.attributes & FILE_ATTRIBUTE.DIRECTORY) !== 0;
}
/** Whether `children` is worth asking: a directory that is not a junction or another reparse point. */
function tree_isFolder(entry) {
    return tree_isDirectory(entry) && entry.reparse === null;
}
function tree_unnamedStream(entry) {
    return entry.streams.find((stream) => stream.name === '') ?? null;
}
//# sourceMappingURL=tree.js.map
;// CONCATENATED MODULE: ./build/src/tree/attributes.js
/** FILE_ATTRIBUTE bits as letters, as `attrib` and PowerShell's Mode column have them where they have any. */

/** Letter, bit and name, in the order in which the letters are written. */
const ATTRIBUTE_LETTERS = [
    ['D', FILE_ATTRIBUTE.DIRECTORY, 'directory'],
    ['L', FILE_ATTRIBUTE.REPARSE_POINT, 'reparse point'],
    ['R', FILE_ATTRIBUTE.READONLY, 'read-only'],
    ['H', FILE_ATTRIBUTE.HIDDEN, 'hidden'],
    ['S', FILE_ATTRIBUTE.SYSTEM, 'system'],
    ['A', FILE_ATTRIBUTE.ARCHIVE, 'archive'],
    ['N', FILE_ATTRIBUTE.NORMAL, 'normal'],
    ['T', FILE_ATTRIBUTE.TEMPORARY, 'temporary'],
    ['Z', FILE_ATTRIBUTE.SPARSE_FILE, 'sparse'],
    ['C', FILE_ATTRIBUTE.COMPRESSED, 'compressed'],
    ['O', FILE_ATTRIBUTE.OFFLINE, 'offline'],
    ['I', FILE_ATTRIBUTE.NOT_CONTENT_INDEXED, 'not content indexed'],
    ['E', FILE_ATTRIBUTE.ENCRYPTED, 'encrypted'],
    ['V', FILE_ATTRIBUTE.INTEGRITY_STREAM, 'integrity'],
    ['X', FILE_ATTRIBUTE.NO_SCRUB_DATA, 'no scrub'],
    ['P', FILE_ATTRIBUTE.PINNED, 'pinned'],
    ['U', FILE_ATTRIBUTE.UNPINNED, 'unpinned'],
    ['M', FILE_ATTRIBUTE.RECALL_ON_DATA_ACCESS, 'recall on data access'],
];
/** @returns "RHSA", "-" for none; bits without a letter follow as hexadecimal: "A+0x10000" */
function formatAttributes(attributes) {
    let letters = '';
    let rest = attributes;
    for (const [letter, bit] of ATTRIBUTE_LETTERS) {
        if ((attributes & bit) === 0)
            continue;
        letters += letter;
        rest &= ~bit;
    }
    if (rest !== 0)
        letters += `+0x${(rest >>> 0).toString(16)}`;
    return letters === '' ? '-' : letters;
}
/** What `formatAttributes` gave, as bits; null where the text is none of it. */
function parseAttributes(text) {
    if (text === '-')
        return 0;
    const match = /^([A-Z]*)(?:\+0x([0-9a-f]{1,8}))?$/.exec(text);
    if (match === null)
        return null;
    let bits = match[2] === undefined ? 0 : Number.parseInt(match[2], 16);
    for (const letter of match[1] ?? '') {
        const known = ATTRIBUTE_LETTERS.find(([candidate]) => candidate === letter);
        if (known === undefined)
            return null;
        bits |= known[1];
    }
    return bits >>> 0;
}
//# sourceMappingURL=attributes.js.map
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/output.js
var output = __webpack_require__(27208);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: ./build/src/bytes/index.js + 7 modules
var bytes = __webpack_require__(22290);
;// CONCATENATED MODULE: ./build/src/tree/apply-write.js
/** Writing one file of the host: its content checked, its holes left as holes, its times kept. */







const writeAsync = (0,external_node_util_.promisify)(external_node_fs_.write);
/** Less is written at once, without the thread pool: most files are small. */
const LARGE_PIECE = (/* unused pure expression or super */ null && (1 << 16));
const GRANULE = 1 << 16;
const ZEROS = Buffer.alloc(GRANULE);
const FLAGS = external_node_fs_.constants.O_WRONLY | external_node_fs_.constants.O_CREAT | external_node_fs_.constants.O_EXCL;
/**
 * Makes `planned.file`, which must not exist.
 *
 * @throws damaged when the content is not what the source says of it; nothing is left then
 */
async function apply_write_writeHostFile(tree, planned, task, signal) {
    const file = hostPathOf(planned.file);
    const stream = unnamedStream(planned.entry);
    try {
        const descriptor = openSync(file, FLAGS, 0o666);
        try {
            if (stream !== null)
                await fill(descriptor, tree, planned, stream, task, signal);
            const [accessed, modified] = apply_write_hostTimes(planned.entry);
            futimesSync(descriptor, accessed, modified);
        }
        catch (error) {
            closeSync(descriptor);
            rmSync(file, { force: true });
            throw error;
        }
        closeSync(descriptor);
    }
    catch (error) {
        if (signal.aborted)
            throw error;
        throw fromSystemError(error, planned.file);
    }
}
async function fill(descriptor, tree, planned, stream, task, signal) {
    const hash = stream.sha1 === null ? null : createHash('sha1');
    let done = 0;
    let ended = true;
    for await (const piece of tree.read(planned.entry, stream)) {
        signal.throwIfAborted();
        hash?.update(piece);
        ended = await writeSparse(descriptor, piece, done);
        done += piece.length;
        task.advance(piece.length);
    }
    if (!ended)
        ftruncateSync(descriptor, done);
    const subject = `${tree.label}: ${planned.path}`;
    if (done !== stream.size) {
        throw new FactoryError('damaged', { subject, found: `${done} bytes`, expected: `${stream.size} bytes` });
    }
    if (hash === null || stream.sha1 === null || done === 0)
        return;
    const found = hash.digest();
    if (equalBytes(found, stream.sha1))
        return;
    throw new FactoryError('damaged', {
        subject,
        found: `content with the SHA-1 ${toHex(found)}`,
        expected: toHex(stream.sha1),
        next: 'fetch or make the image again',
    });
}
/** Runs of zeros are not written: they stay holes. @returns whether the last byte was written */
async function writeSparse(descriptor, piece, position) {
    let start = 0;
    let written = true;
    for (let at = 0; at < piece.length; at += GRANULE) {
        const granule = piece.subarray(at, at + GRANULE);
        const zero = granule.length === GRANULE && Buffer.compare(granule, ZEROS) === 0;
        if (zero && written)
            await writeAll(descriptor, piece.subarray(start, at), position + start);
        if (!zero && !written)
            start = at;
        written = !zero;
    }
    if (written)
        await writeAll(descriptor, piece.subarray(start), position + start);
    return written;
}
async function writeAll(descriptor, bytes, position) {
    for (let done = 0; done < bytes.length;) {
        const length = bytes.length - done;
        done +=
            length < LARGE_PIECE
                ? writeSync(descriptor, bytes, done, length, position + done)
                : (await writeAsync(descriptor, bytes, done, length, position + done)).bytesWritten;
    }
}
/**
 * Access and modification time in seconds, as Node takes them: kept to the microsecond, and not before 1970, which
 * Node 20 would take for now.
 */
function apply_write_hostTimes(entry) {
    return [toSeconds(entry.accessed), toSeconds(entry.modified)];
}
/** Node cuts the microseconds off a double; the fraction added keeps the right one through that. */
function toSeconds(filetime) {
    const microseconds = Number(unixNanosecondsFromFiletime(filetime) / 1000n);
    return microseconds <= 0 ? 0 : (microseconds + 0.3) / 1e6;
}
//# sourceMappingURL=apply-write.js.map
;// CONCATENATED MODULE: ./build/src/tree/reparse.js
/**
 * Reparse data of links (MS-FSCC 2.1.2.4 and 2.1.2.5; WSL), without the eight bytes of tag, length and reserved.
 *
 *     SYMLINK and MOUNT_POINT                       LX_SYMLINK
 *     0  u16 substitute name: offset in the names   0  u32 version: 2
 *     2  u16 substitute name: bytes                 4  the target in UTF-8
 *     4  u16 print name: offset in the names
 *     6  u16 print name: bytes
 *     8  u32 flags: 1 relative (SYMLINK only)
 *     8 or 12  the names in UTF-16LE
 */


const SYMLINK_FLAG_RELATIVE = 1;
const LX_SYMLINK_VERSION = 2;
/** @returns null where the tag is not a link's @throws damaged when the data contradicts itself */
function reparse_readLinkTarget(reparse, what) {
    const cursor = (0,bytes/* cursorOver */.Ro)(reparse.data, `${what}: reparse data`);
    if (reparse.tag === REPARSE_TAG.LX_SYMLINK) {
        (0,bytes/* readU32 */.PF)(cursor);
        const target = Buffer.from((0,bytes/* readBytes */.io)(cursor, (0,bytes/* remaining */.Tk)(cursor))).toString('utf8');
        return { kind: 'lx-symlink', substitute: target, print: target, relative: !target.startsWith('/') };
    }
    const symlink = reparse.tag === REPARSE_TAG.SYMLINK;
    if (!symlink && reparse.tag !== REPARSE_TAG.MOUNT_POINT)
        return null;
    const [substituteAt, substituteLength, printAt, printLength] = [0, 0, 0, 0].map(() => (0,bytes/* readU16 */.Vv)(cursor));
    const relative = symlink && ((0,bytes/* readU32 */.PF)(cursor) & SYMLINK_FLAG_RELATIVE) !== 0;
    const names = cursor.position;
    const nameAt = (offset = 0, length = 0) => {
        (0,bytes/* seek */.jF)(cursor, names + offset);
        return (0,bytes/* readUtf16 */.rd)(cursor, length);
    };
    return {
        kind: symlink ? 'symlink' : 'junction',
        substitute: nameAt(substituteAt, substituteLength),
        print: nameAt(printAt, printLength),
        relative,
    };
}
/** The reparse point of a link; both names end with a NUL that their lengths do not count, as Windows writes them. */
function linkReparsePoint(target) {
    const writer = new bytes/* ByteWriter */.U7();
    if (target.kind === 'lx-symlink') {
        writer.u32(LX_SYMLINK_VERSION).raw(Buffer.from(target.substitute, 'utf8'));
        return { tag: REPARSE_TAG.LX_SYMLINK, data: writer.finish().slice(), notFixed: true };
    }
    const substituteBytes = target.substitute.length * 2;
    writer.u16(0).u16(substituteBytes);
    writer.u16(substituteBytes + 2).u16(target.print.length * 2);
    if (target.kind === 'symlink')
        writer.u32(target.relative ? SYMLINK_FLAG_RELATIVE : 0);
    writer.utf16(target.substitute).u16(0).utf16(target.print).u16(0);
    const tag = target.kind === 'symlink' ? REPARSE_TAG.SYMLINK : REPARSE_TAG.MOUNT_POINT;
    return { tag, data: Uint8Array.from(writer.finish()), notFixed: true };
}
const TAG_NAMES = new Map([
    [0xa0000003, 'MOUNT_POINT'],
    [0xa000000c, 'SYMLINK'],
    [0x80000007, 'SIS'],
    [0x8000000a, 'DFS'],
    [0x80000012, 'DFSR'],
    [0x80000013, 'DEDUP'],
    [0x80000014, 'NFS'],
    [0x80000015, 'FILE_PLACEHOLDER'],
    [0x80000017, 'WOF'],
    [0x80000018, 'WCI'],
    [0xa0000019, 'GLOBAL_REPARSE'],
    [0x8000001b, 'APPEXECLINK'],
    [0xa000001d, 'LX_SYMLINK'],
    [0x80000023, 'AF_UNIX'],
    [0x80000024, 'LX_FIFO'],
    [0x80000025, 'LX_CHR'],
    [0x80000026, 'LX_BLK'],
]);
/** The name of a tag as winnt.h has it, without IO_REPARSE_TAG_; in hexadecimal where we know none. */
function reparse_reparseTagName(tag) {
    if ((tag & 0xffff0fff) >>> 0 === 0x9000001a)
        return 'CLOUD';
    return TAG_NAMES.get(tag) ?? `0x${tag.toString(16).padStart(8, '0')}`;
}
//# sourceMappingURL=reparse.js.map
;// CONCATENATED MODULE: ./build/src/tree/apply-links.js
/** Making links of the host from reparse points. They come last: nothing is ever written through one. */








const WINDOWS = process.platform === 'win32';
/** @returns null where the link was made, else what kind of reparse point this host cannot make */
async function apply_links_makeLink(tree, planned) {
    const { entry, file } = planned;
    if (entry.reparse === null)
        return null;
    const name = reparseTagName(entry.reparse.tag);
    const link = readLinkTarget(entry.reparse, `${tree.label}: ${planned.path}`);
    if (link === null || link.substitute === '' || link.substitute.includes('\0'))
        return name;
    try {
        await makeHostLink(link, entry, file);
        lutimesSync(hostPathOf(file), ...hostTimes(entry));
        return null;
    }
    catch (error) {
        // Windows without the right to make symbolic links or the developer mode, or a file system without links.
        const { code = '' } = error;
        if (code === 'EPERM' || code === 'ENOTSUP')
            return name;
        throw fromSystemError(error, file);
    }
}
async function makeHostLink(link, entry, file) {
    if (!WINDOWS) {
        await symlink(hostPathOf(posixTarget(link)), hostPathOf(file));
    }
    else {
        const type = link.kind === 'junction' ? 'junction' : isDirectory(entry) ? 'dir' : 'file';
        await symlink(windowsTarget(link), file, type);
    }
}
//# sourceMappingURL=apply-links.js.map
;// CONCATENATED MODULE: ./build/src/tree/apply-losses.js
/** What a directory of the host cannot carry of an image, counted. */

const KINDS = {
    security: 'security descriptors',
    attributes: 'attributes',
    shortNames: 'short names',
    creationTimes: 'creation times',
    namedStreams: 'named streams',
    objectIds: 'object IDs',
    extendedAttributes: 'extended attributes',
};
/** Said by other means, or said of nearly everything. */
const CARRIED_ATTRIBUTES = FILE_ATTRIBUTE.DIRECTORY | FILE_ATTRIBUTE.REPARSE_POINT | FILE_ATTRIBUTE.NORMAL | FILE_ATTRIBUTE.ARCHIVE;
function apply_losses_countLosses(tree, plan) {
    const counts = {};
    // A directory's own creation times are those of a copy already.
    const createdMatters = tree.carries.creationTimes && tree.kind !== 'directory';
    for (const { entry } of [...plan.directories, ...plan.files, ...plan.reparsePoints]) {
        for (const kind of lossesOf(entry, createdMatters))
            counts[kind] = (counts[kind] ?? 0) + 1;
    }
    return counts;
}
/** "security descriptors (812 entries), named streams (3)"; '' where nothing is lost. */
function apply_losses_formatLosses(losses) {
    const parts = Object.keys(KINDS)
        .filter((kind) => (losses[kind] ?? 0) > 0)
        .map((kind, index) => {
        const count = losses[kind] ?? 0;
        return `${KINDS[kind]} (${count}${index > 0 ? '' : count === 1 ? ' entry' : ' entries'})`;
    });
    return parts.join(', ');
}
function* lossesOf(entry, createdMatters) {
    if (entry.security !== null)
        yield 'security';
    if ((entry.attributes & ~CARRIED_ATTRIBUTES) !== 0)
        yield 'attributes';
    if (entry.shortName !== '')
        yield 'shortNames';
    if (createdMatters && entry.created !== entry.modified)
        yield 'creationTimes';
    if (entry.streams.some((stream) => stream.name !== ''))
        yield 'namedStreams';
    if (entry.objectId !== null)
        yield 'objectIds';
    if (entry.extendedAttributes.length > 0)
        yield 'extendedAttributes';
}
//# sourceMappingURL=apply-losses.js.map
;// CONCATENATED MODULE: ./build/src/tree/paths.js
/**
 * Paths inside a tree: `\Windows\System32`, from the root, compared without regard to case as Windows does. Users may
 * write `/`; we print `\`.
 */


/** What NTFS compares: each UTF-16 code unit by itself, in upper case, where upper case is one code unit too. */
function paths_foldCase(name) {
    const upper = name.toUpperCase();
    if (upper.length === name.length)
        return upper;
    let folded = '';
    for (let index = 0; index < name.length; index++) {
        const unit = name.charAt(index);
        const raised = unit.toUpperCase();
        folded += raised.length === 1 ? raised : unit;
    }
    return folded;
}
/** The order in which we write and print the entries of a directory: by folded code units, then by code units. */
function compareNames(a, b) {
    const foldedA = paths_foldCase(a);
    const foldedB = paths_foldCase(b);
    if (foldedA !== foldedB)
        return foldedA < foldedB ? -1 : 1;
    return a === b ? 0 : a < b ? -1 : 1;
}
/** @returns the names on the way from the root; none for the root itself */
function paths_splitPath(path) {
    return path.split(/[\\/]/).filter((name) => name !== '' && name !== '.');
}
/**
 * A path as Windows has it on a running system, `C:\Windows`, as one inside the image.
 *
 * @returns null where it names no drive
 */
function paths_withoutDrive(path) {
    return /^[A-Za-z]:(?=[\\/]|$)/.test(path) ? path.slice(2) : null;
}
/** @returns `\` for the root */
function paths_joinPath(parent, name) {
    return parent === '\\' ? `\\${name}` : `${parent}\\${name}`;
}
/**
 * Every entry below `start`, each directory before what it holds, in the order of `compareNames`.
 *
 * @param start where to begin; it is the first that is given
 * @param enter asked for each folder; `false` leaves out what it holds
 */
async function* walk(tree, start = { path: '\\', entry: tree.root }, enter = () => true) {
    const pending = [start];
    for (let located = pending.pop(); located !== undefined; located = pending.pop()) {
        yield located;
        if (!tree_isFolder(located.entry) || !enter(located))
            continue;
        const children = await paths_sortedChildren(tree, located.entry);
        for (let index = children.length - 1; index >= 0; index--) {
            const entry = children[index];
            pending.push({ path: paths_joinPath(located.path, entry.name), entry });
        }
    }
}
/** What a directory holds, in the order of `compareNames`. */
async function paths_sortedChildren(tree, directory) {
    const children = await tree.children(directory);
    const keys = new Map(children.map((entry) => [entry, paths_foldCase(entry.name)]));
    return children.toSorted((a, b) => {
        const keyA = keys.get(a);
        const keyB = keys.get(b);
        if (keyA !== keyB)
            return keyA < keyB ? -1 : 1;
        return a.name === b.name ? 0 : a.name < b.name ? -1 : 1;
    });
}
/**
 * The entry at `path`: an exact match wins over one that differs in case; a short name counts too. A drive is left out,
 * unless something has that name, as it may on a host that is not Windows.
 *
 * @param start the folder that `path` is below
 */
async function findOrNull(tree, path, start = { path: '\\', entry: tree.root }) {
    const inside = paths_withoutDrive(path);
    return (await follow(tree, path, start)) ?? (inside === null ? null : follow(tree, inside, start));
}
async function follow(tree, path, start) {
    let located = start;
    for (const name of paths_splitPath(path)) {
        if (!tree_isFolder(located.entry))
            return null;
        const folded = paths_foldCase(name);
        const isSame = (other) => paths_foldCase(other) === folded;
        const children = await (tree.childrenNamed?.(located.entry, isSame) ?? tree.children(located.entry));
        const found = children.find((child) => child.name === name) ??
            children.find((child) => isSame(child.name)) ??
            children.find((child) => child.shortName !== '' && isSame(child.shortName));
        if (found === undefined)
            return null;
        located = { path: paths_joinPath(located.path, found.name), entry: found };
    }
    return located;
}
/** @throws not-found */
async function paths_find(tree, path) {
    const located = await findOrNull(tree, path);
    if (located !== null)
        return located;
    throw new errors/* FactoryError */.Xx('not-found', {
        subject: `${tree.label}: ${path}`,
        found: 'no such file or directory',
        next: 'list what is there with "image-factory ls"',
    });
}
//# sourceMappingURL=paths.js.map
;// CONCATENATED MODULE: ./build/src/tree/apply-plan.js
/**
 * What an apply will make, known and checked before anything is made. Names come from an image that may be hostile: one
 * that would leave its directory, or that stands twice in it, ends the work here.
 */






/** @param start the entries with the places that they get; a name is checked below them only */
async function apply_plan_planApply(tree, start, invalidNames, signal) {
    const plan = {
        directories: [],
        files: [],
        reparsePoints: [],
        skipped: [],
        bytes: 0,
    };
    const groups = new Map();
    const pending = start.toReversed();
    for (let planned = pending.pop(); planned !== undefined; planned = pending.pop()) {
        signal.throwIfAborted();
        if (planned.entry.reparse !== null) {
            plan.reparsePoints.push(planned);
        }
        else if (isDirectory(planned.entry)) {
            plan.directories.push(planned);
        }
        else {
            planFile(plan, groups, planned);
        }
        if (!isFolder(planned.entry))
            continue;
        const children = await safeChildren(tree, planned, invalidNames, plan.skipped);
        for (const entry of children.toReversed()) {
            const file = `${planned.file}${path.sep}${entry.name}`;
            pending.push({ entry, path: joinPath(planned.path, entry.name), file });
        }
    }
    const position = ({ entry }) => unnamedStream(entry)?.position ?? 0;
    plan.files.sort((a, b) => position(a) - position(b));
    return plan;
}
/** @throws unsupported when this host cannot make a file of that name; damaged when none should */
function checkName(name, subject) {
    const unsafe = whyUnsafe(name);
    if (unsafe !== null) {
        throw new FactoryError('damaged', {
            subject,
            found: unsafe,
            expected: 'a name of a file',
            next: 'do not trust this image: ask who made it',
        });
    }
    const unsupported = whyNotHere(name);
    if (unsupported !== null)
        throw new FactoryError('unsupported', { subject, found: unsupported });
}
function planFile(plan, groups, planned) {
    const first = groups.get(planned.entry.linkGroup);
    if (first !== undefined) {
        first.links.push(planned.file);
        return;
    }
    const file = { ...planned, links: [] };
    if (planned.entry.linkGroup !== 0)
        groups.set(planned.entry.linkGroup, file);
    plan.files.push(file);
    plan.bytes += unnamedStream(planned.entry)?.size ?? 0;
}
async function safeChildren(tree, parent, invalidNames, skipped) {
    const safe = [];
    for (const entry of await sortedChildren(tree, parent.entry)) {
        const where = joinPath(parent.path, entry.name);
        if (invalidNames === 'skip' && whyUnsafe(entry.name) === null && whyNotHere(entry.name) !== null) {
            skipped.push(where);
            continue;
        }
        const subject = `${tree.label}: ${parent.path}`;
        checkName(entry.name, subject);
        const before = safe.at(-1);
        if (before !== undefined && apply_plan_hostNameKey(before.name) === apply_plan_hostNameKey(entry.name)) {
            throw new FactoryError('damaged', {
                subject,
                found: `two entries named "${printable(entry.name)}"`,
                expected: 'one',
            });
        }
        safe.push(entry);
    }
    return safe;
}
function whyNotHere(name) {
    if (process.platform !== 'win32')
        return null;
    const forbidden = whyNotOnWindows(name);
    if (forbidden !== null)
        return `${forbidden}, which Windows cannot make`;
    // Node turns it into U+FFFD on the way to Windows: the file would get another name.
    return isWellFormed(name) ? null : `the name "${printable(name)}", which Node cannot make on Windows`;
}
/** What two names share where this host takes them for the same. */
function apply_plan_hostNameKey(name) {
    return process.platform === 'win32' ? foldCase(name) : name;
}
/** Where each of `found` goes when it is extracted into `folder`: under its own name, the root as the folder itself. */
function apply_plan_placesOf(tree, found, folder) {
    const places = found.map(({ path: where, entry }) => {
        if (entry.name !== '')
            checkName(entry.name, `${tree.label}: ${where}`);
        return { entry, path: where, file: entry.name === '' ? folder : `${folder}${path.sep}${entry.name}` };
    });
    const seen = new Map();
    for (const place of places) {
        const other = seen.get(foldCase(place.file));
        if (other !== undefined) {
            throw new FactoryError('usage', {
                subject: `${tree.label}: ${place.path}`,
                found: `the same name as ${other.path}`,
                next: 'extract them into two directories',
            });
        }
        seen.set(foldCase(place.file), place);
    }
    return places;
}
//# sourceMappingURL=apply-plan.js.map
;// CONCATENATED MODULE: ./build/src/tree/glob.js
/**
 * Paths with `*` and `?`, compared without regard to case. Neither stands for a separator: `\Windows\*` is what lies
 * directly in Windows.
 */



/** Whether a path or name holds a wildcard. */
function hasWildcard(text) {
    return /[*?]/.test(text);
}
/** A test for names that match `pattern`, a single name with `*` and `?`. */
function nameMatcher(pattern) {
    const folded = paths_foldCase(pattern);
    if (!hasWildcard(folded))
        return (name) => paths_foldCase(name) === folded;
    return (name) => matches(folded, paths_foldCase(name));
}
/** Goes back to the last `*` only, so that no pattern takes longer than its length times the name's. */
function matches(pattern, name) {
    let at = 0;
    let star = -1;
    let resume = 0;
    for (let index = 0; index < name.length;) {
        if (pattern[at] === '*') {
            star = at++;
            resume = index;
        }
        else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === name[index])) {
            at++;
            index++;
        }
        else if (star >= 0) {
            at = star + 1;
            index = ++resume;
        }
        else {
            return false;
        }
    }
    while (pattern[at] === '*')
        at++;
    return at === pattern.length;
}
/**
 * The entries that `paths` mean, in their order, each once.
 *
 * @throws not-found for a path that means none
 */
async function glob_expandPaths(tree, paths) {
    const found = new Map();
    for (const path of paths) {
        const located = hasWildcard(path)
            ? await expandOne(tree, withoutDrive(path) ?? path)
            : [await find(tree, path)];
        if (located.length === 0) {
            throw new FactoryError('not-found', {
                subject: `${tree.label}: ${path}`,
                found: 'nothing that it matches',
                next: 'list what is there with "image-factory ls"',
            });
        }
        for (const each of located)
            found.set(each.path, each);
    }
    return [...found.values()];
}
async function expandOne(tree, pattern) {
    let found = [{ path: '\\', entry: tree.root }];
    for (const name of splitPath(pattern)) {
        const matchesName = nameMatcher(name);
        const next = [];
        for (const { path, entry } of found) {
            if (!isFolder(entry))
                continue;
            for (const child of await sortedChildren(tree, entry)) {
                if (matchesName(child.name))
                    next.push({ path: joinPath(path, child.name), entry: child });
            }
        }
        found = next;
    }
    return found;
}
//# sourceMappingURL=glob.js.map
;// CONCATENATED MODULE: ./build/src/tree/apply.js
/**
 * A tree as a directory of the host.
 *
 * Everything is made in a hidden directory beside (or, where the target exists, inside) the target and gets its place
 * when it is complete, so a failed or killed apply leaves nothing that looks done. With `overwrite` it is made in
 * place, and a failure says that the target is incomplete.
 *
 * Directories are made first, then files, then links: nothing is written through a link that came out of an image.
 */












const CONCURRENT_FILES = 4;
/**
 * Makes what the tree holds in `target`.
 *
 * @throws exists when `target` holds something already and `overwrite` is not set; damaged when a content is not what
 * the tree says of it, or a name leaves its directory; unsupported when this host cannot make a name
 */
function applyTree(tree, target, options) {
    return applyLocated(tree, [{ path: '\\', entry: tree.root }], target, options);
}
/**
 * Makes the entries that `paths` mean (`*` and `?` allowed) under their own names in `target`, directories with all
 * that they hold. The target may hold other things.
 *
 * @throws not-found for a path that means nothing; exists when one of the names is taken; else as applyTree
 */
async function extractPaths(tree, paths, target, options) {
    return applyLocated(tree, await expandPaths(tree, paths), target, options);
}
async function applyLocated(tree, located, target, options) {
    const folder = path.resolve(target);
    const result = options.overwrite === true ? await inPlace() : await staged();
    tellResult(tree, folder, result, options.reporter);
    return result;
    async function inPlace() {
        try {
            mkdirSync(folder, { recursive: true });
            return await make(tree, placesOf(tree, located, realpathSync(folder)), options);
        }
        catch (error) {
            throw options.reporter.signal.aborted ? error : incomplete(error, folder);
        }
    }
    async function staged() {
        const exists = existsSync(folder);
        const stage = await partialBeside(exists ? path.join(folder, 'apply') : folder);
        if (exists)
            await refuseTaken(tree, located, folder);
        try {
            mkdirSync(stage);
            const made = await make(tree, placesOf(tree, located, stage), options);
            if (exists)
                await moveUp(stage, folder);
            else
                await renameOver(stage, folder);
            const root = located.find(({ entry }) => entry.name === '');
            if (root !== undefined)
                utimesSync(folder, ...hostTimes(root.entry));
            return made;
        }
        catch (error) {
            rmSync(stage, { recursive: true, force: true, maxRetries: 5 });
            throw ofTarget(error, stage, folder);
        }
    }
}
/** What a file system makes by itself in a new volume, which is empty all the same. */
const OF_VOLUME = new Set(['System Volume Information', '$Recycle.Bin', 'lost+found'].map(paths_foldCase));
async function refuseTaken(tree, located, folder) {
    let names;
    try {
        names = readdirSync(folder);
    }
    catch (error) {
        throw fromSystemError(error, folder);
    }
    const whole = located.some(({ entry }) => entry.name === '');
    const entries = whole ? await tree.children(tree.root) : located.map(({ entry }) => entry);
    const wanted = new Set(entries.map(({ name }) => hostNameKey(name)));
    const isTaken = (name) => wanted.has(hostNameKey(name)) || (whole && !OF_VOLUME.has(foldCase(name)));
    const taken = names.find(isTaken);
    if (taken === undefined)
        return;
    throw new FactoryError('exists', {
        subject: folder,
        found: whole
            ? `${names.length} entries, "${taken}" first`
            : `"${taken}", which ${tree.label} would replace`,
        expected: whole ? 'an empty directory, or none' : 'a directory without it',
        next: 'choose another directory, or empty this one',
    });
}
async function moveUp(stage, folder) {
    for (const bytes of readdirSync(stage, { encoding: 'buffer' })) {
        const name = decodeWtf8(bytes) ?? '';
        await renameOver(hostPathOf(path.join(stage, name)), hostPathOf(path.join(folder, name)));
    }
    rmSync(stage, { recursive: true });
}
async function make(tree, places, options) {
    const { reporter, overwrite = false, invalidNames = 'refuse' } = options;
    const plan = await planApply(tree, places, invalidNames, reporter.signal);
    for (const directory of plan.directories)
        makeDirectory(directory.file);
    const task = reporter.task(`Writing ${tree.label}`, plan.bytes, 'bytes');
    try {
        await makeFiles(tree, plan, overwrite, task, reporter.signal);
    }
    finally {
        task.end();
    }
    const notMade = await makeLinks(tree, plan, overwrite);
    for (const { entry, file } of plan.directories.toReversed())
        utimesSync(hostPathOf(file), ...hostTimes(entry));
    const unmade = Object.values(notMade).reduce((sum, count) => sum + count, 0);
    return {
        directories: plan.directories.length,
        files: plan.files.length,
        hardLinks: plan.files.reduce((sum, { links }) => sum + links.length, 0),
        links: plan.reparsePoints.length - unmade,
        bytes: plan.bytes,
        losses: countLosses(tree, plan),
        notMade,
        skipped: plan.skipped,
    };
}
/** One that is there already may serve, but not a link to one. */
function makeDirectory(file) {
    const target = hostPathOf(file);
    try {
        mkdirSync(target);
    }
    catch (error) {
        const there = error.code === 'EEXIST' && lstatSync(target).isDirectory();
        if (!there)
            throw fromSystemError(error, file);
    }
}
async function makeFiles(tree, plan, overwrite, task, signal) {
    let next = 0;
    const worker = async () => {
        for (let file = plan.files[next++]; file !== undefined; file = plan.files[next++]) {
            signal.throwIfAborted();
            if (overwrite)
                removeOld(file.file);
            await writeHostFile(tree, file, task, signal);
            for (const link of file.links)
                makeHardLink(file, link, overwrite);
        }
    };
    const stopOthers = (error) => {
        next = plan.files.length;
        throw error;
    };
    const workers = Array.from({ length: CONCURRENT_FILES }, () => worker().catch(stopOthers));
    // All have stopped before the failure goes on: what was made is removed then.
    const outcomes = await Promise.allSettled(workers);
    const failure = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failure !== undefined)
        throw failure.reason;
}
/** A file system without hard links, or with no more of them for this file, gets a copy. */
function makeHardLink(file, link, overwrite) {
    if (overwrite)
        removeOld(link);
    try {
        linkSync(hostPathOf(file.file), hostPathOf(link));
    }
    catch {
        // Every system says in its own code that there are no links (exFAT on Windows: EISDIR); the copy meets all else.
        copyInstead(file, link);
    }
}
function copyInstead(file, copy) {
    try {
        copyFileSync(hostPathOf(file.file), hostPathOf(copy), constants.COPYFILE_EXCL);
        utimesSync(hostPathOf(copy), ...hostTimes(file.entry));
    }
    catch (error) {
        throw fromSystemError(error, copy);
    }
}
async function makeLinks(tree, plan, overwrite) {
    const notMade = {};
    for (const planned of plan.reparsePoints) {
        if (overwrite)
            removeOld(planned.file);
        const tag = await makeLink(tree, planned);
        if (tag !== null)
            notMade[tag] = (notMade[tag] ?? 0) + 1;
    }
    return notMade;
}
function removeOld(file) {
    try {
        rmSync(hostPathOf(file), { force: true });
    }
    catch (error) {
        throw new FactoryError('exists', {
            subject: file,
            found: 'something that cannot be replaced by a file or link',
            next: 'remove it, then run it again',
            cause: error,
        });
    }
}
/** The error in terms of the target: nobody knows the directory where it happened, and it is gone. */
function ofTarget(error, stage, folder) {
    if (!(error instanceof FactoryError) || !error.details.subject.startsWith(stage))
        return error;
    const subject = `${folder}${error.details.subject.slice(stage.length)}`;
    return new FactoryError(error.code, { ...error.details, subject });
}
function incomplete(error, folder) {
    const { code, details } = fromSystemError(error, folder);
    const advice = `${folder} is incomplete: empty it before you run it again`;
    const next = details.next === undefined ? advice : `${details.next}; ${advice}`;
    return new FactoryError(code, { ...details, next });
}
function tellResult(tree, folder, result, reporter) {
    const lost = formatLosses(result.losses);
    if (lost !== '') {
        reporter.warn(`${folder}: a directory of this host cannot carry ${lost}: left out. Apply with dism.exe where they matter.`);
    }
    for (const [tag, count] of Object.entries(result.notMade)) {
        reporter.warn(`${folder}: ${count} reparse points of the kind ${tag} cannot be made on this host: left out.`);
    }
    const remarks = new Remarks(reporter, tree.label);
    for (const skipped of result.skipped)
        remarks.add('left out: this host cannot make a file of this name', skipped);
    remarks.finish();
}
//# sourceMappingURL=apply.js.map
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
;// CONCATENATED MODULE: ./build/src/tree/host-file.js
/** The content of a file of the host, and the certainty that it did not change meanwhile. */





const PIECE = 1 << 20;
/** Neither a link nor a pipe that took the file's place is followed or waited for. Windows has neither flag. */
const host_file_FLAGS = external_node_fs_.constants.O_RDONLY | (external_node_fs_.constants.O_NOFOLLOW ?? 0) | (external_node_fs_.constants.O_NONBLOCK ?? 0);
/**
 * @param entry says the size and time that the file had when it was listed
 * @param subject for errors
 * @throws busy when the file changed or vanished since
 */
async function* readHostFile(file, entry, subject) {
    if (entry.reparse !== null)
        return;
    const size = tree_unnamedStream(entry)?.size ?? 0;
    if (size <= PIECE) {
        const content = readSmall(file, size, entry, subject);
        if (content.length > 0)
            yield content;
        return;
    }
    const handle = await (0,promises_.open)(file, host_file_FLAGS).catch((error) => {
        throw gone(error, subject);
    });
    try {
        for (let done = 0; done < size;) {
            const piece = Buffer.allocUnsafeSlow(Math.min(PIECE, size - done));
            const { bytesRead } = await handle.read(piece, 0, piece.length, done);
            if (bytesRead === 0)
                break;
            done += bytesRead;
            yield piece.subarray(0, bytesRead);
        }
        refuseChange(await handle.stat({ bigint: true }), size, entry, subject);
    }
    catch (error) {
        throw (0,errors/* fromSystemError */.Kh)(error, subject);
    }
    finally {
        await handle.close();
    }
}
/** In one go and without the thread pool: most files are small, and four trips to the pool cost more than the reading. */
function readSmall(file, size, entry, subject) {
    let descriptor;
    try {
        descriptor = (0,external_node_fs_.openSync)(file, host_file_FLAGS);
    }
    catch (error) {
        throw gone(error, subject);
    }
    try {
        const content = Buffer.allocUnsafeSlow(size);
        let done = 0;
        for (let count = 1; done < size && count > 0; done += count) {
            count = (0,external_node_fs_.readSync)(descriptor, content, done, size - done, done);
        }
        if (done < size)
            throw changed(subject, 'it became shorter after it was listed');
        refuseChange((0,external_node_fs_.fstatSync)(descriptor, { bigint: true }), size, entry, subject);
        return content;
    }
    catch (error) {
        throw (0,errors/* fromSystemError */.Kh)(error, subject);
    }
    finally {
        (0,external_node_fs_.closeSync)(descriptor);
    }
}
function refuseChange(stats, size, entry, subject) {
    if (Number(stats.size) === size && (0,bytes/* filetimeFromUnixNanoseconds */.Nb)(stats.mtimeNs) === entry.modified)
        return;
    throw changed(subject, 'it changed after it was listed');
}
function gone(error, subject) {
    const { code } = error;
    const replaced = code === 'ENOENT' || code === 'ELOOP' || code === 'ENXIO' || code === 'EISDIR';
    return replaced
        ? changed(subject, 'it vanished after it was listed', error)
        : (0,errors/* fromSystemError */.Kh)(error, subject);
}
function changed(subject, found, cause) {
    return new errors/* FactoryError */.Xx('busy', {
        subject,
        found,
        next: 'stop what changes the directory, then run it again',
        ...(cause === undefined ? {} : { cause }),
    });
}
//# sourceMappingURL=host-file.js.map
;// CONCATENATED MODULE: ./build/src/tree/host-links.js
/**
 * Symbolic links of the host and their Windows form.
 *
 * Linux: `/` and `\` change places, an absolute target stands on drive C (`/etc` is `\??\C:\etc`), which is how wimlib
 * writes it; the way back drops the drive. Windows: a target is taken as it is. Node does not tell a junction from a
 * symbolic link, so an absolute target that is a directory counts as a junction, which Windows itself uses throughout.
 */
const DRIVE_PATH = /^[A-Za-z]:/;
function linkFromPosix(target) {
    const windows = swapSeparators(target);
    if (!target.startsWith('/'))
        return { kind: 'symlink', substitute: windows, print: windows, relative: true };
    return { kind: 'symlink', substitute: `\\??\\C:${windows}`, print: `C:${windows}`, relative: false };
}
/** The target for a symbolic link of a POSIX host. */
function host_links_posixTarget(link) {
    if (link.kind === 'lx-symlink')
        return link.substitute;
    return swapSeparators(host_links_withoutDrive(withoutNamespace(link.substitute)));
}
function linkFromWindows(target, isFolder) {
    const print = withoutNamespace(target);
    const relative = !DRIVE_PATH.test(print) && !print.startsWith('\\\\');
    if (relative)
        return { kind: 'symlink', substitute: print, print, relative };
    const unc = print.startsWith('\\\\');
    const substitute = unc ? `\\??\\UNC${print.slice(1)}` : `\\??\\${print}`;
    return { kind: isFolder && !unc ? 'junction' : 'symlink', substitute, print, relative };
}
/** The target for a symbolic link or junction of a Windows host. */
function host_links_windowsTarget(link) {
    if (link.kind === 'lx-symlink')
        return link.substitute.replaceAll('/', '\\');
    return withoutNamespace(link.substitute);
}
/** `\??\C:\x` is `C:\x`, `\??\UNC\server` is `\\server`, and a volume without a letter `\\?\Volume{…}`. */
function withoutNamespace(target) {
    const rest = /^\\(?:\?\?|\\\?)\\(.*)$/s.exec(target)?.[1];
    if (rest === undefined)
        return target;
    if (/^Volume\{/i.test(rest))
        return `\\\\?\\${rest}`;
    return /^UNC\\/i.test(rest) ? `\\${rest.slice(3)}` : rest;
}
function host_links_withoutDrive(target) {
    return DRIVE_PATH.test(target) ? target.slice(2) : target;
}
function swapSeparators(target) {
    return target.replaceAll(/[\\/]/g, (separator) => (separator === '/' ? '\\' : '/'));
}
//# sourceMappingURL=host-links.js.map
;// CONCATENATED MODULE: ./build/src/tree/names.js
/** Names that a host cannot make, or must not be asked to. */
const RESERVED_DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\s*[.:].*)?$/i;
// oxlint-disable-next-line no-control-regex -- control characters are what Windows refuses
const WINDOWS_FORBIDDEN = /[\0-\x1f"*:<>?|]/;
/** Why no host may make `name` in a directory: it would leave the directory, or name no file. null where it may. */
function names_whyUnsafe(name) {
    if (name === '')
        return 'an empty name';
    if (name === '.' || name === '..')
        return `the name "${name}"`;
    const bad = /[\0/\\]/.exec(name)?.[0];
    if (bad === undefined)
        return null;
    return `${bad === '\0' ? 'a NUL' : `"${bad}"`} in the name "${names_printable(name)}"`;
}
/** Why Windows does not make `name`, or makes something else. null where it does. */
function names_whyNotOnWindows(name) {
    const bad = WINDOWS_FORBIDDEN.exec(name)?.[0];
    if (bad !== undefined)
        return `"${names_printable(bad)}" in the name "${names_printable(name)}"`;
    if (/[. ]$/.test(name))
        return `the name "${names_printable(name)}" ends with a dot or a space`;
    if (RESERVED_DEVICE.test(name))
        return `the name "${names_printable(name)}" is a device of Windows`;
    return null;
}
/** The name with its control characters and unpaired surrogates as `\uXXXX`, so that a terminal shows what it is. */
function names_printable(name) {
    return name.replaceAll(/[\p{Control}\p{Surrogate}]/gu, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
//# sourceMappingURL=names.js.map
;// CONCATENATED MODULE: ./build/src/tree/remarks.js
/** Remarks about many entries: the first few by name, the rest as a number. */
const NAMED = 5;
class remarks_Remarks {
    #reporter;
    #label;
    #seen = new Map();
    constructor(reporter, label) {
        this.#reporter = reporter;
        this.#label = label;
    }
    /** Told at once for the first few entries of a kind, and once for an entry. @param kind what is said of each: "skipped: a socket" */
    add(kind, path) {
        const paths = this.#seen.get(kind) ?? new Set();
        this.#seen.set(kind, paths);
        if (paths.has(path))
            return;
        paths.add(path);
        if (paths.size <= NAMED)
            this.#reporter.warn(`${this.#label}: ${path}: ${kind}`);
    }
    /** Tells how many more there were. */
    finish() {
        for (const [kind, paths] of this.#seen) {
            if (paths.size > NAMED)
                this.#reporter.warn(`${this.#label}: ${paths.size - NAMED} more: ${kind}`);
        }
        this.#seen.clear();
    }
}
//# sourceMappingURL=remarks.js.map
;// CONCATENATED MODULE: ./build/src/tree/wtf8.js
/**
 * WTF-8: how Linux holds names that Windows made. It is UTF-8 in which an unpaired surrogate has three bytes of its
 * own (ED A0..BF xx), so every UTF-16 name has exactly one form in bytes and comes back from it.
 */
const SURROGATE = /\p{Surrogate}/u;
const REPLACEMENT = '�';
/** @returns the name in UTF-16, or null where `bytes` is no WTF-8 and would not come back as it is */
function wtf8_decodeWtf8(bytes) {
    const text = bytes.toString('utf8');
    if (!text.includes(REPLACEMENT))
        return text;
    const decoded = decodeWithSurrogates(bytes);
    return encodeWtf8(decoded).equals(bytes) ? decoded : null;
}
function encodeWtf8(text) {
    if (wtf8_isWellFormed(text))
        return Buffer.from(text, 'utf8');
    const parts = [];
    for (const character of text) {
        const code = character.codePointAt(0);
        const lone = code >= 0xd800 && code <= 0xdfff;
        parts.push(lone ? surrogateBytes(code) : Buffer.from(character, 'utf8'));
    }
    return Buffer.concat(parts);
}
/** A path as Node's `fs` takes it: bytes where it has no UTF-8 form. */
function wtf8_hostPathOf(path) {
    return process.platform === 'win32' || wtf8_isWellFormed(path) ? path : encodeWtf8(path);
}
/** Whether `text` has no unpaired surrogate. */
function wtf8_isWellFormed(text) {
    return !SURROGATE.test(text);
}
function decodeWithSurrogates(bytes) {
    let text = '';
    let start = 0;
    for (let at = 0; at + 2 < bytes.length; at++) {
        const [first, second, third] = bytes.subarray(at, at + 3);
        if (first !== 0xed || second < 0xa0 || second > 0xbf)
            continue;
        text += bytes.toString('utf8', start, at);
        text += String.fromCharCode(0xd000 | ((second & 0x3f) << 6) | (third & 0x3f));
        at += 2;
        start = at + 1;
    }
    return text + bytes.toString('utf8', start);
}
function surrogateBytes(code) {
    return Buffer.of(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f));
}
//# sourceMappingURL=wtf8.js.map
;// CONCATENATED MODULE: ./build/src/tree/directory.js
/**
 * A directory of the host as a FileTree, read lazily: a directory is listed when it is asked for, and listing it again
 * sees what is there then.
 *
 * What it decides, as a user who builds an image from a directory would:
 * - The source must hold still. A file that vanishes or changes between listing and reading ends the work by name: an
 *   image of half of an update is worse than none.
 * - A name that is not UTF-8 (WTF-8 is: unpaired surrogates come through), or that holds a `\`, has no form in
 *   Windows and ends the work by name too: nothing is left out silently.
 * - Sockets, pipes and devices have no form either, but nobody misses them: skipped, with a warning.
 * - The access time is given as the modification time: reading changes it, and the same directory read twice shall
 *   give the same bytes. The creation time is the file system's, or the modification time where it keeps none.
 */













const directory_WINDOWS = process.platform === 'win32';
/** Entries that are described in one go: a trip to the thread pool for each takes ten times as long as the look. */
const BATCH = 512;
/** On Windows Node tells a link from a junction only by guess, and no attribute, descriptor, short name or stream. */
const CARRIES = {
    attributes: false,
    security: false,
    shortNames: false,
    creationTimes: true,
    reparseData: !directory_WINDOWS,
    namedStreams: false,
    hardLinks: true,
    objectIds: false,
    extendedAttributes: false,
};
/**
 * @param folder the directory; a symbolic link to one counts
 * @throws not-found, permission; usage when it is no directory
 */
async function openDirectory(folder, reporter) {
    const host = {
        label: folder,
        base: external_node_path_.resolve(folder),
        remarks: new remarks_Remarks(reporter, folder),
        links: new Map(),
    };
    const root = openRoot(host);
    return {
        kind: 'directory',
        label: folder,
        carries: CARRIES,
        root,
        async children(directory) {
            const parent = directory;
            refuseLoop(host, parent);
            return describeAll(host, parent, listNames(host, parent), reporter.signal);
        },
        async childrenNamed(directory, isWanted) {
            const parent = directory;
            return describeAll(host, parent, listNames(host, parent).filter(isWanted), reporter.signal);
        },
        read(entry) {
            const file = entry;
            return readHostFile(hostPath(host, file), entry, `${folder}: ${treePath(file)}`);
        },
        close() {
            host.remarks.finish();
            return Promise.resolve();
        },
    };
}
function openRoot(host) {
    let stats;
    try {
        stats = (0,external_node_fs_.statSync)(host.base, { bigint: true });
    }
    catch (error) {
        throw (0,errors/* fromSystemError */.Kh)(error, host.label);
    }
    if (!stats.isDirectory()) {
        throw new errors/* FactoryError */.Xx('usage', { subject: host.label, found: 'no directory', expected: 'a directory' });
    }
    return directoryEntry(null, '', stats);
}
async function describeAll(host, parent, names, signal) {
    const entries = [];
    for (const [at, name] of names.entries()) {
        if (at > 0 && at % BATCH === 0)
            await (0,external_node_timers_promises_.setImmediate)();
        if (at % BATCH === 0)
            signal.throwIfAborted();
        const entry = describe(host, parent, name);
        if (entry !== null)
            entries.push(entry);
    }
    return entries;
}
/** In order of code units, so that what depends on the order of listing is the same everywhere. */
function listNames(host, parent) {
    const where = `${host.label}: ${treePath(parent)}`;
    try {
        if (directory_WINDOWS)
            return (0,external_node_fs_.readdirSync)(hostPath(host, parent)).toSorted();
        const names = (0,external_node_fs_.readdirSync)(hostPath(host, parent), { encoding: 'buffer' });
        return names.map((name) => decodeName(name, where)).toSorted();
    }
    catch (error) {
        throw (0,errors/* fromSystemError */.Kh)(error, where);
    }
}
function decodeName(bytes, where) {
    const name = wtf8_decodeWtf8(bytes);
    if (name !== null && !name.includes('\\'))
        return name;
    const shown = name === null ? `the bytes ${bytes.toString('hex')}` : `"${names_printable(name)}"`;
    throw new errors/* FactoryError */.Xx('unsupported', {
        subject: where,
        found: `${shown} as a file name`,
        expected: name === null ? 'UTF-8' : 'a name without "\\", which separates names in Windows',
        next: 'rename it, or exclude the directory that holds it',
    });
}
/** @returns null for what an image cannot hold */
function describe(host, parent, name) {
    const where = paths_joinPath(treePath(parent), name);
    const file = hostPath(host, parent, name);
    try {
        const stats = (0,external_node_fs_.lstatSync)(file, { bigint: true });
        if (names_whyNotOnWindows(name) !== null)
            host.remarks.add('Windows cannot make a file of this name', where);
        if (stats.isDirectory())
            return directoryEntry(parent, name, stats);
        if (stats.isSymbolicLink())
            return linkEntry(parent, name, stats, file);
        if (stats.isFile())
            return fileEntry(host, parent, name, stats);
        host.remarks.add('skipped: a socket, pipe or device has no form in an image', where);
        return null;
    }
    catch (error) {
        throw vanished(error, `${host.label}: ${where}`);
    }
}
function directoryEntry(parent, name, stats) {
    const id = `${stats.dev}:${stats.ino}`;
    return {
        ...common(parent, name, stats),
        id,
        attributes: FILE_ATTRIBUTE.DIRECTORY,
        streams: [],
        linkGroup: 0,
    };
}
function fileEntry(host, parent, name, stats) {
    const base = { ...common(parent, name, stats), attributes: FILE_ATTRIBUTE.NORMAL };
    const streams = [{ name: '', size: Number(stats.size), sha1: null, position: 0 }];
    if (stats.nlink < 2n)
        return { ...base, streams, linkGroup: 0 };
    const key = `${stats.dev}:${stats.ino}`;
    const link = host.links.get(key) ?? { group: host.links.size + 1, streams };
    host.links.set(key, link);
    return { ...base, streams: link.streams, linkGroup: link.group };
}
/** A link to a directory is a directory itself, as Windows wants it; a broken one counts as a file. */
function linkEntry(parent, name, stats, file) {
    const target = wtf8_decodeWtf8((0,external_node_fs_.readlinkSync)(file, { encoding: 'buffer' }));
    if (target === null) {
        throw new errors/* FactoryError */.Xx('unsupported', {
            subject: paths_joinPath(treePath(parent), name),
            found: 'a symbolic link whose target is not UTF-8',
            next: 'remove the link, or make it anew',
        });
    }
    const toFolder = isFolderAt(file);
    const link = directory_WINDOWS ? linkFromWindows(target, toFolder) : linkFromPosix(target);
    return {
        ...common(parent, name, stats),
        attributes: FILE_ATTRIBUTE.REPARSE_POINT | (toFolder ? FILE_ATTRIBUTE.DIRECTORY : 0),
        reparse: linkReparsePoint(link),
        streams: toFolder ? [] : [{ name: '', size: 0, sha1: null, position: 0 }],
        linkGroup: 0,
    };
}
function isFolderAt(file) {
    try {
        return (0,external_node_fs_.statSync)(file).isDirectory();
    }
    catch {
        return false;
    }
}
function common(parent, name, stats) {
    const modified = (0,bytes/* filetimeFromUnixNanoseconds */.Nb)(stats.mtimeNs);
    const created = stats.birthtimeNs === 0n ? modified : (0,bytes/* filetimeFromUnixNanoseconds */.Nb)(stats.birthtimeNs);
    return {
        parent,
        id: '',
        name,
        shortName: '',
        created,
        accessed: modified,
        modified,
        security: null,
        reparse: null,
        objectId: null,
        extendedAttributes: [],
    };
}
/** A directory mounted inside itself would never end. */
function refuseLoop(host, directory) {
    for (let above = directory.parent; above !== null; above = above.parent) {
        if (above.id !== directory.id)
            continue;
        throw new errors/* FactoryError */.Xx('unsupported', {
            subject: `${host.label}: ${treePath(directory)}`,
            found: `the same directory as ${treePath(above)}, which it lies in`,
            next: 'unmount it',
        });
    }
}
function vanished(error, subject) {
    if (error.code !== 'ENOENT')
        return (0,errors/* fromSystemError */.Kh)(error, subject);
    return new errors/* FactoryError */.Xx('busy', {
        subject,
        found: 'it vanished while the directory was read',
        next: 'stop what changes the directory, then run it again',
        cause: error,
    });
}
function treePath(entry) {
    return `\\${namesOf(entry).join('\\')}`;
}
function namesOf(entry) {
    const names = [];
    for (let at = entry; at.parent !== null; at = at.parent)
        names.push(at.name);
    return names.toReversed();
}
/** Bytes where the name has no UTF-8 form. On Windows Node itself makes a long path one that Windows takes. */
function hostPath(host, entry, ...more) {
    const names = [...namesOf(entry), ...more];
    const base = host.base.endsWith(external_node_path_.sep) || names.length === 0 ? host.base : `${host.base}${external_node_path_.sep}`;
    const file = `${base}${names.join(external_node_path_.sep)}`;
    return wtf8_hostPathOf(file);
}
//# sourceMappingURL=directory.js.map
;// CONCATENATED MODULE: ./build/src/tree/exclusions.js
/**
 * What a capture leaves out. Patterns mean what they mean to wimlib, which documents what DISM does:
 *
 * - `*` and `?` stand for anything but a separator; case does not matter; `/` and `\` are one.
 * - A pattern that begins with a separator is a path from the root, and takes what lies below it along.
 * - One without is a name, and is held against the name of every entry; what lies in a directory that is left out is
 *   left out with it.
 * - An exception keeps an entry that a pattern leaves out: a path also what lies below it and the directories on the way
 *   to it, a name just the entries of that name whose directory is kept.
 */



/** What DISM leaves out by default, and the recycle bin, which wimlib leaves out too and no image wants. */
const DEFAULT_EXCLUSIONS = [
    '\\$ntfs.log',
    '\\hiberfil.sys',
    '\\pagefile.sys',
    '\\swapfile.sys',
    '\\System Volume Information',
    '\\RECYCLER',
    '\\$Recycle.Bin',
    '\\Windows\\CSC',
];
/** @throws usage for a pattern that could never match, or matches the root */
function createExclusions(rules = {}) {
    const defaults = rules.defaults === false ? [] : DEFAULT_EXCLUSIONS;
    const patterns = [...defaults, ...(rules.patterns ?? [])].map((text) => compile(text, false));
    const exceptions = (rules.exceptions ?? []).map((text) => compile(text, true));
    return (path) => {
        const names = paths_splitPath(path);
        if (names.length === 0 || !patterns.some((pattern) => leavesOut(pattern, names)))
            return false;
        return !exceptions.some((exception) => keeps(exception, names));
    };
}
/** Why `text` is no pattern; null where it is one. */
function whyNoPattern(text) {
    const names = paths_splitPath(text);
    if (text.trim() === '')
        return 'an empty pattern';
    if (names.length === 0)
        return 'the root';
    if (!isAbsolute(text) && names.length > 1)
        return 'a path that does not begin at the root';
    return null;
}
function compile(text, isException) {
    const why = whyNoPattern(text);
    if (why !== null) {
        throw new errors/* FactoryError */.Xx('usage', {
            subject: `${isException ? 'exception' : 'exclusion'} "${text}"`,
            found: why,
            expected: 'a path such as "\\Windows\\Temp" or a name such as "*.tmp"',
        });
    }
    return { absolute: isAbsolute(text), names: paths_splitPath(text).map((name) => nameMatcher(name)) };
}
function isAbsolute(pattern) {
    return /^[\\/]/.test(pattern);
}
function leavesOut(pattern, names) {
    if (!pattern.absolute)
        return matchesName(pattern, names);
    return pattern.names.length <= names.length && agrees(pattern, names);
}
/** A path's beginning counts too: without it there is no way to what is kept. */
function keeps(exception, names) {
    return exception.absolute ? agrees(exception, names) : matchesName(exception, names);
}
function matchesName(pattern, names) {
    return pattern.names[0]?.(names.at(-1) ?? '') === true;
}
/** As far as both reach. */
function agrees(pattern, names) {
    return pattern.names.every((matches, index) => {
        const name = names[index];
        return name === undefined || matches(name);
    });
}
//# sourceMappingURL=exclusions.js.map
;// CONCATENATED MODULE: ./build/src/tree/wimscript.js
/**
 * WimScript.ini: the configuration of a capture, as DISM, ImageX and wimlib read it.
 *
 *     [ExclusionList]         what is left out; the default list no longer counts
 *     \pagefile.sys
 *     "\System Volume Information"
 *     [ExclusionException]    what is kept all the same
 *     \pagefile.sys
 *
 * UTF-8, or UTF-16 with a byte order mark. A line that begins with ; or # is a comment. Other sections of the format say how
 * to compress or apply: they are known, and change nothing here.
 */



const IGNORED_SECTIONS = [
    'CompressionExclusionList',
    'CompressionFolderList',
    'AlignmentList',
    'PrepopulateList',
];
const SECTIONS = ['ExclusionList', 'ExclusionException', ...IGNORED_SECTIONS];
/** A real one has a few dozen lines. */
const MAX_BYTES = 4 << 20;
/** @throws definition, with the line, where the file says something else than it means */
async function readWimScript(file) {
    let bytes;
    try {
        bytes = await (0,promises_.readFile)(file);
    }
    catch (error) {
        throw (0,errors/* fromSystemError */.Kh)(error, file);
    }
    return parseWimScript(bytes, file);
}
/** @param file for errors */
function parseWimScript(bytes, file) {
    const entries = new Map();
    const withoutDrive = [];
    let section = null;
    for (const [index, raw] of decodeText(bytes, file).split('\n').entries()) {
        const line = raw.trim();
        if (line === '' || line.startsWith(';') || line.startsWith('#'))
            continue;
        const where = `${file}:${index + 1}`;
        if (line.startsWith('[')) {
            section = readSection(line, where);
        }
        else if (section === null) {
            throw mistake(where, `"${line}" before the first section`, '[ExclusionList]');
        }
        else {
            const list = entries.get(section) ?? [];
            entries.set(section, list);
            list.push(section.startsWith('Exclusion') ? readPattern(line, where, withoutDrive) : line);
        }
    }
    return {
        patterns: entries.get('ExclusionList') ?? [],
        exceptions: entries.get('ExclusionException') ?? [],
        ignoredSections: IGNORED_SECTIONS.filter((name) => entries.has(name)),
        withoutDrive,
    };
}
function readPattern(line, where, withoutDrive) {
    const unquoted = /^(["'])(.*)\1$/.exec(line)?.[2] ?? line;
    const pattern = unquoted.replace(/^[A-Za-z]:/, '');
    if (pattern !== unquoted)
        withoutDrive.push(unquoted);
    const why = whyNoPattern(pattern);
    if (why === null)
        return pattern;
    throw mistake(where, `${why} (${line})`, 'a path such as "\\Windows\\Temp" or a name such as "*.tmp"');
}
function readSection(line, where) {
    const name = /^\[(.*)\]$/.exec(line)?.[1]?.trim().toLowerCase();
    const section = SECTIONS.find((known) => known.toLowerCase() === name);
    if (section !== undefined)
        return section;
    throw mistake(where, `the section ${line}`, SECTIONS.map((known) => `[${known}]`).join(', '));
}
function decodeText(bytes, file) {
    if (bytes.length > MAX_BYTES)
        throw mistake(file, `${bytes.length} bytes`, 'a WimScript.ini');
    const encoding = bytes[0] === 0xff && bytes[1] === 0xfe
        ? 'utf-16le'
        : bytes[0] === 0xfe && bytes[1] === 0xff
            ? 'utf-16be'
            : 'utf-8';
    try {
        return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    }
    catch (error) {
        throw new errors/* FactoryError */.Xx('definition', {
            subject: file,
            found: `bytes that are no ${encoding.toUpperCase()}`,
            expected: 'UTF-8, or UTF-16 with a byte order mark',
            cause: error,
        });
    }
}
function mistake(subject, found, expected) {
    return new errors/* FactoryError */.Xx('definition', { subject, found, expected });
}
//# sourceMappingURL=wimscript.js.map
;// CONCATENATED MODULE: ./build/src/tree/index.js











//# sourceMappingURL=index.js.map

/***/ }),

/***/ 28009:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   x: () => (/* binding */ VERSION)
/* harmony export */ });
/** The version of this program, as package.json has it; a test keeps them the same. */
const VERSION = '0.1.0';
//# sourceMappingURL=version.js.map

/***/ }),

/***/ 60315:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  _Z: () => (/* reexport */ ARCHITECTURE),
  KA: () => (/* reexport */ RESOURCE_FLAG),
  xc: () => (/* reexport */ StoredForms),
  Gg: () => (/* reexport */ joinWim),
  t8: () => (/* reexport */ openParts),
  SS: () => (/* reexport */ openWim),
  Am: () => (/* reexport */ splitWim),
  N9: () => (/* reexport */ verifyWim),
  VL: () => (/* reexport */ write_writeWim)
});

// UNUSED EXPORTS: HEADER_FLAG, WimArchive, WimImageTree, exportImages

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./build/src/bytes/index.js + 7 modules
var src_bytes = __webpack_require__(22290);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
;// CONCATENATED MODULE: ./build/src/wim/damage.js
/** The error of an archive that contradicts itself. */

function damaged(subject, found, expected) {
    return new errors/* FactoryError */.Xx('damaged', {
        subject,
        found,
        ...(expected === undefined ? {} : { expected }),
        next: 'the file is truncated or damaged: fetch or make it again',
    });
}
//# sourceMappingURL=damage.js.map
;// CONCATENATED MODULE: ./build/src/wim/format.js
/** The constants of the format, by the names of Microsoft's "Windows Imaging File Format (WIM)", October 2007. */
const HEADER_SIZE = 208;
/** One resource after the other, each chunk by itself. */
const VERSION = 0x10d00;
/** Solid resources, LZMS. */
const VERSION_SOLID = 0xe00;
const HEADER_FLAG = {
    COMPRESSION: 0x2,
    READONLY: 0x4,
    SPANNED: 0x8,
    RESOURCE_ONLY: 0x10,
    METADATA_ONLY: 0x20,
    WRITE_IN_PROGRESS: 0x40,
    RP_FIX: 0x80,
    COMPRESS_XPRESS: 0x20000,
    COMPRESS_LZX: 0x40000,
    COMPRESS_LZMS: 0x80000,
};
const RESOURCE_FLAG = {
    FREE: 0x1,
    METADATA: 0x2,
    COMPRESSED: 0x4,
    SPANNED: 0x8,
    SOLID: 0x10,
};
/** The largest number of images that Microsoft's tools and wimlib take. */
const MAX_IMAGES = 0xffff;
/** Bytes that a chunk has where nothing else is said. */
const DEFAULT_CHUNK_SIZE = 32_768;
/** The SHA-1 of nothing: such a content is never stored. */
const EMPTY_SHA1 = new Uint8Array(Buffer.from('da39a3ee5e6b4b0d3255bfef95601890afd80709', 'hex'));
/** The key of a content in maps. */
function blobKey(sha1) {
    return Buffer.from(sha1.buffer, sha1.byteOffset, sha1.byteLength).toString('latin1');
}
//# sourceMappingURL=format.js.map
// EXTERNAL MODULE: ./build/src/tree/index.js + 18 modules
var src_tree = __webpack_require__(31219);
;// CONCATENATED MODULE: ./build/src/wim/dentry.js
/**
 * An entry of an image's metadata (Microsoft: directory entry).
 *
 * | at   | size | |
 * | ---- | ---- | - |
 * | 0x00 | 8    | length, without the extra streams; 8 or less ends a directory |
 * | 0x08 | 4    | attributes |
 * | 0x0c | 4    | index of the security descriptor |
 * | 0x10 | 8    | where the directory's entries begin, from the start of the metadata; 0 for none |
 * | 0x18 | 16   | zeros |
 * | 0x28 | 8×3  | times: created, accessed, modified |
 * | 0x40 | 20   | SHA-1 of the unnamed stream |
 * | 0x54 | 4    | unknown |
 * | 0x58 | 8    | reparse point: tag, u16 reserved, u16 flags; else the number of its hard-link group |
 * | 0x60 | 2    | count of extra streams |
 * | 0x62 | 2    | bytes of the short name |
 * | 0x64 | 2    | bytes of the name |
 * | 0x66 |      | name and a NUL, short name and a NUL (nothing for one that is empty), zeros up to a multiple of 8 |
 * |      |      | tagged items: u32 tag, u32 length, data, zeros up to a multiple of 8 |
 *
 * An extra stream: u64 length (a multiple of 8), u64 zero, SHA-1, u16 bytes of the name, name and a NUL if it has one.
 */



const DENTRY_SIZE = 0x66;
const SHA1_AT = 0x40;
const SUBDIR_AT = 0x10;
const LINK_GROUP_AT = 0x58;
const REPARSE_TAG_AT = 0x58;
const REPARSE_FLAGS_AT = 0x5e;
const EXTRA_STREAM_SIZE = 38;
const EXTRA_SHA1_AT = 16;
/** A tagged item. */
const ITEM = { OBJECT_ID: 1, EXTENDED_ATTRIBUTES: 2 };
/** Set in the flags of a reparse point whose target was not made relative to the image's root. */
const RP_NOT_FIXED = 1;
/** @returns the end of the entry with its extra streams, or null where `at` ends the directory. @throws damaged */
function endOfDentry({ bytes, what }, at) {
    if (at % 8 !== 0)
        throw damaged(what, `an entry at byte ${at}`, 'a multiple of 8');
    if (at > bytes.length - 8)
        throw damaged(what, `an entry at byte ${at}`, `less than ${bytes.length}`);
    const length = readLength(bytes, at);
    if (length <= 8)
        return null;
    let end = at + align8(length);
    if (length < DENTRY_SIZE || end > bytes.length) {
        throw damaged(what, `an entry of ${length} bytes at byte ${at}`, `${DENTRY_SIZE} to ${bytes.length - at}`);
    }
    const names = bytes.readUInt16LE(at + 0x62) + bytes.readUInt16LE(at + 0x64);
    if (DENTRY_SIZE + names > length)
        throw damaged(what, `names of ${names} bytes in the entry at byte ${at}`);
    for (let left = bytes.readUInt16LE(at + 0x60); left > 0; left--) {
        const size = end <= bytes.length - EXTRA_STREAM_SIZE ? align8(readLength(bytes, end)) : Infinity;
        if (size < EXTRA_STREAM_SIZE || size > bytes.length - end) {
            throw damaged(what, `an extra stream at byte ${end} that does not fit`);
        }
        if (EXTRA_STREAM_SIZE + bytes.readUInt16LE(end + 36) > size) {
            throw damaged(what, `an extra stream at byte ${end} whose name does not fit`);
        }
        end += size;
    }
    return end;
}
function attributesOf({ bytes }, at) {
    return bytes.readUInt32LE(at + 8);
}
/** Where the entries of a directory begin; 0 for none, NaN where they lie outside. */
function subdirOf({ bytes }, at) {
    const high = bytes.readUInt32LE(at + SUBDIR_AT + 4);
    return high === 0 ? bytes.readUInt32LE(at + SUBDIR_AT) : Number.NaN;
}
function isReparsePoint(metadata, at) {
    return (attributesOf(metadata, at) & src_tree/* FILE_ATTRIBUTE */.UD.REPARSE_POINT) !== 0;
}
/** Bytes of the name, as a key of sets: a latin1 string. */
function nameKey({ bytes }, at) {
    return bytes.toString('latin1', at + DENTRY_SIZE, at + DENTRY_SIZE + bytes.readUInt16LE(at + 0x64));
}
function nameOf({ bytes }, at) {
    return bytes.toString('utf16le', at + DENTRY_SIZE, at + DENTRY_SIZE + bytes.readUInt16LE(at + 0x64));
}
function shortNameOf({ bytes }, at) {
    const length = bytes.readUInt16LE(at + 0x64);
    const start = at + DENTRY_SIZE + (length === 0 ? 0 : length + 2);
    const end = Math.min(start + bytes.readUInt16LE(at + 0x62), at + readLength(bytes, at));
    return start >= end ? '' : bytes.toString('utf16le', start, end);
}
function sha1At({ bytes }, at) {
    return new Uint8Array(bytes.buffer, bytes.byteOffset + at, 20);
}
/** The extra streams in their order. The entry was checked by `endOfDentry`. */
function extraStreams(metadata, at) {
    const { bytes } = metadata;
    const streams = [];
    let start = at + align8(readLength(bytes, at));
    for (let left = bytes.readUInt16LE(at + 0x60); left > 0; left--) {
        const name = start + EXTRA_STREAM_SIZE;
        const length = bytes.readUInt16LE(start + 36);
        streams.push({
            name: bytes.toString('utf16le', name, name + length),
            sha1: sha1At(metadata, start + EXTRA_SHA1_AT),
        });
        start += align8(readLength(bytes, start));
    }
    return streams;
}
/**
 * Writers disagree on where the streams stand: the main hash, or an extra stream without a name. A reparse point's
 * first unnamed stream is its reparse data, the second one its content.
 */
function classifyStreams(metadata, at) {
    const main = sha1At(metadata, at + SHA1_AT);
    const extra = extraStreams(metadata, at);
    const unnamed = extra.filter(({ name }) => name === '').map(({ sha1 }) => sha1);
    if (!(0,src_bytes/* isZero */.be)(main) || unnamed.length === 0)
        unnamed.unshift(main);
    const reparse = isReparsePoint(metadata, at) ? (unnamed.shift() ?? null) : null;
    return { reparse, unnamed: unnamed[0] ?? null, named: extra.filter(({ name }) => name !== '') };
}
/** The data of a tagged item; null where the entry has none. */
function taggedItem({ bytes }, at, wanted) {
    const end = at + readLength(bytes, at);
    const nameBytes = bytes.readUInt16LE(at + 0x64);
    const shortBytes = bytes.readUInt16LE(at + 0x62);
    const names = (nameBytes === 0 ? 0 : nameBytes + 2) + (shortBytes === 0 ? 0 : shortBytes + 2);
    let item = at + align8(DENTRY_SIZE + names);
    while (item + 8 <= end) {
        const length = bytes.readUInt32LE(item + 4);
        if (length > end - item - 8)
            return null;
        if (bytes.readUInt32LE(item) === wanted)
            return bytes.subarray(item + 8, item + 8 + length);
        item += 8 + align8(length);
    }
    return null;
}
/** Entry: u16 bytes of the value, u8 characters of the name, u8 flags, name and a NUL, value; nothing is aligned. */
function readExtendedAttributes(data, what) {
    const attributes = [];
    for (let at = 0; at + 4 <= data.length;) {
        const value = at + 4 + data[at + 2] + 1;
        const end = value + data.readUInt16LE(at);
        if (end > data.length)
            throw damaged(what, `an extended attribute of ${end - at} bytes in ${data.length - at}`);
        const name = data.toString('latin1', at + 4, value - 1);
        // The list may be padded with zeros.
        if (name !== '') {
            attributes.push({
                name,
                flags: data[at + 3],
                value: new Uint8Array(data.subarray(value, end)),
            });
        }
        at = end;
    }
    return attributes;
}
function writeExtendedAttributes(writer, attributes) {
    for (const { name, flags, value } of attributes) {
        writer
            .u16(value.length)
            .u8(name.length)
            .u8(flags)
            .raw(Buffer.from(`${name}\0`, 'latin1'))
            .raw(value);
    }
}
function align8(length) {
    return Math.ceil(length / 8) * 8;
}
function readLength(bytes, at) {
    return bytes.readUInt32LE(at) + bytes.readUInt32LE(at + 4) * 2 ** 32;
}
//# sourceMappingURL=dentry.js.map
;// CONCATENATED MODULE: ./build/src/wim/security-data.js
/**
 * The security descriptors of an image, which a metadata resource begins with; entries refer to them by index.
 *
 * | at | size | |
 * | -- | ---- | - |
 * |  0 | 4    | bytes of all this, a multiple of 8; 0 is read as 8 |
 * |  4 | 4    | count |
 * |  8 | 8×n  | bytes of each descriptor |
 * |    |      | the descriptors back to back, zeros up to a multiple of 8 |
 */


/** No descriptor. Windows refuses to mount an image that has an entry with it. */
const NO_SECURITY = 0xffff_ffff;
/** @throws damaged */
function readSecurityData(metadata, what) {
    const total = Math.max((0,src_bytes/* readU32 */.PF)((0,src_bytes/* cursorOver */.Ro)(metadata, what)), 8);
    const end = Math.ceil(total / 8) * 8;
    if (end > metadata.length) {
        throw damaged(what, `security data of ${total} bytes`, `${metadata.length} at most`);
    }
    const cursor = (0,src_bytes/* cursorOver */.Ro)(metadata.subarray(0, end), `${what}: security data`);
    cursor.position = 4;
    const count = (0,src_bytes/* readU32 */.PF)(cursor);
    if (count > (end - 8) / 8)
        throw damaged(cursor.what, `${count} descriptors in ${end} bytes`);
    const sizes = Array.from({ length: count }, () => (0,src_bytes/* readSize */.ik)(cursor));
    return { descriptors: sizes.map((size) => (0,src_bytes/* readBytes */.io)(cursor, size)), end };
}
function writeSecurityData(descriptors) {
    const writer = new src_bytes/* ByteWriter */.U7(4096).u32(0).u32(descriptors.length);
    for (const descriptor of descriptors)
        writer.u64(descriptor.length);
    for (const descriptor of descriptors)
        writer.raw(descriptor);
    writer.align(8);
    writer.patchU32(0, writer.length);
    return writer.finish();
}
/**
 * What an entry without a descriptor gets, so that DISM mounts the image:
 * `O:BAG:SYD:(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1200a9;;;BU)`.
 */
const DEFAULT_DESCRIPTOR = defaultDescriptor();
function defaultDescriptor() {
    const system = sid(18);
    const administrators = sid(32, 544);
    const users = sid(32, 545);
    const entries = [ace(0x1f01ff, system), ace(0x1f01ff, administrators), ace(0x1200a9, users)];
    const aclSize = entries.reduce((sum, entry) => sum + entry.length, 8);
    const owner = 20 + aclSize;
    const writer = new src_bytes/* ByteWriter */.U7(256);
    // Revision 1; SE_SELF_RELATIVE and SE_DACL_PRESENT; owner, group, no SACL, DACL.
    writer
        .u8(1)
        .u8(0)
        .u16(0x8004)
        .u32(owner)
        .u32(owner + administrators.length)
        .u32(0)
        .u32(20);
    writer.u8(2).u8(0).u16(aclSize).u16(entries.length).u16(0);
    for (const entry of entries)
        writer.raw(entry);
    return writer.raw(administrators).raw(system).finish();
}
/** S-1-5-… */
function sid(...authorities) {
    const writer = new src_bytes/* ByteWriter */.U7(16).u8(1).u8(authorities.length).zeros(5).u8(5);
    for (const authority of authorities)
        writer.u32(authority);
    return writer.finish();
}
/** Access allowed, inherited by files and folders. */
function ace(mask, who) {
    return new src_bytes/* ByteWriter */.U7(32)
        .u8(0)
        .u8(3)
        .u16(8 + who.length)
        .u32(mask)
        .raw(who)
        .finish();
}
//# sourceMappingURL=security-data.js.map
;// CONCATENATED MODULE: ./build/src/wim/metadata-index.js
/**
 * One pass over the metadata of an image before anything is read from it: every entry is checked and met once, which
 * bounds cycles, shared directories and overlapping lists; hard-link groups are counted, contents too.
 */






/** How many entries that were left out are named; the rest is counted. */
const NAMED_PROBLEMS = 100;
/** @throws damaged */
function indexMetadata(metadata, security) {
    const root = security.end;
    const references = new Map();
    const links = new LinkGroups(metadata);
    const seen = new Uint8Array(Math.ceil(metadata.bytes.length / 64));
    const problems = [];
    let entries = 0;
    let leftOut = 0;
    const visit = (at) => {
        entries++;
        checkSecurityId(metadata, at, security);
        countReferences(metadata, at, references);
        links.add(at);
    };
    if (endOfDentry(metadata, root) === null)
        throw damaged(metadata.what, 'no entry for the root');
    visit(root);
    const pending = [root];
    for (let directory = pending.pop(); directory !== undefined; directory = pending.pop()) {
        listDirectory(metadata, directory, {
            entry(at) {
                visit(at);
                if (isRealDirectory(metadata, at))
                    pending.push(at);
            },
            check: (at) => markSeen(metadata, seen, at),
            leaveOut(at, why) {
                leftOut++;
                if (problems.length < NAMED_PROBLEMS)
                    problems.push({ subject: metadata.what, found: describe(metadata, at, why) });
            },
        });
    }
    if (leftOut > NAMED_PROBLEMS) {
        problems.push({
            subject: metadata.what,
            found: `${leftOut - NAMED_PROBLEMS} more entries that were left out`,
        });
    }
    return { entries, references, links, problems };
}
/** Calls `visitor` for what a directory holds, in the order of the archive. @throws damaged */
function listDirectory(metadata, directory, visitor) {
    const first = subdirOf(metadata, directory);
    if (first === 0)
        return;
    const names = new Set();
    let at = Number.isNaN(first) ? metadata.bytes.length : first;
    for (let end = endOfDentry(metadata, at); end !== null; end = endOfDentry(metadata, at)) {
        visitor.check?.(at);
        const key = nameKey(metadata, at);
        const why = whyUnusable(key, names);
        if (why === null) {
            names.add(key);
            visitor.entry(at);
        }
        else
            visitor.leaveOut?.(at, why);
        at = end;
    }
}
/** A directory that is followed: no junction. */
function isRealDirectory(metadata, at) {
    const { DIRECTORY, REPARSE_POINT } = src_tree/* FILE_ATTRIBUTE */.UD;
    return (attributesOf(metadata, at) & (DIRECTORY | REPARSE_POINT)) === DIRECTORY;
}
/**
 * The names of the same file. Windows 7's install.wim uses a number for different files, so names are linked only
 * where their unnamed streams are the same too, and directories never.
 */
class LinkGroups {
    #metadata;
    #byId = new Map();
    #reused = new Map();
    #groups = 0;
    constructor(metadata) {
        this.#metadata = metadata;
    }
    add(at) {
        const id = this.#idOf(at);
        if (id === 0)
            return;
        const known = this.#byId.get(id);
        if (known === undefined)
            this.#byId.set(id, { group: ++this.#groups, at, names: 1 });
        else if (this.#isSame(known.at, at))
            known.names++;
        else {
            const key = this.#reusedKey(id, at);
            const reused = this.#reused.get(key);
            if (reused === undefined)
                this.#reused.set(key, { group: ++this.#groups, names: 1 });
            else
                reused.names++;
        }
    }
    /** The number that the names of this file share; 0 where it has only this one. */
    groupOf(at) {
        const id = this.#idOf(at);
        if (id === 0)
            return 0;
        const first = this.#byId.get(id);
        if (first === undefined)
            return 0;
        const known = this.#isSame(first.at, at) ? first : this.#reused.get(this.#reusedKey(id, at));
        return known === undefined || known.names < 2 ? 0 : known.group;
    }
    #idOf(at) {
        const { bytes } = this.#metadata;
        if ((attributesOf(this.#metadata, at) & (src_tree/* FILE_ATTRIBUTE */.UD.DIRECTORY | src_tree/* FILE_ATTRIBUTE */.UD.REPARSE_POINT)) !== 0)
            return 0;
        const low = bytes.readUInt32LE(at + LINK_GROUP_AT);
        const high = bytes.readUInt32LE(at + LINK_GROUP_AT + 4);
        return high < 2 ** 21 ? high * 2 ** 32 + low : `${high}:${low}`;
    }
    #isSame(a, b) {
        return this.#contentKey(a) === this.#contentKey(b);
    }
    #reusedKey(id, at) {
        return `${id} ${this.#contentKey(at)}`;
    }
    #contentKey(at) {
        const { unnamed } = classifyStreams(this.#metadata, at);
        return unnamed === null ? '' : blobKey(unnamed);
    }
}
function countReferences(metadata, at, references) {
    const count = (sha1) => {
        if ((0,src_bytes/* isZero */.be)(sha1))
            return;
        const key = blobKey(sha1);
        references.set(key, (references.get(key) ?? 0) + 1);
    };
    count(sha1At(metadata, at + SHA1_AT));
    if (metadata.bytes.readUInt16LE(at + 0x60) === 0)
        return;
    for (const { sha1 } of extraStreams(metadata, at))
        count(sha1);
}
function checkSecurityId({ bytes, what }, at, { descriptors }) {
    const id = bytes.readUInt32LE(at + 0x0c);
    if (id === NO_SECURITY || id < descriptors.length)
        return;
    throw damaged(what, `security descriptor ${id} for the entry at byte ${at}`, `less than ${descriptors.length}`);
}
function markSeen({ what }, seen, at) {
    const index = Math.floor(at / 64);
    const bit = 1 << (Math.floor(at / 8) % 8);
    if ((seen[index] & bit) !== 0) {
        throw damaged(what, `the entry at byte ${at} is in two directories, or in a directory inside itself`);
    }
    seen[index] = seen[index] | bit;
}
function whyUnusable(key, names) {
    if (key === '')
        return 'has no name';
    if (key === '.\0' || key === '.\0.\0')
        return 'is named like a step of a path';
    if (hasPathCharacter(key))
        return 'has NUL, "\\" or "/" in its name';
    return names.has(key) ? 'has the name of another entry' : null;
}
/** NUL, `/` or `\` among the UTF-16 units of a name. */
function hasPathCharacter(key) {
    for (let at = 0; at < key.length; at += 2) {
        if (key.charCodeAt(at + 1) !== 0)
            continue;
        const unit = key.charCodeAt(at);
        if (unit === 0 || unit === 0x2f || unit === 0x5c)
            return true;
    }
    return false;
}
function describe(metadata, at, why) {
    const kind = isReparsePoint(metadata, at) || !isRealDirectory(metadata, at) ? 'file' : 'directory';
    return `a ${kind} was left out: ${JSON.stringify(nameOf(metadata, at).slice(0, 100))} ${why}`;
}
//# sourceMappingURL=metadata-index.js.map
;// CONCATENATED MODULE: ./build/src/wim/image-tree.js
/** An image of an archive as a FileTree. Entries are read from the metadata when their directory is asked for. */







/** NTFS takes no more: MAXIMUM_REPARSE_DATA_BUFFER_SIZE without its header. */
const MAX_REPARSE_DATA = 16_384 - 8;
const CARRIES = {
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
class WimImageTree {
    kind = 'wim';
    carries = CARRIES;
    label;
    root;
    archive;
    info;
    /** How many entries there are, the root included. */
    entries;
    /** How many entries refer to each content, by `blobKey`. */
    references;
    /** Entries that were left out because no Windows program can have made them. */
    problems;
    #parts;
    /** The streams of files with several names, which share them. */
    #linked = new Map();
    static async open(archive, info, parts) {
        return new WimImageTree(archive, info, parts, await readReparsePoint(archive, parts.metadata, parts.root));
    }
    constructor(archive, info, parts, reparse) {
        this.archive = archive;
        this.info = info;
        this.label = `${archive.path}#${info.index}`;
        this.entries = parts.index.entries;
        this.references = parts.index.references;
        this.problems = parts.index.problems;
        this.#parts = parts;
        this.root = this.#entry(parts.root, '', reparse);
    }
    async children(directory) {
        if (!(0,src_tree/* isFolder */.lQ)(directory))
            return [];
        const { metadata } = this.#parts;
        const places = [];
        listDirectory(metadata, directory.at, { entry: (at) => places.push(at) });
        const children = [];
        for (const at of places) {
            const isLink = isReparsePoint(metadata, at);
            const reparse = isLink ? await readReparsePoint(this.archive, metadata, at) : null;
            children.push(this.#entry(at, nameOf(metadata, at), reparse));
        }
        return children;
    }
    async *read(entry, stream) {
        if (stream.size === 0 || stream.sha1 === null)
            return;
        if (stream.name === '' && (entry.attributes & src_tree/* FILE_ATTRIBUTE */.UD.ENCRYPTED) !== 0) {
            throw new errors/* FactoryError */.Xx('encrypted', {
                subject: `${this.label}: ${entry.name}`,
                found: 'a file that is encrypted with EFS',
                expected: 'a file whose content can be read',
                next: 'decrypt it on the reference machine with "cipher /d" and capture it again',
            });
        }
        yield* this.archive.readBlob(stream.sha1);
    }
    /** The archive stays open: it may have other images in use. */
    close() {
        return Promise.resolve();
    }
    #entry(at, name, reparse) {
        const { metadata, descriptors, index } = this.#parts;
        const { bytes, what } = metadata;
        const linkGroup = index.links.groupOf(at);
        const objectId = taggedItem(metadata, at, ITEM.OBJECT_ID);
        const attributes = taggedItem(metadata, at, ITEM.EXTENDED_ATTRIBUTES);
        return {
            at,
            name,
            shortName: shortNameOf(metadata, at),
            attributes: attributesOf(metadata, at),
            created: bytes.readBigUInt64LE(at + 0x28),
            accessed: bytes.readBigUInt64LE(at + 0x30),
            modified: bytes.readBigUInt64LE(at + 0x38),
            security: descriptors[bytes.readUInt32LE(at + 0x0c)] ?? null,
            reparse,
            objectId: objectId === null || objectId.length < 16 ? null : objectId.subarray(0, 64),
            extendedAttributes: attributes === null ? [] : readExtendedAttributes(attributes, what),
            streams: linkGroup === 0 ? this.#streams(at) : this.#sharedStreams(at, linkGroup),
            linkGroup,
        };
    }
    #sharedStreams(at, linkGroup) {
        const known = this.#linked.get(linkGroup);
        if (known !== undefined)
            return known;
        const streams = this.#streams(at);
        this.#linked.set(linkGroup, streams);
        return streams;
    }
    #streams(at) {
        const { metadata } = this.#parts;
        const { unnamed, named } = classifyStreams(metadata, at);
        const attributes = attributesOf(metadata, at);
        const isDirectory = (attributes & src_tree/* FILE_ATTRIBUTE */.UD.DIRECTORY) !== 0;
        const isEncrypted = (attributes & src_tree/* FILE_ATTRIBUTE */.UD.ENCRYPTED) !== 0;
        const streams = named.map(({ name, sha1 }) => this.#stream(name, sha1));
        // Of a directory the unnamed stream is nothing, or what EFS keeps of an encrypted one.
        const hasUnnamed = !isDirectory || (isEncrypted && unnamed !== null && !(0,src_bytes/* isZero */.be)(unnamed));
        return hasUnnamed ? [this.#stream('', unnamed ?? NO_HASH), ...streams] : streams;
    }
    #stream(name, sha1) {
        const blob = (0,src_bytes/* isZero */.be)(sha1) ? null : this.archive.findBlob(sha1);
        if (blob === null)
            return { name, size: 0, sha1: EMPTY_SHA1, position: 0 };
        return { name, size: blob.size, sha1: blob.sha1, position: this.archive.positionOf(blob) };
    }
}
const NO_HASH = new Uint8Array(20);
async function readReparsePoint(archive, metadata, at) {
    if (!isReparsePoint(metadata, at))
        return null;
    const { bytes, what } = metadata;
    const { reparse } = classifyStreams(metadata, at);
    const blob = reparse === null || (0,src_bytes/* isZero */.be)(reparse) ? null : archive.findBlob(reparse);
    if (blob !== null && blob.size > MAX_REPARSE_DATA) {
        throw damaged(what, `${blob.size} bytes of reparse data`, `${MAX_REPARSE_DATA} at most`);
    }
    return {
        tag: bytes.readUInt32LE(at + REPARSE_TAG_AT),
        data: blob === null ? new Uint8Array(0) : await archive.readSmall(blob),
        notFixed: (bytes.readUInt16LE(at + REPARSE_FLAGS_AT) & RP_NOT_FIXED) !== 0,
    };
}
//# sourceMappingURL=image-tree.js.map
// EXTERNAL MODULE: ./build/src/codec/index.js + 10 modules
var codec = __webpack_require__(92468);
;// CONCATENATED MODULE: ./build/src/wim/chunk-table.js
/**
 * A compressed resource: the chunk table, then the chunks back to back.
 *
 * The table has an entry for every chunk but the first: where it begins, counted from the end of the table. Entries
 * have four bytes up to a content of 0xffff_ffff bytes, and eight from 4 GiB on. A chunk that did not shrink is stored
 * as it is.
 */

/** How many chunks a content of `size` bytes has. */
function chunkCount(size, chunkSize) {
    return Math.ceil(size / chunkSize);
}
/** Bytes of an entry. */
function entryWidth(size) {
    return size <= 0xffff_ffff ? 4 : 8;
}
/** Bytes of the table of a content of `size` bytes. */
function chunkTableSize(size, chunkSize) {
    return Math.max(chunkCount(size, chunkSize) - 1, 0) * entryWidth(size);
}
/** @param sizes bytes of each stored chunk @returns the table of a content of `size` bytes */
function buildChunkTable(sizes, size, chunkSize) {
    const width = entryWidth(size);
    const table = Buffer.alloc(chunkTableSize(size, chunkSize));
    let begin = 0;
    let at = -width;
    for (const stored of sizes) {
        if (at >= 0)
            writeEntry(table, at, begin, width);
        begin += stored;
        at += width;
    }
    return table;
}
function writeEntry(table, at, value, width) {
    table.writeUInt32LE(value % 2 ** 32, at);
    if (width === 8)
        table.writeUInt32LE(Math.floor(value / 2 ** 32), at + 4);
}
/**
 * Where the chunks of a part of a resource begin.
 *
 * @param table the entries of the chunks after the first one of `range`, and one more unless the last chunk is in it
 * @param first begin of the first chunk: 0, or the entry before those in `table`
 * @returns one begin more than there are chunks; counted from the end of the table
 */
function chunkBegins(table, first, end, width) {
    const begins = [first];
    for (let at = 0; at < table.length; at += width) {
        begins.push(table.readUInt32LE(at) + (width === 8 ? table.readUInt32LE(at + 4) * 2 ** 32 : 0));
    }
    if (end !== null)
        begins.push(end);
    return begins;
}
/**
 * @param begins one more than there are chunks
 * @param size bytes of the content of these chunks
 * @returns bytes of each stored chunk
 * @throws damaged where a chunk has no bytes, or more than its content
 */
function chunkSizes(begins, size, chunkSize, what) {
    const sizes = new Uint32Array(begins.length - 1);
    for (let index = 0; index < sizes.length; index++) {
        const stored = begins[index + 1] - begins[index];
        const content = Math.min(chunkSize, size - index * chunkSize);
        if (!(stored > 0 && stored <= content)) {
            throw damaged(what, `a chunk of ${stored} stored bytes for ${content} bytes of content`, `1 to ${content}`);
        }
        sizes[index] = stored;
    }
    return sizes;
}
//# sourceMappingURL=chunk-table.js.map
;// CONCATENATED MODULE: ./build/src/wim/resource.js
/** Reads the resources of an archive in pieces, whatever their size. */





/** Bytes of content that are read and decompressed at a time. */
const PIECE_SIZE = 1 << 20;
/** Entries of a chunk table that are held at a time. */
const TABLE_WINDOW = 1 << 14;
/** Resources up to here are read together with those that follow them, when they are asked for one after the other. */
const NEAR_SIZE = 1 << 17;
const WINDOW_SIZE = 1 << 20;
function newWindow() {
    return { start: 0, end: 0, bytes: Promise.resolve(Buffer.alloc(0)) };
}
/** @throws damaged when the file ends before */
async function readAt(file, position, length, what) {
    // Before memory is taken for what is not there.
    if (length > file.size - position)
        throw truncated(what, file.size, position + length);
    const bytes = Buffer.allocUnsafeSlow(length);
    await readInto(file, position, bytes, what);
    return bytes;
}
/** Fills `bytes`. @throws damaged when the file ends before */
async function readInto(file, position, bytes, what) {
    if (bytes.length > file.size - position)
        throw truncated(what, file.size, position + bytes.length);
    await file.bytes.read(position, bytes);
}
/**
 * As `readAt`, for what is small: a trip to the file for each of many small resources takes longer than unpacking it.
 *
 * @returns bytes that others are given too: not to be changed
 */
async function readNear(file, position, length, what) {
    if (length > NEAR_SIZE)
        return readAt(file, position, length, what);
    const { window } = file;
    if (position < window.start || position + length > window.end) {
        const isNext = position >= window.start && position <= window.end + NEAR_SIZE;
        const size = isNext ? Math.max(Math.min(WINDOW_SIZE, file.size - position), length) : length;
        window.start = position;
        window.end = position + size;
        window.bytes = readAt(file, position, size, what).catch((error) => {
            window.end = window.start;
            throw error;
        });
    }
    const { start, bytes } = window;
    return (await bytes).subarray(position - start, position - start + length);
}
/** The bytes of a resource as they are stored. @throws damaged, unsupported */
async function* readStored(file, resource, what) {
    refuseSolid(resource, what);
    const { offset, storedSize } = resource;
    if (storedSize > 0 && storedSize <= NEAR_SIZE) {
        yield Buffer.from(await readNear(file, offset, storedSize, what));
        return;
    }
    for (let done = 0; done < storedSize; done += PIECE_SIZE) {
        yield await readAt(file, offset + done, Math.min(PIECE_SIZE, storedSize - done), what);
    }
}
/**
 * The content of a resource in pieces of at most 1 MiB, which are the caller's to keep.
 *
 * @throws damaged; unsupported for LZMS, solid resources and unusual chunk sizes
 */
async function* readContent(file, resource, what) {
    if (!isCompressed(resource)) {
        yield* readStored(file, resource, what);
        return;
    }
    const format = formatOf(file, resource, what);
    for await (const run of readRuns(file, resource, what)) {
        const content = (0,codec/* decompressNow */.CF)(format, file.chunkSize, run, run.size, what);
        for (let at = 0; at < content.length; at += PIECE_SIZE)
            yield content.subarray(at, at + PIECE_SIZE);
    }
}
/** A whole content, where it is known to be small enough. */
async function readWhole(file, resource, what) {
    const content = Buffer.allocUnsafeSlow(resource.size);
    let length = 0;
    for await (const piece of readContent(file, resource, what)) {
        content.set(piece, length);
        length += piece.length;
    }
    return content;
}
/**
 * The stored chunks of a compressed resource in order, a run for each `PIECE_SIZE` bytes of content.
 *
 * @throws damaged
 */
async function* readRuns(file, resource, what) {
    const { chunkSize } = file;
    const { size, storedSize, offset } = resource;
    if (size <= PIECE_SIZE && storedSize <= PIECE_SIZE) {
        // What is small is read in one go, table and all.
        yield wholeRun(resource, chunkSize, await readNear(file, offset, storedSize, what), what);
        return;
    }
    const tableSize = checkTable(resource, chunkSize, what);
    const read = (at, length) => readAt(file, offset + at, length, what);
    const step = Math.max(Math.floor(PIECE_SIZE / chunkSize), 1);
    const window = Math.max(TABLE_WINDOW - (TABLE_WINDOW % step), step);
    const chunks = chunkCount(size, chunkSize);
    const width = entryWidth(size);
    let begin = 0;
    for (let first = 0; first < chunks; first += window) {
        const last = Math.min(first + window, chunks);
        const entries = await read(first * width, (Math.min(last, chunks - 1) - first) * width);
        const begins = chunkBegins(entries, begin, last === chunks ? storedSize - tableSize : null, width);
        const windowSize = Math.min(size - first * chunkSize, window * chunkSize);
        const sizes = chunkSizes(begins, windowSize, chunkSize, what);
        for (let chunk = 0; chunk < sizes.length; chunk += step) {
            const end = Math.min(chunk + step, sizes.length);
            const from = begins[chunk];
            const data = await read(tableSize + from, begins[end] - from);
            const content = Math.min(windowSize - chunk * chunkSize, step * chunkSize);
            yield { data, sizes: sizes.subarray(chunk, end), size: content, what };
        }
        begin = begins[sizes.length];
    }
}
/**
 * A compressed resource of one piece.
 *
 * @param stored the resource as it is stored
 * @throws damaged
 */
function wholeRun(resource, chunkSize, stored, what) {
    const { size, storedSize } = resource;
    const tableSize = checkTable(resource, chunkSize, what);
    const data = stored.subarray(tableSize);
    const begins = chunkBegins(stored.subarray(0, tableSize), 0, storedSize - tableSize, entryWidth(size));
    return { data, sizes: chunkSizes(begins, size, chunkSize, what), size, what };
}
function checkTable({ size, storedSize }, chunkSize, what) {
    const tableSize = chunkTableSize(size, chunkSize);
    if (tableSize < storedSize)
        return tableSize;
    throw damaged(what, `${storedSize} stored bytes`, `more than its chunk table of ${tableSize} bytes`);
}
function isCompressed(resource) {
    return (resource.flags & RESOURCE_FLAG.COMPRESSED) !== 0;
}
/** How a compressed resource is decoded. @throws damaged, unsupported */
function formatOf(file, resource, what) {
    const { compression } = file;
    refuseSolid(resource, what);
    if (compression === 'lzms')
        throw unsupported(what, 'is compressed with LZMS, which is not read yet');
    if (compression === 'none')
        throw damaged(what, 'compressed in an archive without compression');
    return compression;
}
/** A content in a solid resource has no stored bytes of its own. @throws unsupported */
function refuseSolid({ flags }, what) {
    if ((flags & RESOURCE_FLAG.SOLID) !== 0)
        throw unsupported(what, 'is in a solid resource, which is not read yet');
}
function unsupported(subject, found) {
    return new errors/* FactoryError */.Xx('unsupported', {
        subject,
        found,
        next: 'export the image with "dism /Export-Image /Compress:max" or "wimlib-imagex export --compress=LZX"',
    });
}
function truncated(what, found, expected) {
    return damaged(what, `the file ends at byte ${found}`, `byte ${expected} at least`);
}
//# sourceMappingURL=resource.js.map
;// CONCATENATED MODULE: ./build/src/wim/archive.js
/** An archive that is open for reading. */









/** A metadata resource is held in memory as a whole: half a million entries have 120 MB. */
const MAX_METADATA = 2 ** 30;
/** Real metadata shrinks to a tenth; more than this times the file's size is a bomb. */
const MAX_METADATA_RATIO = 512;
class WimArchive {
    path;
    guid;
    compression;
    chunkSize;
    version;
    part;
    parts;
    flags;
    bootIndex;
    imageCount;
    integrity;
    size = 0;
    images;
    /** Without byte order mark. */
    xml;
    /** An ESD whose contents cannot be read without a key; its blob table is not read either. */
    encrypted;
    /** The files that it lies in: the parts of a split set in their order, each an archive by itself; else this one alone. */
    members;
    /** The header as it stands, for the other files of this room. */
    header;
    /** The file with its compression, for the other files of this room; of a split set, the first one. */
    file;
    #table;
    /** How many bytes the members before each have. */
    #begins = [];
    /**
     * The parts of a split set as one archive.
     *
     * @param members all of them, in their order
     */
    static ofParts(members) {
        const first = members[0];
        const blobs = new Map(first.#table.blobs);
        for (const { blobs: more } of members.slice(1)) {
            for (const blob of more)
                if (!blobs.has(blobKey(blob.sha1)))
                    blobs.set(blobKey(blob.sha1), blob);
        }
        const { file, header, xml } = first;
        return new WimArchive({ file, header, xml, contents: first, table: { ...first.#table, blobs } }, members);
    }
    /**
     * Use `openWim`.
     *
     * @param members the parts of the split set that this archive is as a whole, whose first one the facts are from
     */
    constructor({ file, header, xml, contents, table }, members = []) {
        this.path = file.path;
        this.guid = (0,src_bytes/* formatGuid */.R1)(header.guid);
        this.compression = file.compression;
        this.chunkSize = file.chunkSize;
        this.version = header.version;
        this.part = header.part;
        this.parts = header.parts;
        this.flags = header.flags;
        this.bootIndex = header.bootIndex;
        this.imageCount = header.imageCount;
        this.integrity = header.integrity.size !== 0;
        this.images = contents.images;
        this.xml = xml;
        this.encrypted = contents.encrypted;
        this.header = header;
        this.file = file;
        this.members = members.length === 0 ? [this] : members;
        for (const member of this.members) {
            this.#begins.push(this.size);
            this.size += member.file.size;
        }
        this.#table = table;
    }
    /** Every content in the order of the table, without metadata. */
    get blobs() {
        return this.#table.blobs.values();
    }
    get blobCount() {
        return this.#table.blobs.size;
    }
    /** The metadata resources of the images in their order; none in the later parts of a split set. */
    get metadata() {
        return this.#table.metadata;
    }
    findBlob(sha1) {
        return this.#table.blobs.get(blobKey(sha1)) ?? null;
    }
    /**
     * @param selector a number from 1, or a name as it is written but for case
     * @throws not-found
     */
    selectImage(selector) {
        const byNumber = /^\d+$/.test(selector) ? this.images[Number(selector) - 1] : undefined;
        const wanted = selector.toLowerCase();
        const found = byNumber ??
            this.images.find(({ name }) => name === selector) ??
            this.images.find(({ name }) => name.toLowerCase() === wanted);
        if (found !== undefined)
            return found;
        const list = this.images.map(({ index, name }) => `${index} "${name}"`).join(', ');
        throw new errors/* FactoryError */.Xx('not-found', {
            subject: this.path,
            found: `no image "${selector}"`,
            expected: list === '' ? 'an archive with images' : `one of ${list}`,
        });
    }
    /**
     * @param index from 1
     * @throws not-found; damaged when its metadata is, or when a content is missing; unsupported for what is not read yet
     */
    async openImage(index) {
        const info = this.selectImage(String(index));
        const parts = await this.readMetadata(info.index);
        this.#checkContents(info, parts.index);
        return WimImageTree.open(this, info, {
            ...parts,
            descriptors: parts.security.descriptors,
            root: parts.security.end,
        });
    }
    /** The metadata of an image, decompressed, checked against its SHA-1 and met once. @param index from 1 */
    async readMetadata(index) {
        const what = `${this.path}: metadata of image ${index}`;
        this.#refuseEncrypted(what);
        const blob = this.#table.metadata[index - 1];
        if (blob === undefined)
            throw this.#missingMetadata(what);
        this.#checkMetadataSize(blob, what);
        const bytes = await readWhole(this.file, blob, what);
        const metadata = { bytes, what };
        checkHash(bytes, blob, what);
        const security = readSecurityData(bytes, what);
        return { metadata, security, index: indexMetadata(metadata, security) };
    }
    /**
     * The content in pieces of at most 1 MiB, which are the caller's to keep. It is not checked against its SHA-1.
     *
     * @throws damaged, unsupported, encrypted
     */
    async *readBlob(wanted) {
        const blob = this.#blob(wanted);
        yield* readContent(this.fileOf(blob), blob, this.describeBlob(blob));
    }
    /** The bytes of a content as they are stored, in pieces of at most 1 MiB. @throws damaged, unsupported, encrypted */
    async *readStoredBlob(wanted) {
        const blob = this.#blob(wanted);
        yield* readStored(this.fileOf(blob), blob, this.describeBlob(blob));
    }
    /** A whole content that is known to be small, checked against its SHA-1. */
    async readSmall(wanted) {
        const blob = this.#blob(wanted);
        const content = await readWhole(this.fileOf(blob), blob, this.describeBlob(blob));
        checkHash(content, blob, this.describeBlob(blob));
        return content;
    }
    /** For errors. */
    describeBlob(blob) {
        return `${this.fileOf(blob).path}: blob ${(0,src_bytes/* toHex */.nj)(blob.sha1)}`;
    }
    /** The file that holds a blob of this archive. */
    fileOf({ part }) {
        const member = this.members[part - this.part];
        if (member === undefined)
            throw new Error(`a blob of part ${part} is asked for in ${this.path}`);
        return member.file;
    }
    /** Where a blob begins, counted over all files: what is read in this order is read best. */
    positionOf({ part, offset }) {
        return offset + (this.#begins[part - this.part] ?? 0);
    }
    async close() {
        for (const { file } of this.members)
            await file.bytes.close();
    }
    #blob(wanted) {
        this.#refuseEncrypted(this.path);
        if (!(wanted instanceof Uint8Array))
            return wanted;
        const blob = this.findBlob(wanted);
        if (blob !== null)
            return blob;
        throw new errors/* FactoryError */.Xx('not-found', { subject: this.path, found: `no blob ${(0,src_bytes/* toHex */.nj)(wanted)}` });
    }
    #refuseEncrypted(subject) {
        if (!this.encrypted)
            return;
        throw new errors/* FactoryError */.Xx('encrypted', {
            subject,
            found: 'an encrypted ESD',
            expected: 'an archive that can be read without a key',
            next: 'let the Media Creation Tool make an ISO, or decrypt the ESD',
        });
    }
    #missingMetadata(subject) {
        if (this.parts === 1)
            return damaged(subject, 'not in the blob table');
        return new errors/* FactoryError */.Xx('unsupported', {
            subject,
            found: `not in part ${this.part} of ${this.parts}`,
            expected: 'the first part, which holds it',
            next: 'name the first part',
        });
    }
    #checkMetadataSize({ size }, what) {
        const most = Math.min(MAX_METADATA, this.size * MAX_METADATA_RATIO);
        if (size > most)
            throw damaged(what, `${size} bytes`, `${most} at most in a file of ${this.size} bytes`);
    }
    #checkContents({ index }, { references }) {
        let missing = 0;
        for (const key of references.keys())
            if (!this.#table.blobs.has(key))
                missing++;
        if (missing === 0)
            return;
        const subject = `${this.path}: image ${index}`;
        throw new errors/* FactoryError */.Xx('damaged', {
            subject,
            found: `${missing} contents that its files refer to are not in the archive`,
            expected: 'none',
            next: 'make a delta archive whole with "wimlib-imagex export --ref=BASE"; any other is damaged: fetch or make it again',
        });
    }
}
function checkHash(bytes, { sha1 }, what) {
    const found = (0,external_node_crypto_.createHash)('sha1').update(bytes).digest();
    if (!(0,src_bytes/* equalBytes */.ex)(found, sha1))
        throw damaged(what, `SHA-1 ${(0,src_bytes/* toHex */.nj)(found)}`, (0,src_bytes/* toHex */.nj)(sha1));
}
//# sourceMappingURL=archive.js.map
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
;// CONCATENATED MODULE: ./build/src/wim/target.js
/** Refuses to write over what is being read. */


/** @throws usage where one of `files` is a file of `archives` */
async function target_refuseSourceAsTarget(archives, files) {
    const sources = new Set();
    for (const { file } of archives.flatMap(({ members }) => members)) {
        const { dev, ino } = await (0,promises_.stat)(file.bytes.hostFile, { bigint: true });
        sources.add(`${dev} ${ino}`);
    }
    for (const subject of files) {
        const known = await (0,promises_.stat)(subject, { bigint: true }).catch(() => null);
        if (known === null || !sources.has(`${known.dev} ${known.ino}`))
            continue;
        throw new errors/* FactoryError */.Xx('usage', {
            subject,
            found: 'is what is read and what would be written',
            expected: 'another file to write',
        });
    }
}
//# sourceMappingURL=target.js.map
// EXTERNAL MODULE: ./build/src/output.js
var output = __webpack_require__(27208);
;// CONCATENATED MODULE: ./build/src/wim/base-files.js
/**
 * What the files of an image were in the archives that it is captured on. A file that changed in places keeps chunks
 * that a base has compressed already; which resource to look into is said by the path, since the hash is another one.
 */






/** Directories whose names are at hand. */
const LISTED = 256;
class BaseFiles {
    #archives;
    /** By archive, for the image that was asked for last. */
    #images = new Map();
    /** @param archives whose chunks are those of the archive that is written: compression and chunk size are the same */
    constructor(archives) {
        this.#archives = archives;
    }
    /**
     * The stored runs of the file that a base has at that path, one for each `PIECE_SIZE` of its content; null where none
     * has one whose chunks can be told apart. They end where the base is damaged.
     *
     * @param image the base's image of that name is looked into, else its first
     * @param path `\\Windows\\explorer.exe`
     * @param stream '' for the unnamed one
     * @throws damaged, where the metadata of the image is
     */
    async find(image, path, stream) {
        for (const archive of this.#archives) {
            if (archive.images.length === 0)
                continue;
            const sha1 = (await this.#namesOf(archive, image)).find(path, stream);
            const blob = sha1 === null ? null : archive.findBlob(sha1);
            if (blob !== null && isCompressed(blob) && (blob.flags & RESOURCE_FLAG.SOLID) === 0)
                return runsOf(archive, blob);
        }
        return null;
    }
    async #namesOf(archive, image) {
        const index = archive.images.find(({ name }) => name === image)?.index ?? 1;
        const open = this.#images.get(archive);
        if (open?.index === index)
            return await open.names;
        const names = openNames(archive, index);
        this.#images.set(archive, { index, names });
        return await names;
    }
}
async function openNames(archive, index) {
    const { metadata, security } = await archive.readMetadata(index);
    return new ImageNames(metadata, security.end);
}
/** The names of an image, a directory listed when one of them is asked for. */
class ImageNames {
    #metadata;
    #root;
    /** Where the entries of a directory begin, by their names; directories by path, the one that was used last behind. */
    #listed = new Map();
    constructor(metadata, root) {
        this.#metadata = metadata;
        this.#root = root;
    }
    /** @returns the SHA-1 of the stream */
    find(path, stream) {
        const at = this.#entryAt((0,src_tree/* foldCase */.SP)(path));
        if (at === null)
            return null;
        const { unnamed, named } = classifyStreams(this.#metadata, at);
        return stream === '' ? unnamed : (named.find(({ name }) => name === stream)?.sha1 ?? null);
    }
    #entryAt(path) {
        if (path === '' || path === '\\')
            return this.#root;
        const cut = path.lastIndexOf('\\');
        return this.#list(path.slice(0, cut)).get(path.slice(cut + 1)) ?? null;
    }
    #list(folder) {
        const known = this.#listed.get(folder);
        const names = known ?? this.#read(folder);
        this.#listed.delete(folder);
        this.#listed.set(folder, names);
        const [first] = this.#listed.keys();
        if (this.#listed.size > LISTED && first !== undefined)
            this.#listed.delete(first);
        return names;
    }
    #read(folder) {
        const names = new Map();
        const at = this.#entryAt(folder);
        if (at === null || !isRealDirectory(this.#metadata, at))
            return names;
        listDirectory(this.#metadata, at, {
            entry: (entry) => names.set((0,src_tree/* foldCase */.SP)(nameOf(this.#metadata, entry)), entry),
        });
        return names;
    }
}
async function* runsOf(archive, blob) {
    try {
        yield* readRuns(archive.fileOf(blob), blob, archive.describeBlob(blob));
    }
    catch (error) {
        // What cannot be read is compressed anew.
        if (!(error instanceof errors/* FactoryError */.Xx) || error.code !== 'damaged')
            throw error;
    }
}
//# sourceMappingURL=base-files.js.map
;// CONCATENATED MODULE: ./build/src/wim/lane.js
/** Work that runs side by side, and whose results are used one after the other in the order in which it was given. */
class OrderedLane {
    #limit;
    #inFlight = 0;
    #tail = Promise.resolve();
    #failure = null;
    #wake = null;
    /** @param limit bytes of work that may be under way; one piece of work may be more */
    constructor(limit) {
        this.#limit = limit;
    }
    /**
     * Returns when there is room for more.
     *
     * @param cost bytes that this work holds
     * @param work already under way
     * @param use gets the result when all before it are used
     * @throws what earlier work failed with
     */
    async push(cost, work, use) {
        this.#inFlight += cost;
        const before = this.#tail;
        // Handled here as well, for work that fails before its turn comes.
        const settled = work.then((result) => ({ result }), (error) => ({ error }));
        this.#tail = this.#turn(before, settled, use).finally(() => {
            this.#inFlight -= cost;
            this.#wake?.();
        });
        while (this.#inFlight > this.#limit && this.#failure === null) {
            await new Promise((resolve) => {
                this.#wake = resolve;
            });
        }
        this.#throwFailure();
    }
    /** Waits for all work. @throws what work failed with */
    async drain() {
        await this.#tail;
        this.#throwFailure();
    }
    /** Lets go of all work that was not used yet, and waits until nothing is under way. */
    async abandon(error) {
        this.#failure ??= { error };
        await this.#tail;
    }
    async #turn(before, settled, use) {
        await before;
        const outcome = await settled;
        if (this.#failure !== null)
            return;
        try {
            if ('error' in outcome)
                throw outcome.error;
            await use(outcome.result);
        }
        catch (error) {
            this.#failure = { error };
        }
    }
    #throwFailure() {
        if (this.#failure !== null)
            throw this.#failure.error;
    }
}
//# sourceMappingURL=lane.js.map
;// CONCATENATED MODULE: ./build/src/wim/blob-sink.js
/**
 * Writes contents as resources, one after the other. Compression runs in the pool; what is written does not depend on
 * how many threads it has: contents come in an order of their own, each is cut into chunks by itself.
 */






/** Bytes of content between reading and writing. */
const IN_FLIGHT = 16 << 20;
/** Small contents travel to the pool together until they have this many bytes. */
const BATCH_SIZE = 512 << 10;
const BATCH_COUNT = 256;
function newBlob(size) {
    return { sha1: new Uint8Array(20), size, storedSize: 0, offset: 0, flags: 0, refs: 0, part: 1 };
}
class BlobSink {
    #out;
    #options;
    #lane = new OrderedLane(IN_FLIGHT);
    #batch = [];
    #batchSize = 0;
    /** Stored bytes that were not compressed, but taken over from other archives. */
    copiedBytes = 0;
    constructor(out, options) {
        this.#out = out;
        this.#options = options;
    }
    /**
     * A content that is in memory as a whole. It is not the caller's any more.
     *
     * @param before what it was, where that is stored as it would be here: what did not change is copied
     */
    async addSmall(content, blob, before = null) {
        this.#batch.push({ content, blob, before });
        this.#batchSize += content.length;
        if (this.#batchSize >= BATCH_SIZE || this.#batch.length >= BATCH_COUNT)
            await this.#endBatch();
    }
    /**
     * A content in pieces.
     *
     * @param before as in `addSmall`, a run for each `PIECE_SIZE` of content
     * @returns its SHA-1
     */
    async addLarge(pieces, blob, before = null) {
        await this.#endBatch();
        const { compression } = this.#options;
        const hash = (0,external_node_crypto_.createHash)('sha1');
        if (compression === 'none')
            await this.#streamStored(hashed(pieces, hash), blob);
        else
            await this.#streamCompressed(hashed(pieces, hash), blob, compression, before);
        return hash.digest();
    }
    /** Stored bytes of another archive that compresses in the same way. */
    async addStored(pieces, from, blob) {
        await this.#endBatch();
        this.copiedBytes += from.storedSize;
        const flags = blob.flags | (from.flags & RESOURCE_FLAG.COMPRESSED);
        const begin = async () => this.#begin(blob, flags);
        if (from.storedSize <= PIECE_SIZE) {
            const write = async (bytes) => {
                await begin();
                for (const piece of bytes)
                    await this.#append(blob, piece);
            };
            await this.#lane.push(from.storedSize, collect(pieces), write);
            return;
        }
        await this.#lane.push(0, Promise.resolve(), begin);
        for await (const piece of pieces)
            await this.#pushStored(blob, piece);
    }
    /** Waits until everything is written. */
    async finish() {
        await this.#endBatch();
        await this.#lane.drain();
    }
    /** Writes no more. Returns when nothing is under way, so that the file can be closed. */
    abandon(error) {
        return this.#lane.abandon(error);
    }
    async #endBatch() {
        const batch = this.#batch;
        const size = this.#batchSize;
        if (batch.length === 0)
            return;
        this.#batch = [];
        this.#batchSize = 0;
        const { pool, compression, level, chunkSize } = this.#options;
        const runs = batch.map(({ content }) => content);
        if (compression === 'none') {
            await this.#lane.push(size, Promise.resolve(), async () => {
                for (const { content, blob } of batch)
                    await this.#writeStored(content, blob);
            });
            return;
        }
        const before = batch.map((each) => each.before);
        const work = pool.compress({ format: compression, level, chunkSize, runs, before });
        await this.#lane.push(size, work, async (compressed) => {
            for (const [index, { blob }] of batch.entries())
                await this.#writeRun(compressed[index], blob);
        });
    }
    /** A whole content, compressed where that makes it smaller: WOF fails on one that says so and is not smaller. */
    async #writeRun(run, blob) {
        const { compression, chunkSize } = this.#options;
        const tableSize = chunkTableSize(blob.size, chunkSize);
        if (tableSize + run.data.length < blob.size) {
            this.#begin(blob, blob.flags | RESOURCE_FLAG.COMPRESSED);
            this.copiedBytes += run.copied;
            if (tableSize > 0)
                await this.#append(blob, buildChunkTable(run.sizes, blob.size, chunkSize));
            await this.#append(blob, run.data);
        }
        else if (run.data.length === blob.size || compression === 'none') {
            await this.#writeStored(run.data, blob);
        }
        else {
            await this.#writeStored((0,codec/* decompressNow */.CF)(compression, chunkSize, run, blob.size, 'a content'), blob);
        }
    }
    async #writeStored(content, blob) {
        this.#begin(blob, blob.flags);
        await this.#append(blob, content);
    }
    async #streamStored(pieces, blob) {
        await this.#lane.push(0, Promise.resolve(), () => this.#begin(blob, blob.flags));
        for await (const piece of pieces)
            await this.#pushStored(blob, piece);
    }
    #pushStored(blob, piece) {
        return this.#lane.push(piece.length, Promise.resolve(), () => this.#append(blob, piece));
    }
    async #streamCompressed(pieces, blob, format, before) {
        const { pool, level, chunkSize } = this.#options;
        const tableSize = chunkTableSize(blob.size, chunkSize);
        const sizes = new Uint32Array(chunkCount(blob.size, chunkSize));
        const old = before?.[Symbol.asyncIterator]();
        let chunks = 0;
        let copied = 0;
        await this.#lane.push(0, Promise.resolve(), async () => {
            this.#begin(blob, blob.flags | RESOURCE_FLAG.COMPRESSED);
            await this.#reserve(blob, tableSize);
        });
        for await (const piece of evenPieces(pieces, Math.max(PIECE_SIZE, chunkSize))) {
            // The pool takes the piece over: its length is gone then.
            const { length } = piece;
            const was = await old?.next();
            const known = was === undefined || was.done === true ? null : was.value;
            const work = pool.compress({ format, level, chunkSize, runs: [piece], before: [known] });
            await this.#lane.push(length, work, async ([run]) => {
                if (run === undefined)
                    return;
                copied += run.copied;
                sizes.set(run.sizes, chunks);
                chunks += run.sizes.length;
                await this.#append(blob, run.data);
            });
        }
        await this.#lane.push(0, Promise.resolve(), async () => {
            if (blob.storedSize >= blob.size)
                await this.#unpack(blob, sizes, format);
            else {
                this.copiedBytes += copied;
                await this.#out.patch(blob.offset, buildChunkTable(sizes, blob.size, chunkSize));
            }
        });
        await old?.return?.();
    }
    /**
     * Turns the resource that was written last into an uncompressed one, in its place: since all chunks together saved
     * less than the table takes, the content of a chunk never reaches over the stored chunks after it.
     */
    async #unpack(blob, sizes, format) {
        const { chunkSize } = this.#options;
        const step = Math.max(PIECE_SIZE / chunkSize, 1);
        let from = blob.offset + chunkTableSize(blob.size, chunkSize);
        let to = blob.offset;
        for (let chunk = 0; chunk < sizes.length; chunk += step) {
            const some = sizes.subarray(chunk, chunk + step);
            const stored = some.reduce((sum, size) => sum + size, 0);
            const size = Math.min(step * chunkSize, blob.size - chunk * chunkSize);
            const data = await this.#out.read(from, stored);
            const content = stored === size ? data : (0,codec/* decompressNow */.CF)(format, chunkSize, { data, sizes: some }, size, 'a content');
            await this.#out.patch(to, content);
            from += stored;
            to += size;
        }
        blob.flags &= ~RESOURCE_FLAG.COMPRESSED;
        blob.storedSize = blob.size;
        await this.#out.rewind(to);
    }
    #begin(blob, flags) {
        blob.offset = this.#out.position;
        blob.flags = flags;
    }
    async #append(blob, bytes) {
        await this.#out.append(bytes);
        blob.storedSize += bytes.length;
    }
    async #reserve(blob, length) {
        const zeros = new Uint8Array(Math.min(length, PIECE_SIZE));
        for (let done = 0; done < length; done += zeros.length) {
            await this.#append(blob, zeros.subarray(0, length - done));
        }
    }
}
async function* hashed(pieces, hash) {
    for await (const piece of pieces) {
        hash.update(piece);
        yield piece;
    }
}
/** The same bytes in pieces of `length` each, the last one shorter; every piece has a buffer of its own. */
async function* evenPieces(pieces, length) {
    let filled = 0;
    let even = new Uint8Array(length);
    for await (const piece of pieces) {
        // Most sources give pieces of this length: those are passed on as they are.
        if (filled === 0 && piece.length === length && piece.buffer.byteLength === length) {
            yield piece;
            continue;
        }
        for (let done = 0; done < piece.length;) {
            const count = Math.min(length - filled, piece.length - done);
            even.set(piece.subarray(done, done + count), filled);
            filled += count;
            done += count;
            if (filled < length)
                continue;
            yield even;
            even = new Uint8Array(length);
            filled = 0;
        }
    }
    if (filled > 0)
        yield even.slice(0, filled);
}
async function collect(pieces) {
    const all = [];
    for await (const piece of pieces)
        all.push(piece);
    return all;
}
//# sourceMappingURL=blob-sink.js.map
;// CONCATENATED MODULE: ./build/src/wim/resource-header.js
/**
 * Where a resource lies in the file.
 *
 * | at | size | |
 * | -- | ---- | - |
 * |  0 | 7    | stored size |
 * |  7 | 1    | flags, RESOURCE_FLAG |
 * |  8 | 8    | offset in the file |
 * | 16 | 8    | size of the content |
 */


const RESOURCE_HEADER_SIZE = 24;
const NO_RESOURCE = { storedSize: 0, flags: 0, offset: 0, size: 0 };
/** @throws damaged where a size does not fit into 2^53 */
function readResourceHeader(cursor) {
    const packed = Buffer.from((0,src_bytes/* readBytes */.io)(cursor, 8));
    const storedSize = packed.readUIntLE(0, 6) + packed[6] * 2 ** 48;
    if (!Number.isSafeInteger(storedSize)) {
        throw new errors/* FactoryError */.Xx('damaged', {
            subject: cursor.what,
            found: `a stored size of ${storedSize} bytes at byte ${cursor.position - 8}`,
            expected: 'less than 2^53',
        });
    }
    return { storedSize, flags: packed[7], offset: (0,src_bytes/* readSize */.ik)(cursor), size: (0,src_bytes/* readSize */.ik)(cursor) };
}
function writeResourceHeader(writer, resource) {
    writer.u64(BigInt(resource.storedSize) | (BigInt(resource.flags) << 56n));
    writer.u64(resource.offset).u64(resource.size);
}
//# sourceMappingURL=resource-header.js.map
;// CONCATENATED MODULE: ./build/src/wim/blob-table.js
/**
 * The blob table (Microsoft: lookup table): where each content lies, by its SHA-1. Entries of 50 bytes.
 *
 * | at | size | |
 * | -- | ---- | - |
 * |  0 | 24   | resource header |
 * | 24 | 2    | part |
 * | 26 | 4    | references |
 * | 30 | 20   | SHA-1 of the content |
 *
 * Metadata resources stand here too; the images own them in the order of the table. Inside a run of SOLID entries one
 * whose size is 0x1_0000_0000 is a solid resource, and the others are contents whose offset counts from its start and
 * whose stored size is their size.
 */




const BLOB_ENTRY_SIZE = 50;
const SOLID_RESOURCE_SIZE = 0x1_0000_0000;
/** @throws damaged */
function readBlobTable(bytes, limits) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const table = { blobs: new Map(), metadata: [] };
    for (let at = 0; at + BLOB_ENTRY_SIZE <= bytes.length; at += BLOB_ENTRY_SIZE) {
        const blob = {
            sha1: new Uint8Array(bytes.buffer, bytes.byteOffset + at + 30, 20),
            size: sizeAt(view, at + 16, limits),
            storedSize: storedSizeAt(view, at, limits),
            offset: sizeAt(view, at + 8, limits),
            flags: view.getUint8(at + 7),
            refs: view.getUint32(at + 26, true),
            part: view.getUint16(at + 24, true),
        };
        // What Microsoft's own tools have written and everyone reads over.
        if (blob.part !== limits.part || (0,src_bytes/* isZero */.be)(blob.sha1))
            continue;
        if ((blob.flags & RESOURCE_FLAG.SOLID) !== 0)
            addSolid(table, blob);
        else if (blob.size !== 0) {
            checkPlace(blob, at, limits);
            // An image that was replaced leaves its metadata behind with no references: WinPE.wim of the WAIK has three.
            if ((blob.flags & RESOURCE_FLAG.METADATA) === 0)
                addBlob(table, blob);
            else if (blob.refs !== 0)
                table.metadata.push(blob);
        }
    }
    return table;
}
/** Half a million of them are read at once: no object is made on the way. */
function sizeAt(view, at, limits) {
    return checkedSize(view.getUint32(at, true), view.getUint32(at + 4, true), at, limits);
}
function storedSizeAt(view, at, limits) {
    return checkedSize(view.getUint32(at, true), view.getUint32(at + 4, true) & 0xff_ffff, at, limits);
}
function checkedSize(low, high, at, { what }) {
    if (high < 2 ** 21)
        return high * 2 ** 32 + low;
    const found = `0x${high.toString(16)}${low.toString(16).padStart(8, '0')} as a size or offset at byte ${at}`;
    throw damaged(`${what}: blob table`, found, 'less than 2^53');
}
function writeBlobTable(blobs) {
    const writer = new src_bytes/* ByteWriter */.U7(1 << 16);
    for (const blob of blobs) {
        writeResourceHeader(writer, blob);
        writer.u16(blob.part).u32(blob.refs).raw(blob.sha1);
    }
    return writer.finish();
}
function addSolid(table, blob) {
    if (blob.size === SOLID_RESOURCE_SIZE || blob.storedSize === 0)
        return;
    addBlob(table, { ...blob, size: blob.storedSize, storedSize: 0 });
}
function addBlob({ blobs }, blob) {
    const key = blobKey(blob.sha1);
    if (!blobs.has(key))
        blobs.set(key, blob);
}
function checkPlace(blob, at, { fileSize, what }) {
    const isCompressed = (blob.flags & RESOURCE_FLAG.COMPRESSED) !== 0;
    const subject = `${what}: blob table, entry at byte ${at}`;
    if (blob.storedSize > fileSize - blob.offset) {
        throw damaged(subject, `${blob.storedSize} bytes at ${blob.offset} of a file of ${fileSize} bytes`);
    }
    if (!isCompressed && blob.storedSize !== blob.size) {
        throw damaged(subject, `${blob.storedSize} stored bytes for an uncompressed content of ${blob.size} bytes`);
    }
}
//# sourceMappingURL=blob-table.js.map
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/disk/index.js + 24 modules
var disk = __webpack_require__(6988);
;// CONCATENATED MODULE: ./build/src/wim/archive-bytes.js
/** Where the bytes of an archive come from: a file of the host, or a file inside another one, as on an install medium. */

/** @throws not-found, permission, usage for what is no file */
async function openHostArchive(path) {
    const file = await (0,disk/* openFile */.Tq)(path, 'the file of an archive: WIM, ESD or SWM');
    return { ...file, hostFile: path };
}
//# sourceMappingURL=archive-bytes.js.map
;// CONCATENATED MODULE: ./build/src/wim/header.js
/**
 * The first 208 bytes of every archive.
 *
 * | at   | size | |
 * | ---- | ---- | - |
 * | 0x00 | 8    | `MSWIM\0\0\0` |
 * | 0x08 | 4    | size of the header: 208 |
 * | 0x0c | 4    | version |
 * | 0x10 | 4    | flags, HEADER_FLAG |
 * | 0x14 | 4    | chunk size; 0 without compression |
 * | 0x18 | 16   | GUID; the parts of a split set share it |
 * | 0x28 | 2+2  | part, parts |
 * | 0x2c | 4    | images |
 * | 0x30 | 24   | resource header of the blob table |
 * | 0x48 | 24   | of the XML |
 * | 0x60 | 24   | of the metadata of the image that boots |
 * | 0x78 | 4    | index of the image that boots, from 1 |
 * | 0x7c | 24   | resource header of the integrity table: aligned to four bytes only |
 * | 0x94 | 60   | zeros |
 */





const MAGIC = 'MSWIM\0\0\0';
const MAGIC_PIPABLE = 'WLPWM\0\0\0';
/**
 * @param bytes what the file begins with, at least 208 bytes
 * @param what for errors: the path
 * @throws damaged, unsupported
 */
function readHeader(bytes, what) {
    const cursor = (0,src_bytes/* cursorOver */.Ro)(bytes, `${what}: header`);
    checkMagic(cursor, what);
    const size = (0,src_bytes/* readU32 */.PF)(cursor);
    if (size !== HEADER_SIZE)
        throw damaged(cursor.what, `a header of ${size} bytes`, `${HEADER_SIZE}`);
    const version = (0,src_bytes/* readU32 */.PF)(cursor);
    checkVersion(version, what);
    const flags = (0,src_bytes/* readU32 */.PF)(cursor);
    const chunkSize = (0,src_bytes/* readU32 */.PF)(cursor);
    const guid = (0,src_bytes/* readBytes */.io)(cursor, 16).slice();
    const part = (0,src_bytes/* readU16 */.Vv)(cursor);
    const parts = (0,src_bytes/* readU16 */.Vv)(cursor);
    if (part === 0 || part > parts)
        throw damaged(cursor.what, `part ${part} of ${parts}`);
    const imageCount = (0,src_bytes/* readU32 */.PF)(cursor);
    if (imageCount > MAX_IMAGES)
        throw damaged(cursor.what, `${imageCount} images`, `${MAX_IMAGES} at most`);
    const blobTable = readResourceHeader(cursor);
    const xml = readResourceHeader(cursor);
    const bootMetadata = readResourceHeader(cursor);
    const bootIndex = (0,src_bytes/* readU32 */.PF)(cursor);
    const integrity = readResourceHeader(cursor);
    const header = { version, flags, chunkSize, guid, part, parts, imageCount, blobTable, xml };
    checkCompression(cursor, flags, chunkSize);
    return { ...header, bootMetadata, bootIndex, integrity };
}
function writeHeader(header) {
    const writer = new src_bytes/* ByteWriter */.U7(HEADER_SIZE);
    writer.raw(Buffer.from(MAGIC, 'latin1')).u32(HEADER_SIZE).u32(header.version).u32(header.flags);
    writer.u32(header.chunkSize).raw(header.guid).u16(header.part).u16(header.parts).u32(header.imageCount);
    writeResourceHeader(writer, header.blobTable);
    writeResourceHeader(writer, header.xml);
    writeResourceHeader(writer, header.bootMetadata);
    writer.u32(header.bootIndex);
    writeResourceHeader(writer, header.integrity);
    return writer.zeros(HEADER_SIZE - writer.length).finish();
}
function compressionOf(flags) {
    if ((flags & HEADER_FLAG.COMPRESSION) === 0)
        return 'none';
    if ((flags & HEADER_FLAG.COMPRESS_LZX) !== 0)
        return 'lzx';
    if ((flags & HEADER_FLAG.COMPRESS_XPRESS) !== 0)
        return 'xpress';
    return 'lzms';
}
function checkMagic(cursor, what) {
    const magic = Buffer.from((0,src_bytes/* readBytes */.io)(cursor, 8)).toString('latin1');
    if (magic === MAGIC)
        return;
    if (magic === MAGIC_PIPABLE) {
        throw new errors/* FactoryError */.Xx('unsupported', {
            subject: what,
            found: 'a pipable archive, which only wimlib reads',
            expected: 'a WIM as Microsoft writes it',
            next: 'export it with "wimlib-imagex export --not-pipable"',
        });
    }
    throw new errors/* FactoryError */.Xx('damaged', {
        subject: what,
        found: 'no WIM: its first bytes are not "MSWIM"',
        expected: 'a .wim, .swm or .esd file',
    });
}
function checkVersion(version, what) {
    if (version === VERSION || version === VERSION_SOLID)
        return;
    throw new errors/* FactoryError */.Xx('unsupported', {
        subject: what,
        found: `a WIM of version 0x${version.toString(16)}`,
        expected: 'version 0x10d00 or 0xe00',
        next: 'export it with a current DISM',
    });
}
function checkCompression(cursor, flags, chunkSize) {
    if ((flags & HEADER_FLAG.COMPRESSION) === 0)
        return;
    const { COMPRESS_XPRESS, COMPRESS_LZX, COMPRESS_LZMS } = HEADER_FLAG;
    const kinds = [COMPRESS_XPRESS, COMPRESS_LZX, COMPRESS_LZMS].filter((flag) => (flags & flag) !== 0);
    if (kinds.length !== 1) {
        throw damaged(cursor.what, `flags 0x${flags.toString(16)}`, 'one kind of compression');
    }
    const isPowerOfTwo = chunkSize !== 0 && (chunkSize & (chunkSize - 1)) === 0;
    if (!isPowerOfTwo || chunkSize < 4096 || chunkSize > 2 ** 30) {
        throw damaged(cursor.what, `a chunk size of ${chunkSize} bytes`, 'a power of two from 4096 to 2^30');
    }
}
//# sourceMappingURL=header.js.map
// EXTERNAL MODULE: ./node_modules/@xmldom/xmldom/lib/index.js
var lib = __webpack_require__(98351);
;// CONCATENATED MODULE: ./build/src/wim/xml.js
/**
 * The XML of an archive: UTF-16LE with a byte order mark. It comes from anywhere, so what could make a parser grow
 * without a bound (a document type, deep nesting, sheer size) is refused before it is parsed.
 */



/** Bytes; an archive of 40 editions has 200 KB, and the parser takes seconds for a MB of the worst kind. */
const MAX_XML_SIZE = 4 << 20;
const MAX_DEPTH = 64;
const BYTE_ORDER_MARK = '\ufeff';
/** @param size bytes of the XML resource @throws unsupported */
function checkXmlSize(size, what) {
    if (size <= MAX_XML_SIZE)
        return;
    throw new errors/* FactoryError */.Xx('unsupported', {
        subject: what,
        found: `${size} bytes of XML`,
        expected: `${MAX_XML_SIZE} at most`,
    });
}
/** @returns the text without byte order mark @throws damaged */
function decodeXml(bytes, what) {
    if (bytes.length % 2 !== 0)
        throw damaged(what, `UTF-16 of ${bytes.length} bytes`, 'an even number');
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf16le');
    return text.replace(BYTE_ORDER_MARK, '').replace(/\0+$/, '');
}
function encodeXml(text) {
    return Buffer.from(BYTE_ORDER_MARK + text, 'utf16le');
}
/** @throws damaged on all that is not well-formed */
function parseXml(text, what) {
    if (/<!(?:DOCTYPE|ENTITY)/i.test(text))
        throw damaged(what, 'a document type', 'elements only');
    checkDepth(text, what);
    let problem = '';
    try {
        const parser = new lib/* DOMParser */.S4({
            locator: false,
            onError(level, message) {
                if (level === 'warning')
                    return;
                if (problem === '')
                    problem = message;
                throw new Error(message);
            },
        });
        return parser.parseFromString(text, 'text/xml');
    }
    catch (error) {
        // What the parser wraps our error in says it all again.
        const reason = problem === '' ? error.message : problem;
        throw damaged(what, `XML that is not well-formed: ${(reason.split('\n')[0] ?? '').slice(0, 200)}`);
    }
}
function serializeXml(node) {
    return new lib/* XMLSerializer */.el().serializeToString(node);
}
function childElements(parent) {
    const elements = [];
    for (let node = parent.firstChild; node !== null; node = node.nextSibling) {
        if (node.nodeType === node.ELEMENT_NODE)
            elements.push(node);
    }
    return elements;
}
function childElement(parent, name) {
    return parent === null ? null : (childElements(parent).find(({ tagName }) => tagName === name) ?? null);
}
/** The text of a child element; '' where there is none. */
function childText(parent, name) {
    return childElement(parent, name)?.textContent ?? '';
}
/** @param what which text: "the name of image 1" @throws usage for what XML cannot hold */
function checkXmlText(text, what) {
    if (!/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u.test(text))
        return;
    throw new errors/* FactoryError */.Xx('usage', {
        subject: what,
        found: JSON.stringify(text),
        expected: 'text without control characters and unpaired surrogates',
    });
}
function checkDepth(text, what) {
    let depth = 0;
    for (const [tag] of text.matchAll(/<[^!?<>][^<>]*>/g)) {
        if (tag.startsWith('</'))
            depth--;
        else if (!tag.endsWith('/>'))
            depth++;
        if (depth > MAX_DEPTH)
            throw damaged(what, `elements nested more than ${MAX_DEPTH} deep`);
    }
}
//# sourceMappingURL=xml.js.map
;// CONCATENATED MODULE: ./build/src/wim/read-xml.js
/** What the XML of an archive says of its images. */


/** @param count how many images the header says there are @throws damaged */
function readArchiveXml(text, count, what) {
    const root = parseXml(text, what).documentElement;
    if (root === null || root.tagName !== 'WIM') {
        throw damaged(what, `<${root?.tagName ?? ''}> as the root element`, '<WIM>');
    }
    const images = childElements(root)
        .filter(({ tagName }) => tagName === 'IMAGE')
        .map((element) => readImage(element))
        .toSorted((a, b) => a.index - b.index);
    const isComplete = images.length === count && images.every(({ index }, at) => index === at + 1);
    if (!isComplete) {
        const found = `images ${images.map(({ index }) => index).join(', ') || 'none'}`;
        throw damaged(what, found, `${count}, numbered from 1`);
    }
    return { images, encrypted: childElement(childElement(root, 'ESD'), 'ENCRYPTED') !== null };
}
function readImage(image) {
    const windows = childElement(image, 'WINDOWS');
    const displayName = childText(image, 'DISPLAYNAME');
    return {
        index: numberOf(image.getAttribute('INDEX') ?? '') ?? 0,
        name: childText(image, 'NAME'),
        description: childText(image, 'DESCRIPTION'),
        displayName,
        displayDescription: childText(image, 'DISPLAYDESCRIPTION'),
        flags: childText(image, 'FLAGS'),
        directories: numberOf(childText(image, 'DIRCOUNT')),
        files: numberOf(childText(image, 'FILECOUNT')),
        bytes: numberOf(childText(image, 'TOTALBYTES')),
        hardLinkBytes: numberOf(childText(image, 'HARDLINKBYTES')),
        created: timeOf(childElement(image, 'CREATIONTIME')),
        modified: timeOf(childElement(image, 'LASTMODIFICATIONTIME')),
        windows: windows === null ? null : readWindows(windows, displayName),
        xml: serializeXml(image),
    };
}
function readWindows(windows, displayName) {
    const languages = childElement(windows, 'LANGUAGES');
    const version = childElement(windows, 'VERSION');
    const versionPart = (name) => numberOf(childText(version, name)) ?? 0;
    return {
        architecture: numberOf(childText(windows, 'ARCH')) ?? 0,
        productName: childText(windows, 'PRODUCTNAME'),
        editionId: childText(windows, 'EDITIONID'),
        installationType: childText(windows, 'INSTALLATIONTYPE'),
        productType: childText(windows, 'PRODUCTTYPE'),
        productSuite: childText(windows, 'PRODUCTSUITE'),
        hal: childText(windows, 'HAL'),
        languages: languages === null ? [] : languageNames(languages),
        defaultLanguage: childText(languages, 'DEFAULT'),
        version: {
            major: versionPart('MAJOR'),
            minor: versionPart('MINOR'),
            build: versionPart('BUILD'),
            spBuild: versionPart('SPBUILD'),
            spLevel: versionPart('SPLEVEL'),
            branch: childText(version, 'BRANCH'),
        },
        systemRoot: childText(windows, 'SYSTEMROOT'),
        displayName,
        // No element of the XML holds it.
        displayVersion: '',
        imageState: childText(childElement(windows, 'SERVICINGDATA'), 'IMAGESTATE'),
    };
}
function languageNames(languages) {
    return childElements(languages)
        .filter(({ tagName }) => tagName === 'LANGUAGE')
        .map(({ textContent }) => textContent ?? '');
}
function numberOf(text) {
    const trimmed = text.trim();
    if (!/^(?:\d+|0x[0-9a-f]+)$/i.test(trimmed))
        return null;
    const value = Number(trimmed);
    return Number.isSafeInteger(value) ? value : null;
}
function timeOf(element) {
    const high = numberOf(childText(element, 'HIGHPART'));
    const low = numberOf(childText(element, 'LOWPART'));
    if (high === null || low === null || high > 0xffff_ffff || low > 0xffff_ffff)
        return null;
    return (BigInt(high) << 32n) | BigInt(low);
}
//# sourceMappingURL=read-xml.js.map
;// CONCATENATED MODULE: ./build/src/wim/open.js
/** Opens one file: an archive, or a part of a split set by itself. */









/** @throws not-found, permission, damaged, unsupported */
async function openPart(path, openBytes) {
    const bytes = await openBytes(path);
    try {
        return new WimArchive(await readFacts(bytes, path));
    }
    catch (error) {
        await bytes.close();
        throw (0,errors/* fromSystemError */.Kh)(error, path);
    }
}
async function readFacts(bytes, path) {
    const { size } = bytes;
    const bare = { path, bytes, size, compression: 'none', chunkSize: 0, window: newWindow() };
    const header = readHeader(await readAt(bare, 0, HEADER_SIZE, `${path}: header`), path);
    if ((header.flags & HEADER_FLAG.WRITE_IN_PROGRESS) !== 0) {
        throw new errors/* FactoryError */.Xx('damaged', {
            subject: path,
            found: 'a change to this archive was begun and not completed',
            next: 'wait for the program that writes it; if none does, make it again',
        });
    }
    const compression = compressionOf(header.flags);
    const file = { ...bare, compression, chunkSize: compression === 'none' ? 0 : header.chunkSize };
    const xml = decodeXml(await readTable(file, header.xml, 'XML', checkXmlSize), `${path}: XML`);
    const contents = readArchiveXml(xml, header.imageCount, `${path}: XML`);
    if (contents.encrypted)
        return { file, header, xml, contents, table: { blobs: new Map(), metadata: [] } };
    const entries = await readTable(file, header.blobTable, 'blob table', checkTableSize);
    const table = readBlobTable(entries, { part: header.part, fileSize: size, what: path });
    checkMetadataCount(header, table, path);
    return { file, header, xml, contents, table };
}
async function readTable(file, resource, name, checkSize) {
    const what = `${file.path}: ${name}`;
    const { offset, storedSize, size, flags } = resource;
    if (storedSize > file.size - offset) {
        throw damaged(what, `${storedSize} bytes at ${offset} of a file of ${file.size} bytes`);
    }
    checkSize(size, what);
    // Microsoft's tools write it uncompressed; others have compressed it.
    const isStored = (flags & 0x4) === 0;
    if (isStored && storedSize !== size)
        throw damaged(what, `${storedSize} stored bytes`, `${size}`);
    return readWhole(file, resource, what);
}
function checkTableSize(size, what) {
    if (size > MAX_METADATA)
        throw damaged(what, `${size} bytes`, `${MAX_METADATA} at most`);
}
function checkMetadataCount(header, { metadata }, path) {
    if (metadata.length === header.imageCount || (header.part > 1 && metadata.length === 0))
        return;
    throw damaged(`${path}: blob table`, `metadata of ${metadata.length} images`, `${header.imageCount}`);
}
//# sourceMappingURL=open.js.map
;// CONCATENATED MODULE: ./build/src/wim/open-set.js
/**
 * Opens an archive with all its files. The parts of a split set share the GUID, and each knows its number and how many
 * there are; the images' metadata is in the first one, and each part's blob table lists what that part holds. The first
 * part has a name of the user's, `install.swm`; the others lie beside it: `install2.swm`, `install3.swm` and so on.
 */





/** Where part `number` of a set is whose first part is `first`. */
function partPath(first, number) {
    if (number === 1)
        return first;
    const { dir, name, ext } = external_node_path_.parse(first);
    return external_node_path_.join(dir, `${name}${number}${ext}`);
}
/**
 * Opens a WIM, an ESD or a split set: of a set, the first part is named and the others are found beside it. A later
 * part is opened by itself, with its header, its XML and its own contents. What cannot be decoded yet (LZMS, solid
 * resources, encryption) is refused when it is asked for.
 *
 * @param openBytes where the files are, when not on the host
 * @throws not-found, also for a part that is missing; permission, damaged, unsupported
 */
async function openWim(file, openBytes = openHostArchive) {
    const first = await openPart(file, openBytes);
    if (first.parts === 1 || first.part > 1)
        return first;
    const opened = [first];
    try {
        for (let number = 2; number <= first.parts; number++)
            opened.push(await openSibling(first, number, openBytes));
        return assemble(opened);
    }
    catch (error) {
        await closeAll(opened);
        throw error;
    }
}
/**
 * Opens a split set whose parts are all named, in any order, wherever they are.
 *
 * @throws not-found for a part that is missing; damaged for one that belongs to another set
 */
async function openParts(files) {
    const opened = [];
    try {
        for (const file of files)
            opened.push(await openPart(file, openHostArchive));
        return assemble(opened);
    }
    catch (error) {
        await closeAll(opened);
        throw error;
    }
}
async function openSibling(first, number, openBytes) {
    const file = partPath(first.path, number);
    try {
        return await openPart(file, openBytes);
    }
    catch (error) {
        const isMissing = error instanceof errors/* FactoryError */.Xx && error.code === 'not-found';
        throw isMissing ? missing(first, number, file) : error;
    }
}
function assemble(opened) {
    const members = opened.toSorted((a, b) => a.part - b.part);
    const first = members[0];
    if (first === undefined)
        throw new Error('a set of no parts is opened');
    for (const member of members)
        checkSameSet(opened[0], member);
    members.forEach((member, at) => {
        const before = members[at - 1];
        if (member.part !== before?.part)
            return;
        const found = `part ${member.part} of ${member.parts}, which ${before.path} is too`;
        throw mixedUp(member, found, 'each part once');
    });
    for (let number = 1; number <= first.parts; number++) {
        if (members[number - 1]?.part !== number)
            throw missing(first, number, null);
    }
    return members.length === 1 ? first : WimArchive.ofParts(members);
}
function checkSameSet(one, other) {
    const differs = ['guid', 'parts', 'compression', 'chunkSize', 'imageCount'].find((key) => one[key] !== other[key]);
    if (differs === undefined)
        return;
    const found = `a part of another set: its ${LABELS[differs]} is ${other[differs]}`;
    throw mixedUp(other, found, `${one[differs]}, as ${one.path} says`);
}
function mixedUp({ path: subject }, found, expected) {
    const next = 'keep the parts of one set together, under the names that they were made with';
    return new errors/* FactoryError */.Xx('damaged', { subject, found, expected, next });
}
const LABELS = {
    guid: 'GUID',
    parts: 'number of parts',
    compression: 'compression',
    chunkSize: 'chunk size',
    imageCount: 'number of images',
};
/** @param file where it was looked for; null where the parts were named */
function missing({ path: subject, parts }, number, file) {
    return new errors/* FactoryError */.Xx('not-found', {
        subject,
        found: `part ${number} of ${parts} is missing${file === null ? '' : `: there is no ${file}`}`,
        expected: `all ${parts} parts of the split set`,
        next: file === null ? 'name that part too' : 'put it beside the first part',
    });
}
async function closeAll(archives) {
    for (const archive of archives)
        await archive.close();
}
//# sourceMappingURL=open-set.js.map
;// CONCATENATED MODULE: ./build/src/wim/output-file.js
/** The file that is being written: appended through a buffer, patched in place. */
const BUFFER_SIZE = 1 << 20;
class OutputFile {
    #handle;
    #buffer = Buffer.allocUnsafeSlow(BUFFER_SIZE);
    #buffered = 0;
    #flushed;
    /** @param position where appending begins */
    constructor(handle, position) {
        this.#handle = handle;
        this.#flushed = position;
    }
    /** Where the next byte goes. */
    get position() {
        return this.#flushed + this.#buffered;
    }
    async append(bytes) {
        if (this.#buffered + bytes.length > BUFFER_SIZE)
            await this.flush();
        if (bytes.length >= BUFFER_SIZE) {
            await this.#writeAll(bytes, this.#flushed);
            this.#flushed += bytes.length;
            return;
        }
        this.#buffer.set(bytes, this.#buffered);
        this.#buffered += bytes.length;
    }
    /** Overwrites what was appended before. */
    async patch(position, bytes) {
        await this.flush();
        await this.#writeAll(bytes, position);
    }
    /** What was appended before. */
    async read(position, length) {
        const bytes = Buffer.allocUnsafeSlow(length);
        await this.readInto(position, bytes);
        return bytes;
    }
    /** Fills `bytes` with what was appended before. */
    async readInto(position, bytes) {
        await this.flush();
        const { length } = bytes;
        for (let done = 0; done < length;) {
            const { bytesRead } = await this.#handle.read(bytes, done, length - done, position + done);
            if (bytesRead === 0)
                throw new Error(`the file ends at byte ${position + done}, which was written before`);
            done += bytesRead;
        }
    }
    /** Goes back to `position`: what follows it is overwritten. */
    async rewind(position) {
        await this.flush();
        this.#flushed = position;
    }
    async flush() {
        const length = this.#buffered;
        if (length === 0)
            return;
        await this.#writeAll(this.#buffer.subarray(0, length), this.#flushed);
        this.#flushed += length;
        this.#buffered = 0;
    }
    /** Cuts off what lies behind the last byte. */
    async finish() {
        await this.flush();
        await this.#handle.truncate(this.#flushed);
    }
    async #writeAll(bytes, position) {
        for (let done = 0; done < bytes.length;) {
            const { bytesWritten } = await this.#handle.write(bytes, done, bytes.length - done, position + done);
            done += bytesWritten;
        }
    }
}
//# sourceMappingURL=output-file.js.map
;// CONCATENATED MODULE: ./build/src/wim/stored-image.js
/** An image of an archive that becomes one of another as it is: its contents, and its metadata without a change. */



/** @throws damaged where its metadata is, or where a content is missing; unsupported, encrypted for what is not read */
async function storedImage(source) {
    const { archive, index } = source;
    const info = archive.selectImage(String(index));
    // Opening it checks that all of its contents are there.
    const { entries, references, problems, label } = await archive.openImage(index);
    const [problem] = problems;
    if (problem !== undefined)
        throw notAsIs(label, problem.found);
    const contents = [];
    let bytes = 0;
    for (const [key, refs] of references) {
        const blob = archive.findBlob(Buffer.from(key, 'latin1'));
        if (blob === null)
            continue;
        contents.push({ size: blob.size, refs, sha1: blob.sha1, origin: { archive, blob } });
        bytes += refs * blob.size;
    }
    contents.sort((a, b) => placeOf(a) - placeOf(b));
    const directories = info.directories ?? 0;
    return {
        source,
        contents,
        directories,
        files: info.files ?? entries - directories,
        bytes,
        hardLinkBytes: info.hardLinkBytes ?? 0,
        hasFixedTargets: (archive.flags & HEADER_FLAG.RP_FIX) !== 0,
        metadata: () => metadataPieces(source),
    };
}
/** What is left out of an image has no contents that could be copied. */
function notAsIs(subject, found) {
    return new errors/* FactoryError */.Xx('unsupported', {
        subject,
        found,
        expected: 'an image that can be taken over as it is',
        next: `make it anew without that entry: "image-factory capture ${subject} OUT.wim"`,
    });
}
/** Read anew: a hundred megabytes an image are not kept while contents are copied. */
async function metadataPieces({ archive, index }) {
    const { metadata } = await archive.readMetadata(index);
    const { bytes } = metadata;
    return {
        size: bytes.length,
        *pieces() {
            for (let at = 0; at < bytes.length; at += PIECE_SIZE)
                yield bytes.subarray(at, at + PIECE_SIZE);
        },
    };
}
function placeOf({ origin }) {
    return origin !== null && 'blob' in origin ? origin.archive.positionOf(origin.blob) : -1;
}
//# sourceMappingURL=stored-image.js.map
;// CONCATENATED MODULE: ./build/src/wim/paged-bytes.js
/** Bytes that grow by pages, so that the metadata of half a million entries is never moved, and can be patched. */
const PAGE_SIZE = 1 << 20;
class PagedBytes {
    #pages = [];
    #length = 0;
    get length() {
        return this.#length;
    }
    append(bytes) {
        const at = this.#length;
        this.#length += bytes.length;
        while (this.#pages.length * PAGE_SIZE < this.#length)
            this.#pages.push(Buffer.alloc(PAGE_SIZE));
        this.#copy(bytes, at);
    }
    /** Overwrites what was appended before. */
    patch(at, bytes) {
        if (at < 0 || at + bytes.length > this.#length)
            throw new RangeError(`${at} is beyond what was written`);
        this.#copy(bytes, at);
    }
    patchU64(at, value) {
        const bytes = Buffer.alloc(8);
        bytes.writeBigUInt64LE(BigInt(value));
        this.patch(at, bytes);
    }
    /** What was written, in order: views of the pages. */
    *pieces() {
        for (let at = 0; at < this.#length; at += PAGE_SIZE) {
            const page = this.#pages[at / PAGE_SIZE];
            yield page.subarray(0, Math.min(PAGE_SIZE, this.#length - at));
        }
    }
    #copy(bytes, to) {
        for (let done = 0; done < bytes.length;) {
            const page = this.#pages[Math.floor((to + done) / PAGE_SIZE)];
            const start = (to + done) % PAGE_SIZE;
            const count = Math.min(bytes.length - done, PAGE_SIZE - start);
            page.set(bytes.subarray(done, done + count), start);
            done += count;
        }
    }
}
//# sourceMappingURL=paged-bytes.js.map
;// CONCATENATED MODULE: ./build/src/wim/write-dentry.js
/** Writes one entry of an image's metadata; the bytes are described in `dentry.ts`. */




/**
 * The streams of an entry in the order that DISM takes: of an encrypted one only what EFS gives; else reparse data,
 * unnamed stream (never for a directory), named streams.
 */
function slotsOf(entry) {
    const unnamed = entry.streams.filter(({ name }) => name === '').map((stream) => ({ stream }));
    if ((entry.attributes & src_tree/* FILE_ATTRIBUTE */.UD.ENCRYPTED) !== 0 && entry.reparse === null)
        return unnamed;
    const reparse = entry.reparse === null ? [] : [{ reparse: entry.reparse.data }];
    const named = entry.streams.filter(({ name }) => name !== '').map((stream) => ({ stream }));
    return [...reparse, ...((0,src_tree/* isDirectory */.wd)(entry) ? [] : unnamed), ...named];
}
function slotSize(slot) {
    return 'reparse' in slot ? slot.reparse.length : slot.stream.size;
}
/** @param path for errors @throws unsupported for what the format has no room for */
function encodeDentry(entry, slots, securityId, path) {
    checkRoom(entry, slots, path);
    const isAlone = slots.length === 1 && slotName(slots[0]) === '';
    const extra = isAlone ? [] : slots;
    const writer = new src_bytes/* ByteWriter */.U7(256);
    writer.u64(0).u32(entry.attributes).u32(securityId).u64(0).zeros(16);
    writer.u64(BigInt.asUintN(64, entry.created));
    writer.u64(BigInt.asUintN(64, entry.accessed));
    writer.u64(BigInt.asUintN(64, entry.modified));
    writer.zeros(20).u32(0);
    if (entry.reparse === null)
        writer.u64(0);
    else
        writer
            .u32(entry.reparse.tag)
            .u16(0)
            .u16(entry.reparse.notFixed ? RP_NOT_FIXED : 0);
    writer
        .u16(extra.length)
        .u16(entry.shortName.length * 2)
        .u16(entry.name.length * 2);
    writeName(writer, entry.name);
    writeName(writer, entry.shortName);
    writer.align(8);
    writeItems(writer, entry);
    writer.patchU64(0, writer.length);
    const hashes = isAlone ? [SHA1_AT] : extra.map((slot) => writeExtraStream(writer, slotName(slot)));
    return { bytes: writer.finish(), hashes };
}
function slotName(slot) {
    return 'reparse' in slot ? '' : slot.stream.name;
}
function writeName(writer, name) {
    if (name !== '')
        writer.utf16(name).u16(0);
}
function writeItems(writer, { objectId, extendedAttributes }) {
    if (objectId !== null)
        writer.u32(ITEM.OBJECT_ID).u32(objectId.length).raw(objectId).align(8);
    if (extendedAttributes.length === 0)
        return;
    const list = new src_bytes/* ByteWriter */.U7(256);
    writeExtendedAttributes(list, extendedAttributes);
    writer.u32(ITEM.EXTENDED_ATTRIBUTES).u32(list.length).raw(list.finish()).align(8);
}
/** @returns where its SHA-1 goes */
function writeExtraStream(writer, name) {
    const start = writer.length;
    const nameBytes = name === '' ? 0 : name.length * 2 + 2;
    writer
        .u64(align8(EXTRA_STREAM_SIZE + nameBytes))
        .zeros(28)
        .u16(name.length * 2);
    writeName(writer, name);
    writer.align(8);
    return start + EXTRA_SHA1_AT;
}
function checkRoom(entry, slots, path) {
    const longest = Math.max(entry.name.length, entry.shortName.length, ...slots.map((slot) => slotName(slot).length));
    if (longest > 0x7ffe)
        throw noRoom(path, `a name of ${longest} characters`, '32766 at most');
    if (slots.length > 0xffff)
        throw noRoom(path, `${slots.length} streams`, '65535 at most');
    for (const { name, value } of entry.extendedAttributes) {
        const fits = name.length <= 0xff && value.length <= 0xffff;
        if (!fits)
            throw noRoom(path, `an extended attribute of ${value.length} bytes`, '65535 at most');
    }
    if (DENTRY_SIZE + (entry.name.length + entry.shortName.length) * 2 + 4 > 0xffff) {
        throw noRoom(path, 'a name and a short name that are too long together', '65535 bytes at most');
    }
}
function noRoom(subject, found, expected) {
    return new errors/* FactoryError */.Xx('unsupported', { subject, found, expected, next: 'exclude it from the image' });
}
//# sourceMappingURL=write-dentry.js.map
;// CONCATENATED MODULE: ./build/src/wim/scan.js
/**
 * Walks a tree once and writes the metadata of its image on the way, with holes where the hashes of contents go. What
 * stays in memory of a file is its entry in the metadata, and the content that must still be read.
 */





async function scanImage(source, task, signal) {
    const scan = new ImageScan(source);
    const pending = [scan.root()];
    for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
        signal.throwIfAborted();
        const listed = await (0,src_tree/* sortedChildren */.T8)(source.tree, folder.entry);
        const folders = scan.list(folder, listed);
        task.advance(listed.length);
        for (let index = folders.length - 1; index >= 0; index--)
            pending.push(folders[index]);
    }
    return scan.finish();
}
class ImageScan {
    source;
    contents = [];
    directories = 0;
    files = 0;
    bytes = 0;
    hardLinkBytes = 0;
    hasFixedTargets = false;
    /** The root's entry and everything after it; offsets count from its start until `metadata`. */
    #entries = new PagedBytes();
    #descriptors = new Descriptors();
    /** Where the offset of each directory's list stands. */
    #subdirs = [];
    #lists = [];
    /** Where hashes are missing, and whose. */
    #holes = [];
    #owners = [];
    #links = new Map();
    #linkIds = 0;
    constructor(source) {
        this.source = source;
    }
    root() {
        const folder = { entry: this.source.tree.root, path: '\\', at: this.#add(this.source.tree.root, '\\') };
        this.#endList();
        return folder;
    }
    /** Writes what a directory holds. @returns the directories in it */
    list(folder, listed) {
        this.#subdirs.push(folder.at + SUBDIR_AT);
        this.#lists.push(this.#entries.length);
        const folders = [];
        for (const entry of listed) {
            const path = (0,src_tree/* joinPath */.uJ)(folder.path, entry.name);
            if (this.source.exclude?.(path, entry) === true)
                continue;
            const at = this.#add(entry, path);
            // A junction has no list, not even an empty one.
            if ((0,src_tree/* isFolder */.lQ)(entry))
                folders.push({ entry, path, at });
        }
        this.#endList();
        return folders;
    }
    finish() {
        this.contents.sort((a, b) => scan_placeOf(a) - scan_placeOf(b));
        return this;
    }
    metadata() {
        const security = writeSecurityData(this.#descriptors.list);
        this.#subdirs.forEach((at, index) => {
            this.#entries.patchU64(at, security.length + this.#lists[index]);
        });
        this.#holes.forEach((at, index) => {
            const { sha1 } = this.#owners[index];
            if (sha1 === null)
                throw new Error(`the content at byte ${at} of the metadata was never stored`);
            this.#entries.patch(at, sha1);
        });
        const entries = this.#entries;
        return {
            size: security.length + entries.length,
            *pieces() {
                yield security;
                yield* entries.pieces();
            },
        };
    }
    #endList() {
        this.#entries.append(new Uint8Array(8));
    }
    #add(entry, path) {
        const slots = slotsOf(entry);
        const securityId = this.#descriptors.idOf(entry.security ?? DEFAULT_DESCRIPTOR);
        const { bytes, hashes } = encodeDentry(entry, slots, securityId, `${this.source.tree.label}: ${path}`);
        const at = this.#entries.length;
        this.#entries.append(bytes);
        this.#count(entry, slots);
        const contents = this.#contentsOf(entry, slots, path, at);
        contents.forEach((content, index) => {
            if (content === null)
                return;
            content.refs++;
            this.#holes.push(at + hashes[index]);
            this.#owners.push(content);
        });
        return at;
    }
    #count(entry, slots) {
        // A junction counts as a file, as it does for wimlib.
        if ((0,src_tree/* isFolder */.lQ)(entry))
            this.directories++;
        else
            this.files++;
        for (const slot of slots)
            this.bytes += slotSize(slot);
        if (entry.reparse !== null && !entry.reparse.notFixed)
            this.hasFixedTargets = true;
    }
    /** The contents of the slots, shared by the names of one file; null for what is empty. */
    #contentsOf(entry, slots, path, at) {
        // The field that links names is that of the reparse tag, and Windows links no directories.
        const canLink = entry.linkGroup !== 0 && entry.reparse === null && !(0,src_tree/* isDirectory */.wd)(entry);
        const linked = canLink ? this.#links.get(entry.linkGroup) : undefined;
        if (linked !== undefined) {
            if (linked.id === 0) {
                linked.id = ++this.#linkIds;
                this.#entries.patchU64(linked.at + LINK_GROUP_AT, linked.id);
            }
            this.#entries.patchU64(at + LINK_GROUP_AT, linked.id);
            for (const slot of slots)
                this.hardLinkBytes += slotSize(slot);
            return linked.contents;
        }
        const contents = slots.map((slot) => this.#content(slot, entry, path));
        if (canLink)
            this.#links.set(entry.linkGroup, { at, contents, id: 0 });
        return contents;
    }
    #content(slot, entry, path) {
        const size = slotSize(slot);
        if (size === 0)
            return null;
        const stream = 'reparse' in slot ? null : slot.stream;
        const origin = { tree: this.source.tree, path, entry, stream };
        const content = { size, refs: 0, sha1: stream?.sha1 ?? null, origin };
        this.contents.push(content);
        return content;
    }
}
/** Where a content begins on the source. Reparse data, which is at hand, comes first. */
function scan_placeOf({ origin }) {
    return origin !== null && 'stream' in origin ? (origin.stream?.position ?? -1) : -1;
}
/** Descriptors, each stored once. */
class Descriptors {
    list = [];
    #byObject = new Map();
    #byContent = new Map();
    idOf(descriptor) {
        const known = this.#byObject.get(descriptor);
        if (known !== undefined)
            return known;
        const key = Buffer.from(descriptor).toString('latin1');
        const same = this.#byContent.get(key);
        if (same !== undefined)
            return same;
        const id = this.list.push(descriptor) - 1;
        this.#byContent.set(key, id);
        // Only the first object: a tree that makes a new one for each entry would keep them all alive.
        this.#byObject.set(descriptor, id);
        return id;
    }
}
//# sourceMappingURL=scan.js.map
// EXTERNAL MODULE: ./build/src/collect.js
var src_collect = __webpack_require__(68995);
;// CONCATENATED MODULE: ./build/src/wim/content-source.js
/** Reads contents from where they are: the tree, or the archive that the tree belongs to. */





/** Up to here a content is read whole, hashed, and compressed only when it is new. */
const SMALL_SIZE = 1 << 20;
/** How many small contents are read ahead. */
const AHEAD_COUNT = 16;
const AHEAD_SIZE = 8 << 20;
/**
 * The contents in their order; small ones are read a little ahead, since opening a file takes longer than reading it.
 *
 * @param isNeeded whether a content must be read at all
 */
async function* inTurn(contents, isNeeded) {
    const queue = [];
    let ahead = 0;
    const source = contents[Symbol.iterator]();
    let next = source.next();
    while (queue.length > 0 || next.done !== true) {
        while (next.done !== true && queue.length < AHEAD_COUNT && ahead < AHEAD_SIZE) {
            const content = next.value;
            const bytes = content.size <= SMALL_SIZE && isNeeded(content) ? readSmallContent(content) : null;
            // It is awaited in its turn; until then a failure waits too.
            bytes?.catch(() => { });
            if (bytes !== null)
                ahead += content.size;
            queue.push({ content, bytes });
            next = source.next();
        }
        const turn = queue.shift();
        if (turn.bytes !== null)
            ahead -= turn.content.size;
        yield turn;
    }
}
/** The content in pieces. @throws busy when the source changed since it was listed; damaged when an archive lies */
async function* readContentPieces(content) {
    const { size } = content;
    const origin = originOf(content);
    // What a source says of itself is checked; what we hashed is compared by the caller.
    const said = 'blob' in origin ? origin.blob.sha1 : (origin.stream?.sha1 ?? null);
    const hash = said === null ? null : (0,external_node_crypto_.createHash)('sha1');
    let length = 0;
    for await (const piece of rawPieces(origin)) {
        length += piece.length;
        if (length > size)
            throw changed(origin);
        hash?.update(piece);
        yield piece;
    }
    if (length !== size)
        throw changed(origin);
    if (hash !== null && said !== null && !(0,src_bytes/* equalBytes */.ex)(hash.digest(), said)) {
        throw damaged(describeOrigin(origin), 'a content that is not what its SHA-1 says');
    }
}
async function hashContent(content) {
    const hash = (0,external_node_crypto_.createHash)('sha1');
    for await (const piece of readContentPieces(content))
        hash.update(piece);
    return hash.digest();
}
/** @throws when the content was stored already, which no caller does */
function originOf({ origin }) {
    if (origin === null)
        throw new Error('a content is read after it was stored');
    return origin;
}
function changed(origin) {
    return new errors/* FactoryError */.Xx('busy', {
        subject: describeOrigin(origin),
        found: 'its content changed while it was read',
        next: 'end the program that writes to it, or exclude it, then run it again',
    });
}
function describeOrigin(origin) {
    if ('blob' in origin)
        return origin.archive.describeBlob(origin.blob);
    const { tree, path, stream } = origin;
    const name = stream === null || stream.name === '' ? '' : `:${stream.name}`;
    return `${tree.label}: ${path}${name}`;
}
async function readSmallContent(content) {
    let bytes;
    let length = 0;
    for await (const piece of readContentPieces(content)) {
        // Most come in one piece, which is ours.
        if (piece.length === content.size)
            bytes = piece;
        else
            (bytes ??= Buffer.allocUnsafeSlow(content.size)).set(piece, length);
        length += piece.length;
    }
    return bytes ?? new Uint8Array(0);
}
function rawPieces(origin) {
    if ('blob' in origin)
        return origin.archive.readBlob(origin.blob);
    const { tree, entry, stream } = origin;
    if (stream === null)
        return entry.reparse === null ? [] : [entry.reparse.data];
    // Not through the tree: what is encrypted is copied as it is.
    if (tree instanceof WimImageTree && stream.sha1 !== null)
        return tree.archive.readBlob(stream.sha1);
    return tree.read(entry, stream);
}
//# sourceMappingURL=content-source.js.map
;// CONCATENATED MODULE: ./build/src/wim/store.js
/** Stores the contents of images, each once: what is there already, here or in an archive at hand, is not compressed again. */






class ContentStore {
    #options;
    /** Sizes of large contents that may be the content of something else too. */
    #commonSizes = new Set();
    #hashes = new HashPages();
    /** Bytes of content that the images have anew. */
    newBytes = 0;
    constructor(options) {
        this.#options = options;
    }
    /** Those that are added next. */
    expect(contents) {
        this.#commonSizes = commonSizes(this.#options, contents);
    }
    /** @param image the name of the image that they are of */
    async add(contents, image, task) {
        const { signal } = this.#options;
        const isNeeded = ({ sha1, size }) => sha1 === null || (!this.#options.blobs.has(blobKey(sha1)) && this.#findStored(sha1, size) === null);
        let stored = 0;
        (0,src_collect/* collectGarbage */.i)();
        for await (const turn of inTurn(contents, isNeeded)) {
            signal.throwIfAborted();
            await this.#store(turn, image);
            turn.content.origin = null;
            task.advance(turn.content.size);
            if (++stored % src_collect/* COLLECT_EVERY */.v === 0)
                (0,src_collect/* collectGarbage */.i)();
        }
    }
    async #store({ content, bytes: promised }, image) {
        const { sink } = this.#options;
        if (content.sha1 !== null && (await this.#reuse(content, content.sha1)))
            return;
        if (content.size > SMALL_SIZE) {
            await this.#storeLarge(content, image);
            return;
        }
        if (promised === null)
            throw new Error('a content was not read although nothing else has it');
        const bytes = await promised;
        const known = content.sha1 ?? (0,external_node_crypto_.hash)('sha1', bytes, 'buffer');
        if (content.sha1 === null && (await this.#reuse(content, known)))
            return;
        const before = (await (await this.#runsBefore(content, image))?.next())?.value ?? null;
        await sink.addSmall(bytes, this.#register(content, known), before);
    }
    /** Reads a content once where its size is its own: nothing else can be the same. */
    async #storeLarge(content, image) {
        const { sink } = this.#options;
        let { sha1 } = content;
        if (sha1 === null && this.#commonSizes.has(content.size)) {
            sha1 = await hashContent(content);
            if (await this.#reuse(content, sha1))
                return;
        }
        const blob = newBlob(content.size);
        const before = await this.#runsBefore(content, image);
        const found = await sink.addLarge(readContentPieces(content), blob, before);
        if (sha1 !== null && !(0,src_bytes/* equalBytes */.ex)(sha1, found))
            throw changed(originOf(content));
        this.#register(content, found, blob);
    }
    /** Whether the content needs no compressing: it is there, or an archive has it compressed. */
    async #reuse(content, sha1) {
        const known = this.#options.blobs.get(blobKey(sha1));
        if (known !== undefined) {
            content.sha1 = known.sha1;
            known.refs += content.refs;
            return true;
        }
        const found = this.#findStored(sha1, content.size);
        if (found === null)
            return false;
        const { archive, stored } = found;
        await this.#options.sink.addStored(archive.readStoredBlob(stored), stored, this.#register(content, sha1));
        return true;
    }
    /** What a base has at the place of a content that no base has. */
    async #runsBefore({ origin, size }, image) {
        const { before, chunkSize } = this.#options;
        // Of a single chunk nothing is the same.
        if (before === null || size <= chunkSize || origin === null || 'blob' in origin)
            return null;
        return origin.stream === null ? null : await before.find(image, origin.path, origin.stream.name);
    }
    #register(content, sha1, blob = newBlob(content.size)) {
        blob.sha1 = this.#hashes.keep(sha1);
        blob.refs = content.refs;
        content.sha1 = blob.sha1;
        this.newBytes += content.size;
        this.#options.blobs.set(blobKey(sha1), blob);
        return blob;
    }
    #findStored(sha1, size) {
        for (const archive of this.#options.sources) {
            const stored = archive.findBlob(sha1);
            const isWhole = stored !== null && (stored.flags & RESOURCE_FLAG.SOLID) === 0;
            if (isWhole && stored.size === size)
                return { archive, stored };
        }
        return null;
    }
}
/** Copies of hashes, many to a buffer: a buffer for each would take more than the hash. */
class HashPages {
    #page = new Uint8Array(0);
    #used = 0;
    keep(sha1) {
        if (this.#used + sha1.length > this.#page.length) {
            this.#page = new Uint8Array(20 * 4096);
            this.#used = 0;
        }
        const copy = this.#page.subarray(this.#used, this.#used + sha1.length);
        copy.set(sha1);
        this.#used += sha1.length;
        return copy;
    }
}
function commonSizes({ blobs, sources }, contents) {
    const common = new Set();
    const once = new Set();
    for (const { size } of contents) {
        if (size <= SMALL_SIZE)
            continue;
        if (once.has(size))
            common.add(size);
        once.add(size);
    }
    for (const { size } of blobs.values())
        common.add(size);
    for (const { blobs: stored } of sources)
        for (const { size } of stored)
            common.add(size);
    return common;
}
//# sourceMappingURL=store.js.map
;// CONCATENATED MODULE: ./build/src/wim/write-plan.js
/** What is known before anything is written: how the archive compresses, what it holds already, where it goes on. */





/** @throws usage, exists, unsupported, damaged */
async function planOf(path, options, existing) {
    if (existing !== null)
        checkAppendable(existing);
    checkNames(path, options, existing);
    const compression = compressionFor(path, options, existing);
    const chunkSize = compression === 'none' ? 0 : (existing?.chunkSize ?? DEFAULT_CHUNK_SIZE);
    const blobs = existing === null ? new Map() : await countedBlobs(existing);
    const metadata = existing?.metadata ?? [];
    const ends = [...blobs.values(), ...metadata].map(({ offset, storedSize }) => offset + storedSize);
    const isSame = (archive) => archive.compression === compression && archive.chunkSize === chunkSize && !archive.encrypted;
    const own = options.images.map((image) => archiveOf(image)).filter((archive) => archive !== null);
    const base = options.base ?? [];
    await target_refuseSourceAsTarget(base, [path]);
    for (const archive of base) {
        if (!isSame(archive))
            warnOfBase(archive, options);
    }
    const archives = [...own, ...base];
    return {
        path,
        options,
        compression,
        chunkSize,
        existing,
        blobs,
        metadata,
        position: ends.reduce((last, end) => Math.max(last, end), HEADER_SIZE),
        bootIndex: bootIndexFor(path, options, existing),
        sources: [...new Set(archives.filter((archive) => isSame(archive)))],
        base: base.filter((archive) => isSame(archive)),
    };
}
function warnOfBase(archive, { reporter }) {
    const { path, compression, chunkSize, encrypted } = archive;
    const kind = encrypted
        ? 'encrypted contents'
        : `compression ${compression} in chunks of ${chunkSize} bytes`;
    reporter.warn(`${path}: nothing of it is copied, for it has ${kind}, unlike the archive that is written`);
}
/** The archive that an image is in already. */
function archiveOf(image) {
    if ('archive' in image)
        return image.archive;
    if ('open' in image)
        return null;
    return image.tree instanceof WimImageTree ? image.tree.archive : null;
}
function compressionFor(path, { compression }, existing) {
    if (existing === null)
        return compression ?? 'lzx';
    const has = existing.compression;
    if (has === 'lzms')
        throw unsupportedAppend(path, 'an archive that is compressed with LZMS');
    if (compression === undefined || compression === has)
        return has;
    throw new errors/* FactoryError */.Xx('usage', {
        subject: path,
        found: `compression ${compression} asked for an archive that has ${has}`,
        expected: has,
        next: 'leave the compression out, or write a new archive',
    });
}
function bootIndexFor(path, options, existing) {
    const count = (existing?.imageCount ?? 0) + options.images.length;
    const index = options.bootIndex ?? existing?.bootIndex ?? 0;
    if (Number.isInteger(index) && index >= 0 && index <= count)
        return index;
    throw new errors/* FactoryError */.Xx('usage', {
        subject: path,
        found: `image ${index} to boot from`,
        expected: `1 to ${count}, or 0 for none`,
    });
}
function checkAppendable({ path, version, parts, encrypted, flags }) {
    if (encrypted)
        throw unsupportedAppend(path, 'an encrypted ESD');
    if (version !== VERSION)
        throw unsupportedAppend(path, `an archive of version 0x${version.toString(16)}`);
    if (parts > 1)
        throw unsupportedAppend(path, `a part of a set of ${parts}`);
    if ((flags & HEADER_FLAG.READONLY) !== 0)
        throw unsupportedAppend(path, 'an archive that is marked read-only');
}
function unsupportedAppend(subject, found) {
    return new errors/* FactoryError */.Xx('unsupported', {
        subject,
        found: `${found}, which images cannot be added to`,
        expected: 'a whole WIM with compression none, XPRESS or LZX',
        next: 'write a new archive',
    });
}
function checkNames(path, { images }, existing) {
    const count = (existing?.imageCount ?? 0) + images.length;
    if (count === 0 || count > MAX_IMAGES) {
        const expected = `1 to ${MAX_IMAGES}`;
        throw new errors/* FactoryError */.Xx('usage', { subject: path, found: `${count} images`, expected });
    }
    const names = new Set(existing?.images.map(({ name }) => name.toLowerCase()));
    for (const image of images) {
        const { name } = image;
        if (name === '') {
            const next = 'give it one with --name';
            throw new errors/* FactoryError */.Xx('usage', { subject: path, found: 'an image without a name', next });
        }
        checkTexts(path, image);
        if (names.has(name.toLowerCase())) {
            throw new errors/* FactoryError */.Xx('exists', {
                subject: path,
                found: `an image named "${name}" already`,
                next: 'choose another name',
            });
        }
        names.add(name.toLowerCase());
    }
}
/** @throws usage for what is new of an image's XML and cannot stand there */
function checkTexts(path, image) {
    for (const text of textsOf(image))
        checkXmlText(text ?? '', `${path}: image "${image.name}"`);
}
function textsOf(image) {
    if ('archive' in image)
        return [image.name];
    if ('open' in image)
        return [image.name, image.description];
    return [image.name, image.description, image.displayName, image.displayDescription, image.flags];
}
async function countedBlobs(archive) {
    const references = new Map();
    for (const { index } of archive.images) {
        const image = await archive.readMetadata(index);
        for (const [key, count] of image.index.references)
            references.set(key, (references.get(key) ?? 0) + count);
    }
    const blobs = new Map();
    for (const blob of archive.blobs) {
        const key = blobKey(blob.sha1);
        blobs.set(key, { ...blob, refs: references.get(key) ?? blob.refs });
    }
    return blobs;
}
//# sourceMappingURL=write-plan.js.map
;// CONCATENATED MODULE: ./build/src/wim/integrity.js
/**
 * The integrity table: the SHA-1 of every 10 MiB from the end of the header to the end of the blob table.
 *
 * | at | size | |
 * | -- | ---- | - |
 * |  0 | 4    | bytes of the table |
 * |  4 | 4    | entries |
 * |  8 | 4    | bytes that an entry covers |
 * | 12 | 20×n | SHA-1s |
 */




const COVERED = 10 << 20;
/** Bytes that are read and hashed at a time, always into the same place, which stays in the processor's cache. */
const STEP = 1 << 18;
const TABLE_HEADER_SIZE = 12;
/** @param end where the blob table ends @throws damaged */
function readIntegrityTable(bytes, end, what) {
    const cursor = (0,src_bytes/* cursorOver */.Ro)(bytes, what);
    const size = (0,src_bytes/* readU32 */.PF)(cursor);
    const count = (0,src_bytes/* readU32 */.PF)(cursor);
    const covered = (0,src_bytes/* readU32 */.PF)(cursor);
    if (size !== bytes.length || size < TABLE_HEADER_SIZE + count * 20) {
        throw damaged(what, `${count} entries in ${size} of ${bytes.length} bytes`);
    }
    const expected = covered === 0 ? 0 : Math.ceil((end - HEADER_SIZE) / covered);
    if (count !== expected)
        throw damaged(what, `${count} entries of ${covered} bytes each`, `${expected}`);
    return { covered, hashes: Array.from({ length: count }, () => (0,src_bytes/* readBytes */.io)(cursor, 20)) };
}
/** @param end where the blob table ends @returns bytes of the table that `makeIntegrityTable` makes */
function integrityTableSize(end) {
    return TABLE_HEADER_SIZE + Math.ceil((end - HEADER_SIZE) / COVERED) * 20;
}
/** @param end where the blob table ends */
async function makeIntegrityTable(read, end) {
    const hashes = [];
    for (let at = HEADER_SIZE; at < end; at += COVERED)
        hashes.push(await hashPart(read, at, Math.min(COVERED, end - at)));
    const writer = new src_bytes/* ByteWriter */.U7(TABLE_HEADER_SIZE + hashes.length * 20);
    writer
        .u32(TABLE_HEADER_SIZE + hashes.length * 20)
        .u32(hashes.length)
        .u32(COVERED);
    for (const hash of hashes)
        writer.raw(hash);
    return writer.finish();
}
/** @returns where the bytes of each entry that is not right begin */
async function checkIntegrity(read, table, end) {
    const wrong = [];
    for (const [index, expected] of table.hashes.entries()) {
        const at = HEADER_SIZE + index * table.covered;
        const found = await hashPart(read, at, Math.min(table.covered, end - at));
        if (!(0,src_bytes/* equalBytes */.ex)(found, expected))
            wrong.push(at);
    }
    return wrong;
}
async function hashPart(read, position, length) {
    const hash = (0,external_node_crypto_.createHash)('sha1');
    const space = Buffer.allocUnsafeSlow(Math.min(STEP, length));
    for (let done = 0; done < length; done += space.length) {
        const bytes = space.subarray(0, length - done);
        await read(position + done, bytes);
        hash.update(bytes);
    }
    return hash.digest();
}
//# sourceMappingURL=integrity.js.map
;// CONCATENATED MODULE: ./build/src/wim/write-tables.js
/** The end of an archive, or of a part of one: blob table, XML, integrity table; and the header, which says where they are. */





/** @param out at the end of the resources */
async function writeTables(out, tables) {
    const { table, xml: text, integrity: isWanted, ...facts } = tables;
    const blobTable = await append(out, table, RESOURCE_FLAG.METADATA);
    const xml = await append(out, text, RESOURCE_FLAG.METADATA);
    const read = (position, bytes) => out.readInto(position, bytes);
    const end = blobTable.offset + blobTable.size;
    const integrity = isWanted ? await append(out, await makeIntegrityTable(read, end), 0) : NO_RESOURCE;
    const header = { ...facts, blobTable, xml, integrity };
    await out.patch(0, writeHeader(header));
    return header;
}
async function append(out, bytes, flags) {
    const offset = out.position;
    await out.append(bytes);
    return { storedSize: bytes.length, flags, offset, size: bytes.length };
}
/** The GUID of what is in these bytes: version 8, "custom", of RFC 9562. */
function contentGuid(...contents) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    for (const bytes of contents)
        hash.update(bytes);
    const guid = new Uint8Array(hash.digest().subarray(0, 16));
    // Windows stores the third group little endian: its first digit is in the second byte.
    guid[7] = (guid[7] & 0x0f) | 0x80;
    guid[8] = (guid[8] & 0x3f) | 0x80;
    return guid;
}
//# sourceMappingURL=write-tables.js.map
;// CONCATENATED MODULE: ./build/src/wim/write-xml.js
/**
 * Writes what the XML says of images, in the order that Microsoft's tools have. What this version does not know of
 * (SERVICINGDATA, KEYS, elements of other tools) is kept where it comes from an archive.
 */

/**
 * @param existing the XML of the archive that the images are added to, or null
 * @returns a text without byte order mark; its `<TOTALBYTES>` is `totalBytes`
 */
function writeArchiveXml(existing, images, totalBytes, what) {
    const document = parseXml(existing ?? '<WIM></WIM>', `${what}: XML`);
    const root = document.documentElement;
    const total = write_xml_element(document, 'TOTALBYTES', String(totalBytes));
    const old = childElement(root, 'TOTALBYTES');
    if (old === null)
        root.insertBefore(total, root.firstChild);
    else
        root.replaceChild(total, old);
    for (const image of images) {
        root.appendChild('asIs' in image ? takenElement(document, image) : imageElement(document, image));
    }
    return serializeXml(root);
}
function takenElement(document, { written, asIs }) {
    const kept = parseXml(asIs, 'the <IMAGE> element that is taken over').documentElement;
    const taken = document.importNode(kept, true);
    taken.setAttribute('INDEX', String(written.index));
    const old = childElement(taken, 'NAME');
    const name = write_xml_element(document, 'NAME', written.name);
    if (old === null)
        taken.appendChild(name);
    else if (old.textContent !== written.name)
        taken.replaceChild(name, old);
    return taken;
}
function imageElement(document, image) {
    const { written, windows, created } = image;
    const kept = image.kept === null ? null : parseXml(image.kept, 'the kept <IMAGE> element').documentElement;
    const time = (name) => composed(document, name, null, timeParts(created));
    const made = composed(document, 'IMAGE', kept, [
        ['DIRCOUNT', String(written.directories)],
        ['FILECOUNT', String(written.files)],
        ['TOTALBYTES', String(written.bytes)],
        ['HARDLINKBYTES', String(written.hardLinkBytes)],
        ['CREATIONTIME', time('CREATIONTIME')],
        ['LASTMODIFICATIONTIME', time('LASTMODIFICATIONTIME')],
        ['WIMBOOT', undefined],
        [
            'WINDOWS',
            windows === null ? undefined : windowsElement(document, windows, childElement(kept, 'WINDOWS')),
        ],
        ['NAME', written.name],
        ['DESCRIPTION', image.description],
        ['FLAGS', image.flags],
        ['DISPLAYNAME', image.displayName],
        ['DISPLAYDESCRIPTION', image.displayDescription],
    ]);
    made.setAttribute('INDEX', String(written.index));
    return made;
}
function windowsElement(document, windows, kept) {
    const { version } = windows;
    const languages = composed(document, 'LANGUAGES', null, [
        ...windows.languages.map((name) => ['LANGUAGE', name]),
        ['DEFAULT', known(windows.defaultLanguage)],
    ]);
    const versionElement = composed(document, 'VERSION', childElement(kept, 'VERSION'), [
        ['MAJOR', String(version.major)],
        ['MINOR', String(version.minor)],
        ['BUILD', String(version.build)],
        ['SPBUILD', String(version.spBuild)],
        ['SPLEVEL', String(version.spLevel)],
        ['BRANCH', known(version.branch)],
    ]);
    const servicing = composed(document, 'SERVICINGDATA', childElement(kept, 'SERVICINGDATA'), [
        ['IMAGESTATE', known(windows.imageState)],
    ]);
    return composed(document, 'WINDOWS', kept, [
        ['ARCH', String(windows.architecture)],
        ['PRODUCTNAME', known(windows.productName)],
        ['EDITIONID', known(windows.editionId)],
        ['INSTALLATIONTYPE', known(windows.installationType)],
        ['SERVICINGDATA', servicing.firstChild === null ? undefined : servicing],
        ['HAL', known(windows.hal)],
        ['PRODUCTTYPE', known(windows.productType)],
        ['PRODUCTSUITE', known(windows.productSuite)],
        ['LANGUAGES', windows.languages.length === 0 ? undefined : languages],
        ['VERSION', versionElement],
        ['SYSTEMROOT', known(windows.systemRoot)],
    ]);
}
/** An element with `parts` in their order, then what `kept` has besides. */
function composed(document, name, kept, parts) {
    const made = document.createElement(name);
    const take = (child) => made.appendChild(document.importNode(child, true));
    const names = new Set(parts.map(([part]) => part));
    for (const [part, value] of parts) {
        if (typeof value === 'string')
            made.appendChild(write_xml_element(document, part, value));
        else if (value !== undefined)
            made.appendChild(value);
        else if (kept !== null)
            for (const child of childElements(kept))
                if (child.tagName === part)
                    take(child);
    }
    if (kept === null)
        return made;
    for (const { name: key, value } of kept.attributes)
        made.setAttribute(key, value);
    for (const child of childElements(kept))
        if (!names.has(child.tagName))
            take(child);
    return made;
}
function write_xml_element(document, name, text) {
    const made = document.createElement(name);
    made.appendChild(document.createTextNode(text));
    return made;
}
function timeParts(time) {
    return [
        ['HIGHPART', hex32(time >> 32n)],
        ['LOWPART', hex32(time)],
    ];
}
function hex32(value) {
    return `0x${BigInt.asUintN(32, value).toString(16).toUpperCase().padStart(8, '0')}`;
}
function known(text) {
    return text === '' ? undefined : text;
}
//# sourceMappingURL=write-xml.js.map
;// CONCATENATED MODULE: ./build/src/wim/write.js
/**
 * Writes an archive: scan the trees, store each content once, then the metadata of the images, the blob table, the XML,
 * the integrity table, and last the header. The file gets its name when all that is done; the GUID comes from the
 * content, so the same input gives the same bytes.
 */

















/**
 * Captures trees as images of an archive.
 *
 * @param path the archive; without `append` an older one is replaced when the new one is complete
 * @throws usage, exists, busy, no-space, and what the trees throw
 */
async function write_writeWim(path, options) {
    const existing = options.append === true ? await openWim(path) : null;
    try {
        const plan = await planOf(path, options, existing);
        // What is added to is copied: until the new archive is complete, the old one stays as it is.
        return await (0,output/* writeOutput */.zh)(path, async (handle) => {
            const result = await writeArchive(plan, handle);
            // Windows replaces no file that is open.
            await existing?.close();
            await options.beforeReplace?.();
            return result;
        }, existing === null ? undefined : path);
    }
    finally {
        await existing?.close();
    }
}
async function writeArchive(plan, handle) {
    const { options, blobs, sources, base, position, metadata: oldMetadata } = plan;
    const { pool, reporter } = options;
    const out = new OutputFile(handle, position);
    const level = options.level ?? 'normal';
    const sink = new BlobSink(out, { pool, level, compression: plan.compression, chunkSize: plan.chunkSize });
    const before = base.length === 0 || plan.compression === 'none' ? null : new BaseFiles(base);
    const { chunkSize } = plan;
    const store = new ContentStore({ sink, blobs, sources, before, chunkSize, signal: reporter.signal });
    const images = [];
    try {
        for (const turn of turnsOf(options.images))
            images.push(...(await storeTurn(plan, turn, store)));
        const metadata = [];
        for (const image of images)
            metadata.push(await addMetadata(sink, image));
        await sink.finish();
        const header = await finishArchive(plan, out, images, [...oldMetadata, ...metadata]);
        await out.finish();
        return resultOf(plan, header, out.position, images, [...blobs.values()], {
            newBytes: store.newBytes,
            copiedBytes: sink.copiedBytes,
        });
    }
    catch (error) {
        await sink.abandon(error);
        throw error;
    }
}
/** What is scanned and stored at a time: an image that opens late by itself, the others together. */
function turnsOf(images) {
    return images.some((image) => 'open' in image) ? images.map((image) => [image]) : [images];
}
async function storeTurn({ path, options }, turn, store) {
    const { reporter } = options;
    const opened = [];
    try {
        const images = [];
        for (const image of turn) {
            if (!('open' in image)) {
                images.push(await scan(image, options));
                continue;
            }
            const late = await image.open();
            opened.push(late);
            checkTexts(path, late.source);
            images.push(await scan(late.source, options));
        }
        const contents = images.flatMap((image) => image.contents);
        const total = contents.reduce((sum, { size }) => sum + size, 0);
        const one = turn.length < options.images.length ? `image "${turn[0]?.name}" ` : '';
        const task = reporter.task(`Capturing ${one}to ${path}`, total, 'bytes');
        try {
            store.expect(contents);
            for (const image of images)
                await store.add(image.contents, image.source.name, task);
            return images;
        }
        finally {
            task.end();
        }
    }
    finally {
        for (const late of opened)
            await late.close();
    }
}
async function scan(source, { reporter }) {
    if ('archive' in source)
        return await storedImage(source);
    const task = reporter.task(`Scanning ${source.tree.label}`, null, 'files');
    try {
        return await scanImage(source, task, reporter.signal);
    }
    finally {
        task.end();
    }
}
/** The metadata resource of an image: compressed as everything else is, since some readers take no other. */
async function addMetadata(sink, image) {
    const metadata = await image.metadata();
    const { size } = metadata;
    const flags = RESOURCE_FLAG.METADATA;
    const blob = {
        sha1: new Uint8Array(20),
        size,
        storedSize: 0,
        offset: 0,
        flags,
        refs: 1,
        part: 1,
    };
    blob.sha1 = await sink.addLarge(asyncPieces(metadata.pieces()), blob);
    return blob;
}
async function* asyncPieces(pieces) {
    yield* pieces;
}
/** What comes after the contents, and the header in its place. */
async function finishArchive(plan, out, images, metadata) {
    const { blobs, existing, path, options, bootIndex } = plan;
    const table = writeBlobTable(inFileOrder(metadata, blobs.values()));
    const end = out.position + table.length;
    const xml = encodeXml(writeArchiveXml(existing?.xml ?? null, describeImages(plan, images), end, path));
    return writeTables(out, {
        table,
        xml,
        integrity: options.integrity ?? true,
        version: VERSION,
        flags: headerFlags(plan, images),
        chunkSize: plan.chunkSize,
        guid: contentGuid(table, xml),
        part: 1,
        parts: 1,
        imageCount: metadata.length,
        bootMetadata: metadata[bootIndex - 1] ?? NO_RESOURCE,
        bootIndex,
    });
}
/** Metadata in the order of the images, which own it by that order; then the contents as they lie in the file. */
function* inFileOrder(metadata, blobs) {
    yield* metadata;
    yield* [...blobs].toSorted((a, b) => a.offset - b.offset);
}
function headerFlags({ compression, existing }, images) {
    const { COMPRESSION, COMPRESS_LZX, COMPRESS_XPRESS, RP_FIX } = HEADER_FLAG;
    const kept = existing?.flags ?? 0;
    // Whoever applies the image makes such targets absolute again only when the header says so.
    const fixes = images.some(({ hasFixedTargets }) => hasFixedTargets) ? RP_FIX : 0;
    if (compression === 'none')
        return kept | fixes;
    return kept | fixes | COMPRESSION | (compression === 'lzx' ? COMPRESS_LZX : COMPRESS_XPRESS);
}
function describeImages(plan, images) {
    return writtenImages(plan, images).map((written, at) => {
        const { source } = images[at];
        if ('archive' in source)
            return { written, asIs: source.archive.selectImage(String(source.index)).xml };
        const { tree, description, displayName, displayDescription, windows, created } = source;
        const kept = source.xml ?? (tree instanceof WimImageTree ? tree.info.xml : null);
        const flags = source.flags ?? windows?.editionId;
        return { written, description, displayName, displayDescription, flags, windows, created, kept };
    });
}
function writtenImages({ existing }, images) {
    const before = existing?.imageCount ?? 0;
    return images.map(({ source, directories, files, bytes, hardLinkBytes }, at) => {
        return { index: before + at + 1, name: source.name, directories, files, bytes, hardLinkBytes };
    });
}
function resultOf(plan, header, size, images, blobs, { copiedBytes, newBytes }) {
    const { guid, flags, version, chunkSize, part, parts, imageCount, bootIndex, integrity } = header;
    const ofAll = images.reduce((sum, { bytes }) => sum + bytes, 0);
    return {
        guid: (0,src_bytes/* formatGuid */.R1)(guid),
        compression: plan.compression,
        chunkSize,
        version,
        part,
        parts,
        flags,
        bootIndex,
        imageCount,
        integrity: integrity.size !== 0,
        size,
        images: writtenImages(plan, images),
        blobs: blobs.toSorted((a, b) => a.offset - b.offset),
        uniqueBytes: blobs.reduce((sum, blob) => sum + blob.size, 0),
        storedBytes: blobs.reduce((sum, blob) => sum + blob.storedSize, 0),
        savedBytes: ofAll - newBytes,
        copiedBytes,
    };
}
//# sourceMappingURL=write.js.map
;// CONCATENATED MODULE: ./build/src/wim/export.js
/** Images of archives into an archive: contents are copied as they are stored where it compresses in the same way. */


/**
 * The first of the images that its own archive boots is booted; where images are added, the archive keeps its own.
 *
 * @throws usage; exists for a name that is there already; unsupported, damaged, no-space
 */
async function exportImages(file, options) {
    const { images, compression, level, append = false, pool, reporter } = options;
    await refuseSourceAsTarget(images.map(({ archive }) => archive), [file]);
    const own = images[0]?.archive.compression;
    // What LZMS has compressed is not read yet, and says so when it is.
    const wanted = compression ?? (append || own === 'lzms' ? undefined : own);
    const bootable = images.findIndex(({ archive, index }) => archive.bootIndex === index) + 1;
    return writeWim(file, {
        images,
        pool,
        reporter,
        append,
        ...(wanted === undefined ? {} : { compression: wanted }),
        ...(level === undefined ? {} : { level }),
        ...(append ? {} : { bootIndex: bootable }),
    });
}
//# sourceMappingURL=export.js.map
;// CONCATENATED MODULE: ./build/src/wim/copy-stored.js
/** Copies the resources of an archive as they are stored, many at a time where they lie side by side. */




const copy_stored_PIECE_SIZE = 4 << 20;
/**
 * Every content in the order of the files, without metadata.
 *
 * @throws encrypted, unsupported for contents that are stored together; damaged where two share bytes
 */
function storedInOrder(archive) {
    if (archive.encrypted) {
        throw new errors/* FactoryError */.Xx('encrypted', {
            subject: archive.path,
            found: 'an encrypted ESD',
            expected: 'an archive whose contents can be told apart',
        });
    }
    const blobs = [...archive.blobs];
    const solid = blobs.filter(({ flags }) => (flags & RESOURCE_FLAG.SOLID) !== 0).length;
    if (solid > 0) {
        throw new errors/* FactoryError */.Xx('unsupported', {
            subject: archive.path,
            found: `${solid} contents in solid resources, which no part can hold alone`,
            expected: 'a WIM with compression none, XPRESS or LZX',
            next: 'export it with "dism /Export-Image /Compress:max" or "wimlib-imagex export --compress=LZX"',
        });
    }
    checkOverlaps(archive, [...archive.metadata, ...blobs]);
    return blobs.toSorted(byPlace);
}
function checkOverlaps(archive, resources) {
    const ordered = resources.toSorted(byPlace);
    ordered.forEach((resource, at) => {
        const before = ordered[at - 1];
        if (before === undefined || before.part !== resource.part)
            return;
        const end = before.offset + before.storedSize;
        // Nobody writes such a table, and copying it could take for ever.
        if (resource.offset >= end)
            return;
        throw damaged(archive.describeBlob(resource), `begins at byte ${resource.offset}`, `${end} at least`);
    });
}
function byPlace(a, b) {
    return a.part - b.part || a.offset - b.offset;
}
/** The same resources back to back from `begin` on. */
function relocated(resources, part, begin) {
    let offset = begin;
    return resources.map((resource) => {
        const flags = resource.flags & (RESOURCE_FLAG.COMPRESSED | RESOURCE_FLAG.METADATA);
        const placed = { ...resource, part, offset, flags };
        offset += resource.storedSize;
        return placed;
    });
}
function storedBytes(resources) {
    return resources.reduce((sum, { storedSize }) => sum + storedSize, 0);
}
/** Appends the stored bytes of `resources`, back to back. @throws damaged where a file ends before */
async function copyStored(archive, resources, out, { task, signal }) {
    for (let at = 0; at < resources.length;) {
        const first = resources[at];
        let { offset: end } = first;
        for (let next = resources[at]; isBehind(next, first, end); next = resources[at]) {
            end += next.storedSize;
            at++;
        }
        for (let done = first.offset; done < end; done += copy_stored_PIECE_SIZE) {
            signal.throwIfAborted();
            const length = Math.min(copy_stored_PIECE_SIZE, end - done);
            await out.append(await readAt(archive.fileOf(first), done, length, archive.describeBlob(first)));
            task.advance(length);
        }
    }
}
function isBehind(next, { part }, end) {
    return next !== undefined && next.part === part && next.offset === end;
}
//# sourceMappingURL=copy-stored.js.map
;// CONCATENATED MODULE: ./build/src/wim/join.js
/**
 * Makes one archive of the parts of a split set: contents in their order, then the metadata, then the tables. What
 * `splitWim` made of an archive of ours becomes that archive again, byte for byte.
 */












/**
 * @param archive a split set; it stays open
 * @throws usage, unsupported, damaged, no-space
 */
async function joinWim(archive, file, { reporter }) {
    checkIsSet(archive);
    await target_refuseSourceAsTarget([archive], [file]);
    const contents = storedInOrder(archive);
    const stored = [...contents, ...archive.metadata];
    const blobs = relocated(contents, 1, HEADER_SIZE);
    const metadata = relocated(archive.metadata, 1, HEADER_SIZE + storedBytes(blobs));
    const table = writeBlobTable([...metadata, ...blobs]);
    const end = HEADER_SIZE + storedBytes(stored) + table.length;
    const xml = encodeXml(writeArchiveXml(archive.xml, [], end, archive.path));
    const guid = contentGuid(table, xml);
    const { version, flags, chunkSize, imageCount, bootIndex } = archive.header;
    const task = reporter.task(`Joining ${archive.path}`, storedBytes(stored), 'bytes');
    try {
        const size = await (0,output/* writeOutput */.zh)(file, async (handle) => {
            const out = new OutputFile(handle, HEADER_SIZE);
            await copyStored(archive, stored, out, { task, signal: reporter.signal });
            await writeTables(out, {
                table,
                xml,
                integrity: archive.integrity,
                version,
                flags: flags & ~HEADER_FLAG.SPANNED,
                chunkSize,
                guid,
                part: 1,
                parts: 1,
                imageCount,
                bootMetadata: metadata[bootIndex - 1] ?? NO_RESOURCE,
                bootIndex,
            });
            await out.finish();
            return out.position;
        });
        return { guid: (0,src_bytes/* formatGuid */.R1)(guid), size };
    }
    finally {
        task.end();
    }
}
function checkIsSet({ path, part, parts }) {
    if (parts > 1 && part === 1)
        return;
    throw new errors/* FactoryError */.Xx('usage', {
        subject: path,
        found: parts === 1 ? 'a whole archive' : `part ${part} of ${parts}`,
        expected: 'the first part of a split set',
        ...(parts === 1 ? {} : { next: 'name the first part, or all of them' }),
    });
}
//# sourceMappingURL=join.js.map
;// CONCATENATED MODULE: ./build/src/wim/stored-forms.js
/**
 * Contents once more as an archive of ours stores them: chunk table and chunks, or as they are where that is no smaller.
 * They go through a scratch file, which is used anew for each turn.
 */



class StoredForms {
    #out;
    #sink;
    #turn = [];
    /** @param scratch a file whose bytes nobody needs */
    constructor(scratch, options) {
        this.#out = new OutputFile(scratch, 0);
        this.#sink = new BlobSink(this.#out, options);
    }
    /** A content that is in memory as a whole. It is not the caller's any more. */
    async addSmall(tag, content) {
        await this.#sink.addSmall(content, this.#next(tag, content.length));
    }
    /** A content in pieces, which have `size` bytes together. */
    async addLarge(tag, size, pieces) {
        await this.#sink.addLarge(pieces, this.#next(tag, size));
    }
    /** What was added since the last turn, in its order. Each form is good until the next one is asked for. */
    async *take() {
        await this.#sink.finish();
        const out = this.#out;
        for (const { tag, blob } of this.#turn) {
            yield { tag, size: blob.storedSize, pieces: () => piecesOf(out, blob) };
        }
        this.#turn = [];
        await out.rewind(0);
    }
    /** Writes no more. Returns when nothing is under way, so that the scratch file can be closed. */
    abandon(error) {
        return this.#sink.abandon(error);
    }
    #next(tag, size) {
        const blob = newBlob(size);
        this.#turn.push({ tag, blob });
        return blob;
    }
}
async function* piecesOf(out, { offset, storedSize }) {
    for (let done = 0; done < storedSize; done += PIECE_SIZE) {
        yield await out.read(offset + done, Math.min(PIECE_SIZE, storedSize - done));
    }
}
//# sourceMappingURL=stored-forms.js.map
;// CONCATENATED MODULE: ./build/src/wim/content-names.js
/** Under which names the images of an archive hold some contents. */


/** @returns for each of `blobs` its paths, each once, whatever the number of images that have it */
async function namesOfContents(archive, blobs, signal) {
    const names = new Map(blobs.map(({ sha1 }) => [blobKey(sha1), new Set()]));
    if (blobs.length === 0)
        return [];
    for (const { index } of archive.images) {
        const tree = await archive.openImage(index);
        for await (const { path, entry } of (0,src_tree/* walk */.GG)(tree)) {
            signal.throwIfAborted();
            for (const { name, sha1 } of entry.streams) {
                if (sha1 !== null)
                    names.get(blobKey(sha1))?.add(name === '' ? path : `${path}:${name}`);
            }
        }
    }
    return blobs.map(({ sha1 }) => [...(names.get(blobKey(sha1)) ?? [])]);
}
//# sourceMappingURL=content-names.js.map
;// CONCATENATED MODULE: ./build/src/wim/split.js
/**
 * Cuts an archive into the parts of a split set, as DISM and Windows Setup take them: `install.swm`, `install2.swm` and
 * so on. Each part is an archive with the header flag SPANNED, its number and the GUID that all share; its blob table
 * lists what it holds, its XML is that of the whole. The metadata of the images is in the first part. Contents stay as
 * they are stored, in their order, and whole: one that is larger than the limit makes a part that is larger.
 */
















/** The header has 16 bits for the number of parts. */
const MAX_PARTS = 0xffff;
/**
 * @param archive a WIM, or a set that is cut anew; it stays open
 * @param first where the first part goes: `install.swm`
 * @throws usage; exists where parts of an older set would be taken for parts of this one; unsupported, damaged, no-space
 */
async function splitWim(archive, first, { size, reporter }) {
    checkIsWhole(archive);
    const xml = encodeXml(archive.xml);
    const sizeOf = (blobs) => sizeOfPart(archive, xml, storedBytes(blobs), blobs.length);
    const planned = planParts(archive, cut(archive, xml, size));
    const files = planned.map((_, at) => partPath(first, at + 1));
    await target_refuseSourceAsTarget([archive], files);
    await refuseOlderParts(first, files.length);
    const tooLarge = await namesOfLarge(archive, planned, (part) => sizeOf(part.stored) > size, reporter.signal);
    const guid = contentGuid(...planned.map(({ table }) => table), xml);
    const total = planned.reduce((sum, { stored }) => sum + storedBytes(stored), 0);
    const task = reporter.task(`Splitting ${archive.path}`, total, 'bytes');
    try {
        await (0,output/* writeOutputs */.Kn)(files, async (handle, at) => {
            const part = planned[at];
            const out = new OutputFile(handle, HEADER_SIZE);
            await copyStored(archive, part.stored, out, { task, signal: reporter.signal });
            await writeTables(out, tablesOf(archive, part, { xml, guid, part: at + 1, parts: files.length }));
            await out.finish();
        });
    }
    finally {
        task.end();
    }
    const parts = planned.map(({ stored, blobs }, at) => ({
        path: files[at],
        size: sizeOf(stored),
        contents: blobs.length,
        tooLarge: tooLarge[at] ?? null,
    }));
    return { guid: (0,src_bytes/* formatGuid */.R1)(guid), parts };
}
function tablesOf({ header, integrity }, { table, metadata }, place) {
    const { version, flags, chunkSize, imageCount } = header;
    const bootIndex = place.part === 1 ? header.bootIndex : 0;
    return {
        ...place,
        table,
        integrity,
        version,
        flags: place.parts === 1 ? flags : flags | HEADER_FLAG.SPANNED,
        chunkSize,
        imageCount,
        bootMetadata: metadata[bootIndex - 1] ?? NO_RESOURCE,
        bootIndex,
    };
}
/** Contents in their order, each part as full as it gets; the metadata takes its room in the first one. */
function cut(archive, xml, limit) {
    const parts = [[]];
    let bytes = storedBytes(archive.metadata);
    let count = archive.metadata.length;
    for (const blob of storedInOrder(archive)) {
        const isFull = sizeOfPart(archive, xml, bytes + blob.storedSize, count + 1) > limit;
        if (isFull && count > 0) {
            parts.push([]);
            bytes = 0;
            count = 0;
        }
        parts.at(-1)?.push(blob);
        bytes += blob.storedSize;
        count++;
    }
    if (parts.length <= MAX_PARTS)
        return parts;
    throw new errors/* FactoryError */.Xx('usage', {
        subject: archive.path,
        found: `${parts.length} parts of at most ${limit} bytes`,
        expected: `${MAX_PARTS} parts at most`,
        next: 'choose a larger size',
    });
}
function planParts({ metadata: ofImages }, parts) {
    return parts.map((contents, at) => {
        const images = at === 0 ? ofImages : [];
        const blobs = relocated(contents, at + 1, HEADER_SIZE);
        const metadata = relocated(images, at + 1, HEADER_SIZE + storedBytes(blobs));
        const table = writeBlobTable([...metadata, ...blobs]);
        return { stored: [...contents, ...images], blobs, metadata, table };
    });
}
function sizeOfPart({ integrity }, xml, stored, count) {
    const end = HEADER_SIZE + stored + count * BLOB_ENTRY_SIZE;
    return end + xml.length + (integrity ? integrityTableSize(end) : 0);
}
/** Of each part that is too large, the names of what is in it. */
async function namesOfLarge(archive, parts, isTooLarge, signal) {
    const large = parts.map((part) => isTooLarge(part));
    const contents = parts
        .filter((_, at) => large[at])
        .flatMap(({ stored, blobs }) => stored.slice(0, blobs.length));
    const names = await namesOfContents(archive, contents, signal);
    const byContent = new Map(contents.map((content, at) => [content, names[at] ?? []]));
    return parts.map(({ stored, blobs }, at) => {
        if (large[at] !== true)
            return null;
        return blobs.length === 0 ? ['the metadata of the images'] : (byContent.get(stored[0]) ?? []);
    });
}
function checkIsWhole({ path: subject, part, parts }) {
    if (part === 1)
        return;
    throw new errors/* FactoryError */.Xx('usage', {
        subject,
        found: `part ${part} of ${parts}`,
        expected: 'a whole archive, or the first part of a set',
    });
}
/** `install4.swm` beside a new set of three is what "/SWMFile:install*.swm" would take for a part of it. */
async function refuseOlderParts(first, parts) {
    const { dir, name, ext } = external_node_path_.parse(external_node_path_.resolve(first));
    const listed = await (0,promises_.readdir)(dir).catch(() => []);
    const older = listed.filter((file) => {
        const number = file.startsWith(name) && file.endsWith(ext) ? file.slice(name.length, file.length - ext.length) : '';
        return /^[1-9]\d*$/.test(number) && Number(number) > parts;
    });
    if (older.length === 0)
        return;
    throw new errors/* FactoryError */.Xx('exists', {
        subject: dir,
        found: `${older.join(', ')}, which would be taken for a part of the new set of ${parts}`,
        next: 'remove what an older set left there, or choose another folder',
    });
}
//# sourceMappingURL=split.js.map
;// CONCATENATED MODULE: ./build/src/wim/verify-blobs.js
/**
 * Decompresses and hashes every content of an archive. Most travel to the pool, short ones by the dozen, and come back
 * as hashes; very long ones are decompressed in the pool and hashed here, so that one alone keeps every thread busy.
 */








/** Bytes between reading and hashing; and more for each thread. */
const verify_blobs_IN_FLIGHT = 8 << 20;
const IN_FLIGHT_PER_THREAD = 4 << 20;
/** Contents that lie side by side are read together. */
const verify_blobs_WINDOW_SIZE = 4 << 20;
/** Up to here a content is decompressed and hashed by one thread. Stored, it is never larger: it fits the window. */
const WHOLE_SIZE = verify_blobs_WINDOW_SIZE;
const verify_blobs_BATCH_COUNT = 256;
class BlobVerifier {
    problems = [];
    #archive;
    #pool;
    #task;
    #lane;
    /** A part of the file, which begins at `#windowStart`; the batch refers to it. */
    #windowSpace = Buffer.allocUnsafeSlow(verify_blobs_WINDOW_SIZE);
    #window = Buffer.alloc(0);
    #windowStart = 0;
    #batch = [];
    #batchSize = 0;
    constructor(archive, pool, task) {
        this.#archive = archive;
        this.#pool = pool;
        this.#task = task;
        this.#lane = new OrderedLane(verify_blobs_IN_FLIGHT + pool.threads * IN_FLIGHT_PER_THREAD);
    }
    /** @throws unsupported; what is damaged becomes a problem */
    async verify(signal) {
        const blobs = [...this.#archive.blobs].toSorted((a, b) => a.offset - b.offset);
        for (const blob of blobs)
            this.#checkKind(blob);
        let end = 0;
        let checked = 0;
        for (const blob of blobs) {
            signal.throwIfAborted();
            // Nobody writes such a table, and following it could take for ever.
            if (blob.offset < end)
                this.#report(blob, 'overlaps the resource before it');
            else
                await this.#verifyBlob(blob);
            end = Math.max(end, blob.offset + blob.storedSize);
            if (++checked % src_collect/* COLLECT_EVERY */.v === 0)
                (0,src_collect/* collectGarbage */.i)();
        }
        await this.#endBatch();
        await this.#lane.drain();
    }
    async #verifyBlob(blob) {
        try {
            if (!isCompressed(blob))
                await this.#hashStored(blob);
            else if (blob.size <= WHOLE_SIZE && blob.storedSize <= WHOLE_SIZE)
                await this.#addToBatch(blob);
            else
                await this.#hashLarge(blob);
        }
        catch (error) {
            this.#reportDamage(blob, error);
        }
    }
    async #hashStored(blob) {
        const hash = (0,external_node_crypto_.createHash)('sha1');
        const { file } = this.#archive;
        if (blob.size <= verify_blobs_WINDOW_SIZE)
            hash.update(await this.#read(blob));
        else
            for await (const piece of readStored(file, blob, this.#archive.describeBlob(blob)))
                hash.update(piece);
        this.#compare(blob, hash.digest());
    }
    async #addToBatch(blob) {
        const stored = await this.#read(blob);
        // It goes without a name: there are many, and what is wrong with one is reported by the blob.
        this.#batch.push({ blob, run: wholeRun(blob, this.#archive.chunkSize, stored, '') });
        this.#batchSize += blob.size;
        if (this.#batchSize >= this.#pool.jobBytes || this.#batch.length >= verify_blobs_BATCH_COUNT)
            await this.#endBatch();
    }
    async #endBatch() {
        const batch = this.#batch;
        if (batch.length === 0)
            return;
        this.#batch = [];
        this.#batchSize = 0;
        const stored = batch.reduce((sum, { blob }) => sum + blob.storedSize, 0);
        await this.#lane.push(stored, this.#hashBatch(batch), (hashes) => {
            hashes.forEach((hash, index) => {
                const { blob } = batch[index];
                if (hash instanceof Uint8Array)
                    this.#compare(blob, hash);
                else
                    this.#reportDamage(blob, hash.error);
            });
        });
    }
    async #hashBatch(batch) {
        const { chunkSize } = this.#archive;
        const runs = batch.map(({ run }) => run);
        try {
            return await this.#pool.hash({ format: this.#format(), chunkSize, runs });
        }
        catch (error) {
            if (!isDamage(error) || runs.length === 1)
                return batch.map(() => ({ error }));
            // One content is damaged: it is named, and the others are still checked.
            const single = batch.map(({ blob }) => this.#hashAlone(blob));
            return (await Promise.all(single)).flat();
        }
    }
    /** The window has gone on: its bytes are read again. */
    async #hashAlone(blob) {
        const stored = await readAt(this.#archive.file, blob.offset, blob.storedSize, this.#archive.path);
        return this.#hashBatch([{ blob, run: wholeRun(blob, this.#archive.chunkSize, stored, '') }]);
    }
    async #hashLarge(blob) {
        const { file, chunkSize } = this.#archive;
        const what = this.#archive.describeBlob(blob);
        const format = this.#format();
        const hash = (0,external_node_crypto_.createHash)('sha1');
        const state = { damaged: false };
        for await (const run of readRuns(file, blob, what)) {
            const work = this.#pool
                .decompress({ format, chunkSize, runs: [run] })
                .catch((error) => ({ error }));
            await this.#lane.push(run.size, work, (result) => {
                this.#hashPiece(blob, hash, state, result);
            });
            if (state.damaged)
                return;
        }
        await this.#lane.push(0, Promise.resolve(), () => {
            if (!state.damaged)
                this.#compare(blob, hash.digest());
        });
    }
    #hashPiece(blob, hash, state, result) {
        if (!('error' in result))
            for (const piece of result)
                hash.update(piece);
        else if (!state.damaged) {
            state.damaged = true;
            this.#reportDamage(blob, result.error);
        }
    }
    /** @throws unsupported before any work is done */
    #checkKind(blob) {
        const isKnown = this.#archive.compression !== 'lzms' && (blob.flags & RESOURCE_FLAG.SOLID) === 0;
        if (!isKnown)
            formatOf(this.#archive.file, blob, this.#archive.describeBlob(blob));
    }
    /** How the archive compresses. @throws damaged where it says that it does not */
    #format() {
        const { file, path } = this.#archive;
        return formatOf(file, NO_RESOURCE, path);
    }
    /**
     * The stored bytes of a blob that is no larger than the window, which goes on with the blobs: they come in the order
     * of the file. The bytes are valid until the next call.
     */
    async #read({ offset, storedSize }) {
        if (offset < this.#windowStart || offset + storedSize > this.#windowStart + this.#window.length) {
            await this.#endBatch();
            const { file, path } = this.#archive;
            this.#window = this.#windowSpace.subarray(0, file.size - offset);
            this.#windowStart = offset;
            await readInto(file, offset, this.#window, path);
        }
        const start = offset - this.#windowStart;
        return this.#window.subarray(start, start + storedSize);
    }
    #compare(blob, found) {
        this.#task.advance(blob.size);
        if (!(0,src_bytes/* equalBytes */.ex)(found, blob.sha1))
            this.#report(blob, `its content has the SHA-1 ${(0,src_bytes/* toHex */.nj)(found)}`);
    }
    #reportDamage(blob, error) {
        if (!isDamage(error))
            throw error;
        this.#report(blob, error.details.found);
    }
    #report({ sha1 }, found) {
        this.problems.push({ subject: `blob ${(0,src_bytes/* toHex */.nj)(sha1)}`, found });
    }
}
function isDamage(error) {
    return error instanceof errors/* FactoryError */.Xx && error.code === 'damaged';
}
//# sourceMappingURL=verify-blobs.js.map
;// CONCATENATED MODULE: ./build/src/wim/verify.js
/**
 * Checks all that an archive says of itself, in each of its files: tables, metadata, integrity table, and the SHA-1 of
 * every content.
 */





/** An integrity table of more is none: an archive of a terabyte has 2 MB. */
const MAX_INTEGRITY_TABLE = 64 << 20;
/**
 * @returns what is wrong; nothing where the archive is whole
 * @throws unsupported, encrypted for what cannot be read yet
 */
async function verifyWim(archive, { pool, reporter }) {
    const { members } = archive;
    const problems = verifyBoot(archive);
    for (const member of members) {
        problems.push(...inPart(archive, member, await verifyIntegrity(member, reporter)));
    }
    problems.push(...(await verifyImages(archive)));
    let total = 0;
    for (const { blobs } of members)
        for (const { size } of blobs)
            total += size;
    const task = reporter.task(`Verifying ${archive.path}`, total, 'bytes');
    try {
        for (const member of members) {
            const verifier = new BlobVerifier(member, pool, task);
            await verifier.verify(reporter.signal);
            problems.push(...inPart(archive, member, verifier.problems));
        }
        return problems;
    }
    finally {
        task.end();
    }
}
/** What the header says of the image that boots is what the blob table says. */
function verifyBoot({ header, metadata, imageCount }) {
    const { bootIndex, bootMetadata } = header;
    if (bootIndex === 0)
        return [];
    const subject = 'header';
    const found = `image ${bootIndex} of ${imageCount} is to boot`;
    if (bootIndex > imageCount)
        return [{ subject, found }];
    const own = metadata[bootIndex - 1];
    if (own === undefined || own.offset === bootMetadata.offset)
        return [];
    return [{ subject, found: `${found}, but the metadata to boot with is that of another` }];
}
/** What was found in a part of a set says in which one. */
function inPart({ members }, { part }, problems) {
    if (members.length === 1)
        return problems;
    return problems.map(({ subject, found }) => ({ subject: `part ${part}, ${subject}`, found }));
}
async function verifyIntegrity(archive, reporter) {
    if (!archive.integrity)
        return [];
    const { header, path } = archive;
    const end = header.blobTable.offset + header.blobTable.storedSize;
    const task = reporter.task(`Checking the integrity table of ${path}`, end, 'bytes');
    const read = async (position, bytes) => {
        reporter.signal.throwIfAborted();
        await readInto(archive.file, position, bytes, path);
        task.advance(bytes.length);
    };
    try {
        const table = await verify_readTable(archive, end);
        const wrong = await checkIntegrity(read, table, end);
        return wrong.map((at) => ({
            subject: 'integrity table',
            found: `the ${table.covered} bytes from ${at} on are not what they were when the archive was written`,
        }));
    }
    catch (error) {
        if (!isDamage(error))
            throw error;
        return [{ subject: 'integrity table', found: error.details.found }];
    }
    finally {
        task.end();
    }
}
async function verify_readTable({ header, file, path }, end) {
    const what = `${path}: integrity table`;
    const { size, storedSize, offset } = header.integrity;
    if (size !== storedSize || size > Math.min(MAX_INTEGRITY_TABLE, file.size - offset)) {
        throw damaged(what, `${storedSize} bytes at ${offset} of a file of ${file.size} bytes`);
    }
    return readIntegrityTable(await readAt(file, offset, size, what), end, what);
}
async function verifyImages(archive) {
    const problems = [];
    for (const { index } of archive.images) {
        const subject = `image ${index}`;
        try {
            const { index: found } = await archive.readMetadata(index);
            problems.push(...found.problems.map((problem) => ({ subject, found: problem.found })));
            for (const key of found.references.keys()) {
                const sha1 = Buffer.from(key, 'latin1');
                if (archive.findBlob(sha1) === null)
                    problems.push({ subject, found: `its content ${(0,src_bytes/* toHex */.nj)(sha1)} is missing` });
            }
        }
        catch (error) {
            if (!isDamage(error))
                throw error;
            problems.push({ subject, found: error.details.found });
        }
    }
    return problems;
}
//# sourceMappingURL=verify.js.map
;// CONCATENATED MODULE: ./build/src/wim/windows-info.js
/**
 * What the XML of a WIM says of a Windows installation: `<WINDOWS>` and the names around it. DISM, Setup and MDT read
 * it from there; it is read from the image's own hives and files by `inspect/`.
 */
/** PROCESSOR_ARCHITECTURE_*, as `<ARCH>` has it. */
const ARCHITECTURE = { x86: 0, arm: 5, ia64: 6, amd64: 9, arm64: 12 };
//# sourceMappingURL=windows-info.js.map
;// CONCATENATED MODULE: ./build/src/wim/index.js












//# sourceMappingURL=index.js.map

/***/ })

};
