/** A source becomes an image of a WIM: what `capture` does, and the station of that name. */

import type { CodecPool, Level } from '../codec/index.js';
import type { Reporter } from '../progress.js';
import type { OpenSource } from '../source/index.js';
import { createExclusions, findSystemRoot, readWimScript, type ExclusionRules } from '../tree/index.js';
import {
  writeWim,
  type Compression,
  type WimArchive,
  type WindowsInfo,
  type WriteOptions,
  type WriteResult,
} from '../wim/index.js';

export interface CaptureOptions {
  readonly name: string;
  readonly description?: string;
  /** Left out: `lzx`; with `append`, what the archive has. */
  readonly compression?: Compression;
  readonly level?: Level;
  /** Patterns on top of the default exclusions, or of those of `config`. */
  readonly exclude?: readonly string[];
  /** A WimScript.ini, whose exclusions stand in for the default ones. */
  readonly config?: string;
  readonly append?: boolean;
  /** Called when the source was read, before the archive gets its name: the source may be an older one of that name. */
  readonly beforeReplace?: () => Promise<void>;
  /** Archives whose compressed contents are taken over. */
  readonly base?: readonly WimArchive[];
  readonly allowDirty?: boolean;
  /** FILETIME that the image carries. */
  readonly created: bigint;
  /** What the source's hives say, where it was read before. */
  readonly windows?: WindowsInfo | null;
  readonly pool: CodecPool;
  readonly reporter: Reporter;
}

export interface Captured {
  readonly archive: WriteResult;
  /** null where the source holds no Windows. */
  readonly windows: WindowsInfo | null;
}

/**
 * Captures `source` into the archive `out`.
 *
 * @throws usage, exists, no-space, and what reading the source throws
 */
export async function captureImage(
  source: OpenSource,
  out: string,
  options: CaptureOptions,
): Promise<Captured> {
  const windows =
    options.windows === undefined ? await windowsOf(source, options.allowDirty) : options.windows;
  const { name, description } = options;
  const image = { name, ...(description === undefined ? {} : { description }), windows };
  const exclude = createExclusions(await exclusionRules(options));
  const archive = await writeWim(out, {
    ...archiveOptions(options),
    images: [{ ...imageOf(source, image), exclude, created: options.created }],
  });
  return { archive, windows };
}

/** One of several images: read when its turn comes, and let go of before the next. */
export interface CapturedImage {
  readonly name: string;
  readonly description?: string;
  /** As Windows Setup lists it; left out: what the installation calls itself. */
  readonly displayName?: string;
  readonly windows: WindowsInfo | null;
  open(): Promise<OpenSource>;
  /** Its contents are in the archive. */
  close(): Promise<void>;
}

/** Captures `images` into the archive `out`, each content once. */
export async function captureImages(
  images: readonly CapturedImage[],
  out: string,
  options: Omit<CaptureOptions, 'name' | 'description' | 'windows' | 'append' | 'allowDirty'>,
): Promise<WriteResult> {
  const exclude = createExclusions(await exclusionRules(options));
  return await writeWim(out, {
    ...archiveOptions(options),
    images: images.map((image) => ({
      name: image.name,
      ...(image.description === undefined ? {} : { description: image.description }),
      async open() {
        const source = { ...imageOf(await image.open(), image), exclude, created: options.created };
        return { source, close: () => image.close() };
      },
    })),
  });
}

function archiveOptions(options: Omit<CaptureOptions, 'name'>): Omit<WriteOptions, 'images'> {
  const { append = false, base = [], beforeReplace, compression, level, pool, reporter } = options;
  return {
    ...(compression === undefined ? {} : { compression }),
    ...(level === undefined ? {} : { level }),
    ...(beforeReplace === undefined ? {} : { beforeReplace }),
    pool,
    reporter,
    append,
    base,
  };
}

/** An image that was captured before keeps what its XML says of it, where its files do not say it. */
export async function windowsOf(source: OpenSource, allowDirty = false): Promise<WindowsInfo | null> {
  const { tree, image } = source;
  const kept = image?.windows ?? null;
  if ((await findSystemRoot(tree)) === null) return kept;
  // Loaded where there is a Windows to look at: it takes longer than to capture a small directory.
  const { readWindowsInfo } = await import('../inspect/index.js');
  return (await readWindowsInfo(tree, { allowDirty })) ?? kept;
}

/** An image that was captured before keeps the names that its XML gives it. */
function imageOf(source: OpenSource, image: Omit<CapturedImage, 'open' | 'close'>) {
  const { name, description, windows } = image;
  const isNew = source.image === null && windows !== null && windows.displayName !== '';
  return {
    tree: source.tree,
    name,
    windows,
    ...(description === undefined ? {} : { description }),
    ...(isNew ? { displayName: image.displayName ?? windows.displayName } : {}),
  };
}

async function exclusionRules({
  exclude = [],
  config,
  reporter,
}: Pick<CaptureOptions, 'exclude' | 'config' | 'reporter'>): Promise<ExclusionRules> {
  if (config === undefined) return { patterns: exclude };
  const script = await readWimScript(config);
  for (const section of script.ignoredSections) {
    reporter.warn(`${config}: [${section}] changes nothing here and is ignored`);
  }
  for (const pattern of script.withoutDrive) {
    reporter.warn(`${config}: "${pattern}" is taken without its drive`);
  }
  return { defaults: false, patterns: [...script.patterns, ...exclude], exceptions: script.exceptions };
}
