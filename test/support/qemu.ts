/** Machines on QEMU for tests: a disk with the Linux guest, a payload medium, a ledger that remembers. */

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import {
  answerFile,
  runGuest,
  PAYLOAD,
  PAYLOAD_LABEL,
  Secrets,
  type AgentPlan,
  type GuestOutcome,
} from '../../src/guest/index.js';
import {
  createHypervisor,
  type Hypervisor,
  type Ledger,
  type Machine,
  type Owner,
  type Resource,
} from '../../src/machine/index.js';
import { writeUdfImage } from '../../src/media/index.js';
import { silentReporter } from '../../src/progress.js';
import { openSource } from '../../src/source/index.js';
import { findOrNull, unnamedStream } from '../../src/tree/index.js';
import { GUEST_DISK_PEERS } from './linux-guest/index.js';
import type { Peer } from './peers.js';
import { keepingReporter } from './reporter.js';

export const QEMU_PEERS: readonly Peer[] = [...GUEST_DISK_PEERS, 'qemu-system-x86_64', 'ovmf'];

export interface KeptLedger extends Ledger {
  /** What was intended and is not gone. */
  readonly left: () => readonly Resource[];
}

export function keptLedger(): KeptLedger {
  const left = new Map<string, Resource>();
  return {
    intend(resource) {
      left.set(JSON.stringify(resource), resource);
      return Promise.resolve();
    },
    gone(resource) {
      left.delete(JSON.stringify(resource));
      return Promise.resolve();
    },
    left: () => [...left.values()],
  };
}

export function hypervisorFor(workDirectory: string, ledger: Ledger = keptLedger()): Promise<Hypervisor> {
  return createHypervisor('qemu', { reporter: silentReporter(), ledger, workDirectory });
}

export function ownerOf(folder: string): Owner {
  return {
    tool: 'image-factory',
    build: path.basename(folder),
    run: 'run-1',
    host: hostname(),
    pid: process.pid,
    started: new Date().toISOString(),
    folder,
  };
}

/** A plan whose steps are the given scripts: each the lines that the guest runs. */
export function planOfScripts(
  scripts: readonly (readonly string[])[],
  more: Partial<AgentPlan> = {},
): AgentPlan {
  return {
    version: 1,
    id: 'plan-1',
    station: 'customize',
    heartbeatSeconds: 1,
    steps: scripts.map((_, index) => ({
      kind: 'run',
      title: `Step ${index}`,
      script: scriptOf(index),
      args: [],
      env: {},
      secrets: [],
      timeoutSeconds: null,
      verify: false,
    })),
    end: 'shutdown',
    ...more,
  };
}

const scriptOf = (index: number): string => `steps\\${index}\\script.ps1`;

/** Writes the payload's medium. */
export async function writePayload(
  file: string,
  plan: AgentPlan,
  scripts: readonly (readonly string[])[] = [],
  others: Readonly<Record<string, string>> = {},
): Promise<void> {
  const texts: Record<string, string> = {
    [PAYLOAD.plan]: JSON.stringify(plan),
    [PAYLOAD.answer]: answerFile('amd64'),
    ...others,
  };
  for (const [index, lines] of scripts.entries()) {
    texts[scriptOf(index)] = lines.map((line) => `#guest: ${line}\r\n`).join('');
  }
  const files = Object.entries(texts).map(([name, text]) => ({
    path: name,
    source: { kind: 'bytes' as const, bytes: Buffer.from(text) },
  }));
  await writeUdfImage(file, { label: PAYLOAD_LABEL, files, created: new Date(0) });
}

export interface MachineRequestOfTest {
  /** Absolute; the machine's files are made below it. */
  readonly folder: string;
  readonly disk: string;
  readonly media: readonly string[];
  readonly bootMedium?: boolean;
}

export function createMachine(hypervisor: Hypervisor, request: MachineRequestOfTest): Promise<Machine> {
  return hypervisor.create({
    name: `imgf-test-${path.basename(request.folder)}`,
    folder: path.join(request.folder, 'machine'),
    disk: request.disk,
    media: request.media,
    bootMedium: request.bootMedium ?? false,
    cpus: 1,
    memory: 1 << 30,
    network: null,
    owner: ownerOf(request.folder),
  });
}

/** Runs the guest to its end; the machine stays for the test to look at. */
export function watchGuest(
  machine: Machine,
  plan: AgentPlan,
  folder: string,
  limits: { readonly deadline?: number; readonly silence?: number } = {},
): Promise<GuestOutcome> {
  return runGuest(machine, {
    plan,
    deadline: limits.deadline ?? 600_000,
    silence: limits.silence ?? 300_000,
    reporter: silentReporter(),
    name: plan.station,
    screenshot: path.join(folder, `screenshot-${plan.station}.png`),
    secrets: new Secrets(new Map()),
  });
}

/** The text of a file of the Windows volume; null where there is none. */
export async function textIn(
  hypervisor: Hypervisor,
  disk: string,
  place: string,
  file: string,
): Promise<string | null> {
  const raw = await hypervisor.readable(disk, place);
  const source = await openSource(raw, { reporter: keepingReporter() });
  try {
    const found = await findOrNull(source.tree, file);
    const stream = found === null ? null : unnamedStream(found.entry);
    if (found === null || stream === null) return null;
    const pieces: Uint8Array[] = [];
    for await (const piece of source.tree.read(found.entry, stream)) pieces.push(piece);
    return Buffer.concat(pieces).toString('utf8');
  } finally {
    await source.close();
  }
}

export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(file)) hash.update(piece as Buffer);
  return hash.digest('hex');
}
