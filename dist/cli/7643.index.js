export const id = 7643;
export const ids = [7643];
export const modules = {

/***/ 87643:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   run: () => (/* binding */ run)
/* harmony export */ });
/* harmony import */ var _bytes_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(72381);
/* harmony import */ var _disk_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6988);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27406);
/* harmony import */ var _inspect_index_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(44251);
/* harmony import */ var _media_index_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(91974);
/* harmony import */ var _source_index_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(35269);






/** `info SOURCE`: what an archive, a disk or a directory is and holds. */
async function run(invocation) {
    const name = await (0,_source_index_js__WEBPACK_IMPORTED_MODULE_5__/* .parseSource */ .PJ)(invocation.positionals[0] ?? '');
    if (invocation.flag('xml'))
        return writeXml(name, invocation);
    const facts = await factsOf(name, invocation);
    await invocation.write(invocation.json ? `${JSON.stringify(facts, null, 2)}\n` : indented(facts, 0));
    return 0;
}
function factsOf(name, invocation) {
    if (name.kind === 'iso' && name.part === null)
        return mediumFacts(name, invocation);
    const isArchive = name.kind === 'wim' || name.kind === 'iso';
    return isArchive ? archiveFacts(name, invocation) : sourceFacts(name, invocation);
}
async function mediumFacts(name, invocation) {
    const medium = await (0,_media_index_js__WEBPACK_IMPORTED_MODULE_4__.openIso)(name.path, invocation.reporter);
    try {
        const { format, volumeLabel, size } = medium;
        const facts = { path: name.path, kind: 'iso', format, volumeLabel, size };
        const installs = await (0,_source_index_js__WEBPACK_IMPORTED_MODULE_5__/* .installArchives */ .xD)(medium);
        if (installs.length === 1)
            return { ...facts, archive: await archiveFacts(name, invocation) };
        return { ...facts, ...(installs.length === 0 ? {} : { archives: installs.join(', ') }) };
    }
    finally {
        await medium.close();
    }
}
async function writeXml(name, invocation) {
    if (name.kind !== 'wim' && name.kind !== 'iso') {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .FactoryError */ .Xx('usage', {
            subject: name.path,
            found: `${_source_index_js__WEBPACK_IMPORTED_MODULE_5__/* .KIND_NAMES */ .kd[name.kind]}, which has no XML`,
            expected: 'a WIM',
        });
    }
    const archive = await (0,_source_index_js__WEBPACK_IMPORTED_MODULE_5__/* .openArchiveOf */ .yM)(name, invocation.reporter);
    try {
        await invocation.write(`${name.part === null ? archive.xml : archive.selectImage(name.part).xml}\n`);
        return 0;
    }
    finally {
        await archive.close();
    }
}
async function archiveFacts(name, invocation) {
    const { part } = name;
    const archive = await (0,_source_index_js__WEBPACK_IMPORTED_MODULE_5__/* .openArchiveOf */ .yM)(name, invocation.reporter);
    try {
        if (part !== null) {
            const image = archive.selectImage(part);
            return {
                ...imageFacts(image),
                ...(await updateFacts(await archive.openImage(image.index), invocation)),
            };
        }
        return { ...headerFacts(archive), images: archive.images.map((image) => imageFacts(image)) };
    }
    finally {
        await archive.close();
    }
}
function headerFacts(archive) {
    const { path, guid, version, compression, chunkSize, part, parts, bootIndex, integrity, encrypted, size } = archive;
    let contentBytes = 0;
    for (const blob of archive.blobs)
        contentBytes += blob.size;
    return {
        path,
        kind: 'wim',
        guid,
        version: `0x${version.toString(16)}`,
        compression,
        chunkSize,
        part,
        parts,
        bootIndex,
        integrity,
        encrypted,
        size,
        contents: archive.blobCount,
        contentBytes,
    };
}
function imageFacts(image) {
    const { index, name, description, displayName, displayDescription, flags } = image;
    return {
        index,
        name,
        description,
        displayName,
        displayDescription,
        flags,
        directories: image.directories,
        files: image.files,
        bytes: image.bytes,
        hardLinkBytes: image.hardLinkBytes,
        created: image.created === null ? null : (0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_0__/* .formatFiletime */ .jb)(image.created),
        modified: image.modified === null ? null : (0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_0__/* .formatFiletime */ .jb)(image.modified),
        windows: image.windows === null ? null : windowsFacts(image.windows),
    };
}
function windowsFacts(windows) {
    const { version, languages, ...rest } = windows;
    const { major, minor, build, spBuild, ...more } = version;
    return {
        ...rest,
        version: `${major}.${minor}.${build}.${spBuild}`,
        ...more,
        languages: languages.join(', '),
    };
}
async function sourceFacts(name, invocation) {
    const { reporter } = invocation;
    const facts = {
        path: name.path,
        kind: name.kind,
        ...(name.kind === 'disk' ? await diskFacts(name, invocation) : {}),
    };
    const source = await (0,_source_index_js__WEBPACK_IMPORTED_MODULE_5__/* .openSource */ .oD)(name.text, { reporter, allowDirty: invocation.flag('allow-dirty') });
    try {
        const windows = await (0,_inspect_index_js__WEBPACK_IMPORTED_MODULE_3__.readWindowsInfo)(source.tree, { allowDirty: invocation.flag('allow-dirty') });
        return {
            ...facts,
            volume: source.tree.label,
            windows: windows === null ? null : windowsFacts(windows),
            ...(await updateFacts(source.tree, invocation)),
        };
    }
    finally {
        await source.close();
    }
}
/** What is installed, and what waits for a reboot; nothing where servicing knows no packages. */
async function updateFacts(tree, invocation) {
    const allowDirty = invocation.flag('allow-dirty');
    const installed = await (0,_inspect_index_js__WEBPACK_IMPORTED_MODULE_3__/* .readPackagesOrWarn */ .nz)(tree, invocation.reporter, { allowDirty });
    if (installed === null)
        return {};
    const pending = installed.packages.filter(({ kb, state }) => kb !== null && state === 'pending');
    return {
        updates: installed.kbs,
        ...(pending.length === 0 ? {} : { pendingUpdates: pending.map(({ kb }) => kb) }),
    };
}
async function diskFacts({ path }, { reporter }) {
    const disk = await (0,_source_index_js__WEBPACK_IMPORTED_MODULE_5__/* .openSourceDisk */ .ZC)(path, { reporter });
    try {
        const partitions = await (0,_disk_index_js__WEBPACK_IMPORTED_MODULE_1__/* .listPartitions */ .AU)(disk, reporter);
        return {
            size: disk.size,
            sectorSize: disk.sectorSize,
            scheme: partitions[0]?.scheme ?? 'none',
            partitions: partitions.map(({ number, type, name, offset, size, fileSystem }) => ({
                number,
                type: type.name,
                name,
                offset,
                size,
                fileSystem,
            })),
        };
    }
    finally {
        await disk.close();
    }
}
function indented(facts, depth) {
    const margin = '  '.repeat(depth);
    const width = Math.max(...Object.keys(facts).map((key) => key.length));
    return Object.entries(facts)
        .filter(([, value]) => value !== null && value !== '')
        .map(([key, value]) => {
        if (Array.isArray(value) && value.every((item) => typeof item === 'string')) {
            return value.length === 0 ? '' : `${margin}${key.padEnd(width)}  ${value.join(', ')}\n`;
        }
        if (Array.isArray(value)) {
            const items = value.map((item) => indented(item, depth + 1));
            return `${margin}${key}:\n${items.join('\n')}`;
        }
        if (typeof value === 'object')
            return `${margin}${key}:\n${indented(value, depth + 1)}`;
        return `${margin}${key.padEnd(width)}  ${readable(key, value)}\n`;
    })
        .join('');
}
function readable(key, value) {
    if (typeof value !== 'number')
        return String(value);
    if (/bytes|size$/i.test(key) && value >= 1000)
        return `${value} (${(0,_bytes_index_js__WEBPACK_IMPORTED_MODULE_0__/* .formatBytes */ .z3)(value)})`;
    return String(value);
}
//# sourceMappingURL=info.js.map

/***/ })

};
