export const id = 323;
export const ids = [323];
export const modules = {

/***/ 8660:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ writeApplyResult)
/* harmony export */ });
/* harmony import */ var _bytes_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2290);

/** Says what `apply` and `extract` made. */
async function writeApplyResult(invocation, label, target, result, milliseconds) {
    if (invocation.json) {
        await invocation.write(`${JSON.stringify({ source: label, target, ...result, milliseconds }, null, 2)}\n`);
        return;
    }
    const made = [(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_0__/* .countOf */ .pq)(result.directories, 'directory', 'directories'), (0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_0__/* .countOf */ .pq)(result.files, 'file')];
    if (result.hardLinks > 0)
        made.push((0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_0__/* .countOf */ .pq)(result.hardLinks, 'hard link'));
    if (result.links > 0)
        made.push((0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_0__/* .countOf */ .pq)(result.links, 'link'));
    const speed = `${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_0__/* .formatBytes */ .z3)(result.bytes)} in ${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(milliseconds)}`;
    invocation.reporter.info(`${label} → ${target}: ${made.join(', ')}, ${speed}`);
}
//# sourceMappingURL=apply-result.js.map

/***/ }),

/***/ 5323:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   run: () => (/* binding */ run)
/* harmony export */ });
/* harmony import */ var _source_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3878);
/* harmony import */ var _tree_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1219);
/* harmony import */ var _apply_result_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8660);



/** `apply SOURCE DIR`: the whole tree as a directory of this host. */
async function run(invocation) {
    const [sourceText = '', target = ''] = invocation.positionals;
    const { reporter } = invocation;
    const source = await (0,_source_index_js__WEBPACK_IMPORTED_MODULE_0__/* .openSource */ .o)(sourceText, { reporter, allowDirty: invocation.flag('allow-dirty') });
    try {
        const started = Date.now();
        const result = await (0,_tree_index_js__WEBPACK_IMPORTED_MODULE_1__/* .applyTree */ .Te)(source.tree, target, { reporter });
        await (0,_apply_result_js__WEBPACK_IMPORTED_MODULE_2__/* .writeApplyResult */ .Z)(invocation, source.tree.label, target, result, Date.now() - started);
        return 0;
    }
    finally {
        await source.close();
    }
}
//# sourceMappingURL=apply.js.map

/***/ })

};
