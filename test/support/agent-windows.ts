/**
 * A Windows in audit mode for the agent: a folder is its drive C:, another one the medium in D:, and this process plays
 * the registry, the tasks, the packages, the serial port and the power button. What the real ones do:
 *
 *   shutdown.exe /r, /s     learn.microsoft.com/windows-server/administration/windows-commands/shutdown
 *   taskkill.exe /T         …/windows-commands/taskkill: the process and every one that it started
 *   robocopy.exe            …/windows-commands/robocopy: exit code 1 where files were copied
 *   tasks with a logon      learn.microsoft.com/powershell/module/scheduledtasks/new-scheduledtasktrigger
 *   Get-AppxPackage         learn.microsoft.com/powershell/module/appx/get-appxpackage: those of this user
 *   wuauserv                learn.microsoft.com/windows/deployment/update/waas-wu-settings: reads its policy when it starts
 */

import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ReportReader, type AgentPlan, type AgentReport, type Payload } from '../../src/guest/index.js';
import {
  makeBin,
  Refusal,
  runPowerShell,
  startDouble,
  writeProgram,
  type CmdletCall,
  type CommandCall,
  type Double,
  type Json,
  type PowerShellResult,
  type RegistryCall,
  type Reply,
} from '../powershell/index.js';
import { UpdateAgent } from './update-agent.js';

const AGENT = 'C:\\ProgramData\\ImageFactory\\agent.ps1';
export const UPDATE_POLICY = 'SOFTWARE\\Policies\\Microsoft\\Windows\\WindowsUpdate';

type Values = Map<string, Json>;

export interface Account {
  readonly name: string;
  readonly sid: string;
  readonly system: boolean;
}

export const ADMINISTRATOR: Account = {
  name: 'WIN-1\\Administrator',
  sid: 'S-1-5-21-1-2-3-500',
  system: false,
};

export class AgentWindows {
  account: Account = ADMINISTRATOR;
  /** The medium is in the drive. */
  medium = true;
  /** Of processes that run, by what `Get-Process` calls them. */
  processes: readonly string[] = [];
  /** `{ Name, PublisherId, … }` of each package of this user. */
  packages: readonly Readonly<Record<string, Json>>[] = [];
  provisioned: readonly Readonly<Record<string, Json>>[] = [];
  /** Of all users, `{ Name, PackageFullName, NonRemovable, PackageType }`, where the type is `Bundle` or `Main`. */
  everyones: readonly Readonly<Record<string, Json>>[] = [];
  /** What `Install-Language` has installed; null: this Windows has no such cmdlet. */
  languages: readonly string[] | null = [];
  /** Bytes of drive C:. */
  freeSpace = 0;
  /** What sysprep ends with. */
  sysprepExit = 0;
  /** The cmdlet that is denied. */
  refuses = '';
  /** What happens when a program is called. */
  onCommand: (call: CommandCall, reply: Reply) => number | void = () => undefined;
  onReport: (report: AgentReport) => void = () => undefined;
  onSerial: (bytes: Uint8Array) => void = () => undefined;

  readonly updateAgent: UpdateAgent;
  /** `Restart wuauserv`, in order. */
  readonly services: string[] = [];
  readonly keys = new Map<string, Values>();
  readonly tasks = new Map<string, CmdletCall['parameters']>();
  readonly removedPackages: string[] = [];
  readonly reports: AgentReport[] = [];
  /** All that went over the wire. */
  serial = '';
  /** The last `shutdown.exe`; null: none since the boot began. */
  power: string | null = null;

  private readonly root: string;
  private readonly reader = new ReportReader();
  private double: Double | null = null;

  constructor(root: string, updateAgent = new UpdateAgent()) {
    this.root = root;
    this.updateAgent = updateAgent;
    for (const folder of ['ProgramData', 'Windows/System32/Sysprep', 'Windows/Temp']) {
      mkdirSync(this.c(folder), { recursive: true });
    }
    mkdirSync(path.join(root, 'D'));
    this.setValue('SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Winlogon', 'AutoAdminLogon', '1');
  }

  /** A path of drive C: as this host knows it. */
  c(relative: string): string {
    return path.join(this.root, 'C', relative);
  }

  read(relative: string): string {
    return readFileSync(this.c(relative), 'utf8');
  }

  write(relative: string, text: string): void {
    mkdirSync(path.dirname(this.c(relative)), { recursive: true });
    writeFileSync(this.c(relative), text);
  }

  exists(relative: string): boolean {
    return existsSync(this.c(relative));
  }

  /** What lies in the agent's folder. */
  agentFiles(): string[] {
    const home = this.c('ProgramData/ImageFactory');
    return readdirSync(home, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(home, path.join(entry.parentPath, entry.name)))
      .toSorted();
  }

  get log(): string {
    return this.read('ProgramData/ImageFactory/agent.log');
  }

  get calls(): Double['calls'] {
    return this.double?.calls ?? [];
  }

  get commands(): readonly (readonly string[])[] {
    return this.calls.flatMap((call) => (call.kind === 'command' ? [[call.name, ...call.args]] : []));
  }

  setValue(key: string, name: string, value: Json): void {
    this.valuesOf(key).set(name, value);
  }

  valuesOf(key: string): Values {
    const full = `HKEY_LOCAL_MACHINE\\${key}`.toLowerCase();
    const values = this.keys.get(full) ?? new Map<string, Json>();
    this.keys.set(full, values);
    return values;
  }

  /** Without making the key. */
  valuesIn(key: string): Record<string, Json> {
    return Object.fromEntries(this.keys.get(`HKEY_LOCAL_MACHINE\\${key}`.toLowerCase()) ?? []);
  }

  removeKey(key: string): void {
    this.keys.delete(`HKEY_LOCAL_MACHINE\\${key}`.toLowerCase());
  }

  get plan(): AgentPlan {
    return JSON.parse(readFileSync(path.join(this.root, 'D', 'agent', 'plan.json'), 'utf8')) as AgentPlan;
  }

  /** The agent on the medium, before it is installed. */
  changeAgent(edit: (script: string) => string): void {
    const file = path.join(this.root, 'D', 'agent', 'agent.ps1');
    writeFileSync(file, edit(readFileSync(file, 'utf8')));
  }

  changePlan(given: Partial<AgentPlan>): void {
    change(path.join(this.root, 'D', 'agent', 'plan.json'), given);
  }

  /** What the agent carries across reboots. */
  changeState(given: Readonly<Record<string, Json>>): void {
    change(this.c('ProgramData/ImageFactory/state.json'), given);
  }

  /** Bytes of memory that the PowerShell that runs now has held at most. */
  peakMemory(): number {
    const [pid = 0] = childrenOf(process.pid);
    const [, kibibytes = '0'] =
      /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kibibytes) * 1024;
  }

  /** Ends the PowerShell that runs now, in the middle of whatever it does. */
  pullThePlug(): void {
    for (const pid of childrenOf(process.pid)) killTree(pid);
  }

  insert(payload: Payload): void {
    for (const { path: onMedium, source } of payload.files) {
      const file = path.join(this.root, 'D', ...onMedium.split('\\'));
      mkdirSync(source.kind === 'folder' ? file : path.dirname(file), { recursive: true });
      if (source.kind === 'bytes') writeFileSync(file, source.bytes);
      if (source.kind === 'file') cpSync(source.file, file);
    }
  }

  async start(): Promise<void> {
    await makeBin(path.join(this.root, 'bin'));
    writeProgram(this.c('Windows/System32/Sysprep/sysprep.exe'));
    this.double = await startDouble({
      cmdlet: (call, reply) => {
        this.cmdlet(call, reply);
      },
      command: (call, reply) => this.command(call, reply),
      registry: (call, reply) => {
        this.registry(call, reply);
      },
      com: (call, reply) => this.updateAgent.answer(call, reply),
      serial: ({ operation, bytes }) => {
        if (operation === 'write') this.take(Buffer.from(bytes ?? '', 'base64'));
      },
      identity: (_, reply) => {
        reply.out({ ...this.account, administrator: true });
      },
      module: ({ name }, reply) => {
        reply.out(name !== 'LanguagePackManagement' || this.languages !== null);
      },
      drives: (_, reply) => {
        reply.out({ ...driveOf('C', 'Windows', true), AvailableFreeSpace: this.freeSpace });
        reply.out(driveOf('D', this.medium ? 'IMGF_PAYLOAD' : '', this.medium));
      },
    });
  }

  async stop(): Promise<void> {
    await this.double?.close();
  }

  /** What the answer file's command does. */
  install(): Promise<PowerShellResult> {
    return this.powerShell('D:\\agent\\agent.ps1', ['-Bootstrap']);
  }

  /** One boot: the logon starts the task. @returns how it ended: `/r`, `/s` or null */
  async boot(): Promise<string | null> {
    this.power = null;
    this.updateAgent.reboot();
    this.startUpdateService();
    const { status, stderr } = await this.powerShell(AGENT, []);
    if (status !== 0 || stderr !== '') throw new Error(`the agent ended with ${status}: ${stderr}`);
    return this.power;
  }

  /** Boots until the machine stays off. @returns how often */
  async run(): Promise<number> {
    for (let boots = 1; boots < 10; boots++) if ((await this.boot()) !== '/r') return boots;
    throw new Error('the machine reboots without end');
  }

  private async powerShell(script: string, args: readonly string[]): Promise<PowerShellResult> {
    if (this.double === null) throw new Error('start() comes first');
    const result = await runPowerShell(script, args, {
      double: this.double,
      drives: { C: path.join(this.root, 'C'), D: path.join(this.root, 'D') },
      env: {
        PATH: `${path.join(this.root, 'bin')}${path.delimiter}${process.env['PATH']}`,
        TEMP: 'C:\\Windows\\Temp',
      },
    });
    if (this.double.failures.length > 0) throw new Error(this.double.failures.join('\n'));
    return result;
  }

  private take(bytes: Uint8Array): void {
    this.serial += Buffer.from(bytes).toString('latin1');
    this.onSerial(bytes);
    for (const report of this.reader.push(bytes)) {
      this.reports.push(report);
      this.onReport(report);
    }
  }

  private command(call: CommandCall, reply: Reply): number {
    const played = this.onCommand(call, reply);
    if (played !== undefined) return played;
    switch (call.name) {
      case 'shutdown.exe':
        this.power = call.args[0] ?? null;
        return 0;
      case 'taskkill.exe':
        killTree(Number(call.args[1]));
        return 0;
      case 'robocopy.exe':
        return this.copy(call.args);
      case 'sysprep.exe':
        return this.sysprepExit;
      default:
        throw new Error(`${call.name}: a test must say what it does`);
    }
  }

  private copy(args: readonly string[]): number {
    const [from = '', to = '', ...files] = args.filter((arg) => !arg.startsWith('/'));
    const [source, target] = [this.toHost(from), this.toHost(to)];
    mkdirSync(target, { recursive: true });
    for (const name of files.length === 0 ? readdirSync(source) : files) {
      cpSync(path.join(source, name), path.join(target, name), { recursive: true });
    }
    return 1;
  }

  private toHost(windows: string): string {
    const [drive = '', ...names] = windows.split('\\');
    return path.join(this.root, drive.slice(0, 1), ...names);
  }

  private registry({ operation, key, name = '', value = null }: RegistryCall, reply: Reply): void {
    const id = key.toLowerCase();
    if (operation === 'exists') reply.out(this.keys.has(id));
    else if (operation === 'subkeys') reply.out(this.subkeys(id));
    else if (operation === 'values') reply.out(Object.fromEntries(this.keys.get(id) ?? []));
    else if (operation === 'create') this.keys.set(id, this.keys.get(id) ?? new Map<string, Json>());
    else if (operation === 'setValue') this.keys.get(id)?.set(name, value);
    else if (operation === 'removeValue') this.keys.get(id)?.delete(name);
    else this.keys.delete(id);
  }

  private subkeys(id: string): string[] {
    return [...this.keys.keys()]
      .filter((key) => key.startsWith(`${id}\\`))
      .map((key) => key.slice(id.length + 1));
  }

  private startUpdateService(): void {
    const [policy, au] = [this.valuesIn(UPDATE_POLICY), this.valuesIn(`${UPDATE_POLICY}\\AU`)];
    const server = policy['WUServer'];
    this.updateAgent.server = au['UseWUServer'] === 1 && typeof server === 'string' ? server : null;
  }

  private cmdlet({ name, parameters }: CmdletCall, reply: Reply): void {
    if (name === this.refuses) {
      throw new Refusal('Access is denied.', {
        id: 'HRESULT 0x80070005',
        category: 'PermissionDenied',
        hresult: 0x80070005,
      });
    }
    switch (name) {
      case 'New-ScheduledTaskAction':
      case 'New-ScheduledTaskTrigger':
      case 'New-ScheduledTaskPrincipal':
      case 'New-ScheduledTaskSettingsSet':
        reply.out({ $type: TASK_TYPES[name] ?? '', ...parameters });
        return;
      case 'Register-ScheduledTask':
        this.tasks.set(wordOf(parameters['TaskName']), parameters);
        reply.out({ $type: 'MSFT_ScheduledTask', TaskName: parameters['TaskName'] ?? null });
        return;
      case 'Start-ScheduledTask':
      case 'Get-ScheduledTask':
      case 'Unregister-ScheduledTask': {
        const task = wordOf(parameters['TaskName']);
        if (!this.tasks.has(task)) {
          throw new Refusal(
            `No MSFT_ScheduledTask objects found with property 'TaskName' equal to '${task}'.`,
            {
              id: 'CmdletizationQuery_NotFound_TaskName',
              category: 'ObjectNotFound',
            },
          );
        }
        if (name === 'Unregister-ScheduledTask') this.tasks.delete(task);
        if (name === 'Get-ScheduledTask') reply.out({ $type: 'MSFT_ScheduledTask', TaskName: task });
        return;
      }
      case 'Get-Process': {
        const wanted = [parameters['Name']].flat();
        for (const process of this.processes) {
          if (wanted.includes(process)) reply.out({ $type: 'Process', Name: process, Id: 4242 });
        }
        return;
      }
      case 'Stop-Process':
        this.processes = [];
        return;
      case 'Restart-Service':
      case 'Stop-Service':
        this.services.push(`${name.split('-')[0]} ${wordOf(parameters['Name'])}`);
        if (name === 'Restart-Service') this.startUpdateService();
        return;
      case 'Get-AppxPackage': {
        const { AllUsers: all, PackageTypeFilter: type } = parameters;
        const of = this.everyones.filter(({ PackageType }) => [type].flat().includes(PackageType ?? ''));
        for (const one of all === true ? of : this.packages) reply.out(one);
        return;
      }
      case 'Install-Language':
        this.languages = [...(this.languages ?? []), wordOf(parameters['Language'])];
        return;
      case 'Get-AppxProvisionedPackage':
        for (const one of this.provisioned) reply.out(one);
        return;
      case 'Remove-AppxPackage': {
        const removed = wordOf(parameters['Package']);
        this.removedPackages.push(removed);
        if (parameters['AllUsers'] !== true) return;
        // A bundle goes with its packages.
        const name = this.everyones.find(({ PackageFullName }) => PackageFullName === removed)?.['Name'];
        this.everyones = this.everyones.filter(({ Name }) => Name !== name);
        return;
      }
      default:
        throw new Error(`${name}: nobody plays it`);
    }
  }
}

function change(file: string, given: object): void {
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), ...given }));
}

/** A parameter that takes one word, or a list of which one is given. */
function wordOf(value: Json | undefined): string {
  const word = Array.isArray(value) ? (value as readonly Json[])[0] : value;
  if (typeof word === 'string') return word;
  throw new Error(`expected a word, got ${JSON.stringify(value)}`);
}

const TASK_TYPES: Readonly<Record<string, string>> = {
  'New-ScheduledTaskAction': 'MSFT_TaskAction',
  'New-ScheduledTaskTrigger': 'MSFT_TaskTrigger',
  'New-ScheduledTaskPrincipal': 'MSFT_TaskPrincipal',
  'New-ScheduledTaskSettingsSet': 'MSFT_TaskSettings',
};

function driveOf(letter: string, label: string, isReady: boolean): Readonly<Record<string, Json>> {
  return {
    Name: `${letter}:\\`,
    VolumeLabel: label,
    DriveType: letter === 'C' ? 'Fixed' : 'CDRom',
    IsReady: isReady,
    AvailableFreeSpace: 0,
  };
}

/** The children first, as long as they can still be found. */
function killTree(pid: number): void {
  for (const child of childrenOf(pid)) killTree(child);
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself.
  }
}

function childrenOf(pid: number): number[] {
  const tasks = `/proc/${pid}/task`;
  if (!existsSync(tasks)) return [];
  return readdirSync(tasks).flatMap((task) =>
    readFileSync(path.join(tasks, task, 'children'), 'utf8')
      .split(' ')
      .filter((word) => word !== '')
      .map(Number),
  );
}
