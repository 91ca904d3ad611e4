/** Why a machine does not boot, or its hypervisor does not start it. */

import type { Symptom } from '../types.js';

const UPDATES_OF_CLIENTS =
  'https://learn.microsoft.com/troubleshoot/windows-client/installing-updates-features-roles/';

export const BOOT: readonly Symptom[] = [
  {
    id: 'firmware-crashed',
    logs: ['machine'],
    line: /!!!! (?:X64|AArch64|IA32) Exception Type/i,
    means:
      'The firmware of the machine crashed while it started an operating system: OVMF and the boot loader do not fit, ' +
      'or the file of its code is not the one that its variables belong to',
    fix:
      'Take OVMF_CODE and OVMF_VARS from the same package and of the same size (2M or 4M), for the architecture of the ' +
      'source. Update QEMU and OVMF together',
    source: 'https://github.com/dockur/windows/issues/226',
    sample: [' !!!! X64 Exception Type - 0E(#PF - Page-Fault)  CPU Apic ID - 00000000 !!!!'],
  },
  {
    id: 'firmware-refuses-boot-loader',
    logs: ['machine'],
    line: /BdsDxe: failed to (?:load|start) Boot[\da-f]{4} .*: Access Denied/i,
    means:
      'The firmware refused the boot loader by Secure Boot: it is signed by a certificate that the variables of this ' +
      'firmware do not have, or it was revoked',
    fix:
      'Take OVMF without Secure Boot (OVMF_CODE, not OVMF_CODE.secboot) and variables without enrolled keys, as the driver ' +
      'does by itself',
    source: 'https://github.com/bootc-dev/bootc/issues/2039',
    sample: [
      'BdsDxe: failed to load Boot0002 "UEFI Misc Device" from PciRoot(0x0)/Pci(0x2,0x3)/Pci(0x0,0x0): Access Denied -- rejected probably by Secure Boot',
    ],
  },
  {
    id: 'firmware-finds-nothing-to-boot',
    logs: ['machine'],
    // 18605 is what Hyper-V's own log says of it.
    line: /BdsDxe: No bootable option or device was found|\b18605: /i,
    means:
      'The firmware found nothing to boot: on install media nobody answered "Press any key to boot from CD or DVD" in ' +
      'time, or the disk has no boot loader for this architecture',
    fix:
      'Compare the architecture of the source with that of the machine. On install media build again, a loaded host ' +
      'misses the key. For a disk look whether \\EFI\\Boot and \\EFI\\Microsoft\\Boot are on its system partition',
    source: 'https://github.com/systemd/mkosi/issues/2436',
    sample: [
      'BdsDxe: failed to load Boot0001 "UEFI QEMU QEMU HARDDISK " from PciRoot(0x0)/Pci(0x4,0x0)/Scsi(0x0,0x0): Not Found',
      'BdsDxe: No bootable option or device was found.',
    ],
  },
  {
    id: 'kvm-not-permitted',
    logs: ['machine'],
    line: /Could not access KVM kernel module: (?<subject>.+)/i,
    means: 'QEMU may not use KVM ({subject})',
    fix:
      'Give the user of the runner access to /dev/kvm (its group is kvm; on GitHub a udev rule, see docs/qemu.md), and ' +
      'turn virtualization on in the firmware of the host',
    source: 'https://github.com/sickcodes/Docker-OSX/issues/55',
    sample: [
      'Could not access KVM kernel module: Permission denied',
      'qemu-system-x86_64: failed to initialize kvm: Permission denied',
    ],
  },
  {
    id: 'qemu-no-memory',
    logs: ['machine'],
    line: /cannot set up guest memory '[^']*': /i,
    means: 'The host has not as much free memory as the machine is to get',
    fix: 'Lower machine.memory in the definition, end other machines on the host, or take a larger runner',
    source: 'https://github.com/redox-os/redox/issues/991',
    sample: ["qemu-system-x86_64: cannot set up guest memory 'pc.ram': Cannot allocate memory"],
  },
  {
    id: 'hyperv-no-memory',
    logs: ['machine'],
    line: /Not enough memory in the system to start the virtual machine (?<subject>\S+?)(?: with ram size .*)?\.?(?: \(Virtual machine ID .*)?$/i,
    means: 'The host has not as much free memory as the machine {subject} is to get',
    fix: 'Lower machine.memory in the definition, or end other machines on the host',
    source: 'https://github.com/kubernetes/minikube/issues/18049',
    sample: [
      'Not enough memory in the system to start the virtual machine minikube.',
      'Could not initialize memory: Not enough memory resources are available to complete this operation. (0x8007000E).',
    ],
  },
  {
    id: 'hyperv-triple-fault',
    logs: ['machine'],
    line: /was reset because an unrecoverable error occurred on a virtual processor that caused a triple fault|\b185[3-6]\d: the guest crashed: a triple fault/i,
    means:
      'The machine crashed before Windows could say why: its boot loader or its kernel does not run on these processors, ' +
      'or what it read from the disk is damaged',
    fix:
      'Compare the architecture of the source with that of the host, and check the source by its sha256. Build with another ' +
      'number of cpus to tell the two apart',
    source: 'https://github.com/MicrosoftDocs/microsoft-365-docs/issues/1949',
    sample: [
      "'HYD-DC1' was reset because an unrecoverable error occurred on a virtual processor that caused a triple fault. If the problem persists, contact Product Support. (Virtual machine ID 46DFBF46-47F5-4E84-99D1-63ED1CB75B52)",
    ],
  },
  {
    id: 'hyperv-disk-not-permitted',
    logs: ['machine'],
    line: /Account does not have (?:sufficient )?(?:permission|privilege) to open attachment '(?<subject>[^']+)/i,
    means:
      'Hyper-V may not open {subject}: the account of the machine has no right on the file or its folder',
    fix:
      'Put the work directory on a local NTFS volume of which nobody took rights away by hand, and not on a share or in a ' +
      "user's profile; image-factory doctor looks at it",
    source: 'https://github.com/docker/for-win/issues/8035',
    sample: [
      String.raw`'DockerDesktopVM':  Account does not have permission to open attachment 'C:\ProgramData\DockerDesktop\vm-data\DockerDesktop.vhdx'. Error: 'General access denied error' (0x80070005). (Virtual machine ID 18ABF26A-D55F-47A3-82E8-017333E8F62D)`,
    ],
  },
  {
    id: 'hyperv-not-running',
    logs: ['machine'],
    line: /because one of the Hyper-V components is not running/i,
    means:
      'The hypervisor of the host is not there: virtualization is off in its firmware, the boot configuration does not ' +
      'start it, or the host is itself a machine without nested virtualization',
    fix:
      'Turn virtualization on in the firmware, set hypervisorlaunchtype to auto with bcdedit, restart the host, and ask ' +
      'image-factory doctor',
    source: 'https://github.com/docker/for-win/issues/574',
    sample: [
      "Failed to start the virtual machine 'MobyLinuxVM' because one of the Hyper-V components is not running.",
    ],
  },
  {
    id: 'hyperv-not-nested',
    logs: ['machine'],
    line: /The virtual machine could not be started because this platform does not support nested virtualization/i,
    means:
      'The host is itself a virtual machine, and its processors or its hypervisor do not let it run others',
    fix: 'Expose the virtualization extensions to the runner, take a runner on bare metal, or take hypervisor: qemu',
    source: 'https://github.com/Varying-Vagrant-Vagrants/VVV/issues/2534',
    sample: [
      'The virtual machine could not be started because this platform does not support nested virtualization.',
    ],
  },
  {
    id: 'hyperv-switch-missing',
    logs: ['machine'],
    line: /Hyper-V was unable to find a virtual switch with name ["'](?<subject>[^"']+)["']/i,
    means: 'The host has no virtual switch {subject}',
    fix: 'Write a switch that the host has into machine.network (Get-VMSwitch lists them), or create this one',
    source: 'https://github.com/MicrosoftDocs/Virtualization-Documentation/issues/959',
    sample: ["hyper-v was unable to find a virtual switch with name 'External VM Switch'"],
  },
  {
    id: 'qemu-disk-in-use',
    logs: ['machine'],
    line: /: Failed to get (?:shared )?"[a-z ]+" lock/i,
    means: 'Another program has the disk of the machine open: mostly a QEMU that an earlier run left behind',
    fix: 'Run image-factory sweep, and see that no other build works in this folder',
    source: 'https://github.com/GKernelCI/GBuildbot/issues/48',
    sample: [
      'qemu-system-x86_64: -hda /tmp/gentoo.qcow2: Failed to get "write" lock',
      'Is another process using the image?',
    ],
  },
  {
    id: 'kvm-internal-error',
    logs: ['machine'],
    line: /KVM internal error\. Suberror: (?<subject>\d+)/i,
    means:
      'KVM could not go on with the machine (suberror {subject}): its processor does something that KVM cannot emulate ' +
      'here, often because the host is itself a virtual machine',
    fix: 'Update the kernel of the host and OVMF, give the machine more memory, or take a runner on bare metal',
    source: 'https://github.com/tianocore/edk2/issues/23',
    sample: ['KVM internal error. Suberror: 1', 'emulation failure'],
  },
  {
    id: 'windows-bugcheck',
    logs: ['events', 'agent'],
    line: /(?:The computer has rebooted from a bugcheck\.\s+The bugcheck was:|the guest crashed: bug check) (?<subject>0x[\da-f]+)/i,
    means: 'Windows crashed with a blue screen, {subject}, and started again',
    fix:
      'Look which driver or security product customize installed just before, and leave it out; 0x0000007b is a missing ' +
      'driver for the disk. The dump lies in \\Windows\\MEMORY.DMP of the machine',
    source: 'https://github.com/Ylianst/MeshCentral/issues/229',
    sample: [
      String.raw`The computer has rebooted from a bugcheck.  The bugcheck was: 0x0000003b (0x00000000c0000005, 0xffffc3e098a10438, 0xffffdb8170c89e20, 0x0000000000000000). A dump was saved in: C:\Windows\MEMORY.DMP. Report Id: 50ebb193-b398-4862-bf14-7cc606d38b93.`,
    ],
  },
  {
    id: 'windows-out-of-memory',
    logs: ['events'],
    line: /diagnosed a low virtual memory condition\. The following programs consumed the most virtual memory: (?<subject>\S+)/i,
    means: 'Windows ran out of memory; {subject} had taken the most',
    fix: 'Raise machine.memory, and leave the size of the page file to Windows until generalize',
    source: `${UPDATES_OF_CLIENTS}error-0x8007000e-0x800705aa-insufficient-virtual-memory`,
    sample: [
      'Windows successfully diagnosed a low virtual memory condition. The following programs consumed the most virtual memory: java.exe (1152) consumed 33821605888 bytes, java.exe (6316) consumed 5259997184 bytes, and java.exe (12536) consumed 1569894400 bytes.',
    ],
  },
  {
    id: 'hyperv-disk-in-use',
    logs: ['machine'],
    line: /attachment '(?<subject>[^']+)'(?: failed to open because of error:|\. Error:) 'The (?:process cannot access the file because it is being used|requested resource is in use)/i,
    means:
      'Another program has {subject} open: the disk is attached to the host, or another machine runs on it',
    fix: 'Detach it (Dismount-VHD), run image-factory sweep, and exclude the work directory from the virus scanner',
    source: 'https://github.com/docker-archive-public/docker.machine/issues/2662',
    sample: [
      String.raw`'DockerDesktopVM': Attachment 'C:\ProgramData\DockerDesktop\vm-data\DockerDesktop.vhdx' failed to open because of error: 'The process cannot access the file because it is being used by another process.' (0x80070020). (Virtual machine ID 5EDD5C71-7118-4B42-91E2-54EBFE83D605)`,
    ],
  },
  {
    id: 'qemu-host-disk-full',
    logs: ['machine'],
    line: /block I\/O error in device '[^']*': No space left on device/i,
    means: 'The volume of the work directory is full, so QEMU stopped the machine',
    fix: 'Free space, take a larger runner, or put the work directory on another volume; then build again',
    source: 'https://github.com/Qubinode/qubinode-installer/issues/26',
    sample: ["block I/O error in device 'drive-virtio-disk0': No space left on device (28)"],
  },
  {
    id: 'qemu-file-not-opened',
    logs: ['machine'],
    line: /qemu-system-\w+: .*Could not open '(?<subject>[^']+)': (?:No such file or directory|Permission denied)/i,
    means: 'QEMU cannot open {subject}: it is not there, or its user may not read it',
    fix: 'Install the package of the firmware (ovmf, qemu-efi-aarch64), and let the user of the runner read that file',
    source: 'https://github.com/foxlet/macOS-Simple-KVM/issues/269',
    sample: [
      "qemu-system-x86_64: -drive if=pflash,format=raw,readonly,file=./backup/OVMF_CODE.fd: Could not open './backup/OVMF_CODE.fd': No such file or directory",
    ],
  },
  {
    id: 'qemu-firmware-size',
    logs: ['machine'],
    line: /device requires \d+ bytes, block backend provides \d+ bytes|system firmware block device pflash\d has invalid size/i,
    means: 'The file of the firmware has not the size that this machine wants',
    fix:
      'Take the files that the distribution made for QEMU: OVMF_CODE_4M.fd with OVMF_VARS_4M.fd, AAVMF_CODE.fd with ' +
      'AAVMF_VARS.fd for arm64 (64 MiB each)',
    source: 'https://github.com/hashicorp/packer-plugin-qemu/pull/43',
    sample: ['qemu-system-aarch64: device requires 67108864 bytes, block backend provides 2097152 bytes'],
  },
  {
    id: 'boot-files-not-copied',
    logs: ['setup', 'agent', 'machine'],
    line: /BFSVC Error: BfspCopyFile\(.+\) failed! \(Attempt (\d+) of \1\) Last Error = (?<subject>0x[\da-f]+)/i,
    means:
      'Boot files could not be copied to the system partition ({subject}). With 0x3 its folder is not there: bcdboot.exe ' +
      'of Windows 11 25H2 and of late builds of Server 2025 does not make it',
    fix: 'Make \\EFI\\Microsoft\\Boot on the system partition before bcdboot.exe, and see that the partition has 100 MB free',
    source: 'https://github.com/cloudbase/windows-imaging-tools/pull/428',
    sample: [
      String.raw`BFSVC Error: BfspCopyFile(H:\windows\boot\EFI\bootmgfw.efi, \?\GLOBALROOT\Device\HarddiskVolume7\EFI\Microsoft\Boot\bootmgfw.efi) failed! (Attempt 60 of 60) Last Error = 0x3`,
      'BFSVC Warning: Failed to copy Boot Manager to Microsoft bootmgfw.efi location. Last error = 0x3',
    ],
  },
];
