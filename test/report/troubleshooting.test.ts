import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { SYMPTOMS } from '../../src/inspect/index.js';
import { troubleshootingPage } from '../../src/report/index.js';

test('docs/troubleshooting.md is in step with the table: npm run troubleshooting writes it', async () => {
  const page = await readFile('docs/troubleshooting.md', 'utf8');
  expect(page).toBe(troubleshootingPage());
  for (const { id } of SYMPTOMS) expect(page).toContain(`\n### ${id}\n`);
});
