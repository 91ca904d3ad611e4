export const id = 551;
export const ids = [551];
export const modules = {

/***/ 551:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   beginArtifact: () => (/* binding */ beginArtifact),
/* harmony export */   downloadRelease: () => (/* binding */ downloadRelease),
/* harmony export */   uploadRelease: () => (/* binding */ uploadRelease)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _actions_artifact__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(19516);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(27406);
/** What one job hands to another: a release folder as an artifact. A step loads this file when it needs it: its libraries are large. */





const client = new _actions_artifact__WEBPACK_IMPORTED_MODULE_3__/* .DefaultArtifactClient */ .t9();
/** An artifact of this name says that its build began once more, in an attempt of the run after the first. */
function beganName(name, attempt) {
    return `${name}.attempt-${attempt}`;
}
/**
 * Asked before hours are spent: whether this runner has artifacts at all. Where an earlier attempt of the run uploaded one
 * of the name, it is outdated from here on: should this build fail, nobody takes that one for its result.
 *
 * @throws unsupported, store
 */
async function beginArtifact(name, env) {
    const { artifacts } = await told('artifacts', () => client.listArtifacts());
    const { GITHUB_RUN_ATTEMPT: attempt = '1', RUNNER_TEMP: temporary } = env;
    if (attempt === '1' || !artifacts.some((artifact) => artifact.name === name))
        return;
    const folder = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdtemp)(node_path__WEBPACK_IMPORTED_MODULE_2__.join(temporary || (0,node_os__WEBPACK_IMPORTED_MODULE_1__.tmpdir)(), 'image-factory-attempt-'));
    try {
        const file = node_path__WEBPACK_IMPORTED_MODULE_2__.join(folder, 'attempt.txt');
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(file, `${attempt}\n`);
        const began = beganName(name, attempt);
        await told(`artifact "${began}"`, () => client.uploadArtifact(began, [file], folder, { retentionDays: 1 }));
    }
    finally {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(folder, { recursive: true, force: true });
    }
}
/**
 * Uploads every file of a release folder; they are not compressed again.
 *
 * @param days how long it stays; null: as the repository's setting says
 * @throws unsupported, store
 */
async function uploadRelease(name, folder, days) {
    const files = (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(folder)).toSorted().map((file) => node_path__WEBPACK_IMPORTED_MODULE_2__.join(folder, file));
    const options = { compressionLevel: 0, ...(days === null ? {} : { retentionDays: days }) };
    await told(`artifact "${name}"`, () => client.uploadArtifact(name, files, folder, options));
}
/**
 * Downloads an artifact of this run, of its newest attempt that uploaded one.
 *
 * @param folder where its files go
 * @throws not-found where there is none, or its build began once more and did not finish; damaged, unsupported, store
 */
async function downloadRelease(name, folder) {
    const subject = `artifact "${name}"`;
    const { artifact } = await told(subject, () => client.getArtifact(name));
    const { artifacts } = await told(subject, () => client.listArtifacts());
    const began = artifacts.find((other) => other.name.startsWith(beganName(name, '')) && other.id > artifact.id);
    if (began !== undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .FactoryError */ .Xx('not-found', {
            subject,
            found: `it is of an earlier attempt of this run; attempt ${began.name.slice(beganName(name, '').length)} built it again, and failed`,
            next: 'run the job again that builds it',
        });
    }
    const expected = artifact.digest === undefined ? {} : { expectedHash: artifact.digest };
    const { digestMismatch } = await told(subject, () => client.downloadArtifact(artifact.id, { path: folder, ...expected }));
    if (digestMismatch !== true)
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .FactoryError */ .Xx('damaged', {
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
        if (cause instanceof _actions_artifact__WEBPACK_IMPORTED_MODULE_3__/* .GHESNotSupportedError */ .jK) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .FactoryError */ .Xx('unsupported', {
                subject,
                found: 'GitHub Enterprise Server does not take artifacts of this kind',
                expected: 'github.com, or GitHub Enterprise Cloud',
                next: 'publish to a folder that the runners of both jobs see ("publish: true", "store: \\\\server\\images"), and from there: "release-directory: \\\\server\\images\\TAG" of OWNER/image-factory/publish',
                cause,
            });
        }
        if (cause instanceof _actions_artifact__WEBPACK_IMPORTED_MODULE_3__/* .ArtifactNotFoundError */ .CL) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .FactoryError */ .Xx('not-found', {
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
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .FactoryError */ .Xx('store', { subject, found, next: taken, cause });
    }
}
//# sourceMappingURL=artifacts.js.map

/***/ })

};
