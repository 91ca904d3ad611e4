import { expect, test } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import { readPast } from '../../src/factory/journal.js';
import { temporaryFolder } from '../support/folder.js';

const inFolder = temporaryFolder();

test('the journal of version 0.1.0, whose failures spoil nothing, is read: the work directory outlives a version', async () => {
  const file = inFolder('journal.jsonl');
  const time = '2026-11-23T08:00:00.000Z';
  const build = { event: 'build', time, definition: 'd', tool: '0.1.0', pid: 1, out: 'o', created: time };
  const end = {
    event: 'end',
    time,
    station: 'capture',
    inputs: 'i',
    state: 'done',
    milliseconds: 1,
    files: [],
  };
  const fail = { event: 'fail', time, station: 'inspect', code: 'damaged', message: 'm' };
  const lines = [build, { ...end, result: null }, fail].map((record) => `${JSON.stringify(record)}\n`);
  await writeFile(file, lines.join(''));
  const past = await readPast(file);
  expect(past.build?.tool).toBe('0.1.0');
  expect([...past.ended.keys()]).toEqual(['capture']);
});
