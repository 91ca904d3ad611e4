/** The reference installation: with `hypervisor: none` the source itself, checked against the SHA-256 that it must have. */

import { FactoryError } from '../../errors.js';
import { hashFile } from '../../release/index.js';
import type { Station } from '../station.js';

export const provision: Station<'provision'> = {
  name: 'provision',
  async inputs({ definition, source }) {
    return { identity: await source.identity(), sha256: definition.source.sha256 };
  },
  async run({ definition, source, reporter }) {
    const { kind, path } = await source.name();
    const sha256 = kind === 'directory' ? null : (await hashFile(path, reporter)).sha256;
    const expected = definition.source.sha256;
    if (expected !== null && sha256 !== expected) {
      throw new FactoryError('damaged', {
        subject: path,
        found: `the SHA-256 ${sha256}`,
        expected,
        next: 'fetch it again, or correct source.sha256 where the source was changed on purpose',
      });
    }
    const { tree } = await source.open();
    reporter.info(`Source: ${tree.label}${sha256 === null ? '' : `, SHA-256 ${sha256}`}`);
    return { result: { source: source.text, sha256 } };
  },
};
