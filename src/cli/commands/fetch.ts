import { countOf, formatDuration } from '../../bytes/index.js';
import { attestationOptions, describeBytes, fetchRelease, openRelease } from '../../release/index.js';
import type { Invocation } from '../command.js';

/** `fetch RELEASE --to DIR`: prints the path of the WIM, or of the first part. */
export async function run(invocation: Invocation): Promise<number> {
  const [text = ''] = invocation.positionals;
  const { reporter } = invocation;
  const to = invocation.text('to') ?? '';
  const started = Date.now();
  const image = invocation.text('image');
  const source = await openRelease(text, { env: process.env, image }, reporter);
  const fetched = await fetchRelease(source, to, {
    attestation: attestationOptions(
      source.label,
      {
        required: invocation.flag('require-attestation'),
        signer: invocation.text('signer'),
        trustedRoot: invocation.text('trusted-root'),
        words: { required: 'image-factory fetch --require-attestation', signer: '--signer' },
      },
      process.env,
    ),
    seeds: invocation.list('seed'),
    image,
    form: invocation.text('as') as 'split' | 'wim' | null,
    reporter,
  });
  const milliseconds = Date.now() - started;
  if (invocation.json) {
    const result = { release: source.label, tag: source.tag, to, ...fetched, milliseconds };
    await invocation.write(`${JSON.stringify(result, null, 2)}\n`);
    return 0;
  }
  reporter.info(
    `${to}: ${countOf(fetched.files.length, 'file')}, ${describeBytes(fetched)}, ${formatDuration(milliseconds)}`,
  );
  await invocation.write(`${fetched.wim}\n`);
  return 0;
}
