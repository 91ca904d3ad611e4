export const id = 6595;
export const ids = [6595];
export const modules = {

/***/ 46595:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   previousOf: () => (/* binding */ previousOf),
/* harmony export */   publishFiles: () => (/* binding */ publishFiles),
/* harmony export */   publishFolder: () => (/* binding */ publishFolder),
/* harmony export */   writeNotes: () => (/* binding */ writeNotes)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _bytes_index_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(14217);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(27406);
/* harmony import */ var _manifest_index_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(48789);
/* harmony import */ var _release_index_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(88536);
/* harmony import */ var _report_index_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(78529);
/** A release goes into a store: with what changed since the one before, and older ones removed where the user wants that. */








/**
 * Publishes a release folder as it is. What changed is added where the folder does not say it, but not to one that is
 * attested.
 *
 * @throws not-found, damaged where it is no release; unsupported where a file is too large; what the store throws
 */
async function publishFolder(folder, store, options) {
    const { reporter, tag } = options;
    const files = [...(await (0,_release_index_js__WEBPACK_IMPORTED_MODULE_6__/* .readRelease */ .iJ)(folder, reporter))];
    const fileOf = (name) => files.find((file) => file.name === name)?.path;
    const manifestFile = fileOf(_release_index_js__WEBPACK_IMPORTED_MODULE_6__/* .MANIFEST_NAME */ .ir);
    if (manifestFile === undefined)
        throw noManifest(folder);
    const manifest = await (0,_manifest_index_js__WEBPACK_IMPORTED_MODULE_5__/* .readManifest */ .WI)(manifestFile);
    checkSizes(files, store);
    await store.check(reporter);
    const temporary = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdtemp)(node_path__WEBPACK_IMPORTED_MODULE_2__.join((0,node_os__WEBPACK_IMPORTED_MODULE_1__.tmpdir)(), 'image-factory-publish-'));
    try {
        const changes = fileOf(_release_index_js__WEBPACK_IMPORTED_MODULE_6__/* .CHANGES_NAME */ .Ah);
        const notes = changes === undefined
            ? await writeNotes(manifest, store, tag, temporary, reporter)
            : { text: await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(changes, 'utf8'), file: null };
        const attestation = options.attestation === undefined
            ? await attestationIn(folder, reporter)
            : await attestationOf(options.attestation, files, reporter);
        if (attestation !== null && fileOf(_release_index_js__WEBPACK_IMPORTED_MODULE_6__/* .ATTESTATION_NAME */ .J8) === undefined)
            files.push(attestation);
        if (notes.file !== null && fileOf(_release_index_js__WEBPACK_IMPORTED_MODULE_6__/* .ATTESTATION_NAME */ .J8) === undefined)
            files.push(notes.file);
        return await publishFiles(files, manifest, notes.text, store, options);
    }
    finally {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(temporary, { recursive: true, force: true });
    }
}
/** One that was made of the folder's SHA256SUMS, which therefore does not list it; null where there is none. */
async function attestationIn(folder, reporter) {
    const file = node_path__WEBPACK_IMPORTED_MODULE_2__.join(folder, _release_index_js__WEBPACK_IMPORTED_MODULE_6__/* .ATTESTATION_NAME */ .J8);
    if ((await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(file).catch(() => null)) === null)
        return null;
    return { name: _release_index_js__WEBPACK_IMPORTED_MODULE_6__/* .ATTESTATION_NAME */ .J8, path: file, ...(await (0,_release_index_js__WEBPACK_IMPORTED_MODULE_6__/* .hashFile */ .DC)(file, reporter)) };
}
async function attestationOf(file, files, reporter) {
    await (0,_release_index_js__WEBPACK_IMPORTED_MODULE_6__/* .checkCoverage */ .xQ)(file, new Map(files.map(({ name, sha256 }) => [name, sha256])));
    return { name: _release_index_js__WEBPACK_IMPORTED_MODULE_6__/* .ATTESTATION_NAME */ .J8, path: file, ...(await (0,_release_index_js__WEBPACK_IMPORTED_MODULE_6__/* .hashFile */ .DC)(file, reporter)) };
}
/** @param files without SHA256SUMS */
async function publishFiles(files, { facts }, notes, store, { tag, keep, verify, reporter }) {
    checkSizes(files, store);
    const title = `${facts.name} ${facts.version ?? ''}`.trim();
    const commit = facts.inputs?.commit ?? null;
    const release = { tag, image: facts.name, title, files, notes, commit };
    const put = await store.put(release, { verify, reporter });
    const removed = keep === null ? [] : await removeOlder(store, facts.name, tag, keep, reporter);
    return { ...put, tag, removed };
}
/**
 * @param folder where files may be made; they are the caller's to remove
 * @returns with what the release before has too; null where there is none, or it cannot be read
 */
async function writeNotes(manifest, store, tag, folder, reporter) {
    const { facts } = manifest;
    const before = previousOf(await store.list(reporter), facts.name, tag);
    const previous = before === null ? null : await compare(before, manifest, store, folder, reporter);
    const text = (0,_report_index_js__WEBPACK_IMPORTED_MODULE_7__/* .renderReleaseNotes */ .nA)({ facts, previous });
    const diff = previous?.diff ?? null;
    const shared = previous === null || diff === null ? null : (0,_report_index_js__WEBPACK_IMPORTED_MODULE_7__/* .sharedContents */ .gY)(previous.tag, facts, diff);
    const target = node_path__WEBPACK_IMPORTED_MODULE_2__.join(folder, _release_index_js__WEBPACK_IMPORTED_MODULE_6__/* .CHANGES_NAME */ .Ah);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(target, text);
    return { text, shared, file: { name: _release_index_js__WEBPACK_IMPORTED_MODULE_6__/* .CHANGES_NAME */ .Ah, path: target, ...(await (0,_release_index_js__WEBPACK_IMPORTED_MODULE_6__/* .hashFile */ .DC)(target, reporter)) } };
}
/** An older release that cannot be read any more is told, and stops no newer one. */
async function compare(before, manifest, store, folder, reporter) {
    const file = node_path__WEBPACK_IMPORTED_MODULE_2__.join(folder, 'previous.json');
    const { tag } = before;
    try {
        await store.save(before, _release_index_js__WEBPACK_IMPORTED_MODULE_6__/* .MANIFEST_NAME */ .ir, file, reporter);
        const old = await (0,_manifest_index_js__WEBPACK_IMPORTED_MODULE_5__/* .readManifest */ .WI)(file);
        return { tag, facts: old.facts, diff: await (0,_manifest_index_js__WEBPACK_IMPORTED_MODULE_5__/* .diffManifests */ .ew)(old, manifest) };
    }
    catch (error) {
        const isOld = error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .FactoryError */ .Xx && ['damaged', 'unsupported', 'not-found'].includes(error.code);
        if (!isOld)
            throw error;
        reporter.warn(`${store.label}@${tag}: what changed since then cannot be said: ${error.message}`);
        return { tag, facts: null, diff: null };
    }
    finally {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(file, { force: true });
    }
}
/** The newest of this image that was there before the release of this tag. */
function previousOf(releases, image, tag) {
    const own = releases.findIndex((release) => release.tag === tag);
    const before = own === -1 ? releases : releases.slice(0, own);
    return before.findLast((release) => release.image === image) ?? null;
}
/** What could not be removed is told: the release itself is out. */
async function removeOlder(store, image, tag, keep, reporter) {
    const ours = (await store.list(reporter)).filter((release) => release.image === image);
    const removed = [];
    for (const release of ours.slice(0, Math.max(ours.length - keep, 0))) {
        if (release.tag === tag || release === ours.at(-1))
            continue;
        try {
            await store.remove(release, reporter);
            removed.push(release.tag);
            reporter.info(`${store.label}@${release.tag}: removed, as release.keep is ${keep}`);
        }
        catch (error) {
            reporter.signal.throwIfAborted();
            if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .FactoryError */ .Xx))
                throw error;
            reporter.warn(`${store.label}@${release.tag}: not removed: ${error.message}`);
        }
    }
    return removed;
}
function checkSizes(files, { fileLimit, label }) {
    const large = fileLimit === null ? [] : files.filter(({ size }) => size > fileLimit);
    if (fileLimit === null || large.length === 0)
        return;
    const list = large.map(({ path: file, size }) => `${file} (${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_3__/* .formatBytes */ .z3)(size)})`).join(', ');
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .FactoryError */ .Xx('unsupported', {
        subject: label,
        found: `${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_3__/* .countOf */ .pq)(large.length, 'file')} too large for it: ${list}`,
        expected: `at most ${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_3__/* .formatBytes */ .z3)(fileLimit)} each`,
        next: 'build with "release: { split: 1900 MiB }", or publish to a folder; where that says that one content is too large, leave its file out of the image',
    });
}
function noManifest(subject) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .FactoryError */ .Xx('damaged', {
        subject,
        found: `no ${_release_index_js__WEBPACK_IMPORTED_MODULE_6__/* .MANIFEST_NAME */ .ir} in its list of files`,
        expected: 'a release as "image-factory build" makes it',
        next: 'build it again',
    });
}
//# sourceMappingURL=publish.js.map

/***/ })

};
