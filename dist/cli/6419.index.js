export const id = 6419;
export const ids = [6419];
export const modules = {

/***/ 51767:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   run: () => (/* binding */ run)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _bytes_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(72381);
/* harmony import */ var _release_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(30822);
/* harmony import */ var _wim_index_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(57647);
/* harmony import */ var _size_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(88215);
/* harmony import */ var _whole_archive_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(79452);






/** How many names of a content are told. */
const NAMES = 5;
/** `split WIM --to DIR --size 1900MiB`: `install.swm`, `install2.swm` and so on. */
async function run(invocation) {
    const file = await (0,_whole_archive_js__WEBPACK_IMPORTED_MODULE_5__/* .wholeArchive */ .o)(invocation.positionals[0] ?? '');
    const { reporter, json } = invocation;
    const folder = invocation.text('to') ?? '';
    const size = (0,_size_js__WEBPACK_IMPORTED_MODULE_4__/* .sizeOption */ .V)(invocation) ?? _release_index_js__WEBPACK_IMPORTED_MODULE_2__/* .GITHUB_SPLIT */ .jP;
    const started = Date.now();
    const archive = await (0,_wim_index_js__WEBPACK_IMPORTED_MODULE_3__/* .openWim */ .SS)(file);
    try {
        const first = node_path__WEBPACK_IMPORTED_MODULE_0__.join(folder, `${node_path__WEBPACK_IMPORTED_MODULE_0__.parse(file).name}.swm`);
        const { guid, parts } = await (0,_wim_index_js__WEBPACK_IMPORTED_MODULE_3__/* .splitWim */ .Am)(archive, first, { size, reporter });
        for (const part of parts)
            warnOfLarge(part, size, invocation);
        const milliseconds = Date.now() - started;
        if (json) {
            await invocation.write(`${JSON.stringify({ set: first, guid, parts, milliseconds }, null, 2)}\n`);
            return 0;
        }
        for (const part of parts) {
            reporter.info(`${part.path}: ${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_1__/* .countOf */ .pq)(part.contents, 'content')}, ${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_1__/* .formatBytes */ .z3)(part.size)}`);
        }
        reporter.info(`${first}: ${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_1__/* .countOf */ .pq)(parts.length, 'part')}, ${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_1__/* .formatDuration */ .a3)(milliseconds)}`);
        return 0;
    }
    finally {
        await archive.close();
    }
}
function warnOfLarge({ path: file, size, tooLarge }, limit, { reporter }) {
    if (tooLarge === null)
        return;
    const more = tooLarge.length > NAMES ? ` and ${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_1__/* .countOf */ .pq)(tooLarge.length - NAMES, 'more name')}` : '';
    const names = tooLarge.length === 0 ? 'a content that no file refers to' : tooLarge.slice(0, NAMES).join(', ');
    reporter.warn(`${file}: ${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_1__/* .formatBytes */ .z3)(size)}, more than ${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_1__/* .formatBytes */ .z3)(limit)}: a content cannot be cut, and ${names}${more} is one`);
}
//# sourceMappingURL=split.js.map

/***/ }),

/***/ 88215:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ sizeOption)
/* harmony export */ });
/* harmony import */ var _definition_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(47415);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);
/** `--size`: the largest part. */


/** @returns bytes; null where it is not given. @throws usage */
function sizeOption(invocation) {
    const text = invocation.text('size');
    if (text === null)
        return null;
    const size = (0,_definition_index_js__WEBPACK_IMPORTED_MODULE_0__/* .parseSize */ .DB)(text);
    if (size !== null && size > 0)
        return size;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .FactoryError */ .Xx('usage', {
        subject: '--size',
        found: `"${text}"`,
        expected: 'a size with its unit, as 1900MiB or "4 GiB"',
    });
}
//# sourceMappingURL=size.js.map

/***/ }),

/***/ 79452:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ wholeArchive)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);
/* harmony import */ var _source_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35269);


/** The path of an archive that is meant as a whole. @throws usage where one of its images is named */
async function wholeArchive(text) {
    const { kind, path, part } = await (0,_source_index_js__WEBPACK_IMPORTED_MODULE_1__/* .parseSource */ .PJ)(text);
    if (kind !== 'wim' || part === null)
        return path;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .FactoryError */ .Xx('usage', {
        subject: text,
        found: 'an image of an archive',
        expected: 'the archive, with all its images',
        next: `name ${path}`,
    });
}
//# sourceMappingURL=whole-archive.js.map

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

/***/ })

};
