export const id = 513;
export const ids = [513];
export const modules = {

/***/ 76513:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  createHyperV: () => (/* binding */ createHyperV)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/output.js
var output = __webpack_require__(27208);
// EXTERNAL MODULE: ./build/src/process/index.js + 8 modules
var src_process = __webpack_require__(16926);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
;// CONCATENATED MODULE: ./build/src/machine/hyperv/script-error.js
/** What a cmdlet of Windows says no with, as an error of ours: by its code where there is one, for its text is in the language of the host. */


const DENIED = [
    'permission',
    'run as a local administrator; "image-factory doctor" names the account and the way to change it',
];
const IN_USE = [
    'busy',
    'see which program or machine uses it, and run it again; "image-factory sweep" removes what dead builds left',
];
const MEMORY = [
    'memory',
    'turn other machines off, or give this one less with "machine.memory" in the definition',
];
const FULL = ['no-space', 'free space or choose another work directory with --work, then run it again'];
const THERE = ['exists', 'run "image-factory sweep", or remove it'];
const ABSENT = ['not-found'];
const CHAIN = ['damaged', 'remove the disks of this build from the work directory and build again'];
const MODULE = ['tool', 'install Hyper-V with its PowerShell module: "image-factory doctor" says how'];
/** Source: [MS-ERREF] 2.1 and 2.2; 0xC03A…: "VHD Constants" of the Win32 documentation. */
const BY_CODE = {
    '0x80070002': ABSENT,
    '0x80070003': ABSENT,
    '0x80070005': DENIED,
    '0x80070008': MEMORY,
    '0x8007000E': MEMORY,
    '0x80070020': IN_USE,
    '0x80070021': IN_USE,
    '0x80070027': FULL,
    '0x80070050': THERE,
    '0x80070070': FULL,
    '0x800700AA': IN_USE,
    '0x800700B7': THERE,
    '0x800702E4': DENIED,
    '0x800705AA': MEMORY,
    '0x800705AF': MEMORY,
    '0x80070570': [
        'damaged',
        'check the source with "image-factory verify", and the host\'s disk with "chkdsk /scan"',
    ],
    '0xC03A0004': CHAIN,
    '0xC03A0005': CHAIN,
    '0xC03A000D': CHAIN,
    '0xC03A000E': CHAIN,
    '0xC03A001A': [
        'host',
        'turn NTFS compression and encryption off for the work directory ("compact /U /S" and "cipher /D /S" there), or choose another one with --work',
    ],
};
const BY_CATEGORY = {
    PermissionDenied: DENIED,
    SecurityError: DENIED,
    ResourceBusy: IN_USE,
    ResourceExists: THERE,
    ObjectNotFound: ABSENT,
};
function scriptFailed(verb, subject, failure) {
    const command = failure.command === '' ? `${verb}.ps1` : failure.command;
    const said = failure.message.replaceAll(/\s+/g, ' ').trim().replace(/[.]$/, '');
    return errorOf(subject, `${command} failed: ${said}`, kindOf(failure), failure);
}
/** What a program of Windows says no with: its exit code is a code of the system. */
function programFailed(subject, command, exit, output) {
    const { found } = (0,src_process/* commandFailed */.n6)(command, exit, output).details;
    const code = exit === null ? '' : hresultOf(exit);
    return errorOf(subject, `${command} ${found}`, BY_CODE[code] ?? ['host'], null);
}
function errorOf(subject, found, [code, next], cause) {
    return new errors/* FactoryError */.Xx(code, { subject, found, ...(next === undefined ? {} : { next }), cause });
}
/** A code of Win32 as the code of COM that stands for it. */
function hresultOf(code) {
    const whole = code > 0 && code <= 0xffff ? 0x80070000 + code : code;
    return `0x${(whole >>> 0).toString(16).toUpperCase().padStart(8, '0')}`;
}
function kindOf({ id, category, message, hresult }) {
    if (id.startsWith('CommandNotFoundException') || id.startsWith('CouldNotAutoLoadModule'))
        return MODULE;
    // Hyper-V's exceptions carry the code of .NET; the system's is in their text, in every language.
    const codes = [...(message.match(/0x[0-9a-f]{8}/gi) ?? []), hresult];
    for (const code of codes) {
        const kind = BY_CODE[`0x${code.slice(2).toUpperCase()}`];
        if (kind !== undefined)
            return kind;
    }
    return BY_CATEGORY[category] ?? ['host'];
}
//# sourceMappingURL=script-error.js.map
;// CONCATENATED MODULE: ./build/src/machine/hyperv/scripts.generated.js
/** Made by scripts/embed.mjs from src/machine/hyperv/scripts. */
const HOST_SCRIPTS = {
    "assign-letter.ps1": "# Gives a volume a drive letter, for a program that takes nothing else; the one that it has, where it has one.\nparam($Request)\n\n$place = @{ DiskNumber = $Request.number; PartitionNumber = $Request.partition }\n$letter = ([string] (Storage\\Get-Partition @place).DriveLetter).Trim([char] 0)\nif ($letter -eq '') {\n    $null = Storage\\Add-PartitionAccessPath @place -AssignDriveLetter\n    $letter = ([string] (Storage\\Get-Partition @place).DriveLetter).Trim([char] 0)\n}\nif ($letter -eq '') { throw 'Windows gave the volume no letter: all may be in use' }\n@{ letter = $letter }\n",
    "close-volume.ps1": "# Takes a folder away through which a volume of any disk is reached; nothing to do where none is.\nparam($Request)\n\nforeach ($disk in @(Storage\\Get-Disk)) {\n    foreach ($partition in @(Storage\\Get-Partition -DiskNumber $disk.Number -ErrorAction SilentlyContinue)) {\n        foreach ($path in @($partition.AccessPaths)) {\n            if ($null -eq $path -or $path.TrimEnd('\\', '/') -ne $Request.folder) { continue }\n            $null = Storage\\Remove-PartitionAccessPath -DiskNumber $disk.Number -PartitionNumber $partition.PartitionNumber -AccessPath $Request.folder\n        }\n    }\n}\n",
    "detach-media.ps1": "# Takes the media out of all DVD drives of a machine.\nparam($Request)\n\nforeach ($drive in @(Hyper-V\\Get-VMDvdDrive -VMName $Request.name)) {\n    Hyper-V\\Set-VMDvdDrive -VMName $Request.name -ControllerNumber $drive.ControllerNumber -ControllerLocation $drive.ControllerLocation -Path $null\n}\n",
    "disconnect-network.ps1": "# Pulls the cable of every network card of a machine.\nparam($Request)\n\nHyper-V\\Disconnect-VMNetworkAdapter -VMName $Request.name\n",
    "dismount-disk.ps1": "# Detaches a disk from the host; nothing to do where it is not attached.\nparam($Request)\n\n$disk = Hyper-V\\Get-VHD -Path $Request.path\nif ($null -ne $disk.DiskNumber) { Hyper-V\\Dismount-VHD -Path $Request.path }\n",
    "dismount-iso.ps1": "# Detaches an ISO from the host; nothing to do where it is not attached.\nparam($Request)\n\n$image = Storage\\Get-DiskImage -ImagePath $Request.path\nif ($image.Attached) { $null = Storage\\Dismount-DiskImage -ImagePath $Request.path }\n",
    "find-machines.ps1": "# All machines of the host with their notes, where the marker is.\nparam($Request)\n\n$machines = @(Hyper-V\\Get-VM | ForEach-Object { @{ name = $_.Name; notes = [string] $_.Notes } })\n@{ machines = $machines }\n",
    "get-events.ps1": "# What Hyper-V's logs say since a moment, oldest first.\nparam($Request)\n\n$events = @()\nforeach ($log in @('Microsoft-Windows-Hyper-V-Worker-Admin', 'Microsoft-Windows-Hyper-V-VMMS-Admin')) {\n    try {\n        $events += @(Get-WinEvent -FilterHashtable @{ LogName = $log; StartTime = [datetime] $Request.since } -MaxEvents 500)\n    }\n    catch {\n        # Its way to say that there are none.\n        if ($_.FullyQualifiedErrorId -notlike 'NoMatchingEventsFound*') { throw }\n    }\n}\n$found = @($events | Sort-Object -Property TimeCreated | ForEach-Object {\n        @{\n            id      = $_.Id\n            time    = $_.TimeCreated.ToUniversalTime().ToString('o')\n            message = [string] $_.Message\n            values  = @($_.Properties | ForEach-Object { [string] $_.Value })\n        }\n    })\n@{ events = $found }\n",
    "get-host.ps1": "# The facts of this host that decide whether it can build. Each is asked for by itself: one that cannot be had is null,\n# and `problems` says why.\nparam($Request)\n\n$problems = @{}\nfunction Get-Fact {\n    param([string] $Name, [scriptblock] $Question)\n    try { & $Question }\n    catch { $problems[$Name] = @{ message = $_.Exception.Message; id = $_.FullyQualifiedErrorId } }\n}\n\n$identity = [Security.Principal.WindowsIdentity]::GetCurrent()\n$principal = New-Object Security.Principal.WindowsPrincipal($identity)\n$system = Get-Fact 'system' { Get-CimInstance -ClassName Win32_OperatingSystem }\n$service = Get-Fact 'vmms' { Get-Service -Name vmms }\n$volume = Get-Fact 'volume' { Storage\\Get-Volume -FilePath $Request.workDirectory }\n$policy = 'HKLM:\\SYSTEM\\CurrentControlSet\\Policies\\Microsoft\\FVE'\n$tools = @{}\nforeach ($tool in @('dism.exe', 'bcdboot.exe')) {\n    $tools[$tool] = Get-Fact $tool { (Get-Item -LiteralPath \"$env:SystemRoot\\System32\\$tool\").VersionInfo.ProductVersion }\n}\n\n@{\n    account         = $identity.Name\n    sid             = $identity.User.Value\n    elevated        = $principal.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)\n    windows         = $system.Caption\n    build           = $system.BuildNumber\n    hypervisor      = Get-Fact 'hypervisor' { (Get-CimInstance -ClassName Win32_ComputerSystem).HypervisorPresent }\n    isClient        = ($system.ProductType -eq 1)\n    freeMemory      = [int64] $system.FreePhysicalMemory * 1024\n    vmms            = [string] $service.Status\n    switches        = @(Get-Fact 'switches' { Hyper-V\\Get-VMSwitch | ForEach-Object { $_.Name } })\n    machines        = @(Get-Fact 'machines' { Hyper-V\\Get-VM | ForEach-Object { @{ name = $_.Name; notes = [string] $_.Notes } } })\n    fileSystem      = [string] $volume.FileSystem\n    driveLetter     = ([string] $volume.DriveLetter).Trim([char] 0)\n    deduplication   = [string] $volume.DedupMode\n    freeSpace       = $volume.SizeRemaining\n    denyWriteAccess = Get-Fact 'policy' {\n        if (Test-Path -LiteralPath $policy) { (Get-ItemProperty -LiteralPath $policy).FDVDenyWriteAccess }\n    }\n    tools           = $tools\n    problems        = $problems\n}\n",
    "get-machine.ps1": "# The state of a machine in Hyper-V's word; null where there is none of that name.\nparam($Request)\n\n$machine = Hyper-V\\Get-VM | Where-Object { $_.Name -eq $Request.name }\n$state = $null\nif ($null -ne $machine) { $state = [string] $machine.State }\n@{ state = $state }\n",
    "get-screenshot.ps1": "# The screen of a machine as 16-bit pixels (RGB565) in a file; no size where it shows none.\nparam($Request)\n\n$namespace = 'root\\virtualization\\v2'\n$machine = Get-CimInstance -Namespace $namespace -ClassName Msvm_ComputerSystem -Filter \"ElementName='$($Request.name)'\"\n$head = Get-CimInstance -Namespace $namespace -ClassName Msvm_VideoHead -Filter \"SystemName='$($machine.Name)'\"\nif ($null -eq $head -or $head.CurrentHorizontalResolution -eq 0) { return @{ width = 0; height = 0 } }\n$width = [uint16] $head.CurrentHorizontalResolution\n$height = [uint16] $head.CurrentVerticalResolution\n$settings = Get-CimAssociatedInstance -InputObject $machine -Association Msvm_SettingsDefineState -ResultClassName Msvm_VirtualSystemSettingData\n$service = Get-CimInstance -Namespace $namespace -ClassName Msvm_VirtualSystemManagementService\n$shot = Invoke-CimMethod -InputObject $service -MethodName GetVirtualSystemThumbnailImage -Arguments @{\n    TargetSystem = $settings\n    WidthPixels  = $width\n    HeightPixels = $height\n}\nif ($shot.ReturnValue -ne 0) { throw \"GetVirtualSystemThumbnailImage returned $($shot.ReturnValue)\" }\n[IO.File]::WriteAllBytes($Request.file, [byte[]] $shot.ImageData)\n@{ width = $width; height = $height }\n",
    "mount-disk.ps1": "# Attaches a disk to the host; none of its volumes gets a letter.\nparam($Request)\n\nHyper-V\\Mount-VHD -Path $Request.path -NoDriveLetter\n$number = (Hyper-V\\Get-VHD -Path $Request.path).DiskNumber\n# A host's SAN policy may leave a new disk offline or read-only.\n$disk = Storage\\Get-Disk -Number $number\nif ($disk.IsOffline) { Storage\\Set-Disk -Number $number -IsOffline $false }\nif ($disk.IsReadOnly) { Storage\\Set-Disk -Number $number -IsReadOnly $false }\n@{ number = $number }\n",
    "mount-iso.ps1": "# Attaches an ISO to the host and finds the image of Windows in it.\nparam($Request)\n\n$image = Storage\\Get-DiskImage -ImagePath $Request.path\nif (-not $image.Attached) { $null = Storage\\Mount-DiskImage -ImagePath $Request.path -StorageType ISO -Access ReadOnly }\n\n# Its volume appears a moment later.\n$volume = $null\nfor ($attempt = 0; $attempt -lt 20 -and $null -eq $volume; $attempt++) {\n    if ($attempt -gt 0) { Start-Sleep -Milliseconds 500 }\n    $image = Storage\\Get-DiskImage -ImagePath $Request.path\n    $volume = Storage\\Get-Volume -DiskImage $image -ErrorAction SilentlyContinue\n}\nif ($null -eq $volume) { throw 'the ISO is attached, and Windows shows no volume in it' }\n\n$root = $volume.Path\nif ($volume.DriveLetter) { $root = \"$($volume.DriveLetter):\\\" }\n$found = $null\nforeach ($name in @('install.wim', 'install.esd', 'install.swm')) {\n    $file = \"$($root)sources\\$name\"\n    if ($null -eq $found -and (Test-Path -LiteralPath $file)) { $found = $file }\n}\n@{ image = $found }\n",
    "new-child-disk.ps1": "# A disk that holds only what differs from its parent.\nparam($Request)\n\n$null = Hyper-V\\New-VHD -Path $Request.path -ParentPath $Request.parent -Differencing\n",
    "new-disk.ps1": "# An empty disk that grows as it is written to. With sectors of 512 bytes: 4Kn is for hardware of that kind.\nparam($Request)\n\n$null = Hyper-V\\New-VHD -Path $Request.path -SizeBytes $Request.size -Dynamic -LogicalSectorSizeBytes 512\n",
    "new-machine.ps1": "# A generation 2 machine as a build needs it: marked as ours before anything else is done with it, no checkpoints, all\n# its memory from the start, no network unless a switch is named, its first serial port as a pipe.\nparam($Request)\n\n$network = @{}\nif ($null -ne $Request.network) { $network.SwitchName = $Request.network }\n$machine = Hyper-V\\New-VM -Name $Request.name -Path $Request.folder -Generation 2 -MemoryStartupBytes $Request.memory -VHDPath $Request.disk @network\nHyper-V\\Set-VM -VM $machine -Notes $Request.notes\n\nHyper-V\\Set-VM -VM $machine -ProcessorCount $Request.cpus -StaticMemory -CheckpointType Disabled -AutomaticCheckpointsEnabled $false -AutomaticStartAction Nothing -AutomaticStopAction TurnOff\nif ($null -eq $Request.network) { Hyper-V\\Remove-VMNetworkAdapter -VM $machine }\nHyper-V\\Set-VMComPort -VM $machine -Number 1 -Path $Request.pipe\nforeach ($medium in @($Request.media)) { Hyper-V\\Add-VMDvdDrive -VM $machine -Path $medium }\n\n$first = @(Hyper-V\\Get-VMHardDiskDrive -VM $machine)[0]\nif ($Request.bootMedium) { $first = @(Hyper-V\\Get-VMDvdDrive -VM $machine)[0] }\n# Secure Boot would refuse boot files that are signed with a newer certificate than this host knows; the system partition\n# is not captured, so that nothing is lost without it.\nHyper-V\\Set-VMFirmware -VM $machine -EnableSecureBoot Off -PauseAfterBootFailure On -FirstBootDevice $first\n@{ id = [string] $machine.Id }\n",
    "open-volume.ps1": "# Makes the volume of the partition that begins at `offset` reachable through a folder.\nparam($Request)\n\n$partition = Storage\\Get-Partition -DiskNumber $Request.number | Where-Object { $_.Offset -eq $Request.offset }\nif ($null -eq $partition) { throw \"disk $($Request.number) has no partition at byte $($Request.offset)\" }\n$null = Storage\\Add-PartitionAccessPath -DiskNumber $Request.number -PartitionNumber $partition.PartitionNumber -AccessPath $Request.folder\n",
    "partition-disk.ps1": "# Partitions an empty disk for UEFI (ESP, MSR, Windows) and makes its two volumes reachable through folders.\n# The ESP is formatted as a basic partition and gets its type afterwards: Format-Volume does not take one of its own type.\nparam($Request)\n\n$number = $Request.number\n$basic = '{ebd0a0a2-b9e5-4433-87c0-68b6b72699c7}'\n$system = '{c12a7328-f81f-11d2-ba4b-00a0c93ec93b}'\n$reserved = '{e3c9e316-0b5c-4db8-817d-f92df00215ae}'\n\n$null = Storage\\Initialize-Disk -Number $number -PartitionStyle GPT\n# Windows adds a reserved partition of its own, which would come before the ESP.\nforeach ($partition in @(Storage\\Get-Partition -DiskNumber $number -ErrorAction SilentlyContinue)) {\n    $null = Storage\\Remove-Partition -DiskNumber $number -PartitionNumber $partition.PartitionNumber -Confirm:$false\n}\n\n$esp = Storage\\New-Partition -DiskNumber $number -Size 260MB -GptType $basic\n$null = Storage\\New-Partition -DiskNumber $number -Size 16MB -GptType $reserved\n$os = Storage\\New-Partition -DiskNumber $number -UseMaximumSize -GptType $basic\n\n$null = Storage\\Format-Volume -Partition $esp -FileSystem FAT32 -NewFileSystemLabel 'System' -Force -Confirm:$false\n$null = Storage\\Format-Volume -Partition $os -FileSystem NTFS -NewFileSystemLabel 'Windows' -Force -Confirm:$false\n$null = Storage\\Set-Partition -DiskNumber $number -PartitionNumber $esp.PartitionNumber -GptType $system\n\n$null = Storage\\Add-PartitionAccessPath -DiskNumber $number -PartitionNumber $esp.PartitionNumber -AccessPath $Request.esp\n$null = Storage\\Add-PartitionAccessPath -DiskNumber $number -PartitionNumber $os.PartitionNumber -AccessPath $Request.os\n\n$paths = (Storage\\Get-Partition -DiskNumber $number -PartitionNumber $esp.PartitionNumber).AccessPaths\n@{\n    esp    = $esp.PartitionNumber\n    os     = $os.PartitionNumber\n    volume = @($paths | Where-Object { $_.StartsWith('\\\\?\\Volume') })[0]\n}\n",
    "remove-machine.ps1": "# Removes a machine that is off; its disks stay. Nothing to do where it is gone.\nparam($Request)\n\n$machine = Hyper-V\\Get-VM | Where-Object { $_.Name -eq $Request.name }\nif ($null -ne $machine) { Hyper-V\\Remove-VM -Name $Request.name -Force -Confirm:$false }\n",
    "run.ps1": "# Runs one verb: the script of that name beside this one gets the request, and its result or its error is the response.\n# Files, not pipes: those would go through the code page of the console.\nparam(\n    [Parameter(Mandatory = $true)][string] $Verb,\n    [Parameter(Mandatory = $true)][string] $RequestFile,\n    [Parameter(Mandatory = $true)][string] $ResponseFile\n)\n\n# Global, for the functions of a module do not see what a script sets for itself.\n$global:ErrorActionPreference = 'Stop'\n$global:ProgressPreference = 'SilentlyContinue'\n$global:ConfirmPreference = 'None'\n\ntry {\n    $request = [IO.File]::ReadAllText($RequestFile) | ConvertFrom-Json\n    $result = & ([IO.Path]::Combine($PSScriptRoot, \"$Verb.ps1\")) $request\n    $response = @{ ok = $true; result = $result }\n}\ncatch {\n    $cause = $_.Exception\n    while ($null -ne $cause.InnerException) { $cause = $cause.InnerException }\n    $response = @{\n        ok    = $false\n        error = @{\n            message  = $_.Exception.Message\n            id       = $_.FullyQualifiedErrorId\n            category = [string] $_.CategoryInfo.Category\n            hresult  = '0x{0:X8}' -f $cause.HResult\n            command  = [string] $_.InvocationInfo.MyCommand\n        }\n    }\n}\n[IO.File]::WriteAllText($ResponseFile, (ConvertTo-Json -InputObject $response -Depth 8 -Compress))\n",
    "start-machine.ps1": "param($Request)\n\nHyper-V\\Start-VM -Name $Request.name\n",
    "test-iso.ps1": "# Whether an ISO is attached to the host already, by whomever.\nparam($Request)\n\n@{ attached = [bool] (Storage\\Get-DiskImage -ImagePath $Request.path).Attached }\n",
    "turn-off-machine.ps1": "# Pulls the plug, and drops a saved state; nothing to do where it is off or gone.\nparam($Request)\n\n$machine = Hyper-V\\Get-VM | Where-Object { $_.Name -eq $Request.name }\nif ($null -eq $machine) { return }\n$state = [string] $machine.State\nif ($state -like '*Saved*') { Hyper-V\\Remove-VMSavedState -VMName $Request.name }\nelseif ($state -ne 'Off') { Hyper-V\\Stop-VM -Name $Request.name -TurnOff -Force -Confirm:$false }\n",
};
//# sourceMappingURL=scripts.generated.js.map
;// CONCATENATED MODULE: ./build/src/machine/hyperv/host-scripts.js
/**
 * The host's scripts: one verb each, run by Windows PowerShell, with a file for the request and one for the response.
 *
 * They are part of this program and are written out before they are first run, into a folder that is named by what they
 * say, so that two versions of this program can work side by side.
 */









/** No verb takes longer than seconds; the service behind them can hang for ever. */
const DEADLINE_MS = 10 * 60_000;
class HostScripts {
    #directory;
    #ready = null;
    /** @param directory where scripts, requests and responses are written, absolute */
    constructor(directory) {
        this.#directory = directory;
    }
    /**
     * Runs a verb.
     *
     * @returns what its script gives
     * @throws tool, permission, busy, memory, no-space, exists, not-found, damaged, host
     */
    async call(verb, request, { subject, signal }) {
        this.#ready ??= this.#prepare();
        const { scripts, calls } = await this.#ready;
        const name = `${process.pid}-${(0,external_node_crypto_.randomBytes)(6).toString('hex')}`;
        const [requestFile, responseFile, processFile] = ['request', 'response', 'process'].map((part) => external_node_path_.join(calls, `${name}.${part}.json`));
        try {
            await (0,promises_.writeFile)(requestFile, JSON.stringify(request));
            const files = ['-RequestFile', requestFile, '-ResponseFile', responseFile];
            const words = ['-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', '-File'];
            const { exit, tail } = await (0,src_process/* runLong */.Gk)((0,src_process/* systemTool */._f)('powershell.exe'), [...words, external_node_path_.join(scripts, 'run.ps1'), '-Verb', verb, ...files], {
                title: `${verb} for ${subject}`,
                deadlineMs: DEADLINE_MS,
                signal: signal ?? new AbortController().signal,
                env: withoutModulePath(process.env),
                onStart: async (pid) => {
                    await (0,promises_.writeFile)(processFile, JSON.stringify({ pid, started: await (0,src_process/* startOfChild */.sr)(pid) }));
                },
            });
            const response = await readResponse(responseFile);
            if (response === null)
                throw noResponse(verb, subject, exit, tail);
            if (!response.ok)
                throw scriptFailed(verb, subject, response.error);
            return response.result;
        }
        catch (error) {
            if (signal?.aborted === true)
                throw signal.reason;
            throw (0,errors/* fromSystemError */.Kh)(error, subject);
        }
        finally {
            for (const file of [requestFile, responseFile, processFile])
                await (0,promises_.rm)(file, { force: true });
        }
    }
    async #prepare() {
        const hash = (0,external_node_crypto_.createHash)('sha256').update(JSON.stringify(HOST_SCRIPTS)).digest('hex').slice(0, 12);
        const scripts = external_node_path_.join(this.#directory, `scripts-${hash}`);
        const calls = external_node_path_.join(this.#directory, 'calls');
        try {
            for (const [name, text] of Object.entries(HOST_SCRIPTS)) {
                await (0,output/* writeOutput */.zh)(external_node_path_.join(scripts, name), (file) => file.writeFile(text));
            }
            await (0,promises_.mkdir)(calls, { recursive: true });
            await awaitDeadCalls(calls);
        }
        catch (error) {
            throw (0,errors/* fromSystemError */.Kh)(error, this.#directory);
        }
        return { scripts, calls };
    }
}
/**
 * What a process that was killed had called goes on, and makes what nobody waits for: a clean-up that does not see it yet
 * would leave it. So it may end first.
 */
async function awaitDeadCalls(calls) {
    for (const name of await (0,promises_.readdir)(calls)) {
        const owner = /^(\d+)-/.exec(name)?.[1];
        if (owner === undefined || (0,output/* isRunning */.W_)(Number(owner)))
            continue;
        const file = external_node_path_.join(calls, name);
        if (name.endsWith('.process.json'))
            await awaitEnd(await (0,promises_.readFile)(file, 'utf8'));
        await (0,promises_.rm)(file, { force: true });
    }
}
const PATIENCE_MS = 60_000;
const STEP_MS = 250;
async function awaitEnd(text) {
    const known = parsed(text);
    if (known === null)
        return;
    const { pid, started } = known;
    for (let waited = 0; waited < PATIENCE_MS && (0,output/* isRunning */.W_)(pid); waited += STEP_MS) {
        // Asked once: a number that is another process's by now is nobody's business.
        if (waited === 0 && !(await (0,src_process/* isProcessAlive */.jW)(pid, started)))
            return;
        await (0,external_node_timers_promises_.setTimeout)(STEP_MS);
    }
    if (await (0,src_process/* isProcessAlive */.jW)(pid, started))
        await (0,src_process/* killTree */.TP)(pid);
}
async function readResponse(file) {
    return parsed(await (0,promises_.readFile)(file, 'utf8').catch(() => ''));
}
/** null for what a process that was killed did not write to its end. */
function parsed(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return null;
    }
}
/** Where the job's shell is PowerShell 7, its modules would be found in place of those of Windows PowerShell. */
function withoutModulePath(env) {
    return Object.fromEntries(Object.entries(env).filter(([name]) => name.toLowerCase() !== 'psmodulepath'));
}
function noResponse(verb, subject, exit, tail) {
    const said = (0,src_process/* lastLines */.w$)(tail);
    return new errors/* FactoryError */.Xx('host', {
        subject,
        found: `PowerShell did not run ${verb}.ps1 (exit code ${exit ?? 'none'})${said === '' ? '' : `: ${said}`}`,
        next: 'see that no policy keeps scripts of this account from running',
    });
}
//# sourceMappingURL=host-scripts.js.map
;// CONCATENATED MODULE: ./build/src/machine/hyperv/host.js
/** What all parts of this driver work with. */







function hostOf({ reporter, ledger, workDirectory }) {
    const folder = external_node_path_.join(workDirectory, 'hyperv');
    return {
        scripts: new HostScripts(folder),
        reporter,
        ledger,
        workDirectory,
        async lock(what, does) {
            await (0,promises_.mkdir)(folder, { recursive: true });
            const purpose = { does, expected: 'one process at a time on this host' };
            return await (0,src_process/* waitForLock */.gJ)(external_node_path_.join(folder, `${what}.lock`), purpose, reporter.signal, (message) => {
                reporter.info(message);
            });
        },
    };
}
/** A name for something that exists for a moment. */
function passingName(prefix) {
    return `${prefix}-${(0,external_node_crypto_.randomBytes)(4).toString('hex')}`;
}
const ATTEMPTS = 5;
const PAUSE_MS = 1000;
/** For what a virus scanner, the search index or a machine that has just ended may hold for a moment. */
async function whileBusy(work) {
    for (let attempt = 1;; attempt++) {
        try {
            return await work();
        }
        catch (error) {
            const { code } = error;
            const isPassing = error instanceof errors/* FactoryError */.Xx
                ? code === 'busy' || code === 'permission'
                : code === 'EBUSY' || code === 'EPERM';
            if (!isPassing || attempt === ATTEMPTS)
                throw error;
            await (0,external_node_timers_promises_.setTimeout)(PAUSE_MS);
        }
    }
}
//# sourceMappingURL=host.js.map
;// CONCATENATED MODULE: ./build/src/machine/hyperv/mounted.js
/** A disk while it is attached to the host, and its volumes as folders. Everything is journalled before it is made. */




/** Attaches a disk. @returns its number on the host */
async function attachDisk(host, disk, undo) {
    const resource = { kind: 'disk-mount', path: disk };
    const { signal } = host.reporter;
    await host.ledger.intend(resource);
    undo(async () => {
        await detachDisk(host, disk);
        await host.ledger.gone(resource);
    });
    const { number } = await host.scripts.call('mount-disk', { path: disk }, { subject: disk, signal });
    return number;
}
/** For a program that takes nothing else. @returns `W:` */
async function assignLetter(host, { disk, number }, partition) {
    const { letter } = await host.scripts.call('assign-letter', { number, partition }, { subject: disk, signal: host.reporter.signal });
    return `${letter}:`;
}
/** No error where it is not attached. */
async function detachDisk(host, disk) {
    await whileBusy(() => host.scripts.call('dismount-disk', { path: disk }, { subject: disk }));
}
/** An empty folder through which a volume shall be reached; it goes with what is undone. */
async function accessFolder(host, folder, name, undo) {
    const place = external_node_path_.join(folder, passingName(name));
    const resource = { kind: 'access-path', path: place };
    await host.ledger.intend(resource);
    undo(async () => {
        await removeAccessFolder(host, place);
        await host.ledger.gone(resource);
    });
    try {
        await (0,promises_.mkdir)(place, { recursive: true });
    }
    catch (error) {
        throw (0,errors/* fromSystemError */.Kh)(error, place);
    }
    return place;
}
/** Never goes through the folder into the volume: what is not empty stays. */
async function removeAccessFolder(host, place) {
    await whileBusy(() => host.scripts.call('close-volume', { folder: place }, { subject: place }));
    try {
        await (0,promises_.rmdir)(place);
    }
    catch (error) {
        if (error.code !== 'ENOENT')
            throw (0,errors/* fromSystemError */.Kh)(error, place);
    }
}
//# sourceMappingURL=mounted.js.map
;// CONCATENATED MODULE: ./build/src/machine/hyperv/boot-files.js
/**
 * Boot files and the boot configuration of a Windows that was applied: by `bcdboot.exe` and `bcdedit.exe`.
 *
 * The image's own bcdboot comes first: the one of a host that is older does not know the image's files, and one of a host
 * whose firmware has the certificates of 2023 copies files that are signed with those.
 */





async function writeBootFiles(host, applied) {
    const own = external_node_path_.join(applied.os.folder, 'Windows', 'System32', 'bcdboot.exe');
    const tools = [own, (0,src_process/* systemTool */._f)('bcdboot.exe')];
    const system = ntPath(applied.esp.volume);
    const failures = [];
    const windows = external_node_path_.join(applied.os.folder, 'Windows');
    // That of Windows 11 25H2 and late Server 2025 does not make it (cloudbase/windows-imaging-tools #428, pbatard/rufus #2940).
    await (0,promises_.mkdir)(external_node_path_.join(applied.esp.folder, 'EFI', 'Microsoft', 'Boot'), { recursive: true });
    if (!(await firstThatWorks(tools, windows, system, failures))) {
        // The documentation knows letters only; volumes and folders work where nobody promised it.
        host.reporter.info(`bcdboot.exe did not take a volume, trying letters: ${failures.join('; ')}`);
        const letter = await assignLetter(host, applied, applied.esp.partition);
        const root = await assignLetter(host, applied, applied.os.partition);
        if (!(await firstThatWorks(tools, `${root}\\Windows`, letter, failures))) {
            throw new errors/* FactoryError */.Xx('host', {
                subject: applied.disk,
                found: `no bcdboot.exe wrote boot files: ${failures.join('; ')}`,
                next: 'see that the image is a whole Windows, and that the host is no older than the image',
            });
        }
    }
    await locateDevices(applied);
}
async function firstThatWorks(tools, windows, system, failures) {
    for (const tool of tools) {
        const failure = await bcdboot(tool, [windows, '/s', system, '/f', 'UEFI', '/v']);
        if (failure === null)
            return true;
        failures.push(`${tool} ${failure}`);
    }
    return false;
}
/** @returns what it says no with; null where it worked */
async function bcdboot(tool, args) {
    try {
        const { exit, stdout, stderr } = await (0,src_process/* runCommand */.d1)(tool, args);
        return exit === 0 ? null : `ended with exit code ${exit}: ${(0,src_process/* lastLines */.w$)(`${stdout}\n${stderr}`)}`;
    }
    catch (error) {
        // An image of another architecture has one that does not run here.
        return error instanceof errors/* FactoryError */.Xx ? error.details.found : String(error);
    }
}
/** The entries look for their partition instead of naming a disk by its signature, which no child of this disk has. */
async function locateDevices({ disk, esp }) {
    const store = external_node_path_.join(esp.folder, 'EFI', 'Microsoft', 'Boot', 'BCD');
    const settings = [
        ['{bootmgr}', 'device'],
        ['{default}', 'device'],
        ['{default}', 'osdevice'],
    ];
    for (const [entry = '', name = ''] of settings) {
        const words = ['/store', store, '/set', entry, name, 'locate'];
        const { exit, stdout, stderr } = await (0,src_process/* runCommand */.d1)((0,src_process/* systemTool */._f)('bcdedit.exe'), words);
        if (exit === 0)
            continue;
        throw new errors/* FactoryError */.Xx('host', {
            subject: disk,
            found: `bcdedit.exe /set ${entry} ${name} locate ended with exit code ${exit}: ${(0,src_process/* lastLines */.w$)(`${stdout}\n${stderr}`)}`,
        });
    }
}
/** `\\?\Volume{…}\` as the object manager knows it, which is what bcdboot takes. */
function ntPath(volume) {
    return volume.replace(/^\\\\\?\\/, String.raw `\??` + '\\').replace(/\\$/, '');
}
//# sourceMappingURL=boot-files.js.map
;// CONCATENATED MODULE: ./build/src/machine/hyperv/dism.js
/** `dism.exe`: minutes of work, told in per cent. */



const dism_DEADLINE_MS = 3 * 60 * 60_000;
/**
 * What an apply ends with that does not like the folder through which it reaches the volume: ERROR_PATH_NOT_FOUND,
 * ERROR_NOT_SUPPORTED, ERROR_INVALID_PARAMETER and ERROR_DIRECTORY, short and as HRESULT.
 */
const PLACE_REFUSED = [3, 50, 87, 267].flatMap((code) => [code, 0x80070000 + code]);
/**
 * Applies an image onto a volume.
 *
 * @param byLetter gives the volume a letter, where a folder will not do. @returns `W:`
 */
async function dismApply(host, request, byLetter) {
    const log = external_node_path_.join(request.folder, 'dism-apply.log');
    let ended = await runDism(host, request, log);
    if (ended.exit !== null && PLACE_REFUSED.includes(ended.exit >>> 0)) {
        host.reporter.info(`dism.exe did not apply through a folder (exit code ${ended.exit}), trying a letter`);
        ended = await runDism(host, { ...request, target: `${await byLetter()}\\` }, log);
    }
    if (ended.exit === 0)
        return;
    throw programFailed(request.image, 'dism.exe', ended.exit, `${ended.tail}\nits log is ${log}`);
}
/** What dism reads of an image of an archive, in its own words. @throws what it fails with */
async function dismImageInfo(wim, index) {
    const args = ['/English', '/Get-ImageInfo', `/ImageFile:${wim}`, `/Index:${index}`];
    const { exit, stdout } = await (0,src_process/* runCommand */.d1)((0,src_process/* systemTool */._f)('dism.exe'), args);
    if (exit === 0)
        return stdout;
    throw programFailed(wim, 'dism.exe', exit, stdout);
}
async function runDism(host, { image, index, target, folder }, log) {
    const { reporter } = host;
    const isSplit = /\.swm$/i.test(image);
    const task = reporter.task(`Applying image ${index} of ${external_node_path_.win32.basename(image)}`, 100, 'percent');
    const percent = new Percent(task);
    let process = null;
    try {
        return await (0,src_process/* runLong */.Gk)((0,src_process/* systemTool */._f)('dism.exe'), [
            '/English',
            '/Apply-Image',
            `/ImageFile:${image}`,
            ...(isSplit ? [`/SWMFile:${image.replace(/\.swm$/i, '*.swm')}`] : []),
            `/Index:${index}`,
            `/ApplyDir:${target}`,
            `/ScratchDir:${folder}`,
            `/LogPath:${log}`,
        ], {
            title: `dism.exe /Apply-Image of ${image}`,
            deadlineMs: dism_DEADLINE_MS,
            signal: reporter.signal,
            onOutput: (text) => percent.read(text),
            onStart: async (pid) => {
                process = { kind: 'process', pid, command: 'dism.exe', started: await (0,src_process/* startOfChild */.sr)(pid) };
                await host.ledger.intend(process);
            },
        });
    }
    finally {
        task.end();
        if (process !== null)
            await host.ledger.gone(process);
    }
}
/** The bar that dism draws over and over: `[=====      10.0%      ]`. */
class Percent {
    #task;
    #text = '';
    #shown = 0;
    constructor(task) {
        this.#task = task;
    }
    /** @param text a piece of output, which may end within a number */
    read(text) {
        const all = this.#text + text;
        const last = [...all.matchAll(/(\d{1,3})(?:\.\d+)?%/g)].at(-1);
        this.#text = all.slice(-16);
        if (last === undefined)
            return;
        const percent = Math.min(Number(last[1]), 100);
        if (percent <= this.#shown)
            return;
        this.#task.advance(percent - this.#shown);
        this.#shown = percent;
    }
}
//# sourceMappingURL=dism.js.map
;// CONCATENATED MODULE: ./build/src/machine/hyperv/undo.js
/** Things that are taken back in the end, last first, whether the work went well or not. */
/**
 * Runs `work`, and then what it asked to have taken back.
 *
 * @throws what `work` threw; a step that fails then is only told, for the journal still knows the thing. After work that
 *   went well, the first step that failed, when all were tried
 */
async function withUndo(reporter, work) {
    const steps = [];
    let result;
    try {
        result = await work((step) => steps.push(step));
    }
    catch (error) {
        for (const failure of await takeBack(steps))
            reporter.warn(textOf(failure));
        throw error;
    }
    const [first, ...others] = await takeBack(steps);
    for (const failure of others)
        reporter.warn(textOf(failure));
    if (first !== undefined)
        throw first;
    return result;
}
async function takeBack(steps) {
    const failures = [];
    for (const step of steps.toReversed()) {
        await step().catch((error) => failures.push(error));
    }
    return failures;
}
function textOf(error) {
    return error instanceof Error ? error.message : String(error);
}
//# sourceMappingURL=undo.js.map
;// CONCATENATED MODULE: ./build/src/machine/hyperv/apply.js
/** An image of Windows applied to a new disk, ready to boot on a generation 2 machine: the base of builds. */









/** Nobody writes to a base: its children would be worth nothing. On Windows this sets the read-only attribute. */
const READ_ONLY = 0o444;
async function apply(host, request) {
    const made = external_node_path_.join(external_node_path_.dirname(request.disk), `${passingName('.base')}.partial.vhdx`);
    const resource = { kind: 'file', path: made };
    // One at a time: two would detach the same ISO under each other.
    const lock = await host.lock('apply', 'applies an image');
    try {
        await makeFolders(request);
        await host.ledger.intend(resource);
        await withUndo(host.reporter, (undo) => applyTo(host, request, made, undo));
        await (0,promises_.chmod)(made, READ_ONLY);
        await (0,output/* renameOver */.HB)(made, request.disk);
    }
    catch (error) {
        await (0,promises_.rm)(made, { force: true });
        throw (0,errors/* fromSystemError */.Kh)(error, request.disk);
    }
    finally {
        await host.ledger.gone(resource);
        await lock.release();
    }
}
async function makeFolders({ disk, folder }) {
    await (0,promises_.mkdir)(external_node_path_.dirname(disk), { recursive: true });
    await (0,promises_.mkdir)(folder, { recursive: true });
}
async function applyTo(host, request, disk, undo) {
    const { folder, index, size, source } = request;
    const { signal } = host.reporter;
    const image = /\.iso$/i.test(source) ? await imageInIso(host, source, undo) : source;
    await host.scripts.call('new-disk', { path: disk, size }, { subject: disk, signal });
    const esp = await accessFolder(host, folder, 'esp', undo);
    const os = await accessFolder(host, folder, 'os', undo);
    const { number, parts } = await withMountLock(host, async () => {
        const number = await attachDisk(host, disk, undo);
        const parts = await host.scripts.call('partition-disk', { number, esp, os }, { subject: disk, signal });
        return { number, parts };
    });
    await dismApply(host, { image, index, target: os, folder }, () => assignLetter(host, { disk, number }, parts.os));
    await writeBootFiles(host, {
        disk,
        number,
        esp: { partition: parts.esp, folder: esp, volume: parts.volume },
        os: { partition: parts.os, folder: os },
    });
}
async function withMountLock(host, work) {
    const lock = await host.lock('mount', 'attaches a disk to this host');
    try {
        return await work();
    }
    finally {
        await lock.release();
    }
}
/** The ISO stays attached where somebody else had attached it. @returns the image of Windows in it */
async function imageInIso(host, iso, undo) {
    const { signal } = host.reporter;
    const { attached } = await host.scripts.call('test-iso', { path: iso }, { subject: iso, signal });
    if (!attached) {
        const resource = { kind: 'iso-mount', path: iso };
        await host.ledger.intend(resource);
        undo(async () => {
            await detachIso(host, iso);
            await host.ledger.gone(resource);
        });
    }
    const { image } = await host.scripts.call('mount-iso', { path: iso }, { subject: iso, signal });
    if (image !== null)
        return image;
    throw new errors/* FactoryError */.Xx('not-found', {
        subject: iso,
        found: 'no image of Windows',
        expected: String.raw `install.wim, install.esd or install.swm in \sources`,
        next: 'name an ISO of Windows, or the WIM itself with "source.wim"',
    });
}
async function detachIso(host, iso) {
    await whileBusy(() => host.scripts.call('dismount-iso', { path: iso }, { subject: iso }));
}
//# sourceMappingURL=apply.js.map
// EXTERNAL MODULE: ./build/src/bytes/index.js + 9 modules
var bytes = __webpack_require__(72381);
// EXTERNAL MODULE: ./build/src/machine/runner.js
var machine_runner = __webpack_require__(81257);
;// CONCATENATED MODULE: ./build/src/machine/hyperv/marker.js
/** The marker in a machine's notes: who made it, by which a sweep knows its own. */
function notesOf(owner) {
    return JSON.stringify(owner);
}
/** @returns null for notes that are anybody else's */
function ownerIn(notes) {
    try {
        const owner = JSON.parse(notes);
        return owner?.tool === 'image-factory' && typeof owner.build === 'string' ? owner : null;
    }
    catch {
        return null;
    }
}
//# sourceMappingURL=marker.js.map
;// CONCATENATED MODULE: ./build/src/machine/hyperv/check.js
/** `doctor` for Hyper-V: what a build needs of this host, each with the command that mends it. */





async function check(host, request) {
    const runner = await (0,machine_runner/* checkRunner */.RI)(process.env).catch(() => []);
    let facts;
    try {
        const { workDirectory } = request;
        facts = await host.scripts.call('get-host', { workDirectory }, { subject: 'this host' });
    }
    catch (error) {
        const { code, details } = (0,errors/* fromSystemError */.Kh)(error, 'this host');
        if (code === 'tool' && process.platform !== 'win32')
            return [noWindows(), ...runner];
        const { found, next = 'build on Windows with Hyper-V, or with "hypervisor: qemu"' } = details;
        return [
            { subject: 'Windows PowerShell', state: 'error', found: `${details.subject}: ${found}`, next },
            ...runner,
        ];
    }
    const folder = (0,machine_runner/* runnerFolder */.Xs)(process.env);
    const service = folder === null ? null : await (0,machine_runner/* runnerService */.aV)(folder);
    return [...findingsOf(facts, request, service), ...runner];
}
function noWindows() {
    return {
        subject: 'Hyper-V',
        state: 'error',
        found: `there is none on ${process.platform === 'linux' ? 'Linux' : process.platform}`,
        expected: 'a Windows host, for "hypervisor: hyperv"',
        next: 'build on a Windows host with Hyper-V (docs/hyperv.md); here "qemu" installs from an ISO (docs/qemu.md), and "none" takes a disk as it is',
    };
}
/** @param service the runner's, where it runs as one */
function findingsOf(facts, request, service) {
    return [
        elevation(facts, service),
        ...hyperV(facts),
        ...networkSwitch(facts, request),
        memory(facts, request),
        ...workDirectory(facts, request),
        bitLocker(facts),
        ...tools(facts, request),
        ...leftovers(facts),
    ];
}
const NETWORK_SERVICE = 'S-1-5-20';
const LOCAL_SERVICE = 'S-1-5-19';
function elevation({ account, elevated, sid }, service) {
    const subject = 'elevation';
    if (elevated)
        return { subject, state: 'ok', found: `${account} is an administrator` };
    const expected = 'an administrator: membership in Hyper-V Administrators is not enough to attach disks';
    if (sid !== NETWORK_SERVICE && sid !== LOCAL_SERVICE && service === null) {
        const next = 'run it from a console that was started with "Run as administrator"';
        return { subject, state: 'error', found: `${account} runs without administrator rights`, expected, next };
    }
    const name = service ?? 'NAME OF THE SERVICE';
    return {
        subject,
        state: 'error',
        found: `${account}, the account of the service, is no administrator${sid === NETWORK_SERVICE ? '; it is what a runner gets unless another one is named' : ''}`,
        expected,
        next: `as an administrator run: sc.exe config "${name}" obj= LocalSystem; Restart-Service "${name}"`,
    };
}
function hyperV({ build, hypervisor, isClient, problems, vmms, windows }) {
    const install = isClient
        ? 'Enable-WindowsOptionalFeature -Online -FeatureName Microsoft-Hyper-V -All'
        : 'Install-WindowsFeature Hyper-V -IncludeManagementTools -Restart';
    const subject = 'Hyper-V';
    const module = problems['machines'] === undefined
        ? { subject: 'the PowerShell module Hyper-V', state: 'ok', found: 'answers' }
        : {
            subject: 'the PowerShell module Hyper-V',
            state: 'error',
            found: isMissing(problems['machines']) ? 'is not installed' : problems['machines'].message,
            next: isMissing(problems['machines'])
                ? `as an administrator run: ${install}`
                : 'mend what it says, and run "image-factory doctor" again',
        };
    if (vmms === 'Running' && hypervisor === false) {
        const found = 'is installed, and its hypervisor does not run';
        const next = 'turn virtualization on in the firmware, as an administrator run: bcdedit.exe /set hypervisorlaunchtype auto, and restart';
        return [{ subject, state: 'error', found, next }, module];
    }
    if (vmms === 'Running') {
        return [
            { subject, state: 'ok', found: `runs on ${windows ?? 'Windows'}, build ${build ?? 'unknown'}` },
            module,
        ];
    }
    const role = vmms === ''
        ? { subject, state: 'error', found: 'is not installed', next: `as an administrator run: ${install}` }
        : {
            subject,
            state: 'error',
            found: `its service vmms is ${vmms.toLowerCase()}`,
            expected: 'running',
            next: 'as an administrator run: Set-Service vmms -StartupType Automatic; Start-Service vmms',
        };
    return [role, module];
}
function isMissing({ id }) {
    return id.startsWith('CommandNotFoundException') || id.startsWith('CouldNotAutoLoadModule');
}
function networkSwitch({ problems, switches }, { network }) {
    if (network === null || problems['switches'] !== undefined)
        return [];
    const subject = `the switch ${network}`;
    if (switches.some((name) => name.toLowerCase() === network.toLowerCase())) {
        return [{ subject, state: 'ok', found: 'exists' }];
    }
    const others = switches.length === 0 ? 'none' : switches.map((name) => `"${name}"`).join(', ');
    return [
        {
            subject,
            state: 'error',
            found: `does not exist; this host has ${others}`,
            next: 'name another one with "machine.network" in the definition, or make it with New-VMSwitch',
        },
    ];
}
function memory({ freeMemory }, request) {
    const subject = 'memory';
    const found = `${(0,bytes/* formatBytes */.z3)(freeMemory)} free`;
    if (freeMemory >= request.memory)
        return { subject, state: 'ok', found };
    return {
        subject,
        state: 'error',
        found,
        expected: `${(0,bytes/* formatBytes */.z3)(request.memory)} for the machine`,
        next: 'turn other machines off, or give this one less with "machine.memory" in the definition',
    };
}
function workDirectory(facts, { space, workDirectory: folder }) {
    const { deduplication, driveLetter, fileSystem, freeSpace, problems } = facts;
    const subject = `the work directory ${folder}`;
    const elsewhere = 'choose a folder on a local NTFS volume with --work';
    if (freeSpace === null) {
        const why = problems['volume']?.message ?? 'Windows does not say on which volume it lies';
        return [
            { subject, state: 'error', found: why, expected: 'a folder on a local NTFS volume', next: elsewhere },
        ];
    }
    const findings = [];
    if (fileSystem !== 'NTFS') {
        const found = `is on ${fileSystem === '' ? 'an unknown file system' : fileSystem}`;
        const expected = 'NTFS: on ReFS and others images cannot be applied through folders';
        findings.push({ subject, state: 'error', found, expected, next: elsewhere });
    }
    if (!['', 'Disabled', 'NotAvailable'].includes(deduplication)) {
        const found = `is on a volume with deduplication (${deduplication})`;
        const next = `as an administrator run: Disable-DedupVolume -Volume ${driveLetter}: , or ${elsewhere}`;
        findings.push({ subject, state: 'warning', found, expected: 'a volume without it', next });
    }
    const [, letter] = /^([a-z]):/i.exec(folder) ?? [];
    if (letter !== undefined && letter.toUpperCase() !== driveLetter) {
        const volume = driveLetter === '' ? 'a volume without a letter' : `the volume of ${driveLetter}:`;
        const found = `is on ${volume}, reached through a folder`;
        const expected = 'a path that begins with the letter of its volume';
        findings.push({ subject, state: 'warning', found, expected, next: elsewhere });
    }
    const free = `${(0,bytes/* formatBytes */.z3)(freeSpace)} free`;
    if (freeSpace < space) {
        const next = 'free space, remove old bases from its folder "bases", or choose another volume with --work';
        findings.push({ subject, state: 'error', found: free, expected: `${(0,bytes/* formatBytes */.z3)(space)} or more`, next });
    }
    return findings.length > 0 ? findings : [{ subject, state: 'ok', found: `${fileSystem}, ${free}` }];
}
const POLICY = String.raw `HKLM:\SYSTEM\CurrentControlSet\Policies\Microsoft\FVE`;
function bitLocker({ denyWriteAccess }) {
    const subject = 'the BitLocker policy';
    if (denyWriteAccess !== 1)
        return { subject, state: 'ok', found: 'lets disks be written that are not encrypted' };
    return {
        subject,
        state: 'error',
        found: 'denies writing to fixed disks that are not encrypted (FDVDenyWriteAccess is 1), and a new disk is none that is',
        next: `take this host out of the policy, or as an administrator run: Set-ItemProperty ${POLICY} FDVDenyWriteAccess 0`,
    };
}
function tools(facts, { imageVersion }) {
    return ['dism.exe', 'bcdboot.exe'].map((subject) => {
        const version = facts.tools[subject];
        if (version === null) {
            const why = facts.problems[subject]?.message ?? 'its version cannot be read';
            const next = 'repair the files of Windows on this host: sfc.exe /scannow';
            return { subject, state: 'warning', found: why, next };
        }
        const found = `version ${version}`;
        // 10.0.26100.1 is of build 26100.1.
        if (imageVersion === null || !(0,machine_runner/* isOlder */.tW)(buildOf(version), imageVersion.split('.')[0] ?? '')) {
            return { subject, state: 'ok', found };
        }
        return {
            subject,
            state: 'warning',
            found,
            expected: `that of the image's build ${imageVersion} or newer`,
            next: subject === 'dism.exe'
                ? 'build on a host whose Windows is no older than the image; many images apply all the same'
                : "nothing as long as the image's own bcdboot.exe runs here, for that one comes first",
        };
    });
}
function buildOf(version) {
    return version.split('.').slice(2, 3).join('');
}
function leftovers({ machines }) {
    const dead = machines.filter(({ notes }) => {
        const owner = ownerIn(notes);
        return owner !== null && !(0,output/* isRunning */.W_)(owner.pid);
    });
    if (dead.length === 0)
        return [];
    return [
        {
            subject: 'leftovers',
            state: 'warning',
            found: `machines of builds that have ended: ${dead.map(({ name }) => name).join(', ')}`,
            next: 'run "image-factory sweep"; what --keep-machine kept goes with "image-factory sweep --kept"',
        },
    ];
}
//# sourceMappingURL=check.js.map
// EXTERNAL MODULE: ./build/src/source/index.js + 4 modules
var src_source = __webpack_require__(35269);
;// CONCATENATED MODULE: ./build/src/machine/hyperv/inject.js
/** Files written into the Windows volume of a disk that no machine uses. */






async function inject(host, disk, { files, folder, parentFolders }) {
    const offset = await windowsOffset(host, disk, parentFolders);
    const lock = await host.lock('mount', 'attaches a disk to this host');
    try {
        await withUndo(host.reporter, async (undo) => {
            const number = await attachDisk(host, disk, undo);
            const root = await accessFolder(host, folder, 'volume', undo);
            const { signal } = host.reporter;
            await host.scripts.call('open-volume', { number, offset, folder: root }, { subject: disk, signal });
            for (const [name, content] of files)
                await writeInto(root, name, content);
        });
    }
    finally {
        await lock.release();
    }
}
/** Where the partition with Windows begins: found by our own reader, which needs no disk attached. */
async function windowsOffset(host, disk, parentFolders) {
    const source = await (0,src_source/* openSource */.oD)(disk, {
        reporter: host.reporter,
        allowDirty: true,
        parentFolders,
    });
    await source.close();
    const { partition } = source;
    if (partition !== null)
        return partition.offset;
    throw new errors/* FactoryError */.Xx('unsupported', {
        subject: disk,
        found: 'no disk',
        expected: 'a disk with a Windows volume',
    });
}
async function writeInto(root, name, content) {
    const parts = name.split('\\').filter((part) => part !== '');
    if (parts.includes('..')) {
        throw new errors/* FactoryError */.Xx('usage', { subject: name, found: '".." in a path inside the volume' });
    }
    const file = external_node_path_.join(root, ...parts);
    try {
        await (0,promises_.mkdir)(external_node_path_.dirname(file), { recursive: true });
        const handle = await (0,promises_.open)(file, 'w');
        try {
            await handle.writeFile(content);
            await handle.sync();
        }
        finally {
            await handle.close();
        }
    }
    catch (error) {
        throw (0,errors/* fromSystemError */.Kh)(error, file);
    }
}
//# sourceMappingURL=inject.js.map
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(77030);
;// CONCATENATED MODULE: ./build/src/machine/hyperv/console.js
/**
 * The guest's first serial port, which Hyper-V shows as a named pipe.
 *
 * This side is always the client: Hyper-V makes the pipe's server anew with each start and reset of the machine, and the
 * connection breaks each time. So whoever listens connects again until the machine is off. What the guest writes in
 * between is lost; the agent says everything more than once.
 */


const RETRY_MS = 250;
/** Asking for the state starts a PowerShell, so that not each attempt does. */
const STATE_EVERY_MS = 3000;
/**
 * @param pipe `\\.\pipe\NAME`
 * @param isOff whether the machine is off, or gone
 */
async function* listenTo(pipe, isOff, signal) {
    let asked = -Infinity;
    while (!signal.aborted) {
        yield* connection(pipe, signal);
        if (signal.aborted)
            return;
        if (performance.now() - asked >= STATE_EVERY_MS) {
            if (await isOff())
                return;
            asked = performance.now();
        }
        await (0,external_node_timers_promises_.setTimeout)(RETRY_MS, undefined, { signal }).catch(() => undefined);
    }
}
/** What one connection brings; none, a lost one (end, ENOENT, EBUSY, EPIPE for ERROR_PIPE_NOT_CONNECTED) just ends it. */
async function* connection(pipe, signal) {
    if (signal.aborted)
        return;
    const socket = (0,external_node_net_.connect)(pipe);
    const stop = () => socket.destroy();
    signal.addEventListener('abort', stop, { once: true });
    try {
        for await (const piece of socket)
            yield piece;
    }
    catch {
        // The next attempt, or the machine's state, says what it was.
    }
    finally {
        signal.removeEventListener('abort', stop);
        socket.destroy();
    }
}
//# sourceMappingURL=console.js.map
;// CONCATENATED MODULE: ./build/src/machine/hyperv/events.js
/** What Hyper-V's own logs say of a machine, in sentences that do not depend on the language of the host. */
/** Microsoft-Windows-Hyper-V-Worker-Admin, and 14070 of Microsoft-Windows-Hyper-V-VMMS-Admin. */
const SENTENCES = {
    14_070: 'the process that runs the machine ended unexpectedly',
    18_500: 'the machine was started',
    18_502: 'the machine was turned off by the host',
    18_504: 'the machine was shut down by the host',
    18_508: 'the guest shut itself down',
    18_512: 'the machine was reset by the host',
    18_514: 'the guest reset itself',
    18_528: 'the machine stopped for a critical error',
    18_539: 'the guest crashed: a triple fault reset the machine',
    18_540: 'the guest crashed: a triple fault reset the machine',
    18_550: 'the guest crashed: a triple fault reset the machine',
    18_560: 'the guest crashed: a triple fault reset the machine',
    18_590: 'the guest reported a crash',
    18_601: 'the guest has booted',
    18_602: 'the guest has booted, with failures of Secure Boot',
    18_603: 'the firmware could not boot from a device',
    18_604: 'Secure Boot refused the boot loader',
    18_605: 'the firmware found no device to boot from',
    18_606: 'the firmware tries to boot',
    18_608: 'the guest hibernated',
};
/**
 * The events of one machine, oldest first.
 *
 * @param names its name and its id, by one of which each event of it names it
 */
function eventSentences(events, names) {
    const wanted = new Set(names.map((name) => name.toLowerCase()));
    return events
        .filter(({ values }) => values.some((value) => wanted.has(value.toLowerCase())))
        .map(({ id, time, message }) => {
        const said = message.replaceAll(/\s+/g, ' ').trim();
        const known = SENTENCES[id];
        const detail = known === undefined ? said : said === '' ? known : `${known} (${said})`;
        return `${time} ${id}: ${detail}`;
    });
}
//# sourceMappingURL=events.js.map
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
;// CONCATENATED MODULE: ./build/src/machine/hyperv/png.js
/** A screenshot as Hyper-V gives it, 16 bits a pixel (RGB565, little-endian, rows from the top), as a PNG. */

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
/** Eight bits a channel, red, green and blue. */
const DEPTH = 8;
const TRUECOLOR = 2;
/** @returns null where there are fewer pixels than that size has */
function pngOf(pixels, width, height) {
    if (width === 0 || height === 0 || pixels.length < width * height * 2)
        return null;
    const header = Buffer.alloc(13);
    header.writeUInt32BE(width, 0);
    header.writeUInt32BE(height, 4);
    header.set([DEPTH, TRUECOLOR], 8);
    const parts = [
        chunk('IHDR', header),
        chunk('IDAT', (0,external_node_zlib_.deflateSync)(rowsOf(pixels, width, height))),
        chunk('IEND', Buffer.alloc(0)),
    ];
    return Buffer.concat([SIGNATURE, ...parts]);
}
/** Each row begins with the number of its filter: 0, none. */
function rowsOf(pixels, width, height) {
    const stride = 1 + width * 3;
    const rows = Buffer.alloc(stride * height);
    let from = 0;
    for (let y = 0; y < height; y++) {
        let to = y * stride + 1;
        for (let x = 0; x < width; x++, from += 2, to += 3) {
            const pixel = pixels[from] | (pixels[from + 1] << 8);
            rows[to] = widen(pixel >> 11, 5);
            rows[to + 1] = widen((pixel >> 5) & 0x3f, 6);
            rows[to + 2] = widen(pixel & 0x1f, 5);
        }
    }
    return rows;
}
/** To eight bits, so that the brightest stays the brightest. */
function widen(value, bits) {
    return (value << (8 - bits)) | (value >> (2 * bits - 8));
}
function chunk(type, data) {
    const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const framed = Buffer.alloc(named.length + 8);
    framed.writeUInt32BE(data.length, 0);
    framed.set(named, 4);
    framed.writeUInt32BE((0,external_node_zlib_.crc32)(named), named.length + 4);
    return framed;
}
//# sourceMappingURL=png.js.map
;// CONCATENATED MODULE: ./build/src/machine/hyperv/machine.js
/** A machine of Hyper-V, generation 2. */








/** Clocks of host and log agree, but the log may be written a little later. */
const EVENT_SLACK_MS = 2000;
/** Makes a machine, marked as its owner's; what a failure leaves of it is removed. */
async function createMachine(host, request) {
    const { bootMedium, cpus, disk, folder, media, memory, name, network, owner } = request;
    const resource = { kind: 'machine', hypervisor: 'hyperv', name };
    const pipe = String.raw `\\.\pipe` + `\\${name}`;
    try {
        await (0,promises_.mkdir)(folder, { recursive: true });
    }
    catch (error) {
        throw (0,errors/* fromSystemError */.Kh)(error, folder);
    }
    await host.ledger.intend(resource);
    try {
        const { id } = await host.scripts.call('new-machine', { name, folder, disk, media, bootMedium, cpus, memory, network, pipe, notes: notesOf(owner) }, 
        // Seconds, and never stopped in the middle: the marker comes after the machine.
        { subject: `machine ${name}` });
        host.reporter.signal.throwIfAborted();
        return new HyperVMachine(host, request, id, pipe);
    }
    catch (error) {
        await removeIncomplete(host, request, resource).catch((failure) => {
            host.reporter.warn(failure instanceof Error ? failure.message : String(failure));
        });
        throw error;
    }
}
async function removeIncomplete(host, { folder, name, owner }, resource) {
    const found = (await allMachines(host)).find((machine) => machine.name === name);
    if (found !== undefined && ownerIn(found.notes)?.run !== owner.run) {
        host.reporter.warn(`machine ${name}: has no marker of this build and is left; remove it with "Remove-VM -Name ${name}"`);
        return;
    }
    if (found !== undefined)
        await removeMachine(host, name);
    await (0,promises_.rm)(folder, { recursive: true, force: true });
    await host.ledger.gone(resource);
}
/** Every machine of the host, whoever made it. */
async function allMachines(host) {
    const { machines } = await host.scripts.call('find-machines', {}, { subject: 'the machines of this host' });
    return machines;
}
/** Off and gone, whatever its state; its disks stay. */
async function removeMachine(host, name) {
    await turnOff(host, name);
    await whileBusy(() => host.scripts.call('remove-machine', { name }, { subject: `machine ${name}` }));
}
async function turnOff(host, name) {
    await whileBusy(() => host.scripts.call('turn-off-machine', { name }, { subject: `machine ${name}` }));
}
class HyperVMachine {
    name;
    disk;
    #host;
    #folder;
    #id;
    #pipe;
    #since = Date.now();
    constructor(host, { disk, folder, name }, id, pipe) {
        this.#host = host;
        this.#folder = folder;
        this.#id = id;
        this.#pipe = pipe;
        this.name = name;
        this.disk = disk;
    }
    async start() {
        this.#since = Date.now() - EVENT_SLACK_MS;
        await this.#host.scripts.call('start-machine', { name: this.name }, this.#options(this.#host.reporter.signal));
    }
    console(signal) {
        return listenTo(this.#pipe, async () => (await this.state()) !== 'running', signal);
    }
    async state() {
        const { state } = await this.#call('get-machine');
        if (state === null)
            return 'gone';
        return state === 'Off' || state === 'OffCritical' || state.includes('Saved') ? 'off' : 'running';
    }
    async screenshot() {
        const file = external_node_path_.join(this.#folder, passingName('screen'));
        try {
            const { width, height } = await this.#call('get-screenshot', {
                file,
            });
            return width === 0 ? null : pngOf(await (0,promises_.readFile)(file), width, height);
        }
        finally {
            await (0,promises_.rm)(file, { force: true });
        }
    }
    async detachMedia() {
        await this.#call('detach-media');
    }
    async disconnectNetwork() {
        await this.#call('disconnect-network');
    }
    async events() {
        const since = new Date(this.#since).toISOString();
        const { events } = await this.#call('get-events', { since });
        return eventSentences(events, [this.name, this.#id]);
    }
    turnOff() {
        return turnOff(this.#host, this.name);
    }
    async remove() {
        await removeMachine(this.#host, this.name);
        try {
            // The process of the machine lets go of its files a little later.
            await (0,promises_.rm)(this.#folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 500 });
        }
        catch (error) {
            throw (0,errors/* fromSystemError */.Kh)(error, this.#folder);
        }
        await this.#host.ledger.gone({ kind: 'machine', hypervisor: 'hyperv', name: this.name });
    }
    #call(verb, more = {}) {
        return this.#host.scripts.call(verb, { name: this.name, ...more }, this.#options());
    }
    #options(signal) {
        return { subject: `machine ${this.name}`, ...(signal === undefined ? {} : { signal }) };
    }
}
//# sourceMappingURL=machine.js.map
// EXTERNAL MODULE: ./build/src/tree/index.js + 19 modules
var tree = __webpack_require__(45909);
;// CONCATENATED MODULE: ./build/src/machine/hyperv/sweep.js
/** What a dead build left on the host: exactly what its journal names and its marker says, each by itself. */










/** What uses a thing goes before it: a program, a machine, a folder into a volume, the disk, the file. */
const ORDER = [
    'process',
    'machine',
    'access-path',
    'disk-mount',
    'iso-mount',
    'file',
];
async function sweep(host, resources, maker, dryRun, kept) {
    const machines = await allMachines(host).catch((error) => (0,errors/* fromSystemError */.Kh)(error, 'Hyper-V'));
    const wanted = machines instanceof Error ? resources : withMarked(resources, machines, maker);
    const removals = [];
    for (const resource of wanted.toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind))) {
        if (resource.kind === 'machine' && kept.includes(resource.name))
            continue;
        const failure = await failureOf(async () => {
            const step = stepFor(host, resource, machines, maker);
            if (!dryRun)
                await step();
        });
        removals.push({ resource, failure });
    }
    return removals;
}
/** A machine of this build of which the journal knows nothing is known by its marker. */
function withMarked(resources, machines, maker) {
    const names = new Set(resources.flatMap((resource) => (resource.kind === 'machine' ? [resource.name] : [])));
    const more = machines
        .filter((machine) => isOf(machine, maker) && !names.has(machine.name))
        .map(({ name }) => ({ kind: 'machine', hypervisor: 'hyperv', name }));
    return [...resources, ...more];
}
/** @throws where it must not be touched */
function stepFor(host, resource, machines, maker) {
    if (resource.kind === 'process')
        return () => endProcess(resource);
    if (resource.kind === 'machine')
        return machineStep(host, resource.name, machines, maker);
    if (resource.kind === 'access-path')
        return () => removeAccessFolder(host, resource.path);
    if (resource.kind === 'disk-mount')
        return () => whereThere(resource.path, () => detachDisk(host, resource.path));
    if (resource.kind === 'iso-mount')
        return () => whereThere(resource.path, () => detachIso(host, resource.path));
    return () => whileBusy(() => (0,promises_.rm)(resource.path, { force: true }));
}
function machineStep(host, name, machines, maker) {
    if (machines instanceof Error)
        throw machines;
    const machine = machines.find((one) => one.name === name);
    if (machine === undefined)
        return () => Promise.resolve();
    if (isOf(machine, maker))
        return () => removeMachine(host, name);
    throw new Error(`its notes do not say that this build made it, so it is left; if it did, run "Remove-VM -Name ${name}"`);
}
async function endProcess({ pid, started }) {
    if (!(await (0,src_process/* isProcessAlive */.jW)(pid, started)) || (await (0,src_process/* killTree */.TP)(pid)))
        return;
    throw new Error(`process ${pid} does not end when it is killed`);
}
/** A file that is attached cannot be deleted: where there is none, nothing is attached. */
async function whereThere(file, step) {
    const isThere = await (0,promises_.access)(file).then(() => true, () => false);
    if (isThere)
        await step();
}
function isOf({ notes }, maker) {
    const owner = ownerIn(notes);
    return (owner !== null &&
        owner.build === maker.build &&
        owner.host === maker.host &&
        samePath(owner.folder, maker.folder));
}
function samePath(a, b) {
    const [left, right] = [external_node_path_.resolve(a), external_node_path_.resolve(b)];
    return external_node_path_.sep === '\\' ? (0,tree/* foldCase */.SP)(left) === (0,tree/* foldCase */.SP)(right) : left === right;
}
async function failureOf(work) {
    try {
        await work();
        return null;
    }
    catch (error) {
        return error instanceof Error ? error.message : String(error);
    }
}
//# sourceMappingURL=sweep.js.map
;// CONCATENATED MODULE: ./build/src/machine/hyperv/index.js
/** The driver of Hyper-V: Windows PowerShell for the verbs, `dism.exe` and `bcdboot.exe` for the base, a pipe for the console. */








function createHyperV(options) {
    const host = hostOf(options);
    const { signal } = options.reporter;
    /** By a child's path the folder of its parent, which may be a user's own. */
    const parents = new Map();
    return {
        kind: 'hyperv',
        diskSuffix: '.vhdx',
        check: (request) => check(host, request),
        imageInfo: (wim, index) => dismImageInfo(wim, index),
        apply: (request) => apply(host, request),
        blank: (disk, size) => host.scripts.call('new-disk', { path: disk, size }, { subject: disk, signal }),
        async child(parent, disk) {
            await host.scripts.call('new-child-disk', { path: disk, parent }, { subject: disk, signal });
            parents.set(disk, external_node_path_.dirname(parent));
        },
        inject(disk, files, folder) {
            const parent = parents.get(disk);
            const parentFolders = [host.workDirectory, ...(parent === undefined ? [] : [parent])];
            return inject(host, disk, { files, folder, parentFolders });
        },
        create: (request) => createMachine(host, request),
        readable: (disk) => Promise.resolve(disk),
        sweep: (resources, owner, dryRun, kept) => sweep(host, resources, owner, dryRun, kept),
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
