export const id = 7056;
export const ids = [7056];
export const modules = {

/***/ 97056:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   run: () => (/* binding */ run)
/* harmony export */ });
/* harmony import */ var _definition_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(47415);

/** `schema`: the JSON schema of the definition. */
async function run(invocation) {
    await invocation.write((0,_definition_index_js__WEBPACK_IMPORTED_MODULE_0__/* .definitionSchemaText */ .SC)());
    return 0;
}
//# sourceMappingURL=schema.js.map

/***/ })

};
