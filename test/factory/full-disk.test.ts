import { afterAll, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { FactoryError } from '../../src/errors.js';
import { buildSite, digestOf, leftIn, makeSite } from '../support/factory.js';
import { temporaryFolder } from '../support/folder.js';

const mounted: string[] = [];
// Before the folder they lie in is removed.
afterAll(() => {
  for (const place of mounted) execFileSync('umount', [place]);
});
const folder = temporaryFolder();

/** @returns null where this account may not mount */
function smallDisk(name: string, kibibytes: number): string | null {
  const place = folder(name);
  mkdirSync(place);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kibibytes}k`, 'tmpfs', place], { stdio: 'ignore' });
  } catch {
    return null;
  }
  mounted.push(place);
  return place;
}

const work = smallDisk('small-work', 256);
const shelf = smallDisk('small-shelf', 256);
function testOnSmallDisk(name: string, body: () => Promise<void>): void {
  if (work !== null && shelf !== null) test(name, body);
  else test.skip(`${name} [skipped: this account may not mount a tmpfs]`, body);
}

async function refusal(building: Promise<unknown>): Promise<FactoryError> {
  const error = await building.catch((reason: unknown) => reason);
  if (!(error instanceof FactoryError)) throw new Error('nothing was refused', { cause: error });
  return error;
}

testOnSmallDisk(
  'a full disk under the work directory: one message, and nothing but the journal stays',
  async () => {
    const site = makeSite(folder('work-full'), 'capture: { compression: none }\n');
    const error = await refusal(buildSite(site, { work: work ?? '' }));
    expect([error.code, error.exitStatus]).toEqual(['no-space', 4]);
    expect(error.message).toMatch(
      /install\.wim: no space is left on the device\. Free space or choose another place/,
    );
    expect(leftIn(work ?? '')).toEqual(['journal.jsonl']);
    expect(existsSync(site.out)).toBe(false);
  },
);

testOnSmallDisk(
  'a full disk under the release: the older one stays, nothing half-made does, and --resume goes on elsewhere',
  async () => {
    const site = makeSite(folder('out-full'), 'capture: { compression: none }\n');
    const out = path.join(shelf ?? '', 'release');
    const error = await refusal(buildSite(site, { out }));
    expect([error.code, error.exitStatus]).toEqual(['no-space', 4]);
    expect(readdirSync(shelf ?? '')).toEqual([]);
    const summary = await buildSite(site, { resume: true });
    expect(summary.stations.find(({ name }) => name === 'capture')?.state).toBe('reused');
    const resumed = digestOf(site.out);
    await buildSite(site);
    expect(digestOf(site.out)).toEqual(resumed);
  },
);
