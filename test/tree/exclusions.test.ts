import { describe, expect, test } from '@jest/globals';
import { mkdirSync, writeFileSync } from 'node:fs';
import { silentReporter } from '../../src/progress.js';
import {
  createExclusions,
  DEFAULT_EXCLUSIONS,
  openDirectory,
  parseWimScript,
  readWimScript,
  walk,
} from '../../src/tree/index.js';
import { temporaryFolder } from '../support/folder.js';
import { runPeer, testWith } from '../support/peers.js';
import { seededRandom } from '../support/shapes.js';
import { wimlibDir } from '../support/wimlib-dir.js';

const folder = temporaryFolder();

/** What a capture with these rules holds, in our eyes. */
async function keptByUs(source: string, config: string): Promise<string[]> {
  const { patterns, exceptions } = await readWimScript(config);
  const isExcluded = createExclusions({ defaults: false, patterns, exceptions });
  const tree = await openDirectory(source, silentReporter());
  const kept: string[] = [];
  for await (const { path } of walk(tree, undefined, ({ path }) => !isExcluded(path))) {
    if (!isExcluded(path)) kept.push(path);
  }
  return kept.toSorted();
}

/** The same, in wimlib's. */
async function keptByWimlib(source: string, config: string): Promise<string[]> {
  // Windows compares without regard to case; on Linux wimlib does so when it is told to.
  process.env['WIMLIB_IMAGEX_IGNORE_CASE'] = '1';
  await runPeer('wimlib-imagex', [
    'capture',
    source,
    folder('x.wim'),
    '--compress=none',
    `--config=${config}`,
  ]);
  return [...(await wimlibDir(folder('x.wim'))).keys()].toSorted();
}

function makeSource(source: string): void {
  for (const path of [
    'a/b/mp3/z',
    'a/b/file',
    'a/b/other',
    'a/c/file',
    'a/y.MP3',
    'x.mp3',
    'file',
    'sp ace/b/file',
  ]) {
    mkdirSync(`${source}/${path.slice(0, path.lastIndexOf('/') + 1)}`, { recursive: true });
    writeFileSync(`${source}/${path}`, '');
  }
}

describe('createExclusions()', () => {
  testWith(['wimlib-imagex'], 'keeps what wimlib keeps, for written and for 60 random lists', async () => {
    const source = folder('source');
    makeSource(source);
    const written: [string[], string[]][] = [
      [['*.mp3'], []],
      [['/a'], ['/a/b/file']],
      [['/a'], ['file']],
      [['\\A\\B'], []],
      [['/*/file'], []],
      [['/a/*'], []],
      [['*'], ['/a/b']],
      [['"sp ace"', "'file'"], []],
      [['/a/b/', '\\\\a\\\\c'], []],
      [['/a/b # no comment'], []],
      [['*.mp3'], ['/a']],
      [['*.mp3'], ['a']],
      [['/a'], ['/a/b/file', 'y.MP3']],
      [['b'], ['/a/b/file']],
      [['b', '/a/c'], ['mp3']],
      [['/a'], ['/*/b']],
      [['/a/?/f?le'], []],
    ];
    const random = seededRandom(7);
    const names = ['a', 'b', 'c', 'file', '*', 'f*', '?', '*.mp3', 'sp ace', 'mp3', '*e', 'A', '*a*e'];
    const pattern = (): string => {
      const parts = Array.from({ length: random(4) }, () => names[random(names.length)]);
      return parts.length === 0 ? (names[random(names.length)] as string) : `/${parts.join('/')}`;
    };
    const list = (length: number): string[] => Array.from({ length }, pattern);
    const lists = [
      ...written,
      ...Array.from({ length: 60 }, () => [list(1 + random(3)), list(random(3))] as const),
    ];
    let excluded = 0;
    for (const [patterns, exceptions] of lists) {
      const text = ['[ExclusionList]', ...patterns, '[ExclusionException]', ...exceptions, ''].join('\n');
      writeFileSync(folder('config.ini'), text);
      const theirs = await keptByWimlib(source, folder('config.ini'));
      expect({ text, kept: await keptByUs(source, folder('config.ini')) }).toEqual({ text, kept: theirs });
      if (theirs.length < 14) excluded++;
    }
    expect(excluded).toBeGreaterThan(40);
  });

  test('leaves out by default what DISM leaves out, wherever case differs, and nothing else', () => {
    const isExcluded = createExclusions();
    for (const path of DEFAULT_EXCLUSIONS) expect(isExcluded(path.toUpperCase())).toBe(true);
    expect(isExcluded('\\System Volume Information\\x\\y')).toBe(true);
    expect(isExcluded('\\Users\\pagefile.sys')).toBe(false);
    expect(isExcluded('\\')).toBe(false);
    expect(isExcluded('\\Windows')).toBe(false);
  });

  test('adds patterns to the defaults', () => {
    const isExcluded = createExclusions({ patterns: ['\\Temp\\*'], exceptions: ['\\pagefile.sys'] });
    expect(isExcluded('\\hiberfil.sys')).toBe(true);
    expect(isExcluded('\\pagefile.sys')).toBe(false);
    expect(isExcluded('\\Temp')).toBe(false);
    expect(isExcluded('\\temp\\x')).toBe(true);
  });

  test.each([
    ['', 'an empty pattern'],
    ['\\', 'the root'],
    ['Windows\\Temp', 'a path that does not begin at the root'],
  ])('refuses the pattern "%s"', (pattern, found) => {
    expect(() => createExclusions({ patterns: [pattern] })).toThrow(
      `exclusion "${pattern}": ${found}, expected a path such as "\\Windows\\Temp" or a name such as "*.tmp"`,
    );
  });

  test('holds a pattern of many stars against a long name at once', () => {
    const isExcluded = createExclusions({ patterns: [`${'*a'.repeat(60)}*b`] });
    expect(isExcluded(`\\${'a'.repeat(255)}`)).toBe(false);
  });
});

describe('parseWimScript()', () => {
  const text =
    '; comment\r\n# comment\r\n[exclusionlist]\r\n  "\\a b"\r\nC:\\c\r\n\r\n[ExclusionException ]\r\n*.x\r\n';

  test.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16LE', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16BE', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
  ])('reads %s', (_title, bytes) => {
    expect(parseWimScript(bytes, 'x.ini')).toEqual({
      patterns: ['\\a b', '\\c'],
      exceptions: ['*.x'],
      ignoredSections: [],
      withoutDrive: ['C:\\c'],
    });
  });

  test('names the sections that change nothing', () => {
    const script = '[CompressionExclusionList]\n*.zip\n[CompressionFolderList]\n[PrepopulateList]\n\\x\n';
    expect(parseWimScript(Buffer.from(script), 'x.ini')).toEqual({
      patterns: [],
      exceptions: [],
      ignoredSections: ['CompressionExclusionList', 'PrepopulateList'],
      withoutDrive: [],
    });
  });

  test.each([
    [
      '[ExclusionList]\n\n[ExclusionLst]\n',
      'x.ini:3: the section [ExclusionLst], expected [ExclusionList], ',
    ],
    ['\\pagefile.sys\n', 'x.ini:1: "\\pagefile.sys" before the first section, expected [ExclusionList]'],
    [
      '[ExclusionList]\r\na\\b\r\n',
      'x.ini:2: a path that does not begin at the root (a\\b), expected a path',
    ],
    ['[ExclusionList]\n""\n', 'x.ini:2: an empty pattern (""), expected'],
    ['[ExclusionList]\nC:\\\n', 'x.ini:2: the root (C:\\), expected'],
    ['[ExclusionList\n', 'x.ini:1: the section [ExclusionList, expected'],
  ])('refuses %j', (script, message) => {
    expect(() => parseWimScript(Buffer.from(script), 'x.ini')).toThrow(message);
  });

  test('refuses bytes that are no text', () => {
    expect(() => parseWimScript(Buffer.of(0x5b, 0xff, 0x5d), 'x.ini')).toThrow(
      'x.ini: bytes that are no UTF-8, expected UTF-8, or UTF-16 with a byte order mark',
    );
  });
});
