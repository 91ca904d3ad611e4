/**
 * LZX against wimlib on the same files, one thread each, in turn: `npm run -s build && node build/bench/lzx.js FOLDER
 * [ROUNDS]`. Processor time, so that a busy machine matters less. wimlib's time holds reading the files and SHA-1 as
 * well; ours is the kernel alone, with the files in memory.
 */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ChunkCodec } from '../src/codec/chunks.js';
import { kernelModule } from '../src/codec/kernel-module.js';
import type { Level } from '../src/codec/types.js';

const CHUNK_SIZE = 32768;
const PAIRS: readonly (readonly [Level, number])[] = [
  ['fast', 20],
  ['normal', 20],
  ['normal', 50],
  ['best', 50],
];

interface Figure {
  /** MB a second of processor time. */
  readonly rate: number;
  /** Bytes. */
  readonly size: number;
}

const [folder = 'node_modules', rounds = '3'] = process.argv.slice(2);
const contents = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .map((name) => path.join(folder, name))
  .filter((file) => statSync(file).isFile())
  .map((file) => Uint8Array.from(readFileSync(file)));
const total = contents.reduce((sum, content) => sum + content.length, 0);
const codec = new ChunkCodec(kernelModule());
const work = mkdtempSync(path.join(tmpdir(), 'image-factory-bench-'));
try {
  console.log(
    `${folder}: ${contents.length} files, ${(total / 1e6).toFixed(1)} MB, best of ${rounds} rounds`,
  );
  console.log('ours    wimlib      ours     wimlib  time ratio   size ratio');
  for (const [level, theirLevel] of PAIRS) {
    const figures = Array.from({ length: Number(rounds) }, () => [ours(level), theirs(theirLevel)] as const);
    const [mine, peer] = [0, 1].map((side) =>
      figures.map((pair) => pair[side]!).reduce((best, figure) => (figure.rate > best.rate ? figure : best)),
    ) as [Figure, Figure];
    console.log(
      `${level.padEnd(7)} ${theirLevel} ${mine.rate.toFixed(1).padStart(8)} MB/s ${peer.rate.toFixed(1).padStart(6)} MB/s` +
        ` ${(peer.rate / mine.rate).toFixed(2).padStart(7)} ${(mine.size / peer.size).toFixed(4).padStart(13)}`,
    );
  }
} finally {
  rmSync(work, { recursive: true });
}

function ours(level: Level): Figure {
  const copies = contents.map((content) => content.slice());
  const before = process.cpuUsage();
  const runs = copies.map((copy) => codec.compress('lzx', level, CHUNK_SIZE, copy));
  const { user, system } = process.cpuUsage(before);
  const size = runs.reduce(
    (sum, { data, sizes }) => sum + data.length + 4 * Math.max(0, sizes.length - 1),
    0,
  );
  return { rate: total / (user + system), size };
}

/** The size is the archive's, so the files should be large and different: metadata counts, equal files count once. */
function theirs(level: number): Figure {
  const wim = path.join(work, 'theirs.wim');
  const capture = ['capture', folder, wim, '--threads=1', `--compress=LZX:${level}`, '--no-acls'];
  const script = 'TIMEFORMAT="%U %S"; time wimlib-imagex "$@" >/dev/null 2>&1';
  const { stderr, status } = spawnSync('bash', ['-c', script, 'bash', ...capture], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`wimlib-imagex ${capture.join(' ')} failed with ${status}: ${stderr}`);
  const [user = NaN, system = NaN] = stderr.trim().split(' ').map(Number);
  const { size } = statSync(wim);
  rmSync(wim);
  return { rate: total / (user + system) / 1e6, size };
}
