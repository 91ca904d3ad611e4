/** One call of a cmdlet as the wire brings it, and what plays it. */

/** @returns what the cmdlet writes to the pipeline */
export type Cmdlet = (call: Call) => Promise<readonly unknown[]> | readonly unknown[];

/** Runs a program. @returns its exit code */
export type Program = (run: ProgramRun) => Promise<number>;

export interface ProgramRun {
  readonly args: readonly string[];
  readonly cwd: string;
  /** Aborted when the process that stands for the program was killed. */
  readonly signal: AbortSignal;
  readonly write: (text: string) => void;
}

export const NOTHING: readonly unknown[] = [];

/** The bound parameters, by the types that the table of cmdlets gives them. */
export class Call {
  readonly name: string;
  readonly #parameters: Readonly<Record<string, unknown>>;

  constructor(name: string, parameters: Readonly<Record<string, unknown>>) {
    this.name = name;
    this.#parameters = parameters;
  }

  get parameters(): readonly string[] {
    return Object.keys(this.#parameters);
  }

  has(parameter: string): boolean {
    return this.#parameters[parameter] !== undefined;
  }

  text(parameter: string): string | null {
    return this.texts(parameter)[0] ?? null;
  }

  texts(parameter: string): string[] {
    return this.#list(parameter).map(String);
  }

  number(parameter: string): number | null {
    return this.numbers(parameter)[0] ?? null;
  }

  numbers(parameter: string): number[] {
    return this.#list(parameter).map(Number);
  }

  flag(parameter: string): boolean {
    return this.#parameters[parameter] === true;
  }

  /** Objects that another cmdlet wrote. */
  objects(parameter: string): Readonly<Record<string, unknown>>[] {
    return this.#list(parameter).filter((value) => typeof value === 'object' && value !== null) as Record<
      string,
      unknown
    >[];
  }

  #list(parameter: string): unknown[] {
    const value = this.#parameters[parameter];
    if (value === undefined || value === null) return [];
    return Array.isArray(value) ? value : [value];
  }
}

/** `imgf-*` as PowerShell matches names. */
export function matches(pattern: string, name: string): boolean {
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 'i').test(name);
}
