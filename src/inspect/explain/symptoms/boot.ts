/** Why a machine does not boot, or its hypervisor does not start it. */

import type { Symptom } from '../types.js';

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
    id: 'firmware-finds-nothing-to-boot',
    logs: ['machine'],
    line: /BdsDxe: No bootable option or device was found/i,
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
];
