/** A folder of updates: real names of 2024 to 2026, each order with its source. */

import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Architecture } from '../../src/guest/index.js';
import { planUpdateFolder, type FolderPlan, type FolderRequest } from '../../src/servicing/index.js';
import { buildCabinet } from '../support/cabinet-writer.js';
import { temporaryFolder } from '../support/folder.js';
import { runPeer, testWith } from '../support/peers.js';
import { file, memoryTree } from '../support/memory-tree.js';
import { capture, codecPools } from '../support/wim.js';
import { FOLDERS, PREVIEW, type FolderFile } from './folders.js';

const at = temporaryFolder();
const pool = codecPools();
let folders = 0;

const METADATA = 'onepackage.AggregatedMetadata.cab';

const inCabinet = (name: string, text: string): Uint8Array =>
  buildCabinet({ [name]: text }, { compression: 'mszip' });

/** A cabinet of cabinets, each with a database of components. */
function metadataOf([makes, on]: readonly [string, string]): Uint8Array {
  const database = (type: string, target: string, feature: string): string =>
    `<?xml version="1.0" encoding="utf-8"?>\r\n<CompDB xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" CreatedDate="2025-11-06T21:27:54Z" Revision="1" SchemaVersion="1.3" Product="Desktop" BuildArch="amd64" Type="${type}" OSVersion="10.0.${on}" TargetBuildInfo="ge_release_svc_prod1.${makes}.251106-2127" TargetOSVersion="10.0.${target}" xmlns="">\r\n<Features><Feature Type="${feature}" FeatureID="${feature}_KB1" /></Features></CompDB>`;
  return buildCabinet({
    'SSUCompDB_KB5067035.xml.cab': inCabinet(
      'SSUCompDB_KB5067035.xml',
      database('BuildUpdate', '26100.1.1', 'ServicingStackUpdate'),
    ),
    'LCUCompDB_KB5068860.xml.cab': inCabinet(
      'LCUCompDB_KB5068860.xml',
      database('Build', '26100.99999', 'Model'),
    ),
    'LCUCompDB_KB5068861.xml.cab': inCabinet(
      'LCUCompDB_KB5068861.xml',
      database('BuildUpdate', makes, 'CumulativeUpdate'),
    ),
  });
}

/** Below a folder `name`, where the files lie in it as `place` says. */
async function folderOf(
  files: readonly FolderFile[],
  place: (name: string) => string = (name) => name,
): Promise<string> {
  const folder = at(`folder-${folders++}`);
  mkdirSync(folder);
  for (const { name, container, holds, builds } of files) {
    const target = path.join(folder, place(name));
    mkdirSync(path.dirname(target), { recursive: true });
    if (container === 'cabinet') {
      writeFileSync(target, buildCabinet(Object.fromEntries(holds.map((inner) => [inner, inner]))));
      continue;
    }
    const nodes = Object.fromEntries(holds.map((inner) => [inner, file(inner)]));
    if (builds !== undefined) nodes[METADATA] = file(metadataOf(builds));
    await capture(target, [memoryTree(nodes)], { pool: pool(1), compression: 'none' });
  }
  return folder;
}

const request = (
  build: string | null,
  more: Partial<FolderRequest> = {},
  architecture: Architecture = 'amd64',
): FolderRequest => ({ architecture, build, include: [], exclude: [], ...more });

const base = (name: string): string => path.basename(name);

function orderOf({ packages }: FolderPlan) {
  return packages.map(({ file: target, needs }) =>
    needs.length === 0 ? base(target) : [base(target), ...needs.map(base)],
  );
}

const leftOf = ({ left }: FolderPlan) => Object.fromEntries(left.map(({ file: name, why }) => [name, why]));

describe('planUpdateFolder()', () => {
  test.each(FOLDERS)('$title', async ({ architecture, build, files, order, left }) => {
    const plan = await planUpdateFolder(await folderOf(files), request(build, {}, architecture));
    expect(orderOf(plan)).toEqual(order);
    expect(leftOf(plan)).toEqual(left);
  });

  const [media] = FOLDERS.filter(({ title }) => title.startsWith('the set for media of 24H2'));
  const files = media?.files ?? [];
  const [checkpoint = '', may = '', safeOs = '', setup = '', dotNet = ''] = files.map(({ name }) => name);

  test('takes folders as they come, and names what is no update', async () => {
    const folder = await folderOf(files, (name) => `2025-05/${name.endsWith('.cab') ? 'media/' : ''}${name}`);
    writeFileSync(path.join(folder, 'README.txt'), 'what this is');
    writeFileSync(path.join(folder, 'driver.cab'), buildCabinet({ 'net.inf': '', 'net.sys': '' }));
    const plan = await planUpdateFolder(folder, request('26100.1742'));
    expect(orderOf(plan)).toEqual([[may, checkpoint], dotNet]);
    expect(leftOf(plan)).toEqual({
      [`2025-05/media/${safeOs}`]: expect.stringContaining('Windows RE'),
      [`2025-05/media/${setup}`]: expect.stringContaining('install media'),
      'README.txt': 'neither .msu nor .cab',
      'driver.cab': 'it holds no update.mum, so it is no package of updates',
    });
    expect(plan.packages.map(({ kb, title }) => [kb, title])).toEqual([
      ['KB5058411', 'KB5058411, cumulative update'],
      ['KB5054979', 'KB5054979, .NET update'],
    ]);
  });

  test('takes what the definition includes, its checkpoint with it, and leaves what it excludes', async () => {
    const folder = await folderOf(files);
    const included = await planUpdateFolder(folder, request('26100.1742', { include: ['kb5058411'] }));
    expect(orderOf(included)).toEqual([[may, checkpoint]]);
    expect(leftOf(included)[dotNet]).toBe('it is not among what the definition includes');
    const dotNetOnly = await planUpdateFolder(folder, request('26100.1742', { include: ['*ndp481*'] }));
    expect(orderOf(dotNetOnly)).toEqual([dotNet]);
    expect(leftOf(dotNetOnly)).toMatchObject({
      [may]: 'it is not among what the definition includes',
      [checkpoint]: 'it is a checkpoint, and nothing that is installed builds on it',
    });
    const excluded = await planUpdateFolder(folder, request('26100.1742', { exclude: ['*NDP*'] }));
    expect(orderOf(excluded)).toEqual([[may, checkpoint]]);
    expect(leftOf(excluded)[dotNet]).toBe('the definition excludes *NDP*');
  });

  test('an older update is the newest where the newer one is excluded', async () => {
    const [, several] = FOLDERS;
    const folder = await folderOf(several?.files ?? []);
    const plan = await planUpdateFolder(folder, request('26200.6584', { exclude: ['KB5068861'] }));
    expect(plan.packages.map(({ kb }) => kb)).toEqual(['KB5065426']);
  });

  test('a file in a folder called checkpoints is one, whatever is known of it', async () => {
    const [, several] = FOLDERS;
    const september = several?.files.find(({ name }) => name.includes('kb5065426'))?.name ?? '';
    const folder = await folderOf(several?.files ?? [], (name) =>
      name === september ? `Checkpoints/${name}` : name,
    );
    const [target] = (await planUpdateFolder(folder, request('26100.1'))).packages;
    expect(target?.kb).toBe('KB5068861');
    expect(target?.needs.map(base)).toEqual([checkpoint, september]);
  });

  testWith(
    ['wimlib-imagex'],
    'reads an .msu that another program made, whatever its compression',
    async () => {
      const content = at('content');
      mkdirSync(content);
      for (const inner of PREVIEW.holds) writeFileSync(path.join(content, inner), inner);
      writeFileSync(path.join(content, METADATA), metadataOf(['26100.7019', '26100.1742']));
      for (const compression of ['none', 'LZX']) {
        const folder = await folderOf([]);
        const msu = path.join(folder, PREVIEW.name);
        await runPeer('wimlib-imagex', [
          'capture',
          content,
          msu,
          'content',
          '--no-acls',
          `--compress=${compression}`,
        ]);
        await expect(planUpdateFolder(folder, request('26100.1'))).rejects.toThrow(
          'the checkpoint KB5043080',
        );
        expect((await planUpdateFolder(folder, request('26100.1742'))).packages[0]?.kb).toBe('KB5067036');
      }
    },
  );

  test('says which languages the folder brings', async () => {
    const languages = FOLDERS.find(({ title }) => title.startsWith('languages'));
    const folder = await folderOf(languages?.files ?? []);
    expect((await planUpdateFolder(folder, request('26200.6584'))).languagePacks).toEqual([
      { language: 'de-de', file: path.join(folder, 'Microsoft-Windows-Client-Language-Pack_x64_de-de.cab') },
    ]);
  });

  test('takes the same file once', async () => {
    const folder = await folderOf(files.slice(0, 2));
    mkdirSync(path.join(folder, 'older'));
    copyFileSync(path.join(folder, may), path.join(folder, 'older', may));
    const plan = await planUpdateFolder(folder, request('26100.1742'));
    expect(orderOf(plan)).toEqual([[may, checkpoint]]);
    expect(leftOf(plan)).toEqual({ [may]: `the same as older/${may}` });
  });

  test('refuses an update whose checkpoint is missing, where the image is older than that', async () => {
    const folder = await folderOf(files.slice(1, 2));
    await expect(planUpdateFolder(folder, request('26100.1'))).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining(
        'it builds on the checkpoint KB5043080 (26100.1742), which is not in the folder, expected it beside the update, for the image is 26100.1. Fetch KB5043080',
      ),
    });
    for (const build of [null, '26100.0']) {
      expect((await planUpdateFolder(folder, request(build))).packages).toHaveLength(1);
    }
  });

  test('refuses an update that was made on a build which neither the image has nor the folder makes', async () => {
    const chain = FOLDERS.find(({ title }) => title.startsWith('a chain of two'))?.files ?? [];
    const folder = await folderOf(chain.filter(({ name }) => !name.includes('kb5199990')));
    await expect(planUpdateFolder(folder, request('26100.4061'))).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('it builds on a checkpoint (26100.9999), which is not in the folder'),
    });
    const plan = await planUpdateFolder(folder, request('26100.9999'));
    expect(plan.packages.map(({ kb }) => kb)).toEqual(['KB5199995']);
  });

  test.each([
    ['<!DOCTYPE html><html>', 'a web page'],
    ['', 'an empty file'],
    ['PK\u0003\u0004 and more', 'neither a cabinet nor a WIM'],
  ])('refuses what is no update: %j', async (content, found) => {
    const folder = await folderOf([]);
    writeFileSync(path.join(folder, 'windows11.0-kb5068861-x64.msu'), content);
    await expect(planUpdateFolder(folder, request(null))).rejects.toMatchObject({
      code: 'damaged',
      details: { found },
    });
  });

  test('refuses a cabinet that is cut short', async () => {
    const folder = await folderOf([]);
    const whole = buildCabinet({ 'update.mum': 'x'.repeat(1000) });
    writeFileSync(path.join(folder, 'Windows10.0-KB5122882-x64.cab'), whole.subarray(0, 500));
    await expect(planUpdateFolder(folder, request(null))).rejects.toMatchObject({
      code: 'damaged',
      details: { found: '500 bytes', expected: `a cabinet of ${whole.length} bytes` },
    });
  });

  test('a folder that is not there, and a file in its place', async () => {
    await expect(planUpdateFolder(at('nowhere'), request(null))).rejects.toMatchObject({
      code: 'not-found',
      details: { found: 'no such folder' },
    });
    writeFileSync(at('a-file'), '');
    await expect(planUpdateFolder(at('a-file'), request(null))).rejects.toMatchObject({
      details: { found: 'a file' },
    });
  });
});
