/** Why sysprep gives up. */

import type { Symptom } from '../types.js';
import { APPX } from './appx.js';

export const SYSPREP: readonly Symptom[] = [
  ...APPX,
  {
    id: 'sysprep-reserved-storage',
    logs: ['sysprep'],
    line: /Audit mode can(?:not|'t) be turned on if (?:reserved storage is in use|there is an active scenario)/i,
    means:
      'An update is under way in reserved storage: Windows began to install one, or waits for the restart that ends it, ' +
      'and sysprep refuses to run over it',
    fix:
      'Let updates run until none applies, and restart after the last one. Pause Windows Update in the machine until ' +
      'generalize, and leave generalize without a network',
    source:
      'https://learn.microsoft.com/troubleshoot/mem/configmgr/os-deployment/windows-11-image-capture-fail',
    sample: [
      '02-07-2022 14:24:15.000 SYSPRP Sysprep_Clean_Validate_Opk: Audit mode cannot be turned on if reserved storage is in use. An update or servicing operation may be using reserved storage.; hr = 0x800F0975',
      String.raw`02-07-2022 14:24:15.000 SYSPRP ActionPlatform::LaunchModule: Failure occurred while executing 'Sysprep_Clean_Validate_Opk' from C:\Windows\System32\spopk.dll; dwRet = 0x975`,
    ],
  },
  {
    id: 'sysprep-restart-pending',
    logs: ['sysprep'],
    line: /Sysprep_Clean_Validate_[0O]pk: ?There are one or more Windows updates that require a (?:reboot|restart)/i,
    means: 'Updates or features wait for a restart, and sysprep does not run before it',
    fix:
      'Let the step that installed them end with exit 3010, or restart after it. What a step installs with -NoRestart or ' +
      '/norestart and exit 0, nobody restarts for',
    source:
      'https://github.com/bgaj203/gitlab-runners/blob/008535ca8307dd1494315b5061f085ad13ef7217/ec2-image-builder/README.md',
    sample: [
      'Sysprep_Clean_Validate_0pk:There are one or more Windows updates that require a reboot. To run Sysprep, reboot the computer and restart the application.[gle=0x000036b7]',
    ],
  },
  {
    id: 'sysprep-pending-servicing-unknown',
    logs: ['sysprep'],
    line: /spopk\.dll:: ?Failed to query pending CBS operations/i,
    means:
      'Sysprep asked the servicing stack for pending work and got no answer: an update or a cleanup of the component ' +
      'store was still running',
    fix:
      'Build again. If it comes back, end customize with a step that waits for TrustedInstaller and TiWorker to end, or ' +
      'restart once more before generalize',
    source: 'https://github.com/GoogleCloudPlatform/compute-image-windows/issues/156',
    sample: [
      '2018-09-15 18:08:32, Error      [0x0f00b0] SYSPRP spopk.dll:: Failed to query pending CBS operations; hr = 0x80080005',
      String.raw`2018-09-15 18:08:32, Error      [0x0f0082] SYSPRP ActionPlatform::LaunchModule: Failure occurred while executing 'Sysprep_Clean_Validate_Opk' from C:\Windows\System32\spopk.dll; dwRet = 0x5`,
    ],
  },
  {
    id: 'sysprep-bitlocker',
    logs: ['sysprep'],
    line: /BitLocker-Sysprep: BitLocker is on for the OS volume/i,
    means:
      'The system volume is encrypted: Windows 11 24H2 turns device encryption on by itself when Setup ends, even where ' +
      'protection is still off',
    fix:
      'Decrypt in a customize step and wait until the volume is fully decrypted. Install media are safe, for the agent ' +
      'forbids device encryption; a source.disk must have been installed with PreventDeviceEncryption',
    source: 'https://github.com/antifob/incus-windows/issues/30',
    sample: [
      '2026-08-17 11:22:44, Error SYSPRP BitLocker-Sysprep: BitLocker is on for the OS volume. Turn BitLocker off to run Sysprep. (0x80310039)',
      String.raw`2026-08-17 11:22:44, Error SYSPRP SysprepSession::Validate: Error in validating actions from C:\Windows\System32\Sysprep\ActionFiles\Generalize.xml; dwRet = 0x80310039`,
    ],
  },
  {
    id: 'sysprep-rearm-used-up',
    logs: ['sysprep'],
    line: /SLReArmWindows'?.*(?:-1073425657|0xc004d307)|\b0xc004d307\b/i,
    means:
      'The licence of this installation was re-armed as often as it may be: the source was generalized too often before',
    fix:
      'Start from install media or from a disk that was never generalized. SkipRearm in the generalize pass only helps ' +
      'for a throwaway build',
    source:
      'https://learn.microsoft.com/troubleshoot/windows-client/setup-upgrade-and-drivers/error-occurs-when-running-sysprep-generalize',
    sample: [
      String.raw`Error [0x0f0082] SYSPRP LaunchDll: Failure occurred while executing 'C:\Windows\System32\slc.dll, SLReArmWindows', returned error code -1073425657`,
      'Error [0x0f00a8] SYSPRP WinMain: Hit failure while processing sysprep generalize providers; hr = 0xc004d307',
    ],
  },
  {
    id: 'sysprep-state-of-an-earlier-failure',
    logs: ['sysprep'],
    line: /Not running DLLs; either the machine is in an invalid state or we couldn.?t update the recorded state/i,
    means:
      'An earlier run of sysprep on this installation failed halfway. It cannot be rolled back, and sysprep will not run ' +
      'on it again',
    fix:
      'Build anew from the source: do not resume from the disk on which sysprep failed. The reason is in the logs of that ' +
      'earlier run',
    source:
      'https://learn.microsoft.com/troubleshoot/windows-client/setup-upgrade-and-drivers/fatal-error-occurred-sysprep-machine',
    sample: [
      String.raw`<Date> <Time>, Error [0x0f0073] SYSPRP RunExternalDlls:Not running DLLs; either the machine is in an invalid state or we couldn't update the recorded state, dwRet = 31`,
    ],
  },
  {
    id: 'sysprep-dsc-cleanup',
    logs: ['sysprep'],
    line: /Failure occurred while executing 'DscCore\.dll,SysPrep_Cleanup', returned error code 0x2\b/i,
    means:
      'The provider of Desired State Configuration could not clean up after itself. A machine that DSC configured cannot ' +
      'be generalized; it is also seen where its folder or its files are gone',
    fix:
      'Apply DSC on the deployed machine, not in customize. Look which step touched ' +
      'C:\\Windows\\System32\\Configuration, and leave that folder alone',
    source: 'https://github.com/MicrosoftDocs/azure-docs/issues/80346',
    sample: [
      "2021-08-30 11:24:24, Error      [0x0f0082] SYSPRP LaunchDll:Failure occurred while executing 'DscCore.dll,SysPrep_Cleanup', returned error code 0x2",
    ],
  },
  {
    id: 'sysprep-boot-store',
    logs: ['sysprep'],
    line: /Failure occurred while executing .*spbcd\.dll,? ?'?Sysprep_Generalize_Bcd/i,
    means: 'Sysprep could not read or write the boot configuration on the system partition',
    fix:
      'Leave the system partition as Setup made it: without a drive letter, mounted by nothing, and with its BCD. A ' +
      'source.disk needs its own EFI system partition',
    source:
      'https://ftpdocs.broadcom.com/cadocs/0/CA%20AppLogic%203%208-ENU/Bookshelf_Files/HTML/AppLogicDoc/2329147.html',
    sample: [
      String.raw`2013-07-18 22:38:30, Error [0x0f0082] SYSPRP LaunchDll:Failure occurred while executing 'C:\Windows\System32\spbcd.dll,Sysprep_Generalize_Bcd', returned error code 2[gle=0x00000012]`,
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
    id: 'sysprep-specialize-ntfs',
    logs: ['sysprep', 'setup'],
    line: /Failure occurred while executing 'Sysprep_Specialize_NTFS_Online'/i,
    means:
      'At its first start the image could not make its volume ready: the file system of the target is not as it expects',
    fix:
      'Apply the image to a freshly formatted NTFS volume, with a system partition of its own, and not over an older ' +
      'installation',
    source: 'https://github.com/cschneegans/unattend-generator/issues/453',
    sample: [
      String.raw`Error SYSPRP ActionPlatform::LaunchModule: Failure occurred while executing 'Sysprep_Specialize_NTFS_Online' from C:\Windows\System32\spntfs.dll; dwRet = 0x130[gle=0x0000012a]`,
    ],
  },
  {
    id: 'sysprep-provider-failed',
    logs: ['sysprep', 'setup'],
    line: /Launch(?:Module|Dll): ?Failure occurred while executing '(?<subject>[^']+)'/i,
    consequence: true,
    means: 'A provider of sysprep failed: {subject}',
    fix:
      'Look at the lines just before it. The name of the file tells the part: AppxSysprep Store packages, spopk pending ' +
      'updates, BdeSysprep BitLocker, sppnp drivers, spbcd boot files, slc the licence; another one belongs to a product ' +
      'that customize installed',
    source: 'https://github.com/vmware/ansible-vsphere-gos-validation/pull/596',
    sample: [
      String.raw`2024-06-20 22:22:28, Error                 SYSPRP ActionPlatform::LaunchModule: Failure occurred while executing 'SysprepGeneralizeValidate' from C:\Windows\System32\AppxSysprep.dll; dwRet = 0x3cf2`,
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
  {
    id: 'image-state-undeployable',
    logs: ['state', 'agent'],
    line: /\bIMAGE_STATE_UNDEPLOYABLE\b/i,
    consequence: true,
    means: 'Sysprep, or Setup, began its work on this installation and did not end it',
    fix:
      'Look for its reason in Sysprep\\Panther and Panther, and build anew from the source: this state cannot be rolled ' +
      'back. A deadline that was too short leaves it, too (deadlines.generalize)',
    source: 'https://github.com/MicrosoftDocs/azure-docs/issues/12156',
    sample: ['    azure-arm: IMAGE_STATE_UNDEPLOYABLE'],
  },
];
