import { afterEach, describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { constants, statSync, writeFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { filetimeFromUnixNanoseconds } from '../../src/bytes/index.js';
import { CodecPool, encoderName, type CompressedRun, type PoolOptions } from '../../src/codec/index.js';
import { Workers } from '../../src/codec/workers.js';
import { temporaryFolder } from '../support/folder.js';
import { mixedShapes, shape } from '../support/shapes.js';

const FORMATS = ['xpress', 'lzx'] as const;
const at = temporaryFolder();
const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

function openPool(options?: PoolOptions): CodecPool {
  const pool = new CodecPool(options);
  open.push(pool);
  return pool;
}

/** Ten jobs with contents of all lengths, among them none and one byte. */
function someJobs(): Uint8Array[][] {
  return Array.from({ length: 10 }, (_, job) =>
    [0, 1, 5000, 32768, 100_000 + job].map((length) => mixedShapes(length, job)),
  );
}

function stored(run: CompressedRun, size: number): CompressedRun & { size: number; what: string } {
  return { ...run, size, what: 'x.wim: blob 00' };
}

const firstChunks = (count: number): number[] => Array.from({ length: count }, (_, chunk) => chunk);

/** Stored bytes of the chunks from `from` on. */
const bytesFrom = ({ sizes }: CompressedRun, from: number, except: readonly number[] = []): number =>
  sizes.reduce((sum, size, chunk) => (chunk < from || except.includes(chunk) ? sum : sum + size), 0);

const copyOf = (runs: readonly Uint8Array[]): Uint8Array[] => runs.map((run) => run.slice());

describe.each(FORMATS)('%s', (format) => {
  test('gives the same bytes with 1 and with 4 threads, in the order of the runs', async () => {
    const made = [];
    for (const threads of [1, 4]) {
      const pool = openPool({ threads });
      made.push(
        await Promise.all(
          someJobs().map((runs) => pool.compress({ format, level: 'normal', chunkSize: 32768, runs })),
        ),
      );
    }
    expect(made[1]).toEqual(made[0]);
    expect(made[0]!.map((runs) => runs.length)).toEqual(someJobs().map((runs) => runs.length));
  });

  test('takes what did not change from what a run was, until nothing stands at its place any more', async () => {
    const pool = openPool({ threads: 2 });
    const chunkSize = 32768;
    const was = mixedShapes(20 * chunkSize + 100, 3);
    const job = { format, level: 'fast', chunkSize } as const;
    const [old] = await pool.compress({ ...job, runs: [was.slice()] });
    const changed = (chunks: readonly number[]) => {
      const content = was.slice();
      for (const chunk of chunks) content[chunk * chunkSize] = content[chunk * chunkSize]! ^ 1;
      return content;
    };
    const contents = [
      was,
      changed([0, 2, 20]),
      changed(firstChunks(7)),
      changed(firstChunks(8)),
      was.slice(1),
    ];
    const before = contents.map(() => stored(old!, was.length));
    const made = await pool.compress({ ...job, runs: copyOf(contents), before: [...before.slice(1), null] });
    const anew = await pool.compress({ ...job, runs: copyOf(contents) });
    expect(made.map(({ data, sizes }) => ({ data, sizes }))).toEqual(
      anew.map(({ data, sizes }) => ({ data, sizes })),
    );
    expect(made.map(({ copied }) => copied)).toEqual([
      bytesFrom(made[0]!, 0),
      bytesFrom(made[1]!, 0, [0, 2, 20]),
      bytesFrom(made[2]!, 7),
      0,
      0,
    ]);
  });

  test('decompresses and hashes what it compressed', async () => {
    const pool = openPool({ threads: 2 });
    for (const contents of someJobs().slice(0, 3)) {
      const runs = await pool.compress({
        format,
        level: 'fast',
        chunkSize: 32768,
        runs: copyOf(contents),
      });
      const job = { format, chunkSize: 32768 };
      const again = runs.map((run, i) => stored(run, contents[i]!.length));
      const kept = again.map((run) => ({ ...run, data: run.data.slice() }));
      expect(await pool.decompress({ ...job, runs: again })).toEqual(contents);
      const hashes = contents.map((content) => Uint8Array.from(createHash('sha1').update(content).digest()));
      expect(await pool.hash({ ...job, runs: kept })).toEqual(hashes);
    }
  });
});

test('hashes files of the host, and none that is not what it was', async () => {
  const pool = openPool({ threads: 2 });
  const [path, content] = [at('hashed.dll'), shape('letters', 600_000)];
  writeFileSync(path, content);
  const { mtimeNs } = statSync(path, { bigint: true });
  const modified = filetimeFromUnixNanoseconds(mtimeNs);
  const file = { path, flags: constants.O_RDONLY, size: content.length, modified };
  const files = [
    file,
    { ...file, path: Buffer.from(path) },
    { ...file, size: file.size - 1 },
    { ...file, size: file.size + 1 },
    { ...file, modified: modified + 1n },
    { ...file, path: at('missing.dll') },
  ];
  const sha1 = Uint8Array.from(createHash('sha1').update(content).digest());
  expect(await pool.hashFiles(files)).toEqual([sha1, sha1, null, null, null, null]);
});

test("a run that has its buffer for itself is handed over, a part of a buffer stays the caller's", async () => {
  const pool = openPool({ threads: 1 });
  const whole = shape('letters', 50_000);
  const part = Buffer.concat([shape('letters', 50_000), shape('noise', 10)]).subarray(0, 50_000);
  const [first, second] = await pool.compress({
    format: 'xpress',
    level: 'fast',
    chunkSize: 32768,
    runs: [whole, part],
  });
  expect(whole.length).toBe(0);
  expect(Uint8Array.from(part)).toEqual(shape('letters', 50_000));
  expect(second).toEqual(first);
});

test('one buffer given twice is compressed twice', async () => {
  const pool = openPool({ threads: 1 });
  const run = shape('letters', 50_000);
  const made = await pool.compress({ format: 'lzx', level: 'fast', chunkSize: 32768, runs: [run, run] });
  expect(made[1]).toEqual(made[0]);
});

test('damage is told with the run and the chunk, and the thread works on', async () => {
  const pool = openPool({ threads: 1 });
  const content = shape('letters', 100_000);
  const [run] = await pool.compress({
    format: 'lzx',
    level: 'fast',
    chunkSize: 32768,
    runs: [content.slice()],
  });
  const bad = run!.data.slice();
  bad.fill(255, run!.sizes[0], run!.sizes[0]! + 4);
  const job = { format: 'lzx', chunkSize: 32768 } as const;
  const whole = stored({ data: run!.data.slice(), sizes: run!.sizes }, content.length);
  await expect(
    pool.decompress({ ...job, runs: [{ ...whole, data: bad, what: 'y.wim: blob 01' }] }),
  ).rejects.toMatchObject({
    name: 'FactoryError',
    code: 'damaged',
    message: expect.stringContaining('y.wim: blob 01, chunk 1: a block of a type other than') as unknown,
  });
  expect(await pool.decompress({ ...job, runs: [whole] })).toEqual([content]);
});

test('refuses what it does not write or read, before any thread starts', async () => {
  const pool = openPool();
  const unsupported = { code: 'unsupported' };
  const runs = [new Uint8Array(10)];
  await expect(pool.compress({ format: 'lzx', level: 'fast', chunkSize: 65536, runs })).rejects.toMatchObject(
    unsupported,
  );
  await expect(pool.hash({ format: 'xpress', chunkSize: 1024, runs: [] })).rejects.toMatchObject(unsupported);
  expect(() => new CodecPool({ threads: 0 })).toThrow('threads: 0, expected a whole number from 1');
});

test('counts what is pending, and rejects it when it is closed', async () => {
  const pool = new CodecPool({ threads: 1 });
  const jobs = Array.from({ length: 6 }, () =>
    pool.compress({ format: 'lzx', level: 'best', chunkSize: 32768, runs: [mixedShapes(1 << 20, 1)] }),
  );
  expect(pool.pending).toBe(6);
  const settled = Promise.allSettled(jobs);
  await pool.close();
  for (const result of await settled) {
    expect(result).toMatchObject({ status: 'rejected', reason: { code: 'interrupted' } });
  }
  expect(pool.pending).toBe(0);
  await expect(pool.hash({ format: 'lzx', chunkSize: 32768, runs: [] })).rejects.toMatchObject({
    message: expect.stringContaining('were closed') as unknown,
  });
});

const NO_WORK = { kind: 'hash', format: 'lzx', chunkSize: 32768, runs: [] } as const;

function openWorkers(limit: number, script: string): { workers: Workers; started: () => number } {
  let started = 0;
  const workers = new Workers(limit, () => {
    started++;
    return new Worker(script, { eval: true });
  });
  open.push(workers);
  return { workers, started: () => started };
}

const ECHO = `
  const { parentPort } = require('node:worker_threads');
  parentPort.on('message', ({ id }) => setTimeout(() => parentPort.postMessage({ id, made: [] }), 20));
`;

test('threads start with the work, no more than allowed, and serve again', async () => {
  const { workers, started } = openWorkers(3, ECHO);
  expect(started()).toBe(0);
  await workers.run(NO_WORK, []);
  await workers.run(NO_WORK, []);
  expect(started()).toBe(1);
  await Promise.all(Array.from({ length: 20 }, () => workers.run(NO_WORK, [])));
  expect(started()).toBe(3);
});

test('threads that are started ahead do the first work', async () => {
  const { workers, started } = openWorkers(3, ECHO);
  workers.start(1);
  workers.start(1);
  expect(started()).toBe(1);
  await workers.run(NO_WORK, []);
  expect(started()).toBe(1);
  workers.start(9);
  expect(started()).toBe(3);
  await workers.close();
  workers.start(9);
  expect(started()).toBe(3);
});

test.each([
  ['ended in the middle of its work: boom', `setTimeout(() => { throw new Error('boom'); }, 50)`],
  ['ended in the middle of its work: it exited with status 3', 'setTimeout(() => process.exit(3), 50)'],
])('a thread that dies: %s', async (found, script) => {
  const { workers, started } = openWorkers(1, script);
  const jobs = await Promise.allSettled([1, 2, 3].map(() => workers.run(NO_WORK, [])));
  for (const job of jobs) {
    expect(job).toMatchObject({
      status: 'rejected',
      reason: { name: 'FactoryError', code: 'host', message: expect.stringContaining(found) as unknown },
    });
  }
  // The first two went down with their thread, the third with the next one.
  expect(started()).toBe(2);
});

test('threads do not hold a process that has no work for them', () => {
  const door = new URL('../../src/codec/index.js', import.meta.url).href;
  const script = `
    import { CodecPool } from '${door}';
    const pool = new CodecPool({ threads: 2 });
    const job = () => pool.compress({ format: 'xpress', level: 'fast', chunkSize: 4096, runs: [new Uint8Array(9000)] });
    const made = await Promise.all([job(), job(), job()]);
    console.log(made.length);
  `;
  const { status, stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
    timeout: 60_000,
  });
  expect([status, stdout]).toEqual([0, '3\n']);
});

test('an encoder has a name for each format and level', () => {
  expect(encoderName('lzx', 'normal')).toBe('image-factory lzx/1 normal');
  expect(encoderName('xpress', 'best')).toBe('image-factory xpress/1 best');
});
