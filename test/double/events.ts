/** The host's event logs. Source of numbers and names: Microsoft-Windows-Hyper-V-Worker and -VMMS manifests. */

export interface HostEvent {
  readonly Id: number;
  readonly LogName: string;
  readonly ProviderName: string;
  readonly LevelDisplayName: 'Information' | 'Warning' | 'Error';
  readonly Message: string;
  /** ISO 8601. */
  readonly TimeCreated: string;
  /** The values in the message: the machine's name and id. */
  readonly values: readonly string[];
}

const WORKER = 'Microsoft-Windows-Hyper-V-Worker';
const VMMS = 'Microsoft-Windows-Hyper-V-VMMS';

const TEXTS = {
  18500: (name: string, id: string) => `'${name}' started successfully. (Virtual machine ID ${id})`,
  18502: (name: string, id: string) => `'${name}' was turned off. (Virtual machine ID ${id})`,
  18508: (name: string, id: string) =>
    `'${name}' was shut down by the guest operating system. (Virtual machine ID ${id})`,
  18514: (name: string, id: string) =>
    `'${name}' was reset by the guest operating system. (Virtual machine ID ${id})`,
  18601: (name: string, id: string) =>
    `'${name}' successfully booted an operating system. (Virtual machine ID ${id})`,
  14070: (name: string, id: string) =>
    `Virtual machine '${name}' (ID=${id}) has quit unexpectedly. The worker process has terminated.`,
} as const;

export type EventId = keyof typeof TEXTS;

export function eventOf(id: EventId, name: string, machineId: string): HostEvent {
  const provider = id === 14070 ? VMMS : WORKER;
  return {
    Id: id,
    LogName: `${provider}-Admin`,
    ProviderName: provider,
    LevelDisplayName: id === 14070 ? 'Error' : 'Information',
    Message: TEXTS[id](name, machineId),
    TimeCreated: new Date().toISOString(),
    values: [name, machineId],
  };
}
