/** What Windows says, in our words: events, errors, exit codes, progress. */

import { describe, expect, test } from '@jest/globals';
import { ntPath } from '../../../src/machine/hyperv/boot-files.js';
import { Percent } from '../../../src/machine/hyperv/dism.js';
import { eventSentences } from '../../../src/machine/hyperv/events.js';
import { notesOf, ownerIn } from '../../../src/machine/hyperv/marker.js';
import { programFailed, scriptFailed, type ScriptFailure } from '../../../src/machine/hyperv/script-error.js';

const GENERIC = '0x80131501';

function failure(facts: Partial<ScriptFailure>): ScriptFailure {
  return {
    message: 'No.',
    id: 'OperationFailed',
    category: 'NotSpecified',
    hresult: GENERIC,
    command: 'New-VM',
    ...facts,
  };
}

describe('scriptFailed()', () => {
  test('knows an error by the code in its text, whatever the language, before the code of .NET', () => {
    const message = 'Fehler beim Starten.\r\nNicht genügend Arbeitsspeicher (0x8007000e).';
    const error = scriptFailed('start-machine', 'machine imgf-1', failure({ message, command: 'Start-VM' }));
    expect(error.code).toBe('memory');
    expect(error.message).toBe(
      'machine imgf-1: Start-VM failed: Fehler beim Starten. Nicht genügend Arbeitsspeicher (0x8007000e). ' +
        'Turn other machines off, or give this one less with "machine.memory" in the definition.',
    );
  });

  test.each([
    ['permission', { hresult: '0x80070005' }],
    ['permission', { category: 'PermissionDenied' }],
    ['tool', { id: 'CommandNotFoundException' }],
    ['busy', { message: 'used by another process. (0x80070020)' }],
    ['busy', { category: 'ResourceBusy' }],
    ['no-space', { message: 'full (0x80070070)' }],
    ['exists', { message: 'The file exists. (0x80070050)' }],
    ['not-found', { hresult: '0x80070002' }],
    ['damaged', { message: 'mismatch (0xC03A000E)' }],
    ['host', {}],
  ] as const)('is %s for %j', (code, facts) => {
    const error = scriptFailed('new-disk', 'C:\\w\\a.vhdx', failure(facts));
    expect(error.code).toBe(code);
    expect(error.exitStatus).toBe({ exists: 2, 'not-found': 2, damaged: 3 }[code as string] ?? 4);
  });

  test('names the way out of compressed folders', () => {
    const error = scriptFailed('new-disk', 'C:\\w\\a.vhdx', failure({ message: 'sparse (0xC03A001A)' }));
    expect(error.details.next).toContain('compact /U /S');
  });

  test('names the script where no cmdlet failed', () => {
    const { message } = scriptFailed('mount-iso', 'a.iso', failure({ command: '', message: 'no volume' }));
    expect(message).toBe('a.iso: mount-iso.ps1 failed: no volume');
  });
});

describe('programFailed()', () => {
  test.each([
    [112, 'no-space', '112'],
    [5, 'permission', '5'],
    [0x80070570, 'damaged', '0x80070570'],
    [-2147024784, 'no-space', '0x80070070'],
  ] as const)('takes exit code %i for a code of the system', (exit, code, shown) => {
    const error = programFailed('install.wim', 'dism.exe', exit, '\r\nError: 112\r\n');
    expect(error.code).toBe(code);
    expect(error.message).toContain(`install.wim: dism.exe ended with exit code ${shown}: Error: 112`);
  });

  test('means the same by the short code and by the long one', () => {
    expect(programFailed('a', 'dism.exe', 112, '').code).toBe('no-space');
    expect(programFailed('a', 'dism.exe', 0x80070070, '').code).toBe('no-space');
    expect(programFailed('a', 'dism.exe', -2147024784, '').code).toBe('no-space');
    expect(programFailed('a', 'dism.exe', null, '').code).toBe('host');
  });
});

function percentsOf(...pieces: readonly string[]): number[] {
  const shown: number[] = [];
  let sum = 0;
  const percent = new Percent({ advance: (amount) => shown.push((sum += amount)) });
  for (const piece of pieces) percent.read(piece);
  return shown;
}

describe('the bar of dism', () => {
  test('is read as it is drawn over and over', () => {
    expect(
      percentsOf(
        'Version: 10.0.26100.1\r\n\r\nApplying image\r\n\r[=                          2.0%                           ] ',
        '\r[==                         4.0%                           ] \r[===========                20.0%                          ] ',
        '\r[==========================100.0%==========================] \r\nThe operation completed successfully.\r\n',
      ),
    ).toEqual([2, 20, 100]);
  });

  test('is read where a piece of output ends within the number', () => {
    expect(percentsOf('\r[=====      1', '7.0', '%      ] ')).toEqual([17]);
  });

  test('never goes back', () => {
    expect(percentsOf('[ 50.0% ]', '[ 10.0% ]', '[ 60.0% ]')).toEqual([50, 60]);
  });
});

describe('eventSentences()', () => {
  const at = '2026-11-23T10:00:00.0000000Z';
  const id = '11111111-2222-3333-4444-555555555555';

  test('keeps the events of the machine, by its name or its id in any case', () => {
    const events = [
      { id: 18_601, time: at, message: "'imgf-1' has booted.", values: ['imgf-1', 'x'] },
      { id: 18_605, time: at, message: '', values: ['other', id.toUpperCase()] },
      { id: 18_604, time: at, message: 'another', values: ['imgf-10', 'y'] },
    ];
    expect(eventSentences(events, ['imgf-1', id])).toEqual([
      `${at} 18601: the guest has booted ('imgf-1' has booted.)`,
      `${at} 18605: the firmware found no device to boot from`,
    ]);
  });

  test('passes on what it does not know, in the words of the host', () => {
    const events = [{ id: 99, time: at, message: 'Etwas\r\n ist geschehen.', values: ['imgf-1'] }];
    expect(eventSentences(events, ['imgf-1'])).toEqual([`${at} 99: Etwas ist geschehen.`]);
  });
});

describe('the marker', () => {
  const owner = {
    tool: 'image-factory',
    build: 'win11-0123456789ab',
    run: 'r',
    host: 'H',
    pid: 4,
    started: '2026-11-23T10:00:00.000Z',
    folder: 'D:\\work\\win11-0123456789ab',
  } as const;

  test('is read back from the notes', () => {
    expect(ownerIn(notesOf(owner))).toEqual(owner);
  });

  test.each(['', 'Do not delete!', '{"tool":"other","build":"b"}', '{"tool":"image-factory"}', 'null', '[]'])(
    'is not seen in the notes %j',
    (notes) => {
      expect(ownerIn(notes)).toBeNull();
    },
  );
});

test('bcdboot gets a volume as the object manager names it', () => {
  const guid = '{01234567-89ab-cdef-0123-456789abcdef}';
  expect(ntPath(String.raw`\\?\Volume` + `${guid}\\`)).toBe(String.raw`\??\Volume` + guid);
});
