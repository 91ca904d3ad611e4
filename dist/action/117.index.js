export const id = 117;
export const ids = [117];
export const modules = {

/***/ 36117:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  jq: () => (/* reexport */ build),
  C7: () => (/* reexport */ planBuild),
  y6: () => (/* reexport */ publishFolder),
  X0: () => (/* reexport */ sweep_sweep),
  DI: () => (/* reexport */ work_workDirectory)
});

// UNUSED EXPORTS: captureImage, captureImages, doctor, givenTime, isWithin, mergeReleases, planMatrix, previousOf, publishFiles, windowsOf, workTreeOf, writeNotes

// EXTERNAL MODULE: ./build/src/codec/index.js + 10 modules
var codec = __webpack_require__(92468);
// EXTERNAL MODULE: ./build/src/errors.js
var src_errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/process/index.js + 7 modules
var src_process = __webpack_require__(63970);
// EXTERNAL MODULE: ./build/src/version.js
var version = __webpack_require__(28009);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/manifest/index.js + 21 modules
var src_manifest = __webpack_require__(99458);
// EXTERNAL MODULE: ./build/src/release/index.js + 37 modules
var src_release = __webpack_require__(88536);
// EXTERNAL MODULE: ./build/src/tree/index.js + 18 modules
var src_tree = __webpack_require__(31219);
// EXTERNAL MODULE: ./build/src/wim/index.js + 42 modules
var src_wim = __webpack_require__(60315);
;// CONCATENATED MODULE: ./build/src/factory/kept-releases.js
/**
 * Releases that lie in the work directory so that builds can copy from them: fetched for that, or made here and published
 * to a place that the next build would have to fetch them from.
 *
 * | `WORK/releases/IMAGE/` | holds                                              |
 * | ---------------------- | -------------------------------------------------- |
 * | `TAG/`                 | a release folder, whole; its time is that of the last use |
 * | `.TAG.fetch/`          | what a fetch that ended early has, for the next one |
 * | `.lock`                | who fetches, reads or removes one of them          |
 */








/** The one that the next build is made on, and the one before, which is a seed where that one is fetched. */
const KEPT = 2;
const LOCK = '.lock';
const PURPOSE = {
    does: 'uses the releases that are kept of this image',
    expected: 'one build of an image at a time',
};
/** @param sums what the release has to be. @throws what `fetchRelease` throws */
async function fetchKept(source, sums, options) {
    const { reporter } = options;
    const lock = await lockOf(options);
    try {
        const folder = external_node_path_.join(folderOf(options), folderName(source.tag ?? source.label));
        if (await isThere(folder, sums, reporter)) {
            reporter.info(`${source.label}: ${folder} holds it already`);
        }
        else {
            const seeds = (await usableIn(options)).filter((other) => other !== folder);
            await (0,src_release/* fetchRelease */.uY)(source, folder, { seeds, reporter });
        }
        await trim(options, folder);
        return { folder, release: () => lock.release() };
    }
    catch (error) {
        await lock.release();
        throw error;
    }
}
/** Keeps a release folder that was just published: by links, so that it takes no room where the folder stays. */
async function keepRelease(release, tag, options) {
    const { reporter } = options;
    const folder = external_node_path_.join(folderOf(options), folderName(tag));
    try {
        const lock = await lockOf(options);
        try {
            if ((await (0,promises_.stat)(folderOf(options))).dev !== (await (0,promises_.stat)(release)).dev)
                return;
            await (0,src_release/* writeRelease */.d4)(folder, await (0,src_release/* readRelease */.iJ)(release, reporter), reporter);
            await trim(options, folder);
        }
        finally {
            await lock.release();
        }
    }
    catch (error) {
        reporter.signal.throwIfAborted();
        // The release is out; the next build fetches it.
        reporter.warn(`${folder}: the release is not kept for the next build: ${(0,src_errors/* fromSystemError */.Kh)(error, folder).message}`);
    }
}
/** Removes what fetches that ended early left. @returns their folders */
async function sweepReleases(work, dryRun) {
    const swept = [];
    for (const image of await namesIn(external_node_path_.join(work, 'releases'))) {
        const folder = external_node_path_.join(work, 'releases', image);
        const left = (await namesIn(folder)).filter((name) => name.startsWith('.') && !name.startsWith(LOCK));
        if (left.length === 0)
            continue;
        const lock = await (0,src_process/* takeLock */.HJ)(external_node_path_.join(folder, LOCK), PURPOSE).catch(() => null);
        if (lock === null)
            continue;
        try {
            for (const name of left) {
                const place = external_node_path_.join(folder, name);
                if (!dryRun)
                    await (0,promises_.rm)(place, { recursive: true, force: true, maxRetries: 5 });
                swept.push(place);
            }
        }
        finally {
            await lock.release();
        }
    }
    return swept;
}
/** Whether a file of a release holds contents. */
function isPart(name) {
    return /\.(wim|swm)$/.test(name);
}
/** The archive of a release folder, of exactly the parts that it lists. */
async function kept_releases_archiveOf(folder, reporter) {
    const files = await (0,src_release/* readRelease */.iJ)(folder, reporter);
    return (0,src_wim/* openParts */.t8)(files.filter(({ name }) => isPart(name)).map((file) => file.path));
}
async function lockOf(options) {
    const folder = folderOf(options);
    try {
        await (0,promises_.mkdir)(folder, { recursive: true });
    }
    catch (error) {
        throw (0,src_errors/* fromSystemError */.Kh)(error, folder);
    }
    const { reporter } = options;
    return (0,src_process/* waitForLock */.gJ)(external_node_path_.join(folder, LOCK), PURPOSE, reporter.signal, (message) => reporter.info(message));
}
/** Whether the folder holds that very release, undamaged. */
async function isThere(folder, sums, reporter) {
    if ((await (0,promises_.stat)(folder).catch(() => null)) === null)
        return false;
    try {
        const files = new Map((await (0,src_release/* readRelease */.iJ)(folder, reporter, true)).map(({ name, sha256 }) => [name, sha256]));
        return [...sums].every(([name, sha256]) => name === src_release/* CHANGES_NAME */.Ah || files.get(name) === sha256);
    }
    catch (error) {
        if (!(error instanceof src_errors/* FactoryError */.Xx))
            throw error;
        reporter.warn(`${error.message}: what is wrong in it is fetched again`);
        return false;
    }
}
/** The others are of no use for anybody and go. */
async function usableIn(options) {
    const usable = [];
    for (const folder of await keptIn(options)) {
        try {
            await (await kept_releases_archiveOf(folder, options.reporter)).close();
            usable.push(folder);
        }
        catch (error) {
            if (!(error instanceof src_errors/* FactoryError */.Xx))
                throw error;
            await (0,promises_.rm)(folder, { recursive: true, force: true, maxRetries: 5 });
        }
    }
    return usable;
}
/** @param used the one that was used last */
async function trim(options, used) {
    const now = new Date();
    await (0,promises_.utimes)(used, now, now);
    const kept = [];
    for (const folder of await keptIn(options))
        kept.push({ folder, used: (await (0,promises_.stat)(folder)).mtimeMs });
    const old = kept.toSorted((a, b) => b.used - a.used).slice(KEPT);
    for (const { folder } of old)
        await (0,promises_.rm)(folder, { recursive: true, force: true, maxRetries: 5 });
}
async function keptIn(options) {
    const names = await namesIn(folderOf(options));
    return names.filter((name) => !name.startsWith('.')).map((name) => external_node_path_.join(folderOf(options), name));
}
function folderOf({ work, image }) {
    return external_node_path_.join(work, 'releases', folderName(image));
}
/** A name as it is, where every host can name a folder so; an address never is. */
function folderName(name) {
    const isPlain = /^[A-Za-z0-9][A-Za-z0-9._+-]{0,99}$/.test(name) && (0,src_tree/* whyNotOnWindows */.Oc)(name) === null;
    return isPlain ? name : (0,external_node_crypto_.createHash)('sha256').update(name).digest('hex').slice(0, 16);
}
async function namesIn(folder) {
    try {
        return (await (0,promises_.readdir)(folder)).toSorted();
    }
    catch (error) {
        if (error.code === 'ENOENT')
            return [];
        throw (0,src_errors/* fromSystemError */.Kh)(error, folder);
    }
}
//# sourceMappingURL=kept-releases.js.map
// EXTERNAL MODULE: ./build/src/bytes/index.js + 7 modules
var src_bytes = __webpack_require__(22290);
// EXTERNAL MODULE: ./build/src/report/index.js + 15 modules
var report = __webpack_require__(55413);
;// CONCATENATED MODULE: ./build/src/factory/publish.js
/** A release goes into a store: with what changed since the one before, and older ones removed where the user wants that. */








/**
 * Publishes a release folder as it is. What changed is added where the folder does not say it, but not to one that is
 * attested.
 *
 * @throws not-found, damaged where it is no release; unsupported where a file is too large; what the store throws
 */
async function publishFolder(folder, store, options) {
    const { reporter, tag } = options;
    const files = [...(await (0,src_release/* readRelease */.iJ)(folder, reporter))];
    const fileOf = (name) => files.find((file) => file.name === name)?.path;
    const manifestFile = fileOf(src_release/* MANIFEST_NAME */.ir);
    if (manifestFile === undefined)
        throw noManifest(folder);
    const manifest = await (0,src_manifest/* readManifest */.WI)(manifestFile);
    checkSizes(files, store);
    await store.check(reporter);
    const temporary = await (0,promises_.mkdtemp)(external_node_path_.join((0,external_node_os_.tmpdir)(), 'image-factory-publish-'));
    try {
        const changes = fileOf(src_release/* CHANGES_NAME */.Ah);
        const notes = changes === undefined
            ? await writeNotes(manifest, store, tag, temporary, reporter)
            : { text: await (0,promises_.readFile)(changes, 'utf8'), file: null };
        const attestation = options.attestation === undefined
            ? await attestationIn(folder, reporter)
            : await attestationOf(options.attestation, files, reporter);
        if (attestation !== null && fileOf(src_release/* ATTESTATION_NAME */.J8) === undefined)
            files.push(attestation);
        if (notes.file !== null && fileOf(src_release/* ATTESTATION_NAME */.J8) === undefined)
            files.push(notes.file);
        return await publishFiles(files, manifest, notes.text, store, options);
    }
    finally {
        await (0,promises_.rm)(temporary, { recursive: true, force: true });
    }
}
/** One that was made of the folder's SHA256SUMS, which therefore does not list it; null where there is none. */
async function attestationIn(folder, reporter) {
    const file = external_node_path_.join(folder, src_release/* ATTESTATION_NAME */.J8);
    if ((await (0,promises_.stat)(file).catch(() => null)) === null)
        return null;
    return { name: src_release/* ATTESTATION_NAME */.J8, path: file, ...(await (0,src_release/* hashFile */.DC)(file, reporter)) };
}
async function attestationOf(file, files, reporter) {
    await (0,src_release/* checkCoverage */.xQ)(file, new Map(files.map(({ name, sha256 }) => [name, sha256])));
    return { name: src_release/* ATTESTATION_NAME */.J8, path: file, ...(await (0,src_release/* hashFile */.DC)(file, reporter)) };
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
    const text = (0,report/* renderReleaseNotes */.nA)({ facts, previous });
    const diff = previous?.diff ?? null;
    const shared = previous === null || diff === null ? null : (0,report/* sharedContents */.gY)(previous.tag, facts, diff);
    const target = external_node_path_.join(folder, src_release/* CHANGES_NAME */.Ah);
    await (0,promises_.writeFile)(target, text);
    return { text, shared, file: { name: src_release/* CHANGES_NAME */.Ah, path: target, ...(await (0,src_release/* hashFile */.DC)(target, reporter)) } };
}
/** An older release that cannot be read any more is told, and stops no newer one. */
async function compare(before, manifest, store, folder, reporter) {
    const file = external_node_path_.join(folder, 'previous.json');
    const { tag } = before;
    try {
        await store.save(before, src_release/* MANIFEST_NAME */.ir, file, reporter);
        const old = await (0,src_manifest/* readManifest */.WI)(file);
        return { tag, facts: old.facts, diff: await (0,src_manifest/* diffManifests */.ew)(old, manifest) };
    }
    catch (error) {
        const isOld = error instanceof src_errors/* FactoryError */.Xx && ['damaged', 'unsupported', 'not-found'].includes(error.code);
        if (!isOld)
            throw error;
        reporter.warn(`${store.label}@${tag}: what changed since then cannot be said: ${error.message}`);
        return { tag, facts: null, diff: null };
    }
    finally {
        await (0,promises_.rm)(file, { force: true });
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
            if (!(error instanceof src_errors/* FactoryError */.Xx))
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
    const list = large.map(({ path: file, size }) => `${file} (${(0,src_bytes/* formatBytes */.z3)(size)})`).join(', ');
    throw new src_errors/* FactoryError */.Xx('unsupported', {
        subject: label,
        found: `${(0,src_bytes/* countOf */.pq)(large.length, 'file')} too large for it: ${list}`,
        expected: `at most ${(0,src_bytes/* formatBytes */.z3)(fileLimit)} each`,
        next: 'build with "release: { split: 1900 MiB }", or publish to a folder; where that says that one content is too large, leave its file out of the image',
    });
}
function noManifest(subject) {
    return new src_errors/* FactoryError */.Xx('damaged', {
        subject,
        found: `no ${src_release/* MANIFEST_NAME */.ir} in its list of files`,
        expected: 'a release as "image-factory build" makes it',
        next: 'build it again',
    });
}
//# sourceMappingURL=publish.js.map
;// CONCATENATED MODULE: ./build/src/factory/base-release.js
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
        const { work, image, reporter } = context;
        this.#kept = { work: external_node_path_.dirname(work.folder), image, reporter };
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
            await (0,src_release/* readRelease */.iJ)(source.folder, reporter, true);
            return openIn(source.folder, source.tag, reporter);
        }
        const kept = await fetchKept(source, sums, this.#kept);
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
        if ((0,src_release/* isGitHub */.Wz)(store.label))
            await keepRelease(folder, this.#context.tag, this.#kept);
    }
    async #find() {
        const { image, reporter } = this.#context;
        const { text, store, access } = this.#wish;
        const name = store === null ? text : await this.#previousIn(store);
        if (name === null)
            return null;
        const source = await (0,src_release/* openRelease */.gS)(name, { ...access, image }, reporter);
        const folder = await (0,promises_.mkdtemp)(external_node_path_.join((0,external_node_os_.tmpdir)(), 'image-factory-base-'));
        try {
            const sums = await (0,src_release/* fetchSumsOf */.SF)(source, folder, reporter);
            return { label: source.label, identity: identityOf(sums), source, sums };
        }
        finally {
            await (0,promises_.rm)(folder, { recursive: true, force: true });
        }
    }
    async #previousIn(store) {
        const { image, tag, reporter } = this.#context;
        const previous = previousOf(await store.list(reporter), image, tag);
        if (previous !== null)
            return `${store.label}@${previous.tag}`;
        reporter.info(`${store.label} holds no release of ${image} before ${tag}: nothing is copied from one`);
        return null;
    }
}
async function openIn(folder, tag, reporter) {
    const { facts } = await (0,src_manifest/* readManifest */.WI)(external_node_path_.join(folder, src_release/* MANIFEST_NAME */.ir));
    const archive = await kept_releases_archiveOf(folder, reporter);
    return {
        tag: tag ?? [facts.name, facts.version ?? []].flat().join('-'),
        encoder: facts.archive?.encoder ?? null,
        archive,
        close: () => archive.close(),
    };
}
function identityOf(sums) {
    const lines = [...sums]
        .filter(([name]) => name === src_release/* MANIFEST_NAME */.ir || isPart(name))
        .map(([name, sha256]) => `${sha256}  ${name}\n`);
    return (0,external_node_crypto_.createHash)('sha256').update(lines.toSorted().join('')).digest('hex');
}
//# sourceMappingURL=base-release.js.map
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
;// CONCATENATED MODULE: ./build/src/factory/disk-facts.js
/** Disks of machines are known again by size and time: hashing 40 GB would take longer than what made them. */



/** @throws not-found */
async function diskFacts(file) {
    try {
        const { size, mtimeNs } = await (0,promises_.stat)(file, { bigint: true });
        return { path: file, size: Number(size), modified: String(mtimeNs) };
    }
    catch (error) {
        throw (0,src_errors/* fromSystemError */.Kh)(error, file);
    }
}
const RETRIES = 60;
const RETRY_MS = 500;
/**
 * As `diskFacts`, of a disk that a machine had until now. On Windows the machine's process lets go of it a moment after the
 * machine is gone, and its time changes with that.
 */
async function settledFacts(file) {
    for (let attempt = 1;; attempt++) {
        try {
            await (await (0,promises_.open)(file, 'r+')).close();
            return await diskFacts(file);
        }
        catch (error) {
            const { code } = error;
            const isPassing = code === 'EBUSY' || code === 'EPERM' || code === 'EACCES';
            if (!isPassing || attempt === RETRIES)
                throw (0,src_errors/* fromSystemError */.Kh)(error, file);
            await (0,external_node_timers_promises_.setTimeout)(RETRY_MS);
        }
    }
}
/** Whether nobody has written to the disk since. */
async function isSameDisk(disk) {
    const found = await (0,promises_.stat)(disk.path, { bigint: true }).catch(() => null);
    return found !== null && Number(found.size) === disk.size && String(found.mtimeNs) === disk.modified;
}
//# sourceMappingURL=disk-facts.js.map
;// CONCATENATED MODULE: ./build/src/factory/machine/names.js
/** The names of the machine's stations: as people read them, and as files and machines on the host have them. */
/** The stations of one image's disk, in their order; null: those of the only one. */
function chainOf(variant) {
    if (variant === null)
        return ['update', 'customize', 'generalize'];
    return ['update', 'customize', `customize:${variant}`, `generalize:${variant}`];
}
/** The variant that a station works on; null: on what all have in common. */
function variantIn(station) {
    const colon = station.indexOf(':');
    return colon === -1 ? null : station.slice(colon + 1);
}
/** @throws Error where the definition has no such variant, which is a mistake of the line */
function variantOf({ variants }, name) {
    const found = variants.find((variant) => variant.name === name);
    if (found === undefined)
        throw new Error(`there is no variant "${name}"`);
    return found;
}
/** For files, folders and machines: a variant has its number there, for its name may hold any character. */
function slugOf({ variants }, station) {
    const variant = variantIn(station);
    if (variant === null)
        return station;
    const number = variants.findIndex(({ name }) => name === variant) + 1;
    return `${station.slice(0, station.indexOf(':'))}${number}`;
}
//# sourceMappingURL=names.js.map
// EXTERNAL MODULE: ./build/src/inspect/index.js + 48 modules
var inspect = __webpack_require__(34120);
;// CONCATENATED MODULE: ./build/src/factory/capture.js
/** A source becomes an image of a WIM: what `capture` does, and the station of that name. */



/**
 * Captures `source` into the archive `out`.
 *
 * @throws usage, exists, no-space, and what reading the source throws
 */
async function captureImage(source, out, options) {
    const windows = options.windows === undefined ? await windowsOf(source, options.allowDirty) : options.windows;
    const { name, description } = options;
    const image = { name, ...(description === undefined ? {} : { description }), windows };
    const exclude = createExclusions(await exclusionRules(options));
    const archive = await writeWim(out, {
        ...archiveOptions(options),
        images: [{ ...imageOf(source, image), exclude, created: options.created }],
    });
    return { archive, windows };
}
/** Captures `images` into the archive `out`, each content once. */
async function captureImages(images, out, options) {
    const exclude = (0,src_tree/* createExclusions */.wN)(await exclusionRules(options));
    return await (0,src_wim/* writeWim */.VL)(out, {
        ...archiveOptions(options),
        images: images.map((image) => ({
            name: image.name,
            ...(image.description === undefined ? {} : { description: image.description }),
            async open() {
                const source = { ...imageOf(await image.open(), image), exclude, created: options.created };
                return { source, close: () => image.close() };
            },
        })),
    });
}
function archiveOptions(options) {
    const { append = false, base = [], beforeReplace, compression, level, pool, reporter } = options;
    return {
        ...(compression === undefined ? {} : { compression }),
        ...(level === undefined ? {} : { level }),
        ...(beforeReplace === undefined ? {} : { beforeReplace }),
        pool,
        reporter,
        append,
        base,
    };
}
/** An image that was captured before keeps what its XML says of it, where its files do not say it. */
async function windowsOf(source, allowDirty = false) {
    return (await (0,inspect/* readWindowsInfo */.Sh)(source.tree, { allowDirty })) ?? source.image?.windows ?? null;
}
/** An image that was captured before keeps the names that its XML gives it. */
function imageOf(source, image) {
    const { name, description, windows } = image;
    const isNew = source.image === null && windows !== null && windows.displayName !== '';
    return {
        tree: source.tree,
        name,
        windows,
        ...(description === undefined ? {} : { description }),
        ...(isNew ? { displayName: image.displayName ?? windows.displayName } : {}),
    };
}
async function exclusionRules({ exclude = [], config, reporter, }) {
    if (config === undefined)
        return { patterns: exclude };
    const script = await (0,src_tree/* readWimScript */.tX)(config);
    for (const section of script.ignoredSections) {
        reporter.warn(`${config}: [${section}] changes nothing here and is ignored`);
    }
    for (const pattern of script.withoutDrive) {
        reporter.warn(`${config}: "${pattern}" is taken without its drive`);
    }
    return { defaults: false, patterns: [...script.patterns, ...exclude], exceptions: script.exceptions };
}
//# sourceMappingURL=capture.js.map
;// CONCATENATED MODULE: ./build/src/guest/types.js
/**
 * What host and guest agree on. The host gives a plan on the payload medium; the guest answers over the first serial
 * port with one JSON object a line.
 *
 * A line begins and ends with LF, is pure ASCII (other characters as `\uXXXX`) and ends with the member
 * `"crc":"xxxxxxxx"`: the CRC-32 (that of zlib) of the line's bytes with `,"crc":"xxxxxxxx"` taken out. A line that fails it is dropped; because each
 * is cumulative and repeated as a heartbeat, a lost one costs nothing.
 */
/** The volume label of the payload medium, by which the agent finds it. */
const PAYLOAD_LABEL = 'IMGF_PAYLOAD';
/** Where things lie on the payload medium. */
const PAYLOAD = {
    agent: 'agent\\agent.ps1',
    plan: 'agent\\plan.json',
    /** Values of secrets, by name; only on a medium whose plan names one. */
    secrets: 'agent\\secrets.json',
    /** Of the deployed machine; only on a medium whose plan names it. */
    unattend: 'agent\\deployment.xml',
    /** Read by Windows Setup and by a generalized disk. */
    setupAnswer: 'Autounattend.xml',
    answer: 'Unattend.xml',
};
/** The agent's folder in the guest; its log stays there for the host, its state until generalize. */
const AGENT_FOLDER = 'C:\\ProgramData\\ImageFactory';
/** Where the answer file of the deployed machine lies in the image, from the volume's root. */
const UNATTEND_FILE = '\\Windows\\Panther\\unattend.xml';
/** Everything that the agent and the steps said, secrets masked: UTF-8, from the volume's root. */
const AGENT_LOG = '\\ProgramData\\ImageFactory\\agent.log';
//# sourceMappingURL=types.js.map
;// CONCATENATED MODULE: ./build/src/guest/answer-file.js
/**
 * Answer files that bring Windows into audit mode and start the agent there. Audit mode logs the built-in Administrator on
 * by itself, so that no account is made and no password is set.
 *
 *   windowsPE    only from install media: hardware checks off, disk 0 partitioned, one image installed
 *   oobeSystem   Reseal to audit mode: no page of the first start is shown
 *   auditUser    looks for the payload medium by its label and lets the agent install itself
 *
 * Components, passes and elements: Unattended Windows Setup Reference,
 * learn.microsoft.com/windows-hardware/customize/desktop/unattend/.
 */


/** For an applied image or a generalized disk: `Unattend.xml`. */
function answerFile(architecture) {
    return unattend(auditMode(architecture));
}
/** For Setup from install media: `Autounattend.xml`. */
function setupAnswerFile(request) {
    return unattend([...windowsPe(request), ...auditMode(request.architecture)]);
}
/** A command of an answer file has at most 259 characters, hence one expression. Run again it finds the agent installed. */
const BOOTSTRAP = [
    'powershell.exe -NoProfile -ExecutionPolicy Bypass -Command "[IO.DriveInfo]::GetDrives()',
    ` | Where-Object { $_.IsReady -and $_.VolumeLabel -eq '${PAYLOAD_LABEL}' }`,
    ` | ForEach-Object { & ($_.Name + '${PAYLOAD.agent}') -Bootstrap }"`,
].join('');
function auditMode(architecture) {
    const name = 'Microsoft-Windows-Deployment';
    const command = [
        'RunAsynchronousCommand',
        [
            ['Description', 'Start the agent of the image factory'],
            ['Order', 1],
            ['Path', BOOTSTRAP],
        ],
        'item',
    ];
    return [
        { pass: 'oobeSystem', name, architecture, content: [['Reseal', [['Mode', 'Audit']]]] },
        { pass: 'auditUser', name, architecture, content: [['RunAsynchronous', [command]]] },
    ];
}
function windowsPe({ architecture, index, language, productKey }) {
    const international = [
        ['SetupUILanguage', [['UILanguage', language]]],
        ['InputLocale', language],
        ['SystemLocale', language],
        ['UILanguage', language],
        ['UserLocale', language],
    ];
    const setup = [
        ['DiskConfiguration', diskConfiguration()],
        ['ImageInstall', [['OSImage', osImage(index)]]],
        ['RunSynchronous', LAB_CONFIG.map(bypass)],
        [
            'UserData',
            [
                ['AcceptEula', 'true'],
                [
                    'ProductKey',
                    [...(productKey === null ? [] : [['Key', productKey]]), ['WillShowUI', 'OnError']],
                ],
            ],
        ],
    ];
    const common = { pass: 'windowsPE', architecture };
    return [
        { ...common, name: 'Microsoft-Windows-International-Core-WinPE', content: international },
        { ...common, name: 'Microsoft-Windows-Setup', content: setup },
    ];
}
/** The build machine's hardware is not the deployed machine's: Setup's demands on it do not matter here. */
const LAB_CONFIG = ['TPM', 'SecureBoot', 'RAM', 'CPU', 'Storage'];
function bypass(check, index) {
    const key = String.raw `HKLM\SYSTEM\Setup\LabConfig`;
    return [
        'RunSynchronousCommand',
        [
            ['Order', index + 1],
            ['Path', `reg.exe add ${key} /v Bypass${check}Check /t REG_DWORD /d 1 /f`],
        ],
        'item',
    ];
}
const OS_PARTITION = 3;
function diskConfiguration() {
    return [
        [
            'Disk',
            [
                [
                    'CreatePartitions',
                    [
                        partition('CreatePartition', 1, [
                            ['Size', 260],
                            ['Type', 'EFI'],
                        ]),
                        partition('CreatePartition', 2, [
                            ['Size', 16],
                            ['Type', 'MSR'],
                        ]),
                        partition('CreatePartition', OS_PARTITION, [
                            ['Extend', 'true'],
                            ['Type', 'Primary'],
                        ]),
                    ],
                ],
                [
                    'ModifyPartitions',
                    [
                        partition('ModifyPartition', 1, [
                            ['Format', 'FAT32'],
                            ['Label', 'System'],
                            ['PartitionID', 1],
                        ]),
                        partition('ModifyPartition', 2, [['PartitionID', 2]]),
                        partition('ModifyPartition', OS_PARTITION, [
                            ['Format', 'NTFS'],
                            ['Label', 'Windows'],
                            ['Letter', 'C'],
                            ['PartitionID', OS_PARTITION],
                        ]),
                    ],
                ],
                ['DiskID', 0],
                ['WillWipeDisk', 'true'],
            ],
            'item',
        ],
        ['WillShowUI', 'OnError'],
    ];
}
function partition(name, order, content) {
    return [name, [['Order', order], ...content], 'item'];
}
function osImage(index) {
    const chosen = [
        'MetaData',
        [
            ['Key', '/IMAGE/INDEX'],
            ['Value', index],
        ],
        'item',
    ];
    return [
        ['InstallFrom', [chosen]],
        [
            'InstallTo',
            [
                ['DiskID', 0],
                ['PartitionID', OS_PARTITION],
            ],
        ],
        ['WillShowUI', 'OnError'],
    ];
}
const NAMESPACES = [
    'xmlns="urn:schemas-microsoft-com:unattend"',
    'xmlns:wcm="http://schemas.microsoft.com/WMIConfig/2002/State"',
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
].join(' ');
/** The components of one pass stand together, in one `settings`. */
function unattend(components) {
    const passes = [...new Set(components.map(({ pass }) => pass))];
    const settings = passes.map((pass) => {
        const inside = components.filter((one) => one.pass === pass).map(component);
        return `  <settings pass="${pass}">\n${inside.join('')}  </settings>\n`;
    });
    const text = `<?xml version="1.0" encoding="utf-8"?>\n<unattend ${NAMESPACES}>\n${settings.join('')}</unattend>\n`;
    return text.replaceAll('\n', '\r\n');
}
function component({ name, architecture, content }) {
    const identity = `name="${name}" processorArchitecture="${architecture}" publicKeyToken="31bf3856ad364e35"`;
    const inside = content.map((one) => answer_file_element(one, '      ')).join('');
    return `    <component ${identity} language="neutral" versionScope="nonSxS">\n${inside}    </component>\n`;
}
function answer_file_element([name, content, isListItem], indent) {
    const open = isListItem === 'item' ? `${name} wcm:action="add"` : name;
    const inside = typeof content === 'object'
        ? `\n${content.map((one) => answer_file_element(one, `${indent}  `)).join('')}${indent}`
        : answer_file_escape(String(content), name);
    return `${indent}<${open}>${inside}</${name}>\n`;
}
const ENTITIES = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&apos;',
};
function answer_file_escape(text, name) {
    if (/[\p{Control}\p{Surrogate}\uFFFE\uFFFF]/u.test(text)) {
        throw new src_errors/* FactoryError */.Xx('usage', {
            subject: `${name} of the answer file`,
            found: JSON.stringify(text),
            expected: 'no control character and no half of a surrogate pair: XML cannot hold them',
        });
    }
    return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character]);
}
//# sourceMappingURL=answer-file.js.map
// EXTERNAL MODULE: ./build/src/media/index.js + 19 modules
var media = __webpack_require__(91974);
;// CONCATENATED MODULE: ./build/src/guest/agent.generated.js
/** Made by scripts/embed.mjs from src/guest/agent. */
const AGENT_SCRIPTS = {
    "10-start.ps1": "# What runs inside the reference machine. Windows PowerShell 5.1; the parts of this folder, in the order of their names, are\n# one script on the payload medium: agent\\agent.ps1. docs/guest.md tells the whole of it.\n[CmdletBinding()]\nparam(\n    # Started by the answer file, from the medium: installs the agent, which then runs as a task of the interactive session.\n    [switch] $Bootstrap,\n    # Started by the agent: one round of updates, told on standard output.\n    [switch] $UpdateRound\n)\n\n$ErrorActionPreference = 'Stop'\n$ProgressPreference = 'SilentlyContinue'\n\n$Label = 'IMGF_PAYLOAD'\n$Folder = 'C:\\ProgramData\\ImageFactory'\n$LogFile = $Folder + '\\agent.log'\n# One log for each step besides: customize-01.log.\n$StepLogs = $Folder + '\\steps'\n$InstalledAgent = $Folder + '\\agent.ps1'\n$StateFile = $Folder + '\\state.json'\n$PreviousStateFile = $Folder + '\\state.previous.json'\n$PolicyFile = $Folder + '\\policies.json'\n$UpdatePolicyFile = $Folder + '\\update-policies.json'\n$TaskName = 'ImageFactoryAgent'\n$Utf8 = New-Object -TypeName System.Text.UTF8Encoding -ArgumentList @($false)\n\n# Of a step, so much output is kept from its beginning, and so much from its end.\n$OutputHead = 4194304\n$OutputTail = 65536\n",
    "20-report.ps1": "# What the agent says: the log on the disk, and the reports on the first serial port. No secret gets into either.\n\n$Masks = @()\n$Said = [ordered]@{\n    v = 1; plan = ''; boot = 1; seq = 0; station = ''; state = 'running'\n    step = $null; steps = 0; title = ''; percent = $null; message = ''; results = @()\n}\n$Line = ''\n$LineTime = [DateTime]::MinValue\n$HeartbeatSeconds = 10\n$PortFailure = ''\n# Of the step that runs; null between steps.\n$StepLog = $null\n# Characters: the port takes no more than some ten thousand before a write runs into its time limit.\n$ResultsLimit = 24576\n\n# The CRC-32 of zlib, a byte at a time.\n$CrcTable = @(\n    foreach ($index in 0..255) {\n        $value = [long] $index\n        foreach ($bit in 1..8) {\n            if ($value -band 1) { $value = 3988292384L -bxor ($value -shr 1) } else { $value = $value -shr 1 }\n        }\n        $value\n    }\n)\n\nfunction Get-Crc32([string] $Text) {\n    $crc = 4294967295L\n    foreach ($byte in [Text.Encoding]::ASCII.GetBytes($Text)) {\n        $crc = $CrcTable[($crc -bxor $byte) -band 255] -bxor ($crc -shr 8)\n    }\n    return ($crc -bxor 4294967295L).ToString('x8')\n}\n\n# A secret as a whole, and each line of one that has several, the longest first.\nfunction Set-Mask([string[]] $Secrets) {\n    $parts = @(\n        foreach ($secret in $Secrets) {\n            $secret\n            foreach ($line in ($secret -split \"`r?`n\")) { if ($line.Trim().Length -ge 4) { $line } }\n        }\n    )\n    $script:Masks = @($parts | Where-Object { $_.Trim() -ne '' } | Sort-Object -Property Length -Descending)\n}\n\nfunction Get-MaskedText([string] $Text) {\n    foreach ($mask in $Masks) { $Text = $Text.Replace($mask, '***') }\n    return $Text\n}\n\n# $Text is masked already. A full disk takes no log, and that must not hide what filled it.\nfunction Add-Log([string] $Text) {\n    foreach ($file in @($LogFile, $StepLog)) {\n        if (-not $file) { continue }\n        try { [IO.File]::AppendAllText($file, $Text, $Utf8) } catch { return }\n    }\n}\n\nfunction Write-Log([string] $Text) {\n    $time = [DateTime]::UtcNow.ToString('yyyy-MM-ddTHH:mm:ssZ', [Globalization.CultureInfo]::InvariantCulture)\n    Add-Log ($time + ' ' + (Get-MaskedText $Text) + \"`r`n\")\n}\n\n# On one line, in pure ASCII.\nfunction ConvertTo-JsonLine($Value) {\n    $json = ConvertTo-Json -InputObject $Value -Compress -Depth 8\n    return [regex]::Replace($json, '[^\\x20-\\x7e]', { param($match) '\\u' + ([int] $match.Value[0]).ToString('x4') })\n}\n\n# The results as a report bears them: titles of updates are cut where all of them would not fit.\nfunction Get-SaidResult($Results) {\n    foreach ($length in @(200, 120, 60, 20, 0)) {\n        $shown = @(\n            foreach ($result in $Results) {\n                $copy = $result | Select-Object -Property *\n                if ($null -ne $copy.updates) {\n                    $copy.updates = @(\n                        foreach ($update in $copy.updates) {\n                            $short = $update | Select-Object -Property *\n                            $short.title = $short.title.Substring(0, [Math]::Min($length, $short.title.Length))\n                            $short\n                        }\n                    )\n                }\n                $copy\n            }\n        )\n        if ((ConvertTo-JsonLine $shown).Length -le $ResultsLimit) { break }\n    }\n    return $shown\n}\n\nfunction Get-ReportLine {\n    $body = ConvertTo-JsonLine $Said\n    return \"`n\" + $body.Substring(0, $body.Length - 1) + ',\"crc\":\"' + (Get-Crc32 $body) + \"`\"}`n\"\n}\n\n# Bytes are lost whenever nobody listens, and the port may be missing: neither stops the work.\nfunction Send-Line {\n    $script:LineTime = [DateTime]::UtcNow\n    $port = $null\n    try {\n        $port = New-Object -TypeName System.IO.Ports.SerialPort -ArgumentList @('COM1', 115200, 'None', 8, 'One')\n        $port.WriteTimeout = 5000\n        $port.Open()\n        $port.Write($Line)\n        $port.Close()\n    } catch {\n        if ($PortFailure -ne $_.Exception.Message) {\n            $script:PortFailure = $_.Exception.Message\n            Write-Log ('COM1: ' + $PortFailure)\n        }\n    } finally {\n        if ($null -ne $port) { $port.Dispose() }\n    }\n}\n\n# Says something new; what is not given stays as it was.\nfunction Send-Report([hashtable] $Change) {\n    foreach ($name in $Change.Keys) { $Said[$name] = $Change[$name] }\n    $text = [regex]::Replace((Get-MaskedText $Said.message), '[\\x00-\\x1f\\x7f]+', ' ').Trim()\n    $Said.message = $text.Substring(0, [Math]::Min(200, $text.Length))\n    $Said.title = Get-MaskedText $Said.title\n    $Said.seq = $Said.seq + 1\n    $script:Line = Get-ReportLine\n    Send-Line\n}\n\n# The last report of a boot is said more than once: no heartbeat comes after it.\nfunction Send-LastReport([hashtable] $Change) {\n    Send-Report $Change\n    foreach ($again in 1..2) {\n        Start-Sleep -Milliseconds 300\n        Send-Line\n    }\n}\n\nfunction Send-Heartbeat {\n    if (([DateTime]::UtcNow - $LineTime).TotalSeconds -ge $HeartbeatSeconds) { Send-Line }\n}\n",
    "30-state.ps1": "# What the agent knows across reboots. A power failure can tear the newest file, never the one before it.\n\nfunction New-State([string] $PlanId) {\n    return [pscustomobject]@{\n        plan = $PlanId\n        boot = 0\n        # running: at the steps; ending: they are done; over: nothing is left to do\n        phase = 'running'\n        next = 0\n        # The step that was begun and has not ended.\n        begun = $null\n        # What that step keeps across the reboots that it asks for.\n        memory = $null\n        # How often the machine was rebooted because something was pending before generalize.\n        settled = 0\n        results = @()\n    }\n}\n\nfunction Save-State([pscustomobject] $State) {\n    $bytes = $Utf8.GetBytes((ConvertTo-Json -InputObject $State -Depth 8))\n    $new = $StateFile + '.new'\n    $stream = [IO.File]::Open($new, 'Create', 'Write', 'None')\n    try {\n        $stream.Write($bytes, 0, $bytes.Length)\n        $stream.Flush($true)\n    } finally {\n        $stream.Dispose()\n    }\n    # A virus scanner looks at a new file for a moment.\n    foreach ($try in 1..20) {\n        try {\n            if ([IO.File]::Exists($StateFile)) {\n                [IO.File]::Replace($new, $StateFile, $PreviousStateFile)\n            } else {\n                [IO.File]::Move($new, $StateFile)\n            }\n            return\n        } catch {\n            if ($try -eq 20) { throw }\n            Start-Sleep -Milliseconds 250\n        }\n    }\n}\n\n# null: there is none, or it is torn.\nfunction Read-StateFile([string] $File) {\n    if (-not [IO.File]::Exists($File)) { return $null }\n    try {\n        $state = ConvertFrom-Json -InputObject ([IO.File]::ReadAllText($File, $Utf8))\n        if ($state.plan -and $null -ne $state.boot -and $null -ne $state.next) { return $state }\n        Write-Log ($File + ': is torn')\n    } catch {\n        Write-Log ($File + ': is torn: ' + $_.Exception.Message)\n    }\n    return $null\n}\n\nfunction Read-State {\n    foreach ($file in @($StateFile, $PreviousStateFile)) {\n        $state = Read-StateFile $file\n        if ($null -ne $state) { return $state }\n    }\n    if ([IO.File]::Exists($StateFile)) {\n        throw ($StateFile + ': is damaged, and so is the one before it: what was done and what was not is lost')\n    }\n    return $null\n}\n",
    "40-machine.ps1": "# The machine: who the agent runs as, where the medium is, how it ends.\n\n# \"D:\\\", or null where there is no medium.\nfunction Find-Medium {\n    foreach ($drive in [IO.DriveInfo]::GetDrives()) {\n        if ($drive.IsReady -and $drive.VolumeLabel -eq $Label) { return $drive.Name }\n    }\n    return $null\n}\n\n# A drive may come later than the logon.\nfunction Wait-Medium {\n    foreach ($try in 1..20) {\n        $medium = Find-Medium\n        if ($null -ne $medium) { return $medium }\n        Start-Sleep -Milliseconds 500\n    }\n    return $null\n}\n\n# Images that sysprep made as SYSTEM, or from a session without a desktop, break at their first logon.\nfunction Test-Account {\n    $account = [Security.Principal.WindowsIdentity]::GetCurrent()\n    if ($account.User.Value -notmatch '^S-1-5-21-.*-500$') {\n        throw ('the agent runs as ' + $account.Name + ' (' + $account.User.Value + '), expected the built-in Administrator')\n    }\n    if (-not [Environment]::UserInteractive) {\n        throw ('the agent runs as ' + $account.Name + ' without a desktop, expected the session that audit mode logged on')\n    }\n}\n\n# 1115: the machine goes down already, as after an installer that ends with 1641. 1190: somebody wants it to, later.\nfunction Stop-Machine([string] $How) {\n    $exit = Invoke-Shutdown ($How + ' /t 0 /f')\n    if ($exit -eq 1190) {\n        [void] (Invoke-Shutdown '/a')\n        $exit = Invoke-Shutdown ($How + ' /t 0 /f')\n    }\n    if ($exit -ne 0 -and $exit -ne 1115) { throw ('shutdown.exe ' + $How + ' ended with exit code ' + $exit) }\n}\n\nfunction Invoke-Shutdown([string] $Arguments) {\n    return (Invoke-Process 'shutdown.exe' $Arguments $null @{} $null).exit\n}\n\n# Both files of the state say the same before the power goes.\nfunction Restart-Machine([pscustomobject] $State, [string] $Why) {\n    Write-Log ('reboot: ' + $Why)\n    Save-State $State\n    Save-State $State\n    Send-LastReport @{ state = 'rebooting'; message = $Why }\n    Stop-Machine '/r'\n}\n\nfunction Install-Agent([string] $From) {\n    [void] [IO.Directory]::CreateDirectory($Folder)\n    [IO.File]::Copy($From, $InstalledAgent, $true)\n    [IO.File]::SetAttributes($InstalledAgent, 'Normal')\n}\n\n# A task with the interactive token runs on the desktop of the Administrator, at full rights and at normal priority. Where it\n# is there already, the logon has started it.\nfunction Register-Agent {\n    if ($null -ne (Get-ScheduledTask -TaskName $TaskName -ErrorAction SilentlyContinue)) { return }\n    $user = [Security.Principal.WindowsIdentity]::GetCurrent().Name\n    $arguments = '-NoProfile -NonInteractive -ExecutionPolicy Bypass -WindowStyle Hidden -File \"' + $InstalledAgent + '\"'\n    $task = @{\n        TaskName = $TaskName\n        Action = New-ScheduledTaskAction -Execute 'powershell.exe' -Argument $arguments\n        Trigger = New-ScheduledTaskTrigger -AtLogOn -User $user\n        Principal = New-ScheduledTaskPrincipal -UserId $user -LogonType Interactive -RunLevel Highest\n        Settings = New-ScheduledTaskSettingsSet -AllowStartIfOnBatteries -DontStopIfGoingOnBatteries -MultipleInstances IgnoreNew -Priority 4 -ExecutionTimeLimit ([TimeSpan]::Zero)\n    }\n    [void] (Register-ScheduledTask @task -Force)\n    Start-ScheduledTask -TaskName $TaskName\n}\n",
    "50-process.ps1": "# A child process: its output read as it comes, its time limit, its end with all its children.\n\n# As CommandLineToArgvW takes it apart again.\nfunction ConvertTo-Word([string] $Text) {\n    if ($Text -ne '' -and $Text -notmatch '[\\s\"&|<>^()]') { return $Text }\n    $escaped = [regex]::Replace($Text, '(\\\\*)\"', '$1$1\\\"')\n    $escaped = [regex]::Replace($escaped, '(\\\\+)$', '$1$1')\n    return '\"' + $escaped + '\"'\n}\n\nfunction Join-Word([string[]] $Words) {\n    return @(foreach ($word in $Words) { ConvertTo-Word $word }) -join ' '\n}\n\n# A bar that redraws itself ends its lines with a carriage return.\n$LineEnds = [char[]] @(13, 10)\n\n# One of the two streams. What is not a whole line yet waits, so that a secret is found that came in two pieces.\nfunction New-Tap($Reader) {\n    $stream = $Reader.BaseStream\n    $buffer = New-Object -TypeName 'byte[]' -ArgumentList @(65536)\n    return [pscustomobject]@{\n        stream = $stream\n        buffer = $buffer\n        decoder = $Reader.CurrentEncoding.GetDecoder()\n        reading = $stream.ReadAsync($buffer, 0, $buffer.Length)\n        waiting = ''\n        open = $true\n    }\n}\n\n# The text that came, as whole lines; null where nothing did.\nfunction Read-Tap([pscustomobject] $Tap) {\n    if (-not $Tap.open -or -not $Tap.reading.IsCompleted) { return $null }\n    $count = 0\n    if (-not $Tap.reading.IsFaulted) { $count = $Tap.reading.Result }\n    if ($count -eq 0) {\n        $Tap.open = $false\n        $text = $Tap.waiting\n        $Tap.waiting = ''\n        return $text\n    }\n    $characters = New-Object -TypeName 'char[]' -ArgumentList @($Tap.decoder.GetCharCount($Tap.buffer, 0, $count))\n    [void] $Tap.decoder.GetChars($Tap.buffer, 0, $count, $characters, 0)\n    $Tap.reading = $Tap.stream.ReadAsync($Tap.buffer, 0, $Tap.buffer.Length)\n    $text = $Tap.waiting + [string]::new($characters)\n    $end = $text.LastIndexOfAny($LineEnds) + 1\n    $held = 0\n    if ($Masks.Count -gt 0) { $held = $Masks[0].Length }\n    if ($end -eq 0 -and $text.Length -gt 65536 + $held) { $end = $text.Length - $held }\n    $Tap.waiting = $text.Substring($end)\n    return $text.Substring(0, $end)\n}\n\n# Writes the beginning to the log, keeps the end, and says the last line.\nfunction Add-Output([pscustomobject] $Output, [string] $Text) {\n    $Text = Get-MaskedText $Text\n    if ($Output.logged -lt $OutputHead) {\n        Add-Log $Text\n        $Output.logged += $Text.Length\n    } else {\n        $tail = $Output.tail + $Text\n        if ($tail.Length -gt $OutputTail) {\n            $Output.dropped += $tail.Length - $OutputTail\n            $tail = $tail.Substring($tail.Length - $OutputTail)\n        }\n        $Output.tail = $tail\n    }\n    $trimmed = $Text.TrimEnd()\n    if ($trimmed -eq '') { return }\n    $Output.last = $trimmed.Substring($trimmed.LastIndexOfAny($LineEnds) + 1)\n    $Output.fresh = $true\n}\n\nfunction Close-Output([pscustomobject] $Output) {\n    if ($Output.dropped -gt 0) { Add-Log (\"`r`n[\" + $Output.dropped + \" characters of output left out here]`r`n\") }\n    Add-Log $Output.tail\n    if ($Output.logged -gt 0) { Add-Log \"`r`n\" }\n}\n\n# Says a new last line, at most one a second.\nfunction Send-Output([pscustomobject] $Output) {\n    if ($Output.fresh -and ([DateTime]::UtcNow - $LineTime).TotalSeconds -ge 1) {\n        $Output.fresh = $false\n        Send-Report @{ message = $Output.last }\n    }\n    Send-Heartbeat\n}\n\nfunction Stop-Tree($Process) {\n    & taskkill.exe /PID $Process.Id /T /F | Out-Null\n    [void] $Process.WaitForExit(30000)\n}\n\n# Runs it to its end. Its \"exit\" is null where it was killed at its limit. A listener has a function, \"hear\", that makes of\n# whole lines what is logged, and may move \"until\", a limit of its own.\nfunction Invoke-Process([string] $File, [string] $Arguments, [string] $Directory, [hashtable] $Environment, $TimeoutSeconds, $Listener) {\n    $start = New-Object -TypeName System.Diagnostics.ProcessStartInfo -ArgumentList @($File, $Arguments)\n    $start.UseShellExecute = $false\n    $start.RedirectStandardOutput = $true\n    $start.RedirectStandardError = $true\n    if ($Directory) { $start.WorkingDirectory = $Directory }\n    foreach ($name in $Environment.Keys) { $start.EnvironmentVariables[$name] = $Environment[$name] }\n    $began = [DateTime]::UtcNow\n    $process = [Diagnostics.Process]::Start($start)\n    $taps = @((New-Tap $process.StandardOutput), (New-Tap $process.StandardError))\n    $output = [pscustomobject]@{ logged = 0; tail = ''; dropped = 0; last = ''; fresh = $false }\n    $killed = $false\n    $ended = $null\n    while ($true) {\n        $isQuiet = $true\n        foreach ($tap in $taps) {\n            $text = Read-Tap $tap\n            if ($null -eq $text) { continue }\n            $isQuiet = $false\n            if ($text -eq '') { continue }\n            if ($null -ne $Listener) { $text = & $Listener.hear $Listener $text }\n            Add-Output $output $text\n        }\n        Send-Output $output\n        if ($process.HasExited) {\n            # A child of its may live on, hold the pipes open and write to them.\n            if ($null -eq $ended) { $ended = [DateTime]::UtcNow }\n            $left = ([DateTime]::UtcNow - $ended).TotalSeconds\n            $isRead = -not ($taps[0].open -or $taps[1].open)\n            if ($isRead -or ($isQuiet -and $left -ge 2) -or $left -ge 30) { break }\n        } elseif (\n            ($null -ne $TimeoutSeconds -and ([DateTime]::UtcNow - $began).TotalSeconds -ge $TimeoutSeconds) -or\n            ($null -ne $Listener.until -and [DateTime]::UtcNow -ge $Listener.until)\n        ) {\n            $killed = $true\n            Stop-Tree $process\n        }\n        if ($isQuiet) { Start-Sleep -Milliseconds 100 }\n    }\n    Close-Output $output\n    $exit = $null\n    if (-not $killed) { $exit = $process.ExitCode }\n    $seconds = [Math]::Round(([DateTime]::UtcNow - $began).TotalSeconds, 1)\n    return [pscustomobject]@{ exit = $exit; seconds = $seconds; last = $output.last }\n}\n",
    "55-windows.ps1": "# Windows as several steps ask it: is servicing at work, does something wait for a reboot, what does the registry hold.\n\n$Windows = 'C:\\Windows'\n\n# Waits a while without falling silent.\nfunction Wait-Agent([int] $Seconds) {\n    $end = [DateTime]::UtcNow.AddSeconds($Seconds)\n    while ([DateTime]::UtcNow -lt $end) {\n        Start-Sleep -Milliseconds 500\n        Send-Heartbeat\n    }\n}\n\n# Servicing works on after an installer has ended; it is idle when neither process has been there for a while.\nfunction Wait-Servicing([int] $QuietSeconds) {\n    $limit = [DateTime]::UtcNow.AddMinutes(20)\n    $quiet = 0\n    while ($quiet -lt $QuietSeconds -and [DateTime]::UtcNow -lt $limit) {\n        $busy = @(Get-Process -Name 'TiWorker', 'TrustedInstaller' -ErrorAction SilentlyContinue)\n        if ($busy.Count -eq 0) { $quiet += 3 } else { $quiet = 0 }\n        Wait-Agent 3\n    }\n    if ($quiet -lt $QuietSeconds) { Write-Log 'servicing was still at work after 20 minutes' }\n}\n\n# What waits for a reboot, by its name in the registry.\nfunction Get-PendingReboot {\n    $current = 'HKLM:\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion'\n    $keys = @(\n        ($current + '\\Component Based Servicing\\RebootPending'),\n        ($current + '\\Component Based Servicing\\PackagesPending'),\n        ($current + '\\WindowsUpdate\\Auto Update\\RebootRequired')\n    )\n    foreach ($key in $keys) { if (Test-Path -LiteralPath $key) { $key } }\n    $session = 'HKLM:\\SYSTEM\\CurrentControlSet\\Control\\Session Manager'\n    $renames = Get-RegistryValue $session 'PendingFileRenameOperations'\n    if (@($renames | Where-Object { $_ }).Count -gt 0) { $session + '\\PendingFileRenameOperations' }\n}\n\nfunction Get-RegistryValue([string] $Key, [string] $Name) {\n    if (-not (Test-Path -LiteralPath $Key)) { return $null }\n    return (Get-ItemProperty -LiteralPath $Key).$Name\n}\n\nfunction Remove-RegistryValue([string] $Key, [string] $Name) {\n    if ($null -ne (Get-RegistryValue $Key $Name)) { Remove-ItemProperty -LiteralPath $Key -Name $Name }\n}\n",
    "60-steps.ps1": "# The steps of the plan, by their kind. Each gives the result of a process.\n\n# A script that ends with it is run again after a reboot, so often at most. Programs have that code for a failure of theirs.\n$RunAgain = 1003\n$RunLimit = 10\n\nfunction Invoke-RunStep([pscustomobject] $Step, [string] $Medium, $Secrets, [pscustomobject] $State) {\n    $memory = $State.memory\n    if ($null -eq $memory) { $memory = [pscustomobject]@{ runs = 0; seconds = 0 } }\n    $memory.runs = $memory.runs + 1\n    $path = $Medium + $Step.script\n    $words = @($Step.args)\n    $variables = @{ IMAGE_FACTORY_RUN = [string] $memory.runs }\n    foreach ($property in $Step.env.PSObject.Properties) { $variables[$property.Name] = $property.Value }\n    foreach ($name in $Step.secrets) {\n        if ($null -eq $Secrets.$name) { throw ('the medium holds no secret ' + $name) }\n        $variables[$name] = $Secrets.$name\n    }\n    $file = $path\n    $arguments = Join-Word $words\n    switch ([IO.Path]::GetExtension($Step.script)) {\n        '.ps1' {\n            $file = 'powershell.exe'\n            $arguments = Join-Word (@('-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', '-File', $path) + $words)\n        }\n        { $_ -eq '.cmd' -or $_ -eq '.bat' } {\n            $file = 'cmd.exe'\n            $arguments = '/d /s /c \"' + (Join-Word (@($path) + $words)) + '\"'\n        }\n        '.msi' {\n            $file = 'msiexec.exe'\n            $arguments = Join-Word (@('/i', $path, '/qn', '/norestart') + $words)\n        }\n    }\n    $result = Invoke-Process $file $arguments ([IO.Path]::GetDirectoryName($path)) $variables $Step.timeoutSeconds\n    $result.seconds = [Math]::Round($memory.seconds + $result.seconds, 1)\n    $memory.seconds = $result.seconds\n    $isScript = @('.ps1', '.cmd', '.bat') -contains [IO.Path]::GetExtension($Step.script)\n    if ($result.exit -ne $RunAgain -or -not $isScript -or $Step.verify) { return $result }\n    if ($memory.runs -ge $RunLimit) {\n        $result.last = 'asked for a reboot, to be run again, for the ' + $RunLimit + 'th time; its last line: ' + $result.last\n        return $result\n    }\n    $State.memory = $memory\n    return [pscustomobject]@{ again = $true; last = 'asked for by exit code ' + $RunAgain + ', to be run again' }\n}\n\n# robocopy, because it takes paths of any length; its exit codes below 8 are success.\nfunction Invoke-FilesStep([pscustomobject] $Step, [string] $Medium) {\n    $from = $Medium + $Step.from\n    $options = @('/COPY:DT', '/DCOPY:T', '/A-:R', '/R:3', '/W:5', '/NP', '/NJH', '/NDL')\n    if ([IO.Directory]::Exists($from)) {\n        $words = @($from, $Step.to.TrimEnd('\\'), '/E') + $options\n    } else {\n        $to = $Step.to\n        if (-not $to.EndsWith('\\') -and [IO.Directory]::Exists($to)) {\n            throw ($to + ': is a folder; write ' + $to + '\\ to copy a file into it')\n        }\n        $words = @([IO.Path]::GetDirectoryName($from), [IO.Path]::GetDirectoryName($to), [IO.Path]::GetFileName($from)) + $options\n    }\n    # A root such as C:\\ keeps its backslash, and a last backslash would escape the quote.\n    $words = @(foreach ($word in $words) { if ($word -match '^[A-Za-z]:\\\\?$') { $word.Substring(0, 2) + '\\.' } else { $word } })\n    $result = Invoke-Process 'robocopy.exe' (Join-Word $words) $null @{} $null\n    if ($result.exit -lt 8) { $result.exit = 0 }\n    return $result\n}\n\nfunction Invoke-Step([pscustomobject] $Step, [string] $Medium, $Secrets, [pscustomobject] $State) {\n    switch ($Step.kind) {\n        'run' { return Invoke-RunStep $Step $Medium $Secrets $State }\n        'files' { return Invoke-FilesStep $Step $Medium }\n        'languages' { return Resolve-Pending (Invoke-LanguagesStep $Step $Medium) $State }\n        'capabilities' { return Resolve-Pending (Invoke-CapabilitiesStep $Step $Medium) $State }\n        'packages' { return Invoke-PackagesStep $Step $Medium $State }\n        'features' { return Resolve-Pending (Invoke-FeaturesStep $Step) $State }\n        'appx' { return Resolve-Pending (Invoke-AppxStep $Step $Medium) $State }\n        'drivers' { return Invoke-DriversStep $Step $Medium }\n        'cleanup' { return Resolve-Pending (Invoke-CleanupStep) $State }\n        'updates' { return Invoke-UpdatesStep $Step $State }\n    }\n    throw ('steps of the kind \"' + $Step.kind + '\" are not known to this agent')\n}\n\n# What the host is told of a step that has ended.\nfunction New-StepResult([int] $Index, [pscustomobject] $Result) {\n    $told = [ordered]@{ step = $Index; exit = $Result.exit; seconds = $Result.seconds }\n    foreach ($name in @('updates', 'freed')) { if ($null -ne $Result.$name) { $told[$name] = $Result.$name } }\n    return [pscustomobject] $told\n}\n\n# Runs what is left of the plan. A result with \"again\" reboots, and the same step goes on with what it keeps in the state's\n# \"memory\". True: all is done; false: the machine is going down, to come back or not.\nfunction Invoke-Plan([pscustomobject] $Plan, [pscustomobject] $State, [string] $Medium, $Secrets) {\n    $steps = @($Plan.steps)\n    while ($State.next -lt $steps.Count) {\n        $index = $State.next\n        $step = $steps[$index]\n        $State.begun = $index\n        Save-State $State\n        [void] [IO.Directory]::CreateDirectory($StepLogs)\n        $script:StepLog = $StepLogs + '\\' + $Plan.station + '-' + ($index + 1).ToString('d2') + '.log'\n        Write-Log ('step ' + ($index + 1) + ' of ' + $steps.Count + ', ' + $step.title)\n        Send-Report @{ state = 'running'; step = $index; title = $step.title; message = '' }\n        $result = Invoke-Step $step $Medium $Secrets $State\n        $State.begun = $null\n        if ($result.again) {\n            Restart-Machine $State $result.last\n            return $false\n        }\n        $State.memory = $null\n        $State.results = @($State.results) + @(New-StepResult $index $result)\n        $State.next = $index + 1\n        $Said.results = @(Get-SaidResult $State.results)\n        Write-Log ('step ' + ($index + 1) + ': exit code ' + $result.exit + ' after ' + $result.seconds + ' s')\n        $script:StepLog = $null\n        $reboots = -not $step.verify -and ($result.exit -eq 3010 -or $result.exit -eq 1641)\n        if ($null -eq $result.exit) {\n            # A step of updates or packages names what was killed.\n            $why = $result.last\n            if ($null -eq $result.updates) { $why = 'killed at its time limit of ' + $step.timeoutSeconds + ' s; its last line: ' + $why }\n            Stop-Run $State $why\n            return $false\n        }\n        if ($result.exit -ne 0 -and -not $reboots) {\n            Stop-Run $State $result.last\n            return $false\n        }\n        Save-State $State\n        Send-Report @{ message = $result.last }\n        if ($reboots) {\n            Restart-Machine $State ('asked for by exit code ' + $result.exit)\n            return $false\n        }\n    }\n    Send-Report @{ step = $null; title = ''; message = '' }\n    return $true\n}\n\n# The run is over, and not well.\nfunction Stop-Run([pscustomobject] $State, [string] $Message) {\n    Write-Log ('failed: ' + $Message)\n    Send-LastReport @{ state = 'failed'; message = $Message }\n    try { Restore-UpdatePolicy } catch { Write-Log $_.Exception.Message }\n    try {\n        if ($null -ne $State) {\n            $State.phase = 'over'\n            Save-State $State\n        }\n        Stop-Machine '/s'\n    } catch {\n        Write-Log $_.Exception.Message\n    }\n}\n",
    "61-update-codes.ps1": "# What the Windows Update Agent answers, in words, and what follows from it:\n#\n#   done     success\n#   retry    the network or the service: again after a while, and when that does not help, the step fails\n#   reboot   something waits for a reboot: reboot, then again\n#   none     there is nothing to do\n#   fatal    no later try and no other update can help: the step fails\n#   other    this update has failed; the others go on\n#\n# learn.microsoft.com/windows/win32/wua_sdk/wua-success-and-error-codes-, .../wua-networking-error-codes-\n\n$Success = '0x00000000'\n$NotReached = 'give the machine a network (machine.network) that reaches the update server'\n\n$UpdateCodes = @{\n    '0x8024001B' = @('retry', 'the update agent is updating itself')\n    '0x8024001E' = @('retry', 'the update service was being stopped')\n    '0x8024001F' = @('retry', ('there is no network: ' + $NotReached))\n    '0x80240021' = @('retry', 'the operation timed out')\n    '0x8024401C' = @('retry', 'the update server answered too late (HTTP 408)')\n    '0x8024401F' = @('retry', 'the update server failed (HTTP 500)')\n    '0x80244021' = @('retry', 'a proxy had no good answer from the update server (HTTP 502)')\n    '0x80244022' = @('retry', 'the update server is overloaded (HTTP 503)')\n    '0x80244023' = @('retry', 'a proxy had no answer from the update server (HTTP 504)')\n    '0x8024402C' = @('retry', ('the name of the update server or proxy was not found: ' + $NotReached + ', with DNS'))\n    '0x80245006' = @('retry', 'the update service could not be reached')\n    '0x80072EE2' = @('retry', 'the update server did not answer in time')\n    '0x80072EE7' = @('retry', ('the name of the update server was not found: ' + $NotReached + ', with DNS'))\n    '0x80072EFD' = @('retry', ('no connection to the update server: ' + $NotReached))\n    '0x80072EFE' = @('retry', 'the connection to the update server broke')\n\n    '0x00240005' = @('reboot', 'an installation waits for a reboot')\n    '0x80240016' = @('reboot', 'another installation is at work, or waits for a reboot')\n\n    '0x80240024' = @('none', 'there are no updates')\n\n    '0x80070422' = @('fatal', 'the update service is disabled in this image: set wuauserv to manual')\n    '0x80240025' = @('fatal', 'a policy of this image denies access to Windows Update')\n    '0x8024002E' = @('fatal', 'a policy of this image allows its own update server only')\n    '0x8024002F' = @('fatal', 'the policy DisableWindowsUpdateAccess of this image denies it')\n    '0x80240041' = @('fatal', 'updates are not available while sysprep runs')\n    '0x80240044' = @('fatal', 'only an administrator may do this')\n    '0x8024004A' = @('fatal', 'updates are not available while Windows Setup is in progress')\n    '0x80244017' = @('fatal', 'the update server asks for a user (HTTP 401)')\n    '0x8024401B' = @('fatal', 'the proxy asks for a user (HTTP 407)')\n    '0x8024A008' = @('fatal', 'updates are not available while the first start of Windows (OOBE) is in progress')\n\n    '0x80070005' = @('other', 'access is denied')\n    '0x80240017' = @('other', 'it does not apply to this machine')\n    '0x80240018' = @('other', 'it needs a user who is logged on')\n    '0x80240020' = @('other', 'it needs a user who is logged on')\n    '0x80240022' = @('other', 'no update could be installed')\n    '0x80244018' = @('other', 'the update server forbids it (HTTP 403)')\n    '0x80244019' = @('other', 'the update server does not have it (HTTP 404)')\n    '0x80070070' = @('other', 'the disk is full: raise machine.disk')\n    '0x80070643' = @('other', 'its own installer failed')\n    '0x800F0922' = @('other', 'servicing failed and took it back')\n}\n\nfunction Get-UpdateCodeKind([string] $Code) {\n    if ($Code -eq $Success) { return 'done' }\n    if ($UpdateCodes.ContainsKey($Code)) { return $UpdateCodes[$Code][0] }\n    return 'other'\n}\n\n# \"0x80070643 (its own installer failed)\"\nfunction Get-UpdateCodeText([string] $Code) {\n    if ($UpdateCodes.ContainsKey($Code)) { return $Code + ' (' + $UpdateCodes[$Code][1] + ')' }\n    return $Code\n}\n",
    "62-servicing.ps1": "# Servicing by the programs of Windows: packages, languages, capabilities, features, drivers, the clean-up. A step goes on when\n# something asks for a reboot, and ends with 3010; what fails ends it with the program's code, in words.\n\n# What a code says too little about; the others are told in the program's own words.\n$ServicingCodes = @{\n    '0x00000070' = 'the disk is full: give the machine a larger one, with machine.disk'\n    '0x8007007b' = 'the path or the kind of the file is wrong'\n    '0x80070070' = 'the disk is full: give the machine a larger one, with machine.disk'\n    '0x800f0805' = 'is no package of Windows, or a damaged one'\n    '0x800f0806' = 'servicing has something to finish at a reboot first'\n    '0x800f080c' = 'Windows knows no feature of that name'\n    '0x800f081e' = 'does not apply to this Windows: another version, edition or architecture, or something that it needs is missing'\n    '0x800f081f' = 'the files that it needs are neither in this Windows nor in the source that was given'\n    '0x800f0823' = 'needs a newer servicing stack: put the servicing stack update, or the checkpoint update, beside it'\n    '0x800f0828' = 'the disk is full: give the machine a larger one, with machine.disk'\n    '0x800f082f' = 'servicing has something to finish at a reboot first'\n    '0x800f0831' = 'the component store lacks the package of an earlier update'\n    '0x800f0838' = 'an earlier checkpoint update is missing: put it beside this one'\n    '0x800f0906' = 'its files could not be downloaded: the machine has no network, or no way to Windows Update'\n    '0x800f0907' = 'its files could not be downloaded, by a policy of Windows'\n    '0x800f0922' = 'an installer inside of the package failed'\n    '0x800f0950' = 'its files could not be downloaded, by a policy of Windows'\n    '0x800f0954' = 'its files could not be downloaded: the WSUS server does not have them'\n    '0x800f0991' = 'files of an earlier update are missing, from which this one is made'\n    '0x800f0998' = 'needs a newer servicing stack: put the servicing stack update beside it'\n}\n# Servicing finishes something first, and then does what it is asked.\n$PendingCodes = @('0x800f0806', '0x800f082f')\n\nfunction Format-Code([int] $Code) {\n    return '0x' + $Code.ToString('x8')\n}\n\n# Runs it, and keeps its output in \"text\" besides. \"state\" is what its exit code says: done, reboot, failed or killed.\nfunction Invoke-Tool([string] $File, [string[]] $Words, $TimeoutSeconds) {\n    $listener = @{\n        text = New-Object -TypeName System.Text.StringBuilder\n        hear = { param($own, $text) [void] $own.text.Append($text); $text }\n    }\n    $line = (Join-Word (@($File) + $Words))\n    Write-Log $line\n    $result = Invoke-Process $File (Join-Word $Words) $null @{} $TimeoutSeconds $listener\n    $state = 'failed'\n    if ($null -eq $result.exit) { $state = 'killed' }\n    if ($result.exit -eq 0) { $state = 'done' }\n    if ($result.exit -eq 3010 -or $result.exit -eq 1641) { $state = 'reboot' }\n    $text = $listener.text.ToString()\n    return [pscustomobject]@{ state = $state; exit = $result.exit; seconds = $result.seconds; last = $result.last; text = $text }\n}\n\n# In English, so that its output can be read.\nfunction Invoke-Dism([string[]] $Words, $TimeoutSeconds) {\n    return Invoke-Tool 'dism.exe' (@('/Online', '/English') + $Words) $TimeoutSeconds\n}\n\n# DISM writes \"Error: CODE\", then what it means, then where its log is; others end with what was wrong.\nfunction Get-ToolMessage([pscustomobject] $Result) {\n    $lines = @($Result.text -split \"[`r`n]+\" | Where-Object { $_.Trim() -ne '' } | ForEach-Object { $_.Trim() })\n    $words = @()\n    $isError = $false\n    foreach ($line in $lines) {\n        if ($line -like 'The DISM log file*') { break }\n        if ($isError) { $words += $line }\n        if ($line -match '^Error: \\S+$') { $isError = $true }\n    }\n    if ($words.Count -gt 0) { return $words -join ' ' }\n    return $Result.last\n}\n\n# Why it failed, in one line: \"KB5068861: 0x800f0823, needs a newer ...\".\nfunction Get-Failure([string] $Subject, [pscustomobject] $Result) {\n    if ($Result.state -eq 'killed') { return $Subject + ': killed at its time limit; its last line: ' + $Result.last }\n    $code = Format-Code $Result.exit\n    $words = $ServicingCodes[$code]\n    if (-not $words) { $words = Get-ToolMessage $Result }\n    return ($Subject + ': ' + $code + ', ' + $words).TrimEnd(', ')\n}\n\n# The tally of a step that calls several programs.\nfunction New-Tally {\n    return [pscustomobject]@{ began = [DateTime]::UtcNow; reboot = $false; exit = 0; last = ''; done = @() }\n}\n\n# False: it failed, and the step ends.\nfunction Add-Tally([pscustomobject] $Tally, [string] $Subject, [pscustomobject] $Result) {\n    if ($Result.state -eq 'failed' -or $Result.state -eq 'killed') {\n        $Tally.exit = $Result.exit\n        $Tally.last = Get-Failure $Subject $Result\n        Write-Log $Tally.last\n        return $false\n    }\n    if ($Result.state -eq 'reboot') { $Tally.reboot = $true }\n    $Tally.done += $Subject\n    Write-Log ($Subject + ': ' + (Format-Code $Result.exit) + ' after ' + $Result.seconds + ' s')\n    return $true\n}\n\n# A step that fails before a program is asked ends with the code that programs have for a wrong parameter.\nfunction Stop-Tally([pscustomobject] $Tally, [string] $Why) {\n    $Tally.exit = 87\n    $Tally.last = $Why\n}\n\nfunction Complete-Tally([pscustomobject] $Tally) {\n    $exit = $Tally.exit\n    if ($exit -eq 0 -and $Tally.reboot) { $exit = 3010 }\n    $last = $Tally.last\n    if ($last -eq '') { $last = $Tally.done -join ', ' }\n    $seconds = [Math]::Round(([DateTime]::UtcNow - $Tally.began).TotalSeconds, 1)\n    return [pscustomobject]@{ exit = $exit; seconds = $seconds; last = $last }\n}\n\n# Where servicing wants a reboot first, it gets one, and the step begins anew: what was done is done in no time.\nfunction Resolve-Pending([pscustomobject] $Outcome, [pscustomobject] $State) {\n    if ($null -ne $State.memory -or $null -eq $Outcome.exit -or $PendingCodes -notcontains (Format-Code $Outcome.exit)) { return $Outcome }\n    $State.memory = [pscustomobject]@{ rebooted = $true }\n    return [pscustomobject]@{ again = $true; last = $Outcome.last }\n}\n\n# Each capability that this Windows knows, and whether it is there.\nfunction Get-Capability {\n    $result = Invoke-Dism @('/Get-Capabilities', '/Format:Table')\n    if ($result.state -ne 'done') { throw (Get-Failure 'the list of capabilities' $result) }\n    foreach ($line in ($result.text -split \"[`r`n]+\")) {\n        if ($line -match '^\\s*(?<name>[^\\s|]+~[^\\s|]*)\\s*\\|\\s*(?<state>[^|]+?)\\s*\\|?\\s*$') {\n            [pscustomobject]@{ name = $Matches.name; isThere = $Matches.state -like 'Install*' }\n        }\n    }\n}\n\n# Those that a name means: a whole one, or one without its version.\nfunction Find-Capability($Known, [string] $Name) {\n    foreach ($one in $Known) {\n        if ($one.name -eq $Name -or $one.name.StartsWith($Name + '~', 'OrdinalIgnoreCase')) { $one }\n    }\n}\n\n# False: it failed.\nfunction Add-Capability([pscustomobject] $Tally, [string] $Name, $From) {\n    $source = @()\n    if ($null -ne $From) { $source = @(('/Source:' + $From), '/LimitAccess') }\n    Send-Report @{ message = $Name }\n    $words = @('/Add-Capability', ('/CapabilityName:' + $Name)) + $source + @('/NoRestart')\n    return Add-Tally $Tally $Name (Invoke-Dism $words)\n}\n\nfunction Invoke-CapabilitiesStep([pscustomobject] $Step, [string] $Medium) {\n    $tally = New-Tally\n    $from = $null\n    if ($null -ne $Step.from) { $from = $Medium + $Step.from }\n    $known = @(Get-Capability)\n    foreach ($name in $Step.remove) {\n        $found = @(Find-Capability $known $name | Where-Object { $_.isThere })\n        if ($found.Count -eq 0) { Write-Log ($name + ': is not there, nothing to remove') }\n        foreach ($one in $found) {\n            Send-Report @{ message = $one.name }\n            $result = Invoke-Dism @('/Remove-Capability', ('/CapabilityName:' + $one.name), '/NoRestart')\n            if (-not (Add-Tally $tally $one.name $result)) { return Complete-Tally $tally }\n        }\n    }\n    foreach ($name in $Step.add) {\n        $found = @(Find-Capability $known $name)\n        if ($found.Count -eq 0) {\n            Stop-Tally $tally ($name + ': this Windows knows no capability of that name')\n            return Complete-Tally $tally\n        }\n        if ($found.Count -gt 1) {\n            $names = @($found | ForEach-Object { $_.name }) -join ', '\n            Stop-Tally $tally ($name + ': is the beginning of ' + $found.Count + ' capabilities, name one of them: ' + $names)\n            return Complete-Tally $tally\n        }\n        if ($found[0].isThere) {\n            Write-Log ($found[0].name + ': is there already')\n        } elseif (-not (Add-Capability $tally $found[0].name $from)) {\n            return Complete-Tally $tally\n        }\n    }\n    return Complete-Tally $tally\n}\n\n# Without it a task of Windows removes what no user of the deployed machine has chosen at the first logon.\nfunction Protect-Language {\n    $key = 'HKLM:\\SOFTWARE\\Policies\\Microsoft\\Control Panel\\International'\n    if (-not (Test-Path -LiteralPath $key)) { [void] (New-Item -Path $key -Force) }\n    [void] (New-ItemProperty -LiteralPath $key -Name 'BlockCleanupOfUnusedPreinstalledLangPacks' -Value 1 -PropertyType DWord -Force)\n}\n\n# A language as Windows Update has it, with all that belongs to it. In a process of its own, as it says nothing for minutes.\nfunction Install-FromUpdate([pscustomobject] $Tally, [string] $Language) {\n    $command = \"`$ProgressPreference = 'SilentlyContinue'; try { Install-Language -Language '\" + $Language +\n        \"' -ErrorAction Stop } catch { [Console]::Error.WriteLine(`$_.Exception.Message); exit 1 }\"\n    Send-Report @{ message = $Language }\n    $result = Invoke-Tool 'powershell.exe' @('-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', '-Command', $command)\n    return Add-Tally $Tally $Language $result\n}\n\nfunction Invoke-LanguagesStep([pscustomobject] $Step, [string] $Medium) {\n    $tally = New-Tally\n    Protect-Language\n    if ($null -eq $Step.from) {\n        if ($null -eq (Get-Command -Name 'Install-Language' -ErrorAction SilentlyContinue)) {\n            Stop-Tally $tally 'this Windows has no Install-Language, which downloads a language: give a folder with language packs'\n            return Complete-Tally $tally\n        }\n        foreach ($language in $Step.languages) {\n            if (-not (Install-FromUpdate $tally $language)) { return Complete-Tally $tally }\n        }\n        if (@(Get-PendingReboot).Count -gt 0) { $tally.reboot = $true }\n        return Complete-Tally $tally\n    }\n    foreach ($pack in $Step.packs) {\n        $name = [IO.Path]::GetFileName($pack)\n        Send-Report @{ message = $name }\n        $result = Invoke-Dism @('/Add-Package', ('/PackagePath:' + $Medium + $pack), '/NoRestart')\n        if (-not (Add-Tally $tally $name $result)) { return Complete-Tally $tally }\n    }\n    if (@($Step.capabilities).Count -eq 0) { return Complete-Tally $tally }\n    $known = @(Get-Capability)\n    foreach ($name in $Step.capabilities) {\n        foreach ($one in @(Find-Capability $known $name | Where-Object { -not $_.isThere })) {\n            if (-not (Add-Capability $tally $one.name ($Medium + $Step.from))) { return Complete-Tally $tally }\n        }\n    }\n    return Complete-Tally $tally\n}\n\nfunction Invoke-FeaturesStep([pscustomobject] $Step) {\n    $tally = New-Tally\n    foreach ($name in $Step.disable) {\n        Send-Report @{ message = $name }\n        $result = Invoke-Dism @('/Disable-Feature', ('/FeatureName:' + $name), '/NoRestart')\n        if (-not (Add-Tally $tally $name $result)) { return Complete-Tally $tally }\n    }\n    foreach ($name in $Step.enable) {\n        Send-Report @{ message = $name }\n        $result = Invoke-Dism @('/Enable-Feature', ('/FeatureName:' + $name), '/All', '/NoRestart')\n        if (-not (Add-Tally $tally $name $result)) { return Complete-Tally $tally }\n    }\n    return Complete-Tally $tally\n}\n\n# Into the driver store, from which the deployed machine takes what its hardware needs. 259: there was nothing newer in them.\nfunction Invoke-DriversStep([pscustomobject] $Step, [string] $Medium) {\n    $tally = New-Tally\n    $result = Invoke-Tool 'pnputil.exe' @('/add-driver', ($Medium + $Step.from + '\\*.inf'), '/subdirs')\n    if ($result.exit -eq 259) { $result.state = 'done' }\n    [void] (Add-Tally $tally $Step.title $result)\n    return Complete-Tally $tally\n}\n\nfunction Get-FreeSpace {\n    foreach ($drive in [IO.DriveInfo]::GetDrives()) { if ($drive.Name -eq 'C:\\') { return $drive.AvailableFreeSpace } }\n    return 0\n}\n\nfunction Invoke-CleanupStep {\n    $tally = New-Tally\n    $before = Get-FreeSpace\n    $result = Invoke-Dism @('/Cleanup-Image', '/StartComponentCleanup')\n    [void] (Add-Tally $tally 'clean-up' $result)\n    $freed = [Math]::Max(0, (Get-FreeSpace) - $before)\n    $outcome = Complete-Tally $tally\n    if ($outcome.exit -ne 0 -and $outcome.exit -ne 3010) { return $outcome }\n    $outcome.last = [string] [Math]::Round($freed / 1048576) + ' MiB of the disk freed'\n    Write-Log $outcome.last\n    $outcome | Add-Member -MemberType NoteProperty -Name 'freed' -Value $freed\n    return $outcome\n}\n",
    "62-update-policy.ps1": "# The policies of Windows Update while a step of updates goes on. They outlive its reboots; when it ends, well or badly, what\n# was there before is put back. learn.microsoft.com/windows/deployment/update/waas-wu-settings\n\n$UpdatePolicyKey = 'HKLM:\\SOFTWARE\\Policies\\Microsoft\\Windows\\WindowsUpdate'\n\nfunction Get-UpdatePolicy([pscustomobject] $Step) {\n    # Windows by itself installs nothing meanwhile.\n    @{ key = $UpdatePolicyKey + '\\AU'; name = 'NoAutoUpdate'; value = 1; type = 'DWord' }\n    if ($Step.from -ne 'wsus') { return }\n    @{ key = $UpdatePolicyKey; name = 'WUServer'; value = $Step.server; type = 'String' }\n    @{ key = $UpdatePolicyKey; name = 'WUStatusServer'; value = $Step.server; type = 'String' }\n    @{ key = $UpdatePolicyKey; name = 'DoNotConnectToWindowsUpdateInternetLocations'; value = 1; type = 'DWord' }\n    @{ key = $UpdatePolicyKey + '\\AU'; name = 'UseWUServer'; value = 1; type = 'DWord' }\n    if ($null -eq $Step.targetGroup) { return }\n    @{ key = $UpdatePolicyKey; name = 'TargetGroupEnabled'; value = 1; type = 'DWord' }\n    @{ key = $UpdatePolicyKey; name = 'TargetGroup'; value = $Step.targetGroup; type = 'String' }\n}\n\n# What was there is on the disk before anything is changed.\nfunction Set-UpdatePolicy([pscustomobject] $Step) {\n    if ([IO.File]::Exists($UpdatePolicyFile)) { return }\n    $policies = @(Get-UpdatePolicy $Step)\n    $before = [pscustomobject]@{\n        keys = @(foreach ($key in @($UpdatePolicyKey, ($UpdatePolicyKey + '\\AU'))) { if (-not (Test-Path -LiteralPath $key)) { $key } })\n        values = @(\n            foreach ($policy in $policies) {\n                [pscustomobject]@{ key = $policy.key; name = $policy.name; type = $policy.type; was = (Get-RegistryValue $policy.key $policy.name) }\n            }\n        )\n    }\n    [IO.File]::WriteAllText($UpdatePolicyFile, (ConvertTo-Json -InputObject $before -Depth 4), $Utf8)\n    foreach ($policy in $policies) { Set-UpdateValue $policy.key $policy.name $policy.value $policy.type }\n    Restart-UpdateService\n}\n\nfunction Set-UpdateValue([string] $Key, [string] $Name, $Value, [string] $Type) {\n    if (-not (Test-Path -LiteralPath $Key)) { [void] (New-Item -Path $Key -Force) }\n    [void] (New-ItemProperty -LiteralPath $Key -Name $Name -Value $Value -PropertyType $Type -Force)\n}\n\nfunction Restore-UpdatePolicy {\n    if (-not [IO.File]::Exists($UpdatePolicyFile)) { return }\n    $before = ConvertFrom-Json -InputObject ([IO.File]::ReadAllText($UpdatePolicyFile, $Utf8))\n    foreach ($value in $before.values) {\n        if ($null -eq $value.was) { Remove-RegistryValue $value.key $value.name } else { Set-UpdateValue $value.key $value.name $value.was $value.type }\n    }\n    # A key that was not there goes, unless an update has put something into it.\n    foreach ($key in @($before.keys | Sort-Object -Property Length -Descending)) {\n        if (-not (Test-Path -LiteralPath $key)) { continue }\n        $names = @((Get-Item -LiteralPath $key).Property | Where-Object { $_ })\n        if ($names.Count -eq 0 -and @(Get-ChildItem -LiteralPath $key).Count -eq 0) { Remove-Item -LiteralPath $key }\n    }\n    [IO.File]::Delete($UpdatePolicyFile)\n    Restart-UpdateService\n}\n\n# It reads policies when it starts. An image may have disabled it: the search says so.\nfunction Restart-UpdateService {\n    try { Restart-Service -Name 'wuauserv' -Force } catch { Write-Log ('wuauserv: ' + $_.Exception.Message) }\n}\n\n# What a deployed machine must not have in common with its siblings, and what nobody needs any more.\nfunction Clear-UpdateClient {\n    foreach ($service in @('wuauserv', 'bits')) {\n        try { Stop-Service -Name $service -Force } catch { Write-Log ($service + ': ' + $_.Exception.Message) }\n    }\n    foreach ($name in @('SusClientId', 'SusClientIdValidation')) {\n        Remove-RegistryValue 'HKLM:\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WindowsUpdate' $name\n    }\n    Clear-Folder ($Windows + '\\SoftwareDistribution')\n}\n",
    "63-update-round.ps1": "# One round of updates: search, filter, and then for one after the other download and installation. The Windows Update Agent\n# blocks its caller, so this runs in a process of its own (agent.ps1 -UpdateRound) that can be killed; the agent reads what it\n# says on standard output, one JSON object a line, and keeps the heart beating.\n#\n#   note    text\n#   found   id, kb, title: a wanted update that was not tried again, because the agent set it aside, or only looks\n#   begin   id, kb, title, index, count\n#   end     id, kb, title, outcome, code, seconds\n#   over    how (none, installed, reboot, failed), code, text, reboot: whether one is pending\n\n$Round = $null\n\nfunction Send-Round([string] $What, [hashtable] $Members) {\n    $Members['wua'] = $What\n    [Console]::Out.WriteLine((ConvertTo-JsonLine $Members))\n}\n\nfunction Invoke-UpdateRound {\n    $script:Round = ConvertFrom-Json -InputObject $env:IMGF_UPDATES\n    try {\n        $over = Start-UpdateRound\n    } catch {\n        $over = @{ how = 'failed'; code = Format-Code $_.Exception.GetBaseException().HResult; text = $_.Exception.GetBaseException().Message }\n    }\n    Send-Round 'over' $over\n}\n\n# Calls until the code is none of those that a later try may mend. Gives the code.\nfunction Invoke-UpdateCall([scriptblock] $Call, [string[]] $Retried) {\n    $waits = @($Round.retrySeconds)\n    for ($try = 0; $true; $try++) {\n        try { $code = & $Call } catch { $code = Format-Code $_.Exception.GetBaseException().HResult }\n        if ($Retried -notcontains (Get-UpdateCodeKind $code) -or $try -ge $waits.Count) { return $code }\n        Send-Round 'note' @{ text = (Get-UpdateCodeText $code) + '; again in ' + $waits[$try] + ' s' }\n        Start-Sleep -Seconds $waits[$try]\n    }\n}\n\nfunction Start-UpdateRound {\n    $session = New-Object -ComObject 'Microsoft.Update.Session'\n    $session.ClientApplicationID = 'Windows Image Factory'\n    $searcher = $session.CreateUpdateSearcher()\n    # ssManagedServer, ssWindowsUpdate\n    $searcher.ServerSelection = $(if ($Round.from -eq 'wsus') { 1 } else { 2 })\n    $code = Invoke-UpdateCall { Search-Update $searcher } @('retry', 'other')\n    if ((Get-UpdateCodeKind $code) -eq 'none') { return New-RoundEnd 'none' $code 'there are no updates' }\n    if ($code -ne $Success) { return New-RoundEnd (Get-FailedHow $code) $code 'the search' }\n    $wanted = @(foreach ($update in $FoundUpdates) { if (Test-UpdateWanted $update) { $update } })\n    $todo = @(\n        foreach ($update in $wanted) {\n            if (-not $Round.look -and $Round.aside -notcontains (Get-UpdateId $update)) { $update } else { Send-Round 'found' (Get-UpdateFact $update) }\n        }\n    )\n    for ($index = 0; $index -lt $todo.Count; $index++) {\n        $fact = Get-UpdateFact $todo[$index]\n        Send-Round 'begin' ($fact + @{ index = $index; count = $todo.Count })\n        $began = [DateTime]::UtcNow\n        $code = Install-OneUpdate $session $todo[$index]\n        $kind = Get-UpdateCodeKind $code\n        if ($kind -eq 'reboot') { return New-RoundEnd 'reboot' $code $fact.name }\n        $outcome = 'failed'\n        if ($code -eq $Success) { $outcome = 'installed' }\n        if ($code -eq '0x80240017') { $outcome = 'not applicable' }\n        Send-Round 'end' ($fact + @{ outcome = $outcome; code = $code; seconds = [Math]::Round(([DateTime]::UtcNow - $began).TotalSeconds, 1) })\n        if ($kind -eq 'retry' -or $kind -eq 'fatal') { return New-RoundEnd 'failed' $code $fact.name }\n    }\n    if ($todo.Count -eq 0) { return New-RoundEnd 'none' $Success '' }\n    return New-RoundEnd 'installed' $Success ([string] $todo.Count)\n}\n\nfunction New-RoundEnd([string] $How, [string] $Code, [string] $Text) {\n    $reboot = $false\n    if ($How -eq 'none') { $reboot = [bool] (New-Object -ComObject 'Microsoft.Update.SystemInfo').RebootRequired }\n    return @{ how = $How; code = $Code; text = $Text; reboot = $reboot }\n}\n\nfunction Get-FailedHow([string] $Code) {\n    if ((Get-UpdateCodeKind $Code) -eq 'reboot') { return 'reboot' }\n    return 'failed'\n}\n\n$FoundUpdates = @()\n\n# Updates that are offered as optional are looked at only where a KB number names one.\nfunction Search-Update($Searcher) {\n    $criteria = 'IsInstalled=0 and IsHidden=0'\n    if (@($Round.include | Where-Object { $_ -match '^KB\\d+$' }).Count -eq 0) { $criteria += ' and BrowseOnly=0' }\n    $result = $Searcher.Search($criteria)\n    $script:FoundUpdates = @(foreach ($update in $result.Updates) { $update })\n    # orcSucceeded; one with errors may have missed some.\n    if ($result.ResultCode -eq 2) { return $Success }\n    foreach ($warning in $result.Warnings) {\n        Send-Round 'note' @{ text = 'the search: ' + (Format-Code $warning.HResult) + ' ' + $warning.Message }\n    }\n    foreach ($warning in $result.Warnings) { return Format-Code $warning.HResult }\n    return '0x80240FFF'\n}\n\nfunction Get-UpdateId($Update) {\n    return $Update.Identity.UpdateID + '.' + $Update.Identity.RevisionNumber\n}\n\nfunction Get-UpdateKb($Update) {\n    foreach ($id in $Update.KBArticleIDs) { 'KB' + $id }\n}\n\nfunction Get-UpdateFact($Update) {\n    $kb = @(Get-UpdateKb $Update)\n    $title = [string] $Update.Title\n    $fact = @{ id = Get-UpdateId $Update; kb = $null; title = $title.Substring(0, [Math]::Min(200, $title.Length)); name = '' }\n    $fact.name = $fact.title\n    if ($kb.Count -gt 0) { $fact.kb = $kb[0]; $fact.name = $kb[0] }\n    return $fact\n}\n\n# A KB number, or a pattern of titles with * and ?.\nfunction Test-UpdateNamed($Update, [string[]] $Names) {\n    $kb = @(Get-UpdateKb $Update)\n    foreach ($name in $Names) {\n        if ($kb -contains $name -or $Update.Title -like $name.Replace('[', '`[')) { return $true }\n    }\n    return $false\n}\n\nfunction Test-UpdateWanted($Update) {\n    $why = ''\n    if ($Update.InstallationBehavior.CanRequestUserInput) { $why = 'it may ask the user something' }\n    elseif (Test-UpdateNamed $Update $Round.exclude) { $why = 'updates.exclude names it' }\n    elseif (@($Round.include).Count -gt 0 -and -not (Test-UpdateNamed $Update $Round.include)) { $why = 'updates.include does not name it' }\n    elseif ($Update.BrowseOnly -and @(Get-UpdateKb $Update | Where-Object { $Round.include -contains $_ }).Count -eq 0) { $why = 'it is optional' }\n    if ($why -eq '') { return $true }\n    Send-Round 'note' @{ text = 'left out, because ' + $why + ': ' + $Update.Title }\n    return $false\n}\n\n# Gives the code.\nfunction Install-OneUpdate($Session, $Update) {\n    $code = Invoke-UpdateCall {\n        if (-not $Update.EulaAccepted) { [void] $Update.AcceptEula() }\n        $Success\n    } @('retry')\n    if ($code -ne $Success) { return $code }\n    $updates = New-Object -ComObject 'Microsoft.Update.UpdateColl'\n    [void] $updates.Add($Update)\n    if (-not $Update.IsDownloaded) {\n        $downloader = $Session.CreateUpdateDownloader()\n        $downloader.Updates = $updates\n        # dpExtraHigh\n        $downloader.Priority = 4\n        $code = Invoke-UpdateCall { Get-OperationCode ($downloader.Download()) } @('retry')\n        if ($code -ne $Success) { return $code }\n    }\n    $installer = $Session.CreateUpdateInstaller()\n    if ($installer.RebootRequiredBeforeInstallation) { return '0x80240016' }\n    $installer.Updates = $updates\n    return Invoke-UpdateCall { Get-OperationCode ($installer.Install()) } @('retry')\n}\n\n# Of an operation on one update: orcSucceeded, orcSucceededWithErrors, or what the update itself says. The whole's own code\n# may be no more than \"all updates failed\".\nfunction Get-OperationCode($Result) {\n    if ($Result.ResultCode -eq 2 -or $Result.ResultCode -eq 3) { return $Success }\n    $own = $Result.GetUpdateResult(0).HResult\n    if ($own -ne 0) { return Format-Code $own }\n    if ($Result.HResult -ne 0) { return Format-Code $Result.HResult }\n    return '0x80240FFF'\n}\n",
    "64-packages.ps1": "# Files of updates, one after the other. What asks for a reboot gets it before the next one.\n\n# Windows before 24H2 takes a .msu while it runs from wusa.exe alone.\n$DismBuild = 26100\n# wusa.exe: installed already, and does not apply.\n$WusaCodes = @{ '0x00240006' = 'installed'; '0x80240017' = 'not applicable' }\n\nfunction Install-Update([string] $File, $TimeoutSeconds) {\n    $build = [int] (Get-RegistryValue 'HKLM:\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion' 'CurrentBuild')\n    if ([IO.Path]::GetExtension($File) -eq '.msu' -and $build -lt $DismBuild) {\n        return Invoke-Tool 'wusa.exe' @($File, '/quiet', '/norestart') $TimeoutSeconds\n    }\n    return Invoke-Dism @('/Add-Package', ('/PackagePath:' + $File), '/NoRestart') $TimeoutSeconds\n}\n\n# What became of it: null where servicing wants a reboot first.\nfunction Get-Outcome([pscustomobject] $Result) {\n    if ($Result.state -eq 'killed') { return 'timed out' }\n    if ($Result.state -ne 'failed') { return 'installed' }\n    $code = Format-Code $Result.exit\n    if ($PendingCodes -contains $code) { return $null }\n    if ($code -eq '0x800f081e') { return 'not applicable' }\n    if ($WusaCodes.ContainsKey($code)) { return $WusaCodes[$code] }\n    return 'failed'\n}\n\nfunction New-Update([pscustomobject] $Package, [pscustomobject] $Result, [string] $Outcome) {\n    $code = '0x00000000'\n    if ($null -ne $Result.exit) { $code = Format-Code $Result.exit }\n    $title = $Package.title.Substring(0, [Math]::Min(200, $Package.title.Length))\n    return [pscustomobject]@{\n        round = 1; kb = $Package.kb; title = $title; outcome = $Outcome; code = $code; seconds = $Result.seconds\n    }\n}\n\n# Does it, and says how far it came, in what survives a reboot: \"next\" package, what was done, whether servicing was waited for.\nfunction Invoke-PackagesStep([pscustomobject] $Step, [string] $Medium, [pscustomobject] $State) {\n    if ($null -eq $State.memory) {\n        $State.memory = [pscustomobject]@{ next = 0; updates = @(); seconds = 0; rebooted = $false }\n    }\n    $memory = $State.memory\n    $packages = @($Step.packages)\n    $exit = 0\n    $last = ''\n    while ($memory.next -lt $packages.Count -and $exit -eq 0) {\n        $package = $packages[$memory.next]\n        $subject = $package.title\n        if ($package.kb) { $subject = $package.kb }\n        Send-Report @{ message = $subject; percent = [Math]::Floor(100 * $memory.next / $packages.Count) }\n        $result = Install-Update ($Medium + $package.path) $Step.timeoutSeconds\n        $memory.seconds = [Math]::Round($memory.seconds + $result.seconds, 1)\n        $outcome = Get-Outcome $result\n        if ($null -eq $outcome -and -not $memory.rebooted) {\n            $memory.rebooted = $true\n            return [pscustomobject]@{ again = $true; last = (Get-Failure $subject $result) }\n        }\n        if ($null -eq $outcome) { $outcome = 'failed' }\n        $memory.next = $memory.next + 1\n        $memory.rebooted = $false\n        $memory.updates = @($memory.updates) + @(New-Update $package $result $outcome)\n        if ($outcome -eq 'failed' -or $outcome -eq 'timed out') {\n            $exit = $result.exit\n            $last = Get-Failure $subject $result\n        } else {\n            $last = $subject + ': ' + $outcome\n            if ($result.state -eq 'failed') { $last += ', ' + (Format-Code $result.exit) }\n        }\n        Write-Log $last\n        if ($result.state -eq 'reboot') {\n            if ($memory.next -lt $packages.Count) { return [pscustomobject]@{ again = $true; last = $subject + ': wants a reboot' } }\n            $exit = 3010\n        }\n    }\n    Send-Report @{ percent = $null }\n    return [pscustomobject]@{ exit = $exit; seconds = $memory.seconds; last = $last; updates = @($memory.updates) }\n}\n",
    "64-updates.ps1": "# The step \"updates\": rounds of 63-update-round.ps1 with a reboot after each, until none applies. What it knows of the updates\n# outlives the reboots in the state's memory.\n\n# Reboots one after the other that bring nothing.\n$IdleReboots = 3\n# So often an update is tried: one that fails may want another one first, and one that comes back may want a second time.\n$UpdateTries = 2\n\nfunction New-UpdateMemory {\n    return [pscustomobject]@{\n        round = 0\n        seconds = 0\n        # Since an update was installed.\n        reboots = 0\n        # A round is at work; still true after a reboot that nobody asked for.\n        busy = $false\n        # id, name, installed, failed, code of each update that was tried\n        tried = @()\n        # UpdateResult of src/guest/types.ts\n        results = @()\n    }\n}\n\nfunction Invoke-UpdatesStep([pscustomobject] $Step, [pscustomobject] $State) {\n    if ($null -eq $State.memory) { $State.memory = New-UpdateMemory }\n    $memory = $State.memory\n    $began = [DateTime]::UtcNow\n    if ($memory.busy) {\n        Write-Log 'the machine went down during a round of updates: searching again'\n        $memory.reboots = $memory.reboots + 1\n    }\n    $memory.busy = $true\n    Save-State $State\n    if ($memory.reboots -gt $IdleReboots) {\n        $end = New-StepEnd 1 'the machine goes down in every round of updates'\n    } else {\n        Set-UpdatePolicy $Step\n        Send-Report @{ message = 'waiting until servicing is idle' }\n        Wait-Servicing $Step.idleSeconds\n        $end = Resolve-Round $Step $memory (Start-Round $Step $State)\n    }\n    $memory.busy = $false\n    $memory.seconds = [Math]::Round($memory.seconds + ([DateTime]::UtcNow - $began).TotalSeconds, 1)\n    if (-not $end.again) { Restore-UpdatePolicy }\n    $Said.percent = $null\n    return [pscustomobject]@{ exit = $end.exit; seconds = $memory.seconds; last = $end.last; again = $end.again; updates = @($memory.results) }\n}\n\n# \"exit\" as that of a process: null where something was killed.\nfunction New-StepEnd($Exit, [string] $Last) {\n    return @{ exit = $Exit; last = $Last; again = $false }\n}\n\nfunction New-StepAgain([string] $Why) {\n    return @{ exit = 0; last = $Why; again = $true }\n}\n\n# Runs the child. What it told is in the listener.\nfunction Start-Round([pscustomobject] $Step, [pscustomobject] $State) {\n    $memory = $State.memory\n    $listener = [pscustomobject]@{\n        hear = 'Read-RoundText'\n        until = $null\n        step = $Step\n        state = $State\n        number = $memory.round + 1\n        current = $null\n        found = @()\n        over = $null\n        exit = $null\n        last = ''\n    }\n    $request = @{\n        from = $Step.from\n        include = @($Step.include)\n        exclude = @($Step.exclude)\n        retrySeconds = @($Step.retrySeconds)\n        # Rounds are used up: is anything left?\n        look = $memory.round -ge $Step.rounds\n        aside = @($memory.tried | Where-Object { $_.installed -ge $UpdateTries -or $_.failed -ge $UpdateTries } | ForEach-Object { $_.id })\n    }\n    Write-Log ('updates, round ' + $listener.number)\n    Send-Report @{ message = 'round ' + $listener.number + ': searching' }\n    Set-RoundLimit $listener\n    $arguments = Join-Word @('-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', '-File', $InstalledAgent, '-UpdateRound')\n    $result = Invoke-Process 'powershell.exe' $arguments $null @{ IMGF_UPDATES = (ConvertTo-JsonLine $request) } $null $listener\n    $listener.exit = $result.exit\n    $listener.last = $result.last\n    return $listener\n}\n\n# The search, and each update, has its time.\nfunction Set-RoundLimit([pscustomobject] $Listener) {\n    $seconds = $Listener.step.timeoutSeconds\n    if ($null -ne $seconds) { $Listener.until = [DateTime]::UtcNow.AddSeconds($seconds) }\n}\n\n# Takes what the child says, and gives what goes to the log.\nfunction Read-RoundText([pscustomobject] $Listener, [string] $Text) {\n    $said = @(\n        foreach ($line in ($Text -split \"`r?`n\")) {\n            if ($line.StartsWith('{')) { Read-RoundLine $Listener $line } elseif ($line -ne '') { $line }\n        }\n    )\n    return @(foreach ($line in $said) { $line + \"`r`n\" }) -join ''\n}\n\nfunction Read-RoundLine([pscustomobject] $Listener, [string] $Text) {\n    try { $line = ConvertFrom-Json -InputObject $Text } catch { return $Text }\n    $prefix = 'round ' + $Listener.number + ': '\n    switch ($line.wua) {\n        'note' { return $prefix + $line.text }\n        'found' {\n            $Listener.found = @($Listener.found) + @($line)\n            return $prefix + 'still offered: ' + $line.title\n        }\n        'begin' {\n            $Listener.current = $line\n            Set-RoundLimit $Listener\n            $Said.percent = [Math]::Floor(100 * $line.index / $line.count)\n            return $prefix + ($line.index + 1) + ' of ' + $line.count + ', ' + $line.title\n        }\n        'end' {\n            $Listener.current = $null\n            Set-RoundLimit $Listener\n            Add-UpdateResult $Listener $line $line.outcome $line.code $line.seconds\n            return $prefix + $line.outcome + ', ' + (Get-UpdateCodeText $line.code) + ' after ' + $line.seconds + ' s: ' + $line.title\n        }\n        'over' {\n            $Listener.over = $line\n            $Listener.until = $null\n            return $prefix + $line.how + ' ' + (Get-UpdateCodeText $line.code)\n        }\n    }\n}\n\n# Kept on the disk at once: the next update may take the machine down.\nfunction Add-UpdateResult([pscustomobject] $Listener, $Update, [string] $Outcome, [string] $Code, $Seconds) {\n    $memory = $Listener.state.memory\n    $memory.results = @($memory.results) + @([pscustomobject]@{\n            round = $Listener.number; kb = $Update.kb; title = $Update.title; outcome = $Outcome; code = $Code; seconds = $Seconds\n        })\n    $tried = @($memory.tried | Where-Object { $_.id -eq $Update.id })\n    if ($tried.Count -eq 0) {\n        $tried = @([pscustomobject]@{ id = $Update.id; name = $Update.name; installed = 0; failed = 0; code = '' })\n        $memory.tried = @($memory.tried) + $tried\n    }\n    if ($Outcome -eq 'installed') {\n        $tried[0].installed = $tried[0].installed + 1\n        $memory.reboots = 0\n    } else {\n        $tried[0].failed = $tried[0].failed + 1\n    }\n    $tried[0].code = $Code\n    Save-State $Listener.state\n}\n\n# What follows from a round.\nfunction Resolve-Round([pscustomobject] $Step, [pscustomobject] $Memory, [pscustomobject] $Round) {\n    if ($null -eq $Round.exit) {\n        $limit = ' was not done after its time limit of ' + $Step.timeoutSeconds + ' s'\n        if ($null -eq $Round.current) { return New-StepEnd $null ('the search for updates' + $limit) }\n        Add-UpdateResult $Round $Round.current 'timed out' '0x80240021' $Step.timeoutSeconds\n        return New-StepEnd $null ($Round.current.name + $limit + ': raise updates.timeout, or exclude it')\n    }\n    $over = $Round.over\n    if ($null -eq $over) { return New-StepEnd 1 ('the round of updates ended with exit code ' + $Round.exit + ': ' + $Round.last) }\n    if (@($Memory.results | Where-Object { $_.round -eq $Round.number }).Count -gt 0) { $Memory.round = $Round.number }\n    $what = $over.text + ': ' + (Get-UpdateCodeText $over.code)\n    switch ($over.how) {\n        'failed' { return New-StepEnd 1 $what }\n        'reboot' { return Resolve-Reboot $Memory $what }\n        'installed' {\n            $Memory.reboots = 0\n            return New-StepAgain ('round ' + $Round.number + ' of updates: ' + $over.text + ' tried')\n        }\n    }\n    if ($Round.found.Count -gt 0) { return New-StepEnd 1 (Get-LeftText $Step $Memory $Round) }\n    if ($over.reboot -and $Memory.reboots -lt $IdleReboots) { return Resolve-Reboot $Memory 'updates wait for a reboot' }\n    if ($over.reboot) { Write-Log ('after ' + $IdleReboots + ' reboots updates still wait for one') }\n    $installed = @($Memory.results | Where-Object { $_.outcome -eq 'installed' }).Count\n    return New-StepEnd 0 ('no more updates apply; installed: ' + $installed)\n}\n\nfunction Resolve-Reboot([pscustomobject] $Memory, [string] $Why) {\n    if ($Memory.reboots -ge $IdleReboots) { return New-StepEnd 1 ('after ' + $IdleReboots + ' reboots still ' + $Why) }\n    $Memory.reboots = $Memory.reboots + 1\n    return New-StepAgain $Why\n}\n\n# Who is to blame, by name: those that fail first, then those that come back, then those that no round was left for.\nfunction Get-LeftText([pscustomobject] $Step, [pscustomobject] $Memory, [pscustomobject] $Round) {\n    $failed = @()\n    $back = @()\n    $left = @()\n    foreach ($update in $Round.found) {\n        $tried = @($Memory.tried | Where-Object { $_.id -eq $update.id })\n        if ($tried.Count -gt 0 -and $tried[0].failed -ge $UpdateTries) {\n            $failed += $update.name + ' failed ' + $tried[0].failed + ' times with ' + (Get-UpdateCodeText $tried[0].code)\n        } elseif ($tried.Count -gt 0 -and $tried[0].installed -ge $UpdateTries) {\n            $back += $update.name\n        } else {\n            $left += $update.name\n        }\n    }\n    $texts = @($failed)\n    if ($back.Count -gt 0) { $texts += ($back -join ', ') + ' is offered again after ' + $UpdateTries + ' installations with success: name it in updates.exclude' }\n    if ($left.Count -gt 0) { $texts += 'still offered after the last round: ' + ($left -join ', ') + '; raise updates.rounds from ' + $Step.rounds }\n    return $texts -join '; '\n}\n",
    "66-appx.ps1": "# Store apps: out for all users and for those to come, or in for those to come.\n\n$AppxCodes = @{\n    '0x80073cf0' = 'the package cannot be opened: it is damaged, or not signed'\n    '0x80073cf3' = 'a package that it needs is missing or too old: put it into Dependencies, beside the package'\n    '0x80073cfd' = 'needs a newer Windows'\n    '0x80073d06' = 'a newer version is there already'\n    '0x800b0100' = 'the package is not signed'\n    '0x800b0109' = 'the certificate that signed it is not trusted by this Windows: install it first, with run'\n}\n\nfunction Get-AppxFailure([string] $Subject, [pscustomobject] $Result) {\n    if ($null -ne $Result.exit) {\n        $words = $AppxCodes[(Format-Code $Result.exit)]\n        if ($words) { return $Subject + ': ' + (Format-Code $Result.exit) + ', ' + $words }\n    }\n    return Get-Failure $Subject $Result\n}\n\n# Provisioned: each new user would get it. True: all that matched is gone.\nfunction Remove-Provisioned([pscustomobject] $Tally, $Packages) {\n    foreach ($package in $Packages) {\n        Send-Report @{ message = $package.DisplayName }\n        $result = Invoke-Dism @('/Remove-ProvisionedAppxPackage', ('/PackageName:' + $package.PackageName))\n        if (-not (Add-Tally $Tally $package.DisplayName $result)) { return $false }\n    }\n    return $true\n}\n\n# Of users: a bundle goes with its packages, so what is left is asked anew. What is part of Windows stays.\nfunction Remove-Installed([pscustomobject] $Tally, [string] $Pattern) {\n    foreach ($type in @('Bundle', 'Main')) {\n        foreach ($package in @(Get-AppxPackage -AllUsers -PackageTypeFilter $type | Where-Object { $_.Name -like $Pattern })) {\n            if ($package.NonRemovable) {\n                Write-Log ($package.PackageFullName + ': is part of Windows and stays')\n                continue\n            }\n            Send-Report @{ message = $package.Name }\n            try {\n                Remove-AppxPackage -Package $package.PackageFullName -AllUsers\n            } catch {\n                $Tally.exit = $_.Exception.HResult\n                $Tally.last = $package.PackageFullName + ': ' + (Format-Code $Tally.exit) + ', ' + $_.Exception.Message\n                Write-Log $Tally.last\n                return $false\n            }\n            Write-Log ('removed ' + $package.PackageFullName)\n            $Tally.done += $package.Name\n        }\n    }\n    return $true\n}\n\nfunction Add-Provisioned([pscustomobject] $Tally, [pscustomobject] $App, [string] $Medium) {\n    $name = [IO.Path]::GetFileName($App.package)\n    $words = @('/Add-ProvisionedAppxPackage', ('/PackagePath:' + $Medium + $App.package))\n    foreach ($file in $App.dependencies) { $words += '/DependencyPackagePath:' + $Medium + $file }\n    if ($null -eq $App.license) { $words += '/SkipLicense' } else { $words += '/LicensePath:' + $Medium + $App.license }\n    Send-Report @{ message = $name }\n    # Without a region Windows gives users only what their start menu has.\n    $result = Invoke-Dism ($words + @('/Region:all'))\n    if ($result.state -eq 'failed' -and (Format-Code $result.exit) -eq '0x80073d06') {\n        Write-Log (Get-AppxFailure $name $result)\n        return $true\n    }\n    if (Add-Tally $Tally $name $result) { return $true }\n    $Tally.last = Get-AppxFailure $name $result\n    return $false\n}\n\n# What is not there needs no removal: Microsoft takes apps out of Windows now and then. It is told, as a name may be wrong.\nfunction Invoke-AppxStep([pscustomobject] $Step, [string] $Medium) {\n    $tally = New-Tally\n    $missing = @()\n    $provisioned = @()\n    if (@($Step.remove).Count -gt 0) { $provisioned = @(Get-AppxProvisionedPackage -Online) }\n    foreach ($pattern in $Step.remove) {\n        $before = $tally.done.Count\n        $matching = @($provisioned | Where-Object { $_.DisplayName -like $pattern })\n        if (-not (Remove-Provisioned $tally $matching)) { return Complete-Tally $tally }\n        if (-not (Remove-Installed $tally $pattern)) { return Complete-Tally $tally }\n        if ($tally.done.Count -eq $before) {\n            $missing += $pattern\n            Write-Log ('warning: ' + $pattern + ': no app of that name is there, nothing to remove')\n        }\n        $provisioned = @($provisioned | Where-Object { $_.DisplayName -notlike $pattern })\n    }\n    foreach ($app in $Step.add) {\n        if (-not (Add-Provisioned $tally $app $Medium)) { return Complete-Tally $tally }\n    }\n    if ($missing.Count -gt 0) { $tally.last = 'not there, nothing to remove: ' + ($missing -join ', ') }\n    return Complete-Tally $tally\n}\n",
    "70-generalize.ps1": "# From the last step to sysprep. The order is that of the field: what is pending first, the medium gone before anything of\n# the agent is removed, sysprep last and from this very session.\n\n$Sysprep = $Windows + '\\System32\\Sysprep'\n\n# True: nothing is pending. Some programs want a file renamed at every boot; to sysprep that is no more than a warning.\nfunction Wait-Settled([pscustomobject] $State) {\n    Send-Report @{ title = 'generalize'; message = 'waiting until servicing is idle' }\n    Wait-Servicing 15\n    $pending = @(Get-PendingReboot)\n    if ($pending.Count -eq 0) { return $true }\n    $names = $pending -join ', '\n    if ($State.settled -lt 3) {\n        $State.settled = $State.settled + 1\n        Restart-Machine $State ('pending: ' + $names)\n        return $false\n    }\n    if ($pending.Count -eq 1 -and $pending[0] -like '*PendingFileRenameOperations') {\n        Write-Log ('after 3 reboots still pending: ' + $names)\n        return $true\n    }\n    throw ('after 3 reboots still pending: ' + $names)\n}\n\n# sysprep begins its logs anew, and the history of updates is removed.\nfunction Save-Log {\n    $places = @(\n        @(($Windows + '\\Panther'), 'Panther'),\n        @(($Sysprep + '\\Panther'), 'Sysprep'),\n        @(($Windows + '\\SoftwareDistribution'), 'SoftwareDistribution')\n    )\n    foreach ($pair in $places) {\n        if (-not (Test-Path -LiteralPath $pair[0])) { continue }\n        $to = $Folder + '\\logs\\' + $pair[1]\n        [void] [IO.Directory]::CreateDirectory($to)\n        foreach ($file in Get-ChildItem -LiteralPath $pair[0] -Filter '*.log' -File) {\n            try { Copy-Item -LiteralPath $file.FullName -Destination $to } catch { Write-Log ($file.FullName + ': ' + $_.Exception.Message) }\n        }\n    }\n}\n\n# One that stays would bring the deployed machine into audit mode.\nfunction Remove-AnswerFile {\n    $files = @(\n        ($Windows + '\\Panther\\unattend.xml'),\n        ($Windows + '\\Panther\\unattend-original.xml'),\n        ($Windows + '\\Panther\\unattend\\unattend.xml'),\n        ($Windows + '\\Panther\\unattend\\autounattend.xml'),\n        ($Sysprep + '\\unattend.xml'),\n        'C:\\unattend.xml',\n        'C:\\autounattend.xml'\n    )\n    foreach ($file in $files) {\n        if (-not (Test-Path -LiteralPath $file)) { continue }\n        Remove-Item -LiteralPath $file -Force\n        Write-Log ('removed ' + $file)\n    }\n    Remove-RegistryValue 'HKLM:\\SYSTEM\\Setup' 'UnattendFile'\n}\n\n# The answer file of the deployed machine. sysprep is given a copy that no capture takes; the one in Panther is what Setup of the\n# deployed machine finds, and what sysprep writes anew.\n$DeploymentAnswer = $Folder + '\\unattend.xml'\n\nfunction Copy-DeploymentAnswer([pscustomobject] $Plan, [string] $Medium) {\n    if ($null -eq $Plan.unattend) { return }\n    [void] [IO.Directory]::CreateDirectory($Windows + '\\Panther')\n    foreach ($to in @($DeploymentAnswer, ($Windows + '\\Panther\\unattend.xml'))) {\n        [IO.File]::Copy($Medium + $Plan.unattend, $to, $true)\n        [IO.File]::SetAttributes($to, 'Normal')\n        Write-Log ('wrote ' + $to)\n    }\n}\n\n# Audit mode opens sysprep's window at each logon, and a second sysprep refuses to start beside it.\nfunction Stop-SysprepWindow {\n    Get-Process -Name 'sysprep' -ErrorAction SilentlyContinue | Stop-Process -Force\n    $end = [DateTime]::UtcNow.AddSeconds(10)\n    while ([DateTime]::UtcNow -lt $end -and @(Get-Process -Name 'sysprep' -ErrorAction SilentlyContinue).Count -gt 0) { Wait-Agent 1 }\n}\n\n# A package of one user alone makes generalize fail.\nfunction Remove-UserAppx {\n    if ($null -eq (Get-Command -Name 'Get-AppxPackage' -ErrorAction SilentlyContinue)) { return }\n    $provisioned = @(foreach ($package in Get-AppxProvisionedPackage -Online) { $package.DisplayName + '_' + $package.PublisherId })\n    foreach ($package in Get-AppxPackage) {\n        if ($package.IsFramework -or $package.IsResourcePackage -or $package.NonRemovable) { continue }\n        if ($provisioned -contains ($package.Name + '_' + $package.PublisherId)) { continue }\n        Write-Log ('removing ' + $package.PackageFullName + ', which only this user has')\n        try { Remove-AppxPackage -Package $package.PackageFullName } catch { Write-Log ($package.PackageFullName + ': ' + $_.Exception.Message) }\n        Send-Heartbeat\n    }\n}\n\n# Without the Store's own updates and without advertised apps, no package of one user comes into being meanwhile; and an\n# encrypted volume cannot be captured.\n$Policies = @(\n    @{ key = 'HKLM:\\SYSTEM\\CurrentControlSet\\Control\\BitLocker'; name = 'PreventDeviceEncryption'; value = 1 },\n    @{ key = 'HKLM:\\SOFTWARE\\Policies\\Microsoft\\WindowsStore'; name = 'AutoDownload'; value = 2 },\n    @{ key = 'HKLM:\\SOFTWARE\\Policies\\Microsoft\\Windows\\CloudContent'; name = 'DisableWindowsConsumerFeatures'; value = 1 }\n)\n\n# Sets what nobody else has set, and remembers it: the image shall not carry it.\nfunction Set-Policy {\n    if ([IO.File]::Exists($PolicyFile)) { return }\n    $names = @(\n        foreach ($policy in $Policies) {\n            if ($null -ne (Get-RegistryValue $policy.key $policy.name)) { continue }\n            if (-not (Test-Path -LiteralPath $policy.key)) { [void] (New-Item -Path $policy.key -Force) }\n            [void] (New-ItemProperty -LiteralPath $policy.key -Name $policy.name -Value $policy.value -PropertyType DWord -Force)\n            $policy.name\n        }\n    )\n    [IO.File]::WriteAllText($PolicyFile, ($names -join \"`n\"), $Utf8)\n}\n\nfunction Restore-Policy {\n    if (-not [IO.File]::Exists($PolicyFile)) { return }\n    $names = [IO.File]::ReadAllText($PolicyFile, $Utf8) -split \"`n\"\n    foreach ($policy in $Policies) {\n        if ($names -contains $policy.name) { Remove-RegistryValue $policy.key $policy.name }\n    }\n}\n\nfunction Clear-Logon {\n    $winlogon = 'HKLM:\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Winlogon'\n    Set-ItemProperty -LiteralPath $winlogon -Name 'AutoAdminLogon' -Value '0'\n    foreach ($name in @('AutoLogonCount', 'DefaultPassword')) { Remove-RegistryValue $winlogon $name }\n}\n\n# A volume of a machine that went down half asleep is not clean.\nfunction Disable-FastStartup {\n    $power = 'HKLM:\\SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Power'\n    if ($null -ne (Get-RegistryValue $power 'HiberbootEnabled')) { Set-ItemProperty -LiteralPath $power -Name 'HiberbootEnabled' -Value 0 }\n}\n\n# What is in use stays.\nfunction Clear-Folder([string] $Folder) {\n    if (-not $Folder -or -not (Test-Path -LiteralPath $Folder)) { return }\n    foreach ($item in Get-ChildItem -LiteralPath $Folder -Force) {\n        Remove-Item -LiteralPath $item.FullName -Recurse -Force -ErrorAction SilentlyContinue\n    }\n}\n\nfunction Clear-Temporary {\n    foreach ($place in @(($Windows + '\\Temp'), $env:TEMP)) { Clear-Folder $place }\n}\n\n# Until here the medium was needed: for a reboot, and for the plan.\nfunction Wait-MediumGone {\n    Send-Report @{ state = 'ready'; message = 'waiting until the medium is taken out' }\n    while ($null -ne (Find-Medium)) { Wait-Agent 2 }\n}\n\n# The log and the saved logs stay for the host; the capture leaves the folder out.\nfunction Remove-Agent {\n    Unregister-ScheduledTask -TaskName $TaskName -Confirm:$false\n    foreach ($file in @($InstalledAgent, $StateFile, $PreviousStateFile, $PolicyFile)) {\n        if ([IO.File]::Exists($file)) { [IO.File]::Delete($file) }\n    }\n}\n\n# The end of a file, on one line.\nfunction Get-LastLine([string] $File, [int] $Count) {\n    if (-not [IO.File]::Exists($File)) { return '' }\n    $lines = @(([IO.File]::ReadAllText($File)) -split \"`r?`n\" | Where-Object { $_.Trim() -ne '' })\n    return @($lines | Select-Object -Last $Count) -join ' | '\n}\n\nfunction Invoke-Sysprep {\n    Send-Report @{ state = 'done'; title = 'sysprep'; message = 'generalizing' }\n    $words = @('/generalize', '/oobe', '/shutdown', '/quiet')\n    if ([IO.File]::Exists($DeploymentAnswer)) { $words += '/unattend:' + $DeploymentAnswer }\n    $result = Invoke-Process ($Sysprep + '\\sysprep.exe') (Join-Word $words) $null @{} $null\n    Write-Log ('sysprep: exit code ' + $result.exit + ' after ' + $result.seconds + ' s')\n    if ($result.exit -eq 0) { return }\n    $errors = $Sysprep + '\\Panther\\setuperr.log'\n    Write-Log ($errors + ': ' + (Get-LastLine $errors 20))\n    throw ('sysprep ended with exit code ' + $result.exit + '; setuperr.log ends with: ' + (Get-LastLine $errors 1))\n}\n\nfunction Invoke-Generalize([pscustomobject] $Plan, [pscustomobject] $State, [string] $Medium) {\n    if (-not (Wait-Settled $State)) { return }\n    Send-Report @{ message = 'cleaning up before sysprep' }\n    Save-Log\n    Remove-AnswerFile\n    Copy-DeploymentAnswer $Plan $Medium\n    Stop-SysprepWindow\n    Remove-UserAppx\n    Clear-Logon\n    Disable-FastStartup\n    Clear-Temporary\n    Clear-UpdateClient\n    Wait-MediumGone\n    Restore-Policy\n    Restore-UpdatePolicy\n    Remove-Agent\n    Invoke-Sysprep\n}\n",
    "90-main.ps1": "# One boot.\n\n# From here on the agent can report.\nfunction Read-Plan([string] $Medium) {\n    $plan = ConvertFrom-Json -InputObject ([IO.File]::ReadAllText($Medium + 'agent\\plan.json', $Utf8))\n    $Said.plan = $plan.id\n    $Said.station = $plan.station\n    $Said.steps = @($plan.steps).Count\n    $script:HeartbeatSeconds = $plan.heartbeatSeconds\n    return $plan\n}\n\nfunction Start-Boot([string] $Medium) {\n    $plan = Read-Plan $Medium\n    $secrets = $null\n    $secretFile = $Medium + 'agent\\secrets.json'\n    if ([IO.File]::Exists($secretFile)) {\n        $secrets = ConvertFrom-Json -InputObject ([IO.File]::ReadAllText($secretFile, $Utf8))\n        Set-Mask @(foreach ($property in $secrets.PSObject.Properties) { $property.Value })\n    }\n    $state = Read-State\n    if ($null -eq $state -or $state.plan -ne $plan.id) { $state = New-State $plan.id }\n    $script:State = $state\n    if ($state.phase -eq 'over') {\n        Write-Log ('the plan ' + $plan.id + ' is over: nothing to do')\n        return\n    }\n    $state.boot = $state.boot + 1\n    $Said.boot = $state.boot\n    $Said.results = @(Get-SaidResult $state.results)\n    Save-State $state\n    Write-Log ('plan ' + $plan.id + ', ' + $plan.station + ', boot ' + $state.boot)\n    Send-Report @{ message = 'the agent is at work' }\n    Test-Account\n    Set-Policy\n    # Windows may reboot for an update by itself; a search tells what is left.\n    if ($null -ne $state.begun -and @($plan.steps)[$state.begun].kind -ne 'updates') {\n        $Said.step = $state.begun\n        $Said.title = @($plan.steps)[$state.begun].title\n        throw ('the machine went down while the step ran: neither it nor a script before it may reboot by itself; a script asks for ' +\n            'it, with exit code 3010, or with 1003 to be run again')\n    }\n    if (-not (Invoke-Plan $plan $state $Medium $secrets)) { return }\n    if ($plan.end -eq 'generalize') {\n        Invoke-Generalize $plan $state $medium\n        return\n    }\n    $state.phase = 'over'\n    Save-State $state\n    Send-LastReport @{ state = 'done'; message = '' }\n    Stop-Machine '/s'\n}\n\nfunction Start-Agent {\n    $medium = Wait-Medium\n    if ($null -eq $medium) {\n        Write-Log 'no medium with a plan: nothing to do'\n        return\n    }\n    try {\n        $newest = $medium + 'agent\\agent.ps1'\n        if ([IO.File]::ReadAllText($newest) -cne [IO.File]::ReadAllText($InstalledAgent)) {\n            Install-Agent $newest\n            & $InstalledAgent\n            return\n        }\n        Start-Boot $medium\n    } catch {\n        Write-Log ($_.Exception.Message + \"`r`n\" + $_.ScriptStackTrace)\n        Stop-Run $State $_.Exception.Message\n    }\n}\n\n$State = $null\nif ($Bootstrap) {\n    try {\n        Install-Agent $PSCommandPath\n        Register-Agent\n    } catch {\n        $message = 'the agent could not be installed: ' + $_.Exception.Message\n        [void] (Read-Plan (Find-Medium))\n        Stop-Run $null $message\n    }\n} elseif ($UpdateRound) {\n    Invoke-UpdateRound\n} else {\n    Start-Agent\n}\n",
};
//# sourceMappingURL=agent.generated.js.map
;// CONCATENATED MODULE: ./build/src/guest/medium-files.js
/** Files and folders of the host as files of the medium. */



/** A folder with all that it holds, to any depth, but for files that `leaveOut` names. */
async function folderFiles(folder, onMedium, leaveOut = () => false) {
    const files = [{ path: onMedium, source: { kind: 'folder' } }];
    const entries = await (0,promises_.readdir)(folder, { withFileTypes: true }).catch((error) => {
        throw (0,src_errors/* fromSystemError */.Kh)(error, folder);
    });
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
        const file = external_node_path_.join(folder, entry.name);
        const there = `${onMedium}\\${entry.name}`;
        if (entry.isDirectory()) {
            files.push(...(await folderFiles(file, there, leaveOut)));
        }
        else if ((await kindOf(file)).isFile) {
            if (!leaveOut(entry.name))
                files.push({ path: there, source: { kind: 'file', file } });
        }
        else {
            throw new src_errors/* FactoryError */.Xx('unsupported', {
                subject: file,
                found: 'a link to a folder',
                expected: 'files and folders: a medium holds no links',
                next: 'put the folder itself there',
            });
        }
    }
    return files;
}
/** What a path leads to; links are followed. */
async function kindOf(file) {
    const found = await (0,promises_.stat)(file).catch((error) => {
        throw (0,src_errors/* fromSystemError */.Kh)(error, file);
    });
    if (found.isFile() || found.isDirectory())
        return { isFile: found.isFile() };
    throw new src_errors/* FactoryError */.Xx('unsupported', {
        subject: file,
        found: 'neither a file nor a folder',
        expected: 'one of the two',
    });
}
//# sourceMappingURL=medium-files.js.map
;// CONCATENATED MODULE: ./build/src/guest/network.js
/** Which steps of a plan need the network. */
/**
 * After the last round of updates nothing of Windows shall come from outside any more, the Store's updates least of all:
 * they are the first cause of a failed sysprep. Without such a round the network stays, for the user's scripts.
 *
 * @returns the step, counted from 0, from which on the machine has none; null: it keeps what it has
 */
function offlineFrom(steps) {
    const next = steps.findLastIndex(needsNetwork) + 1;
    return next === 0 || next === steps.length ? null : next;
}
function needsNetwork(step) {
    if (step.kind === 'languages' || step.kind === 'capabilities')
        return step.from === null;
    return step.kind === 'updates';
}
//# sourceMappingURL=network.js.map
;// CONCATENATED MODULE: ./build/src/guest/secrets.js
/** Secrets of the user: read from the environment of this process, and kept out of everything that is shown. */

const MASK = '***';
/** A shorter line of a secret that has several, a brace as a rule, would mask half of every text. */
const SHORTEST_LINE = 4;
class Secrets {
    /** By name. */
    values;
    masked;
    constructor(values) {
        this.values = values;
        this.masked = [...values.values()]
            .flatMap((value) => [
            value,
            ...value.split(/\r?\n/).filter((line) => line.trim().length >= SHORTEST_LINE),
        ])
            .filter((value) => value.trim() !== '')
            .toSorted((a, b) => b.length - a.length);
    }
    /** `text` with every secret, and each line of one that has several, replaced by `***`. */
    mask(text) {
        return this.masked.reduce((shown, value) => shown.replaceAll(value, MASK), text);
    }
}
/**
 * @param names of environment variables
 * @throws usage, naming the first one that is missing or empty
 */
function readSecrets(names, env) {
    const values = new Map();
    for (const name of names) {
        const value = env[name];
        if (value === undefined || value === '') {
            throw new src_errors/* FactoryError */.Xx('usage', {
                subject: `the secret ${name}`,
                found: value === undefined ? 'no environment variable has that name' : 'the variable is empty',
                expected: 'its value in the environment of the factory',
                next: `set it; in a workflow: env: { ${name}: \${{ secrets.${name} }} }`,
            });
        }
        values.set(name, value);
    }
    return new Secrets(values);
}
//# sourceMappingURL=secrets.js.map
;// CONCATENATED MODULE: ./build/src/definition/paths.js
/** Paths of a definition start from its folder, and are written as the author's system writes them. */

/**
 * @param text a Windows path on Windows, on POSIX either form: `.\updates` and `./updates` are the same there
 * @param system the rules of the host, or for a test of another
 * @returns an absolute path; a path with a drive or a server stays as it is where the host has no such thing
 */
function resolveFrom(folder, text, system = external_node_path_) {
    if (system.sep === '\\')
        return system.resolve(folder, text);
    if (/^[A-Za-z]:[\\/]|^\\\\/.test(text))
        return text;
    return system.resolve(folder, text.startsWith('/') ? text : text.replaceAll('\\', '/'));
}
//# sourceMappingURL=paths.js.map
;// CONCATENATED MODULE: ./build/src/nearest.js
/** Which of several words someone meant who mistyped one. */
/**
 * @param limit how many letters may be wrong; by default a third
 * @returns the nearest of `words` where it is near enough to be meant, else null
 */
function nearest(typed, words, limit = Math.ceil(typed.length / 3)) {
    let best = null;
    let least = limit + 1;
    for (const word of words) {
        if (Math.abs(word.length - typed.length) > limit)
            continue;
        const distance = editDistance(typed.toLowerCase(), word.toLowerCase());
        if (distance < least) {
            best = word;
            least = distance;
        }
    }
    return best;
}
/** How many letters must be inserted, removed, replaced or swapped with their neighbour. */
function editDistance(a, b) {
    const rows = [Array.from({ length: b.length + 1 }, (_, column) => column)];
    const at = (row, column) => rows[row]?.[column] ?? Infinity;
    for (let row = 1; row <= a.length; row++) {
        rows.push([row]);
        for (let column = 1; column <= b.length; column++) {
            const same = a[row - 1] === b[column - 1];
            const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
            rows[row][column] = Math.min(at(row - 1, column) + 1, at(row, column - 1) + 1, at(row - 1, column - 1) + (same ? 0 : 1), swapped ? at(row - 2, column - 2) + 1 : Infinity);
        }
    }
    return at(a.length, b.length);
}
//# sourceMappingURL=nearest.js.map
;// CONCATENATED MODULE: ./build/src/definition/units.js
/** Sizes and durations as people write them. */
const BYTES = {
    B: 1,
    KiB: 2 ** 10,
    MiB: 2 ** 20,
    GiB: 2 ** 30,
    TiB: 2 ** 40,
};
const MILLISECONDS = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
/** The patterns are the JSON schema's, so that an editor and this program accept the same. */
const SIZE_PATTERN = '^[0-9]{1,9}(\\.[0-9]{1,3})? ?(B|KiB|MiB|GiB|TiB)$';
const DURATION_PATTERN = '^([0-9]{1,6}(d|h|m|s))( ?[0-9]{1,6}(h|m|s))*$';
/** @returns bytes: 8589934592 for "8 GiB"; null where `text` is no size */
function parseSize(text) {
    if (!new RegExp(SIZE_PATTERN).test(text))
        return null;
    const [, amount, unit] = /^([0-9.]+) ?([A-Za-z]+)$/.exec(text) ?? [];
    return Math.round(Number(amount) * BYTES[unit ?? '']);
}
/** @returns milliseconds: 5400000 for "90m" and for "1h 30m"; null where `text` is no duration */
function parseDuration(text) {
    if (!new RegExp(DURATION_PATTERN).test(text))
        return null;
    let total = 0;
    for (const [, amount, unit] of text.matchAll(/([0-9]+)([a-z])/g)) {
        total += Number(amount) * MILLISECONDS[unit ?? ''];
    }
    return total;
}
//# sourceMappingURL=units.js.map
;// CONCATENATED MODULE: ./build/src/definition/schema.js
/**
 * The JSON schema of `image.yml`, draft 7 because that is what editors speak. It holds every key; which of them this
 * version does not do yet stands in `pending.ts`.
 *
 * `title` is the noun phrase of an error: "expected <title>".
 */

const SHA256 = {
    type: 'string',
    title: 'a SHA-256 as 64 hexadecimal digits',
    pattern: '^[0-9A-Fa-f]{64}$',
};
function schema_text(description, ...examples) {
    return {
        type: 'string',
        title: 'text',
        minLength: 1,
        description,
        ...(examples.length > 0 ? { examples } : {}),
    };
}
function schema_path(description, ...examples) {
    const place = `${description} A relative path starts from the folder of the definition.`;
    return { ...schema_text(place, ...examples), title: 'a path' };
}
function list(of, description, ...examples) {
    return {
        type: 'array',
        title: 'a list',
        items: of,
        description,
        ...(examples.length > 0 ? { examples } : {}),
    };
}
function mapping(properties, description, more = {}) {
    return {
        type: 'object',
        title: 'a mapping',
        additionalProperties: false,
        properties,
        description,
        ...more,
    };
}
function size(description, ...examples) {
    return { type: 'string', title: 'a size such as "8 GiB"', pattern: SIZE_PATTERN, description, examples };
}
function duration(description, standard) {
    return {
        type: 'string',
        title: 'a duration such as "45m" or "1h 30m"',
        pattern: DURATION_PATTERN,
        description,
        default: standard,
        examples: [standard],
    };
}
function oneOf(values, standard, description) {
    return { enum: values, default: standard, description };
}
function whole(minimum, maximum, description, more = {}) {
    return {
        type: 'integer',
        title: `a whole number from ${minimum} to ${maximum}`,
        minimum,
        maximum,
        description,
        ...more,
    };
}
function flag(description) {
    return { type: 'boolean', title: 'true or false', default: false, description };
}
const names = (what, ...example) => list(schema_text(what), `${what}, one an item.`, ...(example.length > 0 ? [example] : []));
const SOURCE = mapping({
    iso: schema_path('Install media of Microsoft, as an ISO file.', 'D:\\iso\\Win11_25H2.iso'),
    disk: schema_path('A disk with the reference installation: .vhdx, .vhd, raw, or a bare volume; #N names another partition than the Windows one.', './reference.vhdx', './reference.vhdx#3'),
    wim: schema_path('An image of a WIM; #N or #Name names the image.', './install.wim#1'),
    directory: schema_path('A directory.', './root'),
    sha256: { ...SHA256, description: 'Of the file of the source; checked before anything is made.' },
    edition: schema_text('EDITIONID or FLAGS of the image, never its translated name.', 'Enterprise'),
    index: whole(1, 65535, 'The image by its number, where no edition is given.'),
}, 'Where the installation comes from: exactly one of iso, disk, wim and directory.', { oneOf: ['iso', 'disk', 'wim', 'directory'].map((key) => ({ required: [key] })) });
const MACHINE = mapping({
    hypervisor: oneOf(['hyperv', 'qemu', 'none'], 'none', 'What runs the reference machine; none: the source is captured as it is.'),
    cpus: whole(1, 256, 'Virtual processors.', { default: 4 }),
    memory: size('Memory of the machine; 8 GiB when left out.', '8 GiB'),
    disk: size('Size of the system disk, which grows as it is written; 80 GiB when left out.', '80 GiB'),
    network: {
        ...schema_text('A switch, or none. It is disconnected after the last round of updates.', 'none'),
        default: 'none',
    },
    deadlines: mapping({
        update: duration('All rounds of updates: of the station update, and again on top of the time of customize.', '4h'),
        customize: duration('All steps of customize.', '2h'),
        generalize: duration('Sysprep until power-off.', '45m'),
        silence: duration('How long the machine may say nothing.', '20m'),
    }, 'How long a station may take before the machine is turned off.'),
}, 'The reference machine.');
const UPDATES = mapping({
    from: oneOf(['folder', 'windows-update', 'wsus', 'none'], 'none', 'Where updates come from.'),
    folder: schema_path('For from: folder.', './updates'),
    server: schema_text('For from: wsus.', 'http://wsus:8530'),
    'target-group': schema_text('For from: wsus.', 'Images'),
    include: names('A KB number or a pattern of titles', 'KB5068861'),
    exclude: names('A KB number or a pattern of titles', 'KB5034441'),
    rounds: whole(1, 50, 'How often to search again at most, until none applies.', { default: 8 }),
    timeout: duration('Each update, from its download to the end of its installation.', '2h'),
    require: mapping({
        build: {
            type: 'string',
            title: 'a build such as "26200.7171"',
            pattern: '^[0-9]{1,6}(\\.[0-9]{1,6})?$',
            description: 'The build must be at least this.',
            examples: ['26200.7171'],
        },
        kb: list({ type: 'string', title: 'a KB number such as KB5068861', pattern: '^KB[0-9]{6,8}$' }, 'Updates that must be installed.', ['KB5068861']),
    }, 'What must be true after the last round.'),
}, 'Updates of Windows, applied until none applies.');
const RUN_OPTIONS = ['args', 'env', 'secrets', 'timeout'];
const STEP = mapping({
    appx: mapping({ remove: names('A pattern of package names'), add: names('A package file') }, 'Store apps, for all users.'),
    capabilities: mapping({ add: names('A capability', 'OpenSSH.Server'), remove: names('A capability') }, 'Features on demand; updates follow once more.'),
    features: mapping({ enable: names('A feature', 'NetFx3'), disable: names('A feature') }, 'Optional features.'),
    drivers: schema_path('A folder with .inf files, searched with its subfolders.', './drivers'),
    files: mapping({
        from: schema_path('A file or folder of the host.', './files'),
        to: schema_text('Where it goes inside the image.', 'C:\\Tools'),
    }, 'Copies files into the image.', { required: ['from', 'to'] }),
    run: schema_path('A script; exit 3010 or 1641 asks for a reboot, 1003 for one after which it is run again.', './scripts/apps.ps1'),
    args: list({ type: 'string', title: 'text' }, 'For run: arguments.'),
    env: {
        type: 'object',
        title: 'a mapping',
        additionalProperties: { type: 'string', title: 'text' },
        description: 'For run: environment variables.',
    },
    secrets: list(schema_text('A name.'), 'For run: names of environment variables of the host whose values no log shows.'),
    timeout: duration('For run: how long it may take.', '30m'),
}, 'One step: exactly one of appx, capabilities, features, drivers, files and run.', {
    oneOf: ['appx', 'capabilities', 'features', 'drivers', 'files', 'run'].map((key) => ({
        required: [key],
    })),
    dependencies: Object.fromEntries(RUN_OPTIONS.map((key) => [key, ['run']])),
});
const VERIFY = list(schema_path('A script.'), 'Scripts that run in the machine before generalize; an exit other than 0 fails the build.', ['./scripts/check-apps.ps1']);
const VARIANT = mapping({
    name: schema_text('The name of the image.', 'Office'),
    description: schema_text('The description of the image.'),
    customize: list(STEP, 'Steps of this variant, after the common ones.'),
    verify: VERIFY,
}, 'One image of the WIM.', { required: ['name'] });
const CAPTURE = mapping({
    compression: oneOf(['none', 'xpress', 'lzx'], 'lzx', 'How the archive is compressed.'),
    level: oneOf(['fast', 'normal', 'best'], 'normal', 'fast for pull requests, normal for releases, best for what is downloaded very often.'),
    exclude: names('A pattern as in WimScript.ini: from the root with a leading \\, else in every folder', '\\Temp\\*'),
}, 'How the volume becomes a WIM.');
const RELEASE = mapping({
    store: schema_text('github, github:owner/repo or a folder; left out: the release stays in its folder.', 'github', './store'),
    split: size('The largest part that the store takes.', '1900 MiB'),
    base: schema_text('The release whose contents are copied as they are compressed: previous is the newest of this image in the store.', 'previous', 'github:owner/repo@TAG'),
    keep: whole(1, 1000, 'How many releases of this image the store keeps.'),
    attest: oneOf(['auto', 'always', 'never'], 'auto', 'Whether attest-image.yml signs the release; always: nothing publishes it without.'),
}, 'Where the release goes.');
const NAME = {
    type: 'string',
    title: 'letters, digits, ".", "_" and "-", beginning with a letter or digit',
    pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$',
};
const DEFINITION_SCHEMA = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $comment: 'Written by "npm run schema" from src/definition/schema.ts.',
    ...mapping({
        name: {
            ...NAME,
            description: 'The name of the image and of its releases.',
            examples: ['win11-enterprise'],
        },
        version: {
            ...NAME,
            description: 'The version of the release; else the tag, else the date.',
            examples: ['2026.11'],
        },
        created: {
            type: 'string',
            title: 'a date such as "2026-11-23", or with a time "2026-11-23T08:00:00Z"',
            pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2}))?$',
            description: 'The creation time that the images carry; else SOURCE_DATE_EPOCH, else the time of the build.',
            examples: ['2026-11-23T08:00:00Z'],
        },
        'runs-on': {
            ...list(schema_text('A label.'), 'Labels of the runner that builds it.', [
                'self-hosted',
                'windows',
                'hyperv',
            ]),
            type: ['string', 'array'],
            title: 'a label or a list of labels',
        },
        source: SOURCE,
        machine: MACHINE,
        languages: list({ type: 'string', title: 'a language such as de-DE', pattern: '^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})+$' }, 'Display languages, added before the updates.', ['de-DE']),
        capabilities: mapping({ add: names('A capability'), remove: names('A capability') }, 'Features on demand.'),
        updates: UPDATES,
        customize: list(STEP, 'Steps, in this order.'),
        verify: VERIFY,
        cleanup: flag('Clean up the component store; the bytes saved are reported.'),
        unattend: schema_path('An answer file for the deployed machine: checked, and placed in the image.', './deploy-unattend.xml'),
        variants: list(VARIANT, 'Each is an image of the WIM, in this order; without variants there is one image, called as the definition.'),
        capture: CAPTURE,
        gates: mapping({
            lint: oneOf(['error', 'warning', 'off'], 'off', 'The weakest finding that stops the release.'),
            boot: flag('Boot the captured image before the release.'),
        }, 'What the image must pass before it is released.'),
        release: RELEASE,
    }, 'The definition of an image: what goes in, what is done to it, and where the release goes.', { title: 'a definition of Windows Image Factory', required: ['name', 'source'] }),
};
/** The schema as `image-factory schema` prints it and `schema/image.schema.json` holds it. */
function definitionSchemaText() {
    return `${JSON.stringify(DEFINITION_SCHEMA, null, 2)}\n`;
}
//# sourceMappingURL=schema.js.map
;// CONCATENATED MODULE: ./build/src/definition/problems.js
/** The mistakes of a definition, all at once, each where it stands and with what was expected. */



const MAX_PROBLEMS = 25;
/** A definition with one or more mistakes; the message holds a line for each. */
class DefinitionError extends src_errors/* FactoryError */.Xx {
    problems;
    constructor(file, problems) {
        const [first] = problems;
        super('definition', problems.length === 1 && first !== undefined ? first.details : summary(file, problems));
        this.problems = problems;
    }
}
function summary(file, problems) {
    const rows = problems.slice(0, MAX_PROBLEMS).map(({ details }) => `  ${(0,src_errors/* sentence */.em)(details)}`);
    if (problems.length > MAX_PROBLEMS)
        rows.push(`  and ${problems.length - MAX_PROBLEMS} more`);
    return { subject: file, found: `${problems.length} mistakes\n${rows.join('\n')}` };
}
/** `customize[2].run` */
function keyOf(path) {
    return path
        .map((name, index) => (typeof name === 'number' ? `[${name}]` : index === 0 ? name : `.${name}`))
        .join('');
}
/** A value as it is named in a message. */
function describe(value) {
    if (value === null || value === undefined)
        return 'nothing';
    if (typeof value === 'string')
        return `"${value.length > 60 ? `${value.slice(0, 57)}…` : value}"`;
    if (typeof value === 'number')
        return `the number ${value}`;
    if (typeof value === 'boolean')
        return String(value);
    return Array.isArray(value) ? 'a list' : 'a mapping';
}
/** Errors of the schema check in the user's words. */
function mistakesOf(errors, root) {
    const choices = errors.filter(({ keyword }) => keyword === 'oneOf');
    return errors
        .filter((error) => !choices.some((choice) => choice !== error && error.schemaPath.startsWith(`${choice.schemaPath}/`)))
        .map((error) => mistakeOf(error, root));
}
function mistakeOf(error, root) {
    const path = pathOf(error.instancePath, root);
    const schema = (error.parentSchema ?? {});
    const params = error.params;
    const value = { path, atKey: false, found: describe(error.data) };
    const title = schema.title ?? 'another value';
    switch (error.keyword) {
        case 'additionalProperties':
            return unknownKey(path, String(params['additionalProperty']), schema);
        case 'required':
            return { path, atKey: true, found: `the key "${String(params['missingProperty'])}" is missing` };
        case 'enum': {
            const words = schema['enum'].map(String);
            return { ...value, expected: anyOf(words), ...meant(error.data, words) };
        }
        case 'oneOf':
            return choiceMistake(path, error.data, schema['oneOf']);
        case 'dependencies':
            return {
                path: [...path, String(params['property'])],
                atKey: true,
                found: `the key needs "${String(params['missingProperty'])}" beside it`,
            };
        default:
            return { ...value, expected: title, ...quotesHint(error) };
    }
}
function unknownKey(path, key, schema) {
    const known = Object.keys(schema['properties']);
    const guess = nearest(key, known);
    const elsewhere = guess === null ? keysCalled(key) : [];
    return {
        path: [...path, key],
        atKey: true,
        found: `unknown key "${key}"`,
        expected: anyOf(known),
        ...(guess === null ? {} : { next: `did you mean "${guess}"?` }),
        ...(elsewhere.length === 0
            ? {}
            : { next: `it belongs under ${elsewhere.join(' or ')}; check the indentation` }),
    };
}
function choiceMistake(path, value, branches) {
    const choices = branches.flatMap(({ required }) => required);
    const there = choices.filter((key) => Object.hasOwn(value, key));
    const found = there.length === 0 ? 'none of them' : there.map((key) => `"${key}"`).join(' and ');
    return { path, atKey: true, found, expected: `exactly one of: ${choices.join(', ')}` };
}
function anyOf(words) {
    return words.length === 1 ? words[0] : `one of: ${words.join(', ')}`;
}
function meant(value, words) {
    const guess = typeof value === 'string' ? nearest(value, words) : null;
    return guess === null ? {} : { next: `did you mean "${guess}"?` };
}
/** YAML reads `version: 2026.10` as the number 2026.1. */
function quotesHint({ keyword, data, params }) {
    const wantsText = keyword === 'type' && [params['type']].flat().includes('string');
    const isPlain = typeof data === 'number' || typeof data === 'boolean';
    return wantsText && isPlain ? { next: 'put it in quotes' } : {};
}
/** The mappings of the schema that have a key of that name, as paths without list numbers. */
function keysCalled(name) {
    const found = [];
    const visit = (schema, path) => {
        for (const [key, below] of Object.entries((schema['properties'] ?? {}))) {
            const here = path === '' ? key : `${path}.${key}`;
            if (key === name && path !== '')
                found.push(`"${path}"`);
            visit(below, here);
        }
    };
    visit(DEFINITION_SCHEMA, '');
    return found;
}
/** A JSON pointer as a path; a name is a list's number where the value there is a list. */
function pathOf(pointer, root) {
    let value = root;
    return pointer
        .split('/')
        .slice(1)
        .map((part) => {
        const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
        const isItem = Array.isArray(value);
        value = value?.[name];
        return isItem ? Number(name) : name;
    });
}
//# sourceMappingURL=problems.js.map
;// CONCATENATED MODULE: ./build/src/definition/step-mistakes.js
/** Steps that no machine could run: each is told before anything is made. */


/** What the guest knows how to start. */
const SCRIPTS = ['.ps1', '.cmd', '.bat', '.exe', '.msi'];
/** What Windows provisions as a Store app. */
const APPX_KINDS = ['.appx', '.appxbundle', '.msix', '.msixbundle'];
/** @param root has the shape of the schema */
function stepMistakes(root) {
    const variants = (root['variants'] ?? []);
    return [
        ...step_mistakes_mistakesOf(root, []),
        ...variants.flatMap((variant, index) => step_mistakes_mistakesOf(variant, ['variants', index])),
    ];
}
function step_mistakes_mistakesOf(holder, place) {
    const steps = (holder['customize'] ?? []);
    const checks = (holder['verify'] ?? []);
    return [
        ...steps.flatMap((step, index) => mistakesOfStep(step, [...place, 'customize', index])),
        ...checks.flatMap((script, index) => scriptMistakes(script, [...place, 'verify', index])),
    ];
}
function mistakesOfStep(step, place) {
    if ('files' in step) {
        const { to } = step['files'];
        // `C:` alone is the folder that happens to be the current one there.
        if (/^[A-Za-z]:[\\/]/.test(to))
            return [];
        const expected = 'an absolute path in the guest, such as C:\\Tools';
        return [{ path: [...place, 'files', 'to'], atKey: false, found: describe(to), expected }];
    }
    if (!('run' in step))
        return [];
    return [...scriptMistakes(String(step['run']), [...place, 'run']), ...secretMistakes(step, place)];
}
function scriptMistakes(script, place) {
    if (SCRIPTS.includes(external_node_path_.win32.extname(script).toLowerCase()))
        return [];
    return [
        { path: place, atKey: false, found: describe(script), expected: `a file of ${SCRIPTS.join(', ')}` },
    ];
}
/** Windows does not tell `Token` from `TOKEN`: the script would see one variable. */
function secretMistakes(step, place) {
    const secrets = (step['secrets'] ?? []);
    const env = Object.keys((step['env'] ?? {})).map((name) => name.toUpperCase());
    return secrets.flatMap((name, index) => {
        const at = { path: [...place, 'secrets', index], atKey: false };
        const upper = name.toUpperCase();
        if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
            return [{ ...at, found: describe(name), expected: 'the name of an environment variable' }];
        }
        if (secrets.slice(0, index).some((other) => other.toUpperCase() === upper)) {
            return [{ ...at, found: `"${name}" stands in this list already`, next: 'leave it out' }];
        }
        if (env.includes(upper)) {
            return [{ ...at, found: `"${name}" is set by env too`, next: 'keep one of them' }];
        }
        return [];
    });
}
//# sourceMappingURL=step-mistakes.js.map
;// CONCATENATED MODULE: ./build/src/definition/file-mistakes.js
/** Files and folders that the steps of a definition name and that are not there, or are not what they have to be. */





/** @param root has the shape of the schema @param folder of the definition */
async function fileMistakes(root, folder) {
    const variants = (root['variants'] ?? []);
    const wanted = [
        ...placesOf(root, []),
        ...variants.flatMap((variant, index) => placesOf(variant, ['variants', index])),
        ...namedBy(root, ['unattend'], 'file'),
        ...namedBy((root['updates'] ?? {}), ['updates', 'folder'], 'folder'),
    ];
    const mistakes = [];
    for (const { place, text, want } of wanted) {
        const wrong = await whatIsWrong(resolveFrom(folder, text), want);
        if (wrong !== null)
            mistakes.push({ path: place, atKey: false, ...wrong });
    }
    return mistakes;
}
/** Whether a folder of drivers has one. @throws not-found */
async function holdsDrivers(folder) {
    const names = await (0,promises_.readdir)(folder, { recursive: true }).catch((error) => {
        throw (0,src_errors/* fromSystemError */.Kh)(error, folder);
    });
    return names.some((name) => /\.inf$/i.test(name));
}
function placesOf(holder, at) {
    const steps = (holder['customize'] ?? []);
    const checks = (holder['verify'] ?? []);
    return [
        ...steps.flatMap((step, index) => placesOfStep(step, [...at, 'customize', index])),
        ...checks.map((text, index) => ({ place: [...at, 'verify', index], text, want: 'file' })),
    ];
}
function placesOfStep(step, at) {
    if ('appx' in step) {
        const { add = [] } = step['appx'];
        return add.map((text, index) => ({ place: [...at, 'appx', 'add', index], text, want: 'app' }));
    }
    if ('files' in step)
        return namedBy(step['files'], [...at, 'files', 'from'], 'any');
    return [...namedBy(step, [...at, 'drivers'], 'drivers'), ...namedBy(step, [...at, 'run'], 'file')];
}
function namedBy(holder, place, want) {
    const text = holder[String(place.at(-1))];
    return typeof text === 'string' ? [{ place, text, want }] : [];
}
async function whatIsWrong(file, want) {
    try {
        const isFolder = (await (0,promises_.stat)(file)).isDirectory();
        if (want === 'file' && isFolder)
            return { found: `${file} is a folder`, expected: 'a file' };
        if ((want === 'folder' || want === 'drivers') && !isFolder) {
            return { found: `${file} is a file`, expected: 'a folder' };
        }
        if (want === 'app' && !isFolder && !APPX_KINDS.includes(external_node_path_.extname(file).toLowerCase())) {
            return {
                found: `a file of the kind "${external_node_path_.extname(file)}"`,
                expected: `${APPX_KINDS.join(', ')}, or a folder`,
            };
        }
        if (want === 'drivers' && !(await holdsDrivers(file))) {
            return { found: `${file} holds no .inf file`, expected: 'a folder with drivers' };
        }
        return null;
    }
    catch (error) {
        const { code, details } = error instanceof src_errors/* FactoryError */.Xx ? error : (0,src_errors/* fromSystemError */.Kh)(error, file);
        return { found: code === 'not-found' ? `${file} does not exist` : `${file}: ${details.found}` };
    }
}
//# sourceMappingURL=file-mistakes.js.map
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(38815);
;// CONCATENATED MODULE: ./build/src/definition/document.js
/** The YAML of a definition as plain values, and where in the file each of them stands. */

/** Aliases may stand for one another; more copies than this is an attack, not a definition. */
const MAX_ALIASES = 100;
function parseYaml(text) {
    const lines = new dist/* LineCounter */.HN();
    // The parser compares every key with every other to find duplicates: minutes for a hostile file.
    const document = (0,dist/* parseDocument */.Tp)(text, {
        lineCounter: lines,
        stringKeys: true,
        uniqueKeys: false,
        prettyErrors: false,
    });
    const problems = document.errors.map(({ message, pos }) => ({ ...place(lines, pos[0]), found: message }));
    if (problems.length === 0)
        problems.push(...strayNames(document, lines));
    if (problems.length > 0)
        return broken(problems.toSorted(byPosition));
    let value;
    try {
        value = document.toJS({ maxAliasCount: MAX_ALIASES });
    }
    catch (error) {
        return broken([{ line: 1, column: 1, found: error.message }]);
    }
    const at = (node) => place(lines, node?.range?.[0] ?? 0);
    return {
        value,
        problems,
        positionOf: (path) => at(nodesAlong(document, path).node),
        positionOfKey: (path) => at(nodesAlong(document, path).key),
    };
}
function byPosition(a, b) {
    return a.line - b.line || a.column - b.column;
}
function broken(problems) {
    const start = { line: 1, column: 1 };
    return { value: undefined, problems, positionOf: () => start, positionOfKey: () => start };
}
function place(lines, offset) {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
}
/** Keys that stand twice in a mapping, and aliases of anchors that were not set before them. */
function strayNames(document, lines) {
    const problems = [];
    const anchors = new Set();
    const at = (node) => place(lines, node.range?.[0] ?? 0);
    (0,dist/* visit */.YR)(document, {
        Node(_, node) {
            if (!(0,dist/* isAlias */.Vj)(node) && node.anchor !== undefined)
                anchors.add(node.anchor);
        },
        Alias(_, alias) {
            if (anchors.has(alias.source))
                return;
            problems.push({ ...at(alias), found: `no anchor "&${alias.source}" stands before this` });
        },
    });
    (0,dist/* visit */.YR)(document, {
        Map(_, map) {
            const seen = new Map();
            for (const { key } of map.items) {
                const first = seen.get(keyText(key));
                if (first === undefined)
                    seen.set(keyText(key), at(key).line);
                else
                    problems.push({ ...at(key), found: `the key "${keyText(key)}" stands in line ${first} already` });
            }
        },
    });
    return problems;
}
/** Follows `path` as far as it leads. */
function nodesAlong(document, path) {
    let node = document.contents;
    let key = node;
    for (const name of path) {
        const holder = (0,dist/* isAlias */.Vj)(node) ? node.resolve(document) : node;
        if ((0,dist/* isMap */.jh)(holder)) {
            const pair = pairsOf(holder).get(String(name));
            if (pair === undefined)
                break;
            key = pair.key;
            node = pair.value ?? pair.key;
        }
        else if ((0,dist/* isSeq */.oP)(holder) && holder.items[Number(name)] !== undefined) {
            node = holder.items[Number(name)];
            key = node;
        }
        else
            break;
    }
    return { node, key };
}
/** Without this, a hostile mapping of many wrong keys is searched from its beginning for each of them. */
const indexes = new WeakMap();
function pairsOf(map) {
    let index = indexes.get(map);
    if (index === undefined) {
        index = new Map(map.items.map((pair) => [keyText(pair.key), pair]));
        indexes.set(map, index);
    }
    return index;
}
function keyText(key) {
    return (0,dist/* isScalar */.jn)(key) ? String(key.value) : '';
}
//# sourceMappingURL=document.js.map
;// CONCATENATED MODULE: ./build/src/definition/machine-mistakes.js
/** Keys that need a reference machine where there is none, and sources that no machine starts from. */
/** @param root has the shape of the schema */
function machineMistakes(root) {
    const machine = (root['machine'] ?? {});
    const hypervisor = machine['hypervisor'] ?? 'none';
    if (hypervisor === 'none')
        return withoutMachine(root, machine);
    const source = root['source'];
    const mistakes = [];
    if ('directory' in source) {
        mistakes.push(mistake(['source', 'directory'], 'a directory, from which no machine starts', 'name an iso, wim or disk, or set machine.hypervisor to none'));
    }
    if ('wim' in source && hypervisor === 'qemu') {
        mistakes.push({
            path: ['source', 'wim'],
            atKey: true,
            found: 'a WIM with hypervisor: qemu, where only Windows Setup can make a disk that starts',
            expected: 'iso or disk',
            next: 'name the install medium that the WIM is from, or build it with hypervisor: hyperv',
        });
    }
    if ('disk' in source && 'disk' in machine) {
        mistakes.push(mistake(['machine', 'disk'], 'source.disk has its size already', 'leave it out'));
    }
    return mistakes;
}
function withoutMachine(root, machine) {
    const next = 'set machine.hypervisor to hyperv or qemu, or leave it out';
    const idle = Object.keys(machine).filter((key) => key !== 'hypervisor' && !(key === 'network' && machine[key] === 'none'));
    const steps = ['customize', 'verify', 'variants'].filter((key) => (root[key] ?? []).length > 0);
    const { from } = (root['updates'] ?? {});
    const { add, remove } = (root['capabilities'] ?? {});
    const servicing = [
        ...((root['languages'] ?? []).length > 0 ? [['languages']] : []),
        ...([add, remove].some((list) => (list ?? []).length > 0) ? [['capabilities']] : []),
        ...(from === undefined || from === 'none' ? [] : [['updates', 'from']]),
        ...(root['cleanup'] === true ? [['cleanup']] : []),
    ];
    return [
        ...idle.map((key) => mistake(['machine', key], 'the key describes the reference machine, and there is none', next)),
        ...('unattend' in root
            ? [mistake(['unattend'], 'the reference machine places it, and there is none', next)]
            : []),
        ...[...steps.map((key) => [key]), ...servicing].map((place) => mistake(place, 'it runs in the reference machine, and there is none', next)),
    ];
}
function mistake(path, found, next) {
    return { path, atKey: true, found, next };
}
//# sourceMappingURL=machine-mistakes.js.map
;// CONCATENATED MODULE: ./build/src/definition/servicing-mistakes.js
/** Updates, languages and capabilities: what belongs together, and where it comes from. */

/** The keys of `updates` that say something only with some of its sources. */
const FOR = {
    folder: ['folder'],
    server: ['wsus'],
    'target-group': ['wsus'],
    rounds: ['windows-update', 'wsus'],
    timeout: ['folder', 'windows-update', 'wsus'],
    include: ['folder', 'windows-update', 'wsus'],
    exclude: ['folder', 'windows-update', 'wsus'],
};
/** @param root has the shape of the schema */
function servicingMistakes(root) {
    const updates = (root['updates'] ?? {});
    const from = (updates['from'] ?? 'none');
    const machine = (root['machine'] ?? {});
    const hasMachine = (machine['hypervisor'] ?? 'none') !== 'none';
    const isOffline = (machine['network'] ?? 'none') === 'none';
    return [...sourceMistakes(updates, from), ...(hasMachine && isOffline ? networkMistakes(root, from) : [])];
}
function sourceMistakes(updates, from) {
    const idle = Object.entries(FOR)
        .filter(([key, sources]) => asks(updates[key]) && !sources.includes(from))
        .map(([key, sources]) => ({
        path: ['updates', key],
        atKey: true,
        found: `the key says nothing with from: ${from}`,
        expected: `from: ${sources.join(', ')}`,
        next: 'leave it out, or correct updates.from',
    }));
    const needed = from === 'folder' ? 'folder' : from === 'wsus' ? 'server' : null;
    const missing = needed === null || needed in updates
        ? []
        : [
            {
                path: ['updates', 'from'],
                atKey: false,
                found: `${from}, and no ${needed}`,
                expected: `updates.${needed} with it`,
            },
        ];
    const { server } = updates;
    const isUrl = typeof server !== 'string' || isWebAddress(server);
    const unreadable = isUrl
        ? []
        : [
            {
                path: ['updates', 'server'],
                atKey: false,
                found: describe(server),
                expected: 'an address such as "http://wsus:8530"',
            },
        ];
    return [...idle, ...missing, ...unreadable];
}
function isWebAddress(text) {
    return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
}
function networkMistakes(root, from) {
    const next = 'name a switch as machine.network, or take updates.from: folder';
    const found = 'it comes over the network, and the machine has none';
    const mistake = (...path) => ({ path, atKey: true, found, next });
    const holders = [
        { holder: root, at: [] },
        ...(root['variants'] ?? []).map((holder, index) => ({ holder, at: ['variants', index] })),
    ];
    const places = [
        { step: root, at: [] },
        ...holders.flatMap(({ holder, at }) => (holder['customize'] ?? []).map((step, index) => ({
            step,
            at: [...at, 'customize', index],
        }))),
    ];
    const added = places.filter(({ step }) => asks((step['capabilities'] ?? {})['add']));
    return [
        ...(from === 'windows-update' || from === 'wsus' ? [mistake('updates', 'from')] : []),
        ...(from !== 'folder' && asks(root['languages']) ? [mistake('languages')] : []),
        ...(from === 'folder' ? [] : added.map(({ at }) => mistake(...at, 'capabilities', 'add'))),
    ];
}
/** An empty list asks for nothing. */
function asks(value) {
    return value !== undefined && !(Array.isArray(value) && value.length === 0);
}
//# sourceMappingURL=servicing-mistakes.js.map
;// CONCATENATED MODULE: ./build/src/definition/variant-mistakes.js
/** Names of variants: each becomes the name of an image. */
/** @param root has the shape of the schema */
function variantMistakes(root) {
    const variants = (root['variants'] ?? []);
    const names = variants.map(({ name }) => String(name));
    const folded = names.map((name) => name.toUpperCase());
    return variants.flatMap((variant, index) => {
        const at = { path: ['variants', index, 'name'], atKey: false };
        const name = names[index] ?? '';
        const mistakes = [];
        if (hasControls(name) || name.trim() !== name) {
            const expected = 'text without control characters, and without a blank at its ends';
            mistakes.push({ ...at, found: JSON.stringify(name), expected });
        }
        if (folded.indexOf(folded[index] ?? '') < index) {
            mistakes.push({
                ...at,
                found: `${JSON.stringify(name)}, which another variant is called, whatever the case`,
                next: 'choose another name',
            });
        }
        const { description } = variant;
        if (typeof description === 'string' && hasControls(description.replaceAll(/[\t\r\n]/g, ' '))) {
            const expected = 'text without control characters';
            mistakes.push({
                ...at,
                path: ['variants', index, 'description'],
                found: JSON.stringify(description),
                expected,
            });
        }
        return mistakes;
    });
}
/** The archive's XML takes none, nor half a surrogate pair; a line of a log ends at some. */
function hasControls(text) {
    return /[^\u{20}-\u{7e}\u{a0}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u.test(text);
}
//# sourceMappingURL=variant-mistakes.js.map
;// CONCATENATED MODULE: ./build/src/definition/contradictions.js
/** What a schema cannot say: keys that are right by themselves but not together. */





/** @param value has the shape of the schema */
function contradictions(value) {
    const root = value;
    return [
        ...createdMistakes(root['created']),
        ...contradictions_sourceMistakes(root['source']),
        ...machineMistakes(root),
        ...stepMistakes(root),
        ...variantMistakes(root),
        ...servicingMistakes(root),
        ...exclusionMistakes((root['capture'] ?? {})),
        ...releaseMistakes((root['release'] ?? {})),
    ];
}
function createdMistakes(created) {
    if (typeof created !== 'string' || parseCreated(created) !== null)
        return [];
    return [
        { path: ['created'], atKey: false, found: `"${created}"`, expected: 'a date of the calendar after 1970' },
    ];
}
/** @returns null where the calendar has no such day or time */
function parseCreated(text) {
    const date = new Date(text);
    if (Number.isNaN(date.getTime()) || date.getTime() < 0)
        return null;
    const day = Number(text.slice(8, 10));
    const days = new Date(Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)), 0)).getUTCDate();
    return day <= days ? date : null;
}
function contradictions_sourceMistakes(source) {
    const mistakes = [];
    const isImage = 'iso' in source || 'wim' in source;
    for (const key of ['edition', 'index'].filter((name) => name in source && !isImage)) {
        mistakes.push({
            path: ['source', key],
            atKey: true,
            found: 'the key chooses an image of iso or wim, and there is none',
        });
    }
    if ('edition' in source && 'index' in source) {
        mistakes.push({
            path: ['source', 'index'],
            atKey: true,
            found: 'the image is chosen by edition already',
            next: 'keep one of them',
        });
    }
    if ('sha256' in source && 'directory' in source) {
        mistakes.push({
            path: ['source', 'sha256'],
            atKey: true,
            found: 'a directory has no SHA-256',
            next: 'leave it out',
        });
    }
    return mistakes;
}
function exclusionMistakes({ exclude = [] }) {
    return exclude.flatMap((pattern, index) => {
        const why = (0,src_tree/* whyNoPattern */.ys)(pattern);
        if (why === null)
            return [];
        return [
            {
                path: ['capture', 'exclude', index],
                atKey: false,
                found: `${JSON.stringify(pattern)}: ${why}`,
                expected: 'a path such as "\\Windows\\Temp" or a name such as "*.tmp"',
            },
        ];
    });
}
function releaseMistakes({ base, store }) {
    if (base !== 'previous' || store !== undefined)
        return [];
    return [
        {
            path: ['release', 'base'],
            atKey: false,
            found: '"previous", and no store that a release before this one could be in',
            expected: 'a release by its name, or the key release.store',
        },
    ];
}
//# sourceMappingURL=contradictions.js.map
;// CONCATENATED MODULE: ./build/src/definition/fill-in.js
/** Defaults, absolute paths, bytes and milliseconds: a checked document becomes a Definition. */




/** @param value has the shape of the schema and no contradiction */
function fillIn(value, of) {
    const raw = value;
    const folder = external_node_path_.dirname(of.file);
    const resolve = (text) => resolveFrom(folder, text);
    const created = textOf(raw['created']);
    return {
        ...of,
        folder,
        name: String(raw['name']),
        version: textOf(raw['version']),
        created: created === null ? null : parseCreated(created),
        runsOn: [raw['runs-on'] ?? []].flat(),
        source: sourceOf(raw['source'], resolve),
        machine: machineOf(mapOf(raw['machine'])),
        languages: listOf(raw['languages']),
        capabilities: changesOf(mapOf(raw['capabilities'])),
        updates: updatesOf(mapOf(raw['updates']), resolve),
        customize: stepsOf(raw['customize'], resolve),
        verify: listOf(raw['verify']).map(resolve),
        cleanup: raw['cleanup'] === true,
        unattend: fill_in_pathOf(raw['unattend'], resolve),
        variants: (raw['variants'] ?? []).map((variant) => fill_in_variantOf(variant, resolve)),
        capture: captureOf(mapOf(raw['capture'])),
        gates: gatesOf(mapOf(raw['gates'])),
        release: releaseOf(mapOf(raw['release']), resolve),
    };
}
function sourceOf(raw, resolve) {
    const kind = ['iso', 'disk', 'wim', 'directory'].find((key) => key in raw);
    return {
        kind,
        path: resolve(String(raw[kind])),
        sha256: textOf(raw['sha256'])?.toLowerCase() ?? null,
        edition: textOf(raw['edition']),
        index: (raw['index'] ?? null),
    };
}
function machineOf(raw) {
    const deadlines = mapOf(raw['deadlines']);
    const time = (key, standard) => parseDuration(textOf(deadlines[key]) ?? standard);
    return {
        hypervisor: (raw['hypervisor'] ?? 'none'),
        cpus: Number(raw['cpus'] ?? 4),
        memory: parseSize(textOf(raw['memory']) ?? '8 GiB'),
        disk: parseSize(textOf(raw['disk']) ?? '80 GiB'),
        network: textOf(raw['network']) ?? 'none',
        deadlines: {
            update: time('update', '4h'),
            customize: time('customize', '2h'),
            generalize: time('generalize', '45m'),
            silence: time('silence', '20m'),
        },
    };
}
function updatesOf(raw, resolve) {
    const require = mapOf(raw['require']);
    return {
        from: (raw['from'] ?? 'none'),
        folder: fill_in_pathOf(raw['folder'], resolve),
        server: textOf(raw['server']),
        targetGroup: textOf(raw['target-group']),
        include: listOf(raw['include']),
        exclude: listOf(raw['exclude']),
        rounds: Number(raw['rounds'] ?? 8),
        timeout: parseDuration(textOf(raw['timeout']) ?? '2h'),
        require: { build: textOf(require['build']), kb: listOf(require['kb']) },
    };
}
function stepsOf(raw, resolve) {
    return (raw ?? []).map((step) => {
        if ('appx' in step) {
            const { add, remove } = changesOf(mapOf(step['appx']));
            return { kind: 'appx', appx: { add: add.map(resolve), remove } };
        }
        if ('capabilities' in step) {
            return { kind: 'capabilities', change: changesOf(mapOf(step['capabilities'])) };
        }
        if ('features' in step) {
            const features = mapOf(step['features']);
            return { kind: 'features', enable: listOf(features['enable']), disable: listOf(features['disable']) };
        }
        if ('drivers' in step)
            return { kind: 'drivers', folder: resolve(String(step['drivers'])) };
        if ('files' in step) {
            const files = mapOf(step['files']);
            return { kind: 'files', from: resolve(String(files['from'])), to: String(files['to']) };
        }
        return {
            kind: 'run',
            script: resolve(String(step['run'])),
            args: listOf(step['args']),
            env: mapOf(step['env']),
            secrets: listOf(step['secrets']),
            timeout: parseDuration(textOf(step['timeout']) ?? ''),
        };
    });
}
function fill_in_variantOf(raw, resolve) {
    return {
        name: String(raw['name']),
        description: textOf(raw['description']) ?? '',
        customize: stepsOf(raw['customize'], resolve),
        verify: listOf(raw['verify']).map(resolve),
    };
}
function captureOf(raw) {
    return {
        compression: (raw['compression'] ?? 'lzx'),
        level: (raw['level'] ?? 'normal'),
        exclude: listOf(raw['exclude']),
    };
}
function gatesOf(raw) {
    return { lint: (raw['lint'] ?? 'off'), boot: raw['boot'] === true };
}
function releaseOf(raw, resolve) {
    const store = textOf(raw['store']);
    const split = textOf(raw['split']);
    const base = textOf(raw['base']);
    return {
        store: store === null || /^github(:|$)/.test(store) ? store : resolve(store),
        split: split === null ? null : parseSize(split),
        base: base === null || /^(previous$|github[@:]|https?:\/\/)/i.test(base) ? base : resolve(base),
        keep: (raw['keep'] ?? null),
        attest: (raw['attest'] ?? 'auto'),
    };
}
function changesOf(raw) {
    return { add: listOf(raw['add']), remove: listOf(raw['remove']) };
}
function mapOf(value) {
    return (value ?? {});
}
function listOf(value) {
    return (value ?? []);
}
function textOf(value) {
    return typeof value === 'string' ? value : null;
}
function fill_in_pathOf(value, resolve) {
    return typeof value === 'string' ? resolve(value) : null;
}
//# sourceMappingURL=fill-in.js.map
;// CONCATENATED MODULE: ./build/src/definition/pending.js
/** The keys that a definition may hold but that this version does not do yet. A key leaves the table with its feature. */
const unless = (...idle) => (value) => !idle.includes(value);
/**
 * Path from the root, whether a value there asks for what is missing, and what may be written instead. `[]` stands for
 * each item of a list.
 */
const PENDING = [
    ['gates.lint', unless('off'), 'off'],
    ['gates.boot', unless(false), 'false'],
];
//# sourceMappingURL=pending.js.map
;// CONCATENATED MODULE: ./build/src/definition/load.js
/** `image.yml` → Definition. */











/** A definition is written by hand; ten thousand lines are a mistake. */
const MAX_BYTES = 256 * 1024;
/**
 * @param file as the user wrote it; messages repeat it
 * @throws DefinitionError with every mistake that the file holds
 */
async function load_loadDefinition(file, { files = false } = {}) {
    const bytes = await readBounded(file);
    const text = decode(file, bytes);
    const document = parseYaml(text);
    if (document.problems.length > 0) {
        throw new DefinitionError(file, document.problems.map(({ line, column, found }) => ({
            file,
            line,
            column,
            key: '',
            details: { subject: `${file}:${line}:${column}`, found },
        })));
    }
    const mistakes = await findMistakes(document.value, files ? external_node_path_.dirname(external_node_path_.resolve(file)) : null);
    if (mistakes.length > 0) {
        throw new DefinitionError(file, mistakes.map((mistake) => locate(file, document, mistake)).toSorted(byPosition));
    }
    // Git checks the same file out with CRLF on Windows, and the same definition shall make the same manifest.
    const sha256 = (0,external_node_crypto_.createHash)('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex');
    return fillIn(document.value, { file: external_node_path_.resolve(file), sha256 });
}
async function readBounded(file) {
    try {
        const { size } = await (0,promises_.stat)(file);
        if (size > MAX_BYTES) {
            const [found, expected] = [`${size} bytes`, `a definition of at most ${MAX_BYTES} bytes`];
            throw new src_errors/* FactoryError */.Xx('definition', { subject: file, found, expected });
        }
        return await (0,promises_.readFile)(file);
    }
    catch (error) {
        throw (0,src_errors/* fromSystemError */.Kh)(error, file);
    }
}
function decode(file, bytes) {
    try {
        return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    }
    catch (cause) {
        const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
        throw new src_errors/* FactoryError */.Xx('definition', {
            subject: file,
            found: utf16 ? 'text in UTF-16' : 'bytes that are not UTF-8',
            expected: 'text in UTF-8',
            next: 'save it as UTF-8',
            cause,
        });
    }
}
/** First what the schema says; where a value is of the wrong shape, nothing more can be said of it. */
async function findMistakes(value, folder) {
    const validate = await schemaCheck();
    const mistakes = validate(value) ? contradictions(value) : mistakesOf(validate.errors ?? [], value);
    if (folder !== null && mistakes.length === 0)
        mistakes.push(...(await fileMistakes(value, folder)));
    return [...mistakes, ...pendingKeys(value, mistakes)];
}
let compiled = null;
/** Loaded when it is needed: it takes a third of the program's start. */
function schemaCheck() {
    compiled ??= Promise.all(/* import() */[__webpack_require__.e(463), __webpack_require__.e(787)]).then(__webpack_require__.bind(__webpack_require__, 90787)).then(({ compileSchema }) => compileSchema(DEFINITION_SCHEMA, true));
    return compiled;
}
function pendingKeys(root, mistakes) {
    const wrong = new Set(mistakes.map(({ path }) => keyOf(path)));
    return PENDING.flatMap(([pattern, asks, instead]) => [pattern, `variants[].${pattern}`]
        .flatMap((place) => load_placesOf(root, place))
        .flatMap(({ path, value }) => {
        if (wrong.has(keyOf(path)) || !asks(value))
            return [];
        const what = instead === undefined ? 'the key' : describe(value);
        return [
            {
                path,
                atKey: true,
                found: `${what} is known, but this version does not do it yet`,
                ...(instead === undefined ? { next: 'leave it out' } : { expected: instead }),
            },
        ];
    }));
}
/** Where a path of the table stands in a definition: once, or for each item of a list. */
function load_placesOf(root, pattern) {
    let places = [{ path: [], value: root }];
    for (const name of pattern.split('.')) {
        const key = name.replace('[]', '');
        places = places.flatMap(({ path, value }) => {
            const below = load_valueOf(value, key);
            if (below === undefined)
                return [];
            if (key === name)
                return [{ path: [...path, key], value: below }];
            const items = Array.isArray(below) ? below : [];
            return items.map((item, index) => ({ path: [...path, key, index], value: item }));
        });
    }
    return places;
}
function load_valueOf(holder, key) {
    if (typeof holder !== 'object' || holder === null || !Object.hasOwn(holder, key))
        return undefined;
    return holder[key];
}
function locate(file, document, { path: names, atKey, ...rest }) {
    const { line, column } = atKey ? document.positionOfKey(names) : document.positionOf(names);
    const key = keyOf(names);
    const subject = [`${file}:${line}:${column}`, ...(key === '' ? [] : [key])].join(': ');
    return { file, line, column, key, details: { subject, ...rest } };
}
//# sourceMappingURL=load.js.map
;// CONCATENATED MODULE: ./build/src/definition/index.js









//# sourceMappingURL=index.js.map
;// CONCATENATED MODULE: ./build/src/guest/appx.js
/**
 * A Store app as the host has it: a package, or a folder as `winget download` makes it.
 *
 *   app.msixbundle       the package, one
 *   Dependencies\        packages that it needs, at any depth, of several architectures
 *   license.xml          where the Store gave one
 */





/** @throws definition for what is no app, not-found for what is not there */
async function planAppx({ add, remove }, title, { folder, architecture }) {
    const files = [];
    const apps = [];
    for (const [index, file] of add.entries()) {
        const own = `${folder}\\${String(index + 1).padStart(3, '0')}`;
        const put = (one, below = '') => {
            const onMedium = `${own}${below}\\${external_node_path_.basename(one)}`;
            files.push({ path: onMedium, source: { kind: 'file', file: one } });
            return onMedium;
        };
        const app = await readApp(file, architecture);
        apps.push({
            package: put(app.package),
            dependencies: app.dependencies.map((one, at) => put(one, `\\Dependencies\\${at + 1}`)),
            license: app.license === null ? null : put(app.license),
        });
    }
    return { step: { kind: 'appx', title, add: apps, remove }, files };
}
async function readApp(file, architecture) {
    if ((await kindOf(file)).isFile) {
        if (isPackage(file))
            return { package: file, dependencies: [], license: null };
        throw refusal(file, `a file of the kind "${external_node_path_.extname(file)}"`);
    }
    const entries = await listed(file, false);
    const packages = entries.filter(isPackage);
    const licenses = entries.filter((name) => /\.xml$/i.test(name));
    const [main] = packages;
    if (main === undefined || packages.length > 1)
        throw refusal(file, `a folder with ${packages.length} packages`);
    if (licenses.length > 1) {
        throw new src_errors/* FactoryError */.Xx('definition', {
            subject: file,
            found: `${licenses.length} .xml files beside the package: ${licenses.join(', ')}`,
            expected: 'one licence at most',
        });
    }
    const needed = entries.find((name) => name.toLowerCase() === 'dependencies');
    const dependencies = needed === undefined
        ? []
        : (await listed(external_node_path_.join(file, needed), true))
            .filter((name) => isPackage(name) && runsOn(name, architecture))
            .map((name) => external_node_path_.join(file, needed, name));
    const [license] = licenses;
    return {
        package: external_node_path_.join(file, main),
        dependencies,
        license: license === undefined ? null : external_node_path_.join(file, license),
    };
}
async function listed(folder, recursive) {
    const names = await (0,promises_.readdir)(folder, { recursive }).catch((error) => {
        throw (0,src_errors/* fromSystemError */.Kh)(error, folder);
    });
    return names.toSorted();
}
function isPackage(file) {
    return APPX_KINDS.includes(external_node_path_.extname(file).toLowerCase());
}
/** Windows runs programs of its elders: x64 also x86, arm64 all. The architecture stands in the name of a package or of its folder. */
function runsOn(file, architecture) {
    if (architecture === 'arm64')
        return true;
    return !/(?:^|[\\/_.])arm(?:64)?(?:[\\/_.]|$)/i.test(file);
}
function refusal(subject, found) {
    const expected = `a package (${APPX_KINDS.join(', ')}), or a folder with one and its Dependencies`;
    return new src_errors/* FactoryError */.Xx('definition', { subject, found, expected });
}
//# sourceMappingURL=appx.js.map
;// CONCATENATED MODULE: ./build/src/guest/updates.js
/** The step of updates: what a definition asks for, as the agent gets it, and what came of it. */
const IDLE_SECONDS = 15;
/** Seven and a half minutes in all: longer than a server restarts, shorter than anybody's patience. */
const RETRY_SECONDS = [30, 60, 120, 240];
function updatesStep(spec) {
    const { from, server, targetGroup, include, exclude, rounds, timeout } = spec;
    return {
        kind: 'updates',
        title: from === 'wsus' ? `updates of ${server}` : 'Windows Update',
        from,
        server: from === 'wsus' ? server : null,
        targetGroup: from === 'wsus' ? targetGroup : null,
        include,
        exclude,
        rounds,
        timeoutSeconds: Math.ceil(timeout / 1000),
        idleSeconds: IDLE_SECONDS,
        retrySeconds: RETRY_SECONDS,
    };
}
/**
 * The updates whose last try was no success, each with its code, but for those that the text names already: a message of
 * the agent is short, and several may be to blame.
 */
function unnamedFailures(updates, text) {
    const last = new Map(updates.map((update) => [update.kb ?? update.title, update]));
    return [...last]
        .filter(([name, { outcome }]) => outcome !== 'installed' && outcome !== 'not applicable' && !text.includes(name))
        .map(([name, { code }]) => `${name} (${code})`)
        .join(', ');
}
//# sourceMappingURL=updates.js.map
;// CONCATENATED MODULE: ./build/src/guest/servicing.js
/** Steps that the agent does by itself: from what the definition says to what lies on the medium. */







/** @throws definition for a step that cannot be done, not-found for a file */
async function planServicing(step, place) {
    switch (step.kind) {
        case 'languages':
            return await planLanguages(step.languages, step.folder, place);
        case 'capabilities': {
            const { add, remove } = step.change;
            if (add.length > 0 && step.folder !== null)
                await needFeatures(step.folder);
            const { from, files } = step.folder === null ? NOWHERE : await shared(step.folder, place);
            return {
                step: { kind: 'capabilities', title: title('capabilities', add, remove), add, remove, from },
                files,
            };
        }
        case 'updates':
            return { step: updatesStep(step.spec), files: [] };
        case 'packages':
            return planPackages(step, place.folder);
        case 'features': {
            const { enable, disable } = step;
            return {
                step: { kind: 'features', title: title('features', enable, disable), enable, disable },
                files: [],
            };
        }
        case 'appx':
            return await planAppx(step.appx, title('apps', step.appx.add.map(baseName), step.appx.remove), place);
        case 'drivers': {
            if (!(await holdsDrivers(step.folder))) {
                throw new src_errors/* FactoryError */.Xx('definition', { subject: step.folder, found: 'holds no .inf file' });
            }
            const { from, files } = await shared(step.folder, place);
            return { step: { kind: 'drivers', title: `drivers: ${baseName(step.folder)}`, from }, files };
        }
        case 'cleanup':
            break;
    }
    return { step: { kind: 'cleanup', title: 'clean-up of the component store' }, files: [] };
}
const NOWHERE = { from: null, files: [] };
const NAMED = 3;
/** `apps: add a.msix; remove *Xbox*, Microsoft.BingNews` */
function title(what, add, remove) {
    const parts = [
        ...(add.length === 0 ? [] : [`add ${servicing_names(add)}`]),
        ...(remove.length === 0 ? [] : [`remove ${servicing_names(remove)}`]),
    ];
    return parts.length === 0 ? what : `${what}: ${parts.join('; ')}`;
}
function servicing_names(all) {
    const first = all.slice(0, NAMED).join(', ');
    return all.length > NAMED ? `${first} and ${all.length - NAMED} more` : first;
}
function baseName(file) {
    return external_node_path_.basename(file);
}
/** Each in a folder of its own: DISM takes every .msu that lies beside or below the one that it is given. */
function planPackages({ packages, timeout }, folder) {
    const files = [];
    const planned = [];
    for (const [index, { file, needs, kb, title: what }] of packages.entries()) {
        const own = `${folder}\\${String(index + 1).padStart(3, '0')}`;
        for (const one of [file, ...needs]) {
            files.push({ path: `${own}\\${baseName(one)}`, source: { kind: 'file', file: one } });
        }
        planned.push({ path: `${own}\\${baseName(file)}`, kb, title: what });
    }
    const timeoutSeconds = timeout === undefined ? null : Math.ceil(timeout / 1000);
    const labels = packages.map(({ kb, title: what }) => kb ?? what);
    return {
        step: { kind: 'packages', title: `updates: ${servicing_names(labels)}`, packages: planned, timeoutSeconds },
        files,
    };
}
/** A folder goes onto the medium once. Updates beside what is asked for stay off it: one alone is larger than the rest. */
async function shared(folder, { folder: own, folders }) {
    const there = folders.get(folder);
    if (there !== undefined)
        return { from: there, files: [] };
    if ((await kindOf(folder)).isFile) {
        throw new src_errors/* FactoryError */.Xx('definition', { subject: folder, found: 'is a file', expected: 'a folder' });
    }
    const from = `${own}\\content`;
    folders.set(folder, from);
    return { from, files: await folderFiles(folder, from, (name) => /\.msu$/i.test(name)) };
}
/** A folder of updates alone would fail each capability, after an hour of other work. */
async function needFeatures(folder) {
    if ((await cabsIn(folder)).some((name) => name.includes('~')))
        return;
    throw new src_errors/* FactoryError */.Xx('definition', {
        subject: 'capabilities: add',
        found: `no feature on demand in ${folder}`,
        expected: 'packages such as OpenSSH-Server-Package~31bf3856ad364e35~amd64~~.cab',
        next: 'put those of the medium "Languages and Optional Features" of this Windows there',
    });
}
async function cabsIn(folder) {
    const all = await (0,promises_.readdir)(folder, { recursive: true }).catch((error) => {
        throw (0,src_errors/* fromSystemError */.Kh)(error, folder);
    });
    return all.map((name) => name.replaceAll('/', '\\')).filter((name) => /\.cab$/i.test(name));
}
/** What a language has besides its display texts, in the order in which one needs the other. */
const LANGUAGE_FEATURES = ['Basic', 'OCR', 'Handwriting', 'TextToSpeech', 'Speech'];
/**
 * Language packs and features as Microsoft names them on the media "Languages and Optional Features":
 * `Microsoft-Windows-Client-Language-Pack_x64_de-de.cab`,
 * `Microsoft-Windows-LanguageFeatures-Basic-de-de-Package~31bf3856ad364e35~amd64~~.cab`; older ones have `de-de\lp.cab`.
 */
async function planLanguages(languages, folder, place) {
    const common = { kind: 'languages', title: `languages: ${servicing_names(languages)}`, languages };
    if (folder === null)
        return { step: { ...common, from: null, packs: [], capabilities: [] }, files: [] };
    const { from, files } = await shared(folder, place);
    const cabs = await cabsIn(folder);
    const machine = place.architecture === 'amd64' ? '(?:x64|amd64)' : 'arm64';
    const packs = languages.map((language) => {
        const pack = new RegExp(String.raw `(?:-Language-Pack_${machine}_${language}|(?:^|\\)${language}\\lp)\.cab$`, 'i');
        const found = cabs.filter((name) => pack.test(name));
        if (found.length === 1)
            return `${from}\\${found[0]}`;
        throw new src_errors/* FactoryError */.Xx('definition', {
            subject: `languages: ${language}`,
            found: found.length === 0
                ? `no language pack in ${folder}`
                : `${found.length} language packs in ${folder}: ${found.join(', ')}`,
            expected: `one, as Microsoft-Windows-Client-Language-Pack_${place.architecture === 'amd64' ? 'x64' : 'arm64'}_${language.toLowerCase()}.cab`,
            next: 'take it from the medium "Languages and Optional Features" of this Windows',
        });
    });
    const capabilities = languages.flatMap((language) => LANGUAGE_FEATURES.filter((feature) => {
        const cab = new RegExp(`-LanguageFeatures-${feature}-${language}-Package~`, 'i');
        return cabs.some((name) => cab.test(name));
    }).map((feature) => `Language.${feature}~~~${language}`));
    return { step: { ...common, from, packs, capabilities }, files };
}
//# sourceMappingURL=servicing.js.map
;// CONCATENATED MODULE: ./build/src/guest/unattend-components.js
/** Passes and components of the Unattended Windows Setup Reference: those that answer files of deployments use. */
const PASSES = [
    'windowsPE',
    'offlineServicing',
    'generalize',
    'specialize',
    'auditSystem',
    'auditUser',
    'oobeSystem',
];
/** By name, the passes in which it may stand; an empty list: by its settings. */
const COMPONENTS = new Map([
    ['Microsoft-Windows-Setup', ['windowsPE']],
    ['Microsoft-Windows-International-Core-WinPE', ['windowsPE']],
    ['Microsoft-Windows-PnpCustomizationsWinPE', ['windowsPE']],
    ['Microsoft-Windows-PnpCustomizationsNonWinPE', ['offlineServicing', 'auditSystem']],
    ['Microsoft-Windows-LUA-Settings', ['offlineServicing']],
    ['Microsoft-Windows-CodeIntegrity', ['offlineServicing']],
    ['Microsoft-Windows-PnpSysprep', ['generalize']],
    ['Microsoft-Windows-Security-SPP', ['generalize']],
    ['Microsoft-Windows-Security-SPP-UX', []],
    ['Microsoft-Windows-UnattendedJoin', ['offlineServicing', 'specialize']],
    ['Microsoft-Windows-International-Core', []],
    ['Microsoft-Windows-Shell-Setup', []],
    ['Microsoft-Windows-Deployment', []],
    ['Microsoft-Windows-DeviceGuard-Unattend', []],
    ['Microsoft-Windows-DNS-Client', []],
    ['Microsoft-Windows-Embedded-BootExp', []],
    ['Microsoft-Windows-Embedded-EmbeddedLogon', []],
    ['Microsoft-Windows-Embedded-UnifiedWriteFilter', []],
    ['Microsoft-Windows-EnhancedStorage-Adm', []],
    ['Microsoft-Windows-ErrorReportingCore', []],
    ['Microsoft-Windows-IE-ESC', []],
    ['Microsoft-Windows-IE-InternetExplorer', []],
    ['Microsoft-Windows-MapControl-Desktop', []],
    ['Microsoft-Windows-NetBT', []],
    ['Microsoft-Windows-OutOfBoxExperience', []],
    ['Microsoft-Windows-powercpl', []],
    ['Microsoft-Windows-Printing-Spooler-Core', []],
    ['Microsoft-Windows-RemoteAssistance-Exe', []],
    ['Microsoft-Windows-SecureStartup-FilterDriver', []],
    ['Microsoft-Windows-ServerManager-SvrMgrNc', []],
    ['Microsoft-Windows-SMBServer', []],
    ['Microsoft-Windows-SQMApi', []],
    ['Microsoft-Windows-SystemRestore-Main', []],
    ['Microsoft-Windows-TapiSetup', []],
    ['Microsoft-Windows-TCPIP', []],
    ['Microsoft-Windows-TerminalServices-LocalSessionManager', []],
    ['Microsoft-Windows-TerminalServices-RDP-WinStationExtensions', []],
    ['Microsoft-Windows-TerminalServices-RemoteConnectionManager', []],
    ['Microsoft-Windows-WinRE-RecoveryAgent', []],
    ['Networking-MPSSVC-Svc', []],
    ['Security-Malware-Windows-Defender', []],
]);
//# sourceMappingURL=unattend-components.js.map
// EXTERNAL MODULE: ./node_modules/@xmldom/xmldom/lib/index.js
var lib = __webpack_require__(98351);
;// CONCATENATED MODULE: ./build/src/guest/unattend-xml.js
/** An answer file as XML: each element with its line, and nothing that Setup's parser would refuse. */

/** Bytes; one with scripts inside has some 100 KB. */
const MAX_UNATTEND_SIZE = 1 << 20;
const MAX_DEPTH = 64;
/** @returns null where the bytes are neither UTF-8 nor UTF-16 with its mark */
function decodeUnattend(bytes) {
    const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
    try {
        return new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes);
    }
    catch {
        return null;
    }
}
/** @returns the root, or why there is none */
function parseUnattend(text) {
    const type = /<!(?:DOCTYPE|ENTITY)/i.exec(text);
    if (type !== null)
        return { ...placeOf(text, type.index), found: 'a document type', expected: 'elements only' };
    const deep = tooDeep(text);
    if (deep !== null)
        return { ...placeOf(text, deep), found: `elements nested more than ${MAX_DEPTH} deep` };
    let problem = null;
    try {
        const parser = new lib/* DOMParser */.S4({
            onError(_, message, context) {
                const { locator } = context;
                problem ??= {
                    line: Math.max(1, locator?.lineNumber ?? 1),
                    column: locator?.columnNumber ?? 1,
                    found: `XML that is not well-formed: ${wordsOf(message)}`,
                };
                throw new Error(message);
            },
        });
        const root = parser.parseFromString(text, 'text/xml').documentElement;
        return root ?? { line: 1, column: 1, found: 'no element' };
    }
    catch (error) {
        return problem ?? { line: 1, column: 1, found: `XML that is not well-formed: ${wordsOf(String(error))}` };
    }
}
function isElement(parsed) {
    return 'nodeType' in parsed;
}
function elementsOf(parent) {
    const elements = [];
    for (let node = parent.firstChild; node !== null; node = node.nextSibling) {
        if (node.nodeType === node.ELEMENT_NODE)
            elements.push(node);
    }
    return elements;
}
/** Itself and all below it. */
function* allElements(root) {
    yield root;
    for (const child of elementsOf(root))
        yield* allElements(child);
}
function childNamed(parent, name) {
    return elementsOf(parent).find(({ localName }) => localName === name) ?? null;
}
function unattend_xml_textOf(element) {
    return (element?.textContent ?? '').trim();
}
function at({ lineNumber, columnNumber }) {
    return { line: lineNumber ?? 1, column: columnNumber ?? 1 };
}
function wordsOf(message) {
    if (message.includes('prefix is non-null'))
        return 'a prefix that no xmlns declares';
    if (message.includes('HierarchyRequestError'))
        return 'more than one root';
    return (message.split('\n')[0] ?? '').replace(/^Error: /, '').slice(0, 200);
}
function placeOf(text, index) {
    const before = text.slice(0, index).split(/\r\n|\r|\n/);
    return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}
function tooDeep(text) {
    let depth = 0;
    for (const { 0: tag, index } of text.matchAll(/<[^!?<>][^<>]*>/g)) {
        if (tag.startsWith('</'))
            depth--;
        else if (!tag.endsWith('/>'))
            depth++;
        if (depth > MAX_DEPTH)
            return index;
    }
    return null;
}
//# sourceMappingURL=unattend-xml.js.map
;// CONCATENATED MODULE: ./build/src/guest/unattend.js
/**
 * The answer file of the deployed machine, checked before a machine is started for it. What Setup would only say at the
 * first start of a deployed machine, in a window that nobody sees, is said here with its line.
 *
 *   unattend > settings pass=""  > component name="" processorArchitecture="" publicKeyToken="" language="" versionScope=""
 *
 * Passes, components and elements: Unattended Windows Setup Reference,
 * learn.microsoft.com/windows-hardware/customize/desktop/unattend/.
 */





/**
 * @param architecture of the image; null: not known yet
 * @throws definition with every mistake that the file holds, not-found
 */
async function unattend_readUnattend(file, architecture) {
    const bytes = await unattend_readBounded(file);
    const text = decodeUnattend(bytes);
    if (text === null) {
        throw new src_errors/* FactoryError */.Xx('definition', {
            subject: file,
            found: 'bytes that are not UTF-8',
            expected: 'XML in UTF-8, or in UTF-16 with a byte order mark',
        });
    }
    const { mistakes, warnings } = checkUnattend(text, architecture);
    const detailsOf = ({ line, column, ...rest }) => ({
        subject: `${file}:${line}:${column}`,
        ...rest,
    });
    const [first] = mistakes;
    if (first !== undefined && mistakes.length === 1)
        throw new src_errors/* FactoryError */.Xx('definition', detailsOf(first));
    if (first !== undefined) {
        const rows = mistakes.map((mistake) => `\n  ${(0,src_errors/* sentence */.em)(detailsOf(mistake))}`).join('');
        throw new src_errors/* FactoryError */.Xx('definition', { subject: file, found: `${mistakes.length} mistakes${rows}` });
    }
    return { bytes, warnings: warnings.map((warning) => (0,src_errors/* sentence */.em)(detailsOf(warning))) };
}
const NAMESPACE = 'urn:schemas-microsoft-com:unattend';
const TOKEN = '31bf3856ad364e35';
const ARCHITECTURES = ['amd64', 'arm64', 'x86', 'wow64'];
/** In the order of the lines. */
function checkUnattend(text, architecture) {
    const root = parseUnattend(text);
    if (!isElement(root))
        return { mistakes: [root], warnings: [] };
    if (root.localName !== 'unattend' || root.namespaceURI !== NAMESPACE) {
        const found = `the root "${root.tagName}" ${root.namespaceURI === null ? 'without a namespace' : `of the namespace ${root.namespaceURI}`}`;
        const expected = `<unattend xmlns="${NAMESPACE}">`;
        return { mistakes: [{ ...at(root), found, expected }], warnings: [] };
    }
    const mistakes = [];
    const warnings = [];
    for (const element of elementsOf(root)) {
        if (element.namespaceURI !== NAMESPACE || element.localName === 'servicing')
            continue;
        if (element.localName !== 'settings') {
            mistakes.push({ ...at(element), found: `<${element.tagName}>`, expected: 'settings or servicing' });
            continue;
        }
        checkSettings(element, architecture, mistakes, warnings);
    }
    for (const element of allElements(root))
        checkSecret(element, mistakes, warnings);
    return { mistakes: mistakes.toSorted(byLine), warnings: warnings.toSorted(byLine) };
}
function byLine(a, b) {
    return a.line - b.line || a.column - b.column;
}
/** Passes that are over when an image is deployed, or that only other media run. */
const IDLE = {
    windowsPE: 'it is the medium that runs this pass, with an answer file of its own',
    offlineServicing: 'this pass is applied to an image from outside, with dism.exe /Apply-Unattend',
    auditSystem: 'the deployed machine never enters audit mode',
    auditUser: 'the deployed machine never enters audit mode',
};
function checkSettings(settings, architecture, mistakes, warnings) {
    const pass = settings.getAttribute('pass') ?? '';
    if (!PASSES.includes(pass)) {
        const guess = nearest(pass, PASSES);
        mistakes.push({
            ...at(settings),
            found: pass === '' ? 'settings without a pass' : `the pass "${pass}"`,
            expected: `one of ${PASSES.join(', ')}`,
            ...(guess === null || pass === '' ? {} : { next: `did you mean "${guess}"?` }),
        });
        return;
    }
    if (settings.getAttribute('wasPassProcessed') === 'true') {
        mistakes.push({
            ...at(settings),
            found: `the pass ${pass} is marked as done: this is a copy that a Windows has worked off`,
            next: 'take out wasPassProcessed="true", and put in the passwords that it has deleted',
        });
    }
    const idle = IDLE[pass];
    if (idle !== undefined) {
        warnings.push({ ...at(settings), found: `the pass ${pass} has no effect in an image: ${idle}` });
    }
    const components = elementsOf(settings);
    for (const component of components) {
        if (component.localName === 'component')
            checkComponent(component, pass, mistakes, warnings);
        else
            mistakes.push({ ...at(component), found: `<${component.tagName}>`, expected: 'component' });
    }
    if (architecture !== null)
        mistakes.push(...foreign(components, architecture));
}
function checkComponent(component, pass, mistakes, warnings) {
    const name = component.getAttribute('name') ?? '';
    const wrong = (found, expected, next) => {
        mistakes.push({
            ...at(component),
            found: name === '' ? found : `${name}: ${found}`,
            ...(expected === undefined ? {} : { expected }),
            ...(next === undefined ? {} : { next }),
        });
    };
    for (const [attribute, allowed] of IDENTITY) {
        const value = component.getAttribute(attribute);
        if (value === null || value === '')
            wrong(`a component without ${attribute}`, allowed.join(', ') || undefined);
        else if (allowed.length > 0 && !allowed.includes(value)) {
            const next = value === 'x64' ? 'write amd64' : undefined;
            wrong(`${attribute}="${value}"`, allowed.join(', '), next);
        }
    }
    if (name === '')
        return;
    const passes = COMPONENTS.get(name);
    if (passes === undefined) {
        const guess = nearest(name, [...COMPONENTS.keys()], 2);
        if (guess !== null)
            wrong('no component has that name', undefined, `did you mean "${guess}"?`);
        else {
            warnings.push({
                ...at(component),
                found: `${name} is no component that is known here: Setup stops where this Windows does not have it`,
            });
        }
    }
    else if (passes.length > 0 && !passes.includes(pass)) {
        wrong(`a component of the pass ${passes.join(', ')}, in the pass ${pass}`);
    }
    if (name === 'Microsoft-Windows-Deployment')
        checkDeployment(component, mistakes);
    const skipped = name === 'Microsoft-Windows-Security-SPP' ? childNamed(component, 'SkipRearm') : null;
    if (skipped !== null && ['1', 'true'].includes(unattend_xml_textOf(skipped))) {
        const found = 'SkipRearm: each deployed machine keeps the activation of the reference machine';
        warnings.push({ ...at(skipped), found, next: 'leave it out, unless the image is a test' });
    }
}
const IDENTITY = [
    ['name', []],
    ['processorArchitecture', ARCHITECTURES],
    ['publicKeyToken', [TOKEN]],
    ['language', ['neutral']],
    ['versionScope', ['nonSxS']],
];
/** A file for several architectures is none for this one where a component is there for the others only. */
function foreign(components, architecture) {
    const own = new Set(components
        .filter((component) => component.getAttribute('processorArchitecture') === architecture)
        .map((component) => component.getAttribute('name')));
    return components.flatMap((component) => {
        const [name, processor] = ['name', 'processorArchitecture'].map((key) => component.getAttribute(key));
        if (own.has(name ?? null) || !ARCHITECTURES.includes(processor ?? ''))
            return [];
        const found = `${name ?? ''}: for ${processor ?? ''} only, and the image is ${architecture}: Setup passes over it`;
        return [{ ...at(component), found, next: `write processorArchitecture="${architecture}"` }];
    });
}
/** What would send the deployed machine back to where the factory's machine was, or generalize it anew. */
function checkDeployment(component, mistakes) {
    const generalize = childNamed(component, 'Generalize');
    if (generalize !== null) {
        const found = 'Generalize: sysprep is run by the factory, and would run again on each deployed machine';
        mistakes.push({ ...at(generalize), found, next: 'leave it out' });
    }
    const reseal = childNamed(component, 'Reseal');
    if (reseal === null)
        return;
    if (unattend_xml_textOf(childNamed(reseal, 'Mode')).toLowerCase() === 'audit') {
        const found = 'Reseal to audit mode: each deployed machine would start in it, and never reach its user';
        mistakes.push({ ...at(reseal), found, next: 'leave it out' });
    }
    else if (unattend_xml_textOf(childNamed(reseal, 'ForceShutdownNow')).toLowerCase() === 'true') {
        const found = 'Reseal with ForceShutdownNow: the deployed machine would shut down at every start';
        mistakes.push({ ...at(reseal), found, next: 'leave it out' });
    }
}
/** `Password` and `AdministratorPassword` hold `Value` and `PlainText`; `Credentials` a `Password` of text alone. */
function checkSecret(element, mistakes, warnings) {
    const { localName: name } = element;
    if (name === null || !name.endsWith('Password'))
        return;
    const value = childNamed(element, 'Value');
    const secret = elementsOf(element).length === 0 ? unattend_xml_textOf(element) : unattend_xml_textOf(value);
    if (secret === '')
        return;
    if (secret === '*SENSITIVE*DATA*DELETED*') {
        const found = `${name}: its value was deleted by a Windows that has worked off this file`;
        mistakes.push({ ...at(element), found, next: 'put the password in' });
        return;
    }
    const hidden = unattend_xml_textOf(childNamed(element, 'PlainText')).toLowerCase() === 'false';
    const how = hidden ? 'hidden, but not encrypted' : 'in clear';
    warnings.push({ ...at(element), found: `${name}: a password ${how}: who has the image can read it` });
}
async function unattend_readBounded(file) {
    try {
        const { size } = await (0,promises_.stat)(file);
        if (size > MAX_UNATTEND_SIZE) {
            const expected = `an answer file of at most ${MAX_UNATTEND_SIZE} bytes`;
            throw new src_errors/* FactoryError */.Xx('definition', { subject: file, found: `${size} bytes`, expected });
        }
        return await (0,promises_.readFile)(file);
    }
    catch (error) {
        throw (0,src_errors/* fromSystemError */.Kh)(error, file);
    }
}
//# sourceMappingURL=unattend.js.map
;// CONCATENATED MODULE: ./build/src/guest/payload.js
/** The payload medium of one run: the plan, the agent, and everything that the steps of the definition need. */












const HEARTBEAT_SECONDS = 10;
const SCRIPT_KINDS = ['.ps1', '.cmd', '.bat', '.exe', '.msi'];
/**
 * @throws definition for a step that cannot run, usage for a secret that the environment lacks, not-found for a file
 */
async function planPayload(request) {
    const { id, station, end, architecture, setup } = request;
    const steps = [];
    const files = [];
    const wanted = [
        ...request.steps,
        ...request.verify.map((script) => ({ kind: 'run', ...plainScript(script), verify: true })),
    ];
    const folders = new Map();
    for (const step of wanted) {
        const folder = `steps\\${String(steps.length + 1).padStart(3, '0')}`;
        const place = { folder, architecture, folders };
        const made = await planStep(step, place, step.verify === true);
        steps.push(made.step);
        files.push(...made.files);
    }
    const names = new Set(steps.flatMap((step) => (step.kind === 'run' ? step.secrets : [])));
    const secrets = readSecrets(names, request.env);
    const offline = offlineFrom(steps);
    const unattend = await deployment(request);
    const plan = {
        version: 1,
        id,
        station,
        heartbeatSeconds: HEARTBEAT_SECONDS,
        steps,
        ...(offline === null ? {} : { offlineFrom: offline }),
        end,
        ...(unattend.length === 0 ? {} : { unattend: PAYLOAD.unattend }),
    };
    const own = [
        payload_text(PAYLOAD.agent, Object.values(AGENT_SCRIPTS).join('\n')),
        payload_text(PAYLOAD.plan, `${JSON.stringify(plan, null, 2)}\n`),
        payload_text(PAYLOAD.answer, answerFile(architecture)),
        ...(setup === null ? [] : [payload_text(PAYLOAD.setupAnswer, setupAnswerFile({ architecture, ...setup }))]),
        ...(names.size === 0 ? [] : [payload_text(PAYLOAD.secrets, JSON.stringify(Object.fromEntries(secrets.values)))]),
    ];
    return { plan, secrets, files: [...own, ...unattend, ...files] };
}
/**
 * Writes the medium, for its owner's eyes alone. Whoever asks for it journals it first, and ends it with `destroyPayload`.
 *
 * @param created the time that everything on it carries
 */
async function writePayload(file, payload, created, reporter) {
    for (const secret of payload.secrets.values.values())
        reporter.secret(secret);
    await (0,media/* writeUdfImage */.U)(file, {
        label: PAYLOAD_LABEL,
        files: payload.files,
        created,
        reporter,
        mode: 0o600,
    });
}
/** Removes the medium; no error where it is gone. A hypervisor lets go of it a moment after it was taken out. */
async function destroyPayload(file) {
    try {
        await (0,promises_.rm)(file, { force: true, maxRetries: 20, retryDelay: 250 });
    }
    catch (error) {
        throw (0,src_errors/* fromSystemError */.Kh)(error, file);
    }
}
async function planStep(step, place, verify) {
    if (step.kind === 'run')
        return await planRun(step, place.folder, verify);
    if (step.kind === 'files')
        return await planFiles(step.from, step.to, place.folder);
    return await planServicing(step, place);
}
async function deployment({ unattend = null, architecture }) {
    if (unattend === null)
        return [];
    const { bytes } = await unattend_readUnattend(unattend, architecture);
    return [{ path: PAYLOAD.unattend, source: { kind: 'bytes', bytes } }];
}
function plainScript(script) {
    return { script, args: [], env: {}, secrets: [], timeout: null };
}
async function planRun({ script, args, env, secrets, timeout }, place, verify) {
    const title = external_node_path_.basename(script);
    if (!SCRIPT_KINDS.includes(external_node_path_.extname(script).toLowerCase())) {
        throw new src_errors/* FactoryError */.Xx('definition', {
            subject: script,
            found: `a file of the kind "${external_node_path_.extname(script)}"`,
            expected: SCRIPT_KINDS.join(', '),
        });
    }
    const { isFile } = await kindOf(script);
    if (!isFile) {
        throw new src_errors/* FactoryError */.Xx('definition', { subject: script, found: 'is no file', expected: 'a script' });
    }
    const onMedium = `${place}\\${title}`;
    const timeoutSeconds = timeout === null ? null : Math.ceil(timeout / 1000);
    return {
        step: { kind: 'run', title, script: onMedium, args, env, secrets, timeoutSeconds, verify },
        files: [{ path: onMedium, source: { kind: 'file', file: script } }],
    };
}
/** A folder's content goes into `to`; a file goes into it where it ends with `\`, and else becomes it. */
async function planFiles(from, given, place) {
    const to = given.replaceAll('/', '\\');
    if (!/^[A-Za-z]:\\/.test(to)) {
        throw new src_errors/* FactoryError */.Xx('definition', {
            subject: `customize: files: to: ${given}`,
            found: 'a path that does not begin with a drive',
            expected: String.raw `an absolute path of the machine, as C:\Tools is`,
        });
    }
    const { isFile } = await kindOf(from);
    const name = isFile ? external_node_path_.win32.basename(to.endsWith('\\') ? from : to) : 'content';
    const onMedium = `${place}\\${name}`;
    const title = `${external_node_path_.basename(from)} to ${to}`;
    return {
        step: { kind: 'files', title, from: onMedium, to },
        files: isFile
            ? [{ path: onMedium, source: { kind: 'file', file: from } }]
            : await folderFiles(from, onMedium),
    };
}
function payload_text(onMedium, content) {
    return { path: onMedium, source: { kind: 'bytes', bytes: Buffer.from(content, 'utf8') } };
}
//# sourceMappingURL=payload.js.map
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
;// CONCATENATED MODULE: ./build/src/guest/protocol.js
/**
 * The lines on the first serial port: `LF {…,"crc":"xxxxxxxx"} LF`.
 *
 * Between, before and inside them may stand anything: the firmware writes there too, and a virtual port loses, doubles
 * and swaps bytes at every reset. What is not a whole line with the right CRC-32 is dropped.
 */

/** No report is longer: a line that grows beyond is dropped up to its end. */
const MAX_LINE = 64 * 1024;
const LF = 0x0a;
const CRC_TAIL = /^\{.*(,"crc":"([0-9a-f]{8})")\}\r?$/;
/** Takes the port's bytes as they come and gives the reports that are whole. */
class ReportReader {
    line = '';
    overlong = false;
    text = null;
    /** The last line that was no report, without what a terminal would not show: the firmware's, as a rule. */
    get lastText() {
        return this.text;
    }
    push(bytes) {
        const reports = [];
        let start = 0;
        for (let end = bytes.indexOf(LF); end >= 0; end = bytes.indexOf(LF, start)) {
            this.keep(bytes.subarray(start, end));
            const report = this.endLine();
            if (report !== null)
                reports.push(report);
            start = end + 1;
        }
        this.keep(bytes.subarray(start));
        return reports;
    }
    keep(bytes) {
        if (this.line.length + bytes.length > MAX_LINE) {
            this.line = '';
            this.overlong = true;
        }
        if (!this.overlong)
            this.line += Buffer.from(bytes).toString('latin1');
    }
    endLine() {
        const report = this.overlong ? null : decodeReport(this.line);
        const text = report === null ? printable(this.line) : '';
        if (text !== '')
            this.text = text;
        this.line = '';
        this.overlong = false;
        return report;
    }
}
/** @param line without its LF @returns null where it is not a whole report */
function decodeReport(line) {
    const [, member, crc] = CRC_TAIL.exec(line) ?? [];
    if (member === undefined || crc === undefined)
        return null;
    const end = line.lastIndexOf(member);
    const body = `${line.slice(0, end)}}`;
    if (crcOf(body) !== crc)
        return null;
    try {
        const value = JSON.parse(body);
        return isReport(value) ? value : null;
    }
    catch {
        return null;
    }
}
/** The report as the agent writes it. */
function encodeReport(report) {
    const body = JSON.stringify(report).replace(/[\u007f-\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
    return `\n${body.slice(0, -1)},"crc":"${crcOf(body)}"}\n`;
}
function crcOf(body) {
    return (0,external_node_zlib_.crc32)(Buffer.from(body, 'latin1')).toString(16).padStart(8, '0');
}
/** Escape sequences and control characters of a firmware's console taken out; at most 200 characters. */
function printable(line) {
    return (line
        // oxlint-disable-next-line no-control-regex
        .replaceAll(/\u001b\[[0-9;?]*[A-Za-z]/g, '')
        .replaceAll(/[^\u0020-\u007e]/g, '')
        .trim()
        .slice(-200));
}
const isText = (value) => typeof value === 'string';
const isCount = (value) => Number.isSafeInteger(value) && value >= 0;
const isInteger = (value) => Number.isSafeInteger(value);
const orNull = (check) => (value) => value === null || check(value);
const protocol_oneOf = (...values) => (value) => values.includes(value);
const orLeftOut = (check) => (value) => value === undefined || check(value);
const isSeconds = (value) => typeof value === 'number' && value >= 0;
const protocol_listOf = (members) => (value) => Array.isArray(value) && value.every((item) => has(item, members));
const UPDATE = {
    round: isCount,
    kb: orNull(isText),
    title: isText,
    outcome: protocol_oneOf('installed', 'failed', 'not applicable', 'timed out'),
    code: isText,
    seconds: isSeconds,
};
const RESULT = {
    step: isCount,
    exit: orNull(isInteger),
    seconds: isSeconds,
    updates: orLeftOut(protocol_listOf(UPDATE)),
    freed: orLeftOut(isInteger),
};
const REPORT = {
    v: protocol_oneOf(1),
    plan: isText,
    boot: (value) => isCount(value) && value !== 0,
    seq: isCount,
    station: protocol_oneOf('provision', 'update', 'customize', 'generalize'),
    state: protocol_oneOf('running', 'rebooting', 'ready', 'done', 'failed'),
    step: orNull(isCount),
    steps: isCount,
    title: isText,
    percent: orNull((value) => typeof value === 'number' && value >= 0 && value <= 100),
    message: isText,
    results: protocol_listOf(RESULT),
};
function isReport(value) {
    return has(value, REPORT);
}
function has(value, members) {
    if (typeof value !== 'object' || value === null)
        return false;
    const given = value;
    return Object.entries(members).every(([name, check]) => check(given[name]));
}
//# sourceMappingURL=protocol.js.map
// EXTERNAL MODULE: ./build/src/output.js
var output = __webpack_require__(27208);
;// CONCATENATED MODULE: ./build/src/guest/progress.js
/** What the host knows of a run: the newest report, whatever order, number or copies they come in. */
/** The order in which the agent says things: boots, and within a boot its numbers. */
function isBefore(a, b) {
    return a.boot < b.boot || (a.boot === b.boot && a.seq < b.seq);
}
function isSame(a, b) {
    return a.boot === b.boot && a.seq === b.seq && a.state === b.state && a.message === b.message;
}
/** Follows the reports of one plan. */
class Progress {
    newest = null;
    /** null: nothing has been heard yet. */
    get last() {
        return this.newest;
    }
    /**
     * @returns whether it says something new. A copy, a heartbeat and one that comes late do not; a failure always does, because
     *   an agent that lost its state counts from 1 again.
     */
    take(report) {
        const last = this.newest;
        if (last !== null) {
            if (isSame(report, last))
                return false;
            if (last.state === 'failed')
                return false;
            if (report.state !== 'failed' && isBefore(report, last))
                return false;
        }
        this.newest = report;
        return true;
    }
}
//# sourceMappingURL=progress.js.map
;// CONCATENATED MODULE: ./build/src/guest/run.js
/** One run of the machine, watched from the host: from power-on to power-off, or to the error that names the cause. */






const TICK_MS = 200;
/** Of a script that says something new all the time, a line is shown this often. */
const SHOWN_EVERY_MS = 10_000;
/**
 * Starts the machine and watches it until it is off. Whatever goes wrong, it is off afterwards.
 *
 * @throws refused where the guest failed, hung or powered off early; the reason of `reporter.signal` where that aborts
 */
async function runGuest(machine, run) {
    const watch = new Watch(machine, run);
    try {
        run.reporter.signal.throwIfAborted();
        await machine.start();
        await watch.untilOff();
        return await watch.outcome();
    }
    catch (error) {
        await machine.turnOff().catch((failure) => {
            run.reporter.warn(`${machine.name}: could not be turned off: ${failure instanceof Error ? failure.message : String(failure)}`);
        });
        throw error;
    }
}
class Watch {
    machine;
    run;
    reader = new ReportReader();
    progress = new Progress();
    started = performance.now();
    heard = this.started;
    shown = null;
    isDetached = false;
    isOffline = false;
    constructor(machine, run) {
        this.machine = machine;
        this.run = run;
    }
    /** Reads the console until the machine is off, the run's limits are passed or the user stops it. */
    async untilOff() {
        const stop = new AbortController();
        const signal = AbortSignal.any([stop.signal, this.run.reporter.signal]);
        const tick = setInterval(() => {
            const limit = this.passedLimit();
            if (limit !== null)
                stop.abort(limit);
        }, TICK_MS);
        try {
            for await (const bytes of this.machine.console(signal))
                await this.take(bytes);
        }
        finally {
            clearInterval(tick);
        }
        this.run.reporter.signal.throwIfAborted();
        if (stop.signal.aborted)
            throw await this.hung(stop.signal.reason);
    }
    async outcome() {
        const last = this.progress.last;
        if ((await this.machine.state()) === 'running') {
            throw this.failure('its console ended although the machine runs', [], 'run it again');
        }
        if (last?.state === 'failed')
            throw this.stepFailed(last);
        if (last?.state !== 'done')
            throw await this.offEarly();
        return { results: last.results, boots: last.boot };
    }
    async take(bytes) {
        for (const report of this.reader.push(bytes)) {
            if (report.plan !== this.run.plan.id)
                throw this.foreign(report);
            this.heard = performance.now();
            if (!this.progress.take(report))
                continue;
            this.show(report);
            await this.goOffline(report);
            if (report.state !== 'ready' || this.isDetached)
                continue;
            await this.machine.detachMedia();
            this.isDetached = true;
        }
    }
    /** The plan's last step with a network is over once a later one is said to run. */
    async goOffline({ step }) {
        const { offlineFrom } = this.run.plan;
        if (this.isOffline || offlineFrom === undefined || step === null || step < offlineFrom)
            return;
        await this.machine.disconnectNetwork();
        this.isOffline = true;
    }
    show(report) {
        const place = `${report.boot} ${report.state} ${report.step} ${report.title}`;
        const line = this.lineOf(report);
        const now = performance.now();
        const { shown } = this;
        if (shown !== null && (line === shown.line || (place === shown.place && now - shown.at < SHOWN_EVERY_MS)))
            return;
        this.shown = { line, place, at: now };
        this.run.reporter.info(line);
    }
    /** "customize 2/5, apps.ps1, 40 %: Installing". */
    lineOf({ station, step, steps, title, percent, message, state }) {
        const parts = [
            step === null ? station : `${station} ${step + 1}/${steps}`,
            ...(title === '' ? [] : [title]),
            ...(percent === null ? [] : [`${Math.floor(percent)} %`]),
        ];
        const said = message === '' ? state : message;
        return this.run.secrets.mask(`${parts.join(', ')}: ${said}`);
    }
    passedLimit() {
        const { deadline, silence } = this.run;
        const now = performance.now();
        if (now - this.started > deadline) {
            return `it is not done after ${(0,src_bytes/* formatDuration */.a3)(deadline)}, the deadline of ${this.run.name}`;
        }
        if (now - this.heard > silence)
            return `it has said nothing for ${(0,src_bytes/* formatDuration */.a3)(silence)}`;
        return null;
    }
    async hung(found) {
        const evidence = [await this.saveScreenshot(), ...(await this.events())];
        const next = `look at the agent's log, or raise machine.deadlines`;
        return this.failure(found, evidence, next);
    }
    async offEarly() {
        const found = 'the machine powered off before its work was done';
        return this.failure(found, await this.events(), `look at the agent's log`);
    }
    stepFailed({ step, title, message, results }) {
        const end = results.find((result) => result.step === step);
        const exit = end === undefined ? '' : end.exit === null ? ', killed at its time limit' : `, exit code ${end.exit}`;
        const what = step === null ? title : `step ${step + 1}, ${title}`;
        const others = unnamedFailures(end?.updates ?? [], message);
        const also = others === '' ? '' : `; also failed: ${others}`;
        return new src_errors/* FactoryError */.Xx('refused', {
            subject: this.run.secrets.mask(what === '' ? this.subject : `${this.subject}, ${what}`),
            found: this.run.secrets.mask(`failed${exit}: ${message}${also}`),
            next: 'mend it and run it again',
        });
    }
    foreign(report) {
        return new src_errors/* FactoryError */.Xx('refused', {
            subject: this.subject,
            found: `the guest works on the plan ${this.run.secrets.mask(report.plan)}`,
            expected: this.run.plan.id,
            next: 'the agent of an earlier run is at work: begin with a disk that no other run has used',
        });
    }
    failure(found, evidence, next) {
        const known = [this.lastKnown(), ...evidence.filter((line) => line !== '')];
        return new src_errors/* FactoryError */.Xx('refused', {
            subject: this.subject,
            found: this.run.secrets.mask([found, ...known].join('; ')),
            next,
        });
    }
    lastKnown() {
        const { last } = this.progress;
        if (last !== null)
            return `the last it said was "${this.lineOf(last)}" in boot ${last.boot}`;
        const { lastText } = this.reader;
        return lastText === null
            ? 'the agent never spoke, nor did the firmware'
            : `the agent never spoke; the last on the console was "${lastText}"`;
    }
    get subject() {
        return `${this.run.name} (machine ${this.machine.name})`;
    }
    /** Evidence is worth having, but what it costs to get it must not hide the failure. */
    async events() {
        const events = await this.machine.events().catch(() => []);
        return events.slice(-5).map((event) => `the hypervisor says "${event}"`);
    }
    async saveScreenshot() {
        try {
            const png = await this.machine.screenshot();
            if (png === null)
                return '';
            await (0,output/* writeOutput */.zh)(this.run.screenshot, (handle) => handle.writeFile(png));
            return `its screen is in ${this.run.screenshot}`;
        }
        catch (error) {
            return `no screenshot could be taken (${error.message})`;
        }
    }
}
//# sourceMappingURL=run.js.map
;// CONCATENATED MODULE: ./build/src/guest/setup-keys.js
/**
 * The keys by which Setup knows an edition without asking for one: Microsoft's KMS client setup keys, which activate
 * nothing by themselves. learn.microsoft.com/windows-server/get-started/kms-client-activation-keys
 */
/** By EDITIONID, of Windows 10 and 11. */
const CLIENT = {
    Professional: 'W269N-WFGWX-YVC9B-4J6C9-T83GX',
    ProfessionalN: 'MH37W-N47XK-V7XM9-C7227-GCQG9',
    ProfessionalWorkstation: 'NRG8B-VKK3Q-CXVCJ-9G2XF-6Q84J',
    ProfessionalWorkstationN: '9FNHH-K3HBT-3W4TD-6383H-6XYWF',
    ProfessionalEducation: '6TP4R-GNPTD-KYYHQ-7B7DP-J447Y',
    ProfessionalEducationN: 'YVWGF-BXNMC-HTQYQ-CPQ99-66QFC',
    Education: 'NW6C2-QMPVW-D7KKK-3GKT6-VCFB2',
    EducationN: '2WH4N-8QGBV-H22JP-CT43Q-MDWWJ',
    Enterprise: 'NPPR9-FWDCX-D2C8J-H872K-2YT43',
    EnterpriseN: 'DPH2V-TTNVB-4X9Q3-TJR4H-KHJW4',
};
/** By build and EDITIONID: 2019, 2022, 2025. */
const SERVER = {
    '17763': {
        ServerStandard: 'N69G4-B89J2-4G8F4-WWYCC-J464C',
        ServerDatacenter: 'WMDGN-G9PQG-XVVXX-R3X43-63DFG',
    },
    '20348': {
        ServerStandard: 'VDYBN-27WPP-V4HQT-9VMD4-VMK7H',
        ServerDatacenter: 'WX4NM-KYWYW-QJJR4-XV3QB-6VM33',
    },
    '26100': {
        ServerStandard: 'TVRH6-WHNXV-R9WG3-9XRFY-MY832',
        ServerDatacenter: 'D764K-2NDRG-47T6Q-P8T8W-YP6DF',
    },
};
/**
 * @param edition EDITIONID
 * @param version "26100.1742"; null where it is not known
 * @returns null where Microsoft publishes none, as for evaluation media, which ask for none
 */
function setupKey(edition, version) {
    const build = version?.split('.')[0] ?? '';
    return SERVER[build]?.[edition] ?? CLIENT[edition] ?? null;
}
//# sourceMappingURL=setup-keys.js.map
;// CONCATENATED MODULE: ./build/src/guest/index.js









//# sourceMappingURL=index.js.map
// EXTERNAL MODULE: ./build/src/source/index.js + 26 modules
var src_source = __webpack_require__(30300);
;// CONCATENATED MODULE: ./build/src/factory/machine/disk-subject.js
/** The disk that a machine left, as what is captured. */





class DiskSubject {
    text;
    #disk;
    #host;
    #reading;
    #open = null;
    constructor(disk, host, reading) {
        this.text = disk.path;
        this.#disk = disk;
        this.#host = host;
        this.#reading = reading;
    }
    identity() {
        const { path: file, size, modified } = this.#disk;
        return Promise.resolve(`${external_node_path_.basename(file)} ${size} ${modified}`);
    }
    open() {
        this.#open ??= openMachineDisk(this.#disk.path, this.#host, this.#reading);
        return this.#open;
    }
    async checkUnchanged() {
        if (await isSameDisk(this.#disk))
            return;
        throw new src_errors/* FactoryError */.Xx('busy', {
            subject: this.text,
            found: 'it changed while it was captured',
            expected: 'a disk that nothing writes to',
            next: 'leave the machines of the factory alone while it works, then run it again',
        });
    }
    async close() {
        const open = await this.#open?.catch(() => null);
        this.#open = null;
        await open?.close();
    }
}
/** The volume of a disk that belongs to a machine. Closing it removes the copy that was made to read it. */
async function openMachineDisk(disk, { hypervisor }, { work, part, reporter, allowDirty = false, parentFolders }) {
    const file = await hypervisor.readable(disk, work.folder);
    const source = await (0,src_source/* openSource */.oD)(part === null ? file : `${file}#${part}`, {
        reporter,
        allowDirty,
        parentFolders: [external_node_path_.dirname(work.folder), ...parentFolders],
    });
    return {
        ...source,
        async close() {
            await source.close();
            if (file !== disk)
                await (0,promises_.rm)(file, { force: true });
        },
    };
}
//# sourceMappingURL=disk-subject.js.map
;// CONCATENATED MODULE: ./build/src/factory/machine/chain.js
/** The disks of the machine's stations: each a child of the one before, and what a later station goes on from. */




/** What `station` goes on from. */
function diskBefore(build, station) {
    const chain = chainOf(variantIn(station));
    return diskAfter(build, chain.slice(0, chain.indexOf(station)));
}
/** What the machine left of a variant; null: of the only image. */
function diskLeft(build, variant) {
    return diskAfter(build, chainOf(variant));
}
function diskAfter(build, stations) {
    const { start } = build.resultOf('provision');
    if (start === null) {
        throw new src_errors/* FactoryError */.Xx('host', {
            subject: stations.at(-1) ?? 'provision',
            found: 'a station without a machine asks for its disk',
        });
    }
    const made = stations.map((name) => build.resultOf(name)?.disk).filter((disk) => disk !== undefined);
    return {
        disk: made.at(-1) ?? start.disk,
        start,
        isFirst: made.length === 0,
        state: made.length === 0 ? start.state : 'audit',
        made: made.map(({ path }) => path),
    };
}
/** What the machine left, as what is captured: an image of each variant, in the definition's order. */
function machineImages(build, host) {
    const { definition, work, reporter } = build;
    const imageOf = (name, description, variant) => {
        const { disk, start } = diskLeft(build, variant);
        const parentFolders = [external_node_path_.dirname(start.disk.path)];
        const subject = new DiskSubject(disk, host, { work, part: start.part, reporter, parentFolders });
        return { name, description, variant, subject };
    };
    const { variants } = definition;
    if (variants.length === 0)
        return [imageOf(definition.name, '', null)];
    return variants.map(({ name, description }) => imageOf(name, description, name));
}
//# sourceMappingURL=chain.js.map
// EXTERNAL MODULE: ./build/src/progress.js
var progress = __webpack_require__(31838);
;// CONCATENATED MODULE: ./build/src/factory/machine/failure.js
/** What a failed machine's disk says: the cause, looked up in its logs, which are copied to the build's folder. */






/** Of a longer log the end is what matters. */
const MOST = 32 << 20;
/** In a sentence: logs, errors, and characters of a line. */
const failure_NAMED = 6;
const QUOTED = 2;
const SHOWN = 300;
/** @returns the error: the cause that its machine's logs name first, and where the copies of these logs are */
async function explainFailure(build, host, run, error) {
    const known = (0,src_errors/* fromSystemError */.Kh)(error, run.station);
    const { next, ...details } = known.details;
    const folder = external_node_path_.join(build.work.logs, slugOf(build.definition, run.station));
    // What reading it has to say is no line of the build's log.
    const reporter = (0,progress/* silentReporter */.P)(build.reporter.signal);
    const sentences = details.found.split('; ');
    const { explanation, where } = await readDisk(build, host, run, folder, {
        reporter,
        machine: sentences,
    }).catch(async (reason) => ({
        explanation: await (0,inspect/* explain */.WE)(null, { reporter, machine: sentences }),
        where: `its disk could not be read (${(0,src_errors/* fromSystemError */.Kh)(reason, run.disk).message})`,
    }));
    const causes = explanation.causes.filter(({ isEarlier }) => !isEarlier);
    const advice = [causes[0]?.fix, next, where].filter((part) => part !== undefined);
    return new src_errors/* FactoryError */.Xx(known.code, {
        ...details,
        found: run.secrets.mask(foundOf(details.found, causes, explanation.errors)),
        next: run.secrets.mask(advice.join('; ')),
        cause: error,
    });
}
async function readDisk(build, host, run, folder, options) {
    const source = await openMachineDisk(run.disk, host, {
        work: build.work,
        part: null,
        reporter: options.reporter,
        allowDirty: true,
        parentFolders: [external_node_path_.dirname(build.definition.source.path)],
    });
    try {
        const found = await (0,inspect/* findLogs */.Jm)(source.tree);
        const explanation = await (0,inspect/* explain */.WE)(source.tree, { ...options, found });
        const secrets = [...run.secrets.values.values()];
        const { saved } = await (0,inspect/* saveLogs */.Pu)(source.tree, found.logs, folder, {
            most: MOST,
            change: (bytes) => maskBytes(bytes, secrets),
        });
        return { explanation, where: whereOf(folder, saved) };
    }
    finally {
        await source.close();
    }
}
/** "its logs are in F: agent.log, State.ini and 3 more" */
function whereOf(folder, saved) {
    if (saved.length === 0)
        return 'its disk holds no logs';
    const names = [...new Set(saved.map((file) => external_node_path_.posix.basename(file)))];
    const more = names.length > failure_NAMED ? ` and ${names.length - failure_NAMED} more` : '';
    return `its logs are in ${folder}: ${names.slice(0, failure_NAMED).join(', ')}${more}`;
}
/** The cause stands first, unless it only follows from another one that nobody knows. */
function foundOf(found, [first, ...others], errors) {
    if (first === undefined) {
        const last = errors.slice(-QUOTED).map(quote);
        return last.length === 0 ? found : `${found}; the last errors of its logs: ${last.join(', ')}`;
    }
    const also = others
        .filter(({ isConsequence }) => !isConsequence)
        .slice(0, QUOTED)
        .map((cause) => `also ${causeText(cause)}`);
    const told = causeText(first);
    return [...(first.isConsequence ? [found, told] : [told, found]), ...also].join('; ');
}
/** What the hypervisor said stands in the error already. */
function causeText(cause) {
    return cause.line === 0 ? cause.means : `${cause.means} (${quote(cause)})`;
}
function quote({ file, line, text }) {
    return `${file}:${line} "${text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text}"`;
}
/** A copy on the host must not hold what the guest's disk must not hold either. */
function maskBytes(text, secrets) {
    const forms = secrets.flatMap((secret) => [Buffer.from(secret, 'utf8'), Buffer.from(secret, 'utf16le')]);
    for (const form of forms) {
        for (let at = text.indexOf(form); at !== -1; at = text.indexOf(form, at + form.length)) {
            text.fill('*', at, at + form.length);
        }
    }
    return text;
}
//# sourceMappingURL=failure.js.map
// EXTERNAL MODULE: ./build/src/servicing/index.js + 12 modules
var servicing = __webpack_require__(21246);
;// CONCATENATED MODULE: ./build/src/factory/machine/image.js
/** The image of a source that becomes the base disk. */



/** @throws not-found where the source has no such image, unsupported for a processor that no machine of ours has */
async function image_imageOf(source) {
    const { path } = await source.name();
    const image = await source.image();
    const windows = image?.windows ?? null;
    if (image === null || windows === null) {
        throw new src_errors/* FactoryError */.Xx('unsupported', {
            subject: source.text,
            found: 'an image whose archive does not say that it holds Windows',
            expected: 'an image of Windows',
        });
    }
    const { version, defaultLanguage } = windows;
    return {
        index: image.index,
        name: image.name,
        edition: windows.editionId,
        version: version.build === 0 ? null : `${version.build}.${version.spBuild}`,
        architecture: architectureOf(windows.architecture, source.text),
        language: defaultLanguage === '' ? 'en-US' : defaultLanguage,
        bytes: image.bytes ?? (await (0,promises_.stat)(path)).size,
    };
}
/** null: of a disk that nobody has looked into yet. */
async function image_knownArchitecture(source, kind) {
    return kind === 'disk' ? null : (await image_imageOf(source)).architecture;
}
/** @param value one of ARCHITECTURE @throws unsupported */
function architectureOf(value, subject) {
    if (value === src_wim/* ARCHITECTURE */._Z.amd64)
        return 'amd64';
    if (value === src_wim/* ARCHITECTURE */._Z.arm64)
        return 'arm64';
    const name = Object.entries(src_wim/* ARCHITECTURE */._Z).find(([, number]) => number === value)?.[0];
    throw new src_errors/* FactoryError */.Xx('unsupported', {
        subject,
        found: `a Windows for ${name ?? 'an unknown processor'}`,
        expected: 'amd64 or arm64',
    });
}
//# sourceMappingURL=image.js.map
;// CONCATENATED MODULE: ./build/src/factory/machine/updates.js
/** The updates of a definition, as steps of the guest. */






const NOTHING = { steps: [], packages: [], left: [] };
/** @throws not-found for a folder that is not there, or a checkpoint that an update builds on; damaged for a file that is no package */
async function planUpdates({ updates, languages }, { architecture, build }) {
    const { from, folder, include, exclude } = updates;
    if (from === 'windows-update' || from === 'wsus') {
        return { ...NOTHING, steps: [{ kind: 'updates', spec: { ...updates, from } }] };
    }
    if (from === 'none' || folder === null)
        return NOTHING;
    const plan = await (0,servicing/* planUpdateFolder */.Hs)(folder, { architecture, build, include, exclude });
    // Languages and features have steps of their own, which install only what the definition asks for.
    const wanted = new Set(languages.map((language) => language.toLowerCase()));
    const others = plan.languagePacks.filter(({ language }) => !wanted.has(language.toLowerCase()));
    const own = new Set([...plan.languagePacks.map(({ file }) => file), ...plan.features]);
    const packages = plan.packages.filter(({ file }) => !own.has(file));
    return {
        steps: packages.length === 0 ? [] : [{ kind: 'packages', packages, timeout: updates.timeout }],
        packages,
        left: [
            ...plan.left,
            ...others.map(({ file, language }) => ({
                file: external_node_path_.relative(folder, file).split(external_node_path_.sep).join('/'),
                why: `the definition asks for no language ${language}`,
            })),
        ],
    };
}
/** What is known before anything is made. @throws as `imageOf`, and what reading a disk throws */
async function updates_targetOf({ source: { kind }, updates }, source) {
    if (kind !== 'disk') {
        const { architecture, version } = await image_imageOf(source);
        return { architecture, build: version };
    }
    // Only a folder is sorted by it, and its machine has not opened the disk yet.
    return updates.from === 'folder' ? await targetOfDisk(source) : UNKNOWN;
}
const UNKNOWN = { architecture: 'amd64', build: null };
async function targetOfDisk(source) {
    try {
        const windows = await (0,inspect/* readWindowsInfo */.Sh)((await source.open()).tree);
        if (windows === null)
            return UNKNOWN;
        const { architecture, version } = windows;
        return {
            architecture: architectureOf(architecture, source.text),
            build: version.build === 0 ? null : `${version.build}.${version.spBuild}`,
        };
    }
    finally {
        await source.close();
    }
}
/** Whether each file is what its name says. @returns their bytes @throws damaged, not-found */
async function checkPackages(packages, reporter) {
    const { unnamed } = await (0,servicing/* checkUpdates */.vC)(packages, reporter);
    for (const file of unnamed) {
        reporter.info(`${file}: its name ends with no SHA-1, so that nobody can tell whether it is whole`);
    }
    let bytes = 0;
    for (const file of new Set(packages.flatMap(({ file: main, needs }) => [main, ...needs]))) {
        bytes += await (0,promises_.stat)(file).then(({ size }) => size, (error) => {
            throw (0,src_errors/* fromSystemError */.Kh)(error, file);
        });
    }
    return bytes;
}
//# sourceMappingURL=updates.js.map
;// CONCATENATED MODULE: ./build/src/factory/machine/steps.js
/** What a station does in the guest, and what decides its result. */





const steps_NOTHING = { steps: [], verify: [], env: {}, setup: null };
function stepStationsOf({ variants }) {
    return ['update', 'customize', ...variants.map(({ name }) => `customize:${name}`)];
}
/**
 * Servicing has an order: languages and capabilities, updates, the user's steps, updates once more, clean-up; then the
 * checks.
 */
function workOf(definition, station, updates) {
    const { customize, verify, variants } = definition;
    if (station === 'update')
        return { steps: [...languageSteps(definition), ...updates], verify: [] };
    const name = variantIn(station);
    const variant = name === null ? null : variantOf(definition, name);
    const asked = variant === null ? customize : variant.customize;
    const own = asked.map((step) => guestStepOf(step, definition));
    const steps = [...own, ...(isUpdatedAgain(definition, asked) ? updates : [])];
    if (variant === null && variants.length > 0)
        return { steps, verify: [] };
    const cleanup = definition.cleanup ? [{ kind: 'cleanup' }] : [];
    return { steps: [...steps, ...cleanup], verify: [...verify, ...(variant?.verify ?? [])] };
}
/**
 * Whether updates come after these steps once more. The Windows Update Agent finds by itself what is missing. A folder is given
 * as a whole, which costs a medium of its size and a minute for each file that is installed already, so it is left out where
 * nothing can have come that is as old as the medium of Windows: an app, a driver or a file of the user is no part of Windows,
 * and what was removed needs no update. A script may have done anything.
 */
function isUpdatedAgain({ updates: { from } }, steps) {
    if (from === 'none' || steps.length === 0)
        return false;
    return from !== 'folder' || steps.some(bringsComponents);
}
function bringsComponents(step) {
    if (step.kind === 'features')
        return step.enable.length > 0;
    if (step.kind === 'capabilities')
        return step.change.add.length > 0;
    return step.kind === 'run';
}
function languageSteps({ languages, capabilities, updates }) {
    const { folder } = updates;
    const { add, remove } = capabilities;
    return [
        ...(languages.length === 0 ? [] : [{ kind: 'languages', languages, folder }]),
        ...(add.length + remove.length === 0 ? [] : [capabilitiesStep(capabilities, folder)]),
    ];
}
function capabilitiesStep(change, folder) {
    return { kind: 'capabilities', change, folder: change.add.length === 0 ? null : folder };
}
function guestStepOf(step, { updates }) {
    return step.kind === 'capabilities' ? capabilitiesStep(step.change, updates.folder) : step;
}
/** Whether the definition asks a station for anything; a folder of updates may still hold none for this Windows. */
function hasSteps(definition, station) {
    const { steps, verify } = workOf(definition, station, []);
    const hasUpdates = station === 'update' && definition.updates.from !== 'none';
    return hasUpdates || steps.length + verify.length > 0;
}
/** Milliseconds that a station may take: rounds of updates have a time of their own in each that has any. */
function deadlineOf(definition, station) {
    const { update, customize } = definition.machine.deadlines;
    if (station === 'update')
        return update;
    const name = variantIn(station);
    const own = name === null ? definition.customize : variantOf(definition, name).customize;
    return isUpdatedAgain(definition, own) ? customize + update : customize;
}
/** The switch that a station's machine is on; null: none. Scripts of the user may want it, updates of a folder do not. */
function networkOf(definition, station) {
    const { machine, updates } = definition;
    if (machine.network === 'none')
        return null;
    const isOnline = updates.from === 'windows-update' || updates.from === 'wsus';
    return station !== 'update' || isOnline || languageSteps(definition).some(wantsNetwork)
        ? machine.network
        : null;
}
/** By itself, without a script of the user. */
function wantsNetwork(step) {
    if (step.kind === 'capabilities')
        return step.folder === null && step.change.add.length > 0;
    return step.kind === 'languages' && step.folder === null;
}
/** @throws not-found for a file that is not there, usage for a secret without a value, and as `planUpdates` */
async function planSteps(definition, station, { id, env, target }) {
    const updates = await planUpdates(definition, target);
    return await planPayload({
        ...steps_NOTHING,
        ...workOf(definition, station, updates.steps),
        id,
        architecture: target.architecture,
        station: station === 'update' ? 'update' : 'customize',
        end: 'shutdown',
        env,
    });
}
/** Whether every step can be had, before anything is made. @throws as `planSteps` */
async function steps_planAllSteps(definition, target, env) {
    for (const station of stepStationsOf(definition)) {
        await planSteps(definition, station, { id: '', env, target });
    }
}
/** Those of all steps, of every variant. @throws usage for one without a value */
function secretsOf({ customize, variants }, env) {
    const steps = [customize, ...variants.map((variant) => variant.customize)].flat();
    return readSecrets(new Set(steps.flatMap((step) => (step.kind === 'run' ? step.secrets : []))), env);
}
function planGeneralize({ unattend }, id, architecture) {
    return planPayload({ ...steps_NOTHING, id, architecture, station: 'generalize', end: 'generalize', unattend });
}
function planSetup(id, architecture, setup) {
    return planPayload({ ...steps_NOTHING, id, architecture, station: 'provision', end: 'shutdown', setup });
}
/** Changes when a file changes that a step brings along, by its size and time. */
async function fingerprintFiles(files) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    for (const { path: target, source } of files) {
        if (source.kind === 'bytes')
            continue;
        hash.update(`${JSON.stringify(target)} ${source.kind}\n`);
        if (source.kind !== 'file')
            continue;
        const { size, mtimeNs } = await (0,promises_.stat)(source.file, { bigint: true });
        hash.update(`${size} ${mtimeNs}\n`);
    }
    return hash.digest('hex');
}
//# sourceMappingURL=steps.js.map
;// CONCATENATED MODULE: ./build/src/factory/machine/prove.js
/** Success is what the disk says, not what the guest said. */







/** What the agent leaves for the host to read, and no image wants: from the volume's root. */
const AGENT_LEFTOVERS = [AGENT_FOLDER.replace(/^[A-Z]:/, '')];
/**
 * @param image of a machine
 * @param source its disk
 * @param lacking the refusal of an installation without what the definition requires
 * @throws refused where the disk does not say that sysprep did its work, or where a secret is left on it
 */
async function proveMachine(build, host, { variant }, source, lacking) {
    const { definition, env, reporter, work } = build;
    const { disk } = diskLeft(build, variant);
    const secrets = secretsOf(definition, env);
    const station = variant === null ? 'prove' : `prove:${variant}`;
    const refuse = async (refusal) => {
        if (refusal === null)
            return;
        throw await explainFailure(build, host, { station, disk: disk.path, secrets }, refusal);
    };
    const evidence = await (0,inspect/* readGeneralizeEvidence */.uz)(source.tree);
    await refuse((0,inspect/* generalizeRefusal */.ds)(source.tree.label, evidence));
    await refuse(lacking);
    const unknown = (0,inspect/* unknownErrors */.yX)(evidence);
    if (unknown !== '')
        reporter.warn(`${source.tree.label}: setuperr.log says: ${unknown}`);
    if (definition.unattend !== null)
        await refuse(await unattendRefusal(source));
    // The agent's log is not captured, and yet must not hold any.
    const exclude = (0,src_tree/* createExclusions */.wN)({ patterns: definition.capture.exclude });
    const onDisk = await (0,inspect/* findSecrets */.dL)(source.tree, secrets.values, { reporter, exclude });
    await refuse((0,inspect/* secretsRefusal */.mV)(source.tree.label, onDisk));
    const inJournal = await (0,inspect/* findSecretsInFiles */.Fj)([work.journal], secrets.values, reporter);
    await refuse((0,inspect/* secretsRefusal */.mV)(work.journal, inJournal));
}
/** Setup of a deployed machine looks there. sysprep writes the file anew, so that it is not compared byte by byte. */
async function unattendRefusal({ tree }) {
    const bytes = await (0,inspect/* readFileOrNull */.xB)(tree, UNATTEND_FILE, 4 << 20);
    if (bytes !== null && !Buffer.from(bytes).includes(PAYLOAD_LABEL))
        return null;
    return new src_errors/* FactoryError */.Xx('refused', {
        subject: `${tree.label}: ${UNATTEND_FILE}`,
        found: bytes === null ? 'is not there' : "is the factory's own, which brings a machine into audit mode",
        expected: 'the answer file that unattend: names',
        next: 'a disk that was generalized before gets none: start from one in audit mode',
    });
}
//# sourceMappingURL=prove.js.map
;// CONCATENATED MODULE: ./build/src/factory/stations/capture.js
/** Every image, in the definition's order, in one archive that holds each content once: `install.wim`. */







function wimOf({ work }) {
    return external_node_path_.join(work.folder, src_release/* WIM_NAME */.OB);
}
const capture = {
    name: 'capture',
    async inputs(build) {
        const { definition, created } = build;
        const images = build.images().map(async ({ name, description, subject }) => {
            return { name, description, identity: await subject.identity() };
        });
        return {
            images: await Promise.all(images),
            sha256: build.resultOf('provision').sha256,
            edition: definition.source.edition,
            created: created.toISOString(),
            base: (await build.base?.find())?.identity ?? null,
            ...definition.capture,
        };
    },
    makes: (build) => [wimOf(build)],
    async run(build) {
        const base = (await build.base?.open()) ?? null;
        try {
            return await captureOn(base, build);
        }
        finally {
            await base?.close();
        }
    },
};
async function captureOn(base, build) {
    const { definition, created, host, pool, reporter } = build;
    const { compression, level, exclude } = definition.capture;
    const file = wimOf(build);
    const { windows } = build.resultOf('prove');
    const images = build.images().map((image, at) => capturedImage(image, windows[at] ?? null));
    const archive = await captureImages(images, file, {
        compression,
        level,
        exclude: host === null ? exclude : [...exclude, ...AGENT_LEFTOVERS],
        ...(base === null ? {} : { base: [base.archive] }),
        created: (0,src_bytes/* filetimeFromDate */.k2)(created),
        pool,
        reporter,
    });
    const wim = { path: file, ...(await (0,src_release/* hashFile */.DC)(file, reporter)) };
    const { images: written, uniqueBytes, storedBytes, savedBytes, copiedBytes } = archive;
    const used = base === null ? null : { ...usedOf(base, copiedBytes, build), shared: await sharedOf(base, file) };
    const result = { wim, images: written, uniqueBytes, storedBytes, savedBytes, base: used };
    return { result, files: [wim] };
}
/** Which contents the base has too, however they are compressed there. */
async function sharedOf(base, file) {
    const archive = await (0,src_wim/* openWim */.SS)(file);
    try {
        let [shared, stored] = [0, 0];
        for (const { sha1, size, storedSize } of archive.blobs) {
            if (base.archive.findBlob(sha1) === null)
                continue;
            shared += size;
            stored += storedSize;
        }
        return { shared, stored };
    }
    finally {
        await archive.close();
    }
}
function usedOf({ tag, encoder }, copiedBytes, { definition, reporter }) {
    const { compression, level } = definition.capture;
    const own = compression === 'none' ? null : (0,codec/* encoderName */.gv)(compression, level);
    const sameEncoder = copiedBytes === 0 || encoder === own;
    if (!sameEncoder) {
        const theirs = encoder ?? 'other encoders';
        reporter.info(`What is copied from ${tag} stays as ${theirs} compressed it; what is new is by ${own}`);
    }
    return { tag, copiedBytes, sameEncoder };
}
function capturedImage({ name, description, variant, subject }, windows) {
    return {
        name,
        ...(description === '' ? {} : { description }),
        ...(variant === null ? {} : { displayName: variant }),
        windows,
        open: () => subject.open(),
        async close() {
            await subject.checkUnchanged();
            await subject.close();
        },
    };
}
//# sourceMappingURL=capture.js.map
;// CONCATENATED MODULE: ./build/src/factory/machine/check.js
/** Whether this host can do what the definition asks for: every finding is told, and one that is an error stops the build. */








/** Base, children and archive: each may come to be as large as the image, or nearly. */
const SPACE_FACTOR = 3;
/** The disks of a variant hold what differs from the common one. */
const SPACE_OF_VARIANT = 0.5;
/** @throws not-found for a script that is not there, usage for a secret without a value, host for what the host lacks */
async function checkMachine(build, host) {
    const { definition, source, work, env } = build;
    const target = await updates_targetOf(definition, source);
    await steps_planAllSteps(definition, target, env);
    const { packages } = await planUpdates(definition, target);
    const updateBytes = await checkPackages(packages, build.reporter);
    if (definition.unattend !== null) {
        const architecture = await image_knownArchitecture(source, definition.source.kind);
        const { warnings } = await unattend_readUnattend(definition.unattend, architecture);
        for (const warning of warnings)
            build.reporter.warn(warning);
    }
    for (const value of secretsOf(definition, env).values.values())
        build.reporter.secret(value);
    const request = await check_checkRequest(definition, source, external_node_path_.dirname(work.folder));
    const findings = await host.hypervisor.check({ ...request, space: request.space + updateBytes });
    for (const finding of findings) {
        if (finding.state === 'warning')
            build.reporter.warn((0,report/* findingLine */.mC)(finding));
    }
    const errors = findings.filter(({ state }) => state === 'error');
    if (errors.length > 0)
        throw lacking(errors);
}
/** @throws not-found where the source has no such image */
async function check_checkRequest(definition, source, workDirectory) {
    const { cpus, memory, network } = definition.machine;
    const common = { cpus, memory, network: network === 'none' ? null : network, workDirectory };
    const factor = SPACE_FACTOR + SPACE_OF_VARIANT * definition.variants.length;
    if (definition.source.kind === 'disk') {
        const { size } = await (0,promises_.stat)((await source.name()).path);
        return { ...common, space: size * factor, imageVersion: null };
    }
    const { bytes, version } = await image_imageOf(source);
    return { ...common, space: bytes * factor, imageVersion: version };
}
function lacking(errors) {
    const [first] = errors;
    if (errors.length === 1 && first !== undefined) {
        const { subject, found, expected, next } = first;
        return new src_errors/* FactoryError */.Xx('host', {
            subject,
            found,
            ...(expected === undefined ? {} : { expected }),
            ...(next === undefined ? {} : { next }),
        });
    }
    const rows = errors.map((finding) => `\n  ${(0,report/* findingLine */.mC)(finding)}`).join('');
    return new src_errors/* FactoryError */.Xx('host', { subject: 'this host', found: `lacks ${errors.length} things${rows}` });
}
//# sourceMappingURL=check.js.map
;// CONCATENATED MODULE: ./build/src/factory/stations/check.js
/** Before anything is made: are the source and the base there, may the release go where it shall, and can this host do it? */


const check = {
    name: 'check',
    async run(build) {
        await build.source.name();
        await (0,src_release/* checkReplaceable */.X7)(build.out);
        await build.store?.check(build.reporter);
        await build.base?.find();
        if (build.host !== null)
            await checkMachine(build, build.host);
        return { result: null };
    },
};
//# sourceMappingURL=check.js.map
// EXTERNAL MODULE: ./build/src/read-pieces.js
var read_pieces = __webpack_require__(73405);
;// CONCATENATED MODULE: ./build/src/factory/work-tree.js
/** The work tree of Git that something lies in. */


/** @returns null where none holds the folder */
async function workTreeOf(folder) {
    for (let place = external_node_path_.resolve(folder);; place = external_node_path_.dirname(place)) {
        if ((await (0,promises_.stat)(external_node_path_.join(place, '.git')).catch(() => null)) !== null)
            return place;
        if (place === external_node_path_.dirname(place))
            return null;
    }
}
//# sourceMappingURL=work-tree.js.map
;// CONCATENATED MODULE: ./build/src/factory/work.js
/**
 * The work directory: a folder for each build in it, which outlives the job so that an interrupted build can go on.
 *
 * | name            | holds                                    |
 * | --------------- | ---------------------------------------- |
 * | `journal.jsonl` | what was done, see `journal.ts`          |
 * | `lock`          | who builds here                          |
 * | `logs/`         | what the disk of a failed machine said   |
 * | `STATION-*`     | disks of the machine's stations, until the release is out |
 * | `install.wim`   | what capture made, until the release is out |
 * | `manifest.json` | what inspect made, until the release is out |
 */






/** What the lock of a build's folder is for. */
const BUILDING = {
    does: 'builds this definition',
    expected: 'one build of a definition at a time',
};
/**
 * @param chosen what the user chose with `--work`
 * @throws usage for a place that the runner empties with each job
 */
function work_workDirectory(chosen, env) {
    const folder = external_node_path_.resolve(chosen ?? defaultDirectory(env));
    const temporary = env['RUNNER_TEMP'];
    if (temporary === undefined || temporary === '' || !work_isWithin(folder, external_node_path_.resolve(temporary)))
        return folder;
    throw new src_errors/* FactoryError */.Xx('usage', {
        subject: folder,
        found: 'a work directory under RUNNER_TEMP, which the runner empties with each job',
        expected: 'a folder that outlives the job',
        next: 'choose another one with --work',
    });
}
/**
 * @param definition absolute path of the definition's file
 * @param system the rules of the host: on Windows `c:\Images` and `C:\images` are one definition, and one lock
 */
function work_workOf(directory, definition, name, system = external_node_path_) {
    const file = system.sep === '\\' ? (0,src_tree/* foldCase */.SP)(definition) : definition;
    const key = (0,external_node_crypto_.createHash)('sha256').update(`${file}\0${name}`).digest('hex').slice(0, 12);
    const folder = external_node_path_.join(directory, `${name}-${key}`);
    return workIn(folder);
}
/** @param folder that of a build */
function workIn(folder) {
    return {
        folder,
        journal: external_node_path_.join(folder, 'journal.jsonl'),
        lock: external_node_path_.join(folder, 'lock'),
        logs: external_node_path_.join(folder, 'logs'),
    };
}
async function makeWork(work) {
    try {
        // What a machine gets of the user's secrets lies here as long as it runs.
        await (0,promises_.mkdir)(work.folder, { recursive: true, mode: 0o700 });
    }
    catch (error) {
        throw (0,src_errors/* fromSystemError */.Kh)(error, work.folder);
    }
}
function defaultDirectory(env) {
    const local = env['LOCALAPPDATA'];
    if (process.platform === 'win32' && local !== undefined && local !== '')
        return external_node_path_.join(local, 'image-factory');
    const cache = env['XDG_CACHE_HOME'];
    const base = cache !== undefined && external_node_path_.isAbsolute(cache) ? cache : external_node_path_.join((0,external_node_os_.homedir)(), '.cache');
    return external_node_path_.join(base, 'image-factory');
}
function work_isWithin(place, folder) {
    const relative = external_node_path_.relative(folder, place);
    return relative.split(external_node_path_.sep)[0] !== '..' && !external_node_path_.isAbsolute(relative);
}
//# sourceMappingURL=work.js.map
;// CONCATENATED MODULE: ./build/src/factory/brought-along.js
/**
 * What a definition brings along: the files of its repository that it names, as one SHA-256. Two builds with the same one
 * began from the same repository, as far as this image goes. What lies outside of it (a share) does not count, nor does a
 * source that is one file, for that has a SHA-256 of its own.
 */






/** As Git looks for it: text has no zero byte here. */
const LOOKED_AT = 8000;
/** @returns 64 hexadecimal digits; null where it names no file of the repository */
async function brought_along_filesSha256(definition, reporter) {
    const root = await brought_along_repositoryOf(definition.folder);
    const files = new Set();
    for (const place of brought_along_placesOf(definition)) {
        if (work_isWithin(place, root))
            for (const file of await filesIn(place))
                files.add(file);
    }
    if (files.size === 0)
        return null;
    const hash = (0,external_node_crypto_.createHash)('sha256');
    const named = [...files].map((file) => [external_node_path_.relative(root, file).replaceAll('\\', '/'), file]);
    for (const [name, file] of named.toSorted(([a], [b]) => (a < b ? -1 : 1))) {
        hash.update(`${name}\0${await contentSha256(file, reporter)}\n`);
    }
    return hash.digest('hex');
}
function brought_along_placesOf({ source, updates, unattend, customize, verify, variants }) {
    const steps = [...customize, ...variants.flatMap((variant) => variant.customize)];
    const checks = [...verify, ...variants.flatMap((variant) => variant.verify)];
    const directory = source.kind === 'directory' ? source.path : null;
    const others = [directory, updates.folder, unattend].filter((place) => place !== null);
    return [...others, ...checks, ...steps.flatMap(brought_along_placesOfStep)];
}
function brought_along_placesOfStep(step) {
    if (step.kind === 'run')
        return [step.script];
    if (step.kind === 'files')
        return [step.from];
    if (step.kind === 'drivers')
        return [step.folder];
    return step.kind === 'appx' ? step.appx.add : [];
}
/** What counts as the definition's repository: its work tree, else the folder itself. */
async function brought_along_repositoryOf(folder) {
    return (await workTreeOf(folder)) ?? folder;
}
/** What is not there says nothing: it is the build's to refuse it. */
async function filesIn(place) {
    const found = await (0,promises_.stat)(place).catch(() => null);
    if (found?.isFile() === true)
        return [place];
    if (found?.isDirectory() !== true)
        return [];
    const entries = await (0,promises_.readdir)(place, { withFileTypes: true });
    const files = [];
    for (const { name } of entries)
        files.push(...(await filesIn(external_node_path_.join(place, name))));
    return files;
}
/** Of text with LF between its lines: Git checks the same file out with CRLF on Windows. */
async function contentSha256(file, reporter) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    let isText = null;
    let held = '';
    for await (const piece of (0,read_pieces/* readPieces */.u)(file, `Hashing ${file}`, reporter)) {
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
;// CONCATENATED MODULE: ./build/src/factory/parts.js
/** What is released of an archive: itself, or the parts of a split set where the definition wants none larger. */






/** How many names of a content are told. */
const NAMES = 5;
/**
 * @param wim what was captured
 * @throws unsupported where a content is larger than the store takes a file
 */
async function parts_partsOf(wim, options) {
    const { split, folder, reporter } = options;
    const archive = await (0,src_wim/* openWim */.SS)(wim.path);
    if (split === null || wim.size <= split)
        return { archive, files: [wim] };
    try {
        const first = external_node_path_.join(folder, src_release/* SET_NAME */.Zx);
        await parts_removeOlder(folder);
        const { parts } = await (0,src_wim/* splitWim */.Am)(archive, first, { size: split, reporter });
        checkParts(parts, split, options);
        const files = [];
        for (const part of parts)
            files.push({ path: part.path, ...(await (0,src_release/* hashFile */.DC)(part.path, reporter)) });
        reporter.info(`${first}: ${(0,src_bytes/* countOf */.pq)(parts.length, 'part')} of at most ${(0,src_bytes/* formatBytes */.z3)(split)}`);
        return { archive: await (0,src_wim/* openWim */.SS)(first), files };
    }
    finally {
        await archive.close();
    }
}
/** What is released is read back, every byte of it. @throws damaged */
async function parts_verifyArchive(archive, pool, reporter) {
    const problems = await (0,src_wim/* verifyWim */.N9)(archive, { pool, reporter });
    if (problems.length === 0)
        return;
    const [first] = problems;
    throw new src_errors/* FactoryError */.Xx('damaged', {
        subject: archive.path,
        found: `${problems.length} problems, the first: ${first?.subject}: ${first?.found}`,
        expected: 'an archive that reads back as it was written',
        next: 'check the memory and the disk of this host, then run it again',
    });
}
/** Parts of another size, which an interrupted build left. */
async function parts_removeOlder(folder) {
    for (const name of await (0,promises_.readdir)(folder)) {
        if (/^install\d*\.swm$/.test(name))
            await (0,promises_.rm)(external_node_path_.join(folder, name));
    }
}
function checkParts(parts, split, { store, reporter }) {
    const limit = store?.fileLimit ?? Number.POSITIVE_INFINITY;
    for (const { path: subject, size, tooLarge } of parts) {
        if (tooLarge === null)
            continue;
        const found = `${(0,src_bytes/* formatBytes */.z3)(size)}: a content cannot be cut, and ${parts_namesIn(tooLarge)} is one`;
        if (size <= limit) {
            reporter.warn(`${subject}: ${found}, more than ${(0,src_bytes/* formatBytes */.z3)(split)}`);
            continue;
        }
        throw new src_errors/* FactoryError */.Xx('unsupported', {
            subject,
            found,
            expected: `at most ${(0,src_bytes/* formatBytes */.z3)(limit)}, which is what ${store?.label} takes`,
            next: 'leave the file out of the image with capture.exclude, have it installed after deployment, or publish to a folder',
        });
    }
}
function parts_namesIn(files) {
    if (files.length === 0)
        return 'one that no file refers to';
    const more = files.length > NAMES ? ` and ${(0,src_bytes/* countOf */.pq)(files.length - NAMES, 'more name')}` : '';
    return `that of ${files.slice(0, NAMES).join(', ')}${more}`;
}
//# sourceMappingURL=parts.js.map
;// CONCATENATED MODULE: ./build/src/factory/stations/inspect.js
/** What is released of the archive is read back, every byte of it, and described: `manifest.json`. */










function manifestFile({ work }) {
    return external_node_path_.join(work.folder, src_release/* MANIFEST_NAME */.ir);
}
const inspect_inspect = {
    name: 'inspect',
    async inputs(build) {
        const { definition, version, created, commit, reporter } = build;
        return {
            wim: build.resultOf('capture').wim.sha256,
            base: build.resultOf('capture').base,
            definition: definition.sha256,
            files: await brought_along_filesSha256(definition, reporter),
            version,
            created: created.toISOString(),
            commit,
            split: build.split,
            runs: runsOf(build),
            kbs: build.resultOf('prove').kbs,
        };
    },
    makes: (build) => [manifestFile(build)],
    async run(build) {
        const { split, work, store, pool, reporter } = build;
        const { wim } = build.resultOf('capture');
        const { archive, files: parts } = await parts_partsOf(wim, { split, folder: work.folder, store, reporter });
        try {
            await parts_verifyArchive(archive, pool, reporter);
            for (const { name, windows } of archive.images)
                warnOfGaps(name, windows, build);
            const { manifest, betweenImages, shared } = await inspect_describe(archive, build);
            return { result: { manifest, parts, betweenImages, shared }, files: [manifest, ...parts] };
        }
        finally {
            await archive.close();
        }
    },
};
/** Windows Setup shows no image without these, or refuses it. */
function warnOfGaps(name, windows, { reporter }) {
    if (windows === null)
        return;
    const needed = {
        EDITIONID: windows.editionId,
        INSTALLATIONTYPE: windows.installationType,
        PRODUCTTYPE: windows.productType,
        LANGUAGE: windows.languages.length,
        DEFAULT: windows.defaultLanguage,
        BUILD: windows.version.build,
    };
    const missing = Object.entries(needed).filter(([, value]) => value === '' || value === 0);
    if (missing.length === 0)
        return;
    const list = missing.map(([element]) => element).join(', ');
    reporter.warn(`image "${name}": its hives do not say ${list}; Windows Setup may refuse the image`);
}
async function inspect_describe(archive, build) {
    const { definition, version, created, reporter } = build;
    const { compression, level } = definition.capture;
    const { base } = build.resultOf('capture');
    const manifest = await (0,src_manifest/* manifestOfArchive */.PH)(archive, {
        name: definition.name,
        version,
        created: (0,src_bytes/* filetimeFromDate */.k2)(created),
        inputs: await inputsOf(build),
        updates: build.resultOf('prove').kbs,
        ...(compression === 'none' ? {} : { level }),
        // The name stands for the bytes of every content.
        ...(compression === 'none' || base?.sameEncoder === false
            ? {}
            : { encoder: (0,codec/* encoderName */.gv)(compression, level) }),
        ...(base === null ? {} : { betweenReleases: base.shared }),
        reporter,
    });
    const file = manifestFile(build);
    await (0,src_manifest/* writeManifest */.HN)(file, manifest);
    const { facts } = manifest;
    return {
        manifest: { path: file, ...(await (0,src_release/* hashFile */.DC)(file, reporter)) },
        betweenImages: facts.savings.betweenImages,
        shared: (0,report/* sharedWithBase */.jt)(facts),
    };
}
/** Nothing of the host goes in: the same inputs on another machine give the same manifest. */
async function inputsOf(build) {
    const { definition, commit, reporter } = build;
    const files = await brought_along_filesSha256(definition, reporter);
    const { sha256 } = build.resultOf('provision');
    const { base } = build.resultOf('capture');
    const runs = runsOf(build);
    const steps = runs.flatMap(({ steps: done, image }) => done.map((step) => ({ ...step, ...image })));
    const updates = runs.flatMap(({ updates: asked, image }) => asked.map((update) => updateOf(update, image)));
    return {
        definition: {
            file: external_node_path_.basename(definition.file),
            sha256: definition.sha256,
            ...(files === null ? {} : { files }),
        },
        ...(commit === null ? {} : { commit }),
        source: {
            kind: definition.source.kind,
            name: external_node_path_.basename(build.source.text),
            ...(sha256 === null ? {} : { sha256 }),
        },
        ...(base === null ? {} : { base: base.tag }),
        ...(updates.length === 0 ? {} : { updates }),
        ...(steps.length === 0 ? {} : { steps }),
    };
}
/** What was done in the machine, in the order of the line. */
function runsOf(build) {
    if (build.host === null)
        return [];
    return stepStationsOf(build.definition).flatMap((station) => {
        const variant = variantIn(station);
        const result = build.resultOf(station);
        if (result === null)
            return [];
        const { steps, updates } = result;
        return [{ steps, updates, image: variant === null ? {} : { variant } }];
    });
}
function updateOf({ round, kb, title, outcome, code }, image) {
    return { title, ...(kb === null ? {} : { kb }), round, outcome, result: code, ...image };
}
//# sourceMappingURL=inspect.js.map
;// CONCATENATED MODULE: ./build/src/factory/machine/keep.js
/** `--keep-machine`: a failed machine stays for a person to look at. */


/** @returns whether it stays: yes, unless not even its journal can be written */
async function keepMachine({ work, definition, reporter }, host, run, machine) {
    // A drive whose medium is gone keeps a machine from starting.
    await machine.detachMedia().catch(() => undefined);
    const folder = external_node_path_.join(work.folder, `machine-${slugOf(definition, run.station)}-${host.owner.run}`);
    const files = [folder, run.disk, ...run.parents, ...(await host.bases.keep())];
    await host.keep(run.station, machine.name, files);
    const { kind } = host.hypervisor;
    const look = kind === 'hyperv'
        ? `start it with "Start-VM ${machine.name}", and look at it with "vmconnect.exe localhost ${machine.name}"`
        : `its disk is ${run.disk}; start a machine of your own on a child of it ("qemu-img create -b")`;
    reporter.info(`Kept the machine ${machine.name}, which is off: ${look}`);
    reporter.info(`Remove it with "image-factory sweep --kept --work ${external_node_path_.dirname(work.folder)}"; until then it takes the place of its disks`);
    return true;
}
//# sourceMappingURL=keep.js.map
;// CONCATENATED MODULE: ./build/src/factory/bases.js
/**
 * The cache of base disks: a Windows as its medium has it, before anything of a definition. Each is made once, never
 * written to again, and the parent of any number of builds.
 *
 * | `WORK/bases/`     | holds                                                              |
 * | ----------------- | ------------------------------------------------------------------ |
 * | `KEY.lock`        | who makes, takes or removes that base                              |
 * | `KEY/base.vhdx`   | the disk, read-only; KEY is the hash of all that decides its content |
 * | `KEY/base.json`   | says that it is complete and how the disk is known again; its time is that of the last use |
 * | `KEY/uses/*`      | a lock for each build that is at work on it; `*.kept` for a machine that somebody keeps |
 */








/** Four Windows versions with two editions each; what a runner's disk can spare. */
const BASE_LIMITS = { count: 8, bytes: 200 * 2 ** 30 };
const MARKER = 'base.json';
const USES = 'uses';
const bases_PURPOSE = {
    does: 'makes or removes this base disk',
    expected: 'one process at a time on a base',
};
/** Holds what a build uses of the cache, until it ends. */
class BaseUses {
    #locks = new Map();
    /** Finds the base of `inputs`, or makes it; it is not removed as long as it is in use. */
    async take(request) {
        const { work, inputs, suffix, user, reporter } = request;
        const key = (0,external_node_crypto_.createHash)('sha256').update(JSON.stringify(inputs)).digest('hex').slice(0, 16);
        const folder = external_node_path_.join(work, 'bases', key);
        const disk = external_node_path_.join(folder, `base${suffix}`);
        const use = external_node_path_.join(folder, USES, user);
        await (0,promises_.mkdir)(external_node_path_.dirname(folder), { recursive: true }).catch((error) => {
            throw (0,src_errors/* fromSystemError */.Kh)(error, folder);
        });
        const lock = await (0,src_process/* waitForLock */.gJ)(`${folder}.lock`, bases_PURPOSE, reporter.signal, (message) => reporter.info(message));
        let reused = true;
        try {
            if (!(await isComplete(folder))) {
                reused = false;
                await removeBase(folder);
                const made = await request.make();
                await (0,promises_.mkdir)(external_node_path_.join(folder, USES), { recursive: true });
                await (0,output/* renameOver */.HB)(made, disk);
                await (0,promises_.chmod)(disk, 0o444);
                await writeMarker(folder, { inputs, disk: await diskFacts(disk) });
            }
            if (!this.#locks.has(use))
                this.#locks.set(use, await (0,src_process/* takeLock */.HJ)(use, bases_PURPOSE));
            const now = new Date();
            await (0,promises_.utimes)(external_node_path_.join(folder, MARKER), now, now);
        }
        catch (error) {
            throw (0,src_errors/* fromSystemError */.Kh)(error, folder);
        }
        finally {
            await lock.release();
        }
        await trimBases(work, request.limits ?? BASE_LIMITS, reporter);
        return { disk: await diskFacts(disk), reused };
    }
    /** Leaves marks under which the bases stay after this build. @returns their paths */
    async keep() {
        const marks = [...this.#locks.keys()].map((use) => `${use}.kept`);
        for (const mark of marks)
            await (0,promises_.writeFile)(mark, '');
        return marks;
    }
    async release() {
        for (const lock of this.#locks.values())
            await lock.release();
        this.#locks.clear();
    }
}
/** Removes bases that were not completed. @returns their folders */
async function sweepBases(work, dryRun) {
    const swept = [];
    for (const folder of await basesIn(work)) {
        if (await isComplete(folder))
            continue;
        if (await withIdle(folder, () => (dryRun ? Promise.resolve() : removeBase(folder))))
            swept.push(folder);
    }
    return swept;
}
/** The least recently used ones go, until the others are within the limits. */
async function trimBases(work, limits, reporter) {
    const bases = [];
    for (const folder of await basesIn(work)) {
        const marker = await (0,promises_.stat)(external_node_path_.join(folder, MARKER)).catch(() => null);
        if (marker !== null)
            bases.push({ folder, bytes: await bytesOf(folder), used: marker.mtimeMs });
    }
    bases.sort((a, b) => b.used - a.used);
    let [count, bytes] = [0, 0];
    for (const base of bases) {
        count += 1;
        bytes += base.bytes;
        if (count <= limits.count && bytes <= limits.bytes)
            continue;
        if (!(await withIdle(base.folder, () => removeBase(base.folder))))
            continue;
        count -= 1;
        bytes -= base.bytes;
        reporter.info(`${base.folder}: removed a base disk that was not used lately, ${(0,src_bytes/* formatBytes */.z3)(base.bytes)}`);
    }
}
/** Runs `work` while nobody can take the base. @returns false where somebody uses it */
async function withIdle(folder, work) {
    const lock = await (0,src_process/* takeLock */.HJ)(`${folder}.lock`, bases_PURPOSE).catch(() => null);
    if (lock === null)
        return false;
    try {
        const uses = external_node_path_.join(folder, USES);
        for (const name of await (0,promises_.readdir)(uses).catch(() => [])) {
            if (name.endsWith('.kept') || (await (0,src_process/* isLocked */.ln)(external_node_path_.join(uses, name))))
                return false;
        }
        await work();
        return true;
    }
    finally {
        await lock.release();
    }
}
async function isComplete(folder) {
    try {
        const { disk } = JSON.parse(await (0,promises_.readFile)(external_node_path_.join(folder, MARKER), 'utf8'));
        return await isSameDisk(disk);
    }
    catch {
        return false;
    }
}
function writeMarker(folder, marker) {
    const text = `${JSON.stringify(marker, null, 2)}\n`;
    return (0,output/* writeOutput */.zh)(external_node_path_.join(folder, MARKER), (handle) => handle.writeFile(text));
}
/** The marker goes first: what is left of a removal that was interrupted is no base. */
async function removeBase(folder) {
    await (0,promises_.rm)(external_node_path_.join(folder, MARKER), { force: true });
    for (const name of await (0,promises_.readdir)(folder).catch(() => [])) {
        const file = external_node_path_.join(folder, name);
        // Windows removes no file that is read-only.
        await (0,promises_.chmod)(file, 0o700);
        await (0,promises_.rm)(file, { recursive: true, force: true });
    }
    await (0,promises_.rm)(folder, { recursive: true, force: true });
}
async function basesIn(work) {
    const root = external_node_path_.join(work, 'bases');
    const entries = await (0,promises_.readdir)(root, { withFileTypes: true }).catch(() => []);
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => external_node_path_.join(root, name));
}
/** What it takes of the host's disk: a disk has holes. */
async function bytesOf(folder) {
    let bytes = 0;
    for (const name of await (0,promises_.readdir)(folder)) {
        const { size, blocks } = await (0,promises_.stat)(external_node_path_.join(folder, name));
        bytes += Math.min(size, blocks * 512);
    }
    return bytes;
}
//# sourceMappingURL=bases.js.map
;// CONCATENATED MODULE: ./build/src/machine/index.js

/** The driver for a kind of hypervisor, loaded when it is needed. */
async function createHypervisor(kind, options) {
    if (kind === 'hyperv') {
        const { createHyperV } = await __webpack_require__.e(/* import() */ 513).then(__webpack_require__.bind(__webpack_require__, 76513));
        return createHyperV(options);
    }
    const { createQemu } = await __webpack_require__.e(/* import() */ 126).then(__webpack_require__.bind(__webpack_require__, 56126));
    return createQemu(options);
}
//# sourceMappingURL=index.js.map
;// CONCATENATED MODULE: ./build/src/factory/ledger.js
/** Writes into a build's journal what is about to be made on the host, and what is gone. */

function ledgerOf(journal, hypervisor) {
    const write = (event, resource) => journal.write({ event, time: new Date().toISOString(), hypervisor, host: (0,external_node_os_.hostname)(), resource });
    return {
        intend: (resource) => write('resource', resource),
        gone: (resource) => write('gone', resource),
    };
}
/** Of somebody who only looks. */
const ledger_NO_LEDGER = { intend: () => Promise.resolve(), gone: () => Promise.resolve() };
//# sourceMappingURL=ledger.js.map
;// CONCATENATED MODULE: ./build/src/factory/machine/host.js
/** What a build needs of the host to run machines: the hypervisor, the marker, the ledger, and what is in use. */






/** @returns null with `hypervisor: none` */
async function openHost({ machine }, work, options, journal, reporter) {
    if (machine.hypervisor === 'none')
        return null;
    const ledger = ledgerOf(journal, machine.hypervisor);
    const hypervisor = await hypervisorOf(machine.hypervisor, work, options, ledger, reporter);
    const keptFiles = new Set();
    return {
        hypervisor,
        owner: ownerOf(work),
        ledger,
        bases: new BaseUses(),
        keeps: options.keepMachine === true,
        keptFiles,
        async keep(station, name, files) {
            for (const file of files)
                keptFiles.add(file);
            await journal.write({ event: 'kept', time: new Date().toISOString(), station, machine: name, files });
        },
    };
}
function hypervisorOf(kind, work, { hypervisors = createHypervisor }, ledger, reporter) {
    return hypervisors(kind, { reporter, ledger, workDirectory: external_node_path_.dirname(work.folder) });
}
function ownerOf({ folder }) {
    return {
        tool: 'image-factory',
        build: external_node_path_.basename(folder),
        run: (0,external_node_crypto_.randomBytes)(4).toString('hex'),
        host: (0,external_node_os_.hostname)(),
        pid: process.pid,
        started: new Date().toISOString(),
        folder,
    };
}
/** The run in a machine's name, which the names of its files hold too; null for a name that is not ours. */
function runInName(machine) {
    return /^imgf-[0-9a-f]+-([0-9a-f]+)-[a-z]+[0-9]*$/.exec(machine)?.[1] ?? null;
}
/** `imgf-3fa9c1d2-0b5e77a1-customize`: of the build, the run of it, and the station. @param slug that of `slugOf` */
function machineName({ build, run }, slug) {
    return `imgf-${build.slice(-12, -4)}-${run}-${slug}`;
}
//# sourceMappingURL=host.js.map
;// CONCATENATED MODULE: ./build/src/factory/machine/run.js
/** One run of the machine over a disk of its own: from the payload's medium to power-off. Nothing of it stays but the disk. */







/** @throws refused where the machine fails, with where its logs are */
async function runMachine(build, host, run) {
    const { work, definition } = build;
    const { cpus, memory } = definition.machine;
    const { station, disk } = run;
    const slug = slugOf(definition, station);
    const medium = external_node_path_.join(work.folder, `payload-${slug}-${host.owner.run}.iso`);
    let machine = null;
    let isKept = false;
    try {
        await host.ledger.intend({ kind: 'file', path: medium });
        await writePayload(medium, run.payload, build.created, build.reporter);
        machine = await host.hypervisor.create({
            name: machineName(host.owner, slug),
            folder: external_node_path_.join(work.folder, `machine-${slug}-${host.owner.run}`),
            disk,
            media: [...run.install, medium],
            bootMedium: run.install.length > 0,
            cpus,
            memory,
            network: run.network,
            owner: host.owner,
        });
        const outcome = await runGuest(machine, {
            plan: run.payload.plan,
            name: station,
            screenshot: external_node_path_.join(work.logs, `screenshot-${slug}.png`),
            deadline: run.deadline,
            silence: run.silence,
            reporter: build.reporter,
            secrets: run.payload.secrets,
        });
        await machine.remove();
        return { disk: await settledFacts(disk), outcome };
    }
    catch (error) {
        if (build.reporter.signal.aborted || machine === null)
            throw error;
        const { secrets } = run.payload;
        const told = await explainFailure(build, host, { station, disk, secrets }, error);
        isKept = host.keeps && (await keepMachine(build, host, run, machine));
        throw told;
    }
    finally {
        if (!isKept)
            await machine?.remove().catch((error) => notRemoved(build, error));
        await destroyPayload(medium).then(() => host.ledger.gone({ kind: 'file', path: medium }), (error) => notRemoved(build, error));
    }
}
/** It is journalled, so that a sweep tries again; what the run has to say is more important. */
function notRemoved({ reporter }, error) {
    reporter.warn(`${error instanceof Error ? error.message : String(error)}; "image-factory sweep" tries it again`);
}
//# sourceMappingURL=run.js.map
;// CONCATENATED MODULE: ./build/src/factory/machine/station-run.js
/** A station of the machine: a child of the disk before it, and one run of the machine over that. */





/** Where an installation looks for an answer file before it looks at its drives. */
const ANSWER_PLACE = '\\Windows\\Panther\\unattend.xml';
/**
 * The disk of a station in this run of the line. Each run has its own: on an older one a machine may lie that somebody
 * keeps.
 */
function stationDisk({ work, definition }, { hypervisor, owner }, station) {
    return external_node_path_.join(work.folder, `${slugOf(definition, station)}-${owner.run}${hypervisor.diskSuffix}`);
}
/** @throws refused where the machine fails */
async function runStation(build, host, { station, ...settings }) {
    const { disk: parent, start, isFirst, made: parents } = diskBefore(build, station);
    const disk = stationDisk(build, host, station);
    await host.hypervisor.child(parent.path, disk);
    // Where this build has run the machine before, the agent is there.
    if (isFirst && host.hypervisor.inject !== null) {
        const answer = Buffer.from(answerFile(start.architecture));
        await host.hypervisor.inject(disk, new Map([[ANSWER_PLACE, answer]]), build.work.folder);
    }
    return await runMachine(build, host, { station, disk, parents, install: [], ...settings });
}
//# sourceMappingURL=station-run.js.map
;// CONCATENATED MODULE: ./build/src/factory/machine/step-station.js
/** A station that has the machine do steps, on a disk of its own. */





function stepStation(name) {
    const asksNothing = ({ host, definition }) => host === null || !hasSteps(definition, name);
    return {
        name,
        async inputs(build) {
            if (asksNothing(build))
                return undefined;
            const { disk, start } = diskBefore(build, name);
            const { plan, files } = await planSteps(build.definition, name, {
                id: '',
                env: build.env,
                target: start,
            });
            if (plan.steps.length === 0)
                return undefined;
            const network = networkOf(build.definition, name);
            return { disk, steps: plan.steps, files: await fingerprintFiles(files), network };
        },
        makes: (build) => (build.host === null ? [] : [stationDisk(build, build.host, name)]),
        async run(build) {
            const { host, definition, env } = build;
            if (host === null || asksNothing(build))
                return null;
            const { start: target } = diskBefore(build, name);
            if (name === 'update')
                await tellLeft(build, target);
            const payload = await planSteps(definition, name, { id: (0,external_node_crypto_.randomUUID)(), env, target });
            if (payload.plan.steps.length === 0)
                return null;
            const { disk, outcome } = await runStation(build, host, {
                station: name,
                payload,
                network: networkOf(definition, name),
                deadline: deadlineOf(definition, name),
                silence: definition.machine.deadlines.silence,
            });
            return { result: recordOf(disk, payload.plan.steps, outcome.results), files: [disk] };
        },
    };
}
/** What a folder holds and this Windows does not get. */
async function tellLeft({ definition, reporter }, target) {
    const { left, packages } = await planUpdates(definition, target);
    for (const { file, why } of left)
        reporter.info(`${file} is left out: ${why}`);
    const { from, folder } = definition.updates;
    if (from === 'folder' && packages.length === 0)
        reporter.warn(`${folder}: holds no update for this Windows`);
}
/** A run that succeeded killed no step, so that each has its exit code. */
function recordOf(disk, steps, results) {
    const records = results.map(({ step, exit, seconds, freed }) => {
        const name = steps[step]?.title ?? `step ${step + 1}`;
        return { name, exitCode: exit ?? 0, seconds, ...(freed === undefined ? {} : { freed }) };
    });
    return { disk, steps: records, updates: results.flatMap((result) => result.updates ?? []) };
}
//# sourceMappingURL=step-station.js.map
;// CONCATENATED MODULE: ./build/src/factory/stations/customize.js
/** The definition's steps and checks, run in the machine on a disk of their own: what all have in common, and a variant's. */

const customize = stepStation('customize');
function customizeVariant(variant) {
    return stepStation(`customize:${variant}`);
}
//# sourceMappingURL=customize.js.map
;// CONCATENATED MODULE: ./build/src/factory/stations/generalize.js
/** Sysprep, on a disk of its own: no network, no payload of the user's, no secrets. */





const generalize = generalizeStation('generalize');
function generalizeVariant(variant) {
    return generalizeStation(`generalize:${variant}`);
}
function generalizeStation(name) {
    return {
        name,
        async inputs(build) {
            if (hasNothingToDo(build, name))
                return undefined;
            const { disk } = diskBefore(build, name);
            const { unattend } = build.definition;
            return unattend === null
                ? { disk }
                : { disk, unattend: (await unattend_readUnattend(unattend, null)).bytes.toString('base64') };
        },
        makes: (build) => (build.host === null ? [] : [stationDisk(build, build.host, name)]),
        async run(build) {
            const { host, definition } = build;
            if (host === null || hasNothingToDo(build, name))
                return null;
            const { deadlines } = definition.machine;
            const { disk } = await runStation(build, host, {
                station: name,
                payload: await planGeneralize(definition, (0,external_node_crypto_.randomUUID)(), diskBefore(build, name).start.architecture),
                network: null,
                deadline: deadlines.generalize,
                silence: deadlines.silence,
            });
            return { result: { disk, steps: [], updates: [] }, files: [disk] };
        },
    };
}
/** A disk that somebody generalized already, and on which nothing was done since, is taken as it is. */
function hasNothingToDo(build, name) {
    return build.host === null || diskBefore(build, name).state === 'generalized';
}
//# sourceMappingURL=generalize.js.map
;// CONCATENATED MODULE: ./build/src/factory/variants.js
/** Variants that failed: each by its name, after the others were finished. */

class VariantsFailed extends src_errors/* FactoryError */.Xx {
    failures;
    /** @param all how many variants the definition has */
    constructor(failures, all) {
        const rows = failures
            .map(({ variant, error }) => `\n  ${variant}: ${error.message.replace(/\.$/, '')}`)
            .join('');
        const finished = all - failures.length;
        super('refused', {
            subject: `${failures.length} of ${all} variants`,
            found: `failed, so that nothing is released${rows}`,
            next: finished === 0
                ? 'mend them and run it again'
                : 'mend them and run it again with --resume, which takes over the others',
        });
        this.failures = failures;
    }
}
//# sourceMappingURL=variants.js.map
;// CONCATENATED MODULE: ./build/src/factory/stations/prove.js
/** What the disks say of themselves: which Windows each holds, and whether that is ready to be deployed. */





const GENERALIZED = 'IMAGE_STATE_GENERALIZE_RESEAL_TO_OOBE';
const prove = {
    name: 'prove',
    // Done again, sysprep may do what it did not.
    spoils: (refusal) => refusal instanceof VariantsFailed
        ? refusal.failures.map(({ variant }) => `generalize:${variant}`)
        : ['generalize'],
    async inputs(build) {
        const identities = await Promise.all(build.images().map(({ subject }) => subject.identity()));
        return { identities, require: build.definition.updates.require };
    },
    async run(build) {
        const images = build.images();
        const windows = [];
        const kbs = [];
        const failures = [];
        for (const image of images) {
            try {
                const proven = await proveImage(image, build);
                windows.push(proven.windows);
                kbs.push(proven.kbs);
            }
            catch (error) {
                const { variant } = image;
                if (!(error instanceof src_errors/* FactoryError */.Xx) || error.code !== 'refused' || variant === null)
                    throw error;
                failures.push({ variant, error });
            }
            finally {
                // Of several, no two copies lie side by side; capture reads the only one again.
                if (images.length > 1)
                    await image.subject.close();
            }
        }
        if (failures.length > 0)
            throw new VariantsFailed(failures, images.length);
        return { result: { windows, kbs } };
    },
};
async function proveImage(image, build) {
    const source = await image.subject.open();
    const windows = await windowsOf(source);
    if (windows === null)
        build.reporter.info('The source holds no Windows installation');
    else {
        tell(windows, image, build);
        await warnOfUpdateServer(source, build);
    }
    const { require } = build.definition.updates;
    // What is required has to be read; else the manifest is the better for it.
    const installed = require.kb.length > 0
        ? await (0,inspect/* readInstalledPackages */.AJ)(source.tree)
        : await (0,inspect/* readPackagesOrWarn */.nz)(source.tree, build.reporter);
    const lacking = (0,inspect/* requireRefusal */.U7)(source.tree.label, require, windows, installed);
    if (build.host !== null)
        await proveMachine(build, build.host, image, source, lacking);
    else if (lacking !== null)
        throw lacking;
    return { windows, kbs: installed?.kbs ?? [] };
}
/** That of the build is gone by now; another one a step or the source has put there. */
async function warnOfUpdateServer({ tree }, { reporter }) {
    // A hive that cannot be read is told where more depends on it.
    const server = await (0,inspect/* readUpdateServer */.Rh)(tree).catch(() => null);
    if (server === null)
        return;
    reporter.warn(`${tree.label}: it carries the policy of the update server ${server}, which every machine deployed from it will ask`);
}
/** Without a machine nothing was generalized here: it is the user's to know whether the source shall be. */
function tell({ displayName, version, imageState }, { variant }, { source, host, reporter }) {
    const whose = variant === null ? '' : ` of the variant "${variant}"`;
    reporter.info(`Windows${whose}: ${displayName}, build ${version.build}.${version.spBuild}`);
    if (imageState === GENERALIZED || host !== null)
        return;
    const found = imageState === '' ? 'names no state' : `is in the state ${imageState}`;
    reporter.warn(`${source.text}: the installation ${found}; deployed to several machines it must be ${GENERALIZED}`);
}
//# sourceMappingURL=prove.js.map
;// CONCATENATED MODULE: ./build/src/factory/machine/state.js
/** In which state an installation is, read from its disk. */




/**
 * @param part a partition's number; null: the one that holds Windows
 * @throws not-found where the disk holds no Windows
 */
async function stateOfDisk({ work, reporter }, host, disk, part) {
    const parentFolders = [external_node_path_.dirname(disk)];
    const source = await openMachineDisk(disk, host, { work, part, reporter, parentFolders });
    try {
        const state = await (0,inspect/* readInstallState */.PH)(source.tree);
        const windows = await (0,inspect/* readWindowsInfo */.Sh)(source.tree);
        const version = windows?.version;
        const build = version === undefined || version.build === 0 ? null : `${version.build}.${version.spBuild}`;
        return { ...state, build, architecture: () => architectureOf(windows?.architecture, disk) };
    }
    finally {
        await source.close();
    }
}
//# sourceMappingURL=state.js.map
;// CONCATENATED MODULE: ./build/src/factory/machine/install.js
/** A base made by Windows Setup, where no image can be applied from outside. */







/** Setup on a slow host, and what it does after its last restart. */
const DEADLINE = 3 * 3_600_000;
/** @returns the disk, in audit mode and off @throws refused where Setup fails */
async function installBase(build, host, image) {
    const { path: iso } = await build.source.name();
    const disk = stationDisk(build, host, 'provision');
    await host.hypervisor.blank(disk, build.definition.machine.disk);
    const { architecture, ...setup } = setupOf(image);
    const payload = await planSetup((0,external_node_crypto_.randomUUID)(), architecture, setup);
    await runMachine(build, host, {
        station: 'provision',
        disk,
        parents: [],
        payload,
        install: [iso],
        network: null,
        deadline: DEADLINE,
        // Setup says nothing on the serial port: only the deadline counts.
        silence: Infinity,
    });
    const { state, imageState } = await stateOfDisk(build, host, disk, null);
    if (state === 'audit')
        return disk;
    throw new src_errors/* FactoryError */.Xx('refused', {
        subject: `provision: ${iso}`,
        found: `Windows Setup left an installation ${imageState === '' ? 'that names no state' : `in the state ${imageState}`}`,
        expected: 'one in audit mode',
        next: 'check that the medium is an unchanged one of Microsoft',
    });
}
/** What Setup is told: of all that the payload's medium holds only this decides what the base becomes. */
function setupAnswer(image) {
    return setupAnswerFile(setupOf(image));
}
function setupOf({ architecture, index, language, edition, version }) {
    return { architecture, index, language, productKey: setupKey(edition, version) };
}
//# sourceMappingURL=install.js.map
;// CONCATENATED MODULE: ./build/src/factory/machine/start.js
/** What the machine starts from: a base of the cache, or a disk that somebody already has. */








/** Counts up when the way in which a base is made changes its content. */
const BASE_REVISION = 1;
/** @param sha256 of the source @throws refused where the source is in no state to start from */
async function startDisk(build, host, sha256) {
    const { definition, source, reporter } = build;
    if (definition.source.kind === 'disk')
        return await sourceDisk(build, host);
    const image = await image_imageOf(source);
    const { hypervisor, bases, owner } = host;
    const inputs = {
        revision: BASE_REVISION,
        hypervisor: hypervisor.kind,
        sha256,
        index: image.index,
        size: definition.machine.disk,
        ...(hypervisor.apply === null ? { answer: setupAnswer(image) } : {}),
    };
    const base = await bases.take({
        work: external_node_path_.dirname(build.work.folder),
        inputs,
        suffix: hypervisor.diskSuffix,
        user: `${owner.build}-${owner.run}`,
        make: () => (hypervisor.apply === null ? installBase(build, host, image) : applyBase(build, host, image)),
        reporter,
    });
    const what = base.reused ? 'taken from the cache' : 'made';
    reporter.info(`Base disk of "${image.name}", ${image.version ?? 'version unknown'}: ${what}, ${base.disk.path}`);
    return {
        disk: base.disk,
        kind: 'base',
        reused: base.reused,
        state: hypervisor.apply === null ? 'audit' : 'fresh',
        architecture: image.architecture,
        build: image.version,
        part: null,
    };
}
async function applyBase(build, host, image) {
    const { definition, work } = build;
    const { path: source } = await build.source.name();
    const disk = stationDisk(build, host, 'provision');
    await host.hypervisor.apply?.({
        source: external_node_path_.resolve(source),
        index: image.index,
        disk,
        size: definition.machine.disk,
        folder: work.folder,
    });
    return disk;
}
/** The disk itself is the parent of a child: nothing is ever written to it. */
async function sourceDisk(build, host) {
    const { path: disk, part } = await build.source.name();
    const found = await stateOfDisk(build, host, disk, part);
    const refusal = (0,inspect/* installStateRefusal */.bs)(disk, found);
    if (refusal !== null)
        throw refusal;
    for (const file of found.answerFiles) {
        build.reporter.warn(`${disk}: holds the answer file ${file}, which Setup may take instead of the factory's`);
    }
    const state = found.state === 'generalized' ? 'generalized' : 'audit';
    const architecture = found.architecture();
    const { unattend } = build.definition;
    if (unattend !== null)
        await unattend_readUnattend(unattend, architecture);
    const { build: version } = found;
    return {
        disk: await diskFacts(disk),
        kind: 'source',
        reused: false,
        state,
        architecture,
        build: version,
        part,
    };
}
//# sourceMappingURL=start.js.map
;// CONCATENATED MODULE: ./build/src/factory/stations/provision.js
/**
 * The reference installation: the source, checked against the SHA-256 that it must have, and, where there is a machine,
 * the disk that it starts from.
 */



const provision = {
    name: 'provision',
    async inputs({ definition, source, host }) {
        // A base is cached, and must be marked as in use by each run of the line.
        if (host !== null)
            return undefined;
        return { identity: await source.identity(), sha256: definition.source.sha256 };
    },
    async run(build) {
        const sha256 = await checkedHash(build);
        const { host, source, reporter } = build;
        if (host !== null) {
            const start = await startDisk(build, host, sha256);
            return { result: { source: source.text, sha256, start } };
        }
        const { tree } = await source.open();
        reporter.info(`Source: ${tree.label}${sha256 === null ? '' : `, SHA-256 ${sha256}`}`);
        return { result: { source: source.text, sha256, start: null } };
    },
};
/** @returns null for a directory @throws damaged where it is not what the definition says */
async function checkedHash({ definition, source, reporter }) {
    const { kind, path } = await source.name();
    const sha256 = kind === 'directory' ? null : (await (0,src_release/* hashFile */.DC)(path, reporter)).sha256;
    const expected = definition.source.sha256;
    if (expected === null || sha256 === expected)
        return sha256;
    throw new src_errors/* FactoryError */.Xx('damaged', {
        subject: path,
        found: `the SHA-256 ${sha256}`,
        expected,
        next: 'fetch it again, or correct source.sha256 where the source was changed on purpose',
    });
}
//# sourceMappingURL=provision.js.map
;// CONCATENATED MODULE: ./build/src/factory/stations/publish.js
/** The release: its folder, complete or not at all, and the store that the definition names. */




const publish = {
    name: 'publish',
    async run(build) {
        const { definition, out, reporter, store, tag, work } = build;
        const { manifest: manifestFile, parts } = build.resultOf('inspect');
        const files = [
            ...parts.map((part) => ({ name: external_node_path_.basename(part.path), ...part })),
            { name: src_release/* MANIFEST_NAME */.ir, ...manifestFile },
        ];
        if (store === null) {
            await (0,src_release/* writeRelease */.d4)(out, files, reporter);
            return { result: { releaseDirectory: out, location: null, changed: true, shared: null } };
        }
        const manifest = await (0,src_manifest/* readManifest */.WI)(manifestFile.path);
        const notes = await writeNotes(manifest, store, tag, work.folder, reporter);
        files.push(notes.file);
        await (0,src_release/* writeRelease */.d4)(out, files, reporter);
        const released = files.map((file) => ({ ...file, path: external_node_path_.join(out, file.name) }));
        const options = { tag, keep: definition.release.keep, verify: false, reporter };
        const { location, changed } = await publishFiles(released, manifest, notes.text, store, options);
        await build.base?.keep(out, store);
        return { result: { releaseDirectory: out, location, changed, shared: notes.shared } };
    },
};
//# sourceMappingURL=publish.js.map
;// CONCATENATED MODULE: ./build/src/factory/stations/update.js
/** Languages and capabilities, then updates until none applies, on a disk that all variants share. */

const update = stepStation('update');
//# sourceMappingURL=update.js.map
;// CONCATENATED MODULE: ./build/src/factory/line.js
/** The line: the stations in their order, each journalled before it makes anything and after it has. */

















/** A variant has stations of its own between what all have in common and what is made of all. */
function lineOf({ variants }) {
    const own = variants.flatMap(({ name }) => [customizeVariant(name), generalizeVariant(name)]);
    return [
        check,
        provision,
        update,
        customize,
        ...(variants.length === 0 ? [generalize] : own),
        prove,
        capture,
        inspect_inspect,
        publish,
    ];
}
/**
 * @param results is filled with what each station made
 * @throws VariantsFailed when the machines of the other variants are done; else what a station throws
 */
async function runLine(build, results, journal, past) {
    const summaries = [];
    const failures = [];
    for (const station of lineOf(build.definition)) {
        const variant = variantIn(station.name);
        if (variant === null && failures.length > 0) {
            throw new VariantsFailed(failures, build.definition.variants.length);
        }
        if (failures.some((failure) => failure.variant === variant))
            continue;
        const section = build.reporter.section(station.name);
        try {
            build.reporter.signal.throwIfAborted();
            const end = await line_runStation(station, build, journal, past);
            results.set(station.name, end.result);
            summaries.push({ name: station.name, milliseconds: end.milliseconds, state: end.state });
        }
        catch (error) {
            await fail(station, build, journal, error);
            if (variant === null || !isRefusal(error, build))
                throw error;
            failures.push({ variant, error });
            build.reporter.warn(`The variant "${variant}" failed, the others go on: ${error.message}`);
        }
        finally {
            section.end();
        }
    }
    return summaries;
}
/** The machine said no; whatever else goes wrong would go wrong for the next variant too. */
function isRefusal(error, { reporter }) {
    return error instanceof src_errors/* FactoryError */.Xx && error.code === 'refused' && !reporter.signal.aborted;
}
async function line_runStation(station, build, journal, past) {
    const started = performance.now();
    const given = await station.inputs?.(build);
    const inputs = given === undefined ? '' : fingerprint(station.name, given);
    const before = past.ended.get(station.name);
    const isSame = inputs !== '' && before?.inputs === inputs;
    const common = { event: 'end', station: station.name, inputs };
    if (isSame && (await filesStand(before, build))) {
        const end = {
            ...before,
            ...common,
            time: now(),
            state: 'reused',
            milliseconds: Math.round(performance.now() - started),
        };
        await journal.write(end);
        return end;
    }
    const makes = station.makes?.(build) ?? [];
    await journal.write({ event: 'begin', time: now(), station: station.name, inputs, makes });
    const made = await station.run(build);
    const end = {
        ...common,
        time: now(),
        state: made === null ? 'nothing to do' : 'done',
        milliseconds: Math.round(performance.now() - started),
        files: made?.files ?? [],
        result: (made?.result ?? null),
    };
    await journal.write(end);
    return end;
}
/** Whether the files of an earlier run are still what it made. */
async function filesStand({ files }, { reporter }) {
    for (const file of files) {
        if ('modified' in file ? await isSameDisk(file) : await isSameFile(file, reporter))
            continue;
        reporter.warn(`${file.path}: is not what the interrupted build made, and is made again`);
        return false;
    }
    return true;
}
async function isSameFile({ path, size, sha256 }, reporter) {
    const found = await (0,promises_.stat)(path).catch(() => null);
    return found !== null && found.size === size && (await (0,src_release/* hashFile */.DC)(path, reporter)).sha256 === sha256;
}
/** What went wrong must not hide behind what goes wrong with the journal: on a full disk both do. */
async function fail(station, build, journal, error) {
    for (const file of station.makes?.(build) ?? []) {
        if (build.host?.keptFiles.has(file) !== true)
            await (0,promises_.rm)(file, { force: true }).catch(() => undefined);
    }
    const failure = (0,src_errors/* fromSystemError */.Kh)(error, station.name);
    const { code, message } = failure;
    const spoils = code === 'refused' ? (station.spoils?.(failure) ?? []) : [];
    const record = { event: 'fail', time: now(), station: station.name, code, message, spoils };
    await journal.write(record).catch(() => undefined);
}
/** Another version of this program may make other bytes of the same inputs. */
function fingerprint(station, inputs) {
    return (0,external_node_crypto_.createHash)('sha256')
        .update(JSON.stringify([version/* VERSION */.x, station, inputs]))
        .digest('hex');
}
function now() {
    return new Date().toISOString();
}
//# sourceMappingURL=line.js.map
;// CONCATENATED MODULE: ./build/src/factory/created.js
/** The time that images and manifest carry: given, so that the same input gives the same bytes. */

/**
 * @param chosen the definition's `created`, which wins
 * @returns null where neither it nor SOURCE_DATE_EPOCH says a time
 * @throws usage where SOURCE_DATE_EPOCH is no number of seconds
 */
function created_givenTime(chosen, env) {
    if (chosen !== null)
        return chosen;
    const epoch = env['SOURCE_DATE_EPOCH'];
    if (epoch === undefined || epoch === '')
        return null;
    const date = new Date(Number(epoch) * 1000);
    if (/^\d+$/.test(epoch) && !Number.isNaN(date.getTime()))
        return date;
    throw new src_errors/* FactoryError */.Xx('usage', {
        subject: 'SOURCE_DATE_EPOCH',
        found: JSON.stringify(epoch),
        expected: 'seconds since 1970 as a whole number',
    });
}
/** "2026.11.23" */
function dateVersion(created) {
    return created.toISOString().slice(0, 10).replaceAll('-', '.');
}
//# sourceMappingURL=created.js.map
;// CONCATENATED MODULE: ./build/src/factory/prepare.js
/** What a definition and the user's options come to, before anything is opened or made. */







/** @throws definition, usage, not-found */
async function prepare(file, options) {
    const env = options.env ?? process.env;
    const definition = await load_loadDefinition(file, { files: true });
    const out = external_node_path_.resolve(options.out ?? 'release');
    const work = work_workOf(work_workDirectory(options.work ?? null, env), definition.file, definition.name);
    const { source } = definition;
    if (source.kind === 'directory') {
        refuseWithin(out, source.path, 'the release', '--out');
        refuseWithin(work.folder, source.path, 'the work directory', '--work');
        const { store } = definition.release;
        if (store !== null && !(0,src_release/* isGitHub */.Wz)(store))
            refuseWithin(store, source.path, 'the store', 'release.store');
    }
    refuseWithin(work.folder, out, 'the work directory', '--work');
    refuseUnattested(options, definition);
    return {
        definition,
        out,
        work,
        created: created_givenTime(definition.created, env),
        commit: env['GITHUB_SHA'] || null,
        env,
        store: storeOf(options, env, definition),
        split: splitOf(options, definition),
        base: baseOf(options, env, definition),
    };
}
/** The definition says the version, else the tag, else the date. */
function prepare_versionOf({ name, version }, tag, created) {
    if (version !== null)
        return version;
    if (tag === undefined)
        return dateVersion(created);
    return tag.startsWith(`${name}-`) ? tag.slice(name.length + 1) : tag.replace(/^v(?=\d)/, '');
}
/** What is made while a directory is read would end up in its image. */
function refuseWithin(place, folder, what, option) {
    if (!work_isWithin(place, folder))
        return;
    throw new src_errors/* FactoryError */.Xx('usage', {
        subject: place,
        found: `${what} inside ${folder}`,
        expected: 'a place of its own',
        next: `choose another one with ${option}`,
    });
}
function storeOf(options, env, { release }) {
    const store = options.store === undefined ? release.store : options.store;
    return store === null ? null : (0,src_release/* openStore */.Ch)(store, { env, token: options.token ?? null });
}
/** Nothing here can sign, and nothing is added to a release that is out. */
function refuseUnattested({ store, attest }, { file, release }) {
    if ((attest ?? release.attest) !== 'always' || (store === undefined ? release.store : store) === null)
        return;
    throw new src_errors/* FactoryError */.Xx('usage', {
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
    return release.split ?? (goesTo !== null && (0,src_release/* isGitHub */.Wz)(goesTo) ? src_release/* GITHUB_SPLIT */.jP : null);
}
/** What is built but not published has a release before it all the same. */
function baseOf(options, env, definition) {
    const { base, token = null } = options;
    const text = base ?? definition.release.base;
    if (text === null)
        return null;
    const access = { env, token };
    if (text !== PREVIOUS)
        return { text, store: null, access };
    const place = goalOf(options, definition);
    if (place !== null)
        return { text, store: (0,src_release/* openStore */.Ch)(place, access), access };
    throw new src_errors/* FactoryError */.Xx('usage', {
        subject: `base "${text}"`,
        found: 'no store that a release before this one could be in',
        expected: 'a release by its name, or a store',
        next: 'name the release, or set release.store in the definition',
    });
}
//# sourceMappingURL=prepare.js.map
;// CONCATENATED MODULE: ./build/src/factory/identity.js
/** Whether a source is still the one that an interrupted build read, without reading its contents again. */




/** @returns a text that changes when the source changes */
async function identity_identityOf({ kind, path, part }, reporter) {
    try {
        const place = await (0,promises_.realpath)(path);
        if (kind === 'directory')
            return `${place} ${await fingerprintOf(place, reporter)}`;
        const { size, mtimeNs, ino } = await (0,promises_.stat)(place, { bigint: true });
        return `${place}#${part ?? ''} ${size} ${mtimeNs} ${ino}`;
    }
    catch (error) {
        throw (0,src_errors/* fromSystemError */.Kh)(error, path);
    }
}
/** Of every name with its attributes, size and times: what a capture takes but the contents. */
async function fingerprintOf(folder, reporter) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    const task = reporter.task(`Looking over ${folder}`, null, 'files');
    // What is odd about the directory is told when it is read for the capture.
    const tree = await (0,src_tree/* openDirectory */.AJ)(folder, { ...reporter, warn() { } });
    try {
        for await (const { path, entry } of (0,src_tree/* walk */.GG)(tree)) {
            reporter.signal.throwIfAborted();
            const sizes = entry.streams.map(({ size }) => size).join(',');
            const target = entry.reparse === null ? '' : Buffer.from(entry.reparse.data).toString('hex');
            hash.update(`${JSON.stringify(path)} ${entry.attributes} ${sizes} ${entry.created} ${entry.modified} ${target}\n`);
            task.advance(1);
        }
        return hash.digest('hex');
    }
    finally {
        task.end();
        await tree.close();
    }
}
//# sourceMappingURL=identity.js.map
;// CONCATENATED MODULE: ./build/src/factory/source-keeper.js
/** The source of a build: opened when a station first needs it, closed when the build ends. */



class source_keeper_SourceKeeper {
    text;
    #spec;
    #reporter;
    #name = null;
    #identity = null;
    #open = null;
    constructor(spec, reporter) {
        this.text = spec.index === null ? spec.path : `${spec.path}#${spec.index}`;
        this.#spec = spec;
        this.#reporter = reporter;
    }
    /** @throws not-found; definition where the source is of another kind than its key says */
    name() {
        this.#name ??= this.#parse();
        return this.#name;
    }
    /** Changes when the source changes. */
    identity() {
        this.#identity ??= this.name().then((name) => identity_identityOf(name, this.#reporter));
        return this.#identity;
    }
    open() {
        const { edition } = this.#spec;
        this.#open ??= this.name().then(() => (0,src_source/* openSource */.oD)(this.text, { reporter: this.#reporter, edition, installs: true }));
        return this.#open;
    }
    /**
     * The image that the definition means, by what its archive says of itself: that of an ESD is told too, whose contents
     * are not read. null for a disk and a directory.
     */
    async image() {
        const name = await this.name();
        if (name.kind !== 'wim' && name.kind !== 'iso')
            return null;
        const archive = await (0,src_source/* openArchiveOf */.yM)(name, this.#reporter);
        try {
            const { path, part } = name;
            const { edition } = this.#spec;
            return part === null
                ? (0,src_source/* chooseImage */.Ny)({ path, images: archive.images }, { edition })
                : archive.selectImage(part);
        }
        finally {
            await archive.close();
        }
    }
    async close() {
        const open = await this.#open?.catch(() => null);
        this.#open = null;
        await open?.close();
    }
    /** After a capture: whether the disk or archive is still what it was when the build began. */
    async checkUnchanged() {
        const name = await this.name();
        // What changes in a directory meanwhile, its reader notices file by file.
        if (name.kind === 'directory' || (await identity_identityOf(name, this.#reporter)) === (await this.identity()))
            return;
        throw new src_errors/* FactoryError */.Xx('busy', {
            subject: name.path,
            found: 'it changed while it was captured',
            expected: 'a disk that nothing writes to',
            next: 'turn off the machine that uses it, then run it again',
        });
    }
    async #parse() {
        const { path, edition, index, kind } = this.#spec;
        const { part } = await (0,src_source/* parseSource */.PJ)(path);
        if (part !== null && (edition !== null || index !== null)) {
            throw new src_errors/* FactoryError */.Xx('definition', {
                subject: path,
                found: `"#${part}" and source.${edition === null ? 'index' : 'edition'}, which both name an image`,
                expected: 'one of them',
            });
        }
        const name = await (0,src_source/* parseSource */.PJ)(this.text);
        if (name.kind === kind)
            return name;
        // Whatever has no signature may be a raw disk: nobody who named a medium or an archive meant that.
        if (name.kind === 'disk') {
            throw new src_errors/* FactoryError */.Xx('damaged', {
                subject: name.path,
                found: `does not begin as ${src_source/* KIND_NAMES */.kd[kind]} does`,
                expected: `what the key source.${kind} names`,
                next: 'fetch it again, and give its SHA-256 as source.sha256',
            });
        }
        throw new src_errors/* FactoryError */.Xx('definition', {
            subject: name.path,
            found: src_source/* KIND_NAMES */.kd[name.kind],
            expected: `what the key source.${kind} names`,
            next: `write it under source.${name.kind}`,
        });
    }
}
//# sourceMappingURL=source-keeper.js.map
;// CONCATENATED MODULE: ./build/src/factory/summary.js
/** What a build tells when it is done. */



function summaryOf(job, stations) {
    const { windows } = job.resultOf('prove');
    const { images, uniqueBytes, storedBytes, savedBytes, base } = job.resultOf('capture');
    const { parts, betweenImages, shared: sharedWithBase } = job.resultOf('inspect');
    const { releaseDirectory, location, changed, shared } = job.resultOf('publish');
    const sum = (of) => images.reduce((total, image) => total + of(image), 0);
    return {
        name: job.definition.name,
        version: job.version,
        tag: job.tag,
        build: [...new Set(windows.map(buildText))].filter((text) => text !== '').join(', '),
        images: images.map(({ name }) => name),
        files: sum(({ files }) => files),
        directories: sum(({ directories }) => directories),
        bytes: sum(({ bytes }) => bytes),
        uniqueBytes,
        storedBytes,
        savedBytes,
        betweenImages,
        shared: shared ?? sharedWithBase,
        freedBytes: freedBytes(job),
        base: summary_baseOf(job),
        baseRelease: base === null ? null : { tag: base.tag, copiedBytes: base.copiedBytes },
        stations,
        releaseDirectory,
        wim: external_node_path_.join(releaseDirectory, external_node_path_.basename(parts[0]?.path ?? src_release/* WIM_NAME */.OB)),
        manifest: external_node_path_.join(releaseDirectory, src_release/* MANIFEST_NAME */.ir),
        location,
        changed,
    };
}
function buildText(windows) {
    return windows === null ? '' : `${windows.version.build}.${windows.version.spBuild}`;
}
/** Of all clean-ups; null where there was none. */
function freedBytes(job) {
    if (job.host === null)
        return null;
    const steps = stepStationsOf(job.definition).flatMap((station) => job.resultOf(station)?.steps ?? []);
    const freed = steps.map((step) => step.freed).filter((bytes) => bytes !== undefined);
    return freed.length === 0 ? null : freed.reduce((sum, bytes) => sum + bytes, 0);
}
function summary_baseOf(job) {
    const { start } = job.resultOf('provision');
    if (start === null)
        return null;
    if (start.kind === 'source')
        return 'the source';
    return start.reused ? 'from the cache' : 'made';
}
//# sourceMappingURL=summary.js.map
;// CONCATENATED MODULE: ./build/src/factory/journal.js
/**
 * The journal of a build: one JSON object a line, appended and on the disk before the next thing happens. A station
 * writes what it is about to make before it makes it, and what it has made afterwards; resume, clean-up after a crash and
 * the table of times read this one file.
 *
 * | `event`    | says                                                        |
 * | ---------- | ----------------------------------------------------------- |
 * | `build`    | a run begins: definition, tool, host, the time that images carry |
 * | `begin`    | a station begins: what decides its result, the files it makes |
 * | `resource` | a thing that outlives the process is about to be made: a machine, a mount |
 * | `gone`     | that thing is no more                                       |
 * | `kept`     | a failed machine stays for a person to look at, with these files |
 * | `end`      | a station has ended: its files and how they are known again, its result |
 * | `fail`     | the run ended early: why                                    |
 * | `complete` | the release is out: nothing to resume                       |
 *
 * A process that is killed can leave half a last line; it says nothing and is cut off.
 */



class Journal {
    file;
    #handle;
    constructor(file, handle) {
        this.file = file;
        this.#handle = handle;
    }
    /**
     * @param keep whether the records that are there stay; what is not believed never does
     * @param first records with which a journal begins that keeps none
     */
    static async open(file, keep, first = []) {
        try {
            if (keep) {
                const { text } = believe(await readText(file));
                // Through a handle that appends, Windows lets nobody cut a file.
                await (await (0,promises_.open)(file, 'a')).close();
                await (0,promises_.truncate)(file, Buffer.byteLength(text));
            }
            else {
                const lines = first.map((record) => `${JSON.stringify(record)}\n`).join('');
                await (0,output/* writeOutput */.zh)(file, (handle) => handle.writeFile(lines));
            }
            return new Journal(file, await (0,promises_.open)(file, 'a'));
        }
        catch (error) {
            throw (0,src_errors/* fromSystemError */.Kh)(error, file);
        }
    }
    /** Returns when the record is on the disk. */
    async write(record) {
        try {
            await this.#handle.appendFile(`${JSON.stringify(record)}\n`);
            await this.#handle.datasync();
        }
        catch (error) {
            throw (0,src_errors/* fromSystemError */.Kh)(error, this.file);
        }
    }
    close() {
        return this.#handle.close();
    }
}
/** Reads what a journal says; one that is not there says nothing. */
async function readPast(file) {
    let build = null;
    let last = null;
    let complete = false;
    const ended = new Map();
    const resources = new Map();
    const kept = new Map();
    for (const record of believe(await readText(file)).records) {
        if (record.event === 'build') {
            build ??= record;
            last = record;
        }
        else if (record.event === 'begin') {
            ended.delete(record.station);
        }
        else if (record.event === 'fail') {
            for (const station of record.spoils ?? [])
                ended.delete(station);
        }
        else if (record.event === 'end') {
            ended.set(record.station, record);
        }
        else if (record.event === 'resource') {
            const { hypervisor, host, resource } = record;
            resources.set(journal_keyOf(resource), { hypervisor, host, resource });
        }
        else if (record.event === 'gone') {
            resources.delete(journal_keyOf(record.resource));
            if (record.resource.kind === 'machine')
                kept.delete(record.resource.name);
        }
        else if (record.event === 'kept') {
            kept.set(record.machine, record);
        }
        else if (record.event === 'complete') {
            complete = true;
        }
    }
    return { build, ended, complete, last, resources: [...resources.values()], kept: [...kept.values()] };
}
/** What two records must share to be about one thing. */
function journal_keyOf(resource) {
    if (resource.kind === 'machine')
        return `machine ${resource.hypervisor} ${resource.name}`;
    if (resource.kind === 'process')
        return `process ${resource.pid} ${resource.started}`;
    return `${resource.kind} ${resource.path}`;
}
/** Up to half a line, or the first line that is no record: what follows damage is not believed. */
function believe(text) {
    const records = [];
    let end = 0;
    for (let next = text.indexOf('\n'); next !== -1; next = text.indexOf('\n', end)) {
        const record = parseRecord(text.slice(end, next));
        if (record === null)
            break;
        records.push(record);
        end = next + 1;
    }
    return { records, text: text.slice(0, end) };
}
function parseRecord(line) {
    try {
        const record = JSON.parse(line);
        return typeof record?.event === 'string' ? record : null;
    }
    catch {
        return null;
    }
}
async function readText(file) {
    try {
        return await (0,promises_.readFile)(file, 'utf8');
    }
    catch (error) {
        if (error.code === 'ENOENT')
            return '';
        throw (0,src_errors/* fromSystemError */.Kh)(error, file);
    }
}
//# sourceMappingURL=journal.js.map
;// CONCATENATED MODULE: ./build/src/factory/sweep-machines.js
/** What a dead build left on the host besides files: machines, mounted disks, processes. */






/** @param kept machines that stay, with their files */
async function sweepMachines(work, past, kept, options) {
    const left = past.resources.filter(({ resource }) => !belongsToKept(resource, kept));
    const kinds = new Set(left.map(({ hypervisor }) => hypervisor));
    // A machine may be there of which the journal knows nothing, where that was damaged.
    if (past.last !== null && past.last.hypervisor !== 'none' && !past.complete) {
        kinds.add(past.last.hypervisor);
    }
    const swept = [];
    for (const kind of kinds) {
        const own = left.filter(({ hypervisor, host }) => hypervisor === kind && host === (0,external_node_os_.hostname)());
        const resources = own.map(({ resource }) => resource);
        swept.push(await sweepKind(kind, work, resources, kept, options));
    }
    for (const { host, resource } of left) {
        if (host !== (0,external_node_os_.hostname)())
            swept.push(unreachable([resource], `it is on the host ${host}: sweep there`));
    }
    return {
        removed: swept.flatMap(({ removed }) => removed),
        failures: swept.flatMap(({ failures }) => failures),
        held: {
            paths: swept.flatMap(({ held }) => held.paths),
            runs: swept.flatMap(({ held }) => held.runs),
        },
    };
}
async function sweepKind(kind, work, resources, kept, { dryRun, hypervisors, reporter }) {
    const journal = dryRun ? null : await Journal.open(work.journal, true);
    try {
        const ledger = journal === null ? ledger_NO_LEDGER : ledgerOf(journal, kind);
        const hypervisor = await hypervisors(kind, {
            reporter,
            ledger,
            workDirectory: external_node_path_.dirname(work.folder),
        });
        const owner = { build: external_node_path_.basename(work.folder), folder: work.folder, host: (0,external_node_os_.hostname)() };
        const names = kept.map(({ machine }) => machine);
        const removals = await hypervisor.sweep(resources, owner, dryRun, names);
        const done = removals.filter(({ failure }) => failure === null).map(({ resource }) => resource);
        for (const resource of done)
            await ledger.gone(resource);
        const failed = removals.filter(({ failure }) => failure !== null);
        return {
            removed: done.map(describeResource),
            failures: failed.map(({ resource, failure }) => ({
                what: describeResource(resource),
                why: failure ?? '',
            })),
            held: heldBy(failed.map(({ resource }) => resource)),
        };
    }
    catch (error) {
        return unreachable(resources, (0,src_errors/* fromSystemError */.Kh)(error, kind).message);
    }
    finally {
        await journal?.close();
    }
}
function describeResource(resource) {
    if (resource.kind === 'machine')
        return `machine ${resource.name} (${nameOf(resource.hypervisor)})`;
    if (resource.kind === 'process')
        return `process ${resource.pid} (${resource.command})`;
    return resource.kind === 'file' ? resource.path : `${RESOURCE_NAMES[resource.kind]} ${resource.path}`;
}
const RESOURCE_NAMES = {
    'disk-mount': 'mounted disk',
    'iso-mount': 'mounted ISO',
    'access-path': 'access path',
};
function nameOf(kind) {
    return kind === 'hyperv' ? 'Hyper-V' : 'QEMU';
}
function unreachable(resources, why) {
    return {
        removed: [],
        failures: resources.map((resource) => ({ what: describeResource(resource), why })),
        held: heldBy(resources),
    };
}
/**
 * A disk that is mounted, a folder through which a volume is reached: what deletes them deletes more than a file. A
 * machine that is there still has its folder and its disks.
 */
function heldBy(resources) {
    const runs = resources.map((resource) => (resource.kind === 'machine' ? runInName(resource.name) : null));
    return {
        paths: resources.flatMap((resource) => ('path' in resource ? [resource.path] : [])),
        runs: runs.filter((run) => run !== null),
    };
}
function belongsToKept(resource, kept) {
    return kept.some(({ machine, files }) => {
        if (resource.kind === 'machine')
            return resource.name === machine;
        return 'path' in resource && files.some((file) => isSameOrBelow(resource.path, file));
    });
}
function isSameOrBelow(place, folder) {
    const relative = external_node_path_.relative(folder, place);
    return relative === '' || (relative.split(external_node_path_.sep)[0] !== '..' && !external_node_path_.isAbsolute(relative));
}
//# sourceMappingURL=sweep-machines.js.map
;// CONCATENATED MODULE: ./build/src/factory/sweep.js
/** Removes what builds that died left behind: on the host exactly what their journals name, and the files of their folders. */













/** Sweeps every build of a work directory that is not running; journals stay. */
async function sweep_sweep(directory, options = {}) {
    const swept = [];
    for (const name of await sweep_namesIn(directory)) {
        const work = workIn(external_node_path_.join(directory, name));
        const isBuild = (await sweep_namesIn(work.folder)).includes(external_node_path_.basename(work.journal));
        const result = isBuild ? await sweepIdle(work, options) : null;
        if (result !== null)
            swept.push(result);
    }
    const dryRun = options.dryRun === true;
    const unfinished = [...(await sweepBases(directory, dryRun)), ...(await sweepReleases(directory, dryRun))];
    for (const folder of unfinished) {
        swept.push({ folder, resources: [], files: [folder], bytes: 0, failures: [], kept: [] });
    }
    return swept;
}
/** @returns null where the build is running, or left nothing */
async function sweepIdle(work, options) {
    const lock = await (0,src_process/* takeLock */.HJ)(work.lock, BUILDING).catch((error) => {
        if (error instanceof src_errors/* FactoryError */.Xx && error.code === 'busy')
            return null;
        throw error;
    });
    if (lock === null)
        return null;
    try {
        const logs = options.kept === true ? [] : [work.logs];
        const result = await sweepBuild(work, new Set(logs), options);
        const { resources, files, failures, kept } = result;
        return [resources, files, failures, kept].some((list) => list.length > 0) ? result : null;
    }
    finally {
        await lock.release();
    }
}
/**
 * Removes a build's machines, and all that lies in its folder but its journal, its lock and `keep`; puts an older release
 * back that a killed build was about to replace. Whoever calls it holds the lock.
 *
 * @param keep absolute paths
 */
async function sweepBuild(work, keep, options = {}) {
    const { dryRun = false, hypervisors = createHypervisor, reporter = (0,progress/* silentReporter */.P)() } = options;
    const past = await readPast(work.journal);
    if (past.build !== null && !dryRun)
        await (0,src_release/* repairFolder */.Qj)(past.build.out);
    const kept = options.kept === true ? [] : past.kept;
    const machines = await sweepMachines(work, past, kept, { dryRun, hypervisors, reporter });
    const stays = [...keep, ...kept.flatMap(({ files }) => files), ...machines.held.paths];
    const isHeld = (file) => stays.some((place) => work_isWithin(place, file)) || isOfRun(external_node_path_.basename(file), machines.held.runs);
    const outside = past.kept
        .filter((record) => !kept.includes(record))
        .flatMap(({ files }) => files.filter((file) => external_node_path_.dirname(file) !== work.folder));
    const removed = await removeFiles(work, outside, isHeld, dryRun);
    return {
        folder: work.folder,
        resources: machines.removed,
        files: removed.files,
        bytes: removed.bytes,
        failures: [...machines.failures, ...removed.failures],
        kept: kept.map(({ machine }) => machine),
    };
}
async function removeFiles(work, outside, isHeld, dryRun) {
    const files = [];
    const failures = [];
    let bytes = 0;
    const inside = (await sweep_namesIn(work.folder))
        .filter((name) => name !== external_node_path_.basename(work.journal) && !isLockFile(name))
        .map((name) => external_node_path_.join(work.folder, name));
    for (const file of [...inside, ...outside]) {
        if (isHeld(file))
            continue;
        const size = await sizeOf(file);
        if (size === null)
            continue;
        try {
            if (!dryRun)
                await (0,promises_.rm)(file, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
            files.push(file);
            bytes += size;
        }
        catch (error) {
            const { found } = (0,src_errors/* fromSystemError */.Kh)(error, file).details;
            failures.push({ what: file, why: found });
        }
    }
    return { files, bytes, failures };
}
/** The payload's medium goes in any case: secrets may lie on it. */
function isOfRun(name, runs) {
    return !name.startsWith('payload-') && runs.some((run) => name.includes(`-${run}`));
}
/** The lock, or what a living process makes or takes one with. */
function isLockFile(name) {
    const pid = /^lock\.(\d+)/.exec(name)?.[1];
    return name === 'lock' || (pid !== undefined && (0,output/* isRunning */.W_)(Number(pid)));
}
/** Of a folder, that of all that it holds. @returns null where it is not there */
async function sizeOf(place) {
    const stats = await (0,promises_.stat)(place).catch(() => null);
    if (stats === null)
        return null;
    if (!stats.isDirectory())
        return stats.size;
    let bytes = 0;
    for (const name of await sweep_namesIn(place))
        bytes += (await sizeOf(external_node_path_.join(place, name))) ?? 0;
    return bytes;
}
async function sweep_namesIn(folder) {
    try {
        return (await (0,promises_.readdir)(folder)).toSorted();
    }
    catch (error) {
        const { code } = error;
        if (code === 'ENOENT' || code === 'ENOTDIR')
            return [];
        throw (0,src_errors/* fromSystemError */.Kh)(error, folder);
    }
}
//# sourceMappingURL=sweep.js.map
;// CONCATENATED MODULE: ./build/src/factory/take-over.js
/** What a build finds of the one before it, and what it leaves to the next. */





/** What an interrupted build left: taken over with `--resume`, else removed. */
async function takeOver({ work, out }, options, reporter) {
    const before = await readPast(work.journal);
    const isOpen = before.build !== null && !before.complete;
    const isTaken = options.resume === true && isOpen;
    const swept = await sweepBuild(work, isTaken ? filesOf(before) : new Set(), {
        ...sweepOptions(options),
        reporter,
    });
    if (await (0,src_release/* repairFolder */.Qj)(out))
        reporter.info(`${out}: put the older release back that an interrupted build was replacing`);
    if (isTaken) {
        reporter.info(`Going on with the build of ${before.build?.time}`);
    }
    else if (options.resume === true) {
        reporter.info('No interrupted build of this definition is here to resume: building from the start');
    }
    take_over_tell(swept, work, reporter);
    // The sweep wrote into the journal what is gone.
    const { resources, kept } = await readPast(work.journal);
    return isTaken ? { ...before, resources, kept } : { ...take_over_NOTHING, resources, kept };
}
const take_over_NOTHING = { build: null, ended: new Map(), complete: false, last: null, resources: [], kept: [] };
/** A journal that begins anew still knows what could not be removed, and what somebody keeps. */
function openJournal({ journal }, { build, resources, kept }) {
    const time = new Date().toISOString();
    const first = [
        ...resources.map((resource) => ({ event: 'resource', time, ...resource })),
        ...kept,
    ];
    return Journal.open(journal, build !== null, first);
}
/** After a failure only what `--resume` can take over stays, and the logs. What goes wrong here never hides why it failed. */
async function tidyUp(prepared, options, reporter, isFailed) {
    try {
        await tidy(prepared, options, reporter, isFailed);
    }
    catch (error) {
        if (!isFailed)
            throw error;
        reporter.warn((0,src_errors/* fromSystemError */.Kh)(error, prepared.work.folder).message);
    }
}
async function tidy({ work }, options, reporter, isFailed) {
    const past = await readPast(work.journal);
    const files = isFailed ? filesOf(past) : new Set();
    const swept = await sweepBuild(work, isFailed ? new Set([...files, work.logs]) : files, {
        ...sweepOptions(options),
        // Who stopped the build wants it to clean up all the same.
        reporter: { ...reporter, signal: new AbortController().signal },
    });
    for (const { what, why } of swept.failures)
        reporter.warn(`${what}: could not be removed: ${why}`);
    if (files.size === 0)
        return;
    const done = [...past.ended.values()].filter((end) => end.files.length > 0).map(({ station }) => station);
    reporter.info(`What ${done.join(', ')} made is kept: run it again with --resume to go on from there`);
}
function sweepOptions({ hypervisors }) {
    return hypervisors === undefined ? {} : { hypervisors };
}
function take_over_tell({ resources, files, bytes, failures, kept }, work, reporter) {
    if (resources.length > 0) {
        reporter.info(`Removed what an interrupted build left on this host: ${resources.join(', ')}`);
    }
    if (files.length > 0) {
        const what = `${(0,src_bytes/* countOf */.pq)(files.length, 'file')}, ${(0,src_bytes/* formatBytes */.z3)(bytes)}`;
        reporter.info(`${work.folder}: removed what an interrupted build left (${what})`);
    }
    for (const { what, why } of failures)
        reporter.warn(`${what}: could not be removed: ${why}`);
    for (const machine of kept) {
        reporter.info(`The machine ${machine} is kept; "image-factory sweep --kept" removes it`);
    }
}
function filesOf({ ended }) {
    return new Set([...ended.values()].flatMap(({ files }) => files.map((file) => file.path)));
}
//# sourceMappingURL=take-over.js.map
;// CONCATENATED MODULE: ./build/src/factory/build.js
/** A definition becomes a release. */













/**
 * Builds the release that a definition describes. The release folder appears complete or not at all; an older one stays as
 * it is until then.
 *
 * @param file the definition
 * @throws definition, usage, exists, busy where it is being built already, and what the stations throw
 */
async function build(file, options, reporter) {
    const prepared = await prepare(file, options);
    await makeWork(prepared.work);
    const lock = await (0,src_process/* takeLock */.HJ)(prepared.work.lock, BUILDING);
    try {
        return await buildLocked(prepared, options, reporter);
    }
    finally {
        await lock.release();
    }
}
async function buildLocked(prepared, options, reporter) {
    const { definition, work } = prepared;
    const past = await takeOver(prepared, options, reporter);
    const journal = await openJournal(work, past);
    const results = new Map();
    const pool = new codec/* CodecPool */.Zj(options.threads === undefined ? {} : { threads: options.threads });
    const source = new source_keeper_SourceKeeper(definition.source, reporter);
    let job = null;
    let isFailed = true;
    try {
        const host = await openHost(definition, work, options, journal, reporter);
        job = jobOf(prepared, options, past, { host, pool, reporter, results, source });
        await journal.write(beginning(job));
        const stations = await runLine(job, results, journal, past);
        await journal.write({ event: 'complete', time: new Date().toISOString() });
        isFailed = false;
        return summaryOf(job, stations);
    }
    finally {
        await job?.closeImages();
        await journal.close();
        await source.close();
        await pool.close();
        await tidyUp(prepared, options, reporter, isFailed);
        await job?.host?.bases.release();
    }
}
function jobOf({ definition, out, work, commit, store, split, base, env, created: given }, { tag }, past, { results, ...tools }) {
    const created = given ?? (past.build === null ? new Date() : new Date(past.build.created));
    const version = prepare_versionOf(definition, tag, created);
    const ownTag = tag ?? `${definition.name}-${version}`;
    const context = { image: definition.name, tag: ownTag, work, reporter: tools.reporter };
    let images = null;
    const job = {
        definition,
        version,
        tag: ownTag,
        created,
        commit,
        out,
        store,
        split,
        base: base === null ? null : new BaseRelease(base, context),
        work,
        env,
        ...tools,
        resultOf: ((name) => resultIn(results, name)),
        images() {
            images ??= job.host === null ? [sourceImage(job)] : machineImages(job, job.host);
            return images;
        },
        async closeImages() {
            for (const { subject } of images ?? [])
                await subject.close();
        },
    };
    return job;
}
function sourceImage({ definition, source }) {
    return { name: definition.name, description: '', variant: null, subject: source };
}
function beginning({ definition, out, created }) {
    return {
        event: 'build',
        time: new Date().toISOString(),
        definition: definition.file,
        tool: version/* VERSION */.x,
        pid: process.pid,
        hypervisor: definition.machine.hypervisor,
        out,
        created: created.toISOString(),
    };
}
function resultIn(results, name) {
    if (results.has(name))
        return results.get(name);
    throw new src_errors/* FactoryError */.Xx('host', {
        subject: name,
        found: 'a station that has not run is asked for its result',
    });
}
//# sourceMappingURL=build.js.map
;// CONCATENATED MODULE: ./build/src/factory/doctor.js
/** What a host has and lacks for a build, found out without making anything. */













const GIB = 2 ** 30;
/** A Windows of today three times over: base, children, archive. */
const USUAL_SPACE = 60 * GIB;
/**
 * @param file a definition; null: what this platform could do
 * @throws definition, usage
 */
async function doctor(file, options, reporter) {
    const env = options.env ?? process.env;
    const work = workDirectory(options.work ?? null, env);
    const definition = file === null ? null : await loadDefinition(file);
    const findings = [];
    if (definition !== null)
        findings.push(...(await inputFindings(definition, env, reporter)));
    const kind = doctor_kindOf(definition);
    if (kind === null) {
        findings.push({ subject: 'hypervisor', state: 'ok', found: 'none: the source is captured as it is' });
    }
    else {
        const request = await requestOf(definition, work, reporter);
        findings.push(...(await hostFindings(kind, request, options, reporter)));
    }
    return [...findings, ...(await leftovers(work, options))];
}
function doctor_kindOf(definition) {
    if (definition === null)
        return process.platform === 'win32' ? 'hyperv' : 'qemu';
    const { hypervisor } = definition.machine;
    return hypervisor === 'none' ? null : hypervisor;
}
async function requestOf(definition, workDirectory, reporter) {
    const usual = {
        cpus: 4,
        memory: 8 * GIB,
        space: USUAL_SPACE,
        network: null,
        workDirectory,
        imageVersion: null,
    };
    if (definition === null)
        return usual;
    const source = new SourceKeeper(definition.source, reporter);
    try {
        return await checkRequest(definition, source, workDirectory);
    }
    catch {
        // That the source is not right is a finding of its own.
        const { cpus, memory, network } = definition.machine;
        return { ...usual, cpus, memory, network: network === 'none' ? null : network };
    }
    finally {
        await source.close();
    }
}
async function hostFindings(kind, request, { hypervisors = openHypervisor }, reporter) {
    const { workDirectory } = request;
    try {
        const hypervisor = await hypervisors(kind, { reporter, ledger: NO_LEDGER, workDirectory });
        return await hypervisor.check(request);
    }
    catch (error) {
        return [findingOf(`hypervisor: ${kind}`, error)];
    }
}
/** Source, scripts and secrets of the definition. */
async function inputFindings(definition, env, reporter) {
    const source = new SourceKeeper(definition.source, reporter);
    const findings = [await look('source', source.text, () => source.name())];
    if (definition.machine.hypervisor === 'none')
        return findings;
    if (definition.source.kind !== 'disk') {
        findings.push(await look('image', 'is in the source', () => checkRequest(definition, source, '')));
    }
    findings.push(await look('steps', `${stepCount(definition)}, and their files`, async () => planAllSteps(definition, await targetOf(definition, source), env)), ...(await answerFindings(definition, source)));
    return findings;
}
/** Of the deployed machine's answer file. */
async function answerFindings({ unattend, source: { kind } }, source) {
    if (unattend === null)
        return [];
    const architecture = await knownArchitecture(source, kind).catch(() => null);
    const warnings = [];
    const finding = await look('unattend', path.basename(unattend), async () => {
        warnings.push(...(await readUnattend(unattend, architecture)).warnings);
    });
    const next = `correct ${path.basename(unattend)} where it is not meant so`;
    return [
        finding,
        ...warnings.map((found) => ({ subject: 'unattend', state: 'warning', found, next })),
    ];
}
function stepCount({ customize, verify, variants }) {
    return [{ customize, verify }, ...variants].reduce((sum, one) => sum + one.customize.length + one.verify.length, 0);
}
/** @param found what is told where `work` finds nothing wrong */
async function look(subject, found, work) {
    try {
        await work();
        return { subject, state: 'ok', found };
    }
    catch (error) {
        return findingOf(subject, error);
    }
}
function findingOf(subject, error) {
    const { subject: thing, found, expected, next } = fromSystemError(error, subject).details;
    return {
        subject,
        state: 'error',
        found: thing === subject ? found : `${thing}: ${found}`,
        ...(expected === undefined ? {} : { expected }),
        next: next ?? 'correct the definition',
    };
}
async function leftovers(work, { hypervisors }) {
    const swept = await sweep(work, { dryRun: true, ...(hypervisors === undefined ? {} : { hypervisors }) });
    if (swept.length > 0)
        return swept.map(leftoverOf);
    return [{ subject: 'leftovers', state: 'ok', found: `no build left anything in ${work}` }];
}
function leftoverOf({ folder, resources, files, failures, kept }) {
    const what = [
        ...resources,
        ...files.map((file) => path.basename(file)),
        ...failures.map((failure) => failure.what),
        ...kept.map((machine) => `the kept machine ${machine}`),
    ];
    return {
        subject: `leftovers in ${path.basename(folder)}`,
        state: 'warning',
        found: what.join(', '),
        next: `image-factory sweep${kept.length > 0 ? ' --kept' : ''}, or build it again with --resume`,
    };
}
//# sourceMappingURL=doctor.js.map
;// CONCATENATED MODULE: ./build/src/factory/matrix.js
/** Which images a workflow builds, and where: one job each. */












/** @throws DefinitionError, usage where two definitions have one name or the tag is of none, what the store throws */
async function planMatrix(files, options, reporter) {
    const definitions = [];
    for (const file of files)
        definitions.push(await loadDefinition(file));
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
            jobs.push({ image: matrix_imageOf(definition, undefined, options), reason, isBuilt: false });
            continue;
        }
        const why = await whyBuild(definition, definition.name, options, reporter);
        jobs.push(matrix_jobOf(matrix_imageOf(definition, tag, options), why));
    }
    return jobs;
}
/** All are built where one is: the archive holds them all. */
async function jobsOfMerge(merge, definitions, options, reporter) {
    const jobs = [];
    const { version } = mergedVersion(merge, definitions, options);
    for (const definition of definitions) {
        const why = await whyBuild(definition, merge, options, reporter);
        jobs.push(matrix_jobOf(matrix_imageOf(definition, `${definition.name}-${version}`, options), why));
    }
    const changed = jobs.find(({ isBuilt }) => isBuilt);
    if (changed === undefined)
        return jobs;
    return jobs.map((job) => job.isBuilt
        ? job
        : { ...job, isBuilt: true, reason: `${merge} holds it, and ${changed.image.name} is built` });
}
function matrix_jobOf(image, why) {
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
    throw new FactoryError('usage', {
        subject: `tag ${tag}`,
        found: `no image that it is one of, and ${definitions.length} images`,
        expected: definitions.map(({ name }) => `${name}-VERSION`).join(' or '),
        next: 'tag one image, name one definition, or make one release of all with --merge',
    });
}
function mergedVersion(name, definitions, { tag, env }) {
    const given = definitions.map(({ created }) => givenTime(created, env)).find((time) => time !== null);
    const version = versionOf({ name, version: null }, tag, given ?? new Date());
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
        store: definitions.map((one) => matrix_storeOf(one, options)).find((store) => store !== null) ?? null,
        keep: keeps.some((keep) => keep === null) ? null : Math.max(...keeps.map((keep) => keep ?? 0)),
        attest: attest ?? 'never',
    };
}
function refuseTwins(definitions) {
    const seen = new Map();
    for (const definition of definitions) {
        const twin = seen.get(definition.name.toLowerCase());
        if (twin !== undefined) {
            throw new FactoryError('usage', {
                subject: matrix_pathOf(definition),
                found: `the name ${definition.name}, which ${matrix_pathOf(twin)} has too`,
                expected: 'a name of its own: releases are known by it',
                next: 'rename one of the images',
            });
        }
        seen.set(definition.name.toLowerCase(), definition);
    }
}
function matrix_imageOf(definition, tag, options) {
    const { name, runsOn, machine } = definition;
    const version = versionOf(definition, tag, givenTime(definition.created, options.env) ?? new Date());
    return {
        name,
        definition: matrix_pathOf(definition),
        'runs-on': runsOn.length > 0 ? runsOn : RUNNERS[machine.hypervisor],
        version,
        tag: tag ?? `${name}-${version}`,
        hypervisor: machine.hypervisor,
        store: matrix_storeOf(definition, options),
    };
}
/** In a job of GitHub Actions a release goes to its repository where nothing else is said. */
function matrix_storeOf({ release }, { store, env }) {
    return store ?? release.store ?? ((env['GITHUB_REPOSITORY'] ?? '') === '' ? null : 'github');
}
function matrix_pathOf({ file }) {
    return path.relative('.', file).replaceAll('\\', '/');
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
    const place = matrix_storeOf(definition, options);
    if (place === null)
        return 'it names no store, so nothing says what was released';
    const before = await newestFacts(openStore(place, { env: options.env }), release, reporter);
    if (before === null)
        return 'no release of it is there yet';
    const { definition: was, source: wasSource } = matrix_inputsOf(before, definition.name);
    if (was?.sha256 !== definition.sha256)
        return 'its definition has changed';
    if ((was.files ?? null) !== (await filesSha256(definition, reporter)))
        return 'files that it names have changed';
    const isSource = await isSameSource(definition, wasSource?.sha256, reporter);
    if (isSource !== true)
        return isSource === null ? SOURCE_UNKNOWN : 'its source has changed';
    const tool = `image-factory ${VERSION}`;
    return before.tool === tool ? null : `it was made by ${before.tool}`;
}
/** What an image was made of; of a merged release the part of that name. */
function matrix_inputsOf({ inputs = {} }, name) {
    return inputs.merged?.find((part) => part.name === name)?.inputs ?? inputs;
}
const SOURCE_UNKNOWN = 'its source is out of reach here, and source.sha256 does not say which one it is';
/** @returns null where nothing here says it */
async function isSameSource({ source, folder }, was, reporter) {
    // The files of a directory count among those that the definition names, where they are in its repository.
    if (source.kind === 'directory')
        return isWithin(source.path, await repositoryOf(folder)) ? true : null;
    if (source.sha256 !== null)
        return source.sha256 === was;
    const found = await stat(source.path).catch(() => null);
    return found?.isFile() === true ? (await hashFile(source.path, reporter)).sha256 === was : null;
}
async function newestFacts(store, name, reporter) {
    const newest = (await store.list(reporter)).findLast(({ image }) => image === name);
    if (newest === undefined)
        return null;
    const folder = await mkdtemp(path.join(tmpdir(), 'image-factory-plan-'));
    try {
        const file = path.join(folder, MANIFEST_NAME);
        await store.save(newest, MANIFEST_NAME, file, reporter);
        return (await readManifest(file)).facts;
    }
    finally {
        await rm(folder, { recursive: true, force: true });
    }
}
//# sourceMappingURL=matrix.js.map
;// CONCATENATED MODULE: ./build/src/factory/merge-releases.js
/** Releases that were built apart become one, with the images of all and each content once. */










/**
 * Makes the release folder `out` of the images of `folders`, in their order; complete or not at all.
 *
 * @throws not-found, damaged where a folder is no release as it was made; exists for two images of one name; no-space
 */
async function mergeReleases(folders, out, options) {
    const parts = [];
    try {
        for (const folder of folders)
            parts.push(await openPart(folder, options.reporter));
        await mkdir(path.dirname(path.resolve(out)), { recursive: true });
        // Beside it: the files become its own by links.
        const work = await mkdtemp(path.join(path.dirname(path.resolve(out)), '.image-factory-merge-'));
        try {
            return await mergeIn(work, parts, out, options);
        }
        finally {
            await rm(work, { recursive: true, force: true, maxRetries: 5 });
        }
    }
    finally {
        for (const { archive } of parts)
            await archive.close();
    }
}
async function openPart(folder, reporter) {
    const files = await readRelease(folder, reporter, true);
    const manifest = files.find(({ name }) => name === MANIFEST_NAME);
    if (manifest === undefined) {
        throw new FactoryError('damaged', {
            subject: folder,
            found: `no ${MANIFEST_NAME} in its list of files`,
            expected: 'a release as "image-factory build" makes it',
        });
    }
    return {
        facts: (await readManifest(manifest.path)).facts,
        archive: await archiveOf(folder, reporter),
    };
}
async function mergeIn(work, parts, out, { name, tag, split, pool, reporter }) {
    const created = newestOf(parts);
    const version = versionOf({ name, version: null }, tag, created);
    const wim = path.join(work, WIM_NAME);
    const images = parts.flatMap(({ archive }) => imagesOf(archive));
    const written = await exportImages(wim, { images, pool, reporter });
    const whole = { path: wim, ...(await hashFile(wim, reporter)) };
    const { archive, files } = await partsOf(whole, { split, folder: work, store: null, reporter });
    const manifest = path.join(work, MANIFEST_NAME);
    try {
        await verifyArchive(archive, pool, reporter);
        const made = await manifestOfArchive(archive, {
            name,
            version,
            created: filetimeFromDate(created),
            inputs: merge_releases_inputsOf(parts),
            updates: parts.flatMap(({ facts }) => facts.images.map(({ updates = [] }) => updates)),
            ...compressionOf(parts),
            reporter,
        });
        await writeManifest(manifest, made);
    }
    finally {
        await archive.close();
    }
    const released = [...files, { path: manifest, ...(await hashFile(manifest, reporter)) }];
    const named = released.map((file) => ({ name: path.basename(file.path), ...file }));
    await writeRelease(out, named, reporter);
    return {
        version,
        tag: tag ?? `${name}-${version}`,
        archive: written,
        files: named.map((file) => file.name),
    };
}
function imagesOf(archive) {
    return archive.images.map(({ index, name }) => ({ archive, index, name }));
}
/** The same parts give the same bytes, whenever they are merged. */
function newestOf(parts) {
    return new Date(Math.max(...parts.map(({ facts }) => Date.parse(facts.created))));
}
function merge_releases_inputsOf(parts) {
    const commits = new Set(parts.map(({ facts }) => facts.inputs?.commit));
    const [commit] = commits;
    return {
        ...(commits.size !== 1 || commit === undefined ? {} : { commit }),
        merged: parts.map(({ facts: { name, version, inputs } }) => ({
            name,
            ...(version === undefined ? {} : { version }),
            ...(inputs === undefined ? {} : { inputs }),
        })),
    };
}
/** Level and encoder stand for the bytes of every content: they are told where all parts have the same. */
function compressionOf(parts) {
    const [first, ...others] = parts.map(({ facts }) => facts.archive);
    const isCommon = (key) => others.every((other) => other?.[key] === first?.[key]);
    if (first === undefined || !isCommon('compression') || !isCommon('chunkSize'))
        return {};
    return {
        ...(first.level !== undefined && isCommon('level') ? { level: first.level } : {}),
        ...(first.encoder !== undefined && isCommon('encoder') ? { encoder: first.encoder } : {}),
    };
}
//# sourceMappingURL=merge-releases.js.map
;// CONCATENATED MODULE: ./build/src/factory/requirement.js
/** What a dry run says of `updates.require`. */
/** Begins with what ties it to the sentence before; '' where nothing is required. */
function requirementText({ updates: { require } }) {
    const { build, kb } = require;
    const wanted = [...(build === null ? [] : [`build ${build} or later`]), ...kb];
    return wanted.length === 0 ? '' : `; required: ${wanted.join(', ')}`;
}
//# sourceMappingURL=requirement.js.map
;// CONCATENATED MODULE: ./build/src/factory/machine/plan.js
/** What a build would do with a machine, for `--dry-run`. */







/** @throws what `check` would throw before anything is made, but for what the host lacks */
async function planMachine(definition, source, env) {
    const { machine } = definition;
    const { deadlines } = machine;
    if (definition.unattend !== null) {
        await unattend_readUnattend(definition.unattend, await image_knownArchitecture(source, definition.source.kind));
    }
    const answer = definition.unattend === null ? '' : ` with ${external_node_path_.basename(definition.unattend)}`;
    const generalize = `sysprep${answer}, ${machineText(machine)}, at most ${(0,src_bytes/* formatDuration */.a3)(deadlines.generalize)}`;
    const names = definition.variants.map(({ name }) => `generalize:${name}`);
    return {
        label: await labelOf(definition, source),
        doing: {
            provision: await startText(definition, source),
            ...(await stepTexts(definition, source, env)),
            ...Object.fromEntries(['generalize', ...names].map((name) => [name, generalize])),
            prove: `State.ini, Sysprep_succeeded.tag, setuperr.log and the build number, from the disk${requirementText(definition)}`,
        },
    };
}
async function stepTexts(definition, source, env) {
    const target = await updates_targetOf(definition, source);
    const doing = {};
    for (const station of stepStationsOf(definition)) {
        const { plan } = await planSteps(definition, station, { id: '', env, target });
        if (plan.steps.length === 0)
            continue;
        const titles = plan.steps.map(({ title }) => title).join(', ');
        const network = networkOf(definition, station);
        const limit = (0,src_bytes/* formatDuration */.a3)(deadlineOf(definition, station));
        doing[station] =
            `${titles}; ${network === null ? 'no network' : `the network ${network}`}, at most ${limit}`;
    }
    return doing;
}
async function labelOf({ source: { kind } }, source) {
    const { path } = await source.name();
    if (kind === 'disk')
        return path;
    const { index, name } = await image_imageOf(source);
    return `${path}, image ${index} "${name}"`;
}
async function startText({ source: { kind, sha256 }, machine }, source) {
    const checked = sha256 === null ? '' : ', and check its SHA-256';
    if (kind === 'disk')
        return `a child of the disk${checked}`;
    const { index } = await image_imageOf(source);
    const how = machine.hypervisor === 'qemu' ? 'install' : 'apply';
    return `${how} image ${index} to a base disk of ${(0,src_bytes/* formatBytes */.z3)(machine.disk)}, or take it from the cache${checked}`;
}
function machineText({ hypervisor, cpus, memory }) {
    return `${hypervisor === 'hyperv' ? 'Hyper-V' : 'QEMU'}, ${cpus} processors, ${(0,src_bytes/* formatBytes */.z3)(memory)}`;
}
//# sourceMappingURL=plan.js.map
;// CONCATENATED MODULE: ./build/src/factory/plan.js
/** What a build would do, found out without making anything. */










/** @throws what the build would throw before it makes anything */
async function planBuild(file, options, reporter) {
    const { definition, out, work, created, store, base: wish } = await prepare(file, options);
    await (0,src_release/* checkReplaceable */.X7)(out);
    const version = prepare_versionOf(definition, options.tag, created ?? new Date());
    const tag = options.tag ?? `${definition.name}-${version}`;
    const context = { image: definition.name, tag, work, reporter };
    const base = wish === null ? null : await new BaseRelease(wish, context).find();
    const source = new source_keeper_SourceKeeper(definition.source, reporter);
    try {
        const hasMachine = definition.machine.hypervisor !== 'none';
        const { label, ...start } = await (hasMachine
            ? planMachine(definition, source, options.env ?? process.env)
            : planSource(definition, source));
        const { compression, level, exclude } = definition.capture;
        const doing = {
            check: `${definition.file}, and whether the release may go to ${out}`,
            ...start.doing,
            capture: `install.wim, ${compression === 'none' ? 'not compressed' : `${compression} ${level}`}${base === null ? '' : `, with what ${base.label} holds`}`,
            inspect: 'read install.wim back, every byte of it, and write manifest.json',
            publish: store === null ? out : `${out}, and ${store.label}@${tag}`,
        };
        return {
            definition: definition.file,
            name: definition.name,
            version,
            tag,
            created: created?.toISOString() ?? null,
            source: { kind: definition.source.kind, label },
            images: definition.variants.length === 0
                ? [definition.name]
                : definition.variants.map(({ name: image }) => image),
            exclusions: [...src_tree/* DEFAULT_EXCLUSIONS */._t, ...exclude, ...(hasMachine ? AGENT_LEFTOVERS : [])],
            work: work.folder,
            releaseDirectory: out,
            stations: lineOf(definition).map(({ name }) => ({ name, doing: doing[name] ?? null })),
        };
    }
    finally {
        await source.close();
    }
}
/** With `hypervisor: none`: the source is what is captured. */
async function planSource(definition, source) {
    const { sha256 } = definition.source;
    const open = await source.open();
    const { label } = open.tree;
    const doing = {
        provision: `open ${label}${sha256 === null ? '' : ', and check its SHA-256'}`,
        prove: `${windowsText(await windowsOf(open))}${requirementText(definition)}`,
    };
    return { label, doing };
}
function windowsText(windows) {
    if (windows === null)
        return 'the source holds no Windows installation';
    const { displayName, version, imageState } = windows;
    const state = imageState === '' ? '' : `, ${imageState}`;
    return `${displayName}, build ${version.build}.${version.spBuild}${state}`;
}
//# sourceMappingURL=plan.js.map
;// CONCATENATED MODULE: ./build/src/factory/index.js











//# sourceMappingURL=index.js.map

/***/ }),

/***/ 34120:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  WE: () => (/* reexport */ explain),
  Jm: () => (/* reexport */ findLogs),
  dL: () => (/* reexport */ findSecrets),
  Fj: () => (/* reexport */ findSecretsInFiles),
  ds: () => (/* reexport */ generalizeRefusal),
  bs: () => (/* reexport */ installStateRefusal),
  xB: () => (/* reexport */ readFileOrNull),
  uz: () => (/* reexport */ readGeneralizeEvidence),
  PH: () => (/* reexport */ readInstallState),
  AJ: () => (/* reexport */ readInstalledPackages),
  nz: () => (/* reexport */ readPackagesOrWarn),
  Rh: () => (/* reexport */ readUpdateServer),
  Sh: () => (/* reexport */ readWindowsInfo),
  U7: () => (/* reexport */ requireRefusal),
  Pu: () => (/* reexport */ saveLogs),
  mV: () => (/* reexport */ secretsRefusal),
  yX: () => (/* reexport */ unknownErrors)
});

// UNUSED EXPORTS: GENERALIZED, SHORTEST_SECRET, SYMPTOMS, logKind

// EXTERNAL MODULE: ./build/src/errors.js
var src_errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/tree/index.js + 18 modules
var src_tree = __webpack_require__(31219);
;// CONCATENATED MODULE: ./build/src/registry/base-block.js
/**
 * The base block: the first 4,096 bytes of a hive, of which a log holds the first sector.
 *
 * ```
 *   0  4  "regf"                            36  4  root cell, from the first hive bin
 *   4  4  primary sequence number           40  4  bytes of hive bins
 *   8  4  secondary sequence number         44  4  clustering factor: bytes of a sector / 512
 *  12  8  last written, FILETIME            48 64  file name
 *  20  4  major version: 1                 508  4  checksum: XOR of the 127 words before it
 *  24  4  minor version: 3 to 6
 *  28  4  file type: 0 hive, 1 or 2 log of the old format, 6 of the new
 *  32  4  file format: 1
 * ```
 *
 * A write raises the primary number, writes, and raises the secondary one: where they differ, it was interrupted.
 * Source: M. Suhanov, "Windows registry file format specification".
 */

/** Bytes of a base block; the hive bins follow. */
const BASE_BLOCK_SIZE = 4096;
/** The part of a base block that has meaning on a disk, and that every log begins with. */
const SECTOR_SIZE = 512;
const FILE_TYPE = { hive: 0, log: 1, logOfWindows2000: 2, logOfEntries: 6 };
const CHECKSUM_AT = 508;
/** The base block, or in words what is wrong with it: too short, no signature, or a wrong checksum. */
function parseBaseBlock(bytes) {
    if (bytes.length < SECTOR_SIZE)
        return `${bytes.length} bytes, too short for a base block`;
    const view = new DataView(bytes.buffer, bytes.byteOffset, SECTOR_SIZE);
    if (view.getUint32(0, true) !== 0x66676572)
        return 'no "regf" signature';
    const stored = view.getUint32(CHECKSUM_AT, true);
    const computed = checksumOf(view);
    if (stored !== computed) {
        return `the base block's checksum 0x${stored.toString(16)} instead of 0x${computed.toString(16)}`;
    }
    return {
        primarySequence: view.getUint32(4, true),
        secondarySequence: view.getUint32(8, true),
        lastWritten: view.getBigUint64(12, true),
        major: view.getUint32(20, true),
        minor: view.getUint32(24, true),
        fileType: view.getUint32(28, true),
        fileFormat: view.getUint32(32, true),
        rootCell: view.getUint32(36, true),
        binsSize: view.getUint32(40, true),
        clustering: view.getUint32(44, true),
    };
}
/** @throws unsupported for a version or a kind that this reader does not know */
function checkVersion(base, what) {
    const { major, minor, fileType, fileFormat } = base;
    if (major === 1 && minor >= 3 && minor <= 6 && fileType === FILE_TYPE.hive && fileFormat === 1)
        return;
    throw new src_errors/* FactoryError */.Xx('unsupported', {
        subject: what,
        found: `a registry hive of version ${major}.${minor}, file type ${fileType}, format ${fileFormat}`,
        expected: 'version 1.3 to 1.6, file type 0, format 1',
    });
}
/** Makes the base block in `bytes` that of a clean hive. */
function settleBaseBlock(bytes, sequence, binsSize) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, SECTOR_SIZE);
    view.setUint32(4, sequence, true);
    view.setUint32(8, sequence, true);
    view.setUint32(28, FILE_TYPE.hive, true);
    view.setUint32(40, binsSize, true);
    view.setUint32(CHECKSUM_AT, checksumOf(view), true);
}
/** All zeros and all ones stand for "no checksum", so Windows stores the value beside them. */
function checksumOf(view) {
    let checksum = 0;
    for (let at = 0; at < CHECKSUM_AT; at += 4)
        checksum ^= view.getInt32(at, true);
    if (checksum === 0)
        return 1;
    return checksum === -1 ? 0xfffffffe : checksum >>> 0;
}
//# sourceMappingURL=base-block.js.map
// EXTERNAL MODULE: ./build/src/bytes/index.js + 7 modules
var src_bytes = __webpack_require__(22290);
;// CONCATENATED MODULE: ./build/src/registry/bins.js
/**
 * Hive bins and the cells in them.
 *
 * ```
 * hive bin, 32 bytes, a multiple of 4,096 with its cells      cell, a multiple of 8 bytes
 *    0  4  "hbin"                                                0  4  i32: bytes, negative while in use
 *    4  4  its offset from the first hive bin                    4     content
 *    8  4  bytes of it
 *   20  8  last written, in the first one
 * ```
 */



const BIN_HEADER_SIZE = 32;
const BIN_UNIT = 4096;
const SIGNATURE = 0x6e696268;
/**
 * @param hive base block and bins
 * @throws damaged when a bin is not where the one before it ends
 */
function openBins(hive, binsSize, what) {
    const bytes = hive.subarray(BASE_BLOCK_SIZE, BASE_BLOCK_SIZE + binsSize);
    if (bytes.length !== binsSize || binsSize === 0 || binsSize % BIN_UNIT !== 0) {
        throw damaged(what, `${bytes.length} bytes of hive bins`, `${binsSize}, a multiple of 4096, as its base block says`);
    }
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const bounds = new Uint32Array((binsSize / BIN_UNIT) * 2);
    for (let start = 0; start < binsSize;) {
        const size = view.getUint32(start + 8, true);
        const isBin = view.getUint32(start, true) === SIGNATURE && view.getUint32(start + 4, true) === start;
        if (!isBin || size === 0 || size % BIN_UNIT !== 0 || size > binsSize - start) {
            throw damaged(what, `no hive bin at ${hex(start)}`, 'bins without gaps');
        }
        for (let at = start; at < start + size; at += BIN_UNIT)
            bounds.set([start, start + size], (at / BIN_UNIT) * 2);
        start += size;
    }
    return { what, bytes, view, bounds };
}
/**
 * The content of the cell at `offset`.
 *
 * @param kind what is expected there, for errors: "key"
 * @throws damaged when no cell in use lies there within one bin
 */
function cellAt(bins, offset, kind) {
    const page = Math.floor(offset / BIN_UNIT) * 2;
    const start = bins.bounds[page];
    const end = bins.bounds[page + 1];
    if (start === undefined || end === undefined || offset % 8 !== 0 || offset < start + BIN_HEADER_SIZE) {
        throw damaged(bins.what, `a ${kind} at ${hex(offset)}`, 'a cell in a hive bin');
    }
    const size = -bins.view.getInt32(offset, true);
    if (size < 8 || size % 8 !== 0 || size > end - offset) {
        throw damaged(bins.what, `a ${kind} at ${hex(offset)} in a cell of ${size} bytes`, 'a cell that is in use and ends in its bin');
    }
    return (0,src_bytes/* cursorOver */.Ro)(bins.bytes.subarray(offset + 4, offset + size), `${bins.what}: ${kind} at ${hex(offset)}`);
}
/** A cell whose content begins with a signature of two letters. @returns the cursor behind it */
function recordAt(bins, offset, kind, signature) {
    const cursor = cellAt(bins, offset, kind);
    const found = signatureOf(cursor);
    if (found !== signature)
        throw damaged(cursor.what, `the signature "${found}"`, `"${signature}"`);
    cursor.position = 2;
    return cursor;
}
/** The first two bytes as letters; every cell has at least four. */
function signatureOf(cursor) {
    return Buffer.from(cursor.bytes.subarray(0, 2)).toString('latin1');
}
function damaged(subject, found, expected) {
    return new src_errors/* FactoryError */.Xx('damaged', {
        subject,
        found,
        expected,
        next: 'the registry hive is damaged: take it from a backup, or capture the machine again',
    });
}
function hex(offset) {
    return `0x${offset.toString(16)}`;
}
//# sourceMappingURL=bins.js.map
;// CONCATENATED MODULE: ./build/src/registry/subkeys.js
/**
 * Lists of subkeys, sorted by name in upper case.
 *
 * ```
 * li:  0 2 "li"  2 2 count   4  of each: u32 key
 * lf:  0 2 "lf"  2 2 count   4  of each: u32 key, u32 first letters of its name
 * lh:  0 2 "lh"  2 2 count   4  of each: u32 key, u32 hash of its name
 * ri:  0 2 "ri"  2 2 count   4  of each: u32 list; never another ri
 * ```
 */


/** Bytes of an element. */
const LEAVES = { li: 4, lf: 8, lh: 8 };
/**
 * The cells of the keys in a list.
 *
 * @param count as the key that the list belongs to says
 * @throws damaged when the list holds another number of keys, or one twice
 */
function readSubkeyList(bins, offset, count) {
    const offsets = new Set();
    const root = cellAt(bins, offset, 'list of subkeys');
    let elements = 0;
    for (const leaf of signatureOf(root) === 'ri' ? readElements(bins, offset, 4) : [offset]) {
        const found = signatureOf(cellAt(bins, leaf, 'list of subkeys'));
        const size = LEAVES[found];
        if (size === undefined)
            throw damaged(root.what, `a list with the signature "${found}"`, 'li, lf or lh');
        const keys = readElements(bins, leaf, size);
        elements += keys.length;
        // Checked for every leaf, so that an index of one leaf, many times, ends soon.
        if (elements > count)
            break;
        for (const key of keys)
            offsets.add(key);
    }
    if (elements !== count || offsets.size !== count) {
        throw damaged(root.what, `a list of ${offsets.size} different keys`, `${count}, as its key says`);
    }
    return [...offsets];
}
function readElements(bins, offset, size) {
    const cursor = cellAt(bins, offset, 'list of subkeys');
    (0,src_bytes/* skip */.iv)(cursor, 2);
    const count = (0,src_bytes/* readU16 */.Vv)(cursor);
    if (count * size > (0,src_bytes/* remaining */.Tk)(cursor)) {
        throw damaged(cursor.what, `${count} elements`, `${Math.floor((0,src_bytes/* remaining */.Tk)(cursor) / size)} at most`);
    }
    const elements = [];
    for (let index = 0; index < count; index++) {
        elements.push((0,src_bytes/* readU32 */.PF)(cursor));
        (0,src_bytes/* skip */.iv)(cursor, size - 4);
    }
    return elements;
}
//# sourceMappingURL=subkeys.js.map
;// CONCATENATED MODULE: ./build/src/registry/value.js
/**
 * Values of a key.
 *
 * ```
 * vk:  0 2 "vk"  2 2 bytes of the name  4 4 bytes of data  8 4 cell of the data  12 4 type  16 2 flags  20 name
 *      data of up to four bytes lies in place of its cell, and the top bit of its size is set;
 *      data above 16,344 bytes lies in segments (from version 1.4 on)
 * db:  0 2 "db"  2 2 count of segments  4 4 cell with a list of u32 cells
 * ```
 */


const VALUE_TYPE = {
    NONE: 0,
    SZ: 1,
    EXPAND_SZ: 2,
    BINARY: 3,
    DWORD: 4,
    DWORD_BIG_ENDIAN: 5,
    LINK: 6,
    MULTI_SZ: 7,
    RESOURCE_LIST: 8,
    FULL_RESOURCE_DESCRIPTOR: 9,
    RESOURCE_REQUIREMENTS_LIST: 10,
    QWORD: 11,
};
const IN_PLACE = 0x80000000;
const NAME_IS_LATIN1 = 0x1;
const SEGMENT_SIZE = 16344;
/** @throws damaged */
function readValue(bins, offset) {
    const cursor = recordAt(bins, offset, 'value', 'vk');
    const nameLength = (0,src_bytes/* readU16 */.Vv)(cursor);
    const sizeField = (0,src_bytes/* readU32 */.PF)(cursor);
    const dataAt = cursor.position;
    const dataCell = (0,src_bytes/* readU32 */.PF)(cursor);
    const type = (0,src_bytes/* readU32 */.PF)(cursor);
    const flags = (0,src_bytes/* readU16 */.Vv)(cursor);
    (0,src_bytes/* seek */.jF)(cursor, 20);
    const name = readName(cursor, nameLength, (flags & NAME_IS_LATIN1) !== 0);
    const size = sizeField % IN_PLACE;
    if (sizeField < IN_PLACE)
        return { name, type, data: size === 0 ? NOTHING : readData(bins, dataCell, size) };
    if (size > 4)
        throw damaged(cursor.what, `${size} bytes of data in place`, 'four at most');
    return { name, type, data: cursor.bytes.subarray(dataAt, dataAt + size) };
}
const NOTHING = new Uint8Array(0);
/** A name in Latin-1 or UTF-16. */
function readName(cursor, byteLength, isLatin1) {
    if (!isLatin1)
        return (0,src_bytes/* readUtf16 */.rd)(cursor, byteLength);
    return Buffer.from((0,src_bytes/* readBytes */.io)(cursor, byteLength)).toString('latin1');
}
function readData(bins, offset, size) {
    const cell = cellAt(bins, offset, 'data');
    // A cell that holds all of it is no list of segments: hivex and Windows NT 4 store large data so.
    if (size <= cell.bytes.length)
        return cell.bytes.subarray(0, size);
    if (size > bins.bytes.length)
        throw damaged(cell.what, `${size} bytes of data`, 'less than the hive has');
    return readSegments(bins, offset, size);
}
function readSegments(bins, offset, size) {
    const cursor = recordAt(bins, offset, 'large data', 'db');
    const count = (0,src_bytes/* readU16 */.Vv)(cursor);
    if (count !== Math.ceil(size / SEGMENT_SIZE)) {
        throw damaged(cursor.what, `${count} segments for ${size} bytes`, `${Math.ceil(size / SEGMENT_SIZE)}`);
    }
    const list = cellAt(bins, (0,src_bytes/* readU32 */.PF)(cursor), 'list of segments');
    const data = new Uint8Array(size);
    for (let done = 0; done < size; done += SEGMENT_SIZE) {
        const segment = cellAt(bins, (0,src_bytes/* readU32 */.PF)(list), 'segment');
        data.set((0,src_bytes/* readBytes */.io)(segment, Math.min(SEGMENT_SIZE, size - done)), done);
    }
    return data;
}
/** REG_SZ, REG_EXPAND_SZ (not expanded) and REG_LINK, up to the first NUL; null for another type. */
function stringOf({ type, data }) {
    if (type !== VALUE_TYPE.SZ && type !== VALUE_TYPE.EXPAND_SZ && type !== VALUE_TYPE.LINK)
        return null;
    return utf16(data).split('\0', 1)[0] ?? '';
}
/** REG_MULTI_SZ up to the empty string that ends it, or a string as a list of one; null for another type. */
function multiStringOf(value) {
    if (value.type !== VALUE_TYPE.MULTI_SZ) {
        const single = stringOf(value);
        return single === null ? null : single === '' ? [] : [single];
    }
    const strings = utf16(value.data).split('\0');
    const end = strings.indexOf('');
    return end === -1 ? strings : strings.slice(0, end);
}
/** REG_DWORD in either byte order; null for another type. */
function dwordOf({ type, data }) {
    if (data.length < 4)
        return null;
    const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
    if (type === VALUE_TYPE.DWORD)
        return view.getUint32(0, true);
    return type === VALUE_TYPE.DWORD_BIG_ENDIAN ? view.getUint32(0, false) : null;
}
/** REG_QWORD; null for another type. */
function qwordOf({ type, data }) {
    if (type !== VALUE_TYPE.QWORD || data.length < 8)
        return null;
    return new DataView(data.buffer, data.byteOffset, data.byteLength).getBigUint64(0, true);
}
function utf16(data) {
    const even = data.length - (data.length % 2);
    return Buffer.from(data.buffer, data.byteOffset, even).toString('utf16le');
}
//# sourceMappingURL=value.js.map
;// CONCATENATED MODULE: ./build/src/registry/key.js
/**
 * Keys.
 *
 * ```
 * nk:  0 2 "nk"              20 4 count of subkeys         40 4 cell of the list of values, of each u32
 *      2 2 flags             28 4 cell of their list       44 4 cell of the security descriptor
 *      4 8 last written      36 4 count of values          72 2 bytes of the name
 *     16 4 cell of the parent                              76   name
 * sk:  0 2 "sk"  4 4 next  8 4 previous  12 4 references  16 4 bytes of the descriptor  20 descriptor
 * ```
 */
var _a;





const key_NAME_IS_LATIN1 = 0x20;
/** The count of values is then a handle that only a running Windows knows. */
const PREDEFINED_HANDLE = 0x40;
/** A key of a hive, read when it is asked. */
class HiveKey {
    name;
    lastWritten;
    #bins;
    #root;
    #offset;
    #subkeys;
    #values;
    #security;
    /**
     * @param offset the cell of the key
     * @param parent the cell of the key that lists it; null for the root
     */
    constructor(bins, root, offset, parent) {
        const cursor = recordAt(bins, offset, 'key', 'nk');
        const flags = (0,src_bytes/* readU16 */.Vv)(cursor);
        this.lastWritten = (0,src_bytes/* readU64 */.IM)(cursor);
        (0,src_bytes/* seek */.jF)(cursor, 16);
        const up = (0,src_bytes/* readU32 */.PF)(cursor);
        // A key that only its parent can list, and a root that none can, leave no way round in a circle.
        if (parent !== null && (up !== parent || offset === root)) {
            throw damaged(cursor.what, `the parent ${hex(up)}`, `${hex(parent)}, the key that lists it`);
        }
        const subkeyCount = (0,src_bytes/* readU32 */.PF)(cursor);
        (0,src_bytes/* seek */.jF)(cursor, 28);
        this.#subkeys = { count: subkeyCount, list: (0,src_bytes/* readU32 */.PF)(cursor) };
        (0,src_bytes/* seek */.jF)(cursor, 36);
        const valueCount = (flags & PREDEFINED_HANDLE) === 0 ? (0,src_bytes/* readU32 */.PF)(cursor) : 0;
        (0,src_bytes/* seek */.jF)(cursor, 40);
        this.#values = { count: valueCount, list: (0,src_bytes/* readU32 */.PF)(cursor) };
        this.#security = (0,src_bytes/* readU32 */.PF)(cursor);
        (0,src_bytes/* seek */.jF)(cursor, 72);
        const nameLength = (0,src_bytes/* readU16 */.Vv)(cursor);
        (0,src_bytes/* seek */.jF)(cursor, 76);
        this.name = readName(cursor, nameLength, (flags & key_NAME_IS_LATIN1) !== 0);
        this.#bins = bins;
        this.#root = root;
        this.#offset = offset;
    }
    subkeys() {
        return this.#subkeyCells().map((offset) => this.#subkey(offset));
    }
    key(path) {
        const names = path.split('\\').filter((name) => name !== '');
        return names.reduce((key, name) => (key === null ? null : key.#find(name)), this);
    }
    values() {
        return this.#valueCells().map((offset) => readValue(this.#bins, offset));
    }
    value(name) {
        const folded = (0,src_tree/* foldCase */.SP)(name);
        for (const offset of this.#valueCells()) {
            const value = readValue(this.#bins, offset);
            if ((0,src_tree/* foldCase */.SP)(value.name) === folded)
                return value;
        }
        return null;
    }
    string(name) {
        return this.#as(name, stringOf);
    }
    dword(name) {
        return this.#as(name, dwordOf);
    }
    qword(name) {
        return this.#as(name, qwordOf);
    }
    multiString(name) {
        return this.#as(name, multiStringOf);
    }
    security() {
        const cursor = recordAt(this.#bins, this.#security, 'security descriptor', 'sk');
        (0,src_bytes/* seek */.jF)(cursor, 16);
        return (0,src_bytes/* readBytes */.io)(cursor, (0,src_bytes/* readU32 */.PF)(cursor));
    }
    #as(name, read) {
        const value = this.value(name);
        return value === null ? null : read(value);
    }
    #find(name) {
        const folded = (0,src_tree/* foldCase */.SP)(name);
        for (const offset of this.#subkeyCells()) {
            const key = this.#subkey(offset);
            if ((0,src_tree/* foldCase */.SP)(key.name) === folded)
                return key;
        }
        return null;
    }
    #subkey(offset) {
        return new _a(this.#bins, this.#root, offset, this.#offset);
    }
    #subkeyCells() {
        const { count, list } = this.#subkeys;
        return count === 0 ? [] : readSubkeyList(this.#bins, list, count);
    }
    #valueCells() {
        const { count, list } = this.#values;
        if (count === 0)
            return [];
        const cursor = cellAt(this.#bins, list, 'list of values');
        if (count * 4 > cursor.bytes.length) {
            throw damaged(cursor.what, `${count} values`, `${Math.floor(cursor.bytes.length / 4)} at most`);
        }
        return Array.from({ length: count }, () => (0,src_bytes/* readU32 */.PF)(cursor));
    }
}
_a = HiveKey;
//# sourceMappingURL=key.js.map
;// CONCATENATED MODULE: ./build/src/registry/log-dirt.js
/**
 * A log of the old format (up to Windows 8): a base block of one sector, a bitmap of dirty pages, the pages.
 *
 * ```
 *   0  sector   base block
 *   1. sector   "DIRT", then a bit for every 512 bytes of hive bins, lowest bit first
 *   next sector after the bitmap: 512 bytes for every bit that is set
 * ```
 */
const PAGE_SIZE = 512;
const log_dirt_SIGNATURE = 0x54524944;
/**
 * @param sector bytes of a sector, at which the bitmap begins and to which it is padded
 * @param binsSize of the log's base block
 * @returns null where the log is not whole
 */
function readDirtyPages(log, sector, binsSize) {
    if (log.length < sector + 4 || binsSize % 4096 !== 0)
        return null;
    const view = new DataView(log.buffer, log.byteOffset, log.byteLength);
    if (view.getUint32(sector, true) !== log_dirt_SIGNATURE)
        return null;
    const start = sector + 4;
    const bitmap = log.subarray(start, start + binsSize / PAGE_SIZE / 8);
    if (bitmap.length !== binsSize / PAGE_SIZE / 8)
        return null;
    let content = Math.ceil((start + bitmap.length) / sector) * sector;
    const pages = [];
    for (const [index, byte] of bitmap.entries()) {
        for (let bit = 0; byte >>> bit !== 0; bit++) {
            if (((byte >>> bit) & 1) === 0)
                continue;
            const bytes = log.subarray(content, content + PAGE_SIZE);
            if (bytes.length !== PAGE_SIZE)
                return null;
            pages.push({ offset: (index * 8 + bit) * PAGE_SIZE, bytes });
            content += PAGE_SIZE;
        }
    }
    return pages;
}
//# sourceMappingURL=log-dirt.js.map
;// CONCATENATED MODULE: ./build/src/registry/marvin32.js
/** Marvin32, the 64-bit checksum with a seed that guards the entries of a registry log (Windows 8.1 and later). */
/** The seed of registry logs, as two words, low first. */
const SEED_LOW = 0x7a4e55c5;
const SEED_HIGH = 0x82ef4d88;
/**
 * @param seedLow low word of the seed
 * @param seedHigh high word of the seed
 * @returns the low word in the low half
 */
function marvin32(bytes, seedLow = SEED_LOW, seedHigh = SEED_HIGH) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const whole = bytes.length - (bytes.length % 4);
    let low = seedLow | 0;
    let high = seedHigh | 0;
    // The bytes are followed by 0x80 and zeros up to a word, and by a word of zeros.
    for (let at = 0; at <= whole + 4; at += 4) {
        const word = at < whole ? view.getInt32(at, true) : at === whole ? lastWord(bytes, whole) : 0;
        low = (low + word) | 0;
        high ^= low;
        low = (((low << 20) | (low >>> 12)) + high) | 0;
        high = ((high << 9) | (high >>> 23)) ^ low;
        low = (((low << 27) | (low >>> 5)) + high) | 0;
        high = (high << 19) | (high >>> 13);
    }
    return (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
}
function lastWord(bytes, start) {
    let word = 0x80;
    for (let index = bytes.length - 1; index >= start; index--)
        word = (word << 8) | bytes[index];
    return word;
}
//# sourceMappingURL=marvin32.js.map
;// CONCATENATED MODULE: ./build/src/registry/log-entries.js
/**
 * A log of the new format (Windows 8.1 and later): a base block of one sector, then entries.
 *
 * ```
 *   0  4  "HvLE"                            20  4  count of pages
 *   4  4  bytes of this entry               24  8  hash 1: Marvin32 of what follows byte 40
 *   8  4  flags                             32  8  hash 2: Marvin32 of the first 32 bytes
 *  12  4  sequence number                   40  8  of each page: u32 offset from the first hive bin, u32 bytes
 *  16  4  bytes of hive bins                       then the pages, one after the other
 * ```
 *
 * An entry begins at a multiple of 512 bytes. What follows the last one of a run are remnants of older runs.
 */

const HEADER_SIZE = 40;
const ALIGNMENT = 512;
const log_entries_SIGNATURE = 0x454c7648;
/** The run of whole entries with rising sequence numbers at the start of a log. */
function readLogEntries(log, start) {
    const view = new DataView(log.buffer, log.byteOffset, log.byteLength);
    const entries = [];
    for (let at = start; at + HEADER_SIZE <= log.length;) {
        const size = view.getUint32(at + 4, true);
        if (size < HEADER_SIZE || size % ALIGNMENT !== 0 || size > log.length - at)
            break;
        const entry = readEntry(log.subarray(at, at + size));
        const last = entries.at(-1);
        if (entry === null || (last !== undefined && entry.sequence !== last.sequence + 1))
            break;
        entries.push(entry);
        at += size;
    }
    return entries;
}
function readEntry(bytes) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (view.getUint32(0, true) !== log_entries_SIGNATURE)
        return null;
    if (view.getBigUint64(32, true) !== marvin32(bytes.subarray(0, 32)))
        return null;
    if (view.getBigUint64(24, true) !== marvin32(bytes.subarray(HEADER_SIZE)))
        return null;
    const binsSize = view.getUint32(16, true);
    const pages = binsSize % 4096 === 0 ? readPages(bytes, view.getUint32(20, true), binsSize) : null;
    return pages === null ? null : { sequence: view.getUint32(12, true), binsSize, pages };
}
function readPages(bytes, count, binsSize) {
    if (count > (bytes.length - HEADER_SIZE) / 8)
        return null;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const pages = [];
    let content = HEADER_SIZE + count * 8;
    for (let index = 0; index < count; index++) {
        const offset = view.getUint32(HEADER_SIZE + index * 8, true);
        const size = view.getUint32(HEADER_SIZE + index * 8 + 4, true);
        if (size > bytes.length - content || offset + size > binsSize)
            return null;
        pages.push({ offset, bytes: bytes.subarray(content, content + size) });
        content += size;
    }
    return pages;
}
//# sourceMappingURL=log-entries.js.map
;// CONCATENATED MODULE: ./build/src/registry/replay.js
/**
 * A hive whose last write did not finish, made whole in memory from its logs (`SYSTEM.LOG1`, `SYSTEM.LOG2`), by the
 * rules by which Windows does it when it loads the hive.
 */




/**
 * @param found the hive's base block, or what is wrong with it
 * @returns a hive of its own that is clean; null when no log continues where the hive stops
 * @throws damaged when a log claims more than it can hold
 */
function replay(bytes, found, logs, what) {
    const parsed = logs.flatMap((log) => {
        const base = parseBaseBlock(log);
        return typeof base === 'string' ? [] : [{ bytes: log, base }];
    });
    const redo = redoOfEntries(bytes, found, parsed) ?? redoOfDirtyPages(bytes, found, parsed);
    return redo === null ? null : applied(bytes, logs, redo, what);
}
/** New format: the entries that continue the hive's sequence number, over both logs. */
function redoOfEntries(bytes, found, logs) {
    const runs = logs
        .filter(({ base }) => base.fileType === FILE_TYPE.logOfEntries)
        .map((log) => ({ log, entries: readLogEntries(log.bytes, sectorOf(log, 'HvLE')) }))
        .filter(({ entries }) => entries.length > 0)
        .toSorted((a, b) => firstOf(a.entries) - firstOf(b.entries));
    const entries = [];
    let baseBlock = bytes;
    if (typeof found === 'string') {
        // The hive does not say where it stopped: the newest run, and the one before it where they join.
        for (const run of runs) {
            if (entries.length === 0 || firstOf(run.entries) !== lastOf(entries) + 1) {
                entries.length = 0;
                baseBlock = run.log.bytes;
            }
            entries.push(...run.entries);
        }
    }
    else {
        let next = found.secondarySequence;
        for (const run of runs) {
            const wanted = run.entries.filter(({ sequence }) => sequence >= next);
            if (wanted[0]?.sequence !== next)
                continue;
            entries.push(...wanted);
            next = lastOf(wanted) + 1;
        }
    }
    return entries.length === 0 ? null : { baseBlock, steps: entries, sequence: lastOf(entries) };
}
/** Old format: the one log that was begun when the hive was last written. */
function redoOfDirtyPages(bytes, found, logs) {
    const lastWritten = typeof found === 'string' ? timeOfFirstBin(bytes) : found.lastWritten;
    for (const log of logs) {
        const { fileType, primarySequence, secondarySequence, binsSize } = log.base;
        if (fileType !== FILE_TYPE.log && fileType !== FILE_TYPE.logOfWindows2000)
            continue;
        if (primarySequence !== secondarySequence || log.base.lastWritten !== lastWritten)
            continue;
        const pages = readDirtyPages(log.bytes, sectorOf(log, 'DIRT'), binsSize);
        if (pages === null)
            continue;
        return { baseBlock: log.bytes, steps: [{ binsSize, pages }], sequence: primarySequence };
    }
    return null;
}
function applied(bytes, logs, redo, what) {
    const size = Math.max(...redo.steps.map(({ binsSize }) => binsSize));
    // New bins are dirty as a whole, so a hive never grows by more than its logs hold.
    const most = logs.reduce((sum, log) => sum + log.length, bytes.length);
    if (size > most) {
        throw new src_errors/* FactoryError */.Xx('damaged', {
            subject: what,
            found: `a log that makes it ${size} bytes long`,
            expected: `${most} bytes at most`,
        });
    }
    const hive = new Uint8Array(BASE_BLOCK_SIZE + size);
    hive.set(bytes.subarray(0, hive.length));
    hive.set(redo.baseBlock.subarray(0, SECTOR_SIZE));
    for (const { pages } of redo.steps) {
        for (const page of pages)
            hive.set(page.bytes, BASE_BLOCK_SIZE + page.offset);
    }
    const binsSize = redo.steps.at(-1)?.binsSize ?? 0;
    settleBaseBlock(hive, redo.sequence, binsSize);
    return hive.subarray(0, BASE_BLOCK_SIZE + binsSize);
}
/** The error for a hive that `replay` could not make whole: damaged where its base block is, else dirty. */
function notReplayed(found, logs, what) {
    const reason = logs === 0 ? 'there is no log beside it' : 'no log beside it continues where it stops';
    if (typeof found === 'string') {
        return new src_errors/* FactoryError */.Xx('damaged', {
            subject: what,
            found: `${found}, and ${reason}`,
            expected: 'a registry hive',
            next: 'take the hive from a backup, or capture the machine again after a clean shutdown',
        });
    }
    return new src_errors/* FactoryError */.Xx('dirty', {
        subject: what,
        found: `a registry hive whose last write did not finish (sequence numbers ${found.primarySequence} and ${found.secondarySequence}), and ${reason}`,
        next: 'start the machine and shut it down cleanly, or put the .LOG1 and .LOG2 files that belong to the hive beside it',
    });
}
/** The copy of the last written time that the first hive bin has. */
function timeOfFirstBin(bytes) {
    if (bytes.length < BASE_BLOCK_SIZE + 32)
        return null;
    return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getBigUint64(BASE_BLOCK_SIZE + 20, true);
}
/** Where a log's second sector begins: on a disk with sectors of 4,096 bytes not at byte 512. */
function sectorOf({ bytes, base }, signature) {
    const sector = base.clustering * SECTOR_SIZE;
    const isAt = (at) => Buffer.from(bytes.subarray(at, at + 4)).toString('latin1') === signature;
    return base.clustering === 8 && isAt(sector) && !isAt(SECTOR_SIZE) ? sector : SECTOR_SIZE;
}
function firstOf(entries) {
    return entries[0]?.sequence ?? 0;
}
function lastOf(entries) {
    return entries.at(-1)?.sequence ?? 0;
}
//# sourceMappingURL=replay.js.map
;// CONCATENATED MODULE: ./build/src/registry/hive.js
/** An offline registry hive: base block, hive bins, and where its last write did not finish, what its logs add. */




/**
 * @param bytes the hive; it is not changed, and must not change while the hive is read
 * @param what the hive, for messages
 * @param logs the files beside it whose names end in .LOG1 and .LOG2, or .LOG, in this order; empty ones may be there
 * @throws damaged, unsupported, or dirty: its last write did not finish, and no log makes it whole
 */
function openHive(bytes, what, logs = [], options = {}) {
    const found = parseBaseBlock(bytes);
    const isClean = typeof found !== 'string' && found.primarySequence === found.secondarySequence;
    const whole = isClean ? bytes : (replay(bytes, found, logs, what) ?? bytes);
    const base = whole === bytes ? found : parseBaseBlock(whole);
    if (typeof base === 'string' || (whole === bytes && !isClean && options.allowDirty !== true)) {
        throw notReplayed(found, logs.length, what);
    }
    checkVersion(base, what);
    const bins = openBins(whole, base.binsSize, what);
    const root = new HiveKey(bins, base.rootCell, base.rootCell, null);
    return { label: what, replayed: whole !== bytes, root, key: (path) => root.key(path) };
}
//# sourceMappingURL=hive.js.map
;// CONCATENATED MODULE: ./build/src/registry/index.js


//# sourceMappingURL=index.js.map
;// CONCATENATED MODULE: ./build/src/inspect/read-small-file.js
/** Files that are read whole, because they are small or must be at hand as one. */


/**
 * @param limit bytes: a larger file is not what it should be
 * @returns null where there is no such file
 * @throws unsupported when it is larger than `limit`, and what reading it throws
 */
async function readFileOrNull(tree, path, limit) {
    const located = await (0,src_tree/* findOrNull */.w0)(tree, path);
    const size = located === null ? null : (0,src_tree/* unnamedStream */.pL)(located.entry)?.size;
    if (located === null || size === undefined || size === null)
        return null;
    if (size > limit) {
        throw new src_errors/* FactoryError */.Xx('unsupported', {
            subject: `${tree.label}: ${located.path}`,
            found: `${size} bytes`,
            expected: `${limit} at most`,
        });
    }
    return readStart(tree, located, size);
}
/** The first `length` bytes of a file, or as many as it has. */
async function readStart(tree, { entry }, length) {
    const stream = (0,src_tree/* unnamedStream */.pL)(entry);
    const bytes = new Uint8Array(Math.min(length, stream?.size ?? 0));
    let filled = 0;
    if (stream === null || bytes.length === 0)
        return bytes;
    for await (const piece of tree.read(entry, stream)) {
        bytes.set(piece.subarray(0, bytes.length - filled), filled);
        filled += Math.min(piece.length, bytes.length - filled);
        if (filled === bytes.length)
            break;
    }
    return bytes.subarray(0, filled);
}
/** Text in UTF-8 or UTF-16 by its byte order mark, else in UTF-8. */
function decodeText(bytes) {
    const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
    return new TextDecoder(encoding).decode(bytes);
}
//# sourceMappingURL=read-small-file.js.map
;// CONCATENATED MODULE: ./build/src/inspect/windows-hives.js
/** The hives of an installation that is not running: `\Windows\System32\config`. */



/** A hive must be at hand as a whole; that of the largest installations is a fifth of this. */
const HIVE_LIMIT = 1 << 30;
/** The folder that holds Windows, by the name that it has: `\Windows`; null where there is none. */
async function findSystemRoot(tree) {
    const folders = (await (0,src_tree/* sortedChildren */.T8)(tree, tree.root)).filter(src_tree/* isFolder */.lQ);
    const usual = folders.filter(({ name }) => (0,src_tree/* foldCase */.SP)(name) === 'WINDOWS');
    const others = folders.filter((folder) => !usual.includes(folder));
    for (const entry of [...usual, ...others]) {
        const path = `\\${entry.name}`;
        const software = await (0,src_tree/* findOrNull */.w0)(tree, 'System32\\config\\SOFTWARE', { path, entry });
        if (software !== null)
            return { path, name: entry.name };
    }
    return null;
}
/**
 * @param systemRoot as `findSystemRoot` gives it
 * @param name "SOFTWARE"
 * @returns null where there is no such hive
 * @throws damaged, or dirty when neither it nor the logs beside it are whole
 */
async function openWindowsHive(tree, systemRoot, name, options = {}) {
    const path = `${systemRoot}\\System32\\config\\${name}`;
    const bytes = await readFileOrNull(tree, path, HIVE_LIMIT);
    if (bytes === null)
        return null;
    const logs = [];
    for (const ending of ['.LOG1', '.LOG2', '.LOG']) {
        const log = await readFileOrNull(tree, path + ending, HIVE_LIMIT);
        if (log !== null)
            logs.push(log);
    }
    return openHive(bytes, `${tree.label}: ${path}`, logs, options);
}
/** The control set that the next start takes, `SYSTEM\ControlSet00N`: the one that Select names as its default. */
function controlSet(system) {
    const select = system?.key('Select') ?? null;
    for (const name of ['Default', 'Current', 'LastKnownGood']) {
        const number = select?.dword(name) ?? 0;
        const key = system?.key(`ControlSet${String(number).padStart(3, '0')}`) ?? null;
        if (key !== null)
            return key;
    }
    return system?.key('ControlSet001') ?? null;
}
//# sourceMappingURL=windows-hives.js.map
;// CONCATENATED MODULE: ./build/src/inspect/explain/findings.js
/** What is found in the logs, counted by symptom: the first line of each, and what its lines are about. */
/** Of each symptom so many lines are compared, and so many subjects kept. */
const COMPARED = 1000;
const SUBJECTS = 20;
class Findings {
    #now = new Map();
    #earlier = new Map();
    /** @param subject '' for none */
    add(symptom, kind, place, subject, isEarlier) {
        const table = isEarlier ? this.#earlier : this.#now;
        const known = table.get(symptom.id);
        const counted = known ?? {
            symptom,
            kind,
            first: place,
            texts: new Set(),
            count: 0,
            subjects: new Set(),
        };
        table.set(symptom.id, counted);
        const said = `${place.time} ${place.text}`;
        if (counted.texts.has(said))
            return;
        if (counted.texts.size < COMPARED)
            counted.texts.add(said);
        counted.count++;
        if (isBefore(place, counted.first))
            counted.first = place;
        if (subject !== '' && counted.subjects.size < SUBJECTS)
            counted.subjects.add(subject);
    }
    /** A new run of `kind` begins: what its logs said until here belongs to an earlier one. */
    age(kind) {
        for (const [id, counted] of this.#now) {
            if (counted.kind !== kind)
                continue;
            this.#now.delete(id);
            if (!this.#earlier.has(id))
                this.#earlier.set(id, counted);
        }
    }
    /** Causes of this run, then what only follows from others, then what is earlier; each the first in time first. */
    inOrder() {
        const now = [...this.#now.values()].map((counted) => findingOf(counted, false));
        const earlier = [...this.#earlier]
            .filter(([id]) => !this.#now.has(id))
            .map(([, counted]) => findingOf(counted, true));
        const [causes, consequences] = [false, true].map((wanted) => now.filter(({ symptom }) => (symptom.consequence === true) === wanted).toSorted(compare));
        return [...(causes ?? []), ...(consequences ?? []), ...earlier.toSorted(compare)];
    }
}
function findingOf({ symptom, kind, first, count, subjects }, isEarlier) {
    return { symptom, kind, isEarlier, first, count, subjects: [...subjects] };
}
function isBefore(a, b) {
    return a.time !== null && (b.time === null || a.time < b.time);
}
/** What has no time comes after what has one, in the order in which it was found. */
function compare(a, b) {
    const [timeA, timeB] = [a.first.time ?? Infinity, b.first.time ?? Infinity];
    return timeA === timeB ? 0 : timeA - timeB;
}
//# sourceMappingURL=findings.js.map
;// CONCATENATED MODULE: ./build/src/inspect/explain/dump.js
/**
 * The head of a memory dump: why Windows stopped.
 *
 *     0x000 "PAGEDU64"   0x038 u32 the bug check   0x040 4 × u64 its parameters   0xfa8 FILETIME
 *
 * Source: DUMP_HEADER64 of the Windows Driver Kit's wdbgexts.h
 */



const HEAD = 0x1000;
/** @returns the event that Windows logs of it after the next start; null where it is no such dump */
async function readDump(tree, path) {
    const located = await (0,src_tree/* findOrNull */.w0)(tree, path);
    if (located === null)
        return null;
    const head = Buffer.from(await readStart(tree, located, HEAD));
    if (head.length < HEAD || head.toString('latin1', 0, 8) !== 'PAGEDU64')
        return null;
    const code = dump_hex(BigInt(head.readUInt32LE(0x38)), 8);
    const parameters = [0x40, 0x48, 0x50, 0x58].map((at) => dump_hex(head.readBigUInt64LE(at), 16));
    const time = (0,src_bytes/* dateFromFiletime */.ad)(head.readBigUInt64LE(0xfa8)).getTime();
    return {
        number: 1,
        text: `Critical: The computer has rebooted from a bugcheck.  The bugcheck was: ${code} (${parameters.join(', ')}). A dump was saved in: ${path}.`,
        ...(Number.isNaN(time) ? {} : { time }),
    };
}
function dump_hex(value, digits) {
    return `0x${value.toString(16).padStart(digits, '0')}`;
}
//# sourceMappingURL=dump.js.map
;// CONCATENATED MODULE: ./build/src/inspect/explain/event-log/values.js
/** The values of events as text. */

const ARRAY = 0x80;
/** @param type as the log has it */
function textOfValue(type, bytes) {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    const { length } = buffer;
    switch (type) {
        case 0x00:
            return '';
        case 0x01:
            return buffer.toString('utf16le').replace(/\0+$/, '');
        case 0x02:
            return buffer.toString('latin1').replace(/\0+$/, '');
        case 0x03:
        case 0x05:
        case 0x07:
            return length > 6 ? hexOf(buffer) : String(buffer.readIntLE(0, length));
        case 0x04:
        case 0x06:
        case 0x08:
            return length > 6 ? hexOf(buffer) : String(buffer.readUIntLE(0, length));
        case 0x09:
            return length === 8 ? String(buffer.readBigInt64LE()) : hexOf(buffer);
        case 0x0a:
            return length === 8 ? String((0,src_bytes/* readU64 */.IM)((0,src_bytes/* cursorOver */.Ro)(bytes, 'a value'))) : hexOf(buffer);
        case 0x0d:
            return String(buffer.some((byte) => byte !== 0));
        case 0x0f:
            return length === 16 ? `{${(0,src_bytes/* formatGuid */.R1)(bytes)}}` : hexOf(buffer);
        case 0x10:
        case 0x14:
        case 0x15:
            return hexOf(buffer);
        case 0x11:
            return length === 8 ? (0,src_bytes/* formatFiletime */.jb)((0,src_bytes/* readU64 */.IM)((0,src_bytes/* cursorOver */.Ro)(bytes, 'a value'))) : hexOf(buffer);
        case ARRAY | 0x01:
            return buffer
                .toString('utf16le')
                .split('\0')
                .filter((part) => part !== '')
                .join(', ');
        default:
            return (0,src_bytes/* toHex */.nj)(bytes);
    }
}
/** "0x800f0922" */
function hexOf(buffer) {
    return `0x${(0,src_bytes/* toHex */.nj)(Uint8Array.from(buffer).toReversed())}`;
}
//# sourceMappingURL=values.js.map
;// CONCATENATED MODULE: ./build/src/inspect/explain/event-log/binary-xml.js
/**
 * Binary XML of an event log, decoded into elements. Offsets count from the start of the chunk that holds it.
 *
 * | token      | followed by                                                                              |
 * | ---------- | ---------------------------------------------------------------------------------------- |
 * | 0x00       | nothing: the end                                                                         |
 * | 0x01, 0x41 | start of an element: u16, u32 size, name; 0x41: u32 size of the attributes, attributes   |
 * | 0x02, 0x03 | nothing: the start is over; 0x03: and so is the element                                  |
 * | 0x04       | nothing: end of the element                                                              |
 * | 0x05, 0x45 | text: u8 type, u16 count, UTF-16                                                         |
 * | 0x06, 0x46 | attribute: name, then what its value is made of                                          |
 * | 0x07, 0x47 | CDATA: u16 count, UTF-16                                                                 |
 * | 0x08, 0x48 | character: u16                                                                           |
 * | 0x09, 0x49 | entity: name                                                                             |
 * | 0x0a, 0x0b | processing instruction: name; u16 count, UTF-16                                          |
 * | 0x0c       | instance of a template: u8, u32 id, u32 offset of the template, its values               |
 * | 0x0d, 0x0e | one of these values: u16 index, u8 type                                                  |
 * | 0x0f       | start of a fragment: 3 bytes                                                             |
 *
 * A name is the u32 offset of where it stands, which is right there where it is new: u32 next, u16 hash, u16 count, UTF-16,
 * u16 0. So is a template: u32 next, 16 bytes GUID, u32 size, a fragment.
 *
 * Source: https://github.com/libyal/libevtx/blob/main/documentation/Windows%20XML%20Event%20Log%20(EVTX).asciidoc
 */



const DEPTH = 32;
const TOKENS = 20_000;
const BINARY_XML = 0x21;
const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
/** @param start where the fragment begins in the chunk @throws damaged */
function readElement(chunk, start, what) {
    const reader = new Reader((0,src_bytes/* cursorOver */.Ro)(chunk, what));
    const root = binary_xml_element('');
    (0,src_bytes/* seek */.jF)(reader.cursor, start);
    reader.content(root, [], 0);
    const [first] = root.children;
    if (first === undefined)
        throw reader.damaged('no element');
    return first;
}
function binary_xml_element(name) {
    return { name, attributes: new Map(), children: [], text: '' };
}
class Reader {
    cursor;
    #left = TOKENS;
    constructor(cursor) {
        this.cursor = cursor;
    }
    /** What an element, or a fragment, holds, up to its end. */
    content(into, values, depth) {
        if (depth > DEPTH)
            throw this.damaged('elements within elements without an end');
        for (;;) {
            const token = this.#token();
            const kind = token & 0x0f;
            if (token === 0x00 || token === 0x04)
                return;
            if (kind === 0x0f)
                (0,src_bytes/* skip */.iv)(this.cursor, 3);
            else if (kind === 0x01)
                into.children.push(this.#element(token, values, depth));
            else if (kind === 0x0c)
                this.#template(into, depth);
            else
                into.text += this.#piece(token, values, into, depth);
            // An instance of a template is all that its fragment holds.
            if (kind === 0x0c)
                return;
        }
    }
    damaged(found) {
        const { what, position } = this.cursor;
        return new src_errors/* FactoryError */.Xx('damaged', { subject: what, found: `${found} at byte ${position} of the chunk` });
    }
    #token() {
        if (--this.#left < 0)
            throw this.damaged('more than an event can hold');
        return (0,src_bytes/* readU8 */.eo)(this.cursor);
    }
    #element(token, values, depth) {
        (0,src_bytes/* skip */.iv)(this.cursor, 6);
        const made = binary_xml_element(this.#name());
        if ((token & 0x40) !== 0)
            (0,src_bytes/* skip */.iv)(this.cursor, 4);
        let name = null;
        for (;;) {
            const next = this.#token();
            if (next === 0x03)
                return made;
            if (next === 0x02)
                break;
            if ((next & 0x0f) === 0x06) {
                name = this.#name();
                made.attributes.set(name, '');
                continue;
            }
            if (name === null)
                throw this.damaged(`the token 0x${next.toString(16)} among attributes`);
            made.attributes.set(name, (made.attributes.get(name) ?? '') + this.#piece(next, values, null, depth));
        }
        this.content(made, values, depth + 1);
        return made;
    }
    /** @param into what takes elements that a value holds */
    #piece(token, values, into, depth) {
        switch (token & 0x0f) {
            case 0x05:
                (0,src_bytes/* skip */.iv)(this.cursor, 1);
                return (0,src_bytes/* readUtf16 */.rd)(this.cursor, (0,src_bytes/* readU16 */.Vv)(this.cursor) * 2);
            case 0x07:
                return (0,src_bytes/* readUtf16 */.rd)(this.cursor, (0,src_bytes/* readU16 */.Vv)(this.cursor) * 2);
            case 0x08:
                return String.fromCharCode((0,src_bytes/* readU16 */.Vv)(this.cursor));
            case 0x09:
                return ENTITIES[this.#name()] ?? '';
            case 0x0a:
                this.#name();
                return '';
            case 0x0b:
                (0,src_bytes/* skip */.iv)(this.cursor, (0,src_bytes/* readU16 */.Vv)(this.cursor) * 2);
                return '';
            case 0x0d:
            case 0x0e:
                return this.#value(values, into, depth);
            default:
                throw this.damaged(`the token 0x${token.toString(16)}`);
        }
    }
    #value(values, into, depth) {
        const value = values[(0,src_bytes/* readU16 */.Vv)(this.cursor)];
        (0,src_bytes/* skip */.iv)(this.cursor, 1);
        if (value === undefined || value.size === 0)
            return '';
        const back = this.cursor.position;
        (0,src_bytes/* seek */.jF)(this.cursor, value.start);
        let text = '';
        if (value.type !== BINARY_XML)
            text = textOfValue(value.type, (0,src_bytes/* readBytes */.io)(this.cursor, value.size));
        else if (into !== null)
            this.content(into, [], depth + 1);
        (0,src_bytes/* seek */.jF)(this.cursor, back);
        return text;
    }
    #template(into, depth) {
        (0,src_bytes/* skip */.iv)(this.cursor, 5);
        const at = (0,src_bytes/* readU32 */.PF)(this.cursor);
        if (at === this.cursor.position) {
            (0,src_bytes/* skip */.iv)(this.cursor, 20);
            (0,src_bytes/* skip */.iv)(this.cursor, (0,src_bytes/* readU32 */.PF)(this.cursor));
        }
        const values = [];
        const count = (0,src_bytes/* readU32 */.PF)(this.cursor);
        let start = this.cursor.position + count * 4;
        for (let index = 0; index < count; index++) {
            const size = (0,src_bytes/* readU16 */.Vv)(this.cursor);
            const type = (0,src_bytes/* readU8 */.eo)(this.cursor);
            (0,src_bytes/* skip */.iv)(this.cursor, 1);
            values.push({ type, start, size });
            start += size;
        }
        (0,src_bytes/* seek */.jF)(this.cursor, at + 24);
        this.content(into, values, depth + 1);
        (0,src_bytes/* seek */.jF)(this.cursor, start);
    }
    #name() {
        const at = (0,src_bytes/* readU32 */.PF)(this.cursor);
        const isHere = at === this.cursor.position;
        const back = this.cursor.position;
        (0,src_bytes/* seek */.jF)(this.cursor, at + 6);
        const name = (0,src_bytes/* readUtf16 */.rd)(this.cursor, (0,src_bytes/* readU16 */.Vv)(this.cursor) * 2);
        if (isHere)
            (0,src_bytes/* skip */.iv)(this.cursor, 2);
        else
            (0,src_bytes/* seek */.jF)(this.cursor, back);
        return name;
    }
}
//# sourceMappingURL=binary-xml.js.map
;// CONCATENATED MODULE: ./build/src/inspect/explain/event-log/read.js
/**
 * An event log (`.evtx`), event by event, as lines: "Error Microsoft-Windows-Servicing 3: KB5043080, …".
 *
 *     file   4096 bytes, "ElfFile\0"; then chunks of 64 KiB
 *     chunk  512 bytes, "ElfChnk\0"; then records, one after the other
 *     record "**\0\0"; 0x04 u32 size; 0x08 u64 number; 0x10 FILETIME; 0x18 binary XML
 *
 * What the headers say of the length is not believed: a log that was open when the machine was turned off has more.
 * Source: https://github.com/libyal/libevtx/blob/main/documentation/Windows%20XML%20Event%20Log%20(EVTX).asciidoc
 */


const FILE_HEADER = 4096;
const CHUNK = 65_536;
const RECORDS = 512;
const RECORD_HEADER = 24;
const LEVELS = ['Information', 'Critical', 'Error', 'Warning', 'Information', 'Verbose'];
/** What Windows shows of an event whose values say little: `%1` is the first of them. */
const MESSAGES = {
    'Microsoft-Windows-WER-SystemErrorReporting 1001': 'The computer has rebooted from a bugcheck.  The bugcheck was: %1. A dump was saved in: %2. Report Id: %3.',
};
/** @returns the events as lines with their own numbers, a chunk at a time; a chunk or an event that is damaged is left out */
async function* readEvents(content, what) {
    for await (const chunk of chunksOf(content)) {
        if (chunk.toString('latin1', 0, 8) === 'ElfChnk\0')
            yield eventsOf(chunk, what);
    }
}
async function* chunksOf(content) {
    let rest = Buffer.alloc(0);
    let skipped = 0;
    for await (const piece of content) {
        const header = Math.min(FILE_HEADER - skipped, piece.length);
        skipped += header;
        rest = Buffer.concat([rest, piece.subarray(header)]);
        for (; rest.length >= CHUNK; rest = rest.subarray(CHUNK))
            yield rest.subarray(0, CHUNK);
    }
}
function eventsOf(chunk, what) {
    const events = [];
    for (let at = RECORDS; at + RECORD_HEADER < CHUNK && chunk.readUInt32LE(at) === 0x2a2a;) {
        const size = chunk.readUInt32LE(at + 4);
        if (size < RECORD_HEADER || at + size > CHUNK)
            break;
        try {
            const number = Number(chunk.readBigUInt64LE(at + 8));
            const time = (0,src_bytes/* dateFromFiletime */.ad)(chunk.readBigUInt64LE(at + 16)).getTime();
            if (!Number.isNaN(time)) {
                events.push({ number, time, text: lineOf(readElement(chunk, at + RECORD_HEADER, what)) });
            }
        }
        catch {
            // Half written, or overwritten: the others count.
        }
        at += size;
    }
    return events;
}
function lineOf(event) {
    const system = childOf(event, 'System');
    const provider = childOf(system, 'Provider')?.attributes.get('Name') ?? '';
    const id = childOf(system, 'EventID')?.text ?? '';
    const level = LEVELS[Number(childOf(system, 'Level')?.text ?? 0)] ?? 'Information';
    const values = event.children.filter((part) => part !== system).flatMap(valuesOf);
    const template = MESSAGES[`${provider} ${id}`];
    const message = template?.replaceAll(/%(\d)/g, (_whole, index) => values[Number(index) - 1] ?? '') ?? values.join(', ');
    return `${level} ${provider} ${id}: ${message}`.replaceAll(/\s*[\r\n]+\s*/g, ' ').trimEnd();
}
function childOf(element, name) {
    return element?.children.find((child) => child.name === name);
}
function valuesOf({ text, children }) {
    return [...(text.trim() === '' ? [] : [text.trim()]), ...children.flatMap(valuesOf)];
}
//# sourceMappingURL=read.js.map
;// CONCATENATED MODULE: ./build/src/inspect/explain/lines.js
/**
 * The lines of a log, however it was written: UTF-8, UTF-16 with and without a byte order mark, lines that end with CRLF,
 * LF or a CR that a progress bar left. A log of any size goes through in pieces.
 */
/**
 * UTF-16 code units. Of a longer line each such piece is a line with the same number: what a pattern costs may grow with
 * the square of it.
 */
const LONGEST = 8 << 10;
/** @returns the lines in batches, none of them empty */
async function* readLines(content) {
    let number = 1;
    let rest = '';
    for await (const text of decoded(content)) {
        // A power loss leaves zeros where the last lines should be.
        const parts = (rest + text.replaceAll('\0', '')).split('\n');
        rest = parts.pop() ?? '';
        const batch = parts.flatMap((part, index) => linesOf(part, number + index));
        number += parts.length;
        while (rest.length > LONGEST) {
            batch.push({ number, text: rest.slice(0, LONGEST) });
            rest = rest.slice(LONGEST);
        }
        yield batch;
    }
    yield linesOf(rest, number);
}
function linesOf(text, number) {
    if (text.length <= LONGEST && !text.includes('\r', text.endsWith('\r') ? text.length : 0))
        return lineOf(text);
    return text.split('\r').flatMap((part) => {
        const pieces = [];
        for (let at = 0; at < part.length; at += LONGEST)
            pieces.push(...lineOf(part.slice(at, at + LONGEST)));
        return pieces;
    });
    function lineOf(line) {
        const trimmed = line.trimEnd();
        return trimmed === '' ? [] : [{ number, text: trimmed }];
    }
}
async function* decoded(content) {
    let decoder = null;
    let head = new Uint8Array(0);
    for await (const piece of content) {
        if (decoder !== null) {
            yield decoder.decode(piece, { stream: true });
            continue;
        }
        head = head.length === 0 ? piece.slice() : Buffer.concat([head, piece]);
        if (head.length < 4)
            continue;
        decoder = new TextDecoder(encodingOf(head));
        yield decoder.decode(head, { stream: true });
    }
    yield decoder === null ? new TextDecoder(encodingOf(head)).decode(head) : decoder.decode();
}
/** By the mark, else by where the zeros of Latin letters stand. */
function encodingOf([a = 1, b = 1, c = 1, d = 1]) {
    if ((a === 0xff && b === 0xfe) || (b === 0 && d === 0 && a !== 0 && c !== 0))
        return 'utf-16le';
    if ((a === 0xfe && b === 0xff) || (a === 0 && c === 0 && b !== 0 && d !== 0))
        return 'utf-16be';
    return 'utf-8';
}
//# sourceMappingURL=lines.js.map
;// CONCATENATED MODULE: ./build/src/inspect/explain/logs.js
/** Where an installation keeps its logs, and which log a file is, by its path. */



/** By the end of a path, the first one that matches. In the order in which logs are read and worth reading. */
const KINDS = [
    ['agent', /\\agent\.log$/i],
    ['agent', /\\ImageFactory\\logs\\[^\\]+\.log$/i],
    ['step', /\\ImageFactory\\steps\\[^\\]+\.log$/i],
    ['machine', /\\(?:hypervisor|console)[^\\]*\.(?:log|txt)$/i],
    ['sysprep', /\\sysprep(?:\\(?:panther\\)?|[-_.])setupact[^\\]*\.log$/i],
    ['sysprep', /\\sysprep(?:\\(?:panther\\)?|[-_.])setuperr[^\\]*\.log$/i],
    ['setup', /\\[^\\]*setupact[^\\]*\.log$/i],
    ['setup', /\\[^\\]*setuperr[^\\]*\.log$/i],
    ['setup', /\\(?:unattend|oobe|bluebox)[^\\]*\.log$/i],
    ['cbs', /\\(?:CBS|CbsPersist_\d+)\.log$/i],
    ['dism', /\\dism[^\\]*\.log$/i],
    ['updates', /\\(?:ReportingEvents|WindowsUpdate[^\\]*)\.log$/i],
    ['drivers', /\\setupapi\.[^\\]+\.log$/i],
    ['state', /\\State\.ini$/i],
    [
        'events',
        /\\(?:System|Application|Setup|Microsoft-Windows-(?:WindowsUpdateClient|AppXDeploymentServer)%4Operational)\.evtx$/i,
    ],
    ['event-log', /\.evtx$/i],
    ['dump', /\.dmp$/i],
];
/** Below the folder of Windows; `*` with all folders below. */
const SYSTEM_PLACES = [
    'Panther\\*',
    'System32\\Sysprep\\Panther\\*',
    'Logs\\*',
    'SoftwareDistribution',
    '',
    'INF',
    'Setup\\State',
    'System32\\winevt\\Logs',
    'Minidump',
];
const VOLUME_PLACES = [
    '\\ProgramData\\ImageFactory\\*',
    '\\$WINDOWS.~BT\\Sources\\Panther\\*',
    '\\$WINDOWS.~BT\\Sources\\Rollback\\*',
];
/** Of a folder and what is below it. */
const MOST_ENTRIES = 50_000;
/** What Windows makes of an event log that nothing was written to. */
const EMPTY_EVENT_LOG = 69_632;
/** @returns null for a file that is none of the logs */
function logKind(path) {
    return KINDS.find(([, pattern]) => pattern.test(path))?.[0] ?? null;
}
/** The logs of an installation; of a tree that is none, every file that has the name of a log. */
async function findLogs(tree) {
    const root = (await findSystemRoot(tree).catch(() => null))?.path ?? '\\Windows';
    const logs = [];
    const unread = [];
    const add = async (place, found) => {
        await found.then((more) => logs.push(...more), (error) => unread.push({ file: place, why: (0,src_errors/* fromSystemError */.Kh)(error, place).message }));
    };
    for (const place of [...VOLUME_PLACES, ...SYSTEM_PLACES.map((name) => `${root}\\${name}`)]) {
        await add(place, logsAt(tree, place));
    }
    if (logs.length === 0)
        await add('\\', collect(tree, { path: '\\', entry: tree.root }));
    return { logs: logs.toSorted((a, b) => rankOf(a) - rankOf(b)), unread };
}
async function logsAt(tree, place) {
    const isDeep = place.endsWith('\\*');
    const folder = await (0,src_tree/* findOrNull */.w0)(tree, isDeep ? place.slice(0, -2) : place);
    if (folder === null || !(0,src_tree/* isFolder */.lQ)(folder.entry))
        return [];
    if (isDeep)
        return collect(tree, folder);
    // Folders of thousands of other files.
    const isWanted = (name) => logKind(`${folder.path}\\${name}`) !== null;
    const children = await (tree.childrenNamed?.(folder.entry, isWanted) ?? tree.children(folder.entry));
    return children.flatMap((entry) => logOf({ path: (0,src_tree/* joinPath */.uJ)(folder.path, entry.name), entry }));
}
async function collect(tree, start) {
    const logs = [];
    let seen = 0;
    for await (const located of (0,src_tree/* walk */.GG)(tree, start, () => seen < MOST_ENTRIES)) {
        seen++;
        logs.push(...logOf(located));
    }
    return logs;
}
function logOf({ path, entry }) {
    const kind = logKind(path);
    const size = (0,src_tree/* isFolder */.lQ)(entry) ? 0 : ((0,src_tree/* unnamedStream */.pL)(entry)?.size ?? 0);
    if (kind === null || size === 0)
        return [];
    if (kind === 'event-log' && size <= EMPTY_EVENT_LOG)
        return [];
    return [{ path, entry, kind, size }];
}
/** What the agent saved of sysprep's logs is of an earlier run; what it saved of others, they hold too. */
function rankOf({ path, kind }) {
    const rank = KINDS.findIndex(([, pattern]) => pattern.test(path));
    if (!(0,src_tree/* foldCase */.SP)(path).includes('\\IMAGEFACTORY\\LOGS\\'))
        return rank;
    return kind === 'sysprep' ? rank - 0.5 : rank + 0.5;
}
//# sourceMappingURL=logs.js.map
;// CONCATENATED MODULE: ./build/src/inspect/sysprep-log.js
/**
 * `\Windows\System32\Sysprep\Panther\setuperr.log`. A good run leaves lines there too, so a line is looked up: those that
 * end a run, those that good runs are known to leave, and those that nobody here has seen yet.
 *
 *     2026-03-20 15:23:14, Error      [0x0f0070] SYSPRP RunDlls:An error occurred while …
 */
/** What sysprep writes when it gives up. */
const FATAL = [
    /halting sysprep execution/i,
    /WinMain:\s*Hit failure/i,
    /LaunchDll:\s*(?:Failure occurred|Could not)/i,
    /Run(?:External)?Dlls:/i,
    /SysprepSession::(?:Execute|ExecuteInternal|Validate)\b/i,
    /RunPlatformActions:\s*Failed/i,
    /was installed for a user, but not provisioned for all users/i,
    /failed to remove (?:staged|apps|the package)/i,
    /SLReArm/i,
    /WinMain:\s*(?:Unable|Failed|The sysprep dialog box returned FALSE)/i,
];
/** Lines that runs left which ended with the tag and the state of a generalized image. */
const HARMLESS = [
    [
        /MRTGeneralize:.*ERROR: Failed (?:ConnectServer|DeleteInstance|ExecQuery)/i,
        'the removal tool finds no security center (MicrosoftDocs/azure-docs #43893, templates that were deployed since)',
    ],
    [
        /Failed to re-enable Compat-Gentel custom trigger/i,
        'the telemetry task is not there (MicrosoftDocs/azure-docs #43893, templates that were deployed since)',
    ],
    [
        /setupdigetclassdevs failed with error 0/i,
        'no device of that class, error 0 (MicrosoftDocs/azure-docs #43893, GoogleCloudPlatform/compute-image-windows #156)',
    ],
    [
        /BCD: (?:BiUpdateEfiEntry|BiExportBcdObjects|BiExportStoreAlterationsToEfi|BiExportEfiBootManager)\b.*c000000d/i,
        'the firmware of a virtual machine takes no boot entries; the store on the disk is written (runs under OVMF)',
    ],
    [
        /SPPNP: Failed to queue enumerated driver packages\. Err = 0x57/i,
        'devices of the platform cannot be uninstalled (runs under OVMF, without drivers of others)',
    ],
    [
        /Unable to uninstall device ROOT\\.*Err = 0xE0000231/i,
        'devices of the platform cannot be uninstalled (runs under OVMF, without drivers of others)',
    ],
    [
        /\[windeploy\.exe\] CFirstUXWnd::OpenExisting failed with error 80070490/i,
        'no window of the first start is open yet (cralborn/cyberforce, a machine that came through OOBE)',
    ],
    [/File operations pending/i, 'a warning: the files are replaced at the next start'],
];
const STAMP = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d), (\w+)/;
/**
 * @param errors setuperr.log
 * @param actions setupact.log, which says when the last run began: what is older belongs to an earlier one; '' for none
 */
function readSysprepLog(errors, actions) {
    const begun = lastRunOf(actions);
    const lines = errors.split(/\r\n|\r|\n/).map((line) => line.trim());
    return lines.filter((line) => line !== '').map((text) => classify(text, begun));
}
/** Whether a line tells of an error that runs leave which end well. */
function isHarmless(text) {
    return whyHarmless(text) !== undefined;
}
function whyHarmless(text) {
    return HARMLESS.find(([pattern]) => pattern.test(text))?.[1];
}
function classify(text, begun) {
    const [, stamp = begun] = STAMP.exec(text) ?? [];
    if (stamp < begun)
        return { text, kind: 'earlier', why: '' };
    const why = whyHarmless(text);
    if (why !== undefined)
        return { text, kind: 'harmless', why };
    const isFatal = FATAL.some((pattern) => pattern.test(text));
    return { text, kind: isFatal ? 'fatal' : 'unknown', why: '' };
}
/** "2026-03-20 15:23:14", which sorts as text; '' where the log does not say. */
function lastRunOf(actions) {
    const starts = actions
        .split(/\r\n|\r|\n/)
        .filter((line) => line.includes('Beginning of a new sysprep run'));
    return STAMP.exec(starts.at(-1) ?? '')?.[1] ?? '';
}
//# sourceMappingURL=sysprep-log.js.map
;// CONCATENATED MODULE: ./build/src/inspect/explain/times.js
/**
 * When a line was written. Most logs of Windows tell the local time of the machine:
 *
 *     2026-11-23 20:01:02, Error                 CBS    …                          CBS, DISM, Setup, sysprep
 *     {9C4F…}	2026-11-23 20:01:02:123+0100	1	…                                ReportingEvents.log
 *     2026/11/23 20:01:02.1234567 1234  5678  …                                    WindowsUpdate.log
 *     >>>  Section start 2026/11/23 20:01:02.123                                   setupapi.dev.log
 *     2026-11-23T19:01:02Z …                                                       the agent, in UTC
 */
const times_STAMP = /^\uFEFF?(?:\{[0-9A-F-]{36}\}\t|[<>]{3}  Section (?:start|end) )?(\d{4})[-/](\d\d)[-/](\d\d)[ T](\d\d):(\d\d):(\d\d)(?:[.:,](\d{1,3})\d*)?(Z)?/i;
/**
 * @param bias minutes that UTC is ahead of the machine's local time
 * @returns milliseconds of the machine's local time, counted as if it were UTC; null where the line has no time
 */
function timeOf(text, bias) {
    const match = times_STAMP.exec(text);
    if (match === null)
        return null;
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
    const time = Date.UTC(year, month - 1, day, hour, minute, second, Number((match[7] ?? '').padEnd(3, '0')));
    return match[8] === undefined ? time : time - bias * 60_000;
}
/** "2026-11-23 20:01:02" */
function formatTime(time) {
    return new Date(time).toISOString().slice(0, 19).replace('T', ' ');
}
//# sourceMappingURL=times.js.map
;// CONCATENATED MODULE: ./build/src/inspect/explain/types.js
/** The table of known symptoms: what one entry is. */
/** Lines. */
const NEAR = 20;
//# sourceMappingURL=types.js.map
;// CONCATENATED MODULE: ./build/src/inspect/explain/scan.js
/** One log, line by line: its known symptoms go to the findings, its last errors are kept. */



/** How a line of a log looks that tells of an error. Other kinds hold nothing else than what is worth reading. */
const ERROR_LINE = {
    sysprep: /^[\d-]+ [\d:]+, (?:Fatal)?Error\b/,
    setup: /^[\d-]+ [\d:]+, (?:Fatal)?Error\b/,
    cbs: /^[\d-]+ [\d:]+, (?:Fatal)?Error\b/,
    dism: /^[\d-]+ [\d:]+, (?:Fatal)?Error\b/,
    updates: /\tFailure\t|\*FAILED\*|FATAL:/,
    agent: /^\S+Z (?:failed: |step \d+: exit code (?!(?:0|1003|1641|3010) ))/,
    drivers: /^!!! /,
    // Good machines log errors all day long: only what bears on disks, crashes and servicing counts.
    events: /^(?:Critical|Error (?:disk|Ntfs|Microsoft-Windows-(?:Ntfs|Servicing|WindowsUpdateClient|AppXDeployment-Server|WHEA-Logger)|stor\w+|vol\w+|MsiInstaller) )/i,
};
/** A later line of the same log begins a run anew. */
const RUN_BEGINS = {
    sysprep: /Beginning of a new sysprep run/,
    agent: /^\S+Z plan \S+, .+, boot 1$/,
};
/**
 * Setup and sysprep share their code, and a folder of copies does not say whose a setupact.log is. What the hypervisor says
 * are events, too.
 */
const ALIKE = {
    sysprep: ['sysprep', 'setup'],
    setup: ['sysprep', 'setup'],
    machine: ['machine', 'events'],
};
const LAST_ERRORS = 3;
/** Of a line so much is shown. */
const SHOWN = 600;
class LogScan {
    #options;
    #symptoms;
    #isError;
    #begins;
    #before = [];
    #errors = [];
    #waiting = [];
    /** The last line that begins as one with a time does; its time is read when it is needed. */
    #stamped = '';
    /** That of a line whose time is known otherwise. */
    #known;
    #since;
    constructor(options) {
        this.#options = options;
        const kinds = ALIKE[options.kind] ?? [options.kind];
        this.#symptoms = options.symptoms.filter(({ logs }) => kinds.some((kind) => logs.includes(kind)));
        this.#isError = ERROR_LINE[options.kind];
        this.#begins = RUN_BEGINS[options.kind];
        this.#since = options.since;
    }
    take({ number, text, time }) {
        this.#known = time;
        if (/^[\d{<>\uFEFF]/.test(text))
            this.#stamped = text;
        if (this.#begins?.test(text) === true)
            this.#begin();
        this.#tryWaiting(text);
        const isKnown = this.#tryKnown(number, text);
        if (!isKnown && this.#isError?.test(text) === true && !isHarmless(text)) {
            this.#keep(this.#placeOf(number, text));
        }
        this.#before.push(text);
        if (this.#before.length > NEAR)
            this.#before.shift();
    }
    /** The last ones, the oldest first. */
    get errors() {
        return this.#errors;
    }
    /** When the last run began that this log names; null for none. */
    get since() {
        return this.#since;
    }
    #keep(place) {
        if (this.#isEarlier(place))
            return;
        this.#errors.push(place);
        if (this.#errors.length > LAST_ERRORS)
            this.#errors.shift();
    }
    #isEarlier({ time }) {
        return time !== null && this.#since !== null && time < this.#since;
    }
    #begin() {
        this.#options.findings.age(this.#options.kind);
        this.#errors.length = 0;
        this.#since = this.#time();
    }
    /** @returns whether it proves something by itself */
    #tryKnown(number, text) {
        for (const symptom of this.#symptoms) {
            const match = symptom.line.exec(text);
            if (match === null)
                continue;
            const place = this.#placeOf(number, text);
            const subject = match.groups?.['subject'] ?? '';
            const { near } = symptom;
            if (near === undefined || this.#before.some((line) => near.test(line))) {
                this.#add(symptom, place, subject);
                return true;
            }
            this.#waiting.push({ symptom, near, place, subject, left: NEAR });
        }
        return false;
    }
    #tryWaiting(text) {
        if (this.#waiting.length === 0)
            return;
        for (const waiting of this.#waiting) {
            waiting.left--;
            if (!waiting.near.test(text))
                continue;
            this.#add(waiting.symptom, waiting.place, waiting.subject);
            waiting.left = 0;
        }
        this.#waiting = this.#waiting.filter(({ left }) => left > 0);
    }
    #add(symptom, place, subject) {
        const { kind, findings } = this.#options;
        findings.add(symptom, kind, place, subject, this.#isEarlier(place));
    }
    #placeOf(line, text) {
        return { file: this.#options.file, line, text: text.slice(0, SHOWN), time: this.#time() };
    }
    #time() {
        if (this.#known !== undefined)
            return this.#known - this.#options.bias * 60_000;
        return timeOf(this.#stamped, this.#options.bias);
    }
}
//# sourceMappingURL=scan.js.map
;// CONCATENATED MODULE: ./build/src/inspect/explain/symptoms/boot.js
/** Why a machine does not boot, or its hypervisor does not start it. */
const UPDATES_OF_CLIENTS = 'https://learn.microsoft.com/troubleshoot/windows-client/installing-updates-features-roles/';
const BOOT = [
    {
        id: 'firmware-crashed',
        logs: ['machine'],
        line: /!!!! (?:X64|AArch64|IA32) Exception Type/i,
        means: 'The firmware of the machine crashed while it started an operating system: OVMF and the boot loader do not fit, ' +
            'or the file of its code is not the one that its variables belong to',
        fix: 'Take OVMF_CODE and OVMF_VARS from the same package and of the same size (2M or 4M), for the architecture of the ' +
            'source. Update QEMU and OVMF together',
        source: 'https://github.com/dockur/windows/issues/226',
        sample: [' !!!! X64 Exception Type - 0E(#PF - Page-Fault)  CPU Apic ID - 00000000 !!!!'],
    },
    {
        id: 'firmware-refuses-boot-loader',
        logs: ['machine'],
        line: /BdsDxe: failed to (?:load|start) Boot[\da-f]{4} .*: Access Denied/i,
        means: 'The firmware refused the boot loader by Secure Boot: it is signed by a certificate that the variables of this ' +
            'firmware do not have, or it was revoked',
        fix: 'Take OVMF without Secure Boot (OVMF_CODE, not OVMF_CODE.secboot) and variables without enrolled keys, as the driver ' +
            'does by itself',
        source: 'https://github.com/bootc-dev/bootc/issues/2039',
        sample: [
            'BdsDxe: failed to load Boot0002 "UEFI Misc Device" from PciRoot(0x0)/Pci(0x2,0x3)/Pci(0x0,0x0): Access Denied -- rejected probably by Secure Boot',
        ],
    },
    {
        id: 'firmware-finds-nothing-to-boot',
        logs: ['machine'],
        // 18605 is what Hyper-V's own log says of it.
        line: /BdsDxe: No bootable option or device was found|\b18605: /i,
        means: 'The firmware found nothing to boot: on install media nobody answered "Press any key to boot from CD or DVD" in ' +
            'time, or the disk has no boot loader for this architecture',
        fix: 'Compare the architecture of the source with that of the machine. On install media build again, a loaded host ' +
            'misses the key. For a disk look whether \\EFI\\Boot and \\EFI\\Microsoft\\Boot are on its system partition',
        source: 'https://github.com/systemd/mkosi/issues/2436',
        sample: [
            'BdsDxe: failed to load Boot0001 "UEFI QEMU QEMU HARDDISK " from PciRoot(0x0)/Pci(0x4,0x0)/Scsi(0x0,0x0): Not Found',
            'BdsDxe: No bootable option or device was found.',
        ],
    },
    {
        id: 'kvm-not-permitted',
        logs: ['machine'],
        line: /Could not access KVM kernel module: (?<subject>.+)/i,
        means: 'QEMU may not use KVM ({subject})',
        fix: 'Give the user of the runner access to /dev/kvm (its group is kvm; on GitHub a udev rule, see docs/qemu.md), and ' +
            'turn virtualization on in the firmware of the host',
        source: 'https://github.com/sickcodes/Docker-OSX/issues/55',
        sample: [
            'Could not access KVM kernel module: Permission denied',
            'qemu-system-x86_64: failed to initialize kvm: Permission denied',
        ],
    },
    {
        id: 'qemu-no-memory',
        logs: ['machine'],
        line: /cannot set up guest memory '[^']*': /i,
        means: 'The host has not as much free memory as the machine is to get',
        fix: 'Lower machine.memory in the definition, end other machines on the host, or take a larger runner',
        source: 'https://github.com/redox-os/redox/issues/991',
        sample: ["qemu-system-x86_64: cannot set up guest memory 'pc.ram': Cannot allocate memory"],
    },
    {
        id: 'hyperv-no-memory',
        logs: ['machine'],
        line: /Not enough memory in the system to start the virtual machine (?<subject>\S+?)(?: with ram size .*)?\.?(?: \(Virtual machine ID .*)?$/i,
        means: 'The host has not as much free memory as the machine {subject} is to get',
        fix: 'Lower machine.memory in the definition, or end other machines on the host',
        source: 'https://github.com/kubernetes/minikube/issues/18049',
        sample: [
            'Not enough memory in the system to start the virtual machine minikube.',
            'Could not initialize memory: Not enough memory resources are available to complete this operation. (0x8007000E).',
        ],
    },
    {
        id: 'hyperv-triple-fault',
        logs: ['machine'],
        line: /was reset because an unrecoverable error occurred on a virtual processor that caused a triple fault|\b185[3-6]\d: the guest crashed: a triple fault/i,
        means: 'The machine crashed before Windows could say why: its boot loader or its kernel does not run on these processors, ' +
            'or what it read from the disk is damaged',
        fix: 'Compare the architecture of the source with that of the host, and check the source by its sha256. Build with another ' +
            'number of cpus to tell the two apart',
        source: 'https://github.com/MicrosoftDocs/microsoft-365-docs/issues/1949',
        sample: [
            "'HYD-DC1' was reset because an unrecoverable error occurred on a virtual processor that caused a triple fault. If the problem persists, contact Product Support. (Virtual machine ID 46DFBF46-47F5-4E84-99D1-63ED1CB75B52)",
        ],
    },
    {
        id: 'hyperv-disk-not-permitted',
        logs: ['machine'],
        line: /Account does not have (?:sufficient )?(?:permission|privilege) to open attachment '(?<subject>[^']+)/i,
        means: 'Hyper-V may not open {subject}: the account of the machine has no right on the file or its folder',
        fix: 'Put the work directory on a local NTFS volume of which nobody took rights away by hand, and not on a share or in a ' +
            "user's profile; image-factory doctor looks at it",
        source: 'https://github.com/docker/for-win/issues/8035',
        sample: [
            String.raw `'DockerDesktopVM':  Account does not have permission to open attachment 'C:\ProgramData\DockerDesktop\vm-data\DockerDesktop.vhdx'. Error: 'General access denied error' (0x80070005). (Virtual machine ID 18ABF26A-D55F-47A3-82E8-017333E8F62D)`,
        ],
    },
    {
        id: 'hyperv-not-running',
        logs: ['machine'],
        line: /because one of the Hyper-V components is not running/i,
        means: 'The hypervisor of the host is not there: virtualization is off in its firmware, the boot configuration does not ' +
            'start it, or the host is itself a machine without nested virtualization',
        fix: 'Turn virtualization on in the firmware, set hypervisorlaunchtype to auto with bcdedit, restart the host, and ask ' +
            'image-factory doctor',
        source: 'https://github.com/docker/for-win/issues/574',
        sample: [
            "Failed to start the virtual machine 'MobyLinuxVM' because one of the Hyper-V components is not running.",
        ],
    },
    {
        id: 'hyperv-not-nested',
        logs: ['machine'],
        line: /The virtual machine could not be started because this platform does not support nested virtualization/i,
        means: 'The host is itself a virtual machine, and its processors or its hypervisor do not let it run others',
        fix: 'Expose the virtualization extensions to the runner, take a runner on bare metal, or take hypervisor: qemu',
        source: 'https://github.com/Varying-Vagrant-Vagrants/VVV/issues/2534',
        sample: [
            'The virtual machine could not be started because this platform does not support nested virtualization.',
        ],
    },
    {
        id: 'hyperv-switch-missing',
        logs: ['machine'],
        line: /Hyper-V was unable to find a virtual switch with name ["'](?<subject>[^"']+)["']/i,
        means: 'The host has no virtual switch {subject}',
        fix: 'Write a switch that the host has into machine.network (Get-VMSwitch lists them), or create this one',
        source: 'https://github.com/MicrosoftDocs/Virtualization-Documentation/issues/959',
        sample: ["hyper-v was unable to find a virtual switch with name 'External VM Switch'"],
    },
    {
        id: 'qemu-disk-in-use',
        logs: ['machine'],
        line: /: Failed to get (?:shared )?"[a-z ]+" lock/i,
        means: 'Another program has the disk of the machine open: mostly a QEMU that an earlier run left behind',
        fix: 'Run image-factory sweep, and see that no other build works in this folder',
        source: 'https://github.com/GKernelCI/GBuildbot/issues/48',
        sample: [
            'qemu-system-x86_64: -hda /tmp/gentoo.qcow2: Failed to get "write" lock',
            'Is another process using the image?',
        ],
    },
    {
        id: 'kvm-internal-error',
        logs: ['machine'],
        line: /KVM internal error\. Suberror: (?<subject>\d+)/i,
        means: 'KVM could not go on with the machine (suberror {subject}): its processor does something that KVM cannot emulate ' +
            'here, often because the host is itself a virtual machine',
        fix: 'Update the kernel of the host and OVMF, give the machine more memory, or take a runner on bare metal',
        source: 'https://github.com/tianocore/edk2/issues/23',
        sample: ['KVM internal error. Suberror: 1', 'emulation failure'],
    },
    {
        id: 'windows-bugcheck',
        logs: ['events', 'agent'],
        line: /(?:The computer has rebooted from a bugcheck\.\s+The bugcheck was:|the guest crashed: bug check) (?<subject>0x[\da-f]+)/i,
        means: 'Windows crashed with a blue screen, {subject}, and started again',
        fix: 'Look which driver or security product customize installed just before, and leave it out; 0x0000007b is a missing ' +
            'driver for the disk. The dump lies in \\Windows\\MEMORY.DMP of the machine',
        source: 'https://github.com/Ylianst/MeshCentral/issues/229',
        sample: [
            String.raw `The computer has rebooted from a bugcheck.  The bugcheck was: 0x0000003b (0x00000000c0000005, 0xffffc3e098a10438, 0xffffdb8170c89e20, 0x0000000000000000). A dump was saved in: C:\Windows\MEMORY.DMP. Report Id: 50ebb193-b398-4862-bf14-7cc606d38b93.`,
        ],
    },
    {
        id: 'windows-out-of-memory',
        logs: ['events'],
        line: /diagnosed a low virtual memory condition\. The following programs consumed the most virtual memory: (?<subject>\S+)/i,
        means: 'Windows ran out of memory; {subject} had taken the most',
        fix: 'Raise machine.memory, and leave the size of the page file to Windows until generalize',
        source: `${UPDATES_OF_CLIENTS}error-0x8007000e-0x800705aa-insufficient-virtual-memory`,
        sample: [
            'Windows successfully diagnosed a low virtual memory condition. The following programs consumed the most virtual memory: java.exe (1152) consumed 33821605888 bytes, java.exe (6316) consumed 5259997184 bytes, and java.exe (12536) consumed 1569894400 bytes.',
        ],
    },
    {
        id: 'hyperv-disk-in-use',
        logs: ['machine'],
        line: /attachment '(?<subject>[^']+)'(?: failed to open because of error:|\. Error:) 'The (?:process cannot access the file because it is being used|requested resource is in use)/i,
        means: 'Another program has {subject} open: the disk is attached to the host, or another machine runs on it',
        fix: 'Detach it (Dismount-VHD), run image-factory sweep, and exclude the work directory from the virus scanner',
        source: 'https://github.com/docker-archive-public/docker.machine/issues/2662',
        sample: [
            String.raw `'DockerDesktopVM': Attachment 'C:\ProgramData\DockerDesktop\vm-data\DockerDesktop.vhdx' failed to open because of error: 'The process cannot access the file because it is being used by another process.' (0x80070020). (Virtual machine ID 5EDD5C71-7118-4B42-91E2-54EBFE83D605)`,
        ],
    },
    {
        id: 'qemu-host-disk-full',
        logs: ['machine'],
        line: /block I\/O error in device '[^']*': No space left on device/i,
        means: 'The volume of the work directory is full, so QEMU stopped the machine',
        fix: 'Free space, take a larger runner, or put the work directory on another volume; then build again',
        source: 'https://github.com/Qubinode/qubinode-installer/issues/26',
        sample: ["block I/O error in device 'drive-virtio-disk0': No space left on device (28)"],
    },
    {
        id: 'qemu-file-not-opened',
        logs: ['machine'],
        line: /qemu-system-\w+: .*Could not open '(?<subject>[^']+)': (?:No such file or directory|Permission denied)/i,
        means: 'QEMU cannot open {subject}: it is not there, or its user may not read it',
        fix: 'Install the package of the firmware (ovmf, qemu-efi-aarch64), and let the user of the runner read that file',
        source: 'https://github.com/foxlet/macOS-Simple-KVM/issues/269',
        sample: [
            "qemu-system-x86_64: -drive if=pflash,format=raw,readonly,file=./backup/OVMF_CODE.fd: Could not open './backup/OVMF_CODE.fd': No such file or directory",
        ],
    },
    {
        id: 'qemu-firmware-size',
        logs: ['machine'],
        line: /device requires \d+ bytes, block backend provides \d+ bytes|system firmware block device pflash\d has invalid size/i,
        means: 'The file of the firmware has not the size that this machine wants',
        fix: 'Take the files that the distribution made for QEMU: OVMF_CODE_4M.fd with OVMF_VARS_4M.fd, AAVMF_CODE.fd with ' +
            'AAVMF_VARS.fd for arm64 (64 MiB each)',
        source: 'https://github.com/hashicorp/packer-plugin-qemu/pull/43',
        sample: ['qemu-system-aarch64: device requires 67108864 bytes, block backend provides 2097152 bytes'],
    },
    {
        id: 'boot-files-not-copied',
        logs: ['setup', 'agent', 'machine'],
        line: /BFSVC Error: BfspCopyFile\(.+\) failed! \(Attempt (\d+) of \1\) Last Error = (?<subject>0x[\da-f]+)/i,
        means: 'Boot files could not be copied to the system partition ({subject}). With 0x3 its folder is not there: bcdboot.exe ' +
            'of Windows 11 25H2 and of late builds of Server 2025 does not make it',
        fix: 'Make \\EFI\\Microsoft\\Boot on the system partition before bcdboot.exe, and see that the partition has 100 MB free',
        source: 'https://github.com/cloudbase/windows-imaging-tools/pull/428',
        sample: [
            String.raw `BFSVC Error: BfspCopyFile(H:\windows\boot\EFI\bootmgfw.efi, \?\GLOBALROOT\Device\HarddiskVolume7\EFI\Microsoft\Boot\bootmgfw.efi) failed! (Attempt 60 of 60) Last Error = 0x3`,
            'BFSVC Warning: Failed to copy Boot Manager to Microsoft bootmgfw.efi location. Last error = 0x3',
        ],
    },
];
//# sourceMappingURL=boot.js.map
;// CONCATENATED MODULE: ./build/src/inspect/explain/symptoms/disk.js
/** What the disk itself does: space, damage, limits of its file system. */
const UPDATES_AND_FEATURES = 'https://learn.microsoft.com/troubleshoot/windows-server/installing-updates-features-roles/';
const DISK = [
    {
        id: 'disk-full',
        logs: ['sysprep', 'setup', 'cbs', 'dism', 'updates', 'agent', 'drivers'],
        line: /\b0x80070070\b|\bERROR_DISK_FULL\b|There is not enough space on the disk/i,
        means: 'The disk of the machine, or the one that its file lies on, is full',
        fix: 'Enlarge machine.disk, free space on the volume of the work directory, and remove what the steps of customize leave ' +
            'in their temporary folders',
        source: `${UPDATES_AND_FEATURES}troubleshoot-windows-update-error-0x80070070`,
        sample: [
            String.raw `to local path = C:\Windows\SoftwareDistribution\Download\f8c37f82eee991ffa34047ca3710154c\db08130ebf8845056f4677e8ef6d85ec048bf7b4 with error 0x80070070`,
        ],
    },
    {
        id: 'transaction-log-full',
        logs: ['cbs', 'events', 'agent'],
        line: /\b0x800719e4\b|\bERROR_LOG_FULL\b/i,
        means: 'The log of the transactional registry or file system is full or damaged, so the update was rolled back at the ' +
            'restart',
        fix: 'Build from a fresh source: such a log is damaged when a machine is turned off while it serviced. If it comes back, ' +
            'exclude the update and report its KB',
        source: `${UPDATES_AND_FEATURES}error-0x800719e4-windows-update-fails`,
        sample: ['Failed uninstalling driver updates [HRESULT = 0x800719e4 - ERROR_LOG_FULL]'],
    },
    {
        id: 'mount-folder-without-hard-links',
        logs: ['dism', 'agent'],
        line: /RestoreHardlinks failed\].*HRESULT=0x80070032/i,
        means: 'The folder in which the image was mounted or applied is on a file system without hard links',
        fix: 'Put the work directory on a local NTFS volume, not on a share, FAT, exFAT or a Dev Drive',
        source: 'https://github.com/slorelee/wimbuilder2/issues/58',
        sample: [
            String.raw `2021-09-14 02:37:42, Error                 DISM   DISM WIM Provider: PID=6268 [RestoreFileMetadata:(196) -> RestoreFileMetadata: RestoreHardlinks failed] d:\test\PE\mountdir\Windows\System32\kdnet_uart16550.dll (HRESULT=0x80070032) - CWimManager::WimProviderMsgLogCallback`,
        ],
    },
];
//# sourceMappingURL=disk.js.map
;// CONCATENATED MODULE: ./build/src/inspect/explain/symptoms/drivers.js
/** Why drivers are not taken into the driver store. */
const DRIVERS = [
    {
        id: 'driver-not-signed',
        logs: ['drivers', 'agent'],
        line: /Driver package catalog file does not contain a signature|Driver package failed signature validation\. Error = 0xE0000247/i,
        means: 'A driver package has no signature, or its catalog does not cover its files: somebody changed the .inf',
        fix: 'Take the package as its vendor published it, with the .cat beside the .inf. Windows does not load an unsigned ' +
            'driver where code integrity is on',
        source: 'https://github.com/pbatard/libwdi/issues/226',
        sample: [
            'libwdi:debug [syslog] !!!  sig:                     Driver package catalog file does not contain a signature, and Code Integrity is enforced.',
        ],
    },
    {
        id: 'driver-publisher-not-trusted',
        logs: ['drivers', 'agent'],
        line: /Driver package failed signature verification\. Error = 0xE000024[23]|Error 0xe000024[23]: The publisher of an Authenticode/i,
        means: 'The driver is signed by a publisher that this machine does not trust yet, and in a build nobody is there to ' +
            'click "Install"',
        fix: 'Import the certificate of the publisher into Cert:\\LocalMachine\\TrustedPublisher in a step before the drivers, ' +
            'or take a package that Microsoft signed (WHQL)',
        source: 'https://github.com/nmap/npcap/issues/536',
        sample: [
            '!!!  sto:           Driver package failed signature verification. Error = 0xE0000242',
            '!!!  sto:           Failed to import driver package into Driver Store. Error = 0xE0000242',
        ],
    },
    {
        id: 'driver-import-failed',
        logs: ['drivers'],
        line: /Failed to (?:import|stage) driver package (?:in)?to Driver Store\.? ?Error = (?<subject>0x[\da-f]+)/i,
        consequence: true,
        means: 'A driver package was refused by the driver store ({subject})',
        fix: 'Read the section of setupapi.dev.log upwards to its first line with "!!!": the file that it names is the cause',
        source: 'https://github.com/pbatard/libwdi/issues/322',
        sample: [
            'libwdi:debug [syslog] !!!  sto:           Failed to import driver package into Driver Store. Error = 0xE0000243',
        ],
    },
    {
        id: 'driver-folder-empty',
        logs: ['dism', 'agent'],
        line: /No driver packages were found on the specified path/i,
        means: 'The folder of drivers has no .inf file: the packages are still in an .exe or a .zip',
        fix: 'Unpack the drivers into that folder; a package is its .inf with its .cat and its files',
        source: 'https://github.com/cloudbase/windows-imaging-tools/issues/241',
        sample: ['Error: 2', 'No driver packages were found on the specified path.'],
    },
    {
        id: 'driver-files-missing',
        logs: ['dism'],
        line: /Failed to import driver package '(?<subject>[^']+)'.*\(hr:0x80070002\)/i,
        means: '{subject} names files that are not beside it',
        fix: 'Take the whole package as its vendor published it; one that was exported from another Windows may lack files',
        source: 'https://github.com/ChrisTitusTech/winutil/issues/5027',
        sample: [
            String.raw `2026-08-22 15:04:19, Error                 DISM   DISM Driver Manager: PID=12404 TID=23604 Failed to import driver package 'C:\junk\trash\WinUtil_DriverExport_20260822_150006_2b535ec5\ntprint.inf_x86_828c30be6a2db3e0\ntprint.inf'. - CDmiDriverStore::Import(hr:0x80070002)`,
        ],
    },
];
//# sourceMappingURL=drivers.js.map
;// CONCATENATED MODULE: ./build/src/inspect/explain/symptoms/servicing.js
/** Why packages, features and the component store fail: CBS and DISM. */
const servicing_UPDATES_AND_FEATURES = 'https://learn.microsoft.com/troubleshoot/windows-server/installing-updates-features-roles/';
const SERVICING = [
    {
        id: 'servicing-stack-too-old',
        logs: ['cbs', 'dism', 'agent'],
        line: /Package "(?<subject>[^"]+)" requires Servicing Stack v\S+ but current Servicing Stack is/i,
        means: '{subject} needs a newer servicing stack than the installation has',
        fix: 'Put the servicing stack update of this Windows into the folder of updates; for Windows 11 and Server 2022 or later ' +
            'it is part of the cumulative update, so add that of an earlier month first',
        source: `${servicing_UPDATES_AND_FEATURES}troubleshoot-windows-update-error-0x800f0823`,
        sample: [
            '2023-09-04 15:01:53, Error                 CBS    Package "Package_for_KB5012170~31bf3856ad364e35~amd64~~14393.5285.1.4" requires Servicing Stack v10.0.14393.5285 but current Servicing Stack is v10.0.14393.4349. [HRESULT = 0x800f0823 - CBS_E_NEW_SERVICING_STACK_REQUIRED]',
        ],
    },
    {
        id: 'servicing-stack-too-old-for-file',
        logs: ['dism', 'agent'],
        line: /Package (?<subject>\S+) may have failed due to pending updates to servicing components in the image/i,
        means: '{subject} needs a newer servicing stack than the image has',
        fix: 'Put the servicing stack update, or the cumulative update of an earlier month, into the folder of updates; each is ' +
            'installed before those that need it',
        source: 'https://github.com/halsey51013/UpdateWindowsRE-CVE-2022-41099/issues/1',
        sample: [
            String.raw `Error: 0x800f0823  Package C:\Windows\Temp\WinREFix.msu may have failed due to pending updates to servicing components in the image. Try the command again.`,
        ],
    },
    {
        id: 'servicing-pending-transaction',
        logs: ['cbs', 'dism', 'agent'],
        line: /\bError\b.*\b0x80070bc9\b/i,
        means: 'Earlier changes wait for a restart, and nothing else can be serviced before it',
        fix: 'Let the step that installed them end with exit 3010. If a restart does not clear it, the source has a transaction ' +
            'that cannot end: build from install media',
        source: `${servicing_UPDATES_AND_FEATURES}troubleshoot-windows-update-error-0x80070bc9`,
        sample: [
            '2025-04-02 07:15:55, Info  CSI    00000006 Pending transaction content must be resolved, cannot begin another transaction yet',
            '2025-04-02 07:15:55, Info  CBS    Failed to get inventory. [HRESULT = 0x80070bc9 - ERROR_FAIL_REBOOT_REQUIRED]',
            '2025-04-02 07:15:55, Error CBS    Failed to get store state [HRESULT = 0x80070bc9 - ERROR_FAIL_REBOOT_REQUIRED]',
        ],
    },
    {
        id: 'servicing-pending-operations',
        logs: ['dism', 'agent'],
        line: /The operation could not be completed due to pending operations|\(hr:0x800f0806\)/i,
        means: 'The component store cannot be cleaned up while changes wait for a restart',
        fix: 'Let the last step before the clean-up end with exit 3010, so that the machine restarts. In an image that is serviced ' +
            'offline they wait for its first start: clean up inside the machine',
        source: 'https://github.com/rgl/windows-vagrant/issues/27',
        sample: [
            '    qemu.windows-2022-amd64: Error: 0x800f0806',
            '    qemu.windows-2022-amd64:',
            '    qemu.windows-2022-amd64: The operation could not be completed due to pending operations.',
        ],
    },
    {
        id: 'servicing-manifest-missing',
        logs: ['cbs'],
        line: /(?:Store corruption, manifest missing for package: |Failed to resolve package '(?=.*0x800f0831))(?<subject>Package_[^\s']+)/i,
        means: 'The component store lacks the manifest of {subject}, an earlier update that the new one builds upon',
        fix: 'Take a source whose component store is whole: media of Microsoft, not one from which packages were cut. Else put ' +
            'the update of that name into the folder of updates, before the others',
        source: 'https://github.com/microsoft/WSL/issues/1580',
        sample: [
            "Error                 CBS    Failed to resolve package 'Package_3222_for_KB3201845~31bf3856ad364e35~amd64~~10.0.1.2' [HRESULT = 0x800f0831 - CBS_E_STORE_CORRUPTION]",
        ],
    },
    {
        id: 'servicing-task-cannot-be-registered',
        logs: ['cbs'],
        line: /InstallTaskOnline: RegisterTask failed (?<subject>0x[\da-f]+)/i,
        means: 'An update could not register a scheduled task ({subject}): the task of that name is half there, in the registry ' +
            'and not as a file, and the whole update is rolled back',
        fix: 'Do not delete scheduled tasks of Windows as files in a customize step: disable them. The component that is named ' +
            'some lines before this one has the task',
        source: `${servicing_UPDATES_AND_FEATURES}error-0x800f0922-installing-windows-updates`,
        sample: [
            "Error\tCSI    00000c68 (F) Logged @: [l:49 ml:50]'InstallTaskOnline: RegisterTask failed 0x80070002'",
        ],
    },
    {
        id: 'servicing-http-service-disabled',
        logs: ['cbs'],
        line: /Failed execution of queue item Installer: HTTP Installer .*HRESULT_FROM_WIN32\(1058\)/i,
        means: 'An update needs the HTTP service, and that is disabled in the image (error 1058)',
        fix: 'Leave the service HTTP at its start type 3 (manual) in customize; disable what uses it instead',
        source: `${servicing_UPDATES_AND_FEATURES}failed-changed-absent-state-status-0x800f0922-error`,
        sample: [
            '<DateTime>, Error      [0x01803e] CSI    00000e64 (F) Failed execution of queue item Installer: HTTP Installer ({<Installer ID>}) with HRESULT HRESULT_FROM_WIN32(1058).  Failure will not be ignored: A rollback will be initiated after all the operations in the installer queue are completed; installer is reliable[gle=0x80004005]',
        ],
    },
    {
        id: 'servicing-installers-failed',
        logs: ['cbs', 'dism', 'updates', 'agent', 'events'],
        line: /\b0x800f0922\b|CBS_E_INSTALLERS_FAILED/i,
        consequence: true,
        means: 'An installer within an update failed at the restart, so Windows rolled the update back',
        fix: 'Search CBS.log upwards for "Failed execution of queue item": its component is the guilty one. Often it is a ' +
            'service, a task or a file of Windows that a customize step removed, or a system partition without space',
        source: `${servicing_UPDATES_AND_FEATURES}error-0x800f0922-installing-windows-updates`,
        sample: [
            'Error CBS    Startup: Failed to process advanced operation queue, startupPhase: 0.  A rollback transaction will be created. [HRESULT = 0x800f0922 - CBS_E_INSTALLERS_FAILED]',
        ],
    },
    {
        id: 'servicing-hang',
        logs: ['cbs'],
        line: /Startup: A possible hang was detected on the last boot/i,
        means: 'The servicing stack made no progress for 15 minutes while Windows started, took it for a hang and rolled the ' +
            'update back: the machine is too slow, or it was turned off while it worked',
        fix: 'Give the machine more cpus and memory, put its disk on faster storage, and raise deadlines.update and ' +
            'deadlines.silence',
        source: `${servicing_UPDATES_AND_FEATURES}troubleshoot-windows-update-error-0x800f0920`,
        sample: [
            '2023-09-17 22:48:16, Error                 CBS    Startup: A possible hang was detected on the last boot. [HRESULT = 0x800f0920 - CBS_E_HANG_DETECTED]',
        ],
    },
    {
        id: 'servicing-driver-queue',
        logs: ['cbs'],
        line: /Doqi: Failed loading driver operations queue\.|Failed reading Identity for driver operation/i,
        means: 'The queue of driver changes of an earlier update is damaged, and every further update fails on it',
        fix: 'Build from a fresh source. If the base of this build made it, install drivers after the updates (customize), not ' +
            'in the run that updates',
        source: `${servicing_UPDATES_AND_FEATURES}troubleshoot-windows-update-error-0x80070490`,
        sample: [
            'Error CBS Doqi: Failed loading driver operations queue. [HRESULT = 0x80070490 - ERROR_NOT_FOUND]',
            'Info CBS Failed loading driver operation queue [HRESULT = 0x80070490 - ERROR_NOT_FOUND]',
        ],
    },
    {
        id: 'servicing-driver-update',
        logs: ['cbs'],
        line: /INSTALL index: \d+, phase: \d+, result [1-9]\d*, inf: (?<subject>\S+)/i,
        near: /Doqe: Failed installing driver updates/i,
        means: 'An update could not install its driver {subject}, so Windows rolled the whole update back',
        fix: 'Do not delete drivers and services of Windows in a customize step: an update of such a driver expects its service ' +
            'in the registry',
        source: `${servicing_UPDATES_AND_FEATURES}troubleshoot-windows-update-error-0x80070002`,
        sample: [
            'Info CBS INSTALL index: 55, phase: 2, result 2, inf: flpydisk.inf',
            'Info CBS Doqe: Failed installing driver updates [HRESULT = 0x80070002 - ERROR_FILE_NOT_FOUND]',
        ],
    },
    {
        id: 'servicing-drivers-failed',
        logs: ['cbs'],
        line: /Doqe: Failed (?:un)?installing driver updates|Shtd: Failed while processing non-critical driver operations ?queue/i,
        consequence: true,
        means: 'The drivers of an update could not be changed, so Windows rolled the whole update back',
        fix: 'Look for "inf:" with a result other than 0 in the lines before, and in setupapi.dev.log of the same time',
        source: `${servicing_UPDATES_AND_FEATURES}troubleshoot-windows-update-error-0x80070490`,
        sample: [
            'Error CBS Shtd: Failed while processing non-critical driver operationsqueue. [HRESULT = 0x80070490 – ERROR_NOT_FOUND]',
            'Info CBS Shtd: Rolling back KTM, because drivers failed.',
        ],
    },
    {
        id: 'servicing-components-hive',
        logs: ['cbs', 'dism'],
        line: /Failed to load the COMPONENTS hive from/i,
        means: 'Windows could not load the registry hive of the component store: RegistrySizeLimit is set, memory is short, or ' +
            'the hive is damaged',
        fix: 'Remove RegistrySizeLimit (HKLM\\SYSTEM\\CurrentControlSet\\Control) in a customize step, and give the machine ' +
            'more memory',
        source: `${servicing_UPDATES_AND_FEATURES}error-0x800705aa-windows-update-fails`,
        sample: [
            String.raw `Info CBS Failed to load the COMPONENTS hive from 'C:\Windows\System32\config\COMPONENTS' into registry key 'HKLM\COMPONENTS'. [HRESULT = 0x800705aa - ERROR_NO_SYSTEM_RESOURCES]`,
        ],
    },
    {
        id: 'servicing-store-repair-without-source',
        logs: ['cbs'],
        line: /failed to perform store corruption detect and repair operation\. \[HRESULT = 0x800f081f/i,
        means: 'The component store is damaged, and DISM found nowhere the files to repair it with',
        fix: 'Take untouched media of Microsoft as the source. To repair by hand, name the same build: dism /online /cleanup-image ' +
            '/restorehealth /source:wim:D:\\sources\\install.wim:1 /limitaccess',
        source: 'https://github.com/alborz25/Logs/blob/master/CBS.log',
        sample: [
            '2020-02-04 17:51:02, Error                 CBS    Session: 30792633_2800134818 failed to perform store corruption detect and repair operation. [HRESULT = 0x800f081f - CBS_E_SOURCE_MISSING]',
        ],
    },
    {
        id: 'servicing-store-corrupt',
        logs: ['cbs', 'dism', 'updates', 'agent', 'events'],
        line: /\b0x80073712\b|ERROR_SXS_COMPONENT_STORE_CORRUPT|The component store has been corrupted/i,
        means: 'The component store lacks what the update builds upon: something was cut out of the source, or a checkpoint update ' +
            'does not fit the build that is there',
        fix: 'Take media of Microsoft as the source. In a folder of updates leave out checkpoints that are older than the build ' +
            'of the source',
        source: 'https://github.com/abbodi1406/BatUtil/issues/67',
        sample: ['An error occurred - Package_for_RollupFix Error: 0x80073712', 'Error: 14098'],
    },
    {
        id: 'package-not-applicable',
        logs: ['cbs', 'dism', 'agent'],
        line: /The specified package is not applicable to this image|the package is not applicable\.\W* \(CBS HRESULT=0x800f081e\)|Add-WindowsPackage failed\. Error code = 0x800f081e/i,
        consequence: true,
        means: 'A package is for another build, edition, language or architecture of Windows, or the image already has something ' +
            'newer',
        fix: 'Take the package out of the folder of updates, or fetch it for the build and the architecture of the source. For ' +
            'language packs and features on demand the media must be of the same build',
        source: 'https://github.com/jmclaren7/windows-setup-helper/issues/1',
        sample: ['Error: 0x800f081e', 'The specified package is not applicable to this image.'],
    },
    {
        id: 'package-not-valid',
        logs: ['cbs', 'dism', 'agent'],
        // The words first: of a pattern that begins with any sign, each start in a line would cost the rest of the line.
        line: /: The specified package is not valid Windows package(?<=(?<subject>\S+): The specified package is not valid Windows package)/i,
        means: '{subject} is no package that this image knows: its name has another version or language, or it is not there',
        fix: 'Ask for packages by the names that `dism /get-packages` gives for this very build, never by a version',
        source: 'https://github.com/ntdevlabs/tiny11builder/issues/478',
        sample: [
            'Processing 1 of 1 - Microsoft-Windows-InternetExplorer-Optional-Package: The specified package is not valid Windows package.',
            ' Error: 0x800f0805',
        ],
    },
    {
        id: 'image-not-serviceable',
        logs: ['dism', 'agent'],
        line: /The specified image is no longer serviceable and may be corrupted/i,
        means: 'An earlier servicing of this image ended halfway, and DISM will not touch it any more',
        fix: 'Build from the untouched source, and service it only once; do not resume from the disk on which it failed',
        source: 'https://github.com/abbodi1406/BatUtil/issues/21',
        sample: [
            'Package_for_RollupFix: The specified image is no longer serviceable and may be corrupted.',
            'Discard the modified image and start again.',
            ' Error: 0x8007007f',
        ],
    },
    {
        id: 'dism-older-than-image',
        logs: ['dism', 'agent'],
        line: /Failed to create offline session from servicing stack at .*\(hr:0x80004001\)/i,
        means: 'The DISM of the host is older than the image and cannot load its servicing stack',
        fix: 'Run the build on a host at least as new as the image, or do in customize, inside the machine, what was asked of ' +
            'the host',
        source: 'https://github.com/jeffkl/ManagedDism/issues/151',
        sample: [
            String.raw `2021-12-15 13:28:56, Error                 DISM   DISM Package Manager: PID=12276 TID=17068 Failed to create offline session from servicing stack at SomePath\Windows\WinSxS\amd64_microsoft-windows-servicingstack_31bf3856ad364e35_10.0.19041.1220_none_7e21bc567c7ed16b. - CDISMPackageManager::CreateCbsSession(hr:0x80004001)`,
        ],
    },
    {
        id: 'feature-source-missing',
        logs: ['dism', 'agent'],
        line: /The source files could not be (?:found|downloaded)|Error(?: code =)?:? 0x800f(?:081f|0906|0907)\b|HRESULT ?= ?0x800f(?:081f|0906|0907)\b/i,
        means: 'The payload of a feature, or of a repair, is not in the image, and the machine could not fetch it from Windows Update ' +
            'either',
        fix: 'Enable it while the machine has a network, or put its package of the same build (for .NET 3.5: ' +
            'sources\\sxs of the install media) into the folder of updates',
        source: 'https://github.com/brianlala/AutoSPInstaller/issues/25',
        sample: ['Error: 0x800f081f', 'The source files could not be found.'],
    },
    {
        id: 'capability-not-on-wsus',
        logs: ['dism', 'agent'],
        line: /(?:Error code = |Error: )0x800f0954\b/i,
        means: 'The machine asks WSUS for a feature on demand, and WSUS has none',
        fix: 'Set RepairContentServerSource to 2 in a customize step, so that features come from Windows Update, or put the ' +
            'packages of the features on demand into the folder of updates',
        source: 'https://github.com/MicrosoftDocs/windowsserverdocs/issues/2928',
        sample: ['Add-WindowsCapability failed. Error code = 0x800f0954'],
    },
    {
        id: 'capability-download-failed',
        logs: ['dism', 'agent'],
        line: /(?:Error code = |Error: )0x800f0950\b/i,
        means: 'A feature on demand could not be installed: the update service has none for this build, language or edition, or ' +
            'it is only half in the source that was given',
        fix: 'Build from a released Windows rather than a preview, and update it before capabilities are added. Without a ' +
            'network give the whole disc of features on demand of this build',
        source: 'https://github.com/PowerShell/PowerShell/issues/26303',
        sample: ['    <ToString>Add-WindowsCapability failed. Error code = 0x800f0950</ToString>'],
    },
    {
        id: 'image-not-unmounted',
        logs: ['dism', 'agent'],
        line: /(?:\bhr:|Error: ?|\[)0xc1420117\b/i,
        means: 'An image could not be unmounted: a program on the host still has a file in it open, mostly a virus scanner or an ' +
            'open folder',
        fix: 'Exclude the work directory from the virus scanner, close what looks into it, and run image-factory sweep, which ' +
            'discards what is still mounted',
        source: 'https://github.com/bravomail/tinier11/issues/13',
        sample: [
            String.raw `2025-05-13 10:35:49, Error                 DISM   DISM Imaging Provider: PID=7316 TID=12832 onecore\base\ntsetup\opktools\dism\providers\imagingprovider\dll\genericimagingmanager.cpp:1101 - CGenericImagingManager::InternalCmdUnmount(hr:0xc1420117)`,
        ],
    },
    {
        id: 'image-already-mounted',
        logs: ['dism', 'agent'],
        line: /\b0xc1420127\b|specified image in the specified wim is already mounted for read/i,
        means: 'The same image is mounted elsewhere, by a run that was ended before it could unmount it',
        fix: 'Run image-factory sweep, or dism /cleanup-mountpoints, and build again; restart the host if it stays',
        source: 'https://github.com/pbatard/rufus/issues/2050',
        sample: [
            String.raw `Could not mount 'G:\sources\boot.wim [2]' on 'C:\Users\rafae\AppData\Local\Temp\RufF69F.tmp': [0xC1420127] The specified image in the specified wim is already mounted for read and write access.`,
        ],
    },
    {
        id: 'wimmount-driver-missing',
        logs: ['setup', 'dism', 'agent'],
        line: /Failed to get WimMount ImagePath|Failed to mount WIM file .*0xC1420121/i,
        means: 'Images cannot be mounted: the driver WIMMOUNT is not registered',
        fix: 'Repair the driver on the machine that mounts (rundll32 wimmount.inf, or install the deployment tools anew); in an ' +
            'image leave wimmount.sys and its service alone',
        source: `${servicing_UPDATES_AND_FEATURES}troubleshoot-windows-update-error-0x80070002`,
        sample: [
            'Warning SP Failed to get WimMount ImagePath, 0x80070002',
            String.raw `Error SP CMountWIM::DoExecute: Failed to mount WIM file C:\$WINDOWS.~BT\Sources\SafeOS\winre.wim. Error 0xC1420121[gle=0xc1420121]`,
        ],
    },
    {
        id: 'image-not-mounted-from-removable-media',
        logs: ['setup', 'dism', 'agent'],
        line: /Failed to mount WIM file (?<subject>.+?)\. Error 0xC1420134/i,
        means: 'An image cannot be mounted on removable media: {subject}',
        fix: 'Put the work directory, or the source, on a fixed NTFS volume',
        source: 'https://github.com/probonopd/Windows-11-on-Raspberry-Pi-5/issues/1',
        sample: [
            String.raw `2025-06-11 14:50:57, Error                 SP         CMountWIM::DoExecute: Failed to mount WIM file D:\$WINDOWS.~BT\Sources\SafeOS\winre.wim. Error 0xC1420134[gle=0xc1420134]`,
        ],
    },
    {
        id: 'image-mount-not-permitted',
        logs: ['dism', 'agent'],
        line: /You do not have permissions to mount and modify this image/i,
        means: 'The image may not be written: its file is read-only (an ISO is), the program is not elevated, or controlled folder ' +
            'access of Defender forbids it',
        fix: 'Copy the image off its medium, run elevated, and allow the work directory in controlled folder access',
        source: 'https://github.com/mikecel79/DISMGUI/issues/7',
        sample: ['Error: 0xc1510111', 'You do not have permissions to mount and modify this image.'],
    },
    {
        id: 'image-mount-folder-not-empty',
        logs: ['dism', 'agent'],
        line: /The user attempted to mount to a directory that is not empty/i,
        means: 'The folder for a mounted image has something in it, mostly an image that an earlier run left mounted',
        fix: 'Run image-factory sweep, which discards what is still mounted, and build again',
        source: 'https://github.com/ntdevlabs/tiny11builder/issues/235',
        sample: [
            'Error: 0xc1420114',
            'The user attempted to mount to a directory that is not empty. This is not supported.',
        ],
    },
    {
        id: 'msu-answer-file',
        logs: ['dism', 'agent'],
        line: /An error occurred applying the Unattend\.xml file from the \.msu package/i,
        consequence: true,
        means: 'An update in an .msu could not be installed; this line only says that it was wrapped in one',
        fix: 'Look in dism.log and CBS.log for the error before it. With checkpoints, put every .msu of the update into the ' +
            'folder of updates, not only the newest one',
        source: 'https://github.com/rbalsleyMSFT/FFU/issues/382',
        sample: [
            '1/20/2026 9:34:42 AM Adding KB to VHDX failed with error An error occurred applying the Unattend.xml file from the .msu package.',
        ],
    },
    {
        id: 'capability-of-another-build',
        logs: ['cbs', 'setup'],
        line: /Package doesn't match FOD for the current OS, package: (?<subject>[^\s,]+)/i,
        means: '{subject} is a feature on demand of another build than the installation',
        fix: 'Fetch the disc of features on demand and languages for this very build, and put its packages into the folder',
        source: 'https://learn.microsoft.com/troubleshoot/windows-client/setup-upgrade-and-drivers/error-0x800f0818-during-upgrade-to-windows-11',
        sample: [
            "YYYY-MM-DD HH:MM:SS, Info CBS Package doesn't match FOD for the current OS, package: Microsoft-Windows-LanguageFeatures-Basic-hu-hu-Package~31bf3856ad364e35~amd64~~10.0.19041.1, expected:Microsoft-Windows-LanguageFeatures-Basic-hu-hu-Package~31bf3856ad364e35~amd64~~10.0.22621.1 [HRESULT = 0x800f0818 - CBS_E_IDENTITY_MISMATCH]",
            'YYYY-MM-DD HH:MM:SS, Info CBS Failed to check capability logic [HRESULT = 0x800f0818 - CBS_E_IDENTITY_MISMATCH]',
        ],
    },
    {
        id: 'servicing-shut-down',
        logs: ['cbs'],
        line: /Startup: A system shutdown was initiated while waiting for startup to complete/i,
        consequence: true,
        means: 'The machine was shut down or restarted while Windows was still finishing updates at its start',
        fix: 'Look for a script or a service that restarts the machine, and for a hang some lines before. A slow machine needs ' +
            'longer deadlines (deadlines.update, deadlines.silence)',
        source: `${servicing_UPDATES_AND_FEATURES}troubleshoot-error-shutdown-in-process`,
        sample: [
            'Info CBS Startup: restart attempt failed, allowing the user to logon.',
            'Info CBS Startup: A system shutdown was initiated while waiting for startup to complete',
        ],
    },
    {
        id: 'servicing-out-of-memory',
        logs: ['cbs', 'dism', 'updates', 'agent'],
        line: /Not enough memory resources (?:are )?available to complete this operation|Insufficient system resources exist to complete the requested service|DpxException hr=0x(?:800705aa|8007000e)/i,
        means: 'An update or a feature ran out of memory while it was unpacked',
        fix: 'Raise machine.memory, and leave the size of the page file to Windows',
        source: 'https://learn.microsoft.com/troubleshoot/windows-client/installing-updates-features-roles/error-0x8007000e-0x800705aa-insufficient-virtual-memory',
        sample: [
            'Error - Installer encountered an error 0x8007000e. Not enough memory resources available to complete this operation.',
        ],
    },
    {
        id: 'image-with-compressed-files',
        logs: ['dism'],
        line: /RestoreReparsePoint:\(\d+\) -> ioctl: setting reparse point tag failed/i,
        means: 'The image has files that Windows compressed (Compact OS), and the DISM that applies it is too old for them',
        fix: 'Apply the image with the DISM of a host at least as new as the image',
        source: 'https://learn.microsoft.com/troubleshoot/windows-client/setup-upgrade-and-drivers/dism-error-87-apply-windows-10-image',
        sample: [
            'Error DISM DISM WIM Provider: PID=1804 [RestoreReparsePoint:(1332) -> ioctl: setting reparse point tag failed]',
        ],
    },
];
//# sourceMappingURL=servicing.js.map
;// CONCATENATED MODULE: ./build/src/inspect/explain/symptoms/setup.js
/** Why Setup and its answer files fail. */
const ANSWER_FILE = 'Correct the answer file (unattend), and validate it against the catalog of this very build';
const SETUP = [
    {
        id: 'answer-file-unknown-setting',
        logs: ['setup', 'machine'],
        line: /answer file.* for pass \[(?<subject>\w+)\]\. A component or setting specified in the answer file does not exist/i,
        means: 'The answer file names a component or a setting that this Windows does not have in the pass {subject}',
        fix: `${ANSWER_FILE}. Settings come and go between versions of Windows, and editions have different components`,
        source: 'https://github.com/ChrisTitusTech/winutil/issues/1299',
        sample: [
            String.raw `Windows could not parse or process unattend answer file [C:\Windows\Panther\unattend.xml] for pass [specialize]. A component or setting specified in the answer file does not exist.`,
        ],
    },
    {
        id: 'answer-file-setting-twice',
        logs: ['setup', 'machine'],
        line: /answer file.* for pass \[(?<subject>\w+)\]\. A component or non-list setting is specified more than once/i,
        means: 'The answer file has a component or a setting twice in the pass {subject}',
        fix: 'Merge them: each component stands once in a pass. Two answer files that were joined give such a file',
        source: 'https://github.com/boxcutter/windows-batch/issues/50',
        sample: [
            'Windows could not parse or process the unattend answer file for pass [specialize]. A component or non-list setting is specified more than once in the answer file.',
        ],
    },
    {
        id: 'answer-file-component-failed',
        logs: ['setup', 'machine'],
        line: /answer file.* for pass \[\w+\]\. The settings specified in the answer file cannot be applied\. The error was detected while processing settings for component \[(?<subject>[^\]]+)\]/i,
        means: 'Windows could not apply what the answer file says for {subject}: a value is wrong for this edition, or a command failed',
        fix: 'Look at the settings of {subject}: for Shell-Setup the product key, the computer name (15 characters) and ' +
            'CopyProfile, for Deployment the commands, whose exit must be 0. \\Windows\\Panther\\UnattendGC says which one',
        source: 'https://github.com/AutomatedLab/AutomatedLab/issues/550',
        sample: [
            'Windows could not parse or process the unattend answer file for pass [specialize]. The settings specified in the answer file cannot be applied. The error was detected while processing settings for component [Microsoft-Windows-Shell-Setup].',
        ],
    },
    {
        id: 'answer-file-invalid',
        logs: ['setup', 'machine'],
        line: /The answer file is invalid\. The error was detected at line (?<subject>\d+)/i,
        means: 'The answer file is no well-formed XML: the error is at its line {subject}',
        fix: 'Correct that line; an element that is not closed, and "&" or "<" in a command, are the usual ones',
        source: 'https://github.com/rcmaehl/LocalUser.App/issues/8',
        sample: [
            String.raw `Windows could not parse or process unattended answer file [C:\Windows\Panther\unattend.xml]. The answer file is invalid. The error was detected at line 37 column 1 of the answer file. It looks like the <settings pass="windowsPE"> tag is missing a closing tag.`,
        ],
    },
    {
        id: 'answer-file-not-loaded',
        logs: ['setup', 'machine'],
        line: /internal error\s+while loading or searching for an unattend(?:ed)? answer file/i,
        means: 'Setup found an answer file and could not load it: it is no XML (a web page saved as one), has another encoding than ' +
            'it says, or a path in it is longer than 259 characters',
        fix: `${ANSWER_FILE}. Save it as UTF-8, and put long commands into a script that the answer file starts`,
        source: 'https://github.com/ntdevlabs/tiny11builder/issues/154',
        sample: [
            'Windows Setup encountered an internal error  while loading or searching for an unattend answer file.',
        ],
    },
    {
        id: 'product-key-not-read',
        logs: ['setup', 'machine'],
        line: /Windows cannot read the <ProductKey> setting from the unattend answer file/i,
        means: 'The product key of the answer file does not belong to any image of the medium',
        fix: 'Leave the key out, or give the one of source.edition. Evaluation media and LTSC take other keys than the retail and ' +
            'volume ones',
        source: 'https://github.com/QubesOS/qvm-create-windows-qube/issues/93',
        sample: ['Windows cannot read the <ProductKey> setting from the unattend answer file.'],
    },
    {
        id: 'product-key-not-validated',
        logs: ['setup', 'machine'],
        line: /Setup has failed to validate the product key/i,
        means: 'Setup could not tell the edition of the image from its key: the WIM lost its metadata when it was exported, or the ' +
            'key is for another edition',
        fix: 'Take media of Microsoft, or a WIM whose images have their FLAGS and EDITIONID (image-factory info shows them); set ' +
            'source.edition, and the key for it',
        source: 'https://github.com/ntdevlabs/tiny11builder/issues/583',
        sample: ['Setup has failed to validate the product key'],
    },
    {
        id: 'product-key-at-specialize',
        logs: ['setup'],
        line: /ProductKey installation failed \((?<subject>0x[\da-f]+)\)/i,
        means: 'The product key of the answer file was refused in the pass specialize ({subject}): it is empty or for another edition',
        fix: 'Remove an empty <ProductKey/> from the answer file, or give the public client key of the edition',
        source: 'https://github.com/microsoft/SurfaceDeploymentAccelerator/issues/2',
        sample: ['ProductKey installation failed (0x80070057)'],
    },
    {
        id: 'licence-terms-missing',
        logs: ['setup', 'machine'],
        line: /cannot find the Microsoft Software License Terms/i,
        means: 'Setup found no licence text for the edition and channel that it was told: the key or ei.cfg does not fit the ' +
            'medium, or memory ran out while it looked',
        fix: 'Take the key out or give that of source.edition, use unmodified media, and give the machine at least 4 GiB of fixed ' +
            'memory (machine.memory)',
        source: 'https://github.com/ntdevlabs/tiny11builder/issues/471',
        sample: ['Windows cannot find the Microsoft Software License Terms'],
    },
    {
        id: 'setup-disk-not-seen',
        logs: ['setup'],
        line: /Failed to query disk \[(?<subject>\d+)\] status\. Error code is \[0x80042405\]/i,
        means: 'Setup does not see disk {subject}, on which the answer file wants to install: Windows PE has no driver for its controller',
        fix: 'Let the machine have a controller that Windows knows (the default of the definition), or give the driver of the ' +
            'controller to Windows PE',
        source: 'https://github.com/taliesins/packer-baseboxes/issues/9',
        sample: ['Failed to query disk [0] status. Error code is [0x80042405][gle=0x000036b7]'],
    },
    {
        id: 'setup-disk-configuration',
        logs: ['setup', 'machine'],
        line: /Windows could not (?:create a partition on disk \d+\. The error occurred while applying|apply) the unattend answer file's <DiskConfiguration> setting/i,
        means: 'Setup could not partition the disk as the answer file says: the disk is not seen, too small, or the layout is for ' +
            'another firmware than the machine has',
        fix: 'Partition as GPT with EFI, MSR and Windows for this machine, and give machine.disk at least 64 GiB',
        source: 'https://github.com/ms-iot/windows-iotent-deploy/issues/19',
        sample: [
            `Windows could not create a partition on disk 0. The error occurred while applying the unattend answer file's <DiskConfiguration> setting. Error code: 0x80042565.`,
        ],
    },
    {
        id: 'setup-media-mismatch',
        logs: ['setup'],
        line: /Callback_WinPE_SetSourceMediaInfo:Could not determine the source media path/i,
        means: 'Setup cannot see its own medium: the drive is not there, or the files of the medium and those in its boot.wim are ' +
            'of different versions',
        fix: 'Take the ISO of Microsoft as it is. In a serviced one copy setup.exe and its files from boot.wim #2 to \\sources',
        source: 'https://github.com/MicrosoftDocs/windows-itpro-docs/issues/10937',
        sample: [
            'Warning    [0x0605b1] IBS    Callback_WinPE_SetSourceMediaInfo:Could not determine the source media path. GLE is [0x0]',
        ],
    },
    {
        id: 'setup-recovery-image-missing',
        logs: ['setup'],
        line: /CExtractFilesFromWIM::DoExecute: Cannot extract file .*winre\.wim from (?<subject>.+?)\. Error 0x/i,
        means: 'The image in {subject} has no winre.wim, which Setup wants to put beside it',
        fix: 'Take an image of Microsoft: WinRE was cut out of this one',
        source: 'https://github.com/ntdevlabs/tiny11builder/issues/121',
        sample: [
            String.raw `Error                 SP         CExtractFilesFromWIM::DoExecute: Cannot extract file \Windows\System32\Recovery\winre.wim from C:\tiny11 2311 x64\Sources\Install.esd. Error 0x80070003[gle=0x00000003]`,
        ],
    },
    {
        id: 'setup-image-damaged',
        logs: ['setup', 'machine'],
        line: /\b0x8007000D - 0x4002C\b/i,
        means: 'Setup could not apply the image: install.wim or install.esd is damaged or not complete',
        fix: 'Fetch the ISO anew and compare it with the sha256 of Microsoft (source.sha256)',
        source: 'https://github.com/ntdevlabs/tiny11builder/issues/489',
        sample: ['Windows installation encountered an unexpected error. Error code: 0x8007000D - 0x4002C'],
    },
    {
        id: 'setup-copy-profile',
        logs: ['setup'],
        line: /\[Shell Unattend\] (?:_FindLatestProfile|CopyProfile) failed \((?<subject>0x[\da-f]+)\)/i,
        means: 'CopyProfile found no profile to copy ({subject}): the profile of a deleted user is still in the registry',
        fix: 'Take CopyProfile out of the answer file, or delete users with their profiles (Win32_UserProfile), not by their ' +
            'folders alone',
        source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/sysprep-troubleshoot.html',
        sample: [
            'Error [Shell Unattend] _FindLatestProfile failed (0x80070003) [gle=0x00000003]',
            'Error [Shell Unattend] CopyProfile failed (0x80070003) [gle=0x00000003]',
        ],
    },
    {
        id: 'setup-network-settings-refused',
        logs: ['setup'],
        line: /\[NETIOUGC\.EXE\] TCPIP: Consumer \d+ REJECTED the value named '(?<subject>[^']+)'/i,
        means: 'The answer file has a network setting ({subject}) that Windows refuses',
        fix: 'Take the TCPIP component out of the answer file: network settings belong to the deployed machine',
        source: 'https://github.com/AutomatedLab/AutomatedLab/issues/1488',
        sample: [
            "2023-02-20 14:47:01, Error                        [NETIOUGC.EXE] TCPIP: Consumer 2 REJECTED the value named 'DhcpEnabled' (under 'Ipv6Settings') with status 0x78.",
        ],
    },
    {
        id: 'setup-offline-servicing-package',
        logs: ['setup'],
        line: /Pkgmgr: Failed unattend install: (?<subject>[^\s,]+)/i,
        means: 'The package {subject}, which the answer file names for offlineServicing, could not be installed',
        fix: 'Take it out of the answer file and put it into the folder of updates (updates.from: folder)',
        source: 'https://learn.microsoft.com/archive/blogs/smsandmom/windows-vista-deployment-through-bdd-2007-fails-after-adding-hotfix-941649',
        sample: [
            '2007-10-11 20:54:31, Error CBS Pkgmgr: Failed unattend install: Package_for_KB941649~31bf3856ad364e35~x86~~6.0.1.1, hr: 0x80073713',
        ],
    },
    {
        id: 'answer-file-password',
        logs: ['setup'],
        line: /\[Shell Unattend\] Failed to decode password \((?<subject>0x[\da-f]+)\)/i,
        means: 'Windows could not decode a password of the answer file ({subject}), so the user of it was not made',
        fix: 'Write it with PlainText true, or as Base64 of the UTF-16 text of the password with the name of its element appended ' +
            '("Password", "AdministratorPassword")',
        source: 'http://www.jc-tech.info/2016/10/31/unattended-windows-setup-may-fail-due-to-wrongly-encoded-password/',
        sample: ['[Shell Unattend] Failed to decode password (0x8007000d)'],
    },
    {
        id: 'answer-file-action-failed',
        logs: ['setup'],
        line: /Execution of unattend GCs failed; hr = /i,
        consequence: true,
        means: 'An action of the answer file failed in the last passes: an account, a command or the display',
        fix: 'Read setupact.log of \\Windows\\Panther\\UnattendGC upwards from there for lines of [Shell Unattend]',
        source: 'http://www.jc-tech.info/2016/10/31/unattended-windows-setup-may-fail-due-to-wrongly-encoded-password/',
        sample: [
            '[oobeldr.exe] [Action Queue] : Unattend action failed with exit code 4',
            '[oobeldr.exe] Execution of unattend GCs failed; hr = 0x0; pResults->hrResult = 0x8030000b',
        ],
    },
    {
        id: 'audit-administrator-not-enabled',
        logs: ['setup'],
        line: /\[audit\.exe\] (?:EnableLocalUserAccount: )?Unable to enable local account \[(?<subject>[^\]]+)\]/i,
        means: 'Audit mode could not enable {subject}: its password is against the password policy of the installation, or empty ' +
            'where the policy wants one',
        fix: 'Take a source whose password policy is that of Windows itself; set stricter policies in the last step of customize ' +
            'or after deployment',
        source: 'https://knowledge.broadcom.com/external/article/157212/windows-could-not-complete-the-installat.html',
        sample: [
            'Error [audit.exe] EnableLocalUserAccount: Unable to enable local account [Administrator]; status = 0x8c5',
            'Error [audit.exe] Unable to enable local account [Administrator]; hr = 0x800708C5',
        ],
    },
    {
        id: 'setup-command-failed',
        logs: ['setup'],
        line: /\[windeploy\.exe\] Command \[(?<subject>[^\]]+)\] failed with exit code/i,
        consequence: true,
        means: 'Windows ended its first start, because {subject} failed',
        fix: 'Read setupact.log of \\Windows\\Panther\\UnattendGC upwards from there: the reason stands before it',
        source: 'https://knowledge.broadcom.com/external/article/157212/windows-could-not-complete-the-installat.html',
        sample: [
            String.raw `Error [windeploy.exe] Command [%windir%\system32\oobe\audit.exe /system] failed with exit code [0x800708c5]`,
        ],
    },
    {
        id: 'setup-restarted-unexpectedly',
        logs: ['setup', 'machine'],
        line: /The computer restarted unexpectedly or encountered an unexpected error\. Windows installation cannot proceed/i,
        consequence: true,
        means: 'An earlier failure of Setup left the installation half done, and it cannot go on',
        fix: 'Build anew; the first failure before this one is in setuperr.log of \\Windows\\Panther and its UnattendGC',
        source: 'https://github.com/AutomatedLab/AutomatedLab/issues/550',
        sample: [
            'The computer restarted unexpectedly or encountered an unexpected error. Windows installation cannot proceed. To install Windows, click "OK" to restart the computer, and then restart the installation.',
        ],
    },
    {
        id: 'setup-hardware-requirements',
        logs: ['setup', 'machine'],
        line: /This PC (?:doesn't meet the minimum system requirements|can't run Windows 11)/i,
        means: 'Setup of Windows 11 refuses the machine, which has no TPM and no Secure Boot. The answer file of the build turns ' +
            'these demands off, so Setup did not read it, or it lacks memory, processors or disk',
        fix: 'Take the ISO of Microsoft, without an answer file of its own in its root. Give machine.memory at least 4 GiB, ' +
            'machine.cpus 2 and machine.disk 64 GiB',
        source: 'https://github.com/hashicorp/packer-plugin-hyperv/issues/42',
        sample: ["This PC doesn't meet the minimum system requirements..."],
    },
    {
        id: 'setup-install-image-missing',
        logs: ['setup', 'machine'],
        line: /Windows could not collect information for\s+\[OSImage\]/i,
        means: 'Setup finds no install.wim or install.esd on its medium, or the one that is there cannot be read',
        fix: 'Take an ISO whose \\sources has one, and compare it with the sha256 of Microsoft (source.sha256)',
        source: 'https://github.com/ntdevlabs/tiny11builder/issues/220',
        sample: [
            'Windows could not collect information for  [OSImage] because the specified image file [install.wim] does not exist.',
        ],
    },
    {
        id: 'setup-no-image-fits',
        logs: ['setup', 'machine'],
        line: /Windows could not display the images available for installation/i,
        means: 'No image of the medium fits what the answer file asks for: another edition, or a product key of another one',
        fix: 'Compare source.edition with what `image-factory info` lists, and take keys of other editions out',
        source: 'https://github.com/cschneegans/unattend-generator/issues/410',
        sample: ['Windows could not display the images available for installation.'],
    },
    {
        id: 'setup-not-for-this-hardware',
        logs: ['setup', 'machine'],
        line: /Windows cannot be configured to run on this computer's hardware/i,
        consequence: true,
        means: 'A provider of sysprep failed at the first start of the image, in the pass specialize',
        fix: 'Read setuperr.log of \\Windows\\Panther for the provider. A driver that customize installed is the usual one',
        source: 'https://github.com/cschneegans/unattend-generator/issues/453',
        sample: ["Windows cannot be configured to run on this computer's hardware."],
    },
    {
        id: 'setup-system-volume',
        logs: ['setup'],
        line: /Callback_PrepareSystemVolume: ?Unable to prepare and resolve system volume/i,
        means: 'Setup could not make the disk bootable: another disk or stick holds the boot files already, or the partitions do ' +
            'not fit the firmware',
        fix: 'Give the machine only its own disk and the install medium, and partition GPT for UEFI',
        source: 'https://social.msdn.microsoft.com/Forums/en-US/ca7b46dc-d321-47f0-9034-1b4f16d8611f/wes7-sp1-rtm-install-windows-via-sd-boot-with-multiple-partitions-fails?forum=quebectools',
        sample: [
            '2011-03-17 15:39:49, Error      [0x0604c9] IBS    PrepareSystemVolume:Failed to prepare boot disk and system volume',
            '2011-03-17 15:39:49, Error      [0x060221] IBS    Callback_PrepareSystemVolume: Unable to prepare and resolve system volume',
        ],
    },
    {
        id: 'setup-offline-servicing',
        logs: ['setup'],
        line: /InstantiateCBSUnattendPass: Package manager returned with failing exit code (?<subject>\d+)/i,
        consequence: true,
        means: 'A package that the answer file names for offlineServicing could not be installed (error {subject})',
        fix: 'Take packages out of the answer file and put them into the folder of updates (updates.from: folder)',
        source: 'https://learn.microsoft.com/archive/blogs/smsandmom/windows-vista-deployment-through-bdd-2007-fails-after-adding-hotfix-941649',
        sample: [
            '2007-10-11 20:54:32, Error [0x0604a7] IBS InstantiateCBSUnattendPass: Package manager returned with failing exit code 14099',
            '2007-10-11 20:54:32, Error [0x060431] IBS Callback_UnattendInitiatePass: An error occurred while initiating unattend passes; hr = 0x80004005',
        ],
    },
    {
        id: 'setup-operations-order',
        logs: ['setup'],
        line: /ExecuteOperations: Operations cannot be sorted\. This is a fatal failure/i,
        means: 'The answer file leaves Setup with nothing that it could do in order: its disk configuration is empty or not whole',
        fix: 'Write the whole DiskConfiguration with ImageInstall, or leave both out. Setup of 24H2 and later is stricter than ' +
            'earlier ones',
        source: 'https://github.com/pbatard/rufus/issues/2960',
        sample: ['ExecuteOperations: Operations cannot be sorted. This is a fatal failure.[gle=0x00000002]'],
    },
];
//# sourceMappingURL=setup.js.map
;// CONCATENATED MODULE: ./build/src/inspect/explain/symptoms/steps.js
/** Why a step of a build fails: what its script writes. */
const STEPS = [
    {
        id: 'step-name-not-resolved',
        logs: ['agent'],
        line: /The remote name could not be resolved: '(?<subject>[^']+)'/i,
        consequence: true,
        means: 'A script wanted {subject} from the network and could not resolve its name',
        fix: 'Give machine.network a switch with DHCP and DNS. The network is disconnected after the last round of updates, and ' +
            'generalize has none: download before that, or bring the file along in the folder of the step',
        source: 'https://github.com/clong/DetectionLab/issues/435',
        sample: [
            "    wef: powershell.exe : Invoke-WebRequest : The remote name could not be resolved: 'download.microsoft.com'",
        ],
    },
    {
        id: 'step-tls',
        logs: ['agent'],
        line: /The request was aborted: Could not create SSL\/TLS secure channel/i,
        means: 'A script could not agree on TLS with a server: Windows PowerShell 5.1 offers only old versions of it by itself on an ' +
            'older Windows, or a policy took all ciphers away',
        fix: 'Set [Net.ServicePointManager]::SecurityProtocol to Tls12 at the start of the script, and restrict ciphers after the ' +
            'last download',
        source: 'https://github.com/PowerShell/PowerShell/issues/6233',
        sample: ['Invoke-WebRequest : The request was aborted: Could not create SSL/TLS secure channel.'],
    },
    {
        id: 'step-execution-policy',
        logs: ['agent'],
        line: /File (?<subject>.+?) cannot be loaded because running scripts is(?: disabled on this system)?/i,
        means: 'The execution policy forbids {subject}, which a step called by itself',
        fix: 'Call it with powershell.exe -ExecutionPolicy Bypass -File, or make it a step of its own',
        source: 'https://github.com/winsw/winsw/issues/931',
        sample: [
            String.raw `File C:\AppData\myservice.ps1 cannot be loaded because running scripts is disabled on this system. For more`,
        ],
    },
    {
        id: 'step-another-installer-runs',
        logs: ['agent'],
        line: /\bexit code(?: was)?:? '?1618\b|Another program is being installed\. Please wait until that installation is complete/i,
        means: 'Windows Installer was busy with another package (1618): an earlier step, or the Store, still installs',
        fix: 'Let each step wait for its installers to end (Start-Process -Wait waits for their children, too), or try again after a minute',
        source: 'https://github.com/microsoft/winget-cli/issues/433',
        sample: ['Installer failed with exit code: 1618'],
    },
    {
        id: 'step-appx-framework-missing',
        logs: ['agent'],
        line: /Windows cannot install package (?<subject>\S+) because this package depends on a framework/i,
        means: '{subject} needs a framework package that is not installed; without a network nobody fetches it',
        fix: 'Put the frameworks, of the same architecture, into the folder Dependencies beside the package (appx: add)',
        source: 'https://github.com/files-community/Files/issues/6405',
        sample: [
            'Windows cannot install package Files_2.0.13.0_x64__1y0xx7n9077q4 because this package depends on a framework that',
            'could not be found. Provide the framework "Microsoft.UI.Xaml.2.6" published by "CN=Microsoft Corporation, O=Microsoft',
        ],
    },
    {
        id: 'step-appx-part-of-windows',
        logs: ['agent'],
        line: /error 0x80070032: AppX Deployment Remove operation on package (?<subject>\S+)/i,
        means: '{subject} is a part of Windows and cannot be removed for a user',
        fix: 'Take it out of the list (appx: remove); its feature is turned off by a policy instead',
        source: 'https://github.com/W4RH4WK/Debloat-Windows-10/issues/14',
        sample: [
            'error 0x80070032: AppX Deployment Remove operation on package Microsoft.BioEnrollment_10.0.10240.16384_neutral__cw5n1h2txyewy from:',
            String.raw `C:\Windows\SystemApps\Microsoft.BioEnrollment_cw5n1h2txyewy failed. This app is part of Windows and cannot be uninstalled on a per-user basis. An administrator can attempt to remove the app from the computer using Turn Windows Features on or off. However, it may not be possible to uninstall the app.`,
        ],
    },
    {
        id: 'step-appx-as-system',
        logs: ['agent'],
        line: /because the Local System account is not allowed to perform this/i,
        means: 'A script added a Store package as SYSTEM, which has no packages of its own',
        fix: 'Provision it for all users instead (appx: add), or add it as the Administrator, under whom steps run if they do not ' +
            'start a service or a task',
        source: 'https://github.com/asheroto/winget-install/issues/80',
        sample: [
            'Add-AppxPackage : Deployment failed with HRESULT: 0x80073CF9, Install failed. Please contact your software vendor.',
            '(Exception from HRESULT: 0x80073CF9)',
            'Deployment Add operation rejected on package Microsoft.UI.Xaml.2.8_8.2310.30001.0_x64__8wekyb3d8bbwe from:',
            'Microsoft.UI.Xaml.2.8.x64.appx install request because the Local System account is not allowed to perform this',
            'operation.',
        ],
    },
    {
        id: 'step-appx-sideloading',
        logs: ['agent'],
        line: /HRESULT: 0x80073CFF\b/i,
        means: 'Windows takes a Store package only from the Store here: sideloading is off, or the package needs a licence',
        fix: 'Provision it with its licence file (appx: add), or set AllowAllTrustedApps in a step before',
        source: 'https://github.com/snickler/WSA-Patched/issues/9',
        sample: [
            'Add-AppxPackage : Deployment failed with HRESULT: 0x80073CFF, To install this application you need either a Windows',
            'developer license or a sideloading-enabled system.',
        ],
    },
    {
        id: 'step-appx-refused-by-policy',
        logs: ['agent', 'dism'],
        line: /Add-AppxProvisionedPackage failed\. Error code = 0xc1570108|C1570108\s+Msg:\[Policy check failed\]/i,
        means: 'A package cannot be provisioned for all users: it is only the identity of a program that lies elsewhere, or a policy ' +
            'forbids it',
        fix: 'Let its installer register it for each user at sign-in, after deployment, and not in the image',
        source: 'https://github.com/microsoft/msix-packaging/issues/714',
        sample: [
            'WixQuietExec64:  Add-AppxProvisionedPackage : Add-AppxProvisionedPackage failed. Error code = 0xc1570108',
        ],
    },
    {
        id: 'step-appx-module-in-pwsh',
        logs: ['agent'],
        line: /Operation is not supported on this platform\. \(0x80131539\)/i,
        means: 'PowerShell 7 could not load the module Appx, which belongs to Windows PowerShell',
        fix: 'Run that part with powershell.exe, or import it with Import-Module Appx -UseWindowsPowerShell',
        source: 'https://github.com/rgl/windows-vagrant/blob/5a32df4b73c29bea39132b596c48a8303bc317d4/example/windows-sysprep-prepare.ps1',
        sample: ['#           Operation is not supported on this platform. (0x80131539)'],
    },
    {
        id: 'step-stopped-by-antivirus',
        logs: ['agent'],
        line: /This script contains malicious content and has been blocked by your antivirus software|because the file contains a virus or potentially unwanted software/i,
        means: 'Defender took a script or a file of a step for malware and blocked it',
        fix: 'Look what it found (Get-MpThreatDetection) before you exclude anything. If it is a false alarm, exclude the path in a ' +
            'step before and remove the exclusion after it',
        source: 'https://github.com/ChrisTitusTech/winutil/issues/612',
        sample: ['This script contains malicious content and has been blocked by your antivirus software.'],
    },
    {
        id: 'step-checksum',
        logs: ['agent'],
        line: /Checksum for '(?<subject>[^']+)' did not meet '[\da-f]+' for checksum type/i,
        means: '{subject} is not the file that its Chocolatey package was made for: the vendor replaced it under the same address',
        fix: 'Take a newer version of the package, or install from a file of your own with its sha256',
        source: 'https://github.com/StefanScherer/choco-packer/issues/38',
        sample: [
            "Error - hashes do not match. Actual value was '02E35D7EC6DBD009C117F9731C42B8BA67FD6D53EC05F57849445F316AE8F817'.",
            String.raw `ERROR: Checksum for 'C:\Users\appveyor\AppData\Local\Temp\1\chocolatey\packer\1.3.3\packer_1.3.3_windows_amd64.zip' did not meet '493a88d0f0d3492d1ac3046edc22119490c211630510060fb611a2898f6d15d0' for checksum type 'sha256'. Consider passing the actual checksums through with --checksum --checksum64 once you validate the checksums are appropriate. A less secure option is to pass --ignore-checksums if necessary.`,
        ],
    },
    {
        id: 'step-msi-failed',
        logs: ['agent'],
        line: /\bexit code(?: was|:)? ?'?1603\b/i,
        means: 'An .msi ended with a fatal error (1603), which says no more than that',
        fix: 'Run it with /l*v to a file and look for "Return value 3" there. A pending restart, a newer version that is installed ' +
            'and a missing prerequisite are the usual reasons',
        source: 'https://github.com/tinyhumansai/openhuman/issues/913',
        sample: ['x  MSI install failed with exit code 1603.'],
    },
    {
        id: 'step-msi-not-opened',
        logs: ['agent'],
        line: /\bexit code(?: was|:)? ?'?16(?:19|20)\b/i,
        means: 'Windows Installer could not open the package: the path is wrong, or the file is not complete',
        fix: 'Write the whole path of the .msi, and compare a downloaded one with its sha256',
        source: 'https://github.com/microsoft/winget-cli/issues/2419',
        sample: ['Installer failed with exit code: 1619'],
    },
    {
        id: 'step-command-not-found',
        logs: ['agent'],
        line: /The term '(?<subject>[^']+)' is not recognized as (?:the|a) name of a cmdlet/i,
        consequence: true,
        means: 'There is no command {subject}: it is not part of this Windows, or it was installed in the same step, whose PATH is ' +
            'older',
        fix: 'Call it by its whole path, or in a step of its own after the one that installs it. Windows Server before 2025 has no ' +
            'winget',
        source: 'https://github.com/asheroto/winget-install/issues/4',
        sample: [
            "winget : The term 'winget' is not recognized as the name of a cmdlet, function, script file, or operable program.",
        ],
    },
    {
        id: 'step-package-provider',
        logs: ['agent'],
        line: /Unable to download the list of available providers\. Check your internet connection/i,
        means: 'PowerShellGet could not fetch its NuGet provider: the machine has no network, or Windows PowerShell does not offer ' +
            'TLS 1.2 by itself',
        fix: 'Set [Net.ServicePointManager]::SecurityProtocol to Tls12 before Install-PackageProvider, or bring the module along as ' +
            'a folder of the step',
        source: 'https://github.com/Azure/azure-quickstart-templates/pull/7472',
        sample: [
            "WARNING: Unable to download from URI 'https://go.microsoft.com/fwlink/?LinkID=627338&clcid=0x409' to ''.",
            'WARNING: Unable to download the list of available providers. Check your internet connection.',
        ],
    },
];
//# sourceMappingURL=steps.js.map
;// CONCATENATED MODULE: ./build/src/inspect/explain/symptoms/appx.js
/** Store packages that sysprep stumbles over: those whose way to the right state differs, then all others. */
const APPX = [
    {
        id: 'appx-language-pack-of-a-user',
        logs: ['sysprep'],
        line: /Package (?<subject>Microsoft\.LanguageExperiencePack\S+) was installed for a user, but not provisioned/i,
        means: '{subject} came from the Store for one user: a display language that was added in the settings, or by the Store ' +
            'for the region',
        fix: 'Add display languages by `languages` of the definition, not in the settings of a user, and remove the package for ' +
            'the user in a customize step (appx: remove)',
        source: 'https://github.com/MicrosoftDocs/azure-docs/issues/63613',
        sample: [
            'Error SYSPRP Package Microsoft.LanguageExperiencePackhu-da_17134.2.4.0_neutral__8wekyb3d8bbwe was installed for a user, but not provisioned for all users. This package will not function properly in the sysprep image',
        ],
    },
    {
        id: 'appx-onedrive-of-a-user',
        logs: ['sysprep'],
        line: /Package (?<subject>Microsoft\.OneDriveSync_\S+) was installed for a user, but not provisioned/i,
        means: '{subject} is what OneDrive installs for the user who builds the image when it starts at the first sign-in',
        fix: 'Remove Microsoft.OneDriveSync* in a customize step (appx: remove), or install OneDrive for all users ' +
            '(OneDriveSetup.exe /allusers) before anybody signs in',
        source: 'https://github.com/vmware/ansible-vsphere-gos-validation/issues/207',
        sample: [
            '2021-10-18 05:13:03, Error                 SYSPRP Package Microsoft.OneDriveSync_21180.905.7.0_neutral__8wekyb3d8bbwe was installed for a user, but not provisioned for all users. This package will not function properly in the sysprep image.',
            '2021-10-18 05:13:03, Error                 SYSPRP Failed to remove apps for the current user: 0x80073cf2.',
        ],
    },
    {
        id: 'appx-edge-of-a-user',
        logs: ['sysprep'],
        line: /Package (?<subject>Microsoft\.(?:MicrosoftEdge\.|Edge\.GameAssist_)\S+) was installed for a user, but not provisioned/i,
        means: '{subject} is a newer Edge than the one in the image: Edge, or the Store, updated itself for the user who builds it',
        fix: 'Remove Microsoft.MicrosoftEdge* and Microsoft.Edge.* in a customize step (appx: remove), and build without a network ' +
            'or stop the updater of Edge before',
        source: 'https://github.com/rgl/windows-vagrant/blob/5a32df4b73c29bea39132b596c48a8303bc317d4/example/windows-sysprep-prepare.ps1',
        sample: [
            '#       2024-12-14 14:08:40, Error                 SYSPRP Package Microsoft.MicrosoftEdge.Stable_131.0.2903.99_neutral__8wekyb3d8bbwe was installed for a user, but not provisioned for all users. This package will not function properly in the sysprep image.',
        ],
    },
    {
        id: 'appx-winget-source-of-a-user',
        logs: ['sysprep'],
        line: /Package (?<subject>Microsoft\.Winget\.Source_\S+) was installed for a user, but not provisioned/i,
        means: '{subject} is the list of packages that winget installs for the user who runs it',
        fix: 'Remove Microsoft.Winget.Source* in the last customize step (appx: remove), after every step that runs winget',
        source: 'https://github.com/microsoft/winget-cli/issues/5599',
        sample: [
            'Package Microsoft.Winget.Source_2025.718.1153.54_neutral__8wekyb3d8bbwe was installed for a user, but not provisioned for all users. This package will not function properly in the sysprep image.',
        ],
    },
    {
        id: 'appx-wsl-of-a-user',
        logs: ['sysprep'],
        line: /Package (?<subject>MicrosoftCorporationII\.WindowsSubsystemForLinux_\S+) was installed for a user, but not provisioned/i,
        means: '{subject} came from the Store for one user, or the Store updated the one that was provisioned',
        fix: 'Install WSL from its .msi in a customize step, not by `wsl --install` from the Store, and keep the Store from ' +
            'updating it before generalize',
        source: 'https://github.com/actions/runner-images/issues/14499',
        sample: [
            'SYSPRP Package MicrosoftCorporationII.WindowsSubsystemForLinux_2.7.11.0_x64__8wekyb3d8bbwe was installed for a user, but not provisioned for all users.',
            'SYSPRP Failed to remove apps for the current user: 0x80073cf2.',
        ],
    },
    {
        id: 'appx-left-by-an-upgrade',
        logs: ['sysprep'],
        line: /Package (?<subject>Windows\.MiracastView_\S+) was installed for a user, but not provisioned/i,
        means: 'The source was upgraded from an older Windows, which left {subject} behind; it can neither be used nor removed',
        fix: 'Take install media, or a disk that was installed afresh with this version: an upgraded installation is no source',
        source: 'https://learn.microsoft.com/troubleshoot/windows-client/setup-upgrade-and-drivers/miracastview-cause-sysprep-error-upgrade-windows-10-1709',
        sample: [
            'Date/Time, Error SYSPRP Package Windows.MiracastView_6.3.0.0_neutral_neutral_cw5n1h2txyewy was installed for a user, but not provisioned for all users. This package will not function properly in the sysprep image.',
            'Date/Time, Error SYSPRP Failed to remove apps for the current user: 0x80073cf2.',
        ],
    },
    {
        id: 'appx-not-provisioned',
        logs: ['sysprep'],
        line: /Package (?<subject>\S+) was installed for a user, but not provisioned for all users/i,
        means: '{subject} is installed for the user who builds the image, and not provisioned for all users. Sysprep refuses to ' +
            'generalize with such a package. The Store also does this by itself where the machine has a network',
        fix: 'Remove the package for that user in a customize step (appx: remove), or provision it for all (appx: add), and ' +
            'build without a network',
        source: 'https://github.com/notepad-plus-plus/nppShell/issues/29',
        sample: [
            'SYSPRP Package NotepadPlusPlus_1.0.0.0_neutral__7njy0v32s6xk6 was installed for a user, but not provisioned for all users.',
        ],
    },
];
//# sourceMappingURL=appx.js.map
;// CONCATENATED MODULE: ./build/src/inspect/explain/symptoms/sysprep.js
/** Why sysprep gives up. */

const SYSPREP = [
    ...APPX,
    {
        id: 'sysprep-reserved-storage',
        logs: ['sysprep'],
        line: /Audit mode can(?:not|'t) be turned on if (?:reserved storage is in use|there is an active scenario)/i,
        means: 'An update is under way in reserved storage: Windows began to install one, or waits for the restart that ends it, ' +
            'and sysprep refuses to run over it',
        fix: 'Let updates run until none applies, and restart after the last one. Pause Windows Update in the machine until ' +
            'generalize, and leave generalize without a network',
        source: 'https://learn.microsoft.com/troubleshoot/mem/configmgr/os-deployment/windows-11-image-capture-fail',
        sample: [
            '02-07-2022 14:24:15.000 SYSPRP Sysprep_Clean_Validate_Opk: Audit mode cannot be turned on if reserved storage is in use. An update or servicing operation may be using reserved storage.; hr = 0x800F0975',
            String.raw `02-07-2022 14:24:15.000 SYSPRP ActionPlatform::LaunchModule: Failure occurred while executing 'Sysprep_Clean_Validate_Opk' from C:\Windows\System32\spopk.dll; dwRet = 0x975`,
        ],
    },
    {
        id: 'sysprep-restart-pending',
        logs: ['sysprep'],
        line: /Sysprep_Clean_Validate_[0O]pk: ?There are one or more Windows updates that require a (?:reboot|restart)/i,
        means: 'Updates or features wait for a restart, and sysprep does not run before it',
        fix: 'Let the step that installed them end with exit 3010, or restart after it. What a step installs with -NoRestart or ' +
            '/norestart and exit 0, nobody restarts for',
        source: 'https://github.com/bgaj203/gitlab-runners/blob/008535ca8307dd1494315b5061f085ad13ef7217/ec2-image-builder/README.md',
        sample: [
            'Sysprep_Clean_Validate_0pk:There are one or more Windows updates that require a reboot. To run Sysprep, reboot the computer and restart the application.[gle=0x000036b7]',
        ],
    },
    {
        id: 'sysprep-pending-servicing-unknown',
        logs: ['sysprep'],
        line: /spopk\.dll:: ?Failed to query pending CBS operations/i,
        means: 'Sysprep asked the servicing stack for pending work and got no answer: an update or a cleanup of the component ' +
            'store was still running',
        fix: 'Build again. If it comes back, end customize with a step that waits for TrustedInstaller and TiWorker to end, or ' +
            'restart once more before generalize',
        source: 'https://github.com/GoogleCloudPlatform/compute-image-windows/issues/156',
        sample: [
            '2018-09-15 18:08:32, Error      [0x0f00b0] SYSPRP spopk.dll:: Failed to query pending CBS operations; hr = 0x80080005',
            String.raw `2018-09-15 18:08:32, Error      [0x0f0082] SYSPRP ActionPlatform::LaunchModule: Failure occurred while executing 'Sysprep_Clean_Validate_Opk' from C:\Windows\System32\spopk.dll; dwRet = 0x5`,
        ],
    },
    {
        id: 'sysprep-bitlocker',
        logs: ['sysprep'],
        line: /BitLocker-Sysprep: BitLocker is on for the OS volume/i,
        means: 'The system volume is encrypted: Windows 11 24H2 turns device encryption on by itself when Setup ends, even where ' +
            'protection is still off',
        fix: 'Decrypt in a customize step and wait until the volume is fully decrypted. Install media are safe, for the agent ' +
            'forbids device encryption; a source.disk must have been installed with PreventDeviceEncryption',
        source: 'https://github.com/antifob/incus-windows/issues/30',
        sample: [
            '2026-08-17 11:22:44, Error SYSPRP BitLocker-Sysprep: BitLocker is on for the OS volume. Turn BitLocker off to run Sysprep. (0x80310039)',
            String.raw `2026-08-17 11:22:44, Error SYSPRP SysprepSession::Validate: Error in validating actions from C:\Windows\System32\Sysprep\ActionFiles\Generalize.xml; dwRet = 0x80310039`,
        ],
    },
    {
        id: 'sysprep-rearm-used-up',
        logs: ['sysprep'],
        line: /SLReArmWindows'?.*(?:-1073425657|0xc004d307)|\b0xc004d307\b/i,
        means: 'The licence of this installation was re-armed as often as it may be: the source was generalized too often before',
        fix: 'Start from install media or from a disk that was never generalized. SkipRearm in the generalize pass only helps ' +
            'for a throwaway build',
        source: 'https://learn.microsoft.com/troubleshoot/windows-client/setup-upgrade-and-drivers/error-occurs-when-running-sysprep-generalize',
        sample: [
            String.raw `Error [0x0f0082] SYSPRP LaunchDll: Failure occurred while executing 'C:\Windows\System32\slc.dll, SLReArmWindows', returned error code -1073425657`,
            'Error [0x0f00a8] SYSPRP WinMain: Hit failure while processing sysprep generalize providers; hr = 0xc004d307',
        ],
    },
    {
        id: 'sysprep-state-of-an-earlier-failure',
        logs: ['sysprep'],
        line: /Not running DLLs; either the machine is in an invalid state or we couldn.?t update the recorded state/i,
        means: 'An earlier run of sysprep on this installation failed halfway. It cannot be rolled back, and sysprep will not run ' +
            'on it again',
        fix: 'Build anew from the source: do not resume from the disk on which sysprep failed. The reason is in the logs of that ' +
            'earlier run',
        source: 'https://learn.microsoft.com/troubleshoot/windows-client/setup-upgrade-and-drivers/fatal-error-occurred-sysprep-machine',
        sample: [
            String.raw `<Date> <Time>, Error [0x0f0073] SYSPRP RunExternalDlls:Not running DLLs; either the machine is in an invalid state or we couldn't update the recorded state, dwRet = 31`,
        ],
    },
    {
        id: 'sysprep-dsc-cleanup',
        logs: ['sysprep'],
        line: /Failure occurred while executing 'DscCore\.dll,SysPrep_Cleanup', returned error code 0x2\b/i,
        means: 'The provider of Desired State Configuration could not clean up after itself. A machine that DSC configured cannot ' +
            'be generalized; it is also seen where its folder or its files are gone',
        fix: 'Apply DSC on the deployed machine, not in customize. Look which step touched ' +
            'C:\\Windows\\System32\\Configuration, and leave that folder alone',
        source: 'https://github.com/MicrosoftDocs/azure-docs/issues/80346',
        sample: [
            "2021-08-30 11:24:24, Error      [0x0f0082] SYSPRP LaunchDll:Failure occurred while executing 'DscCore.dll,SysPrep_Cleanup', returned error code 0x2",
        ],
    },
    {
        id: 'sysprep-boot-store',
        logs: ['sysprep'],
        line: /Failure occurred while executing .*spbcd\.dll,? ?'?Sysprep_Generalize_Bcd/i,
        means: 'Sysprep could not read or write the boot configuration on the system partition',
        fix: 'Leave the system partition as Setup made it: without a drive letter, mounted by nothing, and with its BCD. A ' +
            'source.disk needs its own EFI system partition',
        source: 'https://ftpdocs.broadcom.com/cadocs/0/CA%20AppLogic%203%208-ENU/Bookshelf_Files/HTML/AppLogicDoc/2329147.html',
        sample: [
            String.raw `2013-07-18 22:38:30, Error [0x0f0082] SYSPRP LaunchDll:Failure occurred while executing 'C:\Windows\System32\spbcd.dll,Sysprep_Generalize_Bcd', returned error code 2[gle=0x00000012]`,
        ],
    },
    {
        id: 'sysprep-defender-for-endpoint',
        logs: ['sysprep'],
        line: /DeleteValue: Error from RegDeleteValueW for value senseGuid\b.*dwRet = 0x5\b/i,
        means: 'Sysprep may not delete the identity of Defender for Endpoint (senseGuid): the sensor is onboarded on the reference ' +
            'machine, and its tamper protection guards the value',
        fix: 'Do not onboard the reference machine: leave the onboarding script to the deployed machine, or offboard in a ' +
            'customize step before generalize',
        source: 'https://github.com/actions/runner-images/issues/9659',
        sample: [
            String.raw `2024-03-07 22:26:20, Error                 SYSPRP ActionPlatform::DeleteValue: Error from RegDeleteValueW for value senseGuid under key HKEY_LOCAL_MACHINE\Software\Microsoft\Windows Advanced Threat Protection; dwRet = 0x5`,
            '2024-03-07 22:26:20, Error                 SYSPRP SysprepSession::ExecuteAction: Failed during deleteValue operation; dwRet = 0x5',
        ],
    },
    {
        id: 'sysprep-specialize-ntfs',
        logs: ['sysprep', 'setup'],
        line: /Failure occurred while executing 'Sysprep_Specialize_NTFS_Online'/i,
        means: 'At its first start the image could not make its volume ready: the file system of the target is not as it expects',
        fix: 'Apply the image to a freshly formatted NTFS volume, with a system partition of its own, and not over an older ' +
            'installation',
        source: 'https://github.com/cschneegans/unattend-generator/issues/453',
        sample: [
            String.raw `Error SYSPRP ActionPlatform::LaunchModule: Failure occurred while executing 'Sysprep_Specialize_NTFS_Online' from C:\Windows\System32\spntfs.dll; dwRet = 0x130[gle=0x0000012a]`,
        ],
    },
    {
        id: 'sysprep-provider-failed',
        logs: ['sysprep', 'setup'],
        line: /Launch(?:Module|Dll): ?Failure occurred while executing '(?<subject>[^']+)'/i,
        consequence: true,
        means: 'A provider of sysprep failed: {subject}',
        fix: 'Look at the lines just before it. The name of the file tells the part: AppxSysprep Store packages, spopk pending ' +
            'updates, BdeSysprep BitLocker, sppnp drivers, spbcd boot files, slc the licence; another one belongs to a product ' +
            'that customize installed',
        source: 'https://github.com/vmware/ansible-vsphere-gos-validation/pull/596',
        sample: [
            String.raw `2024-06-20 22:22:28, Error                 SYSPRP ActionPlatform::LaunchModule: Failure occurred while executing 'SysprepGeneralizeValidate' from C:\Windows\System32\AppxSysprep.dll; dwRet = 0x3cf2`,
        ],
    },
    {
        id: 'sysprep-halted',
        logs: ['sysprep'],
        line: /(?:RunDlls|RunExternalDlls):.*halting sysprep execution/i,
        consequence: true,
        means: 'Sysprep stopped because one of its providers failed',
        fix: 'Read setupact.log of Sysprep\\Panther upwards from this line: the provider that failed stands just before it',
        source: 'https://github.com/actions/runner-images/issues/9659',
        sample: [
            '2024-03-07 22:26:20, Error      [0x0f0070] SYSPRP RunDlls:An error occurred while running registry sysprep DLLs, halting sysprep execution. dwRet = 0x5',
            '2024-03-07 22:26:20, Error      [0x0f00a8] SYSPRP WinMain:Hit failure while processing sysprep generalize internal providers; hr = 0x80070005',
        ],
    },
    {
        id: 'image-state-undeployable',
        logs: ['state', 'agent'],
        line: /\bIMAGE_STATE_UNDEPLOYABLE\b/i,
        consequence: true,
        means: 'Sysprep, or Setup, began its work on this installation and did not end it',
        fix: 'Look for its reason in Sysprep\\Panther and Panther, and build anew from the source: this state cannot be rolled ' +
            'back. A deadline that was too short leaves it, too (deadlines.generalize)',
        source: 'https://github.com/MicrosoftDocs/azure-docs/issues/12156',
        sample: ['    azure-arm: IMAGE_STATE_UNDEPLOYABLE'],
    },
];
//# sourceMappingURL=sysprep.js.map
;// CONCATENATED MODULE: ./build/src/inspect/explain/symptoms/update-codes.js
/** What the codes of the update agent mean. */
const LOGS = ['updates', 'agent', 'events'];
const update_codes_UPDATES_AND_FEATURES = 'https://learn.microsoft.com/troubleshoot/windows-server/installing-updates-features-roles/';
const update_codes_UPDATES_OF_CLIENTS = 'https://learn.microsoft.com/troubleshoot/windows-client/installing-updates-features-roles/';
/** Logs write codes as "0x8024402C", "hr=8024402c", "[8024402C]"; a part of an identifier is none. */
function codeOf({ name, codes, ...entry }) {
    const line = new RegExp(String.raw `(?<![\da-f{-])(?:0x)?(?:${codes.join('|')})(?![\da-f-])`, 'i');
    return { id: `update-${name}`, logs: LOGS, line, ...entry };
}
const CODES = [
    {
        name: 'name-not-resolved',
        codes: ['8024402c'],
        consequence: true,
        means: 'The machine could not resolve the name of the update server or of its proxy',
        fix: 'Give machine.network a switch with DHCP and DNS, and compare updates.server with what the network of the build ' +
            'can resolve. A proxy is set by netsh winhttp in a step before',
        source: `${update_codes_UPDATES_OF_CLIENTS}error-0x8024402c-installing-update-feature-on-demand`,
        sample: [
            '2010-01-05 18:52:06:747 808 aac Misc WARNING: WinHttp: SendRequestToServerForFileInformation failed with 0x8024402c',
        ],
    },
    {
        name: 'server-timeout',
        codes: ['8024401c', '80072ee2'],
        consequence: true,
        means: 'The update server did not answer in time: it is overloaded, or a firewall drops the connection',
        fix: 'Reach the server from the switch of the machine. On WSUS raise the memory limit of WsusPool and decline superseded ' +
            'updates: a first search of a fresh Windows is its heaviest one',
        source: 'https://github.com/cloudbase/windows-imaging-tools/issues/53',
        sample: ['2016-09-08\t10:48:43:109\t 848\t604\tMisc\tWARNING: Send failed with hr = 80072ee2.'],
    },
    {
        name: 'server-unavailable',
        codes: ['80244022', '80244023', '8024401f', '80244021'],
        consequence: true,
        means: 'The update server answered with an error of its own (HTTP 500, 502, 503 or 504): on WSUS mostly an application ' +
            'pool that ended for want of memory',
        fix: 'Start WsusPool on the server, raise its memory limit, and build again; Windows Update itself: try again later',
        source: 'https://github.com/rgl/packer-plugin-windows-update/issues/122',
        sample: ["Search for Windows updates failed with 'Exception from HRESULT: 0x8024401F'. Retrying..."],
    },
    {
        name: 'server-not-found',
        codes: ['80244019'],
        means: 'The update server has no such page (HTTP 404): the address or its port is wrong, or WSUS lacks that content',
        fix: 'Write updates.server with scheme and port (http://wsus:8530, https://wsus:8531), and let WSUS finish its ' +
            'downloads',
        source: 'https://github.com/ansible/ansible/issues/25499',
        sample: [
            '2017-06-08 11:29:34Z Fatal exception: Exception from HRESULT: 0x80244019 at at DoWindowsUpdate, <No file>: line 72',
        ],
    },
    {
        name: 'no-external-connection',
        codes: ['8024402f'],
        means: 'The update agent could not fetch a file over its connection: the proxy or a filter refuses the download servers',
        fix: 'Allow *.windowsupdate.com, *.update.microsoft.com and *.delivery.mp.microsoft.com without inspection, or take ' +
            'updates from a folder (updates.from: folder)',
        source: 'https://github.com/dsccommunity/xWindowsUpdate/issues/51',
        sample: [
            '"Message":  "PowerShell DSC resource MSFT_xWindowsUpdateAgent  failed to execute Test-TargetResource functionality with error message: Exception from HRESULT: 0x8024402F ",',
        ],
    },
    {
        name: 'connection-broken',
        codes: ['80072efe', '80072efd'],
        consequence: true,
        means: 'The connection to the update server was refused or broken off: a firewall, or no cipher in common because a policy ' +
            'restricts TLS',
        fix: 'Open 80 and 443 to the update servers from the switch of the machine, and do not restrict cipher suites before the ' +
            'updates are done',
        source: `${update_codes_UPDATES_OF_CLIENTS}troubleshoot-windows-update-error-0x80072efe-with-cipher-suite-configuration`,
        sample: ['YYYY/MM/DD HH:MM:SS.6852866 22576 27056 Misc            FAILED [80072EFE] Send request'],
    },
    {
        name: 'certificate',
        codes: ['80072f8f'],
        means: 'TLS with the update server failed: the clock of the machine is wrong, or it does not trust the certificate',
        fix: 'Look at the clock of the host, for the machine takes it over. For WSUS by https import its root certificate in a ' +
            'step before the updates',
        source: `${update_codes_UPDATES_AND_FEATURES}troubleshoot-windows-update-error-0x80072f8f`,
        sample: [
            '03E4 1668 Misc WinHttp: SendRequestToServerForFileInformation failed with 0x80072f8f; retrying with default proxy.',
        ],
    },
    {
        name: 'soap-fault',
        codes: ['80244007'],
        means: 'WSUS refused the request itself: it has more updates than a client may name, or it does not know this client',
        fix: 'Decline superseded updates on WSUS and raise maxInstalledPrerequisites; do not build from a source that was a ' +
            'client of it before, for it carries that identity',
        source: `${update_codes_UPDATES_AND_FEATURES}troubleshoot-windows-update-error-0x80244007`,
        sample: ['*FAILED* [80244007] SyncUpdates_WithRecovery failed'],
    },
    {
        name: 'disabled-by-policy',
        codes: ['8024002e'],
        means: 'A policy forbids Windows Update (DisableWindowsUpdateAccess), or its service is disabled',
        fix: 'Set such policies in the last steps of customize, after the updates, or on the deployed machine. A source.disk may ' +
            'bring them along',
        source: `${update_codes_UPDATES_AND_FEATURES}troubleshoot-windows-update-error-code-0x8024002e`,
        sample: [
            'Azure VM Guest Patching Failure Software Synchronization Windows Update Client failed to detect with error 0x8024002e.',
        ],
    },
    {
        name: 'another-installation-runs',
        codes: ['80240016'],
        consequence: true,
        means: 'Another installation was under way, or one waits for a restart, when the updates were to be installed',
        fix: 'Restart before the updates. In customize end what installs in the background (Store, Office, agents) before the ' +
            'step is over',
        source: 'https://github.com/rgl/packer-plugin-windows-update/issues/76',
        sample: ['    azure-arm: ERROR: Exception from HRESULT: 0x80240016'],
    },
    {
        name: 'service-stopped',
        codes: ['8024001e'],
        means: 'The update service was stopped, or the machine restarted, in the middle of the work',
        fix: 'Look which step or scheduled task stops wuauserv or restarts the machine. A script that does shall end with exit ' +
            '3010 instead',
        source: `${update_codes_UPDATES_OF_CLIENTS}troubleshoot-windows-update-error-0x8024001e`,
        sample: [
            'Error Installation Failure: Windows failed to install the following update with error 0x8024001E: 2023-11 Cumulative Update for Windows',
        ],
    },
    {
        name: 'installer-failed',
        codes: ['80070643'],
        means: 'An installer within an update failed: .NET, Office, or one for the recovery environment, whose partition is too ' +
            'small for it',
        fix: 'Exclude the update by its KB (updates.exclude). For the recovery environment make its partition 750 MiB or larger, ' +
            'or leave WinRE out of the reference machine',
        source: 'https://github.com/DCourtel/Wsus_Package_Publisher/issues/4',
        sample: [
            '2019/06/05 11:07:50.0950566 21136   9740  Agent           LogHistory called.   idUpdate={E0F87EBF-B414-4AC7-A225-8FE802CF8618}.1, resultMapped=80070643,   resultUnMapped=FFFE |',
        ],
    },
    {
        name: 'all-failed',
        codes: ['80240022'],
        consequence: true,
        means: 'Every update of this round failed',
        fix: 'Look for the code of the single update in the lines before it, in ReportingEvents.log and in CBS.log',
        source: 'https://github.com/DCourtel/Wsus_Package_Publisher/issues/4',
        sample: [
            '2019/06/05 11:07:50.1128628 17784 19152   ComApi          Exit code = 0x00000000;   Call error code = 0x80240022 |',
        ],
    },
    {
        name: 'endpoint-unreachable',
        codes: ['80240438', '80240439'],
        consequence: true,
        means: 'The update service could not be reached over the network, or its answer was no valid one',
        fix: 'Give machine.network a switch that leads to the internet, or to WSUS, and let no proxy change what the service ' +
            'answers',
        source: 'https://github.com/rgl/packer-plugin-windows-update/issues/146',
        sample: ["Windows updates failed with 'Exception from HRESULT: 0x80240438'. Retrying..."],
    },
    {
        name: 'service-not-registered',
        codes: ['800706d9'],
        means: 'A service that the update agent talks to is disabled: mostly Windows Firewall (MpsSvc), which it needs even where ' +
            'another firewall does the work',
        fix: 'Leave MpsSvc, RpcEptMapper and RpcSs at their start types; turn the profiles of the firewall off instead',
        source: `${update_codes_UPDATES_OF_CLIENTS}troubleshoot-windows-update-error-0x800706d9`,
        sample: [
            'COMAPI -- RESUMED -- COMAPI: Install [ClientId = AutomaticUpdates]',
            'Agent -- WARNING: Failed to evaluate Installable rule, Owner = UpdateId, hr = 0x800706D9',
        ],
    },
];
const UPDATE_CODES = CODES.map(codeOf);
//# sourceMappingURL=update-codes.js.map
;// CONCATENATED MODULE: ./build/src/inspect/explain/symptoms/index.js
/** Every known symptom: the one place where the subjects come together. */








/** In the order in which a line is tried: disk and machine first, for they explain the rest. */
const SYMPTOMS = [
    ...BOOT,
    ...DISK,
    ...SYSPREP,
    ...SERVICING,
    ...DRIVERS,
    ...UPDATE_CODES,
    ...SETUP,
    ...STEPS,
];
//# sourceMappingURL=index.js.map
;// CONCATENATED MODULE: ./build/src/inspect/explain/explain.js
/** Why an installation failed: its logs are read, and what is known of their lines is told, the first cause first. */











/** How a place is named that is in no file. */
const HYPERVISOR = 'the hypervisor';
const SHOWN_ERRORS = 12;
const explain_NOTHING = { logs: [], unread: [] };
/** @param tree null: only what `machine` says is looked at @throws the reason of `reporter.signal` where that aborts */
async function explain(tree, options) {
    const { reporter, symptoms = SYMPTOMS } = options;
    const { logs, unread: folders } = options.found ?? (tree === null ? explain_NOTHING : await findLogs(tree));
    const bias = tree === null ? 0 : await readBias(tree);
    const findings = new Findings();
    const errors = [];
    const read = [];
    const unread = [...folders];
    const since = new Map();
    const begin = (file, kind) => {
        const ofKind = since.get(kind) ?? null;
        const ofAgent = since.get('agent') ?? null;
        const latest = ofKind === null ? ofAgent : Math.max(ofKind, ofAgent ?? ofKind);
        return new LogScan({ file, kind, symptoms, bias, since: latest, findings });
    };
    const machine = begin(HYPERVISOR, 'machine');
    for (const text of options.machine ?? [])
        machine.take({ number: 0, text });
    for (const log of logs) {
        const { path, kind, size } = log;
        if (tree === null || kind === 'event-log' || kind === 'step')
            continue;
        const scan = begin(path, kind === 'dump' ? 'events' : kind);
        const task = reporter.task(path, size, 'bytes');
        try {
            for await (const lines of explain_linesOf(tree, log, task)) {
                for (const line of lines)
                    scan.take(line);
                reporter.signal.throwIfAborted();
            }
            read.push(path);
        }
        catch (error) {
            reporter.signal.throwIfAborted();
            unread.push({ file: path, why: (0,src_errors/* fromSystemError */.Kh)(error, path).message });
        }
        finally {
            task.end();
        }
        if (kind === 'agent' || kind === 'sysprep')
            since.set(kind, scan.since);
        errors.push(...scan.errors);
    }
    return {
        causes: findings.inOrder().map(causeOf),
        errors: explain_lastOf(errors).map(placeOf),
        logs: read,
        others: logs.flatMap(({ path, kind, size }) => (kind === 'event-log' ? [{ file: path, size }] : [])),
        unread,
    };
}
async function* explain_linesOf(tree, log, task) {
    const { path, entry, kind } = log;
    const stream = (0,src_tree/* unnamedStream */.pL)(entry);
    if (stream === null)
        return;
    if (kind === 'dump') {
        const line = await readDump(tree, path);
        if (line !== null)
            yield [line];
        return;
    }
    const content = counted(tree.read(entry, stream), task);
    yield* kind === 'events' ? readEvents(content, path) : readLines(content);
}
async function* counted(content, task) {
    for await (const piece of content) {
        yield piece;
        task.advance(piece.length);
    }
}
function causeOf({ symptom, first, count, subjects, isEarlier }) {
    const { id, means, fix, source } = symptom;
    const fill = (text) => text.replaceAll('{subject}', subjects.join(', '));
    return {
        id,
        means: fill(means),
        fix: fill(fix),
        ...placeOf(first),
        count,
        subjects,
        isConsequence: symptom.consequence === true,
        isEarlier,
        report: source,
    };
}
function placeOf({ file, line, text, time }) {
    return { file, line, text, time: time === null ? null : formatTime(time) };
}
/** The newest ones, each line once: setuperr.log repeats those of setupact.log. */
function explain_lastOf(errors) {
    const different = new Map(errors.toReversed().map((place) => [place.text, place]));
    return [...different.values()]
        .toReversed()
        .toSorted((a, b) => (a.time ?? -Infinity) - (b.time ?? -Infinity) || 0)
        .slice(-SHOWN_ERRORS);
}
/** The agent tells UTC, Windows the time of the machine's zone: the minutes between them. */
async function readBias(tree) {
    try {
        const root = await findSystemRoot(tree);
        const system = root === null ? null : await openWindowsHive(tree, root.path, 'SYSTEM', { allowDirty: true });
        const zone = controlSet(system)?.key('Control\\TimeZoneInformation') ?? null;
        return (zone?.dword('ActiveTimeBias') ?? zone?.dword('Bias') ?? 0) | 0;
    }
    catch {
        return 0;
    }
}
//# sourceMappingURL=explain.js.map
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/output.js
var output = __webpack_require__(27208);
;// CONCATENATED MODULE: ./build/src/inspect/explain/save.js
/**
 * Copies of logs on the host, below one folder, with the paths that they have in their tree. Memory dumps are not copied: they
 * are large, and hold whatever the machine had in memory.
 */




/**
 * @param folder made where it is missing; a log that it holds is replaced
 * @returns which were copied, as paths below `folder` with `/`, and of which not all could be read
 * @throws what writing a file throws
 */
async function saveLogs(tree, logs, folder, options = {}) {
    const saved = [];
    const unread = [];
    for (const log of logs.filter(({ kind }) => kind !== 'dump')) {
        const names = (0,src_tree/* splitPath */.Uf)(log.path);
        const pieces = contentOf(tree, log, options, (error) => {
            unread.push({ file: log.path, why: (0,src_errors/* fromSystemError */.Kh)(error, log.path).message });
        });
        await (0,output/* writeOutput */.zh)(external_node_path_.join(folder, ...names), async (handle) => {
            for await (const piece of pieces)
                await handle.writeFile(piece);
        });
        saved.push(names.join('/'));
    }
    return { saved, unread };
}
/** Gives what can be read, for half a log is better than none. */
async function* readable(content, fails) {
    try {
        yield* content;
    }
    catch (error) {
        fails(error);
    }
}
async function* contentOf(tree, { entry, size }, { most = Infinity, change }, fails) {
    const stream = (0,src_tree/* unnamedStream */.pL)(entry);
    if (stream === null)
        return;
    let skip = Math.max(0, size - most);
    const kept = [];
    for await (const piece of readable(tree.read(entry, stream), fails)) {
        const rest = piece.subarray(Math.min(skip, piece.length));
        skip -= piece.length - rest.length;
        if (change === undefined)
            yield rest;
        else
            kept.push(rest);
    }
    if (change !== undefined)
        yield change(Buffer.concat(kept));
}
//# sourceMappingURL=save.js.map
;// CONCATENATED MODULE: ./build/src/inspect/explain/index.js




//# sourceMappingURL=index.js.map
// EXTERNAL MODULE: ./build/src/wim/index.js + 42 modules
var wim = __webpack_require__(60315);
;// CONCATENATED MODULE: ./build/src/inspect/architecture.js
/**
 * What a Windows runs on, from the PE header of a file of its own.
 *
 * ```
 *   0x00  2  "MZ"                  at the PE header:  0  4  "PE\0\0"
 *   0x3C  4  where the PE header is                   4  2  machine
 * ```
 */



const BY_MACHINE = {
    0x014c: wim/* ARCHITECTURE */._Z.x86,
    0x0200: wim/* ARCHITECTURE */._Z.ia64,
    0x01c0: wim/* ARCHITECTURE */._Z.arm,
    0x01c2: wim/* ARCHITECTURE */._Z.arm,
    0x01c4: wim/* ARCHITECTURE */._Z.arm,
    0x8664: wim/* ARCHITECTURE */._Z.amd64,
    0xaa64: wim/* ARCHITECTURE */._Z.arm64,
};
const BY_NAME = wim/* ARCHITECTURE */._Z;
/** A header further in is that of no file of Windows. */
const HEADER_LIMIT = 65_536;
/**
 * @param system32 the path of System32
 * @param control `SYSTEM\ControlSet00N\Control`, which names it where kernel32.dll is missing or no PE file
 */
async function readArchitecture(tree, system32, control) {
    const kernel32 = await (0,src_tree/* findOrNull */.w0)(tree, `${system32}\\kernel32.dll`);
    const machine = kernel32 === null ? null : machineOf(await readStart(tree, kernel32, HEADER_LIMIT));
    const environment = control?.key('Session Manager\\Environment') ?? null;
    const name = environment?.string('PROCESSOR_ARCHITECTURE')?.toLowerCase() ?? '';
    return (machine === null ? undefined : BY_MACHINE[machine]) ?? BY_NAME[name] ?? wim/* ARCHITECTURE */._Z.x86;
}
/** The machine of a PE file; null where the bytes are no beginning of one. */
function machineOf(bytes) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (bytes.length < 0x40 || view.getUint16(0, true) !== 0x5a4d)
        return null;
    const header = view.getUint32(0x3c, true);
    if (header + 6 > bytes.length || view.getUint32(header, true) !== 0x4550)
        return null;
    return view.getUint16(header + 4, true);
}
//# sourceMappingURL=architecture.js.map
;// CONCATENATED MODULE: ./build/src/inspect/languages.js
/**
 * The languages that Windows itself comes in, by LCID. An installation names its own under `Control\MUI\UILanguages`;
 * this list is for one that does not.
 */
const TAGS = {
    0x0401: 'ar-SA',
    0x0402: 'bg-BG',
    0x0403: 'ca-ES',
    0x0404: 'zh-TW',
    0x0405: 'cs-CZ',
    0x0406: 'da-DK',
    0x0407: 'de-DE',
    0x0408: 'el-GR',
    0x0409: 'en-US',
    0x040b: 'fi-FI',
    0x040c: 'fr-FR',
    0x040d: 'he-IL',
    0x040e: 'hu-HU',
    0x0410: 'it-IT',
    0x0411: 'ja-JP',
    0x0412: 'ko-KR',
    0x0413: 'nl-NL',
    0x0414: 'nb-NO',
    0x0415: 'pl-PL',
    0x0416: 'pt-BR',
    0x0418: 'ro-RO',
    0x0419: 'ru-RU',
    0x041a: 'hr-HR',
    0x041b: 'sk-SK',
    0x041d: 'sv-SE',
    0x041e: 'th-TH',
    0x041f: 'tr-TR',
    0x0421: 'id-ID',
    0x0422: 'uk-UA',
    0x0424: 'sl-SI',
    0x0425: 'et-EE',
    0x0426: 'lv-LV',
    0x0427: 'lt-LT',
    0x042a: 'vi-VN',
    0x042d: 'eu-ES',
    0x0456: 'gl-ES',
    0x0804: 'zh-CN',
    0x0809: 'en-GB',
    0x080a: 'es-MX',
    0x0816: 'pt-PT',
    0x0c04: 'zh-HK',
    0x0c0a: 'es-ES',
    0x0c0c: 'fr-CA',
    0x241a: 'sr-Latn-RS',
};
/** @param control `SYSTEM\ControlSet00N\Control` */
function readLanguages(control) {
    const installed = control?.key('MUI\\UILanguages')?.subkeys() ?? [];
    const nls = control?.key('Nls\\Language') ?? null;
    const lcid = Number.parseInt(nls?.string('InstallLanguage') ?? nls?.string('Default') ?? '', 16);
    const byLcid = installed.find((key) => key.dword('LCID') === lcid)?.name ?? TAGS[lcid];
    const only = installed.length === 1 ? installed[0]?.name : undefined;
    const defaultLanguage = byLcid ?? only ?? '';
    const languages = installed.map(({ name }) => name);
    if (languages.length === 0 && defaultLanguage !== '')
        languages.push(defaultLanguage);
    return { languages, defaultLanguage };
}
//# sourceMappingURL=languages.js.map
;// CONCATENATED MODULE: ./build/src/inspect/windows-info.js
/**
 * What the XML of a WIM says of a Windows installation, read from the installation itself: its hives, kernel32.dll
 * and State.ini. `dism /Get-ImageInfo`, Windows Setup and MDT go by these values: without edition, installation type,
 * product type and suite, languages and version, Setup refuses the image or does not show it.
 */




/** What the version resource of ntdll.dll has said in every Windows since XP. */
const PRODUCT_NAME = 'Microsoft\u00ae Windows\u00ae Operating System';
/** The class of the computer device, whose driver the HAL is. */
const COMPUTER_CLASS = 'Class\\{4D36E966-E325-11CE-BFC1-08002BE10318}\\0000';
const FIRST_BUILD_OF_WINDOWS_11 = 22_000;
const STATE_INI_LIMIT = 1 << 20;
/**
 * @param options whether a hive whose last write did not finish is read as it is, where the logs beside it do not help
 * @returns null where the tree holds no Windows; a value that the installation does not name is '' or 0
 * @throws damaged, or dirty, naming the hive
 */
async function readWindowsInfo(tree, options = {}) {
    const systemRoot = await findSystemRoot(tree);
    if (systemRoot === null)
        return null;
    const software = await openWindowsHive(tree, systemRoot.path, 'SOFTWARE', options);
    const system = await openWindowsHive(tree, systemRoot.path, 'SYSTEM', options);
    const current = software?.key('Microsoft\\Windows NT\\CurrentVersion') ?? null;
    const control = controlSet(system)?.key('Control') ?? null;
    const product = control?.key('ProductOptions') ?? null;
    const productType = product?.string('ProductType') ?? '';
    const installationType = current?.string('InstallationType') ?? '';
    const version = versionOf(current, control);
    const isClient = installationType === '' ? productType === 'WinNT' : installationType === 'Client';
    const setupState = software?.key('Microsoft\\Windows\\CurrentVersion\\Setup\\State') ?? null;
    return {
        architecture: await readArchitecture(tree, `${systemRoot.path}\\System32`, control),
        productName: PRODUCT_NAME,
        editionId: current?.string('EditionID') ?? '',
        installationType,
        productType,
        productSuite: product?.multiString('ProductSuite')?.[0] ?? '',
        hal: control?.key(COMPUTER_CLASS)?.string('MatchingDeviceId') ?? '',
        ...readLanguages(control),
        version,
        systemRoot: systemRoot.name.toUpperCase(),
        displayName: displayNameOf(current?.string('ProductName') ?? '', isClient, version.build),
        displayVersion: current?.string('DisplayVersion') ?? current?.string('ReleaseId') ?? '',
        imageState: (await stateOf(tree, systemRoot.path)) ?? setupState?.string('ImageState') ?? '',
    };
}
function versionOf(current, control) {
    // Up to Windows 8.1 "6.3", which later ones still say.
    const [major, minor] = (current?.string('CurrentVersion') ?? '').split('.');
    const build = current?.string('CurrentBuildNumber') ?? current?.string('CurrentBuild') ?? '';
    // "26100.1.amd64fre.ge_release.240331-1435"
    const [, revision] = (current?.string('BuildLabEx') ?? '').split('.');
    // "26100.ge_release.240331-1435"
    const [, branch] = (current?.string('BuildLab') ?? '').split('.');
    return {
        major: current?.dword('CurrentMajorVersionNumber') ?? integer(major),
        minor: current?.dword('CurrentMinorVersionNumber') ?? integer(minor),
        build: integer(build),
        // Windows 7 and 8 have no UBR; CSDBuildNumber, which some tools take, is not the revision.
        spBuild: current?.dword('UBR') ?? integer(revision),
        // 0x0100 is service pack 1.
        spLevel: (control?.key('Windows')?.dword('CSDVersion') ?? 0) >>> 8,
        branch: current?.string('BuildBranch') ?? branch ?? '',
    };
}
/** Windows 11 still calls itself Windows 10 in its hive. */
function displayNameOf(productName, isClient, build) {
    const isWindows11 = isClient && build >= FIRST_BUILD_OF_WINDOWS_11;
    return isWindows11 ? productName.replace(/^(Microsoft )?Windows 10\b/, '$1Windows 11') : productName;
}
/** `[State] ImageState=…`: sysprep writes it, and deployment tools look there for a generalized image. */
async function stateOf(tree, systemRoot) {
    const bytes = await readFileOrNull(tree, `${systemRoot}\\Setup\\State\\State.ini`, STATE_INI_LIMIT);
    const line = bytes === null ? null : /^[ \t]*ImageState[ \t]*=[ \t]*(\S+)/im.exec(decodeText(bytes));
    return line?.[1] ?? null;
}
function integer(text) {
    return /^\d{1,9}$/.test(text ?? '') ? Number(text) : 0;
}
//# sourceMappingURL=windows-info.js.map
;// CONCATENATED MODULE: ./build/src/inspect/generalize-evidence.js
/** Whether an installation was generalized: what its disk says, whatever the guest said. */






const GENERALIZED = 'IMAGE_STATE_GENERALIZE_RESEAL_TO_OOBE';
const generalize_evidence_SYSPREP = 'System32\\Sysprep';
const LOG_LIMIT = 64 << 20;
const QUOTED = 5;
/** @throws not-found where the tree holds no Windows; damaged, dirty */
async function readGeneralizeEvidence(tree, options = {}) {
    const root = await findSystemRoot(tree);
    const windows = await readWindowsInfo(tree, options);
    if (root === null || windows === null) {
        throw new src_errors/* FactoryError */.Xx('not-found', {
            subject: tree.label,
            found: 'no Windows',
            expected: 'an installation that sysprep generalized',
        });
    }
    const textOf = async (name) => {
        const bytes = await readFileOrNull(tree, `${root.path}\\${generalize_evidence_SYSPREP}\\Panther\\${name}`, LOG_LIMIT);
        return bytes === null ? '' : decodeText(bytes);
    };
    const { imageState, version } = windows;
    const log = readSysprepLog(await textOf('setuperr.log'), await textOf('setupact.log'));
    const succeeded = (await (0,src_tree/* findOrNull */.w0)(tree, `${root.path}\\${generalize_evidence_SYSPREP}\\Sysprep_succeeded.tag`)) !== null;
    const build = version.build === 0 ? '' : `${version.build}.${version.spBuild}`;
    const facts = { imageState, succeeded, build, log };
    return { ...facts, failures: failuresOf(facts) };
}
function failuresOf({ imageState, succeeded, build, log }) {
    const fatal = log.filter(({ kind }) => kind === 'fatal');
    return [
        ...(imageState === GENERALIZED
            ? []
            : [imageState === '' ? 'State.ini names no state' : `State.ini says ${imageState}`]),
        ...(succeeded ? [] : ['there is no Sysprep_succeeded.tag']),
        ...(build === '' ? ['the hives name no build'] : []),
        ...(fatal.length === 0 ? [] : [`setuperr.log says: ${quote(fatal)}`]),
    ];
}
/** Lines of setuperr.log that neither end a run nor are known from good ones, for a warning; '' for none. */
function unknownErrors({ log }) {
    return quote(log.filter(({ kind }) => kind === 'unknown'));
}
function quote(lines) {
    const shown = lines.slice(0, QUOTED).map(({ text }) => `"${text}"`);
    return lines.length > QUOTED ? `${shown.join(', ')} and ${lines.length - QUOTED} more` : shown.join(', ');
}
/** The error of an installation that is not generalized; null where it is. @param subject the disk */
function generalizeRefusal(subject, evidence) {
    if (evidence.failures.length === 0)
        return null;
    return new src_errors/* FactoryError */.Xx('refused', {
        subject,
        found: `it is not generalized: ${evidence.failures.join('; ')}`,
        expected: `State.ini with ${GENERALIZED}, Sysprep_succeeded.tag, and no fatal error in setuperr.log`,
        next: 'read \\Windows\\System32\\Sysprep\\Panther\\setupact.log on that disk from its last error upwards',
    });
}
//# sourceMappingURL=generalize-evidence.js.map
;// CONCATENATED MODULE: ./build/src/inspect/install-state.js
/** In which state the installation on a disk is that somebody else made: only from two of them a build can go on. */




/** Where Setup looks for an answer file on the disk itself. */
const ANSWER_FILES = [
    'Panther\\Unattend\\Unattend.xml',
    'Panther\\Unattend\\Autounattend.xml',
    'Panther\\unattend.xml',
    'System32\\Sysprep\\unattend.xml',
];
/** @throws not-found where the tree holds no Windows; damaged, dirty */
async function readInstallState(tree, options = {}) {
    const root = await findSystemRoot(tree);
    const windows = await readWindowsInfo(tree, options);
    if (root === null || windows === null) {
        throw new src_errors/* FactoryError */.Xx('not-found', {
            subject: tree.label,
            found: 'no Windows',
            expected: 'a disk that Windows is installed on',
        });
    }
    const system = await openWindowsHive(tree, root.path, 'SYSTEM', options);
    const setup = system?.key('Setup') ?? null;
    const auditBoot = (setup?.key('Status')?.dword('AuditBoot') ?? 0) !== 0;
    const setupType = setup?.dword('SetupType') ?? 0;
    const answerFiles = [];
    for (const file of [
        ...ANSWER_FILES.map((name) => `${root.path}\\${name}`),
        '\\unattend.xml',
        '\\autounattend.xml',
    ]) {
        const located = await (0,src_tree/* findOrNull */.w0)(tree, file);
        if (located !== null)
            answerFiles.push(located.path);
    }
    const { imageState } = windows;
    return { state: install_state_stateOf(imageState, auditBoot), imageState, auditBoot, setupType, answerFiles };
}
function install_state_stateOf(imageState, auditBoot) {
    if (imageState.startsWith('IMAGE_STATE_GENERALIZE_RESEAL_TO_'))
        return 'generalized';
    if (imageState === 'IMAGE_STATE_SPECIALIZE_RESEAL_TO_AUDIT')
        return 'audit';
    // In audit mode itself some builds keep the state of the pass that led there.
    return auditBoot && imageState !== 'IMAGE_STATE_COMPLETE' ? 'audit' : 'other';
}
/** The error of an installation that a build cannot start from; null where it can. @param subject the disk */
function installStateRefusal(subject, { state, imageState, setupType }) {
    if (state !== 'other')
        return null;
    const named = imageState === '' ? 'names no state' : `is in the state ${imageState}`;
    const inSetup = setupType === 0 ? '' : `, and in the middle of Setup (SetupType ${setupType})`;
    return new src_errors/* FactoryError */.Xx('refused', {
        subject,
        found: `the installation ${named}${inSetup}`,
        expected: 'one in audit mode or generalized',
        next: 'start it and run "%WINDIR%\\System32\\Sysprep\\sysprep.exe /audit /shutdown" for audit mode, ' +
            'or "sysprep.exe /generalize /oobe /shutdown", and use the disk when the machine is off',
    });
}
//# sourceMappingURL=install-state.js.map
;// CONCATENATED MODULE: ./build/src/inspect/packages.js
/**
 * The packages of an installation as servicing keeps them: the SOFTWARE hive says in which state each is, and its manifest
 * in `\Windows\servicing\Packages` which update it belongs to.
 *
 * ```
 * Microsoft\Windows\CurrentVersion\Component Based Servicing\Packages
 *   Package_for_KB5054156~31bf3856ad364e35~amd64~~26100.5074.1.1   CurrentState 0x70, InstallName …mum
 *   Package_for_RollupFix~31bf3856ad364e35~amd64~~26100.7171.1.9   no KB: that is in its manifest
 * ```
 *
 * The states are those of
 * https://learn.microsoft.com/archive/blogs/tip_of_the_day/tip-of-the-day-cbs-servicing-states-chart-refresher
 */



const PACKAGES = 'Microsoft\\Windows\\CurrentVersion\\Component Based Servicing\\Packages';
/** A partly installed package waits for what it lacks; a resolved one is known by its manifest alone. */
const STATES = new Map([
    [0x00, 'removed'],
    [0x05, 'pending'],
    [0x10, 'removed'],
    [0x20, 'removed'],
    [0x30, 'staged'],
    [0x40, 'staged'],
    [0x50, 'superseded'],
    [0x60, 'pending'],
    [0x65, 'pending'],
    [0x70, 'installed'],
    // It cannot be removed any more.
    [0x80, 'installed'],
]);
const UPDATE = /^Package_for_/i;
const KB_IN_NAME = /^Package_for_(KB\d+)/i;
/** The manifest of a cumulative update is larger; what it belongs to stands at its beginning. */
const MANIFEST_START = 1 << 16;
/**
 * @returns null where the tree holds no Windows, or its hive knows no packages
 * @throws damaged, or dirty, naming the hive
 */
async function readInstalledPackages(tree, options = {}) {
    const root = await findSystemRoot(tree);
    if (root === null)
        return null;
    const software = await openWindowsHive(tree, root.path, 'SOFTWARE', options);
    const keys = software?.key(PACKAGES)?.subkeys() ?? null;
    if (keys === null)
        return null;
    const manifests = await findManifests(tree, root.path, keys);
    const packages = [];
    for (const key of keys) {
        const { name } = key;
        packages.push({
            name,
            version: name.split('~').at(-1) ?? '',
            kb: KB_IN_NAME.exec(name)?.[1]?.toUpperCase() ?? (await kbOfManifest(tree, manifests.get(name))),
            state: STATES.get(key.dword('CurrentState') ?? 0) ?? 'removed',
        });
    }
    return { packages, kbs: installedKbs(packages) };
}
/** The manifests that have to be read, by the name of the package: of an installation's thousands, a dozen. */
async function findManifests(tree, root, keys) {
    const wanted = new Map();
    for (const key of keys) {
        if (!UPDATE.test(key.name) || KB_IN_NAME.test(key.name))
            continue;
        wanted.set((0,src_tree/* foldCase */.SP)(key.string('InstallName') ?? `${key.name}.mum`), key.name);
    }
    const found = new Map();
    const folder = await (0,src_tree/* findOrNull */.w0)(tree, `${root}\\servicing\\Packages`);
    if (folder === null || wanted.size === 0)
        return found;
    const isWanted = (name) => wanted.has((0,src_tree/* foldCase */.SP)(name));
    const entries = await (tree.childrenNamed?.(folder.entry, isWanted) ?? tree.children(folder.entry));
    for (const entry of entries) {
        const package_ = wanted.get((0,src_tree/* foldCase */.SP)(entry.name));
        if (package_ !== undefined)
            found.set(package_, { path: `${folder.path}\\${entry.name}`, entry });
    }
    return found;
}
/**
 * ```
 * <assembly … description="Fix for KB5068861" supportInformation="https://support.microsoft.com/help/5068861" …>
 *   <assemblyIdentity name="Package_for_RollupFix" version="26100.7171.1.9" … />
 *   <package identifier="KB5068861" releaseType="Security Update" restart="possible">
 * ```
 */
async function kbOfManifest(tree, located) {
    if (located === undefined)
        return null;
    const text = decodeText(await readStart(tree, located, MANIFEST_START));
    const identifier = /<package\b[^>]*?\bidentifier\s*=\s*["'](KB\d+)["']/i.exec(text)?.[1];
    const support = /\bsupportInformation\s*=\s*["'][^"']*?(\d{6,8})\/?["']/i.exec(text)?.[1];
    return identifier?.toUpperCase() ?? (support === undefined ? null : `KB${support}`);
}
function installedKbs(packages) {
    const kbs = packages.flatMap(({ kb, state }) => (kb === null || state !== 'installed' ? [] : [kb]));
    return [...new Set(kbs)].toSorted((a, b) => Number(a.slice(2)) - Number(b.slice(2)));
}
//# sourceMappingURL=packages.js.map
// EXTERNAL MODULE: ./build/src/servicing/index.js + 12 modules
var servicing = __webpack_require__(21246);
;// CONCATENATED MODULE: ./build/src/inspect/requirement.js
/** Whether an installation is as new as a definition requires: `updates.require`. */


/** What counts first where a KB has several packages. */
const WORDS = [
    ['pending', 'is pending a reboot'],
    ['staged', 'is staged, not installed'],
    ['superseded', 'is superseded by a later update'],
    ['removed', 'is removed'],
];
/**
 * @param subject the volume
 * @param windows null where it holds no Windows
 * @param installed null where servicing knows no packages there
 * @returns the error of an installation that lacks something; null where it has all
 */
function requireRefusal(subject, require, windows, installed) {
    const wanted = require.kb.map((kb) => kb.toUpperCase());
    if (require.build === null && wanted.length === 0)
        return null;
    const missing = wanted.filter((kb) => installed?.kbs.includes(kb) !== true);
    const states = missing.map((kb) => requirement_stateOf(kb, installed));
    const build = windows === null ? null : `${windows.version.build}.${windows.version.spBuild}`;
    const isOlder = require.build !== null && !isAtLeast(build, require.build);
    if (!isOlder && missing.length === 0)
        return null;
    const found = [
        ...(isOlder ? [build === null ? 'it holds no Windows' : `its build is ${build}`] : []),
        ...missing.map((kb, at) => `${kb} ${states[at]?.word}`),
    ];
    const expected = [...(isOlder ? [`build ${require.build} or later`] : []), ...missing];
    return new src_errors/* FactoryError */.Xx('refused', {
        subject,
        found: found.join(', '),
        expected: expected.join(' and '),
        next: adviceFor(states.map(({ state }) => state)),
    });
}
function isAtLeast(build, required) {
    const [has, wants] = [(0,servicing/* parseBuild */.EH)(build), (0,servicing/* parseBuild */.EH)(required)];
    return has !== null && wants !== null && (0,servicing/* compareBuilds */.V4)(has, wants) >= 0;
}
function requirement_stateOf(kb, installed) {
    const packages = (installed?.packages ?? []).filter((one) => one.kb === kb);
    for (const [state, word] of WORDS) {
        if (packages.some((one) => one.state === state))
            return { state, word };
    }
    return { state: null, word: 'is not there' };
}
function adviceFor(states) {
    if (states.includes('pending') || states.includes('staged')) {
        return 'let Windows finish the update: start it once more before it is captured';
    }
    if (states.length > 0 && states.every((state) => state === 'superseded')) {
        return 'require the build that it made, or the later update';
    }
    return 'install what is missing, or change updates.require';
}
//# sourceMappingURL=requirement.js.map
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
;// CONCATENATED MODULE: ./build/src/inspect/needles.js
/** The forms in which a secret may lie in a file, and one scan that looks for all of them at once. */
/**
 * @param value the secret itself
 * @returns each form in ASCII or UTF-8, and once more in UTF-16LE, as event logs and hives hold text
 */
function needlesOf(secret, value) {
    const texts = [
        ['UTF-8', value],
        ['XML', escapeXml(value)],
        ['JSON', JSON.stringify(value).slice(1, -1)],
        ...base64Forms(Buffer.from(value, 'utf8')).map((text) => ['base64', text]),
        ...base64Forms(Buffer.from(value, 'utf16le')).map((text) => ['base64 of UTF-16', text]),
    ];
    const known = new Set();
    const needles = [];
    for (const [form, text] of texts) {
        if (known.has(text))
            continue;
        known.add(text);
        needles.push({ secret, form, bytes: Buffer.from(text, 'utf8') });
        needles.push({ secret, form: form === 'UTF-8' ? 'UTF-16' : form, bytes: Buffer.from(text, 'utf16le') });
    }
    return needles;
}
function escapeXml(text) {
    return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
/** What is the same wherever in a longer text the bytes begin: they may begin at each of three places of a group. */
function base64Forms(bytes) {
    return [0, 1, 2].map((before) => {
        const text = Buffer.concat([Buffer.alloc(before), bytes, Buffer.alloc(2)]).toString('base64');
        return text.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
    });
}
/**
 * Looks for many needles in one pass, as Wu and Manber do: a table tells from the last two bytes of a window how far it
 * may move on, so that most bytes are never looked at, however many needles there are.
 */
class NeedleScanner {
    /** Bytes of the longest needle. */
    longest;
    /** Bytes of the shortest, which is the window. */
    shortest;
    #shifts = new Uint8Array(0x10000);
    #byPair = new Map();
    /** @param needles each of three bytes at least */
    constructor(needles) {
        const lengths = needles.map(({ bytes }) => bytes.length);
        this.longest = Math.max(...lengths, 0);
        this.shortest = Math.min(...lengths, 255);
        const window = this.shortest;
        this.#shifts.fill(window - 1);
        for (const needle of needles) {
            for (let at = 0; at + 1 < window; at++) {
                const pair = pairAt(needle.bytes, at);
                this.#shifts[pair] = Math.min(this.#shifts[pair], window - 2 - at);
            }
            const last = pairAt(needle.bytes, window - 2);
            this.#byPair.set(last, [...(this.#byPair.get(last) ?? []), needle]);
        }
    }
    /** @param found is told of each needle in `bytes`, as often as it is there */
    scan(bytes, found) {
        const shifts = this.#shifts;
        const window = this.shortest;
        const end = bytes.length;
        for (let at = window - 1; at < end;) {
            const pair = bytes[at - 1] | (bytes[at] << 8);
            const shift = shifts[pair];
            if (shift > 0) {
                at += shift;
                continue;
            }
            for (const needle of this.#byPair.get(pair) ?? []) {
                if (isAt(bytes, at + 1 - window, needle.bytes))
                    found(needle);
            }
            at++;
        }
    }
}
function pairAt(bytes, at) {
    return bytes[at] | (bytes[at + 1] << 8);
}
function isAt(bytes, start, needle) {
    if (start + needle.length > bytes.length)
        return false;
    for (let at = 0; at < needle.length; at++)
        if (bytes[start + at] !== needle[at])
            return false;
    return true;
}
//# sourceMappingURL=needles.js.map
;// CONCATENATED MODULE: ./build/src/inspect/secrets.js
/**
 * Whether a secret of the user's is left anywhere: in each stream of each file of a volume, in names, link targets and
 * extended attributes, and in logs on the host. Contents are looked at as they are read, so those that NTFS or WOF
 * compress are found; what an archive inside a file compresses, or Windows encrypts, is not.
 */





/** Characters: of a shorter one the system's own files hold every form. */
const SHORTEST_SECRET = 6;
const PIECE = 1 << 20;
/**
 * @param secrets values by name
 * @throws damaged and the like where a content cannot be read: what was not looked at was not found clean
 */
async function findSecrets(tree, secrets, { reporter, exclude = () => false }) {
    const search = new Search(secrets, reporter);
    if (search.isIdle)
        return search.result();
    const task = reporter.task(`Looking for secrets in ${tree.label}`, null, 'bytes');
    try {
        const isWanted = (located) => !exclude(located.path);
        for await (const located of (0,src_tree/* walk */.GG)(tree, undefined, isWanted)) {
            if (isWanted(located))
                await search.entry(tree, located, task);
        }
    }
    finally {
        task.end();
    }
    return search.result();
}
/** As `findSecrets`, for files of the host: the build's logs. */
async function findSecretsInFiles(files, secrets, reporter) {
    const search = new Search(secrets, reporter);
    if (search.isIdle)
        return search.result();
    const task = reporter.task('Looking for secrets in the logs', null, 'bytes');
    try {
        for (const file of files)
            await search.hostFile(file, task);
    }
    finally {
        task.end();
    }
    return search.result();
}
/** The error of a search that found something; null where it did not. @param subject what was searched */
function secretsRefusal(subject, { hits }) {
    if (hits.length === 0)
        return null;
    const shown = hits.slice(0, 10).map((hit) => `${hit.secret} ${describe(hit)}`);
    const more = hits.length > shown.length ? ` and in ${hits.length - shown.length} more places` : '';
    return new src_errors/* FactoryError */.Xx('refused', {
        subject,
        found: `secrets are left in it: ${shown.join('; ')}${more}`,
        expected: 'none of the values that the definition names under secrets',
        next: 'let the script that gets the secret clean up after itself: its logs, transcripts, answer files and histories; ' +
            'or choose a longer value where it is one that Windows or a program holds anyway',
    });
}
function describe({ path, stream, place, form }) {
    if (place === 'name')
        return `as the name of ${path}`;
    const where = place === 'content' ? '' : `the ${place} of `;
    return `in ${where}${path}${stream === '' ? '' : `:${stream}`} as ${form}`;
}
class Search {
    #scanner;
    #reporter;
    #tooShort = [];
    #hits = [];
    #values = [];
    /** Of files with several names, by their group: what was found in the first. */
    #links = new Map();
    #bytes = 0;
    constructor(secrets, reporter) {
        this.#reporter = reporter;
        const needles = [];
        for (const [secret, value] of secrets) {
            if (value.length < SHORTEST_SECRET) {
                this.#tooShort.push(secret);
                reporter.warn(`the secret ${secret} has fewer than ${SHORTEST_SECRET} characters and is not searched for: choose a longer one`);
                continue;
            }
            this.#values.push([secret, value]);
            needles.push(...needlesOf(secret, value));
        }
        this.#scanner = new NeedleScanner(needles);
    }
    get isIdle() {
        return this.#values.length === 0;
    }
    result() {
        return { hits: this.#hits, bytes: this.#bytes, tooShort: this.#tooShort };
    }
    async entry(tree, { path, entry }, task) {
        const { name, linkGroup, reparse, extendedAttributes } = entry;
        for (const [secret, value] of this.#values) {
            if (name.includes(value)) {
                const hidden = path.replaceAll(value, '***');
                this.#hits.push({ secret, path: hidden, stream: '', place: 'name', form: 'UTF-16' });
            }
        }
        const known = linkGroup === 0 ? undefined : this.#links.get(linkGroup);
        if (known !== undefined) {
            this.#hits.push(...known.map((hit) => ({ ...hit, path: this.#masked(path) })));
            return;
        }
        const before = this.#hits.length;
        if (reparse !== null)
            this.#whole(reparse.data, path, 'reparse data');
        for (const { value } of extendedAttributes)
            this.#whole(value, path, 'extended attributes');
        for (const stream of entry.streams)
            await this.#stream(tree, { path, entry }, stream, task);
        if (linkGroup !== 0)
            this.#links.set(linkGroup, this.#hits.slice(before));
    }
    async hostFile(file, task) {
        try {
            const { size } = await (0,promises_.stat)(file);
            await this.#content(() => (0,external_node_fs_.createReadStream)(file, { highWaterMark: PIECE }), { path: file, size, name: '' }, task);
        }
        catch (error) {
            throw (0,src_errors/* fromSystemError */.Kh)(error, file);
        }
    }
    async #stream(tree, { path, entry }, stream, task) {
        await this.#content(() => tree.read(entry, stream), { path, size: stream.size, name: stream.name }, task);
    }
    async #content(open, { path, size, name }, task) {
        if (size < this.#scanner.shortest)
            return;
        const found = this.#collector(path, name, 'content');
        // What crosses the border of two pieces is found in the end of the one and the start of the other.
        const overlap = this.#scanner.longest - 1;
        let carry = Buffer.alloc(0);
        for await (const piece of open()) {
            this.#reporter.signal.throwIfAborted();
            if (carry.length > 0)
                this.#scanner.scan(Buffer.concat([carry, piece.subarray(0, overlap)]), found);
            this.#scanner.scan(piece, found);
            carry =
                piece.length >= overlap
                    ? Buffer.from(piece.subarray(piece.length - overlap))
                    : Buffer.concat([carry, piece]).subarray(-overlap);
            this.#bytes += piece.length;
            task.advance(piece.length);
        }
    }
    #whole(bytes, path, place) {
        this.#scanner.scan(bytes, this.#collector(path, '', place));
    }
    /** Keeps the first hit of each secret at a place. */
    #collector(path, stream, place) {
        const known = new Set();
        return ({ secret, form }) => {
            if (known.has(secret))
                return;
            known.add(secret);
            this.#hits.push({ secret, path: this.#masked(path), stream: this.#masked(stream), place, form });
        };
    }
    /** A value is never told, not even where a path holds it. */
    #masked(text) {
        return this.#values.reduce((masked, [, value]) => masked.replaceAll(value, '***'), text);
    }
}
//# sourceMappingURL=secrets.js.map
;// CONCATENATED MODULE: ./build/src/inspect/update-policy.js
/** Whether an installation asks a WSUS server by policy: that of the build is removed before the capture. */

const POLICY = 'Policies\\Microsoft\\Windows\\WindowsUpdate';
/** @returns the address; null where there is none @throws damaged, or dirty, naming the hive */
async function readUpdateServer(tree, options = {}) {
    const root = await findSystemRoot(tree);
    if (root === null)
        return null;
    const software = await openWindowsHive(tree, root.path, 'SOFTWARE', options);
    const server = software?.key(POLICY)?.string('WUServer') ?? null;
    return server === '' ? null : server;
}
//# sourceMappingURL=update-policy.js.map
;// CONCATENATED MODULE: ./build/src/inspect/updates.js
/** The updates of an image as its manifest names them. */


/**
 * As `readInstalledPackages`, for whom an answer is good to have: contents that cannot be read (an ESD), or a hive that is not
 * whole, are told, and there is none.
 */
async function readPackagesOrWarn(tree, reporter, options = {}) {
    try {
        return await readInstalledPackages(tree, options);
    }
    catch (error) {
        if (!(error instanceof src_errors/* FactoryError */.Xx))
            throw error;
        reporter.warn(`${tree.label}: which updates are installed cannot be read: ${error.message}`);
        return null;
    }
}
//# sourceMappingURL=updates.js.map
;// CONCATENATED MODULE: ./build/src/inspect/index.js










//# sourceMappingURL=index.js.map

/***/ }),

/***/ 63970:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  n6: () => (/* reexport */ commandFailed),
  ln: () => (/* reexport */ isLocked),
  jW: () => (/* reexport */ isProcessAlive),
  TP: () => (/* reexport */ killTree),
  w$: () => (/* reexport */ lastLines),
  d1: () => (/* reexport */ runCommand),
  Gk: () => (/* reexport */ runLong),
  GH: () => (/* reexport */ startOf),
  sr: () => (/* reexport */ startOfChild),
  kp: () => (/* reexport */ startProcess),
  _f: () => (/* reexport */ systemTool),
  HJ: () => (/* reexport */ takeLock),
  gJ: () => (/* reexport */ waitForLock)
});

// UNUSED EXPORTS: commandMissing

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
;// CONCATENATED MODULE: ./build/src/process/error.js
/** What a command that failed says to the user: its exit code, and the end of what it printed. */


const LINES = 6;
/** @param advice what to do next */
function commandFailed(command, exit, output, advice) {
    const said = lastLines(output);
    return new errors/* FactoryError */.Xx('host', {
        subject: nameOf(command),
        found: `${exit === null ? 'was killed' : `ended with exit code ${exitCode(exit)}`}${said === '' ? '' : `: ${said}`}`,
        ...(advice === undefined ? {} : { next: advice }),
    });
}
function commandMissing(command, cause) {
    return new errors/* FactoryError */.Xx('tool', {
        subject: nameOf(command),
        found: 'is not on this host',
        expected: `a program of this name${command === nameOf(command) ? ' on PATH' : ` at ${command}`}`,
        next: 'install it, or add its folder to PATH',
        cause,
    });
}
/** The last lines that say something, as one. */
function lastLines(output) {
    const lines = output.split(/[\r\n]+/).map((line) => line.trim());
    return lines
        .filter((line) => line !== '')
        .slice(-LINES)
        .join(' | ');
}
/** Codes of Windows are known by their hexadecimal digits. */
function exitCode(exit) {
    return exit < 0 || exit > 0xffff ? `0x${(exit >>> 0).toString(16).padStart(8, '0')}` : String(exit);
}
function nameOf(command) {
    return external_node_path_.basename(command.replaceAll('\\', '/'));
}
//# sourceMappingURL=error.js.map
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(31421);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: ./build/src/output.js
var output = __webpack_require__(27208);
;// CONCATENATED MODULE: ./build/src/process/system-tool.js
/** Where the tools of Windows lie. */

const OTHER_FOLDERS = { 'powershell.exe': 'WindowsPowerShell\\v1.0' };
/**
 * A tool that comes with Windows, with its whole path: a bare name is looked for in the working directory first, which
 * may be anybody's checkout. On another system the name as it is, for PATH to find.
 *
 * @param name with its suffix: `dism.exe`
 */
function systemTool(name, env = process.env) {
    if (process.platform !== 'win32')
        return name;
    const system = env['SystemRoot'] ?? 'C:\\Windows';
    return external_node_path_.win32.join(system, 'System32', OTHER_FOLDERS[name] ?? '', name);
}
//# sourceMappingURL=system-tool.js.map
;// CONCATENATED MODULE: ./build/src/process/identity.js
/** Which process is meant: a number alone may belong to another one by now. */





const run = (0,external_node_util_.promisify)(external_node_child_process_.execFile);
/** Asked of the outside, a process began a little earlier than it says itself. */
const TOLERANCE = 5000;
/**
 * When a process began: on Linux the boot and the tick of it, elsewhere milliseconds since 1970.
 *
 * @returns '' where the system does not say, or no longer knows the process
 */
async function startOf(pid) {
    try {
        if (process.platform === 'linux') {
            const boot = await (0,promises_.readFile)('/proc/sys/kernel/random/boot_id', 'utf8');
            const facts = await (0,promises_.readFile)(`/proc/${pid}/stat`, 'utf8');
            // The second field is the program's name in parentheses, which may hold anything.
            const fields = facts.slice(facts.lastIndexOf(')') + 2).split(' ');
            return `${boot.trim()} ${fields[19]}`;
        }
        if (pid === process.pid)
            return String(Math.round(performance.timeOrigin));
        // No cmdlet: where the job's shell is PowerShell 7, Windows PowerShell finds the modules of that one.
        const question = `[Diagnostics.Process]::GetProcessById(${pid}).StartTime.ToString('o')`;
        const limits = { timeout: 30_000, windowsHide: true };
        const { stdout } = await (process.platform === 'win32'
            ? run(systemTool('powershell.exe'), ['-NoProfile', '-NonInteractive', '-Command', question], limits)
            : run('ps', ['-o', 'lstart=', '-p', String(pid)], limits));
        const started = Date.parse(stdout.trim());
        return Number.isNaN(started) ? '' : String(started);
    }
    catch {
        return '';
    }
}
/** The same of a child that was started this moment, without asking where that takes long. */
function startOfChild(pid) {
    return process.platform === 'linux' ? startOf(pid) : Promise.resolve(String(Date.now()));
}
/**
 * Whether the process still runs that had this number and began then.
 *
 * @param started what `startOf` said of it; '' where it did not know
 */
async function isProcessAlive(pid, started) {
    if (!(0,output/* isRunning */.W_)(pid))
        return false;
    const now = await startOf(pid);
    return now === '' || started === '' || isSameStart(now, started);
}
function isSameStart(a, b) {
    return a === b || Math.abs(Number(a) - Number(b)) < TOLERANCE;
}
//# sourceMappingURL=identity.js.map
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
;// CONCATENATED MODULE: ./build/src/process/kill.js
/** A kill that reaches the children: `dism.exe` does its work in `dismhost.exe`, and a script in what it calls. */





const kill_run = (0,external_node_util_.promisify)(external_node_child_process_.execFile);
/** How long a group may take to end by itself, and then how long the system may take to end it. */
const GRACE_MS = 2000;
const STEP_MS = 50;
/**
 * Ends a process that `startProcess` started, by this process or by one that is dead, with all that it started.
 *
 * @returns whether it is gone
 */
async function killTree(pid) {
    if (process.platform === 'win32') {
        // Fails where the process is gone already, or one of its children ends meanwhile: what counts is what is left.
        await kill_run(systemTool('taskkill.exe'), ['/PID', String(pid), '/T', '/F'], { windowsHide: true }).catch(() => undefined);
        return await isGone(() => !(0,output/* isRunning */.W_)(pid));
    }
    signal(pid, 'SIGTERM');
    if (await isGone(() => !signal(pid, 0)))
        return true;
    signal(pid, 'SIGKILL');
    return await isGone(() => !signal(pid, 0));
}
/** @returns whether anybody in the group took it */
function signal(group, name) {
    try {
        process.kill(-group, name);
        return true;
    }
    catch {
        return false;
    }
}
async function isGone(test) {
    for (let waited = 0; waited < GRACE_MS; waited += STEP_MS) {
        if (test())
            return true;
        await (0,external_node_timers_promises_.setTimeout)(STEP_MS);
    }
    return test();
}
//# sourceMappingURL=kill.js.map
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
;// CONCATENATED MODULE: ./build/src/process/lock.js
/**
 * A lock between processes that dies with its owner. It is a file with the process that holds it; a process that is gone,
 * or whose number belongs to another one by now, holds nothing.
 */





/** @throws busy where another process holds it */
async function takeLock(file, purpose) {
    const own = { pid: process.pid, host: (0,external_node_os_.hostname)(), started: await startOf(process.pid) };
    const text = JSON.stringify(own);
    try {
        while (!(await claim(file, text))) {
            const found = await (0,promises_.readFile)(file, 'utf8').catch(() => '');
            const holder = parseHolder(found);
            if (holder !== null && (await isAlive(holder)))
                throw busy(file, holder, purpose);
            await discard(file, found);
        }
    }
    catch (error) {
        throw (0,errors/* fromSystemError */.Kh)(error, file);
    }
    return { release: () => (0,promises_.rm)(file, { force: true }) };
}
const RETRY_MS = 1000;
/**
 * Takes a lock that others hold for a moment.
 *
 * @param onWait told once, when somebody else holds it
 * @throws the signal's reason when that is aborted
 */
async function waitForLock(file, purpose, signal, onWait) {
    for (let attempt = 0;; attempt++) {
        signal.throwIfAborted();
        try {
            return await takeLock(file, purpose);
        }
        catch (error) {
            if (!(error instanceof errors/* FactoryError */.Xx) || error.code !== 'busy')
                throw error;
            if (attempt === 0)
                onWait(`${error.details.subject}: ${error.details.found}; waiting for it`);
            await (0,external_node_timers_promises_.setTimeout)(RETRY_MS, undefined, { signal }).catch(() => undefined);
        }
    }
}
/** Whether a living process holds the lock. */
async function isLocked(file) {
    const holder = parseHolder(await (0,promises_.readFile)(file, 'utf8').catch(() => ''));
    return holder !== null && (await isAlive(holder));
}
/** The file appears with its content or not at all. */
async function claim(file, text) {
    const own = `${file}.${process.pid}`;
    await (0,promises_.writeFile)(own, text);
    try {
        await (0,promises_.link)(own, file);
        return true;
    }
    catch (error) {
        if (error.code === 'EEXIST')
            return false;
        // Every system says in its own code that there are no links; where it is something else, this meets it too.
        return await claimWithoutLinks(file, text);
    }
    finally {
        await (0,promises_.rm)(own, { force: true });
    }
}
/** On a file system without hard links a killed process may leave an empty lock, which holds nothing. */
async function claimWithoutLinks(file, text) {
    try {
        await (0,promises_.writeFile)(file, text, { flag: 'wx' });
        return true;
    }
    catch (error) {
        if (error.code === 'EEXIST')
            return false;
        throw error;
    }
}
/** Two processes may find the same stale lock: what was taken away by mistake is put back. */
async function discard(file, stale) {
    const aside = `${file}.${process.pid}.stale`;
    try {
        await (0,promises_.rename)(file, aside);
    }
    catch (error) {
        if (error.code === 'ENOENT')
            return;
        throw error;
    }
    const taken = await (0,promises_.readFile)(aside, 'utf8');
    if (taken !== stale)
        await (0,promises_.link)(aside, file).catch(() => undefined);
    await (0,promises_.rm)(aside, { force: true });
}
function parseHolder(text) {
    try {
        const { pid, host, started } = JSON.parse(text);
        if (!Number.isInteger(pid) || typeof host !== 'string' || typeof started !== 'string')
            return null;
        return { pid: pid, host, started };
    }
    catch {
        return null;
    }
}
async function isAlive({ pid, host, started }) {
    // Of a process on another host nothing can be asked.
    if (host !== (0,external_node_os_.hostname)())
        return true;
    return await isProcessAlive(pid, started);
}
function busy(file, { pid, host }, { does, expected }) {
    const where = host === (0,external_node_os_.hostname)() ? '' : ` on ${host}`;
    return new errors/* FactoryError */.Xx('busy', {
        subject: file,
        found: `process ${pid}${where} ${does}`,
        expected,
        next: where === ''
            ? 'wait until it has ended'
            : 'wait until it has ended; where it is gone, remove this file',
    });
}
//# sourceMappingURL=lock.js.map
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(78474);
// EXTERNAL MODULE: external "node:string_decoder"
var external_node_string_decoder_ = __webpack_require__(46193);
// EXTERNAL MODULE: ./build/src/bytes/index.js + 7 modules
var bytes = __webpack_require__(22290);
;// CONCATENATED MODULE: ./build/src/process/long.js
/**
 * Commands that take minutes or hours: started as children of this process with a deadline, an abort signal and a kill
 * that reaches their own children.
 *
 * They inherit RUNNER_TRACKING_ID: when this process is killed and its job ends, the runner ends them too. What shall
 * outlive the job gets an `env` in which it is empty.
 */








/** What is kept of the output. */
const TAIL_CHARACTERS = 8192;
/** How long a child of a process that has ended may hold its output open. */
const OUTPUT_GRACE_MS = 2000;
/**
 * Starts a command.
 *
 * @param command a path, or a name that PATH finds
 * @throws tool where there is no such program
 */
async function startProcess(command, args, options = {}) {
    const child = (0,external_node_child_process_.spawn)(command, args, {
        stdio: ['ignore', 'pipe', 'pipe'],
        windowsHide: true,
        // A group of its own, by which its children are reached; Windows knows them by their parent.
        detached: process.platform !== 'win32',
        ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
        env: options.env ?? process.env,
    });
    const tail = listen(child, options.onOutput);
    const ended = endOf(child);
    try {
        await (0,external_node_events_.once)(child, 'spawn');
    }
    catch (error) {
        if (error.code === 'ENOENT')
            throw commandMissing(command, error);
        throw (0,errors/* fromSystemError */.Kh)(error, command);
    }
    const pid = child.pid;
    return {
        pid,
        ended,
        tail,
        async kill() {
            if (child.exitCode === null && child.signalCode === null && !(await killTree(pid))) {
                throw new errors/* FactoryError */.Xx('host', {
                    subject: `${command} (process ${pid})`,
                    found: 'does not end when it is killed',
                    next: `end process ${pid} by hand`,
                });
            }
            await ended;
        },
    };
}
/**
 * Runs a command to its end.
 *
 * @returns its exit code and the end of what it printed; the code is for the caller to judge
 * @throws tool where there is no such program, host at its deadline, the signal's reason when that is aborted; each time
 *   nothing of it is left running
 */
async function runLong(command, args, options) {
    const { title, deadlineMs, signal } = options;
    signal.throwIfAborted();
    const child = await startProcess(command, args, options);
    const settled = new AbortController();
    const stop = AbortSignal.any([signal, settled.signal]);
    const timer = (0,external_node_timers_promises_.setTimeout)(deadlineMs, 'late', { signal: stop }).catch(() => 'stopped');
    try {
        await options.onStart?.(child.pid);
        const first = await Promise.race([child.ended, timer]);
        if (first === 'late' || first === 'stopped') {
            signal.throwIfAborted();
            throw late(title, deadlineMs, child.tail());
        }
        return { exit: first, tail: child.tail() };
    }
    catch (error) {
        await child.kill();
        throw error;
    }
    finally {
        settled.abort();
    }
}
function late(title, deadlineMs, tail) {
    const said = lastLines(tail);
    return new errors/* FactoryError */.Xx('host', {
        subject: title,
        found: `did not end within ${(0,bytes/* formatDuration */.a3)(deadlineMs)} and was stopped${said === '' ? '' : `; it said last: ${said}`}`,
        next: 'see what the host is busy with, and run it again',
    });
}
function listen(child, onOutput) {
    let tail = '';
    for (const stream of ['stdout', 'stderr']) {
        const decoder = new external_node_string_decoder_.StringDecoder('utf8');
        child[stream]?.on('data', (data) => {
            const text = decoder.write(data);
            tail = `${tail}${text}`.slice(-TAIL_CHARACTERS);
            onOutput?.(text, stream);
        });
    }
    return () => tail;
}
async function endOf(child) {
    const closed = new Promise((resolve) => child.once('close', () => resolve()));
    const { exit, isStarted } = await new Promise((resolve) => {
        child.once('exit', (exit) => resolve({ exit, isStarted: true }));
        child.on('error', () => resolve({ exit: null, isStarted: false }));
    });
    if (!isStarted)
        return exit;
    const waiting = new AbortController();
    const patience = (0,external_node_timers_promises_.setTimeout)(OUTPUT_GRACE_MS, undefined, { signal: waiting.signal }).catch(() => undefined);
    await Promise.race([closed, patience]);
    waiting.abort();
    child.stdout?.destroy();
    child.stderr?.destroy();
    return exit;
}
//# sourceMappingURL=long.js.map
;// CONCATENATED MODULE: ./build/src/process/short.js
/** Commands that are done in seconds, and that nobody needs to stop: through the toolkit of GitHub Actions. */


/**
 * Runs a command to its end and keeps what it prints.
 *
 * @param command a path, or a name that PATH finds
 * @throws tool where there is no such program; an exit code is for the caller to judge
 */
async function runCommand(command, args, options = {}) {
    // Loaded late: most of what a user starts runs no command.
    const { getExecOutput } = await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 41955));
    try {
        const { exitCode, stdout, stderr } = await getExecOutput(quoted(command), [...args], {
            silent: true,
            ignoreReturnCode: true,
            ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
            env: defined(options.env ?? process.env),
        });
        return { exit: exitCode, stdout, stderr };
    }
    catch (error) {
        // The toolkit has no codes; this is the one sentence it says of a program that it does not find.
        if (error instanceof Error && error.message.includes('Unable to locate executable'))
            throw commandMissing(command, error);
        throw new errors/* FactoryError */.Xx('host', { subject: command, found: String(error), cause: error });
    }
}
/** The toolkit splits the command at spaces outside quotes. */
function quoted(command) {
    return `"${command.replaceAll('"', '\\"')}"`;
}
function defined(env) {
    return Object.fromEntries(Object.entries(env).filter((entry) => entry[1] !== undefined));
}
//# sourceMappingURL=short.js.map
;// CONCATENATED MODULE: ./build/src/process/index.js







//# sourceMappingURL=index.js.map

/***/ }),

/***/ 55413:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  mC: () => (/* reexport */ findingLine),
  EG: () => (/* reexport */ renderPlan),
  nA: () => (/* reexport */ renderReleaseNotes),
  i$: () => (/* reexport */ renderSummaryMarkdown),
  gY: () => (/* reexport */ sharedContents),
  jt: () => (/* reexport */ sharedWithBase)
});

// UNUSED EXPORTS: groupChanges, renderDiffMarkdown, renderDiffPage, renderDiffText, renderExplanation, renderFindings, renderMatrix, renderSummary, titleOfThing, troubleshootingPage

;// CONCATENATED MODULE: ./build/src/report/build-plan.js
/** What `build --dry-run` prints. */
function renderPlan(plan) {
    const rows = [
        ['definition', plan.definition],
        ['source', `${plan.source.label} (${plan.source.kind})`],
        ['images', plan.images.join(', ')],
        ['created', plan.created ?? 'the time of the build'],
        ['excluded', plan.exclusions.join('  ')],
        ['work', plan.work],
        ['release', `${plan.releaseDirectory}, tag ${plan.tag}`],
        ...plan.stations.map(({ name, doing }) => [name, doing ?? 'nothing to do']),
    ];
    const width = Math.max(...rows.map(([label]) => label.length));
    const lines = rows.map(([label, value]) => `  ${label.padEnd(width)}  ${value}`);
    return `${plan.name} ${plan.version}, nothing is made\n${lines.join('\n')}\n`;
}
//# sourceMappingURL=build-plan.js.map
// EXTERNAL MODULE: ./build/src/bytes/index.js + 7 modules
var src_bytes = __webpack_require__(22290);
;// CONCATENATED MODULE: ./build/src/report/markdown.js
/** Markdown as GitHub shows it. */
/** Names come from users: nothing of them is markup. */
function markdown_escapeMarkdown(text) {
    return text.replace(/[\\`*_{}[\]<>#|&~@]/g, (sign) => `&#${sign.charCodeAt(0)};`).replace(/\s+/g, ' ');
}
/** @param rows of text that is markup already where it shall be */
function markdown_markdownTable(heads, rows) {
    return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}
function line(cells) {
    return `| ${cells.join(' | ')} |`;
}
//# sourceMappingURL=markdown.js.map
;// CONCATENATED MODULE: ./build/src/report/shared-contents.js
/** What is saved between releases: the contents of one that the release before it has too. */

/** @param facts of the newer one @param diff from the older one */
function sharedContents(tag, { savings }, diff) {
    const { bytes, stored } = diff.newContents;
    const { unique } = savings;
    return { tag, unique, shared: unique - bytes, fresh: { bytes, stored } };
}
/** What the release has that it was built against; null where there was none. */
function sharedWithBase({ inputs, savings }) {
    const { unique, stored, betweenReleases } = savings;
    if (inputs?.base === undefined || betweenReleases === undefined)
        return null;
    const { shared } = betweenReleases;
    const fresh = {
        bytes: unique - shared,
        stored: stored === undefined ? null : stored - betweenReleases.stored,
    };
    return { tag: inputs.base, unique, shared, fresh };
}
/** `5.2 GiB of 5.6 GiB (93 %) as in win11-2026.10` */
function shareText({ tag, unique, shared }) {
    const share = unique === 0 ? '' : ` (${((100 * shared) / unique).toFixed(0)} %)`;
    return `${(0,src_bytes/* formatBytes */.z3)(shared)} of ${(0,src_bytes/* formatBytes */.z3)(unique)}${share} as in ${tag}`;
}
/** The same, and what is new: `…, 410 MiB new, 190 MiB compressed` */
function sharedText(contents) {
    const { bytes, stored } = contents.fresh;
    const compressed = stored === null ? '' : `, ${(0,src_bytes/* formatBytes */.z3)(stored)} compressed`;
    return `${shareText(contents)}, ${(0,src_bytes/* formatBytes */.z3)(bytes)} new${compressed}`;
}
//# sourceMappingURL=shared-contents.js.map
;// CONCATENATED MODULE: ./build/src/report/build-summary.js
/** What a build made, for people: a table for the terminal, Markdown for the job summary. */



/** Lines of text without colour, the last one ended too. */
function renderSummary(summary) {
    const rows = [...resultRows(summary), ...stationRows(summary)];
    const width = Math.max(...rows.map(([label]) => label.length));
    const lines = rows.map(([label, value]) => `  ${label.padEnd(width)}  ${value}`);
    return `${titleOf(summary)}\n${lines.join('\n')}\n`;
}
/** For `GITHUB_STEP_SUMMARY`. */
function renderSummaryMarkdown(summary) {
    return [
        `### ${markdown_escapeMarkdown(titleOf(summary))}`,
        table(['', ''], resultRows(summary)),
        table(['Station', 'Time'], stationRows(summary)),
    ].join('\n\n');
}
function titleOf({ name, version, build }) {
    return `${name} ${version}${build === '' ? '' : `, Windows build ${build}`}`;
}
function resultRows(summary) {
    const { images, files, directories, bytes, uniqueBytes, storedBytes, shared, freedBytes, location, base, baseRelease, } = summary;
    return [
        ...(base === null ? [] : [['base disk', base]]),
        ['images', `${images.length} (${images.join(', ')})`],
        ['files', `${(0,src_bytes/* formatCount */.B4)(files)} in ${(0,src_bytes/* countOf */.pq)(directories, 'directory', 'directories')}`],
        ['bytes', (0,src_bytes/* formatBytes */.z3)(bytes)],
        ['unique', `${(0,src_bytes/* formatBytes */.z3)(uniqueBytes)}, ${(0,src_bytes/* formatBytes */.z3)(storedBytes)} in the archive`],
        ['saved', savedText(summary)],
        ...(baseRelease === null ? [] : [['copied', copiedText(baseRelease, storedBytes)]]),
        ...(shared === null ? [] : [['shared', sharedText(shared)]]),
        ...(freedBytes === null
            ? []
            : [['clean-up', `${(0,src_bytes/* formatBytes */.z3)(freedBytes)} of the component store`]]),
        ['release', summary.releaseDirectory],
        ...(location === null ? [] : [['store', storeText(summary, location)]]),
    ];
}
function savedText({ bytes, savedBytes, betweenImages, images }) {
    const saved = `${(0,src_bytes/* formatBytes */.z3)(savedBytes)} by single-instancing${share(savedBytes, bytes)}`;
    return images.length === 1 ? saved : `${saved}, ${(0,src_bytes/* formatBytes */.z3)(betweenImages)} of it between the images`;
}
function copiedText({ tag, copiedBytes }, stored) {
    return `${(0,src_bytes/* formatBytes */.z3)(copiedBytes)} from ${tag}, compressed as they were${share(copiedBytes, stored)}`;
}
function storeText({ changed }, location) {
    return changed ? location : `${location}, which held this release already`;
}
function share(part, whole) {
    return whole === 0 ? '' : ` (${((100 * part) / whole).toFixed(0)} %)`;
}
function stationRows({ stations }) {
    const total = stations.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
    return [
        ...stations.map((station) => [station.name, timeText(station)]),
        ['total', (0,src_bytes/* formatDuration */.a3)(total)],
    ];
}
function timeText({ state, milliseconds }) {
    if (state === 'done')
        return (0,src_bytes/* formatDuration */.a3)(milliseconds);
    return state === 'reused' ? `${(0,src_bytes/* formatDuration */.a3)(milliseconds)}, done before` : state;
}
function table(heads, rows) {
    return markdown_markdownTable(heads, rows.map((cells) => cells.map(markdown_escapeMarkdown)));
}
//# sourceMappingURL=build-summary.js.map
;// CONCATENATED MODULE: ./build/src/report/change-places.js
/** What a path of Windows belongs to. The first rule that takes a path has it. */
const PACKAGES = String.raw `^Windows\\(?:servicing\\(?:Packages|LCU)|System32\\CatRoot\\[^\\]+)\\`;
const IDENTITY = String.raw `~[^~\\]*~[^~\\]*~(?<language>[^~\\]*)~(?<version>\d+(?:\.\d+)*)`;
const TAG = String.raw `(?<name>[a-z]{2,3}-(?:[a-z]{4}-)?(?:[a-z]{2}|\d{3}))`;
const RULES = [
    { title: 'Updates', pattern: new RegExp(String.raw `${PACKAGES}Package(?:_\d+)?_for_(?<name>KB\d+)~`, 'i') },
    {
        title: 'Updates',
        pattern: new RegExp(String.raw `${PACKAGES}Package(?:_\d+)?_for_RollupFix~[^~]*~[^~]*~[^~]*~(?<version>\d+\.\d+)`, 'i'),
        text: () => 'cumulative update',
    },
    {
        title: 'Updates',
        pattern: new RegExp(String.raw `${PACKAGES}Package(?:_\d+)?_for_(?<name>ServicingStack|DotNetRollup)[^~\\]*${IDENTITY}`, 'i'),
        text: ({ name = '' }) => (/^S/i.test(name) ? 'servicing stack' : '.NET'),
    },
    {
        title: 'Languages',
        pattern: new RegExp(String.raw `${PACKAGES}Microsoft-Windows-[a-z]+-LanguagePack-Package~[^~]*~[^~]*~(?<name>[^~]+)~(?<version>\d+(?:\.\d+)*)`, 'i'),
        text: ({ name = '' }) => languageTag(name),
    },
    {
        title: 'Languages',
        pattern: new RegExp(String.raw `${PACKAGES}Microsoft-Windows-LanguageFeatures-[a-z]+-${TAG}-Package${IDENTITY}`, 'i'),
        text: ({ name = '' }) => languageTag(name),
    },
    {
        title: 'Features and capabilities',
        pattern: new RegExp(String.raw `${PACKAGES}(?<name>[^~\\]+?)(?:-FoD-Package|-Package)?${IDENTITY}`, 'i'),
        text: ({ name = '', language = '' }) => (language === '' ? name : `${name} ${languageTag(language)}`),
    },
    {
        title: 'Drivers',
        pattern: /^Windows\\System32\\DriverStore\\FileRepository\\(?<name>[^\\]+\.inf)_[^\\]*/i,
    },
    {
        title: 'Apps',
        pattern: /^Program Files\\WindowsApps\\(?<name>[^\\_]+)_(?<version>\d+(?:\.\d+)*)_[^\\]*/i,
    },
    { title: 'Apps', pattern: /^Windows\\SystemApps\\(?<name>[^\\_]+)/i },
    {
        title: 'Programs',
        pattern: /^Program Files(?: \(x86\))?\\(?<name>(?:Common Files\\)?[^\\]+)/i,
    },
    { title: 'Registry hives', pattern: /^Windows\\System32\\config\\(?<name>[^\\.]+)(?:\.[^\\]*)?$/i },
    {
        title: 'Registry hives',
        pattern: /^(?:Users|Windows\\ServiceProfiles)\\(?<user>[^\\]+)\\(?:.*\\)?(?<name>NTUSER\.DAT|UsrClass\.dat)[^\\]*$/i,
        text: ({ user = '', name = '' }) => `${name} of ${user}`,
    },
    { title: 'Fonts', pattern: /^Windows\\Fonts\\(?<name>[^\\]+)/i },
    {
        title: 'Component store',
        pattern: /^Windows\\WinSxS\\(?:[^\\]+\\)?(?<arch>[a-z0-9.]+)_(?<name>[^\\]+)_[0-9a-f]{16}_(?<version>\d+(?:\.\d+){3})_(?<culture>[^\\_]+)_[0-9a-f]{16}/i,
        text: ({ arch = '', name = '', culture = 'none' }) => `${name} (${[arch, ...(culture === 'none' ? [] : [culture])].join(', ')})`,
    },
    {
        title: 'Component store',
        pattern: /^Windows\\WinSxS\\(?<name>[^\\]+)/i,
        text: ({ name = '' }) => `WinSxS\\${name}`,
    },
    {
        title: 'Languages',
        pattern: new RegExp(String.raw `^Windows\\(?:[^\\]+\\)*?${TAG}\\`, 'i'),
        text: ({ name = '' }) => languageTag(name),
    },
    { title: 'Windows', pattern: /^Windows\\(?<name>[^\\]+)/i },
    { title: 'Other folders', pattern: /^(?<name>[^\\]*)/ },
];
/** Of groups, in the order in which they are told. */
const TITLES = [...new Set(RULES.map(({ title }) => title))];
/** @param path `\Windows\System32\…` */
function placeOf(path) {
    const text = path.replace(/^\\/, '');
    for (const { title, pattern, text: textOf } of RULES) {
        const groups = pattern.exec(text)?.groups;
        if (groups === undefined)
            continue;
        return { title, name: textOf?.(groups) ?? groups['name'] ?? '', version: groups['version'] ?? '' };
    }
    return { title: 'Other folders', name: text, version: '' };
}
/** `de-DE`, `sr-Latn-RS`, `es-419`. */
function languageTag(text) {
    return text
        .split('-')
        .map((part, at) => {
        const lower = part.toLowerCase();
        if (at === 0)
            return lower;
        return part.length === 4 ? `${lower.charAt(0).toUpperCase()}${lower.slice(1)}` : lower.toUpperCase();
    })
        .join('-');
}
//# sourceMappingURL=change-places.js.map
;// CONCATENATED MODULE: ./build/src/report/change-groups.js
/**
 * The changes of a diff as things that a Windows engineer knows by name: an update, a driver, an app, an assembly of the
 * component store. A thing is what one path says it belongs to; a new version of it is one change, not one thing that came
 * and another that went.
 */

/** Files alone, in the order of `TITLES`. @param metadata whether metadata alone is a change here */
function change_groups_groupChanges(changes, metadata = false) {
    const groups = new Map();
    for (const title of TITLES)
        groups.set(title, new Map());
    for (const change of changes) {
        if (change.directory || (change.kind === 'metadata' && !metadata))
            continue;
        const place = placeOf(change.path);
        const things = groups.get(place.title);
        const key = place.name.toLowerCase();
        const thing = things.get(key) ?? { name: place.name, before: new Set(), after: new Set(), changes: [] };
        things.set(key, thing);
        thing.changes.push(change);
        noteVersions(thing, change, place);
    }
    return [...groups]
        .filter(([, things]) => things.size > 0)
        .map(([title, things]) => {
        const list = [...things.values()].map(describe);
        return {
            title,
            things: list.toSorted((a, b) => compareText(a.name, b.name)),
            files: list.reduce((sum, { files }) => sum + files, 0),
            download: change_groups_sumOf(list.map(({ download }) => download)),
            gone: change_groups_sumOf(list.map(({ gone }) => gone)),
        };
    });
}
function noteVersions({ before, after }, { kind, from }, place) {
    if (place.version !== '') {
        if (kind !== 'added' && kind !== 'moved')
            before.add(place.version);
        if (kind !== 'removed')
            after.add(place.version);
    }
    if (from === undefined)
        return;
    const old = placeOf(from);
    if (old.version !== '' && old.title === place.title && old.name === place.name)
        before.add(old.version);
}
function describe({ name, before, after, changes }) {
    const kinds = new Set(changes.map(({ kind }) => kind));
    const [before_, after_] = [[...before].toSorted(compareText), [...after].toSorted(compareText)];
    const isSame = before_.join() === after_.join();
    const [only] = kinds;
    const kind = kinds.size === 1 && only !== undefined && (only !== 'moved' || isSame) ? only : 'changed';
    return {
        name,
        kind,
        before: before_,
        after: after_,
        files: changes.length,
        download: change_groups_sumOf(changes.flatMap(({ download }) => download ?? [])),
        gone: change_groups_sumOf(changes.flatMap(({ gone }) => gone ?? [])),
        changes,
    };
}
/** `name 1.0 → 1.1`, as far as the versions are known. */
function change_groups_titleOfThing({ name, before, after }) {
    const [old, now] = [change_groups_versionText(before), change_groups_versionText(after)];
    if (old === now || old === '')
        return [name, now].filter((word) => word !== '').join(' ');
    return now === '' ? `${name} ${old}` : `${name} ${old} → ${now}`;
}
/** All by name; where they are more than `limit`, that many, the largest first. */
function change_groups_largestThings({ things }, limit) {
    if (things.length <= limit)
        return things;
    return things.toSorted((a, b) => change_groups_weightOf(b) - change_groups_weightOf(a)).slice(0, limit);
}
/** Bytes that came and that went. */
function change_groups_weightOf({ download, gone }) {
    return download.bytes + gone.bytes;
}
const VERSIONS = 3;
/** '' for none. */
function change_groups_versionText(versions) {
    const more = versions.length - VERSIONS;
    return [...versions.slice(0, VERSIONS), ...(more > 0 ? [`${more} more`] : [])].join(', ');
}
function change_groups_sumOf(downloads) {
    let bytes = 0;
    let stored = 0;
    for (const download of downloads) {
        bytes += download.bytes;
        stored = stored === null || download.stored === null ? null : stored + download.stored;
    }
    return { bytes, stored };
}
/** With numbers by their value. */
const collator = new Intl.Collator('en', { numeric: true });
function compareText(a, b) {
    return collator.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
}
//# sourceMappingURL=change-groups.js.map
;// CONCATENATED MODULE: ./build/src/report/diff-words.js
/** The words that every rendering of a diff uses. */
const diff_words_KIND_NOUNS = {
    added: 'added',
    removed: 'removed',
    changed: 'changed',
    moved: 'moved',
    metadata: 'metadata only',
    unchanged: 'unchanged',
};
//# sourceMappingURL=diff-words.js.map
;// CONCATENATED MODULE: ./build/src/report/diff-markdown.js
/** A diff as Markdown: for release notes, job summaries, pull requests. */




const MARKS = {
    added: '+',
    removed: '−',
    changed: '~',
    moved: '→',
    metadata: '·',
};
/** @param things of a group that are listed, the largest; the rest is counted */
function renderDiffMarkdown(diff, things) {
    const kinds = Object.keys(KIND_NOUNS);
    const rows = kinds.map((kind) => {
        const { entries, bytes } = diff.counts[kind];
        return [KIND_NOUNS[kind], formatCount(entries), formatBytes(bytes)];
    });
    const { newContents: came, goneContents: gone, notCompared } = diff;
    return `${[
        `### ${escape(diff.to)} against ${escape(diff.from)}`,
        `${countOf(came.contents, 'new content')} (${downloadText(came)}), ${formatCount(gone.contents)} gone (${formatBytes(gone.bytes)}).`,
        ...(notCompared.length === 0 ? [] : [`Not compared: ${notCompared.join(', ')}.`]),
        markdownTable(['', 'Entries', 'Bytes'], rows),
        ...groupChanges(diff.changes, true).map((group) => groupMarkdown(group, things)),
    ].join('\n\n')}\n`;
}
/** `9.0 MiB, 4.0 MiB compressed` */
function downloadText({ bytes, stored }) {
    return `${(0,src_bytes/* formatBytes */.z3)(bytes)}${stored === null || bytes === 0 ? '' : `, ${(0,src_bytes/* formatBytes */.z3)(stored)} compressed`}`;
}
/** A group that folds. @param limit of things that are listed */
function groupMarkdown(group, limit) {
    const { title, things, files, download } = group;
    const rows = change_groups_largestThings(group, limit).map((thing) => [
        MARKS[thing.kind],
        markdown_escapeMarkdown(change_groups_titleOfThing(thing)),
        (0,src_bytes/* formatCount */.B4)(thing.files),
        thing.download.bytes === 0 ? '' : downloadText(thing.download),
        thing.gone.bytes === 0 ? '' : (0,src_bytes/* formatBytes */.z3)(thing.gone.bytes),
    ]);
    const more = things.length - rows.length;
    if (more > 0)
        rows.push(['', `and ${(0,src_bytes/* formatCount */.B4)(more)} more`, '', '', '']);
    const summary = `${markdown_escapeMarkdown(title)}: ${(0,src_bytes/* formatCount */.B4)(things.length)} (${(0,src_bytes/* countOf */.pq)(files, 'file')}, ${downloadText(download)})`;
    const table = markdown_markdownTable(['', 'Name', 'Files', 'New', 'Gone'], rows);
    return `<details><summary>${summary}</summary>\n\n${table}\n\n</details>`;
}
//# sourceMappingURL=diff-markdown.js.map
;// CONCATENATED MODULE: ./build/src/report/page.generated.js
/** Made by scripts/embed.mjs from src/report/page. */
const page_generated_PAGE_FILES = {
    "page.css": ":root {\n  color-scheme: light dark;\n  --page: #f4f5f7;\n  --card: #ffffff;\n  --ink: #16191f;\n  --soft: #5a6372;\n  --line: #dde1e7;\n  --focus: #0b57d0;\n  --grew-text: #a83a06;\n  --shrank-text: #175c9e;\n  --g4: #b23c05;\n  --g3: #d9692f;\n  --g2: #eda27a;\n  --g1: #f0cdb8;\n  --s0: #d3d8df;\n  --l1: #bcd2ea;\n  --l2: #86b3df;\n  --l3: #4486c6;\n  --l4: #17599b;\n  --on-pale: #16191f;\n  --on-deep: #ffffff;\n  --on-3: #16191f;\n}\n@media (prefers-color-scheme: dark) {\n  :root {\n    --page: #101317;\n    --card: #181c22;\n    --ink: #e8ebf0;\n    --soft: #9aa4b2;\n    --line: #2b313a;\n    --focus: #8ab4f8;\n    --grew-text: #f5a06f;\n    --shrank-text: #7fb8f0;\n    --g4: #f08a4f;\n    --g3: #c4632c;\n    --g2: #86482a;\n    --g1: #5b3f33;\n    --s0: #3a414b;\n    --l1: #34465c;\n    --l2: #2d5680;\n    --l3: #3878b4;\n    --l4: #6db0ee;\n    --on-pale: #f2f4f7;\n    --on-deep: #101317;\n    --on-3: #ffffff;\n  }\n}\n* {\n  box-sizing: border-box;\n}\nhtml {\n  -webkit-text-size-adjust: 100%;\n}\nbody {\n  margin: 0;\n  background: var(--page);\n  color: var(--ink);\n  font:\n    15px/1.5 system-ui,\n    -apple-system,\n    'Segoe UI',\n    Roboto,\n    'Liberation Sans',\n    sans-serif;\n}\nmain {\n  max-width: 1240px;\n  margin: 0 auto;\n  padding: 32px 24px 64px;\n}\nh1 {\n  margin: 0;\n  font-size: 26px;\n  line-height: 1.25;\n  letter-spacing: -0.01em;\n  overflow-wrap: anywhere;\n}\nh2 {\n  margin: 0;\n  font-size: 17px;\n}\n.arrow {\n  color: var(--soft);\n  font-weight: 400;\n}\n.facts {\n  margin: 6px 0 0;\n  color: var(--soft);\n  overflow-wrap: anywhere;\n}\n.tiles {\n  display: grid;\n  grid-template-columns: 1.5fr repeat(3, 1fr);\n  gap: 12px;\n  margin: 24px 0 0;\n}\n.tile,\n.card {\n  background: var(--card);\n  border: 1px solid var(--line);\n  border-radius: 10px;\n}\n.tile {\n  padding: 14px 18px;\n}\n.tile b {\n  display: block;\n  font-size: 24px;\n  font-weight: 650;\n  line-height: 1.3;\n  letter-spacing: -0.01em;\n  font-variant-numeric: tabular-nums;\n}\n.tile:first-child b {\n  font-size: 34px;\n  line-height: 1.15;\n}\n.tile span,\n.tile small {\n  color: var(--soft);\n  font-size: 13px;\n}\n.tile small {\n  display: block;\n}\n.grew {\n  color: var(--grew-text);\n}\n.shrank {\n  color: var(--shrank-text);\n}\n.counts {\n  display: flex;\n  flex-wrap: wrap;\n  gap: 4px 22px;\n  margin: 14px 2px 0;\n  padding: 0;\n  list-style: none;\n  color: var(--soft);\n  font-variant-numeric: tabular-nums;\n}\n.counts b {\n  color: var(--ink);\n}\n.card {\n  margin-top: 20px;\n  padding: 16px 18px 18px;\n}\n.bar {\n  display: flex;\n  flex-wrap: wrap;\n  align-items: center;\n  gap: 8px 16px;\n  margin-bottom: 12px;\n}\n.bar h2 {\n  flex: 1 1 auto;\n}\nfieldset {\n  display: flex;\n  flex-wrap: wrap;\n  margin: 0;\n  padding: 0;\n  border: 0;\n}\n.choice label {\n  position: relative;\n  border: 1px solid var(--line);\n  margin-left: -1px;\n  padding: 3px 12px;\n  font-size: 13px;\n  cursor: pointer;\n}\n.choice label:first-of-type {\n  border-radius: 7px 0 0 7px;\n}\n.choice label:last-of-type {\n  border-radius: 0 7px 7px 0;\n}\n.choice input {\n  position: absolute;\n  opacity: 0;\n}\n.choice label:has(:checked) {\n  background: var(--ink);\n  color: var(--card);\n}\n.choice label:has(:focus-visible) {\n  outline: 2px solid var(--focus);\n  outline-offset: 2px;\n  z-index: 1;\n}\n#map {\n  display: block;\n  width: 100%;\n  height: 520px;\n  border-radius: 6px;\n}\n#map .cell {\n  cursor: pointer;\n  outline: none;\n}\n#map .cell text {\n  font-size: 12px;\n  pointer-events: none;\n}\n#map .cell .size {\n  opacity: 0.8;\n  font-size: 11px;\n}\n#map .rest rect {\n  fill-opacity: 0.55;\n}\n#map .head text {\n  font-size: 12px;\n  font-weight: 600;\n  fill: var(--ink);\n}\n#map .head rect {\n  fill: var(--card);\n}\n#map .cell:hover rect,\n#map .cell:focus rect {\n  stroke: var(--ink);\n  stroke-width: 2;\n}\n#map .cell:focus-visible rect {\n  stroke: var(--focus);\n  stroke-width: 3;\n}\n.t-4 rect {\n  fill: var(--l4);\n}\n.t-3 rect {\n  fill: var(--l3);\n}\n.t-2 rect {\n  fill: var(--l2);\n}\n.t-1 rect {\n  fill: var(--l1);\n}\n.t0 rect {\n  fill: var(--s0);\n}\n.t1 rect {\n  fill: var(--g1);\n}\n.t2 rect {\n  fill: var(--g2);\n}\n.t3 rect {\n  fill: var(--g3);\n}\n.t4 rect {\n  fill: var(--g4);\n}\n#map .cell text {\n  fill: var(--on-pale);\n}\n#map .t3 text,\n#map .t-3 text {\n  fill: var(--on-3);\n}\n#map .t4 text,\n#map .t-4 text {\n  fill: var(--on-deep);\n}\n.legend {\n  display: flex;\n  flex-wrap: wrap;\n  align-items: center;\n  gap: 6px 10px;\n  margin-top: 10px;\n  color: var(--soft);\n  font-size: 13px;\n}\n.scale {\n  display: inline-flex;\n  border-radius: 4px;\n  overflow: hidden;\n}\n.scale i {\n  width: 20px;\n  height: 12px;\n}\n.legend .hint {\n  margin-left: auto;\n}\n#tip {\n  position: fixed;\n  z-index: 9;\n  max-width: min(420px, calc(100vw - 24px));\n  padding: 8px 12px;\n  background: var(--ink);\n  color: var(--card);\n  border-radius: 7px;\n  font-size: 13px;\n  line-height: 1.45;\n  pointer-events: none;\n  overflow-wrap: anywhere;\n}\n#tip[hidden] {\n  display: none;\n}\nbutton {\n  font: inherit;\n  font-size: 13px;\n  color: inherit;\n  background: var(--card);\n  border: 1px solid var(--line);\n  border-radius: 7px;\n  padding: 4px 12px;\n  cursor: pointer;\n}\nbutton:hover {\n  border-color: var(--soft);\n}\n:focus-visible {\n  outline: 2px solid var(--focus);\n  outline-offset: 2px;\n}\n#find {\n  flex: 0 1 320px;\n  min-width: 0;\n  font: inherit;\n  color: inherit;\n  background: var(--page);\n  border: 1px solid var(--line);\n  border-radius: 7px;\n  padding: 5px 12px;\n}\n.kinds label {\n  display: inline-flex;\n  align-items: center;\n  gap: 5px;\n  margin-right: 12px;\n  font-size: 13px;\n  cursor: pointer;\n}\n.group {\n  border-top: 1px solid var(--line);\n}\n.group > summary {\n  display: grid;\n  grid-template-columns: 1fr 90px 100px 100px 110px;\n  gap: 0 12px;\n  align-items: baseline;\n  padding: 9px 4px;\n  cursor: pointer;\n  list-style: none;\n  font-variant-numeric: tabular-nums;\n}\n.group > summary::-webkit-details-marker {\n  display: none;\n}\n.group > summary b::before {\n  content: '\\25B8';\n  display: inline-block;\n  width: 18px;\n  color: var(--soft);\n}\n.group[open] > summary b::before {\n  content: '\\25BE';\n}\n.group > summary small {\n  color: var(--soft);\n  margin-left: 6px;\n}\n.number {\n  text-align: right;\n  white-space: nowrap;\n  font-variant-numeric: tabular-nums;\n}\n.heads {\n  display: grid;\n  grid-template-columns: 1fr 90px 100px 100px 110px;\n  gap: 0 12px;\n  padding: 4px 4px 6px;\n  color: var(--soft);\n  font-size: 12px;\n}\n.thing {\n  border-top: 1px solid var(--line);\n}\n.row {\n  display: grid;\n  grid-template-columns: 1fr 90px 100px 100px 110px;\n  gap: 0 12px;\n  padding: 5px 4px 5px 22px;\n  font-size: 14px;\n}\n.thing > summary {\n  list-style: none;\n  cursor: pointer;\n}\n.thing > summary::-webkit-details-marker {\n  display: none;\n}\n.thing > summary:hover {\n  background: var(--page);\n}\n.name {\n  overflow-wrap: anywhere;\n}\n.version {\n  color: var(--soft);\n}\n.mark {\n  display: inline-block;\n  width: 20px;\n  font-weight: 700;\n  color: var(--soft);\n}\n.mark.added {\n  color: var(--grew-text);\n}\n.mark.removed {\n  color: var(--shrank-text);\n}\n.files {\n  margin: 0;\n  padding: 2px 4px 10px 42px;\n  list-style: none;\n  color: var(--soft);\n  font:\n    12.5px/1.6 ui-monospace,\n    'Cascadia Mono',\n    Consolas,\n    'Liberation Mono',\n    monospace;\n  overflow-wrap: anywhere;\n}\n.more {\n  margin: 8px 0 12px 22px;\n}\n.empty {\n  padding: 24px 4px 8px;\n  color: var(--soft);\n}\nfooter {\n  margin-top: 20px;\n  color: var(--soft);\n  font-size: 13px;\n}\n@media (max-width: 720px) {\n  main {\n    padding: 20px 12px 48px;\n  }\n  h1 {\n    font-size: 21px;\n  }\n  .tiles {\n    grid-template-columns: 1fr 1fr 1fr;\n    gap: 8px;\n  }\n  .tile {\n    padding: 10px 12px;\n  }\n  .tile:first-child {\n    grid-column: 1 / -1;\n  }\n  .tile b {\n    font-size: 16px;\n    white-space: nowrap;\n  }\n  .tile:first-child b {\n    font-size: 28px;\n  }\n  .card {\n    padding: 12px;\n  }\n  #map {\n    height: 560px;\n  }\n  .legend .hint {\n    display: none;\n  }\n  #find {\n    flex: 1 1 100%;\n    font-size: 16px;\n  }\n  .heads {\n    display: none;\n  }\n  .group > summary,\n  .row {\n    grid-template-columns: 1fr 1fr 1fr;\n    gap: 0 8px;\n  }\n  .group > summary > :first-child,\n  .row > :first-child {\n    grid-column: 1 / -1;\n  }\n  .group > summary > :nth-child(2),\n  .row > :nth-child(2) {\n    display: none;\n  }\n  .row,\n  .files {\n    padding-left: 8px;\n  }\n  .group > summary .number,\n  .row .number {\n    font-size: 13px;\n    text-align: left;\n  }\n  .number[data-head]::before {\n    content: attr(data-head) ' ';\n    color: var(--soft);\n  }\n}\n@media print {\n  .bar fieldset,\n  #find,\n  .legend .hint {\n    display: none;\n  }\n}\n",
    "page.js": "/* The page of a diff: draws the size map and lists the things. It loads nothing and sends nothing. */\n\nconst data = JSON.parse(document.getElementById('data').textContent);\nconst KINDS = ['added', 'removed', 'changed', 'moved', 'metadata'];\nconst MARKS = ['+', '\\u2212', '~', '\\u2192', '\\u00b7'];\nconst MINUS = '\\u2212';\nconst STEP = 100;\nconst SVG = 'http://www.w3.org/2000/svg';\nconst $ = (id) => document.getElementById(id);\n\nfunction bytes(count) {\n  const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];\n  let value = Math.abs(count);\n  let unit = 0;\n  while (value >= 1000 && unit < units.length - 1) {\n    value /= 1024;\n    unit++;\n  }\n  const sign = count < 0 ? MINUS : '';\n  if (unit === 0) return sign + (value === 1 ? '1 byte' : `${value} bytes`);\n  return `${sign}${value.toFixed(value < 99.95 ? 1 : 0)} ${units[unit]}`;\n}\nconst count = (number) => number.toLocaleString('en-US');\nconst net = (thing) => thing.d - thing.g;\nconst signed = (number) => (number > 0 ? `+${bytes(number)}` : number === 0 ? '\\u00b10' : bytes(number));\nconst netClass = (number) => (number > 0 ? ' grew' : number < 0 ? ' shrank' : '');\nfunction versions(thing) {\n  if (thing.b === thing.a || thing.b === '') return thing.a;\n  return thing.a === '' ? thing.b : `${thing.b} \\u2192 ${thing.a}`;\n}\nfunction make(name, attributes = {}, ...children) {\n  const node = document.createElement(name);\n  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);\n  node.append(...children);\n  return node;\n}\nfunction shape(name, attributes, text) {\n  const node = document.createElementNS(SVG, name);\n  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));\n  if (text !== undefined) node.textContent = text;\n  return node;\n}\n\n// ---- the size map -------------------------------------------------------------------------------------------------\n\nconst AREAS = {\n  size: (thing) => Math.max(thing.d, thing.g),\n  net: (thing) => Math.abs(net(thing)),\n  download: (thing) => thing.s ?? thing.d,\n};\nconst map = $('map');\nlet zoomed = null;\nlet cells = [];\n\n/** Squarified: rows of rectangles as near to squares as they can be. Areas come in, largest first. */\nfunction layOut(items, box) {\n  const sum = items.reduce((total, item) => total + item.area, 0);\n  const scale = (box.w * box.h) / sum;\n  let { x, y, w, h } = box;\n  let at = 0;\n  while (at < items.length) {\n    const side = Math.min(w, h);\n    let row = 0;\n    let end = at;\n    let worst = Infinity;\n    while (end < items.length) {\n      const next = row + items[end].area * scale;\n      const large = items[at].area * scale;\n      const small = items[end].area * scale;\n      const ratio = Math.max((side * side * large) / (next * next), (next * next) / (side * side * small));\n      if (ratio > worst) break;\n      worst = ratio;\n      row = next;\n      end++;\n    }\n    const thick = row / side;\n    let along = 0;\n    for (; at < end; at++) {\n      const length = (items[at].area * scale) / thick;\n      items[at].box =\n        w < h ? { x: x + along, y, w: length, h: thick } : { x, y: y + along, w: thick, h: length };\n      along += length;\n    }\n    if (w < h) {\n      y += thick;\n      h -= thick;\n    } else {\n      x += thick;\n      w -= thick;\n    }\n  }\n}\n\nconst SMALLEST = 60;\nconst MOST = 1500;\nconst HEAD = 20;\n\n/** What is too small to be seen is one cell with the rest. */\nfunction itemsOf(group, areaOf, pixels) {\n  const total = group.areaSum;\n  const all = group.things.map((thing) => ({ thing, area: areaOf(thing) })).filter(({ area }) => area > 0);\n  all.sort((a, b) => b.area - a.area);\n  const shown = all.filter(({ area }) => (area / total) * pixels >= SMALLEST).slice(0, MOST);\n  const rest = all.slice(shown.length);\n  const others = group.rest.n === 0 ? [] : [{ thing: group.rest, area: areaOf(group.rest) }];\n  const left = [...rest, ...others];\n  const area = left.reduce((sum, item) => sum + item.area, 0);\n  if (area > 0) {\n    const sum = (key) => left.reduce((total, { thing }) => total + (thing[key] ?? 0), 0);\n    const n = rest.length + group.rest.n;\n    const thing = {\n      n: `${count(n)} more`,\n      k: 2,\n      b: '',\n      a: '',\n      f: sum('f'),\n      d: sum('d'),\n      s: sum('s'),\n      g: sum('g'),\n      isRest: true,\n    };\n    shown.push({ thing, area });\n    shown.sort((a, b) => b.area - a.area);\n  }\n  return shown;\n}\n\nfunction draw() {\n  const areaOf = AREAS[document.querySelector('input[name=area]:checked').value];\n  const { width, height } = map.getBoundingClientRect();\n  map.replaceChildren();\n  map.setAttribute('viewBox', `0 0 ${width} ${height}`);\n  cells = [];\n  const groups = (zoomed === null ? data.groups : [zoomed]).map((group) => {\n    const things = group.things.reduce((sum, thing) => sum + areaOf(thing), 0);\n    group.areaSum = things + (group.rest.n === 0 ? 0 : areaOf(group.rest));\n    return { group, area: group.areaSum };\n  });\n  const drawn = groups.filter(({ area }) => area > 0).toSorted((a, b) => b.area - a.area);\n  $('back').hidden = zoomed === null;\n  $('where').textContent = zoomed === null ? 'Size map' : `Size map: ${zoomed.t}`;\n  if (drawn.length === 0) {\n    map.append(\n      shape(\n        'text',\n        { x: width / 2, y: height / 2, 'text-anchor': 'middle', fill: 'currentColor' },\n        'No content came or went.',\n      ),\n    );\n    return;\n  }\n  const total = drawn.reduce((sum, { area }) => sum + area, 0);\n  layOut(drawn, { x: 0, y: 0, w: width, h: height });\n  for (const { group, area, box } of drawn) {\n    const isLarge = zoomed === null && box.h > 60 && box.w > 70;\n    if (isLarge) map.append(headOf(group, box));\n    const inner = isLarge\n      ? { x: box.x, y: box.y + HEAD, w: box.w - 3, h: box.h - HEAD - 3 }\n      : { x: box.x, y: box.y, w: Math.max(box.w - 2, 1), h: Math.max(box.h - 2, 1) };\n    const items =\n      isLarge || zoomed !== null\n        ? itemsOf(group, areaOf, (area / total) * width * height)\n        : [{ thing: { ...group, n: group.t, k: 2, b: '', a: '', whole: true }, area: 1 }];\n    layOut(items, inner);\n    for (const item of items) map.append(cellOf(group, item.thing, item.box));\n  }\n  if (cells.length > 0) cells[0].node.setAttribute('tabindex', '0');\n}\n\nfunction headOf(group, box) {\n  const head = shape('g', {\n    class: 'head cell',\n    role: 'button',\n    tabindex: '-1',\n    'aria-label': `${group.t}, ${describe(group)}. Enlarge`,\n  });\n  head.append(shape('rect', { x: box.x, y: box.y, width: box.w - 3, height: HEAD }));\n  const words = fit(`${group.t}  ${signed(net(group))}`, box.w - 8, '600 12px');\n  head.append(shape('text', { x: box.x + 2, y: box.y + 14 }, words));\n  const whole = { ...group, n: group.t, b: '', a: '' };\n  listen(head, group, whole, box, () => zoom(group));\n  return head;\n}\n\nfunction cellOf(group, thing, box) {\n  const { d, g } = thing;\n  const tone = toneOf(d, g);\n  const cell = shape('g', {\n    class: `cell t${tone}${thing.isRest ? ' rest' : ''}`,\n    role: 'button',\n    tabindex: '-1',\n    'aria-label': `${thing.n} ${versions(thing)}, ${describe(thing)}`,\n  });\n  const width = Math.max(box.w - 1, 0.5);\n  const height = Math.max(box.h - 1, 0.5);\n  cell.append(shape('rect', { x: box.x + 0.5, y: box.y + 0.5, width, height, rx: 2 }));\n  if (width > 44 && height > 18) {\n    const clip = shape('svg', { x: box.x, y: box.y, width, height });\n    clip.append(shape('text', { x: 6, y: 15 }, fit(shortName(thing.n), width - 10, '12px')));\n    if (height > 33)\n      clip.append(shape('text', { x: 6, y: 30, class: 'size' }, fit(signed(d - g), width - 10, '11px')));\n    cell.append(clip);\n  }\n  listen(cell, group, thing, box, () => {\n    if (thing.whole || thing.isRest) zoom(group);\n    else reveal(group, thing);\n  });\n  return cell;\n}\n\n/** From -4, all of it went, to 4, all of it came. A few percent are seen too. */\nfunction toneOf(came, went) {\n  const large = Math.max(came, went);\n  if (large === 0) return 0;\n  const share = (came - went) / large;\n  return Math.sign(share) * Math.round(4 * Math.sqrt(Math.abs(share)));\n}\n\n/** What most names begin with tells nothing. */\nconst shortName = (name) => name.replace(/^microsoft[-.](windows[-.])?(?=.)/i, '').replace(/ \\(amd64\\)$/, '');\n\nconst ruler = document.createElement('canvas').getContext('2d');\n\n/** As much of the text as the width takes. */\nfunction fit(text, width, font) {\n  ruler.font = `${font} ${getComputedStyle(document.body).fontFamily}`;\n  if (ruler.measureText(text).width <= width) return text;\n  let [least, most] = [0, text.length];\n  while (least < most) {\n    const middle = Math.ceil((least + most) / 2);\n    if (ruler.measureText(`${text.slice(0, middle)}\\u2026`).width <= width) least = middle;\n    else most = middle - 1;\n  }\n  return least < 3 ? '' : `${text.slice(0, least).trimEnd()}\\u2026`;\n}\n\nfunction describe(thing) {\n  const stored =\n    thing.s === null || thing.s === undefined || thing.d === 0 ? '' : ` (${bytes(thing.s)} compressed)`;\n  return `new ${bytes(thing.d)}${stored}, gone ${bytes(thing.g)}, net ${signed(net(thing))}, ${count(thing.f)} ${thing.f === 1 ? 'file' : 'files'}`;\n}\n\nfunction listen(node, group, thing, box, act) {\n  const at = cells.length;\n  cells.push({ node, box, act });\n  const show = (x, y) => tip(thing, zoomed === null && thing.n !== group.t ? group.t : '', x, y);\n  node.addEventListener('mousemove', (event) => show(event.clientX, event.clientY));\n  node.addEventListener('mouseleave', hideTip);\n  node.addEventListener('focus', () => {\n    for (const cell of cells) cell.node.setAttribute('tabindex', cell.node === node ? '0' : '-1');\n    const place = node.getBoundingClientRect();\n    if (node.matches(':focus-visible')) show(place.left + place.width / 2, place.top + place.height / 2);\n  });\n  node.addEventListener('blur', hideTip);\n  node.addEventListener('click', act);\n  node.addEventListener('keydown', (event) => {\n    if (event.key === 'Enter' || event.key === ' ') {\n      event.preventDefault();\n      act();\n    } else if (event.key === 'Escape') {\n      zoom(null);\n    } else if (event.key.startsWith('Arrow')) {\n      event.preventDefault();\n      neighbour(at, event.key)?.node.focus();\n    }\n  });\n}\n\nconst middle = ({ box }) => [box.x + box.w / 2, box.y + box.h / 2];\n\n/** The nearest cell in that direction. */\nfunction neighbour(at, key) {\n  const [x, y] = middle(cells[at]);\n  let best = null;\n  let least = Infinity;\n  for (const cell of cells) {\n    const [cx, cy] = middle(cell);\n    const ahead = { ArrowRight: cx - x, ArrowLeft: x - cx, ArrowDown: cy - y, ArrowUp: y - cy }[key];\n    const aside = key === 'ArrowRight' || key === 'ArrowLeft' ? Math.abs(cy - y) : Math.abs(cx - x);\n    const distance = ahead + 2 * aside;\n    if (ahead <= 1 || distance >= least) continue;\n    best = cell;\n    least = distance;\n  }\n  return best;\n}\n\nfunction zoom(group) {\n  zoomed = zoomed === group ? null : group;\n  hideTip();\n  draw();\n  cells[0]?.node.focus({ preventScroll: true });\n}\n\nfunction tip(thing, title, x, y) {\n  const box = $('tip');\n  const lines = [make('b', {}, [thing.n, versions(thing)].filter((word) => word !== '').join(' '))];\n  if (title !== '') lines.push(make('br'), title);\n  lines.push(make('br'), describe(thing));\n  box.replaceChildren(...lines);\n  box.hidden = false;\n  const { width, height } = box.getBoundingClientRect();\n  box.style.left = `${Math.max(8, Math.min(x + 14, innerWidth - width - 8))}px`;\n  box.style.top = `${y + 18 + height > innerHeight ? Math.max(8, y - height - 12) : y + 18}px`;\n}\nfunction hideTip() {\n  $('tip').hidden = true;\n}\n\n// ---- the list -----------------------------------------------------------------------------------------------------\n\nconst sections = new Map();\n\nfunction chosen() {\n  const words = $('find').value.trim().toLowerCase();\n  const kinds = new Set(\n    [...document.querySelectorAll('input[name=kind]:checked')].map((box) => Number(box.value)),\n  );\n  return {\n    words,\n    matches: (thing) => kinds.has(thing.k) && (words === '' || textOf(thing).includes(words)),\n  };\n}\nfunction textOf(thing) {\n  thing.text ??= [thing.n, thing.b, thing.a, ...(thing.c ?? []).map(([, path]) => path)]\n    .join(' ')\n    .toLowerCase();\n  return thing.text;\n}\n\nfunction numbers(thing) {\n  const change = net(thing);\n  return [\n    make('span', { class: 'number' }, count(thing.f)),\n    make('span', { class: 'number', 'data-head': 'new' }, bytes(thing.d)),\n    make('span', { class: 'number', 'data-head': 'gone' }, bytes(thing.g)),\n    make('span', { class: `number${netClass(change)}` }, signed(change)),\n  ];\n}\n\nfunction thingNode(thing) {\n  const version = versions(thing);\n  const name = make(\n    'span',\n    { class: 'name' },\n    make(\n      'span',\n      { class: `mark ${KINDS[thing.k]}`, title: KINDS[thing.k], role: 'img', 'aria-label': KINDS[thing.k] },\n      MARKS[thing.k],\n    ),\n    thing.n,\n    ...(version === '' ? [] : [' ', make('span', { class: 'version' }, version)]),\n  );\n  const node = make(\n    'details',\n    { class: 'thing' },\n    make('summary', { class: 'row' }, name, ...numbers(thing)),\n  );\n  node.addEventListener('toggle', () => {\n    if (!node.open || node.children.length > 1) return;\n    const list = make('ul', { class: 'files' });\n    for (const [kind, path, size, from] of thing.c ?? []) {\n      const origin = from === undefined ? '' : `, from ${from}`;\n      list.append(make('li', {}, `${MARKS[kind]} ${path}  (${bytes(size)}${origin})`));\n    }\n    const more = thing.f - (thing.c ?? []).length;\n    if (more > 0) list.append(make('li', {}, `and ${count(more)} more, which this page does not hold`));\n    node.append(list);\n  });\n  return node;\n}\n\nfunction fill(section) {\n  const { group, body } = section;\n  const { matches } = chosen();\n  const found = group.things.filter(matches);\n  body.replaceChildren();\n  let shown = 0;\n  const button = make('button', { type: 'button', class: 'more' });\n  const grow = (upTo) => {\n    const nodes = [];\n    for (; shown < Math.min(upTo, found.length); shown++) nodes.push(thingNode(found[shown]));\n    button.before(...nodes);\n    const left = found.length - shown;\n    button.textContent = `Show ${count(Math.min(STEP, left))} of ${count(left)} more`;\n    button.hidden = left === 0;\n  };\n  section.reveal = (thing) => {\n    const at = found.indexOf(thing);\n    if (at < 0) return null;\n    if (at >= shown) grow(at + 1);\n    return body.children[at];\n  };\n  body.append(button);\n  button.addEventListener('click', () => grow(shown + STEP));\n  grow(STEP);\n  if (group.rest.n > 0) {\n    const { n } = group.rest;\n    body.append(\n      make(\n        'p',\n        { class: 'empty' },\n        `The ${count(n)} smallest are not on this page: ${describe(group.rest)}.`,\n      ),\n    );\n  }\n}\n\nfunction list() {\n  const { words, matches } = chosen();\n  let any = false;\n  for (const section of sections.values()) {\n    const found = section.group.things.reduce((sum, thing) => sum + (matches(thing) ? 1 : 0), 0);\n    section.node.hidden = found === 0;\n    any ||= found > 0;\n    const all = section.group.things.length + section.group.rest.n;\n    section.note.textContent =\n      found === section.group.things.length ? count(all) : `${count(found)} of ${count(all)}`;\n    if (words !== '' && found > 0) section.node.open = true;\n    if (section.node.open) fill(section);\n  }\n  $('nothing').hidden = any;\n}\n\nfunction reveal(group, thing) {\n  const section = sections.get(group);\n  $('find').value = '';\n  for (const box of document.querySelectorAll('input[name=kind]')) box.checked = true;\n  section.node.open = true;\n  list();\n  const node = section.reveal(thing);\n  node.open = true;\n  const row = node.querySelector('summary');\n  row.focus({ preventScroll: true });\n  row.scrollIntoView({ block: 'center' });\n}\n\nfor (const group of data.groups) {\n  const note = make('small');\n  const name = make('span', {}, make('b', {}, group.t), note);\n  const body = make('div');\n  const node = make('details', { class: 'group' }, make('summary', {}, name, ...numbers(group)), body);\n  const section = { group, node, body, note, reveal: () => null };\n  node.addEventListener('toggle', () => {\n    if (node.open && body.children.length === 0) fill(section);\n  });\n  sections.set(group, section);\n  $('groups').append(node);\n}\n\nfor (const input of document.querySelectorAll('input[name=area]')) input.addEventListener('change', draw);\nfor (const input of document.querySelectorAll('input[name=kind]')) input.addEventListener('change', list);\nlet waiting = 0;\n$('find').addEventListener('input', () => {\n  clearTimeout(waiting);\n  waiting = setTimeout(list, 120);\n});\n$('back').addEventListener('click', () => zoom(null));\ndocument.body.classList.add('ready');\nlist();\nnew ResizeObserver(() => draw()).observe(map);\n",
};
//# sourceMappingURL=page.generated.js.map
;// CONCATENATED MODULE: ./build/src/report/diff-page.js
/**
 * A diff as one page for a browser: sums, a map in which each thing has the area of what changed of it, and a list that can be
 * searched. It holds all that it shows, asks for nothing over the network, and says what it does not hold.
 */




/** What the page holds; the rest is summed up. */
const THINGS_OF_GROUP = 2500;
const FILES_OF_THING = 20;
const FILES = 10_000;
/** In the order of the page's script. */
const KINDS = (/* unused pure expression or super */ null && (['added', 'removed', 'changed', 'moved', 'metadata']));
const SIGNS = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** @param from of the manifests that were compared */
function renderDiffPage(diff, from, to) {
    const title = diff_page_titleOf(diff, from, to);
    return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:">
<link rel="icon" href="data:,">
<title>${diff_page_escape(title.join(' → '))}</title>
<style>
${PAGE_FILES['page.css']}</style>
</head>
<body>
<main>
<header>
<h1>${title.map(diff_page_escape).join(' <span class="arrow">→</span> ')}</h1>
${factLines(diff, from, to)
        .map((line) => `<p class="facts">${diff_page_escape(line)}</p>`)
        .join('\n')}
</header>
${tiles(diff)}
${counts(diff)}
${MAP}
${LIST}
<footer>${diff_page_escape(`Made by ${to.tool}. New and gone contents are counted once, however many names they have.`)}${diff.notCompared.length === 0 ? '' : diff_page_escape(` Not compared: ${diff.notCompared.join(', ')}.`)}</footer>
</main>
<div id="tip" hidden></div>
<script type="application/json" id="data">${jsonIn(pageData(diff))}</script>
<script type="module">
${PAGE_FILES['page.js']}</script>
</body>
</html>
`;
}
const MAP = (/* unused pure expression or super */ null && (`<section class="card" aria-label="Size map">
<div class="bar">
<h2 id="where">Size map</h2>
<button type="button" id="back" hidden>All groups</button>
<fieldset class="choice" aria-label="What the areas show">
<label><input type="radio" name="area" value="size" checked>Changed bytes</label><label><input type="radio" name="area" value="net">Net change</label><label><input type="radio" name="area" value="download">Download</label>
</fieldset>
</div>
<svg id="map" role="group" aria-label="Map: arrow keys move, Enter opens, Escape goes back"></svg>
<div class="legend"><span>shrank</span><span class="scale" aria-hidden="true">${[
    -4, -3, -2, -1, 0, 1, 2, 3, 4,
]
    .map((tone) => `<i style="background:var(--${toneName(tone)})"></i>`)
    .join('')}</span><span>grew</span><span class="hint">Arrow keys move, Enter opens, Escape goes back.</span></div>
</section>`));
const LIST = (/* unused pure expression or super */ null && (`<section class="card" aria-label="Things">
<div class="bar">
<h2>What changed</h2>
<fieldset class="kinds" aria-label="Kinds of changes">
${KINDS.map((kind, at) => `<label><input type="checkbox" name="kind" value="${at}" checked>${KIND_NOUNS[kind]}</label>`).join('\n')}
</fieldset>
<input id="find" type="search" placeholder="Find by name, version or path" aria-label="Find by name, version or path">
</div>
<div class="heads"><span></span><span class="number">files</span><span class="number">new</span><span class="number">gone</span><span class="number">net</span></div>
<div id="groups"></div>
<p class="empty" id="nothing" hidden>Nothing here is of that kind and name.</p>
<noscript><p class="empty">The map and the list need JavaScript, which this browser has turned off for files.</p></noscript>
</section>`));
function toneName(tone) {
    return tone === 0 ? 's0' : tone < 0 ? `l${-tone}` : `g${tone}`;
}
/** As the manifests call the images, else as the user named what was compared. */
function diff_page_titleOf(diff, from, to) {
    const [old, now] = [from, to].map(({ name, version = '' }) => `${name} ${version}`.trim());
    if (old === undefined || now === undefined || old === now)
        return [diff.from, diff.to];
    return [old, from.name === to.name && to.version !== undefined ? to.version : now];
}
function factLines(diff, from, to) {
    const single = from.images.length === 1 && to.images.length === 1;
    const builds = to.images.flatMap((image) => {
        const old = single ? from.images[0] : from.images.find(({ name }) => name === image.name);
        if (image.build === undefined || old?.build === undefined || old.build === image.build)
            return [];
        return [`${image.name}: Windows build ${old.build} → ${image.build}`];
    });
    const [old] = diff_page_titleOf(diff, from, to);
    return [...(old === diff.from ? [] : [`${diff.from} → ${diff.to}`]), ...builds];
}
function tiles({ newContents: came, goneContents: gone }) {
    const grown = came.bytes - gone.bytes;
    const sign = grown > 0 ? '+' : '';
    const first = came.stored === null
        ? [formatBytes(came.bytes), 'to download', 'not compressed: the newer one is no archive']
        : [
            formatBytes(came.stored),
            'to download',
            `for whoever has the older image; ${formatBytes(came.bytes)} unpacked`,
        ];
    const list = [
        first,
        [formatBytes(came.bytes), 'new', countOf(came.contents, 'content')],
        [formatBytes(gone.bytes), 'gone', countOf(gone.contents, 'content')],
        [`${sign}${formatBytes(grown).replace('-', '−')}`, 'net', 'new less gone'],
    ];
    const tone = grown > 0 ? 'grew' : grown < 0 ? 'shrank' : '';
    const nodes = list.map(([number = '', name = '', more = ''], at) => `<div class="tile"><span>${diff_page_escape(name)}</span><b${at === 3 ? ` class="${tone}"` : ''}>${diff_page_escape(number)}</b><small>${diff_page_escape(more)}</small></div>`);
    return `<div class="tiles">\n${nodes.join('\n')}\n</div>`;
}
function counts(diff) {
    const kinds = Object.keys(KIND_NOUNS);
    const nodes = kinds.map((kind) => {
        const { entries, bytes } = diff.counts[kind];
        return `<li title="${formatBytes(bytes)}, each name counted"><b>${formatCount(entries)}</b> ${KIND_NOUNS[kind]}</li>`;
    });
    return `<ul class="counts">\n${nodes.join('\n')}\n</ul>`;
}
function pageData({ changes }) {
    let files = 0;
    const filesOf = (thing) => {
        const room = Math.min(FILES_OF_THING, FILES - files);
        const held = thing.changes
            .toSorted((a, b) => weightOfChange(b) - weightOfChange(a))
            .slice(0, Math.max(room, 0));
        files += held.length;
        return held.map(({ kind, path, size, from }) => [
            KINDS.indexOf(kind),
            path,
            size,
            ...(from === undefined ? [] : [from]),
        ]);
    };
    const groups = groupChanges(changes, true).map((group) => {
        const sorted = group.things.toSorted((a, b) => weightOf(b) - weightOf(a));
        return { group, held: sorted.slice(0, THINGS_OF_GROUP), rest: sorted.slice(THINGS_OF_GROUP) };
    });
    const largest = groups.flatMap(({ held }) => held).toSorted((a, b) => weightOf(b) - weightOf(a));
    const paths = new Map(largest.map((thing) => [thing, filesOf(thing)]));
    return {
        groups: groups.map(({ group, held, rest }) => ({
            t: group.title,
            ...sumsOf(group),
            things: held.map((thing) => ({
                n: thing.name,
                k: KINDS.indexOf(thing.kind),
                b: versionText(thing.before),
                a: versionText(thing.after),
                ...sumsOf(thing),
                c: paths.get(thing) ?? [],
            })),
            rest: { n: rest.length, ...sumsOfAll(rest) },
        })),
    };
}
function weightOfChange({ download, gone }) {
    return (download?.bytes ?? 0) + (gone?.bytes ?? 0);
}
function sumsOf({ files, download, gone }) {
    return { f: files, d: download.bytes, s: download.stored, g: gone.bytes };
}
function sumsOfAll(things) {
    return sumsOf({
        files: things.reduce((sum, { files }) => sum + files, 0),
        download: sumOf(things.map(({ download }) => download)),
        gone: sumOf(things.map(({ gone }) => gone)),
    });
}
function diff_page_escape(text) {
    return text.replace(/[&<>"]/g, (sign) => SIGNS[sign] ?? sign);
}
/** JSON that ends no script. */
function jsonIn(value) {
    return JSON.stringify(value).replaceAll('<', '\\u003c');
}
//# sourceMappingURL=diff-page.js.map
;// CONCATENATED MODULE: ./build/src/report/diff-text.js
/** A diff as a person reads it on a terminal: what it comes to, things by group, then the files. */



const diff_text_MARKS = {
    added: '+',
    removed: '-',
    changed: '~',
    moved: '>',
    metadata: '.',
};
/** Lines of text without colour, the last one ended too. */
function renderDiffText(diff, { things, files }) {
    const rows = Object.keys(KIND_NOUNS).map((kind) => {
        const { entries, bytes } = diff.counts[kind];
        const mark = kind === 'unchanged' ? '=' : diff_text_MARKS[kind];
        return [`  ${mark} ${KIND_NOUNS[kind]}`, formatCount(entries), formatBytes(bytes)];
    });
    const listed = diff.changes.slice(0, files).map(describeChange);
    const more = diff.changes.length - listed.length;
    return [
        `From ${diff.from}`,
        `To   ${diff.to}`,
        '',
        ...alignColumns(rows),
        '',
        `New contents: ${contentText(diff.newContents)}`,
        `Gone contents: ${contentText(diff.goneContents)}`,
        ...(diff.notCompared.length === 0 ? [] : [`Not compared: ${diff.notCompared.join(', ')}`]),
        ...groupChanges(diff.changes, true).flatMap((group) => [
            '',
            ...groupLines(group, things, diff.newContents.stored !== null),
        ]),
        ...(listed.length === 0 ? [] : ['', 'Files', ...listed]),
        ...(more === 0 ? [] : [`  and ${formatCount(more)} more`]),
        '',
    ].join('\n');
}
function contentText({ contents, bytes, stored }) {
    const compressed = stored === null ? '' : `, ${formatBytes(stored)} as stored`;
    return `${formatCount(contents)} (${formatBytes(bytes)}${compressed})`;
}
/** @param isStored whether what is downloaded has a stored size */
function groupLines(group, limit, isStored) {
    const listed = largestThings(group, limit);
    const more = group.things.length - listed.length;
    const columns = ({ files, download, gone }) => [
        formatCount(files),
        formatBytes(download.bytes),
        ...(isStored ? [formatBytes(download.stored ?? 0)] : []),
        formatBytes(gone.bytes),
    ];
    return alignColumns([
        [group.title, 'files', 'new', ...(isStored ? ['stored'] : []), 'gone'],
        ...listed.map((thing) => [`  ${diff_text_MARKS[thing.kind]} ${titleOfThing(thing)}`, ...columns(thing)]),
        ...(more === 0 ? [] : [[`  and ${formatCount(more)} more`]]),
        ...(group.things.length === 1 ? [] : [['  = all', ...columns(group)]]),
    ]);
}
function describeChange(change) {
    const { kind, image, path, from, directory, size, oldSize, metadata } = change;
    const place = `${image === '' ? '' : `${image}: `}${path}${directory && path !== '\\' ? '\\' : ''}`;
    const details = [
        ...(directory
            ? []
            : [
                oldSize === undefined || oldSize === size
                    ? formatBytes(size)
                    : `${formatBytes(oldSize)} to ${formatBytes(size)}`,
            ]),
        ...(from === undefined ? [] : [`from ${from}`]),
        ...(metadata ?? []),
    ];
    return `${diff_text_MARKS[kind]} ${place}${details.length === 0 ? '' : `  (${details.join(', ')})`}`;
}
/** The first column to the left, the others to the right. */
function alignColumns(rows) {
    const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
    return rows.map((row) => row
        .map((cell, column) => column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))
        .join('  ')
        .trimEnd());
}
//# sourceMappingURL=diff-text.js.map
// EXTERNAL MODULE: ./build/src/tree/index.js + 18 modules
var tree = __webpack_require__(31219);
;// CONCATENATED MODULE: ./build/src/report/explanation.js
/** Why an installation failed, for a person: the cause first, what to do, where it stands, and the last errors. */


/** @param label what was read: "disk.vhdx#3" */
function renderExplanation(label, explanation) {
    const { causes, errors, logs, others, unread } = explanation;
    const [first] = causes;
    const head = first !== undefined
        ? `${label}: ${first.means}.`
        : errors.length > 0
            ? `${label}: no known cause. The last errors are below; what they mean, nobody has told this program yet.`
            : `${label}: nothing is wrong in ${countOf(logs.length, 'log')}.`;
    return [
        head,
        ...causes.flatMap((cause, index) => ['', ...causeLines(cause, index === 0)]),
        ...(errors.length === 0 ? [] : ['', 'Last errors:', ...errors.flatMap(placeLines)]),
        '',
        `Read: ${countOf(logs.length, 'log')}.`,
        ...(others.length === 0 ? [] : ['There, and not read:', ...others.map(otherLine)]),
        ...(unread.length === 0 ? [] : ['Could not be read:', ...unread.map(({ why }) => `  ${why}`)]),
        '',
    ].join('\n');
}
function causeLines(cause, isFirst) {
    const { id, means, fix, report, count, isConsequence, isEarlier } = cause;
    const role = isEarlier
        ? 'before this run'
        : isFirst
            ? 'the cause'
            : isConsequence
                ? 'what followed'
                : 'then';
    return [
        `${id} (${role}${count === 1 ? '' : `, ${countOf(count, 'line')}`})`,
        ...(isFirst ? [] : [`  means   ${means}.`]),
        `  fix     ${fix}.`,
        `  where   ${whereOf(cause)}`,
        `          ${printable(cause.text)}`,
        `  report  ${report}`,
    ];
}
function placeLines(place) {
    return [`  ${whereOf(place)}`, `    ${printable(place.text)}`];
}
function whereOf({ file, line, time }) {
    return `${file}${line === 0 ? '' : `:${line}`}${time === null ? '' : `, ${time}`}`;
}
function otherLine({ file, size }) {
    return `  ${file}, ${formatBytes(size)}`;
}
//# sourceMappingURL=explanation.js.map
;// CONCATENATED MODULE: ./build/src/report/findings.js
/** What `doctor` found, for people. */
/** "the switch Build: no such switch, expected …. Create it…" */
function findingLine({ subject, found, expected, next }) {
    const wanted = expected === undefined ? '' : `, expected ${expected}`;
    const advice = next === undefined ? '' : `. ${next.charAt(0).toUpperCase()}${next.slice(1)}`;
    return `${subject}: ${found}${wanted}${advice}`;
}
const findings_MARKS = { ok: 'ok', warning: 'warning', error: 'error' };
/** A line each, the state first; what mends it stands below. */
function renderFindings(findings) {
    const width = Math.max(...findings.map(({ subject }) => subject.length), 0);
    const margin = ' '.repeat('warning'.length + width + 4);
    return findings
        .map(({ subject, state, found, expected, next }) => {
        const wanted = expected === undefined ? '' : `, expected ${expected}`;
        const first = `${findings_MARKS[state].padEnd('warning'.length)}  ${subject.padEnd(width)}  ${found}${wanted}`;
        return next === undefined ? `${first}\n` : `${first}\n${margin}${next}\n`;
    })
        .join('');
}
//# sourceMappingURL=findings.js.map
;// CONCATENATED MODULE: ./build/src/report/release-notes.js
/** The text of a release: what it holds, what changed since the one before, how to apply it with nothing but DISM. */





/** GitHub takes 125,000 characters; the store adds a line of its own. */
const LIMIT = 120_000;
/** How many things of a group are named: fewer where the text gets too long. */
const NAMED = [100, 30, 8, 0];
function renderReleaseNotes(input) {
    const groups = change_groups_groupChanges(input.previous?.diff?.changes ?? []);
    for (const named of NAMED) {
        const text = render(input, groups, named);
        if (text.length <= LIMIT || named === 0)
            return text.slice(0, LIMIT);
    }
    return '';
}
function render({ facts, previous }, groups, named) {
    const sections = [
        imagesSection(facts, previous),
        changesSection(facts, previous, groups, named),
        filesSection(facts),
        applySection(facts),
    ];
    return `${sections.join('\n\n')}\n`;
}
function imagesSection(facts, previous) {
    const { images, savings } = facts;
    const rows = images.map((image) => [
        String(image.index),
        markdown_escapeMarkdown(image.name),
        markdown_escapeMarkdown(image.edition ?? ''),
        markdown_escapeMarkdown([image.build ?? '', image.architecture ?? ''].filter((word) => word !== '').join(' ')),
        markdown_escapeMarkdown((image.languages ?? []).join(', ')),
        (0,src_bytes/* formatCount */.B4)(image.files),
        (0,src_bytes/* formatBytes */.z3)(image.bytes),
    ]);
    const table = markdown_markdownTable(['', 'Image', 'Edition', 'Build', 'Languages', 'Files', 'Size'], rows);
    const updates = images.flatMap(({ name, updates: kbs = [] }) => kbs.length === 0 ? [] : [`Updates in ${markdown_escapeMarkdown(name)}: ${kbs.map(markdown_escapeMarkdown).join(', ')}.`]);
    return [table, savingsLine(savings), ...baseLine(facts, previous), ...updates].join('\n\n');
}
/** Of a base that is not the release before, whose share the changes say. */
function baseLine(facts, previous) {
    const shared = sharedWithBase(facts);
    const isSaid = previous !== null && previous.diff !== null && previous.tag === shared?.tag;
    if (shared === null || isSaid)
        return [];
    return [`Contents: ${markdown_escapeMarkdown(shareText(shared))}, which it was built against.`];
}
function savingsLine({ bytes, unique, saved, hardLinks, betweenImages, stored, images, }) {
    const parts = [
        ...(hardLinks === 0 ? [] : [`${(0,src_bytes/* formatBytes */.z3)(hardLinks)} of it hard links`]),
        ...(images.length < 2 ? [] : [`${(0,src_bytes/* formatBytes */.z3)(betweenImages)} of it between the images`]),
    ];
    const archive = stored === undefined ? '' : `, ${(0,src_bytes/* formatBytes */.z3)(stored)} compressed`;
    const details = parts.length === 0 ? '' : ` (${parts.join(', ')})`;
    return `Each content once: ${(0,src_bytes/* formatBytes */.z3)(unique)} of ${(0,src_bytes/* formatBytes */.z3)(bytes)}${archive}; ${(0,src_bytes/* formatBytes */.z3)(saved)} saved${details}.`;
}
function changesSection(facts, previous, groups, named) {
    if (previous === null)
        return '### Changes\n\nThis is the first release of this image here.';
    const { tag, facts: before, diff } = previous;
    if (diff === null)
        return `### Changes\n\nThe manifest of ${markdown_escapeMarkdown(tag)}, the release before, could not be read.`;
    const { added, removed, changed, moved } = diff.counts;
    const lines = [
        ...buildChanges(before.images, facts.images),
        ...updateChanges(before.images, facts.images),
        `${(0,src_bytes/* countOf */.pq)(added.entries, 'entry', 'entries')} added, ${(0,src_bytes/* formatCount */.B4)(removed.entries)} removed, ` +
            `${(0,src_bytes/* formatCount */.B4)(changed.entries)} changed, ${(0,src_bytes/* formatCount */.B4)(moved.entries)} moved`,
        `${(0,src_bytes/* countOf */.pq)(diff.newContents.contents, 'new content')} (${downloadText(diff.newContents)}): what \`image-factory fetch\` downloads where ${markdown_escapeMarkdown(tag)} is at hand`,
        `contents: ${markdown_escapeMarkdown(shareText(sharedContents(tag, facts, diff)))}`,
    ];
    return [
        `### Changes since ${markdown_escapeMarkdown(tag)}`,
        lines.map((line) => `- ${line}`).join('\n'),
        ...groups.map((group) => groupMarkdown(group, named)),
    ].join('\n\n');
}
function pairs(before, now) {
    const single = before.length === 1 && now.length === 1;
    return now.map((image) => [single ? before[0] : before.find(({ name }) => name === image.name), image]);
}
function buildChanges(before, now) {
    return pairs(before, now).flatMap(([old, image]) => {
        if (old === undefined)
            return [`new image: ${markdown_escapeMarkdown(image.name)}`];
        if (old.build === image.build || image.build === undefined)
            return [];
        return [`${markdown_escapeMarkdown(image.name)}: build ${markdown_escapeMarkdown(old.build ?? 'unknown')} → **${markdown_escapeMarkdown(image.build)}**`];
    });
}
function updateChanges(before, now) {
    return pairs(before, now).flatMap(([old, image]) => {
        // A manifest that names none may be of a version that read none.
        if (old?.updates === undefined)
            return [];
        const [had, has] = [old.updates, image.updates ?? []];
        const added = has.filter((kb) => !had.includes(kb));
        const removed = had.filter((kb) => !has.includes(kb));
        return [
            ...(added.length === 0
                ? []
                : [`${markdown_escapeMarkdown(image.name)}: updates added: ${added.map(markdown_escapeMarkdown).join(', ')}`]),
            ...(removed.length === 0
                ? []
                : [`${markdown_escapeMarkdown(image.name)}: updates superseded or removed: ${removed.map(markdown_escapeMarkdown).join(', ')}`]),
        ];
    });
}
function filesSection({ archive }) {
    const rows = (archive?.parts ?? []).map(({ name, size, sha256 }) => [
        `\`${name}\``,
        `${(0,src_bytes/* formatCount */.B4)(size)} bytes (${(0,src_bytes/* formatBytes */.z3)(size)})`,
        `\`${sha256}\``,
    ]);
    return `### Files\n\n${markdown_markdownTable(['File', 'Size', 'SHA-256'], rows)}\n\n\`SHA256SUMS\` lists them all: \`sha256sum -c SHA256SUMS\`, or on Windows \`certutil -hashfile FILE SHA256\`.`;
}
/** From Windows PE or a running Windows, with the new system's partition as W: and the EFI system partition as S:. */
function applySection({ archive, images }) {
    const [first] = archive?.parts ?? [];
    const isSet = (archive?.parts.length ?? 0) > 1;
    const name = first?.name ?? 'install.wim';
    const set = isSet ? ' /SWMFile:install*.swm' : '';
    const holdsWindows = images.some(({ edition }) => edition !== undefined);
    const lines = [
        `dism.exe /Get-ImageInfo /ImageFile:${name}`,
        `dism.exe /Apply-Image /ImageFile:${name}${set} /Index:1 /ApplyDir:W:\\`,
        ...(holdsWindows
            ? ['md S:\\EFI\\Microsoft\\Boot', 'W:\\Windows\\System32\\bcdboot.exe W:\\Windows /s S: /f UEFI']
            : []),
    ];
    const whole = isSet
        ? 'All parts in one folder; no other program is needed. '
        : 'No other program is needed. ';
    const where = holdsWindows
        ? 'W: is the formatted partition of the new system, S: the EFI system partition.'
        : 'W: is the formatted partition.';
    return `### Apply with DISM\n\n${whole}${where}\n\n\`\`\`bat\n${lines.join('\n')}\n\`\`\``;
}
//# sourceMappingURL=release-notes.js.map
// EXTERNAL MODULE: ./build/src/inspect/index.js + 48 modules
var inspect = __webpack_require__(34120);
;// CONCATENATED MODULE: ./build/src/report/troubleshooting.js
/** The table of symptoms as a page for people: docs/troubleshooting.md. */


/** The chapters, in their order: an entry stands in that of the first log in which it is looked for. */
const CHAPTERS = {
    machine: 'The machine and its firmware',
    setup: 'Setup and answer files',
    cbs: 'Component store and packages (CBS)',
    dism: 'DISM',
    updates: 'Windows Update',
    drivers: 'Drivers',
    agent: 'Steps',
    sysprep: 'Sysprep',
    state: 'State of the installation',
    events: 'Event logs',
};
const INTRODUCTION = (/* unused pure expression or super */ null && (`# Troubleshooting

What \`image-factory explain\` knows, and a build that fails looks up by itself ([explain.md](explain.md)). Each symptom has the lines that show it, as
the public report has them. This page is written by \`npm run troubleshooting\` from \`src/inspect/explain/symptoms/\`.
`));
function troubleshootingPage() {
    const chapters = Object.entries(CHAPTERS).flatMap(([kind, title]) => {
        const symptoms = SYMPTOMS.filter(({ logs }) => logs[0] === kind);
        return symptoms.length === 0 ? [] : [`## ${title}\n`, ...symptoms.map(entry)];
    });
    return [INTRODUCTION, ...chapters].join('\n');
}
function entry({ id, means, fix, source, sample }) {
    return [
        `### ${id}\n`,
        `${plain(means)}.\n`,
        `**Fix**: ${plain(fix)}. ([report](${source}))\n`,
        '````text',
        ...sample,
        '````\n',
    ].join('\n');
}
function plain(sentences) {
    return escapeMarkdown(sentences.replaceAll('{subject}', '…'));
}
//# sourceMappingURL=troubleshooting.js.map
;// CONCATENATED MODULE: ./build/src/report/index.js












//# sourceMappingURL=index.js.map

/***/ }),

/***/ 21246:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  vC: () => (/* reexport */ checkUpdates),
  V4: () => (/* reexport */ compareBuilds),
  EH: () => (/* reexport */ parseBuild),
  Hs: () => (/* reexport */ planUpdateFolder)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/read-pieces.js
var read_pieces = __webpack_require__(73405);
;// CONCATENATED MODULE: ./build/src/servicing/file-name.js
/**
 * What the name of a file of updates says. The names are those of the Microsoft Update Catalog and of Microsoft's media
 * of languages and optional features:
 *
 * ```
 * windows11.0-kb5043080-x64_953449672073f8fb99badb4cc6d5d7849b9c83e8.msu
 * windows11.0-kb5054979-x64-ndp481_8e2f730bc747de0f90aaee95d4862e4f88751c07.msu
 * ssu-19041.3562-x86_5757db67f982216ee2f5973f4b3cfddbcae916b7.msu
 * Microsoft-Windows-Client-Language-Pack_x64_de-de.cab
 * Microsoft-Windows-LanguageFeatures-Basic-de-de-Package~31bf3856ad364e35~amd64~~.cab
 * OpenSSH-Server-Package~31bf3856ad364e35~amd64~~.cab
 * ```
 *
 * Nothing in the name of a cumulative update says that it is one.
 */
const ARCHITECTURES = {
    x64: 'amd64',
    amd64: 'amd64',
    // The 32-bit files of a 64-bit Windows.
    wow64: 'amd64',
    arm64: 'arm64',
    x86: 'x86',
};
const SHA1 = /[_-]([0-9a-f]{40})\.(?:msu|cab)$/i;
const KB = /(?:^|[^a-z0-9])(kb\d{6,8})(?!\d)/i;
const ARCHITECTURE = /[-_~](x64|amd64|wow64|arm64|x86)(?=[-_~.])/i;
const WINDOWS = /^windows(\d+)\.\d+-/i;
const STACK = /(?:^|[^a-z0-9])ssu-(\d+)\.(\d+)-/i;
const DOT_NET = /-ndp\d+/i;
const LANGUAGE_PACK = /language-?pack(?:-package)?[-_~].*?([a-z]{2,3}(?:-[a-z]{4})?-[a-z]{2})(?=[-_~.])/i;
/** A package of Microsoft's by its identity: `NAME~31bf3856ad364e35~amd64~de-de~`. */
const IDENTITY = /^(.+?)~31bf3856ad364e35~/i;
const UPDATE_PACKAGE = /^Package_for_/i;
function readFileName(name) {
    const architecture = ARCHITECTURE.exec(name)?.[1]?.toLowerCase() ?? '';
    const language = LANGUAGE_PACK.exec(name)?.[1]?.toLowerCase() ?? null;
    const windows = WINDOWS.exec(name)?.[1];
    const stack = stackVersion(name);
    return {
        kind: kindOf(name, language, stack),
        kb: kbOf(name),
        architecture: ARCHITECTURES[architecture] ?? null,
        windows: windows === undefined ? null : Number(windows),
        language,
        stack,
        sha1: SHA1.exec(name)?.[1]?.toLowerCase() ?? null,
    };
}
/** "KB5068861" of any text that names one; null for none. */
function kbOf(text) {
    return KB.exec(text)?.[1]?.toUpperCase() ?? null;
}
/** Of `SSU-26100.3764-x64.cab`; null for another name. */
function stackVersion(name) {
    const [, branch, revision] = STACK.exec(name) ?? [];
    return branch === undefined ? null : { branch: Number(branch), revision: Number(revision) };
}
function kindOf(name, language, stack) {
    if (stack !== null)
        return 'servicing stack update';
    if (DOT_NET.test(name))
        return '.NET update';
    if (language !== null)
        return 'language pack';
    const package_ = IDENTITY.exec(name)?.[1] ?? '';
    return package_ === '' || UPDATE_PACKAGE.test(package_) ? null : 'feature on demand';
}
//# sourceMappingURL=file-name.js.map
;// CONCATENATED MODULE: ./build/src/servicing/check.js
/** Whether the files of updates are what they were in the Microsoft Update Catalog, which ends each name with a SHA-1. */





/**
 * Reads every file once, a cumulative update of 5 GB in some ten seconds.
 *
 * @throws damaged for a file whose SHA-1 is not that of its name; not-found, permission; what the reporter's signal says
 */
async function checkUpdates(packages, reporter) {
    const files = new Set(packages.flatMap(({ file, needs }) => [...needs, file]));
    const unnamed = [];
    for (const file of files) {
        const { sha1 } = readFileName(external_node_path_.basename(file));
        if (sha1 === null)
            unnamed.push(file);
        else
            await checkFile(file, sha1, reporter);
    }
    return { checked: files.size - unnamed.length, unnamed };
}
async function checkFile(file, sha1, reporter) {
    const hash = (0,external_node_crypto_.createHash)('sha1');
    for await (const piece of (0,read_pieces/* readPieces */.u)(file, `Checking ${external_node_path_.basename(file)}`, reporter))
        hash.update(piece);
    const found = hash.digest('hex');
    if (found === sha1)
        return;
    throw new errors/* FactoryError */.Xx('damaged', {
        subject: file,
        found: `its SHA-1 is ${found}`,
        expected: `${sha1}, which its name ends with`,
        next: 'the download is damaged or not whole: fetch it again from the Microsoft Update Catalog',
    });
}
//# sourceMappingURL=check.js.map
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./build/src/tree/index.js + 18 modules
var src_tree = __webpack_require__(31219);
;// CONCATENATED MODULE: ./build/src/servicing/checkpoints.js
/**
 * Checkpoint cumulative updates: since Windows 11 24H2 an update may hold only what changed since an earlier one, its
 * checkpoint, which servicing must find beside it. Of several, DISM takes what the image lacks; any other .msu in that
 * folder it would take as a source too.
 */
const CHECKPOINTS_PAGE = 'https://learn.microsoft.com/windows/deployment/update/catalog-checkpoint-cumulative-updates';
/**
 * Those that are known, for an update whose metadata cannot be read. A file in a folder called `checkpoints` is one too, and
 * what another update says that it was made on.
 */
const CHECKPOINTS = [
    {
        kb: 'KB5043080',
        branch: 26_100,
        revision: 1742,
        source: 'https://support.microsoft.com/topic/708755a6-d809-4a8a-8d20-53c4108590e6',
    },
];
const FOLDER = 'checkpoints';
function isCheckpoint({ kb, name }) {
    const folders = name.split('/').slice(0, -1);
    return (CHECKPOINTS.some((checkpoint) => checkpoint.kb === kb) ||
        folders.some((folder) => folder.toLowerCase() === FOLDER));
}
/** The latest checkpoint of a branch that is known; null for none. */
function knownCheckpoint(branch) {
    return CHECKPOINTS.findLast((checkpoint) => checkpoint.branch === branch) ?? null;
}
//# sourceMappingURL=checkpoints.js.map
;// CONCATENATED MODULE: ./build/src/servicing/windows.js
/** Which Windows a file of updates is for, as far as that can be told. */
/** "26200.7171", or "26200" from its first revision on; null for what is no build. */
function parseBuild(text) {
    const [, number, revision] = /^(\d+)(?:\.(\d+))?$/.exec(text ?? '') ?? [];
    return number === undefined ? null : { number: Number(number), revision: Number(revision ?? 0) };
}
/** Negative where `a` is older. */
function compareBuilds(a, b) {
    return a.number - b.number || a.revision - b.revision;
}
/** Builds that are one branch with the first of them, whose updates they take. Others stand alone. */
const BRANCHES = [
    // Windows 10 2004 to 22H2
    [19_041, 19_045],
    // Windows 11 22H2 and 23H2
    [22_621, 22_631],
    // Windows 11 24H2, 25H2 and 26H2, Windows Server 2025
    [26_100, 26_399],
];
const FIRST_BUILD_OF_WINDOWS_11 = 22_000;
function branchOf(build) {
    return BRANCHES.find(([first, last]) => build >= first && build <= last)?.[0] ?? build;
}
/** null where neither its metadata nor its servicing stack says. */
function branchOfUpdate({ builds, stack }) {
    const number = builds?.makes.number ?? stack?.branch ?? null;
    return number === null ? null : branchOf(number);
}
/** Since January 2026 Windows Server 2025 counts its revisions from 32,230 and takes updates of its own. */
const SERVER_REVISION = 30_000;
function isServerRevision(branch, revision) {
    return branch === 26_100 && revision >= SERVER_REVISION;
}
/** Why the file is not for that Windows; null where it is, or where nothing says so. */
function whyOtherWindows(update, build) {
    const { windows } = update;
    const branch = branchOfUpdate(update);
    if (build === null)
        return null;
    const image = `the image is ${build.number}.${build.revision}`;
    if (branch !== null)
        return branch === branchOf(build.number) ? null : `it is for build ${branch}, and ${image}`;
    if (windows === null)
        return null;
    const imageWindows = build.number >= FIRST_BUILD_OF_WINDOWS_11 ? 11 : build.number >= 10_240 ? 10 : 8;
    const isSame = Math.max(windows, 8) === imageWindows;
    return isSame ? null : `it is for Windows ${windows}, and ${image}`;
}
//# sourceMappingURL=windows.js.map
;// CONCATENATED MODULE: ./build/src/servicing/cumulative.js
/**
 * Of the cumulative updates of a branch the newest is installed: each holds all that came before it. Since Windows 11
 * 24H2 its checkpoints lie beside it.
 */



const NOT_INCLUDED = 'it is not among what the definition includes';
/**
 * @param updates cumulative updates, for the image as far as that is known
 * @param isWanted whether the user asked for it; a checkpoint comes along with what builds on it
 * @throws not-found where the image is older than the checkpoint that an update builds on, and that is not there
 */
function chooseTargets(updates, build, isWanted) {
    const targets = [];
    const left = [];
    for (const [branch, members] of branchesOf(updates)) {
        const ordered = members.toSorted(byAge);
        const checkpoints = ordered.filter((update) => isCheckpoint(update) || isBase(update, ordered));
        const chosen = newestOf({ ordered, checkpoints, build, isWanted }, left);
        const used = new Set(chosen);
        for (const update of chosen) {
            const earlier = update.container === 'wim' ? checkpointsOf(update, checkpoints) : [];
            if (branch !== null)
                refuseGap(update, earlier, branch, build);
            targets.push({ update, checkpoints: earlier });
            for (const checkpoint of earlier)
                used.add(checkpoint);
        }
        for (const update of ordered.filter((member) => !used.has(member))) {
            if (checkpoints.includes(update)) {
                left.push({
                    file: update.name,
                    why: 'it is a checkpoint, and nothing that is installed builds on it',
                });
            }
            else if (!isWanted(update)) {
                left.push({ file: update.name, why: NOT_INCLUDED });
            }
        }
    }
    return { targets, left };
}
/** Whether one of the others says that it was made on it. */
function isBase({ builds }, others) {
    return builds !== null && others.some((other) => isSameBuild(other.builds?.on ?? null, builds.makes));
}
function isSameBuild(a, b) {
    return a !== null && b !== null && compareBuilds(a, b) === 0;
}
/** Oldest first: what it says that it was made on, and so on; what does not say so, as far as it is older. */
function checkpointsOf(update, checkpoints) {
    const chain = new Set();
    for (let on = update.builds?.on ?? null; on !== null;) {
        const base = checkpoints.find((other) => isSameBuild(other.builds?.makes ?? null, on));
        if (base === undefined || chain.has(base))
            break;
        chain.add(base);
        on = base.builds?.on ?? null;
    }
    return checkpoints.filter((other) => chain.has(other) || (isCheckpoint(other) && byAge(other, update) < 0));
}
/** Each with the ones that it could take the place of; of an unknown branch, each stands alone. */
function branchesOf(updates) {
    const branches = new Map();
    const unknown = [];
    for (const update of updates) {
        const branch = branchOfUpdate(update);
        if (branch === null)
            unknown.push(update);
        else
            branches.set(branch, [...(branches.get(branch) ?? []), update]);
    }
    return [...branches, ...unknown.map((update) => [null, [update]])];
}
/**
 * Oldest first: by the build that each makes, else by the servicing stack that it brings. KB numbers follow the calendar only
 * roughly: a preview may have a lower one than an earlier fix.
 */
function byAge(a, b) {
    const builds = a.builds !== null && b.builds !== null ? compareBuilds(a.builds.makes, b.builds.makes) : 0;
    return builds || (a.stack?.revision ?? 0) - (b.stack?.revision ?? 0) || byKb(a, b);
}
function byKb(a, b) {
    return kbNumber(a) - kbNumber(b) || (a.name < b.name ? -1 : 1);
}
function kbNumber({ kb }) {
    return kb === null ? 0 : Number(kb.slice(2));
}
/** Client and Windows Server 2025 share a branch, and which of them the image is, its build alone does not always say. */
function newestOf({ ordered, checkpoints, build, isWanted }, left) {
    const wanted = ordered.filter((update) => isWanted(update));
    const own = wanted.filter((update) => !checkpoints.includes(update));
    // A folder with a checkpoint alone means that one.
    const candidates = own.length === 0 ? wanted : own;
    const server = candidates.filter(isForServer);
    const client = candidates.filter((update) => !isForServer(update));
    const isServerImage = build !== null && isServerRevision(branchOf(build.number), build.revision);
    const chosen = [];
    for (const group of [client, server]) {
        const newest = group.at(-1);
        if (newest === undefined)
            continue;
        const why = group === client && isServerImage && !checkpoints.includes(newest)
            ? `it is for Windows 11, and the image, ${build.number}.${build.revision}, is Windows Server 2025`
            : null;
        if (why === null)
            chosen.push(newest);
        for (const update of group) {
            if ((update === newest && why === null) || checkpoints.includes(update))
                continue;
            left.push({ file: update.name, why: why ?? `${newest.kb ?? newest.name} supersedes it` });
        }
    }
    return chosen;
}
function isForServer({ builds, stack }) {
    if (builds !== null)
        return isServerRevision(branchOf(builds.makes.number), builds.makes.revision);
    return stack !== null && isServerRevision(branchOf(stack.branch), stack.revision);
}
/** DISM would say so after an hour, in the machine. */
function refuseGap(update, earlier, branch, build) {
    // An archive that names no revision says nothing of its age.
    if (update.container !== 'wim' || build === null || build.revision === 0)
        return;
    const known = knownCheckpoint(branch);
    const needed = update.builds === null ? knownBase(update, known) : firstOn(update, earlier);
    if (needed === null || build.revision >= needed.revision)
        return;
    // What was made on less was made on the first release, whatever its media call that.
    if (known !== null && needed.revision < known.revision)
        return;
    // One that does not say what it makes may be the one.
    if (earlier.some(({ builds, kb }) => builds === null || (update.builds === null && kb === known?.kb)))
        return;
    const isKnown = known !== null && known.revision === needed.revision;
    const named = `${isKnown ? `the checkpoint ${known.kb}` : 'a checkpoint'} (${needed.number}.${needed.revision})`;
    throw new errors/* FactoryError */.Xx('not-found', {
        subject: update.file,
        found: `it builds on ${named}, which is not in the folder`,
        expected: `it beside the update, for the image is ${build.number}.${build.revision}`,
        next: `fetch ${isKnown ? known.kb : 'the checkpoint that its support page names'} from the Microsoft Update Catalog into the folder: ${isKnown ? known.source : CHECKPOINTS_PAGE}`,
    });
}
/** Which the image must have at least: what the first of the chain was made on. */
function firstOn(update, earlier) {
    let on = update.builds?.on ?? null;
    for (let left = earlier.length; left > 0; left--) {
        const base = earlier.find(({ builds }) => isSameBuild(builds?.makes ?? null, on));
        if (base === undefined)
            break;
        on = base.builds?.on ?? null;
    }
    return on;
}
function knownBase(update, known) {
    return known === null || isCheckpoint(update) ? null : { number: known.branch, revision: known.revision };
}
//# sourceMappingURL=cumulative.js.map
// EXTERNAL MODULE: ./build/src/disk/index.js + 24 modules
var disk = __webpack_require__(6988);
// EXTERNAL MODULE: ./build/src/wim/index.js + 42 modules
var wim = __webpack_require__(60315);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
// EXTERNAL MODULE: ./build/src/bytes/index.js + 7 modules
var src_bytes = __webpack_require__(22290);
;// CONCATENATED MODULE: ./build/src/servicing/lzx.js
/**
 * LZX as cabinets have it. Unlike that of a WIM, whose chunks stand alone, its window, its code lengths and its recent
 * offsets live on from one frame of 32 KiB to the next; each frame begins with a fresh 16-bit word.
 *
 * ```
 * stream  1 bit: whether calls were translated, then 32 bits of the size that they were translated for
 * block   3 bits type (1 verbatim, 2 aligned, 3 uncompressed), 24 bits bytes when decompressed
 * ```
 *
 * For the few kilobytes of metadata that an update brings, not for its payload: it is written to be read, not to be fast.
 * Source: [MS-PATCH], LZX DELTA Compression and Decompression, and [MS-CAB].
 */

const WORD = 16;
const LENGTHS = 249;
const LITERALS = 256;
const PRE_SYMBOLS = 20;
const ALIGNED_SYMBOLS = 8;
const CALL = 0xe8;
const TRANSLATED_FRAMES = 32_768;
/** Of a window of 2^15 bytes to one of 2^21. */
const POSITION_SLOTS = {
    15: 30,
    16: 32,
    17: 34,
    18: 36,
    19: 38,
    20: 42,
    21: 50,
};
const EXTRA_BITS = Array.from({ length: 50 }, (_, slot) => (slot < 4 ? 0 : Math.min(17, (slot >> 1) - 1)));
const BASES = EXTRA_BITS.map((_, slot) => EXTRA_BITS.slice(0, slot).reduce((sum, bits) => sum + 2 ** bits, 0));
/**
 * @param windowBits 15 to 21
 * @param what for errors
 * @throws damaged, unsupported
 */
function decompressLzx(frames, windowBits, what) {
    const slots = POSITION_SLOTS[windowBits];
    if (slots === undefined) {
        throw new errors/* FactoryError */.Xx('unsupported', {
            subject: what,
            found: `an LZX window of 2^${windowBits} bytes`,
            expected: '2^15 to 2^21',
        });
    }
    return new LzxDecoder(frames, slots, what).decode();
}
class LzxDecoder {
    #frames;
    #what;
    #output;
    #mainLengths;
    #lengthLengths = new Uint8Array(LENGTHS);
    #recent = [1, 1, 1];
    #main = new Codes(new Uint8Array(0));
    #length = new Codes(new Uint8Array(0));
    #aligned = new Codes(new Uint8Array(0));
    #type = 0;
    #remaining = 0;
    /** Whether a byte that fills the last word of an uncompressed block of an odd length is still to come. */
    #isPadded = false;
    #position = 0;
    #input = new Uint8Array(0);
    #at = 0;
    #bits = 0;
    #bitCount = 0;
    constructor(frames, slots, what) {
        this.#frames = frames;
        this.#what = what;
        this.#output = new Uint8Array(frames.reduce((sum, { size }) => sum + size, 0));
        this.#mainLengths = new Uint8Array(LITERALS + 8 * slots);
    }
    decode() {
        let translatedSize = null;
        let end = 0;
        for (const { data, size } of this.#frames) {
            this.#input = data;
            this.#at = 0;
            this.#bits = 0;
            this.#bitCount = 0;
            translatedSize ??= this.#read(1) === 1 ? this.#read(16) * 65_536 + this.#read(16) : 0;
            end += size;
            while (this.#position < end)
                this.#decodeBlock(end);
        }
        return translatedSize === null || translatedSize === 0 ? this.#output : this.#untranslate(translatedSize);
    }
    /** As much of the current block as the frame holds. */
    #decodeBlock(end) {
        if (this.#remaining === 0)
            this.#readBlockHeader();
        const stop = Math.min(end, this.#position + this.#remaining);
        const start = this.#position;
        if (this.#type === 3)
            this.#copy(stop);
        else
            while (this.#position < stop)
                this.#decodeSymbol();
        this.#remaining -= this.#position - start;
        if (this.#remaining < 0)
            throw this.#damaged('a match beyond the end of its block');
        if (this.#remaining === 0 && this.#isPadded) {
            this.#at++;
            this.#isPadded = false;
        }
    }
    #readBlockHeader() {
        this.#type = this.#read(3);
        this.#remaining = this.#read(16) * 256 + this.#read(8);
        if (this.#remaining === 0)
            throw this.#damaged('an empty block');
        if (this.#type === 3) {
            // To the next word, and over one where this one is full.
            if (this.#bitCount === 0)
                this.#fill();
            this.#bits = 0;
            this.#bitCount = 0;
            const offsets = new DataView(this.#input.buffer, this.#input.byteOffset, this.#input.byteLength);
            if (this.#at + 12 > this.#input.length)
                throw this.#damaged('the end of its input');
            const next = () => offsets.getUint32((this.#at += 4) - 4, true);
            this.#recent = [next(), next(), next()];
            this.#isPadded = this.#remaining % 2 === 1;
            return;
        }
        if (this.#type !== 1 && this.#type !== 2)
            throw this.#damaged(`a block of type ${this.#type}`);
        if (this.#type === 2) {
            this.#aligned = new Codes(Uint8Array.from({ length: ALIGNED_SYMBOLS }, () => this.#read(3)));
        }
        this.#readLengths(this.#mainLengths, 0, LITERALS);
        this.#readLengths(this.#mainLengths, LITERALS, this.#mainLengths.length);
        this.#main = new Codes(this.#mainLengths);
        this.#readLengths(this.#lengthLengths, 0, LENGTHS);
        this.#length = new Codes(this.#lengthLengths);
    }
    /** Differences to the lengths of the block before, coded themselves. */
    #readLengths(lengths, from, to) {
        const codes = new Codes(Uint8Array.from({ length: PRE_SYMBOLS }, () => this.#read(4)));
        const put = (at, symbol) => {
            if (symbol > 16)
                throw this.#damaged('a code length that is none');
            lengths[at] = (lengths[at] + 17 - symbol) % 17;
        };
        for (let at = from; at < to;) {
            const symbol = this.#decode(codes);
            if (symbol < 17) {
                put(at++, symbol);
                continue;
            }
            const run = symbol === 17 ? 4 + this.#read(4) : symbol === 18 ? 20 + this.#read(5) : 4 + this.#read(1);
            if (at + run > to)
                throw this.#damaged('code lengths beyond their end');
            const same = symbol === 19 ? this.#decode(codes) : null;
            for (const stop = at + run; at < stop; at++) {
                if (same === null)
                    lengths[at] = 0;
                else
                    put(at, same);
            }
        }
    }
    #copy(stop) {
        const count = stop - this.#position;
        if (this.#at + count > this.#input.length)
            throw this.#damaged('the end of its input');
        this.#output.set(this.#input.subarray(this.#at, this.#at + count), this.#position);
        this.#at += count;
        this.#position = stop;
    }
    #decodeSymbol() {
        const symbol = this.#decode(this.#main);
        if (symbol < LITERALS) {
            this.#output[this.#position++] = symbol;
            return;
        }
        const header = (symbol - LITERALS) & 7;
        const length = 2 + header + (header === 7 ? this.#decode(this.#length) : 0);
        const offset = this.#offsetOf((symbol - LITERALS) >> 3);
        if (offset > this.#position || offset === 0)
            throw this.#damaged('a match before its beginning');
        if (this.#position + length > this.#output.length)
            throw this.#damaged('a match beyond its end');
        for (const stop = this.#position + length; this.#position < stop; this.#position++) {
            this.#output[this.#position] = this.#output[this.#position - offset];
        }
    }
    #offsetOf(slot) {
        const [first, second, third] = this.#recent;
        if (slot === 0)
            return first;
        if (slot === 1)
            this.#recent = [second, first, third];
        else if (slot === 2)
            this.#recent = [third, second, first];
        else
            this.#recent = [
                BASES[slot] - 2 + this.#readOffset(EXTRA_BITS[slot]),
                first,
                second,
            ];
        return this.#recent[0];
    }
    #readOffset(bits) {
        if (this.#type !== 2 || bits < 3)
            return this.#read(bits);
        return this.#read(bits - 3) * 8 + this.#decode(this.#aligned);
    }
    #decode(codes) {
        for (let length = 1, code = 0; length <= Codes.LONGEST; length++) {
            code = code * 2 + this.#read(1);
            const symbol = codes.symbol(length, code);
            if (symbol !== null)
                return symbol;
        }
        throw this.#damaged('a code that no symbol has');
    }
    #read(count) {
        while (this.#bitCount < count)
            this.#fill();
        this.#bitCount -= count;
        const value = Math.floor(this.#bits / 2 ** this.#bitCount);
        this.#bits -= value * 2 ** this.#bitCount;
        return value;
    }
    #fill() {
        const [low, high] = [this.#input[this.#at], this.#input[this.#at + 1]];
        if (low === undefined || high === undefined)
            throw this.#damaged('the end of its input');
        this.#at += 2;
        this.#bits = this.#bits * 2 ** WORD + high * 256 + low;
        this.#bitCount += WORD;
    }
    /** Relative targets of calls, which had been made absolute. */
    #untranslate(size) {
        const output = Uint8Array.from(this.#output);
        const view = new DataView(output.buffer);
        let start = 0;
        for (const frame of this.#frames.slice(0, TRANSLATED_FRAMES)) {
            for (let at = start; at < start + frame.size - 10; at++) {
                if (output[at] !== CALL)
                    continue;
                const target = view.getInt32(at + 1, true);
                if (target >= -at && target < size)
                    view.setInt32(at + 1, target >= 0 ? target - at : target + size, true);
                at += 4;
            }
            start += frame.size;
        }
        return output;
    }
    #damaged(found) {
        return new errors/* FactoryError */.Xx('damaged', { subject: this.#what, found: `${found} at byte ${this.#position}` });
    }
}
/** A canonical prefix code: shorter codes first, of the same length by symbol. */
class Codes {
    static LONGEST = 16;
    #symbols;
    /** By length: the first code, and where its symbol stands. */
    #first = [];
    #count = [];
    #index = [];
    constructor(lengths) {
        this.#symbols = [...lengths.keys()]
            .filter((symbol) => lengths[symbol] !== 0)
            .toSorted((a, b) => lengths[a] - lengths[b] || a - b);
        let code = 0;
        let index = 0;
        for (let length = 1; length <= Codes.LONGEST; length++) {
            const count = lengths.reduce((sum, other) => sum + (other === length ? 1 : 0), 0);
            code *= 2;
            this.#first[length] = code;
            this.#count[length] = count;
            this.#index[length] = index;
            code += count;
            index += count;
        }
    }
    symbol(length, code) {
        const place = code - this.#first[length];
        if (place < 0 || place >= this.#count[length])
            return null;
        return this.#symbols[this.#index[length] + place];
    }
}
//# sourceMappingURL=lzx.js.map
;// CONCATENATED MODULE: ./build/src/servicing/cabinet.js
/**
 * Cabinets: what they list, and the content of a small file.
 *
 * ```
 * header  0 4 "MSCF"               25 1 major version, 1      30 2 flags: 1 previous, 2 next, 4 reserved areas
 *         8 4 bytes of the cabinet 26 2 count of folders      36   with flag 4: u16 bytes behind the header,
 *        16 4 where the list is    28 2 count of files             u8 bytes behind each folder, u8 … data block
 * folder  0 4 where its data is  4 2 count of data blocks  6 2 compression: 0 none, 1 MSZIP, 3 LZX with its window
 * file    0 4 bytes  4 4 offset in its folder  8 2 folder  10 2 date  12 2 time  14 2 attributes  16 name, NUL
 * data    0 4 checksum  4 2 bytes  6 2 bytes when decompressed: a folder's files, one after the other
 * ```
 *
 * What follows the cabinet, as a signature does, is not counted. Source: [MS-CAB], Microsoft Cabinet Format.
 */





const HEADER_SIZE = 36;
const FOLDER_SIZE = 8;
const DATA_SIZE = 8;
/** Of one file: 16 bytes, a name of at most 255, and its end. */
const LARGEST_ENTRY = 16 + 256;
const SMALLEST_ENTRY = 16 + 2;
const NAME_IS_UTF8 = 0x80;
const IS_SPLIT = 0x3;
const HAS_RESERVE = 0x4;
/** Bytes of a data block when decompressed. */
const BLOCK = 32_768;
/** Files that are read here are metadata: their folder is no larger. */
const LARGEST_FOLDER = 64 << 20;
/** @throws damaged where it is no cabinet, is shorter than it says, or its list does not hold what it says */
async function openCabinet(source) {
    const header = (0,src_bytes/* cursorOver */.Ro)(await (0,disk/* readAt */.m6)(source, 0, HEADER_SIZE), `${source.label}: cabinet header`);
    (0,src_bytes/* skip */.iv)(header, 8);
    const size = (0,src_bytes/* readU32 */.PF)(header);
    if (size > source.size) {
        throw new errors/* FactoryError */.Xx('damaged', {
            subject: source.label,
            found: `${source.size} bytes`,
            expected: `a cabinet of ${size} bytes`,
            next: 'the download is not whole: fetch the file again',
        });
    }
    (0,src_bytes/* skip */.iv)(header, 4);
    const listAt = (0,src_bytes/* readU32 */.PF)(header);
    (0,src_bytes/* seek */.jF)(header, 25);
    const major = (0,src_bytes/* readU8 */.eo)(header);
    if (major !== 1)
        throw unsupported(source, `a cabinet of version ${major}`, 'version 1');
    const folderCount = (0,src_bytes/* readU16 */.Vv)(header);
    const fileCount = (0,src_bytes/* readU16 */.Vv)(header);
    const flags = (0,src_bytes/* readU16 */.Vv)(header);
    const files = await listFiles(source, { size, listAt, fileCount });
    return {
        files,
        async read(file) {
            if ((flags & IS_SPLIT) !== 0)
                throw unsupported(source, 'one of several cabinets', 'a cabinet by itself');
            const reserve = await readReserve(source, flags);
            const length = folderCount * (FOLDER_SIZE + reserve.folder);
            const bytes = await (0,disk/* readAt */.m6)(source, HEADER_SIZE + reserve.header, Math.min(length, size));
            const folders = (0,src_bytes/* cursorOver */.Ro)(bytes, `${source.label}: folders`);
            (0,src_bytes/* seek */.jF)(folders, file.folder * (FOLDER_SIZE + reserve.folder));
            const folder = { at: (0,src_bytes/* readU32 */.PF)(folders), blocks: (0,src_bytes/* readU16 */.Vv)(folders), compression: (0,src_bytes/* readU16 */.Vv)(folders) };
            const data = await readFolder(source, { ...folder, reserve: reserve.data, end: size });
            const content = (0,src_bytes/* cursorOver */.Ro)(data, `${source.label}: ${file.name}`);
            (0,src_bytes/* seek */.jF)(content, file.offset);
            return (0,src_bytes/* readBytes */.io)(content, file.size);
        },
    };
}
async function listFiles(source, { size, listAt, fileCount }) {
    const length = Math.min(fileCount * LARGEST_ENTRY, size - listAt);
    if (fileCount * SMALLEST_ENTRY > length) {
        throw new errors/* FactoryError */.Xx('damaged', {
            subject: source.label,
            found: `a list of ${fileCount} files at byte ${listAt}`,
            expected: `it within ${size} bytes`,
        });
    }
    const list = (0,src_bytes/* cursorOver */.Ro)(await (0,disk/* readAt */.m6)(source, listAt, length), `${source.label}: list of files`);
    return Array.from({ length: fileCount }, () => {
        const bytes = (0,src_bytes/* readU32 */.PF)(list);
        const offset = (0,src_bytes/* readU32 */.PF)(list);
        const folder = (0,src_bytes/* readU16 */.Vv)(list);
        (0,src_bytes/* skip */.iv)(list, 4);
        const isUtf8 = ((0,src_bytes/* readU16 */.Vv)(list) & NAME_IS_UTF8) !== 0;
        return { name: readName(list, isUtf8), size: bytes, folder, offset };
    });
}
function readName(list, isUtf8) {
    const end = list.bytes.indexOf(0, list.position);
    const name = (0,src_bytes/* readBytes */.io)(list, end === -1 ? (0,src_bytes/* remaining */.Tk)(list) + 1 : end - list.position);
    (0,src_bytes/* skip */.iv)(list, 1);
    return Buffer.from(name).toString(isUtf8 ? 'utf8' : 'latin1');
}
/** Bytes of the reserved areas; that of the header with the fields that say so. */
async function readReserve(source, flags) {
    if ((flags & HAS_RESERVE) === 0)
        return { header: 0, folder: 0, data: 0 };
    const sizes = (0,src_bytes/* cursorOver */.Ro)(await (0,disk/* readAt */.m6)(source, HEADER_SIZE, 4), `${source.label}: reserved areas`);
    return { header: 4 + (0,src_bytes/* readU16 */.Vv)(sizes), folder: (0,src_bytes/* readU8 */.eo)(sizes), data: (0,src_bytes/* readU8 */.eo)(sizes) };
}
async function readFolder(source, { at, blocks, compression, reserve, end }) {
    const what = `${source.label}: data`;
    const most = Math.min(blocks * (DATA_SIZE + reserve + BLOCK * 2), end - at);
    if (most < 0) {
        throw new errors/* FactoryError */.Xx('damaged', {
            subject: source.label,
            found: `data at byte ${at}`,
            expected: `it within ${end} bytes`,
        });
    }
    if (most > LARGEST_FOLDER)
        throw unsupported(source, `${most} bytes of data`, `${LARGEST_FOLDER} at most`);
    const data = (0,src_bytes/* cursorOver */.Ro)(await (0,disk/* readAt */.m6)(source, at, most), what);
    const frames = Array.from({ length: blocks }, () => {
        (0,src_bytes/* skip */.iv)(data, 4);
        const bytes = (0,src_bytes/* readU16 */.Vv)(data);
        const size = (0,src_bytes/* readU16 */.Vv)(data);
        (0,src_bytes/* skip */.iv)(data, reserve);
        if (size > BLOCK) {
            throw new errors/* FactoryError */.Xx('damaged', {
                subject: what,
                found: `a block of ${size} bytes`,
                expected: `${BLOCK} at most`,
            });
        }
        return { data: (0,src_bytes/* readBytes */.io)(data, bytes), size };
    });
    const size = frames.reduce((sum, frame) => sum + frame.size, 0);
    if (size > LARGEST_FOLDER)
        throw unsupported(source, `${size} bytes of data`, `${LARGEST_FOLDER} at most`);
    const kind = compression & 0xf;
    if (kind === 3)
        return decompressLzx(frames, (compression >> 8) & 0x1f, what);
    if (kind !== 0 && kind !== 1)
        throw unsupported(source, `compression ${kind}`, 'none, MSZIP or LZX');
    return Buffer.concat(kind === 0 ? frames.map((frame) => frame.data) : inflate(frames, what));
}
/** Each block: "CK" and a deflated stream, which may refer to the block before. */
function inflate(frames, what) {
    const blocks = [];
    for (const { data, size } of frames) {
        const dictionary = blocks.at(-1);
        try {
            const options = dictionary === undefined ? {} : { dictionary };
            blocks.push((0,external_node_zlib_.inflateRawSync)(data.subarray(2), { ...options, maxOutputLength: Math.max(1, size) }));
        }
        catch (error) {
            throw new errors/* FactoryError */.Xx('damaged', {
                subject: what,
                found: error instanceof Error ? error.message : String(error),
                expected: 'MSZIP',
                cause: error,
            });
        }
    }
    return blocks;
}
function unsupported(source, found, expected) {
    return new errors/* FactoryError */.Xx('unsupported', { subject: source.label, found, expected });
}
//# sourceMappingURL=cabinet.js.map
;// CONCATENATED MODULE: ./build/src/servicing/component-database.js
/**
 * What an .msu since Windows 11 24H2 says of itself. Beside its packages lies `onepackage.AggregatedMetadata.cab`; in it, each
 * in a cabinet of its own, are databases of components:
 *
 * ```
 * LCUCompDB_KB5094126.xml.cab   <CompDB Type="BuildUpdate" BuildArch="amd64" OSVersion="10.0.26100.1742"
 *                                 TargetOSVersion="10.0.26100.8655" …>
 *                                 <Feature FeatureID="CumulativeUpdate_KB5094126" Type="CumulativeUpdate" …
 * SSUCompDB_KB5094128.xml.cab   … Type="ServicingStackUpdate"
 * ```
 *
 * The build that it makes, and the one that it was made on: that is its checkpoint's.
 */



const METADATA_NAME = 'onepackage.AggregatedMetadata.cab';
/** @returns null where it describes no cumulative update @throws damaged, unsupported */
async function readComponentDatabase(metadata, what) {
    const cabinet = await openCabinet(sourceOf(metadata, what));
    for (const file of cabinet.files) {
        if (!/(?:^|\\)LCUCompDB_KB\d+[^\\]*\.cab$/i.test(file.name))
            continue;
        const inner = await openCabinet(sourceOf(await cabinet.read(file), `${what}: ${file.name}`));
        const [xml] = inner.files;
        if (xml === undefined)
            continue;
        const builds = buildsOf(textOf(await inner.read(xml)));
        if (builds !== null)
            return builds;
    }
    return null;
}
function buildsOf(xml) {
    const [root = ''] = /<(?:\w+:)?CompDB\b[^>]*>/.exec(xml) ?? [];
    if (attribute(root, 'Type') !== 'BuildUpdate')
        return null;
    const makes = versionOf(attribute(root, 'TargetOSVersion'));
    return makes === null ? null : { makes, on: versionOf(attribute(root, 'OSVersion')) };
}
function attribute(tag, name) {
    return new RegExp(`\\s${name}\\s*=\\s*["']([^"']*)["']`).exec(tag)?.[1] ?? null;
}
/** "10.0.26100.1742" */
function versionOf(text) {
    return text === null ? null : parseBuild(/^\d+\.\d+\.(\d+\.\d+)$/.exec(text)?.[1] ?? '');
}
function textOf(bytes) {
    const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
    return new TextDecoder(encoding).decode(bytes);
}
function sourceOf(bytes, label) {
    return {
        label,
        size: bytes.length,
        read(offset, target) {
            if (offset + target.length > bytes.length) {
                return Promise.reject(new errors/* FactoryError */.Xx('damaged', {
                    subject: label,
                    found: `${target.length} bytes wanted at byte ${offset}, beyond the end at byte ${bytes.length}`,
                }));
            }
            target.set(bytes.subarray(offset, offset + target.length));
            return Promise.resolve();
        },
    };
}
//# sourceMappingURL=component-database.js.map
;// CONCATENATED MODULE: ./build/src/servicing/contents.js
/** The names of the files in a package: of a cabinet, or of a WIM, which an .msu is since Windows 11 24H2. */






const MAGIC_BYTES = 8;
/** Real ones have some 20 KB. */
const LARGEST_METADATA = 16 << 20;
/** @throws damaged where it is neither, or a cabinet that is cut short; not-found, permission */
async function readContents(path) {
    const file = await (0,disk/* openFile */.Tq)(path, 'an .msu or .cab file');
    try {
        const magic = Buffer.from(await (0,disk/* readAt */.m6)(file, 0, Math.min(MAGIC_BYTES, file.size))).toString('latin1');
        if (magic === 'MSWIM\0\0\0')
            return { container: 'wim', ...(await readWim(path)) };
        if (!magic.startsWith('MSCF'))
            throw neither(path, magic);
        const { files } = await openCabinet(file);
        return { container: 'cabinet', names: files.map(({ name }) => name), builds: null };
    }
    finally {
        await file.close();
    }
}
/** Whether the file is whole is told by its SHA-1; DISM may read what we cannot. */
async function readWim(path) {
    let names = null;
    try {
        const archive = await (0,wim/* openWim */.SS)(path);
        try {
            const tree = await archive.openImage(1);
            const entries = await tree.children(tree.root);
            names = entries.map(({ name }) => name);
            const metadata = entries.find(({ name }) => name.toLowerCase() === METADATA_NAME.toLowerCase());
            const builds = metadata === undefined ? null : await readBuilds(tree, metadata);
            return { names, builds };
        }
        finally {
            await archive.close();
        }
    }
    catch (error) {
        if (error instanceof errors/* FactoryError */.Xx)
            return { names, builds: null };
        throw error;
    }
}
async function readBuilds(tree, entry) {
    const stream = (0,src_tree/* unnamedStream */.pL)(entry);
    if (stream === null || stream.size > LARGEST_METADATA)
        return null;
    const pieces = [];
    for await (const piece of tree.read(entry, stream))
        pieces.push(piece);
    return readComponentDatabase(Buffer.concat(pieces), `${tree.label}: ${entry.name}`);
}
function neither(path, magic) {
    const isPage = /^\s*</.test(magic);
    return new errors/* FactoryError */.Xx('damaged', {
        subject: path,
        found: magic === '' ? 'an empty file' : isPage ? 'a web page' : 'neither a cabinet nor a WIM',
        expected: 'an update as the Microsoft Update Catalog has it',
        next: 'fetch the file again, or take it out of the folder',
    });
}
//# sourceMappingURL=contents.js.map
;// CONCATENATED MODULE: ./build/src/servicing/facts.js
/**
 * What a file of updates is, by what it holds where its name does not say.
 *
 * - A cumulative update brings the servicing stack along: beside its package lies `SSU-26100.3764-x64.cab`. Since 24H2 its
 *   metadata says which build it makes, and on which one it was made.
 * - A .cab lists its own package, `Package_for_RollupFix~31bf3856ad364e35~amd64~~20348.5622.1.16.mum`, and the components:
 *   one with those of Windows RE is a Safe OS update.
 * - A .cab without `update.mum` is no package: with Setup's own files it is the Setup dynamic update.
 */



const ROLLUP = /^Package_for_RollupFix~[^~]*~[^~]*~~(\d+)\.(\d+)/i;
const SETUP_FILE = /(?:^|\\)(?:setup|setuphost|setupprep|setupcore|setupplatform)\.(?:exe|dll)$/i;
const SAFE_OS = /^Package_for_SafeOSDU~|_microsoft-windows-(?:winre-tools|winpe_tools|sysreset)_/i;
const facts_DOT_NET = /^Package_for_DotNetRollup/i;
const STACK_PACKAGE = /^Package_for_ServicingStack/i;
/** @returns why the file is not installed, where it is no package of updates @throws damaged, not-found, permission */
async function readUpdateFile(file, name) {
    const base = external_node_path_.basename(file);
    const named = readFileName(base);
    const { container, names, builds } = await readContents(file);
    const inside = insideOf(names ?? [], base);
    const kind = named.kind ??
        (builds === null ? inside.kind : 'cumulative update') ??
        (isPackage(base, names) ? 'update' : null);
    if (kind === null)
        return 'it holds no update.mum, so it is no package of updates';
    return {
        ...named,
        file,
        name,
        kind,
        kb: named.kb ?? inside.kb,
        stack: named.stack ?? inside.stack,
        builds,
        container,
    };
}
function insideOf(names, base) {
    const has = (pattern) => names.some((name) => pattern.test(name));
    const kb = names.map(kbOf).find((found) => found !== null) ?? null;
    const stack = names.map(stackVersion).find((found) => found !== null) ?? null;
    const [, branch, revision] = names.map((name) => ROLLUP.exec(name)).find((found) => found !== null) ?? [];
    if (branch !== undefined) {
        return {
            kind: 'cumulative update',
            kb,
            stack: stack ?? { branch: Number(branch), revision: Number(revision) },
        };
    }
    if (has(/hotpatch/i))
        return { kind: 'hotpatch', kb, stack };
    if (stack !== null)
        return { kind: 'cumulative update', kb, stack };
    if (has(SAFE_OS))
        return { kind: 'Safe OS dynamic update', kb, stack };
    if (has(facts_DOT_NET))
        return { kind: '.NET update', kb, stack };
    if (has(STACK_PACKAGE))
        return { kind: 'servicing stack update', kb, stack };
    const isSetup = /\.cab$/i.test(base) && !has(/^update\.mum$/i) && has(SETUP_FILE);
    return { kind: isSetup ? 'Setup dynamic update' : null, kb, stack };
}
/** An .msu holds a package in a .cab of its own. */
function isPackage(base, names) {
    return names === null || /\.msu$/i.test(base) || names.some((name) => /^update\.mum$/i.test(name));
}
//# sourceMappingURL=facts.js.map
;// CONCATENATED MODULE: ./build/src/servicing/selection.js
/** What the definition takes of a folder, and leaves: KB numbers, or patterns of file names. */

function selectionOf({ include, exclude }) {
    return {
        isIncluded: (update) => include.length === 0 || include.some((word) => isMeant(word, update)),
        excludedBy: (update) => exclude.find((word) => isMeant(word, update)) ?? null,
    };
}
function isMeant(word, { kb, name }) {
    const matches = (0,src_tree/* nameMatcher */.MH)(word);
    const base = name.split('/').at(-1) ?? '';
    return matches(base) || matches(name) || (kb !== null && matches(kb));
}
//# sourceMappingURL=selection.js.map
;// CONCATENATED MODULE: ./build/src/servicing/folder.js
/** A folder of updates, sorted into the order in which servicing wants them. */








/** Source: https://learn.microsoft.com/windows/deployment/update/media-dynamic-update */
const ORDER = [
    'servicing stack update',
    'language pack',
    'feature on demand',
    'cumulative update',
    '.NET update',
    'update',
];
/** What is for something else than the Windows that runs. */
const NOT_FOR_WINDOWS = {
    'Safe OS dynamic update': 'a Safe OS dynamic update is for Windows RE, not for the Windows that runs',
    'Setup dynamic update': 'a Setup dynamic update is for install media, not for the Windows that runs',
    hotpatch: 'a hotpatch is for machines that are enrolled in it; the cumulative update holds the same',
};
/** A feature of a language needs `Basic`, and speech recognition needs `TextToSpeech`. */
const LANGUAGE_FEATURES = ['Basic', 'Fonts', 'OCR', 'Handwriting', 'TextToSpeech', 'Speech'];
/**
 * Every .msu and .cab below the folder, told apart by name and contents. Nothing is hashed here: that is `checkUpdates`.
 *
 * @param folder absolute
 * @throws not-found also for a checkpoint that an update builds on; damaged for a file that is no package; permission
 */
async function planUpdateFolder(folder, request) {
    const { updates, left } = await folder_readFolder(folder);
    const build = parseBuild(request.build);
    const selection = selectionOf(request);
    const kept = [];
    for (const update of updates) {
        const why = whyLeft(update, request, kept);
        if (why === null)
            kept.push(update);
        else
            left.push({ file: update.name, why });
    }
    const stacks = newestStacks(kept.filter(({ kind }) => kind === 'servicing stack update'), left);
    const cumulative = chooseTargets(kept.filter(({ kind }) => kind === 'cumulative update'), build, (update) => selection.isIncluded(update));
    left.push(...cumulative.left);
    const needs = new Map(cumulative.targets.map(({ update, checkpoints }) => [update, checkpoints]));
    const installed = kept
        .filter((update) => update.kind !== 'servicing stack update' || stacks.includes(update))
        .filter((update) => update.kind !== 'cumulative update' || needs.has(update))
        .toSorted(byOrder);
    return {
        packages: installed.map((update) => packageOf(update, needs.get(update) ?? [])),
        left: left.toSorted((a, b) => (0,src_tree/* compareNames */.MP)(a.file, b.file)),
        features: installed
            .filter(({ kind, language }) => kind === 'feature on demand' && language === null)
            .map(({ file }) => file),
        languagePacks: installed.flatMap(({ language, file }) => (language === null ? [] : [{ language, file }])),
    };
}
async function folder_readFolder(folder) {
    const updates = [];
    const left = [];
    for (const name of await filesBelow(folder)) {
        const file = external_node_path_.join(folder, ...name.split('/'));
        if (!/\.(?:msu|cab)$/i.test(name)) {
            left.push({ file: name, why: 'neither .msu nor .cab' });
            continue;
        }
        const update = await readUpdateFile(file, name);
        if (typeof update === 'string')
            left.push({ file: name, why: update });
        else
            updates.push(update);
    }
    return { updates, left };
}
/** From the folder, with `/` between names, in the order of names. */
async function filesBelow(folder) {
    try {
        const entries = await (0,promises_.readdir)(folder, { recursive: true, withFileTypes: true });
        return entries
            .filter((entry) => !entry.isDirectory())
            .map((entry) => external_node_path_.relative(folder, external_node_path_.join(entry.parentPath, entry.name)))
            .map((name) => name.split(external_node_path_.sep).join('/'))
            .toSorted(src_tree/* compareNames */.MP);
    }
    catch (error) {
        const { code } = error;
        if (code !== 'ENOENT' && code !== 'ENOTDIR')
            throw (0,errors/* fromSystemError */.Kh)(error, folder);
        throw new errors/* FactoryError */.Xx('not-found', {
            subject: folder,
            found: code === 'ENOENT' ? 'no such folder' : 'a file',
            expected: 'a folder with .msu and .cab files',
            cause: error,
        });
    }
}
/** @param kept those before it */
function whyLeft(update, request, kept) {
    const { kind, architecture } = update;
    const selection = selectionOf(request);
    const excluded = selection.excludedBy(update);
    if (excluded !== null)
        return `the definition excludes ${excluded}`;
    const elsewhere = NOT_FOR_WINDOWS[kind];
    if (elsewhere !== undefined)
        return elsewhere;
    if (architecture !== null && architecture !== request.architecture) {
        return `it is for ${architecture}, and the image is ${request.architecture}`;
    }
    const other = whyOtherWindows(update, parseBuild(request.build));
    if (other !== null)
        return other;
    const twin = kept.find((before) => isSame(before, update));
    if (twin !== undefined)
        return `the same as ${twin.name}`;
    // What a cumulative update builds on comes along with it.
    return kind === 'cumulative update' || selection.isIncluded(update) ? null : NOT_INCLUDED;
}
/** The same file in two folders. */
function isSame(a, b) {
    if (a.sha1 !== null || b.sha1 !== null)
        return a.sha1 === b.sha1;
    return external_node_path_.basename(a.file).toLowerCase() === external_node_path_.basename(b.file).toLowerCase();
}
function newestStacks(stacks, left) {
    const newest = new Map();
    for (const update of stacks.toSorted(byAge)) {
        const branch = branchOfUpdate(update);
        const older = newest.get(branch);
        if (older !== undefined)
            left.push({ file: older.name, why: `${update.kb ?? update.name} supersedes it` });
        newest.set(branch, update);
    }
    return [...newest.values()];
}
function byOrder(a, b) {
    return (ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) ||
        featureRank(a) - featureRank(b) ||
        (a.kind === 'cumulative update' ? byAge(a, b) : byKb(a, b)));
}
function featureRank({ kind, name }) {
    if (kind !== 'feature on demand')
        return 0;
    const rank = LANGUAGE_FEATURES.findIndex((feature) => name.includes(`LanguageFeatures-${feature}-`));
    return rank === -1 ? LANGUAGE_FEATURES.length : rank;
}
function packageOf(update, checkpoints) {
    const { file, kb, kind, language, name } = update;
    const what = [kind, ...(language === null ? [] : [language])].join(' ');
    const base = name.split('/').at(-1) ?? name;
    return {
        file,
        needs: checkpoints.map((checkpoint) => checkpoint.file),
        kb,
        title: `${kb ?? base}, ${what}`,
    };
}
//# sourceMappingURL=folder.js.map
;// CONCATENATED MODULE: ./build/src/servicing/index.js



//# sourceMappingURL=index.js.map

/***/ })

};
