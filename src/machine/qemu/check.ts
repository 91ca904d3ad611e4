/** `doctor` for QEMU: what this host lacks, each with what mends it. */

import { existsSync } from 'node:fs';
import { readFile, statfs } from 'node:fs/promises';
import { formatBytes } from '../../bytes/index.js';
import { FactoryError } from '../../errors.js';
import { runCommand } from '../../process/index.js';
import { checkRunner } from '../runner.js';
import type { CheckRequest, Finding } from '../types.js';
import { findAcceleration, type Acceleration } from './accelerator.js';
import { QEMU } from './arguments.js';
import { QEMU_IMG } from './disks.js';
import { findFirmware, FIRMWARE, type Firmware } from './firmware.js';
import { markedProcesses, type MarkedProcess } from './marker.js';

/** From here on `screendump` writes PNG. */
const OLDEST = [7, 1] as const;

export async function checkHost(request: CheckRequest): Promise<readonly Finding[]> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return [wrongHost()];
  return [
    await checkProgram(QEMU, 'qemu-system-x86', 'qemu-system-x86-core'),
    await checkProgram(QEMU_IMG, 'qemu-utils', 'qemu-img'),
    checkAcceleration(await findAcceleration()),
    checkFirmware(await findFirmware()),
    await checkMemory(request.memory),
    await checkSpace(request.workDirectory, request.space),
    ...checkNetwork(request.network),
    ...leftovers(await markedProcesses()),
    ...(await checkRunner(process.env).catch(() => [])),
  ];
}

function wrongHost(): Finding {
  return {
    subject: 'the host',
    state: 'error',
    found: `${process.platform} on ${process.arch}`,
    expected: 'Linux on x64 for hypervisor: qemu',
    next: 'run it on a Linux host, or take hypervisor: hyperv on Windows',
  };
}

/** @param debian @param fedora the packages that hold it */
async function checkProgram(program: string, debian: string, fedora: string): Promise<Finding> {
  const next = `install it: "sudo apt-get install ${debian}" or "sudo dnf install ${fedora}"`;
  const expected = `version ${OLDEST.join('.')} or newer`;
  try {
    const { stdout } = await runCommand(program, ['--version']);
    const [, version = '', major = '0', minor = '0'] = /version ((\d+)\.(\d+)[.\d]*)/.exec(stdout) ?? [];
    const isNew = Number(major) > OLDEST[0] || (Number(major) === OLDEST[0] && Number(minor) >= OLDEST[1]);
    if (isNew) return { subject: program, state: 'ok', found: `version ${version}` };
    return { subject: program, state: 'error', found: `version ${version || 'unknown'}`, expected, next };
  } catch (error) {
    const found = error instanceof FactoryError ? error.details.found : String(error);
    return { subject: program, state: 'error', found, expected, next };
  }
}

export function checkAcceleration({ accelerator, obstacle }: Acceleration): Finding {
  const subject = 'KVM';
  if (obstacle === null) return { subject, state: 'ok', found: `machines run with ${accelerator}` };
  return {
    subject,
    state: 'warning',
    found: `${obstacle.found}: machines are translated, which takes ten times as long and more`,
    expected: 'a processor and an account that run machines directly',
    next: obstacle.next,
  };
}

export function checkFirmware(firmware: Firmware | null): Finding {
  const subject = 'UEFI firmware (OVMF)';
  if (firmware !== null) return { subject, state: 'ok', found: firmware.code };
  return {
    subject,
    state: 'error',
    found: 'is in none of the places where distributions put it',
    expected: `code and variables, as ${FIRMWARE[0]?.code ?? ''} with ${FIRMWARE[0]?.variables ?? ''}`,
    next: 'install it: "sudo apt-get install ovmf" or "sudo dnf install edk2-ovmf"',
  };
}

async function checkMemory(wanted: number): Promise<Finding> {
  const text = await readFile('/proc/meminfo', 'utf8').catch(() => '');
  const available = Number(/^MemAvailable:\s+(\d+) kB$/m.exec(text)?.[1] ?? '0') * 1024;
  const found = `${formatBytes(available)} available`;
  if (available >= wanted) return { subject: 'memory', state: 'ok', found };
  return {
    subject: 'memory',
    state: 'error',
    found,
    expected: `${formatBytes(wanted)} for the machine (machine.memory)`,
    next: 'end what uses it, or give the machine less',
  };
}

async function checkSpace(folder: string, wanted: number): Promise<Finding> {
  const subject = `space in ${folder}`;
  try {
    const { bavail, bsize } = await statfs(existingParent(folder));
    const found = `${formatBytes(bavail * bsize)} free`;
    if (bavail * bsize >= wanted) return { subject, state: 'ok', found };
    const next = 'free space, or choose another work directory with --work';
    return { subject, state: 'error', found, expected: formatBytes(wanted), next };
  } catch (error) {
    return {
      subject,
      state: 'error',
      found: String(error),
      next: 'choose another work directory with --work',
    };
  }
}

/** The work directory is made later. */
function existingParent(folder: string): string {
  let place = folder;
  while (!existsSync(place)) {
    const parent = place.slice(0, Math.max(place.lastIndexOf('/'), 0)) || '/';
    if (parent === place) break;
    place = parent;
  }
  return place;
}

/** Where distributions keep the list of the bridges that an account may put machines on. */
const BRIDGE_LISTS = ['/etc/qemu/bridge.conf', '/usr/local/etc/qemu/bridge.conf'];

function checkNetwork(name: string | null): Finding[] {
  if (name === null || name === 'user') return [];
  const subject = `the bridge ${name}`;
  if (!existsSync(`/sys/class/net/${name}/bridge`)) {
    const next = `make it ("sudo ip link add ${name} type bridge"), or take network: user, which needs none`;
    return [{ subject, state: 'error', found: 'is not on this host', expected: 'a bridge', next }];
  }
  if (!BRIDGE_LISTS.some((list) => existsSync(list))) {
    const next = `allow it: echo "allow ${name}" | sudo tee ${BRIDGE_LISTS[0]}, and "sudo chmod u+s" on qemu-bridge-helper`;
    return [
      {
        subject,
        state: 'error',
        found: 'QEMU may put no machine on it',
        expected: BRIDGE_LISTS[0] ?? '',
        next,
      },
    ];
  }
  return [{ subject, state: 'ok', found: 'is there' }];
}

function leftovers(machines: readonly MarkedProcess[]): Finding[] {
  return machines
    .filter(({ owner }) => !existsSync(`/proc/${owner.pid}`))
    .map(({ machine, pid, owner }) => ({
      subject: `the machine ${machine}`,
      state: 'warning',
      found: `still runs (process ${pid}), and the build that made it does not`,
      next: `run "image-factory sweep", which ends it: it belongs to ${owner.folder}`,
    }));
}
