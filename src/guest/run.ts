/** One run of the machine, watched from the host: from power-on to power-off, or to the error that names the cause. */

import { formatDuration } from '../bytes/index.js';
import { FactoryError } from '../errors.js';
import type { Machine } from '../machine/index.js';
import { writeOutput } from '../output.js';
import type { Reporter } from '../progress.js';
import { Progress } from './progress.js';
import { ReportReader } from './protocol.js';
import type { Secrets } from './secrets.js';
import type { AgentPlan, AgentReport, StepResult } from './types.js';
import { unnamedFailures } from './updates.js';

export interface GuestRun {
  readonly plan: AgentPlan;
  /** What the run is called in errors: "customize:Office". */
  readonly name: string;
  /** Milliseconds for the whole run. */
  readonly deadline: number;
  /** Milliseconds that the guest may say nothing; counted from power-on, and from each report. Infinity: only `deadline` counts. */
  readonly silence: number;
  readonly reporter: Reporter;
  /** Where a screenshot is saved: a file, absolute. */
  readonly screenshot: string;
  /** What no line may show. */
  readonly secrets: Secrets;
}

export interface GuestOutcome {
  /** One of each step of the plan that ended. */
  readonly results: readonly StepResult[];
  readonly boots: number;
}

const TICK_MS = 200;
/** Of a script that says something new all the time, a line is shown this often. */
const SHOWN_EVERY_MS = 10_000;

/**
 * Starts the machine and watches it until it is off. Whatever goes wrong, it is off afterwards.
 *
 * @throws refused where the guest failed, hung or powered off early; the reason of `reporter.signal` where that aborts
 */
export async function runGuest(machine: Machine, run: GuestRun): Promise<GuestOutcome> {
  const watch = new Watch(machine, run);
  try {
    run.reporter.signal.throwIfAborted();
    await machine.start();
    await watch.untilOff();
    return await watch.outcome();
  } catch (error) {
    await machine.turnOff().catch((failure: unknown) => {
      run.reporter.warn(
        `${machine.name}: could not be turned off: ${failure instanceof Error ? failure.message : String(failure)}`,
      );
    });
    throw error;
  }
}

class Watch {
  private readonly machine: Machine;
  private readonly run: GuestRun;
  private readonly reader = new ReportReader();
  private readonly progress = new Progress();
  private readonly started = performance.now();
  private heard = this.started;
  private shown: { readonly line: string; readonly place: string; readonly at: number } | null = null;
  private isDetached = false;
  private isOffline = false;

  constructor(machine: Machine, run: GuestRun) {
    this.machine = machine;
    this.run = run;
  }

  /** Reads the console until the machine is off, the run's limits are passed or the user stops it. */
  async untilOff(): Promise<void> {
    const stop = new AbortController();
    const signal = AbortSignal.any([stop.signal, this.run.reporter.signal]);
    const tick = setInterval(() => {
      const limit = this.passedLimit();
      if (limit !== null) stop.abort(limit);
    }, TICK_MS);
    try {
      for await (const bytes of this.machine.console(signal)) await this.take(bytes);
    } finally {
      clearInterval(tick);
    }
    this.run.reporter.signal.throwIfAborted();
    if (stop.signal.aborted) throw await this.hung(stop.signal.reason as string);
  }

  async outcome(): Promise<GuestOutcome> {
    const last = this.progress.last;
    if ((await this.machine.state()) === 'running') {
      throw this.failure('its console ended although the machine runs', [], 'run it again');
    }
    if (last?.state === 'failed') throw this.stepFailed(last);
    if (last?.state !== 'done') throw await this.offEarly();
    return { results: last.results, boots: last.boot };
  }

  private async take(bytes: Uint8Array): Promise<void> {
    for (const report of this.reader.push(bytes)) {
      if (report.plan !== this.run.plan.id) throw this.foreign(report);
      this.heard = performance.now();
      if (!this.progress.take(report)) continue;
      this.show(report);
      await this.goOffline(report);
      if (report.state !== 'ready' || this.isDetached) continue;
      await this.machine.detachMedia();
      this.isDetached = true;
    }
  }

  /** The plan's last step with a network is over once a later one is said to run. */
  private async goOffline({ step }: AgentReport): Promise<void> {
    const { offlineFrom } = this.run.plan;
    if (this.isOffline || offlineFrom === undefined || step === null || step < offlineFrom) return;
    await this.machine.disconnectNetwork();
    this.isOffline = true;
  }

  private show(report: AgentReport): void {
    const place = `${report.boot} ${report.state} ${report.step} ${report.title}`;
    const line = this.lineOf(report);
    const now = performance.now();
    const { shown } = this;
    if (shown !== null && (line === shown.line || (place === shown.place && now - shown.at < SHOWN_EVERY_MS)))
      return;
    this.shown = { line, place, at: now };
    this.run.reporter.info(line);
  }

  /** "customize 2/5, apps.ps1, 40 %: Installing". */
  private lineOf({ station, step, steps, title, percent, message, state }: AgentReport): string {
    const parts = [
      step === null ? station : `${station} ${step + 1}/${steps}`,
      ...(title === '' ? [] : [title]),
      ...(percent === null ? [] : [`${Math.floor(percent)} %`]),
    ];
    const said = message === '' ? state : message;
    return this.run.secrets.mask(`${parts.join(', ')}: ${said}`);
  }

  private passedLimit(): string | null {
    const { deadline, silence } = this.run;
    const now = performance.now();
    if (now - this.started > deadline) {
      return `it is not done after ${formatDuration(deadline)}, the deadline of ${this.run.name}`;
    }
    if (now - this.heard > silence) return `it has said nothing for ${formatDuration(silence)}`;
    return null;
  }

  private async hung(found: string): Promise<FactoryError> {
    const evidence = [await this.saveScreenshot(), ...(await this.events())];
    const next = `look at the agent's log, or raise machine.deadlines`;
    return this.failure(found, evidence, next);
  }

  private async offEarly(): Promise<FactoryError> {
    const found = 'the machine powered off before its work was done';
    return this.failure(found, await this.events(), `look at the agent's log`);
  }

  private stepFailed({ step, title, message, results }: AgentReport): FactoryError {
    const end = results.find((result) => result.step === step);
    const exit =
      end === undefined ? '' : end.exit === null ? ', killed at its time limit' : `, exit code ${end.exit}`;
    const what = step === null ? title : `step ${step + 1}, ${title}`;
    const others = unnamedFailures(end?.updates ?? [], message);
    const also = others === '' ? '' : `; also failed: ${others}`;
    return new FactoryError('refused', {
      subject: this.run.secrets.mask(what === '' ? this.subject : `${this.subject}, ${what}`),
      found: this.run.secrets.mask(`failed${exit}: ${message}${also}`),
      next: 'mend it and run it again',
    });
  }

  private foreign(report: AgentReport): FactoryError {
    return new FactoryError('refused', {
      subject: this.subject,
      found: `the guest works on the plan ${this.run.secrets.mask(report.plan)}`,
      expected: this.run.plan.id,
      next: 'the agent of an earlier run is at work: begin with a disk that no other run has used',
    });
  }

  private failure(found: string, evidence: readonly string[], next: string): FactoryError {
    const known = [this.lastKnown(), ...evidence.filter((line) => line !== '')];
    return new FactoryError('refused', {
      subject: this.subject,
      found: this.run.secrets.mask([found, ...known].join('; ')),
      next,
    });
  }

  private lastKnown(): string {
    const { last } = this.progress;
    if (last !== null) return `the last it said was "${this.lineOf(last)}" in boot ${last.boot}`;
    const { lastText } = this.reader;
    return lastText === null
      ? 'the agent never spoke, nor did the firmware'
      : `the agent never spoke; the last on the console was "${lastText}"`;
  }

  private get subject(): string {
    return `${this.run.name} (machine ${this.machine.name})`;
  }

  /** Evidence is worth having, but what it costs to get it must not hide the failure. */
  private async events(): Promise<string[]> {
    const events = await this.machine.events().catch(() => []);
    return events.slice(-5).map((event) => `the hypervisor says "${event}"`);
  }

  private async saveScreenshot(): Promise<string> {
    try {
      const png = await this.machine.screenshot();
      if (png === null) return '';
      await writeOutput(this.run.screenshot, (handle) => handle.writeFile(png));
      return `its screen is in ${this.run.screenshot}`;
    } catch (error) {
      return `no screenshot could be taken (${(error as Error).message})`;
    }
  }
}
