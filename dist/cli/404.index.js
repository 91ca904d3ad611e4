export const id = 404;
export const ids = [404];
export const modules = {

/***/ 26404:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   run: () => (/* binding */ run)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _bytes_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(22290);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(27406);
/* harmony import */ var _inspect_index_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(34120);
/* harmony import */ var _report_index_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(78529);
/* harmony import */ var _source_index_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(30300);
/* harmony import */ var _target_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(95787);








/**
 * `explain SOURCE`: why what is on it failed.
 *
 * @returns 1 where its logs hold errors, and none that is known
 */
async function run(invocation) {
    const { reporter, json } = invocation;
    const [text = ''] = invocation.positionals;
    const target = invocation.text('to');
    const one = await logAlone(text);
    const source = await (0,_source_index_js__WEBPACK_IMPORTED_MODULE_6__/* .openSource */ .oD)(one === null ? text : node_path__WEBPACK_IMPORTED_MODULE_1__.dirname(text), { reporter, allowDirty: true });
    try {
        if (target !== null)
            (0,_target_js__WEBPACK_IMPORTED_MODULE_7__/* .refuseInside */ .N)(target, source);
        const found = await (0,_inspect_index_js__WEBPACK_IMPORTED_MODULE_4__/* .findLogs */ .Jm)(source.tree);
        const chosen = one === null ? found : { ...found, logs: found.logs.filter(({ path: at }) => at === one) };
        if (chosen.logs.length === 0)
            throw noLogs(text, chosen);
        const explanation = await (0,_inspect_index_js__WEBPACK_IMPORTED_MODULE_4__/* .explain */ .WE)(source.tree, { reporter, found: chosen });
        if (target !== null) {
            const { saved } = await (0,_inspect_index_js__WEBPACK_IMPORTED_MODULE_4__/* .saveLogs */ .Pu)(source.tree, chosen.logs, target);
            reporter.info(`${target}: ${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_2__/* .countOf */ .pq)(saved.length, 'log')} copied`);
        }
        const label = one === null ? source.tree.label : text;
        await invocation.write(json
            ? `${JSON.stringify({ source: label, ...explanation }, null, 2)}\n`
            : (0,_report_index_js__WEBPACK_IMPORTED_MODULE_5__/* .renderExplanation */ .Gm)(label, explanation));
        return explanation.causes.length === 0 && explanation.errors.length > 0 ? 1 : 0;
    }
    finally {
        await source.close();
    }
}
/** The path of a log in the folder around it, where it is named itself. */
async function logAlone(text) {
    const name = `\\${node_path__WEBPACK_IMPORTED_MODULE_1__.basename(text)}`;
    if ((0,_inspect_index_js__WEBPACK_IMPORTED_MODULE_4__/* .logKind */ .f8)(name) === null)
        return null;
    const isFile = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(text).then((stats) => stats.isFile(), () => false);
    return isFile ? name : null;
}
function noLogs(subject, { unread }) {
    const [first] = unread;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .FactoryError */ .Xx('not-found', {
        subject,
        found: first === undefined ? 'no log' : `no log that can be read (${first.why})`,
        expected: 'an installation of Windows, or a folder with its logs',
        next: 'name the disk of the machine, or the folder that the failed build named',
    });
}
//# sourceMappingURL=explain.js.map

/***/ }),

/***/ 95787:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ refuseInside)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);
/* harmony import */ var _factory_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(72444);
/** What is written must not lie in what is read. */



/** @throws usage where `target` lies inside the directory that is read: it would be read again while it grows */
function refuseInside(target, source) {
    if (source.kind !== 'directory' || !(0,_factory_index_js__WEBPACK_IMPORTED_MODULE_2__/* .isWithin */ .UO)(node_path__WEBPACK_IMPORTED_MODULE_0__.resolve(target), node_path__WEBPACK_IMPORTED_MODULE_0__.resolve(source.path)))
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .FactoryError */ .Xx('usage', {
        subject: target,
        found: `a place inside ${source.path}, which is read`,
        expected: 'a place outside of it',
        next: 'write it elsewhere',
    });
}
//# sourceMappingURL=target.js.map

/***/ })

};
