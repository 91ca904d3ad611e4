/** Why an installation failed: its logs are read, and what is known of their lines is told, the first cause first. */

import { fromSystemError } from '../../errors.js';
import type { Reporter, Task } from '../../progress.js';
import { findSystemRoot, type FileTree } from '../../tree/index.js';
import { controlSet, openWindowsHive } from '../windows-hives.js';
import { Findings, type Finding, type Place } from './findings.js';
import { readDump } from './dump.js';
import { readEvents } from './event-log/read.js';
import { readLines, type Line } from './lines.js';
import { findLogs, type FoundLogs, type Log, type Unread } from './logs.js';
import { readLog } from './packed.js';
import { LogScan } from './scan.js';
import { SYMPTOMS } from './symptoms/index.js';
import { formatTime } from './times.js';
import type { LogKind, Symptom } from './types.js';

/** A line of a log. */
export interface LogPlace {
  /** The log, as a path in the tree. */
  readonly file: string;
  /** From 1; of an event log the number of the event; 0 for what the hypervisor said. */
  readonly line: number;
  readonly text: string;
  /** "2026-11-23 20:01:02" in the machine's local time; null where the log tells none. */
  readonly time: string | null;
}

export interface Cause extends LogPlace {
  readonly id: string;
  /** Sentences without the last full stop, as `fix`. */
  readonly means: string;
  readonly fix: string;
  /** How many different lines say so. */
  readonly count: number;
  /** What these lines are about: packages, drivers, KBs. */
  readonly subjects: readonly string[];
  /** It says that something went wrong, and not what. */
  readonly isConsequence: boolean;
  /** From before the last run of sysprep, or of the agent, began: it need not be what ended that. */
  readonly isEarlier: boolean;
  /** A public report of the same: a URL. */
  readonly report: string;
}

export interface Explanation {
  /** The first in time first; what follows from others after them, what is earlier last. */
  readonly causes: readonly Cause[];
  /** The last errors of each log, the newest last. Those that good runs leave too are not among them. */
  readonly errors: readonly LogPlace[];
  /** What was read. */
  readonly logs: readonly string[];
  /** Event logs that are there and are not read. */
  readonly others: readonly { readonly file: string; readonly size: number }[];
  /** Logs and folders that could not be read, and why. */
  readonly unread: readonly Unread[];
}

export interface ExplainOptions {
  readonly reporter: Reporter;
  /** What the hypervisor, its event log and the console said. */
  readonly machine?: readonly string[];
  /** By default all that the tree holds. */
  readonly found?: FoundLogs;
  readonly symptoms?: readonly Symptom[];
}

/** How a place is named that is in no file. */
const HYPERVISOR = 'the hypervisor';
const SHOWN_ERRORS = 12;

const NOTHING: FoundLogs = { logs: [], unread: [] };

/** @param tree null: only what `machine` says is looked at @throws the reason of `reporter.signal` where that aborts */
export async function explain(tree: FileTree | null, options: ExplainOptions): Promise<Explanation> {
  const { reporter, symptoms = SYMPTOMS } = options;
  const { logs, unread: folders } = options.found ?? (tree === null ? NOTHING : await findLogs(tree));
  const bias = tree === null ? 0 : await readBias(tree);
  const findings = new Findings();
  const errors: Place[] = [];
  const read: string[] = [];
  const unread: Unread[] = [...folders];
  const since = new Map<LogKind, number | null>();
  const begin = (file: string, kind: LogKind): LogScan => {
    const ofKind = since.get(kind) ?? null;
    const ofAgent = since.get('agent') ?? null;
    const latest = ofKind === null ? ofAgent : Math.max(ofKind, ofAgent ?? ofKind);
    return new LogScan({ file, kind, symptoms, bias, since: latest, findings });
  };
  const machine = begin(HYPERVISOR, 'machine');
  for (const text of options.machine ?? []) machine.take({ number: 0, text });
  for (const log of logs) {
    const { path, kind, size } = log;
    if (tree === null || kind === 'event-log' || kind === 'step') continue;
    const scan = begin(path, kind === 'dump' ? 'events' : kind);
    const task = reporter.task(path, size, 'bytes');
    try {
      for await (const lines of linesOf(tree, log, task)) {
        for (const line of lines) scan.take(line);
        reporter.signal.throwIfAborted();
      }
      read.push(path);
    } catch (error) {
      reporter.signal.throwIfAborted();
      unread.push({ file: path, why: fromSystemError(error, path).message });
    } finally {
      task.end();
    }
    if (kind === 'agent' || kind === 'sysprep') since.set(kind, scan.since);
    errors.push(...scan.errors);
  }
  return {
    causes: findings.inOrder().map(causeOf),
    errors: lastOf(errors).map(placeOf),
    logs: read,
    others: logs.flatMap(({ path, kind, size }) => (kind === 'event-log' ? [{ file: path, size }] : [])),
    unread,
  };
}

async function* linesOf(tree: FileTree, log: Log, task: Task): AsyncGenerator<readonly Line[]> {
  const { path, kind } = log;
  if (kind === 'dump') {
    const line = await readDump(tree, path);
    if (line !== null) yield [line];
    return;
  }
  const content = counted(readLog(tree, log), task);
  yield* kind === 'events' ? readEvents(content, path) : readLines(content);
}

async function* counted(content: AsyncIterable<Uint8Array>, task: Task): AsyncGenerator<Uint8Array> {
  for await (const piece of content) {
    yield piece;
    task.advance(piece.length);
  }
}

function causeOf({ symptom, first, count, subjects, isEarlier }: Finding): Cause {
  const { id, means, fix, source } = symptom;
  const fill = (text: string): string => text.replaceAll('{subject}', subjects.join(', '));
  return {
    id,
    means: fill(means),
    fix: fill(fix),
    ...placeOf(first),
    count,
    subjects,
    isConsequence: symptom.consequence === true,
    isEarlier,
    report: source,
  };
}

function placeOf({ file, line, text, time }: Place): LogPlace {
  return { file, line, text, time: time === null ? null : formatTime(time) };
}

/** The newest ones, each line once: setuperr.log repeats those of setupact.log. */
function lastOf(errors: readonly Place[]): Place[] {
  const different = new Map(errors.toReversed().map((place) => [place.text, place]));
  return [...different.values()]
    .toReversed()
    .toSorted((a, b) => (a.time ?? -Infinity) - (b.time ?? -Infinity) || 0)
    .slice(-SHOWN_ERRORS);
}

/** The agent tells UTC, Windows the time of the machine's zone: the minutes between them. */
async function readBias(tree: FileTree): Promise<number> {
  try {
    const root = await findSystemRoot(tree);
    const system =
      root === null ? null : await openWindowsHive(tree, root.path, 'SYSTEM', { allowDirty: true });
    const zone = controlSet(system)?.key('Control\\TimeZoneInformation') ?? null;
    return (zone?.dword('ActiveTimeBias') ?? zone?.dword('Bias') ?? 0) | 0;
  } catch {
    return 0;
  }
}
