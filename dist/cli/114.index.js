export const id = 114;
export const ids = [114];
export const modules = {

/***/ 38660:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ writeApplyResult)
/* harmony export */ });
/* harmony import */ var _bytes_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(22290);

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

/***/ 79114:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   run: () => (/* binding */ run)
/* harmony export */ });
/* harmony import */ var _source_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(30300);
/* harmony import */ var _tree_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(31219);
/* harmony import */ var _apply_result_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(38660);
/* harmony import */ var _required_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(20051);
/* harmony import */ var _target_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(95787);





/** `extract SOURCE PATH... --to DIR`: some entries under their own names, folders with all that they hold. */
async function run(invocation) {
    const [sourceText = '', ...paths] = invocation.positionals;
    const { reporter } = invocation;
    const target = (0,_required_js__WEBPACK_IMPORTED_MODULE_3__/* .requiredTarget */ .p)(invocation, 'extract', 'DIR');
    const source = await (0,_source_index_js__WEBPACK_IMPORTED_MODULE_0__/* .openSource */ .oD)(sourceText, { reporter, allowDirty: invocation.flag('allow-dirty') });
    try {
        (0,_target_js__WEBPACK_IMPORTED_MODULE_4__/* .refuseInside */ .N)(target, source);
        const started = Date.now();
        const result = await (0,_tree_index_js__WEBPACK_IMPORTED_MODULE_1__/* .extractPaths */ .C$)(source.tree, paths, target, { reporter });
        await (0,_apply_result_js__WEBPACK_IMPORTED_MODULE_2__/* .writeApplyResult */ .Z)(invocation, source.tree.label, target, result, Date.now() - started);
        return 0;
    }
    finally {
        await source.close();
    }
}
//# sourceMappingURL=extract.js.map

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

/***/ })

};
