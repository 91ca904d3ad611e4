import { formatBytes, formatFiletime } from '../../bytes/index.js';
import { listPartitions } from '../../disk/index.js';
import { FactoryError } from '../../errors.js';
import { readPackagesOrWarn, readWindowsInfo } from '../../inspect/index.js';
import { openIso } from '../../media/index.js';
import {
  installArchives,
  KIND_NAMES,
  openArchiveOf,
  openSource,
  openSourceDisk,
  parseSource,
  type SourceName,
} from '../../source/index.js';
import type { FileTree } from '../../tree/index.js';
import type { WimArchive, WimImageInfo, WindowsInfo } from '../../wim/index.js';
import type { Invocation } from '../command.js';

/** What `info` prints: nested facts, as JSON or indented. */
type Facts = {
  readonly [name: string]: string | number | boolean | null | Facts | readonly Facts[] | readonly string[];
};

/** `info SOURCE`: what an archive, a disk or a directory is and holds. */
export async function run(invocation: Invocation): Promise<number> {
  const name = await parseSource(invocation.positionals[0] ?? '');
  if (invocation.flag('xml')) return writeXml(name, invocation);
  const facts = await factsOf(name, invocation);
  await invocation.write(invocation.json ? `${JSON.stringify(facts, null, 2)}\n` : indented(facts, 0));
  return 0;
}

function factsOf(name: SourceName, invocation: Invocation): Promise<Facts> {
  if (name.kind === 'iso' && name.part === null) return mediumFacts(name, invocation);
  const isArchive = name.kind === 'wim' || name.kind === 'iso';
  return isArchive ? archiveFacts(name, invocation) : sourceFacts(name, invocation);
}

async function mediumFacts(name: SourceName, invocation: Invocation): Promise<Facts> {
  const medium = await openIso(name.path, invocation.reporter);
  try {
    const { format, volumeLabel, size } = medium;
    const facts = { path: name.path, kind: 'iso', format, volumeLabel, size };
    const installs = await installArchives(medium);
    if (installs.length === 1) return { ...facts, archive: await archiveFacts(name, invocation) };
    return { ...facts, ...(installs.length === 0 ? {} : { archives: installs.join(', ') }) };
  } finally {
    await medium.close();
  }
}

async function writeXml(name: SourceName, invocation: Invocation): Promise<number> {
  if (name.kind !== 'wim' && name.kind !== 'iso') {
    throw new FactoryError('usage', {
      subject: name.path,
      found: `${KIND_NAMES[name.kind]}, which has no XML`,
      expected: 'a WIM',
    });
  }
  const archive = await openArchiveOf(name, invocation.reporter);
  try {
    await invocation.write(`${name.part === null ? archive.xml : archive.selectImage(name.part).xml}\n`);
    return 0;
  } finally {
    await archive.close();
  }
}

async function archiveFacts(name: SourceName, invocation: Invocation): Promise<Facts> {
  const { part } = name;
  const archive = await openArchiveOf(name, invocation.reporter);
  try {
    if (part !== null) {
      const image = archive.selectImage(part);
      return {
        ...imageFacts(image),
        ...(await updateFacts(await archive.openImage(image.index), invocation)),
      };
    }
    return { ...headerFacts(archive), images: archive.images.map((image) => imageFacts(image)) };
  } finally {
    await archive.close();
  }
}

function headerFacts(archive: WimArchive): Facts {
  const { path, guid, version, compression, chunkSize, part, parts, bootIndex, integrity, encrypted, size } =
    archive;
  let contentBytes = 0;
  for (const blob of archive.blobs) contentBytes += blob.size;
  return {
    path,
    kind: 'wim',
    guid,
    version: `0x${version.toString(16)}`,
    compression,
    chunkSize,
    part,
    parts,
    bootIndex,
    integrity,
    encrypted,
    size,
    contents: archive.blobCount,
    contentBytes,
  };
}

function imageFacts(image: WimImageInfo): Facts {
  const { index, name, description, displayName, displayDescription, flags } = image;
  return {
    index,
    name,
    description,
    displayName,
    displayDescription,
    flags,
    directories: image.directories,
    files: image.files,
    bytes: image.bytes,
    hardLinkBytes: image.hardLinkBytes,
    created: image.created === null ? null : formatFiletime(image.created),
    modified: image.modified === null ? null : formatFiletime(image.modified),
    windows: image.windows === null ? null : windowsFacts(image.windows),
  };
}

function windowsFacts(windows: WindowsInfo): Facts {
  const { version, languages, ...rest } = windows;
  const { major, minor, build, spBuild, ...more } = version;
  return {
    ...rest,
    version: `${major}.${minor}.${build}.${spBuild}`,
    ...more,
    languages: languages.join(', '),
  };
}

async function sourceFacts(name: SourceName, invocation: Invocation): Promise<Facts> {
  const { reporter } = invocation;
  const facts: Facts = {
    path: name.path,
    kind: name.kind,
    ...(name.kind === 'disk' ? await diskFacts(name, invocation) : {}),
  };
  const source = await openSource(name.text, { reporter, allowDirty: invocation.flag('allow-dirty') });
  try {
    const windows = await readWindowsInfo(source.tree, { allowDirty: invocation.flag('allow-dirty') });
    return {
      ...facts,
      volume: source.tree.label,
      windows: windows === null ? null : windowsFacts(windows),
      ...(await updateFacts(source.tree, invocation)),
    };
  } finally {
    await source.close();
  }
}

/** What is installed, and what waits for a reboot; nothing where servicing knows no packages. */
async function updateFacts(tree: FileTree, invocation: Invocation): Promise<Facts> {
  const allowDirty = invocation.flag('allow-dirty');
  const installed = await readPackagesOrWarn(tree, invocation.reporter, { allowDirty });
  if (installed === null) return {};
  const pending = installed.packages.filter(({ kb, state }) => kb !== null && state === 'pending');
  return {
    updates: installed.kbs,
    ...(pending.length === 0 ? {} : { pendingUpdates: pending.map(({ kb }) => kb as string) }),
  };
}

async function diskFacts({ path }: SourceName, { reporter }: Invocation): Promise<Facts> {
  const disk = await openSourceDisk(path, { reporter });
  try {
    const partitions = await listPartitions(disk, reporter);
    return {
      size: disk.size,
      sectorSize: disk.sectorSize,
      scheme: partitions[0]?.scheme ?? 'none',
      partitions: partitions.map(({ number, type, name, offset, size, fileSystem }) => ({
        number,
        type: type.name,
        name,
        offset,
        size,
        fileSystem,
      })),
    };
  } finally {
    await disk.close();
  }
}

function indented(facts: Facts, depth: number): string {
  const margin = '  '.repeat(depth);
  const width = Math.max(...Object.keys(facts).map((key) => key.length));
  return Object.entries(facts)
    .filter(([, value]) => value !== null && value !== '')
    .map(([key, value]) => {
      if (Array.isArray(value) && value.every((item) => typeof item === 'string')) {
        return value.length === 0 ? '' : `${margin}${key.padEnd(width)}  ${value.join(', ')}\n`;
      }
      if (Array.isArray(value)) {
        const items = (value as readonly Facts[]).map((item) => indented(item, depth + 1));
        return `${margin}${key}:\n${items.join('\n')}`;
      }
      if (typeof value === 'object') return `${margin}${key}:\n${indented(value as Facts, depth + 1)}`;
      return `${margin}${key.padEnd(width)}  ${readable(key, value)}\n`;
    })
    .join('');
}

function readable(key: string, value: string | number | boolean): string {
  if (typeof value !== 'number') return String(value);
  if (/bytes|size$/i.test(key) && value >= 1000) return `${value} (${formatBytes(value)})`;
  return String(value);
}
