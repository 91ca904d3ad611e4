export const id = 396;
export const ids = [396];
export const modules = {

/***/ 6396:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   run: () => (/* binding */ run)
/* harmony export */ });
/* harmony import */ var _manifest_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1531);
/* harmony import */ var _source_manifest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4561);


/** `diff A B`: what changed; with `--exit-code`, status 1 where something did. */
async function run(invocation) {
    const [from = '', to = ''] = invocation.positionals;
    const before = await (0,_source_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .openManifest */ .gp)(from, invocation);
    try {
        const after = await (0,_source_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .openManifest */ .gp)(to, invocation);
        try {
            const diff = await (0,_manifest_index_js__WEBPACK_IMPORTED_MODULE_0__/* .diffManifests */ .ew)(before.manifest, after.manifest);
            await invocation.write(invocation.json ? `${JSON.stringify(diff, null, 2)}\n` : colored((0,_manifest_index_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDiff */ .Vs)(diff), invocation.paint));
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

/***/ 4561:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $V: () => (/* binding */ manifestOf),
/* harmony export */   gp: () => (/* binding */ openManifest),
/* harmony export */   nA: () => (/* binding */ openSubject)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _bytes_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2290);
/* harmony import */ var _factory_index_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2188);
/* harmony import */ var _inspect_index_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6337);
/* harmony import */ var _manifest_index_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1531);
/* harmony import */ var _release_index_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(678);
/* harmony import */ var _source_index_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(300);
/* harmony import */ var _tree_index_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(1219);
/* harmony import */ var _wim_index_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(3767);
/** What `manifest` and `diff` take: a manifest, a release folder that holds one, or any SOURCE. */










/** A WIM without `#` is meant with all its images; of a disk or directory, what a capture leaves out is left out. */
async function openSubject(text, invocation) {
    const parsed = await (0,_source_index_js__WEBPACK_IMPORTED_MODULE_7__/* .parseSource */ .PJ)(text);
    if (parsed.kind === 'wim' && parsed.part === null) {
        const archive = await (0,_wim_index_js__WEBPACK_IMPORTED_MODULE_9__/* .openWim */ .SS)(parsed.path);
        return {
            source: archive,
            name: archive.images[0]?.name ?? baseName(parsed.path),
            close: () => archive.close(),
        };
    }
    const { reporter } = invocation;
    const allowDirty = invocation.flag('allow-dirty');
    const source = await (0,_source_index_js__WEBPACK_IMPORTED_MODULE_7__/* .openSource */ .oD)(text, { reporter, allowDirty });
    try {
        const { tree, image } = source;
        const name = image?.name ?? baseName(parsed.path);
        const windows = image?.windows ?? (await (0,_inspect_index_js__WEBPACK_IMPORTED_MODULE_4__/* .readWindowsInfo */ .Sh)(tree, { allowDirty }));
        const exclude = (0,_tree_index_js__WEBPACK_IMPORTED_MODULE_8__/* .createExclusions */ .wN)();
        const input = {
            tree,
            name,
            windows,
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
async function manifestOf({ source, name }, { reporter }) {
    const created = (0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_2__/* .filetimeFromDate */ .k2)((0,_factory_index_js__WEBPACK_IMPORTED_MODULE_3__/* .givenTime */ .jw)(null, process.env) ?? new Date());
    const options = { name, created, reporter };
    return 'openImage' in source ? (0,_manifest_index_js__WEBPACK_IMPORTED_MODULE_5__/* .manifestOfArchive */ .PH)(source, options) : (0,_manifest_index_js__WEBPACK_IMPORTED_MODULE_5__/* .manifestOfTrees */ .QI)(source, options);
}
/** A manifest that is there is read, else one is made. */
async function openManifest(text, invocation) {
    const file = manifestFile(text);
    if (file !== null)
        return { manifest: await (0,_manifest_index_js__WEBPACK_IMPORTED_MODULE_5__/* .readManifest */ .WI)(file), close: () => Promise.resolve() };
    const subject = await openSubject(text, invocation);
    return { manifest: await manifestOf(subject, invocation), close: () => subject.close() };
}
function manifestFile(text) {
    if (!(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(text))
        return null;
    if (!(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(text).isDirectory())
        return text.toLowerCase().endsWith('.json') ? text : null;
    const inside = node_path__WEBPACK_IMPORTED_MODULE_1__.join(text, _release_index_js__WEBPACK_IMPORTED_MODULE_6__/* .MANIFEST_NAME */ .ir);
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(inside) && (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(node_path__WEBPACK_IMPORTED_MODULE_1__.join(text, _release_index_js__WEBPACK_IMPORTED_MODULE_6__/* .SUMS_NAME */ .Bm)) ? inside : null;
}
function baseName(file) {
    return node_path__WEBPACK_IMPORTED_MODULE_1__.parse(node_path__WEBPACK_IMPORTED_MODULE_1__.resolve(file)).name;
}
//# sourceMappingURL=source-manifest.js.map

/***/ })

};
