export const id = 7577;
export const ids = [7577];
export const modules = {

/***/ 87577:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   run: () => (/* binding */ run)
/* harmony export */ });
/* harmony import */ var _wim_images_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(85650);

/** `export WIM#IMAGE OUT.wim`: one image, or all of a WIM, in an archive of its own or after those that are there. */
function run(invocation) {
    const [source = '', out = ''] = invocation.positionals;
    const append = invocation.flag('append');
    return (0,_wim_images_js__WEBPACK_IMPORTED_MODULE_0__/* .takeImages */ .a)([source], out, invocation, { append, name: invocation.text('name') });
}
//# sourceMappingURL=export.js.map

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

/***/ 85650:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ takeImages)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _bytes_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(14217);
/* harmony import */ var _codec_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(92468);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(27406);
/* harmony import */ var _source_index_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(30300);
/* harmony import */ var _wim_index_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(60315);
/* harmony import */ var _threads_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(66821);
/** `WIM#IMAGE` on the command line: images that are taken out of archives as they are. */







/**
 * Writes the images that `texts` name, in their order; a WIM without `#` is meant with all its images.
 *
 * @param name what the image shall be called, where it is one
 */
async function takeImages(texts, out, invocation, { append, name }) {
    const started = Date.now();
    const archives = new Map();
    const pool = new _codec_index_js__WEBPACK_IMPORTED_MODULE_2__/* .CodecPool */ .Zj((0,_threads_js__WEBPACK_IMPORTED_MODULE_6__/* .threadsOf */ .D)(invocation));
    try {
        const named = [];
        for (const text of texts)
            named.push(...(await imagesOf(text, archives, invocation.reporter)));
        const images = name === null ? named : [{ ...onlyOne(named, name), name }];
        const compression = invocation.text('compress');
        const level = invocation.text('level');
        const result = await (0,_wim_index_js__WEBPACK_IMPORTED_MODULE_5__/* .exportImages */ .hQ)(out, {
            images,
            append,
            pool,
            reporter: invocation.reporter,
            ...(compression === null ? {} : { compression }),
            ...(level === null ? {} : { level }),
        });
        await writeResult(invocation, out, result, Date.now() - started);
        return 0;
    }
    finally {
        await pool.close();
        for (const archive of archives.values())
            await archive.close();
    }
}
/** @param archives those that are open, by their path; one that is not yet is added */
async function imagesOf(text, archives, reporter) {
    const name = await (0,_source_index_js__WEBPACK_IMPORTED_MODULE_4__/* .parseSource */ .PJ)(text);
    const { kind, path: file, part } = name;
    if (kind !== 'wim' && kind !== 'iso') {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .FactoryError */ .Xx('usage', {
            subject: text,
            found: _source_index_js__WEBPACK_IMPORTED_MODULE_4__/* .KIND_NAMES */ .kd[kind],
            expected: 'an image of a WIM: x.wim#1',
            next: 'capture it with "image-factory capture"',
        });
    }
    const key = node_path__WEBPACK_IMPORTED_MODULE_0__.resolve(file);
    const archive = archives.get(key) ?? (await (0,_source_index_js__WEBPACK_IMPORTED_MODULE_4__/* .openArchiveOf */ .yM)(name, reporter));
    archives.set(key, archive);
    const infos = part === null ? archive.images : [archive.selectImage(part)];
    return infos.map(({ index, name }) => ({ archive, index, name }));
}
function onlyOne(images, name) {
    const [image, ...others] = images;
    if (image !== undefined && others.length === 0)
        return image;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .FactoryError */ .Xx('usage', {
        subject: '--name',
        found: `"${name}" for ${images.length} images`,
        expected: 'one image: WIM#IMAGE',
    });
}
async function writeResult(invocation, out, { guid, size, images, uniqueBytes, storedBytes, savedBytes, copiedBytes }, milliseconds) {
    const { json, reporter } = invocation;
    if (json) {
        const result = {
            wim: out,
            guid,
            size,
            images,
            uniqueBytes,
            storedBytes,
            savedBytes,
            copiedBytes,
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
    reporter.info(`${out}: ${stored}, ${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_1__/* .formatBytes */ .z3)(copiedBytes)} copied as they are, ${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_1__/* .formatDuration */ .a3)(milliseconds)}`);
}
//# sourceMappingURL=wim-images.js.map

/***/ })

};
