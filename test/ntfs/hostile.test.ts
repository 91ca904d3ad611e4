import { describe, expect } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { FactoryError } from '../../src/errors.js';
import { openNtfs } from '../../src/ntfs/index.js';
import { silentReporter } from '../../src/progress.js';
import { walk } from '../../src/tree/index.js';
import { temporaryFolder } from '../support/folder.js';
import { memoryDevice } from '../support/memory-device.js';
import { layoutOf, protect, unprotect } from '../support/ntfs-edit.js';
import { fillMetadata, fillNames, fillReparsePoints, noise } from '../support/ntfs-samples.js';
import { makeNtfs, NTFS_PEERS, withNtfs } from '../support/ntfs-volume.js';
import { testWith } from '../support/peers.js';
import { seededRandom, shape } from '../support/shapes.js';
import { wofFile } from '../support/wof.js';

const at = temporaryFolder();
const RECORDS = 256;
const ROUNDS = 200;

/** A volume with a little of everything. */
async function smallVolume(name: string): Promise<string> {
  const image = at(name);
  await makeNtfs(image, { size: 8 << 20 });
  await withNtfs(image, async (volume) => {
    await fillNames(volume);
    await fillMetadata(volume);
    await fillReparsePoints(volume);
    volume.file('streams', 'unnamed');
    for (let index = 0; index < 30; index++) volume.stream('streams', `${index}`, noise(index * 60, index));
    volume.sparseFile('sparse', 300_000, [[100_000, noise(5000)]]);
    volume.directory('compressed');
    await volume.attributes('compressed', 0x810);
    volume.file('compressed/letters', shape('letters', 150_000));
    volume.fragmentedFile('fragmented', noise(200_000));
    await wofFile(volume, 'overlay', shape('letters', 100_000), 0);
    await wofFile(volume, 'overlay lzx', shape('letters', 100_000), 1);
  });
  return image;
}

/** Reads all that the volume has. @returns how many files and failures there were */
async function readAll(bytes: Uint8Array): Promise<{ entries: number; failures: number }> {
  const result = { entries: 0, failures: 0 };
  const tree = await openNtfs(memoryDevice(bytes), { allowDirty: true, reporter: silentReporter() });
  for await (const { entry } of walk(tree)) {
    result.entries++;
    for (const stream of entry.streams) {
      // A flipped bit can make a file as large as the largest; a few pieces tell enough of it.
      let pieces = 0;
      try {
        for await (const piece of tree.read(entry, stream)) {
          expect(piece.length).toBeLessThanOrEqual(1 << 20);
          if (++pieces === 8) break;
        }
      } catch (error) {
        if (!(error instanceof FactoryError)) throw error;
        result.failures++;
      }
    }
  }
  return result;
}

type Random = (limit: number) => number;

function anyByte(random: Random): number {
  return [0, 0xff, 0x80, 1, random(256)][random(5)] as number;
}

/** Changes a byte of a record behind its fixups, which would catch it: hostile images have right ones. */
function changeRecord(table: Buffer, recordSize: number, random: Random): void {
  const start = random(table.length / recordSize) * recordSize;
  const record = table.subarray(start, start + recordSize);
  if (record.toString('latin1', 0, 4) !== 'FILE') return;
  unprotect(record);
  const used = Math.min(recordSize, Math.max(64, record.readUInt32LE(0x18)));
  record[8 + random(used - 8)] = anyByte(random);
  protect(record);
}

function changeSector(bytes: Buffer, sector: number, random: Random): void {
  bytes[sector * 512 + random(512)] = anyByte(random);
}

/** Where something lies: security descriptors, contents, lists, the boot sector, the table without its fixups. */
function sectorsInUse(bytes: Buffer): number[] {
  const sectors = Array.from({ length: bytes.length / 512 }, (_, sector) => sector);
  return sectors.filter((sector) => {
    const first = bytes[sector * 512];
    return bytes.subarray(sector * 512, sector * 512 + 512).some((byte) => byte !== first);
  });
}

describe('hostile volumes', () => {
  testWith(
    [...NTFS_PEERS, 'wimlib-imagex'],
    'changed bytes end in named errors or in a tree, never in a crash',
    async () => {
      const image = await smallVolume('fuzz.img');
      const { mft, recordSize } = layoutOf(image);
      const original = readFileSync(image);
      const whole = await readAll(original);
      expect(whole).toEqual({ entries: expect.any(Number), failures: 0 });
      expect(whole.entries).toBeGreaterThan(100);

      const random = seededRandom(20_261_123);
      const sectors = sectorsInUse(original);
      const outcomes = { refused: 0, read: 0, failures: 0 };
      for (let round = 0; round < ROUNDS; round++) {
        const bytes = Buffer.from(original);
        const changes = 1 + random(12);
        for (let change = 0; change < changes; change++) {
          if (round % 4 === 0) changeSector(bytes, sectors[random(sectors.length)] as number, random);
          else changeRecord(bytes.subarray(mft, mft + RECORDS * recordSize), recordSize, random);
        }
        try {
          outcomes.failures += (await readAll(bytes)).failures;
          outcomes.read++;
        } catch (error) {
          if (!(error instanceof FactoryError)) throw error;
          expect(error.code).toMatch(/^(damaged|unsupported|encrypted)$/);
          outcomes.refused++;
        }
      }
      expect(outcomes.read).toBeGreaterThan(ROUNDS / 2);
      expect(outcomes.failures).toBeGreaterThan(0);
    },
  );
});
