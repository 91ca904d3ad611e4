/** A machine that was turned off: its dirty volume is read as it is, and every known symptom is found on it. */

import { closeSync, mkdirSync, openSync, readFileSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { explain, findLogs, SYMPTOMS, type Explanation, type LogKind } from '../../src/inspect/index.js';
import { silentReporter } from '../../src/progress.js';
import { openSource, type OpenSource } from '../../src/source/index.js';
import { runCli } from '../support/cli.js';
import { temporaryFolder } from '../support/folder.js';
import { among, LOG_OF } from '../support/logs.js';
import { markDirty } from '../support/ntfs-edit.js';
import { writeLog } from '../support/ntfs-log.js';
import { makeNtfs, NTFS_PEERS, withNtfs, type MountedNtfs } from '../support/ntfs-volume.js';
import { peakOf } from '../support/peak.js';
import { testWith } from '../support/peers.js';

const at = temporaryFolder();
const MIB = Buffer.alloc(1 << 20, 'x');

type OnDisk = keyof typeof LOG_OF;

/** The first log in which an entry is looked for and that a disk has. */
function placeOf(logs: readonly LogKind[]): string | null {
  const kind = logs.find((name): name is OnDisk => name in LOG_OF);
  return kind === undefined ? null : LOG_OF[kind];
}

/** As a machine leaves its volume that is turned off. */
async function leaveDirty(image: string, fill: (volume: MountedNtfs) => void, size?: number): Promise<void> {
  await makeNtfs(image, size === undefined ? {} : { size });
  await withNtfs(image, fill);
  markDirty(image);
  writeLog(image, { isInUse: true, isClean: false });
}

function put(volume: MountedNtfs, path: string, text: string | Uint8Array): void {
  const names = path.split('\\').filter((name) => name !== '');
  volume.directory(names.slice(0, -1).join('/'));
  volume.file(names.join('/'), text);
}

testWith(NTFS_PEERS, 'every symptom is found on a dirty volume among 5,000 other lines', async () => {
  const image = at('all.img');
  const onDisk = SYMPTOMS.flatMap(({ id, logs, sample }) => {
    const place = placeOf(logs);
    return place === null ? [] : [{ id, sample, folder: `\\${id}`, place }];
  });
  const fill = (volume: MountedNtfs): void => {
    for (const { folder, place, sample } of onDisk) {
      // Half of them in UTF-16, as some tools write.
      const text = among(sample).lines.join('\r\n');
      put(
        volume,
        `${folder}${place}`,
        folder.length % 2 === 0 ? text : Buffer.from(`\uFEFF${text}`, 'utf16le'),
      );
    }
  };
  await leaveDirty(image, fill, 256 << 20);
  const source = await openSource(image, { reporter: silentReporter(), allowDirty: true });
  try {
    const { logs } = await findLogs(source.tree);
    expect(logs).toHaveLength(onDisk.length);
    const found = await eachAlone(source, logs);
    expect(found).toEqual(new Map(onDisk.map(({ id, folder, place }) => [`${folder}${place}`, id])));
  } finally {
    await source.close();
  }
});

/** The first cause of each log, looked at by itself. */
async function eachAlone(
  { tree }: OpenSource,
  logs: Awaited<ReturnType<typeof findLogs>>['logs'],
): Promise<Map<string, string | undefined>> {
  const found = new Map<string, string | undefined>();
  for (const log of logs) {
    const options = { reporter: silentReporter(), found: { logs: [log], unread: [] } };
    found.set(log.path, (await explain(tree, options)).causes[0]?.id);
  }
  return found;
}

describe('the command', () => {
  const image = at('two.img');
  const appx =
    '2026-11-23 20:01:02, Error                 SYSPRP Package Vendor.App_1.0.0.0_x64__8wekyb3d8bbwe was installed for a user, but not provisioned for all users. This package will not function properly in the sysprep image.';
  const sense = String.raw`2026-11-23 20:00:01, Error                 SYSPRP ActionPlatform::DeleteValue: Error from RegDeleteValueW for value senseGuid under key HKEY_LOCAL_MACHINE\Software\Microsoft\Windows Advanced Threat Protection; dwRet = 0x5`;
  const earlier = LOG_OF.sysprep.replace('setupact', 'setuperr');

  const make = async (): Promise<void> => {
    await leaveDirty(image, (volume) => {
      put(volume, LOG_OF.sysprep, among([appx]).lines.join('\r\n'));
      put(volume, earlier, among([sense]).lines.join('\r\n'));
      put(volume, '\\Windows\\System32\\winevt\\Logs\\Security.evtx', new Uint8Array(81_920));
      put(volume, '\\Windows\\Minidump\\112326-01.dmp', new Uint8Array(4096));
    });
  };

  testWith(NTFS_PEERS, 'two causes are named, the first one first, with where and what to do', async () => {
    await make();
    const { status, stdout } = await runCli(['explain', image]);
    expect(status).toBe(0);
    expect(stdout.split('\n')[0]).toMatch(/^.*two\.img: .*senseGuid.*\.$/);
    expect(stdout).toMatch(
      /\nsysprep-defender-for-endpoint \(the cause\)\n {2}fix {5}[^\n]+\.\n {2}where {3}\\Windows\\System32\\Sysprep\\Panther\\setuperr\.log:3334, 2026-11-23 20:00:01\n {10}2026-11-23 20:00:01, Error .*\n {2}report {2}https:.*\n\nappx-[a-z-]+ \(then\)\n/,
    );
    expect(stdout).toMatch(/Read: 3 logs\.\nThere, and not read:\n.*Security\.evtx, 80\.0 KiB\n$/);
    // --json says the same, and --to copies the logs out.
    const {
      status: also,
      stdout: json,
      stderr,
    } = await runCli(['explain', image, '--json', '--to', at('copies')]);
    const told = JSON.parse(json) as Explanation & { readonly source: string };
    expect([also, told.source]).toEqual([0, image]);
    expect(told.causes.map(({ file, line, time }) => [file, line, time])).toEqual([
      [earlier, 3334, '2026-11-23 20:00:01'],
      [LOG_OF.sysprep, 3334, '2026-11-23 20:01:02'],
    ]);
    expect(told.causes[1]?.subjects).toEqual(['Vendor.App_1.0.0.0_x64__8wekyb3d8bbwe']);
    expect(stderr).toMatch(/3 logs copied\n$/);
    expect(
      readFileSync(at('copies', 'Windows', 'System32', 'Sysprep', 'Panther', 'setupact.log'), 'utf8'),
    ).toContain(appx);
    // What was copied is explained as the disk is.
    const again = await runCli(['explain', at('copies'), '--json']);
    expect((JSON.parse(again.stdout) as Explanation).causes).toEqual(told.causes);
    await runCli(['capture', at('copies'), at('copies.wim'), '--compress', 'none']);
    const captured = await runCli(['explain', `${at('copies.wim')}#1`, '--json']);
    expect((JSON.parse(captured.stdout) as Explanation).causes).toEqual(told.causes);
    const one = await runCli(['explain', at('copies', ...earlier.split('\\').slice(1)), '--json']);
    expect((JSON.parse(one.stdout) as Explanation).causes).toMatchObject([{ line: 3334 }]);
  });
});

describe('the exit status', () => {
  const folder = temporaryFolder();
  const of = (name: string, log: string): string => {
    mkdirSync(folder(name), { recursive: true });
    writeFileSync(folder(name, 'CBS.log'), log);
    return folder(name);
  };

  test('1 where there are errors and none is known: they are shown with their files, and no cause', async () => {
    const line =
      '2026-11-23 20:00:00, Error                 CBS    A thing that nobody has seen [HRESULT = 0xdeadbeef]';
    const { status, stdout } = await runCli(['explain', of('unknown', among([line]).lines.join('\r\n'))]);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^.*: no known cause\./);
    expect(stdout).toContain(`Last errors:\n  \\CBS.log:3334, 2026-11-23 20:00:00\n    ${line}\n`);
    expect(stdout).not.toContain('fix');
  });

  test('0 where nothing is wrong, 2 where there is no log', async () => {
    const fine = await runCli(['explain', of('fine', among([]).lines.join('\n'))]);
    expect([fine.status, fine.stdout]).toEqual([0, expect.stringContaining('nothing is wrong in 1 log.')]);
    mkdirSync(folder('empty'));
    const none = await runCli(['explain', folder('empty')]);
    expect([none.status, none.stderr]).toEqual([2, expect.stringContaining('no log, expected')]);
  });
});

test('a log of 200 MB, and a line of 150 MB in it, take little memory, also when they are copied', async () => {
  mkdirSync(at('huge'));
  const log = openSync(at('huge', 'CBS.log'), 'w');
  const lines = Buffer.from(among([]).lines.join('\r\n'));
  for (let size = 0; size < 50 << 20; size += lines.length) writeSync(log, lines);
  for (let size = 0; size < 150 << 20; size += MIB.length) writeSync(log, MIB);
  writeSync(log, '\r\n2026-11-23 20:00:00, Info  CBS  [HRESULT = 0x80070070 - ERROR_DISK_FULL]\r\n');
  closeSync(log);
  const peak = await peakOf(['explain', at('huge'), '--to', at('copied')]);
  expect([peak > 30 && peak < 300, peak]).toEqual([true, peak]);
  expect(statSync(at('copied', 'CBS.log')).size).toBe(statSync(at('huge', 'CBS.log')).size);
});
