export const id = 285;
export const ids = [285];
export const modules = {

/***/ 47415:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Y7: () => (/* reexport */ APPX_KINDS),
  ym: () => (/* reexport */ holdsDrivers),
  yQ: () => (/* reexport */ loadDefinition)
});

// UNUSED EXPORTS: DEFINITION_SCHEMA, DURATION_PATTERN, DefinitionError, PENDING, SIZE_PATTERN, definitionSchemaText, parseDuration, parseSize, resolveFrom

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
;// CONCATENATED MODULE: ./build/src/definition/paths.js
/** Paths of a definition start from its folder, and are written as the author's system writes them. */

/**
 * @param text a Windows path on Windows, on POSIX either form: `.\updates` and `./updates` are the same there
 * @param system the rules of the host, or for a test of another
 * @returns an absolute path; a path with a drive or a server stays as it is where the host has no such thing
 */
function resolveFrom(folder, text, system = external_node_path_) {
    if (system.sep === '\\')
        return system.resolve(folder, text);
    if (/^[A-Za-z]:[\\/]|^\\\\/.test(text))
        return text;
    return system.resolve(folder, text.startsWith('/') ? text : text.replaceAll('\\', '/'));
}
//# sourceMappingURL=paths.js.map
// EXTERNAL MODULE: ./build/src/nearest.js
var nearest = __webpack_require__(67707);
;// CONCATENATED MODULE: ./build/src/definition/units.js
/** Sizes and durations as people write them. */
const BYTES = {
    B: 1,
    KiB: 2 ** 10,
    MiB: 2 ** 20,
    GiB: 2 ** 30,
    TiB: 2 ** 40,
};
const MILLISECONDS = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
/** The patterns are the JSON schema's, so that an editor and this program accept the same. */
const SIZE_PATTERN = '^[0-9]{1,9}(\\.[0-9]{1,3})? ?(B|KiB|MiB|GiB|TiB)$';
const DURATION_PATTERN = '^([0-9]{1,6}(d|h|m|s))( ?[0-9]{1,6}(h|m|s))*$';
/** @returns bytes: 8589934592 for "8 GiB"; null where `text` is no size */
function parseSize(text) {
    if (!new RegExp(SIZE_PATTERN).test(text))
        return null;
    const [, amount, unit] = /^([0-9.]+) ?([A-Za-z]+)$/.exec(text) ?? [];
    return Math.round(Number(amount) * BYTES[unit ?? '']);
}
/** @returns milliseconds: 5400000 for "90m" and for "1h 30m"; null where `text` is no duration */
function parseDuration(text) {
    if (!new RegExp(DURATION_PATTERN).test(text))
        return null;
    let total = 0;
    for (const [, amount, unit] of text.matchAll(/([0-9]+)([a-z])/g)) {
        total += Number(amount) * MILLISECONDS[unit ?? ''];
    }
    return total;
}
//# sourceMappingURL=units.js.map
;// CONCATENATED MODULE: ./build/src/definition/schema.js
/**
 * The JSON schema of `image.yml`, draft 7 because that is what editors speak. It holds every key; which of them this
 * version does not do yet stands in `pending.ts`.
 *
 * `title` is the noun phrase of an error: "expected <title>".
 */

const SHA256 = {
    type: 'string',
    title: 'a SHA-256 as 64 hexadecimal digits',
    pattern: '^[0-9A-Fa-f]{64}$',
};
function schema_text(description, ...examples) {
    return {
        type: 'string',
        title: 'text',
        minLength: 1,
        description,
        ...(examples.length > 0 ? { examples } : {}),
    };
}
function path(description, ...examples) {
    const place = `${description} A relative path starts from the folder of the definition.`;
    return { ...schema_text(place, ...examples), title: 'a path' };
}
function list(of, description, ...examples) {
    return {
        type: 'array',
        title: 'a list',
        items: of,
        description,
        ...(examples.length > 0 ? { examples } : {}),
    };
}
function mapping(properties, description, more = {}) {
    return {
        type: 'object',
        title: 'a mapping',
        additionalProperties: false,
        properties,
        description,
        ...more,
    };
}
function size(description, ...examples) {
    return { type: 'string', title: 'a size such as "8 GiB"', pattern: SIZE_PATTERN, description, examples };
}
function duration(description, standard) {
    return {
        type: 'string',
        title: 'a duration such as "45m" or "1h 30m"',
        pattern: DURATION_PATTERN,
        description,
        default: standard,
        examples: [standard],
    };
}
function oneOf(values, standard, description) {
    return { enum: values, default: standard, description };
}
function whole(minimum, maximum, description, more = {}) {
    return {
        type: 'integer',
        title: `a whole number from ${minimum} to ${maximum}`,
        minimum,
        maximum,
        description,
        ...more,
    };
}
function flag(description) {
    return { type: 'boolean', title: 'true or false', default: false, description };
}
const names = (what, ...example) => list(schema_text(what), `${what}, one an item.`, ...(example.length > 0 ? [example] : []));
const SOURCE = mapping({
    iso: path('Install media of Microsoft, as an ISO file.', 'D:\\iso\\Win11_25H2.iso'),
    disk: path('A disk with the reference installation: .vhdx, .vhd, raw, or a bare volume; #N names another partition than the Windows one.', './reference.vhdx', './reference.vhdx#3'),
    wim: path('An image of a WIM; #N or #Name names the image.', './install.wim#1'),
    directory: path('A directory.', './root'),
    sha256: { ...SHA256, description: 'Of the file of the source; checked before anything is made.' },
    edition: schema_text('EDITIONID or FLAGS of the image, never its translated name.', 'Enterprise'),
    index: whole(1, 65535, 'The image by its number, where no edition is given.'),
}, 'Where the installation comes from: exactly one of iso, disk, wim and directory.', { oneOf: ['iso', 'disk', 'wim', 'directory'].map((key) => ({ required: [key] })) });
const MACHINE = mapping({
    hypervisor: oneOf(['hyperv', 'qemu', 'none'], 'none', 'What runs the reference machine; none: the source is captured as it is.'),
    cpus: whole(1, 256, 'Virtual processors.', { default: 4 }),
    memory: size('Memory of the machine; 8 GiB when left out.', '8 GiB'),
    disk: size('Size of the system disk, which grows as it is written; 80 GiB when left out.', '80 GiB'),
    network: {
        ...schema_text('A switch, or none. It is disconnected after the last round of updates.', 'none'),
        default: 'none',
    },
    deadlines: mapping({
        provision: duration('Windows Setup, where it installs the base (QEMU).', '3h'),
        update: duration('All rounds of updates: of the station update, and again on top of the time of customize.', '4h'),
        customize: duration('All steps of customize.', '2h'),
        generalize: duration('Sysprep until power-off.', '45m'),
        silence: duration('How long the machine may say nothing.', '20m'),
    }, 'How long a station may take before the machine is turned off.'),
}, 'The reference machine.');
const UPDATES = mapping({
    from: oneOf(['folder', 'windows-update', 'wsus', 'none'], 'none', 'Where updates come from.'),
    folder: path('For from: folder.', './updates'),
    server: schema_text('For from: wsus.', 'http://wsus:8530'),
    'target-group': schema_text('For from: wsus.', 'Images'),
    include: names('A KB number or a pattern of titles', 'KB5068861'),
    exclude: names('A KB number or a pattern of titles', 'KB5034441'),
    rounds: whole(1, 50, 'How often to search again at most, until none applies.', { default: 8 }),
    timeout: duration('Each update, from its download to the end of its installation.', '2h'),
    require: mapping({
        build: {
            type: 'string',
            title: 'a build such as "26200.7171"',
            pattern: '^[0-9]{1,6}(\\.[0-9]{1,6})?$',
            description: 'The build must be at least this.',
            examples: ['26200.7171'],
        },
        kb: list({ type: 'string', title: 'a KB number such as KB5068861', pattern: '^KB[0-9]{6,8}$' }, 'Updates that must be installed.', ['KB5068861']),
    }, 'What must be true after the last round.'),
}, 'Updates of Windows, applied until none applies.');
const RUN_OPTIONS = ['args', 'env', 'secrets', 'timeout'];
const STEP = mapping({
    appx: mapping({ remove: names('A pattern of package names'), add: names('A package file') }, 'Store apps, for all users.'),
    capabilities: mapping({ add: names('A capability', 'OpenSSH.Server'), remove: names('A capability') }, 'Features on demand; updates follow once more.'),
    features: mapping({ enable: names('A feature', 'NetFx3'), disable: names('A feature') }, 'Optional features.'),
    drivers: path('A folder with .inf files, searched with its subfolders.', './drivers'),
    files: mapping({
        from: path('A file or folder of the host.', './files'),
        to: schema_text('Where it goes inside the image.', 'C:\\Tools'),
    }, 'Copies files into the image.', { required: ['from', 'to'] }),
    run: path('A script; exit 3010 or 1641 asks for a reboot, 1003 for one after which it is run again.', './scripts/apps.ps1'),
    args: list({ type: 'string', title: 'text' }, 'For run: arguments.'),
    env: {
        type: 'object',
        title: 'a mapping',
        additionalProperties: { type: 'string', title: 'text' },
        description: 'For run: environment variables.',
    },
    secrets: list(schema_text('A name.'), 'For run: names of environment variables of the host whose values no log shows.'),
    timeout: duration('For run: how long it may take.', '30m'),
}, 'One step: exactly one of appx, capabilities, features, drivers, files and run.', {
    oneOf: ['appx', 'capabilities', 'features', 'drivers', 'files', 'run'].map((key) => ({
        required: [key],
    })),
    dependencies: Object.fromEntries(RUN_OPTIONS.map((key) => [key, ['run']])),
});
const VERIFY = list(path('A script.'), 'Scripts that run in the machine before generalize; an exit other than 0 fails the build.', ['./scripts/check-apps.ps1']);
const VARIANT = mapping({
    name: schema_text('The name of the image.', 'Office'),
    description: schema_text('The description of the image.'),
    customize: list(STEP, 'Steps of this variant, after the common ones.'),
    verify: VERIFY,
}, 'One image of the WIM.', { required: ['name'] });
const CAPTURE = mapping({
    compression: oneOf(['none', 'xpress', 'lzx'], 'lzx', 'How the archive is compressed.'),
    level: oneOf(['fast', 'normal', 'best'], 'normal', 'fast for pull requests, normal for releases, best for what is downloaded very often.'),
    exclude: names('A pattern as in WimScript.ini: from the root with a leading \\, else in every folder', '\\Temp\\*'),
}, 'How the volume becomes a WIM.');
const RELEASE = mapping({
    store: schema_text('github, github:owner/repo or a folder; left out: the release stays in its folder.', 'github', './store'),
    split: size('The largest part that the store takes.', '1900 MiB'),
    base: schema_text('The release whose contents are copied as they are compressed: previous is the newest of this image in the store.', 'previous', 'github:owner/repo@TAG'),
    keep: whole(1, 1000, 'How many releases of this image the store keeps.'),
    attest: oneOf(['auto', 'always', 'never'], 'auto', 'Whether attest-image.yml signs the release; always: nothing publishes it without.'),
}, 'Where the release goes.');
const NAME = {
    type: 'string',
    title: 'letters, digits, ".", "_" and "-", beginning with a letter or digit',
    pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$',
};
const DEFINITION_SCHEMA = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $comment: 'Written by "npm run schema" from src/definition/schema.ts.',
    ...mapping({
        name: {
            ...NAME,
            description: 'The name of the image and of its releases.',
            examples: ['win11-enterprise'],
        },
        version: {
            ...NAME,
            description: 'The version of the release; else the tag, else the date.',
            examples: ['2026.11'],
        },
        created: {
            type: 'string',
            title: 'a date such as "2026-11-23", or with a time "2026-11-23T08:00:00Z"',
            pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2}))?$',
            description: 'The creation time that the images carry; else SOURCE_DATE_EPOCH, else the time of the build.',
            examples: ['2026-11-23T08:00:00Z'],
        },
        'runs-on': {
            ...list(schema_text('A label.'), 'Labels of the runner that builds it.', [
                'self-hosted',
                'windows',
                'hyperv',
            ]),
            type: ['string', 'array'],
            title: 'a label or a list of labels',
        },
        source: SOURCE,
        machine: MACHINE,
        languages: list({ type: 'string', title: 'a language such as de-DE', pattern: '^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})+$' }, 'Display languages, added before the updates.', ['de-DE']),
        capabilities: mapping({ add: names('A capability'), remove: names('A capability') }, 'Features on demand.'),
        updates: UPDATES,
        customize: list(STEP, 'Steps, in this order.'),
        verify: VERIFY,
        cleanup: flag('Clean up the component store; the bytes saved are reported.'),
        unattend: path('An answer file for the deployed machine: checked, and placed in the image.', './deploy-unattend.xml'),
        variants: list(VARIANT, 'Each is an image of the WIM, in this order; without variants there is one image, called as the definition.'),
        capture: CAPTURE,
        gates: mapping({
            lint: oneOf(['error', 'warning', 'off'], 'off', 'The weakest finding that stops the release.'),
            boot: flag('Boot the captured image before the release.'),
        }, 'What the image must pass before it is released.'),
        release: RELEASE,
    }, 'The definition of an image: what goes in, what is done to it, and where the release goes.', { title: 'a definition of Windows Image Factory', required: ['name', 'source'] }),
};
/** The schema as `image-factory schema` prints it and `schema/image.schema.json` holds it. */
function definitionSchemaText() {
    return `${JSON.stringify(DEFINITION_SCHEMA, null, 2)}\n`;
}
//# sourceMappingURL=schema.js.map
;// CONCATENATED MODULE: ./build/src/definition/problems.js
/** The mistakes of a definition, all at once, each where it stands and with what was expected. */



const MAX_PROBLEMS = 25;
/** A definition with one or more mistakes; the message holds a line for each. */
class DefinitionError extends errors/* FactoryError */.Xx {
    problems;
    constructor(file, problems) {
        const [first] = problems;
        super('definition', problems.length === 1 && first !== undefined ? first.details : summary(file, problems));
        this.problems = problems;
    }
}
function summary(file, problems) {
    const rows = problems.slice(0, MAX_PROBLEMS).map(({ details }) => `  ${(0,errors/* sentence */.em)(details)}`);
    if (problems.length > MAX_PROBLEMS)
        rows.push(`  and ${problems.length - MAX_PROBLEMS} more`);
    return { subject: file, found: `${problems.length} mistakes\n${rows.join('\n')}` };
}
/** `customize[2].run` */
function keyOf(path) {
    return path
        .map((name, index) => (typeof name === 'number' ? `[${name}]` : index === 0 ? name : `.${name}`))
        .join('');
}
/** A value as it is named in a message. */
function describe(value) {
    if (value === null || value === undefined)
        return 'nothing';
    if (typeof value === 'string')
        return `"${value.length > 60 ? `${value.slice(0, 57)}…` : value}"`;
    if (typeof value === 'number')
        return `the number ${value}`;
    if (typeof value === 'boolean')
        return String(value);
    return Array.isArray(value) ? 'a list' : 'a mapping';
}
/** Errors of the schema check in the user's words. */
function mistakesOf(errors, root) {
    const choices = errors.filter(({ keyword }) => keyword === 'oneOf');
    const mistakes = errors
        .filter((error) => !choices.some((choice) => choice !== error && error.schemaPath.startsWith(`${choice.schemaPath}/`)))
        .map((error) => mistakeOf(error, root));
    // What is only misspelt is not missing as well.
    const meant = new Set(mistakes.flatMap(({ mayBe = [] }) => (mayBe.length === 1 ? mayBe.map(keyOf) : [])));
    return mistakes.filter(({ lacks = [] }) => !lacks.some((path) => meant.has(keyOf(path))));
}
function mistakeOf(error, root) {
    const path = pathOf(error.instancePath, root);
    const schema = (error.parentSchema ?? {});
    const params = error.params;
    const value = { path, atKey: false, found: describe(error.data) };
    const title = schema.title ?? 'another value';
    switch (error.keyword) {
        case 'additionalProperties':
            return unknownKey(path, String(params['additionalProperty']), schema);
        case 'required':
            return {
                path,
                atKey: true,
                found: `the key "${String(params['missingProperty'])}" is missing`,
                mayBe: [[...path, String(params['missingProperty'])]],
            };
        case 'enum': {
            const words = schema['enum'].map(String);
            return { ...value, expected: anyOf(words), ...meant(error.data, words) };
        }
        case 'oneOf':
            return choiceMistake(path, error.data, schema['oneOf']);
        case 'dependencies':
            return {
                path: [...path, String(params['property'])],
                atKey: true,
                found: `the key needs "${String(params['missingProperty'])}" beside it`,
            };
        default:
            return { ...value, expected: title, ...quotesHint(error), ...(path.length === 0 ? FIRST : {}) };
    }
}
const FIRST = { next: 'write one with "image-factory init"' };
function unknownKey(path, key, schema) {
    const known = Object.keys(schema['properties']);
    const guess = (0,nearest/* nearest */.p)(key, known);
    const elsewhere = guess === null ? keysCalled(key) : [];
    const places = elsewhere.map((place) => `"${place.join('.')}"`);
    const meant = elsewhere.length > 0 ? elsewhere.map((place) => [...place, key]) : null;
    return {
        path: [...path, key],
        atKey: true,
        found: `unknown key "${key}"`,
        expected: anyOf(known),
        ...(guess === null ? {} : { next: `did you mean "${guess}"?` }),
        ...(places.length === 0
            ? {}
            : { next: `it belongs under ${places.join(' or ')}; check the indentation` }),
        mayBe: meant ?? (guess === null ? known : [guess]).map((name) => [...path, name]),
    };
}
function choiceMistake(path, value, branches) {
    const choices = branches.flatMap(({ required }) => required);
    const there = choices.filter((key) => Object.hasOwn(value, key));
    const found = there.length === 0 ? 'none of them' : there.map((key) => `"${key}"`).join(' and ');
    const lacks = there.length === 0 ? choices.map((key) => [...path, key]) : [];
    return { path, atKey: true, found, expected: `exactly one of: ${choices.join(', ')}`, lacks };
}
function anyOf(words) {
    return words.length === 1 ? words[0] : `one of: ${words.join(', ')}`;
}
function meant(value, words) {
    const guess = typeof value === 'string' ? (0,nearest/* nearest */.p)(value, words) : null;
    return guess === null ? {} : { next: `did you mean "${guess}"?` };
}
/** YAML reads `version: 2026.10` as the number 2026.1. */
function quotesHint({ keyword, data, params }) {
    const wantsText = keyword === 'type' && [params['type']].flat().includes('string');
    const isPlain = typeof data === 'number' || typeof data === 'boolean';
    return wantsText && isPlain ? { next: 'put it in quotes' } : {};
}
/** The mappings of the schema that have a key of that name, without those of lists. */
function keysCalled(name) {
    const found = [];
    const visit = (schema, path) => {
        for (const [key, below] of Object.entries((schema['properties'] ?? {}))) {
            if (key === name && path.length > 0)
                found.push([...path]);
            visit(below, [...path, key]);
        }
    };
    visit(DEFINITION_SCHEMA, []);
    return found;
}
/** A JSON pointer as a path; a name is a list's number where the value there is a list. */
function pathOf(pointer, root) {
    let value = root;
    return pointer
        .split('/')
        .slice(1)
        .map((part) => {
        const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
        const isItem = Array.isArray(value);
        value = value?.[name];
        return isItem ? Number(name) : name;
    });
}
//# sourceMappingURL=problems.js.map
;// CONCATENATED MODULE: ./build/src/definition/step-mistakes.js
/** Steps that no machine could run: each is told before anything is made. */


/** What the guest knows how to start. */
const SCRIPTS = ['.ps1', '.cmd', '.bat', '.exe', '.msi'];
/** What Windows provisions as a Store app. */
const APPX_KINDS = ['.appx', '.appxbundle', '.msix', '.msixbundle'];
/** @param root as `readable()` gives it */
function stepMistakes(root) {
    const variants = (root['variants'] ?? []);
    return [
        ...step_mistakes_mistakesOf(root, []),
        ...variants.flatMap((variant, index) => step_mistakes_mistakesOf(variant, ['variants', index])),
    ];
}
function step_mistakes_mistakesOf(holder, place) {
    const steps = (holder['customize'] ?? []);
    const checks = (holder['verify'] ?? []);
    return [
        ...steps.flatMap((step, index) => mistakesOfStep(step, [...place, 'customize', index])),
        ...checks.flatMap((script, index) => scriptMistakes(script, [...place, 'verify', index])),
    ];
}
function mistakesOfStep(step, place) {
    if ('files' in step) {
        const { to } = (step['files'] ?? {});
        // `C:` alone is the folder that happens to be the current one there.
        if (typeof to !== 'string' || /^[A-Za-z]:[\\/]/.test(to))
            return [];
        const expected = 'an absolute path in the guest, such as C:\\Tools';
        return [{ path: [...place, 'files', 'to'], atKey: false, found: describe(to), expected }];
    }
    const { run } = step;
    return [
        ...(typeof run === 'string' ? scriptMistakes(run, [...place, 'run']) : []),
        ...secretMistakes(step, place),
    ];
}
function scriptMistakes(script, place) {
    if (SCRIPTS.includes(external_node_path_.win32.extname(script).toLowerCase()))
        return [];
    return [
        { path: place, atKey: false, found: describe(script), expected: `a file of ${SCRIPTS.join(', ')}` },
    ];
}
/** Windows does not tell `Token` from `TOKEN`: the script would see one variable. */
function secretMistakes(step, place) {
    const secrets = (step['secrets'] ?? []);
    const env = Object.keys((step['env'] ?? {})).map((name) => name.toUpperCase());
    return secrets.flatMap((name, index) => {
        const at = { path: [...place, 'secrets', index], atKey: false };
        const upper = name.toUpperCase();
        if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
            return [{ ...at, found: describe(name), expected: 'the name of an environment variable' }];
        }
        if (secrets.slice(0, index).some((other) => other.toUpperCase() === upper)) {
            return [{ ...at, found: `"${name}" stands in this list already`, next: 'leave it out' }];
        }
        if (env.includes(upper)) {
            return [{ ...at, found: `"${name}" is set by env too`, next: 'keep one of them' }];
        }
        return [];
    });
}
//# sourceMappingURL=step-mistakes.js.map
;// CONCATENATED MODULE: ./build/src/definition/file-mistakes.js
/** Files and folders that the steps of a definition name and that are not there, or are not what they have to be. */





/** @param root as `readable()` gives it @param folder of the definition */
async function fileMistakes(root, folder) {
    const variants = (root['variants'] ?? []);
    const wanted = [
        ...sourceOf((root['source'] ?? {})),
        ...placesOf(root, []),
        ...variants.flatMap((variant, index) => placesOf(variant, ['variants', index])),
        ...namedBy(root, ['unattend'], 'file'),
        ...namedBy((root['updates'] ?? {}), ['updates', 'folder'], 'folder'),
    ];
    const mistakes = [];
    for (const { place, text, want } of wanted) {
        const file = resolveFrom(folder, text);
        const isPart = want === 'source' && !(await isThere(file));
        const wrong = await whatIsWrong(isPart ? file.replace(/#[^#\\/]*$/, '') : file, want);
        if (wrong !== null)
            mistakes.push({ path: place, atKey: false, ...wrong });
    }
    return mistakes;
}
/** Whether it is of its kind, is told when it is opened. */
function sourceOf(source) {
    return ['iso', 'disk', 'wim', 'directory'].flatMap((kind) => namedBy(source, ['source', kind], 'source'));
}
/** Whether a folder of drivers has one. @throws not-found */
async function holdsDrivers(folder) {
    const names = await (0,promises_.readdir)(folder, { recursive: true }).catch((error) => {
        throw (0,errors/* fromSystemError */.Kh)(error, folder);
    });
    return names.some((name) => /\.inf$/i.test(name));
}
function placesOf(holder, at) {
    const steps = (holder['customize'] ?? []);
    const checks = (holder['verify'] ?? []);
    return [
        ...steps.flatMap((step, index) => placesOfStep(step, [...at, 'customize', index])),
        ...checks.flatMap((text, index) => [{ place: [...at, 'verify', index], text, want: 'file' }]),
    ];
}
function placesOfStep(step, at) {
    if ('appx' in step) {
        const { add } = (step['appx'] ?? {});
        return (add ?? []).flatMap((text, index) => [
            { place: [...at, 'appx', 'add', index], text, want: 'app' },
        ]);
    }
    if ('files' in step)
        return namedBy((step['files'] ?? {}), [...at, 'files', 'from'], 'any');
    return [...namedBy(step, [...at, 'drivers'], 'drivers'), ...namedBy(step, [...at, 'run'], 'file')];
}
function namedBy(holder, place, want) {
    const text = holder[String(place.at(-1))];
    return typeof text === 'string' ? [{ place, text, want }] : [];
}
async function isThere(file) {
    return (await (0,promises_.stat)(file).catch(() => null)) !== null;
}
async function whatIsWrong(file, want) {
    try {
        const isFolder = (await (0,promises_.stat)(file)).isDirectory();
        if (want === 'file' && isFolder)
            return { found: `${file} is a folder`, expected: 'a file' };
        if ((want === 'folder' || want === 'drivers') && !isFolder) {
            return { found: `${file} is a file`, expected: 'a folder' };
        }
        if (want === 'app' && !isFolder && !APPX_KINDS.includes(external_node_path_.extname(file).toLowerCase())) {
            return {
                found: `a file of the kind "${external_node_path_.extname(file)}"`,
                expected: `${APPX_KINDS.join(', ')}, or a folder`,
            };
        }
        if (want === 'drivers' && !(await holdsDrivers(file))) {
            return { found: `${file} holds no .inf file`, expected: 'a folder with drivers' };
        }
        return null;
    }
    catch (error) {
        const { code, details } = error instanceof errors/* FactoryError */.Xx ? error : (0,errors/* fromSystemError */.Kh)(error, file);
        // On a host that has no drives: resolveFrom left it as it is.
        if (!external_node_path_.isAbsolute(file))
            return { found: `${file} is a path of Windows`, next: 'build it on that host' };
        return { found: code === 'not-found' ? `${file} does not exist` : `${file}: ${details.found}` };
    }
}
//# sourceMappingURL=file-mistakes.js.map
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(38815);
;// CONCATENATED MODULE: ./build/src/definition/document.js
/** The YAML of a definition as plain values, and where in the file each of them stands. */

/** Aliases may stand for one another; more copies than this is an attack, not a definition. */
const MAX_ALIASES = 100;
function parseYaml(text) {
    const lines = new dist/* LineCounter */.HN();
    // The parser compares every key with every other to find duplicates: minutes for a hostile file.
    const document = (0,dist/* parseDocument */.Tp)(text, {
        lineCounter: lines,
        stringKeys: true,
        uniqueKeys: false,
        prettyErrors: false,
    });
    const problems = document.errors.map(({ message, pos }) => ({ ...place(lines, pos[0]), found: message }));
    if (problems.length === 0)
        problems.push(...strayAliases(document, lines));
    if (problems.length > 0)
        return broken(problems.toSorted(byPosition));
    let value;
    try {
        value = document.toJS({ maxAliasCount: MAX_ALIASES });
    }
    catch (error) {
        return broken([{ line: 1, column: 1, found: error.message }]);
    }
    const at = (node) => place(lines, node?.range?.[0] ?? 0);
    return {
        value,
        problems: doubledKeys(document, lines),
        positionOf: (path) => at(nodesAlong(document, path).node),
        positionOfKey: (path) => at(nodesAlong(document, path).key),
    };
}
function byPosition(a, b) {
    return a.line - b.line || a.column - b.column;
}
function broken(problems) {
    const start = { line: 1, column: 1 };
    return { value: undefined, problems, positionOf: () => start, positionOfKey: () => start };
}
function place(lines, offset) {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
}
/** Aliases of anchors that were not set before them. */
function strayAliases(document, lines) {
    const problems = [];
    const anchors = new Set();
    (0,dist/* visit */.YR)(document, {
        Node(_, node) {
            if (!(0,dist/* isAlias */.Vj)(node) && node.anchor !== undefined)
                anchors.add(node.anchor);
        },
        Alias(_, alias) {
            if (anchors.has(alias.source))
                return;
            const at = place(lines, alias.range?.[0] ?? 0);
            problems.push({ ...at, found: `no anchor "&${alias.source}" stands before this` });
        },
    });
    return problems;
}
/** Keys that stand twice in a mapping. */
function doubledKeys(document, lines) {
    const problems = [];
    const at = (node) => place(lines, node.range?.[0] ?? 0);
    (0,dist/* visit */.YR)(document, {
        Map(_, map) {
            const seen = new Map();
            for (const { key } of map.items) {
                const first = seen.get(keyText(key));
                if (first === undefined)
                    seen.set(keyText(key), at(key).line);
                else
                    problems.push({ ...at(key), found: `the key "${keyText(key)}" stands in line ${first} already` });
            }
        },
    });
    return problems;
}
/** Follows `path` as far as it leads. */
function nodesAlong(document, path) {
    let node = document.contents;
    let key = node;
    for (const name of path) {
        const holder = (0,dist/* isAlias */.Vj)(node) ? node.resolve(document) : node;
        if ((0,dist/* isMap */.jh)(holder)) {
            const pair = pairsOf(holder).get(String(name));
            if (pair === undefined)
                break;
            key = pair.key;
            node = pair.value ?? pair.key;
        }
        else if ((0,dist/* isSeq */.oP)(holder) && holder.items[Number(name)] !== undefined) {
            node = holder.items[Number(name)];
            key = node;
        }
        else
            break;
    }
    return { node, key };
}
/** Without this, a hostile mapping of many wrong keys is searched from its beginning for each of them. */
const indexes = new WeakMap();
function pairsOf(map) {
    let index = indexes.get(map);
    if (index === undefined) {
        index = new Map(map.items.map((pair) => [keyText(pair.key), pair]));
        indexes.set(map, index);
    }
    return index;
}
function keyText(key) {
    return (0,dist/* isScalar */.jn)(key) ? String(key.value) : '';
}
//# sourceMappingURL=document.js.map
// EXTERNAL MODULE: ./build/src/tree/index.js + 19 modules
var tree = __webpack_require__(45909);
;// CONCATENATED MODULE: ./build/src/definition/asks.js
/** Whether the value of a key asks for anything: an empty list does not. */
function asks(value) {
    return value !== undefined && !(Array.isArray(value) && value.length === 0);
}
//# sourceMappingURL=asks.js.map
;// CONCATENATED MODULE: ./build/src/definition/machine-mistakes.js
/** Keys that need a reference machine where there is none, and sources that no machine starts from. */

/** @param root as `readable()` gives it; its hypervisor is known */
function machineMistakes(root) {
    const machine = (root['machine'] ?? {});
    const hypervisor = machine['hypervisor'] ?? 'none';
    if (hypervisor === 'none')
        return withoutMachine(root, machine);
    const source = (root['source'] ?? {});
    const mistakes = [];
    if ('directory' in source) {
        mistakes.push(mistake(['source', 'directory'], 'a directory, from which no machine starts', 'name an iso, wim or disk, or set machine.hypervisor to none'));
    }
    if ('wim' in source && hypervisor === 'qemu') {
        mistakes.push({
            path: ['source', 'wim'],
            atKey: true,
            found: 'a WIM with hypervisor: qemu, where only Windows Setup can make a disk that starts',
            expected: 'iso or disk',
            next: 'name the install medium that the WIM is from, or build it with hypervisor: hyperv',
        });
    }
    if ('disk' in source && 'disk' in machine) {
        mistakes.push(mistake(['machine', 'disk'], 'source.disk has its size already', 'leave it out'));
    }
    return mistakes;
}
function withoutMachine(root, machine) {
    const next = 'set machine.hypervisor to hyperv or qemu, or leave it out';
    const idle = Object.keys(machine).filter((key) => key !== 'hypervisor' && !(key === 'network' && machine[key] === 'none'));
    const { from } = (root['updates'] ?? {});
    const { add, remove } = (root['capabilities'] ?? {});
    const servicing = [
        ...(asks(root['languages']) ? [['languages']] : []),
        ...(asks(add) || asks(remove) ? [['capabilities']] : []),
        ...(from === undefined || from === null || from === 'none' ? [] : [['updates', 'from']]),
        ...(root['cleanup'] === true ? [['cleanup']] : []),
    ];
    const steps = ['customize', 'verify', 'variants'].filter((key) => asks(root[key]));
    return [
        ...idle.map((key) => mistake(['machine', key], 'the key describes the reference machine, and there is none', next)),
        ...('unattend' in root
            ? [mistake(['unattend'], 'the reference machine places it, and there is none', next)]
            : []),
        ...[...steps.map((key) => [key]), ...servicing].map((place) => mistake(place, 'it runs in the reference machine, and there is none', next)),
    ];
}
function mistake(path, found, next) {
    return { path, atKey: true, found, next };
}
//# sourceMappingURL=machine-mistakes.js.map
;// CONCATENATED MODULE: ./build/src/definition/servicing-mistakes.js
/** Updates, languages and capabilities: what belongs together, and where it comes from. */


/** The keys of `updates` that say something only with some of its sources. */
const FOR = {
    folder: ['folder'],
    server: ['wsus'],
    'target-group': ['wsus'],
    rounds: ['windows-update', 'wsus'],
    timeout: ['folder', 'windows-update', 'wsus'],
    include: ['folder', 'windows-update', 'wsus'],
    exclude: ['folder', 'windows-update', 'wsus'],
};
/** @param root as `readable()` gives it */
function servicingMistakes(root, isKnown) {
    if (!isKnown('updates.from'))
        return [];
    const updates = (root['updates'] ?? {});
    const from = (updates['from'] ?? 'none');
    const machine = (root['machine'] ?? {});
    const hasMachine = isKnown('machine.hypervisor') && (machine['hypervisor'] ?? 'none') !== 'none';
    const isOffline = isKnown('machine.network') && (machine['network'] ?? 'none') === 'none';
    return [
        ...sourceMistakes(updates, from, isKnown),
        ...(hasMachine && isOffline ? networkMistakes(root, from) : []),
    ];
}
function sourceMistakes(updates, from, isKnown) {
    const idle = Object.entries(FOR)
        .filter(([key, sources]) => asks(updates[key]) && !sources.includes(from))
        .map(([key, sources]) => ({
        path: ['updates', key],
        atKey: true,
        found: `the key says nothing with from: ${from}`,
        expected: `from: ${sources.join(', ')}`,
        next: 'leave it out, or correct updates.from',
    }));
    const needed = from === 'folder' ? 'folder' : from === 'wsus' ? 'server' : null;
    const missing = needed === null || needed in updates || !isKnown(`updates.${needed}`)
        ? []
        : [
            {
                path: ['updates', 'from'],
                atKey: false,
                found: `${from}, and no ${needed}`,
                expected: `updates.${needed} with it`,
            },
        ];
    const { server } = updates;
    const isUrl = typeof server !== 'string' || isWebAddress(server);
    const unreadable = isUrl
        ? []
        : [
            {
                path: ['updates', 'server'],
                atKey: false,
                found: describe(server),
                expected: 'an address such as "http://wsus:8530"',
            },
        ];
    return [...idle, ...missing, ...unreadable];
}
function isWebAddress(text) {
    return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
}
function networkMistakes(root, from) {
    const next = 'name a switch as machine.network, or take updates.from: folder';
    const found = 'it comes over the network, and the machine has none';
    const mistake = (...path) => ({ path, atKey: true, found, next });
    const holders = [
        { holder: root, at: [] },
        ...(root['variants'] ?? []).flatMap((holder, index) => [{ holder, at: ['variants', index] }]),
    ];
    const places = [
        { step: root, at: [] },
        ...holders.flatMap(({ holder, at }) => (holder['customize'] ?? []).flatMap((step, index) => [
            { step, at: [...at, 'customize', index] },
        ])),
    ];
    const added = places.filter(({ step }) => asks((step['capabilities'] ?? {})['add']));
    return [
        ...(from === 'windows-update' || from === 'wsus' ? [mistake('updates', 'from')] : []),
        ...(from !== 'folder' && asks(root['languages']) ? [mistake('languages')] : []),
        ...(from === 'folder' ? [] : added.map(({ at }) => mistake(...at, 'capabilities', 'add'))),
    ];
}
//# sourceMappingURL=servicing-mistakes.js.map
;// CONCATENATED MODULE: ./build/src/definition/variant-mistakes.js
/** Names of variants: each becomes the name of an image. */
/** @param root as `readable()` gives it */
function variantMistakes(root) {
    const variants = (root['variants'] ?? []);
    const names = variants.map(({ name }) => (typeof name === 'string' ? name : ''));
    const folded = names.map((name) => name.toUpperCase());
    return variants.flatMap((variant, index) => {
        const at = { path: ['variants', index, 'name'], atKey: false };
        const name = names[index] ?? '';
        const mistakes = [];
        if (hasControls(name) || name.trim() !== name) {
            const expected = 'text without control characters, and without a blank at its ends';
            mistakes.push({ ...at, found: JSON.stringify(name), expected });
        }
        if (name !== '' && folded.indexOf(folded[index] ?? '') < index) {
            mistakes.push({
                ...at,
                found: `${JSON.stringify(name)}, which another variant is called, whatever the case`,
                next: 'choose another name',
            });
        }
        const { description } = variant;
        if (typeof description === 'string' && hasControls(description.replaceAll(/[\t\r\n]/g, ' '))) {
            const expected = 'text without control characters';
            mistakes.push({
                ...at,
                path: ['variants', index, 'description'],
                found: JSON.stringify(description),
                expected,
            });
        }
        return mistakes;
    });
}
/** The archive's XML takes none, nor half a surrogate pair; a line of a log ends at some. */
function hasControls(text) {
    return /[^\u{20}-\u{7e}\u{a0}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u.test(text);
}
//# sourceMappingURL=variant-mistakes.js.map
;// CONCATENATED MODULE: ./build/src/definition/contradictions.js
/** What a schema cannot say: keys that are right by themselves but not together. */





/** @param root as `readable()` gives it */
function contradictions(root, isKnown) {
    return [
        ...createdMistakes(root['created']),
        ...contradictions_sourceMistakes((root['source'] ?? {}), isKnown),
        ...(isKnown('machine.hypervisor') ? machineMistakes(root) : []),
        ...stepMistakes(root),
        ...variantMistakes(root),
        ...servicingMistakes(root, isKnown),
        ...exclusionMistakes((root['capture'] ?? {})),
        ...(isKnown('release.store') ? releaseMistakes((root['release'] ?? {})) : []),
    ];
}
function createdMistakes(created) {
    if (typeof created !== 'string' || parseCreated(created) !== null)
        return [];
    return [
        { path: ['created'], atKey: false, found: `"${created}"`, expected: 'a date of the calendar after 1970' },
    ];
}
/** @returns null where the calendar has no such day or time */
function parseCreated(text) {
    const date = new Date(text);
    if (Number.isNaN(date.getTime()) || date.getTime() < 0)
        return null;
    const day = Number(text.slice(8, 10));
    const days = new Date(Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)), 0)).getUTCDate();
    return day <= days ? date : null;
}
function contradictions_sourceMistakes(source, isKnown) {
    const mistakes = [];
    const isImage = 'iso' in source || 'wim' in source || !isKnown('source.iso', 'source.wim');
    for (const key of ['edition', 'index'].filter((name) => name in source && !isImage)) {
        mistakes.push({
            path: ['source', key],
            atKey: true,
            found: 'the key chooses an image of iso or wim, and there is none',
        });
    }
    if ('edition' in source && 'index' in source) {
        mistakes.push({
            path: ['source', 'index'],
            atKey: true,
            found: 'the image is chosen by edition already',
            next: 'keep one of them',
        });
    }
    if ('sha256' in source && 'directory' in source) {
        mistakes.push({
            path: ['source', 'sha256'],
            atKey: true,
            found: 'a directory has no SHA-256',
            next: 'leave it out',
        });
    }
    return mistakes;
}
function exclusionMistakes({ exclude }) {
    return (exclude ?? []).flatMap((pattern, index) => {
        const why = (0,tree/* whyNoPattern */.ys)(pattern);
        if (why === null)
            return [];
        return [
            {
                path: ['capture', 'exclude', index],
                atKey: false,
                found: `${JSON.stringify(pattern)}: ${why}`,
                expected: 'a path such as "\\Windows\\Temp" or a name such as "*.tmp"',
            },
        ];
    });
}
function releaseMistakes({ base, store }) {
    if (base !== 'previous' || store !== undefined)
        return [];
    return [
        {
            path: ['release', 'base'],
            atKey: false,
            found: '"previous", and no store that a release before this one could be in',
            expected: 'a release by its name, or the key release.store',
        },
    ];
}
//# sourceMappingURL=contradictions.js.map
;// CONCATENATED MODULE: ./build/src/definition/fill-in.js
/** Defaults, absolute paths, bytes and milliseconds: a checked document becomes a Definition. */




/** @param value has the shape of the schema and no contradiction */
function fillIn(value, of) {
    const raw = value;
    const folder = external_node_path_.dirname(of.file);
    const resolve = (text) => resolveFrom(folder, text);
    const created = textOf(raw['created']);
    return {
        ...of,
        folder,
        name: String(raw['name']),
        version: textOf(raw['version']),
        created: created === null ? null : parseCreated(created),
        runsOn: [raw['runs-on'] ?? []].flat(),
        source: fill_in_sourceOf(raw['source'], resolve),
        machine: machineOf(mapOf(raw['machine'])),
        languages: listOf(raw['languages']),
        capabilities: changesOf(mapOf(raw['capabilities'])),
        updates: updatesOf(mapOf(raw['updates']), resolve),
        customize: stepsOf(raw['customize'], resolve),
        verify: listOf(raw['verify']).map(resolve),
        cleanup: raw['cleanup'] === true,
        unattend: fill_in_pathOf(raw['unattend'], resolve),
        variants: (raw['variants'] ?? []).map((variant) => variantOf(variant, resolve)),
        capture: captureOf(mapOf(raw['capture'])),
        gates: gatesOf(mapOf(raw['gates'])),
        release: releaseOf(mapOf(raw['release']), resolve),
    };
}
function fill_in_sourceOf(raw, resolve) {
    const kind = ['iso', 'disk', 'wim', 'directory'].find((key) => key in raw);
    return {
        kind,
        path: resolve(String(raw[kind])),
        sha256: textOf(raw['sha256'])?.toLowerCase() ?? null,
        edition: textOf(raw['edition']),
        index: (raw['index'] ?? null),
    };
}
function machineOf(raw) {
    const deadlines = mapOf(raw['deadlines']);
    const time = (key, standard) => parseDuration(textOf(deadlines[key]) ?? standard);
    return {
        hypervisor: (raw['hypervisor'] ?? 'none'),
        cpus: Number(raw['cpus'] ?? 4),
        memory: parseSize(textOf(raw['memory']) ?? '8 GiB'),
        disk: parseSize(textOf(raw['disk']) ?? '80 GiB'),
        network: textOf(raw['network']) ?? 'none',
        deadlines: {
            provision: time('provision', '3h'),
            update: time('update', '4h'),
            customize: time('customize', '2h'),
            generalize: time('generalize', '45m'),
            silence: time('silence', '20m'),
        },
    };
}
function updatesOf(raw, resolve) {
    const require = mapOf(raw['require']);
    return {
        from: (raw['from'] ?? 'none'),
        folder: fill_in_pathOf(raw['folder'], resolve),
        server: textOf(raw['server']),
        targetGroup: textOf(raw['target-group']),
        include: listOf(raw['include']),
        exclude: listOf(raw['exclude']),
        rounds: Number(raw['rounds'] ?? 8),
        timeout: parseDuration(textOf(raw['timeout']) ?? '2h'),
        require: { build: textOf(require['build']), kb: listOf(require['kb']) },
    };
}
function stepsOf(raw, resolve) {
    return (raw ?? []).map((step) => {
        if ('appx' in step) {
            const { add, remove } = changesOf(mapOf(step['appx']));
            return { kind: 'appx', appx: { add: add.map(resolve), remove } };
        }
        if ('capabilities' in step) {
            return { kind: 'capabilities', change: changesOf(mapOf(step['capabilities'])) };
        }
        if ('features' in step) {
            const features = mapOf(step['features']);
            return { kind: 'features', enable: listOf(features['enable']), disable: listOf(features['disable']) };
        }
        if ('drivers' in step)
            return { kind: 'drivers', folder: resolve(String(step['drivers'])) };
        if ('files' in step) {
            const files = mapOf(step['files']);
            return { kind: 'files', from: resolve(String(files['from'])), to: String(files['to']) };
        }
        return {
            kind: 'run',
            script: resolve(String(step['run'])),
            args: listOf(step['args']),
            env: mapOf(step['env']),
            secrets: listOf(step['secrets']),
            timeout: parseDuration(textOf(step['timeout']) ?? ''),
        };
    });
}
function variantOf(raw, resolve) {
    return {
        name: String(raw['name']),
        description: textOf(raw['description']) ?? '',
        customize: stepsOf(raw['customize'], resolve),
        verify: listOf(raw['verify']).map(resolve),
    };
}
function captureOf(raw) {
    return {
        compression: (raw['compression'] ?? 'lzx'),
        level: (raw['level'] ?? 'normal'),
        exclude: listOf(raw['exclude']),
    };
}
function gatesOf(raw) {
    return { lint: (raw['lint'] ?? 'off'), boot: raw['boot'] === true };
}
function releaseOf(raw, resolve) {
    const store = textOf(raw['store']);
    const split = textOf(raw['split']);
    const base = textOf(raw['base']);
    return {
        store: store === null || /^github(:|$)/.test(store) ? store : resolve(store),
        split: split === null ? null : parseSize(split),
        base: base === null || /^(previous$|github[@:]|https?:\/\/)/i.test(base) ? base : resolve(base),
        keep: (raw['keep'] ?? null),
        attest: (raw['attest'] ?? 'auto'),
    };
}
function changesOf(raw) {
    return { add: listOf(raw['add']), remove: listOf(raw['remove']) };
}
function mapOf(value) {
    return (value ?? {});
}
function listOf(value) {
    return (value ?? []);
}
function textOf(value) {
    return typeof value === 'string' ? value : null;
}
function fill_in_pathOf(value, resolve) {
    return typeof value === 'string' ? resolve(value) : null;
}
//# sourceMappingURL=fill-in.js.map
;// CONCATENATED MODULE: ./build/src/definition/pending.js
/** The keys that a definition may hold but that this version does not do yet. A key leaves the table with its feature. */
const unless = (...idle) => (value) => !idle.includes(value);
/**
 * Path from the root, whether a value there asks for what is missing, and what may be written instead. `[]` stands for
 * each item of a list.
 */
const PENDING = [
    ['gates.lint', unless('off'), 'off'],
    ['gates.boot', unless(false), 'false'],
];
//# sourceMappingURL=pending.js.map
;// CONCATENATED MODULE: ./build/src/definition/readable.js
/** What of a definition with mistakes can be read all the same, so that how its keys go together is told with them. */

/** @param mistakes what the schema says of `value` */
function readable(value, mistakes) {
    const rest = structuredClone(value);
    const unknown = new Set();
    for (const { path, mayBe } of mistakes) {
        if (mayBe === undefined) {
            spoil(rest, path);
            unknown.add(keyOf(path));
        }
        else {
            for (const other of mayBe)
                if (holderOf(value, other) === null)
                    unknown.add(keyOf(other));
        }
    }
    const isUnknown = (key) => key.split('.').some((_, index, names) => unknown.has(names.slice(0, index + 1).join('.')));
    return { rest, isKnown: (...keys) => !keys.some(isUnknown) };
}
function spoil(value, path) {
    const holder = holderOf(value, path);
    if (Array.isArray(holder))
        Reflect.deleteProperty(holder, String(path.at(-1)));
    else if (holder !== null)
        holder[String(path.at(-1))] = null;
}
/** @returns null where there is no such place */
function holderOf(value, path) {
    let [holder, below] = [null, value];
    for (const name of path) {
        if (typeof below !== 'object' || below === null || !Object.hasOwn(below, name))
            return null;
        holder = below;
        below = holder[String(name)];
    }
    return holder;
}
//# sourceMappingURL=readable.js.map
;// CONCATENATED MODULE: ./build/src/definition/load.js
/** `image.yml` → Definition. */












/** A definition is written by hand; ten thousand lines are a mistake. */
const MAX_BYTES = 256 * 1024;
/**
 * @param file as the user wrote it; messages repeat it
 * @throws DefinitionError with every mistake that the file holds
 */
async function loadDefinition(file, { files = false } = {}) {
    const bytes = await readBounded(file);
    const text = decode(file, bytes);
    const document = parseYaml(text);
    const problems = document.problems.map(({ line, column, found }) => ({
        file,
        line,
        column,
        key: '',
        details: { subject: `${file}:${line}:${column}`, found },
    }));
    if (document.value !== undefined) {
        const mistakes = await findMistakes(document.value, files ? external_node_path_.dirname(external_node_path_.resolve(file)) : null);
        problems.push(...mistakes.map((mistake) => locate(file, document, mistake)));
    }
    if (problems.length > 0)
        throw new DefinitionError(file, problems.toSorted(byPosition));
    // Git checks the same file out with CRLF on Windows, and the same definition shall make the same manifest.
    const sha256 = (0,external_node_crypto_.createHash)('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex');
    return fillIn(document.value, { file: external_node_path_.resolve(file), sha256 });
}
async function readBounded(file) {
    try {
        const facts = await (0,promises_.stat)(file);
        const next = 'name the definition, or write one with "image-factory init"';
        if (facts.isDirectory()) {
            const [found, expected] = ['a folder', 'a definition: image.yml'];
            throw new errors/* FactoryError */.Xx('definition', { subject: file, found, expected, next });
        }
        if (facts.size > MAX_BYTES) {
            const [found, expected] = [`${facts.size} bytes`, `a definition of at most ${MAX_BYTES} bytes`];
            throw new errors/* FactoryError */.Xx('definition', { subject: file, found, expected, next });
        }
        return await (0,promises_.readFile)(file);
    }
    catch (error) {
        throw (0,errors/* fromSystemError */.Kh)(error, file);
    }
}
function decode(file, bytes) {
    try {
        return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    }
    catch (cause) {
        const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
        throw new errors/* FactoryError */.Xx('definition', {
            subject: file,
            found: utf16 ? 'text in UTF-16' : 'bytes that are not UTF-8',
            expected: 'text in UTF-8',
            next: 'save it as UTF-8',
            cause,
        });
    }
}
/** What the schema says, how the keys that can be read go together, and the files that they name: all at once. */
async function findMistakes(value, folder) {
    const validate = await schemaCheck();
    const mistakes = validate(value) ? [] : mistakesOf(validate.errors ?? [], value);
    const { rest, isKnown } = readable(value, mistakes);
    if (typeof rest === 'object' && rest !== null && !Array.isArray(rest)) {
        const told = new Set(mistakes.map(({ path: names }) => keyOf(names)));
        const strange = new Set(mistakes.flatMap(({ path: names, mayBe }) => (mayBe ? [keyOf(names)] : [])));
        mistakes.push(...contradictions(rest, isKnown).filter(({ path: names }) => !strange.has(keyOf(names))));
        const files = folder === null ? [] : await fileMistakes(rest, folder);
        mistakes.push(...files.filter(({ path: names }) => !told.has(keyOf(names))));
    }
    return [...mistakes, ...pendingKeys(value, mistakes)];
}
let compiled = null;
/** Loaded when it is needed: it takes a third of the program's start. */
function schemaCheck() {
    compiled ??= Promise.all(/* import() */[__webpack_require__.e(463), __webpack_require__.e(787)]).then(__webpack_require__.bind(__webpack_require__, 90787)).then(({ compileSchema }) => compileSchema(DEFINITION_SCHEMA, true));
    return compiled;
}
function pendingKeys(root, mistakes) {
    const wrong = new Set(mistakes.map(({ path }) => keyOf(path)));
    return PENDING.flatMap(([pattern, asks, instead]) => [pattern, `variants[].${pattern}`]
        .flatMap((place) => load_placesOf(root, place))
        .flatMap(({ path, value }) => {
        if (wrong.has(keyOf(path)) || !asks(value))
            return [];
        const what = instead === undefined ? 'the key' : describe(value);
        return [
            {
                path,
                atKey: true,
                found: `${what} is known, but this version does not do it yet`,
                ...(instead === undefined ? { next: 'leave it out' } : { expected: instead }),
            },
        ];
    }));
}
/** Where a path of the table stands in a definition: once, or for each item of a list. */
function load_placesOf(root, pattern) {
    let places = [{ path: [], value: root }];
    for (const name of pattern.split('.')) {
        const key = name.replace('[]', '');
        places = places.flatMap(({ path, value }) => {
            const below = load_valueOf(value, key);
            if (below === undefined)
                return [];
            if (key === name)
                return [{ path: [...path, key], value: below }];
            const items = Array.isArray(below) ? below : [];
            return items.map((item, index) => ({ path: [...path, key, index], value: item }));
        });
    }
    return places;
}
function load_valueOf(holder, key) {
    if (typeof holder !== 'object' || holder === null || !Object.hasOwn(holder, key))
        return undefined;
    return holder[key];
}
function locate(file, document, mistake) {
    const { path: names, atKey, mayBe: _, lacks: __, ...rest } = mistake;
    const { line, column } = atKey ? document.positionOfKey(names) : document.positionOf(names);
    const key = keyOf(names);
    const subject = [`${file}:${line}:${column}`, ...(key === '' ? [] : [key])].join(': ');
    return { file, line, column, key, details: { subject, ...rest } };
}
//# sourceMappingURL=load.js.map
;// CONCATENATED MODULE: ./build/src/definition/index.js









//# sourceMappingURL=index.js.map

/***/ }),

/***/ 90499:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ orUnpublished)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);

const INSTEAD = 'or build with --no-publish, in a workflow "publish: false", and the release stays in its folder';
/** An error of the store that a build would publish to, with the way that needs none. */
function orUnpublished(error) {
    const isOwn = error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .FactoryError */ .Xx && ['permission', 'usage', 'not-found'].includes(error.code);
    if (!isOwn)
        return error;
    const { next, ...details } = error.details;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .FactoryError */ .Xx(error.code, {
        ...details,
        next: next === undefined ? INSTEAD.replace('or ', '') : `${next}; ${INSTEAD}`,
    });
}
//# sourceMappingURL=unpublished.js.map

/***/ })

};
