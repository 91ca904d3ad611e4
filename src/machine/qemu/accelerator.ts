/** Whether the processor runs a machine itself (KVM), or QEMU has to translate each instruction (TCG), which takes ten times as long. */

import { open, readFile } from 'node:fs/promises';

export type Accelerator = 'kvm' | 'tcg';

export interface Acceleration {
  readonly accelerator: Accelerator;
  /** Why it is not KVM; null where it is. */
  readonly obstacle: { readonly found: string; readonly next: string } | null;
}

const DEVICE = '/dev/kvm';

/** The udev rule that lets every account of a host use KVM, as a hosted runner needs it. */
const RULE = `echo 'KERNEL=="kvm", GROUP="kvm", MODE="0666", OPTIONS+="static_node=kvm"' | sudo tee /etc/udev/rules.d/99-kvm.rules && sudo udevadm control --reload-rules && sudo udevadm trigger --name-match=kvm`;

export async function findAcceleration(device = DEVICE, cpuinfo = '/proc/cpuinfo'): Promise<Acceleration> {
  // A kernel can offer the device without hardware behind it; firmware does not run on such a one.
  const flags = await readFile(cpuinfo, 'utf8').catch(() => '');
  if (!/^flags\s*:.*\b(?:vmx|svm)\b/m.test(flags)) {
    return tcg(
      'the processor of this host shows no virtualization (neither vmx nor svm)',
      'turn it on in the firmware of the host or, where the host is itself a virtual machine, nested virtualization in its hypervisor',
    );
  }
  try {
    await (await open(device, 'r+')).close();
    return { accelerator: 'kvm', obstacle: null };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EACCES' || code === 'EPERM') {
      return tcg(
        `this account may not use ${device}`,
        `add it to the group kvm ("sudo usermod -aG kvm $USER", then log on anew), or on a hosted runner: ${RULE}`,
      );
    }
    return tcg(
      `${device} cannot be opened (${code ?? String(error)})`,
      'load the module: "sudo modprobe kvm_intel" or "sudo modprobe kvm_amd"',
    );
  }
}

function tcg(found: string, next: string): Acceleration {
  return { accelerator: 'tcg', obstacle: { found, next } };
}
