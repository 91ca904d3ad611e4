import { expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { HEADER_SIZE } from '../../src/wim/format.js';
import { IntegrityHash, readIntegrityTable } from '../../src/wim/integrity.js';
import { OutputFile } from '../../src/wim/output-file.js';
import { temporaryFolder } from '../support/folder.js';

const COVERED = 10 << 20;
const at = temporaryFolder();

function bytes(length: number, seed: number): Buffer {
  const made = Buffer.alloc(length);
  for (let position = 0; position < length; position += 4093) made[position] = position + seed;
  return made;
}

test('what is written is hashed on the way, also what was there before, patched or taken back', async () => {
  const name = at('out.bin');
  const before = 3_000_000;
  writeFileSync(name, bytes(before, 1));
  const handle = await open(name, 'r+');
  const out = new OutputFile(handle, before, { integrity: new IntegrityHash() });
  await out.release();
  await out.append(bytes(9_000_000, 2));
  await out.append(bytes(100, 3));
  out.hold();
  const held = out.position;
  await out.append(Buffer.alloc(4000));
  await out.append(bytes(11_000_000, 4));
  await out.patch(held, bytes(4000, 5));
  await out.rewind(out.position - 1_000_000);
  await out.release();
  await out.append(bytes(700_000, 6));
  const end = out.position;
  const table = out.takeIntegrityTable()!;
  await out.append(bytes(50, 7));
  expect(out.takeIntegrityTable()).toBeNull();
  await out.finish();
  await handle.close();

  const file = readFileSync(name);
  expect(file.length).toBe(end + 50);
  const expected: string[] = [];
  for (let position = HEADER_SIZE; position < end; position += COVERED) {
    const part = file.subarray(position, Math.min(position + COVERED, end));
    expected.push(createHash('sha1').update(part).digest('hex'));
  }
  const { covered, hashes } = readIntegrityTable(table, end, 'out.bin');
  expect(covered).toBe(COVERED);
  expect(hashes.map((hash) => Buffer.from(hash).toString('hex'))).toEqual(expected);
  expect(expected).toHaveLength(3);
});

test('nothing is hashed where nobody asks for it', async () => {
  const handle = await open(at('plain.bin'), 'w+');
  const out = new OutputFile(handle, HEADER_SIZE);
  await out.append(bytes(100, 1));
  await out.release();
  expect(out.takeIntegrityTable()).toBeNull();
  await handle.close();
});

test('what the disk refuses meanwhile is told at the end', async () => {
  const handle = await open(at('refused.bin'), 'w+');
  const refusal = Object.assign(new Error('refused'), { code: 'EIO' });
  handle.datasync = () => Promise.reject(refusal);
  const out = new OutputFile(handle, 0);
  await out.append(bytes(17 << 20, 1));
  await expect(out.finish()).rejects.toBe(refusal);
  await handle.close();
});
