/** How much memory the command line takes for a directory of 200,000 files, all of a process with its threads. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { beforeAll, expect, test } from '@jest/globals';
import { temporaryFolder } from '../support/folder.js';
import { peakOf } from '../support/peak.js';

const DIRECTORIES = 2000;
const FILES = 100;
/** Of the process at its largest, in MB. */
const LIMIT = 500;

const at = temporaryFolder();
const WIM = at('many.wim');

beforeAll(() => {
  for (let directory = 0; directory < DIRECTORIES; directory++) {
    const folder = at('many', `directory ${directory}`);
    mkdirSync(folder, { recursive: true });
    for (let file = 0; file < FILES; file++) {
      writeFileSync(`${folder}/file ${file} of many.dll`, `content ${directory} ${file} `.repeat(20));
    }
  }
});

test('capture, capture on a base and manifest of 200,000 files stay under 500 MB', async () => {
  const options = ['--compress', 'xpress', '--threads', '2'];
  const peaks: Record<string, number> = {
    capture: await peakOf(['capture', at('many'), WIM, ...options]),
    manifest: await peakOf(['manifest', WIM, '--to', at('many.json')]),
  };
  for (let directory = 0; directory < DIRECTORIES; directory++)
    writeFileSync(
      at('many', `directory ${directory}`, 'file 7 of many.dll'),
      `changed ${directory} `.repeat(20),
    );
  peaks['capture --base'] = await peakOf(['capture', at('many'), at('based.wim'), '--base', WIM, ...options]);
  for (const [command, peak] of Object.entries(peaks)) {
    expect([command, peak > 50 && peak < LIMIT, peak]).toEqual([command, true, peak]);
  }
});
