/**
 * A guest in which the agent itself works, under PowerShell's own engine. Its drive C: is the machine's volume, its medium what
 * is on the ISO in the drive; its registry below HKLM\SOFTWARE and its tasks lie on that volume as Windows has them, so that the
 * next machine finds what this one left. The rest of the registry is made anew for each machine.
 */

import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openHive, VALUE_TYPE, type Key } from '../../src/registry/index.js';
import type { CommandCall, Json } from '../powershell/index.js';
import { AgentWindows } from '../support/agent-windows.js';
import { buildHive, dword, sz, type HiveKeySpec, type HiveValueSpec } from '../support/hive-writer.js';
import { runPeer } from '../support/peers.js';
import type { UpdateAgent } from '../support/update-agent.js';
import type { PlayedGuest, PlayedMachine } from './played-guest.js';
import { generalize, hasAuditAnswers, writeImageState } from './played-windows.js';

const SOFTWARE = 'Windows/System32/config/SOFTWARE';
const TASKS = 'Windows/System32/Tasks';
const PREFIX = 'hkey_local_machine\\software';

export interface AgentGuestOptions {
  /** The service that all machines of a test ask. */
  readonly updateAgent: UpdateAgent;
  /** Before Windows starts: what else it plays, and what is changed on its medium. */
  readonly prepare: (windows: AgentWindows, machine: PlayedMachine) => void;
}

export function agentGuest(options: AgentGuestOptions): PlayedGuest {
  return (machine) => machine.onWindows((volume) => live(machine, volume, options));
}

async function live(
  machine: PlayedMachine,
  volume: string,
  { updateAgent, prepare }: AgentGuestOptions,
): Promise<void> {
  const root = mkdtempSync(path.join(tmpdir(), 'image-factory-guest-'));
  symlinkSync(volume, path.join(root, 'C'));
  const windows = new AgentWindows(root, updateAgent);
  const unplugged = () => void windows.stop();
  machine.signal.addEventListener('abort', unplugged);
  try {
    await runPeer('7z', ['x', '-y', '-bd', `-o${path.join(root, 'D')}`, machine.media.at(-1) ?? '']);
    loadSoftware(windows, volume);
    loadTasks(windows, volume);
    prepare(windows, machine);
    const { onCommand } = windows;
    windows.onCommand = (call, reply) => sysprep(call, volume) ?? onCommand(call, reply);
    windows.onSerial = (bytes) => {
      if (!machine.signal.aborted) machine.write(bytes);
    };
    void followMedium(machine, windows);
    await windows.start();
    await boots(machine, windows, volume);
  } finally {
    machine.signal.removeEventListener('abort', unplugged);
    await windows.stop();
    rmSync(root, { recursive: true });
  }
}

/** What is taken out of the machine's drives is gone from the agent's. */
async function followMedium(machine: PlayedMachine, windows: AgentWindows): Promise<void> {
  try {
    await machine.mediaGone();
    windows.medium = false;
  } catch {
    // The plug was pulled.
  }
}

/** As Windows finds the agent: by the answer file of audit mode, or by the task of an earlier run. */
async function boots(machine: PlayedMachine, windows: AgentWindows, volume: string): Promise<void> {
  await machine.listener();
  if (windows.tasks.size === 0) {
    if (!hasAuditAnswers(volume)) throw new Error('OOBE waits for somebody');
    writeImageState(volume, 'IMAGE_STATE_SPECIALIZE_RESEAL_TO_AUDIT');
    const { status, stderr } = await windows.install();
    if (status !== 0) throw new Error(`the agent was not installed: ${stderr}`);
  }
  for (;;) {
    const end = await windows.boot();
    saveSoftware(windows, volume);
    saveTasks(windows, volume);
    if (end !== '/r') return;
    await machine.reboot();
    await machine.listener();
  }
}

/** @returns its exit code; undefined for another program */
function sysprep({ name }: CommandCall, volume: string): number | undefined {
  if (name !== 'sysprep.exe') return undefined;
  generalize(volume);
  return 0;
}

function loadSoftware(windows: AgentWindows, volume: string): void {
  const load = (key: Key, at: string): void => {
    const values = windows.valuesOf(at);
    for (const value of key.values()) {
      values.set(
        value.name,
        value.type === VALUE_TYPE.DWORD ? key.dword(value.name) : key.string(value.name),
      );
    }
    for (const child of key.subkeys()) load(child, `${at}\\${child.name}`);
  };
  load(openHive(readFileSync(path.join(volume, SOFTWARE)), SOFTWARE).root, 'SOFTWARE');
}

function saveSoftware({ keys }: AgentWindows, volume: string): void {
  const below = (id: string): HiveKeySpec => ({
    values: Object.fromEntries([...(keys.get(id) ?? [])].map(([name, value]) => [name, stored(value)])),
    keys: Object.fromEntries(namesBelow(keys, id).map((name) => [name, below(`${id}\\${name}`)])),
  });
  writeFileSync(path.join(volume, SOFTWARE), buildHive(below(PREFIX)));
}

function namesBelow(keys: AgentWindows['keys'], id: string): string[] {
  const paths = [...keys.keys()].filter((key) => key.startsWith(`${id}\\`));
  return [...new Set(paths.map((key) => key.slice(id.length + 1).split('\\')[0] ?? ''))];
}

function stored(value: Json): HiveValueSpec {
  if (typeof value === 'number') return dword(value);
  if (typeof value === 'string') return sz(value);
  throw new Error(`no value of the registry that a test needs: ${JSON.stringify(value)}`);
}

function loadTasks({ tasks }: AgentWindows, volume: string): void {
  mkdirSync(path.join(volume, TASKS), { recursive: true });
  for (const name of readdirSync(path.join(volume, TASKS))) {
    tasks.set(name, JSON.parse(readFileSync(path.join(volume, TASKS, name), 'utf8')) as Record<string, Json>);
  }
}

function saveTasks({ tasks }: AgentWindows, volume: string): void {
  rmSync(path.join(volume, TASKS), { recursive: true });
  mkdirSync(path.join(volume, TASKS));
  for (const [name, task] of tasks) writeFileSync(path.join(volume, TASKS, name), JSON.stringify(task));
}
