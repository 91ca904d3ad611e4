import { describe, expect } from '@jest/globals';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../../support/folder.js';
import { runPeer, testWith, type Peer } from '../../support/peers.js';
import { createMachine, hypervisorFor, keptLedger } from '../../support/qemu.js';

const folder = temporaryFolder();
const PEERS: readonly Peer[] = ['qemu-system-x86_64', 'qemu-img', 'ovmf'];

describe('a machine that QEMU does not start', () => {
  testWith(PEERS, 'is told with what QEMU says, and leaves no process in the journal', async () => {
    const place = folder('no-disk');
    mkdirSync(place);
    const ledger = keptLedger();
    const disk = path.join(place, 'disk.qcow2');
    const machine = await createMachine(await hypervisorFor(place, ledger), {
      folder: place,
      disk,
      media: [],
    });
    await expect(machine.start()).rejects.toThrow(
      /^qemu-system-x86_64 \(imgf-test-no-disk\): did not start the machine: .*disk\.qcow2.*No such file or directory/,
    );
    expect(await machine.state()).toBe('off');
    expect(ledger.left().map(({ kind }) => kind)).toEqual(['machine', 'file']);
    await machine.remove();
    expect(ledger.left()).toEqual([]);
    expect(readdirSync(place)).toEqual([]);
  });

  testWith(PEERS, 'has a folder of any length: the path of a socket has 108 bytes', async () => {
    const place = folder('a'.repeat(200));
    mkdirSync(place);
    const hypervisor = await hypervisorFor(place);
    const disk = path.join(place, 'disk, with "words".qcow2');
    await hypervisor.blank(disk, 1 << 20);
    const machine = await createMachine(hypervisor, { folder: place, disk, media: [] });
    try {
      await machine.start();
      expect(await machine.state()).toBe('running');
      await machine.turnOff();
      expect(await machine.state()).toBe('off');
      await machine.turnOff();
    } finally {
      await machine.remove();
    }
    expect(readdirSync(place)).toEqual([path.basename(disk)]);
  });
});

describe('disks of QEMU', () => {
  testWith(PEERS, 'are overlays of parents in every format that a source may have', async () => {
    const place = folder('disks');
    mkdirSync(place);
    const hypervisor = await hypervisorFor(place);
    const raw = path.join(place, 'parent.raw');
    writeFileSync(raw, Buffer.alloc(1 << 20, 'content'));
    for (const [suffix, format] of [
      ['vhdx', 'vhdx'],
      ['vhd', 'vpc'],
      ['qcow2', 'qcow2'],
    ] as const) {
      const parent = path.join(place, `parent-of.${suffix}`);
      const child = path.join(place, `child-of-${suffix}.qcow2`);
      await runPeer('qemu-img', ['convert', '-f', 'raw', '-O', format, raw, parent]);
      await hypervisor.child(parent, child);
      const copy = await hypervisor.readable(child, place);
      expect(copy).toBe(path.join(place, `child-of-${suffix}.raw`));
      await runPeer('qemu-img', ['compare', '-q', '-f', 'raw', '-F', format, copy, parent]);
    }
    expect(await hypervisor.readable(raw, place)).toBe(raw);
    await expect(
      hypervisor.child(path.join(place, 'parent.iso'), path.join(place, 'x.qcow2')),
    ).rejects.toThrow(/parent\.iso: the suffix \.iso, expected \.qcow2, \.vhdx, \.vhd, \.raw, \.img/);
    expect(readdirSync(place).filter((name) => name.endsWith('.partial'))).toEqual([]);
  });
});
