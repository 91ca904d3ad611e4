export const id = 263;
export const ids = [263];
export const modules = {

/***/ 13263:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   run: () => (/* binding */ run)
/* harmony export */ });
/* harmony import */ var _factory_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(72444);
/* harmony import */ var _report_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(78529);
/* harmony import */ var _threads_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(66821);



/** `build DEFINITION`: the line from definition to release folder; with `--dry-run` only what it would do. */
async function run(invocation) {
    const [definition = ''] = invocation.positionals;
    const { reporter, json } = invocation;
    const [out, work, base] = [invocation.text('out'), invocation.text('work'), invocation.text('base')];
    const options = {
        ...(0,_threads_js__WEBPACK_IMPORTED_MODULE_2__/* .threadsOf */ .D)(invocation),
        ...(out === null ? {} : { out }),
        ...(work === null ? {} : { work }),
        ...(base === null ? {} : { base }),
        resume: invocation.flag('resume'),
        keepMachine: invocation.flag('keep-machine'),
    };
    if (invocation.flag('dry-run')) {
        const plan = await (0,_factory_index_js__WEBPACK_IMPORTED_MODULE_0__/* .planBuild */ .C7)(definition, options, reporter);
        await invocation.write(json ? `${JSON.stringify(plan, null, 2)}\n` : (0,_report_index_js__WEBPACK_IMPORTED_MODULE_1__/* .renderPlan */ .EG)(plan));
        return 0;
    }
    const summary = await (0,_factory_index_js__WEBPACK_IMPORTED_MODULE_0__/* .build */ .jq)(definition, options, reporter);
    await invocation.write(json ? `${JSON.stringify(summary, null, 2)}\n` : (0,_report_index_js__WEBPACK_IMPORTED_MODULE_1__/* .renderSummary */ .Br)(summary));
    return 0;
}
//# sourceMappingURL=build.js.map

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
