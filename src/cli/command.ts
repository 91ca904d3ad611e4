/** What a command is: its words, for parsing and for help, and how to load what it does. */

import type { Reporter } from '../progress.js';
import type { Paint } from './color.js';

export interface OptionSpec {
  /** What stands for the value in help; without it the option is a switch. */
  readonly value?: string;
  readonly short?: string;
  readonly multiple?: boolean;
  readonly required?: boolean;
  readonly choices?: readonly string[];
  readonly description: string;
}

export interface PositionalSpec {
  readonly name: string;
  readonly optional?: boolean;
  readonly many?: boolean;
  /** What it can be; left out: anything. */
  readonly choices?: readonly string[];
}

export interface CommandSpec {
  readonly name: string;
  readonly summary: string;
  readonly positionals: readonly PositionalSpec[];
  readonly options: Readonly<Record<string, OptionSpec>>;
  /** Whether it prints data and so takes `--json`. */
  readonly json: boolean;
  readonly details?: readonly string[];
  readonly examples: readonly string[];
  readonly load: () => Promise<CommandModule>;
}

export interface CommandModule {
  /** @returns the exit status: 0, or 1 where the answer is no */
  run(invocation: Invocation): Promise<number>;
}

/** One call of a command, as parsed. */
export interface Invocation {
  /** As many as the command has: a missing optional one is ''. */
  readonly positionals: readonly string[];
  readonly json: boolean;
  readonly quiet: boolean;
  readonly reporter: Reporter;
  /** Colours for standard output. */
  readonly paint: Paint;
  text(option: string): string | null;
  list(option: string): readonly string[];
  flag(option: string): boolean;
  /** Writes data to standard output; resolves when the next piece may follow. */
  write(data: string | Uint8Array): Promise<void>;
}

/** One line a command, as in INTERFACES: `capture SOURCE OUT.wim`. */
export function usageOf({ name, positionals, options }: CommandSpec): string {
  const words = positionals.map((positional) => {
    const word = positional.many === true ? `${positional.name}...` : positional.name;
    return positional.optional === true ? `[${word}]` : word;
  });
  const required = Object.entries(options).flatMap(([option, { required: isRequired, value = '' }]) =>
    isRequired === true ? [`--${option} ${value}`] : [],
  );
  return [name, ...words, ...required].join(' ');
}
