import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
var __webpack_exports__ = {};

;// CONCATENATED MODULE: external "node:crypto"
const external_node_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");
;// CONCATENATED MODULE: external "node:worker_threads"
const external_node_worker_threads_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:worker_threads");
;// CONCATENATED MODULE: ./build/src/errors.js
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
class errors_FactoryError extends Error {
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
        return new errors_FactoryError('not-found', { subject: file, found, next: 'check the path' });
    return new errors_FactoryError('not-found', {
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
    if (error instanceof errors_FactoryError)
        return error;
    const { code: errno, syscall } = (error ?? {});
    if (errno === 'ENOENT')
        return notThere(subject);
    if (errno === 'EEXIST' && syscall === 'mkdir') {
        const [found, next] = ['a file is there already', 'choose another name'];
        return new errors_FactoryError('exists', {
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
        return new errors_FactoryError('host', { subject, found, cause: error });
    }
    const [code, found, next] = known;
    return new errors_FactoryError(code, { subject, found, ...(next === undefined ? {} : { next }), cause: error });
}
//# sourceMappingURL=errors.js.map
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
        return new errors_FactoryError('damaged', {
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
    throw new FactoryError('unsupported', {
        subject,
        found: `${format} chunks of ${chunkSize} bytes`,
        expected: smallest === largest ? `${smallest}` : `a power of two from ${smallest} to ${largest}`,
    });
}
/** The stored sizes against the run's data and size. @throws damaged */
function checkSizes(chunkSize, { data, sizes, size, what }) {
    const chunks = Math.ceil(size / chunkSize);
    if (!Number.isSafeInteger(size) || size < 0 || sizes.length !== chunks) {
        throw new errors_FactoryError('damaged', {
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
            throw new errors_FactoryError('damaged', {
                subject: `${what}, chunk ${index}`,
                found: `${found} stored bytes`,
                expected: `1 to ${length}`,
            });
        }
        stored += found;
    }
    if (stored !== data.length) {
        throw new errors_FactoryError('damaged', {
            subject: what,
            found: `${data.length} stored bytes`,
            expected: `${stored}, the sum of its chunks`,
        });
    }
}
//# sourceMappingURL=chunks.js.map
;// CONCATENATED MODULE: external "node:fs"
const external_node_fs_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");
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
        throw new FactoryError('damaged', {
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
        throw new FactoryError('damaged', {
            subject: cursor.what,
            found: `a UTF-16 string of ${byteLength} bytes at byte ${cursor.position}`,
            expected: 'an even number',
        });
    }
    const start = skip(cursor, byteLength);
    return Buffer.from(cursor.bytes.buffer, cursor.bytes.byteOffset + start, byteLength).toString('utf16le');
}
function outOfBounds(cursor, position, length) {
    return new FactoryError('damaged', {
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
;// CONCATENATED MODULE: ./build/src/bytes/spare.js
/**
 * Buffers of a megabyte that are used again. A new one for each piece of a content is memory that the system must give and
 * clear, and has V8 collect garbage all the time. Whoever owns a piece may give it back when nobody looks at it any more;
 * who does not loses nothing.
 */
const SIZE = (/* unused pure expression or super */ null && (1 << 20));
/** A shorter piece has a buffer of its own. */
const LEAST = (/* unused pure expression or super */ null && (1 << 17));
/** Buffers that wait at most. */
const WAITING = 16;
const waiting = (/* unused pure expression or super */ null && ([]));
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
;// CONCATENATED MODULE: ./build/src/bytes/index.js









//# sourceMappingURL=index.js.map
;// CONCATENATED MODULE: ./build/src/codec/host-file-hash.js
/** The SHA-1 of a file of the host, for those who want to know whether they have its content already. */



/** As much as stays in the processor's cache between reading and hashing. */
const PIECE = 1 << 18;
let space;
/** @returns null where it cannot be read, or is no longer what it is said to be */
function hashHostFile({ path, flags, size, modified }) {
    let descriptor;
    try {
        descriptor = (0,external_node_fs_namespaceObject.openSync)(path, flags);
    }
    catch {
        return null;
    }
    try {
        const sha1 = (0,external_node_crypto_namespaceObject.createHash)('sha1');
        let done = 0;
        for (let count = 1; count > 0 && done < size; done += count) {
            space ??= Buffer.allocUnsafeSlow(PIECE);
            count = (0,external_node_fs_namespaceObject.readSync)(descriptor, space, 0, PIECE, done);
            sha1.update(space.subarray(0, count));
        }
        const now = (0,external_node_fs_namespaceObject.fstatSync)(descriptor, { bigint: true });
        const isSame = now.size === BigInt(size) && filetimeFromUnixNanoseconds(now.mtimeNs) === modified;
        return isSame && done === size ? sha1.digest() : null;
    }
    catch {
        return null;
    }
    finally {
        (0,external_node_fs_namespaceObject.closeSync)(descriptor);
    }
}
//# sourceMappingURL=host-file-hash.js.map
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
;// CONCATENATED MODULE: ./build/src/codec/worker.js
/** A worker thread of the pool: one instance of the kernels, one piece of work at a time. */






const SHA1_SIZE = 20;
const codec = new ChunkCodec(external_node_worker_threads_namespaceObject.workerData);
external_node_worker_threads_namespaceObject.parentPort?.on('message', ({ id, work }) => {
    const { reply, transfer } = answer(id, work);
    external_node_worker_threads_namespaceObject.parentPort?.postMessage(reply, transfer);
});
function answer(id, work) {
    try {
        const made = perform(work);
        return { reply: { id, made }, transfer: buffersOf(made) };
    }
    catch (error) {
        const format = 'format' in work ? ` ${work.format}` : '';
        const { code, details } = fromSystemError(error, `a codec worker (${work.kind}${format})`);
        const { cause: _, ...plain } = details;
        return { reply: { id, failure: { code, details: plain } }, transfer: [] };
    }
}
function perform(work) {
    if (work.kind === 'compress') {
        const { format, level, chunkSize, before } = work;
        return joinSizes(work.runs.map((run, at) => codec.compress(format, level, chunkSize, run, before?.[at] ?? null)));
    }
    if (work.kind === 'hash files')
        return hashFiles(work.files);
    return work.kind === 'decompress' ? decompress(work) : work.runs.map((run) => hash(work, run));
}
/** All runs' contents, one behind the other in a single buffer. */
function decompress({ format, chunkSize, runs }) {
    const space = new Uint8Array(runs.reduce((sum, { size }) => sum + size, 0));
    let end = 0;
    return runs.map((run) => {
        const start = end;
        codec.decompress(format, chunkSize, run, (content) => {
            space.set(content, end);
            end += content.length;
        });
        return space.subarray(start, end);
    });
}
function hash({ format, chunkSize }, run) {
    const sha1 = (0,external_node_crypto_namespaceObject.createHash)('sha1');
    codec.decompress(format, chunkSize, run, (content) => {
        sha1.update(content);
    });
    return new Uint8Array(sha1.digest());
}
/** All hashes in a single buffer. */
function hashFiles(files) {
    const space = new Uint8Array(files.length * SHA1_SIZE);
    return files.map((file, at) => {
        const found = hashHostFile(file);
        if (found === null)
            return null;
        space.set(found, at * SHA1_SIZE);
        return space.subarray(at * SHA1_SIZE, (at + 1) * SHA1_SIZE);
    });
}
/** The buffers behind what was made, each once, so that they move instead of being copied. */
function buffersOf(made) {
    const buffers = new Set();
    for (const run of made) {
        if (run === null)
            continue;
        buffers.add((run instanceof Uint8Array ? run : run.data).buffer);
    }
    return [...buffers];
}
//# sourceMappingURL=worker.js.map
