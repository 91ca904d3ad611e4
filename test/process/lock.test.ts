import { expect, test } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { isLocked, startOf, startProcess, takeLock, waitForLock } from '../../src/process/index.js';
import { temporaryFolder } from '../support/folder.js';

const folder = temporaryFolder();
const purpose = { does: 'mounts a disk', expected: 'one at a time' };
const never = new AbortController().signal;

test('a lock that a living process holds is refused, with its number and what it does', async () => {
  const file = folder('held');
  const lock = await takeLock(file, purpose);
  await expect(takeLock(file, purpose)).rejects.toThrow(
    `${file}: process ${process.pid} mounts a disk, expected one at a time. Wait until it has ended.`,
  );
  await lock.release();
  expect(await isLocked(file)).toBe(false);
});

test('whoever waits for a lock is told once and gets it when it is released', async () => {
  const file = folder('awaited');
  const lock = await takeLock(file, purpose);
  const told: string[] = [];
  const waiting = waitForLock(file, purpose, never, (message) => {
    told.push(message);
    void lock.release();
  });
  const next = await waiting;
  expect(told).toEqual([`${file}: process ${process.pid} mounts a disk; waiting for it`]);
  await next.release();
});

test('whoever waits for a lock stops when the signal is aborted', async () => {
  const file = folder('aborted');
  const lock = await takeLock(file, purpose);
  const controller = new AbortController();
  const waiting = waitForLock(file, purpose, controller.signal, () => controller.abort(new Error('enough')));
  await expect(waiting).rejects.toThrow('enough');
  await lock.release();
});

test('the lock of a process that died, or whose number another process has, holds nothing', async () => {
  const file = folder('stale');
  const child = await startProcess(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  const holder = { pid: child.pid, host: hostname(), started: await startOf(child.pid) };
  writeFileSync(file, JSON.stringify(holder));
  expect(await isLocked(file)).toBe(true);
  await child.kill();
  expect(await isLocked(file)).toBe(false);
  writeFileSync(file, JSON.stringify({ ...holder, pid: process.pid }));
  const lock = await takeLock(file, purpose);
  await lock.release();
});
