/** What the documentation says of tools that deploy images, and the pages that it has it from. */

import type { Program } from '../powershell/options.js';

export interface Documented {
  readonly page: string;
  readonly parameters: readonly string[];
}

/** Commands that our own scripts do not use, so that the contract does not have them, with the parameters that the documentation uses. */
export const CMDLETS: Readonly<Record<string, Documented>> = {
  node: { page: 'https://nodejs.org/api/cli.html', parameters: [] },
  'Get-FileHash': {
    page: 'https://learn.microsoft.com/powershell/module/microsoft.powershell.utility/get-filehash?view=powershell-5.1',
    parameters: ['Algorithm'],
  },
  'sc.exe': {
    page: 'https://learn.microsoft.com/windows-server/administration/windows-commands/sc-config',
    parameters: [],
  },
  'Install-WindowsFeature': {
    page: 'https://learn.microsoft.com/powershell/module/servermanager/install-windowsfeature',
    parameters: ['IncludeManagementTools', 'Restart'],
  },
  'New-CMOperatingSystemImage': {
    page: 'https://learn.microsoft.com/powershell/module/configurationmanager/new-cmoperatingsystemimage',
    parameters: ['Name', 'Path', 'Version', 'Index', 'Description'],
  },
  'Start-CMContentDistribution': {
    page: 'https://learn.microsoft.com/powershell/module/configurationmanager/start-cmcontentdistribution',
    parameters: ['OperatingSystemImageName', 'DistributionPointGroupName'],
  },
  'New-PSDrive': {
    page: 'https://learn.microsoft.com/powershell/module/microsoft.powershell.management/new-psdrive?view=powershell-5.1',
    parameters: ['Name', 'PSProvider', 'Root'],
  },
  'Import-MDTOperatingSystem': {
    page: 'http://www.systemscenter.ru/mdt2012.en/importmdtoperatingsystem.htm',
    parameters: ['Path', 'SourceFile', 'DestinationFolder', 'SetupPath', 'Move'],
  },
  'Import-WdsInstallImage': {
    page: 'https://learn.microsoft.com/powershell/module/wds/import-wdsinstallimage',
    parameters: ['Path', 'ImageGroup', 'ImageName', 'UnattendFile'],
  },
  'Start-OSDCloud': {
    page: 'https://github.com/OSDeploy/OSD/blob/master/docs/Start-OSDCloud.md',
    parameters: ['FindImageFile', 'ImageFileUrl', 'OSImageIndex', 'ZTI'],
  },
};

const WINDOWS = 'https://learn.microsoft.com/windows-hardware/manufacture/desktop';

/** Programs that our own scripts do not use, or not with these options. */
export const PROGRAMS: Readonly<Record<string, Program>> = {
  'oscdimg.exe': {
    page: `${WINDOWS}/oscdimg-command-line-options`,
    options: {
      '-m': 'flag',
      '-o': 'flag',
      '-u2': 'flag',
      '-udfver102': 'flag',
      '-lWIN11': 'flag',
      '-bootdata': 'colon',
    },
    words: 2,
  },
  'setup.exe': {
    page: `${WINDOWS}/windows-setup-command-line-options`,
    options: { '/InstallFrom': 'colon' },
    words: 0,
  },
  'reagentc.exe': {
    page: `${WINDOWS}/reagentc-command-line-options`,
    options: { '/disable': 'flag' },
    words: 0,
  },
  'robocopy.exe': {
    page: 'https://learn.microsoft.com/windows-server/administration/windows-commands/robocopy',
    options: { '/E': 'flag', '/XF': 'next' },
    words: 2,
  },
};
