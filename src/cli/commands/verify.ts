import { formatBytes, formatDuration, countOf } from '../../bytes/index.js';
import { CodecPool } from '../../codec/index.js';
import { openWim, verifyWim } from '../../wim/index.js';
import type { Invocation } from '../command.js';
import { threadsOf } from '../threads.js';
import { wholeArchive } from '../whole-archive.js';

/** `verify WIM`: every structure and every byte. Exit status 1 where damage was found. */
export async function run(invocation: Invocation): Promise<number> {
  const [path = ''] = invocation.positionals;
  const { reporter, json, paint } = invocation;
  const started = Date.now();
  const archive = await openWim(await wholeArchive(path));
  const pool = new CodecPool(threadsOf(invocation));
  try {
    const problems = await verifyWim(archive, { pool, reporter });
    if (json) {
      const result = { path, images: archive.images.length, contents: archive.blobCount, problems };
      await invocation.write(`${JSON.stringify(result, null, 2)}\n`);
    } else {
      for (const { subject, found } of problems) {
        await invocation.write(`${subject}: ${found}\n`);
      }
      let bytes = 0;
      for (const { size } of archive.blobs) bytes += size;
      const checked = `${countOf(archive.images.length, 'image')}, ${countOf(archive.blobCount, 'content')}, ${formatBytes(bytes)}`;
      const verdict =
        problems.length === 0
          ? paint('green', 'whole')
          : paint('red', `DAMAGED: ${countOf(problems.length, 'problem')}`);
      await invocation.write(`${path}: ${verdict} (${checked} in ${formatDuration(Date.now() - started)})\n`);
    }
    return problems.length === 0 ? 0 : 1;
  } finally {
    await pool.close();
    await archive.close();
  }
}
