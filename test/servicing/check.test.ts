/** The SHA-1 that a name ends with, and the list of a cabinet, which 7-Zip judges. */

import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { openFile } from '../../src/disk/index.js';
import { silentReporter } from '../../src/progress.js';
import { listCabinet } from '../../src/servicing/cabinet.js';
import { checkUpdates } from '../../src/servicing/index.js';
import { buildCabinet } from '../support/cabinet-writer.js';
import { temporaryFolder } from '../support/folder.js';
import { runPeer, testWith } from '../support/peers.js';

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

async function listed(name: string, bytes: Uint8Array) {
  writeFileSync(at(name), bytes);
  const file = await openFile(at(name));
  try {
    return await listCabinet(file);
  } finally {
    await file.close();
  }
}

describe('listCabinet()', () => {
  const files = {
    'update.mum': 'x'.repeat(70_000),
    'amd64_a\\f\\driver.sys': '',
    'Übersicht.txt': 'ä',
  };

  test.each([0, 6144])('with %d reserved bytes, and with a signature behind it', async (reserved) => {
    const bytes = Buffer.concat([buildCabinet(files, { reserved }), Buffer.from('signature')]);
    expect(await listed('signed.cab', bytes)).toEqual(
      Object.entries(files).map(([name, text]) => ({ name, size: Buffer.byteLength(text) })),
    );
  });

  testWith(['7z'], 'as 7-Zip lists it', async () => {
    const ours = await listed('seven.cab', buildCabinet(files, { reserved: 20 }));
    const text = await runPeer('7z', ['l', '-slt', '-ba', at('seven.cab')]);
    const theirs = [...text.matchAll(/^Path = (.*)\r?\nSize = (\d+)/gm)].map(([, name = '', size]) => ({
      name: name.replaceAll('/', '\\'),
      size: Number(size),
    }));
    expect(theirs).toEqual(ours);
  });

  test.each([
    ['a version of its own', 25, 9, 'unsupported'],
    ['more files than it has bytes', 29, 0xff, 'damaged'],
    ['a list beyond its end', 18, 0x7f, 'damaged'],
    ['a list at its last byte', 28, 9, 'damaged'],
  ])('refuses %s', async (_what, offset, value, code) => {
    const bytes = buildCabinet({ 'update.mum': '' });
    bytes[offset] = value;
    await expect(listed('malformed.cab', bytes)).rejects.toMatchObject({ code });
  });
});
