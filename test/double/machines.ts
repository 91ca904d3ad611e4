/** The module Hyper-V, as far as it is about machines. */

import { existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { matches, NOTHING, type Call, type Cmdlet } from './call.js';
import { VirtualMachine, type DvdDrive, type MachineHost } from './machine.js';
import { hyperVRefusal, Refusal, textOf, type Code } from './refusal.js';

const MIB = 1 << 20;

export interface MachinesHost extends MachineHost {
  /** Bytes that are free for machines while none runs. */
  readonly memory: number;
  readonly switches: readonly string[];
  /** Where names of pipes are looked up. */
  readonly cwd: () => string;
}

export class Machines {
  readonly #host: MachinesHost;
  readonly #machines = new Map<string, VirtualMachine>();

  constructor(host: MachinesHost) {
    this.#host = host;
  }

  readonly cmdlets: Readonly<Record<string, Cmdlet>> = {
    'New-VM': (call) => this.#newVm(call),
    'Set-VM': (call) => this.#setVm(call),
    'Get-VM': (call) => this.#select(call).map(machineObject),
    'Set-VMFirmware': (call) => this.#setFirmware(call),
    'Set-VMProcessor': (call) => this.#setProcessor(call),
    'Set-VMMemory': (call) => this.#setMemory(call),
    'Add-VMHardDiskDrive': (call) => this.#addDisk(call),
    'Get-VMHardDiskDrive': (call) =>
      this.#select(call).flatMap((machine) => machine.disks.map((disk) => diskObject(machine, disk))),
    'Add-VMDvdDrive': (call) => this.#addDvd(call),
    'Set-VMDvdDrive': (call) => this.#setDvd(call),
    'Remove-VMDvdDrive': (call) => this.#removeDvd(call),
    'Get-VMDvdDrive': (call) =>
      this.#select(call).flatMap((machine) => machine.dvds.map((drive) => dvdObject(machine, drive))),
    'Add-VMNetworkAdapter': (call) => this.#addAdapter(call),
    'Get-VMNetworkAdapter': (call) => this.#select(call).flatMap(adapterObjects),
    'Connect-VMNetworkAdapter': (call) => this.#connect(call, call.text('SwitchName')),
    'Disconnect-VMNetworkAdapter': (call) => this.#connect(call, null),
    'Remove-VMNetworkAdapter': (call) => this.#removeAdapters(call),
    'Get-VMSwitch': (call) => this.#switches(call),
    'Set-VMComPort': (call) => this.#setComPort(call),
    'Start-VM': (call) => this.#start(call),
    'Stop-VM': (call) => this.#stop(call),
    'Remove-VM': (call) => this.#remove(call),
  };

  get all(): readonly VirtualMachine[] {
    return [...this.#machines.values()];
  }

  byId(id: string): VirtualMachine | null {
    return this.all.find((machine) => machine.id.toLowerCase() === id.toLowerCase()) ?? null;
  }

  async close(): Promise<void> {
    await Promise.all(this.all.map((machine) => machine.turnOff()));
    this.#machines.clear();
  }

  #newVm(call: Call): readonly unknown[] {
    const name = call.text('Name') ?? 'New Virtual Machine';
    const memory = call.number('MemoryStartupBytes') ?? 512 * MIB;
    if (memory < 32 * MIB) throw invalid(call, `Invalid memory size for '${name}'.`);
    const disk = call.text('VHDPath');
    if (disk !== null && !existsSync(disk)) throw missing(call, disk);
    const switchName = call.text('SwitchName');
    if (switchName !== null) this.#checkSwitch(call, switchName);
    const parent = path.resolve(call.text('Path') ?? path.join(this.#host.scratch, 'Hyper-V'));
    const folder = path.join(parent, name);
    const machine = new VirtualMachine(this.#host, name, call.number('Generation') ?? 1, memory, folder);
    mkdirSync(path.join(folder, 'Virtual Machines'), { recursive: true });
    if (disk !== null) machine.disks.push({ location: 0, path: path.resolve(disk) });
    machine.adapters.push({ name: 'Network Adapter', switchName });
    this.#machines.set(machine.id, machine);
    return [machineObject(machine)];
  }

  #setVm(call: Call): readonly unknown[] {
    for (const machine of this.#select(call)) {
      const isCold = ['StaticMemory', 'MemoryStartupBytes', 'ProcessorCount'].some((name) => call.has(name));
      if (isCold) this.#mustBeOff(call, machine);
      for (const name of ['Notes', 'CheckpointType', 'AutomaticStartAction', 'AutomaticStopAction']) {
        if (call.has(name)) machine.settings[name] = call.text(name);
      }
      const automatic = 'AutomaticCheckpointsEnabled';
      if (call.has(automatic)) machine.settings[automatic] = call.flag(automatic);
      if (call.flag('StaticMemory')) machine.settings['DynamicMemoryEnabled'] = false;
      if (call.has('ProcessorCount')) machine.settings['ProcessorCount'] = call.number('ProcessorCount');
      machine.memory = call.number('MemoryStartupBytes') ?? machine.memory;
      machine.name = call.text('NewVMName') ?? machine.name;
    }
    return NOTHING;
  }

  #setFirmware(call: Call): readonly unknown[] {
    for (const machine of this.#select(call)) {
      if (machine.generation !== 2)
        throw invalid(call, `'${machine.name}' is a generation 1 virtual machine.`);
      this.#mustBeOff(call, machine);
      for (const name of ['EnableSecureBoot', 'PauseAfterBootFailure']) {
        if (call.has(name)) machine.settings[name] = call.text(name);
      }
      const first = [...call.objects('FirstBootDevice'), ...call.objects('BootOrder')][0];
      if (first !== undefined) machine.bootsFromMedium = first['$type'] === 'DvdDrive';
    }
    return NOTHING;
  }

  #setProcessor(call: Call): readonly unknown[] {
    for (const machine of this.#select(call)) {
      this.#mustBeOff(call, machine);
      if (call.has('Count')) machine.settings['ProcessorCount'] = call.number('Count');
    }
    return NOTHING;
  }

  #setMemory(call: Call): readonly unknown[] {
    for (const machine of this.#select(call)) {
      this.#mustBeOff(call, machine);
      if (call.has('DynamicMemoryEnabled')) {
        machine.settings['DynamicMemoryEnabled'] = call.flag('DynamicMemoryEnabled');
      }
      machine.memory = call.number('StartupBytes') ?? machine.memory;
    }
    return NOTHING;
  }

  #addDisk(call: Call): readonly unknown[] {
    const [machine] = this.#select(call);
    const file = path.resolve(call.text('Path') ?? '');
    if (machine === undefined) return NOTHING;
    if (!existsSync(file)) throw missing(call, file);
    if (this.all.some((other) => other.disks.some((disk) => disk.path === file))) {
      const text = `The disk '${file}' is already connected to a virtual machine.`;
      throw hyperVRefusal(call.name, 'ObjectInUse', 'ResourceBusy', '0x80070020', text);
    }
    const disk = { location: freeLocation(machine), path: file };
    machine.disks.push(disk);
    return call.flag('Passthru') ? [diskObject(machine, disk)] : NOTHING;
  }

  #addDvd(call: Call): readonly unknown[] {
    const added: unknown[] = [];
    for (const machine of this.#select(call)) {
      const medium = call.text('Path');
      if (medium !== null && !existsSync(medium)) throw missing(call, medium);
      const location = call.number('ControllerLocation') ?? freeLocation(machine);
      const drive = { location, medium: medium === null ? null : path.resolve(medium) };
      machine.dvds.push(drive);
      added.push(dvdObject(machine, drive));
    }
    return call.flag('Passthru') ? added : NOTHING;
  }

  async #setDvd(call: Call): Promise<readonly unknown[]> {
    const medium = call.text('Path');
    if (medium !== null && medium !== '' && !existsSync(medium)) throw missing(call, medium);
    for (const { machine, drive } of this.#drives(call)) {
      await machine.setMedium(drive, medium === null || medium === '' ? null : path.resolve(medium));
    }
    return NOTHING;
  }

  #removeDvd(call: Call): readonly unknown[] {
    for (const { machine, drive } of this.#drives(call)) {
      this.#mustBeOff(call, machine);
      machine.dvds.splice(machine.dvds.indexOf(drive), 1);
    }
    return NOTHING;
  }

  #addAdapter(call: Call): readonly unknown[] {
    const switchName = call.text('SwitchName');
    if (switchName !== null) this.#checkSwitch(call, switchName);
    for (const machine of this.#select(call)) {
      machine.adapters.push({ name: call.text('Name') ?? 'Network Adapter', switchName });
    }
    return NOTHING;
  }

  #connect(call: Call, switchName: string | null): readonly unknown[] {
    if (switchName !== null) this.#checkSwitch(call, switchName);
    for (const machine of this.#select(call)) {
      for (const adapter of machine.adapters) adapter.switchName = switchName;
    }
    return NOTHING;
  }

  #removeAdapters(call: Call): readonly unknown[] {
    for (const machine of this.#select(call)) {
      this.#mustBeOff(call, machine);
      machine.adapters.splice(0);
    }
    return NOTHING;
  }

  #switches(call: Call): readonly unknown[] {
    const wanted = call.text('Name');
    const found = this.#host.switches.filter((name) => wanted === null || matches(wanted, name));
    if (found.length === 0 && wanted !== null && !/[*?]/.test(wanted)) this.#checkSwitch(call, wanted);
    return found.map((Name) => ({ $type: 'VMSwitch', Name, SwitchType: 'Internal' }));
  }

  #setComPort(call: Call): readonly unknown[] {
    const pipe = call.text('Path') ?? '';
    if (pipe !== '' && !/^\\\\[^\\]+\\pipe\\[^\\]+$/i.test(pipe)) {
      throw invalid(call, `The path '${pipe}' is not a named pipe.`);
    }
    for (const machine of this.#select(call)) {
      if (machine.generation === 2) this.#mustBeOff(call, machine);
      if (call.number('Number') === 1) machine.pipe = pipe === '' ? null : pipe;
    }
    return NOTHING;
  }

  async #start(call: Call): Promise<readonly unknown[]> {
    for (const machine of this.#select(call)) {
      this.#mustBeOff(call, machine);
      this.#checkMemory(call, machine);
      try {
        await machine.start(this.#host.cwd());
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        throw startRefusal(call, machine, error);
      }
    }
    return NOTHING;
  }

  async #stop(call: Call): Promise<readonly unknown[]> {
    // What is off is a warning of the real one, no error.
    for (const machine of this.#select(call)) await machine.turnOff();
    return NOTHING;
  }

  #remove(call: Call): readonly unknown[] {
    for (const machine of this.#select(call)) {
      this.#mustBeOff(call, machine);
      this.#machines.delete(machine.id);
      // The disks stay, and with them what else lies in the folder.
      rmSync(path.join(machine.folder, 'Virtual Machines'), { recursive: true, force: true });
    }
    return NOTHING;
  }

  /** The machines that a call is about; without a name all of them. */
  #select(call: Call): VirtualMachine[] {
    const given = ['VM', 'VMNetworkAdapter', 'VMFirmware', 'VMComPort'].flatMap((name) => call.objects(name));
    const ids = [...call.texts('Id'), ...given.map((object) => String(object['VMId'] ?? object['Id']))];
    if (ids.length > 0) return ids.map((id) => this.byId(id) ?? raise(unknownMachine(call, id)));
    const names = [...call.texts('VMName'), ...(call.name.endsWith('-VM') ? call.texts('Name') : [])];
    if (names.length === 0) return [...this.all];
    return names.flatMap((name) => {
      const found = this.all.filter((machine) => matches(name, machine.name));
      if (found.length === 0 && !/[*?]/.test(name)) throw unknownMachine(call, name);
      return found;
    });
  }

  #drives(call: Call): { machine: VirtualMachine; drive: DvdDrive }[] {
    const given = call.objects('VMDvdDrive').map((object) => ({
      machine: this.byId(String(object['VMId'])) ?? raise(unknownMachine(call, String(object['VMName']))),
      location: Number(object['ControllerLocation']),
    }));
    const named = call.has('VMName')
      ? this.#select(call).flatMap((machine) =>
          machine.dvds
            .map(({ location }) => ({ machine, location }))
            .filter(({ location }) => location === (call.number('ControllerLocation') ?? location)),
        )
      : [];
    return [...given, ...named].map(({ machine, location }) => {
      const drive = machine.dvds.find((one) => one.location === location);
      return {
        machine,
        drive: drive ?? raise(invalid(call, `'${machine.name}' has no drive at ${location}.`)),
      };
    });
  }

  #mustBeOff(call: Call, { state }: VirtualMachine): void {
    if (state === 'Off') return;
    const text = 'The operation cannot be performed while the virtual machine is in its current state.';
    throw hyperVRefusal(call.name, 'InvalidState', 'InvalidOperation', '0x80041007', text);
  }

  #checkMemory(call: Call, machine: VirtualMachine): void {
    const running = this.all.filter(({ state }) => state === 'Running');
    const free = this.#host.memory - running.reduce((sum, { memory }) => sum + memory, 0);
    if (machine.memory <= free) return;
    const text = `'${machine.name}' failed to start. (Virtual machine ID ${machine.id.toUpperCase()})\nNot enough memory in the system to start the virtual machine ${machine.name} with ram size ${machine.memory / MIB} megabytes. ${textOf('0x8007000E')}`;
    throw hyperVRefusal(call.name, 'OutOfMemory', 'ResourceUnavailable', '0x8007000E', text);
  }

  #checkSwitch(call: Call, name: string): void {
    if (this.#host.switches.some((one) => one.toLowerCase() === name.toLowerCase())) return;
    throw invalid(call, `Hyper-V was unable to find a virtual switch with name "${name}".`);
  }
}

function freeLocation({ disks, dvds }: VirtualMachine): number {
  const taken = new Set([...disks, ...dvds].map(({ location }) => location));
  let location = 0;
  while (taken.has(location)) location++;
  return location;
}

function machineObject(machine: VirtualMachine): unknown {
  return {
    $type: 'VirtualMachine',
    Name: machine.name,
    VMName: machine.name,
    Id: machine.id,
    VMId: machine.id,
    State: machine.state,
    Status: 'Operating normally',
    Generation: machine.generation,
    Path: machine.folder,
    Notes: machine.settings['Notes'],
    ProcessorCount: machine.settings['ProcessorCount'],
    MemoryStartup: machine.memory,
    DynamicMemoryEnabled: machine.settings['DynamicMemoryEnabled'],
    CheckpointType: machine.settings['CheckpointType'],
    AutomaticCheckpointsEnabled: machine.settings['AutomaticCheckpointsEnabled'],
    AutomaticStartAction: machine.settings['AutomaticStartAction'],
    AutomaticStopAction: machine.settings['AutomaticStopAction'],
    HardDrives: machine.disks.map((disk) => diskObject(machine, disk)),
    DVDDrives: machine.dvds.map((drive) => dvdObject(machine, drive)),
    NetworkAdapters: adapterObjects(machine),
    Uptime: { $type: 'TimeSpan', seconds: machine.uptime },
  };
}

function ofMachine({ name, id }: VirtualMachine): Record<string, unknown> {
  return { VMName: name, VMId: id };
}

function diskObject(
  machine: VirtualMachine,
  { location, path: file }: { location: number; path: string },
): unknown {
  const place = { ControllerType: 'SCSI', ControllerNumber: 0, ControllerLocation: location };
  return { $type: 'HardDiskDrive', ...ofMachine(machine), ...place, Path: file };
}

function dvdObject(machine: VirtualMachine, { location, medium }: DvdDrive): unknown {
  const place = { ControllerType: 'SCSI', ControllerNumber: 0, ControllerLocation: location };
  const type = medium === null ? 'None' : 'ISO';
  return { $type: 'DvdDrive', ...ofMachine(machine), ...place, Path: medium, DvdMediaType: type };
}

function adapterObjects(machine: VirtualMachine): unknown[] {
  return machine.adapters.map(({ name, switchName }) => ({
    $type: 'VMNetworkAdapter',
    ...ofMachine(machine),
    Name: name,
    SwitchName: switchName,
    Connected: switchName !== null,
  }));
}

function invalid(call: Call, text: string): Refusal {
  return hyperVRefusal(call.name, 'InvalidParameter', 'InvalidArgument', '0x80070057', text);
}

function unknownMachine(call: Call, name: string): Refusal {
  return invalid(call, `Hyper-V was unable to find a virtual machine with name "${name}".`);
}

function missing(call: Call, file: string): Refusal {
  const text = `'${file}': ${textOf('0x80070002')}`;
  return hyperVRefusal(call.name, 'ObjectNotFound', 'ObjectNotFound', '0x80070002', text);
}

function startRefusal(call: Call, machine: VirtualMachine, cause: Refusal): Refusal {
  const controller = 'Synthetic SCSI Controller: Failed to Power on with Error';
  const text = `'${machine.name}' failed to start. (Virtual machine ID ${machine.id.toUpperCase()})\n${controller} ${textOf(cause.hresult as Code)}`;
  return hyperVRefusal(call.name, 'OperationFailed', cause.category, cause.hresult, text);
}

function raise(error: Error): never {
  throw error;
}
