/** What Hyper-V's own logs say of a machine, in sentences that do not depend on the language of the host. */

/** As `get-events.ps1` gives it. */
export interface HostEvent {
  readonly id: number;
  /** ISO 8601. */
  readonly time: string;
  readonly message: string;
  readonly values: readonly string[];
}

/** Microsoft-Windows-Hyper-V-Worker-Admin, and 14070 of Microsoft-Windows-Hyper-V-VMMS-Admin. */
const SENTENCES: Readonly<Record<number, string>> = {
  14_070: 'the process that runs the machine ended unexpectedly',
  18_500: 'the machine was started',
  18_502: 'the machine was turned off by the host',
  18_504: 'the machine was shut down by the host',
  18_508: 'the guest shut itself down',
  18_512: 'the machine was reset by the host',
  18_514: 'the guest reset itself',
  18_528: 'the machine stopped for a critical error',
  18_539: 'the guest crashed: a triple fault reset the machine',
  18_540: 'the guest crashed: a triple fault reset the machine',
  18_550: 'the guest crashed: a triple fault reset the machine',
  18_560: 'the guest crashed: a triple fault reset the machine',
  18_590: 'the guest reported a crash',
  18_601: 'the guest has booted',
  18_602: 'the guest has booted, with failures of Secure Boot',
  18_603: 'the firmware could not boot from a device',
  18_604: 'Secure Boot refused the boot loader',
  18_605: 'the firmware found no device to boot from',
  18_606: 'the firmware tries to boot',
  18_608: 'the guest hibernated',
};

/**
 * The events of one machine, oldest first.
 *
 * @param names its name and its id, by one of which each event of it names it
 */
export function eventSentences(events: readonly HostEvent[], names: readonly string[]): string[] {
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  return events
    .filter(({ values }) => values.some((value) => wanted.has(value.toLowerCase())))
    .map(({ id, time, message }) => {
      const said = message.replaceAll(/\s+/g, ' ').trim();
      const known = SENTENCES[id];
      const detail = known === undefined ? said : said === '' ? known : `${known} (${said})`;
      return `${time} ${id}: ${detail}`;
    });
}
