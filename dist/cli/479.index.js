export const id = 479;
export const ids = [479];
export const modules = {

/***/ 5479:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   run: () => (/* binding */ run)
/* harmony export */ });
/* harmony import */ var _bytes_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2290);
/* harmony import */ var _release_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(678);
/* harmony import */ var _required_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(51);



/** `fetch RELEASE --to DIR`: prints the path of the WIM, or of the first part. */
async function run(invocation) {
    const [text = ''] = invocation.positionals;
    const { reporter } = invocation;
    const to = (0,_required_js__WEBPACK_IMPORTED_MODULE_2__/* .requiredTarget */ .p)(invocation, 'fetch', 'DIR');
    const started = Date.now();
    const source = await (0,_release_index_js__WEBPACK_IMPORTED_MODULE_1__/* .openRelease */ .gS)(text, { env: process.env }, reporter);
    const fetched = await (0,_release_index_js__WEBPACK_IMPORTED_MODULE_1__/* .fetchRelease */ .uY)(source, to, {
        seeds: invocation.list('seed'),
        form: invocation.text('as'),
        reporter,
    });
    const milliseconds = Date.now() - started;
    if (invocation.json) {
        const result = { release: source.label, tag: source.tag, to, ...fetched, milliseconds };
        await invocation.write(`${JSON.stringify(result, null, 2)}\n`);
        return 0;
    }
    const { files, bytesDownloaded, bytesReused, bytesKept } = fetched;
    const before = bytesKept === 0 ? '' : `, ${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_0__/* .formatBytes */ .z3)(bytesKept)} there from before`;
    reporter.info(`${to}: ${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_0__/* .countOf */ .pq)(files.length, 'file')}, ${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_0__/* .formatBytes */ .z3)(bytesDownloaded)} downloaded, ` +
        `${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_0__/* .formatBytes */ .z3)(bytesReused)} from seeds${before}, ${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(milliseconds)}`);
    await invocation.write(`${fetched.wim}\n`);
    return 0;
}
//# sourceMappingURL=fetch.js.map

/***/ }),

/***/ 51:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ requiredTarget)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7406);

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

/***/ })

};
