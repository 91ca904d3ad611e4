/** The UEFI firmware for machines, OVMF, where distributions put it: its code, and the variables that each machine gets a copy of. */

import { access } from 'node:fs/promises';

export interface Firmware {
  readonly code: string;
  /** The template: never written to. */
  readonly variables: string;
}

/** Without Secure Boot and its system management mode, which no machine here needs. */
export const FIRMWARE: readonly Firmware[] = [
  // Debian, Ubuntu
  pair('/usr/share/OVMF/OVMF_CODE_4M.fd', '/usr/share/OVMF/OVMF_VARS_4M.fd'),
  // Arch
  pair('/usr/share/edk2/x64/OVMF_CODE.4m.fd', '/usr/share/edk2/x64/OVMF_VARS.4m.fd'),
  pair('/usr/share/edk2-ovmf/x64/OVMF_CODE.4m.fd', '/usr/share/edk2-ovmf/x64/OVMF_VARS.4m.fd'),
  // Fedora, RHEL
  pair('/usr/share/edk2/ovmf/OVMF_CODE_4M.qcow2', '/usr/share/edk2/ovmf/OVMF_VARS_4M.qcow2'),
  pair('/usr/share/edk2/ovmf/OVMF_CODE.fd', '/usr/share/edk2/ovmf/OVMF_VARS.fd'),
  // openSUSE
  pair('/usr/share/qemu/ovmf-x86_64-4m-code.bin', '/usr/share/qemu/ovmf-x86_64-4m-vars.bin'),
  // Gentoo
  pair('/usr/share/edk2/OvmfX64/OVMF_CODE.fd', '/usr/share/edk2/OvmfX64/OVMF_VARS.fd'),
  // What QEMU itself installs
  pair('/usr/share/qemu/edk2-x86_64-code.fd', '/usr/share/qemu/edk2-i386-vars.fd'),
  pair('/usr/local/share/qemu/edk2-x86_64-code.fd', '/usr/local/share/qemu/edk2-i386-vars.fd'),
  // Debian 11, Ubuntu 20.04
  pair('/usr/share/OVMF/OVMF_CODE.fd', '/usr/share/OVMF/OVMF_VARS.fd'),
];

function pair(code: string, variables: string): Firmware {
  return { code, variables };
}

/** @returns the first pair of which both files can be read; null where there is none */
export async function findFirmware(places: readonly Firmware[] = FIRMWARE): Promise<Firmware | null> {
  for (const firmware of places) {
    if ((await isReadable(firmware.code)) && (await isReadable(firmware.variables))) return firmware;
  }
  return null;
}

/** As QEMU calls the format of a firmware file. */
export function firmwareFormat(file: string): 'raw' | 'qcow2' {
  return file.endsWith('.qcow2') ? 'qcow2' : 'raw';
}

function isReadable(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
