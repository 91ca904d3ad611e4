/** The keys that a definition may hold but that this version does not do yet. A key leaves the table with its feature. */

type Asks = (value: unknown) => boolean;

const unless =
  (...idle: readonly unknown[]): Asks =>
  (value) =>
    !idle.includes(value);

/**
 * Path from the root, whether a value there asks for what is missing, and what may be written instead. `[]` stands for
 * each item of a list.
 */
export const PENDING: readonly (readonly [path: string, asks: Asks, instead?: string])[] = [
  ['gates.lint', unless('off'), 'off'],
  ['gates.boot', unless(false), 'false'],
];
