export const id = 8595;
export const ids = [8595];
export const modules = {

/***/ 85479:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   run: () => (/* binding */ run)
/* harmony export */ });
/* harmony import */ var _bytes_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(72381);
/* harmony import */ var _release_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(30822);


/** `fetch RELEASE --to DIR`: prints the path of the WIM, or of the first part. */
async function run(invocation) {
    const [text = ''] = invocation.positionals;
    const { reporter } = invocation;
    const to = invocation.text('to') ?? '';
    const started = Date.now();
    const image = invocation.text('image');
    const source = await (0,_release_index_js__WEBPACK_IMPORTED_MODULE_1__/* .openRelease */ .gS)(text, { env: process.env, image }, reporter);
    const fetched = await (0,_release_index_js__WEBPACK_IMPORTED_MODULE_1__/* .fetchRelease */ .uY)(source, to, {
        attestation: (0,_release_index_js__WEBPACK_IMPORTED_MODULE_1__/* .attestationOptions */ .VU)(source.label, {
            required: invocation.flag('require-attestation'),
            signer: invocation.text('signer'),
            trustedRoot: invocation.text('trusted-root'),
            words: { required: 'image-factory fetch --require-attestation', signer: '--signer' },
        }, process.env),
        seeds: invocation.list('seed'),
        image,
        form: invocation.text('as'),
        reporter,
    });
    const milliseconds = Date.now() - started;
    if (invocation.json) {
        const result = { release: source.label, tag: source.tag, to, ...fetched, milliseconds };
        await invocation.write(`${JSON.stringify(result, null, 2)}\n`);
        return 0;
    }
    reporter.info(`${to}: ${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_0__/* .countOf */ .pq)(fetched.files.length, 'file')}, ${(0,_release_index_js__WEBPACK_IMPORTED_MODULE_1__/* .describeBytes */ .nI)(fetched)}, ${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(milliseconds)}`);
    await invocation.write(`${fetched.wim}\n`);
    return 0;
}
//# sourceMappingURL=fetch.js.map

/***/ }),

/***/ 73405:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ readPieces)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);
/** A file from its beginning to its end, in large sequential reads. */


const PIECE = 4 << 20;
/**
 * The bytes of a file in one buffer that is used again for each piece.
 *
 * @throws not-found, permission; what the reporter's signal says
 */
async function* readPieces(file, title, reporter) {
    try {
        const handle = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.open)(file, 'r');
        const task = reporter.task(title, (await handle.stat()).size, 'bytes');
        try {
            const buffer = Buffer.allocUnsafe(PIECE);
            for (;;) {
                reporter.signal.throwIfAborted();
                const { bytesRead } = await handle.read(buffer, 0, PIECE);
                if (bytesRead === 0)
                    return;
                task.advance(bytesRead);
                yield buffer.subarray(0, bytesRead);
            }
        }
        finally {
            task.end();
            await handle.close();
        }
    }
    catch (error) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .fromSystemError */ .Kh)(error, file);
    }
}
//# sourceMappingURL=read-pieces.js.map

/***/ })

};
