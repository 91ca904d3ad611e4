export const id = 416;
export const ids = [416];
export const modules = {

/***/ 91844:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ readFetchInputs)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _release_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(30822);
/* harmony import */ var _input_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(28056);
/** The inputs of `fetch/action.yml`, read once into a typed record. */




/** @throws usage, naming the input */
async function readFetchInputs() {
    return {
        release: await releaseOf((0,_input_js__WEBPACK_IMPORTED_MODULE_3__/* .requiredText */ .$4)('repository', 'OWNER/REPO, a folder or an address', 'name the repository of the releases'), (0,_input_js__WEBPACK_IMPORTED_MODULE_3__/* .textOrNull */ .ef)('tag') ?? 'latest'),
        to: (0,_input_js__WEBPACK_IMPORTED_MODULE_3__/* .requiredText */ .$4)('to', 'the folder to make', 'add "with: to: image" to the step'),
        image: (0,_input_js__WEBPACK_IMPORTED_MODULE_3__/* .textOrNull */ .ef)('image'),
        seeds: (0,_input_js__WEBPACK_IMPORTED_MODULE_3__/* .lines */ .Mn)('seed'),
        form: (0,_input_js__WEBPACK_IMPORTED_MODULE_3__/* .choice */ .Yq)('as', ['split', 'wim'], null),
        token: (0,_input_js__WEBPACK_IMPORTED_MODULE_3__/* .textOrNull */ .ef)('token'),
        cache: (0,_input_js__WEBPACK_IMPORTED_MODULE_3__/* .isTrue */ .Hn)('cache'),
        attestation: {
            required: (0,_input_js__WEBPACK_IMPORTED_MODULE_3__/* .isTrue */ .Hn)('require-attestation'),
            signer: (0,_input_js__WEBPACK_IMPORTED_MODULE_3__/* .textOrNull */ .ef)('signer'),
            trustedRoot: (0,_input_js__WEBPACK_IMPORTED_MODULE_3__/* .textOrNull */ .ef)('trusted-root'),
            words: { required: 'input "require-attestation"', signer: 'input "signer"' },
        },
    };
}
/** A folder is written as a path: `contoso/images` is a repository, `./contoso/images` is none. */
async function releaseOf(place, tag) {
    if (/^https?:\/\//i.test(place))
        return place;
    if (/^[A-Za-z0-9][A-Za-z0-9-]*\/[A-Za-z0-9._-]+$/.test(place))
        return `github:${place}@${tag}`;
    const isRelease = (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(node_path__WEBPACK_IMPORTED_MODULE_1__.join(place, _release_index_js__WEBPACK_IMPORTED_MODULE_2__/* .SUMS_NAME */ .Bm)).catch(() => null)) !== null;
    return isRelease ? place : `${place}@${tag}`;
}
//# sourceMappingURL=fetch-inputs.js.map

/***/ }),

/***/ 14416:
/***/ ((__webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
__webpack_require__.r(__webpack_exports__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(33838);
/* harmony import */ var _bytes_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(72381);
/* harmony import */ var _release_index_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(30822);
/* harmony import */ var _fetch_inputs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(91844);
/* harmony import */ var _reporter_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(25359);
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(17780);
/** The consumer's action, `fetch/action.yml`: the same as `image-factory fetch`, told to the job. The runner starts this file. */







await (0,_step_js__WEBPACK_IMPORTED_MODULE_6__/* .runStep */ .e)(async (signal) => {
    const inputs = await (0,_fetch_inputs_js__WEBPACK_IMPORTED_MODULE_4__/* .readFetchInputs */ .A)();
    const { release, to, image, token } = inputs;
    if (token !== null)
        (0,_actions_core__WEBPACK_IMPORTED_MODULE_1__/* .setSecret */ .Pq)(token);
    const reporter = (0,_reporter_js__WEBPACK_IMPORTED_MODULE_5__/* .actionReporter */ .I)(signal);
    const source = await (0,_release_index_js__WEBPACK_IMPORTED_MODULE_3__/* .openRelease */ .gS)(release, { env: process.env, token, image }, reporter);
    const options = {
        image,
        seeds: inputs.seeds,
        form: inputs.form,
        attestation: (0,_release_index_js__WEBPACK_IMPORTED_MODULE_3__/* .attestationOptions */ .VU)(source.label, inputs.attestation, process.env, token),
        reporter,
    };
    const fetched = inputs.cache
        ? await fetchCached(source, to, options)
        : await (0,_release_index_js__WEBPACK_IMPORTED_MODULE_3__/* .fetchRelease */ .uY)(source, to, options);
    const { name, version, build, files, bytesDownloaded, bytesReused } = fetched;
    const wim = node_path__WEBPACK_IMPORTED_MODULE_0__.resolve(fetched.wim);
    const outputs = {
        path: wim,
        tag: source.tag ?? '',
        build: build ?? '',
        'bytes-downloaded': bytesDownloaded,
        'bytes-reused': bytesReused,
    };
    for (const [output, value] of Object.entries(outputs))
        (0,_actions_core__WEBPACK_IMPORTED_MODULE_1__/* .setOutput */ .uH)(output, value);
    const bytes = (0,_release_index_js__WEBPACK_IMPORTED_MODULE_3__/* .describeBytes */ .nI)(fetched);
    (0,_actions_core__WEBPACK_IMPORTED_MODULE_1__/* .info */ .pq)(`${wim}: ${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_2__/* .countOf */ .pq)(files.length, 'file')}, ${bytes}`);
    const title = [name, version].filter((word) => word !== null).join(' ');
    await _actions_core__WEBPACK_IMPORTED_MODULE_1__/* .summary */ .z.addRaw(`### Fetched ${title}\n\n${source.label}: ${bytes}\n`).write();
});
/** With what the last run kept as a seed; what comes out is kept for the next one. */
async function fetchCached(source, to, options) {
    const { ReleaseCache } = await Promise.all(/* import() */[__webpack_require__.e(878), __webpack_require__.e(110), __webpack_require__.e(91), __webpack_require__.e(26)]).then(__webpack_require__.bind(__webpack_require__, 83026));
    const cache = await ReleaseCache.open(to, options.reporter);
    if (cache === null)
        return (0,_release_index_js__WEBPACK_IMPORTED_MODULE_3__/* .fetchRelease */ .uY)(source, to, options);
    try {
        const fetched = await (0,_release_index_js__WEBPACK_IMPORTED_MODULE_3__/* .fetchRelease */ .uY)(source, to, { ...options, seedsOf: cache.seedsOf });
        await cache.save(to);
        return fetched;
    }
    finally {
        await cache.remove();
    }
}
//# sourceMappingURL=fetch.js.map
__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ })

};
