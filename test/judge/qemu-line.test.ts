/** The whole line on QEMU: machines boot for real, with the Linux guest in the place of Windows. */

import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { formatDuration } from '../../src/bytes/index.js';
import { FactoryError } from '../../src/errors.js';
import { build } from '../../src/factory/index.js';
import { markedProcesses } from '../../src/machine/qemu/marker.js';
import { silentReporter } from '../../src/progress.js';
import type { BuildSummary } from '../../src/report/index.js';
import { buildCabinet } from '../support/cabinet-writer.js';
import { leftIn, type Site } from '../support/factory.js';
import { temporaryFolder } from '../support/folder.js';
import { guestDisk, setupIso, SETUP_ISO_PEERS, windowsFiles } from '../support/linux-guest/index.js';
import { runPeer, testWith } from '../support/peers.js';
import { QEMU_PEERS, sha256Of } from '../support/qemu.js';

const folder = temporaryFolder();
const reference = folder('reference.raw');
const MINUTES = 60_000;

beforeAll(async () => {
  await guestDisk({ file: reference }).catch(() => undefined);
});

/** Whatever a test did, no machine outlives it. */
afterAll(async () => {
  for (const { pid, owner } of await markedProcesses()) {
    if (owner.folder.startsWith(folder())) process.kill(pid, 'SIGKILL');
  }
});

const MACHINE = 'hypervisor: qemu, cpus: 1, memory: 1 GiB';

/** Milliseconds after which silence means that nothing will come: several times what a whole run of a machine takes here. */
let silenceHere = 180_000;

/** A definition in a folder of its own, with scripts of which the guest runs the given lines. */
function site(
  name: string,
  definition: string,
  scripts: Readonly<Record<string, readonly string[]>> = {},
  more = '',
  silence = '10m',
): Site {
  const place = folder(name);
  mkdirSync(place);
  for (const [script, lines] of Object.entries(scripts)) writeScript(place, script, lines);
  const file = path.join(place, 'image.yml');
  writeFileSync(
    file,
    `name: demo\nversion: "1"\ncreated: 2026-11-23\n${definition}machine: { ${MACHINE}, deadlines: { customize: 20m, generalize: 20m, silence: ${silence} }${more} }\n`,
  );
  const [out, work] = [path.join(place, 'release'), path.join(place, 'work')];
  const env = { APP_KEY: 'secret-5b1f-of-the-user' };
  return { folder: place, definition: file, out, work, options: { out, work, env, threads: 2 } };
}

function writeScript(folder: string, name: string, lines: readonly string[]): void {
  writeFileSync(path.join(folder, name), lines.map((line) => `#guest: ${line}\r\n`).join(''));
}

const buildOf = ({ definition, options }: Site): Promise<BuildSummary> =>
  build(definition, options, silentReporter());

async function refusal(site: Site): Promise<string> {
  const error: unknown = await buildOf(site).catch((reason: unknown) => reason);
  if (!(error instanceof FactoryError)) throw new Error('nothing was refused', { cause: error });
  return `${error.code}: ${error.message}`;
}

async function expectNothingLeft({ work, out, folder: place }: Site): Promise<void> {
  const left = (await markedProcesses()).filter(({ owner }) => owner.folder.startsWith(place));
  expect(left).toEqual([]);
  expect(leftIn(work).filter((name) => !['journal.jsonl', 'logs'].includes(name))).toEqual([]);
  expect(existsSync(path.join(out, 'install.wim'))).toBe(false);
}

/** What wimlib finds of an image, without the metadata files of the volume. */
async function filesOf(wim: string, image = 1): Promise<string[]> {
  await runPeer('wimlib-imagex', ['verify', wim]);
  return (await runPeer('wimlib-imagex', ['dir', wim, String(image)])).trim().split('\n');
}

describe('the line on QEMU', () => {
  testWith(
    [...QEMU_PEERS, 'wimlib-imagex'],
    'makes two images of a disk in audit mode, which it does not write to; the one that fails is made again',
    async () => {
      const before = await sha256Of(reference);
      const disk = site(
        'disk',
        `source: { disk: ${reference} }
updates: { from: folder, folder: ./updates }
customize:
  - { run: apps.ps1, secrets: [APP_KEY] }
  - files: { from: ./tools, to: 'C:\\Tools' }
verify: [check.ps1]
cleanup: true
variants:
  - { name: 'Dev: A/B', customize: [{ run: dev.ps1, secrets: [APP_KEY] }] }
  - { name: Plain }
`,
        {
          'apps.ps1': [
            '[ "$APP_KEY" = secret-5b1f-of-the-user ] || exit_code 9',
            'drop_bytes 2',
            'say the key is $APP_KEY',
            "write '\\Apps\\app.txt' installed",
            'exit_code 3010',
          ],
          'dev.ps1': ['say no licence for $APP_KEY', 'exit_code 1603'],
          'check.ps1': [
            '[ -e "$(at \'\\Tools\\tool.txt\')" ] || exit_code 1',
            'double_bytes 2',
            'say all there',
          ],
        },
      );
      mkdirSync(path.join(disk.folder, 'tools'));
      writeFileSync(path.join(disk.folder, 'tools', 'tool.txt'), 'a tool');
      mkdirSync(path.join(disk.folder, 'updates'));
      const update = path.join(disk.folder, 'updates', 'windows11.0-kb5012170-x64.cab');
      writeFileSync(update, buildCabinet({ 'update.mum': '' }));

      const message = await refusal(disk);
      expect(message).toMatch(
        /^refused: 1 of 2 variants: failed, .*\n {2}Dev: A\/B: .*customize:Dev: A\/B .*step 1, .*failed, exit code 1603/s,
      );
      expect(message).not.toContain('secret-5b1f');
      expect(existsSync(disk.out)).toBe(false);
      const kept = leftIn(disk.work).map((name) => name.replace(/-[0-9a-f]{8}/, ''));
      expect(kept.filter((name) => name.endsWith('.qcow2'))).toEqual([
        'customize.qcow2',
        'customize2.qcow2',
        'generalize2.qcow2',
        'update.qcow2',
      ]);

      writeScript(disk.folder, 'dev.ps1', ["write '\\Apps\\dev.txt' dev"]);
      const summary = await build(disk.definition, { ...disk.options, resume: true }, silentReporter());
      const made = summary.stations.filter(({ state }) => state === 'done').map(({ name }) => name);
      expect(made.filter((name) => name.includes('e:'))).toEqual([
        'customize:Dev: A/B',
        'generalize:Dev: A/B',
      ]);
      const common = ['/Apps/app.txt', '/Tools/tool.txt', '/Windows/System32/config/SOFTWARE'];
      const dev = await filesOf(summary.wim, 1);
      expect(dev).toEqual(expect.arrayContaining([...common, '/Apps/dev.txt']));
      const plain = await filesOf(summary.wim, 2);
      expect(plain).toEqual(expect.arrayContaining(common));
      expect(plain).not.toContain('/Apps/dev.txt');
      expect([...dev, ...plain].filter((name) => /ImageFactory|unattend\.xml/i.test(name))).toEqual([]);
      const done = await runPeer('wimlib-imagex', ['extract', summary.wim, '1', '/Done.txt', '--to-stdout']);
      const updated = 'packages updates: KB5012170\n';
      expect(done).toBe(`${updated.repeat(3)}cleanup clean-up of the component store\n`);
      expect(summary).toMatchObject({ build: '26200.7171', images: ['Dev: A/B', 'Plain'], freedBytes: 8192 });
      expect(summary.betweenImages).toBeGreaterThan(0);
      const { inputs } = JSON.parse(readFileSync(summary.manifest, 'utf8')) as {
        inputs: { steps: { name: string; exitCode: number; variant?: string }[]; updates: unknown[] };
      };
      expect(inputs.updates).toHaveLength(3);
      expect(inputs.steps.map(({ exitCode, variant }) => `${exitCode} ${variant ?? 'all'}`)).toEqual([
        '0 all',
        '3010 all',
        '0 all',
        '0 all',
        ...Array.from({ length: 4 }, () => '0 Dev: A/B'),
        ...Array.from({ length: 2 }, () => '0 Plain'),
      ]);
      expect(await sha256Of(reference)).toBe(before);
      expect(leftIn(disk.work)).toEqual(['journal.jsonl']);
      expect((await markedProcesses()).filter(({ owner }) => owner.folder.startsWith(disk.folder))).toEqual(
        [],
      );
    },
    30 * MINUTES,
  );

  testWith(
    [...QEMU_PEERS, ...SETUP_ISO_PEERS],
    'lets Setup install the wanted edition from a medium, and makes a release of it',
    async () => {
      const iso = await setupIso(folder('windows.iso'), [
        { edition: 'Core' },
        { edition: 'Enterprise', build: 26_100 },
      ]);
      const medium = site('medium', `source: { iso: ${iso}, edition: Enterprise }\n`, {}, ', disk: 4 GiB');
      const summary = await buildOf(medium);
      expect(summary.build).toBe('26100.7171');
      const info = await runPeer('wimlib-imagex', ['info', summary.wim, '1']);
      expect(info).toMatch(/^Edition ID:\s+Enterprise$/m);
      expect(await filesOf(summary.wim)).toContain('/Windows/System32/Sysprep/sysprep.exe');
    },
    40 * MINUTES,
  );

  testWith(
    QEMU_PEERS,
    'names a guest that powered off early',
    async () => {
      const off = site('off', `source: { disk: ${reference} }\ncustomize: [{ run: apps.ps1 }]\n`, {
        'apps.ps1': ['poweroff_early'],
      });
      const began = performance.now();
      expect(await refusal(off)).toMatch(
        /^refused: customize .*the machine powered off before its work was done; .*the guest powered the machine off/,
      );
      silenceHere = Math.min(silenceHere, Math.max(45_000, 4 * (performance.now() - began)));
      await expectNothingLeft(off);
    },
    30 * MINUTES,
  );

  testWith(
    QEMU_PEERS,
    'names a guest that crashed and then hung, with its last words and its screen',
    async () => {
      const seconds = Math.ceil(silenceHere / 1000);
      const hangs = site(
        'hangs',
        `source: { disk: ${reference} }\ncustomize: [{ run: apps.ps1 }]\n`,
        { 'apps.ps1': ['say before', 'if [ -e /c/crashed ]; then hang; fi', 'touch /c/crashed', 'crash'] },
        '',
        `${seconds}s`,
      );
      const message = await refusal(hangs);
      expect(message).toMatch(/^refused: customize \(machine imgf-[^:]*: it has said nothing for /);
      expect(message).toContain(` for ${formatDuration(seconds * 1000)}; `);
      expect(message).toMatch(
        /the last it said was "customize 1\/1, .*: before" in boot 2; its screen is in /,
      );
      expect(message).toMatch(/the guest reset the machine/);
      expect(message).toMatch(/its logs are in [^ ]*: agent\.log/);
      await expectNothingLeft(hangs);
    },
    30 * MINUTES,
  );

  testWith(
    QEMU_PEERS,
    'names what sysprep wrote when it failed',
    async () => {
      const files = windowsFiles('IMAGE_STATE_SPECIALIZE_RESEAL_TO_AUDIT');
      const line =
        '2026-11-23 10:00:00, Error                 SYSPRP Package Contoso.App_1.0 was installed for a user, but not provisioned for all users. This package will not function properly in the sysprep image.';
      const disk = folder('failing.raw');
      await guestDisk({ file: disk, files: { ...files, 'fail-generalize.txt': line } });
      const failing = site('failing', `source: { disk: ${disk} }\n`);
      const message = await refusal(failing);
      expect(message).toMatch(
        /^refused: generalize [^:]*: .*not provisioned for all users.* \(\\Windows\\.*\.log:\d+ ".*Contoso\.App_1\.0 was installed/,
      );
      expect(message).toMatch(/its logs are in [^ ]*: .*setuperr\.log/);
      await expectNothingLeft(failing);
    },
    30 * MINUTES,
  );
});
