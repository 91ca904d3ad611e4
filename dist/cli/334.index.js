export const id = 334;
export const ids = [334];
export const modules = {

/***/ 56334:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   run: () => (/* binding */ run)
/* harmony export */ });
/* harmony import */ var _bytes_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(22290);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);
/* harmony import */ var _manifest_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(48789);
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
/* harmony import */ var _bytes_index_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(22290);
/* harmony import */ var _factory_index_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(72444);
/* harmony import */ var _inspect_index_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(34120);
/* harmony import */ var _manifest_index_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(48789);
/* harmony import */ var _release_index_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(88536);
/* harmony import */ var _source_index_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(30300);
/* harmony import */ var _tree_index_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(31219);
/* harmony import */ var _wim_index_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(60315);
/** What `manifest` and `diff` take: a manifest, a RELEASE, or any SOURCE. */












/** A WIM without `#` is meant with all its images; of a disk or directory, what a capture leaves out is left out. */
async function openSubject(text, invocation) {
    const parsed = await (0,_source_index_js__WEBPACK_IMPORTED_MODULE_9__/* .parseSource */ .PJ)(text);
    if (parsed.kind === 'wim' && parsed.part === null) {
        const archive = await (0,_wim_index_js__WEBPACK_IMPORTED_MODULE_11__/* .openWim */ .SS)(parsed.path);
        return {
            source: archive,
            name: archive.images[0]?.name ?? baseName(parsed.path),
            close: () => archive.close(),
        };
    }
    const { reporter } = invocation;
    const allowDirty = invocation.flag('allow-dirty');
    const source = await (0,_source_index_js__WEBPACK_IMPORTED_MODULE_9__/* .openSource */ .oD)(text, { reporter, allowDirty });
    try {
        const { tree, image } = source;
        const name = image?.name ?? baseName(parsed.path);
        const windows = image?.windows ?? (await (0,_inspect_index_js__WEBPACK_IMPORTED_MODULE_6__/* .readWindowsInfo */ .Sh)(tree, { allowDirty }));
        const exclude = (0,_tree_index_js__WEBPACK_IMPORTED_MODULE_10__/* .createExclusions */ .wN)();
        const input = {
            tree,
            name,
            windows,
            updates: await updatesOf(tree, invocation),
            ...(image === null ? { exclude } : { description: image.description }),
        };
        return { source: [input], name, close: () => source.close() };
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
    return { manifest: await manifestOf(subject, invocation), close: () => subject.close() };
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

/***/ })

};
