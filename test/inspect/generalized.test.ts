/** What a disk says of its installation: generalized, in audit mode, or something that no build starts from. */

import { describe, expect, test } from '@jest/globals';
import {
  generalizeRefusal,
  installStateRefusal,
  readGeneralizeEvidence,
  readInstallState,
  unknownErrors,
} from '../../src/inspect/index.js';
import { dword, sz } from '../support/hive-writer.js';
import { directory, file, memoryTree, type Nodes } from '../support/memory-tree.js';
import { softwareHive, systemHive } from '../support/windows-hives.js';

const GENERALIZED = 'IMAGE_STATE_GENERALIZE_RESEAL_TO_OOBE';

interface Shape {
  readonly state?: string;
  readonly tag?: boolean;
  readonly errors?: string;
  readonly actions?: string;
  readonly build?: boolean;
  readonly auditBoot?: number;
  readonly setupType?: number;
  readonly panther?: Nodes;
}

function installation(shape: Shape = {}) {
  const { state = GENERALIZED, tag = true, errors, actions, build = true } = shape;
  const { auditBoot = 0, setupType = 0, panther = {} } = shape;
  const version = build ? { CurrentBuildNumber: sz('26200'), UBR: dword(7171) } : {};
  const setup = {
    values: { SetupType: dword(setupType) },
    keys: { Status: { values: { AuditBoot: dword(auditBoot) } } },
  };
  return memoryTree(
    {
      Windows: directory({
        System32: directory({
          config: directory({
            SOFTWARE: file(softwareHive(version)),
            SYSTEM: file(systemHive({ ControlSet001: {}, Setup: setup }, { Current: 1 })),
          }),
          Sysprep: directory({
            ...(tag ? { 'Sysprep_succeeded.tag': file('') } : {}),
            Panther: directory({
              ...(errors === undefined ? {} : { 'setuperr.log': file(errors) }),
              ...(actions === undefined ? {} : { 'setupact.log': file(actions) }),
            }),
          }),
        }),
        Setup: directory({ State: directory({ 'State.ini': file(`[State]\r\nImageState=${state}\r\n`) }) }),
        Panther: directory(panther),
      }),
    },
    {},
    'disk.vhdx#3',
  );
}

const FATAL =
  "2026-03-20 15:25:00, Error      [0x0f0082] SYSPRP LaunchDll:Failure occurred while executing 'AppxSysprep.dll,AppxSysprepGeneralize', returned error code 0x3cf2";
const HARMLESS = [
  '2026-03-20 15:24:01, Error                 SYSPRP MRTGeneralize:107 - ERROR: Failed DeleteInstance AntiSpywareProduct.instanceGuid="{D68DDC3A}" hr=2147749904',
  '2026-03-20 15:24:02, Error                 SYSPRP Error 0x-2147417850: Failed to re-enable Compat-Gentel custom trigger.[gle=0x0000047e]',
  '2026-03-20 15:24:03, Error                 SYSPRP setupdigetclassdevs failed with error 0',
  '2026-03-20 15:24:04, Error                 BCD: BiUpdateEfiEntry failed c000000d',
];

const begin = (time: string) =>
  `${time}, Info       SYSPRP ===          Beginning of a new sysprep run          ===\r\n`;

async function refusal(shape: Shape) {
  return generalizeRefusal('disk.vhdx#3', await readGeneralizeEvidence(installation(shape)));
}

describe('readGeneralizeEvidence()', () => {
  test('finds an installation generalized by its state, its tag and its build', async () => {
    expect(await readGeneralizeEvidence(installation())).toEqual({
      imageState: GENERALIZED,
      succeeded: true,
      build: '26200.7171',
      log: [],
      failures: [],
    });
    expect(await refusal({})).toBeNull();
  });

  test('lets pass what good runs leave in setuperr.log', async () => {
    const evidence = await readGeneralizeEvidence(
      installation({ errors: `\ufeff${HARMLESS.join('\r\n')}\r\n` }),
    );
    expect(evidence.log.map(({ kind }) => kind)).toEqual(HARMLESS.map(() => 'harmless'));
    expect(evidence.log.every(({ why }) => why !== '')).toBe(true);
    expect(evidence.failures).toEqual([]);
    expect(unknownErrors(evidence)).toBe('');
  });

  test('quotes an error that nobody has seen yet, and lets it pass', async () => {
    const line = '2026-03-20 15:24:05, Error                 SYSPRP Something:New happened';
    const evidence = await readGeneralizeEvidence(installation({ errors: `${line}\r\n${HARMLESS[0]}\r\n` }));
    expect(evidence.failures).toEqual([]);
    expect(unknownErrors(evidence)).toBe(`"${line}"`);
  });

  const REFUSED: readonly (readonly [what: string, shape: Shape, says: RegExp])[] = [
    [
      'a fatal line, quoted, with what to do about it',
      { errors: `${HARMLESS[0]}\r\n${FATAL}\r\n` },
      /setuperr\.log says: "2026-03-20 15:25:00, Error +\[0x0f0082\].*0x3cf2", expected State\.ini.*Read .*setupact\.log/,
    ],
    [
      'another state',
      { state: 'IMAGE_STATE_COMPLETE' },
      /not generalized: State\.ini says IMAGE_STATE_COMPLETE, expected/,
    ],
    ['no state', { state: '' }, /not generalized: State\.ini names no state/],
    ['no tag', { tag: false }, /not generalized: there is no Sysprep_succeeded\.tag, expected/],
    ['no build', { build: false }, /the hives name no build/],
    [
      'all that is wrong at once',
      {
        state: 'IMAGE_STATE_UNDEPLOYABLE',
        tag: false,
        errors: '2026-01-01 00:00:00, Error [0x0f0073] SYSPRP RunDlls:Not running DLLs; dwRet = 31\n',
      },
      /State\.ini says IMAGE_STATE_UNDEPLOYABLE; there is no Sysprep_succeeded\.tag; setuperr\.log says: .*Read .*setupact\.log/,
    ],
  ];
  for (const [what, shape, says] of REFUSED) {
    test(`refuses ${what}`, async () => {
      const error = await refusal(shape);
      expect(error?.code).toBe('refused');
      expect(error?.message).toMatch(says);
    });
  }

  test('does not count the errors of an earlier run, where setupact.log tells when the last one began', async () => {
    const actions = `${begin('2026-03-20 15:00:00')}${begin('2026-03-20 16:00:00')}`;
    expect(await refusal({ errors: FATAL, actions })).toBeNull();
    expect(await refusal({ errors: FATAL, actions: begin('2026-03-20 15:00:00') })).not.toBeNull();
  });

  test('says that there is no Windows', async () => {
    await expect(readGeneralizeEvidence(memoryTree({}))).rejects.toThrow(
      /memory: no Windows, expected an installation/,
    );
  });
});

describe('readInstallState()', () => {
  const STATES: readonly (readonly [Shape, 'audit' | 'generalized' | 'other'])[] = [
    [{ state: GENERALIZED }, 'generalized'],
    [{ state: 'IMAGE_STATE_GENERALIZE_RESEAL_TO_AUDIT', setupType: 2 }, 'generalized'],
    [{ state: 'IMAGE_STATE_SPECIALIZE_RESEAL_TO_AUDIT', auditBoot: 1 }, 'audit'],
    [{ state: 'IMAGE_STATE_UNDEPLOYABLE', auditBoot: 1 }, 'audit'],
    [{ state: 'IMAGE_STATE_COMPLETE' }, 'other'],
    [{ state: 'IMAGE_STATE_COMPLETE', auditBoot: 1 }, 'other'],
    [{ state: 'IMAGE_STATE_SPECIALIZE_RESEAL_TO_OOBE' }, 'other'],
    [{ state: '' }, 'other'],
  ];
  for (const [shape, expected] of STATES) {
    test(`finds ${expected} for ${shape.state === '' ? 'no state' : shape.state}, AuditBoot ${shape.auditBoot ?? 0}`, async () => {
      const found = await readInstallState(installation(shape));
      expect(found.state).toBe(expected);
      expect(installStateRefusal('disk.vhdx', found) === null).toBe(expected !== 'other');
    });
  }

  test('refuses with the commands that bring it there', async () => {
    const found = await readInstallState(installation({ state: 'IMAGE_STATE_COMPLETE', setupType: 2 }));
    expect(installStateRefusal('disk.vhdx', found)?.message).toBe(
      'disk.vhdx: the installation is in the state IMAGE_STATE_COMPLETE, and in the middle of Setup (SetupType 2), ' +
        'expected one in audit mode or generalized. Start it and run "%WINDIR%\\System32\\Sysprep\\sysprep.exe /audit ' +
        '/shutdown" for audit mode, or "sysprep.exe /generalize /oobe /shutdown", and use the disk when the machine is off.',
    );
  });

  test('tells the answer files that an earlier pass left', async () => {
    const panther = { 'unattend.xml': file('<a/>'), Unattend: directory({ 'unattend.xml': file('<a/>') }) };
    expect((await readInstallState(installation({ panther }))).answerFiles).toEqual([
      '\\Windows\\Panther\\Unattend\\unattend.xml',
      '\\Windows\\Panther\\unattend.xml',
    ]);
  });
});
