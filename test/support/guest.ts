/** Plans and reports for the tests, and a machine that is played: it says what a test has written down. */

import type { Machine, MachineState } from '../../src/machine/index.js';
import { encodeReport, type AgentPlan, type AgentReport } from '../../src/guest/index.js';

export function planOf(given: Partial<AgentPlan> = {}): AgentPlan {
  return {
    version: 1,
    id: 'plan-1',
    station: 'customize',
    heartbeatSeconds: 10,
    steps: [],
    end: 'shutdown',
    ...given,
  };
}

export function reportOf(given: Partial<AgentReport> = {}): AgentReport {
  return {
    v: 1,
    plan: 'plan-1',
    boot: 1,
    seq: 1,
    station: 'customize',
    state: 'running',
    step: 0,
    steps: 2,
    title: 'apps.ps1',
    percent: null,
    message: 'Installing',
    results: [],
    ...given,
  };
}

/** What happens next in the machine. */
export type Event =
  | { readonly says: AgentReport | string | Uint8Array }
  | { readonly waitsFor: 'detach' }
  | { readonly does: () => void }
  /** Says nothing more, and runs until the plug is pulled. */
  | 'hangs';

export interface PlayedMachine extends Machine {
  /** Every call that changed it, in order. */
  readonly calls: string[];
}

/** Powers off after the last of `events`. */
export function playMachine(
  events: readonly Event[],
  given: Partial<Pick<Machine, 'screenshot' | 'events' | 'detachMedia' | 'turnOff'>> = {},
): PlayedMachine {
  const calls: string[] = [];
  let state: MachineState = 'off';
  const detached = new AbortController();
  async function* console(signal: AbortSignal): AsyncGenerator<Uint8Array> {
    for (const event of events) {
      if (signal.aborted) return;
      if (event === 'hangs') {
        await aborted(signal);
        return;
      }
      if ('waitsFor' in event) await aborted(AbortSignal.any([signal, detached.signal]));
      else if ('does' in event) event.does();
      else yield bytesOf(event.says);
    }
    if (!signal.aborted) state = 'off';
  }
  return {
    name: 'imgf-test',
    disk: 'child.vhdx',
    calls,
    console,
    start() {
      calls.push('start');
      state = 'running';
      return Promise.resolve();
    },
    state: () => Promise.resolve(state),
    screenshot: given.screenshot ?? (() => Promise.resolve(null)),
    events: given.events ?? (() => Promise.resolve([])),
    async detachMedia() {
      calls.push('detachMedia');
      await given.detachMedia?.();
      detached.abort();
    },
    disconnectNetwork() {
      calls.push('disconnectNetwork');
      return Promise.resolve();
    },
    async turnOff() {
      calls.push('turnOff');
      await given.turnOff?.();
      state = 'off';
    },
    remove: () => Promise.resolve(),
  };
}

function bytesOf(says: AgentReport | string | Uint8Array): Uint8Array {
  if (says instanceof Uint8Array) return says;
  return Buffer.from(typeof says === 'string' ? says : encodeReport(says), 'latin1');
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
