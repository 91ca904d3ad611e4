/** How logs are read, and what comes first; with symptoms of its own, so that the table may change. */

import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { explain, findLogs, saveLogs, type Explanation, type Symptom } from '../../../src/inspect/index.js';
import { silentReporter } from '../../../src/progress.js';
import { FactoryError } from '../../../src/errors.js';
import { buildCabinet } from '../../support/cabinet-writer.js';
import { temporaryFolder } from '../../support/folder.js';
import { LOG_OF } from '../../support/logs.js';
import {
  directory,
  file,
  memoryTree,
  type Content,
  type Node,
  type Nodes,
} from '../../support/memory-tree.js';
import { dword } from '../../support/hive-writer.js';
import { softwareHive, systemHive } from '../../support/windows-hives.js';

const folder = temporaryFolder();

const SYMPTOMS: readonly Symptom[] = [
  symptom('first-cause', /FIRST (?<subject>\S+)/),
  symptom('second-cause', /SECOND/),
  { ...symptom('gave-up', /GAVE UP|SECOND/), consequence: true },
  { ...symptom('beside', /FAR/), near: /NEAR/ },
];

function symptom(id: string, line: RegExp): Symptom {
  const logs = ['agent', 'sysprep', 'setup', 'cbs', 'dism', 'updates', 'drivers', 'machine'] as const;
  return { id, logs, line, means: `It was ${id}`, fix: 'Mend it', source: 'https://x.test/1', sample: [] };
}

type Logs = Readonly<Record<string, Content>>;

/** @param logs contents by path */
function explained(logs: Logs, machine: readonly string[] = []): Promise<Explanation> {
  return explain(treeOf(logs), { reporter: silentReporter(), symptoms: SYMPTOMS, machine });
}

function treeOf(logs: Logs) {
  const root: Folder = {};
  for (const [path, content] of Object.entries(logs)) {
    const names = path.split('\\').filter((name) => name !== '');
    const last = names.pop() ?? '';
    let folder = root;
    for (const name of names) folder = (folder[name] ??= {}) as Folder;
    folder[last] = file(content);
  }
  return memoryTree(nodesOf(root));
}

interface Folder {
  [name: string]: Folder | Node;
}

function nodesOf(folder: Folder): Nodes {
  return Object.fromEntries(
    Object.entries(folder).map(([name, node]) => [
      name,
      'kind' in node ? (node as Node) : directory(nodesOf(node)),
    ]),
  );
}

const at = (time: string, text: string): string => `2026-11-23 ${time}, Error                 CBS    ${text}`;

describe('what comes first', () => {
  test('the first cause in time, whichever log it stands in; what only follows comes after every cause', async () => {
    const { causes } = await explained({
      [LOG_OF.sysprep]: [at('10:00:01', 'GAVE UP'), at('10:00:05', 'SECOND')].join('\r\n'),
      [LOG_OF.cbs]: at('10:00:03', 'FIRST A'),
    });
    expect(causes.map(({ id, time }) => [id, time])).toEqual([
      ['first-cause', '2026-11-23 10:00:03'],
      ['second-cause', '2026-11-23 10:00:05'],
      ['gave-up', '2026-11-23 10:00:01'],
    ]);
    expect(causes.map(({ isConsequence }) => isConsequence)).toEqual([false, false, true]);
  });

  test('a line without a time has that of the line before it; where a log has none, it comes last', async () => {
    const { causes } = await explained({
      [LOG_OF.cbs]: `${at('10:00:09', 'x')}\nFIRST A`,
      [LOG_OF.dism]: at('10:00:08', 'SECOND'),
      [LOG_OF.setup]: 'FAR\nNEAR',
    });
    expect(causes.map(({ id, line, time }) => [id, line, time])).toEqual([
      ['second-cause', 1, '2026-11-23 10:00:08'],
      ['first-cause', 2, '2026-11-23 10:00:09'],
      ['beside', 1, null],
    ]);
  });

  test('every form of time', async () => {
    const lines = {
      [LOG_OF.updates]: '{4E6CBA4E-2B3D-4C65-9E4B-0B5D8A6E5F11}\t2026-11-23 10:00:01:123+0100\t1\tFIRST A',
      [LOG_OF.drivers]: '>>>  Section start 2026/11/23 10:00:02.456\r\n!!!  dvi: SECOND',
      [LOG_OF.cbs]: '2026/11/23 10:00:03.1234567 900 GAVE UP',
    };
    const { causes } = await explained(lines);
    expect(causes.map(({ time }) => time)).toEqual([
      '2026-11-23 10:00:01',
      '2026-11-23 10:00:02',
      '2026-11-23 10:00:03',
    ]);
  });

  test("the agent's time, which is UTC, is set against the zone of the machine", async () => {
    const zone = {
      Control: { keys: { TimeZoneInformation: { values: { ActiveTimeBias: dword(0xffffffc4) } } } },
    };
    const config = '\\Windows\\System32\\config';
    const { causes } = await explained({
      [`${config}\\SOFTWARE`]: softwareHive({}),
      [`${config}\\SYSTEM`]: systemHive({ ControlSet001: { keys: zone } }, { Current: 1, Default: 1 }),
      [LOG_OF.agent]: '2026-11-23T09:30:00Z FIRST A',
      [LOG_OF.cbs]: at('10:00:00', 'SECOND'),
    });
    expect(causes.map(({ id, time }) => [id, time])).toEqual([
      ['second-cause', '2026-11-23 10:00:00'],
      ['first-cause', '2026-11-23 10:30:00'],
    ]);
  });

  test('what an earlier run of sysprep, or of the agent, left comes last and says so', async () => {
    const { causes } = await explained({
      [LOG_OF.agent]: [
        '2026-11-23T08:00:00Z plan 1, customize, boot 1',
        '2026-11-23T11:00:00Z plan 2, generalize, boot 1',
      ].join('\r\n'),
      [LOG_OF.cbs]: at('09:00:00', 'FIRST A'),
      [LOG_OF.sysprep]: [
        at('12:00:00', 'GAVE UP'),
        '2026-11-23 12:30:00, Info                  SYSPRP ===          Beginning of a new sysprep run          ===',
        at('12:31:00', 'SECOND'),
      ].join('\r\n'),
    });
    expect(causes.map(({ id, isEarlier }) => [id, isEarlier])).toEqual([
      ['second-cause', false],
      ['first-cause', true],
      ['gave-up', true],
    ]);
  });

  test('what the hypervisor says is a cause too, and all there is where no disk can be read', async () => {
    const machine = ['18605: SECOND'];
    const { causes } = await explained({ [LOG_OF.cbs]: at('10:00:00', 'FIRST A') }, machine);
    expect(causes.map(({ id, file: where }) => [id, where])).toEqual([
      ['first-cause', LOG_OF.cbs],
      ['second-cause', 'the hypervisor'],
    ]);
    const alone = await explain(null, { reporter: silentReporter(), symptoms: SYMPTOMS, machine });
    expect(alone.causes).toEqual(causes.slice(1));
  });
});

describe('what is told of a cause', () => {
  test('the first line of many, their number, and what they are about; a line in two logs counts once', async () => {
    const lines = [at('10:00:02', 'FIRST B'), at('10:00:01', 'FIRST A'), at('10:00:03', 'FIRST B')].join(
      '\r\n',
    );
    const errors = LOG_OF.sysprep.replace('setupact', 'setuperr');
    const { causes } = await explained({ [LOG_OF.sysprep]: lines, [errors]: lines });
    expect(causes).toEqual([
      {
        id: 'first-cause',
        means: 'It was first-cause',
        fix: 'Mend it',
        file: LOG_OF.sysprep,
        line: 2,
        text: at('10:00:01', 'FIRST A'),
        time: '2026-11-23 10:00:01',
        count: 3,
        subjects: ['B', 'A'],
        isConsequence: false,
        isEarlier: false,
        report: 'https://x.test/1',
      },
    ]);
  });

  test('two lines belong together within 20 lines, in either order, and no further', async () => {
    for (const [text, line] of [
      [`NEAR\n${'x\n'.repeat(19)}FAR`, 21],
      [`FAR\n${'x\n'.repeat(19)}NEAR`, 1],
      [`NEAR\n${'x\n'.repeat(20)}FAR`, null],
      [`FAR\n${'x\n'.repeat(20)}NEAR`, null],
    ] as const) {
      const { causes } = await explained({ [LOG_OF.cbs]: text });
      expect(causes.map((cause) => cause.line)).toEqual(line === null ? [] : [line]);
    }
  });
});

describe('no known cause', () => {
  test('the last errors of each log, with file and line, the newest last, and nothing made up', async () => {
    const explanation = await explained({
      [LOG_OF.cbs]: [1, 2, 3, 4, 5].map((second) => at(`10:00:0${second}`, `error ${second}`)).join('\n'),
      [LOG_OF.dism]: `2026-11-23 10:00:04, Info DISM fine\n${at('09:00:00', 'older')}`,
      [LOG_OF.agent]:
        '2026-11-23T11:00:00Z step 1: exit code 0 after 1 s\n2026-11-23T11:00:00Z failed: exit 1',
      [LOG_OF.updates]: '{4E6C}\t2026-11-23 10:00:01:123+0100\t1\t147 [AGENT]\t101\tFailure\tx',
    });
    expect(explanation.causes).toEqual([]);
    expect(explanation.errors.map(({ file: where, line }) => `${where}:${line}`)).toEqual([
      `${LOG_OF.updates}:1`,
      `${LOG_OF.dism}:2`,
      `${LOG_OF.cbs}:3`,
      `${LOG_OF.cbs}:4`,
      `${LOG_OF.cbs}:5`,
      `${LOG_OF.agent}:2`,
    ]);
  });

  test('what good runs leave is no error, and neither is what proves a cause', async () => {
    const { errors, causes } = await explained({
      [LOG_OF.sysprep]: [
        '2026-11-23 10:00:00, Error                 SYSPRP BCD: BiUpdateEfiEntry failed c000000d',
        '2026-11-23 10:00:00, Error                        [windeploy.exe] CFirstUXWnd::OpenExisting failed with error 80070490',
        at('10:00:01', 'SECOND'),
      ].join('\n'),
    });
    expect([errors, causes.length]).toEqual([[], 1]);
  });
});

describe('how a log is read', () => {
  const text = `${at('10:00:00', 'Größe')}\r\nFIRST Ä\r\n`;
  const big = Buffer.from(text, 'utf16le').swap16();
  test.each<[string, Content]>([
    ['UTF-8', text],
    ['UTF-8 with its mark', `\uFEFF${text}`],
    ['UTF-16', Buffer.from(text, 'utf16le')],
    ['UTF-16 with its mark', Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['UTF-16, big end first', big],
    ['UTF-16, big end first, with its mark', Buffer.concat([Buffer.from([0xfe, 0xff]), big])],
    ['LF', text.replaceAll('\r', '')],
    ['zeros of a power loss', `${text}${'\0'.repeat(9000)}`],
    ['a progress bar', `${at('10:00:00', 'x')}\r\n[==  10 %]\r[==== 20 %]\rFIRST Ä\r\n`],
    ['a byte at a time', pieces(Buffer.from(text), 1)],
    ['UTF-16, three bytes at a time', pieces(Buffer.from(text, 'utf16le'), 3)],
  ])('%s', async (_name, content) => {
    const { causes } = await explained({ [LOG_OF.cbs]: content });
    expect(causes).toMatchObject([{ line: 2, subjects: ['Ä'], time: '2026-11-23 10:00:00', count: 1 }]);
  });

  test('a line of megabytes keeps its number, and so do those after it', async () => {
    const long = `${'x'.repeat(3 << 20)}SECOND${'x'.repeat(1 << 20)}`;
    const { causes } = await explained({
      [LOG_OF.cbs]: pieces(Buffer.from(`a\n${long}\nFIRST A\n`), 65_536),
    });
    expect(causes.map(({ id, line }) => [id, line])).toEqual([
      ['second-cause', 2],
      ['first-cause', 3],
    ]);
    expect(causes[0]?.text.length).toBeLessThanOrEqual(600);
  });

  test('one that cannot be read is named, and the others are read', async () => {
    const damaged = {
      size: 10,
      // oxlint-disable-next-line require-yield -- it fails before it gives anything
      async *read(): AsyncGenerator<Uint8Array> {
        throw new FactoryError('damaged', { subject: 'cluster 7', found: 'beyond the volume' });
      },
    };
    const explanation = await explained({ [LOG_OF.cbs]: damaged, [LOG_OF.dism]: at('10:00:00', 'SECOND') });
    expect(explanation).toMatchObject({
      causes: [{ id: 'second-cause' }],
      logs: [LOG_OF.dism],
      unread: [{ file: LOG_OF.cbs, why: 'cluster 7: beyond the volume' }],
    });
  });

  test('a log of servicing that Windows has packed is read, and copied unpacked', async () => {
    const packed = '\\Windows\\Logs\\CBS\\CbsPersist_20261123100000.cab';
    const old = `${at('10:00:00', 'FIRST a')}\r\n${'x'.repeat(70_000)}\r\n${at('10:00:02', 'SECOND')}`;
    const cabinet = buildCabinet({ 'CbsPersist_20261123100000.log': old }, { compression: 'mszip' });
    const logs = { [LOG_OF.cbs]: at('10:00:01', 'FIRST b'), [packed]: cabinet };
    expect((await explained(logs)).causes).toMatchObject([
      { id: 'first-cause', file: packed, line: 1, count: 2, subjects: ['b', 'a'] },
      { id: 'second-cause', file: packed, line: 3 },
    ]);
    const tree = treeOf(logs);
    const { saved } = await saveLogs(tree, (await findLogs(tree)).logs, folder('copies'), {
      most: 100,
      change: (bytes) => Buffer.from(bytes.toString().replaceAll('SECOND', '***')),
    });
    expect(saved.toSorted()).toEqual([
      'Windows/Logs/CBS/CBS.log',
      'Windows/Logs/CBS/CbsPersist_20261123100000.log',
    ]);
    const copy = readFileSync(folder('copies', 'Windows/Logs/CBS/CbsPersist_20261123100000.log'), 'utf8');
    expect(copy).toBe(old.replace('SECOND', '***'));

    const broken = { [LOG_OF.cbs]: at('10:00:01', 'SECOND'), [packed]: cabinet.subarray(0, 200) };
    expect(await explained(broken)).toMatchObject({
      causes: [{ id: 'second-cause' }],
      unread: [{ file: packed, why: expect.stringMatching(/a cabinet of \d+ bytes/) }],
    });
  });

  test('event logs that are not read are named, unless they are empty', async () => {
    const { logs, others } = await explained({
      '\\Windows\\System32\\winevt\\Logs\\Security.evtx': new Uint8Array(69_633),
      '\\Windows\\System32\\winevt\\Logs\\Windows PowerShell.evtx': new Uint8Array(69_632),
      [LOG_OF.cbs]: 'x',
      '\\Windows\\Logs\\CBS\\CbsPersist_20261123100000.zip': 'x',
      '\\Users\\me\\CBS.log': 'x',
    });
    expect(logs).toEqual([LOG_OF.cbs]);
    expect(others).toEqual([{ file: '\\Windows\\System32\\winevt\\Logs\\Security.evtx', size: 69_633 }]);
  });
});

function pieces(bytes: Uint8Array, length: number): Content {
  return {
    size: bytes.length,
    async *read() {
      for (let from = 0; from < bytes.length; from += length) yield bytes.subarray(from, from + length);
    },
  };
}
