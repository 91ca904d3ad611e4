/** What the host says of itself: role, services, memory, logs, and the CIM classes behind the cmdlets. */

import { hostname } from 'node:os';
import { NOTHING, type Call, type Cmdlet } from './call.js';
import type { HostEvent } from './events.js';
import type { VirtualMachine } from './machine.js';
import type { Machines } from './machines.js';
import { Refusal } from './refusal.js';
import { thumbnailOf } from './screen.js';

const VIRTUALIZATION = 'root\\virtualization\\v2';

export interface HostFacts {
  /** Bytes that are free for machines while none runs. */
  readonly memory: number;
  /** The feature Microsoft-Hyper-V, and with it the service and the module. */
  readonly hyperV: boolean;
  readonly events: readonly HostEvent[];
}

type Instance = Readonly<Record<string, unknown>>;

export class Facts {
  readonly #facts: HostFacts;
  readonly #machines: Machines;

  constructor(facts: HostFacts, machines: Machines) {
    this.#facts = facts;
    this.#machines = machines;
  }

  readonly cmdlets: Readonly<Record<string, Cmdlet>> = {
    'Get-VMHost': () => [
      { $type: 'VMHost', Name: hostname(), LogicalProcessorCount: 4, MemoryCapacity: this.#facts.memory },
    ],
    'Get-WindowsOptionalFeature': (call) => [
      {
        $type: 'FeatureObject',
        FeatureName: call.text('FeatureName'),
        State: this.#facts.hyperV ? 'Enabled' : 'Disabled',
      },
    ],
    'Get-Service': (call) => this.#services(call),
    'Get-WinEvent': (call) => this.#winEvents(call),
    'Get-CimInstance': (call) => this.#instances(call),
    'Get-CimAssociatedInstance': (call) => this.#associated(call),
    'Invoke-CimMethod': (call) => this.#invoke(call),
  };

  #services(call: Call): readonly unknown[] {
    return call.texts('Name').map((name) => {
      if (this.#facts.hyperV)
        return { $type: 'System.ServiceProcess.ServiceController', Name: name, Status: 'Running' };
      throw new Refusal({
        message: `Cannot find any service with service name '${name}'.`,
        id: 'NoServiceFoundForGivenName,Microsoft.PowerShell.Commands.GetServiceCommand',
        category: 'ObjectNotFound',
        hresult: '0x80131501',
      });
    });
  }

  #winEvents(call: Call): readonly unknown[] {
    const filter = call.objects('FilterHashtable')[0] ?? {};
    const listOf = (name: string): string[] => [filter[name] ?? []].flat().map(String);
    const logs = [...listOf('LogName'), ...call.texts('LogName')].map((name) => name.toLowerCase());
    const ids = [...listOf('Id'), ...listOf('ID')].map(Number);
    const providers = listOf('ProviderName').map((name) => name.toLowerCase());
    const since = Date.parse(listOf('StartTime')[0] ?? '') || 0;
    const found = this.#facts.events
      .filter(({ LogName }) => logs.length === 0 || logs.includes(LogName.toLowerCase()))
      .filter(({ ProviderName }) => providers.length === 0 || providers.includes(ProviderName.toLowerCase()))
      .filter(({ Id }) => ids.length === 0 || ids.includes(Id))
      .filter(({ TimeCreated }) => Date.parse(TimeCreated) >= since)
      .toReversed()
      .slice(0, call.number('MaxEvents') ?? undefined);
    if (found.length > 0) return found.map(eventObject);
    throw new Refusal({
      message: 'No events were found that match the specified selection criteria.',
      id: 'NoMatchingEventsFound,Microsoft.PowerShell.Commands.GetWinEventCommand',
      category: 'ObjectNotFound',
      hresult: '0x80131500',
    });
  }

  #instances(call: Call): readonly unknown[] {
    const name = call.text('ClassName') ?? '';
    const instances = this.#classOf(name, call.text('Namespace') ?? 'root\\cimv2');
    if (instances === null) {
      throw new Refusal({
        message: 'Invalid class',
        id: 'HRESULT 0x80041010,Microsoft.Management.Infrastructure.CimCmdlets.GetCimInstanceCommand',
        category: 'MetadataError',
        hresult: '0x80041010',
      });
    }
    return instances.filter((instance) => isFound(instance, call.text('Filter') ?? ''));
  }

  #classOf(name: string, namespace: string): readonly Instance[] | null {
    if (namespace.replaceAll('/', '\\').toLowerCase() === VIRTUALIZATION) {
      const machines = this.#machines.all;
      switch (name) {
        case 'Msvm_ComputerSystem':
          return machines.map(computerSystem);
        case 'Msvm_VirtualSystemSettingData':
          return machines.map(settingData);
        case 'Msvm_VideoHead':
          return machines.filter(({ state }) => state === 'Running').map(videoHead);
        case 'Msvm_VirtualSystemManagementService':
          return [{ $type: name, Name: 'vmms' }];
      }
      return null;
    }
    if (name !== 'Win32_OperatingSystem') return null;
    const used = this.#machines.all
      .filter(({ state }) => state === 'Running')
      .reduce((sum, { memory }) => sum + memory, 0);
    const kib = Math.floor((this.#facts.memory - used) / 1024);
    const version = {
      Version: '10.0.26100',
      BuildNumber: '26100',
      Caption: 'Microsoft Windows Server 2025 Standard',
      ProductType: 3,
    };
    return [
      {
        $type: name,
        ...version,
        FreePhysicalMemory: kib,
        TotalVisibleMemorySize: Math.floor(this.#facts.memory / 1024),
      },
    ];
  }

  #associated(call: Call): readonly unknown[] {
    const [from] = call.objects('InputObject');
    const machine = this.#machines.byId(idIn(from ?? {}));
    const target = call.text('ResultClassName') ?? '';
    if (machine === null) return NOTHING;
    if (target === 'Msvm_VideoHead' || target === 'Msvm_S3DisplayController') return [videoHead(machine)];
    if (target === 'Msvm_VirtualSystemSettingData') return [settingData(machine)];
    if (target === 'Msvm_ComputerSystem') return [computerSystem(machine)];
    return NOTHING;
  }

  async #invoke(call: Call): Promise<readonly unknown[]> {
    const words = call.objects('Arguments')[0] ?? {};
    if (call.text('MethodName') !== 'GetVirtualSystemThumbnailImage') return [{ ReturnValue: 32_769 }];
    const target = words['TargetSystem'];
    const machine = this.#machines.byId(
      idIn((typeof target === 'object' ? target : { Name: target }) as Instance),
    );
    if (machine?.guest === null || machine === null) return [{ ReturnValue: 32_775 }];
    const screen = await machine.guest.screen();
    const image = thumbnailOf(screen, Number(words['WidthPixels']), Number(words['HeightPixels']));
    return [{ ReturnValue: 0, ImageData: { $type: 'Bytes', base64: image.toString('base64') } }];
  }
}

function computerSystem(machine: VirtualMachine): Instance {
  return {
    $type: 'Msvm_ComputerSystem',
    Name: machine.id.toUpperCase(),
    ElementName: machine.name,
    EnabledState: machine.state === 'Running' ? 2 : 3,
  };
}

function settingData(machine: VirtualMachine): Instance {
  return {
    $type: 'Msvm_VirtualSystemSettingData',
    InstanceID: `Microsoft:${machine.id.toUpperCase()}`,
    ElementName: machine.name,
    VirtualSystemIdentifier: machine.id.toUpperCase(),
    VirtualSystemType: 'Microsoft:Hyper-V:System:Realized',
  };
}

function videoHead(machine: VirtualMachine): Instance {
  return {
    $type: 'Msvm_VideoHead',
    SystemName: machine.id.toUpperCase(),
    CurrentHorizontalResolution: 1024,
    CurrentVerticalResolution: 768,
  };
}

/** The id of a machine in what another CIM call gave of it. */
function idIn(object: Instance): string {
  const text = ['VirtualSystemIdentifier', 'SystemName', 'InstanceID', 'Name']
    .map((name) => object[name])
    .find(Boolean);
  return /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/i.exec(String(text))?.[0] ?? '';
}

/** A condition of WQL: properties that equal a text or a number, joined by AND. */
function isFound(instance: Instance, filter: string): boolean {
  if (filter.trim() === '') return true;
  return filter.split(/\s+and\s+/i).every((condition) => {
    const [, name = '', quoted, bare] = /^\s*(\w+)\s*=\s*(?:["'](.*)["']|(\S+))\s*$/.exec(condition) ?? [];
    const wanted = quoted ?? bare;
    if (wanted === undefined) throw new Error(`the double cannot read the WQL condition ${condition}`);
    return String(instance[name]).toLowerCase() === wanted.replaceAll('\\\\', '\\').toLowerCase();
  });
}

function eventObject({ values, TimeCreated, ...event }: HostEvent): unknown {
  return {
    $type: 'System.Diagnostics.Eventing.Reader.EventLogRecord',
    ...event,
    TimeCreated: { $type: 'DateTime', value: TimeCreated },
    Properties: values.map((Value) => ({ Value })),
  };
}
