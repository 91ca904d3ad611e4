import { describe, expect, test } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { FactoryError } from '../../src/errors.js';
import { isRunning } from '../../src/output.js';
import {
  commandFailed,
  isProcessAlive,
  killTree,
  runCommand,
  runLong,
  startOf,
  startProcess,
} from '../../src/process/index.js';
import { temporaryFolder } from '../support/folder.js';

const node = process.execPath;
const never = new AbortController().signal;
const folder = temporaryFolder();

async function failureOf(work: Promise<unknown>): Promise<FactoryError> {
  const error = await work.then(
    () => null,
    (error: unknown) => error,
  );
  expect(error).toBeInstanceOf(FactoryError);
  return error as FactoryError;
}

describe('runCommand()', () => {
  test('keeps both outputs and the exit code apart', async () => {
    const script = 'console.log("größer"); console.error("less"); process.exit(7)';
    expect(await runCommand(node, ['-e', script])).toEqual({ exit: 7, stdout: 'größer\n', stderr: 'less\n' });
  });

  test('passes arguments on as they are', async () => {
    const args = ['a b', '"quoted"', "it's", 'C:\\Program Files\\', '$HOME', '%PATH%', ''];
    const { stdout } = await runCommand(node, ['-p', 'JSON.stringify(process.argv.slice(1))', '--', ...args]);
    expect(JSON.parse(stdout)).toEqual(args);
  });

  test('runs a program whose path has spaces, in the folder and environment that it is given', async () => {
    const script = folder('a tool.mjs');
    writeFileSync(script, 'console.log(process.cwd() + " " + process.env.FOR_IT)');
    const env = { ...process.env, FOR_IT: 'yes' };
    const { stdout } = await runCommand(node, [script], { cwd: folder(), env });
    expect(stdout.trim()).toBe(`${folder()} yes`);
  });

  test('names a program that is not there', async () => {
    const error = await failureOf(runCommand('no-such-program', []));
    expect(error.code).toBe('tool');
    expect(error.message).toBe(
      'no-such-program: is not on this host, expected a program of this name on PATH. Install it, or add its folder to PATH.',
    );
  });
});

describe('runLong()', () => {
  const options = { title: 'the work', deadlineMs: 60_000, signal: never };

  test('passes output on as it comes and returns the exit code', async () => {
    const pieces: string[] = [];
    const script = 'process.stdout.write("50 %\\r"); process.stderr.write("end"); process.exitCode = 3';
    const onOutput = (text: string, stream: string): number => pieces.push(`${stream}: ${text}`);
    const { exit, tail } = await runLong(node, ['-e', script], { ...options, onOutput });
    expect(exit).toBe(3);
    expect(pieces.toSorted()).toEqual(['stderr: end', 'stdout: 50 %\r']);
    expect(tail).toHaveLength('50 %\rend'.length);
  });

  test('names a program that is not there', async () => {
    const error = await failureOf(runLong(folder('absent.exe'), [], options));
    expect(error.code).toBe('tool');
    expect(error.message).toContain(`at ${folder('absent.exe')}`);
  });

  test('stops it at its deadline with all that it started, and says what it said last', async () => {
    const { script, pids } = family('deadline');
    const error = await failureOf(runLong(node, [script], { ...options, deadlineMs: 3000 }));
    expect(error.code).toBe('host');
    expect(error.message).toBe(
      'the work: did not end within 3.0 s and was stopped; it said last: one | two. See what the host is busy with, and run it again.',
    );
    expect(pids().map(isRunning)).toEqual([false, false]);
  });

  test('stops it with all that it started when the signal is aborted', async () => {
    const { script, pids } = family('abort');
    const controller = new AbortController();
    const reason = new FactoryError('interrupted', { subject: 'test', found: 'enough' });
    const onOutput = (text: string): void => {
      if (text.includes('two')) controller.abort(reason);
    };
    const work = runLong(node, [script], { ...options, signal: controller.signal, onOutput });
    expect(await failureOf(work)).toBe(reason);
    expect(pids().map(isRunning)).toEqual([false, false]);
  });

  test('starts nothing when the signal is aborted already', async () => {
    const marker = folder('started');
    const script = `require("fs").writeFileSync(${JSON.stringify(marker)}, "")`;
    const signal = AbortSignal.abort(new FactoryError('interrupted', { subject: 'test', found: 'before' }));
    await failureOf(runLong(node, ['-e', script], { ...options, signal }));
    expect(() => readFileSync(marker)).toThrow('ENOENT');
  });

  test('ends although a child that outlives it holds its output open', async () => {
    const child = folder('outliving.pid');
    const script = `const { spawn } = require("child_process");
      const child = spawn(process.execPath, ["-e", "setTimeout(() => {}, 60000)"], { stdio: "inherit", detached: true });
      require("fs").writeFileSync(${JSON.stringify(child)}, String(child.pid));
      child.unref();`;
    const { exit } = await runLong(node, ['-e', script], options);
    expect(exit).toBe(0);
    process.kill(Number(readFileSync(child, 'utf8')), 'SIGKILL');
  });
});

describe('startProcess()', () => {
  test('kills one that ignores the request to end', async () => {
    const stubborn = 'process.on("SIGTERM", () => {}); console.log("here"); setInterval(() => {}, 1000)';
    const child = await startProcess(node, ['-e', stubborn]);
    while (!child.tail().includes('here')) await sleep(50);
    await child.kill();
    expect(await child.ended).toBeNull();
    expect(isRunning(child.pid)).toBe(false);
    await child.kill();
  });
});

describe('a process', () => {
  test('is known by its number and when it began', async () => {
    const child = await startProcess(node, ['-e', 'setInterval(() => {}, 1000)']);
    try {
      const started = await startOf(child.pid);
      expect(started).not.toBe('');
      expect(await isProcessAlive(child.pid, started)).toBe(true);
      expect(await isProcessAlive(child.pid, `${started}9`)).toBe(false);
      expect(await killTree(child.pid)).toBe(true);
      expect(await isProcessAlive(child.pid, started)).toBe(false);
    } finally {
      await child.kill();
    }
  });
});

test('an exit code of Windows is told in hexadecimal digits, with the last lines of output', () => {
  const { message } = commandFailed(
    'C:\\Windows\\System32\\dism.exe',
    0xc1420127,
    '\r\nError: 1\r\n\r\nThe log\r\n',
  );
  expect(message).toBe('dism.exe: ended with exit code 0xc1420127: Error: 1 | The log');
});

/** A script that starts a child of its own; both would run for a minute. */
function family(name: string): { script: string; pids: () => number[] } {
  const script = folder(`${name}.mjs`);
  const list = folder(`${name}.pids`);
  writeFileSync(
    script,
    `import { spawn } from 'node:child_process';
     import { writeFileSync } from 'node:fs';
     const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
     writeFileSync(${JSON.stringify(list)}, process.pid + ' ' + child.pid);
     console.log('one\\ntwo');
     setInterval(() => {}, 1000);`,
  );
  return { script, pids: () => readFileSync(list, 'utf8').split(' ').map(Number) };
}
