export const id = 5909;
export const ids = [5909];
export const modules = {

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

/***/ 45909:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  R: () => (/* reexport */ ATTRIBUTE_LETTERS),
  EN: () => (/* reexport */ CARRIES_ALL),
  _t: () => (/* reexport */ DEFAULT_EXCLUSIONS),
  UD: () => (/* reexport */ FILE_ATTRIBUTE),
  im: () => (/* reexport */ REPARSE_TAG),
  Te: () => (/* reexport */ applyTree),
  MP: () => (/* reexport */ compareNames),
  wN: () => (/* reexport */ createExclusions),
  pR: () => (/* reexport */ expandPaths),
  C$: () => (/* reexport */ extractPaths),
  I6: () => (/* reexport */ find),
  w0: () => (/* reexport */ findOrNull),
  Vv: () => (/* reexport */ findSystemRoot),
  SP: () => (/* reexport */ foldCase),
  x1: () => (/* reexport */ formatAttributes),
  rl: () => (/* reexport */ hasWildcard),
  wd: () => (/* reexport */ isDirectory),
  lQ: () => (/* reexport */ isFolder),
  uJ: () => (/* reexport */ joinPath),
  MH: () => (/* reexport */ nameMatcher),
  AJ: () => (/* reexport */ openDirectory),
  g$: () => (/* reexport */ printable),
  OQ: () => (/* reexport */ readLinkTarget),
  tX: () => (/* reexport */ readWimScript),
  Iy: () => (/* reexport */ reparseTagName),
  T8: () => (/* reexport */ sortedChildren),
  Uf: () => (/* reexport */ splitPath),
  pL: () => (/* reexport */ unnamedStream),
  GG: () => (/* reexport */ walk),
  ys: () => (/* reexport */ whyNoPattern),
  Oc: () => (/* reexport */ whyNotOnWindows),
  TE: () => (/* reexport */ whyUnsafe),
  Nw: () => (/* reexport */ paths_withoutDrive)
});

// UNUSED EXPORTS: countLosses, formatLosses, linkReparsePoint, parseWimScript

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
function isDirectory(entry) {
    return (entry.attributes & FILE_ATTRIBUTE.DIRECTORY) !== 0;
}
/** Whether `children` is worth asking: a directory that is not a junction or another reparse point. */
function isFolder(entry) {
    return isDirectory(entry) && entry.reparse === null;
}
function unnamedStream(entry) {
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
;// CONCATENATED MODULE: ./build/src/tree/wtf8.js
/**
 * WTF-8: how Linux holds names that Windows made. It is UTF-8 in which an unpaired surrogate has three bytes of its
 * own (ED A0..BF xx), so every UTF-16 name has exactly one form in bytes and comes back from it.
 */
const SURROGATE = /\p{Surrogate}/u;
const REPLACEMENT = '�';
/** @returns the name in UTF-16, or null where `bytes` is no WTF-8 and would not come back as it is */
function decodeWtf8(bytes) {
    const text = bytes.toString('utf8');
    if (!text.includes(REPLACEMENT))
        return text;
    const decoded = decodeWithSurrogates(bytes);
    return encodeWtf8(decoded).equals(bytes) ? decoded : null;
}
function encodeWtf8(text) {
    if (isWellFormed(text))
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
function hostPathOf(path) {
    return process.platform === 'win32' || isWellFormed(path) ? path : encodeWtf8(path);
}
/** Whether `text` has no unpaired surrogate. */
function isWellFormed(text) {
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
;// CONCATENATED MODULE: ./build/src/tree/apply-write.js
/** Writing one file of the host: its content checked, its holes left as holes, its times kept. */







const writeAsync = (0,external_node_util_.promisify)(external_node_fs_.write);
/** Less is written at once, without the thread pool: most files are small. */
const LARGE_PIECE = 1 << 16;
const GRANULE = 1 << 16;
const ZEROS = Buffer.alloc(GRANULE);
const FLAGS = external_node_fs_.constants.O_WRONLY | external_node_fs_.constants.O_CREAT | external_node_fs_.constants.O_EXCL;
/**
 * Makes `planned.file`, which must not exist.
 *
 * @throws damaged when the content is not what the source says of it; nothing is left then
 */
async function writeHostFile(tree, planned, task, signal) {
    const file = hostPathOf(planned.file);
    const stream = unnamedStream(planned.entry);
    try {
        const descriptor = (0,external_node_fs_.openSync)(file, FLAGS, 0o666);
        try {
            if (stream !== null)
                await fill(descriptor, tree, planned, stream, task, signal);
            const [accessed, modified] = hostTimes(planned.entry);
            (0,external_node_fs_.futimesSync)(descriptor, accessed, modified);
        }
        catch (error) {
            (0,external_node_fs_.closeSync)(descriptor);
            (0,external_node_fs_.rmSync)(file, { force: true });
            throw error;
        }
        (0,external_node_fs_.closeSync)(descriptor);
    }
    catch (error) {
        if (signal.aborted)
            throw error;
        throw (0,errors/* fromSystemError */.Kh)(error, planned.file);
    }
}
async function fill(descriptor, tree, planned, stream, task, signal) {
    const hash = stream.sha1 === null ? null : (0,external_node_crypto_.createHash)('sha1');
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
        (0,external_node_fs_.ftruncateSync)(descriptor, done);
    const subject = `${tree.label}: ${planned.path}`;
    if (done !== stream.size) {
        throw new errors/* FactoryError */.Xx('damaged', { subject, found: `${done} bytes`, expected: `${stream.size} bytes` });
    }
    if (hash === null || stream.sha1 === null || done === 0)
        return;
    const found = hash.digest();
    if ((0,bytes/* equalBytes */.ex)(found, stream.sha1))
        return;
    throw new errors/* FactoryError */.Xx('damaged', {
        subject,
        found: `content with the SHA-1 ${(0,bytes/* toHex */.nj)(found)}`,
        expected: (0,bytes/* toHex */.nj)(stream.sha1),
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
                ? (0,external_node_fs_.writeSync)(descriptor, bytes, done, length, position + done)
                : (await writeAsync(descriptor, bytes, done, length, position + done)).bytesWritten;
    }
}
/**
 * Access and modification time in seconds, as Node takes them: kept to the microsecond, and not before 1970, which
 * Node 20 would take for now.
 */
function hostTimes(entry) {
    return [toSeconds(entry.accessed), toSeconds(entry.modified)];
}
/** Node cuts the microseconds off a double; the fraction added keeps the right one through that. */
function toSeconds(filetime) {
    const microseconds = Number((0,bytes/* unixNanosecondsFromFiletime */.Rc)(filetime) / 1000n);
    return microseconds <= 0 ? 0 : (microseconds + 0.3) / 1e6;
}
//# sourceMappingURL=apply-write.js.map
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
function posixTarget(link) {
    if (link.kind === 'lx-symlink')
        return link.substitute;
    return swapSeparators(withoutDrive(withoutNamespace(link.substitute)));
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
function windowsTarget(link) {
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
function withoutDrive(target) {
    return DRIVE_PATH.test(target) ? target.slice(2) : target;
}
function swapSeparators(target) {
    return target.replaceAll(/[\\/]/g, (separator) => (separator === '/' ? '\\' : '/'));
}
//# sourceMappingURL=host-links.js.map
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
function readLinkTarget(reparse, what) {
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
function reparseTagName(tag) {
    if ((tag & 0xffff0fff) >>> 0 === 0x9000001a)
        return 'CLOUD';
    return TAG_NAMES.get(tag) ?? `0x${tag.toString(16).padStart(8, '0')}`;
}
//# sourceMappingURL=reparse.js.map
;// CONCATENATED MODULE: ./build/src/tree/apply-links.js
/** Making links of the host from reparse points. They come last: nothing is ever written through one. */








const WINDOWS = process.platform === 'win32';
/** @returns null where the link was made, else what kind of reparse point this host cannot make */
async function makeLink(tree, planned) {
    const { entry, file } = planned;
    if (entry.reparse === null)
        return null;
    const name = reparseTagName(entry.reparse.tag);
    const link = readLinkTarget(entry.reparse, `${tree.label}: ${planned.path}`);
    if (link === null || link.substitute === '' || link.substitute.includes('\0'))
        return name;
    try {
        await makeHostLink(link, entry, file);
        (0,external_node_fs_.lutimesSync)(hostPathOf(file), ...hostTimes(entry));
        return null;
    }
    catch (error) {
        // Windows without the right to make symbolic links or the developer mode, or a file system without links.
        const { code = '' } = error;
        if (code === 'EPERM' || code === 'ENOTSUP')
            return name;
        throw (0,errors/* fromSystemError */.Kh)(error, file);
    }
}
async function makeHostLink(link, entry, file) {
    if (!WINDOWS) {
        await (0,promises_.symlink)(hostPathOf(posixTarget(link)), hostPathOf(file));
    }
    else {
        const type = link.kind === 'junction' ? 'junction' : isDirectory(entry) ? 'dir' : 'file';
        await (0,promises_.symlink)(windowsTarget(link), file, type);
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
function countLosses(tree, plan) {
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
function formatLosses(losses) {
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
;// CONCATENATED MODULE: ./build/src/tree/names.js
/** Names that a host cannot make, or must not be asked to. */
const RESERVED_DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\s*[.:].*)?$/i;
// oxlint-disable-next-line no-control-regex -- control characters are what Windows refuses
const WINDOWS_FORBIDDEN = /[\0-\x1f"*:<>?|]/;
/** Why no host may make `name` in a directory: it would leave the directory, or name no file. null where it may. */
function whyUnsafe(name) {
    if (name === '')
        return 'an empty name';
    if (name === '.' || name === '..')
        return `the name "${name}"`;
    const bad = /[\0/\\]/.exec(name)?.[0];
    if (bad === undefined)
        return null;
    return `${bad === '\0' ? 'a NUL' : `"${bad}"`} in the name "${printable(name)}"`;
}
/** Why Windows does not make `name`, or makes something else. null where it does. */
function whyNotOnWindows(name) {
    const bad = WINDOWS_FORBIDDEN.exec(name)?.[0];
    if (bad !== undefined)
        return `"${printable(bad)}" in the name "${printable(name)}"`;
    if (/[. ]$/.test(name))
        return `the name "${printable(name)}" ends with a dot or a space`;
    if (RESERVED_DEVICE.test(name))
        return `the name "${printable(name)}" is a device of Windows`;
    return null;
}
/** The name with its control characters and unpaired surrogates as `\uXXXX`, so that a terminal shows what it is. */
function printable(name) {
    return name.replaceAll(/[\p{Control}\p{Surrogate}]/gu, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
//# sourceMappingURL=names.js.map
;// CONCATENATED MODULE: ./build/src/tree/paths.js
/**
 * Paths inside a tree: `\Windows\System32`, from the root, compared without regard to case as Windows does. Users may
 * write `/`; we print `\`.
 */


/** What NTFS compares: each UTF-16 code unit by itself, in upper case, where upper case is one code unit too. */
function foldCase(name) {
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
    const foldedA = foldCase(a);
    const foldedB = foldCase(b);
    if (foldedA !== foldedB)
        return foldedA < foldedB ? -1 : 1;
    return a === b ? 0 : a < b ? -1 : 1;
}
/** @returns the names on the way from the root; none for the root itself */
function splitPath(path) {
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
function joinPath(parent, name) {
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
        if (!isFolder(located.entry) || !enter(located))
            continue;
        const children = await sortedChildren(tree, located.entry);
        for (let index = children.length - 1; index >= 0; index--) {
            const entry = children[index];
            pending.push({ path: joinPath(located.path, entry.name), entry });
        }
    }
}
/** What a directory holds, in the order of `compareNames`. */
async function sortedChildren(tree, directory) {
    const children = await tree.children(directory);
    const keys = new Map(children.map((entry) => [entry, foldCase(entry.name)]));
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
    for (const name of splitPath(path)) {
        if (!isFolder(located.entry))
            return null;
        const folded = foldCase(name);
        const isSame = (other) => foldCase(other) === folded;
        const children = await (tree.childrenNamed?.(located.entry, isSame) ?? tree.children(located.entry));
        const found = children.find((child) => child.name === name) ??
            children.find((child) => isSame(child.name)) ??
            children.find((child) => child.shortName !== '' && isSame(child.shortName));
        if (found === undefined)
            return null;
        located = { path: joinPath(located.path, found.name), entry: found };
    }
    return located;
}
/** @throws not-found */
async function find(tree, path) {
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
async function planApply(tree, start, invalidNames, signal) {
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
            const file = `${planned.file}${external_node_path_.sep}${entry.name}`;
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
        throw new errors/* FactoryError */.Xx('damaged', {
            subject,
            found: unsafe,
            expected: 'a name of a file',
            next: 'do not trust this image: ask who made it',
        });
    }
    const unsupported = whyNotHere(name);
    if (unsupported !== null)
        throw new errors/* FactoryError */.Xx('unsupported', { subject, found: unsupported });
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
        if (before !== undefined && hostNameKey(before.name) === hostNameKey(entry.name)) {
            throw new errors/* FactoryError */.Xx('damaged', {
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
function hostNameKey(name) {
    return process.platform === 'win32' ? foldCase(name) : name;
}
/** Where each of `found` goes when it is extracted into `folder`: under its own name, the root as the folder itself. */
function placesOf(tree, found, folder) {
    const places = found.map(({ path: where, entry }) => {
        if (entry.name !== '')
            checkName(entry.name, `${tree.label}: ${where}`);
        return { entry, path: where, file: entry.name === '' ? folder : `${folder}${external_node_path_.sep}${entry.name}` };
    });
    const seen = new Map();
    for (const place of places) {
        const other = seen.get(foldCase(place.file));
        if (other !== undefined) {
            throw new errors/* FactoryError */.Xx('usage', {
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
    const folded = foldCase(pattern);
    if (!hasWildcard(folded))
        return (name) => foldCase(name) === folded;
    return (name) => matches(folded, foldCase(name));
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
async function expandPaths(tree, paths) {
    const found = new Map();
    for (const path of paths) {
        const located = hasWildcard(path)
            ? await expandOne(tree, paths_withoutDrive(path) ?? path)
            : [await find(tree, path)];
        if (located.length === 0) {
            throw new errors/* FactoryError */.Xx('not-found', {
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
;// CONCATENATED MODULE: ./build/src/tree/remarks.js
/** Remarks about many entries: the first few by name, the rest as a number. */
const NAMED = 5;
class Remarks {
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
    const folder = external_node_path_.resolve(target);
    const result = options.overwrite === true ? await inPlace() : await staged();
    tellResult(tree, folder, result, options.reporter);
    return result;
    async function inPlace() {
        try {
            (0,external_node_fs_.mkdirSync)(folder, { recursive: true });
            return await make(tree, placesOf(tree, located, (0,external_node_fs_.realpathSync)(folder)), options);
        }
        catch (error) {
            throw options.reporter.signal.aborted ? error : incomplete(error, folder);
        }
    }
    async function staged() {
        const exists = (0,external_node_fs_.existsSync)(folder);
        const stage = await (0,output/* partialBeside */.OY)(exists ? external_node_path_.join(folder, 'apply') : folder);
        if (exists)
            await refuseTaken(tree, located, folder);
        try {
            makeStage(stage, folder);
            const made = await make(tree, placesOf(tree, located, stage), options);
            if (exists)
                await moveUp(stage, folder);
            else
                await (0,output/* renameOver */.HB)(stage, folder);
            const root = located.find(({ entry }) => entry.name === '');
            if (root !== undefined)
                (0,external_node_fs_.utimesSync)(folder, ...hostTimes(root.entry));
            return made;
        }
        catch (error) {
            (0,external_node_fs_.rmSync)(stage, { recursive: true, force: true, maxRetries: 5 });
            throw ofTarget(error, stage, folder);
        }
    }
}
function makeStage(stage, folder) {
    try {
        (0,external_node_fs_.mkdirSync)(stage);
    }
    catch (error) {
        throw (0,errors/* fromSystemError */.Kh)(error, folder);
    }
}
/** What a file system makes by itself in a new volume, which is empty all the same. */
const OF_VOLUME = new Set(['System Volume Information', '$Recycle.Bin', 'lost+found'].map(foldCase));
async function refuseTaken(tree, located, folder) {
    let names;
    try {
        names = (0,external_node_fs_.readdirSync)(folder);
    }
    catch (error) {
        throw (0,errors/* fromSystemError */.Kh)(error, folder);
    }
    const whole = located.some(({ entry }) => entry.name === '');
    const entries = whole ? await tree.children(tree.root) : located.map(({ entry }) => entry);
    const wanted = new Set(entries.map(({ name }) => hostNameKey(name)));
    const isTaken = (name) => wanted.has(hostNameKey(name)) || (whole && !OF_VOLUME.has(foldCase(name)));
    const taken = names.find(isTaken);
    if (taken === undefined)
        return;
    throw new errors/* FactoryError */.Xx('exists', {
        subject: folder,
        found: whole
            ? `${(0,bytes/* countOf */.pq)(names.length, 'entry', 'entries')}, "${taken}" first`
            : `"${taken}", which ${tree.label} would replace`,
        expected: whole ? 'an empty directory, or none' : 'a directory without it',
        next: 'choose another directory, or empty this one',
    });
}
async function moveUp(stage, folder) {
    for (const bytes of (0,external_node_fs_.readdirSync)(stage, { encoding: 'buffer' })) {
        const name = decodeWtf8(bytes) ?? '';
        await (0,output/* renameOver */.HB)(hostPathOf(external_node_path_.join(stage, name)), hostPathOf(external_node_path_.join(folder, name)));
    }
    (0,external_node_fs_.rmSync)(stage, { recursive: true });
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
        (0,external_node_fs_.utimesSync)(hostPathOf(file), ...hostTimes(entry));
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
        (0,external_node_fs_.mkdirSync)(target);
    }
    catch (error) {
        const there = error.code === 'EEXIST' && (0,external_node_fs_.lstatSync)(target).isDirectory();
        if (!there)
            throw (0,errors/* fromSystemError */.Kh)(error, file);
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
        (0,external_node_fs_.linkSync)(hostPathOf(file.file), hostPathOf(link));
    }
    catch {
        // Every system says in its own code that there are no links (exFAT on Windows: EISDIR); the copy meets all else.
        copyInstead(file, link);
    }
}
function copyInstead(file, copy) {
    try {
        (0,external_node_fs_.copyFileSync)(hostPathOf(file.file), hostPathOf(copy), external_node_fs_.constants.COPYFILE_EXCL);
        (0,external_node_fs_.utimesSync)(hostPathOf(copy), ...hostTimes(file.entry));
    }
    catch (error) {
        throw (0,errors/* fromSystemError */.Kh)(error, copy);
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
        (0,external_node_fs_.rmSync)(hostPathOf(file), { force: true });
    }
    catch (error) {
        throw new errors/* FactoryError */.Xx('exists', {
            subject: file,
            found: 'something that cannot be replaced by a file or link',
            next: 'remove it, then run it again',
            cause: error,
        });
    }
}
/** The error in terms of the target: nobody knows the directory where it happened, and it is gone. */
function ofTarget(error, stage, folder) {
    if (!(error instanceof errors/* FactoryError */.Xx) || !error.details.subject.startsWith(stage))
        return error;
    const subject = `${folder}${error.details.subject.slice(stage.length)}`;
    return new errors/* FactoryError */.Xx(error.code, { ...error.details, subject });
}
function incomplete(error, folder) {
    const { code, details } = (0,errors/* fromSystemError */.Kh)(error, folder);
    const advice = `${folder} is incomplete: empty it before you run it again`;
    const next = details.next === undefined ? advice : `${details.next}; ${advice}`;
    return new errors/* FactoryError */.Xx(code, { ...details, next });
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
    const size = unnamedStream(entry)?.size ?? 0;
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
        remarks: new Remarks(reporter, folder),
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
    const name = decodeWtf8(bytes);
    if (name !== null && !name.includes('\\'))
        return name;
    const shown = name === null ? `the bytes ${bytes.toString('hex')}` : `"${printable(name)}"`;
    throw new errors/* FactoryError */.Xx('unsupported', {
        subject: where,
        found: `${shown} as a file name`,
        expected: name === null ? 'UTF-8' : 'a name without "\\", which separates names in Windows',
        next: 'rename it, or exclude the directory that holds it',
    });
}
/** @returns null for what an image cannot hold */
function describe(host, parent, name) {
    const where = joinPath(treePath(parent), name);
    const file = hostPath(host, parent, name);
    try {
        const stats = (0,external_node_fs_.lstatSync)(file, { bigint: true });
        if (whyNotOnWindows(name) !== null)
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
    const target = decodeWtf8((0,external_node_fs_.readlinkSync)(file, { encoding: 'buffer' }));
    if (target === null) {
        throw new errors/* FactoryError */.Xx('unsupported', {
            subject: joinPath(treePath(parent), name),
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
    return hostPathOf(file);
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
        const names = splitPath(path);
        if (names.length === 0 || !patterns.some((pattern) => leavesOut(pattern, names)))
            return false;
        return !exceptions.some((exception) => keeps(exception, names));
    };
}
/** Why `text` is no pattern; null where it is one. */
function whyNoPattern(text) {
    const names = splitPath(text);
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
    return { absolute: isAbsolute(text), names: splitPath(text).map((name) => nameMatcher(name)) };
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
    const folders = (await sortedChildren(tree, tree.root)).filter(isFolder);
    const usual = folders.filter(({ name }) => foldCase(name) === 'WINDOWS');
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

/***/ })

};
