export const id = 8876;
export const ids = [8876];
export const modules = {

/***/ 28876:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  mC: () => (/* reexport */ findingLine),
  tw: () => (/* reexport */ groupChanges),
  rw: () => (/* reexport */ renderDiffMarkdown),
  J8: () => (/* reexport */ renderDiffPage),
  pQ: () => (/* reexport */ renderDiffText),
  Gm: () => (/* reexport */ renderExplanation),
  vO: () => (/* reexport */ renderFindings),
  CW: () => (/* reexport */ renderMatrix),
  EG: () => (/* reexport */ renderPlan),
  nA: () => (/* reexport */ renderReleaseNotes),
  $Q: () => (/* reexport */ renderSelfTest),
  yx: () => (/* reexport */ renderSelfTestMarkdown),
  Br: () => (/* reexport */ renderSummary),
  gY: () => (/* reexport */ sharedContents),
  jt: () => (/* reexport */ sharedWithBase)
});

// UNUSED EXPORTS: renderSummaryMarkdown, titleOfThing, troubleshootingPage

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
// EXTERNAL MODULE: ./build/src/bytes/index.js + 9 modules
var src_bytes = __webpack_require__(72381);
;// CONCATENATED MODULE: ./build/src/report/markdown.js
/** Markdown as GitHub shows it. */

/** Names come from users: nothing of them is markup. */
function markdown_escapeMarkdown(text) {
    return (0,src_bytes/* printable */.g$)(text.replace(/\s+/g, ' ')).replace(/[\\`*_{}[\]<>#|&~@]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
/** @param rows of text that is markup already where it shall be */
function markdown_markdownTable(heads, rows) {
    return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}
function line(cells) {
    return `| ${cells.join(' | ')} |`;
}
//# sourceMappingURL=markdown.js.map
;// CONCATENATED MODULE: ./build/src/report/shared-contents.js
/** What is saved between releases: the contents of one that the release before it has too. */

/** @param facts of the newer one @param diff from the older one */
function sharedContents(tag, { savings }, diff) {
    const { bytes, stored } = diff.newContents;
    const { unique } = savings;
    return { tag, unique, shared: unique - bytes, fresh: { bytes, stored } };
}
/** What the release has that it was built against; null where there was none. */
function sharedWithBase({ inputs, savings }) {
    const { unique, stored, betweenReleases } = savings;
    if (inputs?.base === undefined || betweenReleases === undefined)
        return null;
    const { shared } = betweenReleases;
    const fresh = {
        bytes: unique - shared,
        stored: stored === undefined ? null : stored - betweenReleases.stored,
    };
    return { tag: inputs.base, unique, shared, fresh };
}
/** `5.2 GiB of 5.6 GiB (93 %) as in win11-2026.10` */
function shareText({ tag, unique, shared }) {
    const share = unique === 0 ? '' : ` (${((100 * shared) / unique).toFixed(0)} %)`;
    return `${(0,src_bytes/* formatBytes */.z3)(shared)} of ${(0,src_bytes/* formatBytes */.z3)(unique)}${share} as in ${tag}`;
}
/** The same, and what is new: `…, 410 MiB new, 190 MiB compressed` */
function sharedText(contents) {
    const { bytes, stored } = contents.fresh;
    const compressed = stored === null ? '' : `, ${(0,src_bytes/* formatBytes */.z3)(stored)} compressed`;
    return `${shareText(contents)}, ${(0,src_bytes/* formatBytes */.z3)(bytes)} new${compressed}`;
}
//# sourceMappingURL=shared-contents.js.map
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
        `### ${escapeMarkdown(titleOf(summary))}`,
        table(['', ''], resultRows(summary)),
        table(['Station', 'Time'], stationRows(summary)),
    ].join('\n\n');
}
function titleOf({ name, version, build }) {
    return `${name} ${version}${build === '' ? '' : `, Windows build ${build}`}`;
}
function resultRows(summary) {
    const { images, files, directories, bytes, uniqueBytes, storedBytes, shared, freedBytes, location, base, patchedBase, baseRelease, } = summary;
    return [
        ...(base === null ? [] : [['base disk', base]]),
        ...(patchedBase === null ? [] : [['updated base', patchedBase]]),
        ['images', `${images.length} (${images.join(', ')})`],
        ['files', `${(0,src_bytes/* formatCount */.B4)(files)} in ${(0,src_bytes/* countOf */.pq)(directories, 'directory', 'directories')}`],
        ['bytes', (0,src_bytes/* formatBytes */.z3)(bytes)],
        ['unique', `${(0,src_bytes/* formatBytes */.z3)(uniqueBytes)}, ${(0,src_bytes/* formatBytes */.z3)(storedBytes)} in the archive`],
        ['saved', savedText(summary)],
        ...(baseRelease === null ? [] : [['copied', copiedText(baseRelease, storedBytes)]]),
        ...(shared === null ? [] : [['shared', sharedText(shared)]]),
        ...(freedBytes === null
            ? []
            : [['clean-up', `${(0,src_bytes/* formatBytes */.z3)(freedBytes)} of the component store`]]),
        ['release', summary.releaseDirectory],
        ...(location === null ? [] : [['store', storeText(summary, location)]]),
    ];
}
function savedText({ bytes, savedBytes, betweenImages, images }) {
    const saved = `${(0,src_bytes/* formatBytes */.z3)(savedBytes)} by single-instancing${share(savedBytes, bytes)}`;
    return images.length === 1 ? saved : `${saved}, ${(0,src_bytes/* formatBytes */.z3)(betweenImages)} of it between the images`;
}
function copiedText({ tag, copiedBytes }, stored) {
    return `${(0,src_bytes/* formatBytes */.z3)(copiedBytes)} from ${tag}, compressed as they were${share(copiedBytes, stored)}`;
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
    return markdownTable(heads, rows.map((cells) => cells.map(escapeMarkdown)));
}
//# sourceMappingURL=build-summary.js.map
;// CONCATENATED MODULE: ./build/src/report/change-places.js
/** What a path of Windows belongs to. The first rule that takes a path has it. */
const PACKAGES = String.raw `^Windows\\(?:servicing\\(?:Packages|LCU)|System32\\CatRoot\\[^\\]+)\\`;
const IDENTITY = String.raw `~[^~\\]*~[^~\\]*~(?<language>[^~\\]*)~(?<version>\d+(?:\.\d+)*)`;
const TAG = String.raw `(?<name>[a-z]{2,3}-(?:[a-z]{4}-)?(?:[a-z]{2}|\d{3}))`;
const RULES = [
    { title: 'Updates', pattern: new RegExp(String.raw `${PACKAGES}Package(?:_\d+)?_for_(?<name>KB\d+)~`, 'i') },
    {
        title: 'Updates',
        pattern: new RegExp(String.raw `${PACKAGES}Package(?:_\d+)?_for_RollupFix~[^~]*~[^~]*~[^~]*~(?<version>\d+\.\d+)`, 'i'),
        text: () => 'cumulative update',
    },
    {
        title: 'Updates',
        pattern: new RegExp(String.raw `${PACKAGES}Package(?:_\d+)?_for_(?<name>ServicingStack|DotNetRollup)[^~\\]*${IDENTITY}`, 'i'),
        text: ({ name = '' }) => (/^S/i.test(name) ? 'servicing stack' : '.NET'),
    },
    {
        title: 'Languages',
        pattern: new RegExp(String.raw `${PACKAGES}Microsoft-Windows-[a-z]+-LanguagePack-Package~[^~]*~[^~]*~(?<name>[^~]+)~(?<version>\d+(?:\.\d+)*)`, 'i'),
        text: ({ name = '' }) => languageTag(name),
    },
    {
        title: 'Languages',
        pattern: new RegExp(String.raw `${PACKAGES}Microsoft-Windows-LanguageFeatures-[a-z]+-${TAG}-Package${IDENTITY}`, 'i'),
        text: ({ name = '' }) => languageTag(name),
    },
    {
        title: 'Features and capabilities',
        pattern: new RegExp(String.raw `${PACKAGES}(?<name>[^~\\]+?)(?:-FoD-Package|-Package)?${IDENTITY}`, 'i'),
        text: ({ name = '', language = '' }) => (language === '' ? name : `${name} ${languageTag(language)}`),
    },
    {
        title: 'Drivers',
        pattern: /^Windows\\System32\\DriverStore\\FileRepository\\(?<name>[^\\]+\.inf)_[^\\]*/i,
    },
    {
        title: 'Apps',
        pattern: /^Program Files\\WindowsApps\\(?<name>[^\\_]+)_(?<version>\d+(?:\.\d+)*)_[^\\]*/i,
    },
    { title: 'Apps', pattern: /^Windows\\SystemApps\\(?<name>[^\\_]+)/i },
    {
        title: 'Programs',
        pattern: /^Program Files(?: \(x86\))?\\(?<name>(?:Common Files\\)?[^\\]+)/i,
    },
    { title: 'Registry hives', pattern: /^Windows\\System32\\config\\(?<name>[^\\.]+)(?:\.[^\\]*)?$/i },
    {
        title: 'Registry hives',
        pattern: /^(?:Users|Windows\\ServiceProfiles)\\(?<user>[^\\]+)\\(?:.*\\)?(?<name>NTUSER\.DAT|UsrClass\.dat)[^\\]*$/i,
        text: ({ user = '', name = '' }) => `${name} of ${user}`,
    },
    { title: 'Fonts', pattern: /^Windows\\Fonts\\(?<name>[^\\]+)/i },
    {
        title: 'Component store',
        pattern: /^Windows\\WinSxS\\(?:[^\\]+\\)?(?<arch>[a-z0-9.]+)_(?<name>[^\\]+)_[0-9a-f]{16}_(?<version>\d+(?:\.\d+){3})_(?<culture>[^\\_]+)_[0-9a-f]{16}/i,
        text: ({ arch = '', name = '', culture = 'none' }) => `${name} (${[arch, ...(culture === 'none' ? [] : [culture])].join(', ')})`,
    },
    {
        title: 'Component store',
        pattern: /^Windows\\WinSxS\\(?<name>[^\\]+)/i,
        text: ({ name = '' }) => `WinSxS\\${name}`,
    },
    {
        title: 'Languages',
        pattern: new RegExp(String.raw `^Windows\\(?:[^\\]+\\)*?${TAG}\\`, 'i'),
        text: ({ name = '' }) => languageTag(name),
    },
    { title: 'Windows', pattern: /^Windows\\(?<name>[^\\]+)/i },
    { title: 'Other folders', pattern: /^(?<name>[^\\]*)/ },
];
/** Of groups, in the order in which they are told. */
const TITLES = [...new Set(RULES.map(({ title }) => title))];
/** @param path `\Windows\System32\…` */
function placeOf(path) {
    const text = path.replace(/^\\/, '');
    for (const { title, pattern, text: textOf } of RULES) {
        const groups = pattern.exec(text)?.groups;
        if (groups === undefined)
            continue;
        return { title, name: textOf?.(groups) ?? groups['name'] ?? '', version: groups['version'] ?? '' };
    }
    return { title: 'Other folders', name: text, version: '' };
}
/** `de-DE`, `sr-Latn-RS`, `es-419`. */
function languageTag(text) {
    return text
        .split('-')
        .map((part, at) => {
        const lower = part.toLowerCase();
        if (at === 0)
            return lower;
        return part.length === 4 ? `${lower.charAt(0).toUpperCase()}${lower.slice(1)}` : lower.toUpperCase();
    })
        .join('-');
}
//# sourceMappingURL=change-places.js.map
;// CONCATENATED MODULE: ./build/src/report/change-groups.js
/**
 * The changes of a diff as things that a Windows engineer knows by name: an update, a driver, an app, an assembly of the
 * component store. A thing is what one path says it belongs to; a new version of it is one change, not one thing that came
 * and another that went.
 */

/** Files alone, in the order of `TITLES`. @param metadata whether metadata alone is a change here */
function groupChanges(changes, metadata = false) {
    const groups = new Map();
    for (const title of TITLES)
        groups.set(title, new Map());
    for (const change of changes) {
        if (change.directory || (change.kind === 'metadata' && !metadata))
            continue;
        const place = placeOf(change.path);
        const things = groups.get(place.title);
        const key = place.name.toLowerCase();
        const thing = things.get(key) ?? { name: place.name, before: new Set(), after: new Set(), changes: [] };
        things.set(key, thing);
        thing.changes.push(change);
        noteVersions(thing, change, place);
    }
    return [...groups]
        .filter(([, things]) => things.size > 0)
        .map(([title, things]) => {
        const list = [...things.values()].map(describe);
        return {
            title,
            things: list.toSorted((a, b) => compareText(a.name, b.name)),
            files: list.reduce((sum, { files }) => sum + files, 0),
            download: sumOf(list.map(({ download }) => download)),
            gone: sumOf(list.map(({ gone }) => gone)),
        };
    });
}
function noteVersions({ before, after }, { kind, from }, place) {
    if (place.version !== '') {
        if (kind !== 'added' && kind !== 'moved')
            before.add(place.version);
        if (kind !== 'removed')
            after.add(place.version);
    }
    if (from === undefined)
        return;
    const old = placeOf(from);
    if (old.version !== '' && old.title === place.title && old.name === place.name)
        before.add(old.version);
}
function describe({ name, before, after, changes }) {
    const kinds = new Set(changes.map(({ kind }) => kind));
    const [before_, after_] = [[...before].toSorted(compareText), [...after].toSorted(compareText)];
    const isSame = before_.join() === after_.join();
    const [only] = kinds;
    const kind = kinds.size === 1 && only !== undefined && (only !== 'moved' || isSame) ? only : 'changed';
    return {
        name,
        kind,
        before: before_,
        after: after_,
        files: changes.length,
        download: sumOf(changes.flatMap(({ download }) => download ?? [])),
        gone: sumOf(changes.flatMap(({ gone }) => gone ?? [])),
        changes,
    };
}
/** `name 1.0 → 1.1`, as far as the versions are known. */
function titleOfThing({ name, before, after }) {
    const [old, now] = [versionText(before), versionText(after)];
    if (old === now || old === '')
        return [name, now].filter((word) => word !== '').join(' ');
    return now === '' ? `${name} ${old}` : `${name} ${old} → ${now}`;
}
/** All by name; where they are more than `limit`, that many, the largest first. */
function largestThings({ things }, limit) {
    if (things.length <= limit)
        return things;
    return things.toSorted((a, b) => weightOf(b) - weightOf(a)).slice(0, limit);
}
/** Bytes that came and that went. */
function weightOf({ download, gone }) {
    return download.bytes + gone.bytes;
}
const VERSIONS = 3;
/** '' for none. */
function versionText(versions) {
    const more = versions.length - VERSIONS;
    return [...versions.slice(0, VERSIONS), ...(more > 0 ? [`${more} more`] : [])].join(', ');
}
function sumOf(downloads) {
    let bytes = 0;
    let stored = 0;
    for (const download of downloads) {
        bytes += download.bytes;
        stored = stored === null || download.stored === null ? null : stored + download.stored;
    }
    return { bytes, stored };
}
/** With numbers by their value. */
const collator = new Intl.Collator('en', { numeric: true });
function compareText(a, b) {
    return collator.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
}
//# sourceMappingURL=change-groups.js.map
;// CONCATENATED MODULE: ./build/src/report/diff-words.js
/** The words that every rendering of a diff uses. */
const KIND_NOUNS = {
    added: 'added',
    removed: 'removed',
    changed: 'changed',
    moved: 'moved',
    metadata: 'metadata only',
    unchanged: 'unchanged',
};
//# sourceMappingURL=diff-words.js.map
;// CONCATENATED MODULE: ./build/src/report/diff-markdown.js
/** A diff as Markdown: for release notes, job summaries, pull requests. */




const MARKS = {
    added: '+',
    removed: '−',
    changed: '~',
    moved: '→',
    metadata: '·',
};
/** @param things of a group that are listed, the largest; the rest is counted */
function renderDiffMarkdown(diff, things) {
    const kinds = Object.keys(KIND_NOUNS);
    const rows = kinds.map((kind) => {
        const { entries, bytes } = diff.counts[kind];
        return [KIND_NOUNS[kind], (0,src_bytes/* formatCount */.B4)(entries), (0,src_bytes/* formatBytes */.z3)(bytes)];
    });
    const { newContents: came, goneContents: gone, notCompared } = diff;
    return `${[
        `### ${markdown_escapeMarkdown(diff.to)} against ${markdown_escapeMarkdown(diff.from)}`,
        `${(0,src_bytes/* countOf */.pq)(came.contents, 'new content')} (${downloadText(came)}), ${(0,src_bytes/* formatCount */.B4)(gone.contents)} gone (${(0,src_bytes/* formatBytes */.z3)(gone.bytes)}).`,
        ...(notCompared.length === 0 ? [] : [`Not compared: ${notCompared.join(', ')}.`]),
        markdown_markdownTable(['', 'Entries', 'Bytes'], rows),
        ...groupChanges(diff.changes, true).map((group) => groupMarkdown(group, things)),
    ].join('\n\n')}\n`;
}
/** `9.0 MiB, 4.0 MiB compressed` */
function downloadText({ bytes, stored }) {
    return `${(0,src_bytes/* formatBytes */.z3)(bytes)}${stored === null || bytes === 0 ? '' : `, ${(0,src_bytes/* formatBytes */.z3)(stored)} compressed`}`;
}
/** A group that folds. @param limit of things that are listed */
function groupMarkdown(group, limit) {
    const { title, things, files, download } = group;
    const rows = largestThings(group, limit).map((thing) => [
        MARKS[thing.kind],
        markdown_escapeMarkdown(titleOfThing(thing)),
        (0,src_bytes/* formatCount */.B4)(thing.files),
        thing.download.bytes === 0 ? '' : downloadText(thing.download),
        thing.gone.bytes === 0 ? '' : (0,src_bytes/* formatBytes */.z3)(thing.gone.bytes),
    ]);
    const more = things.length - rows.length;
    if (more > 0)
        rows.push(['', `and ${(0,src_bytes/* formatCount */.B4)(more)} more`, '', '', '']);
    const summary = `${markdown_escapeMarkdown(title)}: ${(0,src_bytes/* formatCount */.B4)(things.length)} (${(0,src_bytes/* countOf */.pq)(files, 'file')}, ${downloadText(download)})`;
    const table = markdown_markdownTable(['', 'Name', 'Files', 'New', 'Gone'], rows);
    return `<details><summary>${summary}</summary>\n\n${table}\n\n</details>`;
}
//# sourceMappingURL=diff-markdown.js.map
;// CONCATENATED MODULE: ./build/src/report/page.generated.js
/** Made by scripts/embed.mjs from src/report/page. */
const PAGE_FILES = {
    "page.css": ":root {\n  color-scheme: light dark;\n  --page: #f4f5f7;\n  --card: #ffffff;\n  --ink: #16191f;\n  --soft: #5a6372;\n  --line: #dde1e7;\n  --focus: #0b57d0;\n  --grew-text: #a83a06;\n  --shrank-text: #175c9e;\n  --g4: #b23c05;\n  --g3: #d9692f;\n  --g2: #eda27a;\n  --g1: #f0cdb8;\n  --s0: #d3d8df;\n  --l1: #bcd2ea;\n  --l2: #86b3df;\n  --l3: #4486c6;\n  --l4: #17599b;\n  --on-pale: #16191f;\n  --on-deep: #ffffff;\n  --on-3: #16191f;\n}\n@media (prefers-color-scheme: dark) {\n  :root {\n    --page: #101317;\n    --card: #181c22;\n    --ink: #e8ebf0;\n    --soft: #9aa4b2;\n    --line: #2b313a;\n    --focus: #8ab4f8;\n    --grew-text: #f5a06f;\n    --shrank-text: #7fb8f0;\n    --g4: #f08a4f;\n    --g3: #c4632c;\n    --g2: #86482a;\n    --g1: #5b3f33;\n    --s0: #3a414b;\n    --l1: #34465c;\n    --l2: #2d5680;\n    --l3: #3878b4;\n    --l4: #6db0ee;\n    --on-pale: #f2f4f7;\n    --on-deep: #101317;\n    --on-3: #ffffff;\n  }\n}\n* {\n  box-sizing: border-box;\n}\nhtml {\n  -webkit-text-size-adjust: 100%;\n}\nbody {\n  margin: 0;\n  background: var(--page);\n  color: var(--ink);\n  font:\n    15px/1.5 system-ui,\n    -apple-system,\n    'Segoe UI',\n    Roboto,\n    'Liberation Sans',\n    sans-serif;\n}\nmain {\n  max-width: 1240px;\n  margin: 0 auto;\n  padding: 32px 24px 64px;\n}\nh1 {\n  margin: 0;\n  font-size: 26px;\n  line-height: 1.25;\n  letter-spacing: -0.01em;\n  overflow-wrap: anywhere;\n}\nh2 {\n  margin: 0;\n  font-size: 17px;\n}\n.arrow {\n  color: var(--soft);\n  font-weight: 400;\n}\n.facts {\n  margin: 6px 0 0;\n  color: var(--soft);\n  overflow-wrap: anywhere;\n}\n.tiles {\n  display: grid;\n  grid-template-columns: 1.5fr repeat(3, 1fr);\n  gap: 12px;\n  margin: 24px 0 0;\n}\n.tile,\n.card {\n  background: var(--card);\n  border: 1px solid var(--line);\n  border-radius: 10px;\n}\n.tile {\n  padding: 14px 18px;\n}\n.tile b {\n  display: block;\n  font-size: 24px;\n  font-weight: 650;\n  line-height: 1.3;\n  letter-spacing: -0.01em;\n  font-variant-numeric: tabular-nums;\n}\n.tile:first-child b {\n  font-size: 34px;\n  line-height: 1.15;\n}\n.tile span,\n.tile small {\n  color: var(--soft);\n  font-size: 13px;\n}\n.tile small {\n  display: block;\n}\n.grew {\n  color: var(--grew-text);\n}\n.shrank {\n  color: var(--shrank-text);\n}\n.counts {\n  display: flex;\n  flex-wrap: wrap;\n  gap: 4px 22px;\n  margin: 14px 2px 0;\n  padding: 0;\n  list-style: none;\n  color: var(--soft);\n  font-variant-numeric: tabular-nums;\n}\n.counts b {\n  color: var(--ink);\n}\n.card {\n  margin-top: 20px;\n  padding: 16px 18px 18px;\n}\n.bar {\n  display: flex;\n  flex-wrap: wrap;\n  align-items: center;\n  gap: 8px 16px;\n  margin-bottom: 12px;\n}\n.bar h2 {\n  flex: 1 1 auto;\n}\nfieldset {\n  display: flex;\n  flex-wrap: wrap;\n  margin: 0;\n  padding: 0;\n  border: 0;\n}\n.choice label {\n  position: relative;\n  border: 1px solid var(--line);\n  margin-left: -1px;\n  padding: 3px 12px;\n  font-size: 13px;\n  cursor: pointer;\n}\n.choice label:first-of-type {\n  border-radius: 7px 0 0 7px;\n}\n.choice label:last-of-type {\n  border-radius: 0 7px 7px 0;\n}\n.choice input {\n  position: absolute;\n  opacity: 0;\n}\n.choice label:has(:checked) {\n  background: var(--ink);\n  color: var(--card);\n}\n.choice label:has(:focus-visible) {\n  outline: 2px solid var(--focus);\n  outline-offset: 2px;\n  z-index: 1;\n}\n#map {\n  display: block;\n  width: 100%;\n  height: 520px;\n  border-radius: 6px;\n}\n#map .cell {\n  cursor: pointer;\n  outline: none;\n}\n#map .cell text {\n  font-size: 12px;\n  pointer-events: none;\n}\n#map .cell .size {\n  opacity: 0.8;\n  font-size: 11px;\n}\n#map .rest rect {\n  fill-opacity: 0.55;\n}\n#map .head text {\n  font-size: 12px;\n  font-weight: 600;\n  fill: var(--ink);\n}\n#map .head rect {\n  fill: var(--card);\n}\n#map .cell:hover rect,\n#map .cell:focus rect {\n  stroke: var(--ink);\n  stroke-width: 2;\n}\n#map .cell:focus-visible rect {\n  stroke: var(--focus);\n  stroke-width: 3;\n}\n.t-4 rect {\n  fill: var(--l4);\n}\n.t-3 rect {\n  fill: var(--l3);\n}\n.t-2 rect {\n  fill: var(--l2);\n}\n.t-1 rect {\n  fill: var(--l1);\n}\n.t0 rect {\n  fill: var(--s0);\n}\n.t1 rect {\n  fill: var(--g1);\n}\n.t2 rect {\n  fill: var(--g2);\n}\n.t3 rect {\n  fill: var(--g3);\n}\n.t4 rect {\n  fill: var(--g4);\n}\n#map .cell text {\n  fill: var(--on-pale);\n}\n#map .t3 text,\n#map .t-3 text {\n  fill: var(--on-3);\n}\n#map .t4 text,\n#map .t-4 text {\n  fill: var(--on-deep);\n}\n.legend {\n  display: flex;\n  flex-wrap: wrap;\n  align-items: center;\n  gap: 6px 10px;\n  margin-top: 10px;\n  color: var(--soft);\n  font-size: 13px;\n}\n.scale {\n  display: inline-flex;\n  border-radius: 4px;\n  overflow: hidden;\n}\n.scale i {\n  width: 20px;\n  height: 12px;\n}\n.legend .hint {\n  margin-left: auto;\n}\n#tip {\n  position: fixed;\n  z-index: 9;\n  max-width: min(420px, calc(100vw - 24px));\n  padding: 8px 12px;\n  background: var(--ink);\n  color: var(--card);\n  border-radius: 7px;\n  font-size: 13px;\n  line-height: 1.45;\n  pointer-events: none;\n  overflow-wrap: anywhere;\n}\n#tip[hidden] {\n  display: none;\n}\nbutton {\n  font: inherit;\n  font-size: 13px;\n  color: inherit;\n  background: var(--card);\n  border: 1px solid var(--line);\n  border-radius: 7px;\n  padding: 4px 12px;\n  cursor: pointer;\n}\nbutton:hover {\n  border-color: var(--soft);\n}\n:focus-visible {\n  outline: 2px solid var(--focus);\n  outline-offset: 2px;\n}\n#find {\n  flex: 0 1 320px;\n  min-width: 0;\n  font: inherit;\n  color: inherit;\n  background: var(--page);\n  border: 1px solid var(--line);\n  border-radius: 7px;\n  padding: 5px 12px;\n}\n.kinds label {\n  display: inline-flex;\n  align-items: center;\n  gap: 5px;\n  margin-right: 12px;\n  font-size: 13px;\n  cursor: pointer;\n}\n.group {\n  border-top: 1px solid var(--line);\n}\n.group > summary {\n  display: grid;\n  grid-template-columns: 1fr 90px 100px 100px 110px;\n  gap: 0 12px;\n  align-items: baseline;\n  padding: 9px 4px;\n  cursor: pointer;\n  list-style: none;\n  font-variant-numeric: tabular-nums;\n}\n.group > summary::-webkit-details-marker {\n  display: none;\n}\n.group > summary b::before {\n  content: '\\25B8';\n  display: inline-block;\n  width: 18px;\n  color: var(--soft);\n}\n.group[open] > summary b::before {\n  content: '\\25BE';\n}\n.group > summary small {\n  color: var(--soft);\n  margin-left: 6px;\n}\n.number {\n  text-align: right;\n  white-space: nowrap;\n  font-variant-numeric: tabular-nums;\n}\n.heads {\n  display: grid;\n  grid-template-columns: 1fr 90px 100px 100px 110px;\n  gap: 0 12px;\n  padding: 4px 4px 6px;\n  color: var(--soft);\n  font-size: 12px;\n}\n.thing {\n  border-top: 1px solid var(--line);\n}\n.row {\n  display: grid;\n  grid-template-columns: 1fr 90px 100px 100px 110px;\n  gap: 0 12px;\n  padding: 5px 4px 5px 22px;\n  font-size: 14px;\n}\n.thing > summary {\n  list-style: none;\n  cursor: pointer;\n}\n.thing > summary::-webkit-details-marker {\n  display: none;\n}\n.thing > summary:hover {\n  background: var(--page);\n}\n.name {\n  overflow-wrap: anywhere;\n  unicode-bidi: isolate;\n}\n.version {\n  color: var(--soft);\n}\n.mark {\n  display: inline-block;\n  width: 20px;\n  font-weight: 700;\n  color: var(--soft);\n}\n.mark.added {\n  color: var(--grew-text);\n}\n.mark.removed {\n  color: var(--shrank-text);\n}\n.files {\n  margin: 0;\n  padding: 2px 4px 10px 42px;\n  list-style: none;\n  color: var(--soft);\n  font:\n    12.5px/1.6 ui-monospace,\n    'Cascadia Mono',\n    Consolas,\n    'Liberation Mono',\n    monospace;\n  overflow-wrap: anywhere;\n}\n.files li {\n  unicode-bidi: isolate;\n}\n.more {\n  margin: 8px 0 12px 22px;\n}\n.empty {\n  padding: 24px 4px 8px;\n  color: var(--soft);\n}\nfooter {\n  margin-top: 20px;\n  color: var(--soft);\n  font-size: 13px;\n}\n@media (max-width: 720px) {\n  main {\n    padding: 20px 12px 48px;\n  }\n  h1 {\n    font-size: 21px;\n  }\n  .tiles {\n    grid-template-columns: 1fr 1fr 1fr;\n    gap: 8px;\n  }\n  .tile {\n    padding: 10px 12px;\n  }\n  .tile:first-child {\n    grid-column: 1 / -1;\n  }\n  .tile b {\n    font-size: 16px;\n    white-space: nowrap;\n  }\n  .tile:first-child b {\n    font-size: 28px;\n  }\n  .card {\n    padding: 12px;\n  }\n  #map {\n    height: 560px;\n  }\n  .legend .hint {\n    display: none;\n  }\n  #find {\n    flex: 1 1 100%;\n    font-size: 16px;\n  }\n  .heads {\n    display: none;\n  }\n  .group > summary,\n  .row {\n    grid-template-columns: 1fr 1fr 1fr;\n    gap: 0 8px;\n  }\n  .group > summary > :first-child,\n  .row > :first-child {\n    grid-column: 1 / -1;\n  }\n  .group > summary > :nth-child(2),\n  .row > :nth-child(2) {\n    display: none;\n  }\n  .row,\n  .files {\n    padding-left: 8px;\n  }\n  .group > summary .number,\n  .row .number {\n    font-size: 13px;\n    text-align: left;\n  }\n  .number[data-head]::before {\n    content: attr(data-head) ' ';\n    color: var(--soft);\n  }\n}\n@media print {\n  .bar fieldset,\n  #find,\n  .legend .hint {\n    display: none;\n  }\n}\n",
    "page.js": "/* The page of a diff: draws the size map and lists the things. It loads nothing and sends nothing. */\n\nconst data = JSON.parse(document.getElementById('data').textContent);\nconst KINDS = ['added', 'removed', 'changed', 'moved', 'metadata'];\nconst MARKS = ['+', '\\u2212', '~', '\\u2192', '\\u00b7'];\nconst MINUS = '\\u2212';\nconst STEP = 100;\nconst SVG = 'http://www.w3.org/2000/svg';\nconst $ = (id) => document.getElementById(id);\n\nfunction bytes(count) {\n  const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];\n  let value = Math.abs(count);\n  let unit = 0;\n  while (value >= 1000 && unit < units.length - 1) {\n    value /= 1024;\n    unit++;\n  }\n  const sign = count < 0 ? MINUS : '';\n  if (unit === 0) return sign + (value === 1 ? '1 byte' : `${value} bytes`);\n  return `${sign}${value.toFixed(value < 99.95 ? 1 : 0)} ${units[unit]}`;\n}\nconst count = (number) => number.toLocaleString('en-US');\nconst net = (thing) => thing.d - thing.g;\nconst signed = (number) => (number > 0 ? `+${bytes(number)}` : number === 0 ? '\\u00b10' : bytes(number));\nconst netClass = (number) => (number > 0 ? ' grew' : number < 0 ? ' shrank' : '');\nfunction versions(thing) {\n  if (thing.b === thing.a || thing.b === '') return thing.a;\n  return thing.a === '' ? thing.b : `${thing.b} \\u2192 ${thing.a}`;\n}\nfunction make(name, attributes = {}, ...children) {\n  const node = document.createElement(name);\n  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);\n  node.append(...children);\n  return node;\n}\nfunction shape(name, attributes, text) {\n  const node = document.createElementNS(SVG, name);\n  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));\n  if (text !== undefined) node.textContent = text;\n  return node;\n}\n\n// ---- the size map -------------------------------------------------------------------------------------------------\n\nconst AREAS = {\n  size: (thing) => Math.max(thing.d, thing.g),\n  net: (thing) => Math.abs(net(thing)),\n  download: (thing) => thing.s ?? thing.d,\n};\nconst map = $('map');\nlet zoomed = null;\nlet cells = [];\n\n/** Less is what rounding leaves of a side, and no row takes more than is left. */\nconst THINNEST = 1e-6;\n\n/** Squarified: rows of rectangles as near to squares as they can be. Areas come in, largest first. */\nfunction layOut(items, box) {\n  const sum = items.reduce((total, item) => total + item.area, 0);\n  const scale = (box.w * box.h) / sum;\n  let { x, y, w, h } = box;\n  let at = 0;\n  while (at < items.length) {\n    const side = Math.max(Math.min(w, h), THINNEST);\n    let row = 0;\n    let end = at;\n    let worst = Infinity;\n    while (end < items.length) {\n      const next = row + items[end].area * scale;\n      const large = items[at].area * scale;\n      const small = items[end].area * scale;\n      const ratio = Math.max((side * side * large) / (next * next), (next * next) / (side * side * small));\n      if (ratio > worst) break;\n      worst = ratio;\n      row = next;\n      end++;\n    }\n    const thick = Math.min(row / side, Math.max(w, h));\n    let along = 0;\n    for (; at < end; at++) {\n      const length = (items[at].area * scale * side) / row;\n      items[at].box =\n        w < h ? { x: x + along, y, w: length, h: thick } : { x, y: y + along, w: thick, h: length };\n      along += length;\n    }\n    if (w < h) {\n      y += thick;\n      h = Math.max(h - thick, 0);\n    } else {\n      x += thick;\n      w = Math.max(w - thick, 0);\n    }\n  }\n}\n\nconst SMALLEST = 60;\nconst MOST = 1500;\nconst HEAD = 20;\n\n/** Squarified, with a slice for the cell of the rest at the end of the longer side. */\nfunction layOutWithRest(items, box) {\n  const rest = items.at(-1);\n  if (items.length < 2 || !rest.thing.isRest) {\n    layOut(items, box);\n    return;\n  }\n  const share = rest.area / items.reduce((total, item) => total + item.area, 0);\n  const { x, y, w, h } = box;\n  const [right, below] = w >= h ? [w * share, 0] : [0, h * share];\n  rest.box = below === 0 ? { x: x + w - right, y, w: right, h } : { x, y: y + h - below, w, h: below };\n  layOut(items.slice(0, -1), { x, y, w: w - right, h: h - below });\n}\n\n/** What is too small to be seen is one cell with the rest, behind all others. */\nfunction itemsOf(group, areaOf, pixels) {\n  const total = group.areaSum;\n  const all = group.things.map((thing) => ({ thing, area: areaOf(thing) })).filter(({ area }) => area > 0);\n  all.sort((a, b) => b.area - a.area);\n  const shown = all.filter(({ area }) => (area / total) * pixels >= SMALLEST).slice(0, MOST);\n  const rest = all.slice(shown.length);\n  const others = group.rest.n === 0 ? [] : [{ thing: group.rest, area: areaOf(group.rest) }];\n  const left = [...rest, ...others];\n  const area = left.reduce((sum, item) => sum + item.area, 0);\n  if (area > 0) {\n    const sum = (key) => left.reduce((total, { thing }) => total + (thing[key] ?? 0), 0);\n    const n = rest.length + group.rest.n;\n    const thing = {\n      n: `${count(n)} more`,\n      k: 2,\n      b: '',\n      a: '',\n      f: sum('f'),\n      d: sum('d'),\n      s: sum('s'),\n      g: sum('g'),\n      isRest: true,\n    };\n    shown.push({ thing, area });\n  }\n  return shown;\n}\n\nfunction draw() {\n  const areaOf = AREAS[document.querySelector('input[name=area]:checked').value];\n  const { width, height } = map.getBoundingClientRect();\n  map.replaceChildren();\n  // A page that is being laid out, or lies in a frame that is folded, has no size yet.\n  if (width < 1 || height < 1) return;\n  map.setAttribute('viewBox', `0 0 ${width} ${height}`);\n  cells = [];\n  const groups = (zoomed === null ? data.groups : [zoomed]).map((group) => {\n    const things = group.things.reduce((sum, thing) => sum + areaOf(thing), 0);\n    group.areaSum = things + (group.rest.n === 0 ? 0 : areaOf(group.rest));\n    return { group, area: group.areaSum };\n  });\n  const drawn = groups.filter(({ area }) => area > 0).toSorted((a, b) => b.area - a.area);\n  $('back').hidden = zoomed === null;\n  $('where').textContent = zoomed === null ? 'Size map' : `Size map: ${zoomed.t}`;\n  if (drawn.length === 0) {\n    map.append(\n      shape(\n        'text',\n        { x: width / 2, y: height / 2, 'text-anchor': 'middle', fill: 'currentColor' },\n        'No content came or went.',\n      ),\n    );\n    return;\n  }\n  const total = drawn.reduce((sum, { area }) => sum + area, 0);\n  layOut(drawn, { x: 0, y: 0, w: width, h: height });\n  for (const { group, area, box } of drawn) {\n    const isLarge = zoomed === null && box.h > 60 && box.w > 70;\n    if (isLarge) map.append(headOf(group, box));\n    const inner = isLarge\n      ? { x: box.x, y: box.y + HEAD, w: box.w - 3, h: box.h - HEAD - 3 }\n      : { x: box.x, y: box.y, w: Math.max(box.w - 2, 1), h: Math.max(box.h - 2, 1) };\n    const items =\n      isLarge || zoomed !== null\n        ? itemsOf(group, areaOf, (area / total) * width * height)\n        : [{ thing: { ...group, n: group.t, k: 2, b: '', a: '', whole: true }, area: 1 }];\n    layOutWithRest(items, inner);\n    for (const item of items) map.append(cellOf(group, item.thing, item.box));\n  }\n  if (cells.length > 0) cells[0].node.setAttribute('tabindex', '0');\n}\n\nfunction headOf(group, box) {\n  const head = shape('g', {\n    class: 'head cell',\n    role: 'button',\n    tabindex: '-1',\n    'aria-label': `${group.t}, ${describe(group)}. Enlarge`,\n  });\n  head.append(shape('rect', { x: box.x, y: box.y, width: box.w - 3, height: HEAD }));\n  const words = fit(`${group.t}  ${signed(net(group))}`, box.w - 8, '600 12px');\n  head.append(shape('text', { x: box.x + 2, y: box.y + 14 }, words));\n  const whole = { ...group, n: group.t, b: '', a: '' };\n  listen(head, group, whole, box, () => zoom(group));\n  return head;\n}\n\nfunction cellOf(group, thing, box) {\n  const { d, g } = thing;\n  const tone = toneOf(d, g);\n  const cell = shape('g', {\n    class: `cell t${tone}${thing.isRest ? ' rest' : ''}`,\n    role: 'button',\n    tabindex: '-1',\n    'aria-label': `${thing.n} ${versions(thing)}, ${describe(thing)}`,\n  });\n  const width = Math.max(box.w - 1, 0.5);\n  const height = Math.max(box.h - 1, 0.5);\n  cell.append(shape('rect', { x: box.x + 0.5, y: box.y + 0.5, width, height, rx: 2 }));\n  if (width > 44 && height > 18) {\n    const clip = shape('svg', { x: box.x, y: box.y, width, height });\n    clip.append(shape('text', { x: 6, y: 15 }, fit(shortName(thing.n), width - 10, '12px')));\n    if (height > 33)\n      clip.append(shape('text', { x: 6, y: 30, class: 'size' }, fit(signed(d - g), width - 10, '11px')));\n    cell.append(clip);\n  }\n  listen(cell, group, thing, box, () => {\n    if (thing.whole || thing.isRest) zoom(group);\n    else reveal(group, thing);\n  });\n  return cell;\n}\n\n/** From -4, all of it went, to 4, all of it came. A few percent are seen too. */\nfunction toneOf(came, went) {\n  const large = Math.max(came, went);\n  if (large === 0) return 0;\n  const share = (came - went) / large;\n  return Math.sign(share) * Math.round(4 * Math.sqrt(Math.abs(share)));\n}\n\n/** What most names begin with tells nothing. */\nconst shortName = (name) => name.replace(/^microsoft[-.](windows[-.])?(?=.)/i, '').replace(/ \\(amd64\\)$/, '');\n\nconst ruler = document.createElement('canvas').getContext('2d');\n\n/** As much of the text as the width takes. */\nfunction fit(text, width, font) {\n  ruler.font = `${font} ${getComputedStyle(document.body).fontFamily}`;\n  if (ruler.measureText(text).width <= width) return text;\n  let [least, most] = [0, text.length];\n  while (least < most) {\n    const middle = Math.ceil((least + most) / 2);\n    if (ruler.measureText(`${text.slice(0, middle)}\\u2026`).width <= width) least = middle;\n    else most = middle - 1;\n  }\n  return least < 3 ? '' : `${text.slice(0, least).trimEnd()}\\u2026`;\n}\n\nfunction describe(thing) {\n  const stored =\n    thing.s === null || thing.s === undefined || thing.d === 0 ? '' : ` (${bytes(thing.s)} compressed)`;\n  return `new ${bytes(thing.d)}${stored}, gone ${bytes(thing.g)}, net ${signed(net(thing))}, ${count(thing.f)} ${thing.f === 1 ? 'file' : 'files'}`;\n}\n\nfunction listen(node, group, thing, box, act) {\n  const at = cells.length;\n  cells.push({ node, box, act });\n  const show = (x, y) => tip(thing, zoomed === null && thing.n !== group.t ? group.t : '', x, y);\n  node.addEventListener('mousemove', (event) => show(event.clientX, event.clientY));\n  node.addEventListener('mouseleave', hideTip);\n  node.addEventListener('focus', () => {\n    for (const cell of cells) cell.node.setAttribute('tabindex', cell.node === node ? '0' : '-1');\n    const place = node.getBoundingClientRect();\n    if (node.matches(':focus-visible')) show(place.left + place.width / 2, place.top + place.height / 2);\n  });\n  node.addEventListener('blur', hideTip);\n  node.addEventListener('click', act);\n  node.addEventListener('keydown', (event) => {\n    if (event.key === 'Enter' || event.key === ' ') {\n      event.preventDefault();\n      act();\n    } else if (event.key === 'Escape') {\n      zoom(null);\n    } else if (event.key.startsWith('Arrow')) {\n      event.preventDefault();\n      neighbour(at, event.key)?.node.focus();\n    }\n  });\n}\n\nconst middle = ({ box }) => [box.x + box.w / 2, box.y + box.h / 2];\n\n/** The nearest cell in that direction. */\nfunction neighbour(at, key) {\n  const [x, y] = middle(cells[at]);\n  let best = null;\n  let least = Infinity;\n  for (const cell of cells) {\n    const [cx, cy] = middle(cell);\n    const ahead = { ArrowRight: cx - x, ArrowLeft: x - cx, ArrowDown: cy - y, ArrowUp: y - cy }[key];\n    const aside = key === 'ArrowRight' || key === 'ArrowLeft' ? Math.abs(cy - y) : Math.abs(cx - x);\n    const distance = ahead + 2 * aside;\n    if (ahead <= 1 || distance >= least) continue;\n    best = cell;\n    least = distance;\n  }\n  return best;\n}\n\nfunction zoom(group) {\n  zoomed = zoomed === group ? null : group;\n  hideTip();\n  draw();\n  cells[0]?.node.focus({ preventScroll: true });\n}\n\nfunction tip(thing, title, x, y) {\n  const box = $('tip');\n  const lines = [make('b', {}, [thing.n, versions(thing)].filter((word) => word !== '').join(' '))];\n  if (title !== '') lines.push(make('br'), title);\n  lines.push(make('br'), describe(thing));\n  box.replaceChildren(...lines);\n  box.hidden = false;\n  const { width, height } = box.getBoundingClientRect();\n  box.style.left = `${Math.max(8, Math.min(x + 14, innerWidth - width - 8))}px`;\n  box.style.top = `${y + 18 + height > innerHeight ? Math.max(8, y - height - 12) : y + 18}px`;\n}\nfunction hideTip() {\n  $('tip').hidden = true;\n}\n\n// ---- the list -----------------------------------------------------------------------------------------------------\n\nconst sections = new Map();\n\nfunction chosen() {\n  const words = $('find').value.trim().toLowerCase();\n  const kinds = new Set(\n    [...document.querySelectorAll('input[name=kind]:checked')].map((box) => Number(box.value)),\n  );\n  return {\n    words,\n    matches: (thing) => kinds.has(thing.k) && (words === '' || textOf(thing).includes(words)),\n  };\n}\nfunction textOf(thing) {\n  thing.text ??= [thing.n, thing.b, thing.a, ...(thing.c ?? []).map(([, path]) => path)]\n    .join(' ')\n    .toLowerCase();\n  return thing.text;\n}\n\nfunction numbers(thing) {\n  const change = net(thing);\n  return [\n    make('span', { class: 'number' }, count(thing.f)),\n    make('span', { class: 'number', 'data-head': 'new' }, bytes(thing.d)),\n    make('span', { class: 'number', 'data-head': 'gone' }, bytes(thing.g)),\n    make('span', { class: `number${netClass(change)}` }, signed(change)),\n  ];\n}\n\nfunction thingNode(thing) {\n  const version = versions(thing);\n  const name = make(\n    'span',\n    { class: 'name' },\n    make(\n      'span',\n      { class: `mark ${KINDS[thing.k]}`, title: KINDS[thing.k], role: 'img', 'aria-label': KINDS[thing.k] },\n      MARKS[thing.k],\n    ),\n    thing.n,\n    ...(version === '' ? [] : [' ', make('span', { class: 'version' }, version)]),\n  );\n  const node = make(\n    'details',\n    { class: 'thing' },\n    make('summary', { class: 'row' }, name, ...numbers(thing)),\n  );\n  node.addEventListener('toggle', () => {\n    if (!node.open || node.children.length > 1) return;\n    const list = make('ul', { class: 'files' });\n    for (const [kind, path, size, from] of thing.c ?? []) {\n      const origin = from === undefined ? '' : `, from ${from}`;\n      list.append(make('li', {}, `${MARKS[kind]} ${path}  (${bytes(size)}${origin})`));\n    }\n    const more = thing.f - (thing.c ?? []).length;\n    if (more > 0) list.append(make('li', {}, `and ${count(more)} more, which this page does not hold`));\n    node.append(list);\n  });\n  return node;\n}\n\nfunction fill(section) {\n  const { group, body } = section;\n  const { matches } = chosen();\n  const found = group.things.filter(matches);\n  body.replaceChildren();\n  let shown = 0;\n  const button = make('button', { type: 'button', class: 'more' });\n  const grow = (upTo) => {\n    const nodes = [];\n    for (; shown < Math.min(upTo, found.length); shown++) nodes.push(thingNode(found[shown]));\n    button.before(...nodes);\n    const left = found.length - shown;\n    button.textContent = `Show ${count(Math.min(STEP, left))} of ${count(left)} more`;\n    button.hidden = left === 0;\n  };\n  section.reveal = (thing) => {\n    const at = found.indexOf(thing);\n    if (at < 0) return null;\n    if (at >= shown) grow(at + 1);\n    return body.children[at];\n  };\n  body.append(button);\n  button.addEventListener('click', () => grow(shown + STEP));\n  grow(STEP);\n  if (group.rest.n > 0) {\n    const { n } = group.rest;\n    body.append(\n      make(\n        'p',\n        { class: 'empty' },\n        `The ${count(n)} smallest are not on this page: ${describe(group.rest)}.`,\n      ),\n    );\n  }\n}\n\nfunction list() {\n  const { words, matches } = chosen();\n  let any = false;\n  for (const section of sections.values()) {\n    const found = section.group.things.reduce((sum, thing) => sum + (matches(thing) ? 1 : 0), 0);\n    section.node.hidden = found === 0;\n    any ||= found > 0;\n    const all = section.group.things.length + section.group.rest.n;\n    section.note.textContent =\n      found === section.group.things.length ? count(all) : `${count(found)} of ${count(all)}`;\n    if (words !== '' && found > 0) section.node.open = true;\n    if (section.node.open) fill(section);\n  }\n  $('nothing').hidden = any;\n}\n\nfunction reveal(group, thing) {\n  const section = sections.get(group);\n  $('find').value = '';\n  for (const box of document.querySelectorAll('input[name=kind]')) box.checked = true;\n  section.node.open = true;\n  list();\n  const node = section.reveal(thing);\n  node.open = true;\n  const row = node.querySelector('summary');\n  row.focus({ preventScroll: true });\n  row.scrollIntoView({ block: 'center' });\n}\n\nfor (const group of data.groups) {\n  const note = make('small');\n  const name = make('span', {}, make('b', {}, group.t), note);\n  const body = make('div');\n  const node = make('details', { class: 'group' }, make('summary', {}, name, ...numbers(group)), body);\n  const section = { group, node, body, note, reveal: () => null };\n  node.addEventListener('toggle', () => {\n    if (node.open && body.children.length === 0) fill(section);\n  });\n  sections.set(group, section);\n  $('groups').append(node);\n}\n\nfor (const input of document.querySelectorAll('input[name=area]')) input.addEventListener('change', draw);\nfor (const input of document.querySelectorAll('input[name=kind]')) input.addEventListener('change', list);\nlet waiting = 0;\n$('find').addEventListener('input', () => {\n  clearTimeout(waiting);\n  waiting = setTimeout(list, 120);\n});\n$('back').addEventListener('click', () => zoom(null));\ndocument.body.classList.add('ready');\nlist();\nnew ResizeObserver(() => draw()).observe(map);\n",
};
//# sourceMappingURL=page.generated.js.map
;// CONCATENATED MODULE: ./build/src/report/diff-page.js
/**
 * A diff as one page for a browser: sums, a map in which each thing has the area of what changed of it, and a list that can be
 * searched. It holds all that it shows, asks for nothing over the network, and says what it does not hold.
 */




/** What the page holds; the rest is summed up. */
const THINGS_OF_GROUP = 2500;
const FILES_OF_THING = 20;
const FILES = 10_000;
/** In the order of the page's script. */
const KINDS = ['added', 'removed', 'changed', 'moved', 'metadata'];
const SIGNS = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** @param from of the manifests that were compared */
function renderDiffPage(diff, from, to) {
    const title = diff_page_titleOf(diff, from, to);
    return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:">
<link rel="icon" href="data:,">
<title>${diff_page_escape(title.join(' → '))}</title>
<style>
${PAGE_FILES['page.css']}</style>
</head>
<body>
<main>
<header>
<h1>${title.map(diff_page_escape).join(' <span class="arrow">→</span> ')}</h1>
${factLines(diff, from, to)
        .map((line) => `<p class="facts">${diff_page_escape(line)}</p>`)
        .join('\n')}
</header>
${tiles(diff)}
${counts(diff)}
${MAP}
${LIST}
<footer>${diff_page_escape(`Made by ${to.tool}. New and gone contents are counted once, however many names they have.`)}${diff.notCompared.length === 0 ? '' : diff_page_escape(` Not compared: ${diff.notCompared.join(', ')}.`)}</footer>
</main>
<div id="tip" hidden></div>
<script type="application/json" id="data">${jsonIn(pageData(diff))}</script>
<script type="module">
${PAGE_FILES['page.js']}</script>
</body>
</html>
`;
}
const MAP = `<section class="card" aria-label="Size map">
<div class="bar">
<h2 id="where">Size map</h2>
<button type="button" id="back" hidden>All groups</button>
<fieldset class="choice" aria-label="What the areas show">
<label><input type="radio" name="area" value="size" checked>Changed bytes</label><label><input type="radio" name="area" value="net">Net change</label><label><input type="radio" name="area" value="download">Download</label>
</fieldset>
</div>
<svg id="map" role="group" aria-label="Map: arrow keys move, Enter opens, Escape goes back"></svg>
<div class="legend"><span>shrank</span><span class="scale" aria-hidden="true">${[
    -4, -3, -2, -1, 0, 1, 2, 3, 4,
]
    .map((tone) => `<i style="background:var(--${toneName(tone)})"></i>`)
    .join('')}</span><span>grew</span><span class="hint">Arrow keys move, Enter opens, Escape goes back.</span></div>
</section>`;
const LIST = `<section class="card" aria-label="Things">
<div class="bar">
<h2>What changed</h2>
<fieldset class="kinds" aria-label="Kinds of changes">
${KINDS.map((kind, at) => `<label><input type="checkbox" name="kind" value="${at}" checked>${KIND_NOUNS[kind]}</label>`).join('\n')}
</fieldset>
<input id="find" type="search" placeholder="Find by name, version or path" aria-label="Find by name, version or path">
</div>
<div class="heads"><span></span><span class="number">files</span><span class="number">new</span><span class="number">gone</span><span class="number">net</span></div>
<div id="groups"></div>
<p class="empty" id="nothing" hidden>Nothing here is of that kind and name.</p>
<noscript><p class="empty">The map and the list need JavaScript, which this browser has turned off for files.</p></noscript>
</section>`;
function toneName(tone) {
    return tone === 0 ? 's0' : tone < 0 ? `l${-tone}` : `g${tone}`;
}
/** As the manifests call the images, else as the user named what was compared. */
function diff_page_titleOf(diff, from, to) {
    const [old, now] = [from, to].map(({ name, version = '' }) => `${name} ${version}`.trim());
    if (old === undefined || now === undefined || old === now)
        return [diff.from, diff.to];
    return [old, from.name === to.name && to.version !== undefined ? to.version : now];
}
function factLines(diff, from, to) {
    const single = from.images.length === 1 && to.images.length === 1;
    const builds = to.images.flatMap((image) => {
        const old = single ? from.images[0] : from.images.find(({ name }) => name === image.name);
        if (image.build === undefined || old?.build === undefined || old.build === image.build)
            return [];
        return [`${image.name}: Windows build ${old.build} → ${image.build}`];
    });
    const [old] = diff_page_titleOf(diff, from, to);
    return [...(old === diff.from ? [] : [`${diff.from} → ${diff.to}`]), ...builds];
}
function tiles({ newContents: came, goneContents: gone }) {
    const grown = came.bytes - gone.bytes;
    const sign = grown > 0 ? '+' : '';
    const first = came.stored === null
        ? [(0,src_bytes/* formatBytes */.z3)(came.bytes), 'to download', 'not compressed: the newer one is no archive']
        : [
            (0,src_bytes/* formatBytes */.z3)(came.stored),
            'to download',
            `for whoever has the older image; ${(0,src_bytes/* formatBytes */.z3)(came.bytes)} unpacked`,
        ];
    const list = [
        first,
        [(0,src_bytes/* formatBytes */.z3)(came.bytes), 'new', (0,src_bytes/* countOf */.pq)(came.contents, 'content')],
        [(0,src_bytes/* formatBytes */.z3)(gone.bytes), 'gone', (0,src_bytes/* countOf */.pq)(gone.contents, 'content')],
        [`${sign}${(0,src_bytes/* formatBytes */.z3)(grown).replace('-', '−')}`, 'net', 'new less gone'],
    ];
    const tone = grown > 0 ? 'grew' : grown < 0 ? 'shrank' : '';
    const nodes = list.map(([number = '', name = '', more = ''], at) => `<div class="tile"><span>${diff_page_escape(name)}</span><b${at === 3 ? ` class="${tone}"` : ''}>${diff_page_escape(number)}</b><small>${diff_page_escape(more)}</small></div>`);
    return `<div class="tiles">\n${nodes.join('\n')}\n</div>`;
}
function counts(diff) {
    const kinds = Object.keys(KIND_NOUNS);
    const nodes = kinds.map((kind) => {
        const { entries, bytes } = diff.counts[kind];
        return `<li title="${(0,src_bytes/* formatBytes */.z3)(bytes)}, each name counted"><b>${(0,src_bytes/* formatCount */.B4)(entries)}</b> ${KIND_NOUNS[kind]}</li>`;
    });
    return `<ul class="counts">\n${nodes.join('\n')}\n</ul>`;
}
function pageData({ changes }) {
    let files = 0;
    const filesOf = (thing) => {
        const room = Math.min(FILES_OF_THING, FILES - files);
        const held = thing.changes
            .toSorted((a, b) => weightOfChange(b) - weightOfChange(a))
            .slice(0, Math.max(room, 0));
        files += held.length;
        return held.map(({ kind, path, size, from }) => [
            KINDS.indexOf(kind),
            (0,src_bytes/* printable */.g$)(path),
            size,
            ...(from === undefined ? [] : [(0,src_bytes/* printable */.g$)(from)]),
        ]);
    };
    const groups = groupChanges(changes, true).map((group) => {
        const sorted = group.things.toSorted((a, b) => weightOf(b) - weightOf(a));
        return { group, held: sorted.slice(0, THINGS_OF_GROUP), rest: sorted.slice(THINGS_OF_GROUP) };
    });
    const largest = groups.flatMap(({ held }) => held).toSorted((a, b) => weightOf(b) - weightOf(a));
    const paths = new Map(largest.map((thing) => [thing, filesOf(thing)]));
    return {
        groups: groups.map(({ group, held, rest }) => ({
            t: group.title,
            ...sumsOf(group),
            things: held.map((thing) => ({
                n: (0,src_bytes/* printable */.g$)(thing.name),
                k: KINDS.indexOf(thing.kind),
                b: versionText(thing.before),
                a: versionText(thing.after),
                ...sumsOf(thing),
                c: paths.get(thing) ?? [],
            })),
            rest: { n: rest.length, ...sumsOfAll(rest) },
        })),
    };
}
function weightOfChange({ download, gone }) {
    return (download?.bytes ?? 0) + (gone?.bytes ?? 0);
}
function sumsOf({ files, download, gone }) {
    return { f: files, d: download.bytes, s: download.stored, g: gone.bytes };
}
function sumsOfAll(things) {
    return sumsOf({
        files: things.reduce((sum, { files }) => sum + files, 0),
        download: sumOf(things.map(({ download }) => download)),
        gone: sumOf(things.map(({ gone }) => gone)),
    });
}
function diff_page_escape(text) {
    return (0,src_bytes/* printable */.g$)(text).replace(/[&<>"]/g, (sign) => SIGNS[sign] ?? sign);
}
/** JSON that ends no script. */
function jsonIn(value) {
    return JSON.stringify(value).replaceAll('<', '\\u003c');
}
//# sourceMappingURL=diff-page.js.map
;// CONCATENATED MODULE: ./build/src/report/diff-text.js
/** A diff as a person reads it on a terminal: what it comes to, things by group, then the files. */



const diff_text_MARKS = {
    added: '+',
    removed: '-',
    changed: '~',
    moved: '>',
    metadata: '.',
};
/** Lines of text without colour, the last one ended too. */
function renderDiffText(diff, { things, files }) {
    const rows = Object.keys(KIND_NOUNS).map((kind) => {
        const { entries, bytes } = diff.counts[kind];
        const mark = kind === 'unchanged' ? '=' : diff_text_MARKS[kind];
        return [`  ${mark} ${KIND_NOUNS[kind]}`, (0,src_bytes/* formatCount */.B4)(entries), (0,src_bytes/* formatBytes */.z3)(bytes)];
    });
    const listed = diff.changes.slice(0, files).map(describeChange);
    const more = diff.changes.length - listed.length;
    return [
        `From ${diff.from}`,
        `To   ${diff.to}`,
        '',
        ...alignColumns(rows),
        '',
        `New contents: ${contentText(diff.newContents)}`,
        `Gone contents: ${contentText(diff.goneContents)}`,
        ...(diff.notCompared.length === 0 ? [] : [`Not compared: ${diff.notCompared.join(', ')}`]),
        ...groupChanges(diff.changes, true).flatMap((group) => [
            '',
            ...groupLines(group, things, diff.newContents.stored !== null),
        ]),
        ...(listed.length === 0 ? [] : ['', 'Files', ...listed]),
        ...(more === 0 ? [] : [`  and ${(0,src_bytes/* formatCount */.B4)(more)} more`]),
        '',
    ].join('\n');
}
function contentText({ contents, bytes, stored }) {
    const compressed = stored === null ? '' : `, ${(0,src_bytes/* formatBytes */.z3)(stored)} as stored`;
    return `${(0,src_bytes/* formatCount */.B4)(contents)} (${(0,src_bytes/* formatBytes */.z3)(bytes)}${compressed})`;
}
/** @param isStored whether what is downloaded has a stored size */
function groupLines(group, limit, isStored) {
    const listed = largestThings(group, limit);
    const more = group.things.length - listed.length;
    const columns = ({ files, download, gone }) => [
        (0,src_bytes/* formatCount */.B4)(files),
        (0,src_bytes/* formatBytes */.z3)(download.bytes),
        ...(isStored ? [(0,src_bytes/* formatBytes */.z3)(download.stored ?? 0)] : []),
        (0,src_bytes/* formatBytes */.z3)(gone.bytes),
    ];
    return alignColumns([
        [group.title, 'files', 'new', ...(isStored ? ['stored'] : []), 'gone'],
        ...listed.map((thing) => [`  ${diff_text_MARKS[thing.kind]} ${(0,src_bytes/* printable */.g$)(titleOfThing(thing))}`, ...columns(thing)]),
        ...(more === 0 ? [] : [[`  and ${(0,src_bytes/* formatCount */.B4)(more)} more`]]),
        ...(group.things.length === 1 ? [] : [['  = all', ...columns(group)]]),
    ]);
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
    return (0,src_bytes/* printable */.g$)(`${diff_text_MARKS[kind]} ${place}${details.length === 0 ? '' : `  (${details.join(', ')})`}`);
}
/** The first column to the left, the others to the right. */
function alignColumns(rows) {
    const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
    return rows.map((row) => row
        .map((cell, column) => column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))
        .join('  ')
        .trimEnd());
}
//# sourceMappingURL=diff-text.js.map
// EXTERNAL MODULE: ./build/src/tree/index.js + 19 modules
var tree = __webpack_require__(45909);
;// CONCATENATED MODULE: ./build/src/report/explanation.js
/** Why an installation failed, for a person: the cause first, what to do, where it stands, and the last errors. */


/** @param label what was read: "disk.vhdx#3" */
function renderExplanation(label, explanation) {
    const { causes, errors, logs, others, unread } = explanation;
    const [first] = causes;
    const head = first !== undefined
        ? `${label}: ${first.means}.`
        : errors.length > 0
            ? `${label}: no known cause. The last errors are below; what they mean, nobody has told this program yet.`
            : `${label}: nothing is wrong in ${(0,src_bytes/* countOf */.pq)(logs.length, 'log')}.`;
    return [
        head,
        ...causes.flatMap((cause, index) => ['', ...causeLines(cause, index === 0)]),
        ...(errors.length === 0 ? [] : ['', 'Last errors:', ...errors.flatMap(placeLines)]),
        '',
        `Read: ${(0,src_bytes/* countOf */.pq)(logs.length, 'log')}.`,
        ...(others.length === 0 ? [] : ['There, and not read:', ...others.map(otherLine)]),
        ...(unread.length === 0 ? [] : ['Could not be read:', ...unread.map(({ why }) => `  ${why}`)]),
        '',
    ].join('\n');
}
function causeLines(cause, isFirst) {
    const { id, means, fix, report, count, isConsequence, isEarlier } = cause;
    const role = isEarlier
        ? 'before this run'
        : isFirst
            ? 'the cause'
            : isConsequence
                ? 'what followed'
                : 'then';
    return [
        `${id} (${role}${count === 1 ? '' : `, ${(0,src_bytes/* countOf */.pq)(count, 'line')}`})`,
        ...(isFirst ? [] : [`  means   ${means}.`]),
        `  fix     ${fix}.`,
        `  where   ${whereOf(cause)}`,
        `          ${(0,tree/* printable */.g$)(cause.text)}`,
        `  report  ${report}`,
    ];
}
function placeLines(place) {
    return [`  ${whereOf(place)}`, `    ${(0,tree/* printable */.g$)(place.text)}`];
}
function whereOf({ file, line, time }) {
    return `${file}${line === 0 ? '' : `:${line}`}${time === null ? '' : `, ${time}`}`;
}
function otherLine({ file, size }) {
    return `  ${file}, ${(0,src_bytes/* formatBytes */.z3)(size)}`;
}
//# sourceMappingURL=explanation.js.map
;// CONCATENATED MODULE: ./build/src/report/findings.js
/** What `doctor` found, for people. */
/** "the switch Build: no such switch, expected …. Create it…" */
function findingLine({ subject, found, expected, next }) {
    const wanted = expected === undefined ? '' : `, expected ${expected}`;
    const advice = next === undefined ? '' : `. ${next.charAt(0).toUpperCase()}${next.slice(1)}`;
    return `${subject}: ${found}${wanted}${advice}`;
}
const findings_MARKS = { ok: 'ok', warning: 'warning', error: 'error' };
/** A line each, the state first; what mends it stands below. */
function renderFindings(findings) {
    const width = Math.max(...findings.map(({ subject }) => subject.length), 0);
    const margin = ' '.repeat('warning'.length + width + 4);
    return findings
        .map(({ subject, state, found, expected, next }) => {
        const wanted = expected === undefined ? '' : `, expected ${expected}`;
        const first = `${findings_MARKS[state].padEnd('warning'.length)}  ${subject.padEnd(width)}  ${found}${wanted}`;
        return next === undefined ? `${first}\n` : `${first}\n${margin}${next}\n`;
    })
        .join('');
}
//# sourceMappingURL=findings.js.map
;// CONCATENATED MODULE: ./build/src/report/matrix.js
/** What a workflow is to build, for people. */
/** Two lines a definition: what and where, then why. */
function renderMatrix(jobs) {
    const width = Math.max(...jobs.map(({ image }) => image.name.length), 0);
    return jobs
        .map(({ image: { name, definition, 'runs-on': labels, tag }, reason, isBuilt }) => {
        const what = isBuilt ? `${tag}, on ${labels.join(', ')}` : 'left out';
        return `${name.padEnd(width)}  ${what}\n${' '.repeat(width)}  ${definition}: ${reason}\n`;
    })
        .join('');
}
//# sourceMappingURL=matrix.js.map
;// CONCATENATED MODULE: ./build/src/report/release-notes.js
/** The text of a release: what it holds, what changed since the one before, how to apply it with nothing but DISM. */





/** GitHub takes 125,000 characters; the store adds a line of its own. */
const LIMIT = 120_000;
/** How many things of a group, and how many parts, are named: fewer where the text gets too long. */
const NAMED = [
    { things: 100, parts: Number.POSITIVE_INFINITY },
    { things: 30, parts: Number.POSITIVE_INFINITY },
    { things: 8, parts: Number.POSITIVE_INFINITY },
    { things: 0, parts: 100 },
];
const LEAST = NAMED[3];
const CUT = '\n\n… and more than fits here.';
function renderReleaseNotes(input) {
    const groups = groupChanges(input.previous?.diff?.changes ?? []);
    for (const named of NAMED) {
        const text = render(input, groups, named);
        if (text.length <= LIMIT)
            return text;
    }
    return render(input, groups, LEAST, true);
}
/** @param isCut whether images and changes end where the text would get too long: parts and commands stay */
function render({ facts, previous }, groups, { things, parts }, isCut = false) {
    const changes = [imagesSection(facts, previous), changesSection(facts, previous, groups, things)].join('\n\n');
    const end = `\n\n${filesSection(facts, parts)}\n\n${applySection(facts)}\n`;
    return `${isCut ? cutLines(changes, LIMIT - end.length) : changes}${end}`;
}
function cutLines(text, room) {
    const cut = text.slice(0, room - CUT.length);
    return `${cut.slice(0, Math.max(cut.lastIndexOf('\n'), 0))}${CUT}`;
}
function imagesSection(facts, previous) {
    const { images, savings } = facts;
    const rows = images.map((image) => [
        String(image.index),
        markdown_escapeMarkdown(image.name),
        markdown_escapeMarkdown(image.edition ?? ''),
        markdown_escapeMarkdown([image.build ?? '', image.architecture ?? ''].filter((word) => word !== '').join(' ')),
        markdown_escapeMarkdown((image.languages ?? []).join(', ')),
        (0,src_bytes/* formatCount */.B4)(image.files),
        (0,src_bytes/* formatBytes */.z3)(image.bytes),
    ]);
    const table = markdown_markdownTable(['', 'Image', 'Edition', 'Build', 'Languages', 'Files', 'Size'], rows);
    const updates = images.flatMap(({ name, updates: kbs = [] }) => kbs.length === 0 ? [] : [`Updates in ${markdown_escapeMarkdown(name)}: ${kbs.map(markdown_escapeMarkdown).join(', ')}.`]);
    return [table, savingsLine(savings), ...baseLine(facts, previous), ...updates].join('\n\n');
}
/** Of a base that is not the release before, whose share the changes say. */
function baseLine(facts, previous) {
    const shared = sharedWithBase(facts);
    const isSaid = previous !== null && previous.diff !== null && previous.tag === shared?.tag;
    if (shared === null || isSaid)
        return [];
    return [`Contents: ${markdown_escapeMarkdown(shareText(shared))}, which it was built against.`];
}
function savingsLine({ bytes, unique, saved, hardLinks, betweenImages, stored, images, }) {
    const parts = [
        ...(hardLinks === 0 ? [] : [`${(0,src_bytes/* formatBytes */.z3)(hardLinks)} of it hard links`]),
        ...(images.length < 2 ? [] : [`${(0,src_bytes/* formatBytes */.z3)(betweenImages)} of it between the images`]),
    ];
    const archive = stored === undefined ? '' : `, ${(0,src_bytes/* formatBytes */.z3)(stored)} compressed`;
    const details = parts.length === 0 ? '' : ` (${parts.join(', ')})`;
    return `Each content once: ${(0,src_bytes/* formatBytes */.z3)(unique)} of ${(0,src_bytes/* formatBytes */.z3)(bytes)}${archive}; ${(0,src_bytes/* formatBytes */.z3)(saved)} saved${details}.`;
}
function changesSection(facts, previous, groups, named) {
    if (previous === null)
        return '### Changes\n\nThis is the first release of this image here.';
    const { tag, facts: before, diff } = previous;
    if (diff === null)
        return `### Changes\n\nThe manifest of ${markdown_escapeMarkdown(tag)}, the release before, could not be read.`;
    const { added, removed, changed, moved } = diff.counts;
    const lines = [
        ...buildChanges(before.images, facts.images),
        ...updateChanges(before.images, facts.images),
        `${(0,src_bytes/* countOf */.pq)(added.entries, 'entry', 'entries')} added, ${(0,src_bytes/* formatCount */.B4)(removed.entries)} removed, ` +
            `${(0,src_bytes/* formatCount */.B4)(changed.entries)} changed, ${(0,src_bytes/* formatCount */.B4)(moved.entries)} moved`,
        `${(0,src_bytes/* countOf */.pq)(diff.newContents.contents, 'new content')} (${downloadText(diff.newContents)}): what \`image-factory fetch\` downloads where ${markdown_escapeMarkdown(tag)} is at hand`,
        `contents: ${markdown_escapeMarkdown(shareText(sharedContents(tag, facts, diff)))}`,
    ];
    return [
        `### Changes since ${markdown_escapeMarkdown(tag)}`,
        lines.map((line) => `- ${line}`).join('\n'),
        ...groups.map((group) => groupMarkdown(group, named)),
    ].join('\n\n');
}
function pairs(before, now) {
    const single = before.length === 1 && now.length === 1;
    return now.map((image) => [single ? before[0] : before.find(({ name }) => name === image.name), image]);
}
function buildChanges(before, now) {
    return pairs(before, now).flatMap(([old, image]) => {
        if (old === undefined)
            return [`new image: ${markdown_escapeMarkdown(image.name)}`];
        if (old.build === image.build || image.build === undefined)
            return [];
        return [`${markdown_escapeMarkdown(image.name)}: build ${markdown_escapeMarkdown(old.build ?? 'unknown')} → **${markdown_escapeMarkdown(image.build)}**`];
    });
}
function updateChanges(before, now) {
    return pairs(before, now).flatMap(([old, image]) => {
        // A manifest that names none may be of a version that read none.
        if (old?.updates === undefined)
            return [];
        const [had, has] = [old.updates, image.updates ?? []];
        const added = has.filter((kb) => !had.includes(kb));
        const removed = had.filter((kb) => !has.includes(kb));
        return [
            ...(added.length === 0
                ? []
                : [`${markdown_escapeMarkdown(image.name)}: updates added: ${added.map(markdown_escapeMarkdown).join(', ')}`]),
            ...(removed.length === 0
                ? []
                : [`${markdown_escapeMarkdown(image.name)}: updates superseded or removed: ${removed.map(markdown_escapeMarkdown).join(', ')}`]),
        ];
    });
}
function filesSection({ archive }, limit) {
    const all = archive?.parts ?? [];
    const rows = all
        .slice(0, limit)
        .map(({ name, size, sha256 }) => [
        `\`${name}\``,
        `${(0,src_bytes/* formatCount */.B4)(size)} bytes (${(0,src_bytes/* formatBytes */.z3)(size)})`,
        `\`${sha256}\``,
    ]);
    if (all.length > limit)
        rows.push([`and ${(0,src_bytes/* formatCount */.B4)(all.length - limit)} more`, '', '']);
    return `### Files\n\n${markdown_markdownTable(['File', 'Size', 'SHA-256'], rows)}\n\n\`SHA256SUMS\` lists them all: \`sha256sum -c SHA256SUMS\`, or on Windows \`certutil -hashfile FILE SHA256\`.`;
}
/** From Windows PE or a running Windows, with the new system's partition as W: and the EFI system partition as S:. */
function applySection({ archive, images }) {
    const [first] = archive?.parts ?? [];
    const isSet = (archive?.parts.length ?? 0) > 1;
    const name = first?.name ?? 'install.wim';
    const set = isSet ? ' /SWMFile:install*.swm' : '';
    const holdsWindows = images.some(({ edition }) => edition !== undefined);
    const lines = [
        `dism.exe /Get-ImageInfo /ImageFile:${name}`,
        `dism.exe /Apply-Image /ImageFile:${name}${set} /Index:1 /ApplyDir:W:\\`,
        ...(holdsWindows
            ? ['md S:\\EFI\\Microsoft\\Boot', 'W:\\Windows\\System32\\bcdboot.exe W:\\Windows /s S: /f UEFI']
            : []),
    ];
    const whole = isSet
        ? 'All parts in one folder; no other program is needed. '
        : 'No other program is needed. ';
    const where = holdsWindows
        ? 'W: is the formatted partition of the new system, S: the EFI system partition.'
        : 'W: is the formatted partition.';
    return `### Apply with DISM\n\n${whole}${where}\n\n\`\`\`bat\n${lines.join('\n')}\n\`\`\``;
}
//# sourceMappingURL=release-notes.js.map
;// CONCATENATED MODULE: ./build/src/report/self-test.js
/** What a self-test of a host came to, for people: a table for the terminal, Markdown for an issue. */


/** Lines of text, the last one ended too. */
function renderSelfTest({ result, steps, report }) {
    const width = Math.max(...steps.map(({ name }) => name.length));
    const lines = steps.map(({ name, state, milliseconds, found }) => {
        const time = (0,src_bytes/* formatDuration */.a3)(milliseconds).padStart(8);
        return `${state.padEnd('left out'.length)}  ${name.padEnd(width)}  ${time}  ${found}`;
    });
    return `${[...lines, '', `The self-test ${result}. Its report is in ${report}`].join('\n')}\n`;
}
function renderSelfTestMarkdown({ result, host, steps }) {
    const rows = steps.map(({ name, state, milliseconds, found }) => [
        name,
        state,
        (0,src_bytes/* formatDuration */.a3)(milliseconds),
        markdown_escapeMarkdown(found),
    ]);
    const facts = host.map((fact) => `- ${markdown_escapeMarkdown(fact)}\n`).join('');
    return `# Self-test: ${result}\n\n${facts}\n${markdown_markdownTable(['step', '', 'time', 'found'], rows)}\n`;
}
//# sourceMappingURL=self-test.js.map
// EXTERNAL MODULE: ./build/src/inspect/index.js + 49 modules
var inspect = __webpack_require__(44251);
;// CONCATENATED MODULE: ./build/src/report/troubleshooting.js
/** The table of symptoms as a page for people: docs/troubleshooting.md. */


/** The chapters, in their order: an entry stands in that of the first log in which it is looked for. */
const CHAPTERS = {
    machine: 'The machine and its firmware',
    setup: 'Setup and answer files',
    cbs: 'Component store and packages (CBS)',
    dism: 'DISM',
    updates: 'Windows Update',
    drivers: 'Drivers',
    agent: 'Steps',
    sysprep: 'Sysprep',
    state: 'State of the installation',
    events: 'Event logs',
};
const INTRODUCTION = (/* unused pure expression or super */ null && (`# Troubleshooting

What \`image-factory explain\` knows, and a build that fails looks up by itself ([explain.md](explain.md)). Each symptom has the lines that show it, as
the public report has them. This page is written by \`npm run troubleshooting\` from \`src/inspect/explain/symptoms/\`.

What the program itself refuses, it says with what to do next; a host that lacks something is asked by \`image-factory doctor\`.
`));
function troubleshootingPage() {
    const chapters = Object.entries(CHAPTERS)
        .map(([kind, title]) => ({ title, symptoms: SYMPTOMS.filter(({ logs }) => logs[0] === kind) }))
        .filter(({ symptoms }) => symptoms.length > 0);
    const contents = chapters.map(({ title, symptoms }) => `- [${title}](#${anchorOf(title)}): ${symptoms.length}`);
    const entries = chapters.flatMap(({ title, symptoms }) => [`## ${title}\n`, ...symptoms.map(entry)]);
    return [INTRODUCTION, ...contents, '', ...entries].join('\n');
}
/** As GitHub names a heading of ours. */
function anchorOf(title) {
    return title
        .toLowerCase()
        .replaceAll(/[^a-z -]/g, '')
        .replaceAll(' ', '-');
}
function entry({ id, means, fix, source, sample }) {
    return [
        `### ${id}\n`,
        `${plain(means)}.\n`,
        `**Fix**: ${plain(fix)}. ([report](${source}))\n`,
        '````text',
        ...sample,
        '````\n',
    ].join('\n');
}
function plain(sentences) {
    return escapeMarkdown(sentences.replaceAll('{subject}', '…'));
}
//# sourceMappingURL=troubleshooting.js.map
;// CONCATENATED MODULE: ./build/src/report/index.js













//# sourceMappingURL=index.js.map

/***/ })

};
