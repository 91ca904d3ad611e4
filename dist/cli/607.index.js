export const id = 607;
export const ids = [607];
export const modules = {

/***/ 5607:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   run: () => (/* binding */ run)
/* harmony export */ });
/* harmony import */ var _bytes_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2290);
/* harmony import */ var _factory_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3962);


/** `sweep`: removes what builds that died left in the work directory; running builds are left alone. */
async function run(invocation) {
    const isDryRun = invocation.flag('dry-run');
    const directory = (0,_factory_index_js__WEBPACK_IMPORTED_MODULE_1__/* .workDirectory */ .DI)(invocation.text('work'), process.env);
    const swept = await (0,_factory_index_js__WEBPACK_IMPORTED_MODULE_1__/* .sweep */ .X0)(directory, isDryRun);
    if (invocation.json) {
        await invocation.write(`${JSON.stringify({ directory, dryRun: isDryRun, swept }, null, 2)}\n`);
        return 0;
    }
    const verb = isDryRun ? 'would remove' : 'removed';
    for (const { folder, files, bytes } of swept) {
        await invocation.write(`${folder}: ${verb} ${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_0__/* .countOf */ .pq)(files.length, 'file')}, ${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_0__/* .formatBytes */ .z3)(bytes)}\n`);
    }
    if (swept.length === 0)
        invocation.reporter.info(`${directory}: no build left anything behind`);
    return 0;
}
//# sourceMappingURL=sweep.js.map

/***/ })

};
