export const id = 7898;
export const ids = [7898];
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

/***/ 10547:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ Journal),
/* harmony export */   r: () => (/* binding */ readPast)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);
/* harmony import */ var _output_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27208);
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
                await (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.open)(file, 'a')).close();
                await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.truncate)(file, Buffer.byteLength(text));
            }
            else {
                const lines = first.map((record) => `${JSON.stringify(record)}\n`).join('');
                await (0,_output_js__WEBPACK_IMPORTED_MODULE_2__/* .writeOutput */ .zh)(file, (handle) => handle.writeFile(lines));
            }
            return new Journal(file, await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.open)(file, 'a'));
        }
        catch (error) {
            throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .fromSystemError */ .Kh)(error, file);
        }
    }
    /** Returns when the record is on the disk. */
    async write(record) {
        try {
            await this.#handle.appendFile(`${JSON.stringify(record)}\n`);
            await this.#handle.datasync();
        }
        catch (error) {
            throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .fromSystemError */ .Kh)(error, this.file);
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
            resources.set(keyOf(resource), { hypervisor, host, resource });
        }
        else if (record.event === 'gone') {
            resources.delete(keyOf(record.resource));
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
function keyOf(resource) {
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
        return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(file, 'utf8');
    }
    catch (error) {
        if (error.code === 'ENOENT')
            return '';
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .fromSystemError */ .Kh)(error, file);
    }
}
//# sourceMappingURL=journal.js.map

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

/***/ 15499:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ sweepMachines),
/* harmony export */   w: () => (/* binding */ describeResource)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27406);
/* harmony import */ var _journal_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(10547);
/* harmony import */ var _ledger_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(34047);
/* harmony import */ var _machine_host_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(64202);
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
        const own = left.filter(({ hypervisor, host }) => hypervisor === kind && host === (0,node_os__WEBPACK_IMPORTED_MODULE_0__.hostname)());
        const resources = own.map(({ resource }) => resource);
        swept.push(await sweepKind(kind, work, resources, kept, options));
    }
    for (const { host, resource } of left) {
        if (host !== (0,node_os__WEBPACK_IMPORTED_MODULE_0__.hostname)())
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
    const journal = dryRun ? null : await _journal_js__WEBPACK_IMPORTED_MODULE_3__/* .Journal */ .C.open(work.journal, true);
    try {
        const ledger = journal === null ? _ledger_js__WEBPACK_IMPORTED_MODULE_4__/* .NO_LEDGER */ .Y : (0,_ledger_js__WEBPACK_IMPORTED_MODULE_4__/* .ledgerOf */ .X)(journal, kind);
        const hypervisor = await hypervisors(kind, {
            reporter,
            ledger,
            workDirectory: node_path__WEBPACK_IMPORTED_MODULE_1__.dirname(work.folder),
        });
        const owner = { build: node_path__WEBPACK_IMPORTED_MODULE_1__.basename(work.folder), folder: work.folder, host: (0,node_os__WEBPACK_IMPORTED_MODULE_0__.hostname)() };
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
        return unreachable(resources, (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .fromSystemError */ .Kh)(error, kind).message);
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
    const runs = resources.map((resource) => (resource.kind === 'machine' ? (0,_machine_host_js__WEBPACK_IMPORTED_MODULE_5__/* .runInName */ .Iy)(resource.name) : null));
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
    const relative = node_path__WEBPACK_IMPORTED_MODULE_1__.relative(folder, place);
    return relative === '' || (relative.split(node_path__WEBPACK_IMPORTED_MODULE_1__.sep)[0] !== '..' && !node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute(relative));
}
//# sourceMappingURL=sweep-machines.js.map

/***/ }),

/***/ 56228:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   sweep: () => (/* binding */ sweep),
/* harmony export */   sweepBuild: () => (/* binding */ sweepBuild)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27406);
/* harmony import */ var _output_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(27208);
/* harmony import */ var _process_index_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(16926);
/* harmony import */ var _progress_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(31838);
/* harmony import */ var _release_index_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(30822);
/* harmony import */ var _bases_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(20438);
/* harmony import */ var _hypervisors_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(38191);
/* harmony import */ var _journal_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(10547);
/* harmony import */ var _kept_releases_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(39197);
/* harmony import */ var _sweep_machines_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(15499);
/* harmony import */ var _work_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(99803);
/** Removes what builds that died left behind: on the host exactly what their journals name, and the files of their folders. */













/** Sweeps every build of a work directory that is not running; journals stay. */
async function sweep(directory, options = {}) {
    const swept = [];
    for (const name of await namesIn(directory)) {
        const work = (0,_work_js__WEBPACK_IMPORTED_MODULE_10__/* .workIn */ .fe)(node_path__WEBPACK_IMPORTED_MODULE_1__.join(directory, name));
        const isBuild = (await namesIn(work.folder)).includes(node_path__WEBPACK_IMPORTED_MODULE_1__.basename(work.journal));
        const result = isBuild ? await sweepIdle(work, options) : null;
        if (result !== null)
            swept.push(result);
    }
    const dryRun = options.dryRun === true;
    const unfinished = [...(await (0,_bases_js__WEBPACK_IMPORTED_MODULE_6__/* .sweepBases */ .j)(directory, dryRun)), ...(await (0,_kept_releases_js__WEBPACK_IMPORTED_MODULE_8__/* .sweepReleases */ .f5)(directory, dryRun))];
    for (const folder of unfinished) {
        swept.push({ folder, resources: [], files: [folder], bytes: 0, failures: [], kept: [] });
    }
    return swept;
}
/** @returns null where the build is running, or left nothing */
async function sweepIdle(work, options) {
    const lock = await (0,_process_index_js__WEBPACK_IMPORTED_MODULE_4__/* .takeLock */ .HJ)(work.lock, _work_js__WEBPACK_IMPORTED_MODULE_10__/* .BUILDING */ .fx).catch((error) => {
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .FactoryError */ .Xx && error.code === 'busy')
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
    const { dryRun = false, hypervisors = _hypervisors_js__WEBPACK_IMPORTED_MODULE_11__/* .createHypervisor */ .Y, reporter = (0,_progress_js__WEBPACK_IMPORTED_MODULE_12__/* .silentReporter */ .P)() } = options;
    const past = await (0,_journal_js__WEBPACK_IMPORTED_MODULE_7__/* .readPast */ .r)(work.journal);
    if (past.build !== null && !dryRun)
        await (0,_release_index_js__WEBPACK_IMPORTED_MODULE_5__/* .repairFolder */ .Qj)(past.build.out);
    const kept = options.kept === true ? [] : past.kept;
    const machines = await (0,_sweep_machines_js__WEBPACK_IMPORTED_MODULE_9__/* .sweepMachines */ .J)(work, past, kept, { dryRun, hypervisors, reporter });
    const stays = [...keep, ...kept.flatMap(({ files }) => files), ...machines.held.paths];
    const isHeld = (file) => stays.some((place) => (0,_work_js__WEBPACK_IMPORTED_MODULE_10__/* .isWithin */ .UO)(place, file)) || isOfRun(node_path__WEBPACK_IMPORTED_MODULE_1__.basename(file), machines.held.runs);
    const outside = past.kept
        .filter((record) => !kept.includes(record))
        .flatMap(({ files }) => files.filter((file) => node_path__WEBPACK_IMPORTED_MODULE_1__.dirname(file) !== work.folder));
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
    const inside = (await namesIn(work.folder))
        .filter((name) => name !== node_path__WEBPACK_IMPORTED_MODULE_1__.basename(work.journal) && !isLockFile(name))
        .map((name) => node_path__WEBPACK_IMPORTED_MODULE_1__.join(work.folder, name));
    for (const file of [...inside, ...outside]) {
        if (isHeld(file))
            continue;
        const size = await sizeOf(file);
        if (size === null)
            continue;
        try {
            if (!dryRun)
                await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(file, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
            files.push(file);
            bytes += size;
        }
        catch (error) {
            const { found } = (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .fromSystemError */ .Kh)(error, file).details;
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
    return name === 'lock' || (pid !== undefined && (0,_output_js__WEBPACK_IMPORTED_MODULE_3__/* .isRunning */ .W_)(Number(pid)));
}
/** Of a folder, that of all that it holds. @returns null where it is not there */
async function sizeOf(place) {
    const stats = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(place).catch(() => null);
    if (stats === null)
        return null;
    if (!stats.isDirectory())
        return stats.size;
    let bytes = 0;
    for (const name of await namesIn(place))
        bytes += (await sizeOf(node_path__WEBPACK_IMPORTED_MODULE_1__.join(place, name))) ?? 0;
    return bytes;
}
async function namesIn(folder) {
    try {
        return (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(folder)).toSorted();
    }
    catch (error) {
        const { code } = error;
        if (code === 'ENOENT' || code === 'ENOTDIR')
            return [];
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .fromSystemError */ .Kh)(error, folder);
    }
}
//# sourceMappingURL=sweep.js.map

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

/***/ }),

/***/ 73405:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ readPieces)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);
/** A file from its beginning to its end, in large sequential reads. */


const PIECE = 4 << 20;
/**
 * The bytes of a file in one buffer that is used again for each piece.
 *
 * @throws not-found, permission; what the reporter's signal says
 */
async function* readPieces(file, title, reporter) {
    try {
        const handle = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.open)(file, 'r');
        const task = reporter.task(title, (await handle.stat()).size, 'bytes');
        try {
            const buffer = Buffer.allocUnsafe(PIECE);
            for (;;) {
                reporter.signal.throwIfAborted();
                const { bytesRead } = await handle.read(buffer, 0, PIECE);
                if (bytesRead === 0)
                    return;
                task.advance(bytesRead);
                yield buffer.subarray(0, bytesRead);
            }
        }
        finally {
            task.end();
            await handle.close();
        }
    }
    catch (error) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .fromSystemError */ .Kh)(error, file);
    }
}
//# sourceMappingURL=read-pieces.js.map

/***/ })

};
