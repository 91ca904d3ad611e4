export const id = 6334;
export const ids = [6334];
export const modules = {

/***/ 56334:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   run: () => (/* binding */ run)
/* harmony export */ });
/* harmony import */ var _bytes_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(72381);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);
/* harmony import */ var _manifest_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(43549);
/* harmony import */ var _source_manifest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(84561);




/** `manifest SOURCE`: writes it, or with `--check` compares; exit status 1 where the source is not what it says. */
async function run(invocation) {
    const [sourceText = ''] = invocation.positionals;
    const checked = invocation.text('check');
    const target = invocation.text('to');
    if (checked !== null && target !== null) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .FactoryError */ .Xx('usage', {
            subject: 'image-factory manifest',
            found: '--to and --check',
            expected: 'one of them',
        });
    }
    const subject = await (0,_source_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .openSubject */ .nA)(sourceText, invocation);
    try {
        if (checked !== null)
            return await check(subject, checked, sourceText, invocation);
        const manifest = await (0,_source_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .manifestOf */ .$V)(subject, invocation);
        if (target === null) {
            await (0,_manifest_index_js__WEBPACK_IMPORTED_MODULE_2__/* .printManifest */ .L7)(process.stdout, manifest);
        }
        else {
            const size = await (0,_manifest_index_js__WEBPACK_IMPORTED_MODULE_2__/* .writeManifest */ .HN)(target, manifest);
            invocation.reporter.info(`${target}: ${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_0__/* .formatBytes */ .z3)(size)}`);
        }
        return 0;
    }
    finally {
        await subject.close();
    }
}
async function check({ source }, file, sourceText, invocation) {
    const { reporter, json } = invocation;
    const result = await (0,_manifest_index_js__WEBPACK_IMPORTED_MODULE_2__/* .checkManifest */ .K7)(await (0,_manifest_index_js__WEBPACK_IMPORTED_MODULE_2__/* .readManifest */ .WI)(file), source, { reporter });
    if (json) {
        await invocation.write(`${JSON.stringify({ source: sourceText, manifest: file, ...result }, null, 2)}\n`);
        return result.count === 0 ? 0 : 1;
    }
    for (const { subject, said, found } of result.problems) {
        await invocation.write(`${subject}: ${found ?? 'nothing'}, expected ${said ?? 'nothing'}\n`);
    }
    const more = result.count - result.problems.length;
    if (more > 0)
        await invocation.write(`… and ${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_0__/* .countOf */ .pq)(more, 'more difference')}\n`);
    if (result.notCompared.length > 0)
        await invocation.write(`Not compared: ${result.notCompared.join(', ')}\n`);
    const verdict = result.count === 0 ? 'holds' : `does NOT hold: ${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_0__/* .countOf */ .pq)(result.count, 'difference')}`;
    const read = `${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_0__/* .countOf */ .pq)(result.images, 'image')}, ${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_0__/* .countOf */ .pq)(result.files, 'entry', 'entries')}, ${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_0__/* .formatBytes */ .z3)(result.bytes)} hashed`;
    await invocation.write(`${file} ${verdict} for ${sourceText} (${read})\n`);
    return result.count === 0 ? 0 : 1;
}
//# sourceMappingURL=manifest.js.map

/***/ }),

/***/ 84561:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $V: () => (/* binding */ manifestOf),
/* harmony export */   gp: () => (/* binding */ openManifest),
/* harmony export */   nA: () => (/* binding */ openSubject)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(76760);
/* harmony import */ var _bytes_index_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(72381);
/* harmony import */ var _factory_index_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(27525);
/* harmony import */ var _inspect_index_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(44251);
/* harmony import */ var _manifest_index_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(43549);
/* harmony import */ var _release_index_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(30822);
/* harmony import */ var _source_index_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(35269);
/* harmony import */ var _tree_index_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(45909);
/* harmony import */ var _wim_index_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(57647);
/** What `manifest` and `diff` take: a manifest, a RELEASE, or any SOURCE. */












/** A WIM without `#` is meant with all its images; of a disk or directory, what a capture leaves out is left out. */
async function openSubject(text, invocation) {
    const parsed = await (0,_source_index_js__WEBPACK_IMPORTED_MODULE_9__/* .parseSource */ .PJ)(text);
    if (parsed.kind === 'wim' && parsed.part === null) {
        const archive = await (0,_wim_index_js__WEBPACK_IMPORTED_MODULE_11__/* .openWim */ .SS)(parsed.path);
        return {
            source: archive,
            name: archive.images[0]?.name ?? baseName(parsed.path),
            archive: null,
            close: () => archive.close(),
        };
    }
    const { reporter } = invocation;
    const allowDirty = invocation.flag('allow-dirty');
    const source = await (0,_source_index_js__WEBPACK_IMPORTED_MODULE_9__/* .openSource */ .oD)(text, { reporter, allowDirty });
    try {
        const { tree, image } = source;
        const name = image?.name ?? baseName(parsed.path);
        const windows = image?.windows ?? (await (0,_inspect_index_js__WEBPACK_IMPORTED_MODULE_6__.readWindowsInfo)(tree, { allowDirty }));
        const exclude = (0,_tree_index_js__WEBPACK_IMPORTED_MODULE_10__/* .createExclusions */ .wN)();
        const input = {
            tree,
            name,
            windows,
            updates: await updatesOf(tree, invocation),
            ...(image === null ? { exclude } : { description: image.description }),
        };
        return { source: [input], name, archive: source.archive, close: () => source.close() };
    }
    catch (error) {
        await source.close();
        throw error;
    }
}
/** The manifest of a subject; the subject must stay open as long as it is read. */
async function manifestOf({ source, name }, invocation) {
    const { reporter } = invocation;
    const created = (0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_4__/* .filetimeFromDate */ .k2)((0,_factory_index_js__WEBPACK_IMPORTED_MODULE_5__/* .givenTime */ .jw)(null, process.env) ?? new Date());
    const options = { name, created, reporter };
    if (!('openImage' in source))
        return (0,_manifest_index_js__WEBPACK_IMPORTED_MODULE_7__/* .manifestOfTrees */ .QI)(source, options);
    const updates = [];
    for (const { index } of source.images) {
        updates.push(await updatesOf(await source.openImage(index), invocation));
    }
    return (0,_manifest_index_js__WEBPACK_IMPORTED_MODULE_7__/* .manifestOfArchive */ .PH)(source, { ...options, updates });
}
async function updatesOf(tree, invocation) {
    const allowDirty = invocation.flag('allow-dirty');
    return (await (0,_inspect_index_js__WEBPACK_IMPORTED_MODULE_6__/* .readPackagesOrWarn */ .nz)(tree, invocation.reporter, { allowDirty }))?.kbs ?? [];
}
/** A manifest that is there is read, one of a release is fetched, else one is made. */
async function openManifest(text, invocation) {
    const file = manifestFile(text);
    if (file !== null)
        return { manifest: await (0,_manifest_index_js__WEBPACK_IMPORTED_MODULE_7__/* .readManifest */ .WI)(file), close: () => Promise.resolve() };
    if (isRelease(text))
        return releaseManifest(text, invocation);
    const subject = await openSubject(text, invocation);
    const manifest = await manifestOf(subject, invocation);
    const { archive } = subject;
    return {
        manifest: archive === null ? manifest : withStored(manifest, archive),
        close: () => subject.close(),
    };
}
/** What each content of an image takes in its archive. */
function withStored(manifest, archive) {
    return {
        ...manifest,
        async *blobs() {
            for await (const blob of manifest.blobs()) {
                const stored = archive.findBlob((0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_4__/* .fromHex */ .aD)(blob.sha1))?.storedSize;
                yield stored === undefined ? blob : { ...blob, stored };
            }
        },
    };
}
function manifestFile(text) {
    if (!(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(text))
        return null;
    if (!(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(text).isDirectory())
        return text.toLowerCase().endsWith('.json') ? text : null;
    const inside = node_path__WEBPACK_IMPORTED_MODULE_3__.join(text, _release_index_js__WEBPACK_IMPORTED_MODULE_8__/* .MANIFEST_NAME */ .ir);
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(inside) && (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(node_path__WEBPACK_IMPORTED_MODULE_3__.join(text, _release_index_js__WEBPACK_IMPORTED_MODULE_8__/* .SUMS_NAME */ .Bm)) ? inside : null;
}
/** Whether it is a RELEASE that is no folder by itself: a path that exists as written wins. */
function isRelease(text) {
    if (/^https?:\/\//i.test(text) || (0,_release_index_js__WEBPACK_IMPORTED_MODULE_8__/* .isGitHub */ .Wz)(text))
        return true;
    const at = text.lastIndexOf('@');
    if (at < 1 || (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(text))
        return false;
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(text.slice(0, at), { throwIfNoEntry: false })?.isDirectory() ?? false;
}
/** Its parts are not downloaded. */
async function releaseManifest(text, { reporter }) {
    const folder = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdtemp)(node_path__WEBPACK_IMPORTED_MODULE_3__.join((0,node_os__WEBPACK_IMPORTED_MODULE_2__.tmpdir)(), 'image-factory-diff-'));
    const close = () => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(folder, { recursive: true, force: true });
    try {
        const source = await (0,_release_index_js__WEBPACK_IMPORTED_MODULE_8__/* .openRelease */ .gS)(text, { env: process.env }, reporter);
        return { manifest: await (0,_release_index_js__WEBPACK_IMPORTED_MODULE_8__/* .fetchManifestOf */ .ND)(source, folder, reporter), close };
    }
    catch (error) {
        await close();
        throw error;
    }
}
function baseName(file) {
    return node_path__WEBPACK_IMPORTED_MODULE_3__.parse(node_path__WEBPACK_IMPORTED_MODULE_3__.resolve(file)).name;
}
//# sourceMappingURL=source-manifest.js.map

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

/***/ })

};
