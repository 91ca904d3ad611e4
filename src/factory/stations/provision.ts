/**
 * The reference installation: the source, checked against the SHA-256 that it must have, and, where there is a machine,
 * the disk that it starts from.
 */

import { FactoryError } from '../../errors.js';
import { hashFile } from '../../release/index.js';
import { startDisk } from '../machine/start.js';
import type { Build, Station } from '../station.js';

export const provision: Station<'provision'> = {
  name: 'provision',
  async inputs({ definition, source, host }) {
    // A base is cached, and must be marked as in use by each run of the line.
    if (host !== null) return undefined;
    return { identity: await source.identity(), sha256: definition.source.sha256 };
  },
  async run(build) {
    const sha256 = await checkedHash(build);
    const { host, source, reporter } = build;
    if (host !== null) {
      const start = await startDisk(build, host, sha256);
      return { result: { source: source.text, sha256, start } };
    }
    const { tree } = await source.open();
    reporter.info(`Source: ${tree.label}${sha256 === null ? '' : `, SHA-256 ${sha256}`}`);
    return { result: { source: source.text, sha256, start: null } };
  },
};

/** @returns null for a directory @throws damaged where it is not what the definition says */
async function checkedHash({ definition, source, reporter }: Build): Promise<string | null> {
  const { kind, path } = await source.name();
  const sha256 = kind === 'directory' ? null : (await hashFile(path, reporter)).sha256;
  const expected = definition.source.sha256;
  if (expected === null || sha256 === expected) return sha256;
  throw new FactoryError('damaged', {
    subject: path,
    found: `the SHA-256 ${sha256}`,
    expected,
    next: 'fetch it again, or correct source.sha256 where the source was changed on purpose',
  });
}
