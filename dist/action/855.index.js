export const id = 855;
export const ids = [855];
export const modules = {

/***/ 91855:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   mergeReleases: () => (/* binding */ mergeReleases)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _bytes_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(72381);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(27406);
/* harmony import */ var _manifest_index_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(65154);
/* harmony import */ var _release_index_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(30822);
/* harmony import */ var _wim_index_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(57647);
/* harmony import */ var _kept_releases_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(39197);
/* harmony import */ var _parts_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(79186);
/* harmony import */ var _prepare_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(35695);
/** Releases that were built apart become one, with the images of all and each content once. */










/**
 * Makes the release folder `out` of the images of `folders`, in their order; complete or not at all.
 *
 * @throws not-found, damaged where a folder is no release as it was made; exists for two images of one name; no-space
 */
async function mergeReleases(folders, out, options) {
    const parts = [];
    try {
        for (const folder of folders)
            parts.push(await openPart(folder, options.reporter));
        refuseSameNames(folders, parts);
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(node_path__WEBPACK_IMPORTED_MODULE_1__.dirname(node_path__WEBPACK_IMPORTED_MODULE_1__.resolve(out)), { recursive: true });
        // Beside it: the files become its own by links.
        const work = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdtemp)(node_path__WEBPACK_IMPORTED_MODULE_1__.join(node_path__WEBPACK_IMPORTED_MODULE_1__.dirname(node_path__WEBPACK_IMPORTED_MODULE_1__.resolve(out)), '.image-factory-merge-'));
        try {
            return await mergeIn(work, parts, out, options);
        }
        finally {
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(work, { recursive: true, force: true, maxRetries: 5 });
        }
    }
    finally {
        for (const { archive } of parts)
            await archive.close();
    }
}
/** DISM tells images apart by their names, whatever the case. */
function refuseSameNames(folders, parts) {
    const holders = new Map();
    for (const [index, { archive }] of parts.entries()) {
        const folder = folders[index] ?? '';
        for (const { name } of archive.images) {
            const other = holders.get(name.toLowerCase());
            if (other !== undefined) {
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .FactoryError */ .Xx('exists', {
                    subject: folder,
                    found: `an image named "${name}", as ${other} has one`,
                    expected: 'images of different names',
                    next: 'build one of them from a definition with another name',
                });
            }
            holders.set(name.toLowerCase(), folder);
        }
    }
}
async function openPart(folder, reporter) {
    const files = await (0,_release_index_js__WEBPACK_IMPORTED_MODULE_5__/* .readRelease */ .iJ)(folder, reporter, true);
    const manifest = files.find(({ name }) => name === _release_index_js__WEBPACK_IMPORTED_MODULE_5__/* .MANIFEST_NAME */ .ir);
    if (manifest === undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .FactoryError */ .Xx('damaged', {
            subject: folder,
            found: `no ${_release_index_js__WEBPACK_IMPORTED_MODULE_5__/* .MANIFEST_NAME */ .ir} in its list of files`,
            expected: 'a release as "image-factory build" makes it',
        });
    }
    return {
        facts: (await (0,_manifest_index_js__WEBPACK_IMPORTED_MODULE_4__/* .readManifest */ .WI)(manifest.path)).facts,
        archive: await (0,_kept_releases_js__WEBPACK_IMPORTED_MODULE_7__/* .archiveOf */ .YH)(folder, reporter),
    };
}
async function mergeIn(work, parts, out, { name, tag, split, pool, reporter }) {
    const created = newestOf(parts);
    const version = (0,_prepare_js__WEBPACK_IMPORTED_MODULE_9__/* .versionOf */ .E)({ name, version: null }, tag, created);
    const wim = node_path__WEBPACK_IMPORTED_MODULE_1__.join(work, _release_index_js__WEBPACK_IMPORTED_MODULE_5__/* .WIM_NAME */ .OB);
    const images = parts.flatMap(({ archive }) => imagesOf(archive));
    const written = await (0,_wim_index_js__WEBPACK_IMPORTED_MODULE_6__/* .exportImages */ .hQ)(wim, { images, pool, reporter });
    const whole = { path: wim, ...(await (0,_release_index_js__WEBPACK_IMPORTED_MODULE_5__/* .hashFile */ .DC)(wim, reporter)) };
    const { archive, files } = await (0,_parts_js__WEBPACK_IMPORTED_MODULE_8__/* .partsOf */ .CI)(whole, { split, folder: work, store: null, reporter });
    const manifest = node_path__WEBPACK_IMPORTED_MODULE_1__.join(work, _release_index_js__WEBPACK_IMPORTED_MODULE_5__/* .MANIFEST_NAME */ .ir);
    try {
        await (0,_parts_js__WEBPACK_IMPORTED_MODULE_8__/* .verifyArchive */ .w8)(archive, pool, reporter);
        const made = await (0,_manifest_index_js__WEBPACK_IMPORTED_MODULE_4__/* .manifestOfArchive */ .PH)(archive, {
            name,
            version,
            created: (0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_2__/* .filetimeFromDate */ .k2)(created),
            inputs: inputsOf(parts),
            updates: parts.flatMap(({ facts }) => facts.images.map(({ updates = [] }) => updates)),
            ...compressionOf(parts),
            reporter,
        });
        await (0,_manifest_index_js__WEBPACK_IMPORTED_MODULE_4__/* .writeManifest */ .HN)(manifest, made);
    }
    finally {
        await archive.close();
    }
    const released = [...files, { path: manifest, ...(await (0,_release_index_js__WEBPACK_IMPORTED_MODULE_5__/* .hashFile */ .DC)(manifest, reporter)) }];
    const named = released.map((file) => ({ name: node_path__WEBPACK_IMPORTED_MODULE_1__.basename(file.path), ...file }));
    await (0,_release_index_js__WEBPACK_IMPORTED_MODULE_5__/* .writeRelease */ .d4)(out, named, reporter);
    return {
        version,
        tag: tag ?? `${name}-${version}`,
        archive: written,
        files: named.map((file) => file.name),
    };
}
function imagesOf(archive) {
    return archive.images.map(({ index, name }) => ({ archive, index, name }));
}
/** The same parts give the same bytes, whenever they are merged. */
function newestOf(parts) {
    return new Date(Math.max(...parts.map(({ facts }) => Date.parse(facts.created))));
}
function inputsOf(parts) {
    const commits = new Set(parts.map(({ facts }) => facts.inputs?.commit));
    const [commit] = commits;
    return {
        ...(commits.size !== 1 || commit === undefined ? {} : { commit }),
        merged: parts.map(({ facts: { name, version, inputs } }) => ({
            name,
            ...(version === undefined ? {} : { version }),
            ...(inputs === undefined ? {} : { inputs }),
        })),
    };
}
/** Level and encoder stand for the bytes of every content: they are told where all parts have the same. */
function compressionOf(parts) {
    const [first, ...others] = parts.map(({ facts }) => facts.archive);
    const isCommon = (key) => others.every((other) => other?.[key] === first?.[key]);
    if (first === undefined || !isCommon('compression') || !isCommon('chunkSize'))
        return {};
    return {
        ...(first.level !== undefined && isCommon('level') ? { level: first.level } : {}),
        ...(first.encoder !== undefined && isCommon('encoder') ? { encoder: first.encoder } : {}),
    };
}
//# sourceMappingURL=merge-releases.js.map

/***/ })

};
