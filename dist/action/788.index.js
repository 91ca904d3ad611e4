export const id = 788;
export const ids = [788];
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

/***/ 62788:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  selfTest: () => (/* binding */ selfTest)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/bytes/index.js + 9 modules
var bytes = __webpack_require__(72381);
// EXTERNAL MODULE: ./build/src/errors.js
var src_errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/process/index.js + 8 modules
var src_process = __webpack_require__(16926);
// EXTERNAL MODULE: ./build/src/progress.js
var progress = __webpack_require__(31838);
// EXTERNAL MODULE: ./build/src/report/index.js + 16 modules
var src_report = __webpack_require__(43238);
// EXTERNAL MODULE: ./build/src/version.js
var version = __webpack_require__(28009);
// EXTERNAL MODULE: ./build/src/factory/build.js + 2 modules
var build = __webpack_require__(37640);
// EXTERNAL MODULE: ./build/src/factory/doctor.js
var doctor = __webpack_require__(52993);
// EXTERNAL MODULE: ./build/src/machine/index.js
var machine = __webpack_require__(38191);
// EXTERNAL MODULE: ./build/src/factory/ledger.js
var ledger = __webpack_require__(34047);
// EXTERNAL MODULE: ./build/src/factory/sweep-machines.js
var sweep_machines = __webpack_require__(15499);
// EXTERNAL MODULE: ./build/src/factory/sweep.js
var sweep = __webpack_require__(56228);
// EXTERNAL MODULE: ./build/src/factory/work.js
var factory_work = __webpack_require__(99803);
;// CONCATENATED MODULE: ./build/src/factory/self-test/definition.js
/** The definition that a self-test builds: a little of everything, and nothing from the network. */



/** What is built: its name in the definition, and so in the work directory. */
const SELF_TEST = 'selftest';
const KINDS = {
    '.iso': 'iso',
    '.wim': 'wim',
    '.esd': 'wim',
    '.swm': 'wim',
};
/** A step that changes the registry, and restarts the machine once. */
const STEP = String.raw `Write-Output "PowerShell $($PSVersionTable.PSVersion)"
Set-ItemProperty -Path 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion' -Name ImageFactorySelfTest -Value 1
if (-not (Test-Path -LiteralPath C:\selftest-restarted)) {
    New-Item -ItemType File -Path C:\selftest-restarted | Out-Null
    exit 3010
}
`;
/** What must hold before the machine is generalized. */
const VERIFY = String.raw `if (-not (Test-Path -LiteralPath C:\Tools\marker.txt)) { throw 'the files did not arrive' }
if (-not (Test-Path -LiteralPath C:\selftest-restarted)) { throw 'the step did not run' }
`;
/** @throws usage where Windows is installed from no such file */
function mediumKind(medium) {
    const kind = KINDS[external_node_path_.extname(medium).toLowerCase()];
    if (kind !== undefined)
        return kind;
    throw new src_errors/* FactoryError */.Xx('usage', {
        subject: medium,
        found: 'no medium that Windows is installed from',
        expected: Object.keys(KINDS).join(', '),
        next: 'name an install ISO, or the install.wim of one',
    });
}
/**
 * @param folder a new one
 * @returns the path of the definition
 */
async function writeSelfTest(folder, source) {
    const definition = {
        name: SELF_TEST,
        version: '1',
        source: {
            [mediumKind(source.medium)]: external_node_path_.resolve(source.medium),
            ...(source.edition === null ? {} : { edition: source.edition }),
        },
        machine: {
            hypervisor: source.hypervisor,
            cpus: 2,
            memory: '4 GiB',
            disk: '64 GiB',
            network: 'none',
        },
        customize: [{ files: { from: './files', to: 'C:\\Tools' } }, { run: './step.ps1' }],
        verify: ['./verify.ps1'],
        capture: { level: 'fast' },
    };
    const file = external_node_path_.join(folder, 'image.yml');
    await (0,promises_.mkdir)(external_node_path_.join(folder, 'files'), { recursive: true });
    // JSON is YAML, and quotes the backslashes of a path.
    await (0,promises_.writeFile)(file, `${JSON.stringify(definition, null, 2)}\n`);
    for (const [name, text] of [
        ['files/marker.txt', 'the factory was here\n'],
        ['step.ps1', STEP],
        ['verify.ps1', VERIFY],
    ])
        await (0,promises_.writeFile)(external_node_path_.join(folder, name), text.replaceAll('\n', '\r\n'));
    return file;
}
//# sourceMappingURL=definition.js.map
;// CONCATENATED MODULE: ./build/src/factory/self-test/gather.js
/** What a report takes of a work directory: what was written about the build, and nothing of the image. */


const gather_KINDS = ['.jsonl', '.json', '.log', '.png', '.txt', '.md', '.xml'];
/** Bytes: logs of servicing that are larger say nothing that their end does not. */
const LARGEST = 20_000_000;
/**
 * Copies journals, logs, screenshots and manifests, under the paths that they have.
 *
 * @returns how many
 */
async function gather(work, report) {
    const entries = await (0,promises_.readdir)(work, { recursive: true, withFileTypes: true }).catch(() => []);
    let copied = 0;
    for (const entry of entries) {
        const file = external_node_path_.join(entry.parentPath, entry.name);
        if (!entry.isFile() || !gather_KINDS.includes(external_node_path_.extname(entry.name).toLowerCase()))
            continue;
        if ((await (0,promises_.stat)(file)).size > LARGEST)
            continue;
        const target = external_node_path_.join(report, external_node_path_.relative(work, file));
        await (0,promises_.mkdir)(external_node_path_.dirname(target), { recursive: true });
        await (0,promises_.copyFile)(file, target);
        copied++;
    }
    return copied;
}
//# sourceMappingURL=gather.js.map
;// CONCATENATED MODULE: ./build/src/factory/self-test/log.js
/** What a step of a self-test says, kept for its report too. */

class StepLog {
    reporter;
    #lines = [];
    constructor(reporter) {
        const add = (text) => this.#lines.push(`${new Date().toISOString()} ${text}\n`);
        this.reporter = {
            signal: reporter.signal,
            task(title, total, unit) {
                add(title);
                return reporter.task(title, total, unit);
            },
            section(title) {
                add(`== ${title}`);
                return reporter.section(title);
            },
            info(message) {
                add(message);
                reporter.info(message);
            },
            warn(message) {
                add(`warning: ${message}`);
                reporter.warn(message);
            },
            secret: (value) => reporter.secret(value),
        };
    }
    /** Nothing where nothing was said. */
    async write(file) {
        if (this.#lines.length > 0)
            await (0,promises_.writeFile)(file, this.#lines.join(''));
    }
}
//# sourceMappingURL=log.js.map
;// CONCATENATED MODULE: ./build/src/factory/self-test/index.js
/** A self-test: proves this host with a small image of its own, and leaves a report and nothing else. */



















/** Tells a report from a folder that is somebody's own. */
const RECORD = 'selftest.json';
/**
 * Writes a small definition, asks `doctor`, builds twice (the second time from the cached base), has the host's own tool
 * read the image, looks for what is left, and removes all that it made. Each step is in the result, also one that failed.
 *
 * @throws usage, exists, busy before anything is made; the signal's reason, when everything is removed
 */
async function selfTest(request, options, reporter) {
    const parent = (0,factory_work/* workDirectory */.DI)(options.work ?? null, options.env ?? process.env);
    const place = external_node_path_.join(parent, SELF_TEST);
    const report = external_node_path_.resolve(request.report);
    mediumKind(request.medium);
    await checkReport(report, place);
    await (0,promises_.mkdir)(parent, { recursive: true });
    const lock = await (0,src_process/* takeLock */.HJ)(`${place}.lock`, {
        does: 'tests this host',
        expected: 'one self-test of a work directory at a time',
    });
    try {
        await (0,promises_.rm)(report, { recursive: true, force: true });
        await (0,promises_.mkdir)(report, { recursive: true });
        const result = await new Course({ ...request, report }, { ...options, work: place }, reporter).run();
        reporter.signal.throwIfAborted();
        return result;
    }
    finally {
        await lock.release();
    }
}
/** @throws usage, exists */
async function checkReport(report, work) {
    if ((0,factory_work/* isWithin */.UO)(report, work) || (0,factory_work/* isWithin */.UO)(work, report)) {
        throw new src_errors/* FactoryError */.Xx('usage', {
            subject: report,
            found: 'the report and the work directory are one within the other',
            expected: 'a folder for the report that stays when the work directory goes',
            next: 'choose another one with --report',
        });
    }
    const names = await (0,promises_.readdir)(report).catch(() => []);
    if (names.length === 0 || names.includes(RECORD))
        return;
    throw new src_errors/* FactoryError */.Xx('exists', {
        subject: report,
        found: 'is not empty, and holds no report of a self-test',
        next: 'choose another folder with --report',
    });
}
class Course {
    #request;
    #options;
    #reporter;
    #steps = [];
    #kind;
    #isFailed = false;
    constructor(request, options, reporter) {
        this.#request = request;
        this.#options = options;
        this.#reporter = reporter;
        this.#kind = request.hypervisor;
    }
    async run() {
        const { report } = this.#request;
        const { work } = this.#options;
        const folder = external_node_path_.join(report, 'definition');
        const definition = external_node_path_.join(folder, 'image.yml');
        const ofBuild = (0,factory_work/* workOf */.LT)(work, definition, SELF_TEST);
        await this.#always('what an earlier one left', () => this.#cleanUp(ofBuild));
        await this.#step('definition', async () => external_node_path_.relative(report, await writeSelfTest(folder, this.#request)));
        await this.#step('doctor', (log) => this.#ask(definition, log.reporter));
        await this.#step('build', async (log) => (await this.#build(definition, 1, log.reporter)).told);
        await this.#step('build again', async (log) => {
            const { base, told } = await this.#build(definition, 2, log.reporter);
            if (base === 'from the cache')
                return told;
            throw new src_errors/* FactoryError */.Xx('host', {
                subject: 'the base of the second build',
                found: String(base),
                expected: 'from the cache',
            });
        });
        await this.#step('read back', () => this.#readBack());
        await this.#step('nothing is left', () => this.#lookForLeftovers(ofBuild));
        await this.#always('logs', async () => (0,bytes/* countOf */.pq)(await gather(work, external_node_path_.join(report, 'work')), 'journal, log or screenshot', 'journals, logs and screenshots'));
        await this.#always('clean-up', () => this.#cleanUp(ofBuild));
        return this.#record();
    }
    /** A step that those before it make possible. */
    async #step(name, work) {
        if (this.#isFailed) {
            this.#steps.push({ name, state: 'left out', milliseconds: 0, found: 'a step before it failed' });
            return;
        }
        await this.#always(name, work);
    }
    /** @param work gives what it found; null: this host has nothing that could do it */
    async #always(name, work) {
        const log = new StepLog(this.#reporter);
        const section = this.#reporter.section(`Self-test: ${name}`);
        const began = performance.now();
        const told = await work(log).then((found) => ({
            state: found === null ? 'left out' : 'ok',
            found: found ?? 'this host has no tool for it',
        }), (error) => ({ state: 'failed', found: (0,src_errors/* fromSystemError */.Kh)(error, name).message }));
        section.end();
        this.#steps.push({ name, milliseconds: Math.round(performance.now() - began), ...told });
        await log.write(external_node_path_.join(this.#request.report, `${name.replaceAll(' ', '-')}.log`));
        if (told.state !== 'failed')
            return;
        this.#isFailed = true;
        this.#reporter.warn(`${name}: ${told.found}`);
    }
    async #ask(definition, reporter) {
        const findings = await (0,doctor.doctor)(definition, { ...this.#options, store: null }, reporter);
        await this.#write('doctor.json', `${JSON.stringify({ findings }, null, 2)}\n`);
        const errors = findings.filter(({ state }) => state === 'error');
        if (errors.length > 0) {
            throw new src_errors/* FactoryError */.Xx('tool', { subject: 'this host', found: errors.map(src_report/* findingLine */.mC).join('; ') });
        }
        const warnings = findings.filter(({ state }) => state === 'warning').length;
        return `${(0,bytes/* countOf */.pq)(findings.length, 'finding')}, ${(0,bytes/* countOf */.pq)(warnings, 'warning')}`;
    }
    async #build(definition, number, reporter) {
        const out = external_node_path_.join(this.#options.work, `release-${number}`);
        const summary = await (0,build.build)(definition, { ...this.#options, out, store: null }, reporter);
        await this.#write(`build-${number}.txt`, (0,src_report/* renderSummary */.Br)(summary));
        const told = `${summary.build}, ${(0,bytes/* countOf */.pq)(summary.files, 'file')}, ${(0,bytes/* formatBytes */.z3)(summary.storedBytes)}; base: ${summary.base}`;
        return { base: summary.base, told };
    }
    async #readBack() {
        const { imageInfo } = await this.#hypervisor();
        if (imageInfo === null)
            return null;
        const text = await imageInfo(external_node_path_.join(this.#options.work, 'release-1', 'install.wim'), 1);
        await this.#write('image.txt', text);
        return 'as image.txt says';
    }
    async #lookForLeftovers(ofBuild) {
        const { hypervisors, work } = this.#options;
        const given = hypervisors === undefined ? {} : { hypervisors };
        const swept = await (0,sweep.sweep)(work, { dryRun: true, kept: true, ...given });
        const left = [...swept.flatMap(toldOf), ...(await this.#marked(ofBuild, true)).map(({ what }) => what)];
        if (left.length === 0)
            return 'no machine, no disk, no unfinished file';
        throw new src_errors/* FactoryError */.Xx('host', { subject: 'this host', found: `still has ${left.join(', ')}` });
    }
    /** Everything goes but what something that cannot be removed still uses. */
    async #cleanUp(ofBuild) {
        const { hypervisors, work } = this.#options;
        if ((await (0,promises_.stat)(work).catch(() => null)) === null)
            return 'nothing';
        const given = hypervisors === undefined ? {} : { hypervisors };
        const swept = await (0,sweep.sweep)(work, { kept: true, ...given });
        const failures = [...swept.flatMap((one) => one.failures), ...(await this.#marked(ofBuild, false))];
        if (failures.length > 0) {
            const found = failures.map(({ what, why }) => `${what}: ${why}`).join('; ');
            throw new src_errors/* FactoryError */.Xx('host', { subject: work, found, next: 'remove that, then the folder' });
        }
        await removeTree(work);
        return `${work} is gone`;
    }
    /** Machines with the marker of this build, of which its journal may know nothing. @returns those there are, or that stay */
    async #marked({ folder, journal }, dryRun) {
        if ((await (0,promises_.stat)(journal).catch(() => null)) === null)
            return [];
        const hypervisor = await this.#hypervisor();
        const owner = { build: external_node_path_.basename(folder), folder, host: external_node_os_.hostname() };
        const removals = await hypervisor.sweep([], owner, dryRun, []);
        const left = dryRun ? removals : removals.filter(({ failure }) => failure !== null);
        return left.map(({ resource, failure }) => ({ what: (0,sweep_machines/* describeResource */.w)(resource), why: failure ?? '' }));
    }
    #hypervisor() {
        const { hypervisors = machine/* createHypervisor */.Y, work } = this.#options;
        // What must be removed is removed also where the user wants an end.
        const tools = { reporter: (0,progress/* silentReporter */.P)(), ledger: ledger/* NO_LEDGER */.Y, workDirectory: work };
        return hypervisors(this.#kind, tools);
    }
    async #record() {
        const { report } = this.#request;
        const result = this.#isFailed ? 'failed' : 'passed';
        const told = { result, host: hostFacts(), steps: this.#steps, report };
        await this.#write(RECORD, `${JSON.stringify(told, null, 2)}\n`);
        await this.#write('selftest.md', (0,src_report/* renderSelfTestMarkdown */.yx)(told));
        return told;
    }
    #write(name, text) {
        return (0,promises_.writeFile)(external_node_path_.join(this.#request.report, name), text);
    }
}
function toldOf({ resources, files }) {
    return [...resources, ...files];
}
function hostFacts() {
    return [
        `image-factory ${version/* VERSION */.x}, Node ${process.version}`,
        `${external_node_os_.version()}, ${external_node_os_.release()}, ${external_node_os_.arch()}`,
        `${(0,bytes/* countOf */.pq)(external_node_os_.availableParallelism(), 'processor')}, ${(0,bytes/* formatBytes */.z3)(external_node_os_.totalmem())} of memory`,
    ];
}
/** Bases are read-only, and Windows removes no such file. */
async function removeTree(folder) {
    const entries = await (0,promises_.readdir)(folder, { recursive: true, withFileTypes: true });
    for (const entry of entries)
        if (entry.isFile())
            await (0,promises_.chmod)(external_node_path_.join(entry.parentPath, entry.name), 0o600);
    await (0,promises_.rm)(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
}
//# sourceMappingURL=index.js.map

/***/ })

};
