import { beforeAll, expect, test } from '@jest/globals';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { FactoryError } from '../../src/errors.js';
import { selfTest, type OpenHypervisor } from '../../src/factory/index.js';
import { STEP, VERIFY } from '../../src/factory/self-test/definition.js';
import type { MachineRequest } from '../../src/machine/index.js';
import { silentReporter } from '../../src/progress.js';
import { renderSelfTest, type SelfTest } from '../../src/report/index.js';
import { lint, testWithPowerShell } from '../powershell/index.js';
import { temporaryFolder } from '../support/folder.js';
import { PlayedHost, playedHypervisors } from '../support/played/hypervisor.js';
import { makeSources, type Sources } from '../support/played/site.js';

const folder = temporaryFolder();
let sources: Sources;
let count = 0;

beforeAll(async () => {
  sources = await makeSources(folder());
});

interface Tested {
  readonly told: SelfTest;
  readonly host: PlayedHost;
  readonly work: string;
}

/** @param change what is different about the hypervisor */
async function runOn(
  change: (open: OpenHypervisor, host: PlayedHost) => OpenHypervisor = (open) => open,
  signal?: AbortSignal,
): Promise<Tested> {
  const place = folder(`test-${++count}`);
  const host = new PlayedHost(path.join(place, 'host'));
  const work = path.join(place, 'work');
  const told = await selfTest(
    { medium: sources.iso, edition: null, hypervisor: 'hyperv', report: path.join(place, 'report') },
    { work, env: {}, threads: 2, hypervisors: change(playedHypervisors(host), host) },
    silentReporter(signal),
  );
  return { told, host, work };
}

const statesOf = ({ steps }: SelfTest) => Object.fromEntries(steps.map(({ name, state }) => [name, state]));
const ALL_WELL = {
  'what an earlier one left': 'ok',
  definition: 'ok',
  doctor: 'ok',
  build: 'ok',
  'build again': 'ok',
  'read back': 'ok',
  'nothing is left': 'ok',
  logs: 'ok',
  'clean-up': 'ok',
};

/** Nothing is left but the report, and in that no image and no disk. */
function expectClean({ told, host, work }: Tested): void {
  expect(host.machines()).toEqual([]);
  expect(readdirSync(work)).toEqual([]);
  const files = readdirSync(told.report, { recursive: true, encoding: 'utf8' });
  expect(files.filter((name) => /\.(wim|swm|vhdx|iso)$/.test(name))).toEqual([]);
}

function textOf({ report }: SelfTest, name: string): string {
  return readFileSync(path.join(report, name), 'utf8');
}

/** A hypervisor with something of its own. */
function withMore(
  open: OpenHypervisor,
  more: (hypervisor: Awaited<ReturnType<OpenHypervisor>>) => object,
): OpenHypervisor {
  return async (kind, options) => {
    const hypervisor = await open(kind, options);
    return { ...hypervisor, ...more(hypervisor) };
  };
}

test('builds twice, the second time from the cached base, and leaves only its report', async () => {
  const tested = await runOn((open) =>
    withMore(open, () => ({ imageInfo: () => Promise.resolve('Index : 1') })),
  );
  const { told, host } = tested;
  expect(told.steps.filter(({ state }) => state === 'failed')).toEqual([]);
  expect([told.result, statesOf(told)]).toEqual(['passed', ALL_WELL]);
  expect(host.history().filter((line) => line.startsWith('apply'))).toEqual(['apply image 1']);
  expect(host.history().filter((line) => line.startsWith('start customize'))).toHaveLength(2);
  expectClean(tested);
  expect(textOf(told, 'image.txt')).toBe('Index : 1');
  expect(textOf(told, 'build-2.txt')).toContain('from the cache');
  expect(JSON.parse(textOf(told, 'selftest.json'))).toEqual(told);
  const files = readdirSync(told.report, { recursive: true, encoding: 'utf8' }).map((name) =>
    path.basename(name),
  );
  for (const name of ['journal.jsonl', 'manifest.json', 'doctor.json', 'build.log', 'step.ps1'])
    expect(files).toContain(name);
  expect(renderSelfTest(told)).toMatch(/^ok +build again +\S.* base: from the cache$/m);
});

test('a build that fails is told, what cannot follow is left out, and all is removed', async () => {
  const tested = await runOn((open) =>
    withMore(open, () => ({
      create: () => Promise.reject(new FactoryError('memory', { subject: 'machine', found: 'no room' })),
    })),
  );
  const { told } = tested;
  expect([told.result, statesOf(told)]).toEqual([
    'failed',
    {
      ...ALL_WELL,
      build: 'failed',
      'build again': 'left out',
      'read back': 'left out',
      'nothing is left': 'left out',
    },
  ]);
  expect(told.steps.find(({ state }) => state === 'failed')?.found).toContain('no room');
  expect(textOf(told, 'selftest.md')).toContain('no room');
  expectClean(tested);
});

test('what doctor says ends it before anything is made', async () => {
  const finding = {
    subject: 'elevation',
    state: 'error',
    found: 'no administrator',
    next: 'be one',
  } as const;
  const tested = await runOn((open, host) => {
    host.set({ findings: [finding] });
    return open;
  });
  expect(tested.told.steps.find(({ name }) => name === 'doctor')).toMatchObject({
    state: 'failed',
    found: 'this host: elevation: no administrator. Be one',
  });
  expect(tested.host.history()).toEqual([]);
  expectClean(tested);
});

test('a machine that stays is an error, and is removed', async () => {
  const tested = await runOn((open, host) =>
    withMore(open, (hypervisor) => ({
      create: async (request: MachineRequest) => {
        const machine = await hypervisor.create(request);
        // The journal says that it is gone, and it is not.
        let isGone = false;
        const remove = async () => {
          if (isGone) return;
          isGone = true;
          const kept = host.machine(machine.name);
          await machine.remove();
          if (machine.name.includes('generalize')) host.put(kept);
        };
        return { ...machine, remove };
      },
    })),
  );
  expect(tested.told.steps.find(({ name }) => name === 'nothing is left')).toMatchObject({
    state: 'failed',
    found: expect.stringMatching(/still has machine imgf-\S+-generalize/),
  });
  expectClean(tested);
});

test('who stops it finds nothing left', async () => {
  const controller = new AbortController();
  const reason = new FactoryError('interrupted', { subject: 'image-factory', found: 'stopped' });
  const stopped = runOn(
    (open) =>
      withMore(open, (hypervisor) => ({
        create: (request: MachineRequest) => {
          controller.abort(reason);
          return hypervisor.create(request);
        },
      })),
    controller.signal,
  );
  await expect(stopped).rejects.toBe(reason);
  const place = folder(`test-${count}`);
  expect(new PlayedHost(path.join(place, 'host')).machines()).toEqual([]);
  expect(readdirSync(path.join(place, 'work'))).toEqual([]);
  expect(existsSync(path.join(place, 'report', 'selftest.json'))).toBe(true);
});

test('a folder that is no report is not touched, nor one that would be swept away', async () => {
  const place = folder('own');
  mkdirSync(place);
  writeFileSync(path.join(place, 'thesis.txt'), 'mine');
  const start = (report: string, medium = sources.iso) =>
    selfTest(
      { medium, edition: null, hypervisor: 'hyperv', report },
      { work: folder('own-work'), env: {} },
      silentReporter(),
    );
  await expect(start(place)).rejects.toMatchObject({ code: 'exists' });
  await expect(start(folder('own-work', 'selftest', 'report'))).rejects.toMatchObject({ code: 'usage' });
  await expect(start(folder('new'), 'disk.vhdx')).rejects.toThrow('no medium that Windows is installed from');
  expect([readdirSync(place), existsSync(folder('own-work')), existsSync(folder('new'))]).toEqual([
    ['thesis.txt'],
    false,
    false,
  ]);
});

testWithPowerShell('the scripts of its image are those that Windows PowerShell 5.1 takes', async () => {
  const files = Object.entries({ 'step.ps1': STEP, 'verify.ps1': VERIFY }).map(([name, text]) => {
    writeFileSync(folder(name), text);
    return folder(name);
  });
  expect(await lint(files)).toEqual([]);
});
