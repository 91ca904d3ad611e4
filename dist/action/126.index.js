export const id = 126;
export const ids = [126];
export const modules = {

/***/ 56126:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  createQemu: () => (/* binding */ createQemu)
});

// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
;// CONCATENATED MODULE: ./build/src/machine/qemu/accelerator.js
/** Whether the processor runs a machine itself (KVM), or QEMU has to translate each instruction (TCG), which takes ten times as long. */

const DEVICE = '/dev/kvm';
/** The udev rule that lets every account of a host use KVM, as a hosted runner needs it. */
const RULE = `echo 'KERNEL=="kvm", GROUP="kvm", MODE="0666", OPTIONS+="static_node=kvm"' | sudo tee /etc/udev/rules.d/99-kvm.rules && sudo udevadm control --reload-rules && sudo udevadm trigger --name-match=kvm`;
async function findAcceleration(device = DEVICE, cpuinfo = '/proc/cpuinfo') {
    // A kernel can offer the device without hardware behind it; firmware does not run on such a one.
    const flags = await (0,promises_.readFile)(cpuinfo, 'utf8').catch(() => '');
    if (!/^flags\s*:.*\b(?:vmx|svm)\b/m.test(flags)) {
        return tcg('the processor of this host shows no virtualization (neither vmx nor svm)', 'turn it on in the firmware of the host or, where the host is itself a virtual machine, nested virtualization in its hypervisor');
    }
    try {
        await (await (0,promises_.open)(device, 'r+')).close();
        return { accelerator: 'kvm', obstacle: null };
    }
    catch (error) {
        const { code } = error;
        if (code === 'EACCES' || code === 'EPERM') {
            return tcg(`this account may not use ${device}`, `add it to the group kvm ("sudo usermod -aG kvm $USER", then log on anew), or on a hosted runner: ${RULE}`);
        }
        return tcg(`${device} cannot be opened (${code ?? String(error)})`, 'load the module: "sudo modprobe kvm_intel" or "sudo modprobe kvm_amd"');
    }
}
function tcg(found, next) {
    return { accelerator: 'tcg', obstacle: { found, next } };
}
//# sourceMappingURL=accelerator.js.map
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: ./build/src/bytes/index.js + 9 modules
var bytes = __webpack_require__(72381);
// EXTERNAL MODULE: ./build/src/process/index.js + 8 modules
var src_process = __webpack_require__(16926);
// EXTERNAL MODULE: ./build/src/machine/runner.js
var runner = __webpack_require__(81257);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
;// CONCATENATED MODULE: ./build/src/machine/qemu/format.js
/** The format of a disk, by its name: what a disk holds is nothing to go by, for a raw one may hold anything. */


const FORMATS = {
    '.qcow2': 'qcow2',
    '.vhdx': 'vhdx',
    '.vhd': 'vpc',
    '.raw': 'raw',
    '.img': 'raw',
};
function formatOfDisk(disk) {
    const suffix = external_node_path_.extname(disk).toLowerCase();
    const format = FORMATS[suffix];
    if (format !== undefined)
        return format;
    throw new errors/* FactoryError */.Xx('unsupported', {
        subject: disk,
        found: suffix === '' ? 'a name without a suffix' : `the suffix ${suffix}`,
        expected: Object.keys(FORMATS).join(', '),
        next: 'give it the suffix of its format',
    });
}
//# sourceMappingURL=format.js.map
;// CONCATENATED MODULE: ./build/src/machine/qemu/firmware.js
/** The UEFI firmware for machines, OVMF, where distributions put it: its code, and the variables that each machine gets a copy of. */

/** Without Secure Boot and its system management mode, which no machine here needs. */
const FIRMWARE = [
    // Debian, Ubuntu
    pair('/usr/share/OVMF/OVMF_CODE_4M.fd', '/usr/share/OVMF/OVMF_VARS_4M.fd'),
    // Arch
    pair('/usr/share/edk2/x64/OVMF_CODE.4m.fd', '/usr/share/edk2/x64/OVMF_VARS.4m.fd'),
    pair('/usr/share/edk2-ovmf/x64/OVMF_CODE.4m.fd', '/usr/share/edk2-ovmf/x64/OVMF_VARS.4m.fd'),
    // Fedora, RHEL
    pair('/usr/share/edk2/ovmf/OVMF_CODE_4M.qcow2', '/usr/share/edk2/ovmf/OVMF_VARS_4M.qcow2'),
    pair('/usr/share/edk2/ovmf/OVMF_CODE.fd', '/usr/share/edk2/ovmf/OVMF_VARS.fd'),
    // openSUSE
    pair('/usr/share/qemu/ovmf-x86_64-4m-code.bin', '/usr/share/qemu/ovmf-x86_64-4m-vars.bin'),
    // Gentoo
    pair('/usr/share/edk2/OvmfX64/OVMF_CODE.fd', '/usr/share/edk2/OvmfX64/OVMF_VARS.fd'),
    // What QEMU itself installs
    pair('/usr/share/qemu/edk2-x86_64-code.fd', '/usr/share/qemu/edk2-i386-vars.fd'),
    pair('/usr/local/share/qemu/edk2-x86_64-code.fd', '/usr/local/share/qemu/edk2-i386-vars.fd'),
    // Debian 11, Ubuntu 20.04
    pair('/usr/share/OVMF/OVMF_CODE.fd', '/usr/share/OVMF/OVMF_VARS.fd'),
];
function pair(code, variables) {
    return { code, variables };
}
/** @returns the first pair of which both files can be read; null where there is none */
async function findFirmware(places = FIRMWARE) {
    for (const firmware of places) {
        if ((await isReadable(firmware.code)) && (await isReadable(firmware.variables)))
            return firmware;
    }
    return null;
}
/** As QEMU calls the format of a firmware file. */
function firmwareFormat(file) {
    return file.endsWith('.qcow2') ? 'qcow2' : 'raw';
}
function isReadable(file) {
    return (0,promises_.access)(file).then(() => true, () => false);
}
//# sourceMappingURL=firmware.js.map
;// CONCATENATED MODULE: ./build/src/machine/qemu/marker.js
/** The marker of a machine, in the name that its QEMU shows in the list of processes: by it a sweep knows its own. */

const MARKER = /^guest=(\S+) image-factory:([\w-]+)$/;
/** The value of QEMU's `-name`. */
function nameWithMarker(machine, owner) {
    return `guest=${machine} image-factory:${Buffer.from(JSON.stringify(owner)).toString('base64url')}`;
}
/** The machines that run on this host and have a marker, whoever made them. */
async function markedProcesses() {
    const found = [];
    for (const entry of await (0,promises_.readdir)('/proc').catch(() => [])) {
        if (!/^\d+$/.test(entry))
            continue;
        const line = await (0,promises_.readFile)(`/proc/${entry}/cmdline`, 'utf8').catch(() => '');
        const marked = markIn(line.split('\0'));
        if (marked !== null)
            found.push({ pid: Number(entry), ...marked });
    }
    return found;
}
/** @param words the command line @returns null for a process that is anybody else's */
function markIn(words) {
    const [, machine, marker] = MARKER.exec(words[words.indexOf('-name') + 1] ?? '') ?? [];
    if (machine === undefined || marker === undefined || !words.includes('-name'))
        return null;
    try {
        const owner = JSON.parse(Buffer.from(marker, 'base64url').toString('utf8'));
        return owner?.tool === 'image-factory' ? { machine, owner } : null;
    }
    catch {
        return null;
    }
}
//# sourceMappingURL=marker.js.map
;// CONCATENATED MODULE: ./build/src/machine/qemu/arguments.js
/**
 * The machine as QEMU is told to make it: all of its devices have drivers in Windows itself. Sockets and files of the
 * machine are named from its folder, in which QEMU runs: the path of a socket has at most 108 bytes.
 */




const QEMU = 'qemu-system-x86_64';
/** In the machine's folder. */
const FILES = {
    variables: 'variables.fd',
    monitor: 'qmp.sock',
    console: 'com1.log',
    screenshot: 'screen.png',
};
/** AHCI of q35 has this many ports. */
const MOST_MEDIA = 6;
/** Windows runs well only where it knows the hypervisor; `hv-crash` lets it report a bug check. */
const HYPERV_FEATURES = 'hv-relaxed,hv-vapic,hv-spinlocks=0x1fff,hv-vpindex,hv-runtime,hv-time,hv-synic,hv-stimer,hv-frequencies,hv-crash';
const MIB = 1 << 20;
/** The id of the network card. */
const NETWORK_CARD = 'nic';
/** The id of a medium's drive. */
function driveOf(medium) {
    return `dvd${medium}`;
}
function qemuArguments(request, accelerator, firmware) {
    const { name, owner, cpus, memory } = request;
    return [
        ...words('-name', nameWithMarker(name, owner)),
        ...words('-no-user-config', '-nodefaults', '-display', 'none', '-S'),
        ...words('-machine', `q35,accel=${accelerator}`),
        ...words('-cpu', accelerator === 'kvm' ? `host,${HYPERV_FEATURES}` : 'max'),
        ...words('-smp', `${cpus},sockets=1,cores=${cpus},threads=1`),
        ...words('-m', `${Math.floor(memory / MIB)}M`),
        ...words('-rtc', 'base=localtime'),
        ...words('-boot', 'strict=on'),
        ...flash(firmware),
        ...words('-device', 'VGA'),
        ...words('-device', 'qemu-xhci', '-device', 'usb-kbd', '-device', 'usb-tablet'),
        ...systemDisk(request.disk),
        ...request.media.flatMap((file, index) => medium(file, index, request.bootMedium && index === 0)),
        ...network(name, request.network),
        ...words('-chardev', `file,id=com1,path=${FILES.console},append=on`, '-serial', 'chardev:com1'),
        ...words('-qmp', `unix:${FILES.monitor},server=on,wait=off`),
    ];
}
function words(...list) {
    return list;
}
function flash({ code, variables }) {
    return [
        ...blockDevice('firmware', {
            driver: firmwareFormat(code),
            'read-only': true,
            file: hostFile(code, true),
        }),
        ...blockDevice('variables', { driver: firmwareFormat(variables), file: hostFile(FILES.variables) }),
        ...words('-machine', 'pflash0=firmware,pflash1=variables'),
    ];
}
/** The disk comes before the medium: empty it is passed over, and after Setup's first restart it is booted from. */
function systemDisk(file) {
    return [
        ...blockDevice('disk', {
            driver: formatOfDisk(file),
            discard: 'unmap',
            'detect-zeroes': 'unmap',
            file: { ...hostFile(file), discard: 'unmap' },
        }),
        ...words('-device', 'nvme,drive=disk,serial=IMGF0001,bootindex=0'),
    ];
}
function medium(file, index, isBooted) {
    const node = `medium${index}`;
    const boot = isBooted ? ',bootindex=1' : '';
    return [
        ...blockDevice(node, { driver: 'raw', 'read-only': true, file: hostFile(file, true) }),
        ...words('-device', `ide-cd,bus=ide.${index},drive=${node},id=${driveOf(index)}${boot}`),
    ];
}
/** A network card without the boot program that would look for a server. */
function network(machine, name) {
    if (name === null)
        return ['-nic', 'none'];
    const backend = name === 'user' ? 'user,id=net' : `bridge,id=net,br=${name}`;
    return [
        '-netdev',
        backend,
        '-device',
        `e1000e,id=${NETWORK_CARD},netdev=net,mac=${addressOf(machine)},romfile=`,
    ];
}
/** QEMU gives every machine the same address, and on a bridge they would meet. */
function addressOf(machine) {
    const digest = (0,external_node_crypto_.createHash)('sha256').update(machine).digest();
    return [
        '52',
        '54',
        '00',
        ...[...digest.subarray(0, 3)].map((byte) => byte.toString(16).padStart(2, '0')),
    ].join(':');
}
/** As JSON, in which a path may hold anything. */
function blockDevice(node, options) {
    return ['-blockdev', JSON.stringify({ 'node-name': node, ...options })];
}
function hostFile(filename, readOnly = false) {
    return { driver: 'file', filename, ...(readOnly ? { 'read-only': true } : {}) };
}
//# sourceMappingURL=arguments.js.map
// EXTERNAL MODULE: ./build/src/output.js
var output = __webpack_require__(27208);
// EXTERNAL MODULE: ./build/src/room-left.js
var room_left = __webpack_require__(49366);
;// CONCATENATED MODULE: ./build/src/machine/qemu/disks.js
/** Disks, made and read by qemu-img. */







const QEMU_IMG = 'qemu-img';
/** No disk takes a day to be copied, but a file system that hangs does. */
const COPY_DEADLINE_MS = 24 * 3_600_000;
async function makeBlank(disk, size) {
    await makeDisk(disk, (partial) => ['-f', 'qcow2', partial, String(size)]);
}
async function makeChild(parent, disk) {
    const absolute = external_node_path_.resolve(parent);
    await makeDisk(disk, (partial) => ['-f', 'qcow2', '-b', absolute, '-F', formatOfDisk(parent), partial]);
}
async function makeDisk(disk, words) {
    const partial = await (0,output/* partialBeside */.OY)(disk);
    try {
        await qemuImg(['create', '-q', ...words(partial)], disk);
        await (0,output/* renameOver */.HB)(partial, disk);
    }
    catch (error) {
        await (0,promises_.rm)(partial, { force: true });
        throw (0,errors/* fromSystemError */.Kh)(error, disk);
    }
}
/**
 * The content of `disk` as a raw file with holes, beside its parents' content; a disk that is no qcow2 is read as it is.
 * A copy that is there and as old as the disk is taken over.
 */
async function readableCopy(disk, folder, reporter) {
    if (formatOfDisk(disk) !== 'qcow2')
        return disk;
    const copy = external_node_path_.join(folder, `${external_node_path_.basename(disk, external_node_path_.extname(disk))}.raw`);
    try {
        const { mtime } = await (0,promises_.stat)(disk);
        const there = await (0,promises_.stat)(copy).catch(() => null);
        if (there !== null && there.mtime.getTime() === mtime.getTime())
            return copy;
        await (0,promises_.rm)(copy, { force: true });
        const partial = await (0,output/* partialBeside */.OY)(copy);
        try {
            await copyOut(disk, partial, reporter);
            await (0,promises_.utimes)(partial, mtime, mtime);
            await (0,output/* renameOver */.HB)(partial, copy);
        }
        finally {
            await (0,promises_.rm)(partial, { force: true });
        }
        return copy;
    }
    catch (error) {
        throw (0,errors/* fromSystemError */.Kh)(error, disk);
    }
}
async function copyOut(disk, target, reporter) {
    const bytes = await neededBytes(disk);
    const next = 'free space, or choose another work directory with --work';
    await (0,room_left/* checkRoom */.k)(external_node_path_.dirname(target), bytes, `for a copy of ${disk} that can be read`, next);
    const task = reporter.task(`Flattening ${external_node_path_.basename(disk)}`, bytes, 'bytes');
    let done = 0;
    try {
        const { exit, tail } = await (0,src_process/* runLong */.Gk)(QEMU_IMG, ['convert', '-p', '-f', 'qcow2', '-O', 'raw', disk, target], {
            title: `${QEMU_IMG} convert ${disk}`,
            deadlineMs: COPY_DEADLINE_MS,
            signal: reporter.signal,
            onOutput(text) {
                const [percent] = [...text.matchAll(/\(([\d.]+)\/100%\)/g)].slice(-1);
                const now = Math.floor((Number(percent?.[1] ?? '0') / 100) * bytes);
                if (now > done)
                    task.advance(now - done);
                done = Math.max(done, now);
            },
        });
        if (exit !== 0)
            throw (0,src_process/* commandFailed */.n6)(`${QEMU_IMG} convert`, exit, tail.replaceAll(/\([\d.]+\/100%\)/g, ''));
    }
    finally {
        task.end();
    }
}
/** Of the copy, holes not counted. */
async function neededBytes(disk) {
    const text = await qemuImg(['measure', '--output=json', '-f', 'qcow2', '-O', 'raw', disk], disk);
    return JSON.parse(text).required;
}
async function qemuImg(words, subject) {
    const { exit, stdout, stderr } = await (0,src_process/* runCommand */.d1)(QEMU_IMG, words);
    if (exit !== 0)
        throw (0,src_process/* commandFailed */.n6)(`${QEMU_IMG} ${words[0]} for ${subject}`, exit, stderr);
    return stdout;
}
//# sourceMappingURL=disks.js.map
;// CONCATENATED MODULE: ./build/src/machine/qemu/check.js
/** `doctor` for QEMU: what this host lacks, each with what mends it. */











/** From here on `screendump` writes PNG. */
const OLDEST = [7, 1];
async function checkHost(request) {
    if (process.platform !== 'linux' || process.arch !== 'x64')
        return [wrongHost()];
    return [
        await checkProgram(QEMU, 'qemu-system-x86', 'qemu-system-x86-core'),
        await checkProgram(QEMU_IMG, 'qemu-utils', 'qemu-img'),
        checkAcceleration(await findAcceleration()),
        checkFirmware(await findFirmware()),
        await checkMemory(request.memory),
        await checkSpace(request.workDirectory, request.space),
        ...checkNetwork(request.network),
        ...leftovers(await markedProcesses()),
        ...(await (0,runner/* checkRunner */.RI)(process.env).catch(() => [])),
    ];
}
function wrongHost() {
    return {
        subject: 'the host',
        state: 'error',
        found: `${process.platform} on ${process.arch}`,
        expected: 'Linux on x64 for hypervisor: qemu',
        next: 'run it on a Linux host, or take hypervisor: hyperv on Windows',
    };
}
/** @param debian @param fedora the packages that hold it */
async function checkProgram(program, debian, fedora) {
    const next = `install it: "sudo apt-get install ${debian}" or "sudo dnf install ${fedora}"`;
    const expected = `version ${OLDEST.join('.')} or newer`;
    try {
        const { stdout } = await (0,src_process/* runCommand */.d1)(program, ['--version']);
        const [, version = '', major = '0', minor = '0'] = /version ((\d+)\.(\d+)[.\d]*)/.exec(stdout) ?? [];
        const isNew = Number(major) > OLDEST[0] || (Number(major) === OLDEST[0] && Number(minor) >= OLDEST[1]);
        if (isNew)
            return { subject: program, state: 'ok', found: `version ${version}` };
        return { subject: program, state: 'error', found: `version ${version || 'unknown'}`, expected, next };
    }
    catch (error) {
        const found = error instanceof errors/* FactoryError */.Xx ? error.details.found : String(error);
        return { subject: program, state: 'error', found, expected, next };
    }
}
function checkAcceleration({ accelerator, obstacle }) {
    const subject = 'KVM';
    if (obstacle === null)
        return { subject, state: 'ok', found: `machines run with ${accelerator}` };
    return {
        subject,
        state: 'warning',
        found: `${obstacle.found}: machines are translated, which takes ten times as long and more`,
        expected: 'a processor and an account that run machines directly',
        next: obstacle.next,
    };
}
function checkFirmware(firmware) {
    const subject = 'UEFI firmware (OVMF)';
    if (firmware !== null)
        return { subject, state: 'ok', found: firmware.code };
    return {
        subject,
        state: 'error',
        found: 'is in none of the places where distributions put it',
        expected: `code and variables, as ${FIRMWARE[0]?.code ?? ''} with ${FIRMWARE[0]?.variables ?? ''}`,
        next: 'install it: "sudo apt-get install ovmf" or "sudo dnf install edk2-ovmf"',
    };
}
async function checkMemory(wanted) {
    const text = await (0,promises_.readFile)('/proc/meminfo', 'utf8').catch(() => '');
    const available = Number(/^MemAvailable:\s+(\d+) kB$/m.exec(text)?.[1] ?? '0') * 1024;
    const found = `${(0,bytes/* formatBytes */.z3)(available)} available`;
    if (available >= wanted)
        return { subject: 'memory', state: 'ok', found };
    return {
        subject: 'memory',
        state: 'error',
        found,
        expected: `${(0,bytes/* formatBytes */.z3)(wanted)} for the machine (machine.memory)`,
        next: 'end what uses it, or give the machine less',
    };
}
async function checkSpace(folder, wanted) {
    const subject = `space in ${folder}`;
    try {
        const { bavail, bsize } = await (0,promises_.statfs)(existingParent(folder));
        const found = `${(0,bytes/* formatBytes */.z3)(bavail * bsize)} free`;
        if (bavail * bsize >= wanted)
            return { subject, state: 'ok', found };
        const next = 'free space, or choose another work directory with --work';
        return { subject, state: 'error', found, expected: (0,bytes/* formatBytes */.z3)(wanted), next };
    }
    catch (error) {
        return {
            subject,
            state: 'error',
            found: String(error),
            next: 'choose another work directory with --work',
        };
    }
}
/** The work directory is made later. */
function existingParent(folder) {
    let place = folder;
    while (!(0,external_node_fs_.existsSync)(place)) {
        const parent = place.slice(0, Math.max(place.lastIndexOf('/'), 0)) || '/';
        if (parent === place)
            break;
        place = parent;
    }
    return place;
}
/** Where distributions keep the list of the bridges that an account may put machines on. */
const BRIDGE_LISTS = ['/etc/qemu/bridge.conf', '/usr/local/etc/qemu/bridge.conf'];
function checkNetwork(name) {
    if (name === null || name === 'user')
        return [];
    const subject = `the bridge ${name}`;
    if (!(0,external_node_fs_.existsSync)(`/sys/class/net/${name}/bridge`)) {
        const next = `make it ("sudo ip link add ${name} type bridge"), or take network: user, which needs none`;
        return [{ subject, state: 'error', found: 'is not on this host', expected: 'a bridge', next }];
    }
    if (!BRIDGE_LISTS.some((list) => (0,external_node_fs_.existsSync)(list))) {
        const next = `allow it: echo "allow ${name}" | sudo tee ${BRIDGE_LISTS[0]}, and "sudo chmod u+s" on qemu-bridge-helper`;
        return [
            {
                subject,
                state: 'error',
                found: 'QEMU may put no machine on it',
                expected: BRIDGE_LISTS[0] ?? '',
                next,
            },
        ];
    }
    return [{ subject, state: 'ok', found: 'is there' }];
}
function leftovers(machines) {
    return machines
        .filter(({ owner }) => !(0,external_node_fs_.existsSync)(`/proc/${owner.pid}`))
        .map(({ machine, pid, owner }) => ({
        subject: `the machine ${machine}`,
        state: 'warning',
        found: `still runs (process ${pid}), and the build that made it does not`,
        next: `run "image-factory sweep", which ends it: it belongs to ${owner.folder}`,
    }));
}
//# sourceMappingURL=check.js.map
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
;// CONCATENATED MODULE: ./build/src/machine/qemu/console.js
/**
 * The first serial port, which QEMU writes to a file: what the guest says before anybody listens is not lost, and all of it
 * is there for whoever looks at a machine that failed.
 */


const POLL_MS = 50;
const PIECE = 64 * 1024;
/** @param hasEnded whether nothing more will be written */
async function* follow(file, hasEnded, signal) {
    const handle = await (0,promises_.open)(file, 'r').catch(() => null);
    if (handle === null)
        return;
    try {
        for (let offset = 0; !signal.aborted;) {
            // Asked before the read: what was written up to the end is read after it.
            const isLast = hasEnded();
            const { bytesRead, buffer } = await handle.read(Buffer.alloc(PIECE), 0, PIECE, offset);
            if (bytesRead > 0) {
                offset += bytesRead;
                yield buffer.subarray(0, bytesRead);
            }
            else if (isLast) {
                return;
            }
            else {
                await (0,external_node_timers_promises_.setTimeout)(POLL_MS, undefined, { signal }).catch(() => undefined);
            }
        }
    }
    finally {
        await handle.close();
    }
}
/** All that stands there so far; '' where there is nothing. */
function consoleText(file) {
    return (0,promises_.readFile)(file, 'latin1').catch(() => '');
}
//# sourceMappingURL=console.js.map
;// CONCATENATED MODULE: ./build/src/machine/qemu/events.js
/** What QEMU and the firmware say of a run, in sentences. */
const SHUTDOWN = {
    'guest-shutdown': 'the guest powered the machine off',
    'guest-panic': 'the machine was turned off because the guest crashed',
    'guest-reset': 'the guest reset the machine, which ended it',
    'host-qmp-quit': 'the machine was turned off by the host',
    'host-signal': 'the machine was turned off by the host',
    'host-error': 'the machine ended because of an error of the host',
};
const RESET = {
    'guest-reset': 'the guest reset the machine',
    'guest-panic': 'the machine was reset because the guest crashed',
    'host-qmp-system-reset': 'the machine was reset by the host',
};
const SENTENCES = {
    SHUTDOWN: ({ reason }) => SHUTDOWN[String(reason)] ?? `the machine is off (${String(reason)})`,
    RESET: ({ reason }) => RESET[String(reason)] ?? `the machine was reset (${String(reason)})`,
    GUEST_PANICKED: ({ info }) => `the guest crashed${bugCheck(info)}`,
    BLOCK_IO_ERROR: ({ operation, reason, nospace, 'node-name': node }) => nospace === true
        ? `no space is left on the host for what the guest writes (${String(node)})`
        : `the host could not ${String(operation)} for the guest (${String(node)}): ${String(reason)}`,
    STOP: () => 'the machine was stopped',
};
/** @returns null for an event that says nothing of what became of the machine */
function sentenceOf({ event, data = {}, timestamp }) {
    const sentence = SENTENCES[event]?.(data);
    if (sentence === undefined)
        return null;
    return `${new Date(timestamp.seconds * 1000).toISOString()} ${sentence}`;
}
/** Windows reports the bug check's code and its four parameters. */
function bugCheck(info) {
    if (typeof info !== 'object' || info === null)
        return '';
    const values = info;
    if (values['type'] !== 'hyper-v')
        return '';
    const [code = '', ...parameters] = [1, 2, 3, 4, 5].map((n) => `0x${Number(values[`arg${n}`]).toString(16)}`);
    return `: bug check ${code} (${parameters.join(', ')})`;
}
/** Lines of OVMF about the boot, and of Windows' boot manager. */
const FIRMWARE_LINE = /(?:BdsDxe|Boot Failed|No bootable|BOOTMGR)[^\r\n]*/g;
const LAST_LINES = 3;
/** @param text what stands on the serial port */
function firmwareSentences(text) {
    const lines = text.match(FIRMWARE_LINE) ?? [];
    return lines.slice(-LAST_LINES).map((line) => `the firmware said: ${line.trim()}`);
}
//# sourceMappingURL=events.js.map
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(77030);
;// CONCATENATED MODULE: ./build/src/machine/qemu/qmp.js
/**
 * QEMU's machine protocol: a greeting, then one JSON object a line, each a command, the answer to one, or an event that
 * comes by itself.
 */


class Qmp {
    #socket;
    #onEvent;
    #waiting = new Map();
    #count = 0;
    /** What has come of the line that has not ended. */
    #rest = '';
    #isClosed = false;
    constructor(socket, onEvent) {
        this.#socket = socket;
        this.#onEvent = onEvent;
        socket.setEncoding('utf8');
        socket.on('data', (text) => this.#read(text));
        socket.on('error', () => undefined);
        socket.on('close', () => this.#end());
    }
    /** @returns null where nobody listens there yet, or QEMU ends before it answers: it listens before it knows its disks */
    static async connect(path, onEvent) {
        const socket = (0,external_node_net_.connect)(path);
        const isConnected = await new Promise((resolve) => {
            socket.once('connect', () => resolve(true));
            socket.once('error', () => resolve(false));
        });
        if (!isConnected)
            return null;
        const qmp = new Qmp(socket, onEvent);
        return await qmp.execute('qmp_capabilities').then(() => qmp, () => null);
    }
    /** @throws host where QEMU refuses, or is gone before it answers */
    execute(command, options = {}) {
        if (this.#isClosed)
            return Promise.reject(gone(command));
        const id = ++this.#count;
        return new Promise((resolve, reject) => {
            this.#waiting.set(id, { command, resolve, reject });
            this.#socket.write(`${JSON.stringify({ execute: command, arguments: options, id })}\n`);
        });
    }
    close() {
        this.#socket.destroy();
    }
    #read(text) {
        const lines = (this.#rest + text).split('\n');
        this.#rest = lines.pop() ?? '';
        for (const line of lines)
            this.#take(line);
    }
    #take(line) {
        const message = parse(line);
        if (message === null)
            return;
        if ('event' in message) {
            this.#onEvent(message);
            return;
        }
        const waiting = message.id === undefined ? undefined : this.#waiting.get(message.id);
        if (message.id === undefined || waiting === undefined)
            return;
        this.#waiting.delete(message.id);
        if (message.error === undefined)
            waiting.resolve(message.return);
        else
            waiting.reject(refused(waiting.command, message.error.desc));
    }
    #end() {
        this.#isClosed = true;
        for (const waiting of this.#waiting.values())
            waiting.reject(gone(waiting.command));
        this.#waiting.clear();
    }
}
function parse(line) {
    try {
        return JSON.parse(line);
    }
    catch {
        return null;
    }
}
function refused(command, found) {
    return new errors/* FactoryError */.Xx('host', { subject: `QEMU's command ${command}`, found });
}
function gone(command) {
    return new errors/* FactoryError */.Xx('host', {
        subject: `QEMU's command ${command}`,
        found: 'QEMU ended before it answered',
    });
}
//# sourceMappingURL=qmp.js.map
;// CONCATENATED MODULE: ./build/src/machine/qemu/machine.js
/** A machine: a QEMU in the machine's folder, driven over its monitor. */










/** How long QEMU may take to open its monitor. */
const START_MS = 60_000;
const machine_POLL_MS = 20;
/** "Press any key to boot from CD or DVD": how long and how often one is pressed. Firmware that is translated takes its time. */
const KEYS_MS = { kvm: 40_000, tcg: 600_000 };
const KEY_EVERY_MS = 500;
/** Why QEMU stops a machine that nobody asked it to stop; it cannot go on from there. */
const FATAL = {
    'internal-error': 'the accelerator of the host failed: see what the kernel says ("sudo dmesg")',
    'io-error': 'the machine stopped, for the host could not read or write its disk',
};
class QemuMachine {
    name;
    disk;
    #request;
    #accelerator;
    #firmware;
    #ledger;
    #said = [];
    #run = null;
    #isRunning = false;
    #isGone = false;
    constructor(request, accelerator, firmware, ledger) {
        this.name = request.name;
        this.disk = request.disk;
        this.#request = request;
        this.#accelerator = accelerator;
        this.#firmware = firmware;
        this.#ledger = ledger;
    }
    static async create(request, accelerator, firmware, ledger) {
        if (request.media.length > MOST_MEDIA) {
            throw new errors/* FactoryError */.Xx('host', {
                subject: request.name,
                found: `${request.media.length} media`,
                expected: `at most ${MOST_MEDIA}`,
            });
        }
        const machine = new QemuMachine(request, accelerator, firmware, ledger);
        for (const resource of machine.#resources())
            await ledger.intend(resource);
        try {
            await (0,promises_.mkdir)(request.folder, { recursive: true });
            await (0,promises_.copyFile)(firmware.variables, machine.#file(FILES.variables), external_node_fs_.constants.COPYFILE_EXCL);
            await (0,promises_.writeFile)(machine.#file(FILES.console), '');
        }
        catch (error) {
            throw (0,errors/* fromSystemError */.Kh)(error, request.folder);
        }
        return machine;
    }
    async start() {
        if (this.#isRunning || this.#isGone) {
            throw new errors/* FactoryError */.Xx('busy', {
                subject: this.name,
                found: this.#isGone ? 'it is gone' : 'it runs already',
            });
        }
        const { folder } = this.#request;
        const words = qemuArguments(this.#request, this.#accelerator, this.#firmware);
        const process = await (0,src_process/* startProcess */.kp)(QEMU, words, { cwd: folder });
        this.#isRunning = true;
        void this.#watch(process);
        const resource = {
            kind: 'process',
            pid: process.pid,
            command: `${QEMU} (${this.name})`,
            started: await (0,src_process/* startOf */.GH)(process.pid),
        };
        try {
            await this.#ledger.intend(resource);
            const qmp = await this.#connect(process);
            this.#run = { process, qmp, over: this.#end(process, qmp, resource) };
            await qmp.execute('cont');
        }
        catch (error) {
            await process.kill();
            if (this.#run === null)
                await this.#ledger.gone(resource);
            throw error;
        }
        if (this.#request.bootMedium)
            void this.#pressKeys(this.#run);
    }
    async *console(signal) {
        yield* follow(this.#file(FILES.console), () => !this.#isRunning, signal);
    }
    state() {
        return Promise.resolve(this.#isGone ? 'gone' : this.#isRunning ? 'running' : 'off');
    }
    async screenshot() {
        if (!this.#isRunning || this.#run === null)
            return null;
        await this.#run.qmp.execute('screendump', { filename: FILES.screenshot, format: 'png' });
        return await (0,promises_.readFile)(this.#file(FILES.screenshot));
    }
    async detachMedia() {
        if (!this.#isRunning || this.#run === null)
            return;
        for (const index of this.#request.media.keys()) {
            // By force: Windows locks the tray of a medium that it reads.
            await this.#run.qmp.execute('eject', { id: driveOf(index), force: true });
        }
    }
    async disconnectNetwork() {
        if (!this.#isRunning || this.#request.network === null)
            return;
        await this.#run?.qmp.execute('set_link', { name: NETWORK_CARD, up: false });
    }
    async events() {
        const text = await consoleText(this.#file(FILES.console));
        const complaint = (0,src_process/* lastLines */.w$)(this.#run?.process.tail() ?? '');
        return [
            ...firmwareSentences(text),
            ...this.#said,
            ...(complaint === '' ? [] : [`QEMU said: ${complaint}`]),
        ];
    }
    async turnOff() {
        await this.#run?.process.kill();
        await this.#run?.over;
    }
    async remove() {
        if (this.#isGone)
            return;
        await this.turnOff();
        await (0,promises_.rm)(this.#request.folder, { recursive: true, force: true });
        this.#isGone = true;
        for (const resource of this.#resources())
            await this.#ledger.gone(resource);
    }
    #resources() {
        return [
            { kind: 'machine', hypervisor: 'qemu', name: this.name },
            { kind: 'file', path: this.#request.folder },
        ];
    }
    #file(name) {
        return external_node_path_.join(this.#request.folder, name);
    }
    /** Waits until the monitor is there. @throws host with what QEMU says, where it ends before */
    async #connect(process) {
        let folder = null;
        try {
            folder = await (0,promises_.open)(this.#request.folder, external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_DIRECTORY);
            // The folder's own path may be longer than the path of a socket can be.
            const socket = `/proc/self/fd/${folder.fd}/${FILES.monitor}`;
            for (let waited = 0; this.#isRunning && waited < START_MS; waited += machine_POLL_MS) {
                const qmp = await Qmp.connect(socket, (event) => this.#hear(event));
                if (qmp !== null)
                    return qmp;
                await (0,external_node_timers_promises_.setTimeout)(machine_POLL_MS);
            }
        }
        finally {
            await folder?.close();
        }
        const said = (0,src_process/* lastLines */.w$)(process.tail());
        throw new errors/* FactoryError */.Xx('host', {
            subject: `${QEMU} (${this.name})`,
            found: `did not start the machine${said === '' ? '' : `: ${said}`}`,
            next: 'run "image-factory doctor", which says what this host lacks',
        });
    }
    async #watch(process) {
        await process.ended;
        this.#isRunning = false;
    }
    #hear(event) {
        const sentence = sentenceOf(event);
        if (sentence !== null)
            this.#said.push(sentence);
        if (event.event === 'STOP')
            void this.#endIfStuck();
    }
    /** A machine that QEMU stopped for an error would be silent for ever. */
    async #endIfStuck() {
        const answer = (await this.#run?.qmp.execute('query-status').catch(() => null));
        const reason = FATAL[answer?.status ?? ''];
        if (reason === undefined)
            return;
        this.#said.push(reason);
        await this.#run?.process.kill();
    }
    async #end(process, qmp, resource) {
        const exit = await process.ended;
        if (exit !== 0)
            this.#said.push(exit === null ? 'QEMU was killed' : `QEMU ended with exit code ${exit}`);
        qmp.close();
        await this.#ledger.gone(resource);
    }
    /** Until the first reset: then there is something on the disk, which is booted from. */
    async #pressKeys(run) {
        const hasReset = () => this.#said.some((sentence) => sentence.includes(' reset the machine'));
        const end = performance.now() + KEYS_MS[this.#accelerator];
        while (this.#isRunning && !hasReset() && performance.now() < end) {
            const keys = [{ type: 'qcode', data: 'ret' }];
            await run.qmp.execute('send-key', { keys }).catch(() => undefined);
            await (0,external_node_timers_promises_.setTimeout)(KEY_EVERY_MS, undefined, { ref: false });
        }
    }
}
//# sourceMappingURL=machine.js.map
;// CONCATENATED MODULE: ./build/src/machine/qemu/sweep.js
/** What a dead run left: machines that still run, known by their marker, and what it journalled. */




async function sweepMachines(resources, owner, dryRun, kept) {
    const left = (await markedProcesses()).filter((process) => isOf(process, owner) && !kept.includes(process.machine));
    const removals = [];
    // Machines before the files that they have open.
    for (const process of left)
        removals.push(await removeMachine(process, dryRun));
    const swept = new Set(left.map(({ machine }) => machine));
    for (const resource of resources.toSorted((a, b) => orderOf(a) - orderOf(b))) {
        if (resource.kind === 'machine' && swept.has(resource.name))
            continue;
        const removal = await removeResource(resource, dryRun);
        if (removal !== null)
            removals.push(removal);
    }
    return removals;
}
function isOf({ owner }, { build, folder, host }) {
    return owner.build === build && owner.folder === folder && owner.host === host;
}
async function removeMachine({ pid, machine }, dryRun) {
    const resource = { kind: 'machine', hypervisor: 'qemu', name: machine };
    return { resource, failure: dryRun ? null : await endProcess(pid) };
}
function orderOf({ kind }) {
    return kind === 'process' ? 0 : kind === 'machine' ? 1 : 2;
}
/** @returns null for what is of another hypervisor */
async function removeResource(resource, dryRun) {
    if (resource.kind === 'file')
        return await removeFile(resource, dryRun);
    if (resource.kind === 'process')
        return await removeProcess(resource, dryRun);
    // Without a process there is nothing of a machine but its files.
    const isOwn = resource.kind === 'machine' && resource.hypervisor === 'qemu';
    return isOwn ? { resource, failure: null } : null;
}
async function removeProcess(resource, dryRun) {
    // A number without the time of its start may be anybody's by now.
    const { pid, started } = resource;
    const isThere = started !== '' && (await (0,src_process/* isProcessAlive */.jW)(pid, started));
    return { resource, failure: !isThere || dryRun ? null : await endProcess(pid) };
}
/** @returns why it does not end; null: it has ended */
async function endProcess(pid) {
    return (await (0,src_process/* killTree */.TP)(pid)) ? null : `process ${pid} does not end when it is killed`;
}
async function removeFile(resource, dryRun) {
    try {
        if ((await (0,promises_.stat)(resource.path).catch(() => null)) !== null && !dryRun) {
            await (0,promises_.rm)(resource.path, { recursive: true });
        }
        return { resource, failure: null };
    }
    catch (error) {
        return { resource, failure: (0,errors/* fromSystemError */.Kh)(error, resource.path).message };
    }
}
//# sourceMappingURL=sweep.js.map
;// CONCATENATED MODULE: ./build/src/machine/qemu/index.js
/** The reference machine on QEMU: Windows Setup makes the base, children are overlays, and nothing is mounted. */







function createQemu({ reporter, ledger }) {
    return {
        kind: 'qemu',
        diskSuffix: '.qcow2',
        check: checkHost,
        imageInfo: null,
        apply: null,
        inject: null,
        blank: makeBlank,
        child: makeChild,
        async create(request) {
            const firmware = await findFirmware();
            if (firmware === null)
                throw new errors/* FactoryError */.Xx('tool', checkFirmware(firmware));
            const { accelerator } = await findAcceleration();
            return await QemuMachine.create(request, accelerator, firmware, ledger);
        },
        readable: (disk, folder) => readableCopy(disk, folder, reporter),
        sweep: sweepMachines,
    };
}
//# sourceMappingURL=index.js.map

/***/ }),

/***/ 81257:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   RI: () => (/* binding */ checkRunner),
/* harmony export */   Xs: () => (/* binding */ runnerFolder),
/* harmony export */   aV: () => (/* binding */ runnerService),
/* harmony export */   tW: () => (/* binding */ isOlder)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _process_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(16926);
/** The runner of GitHub Actions that this process was started by: where it lies, how old it is, under which service it runs. */



/** The first one that runs actions of Node 24, as ours is. */
const OLDEST = '2.327.1';
/** @returns the folder of the runner; null where this is no job */
function runnerFolder(env) {
    const temporary = env['RUNNER_TEMP'];
    if (env['GITHUB_ACTIONS'] !== 'true' || temporary === undefined || temporary === '')
        return null;
    // RUNNER_TEMP is `_work/_temp` in it, unless it was set up with another work folder.
    return node_path__WEBPACK_IMPORTED_MODULE_1__.resolve(temporary, '..', '..');
}
/** @returns the name of the service under which it runs; null where it does not, or does not say */
async function runnerService(folder) {
    const text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(node_path__WEBPACK_IMPORTED_MODULE_1__.join(folder, '.service'), 'utf8').catch(() => '');
    return text.trim() === '' ? null : text.trim();
}
/** @returns nothing where this is no job of a runner of one's own */
async function checkRunner(env) {
    const folder = runnerFolder(env);
    if (folder === null)
        return [];
    const suffix = process.platform === 'win32' ? '.exe' : '';
    const listener = node_path__WEBPACK_IMPORTED_MODULE_1__.join(folder, 'bin', `Runner.Listener${suffix}`);
    if (!(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.access)(listener).then(() => true, () => false)))
        return [];
    const { exit, stdout } = await (0,_process_index_js__WEBPACK_IMPORTED_MODULE_2__/* .runCommand */ .d1)(listener, ['--version']);
    const version = stdout.trim();
    const subject = 'the runner';
    if (exit !== 0 || !/^\d+\.\d+\.\d+$/.test(version)) {
        return [
            {
                subject,
                state: 'warning',
                found: `${listener} does not tell its version`,
                next: 'update the runner',
            },
        ];
    }
    if (isOlder(version, OLDEST)) {
        return [
            {
                subject,
                state: 'error',
                found: `version ${version}`,
                expected: `${OLDEST} or newer, which runs actions of Node 24`,
                next: 'download the newest runner from the settings of the repository, and configure it in place of this one',
            },
        ];
    }
    return [{ subject, state: 'ok', found: `version ${version}` }];
}
/** Of numbers with points between them. */
function isOlder(version, than) {
    const [left, right] = [version, than].map((text) => text.split('.').map(Number));
    for (const [index, part] of (right ?? []).entries()) {
        const difference = (left?.[index] ?? 0) - part;
        if (difference !== 0)
            return difference < 0;
    }
    return false;
}
//# sourceMappingURL=runner.js.map

/***/ })

};
