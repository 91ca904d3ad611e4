export const id = 962;
export const ids = [962];
export const modules = {

/***/ 3962:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  jq: () => (/* reexport */ build),
  O$: () => (/* reexport */ captureImage),
  jw: () => (/* reexport */ givenTime),
  UO: () => (/* reexport */ isWithin),
  C7: () => (/* reexport */ planBuild),
  X0: () => (/* reexport */ sweep),
  DI: () => (/* reexport */ workDirectory)
});

// UNUSED EXPORTS: windowsOf

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/src/bytes/index.js + 7 modules
var bytes = __webpack_require__(2290);
// EXTERNAL MODULE: ./build/src/codec/index.js + 9 modules
var codec = __webpack_require__(7438);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(7406);
// EXTERNAL MODULE: ./build/src/release/index.js + 6 modules
var release = __webpack_require__(6092);
// EXTERNAL MODULE: ./build/src/version.js
var src_version = __webpack_require__(8009);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
;// CONCATENATED MODULE: ./build/src/factory/journal.js
/**
 * The journal of a build: one JSON object a line, appended and on the disk before the next thing happens. A station
 * writes what it is about to make before it makes it, and what it has made afterwards; resume, clean-up after a crash and
 * the table of times read this one file.
 *
 * | `event`    | says                                                        |
 * | ---------- | ----------------------------------------------------------- |
 * | `build`    | a run begins: definition, tool, the time that images carry  |
 * | `begin`    | a station begins: what decides its result, the files it makes |
 * | `end`      | it has ended: its files with their SHA-256, its result      |
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
    /** @param keep whether the records that are there stay; what is not believed never does */
    static async open(file, keep) {
        try {
            const { text } = believe(keep ? await readText(file) : '');
            // Through a handle that appends, Windows lets nobody cut a file.
            await (await (0,promises_.open)(file, 'a')).close();
            await (0,promises_.truncate)(file, Buffer.byteLength(text));
            return new Journal(file, await (0,promises_.open)(file, 'a'));
        }
        catch (error) {
            throw (0,errors/* fromSystemError */.Kh)(error, file);
        }
    }
    /** Returns when the record is on the disk. */
    async write(record) {
        try {
            await this.#handle.appendFile(`${JSON.stringify(record)}\n`);
            await this.#handle.datasync();
        }
        catch (error) {
            throw (0,errors/* fromSystemError */.Kh)(error, this.file);
        }
    }
    close() {
        return this.#handle.close();
    }
}
/** Reads what a journal says; one that is not there says nothing. */
async function readPast(file) {
    let build = null;
    let complete = false;
    const ended = new Map();
    for (const record of believe(await readText(file)).records) {
        if (record.event === 'build') {
            build ??= record;
        }
        else if (record.event === 'begin') {
            ended.delete(record.station);
        }
        else if (record.event === 'end') {
            ended.set(record.station, record);
        }
        else if (record.event === 'complete') {
            complete = true;
        }
    }
    return { build, ended, complete };
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
        throw (0,errors/* fromSystemError */.Kh)(error, file);
    }
}
//# sourceMappingURL=journal.js.map
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./build/src/inspect/index.js + 16 modules
var inspect = __webpack_require__(7303);
// EXTERNAL MODULE: ./build/src/tree/index.js + 18 modules
var src_tree = __webpack_require__(1219);
// EXTERNAL MODULE: ./build/src/wim/index.js + 39 modules
var wim = __webpack_require__(9574);
;// CONCATENATED MODULE: ./build/src/factory/capture.js
/** A source becomes an image of a WIM: what `capture` does, and the station of that name. */



/**
 * Captures `source` into the archive `out`.
 *
 * @throws usage, exists, no-space, and what reading the source throws
 */
async function captureImage(source, out, options) {
    const { append = false, compression, level, pool, reporter } = options;
    const windows = options.windows === undefined ? await windowsOf(source, options.allowDirty) : options.windows;
    const isExcluded = (0,src_tree/* createExclusions */.wN)(await exclusionRules(options));
    const archive = await (0,wim/* writeWim */.VL)(out, {
        ...(compression === undefined ? {} : { compression }),
        ...(level === undefined ? {} : { level }),
        pool,
        reporter,
        append,
        ...(options.beforeReplace === undefined ? {} : { beforeReplace: options.beforeReplace }),
        base: options.base ?? [],
        images: [
            {
                tree: source.tree,
                name: options.name,
                ...names(options, source, windows),
                windows,
                exclude: isExcluded,
                created: options.created,
            },
        ],
    });
    return { archive, windows };
}
/** An image that was captured before keeps what its XML says of it, where its files do not say it. */
async function windowsOf(source, allowDirty = false) {
    return (await (0,inspect/* readWindowsInfo */.S)(source.tree, { allowDirty })) ?? source.image?.windows ?? null;
}
/** An image that was captured before keeps the names that its XML gives it. */
function names({ description }, source, windows) {
    const isNew = source.image === null && windows !== null && windows.displayName !== '';
    return {
        ...(description === undefined ? {} : { description }),
        ...(isNew ? { displayName: windows.displayName } : {}),
    };
}
async function exclusionRules({ exclude = [], config, reporter }) {
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
;// CONCATENATED MODULE: ./build/src/factory/stations/capture.js
/** The volume becomes `install.wim`. */




function wimOf({ work }) {
    return external_node_path_.join(work.folder, release/* WIM_NAME */.OB);
}
const capture = {
    name: 'capture',
    async inputs(build) {
        const { definition, created, source } = build;
        return {
            identity: await source.identity(),
            sha256: build.resultOf('provision').sha256,
            edition: definition.source.edition,
            name: definition.name,
            created: created.toISOString(),
            ...definition.capture,
        };
    },
    makes: (build) => [wimOf(build)],
    async run(build) {
        const { definition, source, created, pool, reporter } = build;
        const { compression, level, exclude } = definition.capture;
        const file = wimOf(build);
        const { archive } = await captureImage(await source.open(), file, {
            name: definition.name,
            compression,
            level,
            exclude,
            created: (0,bytes/* filetimeFromDate */.k2)(created),
            windows: build.resultOf('prove').windows,
            pool,
            reporter,
        });
        await source.checkUnchanged();
        const wim = { path: file, ...(await (0,release/* hashFile */.DC)(file, reporter)) };
        const { images, uniqueBytes, storedBytes, savedBytes } = archive;
        return { result: { wim, images, uniqueBytes, storedBytes, savedBytes }, files: [wim] };
    },
};
//# sourceMappingURL=capture.js.map
;// CONCATENATED MODULE: ./build/src/factory/stations/check.js
/** Before anything is made: is the source there, and may the release go where it shall? */

const check = {
    name: 'check',
    async run({ source, out }) {
        await source.name();
        await (0,release/* checkReplaceable */.X7)(out);
        return { result: null };
    },
};
//# sourceMappingURL=check.js.map
// EXTERNAL MODULE: ./build/src/manifest/index.js + 18 modules
var src_manifest = __webpack_require__(1531);
;// CONCATENATED MODULE: ./build/src/factory/stations/inspect.js
/** What was captured is read back, every byte of it, and described: `manifest.json`. */







function manifestFile({ work }) {
    return external_node_path_.join(work.folder, release/* MANIFEST_NAME */.ir);
}
const inspect_inspect = {
    name: 'inspect',
    inputs(build) {
        const { definition, version, created, commit } = build;
        return {
            wim: build.resultOf('capture').wim.sha256,
            definition: definition.sha256,
            version,
            created: created.toISOString(),
            commit,
        };
    },
    makes: (build) => [manifestFile(build)],
    async run(build) {
        const archive = await (0,wim/* openWim */.SS)(build.resultOf('capture').wim.path);
        try {
            await verify(archive, build);
            for (const { name, windows } of archive.images)
                warnOfGaps(name, windows, build);
            const manifest = await describe(archive, build);
            return { result: { manifest }, files: [manifest] };
        }
        finally {
            await archive.close();
        }
    },
};
async function verify(archive, { pool, reporter }) {
    const problems = await (0,wim/* verifyWim */.N9)(archive, { pool, reporter });
    if (problems.length === 0)
        return;
    const [first] = problems;
    throw new errors/* FactoryError */.Xx('damaged', {
        subject: archive.path,
        found: `${problems.length} problems, the first: ${first?.subject}: ${first?.found}`,
        expected: 'an archive that reads back as it was written',
        next: 'check the memory and the disk of this host, then run it again',
    });
}
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
async function describe(archive, build) {
    const { definition, version, created, reporter } = build;
    const { compression, level } = definition.capture;
    const manifest = await (0,src_manifest/* manifestOfArchive */.PH)(archive, {
        name: definition.name,
        version,
        created: (0,bytes/* filetimeFromDate */.k2)(created),
        inputs: inputsOf(build),
        ...(compression === 'none' ? {} : { level, encoder: (0,codec/* encoderName */.gv)(compression, level) }),
        reporter,
    });
    const file = manifestFile(build);
    await (0,src_manifest/* writeManifest */.HN)(file, manifest);
    return { path: file, ...(await (0,release/* hashFile */.DC)(file, reporter)) };
}
/** Nothing of the host goes in: the same inputs on another machine give the same manifest. */
function inputsOf(build) {
    const { definition, commit } = build;
    const { sha256 } = build.resultOf('provision');
    return {
        definition: { file: external_node_path_.basename(definition.file), sha256: definition.sha256 },
        ...(commit === null ? {} : { commit }),
        source: {
            kind: definition.source.kind,
            name: external_node_path_.basename(build.source.text),
            ...(sha256 === null ? {} : { sha256 }),
        },
    };
}
//# sourceMappingURL=inspect.js.map
;// CONCATENATED MODULE: ./build/src/factory/stations/machine.js
/** The stations of the reference machine: with `hypervisor: none`, the only one there is yet, there is none. */
const nothingToDo = () => Promise.resolve(null);
const update = { name: 'update', run: nothingToDo };
const customize = { name: 'customize', run: nothingToDo };
const generalize = { name: 'generalize', run: nothingToDo };
//# sourceMappingURL=machine.js.map
;// CONCATENATED MODULE: ./build/src/factory/stations/prove.js
/** What the disk says of itself: which Windows it holds, and whether that is ready to be deployed. */

const GENERALIZED = 'IMAGE_STATE_GENERALIZE_RESEAL_TO_OOBE';
const prove = {
    name: 'prove',
    async inputs({ source }) {
        return { identity: await source.identity() };
    },
    async run(build) {
        const windows = await windowsOf(await build.source.open());
        if (windows === null)
            build.reporter.info('The source holds no Windows installation');
        else
            tell(windows, build);
        return { result: { windows } };
    },
};
/** Nothing was generalized here, so it is the user's to know whether the source shall be. */
function tell({ displayName, version, imageState }, { source, reporter }) {
    reporter.info(`Windows: ${displayName}, build ${version.build}.${version.spBuild}`);
    if (imageState === GENERALIZED)
        return;
    const found = imageState === '' ? 'names no state' : `is in the state ${imageState}`;
    reporter.warn(`${source.text}: the installation ${found}; deployed to several machines it must be ${GENERALIZED}`);
}
//# sourceMappingURL=prove.js.map
;// CONCATENATED MODULE: ./build/src/factory/stations/provision.js
/** The reference installation: with `hypervisor: none` the source itself, checked against the SHA-256 that it must have. */


const provision = {
    name: 'provision',
    async inputs({ definition, source }) {
        return { identity: await source.identity(), sha256: definition.source.sha256 };
    },
    async run({ definition, source, reporter }) {
        const { kind, path } = await source.name();
        const sha256 = kind === 'directory' ? null : (await (0,release/* hashFile */.DC)(path, reporter)).sha256;
        const expected = definition.source.sha256;
        if (expected !== null && sha256 !== expected) {
            throw new errors/* FactoryError */.Xx('damaged', {
                subject: path,
                found: `the SHA-256 ${sha256}`,
                expected,
                next: 'fetch it again, or correct source.sha256 where the source was changed on purpose',
            });
        }
        const { tree } = await source.open();
        reporter.info(`Source: ${tree.label}${sha256 === null ? '' : `, SHA-256 ${sha256}`}`);
        return { result: { source: source.text, sha256 } };
    },
};
//# sourceMappingURL=provision.js.map
;// CONCATENATED MODULE: ./build/src/factory/stations/publish.js
/** The release: its folder, complete or not at all, and the store that the definition names. */



const publish = {
    name: 'publish',
    async run(build) {
        const { out, reporter, store, tag } = build;
        const { wim } = build.resultOf('capture');
        const { manifest } = build.resultOf('inspect');
        checkSize(wim, build);
        await (0,release/* writeRelease */.d4)(out, [
            { name: release/* WIM_NAME */.OB, ...wim },
            { name: release/* MANIFEST_NAME */.ir, ...manifest },
        ], reporter);
        const put = store === null ? { location: null, changed: true } : await (0,release/* folderStore */.s4)(store).put(tag, out, reporter);
        return { result: { releaseDirectory: out, ...put } };
    },
};
function checkSize({ size, path }, { definition }) {
    const { split } = definition.release;
    if (split === null || size <= split)
        return;
    throw new errors/* FactoryError */.Xx('unsupported', {
        subject: path,
        found: (0,bytes/* formatBytes */.z3)(size),
        expected: `at most ${(0,bytes/* formatBytes */.z3)(split)}, as release.split says: this version does not split archives yet`,
        next: 'leave release.split out, and run it again with --resume',
    });
}
//# sourceMappingURL=publish.js.map
;// CONCATENATED MODULE: ./build/src/factory/line.js
/** The line: the stations in their order, each journalled before it makes anything and after it has. */












const LINE = [
    check,
    provision,
    update,
    customize,
    generalize,
    prove,
    capture,
    inspect_inspect,
    publish,
];
/** @param results is filled with what each station made */
async function runLine(build, results, journal, past) {
    const summaries = [];
    for (const station of LINE) {
        const section = build.reporter.section(station.name);
        try {
            build.reporter.signal.throwIfAborted();
            const end = await runStation(station, build, journal, past);
            results.set(station.name, end.result);
            summaries.push({ name: station.name, milliseconds: end.milliseconds, state: end.state });
        }
        catch (error) {
            await fail(station, build, journal, error);
            throw error;
        }
        finally {
            section.end();
        }
    }
    return summaries;
}
async function runStation(station, build, journal, past) {
    const started = performance.now();
    const inputs = station.inputs === undefined ? '' : fingerprint(station.name, await station.inputs(build));
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
    for (const { path, size, sha256 } of files) {
        const found = await (0,promises_.stat)(path).catch(() => null);
        const same = found !== null && found.size === size && (await (0,release/* hashFile */.DC)(path, reporter)).sha256 === sha256;
        if (same)
            continue;
        reporter.warn(`${path}: is not what the interrupted build made, and is made again`);
        return false;
    }
    return true;
}
/** What went wrong must not hide behind what goes wrong with the journal: on a full disk both do. */
async function fail(station, build, journal, error) {
    for (const file of station.makes?.(build) ?? [])
        await (0,promises_.rm)(file, { force: true }).catch(() => undefined);
    const { code, message } = (0,errors/* fromSystemError */.Kh)(error, station.name);
    const record = { event: 'fail', time: now(), station: station.name, code, message };
    await journal.write(record).catch(() => undefined);
}
/** Another version of this program may make other bytes of the same inputs. */
function fingerprint(station, inputs) {
    return (0,external_node_crypto_.createHash)('sha256')
        .update(JSON.stringify([src_version/* VERSION */.x, station, inputs]))
        .digest('hex');
}
function now() {
    return new Date().toISOString();
}
//# sourceMappingURL=line.js.map
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: ./build/src/output.js
var output = __webpack_require__(7208);
;// CONCATENATED MODULE: ./build/src/factory/lock.js
/**
 * One build of a definition at a time. The lock is a file with the process that holds it; a process that is gone, or whose
 * number belongs to another one by now, holds nothing.
 */







/** @throws busy where another build holds it */
async function takeLock(file) {
    const own = { pid: process.pid, host: (0,external_node_os_.hostname)(), started: await startOf(process.pid) };
    const text = JSON.stringify(own);
    try {
        while (!(await claim(file, text))) {
            const found = await (0,promises_.readFile)(file, 'utf8').catch(() => '');
            const holder = parseHolder(found);
            if (holder !== null && (await isAlive(holder)))
                throw busy(file, holder);
            await discard(file, found);
        }
    }
    catch (error) {
        throw (0,errors/* fromSystemError */.Kh)(error, file);
    }
    return { release: () => (0,promises_.rm)(file, { force: true }) };
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
    if (!(0,output/* isRunning */.W_)(pid))
        return false;
    const now = await startOf(pid);
    return now === '' || started === '' || isSameStart(now, started);
}
function busy(file, { pid, host }) {
    const where = host === (0,external_node_os_.hostname)() ? '' : ` on ${host}`;
    return new errors/* FactoryError */.Xx('busy', {
        subject: file,
        found: `process ${pid}${where} builds this definition`,
        expected: 'one build of a definition at a time',
        next: where === ''
            ? 'wait until it has ended'
            : 'wait until it has ended; where it is gone, remove this file',
    });
}
const run = (0,external_node_util_.promisify)(external_node_child_process_.execFile);
/** Asked of the outside, a process began a little earlier than it says itself. */
const TOLERANCE = 5000;
function isSameStart(a, b) {
    return a === b || Math.abs(Number(a) - Number(b)) < TOLERANCE;
}
/**
 * On Linux the boot and the tick of it, elsewhere milliseconds since 1970.
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
            ? run(powershell(process.env), ['-NoProfile', '-NonInteractive', '-Command', question], limits)
            : run('ps', ['-o', 'lstart=', '-p', String(pid)], limits));
        const started = Date.parse(stdout.trim());
        return Number.isNaN(started) ? '' : String(started);
    }
    catch {
        return '';
    }
}
/** With its whole path: a bare name is looked for in the working directory first, which may be anybody's checkout. */
function powershell(env) {
    const system = env['SystemRoot'] ?? 'C:\\Windows';
    return external_node_path_.win32.join(system, 'System32', 'WindowsPowerShell', 'v1.0', 'powershell.exe');
}
//# sourceMappingURL=lock.js.map
// EXTERNAL MODULE: ./build/src/definition/index.js + 9 modules
var src_definition = __webpack_require__(3835);
;// CONCATENATED MODULE: ./build/src/factory/created.js
/** The time that images and manifest carry: given, so that the same input gives the same bytes. */

/**
 * @param chosen the definition's `created`, which wins
 * @returns null where neither it nor SOURCE_DATE_EPOCH says a time
 * @throws usage where SOURCE_DATE_EPOCH is no number of seconds
 */
function givenTime(chosen, env) {
    if (chosen !== null)
        return chosen;
    const epoch = env['SOURCE_DATE_EPOCH'];
    if (epoch === undefined || epoch === '')
        return null;
    const date = new Date(Number(epoch) * 1000);
    if (/^\d+$/.test(epoch) && !Number.isNaN(date.getTime()))
        return date;
    throw new errors/* FactoryError */.Xx('usage', {
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
;// CONCATENATED MODULE: ./build/src/factory/work.js
/**
 * The work directory: a folder for each build in it, which outlives the job so that an interrupted build can go on.
 *
 * | name            | holds                                    |
 * | --------------- | ---------------------------------------- |
 * | `journal.jsonl` | what was done, see `journal.ts`          |
 * | `lock`          | who builds here                          |
 * | `install.wim`   | what capture made, until the release is out |
 * | `manifest.json` | what inspect made, until the release is out |
 */










const JOURNAL = 'journal.jsonl';
const LOCK = 'lock';
/**
 * @param chosen what the user chose with `--work`
 * @throws usage for a place that the runner empties with each job
 */
function workDirectory(chosen, env) {
    const folder = external_node_path_.resolve(chosen ?? defaultDirectory(env));
    const temporary = env['RUNNER_TEMP'];
    if (temporary === undefined || temporary === '' || !isWithin(folder, external_node_path_.resolve(temporary)))
        return folder;
    throw new errors/* FactoryError */.Xx('usage', {
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
function workOf(directory, definition, name, system = external_node_path_) {
    const file = system.sep === '\\' ? (0,src_tree/* foldCase */.SP)(definition) : definition;
    const key = (0,external_node_crypto_.createHash)('sha256').update(`${file}\0${name}`).digest('hex').slice(0, 12);
    const folder = external_node_path_.join(directory, `${name}-${key}`);
    return { folder, journal: external_node_path_.join(folder, JOURNAL), lock: external_node_path_.join(folder, LOCK) };
}
async function makeWork(work) {
    try {
        await (0,promises_.mkdir)(work.folder, { recursive: true });
    }
    catch (error) {
        throw (0,errors/* fromSystemError */.Kh)(error, work.folder);
    }
}
/**
 * Removes what interrupted builds left in a work directory; builds that are running are left alone, journals stay.
 *
 * @param dryRun only says what would be removed
 */
async function sweep(directory, dryRun = false) {
    const swept = [];
    for (const name of await namesIn(directory)) {
        const folder = external_node_path_.join(directory, name);
        const work = { folder, journal: external_node_path_.join(folder, JOURNAL), lock: external_node_path_.join(folder, LOCK) };
        const isBuild = (await namesIn(folder)).includes(JOURNAL);
        if (!isBuild || (await isLocked(work.lock)))
            continue;
        const result = await sweepBuild(work, new Set(), dryRun);
        if (result.files.length > 0)
            swept.push(result);
    }
    return swept;
}
/**
 * Removes all that lies in a build's folder but its journal, its lock and `keep`, and puts an older release back that a
 * killed build was about to replace.
 */
async function sweepBuild(work, keep, dryRun = false) {
    const { build } = await readPast(work.journal);
    if (build !== null && !dryRun)
        await (0,release/* repairFolder */.Qj)(build.out);
    const files = [];
    let bytes = 0;
    for (const name of await namesIn(work.folder)) {
        const file = external_node_path_.join(work.folder, name);
        if (name === JOURNAL || keep.has(file) || isLockFile(name))
            continue;
        bytes += (await (0,promises_.stat)(file).catch(() => null))?.size ?? 0;
        if (!dryRun)
            await (0,promises_.rm)(file, { recursive: true, force: true });
        files.push(file);
    }
    return { folder: work.folder, files, bytes };
}
/** The lock, or what a living process makes or takes one with. */
function isLockFile(name) {
    const pid = /^lock\.(\d+)/.exec(name)?.[1];
    return name === LOCK || (pid !== undefined && (0,output/* isRunning */.W_)(Number(pid)));
}
function defaultDirectory(env) {
    const local = env['LOCALAPPDATA'];
    if (process.platform === 'win32' && local !== undefined && local !== '')
        return external_node_path_.join(local, 'image-factory');
    const cache = env['XDG_CACHE_HOME'];
    const base = cache !== undefined && external_node_path_.isAbsolute(cache) ? cache : external_node_path_.join((0,external_node_os_.homedir)(), '.cache');
    return external_node_path_.join(base, 'image-factory');
}
function isWithin(place, folder) {
    const relative = external_node_path_.relative(folder, place);
    return relative.split(external_node_path_.sep)[0] !== '..' && !external_node_path_.isAbsolute(relative);
}
async function namesIn(folder) {
    try {
        return (await (0,promises_.readdir)(folder)).toSorted();
    }
    catch (error) {
        const { code } = error;
        if (code === 'ENOENT' || code === 'ENOTDIR')
            return [];
        throw (0,errors/* fromSystemError */.Kh)(error, folder);
    }
}
//# sourceMappingURL=work.js.map
;// CONCATENATED MODULE: ./build/src/factory/prepare.js
/** What a definition and the user's options come to, before anything is opened or made. */





/** @throws definition, usage, not-found */
async function prepare(file, options) {
    const env = options.env ?? process.env;
    const definition = await (0,src_definition/* loadDefinition */.yQ)(file);
    const out = external_node_path_.resolve(options.out ?? 'release');
    const work = workOf(workDirectory(options.work ?? null, env), definition.file, definition.name);
    const { source } = definition;
    if (source.kind === 'directory') {
        refuseWithin(out, source.path, 'the release', '--out');
        refuseWithin(work.folder, source.path, 'the work directory', '--work');
        const { store } = definition.release;
        if (store !== null)
            refuseWithin(store, source.path, 'the store', 'release.store');
    }
    refuseWithin(work.folder, out, 'the work directory', '--work');
    return {
        definition,
        out,
        work,
        created: givenTime(definition.created, env),
        commit: env['GITHUB_SHA'] || null,
        store: storeOf(options.store, definition),
    };
}
/** The definition says the version, else the tag, else the date. */
function versionOf({ name, version }, tag, created) {
    if (version !== null)
        return version;
    if (tag === undefined)
        return dateVersion(created);
    return tag.startsWith(`${name}-`) ? tag.slice(name.length + 1) : tag.replace(/^v(?=\d)/, '');
}
/** What is made while a directory is read would end up in its image. */
function refuseWithin(place, folder, what, option) {
    if (!isWithin(place, folder))
        return;
    throw new errors/* FactoryError */.Xx('usage', {
        subject: place,
        found: `${what} inside ${folder}`,
        expected: 'a place of its own',
        next: `choose another one with ${option}`,
    });
}
function storeOf(chosen, { release }) {
    if (chosen === undefined)
        return release.store;
    if (chosen === null)
        return null;
    if (!/^github(:|$)/.test(chosen))
        return external_node_path_.resolve(chosen);
    throw new errors/* FactoryError */.Xx('usage', {
        subject: 'store',
        found: `"${chosen}"; this version does not publish to GitHub yet`,
        expected: 'a folder',
        next: 'name a folder, or do not publish',
    });
}
//# sourceMappingURL=prepare.js.map
// EXTERNAL MODULE: ./build/src/source/index.js + 25 modules
var source = __webpack_require__(3878);
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
        this.#open ??= this.name().then(() => (0,source/* openSource */.o)(this.text, { reporter: this.#reporter, edition }));
        return this.#open;
    }
    async close() {
        const open = await this.#open?.catch(() => null);
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
        const { part } = await (0,source/* parseSource */.P)(path);
        if (part !== null && (edition !== null || index !== null)) {
            throw new errors/* FactoryError */.Xx('definition', {
                subject: path,
                found: `"#${part}" and source.${edition === null ? 'index' : 'edition'}, which both name an image`,
                expected: 'one of them',
            });
        }
        const name = await (0,source/* parseSource */.P)(this.text);
        if (name.kind === kind)
            return name;
        throw new errors/* FactoryError */.Xx('definition', {
            subject: name.path,
            found: name.kind === 'wim' ? 'a WIM archive' : `a ${name.kind}`,
            expected: `what the key source.${kind} names`,
            next: `write it under source.${name.kind}`,
        });
    }
}
//# sourceMappingURL=source-keeper.js.map
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
    const lock = await takeLock(prepared.work.lock);
    try {
        return await buildLocked(prepared, options, reporter);
    }
    finally {
        await lock.release();
    }
}
async function buildLocked(prepared, options, reporter) {
    const { definition, out, work, commit } = prepared;
    const past = await pastOf(prepared, options, reporter);
    const created = prepared.created ?? (past.build === null ? new Date() : new Date(past.build.created));
    const version = versionOf(definition, options.tag, created);
    const results = new Map();
    const journal = await Journal.open(work.journal, past.build !== null);
    const pool = new codec/* CodecPool */.Zj(options.threads === undefined ? {} : { threads: options.threads });
    const source = new SourceKeeper(definition.source, reporter);
    const job = {
        definition,
        version,
        tag: options.tag ?? `${definition.name}-${version}`,
        created,
        commit,
        out,
        store: prepared.store,
        work,
        pool,
        reporter,
        source,
        resultOf: (name) => resultIn(results, name),
    };
    try {
        const [time, event] = [new Date().toISOString(), 'build'];
        const { pid } = process;
        const about = { definition: definition.file, tool: src_version/* VERSION */.x, pid, out, created: created.toISOString() };
        await journal.write({ event, time, ...about });
        const stations = await runLine(job, results, journal, past);
        await journal.write({ event: 'complete', time: new Date().toISOString() });
        await sweepBuild(work, new Set());
        return summaryOf(job, stations);
    }
    catch (error) {
        await keepWhatIsDone(prepared, reporter);
        throw error;
    }
    finally {
        await journal.close();
        await source.close();
        await pool.close();
    }
}
const NOTHING = { build: null, ended: new Map(), complete: false };
/** What an interrupted build left: taken over with `--resume`, else removed. */
async function pastOf({ work, out }, { resume }, reporter) {
    const past = await readPast(work.journal);
    const isOpen = past.build !== null && !past.complete;
    const taken = resume === true && isOpen ? past : NOTHING;
    const swept = await sweepBuild(work, filesOf(taken));
    if (await (0,release/* repairFolder */.Qj)(out))
        reporter.info(`${out}: put the older release back that an interrupted build was replacing`);
    if (taken.build !== null) {
        reporter.info(`Going on with the build of ${taken.build.time}`);
    }
    else if (resume === true) {
        reporter.info('No interrupted build of this definition is here to resume: building from the start');
    }
    if (swept.files.length > 0) {
        const what = `${(0,bytes/* countOf */.pq)(swept.files.length, 'file')}, ${(0,bytes/* formatBytes */.z3)(swept.bytes)}`;
        reporter.info(`${work.folder}: removed what an interrupted build left (${what})`);
    }
    return taken;
}
/** After a failure only what `--resume` can take over stays. */
async function keepWhatIsDone({ work }, reporter) {
    const past = await readPast(work.journal);
    const files = filesOf(past);
    await sweepBuild(work, files);
    if (files.size === 0)
        return;
    const done = [...past.ended.values()].filter((end) => end.files.length > 0).map(({ station }) => station);
    reporter.info(`What ${done.join(' and ')} made is kept: run it again with --resume to go on from there`);
}
function filesOf({ ended }) {
    return new Set([...ended.values()].flatMap(({ files }) => files.map((file) => file.path)));
}
function resultIn(results, name) {
    if (results.has(name))
        return results.get(name);
    throw new errors/* FactoryError */.Xx('host', {
        subject: name,
        found: 'a station that has not run is asked for its result',
    });
}
function summaryOf(job, stations) {
    const { windows } = job.resultOf('prove');
    const { images, uniqueBytes, storedBytes, savedBytes } = job.resultOf('capture');
    const { releaseDirectory, location, changed } = job.resultOf('publish');
    const sum = (of) => images.reduce((total, image) => total + of(image), 0);
    return {
        name: job.definition.name,
        version: job.version,
        tag: job.tag,
        build: windows === null ? '' : `${windows.version.build}.${windows.version.spBuild}`,
        images: images.map(({ name }) => name),
        files: sum(({ files }) => files),
        directories: sum(({ directories }) => directories),
        bytes: sum(({ bytes }) => bytes),
        uniqueBytes,
        storedBytes,
        savedBytes,
        stations,
        releaseDirectory,
        wim: external_node_path_.join(releaseDirectory, release/* WIM_NAME */.OB),
        manifest: external_node_path_.join(releaseDirectory, release/* MANIFEST_NAME */.ir),
        location,
        changed,
    };
}
//# sourceMappingURL=build.js.map
;// CONCATENATED MODULE: ./build/src/factory/plan.js
/** What a build would do, found out without making anything. */






/** @throws what the build would throw before it makes anything */
async function planBuild(file, options, reporter) {
    const { definition, out, work, created, store } = await prepare(file, options);
    await (0,release/* checkReplaceable */.X7)(out);
    const version = versionOf(definition, options.tag, created ?? new Date());
    const tag = options.tag ?? `${definition.name}-${version}`;
    const source = new SourceKeeper(definition.source, reporter);
    try {
        const { tree, kind } = await source.open();
        const windows = await windowsOf(await source.open());
        const { compression, level, exclude } = definition.capture;
        const doing = {
            check: `${definition.file}, and whether the release may go to ${out}`,
            provision: `open ${tree.label}${definition.source.sha256 === null ? '' : ', and check its SHA-256'}`,
            prove: windowsText(windows),
            capture: `install.wim, ${compression === 'none' ? 'not compressed' : `${compression} ${level}`}`,
            inspect: 'read install.wim back, every byte of it, and write manifest.json',
            publish: store === null ? out : `${out}, and ${store}@${tag}`,
        };
        return {
            definition: definition.file,
            name: definition.name,
            version,
            tag,
            created: created?.toISOString() ?? null,
            source: { kind, label: tree.label },
            images: [definition.name],
            exclusions: [...src_tree/* DEFAULT_EXCLUSIONS */._t, ...exclude],
            work: work.folder,
            releaseDirectory: out,
            stations: LINE.map(({ name }) => ({ name, doing: doing[name] ?? null })),
        };
    }
    finally {
        await source.close();
    }
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

/***/ 1531:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  K7: () => (/* reexport */ checkManifest),
  ew: () => (/* reexport */ diff_diffManifests),
  Vs: () => (/* reexport */ formatDiff),
  PH: () => (/* reexport */ manifestOfArchive),
  QI: () => (/* reexport */ make_manifestOfTrees),
  L7: () => (/* reexport */ printManifest),
  WI: () => (/* reexport */ readManifest),
  HN: () => (/* reexport */ writeManifest)
});

// UNUSED EXPORTS: BLOCK_SIZE, MANIFEST_SCHEMA, SCHEMA_VERSION, diffTrees, manifestSchemaText

;// CONCATENATED MODULE: ./build/src/manifest/merge.js
/** Two ordered streams side by side. */
/** @param compare the order of both @returns pairs of equals, and what only one of them has */
async function* merge(left, right, compare) {
    const a = left[Symbol.asyncIterator]();
    const b = right[Symbol.asyncIterator]();
    try {
        let [nextA, nextB] = [await a.next(), await b.next()];
        for (;;) {
            if (nextA.done === true && nextB.done === true)
                return;
            const order = nextA.done === true ? 1 : nextB.done === true ? -1 : compare(nextA.value, nextB.value);
            const hadA = order <= 0 && nextA.done !== true ? nextA.value : null;
            const hadB = order >= 0 && nextB.done !== true ? nextB.value : null;
            if (hadA !== null && hadB !== null)
                yield [hadA, hadB];
            else if (hadA !== null)
                yield [hadA, null];
            else if (hadB !== null)
                yield [null, hadB];
            if (hadA !== null)
                nextA = await a.next();
            if (hadB !== null)
                nextB = await b.next();
        }
    }
    finally {
        await a.return?.();
        await b.return?.();
    }
}
//# sourceMappingURL=merge.js.map
// EXTERNAL MODULE: ./build/src/bytes/index.js + 7 modules
var src_bytes = __webpack_require__(2290);
// EXTERNAL MODULE: ./build/src/version.js
var src_version = __webpack_require__(8009);
// EXTERNAL MODULE: ./build/src/wim/index.js + 39 modules
var wim = __webpack_require__(9574);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/src/collect.js
var collect = __webpack_require__(8995);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(7406);
;// CONCATENATED MODULE: ./build/src/manifest/types.js
/** The manifest as its readers and writers see it; `schema.ts` says the same to other programs. */
const SCHEMA_VERSION = 1;
/** Bytes of a block of a part: what a fetch checks, and asks for again when it is damaged. */
const BLOCK_SIZE = 16 << 20;
//# sourceMappingURL=types.js.map
;// CONCATENATED MODULE: ./build/src/manifest/archive-facts.js
/**
 * What a manifest says of an archive's bytes: the SHA-256 of each of its files, of each block, and of each content as it
 * is stored, from one pass over the files.
 */








const PIECE = 4 << 20;
/** @throws damaged when two contents share bytes, or reach beyond the end */
async function hashArchive(archive, contents, reporter) {
    const ordered = [...archive.blobs].toSorted((a, b) => a.part - b.part || a.offset - b.offset || compareHashes(a, b));
    const parts = [];
    const blobs = [];
    for (const { part, path: file } of archive.members) {
        const inPart = ordered.filter((blob) => blob.part === part);
        const hasher = new StoredHasher(archive, inPart.filter((blob) => !isSolid(blob)));
        parts.push(await hashFile(file, hasher, reporter));
        for (const blob of inPart)
            blobs.push(manifestBlob(blob, contents, hasher));
    }
    const stored = ordered.reduce((sum, { storedSize }) => sum + storedSize, 0);
    return { parts, blobs, stored };
}
function manifestBlob(blob, contents, hasher) {
    const sha1 = (0,src_bytes/* toHex */.nj)(blob.sha1);
    const place = { part: blob.part, offset: blob.offset };
    const refs = contents.refsOf(sha1);
    if (isSolid(blob))
        return { sha1, size: blob.size, ...place, refs };
    const storedHash = hasher.hashOf(blob);
    return { sha1, size: blob.size, stored: blob.storedSize, storedHash, ...place, refs };
}
async function hashFile(file, stored, reporter) {
    const whole = (0,external_node_crypto_.createHash)('sha256');
    const blocks = [];
    let block = (0,external_node_crypto_.createHash)('sha256');
    let done = 0;
    const handle = await (0,promises_.open)(file, 'r').catch((error) => {
        throw (0,errors/* fromSystemError */.Kh)(error, file);
    });
    const task = reporter.task(`Hashing ${file}`, (await handle.stat()).size, 'bytes');
    try {
        const buffer = Buffer.allocUnsafe(PIECE);
        for (;;) {
            reporter.signal.throwIfAborted();
            const { bytesRead } = await handle.read(buffer, 0, PIECE, done);
            if (bytesRead === 0)
                break;
            const piece = buffer.subarray(0, bytesRead);
            whole.update(piece);
            stored.update(piece, done);
            for (let at = 0; at < bytesRead;) {
                const length = Math.min(bytesRead - at, BLOCK_SIZE - ((done + at) % BLOCK_SIZE));
                block.update(piece.subarray(at, at + length));
                at += length;
                if ((done + at) % BLOCK_SIZE !== 0)
                    continue;
                blocks.push(block.digest('hex'));
                block = (0,external_node_crypto_.createHash)('sha256');
            }
            done += bytesRead;
            task.advance(bytesRead);
        }
    }
    catch (error) {
        throw reporter.signal.aborted ? error : (0,errors/* fromSystemError */.Kh)(error, file);
    }
    finally {
        task.end();
        await handle.close();
    }
    if (done % BLOCK_SIZE !== 0)
        blocks.push(block.digest('hex'));
    return { name: external_node_path_.basename(file), size: done, sha256: whole.digest('hex'), blocks };
}
/** Hashes the ranges of contents out of a file that passes by in order. */
class StoredHasher {
    #archive;
    #blobs;
    #hashes = new Map();
    #next = 0;
    #current = null;
    /** @param blobs by their offset */
    constructor(archive, blobs) {
        this.#archive = archive;
        this.#blobs = blobs;
        for (const [at, blob] of blobs.entries()) {
            const after = blobs[at + 1];
            if (after === undefined || blob.offset + blob.storedSize <= after.offset)
                continue;
            throw new errors/* FactoryError */.Xx('damaged', {
                subject: archive.describeBlob(after),
                found: `bytes from ${after.offset}, which ${(0,src_bytes/* toHex */.nj)(blob.sha1)} has too`,
                expected: `bytes from ${blob.offset + blob.storedSize} on`,
            });
        }
    }
    update(piece, position) {
        const end = position + piece.length;
        for (let blob = this.#blobs[this.#next]; blob !== undefined; blob = this.#blobs[this.#next]) {
            const blobEnd = blob.offset + blob.storedSize;
            if (blob.offset >= end)
                return;
            const bytes = piece.subarray(Math.max(blob.offset - position, 0), Math.min(blobEnd, end) - position);
            if (blobEnd > end) {
                this.#current ??= (0,external_node_crypto_.createHash)('sha256');
                this.#current.update(bytes);
                return;
            }
            // A hash object for each of half a million contents is a lot to collect.
            const digest = this.#current?.update(bytes).digest('hex') ?? (0,external_node_crypto_.hash)('sha256', bytes);
            this.#hashes.set(blob, digest);
            this.#current = null;
            this.#next++;
            if (this.#next % collect/* COLLECT_EVERY */.v === 0)
                (0,collect/* collectGarbage */.i)();
        }
    }
    hashOf(blob) {
        const digest = this.#hashes.get(blob);
        if (digest !== undefined)
            return digest;
        throw new errors/* FactoryError */.Xx('damaged', {
            subject: this.#archive.describeBlob(blob),
            found: `${blob.storedSize} bytes at ${blob.offset}, beyond the end of the file`,
        });
    }
}
function isSolid(blob) {
    return (blob.flags & wim/* RESOURCE_FLAG */.KA.SOLID) !== 0;
}
function compareHashes(a, b) {
    return Buffer.compare(a.sha1, b.sha1);
}
//# sourceMappingURL=archive-facts.js.map
// EXTERNAL MODULE: ./build/src/tree/index.js + 18 modules
var src_tree = __webpack_require__(1219);
;// CONCATENATED MODULE: ./build/src/manifest/schema.js
/** The JSON schema of a manifest, draft 2020-12. `title` is the noun phrase of an error: "expected <title>". */


const TEXT = { type: 'string', title: 'text' };
const COUNT = {
    type: 'integer',
    title: 'a whole number',
    minimum: 0,
    maximum: Number.MAX_SAFE_INTEGER,
};
const INDEX = { ...COUNT, title: 'a whole number from 1', minimum: 1 };
const SHA1 = { type: 'string', title: '40 lower-case hexadecimal digits', pattern: '^[0-9a-f]{40}$' };
const SHA256 = {
    type: 'string',
    title: '64 lower-case hexadecimal digits',
    pattern: '^[0-9a-f]{64}$',
};
const PATH = { type: 'string', title: 'a path that begins with "\\"', pattern: '^\\\\' };
const TIME = {
    type: 'string',
    title: 'a time such as 2026-11-23T13:27:00.1234567Z',
    pattern: '^([+-]\\d{2})?\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{7}Z$',
};
function described(schema, description) {
    return { ...schema, description };
}
function list(items) {
    return { type: 'array', title: 'a list', items };
}
function record(properties, required) {
    return { type: 'object', title: 'an object', properties, required, additionalProperties: false };
}
const SAVING = {
    bytes: described(COUNT, 'Bytes of all contents, once for each name.'),
    unique: described(COUNT, 'Bytes of all contents, each once.'),
    saved: described(COUNT, 'The difference.'),
};
const INPUTS = record({
    definition: record({ file: TEXT, sha256: SHA256 }, ['sha256']),
    commit: TEXT,
    source: record({
        kind: { enum: ['iso', 'disk', 'wim', 'directory'], title: 'iso, disk, wim or directory' },
        name: TEXT,
        sha256: SHA256,
    }, ['kind', 'name']),
    base: described(TEXT, 'The release that this one was built against.'),
    updates: list(record({ title: TEXT, kb: TEXT, result: TEXT }, ['title', 'result'])),
    steps: list(record({
        name: TEXT,
        exitCode: { type: 'integer', title: 'a whole number' },
        seconds: { type: 'number', title: 'a number', minimum: 0 },
    }, ['name', 'exitCode', 'seconds'])),
}, []);
const ARCHIVE = record({
    guid: { type: 'string', title: 'a GUID', pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' },
    compression: { enum: ['none', 'xpress', 'lzx', 'lzms'], title: 'none, xpress, lzx or lzms' },
    level: TEXT,
    encoder: described(TEXT, 'Whose bytes the compressed contents are: equal names, equal bytes.'),
    chunkSize: COUNT,
    parts: list(record({
        name: TEXT,
        size: COUNT,
        sha256: SHA256,
        blocks: described(list(SHA256), `SHA-256 of each block of ${BLOCK_SIZE} bytes, the last one shorter.`),
    }, ['name', 'size', 'sha256', 'blocks'])),
}, ['guid', 'compression', 'chunkSize', 'parts']);
const IMAGE = record({
    index: INDEX,
    name: TEXT,
    description: TEXT,
    edition: TEXT,
    architecture: TEXT,
    build: TEXT,
    languages: list(TEXT),
    updates: list(TEXT),
    lacks: described(list({
        enum: ['attributes', 'security', 'shortNames', 'creationTimes', 'namedStreams'],
        title: 'a kind of metadata',
    }), 'What the source could not say, so that its absence proves nothing.'),
    files: described(COUNT, 'Names, without directories.'),
    directories: described(COUNT, 'With the root.'),
    bytes: described(COUNT, 'Of all contents, once for each name.'),
}, ['index', 'name', 'files', 'directories', 'bytes']);
const SAVINGS = record({
    ...SAVING,
    hardLinks: described(COUNT, 'Of saved: further names of the same files, which NTFS saves too.'),
    betweenImages: described(COUNT, 'Of saved: contents that several images have.'),
    stored: described(COUNT, 'What the unique contents take in the archive.'),
    images: list(record({ index: INDEX, ...SAVING }, ['index', 'bytes', 'unique', 'saved'])),
}, ['bytes', 'unique', 'saved', 'hardLinks', 'betweenImages', 'images']);
const BLOB = record({
    sha1: SHA1,
    size: COUNT,
    stored: described(COUNT, 'Bytes in the archive.'),
    storedHash: described(SHA256, 'SHA-256 of the stored bytes.'),
    part: INDEX,
    offset: described(COUNT, 'Where the stored bytes begin in the part.'),
    refs: described(COUNT, 'Names that refer to it, in all images.'),
}, ['sha1', 'size', 'refs']);
/** What a file of Windows has, and a manifest leaves out. */
const DEFAULT_ATTRIBUTES = 'A';
const ANY_LETTER = `[${src_tree/* ATTRIBUTE_LETTERS */.R.map(([letter]) => letter).join('')}]`;
const LETTERS = src_tree/* ATTRIBUTE_LETTERS */.R.map(([letter, , name]) => `${letter} ${name}`).join(', ');
const FILE = record({
    image: INDEX,
    path: PATH,
    attributes: {
        type: 'string',
        title: 'letters of attributes',
        pattern: `^(-|${ANY_LETTER}+|${ANY_LETTER}*\\+0x[0-9a-f]{1,8})$`,
        description: `${LETTERS}; further bits as a number after "+"; - for none. Default: ${DEFAULT_ATTRIBUTES}.`,
    },
    size: described(COUNT, 'Bytes of the unnamed stream. Default: 0.'),
    sha1: described(SHA1, 'Of the unnamed stream. Default: none, for empty files and directories.'),
    created: described(TIME, 'Default: modified.'),
    modified: TIME,
    security: described(SHA1, 'SHA-1 of the self-relative security descriptor. Default: none.'),
    reparse: record({
        tag: described(TEXT, 'As winnt.h has it, without IO_REPARSE_TAG_.'),
        target: described(TEXT, 'Where a link points, as it is stored.'),
        sha1: described(SHA1, 'Of the data without its header, which is a content like any other.'),
    }, ['tag']),
    shortName: TEXT,
    streams: described(list(record({ name: TEXT, size: COUNT, sha1: SHA1 }, ['name', 'size'])), 'Named streams.'),
    links: described(PATH, 'The first name of the same file. Default: this is the first, or the only one.'),
}, ['image', 'path', 'modified']);
/** What stands before the long arrays. */
const FACTS = {
    schemaVersion: { const: SCHEMA_VERSION, title: `${SCHEMA_VERSION}` },
    name: TEXT,
    version: TEXT,
    created: { ...TIME, title: 'a time such as 2026-11-23T13:27:00.0000000Z' },
    tool: TEXT,
    inputs: INPUTS,
    archive: ARCHIVE,
    images: list(IMAGE),
    savings: SAVINGS,
};
const REQUIRED_FACTS = ['schemaVersion', 'name', 'created', 'tool', 'images', 'savings'];
/** In the order in which a manifest has them. */
const FACT_KEYS = Object.keys(FACTS);
/** Of what stands before the long arrays, of an element of `blobs`, and of one of `files`. */
const PART_SCHEMAS = { facts: record(FACTS, REQUIRED_FACTS), blob: BLOB, file: FILE };
const MANIFEST_SCHEMA = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $comment: 'Written by "npm run schema" from src/manifest/schema.ts.',
    ...record({ ...FACTS, blobs: list(BLOB), files: list(FILE) }, [...REQUIRED_FACTS, 'blobs', 'files']),
    title: 'a manifest of Windows Image Factory',
};
/** The schema as `schema/manifest.schema.json` holds it. */
function manifestSchemaText() {
    return `${JSON.stringify(MANIFEST_SCHEMA, null, 2)}\n`;
}
//# sourceMappingURL=schema.js.map
;// CONCATENATED MODULE: ./build/src/manifest/describe.js
/** One name of a tree as an element of `files`. */





function describeFile(what, securityHashes) {
    const { entry } = what;
    const attributes = (0,src_tree/* formatAttributes */.x1)(entry.attributes);
    const unnamed = what.streams.find(({ name }) => name === '');
    const named = what.streams.filter(({ name }) => name !== '').map(describeStream);
    return {
        image: what.image,
        path: what.path,
        ...(attributes === DEFAULT_ATTRIBUTES ? {} : { attributes }),
        ...(unnamed === undefined || unnamed.size === 0 ? {} : { size: unnamed.size, sha1: unnamed.sha1 }),
        ...(entry.created === entry.modified ? {} : { created: (0,src_bytes/* formatFiletime */.jb)(entry.created) }),
        modified: (0,src_bytes/* formatFiletime */.jb)(entry.modified),
        ...(entry.security === null ? {} : { security: hashOf(entry.security, securityHashes) }),
        ...(entry.reparse === null ? {} : { reparse: describeReparse(entry.reparse, what.reparseSha1) }),
        ...(entry.shortName === '' ? {} : { shortName: entry.shortName }),
        ...(named.length === 0 ? {} : { streams: named }),
        ...(what.firstName === '' ? {} : { links: what.firstName }),
    };
}
function lacksOf(carries) {
    const kinds = ['attributes', 'security', 'shortNames', 'creationTimes', 'namedStreams'];
    return kinds.filter((kind) => !carries[kind]);
}
function sha1Of(bytes) {
    return (0,external_node_crypto_.createHash)('sha1').update(bytes).digest('hex');
}
function describeStream({ name, size, sha1 }) {
    return { name, size, ...(size === 0 ? {} : { sha1 }) };
}
function hashOf(descriptor, known) {
    const hash = known.get(descriptor) ?? sha1Of(descriptor);
    known.set(descriptor, hash);
    return hash;
}
function describeReparse(reparse, sha1) {
    const target = targetOf(reparse);
    return {
        tag: (0,src_tree/* reparseTagName */.Iy)(reparse.tag),
        ...(target === null ? {} : { target }),
        ...(sha1 === '' ? {} : { sha1 }),
    };
}
/** null for a link whose data contradicts itself too: its SHA-1 says what it is. */
function targetOf(reparse) {
    try {
        return (0,src_tree/* readLinkTarget */.OQ)(reparse, '')?.substitute ?? null;
    }
    catch (error) {
        if (error instanceof errors/* FactoryError */.Xx)
            return null;
        throw error;
    }
}
//# sourceMappingURL=describe.js.map
;// CONCATENATED MODULE: ./build/src/manifest/contents.js
/** The contents of all images, each once, and what keeping them once saves. */
class Contents {
    #bySha1 = new Map();
    #images = [];
    #hardLinks = 0;
    /** What is added from now on belongs to it. @param index from 1 */
    beginImage(index) {
        this.#images.push({ index, bytes: 0, unique: 0 });
    }
    has(sha1) {
        return this.#bySha1.has(sha1);
    }
    /** @param isFurtherName whether another name of the same file counted it before */
    add(sha1, size, isFurtherName) {
        const image = this.#images.at(-1);
        if (image === undefined || size === 0)
            return;
        const content = this.#bySha1.get(sha1) ?? { size, refs: 0, image: 0 };
        this.#bySha1.set(sha1, content);
        content.refs++;
        image.bytes += size;
        if (isFurtherName)
            this.#hardLinks += size;
        if (content.image === image.index)
            return;
        content.image = image.index;
        image.unique += size;
    }
    refsOf(sha1) {
        return this.#bySha1.get(sha1)?.refs ?? 0;
    }
    /** Of the image that was begun last. */
    get imageBytes() {
        return this.#images.at(-1)?.bytes ?? 0;
    }
    savings(stored) {
        const images = this.#images.map(({ index, bytes, unique }) => ({ index, ...saving(bytes, unique) }));
        const bytes = images.reduce((sum, image) => sum + image.bytes, 0);
        let unique = 0;
        for (const { size } of this.#bySha1.values())
            unique += size;
        return {
            ...saving(bytes, unique),
            hardLinks: this.#hardLinks,
            betweenImages: images.reduce((sum, image) => sum + image.unique, 0) - unique,
            ...(stored === null ? {} : { stored }),
            images,
        };
    }
    /** By SHA-1. */
    blobs() {
        return [...this.#bySha1]
            .map(([sha1, { size, refs }]) => ({ sha1, size, refs }))
            .toSorted((a, b) => (a.sha1 < b.sha1 ? -1 : 1));
    }
}
function saving(bytes, unique) {
    return { bytes, unique, saved: bytes - unique };
}
//# sourceMappingURL=contents.js.map
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
;// CONCATENATED MODULE: ./build/src/manifest/line-spool.js
/** Lines kept until they are wanted, deflated: half a million file entries take some ten megabytes. */

const CHUNK_CHARACTERS = 1 << 20;
class LineSpool {
    #chunks = [];
    #pending = [];
    #length = 0;
    /** @param line without a line feed */
    add(line) {
        this.#pending.push(line);
        this.#length += line.length;
        if (this.#length < CHUNK_CHARACTERS)
            return;
        this.#chunks.push((0,external_node_zlib_.deflateRawSync)(this.#pending.join('\n'), { level: 1 }));
        this.#pending = [];
        this.#length = 0;
    }
    *lines() {
        for (const chunk of this.#chunks)
            yield* (0,external_node_zlib_.inflateRawSync)(chunk).toString('utf8').split('\n');
        yield* this.#pending;
    }
}
//# sourceMappingURL=line-spool.js.map
;// CONCATENATED MODULE: ./build/src/manifest/scan.js
/** One walk over the images: each name described, each content hashed that the source does not know by its SHA-1. */








/**
 * @param hashAll hash what the source knows by its SHA-1 too, and compare
 * @throws what reading the trees throws
 */
async function scanImages(inputs, hashAll, reporter) {
    const scan = { images: [], contents: new Contents(), files: new LineSpool(), wrong: [] };
    const verified = new Set();
    const security = new WeakMap();
    for (const [at, input] of inputs.entries()) {
        scan.contents.beginImage(at + 1);
        const task = reporter.task(`Reading ${input.tree.label}`, null, 'files');
        const hasher = new Hasher(input.tree, hashAll, verified, scan.wrong, reporter);
        try {
            scan.images.push(await scanImage(at + 1, input, hasher, scan, security, task));
        }
        finally {
            task.end();
        }
    }
    return scan;
}
async function scanImage(image, { tree, exclude }, hasher, { contents, files }, security, task) {
    const firstNames = new Map();
    const sums = { files: 0, directories: 0 };
    const isKept = ({ path, entry }) => exclude?.(path, entry) !== true;
    for await (const located of (0,src_tree/* walk */.GG)(tree, undefined, isKept)) {
        if (!isKept(located))
            continue;
        const { path, entry } = located;
        const first = firstNames.get(entry.linkGroup) ?? '';
        if (entry.linkGroup !== 0 && first === '')
            firstNames.set(entry.linkGroup, path);
        const streams = await hasher.hash(path, entry);
        for (const stream of streams)
            contents.add(stream.sha1, stream.size, first !== '');
        const data = entry.reparse?.data ?? new Uint8Array();
        const reparseSha1 = data.length === 0 ? '' : sha1Of(data);
        contents.add(reparseSha1, data.length, first !== '');
        const described = { image, path, entry, streams, reparseSha1, firstName: first };
        files.add(JSON.stringify(describeFile(described, security)));
        if ((0,src_tree/* isDirectory */.wd)(entry))
            sums.directories++;
        else
            sums.files++;
        task.advance(1);
        if ((sums.files + sums.directories) % collect/* COLLECT_EVERY */.v === 0)
            (0,collect/* collectGarbage */.i)();
    }
    (0,collect/* collectGarbage */.i)();
    return { ...sums, bytes: contents.imageBytes };
}
class Hasher {
    #tree;
    #hashAll;
    #verified;
    #wrong;
    #reporter;
    /** Of files with several names. */
    #linked = new Map();
    constructor(tree, hashAll, verified, wrong, reporter) {
        this.#tree = tree;
        this.#hashAll = hashAll;
        this.#verified = verified;
        this.#wrong = wrong;
        this.#reporter = reporter;
    }
    async hash(path, entry) {
        const hashed = [];
        for (const stream of entry.streams) {
            const { name, size } = stream;
            hashed.push({ name, size, sha1: size === 0 ? '' : await this.#hashStream(path, entry, stream) });
        }
        return hashed.toSorted((a, b) => (a.name < b.name ? -1 : 1));
    }
    async #hashStream(path, entry, stream) {
        const said = stream.sha1 === null ? '' : (0,src_bytes/* toHex */.nj)(stream.sha1);
        if (said !== '' && (!this.#hashAll || this.#verified.has(said)))
            return said;
        const linked = this.#linked.get(stream);
        if (linked !== undefined)
            return linked;
        const subject = `${this.#tree.label}: ${path}${stream.name === '' ? '' : `:${stream.name}`}`;
        const found = await this.#read(entry, stream, subject);
        if (entry.linkGroup !== 0)
            this.#linked.set(stream, found);
        if (said === '')
            return found;
        this.#verified.add(said);
        if (found !== said)
            this.#wrong.push({ subject, said, found });
        return said;
    }
    async #read(entry, stream, subject) {
        const hash = (0,external_node_crypto_.createHash)('sha1');
        let size = 0;
        for await (const piece of this.#tree.read(entry, stream)) {
            this.#reporter.signal.throwIfAborted();
            hash.update(piece);
            size += piece.length;
        }
        if (size !== stream.size) {
            throw new errors/* FactoryError */.Xx('damaged', {
                subject,
                found: `${size} bytes`,
                expected: `${stream.size} bytes`,
            });
        }
        return hash.digest('hex');
    }
}
//# sourceMappingURL=scan.js.map
;// CONCATENATED MODULE: ./build/src/manifest/make.js
/** The manifest of trees, and of an archive with all its images. */







/** @param images in order, from 1 */
async function make_manifestOfTrees(images, options) {
    const scan = await scanImages(images, options.hashAll === true, options.reporter);
    const label = images.map(({ tree }) => tree.label).join(', ');
    return assemble(label, images, scan, scan.contents.blobs(), options, {});
}
/** @throws unsupported, encrypted, damaged as reading the archive does */
async function manifestOfArchive(archive, options) {
    const images = [];
    for (const [at, info] of archive.images.entries()) {
        images.push({
            tree: await archive.openImage(info.index),
            name: info.name,
            description: info.description,
            windows: info.windows,
            updates: options.updates?.[at] ?? [],
        });
    }
    const scan = await scanImages(images, options.hashAll === true, options.reporter);
    const { parts, blobs, stored } = await hashArchive(archive, scan.contents, options.reporter);
    return assemble(archive.path, images, scan, blobs, options, {
        stored,
        archive: {
            guid: archive.guid,
            compression: archive.compression,
            ...(options.level === undefined ? {} : { level: options.level }),
            ...(options.encoder === undefined ? {} : { encoder: options.encoder }),
            chunkSize: archive.chunkSize,
            parts,
        },
    });
}
function assemble(label, images, scan, blobs, { name, version, created, inputs }, { archive, stored }) {
    return {
        label,
        facts: {
            schemaVersion: SCHEMA_VERSION,
            name,
            ...(version === undefined ? {} : { version }),
            created: (0,src_bytes/* formatFiletime */.jb)(created),
            tool: `image-factory ${src_version/* VERSION */.x}`,
            ...(inputs === undefined ? {} : { inputs }),
            ...(archive === undefined ? {} : { archive }),
            images: images.map((input, at) => describeImage(input, at, scan)),
            savings: scan.contents.savings(stored ?? null),
        },
        wrong: scan.wrong,
        async *blobs() {
            yield* blobs;
        },
        async *files() {
            for (const line of scan.files.lines())
                yield JSON.parse(line);
        },
    };
}
function describeImage(input, at, scan) {
    const { name, description = '', windows = null, updates = [], tree } = input;
    const lacks = lacksOf(tree.carries);
    const { files = 0, directories = 0, bytes = 0 } = scan.images[at] ?? {};
    return {
        index: at + 1,
        name,
        ...(description === '' ? {} : { description }),
        ...(windows === null ? {} : describeWindows(windows)),
        ...(updates.length === 0 ? {} : { updates }),
        ...(lacks.length === 0 ? {} : { lacks }),
        files,
        directories,
        bytes,
    };
}
function describeWindows(windows) {
    const architecture = Object.entries(wim/* ARCHITECTURE */._Z).find(([, number]) => number === windows.architecture);
    return {
        ...(windows.editionId === '' ? {} : { edition: windows.editionId }),
        architecture: architecture?.[0] ?? String(windows.architecture),
        build: `${windows.version.build}.${windows.version.spBuild}`,
        languages: windows.languages,
    };
}
//# sourceMappingURL=make.js.map
;// CONCATENATED MODULE: ./build/src/manifest/order.js
/** The order of `files`: that of a walk, each directory before what it holds. */

function compareFiles(a, b) {
    return a.image - b.image || comparePaths(a.path, b.path);
}
/** Name by name, so that a directory's content follows it at once whatever its siblings are called. */
function comparePaths(a, b) {
    if (a === b)
        return 0;
    const namesA = a.split('\\');
    const namesB = b.split('\\');
    // The root is one empty name after the first separator.
    const depthA = a === '\\' ? 1 : namesA.length;
    const depthB = b === '\\' ? 1 : namesB.length;
    for (let at = 1; at < depthA && at < depthB; at++) {
        const order = (0,src_tree/* compareNames */.MP)(namesA[at] ?? '', namesB[at] ?? '');
        if (order !== 0)
            return order;
    }
    return depthA - depthB;
}
//# sourceMappingURL=order.js.map
;// CONCATENATED MODULE: ./build/src/manifest/check.js
/**
 * Whether a manifest says the truth: the manifest of the same source is made anew with every byte read and hashed, and the
 * two are compared key by key. What only the build knew (name, version, creation time, inputs, level and encoder,
 * installed updates) is not compared.
 */




/** Of the images, what every tree shows; what only an archive says of them; of the archive itself. */
const TREE_KEYS = ['index', 'name', 'files', 'directories', 'bytes', 'lacks'];
const XML_KEYS = ['description', 'edition', 'architecture', 'build', 'languages'];
const ARCHIVE_KEYS = ['guid', 'compression', 'chunkSize', 'parts'];
/**
 * @param source the archive, or the trees in the order of the images
 * @throws what reading either throws: a source that cannot be read at all is an error, not a problem
 */
async function checkManifest(manifest, source, { reporter, limit = 1000 }) {
    const options = {
        name: manifest.facts.name,
        created: (0,src_bytes/* filetimeFromDate */.k2)(new Date(0)),
        reporter,
        hashAll: true,
    };
    const made = isTrees(source)
        ? await make_manifestOfTrees(source, options)
        : await manifestOfArchive(source, options);
    const problems = [];
    let count = 0;
    for await (const problem of differences(manifest, made)) {
        reporter.signal.throwIfAborted();
        if (count++ < limit)
            problems.push(problem);
    }
    const { images, savings } = made.facts;
    const files = images.reduce((sum, image) => sum + image.files + image.directories, 0);
    return { problems, count, images: images.length, files, bytes: savings.unique };
}
function isTrees(source) {
    return Array.isArray(source);
}
async function* differences(manifest, made) {
    for (const { subject, said, found } of made.wrong)
        yield { subject: `${subject}: sha1`, said, found };
    yield* compareFacts(manifest.facts, made.facts);
    yield* compareBlobs(manifest, made);
    for await (const [said, found] of merge(manifest.files(), made.files(), compareFiles)) {
        const { image, path } = said ?? found ?? { image: 0, path: '' };
        yield* compareRecords(`image ${image} ${path}`, said, found);
    }
}
function* compareFacts(said, found) {
    const archives = [said.archive, found.archive].map((archive) => archive === undefined ? null : pick(archive, ARCHIVE_KEYS));
    yield* compareRecords('archive', archives[0] ?? null, archives[1] ?? null);
    const imageKeys = found.archive === undefined ? TREE_KEYS : [...TREE_KEYS, ...XML_KEYS];
    for (let at = 0; at < Math.max(said.images.length, found.images.length); at++) {
        const [a, b] = [said.images[at], found.images[at]];
        yield* compareRecords(`image ${at + 1}`, a === undefined ? null : pick(a, imageKeys), b === undefined ? null : pick(b, imageKeys));
    }
    yield* compareRecords('savings', said.savings, found.savings);
}
async function* compareBlobs(manifest, made) {
    const unseen = new Map();
    for await (const blob of made.blobs())
        unseen.set(blob.sha1, blob);
    for await (const blob of manifest.blobs()) {
        yield* compareRecords(`blob ${blob.sha1}`, blob, unseen.get(blob.sha1) ?? null);
        unseen.delete(blob.sha1);
    }
    for (const blob of unseen.values())
        yield* compareRecords(`blob ${blob.sha1}`, null, blob);
}
/** A problem for each key that differs, or one for the whole where one side has none. */
function* compareRecords(subject, said, found) {
    if (said === null || found === null) {
        const [a, b] = [said, found].map((record) => (record === null ? null : 'there'));
        if (a !== b)
            yield { subject, said: a ?? null, found: b ?? null };
        return;
    }
    for (const key of new Set([...Object.keys(said), ...Object.keys(found)])) {
        const [a, b] = [said, found].map((record) => check_text(record[key]));
        if (a !== b)
            yield { subject: `${subject}: ${key}`, said: a ?? null, found: b ?? null };
    }
}
function check_text(value) {
    if (value === undefined)
        return null;
    return typeof value === 'string' ? value : JSON.stringify(value);
}
function pick(record, keys) {
    return Object.fromEntries(Object.entries(record).filter(([key]) => keys.includes(key)));
}
//# sourceMappingURL=check.js.map
;// CONCATENATED MODULE: ./build/src/manifest/diff.js
/**
 * What changed between two sources: any two of manifest, archive, disk and directory.
 *
 * A changed time alone is no change by default: servicing touches far more files than it changes, and a WIM ships their times in
 * its metadata for nothing. What one of the two sources cannot say is not compared.
 */




async function diff_diffManifests(from, to, options = {}) {
    const pairs = pairImages(from.facts.images, to.facts.images);
    const notCompared = lacksOfBoth(from, to);
    const changes = [];
    const unchanged = none();
    for (const pair of pairs) {
        const image = pairs.length > 1 ? ((pair[1] ?? pair[0])?.name ?? '') : '';
        changes.push(...(await diffImage(from, to, pair, image, { ...options, notCompared }, unchanged)));
    }
    return {
        from: from.label,
        to: to.label,
        counts: { ...count(changes), unchanged },
        newContents: await findNewContents(from, to),
        notCompared,
        changes,
    };
}
/** By name; two single images are a pair whatever their names. */
function pairImages(from, to) {
    if (from.length === 1 && to.length === 1)
        return [[from[0] ?? null, to[0] ?? null]];
    const pairs = to.map((image) => [from.find(({ name }) => name === image.name) ?? null, image]);
    const removed = from.filter(({ name }) => !to.some((image) => image.name === name));
    return [...pairs, ...removed.map((image) => [image, null])];
}
async function diffImage(from, to, [imageFrom, imageTo], image, rules, unchanged) {
    const changes = [];
    const removed = [];
    const added = [];
    for await (const [a, b] of merge(filesOf(from, imageFrom), filesOf(to, imageTo), byPath)) {
        if (a === null) {
            added.push(b);
            continue;
        }
        if (b === null) {
            removed.push(a);
            continue;
        }
        const change = compare(a, b, image, rules);
        if (change === null) {
            unchanged.entries++;
            unchanged.bytes += sizeOf(b);
        }
        else {
            changes.push(change);
        }
    }
    changes.push(...describeMoves(removed, added, image, rules));
    return changes.toSorted((a, b) => comparePaths(a.path, b.path));
}
function byPath(a, b) {
    return comparePaths(a.path, b.path);
}
async function* filesOf(manifest, image) {
    if (image === null)
        return;
    for await (const file of manifest.files()) {
        if (file.image > image.index)
            return;
        if (file.image === image.index)
            yield file;
    }
}
function compare(a, b, image, rules) {
    const base = { image, path: b.path, directory: isDirectory(b), size: sizeOf(b) };
    if (contentOf(a, rules) !== contentOf(b, rules))
        return { kind: 'changed', ...base, oldSize: sizeOf(a) };
    const metadata = differingMetadata(a, b, rules);
    return metadata.length === 0 ? null : { kind: 'metadata', ...base, metadata };
}
/** A file that went and one that came with the same content are one that was moved. */
function* describeMoves(removed, added, image, rules) {
    const sources = findSources(removed, added, rules);
    for (const file of added) {
        const base = { image, path: file.path, directory: isDirectory(file), size: sizeOf(file) };
        const source = sources.get(file);
        if (source === undefined) {
            yield { kind: 'added', ...base };
            continue;
        }
        const metadata = differingMetadata(source, file, rules);
        yield { kind: 'moved', ...base, from: source.path, ...(metadata.length === 0 ? {} : { metadata }) };
    }
    const moved = new Set(sources.values());
    for (const file of removed) {
        if (moved.has(file))
            continue;
        yield { kind: 'removed', image, path: file.path, directory: isDirectory(file), size: sizeOf(file) };
    }
}
/** Where each moved file was. Files of the same name are paired first, as when a directory was renamed. */
function findSources(removed, added, rules) {
    const sources = new Map();
    const taken = new Set();
    const keys = [
        (file) => `${contentOf(file, rules)}${nameOf(file)}`,
        (file) => contentOf(file, rules),
    ];
    for (const keyOf of keys) {
        const gone = new Map();
        // From the end, so that the first of several is taken first.
        for (const file of withContent(removed).toReversed()) {
            if (taken.has(file))
                continue;
            const key = keyOf(file);
            const files = gone.get(key);
            if (files === undefined)
                gone.set(key, [file]);
            else
                files.push(file);
        }
        for (const file of withContent(added)) {
            const source = sources.has(file) ? undefined : gone.get(keyOf(file))?.pop();
            if (source === undefined)
                continue;
            sources.set(file, source);
            taken.add(source);
        }
    }
    return sources;
}
function withContent(files) {
    return files.filter(({ sha1 }) => sha1 !== undefined);
}
function nameOf({ path }) {
    return (0,src_tree/* foldCase */.SP)(path.slice(path.lastIndexOf('\\') + 1));
}
/** All that a reader of the file gets: its kind, its streams, where it points. */
function contentOf(file, { notCompared }) {
    const streams = notCompared.includes('namedStreams') ? [] : (file.streams ?? []);
    const { tag, target, sha1 } = file.reparse ?? {};
    return JSON.stringify([isDirectory(file), file.sha1, streams, tag, target ?? sha1]);
}
function differingMetadata(a, b, { times = false, notCompared }) {
    const can = (lack) => !notCompared.includes(lack);
    const differs = {
        attributes: can('attributes') && (a.attributes ?? DEFAULT_ATTRIBUTES) !== (b.attributes ?? DEFAULT_ATTRIBUTES),
        security: can('security') && a.security !== b.security,
        shortName: can('shortNames') && a.shortName !== b.shortName,
        created: times && can('creationTimes') && (a.created ?? a.modified) !== (b.created ?? b.modified),
        modified: times && a.modified !== b.modified,
    };
    return Object.keys(differs).filter((kind) => differs[kind]);
}
function isDirectory({ attributes = DEFAULT_ATTRIBUTES }) {
    return attributes.includes('D');
}
function sizeOf({ size = 0, streams = [] }) {
    return streams.reduce((sum, stream) => sum + stream.size, size);
}
function count(changes) {
    const counts = { added: none(), removed: none(), changed: none(), moved: none(), metadata: none() };
    for (const { kind, size } of changes) {
        counts[kind].entries++;
        counts[kind].bytes += size;
    }
    return counts;
}
function none() {
    return { entries: 0, bytes: 0 };
}
async function findNewContents(from, to) {
    const known = new Set();
    for await (const { sha1 } of from.blobs())
        known.add(sha1);
    const sums = { contents: 0, bytes: 0 };
    let stored = to.facts.archive === undefined ? null : 0;
    for await (const blob of to.blobs()) {
        if (known.has(blob.sha1))
            continue;
        sums.contents++;
        sums.bytes += blob.size;
        // A solid resource gives no size of its own to a content.
        stored = stored === null || blob.stored === undefined ? null : stored + blob.stored;
    }
    return { ...sums, stored };
}
function lacksOfBoth(from, to) {
    const all = [...from.facts.images, ...to.facts.images].flatMap(({ lacks = [] }) => lacks);
    return [...new Set(all)];
}
//# sourceMappingURL=diff.js.map
;// CONCATENATED MODULE: ./build/src/manifest/diff-trees.js
/** What changed between two trees, every content of which that is not known by its SHA-1 is read and hashed. */


async function diffTrees(from, to, options) {
    const a = await manifestOfTree(from, options.reporter);
    return diffManifests(a, await manifestOfTree(to, options.reporter), options);
}
/** One that serves for comparing only: it has no name and no time of its own. */
function manifestOfTree(tree, reporter) {
    return manifestOfTrees([{ tree, name: tree.label }], { name: tree.label, created: 0n, reporter });
}
//# sourceMappingURL=diff-trees.js.map
;// CONCATENATED MODULE: ./build/src/manifest/diff-table.js
/** A diff as a person reads it: what it comes to, then each change on a line. */

const MARKS = {
    added: '+',
    removed: '-',
    changed: '~',
    moved: '>',
    metadata: '.',
};
const NOUNS = {
    added: 'added',
    removed: 'removed',
    changed: 'changed',
    moved: 'moved',
    metadata: 'metadata only',
    unchanged: 'unchanged',
};
/** @param limit changes that are listed; the rest is counted */
function formatDiff(diff, limit = Number.POSITIVE_INFINITY) {
    const { contents, bytes, stored } = diff.newContents;
    const download = `${(0,src_bytes/* formatBytes */.z3)(bytes)}${stored === null ? '' : `, ${(0,src_bytes/* formatBytes */.z3)(stored)} as stored`}`;
    const rows = Object.keys(NOUNS).map((kind) => {
        const { entries, bytes: size } = diff.counts[kind];
        const mark = kind === 'unchanged' ? '=' : MARKS[kind];
        return [`  ${mark} ${NOUNS[kind]}`, (0,src_bytes/* formatCount */.B4)(entries), (0,src_bytes/* formatBytes */.z3)(size)];
    });
    const listed = diff.changes.slice(0, limit).map(describeChange);
    const more = diff.changes.length - listed.length;
    return [
        `From ${diff.from}`,
        `To   ${diff.to}`,
        '',
        ...alignColumns(rows),
        '',
        `New contents: ${(0,src_bytes/* formatCount */.B4)(contents)} (${download})`,
        ...(diff.notCompared.length === 0 ? [] : [`Not compared: ${diff.notCompared.join(', ')}`]),
        ...(listed.length === 0 ? [] : ['', ...listed]),
        ...(more === 0 ? [] : [`  and ${(0,src_bytes/* formatCount */.B4)(more)} more`]),
        '',
    ].join('\n');
}
function describeChange(change) {
    const { kind, image, path, from, directory, size, oldSize, metadata } = change;
    const place = `${image === '' ? '' : `${image}: `}${path}${directory && path !== '\\' ? '\\' : ''}`;
    const details = [
        ...(directory
            ? []
            : [
                oldSize === undefined || oldSize === size
                    ? (0,src_bytes/* formatBytes */.z3)(size)
                    : `${(0,src_bytes/* formatBytes */.z3)(oldSize)} to ${(0,src_bytes/* formatBytes */.z3)(size)}`,
            ]),
        ...(from === undefined ? [] : [`from ${from}`]),
        ...(metadata ?? []),
    ];
    return `${MARKS[kind]} ${place}${details.length === 0 ? '' : `  (${details.join(', ')})`}`;
}
/** The first column to the left, the others to the right. */
function alignColumns(rows) {
    const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
    return rows.map((row) => row
        .map((cell, column) => column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))
        .join('  '));
}
//# sourceMappingURL=diff-table.js.map
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
;// CONCATENATED MODULE: ./build/src/manifest/lines.js
/** The lines of a file, read as a stream from any line on. */



const lines_PIECE = 1 << 20;
/** The line of a file with thousands of streams is long; one of this length is none that we wrote. */
const MAX_LINE = 64 << 20;
const LINE_FEED = 0x0a;
/** @param from where a line begins @throws damaged on bytes that are no UTF-8 or a line without an end */
async function* readLines(file, from) {
    const handle = await (0,promises_.open)(file, 'r').catch((error) => {
        throw (0,errors/* fromSystemError */.Kh)(error, file);
    });
    const decoder = new external_node_util_.TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    let { number, offset } = from;
    let rest = Buffer.alloc(0);
    try {
        for (let position = offset;;) {
            const piece = Buffer.allocUnsafe(lines_PIECE);
            const { bytesRead } = await handle.read(piece, 0, lines_PIECE, position);
            position += bytesRead;
            const bytes = Buffer.concat([rest, piece.subarray(0, bytesRead)]);
            let start = 0;
            for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, start)) {
                offset += end + 1 - start;
                yield { number, next: offset, text: decode(decoder, bytes.subarray(start, end), file, number) };
                start = end + 1;
                number++;
            }
            rest = bytes.subarray(start);
            if (rest.length > MAX_LINE)
                throw tooLong(file, number);
            if (bytesRead === 0)
                break;
        }
        if (rest.length > 0) {
            yield { number, next: offset + rest.length, text: decode(decoder, rest, file, number) };
        }
    }
    catch (error) {
        throw (0,errors/* fromSystemError */.Kh)(error, file);
    }
    finally {
        await handle.close();
    }
}
function decode(decoder, bytes, file, number) {
    try {
        return decoder.decode(bytes);
    }
    catch (error) {
        throw new errors/* FactoryError */.Xx('damaged', {
            subject: `${file}:${number}`,
            found: 'bytes that are no UTF-8',
            cause: error,
        });
    }
}
function tooLong(file, number) {
    return new errors/* FactoryError */.Xx('damaged', {
        subject: `${file}:${number}`,
        found: 'a line of more than 64 MiB',
        expected: 'one element of "blobs" or "files" a line',
    });
}
//# sourceMappingURL=lines.js.map
;// CONCATENATED MODULE: ./build/src/manifest/validate.js
/** Whether a part of a manifest is what the schema says, and if not, which key. */


let compiled = null;
/** The validators; loading and compiling them takes a moment, so it is done when a manifest is read. */
function loadValidators() {
    compiled ??= Promise.all(/* import() */[__webpack_require__.e(463), __webpack_require__.e(787)]).then(__webpack_require__.bind(__webpack_require__, 787)).then(({ compileSchema }) => ({
        facts: validatorOf(compileSchema(PART_SCHEMAS.facts, false)),
        blob: validatorOf(compileSchema(PART_SCHEMAS.blob, false)),
        file: validatorOf(compileSchema(PART_SCHEMAS.file, false)),
    }));
    return compiled;
}
function validatorOf(isValid) {
    return (value, subject) => {
        if (isValid(value))
            return;
        const [error] = isValid.errors ?? [];
        throw new errors/* FactoryError */.Xx('damaged', { subject, ...explain(error) });
    };
}
function explain(error) {
    if (error === undefined)
        return { found: 'something else than the schema says' };
    const key = error.instancePath.slice(1).replaceAll('/', '.');
    const params = error.params;
    if (error.keyword === 'required') {
        const name = `"${[key, params['missingProperty']].filter((part) => part !== '').join('.')}"`;
        return { found: `no ${name}`, expected: `the key ${name}` };
    }
    if (error.keyword === 'additionalProperties') {
        return {
            found: `the unknown key "${String(params['additionalProperty'])}"${key === '' ? '' : ` in "${key}"`}`,
        };
    }
    const title = error.parentSchema?.title;
    const found = `${show(error.data)}${key === '' ? '' : ` as "${key}"`}`;
    return { found, ...(title === undefined ? {} : { expected: title }) };
}
/** Never a whole structure, which may be deeper than the stack. */
function show(value) {
    if (Array.isArray(value))
        return 'a list';
    if (typeof value === 'object' && value !== null)
        return 'an object';
    return JSON.stringify(value).slice(0, 100);
}
//# sourceMappingURL=validate.js.map
;// CONCATENATED MODULE: ./build/src/manifest/read.js
/**
 * Reading a manifest as a stream: the facts at once, the long arrays an element at a time, so that memory does not grow
 * with the number of files. It reads what we write, line by line; a manifest that another program laid out anew is
 * refused.
 */





const BLOBS = '  "blobs": [';
const FILES = '  "files": [';
const MAX_FACTS = 64 << 20;
/** @throws not-found, permission; damaged, with line and key; unsupported for a newer schema */
async function readManifest(file) {
    const validators = await loadValidators();
    const { facts, blobs } = await readFacts(file, validators.facts);
    let files = null;
    return {
        label: file,
        facts,
        async *blobs() {
            for await (const { value } of readElements(file, blobs, validators.blob))
                yield value;
        },
        async *files() {
            files ??= await findFiles(file, blobs);
            let previous = null;
            for await (const { value, line } of readElements(file, files, validators.file)) {
                const element = value;
                refuseDisorder(previous, element, `${file}:${line}`);
                previous = element;
                yield element;
            }
        },
    };
}
async function readFacts(file, validate) {
    const text = [];
    let size = 0;
    for await (const line of readLines(file, { number: 1, offset: 0 })) {
        if (line.text === BLOBS) {
            const json = `${text.join('\n').replace(/,$/, '')}\n}`;
            const value = parse(json, file);
            refuseNewer(value?.schemaVersion, file);
            validate(value, file);
            return { facts: value, blobs: after(line) };
        }
        if (text.length === 0 && line.text !== '{')
            throw notOurs(file, line.number, line.text);
        text.push(line.text);
        size += line.text.length;
        if (size > MAX_FACTS)
            throw notOurs(file, line.number, `more than ${MAX_FACTS} characters of facts`);
    }
    throw notOurs(file, text.length, 'no line of "blobs"');
}
/** Passes over the blobs without looking at them. */
async function findFiles(file, blobs) {
    let last = blobs.number;
    for await (const line of readLines(file, blobs)) {
        if (line.text === FILES)
            return after(line);
        last = line.number;
    }
    throw notOurs(file, last, 'no line of "files"');
}
/** The elements from `from` to the line that closes the array, which must come. */
async function* readElements(file, from, validate) {
    let more = true;
    let last = from.number;
    for await (const { text, number } of readLines(file, from)) {
        last = number;
        if (text === '  ],' || text === '  ]')
            return;
        const subject = `${file}:${number}`;
        if (!more)
            throw new errors/* FactoryError */.Xx('damaged', { subject, found: 'an element after one without a comma' });
        more = text.endsWith(',');
        const value = parse(more ? text.slice(0, -1) : text, subject);
        validate(value, subject);
        yield { value, line: number };
    }
    throw new errors/* FactoryError */.Xx('damaged', {
        subject: `${file}:${last}`,
        found: 'the end of the file',
        expected: 'the end of the list',
        next: 'the manifest is truncated: fetch or make it again',
    });
}
/** Whoever reads two of them side by side relies on the order. */
function refuseDisorder(before, file, subject) {
    if (before === null || compareFiles(before, file) < 0)
        return;
    throw new errors/* FactoryError */.Xx('damaged', {
        subject,
        found: `${file.path} of image ${file.image} after ${before.path} of image ${before.image}`,
        expected: 'files in order, each once',
    });
}
function parse(json, subject) {
    try {
        return JSON.parse(json);
    }
    catch (error) {
        throw new errors/* FactoryError */.Xx('damaged', {
            subject,
            found: error.message,
            expected: 'JSON',
            cause: error,
        });
    }
}
function refuseNewer(version, file) {
    if (typeof version !== 'number' || version <= SCHEMA_VERSION)
        return;
    throw new errors/* FactoryError */.Xx('unsupported', {
        subject: file,
        found: `a manifest of schema version ${version}`,
        expected: `${SCHEMA_VERSION} at most`,
        next: 'update image-factory',
    });
}
function after(line) {
    return { number: line.number + 1, offset: line.next };
}
function notOurs(file, number, found) {
    return new errors/* FactoryError */.Xx('damaged', {
        subject: `${file}:${number}`,
        found: found.slice(0, 100),
        expected: 'a manifest as image-factory writes it: facts, then "blobs" and "files" with one element a line',
        next: 'use the file as it was published, not one that another program laid out anew',
    });
}
//# sourceMappingURL=read.js.map
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(8474);
// EXTERNAL MODULE: ./build/src/output.js
var output = __webpack_require__(7208);
;// CONCATENATED MODULE: ./build/src/manifest/write.js
/**
 * A manifest as a JSON document: small facts first, the long arrays last, one element a line, keys always in the same
 * order. So `jq`, `diff`, `grep` and a streaming reader all work at half a million files, and equal manifests are equal
 * bytes.
 *
 *     {
 *       "schemaVersion": 1,
 *       …
 *       "blobs": [
 *     {"sha1":"…",…},
 *     {"sha1":"…",…}
 *       ],
 *       "files": [
 *     {"image":1,"path":"\\",…}
 *       ]
 *     }
 */



const BATCH_CHARACTERS = 1 << 18;
/** @param file appears when it is complete */
function writeManifest(file, manifest) {
    return (0,output/* writeOutput */.zh)(file, (handle) => writeBatches(manifest, (text) => writeAll(handle, text)));
}
/** Writes the document to a stream, which stays open. */
function printManifest(stream, manifest) {
    return writeBatches(manifest, async (text) => {
        if (!stream.write(text))
            await (0,external_node_events_.once)(stream, 'drain');
    });
}
async function writeBatches(manifest, write) {
    let size = 0;
    let batch = [];
    let length = 0;
    const flush = async () => {
        const bytes = Buffer.from(batch.join(''));
        batch = [];
        length = 0;
        size += bytes.length;
        await write(bytes);
    };
    for await (const text of documentOf(manifest)) {
        batch.push(text);
        length += text.length;
        if (length >= BATCH_CHARACTERS)
            await flush();
    }
    await flush();
    return size;
}
async function* documentOf(manifest) {
    yield '{\n';
    for (const key of FACT_KEYS) {
        const value = manifest.facts[key];
        if (value === undefined)
            continue;
        yield `  ${JSON.stringify(key)}: ${JSON.stringify(value, null, 2).replaceAll('\n', '\n  ')},\n`;
    }
    yield* arrayOf('blobs', manifest.blobs());
    yield ',\n';
    yield* arrayOf('files', manifest.files());
    yield '\n}\n';
}
async function* arrayOf(key, elements) {
    yield `  ${JSON.stringify(key)}: [`;
    let separator = '\n';
    for await (const element of elements) {
        yield separator + JSON.stringify(element);
        separator = ',\n';
    }
    yield '\n  ]';
}
async function writeAll(handle, bytes) {
    for (let done = 0; done < bytes.length;) {
        done += (await handle.write(bytes, done, bytes.length - done)).bytesWritten;
    }
}
//# sourceMappingURL=write.js.map
;// CONCATENATED MODULE: ./build/src/manifest/index.js









//# sourceMappingURL=index.js.map

/***/ }),

/***/ 6092:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  ir: () => (/* reexport */ MANIFEST_NAME),
  Bm: () => (/* reexport */ SUMS_NAME),
  OB: () => (/* reexport */ WIM_NAME),
  X7: () => (/* reexport */ checkReplaceable),
  s4: () => (/* reexport */ folderStore),
  DC: () => (/* reexport */ hashFile),
  Qj: () => (/* reexport */ repairFolder),
  d4: () => (/* reexport */ writeRelease)
});

// UNUSED EXPORTS: isReleaseName, readPieces, readRelease

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(7406);
// EXTERNAL MODULE: ./build/src/output.js
var output = __webpack_require__(7208);
// EXTERNAL MODULE: ./build/src/progress.js
var progress = __webpack_require__(1838);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./build/src/release/hash.js
/** The SHA-256 of a file, in large sequential reads. */



const PIECE = 4 << 20;
/** @throws not-found, permission; what the reporter's signal says */
async function hashFile(file, reporter) {
    const pieces = readPieces(file, `Hashing ${file}`, reporter);
    const hash = (0,external_node_crypto_.createHash)('sha256');
    let size = 0;
    for await (const piece of pieces) {
        hash.update(piece);
        size += piece.length;
    }
    return { size, sha256: hash.digest('hex') };
}
/** The bytes of a file in one buffer that is used again for each piece. */
async function* readPieces(file, title, reporter) {
    try {
        const handle = await (0,promises_.open)(file, 'r');
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
        throw (0,errors/* fromSystemError */.Kh)(error, file);
    }
}
//# sourceMappingURL=hash.js.map
;// CONCATENATED MODULE: ./build/src/release/names.js
/** The constant names of a release, by which DISM, Windows Setup and `image-factory fetch` find its parts. */
const WIM_NAME = 'install.wim';
const MANIFEST_NAME = 'manifest.json';
/** The entry: it lists everything else. */
const SUMS_NAME = 'SHA256SUMS';
const NAMES = [
    WIM_NAME,
    MANIFEST_NAME,
    SUMS_NAME,
    'report.html',
    'changes.md',
    'sbom.cdx.json',
    'attestation.sigstore.json',
];
/** Whether a file of that name can be part of a release: `install2.swm` is one. */
function isReleaseName(name) {
    return NAMES.includes(name) || /^install([2-9]|[1-9][0-9]+)?\.swm$/.test(name);
}
//# sourceMappingURL=names.js.map
;// CONCATENATED MODULE: ./build/src/release/sums.js
/**
 * `SHA256SUMS`, as `sha256sum -c` reads it: 64 hexadecimal digits, two spaces, a name, a line feed; sorted by name.
 */




/** More than this is no list of a release's few files. */
const MAX_BYTES = 1 << 20;
function formatSums(sums) {
    return [...sums]
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, sha256]) => `${sha256}  ${name}\n`)
        .join('');
}
/** @throws not-found where the folder holds no release; damaged where its list is none */
async function readSums(folder) {
    const file = external_node_path_.join(folder, SUMS_NAME);
    let text;
    try {
        text = await (0,promises_.readFile)(file, 'utf8');
    }
    catch (error) {
        throw (0,errors/* fromSystemError */.Kh)(error, file);
    }
    const sums = new Map();
    for (const [index, line] of text.slice(0, MAX_BYTES).split(/\r?\n/).entries()) {
        if (line === '')
            continue;
        const [, sha256 = '', name = ''] = /^([0-9a-fA-F]{64}) [ *](.+)$/.exec(line) ?? [];
        if (sha256 === '' || !isReleaseName(name) || name === SUMS_NAME) {
            const expected = 'a SHA-256, two spaces and the name of a file of the release';
            throw new errors/* FactoryError */.Xx('damaged', {
                subject: `${file}:${index + 1}`,
                found: JSON.stringify(line.slice(0, 120)),
                expected,
            });
        }
        sums.set(name, sha256.toLowerCase());
    }
    return sums;
}
//# sourceMappingURL=sums.js.map
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
;// CONCATENATED MODULE: ./build/src/release/folder/replace.js
/**
 * A release folder appears complete or not at all, and replaces an older one as a whole.
 *
 * The new one is made beside it, as `.NAME.PID-XXXXXXXX.partial`. Then the older one is renamed to
 * `.NAME.PID-XXXXXXXX.old`, the new one to NAME, and the older one removed. Killed between the two renames, NAME is
 * missing; `repairFolder` renames the older one back, at the start of the next build.
 */





/**
 * Makes the folder `out` through `fill`, and gives it its name when that has returned.
 *
 * @param fill gets an empty folder on the same file system; what it throws is passed on and leaves nothing behind
 * @throws exists where `out` holds files that are no part of a release: they would vanish with the older one
 */
async function replaceFolder(out, fill) {
    const target = await realPlace(out);
    await repairFolder(target);
    await checkReplaceable(target);
    const partial = await (0,output/* partialBeside */.OY)(target);
    try {
        await (0,promises_.mkdir)(partial);
        await fill(partial);
        await checkReplaceable(target);
        await swap(partial, target);
    }
    catch (error) {
        await (0,promises_.rm)(partial, { recursive: true, force: true });
        throw (0,errors/* fromSystemError */.Kh)(error, out);
    }
}
/** @throws exists where a file, or a folder with anything but a release, is in the way */
async function checkReplaceable(out) {
    if (external_node_path_.dirname(external_node_path_.resolve(out)) === external_node_path_.resolve(out)) {
        throw new errors/* FactoryError */.Xx('usage', {
            subject: out,
            found: 'the root of a file system, which cannot be replaced',
            expected: 'a folder in it',
            next: 'choose another place with --out',
        });
    }
    let names;
    try {
        names = await (0,promises_.readdir)(await realPlace(out));
    }
    catch (error) {
        const { code } = error;
        if (code === 'ENOENT')
            return;
        if (code !== 'ENOTDIR')
            throw (0,errors/* fromSystemError */.Kh)(error, out);
        throw new errors/* FactoryError */.Xx('exists', {
            subject: out,
            found: 'a file',
            expected: 'a folder, or nothing',
            next: 'choose another place with --out',
        });
    }
    const foreign = names.filter((name) => !isReleaseName(name));
    if (foreign.length === 0)
        return;
    const some = foreign.slice(0, 3).map((name) => `"${name}"`);
    const more = foreign.length > some.length ? ` and ${foreign.length - some.length} more` : '';
    throw new errors/* FactoryError */.Xx('exists', {
        subject: out,
        found: `holds ${some.join(', ')}${more}, which are no part of a release`,
        expected: 'an empty folder, a release, or nothing: the folder is replaced as a whole',
        next: 'choose another place with --out, or move them away',
    });
}
/**
 * Undoes or ends a replacement that was killed, and removes what else ended processes left beside `out`.
 *
 * @returns whether the older release was put back
 */
async function repairFolder(out) {
    const target = await realPlace(out);
    if (!(await exists(external_node_path_.dirname(target))))
        return false;
    await (0,output/* removeLeftovers */.DA)(external_node_path_.dirname(target), external_node_path_.basename(target));
    let isThere = await exists(target);
    let putBack = false;
    for (const old of await retired(target)) {
        if (isThere) {
            await removeOld(old);
        }
        else {
            await (0,output/* renameOver */.HB)(old, target);
            isThere = true;
            putBack = true;
        }
    }
    return putBack;
}
async function swap(partial, target) {
    const old = `${partial.slice(0, -'.partial'.length)}.old`;
    const replaces = await exists(target);
    if (replaces)
        await (0,output/* renameOver */.HB)(target, old);
    try {
        await (0,output/* renameOver */.HB)(partial, target);
    }
    catch (error) {
        if (replaces)
            await (0,output/* renameOver */.HB)(old, target);
        throw error;
    }
    if (replaces)
        await removeOld(old);
}
/** The new release is out: an older one that somebody still reads on Windows waits for the next build to remove it. */
async function removeOld(old) {
    await (0,promises_.rm)(old, { recursive: true, force: true, maxRetries: 5 }).catch(() => undefined);
}
/** What replaced folders of ended processes were renamed to. */
async function retired(target) {
    const folder = external_node_path_.dirname(target);
    const prefix = `.${external_node_path_.basename(target)}.`;
    return (await (0,promises_.readdir)(folder))
        .filter((name) => {
        const rest = name.startsWith(prefix) ? name.slice(prefix.length) : '';
        const pid = /^(\d+)-[0-9a-f]{8}\.old$/.exec(rest)?.[1];
        return pid !== undefined && (Number(pid) === process.pid || !(0,output/* isRunning */.W_)(Number(pid)));
    })
        .map((name) => external_node_path_.join(folder, name));
}
async function exists(file) {
    try {
        await (0,promises_.lstat)(file);
        return true;
    }
    catch (error) {
        if (error.code === 'ENOENT')
            return false;
        throw (0,errors/* fromSystemError */.Kh)(error, file);
    }
}
/** A link to a folder is followed: what it names is replaced, not the link. */
async function realPlace(out) {
    try {
        return await (0,promises_.realpath)(out);
    }
    catch (error) {
        if (error.code === 'ENOENT')
            return external_node_path_.resolve(out);
        throw (0,errors/* fromSystemError */.Kh)(error, out);
    }
}
//# sourceMappingURL=replace.js.map
;// CONCATENATED MODULE: ./build/src/release/folder/release-folder.js
/** A release as a folder of plain files under constant names. */








/**
 * Makes the release folder `out` of `files` and their SHA256SUMS, complete or not at all.
 *
 * @throws exists, no-space, permission; damaged where a file is not what its entry says
 */
async function writeRelease(out, files, reporter) {
    await replaceFolder(out, async (folder) => {
        for (const file of files) {
            reporter.signal.throwIfAborted();
            await linkOrCopy(file, external_node_path_.join(folder, file.name), reporter);
        }
        const sums = await (0,promises_.open)(external_node_path_.join(folder, SUMS_NAME), 'wx');
        try {
            await sums.writeFile(formatSums(new Map(files.map(({ name, sha256 }) => [name, sha256]))));
            await sums.sync();
        }
        finally {
            await sums.close();
        }
    });
}
/**
 * What a release folder holds, as its SHA256SUMS says; with `check`, every byte is hashed.
 *
 * @throws not-found, damaged
 */
async function readRelease(folder, reporter, check = false) {
    const files = [];
    for (const [name, sha256] of await readSums(folder)) {
        const file = external_node_path_.join(folder, name);
        const { size } = await (0,promises_.stat)(file).catch((error) => {
            throw (0,errors/* fromSystemError */.Kh)(error, file);
        });
        const found = check ? (await hashFile(file, reporter)).sha256 : sha256;
        if (found !== sha256)
            throw changed(file, found, sha256);
        files.push({ name, path: file, size, sha256 });
    }
    return files;
}
async function linkOrCopy(file, target, reporter) {
    const { size } = await (0,promises_.stat)(file.path);
    if (size !== file.size)
        throw changed(file.path, `${size} bytes`, `${file.size} bytes`);
    try {
        await (0,promises_.link)(file.path, target);
        return;
    }
    catch {
        // Every system says in its own code that there are no links (exFAT on Windows: EISDIR); the copy meets all else.
    }
    await (0,promises_.copyFile)(file.path, target, external_node_fs_.constants.COPYFILE_EXCL | external_node_fs_.constants.COPYFILE_FICLONE);
    const copy = await hashFile(target, reporter);
    if (copy.sha256 !== file.sha256)
        throw changed(target, copy.sha256, file.sha256);
    const handle = await (0,promises_.open)(target, 'r+');
    await handle.sync();
    await handle.close();
}
function changed(subject, found, expected) {
    return new errors/* FactoryError */.Xx('damaged', { subject, found, expected, next: 'build it again' });
}
//# sourceMappingURL=release-folder.js.map
;// CONCATENATED MODULE: ./build/src/release/folder/folder-store.js
/** A store that is a folder: each release is a folder of it, called as its tag. */









function folderStore(folder) {
    return {
        label: folder,
        list: () => listReleases(folder),
        put: async (tag, release, reporter) => putRelease(folder, checkTag(tag), release, reporter),
        get: async (tag) => {
            const place = external_node_path_.join(folder, checkTag(tag));
            if (await isFolder(place))
                return readRelease(place, (0,progress/* silentReporter */.P)());
            const tags = (await listReleases(folder)).map((release) => release.tag);
            throw new errors/* FactoryError */.Xx('not-found', {
                subject: `${folder}@${tag}`,
                found: 'no such release',
                expected: tags.length === 0 ? 'a store with releases' : `one of ${tags.slice(-10).join(', ')}`,
            });
        },
    };
}
/** A tag becomes the name of a folder: nothing that leads out of the store, or that Windows cannot name. */
function checkTag(tag) {
    if (/^[A-Za-z0-9][A-Za-z0-9._+-]{0,199}$/.test(tag) && !tag.endsWith('.'))
        return tag;
    throw new errors/* FactoryError */.Xx('usage', {
        subject: `tag "${tag}"`,
        found: 'a tag that cannot name a folder',
        expected: 'letters, digits, ".", "_", "+" and "-", beginning with a letter or digit',
    });
}
async function listReleases(folder) {
    let names;
    try {
        names = await (0,promises_.readdir)(folder);
    }
    catch (error) {
        if (error.code === 'ENOENT')
            return [];
        throw (0,errors/* fromSystemError */.Kh)(error, folder);
    }
    const releases = [];
    for (const tag of names.filter((name) => !name.startsWith('.'))) {
        const entry = await (0,promises_.stat)(external_node_path_.join(folder, tag, SUMS_NAME)).catch(() => null);
        if (entry !== null)
            releases.push({ tag, published: entry.mtime });
    }
    return releases.toSorted((a, b) => a.published.getTime() - b.published.getTime() || (a.tag < b.tag ? -1 : 1));
}
async function putRelease(folder, tag, release, reporter) {
    const location = external_node_path_.join(folder, tag);
    const files = await readRelease(release, reporter);
    if (await isFolder(location)) {
        if (await holds(location, files, reporter))
            return { location, changed: false };
        throw new errors/* FactoryError */.Xx('exists', {
            subject: `${folder}@${tag}`,
            found: 'another release under this tag',
            expected: 'a tag that is free: a release never changes',
            next: 'raise the version of the definition',
        });
    }
    const partial = await (0,output/* partialBeside */.OY)(location);
    try {
        await (0,promises_.mkdir)(partial);
        for (const file of files)
            await copyChecked(file, external_node_path_.join(partial, file.name), reporter);
        const sums = external_node_path_.join(release, SUMS_NAME);
        const { size, sha256 } = await hashFile(sums, reporter);
        await copyChecked({ name: SUMS_NAME, path: sums, size, sha256 }, external_node_path_.join(partial, SUMS_NAME), reporter);
        await (0,output/* renameOver */.HB)(partial, location);
        return { location, changed: true };
    }
    catch (error) {
        await (0,promises_.rm)(partial, { recursive: true, force: true });
        throw (0,errors/* fromSystemError */.Kh)(error, location);
    }
}
/** Whether a release that is there has the same contents, whatever it says of them. */
async function holds(location, files, reporter) {
    const sums = await readSums(location);
    if (sums.size !== files.length || !files.every(({ name, sha256 }) => sums.get(name) === sha256))
        return false;
    await readRelease(location, reporter, true);
    return true;
}
async function copyChecked(file, target, reporter) {
    const handle = await (0,promises_.open)(target, 'wx+');
    try {
        for await (const piece of readPieces(file.path, `Publishing ${file.name}`, reporter)) {
            await handle.writeFile(piece);
        }
        await handle.sync();
    }
    finally {
        await handle.close();
    }
    const { sha256 } = await hashFile(target, reporter);
    if (sha256 === file.sha256)
        return;
    const [found, expected] = [`the SHA-256 ${sha256}`, file.sha256];
    throw new errors/* FactoryError */.Xx('damaged', { subject: file.path, found, expected, next: 'build it again' });
}
async function isFolder(place) {
    try {
        return (await (0,promises_.stat)(place)).isDirectory();
    }
    catch (error) {
        if (error.code === 'ENOENT')
            return false;
        throw (0,errors/* fromSystemError */.Kh)(error, place);
    }
}
//# sourceMappingURL=folder-store.js.map
;// CONCATENATED MODULE: ./build/src/release/index.js






//# sourceMappingURL=index.js.map

/***/ })

};
