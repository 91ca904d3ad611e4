/** Event logs and memory dumps: what Windows itself noted, read without Windows. */

import { expect, test } from '@jest/globals';
import { filetimeFromDate } from '../../../src/bytes/index.js';
import { explain, type Explanation } from '../../../src/inspect/index.js';
import { silentReporter } from '../../../src/progress.js';
import { eventLog, type EventShape } from '../../support/event-log.js';
import { directory, file, memoryTree } from '../../support/memory-tree.js';

const SYSTEM = '\\Windows\\System32\\winevt\\Logs\\System.evtx';

const UPDATE: EventShape = {
  provider: 'Microsoft-Windows-WindowsUpdateClient',
  id: 20,
  level: 2,
  time: '2026-11-23T10:00:00.000Z',
  data: ['0x80248007', '2026-11 Cumulative Update (KB5068861)', '201'],
};
const BUGCHECK: EventShape = {
  provider: 'Microsoft-Windows-WER-SystemErrorReporting',
  id: 1001,
  level: 2,
  time: '2026-11-23T11:00:00.000Z',
  data: [
    '0x0000007b (0x1, 0x2, 0x3, 0x4)',
    'C:\\Windows\\MEMORY.DMP',
    '50ebb193-b398-4862-bf14-7cc606d38b93',
  ],
};
const ORDINARY = { ...UPDATE, provider: 'Service Control Manager', id: 7023, data: ['a', 'b'] };

function explained(log: Uint8Array, dump: Uint8Array = new Uint8Array(0)): Promise<Explanation> {
  const tree = memoryTree({
    Windows: directory({
      System32: directory({ winevt: directory({ Logs: directory({ 'System.evtx': file(log) }) }) }),
      Minidump: directory({ '112326-01.dmp': file(dump) }),
    }),
  });
  return explain(tree, { reporter: silentReporter() });
}

test('an event is a line: its level, provider, number and values, with its own number and time', async () => {
  const { causes, errors, logs } = await explained(eventLog([ORDINARY, UPDATE, ORDINARY, BUGCHECK]));
  expect(logs).toEqual([SYSTEM]);
  expect(causes).toMatchObject([
    { id: 'windows-bugcheck', file: SYSTEM, line: 4, time: '2026-11-23 11:00:00', subjects: ['0x0000007b'] },
  ]);
  expect(causes[0]?.text).toBe(
    'Error Microsoft-Windows-WER-SystemErrorReporting 1001: The computer has rebooted from a bugcheck.  The bugcheck was: 0x0000007b (0x1, 0x2, 0x3, 0x4). A dump was saved in: C:\\Windows\\MEMORY.DMP. Report Id: 50ebb193-b398-4862-bf14-7cc606d38b93.',
  );
  // What services complain of all day long is not among the errors.
  expect(errors).toEqual([
    {
      file: SYSTEM,
      line: 2,
      time: '2026-11-23 10:00:00',
      text: 'Error Microsoft-Windows-WindowsUpdateClient 20: 0x80248007, 2026-11 Cumulative Update (KB5068861), 201',
    },
  ]);
});

test('a memory dump says why Windows stopped', async () => {
  const dump = Buffer.alloc(8192);
  dump.write('PAGEDU64', 'latin1');
  dump.writeUInt32LE(0xef, 0x38);
  dump.writeBigUInt64LE(0xffff_8000_0000_1000n, 0x40);
  dump.writeBigUInt64LE(filetimeFromDate(new Date('2026-11-23T12:00:00Z')), 0xfa8);
  const { causes } = await explained(eventLog([]), dump);
  expect(causes).toMatchObject([
    { id: 'windows-bugcheck', file: '\\Windows\\Minidump\\112326-01.dmp', time: '2026-11-23 12:00:00' },
  ]);
  expect(causes[0]?.text).toContain('0x000000ef (0xffff800000001000, 0x0000000000000000,');
  expect((await explained(eventLog([]), dump.subarray(0, 3000))).causes).toEqual([]);
});

test('of a log that is damaged, the other events are read', async () => {
  const whole = eventLog([BUGCHECK, UPDATE, BUGCHECK]);
  const second = whole.indexOf('**\0\0', 4096 + 513, 'latin1');
  const torn = Buffer.from(whole);
  // Its values begin beyond the chunk.
  torn.writeUInt16LE(0xffff, whole.indexOf(Buffer.from(UPDATE.provider, 'utf16le')) - 4 * 6);
  const { causes, errors } = await explained(torn);
  expect([causes.map(({ line, count }) => [line, count]), errors]).toEqual([[[1, 1]], []]);
  expect(second).toBeGreaterThan(4096);
  const foreign = Buffer.concat([whole.subarray(0, 4096), Buffer.alloc(65_536, 1), whole.subarray(4096)]);
  expect((await explained(foreign)).causes).toMatchObject([{ id: 'windows-bugcheck' }]);
});

test('bytes at random neither end nor hold up the reading', async () => {
  const whole = eventLog([BUGCHECK, UPDATE, ORDINARY, UPDATE]);
  let seed = 7;
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  for (let round = 0; round < 300; round++) {
    const torn = Buffer.from(whole);
    for (let flips = 0; flips < 6; flips++) torn[4096 + 512 + random(1500)] = random(256);
    expect((await explained(torn)).unread).toEqual([]);
  }
});
