export const id = 170;
export const ids = [170];
export const modules = {

/***/ 86170:
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
// EXTERNAL MODULE: ./build/src/definition/index.js + 14 modules
var src_definition = __webpack_require__(49265);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/factory/index.js + 73 modules
var factory = __webpack_require__(74476);
// EXTERNAL MODULE: ./build/src/output.js
var output = __webpack_require__(27208);
// EXTERNAL MODULE: external "node:url"
var external_node_url_ = __webpack_require__(73136);
;// CONCATENATED MODULE: ./build/src/cli/starter/repository.js
/** What a work tree of Git says of itself, read from its files: no Git is needed. */




/** @returns null where it runs from something else than a clone of a repository on GitHub, or a runner's copy of one */
async function kitOf(file = (0,external_node_url_.fileURLToPath)(import.meta.url)) {
    // A runner keeps actions in _actions/OWNER/REPO/REF.
    const [, owner, repo, ref] = /[\\/]_actions[\\/]([^\\/]+)[\\/]([^\\/]+)[\\/]([^\\/]+)[\\/]/.exec(file) ?? [];
    if (owner !== undefined && repo !== undefined && ref !== undefined)
        return { repository: `${owner}/${repo}`, ref };
    const tree = await (0,factory/* workTreeOf */.FY)(external_node_path_.dirname(file));
    const repository = tree === null ? null : await originOf(tree);
    const commit = tree === null ? null : await commitOf(tree);
    return repository === null || commit === null ? null : { repository, ref: commit };
}
/** "OWNER/REPO" of the remote `origin`; null where that is not on a GitHub. */
async function originOf(tree) {
    const config = await readText(external_node_path_.join(tree, '.git', 'config'));
    const section = /\[remote "origin"\]([^[]*)/.exec(config)?.[1] ?? '';
    const url = /^\s*url\s*=\s*(\S+)/m.exec(section)?.[1] ?? '';
    const [, owner, repo] = /github[^/:]*[:/]([\w-]+)\/([\w.-]+?)(?:\.git)?\/?$/.exec(url) ?? [];
    return owner === undefined || repo === undefined ? null : `${owner}/${repo}`;
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
// EXTERNAL MODULE: ./build/src/release/index.js + 37 modules
var release = __webpack_require__(88536);
// EXTERNAL MODULE: ./build/src/source/index.js + 26 modules
var source = __webpack_require__(30300);
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
    const common = { kind, isExample: false, edition, editions: [], sha256: null };
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
function workflowText({ name, hypervisor, kit }, definition) {
    const { repository, ref } = kit ?? UNKNOWN_KIT;
    return lines(`# Builds the Windows image ${name} when a tag ${name}-* is pushed, and publishes it as the release of that tag.`, `# Started by hand it builds, and publishes nothing.`, `name: ${name}`, 'on:', '  push:', `    tags: ['${name}-*']`, '  workflow_dispatch:', 'permissions:', '  contents: write # to make the release', 'concurrency:', `  group: ${name} # one build of it at a time`, 'jobs:', '  build:', `    runs-on: ${RUNNERS[hypervisor]}${hypervisor === 'none' ? '' : ' # a runner of your own, started as administrator'}`, '    timeout-minutes: 720', '    steps:', `      - uses: ${CHECKOUT}`, `      - uses: ${repository}@${ref}`, '        with:', `          definition: ${definition}`);
}
/** YAML takes a Windows path as it is between single quotes. */
function quoted(text) {
    return /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", "''")}'`;
}
function lines(...all) {
    return `${all.join('\n')}\n`;
}
//# sourceMappingURL=texts.js.map
;// CONCATENATED MODULE: ./build/src/cli/commands/init.js









/** `init`: writes a definition and a workflow into the repository; prints their paths. */
async function run(invocation) {
    const { reporter } = invocation;
    const here = process.cwd();
    const tree = await (0,factory/* workTreeOf */.FY)(here);
    const root = tree ?? here;
    const images = external_node_path_.join(root, 'images');
    const [given, edition] = [invocation.text('source'), invocation.text('edition')];
    const source = await starterSource(given, here, images, edition, reporter);
    const name = init_nameOf(invocation.text('name') ?? source.name);
    const kit = await kitOf();
    const schema = kit === null
        ? './image.schema.json'
        : `https://raw.githubusercontent.com/${kit.repository}/${kit.ref}/schema/image.schema.json`;
    const hypervisor = (invocation.text('hypervisor') ??
        (source.kind === 'directory' ? 'none' : 'hyperv'));
    const starter = { name, source, hypervisor, schema, kit };
    const definition = external_node_path_.join(images, `${name}.yml`);
    const files = new Map([
        [definition, definitionText(starter)],
        [external_node_path_.join(root, '.github', 'workflows', `${name}.yml`), workflowText(starter, `images/${name}.yml`)],
        ...(kit === null ? [[external_node_path_.join(images, 'image.schema.json'), (0,src_definition/* definitionSchemaText */.SC)()]] : []),
    ]);
    await refuseExisting([...files.keys()], schema.startsWith('./'));
    for (const [file, text] of files) {
        await (0,promises_.mkdir)(external_node_path_.dirname(file), { recursive: true });
        await (0,output/* writeOutput */.zh)(file, (handle) => handle.writeFile(text));
    }
    // What is written must be what a build takes.
    await (0,src_definition/* loadDefinition */.yQ)(definition);
    if (invocation.json)
        await invocation.write(`${JSON.stringify({ name, files: [...files.keys()], hypervisor }, null, 2)}\n`);
    else
        await invocation.write([...files.keys()].map((file) => `${external_node_path_.relative(here, file)}\n`).join(''));
    for (const step of nextSteps(starter, tree, await originOf(root)))
        reporter.info(step);
    return 0;
}
function nextSteps({ name, source, hypervisor, kit }, tree, origin) {
    const definition = `images/${name}.yml`;
    const steps = [
        ...(source.isExample
            ? [`Put the path of your install medium into ${definition}, as the runner sees it.`]
            : []),
        ...(kit === null
            ? [
                `Put the repository of image-factory into .github/workflows/${name}.yml, behind "uses:": OWNER is not known here.`,
            ]
            : []),
        ...(tree === null ? ['This folder is in no Git repository: "git init" makes one.'] : []),
        ...(tree !== null && origin === null
            ? ['Its remote "origin" is not on GitHub: release.store may be a folder instead.']
            : []),
        `Try it: image-factory build ${definition} --dry-run`,
        ...(hypervisor === 'none'
            ? []
            : [`See on the runner what is missing: image-factory doctor ${definition}`]),
        `Build a release: git tag ${name}-1.0 && git push origin ${name}-1.0`,
    ];
    return steps.map((step, index) => `${index + 1}. ${step}`);
}
/** Nothing of the user's is overwritten, and nothing is written where something is in the way. */
async function refuseExisting(files, withSchema) {
    const wanted = withSchema ? files.slice(0, -1) : files;
    const there = [];
    for (const file of wanted)
        if ((await (0,promises_.stat)(file).catch(() => null)) !== null)
            there.push(file);
    if (there.length === 0)
        return;
    throw new errors/* FactoryError */.Xx('exists', {
        subject: there.join(', '),
        found: 'is there already',
        next: 'choose another name with --name, or go on with what is there',
    });
}
function init_nameOf(text) {
    if (/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(text))
        return text;
    throw new errors/* FactoryError */.Xx('usage', {
        subject: '--name',
        found: `"${text}"`,
        expected: 'letters, digits, ".", "_" and "-"',
    });
}
//# sourceMappingURL=init.js.map

/***/ })

};
