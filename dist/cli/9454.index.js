export const id = 9454;
export const ids = [9454];
export const modules = {

/***/ 59454:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   run: () => (/* binding */ run)
/* harmony export */ });
/* harmony import */ var _bytes_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(72381);
/* harmony import */ var _source_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35269);
/* harmony import */ var _tree_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(45909);



/** `ls SOURCE [PATH]`: what a folder holds, or with `--recursive` all below it; a file lists itself. */
async function run(invocation) {
    const [sourceText = '', path = '\\'] = invocation.positionals;
    const { reporter, json } = invocation;
    const source = await (0,_source_index_js__WEBPACK_IMPORTED_MODULE_1__/* .openSource */ .oD)(sourceText, { reporter, allowDirty: invocation.flag('allow-dirty') });
    try {
        const long = invocation.flag('long');
        let separator = '[\n';
        for (const start of await (0,_tree_index_js__WEBPACK_IMPORTED_MODULE_2__/* .expandPaths */ .pR)(source.tree, [path])) {
            for await (const located of listed(source.tree, start, invocation.flag('recursive'))) {
                reporter.signal.throwIfAborted();
                if (json) {
                    await invocation.write(separator + JSON.stringify(describe(located)));
                    separator = ',\n';
                }
                else {
                    await invocation.write(`${long ? longLine(located) : (0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_0__/* .printable */ .g$)(located.path)}\n`);
                }
            }
        }
        if (json)
            await invocation.write(separator === ',\n' ? '\n]\n' : '[]\n');
        return 0;
    }
    finally {
        await source.close();
    }
}
async function* listed(tree, start, recursive) {
    if (!(0,_tree_index_js__WEBPACK_IMPORTED_MODULE_2__/* .isFolder */ .lQ)(start.entry)) {
        yield start;
    }
    else if (recursive) {
        yield* (0,_tree_index_js__WEBPACK_IMPORTED_MODULE_2__/* .walk */ .GG)(tree, start);
    }
    else {
        for (const entry of await (0,_tree_index_js__WEBPACK_IMPORTED_MODULE_2__/* .sortedChildren */ .T8)(tree, start.entry)) {
            yield { path: (0,_tree_index_js__WEBPACK_IMPORTED_MODULE_2__/* .joinPath */ .uJ)(start.path, entry.name), entry };
        }
    }
}
function longLine({ path, entry }) {
    const size = (0,_tree_index_js__WEBPACK_IMPORTED_MODULE_2__/* .isDirectory */ .wd)(entry) ? '' : String((0,_tree_index_js__WEBPACK_IMPORTED_MODULE_2__/* .unnamedStream */ .pL)(entry)?.size ?? 0);
    const more = [
        ...(entry.shortName === '' ? [] : [`(${entry.shortName})`]),
        ...(entry.reparse === null ? [] : [`[reparse 0x${entry.reparse.tag.toString(16)}]`]),
        ...(entry.linkGroup === 0 ? [] : ['[hard link]']),
        ...entry.streams.filter(({ name }) => name !== '').map(({ name, size: bytes }) => `[:${name} ${bytes}]`),
    ];
    const columns = [
        (0,_tree_index_js__WEBPACK_IMPORTED_MODULE_2__/* .formatAttributes */ .x1)(entry.attributes).padEnd(10),
        size.padStart(12),
        (0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_0__/* .formatFiletime */ .jb)(entry.modified),
    ];
    return (0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_0__/* .printable */ .g$)([...columns, path, ...more].join('  '));
}
function describe({ path, entry }) {
    return {
        path,
        type: (0,_tree_index_js__WEBPACK_IMPORTED_MODULE_2__/* .isDirectory */ .wd)(entry) ? 'directory' : 'file',
        attributes: (0,_tree_index_js__WEBPACK_IMPORTED_MODULE_2__/* .formatAttributes */ .x1)(entry.attributes),
        size: (0,_tree_index_js__WEBPACK_IMPORTED_MODULE_2__/* .unnamedStream */ .pL)(entry)?.size ?? 0,
        created: (0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_0__/* .formatFiletime */ .jb)(entry.created),
        modified: (0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_0__/* .formatFiletime */ .jb)(entry.modified),
        ...(entry.shortName === '' ? {} : { shortName: entry.shortName }),
        ...(entry.linkGroup === 0 ? {} : { linkGroup: entry.linkGroup }),
        ...(entry.reparse === null
            ? {}
            : { reparse: { tag: entry.reparse.tag, data: (0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_0__/* .toHex */ .nj)(entry.reparse.data) } }),
        ...(entry.objectId === null ? {} : { objectId: (0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_0__/* .toHex */ .nj)(entry.objectId) }),
        streams: entry.streams.map(({ name, size, sha1 }) => ({
            name,
            size,
            ...(sha1 === null ? {} : { sha1: (0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_0__/* .toHex */ .nj)(sha1) }),
        })),
    };
}
//# sourceMappingURL=ls.js.map

/***/ })

};
