/** What QEMU and the firmware say of a run, in sentences. */

import type { QmpEvent } from './qmp.js';

const SHUTDOWN: Readonly<Record<string, string>> = {
  'guest-shutdown': 'the guest powered the machine off',
  'guest-panic': 'the machine was turned off because the guest crashed',
  'guest-reset': 'the guest reset the machine, which ended it',
  'host-qmp-quit': 'the machine was turned off by the host',
  'host-signal': 'the machine was turned off by the host',
  'host-error': 'the machine ended because of an error of the host',
};

const RESET: Readonly<Record<string, string>> = {
  'guest-reset': 'the guest reset the machine',
  'guest-panic': 'the machine was reset because the guest crashed',
  'host-qmp-system-reset': 'the machine was reset by the host',
};

const SENTENCES: Readonly<Record<string, (data: Readonly<Record<string, unknown>>) => string>> = {
  SHUTDOWN: ({ reason }) => SHUTDOWN[String(reason)] ?? `the machine is off (${String(reason)})`,
  RESET: ({ reason }) => RESET[String(reason)] ?? `the machine was reset (${String(reason)})`,
  GUEST_PANICKED: ({ info }) => `the guest crashed${bugCheck(info)}`,
  BLOCK_IO_ERROR: ({ operation, reason, nospace, 'node-name': node }) =>
    nospace === true
      ? `no space is left on the host for what the guest writes (${String(node)})`
      : `the host could not ${String(operation)} for the guest (${String(node)}): ${String(reason)}`,
  STOP: () => 'the machine was stopped',
};

/** @returns null for an event that says nothing of what became of the machine */
export function sentenceOf({ event, data = {}, timestamp }: QmpEvent): string | null {
  const sentence = SENTENCES[event]?.(data);
  if (sentence === undefined) return null;
  return `${new Date(timestamp.seconds * 1000).toISOString()} ${sentence}`;
}

/** Windows reports the bug check's code and its four parameters. */
function bugCheck(info: unknown): string {
  if (typeof info !== 'object' || info === null) return '';
  const values = info as Readonly<Record<string, unknown>>;
  if (values['type'] !== 'hyper-v') return '';
  const [code = '', ...parameters] = [1, 2, 3, 4, 5].map(
    (n) => `0x${Number(values[`arg${n}`]).toString(16)}`,
  );
  return `: bug check ${code} (${parameters.join(', ')})`;
}

/** Lines of OVMF about the boot, and of Windows' boot manager. */
const FIRMWARE_LINE = /(?:BdsDxe|Boot Failed|No bootable|BOOTMGR)[^\r\n]*/g;
const LAST_LINES = 3;

/** @param text what stands on the serial port */
export function firmwareSentences(text: string): string[] {
  const lines = text.match(FIRMWARE_LINE) ?? [];
  return lines.slice(-LAST_LINES).map((line) => `the firmware said: ${line.trim()}`);
}
