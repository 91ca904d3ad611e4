/** README and docs name commands that are there, with options and arguments that they have: ours, npm's and those of Windows. */

import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { COMMANDS } from '../../src/cli/catalog.js';
import { EXIT_STATUS } from '../../src/errors.js';
import { findCommand, parseWords } from '../../src/cli/parse.js';
import { fences, isTyped, ourWords, spansOf, spans, typedLines, wordsOf } from '../support/documentation.js';
import type { Fence, Piece } from '../support/documentation.js';
import { CMDLETS, PROGRAMS } from '../support/deployment-tools.js';
import { temporaryFolder } from '../support/folder.js';
import { lint, testWithPowerShell } from '../powershell/index.js';
import { checkOptions, type Program } from '../powershell/options.js';

const folder = temporaryFolder();

/** What is wrong with the words behind `image-factory`. @returns null where nothing is */
function mistakeIn(words: readonly string[]): string | null {
  const [name = '', ...rest] = words;
  if (name === 'COMMAND') return null;
  try {
    const command = findCommand(name);
    if (rest.length > 0) parseWords(command, rest);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

function expectRight(lines: readonly Piece[]): void {
  const wrong = lines.flatMap(({ place, text }) => {
    const words = ourWords(text);
    const mistake = words === null ? null : mistakeIn(words);
    return mistake === null ? [] : [`${place}: ${text}: ${mistake}`];
  });
  expect(wrong).toEqual([]);
}

/** Words that stand for an argument, without the marks of "may be left out" and "several". */
function namesIn(usage: string): string[] {
  return usage
    .split(' ')
    .slice(1)
    .map((word) => word.replaceAll(/[[\]]|\.\.\./g, ''));
}

function runLines({ place, text }: Fence): Piece[] {
  return [...text.matchAll(/run: (?!\|)(.+)$/gm)].map(([, line = '']) => ({ place, text: line }));
}

function expectMistake(text: string) {
  return expect(() => expectRight([{ place: 'x.md:1', text }]));
}

describe('commands', () => {
  test('in blocks have the options and arguments that the program has', () => {
    const lines = fences.filter(isTyped).flatMap(typedLines);
    expect(lines.filter(({ text }) => ourWords(text) !== null).length).toBeGreaterThan(40);
    expectRight(lines);
  });

  test('in sentences and in steps of workflows as well', () => {
    const lines = spans.filter(({ text }) => ourWords(text) !== null);
    expect(lines.length).toBeGreaterThan(30);
    expectRight(lines);
    expectRight(fences.filter(({ language }) => language === 'yaml').flatMap(runLines));
  });

  test('a mistake in one is found', () => {
    expectMistake('node dist/cli/index.js build image.yml --outt release').toThrow(
      'there is no option \\"--outt\\"',
    );
    expectMistake('image-factory capture reference.vhdx').toThrow('OUT.wim is missing');
    expectMistake('image-factory fech latest').toThrow('there is no command \\"fech\\"');
    expectMistake('source <(image-factory completion bash --to x)').toThrow('there is no option \\"--to\\"');
    expectMistake('image-factory diff A B --html > page.html').toThrow('--html has no value');
  });

  test('stand in blocks that say their language', () => {
    const silent = fences.filter(
      (fence) => !isTyped(fence) && !['yaml', 'json', 'xml'].includes(fence.language),
    );
    const program = /^(?:\$ )?(?:image-factory|node|npm|npx|sudo|dism|gh|git|md|sc\.exe|powershell)\b/m;
    expect(silent.filter(({ text }) => program.test(text)).map(({ place }) => place)).toEqual([]);
  });

  test('the table of the README has every command, with its arguments and values as help has them', () => {
    const rows = spansOf('README.md').filter(({ text }) => text.includes(' ') || text === 'schema');
    for (const command of COMMANDS) {
      const row = rows.find(({ text }) => text.split(' ')[0] === command.name);
      const [usage = '', ...options] = row?.text.split(/ (?=\[?--)/) ?? [];
      const names = command.positionals.map(({ name, choices }) => choices?.join('|') ?? name);
      expect([command.name, ...namesIn(usage)]).toEqual([command.name, ...names]);
      const mistakes = options.flatMap((option) => {
        const [, name = '', value] = /^\[?--([\w-]+)(?: ([^\]]+))?/.exec(option) ?? [];
        const known = command.options[name];
        if (known === undefined) return [option];
        return (value === undefined) === (known.value === undefined) ? [] : [option];
      });
      expect({ row, mistakes }).toEqual({ row, mistakes: [] });
    }
  });

  test('of Get-FactoryImage.ps1 are told with all of its parameters', () => {
    const script = readFileSync('scripts/Get-FactoryImage.ps1', 'utf8');
    const block = /^param\($(.*?)^\)$/ms.exec(script.replaceAll('\r', ''))?.[1] ?? '';
    const parameters = [...block.matchAll(/\] \$(\w+)/g)].map(([, name = '']) => name);
    const page = spansOf('docs/fetch.md').flatMap(({ text }) =>
      [...text.matchAll(/^-([A-Z]\w+)/g)].map(([, name = '']) => name),
    );
    expect([...new Set(page)].toSorted()).toEqual(parameters.toSorted());
  });

  test('end with the statuses of the table in the README', () => {
    const rows = [...readFileSync('README.md', 'utf8').matchAll(/^\| (\d+(?:, \d+)*) \| /gm)];
    const statuses = rows.flatMap(([, list = '']) => list.split(', ').map(Number));
    expect(statuses.toSorted((a, b) => a - b)).toEqual(
      [...new Set([0, 1, 143, ...Object.values(EXIT_STATUS)])].toSorted((a, b) => a - b),
    );
  });

  test('of npm are scripts of package.json', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: object };
    const texts = [...spans, ...fences.filter(isTyped).flatMap(typedLines)].map(({ text }) => text);
    const named = texts.flatMap((text) =>
      [...text.matchAll(/\bnpm run (?:-s )?([\w-]+)/g)].map(([, name]) => name),
    );
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((name) => !Object.keys(scripts).includes(name ?? ''))).toEqual([]);
  });
});

describe('PowerShell and programs of Windows', () => {
  const typed = [
    ...fences.filter(isTyped).flatMap(typedLines),
    ...spans.filter(({ text }) => /^(?:[A-Z]\w+-[A-Z]\w+|[\w-]+\.exe|dism) \S/.test(text)),
  ];
  const { programs } = JSON.parse(readFileSync('test/powershell/contract.json', 'utf8')) as {
    programs: Readonly<Record<string, Program>>;
  };

  test('programs have the options that their documentation lists', () => {
    let checked = 0;
    const wrong = typed.flatMap(({ place, text }) => {
      const [first = '', ...words] = wordsOf(text);
      const name = (first.split('\\').at(-1) ?? '').toLowerCase();
      const file = name.endsWith('.exe') ? name : `${name}.exe`;
      const program = PROGRAMS[file] ?? programs[file];
      if (program === undefined) return [];
      checked += 1;
      const mistake = checkOptions(program, words);
      return mistake === null ? [] : [`${place}: ${text}: ${mistake}`];
    });
    expect(wrong).toEqual([]);
    expect(checked).toBeGreaterThan(5);
  });

  testWithPowerShell('cmdlets have their parameters, for the engine of PowerShell', async () => {
    const pieces = [
      ...fences.filter(({ language }) => language === 'powershell'),
      ...spans.filter(({ text }) => /^[A-Z]\w+-[A-Z]\w+ -?\S/.test(text)),
    ];
    expect(pieces.length).toBeGreaterThan(5);
    const files = pieces.map(({ text }, at) => {
      const file = folder(`${String(at)}.ps1`);
      writeFileSync(file, `\uFEFF${text}`);
      return file;
    });
    const findings = await lint(files);
    const told = findings.flatMap(({ file, line, message }) => {
      const piece = pieces[files.indexOf(file)] as Piece;
      const other = Object.keys(CMDLETS).find((name) =>
        message.startsWith(`the command ${name} is not known`),
      );
      const text = piece.text.split('\n')[line - 1] ?? '';
      const parameters = [...text.matchAll(/ -([A-Z]\w*)/g)].map(([, name = '']) => name);
      const unknown = parameters.filter((name) => !CMDLETS[other ?? '']?.parameters.includes(name));
      if (other !== undefined && unknown.length === 0) return [];
      return [`${piece.place}, line ${String(line)}: ${message} ${unknown.join(' ')}`];
    });
    expect(told).toEqual([]);
  });
});
