/** The keys that a definition may hold but that this version does not do yet. A key leaves the table with its feature. */

type Asks = (value: unknown) => boolean;

const always: Asks = () => true;
const unless =
  (...idle: readonly unknown[]): Asks =>
  (value) =>
    !idle.includes(value);
/** An empty list or mapping asks for nothing. */
const filled: Asks = (value) => typeof value !== 'object' || value === null || Object.keys(value).length > 0;

/**
 * Path from the root, whether a value there asks for what is missing, and what may be written instead. `[]` stands for
 * each item of a list.
 */
export const PENDING: readonly (readonly [path: string, asks: Asks, instead?: string])[] = [
  ['machine.deadlines.update', always],
  ['languages', filled],
  ['capabilities', filled],
  ['updates.from', unless('none'), 'none'],
  ['updates.folder', always],
  ['updates.server', always],
  ['updates.target-group', always],
  ['updates.include', filled],
  ['updates.exclude', filled],
  ['updates.rounds', always],
  ['updates.timeout', always],
  ['updates.require', filled],
  ['cleanup', unless(false), 'false'],
  ['unattend', always],
  ['gates.lint', unless('off'), 'off'],
  ['gates.boot', unless(false), 'false'],
  ['release.base', always],
  ['release.attest', unless('never'), 'never'],
];
