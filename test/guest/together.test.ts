import { expect, jest } from '@jest/globals';
import { EventEmitter, once } from 'node:events';
import { runGuest, Secrets } from '../../src/guest/index.js';
import type { Machine } from '../../src/machine/index.js';
import { silentReporter } from '../../src/progress.js';
import { testWithPowerShell } from '../powershell/index.js';
import { agentSite, runStep } from '../support/agent-site.js';
import type { AgentWindows } from '../support/agent-windows.js';
import { planOf } from '../support/guest.js';

jest.setTimeout(300_000);
const { script, windowsWith } = agentSite();

testWithPowerShell(
  'host and agent: a step that reboots, the medium taken out when it is needed no more, sysprep',
  async () => {
    const windows = await windowsWith({
      station: 'generalize',
      end: 'generalize',
      steps: [runStep(script('one.ps1', "Write-Output 'hello from one'", 'exit 3010'))],
    });
    const said: string[] = [];
    const outcome = await runGuest(machineOf(windows), {
      plan: planOf({ station: 'generalize', end: 'generalize' }),
      deadline: 280_000,
      silence: 120_000,
      reporter: { ...silentReporter(), info: (line) => said.push(line) },
      name: 'generalize',
      screenshot: 'no-folder',
      secrets: new Secrets(new Map()),
    });
    expect(outcome).toMatchObject({ boots: 2, results: [{ step: 0, exit: 3010 }] });
    expect(said[0]).toBe('generalize: the agent is at work');
    expect(said).toContain('generalize 1/1, one.ps1: asked for by exit code 3010');
    expect(said.at(-1)).toBe('generalize, sysprep: generalizing');
    expect(windows.medium).toBe(false);
  },
);

/** A machine whose processor is the agent's PowerShell, and whose port is the double's. */
function machineOf(windows: AgentWindows): Machine {
  const pieces: Uint8Array[] = [];
  const port = new EventEmitter();
  let isOff = true;
  windows.onSerial = (bytes) => {
    pieces.push(bytes);
    port.emit('change');
  };
  async function* console(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const piece = pieces.shift();
      if (piece !== undefined) yield piece;
      else if (isOff) return;
      else await once(port, 'change');
    }
  }
  return {
    name: 'imgf-test',
    disk: 'child.vhdx',
    console,
    start() {
      isOff = false;
      const powerOff = () => {
        isOff = true;
        port.emit('change');
      };
      void windows.run().then(powerOff, powerOff);
      return Promise.resolve();
    },
    state: () => Promise.resolve(isOff ? 'off' : 'running'),
    screenshot: () => Promise.resolve(null),
    events: () => Promise.resolve([]),
    detachMedia() {
      windows.medium = false;
      return Promise.resolve();
    },
    disconnectNetwork: () => Promise.resolve(),
    turnOff() {
      windows.pullThePlug();
      return Promise.resolve();
    },
    remove: () => Promise.resolve(),
  };
}
