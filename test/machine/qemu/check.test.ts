import { afterEach, describe, expect, test } from '@jest/globals';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import type { CheckRequest, Finding } from '../../../src/machine/index.js';
import { findAcceleration } from '../../../src/machine/qemu/accelerator.js';
import { checkAcceleration, checkFirmware } from '../../../src/machine/qemu/check.js';
import { findFirmware } from '../../../src/machine/qemu/firmware.js';
import { temporaryFolder } from '../../support/folder.js';
import { testWith } from '../../support/peers.js';
import { hypervisorFor } from '../../support/qemu.js';

const folder = temporaryFolder();
const PATH = process.env['PATH'];

afterEach(() => {
  process.env['PATH'] = PATH;
});

const REQUEST: CheckRequest = {
  cpus: 2,
  memory: 64 << 20,
  space: 1 << 20,
  network: null,
  workDirectory: folder('work', 'not-made-yet'),
  imageVersion: null,
};

async function findings(more: Partial<CheckRequest> = {}): Promise<ReadonlyMap<string, Finding>> {
  const hypervisor = await hypervisorFor(folder());
  const list = await hypervisor.check({ ...REQUEST, ...more });
  for (const { state, next } of list) expect(next !== undefined).toBe(state !== 'ok');
  return new Map(list.map((finding) => [finding.subject, finding]));
}

/** A program of that name that prints `text`, alone on the PATH. */
function pretend(name: string, text: string): void {
  const place = folder('bin');
  mkdirSync(place, { recursive: true });
  writeFileSync(folder('bin', name), `#!/bin/sh\necho '${text}'\n`);
  chmodSync(folder('bin', name), 0o755);
  process.env['PATH'] = place;
}

describe('the check of QEMU', () => {
  testWith(['qemu-system-x86_64', 'qemu-img', 'ovmf'], 'finds what is there', async () => {
    const found = await findings();
    expect(found.get('qemu-system-x86_64')?.state).toBe('ok');
    expect(found.get('qemu-img')?.state).toBe('ok');
    expect(found.get('UEFI firmware (OVMF)')?.state).toBe('ok');
    expect(found.get('memory')?.state).toBe('ok');
    expect(found.get(`space in ${REQUEST.workDirectory}`)?.state).toBe('ok');
  });

  testWith(
    ['ovmf'],
    'names programs that are missing or too old, with the package that holds them',
    async () => {
      pretend('qemu-img', 'qemu-img version 6.2.0 (Debian 1:6.2+dfsg-2ubuntu6)');
      const found = await findings();
      expect(found.get('qemu-system-x86_64')).toEqual({
        subject: 'qemu-system-x86_64',
        state: 'error',
        found: 'is not on this host',
        expected: 'version 7.1 or newer',
        next: 'install it: "sudo apt-get install qemu-system-x86" or "sudo dnf install qemu-system-x86-core"',
      });
      expect(found.get('qemu-img')).toMatchObject({ state: 'error', found: 'version 6.2.0' });
    },
  );

  testWith(['ovmf'], 'says how much memory and space there is, and what is wanted', async () => {
    const found = await findings({ memory: 2 ** 50, space: 2 ** 60 });
    expect(found.get('memory')).toMatchObject({
      state: 'error',
      expected: '1024 TiB for the machine (machine.memory)',
    });
    expect(found.get(`space in ${REQUEST.workDirectory}`)).toMatchObject({ state: 'error' });
  });

  testWith(['ovmf'], 'finds no bridge of a name that nobody has', async () => {
    const found = await findings({ network: 'imgf-none' });
    expect(found.get('the bridge imgf-none')).toMatchObject({ state: 'error', found: 'is not on this host' });
    expect((await findings({ network: 'user' })).has('the bridge user')).toBe(false);
  });

  test('takes the first pair of firmware that is whole, and says where it looked', async () => {
    writeFileSync(folder('code.fd'), '');
    writeFileSync(folder('vars.fd'), '');
    const half = { code: folder('code.fd'), variables: folder('missing.fd') };
    const whole = { code: folder('code.fd'), variables: folder('vars.fd') };
    expect(await findFirmware([half, whole])).toEqual(whole);
    expect(await findFirmware([half])).toBeNull();
    expect(checkFirmware(null)).toEqual({
      subject: 'UEFI firmware (OVMF)',
      state: 'error',
      found: 'is in none of the places where distributions put it',
      expected: 'code and variables, as /usr/share/OVMF/OVMF_CODE_4M.fd with /usr/share/OVMF/OVMF_VARS_4M.fd',
      next: 'install it: "sudo apt-get install ovmf" or "sudo dnf install edk2-ovmf"',
    });
  });

  test('takes KVM where processor and account allow it, else says what keeps it from that', async () => {
    const device = folder('kvm');
    const cpuinfo = folder('cpuinfo');
    writeFileSync(device, '');
    writeFileSync(cpuinfo, 'flags\t\t: fpu vme svm sse2\n');
    expect(await findAcceleration(device, cpuinfo)).toEqual({ accelerator: 'kvm', obstacle: null });

    const missing = await findAcceleration(folder('no-kvm'), cpuinfo);
    expect(missing.accelerator).toBe('tcg');
    expect(missing.obstacle?.next).toMatch(/modprobe kvm_intel/);

    // A kernel that offers the device without the hardware.
    writeFileSync(cpuinfo, 'flags\t\t: fpu vme sse2 hypervisor\n');
    const without = checkAcceleration(await findAcceleration(device, cpuinfo));
    expect(without).toMatchObject({ subject: 'KVM', state: 'warning' });
    expect(without.found).toMatch(/^the processor of this host shows no virtualization/);
  });
});
