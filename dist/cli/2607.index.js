export const id = 2607;
export const ids = [2607];
export const modules = {

/***/ 14989:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ filesSha256),
/* harmony export */   _: () => (/* binding */ repositoryOf)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _read_pieces_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(73405);
/* harmony import */ var _work_tree_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(55036);
/* harmony import */ var _work_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(99803);
/**
 * What a definition brings along: the files of its repository that it names, as one SHA-256. Two builds with the same one
 * began from the same repository, as far as this image goes. What lies outside of it (a share) does not count, nor does a
 * source that is one file, for that has a SHA-256 of its own.
 */






/** As Git looks for it: text has no zero byte here. */
const LOOKED_AT = 8000;
/** @returns 64 hexadecimal digits; null where it names no file of the repository */
async function filesSha256(definition, reporter) {
    const root = await repositoryOf(definition.folder);
    const files = new Set();
    for (const place of placesOf(definition)) {
        if ((0,_work_js__WEBPACK_IMPORTED_MODULE_5__/* .isWithin */ .UO)(place, root))
            for (const file of await filesIn(place))
                files.add(file);
    }
    if (files.size === 0)
        return null;
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    const named = [...files].map((file) => [node_path__WEBPACK_IMPORTED_MODULE_2__.relative(root, file).replaceAll('\\', '/'), file]);
    for (const [name, file] of named.toSorted(([a], [b]) => (a < b ? -1 : 1))) {
        hash.update(`${name}\0${await contentSha256(file, reporter)}\n`);
    }
    return hash.digest('hex');
}
function placesOf({ source, updates, unattend, customize, verify, variants }) {
    const steps = [...customize, ...variants.flatMap((variant) => variant.customize)];
    const checks = [...verify, ...variants.flatMap((variant) => variant.verify)];
    const directory = source.kind === 'directory' ? source.path : null;
    const others = [directory, updates.folder, unattend].filter((place) => place !== null);
    return [...others, ...checks, ...steps.flatMap(placesOfStep)];
}
function placesOfStep(step) {
    if (step.kind === 'run')
        return [step.script];
    if (step.kind === 'files')
        return [step.from];
    if (step.kind === 'drivers')
        return [step.folder];
    return step.kind === 'appx' ? step.appx.add : [];
}
/** What counts as the definition's repository: its work tree, else the folder itself. */
async function repositoryOf(folder) {
    return (await (0,_work_tree_js__WEBPACK_IMPORTED_MODULE_4__/* .workTreeOf */ .F)(folder)) ?? folder;
}
/** What is not there says nothing: it is the build's to refuse it. */
async function filesIn(place) {
    const found = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(place).catch(() => null);
    if (found?.isFile() === true)
        return [place];
    if (found?.isDirectory() !== true)
        return [];
    const entries = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readdir)(place, { withFileTypes: true });
    const files = [];
    for (const { name } of entries)
        files.push(...(await filesIn(node_path__WEBPACK_IMPORTED_MODULE_2__.join(place, name))));
    return files;
}
/** Of text with LF between its lines: Git checks the same file out with CRLF on Windows. */
async function contentSha256(file, reporter) {
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    let isText = null;
    let held = '';
    for await (const piece of (0,_read_pieces_js__WEBPACK_IMPORTED_MODULE_3__/* .readPieces */ .u)(file, `Hashing ${file}`, reporter)) {
        isText ??= !piece.subarray(0, LOOKED_AT).includes(0);
        if (!isText) {
            hash.update(piece);
            continue;
        }
        const text = held + Buffer.from(piece).toString('latin1');
        held = text.endsWith('\r') ? '\r' : '';
        hash.update(text.slice(0, text.length - held.length).replaceAll('\r\n', '\n'), 'latin1');
    }
    return hash.update(held, 'latin1').digest('hex');
}
//# sourceMappingURL=brought-along.js.map

/***/ }),

/***/ 32607:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   planMatrix: () => (/* binding */ planMatrix)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _definition_index_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(47415);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(27406);
/* harmony import */ var _manifest_index_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(43549);
/* harmony import */ var _release_index_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(30822);
/* harmony import */ var _version_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(28009);
/* harmony import */ var _brought_along_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(14989);
/* harmony import */ var _created_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(24060);
/* harmony import */ var _prepare_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(35695);
/* harmony import */ var _work_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(99803);
/** Which images a workflow builds, and where: one job each. */












/** @throws DefinitionError, usage where two definitions have one name or the tag is of none, what the store throws */
async function planMatrix(files, options, reporter) {
    const definitions = [];
    for (const file of files)
        definitions.push(await (0,_definition_index_js__WEBPACK_IMPORTED_MODULE_3__/* .loadDefinition */ .yQ)(file));
    refuseTwins(definitions);
    const { merge } = options;
    const jobs = merge === undefined
        ? await jobsOf(definitions, options, reporter)
        : await jobsOfMerge(merge, definitions, options, reporter);
    const isBuilt = jobs.some((job) => job.isBuilt);
    if (merge !== undefined) {
        return { jobs, releases: isBuilt ? [mergedRelease(merge, definitions, options)] : [] };
    }
    const releases = jobs.flatMap((job, at) => {
        const definition = definitions[at];
        if (!job.isBuilt || definition === undefined)
            return [];
        const { name, tag, store } = job.image;
        const { keep, attest } = definition.release;
        return [{ name, tag, store, keep, attest }];
    });
    return { jobs, releases };
}
async function jobsOf(definitions, options, reporter) {
    const { tag } = options;
    const tagged = tag === undefined ? null : definitionOfTag(definitions, tag);
    const jobs = [];
    for (const definition of definitions) {
        if (tagged !== null && definition !== tagged) {
            const reason = `the tag ${tag} is one of ${tagged.name}`;
            jobs.push({ image: imageOf(definition, undefined, options), reason, isBuilt: false });
            continue;
        }
        const why = await whyBuild(definition, definition.name, options, reporter);
        jobs.push(jobOf(imageOf(definition, tag, options), why));
    }
    return jobs;
}
/** All are built where one is: the archive holds them all. */
async function jobsOfMerge(merge, definitions, options, reporter) {
    const jobs = [];
    const { version } = mergedVersion(merge, definitions, options);
    for (const definition of definitions) {
        const why = await whyBuild(definition, merge, options, reporter);
        jobs.push(jobOf(imageOf(definition, `${definition.name}-${version}`, options), why));
    }
    const changed = jobs.find(({ isBuilt }) => isBuilt);
    if (changed === undefined)
        return jobs;
    return jobs.map((job) => job.isBuilt
        ? job
        : { ...job, isBuilt: true, reason: `${merge} holds it, and ${changed.image.name} is built` });
}
function jobOf(image, why) {
    return { image, reason: why ?? 'nothing has changed since its newest release', isBuilt: why !== null };
}
/** One definition takes any tag; of several the one whose name the tag begins with. */
function definitionOfTag(definitions, tag) {
    if (definitions.length < 2)
        return null;
    const matching = definitions.filter(({ name }) => tag.startsWith(`${name}-`));
    const [longest] = matching.toSorted((a, b) => b.name.length - a.name.length);
    if (longest !== undefined)
        return longest;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .FactoryError */ .Xx('usage', {
        subject: `tag ${tag}`,
        found: `no image that it is one of, and ${definitions.length} images`,
        expected: definitions.map(({ name }) => `${name}-VERSION`).join(' or '),
        next: 'tag one image, name one definition, or make one release of all with --merge',
    });
}
function mergedVersion(name, definitions, { tag, env }) {
    const given = definitions.map(({ created }) => (0,_created_js__WEBPACK_IMPORTED_MODULE_8__/* .givenTime */ .C)(created, env)).find((time) => time !== null);
    const version = (0,_prepare_js__WEBPACK_IMPORTED_MODULE_9__/* .versionOf */ .E)({ name, version: null }, tag, given ?? new Date());
    return { version, tag: tag ?? `${name}-${version}` };
}
/** What its definitions say: kept is as many as the one that keeps most, and attested what one wants attested. */
function mergedRelease(name, definitions, options) {
    const releases = definitions.map(({ release }) => release);
    const keeps = releases.map(({ keep }) => keep);
    const attest = ['always', 'auto'].find((wish) => releases.some((one) => one.attest === wish));
    return {
        name,
        tag: mergedVersion(name, definitions, options).tag,
        store: definitions.map((one) => storeOf(one, options)).find((store) => store !== null) ?? null,
        keep: keeps.some((keep) => keep === null) ? null : Math.max(...keeps.map((keep) => keep ?? 0)),
        attest: attest ?? 'never',
    };
}
function refuseTwins(definitions) {
    const seen = new Map();
    for (const definition of definitions) {
        const twin = seen.get(definition.name.toLowerCase());
        if (twin !== undefined) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .FactoryError */ .Xx('usage', {
                subject: pathOf(definition),
                found: `the name ${definition.name}, which ${pathOf(twin)} has too`,
                expected: 'a name of its own: releases are known by it',
                next: 'rename one of the images',
            });
        }
        seen.set(definition.name.toLowerCase(), definition);
    }
}
function imageOf(definition, tag, options) {
    const { name, runsOn, machine } = definition;
    const version = (0,_prepare_js__WEBPACK_IMPORTED_MODULE_9__/* .versionOf */ .E)(definition, tag, (0,_created_js__WEBPACK_IMPORTED_MODULE_8__/* .givenTime */ .C)(definition.created, options.env) ?? new Date());
    return {
        name,
        definition: pathOf(definition),
        'runs-on': runsOn.length > 0 ? runsOn : RUNNERS[machine.hypervisor],
        version,
        tag: tag ?? `${name}-${version}`,
        hypervisor: machine.hypervisor,
        store: storeOf(definition, options),
    };
}
/** In a job of GitHub Actions a release goes to its repository where nothing else is said. */
function storeOf({ release }, { store, env }) {
    return store ?? release.store ?? ((env['GITHUB_REPOSITORY'] ?? '') === '' ? null : 'github');
}
function pathOf({ file }) {
    return node_path__WEBPACK_IMPORTED_MODULE_2__.relative('.', file).replaceAll('\\', '/');
}
/** Where the definition does not say it. */
const RUNNERS = {
    hyperv: ['self-hosted', 'windows'],
    qemu: ['self-hosted', 'linux'],
    none: ['ubuntu-latest'],
};
/** @param release its name: the image's own, or that of the merged one. @returns null where the newest was made of the same */
async function whyBuild(definition, release, options, reporter) {
    if (!options.changed)
        return 'all are built';
    const { from } = definition.updates;
    if (from === 'windows-update' || from === 'wsus')
        return 'what updates there are shows only in the build';
    const place = storeOf(definition, options);
    if (place === null)
        return 'it names no store, so nothing says what was released';
    const before = await newestFacts((0,_release_index_js__WEBPACK_IMPORTED_MODULE_6__/* .openStore */ .Ch)(place, { env: options.env }), release, reporter);
    if (before === null)
        return 'no release of it is there yet';
    const { definition: was, source: wasSource } = inputsOf(before, definition.name);
    if (was?.sha256 !== definition.sha256)
        return 'its definition has changed';
    if ((was.files ?? null) !== (await (0,_brought_along_js__WEBPACK_IMPORTED_MODULE_7__/* .filesSha256 */ .B)(definition, reporter)))
        return 'files that it names have changed';
    const isSource = await isSameSource(definition, wasSource?.sha256, reporter);
    if (isSource !== true)
        return isSource === null ? SOURCE_UNKNOWN : 'its source has changed';
    const tool = `image-factory ${_version_js__WEBPACK_IMPORTED_MODULE_11__/* .VERSION */ .x}`;
    return before.tool === tool ? null : `it was made by ${before.tool}`;
}
/** What an image was made of; of a merged release the part of that name. */
function inputsOf({ inputs = {} }, name) {
    return inputs.merged?.find((part) => part.name === name)?.inputs ?? inputs;
}
const SOURCE_UNKNOWN = 'its source is out of reach here, and source.sha256 does not say which one it is';
/** @returns null where nothing here says it */
async function isSameSource({ source, folder }, was, reporter) {
    // The files of a directory count among those that the definition names, where they are in its repository.
    if (source.kind === 'directory')
        return (0,_work_js__WEBPACK_IMPORTED_MODULE_10__/* .isWithin */ .UO)(source.path, await (0,_brought_along_js__WEBPACK_IMPORTED_MODULE_7__/* .repositoryOf */ ._)(folder)) ? true : null;
    if (source.sha256 !== null)
        return source.sha256 === was;
    const found = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(source.path).catch(() => null);
    return found?.isFile() === true ? (await (0,_release_index_js__WEBPACK_IMPORTED_MODULE_6__/* .hashFile */ .DC)(source.path, reporter)).sha256 === was : null;
}
async function newestFacts(store, name, reporter) {
    const newest = (await store.list(reporter)).findLast(({ image }) => image === name);
    if (newest === undefined)
        return null;
    const folder = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdtemp)(node_path__WEBPACK_IMPORTED_MODULE_2__.join((0,node_os__WEBPACK_IMPORTED_MODULE_1__.tmpdir)(), 'image-factory-plan-'));
    try {
        const file = node_path__WEBPACK_IMPORTED_MODULE_2__.join(folder, _release_index_js__WEBPACK_IMPORTED_MODULE_6__/* .MANIFEST_NAME */ .ir);
        await store.save(newest, _release_index_js__WEBPACK_IMPORTED_MODULE_6__/* .MANIFEST_NAME */ .ir, file, reporter);
        return (await (0,_manifest_index_js__WEBPACK_IMPORTED_MODULE_5__/* .readManifest */ .WI)(file)).facts;
    }
    finally {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(folder, { recursive: true, force: true });
    }
}
//# sourceMappingURL=matrix.js.map

/***/ })

};
