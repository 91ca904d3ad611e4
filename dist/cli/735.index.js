export const id = 735;
export const ids = [735];
export const modules = {

/***/ 34735:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  run: () => (/* binding */ run)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/factory/index.js + 74 modules
var factory = __webpack_require__(72444);
// EXTERNAL MODULE: ./build/src/report/index.js + 16 modules
var report = __webpack_require__(78529);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/tree/index.js + 18 modules
var tree = __webpack_require__(31219);
;// CONCATENATED MODULE: ./build/src/cli/definitions.js
/** DEFINITION of a command that takes several: paths, and patterns that no shell on Windows expands. */




/** Where definitions lie when nobody says it. */
const USUAL = ['images/*.yml', 'images/*.yaml', 'image.yml'];
/**
 * @param given paths, or patterns whose `*` and `?` stand for no separator; none: the usual places
 * @returns each once, in the order of the patterns, sorted within one
 * @throws not-found where a pattern means nothing
 */
async function findDefinitions(given) {
    const found = new Set();
    for (const pattern of given.length === 0 ? USUAL : given) {
        const files = await expand(pattern);
        if (files.length === 0 && given.length > 0)
            throw nothing(pattern);
        for (const file of files)
            found.add(file);
    }
    if (found.size === 0)
        throw nothing(USUAL.join(', '));
    return [...found];
}
async function expand(pattern) {
    const isThere = (await (0,promises_.stat)(pattern).catch(() => null))?.isFile() === true;
    if (isThere || !(0,tree/* hasWildcard */.rl)(pattern))
        return isThere ? [pattern] : [];
    const { root } = external_node_path_.parse(pattern);
    let places = [root === '' ? '.' : root];
    for (const name of pattern.slice(root.length).split(/[\\/]/)) {
        const next = [];
        for (const place of places)
            next.push(...(await matchesIn(place, name)));
        places = next;
    }
    return places;
}
async function matchesIn(place, name) {
    if (!(0,tree/* hasWildcard */.rl)(name))
        return [external_node_path_.join(place, name)];
    const isMatch = (0,tree/* nameMatcher */.MH)(name);
    const names = await (0,promises_.readdir)(place).catch(() => []);
    return names
        .filter(isMatch)
        .toSorted()
        .map((found) => external_node_path_.join(place, found));
}
function nothing(subject) {
    return new errors/* FactoryError */.Xx('not-found', {
        subject,
        found: 'no definition',
        expected: 'an image.yml',
        next: 'write one with "image-factory init", or name where it is',
    });
}
//# sourceMappingURL=definitions.js.map
;// CONCATENATED MODULE: ./build/src/cli/commands/plan.js





/** `plan [DEFINITION ...]`: what a workflow builds; with `--json`, the `matrix` of its strategy. */
async function run(invocation) {
    const files = await findDefinitions(invocation.positionals.filter((text) => text !== ''));
    const given = ['tag', 'merge', 'store'].map((name) => [name, invocation.text(name)]);
    const planned = await (0,factory/* planMatrix */.T4)(files, {
        changed: invocation.flag('changed'),
        ...Object.fromEntries(given.filter(([, text]) => text !== null)),
        env: process.env,
    }, invocation.reporter);
    const outputs = invocation.text('outputs');
    if (outputs !== null)
        await appendOutputs(outputs, planned);
    if (!invocation.json) {
        await invocation.write((0,report/* renderMatrix */.CW)(planned.jobs));
        return 0;
    }
    for (const { image, reason, isBuilt } of planned.jobs) {
        if (!isBuilt)
            invocation.reporter.info(`${image.name}: left out, ${reason}`);
    }
    await invocation.write(`${JSON.stringify(imagesOf(planned))}\n`);
    return 0;
}
function imagesOf({ jobs }) {
    return { include: jobs.filter(({ isBuilt }) => isBuilt).map(({ image }) => image) };
}
/** One line each, as GITHUB_OUTPUT takes them. */
async function appendOutputs(file, planned) {
    const { releases } = planned;
    const outputs = {
        images: imagesOf(planned),
        releases: { include: releases },
        planned: releases.length > 0,
    };
    const lines = Object.entries(outputs).map(([name, value]) => `${name}=${JSON.stringify(value)}\n`);
    await (0,promises_.appendFile)(file, lines.join('')).catch((error) => {
        throw (0,errors/* fromSystemError */.Kh)(error, file);
    });
}
//# sourceMappingURL=plan.js.map

/***/ })

};
