export const id = 551;
export const ids = [551];
export const modules = {

/***/ 551:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   checkArtifacts: () => (/* binding */ checkArtifacts),
/* harmony export */   downloadRelease: () => (/* binding */ downloadRelease),
/* harmony export */   uploadRelease: () => (/* binding */ uploadRelease)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _actions_artifact__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(19516);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(27406);
/** What one job hands to another: a release folder as an artifact. A step loads this file when it needs it: its libraries are large. */




const client = new _actions_artifact__WEBPACK_IMPORTED_MODULE_2__/* .DefaultArtifactClient */ .t9();
/** Whether this runner has artifacts at all: asked before hours are spent. @throws unsupported, store */
async function checkArtifacts() {
    await told('artifacts', () => client.listArtifacts());
}
/**
 * Uploads every file of a release folder; they are not compressed again.
 *
 * @param days how long it stays; null: as the repository's setting says
 * @throws unsupported, store
 */
async function uploadRelease(name, folder, days) {
    const files = (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(folder)).toSorted().map((file) => node_path__WEBPACK_IMPORTED_MODULE_1__.join(folder, file));
    const options = { compressionLevel: 0, ...(days === null ? {} : { retentionDays: days }) };
    await told(`artifact "${name}"`, () => client.uploadArtifact(name, files, folder, options));
}
/**
 * Downloads an artifact of this run.
 *
 * @param folder where its files go
 * @throws not-found, damaged, unsupported, store
 */
async function downloadRelease(name, folder) {
    const subject = `artifact "${name}"`;
    const { artifact } = await told(subject, () => client.getArtifact(name));
    const expected = artifact.digest === undefined ? {} : { expectedHash: artifact.digest };
    const { digestMismatch } = await told(subject, () => client.downloadArtifact(artifact.id, { path: folder, ...expected }));
    if (digestMismatch !== true)
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .FactoryError */ .Xx('damaged', {
        subject,
        found: 'other bytes than those that were uploaded',
        expected: artifact.digest ?? '',
        next: 'run the job again',
    });
}
async function told(subject, work) {
    try {
        return await work();
    }
    catch (cause) {
        if (cause instanceof _actions_artifact__WEBPACK_IMPORTED_MODULE_2__/* .GHESNotSupportedError */ .jK) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .FactoryError */ .Xx('unsupported', {
                subject,
                found: 'GitHub Enterprise Server does not take artifacts of this kind',
                expected: 'github.com, or GitHub Enterprise Cloud',
                next: 'publish to a folder that the runners of both jobs see ("publish: true", "store: \\\\server\\images"), and from there: "release-directory: \\\\server\\images\\TAG" of OWNER/image-factory/publish',
                cause,
            });
        }
        if (cause instanceof _actions_artifact__WEBPACK_IMPORTED_MODULE_2__/* .ArtifactNotFoundError */ .CL) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .FactoryError */ .Xx('not-found', {
                subject,
                found: 'this run of the workflow has none of that name',
                next: 'give the job that builds the input "artifact" with that name, and this one "needs" with that job',
                cause,
            });
        }
        const found = cause instanceof Error ? cause.message : String(cause);
        const taken = /\b409\b/.test(found)
            ? 'give each build of a matrix an artifact of its own'
            : 'run the job again';
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .FactoryError */ .Xx('store', { subject, found, next: taken, cause });
    }
}
//# sourceMappingURL=artifacts.js.map

/***/ })

};
