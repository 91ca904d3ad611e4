import { expect, test } from '@jest/globals';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { BaseUses, sweepBases, type BaseLimits } from '../../src/factory/bases.js';
import type { MadeDisk } from '../../src/factory/journal.js';
import { silentReporter } from '../../src/progress.js';
import { temporaryFolder } from '../support/folder.js';

const folder = temporaryFolder();

let users = 0;

/** Takes the base called `name`. @returns its folder, and whether it was there */
async function take(
  work: string,
  uses: BaseUses,
  name: string,
  limits?: BaseLimits,
  bytes = 1000,
  parent: MadeDisk | null = null,
): Promise<{ folder: string; reused: boolean; disk: MadeDisk; record: unknown }> {
  const { disk, reused, record } = await uses.take({
    work,
    inputs: { name },
    parent,
    suffix: '.vhdx',
    user: `build-${users++}`,
    reporter: silentReporter(),
    ...(limits === undefined ? {} : { limits }),
    make() {
      const made = path.join(work, `made-${name}`);
      mkdirSync(work, { recursive: true });
      writeFileSync(made, name.repeat(bytes / name.length));
      return Promise.resolve({ path: made, record: { made: name } });
    },
  });
  return { folder: path.dirname(disk.path), reused, disk, record };
}

const basesIn = (work: string) =>
  readdirSync(path.join(work, 'bases')).filter((name) => !name.endsWith('.lock')).length;

/** Makes it look as if it was used that many days ago. */
function age(base: string, days: number): void {
  const time = new Date(Date.now() - days * 86_400_000);
  utimesSync(path.join(base, 'base.json'), time, time);
}

test('the least recently used base goes when there are too many', async () => {
  const work = folder('count');
  const uses = new BaseUses();
  const limits = { count: 2, bytes: 1e9 };
  const one = await take(work, uses, 'a', limits);
  const two = await take(work, uses, 'b', limits);
  await uses.release();
  age(one.folder, 3);
  age(two.folder, 1);
  const three = await take(work, uses, 'c', limits);
  expect([existsSync(one.folder), existsSync(two.folder), existsSync(three.folder)]).toEqual([
    false,
    true,
    true,
  ]);
  expect((await take(work, uses, 'b', limits)).reused).toBe(true);
  await uses.release();
});

test('bases together take no more than the limit, but for what is in use', async () => {
  const work = folder('bytes');
  const uses = new BaseUses();
  const limits = { count: 10, bytes: 20_000 };
  for (const name of ['a', 'b', 'c']) await take(work, uses, name, limits, 10_000);
  expect(basesIn(work)).toBe(3);
  await uses.release();
  await take(work, uses, 'd', limits, 10_000);
  expect(basesIn(work)).toBe(1);
  await uses.release();
});

test('a base that a kept machine needs is never removed', async () => {
  const work = folder('kept');
  const uses = new BaseUses();
  const one = await take(work, uses, 'a');
  const [mark = ''] = await uses.keep();
  expect(path.dirname(mark)).toBe(path.join(one.folder, 'uses'));
  await uses.release();
  await take(work, uses, 'b', { count: 1, bytes: 1e9 });
  expect(existsSync(one.folder)).toBe(true);
  await uses.release();
});

test('what a killed process left of a base is swept, and a whole one is not', async () => {
  const work = folder('sweep');
  const uses = new BaseUses();
  const whole = await take(work, uses, 'a');
  const half = path.join(work, 'bases', 'half');
  mkdirSync(half);
  writeFileSync(path.join(half, 'base.vhdx'), 'half');
  expect(await sweepBases(work, true)).toEqual([half]);
  expect(existsSync(half)).toBe(true);
  expect(await sweepBases(work, false)).toEqual([half]);
  expect([existsSync(half), existsSync(whole.folder)]).toEqual([false, true]);
  await uses.release();
});

test('a base whose disk is not as long as it was is made again', async () => {
  const work = folder('cut');
  const uses = new BaseUses();
  const { folder: base } = await take(work, uses, 'a');
  await uses.release();
  truncateSync(path.join(base, 'base.vhdx'), 10);
  expect((await take(work, uses, 'a')).reused).toBe(false);
  expect(statSync(path.join(base, 'base.vhdx')).size).toBe(1000);
  await uses.release();
});

test('two that want the same base at once make it once', async () => {
  const work = folder('twice');
  const [one, two] = [new BaseUses(), new BaseUses()];
  const both = await Promise.all([take(work, one, 'a'), take(work, two, 'a')]);
  expect(both.filter(({ reused }) => reused)).toHaveLength(1);
  await one.release();
  await two.release();
});

test('a base on another one goes with it, and says later what it said when it was made', async () => {
  const work = folder('child');
  const uses = new BaseUses();
  const parent = await take(work, uses, 'a');
  const onParent = (of = parent.disk) => take(work, uses, 'b', undefined, 1000, of);
  const child = await onParent();
  expect([child.reused, child.record]).toEqual([false, { made: 'b' }]);
  expect(await onParent()).toMatchObject({ reused: true, record: { made: 'b' }, disk: child.disk });
  // The same content, made again, is another disk.
  expect(await onParent({ ...parent.disk, modified: '1' })).toMatchObject({ reused: false });
  await onParent();
  await uses.release();
  age(parent.folder, 3);
  // Nothing else is too much: the child is whole, but its parent is not there.
  await take(work, uses, 'c', { count: 2, bytes: 1e9 });
  expect([existsSync(parent.folder), existsSync(child.folder)]).toEqual([false, false]);
  await uses.release();
});
