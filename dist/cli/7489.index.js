export const id = 7489;
export const ids = [7489];
export const modules = {

/***/ 7489:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   run: () => (/* binding */ run)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);
/* harmony import */ var _catalog_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1387);
/* harmony import */ var _completion_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9336);
/* harmony import */ var _help_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(22225);




/** `completion SHELL`: the script that the shell is to read. */
async function run(invocation) {
    const [text = ''] = invocation.positionals;
    const shell = _completion_js__WEBPACK_IMPORTED_MODULE_2__/* .SHELLS */ .O.find((name) => name === text.toLowerCase());
    if (shell === undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .FactoryError */ .Xx('usage', {
            subject: 'image-factory completion',
            found: `"${text}"`,
            expected: _completion_js__WEBPACK_IMPORTED_MODULE_2__/* .SHELLS */ .O.join(', '),
            next: 'name the shell that shall complete',
        });
    }
    await invocation.write((0,_completion_js__WEBPACK_IMPORTED_MODULE_2__/* .completionScript */ .k)(shell, _catalog_js__WEBPACK_IMPORTED_MODULE_1__/* .COMMANDS */ .L, _help_js__WEBPACK_IMPORTED_MODULE_3__/* .GLOBAL_OPTIONS */ .PA));
    return 0;
}
//# sourceMappingURL=completion.js.map

/***/ })

};
