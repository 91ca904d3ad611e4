import { afterEach, beforeAll, describe, expect } from '@jest/globals';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inflateSync } from 'node:zlib';
import { ReportReader, type AgentReport } from '../../../src/guest/index.js';
import type { Machine } from '../../../src/machine/index.js';
import { temporaryFolder } from '../../support/folder.js';
import { guestDisk } from '../../support/linux-guest/index.js';
import { runPeer, testWith } from '../../support/peers.js';
import {
  createMachine,
  hypervisorFor,
  keptLedger,
  planOfScripts,
  QEMU_PEERS,
  sha256Of,
  textIn,
  watchGuest,
  writePayload,
} from '../../support/qemu.js';

const folder = temporaryFolder();
const base = folder('base.raw');
let machine: Machine | null = null;

beforeAll(async () => {
  await guestDisk({ file: base }).catch(() => undefined);
});

afterEach(async () => {
  await machine?.remove();
  machine = null;
});

const MINUTES = 60_000;

/** A child of the base, and a folder of its own for the run. */
async function childIn(
  name: string,
): Promise<{ readonly place: string; readonly disk: string; readonly iso: string }> {
  const place = folder(name);
  mkdirSync(place);
  const disk = path.join(place, 'child.qcow2');
  await (await hypervisorFor(place)).child(base, disk);
  return { place, disk, iso: path.join(place, 'payload.iso') };
}

describe('a machine on QEMU', () => {
  testWith(
    QEMU_PEERS,
    'runs the steps across two restarts on a port that loses and doubles bytes, and leaves its parent as it was',
    async () => {
      const { place, disk, iso } = await childIn('steps');
      const before = await sha256Of(base);
      const ledger = keptLedger();
      const hypervisor = await hypervisorFor(place, ledger);
      const scripts = [
        ['drop_bytes 3', 'say lost', "write 'C:\\Tools\\A.txt' 'first\\n'", 'exit_code 3010'],
        [
          'double_bytes 3',
          'say doubled',
          'reboot_now',
          'write \'\\tools\\b.txt\' "$(cat "$(at \'\\Tools\\A.txt\')")"',
        ],
      ];
      const plan = planOfScripts(scripts);
      await writePayload(iso, plan, scripts);
      machine = await createMachine(hypervisor, { folder: place, disk, media: [iso] });
      const outcome = await watchGuest(machine, plan, place);
      expect(outcome.boots).toBe(3);
      expect(outcome.results.map(({ step, exit }) => [step, exit])).toEqual([
        [0, 3010],
        [1, 0],
      ]);
      expect(await machine.state()).toBe('off');
      const events = await machine.events();
      expect(events.filter((event) => event.includes('the guest reset the machine'))).toHaveLength(2);
      expect(events.at(-1)).toMatch(/the guest powered the machine off$/);
      expect(events[0]).toMatch(/^the firmware said: BdsDxe: /);
      await machine.remove();
      expect(await machine.state()).toBe('gone');
      expect(ledger.left()).toEqual([]);

      expect(await textIn(await hypervisorFor(place), disk, place, '\\Tools\\b.txt')).toBe('first');
      expect(await sha256Of(base)).toBe(before);
      await runPeer('qemu-img', ['check', '-q', disk]);
      await runPeer('qemu-img', [
        'compare',
        '-q',
        '-f',
        'raw',
        '-F',
        'qcow2',
        path.join(place, 'child.raw'),
        disk,
      ]);
    },
    10 * MINUTES,
  );

  testWith(
    QEMU_PEERS,
    'gives the medium back when the guest is ready, and is generalized after that',
    async () => {
      const { place, disk, iso } = await childIn('generalize');
      const plan = planOfScripts([], { station: 'generalize', end: 'generalize' });
      await writePayload(iso, plan);
      machine = await createMachine(await hypervisorFor(place), { folder: place, disk, media: [iso] });
      await watchGuest(machine, plan, place);
      expect(
        await textIn(await hypervisorFor(place), disk, place, '\\Windows\\Setup\\State\\State.ini'),
      ).toBe('[State]\r\nImageState=IMAGE_STATE_GENERALIZE_RESEAL_TO_OOBE\r\n');
      expect(
        await textIn(
          await hypervisorFor(place),
          disk,
          place,
          '\\Windows\\System32\\Sysprep\\Sysprep_succeeded.tag',
        ),
      ).toBe('');
      expect(
        await textIn(await hypervisorFor(place), disk, place, '\\Windows\\Panther\\unattend.xml'),
      ).toBeNull();
    },
    10 * MINUTES,
  );

  testWith(
    QEMU_PEERS,
    'that hangs shows its screen and is turned off',
    async () => {
      const { place, disk, iso } = await childIn('hang');
      const scripts = [['show The machine hangs', 'hang']];
      const plan = planOfScripts(scripts);
      await writePayload(iso, plan, scripts);
      machine = await createMachine(await hypervisorFor(place), { folder: place, disk, media: [iso] });
      await machine.start();
      await reportOf(machine, ({ step }) => step === 0);
      const png = await machine.screenshot();
      expect(imageSize(png)).toEqual([1280, 800]);
      expect(await machine.state()).toBe('running');
      await machine.turnOff();
      expect(await machine.state()).toBe('off');
      expect(await machine.screenshot()).toBeNull();
    },
    5 * MINUTES,
  );

  testWith(
    QEMU_PEERS,
    'that crashes restarts as Windows does, and one that powers off early is told with what QEMU saw',
    async () => {
      const { place, disk, iso } = await childIn('crash');
      const scripts = [['[ -e /c/crashed ] && poweroff_early', 'touch /c/crashed', 'crash']];
      const plan = planOfScripts(scripts);
      await writePayload(iso, plan, scripts);
      machine = await createMachine(await hypervisorFor(place), { folder: place, disk, media: [iso] });
      await expect(watchGuest(machine, plan, place)).rejects.toThrow(
        /the machine powered off before its work was done.*the guest reset the machine.*the guest powered the machine off/s,
      );
    },
    5 * MINUTES,
  );
});

/** The first report that `test` accepts. */
async function reportOf(of: Machine, test: (report: AgentReport) => boolean): Promise<AgentReport> {
  const reader = new ReportReader();
  const stop = new AbortController();
  for await (const bytes of of.console(stop.signal)) {
    const report = reader.push(bytes).find(test);
    if (report === undefined) continue;
    stop.abort();
    await sleep(0);
    return report;
  }
  throw new Error('the machine ended without that report');
}

/** Width and height of a PNG that is whole: its rows are there. */
function imageSize(png: Uint8Array | null): [number, number] {
  const bytes = Buffer.from(png ?? []);
  expect(bytes.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a');
  const [width, height, channels] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20), bytes[25] === 6 ? 4 : 3];
  const data: Buffer[] = [];
  for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at)) {
    if (bytes.toString('latin1', at + 4, at + 8) === 'IDAT')
      data.push(bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at)));
  }
  expect(inflateSync(Buffer.concat(data))).toHaveLength(height * (1 + width * channels));
  return [width, height];
}
