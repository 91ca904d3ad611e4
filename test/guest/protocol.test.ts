import { describe, expect, test } from '@jest/globals';
import { encodeReport, ReportReader, type AgentReport, type UpdateResult } from '../../src/guest/index.js';
import { decodeReport, MAX_LINE } from '../../src/guest/protocol.js';
import { reportOf } from '../support/guest.js';

const bytes = (text: string) => Buffer.from(text, 'latin1');

const UPDATE: UpdateResult = {
  round: 1,
  kb: null,
  title: 'Driver',
  outcome: 'installed',
  code: '0x00000000',
  seconds: 1.5,
};
const withUpdate = (given: object) => ({
  step: 0,
  exit: 0,
  seconds: 2,
  updates: [{ ...UPDATE, ...given }],
});

describe('encodeReport()', () => {
  test('a line begins and ends with LF and ends with the CRC-32 of the rest', () => {
    expect(encodeReport(reportOf())).toBe(
      '\n{"v":1,"plan":"plan-1","boot":1,"seq":1,"station":"customize","state":"running","step":0,"steps":2,' +
        '"title":"apps.ps1","percent":null,"message":"Installing","results":[],"crc":"5716dcfb"}\n',
    );
  });

  test('a line is pure ASCII: every other character is escaped', () => {
    const report = reportOf({ message: 'Größe €, 文, 🙂, "quoted\\", tab\t' });
    const line = encodeReport(report);
    expect(line.slice(1, -1)).toMatch(/^[\u0020-\u007e]+$/);
    expect(new ReportReader().push(bytes(line))).toEqual([report]);
  });
});

describe('ReportReader', () => {
  test('a report in single bytes is one report', () => {
    const reader = new ReportReader();
    const found = [...bytes(encodeReport(reportOf()))].flatMap((byte) => reader.push(Uint8Array.of(byte)));
    expect(found).toEqual([reportOf()]);
  });

  test('what came of updates and of a clean-up is read', () => {
    const report = reportOf({
      results: [
        { step: 0, exit: 0, seconds: 3, updates: [UPDATE, { ...UPDATE, kb: 'KB5068861' }] },
        { step: 1, exit: 0, seconds: 3, freed: -1 },
      ],
    });
    expect(new ReportReader().push(bytes(encodeReport(report)))).toEqual([report]);
  });

  test('several reports in one piece come in their order, whichever plan, boot or number they have', () => {
    const reports = [
      reportOf({ boot: 2, seq: 7 }),
      reportOf({ boot: 1, seq: 9 }),
      reportOf({ plan: 'plan-2' }),
    ];
    expect(new ReportReader().push(bytes(reports.map(encodeReport).join('')))).toEqual(reports);
  });

  test('the firmware writes before the guest boots, and its last line is kept', () => {
    const reader = new ReportReader();
    const firmware =
      '\u001b[2J\u001b[01;01HBdsDxe: loading Boot0001\r\n\u001b[0mBdsDxe: starting Boot0001 \u00fe\r\n\r\n';
    expect(reader.push(bytes(firmware + encodeReport(reportOf())))).toEqual([reportOf()]);
    expect(reader.lastText).toBe('BdsDxe: starting Boot0001');
  });

  test('a line that the port broke off is dropped, the next one counts', () => {
    const line = encodeReport(reportOf());
    const reader = new ReportReader();
    expect(reader.push(bytes(line.slice(0, 60) + encodeReport(reportOf({ seq: 2 }))))).toEqual([
      reportOf({ seq: 2 }),
    ]);
  });

  test('a terminal that turns LF into CR LF does no harm', () => {
    expect(new ReportReader().push(bytes(encodeReport(reportOf()).replaceAll('\n', '\r\n')))).toEqual([
      reportOf(),
    ]);
  });

  test('a line without an end fills no memory, and what follows its end is read', () => {
    const reader = new ReportReader();
    const piece = new Uint8Array(MAX_LINE - 1).fill(0x78);
    for (let count = 0; count < 100; count++) expect(reader.push(piece)).toEqual([]);
    expect(JSON.stringify(reader).length).toBeLessThan(2 * MAX_LINE);
    expect(reader.push(bytes(encodeReport(reportOf())))).toEqual([reportOf()]);
  });

  test.each<[string, unknown]>([
    ['another version', { ...reportOf(), v: 2 }],
    ['no plan', { ...reportOf(), plan: undefined }],
    ['a boot that is no number', { ...reportOf(), boot: '1' }],
    ['a boot 0', { ...reportOf(), boot: 0 }],
    ['a state that is none', { ...reportOf(), state: 'asleep' }],
    ['101 percent', { ...reportOf(), percent: 101 }],
    ['a negative step', { ...reportOf(), step: -1 }],
    ['results that are no list', { ...reportOf(), results: {} }],
    ['a result without seconds', { ...reportOf(), results: [{ step: 0, exit: 0 }] }],
    ['updates without a code', { ...reportOf(), results: [withUpdate({ code: undefined })] }],
    ['an outcome that is none', { ...reportOf(), results: [withUpdate({ outcome: 'maybe' })] }],
    ['null', null],
    ['a list', [1, 2]],
  ])('%s is no report, though its CRC is right', (_, value) => {
    const body = JSON.stringify(value);
    const line = encodeReport(value as AgentReport);
    expect(line).toContain(body.slice(0, -1));
    expect(new ReportReader().push(bytes(line))).toEqual([]);
  });

  test('whatever is lost, doubled or swapped: never a wrong report, never a throw', () => {
    const random = mulberry32(20_261_123);
    let accepted = 0;
    for (let round = 0; round < 400; round++) {
      const sent = Array.from({ length: 8 }, (_, index) =>
        reportOf({ seq: index + 1, message: `${random()}` }),
      );
      const known = new Set(sent.map((report) => JSON.stringify(report)));
      const reader = new ReportReader();
      const stream = disturb([...bytes(sent.map(encodeReport).join(''))], random);
      for (let at = 0; at < stream.length;) {
        const size = 1 + Math.floor(random() * 200);
        for (const report of reader.push(Uint8Array.from(stream.slice(at, at + size)))) {
          expect(known).toContain(JSON.stringify(report));
          accepted++;
        }
        at += size;
      }
    }
    expect(accepted).toBeGreaterThan(400);
  });
});

test('decodeReport() takes one byte changed anywhere for no report', () => {
  const line = encodeReport(reportOf()).slice(1, -1);
  for (let at = 0; at < line.length; at++) {
    const changed = `${line.slice(0, at)}${line[at] === '0' ? '1' : '0'}${line.slice(at + 1)}`;
    expect(decodeReport(changed)).toBeNull();
  }
});

/** Loses, doubles, swaps and changes bytes, in bursts too. */
function disturb(stream: readonly number[], random: () => number): number[] {
  const disturbed: number[] = [];
  for (let at = 0; at < stream.length; at++) {
    const byte = stream[at] as number;
    const chance = random() * 1000;
    if (chance < 1) at += Math.floor(random() * 300);
    else if (chance < 2) disturbed.push(byte, byte);
    else if (chance < 3) disturbed.push(...disturbed.slice(-Math.floor(random() * 300)));
    else if (chance < 4) disturbed.push(stream[++at] ?? 0, byte);
    else if (chance < 5) disturbed.push(Math.floor(random() * 256));
    else disturbed.push(byte);
  }
  return disturbed;
}

function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
}
