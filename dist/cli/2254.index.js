export const id = 2254;
export const ids = [2254];
export const modules = {

/***/ 30984:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   run: () => (/* binding */ run)
/* harmony export */ });
/* harmony import */ var _bytes_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(72381);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);
/* harmony import */ var _factory_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27525);
/* harmony import */ var _release_index_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(30822);




/** `publish RELEASE_DIR --to STORE --tag T`: prints where the release is. */
async function run(invocation) {
    const [folder = ''] = invocation.positionals;
    const { reporter } = invocation;
    const store = (0,_release_index_js__WEBPACK_IMPORTED_MODULE_3__/* .openStore */ .Ch)(invocation.text('to') ?? '', { env: process.env });
    const options = { tag: invocation.text('tag') ?? '', keep: keepOf(invocation), reporter };
    const verify = invocation.flag('verify-upload');
    const { location, changed, uploaded, kept, removed } = await (0,_factory_index_js__WEBPACK_IMPORTED_MODULE_2__/* .publishFolder */ .y6)(folder, store, {
        ...options,
        verify,
    });
    if (invocation.json) {
        const { tag } = options;
        const result = { store: store.label, tag, location, changed, uploaded, kept, removed };
        await invocation.write(`${JSON.stringify(result, null, 2)}\n`);
        return 0;
    }
    reporter.info(changed
        ? `${store.label}@${options.tag}: ${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_0__/* .countOf */ .pq)(uploaded.length, 'file')} uploaded, ${kept.length} there already`
        : `${store.label}@${options.tag}: holds this release already`);
    await invocation.write(`${location}\n`);
    return 0;
}
function keepOf(invocation) {
    const text = invocation.text('keep');
    if (text === null || /^[1-9]\d{0,3}$/.test(text))
        return text === null ? null : Number(text);
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .FactoryError */ .Xx('usage', {
        subject: '--keep',
        found: `"${text}"`,
        expected: 'a number from 1 to 9999',
    });
}
//# sourceMappingURL=publish.js.map

/***/ }),

/***/ 96070:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O$: () => (/* binding */ captureImage),
/* harmony export */   R5: () => (/* binding */ windowsOf),
/* harmony export */   tV: () => (/* binding */ captureImages)
/* harmony export */ });
/* harmony import */ var _tree_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(45909);
/* harmony import */ var _wim_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(57647);
/** A source becomes an image of a WIM: what `capture` does, and the station of that name. */


/**
 * Captures `source` into the archive `out`.
 *
 * @throws usage, exists, no-space, and what reading the source throws
 */
async function captureImage(source, out, options) {
    const windows = options.windows === undefined ? await windowsOf(source, options.allowDirty) : options.windows;
    const { name, description } = options;
    const image = { name, ...(description === undefined ? {} : { description }), windows };
    const exclude = (0,_tree_index_js__WEBPACK_IMPORTED_MODULE_0__/* .createExclusions */ .wN)(await exclusionRules(options));
    const archive = await (0,_wim_index_js__WEBPACK_IMPORTED_MODULE_1__/* .writeWim */ .VL)(out, {
        ...archiveOptions(options),
        images: [{ ...imageOf(source, image), exclude, created: options.created }],
    });
    return { archive, windows };
}
/** Captures `images` into the archive `out`, each content once. */
async function captureImages(images, out, options) {
    const exclude = (0,_tree_index_js__WEBPACK_IMPORTED_MODULE_0__/* .createExclusions */ .wN)(await exclusionRules(options));
    return await (0,_wim_index_js__WEBPACK_IMPORTED_MODULE_1__/* .writeWim */ .VL)(out, {
        ...archiveOptions(options),
        images: images.map((image) => ({
            name: image.name,
            ...(image.description === undefined ? {} : { description: image.description }),
            async open() {
                const source = { ...imageOf(await image.open(), image), exclude, created: options.created };
                return { source, close: () => image.close() };
            },
        })),
    });
}
function archiveOptions(options) {
    const { append = false, base = [], beforeReplace, compression, level, pool, reporter } = options;
    return {
        ...(compression === undefined ? {} : { compression }),
        ...(level === undefined ? {} : { level }),
        ...(beforeReplace === undefined ? {} : { beforeReplace }),
        pool,
        reporter,
        append,
        base,
    };
}
/** An image that was captured before keeps what its XML says of it, where its files do not say it. */
async function windowsOf(source, allowDirty = false) {
    const { tree, image } = source;
    const kept = image?.windows ?? null;
    if ((await (0,_tree_index_js__WEBPACK_IMPORTED_MODULE_0__/* .findSystemRoot */ .Vv)(tree)) === null)
        return kept;
    // Loaded where there is a Windows to look at: it takes longer than to capture a small directory.
    const { readWindowsInfo } = await __webpack_require__.e(/* import() */ 4251).then(__webpack_require__.bind(__webpack_require__, 44251));
    return (await readWindowsInfo(tree, { allowDirty })) ?? kept;
}
/** An image that was captured before keeps the names that its XML gives it. */
function imageOf(source, image) {
    const { name, description, windows } = image;
    const isNew = source.image === null && windows !== null && windows.displayName !== '';
    return {
        tree: source.tree,
        name,
        windows,
        ...(description === undefined ? {} : { description }),
        ...(isNew ? { displayName: image.displayName ?? windows.displayName } : {}),
    };
}
async function exclusionRules({ exclude = [], config, reporter, }) {
    if (config === undefined)
        return { patterns: exclude };
    const script = await (0,_tree_index_js__WEBPACK_IMPORTED_MODULE_0__/* .readWimScript */ .tX)(config);
    for (const section of script.ignoredSections) {
        reporter.warn(`${config}: [${section}] changes nothing here and is ignored`);
    }
    for (const pattern of script.withoutDrive) {
        reporter.warn(`${config}: "${pattern}" is taken without its drive`);
    }
    return { defaults: false, patterns: [...script.patterns, ...exclude], exceptions: script.exceptions };
}
//# sourceMappingURL=capture.js.map

/***/ }),

/***/ 24060:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ givenTime),
/* harmony export */   j: () => (/* binding */ dateVersion)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);
/** The time that images and manifest carry: given, so that the same input gives the same bytes. */

/**
 * @param chosen the definition's `created`, which wins
 * @returns null where neither it nor SOURCE_DATE_EPOCH says a time
 * @throws usage where SOURCE_DATE_EPOCH is no number of seconds
 */
function givenTime(chosen, env) {
    if (chosen !== null)
        return chosen;
    const epoch = env['SOURCE_DATE_EPOCH'];
    if (epoch === undefined || epoch === '')
        return null;
    const date = new Date(Number(epoch) * 1000);
    if (/^\d+$/.test(epoch) && !Number.isNaN(date.getTime()))
        return date;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .FactoryError */ .Xx('usage', {
        subject: 'SOURCE_DATE_EPOCH',
        found: JSON.stringify(epoch),
        expected: 'seconds since 1970 as a whole number',
    });
}
/** "2026.11.23" */
function dateVersion(created) {
    return created.toISOString().slice(0, 10).replaceAll('-', '.');
}
//# sourceMappingURL=created.js.map

/***/ }),

/***/ 27525:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  jq: () => (/* binding */ build),
  O$: () => (/* reexport */ capture/* captureImage */.O$),
  Ac: () => (/* binding */ doctor),
  jw: () => (/* reexport */ created/* givenTime */.C),
  UO: () => (/* reexport */ work/* isWithin */.UO),
  TF: () => (/* binding */ mergeReleases),
  C7: () => (/* binding */ planBuild),
  T4: () => (/* binding */ planMatrix),
  y6: () => (/* binding */ publishFolder),
  xl: () => (/* binding */ selfTest),
  X0: () => (/* binding */ sweep),
  DI: () => (/* reexport */ work/* workDirectory */.DI),
  FY: () => (/* reexport */ work_tree/* workTreeOf */.F)
});

// UNUSED EXPORTS: captureImages, windowsOf

;// CONCATENATED MODULE: ./build/src/factory/when-called.js
/**
 * A function whose module is loaded when it is called. Every command comes through this room's door, and the whole line
 * takes longer to load than most of them to run.
 *
 * @param load imports the module
 */
function whenCalled(load) {
    return async (...given) => {
        const loaded = await load();
        return await loaded(...given);
    };
}
//# sourceMappingURL=when-called.js.map
// EXTERNAL MODULE: ./build/src/factory/capture.js
var capture = __webpack_require__(96070);
// EXTERNAL MODULE: ./build/src/factory/created.js
var created = __webpack_require__(24060);
// EXTERNAL MODULE: ./build/src/factory/work.js
var work = __webpack_require__(99803);
// EXTERNAL MODULE: ./build/src/factory/work-tree.js
var work_tree = __webpack_require__(55036);
;// CONCATENATED MODULE: ./build/src/factory/index.js





const build = whenCalled(async () => (await Promise.all(/* import() */[__webpack_require__.e(8815), __webpack_require__.e(5269), __webpack_require__.e(4251), __webpack_require__.e(822), __webpack_require__.e(8876), __webpack_require__.e(7415), __webpack_require__.e(9197), __webpack_require__.e(1974), __webpack_require__.e(5695), __webpack_require__.e(6090), __webpack_require__.e(734), __webpack_require__.e(7640)]).then(__webpack_require__.bind(__webpack_require__, 37640))).build);
const doctor = whenCalled(async () => (await Promise.all(/* import() */[__webpack_require__.e(8815), __webpack_require__.e(5269), __webpack_require__.e(4251), __webpack_require__.e(822), __webpack_require__.e(8876), __webpack_require__.e(7415), __webpack_require__.e(9197), __webpack_require__.e(1974), __webpack_require__.e(6090), __webpack_require__.e(2993)]).then(__webpack_require__.bind(__webpack_require__, 52993))).doctor);
const mergeReleases = whenCalled(async () => (await Promise.all(/* import() */[__webpack_require__.e(8815), __webpack_require__.e(5269), __webpack_require__.e(4251), __webpack_require__.e(822), __webpack_require__.e(8876), __webpack_require__.e(7415), __webpack_require__.e(9197), __webpack_require__.e(5695), __webpack_require__.e(1855)]).then(__webpack_require__.bind(__webpack_require__, 91855))).mergeReleases);
const planBuild = whenCalled(async () => (await Promise.all(/* import() */[__webpack_require__.e(8815), __webpack_require__.e(5269), __webpack_require__.e(4251), __webpack_require__.e(822), __webpack_require__.e(8876), __webpack_require__.e(7415), __webpack_require__.e(9197), __webpack_require__.e(1974), __webpack_require__.e(5695), __webpack_require__.e(6090), __webpack_require__.e(734), __webpack_require__.e(9326)]).then(__webpack_require__.bind(__webpack_require__, 19326))).planBuild);
const planMatrix = whenCalled(async () => (await Promise.all(/* import() */[__webpack_require__.e(8815), __webpack_require__.e(5269), __webpack_require__.e(4251), __webpack_require__.e(822), __webpack_require__.e(8876), __webpack_require__.e(7415), __webpack_require__.e(9197), __webpack_require__.e(5695), __webpack_require__.e(2607)]).then(__webpack_require__.bind(__webpack_require__, 32607))).planMatrix);
const publishFolder = whenCalled(async () => (await Promise.all(/* import() */[__webpack_require__.e(5269), __webpack_require__.e(4251), __webpack_require__.e(822), __webpack_require__.e(8876), __webpack_require__.e(6595)]).then(__webpack_require__.bind(__webpack_require__, 46595))).publishFolder);
const selfTest = whenCalled(async () => (await Promise.all(/* import() */[__webpack_require__.e(8815), __webpack_require__.e(5269), __webpack_require__.e(4251), __webpack_require__.e(822), __webpack_require__.e(8876), __webpack_require__.e(7415), __webpack_require__.e(9197), __webpack_require__.e(1974), __webpack_require__.e(5695), __webpack_require__.e(6090), __webpack_require__.e(734), __webpack_require__.e(7640), __webpack_require__.e(2788)]).then(__webpack_require__.bind(__webpack_require__, 62788))).selfTest);
const sweep = whenCalled(async () => (await Promise.all(/* import() */[__webpack_require__.e(5269), __webpack_require__.e(822), __webpack_require__.e(9197), __webpack_require__.e(7898)]).then(__webpack_require__.bind(__webpack_require__, 56228))).sweep);
//# sourceMappingURL=index.js.map

/***/ }),

/***/ 55036:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ workTreeOf)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/** The work tree of Git that something lies in. */


/** @returns null where none holds the folder */
async function workTreeOf(folder) {
    for (let place = node_path__WEBPACK_IMPORTED_MODULE_1__.resolve(folder);; place = node_path__WEBPACK_IMPORTED_MODULE_1__.dirname(place)) {
        if ((await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(node_path__WEBPACK_IMPORTED_MODULE_1__.join(place, '.git')).catch(() => null)) !== null)
            return place;
        if (place === node_path__WEBPACK_IMPORTED_MODULE_1__.dirname(place))
            return null;
    }
}
//# sourceMappingURL=work-tree.js.map

/***/ }),

/***/ 99803:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DI: () => (/* binding */ workDirectory),
/* harmony export */   LT: () => (/* binding */ workOf),
/* harmony export */   S7: () => (/* binding */ makeWork),
/* harmony export */   UO: () => (/* binding */ isWithin),
/* harmony export */   fe: () => (/* binding */ workIn),
/* harmony export */   fx: () => (/* binding */ BUILDING)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(27406);
/* harmony import */ var _tree_index_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(45909);
/**
 * The work directory: a folder for each build in it, which outlives the job so that an interrupted build can go on.
 *
 * | name            | holds                                    |
 * | --------------- | ---------------------------------------- |
 * | `journal.jsonl` | what was done, see `journal.ts`          |
 * | `lock`          | who builds here                          |
 * | `logs/`         | what the disk of a failed machine said   |
 * | `STATION-*`     | disks of the machine's stations, until the release is out |
 * | `install.wim`   | what capture made, until the release is out |
 * | `manifest.json` | what inspect made, until the release is out |
 */






/** What the lock of a build's folder is for. */
const BUILDING = {
    does: 'builds this definition',
    expected: 'one build of a definition at a time',
};
/**
 * @param chosen what the user chose with `--work`
 * @throws usage for a place that the runner empties with each job
 */
function workDirectory(chosen, env) {
    const folder = node_path__WEBPACK_IMPORTED_MODULE_3__.resolve(chosen ?? defaultDirectory(env));
    const temporary = env['RUNNER_TEMP'];
    if (temporary === undefined || temporary === '' || !isWithin(folder, node_path__WEBPACK_IMPORTED_MODULE_3__.resolve(temporary)))
        return folder;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .FactoryError */ .Xx('usage', {
        subject: folder,
        found: 'a work directory under RUNNER_TEMP, which the runner empties with each job',
        expected: 'a folder that outlives the job',
        next: 'choose another one with --work',
    });
}
/**
 * @param definition absolute path of the definition's file
 * @param system the rules of the host: on Windows `c:\Images` and `C:\images` are one definition, and one lock
 */
function workOf(directory, definition, name, system = node_path__WEBPACK_IMPORTED_MODULE_3__) {
    const file = system.sep === '\\' ? (0,_tree_index_js__WEBPACK_IMPORTED_MODULE_5__/* .foldCase */ .SP)(definition) : definition;
    const key = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(`${file}\0${name}`).digest('hex').slice(0, 12);
    const folder = node_path__WEBPACK_IMPORTED_MODULE_3__.join(directory, `${name}-${key}`);
    return workIn(folder);
}
/** @param folder that of a build */
function workIn(folder) {
    return {
        folder,
        journal: node_path__WEBPACK_IMPORTED_MODULE_3__.join(folder, 'journal.jsonl'),
        lock: node_path__WEBPACK_IMPORTED_MODULE_3__.join(folder, 'lock'),
        logs: node_path__WEBPACK_IMPORTED_MODULE_3__.join(folder, 'logs'),
    };
}
async function makeWork(work) {
    try {
        // What a machine gets of the user's secrets lies here as long as it runs.
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(work.folder, { recursive: true, mode: 0o700 });
    }
    catch (error) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .fromSystemError */ .Kh)(error, work.folder);
    }
}
function defaultDirectory(env) {
    const local = env['LOCALAPPDATA'];
    if (process.platform === 'win32' && local !== undefined && local !== '')
        return node_path__WEBPACK_IMPORTED_MODULE_3__.join(local, 'image-factory');
    const cache = env['XDG_CACHE_HOME'];
    const base = cache !== undefined && node_path__WEBPACK_IMPORTED_MODULE_3__.isAbsolute(cache) ? cache : node_path__WEBPACK_IMPORTED_MODULE_3__.join((0,node_os__WEBPACK_IMPORTED_MODULE_2__.homedir)(), '.cache');
    return node_path__WEBPACK_IMPORTED_MODULE_3__.join(base, 'image-factory');
}
function isWithin(place, folder) {
    const relative = node_path__WEBPACK_IMPORTED_MODULE_3__.relative(folder, place);
    return relative.split(node_path__WEBPACK_IMPORTED_MODULE_3__.sep)[0] !== '..' && !node_path__WEBPACK_IMPORTED_MODULE_3__.isAbsolute(relative);
}
//# sourceMappingURL=work.js.map

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
