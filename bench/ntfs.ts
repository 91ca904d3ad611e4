/**
 * How long it takes to open and walk a volume of many files, and how much memory that needs.
 *
 * node build/bench/ntfs.js IMAGE            measures IMAGE
 * node build/bench/ntfs.js IMAGE COUNT      makes it first: mkntfs, ntfs-3g, COUNT files
 */

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openRaw } from '../src/disk/index.js';
import { openNtfs } from '../src/ntfs/index.js';
import { silentReporter } from '../src/progress.js';
import { walk } from '../src/tree/index.js';

const FILES_A_DIRECTORY = 500;

async function make(image: string, count: number): Promise<void> {
  writeFileSync(image, '');
  truncateSync(image, 256 * 2 ** 20 + count * 6000);
  spawnSync('mkntfs', ['-F', '-Q', '-q', image], { stdio: 'ignore' });
  const root = mkdtempSync(path.join(tmpdir(), 'image-factory-bench-'));
  const outside = statSync(root).dev;
  const driver = spawn('ntfs-3g', ['-o', 'no_detach', image, root], { stdio: 'ignore' });
  const ended = once(driver, 'exit');
  while (statSync(root).dev === outside) await new Promise((resolve) => setTimeout(resolve, 10));
  for (let index = 0; index < count; index++) {
    const directory = path.join(root, `directory number ${Math.floor(index / FILES_A_DIRECTORY)}`);
    if (index % FILES_A_DIRECTORY === 0) mkdirSync(directory);
    writeFileSync(
      path.join(directory, `a file of the usual length ${index}.dll`),
      Buffer.alloc(index % 3 === 0 ? 100 : 3000, index),
    );
  }
  spawnSync('umount', [root]);
  await ended;
  rmSync(root, { recursive: true });
}

const [image, count] = process.argv.slice(2);
if (image === undefined) throw new Error('Name the image');
if (count !== undefined && !existsSync(image)) await make(image, Number(count));

const started = performance.now();
const tree = await openNtfs(await openRaw(image), { reporter: silentReporter() });
const opened = performance.now();
const { rss } = process.memoryUsage();
let entries = 0;
for await (const located of walk(tree)) entries += located.path === '' ? 0 : 1;
const walked = performance.now();
const read = { files: 0, bytes: 0 };
for await (const { entry } of walk(tree)) {
  for (const stream of entry.streams) {
    for await (const piece of tree.read(entry, stream)) read.bytes += piece.length;
    read.files++;
  }
}
const done = performance.now();
await tree.close();

const seconds = (from: number, to: number): string => `${((to - from) / 1000).toFixed(2)} s`;
console.log(`open     ${seconds(started, opened)}   ${Math.round(rss / 2 ** 20)} MiB resident`);
console.log(`walk     ${seconds(opened, walked)}   ${entries} entries`);
console.log(
  `read all ${seconds(walked, done)}   ${read.files} streams, ${Math.round(read.bytes / 2 ** 20)} MiB`,
);
console.log(`at most  ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB resident`);
