import { expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { buildSite, digestOf, leftIn, makeSite, type Site } from '../support/factory.js';
import { temporaryFolder } from '../support/folder.js';
import { seededRandom } from '../support/shapes.js';

const folder = temporaryFolder();
const script = fileURLToPath(new URL('../support/run-build.js', import.meta.url));

/** @param after milliseconds until SIGKILL; null: it may end @returns whether it was killed, and how long it ran */
async function runBuild(
  site: Site,
  after: number | null,
): Promise<{ killed: boolean; milliseconds: number }> {
  const started = performance.now();
  const child = spawn(process.execPath, [script, site.definition, JSON.stringify(site.options)], {
    stdio: 'ignore',
  });
  const ended = once(child, 'exit');
  if (after !== null) {
    await Promise.race([ended, sleep(after)]);
    child.kill('SIGKILL');
  }
  const [code, signal] = (await ended) as [number | null, string | null];
  if (signal === null) expect(code).toBe(0);
  return { killed: signal === 'SIGKILL', milliseconds: performance.now() - started };
}

function setVersion(site: Site, version: string): void {
  writeFileSync(
    site.definition,
    `name: demo\nversion: "${version}"\ncreated: 2026-11-23\nsource: { directory: ./source }\ncapture: { level: fast }\n`,
  );
}

test('killed at 20 moments, the old release is intact, the next build cleans up, and gives the bytes of an undisturbed one', async () => {
  const site = makeSite(folder('kill'), '', 40);
  setVersion(site, '0');
  await buildSite(site);
  const older = digestOf(site.out);
  cpSync(site.out, folder('older'), { recursive: true });
  setVersion(site, '1');
  const { milliseconds } = await runBuild(site, null);
  const undisturbed = digestOf(site.out);
  expect(undisturbed).not.toEqual(older);

  const random = seededRandom(20);
  for (let moment = 0; moment < 20; moment++) {
    // A machine that is quicker now may be done before the moment: then an earlier one is taken.
    let after = (milliseconds * (moment + random(1000) / 1000)) / 20;
    do {
      rmSync(site.out, { recursive: true });
      cpSync(folder('older'), site.out, { recursive: true });
      after *= 0.9;
    } while (!(await runBuild(site, after)).killed);

    expect([older, undisturbed]).toContainEqual(digestOf(release(site)));
    const summary = await buildSite(site, { resume: moment % 2 === 0 });
    expect(summary.version).toBe('1');
    expect(digestOf(site.out)).toEqual(undisturbed);
    expect(leftIn(site.work)).toEqual(['journal.jsonl']);
    expect(readdirSync(site.folder).toSorted()).toEqual(['image.yml', 'release', 'source', 'work']);
  }
});

/** Between the two renames of a replacement the release lies beside its name; the next build puts it back. */
function release(site: Site): string {
  const names = readdirSync(site.folder);
  const retired = names.find((name) => name.startsWith('.release.') && name.endsWith('.old'));
  return retired === undefined || names.includes('release') ? site.out : path.join(site.folder, retired);
}

test('killed between the renames of a replacement, the next build starts from the old release', async () => {
  const site = makeSite(folder('renames'));
  await buildSite(site);
  const older = digestOf(site.out);
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await once(child, 'exit');
  renameSync(site.out, path.join(site.folder, `.release.${child.pid}-00000001.old`));
  writeFileSync(site.definition, 'name: demo\nsource: { wim: ./source }\n');
  await expect(buildSite(site)).rejects.toThrow('expected what the key source.wim names');
  expect(digestOf(site.out)).toEqual(older);
  expect(readdirSync(site.folder).toSorted()).toEqual(['image.yml', 'release', 'source', 'work']);
});
