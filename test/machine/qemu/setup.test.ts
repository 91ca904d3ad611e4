import { afterEach, describe, expect } from '@jest/globals';
import { mkdirSync } from 'node:fs';
import { PAYLOAD, setupAnswerFile, type AgentPlan } from '../../../src/guest/index.js';
import type { Machine } from '../../../src/machine/index.js';
import { temporaryFolder } from '../../support/folder.js';
import { setupIso, SETUP_ISO_PEERS } from '../../support/linux-guest/index.js';
import { testWith } from '../../support/peers.js';
import {
  createMachine,
  hypervisorFor,
  planOfScripts,
  QEMU_PEERS,
  textIn,
  watchGuest,
  writePayload,
} from '../../support/qemu.js';

const folder = temporaryFolder();
let machine: Machine | null = null;

afterEach(async () => {
  await machine?.remove();
  machine = null;
});

describe('Windows Setup on QEMU', () => {
  testWith(
    [...QEMU_PEERS, ...SETUP_ISO_PEERS],
    'is booted by a key, installs on the empty disk, and the installation starts the agent',
    async () => {
      const place = folder('setup');
      mkdirSync(place);
      const hypervisor = await hypervisorFor(place);
      const iso = await setupIso(folder('setup', 'windows.iso'), [
        { edition: 'Core' },
        { edition: 'Professional' },
      ]);
      const disk = folder('setup', 'base.qcow2');
      await hypervisor.blank(disk, 4 * 2 ** 30);
      const plan: AgentPlan = planOfScripts([], { station: 'provision' });
      const payload = folder('setup', 'payload.iso');
      const answer = setupAnswerFile({
        architecture: 'amd64',
        index: 2,
        language: 'en-US',
        productKey: null,
      });
      await writePayload(payload, plan, [], { [PAYLOAD.setupAnswer]: answer });
      machine = await createMachine(hypervisor, {
        folder: place,
        disk,
        media: [iso, payload],
        bootMedium: true,
      });
      const outcome = await watchGuest(machine, plan, place, { deadline: 10 * 60_000, silence: Infinity });
      expect(outcome).toEqual({ results: [], boots: 1 });
      expect(await textIn(hypervisor, disk, place, '\\Windows\\Setup\\State\\State.ini')).toBe(
        '[State]\r\nImageState=IMAGE_STATE_SPECIALIZE_RESEAL_TO_AUDIT\r\n',
      );
      expect(await textIn(hypervisor, disk, place, '\\Windows\\System32\\config\\SOFTWARE')).toContain(
        Buffer.from('Professional', 'utf16le').toString('utf8'),
      );
    },
    15 * 60_000,
  );
});
