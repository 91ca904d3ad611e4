/** The text of `--help`. */

import { COMMANDS } from './catalog.js';
import { usageOf, type CommandSpec, type OptionSpec } from './command.js';

export const GLOBAL_OPTIONS: Readonly<Record<string, OptionSpec>> = {
  quiet: { short: 'q', description: 'no progress and no messages but errors' },
  'no-color': { description: 'no colours (as does NO_COLOR in the environment)' },
  help: { short: 'h', description: 'this text' },
};

/** Lines of this length are read easily; a narrower terminal gets shorter ones. */
const COLUMNS = 110;

/** @param columns of the terminal */
export function generalHelp(version: string, columns = COLUMNS): string {
  return [
    ...wrapped(
      `image-factory ${version}: Windows images from a definition, captured, proven and released`,
      columns,
    ),
    '',
    'Usage: image-factory COMMAND [ARGUMENT ...] [--OPTION ...]',
    '',
    ...table(
      COMMANDS.map((command) => [usageOf(command), command.summary]),
      columns,
    ),
    '',
    'Options of every command:',
    ...optionLines(GLOBAL_OPTIONS, columns),
    '',
    ...wrapped('image-factory COMMAND --help tells more of one command.', columns),
    ...wrapped(EXIT_STATUSES, columns),
    '',
  ].join('\n');
}

const EXIT_STATUSES =
  'Exit status: 0 done; 1 the answer is no; 2 the command or definition is wrong; 3 an input is damaged or not supported; ' +
  '4 this host lacks something; 5 a store or the network failed; 130, 143 interrupted.';

/** @param columns of the terminal */
export function commandHelp(command: CommandSpec, columns = COLUMNS): string {
  const options = {
    ...command.options,
    ...(command.json ? { json: { description: 'print the result as JSON on standard output' } } : {}),
    ...GLOBAL_OPTIONS,
  };
  return [
    `Usage: image-factory ${usageOf(command)} [--OPTION ...]`,
    '',
    ...wrapped(`${command.summary.charAt(0).toUpperCase()}${command.summary.slice(1)}.`, columns),
    ...(command.details === undefined
      ? []
      : ['', ...command.details.flatMap((text) => wrapped(text, columns))]),
    '',
    'Options:',
    ...optionLines(options, columns),
    ...(command.examples.length === 0
      ? []
      : ['', 'Examples:', ...command.examples.map((example) => `  ${example}`)]),
    '',
  ].join('\n');
}

function optionLines(options: Readonly<Record<string, OptionSpec>>, columns: number): string[] {
  return table(
    Object.entries(options).map(([name, option]) => {
      const short = option.short === undefined ? '' : `-${option.short}, `;
      const value = option.value === undefined ? '' : ` ${option.value}`;
      const many = option.multiple === true ? ' ...' : '';
      return [`${short}--${name}${value}${many}`, option.description];
    }),
    columns,
  );
}

/** What stands beside its name needs so much room; else it comes below. */
const MIN_WIDTH = 30;

function table(rows: readonly (readonly string[])[], columns: number): string[] {
  const most = Math.min(columns, COLUMNS);
  const width = Math.max(...rows.map(([left = '']) => left.length));
  const room = most - width - 4;
  return rows.flatMap(([left = '', right = '']) => {
    if (room < MIN_WIDTH) return [`  ${left}`, ...wrapped(right, most - 6).map((line) => `      ${line}`)];
    const [first = '', ...more] = wrapped(right, room);
    return [`  ${left.padEnd(width)}  ${first}`, ...more.map((line) => `${' '.repeat(width + 4)}${line}`)];
  });
}

function wrapped(text: string, columns: number): string[] {
  const width = Math.min(columns, COLUMNS);
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && line.length + word.length >= width) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines;
}
