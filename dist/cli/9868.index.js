export const id = 9868;
export const ids = [9868];
export const modules = {

/***/ 71334:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  run: () => (/* binding */ run)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/definition/index.js + 16 modules
var src_definition = __webpack_require__(47415);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/factory/index.js + 1 modules
var factory = __webpack_require__(27525);
// EXTERNAL MODULE: ./build/src/output.js
var output = __webpack_require__(27208);
// EXTERNAL MODULE: external "node:url"
var external_node_url_ = __webpack_require__(73136);
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(38815);
;// CONCATENATED MODULE: ./build/src/cli/starter/kit-files.js
/** What a repository needs to run image-factory without any other: read from the actions and workflows themselves. */





/** Where a repository keeps its copy, from its root. */
const VENDOR_FOLDER = '.github/actions/image-factory';
/** Where GitHub runs workflows from. */
const WORKFLOWS_FOLDER = '.github/workflows';
const ROOT_ACTION = 'action.yml';
/** For Git: line ends, what a review need not show, and that nothing of it is ignored, though many ignore every `dist/`. */
const GIT_FILES = {
    '.gitattributes': '* text=auto eol=lf\ndist/** -diff linguist-generated\n',
    '.gitignore': '!*\n',
};
/** The folder of this program's actions: a clone, a runner's copy of one, or a copy that a repository keeps. */
async function kitRoot(file = (0,external_node_url_.fileURLToPath)(import.meta.url)) {
    for (let place = external_node_path_.dirname(file);; place = external_node_path_.dirname(place)) {
        const isRoot = await Promise.all([ROOT_ACTION, 'dist'].map((name) => exists(external_node_path_.join(place, name)))).then((found) => found.every(Boolean));
        if (isRoot)
            return place;
        if (place !== external_node_path_.dirname(place))
            continue;
        throw new errors/* FactoryError */.Xx('not-found', {
            subject: file,
            found: 'image-factory runs from a folder without its actions',
            next: 'run it from a clone of its repository',
        });
    }
}
/**
 * The files of a copy: every action, what those start, and the workflows that others call, with what all of these name.
 *
 * @param root of the kit
 * @returns content by path from the root of the repository that gets the copy, with `/`
 */
async function kitFiles(root) {
    const files = new Map();
    const texts = [];
    for (const name of await namesIn(external_node_path_.join(root, WORKFLOWS_FOLDER))) {
        const text = await (0,promises_.readFile)(external_node_path_.join(root, WORKFLOWS_FOLDER, name), 'utf8');
        if ((0,dist/* parse */.qg)(text).on?.['workflow_call'] === undefined)
            continue;
        texts.push(text);
        files.set(`${WORKFLOWS_FOLDER}/${name}`, Buffer.from(movedText(text)));
    }
    for (const name of await actionsIn(root)) {
        const text = await (0,promises_.readFile)(external_node_path_.join(root, name), 'utf8');
        texts.push(text);
        const beside = name === ROOT_ACTION ? [] : await filesOf(root, external_node_path_.posix.dirname(name));
        for (const file of beside)
            files.set(vendored(file), await (0,promises_.readFile)(external_node_path_.join(root, file)));
        files.set(vendored(name), Buffer.from(movedText(text)));
    }
    for (const named of new Set(texts.flatMap((text) => text.match(/\b(?:dist|scripts)\/[\w.-]+/g) ?? []))) {
        for (const name of await filesOf(root, named))
            files.set(vendored(name), await (0,promises_.readFile)(external_node_path_.join(root, name)));
    }
    for (const name of ['LICENSE', 'schema/image.schema.json'])
        files.set(vendored(name), await (0,promises_.readFile)(external_node_path_.join(root, name)));
    for (const [name, text] of Object.entries(GIT_FILES))
        files.set(vendored(name), Buffer.from(text));
    return files;
}
/** Where the copy of a file of the kit lies. */
function vendored(name) {
    return `${VENDOR_FOLDER}/${name}`;
}
/** `$/`, the root of the repository that a workflow is from, becomes the folder of the copy; workflows stay where they run. */
function movedText(text) {
    return text.replaceAll(/^(\s*(?:-\s+)?uses:\s*['"]?)\$\/(?!\.github\/)([^\s'"#]*)/gm, (_, before, rest) => `${before}$/${VENDOR_FOLDER}${rest === '' ? '' : `/${rest}`}`);
}
/** In the root and the folders directly below it. */
async function actionsIn(root) {
    const folders = (await (0,promises_.readdir)(root, { withFileTypes: true }))
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => `${name}/action.yml`);
    const names = [ROOT_ACTION, ...folders.toSorted()];
    const found = await Promise.all(names.map((name) => exists(external_node_path_.join(root, name))));
    return names.filter((_, index) => found[index]);
}
/** A file, or all below a folder; nothing where there is neither. @returns paths from the root, with `/` */
async function filesOf(root, name) {
    const facts = await (0,promises_.stat)(external_node_path_.join(root, name)).catch(() => null);
    if (facts === null)
        return [];
    if (facts.isFile())
        return [name];
    const entries = await (0,promises_.readdir)(external_node_path_.join(root, name), { recursive: true, withFileTypes: true });
    return entries
        .filter((entry) => entry.isFile())
        .map((entry) => external_node_path_.relative(root, external_node_path_.join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
        .toSorted();
}
async function namesIn(folder) {
    const names = await (0,promises_.readdir)(folder).catch(() => []);
    return names.filter((name) => /\.ya?ml$/.test(name)).toSorted();
}
async function exists(file) {
    return (await (0,promises_.stat)(file).catch(() => null)) !== null;
}
//# sourceMappingURL=kit-files.js.map
// EXTERNAL MODULE: ./build/src/bytes/index.js + 9 modules
var src_bytes = __webpack_require__(72381);
;// CONCATENATED MODULE: ./build/src/cli/starter/next-steps.js
/** What is to be done after `init`, one sentence a step. */



/**
 * What "image-factory" stands for where nobody has installed it.
 *
 * @param program what Node was started with
 * @returns null where there is such a command
 */
function howItRuns(program, here) {
    if (external_node_path_.extname(program) !== '.js')
        return null;
    const words = external_node_path_.relative(here, program);
    return `image-factory stands for: node ${words.includes(' ') ? `"${words}"` : words}`;
}
/** @param definition its path from the root of the repository */
function starterSteps({ name, source, hypervisor, kit, isVendored }, definition, hasGit, { origin, host }) {
    return [
        ...(source.isExample
            ? [`Put the path of your install medium into ${definition}, as the runner sees it.`]
            : []),
        ...(source.isExample || source.isHere
            ? []
            : [
                `${source.text} is not on this host: let it be a path of the runner's, or correct it in ${definition}.`,
            ]),
        ...(kit === null && !isVendored
            ? [
                `Put the repository of image-factory into .github/workflows/${name}.yml, behind "uses:": OWNER is not known here.`,
            ]
            : []),
        ...(hasGit ? [] : ['This folder is in no Git repository: "git init" makes one.']),
        ...(hasGit ? remoteSteps(origin, host, kit !== null && !isVendored) : []),
        `Try it, without a release: image-factory build ${definition} --dry-run --no-publish`,
        ...(hypervisor === 'none'
            ? []
            : [`See on the runner what is missing: image-factory doctor ${definition}`]),
        `Commit and push, then build a release: git tag ${name}-1.0 && git push origin ${name}-1.0`,
    ];
}
function remoteSteps(origin, host, namesKit) {
    if (origin === null && host === null)
        return ['It has no remote "origin" on GitHub yet. Where it gets none, make release.store a folder.'];
    if (origin === null) {
        return [
            `Its remote "origin" is at ${host}, which may be a GitHub Enterprise Server: where it is none, make release.store a folder.`,
        ];
    }
    if (host === 'github.com' || !namesKit)
        return [];
    return [
        `${host} knows image-factory only where an administrator has connected it to github.com, or has a copy under that name; "image-factory init --vendor" needs neither.`,
    ];
}
function vendorSteps({ before, after, written, removed, bytes }) {
    const what = `image-factory ${versionOf(after)}`;
    const size = `${(0,src_bytes/* countOf */.pq)(Object.keys(after.files).length, 'file')}, ${(0,src_bytes/* formatBytes */.z3)(bytes)}`;
    if (before !== null && written.length + removed.length === 0)
        return [`The copy of image-factory is up to date: ${versionOf(after)}.`];
    return [
        before === null
            ? `Commit ${VENDOR_FOLDER} and .github/workflows: they are ${what} (${size}).`
            : `Commit what changed (${written.length} written, ${removed.length} removed): it is ${what}, and was ${versionOf(before)}.`,
        'Its workflows want github.com and runners of version 2.336.0 or later; elsewhere take the action as a step: ' +
            `./${VENDOR_FOLDER}.`,
        'To update it later, pull the clone of image-factory and run "image-factory init --vendor" here again; what you change in the copy stays.',
    ];
}
function versionOf({ version, repository, ref }) {
    return repository === null ? version : `${version} of ${repository}@${ref?.slice(0, 12)}`;
}
//# sourceMappingURL=next-steps.js.map
;// CONCATENATED MODULE: ./build/src/cli/starter/repository.js
/** What a work tree of Git says of itself, read from its files: no Git is needed. */





/** @returns null where it runs from something else than a clone of a repository on GitHub, or a runner's copy of one */
async function kitOf(file = (0,external_node_url_.fileURLToPath)(import.meta.url)) {
    // A runner keeps actions in _actions/OWNER/REPO/REF.
    const [, owner, repo, ref] = /[\\/]_actions[\\/]([^\\/]+)[\\/]([^\\/]+)[\\/]([^\\/]+)[\\/]/.exec(file) ?? [];
    if (owner !== undefined && repo !== undefined && ref !== undefined)
        return { repository: `${owner}/${repo}`, ref };
    // A copy lies in the repository of who keeps it, which is not the one it is from.
    if (file.replaceAll('\\', '/').includes(`/${VENDOR_FOLDER}/`))
        return null;
    const tree = await (0,factory/* workTreeOf */.FY)(external_node_path_.dirname(file));
    const repository = tree === null ? null : await originOf(tree);
    const commit = tree === null ? null : await commitOf(tree);
    return repository === null || commit === null ? null : { repository, ref: commit };
}
/** "OWNER/REPO" of the remote `origin`; null where that is not on a GitHub. */
async function originOf(tree) {
    const url = await urlOf(tree);
    const [, owner, repo] = /github[^/:]*(?::\d+)?[:/]([\w-]+)\/([\w.-]+?)(?:\.git)?\/?$/.exec(url) ?? [];
    return owner === undefined || repo === undefined ? null : `${owner}/${repo}`;
}
/** The host of the remote `origin`; null where there is none, or it is a folder. */
async function originHost(tree) {
    const url = await urlOf(tree);
    const [, host] = /^(?:[a-z]+:\/\/)?(?:[^@/]+@)?([\w-]+(?:\.[\w-]+)+)[:/]/i.exec(url) ?? [];
    return host ?? null;
}
/** '' where there is no remote `origin`. */
async function urlOf(tree) {
    const config = await readText(external_node_path_.join(tree, '.git', 'config'));
    const section = /\[remote "origin"\]([^[]*)/.exec(config)?.[1] ?? '';
    return /^\s*url\s*=\s*(\S+)/m.exec(section)?.[1] ?? '';
}
async function commitOf(tree) {
    const head = (await readText(external_node_path_.join(tree, '.git', 'HEAD'))).trim();
    const ref = /^ref: (.+)$/.exec(head)?.[1];
    if (ref === undefined)
        return isCommit(head) ? head : null;
    const loose = (await readText(external_node_path_.join(tree, '.git', ref))).trim();
    if (isCommit(loose))
        return loose;
    const packed = await readText(external_node_path_.join(tree, '.git', 'packed-refs'));
    const line = packed.split('\n').find((text) => text.endsWith(` ${ref}`));
    return line?.slice(0, 40) ?? null;
}
function isCommit(text) {
    return /^[0-9a-f]{40}$/.test(text);
}
/** '' where there is none. */
function readText(file) {
    return (0,promises_.readFile)(file, 'utf8').catch(() => '');
}
//# sourceMappingURL=repository.js.map
// EXTERNAL MODULE: ./build/src/release/index.js + 34 modules
var release = __webpack_require__(30822);
// EXTERNAL MODULE: ./build/src/source/index.js + 4 modules
var source = __webpack_require__(35269);
;// CONCATENATED MODULE: ./build/src/cli/starter/source.js
/** What a first definition is built from, as far as it can be found out here. */





const EXAMPLE = {
    kind: 'iso',
    text: String.raw `D:\iso\Win11_25H2.iso`,
    sha256: null,
    edition: 'Enterprise',
    editions: [],
    name: 'win11-enterprise',
    isExample: true,
    isHere: false,
};
const KINDS = {
    '.iso': 'iso',
    '.wim': 'wim',
    '.esd': 'wim',
    '.swm': 'wim',
    '.vhdx': 'disk',
    '.vhd': 'disk',
    '.raw': 'disk',
    '.img': 'disk',
};
/** Windows 11 begins with this build. */
const WINDOWS_11 = 22_000;
/**
 * @param given what the user named; it may be a path of the runner, which is not here. null: the one medium or disk of `folder`
 * @param base the folder of the definition, from which a relative path starts
 * @throws usage where it is of no kind that a definition knows
 */
async function starterSource(given, folder, base, edition, reporter) {
    const found = given ?? (await onlySource(folder));
    if (found === null)
        return edition === null ? EXAMPLE : { ...EXAMPLE, edition };
    const facts = await (0,promises_.stat)(found).catch(() => null);
    const kind = facts?.isDirectory() === true ? 'directory' : KINDS[external_node_path_.extname(found).toLowerCase()];
    if (kind === undefined) {
        throw new errors/* FactoryError */.Xx('usage', {
            subject: `--source ${found}`,
            found: 'neither a folder that is here nor a file of a kind that is known',
            expected: Object.keys(KINDS).join(', '),
            next: 'name an install medium, a disk or a WIM',
        });
    }
    const stem = nameOf(external_node_path_.win32.basename(found, external_node_path_.win32.extname(found)));
    const isHere = facts !== null;
    const common = { kind, isExample: false, isHere, edition, editions: [], sha256: null };
    if (facts === null)
        return { ...common, text: found, name: stem };
    const text = external_node_path_.relative(base, external_node_path_.resolve(found)).replaceAll('\\', '/');
    const place = { ...common, text: text.startsWith('.') ? text : `./${text}` };
    if (kind === 'directory')
        return { ...place, name: stem };
    const { sha256 } = await (0,release/* hashFile */.DC)(found, reporter);
    if (kind === 'disk')
        return { ...place, sha256, name: stem };
    return { ...place, sha256, ...(await editionOf(found, edition, stem, reporter)) };
}
/** Enterprise where it is there, as the one that most build; else the first. */
async function editionOf(file, wanted, stem, reporter) {
    const { images } = await (0,source/* imagesOfMedia */.uH)(file, reporter);
    const editions = [...new Set(images.flatMap(({ windows }) => windows?.editionId ?? []))].filter((id) => id !== '');
    const edition = wanted ?? (editions.includes('Enterprise') ? 'Enterprise' : (editions[0] ?? null));
    const build = images.find(({ windows }) => windows?.editionId === edition)?.windows?.version.build ?? 0;
    const server = edition?.startsWith('Server') === true;
    const windows = server || build === 0 ? null : build >= WINDOWS_11 ? 'win11' : 'win10';
    return { edition, editions, name: windows === null ? stem : nameOf(`${windows}-${edition}`) };
}
async function onlySource(folder) {
    const names = (await (0,promises_.readdir)(folder)).filter((name) => KINDS[external_node_path_.extname(name).toLowerCase()] !== undefined);
    const [first, ...others] = names;
    return first === undefined || others.length > 0 ? null : external_node_path_.join(folder, first);
}
/** A name that a release may have. */
function nameOf(text) {
    const name = text
        .toLowerCase()
        .replaceAll(/[^a-z0-9._-]+/g, '-')
        .replaceAll(/^[^a-z0-9]+|[^a-z0-9]+$/g, '');
    return name === '' ? 'windows' : name;
}
//# sourceMappingURL=source.js.map
;// CONCATENATED MODULE: ./build/src/cli/starter/texts.js
/** The files that a repository begins with. */

/** Where nobody knows where the program came from. */
const UNKNOWN_KIT = { repository: 'OWNER/image-factory', ref: 'v1' };
const CHECKOUT = 'actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0';
const RUNNERS = {
    hyperv: '[self-hosted, windows, hyperv]',
    qemu: '[self-hosted, linux]',
    none: 'ubuntu-latest',
};
function definitionText({ name, source, hypervisor, schema }) {
    const { kind, text, sha256, edition, editions } = source;
    const others = editions.filter((other) => other !== edition);
    return lines(`# yaml-language-server: $schema=${schema}`, `name: ${name}`, ...(hypervisor === 'none' ? [] : [`runs-on: ${RUNNERS[hypervisor]}`]), 'source:', `  ${kind}: ${quoted(text)}`, ...(sha256 === null ? [] : [`  sha256: ${sha256}`]), ...(edition === null || kind === 'disk' || kind === 'directory'
        ? []
        : [`  edition: ${edition}${others.length === 0 ? '' : ` # there are ${others.join(', ')} too`}`]), 'machine:', `  hypervisor: ${hypervisor}`, ...(hypervisor === 'none'
        ? []
        : [
            '  # network: Build              # a switch of the runner; Windows Update needs one',
            '# updates:',
            '#   from: folder                # or windows-update, wsus',
            '#   folder: ../updates',
            '# customize:',
            '#   - run: ../scripts/apps.ps1',
            '# cleanup: true',
        ]), 'release: { store: github, keep: 6 }');
}
/** @param definition its path from the root of the repository, with `/` */
function workflowText(starter, definition) {
    const { name, isVendored } = starter;
    return lines(`# Builds the Windows image ${name} when a tag ${name}-* is pushed, and publishes it as the release of that tag.`, `# Started by hand it builds, and publishes nothing.`, `name: ${name}`, 'on:', '  push:', `    tags: ['${name}-*']`, '  workflow_dispatch:', ...(isVendored ? vendoredJobs(definition) : ownJobs(starter, definition)));
}
/** A step of ours in a job of the user's. */
function ownJobs({ name, hypervisor, kit }, definition) {
    const { repository, ref } = kit ?? UNKNOWN_KIT;
    return [
        'permissions:',
        '  contents: write # to make the release',
        'concurrency:',
        `  group: ${name} # one build of it at a time`,
        'jobs:',
        '  build:',
        `    runs-on: ${RUNNERS[hypervisor]}${hypervisor === 'none' ? '' : ' # a runner of your own, started as administrator'}`,
        '    timeout-minutes: 720',
        '    steps:',
        `      - uses: ${CHECKOUT}`,
        `      - uses: ${repository}@${ref}`,
        '        with:',
        `          definition: ${definition}`,
    ];
}
/** The reusable workflow of the copy; the runner is what the definition says. */
function vendoredJobs(definition) {
    return [
        'permissions: {}',
        'jobs:',
        '  image:',
        '    permissions:',
        '      contents: write # to make the release; the job on your runner only reads',
        `    uses: ./${WORKFLOWS_FOLDER}/build-image.yml`,
        '    with:',
        `      definitions: ${definition}`,
        "      publish: ${{ github.ref_type == 'tag' }}",
        "      keep: '6' # older releases of the image are removed",
    ];
}
/** YAML takes a Windows path as it is between single quotes. */
function quoted(text) {
    return /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", "''")}'`;
}
function lines(...all) {
    return `${all.join('\n')}\n`;
}
//# sourceMappingURL=texts.js.map
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./build/src/version.js
var version = __webpack_require__(28009);
;// CONCATENATED MODULE: ./build/src/cli/starter/vendor.js
/** The copy of image-factory that a repository keeps: made, and brought up to date without touching what its owner changed. */







const RECORD_NAME = 'vendored.json';
/** What a copy is of: kept beside it, and read by the next update. */
const RECORD = `${VENDOR_FOLDER}/${RECORD_NAME}`;
/** @returns null where the repository keeps no copy @throws damaged */
async function readRecord(repository) {
    const file = external_node_path_.join(repository, RECORD);
    const text = await (0,promises_.readFile)(file, 'utf8').catch(() => null);
    if (text === null)
        return null;
    try {
        const record = JSON.parse(text);
        if (Object.keys(record.files).every(isPlaceOfOurs))
            return record;
    }
    catch {
        // Told below.
    }
    throw new errors/* FactoryError */.Xx('damaged', {
        subject: file,
        found: 'not the record that "init --vendor" writes',
        next: 'take it from an older commit; or remove the copy, and make it anew',
    });
}
/**
 * @param root of the kit that is copied
 * @param repository the root of the one that gets it
 * @throws exists, before anything is written, where a file is in the way that no copy of ours made
 * @throws usage where what runs is such a copy
 */
async function vendor(root, repository, kit) {
    if ((await (0,promises_.readFile)(external_node_path_.join(root, RECORD_NAME), 'utf8').catch(() => null)) !== null) {
        throw new errors/* FactoryError */.Xx('usage', {
            subject: 'init --vendor',
            found: `image-factory runs from the copy ${root}`,
            next: 'run it from a clone of its own repository, which holds what is to be copied',
        });
    }
    const before = await readRecord(repository);
    const files = await kitFiles(root);
    const known = before?.files ?? {};
    const here = new Map();
    for (const name of new Set([...files.keys(), ...Object.keys(known)]))
        here.set(name, await hashHere(external_node_path_.join(repository, name)));
    const hashes = new Map([...files].map(([name, content]) => [name, hashOf(content)]));
    const differs = (name) => here.get(name) !== null && here.get(name) !== hashes.get(name);
    const strange = [...files.keys()].filter((name) => known[name] === undefined && differs(name));
    if (strange.length > 0) {
        throw new errors/* FactoryError */.Xx('exists', {
            subject: strange.join(', '),
            found: 'is there already, and is not of image-factory',
            next: 'rename or remove it',
        });
    }
    const kept = [...here.keys()].filter((name) => differs(name) && here.get(name) !== known[name]);
    const written = [...files.keys()].filter((name) => here.get(name) !== hashes.get(name) && !kept.includes(name));
    const removed = Object.keys(known).filter((name) => !files.has(name) && here.get(name) !== null && !kept.includes(name));
    for (const name of written) {
        await (0,output/* writeOutput */.zh)(external_node_path_.join(repository, name), (handle) => handle.writeFile(files.get(name)));
    }
    for (const name of removed)
        await (0,promises_.rm)(external_node_path_.join(repository, name));
    const after = {
        version: version/* VERSION */.x,
        repository: kit?.repository ?? null,
        ref: kit?.ref ?? null,
        files: Object.fromEntries([...hashes].toSorted(([a], [b]) => (a < b ? -1 : 1))),
    };
    await (0,output/* writeOutput */.zh)(external_node_path_.join(repository, RECORD), (handle) => handle.writeFile(`${JSON.stringify(after, null, 2)}\n`));
    const bytes = [...files.values()].reduce((sum, { length }) => sum + length, 0);
    return { before, after, written, removed, kept, bytes };
}
/** What an update may remove, whatever a record says. */
function isPlaceOfOurs(name) {
    const places = [`${VENDOR_FOLDER}/`, `${WORKFLOWS_FOLDER}/`];
    return places.some((place) => name.startsWith(place)) && !/(?:^|[\\/])\.\.(?:[\\/]|$)/.test(name);
}
async function hashHere(file) {
    try {
        return hashOf(await (0,promises_.readFile)(file));
    }
    catch (error) {
        if (error.code === 'ENOENT')
            return null;
        throw error;
    }
}
/** Git may give a text other line ends than it was written with. */
function hashOf(content) {
    const isText = !content.includes(0);
    const bytes = isText ? content.toString('latin1').replaceAll('\r\n', '\n') : null;
    return (0,external_node_crypto_.createHash)('sha256')
        .update(bytes === null ? content : Buffer.from(bytes, 'latin1'))
        .digest('hex');
}
//# sourceMappingURL=vendor.js.map
;// CONCATENATED MODULE: ./build/src/cli/commands/init.js












/** `init`: writes a definition and a workflow into the repository, with `--vendor` the kit too; prints their paths. */
async function run(invocation) {
    const { reporter } = invocation;
    const here = process.cwd();
    const tree = await (0,factory/* workTreeOf */.FY)(here);
    const root = tree ?? here;
    const wantsVendor = invocation.flag('vendor');
    const isVendored = wantsVendor || (await readRecord(root)) !== null;
    const kit = await kitOf();
    const starter = (await wantsStarter(invocation, root))
        ? await starterOf(invocation, here, root, kit, isVendored)
        : null;
    const files = starter === null ? new Map() : init_filesOf(starter, root);
    await refuseExisting([...files.keys()]);
    const vendored = wantsVendor ? await vendor(await kitRoot(), root, kit) : null;
    // A workflow of the kit may have the name now.
    if (vendored !== null)
        await refuseExisting([...files.keys()]);
    for (const [file, text] of files) {
        await (0,promises_.mkdir)(external_node_path_.dirname(file), { recursive: true });
        await (0,output/* writeOutput */.zh)(file, (handle) => handle.writeFile(text));
    }
    // What is written must be what a build takes.
    if (starter !== null)
        await (0,src_definition/* loadDefinition */.yQ)(external_node_path_.join(root, definitionOf(starter)));
    await print(invocation, root, [...files.keys()], starter, vendored);
    for (const name of vendored?.kept ?? [])
        reporter.warn(`${name} was changed here and stays as it is; remove it and run this again to get ours`);
    const steps = [
        ...(vendored === null ? [] : vendorSteps(vendored)),
        ...(starter === null
            ? []
            : starterSteps(starter, definitionOf(starter), tree !== null, {
                origin: await originOf(root),
                host: await originHost(root),
            })),
    ];
    const how = howItRuns(process.argv[1] ?? '', here);
    if (how !== null)
        reporter.info(how);
    for (const [index, step] of steps.entries())
        reporter.info(`${index + 1}. ${step}`);
    return 0;
}
/** A copy is made and brought up to date beside the definitions that are there; one more is written where it is asked for. */
async function wantsStarter(invocation, root) {
    if (!invocation.flag('vendor'))
        return true;
    if (['source', 'edition', 'name', 'hypervisor'].some((name) => invocation.text(name) !== null))
        return true;
    const names = await (0,promises_.readdir)(external_node_path_.join(root, 'images')).catch(() => []);
    return !names.some((name) => /\.ya?ml$/.test(name));
}
async function starterOf(invocation, here, root, kit, isVendored) {
    const [given, edition] = [invocation.text('source'), invocation.text('edition')];
    const source = await starterSource(given, here, external_node_path_.join(root, 'images'), edition, invocation.reporter);
    const hypervisor = invocation.text('hypervisor') ?? (source.kind === 'directory' ? 'none' : 'hyperv');
    return {
        name: init_nameOf(invocation.text('name') ?? source.name),
        source,
        hypervisor: hypervisor,
        schema: schemaOf(kit, isVendored),
        kit,
        isVendored,
    };
}
/** For the editor: an address, or a path from the definition. */
function schemaOf(kit, isVendored) {
    if (isVendored)
        return `../${VENDOR_FOLDER}/schema/image.schema.json`;
    if (kit === null)
        return './image.schema.json';
    return `https://raw.githubusercontent.com/${kit.repository}/${kit.ref}/schema/image.schema.json`;
}
/** From the root of the repository. */
function definitionOf({ name }) {
    return `images/${name}.yml`;
}
/** What `init` writes, by path. */
function init_filesOf(starter, root) {
    const definition = definitionOf(starter);
    const files = new Map([
        [external_node_path_.join(root, definition), definitionText(starter)],
        [external_node_path_.join(root, '.github', 'workflows', `${starter.name}.yml`), workflowText(starter, definition)],
    ]);
    if (starter.schema.startsWith('./'))
        files.set(external_node_path_.join(root, 'images', starter.schema), (0,src_definition/* definitionSchemaText */.SC)());
    return files;
}
async function print(invocation, root, files, starter, vendored) {
    const ofKit = vendored === null ? [] : [...vendored.written, RECORD].map((name) => external_node_path_.join(root, name));
    if (!invocation.json) {
        const paths = [...ofKit, ...files].map((file) => external_node_path_.relative(process.cwd(), file));
        await invocation.write(withoutBundles(paths)
            .map((line) => `${line}\n`)
            .join(''));
        return;
    }
    const { name = null, hypervisor = null } = starter ?? {};
    const { kept, removed } = vendored ?? {};
    await invocation.write(`${JSON.stringify({ name, files: [...ofKit, ...files], hypervisor, kept, removed }, null, 2)}\n`);
}
/** A program is many files, which nobody wants to read one by one. */
function withoutBundles(paths) {
    return [...new Set(paths.map((file) => file.replace(/([\\/]dist[\\/][^\\/]+[\\/]).*$/, '$1')))];
}
/** Nothing of the user's is overwritten, and nothing is written where something is in the way. */
async function refuseExisting(files) {
    const there = [];
    for (const file of files) {
        // A schema that is there is one of ours.
        if (!file.endsWith('.json') && (await (0,promises_.stat)(file).catch(() => null)) !== null)
            there.push(file);
    }
    if (there.length === 0)
        return;
    throw new errors/* FactoryError */.Xx('exists', {
        subject: there.join(', '),
        found: 'is there already',
        next: 'choose another name with --name, or go on with what is there',
    });
}
function init_nameOf(text) {
    if (/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(text))
        return text;
    throw new errors/* FactoryError */.Xx('usage', {
        subject: '--name',
        found: `"${text}"`,
        expected: 'up to 100 letters, digits, ".", "_" and "-", beginning with a letter or digit',
        next: 'choose another name with --name',
    });
}
//# sourceMappingURL=init.js.map

/***/ }),

/***/ 96070:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O$: () => (/* binding */ captureImage),
/* harmony export */   R5: () => (/* binding */ windowsOf),
/* harmony export */   tV: () => (/* binding */ captureImages)
/* harmony export */ });
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
    const exclude = (0,_tree_index_js__WEBPACK_IMPORTED_MODULE_0__/* .createExclusions */ .wN)(await exclusionRules(options));
    const archive = await (0,_wim_index_js__WEBPACK_IMPORTED_MODULE_1__/* .writeWim */ .VL)(out, {
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
    const { readWindowsInfo } = await __webpack_require__.e(/* import() */ 4251).then(__webpack_require__.bind(__webpack_require__, 44251));
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
  O$: () => (/* reexport */ capture/* captureImage */.O$),
  Ac: () => (/* binding */ doctor),
  jw: () => (/* reexport */ created/* givenTime */.C),
  UO: () => (/* reexport */ work/* isWithin */.UO),
  TF: () => (/* binding */ mergeReleases),
  C7: () => (/* binding */ planBuild),
  T4: () => (/* binding */ planMatrix),
  y6: () => (/* binding */ publishFolder),
  xl: () => (/* binding */ selfTest),
  X0: () => (/* binding */ sweep),
  DI: () => (/* reexport */ work/* workDirectory */.DI),
  FY: () => (/* reexport */ work_tree/* workTreeOf */.F)
});

// UNUSED EXPORTS: captureImages, windowsOf

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





const build = whenCalled(async () => (await Promise.all(/* import() */[__webpack_require__.e(8815), __webpack_require__.e(5269), __webpack_require__.e(4251), __webpack_require__.e(822), __webpack_require__.e(8876), __webpack_require__.e(7415), __webpack_require__.e(9197), __webpack_require__.e(1974), __webpack_require__.e(5695), __webpack_require__.e(6090), __webpack_require__.e(734), __webpack_require__.e(7640)]).then(__webpack_require__.bind(__webpack_require__, 37640))).build);
const doctor = whenCalled(async () => (await Promise.all(/* import() */[__webpack_require__.e(8815), __webpack_require__.e(5269), __webpack_require__.e(4251), __webpack_require__.e(822), __webpack_require__.e(8876), __webpack_require__.e(7415), __webpack_require__.e(9197), __webpack_require__.e(1974), __webpack_require__.e(6090), __webpack_require__.e(2993)]).then(__webpack_require__.bind(__webpack_require__, 52993))).doctor);
const mergeReleases = whenCalled(async () => (await Promise.all(/* import() */[__webpack_require__.e(8815), __webpack_require__.e(5269), __webpack_require__.e(4251), __webpack_require__.e(822), __webpack_require__.e(8876), __webpack_require__.e(7415), __webpack_require__.e(9197), __webpack_require__.e(5695), __webpack_require__.e(1855)]).then(__webpack_require__.bind(__webpack_require__, 91855))).mergeReleases);
const planBuild = whenCalled(async () => (await Promise.all(/* import() */[__webpack_require__.e(8815), __webpack_require__.e(5269), __webpack_require__.e(4251), __webpack_require__.e(822), __webpack_require__.e(8876), __webpack_require__.e(7415), __webpack_require__.e(9197), __webpack_require__.e(1974), __webpack_require__.e(5695), __webpack_require__.e(6090), __webpack_require__.e(734), __webpack_require__.e(9326)]).then(__webpack_require__.bind(__webpack_require__, 19326))).planBuild);
const planMatrix = whenCalled(async () => (await Promise.all(/* import() */[__webpack_require__.e(8815), __webpack_require__.e(5269), __webpack_require__.e(4251), __webpack_require__.e(822), __webpack_require__.e(8876), __webpack_require__.e(7415), __webpack_require__.e(9197), __webpack_require__.e(5695), __webpack_require__.e(2607)]).then(__webpack_require__.bind(__webpack_require__, 32607))).planMatrix);
const publishFolder = whenCalled(async () => (await Promise.all(/* import() */[__webpack_require__.e(5269), __webpack_require__.e(4251), __webpack_require__.e(822), __webpack_require__.e(8876), __webpack_require__.e(6595)]).then(__webpack_require__.bind(__webpack_require__, 46595))).publishFolder);
const selfTest = whenCalled(async () => (await Promise.all(/* import() */[__webpack_require__.e(8815), __webpack_require__.e(5269), __webpack_require__.e(4251), __webpack_require__.e(822), __webpack_require__.e(8876), __webpack_require__.e(7415), __webpack_require__.e(9197), __webpack_require__.e(1974), __webpack_require__.e(5695), __webpack_require__.e(6090), __webpack_require__.e(734), __webpack_require__.e(7640), __webpack_require__.e(2788)]).then(__webpack_require__.bind(__webpack_require__, 62788))).selfTest);
const sweep = whenCalled(async () => (await Promise.all(/* import() */[__webpack_require__.e(5269), __webpack_require__.e(822), __webpack_require__.e(9197), __webpack_require__.e(7898)]).then(__webpack_require__.bind(__webpack_require__, 56228))).sweep);
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

/***/ }),

/***/ 73405:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ readPieces)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);
/** A file from its beginning to its end, in large sequential reads. */


const PIECE = 4 << 20;
/**
 * The bytes of a file in one buffer that is used again for each piece.
 *
 * @throws not-found, permission; what the reporter's signal says
 */
async function* readPieces(file, title, reporter) {
    try {
        const handle = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.open)(file, 'r');
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
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .fromSystemError */ .Kh)(error, file);
    }
}
//# sourceMappingURL=read-pieces.js.map

/***/ })

};
