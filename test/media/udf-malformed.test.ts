/** UDF that is wrong in one place, and that is read all the same where the standard has a copy. */

import { describe, expect, test } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { FactoryError } from '../../src/errors.js';
import { openIso, writeUdfImage, type MediumTree } from '../../src/media/index.js';
import { walk } from '../../src/tree/index.js';
import { temporaryFolder } from '../support/folder.js';
import { runPeer, testWith } from '../support/peers.js';
import { keepingReporter } from '../support/reporter.js';
import {
  editBlock,
  editBoth,
  editName,
  editSector,
  sealUdf,
  UDF_AT,
  UDF_DESCRIPTOR,
  UDF_SECTOR,
} from '../support/udf-edit.js';

const file = temporaryFolder();
const IMAGE = file('image.iso');

/** What is in which block: root, its names; `f`, its names; `g`, its names; `big.bin`, `f\x.txt`; their contents. */
const BLOCK = { root: 2, names: 3, f: 4, fNames: 5, g: 6, big: 8, x: 9, bigData: 10 } as const;
/** The names of the root: 0 is its parent, itself. */
const NAME = { big: 1, f: 2, g: 3 } as const;

await writeUdfImage(IMAGE, {
  label: 'TWINS',
  created: new Date('2026-11-23T00:00:00Z'),
  files: [
    { path: 'big.bin', source: { kind: 'bytes', bytes: Buffer.alloc(5000, 'b') } },
    { path: 'f\\x.txt', source: { kind: 'bytes', bytes: Buffer.from('x') } },
    { path: 'g', source: { kind: 'folder' } },
  ],
});
const WHOLE = readFileSync(IMAGE);

function twin(change: (image: Buffer) => Buffer | void): string {
  const image = Buffer.from(WHOLE);
  writeFileSync(file('twin.iso'), change(image) ?? image);
  return file('twin.iso');
}

async function contents(medium: MediumTree): Promise<Record<string, number | null>> {
  const found: Record<string, number | null> = {};
  for await (const { path, entry } of walk(medium)) {
    const [stream] = entry.streams;
    if (stream === undefined) found[path] = null;
    else {
      let size = 0;
      for await (const piece of medium.read(entry, stream)) size += piece.length;
      found[path] = size;
    }
  }
  return found;
}

const HOLDS = { '\\': null, '\\big.bin': 5000, '\\f': null, '\\f\\x.txt': 1, '\\g': null };

async function read(image: string, reporter = keepingReporter()): Promise<Record<string, number | null>> {
  const medium = await openIso(image, reporter);
  try {
    return await contents(medium);
  } finally {
    await medium.close();
  }
}

describe('is read all the same', () => {
  test('what is whole', async () => {
    expect(await read(IMAGE)).toEqual(HOLDS);
  });

  test('with one of its anchors', async () => {
    const last = WHOLE.length / UDF_SECTOR - 1;
    for (const sector of [UDF_AT.anchor, last]) {
      expect(
        await read(twin((image) => void image.fill(0, sector * UDF_SECTOR, (sector + 1) * UDF_SECTOR))),
      ).toEqual(HOLDS);
    }
  });

  test('with one copy of its volume descriptors, which is told', async () => {
    const reporter = keepingReporter();
    const image = twin(
      (bytes) => void bytes.writeUInt8(9, (UDF_AT.main + UDF_DESCRIPTOR.logical) * UDF_SECTOR + 300),
    );
    expect(await read(image, reporter)).toEqual(HOLDS);
    expect(reporter.warnings).toEqual([
      expect.stringMatching(/volume descriptors: CRC 0x[0-9a-f]{4}, .*; its copy is read instead/),
    ]);
  });

  testWith(
    ['udfinfo'],
    'with a metadata partition, as of UDF 2.50, whose file set udfinfo finds too',
    async () => {
      const image = twin((bytes) => withMetadataPartition(bytes));
      expect(await runPeer('udfinfo', [image])).toMatch(/^fsid=TWINS$/m);
      expect(await read(image)).toEqual(HOLDS);
    },
  );

  test('with extents that a further descriptor goes on with', async () => {
    const image = twin((bytes) => {
      editBlock(bytes, BLOCK.big, (entry) => {
        entry.writeUInt32LE(3 * 2 ** 30 + UDF_SECTOR, 176); // goes on in the block of x.txt's content
        entry.writeUInt32LE(13, 180);
      });
      continuation(bytes, 13, [[5000, BLOCK.bigData]]);
      editBlock(bytes, BLOCK.x, (entry) => entry.writeUInt32LE(BLOCK.bigData, 180));
    });
    expect(await read(image)).toEqual(HOLDS);
  });
});

/** Writes an allocation extent descriptor. @param extents words of length and kind, and blocks */
function continuation(image: Buffer, block: number, extents: readonly (readonly [number, number])[]): void {
  const at = (UDF_AT.partition + block) * UDF_SECTOR;
  image.fill(0, at, at + UDF_SECTOR);
  image.writeUInt16LE(258, at);
  image.writeUInt16LE(2, at + 2);
  image.writeUInt16LE(8 + extents.length * 8, at + 10);
  image.writeUInt32LE(block, at + 12);
  image.writeUInt32LE(extents.length * 8, at + 20);
  extents.forEach(([length, target], index) => {
    image.writeUInt32LE(length, at + 24 + index * 8);
    image.writeUInt32LE(target, at + 28 + index * 8);
  });
  sealUdf(image, at);
}

/** The entries lie in partition 1 now: what a file in partition 0 holds, which is all of that in two pieces. */
function withMetadataPartition(image: Buffer): Buffer {
  const blocks = image.length / UDF_SECTOR - 1 - UDF_AT.partition;
  const whole = Buffer.concat([
    image.subarray(0, -UDF_SECTOR),
    Buffer.alloc(UDF_SECTOR),
    image.subarray(-UDF_SECTOR),
  ]);
  const last = whole.length / UDF_SECTOR - 1;
  editSector(whole, last, (anchor) => anchor.writeUInt32LE(last, 12));
  const map = Buffer.alloc(64);
  map.set([2, 64]);
  map.write('*UDF Metadata Partition', 5, 'latin1');
  map.writeUInt16LE(1, 36);
  map.writeUInt32LE(blocks, 40);
  map.writeUInt32LE(blocks, 44);
  editBoth(whole, UDF_DESCRIPTOR.partition, (descriptor) => descriptor.writeUInt32LE(blocks + 1, 192));
  editBoth(whole, UDF_DESCRIPTOR.logical, (descriptor) => {
    descriptor.writeUInt16LE(1, 256); // the file set
    descriptor.writeUInt32LE(6 + 64, 264);
    descriptor.writeUInt32LE(2, 268);
    map.copy(descriptor, 446);
    descriptor.writeUInt16LE(446 + 64 - 16, 10);
  });
  editBlock(whole, 0, (descriptor) => descriptor.writeUInt16LE(1, 408)); // the root
  for (const [block, count] of [
    [BLOCK.names, 4],
    [BLOCK.fNames, 2],
    [BLOCK.g + 1, 1],
  ] as const) {
    for (let index = 0; index < count; index++)
      editName(whole, block, index, (entry) => entry.writeUInt16LE(1, 28));
  }
  const entry = (UDF_AT.partition + blocks) * UDF_SECTOR;
  whole.copy(
    whole,
    entry,
    (UDF_AT.partition + BLOCK.big) * UDF_SECTOR,
    (UDF_AT.partition + BLOCK.big + 1) * UDF_SECTOR,
  );
  editBlock(whole, blocks, (descriptor) => {
    descriptor.writeUInt32LE(blocks, 12);
    descriptor.writeUInt8(250, 27);
    descriptor.writeBigUInt64LE(BigInt(blocks * UDF_SECTOR), 56);
    descriptor.writeUInt32LE(16, 172);
    descriptor.writeUInt16LE(176 + 16 - 16, 10);
    const halves = [
      [5, 0],
      [blocks - 5, 5],
    ] as const;
    halves.forEach(([count, begin], index) => {
      descriptor.writeUInt32LE(count * UDF_SECTOR, 176 + index * 8);
      descriptor.writeUInt32LE(begin, 180 + index * 8);
    });
  });
  return whole;
}

interface Twin {
  readonly name: string;
  readonly change: (image: Buffer) => Buffer | void;
  readonly code?: 'damaged' | 'unsupported';
  readonly says: RegExp;
}

const TWINS: readonly Twin[] = [
  {
    name: 'no anchor',
    change: (image) => {
      image.fill(0, UDF_AT.anchor * UDF_SECTOR, (UDF_AT.anchor + 1) * UDF_SECTOR);
      image.fill(0, image.length - UDF_SECTOR);
    },
    says: /twin\.iso: anchor: tag 0, expected 2/,
  },
  {
    name: 'an anchor of another sector',
    change: (image) => {
      editSector(image, UDF_AT.anchor, (anchor) => anchor.writeUInt32LE(255, 12));
      image.fill(0, image.length - UDF_SECTOR);
    },
    says: /anchor: tag of block 255, expected 256/,
  },
  {
    name: 'volume descriptors behind the end of the file',
    change: (image) => {
      for (const sector of [UDF_AT.anchor, image.length / UDF_SECTOR - 1]) {
        editSector(image, sector, (anchor) => {
          anchor.writeUInt32LE(0x00ffffff, 20);
          anchor.writeUInt32LE(0x00ffffff, 28);
        });
      }
    },
    says: /volume descriptors: 2048 bytes at byte 34359736320 of a file that ends at byte \d+, expected a medium that is whole/,
  },
  {
    name: 'both logical volumes with a wrong CRC',
    change: (image) => {
      for (const copy of [UDF_AT.main, UDF_AT.reserve])
        image.writeUInt8(9, (copy + UDF_DESCRIPTOR.logical) * UDF_SECTOR + 300);
    },
    says: /volume descriptors: CRC 0x[0-9a-f]{4}, expected 0x[0-9a-f]{4}/,
  },
  {
    name: 'volume descriptors that point to themselves',
    change: (image) =>
      editBoth(image, UDF_DESCRIPTOR.logical, (descriptor) => {
        descriptor.writeUInt16LE(3, 0);
        descriptor.writeUInt32LE(16 * UDF_SECTOR, 20);
        descriptor.writeUInt32LE(descriptor.readUInt32LE(12), 24);
      }),
    says: /volume descriptors: no logical volume descriptor/,
  },
  {
    name: 'blocks of 4096 bytes',
    change: (image) =>
      editBoth(image, UDF_DESCRIPTOR.logical, (descriptor) => descriptor.writeUInt32LE(4096, 212)),
    code: 'unsupported',
    says: /logical volume descriptor: blocks of 4096 bytes, expected 2048/,
  },
  {
    name: 'a partition that has no descriptor',
    change: (image) =>
      editBoth(image, UDF_DESCRIPTOR.logical, (descriptor) => descriptor.writeUInt16LE(7, 444)),
    says: /partition map: partition 7, which has no descriptor/,
  },
  {
    name: 'fewer partition maps than it says',
    change: (image) =>
      editBoth(image, UDF_DESCRIPTOR.logical, (descriptor) => descriptor.writeUInt32LE(1000, 268)),
    says: /logical volume descriptor: 1 partition maps, expected 1000/,
  },
  {
    name: 'a partition map of no length',
    change: (image) => editBoth(image, UDF_DESCRIPTOR.logical, (descriptor) => descriptor.writeUInt8(0, 441)),
    says: /logical volume descriptor: 0 partition maps, expected 1/,
  },
  {
    name: 'a file set that is none',
    change: (image) => editBlock(image, 0, (descriptor) => descriptor.writeUInt16LE(257, 0)),
    says: /file set descriptor: tag 257, expected 256/,
  },
  {
    name: 'a root that is a file',
    change: (image) => editBlock(image, BLOCK.root, (entry) => entry.writeUInt8(5, 27)),
    says: /: \\: an entry of type 5 under the name of a folder/,
  },
  {
    name: 'an entry with a wrong tag checksum',
    change: (image) => void image.writeUInt8(1, (UDF_AT.partition + BLOCK.root) * UDF_SECTOR + 4),
    says: /: \\: tag checksum 1, expected \d+/,
  },
  {
    name: 'an entry that another block has too',
    change: (image) =>
      editName(image, BLOCK.names, NAME.big, (entry) => entry.writeUInt32LE(BLOCK.bigData, 24)),
    says: /: \\big\.bin: tag \d+, expected 261 or 266/,
  },
  {
    name: 'an entry of a strategy for media that are written once',
    change: (image) => editBlock(image, BLOCK.big, (entry) => entry.writeUInt16LE(4096, 20)),
    code: 'unsupported',
    says: /: \\big\.bin: an entry of strategy 4096, expected strategy 4/,
  },
  {
    name: 'content behind the end of its partition',
    change: (image) => editBlock(image, BLOCK.big, (entry) => entry.writeUInt32LE(99_999, 180)),
    says: /: \\big\.bin: 5000 bytes at block 99999, expected blocks 0 to \d+ of its partition/,
  },
  {
    name: 'a file that was cut off',
    change: (image) => image.subarray(0, (UDF_AT.partition + BLOCK.bigData + 1) * UDF_SECTOR),
    says: /: \\big\.bin: 5000 bytes at byte \d+ of a file that ends at byte \d+, expected a medium that is whole/,
  },
  {
    name: 'content that is longer than its extents',
    change: (image) => editBlock(image, BLOCK.big, (entry) => entry.writeBigUInt64LE(2n ** 40n, 56)),
    says: /: \\big\.bin: content of 5000 bytes, expected 1099511627776, as its entry says/,
  },
  {
    name: 'a size beyond 2^53',
    change: (image) => editBlock(image, BLOCK.big, (entry) => entry.writeBigUInt64LE(2n ** 63n, 56)),
    says: /: \\big\.bin: 0x8000000000000000 as a size or offset/,
  },
  {
    name: 'more allocation descriptors than its block holds',
    change: (image) => editBlock(image, BLOCK.big, (entry) => entry.writeUInt32LE(0xffffff, 172)),
    says: /: \\big\.bin: 16777215 bytes wanted at byte 176, beyond the end/,
  },
  {
    name: 'extents that only name their continuation',
    change: (image) => {
      editBlock(image, BLOCK.big, (entry) => {
        entry.writeUInt32LE(3 * 2 ** 30 + UDF_SECTOR, 176);
        entry.writeUInt32LE(BLOCK.bigData, 180);
      });
      continuation(image, BLOCK.bigData, [[3 * 2 ** 30 + UDF_SECTOR, BLOCK.bigData]]);
    },
    says: /: \\big\.bin: a list of extents that only names its continuation/,
  },
  {
    name: 'extents that go on for ever',
    change: (image) => {
      editBlock(image, BLOCK.big, (entry) => {
        entry.writeUInt32LE(3 * 2 ** 30 + UDF_SECTOR, 176);
        entry.writeUInt32LE(BLOCK.bigData, 180);
      });
      continuation(image, BLOCK.bigData, [
        [UDF_SECTOR, BLOCK.bigData],
        [3 * 2 ** 30 + UDF_SECTOR, BLOCK.bigData],
      ]);
    },
    code: 'unsupported',
    says: /: \\big\.bin: a file in more pieces, expected 65536 at most/,
  },
  {
    name: 'a list of names that is longer than memory',
    change: (image) => {
      editBlock(image, BLOCK.root, (entry) => {
        entry.writeBigUInt64LE(2n ** 29n, 56);
        entry.writeUInt32LE(2 ** 30 + 2 ** 29, 176);
      });
    },
    code: 'unsupported',
    says: /: \\: a list of names of 536870912 bytes, expected 67108864 at most/,
  },
  {
    name: 'a name with a wrong CRC',
    change: (image) =>
      void image.writeUInt8(0x41, (UDF_AT.partition + BLOCK.names) * UDF_SECTOR + 40 + 38 + 2),
    says: /: \\: CRC 0x[0-9a-f]{4}, expected 0x[0-9a-f]{4}/,
  },
  {
    name: 'a name of no kind',
    change: (image) => editName(image, BLOCK.names, NAME.big, (entry) => entry.writeUInt8(7, 38)),
    says: /: \\: text of kind 7 in 8 bytes, expected 8, or 16 in an odd number of bytes/,
  },
  {
    name: 'a name that leads out of its folder',
    change: (image) => editName(image, BLOCK.names, NAME.f, (entry) => entry.write('/', 39)),
    says: /: \\: "\/" in the name "\/", expected the name of a file or folder/,
  },
  {
    name: 'the same name twice',
    change: (image) => editName(image, BLOCK.names, NAME.g, (entry) => entry.write('f', 39)),
    says: /: \\f: the same name twice/,
  },
  {
    name: 'half a name at the end of a list',
    change: (image) => editBlock(image, BLOCK.fNames - 1, (entry) => entry.writeBigUInt64LE(50n, 56)),
    says: /: \\f: 10 bytes behind the last name, expected 38 for another, or none/,
  },
  {
    name: 'a folder that holds itself',
    change: (image) =>
      editName(image, BLOCK.fNames, 1, (entry) => {
        entry.writeUInt8(2, 18);
        entry.writeUInt32LE(BLOCK.f, 24);
      }),
    says: /: \\f\\x\.txt: the folder \\f once more, expected a folder of its own/,
  },
  {
    name: 'a folder that holds the root',
    change: (image) =>
      editName(image, BLOCK.fNames, 1, (entry) => {
        entry.writeUInt8(2, 18);
        entry.writeUInt32LE(BLOCK.root, 24);
      }),
    says: /: \\f\\x\.txt: the folder \\ once more, expected a folder of its own/,
  },
  {
    name: 'a folder in two places',
    change: (image) => editName(image, BLOCK.names, NAME.g, (entry) => entry.writeUInt32LE(BLOCK.f, 24)),
    says: /: \\g: the folder \\f once more, expected a folder of its own/,
  },
];

describe('is refused', () => {
  for (const { name, change, code = 'damaged', says } of TWINS) {
    test(name, async () => {
      const error = await read(twin(change)).catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(FactoryError);
      expect((error as FactoryError).message).toMatch(says);
      expect((error as FactoryError).code).toBe(code);
    });
  }

  test('whatever single byte of its structures is wrong, or it is read, and nothing else happens', async () => {
    // A generator of its own, so that the same bytes are changed each time.
    let state = 12_345;
    const random = (below: number): number => {
      state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
      return Math.floor((state / 2 ** 31) * below);
    };
    const sectors = [
      UDF_AT.anchor,
      UDF_AT.main + 2,
      UDF_AT.main + 3,
      ...[0, 2, 3, 4, 5, 6, 7, 8, 9].map((block) => UDF_AT.partition + block),
    ];
    for (let round = 0; round < 600; round++) {
      const sector = sectors[random(sectors.length)] as number;
      const image = twin((bytes) => {
        const at = sector * UDF_SECTOR + random(bytes.readUInt16LE(sector * UDF_SECTOR + 10) + 16);
        bytes[at] = random(256);
        if (random(4) > 0) sealUdf(bytes, sector * UDF_SECTOR);
      });
      const result = await read(image).catch((error: unknown) => error);
      if (result instanceof Error) expect(result).toBeInstanceOf(FactoryError);
    }
  });
});
