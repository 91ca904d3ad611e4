import { describe, expect, test } from '@jest/globals';
import { existsSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import type { Step } from '../../src/definition/index.js';
import { FactoryError } from '../../src/errors.js';
import {
  destroyPayload,
  planPayload,
  type GuestStep,
  writePayload,
  type OnlineUpdates,
  type Payload,
  type PayloadRequest,
} from '../../src/guest/index.js';
import { silentReporter } from '../../src/progress.js';
import { temporaryFolder } from '../support/folder.js';

const folder = temporaryFolder();
mkdirSync(folder('files', 'sub', 'empty'), { recursive: true });
for (const name of ['apps.ps1', 'check.cmd', 'notes.txt', 'files/b.txt', 'files/sub/a.txt']) {
  writeFileSync(folder(name), name);
}

const SCRIPT = { args: [], env: {}, secrets: [], timeout: null };

describe('planPayload()', () => {
  test('steps become the plan, in their order, and checks come last', async () => {
    const { plan, files } = await planned({
      steps: [
        {
          kind: 'run',
          script: folder('apps.ps1'),
          args: ['-Mode', 'full one'],
          env: { LANG: 'de' },
          secrets: [],
          timeout: 90_500,
        },
        { kind: 'files', from: folder('files'), to: 'C:/Tools' },
        { kind: 'files', from: folder('notes.txt'), to: 'C:\\Tools\\' },
        { kind: 'files', from: folder('notes.txt'), to: 'C:\\Tools\\readme.txt' },
      ],
      verify: [folder('check.cmd')],
    });
    expect(plan).toEqual({
      version: 1,
      id: 'plan-1',
      station: 'customize',
      heartbeatSeconds: 10,
      end: 'shutdown',
      steps: [
        {
          kind: 'run',
          title: 'apps.ps1',
          script: 'steps\\001\\apps.ps1',
          args: ['-Mode', 'full one'],
          env: { LANG: 'de' },
          secrets: [],
          timeoutSeconds: 91,
          verify: false,
        },
        { kind: 'files', title: 'files to C:\\Tools', from: 'steps\\002\\content', to: 'C:\\Tools' },
        {
          kind: 'files',
          title: 'notes.txt to C:\\Tools\\',
          from: 'steps\\003\\notes.txt',
          to: 'C:\\Tools\\',
        },
        {
          kind: 'files',
          title: 'notes.txt to C:\\Tools\\readme.txt',
          from: 'steps\\004\\readme.txt',
          to: 'C:\\Tools\\readme.txt',
        },
        {
          kind: 'run',
          title: 'check.cmd',
          script: 'steps\\005\\check.cmd',
          args: [],
          env: {},
          secrets: [],
          timeoutSeconds: null,
          verify: true,
        },
      ],
    });
    const steps = files.filter(({ path }) => path.startsWith('steps'));
    expect(
      steps.map(({ path, source }) => [path, source.kind === 'file' ? source.file : source.kind]),
    ).toEqual([
      ['steps\\001\\apps.ps1', folder('apps.ps1')],
      ['steps\\002\\content', 'folder'],
      ['steps\\002\\content\\b.txt', folder('files/b.txt')],
      ['steps\\002\\content\\sub', 'folder'],
      ['steps\\002\\content\\sub\\a.txt', folder('files/sub/a.txt')],
      ['steps\\002\\content\\sub\\empty', 'folder'],
      ['steps\\003\\notes.txt', folder('notes.txt')],
      ['steps\\004\\readme.txt', folder('notes.txt')],
      ['steps\\005\\check.cmd', folder('check.cmd')],
    ]);
  });

  test('updates of WSUS and of Windows Update; what only the other one needs is left out', async () => {
    const spec: OnlineUpdates = {
      from: 'wsus',
      folder: null,
      server: 'http://wsus:8530',
      targetGroup: 'Images',
      include: [],
      exclude: ['*Preview*'],
      rounds: 5,
      timeout: 90_500,
      require: { build: null, kb: [] },
    };
    const { plan, files } = await planned({
      steps: [
        { kind: 'updates', spec },
        { kind: 'updates', spec: { ...spec, from: 'windows-update' } },
      ],
    });
    const asked = { kind: 'updates', include: [], exclude: ['*Preview*'], rounds: 5, timeoutSeconds: 91 };
    const paced = { ...asked, idleSeconds: 15, retrySeconds: [30, 60, 120, 240] };
    const { server, targetGroup } = spec;
    expect(plan.steps).toEqual([
      { ...paced, title: 'updates of http://wsus:8530', from: 'wsus', server, targetGroup },
      { ...paced, title: 'Windows Update', from: 'windows-update', server: null, targetGroup: null },
    ]);
    expect(files.filter(({ path }) => path.startsWith('steps'))).toEqual([]);
  });

  test('the medium holds the plan as it is, the agent in one piece, and the answer file', async () => {
    const payload = await planned();
    expect(payload.files.map(({ path }) => path)).toEqual([
      'agent\\agent.ps1',
      'agent\\plan.json',
      'Unattend.xml',
    ]);
    expect(JSON.parse(textOf(payload, 'agent\\plan.json'))).toEqual(payload.plan);
    expect(textOf(payload, 'Unattend.xml')).toContain('processorArchitecture="arm64"');
    const agent = textOf(payload, 'agent\\agent.ps1');
    expect(agent.indexOf('[CmdletBinding()]')).toBeLessThan(agent.indexOf('function '));
    expect(agent.trimEnd()).toMatch(/Start-Agent\n\}$/);
  });

  test('Setup gets its own answer file', async () => {
    const payload = await planned({ setup: { index: 3, language: 'en-US', productKey: null } });
    expect(textOf(payload, 'Autounattend.xml')).toContain('<Value>3</Value>');
  });

  test('secrets lie in a file of their own, those that a step names and no other', async () => {
    const run: Step = { kind: 'run', ...SCRIPT, script: folder('apps.ps1'), secrets: ['TOKEN'] };
    const payload = await planned({ steps: [run, run], env: { TOKEN: 'hunter2', OTHER: 'x' } });
    expect(textOf(payload, 'agent\\secrets.json')).toBe('{"TOKEN":"hunter2"}');
    expect(textOf(payload, 'agent\\plan.json')).not.toContain('hunter2');
  });

  test.each<[string, GuestStep, string]>([
    [
      'a secret that the environment lacks',
      { kind: 'run', ...SCRIPT, script: folder('apps.ps1'), secrets: ['TOKEN'] },
      'usage: the secret TOKEN: no environment variable has that name',
    ],
    [
      'a script that no program of Windows runs by its name',
      { kind: 'run', ...SCRIPT, script: folder('notes.txt') },
      'definition: /notes.txt: a file of the kind ".txt", expected .ps1, .cmd, .bat, .exe, .msi',
    ],
    [
      'a script that is not there',
      { kind: 'run', ...SCRIPT, script: folder('gone.ps1') },
      'not-found: /gone.ps1: does not exist',
    ],
    [
      'a target without a drive',
      { kind: 'files', from: folder('files'), to: 'Tools' },
      'definition: customize: files: to: Tools: a path that does not begin with a drive',
    ],
    [
      'a folder of drivers without one',
      { kind: 'drivers', folder: folder('files') },
      'definition: /files: holds no .inf file',
    ],
    [
      'an app of no kind that Windows knows',
      { kind: 'appx', appx: { add: [folder('notes.txt')], remove: [] } },
      'definition: /notes.txt: a file of the kind ".txt", expected a package (.appx, .appxbundle, .msix, .msixbundle)',
    ],
    [
      'a folder without an app',
      { kind: 'appx', appx: { add: [folder('files')], remove: [] } },
      'definition: /files: a folder with 0 packages',
    ],
  ])('refuses %s', async (_, step, expected) => {
    expect(await refusal(planned({ steps: [step] }))).toContain(expected);
  });

  test('servicing: a folder that several steps take from lies on the medium once, without the updates in it', async () => {
    const packs = ['x64_de-de', 'x64_fr-fr', 'arm64_de-de'].map(
      (what) => `Microsoft-Windows-Client-Language-Pack_${what}.cab`,
    );
    const features = ['Speech-de-de', 'Basic-de-de', 'OCR-fr-fr', 'Basic-es-es'].map(
      (what) => `Microsoft-Windows-LanguageFeatures-${what}-Package~31bf3856ad364e35~arm64~~.cab`,
    );
    mkdirSync(folder('fods', 'sub'), { recursive: true });
    for (const name of [...packs, ...features, 'windows11.0-kb5068861-arm64.msu', 'sub/a.inf']) {
      writeFileSync(folder('fods', name), '');
    }
    const { plan, files } = await planned({
      steps: [
        { kind: 'languages', languages: ['de-DE'], folder: folder('fods') },
        {
          kind: 'capabilities',
          change: { add: ['A', 'B', 'C', 'D', 'E'], remove: ['F'] },
          folder: folder('fods'),
        },
        { kind: 'drivers', folder: folder('fods') },
        { kind: 'features', enable: [], disable: ['SMB1Protocol'] },
      ],
    });
    const from = 'steps\\001\\content';
    expect(plan.steps).toEqual([
      {
        kind: 'languages',
        title: 'languages: de-DE',
        languages: ['de-DE'],
        from,
        packs: [`${from}\\Microsoft-Windows-Client-Language-Pack_arm64_de-de.cab`],
        capabilities: ['Language.Basic~~~de-DE', 'Language.Speech~~~de-DE'],
      },
      {
        kind: 'capabilities',
        title: 'capabilities: add A, B, C and 2 more; remove F',
        add: ['A', 'B', 'C', 'D', 'E'],
        remove: ['F'],
        from,
      },
      { kind: 'drivers', title: 'drivers: fods', from },
      { kind: 'features', title: 'features: remove SMB1Protocol', enable: [], disable: ['SMB1Protocol'] },
    ]);
    expect(
      files.filter(({ path }) => path.startsWith('steps')).map(({ path }) => path.replace(from, '')),
    ).toEqual([
      '',
      ...[...packs, ...features].toSorted().map((name) => `\\${name}`),
      '\\sub',
      '\\sub\\a.inf',
    ]);
    expect(
      await refusal(
        planned({ steps: [{ kind: 'languages', languages: ['fr-FR'], folder: folder('fods') }] }),
      ),
    ).toContain('definition: languages: fr-FR: no language pack in /fods, expected one, as ');
    const change = { add: ['OpenSSH.Server'], remove: [] };
    expect(
      await refusal(planned({ steps: [{ kind: 'capabilities', change, folder: folder('files') }] })),
    ).toContain('definition: capabilities: add: no feature on demand in /files, expected packages such as ');
  });

  test('refuses a link to a folder inside of files', async () => {
    mkdirSync(folder('linked'));
    symlinkSync(folder('files'), folder('linked', 'loop'), 'junction');
    expect(
      await refusal(planned({ steps: [{ kind: 'files', from: folder('linked'), to: 'C:\\' }] })),
    ).toContain('unsupported: /linked/loop: a link to a folder');
  });
});

describe('writePayload()', () => {
  test('what no log may show is told before the medium is there, and nobody else reads the medium', async () => {
    const run: Step = { kind: 'run', ...SCRIPT, script: folder('apps.ps1'), secrets: ['TOKEN'] };
    const payload = await planned({ steps: [run], env: { TOKEN: 'hunter2' } });
    const file = folder('payload.iso');
    const told: [string, boolean][] = [];
    const reporter = {
      ...silentReporter(),
      secret: (value: string) => told.push([value, existsSync(file)]),
    };
    await writePayload(file, payload, new Date('2026-11-23T00:00:00Z'), reporter);
    expect(told).toEqual([['hunter2', false]]);
    if (process.platform !== 'win32') expect((statSync(file).mode & 0o777).toString(8)).toBe('600');
    await destroyPayload(file);
    expect(existsSync(file)).toBe(false);
    await destroyPayload(file);
  });
});

function planned(given: Partial<PayloadRequest> = {}): Promise<Payload> {
  return planPayload({
    id: 'plan-1',
    station: 'customize',
    end: 'shutdown',
    steps: [],
    verify: [],
    architecture: 'arm64',
    setup: null,
    env: {},
    ...given,
  });
}

function textOf({ files }: Payload, onMedium: string): string {
  const source = files.find(({ path }) => path === onMedium)?.source;
  if (source?.kind !== 'bytes') throw new Error(`${onMedium}: not on the medium`);
  return Buffer.from(source.bytes).toString('utf8');
}

async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.catch((reason: unknown) => reason);
  if (!(error instanceof FactoryError)) throw new Error('nothing was refused', { cause: error });
  return `${error.code}: ${error.message.replaceAll(folder(), '')}`;
}
