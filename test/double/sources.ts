/**
 * All that the double plays, each with the page that says how the real one behaves. What is not on the list, a cmdlet or
 * one of its parameters, is refused.
 */

export interface Played {
  readonly source: string;
}

export interface PlayedCmdlet extends Played {
  readonly parameters: readonly string[];
}

export interface PlayedRefusal extends Played {
  readonly what: string;
}

const DOCS = 'https://learn.microsoft.com';
const MODULES = `${DOCS}/powershell/module`;

const cmdlet = (page: string, parameters: string): PlayedCmdlet => ({
  source: `${MODULES}/${page}`,
  parameters: parameters.split(' ').filter((name) => name !== ''),
});

const CMDLETS: Readonly<Record<string, PlayedCmdlet>> = {
  'New-VHD': cmdlet(
    'hyper-v/new-vhd',
    'Path SizeBytes Dynamic Differencing ParentPath BlockSizeBytes LogicalSectorSizeBytes',
  ),
  'Get-VHD': cmdlet('hyper-v/get-vhd', 'Path DiskNumber'),
  'Mount-VHD': cmdlet('hyper-v/mount-vhd', 'Path ReadOnly NoDriveLetter Passthru'),
  'Dismount-VHD': cmdlet('hyper-v/dismount-vhd', 'Path DiskNumber'),
  'Mount-DiskImage': cmdlet('storage/mount-diskimage', 'ImagePath StorageType Access PassThru'),
  'Dismount-DiskImage': cmdlet('storage/dismount-diskimage', 'ImagePath InputObject'),
  'Get-DiskImage': cmdlet('storage/get-diskimage', 'ImagePath'),
  'Get-Volume': cmdlet('storage/get-volume', 'DiskImage FilePath'),
  'Get-Disk': cmdlet('storage/get-disk', 'Number'),
  'Initialize-Disk': cmdlet('storage/initialize-disk', 'Number InputObject PartitionStyle PassThru'),
  'New-Partition': cmdlet('storage/new-partition', 'DiskNumber InputObject Size UseMaximumSize GptType'),
  'Get-Partition': cmdlet('storage/get-partition', 'DiskNumber PartitionNumber Disk'),
  'Set-Partition': cmdlet('storage/set-partition', 'DiskNumber PartitionNumber InputObject GptType'),
  'Remove-Partition': cmdlet('storage/remove-partition', 'DiskNumber PartitionNumber InputObject'),
  'Format-Volume': cmdlet('storage/format-volume', 'Partition FileSystem NewFileSystemLabel Force'),
  'Add-PartitionAccessPath': cmdlet(
    'storage/add-partitionaccesspath',
    'DiskNumber PartitionNumber InputObject AccessPath',
  ),
  'Remove-PartitionAccessPath': cmdlet(
    'storage/remove-partitionaccesspath',
    'DiskNumber PartitionNumber InputObject AccessPath',
  ),
  'New-VM': cmdlet(
    'hyper-v/new-vm',
    'Name MemoryStartupBytes Generation VHDPath NoVHD Path SwitchName Force',
  ),
  'Set-VM': cmdlet(
    'hyper-v/set-vm',
    'Name VM Notes AutomaticCheckpointsEnabled CheckpointType AutomaticStartAction AutomaticStopAction StaticMemory MemoryStartupBytes ProcessorCount NewVMName',
  ),
  'Get-VM': cmdlet('hyper-v/get-vm', 'Name Id'),
  'Set-VMFirmware': cmdlet(
    'hyper-v/set-vmfirmware',
    'VMName VM EnableSecureBoot PauseAfterBootFailure FirstBootDevice BootOrder',
  ),
  'Set-VMProcessor': cmdlet('hyper-v/set-vmprocessor', 'VMName VM Count'),
  'Set-VMMemory': cmdlet('hyper-v/set-vmmemory', 'VMName VM DynamicMemoryEnabled StartupBytes'),
  'Add-VMHardDiskDrive': cmdlet('hyper-v/add-vmharddiskdrive', 'VMName VM Path Passthru'),
  'Get-VMHardDiskDrive': cmdlet('hyper-v/get-vmharddiskdrive', 'VMName VM'),
  'Add-VMDvdDrive': cmdlet('hyper-v/add-vmdvddrive', 'VMName VM Path ControllerLocation Passthru'),
  'Set-VMDvdDrive': cmdlet(
    'hyper-v/set-vmdvddrive',
    'VMName VMDvdDrive ControllerNumber ControllerLocation Path',
  ),
  'Remove-VMDvdDrive': cmdlet(
    'hyper-v/remove-vmdvddrive',
    'VMName VMDvdDrive ControllerNumber ControllerLocation',
  ),
  'Get-VMDvdDrive': cmdlet('hyper-v/get-vmdvddrive', 'VMName VM'),
  'Add-VMNetworkAdapter': cmdlet('hyper-v/add-vmnetworkadapter', 'VMName VM Name SwitchName'),
  'Get-VMNetworkAdapter': cmdlet('hyper-v/get-vmnetworkadapter', 'VMName VM'),
  'Connect-VMNetworkAdapter': cmdlet(
    'hyper-v/connect-vmnetworkadapter',
    'VMName VMNetworkAdapter SwitchName',
  ),
  'Disconnect-VMNetworkAdapter': cmdlet('hyper-v/disconnect-vmnetworkadapter', 'VMName VMNetworkAdapter'),
  'Remove-VMNetworkAdapter': cmdlet('hyper-v/remove-vmnetworkadapter', 'VMName VM VMNetworkAdapter'),
  'Get-VMSwitch': cmdlet('hyper-v/get-vmswitch', 'Name'),
  'Set-VMComPort': cmdlet('hyper-v/set-vmcomport', 'VMName VM Number Path'),
  'Start-VM': cmdlet('hyper-v/start-vm', 'Name VM'),
  'Stop-VM': cmdlet('hyper-v/stop-vm', 'Name VM TurnOff Force'),
  'Remove-VM': cmdlet('hyper-v/remove-vm', 'Name VM Force'),
  'Get-VMHost': cmdlet('hyper-v/get-vmhost', ''),
  'Get-WindowsOptionalFeature': cmdlet('dism/get-windowsoptionalfeature', 'Online FeatureName'),
  'Get-Service': cmdlet('microsoft.powershell.management/get-service', 'Name'),
  'Get-WinEvent': cmdlet(
    'microsoft.powershell.diagnostics/get-winevent',
    'FilterHashtable LogName MaxEvents',
  ),
  'Get-CimInstance': cmdlet('cimcmdlets/get-ciminstance', 'ClassName Namespace Filter'),
  'Get-CimAssociatedInstance': cmdlet(
    'cimcmdlets/get-cimassociatedinstance',
    'InputObject Association ResultClassName Namespace',
  ),
  'Invoke-CimMethod': cmdlet('cimcmdlets/invoke-cimmethod', 'InputObject MethodName Arguments'),
};

const PROGRAMS: Readonly<Record<string, Played>> = {
  'dism.exe': {
    source: `${DOCS}/windows-hardware/manufacture/desktop/dism-image-management-command-line-options-s14`,
  },
  'bcdboot.exe': {
    source: `${DOCS}/windows-hardware/manufacture/desktop/bcdboot-command-line-options-techref-di`,
  },
  'bcdedit.exe': { source: `${DOCS}/windows-server/administration/windows-commands/bcdedit` },
};

const CLASSES: Readonly<Record<string, Played>> = {
  Win32_OperatingSystem: { source: `${DOCS}/windows/win32/cimwin32prov/win32-operatingsystem` },
  Msvm_ComputerSystem: { source: `${DOCS}/windows/win32/hyperv_v2/msvm-computersystem` },
  Msvm_VirtualSystemSettingData: { source: `${DOCS}/windows/win32/hyperv_v2/msvm-virtualsystemsettingdata` },
  Msvm_VideoHead: { source: `${DOCS}/windows/win32/hyperv_v2/msvm-videohead` },
  Msvm_VirtualSystemManagementService: {
    source: `${DOCS}/windows/win32/hyperv_v2/getvirtualsystemthumbnailimage-msvm-virtualsystemmanagementservice`,
  },
};

const STORAGE_METHODS = `${DOCS}/windows-hardware/drivers/storage`;
const CODES = `${DOCS}/openspecs/windows_protocols/ms-erref/18d8fbe8-a967-4f1c-ae50-99ca8e491d2d`;

const REFUSALS: Readonly<Record<string, PlayedRefusal>> = {
  'file exists': { what: 'New-VHD on an existing file: 0x80070050', source: CODES },
  'sharing violation': {
    what: 'a disk or medium that another one has open for writing, twice attached, deleted or replaced: 0x80070020',
    source: CODES,
  },
  'read-only file': { what: 'Mount-VHD of a read-only file without -ReadOnly: 0x80070005', source: CODES },
  'busy volume': { what: 'Dismount-VHD while a file of a volume is open: 0x800700AA', source: CODES },
  'missing parent': {
    what: 'a differencing disk whose parent is gone: 0xC03A000D',
    source: `${DOCS}/windows/win32/vstor/vhd-constants`,
  },
  'changed parent': {
    what: 'a differencing disk whose parent was written to: 0xC03A000E; MS-VHDX 2.2.2, DataWriteGuid',
    source: `${DOCS}/openspecs/windows_protocols/ms-vhdx/83f6b700-6216-40f0-aa99-9fcb421206e2`,
  },
  memory: { what: 'Start-VM without enough memory: 0x8007000E', source: CODES },
  state: {
    what: 'what needs a machine that is off, on one that runs: InvalidState',
    source: `${MODULES}/hyper-v/remove-vm`,
  },
  'initialized disk': { what: 'Initialize-Disk: 41001', source: `${STORAGE_METHODS}/msft-disk-initialize` },
  'raw disk': { what: 'New-Partition: 41000', source: `${STORAGE_METHODS}/msft-disk-createpartition` },
  'full disk': { what: 'New-Partition: 40000', source: `${STORAGE_METHODS}/msft-disk-createpartition` },
  'access path': {
    what: 'Add-PartitionAccessPath on a folder with files: 42007, on one in use: 42002',
    source: `${STORAGE_METHODS}/msft-partition-addaccesspath`,
  },
  'EFI system partition': {
    what: 'Format-Volume on a partition of that type fails',
    source: 'https://github.com/AutomatedLab/AutomatedLab',
  },
};

const BEHAVIOUR: Readonly<Record<string, Played>> = {
  'the pipe of a COM port: a server made at start, anew at each reset; bytes without a listener are lost': {
    source: `${DOCS}/windows-hardware/drivers/debugger/attaching-to-a-virtual-machine--kernel-mode-`,
  },
  'GPT by Initialize-Disk has a reserved partition': { source: `${MODULES}/storage/initialize-disk` },
  'VHDX: blocks of 32 MiB in a dynamic disk, of 2 MiB in a differencing one, partly present by sectors': {
    source: `${DOCS}/openspecs/windows_protocols/ms-vhdx/83f6b700-6216-40f0-aa99-9fcb421206e2`,
  },
  'events 18500, 18502, 18508, 18514, 18601 and 14070': {
    source: 'https://github.com/microsoft/openvmm/tree/main/petri/src/vm/hyperv',
  },
};

export const PLAYED = {
  cmdlets: CMDLETS,
  programs: PROGRAMS,
  classes: CLASSES,
  refusals: REFUSALS,
  behaviour: BEHAVIOUR,
} as const;
