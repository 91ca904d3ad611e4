/** The command line: finds the command, runs it, and turns what comes of it into output and an exit status. */

import { FactoryError, fromSystemError } from '../errors.js';
import { painter, wantsColor } from './color.js';
import type { Invocation } from './command.js';
import { commandHelp, generalHelp } from './help.js';
import { findCommand, parseWords, refuseForeignTargets, type ParsedWords } from './parse.js';
import { escapeData, terminalReporter } from './terminal.js';
import { VERSION } from '../version.js';

/** @param words what follows `image-factory` @returns the exit status */
export async function main(words: readonly string[]): Promise<number> {
  try {
    const [word, ...rest] = words;
    if (word === undefined) {
      process.stderr.write(generalHelp(VERSION, process.stderr.columns));
      return 2;
    }
    if (word === '--help' || word === '-h' || word === 'help') {
      process.stdout.write(
        rest[0] === undefined || word !== 'help'
          ? generalHelp(VERSION, process.stdout.columns)
          : commandHelp(findCommand(rest[0]), process.stdout.columns),
      );
      return 0;
    }
    if (word === '--version') {
      process.stdout.write(`${VERSION}\n`);
      return 0;
    }
    const command = findCommand(word);
    const parsed = parseWords(command, rest);
    if (parsed.values['help'] === true) {
      process.stdout.write(commandHelp(command, process.stdout.columns));
      return 0;
    }
    refuseForeignTargets(command, parsed);
    const module = await command.load();
    return await withSignals((signal) => module.run(invocationOf(parsed, signal)));
  } catch (error) {
    return tell(error, words);
  }
}

function invocationOf({ positionals, values }: ParsedWords, signal: AbortSignal): Invocation {
  const quiet = values['quiet'] === true;
  const noColor = values['no-color'] === true;
  return {
    positionals,
    json: values['json'] === true,
    quiet,
    reporter: terminalReporter({
      signal,
      quiet,
      stream: process.stderr,
      env: process.env,
      paint: painter(wantsColor(process.stderr, noColor, process.env)),
    }),
    paint: painter(wantsColor(process.stdout, noColor, process.env)),
    text(option) {
      const value = values[option];
      return typeof value === 'string' ? value : null;
    },
    list(option) {
      const value = values[option];
      return Array.isArray(value) ? (value as readonly string[]) : [];
    },
    flag: (option) => values[option] === true,
    write,
  };
}

async function write(data: string | Uint8Array): Promise<void> {
  if (process.stdout.write(data)) return;
  await new Promise((resolve) => process.stdout.once('drain', resolve));
}

/** Runs `body` with a signal that Ctrl-C, SIGTERM and Windows' Ctrl-Break abort; the second one ends the process. */
async function withSignals(body: (signal: AbortSignal) => Promise<number>): Promise<number> {
  const controller = new AbortController();
  const handlers = (['SIGINT', 'SIGTERM', 'SIGBREAK', 'SIGHUP'] as const).map((name) => {
    const code = name === 'SIGINT' || name === 'SIGBREAK' ? 'interrupted' : 'terminated';
    const handler = (): void => {
      const error = new FactoryError(code, { subject: 'image-factory', found: `interrupted by ${name}` });
      if (controller.signal.aborted) process.exit(error.exitStatus);
      controller.abort(error);
    };
    process.on(name, handler);
    return () => process.off(name, handler);
  });
  try {
    return await body(controller.signal);
  } catch (error) {
    throw controller.signal.aborted ? controller.signal.reason : error;
  } finally {
    for (const remove of handlers) remove();
  }
}

/** @param error of standard output: a full disk behind it, say @returns the exit status */
export function tellOfOutput(error: unknown): number {
  const { message, exitStatus } = fromSystemError(error, 'standard output');
  process.stderr.write(`error: ${message}\n`);
  return exitStatus;
}

/** Says what went wrong; with `--json` on standard output too. @returns the exit status */
function tell(error: unknown, words: readonly string[]): number {
  if ((error as NodeJS.ErrnoException).code === 'EPIPE') return 0;
  const paint = painter(wantsColor(process.stderr, words.includes('--no-color'), process.env));
  const { path: place = 'image-factory' } = error as NodeJS.ErrnoException;
  const known = fromSystemError(error, place);
  if (words.includes('--json'))
    process.stdout.write(`${JSON.stringify({ error: known.toJSON() }, null, 2)}\n`);
  if (process.env['GITHUB_ACTIONS'] === 'true')
    process.stderr.write(`::error::${escapeData(known.message)}\n`);
  else process.stderr.write(`${paint('red', 'error:')} ${known.message}\n`);
  if ((process.env['IMAGE_FACTORY_DEBUG'] ?? '') !== '' && error instanceof Error) {
    process.stderr.write(`${error.stack}\n`);
  } else if (!(error instanceof FactoryError) && known.code === 'host' && place === 'image-factory') {
    process.stderr.write(
      'Set IMAGE_FACTORY_DEBUG=1 to see where it happened, and report it if it is ours.\n',
    );
  }
  return known.exitStatus;
}
