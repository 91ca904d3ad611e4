/** Secrets of the user: read from the environment of this process, and kept out of everything that is shown. */

import { FactoryError } from '../errors.js';

const MASK = '***';
/** A shorter line of a secret that has several, a brace as a rule, would mask half of every text. */
const SHORTEST_LINE = 4;

export class Secrets {
  /** By name. */
  readonly values: ReadonlyMap<string, string>;
  private readonly masked: readonly string[];

  constructor(values: ReadonlyMap<string, string>) {
    this.values = values;
    this.masked = [...values.values()]
      .flatMap((value) => [
        value,
        ...value.split(/\r?\n/).filter((line) => line.trim().length >= SHORTEST_LINE),
      ])
      .filter((value) => value.trim() !== '')
      .toSorted((a, b) => b.length - a.length);
  }

  /** `text` with every secret, and each line of one that has several, replaced by `***`. */
  mask(text: string): string {
    return this.masked.reduce((shown, value) => shown.replaceAll(value, MASK), text);
  }
}

/**
 * @param names of environment variables
 * @throws usage, naming the first one that is missing or empty
 */
export function readSecrets(
  names: Iterable<string>,
  env: Readonly<Record<string, string | undefined>>,
): Secrets {
  const values = new Map<string, string>();
  for (const name of names) {
    const value = env[name];
    if (value === undefined || value === '') {
      throw new FactoryError('usage', {
        subject: `the secret ${name}`,
        found: value === undefined ? 'no environment variable has that name' : 'the variable is empty',
        expected: 'its value in the environment of the factory',
        next: `set it; in a workflow: env: { ${name}: \${{ secrets.${name} }} }`,
      });
    }
    values.set(name, value);
  }
  return new Secrets(values);
}
