/** Every image, in the definition's order, in one archive that holds each content once: `install.wim`. */

import path from 'node:path';
import { filetimeFromDate } from '../../bytes/index.js';
import { encoderName } from '../../codec/index.js';
import { hashFile, WIM_NAME } from '../../release/index.js';
import { openWim } from '../../wim/index.js';
import type { OpenBase } from '../base-release.js';
import { captureImages, type CapturedImage } from '../capture.js';
import { AGENT_LEFTOVERS } from '../machine/prove.js';
import type { Build, BuildImage, Made, Results, Station } from '../station.js';

type UsedBase = NonNullable<Results['capture']['base']>;

function wimOf({ work }: Build): string {
  return path.join(work.folder, WIM_NAME);
}

export const capture: Station<'capture'> = {
  name: 'capture',
  async inputs(build) {
    const { definition, created } = build;
    const images = build.images().map(async ({ name, description, subject }) => {
      return { name, description, identity: await subject.identity() };
    });
    return {
      images: await Promise.all(images),
      sha256: build.resultOf('provision').sha256,
      edition: definition.source.edition,
      created: created.toISOString(),
      base: (await build.base?.find())?.identity ?? null,
      ...definition.capture,
    };
  },
  makes: (build) => [wimOf(build)],
  async run(build) {
    const base = (await build.base?.open()) ?? null;
    try {
      return await captureOn(base, build);
    } finally {
      await base?.close();
    }
  },
};

async function captureOn(base: OpenBase | null, build: Build): Promise<Made<Results['capture']>> {
  const { definition, created, host, pool, reporter } = build;
  const { compression, level, exclude } = definition.capture;
  const file = wimOf(build);
  const { windows } = build.resultOf('prove');
  const images = build.images().map((image, at) => capturedImage(image, windows[at] ?? null));
  const archive = await captureImages(images, file, {
    compression,
    level,
    exclude: host === null ? exclude : [...exclude, ...AGENT_LEFTOVERS],
    ...(base === null ? {} : { base: [base.archive] }),
    created: filetimeFromDate(created),
    pool,
    reporter,
  });
  const wim = { path: file, ...(await hashFile(file, reporter)) };
  const { images: written, uniqueBytes, storedBytes, savedBytes, copiedBytes } = archive;
  const used =
    base === null ? null : { ...usedOf(base, copiedBytes, build), shared: await sharedOf(base, file) };
  const result = { wim, images: written, uniqueBytes, storedBytes, savedBytes, base: used };
  return { result, files: [wim] };
}

/** Which contents the base has too, however they are compressed there. */
async function sharedOf(base: OpenBase, file: string): Promise<UsedBase['shared']> {
  const archive = await openWim(file);
  try {
    let [shared, stored] = [0, 0];
    for (const { sha1, size, storedSize } of archive.blobs) {
      if (base.archive.findBlob(sha1) === null) continue;
      shared += size;
      stored += storedSize;
    }
    return { shared, stored };
  } finally {
    await archive.close();
  }
}

function usedOf(
  { tag, encoder }: OpenBase,
  copiedBytes: number,
  { definition, reporter }: Build,
): Omit<UsedBase, 'shared'> {
  const { compression, level } = definition.capture;
  const own = compression === 'none' ? null : encoderName(compression, level);
  const sameEncoder = copiedBytes === 0 || encoder === own;
  if (!sameEncoder) {
    const theirs = encoder ?? 'other encoders';
    reporter.info(`What is copied from ${tag} stays as ${theirs} compressed it; what is new is by ${own}`);
  }
  return { tag, copiedBytes, sameEncoder };
}

function capturedImage(
  { name, description, variant, subject }: BuildImage,
  windows: CapturedImage['windows'],
): CapturedImage {
  return {
    name,
    ...(description === '' ? {} : { description }),
    ...(variant === null ? {} : { displayName: variant }),
    windows,
    open: () => subject.open(),
    async close() {
      await subject.checkUnchanged();
      await subject.close();
    },
  };
}
