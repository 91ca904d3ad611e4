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
    fix: 'Let each step wait for its installers to end (Start-Process -Wait follows no child), or try again after a minute',
    source: 'https://github.com/microsoft/winget-cli/issues/433',
    sample: ['Installer failed with exit code: 1618'],
  },
  {
    id: 'step-appx-framework-missing',
    logs: ['agent'],
    line: /Windows cannot install package (?<subject>\S+) because this package depends on a framework/i,
    means: '{subject} needs a framework package that is not installed; without a network nobody fetches it',
    fix: 'Name the frameworks beside the package as its dependencies (appx: add), of the same architecture',
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
];
