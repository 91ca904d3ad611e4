/** A self-test: proves this host with a small image of its own, and leaves a report and nothing else. */

import { chmod, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { countOf, formatBytes } from '../../bytes/index.js';
import { FactoryError, fromSystemError } from '../../errors.js';
import type { Hypervisor } from '../../machine/index.js';
import { takeLock } from '../../process/index.js';
import { silentReporter, type Reporter } from '../../progress.js';
import {
  findingLine,
  renderSelfTestMarkdown,
  renderSummary,
  type SelfTest,
  type SelfTestStep,
} from '../../report/index.js';
import { VERSION } from '../../version.js';
import { build } from '../build.js';
import { doctor } from '../doctor.js';
import { openHypervisor } from '../hypervisors.js';
import { NO_LEDGER } from '../ledger.js';
import type { BuildOptions } from '../prepare.js';
import { describeResource, type Failure } from '../sweep-machines.js';
import { sweep, type Swept } from '../sweep.js';
import { isWithin, workDirectory, workOf, type Work } from '../work.js';
import { mediumKind, SELF_TEST, writeSelfTest, type SelfTestSource } from './definition.js';
import { gather } from './gather.js';
import { StepLog } from './log.js';

export interface SelfTestRequest extends SelfTestSource {
  /** The folder of the report: a new one, an empty one, or that of an older self-test, which is replaced. */
  readonly report: string;
}

export type SelfTestOptions = Pick<BuildOptions, 'env' | 'hypervisors' | 'threads' | 'work'>;

/** Tells a report from a folder that is somebody's own. */
const RECORD = 'selftest.json';

/**
 * Writes a small definition, asks `doctor`, builds twice (the second time from the cached base), has the host's own tool
 * read the image, looks for what is left, and removes all that it made. Each step is in the result, also one that failed.
 *
 * @throws usage, exists, busy before anything is made; the signal's reason, when everything is removed
 */
export async function selfTest(
  request: SelfTestRequest,
  options: SelfTestOptions,
  reporter: Reporter,
): Promise<SelfTest> {
  const parent = workDirectory(options.work ?? null, options.env ?? process.env);
  const place = path.join(parent, SELF_TEST);
  const report = path.resolve(request.report);
  mediumKind(request.medium);
  await checkReport(report, place);
  await mkdir(parent, { recursive: true });
  const lock = await takeLock(`${place}.lock`, {
    does: 'tests this host',
    expected: 'one self-test of a work directory at a time',
  });
  try {
    await rm(report, { recursive: true, force: true });
    await mkdir(report, { recursive: true });
    const result = await new Course({ ...request, report }, { ...options, work: place }, reporter).run();
    reporter.signal.throwIfAborted();
    return result;
  } finally {
    await lock.release();
  }
}

/** @throws usage, exists */
async function checkReport(report: string, work: string): Promise<void> {
  if (isWithin(report, work) || isWithin(work, report)) {
    throw new FactoryError('usage', {
      subject: report,
      found: 'the report and the work directory are one within the other',
      expected: 'a folder for the report that stays when the work directory goes',
      next: 'choose another one with --report',
    });
  }
  const names: readonly string[] = await readdir(report).catch(() => []);
  if (names.length === 0 || names.includes(RECORD)) return;
  throw new FactoryError('exists', {
    subject: report,
    found: 'is not empty, and holds no report of a self-test',
    next: 'choose another folder with --report',
  });
}

class Course {
  readonly #request: SelfTestRequest;
  readonly #options: SelfTestOptions & { readonly work: string };
  readonly #reporter: Reporter;
  readonly #steps: SelfTestStep[] = [];
  readonly #kind: SelfTestRequest['hypervisor'];
  #isFailed = false;

  constructor(
    request: SelfTestRequest,
    options: SelfTestOptions & { readonly work: string },
    reporter: Reporter,
  ) {
    this.#request = request;
    this.#options = options;
    this.#reporter = reporter;
    this.#kind = request.hypervisor;
  }

  async run(): Promise<SelfTest> {
    const { report } = this.#request;
    const { work } = this.#options;
    const folder = path.join(report, 'definition');
    const definition = path.join(folder, 'image.yml');
    const ofBuild = workOf(work, definition, SELF_TEST);
    await this.#always('what an earlier one left', () => this.#cleanUp(ofBuild));
    await this.#step('definition', async () =>
      path.relative(report, await writeSelfTest(folder, this.#request)),
    );
    await this.#step('doctor', (log) => this.#ask(definition, log.reporter));
    await this.#step('build', async (log) => (await this.#build(definition, 1, log.reporter)).told);
    await this.#step('build again', async (log) => {
      const { base, told } = await this.#build(definition, 2, log.reporter);
      if (base === 'from the cache') return told;
      throw new FactoryError('host', {
        subject: 'the base of the second build',
        found: String(base),
        expected: 'from the cache',
      });
    });
    await this.#step('read back', () => this.#readBack());
    await this.#step('nothing is left', () => this.#lookForLeftovers(ofBuild));
    await this.#always('logs', async () =>
      countOf(
        await gather(work, path.join(report, 'work')),
        'journal, log or screenshot',
        'journals, logs and screenshots',
      ),
    );
    await this.#always('clean-up', () => this.#cleanUp(ofBuild));
    return this.#record();
  }

  /** A step that those before it make possible. */
  async #step(name: string, work: (log: StepLog) => Promise<string | null>): Promise<void> {
    if (this.#isFailed) {
      this.#steps.push({ name, state: 'left out', milliseconds: 0, found: 'a step before it failed' });
      return;
    }
    await this.#always(name, work);
  }

  /** @param work gives what it found; null: this host has nothing that could do it */
  async #always(name: string, work: (log: StepLog) => Promise<string | null>): Promise<void> {
    const log = new StepLog(this.#reporter);
    const section = this.#reporter.section(`Self-test: ${name}`);
    const began = performance.now();
    const told = await work(log).then(
      (found) =>
        ({
          state: found === null ? 'left out' : 'ok',
          found: found ?? 'this host has no tool for it',
        }) as const,
      (error: unknown) => ({ state: 'failed', found: fromSystemError(error, name).message }) as const,
    );
    section.end();
    this.#steps.push({ name, milliseconds: Math.round(performance.now() - began), ...told });
    await log.write(path.join(this.#request.report, `${name.replaceAll(' ', '-')}.log`));
    if (told.state !== 'failed') return;
    this.#isFailed = true;
    this.#reporter.warn(`${name}: ${told.found}`);
  }

  async #ask(definition: string, reporter: Reporter): Promise<string> {
    const findings = await doctor(definition, { ...this.#options, store: null }, reporter);
    await this.#write('doctor.json', `${JSON.stringify({ findings }, null, 2)}\n`);
    const errors = findings.filter(({ state }) => state === 'error');
    if (errors.length > 0) {
      throw new FactoryError('tool', { subject: 'this host', found: errors.map(findingLine).join('; ') });
    }
    const warnings = findings.filter(({ state }) => state === 'warning').length;
    return `${countOf(findings.length, 'finding')}, ${countOf(warnings, 'warning')}`;
  }

  async #build(definition: string, number: number, reporter: Reporter) {
    const out = path.join(this.#options.work, `release-${number}`);
    const summary = await build(definition, { ...this.#options, out, store: null }, reporter);
    await this.#write(`build-${number}.txt`, renderSummary(summary));
    const told = `${summary.build}, ${countOf(summary.files, 'file')}, ${formatBytes(summary.storedBytes)}; base: ${summary.base}`;
    return { base: summary.base, told };
  }

  async #readBack(): Promise<string | null> {
    const { imageInfo } = await this.#hypervisor();
    if (imageInfo === null) return null;
    const text = await imageInfo(path.join(this.#options.work, 'release-1', 'install.wim'), 1);
    await this.#write('image.txt', text);
    return 'as image.txt says';
  }

  async #lookForLeftovers(ofBuild: Work): Promise<string> {
    const { hypervisors, work } = this.#options;
    const given = hypervisors === undefined ? {} : { hypervisors };
    const swept = await sweep(work, { dryRun: true, kept: true, ...given });
    const left = [...swept.flatMap(toldOf), ...(await this.#marked(ofBuild, true)).map(({ what }) => what)];
    if (left.length === 0) return 'no machine, no disk, no unfinished file';
    throw new FactoryError('host', { subject: 'this host', found: `still has ${left.join(', ')}` });
  }

  /** Everything goes but what something that cannot be removed still uses. */
  async #cleanUp(ofBuild: Work): Promise<string> {
    const { hypervisors, work } = this.#options;
    if ((await stat(work).catch(() => null)) === null) return 'nothing';
    const given = hypervisors === undefined ? {} : { hypervisors };
    const swept = await sweep(work, { kept: true, ...given });
    const failures = [...swept.flatMap((one) => one.failures), ...(await this.#marked(ofBuild, false))];
    if (failures.length > 0) {
      const found = failures.map(({ what, why }) => `${what}: ${why}`).join('; ');
      throw new FactoryError('host', { subject: work, found, next: 'remove that, then the folder' });
    }
    await removeTree(work);
    return `${work} is gone`;
  }

  /** Machines with the marker of this build, of which its journal may know nothing. @returns those there are, or that stay */
  async #marked({ folder, journal }: Work, dryRun: boolean): Promise<readonly Failure[]> {
    if ((await stat(journal).catch(() => null)) === null) return [];
    const hypervisor = await this.#hypervisor();
    const owner = { build: path.basename(folder), folder, host: os.hostname() };
    const removals = await hypervisor.sweep([], owner, dryRun, []);
    const left = dryRun ? removals : removals.filter(({ failure }) => failure !== null);
    return left.map(({ resource, failure }) => ({ what: describeResource(resource), why: failure ?? '' }));
  }

  #hypervisor(): Promise<Hypervisor> {
    const { hypervisors = openHypervisor, work } = this.#options;
    // What must be removed is removed also where the user wants an end.
    const tools = { reporter: silentReporter(), ledger: NO_LEDGER, workDirectory: work };
    return hypervisors(this.#kind, tools);
  }

  async #record(): Promise<SelfTest> {
    const { report } = this.#request;
    const result = this.#isFailed ? 'failed' : 'passed';
    const told: SelfTest = { result, host: hostFacts(), steps: this.#steps, report };
    await this.#write(RECORD, `${JSON.stringify(told, null, 2)}\n`);
    await this.#write('selftest.md', renderSelfTestMarkdown(told));
    return told;
  }

  #write(name: string, text: string): Promise<void> {
    return writeFile(path.join(this.#request.report, name), text);
  }
}

function toldOf({ resources, files }: Swept): readonly string[] {
  return [...resources, ...files];
}

function hostFacts(): string[] {
  return [
    `image-factory ${VERSION}, Node ${process.version}`,
    `${os.version()}, ${os.release()}, ${os.arch()}`,
    `${countOf(os.availableParallelism(), 'processor')}, ${formatBytes(os.totalmem())} of memory`,
  ];
}

/** Bases are read-only, and Windows removes no such file. */
async function removeTree(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries)
    if (entry.isFile()) await chmod(path.join(entry.parentPath, entry.name), 0o600);
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
}
