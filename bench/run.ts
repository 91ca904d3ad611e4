/**
 * wimlib and us on the same files, as whole processes, in turn: `npm run bench [-- FOLDER [RUNS [WORD]]]`. At the end the
 * diff of two manifests of 300,000 files, which has no peer.
 *
 * Each row is a pair that runs A B A B …; the machine's noise hits both, so the ratio is what counts (ours / theirs:
 * below 1 is better). `cpu` is the processor time of all threads. The default folder is `node_modules`, which the lock
 * file makes the same everywhere. WORD chooses rows: those whose name holds it ("lzx fast", "verify", "base", "diff").
 *
 * Both do the same work: wimlib writes an integrity table too (`--check`), as we always do.
 */

import { spawnSync } from 'node:child_process';
import { closeSync, cpSync, mkdtempSync, openSync, readdirSync, rmSync, statSync, writeSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { formatBytes } from '../src/bytes/index.js';
import { writeMonth } from './manifests.js';

const OURS = [process.execPath, process.env['BENCH_CLI'] ?? path.join('dist', 'cli', 'index.js')];
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
  /** Bytes of memory, where it is a process of ours. */
  readonly peak: number;
}

/** Has each process of ours say at its end how much memory it took, in KiB. */
const TELL_PEAK =
  "--import=data:text/javascript,process.on('exit',()=>process.stderr.write(`peak%20${process.resourceUsage().maxRSS}`))";

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
  if (['fast', 'normal'].some((level) => `capture lzx ${level} --base`.includes(word))) monthTwo();
  if ('diff'.includes(word)) await diffMonths(300_000);
} finally {
  rmSync(work, { recursive: true, force: true });
}

/** One file in seven changed, captured on what the month before gave: ours is a whole WIM, theirs a delta. */
function monthTwo(): void {
  const changed = path.join(work, 'month-2');
  cpSync(folder, changed, { recursive: true });
  const files = readdirSync(changed, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .toSorted();
  for (const [at, file] of files.entries()) if (at % 7 === 3) scatter(file);
  for (const [level, theirs] of [
    ['fast', 'LZX:20'],
    ['normal', 'LZX:35'],
  ] as const) {
    const [ourBase, theirBase] = [path.join(work, 'our-base.wim'), path.join(work, 'their-base.wim')];
    const ourOptions = ['--quiet', '--compress', 'lzx', '--level', level];
    const theirOptions = [`--compress=${theirs}`, '--check'];
    measure({ command: [...OURS, 'capture', folder, ourBase, ...ourOptions], output: ourBase });
    measure({ command: ['wimlib-imagex', 'capture', folder, theirBase, ...theirOptions], output: theirBase });
    const [ourWim, theirWim] = [path.join(work, 'our-month-2.wim'), path.join(work, 'their-month-2.wim')];
    row(
      `capture lzx ${level} --base / ${theirs}`,
      { command: [...OURS, 'capture', changed, ourWim, '--base', ourBase, ...ourOptions], output: ourWim },
      {
        command: [
          'wimlib-imagex',
          'capture',
          changed,
          theirWim,
          `--delta-from=${theirBase}`,
          ...theirOptions,
        ],
        output: theirWim,
      },
    );
  }
}

/** Other bytes at the beginning of each 64 KiB. */
function scatter(file: string): void {
  const { size } = statSync(file);
  const handle = openSync(file, 'r+');
  for (let at = 0; at < size; at += 65_536) {
    writeSync(handle, `changed at ${at}`.padEnd(32).slice(0, Math.min(32, size - at)), at);
  }
  closeSync(handle);
}

async function diffMonths(files: number): Promise<void> {
  const [before, after] = [path.join(work, 'before.json'), path.join(work, 'after.json')];
  await writeMonth(before, files, 0);
  await writeMonth(after, files, 1);
  const measured = Array.from({ length: runs }, () =>
    measure({ command: [...OURS, 'diff', before, after, '--quiet'], output: null }),
  );
  const [seconds, cpu] = [median(measured.map((run) => run.seconds)), median(measured.map((run) => run.cpu))];
  const peak = Math.max(...measured.map((run) => run.peak));
  console.log(
    `${`diff of ${files} files`.padEnd(34)}${seconds.toFixed(2)} s, cpu ${cpu.toFixed(2)} s, peak ${formatBytes(peak)}`,
  );
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
    env: { ...process.env, NODE_EXTRA_CA_CERTS: '', NODE_OPTIONS: TELL_PEAK },
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  if (status !== 0) throw new Error(`${command.join(' ')}: ${error?.message ?? stderr}`);
  const made = output === null ? null : statSync(output);
  const peak = Number(/peak (\d+)$/.exec(stderr)?.[1] ?? 0) * 1024;
  return { seconds, cpu: childrenTime(stdout), bytes: made?.isFile() === true ? made.size : 0, peak };
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
