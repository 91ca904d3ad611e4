import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, beforeEach, expect, test } from '@jest/globals';
import { readManifest } from '../../src/manifest/index.js';
import { silentReporter } from '../../src/progress.js';
import { fetchRelease, openRelease, type Fetched } from '../../src/release/index.js';
import { runCli } from '../support/cli.js';
import { buildSite, digestOf, makeSite, type Site } from '../support/factory.js';
import { temporaryFolder } from '../support/folder.js';
import { seededRandom } from '../support/shapes.js';

/** A disk with a Windows, and last month's image is of it. */
const DISK = path.resolve('examples', 'quickstart', 'reference.vhdx');
const folder = temporaryFolder();
/** This month's tree: that of the disk with one file in seven changed, and large files that the disk lacks. */
let tree = '';
/** Last month's, as a directory: with the large files. */
let directory = '';
let changed = 0;
/** SHA-1 of what the disk has. */
let onDisk: ReadonlySet<string> = new Set();
let site: Site;
let out = '';
let runs = 0;
const told: string[] = [];
const reporter = {
  ...silentReporter(),
  info: (text: string) => told.push(text),
  warn: (text: string) => told.push(text),
};

beforeAll(async () => {
  directory = folder('last-month');
  mkdirSync(directory);
  const { status, stderr } = await runCli(['apply', DISK, directory]);
  expect([status, stderr.includes('error')]).toEqual([0, false]);
  onDisk = contentsOf(directory);
  writeFileSync(path.join(directory, 'noise.bin'), noise(3_000_000));
  writeFileSync(path.join(directory, 'words.txt'), words(5_000_000));
  tree = folder('this-month', 'source');
  cpSync(directory, tree, { recursive: true });
  const names = readdirSync(tree, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const [at, { parentPath, name }] of names.entries()) {
    if (at % 7 !== 0 || /\.(bin|txt)$/.test(name)) continue;
    writeFileSync(path.join(parentPath, name), `changed ${at} ${words(at)}`);
    changed++;
  }
  site = await release('lzx', 'capture: { compression: lzx, level: normal }\nrelease: { split: 1500 KiB }\n');
});

beforeEach(() => {
  out = folder(`out-${++runs}`);
  told.length = 0;
});

function noise(size: number): Buffer {
  const random = seededRandom(3);
  return Buffer.from(Array.from({ length: size }, () => random(256)));
}

function words(size: number): string {
  const random = seededRandom(5);
  let text = '';
  while (text.length < size) text += `${random(50_000).toString(36)} `;
  return text.slice(0, size);
}

/** The first half of its contents is of no use any more. */
function damage(wim: string): void {
  const bytes = readFileSync(wim);
  for (let at = 1000; at < bytes.length / 2; at += 500) bytes[at] = (bytes[at] ?? 0) ^ 0x55;
  writeFileSync(wim, bytes);
}

async function release(name: string, more: string): Promise<Site> {
  const made = makeSite(folder(name), '', 0);
  writeFileSync(
    made.definition,
    `name: demo\nversion: "2"\ncreated: 2026-11-23\nsource: { directory: ${tree} }\n${more}`,
  );
  await buildSite(made);
  return made;
}

async function fetchWith(seeds: readonly string[], from = site.out): Promise<Fetched> {
  const source = await openRelease(from, { env: {} }, reporter);
  const fetched = await fetchRelease(source, out, { seeds, reporter });
  expect(digestOf(out)).toEqual(digestOf(from));
  expect(readdirSync(folder()).filter((name) => name.includes('.fetch'))).toEqual([]);
  return fetched;
}

/** SHA-1 of every file. */
function contentsOf(tree: string): Set<string> {
  const files = readdirSync(tree, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Set(
    files.map(({ parentPath, name }) =>
      createHash('sha1')
        .update(readFileSync(path.join(parentPath, name)))
        .digest('hex'),
    ),
  );
}

/** Bytes that contents of a release take, of these those that `seed` has not, and all others. */
async function bytesOf(
  from: string,
  seed: ReadonlySet<string> = new Set(),
): Promise<{ contents: number; missing: number; raw: number; others: number }> {
  const manifest = await readManifest(path.join(from, 'manifest.json'));
  let [contents, missing, raw] = [0, 0, 0];
  for await (const { sha1, size, stored = 0 } of manifest.blobs()) {
    contents += stored;
    if (!seed.has(sha1)) missing += stored;
    if (size === stored) raw += stored;
  }
  const all = readdirSync(from).reduce((sum, name) => sum + readFileSync(path.join(from, name)).length, 0);
  return { contents, missing, raw, others: all - contents };
}

test("a disk with last month's image: its contents are compressed again, and the release is the published one", async () => {
  expect(changed).toBeGreaterThan(50);
  const { bytesDownloaded, bytesReused, bytesRecompressed } = await fetchWith([DISK]);
  const { contents, missing, others } = await bytesOf(site.out, onDisk);
  expect(bytesRecompressed).toBeGreaterThan(100_000);
  expect(bytesReused).toBeGreaterThanOrEqual(bytesRecompressed);
  expect(bytesReused).toBe(contents - missing);
  expect(bytesDownloaded).toBeGreaterThanOrEqual(missing);
  expect(bytesDownloaded).toBeLessThanOrEqual(1.01 * missing + others);
  expect(told).toEqual([]);
});

test('a directory with a Windows, and large files: only what changed is downloaded', async () => {
  const { bytesDownloaded, bytesRecompressed, bytesReused } = await fetchWith([directory]);
  const { contents, missing, raw, others } = await bytesOf(site.out, contentsOf(directory));
  expect(bytesReused - bytesRecompressed).toBeGreaterThan(3_000_000 - 1);
  expect(raw).toBeGreaterThan(3_000_000 - 1);
  expect(bytesDownloaded).toBeLessThanOrEqual(1.01 * missing + others);
  expect(bytesDownloaded).toBeGreaterThanOrEqual(missing);
  expect(missing).toBeLessThan(contents / 10);
});

test('an archive that was compressed at another level, and the command that says so', async () => {
  const fast = await release('fast', 'capture: { compression: lzx, level: fast }\n');
  const args = ['fetch', site.out, '--to', out, '--seed', path.join(fast.out, 'install.wim')];
  const { status, stdout, stderr } = await runCli(args);
  expect([status, stdout]).toEqual([0, `${path.join(out, 'install.swm')}\n`]);
  expect(stderr).toMatch(/from seeds \(.* of it compressed again\)/);
  expect(digestOf(out)).toEqual(digestOf(site.out));
  rmSync(out, { recursive: true });
  const { bytesDownloaded } = await fetchWith([fast.out]);
  expect(bytesDownloaded).toBeLessThanOrEqual((await bytesOf(site.out)).others * 1.05);
  rmSync(out, { recursive: true });
  damage(path.join(fast.out, 'install.wim'));
  const { bytesDownloaded: more, bytesRecompressed } = await fetchWith([fast.out]);
  expect(more).toBeGreaterThan(bytesDownloaded);
  expect(bytesRecompressed).toBeGreaterThan(100_000);
  expect(told).toContainEqual(
    expect.stringMatching(/^\d+ contents? of seeds could not be read: they are downloaded$/),
  );
});

test('what is stored as it is needs no encoder', async () => {
  const none = await release('none', 'capture: { compression: none }\n');
  const { bytesDownloaded, bytesReused, bytesRecompressed } = await fetchWith([directory], none.out);
  expect(bytesRecompressed).toBe(0);
  expect(bytesReused).toBeGreaterThan(8_000_000);
  expect(bytesDownloaded).toBeLessThan((await bytesOf(none.out)).contents - bytesReused + 3_000_000);
  expect(told).toEqual([]);
});

test('a release of another encoder is downloaded, and that is told', async () => {
  const other = folder('other');
  cpSync(site.out, other, { recursive: true });
  const file = path.join(other, 'manifest.json');
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace('image-factory lzx/1 normal', 'image-factory lzx/0 normal'));
  const digest = createHash('sha256').update(readFileSync(file)).digest('hex');
  const sums = readFileSync(path.join(other, 'SHA256SUMS'), 'utf8');
  writeFileSync(path.join(other, 'SHA256SUMS'), sums.replace(/.{64}(?=  manifest\.json)/, digest));
  const { bytesReused, bytesRecompressed } = await fetchWith([directory], other);
  expect([bytesRecompressed, bytesReused > 2_999_999]).toEqual([0, true]);
  expect(told).toEqual([
    `${other}: it was compressed by "image-factory lzx/0 normal", which this version cannot repeat: what files of seeds hold is downloaded, but for what is stored as it is`,
  ]);
});
