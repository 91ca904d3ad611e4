/** The tables that people wrote say of the actions' inputs and outputs what the actions say: all of them, with their defaults. */

import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';

interface Declared {
  readonly inputs: Readonly<Record<string, { readonly required?: boolean; readonly default?: string }>>;
  readonly outputs: object;
}

const TABLES = [
  { page: 'README.md', head: '| input | default | |', file: 'action.yml' },
  { page: 'docs/publish.md', head: '| input of `publish` | default | |', file: 'publish/action.yml' },
];

describe.each(TABLES)('$page', ({ page, head, file }) => {
  const text = readFileSync(page, 'utf8');
  const { inputs, outputs } = parse(readFileSync(file, 'utf8')) as Declared;
  const table = (text.split(`${head}\n`)[1] ?? '').split('\n\n')[0] ?? '';
  const rows = table
    .split('\n')
    .map((line) => line.split(' | ').map((cell) => cell.replaceAll(/^\| | \|$/g, '').trim()));

  test('has every input of the action, with its default', () => {
    const written = rows.flatMap(([names = '', value = '']) =>
      namesIn(names).map((name) => [name, value] as const),
    );
    expect(written.map(([name]) => name).toSorted()).toEqual(Object.keys(inputs).toSorted());
    for (const [name, value] of written) {
      const { required, default: standard } = inputs[name] ?? {};
      const [, code = null] = /^`([^`]+)`$/.exec(value) ?? [];
      const expected = standard?.replace(/^\$\{\{ (.*) \}\}$/, '$1') ?? null;
      expect({ name, code, isRequired: value === 'required' }).toEqual({
        name,
        code: expected,
        isRequired: required === true,
      });
    }
  });

  test('has every output', () => {
    const [, list = ''] = /^Outputs: (.*?)\.$/ms.exec(text.slice(text.indexOf(head))) ?? [];
    expect(namesIn(list).toSorted()).toEqual(Object.keys(outputs).toSorted());
  });
});

test('docs/fetch.md says what fetch/action.yml takes and gives', () => {
  const text = readFileSync('docs/fetch.md', 'utf8');
  const { inputs, outputs } = parse(readFileSync('fetch/action.yml', 'utf8')) as Declared;
  const [, taken = '', given = ''] =
    /^Inputs are the options of the command: (.*?)\. Outputs are (.*?);/ms.exec(text) ?? [];
  expect(namesIn(taken).toSorted()).toEqual(Object.keys(inputs).toSorted());
  expect(namesIn(given).length).toBeGreaterThan(3);
  expect(Object.keys(outputs)).toEqual(expect.arrayContaining(namesIn(given)));
});

/** What stands in code marks. */
function namesIn(text: string): string[] {
  return [...text.matchAll(/`([\w-]+)`/g)].map(([, name = '']) => name);
}
