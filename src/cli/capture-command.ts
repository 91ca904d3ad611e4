import path from 'node:path';
import { filetimeFromDate, formatBytes } from '../bytes/index.js';
import type { CodecPool, Level } from '../codec/index.js';
import { captureImage, givenTime } from '../factory/index.js';
import { openSource, parseSource, type OpenSource } from '../source/index.js';
import { openWim, type Compression, type WimArchive, type WriteResult } from '../wim/index.js';
import type { Invocation } from './command.js';
import { refuseExisting, refuseInside } from './target.js';
import { copiedWords, tellWritten } from './written-archive.js';

/** `capture SOURCE OUT.wim`: one image, in an archive of its own or after those that are there. */
export async function capture(invocation: Invocation, pool: CodecPool): Promise<number> {
  const [sourceText = '', out = ''] = invocation.positionals;
  const { reporter } = invocation;
  const allowDirty = invocation.flag('allow-dirty');
  const started = Date.now();
  await refuseExisting(out, invocation.flag('append'));
  refuseInside(out, await parseSource(sourceText));
  const source = await openSource(sourceText, { reporter, allowDirty });
  const base: WimArchive[] = [];
  const closeArchives = async (): Promise<void> => {
    for (const archive of base) await archive.close();
    if (source.archive !== null) await source.close();
  };
  try {
    for (const file of invocation.list('base')) base.push(await openWim(file));
    const captured = await captureImage(source, out, {
      name: invocation.text('name') ?? nameOf(source),
      ...optional('description', invocation.text('description')),
      ...optional('compression', invocation.text('compress') as Compression | null),
      ...optional('level', invocation.text('level') as Level | null),
      ...optional('config', invocation.text('config')),
      exclude: invocation.list('exclude'),
      append: invocation.flag('append'),
      base,
      beforeReplace: closeArchives,
      allowDirty,
      created: filetimeFromDate(givenTime(null, process.env) ?? new Date()),
      pool,
      reporter,
    });
    const { archive, windows } = captured;
    const milliseconds = Date.now() - started;
    await tellWritten(invocation, out, archive, {
      saved: savedWords(archive),
      milliseconds,
      more: { windows },
    });
    return 0;
  } finally {
    await closeArchives();
    await source.close();
  }
}

/** What an image is called that nobody named: as it was called, else as the file is, else (`D:\`) as the drive is. */
function nameOf({ image, path: file }: OpenSource): string {
  const { name, root } = path.parse(path.resolve(file));
  return image?.name ?? (name === '' ? root.replaceAll(/[:\\/]+/g, ' ').trim() : name);
}

function optional<Name extends string, Value>(name: Name, value: Value | null): Partial<Record<Name, Value>> {
  return value === null ? {} : ({ [name]: value } as Record<Name, Value>);
}

function savedWords(archive: WriteResult): string {
  const saved = `${formatBytes(archive.savedBytes)} saved by single-instancing`;
  return archive.copiedBytes === 0 ? saved : `${saved}, ${copiedWords(archive)}`;
}
