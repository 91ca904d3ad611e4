/**
 * The machine as QEMU is told to make it: all of its devices have drivers in Windows itself. Sockets and files of the
 * machine are named from its folder, in which QEMU runs: the path of a socket has at most 108 bytes.
 */

import { createHash } from 'node:crypto';
import type { MachineRequest } from '../types.js';
import type { Accelerator } from './accelerator.js';
import { formatOfDisk } from './format.js';
import { firmwareFormat, type Firmware } from './firmware.js';
import { nameWithMarker } from './marker.js';

export const QEMU = 'qemu-system-x86_64';

/** In the machine's folder. */
export const FILES = {
  variables: 'variables.fd',
  monitor: 'qmp.sock',
  console: 'com1.log',
  screenshot: 'screen.png',
} as const;

/** AHCI of q35 has this many ports. */
export const MOST_MEDIA = 6;

/** Windows runs well only where it knows the hypervisor; `hv-crash` lets it report a bug check. */
const HYPERV_FEATURES =
  'hv-relaxed,hv-vapic,hv-spinlocks=0x1fff,hv-vpindex,hv-runtime,hv-time,hv-synic,hv-stimer,hv-frequencies,hv-crash';

const MIB = 1 << 20;

/** The id of the network card. */
export const NETWORK_CARD = 'nic';

/** The id of a medium's drive. */
export function driveOf(medium: number): string {
  return `dvd${medium}`;
}

export function qemuArguments(
  request: MachineRequest,
  accelerator: Accelerator,
  firmware: Firmware,
): string[] {
  const { name, owner, cpus, memory } = request;
  return [
    ...words('-name', nameWithMarker(name, owner)),
    ...words('-no-user-config', '-nodefaults', '-display', 'none', '-S'),
    ...words('-machine', `q35,accel=${accelerator}`),
    ...words('-cpu', accelerator === 'kvm' ? `host,${HYPERV_FEATURES}` : 'max'),
    ...words('-smp', `${cpus},sockets=1,cores=${cpus},threads=1`),
    ...words('-m', `${Math.floor(memory / MIB)}M`),
    ...words('-rtc', 'base=localtime'),
    ...words('-boot', 'strict=on'),
    ...flash(firmware),
    ...words('-device', 'VGA'),
    ...words('-device', 'qemu-xhci', '-device', 'usb-kbd', '-device', 'usb-tablet'),
    ...systemDisk(request.disk),
    ...request.media.flatMap((file, index) => medium(file, index, request.bootMedium && index === 0)),
    ...network(name, request.network),
    ...words('-chardev', `file,id=com1,path=${FILES.console},append=on`, '-serial', 'chardev:com1'),
    ...words('-qmp', `unix:${FILES.monitor},server=on,wait=off`),
  ];
}

function words(...list: readonly string[]): readonly string[] {
  return list;
}

function flash({ code, variables }: Firmware): string[] {
  return [
    ...blockDevice('firmware', {
      driver: firmwareFormat(code),
      'read-only': true,
      file: hostFile(code, true),
    }),
    ...blockDevice('variables', { driver: firmwareFormat(variables), file: hostFile(FILES.variables) }),
    ...words('-machine', 'pflash0=firmware,pflash1=variables'),
  ];
}

/** The disk comes before the medium: empty it is passed over, and after Setup's first restart it is booted from. */
function systemDisk(file: string): string[] {
  return [
    ...blockDevice('disk', {
      driver: formatOfDisk(file),
      discard: 'unmap',
      'detect-zeroes': 'unmap',
      file: { ...hostFile(file), discard: 'unmap' },
    }),
    ...words('-device', 'nvme,drive=disk,serial=IMGF0001,bootindex=0'),
  ];
}

function medium(file: string, index: number, isBooted: boolean): string[] {
  const node = `medium${index}`;
  const boot = isBooted ? ',bootindex=1' : '';
  return [
    ...blockDevice(node, { driver: 'raw', 'read-only': true, file: hostFile(file, true) }),
    ...words('-device', `ide-cd,bus=ide.${index},drive=${node},id=${driveOf(index)}${boot}`),
  ];
}

/** A network card without the boot program that would look for a server. */
function network(machine: string, name: string | null): string[] {
  if (name === null) return ['-nic', 'none'];
  const backend = name === 'user' ? 'user,id=net' : `bridge,id=net,br=${name}`;
  return [
    '-netdev',
    backend,
    '-device',
    `e1000e,id=${NETWORK_CARD},netdev=net,mac=${addressOf(machine)},romfile=`,
  ];
}

/** QEMU gives every machine the same address, and on a bridge they would meet. */
function addressOf(machine: string): string {
  const digest = createHash('sha256').update(machine).digest();
  return [
    '52',
    '54',
    '00',
    ...[...digest.subarray(0, 3)].map((byte) => byte.toString(16).padStart(2, '0')),
  ].join(':');
}

/** As JSON, in which a path may hold anything. */
function blockDevice(node: string, options: Readonly<Record<string, unknown>>): string[] {
  return ['-blockdev', JSON.stringify({ 'node-name': node, ...options })];
}

function hostFile(filename: string, readOnly = false): Record<string, unknown> {
  return { driver: 'file', filename, ...(readOnly ? { 'read-only': true } : {}) };
}
