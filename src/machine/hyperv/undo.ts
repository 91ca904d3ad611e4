/** Things that are taken back in the end, last first, whether the work went well or not. */

import type { Reporter } from '../../progress.js';

/** Adds a step that takes something back. */
export type Undo = (step: () => Promise<void>) => void;

/**
 * Runs `work`, and then what it asked to have taken back.
 *
 * @throws what `work` threw; a step that fails then is only told, for the journal still knows the thing. After work that
 *   went well, the first step that failed, when all were tried
 */
export async function withUndo<T>(reporter: Reporter, work: (undo: Undo) => Promise<T>): Promise<T> {
  const steps: (() => Promise<void>)[] = [];
  let result: T;
  try {
    result = await work((step) => steps.push(step));
  } catch (error) {
    for (const failure of await takeBack(steps)) reporter.warn(textOf(failure));
    throw error;
  }
  const [first, ...others] = await takeBack(steps);
  for (const failure of others) reporter.warn(textOf(failure));
  if (first !== undefined) throw first;
  return result;
}

async function takeBack(steps: readonly (() => Promise<void>)[]): Promise<unknown[]> {
  const failures: unknown[] = [];
  for (const step of steps.toReversed()) {
    await step().catch((error: unknown) => failures.push(error));
  }
  return failures;
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
