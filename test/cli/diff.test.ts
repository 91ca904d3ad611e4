import { beforeAll, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { runCli } from '../support/cli.js';
import { temporaryFolder } from '../support/folder.js';

const inFolder = temporaryFolder();
const [OLD, NEW] = [inFolder('old'), inFolder('new')];

/** A release without its WIM: whoever reads that finds nothing. */
async function release(source: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await runCli(['manifest', source, '--to', `${folder}/manifest.json`]);
  const sha256 = createHash('sha256')
    .update(readFileSync(`${folder}/manifest.json`))
    .digest('hex');
  writeFileSync(`${folder}/SHA256SUMS`, `${'0'.repeat(64)}  install.wim\n${sha256}  manifest.json\n`);
}

beforeAll(async () => {
  mkdirSync(`${OLD}/Windows/Fonts`, { recursive: true });
  writeFileSync(`${OLD}/Windows/Fonts/a.ttf`, 'old');
  cpSync(OLD, NEW, { recursive: true });
  writeFileSync(`${NEW}/Windows/Fonts/a.ttf`, 'newer');
  await release(OLD, inFolder('store/v1'));
  await release(NEW, inFolder('store/v2'));
});

test('compares releases by their manifests alone, of a folder and of a web server', async () => {
  const asked: string[] = [];
  const server = createServer(({ url = '' }, response) => {
    asked.push(url);
    response.end(readFileSync(inFolder('store', url.slice(1))));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const { port } = server.address() as AddressInfo;
    const web = `http://127.0.0.1:${port}/v2/`;
    const { stdout, stderr } = await runCli(['diff', `${inFolder('store')}@v1`, web, '--json']);
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toMatchObject({
      from: inFolder('store/v1'),
      to: web,
      newContents: { contents: 1, bytes: 5, stored: null },
      groups: [{ title: 'Fonts', things: [{ name: 'a.ttf', kind: 'changed', download: { bytes: 5 } }] }],
      changes: [{ kind: 'changed', path: '\\Windows\\Fonts\\a.ttf' }],
    });
    expect(asked).toEqual(['/v2/SHA256SUMS', '/v2/manifest.json']);
  } finally {
    server.close();
  }
});

test('a release that is not there is named, and so is a manifest that is not what was published', async () => {
  const missing = await runCli(['diff', `${inFolder('store')}@v3`, NEW]);
  expect(missing.status).toBe(2);
  expect(missing.stderr).toContain(`no folder ${inFolder('store/v3')}, expected one of its releases: v2, v1`);
  cpSync(inFolder('store/v1'), inFolder('store/bad'), { recursive: true });
  writeFileSync(inFolder('store/bad/manifest.json'), '{}');
  const wrong = await runCli(['diff', `${inFolder('store')}@bad`, NEW]);
  expect(wrong.status).toBe(3);
  expect(wrong.stderr).toContain('manifest.json: bytes with another SHA-256, 3 times');
});

interface Changed {
  readonly path: string;
}

/** Where the reference disk has links. */
function isNoLink({ path: file }: Changed): boolean {
  return !/^\\(Documents and Settings|Users\\(All Users|Default User))$/.test(file);
}

test('between any two of the five kinds it finds the same, and what an image of an archive stores', async () => {
  const disk = path.resolve('examples', 'quickstart', 'reference.vhdx');
  const [wim, set, plain, store] = [inFolder('a.wim'), inFolder('set'), inFolder('plain'), inFolder('kinds')];
  await runCli(['capture', disk, wim, '--name', 'a']);
  await runCli(['split', wim, '--to', set, '--size', '100KiB']);
  await runCli(['apply', disk, plain]);
  await release(wim, `${store}/v1`);
  const kinds = [disk, `${wim}#1`, plain, `${store}@v1`, `${set}/a.swm#a`, `${store}/v1/manifest.json`];
  for (const [at, kind] of kinds.entries()) {
    const other = kinds[(at + 1) % kinds.length] ?? '';
    const { status, stdout, stderr } = await runCli(['diff', kind, other, '--exit-code', '--json']);
    const { newContents, changes } = JSON.parse(stdout) as { newContents: object; changes: Changed[] };
    // Links of a directory of this host are applied to where they are, but for them nothing differs.
    const left = kind === plain || other === plain ? changes.filter(isNoLink) : changes;
    expect([kind, status === 0 || left.length < changes.length, left, stderr.includes('error')]).toEqual([
      kind,
      true,
      [],
      false,
    ]);
    if (kind !== plain && other !== plain) expect(newContents).toMatchObject({ contents: 0 });
  }
  const stored = async (to: string) =>
    (JSON.parse((await runCli(['diff', inFolder('old'), to, '--json'])).stdout) as { newContents: unknown })
      .newContents;
  const whole = await stored(`${store}@v1`);
  expect(whole).toMatchObject({ stored: expect.any(Number) });
  expect(await stored(`${wim}#1`)).toEqual(whole);
  expect(await stored(`${set}/a.swm#1`)).toEqual(whole);
});

test('prints Markdown, writes a page, and refuses two forms at once', async () => {
  const page = inFolder('pages/diff.html');
  const { stdout: table } = await runCli(['diff', OLD, NEW, '--html', page]);
  expect(table).toContain('~ a.ttf');
  expect(readFileSync(page, 'utf8')).toMatch(/^<!doctype html>[^]*"n":"a\.ttf"[^]*<\/html>\n$/);
  const { stdout } = await runCli(['diff', OLD, NEW, '--markdown']);
  expect(stdout).toContain('| ~ | a.ttf | 1 | 5 bytes | 3 bytes |');
  const both = await runCli(['diff', OLD, NEW, '--markdown', '--json']);
  expect(both.status).toBe(2);
  expect(both.stderr).toContain('--json and --markdown, expected one of them');
});

test('lists the first files, and all of them when asked to', async () => {
  mkdirSync(inFolder('many'));
  for (let at = 0; at < 130; at++) writeFileSync(inFolder('many', `file ${at}`), `content ${at}`);
  mkdirSync(inFolder('none'));
  const some = await runCli(['diff', inFolder('none'), inFolder('many'), '--exit-code']);
  expect(some.status).toBe(1);
  expect(some.stdout).toContain('  and 110 more\n');
  expect(some.stdout).toContain('  and 30 more\n');
  const all = await runCli(['diff', inFolder('none'), inFolder('many'), '--all']);
  expect(all.status).toBe(0);
  expect(all.stdout).not.toContain('more');
  expect(all.stdout.match(/^\+ \\file \d+ /gm)).toHaveLength(130);
});
