/** Variants that failed: each by its name, after the others were finished. */

import { FactoryError } from '../errors.js';

export interface VariantFailure {
  readonly variant: string;
  readonly error: FactoryError;
}

export class VariantsFailed extends FactoryError {
  readonly failures: readonly VariantFailure[];

  /** @param all how many variants the definition has */
  constructor(failures: readonly VariantFailure[], all: number) {
    const rows = failures
      .map(({ variant, error }) => `\n  ${variant}: ${error.message.replace(/\.$/, '')}`)
      .join('');
    const finished = all - failures.length;
    super('refused', {
      subject: `${failures.length} of ${all} variants`,
      found: `failed, so that nothing is released${rows}`,
      next:
        finished === 0
          ? 'mend them and run it again'
          : 'mend them and run it again with --resume, which takes over the others',
    });
    this.failures = failures;
  }
}
