/** Why sysprep gives up. */

import type { Symptom } from '../types.js';

export const SYSPREP: readonly Symptom[] = [
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
  {
    id: 'sysprep-defender-for-endpoint',
    logs: ['sysprep'],
    line: /DeleteValue: Error from RegDeleteValueW for value senseGuid\b.*dwRet = 0x5\b/i,
    means:
      'Sysprep may not delete the identity of Defender for Endpoint (senseGuid): the sensor is onboarded on the reference ' +
      'machine, and its tamper protection guards the value',
    fix:
      'Do not onboard the reference machine: leave the onboarding script to the deployed machine, or offboard in a ' +
      'customize step before generalize',
    source: 'https://github.com/actions/runner-images/issues/9659',
    sample: [
      String.raw`2024-03-07 22:26:20, Error                 SYSPRP ActionPlatform::DeleteValue: Error from RegDeleteValueW for value senseGuid under key HKEY_LOCAL_MACHINE\Software\Microsoft\Windows Advanced Threat Protection; dwRet = 0x5`,
      '2024-03-07 22:26:20, Error                 SYSPRP SysprepSession::ExecuteAction: Failed during deleteValue operation; dwRet = 0x5',
    ],
  },
  {
    id: 'sysprep-halted',
    logs: ['sysprep'],
    line: /(?:RunDlls|RunExternalDlls):.*halting sysprep execution/i,
    consequence: true,
    means: 'Sysprep stopped because one of its providers failed',
    fix: 'Read setupact.log of Sysprep\\Panther upwards from this line: the provider that failed stands just before it',
    source: 'https://github.com/actions/runner-images/issues/9659',
    sample: [
      '2024-03-07 22:26:20, Error      [0x0f0070] SYSPRP RunDlls:An error occurred while running registry sysprep DLLs, halting sysprep execution. dwRet = 0x5',
      '2024-03-07 22:26:20, Error      [0x0f00a8] SYSPRP WinMain:Hit failure while processing sysprep generalize internal providers; hr = 0x80070005',
    ],
  },
];
