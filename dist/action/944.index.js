export const id = 944;
export const ids = [944];
export const modules = {

/***/ 94944:
/***/ ((__webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
__webpack_require__.r(__webpack_exports__);
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(33838);
/* harmony import */ var _main_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(85714);


/** The runner starts this file twice: for the step, and after the job for what the step may have left. */
if ((0,_actions_core__WEBPACK_IMPORTED_MODULE_0__/* .getState */ .Gu)('started') === '') {
    (0,_actions_core__WEBPACK_IMPORTED_MODULE_0__/* .saveState */ .LZ)('started', 'true');
    await (0,_main_js__WEBPACK_IMPORTED_MODULE_1__/* .main */ .i)();
}
else {
    await (0,_main_js__WEBPACK_IMPORTED_MODULE_1__/* .post */ .b)();
}
//# sourceMappingURL=build.js.map
__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 85714:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  i: () => (/* binding */ main),
  b: () => (/* binding */ post)
});

// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 7 modules
var core = __webpack_require__(33838);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/factory/index.js + 1 modules
var factory = __webpack_require__(27525);
// EXTERNAL MODULE: ./build/src/report/index.js + 16 modules
var report = __webpack_require__(43238);
// EXTERNAL MODULE: ./build/src/action/input.js
var input = __webpack_require__(28056);
;// CONCATENATED MODULE: ./build/src/action/inputs.js
/** The inputs of `action.yml`, read once into a typed record. */

/** @throws usage, naming the input */
function readInputs(env) {
    return {
        definition: (0,input/* requiredText */.$4)('definition', 'the path of a definition', 'add "with: definition: images/win11.yml" to the step'),
        workDirectory: (0,input/* textOrNull */.ef)('work-directory'),
        ...publication(env),
        token: (0,input/* textOrNull */.ef)('token'),
        base: (0,input/* textOrNull */.ef)('base'),
        attest: attestOf(),
        secrets: secretsOf(),
        artifact: (0,input/* artifactName */.Cs)(),
        artifactDays: (0,input/* wholeNumber */.rD)('retention-days', 90),
        cache: (0,input/* isTrue */.Hn)('cache'),
        dryRun: (0,input/* isTrue */.Hn)('dry-run'),
        keepMachine: (0,input/* isTrue */.Hn)('keep-machine'),
    };
}
function publication(env) {
    const built = (0,input/* builtTag */.vT)(env);
    const wish = (0,input/* choice */.Yq)('publish', ['auto', 'true', 'false'], 'auto');
    const publishes = wish === 'true' || (wish === 'auto' && built !== null);
    const [tag, store] = [(0,input/* textOrNull */.ef)('tag') ?? built, (0,input/* textOrNull */.ef)('store')];
    if (!publishes)
        return { tag, store: null, laterStore: store };
    return { tag, store: store ?? undefined, laterStore: null };
}
function attestOf() {
    const wish = (0,input/* choice */.Yq)('attest', ['auto', 'true', 'false'], 'auto');
    return wish === 'auto' ? null : wish === 'true' ? 'always' : 'never';
}
/** No message shows a value. @throws usage, naming the line by its number */
function secretsOf() {
    const secrets = {};
    for (const [at, line] of (0,input/* lines */.Mn)('secrets').entries()) {
        const [, name, value] = /^([A-Za-z_][A-Za-z0-9_]*)=(.*)$/.exec(line) ?? [];
        if (name === undefined || value === undefined) {
            throw (0,input/* wrong */.Qm)('secrets', `a line ${at + 1} that is no NAME=VALUE`, 'one NAME=VALUE a line, a value without line breaks', 'correct that line');
        }
        secrets[name] = value;
    }
    return secrets;
}
//# sourceMappingURL=inputs.js.map
// EXTERNAL MODULE: ./build/src/action/reporter.js
var action_reporter = __webpack_require__(25359);
// EXTERNAL MODULE: ./build/src/action/step.js
var step = __webpack_require__(17780);
;// CONCATENATED MODULE: ./build/src/action/main.js
/** What the action does: the same line as `image-factory build`, told to the job. */







async function main() {
    await (0,step/* runStep */.e)(async (signal) => {
        const inputs = readInputs(process.env);
        if (inputs.token !== null)
            (0,core/* setSecret */.Pq)(inputs.token);
        await run(inputs, signal);
    });
}
/** After the job, also when it was cancelled or killed: what the step left unfinished is removed. */
async function post() {
    try {
        const work = (0,core/* getState */.Gu)('work-directory');
        if (work === '')
            return;
        for (const { folder, resources, files, failures, kept } of await (0,factory/* sweep */.X0)(work)) {
            for (const resource of resources)
                (0,core/* info */.pq)(`${folder}: removed ${resource}`);
            if (files.length > 0)
                (0,core/* info */.pq)(`${folder}: removed what the build left (${files.length} files)`);
            for (const { what, why } of failures) {
                (0,core/* warning */.$e)(`${what}: could not be removed: ${why}. The next build tries again, or "image-factory sweep".`);
            }
            for (const machine of kept) {
                (0,core/* warning */.$e)(`The machine ${machine} is kept; "image-factory sweep --kept --work ${work}" removes it`);
            }
        }
    }
    catch (error) {
        (0,core/* error */.z3)((0,errors/* fromSystemError */.Kh)(error, 'clean-up').message);
    }
}
async function run(inputs, signal) {
    const reporter = (0,action_reporter/* actionReporter */.I)(signal);
    const work = (0,factory/* workDirectory */.DI)(inputs.workDirectory, process.env);
    (0,core/* saveState */.LZ)('work-directory', work);
    for (const value of Object.values(inputs.secrets))
        if (value !== '')
            (0,core/* setSecret */.Pq)(value);
    const options = {
        work,
        env: { ...process.env, ...inputs.secrets },
        keepMachine: inputs.keepMachine,
        ...(inputs.tag === null ? {} : { tag: inputs.tag }),
        ...(inputs.store === undefined ? {} : { store: inputs.store }),
        ...(inputs.laterStore === null ? {} : { laterStore: inputs.laterStore }),
        ...(inputs.attest === null ? {} : { attest: inputs.attest }),
        ...(inputs.token === null ? {} : { token: inputs.token }),
        ...(inputs.base === null ? {} : { base: inputs.base }),
    };
    if (inputs.dryRun) {
        const plan = (0,report/* renderPlan */.EG)(await (0,factory/* planBuild */.C7)(inputs.definition, options, reporter));
        (0,core/* info */.pq)(plan);
        await core/* summary */.z.addCodeBlock(plan).write();
        return;
    }
    const artifacts = inputs.artifact === null ? null : await Promise.all(/* import() */[__webpack_require__.e(878), __webpack_require__.e(110), __webpack_require__.e(275), __webpack_require__.e(516), __webpack_require__.e(551)]).then(__webpack_require__.bind(__webpack_require__, 551));
    if (inputs.artifact !== null)
        await artifacts?.beginArtifact(inputs.artifact, process.env);
    const caches = inputs.cache ? await Promise.all(/* import() */[__webpack_require__.e(878), __webpack_require__.e(110), __webpack_require__.e(91), __webpack_require__.e(885)]).then(__webpack_require__.bind(__webpack_require__, 77885)) : null;
    const cache = caches?.openFolderCache(reporter) ?? null;
    const built = await (0,factory/* build */.jq)(inputs.definition, { ...options, cache }, reporter);
    tellOutputs(built);
    if (inputs.artifact !== null) {
        await artifacts?.uploadRelease(inputs.artifact, built.releaseDirectory, inputs.artifactDays);
    }
    (0,core/* setOutput */.uH)('artifact', inputs.artifact ?? '');
    await core/* summary */.z.addRaw(`${(0,report/* renderSummaryMarkdown */.i$)(built)}\n`).write();
}
function tellOutputs(built) {
    const outputs = {
        'release-directory': built.releaseDirectory,
        wim: built.wim,
        manifest: built.manifest,
        name: built.name,
        version: built.version,
        tag: built.tag,
        build: built.build,
        images: built.images.length,
        bytes: built.bytes,
        'bytes-saved': built.savedBytes,
        changed: built.changed,
        'release-url': built.location ?? '',
    };
    for (const [name, value] of Object.entries(outputs))
        (0,core/* setOutput */.uH)(name, value);
}
//# sourceMappingURL=main.js.map

/***/ }),

/***/ 96070:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R5: () => (/* binding */ windowsOf),
/* harmony export */   tV: () => (/* binding */ captureImages)
/* harmony export */ });
/* unused harmony export captureImage */
/* harmony import */ var _tree_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(45909);
/* harmony import */ var _wim_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(57647);
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
    const exclude = (0,_tree_index_js__WEBPACK_IMPORTED_MODULE_0__/* .createExclusions */ .wN)(await exclusionRules(options));
    return await (0,_wim_index_js__WEBPACK_IMPORTED_MODULE_1__/* .writeWim */ .VL)(out, {
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
    const { tree, image } = source;
    const kept = image?.windows ?? null;
    if ((await (0,_tree_index_js__WEBPACK_IMPORTED_MODULE_0__/* .findSystemRoot */ .Vv)(tree)) === null)
        return kept;
    // Loaded where there is a Windows to look at: it takes longer than to capture a small directory.
    const { readWindowsInfo } = await __webpack_require__.e(/* import() */ 251).then(__webpack_require__.bind(__webpack_require__, 44251));
    return (await readWindowsInfo(tree, { allowDirty })) ?? kept;
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
    const script = await (0,_tree_index_js__WEBPACK_IMPORTED_MODULE_0__/* .readWimScript */ .tX)(config);
    for (const section of script.ignoredSections) {
        reporter.warn(`${config}: [${section}] changes nothing here and is ignored`);
    }
    for (const pattern of script.withoutDrive) {
        reporter.warn(`${config}: "${pattern}" is taken without its drive`);
    }
    return { defaults: false, patterns: [...script.patterns, ...exclude], exceptions: script.exceptions };
}
//# sourceMappingURL=capture.js.map

/***/ }),

/***/ 24060:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ givenTime),
/* harmony export */   j: () => (/* binding */ dateVersion)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);
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
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .FactoryError */ .Xx('usage', {
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

/***/ }),

/***/ 27525:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  jq: () => (/* binding */ build),
  C7: () => (/* binding */ planBuild),
  y6: () => (/* binding */ publishFolder),
  X0: () => (/* binding */ sweep),
  DI: () => (/* reexport */ work/* workDirectory */.DI)
});

// UNUSED EXPORTS: captureImage, captureImages, doctor, givenTime, isWithin, mergeReleases, planMatrix, selfTest, windowsOf, workTreeOf

;// CONCATENATED MODULE: ./build/src/factory/when-called.js
/**
 * A function whose module is loaded when it is called. Every command comes through this room's door, and the whole line
 * takes longer to load than most of them to run.
 *
 * @param load imports the module
 */
function whenCalled(load) {
    return async (...given) => {
        const loaded = await load();
        return await loaded(...given);
    };
}
//# sourceMappingURL=when-called.js.map
// EXTERNAL MODULE: ./build/src/factory/capture.js
var capture = __webpack_require__(96070);
// EXTERNAL MODULE: ./build/src/factory/created.js
var created = __webpack_require__(24060);
// EXTERNAL MODULE: ./build/src/factory/work.js
var work = __webpack_require__(99803);
// EXTERNAL MODULE: ./build/src/factory/work-tree.js
var work_tree = __webpack_require__(55036);
;// CONCATENATED MODULE: ./build/src/factory/index.js





const build = whenCalled(async () => (await Promise.all(/* import() */[__webpack_require__.e(815), __webpack_require__.e(822), __webpack_require__.e(251), __webpack_require__.e(238), __webpack_require__.e(197), __webpack_require__.e(285), __webpack_require__.e(974), __webpack_require__.e(76), __webpack_require__.e(90), __webpack_require__.e(734), __webpack_require__.e(640)]).then(__webpack_require__.bind(__webpack_require__, 37640))).build);
const doctor = whenCalled(async () => (await Promise.all(/* import() */[__webpack_require__.e(815), __webpack_require__.e(822), __webpack_require__.e(251), __webpack_require__.e(238), __webpack_require__.e(197), __webpack_require__.e(285), __webpack_require__.e(974), __webpack_require__.e(90), __webpack_require__.e(993)]).then(__webpack_require__.bind(__webpack_require__, 52993))).doctor);
const mergeReleases = whenCalled(async () => (await Promise.all(/* import() */[__webpack_require__.e(815), __webpack_require__.e(822), __webpack_require__.e(251), __webpack_require__.e(238), __webpack_require__.e(197), __webpack_require__.e(285), __webpack_require__.e(76), __webpack_require__.e(855)]).then(__webpack_require__.bind(__webpack_require__, 91855))).mergeReleases);
const planBuild = whenCalled(async () => (await Promise.all(/* import() */[__webpack_require__.e(815), __webpack_require__.e(822), __webpack_require__.e(251), __webpack_require__.e(238), __webpack_require__.e(197), __webpack_require__.e(285), __webpack_require__.e(974), __webpack_require__.e(76), __webpack_require__.e(90), __webpack_require__.e(734), __webpack_require__.e(326)]).then(__webpack_require__.bind(__webpack_require__, 19326))).planBuild);
const planMatrix = whenCalled(async () => (await Promise.all(/* import() */[__webpack_require__.e(815), __webpack_require__.e(822), __webpack_require__.e(251), __webpack_require__.e(238), __webpack_require__.e(197), __webpack_require__.e(285), __webpack_require__.e(76), __webpack_require__.e(607)]).then(__webpack_require__.bind(__webpack_require__, 32607))).planMatrix);
const publishFolder = whenCalled(async () => (await Promise.all(/* import() */[__webpack_require__.e(822), __webpack_require__.e(251), __webpack_require__.e(238), __webpack_require__.e(595)]).then(__webpack_require__.bind(__webpack_require__, 46595))).publishFolder);
const selfTest = whenCalled(async () => (await Promise.all(/* import() */[__webpack_require__.e(815), __webpack_require__.e(822), __webpack_require__.e(251), __webpack_require__.e(238), __webpack_require__.e(197), __webpack_require__.e(285), __webpack_require__.e(974), __webpack_require__.e(76), __webpack_require__.e(90), __webpack_require__.e(734), __webpack_require__.e(640), __webpack_require__.e(788)]).then(__webpack_require__.bind(__webpack_require__, 62788))).selfTest);
const sweep = whenCalled(async () => (await Promise.all(/* import() */[__webpack_require__.e(822), __webpack_require__.e(197), __webpack_require__.e(228)]).then(__webpack_require__.bind(__webpack_require__, 56228))).sweep);
//# sourceMappingURL=index.js.map

/***/ }),

/***/ 55036:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ workTreeOf)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/** The work tree of Git that something lies in. */


/** @returns null where none holds the folder */
async function workTreeOf(folder) {
    for (let place = node_path__WEBPACK_IMPORTED_MODULE_1__.resolve(folder);; place = node_path__WEBPACK_IMPORTED_MODULE_1__.dirname(place)) {
        if ((await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(node_path__WEBPACK_IMPORTED_MODULE_1__.join(place, '.git')).catch(() => null)) !== null)
            return place;
        if (place === node_path__WEBPACK_IMPORTED_MODULE_1__.dirname(place))
            return null;
    }
}
//# sourceMappingURL=work-tree.js.map

/***/ }),

/***/ 99803:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DI: () => (/* binding */ workDirectory),
/* harmony export */   LT: () => (/* binding */ workOf),
/* harmony export */   S7: () => (/* binding */ makeWork),
/* harmony export */   UO: () => (/* binding */ isWithin),
/* harmony export */   fe: () => (/* binding */ workIn),
/* harmony export */   fx: () => (/* binding */ BUILDING)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(27406);
/* harmony import */ var _tree_index_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(45909);
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
function workDirectory(chosen, env) {
    const folder = node_path__WEBPACK_IMPORTED_MODULE_3__.resolve(chosen ?? defaultDirectory(env));
    const temporary = env['RUNNER_TEMP'];
    if (temporary === undefined || temporary === '' || !isWithin(folder, node_path__WEBPACK_IMPORTED_MODULE_3__.resolve(temporary)))
        return folder;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .FactoryError */ .Xx('usage', {
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
function workOf(directory, definition, name, system = node_path__WEBPACK_IMPORTED_MODULE_3__) {
    const file = system.sep === '\\' ? (0,_tree_index_js__WEBPACK_IMPORTED_MODULE_5__/* .foldCase */ .SP)(definition) : definition;
    const key = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(`${file}\0${name}`).digest('hex').slice(0, 12);
    const folder = node_path__WEBPACK_IMPORTED_MODULE_3__.join(directory, `${name}-${key}`);
    return workIn(folder);
}
/** @param folder that of a build */
function workIn(folder) {
    return {
        folder,
        journal: node_path__WEBPACK_IMPORTED_MODULE_3__.join(folder, 'journal.jsonl'),
        lock: node_path__WEBPACK_IMPORTED_MODULE_3__.join(folder, 'lock'),
        logs: node_path__WEBPACK_IMPORTED_MODULE_3__.join(folder, 'logs'),
    };
}
async function makeWork(work) {
    try {
        // What a machine gets of the user's secrets lies here as long as it runs.
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(work.folder, { recursive: true, mode: 0o700 });
    }
    catch (error) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .fromSystemError */ .Kh)(error, work.folder);
    }
}
function defaultDirectory(env) {
    const local = env['LOCALAPPDATA'];
    if (process.platform === 'win32' && local !== undefined && local !== '')
        return node_path__WEBPACK_IMPORTED_MODULE_3__.join(local, 'image-factory');
    const cache = env['XDG_CACHE_HOME'];
    const base = cache !== undefined && node_path__WEBPACK_IMPORTED_MODULE_3__.isAbsolute(cache) ? cache : node_path__WEBPACK_IMPORTED_MODULE_3__.join((0,node_os__WEBPACK_IMPORTED_MODULE_2__.homedir)(), '.cache');
    return node_path__WEBPACK_IMPORTED_MODULE_3__.join(base, 'image-factory');
}
function isWithin(place, folder) {
    const relative = node_path__WEBPACK_IMPORTED_MODULE_3__.relative(folder, place);
    return relative.split(node_path__WEBPACK_IMPORTED_MODULE_3__.sep)[0] !== '..' && !node_path__WEBPACK_IMPORTED_MODULE_3__.isAbsolute(relative);
}
//# sourceMappingURL=work.js.map

/***/ })

};
