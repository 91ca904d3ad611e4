export const id = 2993;
export const ids = [2993];
export const modules = {

/***/ 52993:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   doctor: () => (/* binding */ doctor)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _definition_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(47415);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27406);
/* harmony import */ var _guest_index_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(76630);
/* harmony import */ var _release_index_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(30822);
/* harmony import */ var _hypervisors_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(38191);
/* harmony import */ var _ledger_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(34047);
/* harmony import */ var _machine_check_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(96642);
/* harmony import */ var _machine_image_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(38947);
/* harmony import */ var _machine_steps_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(96445);
/* harmony import */ var _machine_updates_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(46420);
/* harmony import */ var _source_keeper_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(48078);
/* harmony import */ var _sweep_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(56228);
/* harmony import */ var _unpublished_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(90499);
/* harmony import */ var _work_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(99803);
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
    const work = (0,_work_js__WEBPACK_IMPORTED_MODULE_13__/* .workDirectory */ .DI)(options.work ?? null, env);
    const definition = file === null ? null : await (0,_definition_index_js__WEBPACK_IMPORTED_MODULE_1__/* .loadDefinition */ .yQ)(file);
    const findings = [];
    if (definition !== null)
        findings.push(...(await inputFindings(definition, env, reporter)));
    const kind = kindOf(definition);
    if (kind === null) {
        findings.push({ subject: 'hypervisor', state: 'ok', found: 'none: the source is captured as it is' });
    }
    else {
        const request = await requestOf(definition, work, reporter);
        findings.push(...(await hostFindings(kind, request, options, reporter)));
    }
    if (definition !== null)
        findings.push(...(await storeFindings(definition, options, env, reporter)));
    return [...withoutRepeats(findings), ...(await leftovers(work, options))];
}
/** A source that is not there is the trouble of all who read it, and is told once. */
function withoutRepeats(findings) {
    return findings.filter(({ state, found }, index) => state !== 'error' ||
        findings.findIndex((other) => other.state === state && other.found === found) === index);
}
function kindOf(definition) {
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
    const source = new _source_keeper_js__WEBPACK_IMPORTED_MODULE_10__/* .SourceKeeper */ .A(definition.source, reporter);
    try {
        return await (0,_machine_check_js__WEBPACK_IMPORTED_MODULE_6__/* .checkRequest */ .y)(definition, source, workDirectory);
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
async function hostFindings(kind, request, { hypervisors = _hypervisors_js__WEBPACK_IMPORTED_MODULE_14__/* .createHypervisor */ .Y }, reporter) {
    const { workDirectory } = request;
    try {
        const hypervisor = await hypervisors(kind, { reporter, ledger: _ledger_js__WEBPACK_IMPORTED_MODULE_5__/* .NO_LEDGER */ .Y, workDirectory });
        return await hypervisor.check(request);
    }
    catch (error) {
        return [findingOf(`hypervisor: ${kind}`, error)];
    }
}
/** Source, scripts and secrets of the definition. */
async function inputFindings(definition, env, reporter) {
    const source = new _source_keeper_js__WEBPACK_IMPORTED_MODULE_10__/* .SourceKeeper */ .A(definition.source, reporter);
    const findings = [await look('source', source.text, () => source.name())];
    if (definition.machine.hypervisor === 'none')
        return findings;
    if (definition.source.kind !== 'disk') {
        findings.push(await look('image', 'is in the source', () => (0,_machine_check_js__WEBPACK_IMPORTED_MODULE_6__/* .checkRequest */ .y)(definition, source, '')));
    }
    findings.push(await look('steps', `${stepCount(definition)}, and their files`, async () => (0,_machine_steps_js__WEBPACK_IMPORTED_MODULE_8__/* .planAllSteps */ .yu)(definition, await (0,_machine_updates_js__WEBPACK_IMPORTED_MODULE_9__/* .targetOf */ .$r)(definition, source), env)), ...(await answerFindings(definition, source)));
    return findings;
}
/** Whether the release may go where it shall: a warning where not, since a host may build and another one publish. */
async function storeFindings({ release: { store } }, { token = null }, env, reporter) {
    if (store === null)
        return [];
    const finding = await look('store', store, async () => {
        try {
            await (0,_release_index_js__WEBPACK_IMPORTED_MODULE_4__/* .openStore */ .Ch)(store, { env, token }).check(reporter);
        }
        catch (error) {
            throw (0,_unpublished_js__WEBPACK_IMPORTED_MODULE_12__/* .orUnpublished */ .b)(error);
        }
    });
    return [finding.state === 'error' ? { ...finding, state: 'warning' } : finding];
}
/** Of the deployed machine's answer file. */
async function answerFindings({ unattend, source: { kind } }, source) {
    if (unattend === null)
        return [];
    const architecture = await (0,_machine_image_js__WEBPACK_IMPORTED_MODULE_7__/* .knownArchitecture */ .HI)(source, kind).catch(() => null);
    const warnings = [];
    const finding = await look('unattend', node_path__WEBPACK_IMPORTED_MODULE_0__.basename(unattend), async () => {
        warnings.push(...(await (0,_guest_index_js__WEBPACK_IMPORTED_MODULE_3__/* .readUnattend */ .uf)(unattend, architecture)).warnings);
    });
    const next = `correct ${node_path__WEBPACK_IMPORTED_MODULE_0__.basename(unattend)} where it is not meant so`;
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
    const { subject: thing, found, expected, next } = (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .fromSystemError */ .Kh)(error, subject).details;
    return {
        subject,
        state: 'error',
        found: thing === subject ? found : `${thing}: ${found}`,
        ...(expected === undefined ? {} : { expected }),
        next: next ?? 'correct the definition',
    };
}
async function leftovers(work, { hypervisors }) {
    const swept = await (0,_sweep_js__WEBPACK_IMPORTED_MODULE_11__.sweep)(work, { dryRun: true, ...(hypervisors === undefined ? {} : { hypervisors }) });
    if (swept.length > 0)
        return swept.map(leftoverOf);
    return [{ subject: 'leftovers', state: 'ok', found: `no build left anything in ${work}` }];
}
function leftoverOf({ folder, resources, files, failures, kept }) {
    const what = [
        ...resources,
        ...files.map((file) => node_path__WEBPACK_IMPORTED_MODULE_0__.basename(file)),
        ...failures.map((failure) => failure.what),
        ...kept.map((machine) => `the kept machine ${machine}`),
    ];
    return {
        subject: `leftovers in ${node_path__WEBPACK_IMPORTED_MODULE_0__.basename(folder)}`,
        state: 'warning',
        found: what.join(', '),
        next: `image-factory sweep${kept.length > 0 ? ' --kept' : ''}, or build it again with --resume`,
    };
}
//# sourceMappingURL=doctor.js.map

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

/***/ }),

/***/ 90499:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ orUnpublished)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);

const INSTEAD = 'or build with --no-publish, in a workflow "publish: false", and the release stays in its folder';
/** An error of the store that a build would publish to, with the way that needs none. */
function orUnpublished(error) {
    const isOwn = error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .FactoryError */ .Xx && ['permission', 'usage', 'not-found'].includes(error.code);
    if (!isOwn)
        return error;
    const { next, ...details } = error.details;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .FactoryError */ .Xx(error.code, {
        ...details,
        next: next === undefined ? INSTEAD.replace('or ', '') : `${next}; ${INSTEAD}`,
    });
}
//# sourceMappingURL=unpublished.js.map

/***/ })

};
