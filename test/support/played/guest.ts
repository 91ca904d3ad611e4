/**
 * The guest of the played hypervisor: reads the plan on the payload's medium, does what the scripts' `#guest:` lines say,
 * and speaks the agent's protocol. The Windows of the house in a few lines, for tests of the line itself.
 */

import { readdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  AGENT_LOG,
  encodeReport,
  PAYLOAD,
  UNATTEND_FILE,
  type AgentPlan,
  type AgentReport,
  type AgentStep,
  type ServicingStep,
  type StepResult,
} from '../../../src/guest/index.js';
import { openIso, type MediumTree } from '../../../src/media/index.js';
import { find, walk } from '../../../src/tree/index.js';
import { playedResult } from '../played-results.js';
import { filesOf, putFile, stateIni, windowsFiles } from './disk.js';

export interface PlayedGuest {
  readonly disk: string;
  readonly media: () => readonly string[];
  readonly signal: AbortSignal;
  /** Its folder: as long as `hold-customize2` lies in it, the guest of that station's disk waits. */
  readonly host: string;
}

class PowerOff extends Error {}

/** What came of a step. */
type Played = Omit<StepResult, 'step' | 'seconds'>;

/** What it writes to its serial port until it powers off. */
export async function* playGuest({ disk, media, signal, host }: PlayedGuest): AsyncGenerator<Uint8Array> {
  const medium = media().at(-1) ?? '';
  const plan = JSON.parse(await readText(medium, PAYLOAD.plan)) as AgentPlan;
  const results: StepResult[] = [];
  let seq = 0;
  const say = (state: AgentReport['state'], step: number | null, message = ''): Uint8Array => {
    const title = step === null ? '' : (plan.steps[step]?.title ?? '');
    const { station, id } = plan;
    const common = {
      v: 1,
      plan: id,
      boot: 1,
      seq: ++seq,
      station,
      state,
      step,
      title,
      percent: null,
    } as const;
    log(disk, `${state} ${message}`);
    return Buffer.from(encodeReport({ ...common, steps: plan.steps.length, message, results }));
  };
  const playStep = async (step: AgentStep): Promise<Played> => {
    if (step.kind === 'run') {
      return { exit: await playScript(disk, medium, step, (line) => signalled(signal, line)) };
    }
    if (step.kind === 'files') return { exit: await copyFiles(disk, medium, step.from, step.to) };
    return service(disk, step);
  };
  const [station] = path.basename(disk).split('-');
  const wait = async () => {
    while (!signal.aborted && readdirSync(host).includes(`hold-${station}`)) await sleep(20);
  };
  if (plan.station === 'provision') {
    const installed = windowsFiles('IMAGE_STATE_SPECIALIZE_RESEAL_TO_AUDIT');
    for (const [name, bytes] of Object.entries(installed)) putFile(disk, name, bytes);
  }
  yield say('running', null);
  await wait();
  for (const [index, step] of plan.steps.entries()) {
    yield say('running', index);
    try {
      const played = await playStep(step);
      const { exit } = played;
      results.push({ ...played, step: index, seconds: 1 });
      if (exit === 0 || exit === 3010) continue;
      yield say('failed', index, `exit ${exit}`);
    } catch (error) {
      if (!(error instanceof PowerOff)) throw error;
    }
    return;
  }
  if (plan.end === 'generalize') {
    if (plan.unattend !== undefined) putFile(disk, UNATTEND_FILE, await readText(medium, plan.unattend));
    yield say('ready', null);
    while (!signal.aborted && media().length > 0) await sleep(10);
    sysprep(disk);
  }
  if (!signal.aborted) yield say('done', null);
}

async function signalled(signal: AbortSignal, line: string): Promise<void> {
  if (line === 'off') throw new PowerOff();
  if (line !== 'hang') return;
  while (!signal.aborted) await sleep(20);
}

/** `write PATH TEXT`, `leak NAME PATH`, `exit N`, `off`, `hang`. */
async function playScript(
  disk: string,
  medium: string,
  step: Extract<AgentPlan['steps'][number], { kind: 'run' }>,
  other: (line: string) => Promise<void>,
): Promise<number> {
  const script = await readText(medium, step.script);
  const secrets =
    step.secrets.length === 0
      ? {}
      : (JSON.parse(await readText(medium, PAYLOAD.secrets)) as Record<string, string>);
  for (const [, line = ''] of script.matchAll(/^#guest: (.*)$/gm)) {
    const [word = '', first = '', ...rest] = line.split(' ');
    if (word === 'write') putFile(disk, first, rest.join(' '));
    else if (word === 'leak') putFile(disk, rest[0] ?? '', `key=${secrets[first]}`);
    else if (word === 'exit') return Number(first);
    else await other(line);
  }
  return 0;
}

async function copyFiles(disk: string, medium: string, from: string, to: string): Promise<number> {
  const tree = await openIso(medium);
  try {
    for await (const { path: name, entry } of walk(tree, await find(tree, from))) {
      if (entry.streams.length === 0) continue;
      const rest = name.slice(name.indexOf(from) + from.length);
      putFile(disk, `${to.slice(2)}${rest}`, await contentOf(tree, name));
    }
    return 0;
  } finally {
    await tree.close();
  }
}

/** As a step decided: `\played\sysprep` says `fails` for what a failed sysprep leaves, `silent` for none at all. */
function sysprep(disk: string): void {
  const wish = filesOf(disk).get('\\played\\sysprep')?.toString() ?? '';
  const panther = '\\Windows\\System32\\Sysprep\\Panther\\setuperr.log';
  if (wish === 'silent') return;
  if (wish === 'fails') {
    putFile(
      disk,
      panther,
      '2026-11-23 10:00:00, Error      SYSPRP Package Vendor.App was installed for a user, but not provisioned for all users. This package will not function properly in the sysprep image.\r\n' +
        '2026-11-23 10:00:00, Error      SYSPRP Failed to remove apps for the current user: 0x80073cf2.\r\n',
    );
    return;
  }
  putFile(disk, panther, '');
  putFile(disk, '\\Windows\\System32\\Sysprep\\Sysprep_succeeded.tag', '');
  putFile(disk, '\\Windows\\Setup\\State\\State.ini', stateIni('IMAGE_STATE_GENERALIZE_RESEAL_TO_OOBE'));
}

/** Servicing leaves a line of its kind in `\\played\\serviced`; it fails where `\\played\\fails` names its kind. */
function service(disk: string, step: ServicingStep): Played {
  const files = filesOf(disk);
  const before = files.get(SERVICED)?.toString() ?? '';
  putFile(disk, SERVICED, `${before}${step.kind}\n`);
  const exit = files.get('\\played\\fails')?.toString() === step.kind ? 5 : 0;
  return { exit, ...playedResult(step) };
}

export const SERVICED = '\\played\\serviced';

function log(disk: string, line: string): void {
  const before = filesOf(disk).get(AGENT_LOG)?.toString() ?? '';
  putFile(disk, AGENT_LOG, `${before}${line}\r\n`);
}

async function readText(medium: string, name: string): Promise<string> {
  const tree = await openIso(medium);
  try {
    return (await contentOf(tree, name)).toString('utf8');
  } finally {
    await tree.close();
  }
}

async function contentOf(tree: MediumTree, name: string): Promise<Buffer> {
  const { entry } = await find(tree, name);
  const [stream] = entry.streams;
  const pieces: Uint8Array[] = [];
  if (stream !== undefined) for await (const piece of tree.read(entry, stream)) pieces.push(piece);
  return Buffer.concat(pieces);
}
