/** Errors, help and pages speak of options, inputs and keys that there are. */

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { COMMANDS } from '../../src/cli/catalog.js';
import { GLOBAL_OPTIONS } from '../../src/cli/help.js';
import { DEFINITION_SCHEMA } from '../../src/definition/index.js';
import { spans, type Piece } from '../support/documentation.js';

/** Options of other programs that our texts name or our code gives. */
const OTHERS: Readonly<Record<string, readonly string[]>> = {
  node: ['expose-gc', 'no-expose-gc'],
  'qemu-img': ['output'],
  udevadm: ['reload-rules', 'name-match'],
  'apt-get': ['no-install-recommends'],
  'wimlib-imagex': ['ref', 'not-pipable'],
  wsl: ['install'],
  gh: ['hostname'],
  'choco, in a log': ['checksum', 'checksum64', 'ignore-checksums'],
  programs: ['version'],
};

const source = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !/\.generated\.ts$|[\\/](?:kernel|page)[\\/]/.test(name))
  .flatMap((name) => textsOf(path.join('src', name)));

/** The strings of a file on one line each, without what is filled in; comments are none. */
function textsOf(file: string): Piece[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, index) => {
      if (/^\s*(?:\/\*|\*|\/\/|import |export \* )/.test(line)) return [];
      return [...line.matchAll(/'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|`((?:[^`\\]|\\.)*)`/g)].map(
        ([, single, double, template]) => ({
          place: `${file}:${index + 1}`,
          text: (single ?? double ?? template ?? '').replaceAll(/\$\{[^}]*\}/g, '…'),
        }),
      );
    });
}

const COMMON = [...Object.keys(GLOBAL_OPTIONS), 'json'];

function told(pieces: readonly Piece[], wrongIn: (text: string) => readonly string[]): string[] {
  return pieces.flatMap(({ place, text }) => wrongIn(text).map((wrong) => `${place}: ${wrong}`));
}

/** Options behind the name of a command of ours that it does not have: `sweep --resume`. */
const foreignIn = (text: string) =>
  [...text.matchAll(/(?:image-factory )([a-z]+)((?: (?!image-factory)[^\s"`;]+)*)/g)].flatMap(
    ([, name = '', rest = '']) => {
      const command = COMMANDS.find((one) => one.name === name);
      if (command === undefined) return [];
      const has = [...COMMON, ...Object.keys(command.options)];
      return [...rest.matchAll(/ --([a-z][\w-]*)/g)].flatMap(([, option = '']) =>
        has.includes(option) ? [] : [`${name} --${option}`],
      );
    },
  );

describe('options', () => {
  const known = new Set([
    ...COMMON,
    ...COMMANDS.flatMap(({ options }) => Object.keys(options)),
    ...Object.values(OTHERS).flat(),
  ]);
  const unknownIn = (text: string) =>
    [...text.matchAll(/(?<![\w-])--([a-z][\w-]*)/g)]
      .map(([, name = '']) => name)
      .filter((name) => !known.has(name));

  test('in texts of the source are options', () => {
    expect(told(source, unknownIn)).toEqual([]);
    expect(unknownIn('choose another one with --werk, or --work')).toEqual(['werk']);
  });

  test('that pages name are options', () => {
    const pieces = spans.filter(({ text }) => text.startsWith('-'));
    expect(pieces.length).toBeGreaterThan(50);
    expect(told(pieces, unknownIn)).toEqual([]);
  });

  test("behind the name of a command are that command's", () => {
    expect(told(source, foreignIn)).toEqual([]);
    expect(foreignIn('run image-factory sweep --work DIR --resume')).toEqual(['sweep --resume']);
  });
});

test('inputs that errors name are inputs of an action', () => {
  const actions = ['action.yml', 'fetch/action.yml', 'publish/action.yml'];
  const inputs = actions.flatMap((file) =>
    Object.keys((parse(readFileSync(file, 'utf8')) as { inputs: object }).inputs),
  );
  const unknownIn = (text: string) =>
    [...text.matchAll(/\binputs? "([\w-]+)"/g)]
      .map(([, name = '']) => name)
      .filter((name) => !inputs.includes(name));
  expect(told(source, unknownIn)).toEqual([]);
  expect(unknownIn('correct the input "definitions"')).toEqual(['definitions']);
});

test('keys that errors and pages name are keys of the definition', () => {
  interface Schema {
    readonly properties?: Readonly<Record<string, Schema>>;
    readonly items?: Schema;
  }
  const keys = new Set<string>();
  const collect = ({ properties, items }: Schema, at: string): void => {
    for (const [key, value] of Object.entries({ ...properties, ...items?.properties })) {
      keys.add(`${at}${key}`);
      collect(value, `${at}${key}.`);
    }
  };
  collect(DEFINITION_SCHEMA, '');
  const unknownIn = (text: string) =>
    [
      ...text.matchAll(
        /(?<![\w./\\@-])(?:machine|updates|release|capture|gates)\.[a-z][a-z-]*(?:\.[a-z][a-z-]*)*(?![\w(])/g,
      ),
    ]
      .map(([key]) => key)
      .filter((key) => !keys.has(key));
  expect(told(source, unknownIn)).toEqual([]);
  expect(told(spans, unknownIn)).toEqual([]);
  expect(unknownIn('set machine.network to none, and machine.ram')).toEqual(['machine.ram']);
});

test('names of values that pages say are names in the source', () => {
  const known = new Set(
    readdirSync('src', { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(?:ts|js|ps1)$/.test(name))
      .flatMap((name) => readFileSync(path.join('src', name), 'utf8').match(/\w+/g) ?? []),
  );
  const unknownIn = (text: string) =>
    /^[a-z]\w*(?:\.\w+)*(?:\[\])?(?:\.\w+)*$/.test(text)
      ? (text.match(/\b[a-z]+[A-Z]\w*/g) ?? []).filter((name) => !known.has(name))
      : [];
  expect(told(spans, unknownIn)).toEqual([]);
  expect(unknownIn('savings.betwenReleases')).toEqual(['betwenReleases']);
});
