import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { checkOptions, type Program } from './options.js';

interface Entry {
  readonly page?: string;
  /** Interfaces that the object has as well. */
  readonly also?: readonly string[];
  readonly properties?: readonly string[];
}
type Section = Readonly<Record<string, Entry>>;

const contract = JSON.parse(readFileSync('test/powershell/contract.json', 'utf8')) as Readonly<
  Record<string, Section>
> & { readonly programs: Readonly<Record<string, Program>> };

describe('each line of the contract names the page of the documentation', () => {
  test.each(['cmdlets', 'core', 'com', 'cim', 'programs', 'dotnet'])('%s', (section) => {
    const without = Object.entries(contract[section] ?? {}).filter(([, { page }]) => !isPage(page));
    expect(without.map(([name]) => name)).toEqual([]);
  });

  test('the later interfaces of a COM object', () => {
    const pages = Object.values(contract['com'] ?? {}).flatMap(({ also = [] }) => also);
    expect(pages.length).toBeGreaterThan(0);
    expect(pages.filter((page) => !isPage(page))).toEqual([]);
  });

  test('types with properties', () => {
    const without = Object.entries(contract['types'] ?? {}).filter(
      ([, { page, properties }]) => properties !== undefined && !isPage(page),
    );
    expect(without.map(([name]) => name)).toEqual([]);
  });

  test('cmdlets that ask before they act', () => {
    expect(Object.values(contract['confirms'] ?? {}).filter((page) => !isPage(page))).toEqual([]);
  });
});

describe('the options of a program', () => {
  const dism = contract.programs['dism.exe'] as Program;
  const bcdboot = contract.programs['bcdboot.exe'] as Program;

  test('that are listed pass, whatever their case', () => {
    expect(checkOptions(dism, ['/english', '/Apply-Image', '/ImageFile:D:\\a b.wim', '/Index:1'])).toBeNull();
    expect(checkOptions(bcdboot, ['C:\\os\\Windows', '/s', 'S:', '/f', 'UEFI'])).toBeNull();
    expect(checkOptions(bcdboot, ['/tmp/os/Windows', '/s', '/tmp/esp'])).toBeNull();
  });

  test.each<[Program, string[], string]>([
    [dism, ['/Apply'], 'the option /Apply is unknown'],
    [dism, ['/English:1'], 'the option /English takes no value'],
    [dism, ['/Index', '1'], 'the option /Index wants a value: /Index:VALUE'],
    [dism, ['/English', 'word'], '1 words that are no option, expected at most 0'],
    [bcdboot, ['C:\\Windows', '/s'], 'the option /s wants a value: /s VALUE'],
    [bcdboot, ['C:\\Windows', '/s:S:'], 'the option /s takes no value'],
  ])('that are not listed are refused: %#', (program, args, problem) => {
    expect(checkOptions(program, args)).toContain(problem);
  });
});

function isPage(page: unknown): boolean {
  return typeof page === 'string' && /^https:\/\/(learn|support)\.microsoft\.com\//.test(page);
}
