export const id = 864;
export const ids = [864];
export const modules = {

/***/ 75864:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   run: () => (/* binding */ run)
/* harmony export */ });
/* harmony import */ var _factory_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(72444);
/* harmony import */ var _report_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(78529);


/**
 * `doctor`: what this host has and lacks for a build.
 *
 * @returns 4 where a build cannot do without something that is missing
 */
async function run(invocation) {
    const [definition = ''] = invocation.positionals;
    const work = invocation.text('work');
    const findings = await (0,_factory_index_js__WEBPACK_IMPORTED_MODULE_0__/* .doctor */ .Ac)(definition === '' ? null : definition, work === null ? {} : { work }, invocation.reporter);
    await invocation.write(invocation.json ? `${JSON.stringify({ findings }, null, 2)}\n` : (0,_report_index_js__WEBPACK_IMPORTED_MODULE_1__/* .renderFindings */ .vO)(findings));
    return findings.some(({ state }) => state === 'error') ? 4 : 0;
}
//# sourceMappingURL=doctor.js.map

/***/ })

};
