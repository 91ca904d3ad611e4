/** The options of programs, as the contract lists them with the documentation's page. */

export interface Program {
  readonly page: string;
  /** By name with its mark, `/ImageFile`; where its value stands. */
  readonly options: Readonly<Record<string, 'flag' | 'colon' | 'optional-colon' | 'next'>>;
  /** How many words that are no option it takes. */
  readonly words: number;
}

/** @returns what is wrong, null where nothing is */
export function checkOptions(program: Program, args: readonly string[]): string | null {
  let words = 0;
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? '';
    const match = /^(?<name>[/-][A-Za-z][\w-]*)(?<value>:.*)?$/s.exec(arg);
    if (match?.groups === undefined) {
      words += 1;
      continue;
    }
    const { name = '', value } = match.groups;
    const kind = Object.entries(program.options).find(
      ([known]) => known.toLowerCase() === name.toLowerCase(),
    )?.[1];
    if (kind === undefined) return `the option ${name} is unknown: ${program.page} does not list it`;
    if (kind === 'colon' && value === undefined) return `the option ${name} wants a value: ${name}:VALUE`;
    if ((kind === 'flag' || kind === 'next') && value !== undefined) {
      return `the option ${name} takes no value after a colon`;
    }
    if (kind === 'next') {
      at += 1;
      if (at >= args.length) return `the option ${name} wants a value: ${name} VALUE`;
    }
  }
  return words > program.words
    ? `${String(words)} words that are no option, expected at most ${String(program.words)}`
    : null;
}
