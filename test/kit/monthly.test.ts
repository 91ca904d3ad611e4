/** The day on which monthly.yml builds: its cron and its script as they stand, on every day of some years. */

import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { temporaryFolder } from '../support/folder.js';

const DAY = 24 * 60 * 60 * 1000;
const [FIRST, LAST] = [2025, 2034];
// The script is bash with GNU date, as on the runner that it names.
const onLinux = process.platform === 'linux' ? test : test.skip;
const folder = temporaryFolder();

const { on, jobs } = parse(readFileSync('workflows/monthly.yml', 'utf8')) as {
  readonly on: { readonly schedule: readonly [{ readonly cron: string }] };
  readonly jobs: { readonly day: { readonly steps: readonly [{ readonly run: string }] } };
};

function nameOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** Days on which the cron fires: it must be one that leaves only the day of the week to tell. */
function scheduled(): string[] {
  const [, weekday] = /^\d+ \d+ \* \* ([0-6])$/.exec(on.schedule[0].cron) ?? [];
  const days: string[] = [];
  for (let time = Date.UTC(FIRST, 0, 1); time < Date.UTC(LAST + 1, 0, 1); time += DAY)
    if (new Date(time).getUTCDay() === Number(weekday)) days.push(nameOf(time));
  return days;
}

/** Microsoft's own words: the second Tuesday of the month; the day after it. */
function daysAfterPatchTuesday(): string[] {
  const days: string[] = [];
  for (let month = 0; month < (LAST - FIRST + 1) * 12; month++) {
    const tuesdays = Array.from({ length: 28 }, (_, day) => Date.UTC(FIRST, month, day + 1)).filter(
      (time) => new Date(time).getUTCDay() === 2,
    );
    days.push(nameOf((tuesdays[1] ?? 0) + DAY));
  }
  return days;
}

/** What the script says on each of the days. */
function decide(days: readonly string[], event: string): readonly string[] {
  const output = folder(`output-${event}`);
  writeFileSync(output, '');
  const [{ run: script }] = jobs.day.steps;
  const onEach = days.map((day) => `(\ndate() { command date -d ${day}T06:17Z "$@"; }\n${script}\n)`);
  const file = folder(`script-${event}`);
  writeFileSync(file, onEach.join('\n'));
  execFileSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', file], {
    env: { ...process.env, EVENT: event, GITHUB_OUTPUT: output },
  });
  return readFileSync(output, 'utf8').trimEnd().split('\n');
}

onLinux('the schedule builds once a month, on the day after the second Tuesday', () => {
  const days = scheduled();
  const said = decide(days, 'schedule');
  expect(said).toHaveLength(days.length);
  const built = days.filter((_, index) => said[index] === 'is-it=true');
  expect(built).toEqual(daysAfterPatchTuesday());
  expect(said.filter((line) => line === 'is-it=false')).toHaveLength(days.length - built.length);
  expect(built).toContain('2026-11-11');
});

onLinux('by hand it builds on any day', () => {
  expect(decide(['2026-11-01', '2026-11-30'], 'workflow_dispatch')).toEqual(['is-it=true', 'is-it=true']);
});
