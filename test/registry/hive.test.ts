import { describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { writeFileSync, readFileSync } from 'node:fs';
import { openHive, VALUE_TYPE } from '../../src/registry/index.js';
import {
  binary,
  buildHive,
  dword,
  expandSz,
  multiSz,
  qword,
  SECURITY_DESCRIPTOR,
  sz,
  type HiveKeySpec,
  type HiveWriterOptions,
} from '../support/hive-writer.js';
import { temporaryFolder } from '../support/folder.js';
import { dumpByHivex, dumpKey } from '../support/hivex.js';
import { testWith } from '../support/peers.js';

const folder = temporaryFolder();

const content = (size: number) =>
  Buffer.from(Uint8Array.from({ length: size }, (_, index) => index * 31 + (index >>> 8)));

const EVERYTHING: HiveKeySpec = {
  values: { '': sz('the default value') },
  keys: {
    Types: {
      lastWritten: 132_000_000_000_000_000n,
      values: {
        Text: sz('Windows 11'),
        Expand: expandSz('%SystemRoot%\\System32'),
        Multi: multiSz(['Terminal Server', 'Enterprise']),
        NoStrings: multiSz([]),
        Empty: sz(''),
        Small: dword(26_200),
        Large: dword(0xfffffff0),
        Big: qword(0x1234_5678_9abc_def0n),
        Binary: binary(content(1000)),
        None: { type: VALUE_TYPE.NONE, data: new Uint8Array(0) },
        BigEndian: { type: VALUE_TYPE.DWORD_BIG_ENDIAN, data: Buffer.from([0, 0, 1, 2]) },
        Link: { type: VALUE_TYPE.LINK, data: Buffer.from('\\Registry\\Machine', 'utf16le') },
        Resources: { type: VALUE_TYPE.RESOURCE_LIST, data: content(20) },
        Odd: { type: 0x12345, data: content(3) },
        Größe: sz('Latin-1'),
        日本語: sz('文字'),
      },
    },
    Data: {
      values: Object.fromEntries(
        [0, 1, 4, 5, 16_343, 16_344, 16_345, 32_688, 32_689, 100_000].map((size) => [
          `Bytes${size}`,
          binary(content(size)),
        ]),
      ),
    },
    Many: {
      keys: Object.fromEntries(
        Array.from({ length: 2500 }, (_, index) => [`Key ${index}`, { values: { Number: dword(index) } }]),
      ),
    },
    Ключ: { keys: { 日本: { keys: { Ümlaut: {} } } } },
  },
};

const LAYOUTS: readonly HiveWriterOptions[] = [
  { leaf: 'lh', minor: 5 },
  { leaf: 'lh', minor: 6 },
  { leaf: 'lf', minor: 5 },
  { leaf: 'li', minor: 3 },
];

for (const layout of LAYOUTS) {
  testWith(
    ['hivexsh'],
    `hivex and openHive() read the same from a hive of version 1.${layout.minor} with ${layout.leaf} lists`,
    async () => {
      const file = folder(`${layout.leaf}-${layout.minor}`);
      writeFileSync(file, buildHive(EVERYTHING, layout));
      const ours = dumpKey(openHive(readFileSync(file), file).root);
      expect(ours).toEqual(await dumpByHivex(file));
      expect(Object.keys(ours)).toHaveLength(2507);
    },
  );
}

testWith(['hivexsh'], 'a hive that hivex has changed reads as hivex reads it', async () => {
  const file = folder('changed');
  writeFileSync(file, buildHive(EVERYTHING));
  const longer = Buffer.alloc(400, 'abc').toString('hex');
  const added = Array.from({ length: 300 }, (_, index) => `cd \\Many\nadd New ${index}\n`).join('');
  const script = `${added}cd \\Types
setval 4
Text
string:changed by hivex
Number
dword:0x10
Long
qword:0x123456789abcdef
Longer
hex:3:${longer}
cd \\Data
del
commit
`;
  execFileSync('hivexsh', ['-w', file], { input: script });
  const hive = openHive(readFileSync(file), file);
  expect(dumpKey(hive.root)).toEqual(await dumpByHivex(file));
  expect(hive.key('Data')).toBeNull();
  expect(hive.key('types')?.string('TEXT')).toBe('changed by hivex');
  expect(hive.key('Types')?.value('Longer')?.data).toHaveLength(400);
  expect(hive.key('Many')?.subkeys()).toHaveLength(2800);
});

describe('a key', () => {
  const hive = openHive(buildHive(EVERYTHING), 'SOFTWARE');
  const types = hive.key('Types');

  test('is found by its path without regard to case', () => {
    expect(hive.key('TYPES')?.name).toBe('Types');
    expect(hive.key('\\many\\KEY 2499')?.dword('number')).toBe(2499);
    expect(hive.key('ключ\\日本\\üMLAUT')?.name).toBe('Ümlaut');
    expect(hive.key('')?.name).toBe('ROOT');
    expect(hive.key('Types\\None')).toBeNull();
    expect(hive.key('Missing\\Types')).toBeNull();
  });

  test('gives its values by type, and null for one that is missing or of another type', () => {
    expect(types?.string('text')).toBe('Windows 11');
    expect(types?.string('Expand')).toBe('%SystemRoot%\\System32');
    expect(types?.string('Link')).toBe('\\Registry\\Machine');
    expect(types?.string('größe')).toBe('Latin-1');
    expect(types?.string('日本語')).toBe('文字');
    expect(types?.string('Empty')).toBe('');
    expect(types?.string('Small')).toBeNull();
    expect(types?.string('Missing')).toBeNull();
    expect(types?.multiString('Multi')).toEqual(['Terminal Server', 'Enterprise']);
    expect(types?.multiString('NoStrings')).toEqual([]);
    expect(types?.multiString('Text')).toEqual(['Windows 11']);
    expect(types?.multiString('Empty')).toEqual([]);
    expect(types?.multiString('Small')).toBeNull();
    expect(types?.dword('Small')).toBe(26_200);
    expect(types?.dword('Large')).toBe(0xfffffff0);
    expect(types?.dword('BigEndian')).toBe(258);
    expect(types?.dword('Text')).toBeNull();
    expect(types?.dword('Odd')).toBeNull();
    expect(types?.qword('Big')).toBe(0x1234_5678_9abc_def0n);
    expect(types?.qword('Small')).toBeNull();
    expect(hive.root.string('')).toBe('the default value');
  });

  test('gives its time and its security descriptor', () => {
    expect(types?.lastWritten).toBe(132_000_000_000_000_000n);
    expect(Buffer.from(types?.security() ?? [])).toEqual(SECURITY_DESCRIPTOR);
  });

  test('gives a string up to its first NUL, without one, and without half a character', () => {
    const values = {
      Twice: { type: 1, data: Buffer.from('one\0two\0', 'utf16le') },
      Open: { type: 1, data: Buffer.from('open', 'utf16le') },
      Half: { type: 1, data: Buffer.from('h\0a\0l', 'latin1') },
      OpenList: { type: 7, data: Buffer.from('a\0b', 'utf16le') },
      Unpaired: { type: 1, data: Buffer.from('a\ud800b', 'utf16le') },
    };
    const { root } = openHive(buildHive({ values }), 'NTUSER.DAT');
    expect(root.string('Twice')).toBe('one');
    expect(root.string('Open')).toBe('open');
    expect(root.string('Half')).toBe('ha');
    expect(root.multiString('OpenList')).toEqual(['a', 'b']);
    expect(root.string('Unpaired')).toBe('a\ud800b');
  });
});
