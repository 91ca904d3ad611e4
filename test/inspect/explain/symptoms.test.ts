/** The table itself: every entry is found in the lines of its report, among thousands of others, and nothing else is. */

import { describe, expect, test } from '@jest/globals';
import {
  explain,
  findLogs,
  logKind,
  SYMPTOMS,
  type LogKind,
  type Symptom,
} from '../../../src/inspect/index.js';
import { silentReporter } from '../../../src/progress.js';
import { directory, file, memoryTree, type Node, type Nodes } from '../../support/memory-tree.js';
import { among, LOG_OF } from '../../support/logs.js';

describe.each(SYMPTOMS.map((symptom) => [symptom.id, symptom] as const))('%s', (_id, symptom) => {
  test('has what an entry needs', () => {
    expect(symptom.id).toMatch(/^[a-z\d]+(?:-[a-z\d]+)*$/);
    expect(symptom.logs.length).toBeGreaterThan(0);
    expect(symptom.source).toMatch(/^https?:\/\/[^ ]+$/);
    expect(symptom.sample.length).toBeGreaterThan(0);
    for (const line of symptom.sample) expect(line).toMatch(/^[^\r\n]*\S[^\r\n]*$/);
    expect(new URL(symptom.source).pathname).not.toBe('/');
    for (const text of [symptom.means, symptom.fix]) {
      expect(text).toMatch(/^(?:[A-Z\d`"]|\{subject\}|[a-z.-]+\.exe ).*[^.\s]$/s);
      if (text.includes('{subject}')) expect(symptom.line.source).toContain('?<subject>');
    }
    // A pattern with a state would find every second line.
    expect([symptom.line.flags, symptom.near?.flags ?? ''].join('')).not.toMatch(/[gy]/);
    // One that begins with any number of anything is tried from every place of a line to its end.
    for (const pattern of [symptom.line, symptom.near])
      expect(pattern?.source ?? '').not.toMatch(/^(?:\((?:\?:|\?<\w+>)?)*(?:\.|\\[SWDws]|\[[^\]]*\])[*+{]/);
    expect(SYMPTOMS.filter(({ id }) => id === symptom.id)).toEqual([symptom]);
  });

  test.each(symptom.logs)('is found in its report, in a log of the kind %s', async (kind) => {
    const { causes } = await explained(symptom, kind);
    expect(causes[0]).toMatchObject({ id: symptom.id, report: symptom.source });
    expect(symptom.sample).toContain(causes[0]?.text.replace(/^\uFEFF/, ''));
    expect(causes[0]?.means).not.toContain('{subject}');
    expect(causes[0]?.fix).not.toContain('{subject}');
  });
});

async function explained(symptom: Symptom, kind: LogKind) {
  const { lines, at } = among(symptom.sample);
  const reporter = silentReporter();
  if (kind === 'machine' || kind === 'events')
    return await explain(memoryTree({}), { reporter, machine: lines });
  const path = LOG_OF[kind];
  expect(logKind(path)).toBe(kind);
  const tree = memoryTree(nested(path, file(lines.join('\r\n'))));
  expect((await findLogs(tree)).logs).toMatchObject([{ path, kind }]);
  const explanation = await explain(tree, { reporter });
  const [cause] = explanation.causes;
  const line = cause?.line ?? 0;
  expect(cause?.file).toBe(path);
  expect(line).toBeGreaterThan(at);
  expect(line).toBeLessThanOrEqual(at + symptom.sample.length);
  return explanation;
}

function nested(path: string, node: Node): Nodes {
  const [name = '', ...rest] = path.split('\\').filter((part) => part !== '');
  return { [name]: rest.length === 0 ? node : directory(nested(rest.join('\\'), node)) };
}

test('no entry takes an ordinary line for its own', async () => {
  const { lines } = among([]);
  const reporter = silentReporter();
  for (const path of Object.values(LOG_OF)) {
    const tree = memoryTree(nested(path, file(lines.join('\r\n'))));
    expect((await explain(tree, { reporter, machine: lines })).causes).toEqual([]);
  }
});
