/** Where an installation keeps its logs, and which log a file is, by its path. */

import { fromSystemError } from '../../errors.js';
import {
  type FileTree,
  findOrNull,
  findSystemRoot,
  foldCase,
  isFolder,
  joinPath,
  type Located,
  unnamedStream,
  walk,
} from '../../tree/index.js';
import type { LogKind } from './types.js';

export interface Log extends Located {
  /** `step`: what the agent's own log says too; `event-log`: one that is not read; `dump`: of which the head is read. */
  readonly kind: LogKind | 'step' | 'event-log' | 'dump';
  /** Bytes. */
  readonly size: number;
}

/** By the end of a path, the first one that matches. In the order in which logs are read and worth reading. */
const KINDS: readonly (readonly [kind: Log['kind'], path: RegExp])[] = [
  ['agent', /\\agent\.log$/i],
  ['agent', /\\ImageFactory\\logs\\[^\\]+\.log$/i],
  ['step', /\\ImageFactory\\steps\\[^\\]+\.log$/i],
  ['machine', /\\(?:hypervisor|console)[^\\]*\.(?:log|txt)$/i],
  ['sysprep', /\\sysprep(?:\\(?:panther\\)?|[-_.])setupact[^\\]*\.log$/i],
  ['sysprep', /\\sysprep(?:\\(?:panther\\)?|[-_.])setuperr[^\\]*\.log$/i],
  ['setup', /\\[^\\]*setupact[^\\]*\.log$/i],
  ['setup', /\\[^\\]*setuperr[^\\]*\.log$/i],
  ['setup', /\\(?:unattend|oobe|bluebox)[^\\]*\.log$/i],
  ['cbs', /\\(?:CBS\.log|CbsPersist_\d+\.(?:log|cab))$/i],
  ['dism', /\\dism[^\\]*\.log$/i],
  ['updates', /\\(?:ReportingEvents|WindowsUpdate[^\\]*)\.log$/i],
  ['drivers', /\\setupapi\.[^\\]+\.log$/i],
  ['state', /\\State\.ini$/i],
  [
    'events',
    /\\(?:System|Application|Setup|Microsoft-Windows-(?:WindowsUpdateClient|AppXDeploymentServer)%4Operational)\.evtx$/i,
  ],
  ['event-log', /\.evtx$/i],
  ['dump', /\.dmp$/i],
];

/** Below the folder of Windows; `*` with all folders below. */
const SYSTEM_PLACES = [
  'Panther\\*',
  'System32\\Sysprep\\Panther\\*',
  'Logs\\*',
  'SoftwareDistribution',
  '',
  'INF',
  'Setup\\State',
  'System32\\winevt\\Logs',
  'Minidump',
];
const VOLUME_PLACES = [
  '\\ProgramData\\ImageFactory\\*',
  '\\$WINDOWS.~BT\\Sources\\Panther\\*',
  '\\$WINDOWS.~BT\\Sources\\Rollback\\*',
];

/** Of a folder and what is below it. */
const MOST_ENTRIES = 50_000;
/** What Windows makes of an event log that nothing was written to. */
const EMPTY_EVENT_LOG = 69_632;

/** @returns null for a file that is none of the logs */
export function logKind(path: string): Log['kind'] | null {
  return KINDS.find(([, pattern]) => pattern.test(path))?.[0] ?? null;
}

export interface FoundLogs {
  /** In the order in which they are read. */
  readonly logs: readonly Log[];
  /** Folders that could not be read, and why. */
  readonly unread: readonly Unread[];
}

export interface Unread {
  readonly file: string;
  readonly why: string;
}

/** The logs of an installation; of a tree that is none, every file that has the name of a log. */
export async function findLogs(tree: FileTree): Promise<FoundLogs> {
  const root = (await findSystemRoot(tree).catch(() => null))?.path ?? '\\Windows';
  const logs: Log[] = [];
  const unread: Unread[] = [];
  const add = async (place: string, found: Promise<Log[]>): Promise<void> => {
    await found.then(
      (more) => logs.push(...more),
      (error: unknown) => unread.push({ file: place, why: fromSystemError(error, place).message }),
    );
  };
  for (const place of [...VOLUME_PLACES, ...SYSTEM_PLACES.map((name) => `${root}\\${name}`)]) {
    await add(place, logsAt(tree, place));
  }
  if (logs.length === 0) await add('\\', collect(tree, { path: '\\', entry: tree.root }));
  return { logs: logs.toSorted((a, b) => rankOf(a) - rankOf(b)), unread };
}

async function logsAt(tree: FileTree, place: string): Promise<Log[]> {
  const isDeep = place.endsWith('\\*');
  const folder = await findOrNull(tree, isDeep ? place.slice(0, -2) : place);
  if (folder === null || !isFolder(folder.entry)) return [];
  if (isDeep) return collect(tree, folder);
  // Folders of thousands of other files.
  const isWanted = (name: string): boolean => logKind(`${folder.path}\\${name}`) !== null;
  const children = await (tree.childrenNamed?.(folder.entry, isWanted) ?? tree.children(folder.entry));
  return children.flatMap((entry) => logOf({ path: joinPath(folder.path, entry.name), entry }));
}

async function collect(tree: FileTree, start: Located): Promise<Log[]> {
  const logs: Log[] = [];
  let seen = 0;
  for await (const located of walk(tree, start, () => seen < MOST_ENTRIES)) {
    seen++;
    logs.push(...logOf(located));
  }
  return logs;
}

function logOf({ path, entry }: Located): Log[] {
  const kind = logKind(path);
  const size = isFolder(entry) ? 0 : (unnamedStream(entry)?.size ?? 0);
  if (kind === null || size === 0) return [];
  if (kind === 'event-log' && size <= EMPTY_EVENT_LOG) return [];
  return [{ path, entry, kind, size }];
}

/** What the agent saved of sysprep's logs is of an earlier run; what it saved of others, they hold too. */
function rankOf({ path, kind }: Log): number {
  const rank = KINDS.findIndex(([, pattern]) => pattern.test(path));
  if (!foldCase(path).includes('\\IMAGEFACTORY\\LOGS\\')) return rank;
  return kind === 'sysprep' ? rank - 0.5 : rank + 0.5;
}
