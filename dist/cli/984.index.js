export const id = 984;
export const ids = [984];
export const modules = {

/***/ 30984:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   run: () => (/* binding */ run)
/* harmony export */ });
/* harmony import */ var _bytes_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(22290);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);
/* harmony import */ var _factory_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(72444);
/* harmony import */ var _release_index_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(88536);
/* harmony import */ var _required_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(20051);





/** `publish RELEASE_DIR --to STORE --tag T`: prints where the release is. */
async function run(invocation) {
    const [folder = ''] = invocation.positionals;
    const { reporter } = invocation;
    const store = (0,_release_index_js__WEBPACK_IMPORTED_MODULE_3__/* .openStore */ .Ch)((0,_required_js__WEBPACK_IMPORTED_MODULE_4__/* .requiredTarget */ .p)(invocation, 'publish', 'STORE'), { env: process.env });
    const options = { tag: tagOf(invocation), keep: keepOf(invocation), reporter };
    const verify = invocation.flag('verify-upload');
    const { location, changed, uploaded, kept, removed } = await (0,_factory_index_js__WEBPACK_IMPORTED_MODULE_2__/* .publishFolder */ .y6)(folder, store, {
        ...options,
        verify,
    });
    if (invocation.json) {
        const { tag } = options;
        const result = { store: store.label, tag, location, changed, uploaded, kept, removed };
        await invocation.write(`${JSON.stringify(result, null, 2)}\n`);
        return 0;
    }
    reporter.info(changed
        ? `${store.label}@${options.tag}: ${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_0__/* .countOf */ .pq)(uploaded.length, 'file')} uploaded, ${kept.length} there already`
        : `${store.label}@${options.tag}: holds this release already`);
    await invocation.write(`${location}\n`);
    return 0;
}
function tagOf(invocation) {
    const tag = invocation.text('tag');
    if (tag !== null)
        return tag;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .FactoryError */ .Xx('usage', {
        subject: 'image-factory publish',
        found: '--tag is missing',
        expected: '--tag T',
        next: 'say under which tag: win11-enterprise-2026.11',
    });
}
function keepOf(invocation) {
    const text = invocation.text('keep');
    if (text === null || /^[1-9]\d{0,3}$/.test(text))
        return text === null ? null : Number(text);
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .FactoryError */ .Xx('usage', {
        subject: '--keep',
        found: `"${text}"`,
        expected: 'a number from 1 to 9999',
    });
}
//# sourceMappingURL=publish.js.map

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

/***/ })

};
