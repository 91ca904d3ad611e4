import { stat } from 'node:fs/promises';
import path from 'node:path';
import { countOf, formatBytes } from '../../bytes/index.js';
import { CodecPool } from '../../codec/index.js';
import { FactoryError } from '../../errors.js';
import { mergeReleases } from '../../factory/index.js';
import { SUMS_NAME } from '../../release/index.js';
import type { Invocation } from '../command.js';
import { sizeOption } from '../size.js';
import { threadsOf } from '../threads.js';
import { takeImages } from '../wim-images.js';

/** `merge WIM#IMAGE... --to OUT.wim`: images of several archives in one, each content once; or release folders. */
export async function run(invocation: Invocation): Promise<number> {
  const { positionals } = invocation;
  const areReleases = await Promise.all(positionals.map(isRelease));
  if (areReleases.includes(true)) return mergeFolders(invocation, areReleases.indexOf(false));
  const options = ['name', 'tag', 'size'].filter((option) => invocation.text(option) !== null);
  if (options.length > 0) throw notOf(`--${options[0]}`, 'archives', 'release folders');
  const out = invocation.text('to') ?? '';
  return takeImages(positionals, out, invocation, { append: null, name: null });
}

async function mergeFolders(invocation: Invocation, other: number): Promise<number> {
  const { positionals, reporter, json } = invocation;
  if (other !== -1) throw notOf(positionals[other] ?? '', 'a merge of releases', 'a release folder');
  for (const option of ['compress', 'level'])
    if (invocation.text(option) !== null) throw notOf(`--${option}`, 'releases', 'archives');
  const out = invocation.text('to') ?? '';
  const [name, tag] = [invocation.text('name'), invocation.text('tag')];
  if (name === null || !/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name)) {
    throw new FactoryError('usage', {
      subject: '--name',
      found: name === null ? 'is missing' : `"${name}"`,
      expected: 'the name of the release: letters, digits, ".", "_" and "-"',
    });
  }
  const pool = new CodecPool(threadsOf(invocation));
  try {
    const { archive, version, ...made } = await mergeReleases(positionals, out, {
      name,
      ...(tag === null ? {} : { tag }),
      split: sizeOption(invocation),
      pool,
      reporter,
    });
    const { images, storedBytes, copiedBytes } = archive;
    if (json) {
      const result = { release: out, name, version, ...made, images, storedBytes, copiedBytes };
      await invocation.write(`${JSON.stringify(result, null, 2)}\n`);
      return 0;
    }
    const copied = `${formatBytes(copiedBytes)} of ${formatBytes(storedBytes)} copied as they are`;
    reporter.info(`${out}: ${name} ${version}, ${countOf(images.length, 'image')}, ${copied}`);
    return 0;
  } finally {
    await pool.close();
  }
}

async function isRelease(place: string): Promise<boolean> {
  return (await stat(path.join(place, SUMS_NAME)).catch(() => null)) !== null;
}

function notOf(subject: string, found: string, expected: string): FactoryError {
  return new FactoryError('usage', { subject, found: `is not for ${found}`, expected });
}
