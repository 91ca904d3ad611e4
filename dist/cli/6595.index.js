export const id = 6595;
export const ids = [6595];
export const modules = {

/***/ 79186:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CI: () => (/* binding */ partsOf),
/* harmony export */   w8: () => (/* binding */ verifyArchive),
/* harmony export */   wX: () => (/* binding */ namesIn)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _bytes_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(72381);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(27406);
/* harmony import */ var _release_index_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(30822);
/* harmony import */ var _wim_index_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(57647);
/** What is released of an archive: itself, or the parts of a split set where the definition wants none larger. */






/** How many names of a content are told. */
const NAMES = 5;
/**
 * @param wim what was captured
 * @throws unsupported where a content is larger than the store takes a file
 */
async function partsOf(wim, options) {
    const { split, folder, reporter } = options;
    const archive = await (0,_wim_index_js__WEBPACK_IMPORTED_MODULE_5__/* .openWim */ .SS)(wim.path);
    if (split === null || wim.size <= split)
        return { archive, files: [wim] };
    try {
        const first = node_path__WEBPACK_IMPORTED_MODULE_1__.join(folder, _release_index_js__WEBPACK_IMPORTED_MODULE_4__/* .SET_NAME */ .Zx);
        await removeOlder(folder);
        const { parts } = await (0,_wim_index_js__WEBPACK_IMPORTED_MODULE_5__/* .splitWim */ .Am)(archive, first, {
            size: split,
            reporter,
            accept(planned) {
                checkParts(planned, split, options);
            },
        });
        const files = [];
        for (const part of parts)
            files.push({ path: part.path, ...(await (0,_release_index_js__WEBPACK_IMPORTED_MODULE_4__/* .hashFile */ .DC)(part.path, reporter)) });
        reporter.info(`${first}: ${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_2__/* .countOf */ .pq)(parts.length, 'part')} of at most ${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_2__/* .formatBytes */ .z3)(split)}`);
        return { archive: await (0,_wim_index_js__WEBPACK_IMPORTED_MODULE_5__/* .openWim */ .SS)(first), files };
    }
    finally {
        await archive.close();
    }
}
/** What is released is read back, every byte of it. @throws damaged */
async function verifyArchive(archive, pool, reporter) {
    const problems = await (0,_wim_index_js__WEBPACK_IMPORTED_MODULE_5__/* .verifyWim */ .N9)(archive, { pool, reporter });
    if (problems.length === 0)
        return;
    const [first] = problems;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .FactoryError */ .Xx('damaged', {
        subject: archive.path,
        found: `${problems.length} problems, the first: ${first?.subject}: ${first?.found}`,
        expected: 'an archive that reads back as it was written',
        next: 'check the memory and the disk of this host, then run it again',
    });
}
/** Parts of another size, which an interrupted build left. */
async function removeOlder(folder) {
    for (const name of await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(folder)) {
        if (/^install\d*\.swm$/.test(name))
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(node_path__WEBPACK_IMPORTED_MODULE_1__.join(folder, name));
    }
}
/** @throws unsupported, naming each content that the store takes in no file */
function checkParts(parts, split, { store, reporter }) {
    const limit = store?.fileLimit ?? Number.POSITIVE_INFINITY;
    const large = parts.flatMap(({ tooLarge, ...part }) => (tooLarge === null ? [] : [{ ...part, tooLarge }]));
    const impossible = large.filter(({ size }) => size > limit);
    if (impossible.length > 0) {
        const list = impossible.map(({ size, tooLarge }) => `${someOf(tooLarge)} (${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_2__/* .formatBytes */ .z3)(size)})`);
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .FactoryError */ .Xx('unsupported', {
            subject: store?.label ?? '',
            found: `${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_2__/* .countOf */ .pq)(list.length, 'content')} too large for it, and a content cannot be cut: ${list.join('; ')}`,
            expected: `at most ${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_2__/* .formatBytes */ .z3)(limit)} each`,
            next: 'leave such files out of the image with capture.exclude, have them installed after deployment, or publish to a folder',
        });
    }
    for (const { path: subject, size, tooLarge } of large) {
        reporter.warn(`${subject}: ${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_2__/* .formatBytes */ .z3)(size)}: a content cannot be cut, and ${namesIn(tooLarge)}, more than ${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_2__/* .formatBytes */ .z3)(split)}`);
    }
}
/** "that of \\a, \\b is one". */
function namesIn(files) {
    return files.length === 0 ? 'one that no file refers to is one' : `that of ${someOf(files)} is one`;
}
function someOf(files) {
    if (files.length === 0)
        return 'no file';
    const more = files.length > NAMES ? ` and ${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_2__/* .countOf */ .pq)(files.length - NAMES, 'more name')}` : '';
    return `${files.slice(0, NAMES).join(', ')}${more}`;
}
//# sourceMappingURL=parts.js.map

/***/ }),

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
/* harmony import */ var _bytes_index_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(72381);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(27406);
/* harmony import */ var _manifest_index_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(43549);
/* harmony import */ var _release_index_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(30822);
/* harmony import */ var _report_index_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(28876);
/* harmony import */ var _parts_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(79186);
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
    await checkLimits(files, manifest, store);
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
async function publishFiles(files, manifest, notes, store, { tag, keep, verify, reporter }) {
    await checkLimits(files, manifest, store);
    const { facts } = manifest;
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
/** @throws unsupported, with the files of the image that are why a part cannot be smaller */
async function checkLimits(files, manifest, { fileLimit, countLimit, label }) {
    // SHA256SUMS and the list of changes come on top.
    const count = new Set([...files.map(({ name }) => name), _release_index_js__WEBPACK_IMPORTED_MODULE_6__/* .SUMS_NAME */ .Bm, _release_index_js__WEBPACK_IMPORTED_MODULE_6__/* .CHANGES_NAME */ .Ah]).size;
    if (countLimit !== null && count > countLimit) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .FactoryError */ .Xx('unsupported', {
            subject: label,
            found: `${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_3__/* .countOf */ .pq)(count, 'file')}, more than it takes of a release`,
            expected: `at most ${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_3__/* .formatCount */ .B4)(countLimit)}`,
            next: 'build with larger parts, "release: { split: 1900 MiB }", or publish to a folder',
        });
    }
    const large = fileLimit === null ? [] : files.filter(({ size }) => size > fileLimit);
    if (fileLimit === null || large.length === 0)
        return;
    const list = large.map(({ path: file, size }) => `${file} (${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_3__/* .formatBytes */ .z3)(size)})`).join(', ');
    const contents = await namesOfLarge(manifest, fileLimit);
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .FactoryError */ .Xx('unsupported', {
        subject: label,
        found: `${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_3__/* .countOf */ .pq)(large.length, 'file')} too large for it: ${list}${contents === '' ? '' : `; a content cannot be cut, and ${contents}`}`,
        expected: `at most ${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_3__/* .formatBytes */ .z3)(fileLimit)} each`,
        next: contents === ''
            ? 'build with "release: { split: 1900 MiB }", or publish to a folder'
            : 'leave the file out of the image with capture.exclude, have it installed after deployment, or publish to a folder',
    });
}
/** Of the contents that alone are larger than `limit`; '' where there is none. */
async function namesOfLarge(manifest, limit) {
    const large = new Set();
    for await (const { sha1, size, stored = size } of manifest.blobs())
        if (stored > limit)
            large.add(sha1);
    if (large.size === 0)
        return '';
    const names = new Set();
    for await (const { path: file, sha1 = '', streams = [] } of manifest.files()) {
        if ([sha1, ...streams.map((stream) => stream.sha1 ?? '')].some((one) => large.has(one)))
            names.add(file);
    }
    return (0,_parts_js__WEBPACK_IMPORTED_MODULE_8__/* .namesIn */ .wX)([...names]);
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
