/** The port through which every long operation says how far it is, and learns that it shall stop. */

/** `percent`: of what another program does, which says no more. */
export type ProgressUnit = 'bytes' | 'files' | 'percent';

/** One piece of long work. Ended exactly once, also when it failed. */
export interface Task {
  /** @param amount how much more is done, in the task's unit */
  advance(amount: number): void;
  end(): void;
}

export interface Section {
  end(): void;
}

export interface Reporter {
  /** Aborted when the user or the runner wants the work to stop. */
  readonly signal: AbortSignal;
  /**
   * @param title what is being done, without a full stop: "Capturing disk.vhdx#3"
   * @param total how much there is to do in `unit`, or null where that is not known
   */
  task(title: string, total: number | null, unit: ProgressUnit): Task;
  info(message: string): void;
  /** Opens a group in the log, as a station of the line has one; what is said until `end` belongs to it. */
  section(title: string): Section;
  /** Something that the user should know but that does not stop the work. */
  warn(message: string): void;
  /** A value that no log may show: the runner, where there is one, masks it from here on. */
  secret(value: string): void;
}

/** A reporter that says nothing. */
export function silentReporter(signal: AbortSignal = new AbortController().signal): Reporter {
  const task: Task = { advance() {}, end() {} };
  return { signal, task: () => task, section: () => ({ end() {} }), info() {}, warn() {}, secret() {} };
}
