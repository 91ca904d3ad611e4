export const id = 640;
export const ids = [640];
export const modules = {

/***/ 37640:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  build: () => (/* binding */ build)
});

// EXTERNAL MODULE: ./build/src/codec/index.js + 10 modules
var codec = __webpack_require__(92468);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/process/index.js + 8 modules
var src_process = __webpack_require__(16926);
// EXTERNAL MODULE: ./build/src/version.js
var version = __webpack_require__(28009);
// EXTERNAL MODULE: ./build/src/factory/base-release.js
var base_release = __webpack_require__(78807);
// EXTERNAL MODULE: ./build/src/factory/line.js + 17 modules
var line = __webpack_require__(20734);
// EXTERNAL MODULE: ./build/src/factory/machine/chain.js
var chain = __webpack_require__(89555);
// EXTERNAL MODULE: ./build/src/factory/machine/host.js
var machine_host = __webpack_require__(64202);
// EXTERNAL MODULE: ./build/src/factory/prepare.js
var prepare = __webpack_require__(35695);
// EXTERNAL MODULE: ./build/src/factory/source-keeper.js + 1 modules
var source_keeper = __webpack_require__(48078);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/release/index.js + 34 modules
var release = __webpack_require__(30822);
// EXTERNAL MODULE: ./build/src/factory/machine/steps.js
var machine_steps = __webpack_require__(96445);
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
        base: baseOf(job),
        patchedBase: patchedBaseOf(job),
        baseRelease: base === null ? null : { tag: base.tag, copiedBytes: base.copiedBytes },
        stations,
        releaseDirectory,
        wim: external_node_path_.join(releaseDirectory, external_node_path_.basename(parts[0]?.path ?? release/* WIM_NAME */.OB)),
        manifest: external_node_path_.join(releaseDirectory, release/* MANIFEST_NAME */.ir),
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
    const steps = (0,machine_steps/* stepStationsOf */.T_)(job.definition).flatMap((station) => job.resultOf(station)?.steps ?? []);
    const freed = steps.map((step) => step.freed).filter((bytes) => bytes !== undefined);
    return freed.length === 0 ? null : freed.reduce((sum, bytes) => sum + bytes, 0);
}
function baseOf(job) {
    const { start } = job.resultOf('provision');
    if (start === null)
        return null;
    if (start.kind === 'source')
        return 'the source';
    return start.reused ? 'from the cache' : 'made';
}
function patchedBaseOf(job) {
    const kept = job.resultOf('update')?.kept ?? null;
    return kept === 'reused' ? 'from the cache' : kept;
}
//# sourceMappingURL=summary.js.map
// EXTERNAL MODULE: ./build/src/bytes/index.js + 9 modules
var src_bytes = __webpack_require__(72381);
// EXTERNAL MODULE: ./build/src/factory/journal.js
var factory_journal = __webpack_require__(10547);
// EXTERNAL MODULE: ./build/src/factory/sweep.js
var sweep = __webpack_require__(56228);
;// CONCATENATED MODULE: ./build/src/factory/take-over.js
/** What a build finds of the one before it, and what it leaves to the next. */





/** What an interrupted build left: taken over with `--resume`, else removed. */
async function takeOver({ work, out }, options, reporter) {
    const before = await (0,factory_journal/* readPast */.r)(work.journal);
    const isOpen = before.build !== null && !before.complete;
    const isTaken = options.resume === true && isOpen;
    const swept = await (0,sweep.sweepBuild)(work, isTaken ? filesOf(before) : new Set(), {
        ...sweepOptions(options),
        reporter,
    });
    if (await (0,release/* repairFolder */.Qj)(out))
        reporter.info(`${out}: put the older release back that an interrupted build was replacing`);
    if (isTaken) {
        reporter.info(`Going on with the build of ${before.build?.time}`);
    }
    else if (options.resume === true) {
        reporter.info('No interrupted build of this definition is here to resume: building from the start');
    }
    tell(swept, work, reporter);
    // The sweep wrote into the journal what is gone.
    const { resources, kept } = await (0,factory_journal/* readPast */.r)(work.journal);
    return isTaken ? { ...before, resources, kept } : { ...NOTHING, resources, kept };
}
const NOTHING = { build: null, ended: new Map(), complete: false, last: null, resources: [], kept: [] };
/** A journal that begins anew still knows what could not be removed, and what somebody keeps. */
function openJournal({ journal }, { build, resources, kept }) {
    const time = new Date().toISOString();
    const first = [
        ...resources.map((resource) => ({ event: 'resource', time, ...resource })),
        ...kept,
    ];
    return factory_journal/* Journal */.C.open(journal, build !== null, first);
}
/** After a failure only what `--resume` can take over stays, and the logs. What goes wrong here never hides why it failed. */
async function tidyUp(prepared, options, reporter, isFailed) {
    try {
        await tidy(prepared, options, reporter, isFailed);
    }
    catch (error) {
        if (!isFailed)
            throw error;
        reporter.warn((0,errors/* fromSystemError */.Kh)(error, prepared.work.folder).message);
    }
}
async function tidy({ work }, options, reporter, isFailed) {
    const past = await (0,factory_journal/* readPast */.r)(work.journal);
    const files = isFailed ? filesOf(past) : new Set();
    const swept = await (0,sweep.sweepBuild)(work, isFailed ? new Set([...files, work.logs]) : files, {
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
function tell({ resources, files, bytes, failures, kept }, work, reporter) {
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
// EXTERNAL MODULE: ./build/src/factory/work.js
var work = __webpack_require__(99803);
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
    const prepared = await (0,prepare/* prepare */.i)(file, options);
    await (0,work/* makeWork */.S7)(prepared.work);
    const lock = await (0,src_process/* takeLock */.HJ)(prepared.work.lock, work/* BUILDING */.fx);
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
    const source = new source_keeper/* SourceKeeper */.A(definition.source, reporter);
    let job = null;
    let isFailed = true;
    try {
        const host = await (0,machine_host/* openHost */.Zb)(definition, work, options, journal, reporter);
        job = jobOf(prepared, options, past, { host, pool, reporter, results, source });
        await journal.write(beginning(job));
        const stations = await (0,line/* runLine */.u)(job, results, journal, past);
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
function jobOf({ definition, out, work, commit, store, split, base, env, created: given }, { tag, cache = null }, past, { results, ...tools }) {
    const created = given ?? (past.build === null ? new Date() : new Date(past.build.created));
    const version = (0,prepare/* versionOf */.E)(definition, tag, created);
    const ownTag = tag ?? `${definition.name}-${version}`;
    const context = { image: definition.name, tag: ownTag, work, cache, reporter: tools.reporter };
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
        base: base === null ? null : new base_release/* BaseRelease */.l(base, context),
        work,
        env,
        ...tools,
        resultOf: ((name) => resultIn(results, name)),
        images() {
            images ??= job.host === null ? [sourceImage(job)] : (0,chain/* machineImages */.W4)(job, job.host);
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
    throw new errors/* FactoryError */.Xx('host', {
        subject: name,
        found: 'a station that has not run is asked for its result',
    });
}
//# sourceMappingURL=build.js.map

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

/***/ })

};
