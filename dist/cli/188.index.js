export const id = 188;
export const ids = [188];
export const modules = {

/***/ 2188:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  jq: () => (/* reexport */ build),
  O$: () => (/* reexport */ captureImage),
  Ac: () => (/* reexport */ doctor),
  jw: () => (/* reexport */ givenTime),
  UO: () => (/* reexport */ isWithin),
  C7: () => (/* reexport */ planBuild),
  y6: () => (/* reexport */ publishFolder),
  X0: () => (/* reexport */ sweep),
  DI: () => (/* reexport */ workDirectory)
});

// UNUSED EXPORTS: publishFiles, windowsOf, writeNotes

// EXTERNAL MODULE: ./build/src/codec/index.js + 9 modules
var codec = __webpack_require__(7438);
// EXTERNAL MODULE: ./build/src/errors.js
var src_errors = __webpack_require__(7406);
// EXTERNAL MODULE: ./build/src/process/index.js + 7 modules
var src_process = __webpack_require__(3970);
// EXTERNAL MODULE: ./build/src/version.js
var version = __webpack_require__(8009);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: ./build/src/release/index.js + 31 modules
var src_release = __webpack_require__(678);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(8500);
;// CONCATENATED MODULE: ./build/src/factory/disk-facts.js
/** Disks of machines are known again by size and time: hashing 40 GB would take longer than what made them. */



/** @throws not-found */
async function diskFacts(file) {
    try {
        const { size, mtimeNs } = await (0,promises_.stat)(file, { bigint: true });
        return { path: file, size: Number(size), modified: String(mtimeNs) };
    }
    catch (error) {
        throw (0,src_errors/* fromSystemError */.Kh)(error, file);
    }
}
const RETRIES = 60;
const RETRY_MS = 500;
/**
 * As `diskFacts`, of a disk that a machine had until now. On Windows the machine's process lets go of it a moment after the
 * machine is gone, and its time changes with that.
 */
async function settledFacts(file) {
    for (let attempt = 1;; attempt++) {
        try {
            await (await (0,promises_.open)(file, 'r+')).close();
            return await diskFacts(file);
        }
        catch (error) {
            const { code } = error;
            const isPassing = code === 'EBUSY' || code === 'EPERM' || code === 'EACCES';
            if (!isPassing || attempt === RETRIES)
                throw (0,src_errors/* fromSystemError */.Kh)(error, file);
            await (0,external_node_timers_promises_.setTimeout)(RETRY_MS);
        }
    }
}
/** Whether nobody has written to the disk since. */
async function isSameDisk(disk) {
    const found = await (0,promises_.stat)(disk.path, { bigint: true }).catch(() => null);
    return found !== null && Number(found.size) === disk.size && String(found.mtimeNs) === disk.modified;
}
//# sourceMappingURL=disk-facts.js.map
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/src/bytes/index.js + 7 modules
var src_bytes = __webpack_require__(2290);
// EXTERNAL MODULE: ./build/src/inspect/index.js + 21 modules
var inspect = __webpack_require__(6337);
// EXTERNAL MODULE: ./build/src/tree/index.js + 18 modules
var src_tree = __webpack_require__(1219);
// EXTERNAL MODULE: ./build/src/wim/index.js + 40 modules
var src_wim = __webpack_require__(3767);
;// CONCATENATED MODULE: ./build/src/factory/capture.js
/** A source becomes an image of a WIM: what `capture` does, and the station of that name. */



/**
 * Captures `source` into the archive `out`.
 *
 * @throws usage, exists, no-space, and what reading the source throws
 */
async function captureImage(source, out, options) {
    const { append = false, compression, level, pool, reporter } = options;
    const windows = options.windows === undefined ? await windowsOf(source, options.allowDirty) : options.windows;
    const isExcluded = (0,src_tree/* createExclusions */.wN)(await exclusionRules(options));
    const archive = await (0,src_wim/* writeWim */.VL)(out, {
        ...(compression === undefined ? {} : { compression }),
        ...(level === undefined ? {} : { level }),
        pool,
        reporter,
        append,
        ...(options.beforeReplace === undefined ? {} : { beforeReplace: options.beforeReplace }),
        base: options.base ?? [],
        images: [
            {
                tree: source.tree,
                name: options.name,
                ...names(options, source, windows),
                windows,
                exclude: isExcluded,
                created: options.created,
            },
        ],
    });
    return { archive, windows };
}
/** An image that was captured before keeps what its XML says of it, where its files do not say it. */
async function windowsOf(source, allowDirty = false) {
    return (await (0,inspect/* readWindowsInfo */.Sh)(source.tree, { allowDirty })) ?? source.image?.windows ?? null;
}
/** An image that was captured before keeps the names that its XML gives it. */
function names({ description }, source, windows) {
    const isNew = source.image === null && windows !== null && windows.displayName !== '';
    return {
        ...(description === undefined ? {} : { description }),
        ...(isNew ? { displayName: windows.displayName } : {}),
    };
}
async function exclusionRules({ exclude = [], config, reporter }) {
    if (config === undefined)
        return { patterns: exclude };
    const script = await (0,src_tree/* readWimScript */.tX)(config);
    for (const section of script.ignoredSections) {
        reporter.warn(`${config}: [${section}] changes nothing here and is ignored`);
    }
    for (const pattern of script.withoutDrive) {
        reporter.warn(`${config}: "${pattern}" is taken without its drive`);
    }
    return { defaults: false, patterns: [...script.patterns, ...exclude], exceptions: script.exceptions };
}
//# sourceMappingURL=capture.js.map
;// CONCATENATED MODULE: ./build/src/guest/types.js
/**
 * What host and guest agree on. The host gives a plan on the payload medium; the guest answers over the first serial
 * port with one JSON object a line.
 *
 * A line begins and ends with LF, is pure ASCII (other characters as `\uXXXX`) and ends with the member
 * `"crc":"xxxxxxxx"`: the CRC-32 (that of zlib) of the line's bytes with `,"crc":"xxxxxxxx"` taken out. A line that fails it is dropped; because each
 * is cumulative and repeated as a heartbeat, a lost one costs nothing.
 */
/** The volume label of the payload medium, by which the agent finds it. */
const PAYLOAD_LABEL = 'IMGF_PAYLOAD';
/** Where things lie on the payload medium. */
const PAYLOAD = {
    agent: 'agent\\agent.ps1',
    plan: 'agent\\plan.json',
    /** Values of secrets, by name; only on a medium whose plan names one. */
    secrets: 'agent\\secrets.json',
    /** Read by Windows Setup and by a generalized disk. */
    setupAnswer: 'Autounattend.xml',
    answer: 'Unattend.xml',
};
/** The agent's folder in the guest; its log stays there for the host, its state until generalize. */
const AGENT_FOLDER = 'C:\\ProgramData\\ImageFactory';
/** Everything that the agent and the steps said, secrets masked: UTF-8, from the volume's root. */
const AGENT_LOG = '\\ProgramData\\ImageFactory\\agent.log';
//# sourceMappingURL=types.js.map
;// CONCATENATED MODULE: ./build/src/guest/answer-file.js
/**
 * Answer files that bring Windows into audit mode and start the agent there. Audit mode logs the built-in Administrator on
 * by itself, so that no account is made and no password is set.
 *
 *   windowsPE    only from install media: hardware checks off, disk 0 partitioned, one image installed
 *   oobeSystem   Reseal to audit mode: no page of the first start is shown
 *   auditUser    looks for the payload medium by its label and lets the agent install itself
 *
 * Components, passes and elements: Unattended Windows Setup Reference,
 * learn.microsoft.com/windows-hardware/customize/desktop/unattend/.
 */


/** For an applied image or a generalized disk: `Unattend.xml`. */
function answerFile(architecture) {
    return unattend(auditMode(architecture));
}
/** For Setup from install media: `Autounattend.xml`. */
function setupAnswerFile(request) {
    return unattend([...windowsPe(request), ...auditMode(request.architecture)]);
}
/** A command of an answer file has at most 259 characters, hence one expression. Run again it finds the agent installed. */
const BOOTSTRAP = [
    'powershell.exe -NoProfile -ExecutionPolicy Bypass -Command "[IO.DriveInfo]::GetDrives()',
    ` | Where-Object { $_.IsReady -and $_.VolumeLabel -eq '${PAYLOAD_LABEL}' }`,
    ` | ForEach-Object { & ($_.Name + '${PAYLOAD.agent}') -Bootstrap }"`,
].join('');
function auditMode(architecture) {
    const name = 'Microsoft-Windows-Deployment';
    const command = [
        'RunAsynchronousCommand',
        [
            ['Description', 'Start the agent of the image factory'],
            ['Order', 1],
            ['Path', BOOTSTRAP],
        ],
        'item',
    ];
    return [
        { pass: 'oobeSystem', name, architecture, content: [['Reseal', [['Mode', 'Audit']]]] },
        { pass: 'auditUser', name, architecture, content: [['RunAsynchronous', [command]]] },
    ];
}
function windowsPe({ architecture, index, language, productKey }) {
    const international = [
        ['SetupUILanguage', [['UILanguage', language]]],
        ['InputLocale', language],
        ['SystemLocale', language],
        ['UILanguage', language],
        ['UserLocale', language],
    ];
    const setup = [
        ['DiskConfiguration', diskConfiguration()],
        ['ImageInstall', [['OSImage', osImage(index)]]],
        ['RunSynchronous', LAB_CONFIG.map(bypass)],
        [
            'UserData',
            [
                ['AcceptEula', 'true'],
                [
                    'ProductKey',
                    [...(productKey === null ? [] : [['Key', productKey]]), ['WillShowUI', 'OnError']],
                ],
            ],
        ],
    ];
    const common = { pass: 'windowsPE', architecture };
    return [
        { ...common, name: 'Microsoft-Windows-International-Core-WinPE', content: international },
        { ...common, name: 'Microsoft-Windows-Setup', content: setup },
    ];
}
/** The build machine's hardware is not the deployed machine's: Setup's demands on it do not matter here. */
const LAB_CONFIG = ['TPM', 'SecureBoot', 'RAM', 'CPU', 'Storage'];
function bypass(check, index) {
    const key = String.raw `HKLM\SYSTEM\Setup\LabConfig`;
    return [
        'RunSynchronousCommand',
        [
            ['Order', index + 1],
            ['Path', `reg.exe add ${key} /v Bypass${check}Check /t REG_DWORD /d 1 /f`],
        ],
        'item',
    ];
}
const OS_PARTITION = 3;
function diskConfiguration() {
    return [
        [
            'Disk',
            [
                [
                    'CreatePartitions',
                    [
                        partition('CreatePartition', 1, [
                            ['Size', 260],
                            ['Type', 'EFI'],
                        ]),
                        partition('CreatePartition', 2, [
                            ['Size', 16],
                            ['Type', 'MSR'],
                        ]),
                        partition('CreatePartition', OS_PARTITION, [
                            ['Extend', 'true'],
                            ['Type', 'Primary'],
                        ]),
                    ],
                ],
                [
                    'ModifyPartitions',
                    [
                        partition('ModifyPartition', 1, [
                            ['Format', 'FAT32'],
                            ['Label', 'System'],
                            ['PartitionID', 1],
                        ]),
                        partition('ModifyPartition', 2, [['PartitionID', 2]]),
                        partition('ModifyPartition', OS_PARTITION, [
                            ['Format', 'NTFS'],
                            ['Label', 'Windows'],
                            ['Letter', 'C'],
                            ['PartitionID', OS_PARTITION],
                        ]),
                    ],
                ],
                ['DiskID', 0],
                ['WillWipeDisk', 'true'],
            ],
            'item',
        ],
        ['WillShowUI', 'OnError'],
    ];
}
function partition(name, order, content) {
    return [name, [['Order', order], ...content], 'item'];
}
function osImage(index) {
    const chosen = [
        'MetaData',
        [
            ['Key', '/IMAGE/INDEX'],
            ['Value', index],
        ],
        'item',
    ];
    return [
        ['InstallFrom', [chosen]],
        [
            'InstallTo',
            [
                ['DiskID', 0],
                ['PartitionID', OS_PARTITION],
            ],
        ],
        ['WillShowUI', 'OnError'],
    ];
}
const NAMESPACES = [
    'xmlns="urn:schemas-microsoft-com:unattend"',
    'xmlns:wcm="http://schemas.microsoft.com/WMIConfig/2002/State"',
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
].join(' ');
/** The components of one pass stand together, in one `settings`. */
function unattend(components) {
    const passes = [...new Set(components.map(({ pass }) => pass))];
    const settings = passes.map((pass) => {
        const inside = components.filter((one) => one.pass === pass).map(component);
        return `  <settings pass="${pass}">\n${inside.join('')}  </settings>\n`;
    });
    const text = `<?xml version="1.0" encoding="utf-8"?>\n<unattend ${NAMESPACES}>\n${settings.join('')}</unattend>\n`;
    return text.replaceAll('\n', '\r\n');
}
function component({ name, architecture, content }) {
    const identity = `name="${name}" processorArchitecture="${architecture}" publicKeyToken="31bf3856ad364e35"`;
    const inside = content.map((one) => answer_file_element(one, '      ')).join('');
    return `    <component ${identity} language="neutral" versionScope="nonSxS">\n${inside}    </component>\n`;
}
function answer_file_element([name, content, isListItem], indent) {
    const open = isListItem === 'item' ? `${name} wcm:action="add"` : name;
    const inside = typeof content === 'object'
        ? `\n${content.map((one) => answer_file_element(one, `${indent}  `)).join('')}${indent}`
        : answer_file_escape(String(content), name);
    return `${indent}<${open}>${inside}</${name}>\n`;
}
const ENTITIES = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&apos;',
};
function answer_file_escape(text, name) {
    if (/[\p{Control}\p{Surrogate}\uFFFE\uFFFF]/u.test(text)) {
        throw new src_errors/* FactoryError */.Xx('usage', {
            subject: `${name} of the answer file`,
            found: JSON.stringify(text),
            expected: 'no control character and no half of a surrogate pair: XML cannot hold them',
        });
    }
    return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character]);
}
//# sourceMappingURL=answer-file.js.map
// EXTERNAL MODULE: ./build/src/media/index.js + 19 modules
var media = __webpack_require__(1974);
;// CONCATENATED MODULE: ./build/src/guest/agent.generated.js
/** Made by scripts/embed.mjs from src/guest/agent. */
const AGENT_SCRIPTS = {
    "10-start.ps1": "# What runs inside the reference machine. Windows PowerShell 5.1; the parts of this folder, in the order of their names, are\n# one script on the payload medium: agent\\agent.ps1. docs/guest.md tells the whole of it.\n[CmdletBinding()]\nparam(\n    # Started by the answer file, from the medium: installs the agent, which then runs as a task of the interactive session.\n    [switch] $Bootstrap\n)\n\n$ErrorActionPreference = 'Stop'\n$ProgressPreference = 'SilentlyContinue'\n\n$Label = 'IMGF_PAYLOAD'\n$Folder = 'C:\\ProgramData\\ImageFactory'\n$LogFile = $Folder + '\\agent.log'\n$InstalledAgent = $Folder + '\\agent.ps1'\n$StateFile = $Folder + '\\state.json'\n$PreviousStateFile = $Folder + '\\state.previous.json'\n$PolicyFile = $Folder + '\\policies.json'\n$TaskName = 'ImageFactoryAgent'\n$Utf8 = New-Object -TypeName System.Text.UTF8Encoding -ArgumentList @($false)\n\n# Of a step, so much output is kept from its beginning, and so much from its end.\n$OutputHead = 4194304\n$OutputTail = 65536\n",
    "20-report.ps1": "# What the agent says: the log on the disk, and the reports on the first serial port. No secret gets into either.\n\n$Masks = @()\n$Said = [ordered]@{\n    v = 1; plan = ''; boot = 1; seq = 0; station = ''; state = 'running'\n    step = $null; steps = 0; title = ''; percent = $null; message = ''; results = @()\n}\n$Line = ''\n$LineTime = [DateTime]::MinValue\n$HeartbeatSeconds = 10\n$PortFailure = ''\n\n# The CRC-32 of zlib, a byte at a time.\n$CrcTable = @(\n    foreach ($index in 0..255) {\n        $value = [long] $index\n        foreach ($bit in 1..8) {\n            if ($value -band 1) { $value = 3988292384L -bxor ($value -shr 1) } else { $value = $value -shr 1 }\n        }\n        $value\n    }\n)\n\nfunction Get-Crc32([string] $Text) {\n    $crc = 4294967295L\n    foreach ($byte in [Text.Encoding]::ASCII.GetBytes($Text)) {\n        $crc = $CrcTable[($crc -bxor $byte) -band 255] -bxor ($crc -shr 8)\n    }\n    return ($crc -bxor 4294967295L).ToString('x8')\n}\n\n# A secret as a whole, and each line of one that has several, the longest first.\nfunction Set-Mask([string[]] $Secrets) {\n    $parts = @(\n        foreach ($secret in $Secrets) {\n            $secret\n            foreach ($line in ($secret -split \"`r?`n\")) { if ($line.Trim().Length -ge 4) { $line } }\n        }\n    )\n    $script:Masks = @($parts | Where-Object { $_.Trim() -ne '' } | Sort-Object -Property Length -Descending)\n}\n\nfunction Get-MaskedText([string] $Text) {\n    foreach ($mask in $Masks) { $Text = $Text.Replace($mask, '***') }\n    return $Text\n}\n\n# $Text is masked already. A full disk takes no log, and that must not hide what filled it.\nfunction Add-Log([string] $Text) {\n    try { [IO.File]::AppendAllText($LogFile, $Text, $Utf8) } catch { return }\n}\n\nfunction Write-Log([string] $Text) {\n    $time = [DateTime]::UtcNow.ToString('yyyy-MM-ddTHH:mm:ssZ', [Globalization.CultureInfo]::InvariantCulture)\n    Add-Log ($time + ' ' + (Get-MaskedText $Text) + \"`r`n\")\n}\n\nfunction Get-ReportLine {\n    $body = ConvertTo-Json -InputObject $Said -Compress -Depth 4\n    $body = [regex]::Replace($body, '[^\\x20-\\x7e]', { param($match) '\\u' + ([int] $match.Value[0]).ToString('x4') })\n    return \"`n\" + $body.Substring(0, $body.Length - 1) + ',\"crc\":\"' + (Get-Crc32 $body) + \"`\"}`n\"\n}\n\n# Bytes are lost whenever nobody listens, and the port may be missing: neither stops the work.\nfunction Send-Line {\n    $script:LineTime = [DateTime]::UtcNow\n    $port = $null\n    try {\n        $port = New-Object -TypeName System.IO.Ports.SerialPort -ArgumentList @('COM1', 115200, 'None', 8, 'One')\n        $port.WriteTimeout = 5000\n        $port.Open()\n        $port.Write($Line)\n        $port.Close()\n    } catch {\n        if ($PortFailure -ne $_.Exception.Message) {\n            $script:PortFailure = $_.Exception.Message\n            Write-Log ('COM1: ' + $PortFailure)\n        }\n    } finally {\n        if ($null -ne $port) { $port.Dispose() }\n    }\n}\n\n# Says something new; what is not given stays as it was.\nfunction Send-Report([hashtable] $Change) {\n    foreach ($name in $Change.Keys) { $Said[$name] = $Change[$name] }\n    $text = [regex]::Replace((Get-MaskedText $Said.message), '[\\x00-\\x1f\\x7f]+', ' ').Trim()\n    $Said.message = $text.Substring(0, [Math]::Min(200, $text.Length))\n    $Said.title = Get-MaskedText $Said.title\n    $Said.seq = $Said.seq + 1\n    $script:Line = Get-ReportLine\n    Send-Line\n}\n\n# The last report of a boot is said more than once: no heartbeat comes after it.\nfunction Send-LastReport([hashtable] $Change) {\n    Send-Report $Change\n    foreach ($again in 1..2) {\n        Start-Sleep -Milliseconds 300\n        Send-Line\n    }\n}\n\nfunction Send-Heartbeat {\n    if (([DateTime]::UtcNow - $LineTime).TotalSeconds -ge $HeartbeatSeconds) { Send-Line }\n}\n",
    "30-state.ps1": "# What the agent knows across reboots. A power failure can tear the newest file, never the one before it.\n\nfunction New-State([string] $PlanId) {\n    return [pscustomobject]@{\n        plan = $PlanId\n        boot = 0\n        # running: at the steps; ending: they are done; over: nothing is left to do\n        phase = 'running'\n        next = 0\n        # The step that was begun and has not ended.\n        begun = $null\n        # How often the machine was rebooted because something was pending before generalize.\n        settled = 0\n        results = @()\n    }\n}\n\nfunction Save-State([pscustomobject] $State) {\n    $bytes = $Utf8.GetBytes((ConvertTo-Json -InputObject $State -Depth 4))\n    $new = $StateFile + '.new'\n    $stream = [IO.File]::Open($new, 'Create', 'Write', 'None')\n    try {\n        $stream.Write($bytes, 0, $bytes.Length)\n        $stream.Flush($true)\n    } finally {\n        $stream.Dispose()\n    }\n    # A virus scanner looks at a new file for a moment.\n    foreach ($try in 1..20) {\n        try {\n            if ([IO.File]::Exists($StateFile)) {\n                [IO.File]::Replace($new, $StateFile, $PreviousStateFile)\n            } else {\n                [IO.File]::Move($new, $StateFile)\n            }\n            return\n        } catch {\n            if ($try -eq 20) { throw }\n            Start-Sleep -Milliseconds 250\n        }\n    }\n}\n\n# null: there is none, or it is torn.\nfunction Read-StateFile([string] $File) {\n    if (-not [IO.File]::Exists($File)) { return $null }\n    try {\n        $state = ConvertFrom-Json -InputObject ([IO.File]::ReadAllText($File, $Utf8))\n        if ($state.plan -and $null -ne $state.boot -and $null -ne $state.next) { return $state }\n        Write-Log ($File + ': is torn')\n    } catch {\n        Write-Log ($File + ': is torn: ' + $_.Exception.Message)\n    }\n    return $null\n}\n\nfunction Read-State {\n    foreach ($file in @($StateFile, $PreviousStateFile)) {\n        $state = Read-StateFile $file\n        if ($null -ne $state) { return $state }\n    }\n    if ([IO.File]::Exists($StateFile)) {\n        throw ($StateFile + ': is damaged, and so is the one before it: what was done and what was not is lost')\n    }\n    return $null\n}\n",
    "40-machine.ps1": "# The machine: who the agent runs as, where the medium is, how it ends.\n\n# \"D:\\\", or null where there is no medium.\nfunction Find-Medium {\n    foreach ($drive in [IO.DriveInfo]::GetDrives()) {\n        if ($drive.IsReady -and $drive.VolumeLabel -eq $Label) { return $drive.Name }\n    }\n    return $null\n}\n\n# A drive may come later than the logon.\nfunction Wait-Medium {\n    foreach ($try in 1..20) {\n        $medium = Find-Medium\n        if ($null -ne $medium) { return $medium }\n        Start-Sleep -Milliseconds 500\n    }\n    return $null\n}\n\n# Images that sysprep made as SYSTEM, or from a session without a desktop, break at their first logon.\nfunction Test-Account {\n    $account = [Security.Principal.WindowsIdentity]::GetCurrent()\n    if ($account.User.Value -notmatch '^S-1-5-21-.*-500$') {\n        throw ('the agent runs as ' + $account.Name + ' (' + $account.User.Value + '), expected the built-in Administrator')\n    }\n    if (-not [Environment]::UserInteractive) {\n        throw ('the agent runs as ' + $account.Name + ' without a desktop, expected the session that audit mode logged on')\n    }\n}\n\n# 1115: the machine goes down already, as after an installer that ends with 1641. 1190: somebody wants it to, later.\nfunction Stop-Machine([string] $How) {\n    $exit = Invoke-Shutdown ($How + ' /t 0 /f')\n    if ($exit -eq 1190) {\n        [void] (Invoke-Shutdown '/a')\n        $exit = Invoke-Shutdown ($How + ' /t 0 /f')\n    }\n    if ($exit -ne 0 -and $exit -ne 1115) { throw ('shutdown.exe ' + $How + ' ended with exit code ' + $exit) }\n}\n\nfunction Invoke-Shutdown([string] $Arguments) {\n    return (Invoke-Process 'shutdown.exe' $Arguments $null @{} $null).exit\n}\n\n# Both files of the state say the same before the power goes.\nfunction Restart-Machine([pscustomobject] $State, [string] $Why) {\n    Write-Log ('reboot: ' + $Why)\n    Save-State $State\n    Save-State $State\n    Send-LastReport @{ state = 'rebooting'; message = $Why }\n    Stop-Machine '/r'\n}\n\nfunction Install-Agent([string] $From) {\n    [void] [IO.Directory]::CreateDirectory($Folder)\n    [IO.File]::Copy($From, $InstalledAgent, $true)\n    [IO.File]::SetAttributes($InstalledAgent, 'Normal')\n}\n\n# A task with the interactive token runs on the desktop of the Administrator, at full rights and at normal priority. Where it\n# is there already, the logon has started it.\nfunction Register-Agent {\n    if ($null -ne (Get-ScheduledTask -TaskName $TaskName -ErrorAction SilentlyContinue)) { return }\n    $user = [Security.Principal.WindowsIdentity]::GetCurrent().Name\n    $arguments = '-NoProfile -NonInteractive -ExecutionPolicy Bypass -WindowStyle Hidden -File \"' + $InstalledAgent + '\"'\n    $task = @{\n        TaskName = $TaskName\n        Action = New-ScheduledTaskAction -Execute 'powershell.exe' -Argument $arguments\n        Trigger = New-ScheduledTaskTrigger -AtLogOn -User $user\n        Principal = New-ScheduledTaskPrincipal -UserId $user -LogonType Interactive -RunLevel Highest\n        Settings = New-ScheduledTaskSettingsSet -AllowStartIfOnBatteries -DontStopIfGoingOnBatteries -MultipleInstances IgnoreNew -Priority 4 -ExecutionTimeLimit ([TimeSpan]::Zero)\n    }\n    [void] (Register-ScheduledTask @task -Force)\n    Start-ScheduledTask -TaskName $TaskName\n}\n",
    "50-process.ps1": "# A child process: its output read as it comes, its time limit, its end with all its children.\n\n# As CommandLineToArgvW takes it apart again.\nfunction ConvertTo-Word([string] $Text) {\n    if ($Text -ne '' -and $Text -notmatch '[\\s\"&|<>^()]') { return $Text }\n    $escaped = [regex]::Replace($Text, '(\\\\*)\"', '$1$1\\\"')\n    $escaped = [regex]::Replace($escaped, '(\\\\+)$', '$1$1')\n    return '\"' + $escaped + '\"'\n}\n\nfunction Join-Word([string[]] $Words) {\n    return @(foreach ($word in $Words) { ConvertTo-Word $word }) -join ' '\n}\n\n# A bar that redraws itself ends its lines with a carriage return.\n$LineEnds = [char[]] @(13, 10)\n\n# One of the two streams. What is not a whole line yet waits, so that a secret is found that came in two pieces.\nfunction New-Tap($Reader) {\n    $stream = $Reader.BaseStream\n    $buffer = New-Object -TypeName 'byte[]' -ArgumentList @(65536)\n    return [pscustomobject]@{\n        stream = $stream\n        buffer = $buffer\n        decoder = $Reader.CurrentEncoding.GetDecoder()\n        reading = $stream.ReadAsync($buffer, 0, $buffer.Length)\n        waiting = ''\n        open = $true\n    }\n}\n\n# The text that came, as whole lines; null where nothing did.\nfunction Read-Tap([pscustomobject] $Tap) {\n    if (-not $Tap.open -or -not $Tap.reading.IsCompleted) { return $null }\n    $count = 0\n    if (-not $Tap.reading.IsFaulted) { $count = $Tap.reading.Result }\n    if ($count -eq 0) {\n        $Tap.open = $false\n        $text = $Tap.waiting\n        $Tap.waiting = ''\n        return $text\n    }\n    $characters = New-Object -TypeName 'char[]' -ArgumentList @($Tap.decoder.GetCharCount($Tap.buffer, 0, $count))\n    [void] $Tap.decoder.GetChars($Tap.buffer, 0, $count, $characters, 0)\n    $Tap.reading = $Tap.stream.ReadAsync($Tap.buffer, 0, $Tap.buffer.Length)\n    $text = $Tap.waiting + [string]::new($characters)\n    $end = $text.LastIndexOfAny($LineEnds) + 1\n    $held = 0\n    if ($Masks.Count -gt 0) { $held = $Masks[0].Length }\n    if ($end -eq 0 -and $text.Length -gt 65536 + $held) { $end = $text.Length - $held }\n    $Tap.waiting = $text.Substring($end)\n    return $text.Substring(0, $end)\n}\n\n# Writes the beginning to the log, keeps the end, and says the last line.\nfunction Add-Output([pscustomobject] $Output, [string] $Text) {\n    $Text = Get-MaskedText $Text\n    if ($Output.logged -lt $OutputHead) {\n        Add-Log $Text\n        $Output.logged += $Text.Length\n    } else {\n        $tail = $Output.tail + $Text\n        if ($tail.Length -gt $OutputTail) {\n            $Output.dropped += $tail.Length - $OutputTail\n            $tail = $tail.Substring($tail.Length - $OutputTail)\n        }\n        $Output.tail = $tail\n    }\n    $trimmed = $Text.TrimEnd()\n    if ($trimmed -eq '') { return }\n    $Output.last = $trimmed.Substring($trimmed.LastIndexOfAny($LineEnds) + 1)\n    $Output.fresh = $true\n}\n\nfunction Close-Output([pscustomobject] $Output) {\n    if ($Output.dropped -gt 0) { Add-Log (\"`r`n[\" + $Output.dropped + \" characters of output left out here]`r`n\") }\n    Add-Log $Output.tail\n    if ($Output.logged -gt 0) { Add-Log \"`r`n\" }\n}\n\n# Says a new last line, at most one a second.\nfunction Send-Output([pscustomobject] $Output) {\n    if ($Output.fresh -and ([DateTime]::UtcNow - $LineTime).TotalSeconds -ge 1) {\n        $Output.fresh = $false\n        Send-Report @{ message = $Output.last }\n    }\n    Send-Heartbeat\n}\n\nfunction Stop-Tree($Process) {\n    & taskkill.exe /PID $Process.Id /T /F | Out-Null\n    [void] $Process.WaitForExit(30000)\n}\n\n# Runs it to its end. Its \"exit\" is null where it was killed at its limit.\nfunction Invoke-Process([string] $File, [string] $Arguments, [string] $Directory, [hashtable] $Environment, $TimeoutSeconds) {\n    $start = New-Object -TypeName System.Diagnostics.ProcessStartInfo -ArgumentList @($File, $Arguments)\n    $start.UseShellExecute = $false\n    $start.RedirectStandardOutput = $true\n    $start.RedirectStandardError = $true\n    if ($Directory) { $start.WorkingDirectory = $Directory }\n    foreach ($name in $Environment.Keys) { $start.EnvironmentVariables[$name] = $Environment[$name] }\n    $began = [DateTime]::UtcNow\n    $process = [Diagnostics.Process]::Start($start)\n    $taps = @((New-Tap $process.StandardOutput), (New-Tap $process.StandardError))\n    $output = [pscustomobject]@{ logged = 0; tail = ''; dropped = 0; last = ''; fresh = $false }\n    $killed = $false\n    $ended = $null\n    while ($true) {\n        $isQuiet = $true\n        foreach ($tap in $taps) {\n            $text = Read-Tap $tap\n            if ($null -eq $text) { continue }\n            $isQuiet = $false\n            if ($text -ne '') { Add-Output $output $text }\n        }\n        Send-Output $output\n        if ($process.HasExited) {\n            # A child of its may live on, hold the pipes open and write to them.\n            if ($null -eq $ended) { $ended = [DateTime]::UtcNow }\n            $left = ([DateTime]::UtcNow - $ended).TotalSeconds\n            $isRead = -not ($taps[0].open -or $taps[1].open)\n            if ($isRead -or ($isQuiet -and $left -ge 2) -or $left -ge 30) { break }\n        } elseif ($null -ne $TimeoutSeconds -and ([DateTime]::UtcNow - $began).TotalSeconds -ge $TimeoutSeconds) {\n            $killed = $true\n            Stop-Tree $process\n        }\n        if ($isQuiet) { Start-Sleep -Milliseconds 100 }\n    }\n    Close-Output $output\n    $exit = $null\n    if (-not $killed) { $exit = $process.ExitCode }\n    $seconds = [Math]::Round(([DateTime]::UtcNow - $began).TotalSeconds, 1)\n    return [pscustomobject]@{ exit = $exit; seconds = $seconds; last = $output.last }\n}\n",
    "60-steps.ps1": "# The steps of the plan, by their kind. Each gives the result of a process.\n\nfunction Invoke-RunStep([pscustomobject] $Step, [string] $Medium, $Secrets) {\n    $path = $Medium + $Step.script\n    $words = @($Step.args)\n    $variables = @{}\n    foreach ($property in $Step.env.PSObject.Properties) { $variables[$property.Name] = $property.Value }\n    foreach ($name in $Step.secrets) {\n        if ($null -eq $Secrets.$name) { throw ('the medium holds no secret ' + $name) }\n        $variables[$name] = $Secrets.$name\n    }\n    $file = $path\n    $arguments = Join-Word $words\n    switch ([IO.Path]::GetExtension($Step.script)) {\n        '.ps1' {\n            $file = 'powershell.exe'\n            $arguments = Join-Word (@('-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', '-File', $path) + $words)\n        }\n        { $_ -eq '.cmd' -or $_ -eq '.bat' } {\n            $file = 'cmd.exe'\n            $arguments = '/d /s /c \"' + (Join-Word (@($path) + $words)) + '\"'\n        }\n        '.msi' {\n            $file = 'msiexec.exe'\n            $arguments = Join-Word (@('/i', $path, '/qn', '/norestart') + $words)\n        }\n    }\n    return Invoke-Process $file $arguments ([IO.Path]::GetDirectoryName($path)) $variables $Step.timeoutSeconds\n}\n\n# robocopy, because it takes paths of any length; its exit codes below 8 are success.\nfunction Invoke-FilesStep([pscustomobject] $Step, [string] $Medium) {\n    $from = $Medium + $Step.from\n    $options = @('/COPY:DT', '/DCOPY:T', '/A-:R', '/R:3', '/W:5', '/NP', '/NJH', '/NDL')\n    if ([IO.Directory]::Exists($from)) {\n        $words = @($from, $Step.to.TrimEnd('\\'), '/E') + $options\n    } else {\n        $to = $Step.to\n        if (-not $to.EndsWith('\\') -and [IO.Directory]::Exists($to)) {\n            throw ($to + ': is a folder; write ' + $to + '\\ to copy a file into it')\n        }\n        $words = @([IO.Path]::GetDirectoryName($from), [IO.Path]::GetDirectoryName($to), [IO.Path]::GetFileName($from)) + $options\n    }\n    # A root such as C:\\ keeps its backslash, and a last backslash would escape the quote.\n    $words = @(foreach ($word in $words) { if ($word -match '^[A-Za-z]:\\\\?$') { $word.Substring(0, 2) + '\\.' } else { $word } })\n    $result = Invoke-Process 'robocopy.exe' (Join-Word $words) $null @{} $null\n    if ($result.exit -lt 8) { $result.exit = 0 }\n    return $result\n}\n\nfunction Invoke-Step([pscustomobject] $Step, [string] $Medium, $Secrets) {\n    switch ($Step.kind) {\n        'run' { return Invoke-RunStep $Step $Medium $Secrets }\n        'files' { return Invoke-FilesStep $Step $Medium }\n    }\n    throw ('steps of the kind \"' + $Step.kind + '\" are not known to this agent')\n}\n\n# Runs what is left of the plan. True: all is done; false: the machine is going down, to come back or not.\nfunction Invoke-Plan([pscustomobject] $Plan, [pscustomobject] $State, [string] $Medium, $Secrets) {\n    $steps = @($Plan.steps)\n    while ($State.next -lt $steps.Count) {\n        $index = $State.next\n        $step = $steps[$index]\n        $State.begun = $index\n        Save-State $State\n        Write-Log ('step ' + ($index + 1) + ' of ' + $steps.Count + ', ' + $step.title)\n        Send-Report @{ state = 'running'; step = $index; title = $step.title; message = '' }\n        $result = Invoke-Step $step $Medium $Secrets\n        $State.results = @($State.results) + @([pscustomobject]@{ step = $index; exit = $result.exit; seconds = $result.seconds })\n        $State.begun = $null\n        $State.next = $index + 1\n        $Said.results = @($State.results)\n        Write-Log ('step ' + ($index + 1) + ': exit code ' + $result.exit + ' after ' + $result.seconds + ' s')\n        $reboots = -not $step.verify -and ($result.exit -eq 3010 -or $result.exit -eq 1641)\n        if ($null -eq $result.exit) {\n            Stop-Run $State ('killed at its time limit of ' + $step.timeoutSeconds + ' s; its last line: ' + $result.last)\n            return $false\n        }\n        if ($result.exit -ne 0 -and -not $reboots) {\n            Stop-Run $State $result.last\n            return $false\n        }\n        Save-State $State\n        Send-Report @{ message = $result.last }\n        if ($reboots) {\n            Restart-Machine $State ('asked for by exit code ' + $result.exit)\n            return $false\n        }\n    }\n    Send-Report @{ step = $null; title = ''; message = '' }\n    return $true\n}\n\n# The run is over, and not well.\nfunction Stop-Run([pscustomobject] $State, [string] $Message) {\n    Write-Log ('failed: ' + $Message)\n    Send-LastReport @{ state = 'failed'; message = $Message }\n    try {\n        if ($null -ne $State) {\n            $State.phase = 'over'\n            Save-State $State\n        }\n        Stop-Machine '/s'\n    } catch {\n        Write-Log $_.Exception.Message\n    }\n}\n",
    "70-generalize.ps1": "# From the last step to sysprep. The order is that of the field: what is pending first, the medium gone before anything of\n# the agent is removed, sysprep last and from this very session.\n\n$Windows = 'C:\\Windows'\n$Sysprep = $Windows + '\\System32\\Sysprep'\n\n# Waits a while without falling silent.\nfunction Wait-Agent([int] $Seconds) {\n    $end = [DateTime]::UtcNow.AddSeconds($Seconds)\n    while ([DateTime]::UtcNow -lt $end) {\n        Start-Sleep -Milliseconds 500\n        Send-Heartbeat\n    }\n}\n\n# Servicing works on after an installer has ended; it is idle when neither process has been there for a while.\nfunction Wait-Servicing {\n    $limit = [DateTime]::UtcNow.AddMinutes(20)\n    $quiet = 0\n    while ($quiet -lt 15 -and [DateTime]::UtcNow -lt $limit) {\n        $busy = @(Get-Process -Name 'TiWorker', 'TrustedInstaller' -ErrorAction SilentlyContinue)\n        if ($busy.Count -eq 0) { $quiet += 3 } else { $quiet = 0 }\n        Wait-Agent 3\n    }\n    if ($quiet -lt 15) { Write-Log 'servicing was still at work after 20 minutes' }\n}\n\n# What waits for a reboot, by its name in the registry.\nfunction Get-PendingReboot {\n    $current = 'HKLM:\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion'\n    $keys = @(\n        ($current + '\\Component Based Servicing\\RebootPending'),\n        ($current + '\\Component Based Servicing\\PackagesPending'),\n        ($current + '\\WindowsUpdate\\Auto Update\\RebootRequired')\n    )\n    foreach ($key in $keys) { if (Test-Path -LiteralPath $key) { $key } }\n    $session = 'HKLM:\\SYSTEM\\CurrentControlSet\\Control\\Session Manager'\n    $renames = Get-RegistryValue $session 'PendingFileRenameOperations'\n    if (@($renames | Where-Object { $_ }).Count -gt 0) { $session + '\\PendingFileRenameOperations' }\n}\n\nfunction Get-RegistryValue([string] $Key, [string] $Name) {\n    if (-not (Test-Path -LiteralPath $Key)) { return $null }\n    return (Get-ItemProperty -LiteralPath $Key).$Name\n}\n\nfunction Remove-RegistryValue([string] $Key, [string] $Name) {\n    if ($null -ne (Get-RegistryValue $Key $Name)) { Remove-ItemProperty -LiteralPath $Key -Name $Name }\n}\n\n# True: nothing is pending. Some programs want a file renamed at every boot; to sysprep that is no more than a warning.\nfunction Wait-Settled([pscustomobject] $State) {\n    Send-Report @{ title = 'generalize'; message = 'waiting until servicing is idle' }\n    Wait-Servicing\n    $pending = @(Get-PendingReboot)\n    if ($pending.Count -eq 0) { return $true }\n    $names = $pending -join ', '\n    if ($State.settled -lt 3) {\n        $State.settled = $State.settled + 1\n        Restart-Machine $State ('pending: ' + $names)\n        return $false\n    }\n    if ($pending.Count -eq 1 -and $pending[0] -like '*PendingFileRenameOperations') {\n        Write-Log ('after 3 reboots still pending: ' + $names)\n        return $true\n    }\n    throw ('after 3 reboots still pending: ' + $names)\n}\n\n# sysprep begins its logs anew.\nfunction Save-Panther {\n    foreach ($pair in @(@(($Windows + '\\Panther'), 'Panther'), @(($Sysprep + '\\Panther'), 'Sysprep'))) {\n        if (-not (Test-Path -LiteralPath $pair[0])) { continue }\n        $to = $Folder + '\\logs\\' + $pair[1]\n        [void] [IO.Directory]::CreateDirectory($to)\n        foreach ($file in Get-ChildItem -LiteralPath $pair[0] -Filter '*.log' -File) {\n            try { Copy-Item -LiteralPath $file.FullName -Destination $to } catch { Write-Log ($file.FullName + ': ' + $_.Exception.Message) }\n        }\n    }\n}\n\n# One that stays would bring the deployed machine into audit mode.\nfunction Remove-AnswerFile {\n    $files = @(\n        ($Windows + '\\Panther\\unattend.xml'),\n        ($Windows + '\\Panther\\unattend-original.xml'),\n        ($Windows + '\\Panther\\unattend\\unattend.xml'),\n        ($Windows + '\\Panther\\unattend\\autounattend.xml'),\n        ($Sysprep + '\\unattend.xml'),\n        'C:\\unattend.xml',\n        'C:\\autounattend.xml'\n    )\n    foreach ($file in $files) {\n        if (-not (Test-Path -LiteralPath $file)) { continue }\n        Remove-Item -LiteralPath $file -Force\n        Write-Log ('removed ' + $file)\n    }\n    Remove-RegistryValue 'HKLM:\\SYSTEM\\Setup' 'UnattendFile'\n}\n\n# Audit mode opens sysprep's window at each logon, and a second sysprep refuses to start beside it.\nfunction Stop-SysprepWindow {\n    Get-Process -Name 'sysprep' -ErrorAction SilentlyContinue | Stop-Process -Force\n    $end = [DateTime]::UtcNow.AddSeconds(10)\n    while ([DateTime]::UtcNow -lt $end -and @(Get-Process -Name 'sysprep' -ErrorAction SilentlyContinue).Count -gt 0) { Wait-Agent 1 }\n}\n\n# A package of one user alone makes generalize fail.\nfunction Remove-UserAppx {\n    if ($null -eq (Get-Command -Name 'Get-AppxPackage' -ErrorAction SilentlyContinue)) { return }\n    $provisioned = @(foreach ($package in Get-AppxProvisionedPackage -Online) { $package.DisplayName + '_' + $package.PublisherId })\n    foreach ($package in Get-AppxPackage) {\n        if ($package.IsFramework -or $package.IsResourcePackage -or $package.NonRemovable) { continue }\n        if ($provisioned -contains ($package.Name + '_' + $package.PublisherId)) { continue }\n        Write-Log ('removing ' + $package.PackageFullName + ', which only this user has')\n        try { Remove-AppxPackage -Package $package.PackageFullName } catch { Write-Log ($package.PackageFullName + ': ' + $_.Exception.Message) }\n        Send-Heartbeat\n    }\n}\n\n# Without the Store's own updates and without advertised apps, no package of one user comes into being meanwhile; and an\n# encrypted volume cannot be captured.\n$Policies = @(\n    @{ key = 'HKLM:\\SYSTEM\\CurrentControlSet\\Control\\BitLocker'; name = 'PreventDeviceEncryption'; value = 1 },\n    @{ key = 'HKLM:\\SOFTWARE\\Policies\\Microsoft\\WindowsStore'; name = 'AutoDownload'; value = 2 },\n    @{ key = 'HKLM:\\SOFTWARE\\Policies\\Microsoft\\Windows\\CloudContent'; name = 'DisableWindowsConsumerFeatures'; value = 1 }\n)\n\n# Sets what nobody else has set, and remembers it: the image shall not carry it.\nfunction Set-Policy {\n    if ([IO.File]::Exists($PolicyFile)) { return }\n    $names = @(\n        foreach ($policy in $Policies) {\n            if ($null -ne (Get-RegistryValue $policy.key $policy.name)) { continue }\n            if (-not (Test-Path -LiteralPath $policy.key)) { [void] (New-Item -Path $policy.key -Force) }\n            [void] (New-ItemProperty -LiteralPath $policy.key -Name $policy.name -Value $policy.value -PropertyType DWord -Force)\n            $policy.name\n        }\n    )\n    [IO.File]::WriteAllText($PolicyFile, ($names -join \"`n\"), $Utf8)\n}\n\nfunction Restore-Policy {\n    if (-not [IO.File]::Exists($PolicyFile)) { return }\n    $names = [IO.File]::ReadAllText($PolicyFile, $Utf8) -split \"`n\"\n    foreach ($policy in $Policies) {\n        if ($names -contains $policy.name) { Remove-RegistryValue $policy.key $policy.name }\n    }\n}\n\nfunction Clear-Logon {\n    $winlogon = 'HKLM:\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Winlogon'\n    Set-ItemProperty -LiteralPath $winlogon -Name 'AutoAdminLogon' -Value '0'\n    foreach ($name in @('AutoLogonCount', 'DefaultPassword')) { Remove-RegistryValue $winlogon $name }\n}\n\n# A volume of a machine that went down half asleep is not clean.\nfunction Disable-FastStartup {\n    $power = 'HKLM:\\SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Power'\n    if ($null -ne (Get-RegistryValue $power 'HiberbootEnabled')) { Set-ItemProperty -LiteralPath $power -Name 'HiberbootEnabled' -Value 0 }\n}\n\n# What is in use stays.\nfunction Clear-Temporary {\n    foreach ($place in @(($Windows + '\\Temp'), $env:TEMP)) {\n        if (-not $place -or -not (Test-Path -LiteralPath $place)) { continue }\n        foreach ($item in Get-ChildItem -LiteralPath $place -Force) {\n            Remove-Item -LiteralPath $item.FullName -Recurse -Force -ErrorAction SilentlyContinue\n        }\n    }\n}\n\n# Until here the medium was needed: for a reboot, and for the plan.\nfunction Wait-MediumGone {\n    Send-Report @{ state = 'ready'; message = 'waiting until the medium is taken out' }\n    while ($null -ne (Find-Medium)) { Wait-Agent 2 }\n}\n\n# The log and the saved logs stay for the host; the capture leaves the folder out.\nfunction Remove-Agent {\n    Unregister-ScheduledTask -TaskName $TaskName -Confirm:$false\n    foreach ($file in @($InstalledAgent, $StateFile, $PreviousStateFile, $PolicyFile)) {\n        if ([IO.File]::Exists($file)) { [IO.File]::Delete($file) }\n    }\n}\n\n# The end of a file, on one line.\nfunction Get-LastLine([string] $File, [int] $Count) {\n    if (-not [IO.File]::Exists($File)) { return '' }\n    $lines = @(([IO.File]::ReadAllText($File)) -split \"`r?`n\" | Where-Object { $_.Trim() -ne '' })\n    return @($lines | Select-Object -Last $Count) -join ' | '\n}\n\nfunction Invoke-Sysprep {\n    Send-Report @{ state = 'done'; title = 'sysprep'; message = 'generalizing' }\n    $result = Invoke-Process ($Sysprep + '\\sysprep.exe') '/generalize /oobe /shutdown /quiet' $null @{} $null\n    Write-Log ('sysprep: exit code ' + $result.exit + ' after ' + $result.seconds + ' s')\n    if ($result.exit -eq 0) { return }\n    $errors = $Sysprep + '\\Panther\\setuperr.log'\n    Write-Log ($errors + ': ' + (Get-LastLine $errors 20))\n    throw ('sysprep ended with exit code ' + $result.exit + '; setuperr.log ends with: ' + (Get-LastLine $errors 1))\n}\n\nfunction Invoke-Generalize([pscustomobject] $State) {\n    if (-not (Wait-Settled $State)) { return }\n    Send-Report @{ message = 'cleaning up before sysprep' }\n    Save-Panther\n    Remove-AnswerFile\n    Stop-SysprepWindow\n    Remove-UserAppx\n    Clear-Logon\n    Disable-FastStartup\n    Clear-Temporary\n    Wait-MediumGone\n    Restore-Policy\n    Remove-Agent\n    Invoke-Sysprep\n}\n",
    "90-main.ps1": "# One boot.\n\n# From here on the agent can report.\nfunction Read-Plan([string] $Medium) {\n    $plan = ConvertFrom-Json -InputObject ([IO.File]::ReadAllText($Medium + 'agent\\plan.json', $Utf8))\n    $Said.plan = $plan.id\n    $Said.station = $plan.station\n    $Said.steps = @($plan.steps).Count\n    $script:HeartbeatSeconds = $plan.heartbeatSeconds\n    return $plan\n}\n\nfunction Start-Boot([string] $Medium) {\n    $plan = Read-Plan $Medium\n    $secrets = $null\n    $secretFile = $Medium + 'agent\\secrets.json'\n    if ([IO.File]::Exists($secretFile)) {\n        $secrets = ConvertFrom-Json -InputObject ([IO.File]::ReadAllText($secretFile, $Utf8))\n        Set-Mask @(foreach ($property in $secrets.PSObject.Properties) { $property.Value })\n    }\n    $state = Read-State\n    if ($null -eq $state -or $state.plan -ne $plan.id) { $state = New-State $plan.id }\n    $script:State = $state\n    if ($state.phase -eq 'over') {\n        Write-Log ('the plan ' + $plan.id + ' is over: nothing to do')\n        return\n    }\n    $state.boot = $state.boot + 1\n    $Said.boot = $state.boot\n    $Said.results = @($state.results)\n    Save-State $state\n    Write-Log ('plan ' + $plan.id + ', ' + $plan.station + ', boot ' + $state.boot)\n    Send-Report @{ message = 'the agent is at work' }\n    Test-Account\n    Set-Policy\n    if ($null -ne $state.begun) {\n        $Said.step = $state.begun\n        $Said.title = @($plan.steps)[$state.begun].title\n        throw 'the machine went down while the step ran; a step asks for a reboot with exit code 3010'\n    }\n    if (-not (Invoke-Plan $plan $state $Medium $secrets)) { return }\n    if ($plan.end -eq 'generalize') {\n        Invoke-Generalize $state\n        return\n    }\n    $state.phase = 'over'\n    Save-State $state\n    Send-LastReport @{ state = 'done'; message = '' }\n    Stop-Machine '/s'\n}\n\nfunction Start-Agent {\n    $medium = Wait-Medium\n    if ($null -eq $medium) {\n        Write-Log 'no medium with a plan: nothing to do'\n        return\n    }\n    try {\n        $newest = $medium + 'agent\\agent.ps1'\n        if ([IO.File]::ReadAllText($newest) -cne [IO.File]::ReadAllText($InstalledAgent)) {\n            Install-Agent $newest\n            & $InstalledAgent\n            return\n        }\n        Start-Boot $medium\n    } catch {\n        Write-Log ($_.Exception.Message + \"`r`n\" + $_.ScriptStackTrace)\n        Stop-Run $State $_.Exception.Message\n    }\n}\n\n$State = $null\nif ($Bootstrap) {\n    try {\n        Install-Agent $PSCommandPath\n        Register-Agent\n    } catch {\n        $message = 'the agent could not be installed: ' + $_.Exception.Message\n        [void] (Read-Plan (Find-Medium))\n        Stop-Run $null $message\n    }\n} else {\n    Start-Agent\n}\n",
};
//# sourceMappingURL=agent.generated.js.map
;// CONCATENATED MODULE: ./build/src/guest/secrets.js
/** Secrets of the user: read from the environment of this process, and kept out of everything that is shown. */

const MASK = '***';
/** A shorter line of a secret that has several, a brace as a rule, would mask half of every text. */
const SHORTEST_LINE = 4;
class Secrets {
    /** By name. */
    values;
    masked;
    constructor(values) {
        this.values = values;
        this.masked = [...values.values()]
            .flatMap((value) => [
            value,
            ...value.split(/\r?\n/).filter((line) => line.trim().length >= SHORTEST_LINE),
        ])
            .filter((value) => value.trim() !== '')
            .toSorted((a, b) => b.length - a.length);
    }
    /** `text` with every secret, and each line of one that has several, replaced by `***`. */
    mask(text) {
        return this.masked.reduce((shown, value) => shown.replaceAll(value, MASK), text);
    }
}
/**
 * @param names of environment variables
 * @throws usage, naming the first one that is missing or empty
 */
function readSecrets(names, env) {
    const values = new Map();
    for (const name of names) {
        const value = env[name];
        if (value === undefined || value === '') {
            throw new src_errors/* FactoryError */.Xx('usage', {
                subject: `the secret ${name}`,
                found: value === undefined ? 'no environment variable has that name' : 'the variable is empty',
                expected: 'its value in the environment of the factory',
                next: `set it; in a workflow: env: { ${name}: \${{ secrets.${name} }} }`,
            });
        }
        values.set(name, value);
    }
    return new Secrets(values);
}
//# sourceMappingURL=secrets.js.map
;// CONCATENATED MODULE: ./build/src/guest/payload.js
/** The payload medium of one run: the plan, the agent, and everything that the steps of the definition need. */








const HEARTBEAT_SECONDS = 10;
const SCRIPT_KINDS = ['.ps1', '.cmd', '.bat', '.exe', '.msi'];
/**
 * @throws definition for a step that cannot run, usage for a secret that the environment lacks, not-found for a file
 */
async function planPayload(request) {
    const { id, station, end, architecture, setup } = request;
    const steps = [];
    const files = [];
    const wanted = [
        ...request.steps,
        ...request.verify.map((script) => ({ kind: 'run', ...plainScript(script), verify: true })),
    ];
    for (const step of wanted) {
        const place = `steps\\${String(steps.length + 1).padStart(3, '0')}`;
        const made = await planStep(step, place, step.verify === true);
        steps.push(made.step);
        files.push(...made.files);
    }
    const names = new Set(steps.flatMap((step) => (step.kind === 'run' ? step.secrets : [])));
    const secrets = readSecrets(names, request.env);
    const plan = { version: 1, id, station, heartbeatSeconds: HEARTBEAT_SECONDS, steps, end };
    const own = [
        payload_text(PAYLOAD.agent, Object.values(AGENT_SCRIPTS).join('\n')),
        payload_text(PAYLOAD.plan, `${JSON.stringify(plan, null, 2)}\n`),
        payload_text(PAYLOAD.answer, answerFile(architecture)),
        ...(setup === null ? [] : [payload_text(PAYLOAD.setupAnswer, setupAnswerFile({ architecture, ...setup }))]),
        ...(names.size === 0 ? [] : [payload_text(PAYLOAD.secrets, JSON.stringify(Object.fromEntries(secrets.values)))]),
    ];
    return { plan, secrets, files: [...own, ...files] };
}
/**
 * Writes the medium, for its owner's eyes alone. Whoever asks for it journals it first, and ends it with `destroyPayload`.
 *
 * @param created the time that everything on it carries
 */
async function writePayload(file, payload, created, reporter) {
    for (const secret of payload.secrets.values.values())
        reporter.secret(secret);
    await (0,media/* writeUdfImage */.U)(file, {
        label: PAYLOAD_LABEL,
        files: payload.files,
        created,
        reporter,
        mode: 0o600,
    });
}
/** Removes the medium; no error where it is gone. A hypervisor lets go of it a moment after it was taken out. */
async function destroyPayload(file) {
    try {
        await (0,promises_.rm)(file, { force: true, maxRetries: 20, retryDelay: 250 });
    }
    catch (error) {
        throw (0,src_errors/* fromSystemError */.Kh)(error, file);
    }
}
async function planStep(step, place, verify) {
    if (step.kind === 'run')
        return await planRun(step, place, verify);
    if (step.kind === 'files')
        return await planFiles(step.from, step.to, place);
    throw new src_errors/* FactoryError */.Xx('unsupported', {
        subject: `customize: ${step.kind}`,
        found: 'a step that this version does not know how to do in a machine',
        expected: 'run or files',
        next: 'do it in a script, with run',
    });
}
function plainScript(script) {
    return { script, args: [], env: {}, secrets: [], timeout: null };
}
async function planRun({ script, args, env, secrets, timeout }, place, verify) {
    const title = external_node_path_.basename(script);
    if (!SCRIPT_KINDS.includes(external_node_path_.extname(script).toLowerCase())) {
        throw new src_errors/* FactoryError */.Xx('definition', {
            subject: script,
            found: `a file of the kind "${external_node_path_.extname(script)}"`,
            expected: SCRIPT_KINDS.join(', '),
        });
    }
    const { isFile } = await kindOf(script);
    if (!isFile) {
        throw new src_errors/* FactoryError */.Xx('definition', { subject: script, found: 'is no file', expected: 'a script' });
    }
    const onMedium = `${place}\\${title}`;
    const timeoutSeconds = timeout === null ? null : Math.ceil(timeout / 1000);
    return {
        step: { kind: 'run', title, script: onMedium, args, env, secrets, timeoutSeconds, verify },
        files: [{ path: onMedium, source: { kind: 'file', file: script } }],
    };
}
/** A folder's content goes into `to`; a file goes into it where it ends with `\`, and else becomes it. */
async function planFiles(from, given, place) {
    const to = given.replaceAll('/', '\\');
    if (!/^[A-Za-z]:\\/.test(to)) {
        throw new src_errors/* FactoryError */.Xx('definition', {
            subject: `customize: files: to: ${given}`,
            found: 'a path that does not begin with a drive',
            expected: String.raw `an absolute path of the machine, as C:\Tools is`,
        });
    }
    const { isFile } = await kindOf(from);
    const name = isFile ? external_node_path_.win32.basename(to.endsWith('\\') ? from : to) : 'content';
    const onMedium = `${place}\\${name}`;
    const title = `${external_node_path_.basename(from)} to ${to}`;
    return {
        step: { kind: 'files', title, from: onMedium, to },
        files: isFile
            ? [{ path: onMedium, source: { kind: 'file', file: from } }]
            : await folderFiles(from, onMedium),
    };
}
async function folderFiles(folder, onMedium) {
    const files = [{ path: onMedium, source: { kind: 'folder' } }];
    const entries = await (0,promises_.readdir)(folder, { withFileTypes: true }).catch((error) => {
        throw (0,src_errors/* fromSystemError */.Kh)(error, folder);
    });
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
        const file = external_node_path_.join(folder, entry.name);
        const there = `${onMedium}\\${entry.name}`;
        if (entry.isDirectory()) {
            files.push(...(await folderFiles(file, there)));
        }
        else if ((await kindOf(file)).isFile) {
            files.push({ path: there, source: { kind: 'file', file } });
        }
        else {
            throw new src_errors/* FactoryError */.Xx('unsupported', {
                subject: file,
                found: 'a link to a folder',
                expected: 'files and folders: a medium holds no links',
                next: 'put the folder itself there',
            });
        }
    }
    return files;
}
/** What a path leads to; links are followed. */
async function kindOf(file) {
    const found = await (0,promises_.stat)(file).catch((error) => {
        throw (0,src_errors/* fromSystemError */.Kh)(error, file);
    });
    if (found.isFile() || found.isDirectory())
        return { isFile: found.isFile() };
    throw new src_errors/* FactoryError */.Xx('unsupported', {
        subject: file,
        found: 'neither a file nor a folder',
        expected: 'one of the two',
    });
}
function payload_text(onMedium, content) {
    return { path: onMedium, source: { kind: 'bytes', bytes: Buffer.from(content, 'utf8') } };
}
//# sourceMappingURL=payload.js.map
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
;// CONCATENATED MODULE: ./build/src/guest/protocol.js
/**
 * The lines on the first serial port: `LF {…,"crc":"xxxxxxxx"} LF`.
 *
 * Between, before and inside them may stand anything: the firmware writes there too, and a virtual port loses, doubles
 * and swaps bytes at every reset. What is not a whole line with the right CRC-32 is dropped.
 */

/** No report is longer: a line that grows beyond is dropped up to its end. */
const MAX_LINE = 64 * 1024;
const LF = 0x0a;
const CRC_TAIL = /^\{.*(,"crc":"([0-9a-f]{8})")\}\r?$/;
/** Takes the port's bytes as they come and gives the reports that are whole. */
class ReportReader {
    line = '';
    overlong = false;
    text = null;
    /** The last line that was no report, without what a terminal would not show: the firmware's, as a rule. */
    get lastText() {
        return this.text;
    }
    push(bytes) {
        const reports = [];
        let start = 0;
        for (let end = bytes.indexOf(LF); end >= 0; end = bytes.indexOf(LF, start)) {
            this.keep(bytes.subarray(start, end));
            const report = this.endLine();
            if (report !== null)
                reports.push(report);
            start = end + 1;
        }
        this.keep(bytes.subarray(start));
        return reports;
    }
    keep(bytes) {
        if (this.line.length + bytes.length > MAX_LINE) {
            this.line = '';
            this.overlong = true;
        }
        if (!this.overlong)
            this.line += Buffer.from(bytes).toString('latin1');
    }
    endLine() {
        const report = this.overlong ? null : decodeReport(this.line);
        const text = report === null ? printable(this.line) : '';
        if (text !== '')
            this.text = text;
        this.line = '';
        this.overlong = false;
        return report;
    }
}
/** @param line without its LF @returns null where it is not a whole report */
function decodeReport(line) {
    const [, member, crc] = CRC_TAIL.exec(line) ?? [];
    if (member === undefined || crc === undefined)
        return null;
    const end = line.lastIndexOf(member);
    const body = `${line.slice(0, end)}}`;
    if (crcOf(body) !== crc)
        return null;
    try {
        const value = JSON.parse(body);
        return isReport(value) ? value : null;
    }
    catch {
        return null;
    }
}
/** The report as the agent writes it. */
function encodeReport(report) {
    const body = JSON.stringify(report).replace(/[\u007f-\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
    return `\n${body.slice(0, -1)},"crc":"${crcOf(body)}"}\n`;
}
function crcOf(body) {
    return (0,external_node_zlib_.crc32)(Buffer.from(body, 'latin1')).toString(16).padStart(8, '0');
}
/** Escape sequences and control characters of a firmware's console taken out; at most 200 characters. */
function printable(line) {
    return (line
        // oxlint-disable-next-line no-control-regex
        .replaceAll(/\u001b\[[0-9;?]*[A-Za-z]/g, '')
        .replaceAll(/[^\u0020-\u007e]/g, '')
        .trim()
        .slice(-200));
}
const isText = (value) => typeof value === 'string';
const isCount = (value) => Number.isSafeInteger(value) && value >= 0;
const isInteger = (value) => Number.isSafeInteger(value);
const orNull = (check) => (value) => value === null || check(value);
const oneOf = (...values) => (value) => values.includes(value);
const RESULT = {
    step: isCount,
    exit: orNull(isInteger),
    seconds: (value) => typeof value === 'number' && value >= 0,
};
const REPORT = {
    v: oneOf(1),
    plan: isText,
    boot: (value) => isCount(value) && value !== 0,
    seq: isCount,
    station: oneOf('provision', 'update', 'customize', 'generalize'),
    state: oneOf('running', 'rebooting', 'ready', 'done', 'failed'),
    step: orNull(isCount),
    steps: isCount,
    title: isText,
    percent: orNull((value) => typeof value === 'number' && value >= 0 && value <= 100),
    message: isText,
    results: (value) => Array.isArray(value) && value.every((result) => has(result, RESULT)),
};
function isReport(value) {
    return has(value, REPORT);
}
function has(value, members) {
    if (typeof value !== 'object' || value === null)
        return false;
    const given = value;
    return Object.entries(members).every(([name, check]) => check(given[name]));
}
//# sourceMappingURL=protocol.js.map
// EXTERNAL MODULE: ./build/src/output.js
var output = __webpack_require__(7208);
;// CONCATENATED MODULE: ./build/src/guest/progress.js
/** What the host knows of a run: the newest report, whatever order, number or copies they come in. */
/** The order in which the agent says things: boots, and within a boot its numbers. */
function isBefore(a, b) {
    return a.boot < b.boot || (a.boot === b.boot && a.seq < b.seq);
}
function isSame(a, b) {
    return a.boot === b.boot && a.seq === b.seq && a.state === b.state && a.message === b.message;
}
/** Follows the reports of one plan. */
class Progress {
    newest = null;
    /** null: nothing has been heard yet. */
    get last() {
        return this.newest;
    }
    /**
     * @returns whether it says something new. A copy, a heartbeat and one that comes late do not; a failure always does, because
     *   an agent that lost its state counts from 1 again.
     */
    take(report) {
        const last = this.newest;
        if (last !== null) {
            if (isSame(report, last))
                return false;
            if (last.state === 'failed')
                return false;
            if (report.state !== 'failed' && isBefore(report, last))
                return false;
        }
        this.newest = report;
        return true;
    }
}
//# sourceMappingURL=progress.js.map
;// CONCATENATED MODULE: ./build/src/guest/run.js
/** One run of the machine, watched from the host: from power-on to power-off, or to the error that names the cause. */






const TICK_MS = 200;
/** Of a script that says something new all the time, a line is shown this often. */
const SHOWN_EVERY_MS = 10_000;
/**
 * Starts the machine and watches it until it is off. Whatever goes wrong, it is off afterwards.
 *
 * @throws refused where the guest failed, hung or powered off early; the reason of `reporter.signal` where that aborts
 */
async function runGuest(machine, run) {
    const watch = new Watch(machine, run);
    try {
        run.reporter.signal.throwIfAborted();
        await machine.start();
        await watch.untilOff();
        return await watch.outcome();
    }
    catch (error) {
        await machine.turnOff().catch((failure) => {
            run.reporter.warn(`${machine.name}: could not be turned off: ${failure instanceof Error ? failure.message : String(failure)}`);
        });
        throw error;
    }
}
class Watch {
    machine;
    run;
    reader = new ReportReader();
    progress = new Progress();
    started = performance.now();
    heard = this.started;
    shown = null;
    isDetached = false;
    constructor(machine, run) {
        this.machine = machine;
        this.run = run;
    }
    /** Reads the console until the machine is off, the run's limits are passed or the user stops it. */
    async untilOff() {
        const stop = new AbortController();
        const signal = AbortSignal.any([stop.signal, this.run.reporter.signal]);
        const tick = setInterval(() => {
            const limit = this.passedLimit();
            if (limit !== null)
                stop.abort(limit);
        }, TICK_MS);
        try {
            for await (const bytes of this.machine.console(signal))
                await this.take(bytes);
        }
        finally {
            clearInterval(tick);
        }
        this.run.reporter.signal.throwIfAborted();
        if (stop.signal.aborted)
            throw await this.hung(stop.signal.reason);
    }
    async outcome() {
        const last = this.progress.last;
        if ((await this.machine.state()) === 'running') {
            throw this.failure('its console ended although the machine runs', [], 'run it again');
        }
        if (last?.state === 'failed')
            throw this.stepFailed(last);
        if (last?.state !== 'done')
            throw await this.offEarly();
        return { results: last.results, boots: last.boot };
    }
    async take(bytes) {
        for (const report of this.reader.push(bytes)) {
            if (report.plan !== this.run.plan.id)
                throw this.foreign(report);
            this.heard = performance.now();
            if (!this.progress.take(report))
                continue;
            this.show(report);
            if (report.state !== 'ready' || this.isDetached)
                continue;
            await this.machine.detachMedia();
            this.isDetached = true;
        }
    }
    show(report) {
        const place = `${report.boot} ${report.state} ${report.step} ${report.title}`;
        const line = this.lineOf(report);
        const now = performance.now();
        const { shown } = this;
        if (shown !== null && (line === shown.line || (place === shown.place && now - shown.at < SHOWN_EVERY_MS)))
            return;
        this.shown = { line, place, at: now };
        this.run.reporter.info(line);
    }
    /** "customize 2/5, apps.ps1, 40 %: Installing". */
    lineOf({ station, step, steps, title, percent, message, state }) {
        const parts = [
            step === null ? station : `${station} ${step + 1}/${steps}`,
            ...(title === '' ? [] : [title]),
            ...(percent === null ? [] : [`${Math.floor(percent)} %`]),
        ];
        const said = message === '' ? state : message;
        return this.run.secrets.mask(`${parts.join(', ')}: ${said}`);
    }
    passedLimit() {
        const { deadline, silence } = this.run;
        const now = performance.now();
        if (now - this.started > deadline) {
            return `it is not done after ${(0,src_bytes/* formatDuration */.a3)(deadline)}, the deadline of ${this.run.plan.station}`;
        }
        if (now - this.heard > silence)
            return `it has said nothing for ${(0,src_bytes/* formatDuration */.a3)(silence)}`;
        return null;
    }
    async hung(found) {
        const evidence = [await this.saveScreenshot(), ...(await this.events())];
        const next = `look at the agent's log, or raise machine.deadlines`;
        return this.failure(found, evidence, next);
    }
    async offEarly() {
        const found = 'the machine powered off before its work was done';
        return this.failure(found, await this.events(), `look at the agent's log`);
    }
    stepFailed({ step, title, message, results }) {
        const end = results.find((result) => result.step === step);
        const exit = end === undefined ? '' : end.exit === null ? ', killed at its time limit' : `, exit code ${end.exit}`;
        const what = step === null ? title : `step ${step + 1}, ${title}`;
        return new src_errors/* FactoryError */.Xx('refused', {
            subject: this.run.secrets.mask(what === '' ? this.subject : `${this.subject}, ${what}`),
            found: this.run.secrets.mask(`failed${exit}: ${message}`),
            next: 'mend it and run it again',
        });
    }
    foreign(report) {
        return new src_errors/* FactoryError */.Xx('refused', {
            subject: this.subject,
            found: `the guest works on the plan ${this.run.secrets.mask(report.plan)}`,
            expected: this.run.plan.id,
            next: 'the agent of an earlier run is at work: begin with a disk that no other run has used',
        });
    }
    failure(found, evidence, next) {
        const known = [this.lastKnown(), ...evidence.filter((line) => line !== '')];
        return new src_errors/* FactoryError */.Xx('refused', {
            subject: this.subject,
            found: this.run.secrets.mask([found, ...known].join('; ')),
            next,
        });
    }
    lastKnown() {
        const { last } = this.progress;
        if (last !== null)
            return `the last it said was "${this.lineOf(last)}" in boot ${last.boot}`;
        const { lastText } = this.reader;
        return lastText === null
            ? 'the agent never spoke, nor did the firmware'
            : `the agent never spoke; the last on the console was "${lastText}"`;
    }
    get subject() {
        return `${this.run.plan.station} (machine ${this.machine.name})`;
    }
    /** Evidence is worth having, but what it costs to get it must not hide the failure. */
    async events() {
        const events = await this.machine.events().catch(() => []);
        return events.slice(-5).map((event) => `the hypervisor says "${event}"`);
    }
    async saveScreenshot() {
        try {
            const png = await this.machine.screenshot();
            if (png === null)
                return '';
            const file = external_node_path_.join(this.run.folder, `screenshot-${this.run.plan.station}.png`);
            await (0,output/* writeOutput */.zh)(file, (handle) => handle.writeFile(png));
            return `its screen is in ${file}`;
        }
        catch (error) {
            return `no screenshot could be taken (${error.message})`;
        }
    }
}
//# sourceMappingURL=run.js.map
;// CONCATENATED MODULE: ./build/src/guest/setup-keys.js
/**
 * The keys by which Setup knows an edition without asking for one: Microsoft's KMS client setup keys, which activate
 * nothing by themselves. learn.microsoft.com/windows-server/get-started/kms-client-activation-keys
 */
/** By EDITIONID, of Windows 10 and 11. */
const CLIENT = {
    Professional: 'W269N-WFGWX-YVC9B-4J6C9-T83GX',
    ProfessionalN: 'MH37W-N47XK-V7XM9-C7227-GCQG9',
    ProfessionalWorkstation: 'NRG8B-VKK3Q-CXVCJ-9G2XF-6Q84J',
    ProfessionalWorkstationN: '9FNHH-K3HBT-3W4TD-6383H-6XYWF',
    ProfessionalEducation: '6TP4R-GNPTD-KYYHQ-7B7DP-J447Y',
    ProfessionalEducationN: 'YVWGF-BXNMC-HTQYQ-CPQ99-66QFC',
    Education: 'NW6C2-QMPVW-D7KKK-3GKT6-VCFB2',
    EducationN: '2WH4N-8QGBV-H22JP-CT43Q-MDWWJ',
    Enterprise: 'NPPR9-FWDCX-D2C8J-H872K-2YT43',
    EnterpriseN: 'DPH2V-TTNVB-4X9Q3-TJR4H-KHJW4',
};
/** By build and EDITIONID: 2019, 2022, 2025. */
const SERVER = {
    '17763': {
        ServerStandard: 'N69G4-B89J2-4G8F4-WWYCC-J464C',
        ServerDatacenter: 'WMDGN-G9PQG-XVVXX-R3X43-63DFG',
    },
    '20348': {
        ServerStandard: 'VDYBN-27WPP-V4HQT-9VMD4-VMK7H',
        ServerDatacenter: 'WX4NM-KYWYW-QJJR4-XV3QB-6VM33',
    },
    '26100': {
        ServerStandard: 'TVRH6-WHNXV-R9WG3-9XRFY-MY832',
        ServerDatacenter: 'D764K-2NDRG-47T6Q-P8T8W-YP6DF',
    },
};
/**
 * @param edition EDITIONID
 * @param version "26100.1742"; null where it is not known
 * @returns null where Microsoft publishes none, as for evaluation media, which ask for none
 */
function setupKey(edition, version) {
    const build = version?.split('.')[0] ?? '';
    return SERVER[build]?.[edition] ?? CLIENT[edition] ?? null;
}
//# sourceMappingURL=setup-keys.js.map
;// CONCATENATED MODULE: ./build/src/guest/index.js







//# sourceMappingURL=index.js.map
// EXTERNAL MODULE: ./build/src/source/index.js + 26 modules
var src_source = __webpack_require__(300);
;// CONCATENATED MODULE: ./build/src/factory/machine/disk-subject.js
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
        return Promise.resolve(`${external_node_path_.basename(file)} ${size} ${modified}`);
    }
    open() {
        this.#open ??= openMachineDisk(this.#disk.path, this.#host, this.#reading);
        return this.#open;
    }
    async checkUnchanged() {
        if (await isSameDisk(this.#disk))
            return;
        throw new src_errors/* FactoryError */.Xx('busy', {
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
    const source = await (0,src_source/* openSource */.oD)(part === null ? file : `${file}#${part}`, {
        reporter,
        allowDirty,
        parentFolders: [external_node_path_.dirname(work.folder), ...parentFolders],
    });
    return {
        ...source,
        async close() {
            await source.close();
            if (file !== disk)
                await (0,promises_.rm)(file, { force: true });
        },
    };
}
//# sourceMappingURL=disk-subject.js.map
;// CONCATENATED MODULE: ./build/src/factory/machine/chain.js
/** The disks of the machine's stations: each a child of the one before, and what a later station goes on from. */



const STATIONS = ['customize', 'generalize'];
/** What `station` goes on from; for a station behind the machine's, what the machine left. */
function diskBefore(build, station) {
    const { start } = build.resultOf('provision');
    if (start === null) {
        throw new src_errors/* FactoryError */.Xx('host', {
            subject: station,
            found: 'a station without a machine asks for its disk',
        });
    }
    const made = [];
    for (const name of STATIONS) {
        if (name === station)
            break;
        const result = build.resultOf(name);
        if (result !== null)
            made.push(result.disk);
    }
    return {
        disk: made.at(-1) ?? start.disk,
        start,
        isFirst: made.length === 0,
        state: made.length === 0 ? start.state : 'audit',
        made: made.map(({ path }) => path),
    };
}
/** What the machine left, as what is captured. */
function diskSubject(build, host) {
    const { disk, start } = diskBefore(build, 'prove');
    const { work, reporter } = build;
    const parentFolders = [external_node_path_.dirname(start.disk.path)];
    return new DiskSubject(disk, host, { work, part: start.part, reporter, parentFolders });
}
//# sourceMappingURL=chain.js.map
;// CONCATENATED MODULE: ./build/src/factory/machine/failure.js
/** What a failed machine's disk says: its logs, copied to the build's folder, and named in the error. */







/** By the name of the copy, in the order in which they are worth reading. */
const LOGS = {
    'agent.log': AGENT_LOG,
    'sysprep-setuperr.log': '\\Windows\\System32\\Sysprep\\Panther\\setuperr.log',
    'sysprep-setupact.log': '\\Windows\\System32\\Sysprep\\Panther\\setupact.log',
    'panther-setuperr.log': '\\Windows\\Panther\\setuperr.log',
    'panther-setupact.log': '\\Windows\\Panther\\setupact.log',
    'State.ini': '\\Windows\\Setup\\State\\State.ini',
    'CBS.log': '\\Windows\\Logs\\CBS\\CBS.log',
    'dism.log': '\\Windows\\Logs\\DISM\\dism.log',
    'ReportingEvents.log': '\\Windows\\SoftwareDistribution\\ReportingEvents.log',
};
/** Of a longer log the end is what matters. */
const MOST = 32 << 20;
/** @returns the error, with where the logs of the machine are */
async function explainFailure(build, host, run, error) {
    const known = (0,src_errors/* fromSystemError */.Kh)(error, run.station);
    const { next, ...details } = known.details;
    const folder = external_node_path_.join(build.work.logs, run.station);
    const where = await copyLogs(build, host, run, folder).then((names) => names.length === 0 ? 'its disk holds no logs' : `its logs are in ${folder}: ${names.join(', ')}`, (reason) => `its disk could not be read (${(0,src_errors/* fromSystemError */.Kh)(reason, run.disk).message})`);
    return new src_errors/* FactoryError */.Xx(known.code, {
        ...details,
        next: next === undefined ? where : `${next}; ${where}`,
        cause: error,
    });
}
async function copyLogs(build, host, run, folder) {
    const { work, reporter } = build;
    const source = await openMachineDisk(run.disk, host, {
        work,
        part: null,
        reporter: { ...reporter, warn() { } },
        allowDirty: true,
        parentFolders: [external_node_path_.dirname(build.definition.source.path)],
    });
    try {
        const names = [];
        for (const [name, log] of Object.entries(LOGS)) {
            const text = await readEnd(source.tree, log);
            if (text === null || text.length === 0)
                continue;
            await (0,promises_.mkdir)(folder, { recursive: true });
            const masked = maskBytes(text, [...run.secrets.values.values()]);
            await (0,output/* writeOutput */.zh)(external_node_path_.join(folder, name), (handle) => handle.writeFile(masked));
            names.push(name);
        }
        return names;
    }
    finally {
        await source.close();
    }
}
/** @returns null where there is no such log, or one that cannot be read */
async function readEnd(tree, log) {
    try {
        const found = await (0,src_tree/* findOrNull */.w0)(tree, log);
        const stream = found === null ? null : (0,src_tree/* unnamedStream */.pL)(found.entry);
        if (found === null || stream === null)
            return null;
        let pieces = [];
        let length = 0;
        for await (const piece of tree.read(found.entry, stream)) {
            pieces.push(piece);
            length += piece.length;
            while (length - (pieces[0]?.length ?? 0) > MOST) {
                length -= pieces[0]?.length ?? 0;
                pieces = pieces.slice(1);
            }
        }
        return Buffer.concat(pieces);
    }
    catch {
        return null;
    }
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
;// CONCATENATED MODULE: ./build/src/factory/machine/steps.js
/** What a station does in the guest, and what decides its result. */



const NOTHING = { steps: [], verify: [], env: {}, setup: null };
/** `customize` and `verify`. @throws not-found for a script that is not there, usage for a secret without a value */
function planCustomize({ customize, verify }, id, architecture, env) {
    const common = { id, architecture, station: 'customize', end: 'shutdown' };
    return planPayload({ ...NOTHING, ...common, steps: customize, verify, env });
}
function planGeneralize(id, architecture) {
    return planPayload({ ...NOTHING, id, architecture, station: 'generalize', end: 'generalize' });
}
function planSetup(id, architecture, setup) {
    return planPayload({ ...NOTHING, id, architecture, station: 'provision', end: 'shutdown', setup });
}
/** Changes when a file changes that a step brings along, by its size and time. */
async function fingerprintFiles(files) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    for (const { path: target, source } of files) {
        if (source.kind === 'bytes')
            continue;
        hash.update(`${JSON.stringify(target)} ${source.kind}\n`);
        if (source.kind !== 'file')
            continue;
        const { size, mtimeNs } = await (0,promises_.stat)(source.file, { bigint: true });
        hash.update(`${size} ${mtimeNs}\n`);
    }
    return hash.digest('hex');
}
//# sourceMappingURL=steps.js.map
;// CONCATENATED MODULE: ./build/src/factory/machine/prove.js
/** Success is what the disk says, not what the guest said. */






/** What the agent leaves for the host to read, and no image wants: from the volume's root. */
const AGENT_LEFTOVERS = [AGENT_FOLDER.replace(/^[A-Z]:/, '')];
/**
 * @param source the disk that the machine left
 * @throws refused where the disk does not say that sysprep did its work, or where a secret is left on it
 */
async function proveMachine(build, host, source) {
    const { definition, env, reporter, work } = build;
    const { disk, start } = diskBefore(build, 'prove');
    const { secrets } = await planCustomize(definition, '', start.architecture, env);
    const refuse = async (refusal) => {
        if (refusal === null)
            return;
        throw await explainFailure(build, host, { station: 'prove', disk: disk.path, secrets }, refusal);
    };
    const evidence = await (0,inspect/* readGeneralizeEvidence */.uz)(source.tree);
    await refuse((0,inspect/* generalizeRefusal */.ds)(source.tree.label, evidence));
    const unknown = (0,inspect/* unknownErrors */.yX)(evidence);
    if (unknown !== '')
        reporter.warn(`${source.tree.label}: setuperr.log says: ${unknown}`);
    // The agent's log is not captured, and yet must not hold any.
    const exclude = (0,src_tree/* createExclusions */.wN)({ patterns: definition.capture.exclude });
    const onDisk = await (0,inspect/* findSecrets */.dL)(source.tree, secrets.values, { reporter, exclude });
    await refuse((0,inspect/* secretsRefusal */.mV)(source.tree.label, onDisk));
    const inJournal = await (0,inspect/* findSecretsInFiles */.Fj)([work.journal], secrets.values, reporter);
    await refuse((0,inspect/* secretsRefusal */.mV)(work.journal, inJournal));
}
//# sourceMappingURL=prove.js.map
;// CONCATENATED MODULE: ./build/src/factory/stations/capture.js
/** The volume becomes `install.wim`. */





function wimOf({ work }) {
    return external_node_path_.join(work.folder, src_release/* WIM_NAME */.OB);
}
const capture = {
    name: 'capture',
    async inputs(build) {
        const { definition, created } = build;
        return {
            identity: await build.subject().identity(),
            sha256: build.resultOf('provision').sha256,
            edition: definition.source.edition,
            name: definition.name,
            created: created.toISOString(),
            ...definition.capture,
        };
    },
    makes: (build) => [wimOf(build)],
    async run(build) {
        const { definition, created, host, pool, reporter } = build;
        const subject = build.subject();
        const { compression, level, exclude } = definition.capture;
        const file = wimOf(build);
        const { archive } = await captureImage(await subject.open(), file, {
            name: definition.name,
            compression,
            level,
            exclude: host === null ? exclude : [...exclude, ...AGENT_LEFTOVERS],
            created: (0,src_bytes/* filetimeFromDate */.k2)(created),
            windows: build.resultOf('prove').windows,
            pool,
            reporter,
        });
        await subject.checkUnchanged();
        await build.closeSubject();
        const wim = { path: file, ...(await (0,src_release/* hashFile */.DC)(file, reporter)) };
        const { images, uniqueBytes, storedBytes, savedBytes } = archive;
        return { result: { wim, images, uniqueBytes, storedBytes, savedBytes }, files: [wim] };
    },
};
//# sourceMappingURL=capture.js.map
// EXTERNAL MODULE: ./build/src/report/index.js + 6 modules
var report = __webpack_require__(4232);
;// CONCATENATED MODULE: ./build/src/factory/machine/image.js
/** The image of a source that becomes the base disk. */



/** @throws not-found where the source has no such image, unsupported for a processor that no machine of ours has */
async function imageOf(source) {
    const { path } = await source.name();
    const image = await source.image();
    const windows = image?.windows ?? null;
    if (image === null || windows === null) {
        throw new src_errors/* FactoryError */.Xx('unsupported', {
            subject: source.text,
            found: 'an image whose archive does not say that it holds Windows',
            expected: 'an image of Windows',
        });
    }
    const { version, defaultLanguage } = windows;
    return {
        index: image.index,
        name: image.name,
        edition: windows.editionId,
        version: version.build === 0 ? null : `${version.build}.${version.spBuild}`,
        architecture: architectureOf(windows.architecture, source.text),
        language: defaultLanguage === '' ? 'en-US' : defaultLanguage,
        bytes: image.bytes ?? (await (0,promises_.stat)(path)).size,
    };
}
/** @param value one of ARCHITECTURE @throws unsupported */
function architectureOf(value, subject) {
    if (value === src_wim/* ARCHITECTURE */._Z.amd64)
        return 'amd64';
    if (value === src_wim/* ARCHITECTURE */._Z.arm64)
        return 'arm64';
    const name = Object.entries(src_wim/* ARCHITECTURE */._Z).find(([, number]) => number === value)?.[0];
    throw new src_errors/* FactoryError */.Xx('unsupported', {
        subject,
        found: `a Windows for ${name ?? 'an unknown processor'}`,
        expected: 'amd64 or arm64',
    });
}
//# sourceMappingURL=image.js.map
;// CONCATENATED MODULE: ./build/src/factory/machine/check.js
/** Whether this host can do what the definition asks for: every finding is told, and one that is an error stops the build. */






/** Base, children and archive: each may come to be as large as the image, or nearly. */
const SPACE_FACTOR = 3;
/** @throws not-found for a script that is not there, usage for a secret without a value, host for what the host lacks */
async function checkMachine(build, host) {
    const { definition, source, work, env } = build;
    const { secrets } = await planCustomize(definition, '', 'amd64', env);
    for (const value of secrets.values.values())
        build.reporter.secret(value);
    const request = await checkRequest(definition, source, external_node_path_.dirname(work.folder));
    const findings = await host.hypervisor.check(request);
    for (const finding of findings) {
        if (finding.state === 'warning')
            build.reporter.warn((0,report/* findingLine */.mC)(finding));
    }
    const errors = findings.filter(({ state }) => state === 'error');
    if (errors.length > 0)
        throw lacking(errors);
}
/** @throws not-found where the source has no such image */
async function checkRequest(definition, source, workDirectory) {
    const { cpus, memory, network } = definition.machine;
    const common = { cpus, memory, network: network === 'none' ? null : network, workDirectory };
    if (definition.source.kind === 'disk') {
        const { size } = await (0,promises_.stat)((await source.name()).path);
        return { ...common, space: size * SPACE_FACTOR, imageVersion: null };
    }
    const { bytes, version } = await imageOf(source);
    return { ...common, space: bytes * SPACE_FACTOR, imageVersion: version };
}
function lacking(errors) {
    const [first] = errors;
    if (errors.length === 1 && first !== undefined) {
        const { subject, found, expected, next } = first;
        return new src_errors/* FactoryError */.Xx('host', {
            subject,
            found,
            ...(expected === undefined ? {} : { expected }),
            ...(next === undefined ? {} : { next }),
        });
    }
    const rows = errors.map((finding) => `\n  ${(0,report/* findingLine */.mC)(finding)}`).join('');
    return new src_errors/* FactoryError */.Xx('host', { subject: 'this host', found: `lacks ${errors.length} things${rows}` });
}
//# sourceMappingURL=check.js.map
;// CONCATENATED MODULE: ./build/src/factory/stations/check.js
/** Before anything is made: is the source there, may the release go where it shall, and can this host do it? */


const check = {
    name: 'check',
    async run(build) {
        await build.source.name();
        await (0,src_release/* checkReplaceable */.X7)(build.out);
        await build.store?.check(build.reporter);
        if (build.host !== null)
            await checkMachine(build, build.host);
        return { result: null };
    },
};
//# sourceMappingURL=check.js.map
// EXTERNAL MODULE: ./build/src/manifest/index.js + 18 modules
var src_manifest = __webpack_require__(1531);
;// CONCATENATED MODULE: ./build/src/factory/parts.js
/** What is released of an archive: itself, or the parts of a split set where the definition wants none larger. */






/** How many names of a content are told. */
const NAMES = 5;
/**
 * @param wim what was captured
 * @throws unsupported where a content is larger than the store takes a file
 */
async function partsOf(wim, build) {
    const { split, work, reporter } = build;
    const archive = await (0,src_wim/* openWim */.SS)(wim.path);
    if (split === null || wim.size <= split)
        return { archive, files: [wim] };
    try {
        const first = external_node_path_.join(work.folder, src_release/* SET_NAME */.Zx);
        await removeOlder(work.folder);
        const { parts } = await (0,src_wim/* splitWim */.Am)(archive, first, { size: split, reporter });
        checkParts(parts, split, build);
        const files = [];
        for (const part of parts)
            files.push({ path: part.path, ...(await (0,src_release/* hashFile */.DC)(part.path, reporter)) });
        reporter.info(`${first}: ${(0,src_bytes/* countOf */.pq)(parts.length, 'part')} of at most ${(0,src_bytes/* formatBytes */.z3)(split)}`);
        return { archive: await (0,src_wim/* openWim */.SS)(first), files };
    }
    finally {
        await archive.close();
    }
}
/** Parts of another size, which an interrupted build left. */
async function removeOlder(folder) {
    for (const name of await (0,promises_.readdir)(folder)) {
        if (/^install\d*\.swm$/.test(name))
            await (0,promises_.rm)(external_node_path_.join(folder, name));
    }
}
function checkParts(parts, split, { store, reporter }) {
    const limit = store?.fileLimit ?? Number.POSITIVE_INFINITY;
    for (const { path: subject, size, tooLarge } of parts) {
        if (tooLarge === null)
            continue;
        const found = `${(0,src_bytes/* formatBytes */.z3)(size)}: a content cannot be cut, and ${namesIn(tooLarge)} is one`;
        if (size <= limit) {
            reporter.warn(`${subject}: ${found}, more than ${(0,src_bytes/* formatBytes */.z3)(split)}`);
            continue;
        }
        throw new src_errors/* FactoryError */.Xx('unsupported', {
            subject,
            found,
            expected: `at most ${(0,src_bytes/* formatBytes */.z3)(limit)}, which is what ${store?.label} takes`,
            next: 'leave the file out of the image with capture.exclude, have it installed after deployment, or publish to a folder',
        });
    }
}
function namesIn(files) {
    if (files.length === 0)
        return 'one that no file refers to';
    const more = files.length > NAMES ? ` and ${(0,src_bytes/* countOf */.pq)(files.length - NAMES, 'more name')}` : '';
    return `that of ${files.slice(0, NAMES).join(', ')}${more}`;
}
//# sourceMappingURL=parts.js.map
;// CONCATENATED MODULE: ./build/src/factory/stations/inspect.js
/** What is released of the archive is read back, every byte of it, and described: `manifest.json`. */








function manifestFile({ work }) {
    return external_node_path_.join(work.folder, src_release/* MANIFEST_NAME */.ir);
}
const inspect_inspect = {
    name: 'inspect',
    inputs(build) {
        const { definition, version, created, commit } = build;
        return {
            wim: build.resultOf('capture').wim.sha256,
            definition: definition.sha256,
            version,
            created: created.toISOString(),
            commit,
            split: build.split,
            steps: build.resultOf('customize')?.steps ?? [],
        };
    },
    makes: (build) => [manifestFile(build)],
    async run(build) {
        const { archive, files: parts } = await partsOf(build.resultOf('capture').wim, build);
        try {
            await verify(archive, build);
            for (const { name, windows } of archive.images)
                warnOfGaps(name, windows, build);
            const manifest = await describe(archive, build);
            return { result: { manifest, parts }, files: [manifest, ...parts] };
        }
        finally {
            await archive.close();
        }
    },
};
async function verify(archive, { pool, reporter }) {
    const problems = await (0,src_wim/* verifyWim */.N9)(archive, { pool, reporter });
    if (problems.length === 0)
        return;
    const [first] = problems;
    throw new src_errors/* FactoryError */.Xx('damaged', {
        subject: archive.path,
        found: `${problems.length} problems, the first: ${first?.subject}: ${first?.found}`,
        expected: 'an archive that reads back as it was written',
        next: 'check the memory and the disk of this host, then run it again',
    });
}
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
    const manifest = await (0,src_manifest/* manifestOfArchive */.PH)(archive, {
        name: definition.name,
        version,
        created: (0,src_bytes/* filetimeFromDate */.k2)(created),
        inputs: inputsOf(build),
        ...(compression === 'none' ? {} : { level, encoder: (0,codec/* encoderName */.gv)(compression, level) }),
        reporter,
    });
    const file = manifestFile(build);
    await (0,src_manifest/* writeManifest */.HN)(file, manifest);
    return { path: file, ...(await (0,src_release/* hashFile */.DC)(file, reporter)) };
}
/** Nothing of the host goes in: the same inputs on another machine give the same manifest. */
function inputsOf(build) {
    const { definition, commit } = build;
    const { sha256 } = build.resultOf('provision');
    const steps = build.resultOf('customize')?.steps ?? [];
    return {
        definition: { file: external_node_path_.basename(definition.file), sha256: definition.sha256 },
        ...(commit === null ? {} : { commit }),
        source: {
            kind: definition.source.kind,
            name: external_node_path_.basename(build.source.text),
            ...(sha256 === null ? {} : { sha256 }),
        },
        ...(steps.length === 0 ? {} : { steps }),
    };
}
//# sourceMappingURL=inspect.js.map
;// CONCATENATED MODULE: ./build/src/factory/machine/keep.js
/** `--keep-machine`: a failed machine stays for a person to look at. */

/** @returns whether it stays: yes, unless not even its journal can be written */
async function keepMachine({ work, reporter }, host, run, machine) {
    // A drive whose medium is gone keeps a machine from starting.
    await machine.detachMedia().catch(() => undefined);
    const folder = external_node_path_.join(work.folder, `machine-${run.station}-${host.owner.run}`);
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
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
;// CONCATENATED MODULE: ./build/src/factory/bases.js
/**
 * The cache of base disks: a Windows as its medium has it, before anything of a definition. Each is made once, never
 * written to again, and the parent of any number of builds.
 *
 * | `WORK/bases/`     | holds                                                              |
 * | ----------------- | ------------------------------------------------------------------ |
 * | `KEY.lock`        | who makes, takes or removes that base                              |
 * | `KEY/base.vhdx`   | the disk, read-only; KEY is the hash of all that decides its content |
 * | `KEY/base.json`   | says that it is complete and how the disk is known again; its time is that of the last use |
 * | `KEY/uses/*`      | a lock for each build that is at work on it; `*.kept` for a machine that somebody keeps |
 */








/** Four Windows versions with two editions each; what a runner's disk can spare. */
const BASE_LIMITS = { count: 8, bytes: 200 * 2 ** 30 };
const MARKER = 'base.json';
const USES = 'uses';
const PURPOSE = {
    does: 'makes or removes this base disk',
    expected: 'one process at a time on a base',
};
/** Holds what a build uses of the cache, until it ends. */
class BaseUses {
    #locks = new Map();
    /** Finds the base of `inputs`, or makes it; it is not removed as long as it is in use. */
    async take(request) {
        const { work, inputs, suffix, user, reporter } = request;
        const key = (0,external_node_crypto_.createHash)('sha256').update(JSON.stringify(inputs)).digest('hex').slice(0, 16);
        const folder = external_node_path_.join(work, 'bases', key);
        const disk = external_node_path_.join(folder, `base${suffix}`);
        const use = external_node_path_.join(folder, USES, user);
        await (0,promises_.mkdir)(external_node_path_.dirname(folder), { recursive: true }).catch((error) => {
            throw (0,src_errors/* fromSystemError */.Kh)(error, folder);
        });
        const lock = await (0,src_process/* waitForLock */.gJ)(`${folder}.lock`, PURPOSE, reporter.signal, (message) => reporter.info(message));
        let reused = true;
        try {
            if (!(await isComplete(folder))) {
                reused = false;
                await removeBase(folder);
                const made = await request.make();
                await (0,promises_.mkdir)(external_node_path_.join(folder, USES), { recursive: true });
                await (0,output/* renameOver */.HB)(made, disk);
                await (0,promises_.chmod)(disk, 0o444);
                await writeMarker(folder, { inputs, disk: await diskFacts(disk) });
            }
            if (!this.#locks.has(use))
                this.#locks.set(use, await (0,src_process/* takeLock */.HJ)(use, PURPOSE));
            const now = new Date();
            await (0,promises_.utimes)(external_node_path_.join(folder, MARKER), now, now);
        }
        catch (error) {
            throw (0,src_errors/* fromSystemError */.Kh)(error, folder);
        }
        finally {
            await lock.release();
        }
        await trimBases(work, request.limits ?? BASE_LIMITS, reporter);
        return { disk: await diskFacts(disk), reused };
    }
    /** Leaves marks under which the bases stay after this build. @returns their paths */
    async keep() {
        const marks = [...this.#locks.keys()].map((use) => `${use}.kept`);
        for (const mark of marks)
            await (0,promises_.writeFile)(mark, '');
        return marks;
    }
    async release() {
        for (const lock of this.#locks.values())
            await lock.release();
        this.#locks.clear();
    }
}
/** Removes bases that were not completed. @returns their folders */
async function sweepBases(work, dryRun) {
    const swept = [];
    for (const folder of await basesIn(work)) {
        if (await isComplete(folder))
            continue;
        if (await withIdle(folder, () => (dryRun ? Promise.resolve() : removeBase(folder))))
            swept.push(folder);
    }
    return swept;
}
/** The least recently used ones go, until the others are within the limits. */
async function trimBases(work, limits, reporter) {
    const bases = [];
    for (const folder of await basesIn(work)) {
        const marker = await (0,promises_.stat)(external_node_path_.join(folder, MARKER)).catch(() => null);
        if (marker !== null)
            bases.push({ folder, bytes: await bytesOf(folder), used: marker.mtimeMs });
    }
    bases.sort((a, b) => b.used - a.used);
    let [count, bytes] = [0, 0];
    for (const base of bases) {
        count += 1;
        bytes += base.bytes;
        if (count <= limits.count && bytes <= limits.bytes)
            continue;
        if (!(await withIdle(base.folder, () => removeBase(base.folder))))
            continue;
        count -= 1;
        bytes -= base.bytes;
        reporter.info(`${base.folder}: removed a base disk that was not used lately, ${(0,src_bytes/* formatBytes */.z3)(base.bytes)}`);
    }
}
/** Runs `work` while nobody can take the base. @returns false where somebody uses it */
async function withIdle(folder, work) {
    const lock = await (0,src_process/* takeLock */.HJ)(`${folder}.lock`, PURPOSE).catch(() => null);
    if (lock === null)
        return false;
    try {
        const uses = external_node_path_.join(folder, USES);
        for (const name of await (0,promises_.readdir)(uses).catch(() => [])) {
            if (name.endsWith('.kept') || (await (0,src_process/* isLocked */.ln)(external_node_path_.join(uses, name))))
                return false;
        }
        await work();
        return true;
    }
    finally {
        await lock.release();
    }
}
async function isComplete(folder) {
    try {
        const { disk } = JSON.parse(await (0,promises_.readFile)(external_node_path_.join(folder, MARKER), 'utf8'));
        return await isSameDisk(disk);
    }
    catch {
        return false;
    }
}
function writeMarker(folder, marker) {
    const text = `${JSON.stringify(marker, null, 2)}\n`;
    return (0,output/* writeOutput */.zh)(external_node_path_.join(folder, MARKER), (handle) => handle.writeFile(text));
}
/** The marker goes first: what is left of a removal that was interrupted is no base. */
async function removeBase(folder) {
    await (0,promises_.rm)(external_node_path_.join(folder, MARKER), { force: true });
    for (const name of await (0,promises_.readdir)(folder).catch(() => [])) {
        const file = external_node_path_.join(folder, name);
        // Windows removes no file that is read-only.
        await (0,promises_.chmod)(file, 0o700);
        await (0,promises_.rm)(file, { recursive: true, force: true });
    }
    await (0,promises_.rm)(folder, { recursive: true, force: true });
}
async function basesIn(work) {
    const root = external_node_path_.join(work, 'bases');
    const entries = await (0,promises_.readdir)(root, { withFileTypes: true }).catch(() => []);
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => external_node_path_.join(root, name));
}
/** What it takes of the host's disk: a disk has holes. */
async function bytesOf(folder) {
    let bytes = 0;
    for (const name of await (0,promises_.readdir)(folder)) {
        const { size, blocks } = await (0,promises_.stat)(external_node_path_.join(folder, name));
        bytes += Math.min(size, blocks * 512);
    }
    return bytes;
}
//# sourceMappingURL=bases.js.map
;// CONCATENATED MODULE: ./build/src/machine/index.js

/** The driver for a kind of hypervisor, loaded when it is needed. */
async function createHypervisor(kind, options) {
    if (kind === 'hyperv') {
        const { createHyperV } = await __webpack_require__.e(/* import() */ 513).then(__webpack_require__.bind(__webpack_require__, 6513));
        return createHyperV(options);
    }
    const { createQemu } = await __webpack_require__.e(/* import() */ 126).then(__webpack_require__.bind(__webpack_require__, 6126));
    return createQemu(options);
}
//# sourceMappingURL=index.js.map
;// CONCATENATED MODULE: ./build/src/factory/ledger.js
/** Writes into a build's journal what is about to be made on the host, and what is gone. */

function ledgerOf(journal, hypervisor) {
    const write = (event, resource) => journal.write({ event, time: new Date().toISOString(), hypervisor, host: (0,external_node_os_.hostname)(), resource });
    return {
        intend: (resource) => write('resource', resource),
        gone: (resource) => write('gone', resource),
    };
}
/** Of somebody who only looks. */
const NO_LEDGER = { intend: () => Promise.resolve(), gone: () => Promise.resolve() };
//# sourceMappingURL=ledger.js.map
;// CONCATENATED MODULE: ./build/src/factory/machine/host.js
/** What a build needs of the host to run machines: the hypervisor, the marker, the ledger, and what is in use. */






/** @returns null with `hypervisor: none` */
async function openHost({ machine }, work, options, journal, reporter) {
    if (machine.hypervisor === 'none')
        return null;
    const ledger = ledgerOf(journal, machine.hypervisor);
    const hypervisor = await hypervisorOf(machine.hypervisor, work, options, ledger, reporter);
    const keptFiles = new Set();
    return {
        hypervisor,
        owner: ownerOf(work),
        ledger,
        bases: new BaseUses(),
        keeps: options.keepMachine === true,
        keptFiles,
        async keep(station, name, files) {
            for (const file of files)
                keptFiles.add(file);
            await journal.write({ event: 'kept', time: new Date().toISOString(), station, machine: name, files });
        },
    };
}
function hypervisorOf(kind, work, { hypervisors = createHypervisor }, ledger, reporter) {
    return hypervisors(kind, { reporter, ledger, workDirectory: external_node_path_.dirname(work.folder) });
}
function ownerOf({ folder }) {
    return {
        tool: 'image-factory',
        build: external_node_path_.basename(folder),
        run: (0,external_node_crypto_.randomBytes)(4).toString('hex'),
        host: (0,external_node_os_.hostname)(),
        pid: process.pid,
        started: new Date().toISOString(),
        folder,
    };
}
/** The run in a machine's name, which the names of its files hold too; null for a name that is not ours. */
function runInName(machine) {
    return /^imgf-[0-9a-f]+-([0-9a-f]+)-[a-z]+$/.exec(machine)?.[1] ?? null;
}
/** `imgf-3fa9c1d2-0b5e77a1-customize`: of the build, the run of it, and the station. */
function machineName({ build, run }, station) {
    return `imgf-${build.slice(-12, -4)}-${run}-${station}`;
}
//# sourceMappingURL=host.js.map
;// CONCATENATED MODULE: ./build/src/factory/machine/run.js
/** One run of the machine over a disk of its own: from the payload's medium to power-off. Nothing of it stays but the disk. */






/** @throws refused where the machine fails, with where its logs are */
async function runMachine(build, host, run) {
    const { work, definition } = build;
    const { cpus, memory } = definition.machine;
    const { station, disk } = run;
    const medium = external_node_path_.join(work.folder, `payload-${station}-${host.owner.run}.iso`);
    let machine = null;
    let isKept = false;
    try {
        await host.ledger.intend({ kind: 'file', path: medium });
        await writePayload(medium, run.payload, build.created, build.reporter);
        machine = await host.hypervisor.create({
            name: machineName(host.owner, station),
            folder: external_node_path_.join(work.folder, `machine-${station}-${host.owner.run}`),
            disk,
            media: [...run.install, medium],
            bootMedium: run.install.length > 0,
            cpus,
            memory,
            network: run.network,
            owner: host.owner,
        });
        const outcome = await runGuest(machine, {
            plan: run.payload.plan,
            deadline: run.deadline,
            silence: run.silence,
            reporter: build.reporter,
            folder: work.logs,
            secrets: run.payload.secrets,
        });
        await machine.remove();
        return { disk: await settledFacts(disk), outcome };
    }
    catch (error) {
        if (build.reporter.signal.aborted || machine === null)
            throw error;
        const { secrets } = run.payload;
        const told = await explainFailure(build, host, { station, disk, secrets }, error);
        isKept = host.keeps && (await keepMachine(build, host, run, machine));
        throw told;
    }
    finally {
        if (!isKept)
            await machine?.remove().catch((error) => notRemoved(build, error));
        await destroyPayload(medium).then(() => host.ledger.gone({ kind: 'file', path: medium }), (error) => notRemoved(build, error));
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
function stationDisk({ work }, { hypervisor, owner }, station) {
    return external_node_path_.join(work.folder, `${station}-${owner.run}${hypervisor.diskSuffix}`);
}
/** @throws refused where the machine fails */
async function runStation(build, host, { station, plan, ...limits }) {
    const { disk: parent, start, isFirst, made: parents } = diskBefore(build, station);
    const payload = await plan((0,external_node_crypto_.randomUUID)(), start.architecture);
    const disk = stationDisk(build, host, station);
    await host.hypervisor.child(parent.path, disk);
    // Where this build has run the machine before, the agent is there.
    if (isFirst && host.hypervisor.inject !== null) {
        const answer = Buffer.from(answerFile(start.architecture));
        await host.hypervisor.inject(disk, new Map([[ANSWER_PLACE, answer]]), build.work.folder);
    }
    const run = { station, disk, parents, payload, install: [], ...limits };
    return { ...(await runMachine(build, host, run)), payload };
}
//# sourceMappingURL=station-run.js.map
;// CONCATENATED MODULE: ./build/src/factory/stations/customize.js
/** The definition's steps and checks, run in the machine on a disk of their own. */



function hasNothingToDo({ host, definition }) {
    return host === null || definition.customize.length + definition.verify.length === 0;
}
const customize = {
    name: 'customize',
    async inputs(build) {
        if (hasNothingToDo(build))
            return undefined;
        const { disk, start } = diskBefore(build, 'customize');
        const { plan, files } = await planCustomize(build.definition, '', start.architecture, build.env);
        const { network } = build.definition.machine;
        return { disk, steps: plan.steps, files: await fingerprintFiles(files), network };
    },
    makes: (build) => (build.host === null ? [] : [stationDisk(build, build.host, 'customize')]),
    async run(build) {
        const { host, definition, env } = build;
        if (host === null || hasNothingToDo(build))
            return null;
        const { deadlines, network } = definition.machine;
        const { disk, payload, outcome } = await runStation(build, host, {
            station: 'customize',
            plan: (id, architecture) => planCustomize(definition, id, architecture, env),
            network: network === 'none' ? null : network,
            deadline: deadlines.customize,
            silence: deadlines.silence,
        });
        return { result: { disk, steps: recordsOf(payload.plan.steps, outcome.results) }, files: [disk] };
    },
};
/** A run that succeeded killed no step, so that each has its exit code. */
function recordsOf(steps, results) {
    return results.map(({ step, exit, seconds }) => ({
        name: steps[step]?.title ?? `step ${step + 1}`,
        exitCode: exit ?? 0,
        seconds,
    }));
}
//# sourceMappingURL=customize.js.map
;// CONCATENATED MODULE: ./build/src/factory/stations/generalize.js
/** Sysprep, on a disk of its own: no network, no payload of the user's, no secrets. */



/** A disk that somebody generalized already, and on which nothing was done since, is taken as it is. */
function generalize_hasNothingToDo(build) {
    return build.host === null || diskBefore(build, 'generalize').state === 'generalized';
}
const generalize = {
    name: 'generalize',
    inputs: (build) => (generalize_hasNothingToDo(build) ? undefined : { disk: diskBefore(build, 'generalize').disk }),
    makes: (build) => (build.host === null ? [] : [stationDisk(build, build.host, 'generalize')]),
    async run(build) {
        const { host, definition } = build;
        if (host === null || generalize_hasNothingToDo(build))
            return null;
        const { deadlines } = definition.machine;
        const { disk } = await runStation(build, host, {
            station: 'generalize',
            plan: planGeneralize,
            network: null,
            deadline: deadlines.generalize,
            silence: deadlines.silence,
        });
        return { result: { disk }, files: [disk] };
    },
};
//# sourceMappingURL=generalize.js.map
;// CONCATENATED MODULE: ./build/src/factory/stations/prove.js
/** What the disk says of itself: which Windows it holds, and whether that is ready to be deployed. */


const GENERALIZED = 'IMAGE_STATE_GENERALIZE_RESEAL_TO_OOBE';
const prove = {
    name: 'prove',
    // Done again, sysprep may do what it did not.
    spoils: ['generalize'],
    async inputs(build) {
        return { identity: await build.subject().identity() };
    },
    async run(build) {
        const source = await build.subject().open();
        const windows = await windowsOf(source);
        if (windows === null)
            build.reporter.info('The source holds no Windows installation');
        else
            tell(windows, build);
        if (build.host !== null)
            await proveMachine(build, build.host, source);
        return { result: { windows } };
    },
};
/** Without a machine nothing was generalized here: it is the user's to know whether the source shall be. */
function tell({ displayName, version, imageState }, { source, host, reporter }) {
    reporter.info(`Windows: ${displayName}, build ${version.build}.${version.spBuild}`);
    if (imageState === GENERALIZED || host !== null)
        return;
    const found = imageState === '' ? 'names no state' : `is in the state ${imageState}`;
    reporter.warn(`${source.text}: the installation ${found}; deployed to several machines it must be ${GENERALIZED}`);
}
//# sourceMappingURL=prove.js.map
;// CONCATENATED MODULE: ./build/src/factory/machine/state.js
/** In which state an installation is, read from its disk. */




/**
 * @param part a partition's number; null: the one that holds Windows
 * @throws not-found where the disk holds no Windows
 */
async function stateOfDisk({ work, reporter }, host, disk, part) {
    const parentFolders = [external_node_path_.dirname(disk)];
    const source = await openMachineDisk(disk, host, { work, part, reporter, parentFolders });
    try {
        const state = await (0,inspect/* readInstallState */.PH)(source.tree);
        const windows = await (0,inspect/* readWindowsInfo */.Sh)(source.tree);
        return { ...state, architecture: () => architectureOf(windows?.architecture, disk) };
    }
    finally {
        await source.close();
    }
}
//# sourceMappingURL=state.js.map
;// CONCATENATED MODULE: ./build/src/factory/machine/install.js
/** A base made by Windows Setup, where no image can be applied from outside. */







/** Setup on a slow host, and what it does after its last restart. */
const DEADLINE = 3 * 3_600_000;
/** @returns the disk, in audit mode and off @throws refused where Setup fails */
async function installBase(build, host, image) {
    const { path: iso } = await build.source.name();
    const disk = stationDisk(build, host, 'provision');
    await host.hypervisor.blank(disk, build.definition.machine.disk);
    const { architecture, ...setup } = setupOf(image);
    const payload = await planSetup((0,external_node_crypto_.randomUUID)(), architecture, setup);
    await runMachine(build, host, {
        station: 'provision',
        disk,
        parents: [],
        payload,
        install: [iso],
        network: null,
        deadline: DEADLINE,
        // Setup says nothing on the serial port: only the deadline counts.
        silence: Infinity,
    });
    const { state, imageState } = await stateOfDisk(build, host, disk, null);
    if (state === 'audit')
        return disk;
    throw new src_errors/* FactoryError */.Xx('refused', {
        subject: `provision: ${iso}`,
        found: `Windows Setup left an installation ${imageState === '' ? 'that names no state' : `in the state ${imageState}`}`,
        expected: 'one in audit mode',
        next: 'check that the medium is an unchanged one of Microsoft',
    });
}
/** What Setup is told: of all that the payload's medium holds only this decides what the base becomes. */
function setupAnswer(image) {
    return setupAnswerFile(setupOf(image));
}
function setupOf({ architecture, index, language, edition, version }) {
    return { architecture, index, language, productKey: setupKey(edition, version) };
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
    const image = await imageOf(source);
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
        suffix: hypervisor.diskSuffix,
        user: `${owner.build}-${owner.run}`,
        make: () => (hypervisor.apply === null ? installBase(build, host, image) : applyBase(build, host, image)),
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
    const refusal = (0,inspect/* installStateRefusal */.bs)(disk, found);
    if (refusal !== null)
        throw refusal;
    for (const file of found.answerFiles) {
        build.reporter.warn(`${disk}: holds the answer file ${file}, which Setup may take instead of the factory's`);
    }
    const state = found.state === 'generalized' ? 'generalized' : 'audit';
    const architecture = found.architecture();
    return { disk: await diskFacts(disk), kind: 'source', reused: false, state, architecture, part };
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
    const sha256 = kind === 'directory' ? null : (await (0,src_release/* hashFile */.DC)(path, reporter)).sha256;
    const expected = definition.source.sha256;
    if (expected === null || sha256 === expected)
        return sha256;
    throw new src_errors/* FactoryError */.Xx('damaged', {
        subject: path,
        found: `the SHA-256 ${sha256}`,
        expected,
        next: 'fetch it again, or correct source.sha256 where the source was changed on purpose',
    });
}
//# sourceMappingURL=provision.js.map
;// CONCATENATED MODULE: ./build/src/factory/publish.js
/** A release goes into a store: with what changed since the one before, and older ones removed where the user wants that. */








const ATTESTATION = 'attestation.sigstore.json';
/**
 * Publishes a release folder as it is. What changed is added where the folder does not say it, but not to one that is
 * attested.
 *
 * @throws not-found, damaged where it is no release; unsupported where a file is too large; what the store throws
 */
async function publishFolder(folder, store, options) {
    const { reporter, tag } = options;
    const files = [...(await (0,src_release/* readRelease */.iJ)(folder, reporter))];
    const fileOf = (name) => files.find((file) => file.name === name)?.path;
    const manifestFile = fileOf(src_release/* MANIFEST_NAME */.ir);
    if (manifestFile === undefined)
        throw noManifest(folder);
    const manifest = await (0,src_manifest/* readManifest */.WI)(manifestFile);
    checkSizes(files, store);
    await store.check(reporter);
    const temporary = await (0,promises_.mkdtemp)(external_node_path_.join((0,external_node_os_.tmpdir)(), 'image-factory-publish-'));
    try {
        const changes = fileOf(src_release/* CHANGES_NAME */.Ah);
        const notes = changes === undefined
            ? await writeNotes(manifest, store, tag, temporary, reporter)
            : { text: await (0,promises_.readFile)(changes, 'utf8'), file: null };
        const isAttested = fileOf(ATTESTATION) !== undefined;
        if (notes.file !== null && !isAttested)
            files.push(notes.file);
        return await publishFiles(files, manifest, notes.text, store, options);
    }
    finally {
        await (0,promises_.rm)(temporary, { recursive: true, force: true });
    }
}
/** @param files without SHA256SUMS */
async function publishFiles(files, { facts }, notes, store, { tag, keep, verify, reporter }) {
    checkSizes(files, store);
    const title = `${facts.name} ${facts.version ?? ''}`.trim();
    const commit = facts.inputs?.commit ?? null;
    const release = { tag, image: facts.name, title, files, notes, commit };
    const put = await store.put(release, { verify, reporter });
    const removed = keep === null ? [] : await publish_removeOlder(store, facts.name, tag, keep, reporter);
    return { ...put, tag, removed };
}
/** @param folder where files may be made; they are the caller's to remove */
async function writeNotes(manifest, store, tag, folder, reporter) {
    const { facts } = manifest;
    const before = previousOf(await store.list(reporter), facts.name, tag);
    const previous = before === null ? null : await compare(before, manifest, store, folder, reporter);
    const text = (0,report/* renderReleaseNotes */.nA)({ facts, previous });
    const target = external_node_path_.join(folder, src_release/* CHANGES_NAME */.Ah);
    await (0,promises_.writeFile)(target, text);
    return { text, file: { name: src_release/* CHANGES_NAME */.Ah, path: target, ...(await (0,src_release/* hashFile */.DC)(target, reporter)) } };
}
/** An older release that cannot be read any more is told, and stops no newer one. */
async function compare(before, manifest, store, folder, reporter) {
    const file = external_node_path_.join(folder, 'previous.json');
    const { tag } = before;
    try {
        await store.save(before, src_release/* MANIFEST_NAME */.ir, file, reporter);
        const old = await (0,src_manifest/* readManifest */.WI)(file);
        return { tag, facts: old.facts, diff: await (0,src_manifest/* diffManifests */.ew)(old, manifest) };
    }
    catch (error) {
        const isOld = error instanceof src_errors/* FactoryError */.Xx && ['damaged', 'unsupported', 'not-found'].includes(error.code);
        if (!isOld)
            throw error;
        reporter.warn(`${store.label}@${tag}: what changed since then cannot be said: ${error.message}`);
        return { tag, facts: null, diff: null };
    }
    finally {
        await (0,promises_.rm)(file, { force: true });
    }
}
/** The newest of this image that was there before the release of this tag. */
function previousOf(releases, image, tag) {
    const own = releases.findIndex((release) => release.tag === tag);
    const before = own === -1 ? releases : releases.slice(0, own);
    return before.findLast((release) => release.image === image) ?? null;
}
/** What could not be removed is told: the release itself is out. */
async function publish_removeOlder(store, image, tag, keep, reporter) {
    const ours = (await store.list(reporter)).filter((release) => release.image === image);
    const removed = [];
    for (const release of ours.slice(0, Math.max(ours.length - keep, 0))) {
        if (release.tag === tag || release === ours.at(-1))
            continue;
        try {
            await store.remove(release, reporter);
            removed.push(release.tag);
            reporter.info(`${store.label}@${release.tag}: removed, as release.keep is ${keep}`);
        }
        catch (error) {
            reporter.signal.throwIfAborted();
            if (!(error instanceof src_errors/* FactoryError */.Xx))
                throw error;
            reporter.warn(`${store.label}@${release.tag}: not removed: ${error.message}`);
        }
    }
    return removed;
}
function checkSizes(files, { fileLimit, label }) {
    const large = fileLimit === null ? [] : files.filter(({ size }) => size > fileLimit);
    if (fileLimit === null || large.length === 0)
        return;
    const list = large.map(({ path: file, size }) => `${file} (${(0,src_bytes/* formatBytes */.z3)(size)})`).join(', ');
    throw new src_errors/* FactoryError */.Xx('unsupported', {
        subject: label,
        found: `${(0,src_bytes/* countOf */.pq)(large.length, 'file')} too large for it: ${list}`,
        expected: `at most ${(0,src_bytes/* formatBytes */.z3)(fileLimit)} each`,
        next: 'build with "release: { split: 1900 MiB }", or publish to a folder; where that says that one content is too large, leave its file out of the image',
    });
}
function noManifest(subject) {
    return new src_errors/* FactoryError */.Xx('damaged', {
        subject,
        found: `no ${src_release/* MANIFEST_NAME */.ir} in its list of files`,
        expected: 'a release as "image-factory build" makes it',
        next: 'build it again',
    });
}
//# sourceMappingURL=publish.js.map
;// CONCATENATED MODULE: ./build/src/factory/stations/publish.js
/** The release: its folder, complete or not at all, and the store that the definition names. */




const publish = {
    name: 'publish',
    async run(build) {
        const { definition, out, reporter, store, tag, work } = build;
        const { manifest: manifestFile, parts } = build.resultOf('inspect');
        const files = [
            ...parts.map((part) => ({ name: external_node_path_.basename(part.path), ...part })),
            { name: src_release/* MANIFEST_NAME */.ir, ...manifestFile },
        ];
        if (store === null) {
            await (0,src_release/* writeRelease */.d4)(out, files, reporter);
            return { result: { releaseDirectory: out, location: null, changed: true } };
        }
        const manifest = await (0,src_manifest/* readManifest */.WI)(manifestFile.path);
        const notes = await writeNotes(manifest, store, tag, work.folder, reporter);
        files.push(notes.file);
        await (0,src_release/* writeRelease */.d4)(out, files, reporter);
        const released = files.map((file) => ({ ...file, path: external_node_path_.join(out, file.name) }));
        const options = { tag, keep: definition.release.keep, verify: false, reporter };
        const { location, changed } = await publishFiles(released, manifest, notes.text, store, options);
        return { result: { releaseDirectory: out, location, changed } };
    },
};
//# sourceMappingURL=publish.js.map
;// CONCATENATED MODULE: ./build/src/factory/stations/update.js
/** Updates: a definition that asks for one is refused, so there is nothing to do. */
const update = { name: 'update', run: () => Promise.resolve(null) };
//# sourceMappingURL=update.js.map
;// CONCATENATED MODULE: ./build/src/factory/line.js
/** The line: the stations in their order, each journalled before it makes anything and after it has. */















const LINE = [
    check,
    provision,
    update,
    customize,
    generalize,
    prove,
    capture,
    inspect_inspect,
    publish,
];
/** @param results is filled with what each station made */
async function runLine(build, results, journal, past) {
    const summaries = [];
    for (const station of LINE) {
        const section = build.reporter.section(station.name);
        try {
            build.reporter.signal.throwIfAborted();
            const end = await line_runStation(station, build, journal, past);
            results.set(station.name, end.result);
            summaries.push({ name: station.name, milliseconds: end.milliseconds, state: end.state });
        }
        catch (error) {
            await fail(station, build, journal, error);
            throw error;
        }
        finally {
            section.end();
        }
    }
    return summaries;
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
        if ('modified' in file ? await isSameDisk(file) : await isSameFile(file, reporter))
            continue;
        reporter.warn(`${file.path}: is not what the interrupted build made, and is made again`);
        return false;
    }
    return true;
}
async function isSameFile({ path, size, sha256 }, reporter) {
    const found = await (0,promises_.stat)(path).catch(() => null);
    return found !== null && found.size === size && (await (0,src_release/* hashFile */.DC)(path, reporter)).sha256 === sha256;
}
/** What went wrong must not hide behind what goes wrong with the journal: on a full disk both do. */
async function fail(station, build, journal, error) {
    for (const file of station.makes?.(build) ?? []) {
        if (build.host?.keptFiles.has(file) !== true)
            await (0,promises_.rm)(file, { force: true }).catch(() => undefined);
    }
    const { code, message } = (0,src_errors/* fromSystemError */.Kh)(error, station.name);
    const spoils = code === 'refused' ? (station.spoils ?? []) : [];
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
// EXTERNAL MODULE: ./build/src/definition/index.js + 11 modules
var src_definition = __webpack_require__(9215);
;// CONCATENATED MODULE: ./build/src/factory/created.js
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
    throw new src_errors/* FactoryError */.Xx('usage', {
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
;// CONCATENATED MODULE: ./build/src/factory/work.js
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
    const folder = external_node_path_.resolve(chosen ?? defaultDirectory(env));
    const temporary = env['RUNNER_TEMP'];
    if (temporary === undefined || temporary === '' || !isWithin(folder, external_node_path_.resolve(temporary)))
        return folder;
    throw new src_errors/* FactoryError */.Xx('usage', {
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
function workOf(directory, definition, name, system = external_node_path_) {
    const file = system.sep === '\\' ? (0,src_tree/* foldCase */.SP)(definition) : definition;
    const key = (0,external_node_crypto_.createHash)('sha256').update(`${file}\0${name}`).digest('hex').slice(0, 12);
    const folder = external_node_path_.join(directory, `${name}-${key}`);
    return workIn(folder);
}
/** @param folder that of a build */
function workIn(folder) {
    return {
        folder,
        journal: external_node_path_.join(folder, 'journal.jsonl'),
        lock: external_node_path_.join(folder, 'lock'),
        logs: external_node_path_.join(folder, 'logs'),
    };
}
async function makeWork(work) {
    try {
        // What a machine gets of the user's secrets lies here as long as it runs.
        await (0,promises_.mkdir)(work.folder, { recursive: true, mode: 0o700 });
    }
    catch (error) {
        throw (0,src_errors/* fromSystemError */.Kh)(error, work.folder);
    }
}
function defaultDirectory(env) {
    const local = env['LOCALAPPDATA'];
    if (process.platform === 'win32' && local !== undefined && local !== '')
        return external_node_path_.join(local, 'image-factory');
    const cache = env['XDG_CACHE_HOME'];
    const base = cache !== undefined && external_node_path_.isAbsolute(cache) ? cache : external_node_path_.join((0,external_node_os_.homedir)(), '.cache');
    return external_node_path_.join(base, 'image-factory');
}
function isWithin(place, folder) {
    const relative = external_node_path_.relative(folder, place);
    return relative.split(external_node_path_.sep)[0] !== '..' && !external_node_path_.isAbsolute(relative);
}
//# sourceMappingURL=work.js.map
;// CONCATENATED MODULE: ./build/src/factory/prepare.js
/** What a definition and the user's options come to, before anything is opened or made. */






/** @throws definition, usage, not-found */
async function prepare(file, options) {
    const env = options.env ?? process.env;
    const definition = await (0,src_definition/* loadDefinition */.yQ)(file);
    const out = external_node_path_.resolve(options.out ?? 'release');
    const work = workOf(workDirectory(options.work ?? null, env), definition.file, definition.name);
    const { source } = definition;
    if (source.kind === 'directory') {
        refuseWithin(out, source.path, 'the release', '--out');
        refuseWithin(work.folder, source.path, 'the work directory', '--work');
        const { store } = definition.release;
        if (store !== null && !(0,src_release/* isGitHub */.Wz)(store))
            refuseWithin(store, source.path, 'the store', 'release.store');
    }
    refuseWithin(work.folder, out, 'the work directory', '--work');
    return {
        definition,
        out,
        work,
        created: givenTime(definition.created, env),
        commit: env['GITHUB_SHA'] || null,
        env,
        store: storeOf(options, env, definition),
        split: splitOf(options, definition),
    };
}
/** The definition says the version, else the tag, else the date. */
function versionOf({ name, version }, tag, created) {
    if (version !== null)
        return version;
    if (tag === undefined)
        return dateVersion(created);
    return tag.startsWith(`${name}-`) ? tag.slice(name.length + 1) : tag.replace(/^v(?=\d)/, '');
}
/** What is made while a directory is read would end up in its image. */
function refuseWithin(place, folder, what, option) {
    if (!isWithin(place, folder))
        return;
    throw new src_errors/* FactoryError */.Xx('usage', {
        subject: place,
        found: `${what} inside ${folder}`,
        expected: 'a place of its own',
        next: `choose another one with ${option}`,
    });
}
function storeOf(options, env, { release }) {
    const store = options.store === undefined ? release.store : options.store;
    return store === null ? null : (0,src_release/* openStore */.Ch)(store, { env, token: options.token ?? null });
}
/** The same release, whether it is published now or later. */
function splitOf({ store }, { release }) {
    const goesTo = store ?? release.store;
    return release.split ?? (goesTo !== null && (0,src_release/* isGitHub */.Wz)(goesTo) ? src_release/* GITHUB_SPLIT */.jP : null);
}
//# sourceMappingURL=prepare.js.map
;// CONCATENATED MODULE: ./build/src/factory/identity.js
/** Whether a source is still the one that an interrupted build read, without reading its contents again. */




/** @returns a text that changes when the source changes */
async function identityOf({ kind, path, part }, reporter) {
    try {
        const place = await (0,promises_.realpath)(path);
        if (kind === 'directory')
            return `${place} ${await fingerprintOf(place, reporter)}`;
        const { size, mtimeNs, ino } = await (0,promises_.stat)(place, { bigint: true });
        return `${place}#${part ?? ''} ${size} ${mtimeNs} ${ino}`;
    }
    catch (error) {
        throw (0,src_errors/* fromSystemError */.Kh)(error, path);
    }
}
/** Of every name with its attributes, size and times: what a capture takes but the contents. */
async function fingerprintOf(folder, reporter) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    const task = reporter.task(`Looking over ${folder}`, null, 'files');
    // What is odd about the directory is told when it is read for the capture.
    const tree = await (0,src_tree/* openDirectory */.AJ)(folder, { ...reporter, warn() { } });
    try {
        for await (const { path, entry } of (0,src_tree/* walk */.GG)(tree)) {
            reporter.signal.throwIfAborted();
            const sizes = entry.streams.map(({ size }) => size).join(',');
            const target = entry.reparse === null ? '' : Buffer.from(entry.reparse.data).toString('hex');
            hash.update(`${JSON.stringify(path)} ${entry.attributes} ${sizes} ${entry.created} ${entry.modified} ${target}\n`);
            task.advance(1);
        }
        return hash.digest('hex');
    }
    finally {
        task.end();
        await tree.close();
    }
}
//# sourceMappingURL=identity.js.map
;// CONCATENATED MODULE: ./build/src/factory/source-keeper.js
/** The source of a build: opened when a station first needs it, closed when the build ends. */



class SourceKeeper {
    text;
    #spec;
    #reporter;
    #name = null;
    #identity = null;
    #open = null;
    constructor(spec, reporter) {
        this.text = spec.index === null ? spec.path : `${spec.path}#${spec.index}`;
        this.#spec = spec;
        this.#reporter = reporter;
    }
    /** @throws not-found; definition where the source is of another kind than its key says */
    name() {
        this.#name ??= this.#parse();
        return this.#name;
    }
    /** Changes when the source changes. */
    identity() {
        this.#identity ??= this.name().then((name) => identityOf(name, this.#reporter));
        return this.#identity;
    }
    open() {
        const { edition } = this.#spec;
        this.#open ??= this.name().then(() => (0,src_source/* openSource */.oD)(this.text, { reporter: this.#reporter, edition, installs: true }));
        return this.#open;
    }
    /**
     * The image that the definition means, by what its archive says of itself: that of an ESD is told too, whose contents
     * are not read. null for a disk and a directory.
     */
    async image() {
        const name = await this.name();
        if (name.kind !== 'wim' && name.kind !== 'iso')
            return null;
        const archive = await (0,src_source/* openArchiveOf */.yM)(name, this.#reporter);
        try {
            const { path, part } = name;
            const { edition } = this.#spec;
            return part === null
                ? (0,src_source/* chooseImage */.Ny)({ path, images: archive.images }, { edition })
                : archive.selectImage(part);
        }
        finally {
            await archive.close();
        }
    }
    async close() {
        const open = await this.#open?.catch(() => null);
        await open?.close();
    }
    /** After a capture: whether the disk or archive is still what it was when the build began. */
    async checkUnchanged() {
        const name = await this.name();
        // What changes in a directory meanwhile, its reader notices file by file.
        if (name.kind === 'directory' || (await identityOf(name, this.#reporter)) === (await this.identity()))
            return;
        throw new src_errors/* FactoryError */.Xx('busy', {
            subject: name.path,
            found: 'it changed while it was captured',
            expected: 'a disk that nothing writes to',
            next: 'turn off the machine that uses it, then run it again',
        });
    }
    async #parse() {
        const { path, edition, index, kind } = this.#spec;
        const { part } = await (0,src_source/* parseSource */.PJ)(path);
        if (part !== null && (edition !== null || index !== null)) {
            throw new src_errors/* FactoryError */.Xx('definition', {
                subject: path,
                found: `"#${part}" and source.${edition === null ? 'index' : 'edition'}, which both name an image`,
                expected: 'one of them',
            });
        }
        const name = await (0,src_source/* parseSource */.PJ)(this.text);
        if (name.kind === kind)
            return name;
        // Whatever has no signature may be a raw disk: nobody who named a medium or an archive meant that.
        if (name.kind === 'disk') {
            throw new src_errors/* FactoryError */.Xx('damaged', {
                subject: name.path,
                found: `does not begin as ${src_source/* KIND_NAMES */.kd[kind]} does`,
                expected: `what the key source.${kind} names`,
                next: 'fetch it again, and give its SHA-256 as source.sha256',
            });
        }
        throw new src_errors/* FactoryError */.Xx('definition', {
            subject: name.path,
            found: src_source/* KIND_NAMES */.kd[name.kind],
            expected: `what the key source.${kind} names`,
            next: `write it under source.${name.kind}`,
        });
    }
}
//# sourceMappingURL=source-keeper.js.map
;// CONCATENATED MODULE: ./build/src/factory/summary.js
/** What a build tells when it is done. */


function summaryOf(job, stations) {
    const { windows } = job.resultOf('prove');
    const { images, uniqueBytes, storedBytes, savedBytes } = job.resultOf('capture');
    const { parts } = job.resultOf('inspect');
    const { releaseDirectory, location, changed } = job.resultOf('publish');
    const sum = (of) => images.reduce((total, image) => total + of(image), 0);
    return {
        name: job.definition.name,
        version: job.version,
        tag: job.tag,
        build: windows === null ? '' : `${windows.version.build}.${windows.version.spBuild}`,
        images: images.map(({ name }) => name),
        files: sum(({ files }) => files),
        directories: sum(({ directories }) => directories),
        bytes: sum(({ bytes }) => bytes),
        uniqueBytes,
        storedBytes,
        savedBytes,
        base: baseOf(job),
        stations,
        releaseDirectory,
        wim: external_node_path_.join(releaseDirectory, external_node_path_.basename(parts[0]?.path ?? src_release/* WIM_NAME */.OB)),
        manifest: external_node_path_.join(releaseDirectory, src_release/* MANIFEST_NAME */.ir),
        location,
        changed,
    };
}
function baseOf(job) {
    const { start } = job.resultOf('provision');
    if (start === null)
        return null;
    if (start.kind === 'source')
        return 'the source';
    return start.reused ? 'from the cache' : 'made';
}
//# sourceMappingURL=summary.js.map
;// CONCATENATED MODULE: ./build/src/factory/journal.js
/**
 * The journal of a build: one JSON object a line, appended and on the disk before the next thing happens. A station
 * writes what it is about to make before it makes it, and what it has made afterwards; resume, clean-up after a crash and
 * the table of times read this one file.
 *
 * | `event`    | says                                                        |
 * | ---------- | ----------------------------------------------------------- |
 * | `build`    | a run begins: definition, tool, host, the time that images carry |
 * | `begin`    | a station begins: what decides its result, the files it makes |
 * | `resource` | a thing that outlives the process is about to be made: a machine, a mount |
 * | `gone`     | that thing is no more                                       |
 * | `kept`     | a failed machine stays for a person to look at, with these files |
 * | `end`      | a station has ended: its files and how they are known again, its result |
 * | `fail`     | the run ended early: why                                    |
 * | `complete` | the release is out: nothing to resume                       |
 *
 * A process that is killed can leave half a last line; it says nothing and is cut off.
 */



class Journal {
    file;
    #handle;
    constructor(file, handle) {
        this.file = file;
        this.#handle = handle;
    }
    /**
     * @param keep whether the records that are there stay; what is not believed never does
     * @param first records with which a journal begins that keeps none
     */
    static async open(file, keep, first = []) {
        try {
            if (keep) {
                const { text } = believe(await readText(file));
                // Through a handle that appends, Windows lets nobody cut a file.
                await (await (0,promises_.open)(file, 'a')).close();
                await (0,promises_.truncate)(file, Buffer.byteLength(text));
            }
            else {
                const lines = first.map((record) => `${JSON.stringify(record)}\n`).join('');
                await (0,output/* writeOutput */.zh)(file, (handle) => handle.writeFile(lines));
            }
            return new Journal(file, await (0,promises_.open)(file, 'a'));
        }
        catch (error) {
            throw (0,src_errors/* fromSystemError */.Kh)(error, file);
        }
    }
    /** Returns when the record is on the disk. */
    async write(record) {
        try {
            await this.#handle.appendFile(`${JSON.stringify(record)}\n`);
            await this.#handle.datasync();
        }
        catch (error) {
            throw (0,src_errors/* fromSystemError */.Kh)(error, this.file);
        }
    }
    close() {
        return this.#handle.close();
    }
}
/** Reads what a journal says; one that is not there says nothing. */
async function readPast(file) {
    let build = null;
    let last = null;
    let complete = false;
    const ended = new Map();
    const resources = new Map();
    const kept = new Map();
    for (const record of believe(await readText(file)).records) {
        if (record.event === 'build') {
            build ??= record;
            last = record;
        }
        else if (record.event === 'begin') {
            ended.delete(record.station);
        }
        else if (record.event === 'fail') {
            for (const station of record.spoils ?? [])
                ended.delete(station);
        }
        else if (record.event === 'end') {
            ended.set(record.station, record);
        }
        else if (record.event === 'resource') {
            const { hypervisor, host, resource } = record;
            resources.set(keyOf(resource), { hypervisor, host, resource });
        }
        else if (record.event === 'gone') {
            resources.delete(keyOf(record.resource));
            if (record.resource.kind === 'machine')
                kept.delete(record.resource.name);
        }
        else if (record.event === 'kept') {
            kept.set(record.machine, record);
        }
        else if (record.event === 'complete') {
            complete = true;
        }
    }
    return { build, ended, complete, last, resources: [...resources.values()], kept: [...kept.values()] };
}
/** What two records must share to be about one thing. */
function keyOf(resource) {
    if (resource.kind === 'machine')
        return `machine ${resource.hypervisor} ${resource.name}`;
    if (resource.kind === 'process')
        return `process ${resource.pid} ${resource.started}`;
    return `${resource.kind} ${resource.path}`;
}
/** Up to half a line, or the first line that is no record: what follows damage is not believed. */
function believe(text) {
    const records = [];
    let end = 0;
    for (let next = text.indexOf('\n'); next !== -1; next = text.indexOf('\n', end)) {
        const record = parseRecord(text.slice(end, next));
        if (record === null)
            break;
        records.push(record);
        end = next + 1;
    }
    return { records, text: text.slice(0, end) };
}
function parseRecord(line) {
    try {
        const record = JSON.parse(line);
        return typeof record?.event === 'string' ? record : null;
    }
    catch {
        return null;
    }
}
async function readText(file) {
    try {
        return await (0,promises_.readFile)(file, 'utf8');
    }
    catch (error) {
        if (error.code === 'ENOENT')
            return '';
        throw (0,src_errors/* fromSystemError */.Kh)(error, file);
    }
}
//# sourceMappingURL=journal.js.map
// EXTERNAL MODULE: ./build/src/progress.js
var progress = __webpack_require__(1838);
;// CONCATENATED MODULE: ./build/src/factory/sweep-machines.js
/** What a dead build left on the host besides files: machines, mounted disks, processes. */






/** @param kept machines that stay, with their files */
async function sweepMachines(work, past, kept, options) {
    const left = past.resources.filter(({ resource }) => !belongsToKept(resource, kept));
    const kinds = new Set(left.map(({ hypervisor }) => hypervisor));
    // A machine may be there of which the journal knows nothing, where that was damaged.
    if (past.last !== null && past.last.hypervisor !== 'none' && !past.complete) {
        kinds.add(past.last.hypervisor);
    }
    const swept = [];
    for (const kind of kinds) {
        const own = left.filter(({ hypervisor, host }) => hypervisor === kind && host === (0,external_node_os_.hostname)());
        const resources = own.map(({ resource }) => resource);
        swept.push(await sweepKind(kind, work, resources, kept, options));
    }
    for (const { host, resource } of left) {
        if (host !== (0,external_node_os_.hostname)())
            swept.push(unreachable([resource], `it is on the host ${host}: sweep there`));
    }
    return {
        removed: swept.flatMap(({ removed }) => removed),
        failures: swept.flatMap(({ failures }) => failures),
        held: {
            paths: swept.flatMap(({ held }) => held.paths),
            runs: swept.flatMap(({ held }) => held.runs),
        },
    };
}
async function sweepKind(kind, work, resources, kept, { dryRun, hypervisors, reporter }) {
    const journal = dryRun ? null : await Journal.open(work.journal, true);
    try {
        const ledger = journal === null ? NO_LEDGER : ledgerOf(journal, kind);
        const hypervisor = await hypervisors(kind, {
            reporter,
            ledger,
            workDirectory: external_node_path_.dirname(work.folder),
        });
        const owner = { build: external_node_path_.basename(work.folder), folder: work.folder, host: (0,external_node_os_.hostname)() };
        const names = kept.map(({ machine }) => machine);
        const removals = await hypervisor.sweep(resources, owner, dryRun, names);
        const done = removals.filter(({ failure }) => failure === null).map(({ resource }) => resource);
        for (const resource of done)
            await ledger.gone(resource);
        const failed = removals.filter(({ failure }) => failure !== null);
        return {
            removed: done.map(describeResource),
            failures: failed.map(({ resource, failure }) => ({
                what: describeResource(resource),
                why: failure ?? '',
            })),
            held: heldBy(failed.map(({ resource }) => resource)),
        };
    }
    catch (error) {
        return unreachable(resources, (0,src_errors/* fromSystemError */.Kh)(error, kind).message);
    }
    finally {
        await journal?.close();
    }
}
function describeResource(resource) {
    if (resource.kind === 'machine')
        return `machine ${resource.name} (${nameOf(resource.hypervisor)})`;
    if (resource.kind === 'process')
        return `process ${resource.pid} (${resource.command})`;
    return resource.kind === 'file' ? resource.path : `${RESOURCE_NAMES[resource.kind]} ${resource.path}`;
}
const RESOURCE_NAMES = {
    'disk-mount': 'mounted disk',
    'iso-mount': 'mounted ISO',
    'access-path': 'access path',
};
function nameOf(kind) {
    return kind === 'hyperv' ? 'Hyper-V' : 'QEMU';
}
function unreachable(resources, why) {
    return {
        removed: [],
        failures: resources.map((resource) => ({ what: describeResource(resource), why })),
        held: heldBy(resources),
    };
}
/**
 * A disk that is mounted, a folder through which a volume is reached: what deletes them deletes more than a file. A
 * machine that is there still has its folder and its disks.
 */
function heldBy(resources) {
    const runs = resources.map((resource) => (resource.kind === 'machine' ? runInName(resource.name) : null));
    return {
        paths: resources.flatMap((resource) => ('path' in resource ? [resource.path] : [])),
        runs: runs.filter((run) => run !== null),
    };
}
function belongsToKept(resource, kept) {
    return kept.some(({ machine, files }) => {
        if (resource.kind === 'machine')
            return resource.name === machine;
        return 'path' in resource && files.some((file) => isSameOrBelow(resource.path, file));
    });
}
function isSameOrBelow(place, folder) {
    const relative = external_node_path_.relative(folder, place);
    return relative === '' || (relative.split(external_node_path_.sep)[0] !== '..' && !external_node_path_.isAbsolute(relative));
}
//# sourceMappingURL=sweep-machines.js.map
;// CONCATENATED MODULE: ./build/src/factory/sweep.js
/** Removes what builds that died left behind: on the host exactly what their journals name, and the files of their folders. */












/** Sweeps every build of a work directory that is not running; journals stay. */
async function sweep(directory, options = {}) {
    const swept = [];
    for (const name of await sweep_namesIn(directory)) {
        const work = workIn(external_node_path_.join(directory, name));
        const isBuild = (await sweep_namesIn(work.folder)).includes(external_node_path_.basename(work.journal));
        const result = isBuild ? await sweepIdle(work, options) : null;
        if (result !== null)
            swept.push(result);
    }
    for (const folder of await sweepBases(directory, options.dryRun === true)) {
        swept.push({ folder, resources: [], files: [folder], bytes: 0, failures: [], kept: [] });
    }
    return swept;
}
/** @returns null where the build is running, or left nothing */
async function sweepIdle(work, options) {
    const lock = await (0,src_process/* takeLock */.HJ)(work.lock, BUILDING).catch((error) => {
        if (error instanceof src_errors/* FactoryError */.Xx && error.code === 'busy')
            return null;
        throw error;
    });
    if (lock === null)
        return null;
    try {
        const logs = options.kept === true ? [] : [work.logs];
        const result = await sweepBuild(work, new Set(logs), options);
        const { resources, files, failures, kept } = result;
        return [resources, files, failures, kept].some((list) => list.length > 0) ? result : null;
    }
    finally {
        await lock.release();
    }
}
/**
 * Removes a build's machines, and all that lies in its folder but its journal, its lock and `keep`; puts an older release
 * back that a killed build was about to replace. Whoever calls it holds the lock.
 *
 * @param keep absolute paths
 */
async function sweepBuild(work, keep, options = {}) {
    const { dryRun = false, hypervisors = createHypervisor, reporter = (0,progress/* silentReporter */.P)() } = options;
    const past = await readPast(work.journal);
    if (past.build !== null && !dryRun)
        await (0,src_release/* repairFolder */.Qj)(past.build.out);
    const kept = options.kept === true ? [] : past.kept;
    const machines = await sweepMachines(work, past, kept, { dryRun, hypervisors, reporter });
    const stays = [...keep, ...kept.flatMap(({ files }) => files), ...machines.held.paths];
    const isHeld = (file) => stays.some((place) => isWithin(place, file)) || isOfRun(external_node_path_.basename(file), machines.held.runs);
    const outside = past.kept
        .filter((record) => !kept.includes(record))
        .flatMap(({ files }) => files.filter((file) => external_node_path_.dirname(file) !== work.folder));
    const removed = await removeFiles(work, outside, isHeld, dryRun);
    return {
        folder: work.folder,
        resources: machines.removed,
        files: removed.files,
        bytes: removed.bytes,
        failures: [...machines.failures, ...removed.failures],
        kept: kept.map(({ machine }) => machine),
    };
}
async function removeFiles(work, outside, isHeld, dryRun) {
    const files = [];
    const failures = [];
    let bytes = 0;
    const inside = (await sweep_namesIn(work.folder))
        .filter((name) => name !== external_node_path_.basename(work.journal) && !isLockFile(name))
        .map((name) => external_node_path_.join(work.folder, name));
    for (const file of [...inside, ...outside]) {
        if (isHeld(file))
            continue;
        const size = await sizeOf(file);
        if (size === null)
            continue;
        try {
            if (!dryRun)
                await (0,promises_.rm)(file, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
            files.push(file);
            bytes += size;
        }
        catch (error) {
            const { found } = (0,src_errors/* fromSystemError */.Kh)(error, file).details;
            failures.push({ what: file, why: found });
        }
    }
    return { files, bytes, failures };
}
/** The payload's medium goes in any case: secrets may lie on it. */
function isOfRun(name, runs) {
    return !name.startsWith('payload-') && runs.some((run) => name.includes(`-${run}`));
}
/** The lock, or what a living process makes or takes one with. */
function isLockFile(name) {
    const pid = /^lock\.(\d+)/.exec(name)?.[1];
    return name === 'lock' || (pid !== undefined && (0,output/* isRunning */.W_)(Number(pid)));
}
/** Of a folder, that of all that it holds. @returns null where it is not there */
async function sizeOf(place) {
    const stats = await (0,promises_.stat)(place).catch(() => null);
    if (stats === null)
        return null;
    if (!stats.isDirectory())
        return stats.size;
    let bytes = 0;
    for (const name of await sweep_namesIn(place))
        bytes += (await sizeOf(external_node_path_.join(place, name))) ?? 0;
    return bytes;
}
async function sweep_namesIn(folder) {
    try {
        return (await (0,promises_.readdir)(folder)).toSorted();
    }
    catch (error) {
        const { code } = error;
        if (code === 'ENOENT' || code === 'ENOTDIR')
            return [];
        throw (0,src_errors/* fromSystemError */.Kh)(error, folder);
    }
}
//# sourceMappingURL=sweep.js.map
;// CONCATENATED MODULE: ./build/src/factory/take-over.js
/** What a build finds of the one before it, and what it leaves to the next. */





/** What an interrupted build left: taken over with `--resume`, else removed. */
async function takeOver({ work, out }, options, reporter) {
    const before = await readPast(work.journal);
    const isOpen = before.build !== null && !before.complete;
    const isTaken = options.resume === true && isOpen;
    const swept = await sweepBuild(work, isTaken ? filesOf(before) : new Set(), {
        ...sweepOptions(options),
        reporter,
    });
    if (await (0,src_release/* repairFolder */.Qj)(out))
        reporter.info(`${out}: put the older release back that an interrupted build was replacing`);
    if (isTaken) {
        reporter.info(`Going on with the build of ${before.build?.time}`);
    }
    else if (options.resume === true) {
        reporter.info('No interrupted build of this definition is here to resume: building from the start');
    }
    take_over_tell(swept, work, reporter);
    // The sweep wrote into the journal what is gone.
    const { resources, kept } = await readPast(work.journal);
    return isTaken ? { ...before, resources, kept } : { ...take_over_NOTHING, resources, kept };
}
const take_over_NOTHING = { build: null, ended: new Map(), complete: false, last: null, resources: [], kept: [] };
/** A journal that begins anew still knows what could not be removed, and what somebody keeps. */
function openJournal({ journal }, { build, resources, kept }) {
    const time = new Date().toISOString();
    const first = [
        ...resources.map((resource) => ({ event: 'resource', time, ...resource })),
        ...kept,
    ];
    return Journal.open(journal, build !== null, first);
}
/** After a failure only what `--resume` can take over stays, and the logs. What goes wrong here never hides why it failed. */
async function tidyUp(prepared, options, reporter, isFailed) {
    try {
        await tidy(prepared, options, reporter, isFailed);
    }
    catch (error) {
        if (!isFailed)
            throw error;
        reporter.warn((0,src_errors/* fromSystemError */.Kh)(error, prepared.work.folder).message);
    }
}
async function tidy({ work }, options, reporter, isFailed) {
    const past = await readPast(work.journal);
    const files = isFailed ? filesOf(past) : new Set();
    const swept = await sweepBuild(work, isFailed ? new Set([...files, work.logs]) : files, {
        ...sweepOptions(options),
        // Who stopped the build wants it to clean up all the same.
        reporter: { ...reporter, signal: new AbortController().signal },
    });
    for (const { what, why } of swept.failures)
        reporter.warn(`${what}: could not be removed: ${why}`);
    if (files.size === 0)
        return;
    const done = [...past.ended.values()].filter((end) => end.files.length > 0).map(({ station }) => station);
    reporter.info(`What ${done.join(' and ')} made is kept: run it again with --resume to go on from there`);
}
function sweepOptions({ hypervisors }) {
    return hypervisors === undefined ? {} : { hypervisors };
}
function take_over_tell({ resources, files, bytes, failures, kept }, work, reporter) {
    if (resources.length > 0) {
        reporter.info(`Removed what an interrupted build left on this host: ${resources.join(', ')}`);
    }
    if (files.length > 0) {
        const what = `${(0,src_bytes/* countOf */.pq)(files.length, 'file')}, ${(0,src_bytes/* formatBytes */.z3)(bytes)}`;
        reporter.info(`${work.folder}: removed what an interrupted build left (${what})`);
    }
    for (const { what, why } of failures)
        reporter.warn(`${what}: could not be removed: ${why}`);
    for (const machine of kept) {
        reporter.info(`The machine ${machine} is kept; "image-factory sweep --kept" removes it`);
    }
}
function filesOf({ ended }) {
    return new Set([...ended.values()].flatMap(({ files }) => files.map((file) => file.path)));
}
//# sourceMappingURL=take-over.js.map
;// CONCATENATED MODULE: ./build/src/factory/build.js
/** A definition becomes a release. */












/**
 * Builds the release that a definition describes. The release folder appears complete or not at all; an older one stays as
 * it is until then.
 *
 * @param file the definition
 * @throws definition, usage, exists, busy where it is being built already, and what the stations throw
 */
async function build(file, options, reporter) {
    const prepared = await prepare(file, options);
    await makeWork(prepared.work);
    const lock = await (0,src_process/* takeLock */.HJ)(prepared.work.lock, BUILDING);
    try {
        return await buildLocked(prepared, options, reporter);
    }
    finally {
        await lock.release();
    }
}
async function buildLocked(prepared, options, reporter) {
    const { definition, work } = prepared;
    const past = await takeOver(prepared, options, reporter);
    const journal = await openJournal(work, past);
    const results = new Map();
    const pool = new codec/* CodecPool */.Zj(options.threads === undefined ? {} : { threads: options.threads });
    const source = new SourceKeeper(definition.source, reporter);
    let job = null;
    let isFailed = true;
    try {
        const host = await openHost(definition, work, options, journal, reporter);
        job = jobOf(prepared, options, past, { host, pool, reporter, results, source });
        await journal.write(beginning(job));
        const stations = await runLine(job, results, journal, past);
        await journal.write({ event: 'complete', time: new Date().toISOString() });
        isFailed = false;
        return summaryOf(job, stations);
    }
    finally {
        await job?.closeSubject();
        await journal.close();
        await source.close();
        await pool.close();
        await tidyUp(prepared, options, reporter, isFailed);
        await job?.host?.bases.release();
    }
}
function jobOf({ definition, out, work, commit, store, split, env, created: given }, { tag }, past, { results, ...tools }) {
    const created = given ?? (past.build === null ? new Date() : new Date(past.build.created));
    const version = versionOf(definition, tag, created);
    let machineDisk = null;
    const job = {
        definition,
        version,
        tag: tag ?? `${definition.name}-${version}`,
        created,
        commit,
        out,
        store,
        split,
        work,
        env,
        ...tools,
        resultOf: (name) => resultIn(results, name),
        subject() {
            if (job.host === null)
                return job.source;
            machineDisk ??= diskSubject(job, job.host);
            return machineDisk;
        },
        async closeSubject() {
            await machineDisk?.close();
        },
    };
    return job;
}
function beginning({ definition, out, created }) {
    return {
        event: 'build',
        time: new Date().toISOString(),
        definition: definition.file,
        tool: version/* VERSION */.x,
        pid: process.pid,
        hypervisor: definition.machine.hypervisor,
        out,
        created: created.toISOString(),
    };
}
function resultIn(results, name) {
    if (results.has(name))
        return results.get(name);
    throw new src_errors/* FactoryError */.Xx('host', {
        subject: name,
        found: 'a station that has not run is asked for its result',
    });
}
//# sourceMappingURL=build.js.map
;// CONCATENATED MODULE: ./build/src/factory/doctor.js
/** What a host has and lacks for a build, found out without making anything. */










const GIB = 2 ** 30;
/** A Windows of today three times over: base, children, archive. */
const USUAL_SPACE = 60 * GIB;
/**
 * @param file a definition; null: what this platform could do
 * @throws definition, usage
 */
async function doctor(file, options, reporter) {
    const env = options.env ?? process.env;
    const work = workDirectory(options.work ?? null, env);
    const definition = file === null ? null : await (0,src_definition/* loadDefinition */.yQ)(file);
    const findings = [];
    if (definition !== null)
        findings.push(...(await inputFindings(definition, env, reporter)));
    const kind = doctor_kindOf(definition);
    if (kind === null) {
        findings.push({ subject: 'hypervisor', state: 'ok', found: 'none: the source is captured as it is' });
    }
    else {
        const request = await requestOf(definition, work, reporter);
        findings.push(...(await hostFindings(kind, request, options, reporter)));
    }
    return [...findings, ...(await leftovers(work, options))];
}
function doctor_kindOf(definition) {
    if (definition === null)
        return process.platform === 'win32' ? 'hyperv' : 'qemu';
    const { hypervisor } = definition.machine;
    return hypervisor === 'none' ? null : hypervisor;
}
async function requestOf(definition, workDirectory, reporter) {
    const usual = {
        cpus: 4,
        memory: 8 * GIB,
        space: USUAL_SPACE,
        network: null,
        workDirectory,
        imageVersion: null,
    };
    if (definition === null)
        return usual;
    const source = new SourceKeeper(definition.source, reporter);
    try {
        return await checkRequest(definition, source, workDirectory);
    }
    catch {
        // That the source is not right is a finding of its own.
        const { cpus, memory, network } = definition.machine;
        return { ...usual, cpus, memory, network: network === 'none' ? null : network };
    }
    finally {
        await source.close();
    }
}
async function hostFindings(kind, request, { hypervisors = createHypervisor }, reporter) {
    const { workDirectory } = request;
    try {
        const hypervisor = await hypervisors(kind, { reporter, ledger: NO_LEDGER, workDirectory });
        return await hypervisor.check(request);
    }
    catch (error) {
        return [findingOf(`hypervisor: ${kind}`, error)];
    }
}
/** Source, scripts and secrets of the definition. */
async function inputFindings(definition, env, reporter) {
    const source = new SourceKeeper(definition.source, reporter);
    const findings = [await look('source', source.text, () => source.name())];
    if (definition.machine.hypervisor === 'none')
        return findings;
    if (definition.source.kind !== 'disk') {
        findings.push(await look('image', 'is in the source', () => checkRequest(definition, source, '')));
    }
    findings.push(await look('steps', `${definition.customize.length + definition.verify.length}, and their files`, () => planCustomize(definition, '', 'amd64', env)));
    return findings;
}
/** @param found what is told where `work` finds nothing wrong */
async function look(subject, found, work) {
    try {
        await work();
        return { subject, state: 'ok', found };
    }
    catch (error) {
        return findingOf(subject, error);
    }
}
function findingOf(subject, error) {
    const { subject: thing, found, expected, next } = (0,src_errors/* fromSystemError */.Kh)(error, subject).details;
    return {
        subject,
        state: 'error',
        found: thing === subject ? found : `${thing}: ${found}`,
        ...(expected === undefined ? {} : { expected }),
        next: next ?? 'correct the definition',
    };
}
async function leftovers(work, { hypervisors }) {
    const swept = await sweep(work, { dryRun: true, ...(hypervisors === undefined ? {} : { hypervisors }) });
    if (swept.length > 0)
        return swept.map(leftoverOf);
    return [{ subject: 'leftovers', state: 'ok', found: `no build left anything in ${work}` }];
}
function leftoverOf({ folder, resources, files, failures, kept }) {
    const what = [
        ...resources,
        ...files.map((file) => external_node_path_.basename(file)),
        ...failures.map((failure) => failure.what),
        ...kept.map((machine) => `the kept machine ${machine}`),
    ];
    return {
        subject: `leftovers in ${external_node_path_.basename(folder)}`,
        state: 'warning',
        found: what.join(', '),
        next: `image-factory sweep${kept.length > 0 ? ' --kept' : ''}, or build it again with --resume`,
    };
}
//# sourceMappingURL=doctor.js.map
;// CONCATENATED MODULE: ./build/src/factory/machine/plan.js
/** What a build would do with a machine, for `--dry-run`. */



/** @throws what `check` would throw before anything is made, but for what the host lacks */
async function planMachine(definition, source, env) {
    const { machine } = definition;
    const { deadlines } = machine;
    const { plan } = await planCustomize(definition, '', 'amd64', env);
    const titles = plan.steps.map(({ title }) => title).join(', ');
    const network = machine.network === 'none' ? 'no network' : `the network ${machine.network}`;
    return {
        label: await labelOf(definition, source),
        doing: {
            provision: await startText(definition, source),
            ...(titles === ''
                ? {}
                : { customize: `${titles}; ${network}, at most ${(0,src_bytes/* formatDuration */.a3)(deadlines.customize)}` }),
            generalize: `sysprep, ${machineText(machine)}, at most ${(0,src_bytes/* formatDuration */.a3)(deadlines.generalize)}`,
            prove: 'State.ini, Sysprep_succeeded.tag, setuperr.log and the build number, from the disk',
        },
    };
}
async function labelOf({ source: { kind } }, source) {
    const { path } = await source.name();
    if (kind === 'disk')
        return path;
    const { index, name } = await imageOf(source);
    return `${path}, image ${index} "${name}"`;
}
async function startText({ source: { kind, sha256 }, machine }, source) {
    const checked = sha256 === null ? '' : ', and check its SHA-256';
    if (kind === 'disk')
        return `a child of the disk${checked}`;
    const { index } = await imageOf(source);
    const how = machine.hypervisor === 'qemu' ? 'install' : 'apply';
    return `${how} image ${index} to a base disk of ${(0,src_bytes/* formatBytes */.z3)(machine.disk)}, or take it from the cache${checked}`;
}
function machineText({ hypervisor, cpus, memory }) {
    return `${hypervisor === 'hyperv' ? 'Hyper-V' : 'QEMU'}, ${cpus} processors, ${(0,src_bytes/* formatBytes */.z3)(memory)}`;
}
//# sourceMappingURL=plan.js.map
;// CONCATENATED MODULE: ./build/src/factory/plan.js
/** What a build would do, found out without making anything. */








/** @throws what the build would throw before it makes anything */
async function planBuild(file, options, reporter) {
    const { definition, out, work, created, store } = await prepare(file, options);
    await (0,src_release/* checkReplaceable */.X7)(out);
    const version = versionOf(definition, options.tag, created ?? new Date());
    const tag = options.tag ?? `${definition.name}-${version}`;
    const source = new SourceKeeper(definition.source, reporter);
    try {
        const hasMachine = definition.machine.hypervisor !== 'none';
        const { label, ...start } = await (hasMachine
            ? planMachine(definition, source, options.env ?? process.env)
            : planSource(definition, source));
        const { compression, level, exclude } = definition.capture;
        const doing = {
            check: `${definition.file}, and whether the release may go to ${out}`,
            ...start.doing,
            capture: `install.wim, ${compression === 'none' ? 'not compressed' : `${compression} ${level}`}`,
            inspect: 'read install.wim back, every byte of it, and write manifest.json',
            publish: store === null ? out : `${out}, and ${store.label}@${tag}`,
        };
        return {
            definition: definition.file,
            name: definition.name,
            version,
            tag,
            created: created?.toISOString() ?? null,
            source: { kind: definition.source.kind, label },
            images: [definition.name],
            exclusions: [...src_tree/* DEFAULT_EXCLUSIONS */._t, ...exclude, ...(hasMachine ? AGENT_LEFTOVERS : [])],
            work: work.folder,
            releaseDirectory: out,
            stations: LINE.map(({ name }) => ({ name, doing: doing[name] ?? null })),
        };
    }
    finally {
        await source.close();
    }
}
/** With `hypervisor: none`: the source is what is captured. */
async function planSource({ source: { sha256 } }, source) {
    const open = await source.open();
    const { label } = open.tree;
    const doing = {
        provision: `open ${label}${sha256 === null ? '' : ', and check its SHA-256'}`,
        prove: windowsText(await windowsOf(open)),
    };
    return { label, doing };
}
function windowsText(windows) {
    if (windows === null)
        return 'the source holds no Windows installation';
    const { displayName, version, imageState } = windows;
    const state = imageState === '' ? '' : `, ${imageState}`;
    return `${displayName}, build ${version.build}.${version.spBuild}${state}`;
}
//# sourceMappingURL=plan.js.map
;// CONCATENATED MODULE: ./build/src/factory/index.js








//# sourceMappingURL=index.js.map

/***/ }),

/***/ 3970:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  n6: () => (/* reexport */ commandFailed),
  ln: () => (/* reexport */ isLocked),
  jW: () => (/* reexport */ isProcessAlive),
  TP: () => (/* reexport */ killTree),
  w$: () => (/* reexport */ lastLines),
  d1: () => (/* reexport */ runCommand),
  Gk: () => (/* reexport */ runLong),
  GH: () => (/* reexport */ startOf),
  sr: () => (/* reexport */ startOfChild),
  kp: () => (/* reexport */ startProcess),
  _f: () => (/* reexport */ systemTool),
  HJ: () => (/* reexport */ takeLock),
  gJ: () => (/* reexport */ waitForLock)
});

// UNUSED EXPORTS: commandMissing

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(7406);
;// CONCATENATED MODULE: ./build/src/process/error.js
/** What a command that failed says to the user: its exit code, and the end of what it printed. */


const LINES = 6;
/** @param advice what to do next */
function commandFailed(command, exit, output, advice) {
    const said = lastLines(output);
    return new errors/* FactoryError */.Xx('host', {
        subject: nameOf(command),
        found: `${exit === null ? 'was killed' : `ended with exit code ${exitCode(exit)}`}${said === '' ? '' : `: ${said}`}`,
        ...(advice === undefined ? {} : { next: advice }),
    });
}
function commandMissing(command, cause) {
    return new errors/* FactoryError */.Xx('tool', {
        subject: nameOf(command),
        found: 'is not on this host',
        expected: `a program of this name${command === nameOf(command) ? ' on PATH' : ` at ${command}`}`,
        next: 'install it, or add its folder to PATH',
        cause,
    });
}
/** The last lines that say something, as one. */
function lastLines(output) {
    const lines = output.split(/[\r\n]+/).map((line) => line.trim());
    return lines
        .filter((line) => line !== '')
        .slice(-LINES)
        .join(' | ');
}
/** Codes of Windows are known by their hexadecimal digits. */
function exitCode(exit) {
    return exit < 0 || exit > 0xffff ? `0x${(exit >>> 0).toString(16).padStart(8, '0')}` : String(exit);
}
function nameOf(command) {
    return external_node_path_.basename(command.replaceAll('\\', '/'));
}
//# sourceMappingURL=error.js.map
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: ./build/src/output.js
var output = __webpack_require__(7208);
;// CONCATENATED MODULE: ./build/src/process/system-tool.js
/** Where the tools of Windows lie. */

const OTHER_FOLDERS = { 'powershell.exe': 'WindowsPowerShell\\v1.0' };
/**
 * A tool that comes with Windows, with its whole path: a bare name is looked for in the working directory first, which
 * may be anybody's checkout. On another system the name as it is, for PATH to find.
 *
 * @param name with its suffix: `dism.exe`
 */
function systemTool(name, env = process.env) {
    if (process.platform !== 'win32')
        return name;
    const system = env['SystemRoot'] ?? 'C:\\Windows';
    return external_node_path_.win32.join(system, 'System32', OTHER_FOLDERS[name] ?? '', name);
}
//# sourceMappingURL=system-tool.js.map
;// CONCATENATED MODULE: ./build/src/process/identity.js
/** Which process is meant: a number alone may belong to another one by now. */





const run = (0,external_node_util_.promisify)(external_node_child_process_.execFile);
/** Asked of the outside, a process began a little earlier than it says itself. */
const TOLERANCE = 5000;
/**
 * When a process began: on Linux the boot and the tick of it, elsewhere milliseconds since 1970.
 *
 * @returns '' where the system does not say, or no longer knows the process
 */
async function startOf(pid) {
    try {
        if (process.platform === 'linux') {
            const boot = await (0,promises_.readFile)('/proc/sys/kernel/random/boot_id', 'utf8');
            const facts = await (0,promises_.readFile)(`/proc/${pid}/stat`, 'utf8');
            // The second field is the program's name in parentheses, which may hold anything.
            const fields = facts.slice(facts.lastIndexOf(')') + 2).split(' ');
            return `${boot.trim()} ${fields[19]}`;
        }
        if (pid === process.pid)
            return String(Math.round(performance.timeOrigin));
        // No cmdlet: where the job's shell is PowerShell 7, Windows PowerShell finds the modules of that one.
        const question = `[Diagnostics.Process]::GetProcessById(${pid}).StartTime.ToString('o')`;
        const limits = { timeout: 30_000, windowsHide: true };
        const { stdout } = await (process.platform === 'win32'
            ? run(systemTool('powershell.exe'), ['-NoProfile', '-NonInteractive', '-Command', question], limits)
            : run('ps', ['-o', 'lstart=', '-p', String(pid)], limits));
        const started = Date.parse(stdout.trim());
        return Number.isNaN(started) ? '' : String(started);
    }
    catch {
        return '';
    }
}
/** The same of a child that was started this moment, without asking where that takes long. */
function startOfChild(pid) {
    return process.platform === 'linux' ? startOf(pid) : Promise.resolve(String(Date.now()));
}
/**
 * Whether the process still runs that had this number and began then.
 *
 * @param started what `startOf` said of it; '' where it did not know
 */
async function isProcessAlive(pid, started) {
    if (!(0,output/* isRunning */.W_)(pid))
        return false;
    const now = await startOf(pid);
    return now === '' || started === '' || isSameStart(now, started);
}
function isSameStart(a, b) {
    return a === b || Math.abs(Number(a) - Number(b)) < TOLERANCE;
}
//# sourceMappingURL=identity.js.map
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(8500);
;// CONCATENATED MODULE: ./build/src/process/kill.js
/** A kill that reaches the children: `dism.exe` does its work in `dismhost.exe`, and a script in what it calls. */





const kill_run = (0,external_node_util_.promisify)(external_node_child_process_.execFile);
/** How long a group may take to end by itself, and then how long the system may take to end it. */
const GRACE_MS = 2000;
const STEP_MS = 50;
/**
 * Ends a process that `startProcess` started, by this process or by one that is dead, with all that it started.
 *
 * @returns whether it is gone
 */
async function killTree(pid) {
    if (process.platform === 'win32') {
        // Fails where the process is gone already, or one of its children ends meanwhile: what counts is what is left.
        await kill_run(systemTool('taskkill.exe'), ['/PID', String(pid), '/T', '/F'], { windowsHide: true }).catch(() => undefined);
        return await isGone(() => !(0,output/* isRunning */.W_)(pid));
    }
    signal(pid, 'SIGTERM');
    if (await isGone(() => !signal(pid, 0)))
        return true;
    signal(pid, 'SIGKILL');
    return await isGone(() => !signal(pid, 0));
}
/** @returns whether anybody in the group took it */
function signal(group, name) {
    try {
        process.kill(-group, name);
        return true;
    }
    catch {
        return false;
    }
}
async function isGone(test) {
    for (let waited = 0; waited < GRACE_MS; waited += STEP_MS) {
        if (test())
            return true;
        await (0,external_node_timers_promises_.setTimeout)(STEP_MS);
    }
    return test();
}
//# sourceMappingURL=kill.js.map
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
;// CONCATENATED MODULE: ./build/src/process/lock.js
/**
 * A lock between processes that dies with its owner. It is a file with the process that holds it; a process that is gone,
 * or whose number belongs to another one by now, holds nothing.
 */





/** @throws busy where another process holds it */
async function takeLock(file, purpose) {
    const own = { pid: process.pid, host: (0,external_node_os_.hostname)(), started: await startOf(process.pid) };
    const text = JSON.stringify(own);
    try {
        while (!(await claim(file, text))) {
            const found = await (0,promises_.readFile)(file, 'utf8').catch(() => '');
            const holder = parseHolder(found);
            if (holder !== null && (await isAlive(holder)))
                throw busy(file, holder, purpose);
            await discard(file, found);
        }
    }
    catch (error) {
        throw (0,errors/* fromSystemError */.Kh)(error, file);
    }
    return { release: () => (0,promises_.rm)(file, { force: true }) };
}
const RETRY_MS = 1000;
/**
 * Takes a lock that others hold for a moment.
 *
 * @param onWait told once, when somebody else holds it
 * @throws the signal's reason when that is aborted
 */
async function waitForLock(file, purpose, signal, onWait) {
    for (let attempt = 0;; attempt++) {
        signal.throwIfAborted();
        try {
            return await takeLock(file, purpose);
        }
        catch (error) {
            if (!(error instanceof errors/* FactoryError */.Xx) || error.code !== 'busy')
                throw error;
            if (attempt === 0)
                onWait(`${error.details.subject}: ${error.details.found}; waiting for it`);
            await (0,external_node_timers_promises_.setTimeout)(RETRY_MS, undefined, { signal }).catch(() => undefined);
        }
    }
}
/** Whether a living process holds the lock. */
async function isLocked(file) {
    const holder = parseHolder(await (0,promises_.readFile)(file, 'utf8').catch(() => ''));
    return holder !== null && (await isAlive(holder));
}
/** The file appears with its content or not at all. */
async function claim(file, text) {
    const own = `${file}.${process.pid}`;
    await (0,promises_.writeFile)(own, text);
    try {
        await (0,promises_.link)(own, file);
        return true;
    }
    catch (error) {
        if (error.code === 'EEXIST')
            return false;
        // Every system says in its own code that there are no links; where it is something else, this meets it too.
        return await claimWithoutLinks(file, text);
    }
    finally {
        await (0,promises_.rm)(own, { force: true });
    }
}
/** On a file system without hard links a killed process may leave an empty lock, which holds nothing. */
async function claimWithoutLinks(file, text) {
    try {
        await (0,promises_.writeFile)(file, text, { flag: 'wx' });
        return true;
    }
    catch (error) {
        if (error.code === 'EEXIST')
            return false;
        throw error;
    }
}
/** Two processes may find the same stale lock: what was taken away by mistake is put back. */
async function discard(file, stale) {
    const aside = `${file}.${process.pid}.stale`;
    try {
        await (0,promises_.rename)(file, aside);
    }
    catch (error) {
        if (error.code === 'ENOENT')
            return;
        throw error;
    }
    const taken = await (0,promises_.readFile)(aside, 'utf8');
    if (taken !== stale)
        await (0,promises_.link)(aside, file).catch(() => undefined);
    await (0,promises_.rm)(aside, { force: true });
}
function parseHolder(text) {
    try {
        const { pid, host, started } = JSON.parse(text);
        if (!Number.isInteger(pid) || typeof host !== 'string' || typeof started !== 'string')
            return null;
        return { pid: pid, host, started };
    }
    catch {
        return null;
    }
}
async function isAlive({ pid, host, started }) {
    // Of a process on another host nothing can be asked.
    if (host !== (0,external_node_os_.hostname)())
        return true;
    return await isProcessAlive(pid, started);
}
function busy(file, { pid, host }, { does, expected }) {
    const where = host === (0,external_node_os_.hostname)() ? '' : ` on ${host}`;
    return new errors/* FactoryError */.Xx('busy', {
        subject: file,
        found: `process ${pid}${where} ${does}`,
        expected,
        next: where === ''
            ? 'wait until it has ended'
            : 'wait until it has ended; where it is gone, remove this file',
    });
}
//# sourceMappingURL=lock.js.map
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(8474);
// EXTERNAL MODULE: external "node:string_decoder"
var external_node_string_decoder_ = __webpack_require__(6193);
// EXTERNAL MODULE: ./build/src/bytes/index.js + 7 modules
var bytes = __webpack_require__(2290);
;// CONCATENATED MODULE: ./build/src/process/long.js
/**
 * Commands that take minutes or hours: started as children of this process with a deadline, an abort signal and a kill
 * that reaches their own children.
 *
 * They inherit RUNNER_TRACKING_ID: when this process is killed and its job ends, the runner ends them too. What shall
 * outlive the job gets an `env` in which it is empty.
 */








/** What is kept of the output. */
const TAIL_CHARACTERS = 8192;
/** How long a child of a process that has ended may hold its output open. */
const OUTPUT_GRACE_MS = 2000;
/**
 * Starts a command.
 *
 * @param command a path, or a name that PATH finds
 * @throws tool where there is no such program
 */
async function startProcess(command, args, options = {}) {
    const child = (0,external_node_child_process_.spawn)(command, args, {
        stdio: ['ignore', 'pipe', 'pipe'],
        windowsHide: true,
        // A group of its own, by which its children are reached; Windows knows them by their parent.
        detached: process.platform !== 'win32',
        ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
        env: options.env ?? process.env,
    });
    const tail = listen(child, options.onOutput);
    const ended = endOf(child);
    try {
        await (0,external_node_events_.once)(child, 'spawn');
    }
    catch (error) {
        if (error.code === 'ENOENT')
            throw commandMissing(command, error);
        throw (0,errors/* fromSystemError */.Kh)(error, command);
    }
    const pid = child.pid;
    return {
        pid,
        ended,
        tail,
        async kill() {
            if (child.exitCode === null && child.signalCode === null && !(await killTree(pid))) {
                throw new errors/* FactoryError */.Xx('host', {
                    subject: `${command} (process ${pid})`,
                    found: 'does not end when it is killed',
                    next: `end process ${pid} by hand`,
                });
            }
            await ended;
        },
    };
}
/**
 * Runs a command to its end.
 *
 * @returns its exit code and the end of what it printed; the code is for the caller to judge
 * @throws tool where there is no such program, host at its deadline, the signal's reason when that is aborted; each time
 *   nothing of it is left running
 */
async function runLong(command, args, options) {
    const { title, deadlineMs, signal } = options;
    signal.throwIfAborted();
    const child = await startProcess(command, args, options);
    const settled = new AbortController();
    const stop = AbortSignal.any([signal, settled.signal]);
    const timer = (0,external_node_timers_promises_.setTimeout)(deadlineMs, 'late', { signal: stop }).catch(() => 'stopped');
    try {
        await options.onStart?.(child.pid);
        const first = await Promise.race([child.ended, timer]);
        if (first === 'late' || first === 'stopped') {
            signal.throwIfAborted();
            throw late(title, deadlineMs, child.tail());
        }
        return { exit: first, tail: child.tail() };
    }
    catch (error) {
        await child.kill();
        throw error;
    }
    finally {
        settled.abort();
    }
}
function late(title, deadlineMs, tail) {
    const said = lastLines(tail);
    return new errors/* FactoryError */.Xx('host', {
        subject: title,
        found: `did not end within ${(0,bytes/* formatDuration */.a3)(deadlineMs)} and was stopped${said === '' ? '' : `; it said last: ${said}`}`,
        next: 'see what the host is busy with, and run it again',
    });
}
function listen(child, onOutput) {
    let tail = '';
    for (const stream of ['stdout', 'stderr']) {
        const decoder = new external_node_string_decoder_.StringDecoder('utf8');
        child[stream]?.on('data', (data) => {
            const text = decoder.write(data);
            tail = `${tail}${text}`.slice(-TAIL_CHARACTERS);
            onOutput?.(text, stream);
        });
    }
    return () => tail;
}
async function endOf(child) {
    const closed = new Promise((resolve) => child.once('close', () => resolve()));
    const { exit, isStarted } = await new Promise((resolve) => {
        child.once('exit', (exit) => resolve({ exit, isStarted: true }));
        child.on('error', () => resolve({ exit: null, isStarted: false }));
    });
    if (!isStarted)
        return exit;
    const waiting = new AbortController();
    const patience = (0,external_node_timers_promises_.setTimeout)(OUTPUT_GRACE_MS, undefined, { signal: waiting.signal }).catch(() => undefined);
    await Promise.race([closed, patience]);
    waiting.abort();
    child.stdout?.destroy();
    child.stderr?.destroy();
    return exit;
}
//# sourceMappingURL=long.js.map
;// CONCATENATED MODULE: ./build/src/process/short.js
/** Commands that are done in seconds, and that nobody needs to stop: through the toolkit of GitHub Actions. */


/**
 * Runs a command to its end and keeps what it prints.
 *
 * @param command a path, or a name that PATH finds
 * @throws tool where there is no such program; an exit code is for the caller to judge
 */
async function runCommand(command, args, options = {}) {
    // Loaded late: most of what a user starts runs no command.
    const { getExecOutput } = await __webpack_require__.e(/* import() */ 260).then(__webpack_require__.bind(__webpack_require__, 1260));
    try {
        const { exitCode, stdout, stderr } = await getExecOutput(quoted(command), [...args], {
            silent: true,
            ignoreReturnCode: true,
            ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
            env: defined(options.env ?? process.env),
        });
        return { exit: exitCode, stdout, stderr };
    }
    catch (error) {
        // The toolkit has no codes; this is the one sentence it says of a program that it does not find.
        if (error instanceof Error && error.message.includes('Unable to locate executable'))
            throw commandMissing(command, error);
        throw new errors/* FactoryError */.Xx('host', { subject: command, found: String(error), cause: error });
    }
}
/** The toolkit splits the command at spaces outside quotes. */
function quoted(command) {
    return `"${command.replaceAll('"', '\\"')}"`;
}
function defined(env) {
    return Object.fromEntries(Object.entries(env).filter((entry) => entry[1] !== undefined));
}
//# sourceMappingURL=short.js.map
;// CONCATENATED MODULE: ./build/src/process/index.js







//# sourceMappingURL=index.js.map

/***/ }),

/***/ 4232:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  mC: () => (/* reexport */ findingLine),
  vO: () => (/* reexport */ renderFindings),
  EG: () => (/* reexport */ renderPlan),
  nA: () => (/* reexport */ renderReleaseNotes),
  Br: () => (/* reexport */ renderSummary)
});

// UNUSED EXPORTS: groupChanges, renderSummaryMarkdown

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
        `### ${escapeMarkdown(titleOf(summary))}`,
        table(['', ''], resultRows(summary)),
        table(['Station', 'Time'], stationRows(summary)),
    ].join('\n\n');
}
function titleOf({ name, version, build }) {
    return `${name} ${version}${build === '' ? '' : `, Windows build ${build}`}`;
}
function resultRows(summary) {
    const { images, files, directories, bytes, uniqueBytes, savedBytes, storedBytes, location, base } = summary;
    return [
        ...(base === null ? [] : [['base disk', base]]),
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
    return markdownTable(heads, rows.map((cells) => cells.map(escapeMarkdown)));
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
;// CONCATENATED MODULE: ./build/src/report/findings.js
/** What `doctor` found, for people. */
/** "the switch Build: no such switch, expected …. Create it…" */
function findingLine({ subject, found, expected, next }) {
    const wanted = expected === undefined ? '' : `, expected ${expected}`;
    const advice = next === undefined ? '' : `. ${next.charAt(0).toUpperCase()}${next.slice(1)}`;
    return `${subject}: ${found}${wanted}${advice}`;
}
const MARKS = { ok: 'ok', warning: 'warning', error: 'error' };
/** A line each, the state first; what mends it stands below. */
function renderFindings(findings) {
    const width = Math.max(...findings.map(({ subject }) => subject.length), 0);
    const margin = ' '.repeat('warning'.length + width + 4);
    return findings
        .map(({ subject, state, found, expected, next }) => {
        const wanted = expected === undefined ? '' : `, expected ${expected}`;
        const first = `${MARKS[state].padEnd('warning'.length)}  ${subject.padEnd(width)}  ${found}${wanted}`;
        return next === undefined ? `${first}\n` : `${first}\n${margin}${next}\n`;
    })
        .join('');
}
//# sourceMappingURL=findings.js.map
;// CONCATENATED MODULE: ./build/src/report/change-groups.js
/**
 * The changes of a diff as things that a Windows engineer knows by name: an update, a driver, an app. A thing is what one
 * path says it belongs to; the first group that takes a path has it.
 */
const PACKAGES = 'Windows\\\\servicing\\\\Packages\\\\';
const RULES = [
    { title: 'Updates', pattern: new RegExp(`^${PACKAGES}Package(?:_\\d+)?_for_(KB\\d+)~`, 'i') },
    {
        title: 'Updates',
        pattern: new RegExp(`^${PACKAGES}Package_for_RollupFix~[^~]*~[^~]*~~(\\d+\\.\\d+)`, 'i'),
        name: ([build = '']) => `cumulative update ${build}`,
    },
    {
        title: 'Features, capabilities and languages',
        pattern: new RegExp(`^${PACKAGES}([^~]+?)(?:-Package|-FoD-Package)?~[^~]*~[^~]*~([^~]*)~`, 'i'),
        name: ([name = '', language = '']) => (language === '' ? name : `${name} ${language}`),
    },
    {
        title: 'Drivers',
        pattern: /^Windows\\System32\\DriverStore\\FileRepository\\([^\\]+\.inf)_[^\\]*/i,
    },
    {
        title: 'Apps',
        pattern: /^Program Files\\WindowsApps\\([^\\_]+)_([^\\_]+)_[^\\]*/i,
        name: ([name = '', version = '']) => `${name} ${version}`,
    },
    {
        title: 'Apps',
        pattern: /^Program Files(?: \(x86\))?\\([^\\]+)/i,
    },
    { title: 'Registry hives', pattern: /^Windows\\System32\\config\\([^\\.]+)/i },
    { title: 'Fonts', pattern: /^Windows\\Fonts\\([^\\]+)/i },
    { title: 'Component store', pattern: /^Windows\\(WinSxS)/i },
    { title: 'Windows', pattern: /^Windows\\([^\\]+)/i },
    { title: 'Other folders', pattern: /^([^\\]+)/ },
];
/** In the order of the rules; metadata alone is no change here. */
function groupChanges(changes) {
    const groups = new Map();
    for (const { title } of RULES)
        groups.set(title, new Map());
    for (const change of changes) {
        if (change.kind === 'metadata' || change.directory)
            continue;
        const place = placeOf(change.path);
        if (place === null)
            continue;
        const things = groups.get(place.title);
        const files = things.get(place.name);
        if (files === undefined)
            things.set(place.name, [change]);
        else
            files.push(change);
    }
    return [...groups]
        .filter(([, things]) => things.size > 0)
        .map(([title, things]) => {
        const list = [...things].map(([name, files]) => thingOf(name, files));
        const sum = (of) => list.reduce((total, thing) => total + of(thing), 0);
        return {
            title,
            things: list.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
            files: sum(({ files }) => files),
            bytes: sum(({ bytes }) => bytes),
        };
    });
}
function placeOf(path) {
    const text = path.replace(/^\\/, '');
    for (const { title, pattern, name } of RULES) {
        const [, ...groups] = pattern.exec(text) ?? [];
        if (groups.length > 0)
            return { title, name: name?.(groups) ?? groups[0] ?? '' };
    }
    return null;
}
function thingOf(name, files) {
    const all = (kind) => files.every((file) => file.kind === kind);
    const bytes = files
        .filter(({ kind }) => kind === 'added' || kind === 'changed')
        .reduce((sum, { size }) => sum + size, 0);
    const kind = all('added') ? 'added' : all('removed') ? 'removed' : 'changed';
    return { name, kind, files: files.length, bytes };
}
//# sourceMappingURL=change-groups.js.map
;// CONCATENATED MODULE: ./build/src/report/markdown.js
/** Markdown as GitHub shows it. */
/** Names come from users: nothing of them is markup. */
function markdown_escapeMarkdown(text) {
    return text.replace(/[\\`*_{}[\]<>#|&~@]/g, (sign) => `&#${sign.charCodeAt(0)};`).replace(/\s+/g, ' ');
}
/** @param rows of text that is markup already where it shall be */
function markdown_markdownTable(heads, rows) {
    return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}
function line(cells) {
    return `| ${cells.join(' | ')} |`;
}
//# sourceMappingURL=markdown.js.map
;// CONCATENATED MODULE: ./build/src/report/release-notes.js
/** The text of a release: what it holds, what changed since the one before, how to apply it with nothing but DISM. */



/** GitHub takes 125,000 characters; the store adds a line of its own. */
const LIMIT = 120_000;
/** How many things of a group are named: fewer where the text gets too long. */
const NAMED = [100, 30, 8, 0];
function renderReleaseNotes(input) {
    const groups = groupChanges(input.previous?.diff?.changes ?? []);
    for (const named of NAMED) {
        const text = render(input, groups, named);
        if (text.length <= LIMIT || named === 0)
            return text.slice(0, LIMIT);
    }
    return '';
}
function render({ facts, previous }, groups, named) {
    const sections = [
        imagesSection(facts),
        changesSection(facts, previous, groups, named),
        filesSection(facts),
        applySection(facts),
    ];
    return `${sections.join('\n\n')}\n`;
}
function imagesSection({ images }) {
    const rows = images.map((image) => [
        String(image.index),
        markdown_escapeMarkdown(image.name),
        markdown_escapeMarkdown(image.edition ?? ''),
        markdown_escapeMarkdown([image.build ?? '', image.architecture ?? ''].filter((word) => word !== '').join(' ')),
        markdown_escapeMarkdown((image.languages ?? []).join(', ')),
        (0,src_bytes/* formatCount */.B4)(image.files),
        (0,src_bytes/* formatBytes */.z3)(image.bytes),
    ]);
    return markdown_markdownTable(['', 'Image', 'Edition', 'Build', 'Languages', 'Files', 'Size'], rows);
}
function changesSection(facts, previous, groups, named) {
    if (previous === null)
        return '### Changes\n\nThis is the first release of this image here.';
    const { tag, facts: before, diff } = previous;
    if (diff === null)
        return `### Changes\n\nThe manifest of ${markdown_escapeMarkdown(tag)}, the release before, could not be read.`;
    const { added, removed, changed, moved } = diff.counts;
    const { contents, bytes, stored } = diff.newContents;
    const size = `${(0,src_bytes/* formatBytes */.z3)(bytes)}${stored === null ? '' : `, ${(0,src_bytes/* formatBytes */.z3)(stored)} compressed`}`;
    const lines = [
        ...buildChanges(before.images, facts.images),
        ...updateChanges(before.images, facts.images),
        `${(0,src_bytes/* countOf */.pq)(added.entries, 'entry', 'entries')} added, ${(0,src_bytes/* formatCount */.B4)(removed.entries)} removed, ` +
            `${(0,src_bytes/* formatCount */.B4)(changed.entries)} changed, ${(0,src_bytes/* formatCount */.B4)(moved.entries)} moved`,
        `${(0,src_bytes/* countOf */.pq)(contents, 'new content')} (${size}): what \`image-factory fetch\` downloads where ${markdown_escapeMarkdown(tag)} is at hand`,
    ];
    return [
        `### Changes since ${markdown_escapeMarkdown(tag)}`,
        lines.map((line) => `- ${line}`).join('\n'),
        ...groups.map((group) => groupSection(group, named)),
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
        const [had, has] = [old?.updates ?? [], image.updates ?? []];
        const added = has.filter((kb) => !had.includes(kb));
        const removed = old === undefined ? [] : had.filter((kb) => !has.includes(kb));
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
const release_notes_MARKS = { added: '+', removed: '−', changed: '~' };
function groupSection({ title, things, files, bytes }, named) {
    const rows = things
        .slice(0, named)
        .map((thing) => [
        release_notes_MARKS[thing.kind],
        markdown_escapeMarkdown(thing.name),
        (0,src_bytes/* formatCount */.B4)(thing.files),
        thing.kind === 'removed' ? '' : (0,src_bytes/* formatBytes */.z3)(thing.bytes),
    ]);
    const more = things.length - rows.length;
    if (more > 0)
        rows.push(['', `and ${(0,src_bytes/* formatCount */.B4)(more)} more`, '', '']);
    const summary = `${markdown_escapeMarkdown(title)}: ${(0,src_bytes/* formatCount */.B4)(things.length)} (${(0,src_bytes/* countOf */.pq)(files, 'file')}, ${(0,src_bytes/* formatBytes */.z3)(bytes)})`;
    const table = markdown_markdownTable(['', 'Name', 'Files', 'New bytes'], rows);
    return `<details><summary>${summary}</summary>\n\n${table}\n\n</details>`;
}
function filesSection({ archive }) {
    const rows = (archive?.parts ?? []).map(({ name, size, sha256 }) => [
        `\`${name}\``,
        `${(0,src_bytes/* formatCount */.B4)(size)} bytes (${(0,src_bytes/* formatBytes */.z3)(size)})`,
        `\`${sha256}\``,
    ]);
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
        ...(holdsWindows ? ['W:\\Windows\\System32\\bcdboot.exe W:\\Windows /s S: /f UEFI'] : []),
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
;// CONCATENATED MODULE: ./build/src/report/index.js





//# sourceMappingURL=index.js.map

/***/ })

};
