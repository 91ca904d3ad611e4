import { FactoryError } from '../errors.js';
import type { Hypervisor, HypervisorKind, HypervisorOptions } from './types.js';

export * from './types.js';

/** The driver for a kind of hypervisor, loaded when it is needed. */
export async function createHypervisor(
  kind: HypervisorKind,
  options: HypervisorOptions,
): Promise<Hypervisor> {
  if (kind === 'hyperv') {
    const { createHyperV } = await import('./hyperv/index.js');
    return createHyperV(options);
  }
  throw new FactoryError('unsupported', {
    subject: `hypervisor: ${kind}`,
    found: 'this version does not drive it yet',
  });
}
