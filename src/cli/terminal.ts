/** The Reporter on a terminal: a bar that redraws, or a line every few seconds, or nothing. Always on standard error. */

import { formatBytes, formatCount, formatDuration, printable } from '../bytes/index.js';
import type { Paint } from './color.js';
import type { ProgressUnit, Reporter, Section, Task } from '../progress.js';

export interface TerminalOptions {
  readonly signal: AbortSignal;
  readonly quiet: boolean;
  readonly stream: NodeJS.WriteStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly paint: Paint;
}

const BAR_WIDTH = 24;
const REDRAW_MS = 100;
const LINE_MS = 5000;

export function terminalReporter({ signal, quiet, stream, env, paint }: TerminalOptions): Reporter {
  const annotate = env['GITHUB_ACTIONS'] === 'true';
  const live = !quiet && stream.isTTY && env['TERM'] !== 'dumb' && !annotate;
  let drawn = false;

  const erase = (): void => {
    if (drawn) stream.write('\r\u001B[2K');
    drawn = false;
  };
  const say = (line: string): void => {
    erase();
    stream.write(`${line}\n`);
  };

  return {
    signal,
    task(title, total, unit): Task {
      if (quiet) return { advance() {}, end() {} };
      const started = Date.now();
      let done = 0;
      let shown = started;
      return {
        advance(amount) {
          done += amount;
          const now = Date.now();
          if (now - shown < (live ? REDRAW_MS : LINE_MS)) return;
          shown = now;
          if (live) {
            stream.write(`\r\u001B[2K${bar(title, done, total, unit, now - started, stream.columns)}`);
            drawn = true;
          } else {
            say(`${title}: ${amountOf(done, total, unit)}`);
          }
        },
        end() {
          erase();
        },
      };
    },
    section(title): Section {
      if (annotate) say(`::group::${title}`);
      return {
        end() {
          if (annotate) say('::endgroup::');
        },
      };
    },
    info(message) {
      if (!quiet) say(plain(message));
    },
    warn(message) {
      if (annotate) say(`::warning::${escapeData(message)}`);
      else if (!quiet) say(`${paint('yellow', 'warning:')} ${plain(message)}`);
    },
    secret(value) {
      if (annotate) say(`::add-mask::${escapeData(value)}`);
    },
  };
}

/** A message with names of others in it. */
function plain(message: string): string {
  return message.replace(/[^\n\t]+/g, printable);
}

/** Text in a workflow command of the runner. */
export function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function bar(
  title: string,
  done: number,
  total: number | null,
  unit: ProgressUnit,
  elapsed: number,
  columns: number | undefined,
): string {
  const amount = amountOf(done, total, unit);
  const share = total === null || total === 0 ? null : Math.min(done / total, 1);
  const filled = share === null ? 0 : Math.round(share * BAR_WIDTH);
  const drawing = share === null ? '' : ` [${'#'.repeat(filled)}${'.'.repeat(BAR_WIDTH - filled)}]`;
  const left =
    share !== null && share > 0.02 && elapsed > 2000
      ? `, ${formatDuration((elapsed / share) * (1 - share))} left`
      : '';
  return `${title}${drawing} ${amount}${left}`.slice(0, (columns ?? 80) - 1);
}

function amountOf(done: number, total: number | null, unit: ProgressUnit): string {
  if (unit === 'percent') return `${Math.floor(done)} %`;
  const format = unit === 'bytes' ? formatBytes : formatCount;
  const suffix = unit === 'bytes' ? '' : ` ${unit}`;
  if (total === null || total === 0) return `${format(done)}${suffix}`;
  return `${Math.floor((Math.min(done, total) / total) * 100)} % (${format(done)} of ${format(total)}${suffix})`;
}
