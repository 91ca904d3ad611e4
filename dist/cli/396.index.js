export const id = 396;
export const ids = [396];
export const modules = {

/***/ 16396:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   run: () => (/* binding */ run)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);
/* harmony import */ var _manifest_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48789);
/* harmony import */ var _output_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27208);
/* harmony import */ var _report_index_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(78529);
/* harmony import */ var _source_manifest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(84561);





/** Listed where nobody asks for all. */
const SOME = { things: 20, files: 100 };
/** `diff A B`: what changed; with `--exit-code`, status 1 where something did. */
async function run(invocation) {
    const [from = '', to = ''] = invocation.positionals;
    if (invocation.json && invocation.flag('markdown')) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .FactoryError */ .Xx('usage', {
            subject: 'image-factory diff',
            found: '--json and --markdown',
            expected: 'one of them',
        });
    }
    const page = invocation.text('html');
    const before = await (0,_source_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .openManifest */ .gp)(from, invocation);
    try {
        const after = await (0,_source_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .openManifest */ .gp)(to, invocation);
        try {
            const diff = await (0,_manifest_index_js__WEBPACK_IMPORTED_MODULE_1__/* .diffManifests */ .ew)(before.manifest, after.manifest);
            if (page !== null)
                await writePage(page, diff, before.manifest.facts, after.manifest.facts);
            await invocation.write(rendered(diff, invocation));
            return invocation.flag('exit-code') && diff.changes.length > 0 ? 1 : 0;
        }
        finally {
            await after.close();
        }
    }
    finally {
        await before.close();
    }
}
async function writePage(file, diff, from, to) {
    const page = Buffer.from((0,_report_index_js__WEBPACK_IMPORTED_MODULE_3__/* .renderDiffPage */ .J8)(diff, from, to));
    await (0,_output_js__WEBPACK_IMPORTED_MODULE_2__/* .writeOutput */ .zh)(file, (handle) => handle.writeFile(page));
}
function rendered(diff, invocation) {
    const limit = invocation.flag('all')
        ? { things: Number.POSITIVE_INFINITY, files: Number.POSITIVE_INFINITY }
        : SOME;
    if (invocation.json) {
        const { changes, ...sums } = diff;
        const groups = (0,_report_index_js__WEBPACK_IMPORTED_MODULE_3__/* .groupChanges */ .tw)(changes, true).map(({ things, ...group }) => ({
            ...group,
            things: things.map((thing) => ({ ...thing, changes: undefined })),
        }));
        return `${JSON.stringify({ ...sums, groups, changes }, null, 2)}\n`;
    }
    if (invocation.flag('markdown'))
        return (0,_report_index_js__WEBPACK_IMPORTED_MODULE_3__/* .renderDiffMarkdown */ .rw)(diff, limit.things);
    return colored((0,_report_index_js__WEBPACK_IMPORTED_MODULE_3__/* .renderDiffText */ .pQ)(diff, limit), invocation.paint);
}
const STYLES = { '+': 'green', '-': 'red', '~': 'yellow' };
function colored(text, paint) {
    const lines = text.split('\n').map((line) => {
        const style = STYLES[line.trimStart().charAt(0)];
        return style === undefined ? line : paint(style, line);
    });
    return lines.join('\n');
}
//# sourceMappingURL=diff.js.map

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
