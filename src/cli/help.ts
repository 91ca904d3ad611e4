/** The text of `--help`. */

import { COMMANDS } from './catalog.js';
import { usageOf, type CommandSpec, type OptionSpec } from './command.js';

export const GLOBAL_OPTIONS: Readonly<Record<string, OptionSpec>> = {
  quiet: { short: 'q', description: 'no progress and no messages but errors' },
  'no-color': { description: 'no colours (as does NO_COLOR in the environment)' },
  help: { short: 'h', description: 'this text' },
};

export function generalHelp(version: string): string {
  return [
    `image-factory ${version}: Windows images from a definition, captured, proven and released`,
    '',
    'Usage: image-factory COMMAND [ARGUMENT ...] [--OPTION ...]',
    '',
    ...table(COMMANDS.map((command) => [usageOf(command), command.summary])),
    '',
    'Options of every command:',
    ...optionLines(GLOBAL_OPTIONS),
    '',
    'image-factory COMMAND --help tells more of one command.',
    'Exit status: 0 done; 1 the answer is no; 2 the command or definition is wrong; 3 an input is damaged or not',
    'supported; 4 this host lacks something; 5 a store or the network failed; 130, 143 interrupted.',
    '',
  ].join('\n');
}

export function commandHelp(command: CommandSpec): string {
  const options = {
    ...command.options,
    ...(command.json ? { json: { description: 'print the result as JSON on standard output' } } : {}),
    ...GLOBAL_OPTIONS,
  };
  return [
    `Usage: image-factory ${usageOf(command)} [--OPTION ...]`,
    '',
    `${command.summary.charAt(0).toUpperCase()}${command.summary.slice(1)}.`,
    ...(command.details === undefined
      ? []
      : ['', ...command.details.flatMap((text) => wrapped(text, COLUMNS))]),
    '',
    'Options:',
    ...optionLines(options),
    ...(command.examples.length === 0
      ? []
      : ['', 'Examples:', ...command.examples.map((example) => `  ${example}`)]),
    '',
  ].join('\n');
}

function optionLines(options: Readonly<Record<string, OptionSpec>>): string[] {
  return table(
    Object.entries(options).map(([name, option]) => {
      const short = option.short === undefined ? '' : `-${option.short}, `;
      const value = option.value === undefined ? '' : ` ${option.value}`;
      const many = option.multiple === true ? ' ...' : '';
      return [`${short}--${name}${value}${many}`, option.description];
    }),
  );
}

const COLUMNS = 110;

function table(rows: readonly (readonly string[])[]): string[] {
  const width = Math.max(...rows.map(([left = '']) => left.length));
  return rows.flatMap(([left = '', right = '']) => {
    const [first = '', ...more] = wrapped(right, COLUMNS - width - 4);
    return [`  ${left.padEnd(width)}  ${first}`, ...more.map((line) => `${' '.repeat(width + 4)}${line}`)];
  });
}

function wrapped(text: string, width: number): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && line.length + word.length >= width) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines;
}
