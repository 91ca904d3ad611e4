/** Releases that lie, lists that others wrote, and places without room. */

import { createHash } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { FactoryError } from '../../src/errors.js';
import { checkRoom } from '../../src/room-left.js';
import { silentReporter } from '../../src/progress.js';
import { fetchRelease, HttpClient, openRelease } from '../../src/release/index.js';
import { answerOf } from '../../src/release/fetch/http-source.js';
import { buildSite, digestOf, makeSite } from '../support/factory.js';
import { temporaryFolder } from '../support/folder.js';

const folder = temporaryFolder();
const ZEROS = '0'.repeat(64);
let published = '';
let other = '';
let runs = 0;

beforeAll(async () => {
  const site = makeSite(folder('site'), 'release: { split: 60 KiB }\n', 8);
  await buildSite(site);
  published = site.out;
  const otherSite = makeSite(folder('other'), '', 2);
  await buildSite(otherSite);
  other = otherSite.out;
});

/** A copy of the release, changed. @returns what is fetched of it, and the message where it is refused */
async function fetched(change: (release: string) => void, ...seeds: readonly string[]) {
  const [release, out] = [folder(`release-${++runs}`), folder(`out-${runs}`)];
  cpSync(published, release, { recursive: true });
  change(release);
  const reporter = silentReporter();
  const work = fetchRelease(await openRelease(release, { env: {} }, reporter), out, { reporter, seeds });
  const message = await work.then(
    () => null,
    (error: unknown) => {
      if (!(error instanceof FactoryError)) throw error;
      return `${error.code}: ${error.message.replaceAll(release, 'RELEASE')}`;
    },
  );
  expect(existsSync(out)).toBe(message === null);
  return { digests: digestOf(out), message };
}

function listed(change: (text: string) => string | Buffer) {
  return (release: string): void => {
    const file = path.join(release, 'SHA256SUMS');
    writeFileSync(file, change(readFileSync(file, 'utf8')));
  };
}

/** The list says of the manifest what it is now. */
function manifested(change: (text: string) => string) {
  return (release: string): void => {
    const file = path.join(release, 'manifest.json');
    const before = readFileSync(file, 'utf8');
    const text = change(before);
    expect(text).not.toBe(before);
    writeFileSync(file, text);
    const digest = createHash('sha256').update(text).digest('hex');
    listed((sums) => sums.replace(/.{64}(?=  manifest\.json)/, digest))(release);
  };
}

test.each<[string, (text: string) => string]>([
  ['line ends of Windows', (text) => text.replaceAll('\n', '\r\n')],
  ['a mark of UTF-8', (text) => `\uFEFF${text}`],
  ['digits in upper case', (text) => text.replace(/^[0-9a-f]+/gm, (digits) => digits.toUpperCase())],
  ['marks of binary files', (text) => text.replaceAll('  ', ' *')],
])('a list with %s is read', async (_, change) => {
  expect(await fetched(listed(change))).toEqual({ digests: digestOf(published), message: null });
});

test.each<[string, (text: string) => string | Buffer, string]>([
  ['../x', (text) => `${text}${ZEROS}  ../x\n`, 'SHA256SUMS:5: '],
  ['/etc/passwd', (text) => `${text}${ZEROS}  /etc/passwd\n`, 'SHA256SUMS:5: '],
  ['C:\\x', (text) => `${text}${ZEROS}  C:\\x\n`, 'SHA256SUMS:5: '],
  ['install.wim:x', (text) => `${text}${ZEROS}  install.wim:x\n`, 'SHA256SUMS:5: '],
  ['itself', (text) => `${text}${ZEROS}  SHA256SUMS\n`, 'SHA256SUMS:5: '],
  ['a file twice', (text) => `${ZEROS}  manifest.json\n${text}`, 'SHA256SUMS:5: manifest.json once more'],
  ['nothing', () => '', 'SHA256SUMS: no manifest.json'],
  ['UTF-16', (text) => Buffer.from(text, 'utf16le'), 'SHA256SUMS:1: '],
  [
    'no end',
    (text) => `${text}${'\n'.repeat(2 ** 20)}`,
    'SHA256SUMS: more than 1.0 MiB, expected 1.0 MiB at most',
  ],
])('a list of %s is refused at once', async (_, change, message) => {
  const found = await fetched(listed(change));
  expect(found.message).toContain(`damaged: RELEASE: ${message}`);
});

test.each<[string, (release: string) => void, RegExp]>([
  [
    'names a part twice',
    manifested((text) => text.replace(/("parts": \[\n)([^]*?\n {6}\},?)\n/, '$1$2\n$2\n')),
    /^damaged: RELEASE: manifest\.json: install\.swm once more, expected each part once/,
  ],
  [
    'says that a part is longer',
    manifested((text) => text.replace(/"size": (\d+)/, (_, size: string) => `"size": ${Number(size) + 5}`)),
    /^damaged: RELEASE.install\.swm: \d+ bytes, expected \d+ at least, as its manifest says/,
  ],
  [
    'says that a part is shorter',
    manifested((text) => text.replace(/"size": (\d+)/, (_, size: string) => `"size": ${Number(size) - 5}`)),
    /^damaged: RELEASE: block 1 of 1 of install\.swm: bytes with another SHA-256, 3 times/,
  ],
  [
    'is of a later version',
    manifested((text) => text.replace('"schemaVersion": 1', '"schemaVersion": 2')),
    /^unsupported: RELEASE: manifest\.json: .* Update image-factory/,
  ],
  [
    'knows nothing of a part',
    (release) => {
      writeFileSync(path.join(release, 'install.wim'), 'x');
      listed((text) => `${text}${createHash('sha256').update('x').digest('hex')}  install.wim\n`)(release);
    },
    /^damaged: RELEASE: manifest\.json: no install\.wim, expected what SHA256SUMS lists/,
  ],
  [
    'is right, and a part is of another release',
    (release) => {
      cpSync(path.join(other, 'install.wim'), path.join(release, 'install2.swm'));
    },
    /^damaged: RELEASE: block 1 of 1 of install2\.swm: bytes with another SHA-256|^damaged: RELEASE.install2\.swm: /,
  ],
  [
    'is right, and a part is cut off',
    (release) => {
      truncateSync(path.join(release, 'install2.swm'), 1000);
    },
    /^damaged: RELEASE.install2\.swm: 1000 bytes, expected \d+ at least, as its manifest says\. Copy the release there again/,
  ],
])('a release whose manifest %s is refused', async (_, change, message) => {
  expect((await fetched(change)).message).toMatch(message);
});

test.each<[string, (text: string) => string]>([
  ['in the same place', (text) => text.replaceAll(/"offset":\d+/g, '"offset":0')],
  ['behind the end', (text) => text.replaceAll(/"offset":\d+/g, '"offset":99999999999')],
  ['in no part', (text) => text.replaceAll(/"part":\d+/g, '"part":99')],
])('a manifest that says that all contents lie %s brings nothing wrong out of a seed', async (_, change) => {
  const { digests, message } = await fetched(manifested(change), published);
  expect(message).toBeNull();
  const { 'manifest.json': __, SHA256SUMS: ___, ...parts } = digests ?? {};
  expect(digestOf(published)).toMatchObject(parts);
});

test('a seed of the right size and with other bytes', async () => {
  const seed = folder('seed');
  cpSync(published, seed, { recursive: true });
  for (const name of readdirSync(seed).filter((file) => file.endsWith('.swm'))) {
    const bytes = readFileSync(path.join(seed, name));
    // Behind the header, before the tables at the end.
    for (let at = 208; at < bytes.length / 2; at += 997) bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(path.join(seed, name), bytes);
  }
  expect(await fetched(() => undefined, seed)).toEqual({ digests: digestOf(published), message: null });
});

test('a web server whose file is shorter is not asked again and again', async () => {
  const server = createServer((_, response) => {
    response.writeHead(206, { 'content-range': 'bytes 0-999/1000' }).end(Buffer.alloc(1000));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/install.swm`;
  const { signal } = silentReporter();
  const response = await new HttpClient({ env: {} }).send({ method: 'GET', url, signal });
  expect(() => answerOf(response, url, { start: 0, end: 2000 }, 'install.swm')).toThrow(
    `${url}: 1000 bytes, expected 2000 at least, as its manifest says. Publish the release again`,
  );
  server.close();
});

test('what does not fit on the disk is told before it is downloaded', async () => {
  await expect(checkRoom(folder(), 2 ** 60, 'for what is downloaded', 'free space')).rejects.toThrow(
    /: .* free, expected .* for what is downloaded\. Free space\.$/,
  );
  await checkRoom(folder(), 1, 'for what is downloaded', 'free space');
});
