export const id = 9326;
export const ids = [9326];
export const modules = {

/***/ 19326:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  planBuild: () => (/* binding */ planBuild)
});

// EXTERNAL MODULE: ./build/src/release/index.js + 34 modules
var release = __webpack_require__(30822);
// EXTERNAL MODULE: ./build/src/tree/index.js + 19 modules
var tree = __webpack_require__(45909);
// EXTERNAL MODULE: ./build/src/factory/base-release.js
var base_release = __webpack_require__(78807);
// EXTERNAL MODULE: ./build/src/factory/capture.js
var capture = __webpack_require__(96070);
// EXTERNAL MODULE: ./build/src/factory/line.js + 17 modules
var line = __webpack_require__(20734);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/bytes/index.js + 9 modules
var bytes = __webpack_require__(72381);
// EXTERNAL MODULE: ./build/src/guest/index.js + 17 modules
var guest = __webpack_require__(76630);
;// CONCATENATED MODULE: ./build/src/factory/requirement.js
/** What a dry run says of `updates.require`. */
/** Begins with what ties it to the sentence before; '' where nothing is required. */
function requirementText({ updates: { require } }) {
    const { build, kb } = require;
    const wanted = [...(build === null ? [] : [`build ${build} or later`]), ...kb];
    return wanted.length === 0 ? '' : `; required: ${wanted.join(', ')}`;
}
//# sourceMappingURL=requirement.js.map
// EXTERNAL MODULE: ./build/src/factory/machine/image.js
var machine_image = __webpack_require__(38947);
// EXTERNAL MODULE: ./build/src/factory/machine/patched-base.js
var patched_base = __webpack_require__(27983);
// EXTERNAL MODULE: ./build/src/factory/machine/steps.js
var steps = __webpack_require__(96445);
// EXTERNAL MODULE: ./build/src/factory/machine/updates.js
var updates = __webpack_require__(46420);
;// CONCATENATED MODULE: ./build/src/factory/machine/plan.js
/** What a build would do with a machine, for `--dry-run`. */








/** @throws what `check` would throw before anything is made, but for what the host lacks */
async function planMachine(definition, source, env) {
    const { machine } = definition;
    const { deadlines } = machine;
    if (definition.unattend !== null) {
        await (0,guest/* readUnattend */.uf)(definition.unattend, await (0,machine_image/* knownArchitecture */.HI)(source, definition.source.kind));
    }
    const answer = definition.unattend === null ? '' : ` with ${external_node_path_.basename(definition.unattend)}`;
    const generalize = `sysprep${answer}, ${machineText(machine)}, at most ${(0,bytes/* formatDuration */.a3)(deadlines.generalize)}`;
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
    const target = await (0,updates/* targetOf */.$r)(definition, source);
    const doing = {};
    for (const station of (0,steps/* stepStationsOf */.T_)(definition)) {
        const { plan } = await (0,steps/* planSteps */.Dv)(definition, station, { id: '', env, target });
        if (plan.steps.length === 0)
            continue;
        const titles = plan.steps.map(({ title }) => title).join(', ');
        const network = (0,steps/* networkOf */.Af)(definition, station);
        const limit = (0,bytes/* formatDuration */.a3)((0,steps/* deadlineOf */.G0)(definition, station));
        const kept = station === 'update' && (0,patched_base/* isKept */.t)(definition) ? ', or take its disk from the cache' : '';
        doing[station] =
            `${titles}; ${network === null ? 'no network' : `the network ${network}`}, at most ${limit}${kept}`;
    }
    return doing;
}
async function labelOf({ source: { kind } }, source) {
    const { path } = await source.name();
    if (kind === 'disk')
        return path;
    const { index, name } = await (0,machine_image/* imageOf */.dT)(source);
    return `${path}, image ${index} "${name}"`;
}
async function startText({ source: { kind, sha256 }, machine }, source) {
    const checked = sha256 === null ? '' : ', and check its SHA-256';
    if (kind === 'disk')
        return `a child of the disk${checked}`;
    const { index } = await (0,machine_image/* imageOf */.dT)(source);
    const how = machine.hypervisor === 'qemu' ? 'install' : 'apply';
    return `${how} image ${index} to a base disk of ${(0,bytes/* formatBytes */.z3)(machine.disk)}, or take it from the cache${checked}`;
}
function machineText({ hypervisor, cpus, memory }) {
    return `${hypervisor === 'hyperv' ? 'Hyper-V' : 'QEMU'}, ${cpus} processors, ${(0,bytes/* formatBytes */.z3)(memory)}`;
}
//# sourceMappingURL=plan.js.map
// EXTERNAL MODULE: ./build/src/factory/machine/prove.js
var prove = __webpack_require__(8564);
// EXTERNAL MODULE: ./build/src/factory/prepare.js
var prepare = __webpack_require__(35695);
// EXTERNAL MODULE: ./build/src/factory/source-keeper.js + 1 modules
var source_keeper = __webpack_require__(48078);
;// CONCATENATED MODULE: ./build/src/factory/plan.js
/** What a build would do, found out without making anything. */










/** @throws what the build would throw before it makes anything */
async function planBuild(file, options, reporter) {
    const { definition, out, work, created, store, base: wish } = await (0,prepare/* prepare */.i)(file, options);
    await (0,release/* checkReplaceable */.X7)(out);
    const version = (0,prepare/* versionOf */.E)(definition, options.tag, created ?? new Date());
    const tag = options.tag ?? `${definition.name}-${version}`;
    const context = { image: definition.name, tag, work, cache: null, reporter };
    const base = wish === null ? null : await new base_release/* BaseRelease */.l(wish, context).find();
    const source = new source_keeper/* SourceKeeper */.A(definition.source, reporter);
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
            exclusions: [...tree/* DEFAULT_EXCLUSIONS */._t, ...exclude, ...(hasMachine ? prove/* AGENT_LEFTOVERS */.T : [])],
            work: work.folder,
            releaseDirectory: out,
            stations: (0,line/* lineOf */.c)(definition).map(({ name }) => ({ name, doing: doing[name] ?? null })),
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
        prove: `${windowsText(await (0,capture/* windowsOf */.R5)(open))}${requirementText(definition)}`,
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

/***/ })

};
