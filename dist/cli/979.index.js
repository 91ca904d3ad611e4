export const id = 979;
export const ids = [979];
export const modules = {

/***/ 97979:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   run: () => (/* binding */ run)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _bytes_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(22290);
/* harmony import */ var _codec_index_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(92468);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(27406);
/* harmony import */ var _factory_index_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(72444);
/* harmony import */ var _release_index_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(88536);
/* harmony import */ var _required_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(20051);
/* harmony import */ var _size_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(88215);
/* harmony import */ var _threads_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(66821);
/* harmony import */ var _wim_images_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(85650);











/** `merge WIM#IMAGE... --to OUT.wim`: images of several archives in one, each content once; or release folders. */
async function run(invocation) {
    const { positionals } = invocation;
    const areReleases = await Promise.all(positionals.map(isRelease));
    if (areReleases.includes(true))
        return mergeFolders(invocation, areReleases.indexOf(false));
    const options = ['name', 'tag', 'size'].filter((option) => invocation.text(option) !== null);
    if (options.length > 0)
        throw notOf(`--${options[0]}`, 'archives', 'release folders');
    const out = (0,_required_js__WEBPACK_IMPORTED_MODULE_7__/* .requiredTarget */ .p)(invocation, 'merge', 'OUT.wim');
    return (0,_wim_images_js__WEBPACK_IMPORTED_MODULE_10__/* .takeImages */ .a)(positionals, out, invocation, { append: false, name: null });
}
async function mergeFolders(invocation, other) {
    const { positionals, reporter, json } = invocation;
    if (other !== -1)
        throw notOf(positionals[other] ?? '', 'a merge of releases', 'a release folder');
    for (const option of ['compress', 'level'])
        if (invocation.text(option) !== null)
            throw notOf(`--${option}`, 'releases', 'archives');
    const out = (0,_required_js__WEBPACK_IMPORTED_MODULE_7__/* .requiredTarget */ .p)(invocation, 'merge', 'DIR');
    const [name, tag] = [invocation.text('name'), invocation.text('tag')];
    if (name === null || !/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name)) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .FactoryError */ .Xx('usage', {
            subject: '--name',
            found: name === null ? 'is missing' : `"${name}"`,
            expected: 'the name of the release: letters, digits, ".", "_" and "-"',
        });
    }
    const pool = new _codec_index_js__WEBPACK_IMPORTED_MODULE_3__/* .CodecPool */ .Zj((0,_threads_js__WEBPACK_IMPORTED_MODULE_9__/* .threadsOf */ .D)(invocation));
    try {
        const { archive, version, ...made } = await (0,_factory_index_js__WEBPACK_IMPORTED_MODULE_5__/* .mergeReleases */ .TF)(positionals, out, {
            name,
            ...(tag === null ? {} : { tag }),
            split: (0,_size_js__WEBPACK_IMPORTED_MODULE_8__/* .sizeOption */ .V)(invocation),
            pool,
            reporter,
        });
        const { images, storedBytes, copiedBytes } = archive;
        if (json) {
            const result = { release: out, name, version, ...made, images, storedBytes, copiedBytes };
            await invocation.write(`${JSON.stringify(result, null, 2)}\n`);
            return 0;
        }
        const copied = `${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_2__/* .formatBytes */ .z3)(copiedBytes)} of ${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_2__/* .formatBytes */ .z3)(storedBytes)} copied as they are`;
        reporter.info(`${out}: ${name} ${version}, ${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_2__/* .countOf */ .pq)(images.length, 'image')}, ${copied}`);
        return 0;
    }
    finally {
        await pool.close();
    }
}
async function isRelease(place) {
    return (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(node_path__WEBPACK_IMPORTED_MODULE_1__.join(place, _release_index_js__WEBPACK_IMPORTED_MODULE_6__/* .SUMS_NAME */ .Bm)).catch(() => null)) !== null;
}
function notOf(subject, found, expected) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .FactoryError */ .Xx('usage', { subject, found: `is not for ${found}`, expected });
}
//# sourceMappingURL=merge.js.map

/***/ }),

/***/ 20051:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ requiredTarget)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);

/** `--to`, which `command` cannot do without. @param value what stands for its value: "DIR" @throws usage */
function requiredTarget(invocation, command, value) {
    const target = invocation.text('to');
    if (target !== null)
        return target;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .FactoryError */ .Xx('usage', {
        subject: `image-factory ${command}`,
        found: '--to is missing',
        expected: `--to ${value}`,
        next: 'say where the result shall go',
    });
}
//# sourceMappingURL=required.js.map

/***/ }),

/***/ 88215:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ sizeOption)
/* harmony export */ });
/* harmony import */ var _definition_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(49265);
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
/* harmony import */ var _bytes_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(22290);
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
