/** What the disk itself does: space, damage, limits of its file system. */

import type { Symptom } from '../types.js';

const UPDATES_AND_FEATURES =
  'https://learn.microsoft.com/troubleshoot/windows-server/installing-updates-features-roles/';

export const DISK: readonly Symptom[] = [
  {
    id: 'disk-full',
    logs: ['sysprep', 'setup', 'cbs', 'dism', 'updates', 'agent', 'drivers'],
    line: /\b0x80070070\b|\bERROR_DISK_FULL\b|There is not enough space on the disk/i,
    means: 'The disk of the machine, or the one that its file lies on, is full',
    fix:
      'Enlarge machine.disk, free space on the volume of the work directory, and remove what the steps of customize leave ' +
      'in their temporary folders',
    source: `${UPDATES_AND_FEATURES}troubleshoot-windows-update-error-0x80070070`,
    sample: [
      String.raw`to local path = C:\Windows\SoftwareDistribution\Download\f8c37f82eee991ffa34047ca3710154c\db08130ebf8845056f4677e8ef6d85ec048bf7b4 with error 0x80070070`,
    ],
  },
  {
    id: 'transaction-log-full',
    logs: ['cbs', 'events', 'agent'],
    line: /\b0x800719e4\b|\bERROR_LOG_FULL\b/i,
    means:
      'The log of the transactional registry or file system is full or damaged, so the update was rolled back at the ' +
      'restart',
    fix:
      'Build from a fresh source: such a log is damaged when a machine is turned off while it serviced. If it comes back, ' +
      'exclude the update and report its KB',
    source: `${UPDATES_AND_FEATURES}error-0x800719e4-windows-update-fails`,
    sample: ['Failed uninstalling driver updates [HRESULT = 0x800719e4 - ERROR_LOG_FULL]'],
  },
  {
    id: 'mount-folder-without-hard-links',
    logs: ['dism', 'agent'],
    line: /RestoreHardlinks failed\].*HRESULT=0x80070032/i,
    means: 'The folder in which the image was mounted or applied is on a file system without hard links',
    fix: 'Put the work directory on a local NTFS volume, not on a share, FAT, exFAT or a Dev Drive',
    source: 'https://github.com/slorelee/wimbuilder2/issues/58',
    sample: [
      String.raw`2021-09-14 02:37:42, Error                 DISM   DISM WIM Provider: PID=6268 [RestoreFileMetadata:(196) -> RestoreFileMetadata: RestoreHardlinks failed] d:\test\PE\mountdir\Windows\System32\kdnet_uart16550.dll (HRESULT=0x80070032) - CWimManager::WimProviderMsgLogCallback`,
    ],
  },
];
