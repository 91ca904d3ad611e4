/**
 * Windows Update through the whole line: the command line as a process, Hyper-V's double, and in its machines the agent itself
 * under PowerShell's own engine, which asks a scripted Windows Update Agent. What the agent did to the registry is written into
 * the hive on the machine's disk; hivex reads it from the image that was captured.
 */

import { afterEach, expect } from '@jest/globals';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { agentGuest, DOUBLE_PEERS } from '../double/index.js';
import type { Json } from '../powershell/index.js';
import { UPDATE_POLICY, type AgentWindows } from '../support/agent-windows.js';
import { temporaryFolder } from '../support/folder.js';
import { dumpByHivex } from '../support/hivex.js';
import { hyperVLine, leftInWork, type HyperVLine } from '../support/hyperv-line.js';
import { runPeer, testWith } from '../support/peers.js';
import { UpdateAgent } from '../support/update-agent.js';

const at = temporaryFolder();
const SERVER = 'http://wsus:8530';
const POLICY = String.raw`\policies\microsoft\windows\windowsupdate`;

const UPDATES = [
  { kb: 'KB5000001', title: 'Servicing stack (KB5000001)' },
  { kb: 'KB5000002', title: 'Cumulative update (KB5000002)', needs: ['KB5000001'], eula: true },
  { kb: 'KB5000003', title: 'Update for Defender (KB5000003)', needs: ['KB5000002'] },
  { kb: 'KB5000004', title: 'Preview of next month (KB5000004)' },
  // Offered once the feature is there.
  { kb: 'KB5000005', title: '.NET Framework 3.5 (KB5000005)', needs: ['NetFx3'] },
];

interface Search {
  readonly machine: string;
  readonly server: string;
  readonly isConnected: boolean;
  readonly policy: Readonly<Record<string, Json>>;
  readonly automatic: Readonly<Record<string, Json>>;
}

let line: HyperVLine | null = null;
afterEach(async () => {
  await line?.host.close();
  line = null;
});

interface Manifest {
  readonly inputs: {
    readonly updates: readonly { readonly round: number; readonly kb: string }[];
    readonly steps?: unknown;
  };
}

function manifestOf({ release }: HyperVLine): Manifest {
  return JSON.parse(readFileSync(path.join(release, 'manifest.json'), 'utf8')) as Manifest;
}

/** The keys of the policy in the hive of the image that was captured, as hivex reads it. */
async function policyIn({ release, folder }: HyperVLine): Promise<Record<string, string[]>> {
  const hive = path.join(folder, 'hive');
  mkdirSync(hive, { recursive: true });
  const from = ['extract', path.join(release, 'install.wim'), '1', '/Windows/System32/config/SOFTWARE'];
  await runPeer('wimlib-imagex', [...from, `--dest-dir=${hive}`, '--no-acls']);
  const dump = await dumpByHivex(path.join(hive, 'SOFTWARE'));
  expect(Object.keys(dump).length).toBeGreaterThan(5);
  return Object.fromEntries(Object.entries(dump).filter(([key]) => key.startsWith(POLICY)));
}

const connections = ({ host }: HyperVLine) => host.machines.all.filter(({ adapters }) => adapters.length > 0);

testWith(
  [...DOUBLE_PEERS, 'dotnet', 'wimlib-imagex', 'hivexget', '7z'],
  'WSUS: three rounds, a feature and one more; the policy is there at each search and in no image, unless the agent forgets it',
  async () => {
    const updateAgent = new UpdateAgent();
    updateAgent.updates = UPDATES;
    const searches: Search[] = [];
    let windows: AgentWindows | null = null;
    let forgets = false;
    updateAgent.onSearch = (_, server) => {
      const [machine] = line === null ? [] : connections(line);
      searches.push({
        machine: machine?.name.replace(/^.*-/, '') ?? '',
        server,
        isConnected: machine?.adapters.every(({ switchName }) => switchName === 'Build') ?? false,
        policy: windows?.valuesIn(UPDATE_POLICY) ?? {},
        automatic: windows?.valuesIn(`${UPDATE_POLICY}\\AU`) ?? {},
      });
    };
    line = await hyperVLine(at('line'), {
      network: 'Build',
      more: `updates: { from: wsus, server: "${SERVER}", target-group: Images, exclude: ["preview*"] }
customize: [{ features: { enable: [NetFx3] } }]
cleanup: true\n`,
      host: {
        switches: ['Build'],
        guest: agentGuest({
          updateAgent,
          prepare(played) {
            windows = played;
            // Nothing is at work here, so that nobody has to wait until it is done.
            const steps = played.plan.steps.map((step) => ({ ...step, idleSeconds: 0 }));
            played.changePlan({ steps });
            played.changeAgent((script) => script.replace('Wait-Servicing 15', 'Wait-Servicing 0'));
            if (forgets) {
              played.changeAgent((script) =>
                script.replace(
                  'function Restore-UpdatePolicy {',
                  'function Restore-UpdatePolicy {\n    return',
                ),
              );
            }
            played.onCommand = ({ name, args }) => {
              if (name !== 'dism.exe') return undefined;
              if (args.includes('/Enable-Feature')) updateAgent.installed.add('NetFx3');
              if (args.includes('/StartComponentCleanup')) played.freeSpace += 5 << 20;
              return 0;
            };
          },
        }),
      },
    });

    const first = await line.build();
    expect([first.status, first.status === 0 ? '' : first.stderr]).toEqual([0, '']);
    expect(first.stderr).not.toContain('update server');
    expect(updateAgent.boots).toEqual([
      'search, download KB5000001, install KB5000001',
      'search, accept KB5000002, download KB5000002, install KB5000002',
      'search, download KB5000003, install KB5000003',
      'search',
      'search, download KB5000005, install KB5000005',
      // That of generalize follows.
      'search, reboot',
    ]);
    const seen = {
      server: SERVER,
      isConnected: true,
      policy: {
        WUServer: SERVER,
        WUStatusServer: SERVER,
        DoNotConnectToWindowsUpdateInternetLocations: 1,
        TargetGroupEnabled: 1,
        TargetGroup: 'Images',
      },
      automatic: { NoAutoUpdate: 1, UseWUServer: 1 },
    };
    const machines = ['update', 'update', 'update', 'update', 'customize', 'customize'];
    expect(searches).toEqual(machines.map((machine) => ({ machine, ...seen })));
    expect(await policyIn(line)).toEqual({});
    // Of the three machines the last one has no network card, and the one with a step behind its updates loses it there.
    const unplugged = line.host.calls.filter(
      (call) => call.kind === 'cmdlet' && call.name === 'Disconnect-VMNetworkAdapter',
    );
    expect(unplugged).toHaveLength(1);
    expect(JSON.stringify(unplugged)).toMatch(/imgf-\w+-\w+-customize"/);

    const { inputs } = manifestOf(line);
    const told = ['1 KB5000001', '2 KB5000002', '3 KB5000003', '1 KB5000005'];
    expect(inputs.updates.map(({ round, kb }) => `${round} ${kb}`)).toEqual(told);
    expect(inputs.updates[1]).toMatchObject({
      title: 'Cumulative update (KB5000002)',
      outcome: 'installed',
      result: '0x00000000',
      seconds: expect.any(Number),
    });
    const updates = { name: `updates of ${SERVER}`, exitCode: 0 };
    const seconds = expect.any(Number);
    expect(inputs.steps).toEqual([
      { ...updates, seconds },
      { name: 'features: add NetFx3', exitCode: 0, seconds },
      { ...updates, seconds },
      { name: 'clean-up of the component store', exitCode: 0, seconds, freed: 5 << 20 },
    ]);
    expect(first.stdout).toContain('5.0 MiB of the component store');
    expect([line.host.leftovers, line.host.violations, line.host.failures, leftInWork(line.work)]).toEqual([
      [],
      [],
      [],
      [],
    ]);

    forgets = true;
    const definition = readFileSync(path.join(line.folder, 'image.yml'), 'utf8');
    const shorter = definition.replace('name: w\n', 'name: f\n').replace(/^customize[^]*/m, '');
    writeFileSync(path.join(line.folder, 'forgets.yml'), shorter);
    const second = await line.build([], undefined, 'forgets.yml');
    expect(second.status).toBe(0);
    expect(second.stderr).toContain(
      `it carries the policy of the update server ${SERVER}, which every machine`,
    );
    const left = await policyIn(line);
    expect(Object.keys(left).toSorted()).toEqual([POLICY, `${POLICY}\\au`]);
    expect(left[POLICY]).toContainEqual(expect.stringContaining(SERVER));
  },
);
