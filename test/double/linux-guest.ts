/** A machine whose guest boots: qemu with UEFI firmware on the flattened chain of its disk. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { runPeer } from '../support/peers.js';
import type { Guest, GuestEnd, Hardware, StartGuest } from './guest.js';
import { connected, Qmp } from './qmp.js';
import { overlayRanges } from './raw-disk.js';
import { parsePpm } from './screen.js';

const FIRMWARE = '/usr/share/OVMF';

export const startLinuxGuest: StartGuest = async (hardware) => {
  const { folder, disk, port } = hardware;
  const at = (name: string): string => path.join(folder, name);
  await disk.flatten(at('disk.raw'));
  const overlay = ['-q', '-f', 'qcow2', '-F', 'raw', '-b', at('disk.raw'), at('disk.qcow2')];
  await runPeer('qemu-img', ['create', ...overlay]);
  const variables = ['OVMF_VARS_4M.fd', 'OVMF_VARS.fd'].find((name) => existsSync(path.join(FIRMWARE, name)));
  copyFileSync(path.join(FIRMWARE, variables ?? 'OVMF_VARS.fd'), at('vars.fd'));

  // Sockets by their names in the folder: the whole path may be longer than a socket's may be.
  const qemu = spawn('qemu-system-x86_64', argumentsOf(hardware), {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const complaints: Buffer[] = [];
  qemu.stderr.on('data', (piece: Buffer) => complaints.push(piece));
  const exited = once(qemu, 'exit');
  const isAlive = () => qemu.exitCode === null && qemu.signalCode === null;

  let end: GuestEnd = { kind: 'crashed', message: 'its process ended' };
  const qmp = await Qmp.connect(
    at('qmp'),
    ({ event, data }) => {
      if (event === 'SHUTDOWN' && data?.['guest'] === true) end = { kind: 'shut down' };
      if (event === 'RESET' && data?.['guest'] === true) {
        void port?.reset();
        hardware.onReset();
      }
    },
    isAlive,
  ).catch(async (error: unknown) => {
    await exited;
    throw new Error(`${(error as Error).message}: ${Buffer.concat(complaints).toString()}`);
  });
  const serial = await connected(at('serial'), isAlive);
  serial.on('data', (bytes: Buffer) => port?.write(bytes));
  serial.on('error', () => null);
  await qmp.ask('cont');

  const finish = async (): Promise<GuestEnd> => {
    const [, signal] = (await exited) as [number | null, string | null];
    qmp.close();
    serial.destroy();
    if (signal === 'SIGKILL' && end.kind === 'crashed')
      end = { kind: 'crashed', message: 'its process was killed' };
    const changed = await overlayRanges(at('disk.qcow2'));
    await runPeer('qemu-img', ['commit', '-q', at('disk.qcow2')]);
    await disk.writeBack(at('disk.raw'), changed);
    return end;
  };

  const guest: Guest = {
    ended: finish(),
    async turnOff() {
      end = { kind: 'turned off' };
      qemu.kill('SIGKILL');
      await exited;
    },
    eject: async (drive) => {
      await qmp.ask('eject', { id: `dvd${drive}`, force: true });
    },
    insert: async (drive, medium) => {
      await qmp.ask('blockdev-change-medium', { id: `dvd${drive}`, filename: medium, format: 'raw' });
    },
    async screen() {
      await qmp.ask('screendump', { filename: at('screen.ppm') });
      return parsePpm(await readFile(at('screen.ppm')));
    },
  };
  return guest;
};

function argumentsOf({ name, cpus, memory, media, bootsFromMedium, folder }: Hardware): string[] {
  const code = ['OVMF_CODE_4M.fd', 'OVMF_CODE.fd'].find((file) => existsSync(path.join(FIRMWARE, file)));
  const drives = media.flatMap((medium, index) => {
    const id = `medium${index}`;
    const backing = medium === null ? '' : `,file=${medium.replaceAll(',', ',,')}`;
    const order = bootsFromMedium && index === 0 ? ',bootindex=0' : '';
    return [
      '-drive',
      `if=none,id=${id},media=cdrom,readonly=on,format=raw${backing}`,
      '-device',
      `ide-cd,id=dvd${index},drive=${id},bus=ide.${index}${order}`,
    ];
  });
  const groups = [
    ['-name', name, '-nodefaults', '-display', 'none', '-S'],
    ['-machine', 'q35', '-accel', 'tcg', '-cpu', 'max', '-vga', 'std', '-nic', 'none'],
    ['-smp', String(Math.min(cpus, 2)), '-m', `${Math.min(memory, 1 << 30) / (1 << 20)}M`],
    ['-drive', `if=pflash,unit=0,readonly=on,format=raw,file=${FIRMWARE}/${code ?? 'OVMF_CODE.fd'}`],
    ['-drive', `if=pflash,unit=1,format=raw,file=${path.join(folder, 'vars.fd')}`],
    ['-drive', `if=none,id=system,format=qcow2,discard=unmap,file=${path.join(folder, 'disk.qcow2')}`],
    ['-device', `nvme,drive=system,serial=system,bootindex=${bootsFromMedium ? 1 : 0}`],
    drives,
    ['-qmp', 'unix:qmp,server=on,wait=off'],
    ['-chardev', 'socket,id=com1,path=serial,server=on,wait=off', '-serial', 'chardev:com1'],
  ];
  return groups.flat();
}
