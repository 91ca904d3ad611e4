/** Store packages that sysprep stumbles over: those whose way to the right state differs, then all others. */

import type { Symptom } from '../types.js';

export const APPX: readonly Symptom[] = [
  {
    id: 'appx-language-pack-of-a-user',
    logs: ['sysprep'],
    line: /Package (?<subject>Microsoft\.LanguageExperiencePack\S+) was installed for a user, but not provisioned/i,
    means:
      '{subject} came from the Store for one user: a display language that was added in the settings, or by the Store ' +
      'for the region',
    fix:
      'Add display languages by `languages` of the definition, not in the settings of a user, and remove the package for ' +
      'the user in a customize step (appx: remove)',
    source: 'https://github.com/MicrosoftDocs/azure-docs/issues/63613',
    sample: [
      'Error SYSPRP Package Microsoft.LanguageExperiencePackhu-da_17134.2.4.0_neutral__8wekyb3d8bbwe was installed for a user, but not provisioned for all users. This package will not function properly in the sysprep image',
    ],
  },
  {
    id: 'appx-onedrive-of-a-user',
    logs: ['sysprep'],
    line: /Package (?<subject>Microsoft\.OneDriveSync_\S+) was installed for a user, but not provisioned/i,
    means:
      '{subject} is what OneDrive installs for the user who builds the image when it starts at the first sign-in',
    fix:
      'Remove Microsoft.OneDriveSync* in a customize step (appx: remove), or install OneDrive for all users ' +
      '(OneDriveSetup.exe /allusers) before anybody signs in',
    source: 'https://github.com/vmware/ansible-vsphere-gos-validation/issues/207',
    sample: [
      '2021-10-18 05:13:03, Error                 SYSPRP Package Microsoft.OneDriveSync_21180.905.7.0_neutral__8wekyb3d8bbwe was installed for a user, but not provisioned for all users. This package will not function properly in the sysprep image.',
      '2021-10-18 05:13:03, Error                 SYSPRP Failed to remove apps for the current user: 0x80073cf2.',
    ],
  },
  {
    id: 'appx-edge-of-a-user',
    logs: ['sysprep'],
    line: /Package (?<subject>Microsoft\.(?:MicrosoftEdge\.|Edge\.GameAssist_)\S+) was installed for a user, but not provisioned/i,
    means:
      '{subject} is a newer Edge than the one in the image: Edge, or the Store, updated itself for the user who builds it',
    fix:
      'Remove Microsoft.MicrosoftEdge* and Microsoft.Edge.* in a customize step (appx: remove), and build without a network ' +
      'or stop the updater of Edge before',
    source:
      'https://github.com/rgl/windows-vagrant/blob/5a32df4b73c29bea39132b596c48a8303bc317d4/example/windows-sysprep-prepare.ps1',
    sample: [
      '#       2024-12-14 14:08:40, Error                 SYSPRP Package Microsoft.MicrosoftEdge.Stable_131.0.2903.99_neutral__8wekyb3d8bbwe was installed for a user, but not provisioned for all users. This package will not function properly in the sysprep image.',
    ],
  },
  {
    id: 'appx-winget-source-of-a-user',
    logs: ['sysprep'],
    line: /Package (?<subject>Microsoft\.Winget\.Source_\S+) was installed for a user, but not provisioned/i,
    means: '{subject} is the list of packages that winget installs for the user who runs it',
    fix: 'Remove Microsoft.Winget.Source* in the last customize step (appx: remove), after every step that runs winget',
    source: 'https://github.com/microsoft/winget-cli/issues/5599',
    sample: [
      'Package Microsoft.Winget.Source_2025.718.1153.54_neutral__8wekyb3d8bbwe was installed for a user, but not provisioned for all users. This package will not function properly in the sysprep image.',
    ],
  },
  {
    id: 'appx-wsl-of-a-user',
    logs: ['sysprep'],
    line: /Package (?<subject>MicrosoftCorporationII\.WindowsSubsystemForLinux_\S+) was installed for a user, but not provisioned/i,
    means: '{subject} came from the Store for one user, or the Store updated the one that was provisioned',
    fix:
      'Install WSL from its .msi in a customize step, not by `wsl --install` from the Store, and keep the Store from ' +
      'updating it before generalize',
    source: 'https://github.com/actions/runner-images/issues/14499',
    sample: [
      'SYSPRP Package MicrosoftCorporationII.WindowsSubsystemForLinux_2.7.11.0_x64__8wekyb3d8bbwe was installed for a user, but not provisioned for all users.',
      'SYSPRP Failed to remove apps for the current user: 0x80073cf2.',
    ],
  },
  {
    id: 'appx-left-by-an-upgrade',
    logs: ['sysprep'],
    line: /Package (?<subject>Windows\.MiracastView_\S+) was installed for a user, but not provisioned/i,
    means:
      'The source was upgraded from an older Windows, which left {subject} behind; it can neither be used nor removed',
    fix: 'Take install media, or a disk that was installed afresh with this version: an upgraded installation is no source',
    source:
      'https://learn.microsoft.com/troubleshoot/windows-client/setup-upgrade-and-drivers/miracastview-cause-sysprep-error-upgrade-windows-10-1709',
    sample: [
      'Date/Time, Error SYSPRP Package Windows.MiracastView_6.3.0.0_neutral_neutral_cw5n1h2txyewy was installed for a user, but not provisioned for all users. This package will not function properly in the sysprep image.',
      'Date/Time, Error SYSPRP Failed to remove apps for the current user: 0x80073cf2.',
    ],
  },
  {
    id: 'appx-not-provisioned',
    logs: ['sysprep'],
    line: /Package (?<subject>\S+) was installed for a user, but not provisioned for all users/i,
    means:
      '{subject} is installed for the user who builds the image, and not provisioned for all users. Sysprep refuses to ' +
      'generalize with such a package. The Store also does this by itself where the machine has a network',
    fix:
      'Remove the package for that user in a customize step (appx: remove), or provision it for all (appx: add), and ' +
      'build without a network',
    source: 'https://github.com/notepad-plus-plus/nppShell/issues/29',
    sample: [
      'SYSPRP Package NotepadPlusPlus_1.0.0.0_neutral__7njy0v32s6xk6 was installed for a user, but not provisioned for all users.',
    ],
  },
];
