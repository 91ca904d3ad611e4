export const id = 607;
export const ids = [607];
export const modules = {

/***/ 85607:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   run: () => (/* binding */ run)
/* harmony export */ });
/* harmony import */ var _bytes_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(22290);
/* harmony import */ var _factory_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(72444);


/**
 * `sweep`: removes what builds that died left on this host and in the work directory; running builds are left alone.
 *
 * @returns 1 where something could not be removed
 */
async function run(invocation) {
    const dryRun = invocation.flag('dry-run');
    const directory = (0,_factory_index_js__WEBPACK_IMPORTED_MODULE_1__/* .workDirectory */ .DI)(invocation.text('work'), process.env);
    const { reporter } = invocation;
    const swept = await (0,_factory_index_js__WEBPACK_IMPORTED_MODULE_1__/* .sweep */ .X0)(directory, { dryRun, kept: invocation.flag('kept'), reporter });
    const status = swept.some(({ failures }) => failures.length > 0) ? 1 : 0;
    if (invocation.json) {
        await invocation.write(`${JSON.stringify({ directory, dryRun, swept }, null, 2)}\n`);
        return status;
    }
    for (const one of swept) {
        for (const line of linesOf(one, dryRun))
            await invocation.write(`${one.folder}: ${line}\n`);
    }
    if (swept.length === 0)
        reporter.info(`${directory}: no build left anything behind`);
    return status;
}
function linesOf({ resources, files, bytes, failures, kept }, dryRun) {
    const verb = dryRun ? 'would remove' : 'removed';
    return [
        ...resources.map((resource) => `${verb} ${resource}`),
        ...(files.length === 0 ? [] : [`${verb} ${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_0__/* .countOf */ .pq)(files.length, 'file')}, ${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_0__/* .formatBytes */ .z3)(bytes)}`]),
        ...failures.map(({ what, why }) => `could not remove ${what}: ${why}`),
        ...kept.map((machine) => `the machine ${machine} is kept; --kept removes it`),
    ];
}
//# sourceMappingURL=sweep.js.map

/***/ })

};
