/** One log, line by line: its known symptoms go to the findings, its last errors are kept. */

import { isHarmless } from '../sysprep-log.js';
import type { Findings, Place } from './findings.js';
import type { Line } from './lines.js';
import { timeOf } from './times.js';
import { NEAR, type LogKind, type Symptom } from './types.js';

/** How a line of a log looks that tells of an error. Other kinds hold nothing else than what is worth reading. */
const ERROR_LINE: Partial<Record<LogKind, RegExp>> = {
  sysprep: /^[\d-]+ [\d:]+, (?:Fatal)?Error\b/,
  setup: /^[\d-]+ [\d:]+, (?:Fatal)?Error\b/,
  cbs: /^[\d-]+ [\d:]+, (?:Fatal)?Error\b/,
  dism: /^[\d-]+ [\d:]+, (?:Fatal)?Error\b/,
  updates: /\tFailure\t|\*FAILED\*|FATAL:/,
  agent: /^\S+Z (?:failed: |step \d+: exit code (?!(?:0|1003|1641|3010) ))/,
  drivers: /^!!! /,
  // Good machines log errors all day long: only what bears on disks, crashes and servicing counts.
  events:
    /^(?:Critical|Error (?:disk|Ntfs|Microsoft-Windows-(?:Ntfs|Servicing|WindowsUpdateClient|AppXDeployment-Server|WHEA-Logger)|stor\w+|vol\w+|MsiInstaller) )/i,
};

/** A later line of the same log begins a run anew. */
const RUN_BEGINS: Partial<Record<LogKind, RegExp>> = {
  sysprep: /Beginning of a new sysprep run/,
  agent: /^\S+Z plan \S+, .+, boot 1$/,
};

/**
 * Setup and sysprep share their code, and a folder of copies does not say whose a setupact.log is. What the hypervisor says
 * are events, too.
 */
const ALIKE: Partial<Record<LogKind, readonly LogKind[]>> = {
  sysprep: ['sysprep', 'setup'],
  setup: ['sysprep', 'setup'],
  machine: ['machine', 'events'],
};

const LAST_ERRORS = 3;
/** Of a line so much is shown. */
const SHOWN = 600;

export interface ScanOptions {
  readonly file: string;
  readonly kind: LogKind;
  readonly symptoms: readonly Symptom[];
  /** Minutes that UTC is ahead of the machine's local time. */
  readonly bias: number;
  /** When the run began that is looked at; null where nothing says so. */
  readonly since: number | null;
  readonly findings: Findings;
}

interface Waiting {
  readonly symptom: Symptom;
  readonly near: RegExp;
  readonly place: Place;
  readonly subject: string;
  /** How many lines are left in which the second one may come. */
  left: number;
}

export class LogScan {
  readonly #options: ScanOptions;
  readonly #symptoms: readonly Symptom[];
  readonly #isError: RegExp | undefined;
  readonly #begins: RegExp | undefined;
  readonly #before: string[] = [];
  readonly #errors: Place[] = [];
  #waiting: Waiting[] = [];
  /** The last line that begins as one with a time does; its time is read when it is needed. */
  #stamped = '';
  /** That of a line whose time is known otherwise. */
  #known: number | undefined;
  #since: number | null;

  constructor(options: ScanOptions) {
    this.#options = options;
    const kinds = ALIKE[options.kind] ?? [options.kind];
    this.#symptoms = options.symptoms.filter(({ logs }) => kinds.some((kind) => logs.includes(kind)));
    this.#isError = ERROR_LINE[options.kind];
    this.#begins = RUN_BEGINS[options.kind];
    this.#since = options.since;
  }

  take({ number, text, time }: Line): void {
    this.#known = time;
    if (/^[\d{<>\uFEFF]/.test(text)) this.#stamped = text;
    if (this.#begins?.test(text) === true) this.#begin();
    this.#tryWaiting(text);
    const isKnown = this.#tryKnown(number, text);
    if (!isKnown && this.#isError?.test(text) === true && !isHarmless(text)) {
      this.#keep(this.#placeOf(number, text));
    }
    this.#before.push(text);
    if (this.#before.length > NEAR) this.#before.shift();
  }

  /** The last ones, the oldest first. */
  get errors(): readonly Place[] {
    return this.#errors;
  }

  /** When the last run began that this log names; null for none. */
  get since(): number | null {
    return this.#since;
  }

  #keep(place: Place): void {
    if (this.#isEarlier(place)) return;
    this.#errors.push(place);
    if (this.#errors.length > LAST_ERRORS) this.#errors.shift();
  }

  #isEarlier({ time }: Place): boolean {
    return time !== null && this.#since !== null && time < this.#since;
  }

  #begin(): void {
    this.#options.findings.age(this.#options.kind);
    this.#errors.length = 0;
    this.#since = this.#time();
  }

  /** @returns whether it proves something by itself */
  #tryKnown(number: number, text: string): boolean {
    for (const symptom of this.#symptoms) {
      const match = symptom.line.exec(text);
      if (match === null) continue;
      const place = this.#placeOf(number, text);
      const subject = match.groups?.['subject'] ?? '';
      const { near } = symptom;
      if (near === undefined || this.#before.some((line) => near.test(line))) {
        this.#add(symptom, place, subject);
        return true;
      }
      this.#waiting.push({ symptom, near, place, subject, left: NEAR });
    }
    return false;
  }

  #tryWaiting(text: string): void {
    if (this.#waiting.length === 0) return;
    for (const waiting of this.#waiting) {
      waiting.left--;
      if (!waiting.near.test(text)) continue;
      this.#add(waiting.symptom, waiting.place, waiting.subject);
      waiting.left = 0;
    }
    this.#waiting = this.#waiting.filter(({ left }) => left > 0);
  }

  #add(symptom: Symptom, place: Place, subject: string): void {
    const { kind, findings } = this.#options;
    findings.add(symptom, kind, place, subject, this.#isEarlier(place));
  }

  #placeOf(line: number, text: string): Place {
    return { file: this.#options.file, line, text: text.slice(0, SHOWN), time: this.#time() };
  }

  #time(): number | null {
    if (this.#known !== undefined) return this.#known - this.#options.bias * 60_000;
    return timeOf(this.#stamped, this.#options.bias);
  }
}
