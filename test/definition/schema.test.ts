import { expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { readFileSync } from 'node:fs';
import {
  DEFINITION_SCHEMA,
  definitionSchemaText,
  parseDuration,
  parseSize,
  PENDING,
} from '../../src/definition/index.js';
import { PART_SCHEMAS } from '../../src/manifest/schema.js';

type Node = Readonly<Record<string, unknown>>;

test('the schema file for editors is what the code gives', () => {
  const file = readFileSync('schema/image.schema.json', 'utf8');
  expect(file).toBe(definitionSchemaText());
});

test('what is compiled without that question asked is a schema', () => {
  const ajv = new Ajv({ strict: false });
  for (const schema of [DEFINITION_SCHEMA, ...Object.values(PART_SCHEMAS)])
    expect([ajv.validateSchema(schema), ajv.errors]).toEqual([true, null]);
  expect(ajv.validateSchema({ ...DEFINITION_SCHEMA, type: 'strnig' })).toBe(false);
});

test('every key of the schema has a description', () => {
  const visit = (schema: Node, key: string): string[] => [
    ...Object.entries((schema['properties'] ?? {}) as Record<string, Node>).flatMap(([name, below]) => [
      ...(typeof below['description'] === 'string' ? [] : [`${key}.${name}`]),
      ...visit(below, `${key}.${name}`),
    ]),
    ...(schema['items'] === undefined ? [] : visit(schema['items'] as Node, `${key}[]`)),
  ];
  expect(visit(DEFINITION_SCHEMA, '')).toEqual([]);
});

test('every key that this version does not do is a key of the schema', () => {
  for (const [key] of PENDING) {
    let node: Node | undefined = DEFINITION_SCHEMA;
    for (const name of key.split('.')) {
      node = (node?.['properties'] as Record<string, Node> | undefined)?.[name.replace('[]', '')];
      if (name.endsWith('[]')) node = node?.['items'] as Node | undefined;
    }
    expect([key, typeof node]).toEqual([key, 'object']);
  }
});

test.each([
  ['0 B', 0],
  ['512B', 512],
  ['1900 MiB', 1_992_294_400],
  ['8 GiB', 8_589_934_592],
  ['1.5 GiB', 1_610_612_736],
  ['2 TiB', 2_199_023_255_552],
  ['8 GB', null],
  ['8', null],
  ['-1 GiB', null],
  ['1  GiB', null],
])('the size %j is %p bytes', (text, bytes) => {
  expect(parseSize(text)).toBe(bytes);
});

test.each([
  ['45m', 2_700_000],
  ['4h', 14_400_000],
  ['1h 30m', 5_400_000],
  ['1h30m', 5_400_000],
  ['90s', 90_000],
  ['1d', 86_400_000],
  ['m', null],
  ['10', null],
  ['1.5h', null],
])('the duration %j is %p milliseconds', (text, milliseconds) => {
  expect(parseDuration(text)).toBe(milliseconds);
});
