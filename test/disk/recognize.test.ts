/** What people give instead of a disk, and what they are told. */

import { describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { convert, errorOf, writeSparseRaw } from '../support/disk-images.js';
import { temporaryFolder } from '../support/folder.js';
import { runPeer, testWith } from '../support/peers.js';

const file = temporaryFolder();

describe('is refused by its name, with what to do next', () => {
  const files: [string, (bytes: Buffer) => void, RegExp][] = [
    [
      'a WIM archive',
      (bytes) => bytes.write('MSWIM\0\0\0', 0, 'latin1'),
      /a WIM archive, .* Name one of its images: .*#1/,
    ],
    [
      'an ISO image',
      (bytes) => bytes.write('CD001', 0x8001),
      /an ISO image, .*the install\.wim of this medium/,
    ],
    ['a UDF image', (bytes) => bytes.write('BEA01', 0x8001), /a UDF image, /],
    ['a ZIP archive', (bytes) => bytes.write('PK\x03\x04', 0, 'latin1'), /a ZIP archive, .*Unpack it first/],
    ['a gzip file', (bytes) => bytes.write('\x1f\x8b', 0, 'latin1'), /a gzip file, /],
    [
      'a text',
      (bytes) => bytes.write('# a definition'),
      /neither a disk header nor a partition table nor a file system/,
    ],
    ['a file of zeros', () => {}, /neither a disk header nor a partition table nor a file system/],
  ];
  for (const [name, write, says] of files) {
    test(name, async () => {
      const bytes = Buffer.alloc(40_000);
      write(bytes);
      writeFileSync(file('given'), bytes);
      const error = await errorOf(file('given'));
      expect(error.message).toMatch(says);
      expect([error.code, error.exitStatus]).toEqual(['unsupported', 3]);
    });
  }

  test('an ISO image that has a partition table too', async () => {
    const bytes = Buffer.alloc(40_000);
    bytes.writeUInt16LE(0xaa55, 510);
    bytes.write('CD001', 0x8001);
    writeFileSync(file('hybrid.iso'), bytes);
    expect((await errorOf(file('hybrid.iso'))).details.found).toBe('an ISO image');
  });

  for (const [format, name] of [
    ['qcow2', 'a QCOW2 disk'],
    ['vmdk', 'a VMDK disk'],
    ['vdi', 'a VDI disk'],
    ['qed', 'a QED disk'],
    ['parallels', 'a Parallels disk'],
  ] as const) {
    testWith(['qemu-img'], `${name}, whatever it is called`, async () => {
      const path = file(`${format}.vhdx`);
      await runPeer('qemu-img', ['create', '-q', '-f', format, path, '1M']);
      expect((await errorOf(path)).message).toBe(
        `${path}: ${name}, expected a VHDX, VHD or raw disk image. ` +
          `Convert it first: qemu-img convert -O vhdx ${path} disk.vhdx.`,
      );
    });
  }

  test('an empty file', async () => {
    writeFileSync(file('empty.vhdx'), '');
    expect((await errorOf(file('empty.vhdx'))).message).toMatch(/an empty file, .*Fetch or make it again/);
  });

  test('a file of one byte', async () => {
    writeFileSync(file('one'), 'x');
    expect((await errorOf(file('one'))).code).toBe('unsupported');
  });

  test('a directory', async () => {
    mkdirSync(file('folder'));
    expect((await errorOf(file('folder'))).toJSON()).toMatchObject({
      code: 'usage',
      expected: 'the file of a disk image: VHDX, VHD or raw',
    });
  });

  const onUnix = process.platform === 'win32' ? test.skip : test;
  onUnix('a pipe, without waiting for somebody to write into it', async () => {
    execFileSync('mkfifo', [file('pipe')]);
    expect((await errorOf(file('pipe'))).toJSON()).toMatchObject({
      code: 'usage',
      found: 'a pipe, socket or character device',
    });
  });

  test('a path that does not exist', async () => {
    expect((await errorOf(file('missing.vhdx'))).toJSON()).toMatchObject({
      code: 'not-found',
      message: `${file('missing.vhdx')}: does not exist. Check the path.`,
    });
  });
});

testWith(['qemu-img'], 'a raw image that is called .vhdx is read as what it is', async () => {
  const raw = file('raw.vhdx');
  await writeSparseRaw(raw, 1024 * 1024, 2, 1);
  const back = await convert(raw, file('again.vhdx'), 'raw');
  await expect(errorOf(back)).rejects.toThrow('was read without an error');
});
