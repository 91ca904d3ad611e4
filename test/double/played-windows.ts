/** A guest of a test that behaves as an installed Windows with the factory's agent does, or misbehaves where it is told to. */

import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import {
  encodeReport,
  PAYLOAD,
  type AgentPlan,
  type AgentReport,
  type AgentState,
  type StepResult,
} from '../../src/guest/index.js';
import { playedResult } from '../support/played-results.js';
import { PowersOff, type PlayedGuest, type PlayedMachine } from './played-guest.js';

const HEARTBEAT_MS = 100;
/** As long as the agent gives the host to hear its last words. */
const LAST_WORDS_MS = 500;

export interface Misbehaviour {
  readonly station: AgentPlan['station'];
  /** Only at the step of this name; left out: at the first one. */
  readonly title?: string;
  readonly fault:
    | { readonly kind: 'hangs' | 'crashes' | 'powers off' }
    /** Of a step, or of sysprep: what it says, and how it ends. */
    | { readonly kind: 'fails'; readonly exit: number; readonly says: string }
    /** Says that it is done, and the disk says otherwise. */
    | { readonly kind: 'lies' };
}

/** @param misbehaviour asked at each start of a machine; null: all goes well */
export function playedWindows(misbehaviour: () => Misbehaviour | null = () => null): PlayedGuest {
  return async (machine) => {
    const plan = await planOn(machine);
    const told = misbehaviour();
    await machine.onWindows((root) => startAuditMode(root));
    await machine.listener();
    const agent = new Agent(machine, plan);
    try {
      await agent.work(told?.station === plan.station ? told : null);
    } finally {
      agent.stop();
    }
  };
}

class Agent {
  readonly #machine: PlayedMachine;
  readonly #plan: AgentPlan;
  readonly #results: StepResult[] = [];
  readonly #heartbeat: NodeJS.Timeout;
  #line = '';
  #seq = 0;

  constructor(machine: PlayedMachine, plan: AgentPlan) {
    this.#machine = machine;
    this.#plan = plan;
    this.#heartbeat = setInterval(() => {
      if (!machine.signal.aborted) machine.write(this.#line);
    }, HEARTBEAT_MS);
  }

  stop(): void {
    clearInterval(this.#heartbeat);
  }

  async work(told: Misbehaviour | null): Promise<void> {
    const { steps, end } = this.#plan;
    const fault = told?.fault ?? null;
    for (const [index, step] of steps.entries()) {
      const { title } = step;
      this.#say('running', index, title, 'The step begins');
      await this.#suffer(told?.title === undefined || told.title === title ? fault : null, index, title);
      this.#results.push({ step: index, exit: 0, seconds: 0, ...playedResult(step) });
    }
    if (steps.length > 0) await this.#machine.onWindows((root) => this.#leaveTraces(root));
    if (end === 'generalize') await this.#generalize(fault);
    this.#say('done', null, '', 'All is done');
    await this.#machine.sleep(LAST_WORDS_MS);
  }

  /** `Done.txt`: each step that was done on this disk, and on those below it. */
  #leaveTraces(root: string): void {
    const file = path.join(root, 'Done.txt');
    const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
    const done = this.#plan.steps.map(({ kind, title }) => `${kind} ${title}\r\n`);
    write(root, 'Done.txt', `${before}${done.join('')}`);
  }

  async #generalize(fault: Misbehaviour['fault'] | null): Promise<void> {
    this.#say('ready', null, '', 'The medium is needed no more');
    await this.#machine.mediaGone();
    await this.#suffer(fault, null, 'sysprep');
    if (fault?.kind === 'lies') return;
    await this.#machine.onWindows((root) => {
      rmSync(path.join(root, 'Windows/Panther/unattend.xml'), { force: true });
      generalize(root);
    });
  }

  async #suffer(fault: Misbehaviour['fault'] | null, step: number | null, title: string): Promise<void> {
    if (fault === null || fault.kind === 'lies') return;
    if (fault.kind === 'crashes') throw new Error('the guest crashed');
    if (fault.kind === 'hangs') {
      await this.#machine.sleep(LAST_WORDS_MS);
      this.stop();
      await this.#machine.hang();
    }
    if (fault.kind === 'fails') {
      const { exit, says } = fault;
      if (step !== null) this.#results.push({ step, exit, seconds: 1 });
      const log =
        step === null
          ? 'Windows/System32/Sysprep/Panther/setuperr.log'
          : 'ProgramData/ImageFactory/agent.log';
      await this.#machine.onWindows((root) => write(root, log, `${says}\r\n`));
      this.#say('failed', step, title, says);
      await this.#machine.sleep(LAST_WORDS_MS);
    }
    throw new PowersOff();
  }

  #say(state: AgentState, step: number | null, title: string, message: string): void {
    const { id, station, steps } = this.#plan;
    const report: AgentReport = {
      v: 1,
      plan: id,
      boot: 1,
      seq: ++this.#seq,
      station,
      state,
      step,
      steps: steps.length,
      title,
      percent: null,
      message,
      results: this.#results,
    };
    this.#line = encodeReport(report);
    this.#machine.write(this.#line);
  }
}

/** As Windows finds the agent: the answer file of audit mode, or the task of an earlier run. */
function startAuditMode(root: string): void {
  const task = 'Windows/System32/Tasks/ImageFactory';
  if (!hasAuditAnswers(root) && !existsSync(path.join(root, task)))
    throw new Error('OOBE waits for somebody');
  write(root, task, '<Task/>');
  write(root, 'ProgramData/ImageFactory/agent.log', 'The agent has started\r\n');
  writeImageState(root, 'IMAGE_STATE_SPECIALIZE_RESEAL_TO_AUDIT');
}

/** Whether an answer file brings the installation into audit mode. */
export function hasAuditAnswers(root: string): boolean {
  const answers = path.join(root, 'Windows/Panther/unattend.xml');
  return existsSync(answers) && readFileSync(answers, 'utf8').includes('<Mode>Audit</Mode>');
}

/** What a sysprep that succeeds leaves on the volume. */
export function generalize(root: string): void {
  writeImageState(root, 'IMAGE_STATE_GENERALIZE_RESEAL_TO_OOBE');
  write(root, 'Windows/System32/Sysprep/Sysprep_succeeded.tag', '');
  write(root, 'Windows/System32/Sysprep/Panther/setuperr.log', '');
}

export function writeImageState(root: string, state: string): void {
  write(root, 'Windows/Setup/State/State.ini', `[State]\r\nImageState=${state}\r\n`);
}

function write(root: string, name: string, text: string): void {
  const file = path.join(root, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

async function planOn({ media }: PlayedMachine): Promise<AgentPlan> {
  const folder = mkdtempSync(path.join(tmpdir(), 'image-factory-plan-'));
  try {
    const medium = media.at(-1) ?? '';
    await promisify(execFile)('7z', [
      'e',
      '-y',
      '-bd',
      `-o${folder}`,
      medium,
      PAYLOAD.plan.replace('\\', '/'),
    ]);
    return JSON.parse(readFileSync(path.join(folder, 'plan.json'), 'utf8')) as AgentPlan;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
