export const id = 695;
export const ids = [695];
export const modules = {

/***/ 10405:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ readPublishInputs)
/* harmony export */ });
/* harmony import */ var _input_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28056);
/** The inputs of `publish/action.yml`, read once into a typed record. */

/** @throws usage, naming the input */
function readPublishInputs(env) {
    return {
        release: releaseOf(),
        store: (0,_input_js__WEBPACK_IMPORTED_MODULE_0__/* .requiredText */ .$4)('store', 'github, github:OWNER/REPO or a folder', 'say where to publish to'),
        tag: (0,_input_js__WEBPACK_IMPORTED_MODULE_0__/* .textOrNull */ .ef)('tag') ?? (0,_input_js__WEBPACK_IMPORTED_MODULE_0__/* .builtTag */ .vT)(env),
        token: (0,_input_js__WEBPACK_IMPORTED_MODULE_0__/* .textOrNull */ .ef)('token'),
        attestation: (0,_input_js__WEBPACK_IMPORTED_MODULE_0__/* .textOrNull */ .ef)('attestation'),
        keep: (0,_input_js__WEBPACK_IMPORTED_MODULE_0__/* .wholeNumber */ .rD)('keep', 9999),
        verify: (0,_input_js__WEBPACK_IMPORTED_MODULE_0__/* .isTrue */ .Hn)('verify-upload'),
    };
}
function releaseOf() {
    const [folder, artifact] = [(0,_input_js__WEBPACK_IMPORTED_MODULE_0__/* .textOrNull */ .ef)('release-directory'), (0,_input_js__WEBPACK_IMPORTED_MODULE_0__/* .artifactName */ .Cs)()];
    if (folder !== null && artifact === null)
        return { folder };
    if (folder === null && artifact !== null)
        return { artifact };
    const found = folder === null ? 'nothing, nor "artifact"' : `"${folder}", and "artifact" as well`;
    throw (0,_input_js__WEBPACK_IMPORTED_MODULE_0__/* .wrong */ .Qm)('release-directory', found, 'one of the two', 'say which release is published');
}
//# sourceMappingURL=publish-inputs.js.map

/***/ }),

/***/ 6695:
/***/ ((__webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
__webpack_require__.r(__webpack_exports__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(33838);
/* harmony import */ var _bytes_index_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(14217);
/* harmony import */ var _factory_index_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(27525);
/* harmony import */ var _manifest_index_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(99458);
/* harmony import */ var _release_index_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(93987);
/* harmony import */ var _publish_inputs_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(10405);
/* harmony import */ var _reporter_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(25359);
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(17780);
/** The action that publishes what another job built, `publish/action.yml`: `image-factory publish`, told to the job. The runner starts this file. */











await (0,_step_js__WEBPACK_IMPORTED_MODULE_10__/* .runStep */ .e)(async (signal) => {
    const inputs = (0,_publish_inputs_js__WEBPACK_IMPORTED_MODULE_8__/* .readPublishInputs */ .R)(process.env);
    if (inputs.token !== null)
        (0,_actions_core__WEBPACK_IMPORTED_MODULE_3__/* .setSecret */ .Pq)(inputs.token);
    const reporter = (0,_reporter_js__WEBPACK_IMPORTED_MODULE_9__/* .actionReporter */ .I)(signal);
    if ('folder' in inputs.release) {
        await publish(inputs.release.folder, inputs, reporter);
        return;
    }
    const folder = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdtemp)(node_path__WEBPACK_IMPORTED_MODULE_2__.join(process.env['RUNNER_TEMP'] || (0,node_os__WEBPACK_IMPORTED_MODULE_1__.tmpdir)(), 'image-factory-release-'));
    try {
        const { downloadRelease } = await Promise.all(/* import() */[__webpack_require__.e(878), __webpack_require__.e(110), __webpack_require__.e(275), __webpack_require__.e(516), __webpack_require__.e(551)]).then(__webpack_require__.bind(__webpack_require__, 551));
        await downloadRelease(inputs.release.artifact, folder);
        await (0,_release_index_js__WEBPACK_IMPORTED_MODULE_7__/* .readRelease */ .iJ)(folder, reporter, true);
        await publish(folder, inputs, reporter);
    }
    finally {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(folder, { recursive: true, force: true, maxRetries: 5 });
    }
});
async function publish(folder, inputs, reporter) {
    const { token, keep, verify, attestation } = inputs;
    const store = (0,_release_index_js__WEBPACK_IMPORTED_MODULE_7__/* .openStore */ .Ch)(inputs.store, { env: process.env, token });
    const tag = inputs.tag ?? (await ownTag(folder));
    const { location, changed, uploaded, kept } = await (0,_factory_index_js__WEBPACK_IMPORTED_MODULE_5__/* .publishFolder */ .y6)(folder, store, {
        tag,
        keep,
        verify,
        ...(attestation === null ? {} : { attestation }),
        reporter,
    });
    for (const [name, value] of Object.entries({ 'release-url': location, changed, tag })) {
        (0,_actions_core__WEBPACK_IMPORTED_MODULE_3__/* .setOutput */ .uH)(name, value);
    }
    const text = changed
        ? `${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_4__/* .countOf */ .pq)(uploaded.length, 'file')} uploaded, ${kept.length} there already`
        : 'holds this release already';
    (0,_actions_core__WEBPACK_IMPORTED_MODULE_3__/* .info */ .pq)(`${store.label}@${tag}: ${text}`);
    await _actions_core__WEBPACK_IMPORTED_MODULE_3__/* .summary */ .z.addRaw(`### Published ${tag}\n\n${location}: ${text}\n`).write();
}
/** NAME-VERSION, as the build names it. */
async function ownTag(folder) {
    const { name, version = null } = (await (0,_manifest_index_js__WEBPACK_IMPORTED_MODULE_6__/* .readManifest */ .WI)(node_path__WEBPACK_IMPORTED_MODULE_2__.join(folder, _release_index_js__WEBPACK_IMPORTED_MODULE_7__/* .MANIFEST_NAME */ .ir))).facts;
    return version === null ? name : `${name}-${version}`;
}
//# sourceMappingURL=publish.js.map
__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ })

};
