import { describe, expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { FactoryError } from '../../src/errors.js';
import { encodeReport, runGuest, Secrets, type GuestOutcome, type GuestRun } from '../../src/guest/index.js';
import type { Machine } from '../../src/machine/index.js';
import { silentReporter } from '../../src/progress.js';
import { temporaryFolder } from '../support/folder.js';
import { planOf, playMachine, reportOf } from '../support/guest.js';

const temporary = temporaryFolder();

describe('runGuest()', () => {
  test('a run that is done: its results, and what it said on the way', async () => {
    const results = [{ step: 0, exit: 3010, seconds: 4 }];
    const machine = playMachine([
      { says: 'BdsDxe: starting Boot0001\r\n' },
      { says: reportOf() },
      { says: reportOf({ seq: 2, percent: 40.9, message: 'Installing b' }) },
      { says: reportOf({ seq: 3, state: 'rebooting', step: null, title: '', message: '', results }) },
      { says: reportOf({ boot: 2, seq: 1, step: 1, title: 'check.ps1', message: 'All is well', results }) },
      { says: reportOf({ boot: 2, seq: 2, state: 'done', step: null, title: '', message: '', results }) },
    ]);
    const said: string[] = [];
    const outcome = await watch(machine, {
      reporter: { ...silentReporter(), info: (line) => said.push(line) },
    });
    expect(outcome).toEqual({ results, boots: 2 });
    expect(said).toEqual([
      'customize 1/2, apps.ps1: Installing',
      'customize: rebooting',
      'customize 2/2, check.ps1: All is well',
      'customize: done',
    ]);
    expect(machine.calls).toEqual(['start']);
  });

  test('copies, heartbeats and reports that come late change nothing', async () => {
    const done = reportOf({ boot: 2, seq: 5, state: 'done' });
    const machine = playMachine([
      { says: reportOf({ boot: 2, seq: 4 }) },
      { says: done },
      { says: done },
      { says: reportOf({ boot: 2, seq: 3 }) },
      { says: reportOf({ boot: 1, seq: 9, state: 'rebooting' }) },
    ]);
    expect(await watch(machine)).toEqual({ results: [], boots: 2 });
  });

  test('ready: the media are taken out, once', async () => {
    const ready = reportOf({ station: 'generalize', state: 'ready' });
    const machine = playMachine([
      { says: ready },
      { says: reportOf({ ...ready, seq: 2, message: 'still waiting' }) },
      { waitsFor: 'detach' },
      { says: reportOf({ ...ready, seq: 3, state: 'done' }) },
    ]);
    await watch(machine, { plan: planOf({ station: 'generalize', end: 'generalize' }) });
    expect(machine.calls).toEqual(['start', 'detachMedia']);
  });

  test('after the last step that needs the network its cable is pulled, once', async () => {
    const machine = playMachine([
      { says: reportOf({ step: 0 }) },
      { says: reportOf({ seq: 2, step: 1 }) },
      { says: reportOf({ seq: 3, step: 2 }) },
      { says: reportOf({ seq: 4, state: 'done' }) },
    ]);
    await watch(machine, { plan: planOf({ offlineFrom: 1 }) });
    expect(machine.calls).toEqual(['start', 'disconnectNetwork']);
  });

  test('a step that fails: its title, exit code and last line, and where the log lies', async () => {
    const machine = playMachine([
      {
        says: reportOf({
          state: 'failed',
          step: 1,
          title: 'apps.ps1',
          message: 'setup.exe: not found',
          results: [{ step: 1, exit: 2, seconds: 1 }],
        }),
      },
    ]);
    expect(await failureOf(watch(machine))).toEqual([
      'refused',
      'customize (machine imgf-test), step 2, apps.ps1: failed, exit code 2: setup.exe: not found. Mend it and run it ' +
        'again.',
    ]);
  });

  test('updates that failed and that the message has no room for are named', async () => {
    const update = { round: 1, title: 'x', code: '0x80070643', seconds: 1 };
    const updates = [
      { ...update, kb: 'KB5000001', outcome: 'failed' },
      { ...update, kb: 'KB5000002', outcome: 'failed' },
      { ...update, kb: 'KB5000003', outcome: 'failed' },
      { ...update, kb: 'KB5000003', outcome: 'installed', code: '0x00000000' },
      { ...update, kb: null, outcome: 'timed out', title: 'Driver' },
    ] as const;
    const results = [{ step: 0, exit: 1, seconds: 60, updates }];
    const machine = playMachine([
      { says: reportOf({ state: 'failed', message: 'KB5000001 failed 2 times', results }) },
    ]);
    expect((await failureOf(watch(machine)))[1]).toContain(
      'exit code 1: KB5000001 failed 2 times; also failed: KB5000002 (0x80070643), Driver (0x80070643). Mend',
    );
  });

  test('a step that was killed at its time limit says so', async () => {
    const results = [{ step: 0, exit: null, seconds: 60 }];
    const machine = playMachine([{ says: reportOf({ state: 'failed', results }) }]);
    expect((await failureOf(watch(machine)))[1]).toContain(
      'step 1, apps.ps1: failed, killed at its time limit: Inst',
    );
  });

  test('a failure counts though the agent lost its state and counts its boots anew', async () => {
    const machine = playMachine([
      { says: reportOf({ boot: 3, seq: 8 }) },
      {
        says: reportOf({
          boot: 1,
          seq: 1,
          state: 'failed',
          step: null,
          title: 'state',
          message: 'is damaged',
        }),
      },
    ]);
    expect((await failureOf(watch(machine)))[1]).toContain('state: failed: is damaged');
  });

  test('an agent that fails between steps', async () => {
    const says = reportOf({ state: 'failed', step: null, title: '', message: 'the agent runs as SYSTEM' });
    expect((await failureOf(watch(playMachine([{ says }]))))[1]).toMatch(
      /^customize \(machine imgf-test\): failed: the agent runs as SYSTEM\. /,
    );
  });

  test('off before its work was done: the last thing known, and what the hypervisor says', async () => {
    const machine = playMachine([{ says: reportOf({ boot: 2, percent: 12 }) }], {
      events: () => Promise.resolve(['18539: triple fault']),
    });
    expect(await failureOf(watch(machine))).toEqual([
      'refused',
      'customize (machine imgf-test): the machine powered off before its work was done; the last it said was ' +
        '"customize 1/2, apps.ps1, 12 %: Installing" in boot 2; the hypervisor says "18539: triple fault". Look at ' +
        "the agent's log.",
    ]);
  });

  test('off without a word: the last line of the firmware is named', async () => {
    const machine = playMachine([{ says: 'BdsDxe: No bootable option or device was found.\r\n' }]);
    expect((await failureOf(watch(machine)))[1]).toContain(
      'the agent never spoke; the last on the console was "BdsDxe: No bootable option or device was found."',
    );
  });

  test('silence: the screen is saved, the plug is pulled, the last thing known is named', async () => {
    const machine = playMachine([{ says: reportOf({ seq: 4 }) }, 'hangs'], {
      screenshot: () => Promise.resolve(Buffer.from('PNG')),
    });
    const [code, message] = await failureOf(
      watch(machine, { silence: 300, screenshot: temporary('screenshot.png') }),
    );
    const file = temporary('screenshot.png');
    expect(code).toBe('refused');
    expect(message).toContain(
      'it has said nothing for 0.3 s; the last it said was "customize 1/2, apps.ps1: Installing" in boot 1; its ' +
        `screen is in ${file}`,
    );
    expect(await readFile(file, 'utf8')).toBe('PNG');
    expect(machine.calls).toEqual(['start', 'turnOff']);
  });

  test('firmware that writes without end is no sign of life', async () => {
    const machine = playMachine([{ says: 'PXE\n' }, 'hangs']);
    expect((await failureOf(watch(machine, { silence: 300 })))[1]).toContain('it has said nothing for 0.3 s');
  });

  test('the deadline passes while the guest still speaks', async () => {
    const machine = playMachine([{ says: reportOf() }, 'hangs'], {
      screenshot: () => Promise.reject(new Error('the screen is gone')),
    });
    const [, message] = await failureOf(watch(machine, { deadline: 300 }));
    expect(message).toContain('it is not done after 0.3 s, the deadline of customize');
    expect(message).toContain('no screenshot could be taken (the screen is gone)');
    expect(machine.calls).toEqual(['start', 'turnOff']);
  });

  test('the agent of another run', async () => {
    const machine = playMachine([{ says: reportOf({ plan: 'plan-0' }) }, 'hangs']);
    expect((await failureOf(watch(machine)))[1]).toContain(
      'customize (machine imgf-test): the guest works on the plan plan-0, expected plan-1',
    );
    expect(machine.calls).toEqual(['start', 'turnOff']);
  });

  test('the user stops it: the plug is pulled', async () => {
    const stop = new AbortController();
    const reason = new FactoryError('interrupted', { subject: 'build', found: 'SIGINT' });
    const machine = playMachine([{ says: reportOf() }, { does: () => stop.abort(reason) }, 'hangs']);
    expect(await failureOf(watch(machine, { reporter: silentReporter(stop.signal) }))).toEqual([
      'interrupted',
      'build: SIGINT',
    ]);
    expect(machine.calls).toEqual(['start', 'turnOff']);
  });

  test('stopped before it began: the machine is not started', async () => {
    const stop = AbortSignal.abort(new FactoryError('interrupted', { subject: 'build', found: 'SIGINT' }));
    const machine = playMachine([]);
    await failureOf(watch(machine, { reporter: silentReporter(stop) }));
    expect(machine.calls).toEqual(['turnOff']);
  });

  test('a plug that cannot be pulled hides no failure', async () => {
    const warnings: string[] = [];
    const machine = playMachine(['hangs'], { turnOff: () => Promise.reject(new Error('access denied')) });
    const reporter = { ...silentReporter(), warn: (line: string) => warnings.push(line) };
    expect((await failureOf(watch(machine, { silence: 300, reporter })))[1]).toContain('has said nothing');
    expect(warnings).toEqual(['imgf-test: could not be turned off: access denied']);
  });

  test('no secret is shown, whatever the guest says', async () => {
    const said: string[] = [];
    const says = reportOf({ title: 'hunter2.ps1', message: 'the password is hunter2', state: 'failed' });
    const machine = playMachine([{ says: `hunter2${encodeReport(says)}` }]);
    const secrets = new Secrets(new Map([['PASSWORD', 'hunter2']]));
    const reporter = { ...silentReporter(), info: (line: string) => said.push(line) };
    const [, message] = await failureOf(watch(machine, { secrets, reporter }));
    expect(said).toEqual(['customize 1/2, ***.ps1: the password is ***']);
    expect(message).not.toContain('hunter2');
  });
});

function watch(machine: Machine, given: Partial<GuestRun> = {}): Promise<GuestOutcome> {
  return runGuest(machine, {
    plan: planOf(),
    deadline: 60_000,
    silence: 60_000,
    reporter: silentReporter(),
    name: 'customize',
    screenshot: 'no-folder',
    secrets: new Secrets(new Map()),
    ...given,
  });
}

async function failureOf(run: Promise<unknown>): Promise<readonly [string, string]> {
  const error: unknown = await run.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof FactoryError)) throw new Error(`expected a FactoryError, got ${String(error)}`);
  return [error.code, error.message];
}
