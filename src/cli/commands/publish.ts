import { countOf } from '../../bytes/index.js';
import { FactoryError } from '../../errors.js';
import { publishFolder } from '../../factory/index.js';
import { openStore } from '../../release/index.js';
import type { Invocation } from '../command.js';

/** `publish RELEASE_DIR --to STORE --tag T`: prints where the release is. */
export async function run(invocation: Invocation): Promise<number> {
  const [folder = ''] = invocation.positionals;
  const { reporter } = invocation;
  const store = openStore(invocation.text('to') ?? '', { env: process.env });
  const options = { tag: invocation.text('tag') ?? '', keep: keepOf(invocation), reporter };
  const verify = invocation.flag('verify-upload');
  const { location, changed, uploaded, kept, removed } = await publishFolder(folder, store, {
    ...options,
    verify,
  });
  if (invocation.json) {
    const { tag } = options;
    const result = { store: store.label, tag, location, changed, uploaded, kept, removed };
    await invocation.write(`${JSON.stringify(result, null, 2)}\n`);
    return 0;
  }
  reporter.info(
    changed
      ? `${store.label}@${options.tag}: ${countOf(uploaded.length, 'file')} uploaded, ${kept.length} there already`
      : `${store.label}@${options.tag}: holds this release already`,
  );
  await invocation.write(`${location}\n`);
  return 0;
}

function keepOf(invocation: Invocation): number | null {
  const text = invocation.text('keep');
  if (text === null || /^[1-9]\d{0,3}$/.test(text)) return text === null ? null : Number(text);
  throw new FactoryError('usage', {
    subject: '--keep',
    found: `"${text}"`,
    expected: 'a number from 1 to 9999',
  });
}
