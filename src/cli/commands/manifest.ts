import { countOf, formatBytes } from '../../bytes/index.js';
import { FactoryError } from '../../errors.js';
import { checkManifest, printManifest, readManifest, writeManifest } from '../../manifest/index.js';
import type { Invocation } from '../command.js';
import { manifestOf, openSubject, type Subject } from '../source-manifest.js';

/** `manifest SOURCE`: writes it, or with `--check` compares; exit status 1 where the source is not what it says. */
export async function run(invocation: Invocation): Promise<number> {
  const [sourceText = ''] = invocation.positionals;
  const checked = invocation.text('check');
  const target = invocation.text('to');
  if (checked !== null && target !== null) {
    throw new FactoryError('usage', {
      subject: 'image-factory manifest',
      found: '--to and --check',
      expected: 'one of them',
    });
  }
  const subject = await openSubject(sourceText, invocation);
  try {
    if (checked !== null) return await check(subject, checked, sourceText, invocation);
    const manifest = await manifestOf(subject, invocation);
    if (target === null) {
      await printManifest(process.stdout, manifest);
    } else {
      const size = await writeManifest(target, manifest);
      invocation.reporter.info(`${target}: ${formatBytes(size)}`);
    }
    return 0;
  } finally {
    await subject.close();
  }
}

async function check(
  { source }: Subject,
  file: string,
  sourceText: string,
  invocation: Invocation,
): Promise<number> {
  const { reporter, json } = invocation;
  const result = await checkManifest(await readManifest(file), source, { reporter });
  if (json) {
    await invocation.write(`${JSON.stringify({ source: sourceText, manifest: file, ...result }, null, 2)}\n`);
    return result.count === 0 ? 0 : 1;
  }
  for (const { subject, said, found } of result.problems) {
    await invocation.write(`${subject}: ${found ?? 'nothing'}, expected ${said ?? 'nothing'}\n`);
  }
  const more = result.count - result.problems.length;
  if (more > 0) await invocation.write(`… and ${countOf(more, 'more difference')}\n`);
  if (result.notCompared.length > 0)
    await invocation.write(`Not compared: ${result.notCompared.join(', ')}\n`);
  const verdict = result.count === 0 ? 'holds' : `does NOT hold: ${countOf(result.count, 'difference')}`;
  const read = `${countOf(result.images, 'image')}, ${countOf(result.files, 'entry', 'entries')}, ${formatBytes(result.bytes)} hashed`;
  await invocation.write(`${file} ${verdict} for ${sourceText} (${read})\n`);
  return result.count === 0 ? 0 : 1;
}
