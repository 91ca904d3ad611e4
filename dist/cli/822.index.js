export const id = 822;
export const ids = [822];
export const modules = {

/***/ 43549:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  cS: () => (/* reexport */ BLOCK_SIZE),
  K7: () => (/* reexport */ checkManifest),
  ew: () => (/* reexport */ diffManifests),
  PH: () => (/* reexport */ manifestOfArchive),
  QI: () => (/* reexport */ manifestOfTrees),
  L7: () => (/* reexport */ printManifest),
  WI: () => (/* reexport */ readManifest),
  HN: () => (/* reexport */ writeManifest)
});

// UNUSED EXPORTS: MANIFEST_SCHEMA, SCHEMA_VERSION, manifestSchemaText

;// CONCATENATED MODULE: ./build/src/manifest/merge.js
/** Two ordered streams side by side. */
/** @param compare the order of both @returns pairs of equals, and what only one of them has */
async function* merge(left, right, compare) {
    const a = left[Symbol.asyncIterator]();
    const b = right[Symbol.asyncIterator]();
    try {
        let [nextA, nextB] = [await a.next(), await b.next()];
        for (;;) {
            if (nextA.done === true && nextB.done === true)
                return;
            const order = nextA.done === true ? 1 : nextB.done === true ? -1 : compare(nextA.value, nextB.value);
            const hadA = order <= 0 && nextA.done !== true ? nextA.value : null;
            const hadB = order >= 0 && nextB.done !== true ? nextB.value : null;
            if (hadA !== null && hadB !== null)
                yield [hadA, hadB];
            else if (hadA !== null)
                yield [hadA, null];
            else if (hadB !== null)
                yield [null, hadB];
            if (hadA !== null)
                nextA = await a.next();
            if (hadB !== null)
                nextB = await b.next();
        }
    }
    finally {
        await a.return?.();
        await b.return?.();
    }
}
//# sourceMappingURL=merge.js.map
// EXTERNAL MODULE: ./build/src/bytes/index.js + 9 modules
var bytes = __webpack_require__(72381);
// EXTERNAL MODULE: ./build/src/version.js
var src_version = __webpack_require__(28009);
// EXTERNAL MODULE: ./build/src/wim/index.js + 43 modules
var wim = __webpack_require__(57647);
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
// EXTERNAL MODULE: ./build/src/tree/index.js + 19 modules
var src_tree = __webpack_require__(45909);
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
        seconds: { type: 'number', title: 'a number', minimum: 0 },
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
async function scanImages(inputs, hashAll, reporter) {
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
async function manifestOfTrees(images, options) {
    const scan = await scanImages(images, options.hashAll === true, options.reporter);
    const label = images.map(({ tree }) => tree.label).join(', ');
    return assemble(label, images, scan, scan.contents.blobs(), options, {});
}
/** @throws unsupported, encrypted, damaged as reading the archive does */
async function manifestOfArchive(archive, options) {
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
    const scan = await scanImages(images, options.hashAll === true, options.reporter);
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
function compareFiles(a, b) {
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
;// CONCATENATED MODULE: ./build/src/manifest/lacks.js
/** What of two sources is not compared. */
/** What one of the two cannot say, each kind once. */
function lacksOfBoth(a, b) {
    return [...new Set([...a.images, ...b.images].flatMap(({ lacks = [] }) => lacks))];
}
//# sourceMappingURL=lacks.js.map
;// CONCATENATED MODULE: ./build/src/manifest/check.js
/**
 * Whether a manifest says the truth: the manifest of the same source is made anew with every byte read and hashed, and the
 * two are compared key by key. What only the build knew (name, version, creation time, inputs, level and encoder,
 * installed updates, what its base has too) is not compared, nor what only one of the two can say: a disk has no stored bytes and gives an image
 * no name, a directory of the host has no security descriptors.
 */





/** Of the images, what every tree shows; what only an archive says; of the archive itself. */
const TREE_KEYS = ['index', 'files', 'directories', 'bytes'];
const XML_KEYS = ['name', 'description', 'edition', 'architecture', 'build', 'languages'];
const ARCHIVE_KEYS = ['guid', 'compression', 'chunkSize', 'parts'];
/** Of a content in an archive. */
const STORED_KEYS = ['stored', 'storedHash', 'part', 'offset'];
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
        created: (0,bytes/* filetimeFromDate */.k2)(new Date(0)),
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
    const notCompared = lacksOfBoth(manifest.facts, made.facts);
    return { problems, count, images: images.length, files, bytes: savings.unique, notCompared };
}
function isTrees(source) {
    return Array.isArray(source);
}
async function* differences(manifest, made) {
    for (const { subject, said, found } of made.wrong)
        yield { subject: `${subject}: sha1`, said, found };
    const archives = [manifest, made].filter(({ facts }) => facts.archive !== undefined).length;
    const lacks = lacksOfBoth(manifest.facts, made.facts);
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
    if (streams.length === 0 && file.reparse === undefined)
        return `${isDirectory(file)} ${file.sha1}`;
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
    for await (const batch of blobsOf(from, prefixes)) {
        for (const line of batch) {
            const { sha1 } = line;
            fresh.delete(sha1);
            if (candidates.from.has(sha1))
                gone.set(sha1, line.read());
        }
    }
    const came = new Map();
    for await (const batch of blobsOf(to, prefixes)) {
        for (const line of batch) {
            const { sha1 } = line;
            gone.delete(sha1);
            if (fresh.has(sha1))
                came.set(sha1, line.read());
        }
    }
    return { from: ownContents(from, gone), to: ownContents(to, came) };
}
const PREFIX_DIGITS = 5;
/** The first five digits of a SHA-1 that begins at `at`, as a number. */
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
    let stored = facts.archive === undefined && bySha1.size === 0 ? null : 0;
    for (const blob of bySha1.values()) {
        bytes += blob.size;
        // A solid resource gives no size of its own to a content.
        stored = stored === null || blob.stored === undefined ? null : stored + blob.stored;
    }
    return { bySha1, sums: { contents: bySha1.size, bytes, stored } };
}
async function* blobsOf(manifest, prefixes) {
    if (manifest.lines !== undefined) {
        yield* manifest.lines.blobs((prefix) => prefixes.has(prefix));
        return;
    }
    for await (const blob of manifest.blobs()) {
        const { sha1 } = blob;
        if (prefixes.has(prefixOf(sha1, 0)))
            yield [{ sha1, subject: manifest.label, read: () => blob }];
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
        if (before !== null && compareFiles(before, file) >= 0) {
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
;// CONCATENATED MODULE: ./build/src/manifest/diff.js
/**
 * What changed between two sources: any two of manifest, archive, disk and directory.
 *
 * A changed time alone is no change by default: servicing touches far more files than it changes, and a WIM ships their times in
 * its metadata for nothing. What one of the two sources cannot say is not compared.
 */






async function diffManifests(from, to, options = {}) {
    const pairs = pairImages(from.facts.images, to.facts.images);
    const notCompared = lacksOfBoth(from.facts, to.facts);
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
// EXTERNAL MODULE: external "node:buffer"
var external_node_buffer_ = __webpack_require__(4573);
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
        // Most pieces are; this way they become text several times as fast.
        return (0,external_node_buffer_.isAscii)(bytes) ? bytes.toString('latin1') : decoder.decode(bytes);
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
    compiled ??= Promise.all(/* import() */[__webpack_require__.e(2463), __webpack_require__.e(787)]).then(__webpack_require__.bind(__webpack_require__, 90787)).then(({ compileSchema }) => ({
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
        blobs: (isWanted) => readElements(file, blobs, (text, start, end, line) => {
            // Where it is written as we write it, the rest is not needed to say so.
            if (isWritten(text, start) && !isWanted(prefixOf(text, start + SHA1_AT)))
                return null;
            const element = new BlobElement(text.slice(start, end), file, line, validators.blob);
            return isWanted(prefixOf(element.sha1, 0)) ? element : null;
        }),
        async *files() {
            files ??= await findFiles(file, blobs);
            yield* readElements(file, files, (text, start, end, line) => new FileElement(text.slice(start, end), file, line, validators.file));
        },
    };
    return {
        label: file,
        facts,
        lines,
        async *blobs() {
            for await (const batch of lines.blobs(() => true))
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
/**
 * The elements from `from` to the line that closes the list, which must come.
 *
 * @param make gets a text, where in it the element stands, and its line; null for one that is left out
 */
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
            const element = make(text, start, more ? end - 1 : end, line);
            if (element !== null)
                elements.push(element);
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
        return isWritten(this.text, 0) ? this.text.slice(SHA1_AT, SHA1_END) : this.read().sha1;
    }
}
/** Whether a blob that begins at `start` is laid out as we write it. */
function isWritten(text, start) {
    return text.startsWith(SHA1_KEY, start) && text.charCodeAt(start + SHA1_END) === QUOTE;
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
            await (0,external_node_events_.once)(stream, 'drain');
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

/***/ 60884:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ GITHUB_TUF),
/* harmony export */   u: () => (/* binding */ withAnchor)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(76760);
/* harmony import */ var _http_index_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(72889);
/**
 * Where trust in GitHub's own signatures begins: the TUF repository from which the root of today is fetched. GitHub signs
 * so for private repositories, and for all of a tenant of ghe.com.
 *
 * What is kept here are the keys that may sign the repository's `root.json`, as fingerprints. The file itself is fetched
 * with each check and taken only where it names these keys and enough of them signed it; each later version must be signed
 * by the one before. So nothing here expires while GitHub keeps the old versions, as TUF demands of it.
 */





/**
 * Version 9 expires on 2027-01-28; it is fetched past that date too, since only the last version of the chain must be in
 * date. Sources: the npm package `@jdxcode/mise-linux-x64` 2026.9.15 holds it (SHA-256
 * eb303461e0109458144b6ebcbfd62aaa6f6d7481e9ca77504b85f17761661462); four of the keys that signed it are those of version 3
 * in pkg/cmd/attestation/verification/embed/tuf-repo.github.com/root.json of github.com/cli/cli, whose threshold is three.
 */
const GITHUB_TUF = {
    url: 'https://tuf-repo.github.com',
    version: 9,
    threshold: 3,
    keyIds: [
        '1b8fa2a77525b38ef24804d3d907ca96f76d178a49520333626ba36d319c5790',
        '54809115b40137aac01af4b7ac2408c77ea0d58fa4dad48fc3196497d2a26f44',
        '56db9f7d64bef1feab6190760336643b20196af4875ee8be915e78f239863aae',
        '88737ccdac7b49cc237e9aaead81be2a40278b886a693d8149a19cf543f093d3',
        '8b498a80a1b7af188c10c9abdf6aade81d14faaffcde2abcd6063baa673ebd12',
        'a10513a5ab61acd0c6b6fbe0504856ead18f3b17c4fabbe3fa848c79a5a187cf',
        'd6a89e23fb22801a0d1186bf1bdd007e228f65a8aa9964d24d06cb5fbb0ce91c',
    ],
};
/** No root.json is larger; GitHub's has 7 KB. */
const MAX_ROOT = 1 << 20;
/** Milliseconds. */
const STALL = 15_000;
const ATTEMPTS = 3;
/**
 * @param use gets the path of the root.json with which the chain begins; that enough of its keys signed it is for the TUF client
 * @throws Error where it cannot be had, or is another one
 */
async function withAnchor(anchor, env, signal, use) {
    const text = await download(`${anchor.url}/${anchor.version}.root.json`, env, signal);
    const mistake = mistakeOf(text, anchor);
    if (mistake !== null)
        throw new Error(`${anchor.version}.root.json ${mistake}`);
    const folder = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdtemp)(node_path__WEBPACK_IMPORTED_MODULE_3__.join((0,node_os__WEBPACK_IMPORTED_MODULE_2__.tmpdir)(), 'image-factory-root-'));
    try {
        const file = node_path__WEBPACK_IMPORTED_MODULE_3__.join(folder, 'root.json');
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.writeFile)(file, text);
        return await use(file);
    }
    finally {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(folder, { recursive: true, force: true });
    }
}
async function download(url, env, signal) {
    const http = new _http_index_js__WEBPACK_IMPORTED_MODULE_4__/* .HttpClient */ .Qq({ env, stall: STALL });
    for (let attempt = 1;; attempt++) {
        try {
            const response = await http.send({ method: 'GET', url, signal });
            const text = await (0,_http_index_js__WEBPACK_IMPORTED_MODULE_4__/* .readText */ .yR)(response, url);
            if (response.status === 200)
                return text;
            throw new _http_index_js__WEBPACK_IMPORTED_MODULE_4__/* .TransientError */ .N_(`${url}: ${response.status}`);
        }
        catch (error) {
            if (!(error instanceof _http_index_js__WEBPACK_IMPORTED_MODULE_4__/* .TransientError */ .N_) || attempt === ATTEMPTS)
                throw error;
        }
    }
}
function mistakeOf(text, { version, threshold, keyIds }) {
    if (text.length > MAX_ROOT)
        return `has more than ${MAX_ROOT} bytes`;
    try {
        const { signed } = JSON.parse(text);
        const { root } = signed.roles;
        if (signed['_type'] !== 'root' || signed.version !== version)
            return `is not version ${version} of a root`;
        if (root.threshold !== threshold)
            return `wants ${root.threshold} signatures, not ${threshold}`;
        const named = root.keyids.toSorted().join();
        if (named !== keyIds.toSorted().join())
            return 'names other keys than those that this version knows';
        const other = keyIds.find((id) => keyIdOf(signed.keys[id]) !== id);
        return other === undefined ? null : `has another key under the id ${other}`;
    }
    catch (error) {
        return `is no root of a TUF repository: ${error.message}`;
    }
}
/** The client takes the id of a key as the file says it. What a key has beside these members is no part of its id. */
function keyIdOf(key) {
    if (key === undefined)
        return '';
    const { keytype, keyval, scheme } = key;
    const [type, value, kind] = [keytype, keyval.public, scheme].map(quoted);
    const canonical = `{"keytype":${type},"keyval":{"public":${value}},"scheme":${kind}}`;
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(canonical).digest('hex');
}
/** A string of canonical JSON: nothing but these two is escaped. */
function quoted(text) {
    return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
//# sourceMappingURL=github-root.js.map

/***/ }),

/***/ 17371:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dl: () => (/* binding */ githubServer),
/* harmony export */   G8: () => (/* binding */ tenantOf),
/* harmony export */   K0: () => (/* binding */ trustDomainOf),
/* harmony export */   xD: () => (/* binding */ issuerOf)
/* harmony export */ });
/* unused harmony export GITHUB */
/* harmony import */ var _http_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(72889);
/** Which GitHub a release is of: github.com, or a tenant of ghe.com, which has issuer, root and API of its own. */

const GITHUB = 'github.com';
/** Enterprise Server attests nothing: what lies there was attested on github.com. @param token wins over GITHUB_TOKEN */
function githubServer(env, token = null) {
    const api = env['GITHUB_API_URL'] || `https://api.${GITHUB}`;
    const host = tenantOf(hostOf(env['GITHUB_SERVER_URL']) ?? hostOf(api)?.replace(/^api\./, '') ?? '');
    return { host: host ?? GITHUB, api, token: token || env['GITHUB_TOKEN'] || null };
}
/** @returns "contoso.ghe.com"; null where a host is none of a tenant */
function tenantOf(host) {
    return /^[a-z0-9-]+\.ghe\.com$/i.test(host) ? host.toLowerCase() : null;
}
/** Who gives the tokens with which a runner signs; the name of an enterprise may stand behind it. */
function issuerOf(host) {
    return `https://token.actions.${host === GITHUB ? 'githubusercontent.com' : host}`;
}
/**
 * The name under which GitHub's TUF repository has the root of a tenant: `<trust domain>.trusted_root.json`. Source:
 * trustedroot.go and trust_domain.go below pkg/cmd/attestation of github.com/cli/cli.
 *
 * @throws Error where the tenant does not say it
 */
async function trustDomainOf(tenant, { host, api, token }, env, signal) {
    const isOwn = tenant === host;
    const url = `${isOwn ? api : `https://api.${tenant}`}/meta`;
    const headers = {
        accept: 'application/vnd.github+json',
        ...(isOwn && token !== null ? { authorization: `Bearer ${token}` } : {}),
    };
    const response = await new _http_index_js__WEBPACK_IMPORTED_MODULE_0__/* .HttpClient */ .Qq({ env }).send({ method: 'GET', url, headers, signal });
    const text = await (0,_http_index_js__WEBPACK_IMPORTED_MODULE_0__/* .readText */ .yR)(response, url);
    if (response.status !== 200)
        throw new Error(`${url}: ${response.status}`);
    const meta = JSON.parse(text);
    const domain = meta.domains?.artifact_attestations?.trust_domain;
    if (typeof domain === 'string' && /^[A-Za-z0-9._-]+$/.test(domain))
        return domain;
    throw new Error(`${url} names no trust domain for attestations`);
}
function hostOf(url) {
    return url !== undefined && URL.canParse(url) ? new URL(url).hostname : null;
}
//# sourceMappingURL=server.js.map

/***/ }),

/***/ 72889:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Qq: () => (/* reexport */ HttpClient),
  N_: () => (/* reexport */ TransientError),
  Xe: () => (/* reexport */ piecesOf),
  yR: () => (/* reexport */ readText),
  P9: () => (/* reexport */ retryAfter),
  R$: () => (/* reexport */ retrying)
});

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
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./build/src/bytes/index.js + 9 modules
var bytes = __webpack_require__(72381);
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
/** Milliseconds that a server asks to wait: RFC 9110, 10.2.3, in seconds or as a date. Null where it says nothing. */
function retryAfter({ 'retry-after': text = '' }) {
    if (/^\d+$/.test(text))
        return Number(text) * 1000;
    const date = Date.parse(text);
    return Number.isNaN(date) ? null : Math.max(date - Date.now(), 0);
}
/** Twice as long each time, and never the same for two that failed together. */
function backOff(failures) {
    const full = Math.min(FIRST_WAIT * 2 ** (failures - 1), LONGEST_WAIT);
    return Math.round(full / 2 + (Math.random() * full) / 2);
}
async function waitByClock(milliseconds, signal) {
    await (0,promises_.setTimeout)(milliseconds, undefined, { signal }).catch(() => undefined);
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
        let answer = null;
        call.once('response', (response) => {
            answer = response;
        });
        // A body under way that is ended with its call says only that it was aborted.
        call.setTimeout(this.#stall, () => {
            (answer ?? call).destroy(new Error(`nothing moved for ${this.#stall / 1000} s`));
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

/***/ }),

/***/ 30822:
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
  ND: () => (/* reexport */ fetchManifestOf),
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

// UNUSED EXPORTS: BODY_LIMIT, COUNT_LIMIT, FILE_LIMIT, GitHubApi, HttpClient, TransientError, anySigner, checkAttestation, folderStore, githubSource, githubStore, isReleaseName, noAttestation, notAsListed, openGitHub, piecesOf, readText, retryAfter, retrying

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
const MAX_SUMS = 1 << 20;
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
        const { code = '' } = error;
        if (!['ENOENT', 'ENOTDIR'].includes(code))
            throw (0,errors/* fromSystemError */.Kh)(error, file);
        const facts = await (0,promises_.stat)(folder).catch(() => null);
        if (facts === null)
            throw (0,errors/* notThere */._)(folder);
        throw new errors/* FactoryError */.Xx('not-found', {
            subject: folder,
            found: facts.isDirectory() ? `no ${SUMS_NAME}` : 'a file',
            expected: 'a release folder, as "image-factory build" makes it',
            next: 'check the path',
        });
    }
}
/** @param subject where it was read, for errors. @throws damaged */
function parseSums(text, subject) {
    const sums = new Map();
    // An editor of Windows may have put a mark of UTF-8 before it.
    const lines = text
        .slice(0, MAX_SUMS)
        .replace(/^\uFEFF/, '')
        .split(/\r?\n/);
    for (const [index, line] of lines.entries()) {
        if (line === '')
            continue;
        const at = `${subject}:${index + 1}`;
        const [, sha256 = '', name = ''] = /^([0-9a-fA-F]{64}) [ *](.+)$/.exec(line) ?? [];
        if (sha256 === '' || !isReleaseName(name) || name === SUMS_NAME) {
            const found = JSON.stringify(line.slice(0, 120));
            const expected = 'a SHA-256, two spaces and the name of a file of the release';
            throw new errors/* FactoryError */.Xx('damaged', { subject: at, found, expected });
        }
        if (sums.has(name)) {
            const next = 'get the list as it was published: whoever reads it may take either line';
            throw new errors/* FactoryError */.Xx('damaged', {
                subject: at,
                found: `${name} once more`,
                expected: 'each file once',
                next,
            });
        }
        sums.set(name, sha256.toLowerCase());
    }
    return sums;
}
//# sourceMappingURL=sums.js.map
// EXTERNAL MODULE: ./build/src/release/attestation/github-root.js
var github_root = __webpack_require__(60884);
// EXTERNAL MODULE: ./build/src/release/attestation/server.js
var attestation_server = __webpack_require__(17371);
;// CONCATENATED MODULE: ./build/src/release/attestation/signer.js
/** Who must have signed an attestation: `--signer` of fetch. */


/**
 * @param text OWNER/REPO, HOST/OWNER/REPO, or the URL of a workflow file, with or without `@REF`
 * @param host of the GitHub that is meant where none is named @throws usage
 */
function parseSigner(text, subject, host) {
    const [, named, name] = /^(?:([a-z0-9-]+(?:\.[a-z0-9-]+)+)\/)?([A-Za-z0-9][A-Za-z0-9-]*\/[A-Za-z0-9._-]+)$/.exec(text) ?? [];
    if (name !== undefined)
        return { kind: 'repository', host: named ?? host, name };
    const [, server] = /^https:\/\/([^/@]+)\/[^/]+\/[^/]+\/.+\.ya?ml(@.+)?$/.exec(text) ?? [];
    if (server !== undefined)
        return { kind: 'workflow', host: server.toLowerCase(), identity: text };
    throw new errors/* FactoryError */.Xx('usage', {
        subject,
        found: `"${text}"`,
        expected: 'OWNER/REPO (HOST/OWNER/REPO elsewhere than on github.com), or the URL of a workflow: https://github.com/OWNER/REPO/.github/workflows/NAME.yml, with @REF or without',
    });
}
/** @returns null where it is who it must be */
function signerMistake(rule, { signer, issuer, repository }) {
    const next = 'take the release only if you trust that signer: then name it with --signer';
    const runners = (0,attestation_server/* issuerOf */.xD)(rule.host);
    if (issuer !== runners && !issuer.startsWith(`${runners}/`)) {
        const expected = `a token of GitHub's runners: ${runners}`;
        return { found: `it is signed with a token of ${issuer}`, expected, next };
    }
    if (rule.kind === 'workflow') {
        const { identity } = rule;
        const isIt = identity.includes('@') ? signer === identity : signer.startsWith(`${identity}@`);
        return isIt ? null : { found: `it is signed by ${signer}`, expected: identity, next };
    }
    const { host, name } = rule;
    const expected = `the repository ${host === 'github.com' ? '' : `${host}/`}${name}`;
    // The signer may be a workflow of another repository, which anybody may call.
    if (repository === null)
        return { found: `${signer} does not say for which repository it signed`, expected, next };
    if (repository.toLowerCase() === `https://${host}/${name}`.toLowerCase())
        return null;
    return { found: `it was built in ${repository}`, expected, next };
}
/** Whose attestation a release of GitHub must be where nobody else is named. @param label `github:OWNER/REPO@TAG` */
function ownSigner(label, host) {
    const name = /^github:(.+)@[^@]*$/.exec(label)?.[1];
    return name === undefined ? null : { kind: 'repository', host, name };
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
async function checkAttestation(file, label, sums, options, reporter) {
    const subject = `${label}: ${ATTESTATION_NAME}`;
    const roots = options.trustedRoot === null ? { kind: 'known' } : await readRoots(options.trustedRoot);
    const mistakes = [];
    for (const bundle of bundlesOf(await (0,promises_.readFile)(file, 'utf8'))) {
        try {
            const attested = await checkBundle(bundle, sums, roots, options, subject, reporter);
            reporter.info(`${subject}: signed by ${attested.signer}`);
            return attested;
        }
        catch (error) {
            if (!(error instanceof errors/* FactoryError */.Xx) || error.code === 'store')
                throw error;
            mistakes.push(error);
        }
    }
    throw mistakes[0];
}
/** Several may stand one a line, as "gh attestation download" writes them: one that holds is enough. */
function bundlesOf(text) {
    return text.split(/\r?\n(?=\{)/);
}
async function checkBundle(bundle, sums, roots, { signer, server, env, anchor = github_root/* GITHUB_TUF */.Y }, subject, { signal }) {
    // The libraries take time to load, and most releases need none of them.
    const { verifyBundle } = await Promise.all(/* import() */[__webpack_require__.e(1303), __webpack_require__.e(2610)]).then(__webpack_require__.bind(__webpack_require__, 82610));
    const around = { anchor, server, env, signal };
    const { statement, ...attested } = await verifyBundle(bundle, roots, around, subject);
    refuseOther(subject, statement.subjects, sums);
    const mistake = signer === null ? null : signerMistake(signer, attested);
    if (mistake !== null)
        throw new errors/* FactoryError */.Xx('refused', { subject, ...mistake });
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
    if (isTufRoot(text))
        return { kind: 'tuf', file };
    const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
    return { kind: 'given', texts: lines.every(isObject) ? lines : [text] };
}
function isTufRoot(text) {
    try {
        return JSON.parse(text).signed?._type === 'root';
    }
    catch {
        return false;
    }
}
function isObject(line) {
    return line.trimStart().startsWith('{') && line.trimEnd().endsWith('}');
}
//# sourceMappingURL=attestation.js.map
;// CONCATENATED MODULE: ./build/src/release/attestation/options.js
/** What a user asks of an attestation, on the command line or as inputs of a step. */



/**
 * @param label of the release @param env GITHUB_SERVER_URL, GITHUB_API_URL, GITHUB_TOKEN and the proxies
 * @throws usage where one is required and nobody says whose
 */
function attestationOptions(label, { required, signer: text, trustedRoot, words }, env, token = null) {
    const server = (0,attestation_server/* githubServer */.Dl)(env, token);
    const signer = text === null ? ownSigner(label, server.host) : parseSigner(text, words.signer, server.host);
    if (required && signer === null) {
        throw new errors/* FactoryError */.Xx('usage', {
            subject: words.required,
            found: `${label} does not say whose release it is`,
            expected: `${words.signer} with who signs`,
            next: `name the repository in which it is built: OWNER/REPO as ${words.signer}`,
        });
    }
    return { required, signer, trustedRoot, server, env };
}
/** One that is there is checked, whoever signed it. */
function anySigner(env) {
    return { required: false, signer: null, trustedRoot: null, server: (0,attestation_server/* githubServer */.Dl)(env), env };
}
//# sourceMappingURL=options.js.map
;// CONCATENATED MODULE: ./build/src/release/attestation/index.js


//# sourceMappingURL=index.js.map
// EXTERNAL MODULE: ./build/src/bytes/index.js + 9 modules
var bytes = __webpack_require__(72381);
// EXTERNAL MODULE: ./build/src/room-left.js
var room_left = __webpack_require__(49366);
// EXTERNAL MODULE: ./build/src/manifest/index.js + 21 modules
var src_manifest = __webpack_require__(43549);
// EXTERNAL MODULE: ./build/src/source/index.js + 4 modules
var src_source = __webpack_require__(35269);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: ./build/src/read-pieces.js
var read_pieces = __webpack_require__(73405);
;// CONCATENATED MODULE: ./build/src/release/hash.js
/** The SHA-256 of a file, and what is said where a file of a release has another one. */



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
/** What says that a file of a release is not what its entry says. */
function notAsListed(subject, found, expected) {
    return new errors/* FactoryError */.Xx('damaged', { subject, found, expected, next: 'build or fetch it again' });
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
/** Before a build of hours: may anything be made where it goes? What Windows allows, only making it says. */
async function checkWritable(out) {
    let folder = external_node_path_.dirname(external_node_path_.resolve(out));
    for (;;) {
        try {
            await (0,promises_.access)(folder, external_node_fs_.constants.W_OK);
            return;
        }
        catch (error) {
            const above = external_node_path_.dirname(folder);
            if (error.code !== 'ENOENT')
                throw (0,errors/* fromSystemError */.Kh)(error, out);
            if (above === folder)
                return;
            folder = above;
        }
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
    await checkWritable(out);
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
            throw notAsListed(file, `the SHA-256 ${found}`, sha256);
        files.push({ name, path: file, size, sha256 });
    }
    return files;
}
async function linkOrCopy(file, target, reporter) {
    const { size } = await (0,promises_.stat)(file.path);
    if (size !== file.size)
        throw notAsListed(file.path, `${size} bytes`, `${file.size} bytes`);
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
        throw notAsListed(target, `the SHA-256 ${copy.sha256}`, file.sha256);
    const handle = await (0,promises_.open)(target, 'r+');
    await handle.sync();
    await handle.close();
}
//# sourceMappingURL=release-folder.js.map
// EXTERNAL MODULE: ./build/src/release/http/index.js + 3 modules
var http = __webpack_require__(72889);
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
/** For a file that ends before the range that is asked for does. */
function tooShort(subject, bytes, { end }, next) {
    const expected = `${end} at least, as its manifest says`;
    return new errors/* FactoryError */.Xx('damaged', { subject, found: `${bytes} bytes`, expected, next });
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
    const task = reporter.task(`Downloading ${file.part.name}`, file.pendingBytes, 'bytes');
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
    await (0,http/* retrying */.R$)(`Downloading ${name}`, retriesOf(transfer), async () => {
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
            throw new http/* TransientError */.N_(`${name} broke off at byte ${at}`);
    });
}
async function fetchWholePart(file, transfer) {
    const { source, counts, reporter } = transfer;
    const { name, size } = file.part;
    await untilRight(name, transfer, async () => {
        await (0,http/* retrying */.R$)(`Downloading ${name}`, retriesOf(transfer), async () => {
            const { pieces } = await source.read(name, null, reporter);
            let at = 0;
            let next = 0;
            for await (const piece of pieces) {
                counts.downloaded += piece.length;
                if (at + piece.length > size)
                    throw new http/* TransientError */.N_(`${name} has more than ${size} bytes`);
                await file.write(at, piece);
                at += piece.length;
                // What is right stays, however far the rest gets.
                for (; (next + 1) * src_manifest/* BLOCK_SIZE */.cS <= at; next++)
                    await file.verify(next);
            }
            if (at < size)
                throw new http/* TransientError */.N_(`${name} broke off at byte ${at}`);
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
//# sourceMappingURL=download.js.map
;// CONCATENATED MODULE: ./build/src/release/fetch/small-files.js
/** The files of a release that are fetched as a whole: SHA256SUMS first, and what it lists beside the parts. */










/** The manifest of a million files has some hundred megabytes. */
const MAX_FILE = 2 ** 31;
/** The list of the release, written into `folder`. @throws not-found, damaged */
async function fetchSums(folder, transfer) {
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
    return (0,http/* retrying */.R$)(`Fetching ${name}`, retriesOf(transfer), async () => {
        const { pieces } = await source.read(name, null, reporter);
        const handle = await (0,promises_.open)(file, 'w');
        const hash = (0,external_node_crypto_.createHash)('sha256');
        let size = 0;
        try {
            for await (const piece of pieces) {
                size += piece.length;
                counts.downloaded += piece.length;
                if (size > limit)
                    throw tooLarge(`${source.label}: ${name}`, limit, source.remedy);
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
function tooLarge(subject, limit, next) {
    const expected = `${(0,bytes/* formatBytes */.z3)(limit)} at most`;
    return new errors/* FactoryError */.Xx('damaged', { subject, found: `more than ${(0,bytes/* formatBytes */.z3)(limit)}`, expected, next });
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
    return fetchSums(folder, transferOf(source, reporter));
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
    /** Bytes that are still to be written. */
    get pendingBytes() {
        const gaps = this.pending().flatMap((block) => this.gapsOf(block));
        return gaps.reduce((bytes, { start, end }) => bytes + end - start, 0);
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
// EXTERNAL MODULE: ./build/src/wim/index.js + 43 modules
var wim = __webpack_require__(57647);
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
                throw notAsListed(path, `more than ${size} bytes`, `${size} bytes`);
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
        throw notAsListed(path, `${length} bytes`, `${size} bytes`);
    const found = hash.digest('hex');
    if (found !== sha256)
        throw notAsListed(path, `the SHA-256 ${found}`, sha256);
    if (held !== null)
        yield held;
}
//# sourceMappingURL=content.js.map
;// CONCATENATED MODULE: ./build/src/release/taken-tag.js
/** A tag under which another release is out. */

/**
 * @param subject the store with the tag @param holder the image of the release that is out; null: it does not say
 * @param difference what is known of that release, behind "another release under this tag"
 */
function takenTag(subject, { image, title }, holder, difference = '') {
    const expected = 'a tag that is free: a release never changes';
    if (holder !== null && holder !== image) {
        return new errors/* FactoryError */.Xx('exists', {
            subject,
            found: `a release of the image "${holder}" under this tag`,
            expected,
            next: `give each image tags of its own: "${title.replaceAll(' ', '-')}" as --tag or the input "tag"`,
        });
    }
    return new errors/* FactoryError */.Xx('exists', {
        subject,
        found: `another release under this tag${difference}`,
        expected,
        next: 'raise the version of the definition, or give it another tag; build on a tag, not on a release that is out already',
    });
}
//# sourceMappingURL=taken-tag.js.map
;// CONCATENATED MODULE: ./build/src/release/folder/folder-store.js
/** A store that is a folder: each release is a folder of it, called as its tag. */














function folderStore(folder) {
    return {
        label: folder,
        fileLimit: null,
        countLimit: null,
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
async function putRelease(folder, tag, release, reporter) {
    const { files } = release;
    const location = external_node_path_.join(folder, tag);
    const names = files.map(({ name }) => name);
    const settled = async () => {
        if (await holds(location, files, reporter)) {
            return { location, changed: false, uploaded: [], kept: names };
        }
        throw takenTag(`${folder}@${tag}`, release, await imageOf(location));
    };
    if (await isFolder(location))
        return settled();
    const partial = await (0,output/* partialBeside */.OY)(location);
    try {
        await (0,promises_.mkdir)(partial);
        for (const content of contentsOf(files)) {
            await copyChecked(content, external_node_path_.join(partial, content.name), reporter);
        }
        // Another run may have been faster, and a folder is never renamed over one that holds files.
        if (!(await isFolder(location))) {
            await (0,output/* renameOver */.HB)(partial, location).catch(async (error) => {
                if (!(await isFolder(location)))
                    throw error;
            });
        }
        if (!(await isFolder(partial))) {
            return { location, changed: true, uploaded: [...names, SUMS_NAME], kept: [] };
        }
        return await settled();
    }
    catch (error) {
        throw (0,errors/* fromSystemError */.Kh)(error, location);
    }
    finally {
        await (0,promises_.rm)(partial, { recursive: true, force: true });
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
const IMMUTABLE = /immutable release/i;
function failureOf(failure) {
    const { status, headers, what } = failure;
    const message = messageOf(failure);
    const limit = limitWait(failure, message);
    if (limit !== null)
        return new http/* TransientError */.N_(message, { wait: limit, refused: true });
    if (status >= 500 || status === 408) {
        return new http/* TransientError */.N_(message, { wait: (0,http/* retryAfter */.P9)(headers) });
    }
    const { code, expected, next } = adviceFor(failure, message);
    return new errors/* FactoryError */.Xx(code, { subject: failure.subject, found: `${what}: ${message}`, expected, next });
}
/** Milliseconds to wait where this is a limit; null where it is none. */
function limitWait({ status, headers }, message) {
    if (status !== 403 && status !== 429)
        return null;
    const after = (0,http/* retryAfter */.P9)(headers);
    if (after !== null)
        return after;
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
    if (IMMUTABLE.test(message)) {
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
/** Whether the tag was that of an immutable release: nothing can ever be published under it. */
function isBurnt({ code, details }) {
    return code === 'exists' && IMMUTABLE.test(details.found);
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
/** Most files of a release. */
const COUNT_LIMIT = 1000;
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
        const { image, content, run } = value;
        return { image, content, ...(typeof run === 'string' ? { run } : {}) };
    }
    catch {
        return null;
    }
}
/** The text of a release: its notes and the marker, no longer than GitHub takes. @param run of a draft, which one fills it */
function bodyOf(release, run) {
    const says = { ...markerOf(release), ...(run === undefined ? {} : { run }) };
    const marker = `${OPEN}${JSON.stringify(says).replaceAll('>', '\\u003e')}${CLOSE}`;
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
        const path = `/releases/tags/${encodeURIComponent(tag)}`;
        return this.#find(`Looking for the release ${tag}`, path, reporter);
    }
    /** As it is now; null where it was removed. */
    async releaseAgain({ id, tag_name: tag }, reporter) {
        return this.#find(`Looking at the draft of ${tag}`, `/releases/${id}`, reporter);
    }
    async #find(what, path, reporter) {
        return (0,http/* retrying */.R$)(what, this.#retries(reporter), async () => {
            const response = await this.#send({ method: 'GET', url: `${this.#base}${path}` }, reporter);
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
        return (0,http/* retrying */.R$)(what, this.#retries(reporter), async () => {
            try {
                const body = JSON.stringify(values);
                const response = await this.#send({ method: 'POST', url: `${this.#base}/releases`, body }, reporter);
                return (await this.#parse(what, response));
            }
            catch (error) {
                if (!(error instanceof http/* TransientError */.N_) || error.refused)
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
        await (0,http/* retrying */.R$)(what, this.#retries(reporter), async () => {
            if (attempts++ > 0 && (await before()))
                return;
            const task = reporter.task(what, file.size, 'bytes');
            try {
                const body = { size: file.size, type: 'application/octet-stream', open: () => told(file, task) };
                const response = await this.#send({ method: 'POST', url, body }, reporter);
                await this.#parse(what, response, (status, text) => {
                    if (status !== 422 || !isTaken(text))
                        return null;
                    return new http/* TransientError */.N_('the name is taken by an upload before');
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
        return (0,http/* retrying */.R$)(what, this.#retries(reporter), async () => {
            const response = await this.openAsset(asset, {}, reporter);
            if (response.status !== 200)
                throw await this.#failure(what, response);
            return attempt((0,http/* piecesOf */.Xe)(response, name));
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
            throw new http/* TransientError */.N_('the signed address has expired');
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
            const page = await (0,http/* retrying */.R$)(what, this.#retries(reporter), async () => {
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
        return (0,http/* retrying */.R$)(what, this.#retries(reporter), async () => {
            const body = values === undefined ? {} : { body: JSON.stringify(values) };
            return this.#parse(what, await this.#send({ method, url: `${this.#base}${path}`, ...body }, reporter));
        });
    }
    async #delete(what, path, reporter) {
        await (0,http/* retrying */.R$)(what, this.#retries(reporter), async () => {
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
        const text = await (0,http/* readText */.yR)(response, this.#base);
        const { status, headers } = response;
        if (status < 200 || status >= 300) {
            throw special(status, text) ?? this.#failureOf(what, status, headers, text);
        }
        try {
            return status === 204 ? null : JSON.parse(text);
        }
        catch (cause) {
            throw new http/* TransientError */.N_(`${status} with a body that is no JSON`, { cause });
        }
    }
    async #failure(what, response) {
        const text = await (0,http/* readText */.yR)(response, this.#base);
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
/** Whether GitHub gives those bytes. What comes as others is read once more: they may have changed on the way. */
async function readsAs(api, asset, sha256, reporter) {
    const read = async (pieces) => {
        const hash = (0,external_node_crypto_.createHash)('sha256');
        let size = 0;
        for await (const piece of pieces) {
            hash.update(piece);
            size += piece.length;
        }
        if (size < asset.size)
            throw new http/* TransientError */.N_(`${asset.name} broke off at byte ${size}`);
        return hash.digest('hex');
    };
    for (let attempt = 0; attempt < 2; attempt++) {
        if ((await api.download(asset, read, reporter)) === sha256)
            return true;
    }
    return false;
}
//# sourceMappingURL=api.js.map
;// CONCATENATED MODULE: ./build/src/release/github/draft.js
/**
 * A release on its way: a draft, found again by its tag and our marker, whose files are made what they shall be. It is
 * published when all of them are there, so that nobody ever sees half a release, and an immutable one is complete.
 *
 * Nothing at GitHub can be locked. Of two runs that fill the same draft at once, the later one takes it over: its name
 * stands in the marker from then on, and the other one, which looks there before it removes or publishes anything, ends.
 */





/** How often what is there is looked at and completed. */
const ROUNDS = 3;
/**
 * The one draft of this release, found or made, and taken. Where another run has published it meanwhile, it is none any more.
 *
 * @throws exists where people made one for the tag
 */
async function openDraft(api, release, known, reporter) {
    const draft = await findOrMake(api, release, known, reporter);
    const { run, tag } = release;
    if (!draft.draft || readMarker(draft.body)?.run === run)
        return draft;
    return api.changeRelease(draft.id, { body: bodyOf(release, run) }, `Taking the draft of ${tag}`, reporter);
}
async function findOrMake(api, release, known, reporter) {
    const [found, ...others] = draftsOf(api, release, known);
    if (found !== undefined) {
        reporter.info(`${api.subject}: going on with the draft of ${release.tag} that an earlier run left`);
        await removeAll(api, others, reporter);
        return found;
    }
    const { tag, title, target, run } = release;
    const values = {
        tag_name: tag,
        name: title,
        body: bodyOf(release, run),
        draft: true,
        ...(target === null ? {} : { target_commitish: target }),
    };
    const look = () => api.newestReleases(reporter);
    const find = async () => draftsOf(api, release, await look())[0];
    const created = await api.createRelease(values, find, reporter);
    const newest = await look();
    // An attempt whose answer was lost may have made one too, and so may another run: the oldest is the one.
    const [draft = created, ...twins] = draftsOf(api, release, newest);
    await removeAll(api, twins, reporter);
    const published = newest.find(({ draft: isDraft, tag_name: name }) => !isDraft && name === tag);
    if (published === undefined)
        return draft;
    if (readMarker(draft.body)?.run === run)
        await removeAll(api, [draft], reporter);
    return published;
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
/** But for those that another run has published meanwhile. */
async function removeAll(api, drafts, reporter) {
    for (const draft of drafts) {
        const now = await api.releaseAgain(draft, reporter);
        if (now?.draft !== true)
            continue;
        await api.deleteRelease(draft.id, `Removing a second draft of ${draft.tag_name}`, reporter);
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
            const isThere = async () => !(await state.reconcile()).includes(content);
            try {
                await api.upload(draft, content, isThere, reporter);
            }
            catch (error) {
                if (error instanceof errors/* FactoryError */.Xx && error.code === 'not-found')
                    await state.checkOwn();
                throw error;
            }
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
    /** @throws busy where another run has taken the draft since, or done with it */
    async checkOwn() {
        const now = await this.#api.releaseAgain(this.#draft, this.#options.reporter);
        if (now?.draft === true && readMarker(now.body)?.run === this.#draft.run)
            return;
        throw new errors/* FactoryError */.Xx('busy', {
            subject: `${this.#api.subject}@${this.#draft.tag_name}`,
            found: now?.draft === false ? 'another run has published it' : 'another run fills its draft now',
            expected: 'one run at a time',
            next: 'wait for that run, then run it again: it says whether the release is this one',
        });
    }
    /** Removes what is wrong. @returns what is missing then. @throws busy */
    async reconcile() {
        const { reporter } = this.#options;
        await this.checkOwn();
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
        if (!(await readsAs(this.#api, asset, content.sha256, this.#options.reporter)))
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
        countLimit: COUNT_LIMIT,
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
    const run = (0,external_node_crypto_.randomUUID)();
    const draft = await openDraft(api, { ...release, run, target }, known, reporter);
    if (!draft.draft)
        return settled(api, draft, release, options);
    const filled = await fillDraft(api, { ...draft, run }, contentsOf(release.files), options);
    const values = { tag_name: tag, name: title, body: bodyOf(release), draft: false };
    try {
        const done = await api.changeRelease(draft.id, values, `Publishing ${tag}`, reporter);
        return { location: done.html_url, changed: true, ...filled };
    }
    catch (error) {
        if (!(error instanceof errors/* FactoryError */.Xx) || error.code !== 'exists')
            throw error;
        const other = await api.releaseOf(tag, reporter);
        if (other === null) {
            if (isBurnt(error))
                await removeAll(api, [draft], reporter);
            throw error;
        }
        const put = await settled(api, other, release, options);
        await removeAll(api, [draft], reporter);
        return put;
    }
}
/** A release that is out is this one, or it is in the way. */
async function settled(api, published, release, options) {
    const found = await differenceOf(api, published, release, options);
    if (found === null) {
        const kept = release.files.map(({ name }) => name);
        return { location: published.html_url, changed: false, uploaded: [], kept };
    }
    const immutable = published.immutable === true ? ', which is immutable' : '';
    throw takenTag(`${api.subject}@${release.tag}`, release, github_store_imageOf(published), `${immutable}: ${found}`);
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
        const isSame = typeof asset.digest === 'string'
            ? asset.digest === `sha256:${sha256}`
            : verify
                ? await readsAs(api, asset, sha256, reporter)
                : says;
        if (!isSame)
            return `its ${name} is another`;
    }
    const own = new Set([SUMS_NAME, CHANGES_NAME, ...release.files.map(({ name }) => name)]);
    const more = assets.find(({ name }) => isReleaseName(name) && !own.has(name));
    return more === undefined ? null : `it has ${more.name} too`;
}
async function github_store_save(api, { tag }, name, target, reporter) {
    const release = (await api.releases(reporter)).find(({ draft, tag_name: own }) => !draft && own === tag);
    const assets = release === undefined ? [] : await api.assets(release, reporter);
    const asset = assets.find((candidate) => candidate.name === name);
    if (asset === undefined) {
        throw new errors/* FactoryError */.Xx('not-found', {
            subject: `${api.subject}@${tag}`,
            found: `no ${name}`,
            expected: 'a release that this program made',
        });
    }
    const expected = asset.digest ?? (await listedDigest(api, assets, name, reporter));
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
        if (size === asset.size && (expected ?? found) === found)
            return;
        throw new http/* TransientError */.N_(`${name} came as ${size} bytes with ${found}, not as it was published`);
    }, reporter));
}
/** What the list of the release says of a file where GitHub does not; null where that says nothing either. */
async function listedDigest(api, assets, name, reporter) {
    const list = assets.find((asset) => asset.name === SUMS_NAME);
    if (list === undefined || name === SUMS_NAME || list.size > MAX_SUMS)
        return null;
    const text = await api.download(list, textOf, reporter);
    const sha256 = parseSums(text, `${api.subject}: ${SUMS_NAME}`).get(name);
    return sha256 === undefined ? null : `sha256:${sha256}`;
}
async function textOf(pieces) {
    const all = [];
    for await (const piece of pieces)
        all.push(piece);
    return Buffer.concat(all).toString();
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
        next: `${noToken('write')}; or publish to a folder: --to FOLDER`,
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
        http: new http/* HttpClient */.Qq({ env }),
    });
}
//# sourceMappingURL=open-store.js.map
;// CONCATENATED MODULE: ./build/src/release/fetch/reshape.js
/** A fetched release in the other form: joined to one WIM, or cut into parts. Its manifest then says where contents lie now. */






/**
 * @param size bytes of the largest part
 * @returns the parts that make the release now; those that were fetched stay beside them, for a run that must go on
 */
async function reshape(folder, parts, form, reporter, size = GITHUB_SPLIT) {
    const isSplit = parts.length > 1;
    if (form === null || isSplit === (form === 'split'))
        return parts;
    if (form === 'split' && (parts[0]?.size ?? 0) <= size)
        return parts;
    const source = external_node_path_.join(folder, isSplit ? SET_NAME : WIM_NAME);
    const target = external_node_path_.join(folder, isSplit ? WIM_NAME : SET_NAME);
    const archive = await (0,wim/* openWim */.SS)(source);
    try {
        if (isSplit)
            await (0,wim/* joinWim */.Gg)(archive, target, { reporter });
        else
            await (0,wim/* splitWim */.Am)(archive, target, { size, reporter });
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
// EXTERNAL MODULE: ./build/src/codec/index.js + 10 modules
var codec = __webpack_require__(92468);
// EXTERNAL MODULE: ./build/src/tree/index.js + 19 modules
var src_tree = __webpack_require__(45909);
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
            // Of several releases one that cannot be read is no reason to go without the others.
            for (const file of files)
                await (files.length > 1 ? this.#addWhatCan(file, `${file} is left out`) : this.#addArchive(file));
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
    /** Of a set that is not whole, the parts that are there. @throws not-found, damaged, unsupported */
    async #addArchive(file) {
        try {
            this.#keep(await (0,wim/* openWim */.SS)(file));
        }
        catch (error) {
            if (!(error instanceof errors/* FactoryError */.Xx))
                throw error;
            const remains = await (0,wim/* openRemains */.c8)(file);
            for (const part of remains)
                this.#keep(part);
            if (remains.length === 0)
                throw error;
            this.#reporter.warn(`seed ${file} cannot be read as a whole, what it lacks is downloaded: ${error.message}`);
        }
    }
    #keep(archive) {
        this.#archives.push(archive);
        this.#closers.push(() => archive.close());
    }
    /** @param then what is told where nothing of it can be read */
    async #addWhatCan(file, then) {
        try {
            await this.#addArchive(file);
        }
        catch (error) {
            if (!(error instanceof errors/* FactoryError */.Xx))
                throw error;
            this.#reporter.warn(`${then}: ${error.message}`);
        }
    }
    /** The release that is replaced is no seed that anybody named: that it is damaged is told. */
    async #addOwn(own) {
        const then = `${own} is replaced, and nothing of it can be used`;
        for (const file of await archivesIn(own, this.#reporter))
            await this.#addWhatCan(file, then);
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
/** Milliseconds in which a process that takes the folder writes its number. */
const NEWLY = 10_000;
/** @throws busy where another process works in it */
async function openWorkFolder(target) {
    const resolved = external_node_path_.resolve(target);
    const folder = external_node_path_.join(external_node_path_.dirname(resolved), `.${external_node_path_.basename(resolved)}.fetch`);
    const owner = external_node_path_.join(folder, OWNER);
    try {
        await (0,promises_.mkdir)(external_node_path_.dirname(folder), { recursive: true });
        let isOld;
        do {
            isOld = !(await made(folder));
        } while (!(await taken(owner, target)));
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
            async remove() {
                // Under another name it is nobody's place to work in, however far the removal gets.
                const doomed = await (0,output/* partialBeside */.OY)(resolved);
                await (0,output/* renameOver */.HB)(folder, doomed);
                await (0,promises_.rm)(doomed, { recursive: true, force: true, maxRetries: 5 });
            },
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
/** Of two that come at once, one makes the file. @returns false where the folder was removed meanwhile */
async function taken(owner, subject) {
    for (;;) {
        try {
            await (0,promises_.writeFile)(owner, String(process.pid), { flag: 'wx' });
            return true;
        }
        catch (error) {
            const { code } = error;
            if (code === 'ENOENT')
                return false;
            if (code !== 'EEXIST')
                throw error;
        }
        await refuseRunning(owner, subject);
        // What an ended process left gets a name of its own first: another one may have taken its place since it was read.
        const old = `${owner}-${process.pid}`;
        await (0,promises_.rename)(owner, old).catch(() => undefined);
        await refuseRunning(old, subject).catch(async (error) => {
            await (0,promises_.rename)(old, owner);
            throw error;
        });
        await (0,promises_.rm)(old, { force: true });
    }
}
/** One that was made this moment says nothing yet. */
async function refuseRunning(owner, subject) {
    const text = await (0,promises_.readFile)(owner, 'utf8').catch(() => null);
    if (text === null)
        return;
    const pid = Number(text);
    const age = Date.now() - ((await (0,promises_.stat)(owner).catch(() => null))?.mtimeMs ?? 0);
    if (text === '' ? age > NEWLY : !Number.isInteger(pid) || pid <= 0 || !(0,output/* isRunning */.W_)(pid))
        return;
    throw new errors/* FactoryError */.Xx('busy', {
        subject,
        found: `${text === '' ? 'another process' : `process ${pid}`} fetches into it`,
        next: `wait for it; if that process is none of ours, remove ${owner}`,
    });
}
//# sourceMappingURL=work-folder.js.map
;// CONCATENATED MODULE: ./build/src/release/fetch/fetch.js
/** Fetches a release: only what this host lacks is downloaded, and nothing is taken that is not what was published. */



















/** Beside what was fetched: what is compressed again goes through it. */
const SCRATCH = 'scratch';
const NO_ROOM = 'free space there, or name a folder on another disk with --to';
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
    for (const seed of options.seeds ?? [])
        await (0,src_source/* parseSource */.PJ)(seed);
    const work = await openWorkFolder(to);
    const counts = { downloaded: 0, reused: 0, recompressed: 0, kept: 0 };
    const transfer = { source, counts, reporter, ...(wait === undefined ? {} : { wait }) };
    let begun = work.isOld;
    try {
        const sums = await fetchSums(work.path, transfer);
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
        const kept = parts === published ? others : withoutAttestation(others, reporter);
        const files = await releaseFiles(work.path, parts, [MANIFEST_NAME, ...kept], reporter);
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
async function attested(folder, sums, transfer, { attestation = anySigner(process.env), reporter }) {
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
/** It says of the parts as they were published, and whoever fetches the folder again would be refused. */
function withoutAttestation(names, reporter) {
    const rest = names.filter((name) => name !== ATTESTATION_NAME);
    if (rest.length < names.length) {
        reporter.info(`${ATTESTATION_NAME} is left out: it says of the release as it was published, not of this form`);
    }
    return rest;
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
    const twice = parts.find(({ name }, at) => parts.findIndex((part) => part.name === name) < at);
    if (twice !== undefined) {
        throw new errors/* FactoryError */.Xx('damaged', {
            subject,
            found: `${twice.name} once more`,
            expected: 'each part once',
        });
    }
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
        const pending = parts.reduce((bytes, part) => bytes + part.pendingBytes, 0);
        await (0,room_left/* checkRoom */.k)(external_node_path_.dirname(folder), pending, 'for what is downloaded', NO_ROOM);
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
const SHORT = 'publish the release again: the file there is shorter than its manifest says';
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
                    return answerOf(response, url.href, range, name);
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
function answerOf(response, subject, range, name) {
    const { status, headers } = response;
    if (status === 200)
        return { start: 0, pieces: (0,http/* piecesOf */.Xe)(response, name) };
    const [, start, total] = /^bytes (\d+)-\d+\/(\d+)?/.exec(headers['content-range'] ?? '') ?? [];
    if (status === 206 && range !== null && Number(total) < range.end) {
        response.stream.destroy();
        throw tooShort(subject, Number(total), range, SHORT);
    }
    if (status === 206 && range !== null && start !== undefined && Number(start) === range.start) {
        return { start: range.start, pieces: (0,http/* piecesOf */.Xe)(response, name) };
    }
    response.stream.destroy();
    throw status === 206
        ? new http/* TransientError */.N_(`${name}: "${headers['content-range'] ?? ''}" instead of the range asked for`)
        : http_source_failureOf(response, subject);
}
function http_source_failureOf({ status, headers }, subject) {
    if (status >= 500 || status === 408 || status === 429) {
        return new http/* TransientError */.N_(`the server answers ${status}`, { wait: (0,http/* retryAfter */.P9)(headers) });
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
        return new errors/* FactoryError */.Xx('damaged', { subject, found, expected: 'the range asked for', next: SHORT });
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
            return answerOf(response, `${label}: ${name}`, range, name);
        },
    };
}
//# sourceMappingURL=github-source.js.map
// EXTERNAL MODULE: ./build/src/nearest.js
var nearest = __webpack_require__(67707);
;// CONCATENATED MODULE: ./build/src/release/fetch/folder-source.js
/** A release in a folder: of this host, of a share, of a mounted bucket. */





const folder_source_PIECE = 1 << 18;
const REMEDY = 'copy the release there again, and check that disk';
function folderSource(folder, tag) {
    return {
        label: folder,
        tag,
        folder,
        remedy: REMEDY,
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
                if (bytesRead === 0 && range !== null)
                    throw tooShort(file, at, range, REMEDY);
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
/** How many tags an error names. */
const TOLD = 5;
/** @throws usage, not-found */
async function openRelease(text, options, reporter) {
    if (/^https?:\/\//i.test(text))
        return httpSource(text, new http/* HttpClient */.Qq({ env: options.env }));
    if (!isGitHub(text) && (await open_release_isFolder(text)))
        return sourceIn(external_node_path_.resolve(text), reporter);
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
    throw noRelease(folder, wanted, await tagsIn(folder, reporter));
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
        next: `name the ${wanted === undefined ? '' : 'image (--image NAME, or the input "image") or the '}tag: ${store.label}@${newest.tag}`,
    });
}
/** A folder as it lies. @throws not-found for a store, whose releases it names */
async function sourceIn(folder, reporter) {
    const isRelease = (await (0,promises_.stat)(external_node_path_.join(folder, SUMS_NAME)).catch(() => null)) !== null;
    const tags = isRelease ? [] : await tagsIn(folder, reporter);
    if (tags.length === 0)
        return folderSource(folder, null);
    throw new errors/* FactoryError */.Xx('not-found', {
        subject: folder,
        found: `a folder of releases: ${someOf(tags)}`,
        expected: 'one release',
        next: `name its tag, ${folder}@${tags.at(-1)}, or take the newest: ${folder}@${LATEST}`,
    });
}
/** Of the releases that a folder keeps, the newest last; none in a release itself. */
async function tagsIn(folder, reporter) {
    return (await folderStore(folder).list(reporter)).map(({ tag }) => tag);
}
function noRelease(folder, tag, tags) {
    const meant = (0,nearest/* nearest */.p)(tag, tags) ?? tags.at(-1);
    return new errors/* FactoryError */.Xx('not-found', {
        subject: `${folder}@${tag}`,
        found: `no folder ${external_node_path_.join(folder, tag)}`,
        expected: tags.length === 0
            ? 'a release: FOLDER@TAG is the folder TAG in FOLDER'
            : `one of its releases: ${someOf(tags)}`,
        next: meant === undefined ? 'check the path and the tag' : `correct the tag: ${folder}@${meant}`,
    });
}
/** The newest of them. */
function someOf(tags) {
    const more = tags.length > TOLD ? ` and ${tags.length - TOLD} older` : '';
    return `${tags.slice(-TOLD).toReversed().join(', ')}${more}`;
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

/***/ 49366:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ checkRoom)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var _bytes_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(72381);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27406);
/** Whether what will be written has room where it goes. */



/**
 * Before hours are spent on writing.
 *
 * @param folder that exists @param bytes that will be written there @param what for messages: "for a copy of disk.qcow2"
 * @throws no-space
 */
async function checkRoom(folder, bytes, what, next) {
    const { blocks, bavail, bsize } = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.statfs)(folder);
    // A mounted bucket says nothing.
    if (blocks === 0 || bavail * bsize >= bytes)
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .FactoryError */ .Xx('no-space', {
        subject: folder,
        found: `${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_1__/* .formatBytes */ .z3)(bavail * bsize)} free`,
        expected: `${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_1__/* .formatBytes */ .z3)(bytes)} ${what}`,
        next,
    });
}
//# sourceMappingURL=room-left.js.map

/***/ })

};
