/** Runs of the agent: scripts for the medium, plans of the steps that a definition has, and the Windows that plays them. */
import { afterEach, expect } from '@jest/globals';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { planPayload, type AgentReport, type PayloadRequest, type GuestStep } from '../../src/guest/index.js';
import { AgentWindows } from './agent-windows.js';
import { temporaryFolder } from './folder.js';

export interface AgentSite {
  /** Writes a script for the medium. */
  readonly script: (name: string, ...lines: readonly string[]) => string;
  /** A Windows with the agent installed and the medium in its drive. */
  readonly windowsWith: (given?: Partial<PayloadRequest>) => Promise<AgentWindows>;
}

/** For the tests of one file; what they started is stopped after each. */
export function agentSite(): AgentSite {
  const folder = temporaryFolder();
  const running: AgentWindows[] = [];
  let count = 0;
  afterEach(async () => {
    for (const windows of running.splice(0)) await windows.stop();
  });
  return {
    script(name, ...lines) {
      const file = folder(String(count), 'scripts', name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, lines.join('\r\n'));
      return file;
    },
    async windowsWith(given = {}) {
      const windows = new AgentWindows(folder(String(count++)));
      running.push(windows);
      await insertMedium(windows, given);
      await windows.start();
      expect(await windows.install()).toEqual({ status: 0, stdout: '', stderr: '' });
      return windows;
    },
  };
}

export async function insertMedium(windows: AgentWindows, given: Partial<PayloadRequest>): Promise<void> {
  windows.insert(
    await planPayload({
      id: 'plan-1',
      station: 'customize',
      end: 'shutdown',
      steps: [],
      verify: [],
      architecture: 'amd64',
      setup: null,
      env: {},
      ...given,
    }),
  );
}

export function runStep(file: string, given: Partial<Extract<GuestStep, { kind: 'run' }>> = {}): GuestStep {
  return { kind: 'run', script: file, args: [], env: {}, secrets: [], timeout: null, ...given };
}

export function lastReport({ reports }: AgentWindows): AgentReport {
  const last = reports.at(-1);
  if (last === undefined) throw new Error('the agent said nothing');
  return last;
}
