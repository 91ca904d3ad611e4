/** Which steps of a plan need the network. */

import type { AgentStep } from './types.js';

/**
 * After the last round of updates nothing of Windows shall come from outside any more, the Store's updates least of all:
 * they are the first cause of a failed sysprep. Without such a round the network stays, for the user's scripts.
 *
 * @returns the step, counted from 0, from which on the machine has none; null: it keeps what it has
 */
export function offlineFrom(steps: readonly AgentStep[]): number | null {
  const next = steps.findLastIndex(needsNetwork) + 1;
  return next === 0 || next === steps.length ? null : next;
}

function needsNetwork(step: AgentStep): boolean {
  if (step.kind === 'languages' || step.kind === 'capabilities') return step.from === null;
  return step.kind === 'updates';
}
