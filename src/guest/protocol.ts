/**
 * The lines on the first serial port: `LF {…,"crc":"xxxxxxxx"} LF`.
 *
 * Between, before and inside them may stand anything: the firmware writes there too, and a virtual port loses, doubles
 * and swaps bytes at every reset. What is not a whole line with the right CRC-32 is dropped.
 */

import { crc32 } from 'node:zlib';
import type { AgentReport, StepResult, UpdateResult } from './types.js';

/** No report is longer: a line that grows beyond is dropped up to its end. */
export const MAX_LINE = 64 * 1024;

const LF = 0x0a;
const CRC_TAIL = /^\{.*(,"crc":"([0-9a-f]{8})")\}\r?$/;

/** Takes the port's bytes as they come and gives the reports that are whole. */
export class ReportReader {
  private line = '';
  private overlong = false;
  private text: string | null = null;

  /** The last line that was no report, without what a terminal would not show: the firmware's, as a rule. */
  get lastText(): string | null {
    return this.text;
  }

  push(bytes: Uint8Array): AgentReport[] {
    const reports: AgentReport[] = [];
    let start = 0;
    for (let end = bytes.indexOf(LF); end >= 0; end = bytes.indexOf(LF, start)) {
      this.keep(bytes.subarray(start, end));
      const report = this.endLine();
      if (report !== null) reports.push(report);
      start = end + 1;
    }
    this.keep(bytes.subarray(start));
    return reports;
  }

  private keep(bytes: Uint8Array): void {
    if (this.line.length + bytes.length > MAX_LINE) {
      this.line = '';
      this.overlong = true;
    }
    if (!this.overlong) this.line += Buffer.from(bytes).toString('latin1');
  }

  private endLine(): AgentReport | null {
    const report = this.overlong ? null : decodeReport(this.line);
    const text = report === null ? printable(this.line) : '';
    if (text !== '') this.text = text;
    this.line = '';
    this.overlong = false;
    return report;
  }
}

/** @param line without its LF @returns null where it is not a whole report */
export function decodeReport(line: string): AgentReport | null {
  const [, member, crc] = CRC_TAIL.exec(line) ?? [];
  if (member === undefined || crc === undefined) return null;
  const end = line.lastIndexOf(member);
  const body = `${line.slice(0, end)}}`;
  if (crcOf(body) !== crc) return null;
  try {
    const value: unknown = JSON.parse(body);
    return isReport(value) ? value : null;
  } catch {
    return null;
  }
}

/** The report as the agent writes it. */
export function encodeReport(report: AgentReport): string {
  const body = JSON.stringify(report).replace(
    /[\u007f-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `\n${body.slice(0, -1)},"crc":"${crcOf(body)}"}\n`;
}

function crcOf(body: string): string {
  return crc32(Buffer.from(body, 'latin1')).toString(16).padStart(8, '0');
}

/** Escape sequences and control characters of a firmware's console taken out; at most 200 characters. */
function printable(line: string): string {
  return (
    line
      // oxlint-disable-next-line no-control-regex
      .replaceAll(/\u001b\[[0-9;?]*[A-Za-z]/g, '')
      .replaceAll(/[^\u0020-\u007e]/g, '')
      .trim()
      .slice(-200)
  );
}

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string';
const isCount: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const isInteger: Check = (value) => Number.isSafeInteger(value);
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
const oneOf =
  (...values: readonly unknown[]): Check =>
  (value) =>
    values.includes(value);

const orLeftOut =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const isSeconds: Check = (value) => typeof value === 'number' && value >= 0;
const listOf =
  (members: Readonly<Record<string, Check>>): Check =>
  (value) =>
    Array.isArray(value) && value.every((item) => has(item, members));

const UPDATE: Readonly<Record<keyof UpdateResult, Check>> = {
  round: isCount,
  kb: orNull(isText),
  title: isText,
  outcome: oneOf('installed', 'failed', 'not applicable', 'timed out'),
  code: isText,
  seconds: isSeconds,
};

const RESULT: Readonly<Record<keyof StepResult, Check>> = {
  step: isCount,
  exit: orNull(isInteger),
  seconds: isSeconds,
  updates: orLeftOut(listOf(UPDATE)),
  freed: orLeftOut(isInteger),
};

const REPORT: Readonly<Record<keyof AgentReport, Check>> = {
  v: oneOf(1),
  plan: isText,
  boot: (value) => isCount(value) && value !== 0,
  seq: isCount,
  station: oneOf('provision', 'update', 'customize', 'generalize'),
  state: oneOf('running', 'rebooting', 'ready', 'done', 'failed'),
  step: orNull(isCount),
  steps: isCount,
  title: isText,
  percent: orNull((value) => typeof value === 'number' && value >= 0 && value <= 100),
  message: isText,
  results: listOf(RESULT),
};

function isReport(value: unknown): value is AgentReport {
  return has(value, REPORT);
}

function has(value: unknown, members: Readonly<Record<string, Check>>): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const given = value as Readonly<Record<string, unknown>>;
  return Object.entries(members).every(([name, check]) => check(given[name]));
}
