/** Why packages, features and the component store fail: CBS and DISM. */

import type { Symptom } from '../types.js';

const UPDATES_AND_FEATURES =
  'https://learn.microsoft.com/troubleshoot/windows-server/installing-updates-features-roles/';

export const SERVICING: readonly Symptom[] = [
  {
    id: 'servicing-stack-too-old',
    logs: ['cbs', 'dism', 'agent'],
    line: /Package "(?<subject>[^"]+)" requires Servicing Stack v\S+ but current Servicing Stack is/i,
    means: '{subject} needs a newer servicing stack than the installation has',
    fix:
      'Put the servicing stack update of this Windows into the folder of updates; for Windows 11 and Server 2022 or later ' +
      'it is part of the cumulative update, so add that of an earlier month first',
    source: `${UPDATES_AND_FEATURES}troubleshoot-windows-update-error-0x800f0823`,
    sample: [
      '2023-09-04 15:01:53, Error                 CBS    Package "Package_for_KB5012170~31bf3856ad364e35~amd64~~14393.5285.1.4" requires Servicing Stack v10.0.14393.5285 but current Servicing Stack is v10.0.14393.4349. [HRESULT = 0x800f0823 - CBS_E_NEW_SERVICING_STACK_REQUIRED]',
    ],
  },
  {
    id: 'servicing-stack-too-old-for-file',
    logs: ['dism', 'agent'],
    line: /Package (?<subject>\S+) may have failed due to pending updates to servicing components in the image/i,
    means: '{subject} needs a newer servicing stack than the image has',
    fix:
      'Put the servicing stack update, or the cumulative update of an earlier month, into the folder of updates; each is ' +
      'installed before those that need it',
    source: 'https://github.com/halsey51013/UpdateWindowsRE-CVE-2022-41099/issues/1',
    sample: [
      String.raw`Error: 0x800f0823  Package C:\Windows\Temp\WinREFix.msu may have failed due to pending updates to servicing components in the image. Try the command again.`,
    ],
  },
  {
    id: 'servicing-pending-transaction',
    logs: ['cbs', 'dism', 'agent'],
    line: /\bError\b.*\b0x80070bc9\b/i,
    means: 'Earlier changes wait for a restart, and nothing else can be serviced before it',
    fix:
      'Let the step that installed them end with exit 3010. If a restart does not clear it, the source has a transaction ' +
      'that cannot end: build from install media',
    source: `${UPDATES_AND_FEATURES}troubleshoot-windows-update-error-0x80070bc9`,
    sample: [
      '2025-04-02 07:15:55, Info  CSI    00000006 Pending transaction content must be resolved, cannot begin another transaction yet',
      '2025-04-02 07:15:55, Info  CBS    Failed to get inventory. [HRESULT = 0x80070bc9 - ERROR_FAIL_REBOOT_REQUIRED]',
      '2025-04-02 07:15:55, Error CBS    Failed to get store state [HRESULT = 0x80070bc9 - ERROR_FAIL_REBOOT_REQUIRED]',
    ],
  },
  {
    id: 'servicing-pending-operations',
    logs: ['dism', 'agent'],
    line: /The operation could not be completed due to pending operations|\(hr:0x800f0806\)/i,
    means: 'The component store cannot be cleaned up while changes wait for a restart',
    fix:
      'Let the last step before the clean-up end with exit 3010, so that the machine restarts. In an image that is serviced ' +
      'offline they wait for its first start: clean up inside the machine',
    source: 'https://github.com/rgl/windows-vagrant/issues/27',
    sample: [
      '    qemu.windows-2022-amd64: Error: 0x800f0806',
      '    qemu.windows-2022-amd64:',
      '    qemu.windows-2022-amd64: The operation could not be completed due to pending operations.',
    ],
  },
  {
    id: 'servicing-manifest-missing',
    logs: ['cbs'],
    line: /(?:Store corruption, manifest missing for package: |Failed to resolve package '(?=.*0x800f0831))(?<subject>Package_[^\s']+)/i,
    means:
      'The component store lacks the manifest of {subject}, an earlier update that the new one builds upon',
    fix:
      'Take a source whose component store is whole: media of Microsoft, not one from which packages were cut. Else put ' +
      'the update of that name into the folder of updates, before the others',
    source: 'https://github.com/microsoft/WSL/issues/1580',
    sample: [
      "Error                 CBS    Failed to resolve package 'Package_3222_for_KB3201845~31bf3856ad364e35~amd64~~10.0.1.2' [HRESULT = 0x800f0831 - CBS_E_STORE_CORRUPTION]",
    ],
  },
  {
    id: 'servicing-task-cannot-be-registered',
    logs: ['cbs'],
    line: /InstallTaskOnline: RegisterTask failed (?<subject>0x[\da-f]+)/i,
    means:
      'An update could not register a scheduled task ({subject}): the task of that name is half there, in the registry ' +
      'and not as a file, and the whole update is rolled back',
    fix:
      'Do not delete scheduled tasks of Windows as files in a customize step: disable them. The component that is named ' +
      'some lines before this one has the task',
    source: `${UPDATES_AND_FEATURES}error-0x800f0922-installing-windows-updates`,
    sample: [
      "Error\tCSI    00000c68 (F) Logged @: [l:49 ml:50]'InstallTaskOnline: RegisterTask failed 0x80070002'",
    ],
  },
  {
    id: 'servicing-http-service-disabled',
    logs: ['cbs'],
    line: /Failed execution of queue item Installer: HTTP Installer .*HRESULT_FROM_WIN32\(1058\)/i,
    means: 'An update needs the HTTP service, and that is disabled in the image (error 1058)',
    fix: 'Leave the service HTTP at its start type 3 (manual) in customize; disable what uses it instead',
    source: `${UPDATES_AND_FEATURES}failed-changed-absent-state-status-0x800f0922-error`,
    sample: [
      '<DateTime>, Error      [0x01803e] CSI    00000e64 (F) Failed execution of queue item Installer: HTTP Installer ({<Installer ID>}) with HRESULT HRESULT_FROM_WIN32(1058).  Failure will not be ignored: A rollback will be initiated after all the operations in the installer queue are completed; installer is reliable[gle=0x80004005]',
    ],
  },
  {
    id: 'servicing-installers-failed',
    logs: ['cbs', 'dism', 'updates', 'agent', 'events'],
    line: /\b0x800f0922\b|CBS_E_INSTALLERS_FAILED/i,
    consequence: true,
    means: 'An installer within an update failed at the restart, so Windows rolled the update back',
    fix:
      'Search CBS.log upwards for "Failed execution of queue item": its component is the guilty one. Often it is a ' +
      'service, a task or a file of Windows that a customize step removed, or a system partition without space',
    source: `${UPDATES_AND_FEATURES}error-0x800f0922-installing-windows-updates`,
    sample: [
      'Error CBS    Startup: Failed to process advanced operation queue, startupPhase: 0.  A rollback transaction will be created. [HRESULT = 0x800f0922 - CBS_E_INSTALLERS_FAILED]',
    ],
  },
  {
    id: 'servicing-hang',
    logs: ['cbs'],
    line: /Startup: A possible hang was detected on the last boot/i,
    means:
      'The servicing stack made no progress for 15 minutes while Windows started, took it for a hang and rolled the ' +
      'update back: the machine is too slow, or it was turned off while it worked',
    fix:
      'Give the machine more cpus and memory, put its disk on faster storage, and raise deadlines.update and ' +
      'deadlines.silence',
    source: `${UPDATES_AND_FEATURES}troubleshoot-windows-update-error-0x800f0920`,
    sample: [
      '2023-09-17 22:48:16, Error                 CBS    Startup: A possible hang was detected on the last boot. [HRESULT = 0x800f0920 - CBS_E_HANG_DETECTED]',
    ],
  },
  {
    id: 'servicing-driver-queue',
    logs: ['cbs'],
    line: /Doqi: Failed loading driver operations queue\.|Failed reading Identity for driver operation/i,
    means:
      'The queue of driver changes of an earlier update is damaged, and every further update fails on it',
    fix:
      'Build from a fresh source. If the base of this build made it, install drivers after the updates (customize), not ' +
      'in the run that updates',
    source: `${UPDATES_AND_FEATURES}troubleshoot-windows-update-error-0x80070490`,
    sample: [
      'Error CBS Doqi: Failed loading driver operations queue. [HRESULT = 0x80070490 - ERROR_NOT_FOUND]',
      'Info CBS Failed loading driver operation queue [HRESULT = 0x80070490 - ERROR_NOT_FOUND]',
    ],
  },
  {
    id: 'servicing-driver-update',
    logs: ['cbs'],
    line: /INSTALL index: \d+, phase: \d+, result [1-9]\d*, inf: (?<subject>\S+)/i,
    near: /Doqe: Failed installing driver updates/i,
    means: 'An update could not install its driver {subject}, so Windows rolled the whole update back',
    fix:
      'Do not delete drivers and services of Windows in a customize step: an update of such a driver expects its service ' +
      'in the registry',
    source: `${UPDATES_AND_FEATURES}troubleshoot-windows-update-error-0x80070002`,
    sample: [
      'Info CBS INSTALL index: 55, phase: 2, result 2, inf: flpydisk.inf',
      'Info CBS Doqe: Failed installing driver updates [HRESULT = 0x80070002 - ERROR_FILE_NOT_FOUND]',
    ],
  },
  {
    id: 'servicing-drivers-failed',
    logs: ['cbs'],
    line: /Doqe: Failed (?:un)?installing driver updates|Shtd: Failed while processing non-critical driver operations ?queue/i,
    consequence: true,
    means: 'The drivers of an update could not be changed, so Windows rolled the whole update back',
    fix: 'Look for "inf:" with a result other than 0 in the lines before, and in setupapi.dev.log of the same time',
    source: `${UPDATES_AND_FEATURES}troubleshoot-windows-update-error-0x80070490`,
    sample: [
      'Error CBS Shtd: Failed while processing non-critical driver operationsqueue. [HRESULT = 0x80070490 – ERROR_NOT_FOUND]',
      'Info CBS Shtd: Rolling back KTM, because drivers failed.',
    ],
  },
  {
    id: 'servicing-components-hive',
    logs: ['cbs', 'dism'],
    line: /Failed to load the COMPONENTS hive from/i,
    means:
      'Windows could not load the registry hive of the component store: RegistrySizeLimit is set, memory is short, or ' +
      'the hive is damaged',
    fix:
      'Remove RegistrySizeLimit (HKLM\\SYSTEM\\CurrentControlSet\\Control) in a customize step, and give the machine ' +
      'more memory',
    source: `${UPDATES_AND_FEATURES}error-0x800705aa-windows-update-fails`,
    sample: [
      String.raw`Info CBS Failed to load the COMPONENTS hive from 'C:\Windows\System32\config\COMPONENTS' into registry key 'HKLM\COMPONENTS'. [HRESULT = 0x800705aa - ERROR_NO_SYSTEM_RESOURCES]`,
    ],
  },
  {
    id: 'servicing-store-repair-without-source',
    logs: ['cbs'],
    line: /failed to perform store corruption detect and repair operation\. \[HRESULT = 0x800f081f/i,
    means: 'The component store is damaged, and DISM found nowhere the files to repair it with',
    fix:
      'Take untouched media of Microsoft as the source. To repair by hand, name the same build: dism /online /cleanup-image ' +
      '/restorehealth /source:wim:D:\\sources\\install.wim:1 /limitaccess',
    source: 'https://github.com/alborz25/Logs/blob/master/CBS.log',
    sample: [
      '2020-02-04 17:51:02, Error                 CBS    Session: 30792633_2800134818 failed to perform store corruption detect and repair operation. [HRESULT = 0x800f081f - CBS_E_SOURCE_MISSING]',
    ],
  },
  {
    id: 'servicing-store-corrupt',
    logs: ['cbs', 'dism', 'updates', 'agent', 'events'],
    line: /\b0x80073712\b|ERROR_SXS_COMPONENT_STORE_CORRUPT|The component store has been corrupted/i,
    means:
      'The component store lacks what the update builds upon: something was cut out of the source, or a checkpoint update ' +
      'does not fit the build that is there',
    fix:
      'Take media of Microsoft as the source. In a folder of updates leave out checkpoints that are older than the build ' +
      'of the source',
    source: 'https://github.com/abbodi1406/BatUtil/issues/67',
    sample: ['An error occurred - Package_for_RollupFix Error: 0x80073712', 'Error: 14098'],
  },
  {
    id: 'package-not-applicable',
    logs: ['cbs', 'dism', 'agent'],
    line: /The specified package is not applicable to this image|the package is not applicable\.\W* \(CBS HRESULT=0x800f081e\)|Add-WindowsPackage failed\. Error code = 0x800f081e/i,
    consequence: true,
    means:
      'A package is for another build, edition, language or architecture of Windows, or the image already has something ' +
      'newer',
    fix:
      'Take the package out of the folder of updates, or fetch it for the build and the architecture of the source. For ' +
      'language packs and features on demand the media must be of the same build',
    source: 'https://github.com/jmclaren7/windows-setup-helper/issues/1',
    sample: ['Error: 0x800f081e', 'The specified package is not applicable to this image.'],
  },
  {
    id: 'package-not-valid',
    logs: ['cbs', 'dism', 'agent'],
    // The words first: of a pattern that begins with any sign, each start in a line would cost the rest of the line.
    line: /: The specified package is not valid Windows package(?<=(?<subject>\S+): The specified package is not valid Windows package)/i,
    means:
      '{subject} is no package that this image knows: its name has another version or language, or it is not there',
    fix: 'Ask for packages by the names that `dism /get-packages` gives for this very build, never by a version',
    source: 'https://github.com/ntdevlabs/tiny11builder/issues/478',
    sample: [
      'Processing 1 of 1 - Microsoft-Windows-InternetExplorer-Optional-Package: The specified package is not valid Windows package.',
      ' Error: 0x800f0805',
    ],
  },
  {
    id: 'image-not-serviceable',
    logs: ['dism', 'agent'],
    line: /The specified image is no longer serviceable and may be corrupted/i,
    means: 'An earlier servicing of this image ended halfway, and DISM will not touch it any more',
    fix: 'Build from the untouched source, and service it only once; do not resume from the disk on which it failed',
    source: 'https://github.com/abbodi1406/BatUtil/issues/21',
    sample: [
      'Package_for_RollupFix: The specified image is no longer serviceable and may be corrupted.',
      'Discard the modified image and start again.',
      ' Error: 0x8007007f',
    ],
  },
  {
    id: 'dism-older-than-image',
    logs: ['dism', 'agent'],
    line: /Failed to create offline session from servicing stack at .*\(hr:0x80004001\)/i,
    means: 'The DISM of the host is older than the image and cannot load its servicing stack',
    fix:
      'Run the build on a host at least as new as the image, or do in customize, inside the machine, what was asked of ' +
      'the host',
    source: 'https://github.com/jeffkl/ManagedDism/issues/151',
    sample: [
      String.raw`2021-12-15 13:28:56, Error                 DISM   DISM Package Manager: PID=12276 TID=17068 Failed to create offline session from servicing stack at SomePath\Windows\WinSxS\amd64_microsoft-windows-servicingstack_31bf3856ad364e35_10.0.19041.1220_none_7e21bc567c7ed16b. - CDISMPackageManager::CreateCbsSession(hr:0x80004001)`,
    ],
  },
  {
    id: 'feature-source-missing',
    logs: ['dism', 'agent'],
    line: /The source files could not be (?:found|downloaded)|Error(?: code =)?:? 0x800f(?:081f|0906|0907)\b|HRESULT ?= ?0x800f(?:081f|0906|0907)\b/i,
    means:
      'The payload of a feature, or of a repair, is not in the image, and the machine could not fetch it from Windows Update ' +
      'either',
    fix:
      'Enable it while the machine has a network, or put its package of the same build (for .NET 3.5: ' +
      'sources\\sxs of the install media) into the folder of updates',
    source: 'https://github.com/brianlala/AutoSPInstaller/issues/25',
    sample: ['Error: 0x800f081f', 'The source files could not be found.'],
  },
  {
    id: 'capability-not-on-wsus',
    logs: ['dism', 'agent'],
    line: /(?:Error code = |Error: )0x800f0954\b/i,
    means: 'The machine asks WSUS for a feature on demand, and WSUS has none',
    fix:
      'Set RepairContentServerSource to 2 in a customize step, so that features come from Windows Update, or put the ' +
      'packages of the features on demand into the folder of updates',
    source: 'https://github.com/MicrosoftDocs/windowsserverdocs/issues/2928',
    sample: ['Add-WindowsCapability failed. Error code = 0x800f0954'],
  },
  {
    id: 'capability-download-failed',
    logs: ['dism', 'agent'],
    line: /(?:Error code = |Error: )0x800f0950\b/i,
    means:
      'A feature on demand could not be installed: the update service has none for this build, language or edition, or ' +
      'it is only half in the source that was given',
    fix:
      'Build from a released Windows rather than a preview, and update it before capabilities are added. Without a ' +
      'network give the whole disc of features on demand of this build',
    source: 'https://github.com/PowerShell/PowerShell/issues/26303',
    sample: ['    <ToString>Add-WindowsCapability failed. Error code = 0x800f0950</ToString>'],
  },
  {
    id: 'image-not-unmounted',
    logs: ['dism', 'agent'],
    line: /(?:\bhr:|Error: ?|\[)0xc1420117\b/i,
    means:
      'An image could not be unmounted: a program on the host still has a file in it open, mostly a virus scanner or an ' +
      'open folder',
    fix:
      'Exclude the work directory from the virus scanner, close what looks into it, and run image-factory sweep, which ' +
      'discards what is still mounted',
    source: 'https://github.com/bravomail/tinier11/issues/13',
    sample: [
      String.raw`2025-05-13 10:35:49, Error                 DISM   DISM Imaging Provider: PID=7316 TID=12832 onecore\base\ntsetup\opktools\dism\providers\imagingprovider\dll\genericimagingmanager.cpp:1101 - CGenericImagingManager::InternalCmdUnmount(hr:0xc1420117)`,
    ],
  },
  {
    id: 'image-already-mounted',
    logs: ['dism', 'agent'],
    line: /\b0xc1420127\b|specified image in the specified wim is already mounted for read/i,
    means: 'The same image is mounted elsewhere, by a run that was ended before it could unmount it',
    fix: 'Run image-factory sweep, or dism /cleanup-mountpoints, and build again; restart the host if it stays',
    source: 'https://github.com/pbatard/rufus/issues/2050',
    sample: [
      String.raw`Could not mount 'G:\sources\boot.wim [2]' on 'C:\Users\rafae\AppData\Local\Temp\RufF69F.tmp': [0xC1420127] The specified image in the specified wim is already mounted for read and write access.`,
    ],
  },
  {
    id: 'wimmount-driver-missing',
    logs: ['setup', 'dism', 'agent'],
    line: /Failed to get WimMount ImagePath|Failed to mount WIM file .*0xC1420121/i,
    means: 'Images cannot be mounted: the driver WIMMOUNT is not registered',
    fix:
      'Repair the driver on the machine that mounts (rundll32 wimmount.inf, or install the deployment tools anew); in an ' +
      'image leave wimmount.sys and its service alone',
    source: `${UPDATES_AND_FEATURES}troubleshoot-windows-update-error-0x80070002`,
    sample: [
      'Warning SP Failed to get WimMount ImagePath, 0x80070002',
      String.raw`Error SP CMountWIM::DoExecute: Failed to mount WIM file C:\$WINDOWS.~BT\Sources\SafeOS\winre.wim. Error 0xC1420121[gle=0xc1420121]`,
    ],
  },
  {
    id: 'image-not-mounted-from-removable-media',
    logs: ['setup', 'dism', 'agent'],
    line: /Failed to mount WIM file (?<subject>.+?)\. Error 0xC1420134/i,
    means: 'An image cannot be mounted on removable media: {subject}',
    fix: 'Put the work directory, or the source, on a fixed NTFS volume',
    source: 'https://github.com/probonopd/Windows-11-on-Raspberry-Pi-5/issues/1',
    sample: [
      String.raw`2025-06-11 14:50:57, Error                 SP         CMountWIM::DoExecute: Failed to mount WIM file D:\$WINDOWS.~BT\Sources\SafeOS\winre.wim. Error 0xC1420134[gle=0xc1420134]`,
    ],
  },
  {
    id: 'image-mount-not-permitted',
    logs: ['dism', 'agent'],
    line: /You do not have permissions to mount and modify this image/i,
    means:
      'The image may not be written: its file is read-only (an ISO is), the program is not elevated, or controlled folder ' +
      'access of Defender forbids it',
    fix: 'Copy the image off its medium, run elevated, and allow the work directory in controlled folder access',
    source: 'https://github.com/mikecel79/DISMGUI/issues/7',
    sample: ['Error: 0xc1510111', 'You do not have permissions to mount and modify this image.'],
  },
  {
    id: 'image-mount-folder-not-empty',
    logs: ['dism', 'agent'],
    line: /The user attempted to mount to a directory that is not empty/i,
    means:
      'The folder for a mounted image has something in it, mostly an image that an earlier run left mounted',
    fix: 'Run image-factory sweep, which discards what is still mounted, and build again',
    source: 'https://github.com/ntdevlabs/tiny11builder/issues/235',
    sample: [
      'Error: 0xc1420114',
      'The user attempted to mount to a directory that is not empty. This is not supported.',
    ],
  },
  {
    id: 'msu-answer-file',
    logs: ['dism', 'agent'],
    line: /An error occurred applying the Unattend\.xml file from the \.msu package/i,
    consequence: true,
    means: 'An update in an .msu could not be installed; this line only says that it was wrapped in one',
    fix:
      'Look in dism.log and CBS.log for the error before it. With checkpoints, put every .msu of the update into the ' +
      'folder of updates, not only the newest one',
    source: 'https://github.com/rbalsleyMSFT/FFU/issues/382',
    sample: [
      '1/20/2026 9:34:42 AM Adding KB to VHDX failed with error An error occurred applying the Unattend.xml file from the .msu package.',
    ],
  },
  {
    id: 'capability-of-another-build',
    logs: ['cbs', 'setup'],
    line: /Package doesn't match FOD for the current OS, package: (?<subject>[^\s,]+)/i,
    means: '{subject} is a feature on demand of another build than the installation',
    fix: 'Fetch the disc of features on demand and languages for this very build, and put its packages into the folder',
    source:
      'https://learn.microsoft.com/troubleshoot/windows-client/setup-upgrade-and-drivers/error-0x800f0818-during-upgrade-to-windows-11',
    sample: [
      "YYYY-MM-DD HH:MM:SS, Info CBS Package doesn't match FOD for the current OS, package: Microsoft-Windows-LanguageFeatures-Basic-hu-hu-Package~31bf3856ad364e35~amd64~~10.0.19041.1, expected:Microsoft-Windows-LanguageFeatures-Basic-hu-hu-Package~31bf3856ad364e35~amd64~~10.0.22621.1 [HRESULT = 0x800f0818 - CBS_E_IDENTITY_MISMATCH]",
      'YYYY-MM-DD HH:MM:SS, Info CBS Failed to check capability logic [HRESULT = 0x800f0818 - CBS_E_IDENTITY_MISMATCH]',
    ],
  },
  {
    id: 'servicing-shut-down',
    logs: ['cbs'],
    line: /Startup: A system shutdown was initiated while waiting for startup to complete/i,
    consequence: true,
    means: 'The machine was shut down or restarted while Windows was still finishing updates at its start',
    fix:
      'Look for a script or a service that restarts the machine, and for a hang some lines before. A slow machine needs ' +
      'longer deadlines (deadlines.update, deadlines.silence)',
    source: `${UPDATES_AND_FEATURES}troubleshoot-error-shutdown-in-process`,
    sample: [
      'Info CBS Startup: restart attempt failed, allowing the user to logon.',
      'Info CBS Startup: A system shutdown was initiated while waiting for startup to complete',
    ],
  },
  {
    id: 'servicing-out-of-memory',
    logs: ['cbs', 'dism', 'updates', 'agent'],
    line: /Not enough memory resources (?:are )?available to complete this operation|Insufficient system resources exist to complete the requested service|DpxException hr=0x(?:800705aa|8007000e)/i,
    means: 'An update or a feature ran out of memory while it was unpacked',
    fix: 'Raise machine.memory, and leave the size of the page file to Windows',
    source:
      'https://learn.microsoft.com/troubleshoot/windows-client/installing-updates-features-roles/error-0x8007000e-0x800705aa-insufficient-virtual-memory',
    sample: [
      'Error - Installer encountered an error 0x8007000e. Not enough memory resources available to complete this operation.',
    ],
  },
  {
    id: 'image-with-compressed-files',
    logs: ['dism'],
    line: /RestoreReparsePoint:\(\d+\) -> ioctl: setting reparse point tag failed/i,
    means:
      'The image has files that Windows compressed (Compact OS), and the DISM that applies it is too old for them',
    fix: 'Apply the image with the DISM of a host at least as new as the image',
    source:
      'https://learn.microsoft.com/troubleshoot/windows-client/setup-upgrade-and-drivers/dism-error-87-apply-windows-10-image',
    sample: [
      'Error DISM DISM WIM Provider: PID=1804 [RestoreReparsePoint:(1332) -> ioctl: setting reparse point tag failed]',
    ],
  },
];
