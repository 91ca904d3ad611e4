export const id = 621;
export const ids = [621];
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
/* harmony export */   rD: () => (/* binding */ wholeNumber),
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
/** @returns null where it is empty. @throws usage where it is no number from 1 to `most` */
function wholeNumber(name, most) {
    const text = textOrNull(name);
    if (text === null)
        return null;
    if (/^[1-9]\d{0,3}$/.test(text) && Number(text) <= most)
        return Number(text);
    throw wrong(name, `"${text}"`, `a number from 1 to ${most}`, `correct the input "${name}"`);
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
/* harmony import */ var _bytes_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(72381);
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

/***/ 72381:
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
  nj: () => (/* reexport */ toHex)
});

// UNUSED EXPORTS: parseGuid, unixNanosecondsFromFiletime

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
// 850212cb90e5c422bc37098ca4e70ea8870fe3696ffc3fc022dd708853769572
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
    #startWorker;
    #threads = new Set();
    #queue = [];
    #nextId = 1;
    #pending = 0;
    #closed = false;
    /** @param start makes a worker thread that answers each Request with a Reply, in order */
    constructor(limit, start) {
        this.#limit = limit;
        this.#startWorker = start;
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
    /** Starts threads until there are `count`, or as many as there may be. */
    start(count) {
        while (!this.#closed && this.#threads.size < Math.min(count, this.#limit))
            this.#startThread();
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
        const thread = { worker: this.#startWorker(), tasks: new Map() };
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
 * Threads start with the first jobs, or one with `start`, hold the process only while they work, and are ended by `close`.
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
    /** Starts threads for work that is sure to come, so that they are ready by then. Left out: one. */
    start(count = 1) {
        this.#workers.start(count);
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
    /** @returns the SHA-1 of each file; null where it cannot be read, or is no longer what it is said to be */
    async hashFiles(files) {
        return (await this.#workers.run({ kind: 'hash files', files }, []));
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
  aR: () => (/* reexport */ DISK_IMAGE),
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
// EXTERNAL MODULE: ./build/src/bytes/index.js + 9 modules
var src_bytes = __webpack_require__(72381);
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





/** What was expected of a file that is none. */
const DISK_IMAGE = 'a VHDX, VHD or raw disk image';
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
        expected: DISK_IMAGE,
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
/* harmony export */   _: () => (/* binding */ notThere),
/* harmony export */   em: () => (/* binding */ sentence)
/* harmony export */ });
/* unused harmony exports EXIT_STATUS, isForeignPath */
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

/***/ 45909:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  R: () => (/* reexport */ ATTRIBUTE_LETTERS),
  EN: () => (/* reexport */ CARRIES_ALL),
  _t: () => (/* reexport */ DEFAULT_EXCLUSIONS),
  UD: () => (/* reexport */ FILE_ATTRIBUTE),
  im: () => (/* reexport */ REPARSE_TAG),
  MP: () => (/* reexport */ compareNames),
  wN: () => (/* reexport */ createExclusions),
  I6: () => (/* reexport */ paths_find),
  w0: () => (/* reexport */ findOrNull),
  Vv: () => (/* reexport */ findSystemRoot),
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

// UNUSED EXPORTS: applyTree, countLosses, expandPaths, extractPaths, formatLosses, hasWildcard, linkReparsePoint, parseWimScript, printable, withoutDrive

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
/** What NTFS knows, and an image of it in a WIM. */
const CARRIES_ALL = {
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
//# sourceMappingURL=attributes.js.map
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/bytes/index.js + 9 modules
var bytes = __webpack_require__(72381);
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
            makeStage(stage, folder);
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
function makeStage(stage, folder) {
    try {
        mkdirSync(stage);
    }
    catch (error) {
        throw fromSystemError(error, folder);
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
            ? `${countOf(names.length, 'entry', 'entries')}, "${taken}" first`
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
/** What a thread needs to know to look at the file that was listed, and at no other. */
function hostFile(file, size, { modified }) {
    return { path: file, flags: host_file_FLAGS, size, modified };
}
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
    const readFrom = (position) => {
        const piece = (0,bytes/* takeBuffer */.Ut)(Math.min(PIECE, size - position));
        const read = handle
            .read(piece, 0, piece.length, position)
            .then(({ bytesRead }) => piece.subarray(0, bytesRead));
        // It is awaited in its turn; until then a failure waits too.
        read.catch(() => { });
        return read;
    };
    // One is read while the one before it is worked on.
    let ahead = readFrom(0);
    try {
        for (let done = 0; done < size;) {
            const piece = await ahead;
            if (piece.length === 0)
                break;
            done += piece.length;
            if (done < size)
                ahead = readFrom(done);
            yield piece;
        }
        refuseChange(await handle.stat({ bigint: true }), size, entry, subject);
    }
    catch (error) {
        throw (0,errors/* fromSystemError */.Kh)(error, subject);
    }
    finally {
        await ahead.catch(() => undefined);
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
        const content = (0,bytes/* takeBuffer */.Ut)(size);
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
/** One for all entries: half a million of them are held at a time. */
const NONE = [];
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
        hostFile(entry, { size }) {
            return hostFile(hostPath(host, entry), size, entry);
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
        extendedAttributes: NONE,
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
;// CONCATENATED MODULE: ./build/src/tree/system-root.js
/** Where Windows is in a tree. */


/** The folder that holds Windows, by the name that it has: `\Windows`; null where there is none. */
async function findSystemRoot(tree) {
    const folders = (await paths_sortedChildren(tree, tree.root)).filter(tree_isFolder);
    const usual = folders.filter(({ name }) => paths_foldCase(name) === 'WINDOWS');
    const others = folders.filter((folder) => !usual.includes(folder));
    for (const entry of [...usual, ...others]) {
        const path = `\\${entry.name}`;
        const software = await findOrNull(tree, 'System32\\config\\SOFTWARE', { path, entry });
        if (software !== null)
            return { path, name: entry.name };
    }
    return null;
}
//# sourceMappingURL=system-root.js.map
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

/***/ 57647:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  _Z: () => (/* reexport */ ARCHITECTURE),
  KA: () => (/* reexport */ RESOURCE_FLAG),
  xc: () => (/* reexport */ StoredForms),
  hQ: () => (/* reexport */ exportImages),
  Gg: () => (/* reexport */ joinWim),
  t8: () => (/* reexport */ openParts),
  c8: () => (/* reexport */ openRemains),
  SS: () => (/* reexport */ openWim),
  Am: () => (/* reexport */ splitWim),
  N9: () => (/* reexport */ verifyWim),
  VL: () => (/* reexport */ writeWim)
});

// UNUSED EXPORTS: HEADER_FLAG, WimArchive, WimImageTree

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./build/src/bytes/index.js + 9 modules
var src_bytes = __webpack_require__(72381);
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
// EXTERNAL MODULE: ./build/src/tree/index.js + 19 modules
var src_tree = __webpack_require__(45909);
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
class WimImageTree {
    kind = 'wim';
    carries = src_tree/* CARRIES_ALL */.EN;
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
        const piece = (0,src_bytes/* takeBuffer */.Ut)(Math.min(PIECE_SIZE, storedSize - done));
        await readInto(file, offset + done, piece, what);
        yield piece;
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
async function refuseSourceAsTarget(archives, files) {
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
/** Stored bytes that are copied as one piece of work, and what such a piece takes while it waits. */
const COPY_SIZE = 4 << 20;
const COPY_COST = 32 << 10;
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
    #copy = null;
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
        await this.#endCopy();
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
        await this.#endCopy();
        const { compression } = this.#options;
        const hash = (0,external_node_crypto_.createHash)('sha1');
        if (compression === 'none')
            await this.#streamStored(hashed(pieces, hash), blob);
        else
            await this.#streamCompressed(hashed(pieces, hash), blob, compression, before);
        return hash.digest();
    }
    /** Stored bytes of another archive that compresses in the same way. They are read when they are written. */
    async addStored(archive, from, blob) {
        await this.#endBatch();
        this.copiedBytes += from.storedSize;
        const { offset, storedSize } = from;
        const copy = this.#copy;
        const isNext = copy?.archive === archive && copy.blobs[0]?.from.part === from.part && copy.end === offset;
        if (isNext && copy.end - copy.begin < COPY_SIZE) {
            copy.blobs.push({ from, blob });
            copy.end += storedSize;
            return;
        }
        await this.#endCopy();
        this.#copy = { archive, blobs: [{ from, blob }], begin: offset, end: offset + storedSize };
    }
    /** Waits until everything is written. */
    async finish() {
        await this.#endBatch();
        await this.#endCopy();
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
    async #endCopy() {
        const copy = this.#copy;
        if (copy === null)
            return;
        this.#copy = null;
        const { archive, blobs, begin, end } = copy;
        const { from: first } = blobs[0];
        await this.#lane.push(COPY_COST, Promise.resolve(), () => {
            const { position } = this.#out;
            for (const { from, blob } of blobs) {
                blob.offset = position + from.offset - begin;
                blob.storedSize = from.storedSize;
                blob.flags |= from.flags & RESOURCE_FLAG.COMPRESSED;
            }
        });
        const [file, what] = [archive.fileOf(first), archive.describeBlob(first)];
        for (let done = begin; done < end; done += COPY_SIZE) {
            await this.#lane.push(COPY_COST, Promise.resolve(), async () => {
                for (let at = done; at < Math.min(done + COPY_SIZE, end); at += PIECE_SIZE) {
                    const piece = (0,src_bytes/* takeBuffer */.Ut)(Math.min(PIECE_SIZE, end - at));
                    await readInto(file, at, piece, what);
                    await this.#out.append(piece);
                    (0,src_bytes/* giveBack */.F5)(piece);
                }
            });
        }
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
        return this.#lane.push(piece.length, Promise.resolve(), async () => {
            await this.#append(blob, piece);
            (0,src_bytes/* giveBack */.F5)(piece);
        });
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
            this.#out.hold();
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
            await this.#out.release();
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
    const writer = new src_bytes/* ByteWriter */.U7(blobs.length * BLOB_ENTRY_SIZE);
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
/** @param end where the blob table ends @returns bytes of the table that `IntegrityHash` makes */
function integrityTableSize(end) {
    return TABLE_HEADER_SIZE + Math.ceil((end - HEADER_SIZE) / COVERED) * 20;
}
/** The table of an archive that is being written, from the bytes in their order. */
class IntegrityHash {
    #done = [];
    #hash = (0,external_node_crypto_.createHash)('sha1');
    /** Bytes in `#hash`. */
    #taken = 0;
    /** Where the next byte stands in the archive. */
    get position() {
        return HEADER_SIZE + this.#done.length * COVERED + this.#taken;
    }
    update(bytes) {
        for (let at = 0; at < bytes.length;) {
            const some = bytes.subarray(at, at + COVERED - this.#taken);
            this.#hash.update(some);
            this.#taken += some.length;
            at += some.length;
            if (this.#taken === COVERED)
                this.#end();
        }
    }
    /** No byte follows. */
    table() {
        if (this.#taken > 0)
            this.#end();
        const size = TABLE_HEADER_SIZE + this.#done.length * 20;
        const writer = new src_bytes/* ByteWriter */.U7(size);
        writer.u32(size).u32(this.#done.length).u32(COVERED);
        for (const hash of this.#done)
            writer.raw(hash);
        return writer.finish();
    }
    #end() {
        this.#done.push(this.#hash.digest());
        this.#hash = (0,external_node_crypto_.createHash)('sha1');
        this.#taken = 0;
    }
}
/** @returns null where there shall be no table */
function integrityHash(isWanted) {
    return isWanted ? new IntegrityHash() : null;
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
const MAGIC_SIZE = MAGIC.length;
const MAGIC_PIPABLE = 'WLPWM\0\0\0';
/**
 * @param bytes what the file begins with, at least 208 bytes
 * @param what for errors: the path
 * @throws damaged, unsupported
 */
function readHeader(bytes, what) {
    const cursor = (0,src_bytes/* cursorOver */.Ro)(bytes, `${what}: header`);
    checkMagic((0,src_bytes/* readBytes */.io)(cursor, MAGIC_SIZE), what);
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
/** @param bytes those that the file begins with, as many as it has @throws damaged, unsupported */
function checkMagic(bytes, what) {
    const magic = Buffer.from(bytes).toString('latin1');
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
        found: bytes.length === 0 ? 'an empty file' : 'no WIM: its first bytes are not "MSWIM"',
        expected: 'a .wim, .swm or .esd file',
        next: 'check the path, or fetch it again',
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
    if (size < HEADER_SIZE)
        checkMagic(await readAt(bare, 0, Math.min(size, MAGIC_SIZE), path), path);
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
/**
 * What can be opened of a set whose parts are missing or damaged: each part by itself, for its own contents.
 *
 * @param first where the first part is, or would be
 * @returns none where no part can be opened; whoever gets them closes them
 */
async function openRemains(first) {
    const { dir, name, ext } = external_node_path_.parse(first);
    const names = await (0,promises_.readdir)(dir === '' ? '.' : dir).catch(() => []);
    const opened = [];
    for (const file of names.filter((one) => isPartOf(one, name, ext))) {
        try {
            const part = await openPart(external_node_path_.join(dir, file), openHostArchive);
            if (part.parts > 1)
                opened.push(part);
            else
                await part.close();
        }
        catch (error) {
            if (!(error instanceof errors/* FactoryError */.Xx))
                throw error;
        }
    }
    return opened;
}
/** Whether a file is called `install.swm`, `install2.swm` and so on. */
function isPartOf(file, name, ext) {
    const { name: own, ext: ownExt } = external_node_path_.parse(file);
    return ownExt === ext && own.startsWith(name) && /^([2-9]|[1-9][0-9]+)?$/.test(own.slice(name.length));
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
/** The file that is being written: appended through a buffer, patched in place, hashed on the way. */
const BUFFER_SIZE = 1 << 20;
/** Bytes that the disk gets meanwhile, so that it does not get all of them at the end. */
const SYNC_EVERY = 16 << 20;
/** Bytes that are read back at a time. */
const output_file_STEP = 1 << 18;
class OutputFile {
    #handle;
    #buffer = Buffer.allocUnsafeSlow(BUFFER_SIZE);
    #buffered = 0;
    #flushed;
    #isScratch;
    #integrity;
    #synced;
    #syncing = null;
    #failure = null;
    /** Whether what is appended may still change. */
    #held = false;
    /**
     * @param position where appending begins; call `release` where the integrity hash begins before it
     */
    constructor(handle, position, { integrity = null, isScratch = false } = {}) {
        this.#handle = handle;
        this.#flushed = position;
        this.#synced = position;
        this.#integrity = integrity;
        this.#isScratch = isScratch;
    }
    /** Where the next byte goes. */
    get position() {
        return this.#flushed + this.#buffered;
    }
    /** What is appended from now on may be patched. */
    hold() {
        this.#held = true;
    }
    /** All that was appended stays as it is. */
    async release() {
        this.#held = false;
        const integrity = this.#integrity;
        if (integrity === null)
            return;
        const space = Buffer.allocUnsafeSlow(Math.min(output_file_STEP, this.position - integrity.position));
        while (integrity.position < this.position) {
            const bytes = space.subarray(0, this.position - integrity.position);
            await this.readInto(integrity.position, bytes);
            integrity.update(bytes);
        }
    }
    /** The table of what was appended, which no longer grows; null where nothing was hashed. */
    takeIntegrityTable() {
        const table = this.#integrity?.table() ?? null;
        this.#integrity = null;
        return table;
    }
    async append(bytes) {
        if (!this.#held)
            this.#integrity?.update(bytes);
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
        await this.#syncing;
        if (this.#failure !== null)
            throw this.#failure.error;
        await this.#handle.truncate(this.#flushed);
    }
    async #writeAll(bytes, position) {
        for (let done = 0; done < bytes.length;) {
            const { bytesWritten } = await this.#handle.write(bytes, done, bytes.length - done, position + done);
            done += bytesWritten;
        }
        this.#sync(position + bytes.length);
    }
    /** A failure is told at the end, where somebody waits for it: the system tells it only once. */
    #sync(end) {
        if (this.#isScratch || this.#syncing !== null || end - this.#synced < SYNC_EVERY)
            return;
        this.#synced = end;
        this.#syncing = this.#handle
            .datasync()
            .catch((error) => {
            this.#failure ??= { error };
        })
            .finally(() => {
            this.#syncing = null;
        });
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
// EXTERNAL MODULE: ./build/src/collect.js
var collect = __webpack_require__(68995);
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






/** Most of what a scan makes stays, so that collecting gives less than elsewhere. */
const COLLECT_AFTER = 3 * collect/* COLLECT_EVERY */.v;
async function scanImage(source, task, signal) {
    const scan = new ImageScan(source);
    const pending = [scan.root()];
    let added = 0;
    for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
        signal.throwIfAborted();
        const listed = await (0,src_tree/* sortedChildren */.T8)(source.tree, folder.entry);
        added += listed.length;
        if (added > COLLECT_AFTER) {
            (0,collect/* collectGarbage */.i)();
            added = 0;
        }
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
    for await (const piece of readContentPieces(content)) {
        hash.update(piece);
        (0,src_bytes/* giveBack */.F5)(piece);
    }
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
;// CONCATENATED MODULE: ./build/src/wim/hash-ahead.js
/**
 * Hashes files of the host in the pool, ahead of their turn. Of a content that an archive at hand has already, nothing but
 * the hash is needed: it is read where it is hashed, and no byte of it travels.
 */
/** What travels to the pool together: bytes of content, and contents. */
const GROUP_SIZE = 4 << 20;
const GROUP_COUNT = 256;
/**
 * The contents in their order, some at a time. Those that were hashed know their SHA-1.
 *
 * @param mayBeKnown whether it is worth while to hash a content first
 */
async function* hashedAhead(contents, pool, mayBeKnown) {
    const groups = [];
    for (const group of grouped(contents)) {
        const hashed = hashGroup(group, pool, mayBeKnown);
        // It is awaited in its turn; until then a failure waits too.
        hashed.catch(() => { });
        groups.push(hashed);
        if (groups.length > 2 * pool.threads)
            yield (await groups.shift()) ?? [];
    }
    for (const group of groups)
        yield await group;
}
function* grouped(contents) {
    let group = [];
    let size = 0;
    for (const content of contents) {
        group.push(content);
        size += content.size;
        if (size < GROUP_SIZE && group.length < GROUP_COUNT)
            continue;
        yield group;
        group = [];
        size = 0;
    }
    yield group;
}
async function hashGroup(group, pool, mayBeKnown) {
    const asked = [];
    const files = [];
    for (const content of group) {
        const file = content.sha1 === null && mayBeKnown(content) ? hostFileOf(content) : null;
        if (file === null)
            continue;
        asked.push(content);
        files.push(file);
    }
    if (files.length === 0)
        return group;
    const hashes = await pool.hashFiles(files);
    // A file that could not be hashed is told when it is read.
    for (const [at, content] of asked.entries())
        content.sha1 = hashes[at] ?? null;
    return group;
}
function hostFileOf({ origin }) {
    if (origin === null || 'blob' in origin || origin.stream === null)
        return null;
    return origin.tree.hostFile?.(origin.entry, origin.stream) ?? null;
}
//# sourceMappingURL=hash-ahead.js.map
;// CONCATENATED MODULE: ./build/src/wim/store.js
/** Stores the contents of images, each once: what is there already, here or in an archive at hand, is not compressed again. */







class ContentStore {
    #options;
    /** Sizes of contents that may be the content of something else too; of small ones, those that are stored somewhere. */
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
        (0,collect/* collectGarbage */.i)();
        for await (const some of this.#hashed(contents)) {
            for await (const turn of inTurn(some, isNeeded)) {
                signal.throwIfAborted();
                await this.#store(turn, image);
                turn.content.origin = null;
                task.advance(turn.content.size);
                if (++stored % collect/* COLLECT_EVERY */.v === 0)
                    (0,collect/* collectGarbage */.i)();
            }
        }
    }
    /** Where something is stored already, what may be the same is hashed before it is read to be stored. */
    #hashed(contents) {
        const { pool, blobs, sources } = this.#options;
        if (blobs.size === 0 && sources.length === 0)
            return [contents];
        return hashedAhead(contents, pool, ({ size }) => this.#commonSizes.has(size));
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
        const known = (0,external_node_crypto_.hash)('sha1', bytes, 'buffer');
        if (content.sha1 !== null && !(0,src_bytes/* equalBytes */.ex)(content.sha1, known))
            throw changed(originOf(content));
        if (content.sha1 === null && (await this.#reuse(content, known))) {
            (0,src_bytes/* giveBack */.F5)(bytes);
            return;
        }
        const before = (await (await this.#runsBefore(content, image))?.next())?.value ?? null;
        await sink.addSmall(bytes, this.#register(content, this.#hashes.keep(known)), before);
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
        this.#register(content, this.#hashes.keep(found), blob);
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
        await this.#options.sink.addStored(archive, stored, this.#register(content, stored.sha1));
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
    /** @param sha1 is kept: half a million of them are, and what is at hand already is taken as it is */
    #register(content, sha1, blob = newBlob(content.size)) {
        blob.sha1 = sha1;
        blob.refs = content.refs;
        content.sha1 = sha1;
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
    await refuseSourceAsTarget(base, [path]);
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
;// CONCATENATED MODULE: ./build/src/wim/write-tables.js
/** The end of an archive, or of a part of one: blob table, XML, integrity table; and the header, which says where they are. */




/** @param out at the end of the resources; there is an integrity table where it was hashed */
async function writeTables(out, tables) {
    const { table, xml: text, ...facts } = tables;
    const blobTable = await append(out, table, RESOURCE_FLAG.METADATA);
    const hashes = out.takeIntegrityTable();
    const xml = await append(out, text, RESOURCE_FLAG.METADATA);
    const integrity = hashes === null ? NO_RESOURCE : await append(out, hashes, 0);
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
async function writeWim(path, options) {
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
    const out = new OutputFile(handle, position, { integrity: integrityHash(options.integrity ?? true) });
    await out.release();
    const level = options.level ?? 'normal';
    const sink = new BlobSink(out, { pool, level, compression: plan.compression, chunkSize: plan.chunkSize });
    const before = base.length === 0 || plan.compression === 'none' ? null : new BaseFiles(base);
    const { chunkSize } = plan;
    const store = new ContentStore({ sink, pool, blobs, sources, before, chunkSize, signal: reporter.signal });
    const images = [];
    // The metadata at least has to be compressed.
    if (plan.compression !== 'none')
        pool.start();
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
    const { blobs, existing, path, bootIndex } = plan;
    // Metadata in the order of the images, which own it by that order; then the contents as they lie in the file.
    const table = writeBlobTable([...metadata, ...[...blobs.values()].toSorted((a, b) => a.offset - b.offset)]);
    const end = out.position + table.length;
    const xml = encodeXml(writeArchiveXml(existing?.xml ?? null, describeImages(plan, images), end, path));
    return writeTables(out, {
        table,
        xml,
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
    await refuseSourceAsTarget([archive], [file]);
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
            const out = new OutputFile(handle, HEADER_SIZE, { integrity: integrityHash(archive.integrity) });
            await copyStored(archive, stored, out, { task, signal: reporter.signal });
            await writeTables(out, {
                table,
                xml,
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
        this.#out = new OutputFile(scratch, 0, { isScratch: true });
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
async function splitWim(archive, first, { size, reporter, accept }) {
    checkIsWhole(archive);
    const xml = encodeXml(archive.xml);
    const sizeOf = (blobs) => sizeOfPart(archive, xml, storedBytes(blobs), blobs.length);
    const planned = planParts(archive, cut(archive, xml, size));
    const files = planned.map((_, at) => partPath(first, at + 1));
    await refuseSourceAsTarget([archive], files);
    await refuseOlderParts(first, files.length);
    const tooLarge = await namesOfLarge(archive, planned, (part) => sizeOf(part.stored) > size, reporter.signal);
    const parts = planned.map(({ stored, blobs }, at) => ({
        path: files[at],
        size: sizeOf(stored),
        contents: blobs.length,
        tooLarge: tooLarge[at] ?? null,
    }));
    accept?.(parts);
    const guid = contentGuid(...planned.map(({ table }) => table), xml);
    const total = planned.reduce((sum, { stored }) => sum + storedBytes(stored), 0);
    const task = reporter.task(`Splitting ${archive.path}`, total, 'bytes');
    try {
        await (0,output/* writeOutputs */.Kn)(files, async (handle, at) => {
            const part = planned[at];
            const out = new OutputFile(handle, HEADER_SIZE, { integrity: integrityHash(archive.integrity) });
            await copyStored(archive, part.stored, out, { task, signal: reporter.signal });
            await writeTables(out, tablesOf(archive, part, { xml, guid, part: at + 1, parts: files.length }));
            await out.finish();
        });
    }
    finally {
        task.end();
    }
    return { guid: (0,src_bytes/* formatGuid */.R1)(guid), parts };
}
function tablesOf({ header }, { table, metadata }, place) {
    const { version, flags, chunkSize, imageCount } = header;
    const bootIndex = place.part === 1 ? header.bootIndex : 0;
    return {
        ...place,
        table,
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
            if (++checked % collect/* COLLECT_EVERY */.v === 0)
                (0,collect/* collectGarbage */.i)();
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
