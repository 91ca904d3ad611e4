export const id = 4566;
export const ids = [4566];
export const modules = {

/***/ 84566:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   run: () => (/* binding */ run)
/* harmony export */ });
/* harmony import */ var _bytes_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(72381);
/* harmony import */ var _codec_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(92468);
/* harmony import */ var _wim_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(57647);
/* harmony import */ var _threads_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(66821);
/* harmony import */ var _whole_archive_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(79452);





/** `verify WIM`: every structure and every byte. Exit status 1 where damage was found. */
async function run(invocation) {
    const [path = ''] = invocation.positionals;
    const { reporter, json, paint } = invocation;
    const started = Date.now();
    const archive = await (0,_wim_index_js__WEBPACK_IMPORTED_MODULE_2__/* .openWim */ .SS)(await (0,_whole_archive_js__WEBPACK_IMPORTED_MODULE_4__/* .wholeArchive */ .o)(path));
    const pool = new _codec_index_js__WEBPACK_IMPORTED_MODULE_1__/* .CodecPool */ .Zj((0,_threads_js__WEBPACK_IMPORTED_MODULE_3__/* .threadsOf */ .D)(invocation));
    try {
        const problems = await (0,_wim_index_js__WEBPACK_IMPORTED_MODULE_2__/* .verifyWim */ .N9)(archive, { pool, reporter });
        if (json) {
            const result = { path, images: archive.images.length, contents: archive.blobCount, problems };
            await invocation.write(`${JSON.stringify(result, null, 2)}\n`);
        }
        else {
            for (const { subject, found } of problems) {
                await invocation.write(`${subject}: ${found}\n`);
            }
            let bytes = 0;
            for (const { size } of archive.blobs)
                bytes += size;
            const checked = `${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_0__/* .countOf */ .pq)(archive.images.length, 'image')}, ${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_0__/* .countOf */ .pq)(archive.blobCount, 'content')}, ${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_0__/* .formatBytes */ .z3)(bytes)}`;
            const verdict = problems.length === 0
                ? paint('green', 'whole')
                : paint('red', `DAMAGED: ${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_0__/* .countOf */ .pq)(problems.length, 'problem')}`);
            await invocation.write(`${path}: ${verdict} (${checked} in ${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(Date.now() - started)})\n`);
        }
        return problems.length === 0 ? 0 : 1;
    }
    finally {
        await pool.close();
        await archive.close();
    }
}
//# sourceMappingURL=verify.js.map

/***/ }),

/***/ 66821:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ threadsOf)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);

/** `--threads N`. @throws usage when N is not a whole number from 1 to 256 */
function threadsOf(invocation) {
    const text = invocation.text('threads');
    if (text === null)
        return {};
    const threads = Number(text);
    if (!/^\d+$/.test(text) || threads < 1 || threads > 256) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .FactoryError */ .Xx('usage', {
            subject: '--threads',
            found: `"${text}"`,
            expected: 'a whole number from 1 to 256',
        });
    }
    return { threads };
}
//# sourceMappingURL=threads.js.map

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

/***/ })

};
