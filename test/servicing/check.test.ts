/** The SHA-1 that a name ends with. */

import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { silentReporter } from '../../src/progress.js';
import { checkUpdates } from '../../src/servicing/index.js';
import { temporaryFolder } from '../support/folder.js';

const at = temporaryFolder();

const packageOf = (file: string, needs: readonly string[] = []) => ({ file, needs, kb: null, title: file });

describe('checkUpdates()', () => {
  const content = Buffer.from('an update');
  const sha1 = createHash('sha1').update(content).digest('hex');
  const whole = at(`windows11.0-kb5068861-x64_${sha1}.msu`);
  const damaged = at(`windows11.0-kb5043080-x64_${'0'.repeat(40)}.msu`);
  const unnamed = at('Microsoft-Windows-Client-Language-Pack_x64_de-de.cab');
  for (const file of [whole, damaged, unnamed]) writeFileSync(file, content);

  test('reads each file once, and says of which nothing is known', async () => {
    const packages = [packageOf(whole), packageOf(unnamed, [whole])];
    expect(await checkUpdates(packages, silentReporter())).toEqual({ checked: 1, unnamed: [unnamed] });
  });

  test('refuses a damaged download, also of a checkpoint', async () => {
    await expect(checkUpdates([packageOf(whole, [damaged])], silentReporter())).rejects.toMatchObject({
      code: 'damaged',
      details: {
        subject: damaged,
        found: `its SHA-1 is ${sha1}`,
        expected: `${'0'.repeat(40)}, which its name ends with`,
      },
    });
  });

  test('stops when it shall', async () => {
    const stop = AbortSignal.abort(new Error('stopped'));
    await expect(checkUpdates([packageOf(whole)], silentReporter(stop))).rejects.toThrow('stopped');
  });
});
