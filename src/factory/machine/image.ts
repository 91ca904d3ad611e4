/** The image of a source that becomes the base disk. */

import { stat } from 'node:fs/promises';
import type { SourceKind } from '../../definition/index.js';
import { FactoryError } from '../../errors.js';
import type { Architecture } from '../../guest/index.js';
import { ARCHITECTURE } from '../../wim/index.js';
import type { SourceKeeper } from '../source-keeper.js';

export interface ImageFacts {
  /** From 1. */
  readonly index: number;
  readonly name: string;
  /** EDITIONID; '' where the source does not say. */
  readonly edition: string;
  /** "26100.1742"; null where the source does not say. */
  readonly version: string | null;
  readonly architecture: Architecture;
  /** "en-US" */
  readonly language: string;
  /** Bytes of its files, or of the source where it does not say. */
  readonly bytes: number;
}

/** @throws not-found where the source has no such image, unsupported for a processor that no machine of ours has */
export async function imageOf(source: SourceKeeper): Promise<ImageFacts> {
  const { path } = await source.name();
  const image = await source.image();
  const windows = image?.windows ?? null;
  if (image === null || windows === null) {
    throw new FactoryError('unsupported', {
      subject: source.text,
      found: 'an image whose archive does not say that it holds Windows',
      expected: 'an image of Windows',
    });
  }
  const { version, defaultLanguage } = windows;
  return {
    index: image.index,
    name: image.name,
    edition: windows.editionId,
    version: version.build === 0 ? null : `${version.build}.${version.spBuild}`,
    architecture: architectureOf(windows.architecture, source.text),
    language: defaultLanguage === '' ? 'en-US' : defaultLanguage,
    bytes: image.bytes ?? (await stat(path)).size,
  };
}

/** null: of a disk that nobody has looked into yet. */
export async function knownArchitecture(
  source: SourceKeeper,
  kind: SourceKind,
): Promise<Architecture | null> {
  return kind === 'disk' ? null : (await imageOf(source)).architecture;
}

/** @param value one of ARCHITECTURE @throws unsupported */
export function architectureOf(value: number | undefined, subject: string): Architecture {
  if (value === ARCHITECTURE.amd64) return 'amd64';
  if (value === ARCHITECTURE.arm64) return 'arm64';
  const name = Object.entries(ARCHITECTURE).find(([, number]) => number === value)?.[0];
  throw new FactoryError('unsupported', {
    subject,
    found: `a Windows for ${name ?? 'an unknown processor'}`,
    expected: 'amd64 or arm64',
  });
}
