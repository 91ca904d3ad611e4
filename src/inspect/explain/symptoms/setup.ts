/** Why Setup and its answer files fail. */

import type { Symptom } from '../types.js';

const ANSWER_FILE =
  'Correct the answer file (unattend), and validate it against the catalog of this very build';

export const SETUP: readonly Symptom[] = [
  {
    id: 'answer-file-unknown-setting',
    logs: ['setup', 'machine'],
    line: /answer file.* for pass \[(?<subject>\w+)\]\. A component or setting specified in the answer file does not exist/i,
    means:
      'The answer file names a component or a setting that this Windows does not have in the pass {subject}',
    fix: `${ANSWER_FILE}. Settings come and go between versions of Windows, and editions have different components`,
    source: 'https://github.com/ChrisTitusTech/winutil/issues/1299',
    sample: [
      String.raw`Windows could not parse or process unattend answer file [C:\Windows\Panther\unattend.xml] for pass [specialize]. A component or setting specified in the answer file does not exist.`,
    ],
  },
  {
    id: 'answer-file-setting-twice',
    logs: ['setup', 'machine'],
    line: /answer file.* for pass \[(?<subject>\w+)\]\. A component or non-list setting is specified more than once/i,
    means: 'The answer file has a component or a setting twice in the pass {subject}',
    fix: 'Merge them: each component stands once in a pass. Two answer files that were joined give such a file',
    source: 'https://github.com/boxcutter/windows-batch/issues/50',
    sample: [
      'Windows could not parse or process the unattend answer file for pass [specialize]. A component or non-list setting is specified more than once in the answer file.',
    ],
  },
  {
    id: 'answer-file-component-failed',
    logs: ['setup', 'machine'],
    line: /answer file.* for pass \[\w+\]\. The settings specified in the answer file cannot be applied\. The error was detected while processing settings for component \[(?<subject>[^\]]+)\]/i,
    means:
      'Windows could not apply what the answer file says for {subject}: a value is wrong for this edition, or a command failed',
    fix:
      'Look at the settings of {subject}: for Shell-Setup the product key, the computer name (15 characters) and ' +
      'CopyProfile, for Deployment the commands, whose exit must be 0. \\Windows\\Panther\\UnattendGC says which one',
    source: 'https://github.com/AutomatedLab/AutomatedLab/issues/550',
    sample: [
      'Windows could not parse or process the unattend answer file for pass [specialize]. The settings specified in the answer file cannot be applied. The error was detected while processing settings for component [Microsoft-Windows-Shell-Setup].',
    ],
  },
  {
    id: 'answer-file-invalid',
    logs: ['setup', 'machine'],
    line: /The answer file is invalid\. The error was detected at line (?<subject>\d+)/i,
    means: 'The answer file is no well-formed XML: the error is at its line {subject}',
    fix: 'Correct that line; an element that is not closed, and "&" or "<" in a command, are the usual ones',
    source: 'https://github.com/rcmaehl/LocalUser.App/issues/8',
    sample: [
      String.raw`Windows could not parse or process unattended answer file [C:\Windows\Panther\unattend.xml]. The answer file is invalid. The error was detected at line 37 column 1 of the answer file. It looks like the <settings pass="windowsPE"> tag is missing a closing tag.`,
    ],
  },
  {
    id: 'answer-file-not-loaded',
    logs: ['setup', 'machine'],
    line: /internal error\s+while loading or searching for an unattend(?:ed)? answer file/i,
    means:
      'Setup found an answer file and could not load it: it is no XML (a web page saved as one), has another encoding than ' +
      'it says, or a path in it is longer than 259 characters',
    fix: `${ANSWER_FILE}. Save it as UTF-8, and put long commands into a script that the answer file starts`,
    source: 'https://github.com/ntdevlabs/tiny11builder/issues/154',
    sample: [
      'Windows Setup encountered an internal error  while loading or searching for an unattend answer file.',
    ],
  },
  {
    id: 'product-key-not-read',
    logs: ['setup', 'machine'],
    line: /Windows cannot read the <ProductKey> setting from the unattend answer file/i,
    means: 'The product key of the answer file does not belong to any image of the medium',
    fix:
      'Leave the key out, or give the one of source.edition. Evaluation media and LTSC take other keys than the retail and ' +
      'volume ones',
    source: 'https://github.com/QubesOS/qvm-create-windows-qube/issues/93',
    sample: ['Windows cannot read the <ProductKey> setting from the unattend answer file.'],
  },
  {
    id: 'product-key-not-validated',
    logs: ['setup', 'machine'],
    line: /Setup has failed to validate the product key/i,
    means:
      'Setup could not tell the edition of the image from its key: the WIM lost its metadata when it was exported, or the ' +
      'key is for another edition',
    fix:
      'Take media of Microsoft, or a WIM whose images have their FLAGS and EDITIONID (image-factory info shows them); set ' +
      'source.edition, and the key for it',
    source: 'https://github.com/ntdevlabs/tiny11builder/issues/583',
    sample: ['Setup has failed to validate the product key'],
  },
  {
    id: 'product-key-at-specialize',
    logs: ['setup'],
    line: /ProductKey installation failed \((?<subject>0x[\da-f]+)\)/i,
    means:
      'The product key of the answer file was refused in the pass specialize ({subject}): it is empty or for another edition',
    fix: 'Remove an empty <ProductKey/> from the answer file, or give the public client key of the edition',
    source: 'https://github.com/microsoft/SurfaceDeploymentAccelerator/issues/2',
    sample: ['ProductKey installation failed (0x80070057)'],
  },
  {
    id: 'licence-terms-missing',
    logs: ['setup', 'machine'],
    line: /cannot find the Microsoft Software License Terms/i,
    means:
      'Setup found no licence text for the edition and channel that it was told: the key or ei.cfg does not fit the ' +
      'medium, or memory ran out while it looked',
    fix:
      'Take the key out or give that of source.edition, use unmodified media, and give the machine at least 4 GiB of fixed ' +
      'memory (machine.memory)',
    source: 'https://github.com/ntdevlabs/tiny11builder/issues/471',
    sample: ['Windows cannot find the Microsoft Software License Terms'],
  },
  {
    id: 'setup-disk-not-seen',
    logs: ['setup'],
    line: /Failed to query disk \[(?<subject>\d+)\] status\. Error code is \[0x80042405\]/i,
    means:
      'Setup does not see disk {subject}, on which the answer file wants to install: Windows PE has no driver for its controller',
    fix:
      'Let the machine have a controller that Windows knows (the default of the definition), or give the driver of the ' +
      'controller to Windows PE',
    source: 'https://github.com/taliesins/packer-baseboxes/issues/9',
    sample: ['Failed to query disk [0] status. Error code is [0x80042405][gle=0x000036b7]'],
  },
  {
    id: 'setup-disk-configuration',
    logs: ['setup', 'machine'],
    line: /Windows could not (?:create a partition on disk \d+\. The error occurred while applying|apply) the unattend answer file's <DiskConfiguration> setting/i,
    means:
      'Setup could not partition the disk as the answer file says: the disk is not seen, too small, or the layout is for ' +
      'another firmware than the machine has',
    fix: 'Partition as GPT with EFI, MSR and Windows for this machine, and give machine.disk at least 64 GiB',
    source: 'https://github.com/ms-iot/windows-iotent-deploy/issues/19',
    sample: [
      `Windows could not create a partition on disk 0. The error occurred while applying the unattend answer file's <DiskConfiguration> setting. Error code: 0x80042565.`,
    ],
  },
  {
    id: 'setup-media-mismatch',
    logs: ['setup'],
    line: /Callback_WinPE_SetSourceMediaInfo:Could not determine the source media path/i,
    means:
      'Setup cannot see its own medium: the drive is not there, or the files of the medium and those in its boot.wim are ' +
      'of different versions',
    fix: 'Take the ISO of Microsoft as it is. In a serviced one copy setup.exe and its files from boot.wim #2 to \\sources',
    source: 'https://github.com/MicrosoftDocs/windows-itpro-docs/issues/10937',
    sample: [
      'Warning    [0x0605b1] IBS    Callback_WinPE_SetSourceMediaInfo:Could not determine the source media path. GLE is [0x0]',
    ],
  },
  {
    id: 'setup-recovery-image-missing',
    logs: ['setup'],
    line: /CExtractFilesFromWIM::DoExecute: Cannot extract file .*winre\.wim from (?<subject>.+?)\. Error 0x/i,
    means: 'The image in {subject} has no winre.wim, which Setup wants to put beside it',
    fix: 'Take an image of Microsoft: WinRE was cut out of this one',
    source: 'https://github.com/ntdevlabs/tiny11builder/issues/121',
    sample: [
      String.raw`Error                 SP         CExtractFilesFromWIM::DoExecute: Cannot extract file \Windows\System32\Recovery\winre.wim from C:\tiny11 2311 x64\Sources\Install.esd. Error 0x80070003[gle=0x00000003]`,
    ],
  },
  {
    id: 'setup-image-damaged',
    logs: ['setup', 'machine'],
    line: /\b0x8007000D - 0x4002C\b/i,
    means: 'Setup could not apply the image: install.wim or install.esd is damaged or not complete',
    fix: 'Fetch the ISO anew and compare it with the sha256 of Microsoft (source.sha256)',
    source: 'https://github.com/ntdevlabs/tiny11builder/issues/489',
    sample: ['Windows installation encountered an unexpected error. Error code: 0x8007000D - 0x4002C'],
  },
  {
    id: 'setup-copy-profile',
    logs: ['setup'],
    line: /\[Shell Unattend\] (?:_FindLatestProfile|CopyProfile) failed \((?<subject>0x[\da-f]+)\)/i,
    means:
      'CopyProfile found no profile to copy ({subject}): the profile of a deleted user is still in the registry',
    fix:
      'Take CopyProfile out of the answer file, or delete users with their profiles (Win32_UserProfile), not by their ' +
      'folders alone',
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/sysprep-troubleshoot.html',
    sample: [
      'Error [Shell Unattend] _FindLatestProfile failed (0x80070003) [gle=0x00000003]',
      'Error [Shell Unattend] CopyProfile failed (0x80070003) [gle=0x00000003]',
    ],
  },
  {
    id: 'setup-network-settings-refused',
    logs: ['setup'],
    line: /\[NETIOUGC\.EXE\] TCPIP: Consumer \d+ REJECTED the value named '(?<subject>[^']+)'/i,
    means: 'The answer file has a network setting ({subject}) that Windows refuses',
    fix: 'Take the TCPIP component out of the answer file: network settings belong to the deployed machine',
    source: 'https://github.com/AutomatedLab/AutomatedLab/issues/1488',
    sample: [
      "2023-02-20 14:47:01, Error                        [NETIOUGC.EXE] TCPIP: Consumer 2 REJECTED the value named 'DhcpEnabled' (under 'Ipv6Settings') with status 0x78.",
    ],
  },
  {
    id: 'setup-offline-servicing-package',
    logs: ['setup'],
    line: /Pkgmgr: Failed unattend install: (?<subject>[^\s,]+)/i,
    means: 'The package {subject}, which the answer file names for offlineServicing, could not be installed',
    fix: 'Take it out of the answer file and put it into the folder of updates (updates.from: folder)',
    source:
      'https://learn.microsoft.com/archive/blogs/smsandmom/windows-vista-deployment-through-bdd-2007-fails-after-adding-hotfix-941649',
    sample: [
      '2007-10-11 20:54:31, Error CBS Pkgmgr: Failed unattend install: Package_for_KB941649~31bf3856ad364e35~x86~~6.0.1.1, hr: 0x80073713',
    ],
  },
  {
    id: 'answer-file-password',
    logs: ['setup'],
    line: /\[Shell Unattend\] Failed to decode password \((?<subject>0x[\da-f]+)\)/i,
    means:
      'Windows could not decode a password of the answer file ({subject}), so the user of it was not made',
    fix:
      'Write it with PlainText true, or as Base64 of the UTF-16 text of the password with the name of its element appended ' +
      '("Password", "AdministratorPassword")',
    source:
      'http://www.jc-tech.info/2016/10/31/unattended-windows-setup-may-fail-due-to-wrongly-encoded-password/',
    sample: ['[Shell Unattend] Failed to decode password (0x8007000d)'],
  },
  {
    id: 'answer-file-action-failed',
    logs: ['setup'],
    line: /Execution of unattend GCs failed; hr = /i,
    consequence: true,
    means: 'An action of the answer file failed in the last passes: an account, a command or the display',
    fix: 'Read setupact.log of \\Windows\\Panther\\UnattendGC upwards from there for lines of [Shell Unattend]',
    source:
      'http://www.jc-tech.info/2016/10/31/unattended-windows-setup-may-fail-due-to-wrongly-encoded-password/',
    sample: [
      '[oobeldr.exe] [Action Queue] : Unattend action failed with exit code 4',
      '[oobeldr.exe] Execution of unattend GCs failed; hr = 0x0; pResults->hrResult = 0x8030000b',
    ],
  },
  {
    id: 'audit-administrator-not-enabled',
    logs: ['setup'],
    line: /\[audit\.exe\] (?:EnableLocalUserAccount: )?Unable to enable local account \[(?<subject>[^\]]+)\]/i,
    means:
      'Audit mode could not enable {subject}: its password is against the password policy of the installation, or empty ' +
      'where the policy wants one',
    fix:
      'Take a source whose password policy is that of Windows itself; set stricter policies in the last step of customize ' +
      'or after deployment',
    source:
      'https://knowledge.broadcom.com/external/article/157212/windows-could-not-complete-the-installat.html',
    sample: [
      'Error [audit.exe] EnableLocalUserAccount: Unable to enable local account [Administrator]; status = 0x8c5',
      'Error [audit.exe] Unable to enable local account [Administrator]; hr = 0x800708C5',
    ],
  },
  {
    id: 'setup-command-failed',
    logs: ['setup'],
    line: /\[windeploy\.exe\] Command \[(?<subject>[^\]]+)\] failed with exit code/i,
    consequence: true,
    means: 'Windows ended its first start, because {subject} failed',
    fix: 'Read setupact.log of \\Windows\\Panther\\UnattendGC upwards from there: the reason stands before it',
    source:
      'https://knowledge.broadcom.com/external/article/157212/windows-could-not-complete-the-installat.html',
    sample: [
      String.raw`Error [windeploy.exe] Command [%windir%\system32\oobe\audit.exe /system] failed with exit code [0x800708c5]`,
    ],
  },
  {
    id: 'setup-restarted-unexpectedly',
    logs: ['setup', 'machine'],
    line: /The computer restarted unexpectedly or encountered an unexpected error\. Windows installation cannot proceed/i,
    consequence: true,
    means: 'An earlier failure of Setup left the installation half done, and it cannot go on',
    fix: 'Build anew; the first failure before this one is in setuperr.log of \\Windows\\Panther and its UnattendGC',
    source: 'https://github.com/AutomatedLab/AutomatedLab/issues/550',
    sample: [
      'The computer restarted unexpectedly or encountered an unexpected error. Windows installation cannot proceed. To install Windows, click "OK" to restart the computer, and then restart the installation.',
    ],
  },
  {
    id: 'setup-hardware-requirements',
    logs: ['setup', 'machine'],
    line: /This PC (?:doesn't meet the minimum system requirements|can't run Windows 11)/i,
    means:
      'Setup of Windows 11 refuses the machine, which has no TPM and no Secure Boot. The answer file of the build turns ' +
      'these demands off, so Setup did not read it, or it lacks memory, processors or disk',
    fix:
      'Take the ISO of Microsoft, without an answer file of its own in its root. Give machine.memory at least 4 GiB, ' +
      'machine.cpus 2 and machine.disk 64 GiB',
    source: 'https://github.com/hashicorp/packer-plugin-hyperv/issues/42',
    sample: ["This PC doesn't meet the minimum system requirements..."],
  },
  {
    id: 'setup-install-image-missing',
    logs: ['setup', 'machine'],
    line: /Windows could not collect information for\s+\[OSImage\]/i,
    means: 'Setup finds no install.wim or install.esd on its medium, or the one that is there cannot be read',
    fix: 'Take an ISO whose \\sources has one, and compare it with the sha256 of Microsoft (source.sha256)',
    source: 'https://github.com/ntdevlabs/tiny11builder/issues/220',
    sample: [
      'Windows could not collect information for  [OSImage] because the specified image file [install.wim] does not exist.',
    ],
  },
  {
    id: 'setup-no-image-fits',
    logs: ['setup', 'machine'],
    line: /Windows could not display the images available for installation/i,
    means:
      'No image of the medium fits what the answer file asks for: another edition, or a product key of another one',
    fix: 'Compare source.edition with what `image-factory info` lists, and take keys of other editions out',
    source: 'https://github.com/cschneegans/unattend-generator/issues/410',
    sample: ['Windows could not display the images available for installation.'],
  },
  {
    id: 'setup-not-for-this-hardware',
    logs: ['setup', 'machine'],
    line: /Windows cannot be configured to run on this computer's hardware/i,
    consequence: true,
    means: 'A provider of sysprep failed at the first start of the image, in the pass specialize',
    fix: 'Read setuperr.log of \\Windows\\Panther for the provider. A driver that customize installed is the usual one',
    source: 'https://github.com/cschneegans/unattend-generator/issues/453',
    sample: ["Windows cannot be configured to run on this computer's hardware."],
  },
  {
    id: 'setup-system-volume',
    logs: ['setup'],
    line: /Callback_PrepareSystemVolume: ?Unable to prepare and resolve system volume/i,
    means:
      'Setup could not make the disk bootable: another disk or stick holds the boot files already, or the partitions do ' +
      'not fit the firmware',
    fix: 'Give the machine only its own disk and the install medium, and partition GPT for UEFI',
    source:
      'https://social.msdn.microsoft.com/Forums/en-US/ca7b46dc-d321-47f0-9034-1b4f16d8611f/wes7-sp1-rtm-install-windows-via-sd-boot-with-multiple-partitions-fails?forum=quebectools',
    sample: [
      '2011-03-17 15:39:49, Error      [0x0604c9] IBS    PrepareSystemVolume:Failed to prepare boot disk and system volume',
      '2011-03-17 15:39:49, Error      [0x060221] IBS    Callback_PrepareSystemVolume: Unable to prepare and resolve system volume',
    ],
  },
  {
    id: 'setup-offline-servicing',
    logs: ['setup'],
    line: /InstantiateCBSUnattendPass: Package manager returned with failing exit code (?<subject>\d+)/i,
    consequence: true,
    means:
      'A package that the answer file names for offlineServicing could not be installed (error {subject})',
    fix: 'Take packages out of the answer file and put them into the folder of updates (updates.from: folder)',
    source:
      'https://learn.microsoft.com/archive/blogs/smsandmom/windows-vista-deployment-through-bdd-2007-fails-after-adding-hotfix-941649',
    sample: [
      '2007-10-11 20:54:32, Error [0x0604a7] IBS InstantiateCBSUnattendPass: Package manager returned with failing exit code 14099',
      '2007-10-11 20:54:32, Error [0x060431] IBS Callback_UnattendInitiatePass: An error occurred while initiating unattend passes; hr = 0x80004005',
    ],
  },
  {
    id: 'setup-operations-order',
    logs: ['setup'],
    line: /ExecuteOperations: Operations cannot be sorted\. This is a fatal failure/i,
    means:
      'The answer file leaves Setup with nothing that it could do in order: its disk configuration is empty or not whole',
    fix:
      'Write the whole DiskConfiguration with ImageInstall, or leave both out. Setup of 24H2 and later is stricter than ' +
      'earlier ones',
    source: 'https://github.com/pbatard/rufus/issues/2960',
    sample: ['ExecuteOperations: Operations cannot be sorted. This is a fatal failure.[gle=0x00000002]'],
  },
];
