export const id = 621;
export const ids = [621];
export const modules = {

/***/ 67621:
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
/* harmony import */ var _source_index_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(30300);
/* harmony import */ var _wim_index_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(60315);
/* harmony import */ var _target_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(95787);
/* harmony import */ var _threads_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(66821);










/** `capture SOURCE OUT.wim`: one image, in an archive of its own or after those that are there. */
async function run(invocation) {
    const [sourceText = '', out = ''] = invocation.positionals;
    const { reporter } = invocation;
    const allowDirty = invocation.flag('allow-dirty');
    const started = Date.now();
    await checkOutput(sourceText, out, invocation.flag('append'));
    const pool = new _codec_index_js__WEBPACK_IMPORTED_MODULE_3__/* .CodecPool */ .Zj((0,_threads_js__WEBPACK_IMPORTED_MODULE_9__/* .threadsOf */ .D)(invocation));
    const source = await (0,_source_index_js__WEBPACK_IMPORTED_MODULE_6__/* .openSource */ .oD)(sourceText, { reporter, allowDirty });
    const base = [];
    const closeArchives = async () => {
        for (const archive of base)
            await archive.close();
        if (source.archive !== null)
            await source.close();
    };
    try {
        for (const file of invocation.list('base'))
            base.push(await (0,_wim_index_js__WEBPACK_IMPORTED_MODULE_7__/* .openWim */ .SS)(file));
        const captured = await (0,_factory_index_js__WEBPACK_IMPORTED_MODULE_5__/* .captureImage */ .O$)(source, out, {
            name: invocation.text('name') ?? nameOf(source),
            ...optional('description', invocation.text('description')),
            ...optional('compression', invocation.text('compress')),
            ...optional('level', invocation.text('level')),
            ...optional('config', invocation.text('config')),
            exclude: invocation.list('exclude'),
            append: invocation.flag('append'),
            base,
            beforeReplace: closeArchives,
            allowDirty,
            created: (0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_2__/* .filetimeFromDate */ .k2)((0,_factory_index_js__WEBPACK_IMPORTED_MODULE_5__/* .givenTime */ .jw)(null, process.env) ?? new Date()),
            pool,
            reporter,
        });
        await writeResult(invocation, out, captured, Date.now() - started);
        return 0;
    }
    finally {
        await closeArchives();
        await source.close();
        await pool.close();
    }
}
/**
 * Before an hour of work is done for nothing, or in vain: an archive is replaced by nobody who did not say so, and one
 * that lies in the directory that is captured would end up in its own image.
 *
 * @throws usage, exists
 */
async function checkOutput(sourceText, out, append) {
    const there = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(out).catch(() => null);
    if (there?.isDirectory() === true) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .FactoryError */ .Xx('usage', {
            subject: out,
            found: 'a directory',
            expected: 'the path of an archive',
            next: `name the file: ${node_path__WEBPACK_IMPORTED_MODULE_1__.join(out, 'install.wim')}`,
        });
    }
    if (there !== null && !append) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .FactoryError */ .Xx('exists', {
            subject: out,
            found: 'exists already',
            next: 'add the image to it with --append, choose another name, or remove it',
        });
    }
    (0,_target_js__WEBPACK_IMPORTED_MODULE_8__/* .refuseInside */ .N)(out, await (0,_source_index_js__WEBPACK_IMPORTED_MODULE_6__/* .parseSource */ .PJ)(sourceText));
}
/** What an image is called that nobody named: as it was called, else as the file is, else (`D:\`) as the drive is. */
function nameOf({ image, path: file }) {
    const { name, root } = node_path__WEBPACK_IMPORTED_MODULE_1__.parse(node_path__WEBPACK_IMPORTED_MODULE_1__.resolve(file));
    return image?.name ?? (name === '' ? root.replaceAll(/[:\\/]+/g, ' ').trim() : name);
}
function optional(name, value) {
    return value === null ? {} : { [name]: value };
}
async function writeResult(invocation, out, { archive, windows }, milliseconds) {
    const { json, reporter } = invocation;
    const { images, uniqueBytes, storedBytes, savedBytes, copiedBytes, size } = archive;
    if (json) {
        const result = {
            wim: out,
            guid: archive.guid,
            size,
            images,
            uniqueBytes,
            storedBytes,
            savedBytes,
            copiedBytes,
            windows,
            milliseconds,
        };
        await invocation.write(`${JSON.stringify(result, null, 2)}\n`);
        return;
    }
    for (const { index, name, files, directories, bytes } of images) {
        const held = `${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_2__/* .countOf */ .pq)(files, 'file')}, ${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_2__/* .countOf */ .pq)(directories, 'directory', 'directories')}, ${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_2__/* .formatBytes */ .z3)(bytes)}`;
        reporter.info(`${out}#${index} "${name}": ${held}`);
    }
    const stored = `${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_2__/* .formatBytes */ .z3)(uniqueBytes)} unique in ${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_2__/* .formatBytes */ .z3)(size)}`;
    const copied = copiedBytes === 0 ? '' : `, ${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_2__/* .formatBytes */ .z3)(copiedBytes)} copied as they are`;
    reporter.info(`${out}: ${stored}, ${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_2__/* .formatBytes */ .z3)(savedBytes)} saved by single-instancing${copied}, ${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_2__/* .formatDuration */ .a3)(milliseconds)}`);
}
//# sourceMappingURL=capture.js.map

/***/ }),

/***/ 95787:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ refuseInside)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);
/* harmony import */ var _factory_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(72444);
/** What is written must not lie in what is read. */



/** @throws usage where `target` lies inside the directory that is read: it would be read again while it grows */
function refuseInside(target, source) {
    if (source.kind !== 'directory' || !(0,_factory_index_js__WEBPACK_IMPORTED_MODULE_2__/* .isWithin */ .UO)(node_path__WEBPACK_IMPORTED_MODULE_0__.resolve(target), node_path__WEBPACK_IMPORTED_MODULE_0__.resolve(source.path)))
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .FactoryError */ .Xx('usage', {
        subject: target,
        found: `a place inside ${source.path}, which is read`,
        expected: 'a place outside of it',
        next: 'write it elsewhere',
    });
}
//# sourceMappingURL=target.js.map

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

/***/ })

};
