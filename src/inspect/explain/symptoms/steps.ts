/** Why a step of a build fails: what its script writes. */

import type { Symptom } from '../types.js';

export const STEPS: readonly Symptom[] = [
  {
    id: 'step-name-not-resolved',
    logs: ['agent'],
    line: /The remote name could not be resolved: '(?<subject>[^']+)'/i,
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
];
