export const id = 411;
export const ids = [411];
export const modules = {

/***/ 10411:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   run: () => (/* binding */ run)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);
/* harmony import */ var _source_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35269);
/* harmony import */ var _tree_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(45909);



/** `cat SOURCE PATH`: the bytes of a file, or of a named stream as `PATH:STREAM`, as they are. */
async function run(invocation) {
    const [sourceText = '', path = ''] = invocation.positionals;
    const { reporter } = invocation;
    const source = await (0,_source_index_js__WEBPACK_IMPORTED_MODULE_1__/* .openSource */ .oD)(sourceText, { reporter, allowDirty: invocation.flag('allow-dirty') });
    try {
        const { located, stream } = await locate(source.tree, path);
        const subject = `${source.tree.label}: ${path}`;
        const info = located.entry.streams.find(({ name }) => name === stream);
        if (info === undefined) {
            const isFolder = stream === '' && (0,_tree_index_js__WEBPACK_IMPORTED_MODULE_2__/* .isDirectory */ .wd)(located.entry);
            const named = located.entry.streams.filter(({ name }) => name !== '');
            const names = named.map(({ name }) => `"${name}"`).join(', ');
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .FactoryError */ .Xx('not-found', {
                subject,
                found: isFolder ? 'is a directory' : `there is no stream "${stream}"`,
                expected: isFolder
                    ? 'a file'
                    : names === ''
                        ? 'no name, for it has no named streams'
                        : `one of ${names}`,
                next: isFolder ? 'list it with "image-factory ls"' : 'check the name after the colon',
            });
        }
        for await (const piece of source.tree.read(located.entry, info)) {
            reporter.signal.throwIfAborted();
            await invocation.write(piece);
        }
        return 0;
    }
    finally {
        await source.close();
    }
}
/** A path that exists as written wins over one whose end names a stream. */
async function locate(tree, path) {
    const asWritten = await (0,_tree_index_js__WEBPACK_IMPORTED_MODULE_2__/* .findOrNull */ .w0)(tree, path);
    const colon = path.lastIndexOf(':');
    const isDrive = colon === 1 && (0,_tree_index_js__WEBPACK_IMPORTED_MODULE_2__/* .withoutDrive */ .Nw)(path) !== null;
    if (asWritten !== null || colon === -1 || isDrive)
        return { located: asWritten ?? (await (0,_tree_index_js__WEBPACK_IMPORTED_MODULE_2__/* .find */ .I6)(tree, path)), stream: '' };
    return { located: await (0,_tree_index_js__WEBPACK_IMPORTED_MODULE_2__/* .find */ .I6)(tree, path.slice(0, colon)), stream: path.slice(colon + 1) };
}
//# sourceMappingURL=cat.js.map

/***/ })

};
