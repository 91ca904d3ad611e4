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
    if (error instanceof errors_FactoryError)
        return error;
    const errno = error?.code;
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
        const { code, details } = fromSystemError(error, `a codec worker (${work.kind} ${work.format})`);
        const { cause: _, ...plain } = details;
        return { reply: { id, failure: { code, details: plain } }, transfer: [] };
    }
}
function perform(work) {
    if (work.kind === 'compress') {
        const { format, level, chunkSize, before } = work;
        return joinSizes(work.runs.map((run, at) => codec.compress(format, level, chunkSize, run, before?.[at] ?? null)));
    }
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
/** The buffers behind what was made, each once, so that they move instead of being copied. */
function buffersOf(made) {
    const buffers = new Set();
    for (const run of made) {
        buffers.add((run instanceof Uint8Array ? run : run.data).buffer);
    }
    return [...buffers];
}
//# sourceMappingURL=worker.js.map
