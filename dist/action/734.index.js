export const id = 734;
export const ids = [734];
export const modules = {

/***/ 14989:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ filesSha256),
/* harmony export */   _: () => (/* binding */ repositoryOf)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _read_pieces_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(73405);
/* harmony import */ var _work_tree_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(55036);
/* harmony import */ var _work_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(99803);
/**
 * What a definition brings along: the files of its repository that it names, as one SHA-256. Two builds with the same one
 * began from the same repository, as far as this image goes. What lies outside of it (a share) does not count, nor does a
 * source that is one file, for that has a SHA-256 of its own.
 */






/** As Git looks for it: text has no zero byte here. */
const LOOKED_AT = 8000;
/** @returns 64 hexadecimal digits; null where it names no file of the repository */
async function filesSha256(definition, reporter) {
    const root = await repositoryOf(definition.folder);
    const files = new Set();
    for (const place of placesOf(definition)) {
        if ((0,_work_js__WEBPACK_IMPORTED_MODULE_5__/* .isWithin */ .UO)(place, root))
            for (const file of await filesIn(place))
                files.add(file);
    }
    if (files.size === 0)
        return null;
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    const named = [...files].map((file) => [node_path__WEBPACK_IMPORTED_MODULE_2__.relative(root, file).replaceAll('\\', '/'), file]);
    for (const [name, file] of named.toSorted(([a], [b]) => (a < b ? -1 : 1))) {
        hash.update(`${name}\0${await contentSha256(file, reporter)}\n`);
    }
    return hash.digest('hex');
}
function placesOf({ source, updates, unattend, customize, verify, variants }) {
    const steps = [...customize, ...variants.flatMap((variant) => variant.customize)];
    const checks = [...verify, ...variants.flatMap((variant) => variant.verify)];
    const directory = source.kind === 'directory' ? source.path : null;
    const others = [directory, updates.folder, unattend].filter((place) => place !== null);
    return [...others, ...checks, ...steps.flatMap(placesOfStep)];
}
function placesOfStep(step) {
    if (step.kind === 'run')
        return [step.script];
    if (step.kind === 'files')
        return [step.from];
    if (step.kind === 'drivers')
        return [step.folder];
    return step.kind === 'appx' ? step.appx.add : [];
}
/** What counts as the definition's repository: its work tree, else the folder itself. */
async function repositoryOf(folder) {
    return (await (0,_work_tree_js__WEBPACK_IMPORTED_MODULE_4__/* .workTreeOf */ .F)(folder)) ?? folder;
}
/** What is not there says nothing: it is the build's to refuse it. */
async function filesIn(place) {
    const found = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(place).catch(() => null);
    if (found?.isFile() === true)
        return [place];
    if (found?.isDirectory() !== true)
        return [];
    const entries = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readdir)(place, { withFileTypes: true });
    const files = [];
    for (const { name } of entries)
        files.push(...(await filesIn(node_path__WEBPACK_IMPORTED_MODULE_2__.join(place, name))));
    return files;
}
/** Of text with LF between its lines: Git checks the same file out with CRLF on Windows. */
async function contentSha256(file, reporter) {
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    let isText = null;
    let held = '';
    for await (const piece of (0,_read_pieces_js__WEBPACK_IMPORTED_MODULE_3__/* .readPieces */ .u)(file, `Hashing ${file}`, reporter)) {
        isText ??= !piece.subarray(0, LOOKED_AT).includes(0);
        if (!isText) {
            hash.update(piece);
            continue;
        }
        const text = held + Buffer.from(piece).toString('latin1');
        held = text.endsWith('\r') ? '\r' : '';
        hash.update(text.slice(0, text.length - held.length).replaceAll('\r\n', '\n'), 'latin1');
    }
    return hash.update(held, 'latin1').digest('hex');
}
//# sourceMappingURL=brought-along.js.map

/***/ }),

/***/ 20734:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  c: () => (/* binding */ lineOf),
  u: () => (/* binding */ runLine)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/release/index.js + 34 modules
var release = __webpack_require__(30822);
// EXTERNAL MODULE: ./build/src/version.js
var version = __webpack_require__(28009);
// EXTERNAL MODULE: ./build/src/factory/disk-facts.js
var disk_facts = __webpack_require__(57617);
// EXTERNAL MODULE: ./build/src/factory/machine/names.js
var names = __webpack_require__(93558);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/bytes/index.js + 9 modules
var bytes = __webpack_require__(72381);
// EXTERNAL MODULE: ./build/src/codec/index.js + 10 modules
var codec = __webpack_require__(92468);
// EXTERNAL MODULE: ./build/src/wim/index.js + 43 modules
var wim = __webpack_require__(57647);
// EXTERNAL MODULE: ./build/src/factory/capture.js
var capture = __webpack_require__(96070);
// EXTERNAL MODULE: ./build/src/factory/machine/prove.js
var prove = __webpack_require__(8564);
;// CONCATENATED MODULE: ./build/src/factory/stations/capture.js
/** Every image, in the definition's order, in one archive that holds each content once: `install.wim`. */







function wimOf({ work }) {
    return external_node_path_.join(work.folder, release/* WIM_NAME */.OB);
}
const capture_capture = {
    name: 'capture',
    async inputs(build) {
        const { definition, created } = build;
        const images = build.images().map(async ({ name, description, subject }) => {
            return { name, description, identity: await subject.identity() };
        });
        return {
            images: await Promise.all(images),
            sha256: build.resultOf('provision').sha256,
            edition: definition.source.edition,
            created: created.toISOString(),
            base: (await build.base?.find())?.identity ?? null,
            ...definition.capture,
        };
    },
    makes: (build) => [wimOf(build)],
    async run(build) {
        const base = (await build.base?.open()) ?? null;
        try {
            return await captureOn(base, build);
        }
        finally {
            await base?.close();
        }
    },
};
async function captureOn(base, build) {
    const { definition, created, host, pool, reporter } = build;
    const { compression, level, exclude } = definition.capture;
    const file = wimOf(build);
    const { windows } = build.resultOf('prove');
    const images = build.images().map((image, at) => capturedImage(image, windows[at] ?? null));
    const archive = await (0,capture/* captureImages */.tV)(images, file, {
        compression,
        level,
        exclude: host === null ? exclude : [...exclude, ...prove/* AGENT_LEFTOVERS */.T],
        ...(base === null ? {} : { base: [base.archive] }),
        created: (0,bytes/* filetimeFromDate */.k2)(created),
        pool,
        reporter,
    });
    const wim = { path: file, ...(await (0,release/* hashFile */.DC)(file, reporter)) };
    const { images: written, uniqueBytes, storedBytes, savedBytes, copiedBytes } = archive;
    const used = base === null ? null : { ...usedOf(base, copiedBytes, build), shared: await sharedOf(base, file) };
    const result = { wim, images: written, uniqueBytes, storedBytes, savedBytes, base: used };
    return { result, files: [wim] };
}
/** Which contents the base has too, however they are compressed there. */
async function sharedOf(base, file) {
    const archive = await (0,wim/* openWim */.SS)(file);
    try {
        let [shared, stored] = [0, 0];
        for (const { sha1, size, storedSize } of archive.blobs) {
            if (base.archive.findBlob(sha1) === null)
                continue;
            shared += size;
            stored += storedSize;
        }
        return { shared, stored };
    }
    finally {
        await archive.close();
    }
}
function usedOf({ tag, encoder }, copiedBytes, { definition, reporter }) {
    const { compression, level } = definition.capture;
    const own = compression === 'none' ? null : (0,codec/* encoderName */.gv)(compression, level);
    const sameEncoder = copiedBytes === 0 || encoder === own;
    if (!sameEncoder) {
        const theirs = encoder ?? 'other encoders';
        reporter.info(`What is copied from ${tag} stays as ${theirs} compressed it; what is new is by ${own}`);
    }
    return { tag, copiedBytes, sameEncoder };
}
function capturedImage({ name, description, variant, subject }, windows) {
    return {
        name,
        ...(description === '' ? {} : { description }),
        ...(variant === null ? {} : { displayName: variant }),
        windows,
        open: () => subject.open(),
        async close() {
            await subject.checkUnchanged();
            await subject.close();
        },
    };
}
//# sourceMappingURL=capture.js.map
// EXTERNAL MODULE: ./build/src/factory/machine/check.js
var check = __webpack_require__(96642);
// EXTERNAL MODULE: ./build/src/factory/unpublished.js
var unpublished = __webpack_require__(90499);
;// CONCATENATED MODULE: ./build/src/factory/stations/check.js
/** Before anything is made: are the source and the base there, may the release go where it shall, and can this host do it? */



const check_check = {
    name: 'check',
    async run(build) {
        await build.source.name();
        await (0,release/* checkReplaceable */.X7)(build.out);
        await build.store?.check(build.reporter).catch((error) => {
            throw (0,unpublished/* orUnpublished */.b)(error);
        });
        await build.base?.find();
        if (build.host !== null)
            await (0,check/* checkMachine */.U)(build, build.host);
        return { result: null };
    },
};
//# sourceMappingURL=check.js.map
// EXTERNAL MODULE: ./build/src/manifest/index.js + 20 modules
var src_manifest = __webpack_require__(65154);
// EXTERNAL MODULE: ./build/src/report/index.js + 16 modules
var report = __webpack_require__(43238);
// EXTERNAL MODULE: ./build/src/factory/brought-along.js
var brought_along = __webpack_require__(14989);
// EXTERNAL MODULE: ./build/src/factory/parts.js
var factory_parts = __webpack_require__(79186);
// EXTERNAL MODULE: ./build/src/factory/machine/steps.js
var steps = __webpack_require__(96445);
;// CONCATENATED MODULE: ./build/src/factory/stations/inspect.js
/** What is released of the archive is read back, every byte of it, and described: `manifest.json`. */










function manifestFile({ work }) {
    return external_node_path_.join(work.folder, release/* MANIFEST_NAME */.ir);
}
const inspect = {
    name: 'inspect',
    async inputs(build) {
        const { definition, version, created, commit, reporter } = build;
        return {
            wim: build.resultOf('capture').wim.sha256,
            base: build.resultOf('capture').base,
            definition: definition.sha256,
            files: await (0,brought_along/* filesSha256 */.B)(definition, reporter),
            version,
            created: created.toISOString(),
            commit,
            split: build.split,
            runs: runsOf(build),
            kbs: build.resultOf('prove').kbs,
        };
    },
    makes: (build) => [manifestFile(build)],
    async run(build) {
        const { split, work, store, pool, reporter } = build;
        const { wim } = build.resultOf('capture');
        const { archive, files: parts } = await (0,factory_parts/* partsOf */.CI)(wim, { split, folder: work.folder, store, reporter });
        try {
            await (0,factory_parts/* verifyArchive */.w8)(archive, pool, reporter);
            for (const { name, windows } of archive.images)
                warnOfGaps(name, windows, build);
            const { manifest, betweenImages, shared } = await describe(archive, build);
            return { result: { manifest, parts, betweenImages, shared }, files: [manifest, ...parts] };
        }
        finally {
            await archive.close();
        }
    },
};
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
    const { base } = build.resultOf('capture');
    const manifest = await (0,src_manifest/* manifestOfArchive */.PH)(archive, {
        name: definition.name,
        version,
        created: (0,bytes/* filetimeFromDate */.k2)(created),
        inputs: await inputsOf(build),
        updates: build.resultOf('prove').kbs,
        ...(compression === 'none' ? {} : { level }),
        // The name stands for the bytes of every content.
        ...(compression === 'none' || base?.sameEncoder === false
            ? {}
            : { encoder: (0,codec/* encoderName */.gv)(compression, level) }),
        ...(base === null ? {} : { betweenReleases: base.shared }),
        reporter,
    });
    const file = manifestFile(build);
    await (0,src_manifest/* writeManifest */.HN)(file, manifest);
    const { facts } = manifest;
    return {
        manifest: { path: file, ...(await (0,release/* hashFile */.DC)(file, reporter)) },
        betweenImages: facts.savings.betweenImages,
        shared: (0,report/* sharedWithBase */.jt)(facts),
    };
}
/** Nothing of the host goes in: the same inputs on another machine give the same manifest. */
async function inputsOf(build) {
    const { definition, commit, reporter } = build;
    const files = await (0,brought_along/* filesSha256 */.B)(definition, reporter);
    const { sha256 } = build.resultOf('provision');
    const { base } = build.resultOf('capture');
    const runs = runsOf(build);
    const steps = runs.flatMap(({ steps: done, image }) => done.map((step) => ({ ...step, ...image })));
    const updates = runs.flatMap(({ updates: asked, image }) => asked.map((update) => updateOf(update, image)));
    return {
        definition: {
            file: external_node_path_.basename(definition.file),
            sha256: definition.sha256,
            ...(files === null ? {} : { files }),
        },
        ...(commit === null ? {} : { commit }),
        source: {
            kind: definition.source.kind,
            name: external_node_path_.basename(build.source.text),
            ...(sha256 === null ? {} : { sha256 }),
        },
        ...(base === null ? {} : { base: base.tag }),
        ...(updates.length === 0 ? {} : { updates }),
        ...(steps.length === 0 ? {} : { steps }),
    };
}
/** What was done in the machine, in the order of the line. */
function runsOf(build) {
    if (build.host === null)
        return [];
    return (0,steps/* stepStationsOf */.T_)(build.definition).flatMap((station) => {
        const variant = (0,names/* variantIn */.R4)(station);
        const result = build.resultOf(station);
        if (result === null)
            return [];
        const { steps, updates } = result;
        return [{ steps, updates, image: variant === null ? {} : { variant } }];
    });
}
function updateOf(update, image) {
    const { round, kb, title, outcome, code, seconds } = update;
    return { title, ...(kb === null ? {} : { kb }), round, outcome, result: code, seconds, ...image };
}
//# sourceMappingURL=inspect.js.map
// EXTERNAL MODULE: ./build/src/factory/machine/chain.js
var chain = __webpack_require__(89555);
// EXTERNAL MODULE: ./build/src/factory/machine/patched-base.js
var patched_base = __webpack_require__(27983);
// EXTERNAL MODULE: ./build/src/guest/index.js + 17 modules
var guest = __webpack_require__(76630);
// EXTERNAL MODULE: ./build/src/factory/machine/failure.js
var failure = __webpack_require__(84260);
;// CONCATENATED MODULE: ./build/src/factory/machine/keep.js
/** `--keep-machine`: a failed machine stays for a person to look at. */


/** @returns whether it stays: yes, unless not even its journal can be written */
async function keepMachine({ work, definition, reporter }, host, run, machine) {
    // A drive whose medium is gone keeps a machine from starting.
    await machine.detachMedia().catch(() => undefined);
    const folder = external_node_path_.join(work.folder, `machine-${(0,names/* slugOf */.tF)(definition, run.station)}-${host.owner.run}`);
    const files = [folder, run.disk, ...run.parents, ...(await host.bases.keep())];
    await host.keep(run.station, machine.name, files);
    const { kind } = host.hypervisor;
    const look = kind === 'hyperv'
        ? `start it with "Start-VM ${machine.name}", and look at it with "vmconnect.exe localhost ${machine.name}"`
        : `its disk is ${run.disk}; start a machine of your own on a child of it ("qemu-img create -b")`;
    reporter.info(`Kept the machine ${machine.name}, which is off: ${look}`);
    reporter.info(`Remove it with "image-factory sweep --kept --work ${external_node_path_.dirname(work.folder)}"; until then it takes the place of its disks`);
    return true;
}
//# sourceMappingURL=keep.js.map
// EXTERNAL MODULE: ./build/src/factory/machine/host.js
var machine_host = __webpack_require__(64202);
;// CONCATENATED MODULE: ./build/src/factory/machine/run.js
/** One run of the machine over a disk of its own: from the payload's medium to power-off. Nothing of it stays but the disk. */







/** @throws refused where the machine fails, with where its logs are */
async function runMachine(build, host, run) {
    const { work, definition } = build;
    const { cpus, memory } = definition.machine;
    const { station, disk } = run;
    const slug = (0,names/* slugOf */.tF)(definition, station);
    const medium = external_node_path_.join(work.folder, `payload-${slug}-${host.owner.run}.iso`);
    let machine = null;
    let isKept = false;
    try {
        await host.ledger.intend({ kind: 'file', path: medium });
        await (0,guest/* writePayload */.kw)(medium, run.payload, build.created, build.reporter);
        machine = await host.hypervisor.create({
            name: (0,machine_host/* machineName */.Fm)(host.owner, slug),
            folder: external_node_path_.join(work.folder, `machine-${slug}-${host.owner.run}`),
            disk,
            media: [...run.install, medium],
            bootMedium: run.install.length > 0,
            cpus,
            memory,
            network: run.network,
            owner: host.owner,
        });
        const outcome = await (0,guest/* runGuest */.I8)(machine, {
            plan: run.payload.plan,
            name: station,
            screenshot: external_node_path_.join(work.logs, `screenshot-${slug}.png`),
            deadline: run.deadline,
            silence: run.silence,
            reporter: build.reporter,
            secrets: run.payload.secrets,
        });
        await machine.remove();
        return { disk: await (0,disk_facts/* settledFacts */.$r)(disk), outcome };
    }
    catch (error) {
        if (build.reporter.signal.aborted || machine === null)
            throw error;
        const { secrets } = run.payload;
        const told = await (0,failure/* explainFailure */.S)(build, host, { station, disk, secrets }, error);
        isKept = host.keeps && (await keepMachine(build, host, run, machine));
        throw told;
    }
    finally {
        if (!isKept)
            await machine?.remove().catch((error) => notRemoved(build, error));
        await (0,guest/* destroyPayload */.rD)(medium).then(() => host.ledger.gone({ kind: 'file', path: medium }), (error) => notRemoved(build, error));
    }
}
/** It is journalled, so that a sweep tries again; what the run has to say is more important. */
function notRemoved({ reporter }, error) {
    reporter.warn(`${error instanceof Error ? error.message : String(error)}; "image-factory sweep" tries it again`);
}
//# sourceMappingURL=run.js.map
;// CONCATENATED MODULE: ./build/src/factory/machine/station-run.js
/** A station of the machine: a child of the disk before it, and one run of the machine over that. */







/** Where an installation looks for an answer file before it looks at its drives. */
const ANSWER_PLACE = '\\Windows\\Panther\\unattend.xml';
/**
 * The disk of a station in this run of the line. Each run has its own: on an older one a machine may lie that somebody
 * keeps.
 */
function stationDisk({ work, definition }, { hypervisor, owner }, station) {
    const name = `${(0,names/* slugOf */.tF)(definition, station)}-${owner.run}`;
    // As deep as a base of the cache: a disk that is moved there still finds its parent by the way that it knows.
    const folder = station === 'update' && (0,patched_base/* isKept */.t)(definition) ? external_node_path_.join(work.folder, name) : work.folder;
    return external_node_path_.join(folder, `${name}${hypervisor.diskSuffix}`);
}
/** @throws refused where the machine fails */
async function runStation(build, host, { station, ...settings }) {
    const { disk: parent, start, isFirst, made: parents } = (0,chain/* diskBefore */.FD)(build, station);
    const disk = stationDisk(build, host, station);
    await (0,promises_.mkdir)(external_node_path_.dirname(disk), { recursive: true });
    await host.hypervisor.child(parent.path, disk);
    // Where this build has run the machine before, the agent is there.
    if (isFirst && host.hypervisor.inject !== null) {
        const answer = Buffer.from((0,guest/* answerFile */.tq)(start.architecture));
        await host.hypervisor.inject(disk, new Map([[ANSWER_PLACE, answer]]), build.work.folder);
    }
    return await runMachine(build, host, { station, disk, parents, install: [], ...settings });
}
//# sourceMappingURL=station-run.js.map
// EXTERNAL MODULE: ./build/src/factory/machine/updates.js
var updates = __webpack_require__(46420);
;// CONCATENATED MODULE: ./build/src/factory/machine/step-station.js
/** A station that has the machine do steps, on a disk of its own. */






function stepStation(name) {
    return {
        name,
        inputs: (build) => stepInputs(build, name),
        makes: (build) => stepDisks(build, name),
        async run(build) {
            const { host } = build;
            const payload = await plannedSteps(build, name, (0,external_node_crypto_.randomUUID)());
            if (host === null || payload === null)
                return null;
            const result = await runSteps(build, host, name, payload);
            return { result, files: [result.disk] };
        },
    };
}
/** What all variants share; where a cache can hold its disk, that is where it comes from. */
const updateStation = {
    name: 'update',
    inputs: (build) => ((0,patched_base/* isKept */.t)(build.definition) ? undefined : stepInputs(build, 'update')),
    makes: (build) => stepDisks(build, 'update'),
    async run(build) {
        const { host, definition, env } = build;
        if (host === null || !(0,steps/* hasSteps */.yx)(definition, 'update'))
            return null;
        const { start: target } = (0,chain/* diskBefore */.FD)(build, 'update');
        await tellLeft(build, target);
        const plan = (id) => (0,steps/* planSteps */.Dv)(definition, 'update', { id, env, target });
        const payload = await plan('');
        if (payload.plan.steps.length === 0)
            return null;
        const run = async () => runSteps(build, host, 'update', await plan((0,external_node_crypto_.randomUUID)()));
        if ((0,patched_base/* isKept */.t)(definition))
            return await (0,patched_base/* patchedBase */.V)(build, host, payload, run);
        const record = await run();
        return { result: { ...record, kept: null }, files: [record.disk] };
    },
};
async function stepInputs(build, station) {
    const payload = await plannedSteps(build, station, '');
    if (payload === null)
        return undefined;
    const { plan, files } = payload;
    const { disk } = (0,chain/* diskBefore */.FD)(build, station);
    const network = (0,steps/* networkOf */.Af)(build.definition, station);
    return { disk, steps: plan.steps, files: await (0,steps/* fingerprintFiles */.Q6)(files), network };
}
function stepDisks(build, station) {
    return build.host === null ? [] : [stationDisk(build, build.host, station)];
}
/** @returns null where there is nothing to do */
async function plannedSteps(build, station, id) {
    const { host, definition, env } = build;
    if (host === null || !(0,steps/* hasSteps */.yx)(definition, station))
        return null;
    const payload = await (0,steps/* planSteps */.Dv)(definition, station, { id, env, target: (0,chain/* diskBefore */.FD)(build, station).start });
    return payload.plan.steps.length === 0 ? null : payload;
}
async function runSteps(build, host, station, payload) {
    const { definition } = build;
    const { disk, outcome } = await runStation(build, host, {
        station,
        payload,
        network: (0,steps/* networkOf */.Af)(definition, station),
        deadline: (0,steps/* deadlineOf */.G0)(definition, station),
        silence: definition.machine.deadlines.silence,
    });
    return recordOf(disk, payload.plan.steps, outcome.results);
}
/** What a folder holds and this Windows does not get. */
async function tellLeft({ definition, reporter }, target) {
    const { left, packages } = await (0,updates/* planUpdates */.CY)(definition, target);
    for (const { file, why } of left)
        reporter.info(`${file} is left out: ${why}`);
    const { from, folder } = definition.updates;
    if (from === 'folder' && packages.length === 0)
        reporter.warn(`${folder}: holds no update for this Windows`);
}
/** A run that succeeded killed no step, so that each has its exit code. */
function recordOf(disk, steps, results) {
    const records = results.map(({ step, exit, seconds, freed }) => {
        const name = steps[step]?.title ?? `step ${step + 1}`;
        return { name, exitCode: exit ?? 0, seconds, ...(freed === undefined ? {} : { freed }) };
    });
    return { disk, steps: records, updates: results.flatMap((result) => result.updates ?? []) };
}
//# sourceMappingURL=step-station.js.map
;// CONCATENATED MODULE: ./build/src/factory/stations/customize.js
/** The definition's steps and checks, run in the machine on a disk of their own: what all have in common, and a variant's. */

const customize = stepStation('customize');
function customizeVariant(variant) {
    return stepStation(`customize:${variant}`);
}
//# sourceMappingURL=customize.js.map
;// CONCATENATED MODULE: ./build/src/factory/stations/generalize.js
/** Sysprep, on a disk of its own: no network, no payload of the user's, no secrets. */





const generalize = generalizeStation('generalize');
function generalizeVariant(variant) {
    return generalizeStation(`generalize:${variant}`);
}
function generalizeStation(name) {
    return {
        name,
        async inputs(build) {
            if (hasNothingToDo(build, name))
                return undefined;
            const { disk } = (0,chain/* diskBefore */.FD)(build, name);
            const { unattend } = build.definition;
            return unattend === null
                ? { disk }
                : { disk, unattend: (await (0,guest/* readUnattend */.uf)(unattend, null)).bytes.toString('base64') };
        },
        makes: (build) => (build.host === null ? [] : [stationDisk(build, build.host, name)]),
        async run(build) {
            const { host, definition } = build;
            if (host === null || hasNothingToDo(build, name))
                return null;
            const { deadlines } = definition.machine;
            const { disk } = await runStation(build, host, {
                station: name,
                payload: await (0,steps/* planGeneralize */.Ad)(definition, (0,external_node_crypto_.randomUUID)(), (0,chain/* diskBefore */.FD)(build, name).start.architecture),
                network: null,
                deadline: deadlines.generalize,
                silence: deadlines.silence,
            });
            return { result: { disk, steps: [], updates: [] }, files: [disk] };
        },
    };
}
/** A disk that somebody generalized already, and on which nothing was done since, is taken as it is. */
function hasNothingToDo(build, name) {
    return build.host === null || (0,chain/* diskBefore */.FD)(build, name).state === 'generalized';
}
//# sourceMappingURL=generalize.js.map
// EXTERNAL MODULE: ./build/src/inspect/index.js + 49 modules
var src_inspect = __webpack_require__(44251);
;// CONCATENATED MODULE: ./build/src/factory/variants.js
/** Variants that failed: each by its name, after the others were finished. */

class VariantsFailed extends errors/* FactoryError */.Xx {
    failures;
    /** @param all how many variants the definition has */
    constructor(failures, all) {
        const rows = failures
            .map(({ variant, error }) => `\n  ${variant}: ${error.message.replace(/\.$/, '')}`)
            .join('');
        const finished = all - failures.length;
        super('refused', {
            subject: `${failures.length} of ${all} variants`,
            found: `failed, so that nothing is released${rows}`,
            next: finished === 0
                ? 'mend them and run it again'
                : 'mend them and run it again with --resume, which takes over the others',
        });
        this.failures = failures;
    }
}
//# sourceMappingURL=variants.js.map
;// CONCATENATED MODULE: ./build/src/factory/stations/prove.js
/** What the disks say of themselves: which Windows each holds, and whether that is ready to be deployed. */





const GENERALIZED = 'IMAGE_STATE_GENERALIZE_RESEAL_TO_OOBE';
const prove_prove = {
    name: 'prove',
    // Done again, sysprep may do what it did not.
    spoils: (refusal) => refusal instanceof VariantsFailed
        ? refusal.failures.map(({ variant }) => `generalize:${variant}`)
        : ['generalize'],
    async inputs(build) {
        const identities = await Promise.all(build.images().map(({ subject }) => subject.identity()));
        return { identities, require: build.definition.updates.require };
    },
    async run(build) {
        const images = build.images();
        const windows = [];
        const kbs = [];
        const failures = [];
        for (const image of images) {
            try {
                const proven = await proveImage(image, build);
                windows.push(proven.windows);
                kbs.push(proven.kbs);
            }
            catch (error) {
                const { variant } = image;
                if (!(error instanceof errors/* FactoryError */.Xx) || error.code !== 'refused' || variant === null)
                    throw error;
                failures.push({ variant, error });
            }
            finally {
                // Of several, no two copies lie side by side; capture reads the only one again.
                if (images.length > 1)
                    await image.subject.close();
            }
        }
        if (failures.length > 0)
            throw new VariantsFailed(failures, images.length);
        return { result: { windows, kbs } };
    },
};
async function proveImage(image, build) {
    const source = await image.subject.open();
    const windows = await (0,capture/* windowsOf */.R5)(source);
    if (windows === null)
        build.reporter.info('The source holds no Windows installation');
    else {
        tell(windows, image, build);
        await warnOfUpdateServer(source, build);
    }
    const { require } = build.definition.updates;
    // What is required has to be read; else the manifest is the better for it.
    const installed = require.kb.length > 0
        ? await (0,src_inspect/* readInstalledPackages */.AJ)(source.tree)
        : await (0,src_inspect/* readPackagesOrWarn */.nz)(source.tree, build.reporter);
    const lacking = (0,src_inspect/* requireRefusal */.U7)(source.tree.label, require, windows, installed);
    if (build.host !== null)
        await (0,prove/* proveMachine */.W)(build, build.host, image, source, lacking);
    else if (lacking !== null)
        throw lacking;
    return { windows, kbs: installed?.kbs ?? [] };
}
/** That of the build is gone by now; another one a step or the source has put there. */
async function warnOfUpdateServer({ tree }, { reporter }) {
    // A hive that cannot be read is told where more depends on it.
    const server = await (0,src_inspect/* readUpdateServer */.Rh)(tree).catch(() => null);
    if (server === null)
        return;
    reporter.warn(`${tree.label}: it carries the policy of the update server ${server}, which every machine deployed from it will ask`);
}
/** Without a machine nothing was generalized here: it is the user's to know whether the source shall be. */
function tell({ displayName, version, imageState }, { variant }, { source, host, reporter }) {
    const whose = variant === null ? '' : ` of the variant "${variant}"`;
    reporter.info(`Windows${whose}: ${displayName}, build ${version.build}.${version.spBuild}`);
    if (imageState === GENERALIZED || host !== null)
        return;
    const found = imageState === '' ? 'names no state' : `is in the state ${imageState}`;
    reporter.warn(`${source.text}: the installation ${found}; deployed to several machines it must be ${GENERALIZED}`);
}
//# sourceMappingURL=prove.js.map
// EXTERNAL MODULE: ./build/src/factory/machine/image.js
var machine_image = __webpack_require__(38947);
// EXTERNAL MODULE: ./build/src/factory/machine/disk-subject.js
var disk_subject = __webpack_require__(74168);
;// CONCATENATED MODULE: ./build/src/factory/machine/state.js
/** In which state an installation is, read from its disk. */




/**
 * @param part a partition's number; null: the one that holds Windows
 * @throws not-found where the disk holds no Windows
 */
async function stateOfDisk({ work, reporter }, host, disk, part) {
    const parentFolders = [external_node_path_.dirname(disk)];
    const source = await (0,disk_subject/* openMachineDisk */.f)(disk, host, { work, part, reporter, parentFolders });
    try {
        const state = await (0,src_inspect/* readInstallState */.PH)(source.tree);
        const windows = await (0,src_inspect.readWindowsInfo)(source.tree);
        const version = windows?.version;
        const build = version === undefined || version.build === 0 ? null : `${version.build}.${version.spBuild}`;
        return { ...state, build, architecture: () => (0,machine_image/* architectureOf */.NJ)(windows?.architecture, disk) };
    }
    finally {
        await source.close();
    }
}
//# sourceMappingURL=state.js.map
;// CONCATENATED MODULE: ./build/src/factory/machine/install.js
/** A base made by Windows Setup, where no image can be applied from outside. */







/** @returns the disk, in audit mode and off @throws refused where Setup fails */
async function installBase(build, host, image) {
    const { path: iso } = await build.source.name();
    const disk = stationDisk(build, host, 'provision');
    await host.hypervisor.blank(disk, build.definition.machine.disk);
    const { architecture, ...setup } = setupOf(image);
    const payload = await (0,steps/* planSetup */.dx)((0,external_node_crypto_.randomUUID)(), architecture, setup);
    await runMachine(build, host, {
        station: 'provision',
        disk,
        parents: [],
        payload,
        install: [iso],
        network: null,
        deadline: build.definition.machine.deadlines.provision,
        // Setup says nothing on the serial port: only the deadline counts.
        silence: Infinity,
    });
    const { state, imageState } = await stateOfDisk(build, host, disk, null);
    if (state === 'audit')
        return disk;
    throw new errors/* FactoryError */.Xx('refused', {
        subject: `provision: ${iso}`,
        found: `Windows Setup left an installation ${imageState === '' ? 'that names no state' : `in the state ${imageState}`}`,
        expected: 'one in audit mode',
        next: 'check that the medium is an unchanged one of Microsoft',
    });
}
/** What Setup is told: of all that the payload's medium holds only this decides what the base becomes. */
function setupAnswer(image) {
    return (0,guest/* setupAnswerFile */.ZZ)(setupOf(image));
}
function setupOf({ architecture, index, language, edition, version }) {
    return { architecture, index, language, productKey: (0,guest/* setupKey */.bj)(edition, version) };
}
//# sourceMappingURL=install.js.map
;// CONCATENATED MODULE: ./build/src/factory/machine/start.js
/** What the machine starts from: a base of the cache, or a disk that somebody already has. */








/** Counts up when the way in which a base is made changes its content. */
const BASE_REVISION = 1;
/** @param sha256 of the source @throws refused where the source is in no state to start from */
async function startDisk(build, host, sha256) {
    const { definition, source, reporter } = build;
    if (definition.source.kind === 'disk')
        return await sourceDisk(build, host);
    const image = await (0,machine_image/* imageOf */.dT)(source);
    const { hypervisor, bases, owner } = host;
    const inputs = {
        revision: BASE_REVISION,
        hypervisor: hypervisor.kind,
        sha256,
        index: image.index,
        size: definition.machine.disk,
        ...(hypervisor.apply === null ? { answer: setupAnswer(image) } : {}),
    };
    const base = await bases.take({
        work: external_node_path_.dirname(build.work.folder),
        inputs,
        parent: null,
        suffix: hypervisor.diskSuffix,
        user: `${owner.build}-${owner.run}`,
        async make() {
            const isInstalled = hypervisor.apply === null;
            const disk = await (isInstalled ? installBase(build, host, image) : applyBase(build, host, image));
            return { path: disk, record: null };
        },
        reporter,
    });
    const what = base.reused ? 'taken from the cache' : 'made';
    reporter.info(`Base disk of "${image.name}", ${image.version ?? 'version unknown'}: ${what}, ${base.disk.path}`);
    return {
        disk: base.disk,
        kind: 'base',
        reused: base.reused,
        state: hypervisor.apply === null ? 'audit' : 'fresh',
        architecture: image.architecture,
        build: image.version,
        part: null,
    };
}
async function applyBase(build, host, image) {
    const { definition, work } = build;
    const { path: source } = await build.source.name();
    const disk = stationDisk(build, host, 'provision');
    await host.hypervisor.apply?.({
        source: external_node_path_.resolve(source),
        index: image.index,
        disk,
        size: definition.machine.disk,
        folder: work.folder,
    });
    return disk;
}
/** The disk itself is the parent of a child: nothing is ever written to it. */
async function sourceDisk(build, host) {
    const { path: disk, part } = await build.source.name();
    const found = await stateOfDisk(build, host, disk, part);
    const refusal = (0,src_inspect/* installStateRefusal */.bs)(disk, found);
    if (refusal !== null)
        throw refusal;
    for (const file of found.answerFiles) {
        build.reporter.warn(`${disk}: holds the answer file ${file}, which Setup may take instead of the factory's`);
    }
    const state = found.state === 'generalized' ? 'generalized' : 'audit';
    const architecture = found.architecture();
    const { unattend } = build.definition;
    if (unattend !== null)
        await (0,guest/* readUnattend */.uf)(unattend, architecture);
    const { build: version } = found;
    return {
        disk: await (0,disk_facts/* diskFacts */.nY)(disk),
        kind: 'source',
        reused: false,
        state,
        architecture,
        build: version,
        part,
    };
}
//# sourceMappingURL=start.js.map
;// CONCATENATED MODULE: ./build/src/factory/stations/provision.js
/**
 * The reference installation: the source, checked against the SHA-256 that it must have, and, where there is a machine,
 * the disk that it starts from.
 */



const provision = {
    name: 'provision',
    async inputs({ definition, source, host }) {
        // A base is cached, and must be marked as in use by each run of the line.
        if (host !== null)
            return undefined;
        return { identity: await source.identity(), sha256: definition.source.sha256 };
    },
    async run(build) {
        const sha256 = await checkedHash(build);
        const { host, source, reporter } = build;
        if (host !== null) {
            const start = await startDisk(build, host, sha256);
            return { result: { source: source.text, sha256, start } };
        }
        const { tree } = await source.open();
        reporter.info(`Source: ${tree.label}${sha256 === null ? '' : `, SHA-256 ${sha256}`}`);
        return { result: { source: source.text, sha256, start: null } };
    },
};
/** @returns null for a directory @throws damaged where it is not what the definition says */
async function checkedHash({ definition, source, reporter }) {
    const { kind, path } = await source.name();
    const sha256 = kind === 'directory' ? null : (await (0,release/* hashFile */.DC)(path, reporter)).sha256;
    const expected = definition.source.sha256;
    if (expected === null || sha256 === expected)
        return sha256;
    throw new errors/* FactoryError */.Xx('damaged', {
        subject: path,
        found: `the SHA-256 ${sha256}`,
        expected,
        next: 'fetch it again, or correct source.sha256 where the source was changed on purpose',
    });
}
//# sourceMappingURL=provision.js.map
// EXTERNAL MODULE: ./build/src/factory/publish.js
var publish = __webpack_require__(46595);
;// CONCATENATED MODULE: ./build/src/factory/stations/publish.js
/** The release: its folder, complete or not at all, and the store that the definition names. */




const publish_publish = {
    name: 'publish',
    async run(build) {
        const { definition, out, reporter, store, tag, work } = build;
        const { manifest: manifestFile, parts } = build.resultOf('inspect');
        const files = [
            ...parts.map((part) => ({ name: external_node_path_.basename(part.path), ...part })),
            { name: release/* MANIFEST_NAME */.ir, ...manifestFile },
        ];
        if (store === null) {
            await (0,release/* writeRelease */.d4)(out, files, reporter);
            return { result: { releaseDirectory: out, location: null, changed: true, shared: null } };
        }
        const manifest = await (0,src_manifest/* readManifest */.WI)(manifestFile.path);
        const notes = await (0,publish.writeNotes)(manifest, store, tag, work.folder, reporter);
        files.push(notes.file);
        await (0,release/* writeRelease */.d4)(out, files, reporter);
        const released = files.map((file) => ({ ...file, path: external_node_path_.join(out, file.name) }));
        const options = { tag, keep: definition.release.keep, verify: false, reporter };
        const { location, changed } = await (0,publish.publishFiles)(released, manifest, notes.text, store, options);
        await build.base?.keep(out, store);
        return { result: { releaseDirectory: out, location, changed, shared: notes.shared } };
    },
};
//# sourceMappingURL=publish.js.map
;// CONCATENATED MODULE: ./build/src/factory/stations/update.js
/** Languages and capabilities, then updates until none applies, on a disk that all variants share. */

//# sourceMappingURL=update.js.map
;// CONCATENATED MODULE: ./build/src/factory/line.js
/** The line: the stations in their order, each journalled before it makes anything and after it has. */

















/** A variant has stations of its own between what all have in common and what is made of all. */
function lineOf({ variants }) {
    const own = variants.flatMap(({ name }) => [customizeVariant(name), generalizeVariant(name)]);
    return [
        check_check,
        provision,
        updateStation,
        customize,
        ...(variants.length === 0 ? [generalize] : own),
        prove_prove,
        capture_capture,
        inspect,
        publish_publish,
    ];
}
/**
 * @param results is filled with what each station made
 * @throws VariantsFailed when the machines of the other variants are done; else what a station throws
 */
async function runLine(build, results, journal, past) {
    const summaries = [];
    const failures = [];
    for (const station of lineOf(build.definition)) {
        const variant = (0,names/* variantIn */.R4)(station.name);
        if (variant === null && failures.length > 0) {
            throw new VariantsFailed(failures, build.definition.variants.length);
        }
        if (failures.some((failure) => failure.variant === variant))
            continue;
        const section = build.reporter.section(station.name);
        try {
            build.reporter.signal.throwIfAborted();
            const end = await line_runStation(station, build, journal, past);
            results.set(station.name, end.result);
            summaries.push({ name: station.name, milliseconds: end.milliseconds, state: end.state });
        }
        catch (error) {
            await fail(station, build, journal, error);
            if (variant === null || !isRefusal(error, build))
                throw error;
            failures.push({ variant, error });
            build.reporter.warn(`The variant "${variant}" failed, the others go on: ${error.message}`);
        }
        finally {
            section.end();
        }
    }
    return summaries;
}
/** The machine said no; whatever else goes wrong would go wrong for the next variant too. */
function isRefusal(error, { reporter }) {
    return error instanceof errors/* FactoryError */.Xx && error.code === 'refused' && !reporter.signal.aborted;
}
async function line_runStation(station, build, journal, past) {
    const started = performance.now();
    const given = await station.inputs?.(build);
    const inputs = given === undefined ? '' : fingerprint(station.name, given);
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
    for (const file of files) {
        if ('modified' in file ? await (0,disk_facts/* isSameDisk */.SV)(file) : await isSameFile(file, reporter))
            continue;
        reporter.warn(`${file.path}: is not what the interrupted build made, and is made again`);
        return false;
    }
    return true;
}
async function isSameFile({ path, size, sha256 }, reporter) {
    const found = await (0,promises_.stat)(path).catch(() => null);
    return found !== null && found.size === size && (await (0,release/* hashFile */.DC)(path, reporter)).sha256 === sha256;
}
/** What went wrong must not hide behind what goes wrong with the journal: on a full disk both do. */
async function fail(station, build, journal, error) {
    for (const file of station.makes?.(build) ?? []) {
        if (build.host?.keptFiles.has(file) !== true)
            await (0,promises_.rm)(file, { force: true }).catch(() => undefined);
    }
    const failure = (0,errors/* fromSystemError */.Kh)(error, station.name);
    const { code, message } = failure;
    const spoils = code === 'refused' ? (station.spoils?.(failure) ?? []) : [];
    const record = { event: 'fail', time: now(), station: station.name, code, message, spoils };
    await journal.write(record).catch(() => undefined);
}
/** Another version of this program may make other bytes of the same inputs. */
function fingerprint(station, inputs) {
    return (0,external_node_crypto_.createHash)('sha256')
        .update(JSON.stringify([version/* VERSION */.x, station, inputs]))
        .digest('hex');
}
function now() {
    return new Date().toISOString();
}
//# sourceMappingURL=line.js.map

/***/ }),

/***/ 89555:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bo: () => (/* binding */ diskLeft),
/* harmony export */   FD: () => (/* binding */ diskBefore),
/* harmony export */   W4: () => (/* binding */ machineImages)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);
/* harmony import */ var _disk_subject_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(74168);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(93558);
/** The disks of the machine's stations: each a child of the one before, and what a later station goes on from. */




/** What `station` goes on from. */
function diskBefore(build, station) {
    const chain = (0,_names_js__WEBPACK_IMPORTED_MODULE_3__/* .chainOf */ .dR)((0,_names_js__WEBPACK_IMPORTED_MODULE_3__/* .variantIn */ .R4)(station));
    return diskAfter(build, chain.slice(0, chain.indexOf(station)));
}
/** What the machine left of a variant; null: of the only image. */
function diskLeft(build, variant) {
    return diskAfter(build, (0,_names_js__WEBPACK_IMPORTED_MODULE_3__/* .chainOf */ .dR)(variant));
}
function diskAfter(build, stations) {
    const { start } = build.resultOf('provision');
    if (start === null) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .FactoryError */ .Xx('host', {
            subject: stations.at(-1) ?? 'provision',
            found: 'a station without a machine asks for its disk',
        });
    }
    const runs = stations.map((name) => build.resultOf(name)).filter((run) => run !== null);
    return {
        disk: runs.at(-1)?.disk ?? start.disk,
        start,
        isFirst: runs.length === 0,
        state: runs.length === 0 ? start.state : 'audit',
        made: runs.filter((run) => !isOfCache(run)).map(({ disk }) => disk.path),
    };
}
function isOfCache(run) {
    return 'kept' in run && run.kept !== null;
}
/** What the machine left, as what is captured: an image of each variant, in the definition's order. */
function machineImages(build, host) {
    const { definition, work, reporter } = build;
    const imageOf = (name, description, variant) => {
        const { disk, start } = diskLeft(build, variant);
        const parentFolders = [node_path__WEBPACK_IMPORTED_MODULE_0__.dirname(start.disk.path)];
        const subject = new _disk_subject_js__WEBPACK_IMPORTED_MODULE_2__/* .DiskSubject */ .E(disk, host, { work, part: start.part, reporter, parentFolders });
        return { name, description, variant, subject };
    };
    const { variants } = definition;
    if (variants.length === 0)
        return [imageOf(definition.name, '', null)];
    return variants.map(({ name, description }) => imageOf(name, description, name));
}
//# sourceMappingURL=chain.js.map

/***/ }),

/***/ 74168:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ DiskSubject),
/* harmony export */   f: () => (/* binding */ openMachineDisk)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27406);
/* harmony import */ var _source_index_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(35269);
/* harmony import */ var _disk_facts_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(57617);
/** The disk that a machine left, as what is captured. */





class DiskSubject {
    text;
    #disk;
    #host;
    #reading;
    #open = null;
    constructor(disk, host, reading) {
        this.text = disk.path;
        this.#disk = disk;
        this.#host = host;
        this.#reading = reading;
    }
    identity() {
        const { path: file, size, modified } = this.#disk;
        return Promise.resolve(`${node_path__WEBPACK_IMPORTED_MODULE_1__.basename(file)} ${size} ${modified}`);
    }
    open() {
        this.#open ??= openMachineDisk(this.#disk.path, this.#host, this.#reading);
        return this.#open;
    }
    async checkUnchanged() {
        if (await (0,_disk_facts_js__WEBPACK_IMPORTED_MODULE_4__/* .isSameDisk */ .SV)(this.#disk))
            return;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .FactoryError */ .Xx('busy', {
            subject: this.text,
            found: 'it changed while it was captured',
            expected: 'a disk that nothing writes to',
            next: 'leave the machines of the factory alone while it works, then run it again',
        });
    }
    async close() {
        const open = await this.#open?.catch(() => null);
        this.#open = null;
        await open?.close();
    }
}
/** The volume of a disk that belongs to a machine. Closing it removes the copy that was made to read it. */
async function openMachineDisk(disk, { hypervisor }, { work, part, reporter, allowDirty = false, parentFolders }) {
    const file = await hypervisor.readable(disk, work.folder);
    const source = await (0,_source_index_js__WEBPACK_IMPORTED_MODULE_3__/* .openSource */ .oD)(part === null ? file : `${file}#${part}`, {
        reporter,
        allowDirty,
        parentFolders: [node_path__WEBPACK_IMPORTED_MODULE_1__.dirname(work.folder), ...parentFolders],
    });
    return {
        ...source,
        async close() {
            await source.close();
            if (file !== disk)
                await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(file, { force: true });
        },
    };
}
//# sourceMappingURL=disk-subject.js.map

/***/ }),

/***/ 84260:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ explainFailure)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);
/* harmony import */ var _inspect_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(44251);
/* harmony import */ var _progress_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(31838);
/* harmony import */ var _disk_subject_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(74168);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(93558);
/** What a failed machine's disk says: the cause, looked up in its logs, which are copied to the build's folder. */






/** Of a longer log the end is what matters. */
const MOST = 32 << 20;
/** In a sentence: logs, errors, and characters of a line. */
const NAMED = 6;
const QUOTED = 2;
const SHOWN = 300;
/** @returns the error: the cause that its machine's logs name first, and where the copies of these logs are */
async function explainFailure(build, host, run, error) {
    const known = (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .fromSystemError */ .Kh)(error, run.station);
    const { next, ...details } = known.details;
    const folder = node_path__WEBPACK_IMPORTED_MODULE_0__.join(build.work.logs, (0,_names_js__WEBPACK_IMPORTED_MODULE_4__/* .slugOf */ .tF)(build.definition, run.station));
    // What reading it has to say is no line of the build's log.
    const reporter = (0,_progress_js__WEBPACK_IMPORTED_MODULE_5__/* .silentReporter */ .P)(build.reporter.signal);
    const sentences = details.found.split('; ');
    const { explanation, where } = await readDisk(build, host, run, folder, {
        reporter,
        machine: sentences,
    }).catch(async (reason) => ({
        explanation: await (0,_inspect_index_js__WEBPACK_IMPORTED_MODULE_2__/* .explain */ .WE)(null, { reporter, machine: sentences }),
        where: `its disk could not be read (${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .fromSystemError */ .Kh)(reason, run.disk).message})`,
    }));
    const causes = explanation.causes.filter(({ isEarlier }) => !isEarlier);
    const advice = [causes[0]?.fix, next, where].filter((part) => part !== undefined);
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .FactoryError */ .Xx(known.code, {
        ...details,
        found: run.secrets.mask(foundOf(details.found, causes, explanation.errors)),
        next: run.secrets.mask(advice.join('; ')),
        cause: error,
    });
}
async function readDisk(build, host, run, folder, options) {
    const source = await (0,_disk_subject_js__WEBPACK_IMPORTED_MODULE_3__/* .openMachineDisk */ .f)(run.disk, host, {
        work: build.work,
        part: null,
        reporter: options.reporter,
        allowDirty: true,
        parentFolders: [node_path__WEBPACK_IMPORTED_MODULE_0__.dirname(build.definition.source.path)],
    });
    try {
        const found = await (0,_inspect_index_js__WEBPACK_IMPORTED_MODULE_2__/* .findLogs */ .Jm)(source.tree);
        const explanation = await (0,_inspect_index_js__WEBPACK_IMPORTED_MODULE_2__/* .explain */ .WE)(source.tree, { ...options, found });
        const secrets = [...run.secrets.values.values()];
        const { saved } = await (0,_inspect_index_js__WEBPACK_IMPORTED_MODULE_2__/* .saveLogs */ .Pu)(source.tree, found.logs, folder, {
            most: MOST,
            change: (bytes) => maskBytes(bytes, secrets),
        });
        return { explanation, where: whereOf(folder, saved) };
    }
    finally {
        await source.close();
    }
}
/** "its logs are in F: agent.log, State.ini and 3 more" */
function whereOf(folder, saved) {
    if (saved.length === 0)
        return 'its disk holds no logs';
    const names = [...new Set(saved.map((file) => node_path__WEBPACK_IMPORTED_MODULE_0__.posix.basename(file)))];
    const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : '';
    return `its logs are in ${folder}: ${names.slice(0, NAMED).join(', ')}${more}`;
}
/** The cause stands first, unless it only follows from another one that nobody knows. */
function foundOf(found, [first, ...others], errors) {
    if (first === undefined) {
        const last = errors.slice(-QUOTED).map(quote);
        return last.length === 0 ? found : `${found}; the last errors of its logs: ${last.join(', ')}`;
    }
    const also = others
        .filter(({ isConsequence }) => !isConsequence)
        .slice(0, QUOTED)
        .map((cause) => `also ${causeText(cause)}`);
    const told = causeText(first);
    return [...(first.isConsequence ? [found, told] : [told, found]), ...also].join('; ');
}
/** What the hypervisor said stands in the error already. */
function causeText(cause) {
    return cause.line === 0 ? cause.means : `${cause.means} (${quote(cause)})`;
}
function quote({ file, line, text }) {
    return `${file}:${line} "${text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text}"`;
}
/** A copy on the host must not hold what the guest's disk must not hold either. */
function maskBytes(text, secrets) {
    const forms = secrets.flatMap((secret) => [Buffer.from(secret, 'utf8'), Buffer.from(secret, 'utf16le')]);
    for (const form of forms) {
        for (let at = text.indexOf(form); at !== -1; at = text.indexOf(form, at + form.length)) {
            text.fill('*', at, at + form.length);
        }
    }
    return text;
}
//# sourceMappingURL=failure.js.map

/***/ }),

/***/ 27983:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ patchedBase),
/* harmony export */   t: () => (/* binding */ isKept)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _release_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(30822);
/* harmony import */ var _version_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(28009);
/* harmony import */ var _chain_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(89555);
/* harmony import */ var _steps_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(96445);
/**
 * The base with what the station `update` does to it, kept in the cache beside it: the next build that would do the very
 * same takes it. What a server offers nobody knows before it is asked, so each build asks anew.
 */






/** Whether all that decides what the station makes lies on this host; a disk of the user's is no base of the cache. */
function isKept(definition) {
    const { source, updates } = definition;
    const isOnline = updates.from === 'windows-update' || updates.from === 'wsus';
    return source.kind !== 'disk' && !isOnline && (0,_steps_js__WEBPACK_IMPORTED_MODULE_4__/* .networkOf */ .Af)(definition, 'update') === null;
}
/**
 * @param payload with an empty id, so that the same work is the same payload
 * @param run the station, on a disk of this build
 */
async function patchedBase(build, host, payload, run) {
    const { work, reporter } = build;
    const { disk: parent } = (0,_chain_js__WEBPACK_IMPORTED_MODULE_3__/* .diskBefore */ .FD)(build, 'update');
    const { hypervisor, bases, owner } = host;
    const base = await bases.take({
        work: node_path__WEBPACK_IMPORTED_MODULE_1__.dirname(work.folder),
        inputs: {
            tool: _version_js__WEBPACK_IMPORTED_MODULE_5__/* .VERSION */ .x,
            base: node_path__WEBPACK_IMPORTED_MODULE_1__.basename(node_path__WEBPACK_IMPORTED_MODULE_1__.dirname(parent.path)),
            plan: payload.plan,
            files: await hashOf(payload.files, reporter),
        },
        parent,
        suffix: hypervisor.diskSuffix,
        user: `${owner.build}-${owner.run}`,
        async make() {
            const { disk, ...facts } = await run();
            return { path: disk.path, record: facts };
        },
        reporter,
    });
    const { disk, record, reused } = base;
    reporter.info(`Base disk with updates: ${reused ? 'taken from the cache' : 'made'}, ${disk.path}`);
    // It is asked for in each run, for it has to be marked as in use: nothing for --resume to find.
    return { result: { ...record, disk, kept: reused ? 'reused' : 'made' } };
}
/** SHA-256 over what lies on the medium. */
async function hashOf(files, reporter) {
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    for (const { path: target, source } of files) {
        const bytes = source.kind === 'bytes' ? (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(source.bytes).digest('hex') : '';
        const content = source.kind === 'file' ? (await (0,_release_index_js__WEBPACK_IMPORTED_MODULE_2__/* .hashFile */ .DC)(source.file, reporter)).sha256 : bytes;
        hash.update(`${JSON.stringify(target)} ${source.kind} ${content}\n`);
    }
    return hash.digest('hex');
}
//# sourceMappingURL=patched-base.js.map

/***/ }),

/***/ 8564:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ AGENT_LEFTOVERS),
/* harmony export */   W: () => (/* binding */ proveMachine)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);
/* harmony import */ var _guest_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76630);
/* harmony import */ var _inspect_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(44251);
/* harmony import */ var _tree_index_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(45909);
/* harmony import */ var _chain_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(89555);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(84260);
/* harmony import */ var _steps_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(96445);
/** Success is what the disk says, not what the guest said. */







/** What the agent leaves for the host to read, and no image wants: from the volume's root. */
const AGENT_LEFTOVERS = [_guest_index_js__WEBPACK_IMPORTED_MODULE_1__/* .AGENT_FOLDER */ .$8.replace(/^[A-Z]:/, '')];
/**
 * @param image of a machine
 * @param source its disk
 * @param lacking the refusal of an installation without what the definition requires
 * @throws refused where the disk does not say that sysprep did its work, or where a secret is left on it
 */
async function proveMachine(build, host, { variant }, source, lacking) {
    const { definition, env, reporter, work } = build;
    const { disk } = (0,_chain_js__WEBPACK_IMPORTED_MODULE_4__/* .diskLeft */ .Bo)(build, variant);
    const secrets = (0,_steps_js__WEBPACK_IMPORTED_MODULE_6__/* .secretsOf */ .Fj)(definition, env);
    const station = variant === null ? 'prove' : `prove:${variant}`;
    const refuse = async (refusal) => {
        if (refusal === null)
            return;
        throw await (0,_failure_js__WEBPACK_IMPORTED_MODULE_5__/* .explainFailure */ .S)(build, host, { station, disk: disk.path, secrets }, refusal);
    };
    const evidence = await (0,_inspect_index_js__WEBPACK_IMPORTED_MODULE_2__/* .readGeneralizeEvidence */ .uz)(source.tree);
    await refuse((0,_inspect_index_js__WEBPACK_IMPORTED_MODULE_2__/* .generalizeRefusal */ .ds)(source.tree.label, evidence));
    await refuse(lacking);
    const unknown = (0,_inspect_index_js__WEBPACK_IMPORTED_MODULE_2__/* .unknownErrors */ .yX)(evidence);
    if (unknown !== '')
        reporter.warn(`${source.tree.label}: setuperr.log says: ${unknown}`);
    if (definition.unattend !== null)
        await refuse(await unattendRefusal(source));
    // The agent's log is not captured, and yet must not hold any.
    const exclude = (0,_tree_index_js__WEBPACK_IMPORTED_MODULE_3__/* .createExclusions */ .wN)({ patterns: definition.capture.exclude });
    const onDisk = await (0,_inspect_index_js__WEBPACK_IMPORTED_MODULE_2__/* .findSecrets */ .dL)(source.tree, secrets.values, { reporter, exclude });
    await refuse((0,_inspect_index_js__WEBPACK_IMPORTED_MODULE_2__/* .secretsRefusal */ .mV)(source.tree.label, onDisk));
    const inJournal = await (0,_inspect_index_js__WEBPACK_IMPORTED_MODULE_2__/* .findSecretsInFiles */ .Fj)([work.journal], secrets.values, reporter);
    await refuse((0,_inspect_index_js__WEBPACK_IMPORTED_MODULE_2__/* .secretsRefusal */ .mV)(work.journal, inJournal));
}
/** Setup of a deployed machine looks there. sysprep writes the file anew, so that it is not compared byte by byte. */
async function unattendRefusal({ tree }) {
    const bytes = await (0,_inspect_index_js__WEBPACK_IMPORTED_MODULE_2__/* .readFileOrNull */ .xB)(tree, _guest_index_js__WEBPACK_IMPORTED_MODULE_1__/* .UNATTEND_FILE */ .RU, 4 << 20);
    if (bytes !== null && !Buffer.from(bytes).includes(_guest_index_js__WEBPACK_IMPORTED_MODULE_1__/* .PAYLOAD_LABEL */ .io))
        return null;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .FactoryError */ .Xx('refused', {
        subject: `${tree.label}: ${_guest_index_js__WEBPACK_IMPORTED_MODULE_1__/* .UNATTEND_FILE */ .RU}`,
        found: bytes === null ? 'is not there' : "is the factory's own, which brings a machine into audit mode",
        expected: 'the answer file that unattend: names',
        next: 'a disk that was generalized before gets none: start from one in audit mode',
    });
}
//# sourceMappingURL=prove.js.map

/***/ })

};
