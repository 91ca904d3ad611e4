export const id = 6090;
export const ids = [6090];
export const modules = {

/***/ 20438:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   j: () => (/* binding */ sweepBases),
/* harmony export */   u: () => (/* binding */ BaseUses)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _bytes_index_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(72381);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(27406);
/* harmony import */ var _output_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(27208);
/* harmony import */ var _process_index_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(16926);
/* harmony import */ var _disk_facts_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(57617);
/**
 * The cache of base disks: a Windows as its medium has it, before anything of a definition, and such a base with updates,
 * which is a child of it. Each is made once, never written to again, and the parent of any number of builds.
 *
 * | `WORK/bases/`     | holds                                                              |
 * | ----------------- | ------------------------------------------------------------------ |
 * | `KEY.lock`        | who makes, takes or removes that base                              |
 * | `KEY/base.vhdx`   | the disk, read-only; KEY is the hash of all that decides its content |
 * | `KEY/base.json`   | says that it is complete, how the disk and its parent are known again, and what is told of it; its time is that of the last use |
 * | `KEY/uses/*`      | a lock for each build that is at work on it; `*.kept` for a machine that somebody keeps |
 */








/** Four Windows versions with two editions each, and updates on each; what a runner's disk can spare. */
const BASE_LIMITS = { count: 16, bytes: 200 * 2 ** 30 };
const MARKER = 'base.json';
const USES = 'uses';
const PURPOSE = {
    does: 'makes or removes this base disk',
    expected: 'one process at a time on a base',
};
/** Holds what a build uses of the cache, until it ends. */
class BaseUses {
    #locks = new Map();
    #cache;
    constructor(cache = null) {
        this.#cache = cache;
    }
    /** Finds the base of `inputs`, or makes it; it is not removed as long as it is in use. */
    async take(request) {
        const { work, inputs, parent, suffix, user, reporter } = request;
        const key = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(JSON.stringify(inputs)).digest('hex').slice(0, 16);
        const folder = node_path__WEBPACK_IMPORTED_MODULE_2__.join(work, 'bases', key);
        const disk = node_path__WEBPACK_IMPORTED_MODULE_2__.join(folder, `base${suffix}`);
        const cacheKey = `base/${key}`;
        const use = node_path__WEBPACK_IMPORTED_MODULE_2__.join(folder, USES, user);
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(node_path__WEBPACK_IMPORTED_MODULE_2__.dirname(folder), { recursive: true }).catch((error) => {
            throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .fromSystemError */ .Kh)(error, folder);
        });
        const lock = await (0,_process_index_js__WEBPACK_IMPORTED_MODULE_6__/* .waitForLock */ .gJ)(`${folder}.lock`, PURPOSE, reporter.signal, (message) => reporter.info(message));
        let found;
        try {
            let whole = await wholeIn(folder, parent);
            if (whole === null && this.#cache !== null) {
                await removeBase(folder);
                await this.#cache.restore(folder, cacheKey);
                whole = await wholeIn(folder, parent);
            }
            if (whole === null) {
                await removeBase(folder);
                const { path: made, record } = await request.make();
                await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(folder, { recursive: true });
                await (0,_output_js__WEBPACK_IMPORTED_MODULE_5__/* .renameOver */ .HB)(made, disk);
                await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.chmod)(disk, 0o444);
                found = { disk: await (0,_disk_facts_js__WEBPACK_IMPORTED_MODULE_7__/* .diskFacts */ .nY)(disk), record, reused: false };
                await writeMarker(folder, { inputs, disk: found.disk, parent, record });
                // Packed, a Windows on a disk takes about half of it.
                await this.#cache?.save(folder, cacheKey, (await bytesOf(folder)) / 2);
            }
            else {
                found = { disk: whole.disk, record: whole.record, reused: true };
            }
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(node_path__WEBPACK_IMPORTED_MODULE_2__.dirname(use), { recursive: true });
            if (!this.#locks.has(use))
                this.#locks.set(use, await (0,_process_index_js__WEBPACK_IMPORTED_MODULE_6__/* .takeLock */ .HJ)(use, PURPOSE));
            const now = new Date();
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.utimes)(node_path__WEBPACK_IMPORTED_MODULE_2__.join(folder, MARKER), now, now);
        }
        catch (error) {
            throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .fromSystemError */ .Kh)(error, folder);
        }
        finally {
            await lock.release();
        }
        await trimBases(work, request.limits ?? BASE_LIMITS, reporter);
        return found;
    }
    /** Leaves marks under which the bases stay after this build. @returns their paths */
    async keep() {
        const marks = [...this.#locks.keys()].map((use) => `${use}.kept`);
        for (const mark of marks)
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.writeFile)(mark, '');
        return marks;
    }
    async release() {
        for (const lock of this.#locks.values())
            await lock.release();
        this.#locks.clear();
    }
}
/** Removes bases that were not completed, or whose parent is gone. @returns their folders */
async function sweepBases(work, dryRun) {
    const swept = [];
    for (const folder of await basesIn(work)) {
        if ((await completeIn(folder)) !== null)
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
        const marker = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(node_path__WEBPACK_IMPORTED_MODULE_2__.join(folder, MARKER)).catch(() => null);
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
        reporter.info(`${base.folder}: removed a base disk that was not used lately, ${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_3__/* .formatBytes */ .z3)(base.bytes)}`);
        // What was made on it is of no use without it.
        await sweepBases(work, false);
    }
}
/** Runs `work` while nobody can take the base. @returns false where somebody uses it */
async function withIdle(folder, work) {
    const lock = await (0,_process_index_js__WEBPACK_IMPORTED_MODULE_6__/* .takeLock */ .HJ)(`${folder}.lock`, PURPOSE).catch(() => null);
    if (lock === null)
        return false;
    try {
        const uses = node_path__WEBPACK_IMPORTED_MODULE_2__.join(folder, USES);
        for (const name of await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readdir)(uses).catch(() => [])) {
            if (name.endsWith('.kept') || (await (0,_process_index_js__WEBPACK_IMPORTED_MODULE_6__/* .isLocked */ .ln)(node_path__WEBPACK_IMPORTED_MODULE_2__.join(uses, name))))
                return false;
        }
        await work();
        return true;
    }
    finally {
        await lock.release();
    }
}
/** @returns null where it is not there as it was made, or its parent is not */
async function completeIn(folder) {
    try {
        const marker = JSON.parse(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(node_path__WEBPACK_IMPORTED_MODULE_2__.join(folder, MARKER), 'utf8'));
        const { disk, parent } = marker;
        return (await (0,_disk_facts_js__WEBPACK_IMPORTED_MODULE_7__/* .isSameDisk */ .SV)(disk)) && (parent === null || (await (0,_disk_facts_js__WEBPACK_IMPORTED_MODULE_7__/* .isSameDisk */ .SV)(parent))) ? marker : null;
    }
    catch {
        return null;
    }
}
/** @returns null also where it is a child of another disk than `parent` */
async function wholeIn(folder, parent) {
    const marker = await completeIn(folder);
    const isIts = marker?.parent?.path === parent?.path && marker?.parent?.modified === parent?.modified;
    return isIts ? marker : null;
}
function writeMarker(folder, marker) {
    const text = `${JSON.stringify(marker, null, 2)}\n`;
    return (0,_output_js__WEBPACK_IMPORTED_MODULE_5__/* .writeOutput */ .zh)(node_path__WEBPACK_IMPORTED_MODULE_2__.join(folder, MARKER), (handle) => handle.writeFile(text));
}
/** The marker goes first: what is left of a removal that was interrupted is no base. */
async function removeBase(folder) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(node_path__WEBPACK_IMPORTED_MODULE_2__.join(folder, MARKER), { force: true });
    for (const name of await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readdir)(folder).catch(() => [])) {
        const file = node_path__WEBPACK_IMPORTED_MODULE_2__.join(folder, name);
        // Windows removes no file that is read-only.
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.chmod)(file, 0o700);
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(file, { recursive: true, force: true });
    }
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(folder, { recursive: true, force: true });
}
async function basesIn(work) {
    const root = node_path__WEBPACK_IMPORTED_MODULE_2__.join(work, 'bases');
    const entries = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readdir)(root, { withFileTypes: true }).catch(() => []);
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => node_path__WEBPACK_IMPORTED_MODULE_2__.join(root, name));
}
/** What it takes of the host's disk: a disk has holes. */
async function bytesOf(folder) {
    let bytes = 0;
    for (const name of await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readdir)(folder)) {
        const { size, blocks } = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(node_path__WEBPACK_IMPORTED_MODULE_2__.join(folder, name));
        bytes += Math.min(size, blocks * 512);
    }
    return bytes;
}
//# sourceMappingURL=bases.js.map

/***/ }),

/***/ 57617:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $r: () => (/* binding */ settledFacts),
/* harmony export */   SV: () => (/* binding */ isSameDisk),
/* harmony export */   nY: () => (/* binding */ diskFacts)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(58500);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27406);
/** Disks of machines are known again by size and time: hashing 40 GB would take longer than what made them. */



/** @throws not-found */
async function diskFacts(file) {
    try {
        const { size, mtimeNs } = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(file, { bigint: true });
        return { path: file, size: Number(size), modified: String(mtimeNs) };
    }
    catch (error) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .fromSystemError */ .Kh)(error, file);
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
            await (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.open)(file, 'r+')).close();
            return await diskFacts(file);
        }
        catch (error) {
            const { code } = error;
            const isPassing = code === 'EBUSY' || code === 'EPERM' || code === 'EACCES';
            if (!isPassing || attempt === RETRIES)
                throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .fromSystemError */ .Kh)(error, file);
            await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_1__.setTimeout)(RETRY_MS);
        }
    }
}
/** Whether nobody has written to the disk since. */
async function isSameDisk(disk) {
    const found = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(disk.path, { bigint: true }).catch(() => null);
    return found !== null && Number(found.size) === disk.size && String(found.mtimeNs) === disk.modified;
}
//# sourceMappingURL=disk-facts.js.map

/***/ }),

/***/ 34047:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ ledgerOf),
/* harmony export */   Y: () => (/* binding */ NO_LEDGER)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48161);
/** Writes into a build's journal what is about to be made on the host, and what is gone. */

function ledgerOf(journal, hypervisor) {
    const write = (event, resource) => journal.write({ event, time: new Date().toISOString(), hypervisor, host: (0,node_os__WEBPACK_IMPORTED_MODULE_0__.hostname)(), resource });
    return {
        intend: (resource) => write('resource', resource),
        gone: (resource) => write('gone', resource),
    };
}
/** Of somebody who only looks. */
const NO_LEDGER = { intend: () => Promise.resolve(), gone: () => Promise.resolve() };
//# sourceMappingURL=ledger.js.map

/***/ }),

/***/ 96642:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ checkMachine),
/* harmony export */   y: () => (/* binding */ checkRequest)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27406);
/* harmony import */ var _guest_index_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(76630);
/* harmony import */ var _report_index_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(28876);
/* harmony import */ var _image_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(38947);
/* harmony import */ var _steps_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(96445);
/* harmony import */ var _updates_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(46420);
/** Whether this host can do what the definition asks for: every finding is told, and one that is an error stops the build. */








/** Base, children and archive: each may come to be as large as the image, or nearly. */
const SPACE_FACTOR = 3;
/** The disks of a variant hold what differs from the common one. */
const SPACE_OF_VARIANT = 0.5;
/** @throws not-found for a script that is not there, usage for a secret without a value, host for what the host lacks */
async function checkMachine(build, host) {
    const { definition, source, work, env } = build;
    const target = await (0,_updates_js__WEBPACK_IMPORTED_MODULE_7__/* .targetOf */ .$r)(definition, source);
    await (0,_steps_js__WEBPACK_IMPORTED_MODULE_6__/* .planAllSteps */ .yu)(definition, target, env);
    const { packages } = await (0,_updates_js__WEBPACK_IMPORTED_MODULE_7__/* .planUpdates */ .CY)(definition, target);
    const updateBytes = await (0,_updates_js__WEBPACK_IMPORTED_MODULE_7__/* .checkPackages */ .Gf)(packages, build.reporter);
    if (definition.unattend !== null) {
        const architecture = await (0,_image_js__WEBPACK_IMPORTED_MODULE_5__/* .knownArchitecture */ .HI)(source, definition.source.kind);
        const { warnings } = await (0,_guest_index_js__WEBPACK_IMPORTED_MODULE_3__/* .readUnattend */ .uf)(definition.unattend, architecture);
        for (const warning of warnings)
            build.reporter.warn(warning);
    }
    for (const value of (0,_steps_js__WEBPACK_IMPORTED_MODULE_6__/* .secretsOf */ .Fj)(definition, env).values.values())
        build.reporter.secret(value);
    const request = await checkRequest(definition, source, node_path__WEBPACK_IMPORTED_MODULE_1__.dirname(work.folder));
    const findings = await host.hypervisor.check({ ...request, space: request.space + updateBytes });
    for (const finding of findings) {
        if (finding.state === 'warning')
            build.reporter.warn((0,_report_index_js__WEBPACK_IMPORTED_MODULE_4__/* .findingLine */ .mC)(finding));
    }
    const errors = findings.filter(({ state }) => state === 'error');
    if (errors.length > 0)
        throw lacking(errors);
}
/** @throws not-found where the source has no such image */
async function checkRequest(definition, source, workDirectory) {
    const { cpus, memory, network } = definition.machine;
    const common = { cpus, memory, network: network === 'none' ? null : network, workDirectory };
    const factor = SPACE_FACTOR + SPACE_OF_VARIANT * definition.variants.length;
    if (definition.source.kind === 'disk') {
        const { size } = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)((await source.name()).path);
        return { ...common, space: size * factor, imageVersion: null };
    }
    const { bytes, version } = await (0,_image_js__WEBPACK_IMPORTED_MODULE_5__/* .imageOf */ .dT)(source);
    return { ...common, space: bytes * factor, imageVersion: version };
}
function lacking(errors) {
    const [first] = errors;
    if (errors.length === 1 && first !== undefined) {
        const { subject, found, expected, next } = first;
        return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .FactoryError */ .Xx('host', {
            subject,
            found,
            ...(expected === undefined ? {} : { expected }),
            ...(next === undefined ? {} : { next }),
        });
    }
    const rows = errors.map((finding) => `\n  ${(0,_report_index_js__WEBPACK_IMPORTED_MODULE_4__/* .findingLine */ .mC)(finding)}`).join('');
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .FactoryError */ .Xx('host', { subject: 'this host', found: `lacks ${errors.length} things${rows}` });
}
//# sourceMappingURL=check.js.map

/***/ }),

/***/ 64202:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fm: () => (/* binding */ machineName),
/* harmony export */   Iy: () => (/* binding */ runInName),
/* harmony export */   Zb: () => (/* binding */ openHost)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _bases_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(20438);
/* harmony import */ var _hypervisors_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(38191);
/* harmony import */ var _ledger_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(34047);
/** What a build needs of the host to run machines: the hypervisor, the marker, the ledger, and what is in use. */






/** @returns null with `hypervisor: none` */
async function openHost({ machine }, work, options, journal, reporter) {
    if (machine.hypervisor === 'none')
        return null;
    const ledger = (0,_ledger_js__WEBPACK_IMPORTED_MODULE_4__/* .ledgerOf */ .X)(journal, machine.hypervisor);
    const hypervisor = await hypervisorOf(machine.hypervisor, work, options, ledger, reporter);
    const keptFiles = new Set();
    return {
        hypervisor,
        owner: ownerOf(work),
        ledger,
        bases: new _bases_js__WEBPACK_IMPORTED_MODULE_3__/* .BaseUses */ .u(options.cache ?? null),
        keeps: options.keepMachine === true,
        keptFiles,
        async keep(station, name, files) {
            for (const file of files)
                keptFiles.add(file);
            await journal.write({ event: 'kept', time: new Date().toISOString(), station, machine: name, files });
        },
    };
}
function hypervisorOf(kind, work, { hypervisors = _hypervisors_js__WEBPACK_IMPORTED_MODULE_5__/* .createHypervisor */ .Y }, ledger, reporter) {
    return hypervisors(kind, { reporter, ledger, workDirectory: node_path__WEBPACK_IMPORTED_MODULE_2__.dirname(work.folder) });
}
function ownerOf({ folder }) {
    return {
        tool: 'image-factory',
        build: node_path__WEBPACK_IMPORTED_MODULE_2__.basename(folder),
        run: (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(4).toString('hex'),
        host: (0,node_os__WEBPACK_IMPORTED_MODULE_1__.hostname)(),
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

/***/ }),

/***/ 38947:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HI: () => (/* binding */ knownArchitecture),
/* harmony export */   NJ: () => (/* binding */ architectureOf),
/* harmony export */   dT: () => (/* binding */ imageOf)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);
/* harmony import */ var _wim_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(57647);
/** The image of a source that becomes the base disk. */



/** @throws not-found where the source has no such image, unsupported for a processor that no machine of ours has */
async function imageOf(source) {
    const { path } = await source.name();
    const image = await source.image();
    const windows = image?.windows ?? null;
    if (image === null || windows === null) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .FactoryError */ .Xx('unsupported', {
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
        bytes: image.bytes ?? (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(path)).size,
    };
}
/** null: of a disk that nobody has looked into yet. */
async function knownArchitecture(source, kind) {
    return kind === 'disk' ? null : (await imageOf(source)).architecture;
}
/** @param value one of ARCHITECTURE @throws unsupported */
function architectureOf(value, subject) {
    if (value === _wim_index_js__WEBPACK_IMPORTED_MODULE_2__/* .ARCHITECTURE */ ._Z.amd64)
        return 'amd64';
    if (value === _wim_index_js__WEBPACK_IMPORTED_MODULE_2__/* .ARCHITECTURE */ ._Z.arm64)
        return 'arm64';
    const name = Object.entries(_wim_index_js__WEBPACK_IMPORTED_MODULE_2__/* .ARCHITECTURE */ ._Z).find(([, number]) => number === value)?.[0];
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .FactoryError */ .Xx('unsupported', {
        subject,
        found: `a Windows for ${name ?? 'an unknown processor'}`,
        expected: 'amd64 or arm64',
    });
}
//# sourceMappingURL=image.js.map

/***/ }),

/***/ 93558:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bp: () => (/* binding */ variantOf),
/* harmony export */   R4: () => (/* binding */ variantIn),
/* harmony export */   dR: () => (/* binding */ chainOf),
/* harmony export */   tF: () => (/* binding */ slugOf)
/* harmony export */ });
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

/***/ }),

/***/ 96445:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ad: () => (/* binding */ planGeneralize),
/* harmony export */   Af: () => (/* binding */ networkOf),
/* harmony export */   Dv: () => (/* binding */ planSteps),
/* harmony export */   Fj: () => (/* binding */ secretsOf),
/* harmony export */   G0: () => (/* binding */ deadlineOf),
/* harmony export */   Q6: () => (/* binding */ fingerprintFiles),
/* harmony export */   T_: () => (/* binding */ stepStationsOf),
/* harmony export */   dx: () => (/* binding */ planSetup),
/* harmony export */   yu: () => (/* binding */ planAllSteps),
/* harmony export */   yx: () => (/* binding */ hasSteps)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var _guest_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76630);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(93558);
/* harmony import */ var _updates_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(46420);
/** What a station does in the guest, and what decides its result. */





const NOTHING = { steps: [], verify: [], env: {}, setup: null };
function stepStationsOf({ variants }) {
    return ['update', 'customize', ...variants.map(({ name }) => `customize:${name}`)];
}
/**
 * Servicing has an order: languages and capabilities, updates, the user's steps, updates once more, clean-up; then the
 * checks.
 */
function workOf(definition, station, updates) {
    const { verify, variants } = definition;
    if (station === 'update')
        return { steps: [...languageSteps(definition), ...updates], verify: [] };
    const name = (0,_names_js__WEBPACK_IMPORTED_MODULE_4__/* .variantIn */ .R4)(station);
    const variant = name === null ? null : (0,_names_js__WEBPACK_IMPORTED_MODULE_4__/* .variantOf */ .Bp)(definition, name);
    const asked = ownSteps(definition, station);
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
    return isUpdatedAgain(definition, ownSteps(definition, station)) ? customize + update : customize;
}
/** Of `customize`: those of a variant, or the common ones. */
function ownSteps(definition, station) {
    const name = (0,_names_js__WEBPACK_IMPORTED_MODULE_4__/* .variantIn */ .R4)(station);
    return name === null ? definition.customize : (0,_names_js__WEBPACK_IMPORTED_MODULE_4__/* .variantOf */ .Bp)(definition, name).customize;
}
/**
 * The switch that a station's machine is on; null: none. Scripts of the user may want it, updates of a folder do not. After the
 * last round of the Windows Update Agent there is none: not for the checks of that run, nor for those of a run without steps.
 */
function networkOf(definition, station) {
    const { machine, updates } = definition;
    if (machine.network === 'none')
        return null;
    const isOnline = updates.from === 'windows-update' || updates.from === 'wsus';
    const isWanted = station === 'update'
        ? isOnline || languageSteps(definition).some(wantsNetwork)
        : !isOnline || ownSteps(definition, station).length > 0;
    return isWanted ? machine.network : null;
}
/** By itself, without a script of the user. */
function wantsNetwork(step) {
    if (step.kind === 'capabilities')
        return step.folder === null && step.change.add.length > 0;
    return step.kind === 'languages' && step.folder === null;
}
/** @throws not-found for a file that is not there, usage for a secret without a value, and as `planUpdates` */
async function planSteps(definition, station, { id, env, target }) {
    const updates = await (0,_updates_js__WEBPACK_IMPORTED_MODULE_3__/* .planUpdates */ .CY)(definition, target);
    return await (0,_guest_index_js__WEBPACK_IMPORTED_MODULE_2__/* .planPayload */ .Sc)({
        ...NOTHING,
        ...workOf(definition, station, updates.steps),
        id,
        architecture: target.architecture,
        station: station === 'update' ? 'update' : 'customize',
        end: 'shutdown',
        env,
    });
}
/** Whether every step can be had, before anything is made. @throws as `planSteps` */
async function planAllSteps(definition, target, env) {
    for (const station of stepStationsOf(definition)) {
        await planSteps(definition, station, { id: '', env, target });
    }
}
/** Those of all steps, of every variant. @throws usage for one without a value */
function secretsOf({ customize, variants }, env) {
    const steps = [customize, ...variants.map((variant) => variant.customize)].flat();
    return (0,_guest_index_js__WEBPACK_IMPORTED_MODULE_2__/* .readSecrets */ .ql)(new Set(steps.flatMap((step) => (step.kind === 'run' ? step.secrets : []))), env);
}
function planGeneralize({ unattend }, id, architecture) {
    return (0,_guest_index_js__WEBPACK_IMPORTED_MODULE_2__/* .planPayload */ .Sc)({ ...NOTHING, id, architecture, station: 'generalize', end: 'generalize', unattend });
}
function planSetup(id, architecture, setup) {
    return (0,_guest_index_js__WEBPACK_IMPORTED_MODULE_2__/* .planPayload */ .Sc)({ ...NOTHING, id, architecture, station: 'provision', end: 'shutdown', setup });
}
/** Changes when a file changes that a step brings along, by its size and time. */
async function fingerprintFiles(files) {
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    for (const { path: target, source } of files) {
        if (source.kind === 'bytes')
            continue;
        hash.update(`${JSON.stringify(target)} ${source.kind}\n`);
        if (source.kind !== 'file')
            continue;
        const { size, mtimeNs } = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(source.file, { bigint: true });
        hash.update(`${size} ${mtimeNs}\n`);
    }
    return hash.digest('hex');
}
//# sourceMappingURL=steps.js.map

/***/ }),

/***/ 46420:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $r: () => (/* binding */ targetOf),
/* harmony export */   CY: () => (/* binding */ planUpdates),
/* harmony export */   Gf: () => (/* binding */ checkPackages)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27406);
/* harmony import */ var _inspect_index_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(44251);
/* harmony import */ var _servicing_index_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(21246);
/* harmony import */ var _image_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(38947);
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
    const plan = await (0,_servicing_index_js__WEBPACK_IMPORTED_MODULE_4__/* .planUpdateFolder */ .Hs)(folder, { architecture, build, include, exclude });
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
                file: node_path__WEBPACK_IMPORTED_MODULE_1__.relative(folder, file).split(node_path__WEBPACK_IMPORTED_MODULE_1__.sep).join('/'),
                why: `the definition asks for no language ${language}`,
            })),
        ],
    };
}
/** What is known before anything is made. @throws as `imageOf`, and what reading a disk throws */
async function targetOf({ source: { kind }, updates }, source) {
    if (kind !== 'disk') {
        const { architecture, version } = await (0,_image_js__WEBPACK_IMPORTED_MODULE_5__/* .imageOf */ .dT)(source);
        return { architecture, build: version };
    }
    // Only a folder is sorted by it, and its machine has not opened the disk yet.
    return updates.from === 'folder' ? await targetOfDisk(source) : UNKNOWN;
}
const UNKNOWN = { architecture: 'amd64', build: null };
async function targetOfDisk(source) {
    try {
        const windows = await (0,_inspect_index_js__WEBPACK_IMPORTED_MODULE_3__.readWindowsInfo)((await source.open()).tree);
        if (windows === null)
            return UNKNOWN;
        const { architecture, version } = windows;
        return {
            architecture: (0,_image_js__WEBPACK_IMPORTED_MODULE_5__/* .architectureOf */ .NJ)(architecture, source.text),
            build: version.build === 0 ? null : `${version.build}.${version.spBuild}`,
        };
    }
    finally {
        await source.close();
    }
}
/** Whether each file is what its name says. @returns their bytes @throws damaged, not-found */
async function checkPackages(packages, reporter) {
    const { unnamed } = await (0,_servicing_index_js__WEBPACK_IMPORTED_MODULE_4__/* .checkUpdates */ .vC)(packages, reporter);
    for (const file of unnamed) {
        reporter.info(`${file}: its name ends with no SHA-1, so that nobody can tell whether it is whole`);
    }
    let bytes = 0;
    for (const file of new Set(packages.flatMap(({ file: main, needs }) => [main, ...needs]))) {
        bytes += await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(file).then(({ size }) => size, (error) => {
            throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .fromSystemError */ .Kh)(error, file);
        });
    }
    return bytes;
}
//# sourceMappingURL=updates.js.map

/***/ }),

/***/ 48078:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  A: () => (/* binding */ SourceKeeper)
});

// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/source/index.js + 4 modules
var source = __webpack_require__(35269);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./build/src/tree/index.js + 19 modules
var src_tree = __webpack_require__(45909);
;// CONCATENATED MODULE: ./build/src/factory/identity.js
/** Whether a source is still the one that an interrupted build read, without reading its contents again. */




/** @returns a text that changes when the source changes */
async function identityOf({ kind, path, part }, reporter) {
    try {
        const place = await (0,promises_.realpath)(path);
        if (kind === 'directory')
            return `${place} ${await fingerprintOf(place, reporter)}`;
        const { size, mtimeNs, ino } = await (0,promises_.stat)(place, { bigint: true });
        return `${place}#${part ?? ''} ${size} ${mtimeNs} ${ino}`;
    }
    catch (error) {
        throw (0,errors/* fromSystemError */.Kh)(error, path);
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



class SourceKeeper {
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
        this.#identity ??= this.name().then((name) => identityOf(name, this.#reporter));
        return this.#identity;
    }
    open() {
        const { edition } = this.#spec;
        this.#open ??= this.name().then(() => (0,source/* openSource */.oD)(this.text, { reporter: this.#reporter, edition, installs: true }));
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
        const archive = await (0,source/* openArchiveOf */.yM)(name, this.#reporter);
        try {
            const { path, part } = name;
            const { edition } = this.#spec;
            return part === null
                ? (0,source/* chooseImage */.Ny)({ path, images: archive.images }, { edition })
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
        if (name.kind === 'directory' || (await identityOf(name, this.#reporter)) === (await this.identity()))
            return;
        throw new errors/* FactoryError */.Xx('busy', {
            subject: name.path,
            found: 'it changed while it was captured',
            expected: 'a disk that nothing writes to',
            next: 'turn off the machine that uses it, then run it again',
        });
    }
    async #parse() {
        const { path, edition, index, kind } = this.#spec;
        const { part } = await (0,source/* parseSource */.PJ)(path);
        if (part !== null && (edition !== null || index !== null)) {
            throw new errors/* FactoryError */.Xx('definition', {
                subject: path,
                found: `"#${part}" and source.${edition === null ? 'index' : 'edition'}, which both name an image`,
                expected: 'one of them',
            });
        }
        const name = await (0,source/* parseSource */.PJ)(this.text);
        if (name.kind === kind)
            return name;
        // Whatever has no signature may be a raw disk: nobody who named a medium or an archive meant that.
        if (name.kind === 'disk') {
            throw new errors/* FactoryError */.Xx('damaged', {
                subject: name.path,
                found: `does not begin as ${source/* KIND_NAMES */.kd[kind]} does`,
                expected: `what the key source.${kind} names`,
                next: 'fetch it again, and give its SHA-256 as source.sha256',
            });
        }
        throw new errors/* FactoryError */.Xx('definition', {
            subject: name.path,
            found: source/* KIND_NAMES */.kd[name.kind],
            expected: `what the key source.${kind} names`,
            next: `write it under source.${name.kind}`,
        });
    }
}
//# sourceMappingURL=source-keeper.js.map

/***/ }),

/***/ 76630:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  $8: () => (/* reexport */ AGENT_FOLDER),
  io: () => (/* reexport */ PAYLOAD_LABEL),
  RU: () => (/* reexport */ UNATTEND_FILE),
  tq: () => (/* reexport */ answerFile),
  rD: () => (/* reexport */ destroyPayload),
  Sc: () => (/* reexport */ planPayload),
  ql: () => (/* reexport */ readSecrets),
  uf: () => (/* reexport */ readUnattend),
  I8: () => (/* reexport */ runGuest),
  ZZ: () => (/* reexport */ setupAnswerFile),
  bj: () => (/* reexport */ setupKey),
  kw: () => (/* reexport */ writePayload)
});

// UNUSED EXPORTS: AGENT_LOG, PAYLOAD, ReportReader, Secrets, checkUnattend, encodeReport

// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
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
        throw new errors/* FactoryError */.Xx('usage', {
            subject: `${name} of the answer file`,
            found: JSON.stringify(text),
            expected: 'no control character and no half of a surrogate pair: XML cannot hold them',
        });
    }
    return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character]);
}
//# sourceMappingURL=answer-file.js.map
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
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
        throw (0,errors/* fromSystemError */.Kh)(error, folder);
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
            throw new errors/* FactoryError */.Xx('unsupported', {
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
        throw (0,errors/* fromSystemError */.Kh)(error, file);
    });
    if (found.isFile() || found.isDirectory())
        return { isFile: found.isFile() };
    throw new errors/* FactoryError */.Xx('unsupported', {
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
            throw new errors/* FactoryError */.Xx('usage', {
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
// EXTERNAL MODULE: ./build/src/definition/index.js + 16 modules
var definition = __webpack_require__(47415);
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
        throw new errors/* FactoryError */.Xx('definition', {
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
        throw (0,errors/* fromSystemError */.Kh)(error, folder);
    });
    return names.toSorted();
}
function isPackage(file) {
    return definition/* APPX_KINDS */.Y7.includes(external_node_path_.extname(file).toLowerCase());
}
/** Windows runs programs of its elders: x64 also x86, arm64 all. The architecture stands in the name of a package or of its folder. */
function runsOn(file, architecture) {
    if (architecture === 'arm64')
        return true;
    return !/(?:^|[\\/_.])arm(?:64)?(?:[\\/_.]|$)/i.test(file);
}
function refusal(subject, found) {
    const expected = `a package (${definition/* APPX_KINDS */.Y7.join(', ')}), or a folder with one and its Dependencies`;
    return new errors/* FactoryError */.Xx('definition', { subject, found, expected });
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
            if (!(await (0,definition/* holdsDrivers */.ym)(step.folder))) {
                throw new errors/* FactoryError */.Xx('definition', { subject: step.folder, found: 'holds no .inf file' });
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
        ...(add.length === 0 ? [] : [`add ${names(add)}`]),
        ...(remove.length === 0 ? [] : [`remove ${names(remove)}`]),
    ];
    return parts.length === 0 ? what : `${what}: ${parts.join('; ')}`;
}
function names(all) {
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
        step: { kind: 'packages', title: `updates: ${names(labels)}`, packages: planned, timeoutSeconds },
        files,
    };
}
/** A folder goes onto the medium once. Updates beside what is asked for stay off it: one alone is larger than the rest. */
async function shared(folder, { folder: own, folders }) {
    const there = folders.get(folder);
    if (there !== undefined)
        return { from: there, files: [] };
    if ((await kindOf(folder)).isFile) {
        throw new errors/* FactoryError */.Xx('definition', { subject: folder, found: 'is a file', expected: 'a folder' });
    }
    const from = `${own}\\content`;
    folders.set(folder, from);
    return { from, files: await folderFiles(folder, from, (name) => /\.msu$/i.test(name)) };
}
/** A folder of updates alone would fail each capability, after an hour of other work. */
async function needFeatures(folder) {
    if ((await cabsIn(folder)).some((name) => name.includes('~')))
        return;
    throw new errors/* FactoryError */.Xx('definition', {
        subject: 'capabilities: add',
        found: `no feature on demand in ${folder}`,
        expected: 'packages such as OpenSSH-Server-Package~31bf3856ad364e35~amd64~~.cab',
        next: 'put those of the medium "Languages and Optional Features" of this Windows there',
    });
}
async function cabsIn(folder) {
    const all = await (0,promises_.readdir)(folder, { recursive: true }).catch((error) => {
        throw (0,errors/* fromSystemError */.Kh)(error, folder);
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
    const common = { kind: 'languages', title: `languages: ${names(languages)}`, languages };
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
        throw new errors/* FactoryError */.Xx('definition', {
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
// EXTERNAL MODULE: ./build/src/nearest.js
var nearest = __webpack_require__(67707);
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
function textOf(element) {
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
async function readUnattend(file, architecture) {
    const bytes = await readBounded(file);
    const text = decodeUnattend(bytes);
    if (text === null) {
        throw new errors/* FactoryError */.Xx('definition', {
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
        throw new errors/* FactoryError */.Xx('definition', detailsOf(first));
    if (first !== undefined) {
        const rows = mistakes.map((mistake) => `\n  ${(0,errors/* sentence */.em)(detailsOf(mistake))}`).join('');
        throw new errors/* FactoryError */.Xx('definition', { subject: file, found: `${mistakes.length} mistakes${rows}` });
    }
    return { bytes, warnings: warnings.map((warning) => (0,errors/* sentence */.em)(detailsOf(warning))) };
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
        const guess = (0,nearest/* nearest */.p)(pass, PASSES);
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
        const guess = (0,nearest/* nearest */.p)(name, [...COMPONENTS.keys()], 2);
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
    if (skipped !== null && ['1', 'true'].includes(textOf(skipped))) {
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
    if (textOf(childNamed(reseal, 'Mode')).toLowerCase() === 'audit') {
        const found = 'Reseal to audit mode: each deployed machine would start in it, and never reach its user';
        mistakes.push({ ...at(reseal), found, next: 'leave it out' });
    }
    else if (textOf(childNamed(reseal, 'ForceShutdownNow')).toLowerCase() === 'true') {
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
    const secret = elementsOf(element).length === 0 ? textOf(element) : textOf(value);
    if (secret === '')
        return;
    if (secret === '*SENSITIVE*DATA*DELETED*') {
        const found = `${name}: its value was deleted by a Windows that has worked off this file`;
        mistakes.push({ ...at(element), found, next: 'put the password in' });
        return;
    }
    const hidden = textOf(childNamed(element, 'PlainText')).toLowerCase() === 'false';
    const how = hidden ? 'hidden, but not encrypted' : 'in clear';
    warnings.push({ ...at(element), found: `${name}: a password ${how}: who has the image can read it` });
}
async function readBounded(file) {
    try {
        const { size } = await (0,promises_.stat)(file);
        if (size > MAX_UNATTEND_SIZE) {
            const expected = `an answer file of at most ${MAX_UNATTEND_SIZE} bytes`;
            throw new errors/* FactoryError */.Xx('definition', { subject: file, found: `${size} bytes`, expected });
        }
        return await (0,promises_.readFile)(file);
    }
    catch (error) {
        throw (0,errors/* fromSystemError */.Kh)(error, file);
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
        throw (0,errors/* fromSystemError */.Kh)(error, file);
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
    const { bytes } = await readUnattend(unattend, architecture);
    return [{ path: PAYLOAD.unattend, source: { kind: 'bytes', bytes } }];
}
function plainScript(script) {
    return { script, args: [], env: {}, secrets: [], timeout: null };
}
async function planRun({ script, args, env, secrets, timeout }, place, verify) {
    const title = external_node_path_.basename(script);
    if (!SCRIPT_KINDS.includes(external_node_path_.extname(script).toLowerCase())) {
        throw new errors/* FactoryError */.Xx('definition', {
            subject: script,
            found: `a file of the kind "${external_node_path_.extname(script)}"`,
            expected: SCRIPT_KINDS.join(', '),
        });
    }
    const { isFile } = await kindOf(script);
    if (!isFile) {
        throw new errors/* FactoryError */.Xx('definition', { subject: script, found: 'is no file', expected: 'a script' });
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
        throw new errors/* FactoryError */.Xx('definition', {
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
const oneOf = (...values) => (value) => values.includes(value);
const orLeftOut = (check) => (value) => value === undefined || check(value);
const isSeconds = (value) => typeof value === 'number' && value >= 0;
const listOf = (members) => (value) => Array.isArray(value) && value.every((item) => has(item, members));
const UPDATE = {
    round: isCount,
    kb: orNull(isText),
    title: isText,
    outcome: oneOf('installed', 'failed', 'not applicable', 'timed out'),
    code: isText,
    seconds: isSeconds,
};
const RESULT = {
    step: isCount,
    exit: orNull(isInteger),
    seconds: isSeconds,
    updates: orLeftOut(listOf(UPDATE)),
    freed: orLeftOut(isInteger),
};
const REPORT = {
    v: oneOf(1),
    plan: isText,
    boot: (value) => isCount(value) && value !== 0,
    seq: isCount,
    station: oneOf('provision', 'update', 'customize', 'generalize'),
    state: oneOf('running', 'rebooting', 'ready', 'done', 'failed'),
    step: orNull(isCount),
    steps: isCount,
    title: isText,
    percent: orNull((value) => typeof value === 'number' && value >= 0 && value <= 100),
    message: isText,
    results: listOf(RESULT),
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
// EXTERNAL MODULE: ./build/src/bytes/index.js + 9 modules
var bytes = __webpack_require__(72381);
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
            return `it is not done after ${(0,bytes/* formatDuration */.a3)(deadline)}, the deadline of ${this.run.name}`;
        }
        if (now - this.heard > silence)
            return `it has said nothing for ${(0,bytes/* formatDuration */.a3)(silence)}`;
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
        return new errors/* FactoryError */.Xx('refused', {
            subject: this.run.secrets.mask(what === '' ? this.subject : `${this.subject}, ${what}`),
            found: this.run.secrets.mask(`failed${exit}: ${message}${also}`),
            next: 'mend it and run it again',
        });
    }
    foreign(report) {
        return new errors/* FactoryError */.Xx('refused', {
            subject: this.subject,
            found: `the guest works on the plan ${this.run.secrets.mask(report.plan)}`,
            expected: this.run.plan.id,
            next: 'the agent of an earlier run is at work: begin with a disk that no other run has used',
        });
    }
    failure(found, evidence, next) {
        const known = [this.lastKnown(), ...evidence.filter((line) => line !== '')];
        return new errors/* FactoryError */.Xx('refused', {
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

/***/ }),

/***/ 38191:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ createHypervisor)
/* harmony export */ });

/** The driver for a kind of hypervisor, loaded when it is needed. */
async function createHypervisor(kind, options) {
    if (kind === 'hyperv') {
        const { createHyperV } = await __webpack_require__.e(/* import() */ 6513).then(__webpack_require__.bind(__webpack_require__, 76513));
        return createHyperV(options);
    }
    const { createQemu } = await __webpack_require__.e(/* import() */ 6126).then(__webpack_require__.bind(__webpack_require__, 56126));
    return createQemu(options);
}
//# sourceMappingURL=index.js.map

/***/ })

};
