export const id = 455;
export const ids = [455];
export const modules = {

/***/ 2455:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   run: () => (/* binding */ run)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _bytes_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4688);
/* harmony import */ var _codec_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4743);
/* harmony import */ var _factory_index_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4505);
/* harmony import */ var _source_index_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8194);
/* harmony import */ var _threads_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2983);






/** `capture SOURCE OUT.wim`: one image, in an archive of its own or after those that are there. */
async function run(invocation) {
    const [sourceText = '', out = ''] = invocation.positionals;
    const { reporter } = invocation;
    const allowDirty = invocation.flag('allow-dirty');
    const started = Date.now();
    const pool = new _codec_index_js__WEBPACK_IMPORTED_MODULE_2__/* .CodecPool */ .Zj((0,_threads_js__WEBPACK_IMPORTED_MODULE_5__/* .threadsOf */ .D)(invocation));
    const source = await (0,_source_index_js__WEBPACK_IMPORTED_MODULE_4__/* .openSource */ .o)(sourceText, { reporter, allowDirty });
    try {
        const captured = await (0,_factory_index_js__WEBPACK_IMPORTED_MODULE_3__/* .captureImage */ .O$)(source, out, {
            name: invocation.text('name') ?? nameOf(source),
            ...optional('description', invocation.text('description')),
            ...optional('compression', invocation.text('compress')),
            ...optional('level', invocation.text('level')),
            ...optional('config', invocation.text('config')),
            exclude: invocation.list('exclude'),
            append: invocation.flag('append'),
            allowDirty,
            created: (0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_1__/* .filetimeFromDate */ .k2)((0,_factory_index_js__WEBPACK_IMPORTED_MODULE_3__/* .givenTime */ .jw)(null, process.env) ?? new Date()),
            pool,
            reporter,
        });
        await writeResult(invocation, out, captured, Date.now() - started);
        return 0;
    }
    finally {
        await source.close();
        await pool.close();
    }
}
/** What an image is called that nobody named: as it was called, else as its Windows is, else as the file is. */
function nameOf({ image, path: file }) {
    return image?.name ?? node_path__WEBPACK_IMPORTED_MODULE_0__.parse(node_path__WEBPACK_IMPORTED_MODULE_0__.resolve(file)).name;
}
function optional(name, value) {
    return value === null ? {} : { [name]: value };
}
async function writeResult(invocation, out, { archive, windows }, milliseconds) {
    const { json, reporter } = invocation;
    const { images, uniqueBytes, storedBytes, savedBytes, size } = archive;
    if (json) {
        const result = {
            wim: out,
            guid: archive.guid,
            size,
            images,
            uniqueBytes,
            storedBytes,
            savedBytes,
            windows,
            milliseconds,
        };
        await invocation.write(`${JSON.stringify(result, null, 2)}\n`);
        return;
    }
    for (const { index, name, files, directories, bytes } of images) {
        const held = `${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_1__/* .countOf */ .pq)(files, 'file')}, ${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_1__/* .countOf */ .pq)(directories, 'directory', 'directories')}, ${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_1__/* .formatBytes */ .z3)(bytes)}`;
        reporter.info(`${out}#${index} "${name}": ${held}`);
    }
    const stored = `${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_1__/* .formatBytes */ .z3)(uniqueBytes)} unique in ${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_1__/* .formatBytes */ .z3)(size)}`;
    reporter.info(`${out}: ${stored}, ${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_1__/* .formatBytes */ .z3)(savedBytes)} saved by single-instancing, ${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_1__/* .formatDuration */ .a3)(milliseconds)}`);
}
//# sourceMappingURL=capture.js.map

/***/ }),

/***/ 2983:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ threadsOf)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2544);

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

/***/ })

};
