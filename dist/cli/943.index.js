export const id = 943;
export const ids = [943];
export const modules = {

/***/ 20943:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   run: () => (/* binding */ run)
/* harmony export */ });
/* harmony import */ var _bytes_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(14217);
/* harmony import */ var _wim_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(60315);


/** `join FIRST.swm [PART...] OUT.wim`: one WIM of a split set, whose parts are beside the first or all named. */
async function run(invocation) {
    const { positionals, reporter, json } = invocation;
    const out = positionals.at(-1) ?? '';
    const [first = '', ...others] = positionals.slice(0, -1);
    const started = Date.now();
    const archive = others.length === 0 ? await (0,_wim_index_js__WEBPACK_IMPORTED_MODULE_1__/* .openWim */ .SS)(first) : await (0,_wim_index_js__WEBPACK_IMPORTED_MODULE_1__/* .openParts */ .t8)([first, ...others]);
    try {
        const { guid, size } = await (0,_wim_index_js__WEBPACK_IMPORTED_MODULE_1__/* .joinWim */ .Gg)(archive, out, { reporter });
        const milliseconds = Date.now() - started;
        if (json) {
            const parts = archive.members.map(({ path }) => path);
            await invocation.write(`${JSON.stringify({ wim: out, guid, size, parts, milliseconds }, null, 2)}\n`);
        }
        else {
            reporter.info(`${out}: ${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_0__/* .formatBytes */ .z3)(size)} of ${archive.parts} parts, ${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(milliseconds)}`);
        }
        return 0;
    }
    finally {
        await archive.close();
    }
}
//# sourceMappingURL=join.js.map

/***/ })

};
