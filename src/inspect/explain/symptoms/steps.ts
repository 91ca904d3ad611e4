/** Why a step of a build fails: what its script writes. */

import type { Symptom } from '../types.js';

export const STEPS: readonly Symptom[] = [
  {
    id: 'step-name-not-resolved',
    logs: ['agent'],
    line: /The remote name could not be resolved: '(?<subject>[^']+)'/i,
    consequence: true,
    means: 'A script wanted {subject} from the network and could not resolve its name',
    fix:
      'Give machine.network a switch with DHCP and DNS. The network is disconnected after the last round of updates, and ' +
      'generalize has none: download before that, or bring the file along in the folder of the step',
    source: 'https://github.com/clong/DetectionLab/issues/435',
    sample: [
      "    wef: powershell.exe : Invoke-WebRequest : The remote name could not be resolved: 'download.microsoft.com'",
    ],
  },
  {
    id: 'step-tls',
    logs: ['agent'],
    line: /The request was aborted: Could not create SSL\/TLS secure channel/i,
    means:
      'A script could not agree on TLS with a server: Windows PowerShell 5.1 offers only old versions of it by itself on an ' +
      'older Windows, or a policy took all ciphers away',
    fix:
      'Set [Net.ServicePointManager]::SecurityProtocol to Tls12 at the start of the script, and restrict ciphers after the ' +
      'last download',
    source: 'https://github.com/PowerShell/PowerShell/issues/6233',
    sample: ['Invoke-WebRequest : The request was aborted: Could not create SSL/TLS secure channel.'],
  },
  {
    id: 'step-execution-policy',
    logs: ['agent'],
    line: /File (?<subject>.+?) cannot be loaded because running scripts is(?: disabled on this system)?/i,
    means: 'The execution policy forbids {subject}, which a step called by itself',
    fix: 'Call it with powershell.exe -ExecutionPolicy Bypass -File, or make it a step of its own',
    source: 'https://github.com/winsw/winsw/issues/931',
    sample: [
      String.raw`File C:\AppData\myservice.ps1 cannot be loaded because running scripts is disabled on this system. For more`,
    ],
  },
  {
    id: 'step-another-installer-runs',
    logs: ['agent'],
    line: /\bexit code(?: was)?:? '?1618\b|Another program is being installed\. Please wait until that installation is complete/i,
    means:
      'Windows Installer was busy with another package (1618): an earlier step, or the Store, still installs',
    fix: 'Let each step wait for its installers to end (Start-Process -Wait waits for their children, too), or try again after a minute',
    source: 'https://github.com/microsoft/winget-cli/issues/433',
    sample: ['Installer failed with exit code: 1618'],
  },
  {
    id: 'step-appx-framework-missing',
    logs: ['agent'],
    line: /Windows cannot install package (?<subject>\S+) because this package depends on a framework/i,
    means: '{subject} needs a framework package that is not installed; without a network nobody fetches it',
    fix: 'Put the frameworks, of the same architecture, into the folder Dependencies beside the package (appx: add)',
    source: 'https://github.com/files-community/Files/issues/6405',
    sample: [
      'Windows cannot install package Files_2.0.13.0_x64__1y0xx7n9077q4 because this package depends on a framework that',
      'could not be found. Provide the framework "Microsoft.UI.Xaml.2.6" published by "CN=Microsoft Corporation, O=Microsoft',
    ],
  },
  {
    id: 'step-appx-part-of-windows',
    logs: ['agent'],
    line: /error 0x80070032: AppX Deployment Remove operation on package (?<subject>\S+)/i,
    means: '{subject} is a part of Windows and cannot be removed for a user',
    fix: 'Take it out of the list (appx: remove); its feature is turned off by a policy instead',
    source: 'https://github.com/W4RH4WK/Debloat-Windows-10/issues/14',
    sample: [
      'error 0x80070032: AppX Deployment Remove operation on package Microsoft.BioEnrollment_10.0.10240.16384_neutral__cw5n1h2txyewy from:',
      String.raw`C:\Windows\SystemApps\Microsoft.BioEnrollment_cw5n1h2txyewy failed. This app is part of Windows and cannot be uninstalled on a per-user basis. An administrator can attempt to remove the app from the computer using Turn Windows Features on or off. However, it may not be possible to uninstall the app.`,
    ],
  },
  {
    id: 'step-appx-as-system',
    logs: ['agent'],
    line: /because the Local System account is not allowed to perform this/i,
    means: 'A script added a Store package as SYSTEM, which has no packages of its own',
    fix:
      'Provision it for all users instead (appx: add), or add it as the Administrator, under whom steps run if they do not ' +
      'start a service or a task',
    source: 'https://github.com/asheroto/winget-install/issues/80',
    sample: [
      'Add-AppxPackage : Deployment failed with HRESULT: 0x80073CF9, Install failed. Please contact your software vendor.',
      '(Exception from HRESULT: 0x80073CF9)',
      'Deployment Add operation rejected on package Microsoft.UI.Xaml.2.8_8.2310.30001.0_x64__8wekyb3d8bbwe from:',
      'Microsoft.UI.Xaml.2.8.x64.appx install request because the Local System account is not allowed to perform this',
      'operation.',
    ],
  },
  {
    id: 'step-appx-sideloading',
    logs: ['agent'],
    line: /HRESULT: 0x80073CFF\b/i,
    means:
      'Windows takes a Store package only from the Store here: sideloading is off, or the package needs a licence',
    fix: 'Provision it with its licence file (appx: add), or set AllowAllTrustedApps in a step before',
    source: 'https://github.com/snickler/WSA-Patched/issues/9',
    sample: [
      'Add-AppxPackage : Deployment failed with HRESULT: 0x80073CFF, To install this application you need either a Windows',
      'developer license or a sideloading-enabled system.',
    ],
  },
  {
    id: 'step-appx-refused-by-policy',
    logs: ['agent', 'dism'],
    line: /Add-AppxProvisionedPackage failed\. Error code = 0xc1570108|C1570108\s+Msg:\[Policy check failed\]/i,
    means:
      'A package cannot be provisioned for all users: it is only the identity of a program that lies elsewhere, or a policy ' +
      'forbids it',
    fix: 'Let its installer register it for each user at sign-in, after deployment, and not in the image',
    source: 'https://github.com/microsoft/msix-packaging/issues/714',
    sample: [
      'WixQuietExec64:  Add-AppxProvisionedPackage : Add-AppxProvisionedPackage failed. Error code = 0xc1570108',
    ],
  },
  {
    id: 'step-appx-module-in-pwsh',
    logs: ['agent'],
    line: /Operation is not supported on this platform\. \(0x80131539\)/i,
    means: 'PowerShell 7 could not load the module Appx, which belongs to Windows PowerShell',
    fix: 'Run that part with powershell.exe, or import it with Import-Module Appx -UseWindowsPowerShell',
    source:
      'https://github.com/rgl/windows-vagrant/blob/5a32df4b73c29bea39132b596c48a8303bc317d4/example/windows-sysprep-prepare.ps1',
    sample: ['#           Operation is not supported on this platform. (0x80131539)'],
  },
  {
    id: 'step-stopped-by-antivirus',
    logs: ['agent'],
    line: /This script contains malicious content and has been blocked by your antivirus software|because the file contains a virus or potentially unwanted software/i,
    means: 'Defender took a script or a file of a step for malware and blocked it',
    fix:
      'Look what it found (Get-MpThreatDetection) before you exclude anything. If it is a false alarm, exclude the path in a ' +
      'step before and remove the exclusion after it',
    source: 'https://github.com/ChrisTitusTech/winutil/issues/612',
    sample: ['This script contains malicious content and has been blocked by your antivirus software.'],
  },
  {
    id: 'step-checksum',
    logs: ['agent'],
    line: /Checksum for '(?<subject>[^']+)' did not meet '[\da-f]+' for checksum type/i,
    means:
      '{subject} is not the file that its Chocolatey package was made for: the vendor replaced it under the same address',
    fix: 'Take a newer version of the package, or install from a file of your own with its sha256',
    source: 'https://github.com/StefanScherer/choco-packer/issues/38',
    sample: [
      "Error - hashes do not match. Actual value was '02E35D7EC6DBD009C117F9731C42B8BA67FD6D53EC05F57849445F316AE8F817'.",
      String.raw`ERROR: Checksum for 'C:\Users\appveyor\AppData\Local\Temp\1\chocolatey\packer\1.3.3\packer_1.3.3_windows_amd64.zip' did not meet '493a88d0f0d3492d1ac3046edc22119490c211630510060fb611a2898f6d15d0' for checksum type 'sha256'. Consider passing the actual checksums through with --checksum --checksum64 once you validate the checksums are appropriate. A less secure option is to pass --ignore-checksums if necessary.`,
    ],
  },
  {
    id: 'step-msi-failed',
    logs: ['agent'],
    line: /\bexit code(?: was|:)? ?'?1603\b/i,
    means: 'An .msi ended with a fatal error (1603), which says no more than that',
    fix:
      'Run it with /l*v to a file and look for "Return value 3" there. A pending restart, a newer version that is installed ' +
      'and a missing prerequisite are the usual reasons',
    source: 'https://github.com/tinyhumansai/openhuman/issues/913',
    sample: ['x  MSI install failed with exit code 1603.'],
  },
  {
    id: 'step-msi-not-opened',
    logs: ['agent'],
    line: /\bexit code(?: was|:)? ?'?16(?:19|20)\b/i,
    means: 'Windows Installer could not open the package: the path is wrong, or the file is not complete',
    fix: 'Write the whole path of the .msi, and compare a downloaded one with its sha256',
    source: 'https://github.com/microsoft/winget-cli/issues/2419',
    sample: ['Installer failed with exit code: 1619'],
  },
  {
    id: 'step-command-not-found',
    logs: ['agent'],
    line: /The term '(?<subject>[^']+)' is not recognized as (?:the|a) name of a cmdlet/i,
    consequence: true,
    means:
      'There is no command {subject}: it is not part of this Windows, or it was installed in the same step, whose PATH is ' +
      'older',
    fix:
      'Call it by its whole path, or in a step of its own after the one that installs it. Windows Server before 2025 has no ' +
      'winget',
    source: 'https://github.com/asheroto/winget-install/issues/4',
    sample: [
      "winget : The term 'winget' is not recognized as the name of a cmdlet, function, script file, or operable program.",
    ],
  },
  {
    id: 'step-package-provider',
    logs: ['agent'],
    line: /Unable to download the list of available providers\. Check your internet connection/i,
    means:
      'PowerShellGet could not fetch its NuGet provider: the machine has no network, or Windows PowerShell does not offer ' +
      'TLS 1.2 by itself',
    fix:
      'Set [Net.ServicePointManager]::SecurityProtocol to Tls12 before Install-PackageProvider, or bring the module along as ' +
      'a folder of the step',
    source: 'https://github.com/Azure/azure-quickstart-templates/pull/7472',
    sample: [
      "WARNING: Unable to download from URI 'https://go.microsoft.com/fwlink/?LinkID=627338&clcid=0x409' to ''.",
      'WARNING: Unable to download the list of available providers. Check your internet connection.',
    ],
  },
];
