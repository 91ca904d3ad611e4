/** Words of the command line into an invocation; what is wrong is named, with the nearest right word. */

import { parseArgs, type ParseArgsConfig } from 'node:util';
import { FactoryError, isForeignPath } from '../errors.js';
import { nearest } from '../nearest.js';
import { COMMANDS } from './catalog.js';
import { usageOf, type CommandSpec } from './command.js';

export interface ParsedWords {
  readonly positionals: readonly string[];
  readonly values: Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
}

const GLOBAL_OPTIONS = {
  help: { type: 'boolean', short: 'h' },
  quiet: { type: 'boolean', short: 'q' },
  'no-color': { type: 'boolean' },
} as const;

/** @throws usage */
export function findCommand(word: string): CommandSpec {
  const command = COMMANDS.find(({ name }) => name === word);
  if (command === undefined && word.startsWith('-')) {
    throw new FactoryError('usage', {
      subject: `image-factory ${word}`,
      found: 'an option where the command belongs',
      next: 'put the command first: image-factory COMMAND [ARGUMENT ...] [--OPTION ...]',
    });
  }
  if (command === undefined) {
    throw new FactoryError('usage', {
      subject: `image-factory ${word}`,
      found: `there is no command "${word}"`,
      next: `${suggest(
        word,
        COMMANDS.map(({ name }) => name),
      )}run "image-factory --help" for the list`,
    });
  }
  return command;
}

/** @throws usage */
export function parseWords(command: CommandSpec, words: readonly string[]): ParsedWords {
  const options: NonNullable<ParseArgsConfig['options']> = { ...GLOBAL_OPTIONS };
  if (command.json) options['json'] = { type: 'boolean' };
  for (const [name, { value, short, multiple }] of Object.entries(command.options)) {
    options[name] = {
      type: value === undefined ? 'boolean' : 'string',
      ...(short === undefined ? {} : { short }),
      ...(multiple === true ? { multiple } : {}),
    };
  }
  const { positionals, values, tokens } = parseArgs({
    args: [...words],
    options,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  for (const token of tokens) {
    if (token.kind === 'option') checkOption(command, options, token.name, token.rawName, token.value);
  }
  if (values['help'] !== true) {
    checkPositionals(command, positionals);
    checkRequired(command, values);
  }
  return { positionals, values };
}

function checkOption(
  command: CommandSpec,
  options: NonNullable<ParseArgsConfig['options']>,
  name: string,
  rawName: string,
  value: string | undefined,
): void {
  const known = options[name];
  if (known === undefined) {
    const advice = suggest(
      rawName,
      Object.keys(options).map((option) => `--${option}`),
    );
    throw wrong(command, `there is no option "${rawName}"`, advice);
  }
  const { choices, value: placeholder } = command.options[name] ?? { description: '' };
  if (known.type === 'string' && (value === undefined || value === '')) {
    throw wrong(command, `${rawName} has no value`, '', `${rawName} ${placeholder}`);
  }
  if (known.type === 'boolean' && value !== undefined) {
    throw wrong(command, `${rawName} has the value "${value}"`, '', 'none: it is a switch');
  }
  if (choices !== undefined && value !== undefined && !choices.includes(value)) {
    throw wrong(command, `${rawName} is "${value}"`, suggest(value, choices), choices.join(', '));
  }
}

function checkPositionals(command: CommandSpec, given: readonly string[]): void {
  const required = command.positionals.filter(({ optional }) => optional !== true);
  const most = command.positionals.some(({ many }) => many === true) ? Infinity : command.positionals.length;
  const missing = required[given.length];
  if (missing !== undefined) {
    throw wrong(command, `${missing.name} is missing`, '', missing.choices?.join(', '));
  }
  const empty = given.indexOf('');
  if (empty !== -1) {
    const { name } = command.positionals[Math.min(empty, command.positionals.length - 1)] ?? { name: '' };
    throw wrong(command, `${name} is empty`);
  }
  if (given.length > most) throw wrong(command, `"${given[most]}" is one argument too many`);
}

function checkRequired(command: CommandSpec, values: ParsedWords['values']): void {
  for (const [name, { required, value = '' }] of Object.entries(command.options)) {
    if (required !== true || values[name] !== undefined) continue;
    throw wrong(command, `--${name} is missing`, '', `--${name} ${value}`);
  }
}

/** What stands in help for a place that is written to. */
const WRITTEN = ['DIR', 'FILE', 'OUT.wim', 'STORE'];

/** @throws usage where a path of Windows would become one name on this host, and be made here */
export function refuseForeignTargets(command: CommandSpec, { positionals, values }: ParsedWords): void {
  const places = [
    ...Object.entries(command.options).map(([name, { value }]) => [value, values[name]] as const),
    // The last word of "join FIRST.swm [PART...] OUT.wim" is the last argument, however many there are.
    [command.positionals.at(-1)?.name, positionals.at(-1)] as const,
  ];
  for (const [placeholder = '', text] of places) {
    if (!WRITTEN.includes(placeholder) || typeof text !== 'string' || !isForeignPath(text)) continue;
    throw new FactoryError('usage', {
      subject: text,
      found: 'a path of Windows, of which this host would make one name',
      expected: 'a path of this host',
      next: 'name it as this host does, or run it on Windows',
    });
  }
}

function wrong(command: CommandSpec, found: string, advice = '', expected?: string): FactoryError {
  return new FactoryError('usage', {
    subject: `image-factory ${command.name}`,
    found,
    ...(expected === undefined ? {} : { expected }),
    next: `${advice}usage: image-factory ${usageOf(command)}; run "image-factory ${command.name} --help" for more`,
  });
}

function suggest(word: string, known: readonly string[]): string {
  const meant = nearest(word, known);
  return meant === null ? '' : `did you mean "${meant}"? If not, `;
}
