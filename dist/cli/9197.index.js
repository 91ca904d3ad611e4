export const id = 9197;
export const ids = [9197];
export const modules = {

/***/ 39197:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LF: () => (/* binding */ keepRelease),
/* harmony export */   YH: () => (/* binding */ archiveOf),
/* harmony export */   cu: () => (/* binding */ identityOf),
/* harmony export */   f5: () => (/* binding */ sweepReleases),
/* harmony export */   vM: () => (/* binding */ fetchKept)
/* harmony export */ });
/* unused harmony export isPart */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(27406);
/* harmony import */ var _process_index_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(16926);
/* harmony import */ var _release_index_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(30822);
/* harmony import */ var _tree_index_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(45909);
/* harmony import */ var _wim_index_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(57647);
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
    const { cache, reporter } = options;
    const lock = await lockOf(options);
    try {
        const folder = node_path__WEBPACK_IMPORTED_MODULE_2__.join(folderOf(options), folderName(source.tag ?? source.label));
        let isHere = await isThere(folder, sums, reporter);
        if (!isHere && cache !== null) {
            await cache.restore(folder, cacheKey(sums));
            isHere = await isThere(folder, sums, reporter);
        }
        if (isHere) {
            reporter.info(`${source.label}: ${folder} holds it already`);
        }
        else {
            const seeds = (await usableIn(options)).filter((other) => other !== folder);
            await (0,_release_index_js__WEBPACK_IMPORTED_MODULE_5__/* .fetchRelease */ .uY)(source, folder, { seeds, reporter });
            await cacheRelease(folder, options);
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
    const folder = node_path__WEBPACK_IMPORTED_MODULE_2__.join(folderOf(options), folderName(tag));
    try {
        const lock = await lockOf(options);
        try {
            if ((await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(folderOf(options))).dev !== (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(release)).dev)
                return;
            await (0,_release_index_js__WEBPACK_IMPORTED_MODULE_5__/* .writeRelease */ .d4)(folder, await (0,_release_index_js__WEBPACK_IMPORTED_MODULE_5__/* .readRelease */ .iJ)(release, reporter), reporter);
            await trim(options, folder);
            await cacheRelease(folder, options);
        }
        finally {
            await lock.release();
        }
    }
    catch (error) {
        reporter.signal.throwIfAborted();
        // The release is out; the next build fetches it.
        reporter.warn(`${folder}: the release is not kept for the next build: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .fromSystemError */ .Kh)(error, folder).message}`);
    }
}
/** Removes what fetches that ended early left. @returns their folders */
async function sweepReleases(work, dryRun) {
    const swept = [];
    for (const image of await namesIn(node_path__WEBPACK_IMPORTED_MODULE_2__.join(work, 'releases'))) {
        const folder = node_path__WEBPACK_IMPORTED_MODULE_2__.join(work, 'releases', image);
        const left = (await namesIn(folder)).filter((name) => name.startsWith('.') && !name.startsWith(LOCK));
        if (left.length === 0)
            continue;
        const lock = await (0,_process_index_js__WEBPACK_IMPORTED_MODULE_4__/* .takeLock */ .HJ)(node_path__WEBPACK_IMPORTED_MODULE_2__.join(folder, LOCK), PURPOSE).catch(() => null);
        if (lock === null)
            continue;
        try {
            for (const name of left) {
                const place = node_path__WEBPACK_IMPORTED_MODULE_2__.join(folder, name);
                if (!dryRun)
                    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(place, { recursive: true, force: true, maxRetries: 5 });
                swept.push(place);
            }
        }
        finally {
            await lock.release();
        }
    }
    return swept;
}
async function cacheRelease(folder, { cache, reporter }) {
    if (cache === null)
        return;
    const files = await (0,_release_index_js__WEBPACK_IMPORTED_MODULE_5__/* .readRelease */ .iJ)(folder, reporter);
    const bytes = files.reduce((sum, { size }) => sum + size, 0);
    await cache.save(folder, cacheKey(new Map(files.map(({ name, sha256 }) => [name, sha256]))), bytes);
}
function cacheKey(sums) {
    return `release/${identityOf(sums)}`;
}
/** Another one, other contents: a SHA-256. */
function identityOf(sums) {
    const lines = [...sums]
        .filter(([name]) => name === _release_index_js__WEBPACK_IMPORTED_MODULE_5__/* .MANIFEST_NAME */ .ir || isPart(name))
        .map(([name, sha256]) => `${sha256}  ${name}\n`);
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(lines.toSorted().join('')).digest('hex');
}
/** Whether a file of a release holds contents. */
function isPart(name) {
    return /\.(wim|swm)$/.test(name);
}
/** The archive of a release folder, of exactly the parts that it lists. */
async function archiveOf(folder, reporter) {
    const files = await (0,_release_index_js__WEBPACK_IMPORTED_MODULE_5__/* .readRelease */ .iJ)(folder, reporter);
    return (0,_wim_index_js__WEBPACK_IMPORTED_MODULE_7__/* .openParts */ .t8)(files.filter(({ name }) => isPart(name)).map((file) => file.path));
}
async function lockOf(options) {
    const folder = folderOf(options);
    try {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(folder, { recursive: true });
    }
    catch (error) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .fromSystemError */ .Kh)(error, folder);
    }
    const { reporter } = options;
    return (0,_process_index_js__WEBPACK_IMPORTED_MODULE_4__/* .waitForLock */ .gJ)(node_path__WEBPACK_IMPORTED_MODULE_2__.join(folder, LOCK), PURPOSE, reporter.signal, (message) => reporter.info(message));
}
/** Whether the folder holds that very release, undamaged. */
async function isThere(folder, sums, reporter) {
    if ((await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(folder).catch(() => null)) === null)
        return false;
    try {
        const files = new Map((await (0,_release_index_js__WEBPACK_IMPORTED_MODULE_5__/* .readRelease */ .iJ)(folder, reporter, true)).map(({ name, sha256 }) => [name, sha256]));
        return [...sums].every(([name, sha256]) => name === _release_index_js__WEBPACK_IMPORTED_MODULE_5__/* .CHANGES_NAME */ .Ah || files.get(name) === sha256);
    }
    catch (error) {
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .FactoryError */ .Xx))
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
            await (await archiveOf(folder, options.reporter)).close();
            usable.push(folder);
        }
        catch (error) {
            if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .FactoryError */ .Xx))
                throw error;
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(folder, { recursive: true, force: true, maxRetries: 5 });
        }
    }
    return usable;
}
/** @param used the one that was used last */
async function trim(options, used) {
    const now = new Date();
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.utimes)(used, now, now);
    const kept = [];
    for (const folder of await keptIn(options))
        kept.push({ folder, used: (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(folder)).mtimeMs });
    const old = kept.toSorted((a, b) => b.used - a.used).slice(KEPT);
    for (const { folder } of old)
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(folder, { recursive: true, force: true, maxRetries: 5 });
}
async function keptIn(options) {
    const names = await namesIn(folderOf(options));
    return names.filter((name) => !name.startsWith('.')).map((name) => node_path__WEBPACK_IMPORTED_MODULE_2__.join(folderOf(options), name));
}
function folderOf({ work, image }) {
    return node_path__WEBPACK_IMPORTED_MODULE_2__.join(work, 'releases', folderName(image));
}
/** A name as it is, where every host can name a folder so; an address never is. */
function folderName(name) {
    const isPlain = /^[A-Za-z0-9][A-Za-z0-9._+-]{0,99}$/.test(name) && (0,_tree_index_js__WEBPACK_IMPORTED_MODULE_6__/* .whyNotOnWindows */ .Oc)(name) === null;
    return isPlain ? name : (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(name).digest('hex').slice(0, 16);
}
async function namesIn(folder) {
    try {
        return (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readdir)(folder)).toSorted();
    }
    catch (error) {
        if (error.code === 'ENOENT')
            return [];
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .fromSystemError */ .Kh)(error, folder);
    }
}
//# sourceMappingURL=kept-releases.js.map

/***/ }),

/***/ 16926:
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
// EXTERNAL MODULE: ./build/src/bytes/index.js + 9 modules
var bytes = __webpack_require__(72381);
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
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
;// CONCATENATED MODULE: ./build/src/process/find-program.js



/**
 * The file that a name on PATH stands for. The toolkit looks for itself, and prints to standard output of each folder
 * that it cannot look into.
 *
 * @param command a path is given back as it is
 * @returns null where there is none
 */
async function findProgram(command) {
    if (/[\\/]/.test(command))
        return command;
    const isWindows = process.platform === 'win32';
    const suffixes = isWindows ? ['', ...(process.env['PATHEXT'] ?? '.COM;.EXE').split(';')] : [''];
    for (const folder of (process.env['PATH'] ?? '').split(external_node_path_.delimiter).filter((name) => name !== '')) {
        for (const suffix of suffixes) {
            const file = external_node_path_.join(folder, `${command}${suffix}`);
            if (await isProgram(file))
                return file;
        }
    }
    return null;
}
async function isProgram(file) {
    try {
        await (0,promises_.access)(file, external_node_fs_.constants.X_OK);
        return (await (0,promises_.stat)(file)).isFile();
    }
    catch {
        return false;
    }
}
//# sourceMappingURL=find-program.js.map
;// CONCATENATED MODULE: ./build/src/process/short.js
/** Commands that are done in seconds, and that nobody needs to stop: through the toolkit of GitHub Actions. */



/**
 * Runs a command to its end and keeps what it prints.
 *
 * @param command a path, or a name that PATH finds
 * @throws tool where there is no such program; an exit code is for the caller to judge
 */
async function runCommand(command, args, options = {}) {
    const program = await findProgram(command);
    if (program === null)
        throw commandMissing(command);
    // Loaded late: most of what a user starts runs no command.
    const { getExecOutput } = await __webpack_require__.e(/* import() */ 1260).then(__webpack_require__.bind(__webpack_require__, 81260));
    try {
        const { exitCode, stdout, stderr } = await getExecOutput(quoted(program), [...args], {
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

/***/ })

};
