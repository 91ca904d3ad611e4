export const id = 7621;
export const ids = [7621];
export const modules = {

/***/ 67621:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   run: () => (/* binding */ run)
/* harmony export */ });
/* harmony import */ var _codec_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(92468);
/* harmony import */ var _threads_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(66821);


/** `capture SOURCE OUT.wim`. Threads come up while what the command needs is loaded: that takes as long. */
async function run(invocation) {
    const pool = new _codec_index_js__WEBPACK_IMPORTED_MODULE_0__/* .CodecPool */ .Zj((0,_threads_js__WEBPACK_IMPORTED_MODULE_1__/* .threadsOf */ .D)(invocation));
    // On a base the first work is hashing, which several share; more come with the work.
    if (invocation.list('base').length > 0)
        pool.start(2);
    else if (invocation.text('compress') !== 'none')
        pool.start();
    try {
        const { capture } = await Promise.all(/* import() */[__webpack_require__.e(8351), __webpack_require__.e(5269), __webpack_require__.e(5909), __webpack_require__.e(7647), __webpack_require__.e(5986)]).then(__webpack_require__.bind(__webpack_require__, 5986));
        return await capture(invocation, pool);
    }
    finally {
        await pool.close();
    }
}
//# sourceMappingURL=capture.js.map

/***/ }),

/***/ 66821:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ threadsOf)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);

/** `--threads N`. @throws usage when N is not a whole number from 1 to 256 */
function threadsOf(invocation) {
    const text = invocation.text('threads');
    if (text === null)
        return {};
    const threads = Number(text);
    if (!/^\d+$/.test(text) || threads < 1 || threads > 256) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .FactoryError */ .Xx('usage', {
            subject: '--threads',
            found: `"${text}"`,
            expected: 'a whole number from 1 to 256',
        });
    }
    return { threads };
}
//# sourceMappingURL=threads.js.map

/***/ })

};
