export const id = 787;
export const ids = [787];
export const modules = {

/***/ 90787:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   compileSchema: () => (/* binding */ compileSchema)
/* harmony export */ });
/* harmony import */ var ajv__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(42463);
/**
 * JSON schemas, compiled. Import it with `await import(…)`: loading ajv takes longer than the rest of the start.
 *
 * It is a file of its own because ncc finds ajv's named exports only in a static import.
 */

/**
 * Whether `schema` is one is not asked here: it takes longer than compiling it, and all are this program's own, which
 * the tests prove.
 *
 * @param schema of draft 7, or of a later one in words that draft 7 has too
 * @param allErrors go on after the first mistake
 */
function compileSchema(schema, allErrors) {
    const options = { allErrors, verbose: true, strict: false, meta: false, validateSchema: false };
    return new ajv__WEBPACK_IMPORTED_MODULE_0__.Ajv(options).compile(schema);
}
//# sourceMappingURL=json-schema.js.map

/***/ })

};
