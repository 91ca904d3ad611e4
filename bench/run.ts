/**
 * wimlib and us on the same files, as whole processes, in turn: `npm run bench [-- FOLDER [RUNS [WORD]]]`.
 *
 * Each row is a pair that runs A B A B …; the machine's noise hits both, so the ratio is what counts (ours / theirs:
 * below 1 is better). `cpu` is the processor time of all threads. The default folder is `node_modules`, which the lock
 * file makes the same everywhere. WORD chooses rows: those whose name holds it ("lzx fast", "verify").
 *
 * Both do the same work: wimlib writes an integrity table too (`--check`), as we always do.
 */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { formatBytes } from '../src/bytes/index.js';

const OURS = [process.execPath, path.join('dist', 'cli', 'index.js')];
const CAPTURES = [
  ['none', 'normal', 'none'],
  ['xpress', 'fast', 'XPRESS:20'],
  ['xpress', 'normal', 'XPRESS:50'],
  ['xpress', 'best', 'XPRESS:80'],
  ['lzx', 'fast', 'LZX:20'],
  ['lzx', 'normal', 'LZX:35'],
  ['lzx', 'best', 'LZX:50'],
] as const;

interface Side {
  readonly command: readonly string[];
  /** What the command made, removed before each run. */
  readonly output: string | null;
}

interface Measured {
  readonly seconds: number;
  /** Of processor time, user and system. */
  readonly cpu: number;
  readonly bytes: number;
}

const [folder = 'node_modules', runsText = '3', word = ''] = process.argv.slice(2);
const runs = Number(runsText);
const work = mkdtempSync(path.join(tmpdir(), 'image-factory-bench-'));
try {
  const { files, bytes } = contentOf(folder);
  console.log(
    `${folder}: ${files} files, ${formatBytes(bytes)}; ${availableParallelism()} threads of ${cpus()[0]?.model}; Node ${process.version}`,
  );
  console.log(
    `${'what'.padEnd(34)}${'ours'.padStart(9)}${'wimlib'.padStart(9)}${'time'.padStart(7)}${'cpu'.padStart(16)}${'cpu'.padStart(6)}${'size'.padStart(8)}`,
  );
  const ourWim = path.join(work, 'ours.wim');
  const theirWim = path.join(work, 'theirs.wim');
  for (const [type, level, theirs] of CAPTURES) {
    row(
      `capture ${type} ${level} / ${theirs}`,
      {
        command: [...OURS, 'capture', folder, ourWim, '--quiet', '--compress', type, '--level', level],
        output: ourWim,
      },
      {
        command: ['wimlib-imagex', 'capture', folder, theirWim, `--compress=${theirs}`, '--check'],
        output: theirWim,
      },
    );
    if (level !== 'normal' || ![`verify ${type}`, `apply ${type}`].some((name) => name.includes(word)))
      continue;
    measure({
      command: ['wimlib-imagex', 'capture', folder, theirWim, `--compress=${theirs}`, '--check'],
      output: theirWim,
    });
    row(
      `verify ${type}`,
      { command: [...OURS, 'verify', theirWim, '--quiet'], output: null },
      {
        command: ['wimlib-imagex', 'verify', theirWim],
        output: null,
      },
    );
    const [ourFolder, theirFolder] = [path.join(work, 'ours'), path.join(work, 'theirs')];
    row(
      `apply ${type}`,
      { command: [...OURS, 'apply', `${theirWim}#1`, ourFolder, '--quiet'], output: ourFolder },
      {
        command: ['wimlib-imagex', 'apply', theirWim, '1', theirFolder],
        output: theirFolder,
      },
    );
    for (const made of [ourFolder, theirFolder]) rmSync(made, { recursive: true, force: true });
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}

function row(name: string, ours: Side, theirs: Side): void {
  if (!name.includes(word)) return;
  const pairs = Array.from({ length: runs }, () => [measure(ours), measure(theirs)] as const);
  const columns = [name.padEnd(34)];
  for (const figure of ['seconds', 'cpu'] as const) {
    const ratio = median(pairs.map(([a, b]) => a[figure] / b[figure]));
    const [a, b] = [0, 1].map((side) => median(pairs.map((pair) => pair[side]?.[figure] ?? 0)));
    const both =
      figure === 'cpu'
        ? `${a?.toFixed(2)} / ${b?.toFixed(2)} s`.padStart(16)
        : `${a?.toFixed(2)} s`.padStart(9) + `${b?.toFixed(2)} s`.padStart(9);
    columns.push(both, ratio.toFixed(2).padStart(figure === 'cpu' ? 6 : 7));
  }
  const [[sizeA, sizeB] = [0, 0]] = pairs.map(([first, second]) => [first.bytes, second.bytes] as const);
  if (sizeB !== 0) columns.push((sizeA / sizeB).toFixed(4).padStart(8));
  console.log(columns.join(''));
}

function measure({ command, output }: Side): Measured {
  if (output !== null) rmSync(output, { recursive: true, force: true });
  const start = process.hrtime.bigint();
  // The shell tells what its children took of the processor; Node does not.
  const { status, stdout, stderr, error } = spawnSync('sh', ['-c', '"$@" >&2 && times', 'sh', ...command], {
    // A certificate store of this machine, which Node would load, is no part of the work.
    env: { ...process.env, NODE_EXTRA_CA_CERTS: '' },
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  if (status !== 0) throw new Error(`${command.join(' ')}: ${error?.message ?? stderr}`);
  const made = output === null ? null : statSync(output);
  return { seconds, cpu: childrenTime(stdout), bytes: made?.isFile() === true ? made.size : 0 };
}

/** @param times what `times` prints: a line for the shell, a line for its children, "0m1.25s 0m0.03s" */
function childrenTime(times: string): number {
  const [, children = ''] = times.split('\n');
  const parts = [...children.matchAll(/(\d+)m([\d.]+)s/g)];
  return parts.reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds), 0);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function contentOf(root: string): { files: number; bytes: number } {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const bytes = entries.reduce(
    (sum, entry) => sum + statSync(path.join(entry.parentPath, entry.name)).size,
    0,
  );
  return { files: entries.length, bytes };
}
