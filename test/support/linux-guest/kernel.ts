/** The kernel of the Linux guest: one that is installed here and has the drivers for what a machine for Windows has. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The disk, the DVDs, and the file systems of media and ESP. */
const DRIVERS = [
  'nvme',
  'ahci',
  'sd_mod',
  'sr_mod',
  'udf',
  'isofs',
  'fuse',
  'vfat',
  'nls_cp437',
  'nls_ascii',
];

/** Keyboard and tablet, which only Setup listens to. */
const INPUT_DRIVERS = ['xhci_pci', 'usbhid', 'hid_generic', 'evdev'];

/** Loaded by a name that no dependency tells. */
const ALSO = ['crct10dif_generic', 'nls_iso8859_1'];

export interface GuestKernel {
  readonly image: string;
  /** Absolute, in the order in which they are loaded. */
  readonly modules: readonly string[];
  /** As `modules`, on top of them. */
  readonly inputModules: readonly string[];
}

/** @returns null where no installed kernel has all drivers: a cloud kernel has neither AHCI nor USB */
export function findKernel(): GuestKernel | null {
  if (!existsSync('/lib/modules')) return null;
  for (const version of readdirSync('/lib/modules')) {
    const image = `/boot/vmlinuz-${version}`;
    if (!existsSync(image)) continue;
    const folder = path.join('/lib/modules', version);
    const modules = modulesOf(folder, [...ALSO, ...DRIVERS]);
    const inputModules = modulesOf(folder, INPUT_DRIVERS);
    if (modules !== null && inputModules !== null) return { image, modules, inputModules };
  }
  return null;
}

function modulesOf(folder: string, drivers: readonly string[]): readonly string[] | null {
  const list = path.join(folder, 'modules.dep');
  if (!existsSync(list)) return null;
  const builtIn = new Set(linesOf(path.join(folder, 'modules.builtin')).map(nameOf));
  const dependencies = new Map<string, readonly string[]>();
  for (const line of linesOf(list)) {
    const [file = '', needs = ''] = line.split(':');
    // The list names first what is loaded last.
    const before = needs.split(' ').filter((name) => name !== '');
    dependencies.set(nameOf(file), [...before.toReversed(), file]);
  }
  const order = new Set<string>();
  for (const name of drivers) {
    const files = dependencies.get(name);
    if (files === undefined && !builtIn.has(name) && !ALSO.includes(name)) return null;
    for (const file of files ?? []) order.add(path.join(folder, file));
  }
  return [...order];
}

function linesOf(file: string): string[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
}

/** `kernel/drivers/usb/host/xhci-pci.ko.zst` is `xhci_pci`. */
function nameOf(file: string): string {
  return path
    .basename(file)
    .replace(/\.ko.*$/, '')
    .replaceAll('-', '_');
}
