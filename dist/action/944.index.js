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
// EXTERNAL MODULE: ./build/src/report/index.js + 15 modules
var report = __webpack_require__(55413);
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
    await artifacts?.checkArtifacts();
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

/***/ })

};
