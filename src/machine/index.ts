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
  const { createQemu } = await import('./qemu/index.js');
  return createQemu(options);
}
