export const id = 363;
export const ids = [363];
export const modules = {

/***/ 5363:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  run: () => (/* binding */ run)
});

// EXTERNAL MODULE: ./build/src/factory/index.js + 18 modules
var factory = __webpack_require__(3962);
// EXTERNAL MODULE: ./build/src/bytes/index.js + 7 modules
var src_bytes = __webpack_require__(2290);
;// CONCATENATED MODULE: ./build/src/report/build-summary.js
/** What a build made, for people: a table for the terminal, Markdown for the job summary. */

/** Lines of text without colour, the last one ended too. */
function renderSummary(summary) {
    const rows = [...resultRows(summary), ...stationRows(summary)];
    const width = Math.max(...rows.map(([label]) => label.length));
    const lines = rows.map(([label, value]) => `  ${label.padEnd(width)}  ${value}`);
    return `${titleOf(summary)}\n${lines.join('\n')}\n`;
}
/** For `GITHUB_STEP_SUMMARY`. */
function renderSummaryMarkdown(summary) {
    return [
        `### ${build_summary_escape(titleOf(summary))}`,
        table(['', ''], resultRows(summary)),
        table(['Station', 'Time'], stationRows(summary)),
    ].join('\n\n');
}
function titleOf({ name, version, build }) {
    return `${name} ${version}${build === '' ? '' : `, Windows build ${build}`}`;
}
function resultRows(summary) {
    const { images, files, directories, bytes, uniqueBytes, savedBytes, storedBytes, location } = summary;
    return [
        ['images', `${images.length} (${images.join(', ')})`],
        ['files', `${(0,src_bytes/* formatCount */.B4)(files)} in ${(0,src_bytes/* countOf */.pq)(directories, 'directory', 'directories')}`],
        ['bytes', (0,src_bytes/* formatBytes */.z3)(bytes)],
        ['unique', `${(0,src_bytes/* formatBytes */.z3)(uniqueBytes)}, ${(0,src_bytes/* formatBytes */.z3)(storedBytes)} in the archive`],
        ['saved', `${(0,src_bytes/* formatBytes */.z3)(savedBytes)} by single-instancing${share(savedBytes, bytes)}`],
        ['release', summary.releaseDirectory],
        ...(location === null ? [] : [['store', storeText(summary, location)]]),
    ];
}
function storeText({ changed }, location) {
    return changed ? location : `${location}, which held this release already`;
}
function share(part, whole) {
    return whole === 0 ? '' : ` (${((100 * part) / whole).toFixed(0)} %)`;
}
function stationRows({ stations }) {
    const total = stations.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
    return [
        ...stations.map((station) => [station.name, timeText(station)]),
        ['total', (0,src_bytes/* formatDuration */.a3)(total)],
    ];
}
function timeText({ state, milliseconds }) {
    if (state === 'done')
        return (0,src_bytes/* formatDuration */.a3)(milliseconds);
    return state === 'reused' ? `${(0,src_bytes/* formatDuration */.a3)(milliseconds)}, done before` : state;
}
function table(heads, rows) {
    return [tableLine(heads), '| --- | --- |', ...rows.map(tableLine)].join('\n');
}
function tableLine(cells) {
    return `| ${cells.map(build_summary_escape).join(' | ')} |`;
}
/** Names come from users: nothing of them is markup. */
function build_summary_escape(text) {
    return text.replace(/[\\`*_{}[\]<>#|&]/g, (sign) => `&#${sign.charCodeAt(0)};`).replace(/\s+/g, ' ');
}
//# sourceMappingURL=build-summary.js.map
;// CONCATENATED MODULE: ./build/src/report/build-plan.js
/** What `build --dry-run` prints. */
function renderPlan(plan) {
    const rows = [
        ['definition', plan.definition],
        ['source', `${plan.source.label} (${plan.source.kind})`],
        ['images', plan.images.join(', ')],
        ['created', plan.created ?? 'the time of the build'],
        ['excluded', plan.exclusions.join('  ')],
        ['work', plan.work],
        ['release', `${plan.releaseDirectory}, tag ${plan.tag}`],
        ...plan.stations.map(({ name, doing }) => [name, doing ?? 'nothing to do']),
    ];
    const width = Math.max(...rows.map(([label]) => label.length));
    const lines = rows.map(([label, value]) => `  ${label.padEnd(width)}  ${value}`);
    return `${plan.name} ${plan.version}, nothing is made\n${lines.join('\n')}\n`;
}
//# sourceMappingURL=build-plan.js.map
;// CONCATENATED MODULE: ./build/src/report/index.js


//# sourceMappingURL=index.js.map
// EXTERNAL MODULE: ./build/src/cli/threads.js
var threads = __webpack_require__(6821);
;// CONCATENATED MODULE: ./build/src/cli/commands/build.js



/** `build DEFINITION`: the line from definition to release folder; with `--dry-run` only what it would do. */
async function run(invocation) {
    const [definition = ''] = invocation.positionals;
    const { reporter, json } = invocation;
    const [out, work] = [invocation.text('out'), invocation.text('work')];
    const options = {
        ...(0,threads/* threadsOf */.D)(invocation),
        ...(out === null ? {} : { out }),
        ...(work === null ? {} : { work }),
        resume: invocation.flag('resume'),
    };
    if (invocation.flag('dry-run')) {
        const plan = await (0,factory/* planBuild */.C7)(definition, options, reporter);
        await invocation.write(json ? `${JSON.stringify(plan, null, 2)}\n` : renderPlan(plan));
        return 0;
    }
    const summary = await (0,factory/* build */.jq)(definition, options, reporter);
    await invocation.write(json ? `${JSON.stringify(summary, null, 2)}\n` : renderSummary(summary));
    return 0;
}
//# sourceMappingURL=build.js.map

/***/ }),

/***/ 6821:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ threadsOf)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7406);

/** `--threads N`. @throws usage when N is not a whole number from 1 to 256 */
function threadsOf(invocation) {
    const text = invocation.text('threads');
    if (text === null)
        return {};
    const threads = Number(text);
    if (!/^\d+$/.test(text) || threads < 1 || threads > 256) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .FactoryError */ .Xx('usage', {
            subject: '--threads',
            found: `"${text}"`,
            expected: 'a whole number from 1 to 256',
        });
    }
    return { threads };
}
//# sourceMappingURL=threads.js.map

/***/ })

};
