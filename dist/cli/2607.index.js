export const id = 2607;
export const ids = [2607,6595];
export const modules = {

/***/ 78807:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ PREVIOUS),
/* harmony export */   l: () => (/* binding */ BaseRelease)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _manifest_index_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(48789);
/* harmony import */ var _release_index_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(88536);
/* harmony import */ var _kept_releases_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(39197);
/* harmony import */ var _publish_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(46595);
/**
 * The release that a build copies contents from: found before anything is made, opened when the capture needs it. One in
 * a folder is read where it lies, any other is fetched into the work directory.
 */







/** The newest release of the image in the build's store. */
const PREVIOUS = 'previous';
class BaseRelease {
    #wish;
    #context;
    #kept;
    #found = null;
    constructor(wish, context) {
        this.#wish = wish;
        this.#context = context;
        const { work, image, cache, reporter } = context;
        this.#kept = { work: node_path__WEBPACK_IMPORTED_MODULE_2__.dirname(work.folder), image, cache, reporter };
    }
    /**
     * @returns null where nothing was released before, which is told
     * @throws usage, not-found, damaged, permission, store
     */
    find() {
        this.#found ??= this.#find();
        return this.#found;
    }
    /** Opens it when every byte of it was checked. @throws damaged, and what fetching it throws */
    async open() {
        const found = await this.find();
        if (found === null)
            return null;
        const { source, sums } = found;
        const { reporter } = this.#context;
        if (source.folder !== null) {
            await (0,_release_index_js__WEBPACK_IMPORTED_MODULE_4__/* .readRelease */ .iJ)(source.folder, reporter, true);
            return openIn(source.folder, source.tag, reporter);
        }
        const kept = await (0,_kept_releases_js__WEBPACK_IMPORTED_MODULE_5__/* .fetchKept */ .vM)(source, sums, this.#kept);
        try {
            const base = await openIn(kept.folder, source.tag, reporter);
            const close = async () => {
                await base.close();
                await kept.release();
            };
            return { ...base, close };
        }
        catch (error) {
            await kept.release();
            throw error;
        }
    }
    /** Leaves the release of this build in the work directory for the next one, where that would have to download it. */
    async keep(folder, store) {
        if ((0,_release_index_js__WEBPACK_IMPORTED_MODULE_4__/* .isGitHub */ .Wz)(store.label))
            await (0,_kept_releases_js__WEBPACK_IMPORTED_MODULE_5__/* .keepRelease */ .LF)(folder, this.#context.tag, this.#kept);
    }
    async #find() {
        const { image, reporter } = this.#context;
        const { text, store, access } = this.#wish;
        const name = store === null ? text : await this.#previousIn(store);
        if (name === null)
            return null;
        const source = await (0,_release_index_js__WEBPACK_IMPORTED_MODULE_4__/* .openRelease */ .gS)(name, { ...access, image }, reporter);
        const folder = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdtemp)(node_path__WEBPACK_IMPORTED_MODULE_2__.join((0,node_os__WEBPACK_IMPORTED_MODULE_1__.tmpdir)(), 'image-factory-base-'));
        try {
            const sums = await (0,_release_index_js__WEBPACK_IMPORTED_MODULE_4__/* .fetchSumsOf */ .SF)(source, folder, reporter);
            return { label: source.label, identity: (0,_kept_releases_js__WEBPACK_IMPORTED_MODULE_5__/* .identityOf */ .cu)(sums), source, sums };
        }
        finally {
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(folder, { recursive: true, force: true });
        }
    }
    async #previousIn(store) {
        const { image, tag, reporter } = this.#context;
        const previous = (0,_publish_js__WEBPACK_IMPORTED_MODULE_6__.previousOf)(await store.list(reporter), image, tag);
        if (previous !== null)
            return `${store.label}@${previous.tag}`;
        reporter.info(`${store.label} holds no release of ${image} before ${tag}: nothing is copied from one`);
        return null;
    }
}
async function openIn(folder, tag, reporter) {
    const { facts } = await (0,_manifest_index_js__WEBPACK_IMPORTED_MODULE_3__/* .readManifest */ .WI)(node_path__WEBPACK_IMPORTED_MODULE_2__.join(folder, _release_index_js__WEBPACK_IMPORTED_MODULE_4__/* .MANIFEST_NAME */ .ir));
    const archive = await (0,_kept_releases_js__WEBPACK_IMPORTED_MODULE_5__/* .archiveOf */ .YH)(folder, reporter);
    return {
        tag: tag ?? [facts.name, facts.version ?? []].flat().join('-'),
        encoder: facts.archive?.encoder ?? null,
        archive,
        close: () => archive.close(),
    };
}
//# sourceMappingURL=base-release.js.map

/***/ }),

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
/* harmony import */ var _definition_index_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(49265);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(27406);
/* harmony import */ var _manifest_index_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(48789);
/* harmony import */ var _release_index_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(88536);
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

/***/ }),

/***/ 35695:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ versionOf),
/* harmony export */   i: () => (/* binding */ prepare)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _definition_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(49265);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27406);
/* harmony import */ var _release_index_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(88536);
/* harmony import */ var _base_release_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(78807);
/* harmony import */ var _created_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(24060);
/* harmony import */ var _work_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(99803);
/** What a definition and the user's options come to, before anything is opened or made. */







/** @throws definition, usage, not-found */
async function prepare(file, options) {
    const env = options.env ?? process.env;
    const definition = await (0,_definition_index_js__WEBPACK_IMPORTED_MODULE_1__/* .loadDefinition */ .yQ)(file, { files: true });
    const out = node_path__WEBPACK_IMPORTED_MODULE_0__.resolve(options.out ?? 'release');
    const work = (0,_work_js__WEBPACK_IMPORTED_MODULE_6__/* .workOf */ .LT)((0,_work_js__WEBPACK_IMPORTED_MODULE_6__/* .workDirectory */ .DI)(options.work ?? null, env), definition.file, definition.name);
    const { source } = definition;
    if (source.kind === 'directory') {
        refuseWithin(out, source.path, 'the release', '--out');
        refuseWithin(work.folder, source.path, 'the work directory', '--work');
        const { store } = definition.release;
        if (store !== null && !(0,_release_index_js__WEBPACK_IMPORTED_MODULE_3__/* .isGitHub */ .Wz)(store))
            refuseWithin(store, source.path, 'the store', 'release.store');
    }
    refuseWithin(work.folder, out, 'the work directory', '--work');
    refuseUnattested(options, definition);
    return {
        definition,
        out,
        work,
        created: (0,_created_js__WEBPACK_IMPORTED_MODULE_5__/* .givenTime */ .C)(definition.created, env),
        commit: env['GITHUB_SHA'] || null,
        env,
        store: storeOf(options, env, definition),
        split: splitOf(options, definition),
        base: baseOf(options, env, definition),
    };
}
/** The definition says the version, else the tag, else the date. */
function versionOf({ name, version }, tag, created) {
    if (version !== null)
        return version;
    if (tag === undefined)
        return (0,_created_js__WEBPACK_IMPORTED_MODULE_5__/* .dateVersion */ .j)(created);
    return tag.startsWith(`${name}-`) ? tag.slice(name.length + 1) : tag.replace(/^v(?=\d)/, '');
}
/** What is made while a directory is read would end up in its image. */
function refuseWithin(place, folder, what, option) {
    if (!(0,_work_js__WEBPACK_IMPORTED_MODULE_6__/* .isWithin */ .UO)(place, folder))
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .FactoryError */ .Xx('usage', {
        subject: place,
        found: `${what} inside ${folder}`,
        expected: 'a place of its own',
        next: `choose another one with ${option}`,
    });
}
function storeOf(options, env, { release }) {
    const store = options.store === undefined ? release.store : options.store;
    return store === null ? null : (0,_release_index_js__WEBPACK_IMPORTED_MODULE_3__/* .openStore */ .Ch)(store, { env, token: options.token ?? null });
}
/** Nothing here can sign, and nothing is added to a release that is out. */
function refuseUnattested({ store, attest }, { file, release }) {
    if ((attest ?? release.attest) !== 'always' || (store === undefined ? release.store : store) === null)
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .FactoryError */ .Xx('usage', {
        subject: file,
        found: 'a release that must be attested, and is to be published by the build, which cannot sign',
        expected: 'an attestation before the release is published',
        next: 'build with the input "publish: false" and publish with attest-image.yml (docs/workflows.md), or set release.attest to auto',
    });
}
/** Where the release goes to, whether it is published now or later. */
function goalOf({ store, laterStore }, { release }) {
    return store ?? laterStore ?? release.store;
}
/** The same release, whether it is published now or later. */
function splitOf(options, definition) {
    const { release } = definition;
    const goesTo = goalOf(options, definition);
    return release.split ?? (goesTo !== null && (0,_release_index_js__WEBPACK_IMPORTED_MODULE_3__/* .isGitHub */ .Wz)(goesTo) ? _release_index_js__WEBPACK_IMPORTED_MODULE_3__/* .GITHUB_SPLIT */ .jP : null);
}
/** What is built but not published has a release before it all the same. */
function baseOf(options, env, definition) {
    const { base, token = null } = options;
    const text = base ?? definition.release.base;
    if (text === null)
        return null;
    const access = { env, token };
    if (text !== _base_release_js__WEBPACK_IMPORTED_MODULE_4__/* .PREVIOUS */ .k)
        return { text, store: null, access };
    const place = goalOf(options, definition);
    if (place !== null)
        return { text, store: (0,_release_index_js__WEBPACK_IMPORTED_MODULE_3__/* .openStore */ .Ch)(place, access), access };
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .FactoryError */ .Xx('usage', {
        subject: `base "${text}"`,
        found: 'no store that a release before this one could be in',
        expected: 'a release by its name, or a store',
        next: 'name the release, or set release.store in the definition',
    });
}
//# sourceMappingURL=prepare.js.map

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
